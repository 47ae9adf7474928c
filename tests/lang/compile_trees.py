"""compile() of syntax trees: what is refused and in which words, and that trees of sources compile as the sources do."""
import ast
import types
import warnings

warnings.simplefilter('ignore')
def attempt(make):
    try:
        made = make()
        print('code' if isinstance(made, types.CodeType) else made)
    except RecursionError:
        print('RecursionError')
    except Exception as e:
        print(type(e).__name__, e)
L=dict(lineno=1,col_offset=0)
E=lambda x: compile(ast.Expression(x), 'f', 'eval')
attempt(lambda: E(5))
attempt(lambda: E(None))
attempt(lambda: E(ast.expr()))
attempt(lambda: E(ast.expr(**L)))
attempt(lambda: E(ast.Name('x')))
attempt(lambda: E(ast.Name('x',lineno=1)))
attempt(lambda: E(ast.Name(5,**L)))
attempt(lambda: E(ast.Name(None,**L)))
attempt(lambda: E(ast.Name('None',ast.Load(),**L)))
attempt(lambda: E(ast.Name('x',None,**L)))
attempt(lambda: E(ast.Name('x',5,**L)))
attempt(lambda: E(ast.Name('x',ast.Store(),**L)))
attempt(lambda: E(ast.Pass(**L)))
attempt(lambda: E(ast.BinOp(**L)))
attempt(lambda: E(ast.BinOp(ast.Name('x',ast.Load(),**L),5,ast.Name('x',ast.Load(),**L),**L)))
attempt(lambda: E(ast.BoolOp(ast.And(),5,**L)))
attempt(lambda: E(ast.BoolOp(ast.And(),[None,None],**L)))
attempt(lambda: E(ast.Constant([1],**L)))
attempt(lambda: E(ast.Constant((1,[1]),**L)))
attempt(lambda: eval(E(ast.Constant((1,frozenset([1,2]),1+2j,(..., b'a')),**L))))
attempt(lambda: E(ast.Constant(1,lineno='a',col_offset=0)))
attempt(lambda: E(ast.Constant(1,lineno=2**40,col_offset=0)))
attempt(lambda: E(ast.Constant(1,lineno=3,col_offset=0,end_lineno=2)))
attempt(lambda: E(ast.Constant(1,lineno=3,col_offset=7,end_lineno=3,end_col_offset=4)))
attempt(lambda: E(ast.Constant(1,lineno=-3,col_offset=7,end_lineno=3,end_col_offset=4)))
attempt(lambda: E(ast.Constant(1,lineno=-3,col_offset=-7)))
attempt(lambda: E(ast.Constant(1,lineno=None,col_offset=0)))
attempt(lambda: E(ast.Constant(1,lineno=1,col_offset=0,end_lineno=None)))
attempt(lambda: compile(ast.Module([ast.Pass(**L)],[]),'f','eval'))
attempt(lambda: compile(ast.Pass(**L),'f','exec'))
attempt(lambda: compile(ast.Module(5,[]),'f','exec'))
attempt(lambda: compile(ast.Module([5],[]),'f','exec'))
attempt(lambda: compile(ast.Module([None],[]),'f','exec'))
attempt(lambda: compile(ast.Module([]),'f','exec'))
attempt(lambda: compile(ast.Module(),'f','exec'))
attempt(lambda: compile(ast.Module([],[5]),'f','exec'))
attempt(lambda: compile(ast.Module([ast.FunctionDef('f',None,[ast.Pass(**L)],[],**L)],[]),'f','exec'))
attempt(lambda: compile(ast.Module([ast.FunctionDef('f',5,[ast.Pass(**L)],[],**L)],[]),'f','exec'))
attempt(lambda: compile(ast.Module([ast.FunctionDef('f',ast.arguments(),[],[],**L)],[]),'f','exec'))
attempt(lambda: compile(ast.Module([ast.ImportFrom(None,[ast.alias('x',**L)],-1,**L)],[]),'f','exec'))
attempt(lambda: compile(ast.Module([ast.ImportFrom(None,[ast.alias('x')],-1,**L)],[]),'f','exec'))
attempt(lambda: compile(ast.Module([ast.ImportFrom(None,[5],0,**L)],[]),'f','exec'))
attempt(lambda: compile(ast.Module([ast.Global([5],**L)],[]),'f','exec'))
attempt(lambda: E(ast.FormattedValue(ast.Constant(1,**L),5,**L)))
attempt(lambda: eval(E(ast.FormattedValue(ast.Constant(1,**L),-1,**L))))
attempt(lambda: eval(E(ast.JoinedStr([ast.Constant(1,**L)],**L))))
attempt(lambda: eval(E(ast.JoinedStr([ast.Constant('a',**L),ast.Constant('b',**L),ast.FormattedValue(ast.Constant(1,**L),-1,**L)],**L))))
attempt(lambda: eval(E(ast.JoinedStr([],**L))))
attempt(lambda: eval(E(ast.JoinedStr([ast.Constant('a',**L),ast.Constant(1,**L)],**L))))
attempt(lambda: eval(E(ast.TemplateStr([ast.Interpolation(ast.Constant(1,**L),5,-1,**L)],**L))))
attempt(lambda: eval(E(ast.Interpolation(ast.Constant(1,**L),'s',-1,**L))))
attempt(lambda: eval(E(ast.Slice(**L))))
attempt(lambda: eval(E(ast.Starred(ast.Name('x',ast.Load(),**L),ast.Load(),**L))))
attempt(lambda: eval(E(ast.NamedExpr(ast.Constant(1,**L),ast.Constant(1,**L),**L))))
attempt(lambda: eval(E(ast.NamedExpr(ast.Attribute(ast.Constant(1,**L),'x',ast.Store(),**L),ast.Constant(1,**L),**L))))
attempt(lambda: E(ast.Compare(ast.Constant(1,**L),[ast.Eq()],[],**L)))
attempt(lambda: E(ast.Compare(ast.Constant(1,**L),[5],[],**L)))

