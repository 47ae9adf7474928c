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
# 'x' TypeError 'str' object cannot be interpreted as an integer or float
# -1 ValueError 'timeout' must be a non-negative number
# -0.5 ValueError 'timeout' must be a non-negative number
# 1e+30 OverflowError timestamp out of range for C PyTime_t
# nan ValueError Invalid value NaN (not a number)
# 1000000000000000000000000000000 OverflowError timestamp out of range for C PyTime_t
# [] TypeError 'list' object cannot be interpreted as an integer or float
# Empty
# Empty
# Empty
# Empty
# TypeError put() missing required argument 'item' (pos 1)
# TypeError put() takes at most 3 arguments (4 given)
# -> None
# -> None
# -> 2
# -> False
# -> 1
# -> 2
# -> True
# TypeError SimpleQueue() takes no positional arguments
# TypeError SimpleQueue() takes no keyword arguments
# -> _queue.SimpleQueue[int]
# -> (<class '_queue.Empty'>, <class 'Exception'>, <class 'BaseException'>, <class 'object'>)
# -> None
# -> 40
# -> 60
# TypeError put() got an unexpected keyword argument 'zz'
# TypeError get() got an unexpected keyword argument 'zz'
# -> None
# -> True
# ValueError inv_cdf undefined for these parameters
# ValueError inv_cdf undefined for these parameters
# ValueError inv_cdf undefined for these parameters
# ValueError inv_cdf undefined for these parameters
# ValueError inv_cdf undefined for these parameters
# ValueError inv_cdf undefined for these parameters
# -> 0.0
# -> 3.5
# -> -1.2815515655446008
# -> 0.9368968689107984
# -> -2.3263478740408408
# -> -1.1526957480816815
# -> -3.090232306167813
# -> -2.6804646123356264
# -> -6.361340902404056
# -> -9.222681804808111
# -> 1.2815515655446008
# -> 6.063103131089202
# -> 2.3263478740408408
# -> 8.152695748081682
# -> 5.199337582290662
# -> 13.898675164581324
# -> -0.1891184262727925
# -> 3.121763147454415
# -> -1.4395314709384557
# -> 0.6209370581230886
# -> 0.0
# TypeError must be real number, not str
# TypeError _normal_dist_inv_cdf expected 3 arguments, got 2
# -> 0.0
# -> nan
# -> 1.0488010254160813
