"""Generators feed every consumer of iterables."""


def g(n):
    for i in range(n):
        yield i


a, *b = g(4)
print(a, b, sum(g(5)), tuple(g(3)), 3 in g(5), max(g(4)), *g(2))
print(list(zip(g(3), g(2))), list(enumerate(g(2))), dict(enumerate(g(2))))
print(sorted(g(3), reverse=True), [*g(2), *g(1)], {**{str(i): i for i in g(2)}})

# expect:
# 0 [1, 2, 3] 10 (0, 1, 2) True 3 0 1
# [(0, 0), (1, 1)] [(0, 0), (1, 1)] {0: 0, 1: 1}
# [2, 1, 0] [0, 1, 0] {'0': 0, '1': 1}