attempt(lambda: E(ast.Lambda(ast.arguments(args=[ast.arg('a')]),ast.Constant(1,**L),**L)))
attempt(lambda: E(ast.Call(ast.Constant(1,**L),[],[None],**L)))
attempt(lambda: E(ast.GeneratorExp(ast.Constant(1,**L),[None],**L)))
attempt(lambda: E(ast.GeneratorExp(ast.Constant(1,**L),[ast.comprehension(ast.Name('x',ast.Store(),**L),ast.Constant(1,**L),[],'a')],**L)))
class MyName(ast.Name): pass
x=1
attempt(lambda: eval(E(MyName('x',ast.Load(),**L))))
class D:
    lineno=1; col_offset=0
    def __repr__(self): return 'D()'
attempt(lambda: E(D()))
attempt(lambda: eval(E(ast.Yield(None,**L))))
attempt(lambda: compile(ast.Module([ast.Match(ast.Constant(1,**L),[ast.match_case(None,None,[ast.Pass(**L)])],**L)],[]),'f','exec'))
attempt(lambda: compile(ast.Module([ast.Match(ast.Constant(1,**L),[None],**L)],[]),'f','exec'))
attempt(lambda: compile(ast.FunctionType([],ast.Constant(1,**L)),'f','func_type',0x400))
attempt(lambda: compile(ast.FunctionType([],ast.Constant(1,**L)),'f','func_type'))
attempt(lambda: compile(5,'f','exec'))
attempt(lambda: eval(ast.Expression(ast.Constant(1,**L))))
attempt(lambda: compile(ast.Interactive([ast.Expr(ast.Constant(1,**L),**L)]),'f','single'))


def invalid(source, change, mode="exec"):
    tree = ast.parse(source, mode=mode)
    change(tree.body[0] if mode == "exec" else tree.body)
    attempt(lambda: compile(tree, "f", mode))


def set_(*path):
    def change(node):
        *way, name, value = path
        for step in way:
            node = node[step] if isinstance(step, int) else getattr(node, step)
        setattr(node, name, value)
    return change


