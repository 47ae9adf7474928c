"""Generators and coroutines can be watched; repr shows the qualified name."""


class A:
    def g(self):
        yield 1

    async def c(self):
        pass

    async def ag(self):
        yield 1


co = A().c()
for target in (A().g(), co, A().ag()):
    print(repr(target).split(" at ")[0], target.__name__, target.__qualname__, type(target).__name__)
co.close()

# expect:
# <generator object A.g g A.g generator
# <coroutine object A.c c A.c coroutine
# <async_generator object A.ag ag A.ag async_generator
