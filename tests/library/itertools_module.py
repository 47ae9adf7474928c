# Every iterator of itertools: results, bad calls, representation, subclasses, cycles.
import gc
import itertools
from itertools import *


def show(make, *args, **kwargs):
    try:
        print(list(islice(make(*args, **kwargs), 12)))
    except Exception as e:
        print(type(e).__name__, e)


show(accumulate, [1, 2, 3, 4])
show(accumulate, [1, 2, 3], lambda a, b: a * b, initial=10)
show(accumulate, [])
show(accumulate, "abc", None)
show(accumulate, [1, "a"])
show(batched, "abcdefg", 3)
show(batched, "abcdefg", 3, strict=True)
show(batched, "abc", 0)
show(chain, "ab", [1, 2], ())
show(chain, "ab", 3)
show(chain.from_iterable, ["ab", "cd"])
show(chain, a=1)
show(combinations, "abcd", 2)
show(combinations, "ab", 3)
show(combinations, "ab", 0)
show(combinations, "ab", -1)
show(combinations_with_replacement, "abc", 2)
show(combinations_with_replacement, "", 2)
show(combinations_with_replacement, "", 0)
show(permutations, "abc")
show(permutations, "abc", 2)
show(permutations, "abc", 0)
show(permutations, "abc", 4)
show(permutations, "abc", "x")
show(permutations, "abc", -1)
show(product, "ab", [1, 2, 3])
show(product, "ab", repeat=2)
show(product)
show(product, "ab", "")
show(product, "ab", repeat=0)
show(product, "ab", repeat=-1)
show(compress, "abcdef", [1, 0, 1, 0, 1, 1])
show(count)
show(count, 10, -3)
show(count, 0.5, 0.25)
show(count, "a")
show(count, 2**62, 2**62)
show(cycle, "abc")
show(cycle, "")
show(dropwhile, lambda x: x < 3, [1, 2, 3, 1])
show(takewhile, lambda x: x < 3, [1, 2, 3, 1])
show(filterfalse, None, [0, 1, "", "a"])
show(filterfalse, lambda x: x % 2, range(6))
show(starmap, pow, [(2, 3), [3, 2]])
show(starmap, pow, [1])
show(islice, range(20), 3)
show(islice, range(20), 2, 10, 3)
show(islice, range(20), 2, None, 7)
show(islice, range(20), -1)
show(islice, range(20), 0, -1)
show(islice, range(20), -1, 3)
show(islice, range(20), 0, 3, 0)
show(islice, 3, 4)
show(pairwise, "abcd")
show(pairwise, "a")
show(repeat, "x", 3)
show(repeat, "x")
show(repeat, "x", -2)
show(zip_longest, "ab", "cdef", fillvalue="-")
show(zip_longest)
show(zip_longest, "a", "")

for key, group in groupby("aabbbca"):
    print(key, list(group), end=" ")
print()
groups = groupby([1, 3, 2, 4, 5], key=lambda x: x % 2)
first, second = next(groups), next(groups)
print(list(first[1]), second[0], list(second[1]))

a, b, c = tee(iter("abcd"), 3)
print(next(a), next(a), next(b), list(a), list(b), list(c))
d = a.__copy__()
print(list(d), tee([], 0), type(a))
try:
    tee([], -1)
except ValueError as e:
    print(e)

print(count(), count(3), count(1, 2), count(1.5), repeat(1), repeat("a", 2))
print(repeat(1, 5).__length_hint__(), chain[int])
i = islice(count(), 3, 9, 2)
print(next(i), list(i), list(i))
source = iter(range(10))
print(list(islice(source, 2, 5)), next(source))


class Counted(count):
    def __init__(self, *args):
        self.seen = args


x = Counted(5)
print(next(x), next(x), x.seen, x)
try:
    accumulate.extra = 1
except TypeError as e:
    print(e)


class Watched:
    def __del__(self):
        print("gone")


def cyclic():
    items = [Watched()]
    items.append(cycle(items))
    next(items[1])


cyclic()
gc.collect()
print(sorted(n for n in vars(itertools) if n[0] != "_"))
for name in ["accumulate", "islice", "tee", "product"]:
    print(getattr(itertools, name).__doc__.splitlines()[0], getattr(itertools, name).__module__)

