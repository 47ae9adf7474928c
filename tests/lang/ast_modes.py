"""Trees as CPython optimizes them, syntax of older versions, and sources in encodings of Python's codecs."""
import ast
for s in ["'%s' % (a,)", "'%s%%%r%a' % (a,b,c)", "'%5d' % (a,)", "'%-5.3s|' % (a,)", "'%5s' % (a,)", "'%s' % a", "'%s %s' % (a,)", "'%s' % (*a,)", "'' % ()", "'a' % (a,)", "'%.3r' % (a,)", "'%d' % (a,)", "'%(x)s' % (a,)", "'%05s' % (a,)", "'%+s' % (a,)", "'%' % (a,)", "'x%sy%sz' % (a, 'b')", "'%100000s' % (a,)", "'%*s' % (a,b)", "'%1000s' % (a,)", "'%.1000s' % (a,)", "'%99s%.99r' % (a,b)", "b'%s' % (a,)"]:
    print(s, ast.dump(ast.parse(s, optimize=1).body[0].value))
for s in ["match a:\n case -0: pass", "match a:\n case -1+2j: pass", "match a:\n case {-1: _}: pass","match a:\n case -1.5j: pass", "__debug__", "def f(): 'd'", "'m'\nx", "'m'", "class A:\n 'd'\n x=1", "x = __debug__ = 1" if 0 else "y", "def f(x: __debug__): pass", "f'{a}' 'b'", "(1+2, 3*4)", "not (a in b)", "x in [1,2]", "for x in [1,2]: pass", "[1][0]"]:
    for o in (1,2): print(s, o, ast.dump(ast.parse(s, optimize=o), include_attributes=o==2))

for src, v in [("(x := 0)", 7), ("def f(x, /): pass", 7), ("match x:\n case 1: pass", 9), ("type X = int", 11),
               ("try: pass\nexcept* A: pass", 10), ("class X[T]: pass", 11), ("def f[T=int](): pass", 12), ("t'{x}'", 13),
               ("try: pass\nexcept A, B: pass", 13), ("try: pass\nexcept (A, B): pass", 13), ("x: int = 1", 5)]:
    try:
        ast.parse(src, feature_version=(3, v))
        print(src, v, "ok")
    except SyntaxError as e:
        print(src, v, e.msg)

for src in [b'# coding: iso8859-15\nx = "\xa4"\n', b'# coding: cp1251\nx = "\xe0"', b'# coding: nope\nx=1',
            b'# coding: hex\nx=1', b'# coding: cp1252\nx = "\x81"', b'# coding: utf-7\nx = "+AOA-"']:
    names = {}
    try:
        exec(src, names)
        print(ascii(names["x"]))
    except SyntaxError as e:
        print(e.msg)
for name in "Tru\u1d49", "None\u1d49", "\uff2eone":
    try:
        print(ast.dump(ast.parse(name, mode="eval")))
    except ValueError as e:
        print(type(e).__name__, e)
for wrong, mode in [(ast.Expression(ast.Constant(1)), "exec"), (ast.Module(), "eval")]:
    try:
        ast.parse(wrong, mode=mode)
    except TypeError as e:
        print(e)

