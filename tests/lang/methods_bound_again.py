"""A method that is bound at one place again and again."""
class A:
    def __init__(s,x): s.x=x
    def m(s,y=1): return (s.x,y)
    @property
    def p(s): return s.m
a=A(1); b=A(2)
def f(o): 
    g=o.m
    return g
def h(o): return o.m
for o in (a,b,a): print(f(o)(), h(o)(5), h(o).__self__ is o, f(o)==h(o))
a.m=lambda: 'own'
print(f(a)(), f(b)())
A.m=lambda s: 'new'
print(f(b)(), h(b)())
class B(A):
    m=staticmethod(lambda: 'static')
print(h(B(3))())
class C(A): pass
print(h(C(4))())
del A.m
try: h(b)
except AttributeError as e: print(e)
def k(): return A(7).p
A.m=lambda s: s.x
print(k()(), k()())
import sys
x=A(9); r=sys.getrefcount(x)
for i in range(10): h(x)
print(sys.getrefcount(x)==r)

# expect:
# (1, 1) (1, 5) True True
# (2, 1) (2, 5) True True
# (1, 1) (1, 5) True True
# own (2, 1)
# new new
# static
# new
# 'A' object has no attribute 'm'
# 7 7
# True
