"""A report of measurements: averages, spread, correlation, quantiles, normal distributions, and confidence by bootstrap."""

import math
import random
import statistics as st
from collections import defaultdict
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from statistics import NormalDist, StatisticsError

READINGS = """\
lab   21.3 21.9 20.8 22.4 21.1 21.3 35.0
roof  15.2 18.4 11.0 9.8 17.7 14.1 12.6
cellar 12.1 12.0 12.2 12.1 12.1 11.9 12.0
"""


def describe(values):
    quartiles = st.quantiles(values, n=4)
    return {
        "n": len(values),
        "mean": st.fmean(values),
        "median": st.median(values),
        "mode": st.multimode(values)[0],
        "stdev": st.stdev(values),
        "iqr": quartiles[2] - quartiles[0],
        "mad": st.median(abs(v - st.median(values)) for v in values),
    }


def outliers(values, fence=1.5):
    low, _, high = st.quantiles(values, n=4, method="inclusive")
    reach = fence * (high - low)
    return [v for v in values if not low - reach <= v <= high + reach]


def box(values, low, high, columns=40):
    """min, quartiles and max as a line: |---[==|==]---|"""
    place = lambda v: round((v - low) / (high - low) * (columns - 1))
    q1, q2, q3 = map(place, st.quantiles(values, n=4, method="inclusive"))
    first, last = place(min(values)), place(max(values))
    line = [" "] * columns
    for a, b, char in ((first, last, "-"), (q1, q3, "=")):
        line[a:b + 1] = char * (b - a + 1)
    for at, char in ((first, "|"), (last, "|"), (q1, "["), (q3, "]"), (q2, "#")):
        line[at] = char
    return "".join(line).rstrip()


def histogram(values, bins):
    low, high = min(values), max(values)
    counts = [0] * bins
    for value in values:
        counts[min(int((value - low) / (high - low) * bins), bins - 1)] += 1
    return counts


def bootstrap(values, statistic, rng, rounds=300):
    estimates = sorted(statistic(rng.choices(values, k=len(values))) for _ in range(rounds))
    cuts = st.quantiles(estimates, n=40)
    return cuts[0], cuts[-1]


class Welford:
    """Mean and variance in one pass, and two passes joined."""

    def __init__(self, values=()):
        self.n, self.mean, self.m2 = 0, 0.0, 0.0
        for value in values:
            self.add(value)

    def add(self, value):
        self.n += 1
        delta = value - self.mean
        self.mean += delta / self.n
        self.m2 += delta * (value - self.mean)

    def __add__(self, other):
        joined = Welford()
        joined.n = self.n + other.n
        delta = other.mean - self.mean
        joined.mean = self.mean + delta * other.n / joined.n
        joined.m2 = self.m2 + other.m2 + delta ** 2 * self.n * other.n / joined.n
        return joined

    @property
    def variance(self):
        return self.m2 / (self.n - 1)


