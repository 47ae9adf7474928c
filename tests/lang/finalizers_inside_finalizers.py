"""An object that dies inside a finalizer is finished there, before the finalizer goes on."""
import sys


class Named:
    def __init__(self, name, *kept):
        self.name = name
        self.kept = kept

    def __del__(self):
        print("del", self.name)
        if self.name == "outer":
            inner = Named("inner", Named("innermost"))
            del inner
            print("after inner")


x = Named("outer", Named("kept", Named("kept by kept")), Named("last"))
del x
print("--")
items = [Named(i, Named(i * 10)) for i in range(3)]
items.clear()
print("--")


def generator():
    try:
        yield Named("yielded")
    finally:
        print("finally")
        Named("in finally")
        print("end of finally")


def outer():
    inner = generator()
    next(inner)
    try:
        yield 1
    finally:
        del inner
        print("end of outer")


g = outer()
next(g)
del g
print("--")
deepest = 0


class Chain:
    def __init__(self, next):
        self.next = next

    def __del__(self):
        global deepest
        deepest += 1


x = None
for _ in range(50_000):
    x = Chain(x)
del x
print(deepest)


def hook(unraisable):
    traceback = unraisable.exc_traceback
    print(repr(unraisable.exc_value), traceback and traceback.tb_frame.f_code.co_name)


sys.unraisablehook = hook


def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield 2


def f():
    s = stubborn()
    next(s)
    del s
    return 1


f()

# expect:
# del outer
# del inner
# del innermost
# after inner
# del last
# del kept
# del kept by kept
# --
# del 2
# del 20
# del 1
# del 10
# del 0
# del 0
# --
# del yielded
# finally
# del in finally
# end of finally
# end of outer
# --
# 50000
# RuntimeError('generator ignored GeneratorExit') f
