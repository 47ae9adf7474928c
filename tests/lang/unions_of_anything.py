# `|` of unions and type parameters takes what no plain type takes; types without a hash; substitution of unpacked ones.
from typing import Annotated, Generic, ParamSpec, Tuple, TypeVar, TypeVarTuple, Union
import types
import weakref


def t(f):
    try:
        print('->', repr(f()))
    except Exception as e:
        print(type(e).__name__, e)


T = TypeVar('T')
Ts = TypeVarTuple('Ts')
P = ParamSpec('P')
U = Union[int, str]
type A = int
for f in (lambda: T | 5, lambda: U | 5, lambda: 5 | U, lambda: U | (), lambda: Union[5, int], lambda: Union['x', 5],
          lambda: T | 'x', lambda: 'x' | T, lambda: U | 'x', lambda: int | 'x', lambda: P | 'x', lambda: Ts | 'x',
          lambda: A | 'x', lambda: list[T] | 'x', lambda: U | [1], lambda: Union[int, float] | U, lambda: Union[int],
          lambda: Union[()], lambda: iter(U), lambda: U.__module__):
    t(f)


class NoHash(type):
    def __eq__(self, other):
        return 1 / 0


class B(metaclass=NoHash):
    pass


class C(metaclass=NoHash):
    pass


t(lambda: int | B)
t(lambda: B | C)
t(lambda: hash(int | B))
for f in (lambda: tuple[*Ts][int], lambda: tuple[T, *Ts][int, str], lambda: Tuple[*Ts][int, str],
          lambda: tuple[*Ts][()], lambda: Annotated[tuple[*Ts], 'd'][int], lambda: tuple[*Ts, T][()],
          lambda: Ts.__typing_subst__(5), lambda: TypeVar('X', bound=(1, 2)), lambda: weakref.ref(P.args) and 1):
    t(f)


class D(Generic[T]):
    pass


t(lambda: D.__new__(types.UnionType))
t(lambda: object.__new__(types.UnionType))
t(lambda: object.__new__(types.GeneratorType))
name = 'attribute_' + str(1)
E = type('E', (), {name: 7})
print(getattr(E, 'attribute_' + str(1)), getattr(E(), 'attribute_' + str(1)))


class F(int):
    __str__ = int.__repr__

    def __repr__(self):
        return 'F'


print(str(F(3)), repr(F(3)), f'{F(3)}')


class G(tuple):
    def __init__(self, items, keyword=None):
        self.keyword = keyword


print(G([1, 2], keyword=3).keyword)
t(lambda: tuple([1], keyword=3))


class H(type):
    def mro(cls):
        return [cls, dict, object]


t(lambda: H('X', (), {}))

# expect:
# -> ~T | 5
# -> int | str | 5
# -> 5 | int | str
# TypeError Union[arg, ...]: each arg must be a type. Got ().
# -> 5 | int
# -> ForwardRef('x') | 5
# -> ~T | ForwardRef('x')
# -> ForwardRef('x') | ~T
# -> int | str | ForwardRef('x')
# TypeError unsupported operand type(s) for |: 'type' and 'str'
# -> ~P | ForwardRef('x')
# TypeError unsupported operand type(s) for |: 'typing.TypeVarTuple' and 'str'
# TypeError unsupported operand type(s) for |: 'typing.TypeAliasType' and 'str'
# TypeError unsupported operand type(s) for |: 'types.GenericAlias' and 'str'
# -> int | str | [1]
# -> int | float | str
# -> <class 'int'>
# TypeError Cannot take a Union of no types.
# TypeError 'typing.Union' object is not iterable
# -> 'typing'
# -> int | __main__.B
# ZeroDivisionError division by zero
# TypeError unhashable type: 'NoHash'
# -> tuple[int]
# -> tuple[int, str]
# -> typing.Tuple[int, str]
# -> tuple[()]
# -> typing.Annotated[tuple[int], 'd']
# TypeError Too few arguments for tuple[typing.Unpack[Ts], ~T]; actual 0, expected at least 1
# TypeError Substitution of bare TypeVarTuple is not supported
# TypeError Bound must be a type. Got (1, 2).
# -> 1
# TypeError cannot create 'typing.Union' instances
# TypeError cannot create 'typing.Union' instances
# TypeError cannot create 'generator' instances
# 7 7
# 3 F 3
# 3
# TypeError tuple() takes no keyword arguments
# TypeError mro() returned base with unsuitable layout ('dict')
