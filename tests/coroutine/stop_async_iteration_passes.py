"""StopAsyncIteration is nothing special in a generator or a coroutine."""


def g():
    raise StopAsyncIteration(1)
    yield


async def c():
    raise StopAsyncIteration(2)


for target in (g(), c()):
    try:
        target.send(None)
    except StopAsyncIteration as e:
        print(repr(e))

# expect:
# StopAsyncIteration(1)
# StopAsyncIteration(2)
