"""throw(type, value, traceback): the old signature and its errors."""
import sys


def gen():
    try:
        yield 1
    except ValueError as e:
        print("caught", repr(e), e.__traceback__ is not None)
    yield 2


async def agen():
    yield 1


async def co():
    pass


class Stderr:
    """The warnings are not what this is about."""

    def write(self, text):
        pass

    def flush(self):
        pass


sys.stderr = Stderr()


def t(f, *args):
    try:
        print(f(*args))
    except BaseException as e:
        print(type(e).__name__, e)


def fresh():
    g = gen()
    next(g)
    return g


try:
    1 / 0
except ZeroDivisionError as e:
    traceback = e.__traceback__
t(fresh().throw, ValueError, 5, 6)
t(fresh().throw, ValueError(1), 5)
t(fresh().throw, ValueError(1), None, 5)
t(fresh().throw, 5, None)
t(fresh().throw, ValueError, 5)
t(fresh().throw, ValueError, (5, 6))
t(fresh().throw, ValueError, ValueError(7))
t(fresh().throw, ValueError, KeyError(7))
t(fresh().throw, ValueError, None, traceback)
t(fresh().throw, ValueError(1), None, traceback)
c = co()
t(c.throw, ValueError(1), 5)
t(c.throw, ValueError, 1, traceback)
t(agen().athrow(ValueError, 5, 6).send, None)
t(agen().athrow(ValueError(1), 5).send, None)
t(agen().athrow(ValueError, 5).send, None)

# expect:
# TypeError throw() third argument must be a traceback object
# TypeError instance exception may not have a separate value
# TypeError throw() third argument must be a traceback object
# TypeError exceptions must be classes or instances deriving from BaseException, not int
# caught ValueError(5) True
# 2
# caught ValueError(5, 6) True
# 2
# caught ValueError(7) True
# 2
# caught ValueError(KeyError(7)) True
# 2
# caught ValueError() True
# 2
# caught ValueError(1) True
# 2
# TypeError instance exception may not have a separate value
# ValueError 1
# TypeError throw() third argument must be a traceback object
# TypeError instance exception may not have a separate value
# ValueError 5
