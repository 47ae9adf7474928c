# The native deque: methods, bounds, errors, mutation while iterating, cycles.
import gc
from _collections import deque, _deque_iterator, _deque_reverse_iterator


def show(f, *args, **kwargs):
    try:
        print(f(*args, **kwargs))
    except Exception as e:
        print(type(e).__name__, e)


d = deque("abc")
d.append(1)
d.appendleft(0)
print(d, len(d), d.pop(), d.popleft(), d)
d.extend("de")
d.extendleft("yz")
print(d, d[0], d[-1], d.index("c"), d.count("a"), "q" in d)
d.rotate()
print(d)
d.rotate(-3)
print(d)
d.reverse()
d.insert(1, "!")
d.insert(-100, "<")
d.remove("a")
print(d)
d[0] = "new"
del d[1]
print(d, list(reversed(d)), d.copy() == d, d.copy() is d)
show(lambda: d[100])
show(lambda: d["a"])
show(d.remove, "none")
show(d.index, "none")
show(d.index, "z", 0, 2)
show(d.pop, 1)
show(deque().pop)
show(deque().popleft)
show(deque, 3)
show(deque, [], -1)
show(deque, [], "a")
show(deque, [], 1, 2)
show(deque, a=1)
show(hash, d)
show(lambda: deque() + [])
m = deque(range(5), maxlen=3)
print(m, m.maxlen, deque().maxlen)
m.append(9)
print(m)
m.appendleft(8)
print(m, m * 2, m + deque([1]), deque([1, 2]) * 2, deque([1]) * 0, 3 * deque("a"))
show(m.insert, 0, 0)
print(deque([], 0), deque("abc", 0))
m += "xy"
print(m, m.copy().maxlen)
m *= 2
print(m)
print(deque([1, 2]) < deque([1, 3]), deque([1]) == [1], deque([1]) != deque([1]), deque([2]) >= deque([1]))
i = iter(d)
print(type(i).__name__, type(reversed(d)).__name__, type(i) is _deque_iterator, i.__length_hint__())
next(i)
d.append(1)
show(next, i)
print(d.__reduce__()[:3], m.__reduce__()[1])
s = deque([1])
s.append(s)
print(s)
s.extend(deque("q"))
s.clear()
s.extend([1, 2])
s.extend(s)
print(s, bool(s), bool(deque()))


class Stack(deque):
    pass


t = Stack([1, 2], 5)
t.name = "n"
print(t, t.copy(), t.__reduce__()[1:3], type(t + t).__name__)


class Changing:
    def __eq__(self, other):
        c.clear()
        return False


c = deque([Changing(), 1])
show(c.index, 5)
c = deque([Changing(), 1])
show(c.remove, 5)
c = deque([Changing(), 1])
show(c.count, 5)


class Watched:
    def __del__(self):
        print("gone")


def cyclic():
    x = deque([Watched()])
    x.append(x)


cyclic()
gc.collect()
print(deque[int], deque.__module__)

# expect:
# deque(['a', 'b', 'c']) 5 1 0 deque(['a', 'b', 'c'])
# deque(['z', 'y', 'a', 'b', 'c', 'd', 'e']) z e 4 1 False
# deque(['e', 'z', 'y', 'a', 'b', 'c', 'd'])
# deque(['a', 'b', 'c', 'd', 'e', 'z', 'y'])
# deque(['<', 'y', '!', 'z', 'e', 'd', 'c', 'b'])
# deque(['new', '!', 'z', 'e', 'd', 'c', 'b']) ['b', 'c', 'd', 'e', 'z', '!', 'new'] True False
# IndexError deque index out of range
# TypeError sequence index must be integer, not 'str'
# ValueError deque.remove(x): x not in deque
# ValueError deque.index(x): x not in deque
# ValueError deque.index(x): x not in deque
# TypeError deque.pop() takes no arguments (1 given)
# IndexError pop from an empty deque
# IndexError pop from an empty deque
# TypeError 'int' object is not iterable
# ValueError maxlen must be non-negative
# TypeError an integer is required
# TypeError deque() takes at most 2 arguments (3 given)
# TypeError deque() got an unexpected keyword argument 'a'
# TypeError unhashable type: 'collections.deque'
# TypeError can only concatenate deque (not "list") to deque
# deque([2, 3, 4], maxlen=3) 3 None
# deque([3, 4, 9], maxlen=3)
# deque([8, 3, 4], maxlen=3) deque([8, 3, 4], maxlen=3) deque([3, 4, 1], maxlen=3) deque([1, 2, 1, 2]) deque([]) deque(['a', 'a', 'a'])
# IndexError deque already at its maximum size
# deque([], maxlen=0) deque([], maxlen=0)
# deque([4, 'x', 'y'], maxlen=3) 3
# deque([4, 'x', 'y'], maxlen=3)
# True False False True
# _deque_iterator _deque_reverse_iterator True 7
# RuntimeError deque mutated during iteration
# (<class 'collections.deque'>, (), None) ((), 3)
# deque([1, [...]])
# deque([1, 2, 1, 2]) True False
# Stack([1, 2], maxlen=5) Stack([1, 2], maxlen=5) (((), 5), {'name': 'n'}) Stack
# RuntimeError deque mutated during iteration
# IndexError deque mutated during iteration
# RuntimeError deque mutated during iteration
# gone
# collections.deque[int] collections
