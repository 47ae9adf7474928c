"""A delegate may be resumed behind its outer generator's back; the outer one sees where it is now."""


def inner():
    yield 1
    yield 2
    yield 3


shared = inner()


def outer():
    yield from shared
    yield "after"


it = outer()
print(next(it), next(shared), next(it), next(it), next(it, "end"))

# expect:
# 1 2 3 after end
