"""The last reference gone, a suspended generator is closed."""


def g(name):
    try:
        yield 1
    finally:
        print("closed", name)


it = g("a")
next(it)
del it
it = g("never started")
del it


def outer():
    yield from g("delegate")


it = outer()
next(it)
it = None
print("end")

# expect:
# closed a
# closed delegate
# end
