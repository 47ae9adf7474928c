"""The classes make no instances, have no children, and the state can not be pickled or assigned."""


def g():
    yield 1


async def c():
    pass


async def ag():
    yield 1


co = c()
for target in (g(), co, ag()):
    kind = type(target)
    try:
        kind()
    except TypeError as e:
        print(e)
    try:
        type("Child", (kind,), {})
    except TypeError as e:
        print(e)
co.close()

# expect:
# cannot create 'generator' instances
# type 'generator' is not an acceptable base type
# cannot create 'coroutine' instances
# type 'coroutine' is not an acceptable base type
# cannot create 'async_generator' instances
# type 'async_generator' is not an acceptable base type
