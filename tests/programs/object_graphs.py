"""Object graphs that are copied and pickled: shared parts, cycles, slots, singletons, and classes with opinions."""

import copy
import copyreg
import enum
import io
import pickle
import pickletools
from collections import Counter, OrderedDict, defaultdict, deque, namedtuple
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import partial
from pathlib import PurePosixPath


class Person:
    def __init__(self, name, *friends):
        self.name, self.friends = name, list(friends)

    def befriend(self, other):
        self.friends.append(other)
        other.friends.append(self)

    def __repr__(self):
        return f"{self.name}({', '.join(f.name for f in self.friends)})"


class Slotted:
    __slots__ = ("x", "y", "unset")

    def __init__(self, x, y):
        self.x, self.y = x, y


class Connection:
    """Leaves its socket behind, and gets a new one."""

    opened = 0

    def __init__(self, address):
        self.address = address
        self.socket = self.connect()

    def connect(self):
        type(self).opened += 1
        return lambda: self.opened

    def __getstate__(self):
        return {key: value for key, value in self.__dict__.items() if key != "socket"}

    def __setstate__(self, state):
        self.__dict__.update(state)
        self.socket = self.connect()


class Interned:
    """One object per name, also after a copy."""

    known = {}

    def __new__(cls, name):
        return cls.known.setdefault(name, super().__new__(cls))

    def __init__(self, name):
        self.name = name

    def __reduce__(self):
        return Interned, (self.name,)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


class Stack(list):
    """A list with attributes; pickled by its items and its state."""

    limit = 5

    def __reduce_ex__(self, protocol):
        return type(self), (), self.__dict__, iter(self)


class Immutable:
    __slots__ = ("value",)

    def __new__(cls, value, *, checked=False):
        self = super().__new__(cls)
        object.__setattr__(self, "value", value)
        return self

    def __setattr__(self, name, value):
        raise AttributeError("immutable")

    def __getnewargs_ex__(self):
        return (self.value,), {"checked": True}

    def __getstate__(self):
        return None


class Colour(enum.Enum):
    RED = 1
    GREEN = 2


class Access(enum.Flag):
    READ = 1
    WRITE = 2


Point = namedtuple("Point", "x y", defaults=[0])


@dataclass(frozen=True)
class Money:
    amount: Decimal
    tags: tuple = field(default=(), compare=False)


class Config(dict):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.loaded_from = "nowhere"

    def __missing__(self, key):
        return f"<{key}>"


class Failure(Exception):
    def __init__(self, code, *, hint=None):
        super().__init__(code)
        self.code, self.hint = code, hint

    def __reduce__(self):
        return partial(Failure, hint=self.hint), (self.code,), {"extra": True}


class Complex3:
    def __init__(self, parts):
        self.parts = parts


copyreg.pickle(Complex3, lambda c: (Complex3, (c.parts[::-1],)))


class External(pickle.Pickler):
    """Persons are kept elsewhere, by name."""

    def persistent_id(self, obj):
        return ("person", obj.name) if isinstance(obj, Person) else None

    def reducer_override(self, obj):
        return (complex, (obj.imag, obj.real)) if type(obj) is complex else NotImplemented


class Restricted(pickle.Unpickler):
    people = {}

    def persistent_load(self, pid):
        return self.people[pid[1]]

    def find_class(self, module, name):
        if module == "builtins" and name in {"complex", "set"}:
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} is forbidden")


def round_trip(obj, protocol):
    return pickle.loads(pickle.dumps(obj, protocol))


