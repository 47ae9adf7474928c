# The stack that faulthandler writes, and what it refuses.
import faulthandler as f, io, tempfile


def t(g):
    try:
        print('->', repr(g()))
    except BaseException as e:
        print(type(e).__name__, e)


t(f.is_enabled)
t(f.disable)
t(f.enable)
t(f.is_enabled)
t(f.disable)
t(f.disable)
for file in ('x', 5.5, -1, io.StringIO(), 2, 1 << 40):
    t(lambda: f.enable(file))
t(f.disable)


def show(g):
    with tempfile.TemporaryFile() as fp:
        t(lambda: g(fp))
        fp.seek(0)
        text = fp.read().decode().replace(__file__, 'FILE')
    for line in text.splitlines():
        print(line if not line.startswith("Current thread") else "Current thread")


def a():
    b()


def b():
    show(lambda fp: f.dump_traceback(fp))
    show(lambda fp: f.dump_traceback(fp, False))
    show(lambda fp: f.dump_traceback(fp.fileno(), all_threads=0))


a()


class K:
    def m(self):
        (lambda: show(lambda fp: f.dump_traceback(fp, False)))()


K().m()


def rec(n):
    if n:
        rec(n - 1)
    else:
        show(lambda fp: f.dump_traceback(fp, False))


rec(120)
t(lambda: f.dump_traceback(all_threads=object(), file='x'))
for timeout in (-1, 0, 'x', 1e30):
    t(lambda: f.dump_traceback_later(timeout))
t(f.cancel_dump_traceback_later)
for signal in (0, 999, 'x', 11):
    t(lambda: f.register(signal))
exec(compile("def g():\n show(lambda fp: f.dump_traceback(fp,False))\n", 'né\ud800\x01x', 'exec'))
g()
exec(compile("def " + "g" * 600 + "():\n show(lambda fp: f.dump_traceback(fp,False))\n", 'f' * 600, 'exec'))
globals()['g' * 600]()

# expect:
# 6
# 16
# -abc
# 5
# TypeError reduce() of empty iterable with no initial value
# 1
# TypeError reduce() arg 2 must support iteration
# TypeError 'NoneType' object is not callable
# [3, 2, 1] [1, 2, 3]
# 3 False True False KeyWrapper
# TypeError other argument must be K instance
# TypeError unhashable type: 'functools.KeyWrapper'
# TypeError K() missing required argument 'obj' (pos 1)
# TypeError cmp_to_key() missing required argument 'mycmp' (pos 1)
# ZeroDivisionError division by zero
# raises: AttributeError: module 'functools' has no attribute 'lru_cache' (consider renaming '/work/wt/a/tests/library/functools.py' since it has the same name as the standard library module named 'functools' and prevents importing that standard library module)
# exit: 1