# expect:
# [1, 3, 6, 10]
# [10, 10, 20, 60]
# []
# ['a', 'ab', 'abc']
# TypeError unsupported operand type(s) for +: 'int' and 'str'
# [('a', 'b', 'c'), ('d', 'e', 'f'), ('g',)]
# ValueError batched(): incomplete batch
# ValueError n must be at least one
# ['a', 'b', 1, 2]
# TypeError 'int' object is not iterable
# ['a', 'b', 'c', 'd']
# TypeError chain() takes no keyword arguments
# [('a', 'b'), ('a', 'c'), ('a', 'd'), ('b', 'c'), ('b', 'd'), ('c', 'd')]
# []
# [()]
# ValueError r must be non-negative
# [('a', 'a'), ('a', 'b'), ('a', 'c'), ('b', 'b'), ('b', 'c'), ('c', 'c')]
# []
# [()]
# [('a', 'b', 'c'), ('a', 'c', 'b'), ('b', 'a', 'c'), ('b', 'c', 'a'), ('c', 'a', 'b'), ('c', 'b', 'a')]
# [('a', 'b'), ('a', 'c'), ('b', 'a'), ('b', 'c'), ('c', 'a'), ('c', 'b')]
# [()]
# []
# TypeError Expected int as r
# ValueError r must be non-negative
# [('a', 1), ('a', 2), ('a', 3), ('b', 1), ('b', 2), ('b', 3)]
# [('a', 'a'), ('a', 'b'), ('b', 'a'), ('b', 'b')]
# [()]
# []
# [()]
# ValueError repeat argument cannot be negative
# ['a', 'c', 'e', 'f']
# [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]
# [10, 7, 4, 1, -2, -5, -8, -11, -14, -17, -20, -23]
# [0.5, 0.75, 1.0, 1.25, 1.5, 1.75, 2.0, 2.25, 2.5, 2.75, 3.0, 3.25]
# TypeError a number is required
# [4611686018427387904, 9223372036854775808, 13835058055282163712, 18446744073709551616, 23058430092136939520, 27670116110564327424, 32281802128991715328, 36893488147419103232, 41505174165846491136, 46116860184273879040, 50728546202701266944, 55340232221128654848]
# ['a', 'b', 'c', 'a', 'b', 'c', 'a', 'b', 'c', 'a', 'b', 'c']
# []
# [3, 1]
# [1, 2]
# [0, '']
# [0, 2, 4]
# [8, 9]
# TypeError 'int' object is not iterable
# [0, 1, 2]
# [2, 5, 8]
# [2, 9, 16]
# ValueError Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.
# ValueError Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.
# ValueError Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.
# ValueError Step for islice() must be a positive integer or None.
# TypeError 'int' object is not iterable
# [('a', 'b'), ('b', 'c'), ('c', 'd')]
# []
# ['x', 'x', 'x']
# ['x', 'x', 'x', 'x', 'x', 'x', 'x', 'x', 'x', 'x', 'x', 'x']
# []
# [('a', 'c'), ('b', 'd'), ('-', 'e'), ('-', 'f')]
# []
# [('a', None)]
# a ['a', 'a'] b ['b', 'b', 'b'] c ['c'] a ['a']
# [] 0 [2, 4]
# a b a ['c', 'd'] ['b', 'c', 'd'] ['a', 'b', 'c', 'd']
# [] () <class 'itertools._tee'>
# n must be >= 0
# count(0) count(3) count(1, 2) count(1.5) repeat(1) repeat('a', 2)
# 5 itertools.chain[int]
# 3 [5, 7] []
# [2, 3, 4] 5
# 5 6 (5,) Counted(7)
# cannot set 'extra' attribute of immutable type 'itertools.accumulate'
# gone
# ['accumulate', 'batched', 'chain', 'combinations', 'combinations_with_replacement', 'compress', 'count', 'cycle', 'dropwhile', 'filterfalse', 'groupby', 'islice', 'pairwise', 'permutations', 'product', 'repeat', 'starmap', 'takewhile', 'tee', 'zip_longest']
# Return series of accumulated sums (or other binary function results). itertools
# islice(iterable, stop) --> islice object itertools
# Returns a tuple of n independent iterators. itertools
# Cartesian product of input iterables.  Equivalent to nested for-loops. itertools
