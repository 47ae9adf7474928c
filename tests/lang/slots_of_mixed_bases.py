# Dunders of every base reach the operators, whichever base decides the layout.
class Sized:
    def __len__(self):
        return 3

    def __getitem__(self, index):
        return f"item {index}"


class Callable:
    def __call__(self, *args):
        return ("called", args)

    def __hash__(self):
        return 11


class Unhashable:
    __hash__ = None

    def __eq__(self, other):
        return "equal"


class Number(int, Sized, Callable):
    pass


class First(Sized, int):
    def __add__(self, other):
        return "own add"


class Mapping(Callable, dict):
    pass


class Error(Unhashable, KeyError):
    pass


class Late(Number, Unhashable):
    pass


class Adder:
    def __radd__(self, other):
        return "reflected"

    def __iadd__(self, other):
        return "in place"


class Text(str, Adder):
    pass


class Meta(type):
    def __len__(cls):
        return 7

    def __getattr__(cls, name):
        return f"meta {name}"


class MixedMeta(Meta, type):
    pass


class Odd(metaclass=MixedMeta):
    pass


def show(text, call):
    try:
        print(text, call())
    except TypeError as error:
        print(text, "TypeError:", error)


number = Number(5)
show("len", lambda: len(number))
show("item", lambda: number[2])
show("call", lambda: number(1))
show("hash", lambda: hash(number))
show("add", lambda: number + 1)
show("first add", lambda: First(1) + 2)
show("first len", lambda: len(First(1)))
show("first hash", lambda: hash(First(9)))
show("mapping call", lambda: Mapping(a=1)(2))
show("mapping hash", lambda: hash(Mapping()))
show("mapping len", lambda: len(Mapping(a=1)))
show("error eq", lambda: Error(1) == 2)
show("error hash", lambda: hash(Error(1)))
show("error str", lambda: str(Error(1)))
show("late eq", lambda: Late(3) == 3)
show("late hash", lambda: hash(Late(3)))
show("text radd", lambda: 1 + Text("x"))
show("text add", lambda: Text("x") + "y")
text = Text("x")
text += "y"
print("text iadd", text)
show("class len", lambda: len(Odd))
show("class attribute", lambda: Odd.anything)
show("no iter", lambda: list(Callable()))

Sized.__len__ = lambda self: 4
show("len later", lambda: (len(number), len(First(1))))
Callable.__iter__ = lambda self: iter("abc")
show("iter later", lambda: (list(number), list(Mapping(x=1))))
del Callable.__hash__
show("hash later", lambda: (hash(number), hash(Late(3))))
dynamic = type("Dynamic", (Sized, list), {"__le" + "n__": lambda self: 9, "__bo" + "ol__": lambda self: False})
show("dynamic", lambda: (len(dynamic()), bool(dynamic([1])), dynamic([1])[0]))

# expect:
# len 3
# item item 2
# call ('called', (1,))
# hash 5
# add 6
# first add own add
# first len 3
# first hash 9
# mapping call ('called', (2,))
# mapping hash 11
# mapping len 1
# error eq equal
# error hash TypeError: unhashable type: 'Error'
# error str 1
# late eq True
# late hash 3
# text radd reflected
# text add xy
# text iadd in place
# class len 7
# class attribute meta anything
# no iter TypeError: 'Callable' object is not iterable
# len later (4, 4)
# iter later (['a', 'b', 'c'], ['a', 'b', 'c'])
# hash later (5, 3)
# dynamic (9, False, 'item 0')
