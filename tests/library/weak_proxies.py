# A weak proxy passes operators on, both ways round and in place.
import weakref


class N:
    def __init__(self, name):
        self.name = name


def add(name):
    def method(self, *others):
        return name, *(getattr(other, 'name', other) for other in others)
    setattr(N, name, method)


for op in ('add sub mul truediv floordiv mod pow matmul lshift rshift and or xor').split():
    for kind in ('', 'r', 'i'):
        add(f'__{kind}{op}__')
for op in ('neg', 'pos', 'abs', 'invert'):
    add(f'__{op}__')
N.__index__ = lambda self: 5
N.__bytes__ = lambda self: b'bytes'
N.__reversed__ = lambda self: iter('reversed')
a = N('a')
p = weakref.proxy(a)
print(p + 1, 1 + p, p - 1, 1 - p, p * 2, p / 2, 2 / p, p // 2, p % 2, p ** 2, 2 ** p, p @ 2, 2 @ p, p << 1, p >> 1)
print(p & 1, p | 1, p ^ 1, -p, +p, abs(p), ~p, pow(p, 2, 3))
for op in ('+', '-', '*', '/', '//', '%', '**', '@', '<<', '>>', '&', '|', '^'):
    space = {'p': weakref.proxy(a)}
    exec(f'p {op}= 3', space)
    print(space['p'])
print([0, 1, 2, 3, 4, 5][p], bytes(p), ''.join(reversed(p)), isinstance(p, N), type(p).__name__)
refs = [weakref.ref(a, lambda ref: print('dead')), weakref.ref(a), p]
print([r is w for r, w in zip(weakref.getweakrefs(a), (refs[1], p, refs[0]))])
del a
for f in (lambda: p + 1, lambda: -p, lambda: p.name, lambda: bytes(p)):
    try:
        f()
    except ReferenceError as e:
        print(e)

# expect:
# ('__add__', 1) ('__radd__', 1) ('__sub__', 1) ('__rsub__', 1) ('__mul__', 2) ('__truediv__', 2) ('__rtruediv__', 2) ('__floordiv__', 2) ('__mod__', 2) ('__pow__', 2) ('__rpow__', 2) ('__matmul__', 2) ('__rmatmul__', 2) ('__lshift__', 1) ('__rshift__', 1)
# ('__and__', 1) ('__or__', 1) ('__xor__', 1) ('__neg__',) ('__pos__',) ('__abs__',) ('__invert__',) ('__pow__', 2, 3)
# ('__iadd__', 3)
# ('__isub__', 3)
# ('__imul__', 3)
# ('__itruediv__', 3)
# ('__ifloordiv__', 3)
# ('__imod__', 3)
# ('__ipow__', 3)
# ('__imatmul__', 3)
# ('__ilshift__', 3)
# ('__irshift__', 3)
# ('__iand__', 3)
# ('__ior__', 3)
# ('__ixor__', 3)
# 5 b'bytes' reversed True ProxyType
# [True, True, True]
# dead
# weakly-referenced object no longer exists
# weakly-referenced object no longer exists
# weakly-referenced object no longer exists
# weakly-referenced object no longer exists
