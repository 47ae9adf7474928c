# _queue.SimpleQueue where nobody waits; the inverse normal distribution.
import re
import _queue as q
def t(f):
    try: print('->', re.sub(r"0x[0-9a-f]{5,}", "0x", repr(f())))
    except BaseException as e: print(type(e).__name__, e)
s=q.SimpleQueue()
for v in ('x',None,-1,-0.5,1e30,float('nan'),10**30,[]):
    if v is None: continue
    print(repr(v),end=' '); t(lambda:s.get(True,v))
t(lambda:s.get(False)); t(lambda:s.get(False,-1)); t(lambda:s.get(timeout=0)); t(s.get_nowait); t(lambda:s.put()); t(lambda:s.put(1,2,3,4)); t(lambda:s.put(1)); t(lambda:s.put_nowait(2)); t(s.qsize); t(s.empty); t(s.get); t(lambda:s.get(1,5)); t(s.empty)
t(lambda:q.SimpleQueue(1)); t(lambda:q.SimpleQueue(a=1)); t(lambda:q.SimpleQueue[int]); t(lambda: q.Empty.__mro__)
class A(q.SimpleQueue): pass
a=A(); a.x=5; t(lambda:a.put(a));
for i in range(100): s.put(i)
for i in range(60): s.get()
t(s.qsize); t(s.get); t(lambda: s.put(5,zz=1)); t(lambda: s.get(False,zz=1)); t(lambda: s.put(item=5,block=False,timeout=-3))
import weakref; t(lambda: weakref.ref(s) is not None)
import _statistics as st
n=st._normal_dist_inv_cdf
for p in (0,1,-1,.5,.1,.01,.001,1e-10,.9,.99,.9999999,.425,.075): t(lambda:n(p,0,1)); t(lambda:n(p,3.5,2))
t(lambda:n(.5,0,0)); t(lambda:n('x',0,1)); t(lambda:n(.5,0)); t(lambda:n(.5,0,-1)); t(lambda:n(float('nan'),0,1)); t(lambda: n(.3,0,-2))

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
# raises: AttributeError: module 'functools' has no attribute 'lru_cache' (consider renaming '/work/wt/a/tests/library/functools.py' since it has the same name as the standard library module named 'functools' and prevents importing that standard library module)
# exit: 1
