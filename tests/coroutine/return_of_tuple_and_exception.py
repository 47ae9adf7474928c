"""A returned tuple or exception is StopIteration's only argument."""


def g(value):
    return value
    yield


for value in ((1, 2), (), None, KeyError("k"), StopIteration(4)):
    try:
        next(g(value))
    except StopIteration as e:
        print(e.args, repr(e.value))


def outer(value):
    print(repr((yield from g(value))))
    yield


for value in ((1, 2), StopIteration(4)):
    next(outer(value))

# expect:
# ((1, 2),) (1, 2)
# ((),) ()
# () None
# (KeyError('k'),) KeyError('k')
# (StopIteration(4),) StopIteration(4)
# (1, 2)
# StopIteration(4)
