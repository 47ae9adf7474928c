"""A caught exception lets the generator yield again; the yield is throw()'s result."""


def g():
    while True:
        try:
            yield "ready"
        except ValueError as e:
            yield ("caught", str(e))


it = g()
print(next(it))
print(it.throw(ValueError("a")))
print(next(it))
print(it.throw(ValueError, "b") if False else it.throw(ValueError("b")))

# expect:
# ready
# ('caught', 'a')
# ready
# ('caught', 'b')
