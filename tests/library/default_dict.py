# collections.defaultdict.
from _collections import defaultdict


def attempt(function):
    try:
        print(function())
    except BaseException as error:
        print(type(error).__name__, error)


d = defaultdict(list, {1: 2}, a=3)
d["x"].append(4)
print(d, d["y"], len(d), d == {1: 2, "a": 3, "x": [4], "y": []}, d.get("z"), "z" in d)
attempt(lambda: defaultdict(1))
attempt(lambda: defaultdict()["k"])
attempt(lambda: defaultdict(None))
attempt(lambda: d.__reduce__()[:4])
attempt(lambda: list(d.__reduce__()[4]))
attempt(lambda: d.copy())
attempt(lambda: d.__copy__())
attempt(lambda: d | {5: 6})
attempt(lambda: {5: 6, 1: 7} | d)
attempt(lambda: d | [1])
attempt(lambda: d.__missing__("zz"))
e = defaultdict(int)
e["a"] += 1
print(e, e.default_factory)
e.default_factory = None
attempt(lambda: e["q"])
e.default_factory = lambda: "made"
print(e["r"], dict(e))
e |= {"s": 1}
print(type(e).__name__, e["s"])
attempt(lambda: setattr(defaultdict, "x", 1))


class Sub(defaultdict):
    def __missing__(self, key):
        return "missing", key


print(Sub(list), Sub(list)["k"], type(Sub(int) | {}), type({} | Sub(int)), Sub(list).copy())
print(defaultdict.__module__, defaultdict.__mro__, isinstance(d, dict), defaultdict(int).default_factory)

# expect:
# defaultdict(<class 'list'>, {1: 2, 'a': 3, 'x': [4], 'y': []}) [] 4 True None False
# TypeError first argument must be callable or None
# KeyError 'k'
# defaultdict(None, {})
# (<class 'collections.defaultdict'>, (<class 'list'>,), None, None)
# [(1, 2), ('a', 3), ('x', [4]), ('y', [])]
# defaultdict(<class 'list'>, {1: 2, 'a': 3, 'x': [4], 'y': []})
# defaultdict(<class 'list'>, {1: 2, 'a': 3, 'x': [4], 'y': []})
# defaultdict(<class 'list'>, {1: 2, 'a': 3, 'x': [4], 'y': [], 5: 6})
# defaultdict(<class 'list'>, {5: 6, 1: 2, 'a': 3, 'x': [4], 'y': []})
# TypeError unsupported operand type(s) for |: 'collections.defaultdict' and 'list'
# []
# defaultdict(<class 'int'>, {'a': 1}) <class 'int'>
# KeyError 'q'
# made {'a': 1, 'r': 'made'}
# defaultdict 1
# TypeError cannot set 'x' attribute of immutable type 'collections.defaultdict'
# Sub(<class 'list'>, {}) ('missing', 'k') <class '__main__.Sub'> <class '__main__.Sub'> Sub(<class 'list'>, {})
# collections (<class 'collections.defaultdict'>, <class 'dict'>, <class 'object'>) True <class 'int'>
