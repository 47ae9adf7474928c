"""What a place of the program remembers of a module stands only as long as it is so."""
import math, sys
def f():
    s=0
    for i in range(3): s+=math.floor(i+.5)
    return s
print(f(),f())
import types
m=types.ModuleType('m')
def g(): return m.x
m.x=len; print(g()); m.x=abs; print(g()); 
def h(): return m.y()
m.y=lambda:1; print(h(),h()); m.y=lambda:2; print(h())
del m.y
try: h()
except AttributeError as e: print(e)
m.__getattr__=lambda n:(lambda: n)
print(h())
class M(types.ModuleType):
    y=property(lambda s: lambda: 'prop')
m.__class__=M
print(h()); print(g())
for i in range(30): 
    m.x=lambda i=i:i
    assert g()()==i

# expect:
# 3 3
# <built-in function len>
# <built-in function abs>
# 1 1
# 2
# module 'm' has no attribute 'y'
# y
# prop
# <built-in function abs>
