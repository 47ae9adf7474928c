"""_symtable: the scopes of programs, with the numbers of CPython's tables."""
import _symtable, sys
def dump(t, ind=0):
    print(' '*ind, t.type, t.name, t.lineno, t.nested, t.symbols, t.varnames)
    for c in t.children: dump(c, ind+2)
S = ["x=1\ndef f(a,*b,c=1,**d):\n  global g\n  x=[i for i in a]\n  return lambda q: q+x\n",
"class A[T: int = str](B, metaclass=C):\n  x: int = 1\n  __p = 2\n  def m(self): return super().x, __class__, self.__p\n  y=[x for _ in x]\n  z = {a for a in x}\n",
"type X[T] = T\ndef g[*Ts, **P](a: int = 1) -> str:\n  nonlocal_ = 1\n  def h():\n    nonlocal nonlocal_\n    import a.b as c, d.e\n    return (yield nonlocal_)\n",
"[[x for x in y] for y in z]\n(a for a in b)\n{k:v for k,v in w}\nlambda: (yield)",
"def f():\n  return [lambda: x for x in y]\n", "def f():\n  if (n := 1): [m := x for x in y]\n", "def f(x: int, y: 'str'=1) -> z:\n  a = 1\n",
"class A:\n  def f(self): pass\n  x = [f for q in (1,)]\n  lst = [__class__ for _ in ()]\n", "async def f():\n  async for x in y: pass\n  return [await z async for z in y]\n", "try: pass\nexcept E as e: pass\nwith a as b: pass\nfor c in d: pass\nmatch x:\n  case [a, *b, {'c': d, **e}] : pass\n", "@dec\ndef f(): pass\n@dec\nclass C: x = 1\n","x: int = 1\nif x:\n  y: str\n", "class A:\n  if x:\n    y: str = 1\n", "from a import *\nfrom __future__ import annotations\n", "def f(): return x + __debug__\nglobal q\n"]
for s in S:
    print('----', repr(s))
    try: dump(_symtable.symtable(s, 'f', 'exec'))
    except SyntaxError as e: print(e)

import symtable
top = symtable.symtable("def f(a):\n  global g\n  return [a + b for b in g]\nclass C:\n  def m(self): pass\n", "file", "exec")
print(top, top.get_symbols())
for child in top.get_children():
    print(child.get_type(), child.get_name(), child.get_lineno(), child.get_symbols())
for arguments in [(1, "f", "exec"), ("x", "f", "foo"), ("x", "f", 1), ("x", 1, "exec"), ("x",), ("x =", "f", "exec")]:
    try:
        print(_symtable.symtable(*arguments))
    except (TypeError, ValueError, SyntaxError) as error:
        print(type(error).__name__, error)

