"""An exception thrown where a handler is active has the handled one as context."""


def g():
    try:
        raise ValueError("first")
    except ValueError:
        yield 1


it = g()
next(it)
try:
    it.throw(KeyError("second"))
except KeyError as e:
    print(repr(e), repr(e.__context__))

# expect:
# KeyError('second') ValueError('first')
