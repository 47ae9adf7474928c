"""throw(StopIteration) into a yield turns into RuntimeError unless caught."""


def g(catch):
    try:
        yield 1
    except StopIteration as e:
        if not catch:
            raise
        print("caught", e.value)
        yield 2


it = g(True)
next(it)
print(it.throw(StopIteration(7)))
it = g(False)
next(it)
try:
    it.throw(StopIteration(7))
except RuntimeError as e:
    print(e, repr(e.__cause__))

# expect:
# caught 7
# 2
# generator raised StopIteration StopIteration(7)
