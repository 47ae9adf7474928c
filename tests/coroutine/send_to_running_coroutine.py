"""A running coroutine refuses a second resume."""


async def c():
    for name, call in {
        "send": lambda: me.send(None),
        "throw": lambda: me.throw(KeyError),
        "close": lambda: me.close(),
        "wrapper": lambda: me.__await__().send(None),
    }.items():
        try:
            call()
        except ValueError as e:
            print(name, e)


me = c()
try:
    me.send(None)
except StopIteration as e:
    print("end", e.value)

# expect:
# send coroutine already executing
# throw coroutine already executing
# close coroutine already executing
# wrapper coroutine already executing
# end None
