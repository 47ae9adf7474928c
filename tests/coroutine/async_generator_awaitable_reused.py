"""The awaitables of an async generator serve once."""


async def ag():
    yield 1
    yield 2


a = ag()
for make in (lambda: a.__anext__(), lambda: a.asend(None), lambda: a.aclose(), lambda: a.athrow(KeyError)):
    step = make()
    try:
        step.send(None)
    except (StopIteration, StopAsyncIteration, KeyError) as e:
        print(repr(e))
    try:
        step.send(None)
    except RuntimeError as e:
        print(e)

# expect:
# StopIteration(1)
# cannot reuse already awaited __anext__()/asend()
# StopIteration(2)
# cannot reuse already awaited __anext__()/asend()
# StopIteration()
# cannot reuse already awaited aclose()/athrow()
# StopIteration()
# cannot reuse already awaited aclose()/athrow()
