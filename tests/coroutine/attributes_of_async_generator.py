"""What cannot be assigned to an async generator, and the methods a context manager lacks."""


async def agen():
    yield 1


def t(f):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)


a = agen()
for name in ("ag_code", "ag_frame", "ag_suspended", "ag_await", "ag_running"):
    t(lambda: setattr(a, name, 1))
    t(lambda: delattr(a, name))


class OnlyExit:
    def __exit__(self, *a):
        pass

    async def __aexit__(self, *a):
        pass


class OnlyEnter:
    def __enter__(self):
        pass

    async def __aenter__(self):
        pass


def plain(manager):
    with manager:
        pass


async def asynchronous(manager):
    async with manager:
        pass


class Plain(OnlyEnter):
    __aenter__ = None
    del __aenter__

    def __exit__(self, *a):
        pass


for manager in (OnlyExit, OnlyEnter, int):
    t(lambda: plain(manager()))
    t(lambda: asynchronous(manager()).send(None))

# expect:
# AttributeError attribute 'ag_code' of 'async_generator' objects is not writable
# AttributeError attribute 'ag_code' of 'async_generator' objects is not writable
# AttributeError attribute 'ag_frame' of 'async_generator' objects is not writable
# AttributeError attribute 'ag_frame' of 'async_generator' objects is not writable
# AttributeError attribute 'ag_suspended' of 'async_generator' objects is not writable
# AttributeError attribute 'ag_suspended' of 'async_generator' objects is not writable
# AttributeError attribute 'ag_await' of 'async_generator' objects is not writable
# AttributeError attribute 'ag_await' of 'async_generator' objects is not writable
# AttributeError readonly attribute
# AttributeError readonly attribute
# TypeError 'OnlyExit' object does not support the context manager protocol (missed __enter__ method)
# TypeError 'OnlyExit' object does not support the asynchronous context manager protocol (missed __aenter__ method)
# TypeError 'OnlyEnter' object does not support the context manager protocol (missed __exit__ method)
# TypeError 'OnlyEnter' object does not support the asynchronous context manager protocol (missed __aexit__ method)
# TypeError 'int' object does not support the context manager protocol (missed __exit__ method)
# TypeError 'int' object does not support the asynchronous context manager protocol (missed __aexit__ method)
