"""Recipes with itertools: combinatorics, windows, schedules, polynomials and a few puzzles."""

import math
import operator
from collections import Counter, deque
from functools import partial, reduce
from itertools import (accumulate, batched, chain, combinations, combinations_with_replacement, compress, count, cycle, dropwhile, filterfalse,
                       groupby, islice, pairwise, permutations, product, repeat, starmap, takewhile, tee, zip_longest)


def sliding_window(items, n):
    iterators = tee(items, n)
    for i, iterator in enumerate(iterators):
        next(islice(iterator, i, i), None)
    return zip(*iterators)


def unique(items, key=None):
    seen = set()
    for item in items:
        if (k := item if key is None else key(item)) not in seen:
            seen.add(k)
            yield item


def powerset(items):
    items = list(items)
    return chain.from_iterable(combinations(items, r) for r in range(len(items) + 1))


def round_robin(*iterables):
    """One of each in turn, until all are empty."""
    iterators = map(iter, iterables)
    for active in range(len(iterables), 0, -1):
        iterators = cycle(islice(iterators, active))
        yield from map(next, iterators)


def partition(predicate, items):
    no, yes = tee(items)
    return filterfalse(predicate, no), filter(predicate, yes)


def run_lengths(items):
    return [(key, sum(1 for _ in group)) for key, group in groupby(items)]


def look_and_say(start="1"):
    while True:
        yield start
        start = "".join(f"{n}{digit}" for digit, n in run_lengths(start))


def convolve(signal, kernel):
    kernel = tuple(kernel)[::-1]
    padding = repeat(0, len(kernel) - 1)
    return [math.sumprod(kernel, window) for window in sliding_window(chain(padding, signal, repeat(0, len(kernel) - 1)), len(kernel))]


def polynomial(roots):
    return list(reduce(convolve, [(1, -root) for root in roots], [1]))


