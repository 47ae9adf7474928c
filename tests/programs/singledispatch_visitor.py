"""Visitors by singledispatch: JSON-like data, Python's own syntax trees, and shapes with dispatching methods."""

import ast
import numbers
from collections import ChainMap, UserDict, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, fields
from decimal import Decimal
from enum import Enum
from functools import cached_property, lru_cache, partialmethod, reduce, singledispatch, singledispatchmethod, total_ordering, wraps
from types import NoneType


@singledispatch
def render(value, indent=0):
    """Shows any value as an outline."""
    raise TypeError(f"cannot render {type(value).__qualname__}")


@render.register
def _(value: int | float | Decimal, indent=0):
    yield f"number {value}"


@render.register(bool)
@render.register(NoneType)
def _(value, indent=0):
    yield f"constant {str(value).lower()}"


@render.register
def _(value: str, indent=0):
    yield f"text {value!r}"


@render.register
def _(value: Enum, indent=0):
    yield f"member {value.name}"


@render.register(Mapping)
def _(value, indent=0):
    yield f"mapping of {len(value)}"
    for key in sorted(value):
        first, *rest = render(value[key], indent + 1)
        yield f"{'  ' * indent}  {key}: {first}"
        yield from rest


@render.register(Sequence)
@render.register(Set)
def render_items(value, indent=0):
    yield f"{type(value).__name__} of {len(value)}"
    for item in value if isinstance(value, Sequence) else sorted(value):
        first, *rest = render(item, indent + 1)
        yield f"{'  ' * indent}  - {first}"
        yield from rest


@dataclass
class Circle:
    radius: float


@dataclass
class Square:
    side: float


class Fancy(Square):
    pass


class AreaVisitor:
    """Dispatch on the first argument after self, also for class methods and properties built of partials."""

    def __init__(self):
        self.calls = defaultdict(int)

    @singledispatchmethod
    def visit(self, shape, factor=1):
        raise NotImplementedError(f"no area for {shape!r}")

    @visit.register
    def _(self, shape: Circle, factor=1):
        self.calls["circle"] += 1
        return round(3.14159 * shape.radius ** 2 * factor, 3)

    @visit.register
    def _(self, shape: Square, factor=1):
        self.calls["square"] += 1
        return shape.side ** 2 * factor

    @visit.register(list)
    @visit.register(tuple)
    def _(self, shapes, factor=1):
        return sum(self.visit(shape, factor) for shape in shapes)

    double = partialmethod(visit, factor=2)

    @singledispatchmethod
    @classmethod
    def make(cls, source):
        return f"{cls.__name__} from {type(source).__name__}"

    @make.register
    @classmethod
    def _(cls, source: str):
        return f"{cls.__name__} named {source}"


@singledispatch
def unparse(node):
    raise SyntaxError(f"no {type(node).__name__} here")


@unparse.register
def _(node: ast.Constant):
    return repr(node.value)


@unparse.register
def _(node: ast.Name):
    return node.id


@unparse.register
def _(node: ast.BinOp):
    signs = {ast.Add: "plus", ast.Mult: "times", ast.Sub: "minus", ast.Pow: "to the"}
    return f"({unparse(node.left)} {signs[type(node.op)]} {unparse(node.right)})"


@unparse.register
def _(node: ast.Call):
    return f"{unparse(node.func)} of {' and '.join(map(unparse, node.args))}"


@unparse.register
def _(node: ast.expr):
    return f"<{type(node).__name__}>"


class Rename(ast.NodeTransformer):
    def __init__(self, **names):
        self.names = names

    def visit_Name(self, node):
        return ast.copy_location(ast.Name(self.names.get(node.id, node.id), node.ctx), node)

    def visit_Assert(self, node):
        return None


def traced(function):
    @wraps(function)
    def wrapper(*args):
        wrapper.calls += 1
        return function(*args)
    wrapper.calls = 0
    return wrapper


