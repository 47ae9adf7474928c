"""The lines that a trace function is told, over many forms of statements."""
import sys

told = []


def tracer(frame, event, argument):
    code = frame.f_code
    if code.co_filename != "<traced>":
        return None
    shown = argument[0].__name__ if event == "exception" else repr(argument)
    told.append(f"{event[0]}{frame.f_lineno}{chr(61) + shown if event == 'return' and argument is not None and chr(60) not in shown else str()}")
    return tracer


class Manager:
    def __enter__(self):
        return self

    def __exit__(self, *a):
        return True


PROGRAMS = r'''
for i in range(3):
    if i == 1:
        continue
    x = i
else:
    y = 1
###
i = 0
while True:
    i += 1
    if i > 2:
        break
###
i = 0
while i < 2:
    i += 1
else:
    z = 1
###
def f():
    try:
        return 1
    finally:
        x = 2
f()
###
def f():
    try:
        1/0
    except ZeroDivisionError as e:
        x = 1
    else:
        x = 2
    finally:
        x = 3
    return x
f()
###
def f():
    try:
        1/0
    except (ValueError,
            TypeError):
        pass
    except ZeroDivisionError:
        raise KeyError
    finally:
        x = 3
try:
    f()
except KeyError:
    pass
###
class C:
    a = 1
    def f(self):
        return self.a
    b = [x for x in range(2)]
c = C()
c.f()
###
def deco(f):
    return f
@deco
@deco
def g():
    pass
g()
@deco
class E:
    pass
###
def gen():
    yield 1
    x = yield 2
    return 3
list(gen())
g = gen()
next(g)
g.close()
g = gen()
next(g)
try:
    g.throw(ValueError)
except ValueError:
    pass
###
def inner():
    yield 1
    yield 2
def outer():
    x = yield from inner()
    yield x
for v in outer():
    pass
###
class CM:
    def __enter__(self):
        return self
    def __exit__(self, *a):
        return True
def f():
    with CM() as a, CM() as b:
        x = 1
    with CM():
        raise ValueError
    with CM():
        return 5
f()
###
def f():
    with (
        CM() as a,
        CM() as b,
    ):
        for i in range(2):
            with CM():
                continue
    for i in range(2):
        with CM():
            break
class CM:
    def __enter__(self):
        return self
    def __exit__(self, *a):
        pass
f()
###
def m(x):
    match x:
        case 1:
            return 'one'
        case [a, b]:
            r = a
        case {'k': v, **rest}:
            r = v
        case str() as s if len(s) > 1:
            r = s
        case int(real=0) | 5:
            r = 0
        case _:
            r = None
    return r
for v in (1, [1, 2], {'k': 2}, 'ab', 'a', 0, 5, 7):
    m(v)
###
def m(x):
    match x:
        case 1:
            pass
        case _:
            pass
m(1)
m(2)
###
x = [
    1,
    2,
    3,
]
y = {
    'a': 1,
    'b': len(
        x),
}
z = (1 +
     2 +
     len(x))
###
def f(a,
      b=1,
      *c):
    return (a,
            b,
            c)
f(1,
  2,
  *[3,
    4])
f(
    f(1),
    b=f(2)
)
###
f = lambda x: x + 1
f(1)
g = lambda: (
    f(1))
g()
###
x = 1 if True else 2
y = (1
     if x == 2
     else 3)
z = x and y or 5
w = (x
     and y
     or z)
###
assert True
assert 1, 'x'
try:
    assert False, 'no'
except AssertionError:
    pass
try:
    assert (
        False)
except AssertionError:
    pass
###
def f():
    for i in range(3):
        try:
            if i == 1:
                continue
            if i == 2:
                break
        finally:
            x = i
    return x
f()
###
def f():
    try:
        try:
            raise ValueError
        finally:
            x = 1
    except ValueError:
        return 2
f()
###
def f():
    try:
        raise ExceptionGroup('g', [ValueError(), TypeError()])
    except* ValueError:
        x = 1
    except* TypeError:
        y = 1
    else:
        z = 1
    finally:
        w = 1
f()
###
def f():
    try:
        pass
    except:
        pass
    try:
        x = 1
    except ValueError:
        pass
    else:
        y = 1
f()
###
def f():
    "doc"
    pass
f()
def g():
    "doc"
g()
def h(): return 1
h()
def k(): pass
k()
###
def f():
    global G
    G = 1
    nonlocal_()
def nonlocal_():
    x = 1
    def g():
        nonlocal x
        x = 2
    g()
f()
###
if 0:
    x = 1
elif 1:
    x = 2
else:
    x = 3
if not (1 and
        0):
    x = 4
while 0:
    x = 5
###
def f():
    x = 1
    if x:
        return
    y = 2
f()
def f(x):
    if x: return 1
    elif not x: return 2
    return 3
f(0); f(1)
###
def f():
    raise ValueError(
        'x'
    )
try:
    f()
except ValueError:
    pass
###
def f():
    x = yield
    while x:
        x = yield x
g = f()
next(g)
g.send(2)
g.send(3)
try:
    g.send(0)
except StopIteration:
    pass
###
def f():
    try:
        yield 1
    finally:
        x = 2
g = f()
next(g)
del g
g = f()
next(g)
g.close()
###
def f(x):
    return x
sorted([2, 1], key=f)
list(map(f, [1, 2]))
max([1, 2], key=lambda v: v)
eval('f(1)')
exec('f(1)\nf(2)')
###
def f(n):
    if n == 0:
        raise ValueError
    f(n - 1)
try:
    f(2)
except ValueError as e:
    del e
###
x: int = 1
y: int
def f():
    x: int = 1
    y: int
    return x
f()
###
for x in []:
    pass
for x in [1]: pass
for x in (
    1,
    2,
):
    pass
for (a,
     b) in [(1, 2)]:
    pass
###
def f():
    for i in range(2):
        for j in range(2):
            if j:
                break
        else:
            continue
        x = 1
    else:
        return 2
f()
###
def f():
    return [
        (yield 1),
        (yield 2)
    ]
list(f())
###
class M(type):
    def __call__(cls):
        return 1
class N(metaclass=M):
    pass
N()
###
def f(a, *, b=lambda: 1,
      c=[1,
         2]):
    pass
f(1)
###
x = 5
del x
try:
    x
except NameError:
    x = 1
###
def f():
    try:
        for i in [1]:
            return i
    finally:
        pass
f()
###
def f():
    while 1:
        x = 1
        if x:
            break
    while (
        x < 3
    ):
        x += 1
f()
###
def f():
    i = 0
    while True:
        i += 1
        if i < 3: continue
        else: break
    return i
f()
###
def f():
    (lambda: 1)()
    (
        lambda:
        2
    )()
f()
###
async def a():
    try:
        await b()
    except ValueError:
        return 1
    finally:
        pass
async def b():
    raise ValueError
try:
    a().send(None)
except StopIteration:
    pass
###
def f():
    return
    x = 1
f()
def g():
    if 1:
        return 2
    return 3
g()
def h():
    while True:
        return 1
h()
def i():
    raise ValueError
    return 1
try: i()
except ValueError: pass
###
class A:
    pass
class B(A):
    x = 1; y = 2
class Cc: z = 1
class Dd:
    def f(self): pass
###
def f():
    try:
        return g()
    except ValueError:
        pass
    return 2
def g():
    raise ValueError
f()
###
def f(x):
    if x:
        if x > 1:
            y = 1
        elif x > 0:
            y = 2
    else:
        y = 3
f(0); f(1); f(2); f(-1)
###
def f(x):
    if (x and
        x > 1 or
        x < 0):
        return 1
f(0); f(2); f(-1)
###
def f():
    g(1).real.imag
    return g(
        1
    ).bit_length(
    )
def g(x): return x
f()
###
def f():
    try:
        x = 1
        return x
    except ValueError:
        pass
    finally:
        y = 2
        z = 3
    return 5
f()
###
def f():
    x = 1; y = 2; z = 3
    if x: y = 2; z = 4
    for i in [1]: x = 1; y = 2
f()
###
def f():
    return {
        **{'a': 1},
        'b': 2,
        **dict(c=3),
    }
def g():
    return [*f(),
            *[1,
              2]]
g()
###
def f(*a, **k):
    return a
f(*[1], **{'x': 1})
f(1, *[2],
  x=1,
  **{'y': 2})
###
x = (y := 5)
if (z := x) > 3:
    pass
while (w := x - 1) > 10:
    pass
print(f'{(v := 1)}', end='')
###
x = 1 < 2 < 3
y = (1
     < 2
     < 3)
z = 1 in [1] and 2 not in [1]
###
def f():
    yield from ()
    yield from [
        1,
        2]
list(f())
###
def f():
    while True:
        while True:
            break
        break
f()
###
def f():
    if True:
        x = 1
    if False:
        y = 1
    if __debug__:
        z = 1
    return 1
f()
###
def f(x):
    try:
        if x:
            return 1
        else:
            return 2
    finally:
        x = 3
f(0); f(1)
###
def f():
    with A():
        pass
    with A() as x: pass
    with A(), \
         A():
        y = 1
class A:
    def __enter__(self): return 1
    def __exit__(self, *a): return None
f()
try:
    with A():
        raise KeyError
except KeyError:
    pass
###
def f():
    try:
        with A():
            return 1
    finally:
        x = 1
class A:
    def __enter__(self): return 1
    def __exit__(self, *a): return None
f()
###
def f():
    x = 3
    while x:
        x -= 1
        try:
            if x == 2: continue
            if x == 1: raise ValueError
        except ValueError:
            continue
        else:
            pass
        finally:
            y = 1
f()
###
@(lambda f:
  f)
def g(
    a=1,
    b=2
):
    return a
g()
###
def f():
    lst = []
    for x in lst:
        a = 1
    else:
        b = 1
    while lst:
        a = 1
    else:
        b = 1
f()
'''

