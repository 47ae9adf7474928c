"""throw() goes to the innermost generator; what it does not catch rises through the outer ones."""


def inner():
    try:
        yield "inner"
    except KeyError as e:
        print("inner caught", repr(e))
        yield "inner again"


def outer():
    try:
        yield from inner()
    except ValueError as e:
        print("outer caught", repr(e))
        yield "outer"


it = outer()
print(next(it))
print(it.throw(KeyError("k")))
print(it.throw(ValueError("v")))
print(next(it, "end"))

# expect:
# inner
# inner caught KeyError('k')
# inner again
# outer caught ValueError('v')
# outer
# end