def main():
    ann, bob = Person("ann"), Person("bob")
    ann.befriend(bob)
    ann.me = ann
    for clone in (copy.deepcopy, *(partial(round_trip, protocol=p) for p in range(pickle.HIGHEST_PROTOCOL + 1))):
        twin = clone(ann)
        assert twin is not ann and twin.me is twin and twin.friends[0].friends[0] is twin, clone
    shallow = copy.copy(ann)
    print(twin, shallow.friends is ann.friends, shallow.me is ann, vars(twin).keys() == vars(ann).keys())

    shared = [1, 2]
    graph = {"a": shared, "b": shared, "t": (shared, {"deep": shared}), "self": None}
    graph["self"] = graph
    for clone in (copy.deepcopy(graph), round_trip(graph, 2), round_trip(graph, 5)):
        clone["a"].append(3)
        print(clone["b"], clone["t"][0] is clone["a"], clone["t"][1]["deep"], clone["self"] is clone, shared)
    loop = ([],)
    loop[0].append(loop)
    twin = round_trip(loop, 4)
    print(twin[0][0] is twin, copy.deepcopy(loop)[0][0][0][0] is not loop[0], copy.copy(loop) is loop)

    values = [
        None, True, -5, 2**70, -2**2000, 1.5, float("inf"), 2 + 3j, "text", "größe \ud800", b"bytes", bytearray(b"ba"), (), (1,), [1, [2]], {1: {2: {}}}, {1, 2}, frozenset("a"),
        range(2, 9, 3), slice(1, None, 2), Ellipsis, NotImplemented, int, len, "".join, Colour.GREEN, Access.READ | Access.WRITE, Point(1), Money(Decimal("1.10"), ("x",)), date(2024, 2, 29),
        timedelta(-1, 5), Fraction(3, 7), PurePosixPath("a/b"), Counter("aab"), OrderedDict(z=1, a=2), defaultdict(list, k=[1]), deque([1, 2], maxlen=3), partial(int, base=2), Config(a=1),
    ]
    for protocol in (0, 2, 5):
        wrong = [v for v in values if (w := round_trip(v, protocol)) != v and not isinstance(v, partial) or type(w) is not type(v)]
        print(protocol, "all equal" if not wrong else wrong)
    twin = round_trip(values, 5)
    print(twin[25] is Colour.GREEN, twin[-1].loaded_from, twin[-1]["missing"], twin[-2]("101"), repr(twin[-3]), twin[-4].default_factory, twin[24]("xy"))

    slotted = round_trip(Slotted(1, [2]), 2)
    print(slotted.x, slotted.y, hasattr(slotted, "unset"), copy.deepcopy(slotted).y is slotted.y, copy.copy(slotted).y is slotted.y)
    connection = Connection("host:80")
    print(round_trip(connection, 4).address, Connection.opened, copy.copy(connection).socket(), copy.deepcopy(connection).socket is connection.socket)
    name = Interned("x")
    print(round_trip(name, 0) is name, copy.deepcopy([name, name])[1] is name, copy.copy(name) is name)
    stack = Stack([1, 2])
    stack.owner = ann
    twin = round_trip(stack, 3)
    print(twin, type(twin).__name__, twin.owner, copy.deepcopy(stack).owner is not ann, copy.copy(stack).owner is ann)
    print(round_trip(Immutable(7), 4).value, copy.deepcopy(Immutable([1])).value, round_trip(Complex3([1, 2, 3]), 4).parts, copy.replace(Point(1, 2), y=9), copy.replace(Money(Decimal(1)), amount=5))
    failure = round_trip(Failure(5, hint="retry"), 4)
    print(repr(failure), failure.hint, failure.extra, repr(round_trip(OSError(2, "gone", "file"), 4)), round_trip(KeyError("k"), 0).args, round_trip(ExceptionGroup("g", [ValueError(1)]), 4))

    buffer = io.BytesIO()
    External(buffer, 4).dump([ann, {"n": ann}, 1 + 2j, {1}])
    Restricted.people = {"ann": "Ann herself"}
    print(Restricted(io.BytesIO(buffer.getvalue())).load())
    try:
        Restricted(io.BytesIO(pickle.dumps(Colour.RED))).load()
    except pickle.UnpicklingError as error:
        print(error)
    stream = io.BytesIO(b"".join(pickle.dumps(n) for n in ("one", 2)))
    print([pickle.load(stream), pickle.load(stream)])
    buffers = []
    data = pickle.dumps([pickle.PickleBuffer(bytearray(b"out of band"))], 5, buffer_callback=buffers.append)
    print(len(data) < 40, bytes(pickle.loads(data, buffers=buffers)[0]), pickle.dumps([1, "a", (None,)], 0), pickle.dumps({"k": 1.5}, 2), sep="\n")
    pickletools.dis(pickletools.optimize(pickle.dumps(("x", ["x"], 300), 4)))

    def local():
        pass

    class Unpicklable:
        def __reduce__(self):
            return 5

    for bad in (local, lambda: 0, (n for n in ()), Unpicklable(), open, type("Gone", (), {}), memoryview(b"x"), Slotted):
        try:
            print(len(pickle.dumps(bad, 1 if bad is Slotted else None)) > 0)
        except Exception as error:
            print(f"{type(error).__name__}: {str(error).partition(' at 0x')[0]}", *getattr(error, "__notes__", []), sep=" | ")
    for data in (b"", b"\x80\x09.", b"cno_such_module\nx\n.", b"\x80\x04K\x01", b"garbage", b"cbuiltins\nno_such_name\n.", b"."):
        try:
            print(pickle.loads(data))
        except Exception as error:
            print(f"{data!r}: {type(error).__name__}: {error}")
    for bad in (open, (n for n in ())):
        try:
            print(copy.deepcopy(bad) is bad)
        except TypeError as error:
            print(error)