def sieve(n):
    data = bytearray((0, 1)) * (n // 2)
    for p in range(3, math.isqrt(n) + 1, 2):
        data[p * p::p + p] = bytes(len(range(p * p, n, p + p)))
    data[2] = 1
    return compress(count(), data) if n > 2 else iter(())


def factor(n):
    for prime in takewhile(lambda p: p * p <= n, chain([2], count(3, 2))):
        while n % prime == 0:
            yield prime
            n //= prime
            if n == 1:
                return
    if n > 1:
        yield n


def nth_combination(items, r, index):
    items, result = tuple(items), []
    n, c = len(items), math.comb(len(items), r)
    while r:
        c, n, r = c * r // n, n - 1, r - 1
        while index >= c:
            index -= c
            c, n = c * (n - r) // n, n - 1
        result.append(items[-1 - n])
    return tuple(result)


def send_more_money():
    """SEND + MORE = MONEY by permutations, from the ones up so that few remain."""
    for d, e, y in permutations(range(10), 3):
        if (d + e) % 10 != y:
            continue
        rest = [digit for digit in range(10) if digit not in (d, e, y)]
        for s, n, m, o, r in permutations(rest, 5):
            if m == 1 and s and (send := 1000 * s + 100 * e + 10 * n + d) + (more := 1000 * m + 100 * o + 10 * r + e) == 10000 * m + 1000 * o + 100 * n + 10 * e + y:
                yield f"{send} + {more} = {send + more}"


def queens(n):
    for columns in permutations(range(n)):
        if n == len(set(map(operator.add, columns, count()))) == len(set(map(operator.sub, columns, count()))):
            yield columns


def tournament(players):
    """Everyone meets everyone: one stands still, the others go around."""
    players = list(players) + [None] * (len(players) % 2)
    circle = deque(players[1:])
    for _ in range(len(circle)):
        ring = [players[0], *circle]
        half = len(ring) // 2
        yield [pair for pair in zip(ring[:half], reversed(ring[half:])) if None not in pair]
        circle.rotate(1)


class Countdown:
    """Without `__iter__`: the old protocol of indices."""

    def __getitem__(self, index):
        if index > 3:
            raise IndexError
        return 3 - index


def main():
    print(list(sliding_window(range(6), 3)), list(pairwise("abcd")), list(sliding_window("ab", 3)))
    print(list(batched("abcdefg", 3)), list(zip_longest("abc", "x", [1, 2], fillvalue="-")), list(unique("aAbBa", str.lower)))
    print(*map("".join, powerset("abc")), sep="|")
    print("".join(round_robin("ABC", "", "D", "EFGH")), *map(list, partition(lambda n: n % 3, range(8))))
    print(run_lengths("aaabccd"), list(islice(look_and_say(), 7)))
    print(convolve([1, 2, 3], [0.25, 0.5, 0.25]), polynomial([5, -4, 3]), list(accumulate([1, -3, 2, 5], max)), list(accumulate([1, 2, 3], operator.mul, initial=10)))
    print(*sieve(60), "|", *factor(600851475143), "|", *factor(2 ** 31), "|", len(list(sieve(10_000))))
    print(nth_combination("abcdefg", 3, 20), list(combinations("abcdefg", 3))[20], *map("".join, combinations_with_replacement("ab", 3)))
    print(list(starmap(pow, [(2, 5), (3, 2), (10, -1)])), list(dropwhile(str.isspace, "  a b")), list(islice(count(10, -2.5), 4)), list(islice("abcdefgh", 1, None, 3)), list(map(operator.sub, [5, 6], [1, 2], strict=True)))
    print(list(send_more_money()), sum(1 for _ in queens(6)), next(queens(8)))
    for day, games in enumerate(tournament("ABCDE"), 1):
        print(day, " ".join(f"{a}-{b}" for a, b in games))
    print(Counter(sum(dice) for dice in product(range(1, 7), repeat=3)).most_common(4), len(set(permutations("MISSISSIPPI"[:7]))))
    animals = sorted(["duck", "eagle", "rat", "giraffe", "bear", "bat"], key=len)
    print({length: list(group) for length, group in groupby(animals, key=len)}, [k for k, g in groupby([1, 1.0, True, 2])])
    groups = groupby("aab")
    first, second = next(groups), next(groups)
    print(list(first[1]), list(second[1]), list(Countdown()), sorted(Countdown()), 2 in Countdown(), list(zip(Countdown(), cycle("xy"))))

    left, right = tee(iter("abc"))
    print(next(left), next(left), list(right), list(left), next(right, None), operator.length_hint(repeat(None, 5)), operator.length_hint(iter([1, 2])), operator.length_hint(count(), 7))
    print(repeat("x", 2), count(3), count(1.5, 0.5), cycle("a").__class__, list(compress("abc", [1, 0, True])), list(chain.from_iterable(["ab", (1,)])), dict(enumerate("ab", start=1)))
    evaluate = partial(reduce, lambda total, coefficient: total * 3 + coefficient)
    print(evaluate([1, -4, -17, 60]), evaluate([], 7), list(filter(None, [0, 1, "", "a"])), any(map(str.isdigit, "a1")), all([]))

    for attempt in (lambda: list(batched("ab", 0)), lambda: islice("a", -1), lambda: list(zip("ab", "c", strict=True)), lambda: list(zip("a", "bc", strict=True)), lambda: combinations("ab", -1), lambda: list(batched("abc", 2, strict=True)),
                    lambda: product("a", repeat="b"), lambda: reduce(operator.add, []), lambda: repeat(), lambda: next(chain()), lambda: tee([], -1), lambda: chain(5).__next__(), lambda: list(map(operator.add, [1], [1, 2], strict=True))):
        try:
            print(attempt())
        except (TypeError, ValueError, StopIteration) as error:
            print(f"{type(error).__name__}: {error}".rstrip())


if __name__ == "__main__":
    main()

# expect:
# [(0, 1, 2), (1, 2, 3), (2, 3, 4), (3, 4, 5)] [('a', 'b'), ('b', 'c'), ('c', 'd')] []
# [('a', 'b', 'c'), ('d', 'e', 'f'), ('g',)] [('a', 'x', 1), ('b', '-', 2), ('c', '-', '-')] ['a', 'b']
# |a|b|c|ab|ac|bc|abc
# ADEBFCGH [0, 3, 6] [1, 2, 4, 5, 7]
# [('a', 3), ('b', 1), ('c', 2), ('d', 1)] ['1', '11', '21', '1211', '111221', '312211', '13112221']
# [0.25, 1.0, 2.0, 2.0, 0.75] [1, -4, -17, 60] [1, 1, 2, 5] [10, 10, 20, 60]
# 1 2 3 5 7 11 13 17 19 23 29 31 37 41 43 47 53 59 | 71 839 1471 6857 | 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 | 1230
# ('b', 'd', 'f') ('b', 'd', 'f') aaa aab abb bbb
# [32, 9, 0.1] ['a', ' ', 'b'] [10, 7.5, 5.0, 2.5] ['b', 'e', 'h'] [4, 4]
# ['9567 + 1085 = 10652'] 4 (0, 4, 7, 5, 2, 6, 1, 3)
# 1 B-E C-D
# 2 A-E B-C
# 3 A-D E-C
# 4 A-C D-B
# 5 A-B D-E
# [(10, 27), (11, 27), (9, 25), (12, 25)] 105
# {3: ['rat', 'bat'], 4: ['duck', 'bear'], 5: ['eagle'], 7: ['giraffe']} [1, 2]
# [] ['b'] [3, 2, 1, 0] [0, 1, 2, 3] True [(3, 'x'), (2, 'y'), (1, 'x'), (0, 'y')]
# a b ['a', 'b', 'c'] ['c'] None 5 2 7
# repeat('x', 2) count(3) count(1.5, 0.5) <class 'itertools.cycle'> ['a', 'c'] ['a', 'b', 1] {1: 'a', 2: 'b'}
# 0 7 [1, 'a'] True True
# ValueError: n must be at least one
# ValueError: Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.
# ValueError: zip() argument 2 is shorter than argument 1
# ValueError: zip() argument 2 is longer than argument 1
# ValueError: r must be non-negative
# ValueError: batched(): incomplete batch
# TypeError: 'str' object cannot be interpreted as an integer
# TypeError: reduce() of empty iterable with no initial value
# TypeError: repeat() missing required argument 'object' (pos 1)
# StopIteration:
# ValueError: n must be >= 0
# TypeError: 'int' object is not iterable
# ValueError: map() argument 2 is longer than argument 1
