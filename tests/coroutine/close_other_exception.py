"""An exception other than GeneratorExit and StopIteration leaves close()."""


def g():
    try:
        yield 1
    finally:
        raise KeyError("from finally")


it = g()
next(it)
try:
    it.close()
except KeyError as e:
    print(repr(e), repr(e.__context__))
print(it.gi_frame)

# expect:
# KeyError('from finally') GeneratorExit()
# None
