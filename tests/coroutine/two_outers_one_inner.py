"""Two generators may delegate to one."""


def inner():
    for i in range(5):
        yield i


shared = inner()


def outer(name):
    result = yield from shared
    yield (name, result)


a, b = outer("a"), outer("b")
print(next(a), next(b), next(a), next(b), next(a))
print(next(a), next(b))

# expect:
# 0 1 2 3 4
# ('a', None) ('b', None)
