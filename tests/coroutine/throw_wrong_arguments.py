"""What throw() refuses."""


def g():
    yield 1


for args in ((), (1,), ("x",), (KeyError, 1, 2, 3), (object(),)):
    it = g()
    next(it)
    try:
        it.throw(*args)
    except TypeError as e:
        print(str(e).split(" object at")[0])
    print(next(it, "end"))

# expect:
# throw expected at least 1 argument, got 0
# end
# exceptions must be classes or instances deriving from BaseException, not int
# end
# exceptions must be classes or instances deriving from BaseException, not str
# end
# throw expected at most 3 arguments, got 4
# end
# exceptions must be classes or instances deriving from BaseException, not object
# end
