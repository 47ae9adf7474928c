"""A running generator can not be resumed, thrown into or closed."""


def g():
    for name, call in {
        "next": lambda: next(me),
        "send": lambda: me.send(None),
        "throw": lambda: me.throw(KeyError),
        "close": lambda: me.close(),
        "list": lambda: list(me),
    }.items():
        try:
            call()
        except ValueError as e:
            print(name, e)
    yield 1


me = g()
print(next(me))

# expect:
# next generator already executing
# send generator already executing
# throw generator already executing
# close generator already executing
# list generator already executing
# 1
