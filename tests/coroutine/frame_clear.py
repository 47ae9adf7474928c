"""Frames of generators that run or wait can not be cleared; a fresh one can, and is closed by it."""


def g():
    try:
        me.gi_frame.clear()
    except RuntimeError as e:
        print(e)
    yield 1


me = g()
next(me)
try:
    me.gi_frame.clear()
except RuntimeError as e:
    print(e)
fresh = g()
fresh.gi_frame.clear()
print(fresh.gi_frame, list(fresh))

# expect:
# cannot clear an executing frame
# cannot clear a suspended frame
# None []
