"""The value of a return after GeneratorExit is close()'s result."""


def g():
    try:
        yield 1
    except GeneratorExit:
        return "gone"


it = g()
next(it)
print(it.close(), it.close())


def plain():
    yield 1


it = plain()
next(it)
print(it.close())

# expect:
# gone None
# None
