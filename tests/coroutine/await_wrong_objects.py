"""What await refuses."""


class ReturnsInt:
    def __await__(self):
        return 1


class ReturnsCoroutine:
    def __await__(self):
        return co


class IsNone:
    __await__ = None


class Plain:
    pass


async def nothing():
    pass


async def waits(what):
    await what


co = nothing()
for what in (1, "s", None, Plain(), ReturnsInt(), ReturnsCoroutine(), IsNone(), (i for i in ())):
    try:
        waits(what).send(None)
    except TypeError as e:
        print(e)
co.close()

# expect:
# 'int' object can't be awaited
# 'str' object can't be awaited
# 'NoneType' object can't be awaited
# 'Plain' object can't be awaited
# __await__() returned non-iterator of type 'int'
# __await__() returned a coroutine
# 'NoneType' object is not callable
# 'generator' object can't be awaited
