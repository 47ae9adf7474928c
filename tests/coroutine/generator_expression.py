"""A generator expression evaluates its first iterable at once, and ends as any generator."""


def noisy():
    print("evaluated")
    return [1, 2, 3]


it = (x * 2 for x in noisy())
print("made", it.gi_running)
print(next(it), it.__name__, list(it))
try:
    (x for x in 5)
except TypeError as e:
    print(e)

# expect:
# evaluated
# made False
# 2 <genexpr> [4, 6]
# 'int' object is not iterable
