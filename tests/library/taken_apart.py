"""object.__reduce_ex__: what there is of an object, and what cannot be taken apart."""
import copy
import copyreg


class Plain:
    pass


class Args(Plain):
    def __getnewargs__(self):
        return 1, 2


class Keywords(Plain):
    def __getnewargs_ex__(self):
        return (1,), {"a": 2}


class Slots:
    __slots__ = "x", "y"


class Names(dict):
    pass


class Numbers(list):
    pass


def show(object):
    new, args, *rest = object.__reduce_ex__(2)
    rest = [part if part is None or isinstance(part, (dict, tuple)) else list(part) for part in rest]
    print(new is copyreg.__newobj__, [a.__name__ if isinstance(a, type) else a for a in args], rest)


plain, slots = Plain(), Slots()
plain.a = slots.x = 1
for value in (plain, slots, Args(), Keywords(), Names(a=1), Numbers([1, 2])):
    show(value)


def generator():
    yield


for value in (generator(), memoryview(b""), iter([]), type(generator()).__class__, slice(1)):
    try:
        print(type(copy.copy(value)).__name__)
    except TypeError as error:
        print(error)
for wrong in ("bad", (), (1, {}), ((), 1)):
    Keywords.__getnewargs_ex__ = lambda self: wrong
    try:
        Keywords().__reduce_ex__(2)
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
for attempt in (lambda: object.__new__(type(generator())), lambda: object.__new__(int), lambda: int.__new__(bool)):
    try:
        attempt()
    except TypeError as error:
        print(error)
print(int.__add__.__doc__, str.__repr__.__text_signature__, iter([]).__next__.__doc__)

# expect:
# True ['Plain'] [{'a': 1}, None, None]
# True ['Slots'] [(None, {'x': 1}), None, None]
# True ['Args', 1, 2] [None, None, None]
# False ['Keywords', (1,), {'a': 2}] [None, None, None]
# True ['Names'] [None, None, [('a', 1)]]
# True ['Numbers'] [None, [1, 2], None]
# cannot pickle 'generator' object
# cannot pickle memoryview objects
# list_iterator
# type
# slice
# TypeError __getnewargs_ex__ should return a tuple, not 'str'
# ValueError __getnewargs_ex__ should return a tuple of length 2, not 0
# TypeError first item of the tuple returned by __getnewargs_ex__ must be a tuple, not 'int'
# TypeError second item of the tuple returned by __getnewargs_ex__ must be a dict, not 'int'
# cannot create 'generator' instances
# object.__new__(int) is not safe, use int.__new__()
# int.__new__(bool) is not safe, use bool.__new__()
# Return self+value. ($self, /) Implement next(self).
