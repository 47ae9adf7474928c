"""next() inside a generator without default: its StopIteration is RuntimeError outside."""


def take_two(it):
    yield next(it)
    yield next(it)


print(list(take_two(iter([1, 2]))))
try:
    list(take_two(iter([1])))
except RuntimeError as e:
    print(e, type(e.__cause__).__name__)

# expect:
# [1, 2]
# generator raised StopIteration StopIteration
