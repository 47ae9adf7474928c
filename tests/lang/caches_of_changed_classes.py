# Every place below is warm when a class along its way changes: the class itself, one above it, one beside it.


class Base:
    def method(self):
        return "Base.method"

    def __lt__(self, other):
        return "Base.__lt__"

    def __add__(self, other):
        return "Base.__add__"


class Middle(Base):
    pass


class Leaf(Middle):
    def __init__(self):
        self.own = "own"

    def method(self):
        return "Leaf over " + super().method()


class Other:
    pass


def look(one):
    return one.method(), one.own, one < 1, one + 1, getattr(one, "extra", None)


def warm(one):
    for _ in range(50):
        seen = look(one)
    return seen


leaf = Leaf()
print(warm(leaf))

Middle.method = lambda self: "Middle.method"
print(warm(leaf))
del Middle.method
print(warm(leaf))

Base.extra = "extra of Base"
print(warm(leaf))
leaf.extra = "extra of the instance"
print(warm(leaf))
Middle.extra = property(lambda self: "computed")
print(warm(leaf))
Middle.extra.__init__(lambda self: "computed otherwise")
print(warm(leaf))
del Middle.extra
print(warm(leaf))

Middle.__lt__ = lambda self, other: "Middle.__lt__"
Leaf.__add__ = lambda self, other: "Leaf.__add__"
print(warm(leaf))
Base.__lt__ = lambda self, other: "not seen"
print(warm(leaf))
del Middle.__lt__, Leaf.__add__
print(warm(leaf))

Base.own = property(lambda self: "own of Base", lambda self, value: None)
print(warm(leaf))
leaf.own = "lost"
del Base.own
print(warm(leaf))

Base.__getattr__ = lambda self, name: "asked for " + name
del leaf.extra, Base.extra
print(warm(leaf))
del Base.__getattr__
print(warm(leaf))

Other.method = lambda self: "Other.method"
print(warm(leaf))
Middle.__bases__ = (Other, Base)
print(warm(leaf))
Other.method = lambda self: "Other.method, again"
print(warm(leaf))


# The right operand's class comes first where it is below the left one's.
class Left:
    def __sub__(self, other):
        return "Left.__sub__"


class Right(Left):
    pass


def difference(left, right):
    for _ in range(50):
        seen = left - right
    return seen


print(difference(Left(), Right()))
Right.__rsub__ = lambda self, other: "Right.__rsub__"
print(difference(Left(), Right()))
Left.__rsub__ = Right.__rsub__
del Right.__rsub__
print(difference(Left(), Right()))


class Meta(type):
    pass


class Made(metaclass=Meta):
    name = "of the class"
    static = staticmethod(lambda: "static")
    of_class = classmethod(lambda cls: "of " + cls.__name__)


def of_class(cls):
    for _ in range(50):
        seen = cls.name, cls.static(), cls.of_class()
    return seen


print(of_class(Made))
Meta.name = property(lambda cls: "of the metaclass")
print(of_class(Made))
del Meta.name
print(of_class(Made))
Made.static = staticmethod(lambda: "static, again")
Made.__dict__["of_class"].__init__(lambda cls: "again of " + cls.__name__)
print(of_class(Made))


# Classes that are made and changed all the time void nobody's caches, and see their own changes.
def fresh(number):
    class Fresh(Middle):
        @property
        def value(self):
            return number

    Fresh.own = number
    one = Fresh()
    first = one.value, one.own, one.method()
    Fresh.own = number + 1
    Fresh.value = "plain"
    Fresh.method = lambda self: "fresh"
    return first, (one.value, one.own, one.method())


print([fresh(number) for number in range(3)])
print(warm(leaf))

# expect:
# ('Leaf over Base.method', 'own', 'Base.__lt__', 'Base.__add__', None)
# ('Leaf over Middle.method', 'own', 'Base.__lt__', 'Base.__add__', None)
# ('Leaf over Base.method', 'own', 'Base.__lt__', 'Base.__add__', None)
# ('Leaf over Base.method', 'own', 'Base.__lt__', 'Base.__add__', 'extra of Base')
# ('Leaf over Base.method', 'own', 'Base.__lt__', 'Base.__add__', 'extra of the instance')
# ('Leaf over Base.method', 'own', 'Base.__lt__', 'Base.__add__', 'computed')
# ('Leaf over Base.method', 'own', 'Base.__lt__', 'Base.__add__', 'computed otherwise')
# ('Leaf over Base.method', 'own', 'Base.__lt__', 'Base.__add__', 'extra of the instance')
# ('Leaf over Base.method', 'own', 'Middle.__lt__', 'Leaf.__add__', 'extra of the instance')
# ('Leaf over Base.method', 'own', 'Middle.__lt__', 'Leaf.__add__', 'extra of the instance')
# ('Leaf over Base.method', 'own', 'not seen', 'Base.__add__', 'extra of the instance')
# ('Leaf over Base.method', 'own of Base', 'not seen', 'Base.__add__', 'extra of the instance')
# ('Leaf over Base.method', 'own', 'not seen', 'Base.__add__', 'extra of the instance')
# ('Leaf over Base.method', 'own', 'not seen', 'Base.__add__', 'asked for extra')
# ('Leaf over Base.method', 'own', 'not seen', 'Base.__add__', None)
# ('Leaf over Base.method', 'own', 'not seen', 'Base.__add__', None)
# ('Leaf over Other.method', 'own', 'not seen', 'Base.__add__', None)
# ('Leaf over Other.method, again', 'own', 'not seen', 'Base.__add__', None)
# Left.__sub__
# Right.__rsub__
# Left.__sub__
# ('of the class', 'static', 'of Made')
# ('of the metaclass', 'static', 'of Made')
# ('of the class', 'static', 'of Made')
# ('of the class', 'static, again', 'again of Made')
# [((0, 0, 'Other.method, again'), ('plain', 1, 'fresh')), ((1, 1, 'Other.method, again'), ('plain', 2, 'fresh')), ((2, 2, 'Other.method, again'), ('plain', 3, 'fresh'))]
# ('Leaf over Other.method, again', 'own', 'not seen', 'Base.__add__', None)
