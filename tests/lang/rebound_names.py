# Names bound to functions and classes are remembered where they are loaded; binding them anew shows at once.
import builtins


def f():
    return "first"


def call():
    return f()


def length(x):
    return len(x)


print(call(), call())


def f():
    return "second"


print(call())
globals()["f"] = lambda: "by item"
print(call())
globals().update(f=lambda: "by update")
print(call())
exec("def f(): return 'by exec'")
print(call())
old = globals().pop("f")
try:
    call()
except NameError as error:
    print(error)
globals().setdefault("f", old)
print(call())
results = []
for i in range(200):
    f = lambda i=i: i
    results.append(call())
print(results == list(range(200)))
f = 5
try:
    call()
except TypeError as error:
    print(error)


def rebind(value):
    global f
    f = value


for value in (int, lambda: "function", str, int, 7, lambda: "function"):
    rebind(value)
    try:
        print(call())
    except TypeError as error:
        print(error)

# Builtins, shadowed and uncovered.
print(length("abc"), length([1]))
len = lambda x: "shadowed"
print(length("abc"))
del len
print(length("abc"))
original = builtins.len
builtins.len = lambda x: "replaced"
print(length("abc"))
builtins.len = original
print(length("abc"))

# The code of a function, where it is called again and again.


def one(x):
    return "one", x


def two(x, y="default"):
    return "two", x, y


def three(*args):
    return "three", args


def generator(x):
    yield x


def call_many(function):
    return function(1)


for function in (one, one, two, three, one, two, print, one):
    print(call_many(function))
print([*call_many(generator)], [*call_many(generator)], call_many(one))
code = one.__code__
one.__code__ = (lambda x: ("another", x)).__code__
print(call_many(one))
one.__code__ = code
print(call_many(one))

# `__init__` and operators, replaced between calls of one place.


class Number:
    def __init__(self, n):
        self.n = n

    def __add__(self, other):
        return "add", self.n, other

    def __eq__(self, other):
        return self.n == other

    def __iadd__(self, other):
        return NotImplemented


class Other:
    def __radd__(self, other):
        return "radd"


def make(n):
    return Number(n)


def add(a, b):
    return a + b


def add_in_place(a, b):
    a += b
    return a


def same(a, b):
    if a == b:
        return "same"
    return "not the same"


a = make(1)
for b in (1, 2.5, "text", None, Other(), a, [1]):
    print(add(a, b)[0:2], add_in_place(a, b)[0:2], same(a, b))
Number.__add__ = lambda self, other: ("new add", other)
print(add(a, 1), add(a, 1), add_in_place(a, 1))
Number.__iadd__ = lambda self, other: ("iadd", other)
print(add(a, 1), add_in_place(a, 1))
Number.__eq__ = lambda self, other: NotImplemented
print(same(a, 1), same(a, a))
Number.__add__.__code__ = (lambda self, other: "new code").__code__
print(add(a, 1), add(a, 1))
Number.__init__ = lambda self, n: setattr(self, "n", n * 2)
print(make(4).n, make(4).n)
Number.__init__ = lambda self, n, m=3: setattr(self, "n", n * m)
print(make(4).n)
del Number.__add__
try:
    add(a, 1)
except TypeError as error:
    print(error)

# expect:
# first first
# second
# by item
# by update
# by exec
# name 'f' is not defined
# by exec
# True
# 'int' object is not callable
# 0
# function
#
# 0
# 'int' object is not callable
# function
# 3 1
# shadowed
# 3
# replaced
# 3
# ('one', 1)
# ('one', 1)
# ('two', 1, 'default')
# ('three', (1,))
# ('one', 1)
# ('two', 1, 'default')
# 1
# None
# ('one', 1)
# [1] [1] ('one', 1)
# ('another', 1)
# ('one', 1)
# ('add', 1) ('add', 1) same
# ('add', 1) ('add', 1) not the same
# ('add', 1) ('add', 1) not the same
# ('add', 1) ('add', 1) not the same
# ('add', 1) ('add', 1) not the same
# ('add', 1) ('add', 1) same
# ('add', 1) ('add', 1) not the same
# ('new add', 1) ('new add', 1) ('new add', 1)
# ('new add', 1) ('iadd', 1)
# not the same same
# new code new code
# 8 8
# 12
# unsupported operand type(s) for +: 'Number' and 'int'
