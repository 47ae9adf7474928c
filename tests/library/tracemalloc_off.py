# _tracemalloc while nothing is traced.
import re
import _tracemalloc as t
def T(f):
    try: print('->', re.sub(r"0x[0-9a-f]{5,}", "0x", repr(f())))
    except BaseException as e: print(type(e).__name__, e)
T(t.is_tracing); T(t.get_traced_memory); T(t.get_traceback_limit); T(t.get_tracemalloc_memory); T(lambda:t._get_object_traceback(5)); T(t._get_traces); T(t.clear_traces); T(t.reset_peak); T(t.stop); T(lambda:t.start(0)); T(lambda:t.start('x')); T(lambda: t.start(1<<40)); T(lambda:t.start(70000))

# expect:
# -> False
# -> (0, 0)
# -> 1
# -> 0
# -> None
# -> []
# -> None
# -> None
# -> None
# ValueError the number of frames must be in range [1; 65535]
# TypeError 'str' object cannot be interpreted as an integer
# OverflowError Python int too large to convert to C int
# ValueError the number of frames must be in range [1; 65535]