def main():
    data = {name: list(map(float, values)) for name, *values in map(str.split, READINGS.splitlines())}
    columns = list(describe(data["lab"]))
    print(f"{'':<8}" + "".join(f"{c:>9}" for c in columns))
    for name, values in data.items():
        print(f"{name:<8}" + "".join(f"{v:>9.3f}" if isinstance(v, float) else f"{v:>9}" for v in describe(values).values()))
    low, high = min(map(min, data.values())), max(map(max, data.values()))
    for name, values in data.items():
        print(f"{name:<8}{box(values, low, high)}")
    print({name: outliers(values) for name, values in data.items()})
    print({f"{a}-{b}": round(st.correlation(data[a], data[b]), 4) for a, b in pairwise(data)}, round(st.correlation(data["lab"], data["roof"], method="ranked"), 4), round(st.covariance(data["lab"], data["roof"]), 6))
    slope, intercept = st.linear_regression(range(7), data["roof"])
    print(f"roof = {slope:.4f} t + {intercept:.4f}", st.linear_regression([1, 2, 3], [2, 4, 6], proportional=True))

    print("== averages")
    print(st.mean([1, 2, 3, 4]), st.mean([Fraction(1, 2), Fraction(1, 3)]), st.mean([Decimal("0.1"), Decimal("0.2")]), st.mean([True, False, True]), st.fmean([1, 2, 3], weights=[3, 0, 1]), st.geometric_mean([54, 24, 36]), st.harmonic_mean([40, 60], weights=[5, 30]), st.harmonic_mean([2, 0]))
    print(st.median([1, 3, 5, 7]), st.median_low([1, 3, 5, 7]), st.median_high([1, 3, 5, 7]), st.median(["b", "a", "c"]), st.median_grouped([1, 2, 2, 3, 4, 4, 4, 4, 4, 5], interval=1), st.mode("aabbb"), st.multimode("aabbc"), st.multimode([]))
    print(st.pvariance([0.0, 0.25, 0.25, 1.25, 1.5, 1.75, 2.75, 3.25]), st.variance([Fraction(1, 6), Fraction(1, 2), Fraction(5, 3)]), st.pstdev([Decimal("1.5"), Decimal("2.5")]), st.stdev([1, 2]), st.variance([2, 4], xbar=3), st.pvariance(range(1, 7)), st.mean([1e100, 1, -1e100]), st.stdev([10**20, 10**20 + 2]))
    print(st.quantiles([1, 2, 3, 4], n=3), st.quantiles(range(11), n=5, method="inclusive"), [round(q, 3) for q in st.quantiles(data["roof"], n=10)], st.quantiles([5], n=4))

    print("== normal")
    iq = NormalDist(mu=100, sigma=15)
    print(iq, iq.mean, iq.variance, iq.median, f"{iq.pdf(100):.6f} {iq.cdf(130):.6f} {iq.inv_cdf(0.975):.6f} {iq.zscore(85):g}", [round(q, 4) for q in iq.quantiles(4)])
    print(iq + 5, iq * -2, iq / 3, iq - NormalDist(90, 8), NormalDist() + NormalDist(1, 2), -iq, iq == NormalDist(100.0, 15), hash(iq) == hash(NormalDist(100, 15)), f"{iq.overlap(NormalDist(110, 12)):.6f}")
    sample = NormalDist.from_samples(data["cellar"])
    print(f"{sample.mean:.5f} {sample.stdev:.5f}", [round(x, 6) for x in NormalDist(5, 2).samples(4, seed="taipan")])

    print("== simulation")
    rng = random.Random(99)
    draws = [rng.gauss(50, 5) for _ in range(800)]
    for count in histogram(draws, 9):
        print("#" * (count // 5))
    left, right = Welford(draws[:300]), Welford(draws[300:])
    both = left + right
    print(both.n, math.isclose(both.mean, st.fmean(draws)), math.isclose(both.variance, st.variance(draws)), "{:.3f} to {:.3f}".format(*bootstrap(data["roof"], st.fmean, rng)))
    kernel = st.kde([1, 2, 2.5, 6], h=0.5, kernel="triangular")
    print([round(kernel(x), 4) for x in (0.5, 2, 4, 6)], round(st.kde([1, 2], h=1.0)(1.5), 6), round(st.kde([1, 2], h=1, cumulative=True)(1.5), 6))
    groups = defaultdict(list)
    for value in draws:
        groups[int(value) // 10 * 10].append(value)
    print({decade: (len(group), round(st.fmean(group), 2)) for decade, group in sorted(groups.items())})

    for attempt in (lambda: st.mean([]), lambda: st.median([]), lambda: st.stdev([1]), lambda: st.mode([]), lambda: st.harmonic_mean([-1]), lambda: st.geometric_mean([0, -1]), lambda: st.quantiles([], n=4), lambda: st.quantiles([1, 2], n=0), lambda: st.quantiles([1, 2], method="odd"), lambda: st.correlation([1, 1], [2, 3]), lambda: st.correlation([1], [2, 3]), lambda: st.linear_regression([1, 1], [2, 3]),
                    lambda: NormalDist(0, -1), lambda: iq.inv_cdf(1), lambda: st.mean(["a"]), lambda: st.fmean([1], weights=[1, 2]), lambda: st.kde([], h=1), lambda: st.fmean(["x"]), lambda: NormalDist(0, 0).pdf(0), lambda: st.kde([1], 1, "round"), lambda: st.median_grouped(["a"])):
        try:
            print(attempt())
        except (StatisticsError, TypeError, ValueError) as error:
            print(f"{type(error).__name__}: {error}")


if __name__ == "__main__":
    main()

# expect:
#                 n     mean   median     mode    stdev      iqr      mad
# lab             7   23.400   21.300   21.300    5.143    1.300    0.500
# roof            7   14.114   14.100   15.200    3.241    6.700    3.100
# cellar          7   12.057   12.100   12.100    0.098    0.100    0.100
# lab                      |#]-------------------|
# roof    |--[===#==]--|
# cellar     [#
# {'lab': [35.0], 'roof': [], 'cellar': []}
# {'lab-roof': -0.2208, 'roof-cellar': -0.3087} -0.1622 -3.68
# roof = -0.3464 t + 15.1536 LinearRegression(slope=2.0, intercept=0.0)
# == averages
# 2.5 5/12 0.15 0.6666666666666666 1.5 36.000000000000014 56.0 0
# 4.0 3 5 b 3.7 b ['a', 'b'] []
# 1.25 67/108 0.5 0.7071067811865476 2 2.9166666666666665 0.3333333333333333 1.4142135623730951
# [1.6666666666666667, 3.3333333333333335] [2.0, 4.0, 6.0, 8.0] [9.56, 10.52, 11.64, 12.9, 14.1, 14.98, 16.7, 17.98, 18.54] [5, 5, 5]
# == normal
# NormalDist(mu=100.0, sigma=15.0) 100.0 225.0 100.0 0.026596 0.977250 129.399460 -1 [89.8827, 100.0, 110.1173]
# NormalDist(mu=105.0, sigma=15.0) NormalDist(mu=-200.0, sigma=30.0) NormalDist(mu=33.333333333333336, sigma=5.0) NormalDist(mu=10.0, sigma=17.0) NormalDist(mu=1.0, sigma=2.23606797749979) NormalDist(mu=-100.0, sigma=15.0) True True 0.699401
# 12.05714 0.09759 [3.83271, 6.598304, 4.658776, 6.192793]
# == simulation
# ####
# ##########
# #########################
# ######################################
# ##########################################
# #########################
# ##########
# ##
#
# 800 True True 12.101 to 16.078
# [0.0, 0.5, 0.0, 0.5] 0.352065 0.5
# {30: (22, 38.75), 40: (357, 46.5), 50: (404, 53.56), 60: (17, 62.06)}
# StatisticsError: mean requires at least one data point
# StatisticsError: no median for empty data
# StatisticsError: stdev requires at least two data points
# StatisticsError: no mode for empty data
# StatisticsError: harmonic mean does not support negative values
# StatisticsError: ('No negative inputs allowed', -1)
# StatisticsError: must have at least one data point
# StatisticsError: n must be at least 1
# ValueError: Unknown method: 'odd'
# StatisticsError: at least one of the inputs is constant
# StatisticsError: correlation requires that both inputs have same number of data points
# StatisticsError: x is constant
# StatisticsError: sigma must be non-negative
# StatisticsError: p must be in the range 0.0 < p < 1.0
# TypeError: can't convert type 'str' to numerator/denominator
# StatisticsError: data and weights must be the same length
# StatisticsError: Empty data sequence
# TypeError: must be real number, not str
# StatisticsError: pdf() not defined when sigma is zero
# StatisticsError: Unknown kernel name: 'round'
# TypeError: Value cannot be converted to a float
