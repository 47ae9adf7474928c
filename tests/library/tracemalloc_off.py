# _tracemalloc while nothing is traced.
import re
import _tracemalloc as t
def T(f):
    try: print('->', re.sub(r"0x[0-9a-f]{5,}", "0x", repr(f())))
    except BaseException as e: print(type(e).__name__, e)
T(t.is_tracing); T(t.get_traced_memory); T(t.get_traceback_limit); T(t.get_tracemalloc_memory); T(lambda:t._get_object_traceback(5)); T(t._get_traces); T(t.clear_traces); T(t.reset_peak); T(t.stop); T(lambda:t.start(0)); T(lambda:t.start('x')); T(lambda: t.start(1<<40)); T(lambda:t.start(70000))

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
