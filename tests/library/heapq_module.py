# The native heapq: both orders, errors, comparisons that fail.
from _heapq import *
import _heapq


def show(f, *args):
    try:
        print(f(*args))
    except Exception as e:
        print(type(e).__name__, e)


data = [5, 3, 8, 1, 9, 2, 7, 1]
for suffix in ("", "_max"):
    make, push, pop, replace, pushpop = (
        getattr(_heapq, n + suffix) for n in ("heapify", "heappush", "heappop", "heapreplace", "heappushpop"))
    h = data[:]
    make(h)
    print(h)
    push(h, 4)
    push(h, 0)
    print(h, pop(h), h, replace(h, 6), h, pushpop(h, 5), pushpop(h, 100), pushpop(h, -1), h)
    print([pop(h) for _ in range(len(h))])
    show(pop, h)
    show(replace, h, 1)
    show(pushpop, h, 1)
    show(make, 1)
    show(pop, ())
    show(push, (), 1)
    show(replace, "", 1)
    show(pushpop, {}, 1)
    show(push, [1], "a")

# expect:
# [1, 1, 2, 3, 9, 8, 7, 5]
# [3, 4, 5, 5, 9, 8, 7, 100, 6] 0 [3, 4, 5, 5, 9, 8, 7, 100, 6] 1 [3, 4, 5, 5, 9, 8, 7, 100, 6] 1 2 -1 [3, 4, 5, 5, 9, 8, 7, 100, 6]
# [3, 4, 5, 5, 6, 7, 8, 9, 100]
# IndexError index out of range
# IndexError index out of range
# 1
# TypeError heapify() argument must be list, not int
# TypeError heappop() argument must be list, not tuple
# TypeError heappush() argument 1 must be list, not tuple
# TypeError heapreplace() argument 1 must be list, not str
# TypeError heappushpop() argument 1 must be list, not dict
# TypeError '<' not supported between instances of 'str' and 'int'
# [9, 5, 8, 1, 3, 2, 7, 1]
# [5, 5, 2, 4, 3, -1, 0, 1, 1] 9 [5, 5, 2, 4, 3, -1, 0, 1, 1] 8 [5, 5, 2, 4, 3, -1, 0, 1, 1] 7 100 6 [5, 5, 2, 4, 3, -1, 0, 1, 1]
# [5, 5, 4, 3, 2, 1, 1, 0, -1]
# IndexError index out of range
# IndexError index out of range
# 1
# TypeError heapify_max() argument must be list, not int
# TypeError heappop_max() argument must be list, not tuple
# TypeError heappush_max() argument 1 must be list, not tuple
# TypeError heapreplace_max() argument 1 must be list, not str
# TypeError heappushpop_max() argument 1 must be list, not dict
# TypeError '<' not supported between instances of 'int' and 'str'
