"""The outer generator is running while the inner one is."""


def inner():
    try:
        next(me)
    except ValueError as e:
        print(e)
    print(me.gi_running, me.gi_suspended)
    yield 1


def outer():
    yield from inner()


me = outer()
print(next(me))
print(me.gi_running, me.gi_suspended)

# expect:
# generator already executing
# True False
# 1
# False True
