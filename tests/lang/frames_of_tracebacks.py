"""Frames that an exception has left: their locals, callers and identity stay as long as the traceback does."""
import sys


class Loud:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("gone", self.name)


def inner(a):
    kept = Loud("kept")
    temporary = [a, kept]
    raise ValueError("inner", len(temporary))


def middle(b):
    try:
        inner(b + 1)
    finally:
        b = "changed"


def outer():
    c = 3
    try:
        middle(c)
    except ValueError as error:
        return error, sys._getframe()


error, frame = outer()
entry = error.__traceback__
names = []
while entry:
    names.append((entry.tb_frame.f_code.co_name, entry.tb_lineno, sorted(entry.tb_frame.f_locals)))
    last = entry
    entry = entry.tb_next
print(names)
print(error.__traceback__.tb_frame is frame, frame.f_back is sys._getframe())
print(last.tb_frame.f_back.f_code.co_name, last.tb_frame.f_back is error.__traceback__.tb_next.tb_frame)
print(last.tb_frame.f_back.f_locals["b"], last.tb_frame.f_locals["a"], last.tb_frame.f_locals["kept"].name)
last.tb_frame.f_locals["a"] = 10
print(last.tb_frame.f_locals["a"], error.__traceback__.tb_next.tb_next is last)
last.tb_frame.clear()
print(last.tb_frame.f_locals, last.tb_frame.f_lineno)
del last
print(frame.f_locals["c"], frame.f_lineno)
error.__traceback__ = None
print("cleared")
del error, frame


def again():
    for i in range(3):
        try:
            raise KeyError(i)
        except KeyError as e:
            yield e.__traceback__.tb_frame, sys._getframe(), e.__traceback__.tb_next


for own, current, following in again():
    print(own is current, own.f_locals["i"], following)
generator = again()
own, current, following = next(generator)
print(generator.gi_frame is own)
generator.close()
print(own.f_locals.get("i"), generator.gi_frame)


def dies():
    x = Loud("local of dies")
    yield x
    raise IndexError


try:
    for item in dies():
        del item
except IndexError as e:
    print(e.__traceback__.tb_next.tb_frame.f_locals["x"].name)
print("after")


def recursive(n):
    if n == 0:
        1 / 0
    recursive(n - 1)


try:
    recursive(200)
except ZeroDivisionError as e:
    depth, entry = 0, e.__traceback__
    while entry:
        depth, entry = depth + 1, entry.tb_next
    print(depth)

try:
    type(sys._getframe())()
except TypeError as e:
    print(e)
try:
    sys._getframe().clear()
except RuntimeError as e:
    print(e)

# expect:
# [('outer', 29, ['c']), ('middle', 21, ['b']), ('inner', 16, ['a', 'kept', 'temporary'])]
# True True
# middle True
# changed 4 kept
# 10 True
# gone kept
# {} 16
# 3 31
# cleared
# True 0 None
# True 1 None
# True 2 None
# True
# 0 None
# local of dies
# gone local of dies
# after
# 202
# cannot create 'frame' instances
# cannot clear an executing frame
