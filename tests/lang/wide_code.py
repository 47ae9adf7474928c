"""Functions with more locals, constants, names and instructions than the short operands count."""
N = 70_000


def made(text, name="f"):
    space = {}
    exec(text, space)
    return space[name]


locals_ = "def f():\n" + "".join(f"    a{i} = {i}\n" for i in range(700)) + "    return a0 + a255 + a256 + a699, len(locals())\n"
print(made(locals_)())
arguments = ", ".join(f"a{i}" for i in range(600))
f = made(f"def f({arguments}): return a0, a254, a255, a256, a599\n")
print(f(*range(600)), f(**{f"a{i}": i for i in range(600)}))
print(made(f"def f(g): return g({', '.join(map(str, range(600)))})")(f))
print(made(f"def f(g): return g({', '.join(f'a{i}={i}' for i in range(600))})")(f))
defaults = ", ".join(f"a{i}={i}" for i in range(600))
print(made(f"def f({defaults}, *, k=1): return a599, k")(k=2))
cells = "def f():\n" + "".join(f"    a{i} = {i}\n" for i in range(400)) + "    def g():\n        return " + " + ".join(f"a{i}" for i in range(400)) + "\n    return g\n"
print(made(cells)()())

constants = "def f(x):\n    x = [" + ", ".join(f"{i}.5" for i in range(N)) + ", x]\n    return x[0], x[65_535], x[65_536], x[-2:], len(x)\n"
print(made(constants)(9))
looked_up = "def f(x):\n    x = (" + ", ".join(f"x + {i}.5" for i in range(N)) + ")\n    return x[0], x[65_535], x[65_536], x[-2:], len(x)\n"
print(made(looked_up)(9))

space = {f"n{i}": i for i in range(N)}
exec("def f():\n    return [" + ", ".join(f"n{i}" for i in range(N)) + "]\n", space)
result = space["f"]()
print(result == list(range(N)), len(result))
space["n69_999"] = 1
del space["n69999"]
try:
    space["f"]()
except NameError as e:
    print(e)


class Attributes:
    def __getattr__(self, name):
        return int(name[1:])


result = made("def f(o):\n    return [" + ", ".join(f"o.n{i}" for i in range(N)) + "]\n")(Attributes())
print(result == list(range(N)))

body = "".join(f"        x += {i % 7}\n" for i in range(N))
jumps = f"def f(n):\n    x = 0\n    for i in range(n):\n        if i == 1:\n            continue\n        if i == 4: break\n{body}    else:\n        x = -1\n    while n:\n        n -= 1\n        if n > 1: continue\n        try:\n    {body.replace(chr(10), chr(10) + '    ').rstrip()}\n            if n: raise ValueError(x)\n        except ValueError as e:\n            x = e.args[0] + 1\n        finally:\n            x += 1\n    return x\n"
print(made(jumps)(3), made(jumps)(9))
ladder = "def f(x):\n" + "".join(f"    {'el' if i else ''}if x == {i}: return {i + 1}\n" for i in range(3_000)) + "    else: return 0\n"
f = made(ladder)
print(f(0), f(1500), f(2999), f(3000))
chain = "def f(x):\n    return " + " or ".join(f"x == {i} and {i + 1}" for i in range(5_000)) + "\n"
f = made(chain)
print(f(0), f(2500), f(4999), f(5000))
gen = "def f():\n" + "".join(f"    a{i} = yield {i}\n" for i in range(500)) + "    return a0, a499\n"
g = made(gen)()
try:
    value = None
    while True:
        value = g.send(value)
except StopIteration as e:
    print(e.value)
exec("x = 0\n" + "x = x + 1\n" * 100_000 + "print(x)\n")
match = "def f(x):\n    match x:\n" + "".join(f"        case {i}: return 'n{i}'\n" for i in range(2_000)) + "        case {'k': v}: return v\n"
f = made(match)
print(f(0), f(1999), f({"k": 1}), f(2000))
print(made("def f(): return {" + ", ".join(f"{i}: {i}" for i in range(N)) + "}")() == {i: i for i in range(N)})
print(made("def f(x): return f'" + "{x}," * 3_000 + "'")(1) == "1," * 3_000)
for count in 255, 256:
    try:
        f = made("def f(x):\n    " + ", ".join(f"a{i}" for i in range(count)) + ", *r = x\n    return a0, a254, r")
        print(f(range(258)))
    except SyntaxError as e:
        print(e)
a = made("def f(x):\n    *r, " + ", ".join(f"a{i}" for i in range(1_000)) + " = x\n    return r, a0, a999")
print(a(range(1_003)))

# expect:
# (1210, 700)
# (0, 254, 255, 256, 599) (0, 254, 255, 256, 599)
# (0, 254, 255, 256, 599)
# (0, 254, 255, 256, 599)
# (599, 2)
# 79800
# (0.5, 65535.5, 65536.5, [69999.5, 9], 70001)
# (9.5, 65544.5, 65545.5, (70007.5, 70008.5), 70000)
# True 70000
# name 'n69999' is not defined
# True
# 420002 1050003
# 1 1501 3000 0
# 1 2501 5000 False
# (0, 499)
# 100000
# n0 n1999 1 None
# True
# True
# (0, 254, [255, 256, 257])
# too many expressions in star-unpacking assignment (<string>, line 2)
# ([0, 1, 2], 3, 1002)
