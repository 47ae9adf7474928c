"""A yield during close is an error."""


def g():
    try:
        yield 1
    except GeneratorExit:
        yield 2


class Once:
    def __await__(self):
        yield "once"


async def c():
    try:
        await Once()
    except GeneratorExit:
        await Once()


for it in (g(), c()):
    it.send(None)
    try:
        it.close()
    except RuntimeError as e:
        print(e)


async def ag():
    try:
        yield 1
    except GeneratorExit:
        yield 2


a = ag()
try:
    a.__anext__().send(None)
except StopIteration as e:
    print(e.value)
try:
    a.aclose().send(None)
except RuntimeError as e:
    print(e)

# expect:
# generator ignored GeneratorExit
# coroutine ignored GeneratorExit
# 1
# async generator ignored GeneratorExit
