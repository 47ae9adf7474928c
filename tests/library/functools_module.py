# The native reduce and cmp_to_key.
from _functools import cmp_to_key, reduce


def show(f, *args, **kwargs):
    try:
        print(f(*args, **kwargs))
    except Exception as e:
        print(type(e).__name__, e)


show(reduce, lambda a, b: a + b, [1, 2, 3])
show(reduce, lambda a, b: a + b, [1, 2, 3], 10)
show(reduce, lambda a, b: a + b, "abc", initial="-")
show(reduce, lambda a, b: a + b, [], 5)
show(reduce, lambda a, b: a + b, [])
show(reduce, None, [1])
show(reduce, None, 5)
show(reduce, None, [1, 2], None)
K = cmp_to_key(lambda a, b: b - a)
print(sorted([3, 1, 2], key=K), sorted([3, 1, 2], key=cmp_to_key(mycmp=lambda a, b: a - b)))
print(K(3).obj, K(obj=1) < K(2), K(2) == K(2), K(1) != K(1), type(K).__name__)
show(lambda: K(1) < 1)
show(hash, K(1))
show(K)
show(cmp_to_key)
show(lambda: sorted([1, 2], key=cmp_to_key(lambda a, b: 1 / 0)))

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
