"""A generator has its own handled exception; the caller's shows until it has one."""
import sys


def g():
    print("g sees", repr(sys.exception()))
    yield
    try:
        raise KeyError("own")
    except KeyError:
        yield
        print("g has", repr(sys.exception()))
    print("g sees", repr(sys.exception()))
    yield


it = g()
try:
    raise ValueError("caller's")
except ValueError:
    next(it)
    next(it)
    print("caller has", repr(sys.exception()))
print("caller has", sys.exception())
next(it)
print("caller has", sys.exception())

# expect:
# g sees ValueError("caller's")
# caller has ValueError("caller's")
# caller has None
# g has KeyError('own')
# g sees None
# caller has None
