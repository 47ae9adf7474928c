"""running, suspended, frame and the delegate through the life of a generator."""


def inner():
    print("inside", me.gi_running, me.gi_suspended, me.gi_yieldfrom)
    yield 1


def outer():
    yield 0
    yield from sub


def show(when):
    print(when, me.gi_running, me.gi_suspended, me.gi_frame is None, me.gi_yieldfrom is sub)


sub = inner()
me = outer()
show("created")
next(me)
show("at a yield")
next(me)
show("delegating")
list(me)
show("ended")

# expect:
# created False False False False
# at a yield False True False False
# inside True False None
# delegating False True False True
# ended False False True False
