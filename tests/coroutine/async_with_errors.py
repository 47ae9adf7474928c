"""What async with and with refuse, and the hints they give."""


class Neither:
    pass


class Sync:
    def __enter__(self):
        pass

    def __exit__(self, *args):
        pass


class Async:
    async def __aenter__(self):
        pass

    async def __aexit__(self, *args):
        pass


class BadEnter:
    def __aenter__(self):
        return 1

    async def __aexit__(self, *args):
        pass


class BadExit:
    async def __aenter__(self):
        pass

    def __aexit__(self, *args):
        return 1


class NoExit:
    async def __aenter__(self):
        pass


async def use(manager):
    async with manager:
        pass


def use_sync(manager):
    with manager:
        pass


for manager in (Neither(), Sync(), BadEnter(), BadExit(), NoExit()):
    try:
        use(manager).send(None)
    except TypeError as e:
        print(e)
for manager in (Neither(), Async()):
    try:
        use_sync(manager)
    except TypeError as e:
        print(e)

# expect:
# 'Neither' object does not support the asynchronous context manager protocol (missed __aexit__ method)
# 'Sync' object does not support the asynchronous context manager protocol (missed __aexit__ method) but it supports the context manager protocol. Did you mean to use 'with'?
# 'async with' received an object from __aenter__ that does not implement __await__: int
# 'async with' received an object from __aexit__ that does not implement __await__: int
# 'NoExit' object does not support the asynchronous context manager protocol (missed __aexit__ method)
# 'Neither' object does not support the context manager protocol (missed __exit__ method)
# 'Async' object does not support the context manager protocol (missed __exit__ method) but it supports the asynchronous context manager protocol. Did you mean to use 'async with'?
