"""A StopIteration that comes to a `yield from` or an `await` is its result; one thrown before the start passes."""
import sys


class Plain:
    def __iter__(self):
        return self

    def __next__(self):
        return 1

    __await__ = __iter__


class Closing(Plain):
    def close(self):
        raise StopIteration("close")


class Throwing(Plain):
    def throw(self, e):
        raise StopIteration("throw")


def delegates(iterator):
    try:
        print("result", (yield from iterator))
    except BaseException as e:
        print("caught", repr(e))
    yield "on"


async def awaits(iterator):
    print("result", await iterator)


def t(f, *args):
    try:
        print(f(*args))
    except BaseException as e:
        print(repr(e), repr(e.__cause__))


for iterator in Plain(), Throwing(), Closing(), iter([1, 2]):
    g = delegates(iterator)
    next(g)
    t(g.throw, StopIteration(5))
    g = delegates(iterator)
    next(g)
    t(g.throw, GeneratorExit)
c = awaits(Plain())
c.send(None)
t(c.throw, StopIteration(7))
g = delegates([1])
t(g.throw, StopIteration(8))
c = awaits(Plain())
t(c.throw, StopIteration(9))


async def agen():
    yield 1


a = agen()
t(a.athrow(StopIteration(1)).send, None)
a = agen()
t(a.athrow(StopAsyncIteration(1)).send, None)


def raises():
    yield 1
    raise StopIteration


def outer():
    yield from raises()


def frames(e):
    names, traceback = [], e.__traceback__
    while traceback:
        names.append(traceback.tb_frame.f_code.co_name)
        traceback = traceback.tb_next
    return names


for make in raises, outer:
    g = make()
    next(g)
    try:
        next(g)
    except RuntimeError as e:
        print(frames(e), frames(e.__cause__))

# expect:
# result 5
# on
# caught GeneratorExit()
# on
# result throw
# on
# caught GeneratorExit()
# on
# result 5
# on
# result close
# on
# result 5
# on
# caught GeneratorExit()
# on
# result 7
# StopIteration() None
# StopIteration(8) None
# StopIteration(9) None
# StopIteration(1) None
# StopAsyncIteration(1) None
# ['<module>'] ['raises']
# ['<module>', 'outer'] ['raises']
