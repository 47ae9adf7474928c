# The classes of syntax trees: construction, defaults, text, copies.
import _ast
from _ast import *


def attempt(function):
    try:
        print(repr(function()))
    except BaseException as error:
        print(type(error).__name__, error)


classes = {n: c for n, c in vars(_ast).items() if isinstance(c, type) and c.__module__ == "ast"}
for name, node in sorted(classes.items()):
    types = {k: str(v) for k, v in getattr(node, "_field_types", {}).items()}
    print(name, node.__bases__, node._fields, node._attributes, node.__match_args__, node.__doc__, types)
attempt(lambda: Name("x"))
attempt(lambda: Name("x", 1, 2))
attempt(lambda: Name("x", id="y"))
attempt(lambda: Name(id="x", lineno=3).lineno)
attempt(lambda: AST(1))
attempt(Module)
attempt(Return)
attempt(expr_context)
attempt(lambda: Load() is Load())
node = Name("x")
print(node.ctx, sorted(node.__dict__), Name.end_lineno, Return.value, arg.annotation)
attempt(lambda: Name.lineno)
attempt(node.__reduce__)
attempt(lambda: Load().__reduce__())
attempt(lambda: node.__replace__(id="z").__dict__)
attempt(lambda: node.__replace__(foo=1))
attempt(lambda: node.__replace__(1))
attempt(lambda: Name.__new__(Name).id)
attempt(lambda: Name.__new__(Name).__replace__(ctx=1))


class Derived(Name):
    pass


attempt(lambda: Derived("x"))


class Own(AST):
    _fields = ("a", "b")
    _field_types = {"a": int, "b": int | None}


attempt(lambda: Own(1).__dict__)
attempt(lambda: Own(1, 2, 3))


class Untyped(AST):
    _fields = ("a",)


attempt(lambda: Untyped().a)
attempt(lambda: Untyped(a=1))
deep = Expr(BinOp(Name("a"), Add(), BinOp(Name("b"), Mult(), Name("c"))))
print(deep, List([Name(c) for c in "abcd"]), Tuple([]), Constant((1, 2)))
print(AST(), AST.__doc__, isinstance(node, expr), issubclass(Add, operator), PyCF_ONLY_AST)