for number, source in enumerate(PROGRAMS.strip().split("###\n")):
    told.clear()
    code = compile(source, "<traced>", "exec")
    sys.settrace(tracer)
    try:
        exec(code, {"__name__": "traced"})
    finally:
        sys.settrace(None)
    print(number, " ".join(told))

# expect:
# 0 c0 l1 l2 l4 l1 l2 l3 l1 l2 l4 l1 l6 r6
# 1 c0 l1 l2 l3 l4 l2 l3 l4 l2 l3 l4 l5 r5
# 2 c0 l1 l2 l3 l2 l3 l2 l5 r5
# 3 c0 l1 l6 c1 l2 l3 l5 r5=1 r6
# 4 c0 l1 l11 c1 l2 l3 e3 l4 l5 l9 l10 r10=3 r11
# 5 c0 l1 l11 l12 c1 l2 l3 e3 l4 l5 l4 l7 l8 e8 l10 r10 e12 l13 l14 r14
# 6 c0 l1 c1 l1 l2 l3 l5 l5 l5 r5 l6 l7 c3 l4 r4=1 r7
# 7 c0 l1 l3 l4 l5 l4 c1 l2 r2 l3 c1 l2 r2 l5 l7 c3 l6 r6 l8 l9 c8 l8 l10 r10 l8 c1 l2 r2 l9 r9
# 8 c0 l1 l5 c1 l2 r2=1 c2 l3 r3=2 c3 l4 r4=3 l6 l7 c1 l2 r2=1 l8 c2 e2 r2 l9 l10 c1 l2 r2=1 l11 l12 c2 e2 r2 e12 l13 l14 r14
# 9 c0 l1 l4 l7 c4 l5 c1 l2 r2=1 r5=1 l8 l7 c5 c2 l3 r3=2 r5=2 l8 l7 c5 c3 r3 e5 l6 r6 l8 l7 c6 r6 r7
# 10 c0 l1 c1 l1 l2 l4 r4 l6 l13 c6 l7 c2 l3 r3 c2 l3 r3 l8 l7 c4 l5 r5=True c4 l5 r5=True l9 c2 l3 r3 l10 e10 l9 c4 l5 r5=True l11 c2 l3 r3 l12 l11 c4 l5 r5=True r11=5 r13
# 11 c0 l1 l12 c12 l12 l13 l15 r15 l17 c1 l3 c13 l14 r14 l4 c13 l14 r14 l6 l7 c13 l14 r14 l8 l7 c15 l16 r16 l6 l7 c13 l14 r14 l8 l7 c15 l16 r16 l6 l4 c15 l16 r16 l3 c15 l16 r16 l9 l10 c13 l14 r14 l11 l10 c15 l16 r16 r10 r17
# 12 c0 l1 l16 l17 c1 l2 l3 l4 r4='one' l16 l17 c1 l2 l3 l5 l6 l15 r15=1 l16 l17 c1 l2 l3 l5 l7 l8 l15 r15=2 l16 l17 c1 l2 l3 l5 l7 l9 l10 l15 r15='ab' l16 l17 c1 l2 l3 l5 l7 l9 l11 l13 l14 l15 r15 l16 l17 c1 l2 l3 l5 l7 l9 l11 l12 l15 r15=0 l16 l17 c1 l2 l3 l5 l7 l9 l11 l12 l15 r15=0 l16 l17 c1 l2 l3 l5 l7 l9 l11 l13 l14 l15 r15 l16 r16
# 13 c0 l1 l7 c1 l2 l3 l4 r4 l8 c1 l2 l3 l5 l6 r6 r8
# 14 c0 l1 l7 l8 l9 l8 l6 l11 l13 l11 r11
# 15 c0 l1 l7 l8 l7 l9 l10 l9 l7 c1 l4 l5 l6 l4 r4=(1, 2, (3, 4)) l11 l12 c1 l4 l5 l6 l4 r4=(1, 1, ()) l13 c1 l4 l5 l6 l4 r4=(2, 1, ()) l11 c1 l4 l5 l6 l4 r4=((1, 1, ()), (2, 1, ()), ()) r11
# 16 c0 l1 l2 c1 l1 r1=2 l3 l5 c3 l4 c1 l1 r1=2 r4=2 r5
# 17 c0 l1 l3 l4 l2 l5 l6 l7 l6 r6
# 18 c0 l1 l2 l3 l4 e4 l5 l6 l7 l9 l8 l9 e9 l10 l11 r11
# 19 c0 l1 l11 c1 l2 l3 l4 l6 l9 l2 l3 l4 l5 l9 l2 l3 l4 l6 l7 l9 l10 r10=2 r11
# 20 c0 l1 l9 c1 l2 l3 l4 e4 l6 l7 l8 r8=2 r9
# 21 c0 l1 l12 c1 l2 l3 e3 l4 l5 l6 l7 l11 r11 r12
# 22 c0 l1 l12 c1 l2 l3 l6 l7 l11 r11 r12
# 23 c0 l1 l4 c1 l3 r3 l5 l7 c5 l5 r5 l8 l9 c8 l8 r8=1 l10 l11 c10 l10 r10 r11
# 24 c0 l1 l5 l11 c1 l3 l4 c5 l6 l7 l10 c7 l9 r9 r10 r4 r11
# 25 c0 l1 l3 l4 l7 l8 l9 l10 r10
# 26 c0 l1 l6 c1 l2 l3 l4 r4 l7 l11 c7 l8 l9 r9=2 c7 l8 r8=1 r11
# 27 c0 l1 l5 l6 c1 l2 l3 l2 e2 r2 e6 l7 l8 r8
# 28 c0 l1 l5 l6 c1 l2 r2 l7 c2 l3 l4 r4=2 l8 c4 l3 l4 r4=3 l9 l10 c4 l3 r3 e10 l11 l12 r12
# 29 c0 l1 l6 l7 c1 l2 l3 r3=1 l8 c3 e3 l5 r5 l9 l10 c1 l2 l3 r3=1 l11 c3 e3 l5 r5 r11
# 30 c0 l1 l3 c1 l2 r2=2 c1 l2 r2=1 l4 c1 l2 r2=1 c1 l2 r2=2 l5 c5 l5 r5=1 c5 l5 r5=2 l6 c1 l2 r2=1 l7 c1 l2 r2=1 c1 l2 r2=2 r7
# 31 c0 l1 l5 l6 c1 l2 l4 c1 l2 l4 c1 l2 l3 e3 r3 e4 r4 e4 r4 e6 l7 l8 r8
# 32 c0 l1 l2 l3 l7 c3 l4 l6 r6=1 r7
# 33 c0 l1 l3 l3 l4 l8 l4 l8 l4 l10 l9 l10 l11 l10 r10
# 34 c0 l1 l11 c1 l2 l3 l4 l3 l4 l5 l8 l2 l3 l4 l3 l4 l5 l8 l2 l10 r10=2 r11
# 35 c0 l1 l6 c1 l3 r3=1 c3 l4 r4=2 c4 l2 r2=[None, None] r6
# 36 c0 l1 c1 l1 l2 r2 l4 c4 l4 l5 r5 l6 c2 l3 r3=1 r6
# 37 c0 l1 l2 l3 l2 l1 l5 c1 l4 r4 r5
# 38 c0 l1 l2 l3 l4 e4 l5 l6 r6
# 39 c0 l1 l7 c1 l2 l3 l4 l6 r6=1 r7
# 40 c0 l1 l10 c1 l2 l3 l4 l5 l7 l9 l7 l9 l7 r7 r10
# 41 c0 l1 l8 c1 l2 l3 l4 l5 l3 l4 l5 l3 l4 l5 l6 l7 r7=3 r8
# 42 c0 l1 l7 c1 l2 c2 l2 r2=1 l4 l3 c4 l5 r5=2 r3 r7
# 43 c0 l1 l8 l10 l11 c1 l2 l3 c8 l9 e9 r9 e3 l4 l5 l7 r7=1 e11 l12 l13 r13
# 44 c0 l1 l4 c1 l2 r2 l5 l9 c5 l6 l7 r7=2 l10 l13 c10 l11 l12 r12=1 l14 l17 c14 l15 e15 r15 e17 l18 r18
# 45 c0 l1 c1 l1 l2 r2 l3 c3 l3 l4 r4 l5 c5 l5 r5 l6 c6 l6 l7 r7 r6
# 46 c0 l1 l7 l9 c1 l2 l3 c7 l8 e8 r8 e3 l4 l5 l6 r6=2 r9
# 47 c0 l1 l9 c1 l2 l8 r8 c1 l2 l3 l5 l6 r6 c1 l2 l3 l4 r4 c1 l2 l3 l5 r5 r9
# 48 c0 l1 l6 c1 l2 l4 r4 c1 l2 l3 l5 r5=1 c1 l2 l3 l4 l5 r5=1 r6
# 49 c0 l1 l7 l8 c1 l2 c7 l7 r7=1 l3 l4 l3 c7 l7 r7=1 l5 l3 r3=1 r8
# 50 c0 l1 l11 c1 l2 l3 l4 l8 l9 r9=1 r11
# 51 c0 l1 l5 c1 l2 l3 l4 l4 r4 r5
# 52 c0 l1 l7 l11 c7 l8 c1 l2 l3 l2 l4 l2 l5 l2 r2={'a': 1, 'b': 2, 'c': 3} l9 l10 l9 l8 r8=['a', 'b', 'c', 1, 2] r11
# 53 c0 l1 l3 c1 l2 r2=(1,) l4 l5 l4 l6 l4 c1 l2 r2=(1, 2) r4
# 154 c0 l1 l2 l3 l4 l6 r6
# 55 c0 l1 l2 l3 l2 l4 l2 l5 r5
# 56 c0 l1 l6 c1 l2 l4 l5 l3 r3=1 c3 r3=2 c3 r3 r6
# 57 c0 l1 l6 c1 l2 l3 l4 l5 r5 r6
# 58 c0 l1 l9 c1 l2 l3 l4 l6 l7 l8 r8=1 r9
# 59 c0 l1 l9 c1 l2 l3 l6 l8 r8=2 c1 l2 l3 l4 l8 r8=1 r9
# 60 c0 l1 l8 c8 l8 l9 l10 r10 l11 c1 l2 c9 l9 r9=1 l3 l2 c10 l10 r10 l4 c9 l9 r9=1 c10 l10 r10 l5 c9 l9 r9=1 l6 c9 l9 r9=1 l7 l6 c10 l10 r10 l5 c10 l10 r10 r5 l12 l13 c9 l9 r9=1 l14 e14 l13 c10 l10 r10 l15 l16 r16
# 61 c0 l1 l7 c7 l7 l8 l9 r9 l10 c1 l2 l3 c8 l8 r8=1 l4 l3 c9 l9 r9 l6 r6=1 r10
# 62 c0 l1 l14 c1 l2 l3 l4 l5 l6 l13 l3 l4 l5 l6 l7 e7 l8 l9 l13 l3 l4 l5 l6 l7 l11 l13 l3 r3 r14
# 63 c0 l1 l3 l1 c1 l2 r2 l3 l8 c1 l7 r7=1 r8
# 64 c0 l1 l11 c1 l2 l3 l6 l7 l10 r10 r11