one = ast.parse("1", mode="eval").body
invalid("del a", set_("targets", []))
invalid("a = 1", set_("targets", []))
invalid("a = 1", set_("targets", [one]))
invalid("a: int", set_("target", ast.parse("a.b = 1").body[0].targets[0]))
invalid("type X = int", set_("name", ast.parse("a.b = 1").body[0].targets[0]))
invalid("if a: b", set_("body", []))
invalid("with a: b", set_("items", []))
invalid("try: a\nexcept: b", set_("handlers", []))
invalid("try: a\nexcept: b\nelse: c\nfinally: d", set_("handlers", []))
invalid("try: a\nexcept: b", set_("handlers", 0, "body", []))
invalid("raise a from b", set_("exc", None))
invalid("import a", set_("names", []))
invalid("from a import b", set_("names", []))
invalid("global a", set_("names", []))
invalid("match a:\n case 1: pass", set_("cases", []))
invalid("match a:\n case 1: pass", set_("cases", 0, "pattern", "value", ast.parse("a + 1", mode="eval").body))
invalid("match a:\n case 1: pass", set_("cases", 0, "pattern", "value", ast.Constant(None, lineno=1, col_offset=1)))
invalid("match a:\n case None: pass", set_("cases", 0, "pattern", "value", 1))
invalid("match a:\n case b: pass", set_("cases", 0, "pattern", "name", "_"))
invalid("match a:\n case b as c: pass", set_("cases", 0, "pattern", "name", None))
invalid("match a:\n case 1 | 2: pass", lambda n: n.cases[0].pattern.patterns.pop())
invalid("match a:\n case {1: 2}: pass", lambda n: n.cases[0].pattern.patterns.pop())
invalid("match a:\n case A(b=2): pass", lambda n: n.cases[0].pattern.kwd_patterns.pop())
invalid("match a:\n case A(b=2): pass", set_("cases", 0, "pattern", "cls", one))
invalid("match a:\n case [*b]: pass", lambda n: setattr(n.cases[0], "pattern", n.cases[0].pattern.patterns[0]))
invalid("lambda a=1: a", lambda n: n.args.args.clear(), "eval")
invalid("lambda *, a=1: a", lambda n: n.args.kwonlyargs.clear(), "eval")
invalid("a and b", lambda n: n.values.pop(), "eval")
invalid("{a: b}", lambda n: n.keys.pop(), "eval")
invalid("[a for b in c]", lambda n: n.generators.clear(), "eval")
invalid("a < b", lambda n: n.ops.pop(), "eval")


class Growing(ast.Name):
    @property
    def lineno(self):
        body.append(self)
        return 1


body = []
tree = ast.Module(body)
body.append(ast.Expr(Growing("x", ast.Load(), col_offset=0), lineno=1, col_offset=0))
attempt(lambda: compile(tree, "f", "exec"))

deep = ast.Name("x", ast.Load(), lineno=1, col_offset=0)
for _ in range(100_000):
    deep = ast.UnaryOp(ast.Not(), deep, lineno=1, col_offset=0)
attempt(lambda: compile(ast.Expression(deep), "f", "eval"))
loop = ast.UnaryOp(ast.Not(), None, lineno=1, col_offset=0)
loop.operand = loop
attempt(lambda: compile(ast.Expression(loop), "f", "eval"))


def shape(code):
    inner = [shape(c) if isinstance(c, types.CodeType) else c for c in code.co_consts]
    return code.co_code, code.co_names, code.co_varnames, list(code.co_positions()), inner


def same(name):
    with open(name, "rb") as file:
        source = file.read()
    return shape(compile(source, "f", "exec")) == shape(compile(ast.parse(source), "f", "exec"))


print(same(__file__))
tree = ast.parse("a = 1\n\nb = c")
for node in ast.walk(tree):
    if isinstance(node, ast.Name):
        node.id += "_"
names = {"c_": 5}
exec(compile(ast.fix_missing_locations(tree), "f", "exec"), names)
print(names["a_"], names["b_"])
try:
    exec(compile(ast.parse("a\nx = (b +\n  1)"), "f", "exec"), {"a": 1})
except NameError as error:
    print(error.__traceback__.tb_next.tb_lineno)

