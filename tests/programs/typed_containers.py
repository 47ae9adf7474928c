"""Generic containers with all the types written down, and what the types look like at run time."""

from __future__ import annotations

import collections.abc as abc
import typing
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import (Annotated, Any, ClassVar, Final, Generic, Literal, NamedTuple, Never, NewType, Optional, Protocol, Required, Self,
                    TypedDict, TypeVar, Union, assert_never, cast, final, get_args, get_origin, get_type_hints, overload, override,
                    runtime_checkable)

T = TypeVar("T")
K = TypeVar("K", bound="Comparable")
UserId = NewType("UserId", int)
type Tree[V] = V | list[Tree[V]]
type Handler[**P, R] = Callable[P, R]
type Pair[A, B = A] = tuple[A, B]


@runtime_checkable
class Comparable(Protocol):
    def __lt__(self, other: Any, /) -> bool: ...


@runtime_checkable
class Closeable(Protocol):
    name: str

    def close(self) -> None: ...


class Stack[T]:
    """The new syntax."""

    def __init__(self, *items: T) -> None:
        self._items: list[T] = list(items)

    def push(self, item: T) -> Self:
        self._items.append(item)
        return self

    def pop(self) -> T:
        return self._items.pop()

    def map[U](self, function: Callable[[T], U]) -> Stack[U]:
        return Stack(*map(function, self._items))

    def __len__(self) -> int:
        return len(self._items)

    def __repr__(self) -> str:
        return f"Stack({', '.join(map(repr, self._items))})"


class SortedList(Generic[K]):
    """The old syntax, with a bound."""

    limit: ClassVar[int] = 100

    def __init__(self, items: Iterable[K] = (), *, key: Optional[Callable[[K], Any]] = None):
        self.items: list[K] = sorted(items, key=key)

    @overload
    def __getitem__(self, index: int) -> K: ...
    @overload
    def __getitem__(self, index: slice) -> SortedList[K]: ...

    def __getitem__(self, index):
        return self.items[index] if isinstance(index, int) else type(self)(self.items[index])

    def __iter__(self) -> Iterator[K]:
        return iter(self.items)


class IntList(SortedList[int]):
    @override
    def __iter__(self) -> Iterator[int]:
        return reversed(self.items)


@final
@dataclass
class Result[T, E: Exception = ValueError]:
    value: T | None = None
    error: E | None = None

    def unwrap(self) -> T:
        match self:
            case Result(error=None):
                return cast(T, self.value)
            case Result(error=Exception() as error):
                raise error
            case _ as unreachable:
                assert_never(unreachable)


class Point(NamedTuple):
    x: int
    y: int = 0

    def norm1(self) -> int:
        return abs(self.x) + abs(self.y)


class Movie(TypedDict, total=False):
    title: Required[str]
    year: int
    rating: Literal["G", "PG"] | None


@dataclass
class Settings:
    name: Annotated[str, "shown", 1]
    level: Literal["low", "high"] = "low"
    user: UserId = UserId(0)
    parents: list[Settings] = field(default_factory=list)
    version: Final = 3


class LinkedList[T](abc.Sequence[T]):
    @dataclass
    class Node[N]:
        item: N
        after: LinkedList.Node[N] | None = None

    def __init__(self, items: Iterable[T] = ()):
        self.head: LinkedList.Node[T] | None = None
        for item in reversed(list(items)):
            self.head = self.Node(item, self.head)

    def __iter__(self) -> Iterator[T]:
        node = self.head
        while node:
            yield node.item
            node = node.after

    def __len__(self):
        return sum(1 for _ in self)

    def __getitem__(self, index):
        for position, item in enumerate(self):
            if position == index:
                return item
        raise IndexError(index)


def depth(tree: Tree[int]) -> int:
    return 1 + max(map(depth, tree), default=0) if isinstance(tree, list) else 0


def refused(action: Callable[[], Any]) -> None:
    try:
        print("accepted:", action())
    except Exception as error:
        print(f"{type(error).__name__}: {error}")


