# How builtin functions, methods and descriptors are pickled, and which objects cannot be.
import copy, pickle, types, weakref


def t(f):
    try:
        print('->', repr(f()))
    except BaseException as e:
        print(type(e).__name__, e)


class L(str):
    __slots__ = "clean", "has_comments"


class L3(L):
    pass


class A:
    def f(self):
        return 1


y = L3('né')
y.clean = 2
y.z = 3
print(y, y.clean, y.z, y.__dict__)
t(lambda: y.has_comments)
t(lambda: pickle.loads(pickle.dumps(y)).z)
for b in (int, bytes, tuple, type):
    t(lambda: type('X', (b,), {'__slots__': ('a',)}))
a = A()
p = weakref.proxy(a)
print(isinstance(p, A), p.__class__, isinstance(p, (int, A)))
for o in (len, "".join, str.upper, int.__add__, (1).__add__, dict.fromkeys, int.from_bytes, type.mro, slice.start,
          L.clean, a.f):
    t(lambda: [getattr(x, '__name__', 0) for x in o.__reduce__()])
    t(lambda: pickle.loads(pickle.dumps(o)) == o)
print(pickle.dumps(len, 0), pickle.loads(pickle.dumps(b"x", 0)))
for o in (property(), classmethod(len), staticmethod(len), (i for i in ()), types, memoryview(b''), weakref.ref(A), p,
          iter([]), object(), type(None), range(3), slice(1, 2), 1j, super(A, a), types.MappingProxyType({}),
          {}.keys(), types.CellType(1), zip(), map(len, ''), enumerate([]), reversed([]), (lambda: 0).__code__):
    print(type(o).__name__, end=' ')
    t(lambda: o.__reduce_ex__(2) if isinstance(o.__reduce_ex__(2), str) else len(o.__reduce_ex__(2)))


class Bad:
    def __getnewargs__(self):
        return 5


t(lambda: copy.copy(Bad()))


class Short:
    def __getnewargs_ex__(self):
        return (1,)


t(lambda: copy.copy(Short()))


class Both:
    def __new__(cls, *args, **keywords):
        self = object.__new__(cls)
        self.given = args, keywords
        return self

    def __getnewargs_ex__(self):
        return (1,), {'k': 2}


t(lambda: copy.copy(Both()).given)
t(lambda: pickle.loads(pickle.dumps(Both(), 2)).given)

# expect:
# 6
# 16
# -abc
# 5
# TypeError reduce() of empty iterable with no initial value
# 1
# TypeError reduce() arg 2 must support iteration
# TypeError 'NoneType' object is not callable
# [3, 2, 1] [1, 2, 3]
# 3 False True False KeyWrapper
# TypeError other argument must be K instance
# TypeError unhashable type: 'functools.KeyWrapper'
# TypeError K() missing required argument 'obj' (pos 1)
# TypeError cmp_to_key() missing required argument 'mycmp' (pos 1)
# ZeroDivisionError division by zero
# raises: ImportError: cannot import name 'partial' from 'functools' (consider renaming '/work/wt/a/tests/library/functools.py' since it has the same name as the standard library module named 'functools' and prevents importing that standard library module)
# exit: 1
