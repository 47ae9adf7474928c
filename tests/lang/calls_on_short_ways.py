"""Calls of builtin functions, methods and classes: what is not given, what calls back, what fails."""


def failing(*functions):
    for function in functions:
        try:
            function()
        except Exception as error:
            print(type(error).__name__, error)


print(max(1, 2), max(2.5, 1.5), max(1, 2.5), min("b", "a"), max(3, 1, 2), min(-0.0, 0.0), max(True, 1), max([1, 3]))
print(abs(-5), abs(-5.5), ord("a"), ord("é"), chr(97), chr(233), len("héé"), len(""))
failing(lambda: max(1), lambda: max(), lambda: ord("ab"), lambda: chr(-1), lambda: abs("a"), lambda: len(3))

print("ABC".lower(), "abc".lower(), "ABc".upper(), "É".lower(), "xaxbx".strip("xa"), "..,a.,".strip(".,"), " a ".strip())
print("aéa".strip("aé"), "a,b".split(","), " a b  c ".split(), "a b c".split(None, 1), "a".join(["1", "2"]))


class Text(str):
    pass


print(type(Text("x").lower()), type(Text("X").upper()), type(Text("x").strip()))


def generator():
    yield 1
    s = "a,b,c"
    yield s.split(","), s.split(",", 1), s.strip("a"), "x".join([s]), s.find("b"), s.replace(",", "-")
    d = {"k": 1}
    yield d.get("k"), d.get("z"), d.get("z", 5), d.setdefault("y", 2), d.pop("k"), d.pop("k", None)


print(*generator())


class Deep:
    """A key whose hash calls, over the arguments of the call that asks for it."""

    def __hash__(self):
        def of(a, b, c, d, e, f=6):
            return hash((a, b, c, d, e, f))

        return of(1, 2, 3, 4, 5)

    def __eq__(self, other):
        return True


deep = {Deep(): 1}
print(deep.get(Deep()), deep.get(Deep(), 7), {}.get(Deep()), {}.get(Deep(), 8), deep.setdefault(Deep()), {}.setdefault(Deep()))
failing(lambda: {}.pop(Deep(), 1, 2), lambda: {}.get(), lambda: "a".lower(1), lambda: str.lower(1), lambda: [].append())

print(str(5), str("a"), str(2.5), str(None), str(), int("12"), int(" 12 "), int("1_0"), int(2.9), int(-2.9), int("-0"), int("٣"))
print(int(1e30), int(True), float(3), float("2.5"), float(10**400 // 10**399), bool(0), bool("a"), bool([]), bool(0.0))
print(list("ab"), list([1]), list(), tuple([1]), tuple("ab"), tuple(), dict(), dict(a=1), set(), set([1]))
print(range(3), range(1, 5, 2), range(2**70)[-1], list(range(2, 5)), type(3), type(type))
print(type(str(Text("q"))), type(int(True)), tuple(t := (1, 2)) is t, list(l := [1]) is l)
failing(lambda: int("x"), lambda: int(""), lambda: int("-"), lambda: str(1, 2, 3, 4), lambda: range(), lambda: range("a"))
failing(lambda: int(float("nan")), lambda: float(10**400), lambda: tuple(1), lambda: list(1, 2), lambda: type())


def counter():
    a = 1
    b = 2

    def inner():
        nonlocal a
        a += b
        return a

    return inner


count = counter()
print(count(), count())


def shown(*a, **k):
    return a, k


print(shown(*[1, 2], **{"z": 3}), shown(*range(2)))
print(f"{3.14159:.2f} {10:x} {'a':>3} {5:05d} {2**100:,} {None!r:>6}")


class Ordered:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        if other.n == 5:
            return NotImplemented
        return self.n < other.n

    def __gt__(self, other):
        return [] if self.n == 5 else "yes"


print([o.n for o in sorted(map(Ordered, (3, 1, 2)))], [o.n for o in sorted(map(Ordered, (5, 7, 6)))])
print(sorted([3, 1, 2], key=lambda v: -v), sorted([(2, "b"), (1, "z"), (2, "a")], key=lambda t: (-t[0], t[1])))
failing(lambda: sorted([1, "a"]), lambda: sorted([1], key=lambda v: v.x))


def down(n):
    return sorted([n], key=lambda v: down(n + 1))


failing(lambda: down(0))


class Loud:
    def __del__(self):
        print("dies")


def swallow(*values):
    pass


swallow(Loud(), str(1))
x = Loud()
x = str(x) and 5
d = {1: Loud()}
d[1] = 2
del d[1]
d[2] = Loud()
print(d.pop(2) is None, len([Loud()]))

# expect:
# 2 2.5 2.5 a 3 -0.0 True 3
# 5 5.5 97 233 a é 3 0
# TypeError 'int' object is not iterable
# TypeError max expected at least 1 argument, got 0
# TypeError ord() expected a character, but string of length 2 found
# ValueError chr() arg not in range(0x110000)
# TypeError bad operand type for abs(): 'str'
# TypeError object of type 'int' has no len()
# abc abc ABC é b a a
#  ['a', 'b'] ['a', 'b', 'c'] ['a', 'b c'] 1a2
# <class 'str'> <class 'str'> <class 'str'>
# 1 (['a', 'b', 'c'], ['a', 'b,c'], ',b,c', 'a,b,c', 2, 'a-b-c') (1, None, 5, 2, 1, None)
# 1 1 None 8 1 None
# TypeError pop expected at most 2 arguments, got 3
# TypeError get expected at least 1 argument, got 0
# TypeError str.lower() takes no arguments (1 given)
# TypeError descriptor 'lower' for 'str' objects doesn't apply to a 'int' object
# TypeError list.append() takes exactly one argument (0 given)
# 5 a 2.5 None  12 12 10 2 -2 0 3
# 1000000000000000019884624838656 1 3.0 2.5 10.0 False True False False
# ['a', 'b'] [1] [] (1,) ('a', 'b') () {} {'a': 1} set() {1}
# range(0, 3) range(1, 5, 2) 1180591620717411303423 [2, 3, 4] <class 'int'> <class 'type'>
# <class 'str'> <class 'int'> True False
# ValueError invalid literal for int() with base 10: 'x'
# ValueError invalid literal for int() with base 10: ''
# ValueError invalid literal for int() with base 10: '-'
# TypeError str expected at most 3 arguments, got 4
# TypeError range expected at least 1 argument, got 0
# TypeError 'str' object cannot be interpreted as an integer
# ValueError cannot convert float NaN to integer
# OverflowError int too large to convert to float
# TypeError 'int' object is not iterable
# TypeError list expected at most 1 argument, got 2
# TypeError type() takes 1 or 3 arguments
# 3 5
# ((1, 2), {'z': 3}) ((0, 1), {})
# 3.14 a   a 00005 1,267,650,600,228,229,401,496,703,205,376   None
# [1, 2, 3] [5, 6, 7]
# [3, 2, 1] [(2, 'a'), (2, 'b'), (1, 'z')]
# TypeError '<' not supported between instances of 'str' and 'int'
# AttributeError 'int' object has no attribute 'x'
# RecursionError maximum recursion depth exceeded
# dies
# dies
# dies
# dies
# dies
# False 1
