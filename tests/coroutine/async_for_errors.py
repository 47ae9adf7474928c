"""What async for refuses."""


class NoAnext:
    def __aiter__(self):
        return 1


class BadAnext:
    def __aiter__(self):
        return self

    def __anext__(self):
        return 1


async def loop(over):
    async for _ in over:
        pass


for over in (1, NoAnext(), BadAnext()):
    try:
        loop(over).send(None)
    except TypeError as e:
        print(e, "|", repr(e.__cause__))

# expect:
# 'async for' requires an object with __aiter__ method, got int | None
# 'async for' received an object from __aiter__ that does not implement __anext__: int | None
# 'async for' received an invalid object from __anext__: int | TypeError("'int' object can't be awaited")
