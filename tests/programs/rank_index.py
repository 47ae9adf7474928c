"""An index by rank on bisect: a high-score table, grades, ranges of versions, an interval map, weighted choice."""

import bisect
import operator
from bisect import bisect_left, bisect_right, insort
from collections.abc import MutableSequence, MutableSet, Sequence
from dataclasses import dataclass, field
from functools import total_ordering
from itertools import accumulate, chain, islice
from random import Random


class SortedSet(MutableSet, Sequence):
    """A set in order: membership and rank in logarithmic time, slices by rank or by value."""

    def __init__(self, items=(), key=None):
        self.key = key
        self._items = []
        for item in items:
            self.add(item)

    def _place(self, item):
        return bisect_left(self._items, item if self.key is None else self.key(item), key=self.key)

    def __contains__(self, item):
        at = self._place(item)
        return at < len(self._items) and self._items[at] == item

    def add(self, item):
        at = self._place(item)
        if at == len(self._items) or self._items[at] != item:
            self._items.insert(at, item)

    def discard(self, item):
        if item in self:
            del self._items[self._place(item)]

    def __getitem__(self, index):
        return type(self)(self._items[index], self.key) if isinstance(index, slice) else self._items[index]

    def __len__(self):
        return len(self._items)

    def __iter__(self):
        return iter(self._items)

    def rank(self, item):
        return self._place(item)

    def between(self, low, high):
        return self._items[bisect_left(self._items, low, key=self.key):bisect_right(self._items, high, key=self.key)]

    @classmethod
    def _from_iterable(cls, items):
        return cls(items)

    def __repr__(self):
        return f"SortedSet({self._items})"


@dataclass(frozen=True)
class Score:
    player: str
    points: int
    when: int = field(compare=False, default=0)


class HighScores:
    """The best first; of equal scores the older one is ahead."""

    def __init__(self, size):
        self.size, self.scores = size, []

    def add(self, score):
        insort(self.scores, score, key=lambda s: -s.points)
        del self.scores[self.size:]
        return next((rank for rank, s in enumerate(self.scores, 1) if s is score), None)

    def rank_of(self, points):
        return bisect_right(self.scores, -points, key=lambda s: -s.points) + 1


class IntervalMap:
    """Values for half-open intervals; a later one covers an earlier one."""

    def __init__(self, default=None):
        self.edges, self.values = [], [default]

    def __setitem__(self, span, value):
        low, high = span.start, span.stop
        after = self[high]
        first, last = bisect_left(self.edges, low), bisect_right(self.edges, high)
        self.edges[first:last] = [low, high]
        self.values[first + 1:last + 1] = [value, after]

    def __getitem__(self, point):
        return self.values[bisect_right(self.edges, point)]

    def __iter__(self):
        return ((low, high, value) for low, high, value in zip(chain([None], self.edges), chain(self.edges, [None]), self.values) if value is not None)


class WeightedChoice:
    def __init__(self, weights, rng):
        self.items, self.rng = list(weights), rng
        self.cumulative = list(accumulate(weights.values()))

    def __call__(self):
        return self.items[bisect.bisect(self.cumulative, self.rng.random() * self.cumulative[-1])]


@total_ordering
class Version:
    comparisons = 0

    def __init__(self, text):
        self.parts = tuple(int(p) if p.isdigit() else -1 for p in text.replace("rc", ".rc.").split("."))
        self.text = text

    def __eq__(self, other):
        return self.parts == other.parts

    def __lt__(self, other):
        Version.comparisons += 1
        return self.parts < other.parts

    def __repr__(self):
        return self.text


class Lazy(Sequence):
    """A sequence that is computed: bisect needs only `len` and indices."""

    def __init__(self, function, length):
        self.function, self.length, self.asked = function, length, []

    def __len__(self):
        return self.length

    def __getitem__(self, index):
        if not 0 <= index < self.length:
            raise IndexError(index)
        self.asked.append(index)
        return self.function(index)


def grade(score, breakpoints=(60, 70, 80, 90), grades="FDCBA"):
    return grades[bisect.bisect(breakpoints, score)]


def longest_increasing(items):
    tails, links = [], []
    for item in items:
        at = bisect_left([t[0] for t in tails], item)
        node = (item, tails[at - 1] if at else None)
        tails[at:at + 1] = [node]
    node = tails[-1] if tails else None
    while node:
        links.append(node[0])
        node = node[1]
    return links[::-1]


