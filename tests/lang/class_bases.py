"""Assignment to `__bases__`: new methods, slots and MROs for the class and those below; refusals change nothing."""


def shown(action):
    try:
        action()
    except Exception as e:
        print(type(e).__name__, e)
    else:
        print("ok")


def assign(cls, bases):
    cls.__bases__ = bases


class A:
    def f(self):
        return "A.f"


class B:
    def f(self):
        return "B.f"

    def g(self):
        return "B.g"


class C(A):
    pass


class D(C):
    pass


def delete():
    del C.__bases__


shown(delete)
for cls, bases in [
    (int, (object,)), (C, [A]), (C, ()), (C, (1,)), (C, (A, 1)), (C, (C,)), (C, (D,)), (A, (D,)), (C, (bool,)),
    (C, (int,)), (C, (type,)), (C, (A, A)), (A, (object,)), (C, (A, object, B)), (C, (object, A)), (C, (Exception,)),
]:
    shown(lambda: assign(cls, bases))
d = D()
calls = []
for bases in (A,), (B,), (A, B), (B, A), (A,):
    C.__bases__ = bases
    calls.append((d.f(), hasattr(d, "g"), C.__base__.__name__, [c.__name__ for c in D.__mro__]))
    calls.append(([c.__name__ for c in A.__subclasses__()], [c.__name__ for c in B.__subclasses__()]))
for call in calls:
    print(call)


class Sized:
    def __len__(self):
        return 5

    def __eq__(self, other):
        return True

    def __init__(self):
        self.p = 1


class Plain:
    pass


class R(Plain):
    pass


r = R()
for bases in (Plain,), (Sized,), (Plain,):
    R.__bases__ = bases
    shown(lambda: len(r))
    print(r == 3, getattr(R(), "p", None))


class M(type):
    def mro(cls):
        print("mro", cls.__name__)
        return super().mro()


class X(metaclass=M):
    pass


class Y(metaclass=M):
    def f(self):
        return "Y"


class Z(X):
    pass


class Below(Z):
    pass


Z.__bases__ = (Y,)
print(Below().f(), [c.__name__ for c in Below.__mro__])


class E1(Exception):
    pass


class E2(Exception):
    pass


class E3(E1):
    pass


E3.__bases__ = (E2,)
try:
    raise E3
except E1:
    print("E1")
except E2:
    print("E2")


class Property:
    @property
    def p(self):
        return "property"


class Nothing:
    pass


class Holder(Nothing):
    pass


h = Holder()
h.p = "own"
for bases in (Nothing,), (Property,), (Nothing,):
    Holder.__bases__ = bases
    print([h.p for _ in range(3)])

# expect:
# TypeError cannot delete '__bases__' attribute of immutable type 'C'
# TypeError cannot set '__bases__' attribute of immutable type 'int'
# TypeError can only assign tuple to C.__bases__, not list
# TypeError can only assign non-empty tuple to C.__bases__, not ()
# TypeError C.__bases__ must be tuple of classes, not 'int'
# TypeError C.__bases__ must be tuple of classes, not 'int'
# TypeError a __bases__ item causes an inheritance cycle
# TypeError a __bases__ item causes an inheritance cycle
# TypeError a __bases__ item causes an inheritance cycle
# TypeError type 'bool' is not an acceptable base type
# TypeError __bases__ assignment: 'int' deallocator differs from 'A'
# TypeError __bases__ assignment: 'type' object layout differs from 'A'
# TypeError duplicate base class A
# ok
# TypeError Cannot create a consistent method resolution order (MRO) for bases object, B
# TypeError __bases__ assignment: 'object' deallocator differs from 'A'
# TypeError __bases__ assignment: 'Exception' object layout differs from 'A'
# ('A.f', False, 'A', ['D', 'C', 'A', 'object'])
# (['C'], [])
# ('B.f', True, 'B', ['D', 'C', 'B', 'object'])
# ([], ['C'])
# ('A.f', True, 'A', ['D', 'C', 'A', 'B', 'object'])
# (['C'], ['C'])
# ('B.f', True, 'B', ['D', 'C', 'B', 'A', 'object'])
# (['C'], ['C'])
# ('A.f', False, 'A', ['D', 'C', 'A', 'object'])
# (['C'], [])
# TypeError object of type 'R' has no len()
# False None
# ok
# True 1
# TypeError object of type 'R' has no len()
# False None
# mro X
# mro Y
# mro Z
# mro Below
# mro Z
# mro Below
# Y ['Below', 'Z', 'Y', 'object']
# E2
# ['own', 'own', 'own']
# ['property', 'property', 'property']
# ['own', 'own', 'own']
