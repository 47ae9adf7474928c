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
# né 2 3 {'z': 3}
# AttributeError 'L3' object has no attribute 'has_comments'
# -> 3
# TypeError nonempty __slots__ not supported for subtype of 'int'
# TypeError nonempty __slots__ not supported for subtype of 'bytes'
# TypeError nonempty __slots__ not supported for subtype of 'tuple'
# TypeError nonempty __slots__ not supported for subtype of 'type'
# True <class '__main__.A'> True
# -> [0, 0, 0]
# -> True
# -> ['getattr', 0]
# -> True
# -> ['getattr', 0]
# -> True
# -> ['getattr', 0]
# -> True
# -> ['getattr', 0]
# -> True
# -> ['getattr', 0]
# -> True
# -> ['getattr', 0]
# -> True
# -> ['getattr', 0]
# -> True
# -> ['getattr', 0]
# -> True
# -> ['getattr', 0]
# -> True
# -> ['getattr', 0]
# -> False
# b'c__builtin__\nlen\np0\n.' b'x'
# property TypeError cannot pickle 'property' object
# classmethod TypeError cannot pickle 'classmethod' object
# staticmethod TypeError cannot pickle 'staticmethod' object
# generator TypeError cannot pickle 'generator' object
# module TypeError cannot pickle 'module' object
# memoryview TypeError cannot pickle memoryview objects
# ReferenceType TypeError cannot pickle 'weakref.ReferenceType' object
# ProxyType -> 5
# list_iterator -> 3
# object -> 5
# type TypeError object.__reduce_ex__() takes exactly one argument (0 given)
# range -> 2
# slice -> 2
# complex -> 5
# super -> 5
# mappingproxy TypeError cannot pickle 'mappingproxy' object
# dict_keys TypeError cannot pickle 'dict_keys' object
# cell TypeError cannot pickle 'cell' object
# zip -> 2
# map -> 2
# enumerate -> 2
# list_reverseiterator -> 2
# code TypeError cannot pickle code objects
# TypeError __getnewargs__ should return a tuple, not 'int'
# ValueError __getnewargs_ex__ should return a tuple of length 2, not 1
# -> ((), {})
# -> ((), {})
