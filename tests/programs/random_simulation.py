"""Simulations from a seed: the streams are the same on every machine, so are the results."""

import math
import random
from collections import Counter, deque
from itertools import accumulate, pairwise
from random import Random
from statistics import fmean, stdev


class Dice(Random):
    """A generator that counts what it is asked for; everything random is drawn from `random`."""

    def __init__(self, seed):
        self.drawn = 0
        super().__init__(seed)

    def random(self):
        self.drawn += 1
        return super().random()


class Linear(Random):
    """Another source of bits: a linear congruence, so bad that one can check it by hand."""

    def seed(self, a=1, *ignored):
        self.state = a

    def getrandbits(self, k):
        bits = 0
        for _ in range(k):
            self.state = (self.state * 1103515245 + 12345) % 2**31
            bits = bits << 1 | self.state >> 30
        return bits

    def random(self):
        return self.getrandbits(24) / 2**24


def walk(rng, steps):
    """A walk on the plane, told by how far it gets."""
    place = 0j
    for _ in range(steps):
        place += rng.choice((1, -1, 1j, -1j))
    return abs(place)


def estimate_pi(rng, n):
    return 4 * sum(math.hypot(rng.random(), rng.random()) <= 1 for _ in range(n)) / n


def queue_at_counter(rng, customers, arrival, service):
    """A single server: exponential arrivals and service times; how long everybody waited."""
    arrivals = list(accumulate(rng.expovariate(1 / arrival) for _ in range(customers)))
    free_at, waits, line, longest = 0.0, [], deque(), 0
    for at in arrivals:
        while line and line[0] <= at:
            line.popleft()
        start = max(at, free_at)
        waits.append(start - at)
        free_at = start + rng.expovariate(1 / service)
        line.append(free_at)
        longest = max(longest, len(line))
    return fmean(waits), max(waits), longest


def gamblers_ruin(rng, money, goal):
    rounds = 0
    while 0 < money < goal:
        money += 1 if rng.getrandbits(1) else -1
        rounds += 1
    return money == goal, rounds


def anneal(rng, cities, steps):
    """A short round trip through all cities, by simulated annealing."""
    def length(tour):
        return sum(abs(a - b) for a, b in pairwise(tour + tour[:1]))

    tour, heat = cities[:], 10.0
    best = now = length(tour)
    for _ in range(steps):
        i, j = sorted(rng.sample(range(len(tour)), 2))
        candidate = tour[:i] + tour[i:j + 1][::-1] + tour[j + 1:]
        cost = length(candidate)
        if cost < now or rng.random() < math.exp((now - cost) / heat):
            tour, now = candidate, cost
            best = min(best, now)
        heat *= 0.995
    return length(cities), best


def shuffle_deck(rng):
    deck = [rank + suit for suit in "♠♥♦♣" for rank in "A23456789TJQK"]
    rng.shuffle(deck)
    return deck


