"""A suspended coroutine that somebody awaits can not be awaited by another."""


class Wait:
    def __await__(self):
        yield "waiting"


async def inner():
    await Wait()


async def outer(co):
    await co


co = inner()
first, second = outer(co), outer(co)
print(first.send(None))
try:
    second.send(None)
except RuntimeError as e:
    print(e)
first.close()

# expect:
# waiting
# coroutine is being awaited already
