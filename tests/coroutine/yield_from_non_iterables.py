"""What yield from refuses."""


class NotIterator:
    def __iter__(self):
        return 1


async def c():
    pass


def g(value):
    yield from value


co = c()
for value in (1, NotIterator(), co):
    try:
        next(g(value))
    except TypeError as e:
        print(e)
co.close()

# expect:
# 'int' object is not iterable
# iter() returned non-iterator of type 'int'
# cannot 'yield from' a coroutine object in a non-coroutine generator
