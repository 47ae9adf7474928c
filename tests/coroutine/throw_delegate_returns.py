"""A delegate that returns from throw() gives its value to the yield from."""


def inner():
    try:
        yield 1
    except KeyError:
        return "from inner"


def outer():
    value = yield from inner()
    print("value", value)
    yield 2


it = outer()
next(it)
print(it.throw(KeyError))

# expect:
# value from inner
# 2
