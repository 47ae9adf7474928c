"""A value can only be sent where a yield waits for it."""


def generator():
    yield 1


async def coroutine():
    pass


async def async_generator():
    yield 1


for make in (generator, coroutine):
    target = make()
    try:
        target.send(1)
    except TypeError as e:
        print(e)
    target.close()
step = async_generator().asend(1)
try:
    step.send(None)
except TypeError as e:
    print(e)

# expect:
# can't send non-None value to a just-started generator
# can't send non-None value to a just-started coroutine
# can't send non-None value to a just-started async generator
