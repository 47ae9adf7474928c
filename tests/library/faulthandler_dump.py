# apart: the stack that faulthandler writes to descriptor 2, and what it refuses.
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
# -> False
# -> False
# -> None
# -> True
# -> True
# -> False
# AttributeError 'str' object has no attribute 'fileno'
# AttributeError 'float' object has no attribute 'fileno'
# ValueError file is not a valid file descriptor
# UnsupportedOperation fileno
# -> None
# OverflowError Python int too large to convert to C int
# -> True
# -> None
# Current thread
#   File "FILE", line 37 in <lambda>
#   File "FILE", line 25 in <lambda>
#   File "FILE", line 7 in t
#   File "FILE", line 25 in show
#   File "FILE", line 37 in b
#   File "FILE", line 33 in a
#   File "FILE", line 42 in <module>
# -> None
# Stack (most recent call first):
#   File "FILE", line 38 in <lambda>
#   File "FILE", line 25 in <lambda>
#   File "FILE", line 7 in t
#   File "FILE", line 25 in show
#   File "FILE", line 38 in b
#   File "FILE", line 33 in a
#   File "FILE", line 42 in <module>
# -> None
# Stack (most recent call first):
#   File "FILE", line 39 in <lambda>
#   File "FILE", line 25 in <lambda>
#   File "FILE", line 7 in t
#   File "FILE", line 25 in show
#   File "FILE", line 39 in b
#   File "FILE", line 33 in a
#   File "FILE", line 42 in <module>
# -> None
# Stack (most recent call first):
#   File "FILE", line 47 in <lambda>
#   File "FILE", line 25 in <lambda>
#   File "FILE", line 7 in t
#   File "FILE", line 25 in show
#   File "FILE", line 47 in <lambda>
#   File "FILE", line 47 in m
#   File "FILE", line 50 in <module>
# -> None
# Stack (most recent call first):
#   File "FILE", line 57 in <lambda>
#   File "FILE", line 25 in <lambda>
#   File "FILE", line 7 in t
#   File "FILE", line 25 in show
#   File "FILE", line 57 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
#   File "FILE", line 55 in rec
# AttributeError 'str' object has no attribute 'fileno'
# ValueError timeout must be greater than 0
# ValueError timeout must be greater than 0
# TypeError 'str' object cannot be interpreted as an integer or float
# OverflowError timestamp out of range for C PyTime_t
# -> None
# ValueError signal number out of range
# ValueError signal number out of range
# TypeError 'str' object cannot be interpreted as an integer
# RuntimeError signal 11 cannot be registered, use enable() instead
# -> None
# Stack (most recent call first):
#   File "n\xe9\ud800\x01x", line 2 in <lambda>
#   File "FILE", line 25 in <lambda>
#   File "FILE", line 7 in t
#   File "FILE", line 25 in show
#   File "n\xe9\ud800\x01x", line 2 in g
#   File "FILE", line 68 in <module>
# -> None
# Stack (most recent call first):
#   File "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff...", line 2 in <lambda>
#   File "FILE", line 25 in <lambda>
#   File "FILE", line 7 in t
#   File "FILE", line 25 in show
#   File "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff...", line 2 in gggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggg...
#   File "FILE", line 70 in <module>
