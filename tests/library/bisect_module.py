# The native bisect: places, bounds, keys, errors.
from _bisect import bisect_left, bisect_right, insort_left, insort_right


def show(f, *args, **kwargs):
    try:
        print(f(*args, **kwargs))
    except Exception as e:
        print(type(e).__name__, e)


data = [1, 2, 2, 2, 5, 9]
for x in (0, 1, 2, 3, 9, 10):
    print(bisect_left(data, x), bisect_right(data, x), bisect_left(data, x, 2), bisect_right(data, x, 1, 3))
print(bisect_left([9, 5, 2], -5, key=lambda v: -v), bisect_right(data, 2, hi=None), bisect_left(a=data, x=5, lo=1))
insort_left(data, 2.0)
insort_right(data, 2.5)
print(data)
words = ["a", "bbb", "ccccc"]
insort_right(words, "xx", key=len)
insort_left(words, "yyy", key=len)
print(words)
show(bisect_left, data, 1, -1)
show(bisect_left, data, "a")
show(bisect_right, data, 1, 0, 100)
show(bisect_left, 5, 1)
show(bisect_left, data)

# expect:
# 0 0 2 1
# 0 1 2 1
# 1 4 2 3
# 4 4 4 3
# 5 6 5 3
# 6 6 6 3
# 1 4 4
# [1, 2.0, 2, 2, 2, 2.5, 5, 9]
# ['a', 'xx', 'yyy', 'bbb', 'ccccc']
# ValueError lo must be non-negative
# TypeError '<' not supported between instances of 'int' and 'str'
# IndexError list index out of range
# TypeError object of type 'int' has no len()
# TypeError bisect_left() missing required argument 'x' (pos 2)
