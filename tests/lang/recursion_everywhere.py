"""Recursion without end is a RecursionError wherever it goes through: classes, generators, coroutines, callbacks."""
import sys


def t(name, f):
    try:
        print(name, "ok", f())
    except RecursionError as e:
        print(name, e)


def plain():
    def f(): return f()
    f()
class R:
    def __repr__(self): return repr(self)
class E:
    def __eq__(self, o): return self == o
class G:
    def __getattr__(self, n): return getattr(self, n + 'x')
class H:
    def __hash__(self): return hash(self)
class S:
    def __str__(self): return str(self)
class L:
    def __lt__(self, o): return self < o
class C:
    def __call__(self): return self()
class It:
    def __iter__(self): return iter(self)
class B:
    def __bool__(self): return bool(self)
class Ln:
    def __len__(self): return len(self)
class Add:
    def __add__(self,o): return self+o
class GI:
    def __getitem__(self,i): return self[i]
class Co:
    def __contains__(self,i): return i in self
class F:
    def __format__(self,s): return format(self,s)
class I:
    def __init__(self): I()
class N:
    def __new__(cls): return N()
class SA:
    def __setattr__(self,a,b): self.x=1
class D:
    @property
    def p(self): return self.p
class Ga:
    def __getattribute__(self,n): return self.x
class M(type):
    def __instancecheck__(c,i): return isinstance(i,c)
class MM(metaclass=M): pass
t('plain', plain)
t('repr', lambda: repr(R()))
t('eq', lambda: E()==E())
t('getattr', lambda: G().a)
t('hash', lambda: hash(H()))
t('str', lambda: str(S()))
t('lt', lambda: sorted([L(),L()]))
t('call', lambda: C()())
t('iter', lambda: iter(It()))
t('bool', lambda: bool(B()))
t('len', lambda: len(Ln()))
t('add', lambda: Add()+1)
t('getitem', lambda: GI()[0])
t('contains', lambda: 1 in Co())
t('format', lambda: format(F()))
t('init', lambda: I())
t('new', lambda: N())
t('setattr', lambda: setattr(SA(),'y',2))
t('prop', lambda: D().p)
t('getattribute', lambda: Ga().a)
t('instancecheck', lambda: isinstance(1,MM))
def gen(): yield from gen()
t('gen', lambda: next(gen()))
def gen2():
    for x in gen2(): yield x
t('gen for', lambda: next(gen2()))
async def co(): return await co()
t('await', lambda: co().send(None))
def k(x): return sorted([1,2], key=k)
t('sortkey', lambda: sorted([1], key=lambda x: sorted([1], key=k)))
t('sortkey2', lambda: k(1))
def m(x): return list(map(m,[1]))
t('map', lambda: m(1))
def mx(x): return max([1,2],key=mx)
t('max', lambda: mx(1))
t('eval', lambda: (lambda f: f(f))(lambda f: eval('f(f)',{'f':f})))
t('exec', lambda: (lambda f: f(f))(lambda f: exec('f(f)',{'f':f})))
class W:
    def __enter__(self):
        with self:
            pass

    def __exit__(self, *a):
        pass
t('with', lambda: W().__enter__())
class Desc:
    def __get__(self, i, t): return i.d
class HD: d = Desc()
t('descriptor', lambda: HD().d)
class KK(dict):
    def __missing__(self, k): return self[k]
t('missing', lambda: KK()[1])
class AI:
    def __index__(self): return range(5)[self]
t('index', lambda: [1][AI()])
def ex():
    try: raise ValueError
    except ValueError: ex()
t('handler', ex)
def lc(): return [lc() for _ in range(1)]
t('comprehension', lc)
again = lambda f: f(f)
t('zip', lambda: again(lambda f: list(zip(map(f, [f])))))
t('filter', lambda: again(lambda f: list(filter(f, [f]))))
t('sum', lambda: again(lambda f: sum(f(f) for _ in [1])))
t('join', lambda: again(lambda f: ''.join(f(f) for _ in [1])))
t('any', lambda: again(lambda f: any(f(f) for _ in [1])))
t('f-string', lambda: again(lambda f: f'{f(f)}'))
t('hasattr', lambda: hasattr(G(), 'a'))
async def ag():
    async for x in ag(): yield x
t('async generator', lambda: ag().__anext__().send(None))
class AW:
    def __await__(self): return (yield from AW().__await__())
t('awaitable', lambda: next(AW().__await__()))
sys.setrecursionlimit(10**6)
def down(n): return n and 1 + down(n - 1)
print(down(3_000))
def count(n):
    if n: yield from count(n - 1)
    yield n
print(sum(count(500)))

# expect:
# plain maximum recursion depth exceeded
# repr maximum recursion depth exceeded
# eq maximum recursion depth exceeded
# getattr maximum recursion depth exceeded
# hash maximum recursion depth exceeded
# str maximum recursion depth exceeded
# lt maximum recursion depth exceeded
# call maximum recursion depth exceeded
# iter maximum recursion depth exceeded
# bool maximum recursion depth exceeded
# len maximum recursion depth exceeded
# add maximum recursion depth exceeded
# getitem maximum recursion depth exceeded
# contains maximum recursion depth exceeded
# format maximum recursion depth exceeded
# init maximum recursion depth exceeded
# new maximum recursion depth exceeded
# setattr maximum recursion depth exceeded
# prop maximum recursion depth exceeded
# getattribute maximum recursion depth exceeded
# instancecheck maximum recursion depth exceeded
# gen maximum recursion depth exceeded
# gen for maximum recursion depth exceeded
# await maximum recursion depth exceeded
# sortkey maximum recursion depth exceeded
# sortkey2 maximum recursion depth exceeded
# map maximum recursion depth exceeded
# max maximum recursion depth exceeded
# eval maximum recursion depth exceeded
# exec maximum recursion depth exceeded
# with maximum recursion depth exceeded
# descriptor maximum recursion depth exceeded
# missing maximum recursion depth exceeded
# index maximum recursion depth exceeded
# handler maximum recursion depth exceeded
# comprehension maximum recursion depth exceeded
# zip maximum recursion depth exceeded
# filter maximum recursion depth exceeded
# sum maximum recursion depth exceeded
# join maximum recursion depth exceeded
# any maximum recursion depth exceeded
# f-string maximum recursion depth exceeded
# hasattr maximum recursion depth exceeded
# async generator maximum recursion depth exceeded
# awaitable maximum recursion depth exceeded
# 3000
# 125250