def main():
    rng = Random(2024)
    print(rng.random(), rng.randint(1, 6), rng.randrange(0, 100, 7), rng.uniform(-1, 1), rng.choice("abc"), rng.getrandbits(70), rng.randbytes(5))
    print(rng.sample(range(10**9), 3), rng.sample("aab", counts=[2, 1, 3], k=4), rng.choices("xyz", [5, 1, 1], k=8), rng.choices("ab", cum_weights=[1, 4], k=4))
    print(rng.gauss(), rng.gauss(10, 2), rng.normalvariate(0, 1), rng.triangular(0, 10, 2), rng.betavariate(2, 3), rng.gammavariate(2.5, 1), rng.lognormvariate(0, 0.25), rng.paretovariate(3), rng.weibullvariate(1, 1.5), rng.vonmisesvariate(0, 4), rng.binomialvariate(20, 0.3), rng.binomialvariate(500, 0.5), sep="\n")
    for seed in ("text", b"bytes", 1.5, -7, 2**100, None.__class__.__name__):
        print(f"{seed!r:<34}", Random(seed).random(), Random(seed).randrange(10**6))

    random.seed(7)
    state = random.getstate()
    first = [random.random() for _ in range(3)]
    random.setstate(state)
    print(first == [random.random() for _ in range(3)], state[0], len(state[1]), state[2])

    rng = Random(1)
    distances = [walk(rng, 400) for _ in range(50)]
    print(f"walks: {fmean(distances):.3f} ± {stdev(distances):.3f}, expected about {math.sqrt(math.pi * 400) / 2:.1f}")
    print(f"pi: {estimate_pi(rng, 4000):.4f}")
    print("queue: {:.3f} {:.3f} {}".format(*queue_at_counter(rng, 500, arrival=10, service=8)))
    outcomes = [gamblers_ruin(rng, 5, 12) for _ in range(100)]
    print("ruin:", Counter(won for won, _ in outcomes), max(rounds for _, rounds in outcomes))
    cities = [complex(rng.randrange(100), rng.randrange(100)) for _ in range(12)]
    print("tour: {:.3f} -> {:.3f}".format(*anneal(rng, cities, 1500)))
    print("deck:", *shuffle_deck(rng)[:10])

    dice = Dice(5)
    print([dice.randint(1, 6) for _ in range(10)], dice.drawn, round(dice.triangular(), 6), dice.drawn, dice.choice("abcdef"), dice.sample(range(5), 2), dice.drawn)
    linear = Linear(42)
    print(linear.getrandbits(8), linear.randrange(10), linear.random(), linear.choice("wxyz"), [linear.randint(1, 3) for _ in range(6)])
    hits = Counter(Random(3).choices(["rare", "common"], [1, 99], k=2000))
    print(hits.most_common(), Counter(Random(9).randrange(4) for _ in range(1)), sum(Random(n).getrandbits(1) for n in range(100)))

    for attempt in (lambda: rng.choice([]), lambda: rng.randrange(5, 5), lambda: rng.randrange(1.5), lambda: rng.sample([1, 2], 3), lambda: rng.sample({1, 2}, 1), lambda: rng.choices("ab", [0, 0]), lambda: rng.choices("ab", [1]), lambda: rng.getrandbits(-1), lambda: rng.setstate((1, 2)), lambda: Random([1]), lambda: rng.randint(1, 10**400) > 0, lambda: rng.shuffle("abc"), lambda: rng.expovariate(0), lambda: rng.binomialvariate(1, 2)):
        try:
            print(attempt())
        except (ValueError, IndexError, TypeError, ArithmeticError) as error:
            print(f"{type(error).__name__}: {error}")


if __name__ == "__main__":
    main()

# expect:
# 0.47009071843107064 6 63 -0.39249728321728505 c 844071673269816365271 b'+N5\xc2C'
# [572498176, 263245685, 683058538] ['b', 'b', 'a', 'a'] ['x', 'x', 'x', 'x', 'x', 'x', 'y', 'z'] ['b', 'b', 'b', 'b']
# -0.7080607628698485
# 7.984509457561921
# 1.250574820463217
# 3.463220050094935
# 0.1939835209045699
# 2.1029790504252737
# 1.340350549837922
# 1.0792406940414312
# 1.243066015321155
# 0.21408518188721404
# 8
# 246
# 'text'                             0.8711565613554825 913473
# b'bytes'                           0.37075677971469856 388766
# 1.5                                0.551763726942059 578566
# -7                                 0.32383276483316237 339563
# 1267650600228229401496703205376    0.7586581712996778 795510
# 'NoneType'                         0.07887828098277161 82709
# True 3 625 None
# walks: 17.949 ± 9.783, expected about 17.7
# pi: 3.0890
# queue: 26.087 105.361 16
# ruin: Counter({False: 55, True: 45}) 181
# tour: 558.709 -> 307.330
# deck: K♦ A♦ 8♦ 3♦ T♥ Q♦ 2♥ 7♥ 8♥ 8♣
# [1, 5, 4, 1, 3, 5, 6, 6, 5, 5] 10 0.777402 11 b [2, 3] 14
# 209 9 0.575430154800415 w [2, 1, 3, 1, 1, 3]
# [('common', 1980), ('rare', 20)] Counter({3: 1}) 42
# IndexError: Cannot choose from an empty sequence
# ValueError: empty range in randrange(5, 5)
# TypeError: 'float' object cannot be interpreted as an integer
# ValueError: Sample larger than population or is negative
# TypeError: Population must be a sequence.  For dicts or sets, use sorted(d).
# ValueError: Total of weights must be greater than zero
# ValueError: The number of weights does not match the population
# ValueError: Cannot convert negative int
# ValueError: state with version 1 passed to Random.setstate() of version 3
# TypeError: The only supported seed types are:
# None, int, float, str, bytes, and bytearray.
# True
# TypeError: 'str' object does not support item assignment
# ZeroDivisionError: division by zero
# ValueError: p must be in the range 0.0 <= p <= 1.0
