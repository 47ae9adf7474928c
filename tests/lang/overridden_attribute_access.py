# What object.__getattribute__ and object.__setattr__ find out inside an override says nothing about `object.name`.


class Wrapped:
    def __init__(self):
        object.__setattr__(self, "x", 1)

    def __getattribute__(self, name):
        return name, object.__getattribute__(self, name)

    def __setattr__(self, name, value):
        object.__setattr__(self, name, (value, "set"))


wrapped = Wrapped()
for i in range(4):
    print(wrapped.x, getattr(wrapped, "x"), hasattr(wrapped, "x"))
    wrapped.x = i
    setattr(wrapped, "x", [i])


class Upper:
    def __getattr__(self, name):
        return name.upper()


upper = Upper()
for i in range(3):
    print(upper.foo, hasattr(upper, "foo"), getattr(upper, "foo", "default"))
    try:
        object.__getattribute__(upper, "foo")
    except AttributeError as error:
        print(error)


class Later:
    pass


later = Later()
for i in range(4):
    later.y = i
    print(later.y, getattr(later, "y", None), hasattr(later, "z"))
    if i == 1:
        Later.__getattribute__ = lambda self, name: "from the class"
    if i == 2:
        del Later.__getattribute__
        Later.__setattr__ = lambda self, name, value: print("not set:", name, value)
        setattr(later, "y", "again")

# expect:
# ('x', 1) ('x', 1) True
# ('x', ([0], 'set')) ('x', ([0], 'set')) True
# ('x', ([1], 'set')) ('x', ([1], 'set')) True
# ('x', ([2], 'set')) ('x', ([2], 'set')) True
# FOO True FOO
# 'Upper' object has no attribute 'foo'
# FOO True FOO
# 'Upper' object has no attribute 'foo'
# FOO True FOO
# 'Upper' object has no attribute 'foo'
# 0 0 False
# 1 1 False
# from the class from the class True
# not set: y again
# not set: y 3
# 2 2 False
