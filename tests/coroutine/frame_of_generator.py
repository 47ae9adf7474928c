"""The frame of a generator knows the generator, its line, its locals, and who runs it."""
import sys


def g(a):
    frame = sys._getframe()
    print(frame is me.gi_frame, frame.f_generator is me, frame.f_back.f_code.co_name)
    yield a


me = g(1)
print(me.gi_frame.f_locals, me.gi_frame.f_back)
next(me)
print(me.gi_frame.f_lineno - me.gi_code.co_firstlineno, me.gi_frame.f_back)
list(me)
print(me.gi_frame)

# expect:
# {'a': 1} None
# True True <module>
# 3 None
# None
