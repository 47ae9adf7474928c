"""throw() into an unstarted generator raises at its first line and ends it."""


def g():
    try:
        yield 1
    except KeyError:
        print("never")


it = g()
try:
    it.throw(KeyError("early"))
except KeyError as e:
    print(repr(e))
print(list(it), it.gi_frame)

# expect:
# KeyError('early')
# [] None