# expect:
# TypeError required field "lineno" missing from expr
# ValueError field 'body' is required for Expression
# TypeError required field "lineno" missing from expr
# TypeError expected some sort of expr, but got expr()
# TypeError required field "lineno" missing from expr
# TypeError required field "col_offset" missing from expr
# TypeError AST identifier must be of type str
# ValueError field 'id' is required for Name
# ValueError identifier field can't represent 'None' constant
# TypeError expected some sort of expr_context, but got None
# TypeError expected some sort of expr_context, but got 5
# ValueError expression must have Load context but has Store instead
# TypeError expected some sort of expr, but got Pass()
# TypeError required field "left" missing from BinOp
# TypeError expected some sort of operator, but got 5
# TypeError BoolOp field "values" must be a list, not a int
# ValueError None disallowed in expression list
# TypeError got an invalid type in Constant: list
# TypeError got an invalid type in Constant: list
# (1, frozenset({1, 2}), (1+2j), (Ellipsis, b'a'))
# ValueError invalid integer value: 'a'
# OverflowError Python int too large to convert to C int
# ValueError AST node line range (3, 2) is not valid
# ValueError line 3, column 7-4 is not a valid range
# ValueError AST node column range (7, 4) for line range (-3, 3) is not valid
# code
# ValueError invalid integer value: None
# code
# TypeError expected Expression node, got Module
# TypeError expected Module node, got Pass
# TypeError Module field "body" must be a list, not a int
# TypeError required field "lineno" missing from stmt
# ValueError None disallowed in statement list
# code
# code
# TypeError expected some sort of type_ignore, but got 5
# code
# code
# ValueError empty body on FunctionDef
# ValueError Negative ImportFrom level
# TypeError required field "lineno" missing from alias
# TypeError required field "name" missing from alias
# TypeError AST identifier must be of type str
# SystemError Unrecognized conversion character 5
# 1
# 1
# ab1
#
# TypeError sequence item 1: expected str instance, int found
# Template(strings=('', ''), interpolations=(Interpolation(1, 5, None, ''),))
# Interpolation(1, 's', None, '')
# slice(None, None, None)
# SyntaxError can't use starred expression here (f, line 1)
# TypeError NamedExpr target must be a Name
# TypeError NamedExpr target must be a Name
# ValueError Compare with no comparators
# TypeError expected some sort of cmpop, but got 5
# TypeError required field "lineno" missing from arg
# TypeError required field "value" missing from keyword
# TypeError required field "target" missing from comprehension
# ValueError invalid integer value: 'a'
# 1
# TypeError expected some sort of expr, but got D()
# SyntaxError 'yield' outside function (f, line 1)
# ValueError field 'pattern' is required for match_case
# TypeError required field "pattern" missing from match_case
# FunctionType(argtypes=[], returns=Constant(value=1, kind=None))
# ValueError compile() mode 'func_type' requires flag PyCF_ONLY_AST
# TypeError compile() arg 1 must be a string, bytes or AST object
# TypeError eval() arg 1 must be a string, bytes or code object
# code
# ValueError empty targets on Delete
# ValueError empty targets on Assign
# ValueError expression which can't be assigned to in Store context
# TypeError AnnAssign with simple non-Name target
# TypeError TypeAlias with non-Name name
# ValueError empty body on If
# ValueError empty items on With
# ValueError Try has neither except handlers nor finalbody
# ValueError Try has orelse but no except handlers
# ValueError empty body on ExceptHandler
# ValueError Raise with cause but no exception
# ValueError empty names on Import
# ValueError empty names on ImportFrom
# ValueError empty names on Global
# ValueError empty cases on Match
# ValueError patterns may only match literals and attribute lookups
# ValueError unexpected constant inside of a literal pattern
# ValueError MatchSingleton can only contain True, False and None
# ValueError can't capture name '_' in patterns
# ValueError MatchAs must specify a target name if a pattern is given
# ValueError MatchOr requires at least 2 patterns
# ValueError MatchMapping doesn't have the same number of keys as patterns
# ValueError MatchClass doesn't have the same number of keyword attributes as patterns
# ValueError MatchClass cls field can only contain Name or Attribute nodes.
# ValueError can't use MatchStar here
# ValueError more positional defaults than args on arguments
# ValueError length of kwonlyargs is not the same as kw_defaults on arguments
# ValueError BoolOp with less than 2 values
# ValueError Dict doesn't have the same number of keys as values
# ValueError comprehension with no generators
# ValueError Compare has a different number of comparators and operands
# RuntimeError Module field "body" changed size during iteration
# RecursionError
# RecursionError
# True
# 1 5
# 2
