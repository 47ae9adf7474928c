"""Closing what has ended does nothing."""


def g():
    yield 1
    return 2


it = g()
print(list(it), it.close(), it.close())

# expect:
# [1] None None
