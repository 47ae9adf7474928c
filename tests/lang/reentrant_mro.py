"""`mro()` may look at the class that is being made, and change the bases of others."""


class Meta(type):
    seen = []

    def mro(cls):
        Meta.seen.append((cls.__name__, cls.__mro__ is None, "f" in cls.__dict__ and cls.__dict__["f"]()))
        return super().mro()


class A(metaclass=Meta):
    def f():
        return __class__.__name__


print(Meta.seen)


class Steps(type):
    left = 5

    def mro(cls):
        if cls.__mro__ is not None and cls.__name__ == "Below" and Steps.left:
            Steps.left -= 1
            Above.__bases__ += ()
        return type.mro(cls)


class Above(metaclass=Steps):
    pass


class Below(Above):
    pass


Below.__bases__ += ()
print(Below.__mro__ == (Below, Above, object), Steps.left)


class Switch(type):
    on = False

    def mro(cls):
        if Switch.on and cls.__name__ == "C":
            Switch.on = False
            C.__bases__ = (B2,)
        return type.mro(cls)


class Root(metaclass=Switch):
    pass


class B1(Root):
    pass


class B2(Root):
    pass


class C(Root):
    pass


Switch.on = True
C.__bases__ = (B1,)
print(C.__bases__, C.__mro__[1:2], B1.__subclasses__(), B2.__subclasses__())
B1.__bases__ = (C,)
try:
    C.__bases__ = (B1,)
except TypeError as error:
    print(error)


def bad(result):
    class Bad(type):
        def mro(cls):
            return result

    try:
        Bad("X", (), {})
    except TypeError as error:
        print(error)


bad([])
bad([1])
bad([int])
try:
    type("a\0b", (), {})
except ValueError as error:
    print(error)


class Number(int):
    __str__ = int.__repr__

    def __repr__(self):
        return "R"


print(str(Number(3)), repr(Number(3)), f"{Number(3)}")


class Wrong(int):
    __add__ = str.__add__


try:
    Wrong() + 1
except TypeError as error:
    print(error)

# expect:
# [('A', True, 'A')]
# True 0
# (<class '__main__.B2'>,) (<class '__main__.B2'>,) [] [<class '__main__.C'>]
# a __bases__ item causes an inheritance cycle
# type MRO must not be empty
# mro() returned a non-class ('int')
# mro() returned base with unsuitable layout ('int')
# type name must not contain null characters
# 3 R 3
# descriptor '__add__' requires a 'str' object but received a 'Wrong'
