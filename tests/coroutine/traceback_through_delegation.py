"""A traceback through yield from has one entry per level."""


def level(n):
    if n:
        yield from level(n - 1)
    else:
        yield 1
        raise KeyError("bottom")


it = level(2)
next(it)
try:
    next(it)
except KeyError as e:
    tb = e.__traceback__
    while tb:
        print(tb.tb_frame.f_code.co_name, tb.tb_lineno)
        tb = tb.tb_next

# expect:
# <module> 15
# level 6
# level 6
# level 9
