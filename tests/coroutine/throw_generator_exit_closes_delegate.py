"""throw(GeneratorExit) closes the delegate and raises in the outer generator."""


def inner():
    try:
        yield 1
    except GeneratorExit as e:
        print("inner", e.args)
        raise


def outer():
    try:
        yield from inner()
    except GeneratorExit as e:
        print("outer", e.args)
        yield "alive"


it = outer()
next(it)
print(it.throw(GeneratorExit("mine")))

# expect:
# inner ()
# outer ('mine',)
# alive
