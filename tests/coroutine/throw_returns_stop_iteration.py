"""A return after a caught throw is StopIteration with the value."""


def g():
    try:
        yield 1
    except KeyError:
        return "done"


it = g()
next(it)
try:
    it.throw(KeyError)
except StopIteration as e:
    print(e.value)

# expect:
# done
