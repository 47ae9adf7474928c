"""StopIteration that leaves a body becomes RuntimeError with the cause kept (PEP 479)."""


def g():
    raise StopIteration("g")
    yield


async def c():
    raise StopIteration("c")


async def ag(kind):
    raise kind("ag")
    yield


for target in (g(), c()):
    try:
        target.send(None)
    except RuntimeError as e:
        print(e, "|", repr(e.__cause__), e.__cause__ is e.__context__)
for kind in (StopIteration, StopAsyncIteration):
    try:
        ag(kind).__anext__().send(None)
    except RuntimeError as e:
        print(e, "|", repr(e.__cause__))

# expect:
# generator raised StopIteration | StopIteration('g') True
# coroutine raised StopIteration | StopIteration('c') True
# async generator raised StopIteration | StopIteration('ag')
# async generator raised StopAsyncIteration | StopAsyncIteration('ag')
