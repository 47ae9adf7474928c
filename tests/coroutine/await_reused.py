"""A coroutine that has ended can not be used again, whichever way."""


async def c():
    return 1


async def waits(co):
    return await co


def finished():
    co = c()
    try:
        co.send(None)
    except StopIteration:
        pass
    return co


for name, use in {
    "send": lambda co: co.send(None),
    "throw": lambda co: co.throw(KeyError),
    "await": lambda co: waits(co).send(None),
    "wrapper": lambda co: next(co.__await__()),
}.items():
    try:
        use(finished())
    except RuntimeError as e:
        print(name, e)
print(finished().close())

# expect:
# send cannot reuse already awaited coroutine
# throw cannot reuse already awaited coroutine
# await cannot reuse already awaited coroutine
# wrapper cannot reuse already awaited coroutine
# None
