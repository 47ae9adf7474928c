"""What is remembered of attributes never shows a stale value: classes, descriptors and dicts change in between."""
import gc


class Data:
    def __init__(self):
        self.x = "slot"


d = Data()


def read():
    return [d.x for _ in range(3)], getattr(d, "x"), hasattr(d, "x")


print(read())
Data.x = property(lambda self: "property")
print(read())
try:
    d.x = 5
except AttributeError as e:
    print(e)
Data.x = 3
print(read())
del Data.x
print(read())


class Late:
    def __get__(self, instance, owner):
        return "late get"


class Inner:
    x = Late()
    y = Late()

    def __init__(self):
        self.x = "own"


i = Inner()


def both():
    return [(i.x, i.y, Inner.y) for _ in range(3)][-1]


print(both())
Late.__set__ = lambda self, instance, value: print("late set", value)
print(both())
i.x = 1
del Late.__set__
print(both())
del Late.__get__
print(type(both()[1]).__name__, both()[0])
Late.__get__ = lambda self, instance, owner: "again"
print(both())


class Value:
    pass


class Bound:
    def __get__(self, instance, owner):
        return "bound"


class Owner:
    value = Value()


def owned():
    return [type(Owner.value).__name__ for _ in range(2)] + [type(Owner().value).__name__]


print(owned())
Owner.__dict__["value"].__class__ = Bound
print(owned())


class Slotted:
    __slots__ = ("a",)


s = Slotted()
s.a = 1


def slot():
    return [s.a for _ in range(3)]


print(slot())
descriptor = Slotted.a
Slotted.a = 7
print(slot())
Slotted.a = descriptor
print(slot())
del Slotted.a
try:
    slot()
except AttributeError as e:
    print(e)


class Hidden:
    v = 1

    def m(self):
        return "m"


class Grabber:
    def __ror__(self, other):
        return other

    def __eq__(self, other):
        self.other = other
        return True


hidden = Hidden()


def used():
    return [(hidden.v, hidden.m(), Hidden.v) for _ in range(3)][-1]


print(used())
grabber = Grabber()
(Hidden.__dict__ | grabber)["v"] = 2
Hidden.__dict__ == grabber
grabber.other["v"] = 3
Hidden.v = 4
print(used())
Hidden.m = lambda self: "new m"
print(used(), type(Hidden.__dict__ | {}).__name__, ({"q": 1} | Hidden.__dict__)["q"], gc.isenabled())


class Missing:
    @property
    def p(self):
        raise AttributeError("inside")

    def __getattr__(self, name):
        return name + "?"


print(hasattr(Missing(), "p"), Missing().p, getattr(Missing(), "q", 0))


class Slots2:
    __slots__ = ("a", "__hidden")


print(hasattr(Slots2(), "a"), getattr(Slots2(), "a", "none"), sorted(n for n in Slots2.__dict__ if "hid" in n))
x = Data()
x.__dict__["x"] = "in dict"
print(x.x)
del x.__dict__
print(x.__dict__, hasattr(x, "x"))
x.y = 1
print(x.__dict__)

# expect:
# (['slot', 'slot', 'slot'], 'slot', True)
# (['property', 'property', 'property'], 'property', True)
# property '<lambda>' of 'Data' object has no setter
# (['slot', 'slot', 'slot'], 'slot', True)
# (['slot', 'slot', 'slot'], 'slot', True)
# ('own', 'late get', 'late get')
# ('late get', 'late get', 'late get')
# late set 1
# ('own', 'late get', 'late get')
# Late own
# ('own', 'again', 'again')
# ['Value', 'Value', 'Value']
# ['str', 'str', 'str']
# [1, 1, 1]
# [7, 7, 7]
# [1, 1, 1]
# 'Slotted' object has no attribute 'a'
# (1, 'm', 1)
# (4, 'm', 4)
# (4, 'new m', 4) dict 1 True
# True p? q?
# False none ['_Slots2__hidden']
# in dict
# {} False
# {'y': 1}
