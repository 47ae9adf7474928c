# Limits and use of resources.
import re
import resource as r, os
def t(f):
    try: print('->', re.sub(r"0x[0-9a-f]{5,}", "0x", repr(f())))
    except BaseException as e: print(type(e).__name__, e)
t(lambda:r.getrlimit(-1)); t(lambda:r.getrlimit(99)); t(lambda:r.getrlimit('x')); t(lambda:r.getrlimit()); t(lambda:r.getrlimit(1,2)); t(lambda: r.getrlimit(1.5)); t(lambda: r.getrlimit(1<<40))
for n in range(16): t(lambda:type(r.getrlimit(n)))
t(lambda:r.getrlimit(r.RLIMIT_CORE)==r.prlimit(0,r.RLIMIT_CORE)); c=r.getrlimit(r.RLIMIT_CORE)
t(lambda:r.setrlimit(r.RLIMIT_CORE,c)); t(lambda:r.setrlimit(r.RLIMIT_CORE,(0,c[1]))); t(lambda:r.setrlimit(r.RLIMIT_CORE,(1,))); t(lambda:r.setrlimit(r.RLIMIT_CORE,5)); t(lambda:r.setrlimit(r.RLIMIT_CORE,(1,2,3))); t(lambda:r.setrlimit(r.RLIMIT_CORE,('x',1))); t(lambda:r.setrlimit(r.RLIMIT_CORE,(1.5,1))); t(lambda:r.setrlimit(99,(1,1))); t(lambda:r.setrlimit(r.RLIMIT_CORE,(10,5))); t(lambda:r.setrlimit(r.RLIMIT_CORE,(1<<80,5))); t(lambda:r.setrlimit(r.RLIMIT_CORE,(-5,5))); t(lambda:r.setrlimit(r.RLIMIT_CORE,[0,c[1]])); t(lambda:r.setrlimit(1)); t(lambda:r.setrlimit(r.RLIMIT_CORE,(-1,-1))); t(lambda:r.setrlimit(-1,(1,1)))
t(lambda:r.setrlimit(r.RLIMIT_CORE,iter((0,c[1])))); t(lambda:r.setrlimit(r.RLIMIT_CORE, {0:1}))
t(lambda:r.prlimit(-5,r.RLIMIT_CORE)); t(lambda:r.prlimit(99999999,r.RLIMIT_CORE)); t(lambda:r.prlimit(0,99)); t(lambda:r.prlimit(0)); t(lambda:r.prlimit(0,r.RLIMIT_CORE,(0,)));t(lambda:r.prlimit(0,r.RLIMIT_CORE,None)==r.getrlimit(r.RLIMIT_CORE)); t(lambda: r.prlimit('x',1)); t(lambda: r.prlimit(1<<40,1)); t(lambda:r.prlimit(0,r.RLIMIT_CORE,(5,1)))
t(lambda:r.getrusage(5)); t(lambda:r.getrusage('x')); t(lambda:len(r.getrusage(0))); t(lambda:[type(x) for x in r.getrusage(r.RUSAGE_CHILDREN)]); t(lambda:r.getrusage(r.RUSAGE_THREAD).ru_utime>=0); t(lambda:r.getpagesize()); t(lambda:r.getpagesize(1)); t(lambda: r.struct_rusage.__doc__); t(lambda: r.struct_rusage(range(16))); t(lambda: r.error is OSError); t(lambda: r.struct_rusage.__match_args__)
t(lambda:[ (n,getattr(r,n)) for n in dir(r) if n[0]=='R'])

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