# expect:
# AST (<class 'object'>,) () () () None {}
# Add (<class 'ast.operator'>,) () () () Add {}
# And (<class 'ast.boolop'>,) () () () And {}
# AnnAssign (<class 'ast.stmt'>,) ('target', 'annotation', 'value', 'simple') ('lineno', 'col_offset', 'end_lineno', 'end_col_offset') ('target', 'annotation', 'value', 'simple') AnnAssign(expr target, expr annotation, expr? value, int simple) {'target': "<class 'ast.expr'>", 'annotation': "<class 'ast.expr'>", 'value': 'ast.expr | None', 'simple': "<class 'int'>"}
# Assert (<class 'ast.stmt'>,) ('test', 'msg') ('lineno', 'col_offset', 'end_lineno', 'end_col_offset') ('test', 'msg') Assert(expr test, expr? msg) {'test': "<class 'ast.expr'>", 'msg': 'ast.expr | None'}
# Assign (<class 'ast.stmt'>,) ('targets', 'value', 'type_comment') ('lineno', 'col_offset', 'end_lineno', 'end_col_offset') ('targets', 'value', 'type_comment') Assign(expr* targets, expr value, string? type_comment) {'targets': 'list[ast.expr]', 'value': "<class 'ast.expr'>", 'type_comment': 'str | None'}
# AsyncFor (<class 'ast.stmt'>,) ('target', 'iter', 'body', 'orelse', 'type_comment') ('lineno', 'col_offset', 'end_lineno', 'end_col_offset') ('target', 'iter', 'body', 'orelse', 'type_comment') AsyncFor(expr target, expr iter, stmt* body, stmt* orelse, string? type_comment) {'target': "<class 'ast.expr'>", 'iter': "<class 'ast.expr'>", 'body': 'list[ast.stmt]', 'orelse': 'list[ast.stmt]', 'type_comment': 'str | None'}
# AsyncFunctionDef (<class 'ast.stmt'>,) ('name', 'args', 'body', 'decorator_list', 'returns', 'type_comment', 'type_params') ('lineno', 'col_offset', 'end_lineno', 'end_col_offset') ('name', 'args', 'body', 'decorator_list', 'returns', 'type_comment', 'type_params') AsyncFunctionDef(identifier name, arguments args, stmt* body, expr* decorator_list, expr? returns, string? type_comment, type_param* type_params) {'name': "<class 'str'>", 'args': "<class 'ast.arguments'>", 'body': 'list[ast.stmt]', 'decorator_list': 'list[ast.expr]', 'returns': 'ast.expr | None', 'type_comment': 'str | None', 'type_params': 'list[ast.type_param]'}
# AsyncWith (<class 'ast.stmt'>,) ('items', 'body', 'type_comment') ('lineno', 'col_offset', 'end_lineno', 'end_col_offset') ('items', 'body', 'type_comment') AsyncWith(withitem* items, stmt* body, string? type_comment) {'items': 'list[ast.withitem]', 'body': 'list[ast.stmt]', 'type_comment': 'str | None'}
# Attribute (<class 'ast.expr'>,) ('value', 'attr', 'ctx') ('lineno', 'col_offset', 'end_lineno', 'end_col_offset') ('value', 'attr', 'ctx') Attribute(expr value, identifier attr, expr_context ctx) {'value': "<class 'ast.expr'>", 'attr': "<class 'str'>", 'ctx': "<class 'ast.expr_context'>"}
# AugAssign (<class 'ast.stmt'>,) ('target', 'op', 'value') ('lineno', 'col_offset', 'end_lineno', 'end_col_offset') ('target', 'op', 'value') AugAssign(expr target, operator op, expr value) {'target': "<class 'ast.expr'>", 'op': "<class 'ast.operator'>", 'value': "<class 'ast.expr'>"}
# Await (<class 'ast.expr'>,) ('value',) ('lineno', 'col_offset', 'end_lineno', 'end_col_offset') ('value',) Await(expr value) {'value': "<class 'ast.expr'>"}
# BinOp (<class 'ast.expr'>,) ('left', 'op', 'right') ('lineno', 'col_offset', 'end_lineno', 'end_col_offset') ('left', 'op', 'right') BinOp(expr left, operator op, expr right) {'left': "<class 'ast.expr'>", 'op': "<class 'ast.operator'>", 'right': "<class 'ast.expr'>"}
# BitAnd (<class 'ast.operator'>,) () () () BitAnd {}
# BitOr (<class 'ast.operator'>,) () () () BitOr {}
# BitXor (<class 'ast.operator'>,) () () () BitXor {}
# BoolOp (<class 'ast.expr'>,) ('op', 'values') ('lineno', 'col_offset', 'end_lineno', 'end_col_offset') ('op', 'values') BoolOp(boolop op, expr* values) {'op': "<class 'ast.boolop'>", 'values': 'list[ast.expr]'}
# Break (<class 'ast.stmt'>,) () ('lineno', 'col_offset', 'end_lineno', 'end_col_offset') () Break {}
# Call (<class 'ast.expr'>,) ('func', 'args', 'keywords') ('lineno', 'col_offset', 'end_lineno', 'end_col_offset') ('func', 'args', 'keywords') Call(expr func, expr* args, keyword* keywords) {'func': "<class 'ast.expr'>", 'args': 'list[ast.expr]', 'keywords': 'list[ast.keyword]'}
# ClassDef (<class 'ast.stmt'>,) ('name', 'bases', 'keywords', 'body', 'decorator_list', 'type_params') ('lineno', 'col_offset', 'end_lineno', 'end_col_offset') ('name', 'bases', 'keywords', 'body', 'decorator_list', 'type_params') ClassDef(identifier name, expr* bases, keyword* keywords, stmt* body, expr* decorator_list, type_param* type_params) {'name': "<class 'str'>", 'bases': 'list[ast.expr]', 'keywords': 'list[ast.keyword]', 'body': 'list[ast.stmt]', 'decorator_list': 'list[ast.expr]', 'type_params': 'list[ast.type_param]'}
# Compare (<class 'ast.expr'>,) ('left', 'ops', 'comparators') ('lineno', 'col_offset', 'end_lineno', 'end_col_offset') ('left', 'ops', 'comparators') Compare(expr left, cmpop* ops, expr* comparators) {'left': "<class 'ast.expr'>", 'ops': 'list[ast.cmpop]', 'comparators': 'list[ast.expr]'}
# Constant (<class 'ast.expr'>,) ('value', 'kind') ('lineno', 'col_offset', 'end_lineno', 'end_col_offset') ('value', 'kind') Constant(constant value, string? kind) {'value': "<class 'object'>", 'kind': 'str | None'}
# Continue (<class 'ast.stmt'>,) () ('lineno', 'col_offset', 'end_lineno', 'end_col_offset') () Continue {}
# Del (<class 'ast.expr_context'>,) () () () Del {}
# Delete (<class 'ast.stmt'>,) ('targets',) ('lineno', 'col_offset', 'end_lineno', 'end_col_offset') ('targets',) Delete(expr* targets) {'targets': 'list[ast.expr]'}
# Dict (<class 'ast.expr'>,) ('keys', 'values') ('lineno', 'col_offset', 'end_lineno', 'end_col_offset') ('keys', 'values') Dict(expr?* keys, expr* values) {'keys': 'list[ast.expr]', 'values': 'list[ast.expr]'}
# DictComp (<class 'ast.expr'>,) ('key', 'value', 'generators') ('lineno', 'col_offset', 'end_lineno', 'end_col_offset') ('key', 'value', 'generators') DictComp(expr key, expr value, comprehension* generators) {'key': "<class 'ast.expr'>", 'value': "<class 'ast.expr'>", 'generators': 'list[ast.comprehension]'}
# Div (<class 'ast.operator'>,) () () () Div {}
# Eq (<class 'ast.cmpop'>,) () () () Eq {}
# ExceptHandler (<class 'ast.excepthandler'>,) ('type', 'name', 'body') ('lineno', 'col_offset', 'end_lineno', 'end_col_offset') ('type', 'name', 'body') ExceptHandler(expr? type, identifier? name, stmt* body) {'type': 'ast.expr | None', 'name': 'str | None', 'body': 'list[ast.stmt]'}
# Expr (<class 'ast.stmt'>,) ('value',) ('lineno', 'col_offset', 'end_lineno', 'end_col_offset') ('value',) Expr(expr value) {'value': "<class 'ast.expr'>"}
# Expression (<class 'ast.mod'>,) ('body',) () ('body',) Expression(expr body) {'body': "<class 'ast.expr'>"}
# FloorDiv (<class 'ast.operator'>,) () () () FloorDiv {}
# For (<class 'ast.stmt'>,) ('target', 'iter', 'body', 'orelse', 'type_comment') ('lineno', 'col_offset', 'end_lineno', 'end_col_offset') ('target', 'iter', 'body', 'orelse', 'type_comment') For(expr target, expr iter, stmt* body, stmt* orelse, string? type_comment) {'target': "<class 'ast.expr'>", 'iter': "<class 'ast.expr'>", 'body': 'list[ast.stmt]', 'orelse': 'list[ast.stmt]', 'type_comment': 'str | None'}
# FormattedValue (<class 'ast.expr'>,) ('value', 'conversion', 'format_spec') ('lineno', 'col_offset', 'end_lineno', 'end_col_offset') ('value', 'conversion', 'format_spec') FormattedValue(expr value, int conversion, expr? format_spec) {'value': "<class 'ast.expr'>", 'conversion': "<class 'int'>", 'format_spec': 'ast.expr | None'}
# FunctionDef (<class 'ast.stmt'>,) ('name', 'args', 'body', 'decorator_list', 'returns', 'type_comment', 'type_params') ('lineno', 'col_offset', 'end_lineno', 'end_col_offset') ('name', 'args', 'body', 'decorator_list', 'returns', 'type_comment', 'type_params') FunctionDef(identifier name, arguments args, stmt* body, expr* decorator_list, expr? returns, string? type_comment, type_param* type_params) {'name': "<class 'str'>", 'args': "<class 'ast.arguments'>", 'body': 'list[ast.stmt]', 'decorator_list': 'list[ast.expr]', 'returns': 'ast.expr | None', 'type_comment': 'str | None', 'type_params': 'list[ast.type_param]'}
# FunctionType (<class 'ast.mod'>,) ('argtypes', 'returns') () ('argtypes', 'returns') FunctionType(expr* argtypes, expr returns) {'argtypes': 'list[ast.expr]', 'returns': "<class 'ast.expr'>"}
# GeneratorExp (<class 'ast.expr'>,) ('elt', 'generators') ('lineno', 'col_offset', 'end_lineno', 'end_col_offset') ('elt', 'generators') GeneratorExp(expr elt, comprehension* generators) {'elt': "<class 'ast.expr'>", 'generators': 'list[ast.comprehension]'}
# Global (<class 'ast.stmt'>,) ('names',) ('lineno', 'col_offset', 'end_lineno', 'end_col_offset') ('names',) Global(identifier* names) {'names': 'list[str]'}
# Gt (<class 'ast.cmpop'>,) () () () Gt {}
# GtE (<class 'ast.cmpop'>,) () () () GtE {}
# If (<class 'ast.stmt'>,) ('test', 'body', 'orelse') ('lineno', 'col_offset', 'end_lineno', 'end_col_offset') ('test', 'body', 'orelse') If(expr test, stmt* body, stmt* orelse) {'test': "<class 'ast.expr'>", 'body': 'list[ast.stmt]', 'orelse': 'list[ast.stmt]'}
# IfExp (<class 'ast.expr'>,) ('test', 'body', 'orelse') ('lineno', 'col_offset', 'end_lineno', 'end_col_offset') ('test', 'body', 'orelse') IfExp(expr test, expr body, expr orelse) {'test': "<class 'ast.expr'>", 'body': "<class 'ast.expr'>", 'orelse': "<class 'ast.expr'>"}
# Import (<class 'ast.stmt'>,) ('names',) ('lineno', 'col_offset', 'end_lineno', 'end_col_offset') ('names',) Import(alias* names) {'names': 'list[ast.alias]'}
# ImportFrom (<class 'ast.stmt'>,) ('module', 'names', 'level') ('lineno', 'col_offset', 'end_lineno', 'end_col_offset') ('module', 'names', 'level') ImportFrom(identifier? module, alias* names, int? level) {'module': 'str | None', 'names': 'list[ast.alias]', 'level': 'int | None'}
# In (<class 'ast.cmpop'>,) () () () In {}
# Interactive (<class 'ast.mod'>,) ('body',) () ('body',) Interactive(stmt* body) {'body': 'list[ast.stmt]'}
# Interpolation (<class 'ast.expr'>,) ('value', 'str', 'conversion', 'format_spec') ('lineno', 'col_offset', 'end_lineno', 'end_col_offset') ('value', 'str', 'conversion', 'format_spec') Interpolation(expr value, constant str, int conversion, expr? format_spec) {'value': "<class 'ast.expr'>", 'str': "<class 'object'>", 'conversion': "<class 'int'>", 'format_spec': 'ast.expr | None'}
# Invert (<class 'ast.unaryop'>,) () () () Invert {}
# Is (<class 'ast.cmpop'>,) () () () Is {}
# IsNot (<class 'ast.cmpop'>,) () () () IsNot {}
# JoinedStr (<class 'ast.expr'>,) ('values',) ('lineno', 'col_offset', 'end_lineno', 'end_col_offset') ('values',) JoinedStr(expr* values) {'values': 'list[ast.expr]'}
# LShift (<class 'ast.operator'>,) () () () LShift {}
# Lambda (<class 'ast.expr'>,) ('args', 'body') ('lineno', 'col_offset', 'end_lineno', 'end_col_offset') ('args', 'body') Lambda(arguments args, expr body) {'args': "<class 'ast.arguments'>", 'body': "<class 'ast.expr'>"}
# List (<class 'ast.expr'>,) ('elts', 'ctx') ('lineno', 'col_offset', 'end_lineno', 'end_col_offset') ('elts', 'ctx') List(expr* elts, expr_context ctx) {'elts': 'list[ast.expr]', 'ctx': "<class 'ast.expr_context'>"}
# ListComp (<class 'ast.expr'>,) ('elt', 'generators') ('lineno', 'col_offset', 'end_lineno', 'end_col_offset') ('elt', 'generators') ListComp(expr elt, comprehension* generators) {'elt': "<class 'ast.expr'>", 'generators': 'list[ast.comprehension]'}
# Load (<class 'ast.expr_context'>,) () () () Load {}
# Lt (<class 'ast.cmpop'>,) () () () Lt {}
# LtE (<class 'ast.cmpop'>,) () () () LtE {}
# MatMult (<class 'ast.operator'>,) () () () MatMult {}
# Match (<class 'ast.stmt'>,) ('subject', 'cases') ('lineno', 'col_offset', 'end_lineno', 'end_col_offset') ('subject', 'cases') Match(expr subject, match_case* cases) {'subject': "<class 'ast.expr'>", 'cases': 'list[ast.match_case]'}
# MatchAs (<class 'ast.pattern'>,) ('pattern', 'name') ('lineno', 'col_offset', 'end_lineno', 'end_col_offset') ('pattern', 'name') MatchAs(pattern? pattern, identifier? name) {'pattern': 'ast.pattern | None', 'name': 'str | None'}
# MatchClass (<class 'ast.pattern'>,) ('cls', 'patterns', 'kwd_attrs', 'kwd_patterns') ('lineno', 'col_offset', 'end_lineno', 'end_col_offset') ('cls', 'patterns', 'kwd_attrs', 'kwd_patterns') MatchClass(expr cls, pattern* patterns, identifier* kwd_attrs, pattern* kwd_patterns) {'cls': "<class 'ast.expr'>", 'patterns': 'list[ast.pattern]', 'kwd_attrs': 'list[str]', 'kwd_patterns': 'list[ast.pattern]'}
# MatchMapping (<class 'ast.pattern'>,) ('keys', 'patterns', 'rest') ('lineno', 'col_offset', 'end_lineno', 'end_col_offset') ('keys', 'patterns', 'rest') MatchMapping(expr* keys, pattern* patterns, identifier? rest) {'keys': 'list[ast.expr]', 'patterns': 'list[ast.pattern]', 'rest': 'str | None'}
# MatchOr (<class 'ast.pattern'>,) ('patterns',) ('lineno', 'col_offset', 'end_lineno', 'end_col_offset') ('patterns',) MatchOr(pattern* patterns) {'patterns': 'list[ast.pattern]'}
# MatchSequence (<class 'ast.pattern'>,) ('patterns',) ('lineno', 'col_offset', 'end_lineno', 'end_col_offset') ('patterns',) MatchSequence(pattern* patterns) {'patterns': 'list[ast.pattern]'}
# MatchSingleton (<class 'ast.pattern'>,) ('value',) ('lineno', 'col_offset', 'end_lineno', 'end_col_offset') ('value',) MatchSingleton(constant value) {'value': "<class 'object'>"}
# MatchStar (<class 'ast.pattern'>,) ('name',) ('lineno', 'col_offset', 'end_lineno', 'end_col_offset') ('name',) MatchStar(identifier? name) {'name': 'str | None'}
# MatchValue (<class 'ast.pattern'>,) ('value',) ('lineno', 'col_offset', 'end_lineno', 'end_col_offset') ('value',) MatchValue(expr value) {'value': "<class 'ast.expr'>"}
# Mod (<class 'ast.operator'>,) () () () Mod {}
# Module (<class 'ast.mod'>,) ('body', 'type_ignores') () ('body', 'type_ignores') Module(stmt* body, type_ignore* type_ignores) {'body': 'list[ast.stmt]', 'type_ignores': 'list[ast.type_ignore]'}
# Mult (<class 'ast.operator'>,) () () () Mult {}
# Name (<class 'ast.expr'>,) ('id', 'ctx') ('lineno', 'col_offset', 'end_lineno', 'end_col_offset') ('id', 'ctx') Name(identifier id, expr_context ctx) {'id': "<class 'str'>", 'ctx': "<class 'ast.expr_context'>"}
# NamedExpr (<class 'ast.expr'>,) ('target', 'value') ('lineno', 'col_offset', 'end_lineno', 'end_col_offset') ('target', 'value') NamedExpr(expr target, expr value) {'target': "<class 'ast.expr'>", 'value': "<class 'ast.expr'>"}
# Nonlocal (<class 'ast.stmt'>,) ('names',) ('lineno', 'col_offset', 'end_lineno', 'end_col_offset') ('names',) Nonlocal(identifier* names) {'names': 'list[str]'}
# Not (<class 'ast.unaryop'>,) () () () Not {}
# NotEq (<class 'ast.cmpop'>,) () () () NotEq {}
# NotIn (<class 'ast.cmpop'>,) () () () NotIn {}
# Or (<class 'ast.boolop'>,) () () () Or {}
# ParamSpec (<class 'ast.type_param'>,) ('name', 'default_value') ('lineno', 'col_offset', 'end_lineno', 'end_col_offset') ('name', 'default_value') ParamSpec(identifier name, expr? default_value) {'name': "<class 'str'>", 'default_value': 'ast.expr | None'}
# Pass (<class 'ast.stmt'>,) () ('lineno', 'col_offset', 'end_lineno', 'end_col_offset') () Pass {}
# Pow (<class 'ast.operator'>,) () () () Pow {}
# RShift (<class 'ast.operator'>,) () () () RShift {}
# Raise (<class 'ast.stmt'>,) ('exc', 'cause') ('lineno', 'col_offset', 'end_lineno', 'end_col_offset') ('exc', 'cause') Raise(expr? exc, expr? cause) {'exc': 'ast.expr | None', 'cause': 'ast.expr | None'}
# Return (<class 'ast.stmt'>,) ('value',) ('lineno', 'col_offset', 'end_lineno', 'end_col_offset') ('value',) Return(expr? value) {'value': 'ast.expr | None'}
# Set (<class 'ast.expr'>,) ('elts',) ('lineno', 'col_offset', 'end_lineno', 'end_col_offset') ('elts',) Set(expr* elts) {'elts': 'list[ast.expr]'}
# SetComp (<class 'ast.expr'>,) ('elt', 'generators') ('lineno', 'col_offset', 'end_lineno', 'end_col_offset') ('elt', 'generators') SetComp(expr elt, comprehension* generators) {'elt': "<class 'ast.expr'>", 'generators': 'list[ast.comprehension]'}
# Slice (<class 'ast.expr'>,) ('lower', 'upper', 'step') ('lineno', 'col_offset', 'end_lineno', 'end_col_offset') ('lower', 'upper', 'step') Slice(expr? lower, expr? upper, expr? step) {'lower': 'ast.expr | None', 'upper': 'ast.expr | None', 'step': 'ast.expr | None'}
# Starred (<class 'ast.expr'>,) ('value', 'ctx') ('lineno', 'col_offset', 'end_lineno', 'end_col_offset') ('value', 'ctx') Starred(expr value, expr_context ctx) {'value': "<class 'ast.expr'>", 'ctx': "<class 'ast.expr_context'>"}
# Store (<class 'ast.expr_context'>,) () () () Store {}
# Sub (<class 'ast.operator'>,) () () () Sub {}
# Subscript (<class 'ast.expr'>,) ('value', 'slice', 'ctx') ('lineno', 'col_offset', 'end_lineno', 'end_col_offset') ('value', 'slice', 'ctx') Subscript(expr value, expr slice, expr_context ctx) {'value': "<class 'ast.expr'>", 'slice': "<class 'ast.expr'>", 'ctx': "<class 'ast.expr_context'>"}
# TemplateStr (<class 'ast.expr'>,) ('values',) ('lineno', 'col_offset', 'end_lineno', 'end_col_offset') ('values',) TemplateStr(expr* values) {'values': 'list[ast.expr]'}
# Try (<class 'ast.stmt'>,) ('body', 'handlers', 'orelse', 'finalbody') ('lineno', 'col_offset', 'end_lineno', 'end_col_offset') ('body', 'handlers', 'orelse', 'finalbody') Try(stmt* body, excepthandler* handlers, stmt* orelse, stmt* finalbody) {'body': 'list[ast.stmt]', 'handlers': 'list[ast.excepthandler]', 'orelse': 'list[ast.stmt]', 'finalbody': 'list[ast.stmt]'}
# TryStar (<class 'ast.stmt'>,) ('body', 'handlers', 'orelse', 'finalbody') ('lineno', 'col_offset', 'end_lineno', 'end_col_offset') ('body', 'handlers', 'orelse', 'finalbody') TryStar(stmt* body, excepthandler* handlers, stmt* orelse, stmt* finalbody) {'body': 'list[ast.stmt]', 'handlers': 'list[ast.excepthandler]', 'orelse': 'list[ast.stmt]', 'finalbody': 'list[ast.stmt]'}
# Tuple (<class 'ast.expr'>,) ('elts', 'ctx') ('lineno', 'col_offset', 'end_lineno', 'end_col_offset') ('elts', 'ctx') Tuple(expr* elts, expr_context ctx) {'elts': 'list[ast.expr]', 'ctx': "<class 'ast.expr_context'>"}
# TypeAlias (<class 'ast.stmt'>,) ('name', 'type_params', 'value') ('lineno', 'col_offset', 'end_lineno', 'end_col_offset') ('name', 'type_params', 'value') TypeAlias(expr name, type_param* type_params, expr value) {'name': "<class 'ast.expr'>", 'type_params': 'list[ast.type_param]', 'value': "<class 'ast.expr'>"}
# TypeIgnore (<class 'ast.type_ignore'>,) ('lineno', 'tag') () ('lineno', 'tag') TypeIgnore(int lineno, string tag) {'lineno': "<class 'int'>", 'tag': "<class 'str'>"}
# TypeVar (<class 'ast.type_param'>,) ('name', 'bound', 'default_value') ('lineno', 'col_offset', 'end_lineno', 'end_col_offset') ('name', 'bound', 'default_value') TypeVar(identifier name, expr? bound, expr? default_value) {'name': "<class 'str'>", 'bound': 'ast.expr | None', 'default_value': 'ast.expr | None'}
# TypeVarTuple (<class 'ast.type_param'>,) ('name', 'default_value') ('lineno', 'col_offset', 'end_lineno', 'end_col_offset') ('name', 'default_value') TypeVarTuple(identifier name, expr? default_value) {'name': "<class 'str'>", 'default_value': 'ast.expr | None'}
# UAdd (<class 'ast.unaryop'>,) () () () UAdd {}
# USub (<class 'ast.unaryop'>,) () () () USub {}
# UnaryOp (<class 'ast.expr'>,) ('op', 'operand') ('lineno', 'col_offset', 'end_lineno', 'end_col_offset') ('op', 'operand') UnaryOp(unaryop op, expr operand) {'op': "<class 'ast.unaryop'>", 'operand': "<class 'ast.expr'>"}
# While (<class 'ast.stmt'>,) ('test', 'body', 'orelse') ('lineno', 'col_offset', 'end_lineno', 'end_col_offset') ('test', 'body', 'orelse') While(expr test, stmt* body, stmt* orelse) {'test': "<class 'ast.expr'>", 'body': 'list[ast.stmt]', 'orelse': 'list[ast.stmt]'}
# With (<class 'ast.stmt'>,) ('items', 'body', 'type_comment') ('lineno', 'col_offset', 'end_lineno', 'end_col_offset') ('items', 'body', 'type_comment') With(withitem* items, stmt* body, string? type_comment) {'items': 'list[ast.withitem]', 'body': 'list[ast.stmt]', 'type_comment': 'str | None'}
# Yield (<class 'ast.expr'>,) ('value',) ('lineno', 'col_offset', 'end_lineno', 'end_col_offset') ('value',) Yield(expr? value) {'value': 'ast.expr | None'}
# YieldFrom (<class 'ast.expr'>,) ('value',) ('lineno', 'col_offset', 'end_lineno', 'end_col_offset') ('value',) YieldFrom(expr value) {'value': "<class 'ast.expr'>"}
# alias (<class 'ast.AST'>,) ('name', 'asname') ('lineno', 'col_offset', 'end_lineno', 'end_col_offset') ('name', 'asname') alias(identifier name, identifier? asname) {'name': "<class 'str'>", 'asname': 'str | None'}
# arg (<class 'ast.AST'>,) ('arg', 'annotation', 'type_comment') ('lineno', 'col_offset', 'end_lineno', 'end_col_offset') ('arg', 'annotation', 'type_comment') arg(identifier arg, expr? annotation, string? type_comment) {'arg': "<class 'str'>", 'annotation': 'ast.expr | None', 'type_comment': 'str | None'}
# arguments (<class 'ast.AST'>,) ('posonlyargs', 'args', 'vararg', 'kwonlyargs', 'kw_defaults', 'kwarg', 'defaults') () ('posonlyargs', 'args', 'vararg', 'kwonlyargs', 'kw_defaults', 'kwarg', 'defaults') arguments(arg* posonlyargs, arg* args, arg? vararg, arg* kwonlyargs, expr?* kw_defaults, arg? kwarg, expr* defaults) {'posonlyargs': 'list[ast.arg]', 'args': 'list[ast.arg]', 'vararg': 'ast.arg | None', 'kwonlyargs': 'list[ast.arg]', 'kw_defaults': 'list[ast.expr]', 'kwarg': 'ast.arg | None', 'defaults': 'list[ast.expr]'}
# boolop (<class 'ast.AST'>,) () () () boolop = And | Or {}
# cmpop (<class 'ast.AST'>,) () () () cmpop = Eq | NotEq | Lt | LtE | Gt | GtE | Is | IsNot | In | NotIn {}
# comprehension (<class 'ast.AST'>,) ('target', 'iter', 'ifs', 'is_async') () ('target', 'iter', 'ifs', 'is_async') comprehension(expr target, expr iter, expr* ifs, int is_async) {'target': "<class 'ast.expr'>", 'iter': "<class 'ast.expr'>", 'ifs': 'list[ast.expr]', 'is_async': "<class 'int'>"}
# excepthandler (<class 'ast.AST'>,) () ('lineno', 'col_offset', 'end_lineno', 'end_col_offset') () excepthandler = ExceptHandler(expr? type, identifier? name, stmt* body) {}
# expr (<class 'ast.AST'>,) () ('lineno', 'col_offset', 'end_lineno', 'end_col_offset') () expr = BoolOp(boolop op, expr* values)
#      | NamedExpr(expr target, expr value)
#      | BinOp(expr left, operator op, expr right)
#      | UnaryOp(unaryop op, expr operand)
#      | Lambda(arguments args, expr body)
#      | IfExp(expr test, expr body, expr orelse)
#      | Dict(expr?* keys, expr* values)
#      | Set(expr* elts)
#      | ListComp(expr elt, comprehension* generators)
#      | SetComp(expr elt, comprehension* generators)
#      | DictComp(expr key, expr value, comprehension* generators)
#      | GeneratorExp(expr elt, comprehension* generators)
#      | Await(expr value)
#      | Yield(expr? value)
#      | YieldFrom(expr value)
#      | Compare(expr left, cmpop* ops, expr* comparators)
#      | Call(expr func, expr* args, keyword* keywords)
#      | FormattedValue(expr value, int conversion, expr? format_spec)
#      | Interpolation(expr value, constant str, int conversion, expr? format_spec)
#      | JoinedStr(expr* values)
#      | TemplateStr(expr* values)
#      | Constant(constant value, string? kind)
#      | Attribute(expr value, identifier attr, expr_context ctx)
#      | Subscript(expr value, expr slice, expr_context ctx)
#      | Starred(expr value, expr_context ctx)
#      | Name(identifier id, expr_context ctx)
#      | List(expr* elts, expr_context ctx)
#      | Tuple(expr* elts, expr_context ctx)
#      | Slice(expr? lower, expr? upper, expr? step) {}
# expr_context (<class 'ast.AST'>,) () () () expr_context = Load | Store | Del {}
# keyword (<class 'ast.AST'>,) ('arg', 'value') ('lineno', 'col_offset', 'end_lineno', 'end_col_offset') ('arg', 'value') keyword(identifier? arg, expr value) {'arg': 'str | None', 'value': "<class 'ast.expr'>"}
# match_case (<class 'ast.AST'>,) ('pattern', 'guard', 'body') () ('pattern', 'guard', 'body') match_case(pattern pattern, expr? guard, stmt* body) {'pattern': "<class 'ast.pattern'>", 'guard': 'ast.expr | None', 'body': 'list[ast.stmt]'}
# mod (<class 'ast.AST'>,) () () () mod = Module(stmt* body, type_ignore* type_ignores)
#     | Interactive(stmt* body)
#     | Expression(expr body)
#     | FunctionType(expr* argtypes, expr returns) {}
# operator (<class 'ast.AST'>,) () () () operator = Add | Sub | Mult | MatMult | Div | Mod | Pow | LShift | RShift | BitOr | BitXor | BitAnd | FloorDiv {}
# pattern (<class 'ast.AST'>,) () ('lineno', 'col_offset', 'end_lineno', 'end_col_offset') () pattern = MatchValue(expr value)
#         | MatchSingleton(constant value)
#         | MatchSequence(pattern* patterns)
#         | MatchMapping(expr* keys, pattern* patterns, identifier? rest)
#         | MatchClass(expr cls, pattern* patterns, identifier* kwd_attrs, pattern* kwd_patterns)
#         | MatchStar(identifier? name)
#         | MatchAs(pattern? pattern, identifier? name)
#         | MatchOr(pattern* patterns) {}
# stmt (<class 'ast.AST'>,) () ('lineno', 'col_offset', 'end_lineno', 'end_col_offset') () stmt = FunctionDef(identifier name, arguments args, stmt* body, expr* decorator_list, expr? returns, string? type_comment, type_param* type_params)
#      | AsyncFunctionDef(identifier name, arguments args, stmt* body, expr* decorator_list, expr? returns, string? type_comment, type_param* type_params)
#      | ClassDef(identifier name, expr* bases, keyword* keywords, stmt* body, expr* decorator_list, type_param* type_params)
#      | Return(expr? value)
#      | Delete(expr* targets)
#      | Assign(expr* targets, expr value, string? type_comment)
#      | TypeAlias(expr name, type_param* type_params, expr value)
#      | AugAssign(expr target, operator op, expr value)
#      | AnnAssign(expr target, expr annotation, expr? value, int simple)
#      | For(expr target, expr iter, stmt* body, stmt* orelse, string? type_comment)
#      | AsyncFor(expr target, expr iter, stmt* body, stmt* orelse, string? type_comment)
#      | While(expr test, stmt* body, stmt* orelse)
#      | If(expr test, stmt* body, stmt* orelse)
#      | With(withitem* items, stmt* body, string? type_comment)
#      | AsyncWith(withitem* items, stmt* body, string? type_comment)
#      | Match(expr subject, match_case* cases)
#      | Raise(expr? exc, expr? cause)
#      | Try(stmt* body, excepthandler* handlers, stmt* orelse, stmt* finalbody)
#      | TryStar(stmt* body, excepthandler* handlers, stmt* orelse, stmt* finalbody)
#      | Assert(expr test, expr? msg)
#      | Import(alias* names)
#      | ImportFrom(identifier? module, alias* names, int? level)
#      | Global(identifier* names)
#      | Nonlocal(identifier* names)
#      | Expr(expr value)
#      | Pass
#      | Break
#      | Continue {}
# type_ignore (<class 'ast.AST'>,) () () () type_ignore = TypeIgnore(int lineno, string tag) {}
# type_param (<class 'ast.AST'>,) () ('lineno', 'col_offset', 'end_lineno', 'end_col_offset') () type_param = TypeVar(identifier name, expr? bound, expr? default_value)
#            | ParamSpec(identifier name, expr? default_value)
#            | TypeVarTuple(identifier name, expr? default_value) {}
# unaryop (<class 'ast.AST'>,) () () () unaryop = Invert | Not | UAdd | USub {}
# withitem (<class 'ast.AST'>,) ('context_expr', 'optional_vars') () ('context_expr', 'optional_vars') withitem(expr context_expr, expr? optional_vars) {'context_expr': "<class 'ast.expr'>", 'optional_vars': 'ast.expr | None'}
# Name(id='x', ctx=Load())
# TypeError Name constructor takes at most 2 positional arguments
# TypeError Name got multiple values for argument 'id'
# 3
# TypeError AST constructor takes at most 0 positional arguments
# Module(body=[], type_ignores=[])
# Return(value=None)
# expr_context()
# False
# Load() ['ctx', 'id'] None None None
# AttributeError type object 'Name' has no attribute 'lineno'
# (<class 'ast.Name'>, (None, None), {'id': 'x', 'ctx': Load()})
# (<class 'ast.Load'>, (), {})
# {'id': 'z', 'ctx': Load()}
# TypeError Name.__replace__ got an unexpected keyword argument 'foo'.
# TypeError __replace__() takes no positional arguments
# AttributeError 'Name' object has no attribute 'id'
# TypeError Name.__replace__ missing 1 keyword argument: 'id'.
# Derived(id='x', ctx=Load())
# {'a': 1}
# TypeError Own constructor takes at most 2 positional arguments
# AttributeError 'Untyped' object has no attribute 'a'
# Untyped(a=1)
# Expr(value=BinOp(left=Name(id='a', ctx=Load(...)), op=Add(), right=BinOp(left=Name(...), op=Mult(...), right=Name(...)))) List(elts=[Name(id='a', ctx=Load()), ..., Name(id='d', ctx=Load())], ctx=Load()) Tuple(elts=[], ctx=Load()) Constant(value=(1, 2), kind=None)
# ast.AST() None True True 1024