if __name__ == "__main__":
    main()

# expect:
# ann(bob) True True True
# [1, 2, 3] True [1, 2, 3] True [1, 2]
# [1, 2, 3] True [1, 2, 3] True [1, 2]
# [1, 2, 3] True [1, 2, 3] True [1, 2]
# True True True
# 0 all equal
# 2 all equal
# 5 all equal
# True nowhere <missing> 5 deque([1, 2], maxlen=3) <class 'list'> xy
# 1 [2] False False True
# host:80 2 3 False
# True True True
# [1, 2] Stack ann(bob) True True
# 7 [1] [3, 2, 1] Point(x=1, y=9) Money(amount=5, tags=())
# Failure(5) retry True FileNotFoundError(2, 'gone') ('k',) g (1 sub-exception)
# ['Ann herself', {'n': 'Ann herself'}, (2+1j), {1}]
# __main__.Colour is forbidden
# ['one', 2]
# True
# b'out of band'
# b'(lp0\nI1\naVa\np1\na(Ntp2\na.'
# b'\x80\x02}q\x00X\x01\x00\x00\x00kq\x01G?\xf8\x00\x00\x00\x00\x00\x00s.'
#     0: \x80 PROTO      4
#     2: \x95 FRAME      13
#    11: \x8c SHORT_BINUNICODE 'x'
#    14: \x94 MEMOIZE    (as 0)
#    15: ]    EMPTY_LIST
#    16: h    BINGET     0
#    18: a    APPEND
#    19: M    BININT2    300
#    22: \x87 TUPLE3
#    23: .    STOP
# highest protocol among opcodes = 4
# PicklingError: Can't pickle local object <function main.<locals>.local
# PicklingError: Can't pickle local object <function main.<locals>.<lambda>
# TypeError: cannot pickle 'generator' object
# PicklingError: __reduce__ must return a string or tuple, not int | when serializing main.<locals>.Unpicklable object
# True
# PicklingError: Can't pickle <class '__main__.Gone'>: it's not found as __main__.Gone
# TypeError: cannot pickle memoryview objects
# True
# b'': EOFError: Ran out of input
# b'\x80\t.': ValueError: unsupported pickle protocol: 9
# b'cno_such_module\nx\n.': ModuleNotFoundError: No module named 'no_such_module'
# b'\x80\x04K\x01': EOFError: Ran out of input
# b'garbage': UnpicklingError: pickle data was truncated
# b'cbuiltins\nno_such_name\n.': AttributeError: module 'builtins' has no attribute 'no_such_name'
# b'.': UnpicklingError: unpickling stack underflow
# True
# cannot pickle 'generator' object
