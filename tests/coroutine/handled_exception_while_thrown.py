"""What sys.exception() sees while something is thrown into a delegate: not what the generators above it handle."""
import sys


def inner():
    try:
        yield 1
    except KeyError:
        print("caught, handling", repr(sys.exception()))
    print("inner", repr(sys.exception()))
    yield 2
    print("inner again", repr(sys.exception()))


def middle():
    yield from inner()
    print("middle", repr(sys.exception()))
    for value in inner():
        print("loop", value, repr(sys.exception()))


def outer():
    try:
        raise ValueError("outer")
    finally:
        yield from middle()


g = outer()
print(next(g))
print(g.throw(KeyError("thrown")))
print(repr(sys.exception()))
try:
    next(g)
except ValueError as e:
    print(repr(e))


def ends():
    try:
        yield "first"
    except KeyError:
        return "returned"


def above():
    got = yield from ends()
    print(got, repr(sys.exception()))
    yield "last"


def top():
    try:
        raise ValueError("top")
    except ValueError:
        yield from above()


g = top()
print(next(g))
print(g.throw(KeyError()))
g.close()

# expect:
# 1
# caught, handling KeyError('thrown')
# inner None
# 2
# None
# inner again ValueError('outer')
# middle ValueError('outer')
# loop 1 ValueError('outer')
# inner ValueError('outer')
# loop 2 ValueError('outer')
# inner again ValueError('outer')
# ValueError('outer')
# first
# returned None
# last