# expect:
# '%s' % (a,) JoinedStr(values=[FormattedValue(value=Name(id='a', ctx=Load()), conversion=115)])
# '%s%%%r%a' % (a,b,c) JoinedStr(values=[FormattedValue(value=Name(id='a', ctx=Load()), conversion=115), Constant(value='%'), FormattedValue(value=Name(id='b', ctx=Load()), conversion=114), FormattedValue(value=Name(id='c', ctx=Load()), conversion=97)])
# '%5d' % (a,) BinOp(left=Constant(value='%5d'), op=Mod(), right=Tuple(elts=[Name(id='a', ctx=Load())], ctx=Load()))
# '%-5.3s|' % (a,) JoinedStr(values=[FormattedValue(value=Name(id='a', ctx=Load()), conversion=115, format_spec=Constant(value='5.3')), Constant(value='|')])
# '%5s' % (a,) JoinedStr(values=[FormattedValue(value=Name(id='a', ctx=Load()), conversion=115, format_spec=Constant(value='>5'))])
# '%s' % a BinOp(left=Constant(value='%s'), op=Mod(), right=Name(id='a', ctx=Load()))
# '%s %s' % (a,) BinOp(left=Constant(value='%s %s'), op=Mod(), right=Tuple(elts=[Name(id='a', ctx=Load())], ctx=Load()))
# '%s' % (*a,) BinOp(left=Constant(value='%s'), op=Mod(), right=Tuple(elts=[Starred(value=Name(id='a', ctx=Load()), ctx=Load())], ctx=Load()))
# '' % () JoinedStr()
# 'a' % (a,) BinOp(left=Constant(value='a'), op=Mod(), right=Tuple(elts=[Name(id='a', ctx=Load())], ctx=Load()))
# '%.3r' % (a,) JoinedStr(values=[FormattedValue(value=Name(id='a', ctx=Load()), conversion=114, format_spec=Constant(value='.3'))])
# '%d' % (a,) BinOp(left=Constant(value='%d'), op=Mod(), right=Tuple(elts=[Name(id='a', ctx=Load())], ctx=Load()))
# '%(x)s' % (a,) BinOp(left=Constant(value='%(x)s'), op=Mod(), right=Tuple(elts=[Name(id='a', ctx=Load())], ctx=Load()))
# '%05s' % (a,) JoinedStr(values=[FormattedValue(value=Name(id='a', ctx=Load()), conversion=115, format_spec=Constant(value='>5'))])
# '%+s' % (a,) JoinedStr(values=[FormattedValue(value=Name(id='a', ctx=Load()), conversion=115)])
# '%' % (a,) BinOp(left=Constant(value='%'), op=Mod(), right=Tuple(elts=[Name(id='a', ctx=Load())], ctx=Load()))
# 'x%sy%sz' % (a, 'b') JoinedStr(values=[Constant(value='x'), FormattedValue(value=Name(id='a', ctx=Load()), conversion=115), Constant(value='y'), FormattedValue(value=Constant(value='b'), conversion=115), Constant(value='z')])
# '%100000s' % (a,) BinOp(left=Constant(value='%100000s'), op=Mod(), right=Tuple(elts=[Name(id='a', ctx=Load())], ctx=Load()))
# '%*s' % (a,b) BinOp(left=Constant(value='%*s'), op=Mod(), right=Tuple(elts=[Name(id='a', ctx=Load()), Name(id='b', ctx=Load())], ctx=Load()))
# '%1000s' % (a,) BinOp(left=Constant(value='%1000s'), op=Mod(), right=Tuple(elts=[Name(id='a', ctx=Load())], ctx=Load()))
# '%.1000s' % (a,) BinOp(left=Constant(value='%.1000s'), op=Mod(), right=Tuple(elts=[Name(id='a', ctx=Load())], ctx=Load()))
# '%99s%.99r' % (a,b) JoinedStr(values=[FormattedValue(value=Name(id='a', ctx=Load()), conversion=115, format_spec=Constant(value='>99')), FormattedValue(value=Name(id='b', ctx=Load()), conversion=114, format_spec=Constant(value='.99'))])
# b'%s' % (a,) BinOp(left=Constant(value=b'%s'), op=Mod(), right=Tuple(elts=[Name(id='a', ctx=Load())], ctx=Load()))
# match a:
#  case -0: pass 1 Module(body=[Match(subject=Name(id='a', ctx=Load()), cases=[match_case(pattern=MatchValue(value=Constant(value=0)), body=[Pass()])])])
# match a:
#  case -0: pass 2 Module(body=[Match(subject=Name(id='a', ctx=Load(), lineno=1, col_offset=6, end_lineno=1, end_col_offset=7), cases=[match_case(pattern=MatchValue(value=Constant(value=0, lineno=2, col_offset=6, end_lineno=2, end_col_offset=8), lineno=2, col_offset=6, end_lineno=2, end_col_offset=8), body=[Pass(lineno=2, col_offset=10, end_lineno=2, end_col_offset=14)])], lineno=1, col_offset=0, end_lineno=2, end_col_offset=14)])
# match a:
#  case -1+2j: pass 1 Module(body=[Match(subject=Name(id='a', ctx=Load()), cases=[match_case(pattern=MatchValue(value=Constant(value=(-1+2j))), body=[Pass()])])])
# match a:
#  case -1+2j: pass 2 Module(body=[Match(subject=Name(id='a', ctx=Load(), lineno=1, col_offset=6, end_lineno=1, end_col_offset=7), cases=[match_case(pattern=MatchValue(value=Constant(value=(-1+2j), lineno=2, col_offset=6, end_lineno=2, end_col_offset=11), lineno=2, col_offset=6, end_lineno=2, end_col_offset=11), body=[Pass(lineno=2, col_offset=13, end_lineno=2, end_col_offset=17)])], lineno=1, col_offset=0, end_lineno=2, end_col_offset=17)])
# match a:
#  case {-1: _}: pass 1 Module(body=[Match(subject=Name(id='a', ctx=Load()), cases=[match_case(pattern=MatchMapping(keys=[Constant(value=-1)], patterns=[MatchAs()]), body=[Pass()])])])
# match a:
#  case {-1: _}: pass 2 Module(body=[Match(subject=Name(id='a', ctx=Load(), lineno=1, col_offset=6, end_lineno=1, end_col_offset=7), cases=[match_case(pattern=MatchMapping(keys=[Constant(value=-1, lineno=2, col_offset=7, end_lineno=2, end_col_offset=9)], patterns=[MatchAs(lineno=2, col_offset=11, end_lineno=2, end_col_offset=12)], lineno=2, col_offset=6, end_lineno=2, end_col_offset=13), body=[Pass(lineno=2, col_offset=15, end_lineno=2, end_col_offset=19)])], lineno=1, col_offset=0, end_lineno=2, end_col_offset=19)])
# match a:
#  case -1.5j: pass 1 Module(body=[Match(subject=Name(id='a', ctx=Load()), cases=[match_case(pattern=MatchValue(value=Constant(value=(-0-1.5j))), body=[Pass()])])])
# match a:
#  case -1.5j: pass 2 Module(body=[Match(subject=Name(id='a', ctx=Load(), lineno=1, col_offset=6, end_lineno=1, end_col_offset=7), cases=[match_case(pattern=MatchValue(value=Constant(value=(-0-1.5j), lineno=2, col_offset=6, end_lineno=2, end_col_offset=11), lineno=2, col_offset=6, end_lineno=2, end_col_offset=11), body=[Pass(lineno=2, col_offset=13, end_lineno=2, end_col_offset=17)])], lineno=1, col_offset=0, end_lineno=2, end_col_offset=17)])
# __debug__ 1 Module(body=[Expr(value=Constant(value=False))])
# __debug__ 2 Module(body=[Expr(value=Constant(value=False, lineno=1, col_offset=0, end_lineno=1, end_col_offset=9), lineno=1, col_offset=0, end_lineno=1, end_col_offset=9)])
# def f(): 'd' 1 Module(body=[FunctionDef(name='f', args=arguments(), body=[Expr(value=Constant(value='d'))])])
# def f(): 'd' 2 Module(body=[FunctionDef(name='f', args=arguments(), body=[Pass(lineno=1, col_offset=9, end_lineno=1, end_col_offset=13)], lineno=1, col_offset=0, end_lineno=1, end_col_offset=12)])
# 'm'
# x 1 Module(body=[Expr(value=Constant(value='m')), Expr(value=Name(id='x', ctx=Load()))])
# 'm'
# x 2 Module(body=[Expr(value=Name(id='x', ctx=Load(), lineno=2, col_offset=0, end_lineno=2, end_col_offset=1), lineno=2, col_offset=0, end_lineno=2, end_col_offset=1)])
# 'm' 1 Module(body=[Expr(value=Constant(value='m'))])
# 'm' 2 Module(body=[Pass(lineno=1, col_offset=0, end_lineno=1, end_col_offset=4)])
# class A:
#  'd'
#  x=1 1 Module(body=[ClassDef(name='A', body=[Expr(value=Constant(value='d')), Assign(targets=[Name(id='x', ctx=Store())], value=Constant(value=1))])])
# class A:
#  'd'
#  x=1 2 Module(body=[ClassDef(name='A', body=[Assign(targets=[Name(id='x', ctx=Store(), lineno=3, col_offset=1, end_lineno=3, end_col_offset=2)], value=Constant(value=1, lineno=3, col_offset=3, end_lineno=3, end_col_offset=4), lineno=3, col_offset=1, end_lineno=3, end_col_offset=4)], lineno=1, col_offset=0, end_lineno=3, end_col_offset=4)])
# y 1 Module(body=[Expr(value=Name(id='y', ctx=Load()))])
# y 2 Module(body=[Expr(value=Name(id='y', ctx=Load(), lineno=1, col_offset=0, end_lineno=1, end_col_offset=1), lineno=1, col_offset=0, end_lineno=1, end_col_offset=1)])
# def f(x: __debug__): pass 1 Module(body=[FunctionDef(name='f', args=arguments(args=[arg(arg='x', annotation=Constant(value=False))]), body=[Pass()])])
# def f(x: __debug__): pass 2 Module(body=[FunctionDef(name='f', args=arguments(args=[arg(arg='x', annotation=Constant(value=False, lineno=1, col_offset=9, end_lineno=1, end_col_offset=18), lineno=1, col_offset=6, end_lineno=1, end_col_offset=18)]), body=[Pass(lineno=1, col_offset=21, end_lineno=1, end_col_offset=25)], lineno=1, col_offset=0, end_lineno=1, end_col_offset=25)])
# f'{a}' 'b' 1 Module(body=[Expr(value=JoinedStr(values=[FormattedValue(value=Name(id='a', ctx=Load()), conversion=-1), Constant(value='b')]))])
# f'{a}' 'b' 2 Module(body=[Expr(value=JoinedStr(values=[FormattedValue(value=Name(id='a', ctx=Load(), lineno=1, col_offset=3, end_lineno=1, end_col_offset=4), conversion=-1, lineno=1, col_offset=2, end_lineno=1, end_col_offset=5), Constant(value='b', lineno=1, col_offset=7, end_lineno=1, end_col_offset=10)], lineno=1, col_offset=0, end_lineno=1, end_col_offset=10), lineno=1, col_offset=0, end_lineno=1, end_col_offset=10)])
# (1+2, 3*4) 1 Module(body=[Expr(value=Tuple(elts=[BinOp(left=Constant(value=1), op=Add(), right=Constant(value=2)), BinOp(left=Constant(value=3), op=Mult(), right=Constant(value=4))], ctx=Load()))])
# (1+2, 3*4) 2 Module(body=[Expr(value=Tuple(elts=[BinOp(left=Constant(value=1, lineno=1, col_offset=1, end_lineno=1, end_col_offset=2), op=Add(), right=Constant(value=2, lineno=1, col_offset=3, end_lineno=1, end_col_offset=4), lineno=1, col_offset=1, end_lineno=1, end_col_offset=4), BinOp(left=Constant(value=3, lineno=1, col_offset=6, end_lineno=1, end_col_offset=7), op=Mult(), right=Constant(value=4, lineno=1, col_offset=8, end_lineno=1, end_col_offset=9), lineno=1, col_offset=6, end_lineno=1, end_col_offset=9)], ctx=Load(), lineno=1, col_offset=0, end_lineno=1, end_col_offset=10), lineno=1, col_offset=0, end_lineno=1, end_col_offset=10)])
# not (a in b) 1 Module(body=[Expr(value=UnaryOp(op=Not(), operand=Compare(left=Name(id='a', ctx=Load()), ops=[In()], comparators=[Name(id='b', ctx=Load())])))])
# not (a in b) 2 Module(body=[Expr(value=UnaryOp(op=Not(), operand=Compare(left=Name(id='a', ctx=Load(), lineno=1, col_offset=5, end_lineno=1, end_col_offset=6), ops=[In()], comparators=[Name(id='b', ctx=Load(), lineno=1, col_offset=10, end_lineno=1, end_col_offset=11)], lineno=1, col_offset=5, end_lineno=1, end_col_offset=11), lineno=1, col_offset=0, end_lineno=1, end_col_offset=12), lineno=1, col_offset=0, end_lineno=1, end_col_offset=12)])
# x in [1,2] 1 Module(body=[Expr(value=Compare(left=Name(id='x', ctx=Load()), ops=[In()], comparators=[List(elts=[Constant(value=1), Constant(value=2)], ctx=Load())]))])
# x in [1,2] 2 Module(body=[Expr(value=Compare(left=Name(id='x', ctx=Load(), lineno=1, col_offset=0, end_lineno=1, end_col_offset=1), ops=[In()], comparators=[List(elts=[Constant(value=1, lineno=1, col_offset=6, end_lineno=1, end_col_offset=7), Constant(value=2, lineno=1, col_offset=8, end_lineno=1, end_col_offset=9)], ctx=Load(), lineno=1, col_offset=5, end_lineno=1, end_col_offset=10)], lineno=1, col_offset=0, end_lineno=1, end_col_offset=10), lineno=1, col_offset=0, end_lineno=1, end_col_offset=10)])
# for x in [1,2]: pass 1 Module(body=[For(target=Name(id='x', ctx=Store()), iter=List(elts=[Constant(value=1), Constant(value=2)], ctx=Load()), body=[Pass()])])
# for x in [1,2]: pass 2 Module(body=[For(target=Name(id='x', ctx=Store(), lineno=1, col_offset=4, end_lineno=1, end_col_offset=5), iter=List(elts=[Constant(value=1, lineno=1, col_offset=10, end_lineno=1, end_col_offset=11), Constant(value=2, lineno=1, col_offset=12, end_lineno=1, end_col_offset=13)], ctx=Load(), lineno=1, col_offset=9, end_lineno=1, end_col_offset=14), body=[Pass(lineno=1, col_offset=16, end_lineno=1, end_col_offset=20)], lineno=1, col_offset=0, end_lineno=1, end_col_offset=20)])
# [1][0] 1 Module(body=[Expr(value=Subscript(value=List(elts=[Constant(value=1)], ctx=Load()), slice=Constant(value=0), ctx=Load()))])
# [1][0] 2 Module(body=[Expr(value=Subscript(value=List(elts=[Constant(value=1, lineno=1, col_offset=1, end_lineno=1, end_col_offset=2)], ctx=Load(), lineno=1, col_offset=0, end_lineno=1, end_col_offset=3), slice=Constant(value=0, lineno=1, col_offset=4, end_lineno=1, end_col_offset=5), ctx=Load(), lineno=1, col_offset=0, end_lineno=1, end_col_offset=6), lineno=1, col_offset=0, end_lineno=1, end_col_offset=6)])
# (x := 0) 7 Assignment expressions are only supported in Python 3.8 and greater
# def f(x, /): pass 7 Positional-only parameters are only supported in Python 3.8 and greater
# match x:
#  case 1: pass 9 Pattern matching is only supported in Python 3.10 and greater
# type X = int 11 Type statement is only supported in Python 3.12 and greater
# try: pass
# except* A: pass 10 Exception groups are only supported in Python 3.11 and greater
# class X[T]: pass 11 Type parameter lists are only supported in Python 3.12 and greater
# def f[T=int](): pass 12 Type parameter defaults are only supported in Python 3.13 and greater
# t'{x}' 13 t-strings are only supported in Python 3.14 and greater
# try: pass
# except A, B: pass 13 except expressions without parentheses are only supported in Python 3.14 and greater
# try: pass
# except (A, B): pass 13 ok
# x: int = 1 5 Variable annotation syntax is only supported in Python 3.6 and greater
# '\u20ac'
# '\u0430'
# unknown encoding: nope
# 'hex' is not a text encoding; use codecs.decode() to handle arbitrary codecs
# 'charmap' codec can't decode byte 0x81 in position 22: character maps to <undefined>
# '\xe0'
# ValueError identifier field can't represent 'True' constant
# Expression(body=Name(id='Nonee', ctx=Load()))
# ValueError identifier field can't represent 'None' constant
# expected Module node, got Expression
# expected Expression node, got Module
