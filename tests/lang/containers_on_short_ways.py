"""Subscripts, membership, comparisons and unpacking, by the forms the interpreter has of its own and beside them."""


class Key:
    dead = []

    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return hash(self.n)

    def __eq__(self, other):
        return isinstance(other, Key) and self.n == other.n

    def __del__(self):
        Key.dead.append(self.n)


def failing(*functions):
    for function in functions:
        try:
            function()
        except Exception as error:
            print(type(error).__name__, error)


d = {}
d[Key(1), 2] = 3
d[Key(1), 2] = 4
print(len(d), Key.dead)
d[Key(1), 2] = Key(5)
d[Key(1), 2] = Key(6)
print(Key.dead[-3:])
print((1, "a") in {(1, "a"): 2}, ("x" + "y") in "axyb", "q" in ("a" + "b"), (Key(1), 2) in d)

many = {}
for i in range(100):
    many[(i, i + 1)] = i
for i in range(0, 100, 3):
    del many[(i, i + 1)]
print(len(many), list(many.items())[:3], many[(1, 2)], (0, 1) in many)
for n in range(40):
    text = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEF"[:n]
    twice = text + text
    assert {text: 1}["".join(list(text))] == 1
    assert twice == "".join([text, text]) and len(twice) == 2 * n
    assert n == 0 or "".join(list(text[:-1])) + "!" not in {text: 1}

rows = [[1, 2], [3, 4]]
print(rows[1][0], [rows[0]][0][1], "abc"[1], ("ab" + "c")[2], "abc"[-1], (1, 2, 3)[1], {1: 2}[1], {(1, 2): 9}[(1, 2)])
failing(
    lambda: {}["k"], lambda: {}[(1, 2)], lambda: [1][5], lambda: "a"[5], lambda: rows["a"], lambda: {}[[]],
    lambda: d.__setitem__([1], 3), lambda: {(1, []): 2},
)


class Doubling(dict):
    def __missing__(self, key):
        return key * 2


print(Doubling()[4], Doubling()["x"])


def pair(x):
    return (x, x + 1)


def spread(sequence):
    p, q = sequence
    return p, q


p, q = pair(3)
print(p, q)
for p, q in [(1, 2), [3, 4], "ab"]:
    print(p, q)
failing(lambda: spread((1, 2, 3)), lambda: spread((1,)), lambda: spread(5))
p = (p, q)
p, q = p
print(p, q)

equal = unequal = 0
for x in (1, 2.0, "a", None, True, (1,)):
    for y in (1, 2.0, "a", None, True, (1,), 2):
        if x == y:
            equal += 1
        if x != y:
            unequal += 1
print(equal, unequal)

nan = float("nan")
print((1, 2) < (1, 3), (1, "a") >= (1, "b"), (1, 2.5) == (1, 2.5), (1, [2]) == (1, [2]), (1, 2) < (1, 2, 3))
print((nan,) == (nan,), (nan,) < (nan,), (nan,) == (float("nan"),), (0.0,) == (-0.0,), (2,) == (2.0,))
failing(lambda: (1, "a") < (1, 2))
if (1, 2) < (3, 4) and not (1, Key(2)) == (1, Key(3)):
    print("in order")

l = list(range(10))
print(l[2:5], l[::-1], l[5::-2], l[:3])
l[:2] = l[1::-1]
print(l)

big = 10**30
print(big + 1, big - big, -big // 7, big % 13, big << 3, big >> 90, big & 255, big | 1, big ^ 3, big * big, big / 3)
print(2**70 // 3, (1 << 60) + (1 << 60), (1 << 59) * 8, True + big, big + True, ~big, 2**-1)
failing(
    lambda: big // 0, lambda: big % 0, lambda: 1 / 0, lambda: big << -1, lambda: 1 << -1, lambda: 1.0 / 0.0,
    lambda: big + "a", lambda: "a" + 1, lambda: 1 + "a",
)
big += 5
big *= 2
print(big, 1.5 + 2, 2 + 1.5, 1.5 - 0.5, 2.0 * 3, 1e308 * 10, 0.0 / 1, -0.0 + 0)

s = "x"
u = s
s += "y"
print(s, u)
s = s + "z" * 50
s += s
print(len(s), len("" + s), len(s + ""))

# expect:
# 1 [1]
# [1, 5, 1]
# True True False True
# 66 [((1, 2), 1), ((2, 3), 2), ((4, 5), 4)] 1 False
# 3 2 b c c 2 2 9
# KeyError 'k'
# KeyError (1, 2)
# IndexError list index out of range
# IndexError string index out of range
# TypeError list indices must be integers or slices, not str
# TypeError cannot use 'list' as a dict key (unhashable type: 'list')
# TypeError cannot use 'list' as a dict key (unhashable type: 'list')
# TypeError cannot use 'tuple' as a dict key (unhashable type: 'list')
# 8 xx
# 3 4
# 1 2
# 3 4
# a b
# ValueError too many values to unpack (expected 2, got 3)
# ValueError not enough values to unpack (expected 2, got 1)
# TypeError cannot unpack non-iterable int object
# a b
# 9 33
# True False True True True
# True False False True True
# TypeError '<' not supported between instances of 'str' and 'int'
# in order
# [2, 3, 4] [9, 8, 7, 6, 5, 4, 3, 2, 1, 0] [5, 3, 1] [0, 1, 2]
# [1, 0, 2, 3, 4, 5, 6, 7, 8, 9]
# 1000000000000000000000000000001 0 -142857142857142857142857142858 1 8000000000000000000000000000000 807 0 1000000000000000000000000000001 1000000000000000000000000000003 1000000000000000000000000000000000000000000000000000000000000 3.333333333333333e+29
# 393530540239137101141 2305843009213693952 4611686018427387904 1000000000000000000000000000001 1000000000000000000000000000001 -1000000000000000000000000000001 0.5
# ZeroDivisionError division by zero
# ZeroDivisionError division by zero
# ZeroDivisionError division by zero
# ValueError negative shift count
# ValueError negative shift count
# ZeroDivisionError division by zero
# TypeError unsupported operand type(s) for +: 'int' and 'str'
# TypeError can only concatenate str (not "int") to str
# TypeError unsupported operand type(s) for +: 'int' and 'str'
# 2000000000000000000000000000010 3.5 3.5 1.0 6.0 inf 0.0 0.0
# xy x
# 104 104 104