# expect:
# ---- 'x=1\ndef f(a,*b,c=1,**d):\n  global g\n  x=[i for i in a]\n  return lambda q: q+x\n'
#  2 top 0 0 {'x': 4098, 'f': 4098, 'g': 8193} []
#    3 __annotate__ 2 0 {'.format': 4116} ['.format']
#    0 f 2 0 {'a': 4116, 'c': 4100, 'b': 4100, 'd': 4100, 'g': 8193, 'x': 20482, 'i': 4626} ['a', 'c', 'b', 'd']
#      0 lambda 5 1 {'q': 4116, 'x': 16400} ['q']
# ---- 'class A[T: int = str](B, metaclass=C):\n  x: int = 1\n  __p = 2\n  def m(self): return super().x, __class__, self.__p\n  y=[x for _ in x]\n  z = {a for a in x}\n'
#  2 top 0 0 {'A': 4098} []
#    5 A 1 0 {'.type_params': 20498, '.generic_base': 4114, 'T': 5122, 'B': 12304, 'C': 12304} []
#      6 T 1 1 {'.format': 4116, 'int': 12304} ['.format']
#      6 T 1 1 {'.format': 4116, 'str': 12304} ['.format']
#      1 A 1 1 {'__type_params__': 4098, '.type_params': 16400, 'x': 4370, '_A__p': 4098, 'm': 4098, 'y': 4098, 'z': 4098, '_': 4610, 'a': 4626} []
#        3 __annotate__ 2 1 {'.format': 4116, '__classdict__': 16400, 'int': 12304} ['.format']
#        3 __annotate__ 4 1 {'.format': 4116, '__classdict__': 16400} ['.format']
#        0 m 4 1 {'self': 4116, 'super': 12304, '__class__': 16400} ['self']
# ---- 'type X[T] = T\ndef g[*Ts, **P](a: int = 1) -> str:\n  nonlocal_ = 1\n  def h():\n    nonlocal nonlocal_\n    import a.b as c, d.e\n    return (yield nonlocal_)\n'
#  2 top 0 0 {'X': 4098, 'g': 4098} []
#    5 X 1 0 {'T': 21506} []
#      4 X 1 1 {'.format': 4116, 'T': 16400} ['.format']
#    5 g 2 0 {'.defaults': 4100, 'Ts': 5122, 'P': 5122} ['.defaults']
#      3 __annotate__ 2 1 {'.format': 4116, 'int': 12304, 'str': 12304} ['.format']
#      0 g 2 1 {'a': 4100, 'nonlocal_': 20482, 'h': 4098} ['a']
#        3 __annotate__ 4 1 {'.format': 4116} ['.format']
#        0 h 4 1 {'nonlocal_': 16408, 'c': 4224, 'd': 4224} []
# ---- '[[x for x in y] for y in z]\n(a for a in b)\n{k:v for k,v in w}\nlambda: (yield)'
#  2 top 0 0 {'z': 12304, 'b': 12304, 'w': 12304, 'y': 4626, 'x': 4626, 'k': 4626, 'v': 4626} []
#    0 genexpr 2 0 {'.0': 4100, 'a': 4626} ['.0']
#    0 lambda 4 0 {} []
# ---- 'def f():\n  return [lambda: x for x in y]\n'
#  2 top 0 0 {'f': 4098} []
#    3 __annotate__ 1 0 {'.format': 4116} ['.format']
#    0 f 1 0 {'y': 12304, 'x': 23042} []
#      0 lambda 2 1 {'x': 16400} []
# ---- 'def f():\n  if (n := 1): [m := x for x in y]\n'
#  2 top 0 0 {'f': 4098} []
#    3 __annotate__ 1 0 {'.format': 4116} ['.format']
#    0 f 1 0 {'n': 4098, 'y': 12304, 'm': 4098, 'x': 4626} []
# ---- "def f(x: int, y: 'str'=1) -> z:\n  a = 1\n"
#  2 top 0 0 {'f': 4098} []
#    3 __annotate__ 1 0 {'.format': 4116, 'int': 12304, 'z': 12304} ['.format']
#    0 f 1 0 {'x': 4100, 'y': 4100, 'a': 4098} ['x', 'y']
# ---- 'class A:\n  def f(self): pass\n  x = [f for q in (1,)]\n  lst = [__class__ for _ in ()]\n'
#  2 top 0 0 {'A': 4098} []
#    1 A 1 0 {'f': 4098, 'x': 4098, 'lst': 4098, 'q': 4610, '_': 4610, '__class__': 12304} []
#      3 __annotate__ 2 0 {'.format': 4116, '__classdict__': 16400} ['.format']
#      0 f 2 0 {'self': 4100} ['self']
# ---- 'async def f():\n  async for x in y: pass\n  return [await z async for z in y]\n'
#  2 top 0 0 {'f': 4098} []
#    3 __annotate__ 1 0 {'.format': 4116} ['.format']
#    0 f 1 0 {'x': 4098, 'y': 12304, 'z': 4626} []
# ---- "try: pass\nexcept E as e: pass\nwith a as b: pass\nfor c in d: pass\nmatch x:\n  case [a, *b, {'c': d, **e}] : pass\n"
#  2 top 0 0 {'E': 12304, 'e': 4098, 'a': 4114, 'b': 4098, 'c': 4098, 'd': 4114, 'x': 12304} []
# ---- '@dec\ndef f(): pass\n@dec\nclass C: x = 1\n'
#  2 top 0 0 {'f': 4098, 'dec': 12304, 'C': 4098} []
#    3 __annotate__ 2 0 {'.format': 4116} ['.format']
#    0 f 2 0 {} []
#    1 C 4 0 {'x': 4098} []
# ---- 'x: int = 1\nif x:\n  y: str\n'
#  2 top 0 0 {'x': 4370, '__conditional_annotations__': 12304, 'y': 4354} []
#    3 __annotate__ 1 0 {'.format': 4116, 'int': 12304, 'str': 12304} ['.format']
# ---- 'class A:\n  if x:\n    y: str = 1\n'
#  2 top 0 0 {'A': 4098} []
#    1 A 1 0 {'x': 12304, 'y': 4354, '__conditional_annotations__': 12304} []
#      3 __annotate__ 3 0 {'.format': 4116, '__classdict__': 16400, 'str': 12304} ['.format']
# ---- 'from a import *\nfrom __future__ import annotations\n'
# from __future__ imports must occur at the beginning of the file (f, line 2)
# ---- 'def f(): return x + __debug__\nglobal q\n'
#  2 top 0 0 {'f': 4098, 'q': 8193} []
#    3 __annotate__ 1 0 {'.format': 4116} ['.format']
#    0 f 1 0 {'x': 12304, '__debug__': 12304} []
# <SymbolTable for module file> [<symbol 'f': LOCAL, DEF_LOCAL>, <symbol 'g': GLOBAL_EXPLICIT, DEF_GLOBAL>, <symbol 'C': LOCAL, DEF_LOCAL>]
# annotation __annotate__ 1 [<symbol '.format': LOCAL, USE|DEF_PARAM>]
# function f 1 [<symbol 'a': LOCAL, USE|DEF_PARAM>, <symbol 'g': GLOBAL_EXPLICIT, USE|DEF_GLOBAL>, <symbol 'b': LOCAL, USE|DEF_LOCAL|DEF_COMP_ITER>]
# class C 4 [<symbol 'm': LOCAL, DEF_LOCAL>]
# TypeError symtable() arg 1 must be a string or bytes object
# ValueError symtable() arg 3 must be 'exec' or 'eval' or 'single'
# TypeError symtable() argument 3 must be str, not int
# TypeError expected str, bytes or os.PathLike object, not int
# TypeError symtable expected 3 arguments, got 1
# SyntaxError invalid syntax (f, line 1)
