"""An exception nobody catches ends the generator and the program."""


def g():
    yield 1
    raise KeyError("uncaught")


it = g()
print(next(it))
next(it)

# expect:
# 1
# raises: KeyError: 'uncaught'
# exit: 1