def main() -> None:
    stack = Stack[int](1, 2).push(3)
    print(stack, stack.map(str), stack.pop(), len(stack), stack.__orig_class__)
    print(Stack.__type_params__, Stack[int], Stack[int].__origin__ is Stack, Stack.map.__type_params__, Stack.__parameters__, Stack.__mro__[1:])
    print(list(SortedList("bca")), SortedList([3, 1, 2])[1:].items, list(IntList([1, 3, 2])), IntList.__orig_bases__, IntList.__bases__)
    print(Result(5).unwrap(), Result(error=KeyError("k")), Result.__type_params__, [p.has_default() for p in Result.__type_params__])
    refused(Result(error=ValueError("bad")).unwrap)
    print(*LinkedList("xyz"), LinkedList([1, 2, 2]).count(2), LinkedList("abc").index("c"), 5 in LinkedList(), list(reversed(LinkedList("ab"))))
    print(depth([1, [2, [3]], []]), Tree, Tree.__value__, Tree[int], Tree.__type_params__)
    print(Handler.__type_params__, Handler[[int, str], bool], Pair[int], Pair[int].__value__ if hasattr(Pair[int], "__value__") else "-", Pair.__type_params__[1].__default__)

    print(Point(1), Point(3, -4).norm1(), Point._field_defaults, Point(2)._replace(y=5), Point.__annotations__)
    movie: Movie = {"title": "Jaws", "year": 1975}
    print(movie, Movie.__required_keys__ == {"title"}, sorted(Movie.__optional_keys__), Movie.__total__, Movie(title="x"))
    refused(lambda: isinstance(movie, Movie))
    print(UserId(5), UserId, UserId.__supertype__, Settings("n", user=UserId(3)))

    print(get_type_hints(Settings))
    print(get_type_hints(Settings, include_extras=True)["name"], get_type_hints(Stack.push, localns={"T": str}))
    print(Stack.push.__annotations__, get_type_hints(depth)["return"], Settings.__annotations__["parents"])

    for annotation in (Optional[int], Union[int, str, int], int | None, list[int] | dict[str, T], Callable[[int], str], Callable[..., Any],
                       Literal[1, "a", None], Annotated[int, "x"], tuple[int, ...], type[T], ClassVar[int], Union[int], Never, abc.Iterable[T]):
        print(f"{annotation!s:<44} {get_origin(annotation)} {get_args(annotation)}")
    print(Union[int, str] == (str | int), list[T][int], dict[str, T].__parameters__, typing.Dict[str, T][int], Optional[None], Literal[1, 1] == Literal[1])

    class File:
        name = "f"

        def close(self):
            pass

    print(isinstance(File(), Closeable), isinstance(5, Closeable), isinstance("a", Comparable), isinstance(object(), Comparable), typing.get_protocol_members(Closeable) == {"name", "close"}, typing.is_protocol(Closeable))
    refused(lambda: issubclass(File, Closeable))
    refused(lambda: Closeable())
    refused(lambda: Stack[int, str])
    refused(lambda: list[int]()  + isinstance([], list[int]))
    refused(lambda: Generic[int])
    refused(lambda: Optional[1, 2])
    refused(lambda: Union[()])
    refused(lambda: TypeVar("V", int))
    refused(lambda: assert_never(5))  # type: ignore[arg-type]
    refused(lambda: typing.get_type_hints(lambda x: x, {}) or Any())
    refused(lambda: class_getitem("nothing"))
    print(typing.get_overloads(SortedList.__getitem__).__len__(), IntList.__iter__.__override__, Result.__final__, TypeVar("N", bound=int, covariant=True), TypeVar("C", int, str).__constraints__)


def class_getitem(name: str):
    class Plain:
        def __class_getitem__(cls, item):
            return f"{cls.__name__} of {item.__name__}"

    print(Plain[int])
    return int[str]


if __name__ == "__main__":
    main()

# expect:
# Stack(1, 2) Stack('1', '2', '3') 3 2 __main__.Stack[int]
# (T,) __main__.Stack[int] True (U,) (T,) (<class 'typing.Generic'>, <class 'object'>)
# ['a', 'b', 'c'] [2, 3] [3, 2, 1] (__main__.SortedList[int],) (<class '__main__.SortedList'>,)
# 5 Result(value=None, error=KeyError('k')) (T, E) [False, True]
# ValueError: bad
# x y z 2 2 False ['b', 'a']
# 3 Tree V | list[Tree[V]] Tree[int] (V,)
# (P, R) Handler[[int, str], bool] Pair[int] tuple[A, B] A
# Point(x=1, y=0) 7 {'y': 0} Point(x=2, y=5) {'x': ForwardRef('int'), 'y': ForwardRef('int')}
# {'title': 'Jaws', 'year': 1975} False ['rating', 'title', 'year'] False {'title': 'x'}
# TypeError: TypedDict does not support instance and class checks
# 5 __main__.UserId <class 'int'> Settings(name='n', level='low', user=3, parents=[], version=3)
# {'name': <class 'str'>, 'level': typing.Literal['low', 'high'], 'user': __main__.UserId, 'parents': list[__main__.Settings], 'version': typing.Final}
# typing.Annotated[str, 'shown', 1] {'item': <class 'str'>, 'return': typing.Self}
# {'item': 'T', 'return': 'Self'} <class 'int'> list[Settings]
# int | None                                   <class 'typing.Union'> (<class 'int'>, <class 'NoneType'>)
# int | str                                    <class 'typing.Union'> (<class 'int'>, <class 'str'>)
# int | None                                   <class 'typing.Union'> (<class 'int'>, <class 'NoneType'>)
# list[int] | dict[str, ~T]                    <class 'typing.Union'> (list[int], dict[str, ~T])
# collections.abc.Callable[[int], str]         <class 'collections.abc.Callable'> ([<class 'int'>], <class 'str'>)
# collections.abc.Callable[..., typing.Any]    <class 'collections.abc.Callable'> (Ellipsis, typing.Any)
# typing.Literal[1, 'a', None]                 typing.Literal (1, 'a', None)
# typing.Annotated[int, 'x']                   typing.Annotated (<class 'int'>, 'x')
# tuple[int, ...]                              <class 'tuple'> (<class 'int'>, Ellipsis)
# type[~T]                                     <class 'type'> (~T,)
# typing.ClassVar[int]                         typing.ClassVar (<class 'int'>,)
# <class 'int'>                                None ()
# typing.Never                                 None ()
# collections.abc.Iterable[~T]                 <class 'collections.abc.Iterable'> (~T,)
# True list[int] (~T,) typing.Dict[str, int] <class 'NoneType'> True
# True False True True True True
# TypeError: Protocols with non-method members don't support issubclass(). Non-method members: 'name'.
# TypeError: Protocols cannot be instantiated
# TypeError: Too many arguments for <class '__main__.Stack'>; actual 2, expected 1
# TypeError: isinstance() argument 2 cannot be a parameterized generic
# TypeError: Parameters to Generic[...] must all be type variables or parameter specification variables.
# TypeError: typing.Optional requires a single type. Got (1, 2).
# TypeError: Cannot take a Union of no types.
# TypeError: A single constraint is not allowed
# AssertionError: Expected code to be unreachable, but got: 5
# TypeError: Any cannot be instantiated
# Plain of int
# TypeError: type 'int' is not subscriptable
# 2 True True +N (<class 'int'>, <class 'str'>)