def main():
    numbers = SortedSet([5, 1, 9, 3, 5])
    numbers |= {4, 1}
    numbers -= {9}
    print(numbers, 4 in numbers, numbers.rank(4), numbers[1:3], numbers.between(2, 4), numbers & [1, 5, 7], numbers ^ {1, 2}, numbers < {1, 3, 4, 5, 6}, numbers.isdisjoint([2]), numbers.index(5), list(reversed(numbers)), numbers.pop(), numbers.count(3))
    words = SortedSet("the Quick brown fox".split(), key=str.lower)
    print(list(words), "quick" in words, "Quick" in words, words.between("c", "r"), isinstance(words, MutableSequence))

    table = HighScores(4)
    for when, (player, points) in enumerate([("ann", 50), ("bob", 70), ("cyd", 50), ("dan", 90), ("eve", 50), ("fay", 60)]):
        print(f"{player}: rank {table.add(Score(player, points, when))}", end="; ")
    print([s.player for s in table.scores], table.rank_of(70), table.rank_of(1000), table.rank_of(1))

    calendar = IntervalMap("free")
    calendar[9:12] = "work"
    calendar[11:14] = "lunch"
    calendar[10:10.5] = "tea"
    calendar[20:24] = "sleep"
    print(list(calendar), [calendar[hour] for hour in (8, 9, 10.25, 11, 13.99, 14, 24)])
    choose = WeightedChoice({"rare": 1, "common": 8, "never": 0, "some": 3}, Random(12))
    print([choose() for _ in range(8)])
    print("".join(map(grade, [33, 99, 77, 70, 89, 90, 100])), longest_increasing([3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5]), longest_increasing([]))

    versions = sorted(map(Version, "1.10 1.2 1.2rc1 1.0 2.0 1.2.1".split()))
    Version.comparisons = 0
    at = bisect_left(versions, Version("1.2"))
    print(versions, at, versions[at], bisect_right(versions, Version("1.2.1"), lo=at), Version.comparisons)
    insort(versions, Version("1.9"))
    print(versions, operator.eq(*versions[:2]))

    squares = Lazy(lambda i: i * i, 10**12)
    print(bisect_left(squares, 1_522_756), len(squares.asked), squares.asked[:3], islice(squares, 3).__next__())
    root = bisect_left(range(2 * 10**9), 2 * 10**18, key=lambda n: n * n)
    print(root, (root - 1) ** 2 < 2 * 10**18 <= root**2)

    data = [1, 2, 2, 2, 3]
    print(bisect_left(data, 2), bisect_right(data, 2), bisect_left(data, 2, 2, 4), bisect.bisect(data, 10), bisect_left([], 1), bisect_left("aceg", "d"), bisect_left(data, 0, hi=-1 + len(data)))
    insort(data, 2.5)
    bisect.insort_left(data, 2.0)
    print(data, bisect.insort is bisect.insort_right, bisect.bisect is bisect.bisect_right)
    pairs = [("a", 3), ("b", 2), ("c", 1)]
    insort(pairs, ("x", 2), key=operator.itemgetter(1), lo=0)
    print(pairs)
    for attempt in (lambda: bisect_left(data, "x"), lambda: bisect_left(data, 1, -1), lambda: bisect_left(5, 1), lambda: insort((1, 2), 3), lambda: bisect_left(data), lambda: bisect_left(data, 1, 0, 99), lambda: bisect_left(data, 1, key=5), lambda: bisect_left([None], None), lambda: bisect_left(data, 1, 0, 2, 3)):
        try:
            print(attempt())
        except (TypeError, ValueError, IndexError, AttributeError) as error:
            print(f"{type(error).__name__}: {error}")


if __name__ == "__main__":
    main()

# expect:
# SortedSet([3, 4, 5]) True 2 SortedSet([3, 4]) [3, 4] SortedSet([1, 5]) SortedSet([2, 3, 4, 5]) True True 3 [5, 4, 3, 1] 1 1
# ['brown', 'fox', 'Quick', 'the'] False True ['fox', 'Quick'] False
# ann: rank 1; bob: rank 1; cyd: rank 3; dan: rank 1; eve: rank None; fay: rank 3; ['dan', 'bob', 'fay', 'ann'] 3 1 5
# [(None, 9, 'free'), (9, 10, 'work'), (10, 10.5, 'tea'), (10.5, 11, 'work'), (11, 14, 'lunch'), (14, 20, 'free'), (20, 24, 'sleep'), (24, None, 'free')] ['free', 'work', 'tea', 'lunch', 'lunch', 'free', 'free']
# ['common', 'common', 'common', 'common', 'rare', 'common', 'common', 'some']
# FACCBAA [1, 2, 3, 5] []
# [1.0, 1.2, 1.2rc1, 1.2.1, 1.10, 2.0] 1 1.2 4 6
# [1.0, 1.2, 1.2rc1, 1.2.1, 1.9, 1.10, 2.0] False
# 1234 40 [500000000000, 250000000000, 125000000000] 0
# 1414213563 True
# 1 4 2 5 0 2 0
# [1, 2.0, 2, 2, 2, 2.5, 3] True True
# [('a', 3), ('b', 2), ('c', 1), ('x', 2)]
# TypeError: '<' not supported between instances of 'int' and 'str'
# ValueError: lo must be non-negative
# TypeError: object of type 'int' has no len()
# AttributeError: 'tuple' object has no attribute 'insert'
# TypeError: bisect_left() missing required argument 'x' (pos 2)
# IndexError: list index out of range
# TypeError: 'int' object is not callable
# TypeError: '<' not supported between instances of 'NoneType' and 'NoneType'
# TypeError: bisect_left() takes at most 4 positional arguments (5 given)
