"""An exception object may be thrown again."""


def g():
    while True:
        try:
            yield
        except KeyError as e:
            print(repr(e), e is error)


error = KeyError("again")
it = g()
next(it)
it.throw(error)
it.throw(error)

# expect:
# KeyError('again') True
# KeyError('again') True