@lru_cache(maxsize=3)
@traced
def collatz(n):
    return 1 if n == 1 else 1 + collatz(n // 2 if n % 2 == 0 else 3 * n + 1)


@total_ordering
class Version:
    def __init__(self, text):
        self.text = text

    @cached_property
    def key(self):
        return tuple(map(int, self.text.split(".")))

    def __eq__(self, other):
        return self.key == other.key if isinstance(other, Version) else NotImplemented

    def __lt__(self, other):
        return self.key < other.key if isinstance(other, Version) else NotImplemented

    def __repr__(self):
        return f"v{self.text}"


class Level(Enum):
    LOW = 1


def main():
    data = {"name": "probe", "values": [1, 2.5, True, None, Decimal("0.1")], "tags": frozenset("ba"), "level": Level.LOW, "nested": ChainMap({"a": ()}, {"b": UserDict(x=range(2))})}
    print("\n".join(render(data)))
    for unknown in (object(), {1: 2 + 3j}):
        try:
            print(list(render(unknown)))
        except TypeError as error:
            print(error)
    print(render.__name__, render.__doc__, render.dispatch(bool) is render.registry[bool], render.dispatch(dict) is render.registry[Mapping], render.dispatch(set).__name__, len(render.registry))

    visitor = AreaVisitor()
    print(visitor.visit([Circle(1), (Square(2), Fancy(3))]), visitor.double(Square(2)), dict(visitor.calls), AreaVisitor.make("x"), visitor.make(5))
    try:
        visitor.visit("triangle")
    except NotImplementedError as error:
        print(error)

    tree = ast.parse("assert a\nresult = a + 2 * f(b, -c) ** 'x'")
    print(unparse(tree.body[1].value), ast.unparse(ast.fix_missing_locations(Rename(a="alpha", f="g").visit(tree))), sep="\n")
    print(sorted({type(node).__name__ for node in ast.walk(tree)}), ast.dump(ast.parse("x[1:]", mode="eval").body))
    namespace = {"alpha": 1, "g": lambda x, y: x - y, "b": 5, "c": 3}
    exec(compile(ast.parse("result = alpha + 2 * g(b, -c)"), "<tree>", "exec"), namespace)
    print(namespace["result"], ast.literal_eval("{'a': [1, -2.5, (None, b'x')]}"))
    try:
        unparse(tree)
    except SyntaxError as error:
        print(error)

    print([collatz(n) for n in (6, 7, 6)], collatz.cache_info(), collatz.__wrapped__.calls, collatz.__name__, collatz.cache_parameters())
    collatz.cache_clear()
    print(collatz.cache_info())
    versions = [Version(text) for text in ("1.10", "1.9.1", "1.9", "2")]
    print(sorted(versions), max(versions), Version("1.0") >= Version("1"), Version("1") != Version("1"), Version("3") <= Version("3"), vars(versions[0]))

    @singledispatch
    def ambiguous(x):
        return "object"

    class Both(Iterable, numbers.Number):
        def __iter__(self):
            return iter(())
        __hash__ = None

    class Odd:
        pass

    Mapping.register(Odd)
    Set.register(Odd)
    ambiguous.register(Iterable, lambda x: "iterable")
    ambiguous.register(numbers.Number, lambda x: "number")
    print(ambiguous(Both()), ambiguous([]), ambiguous(True), ambiguous(print))
    ambiguous.register(Mapping, lambda x: "mapping")
    ambiguous.register(Set, lambda x: "set")
    for attempt in (lambda: ambiguous(Odd()), lambda: ambiguous(), lambda: ambiguous.register("x"), lambda: ambiguous.register(lambda x: x), lambda: Version("1") < 5, lambda: collatz([]), lambda: reduce(lambda a, b: a, [], None)):
        try:
            print(attempt())
        except (RuntimeError, TypeError) as error:
            print(f"{type(error).__name__}: {str(error).partition(' at 0x')[0]}")


if __name__ == "__main__":
    main()

# expect:
# mapping of 5
#   level: member LOW
#   name: text 'probe'
#   nested: mapping of 2
#     a: tuple of 0
#     b: mapping of 1
#       x: range of 2
#         - number 0
#         - number 1
#   tags: frozenset of 2
#     - text 'a'
#     - text 'b'
#   values: list of 5
#     - number 1
#     - number 2.5
#     - constant true
#     - constant none
#     - number 0.1
# cannot render object
# cannot render complex
# render Shows any value as an outline. True True render_items 11
# 16.142 8 {'circle': 1, 'square': 3} AreaVisitor named x AreaVisitor from int
# no area for 'triangle'
# (a plus (2 times (f of b and <UnaryOp> to the 'x')))
# result = alpha + 2 * g(b, -c) ** 'x'
# ['Add', 'Assign', 'BinOp', 'Call', 'Constant', 'Load', 'Module', 'Mult', 'Name', 'Pow', 'Store', 'USub', 'UnaryOp'] Subscript(value=Name(id='x', ctx=Load()), slice=Slice(lower=Constant(value=1)), ctx=Load())
# 17 {'a': [1, -2.5, (None, b'x')]}
# no Module here
# [9, 17, 9] CacheInfo(hits=1, misses=28, maxsize=3, currsize=3) 28 collatz {'maxsize': 3, 'typed': False}
# CacheInfo(hits=0, misses=0, maxsize=3, currsize=0)
# [v1.9, v1.9.1, v1.10, v2] v2 True False True {'text': '1.10', 'key': (1, 10)}
# iterable iterable number object
# RuntimeError: Ambiguous dispatch: <class 'collections.abc.Mapping'> or <class 'collections.abc.Set'>
# TypeError: ambiguous requires at least 1 positional argument
# TypeError: Invalid first argument to `register()`: 'x'. Use either `@register(some_class)` or plain `@register` on an annotated function.
# TypeError: Invalid first argument to `register()`: <function main.<locals>.<lambda>.<locals>.<lambda>
# TypeError: '<' not supported between instances of 'Version' and 'int'
# TypeError: unhashable type: 'list'
# None
