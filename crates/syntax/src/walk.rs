//! A walk over a tree that tells a [`Sink`] every node and field, in the order of Python.asdl: what `ast.dump` shows and what
//! `ast.parse` gives are made of it.

use crate::ast::*;
use crate::room::with_room;
use crate::source::LineIndex;

/// Who is told of a tree. A field's value follows its name: a node, a list, or one of the others.
pub trait Sink {
    /// A node begins; its fields follow, then its attributes, then `end`.
    fn begin(&mut self, node: &str);
    fn field(&mut self, name: &str);
    /// The field is optional and not there.
    fn absent(&mut self);
    fn list(&mut self, length: usize);
    fn end_list(&mut self);
    /// An identifier or another str.
    fn text(&mut self, text: &Wtf8);
    fn int(&mut self, value: i64);
    fn constant(&mut self, value: &Constant);
    /// A node without fields and attributes, such as `Load` or `Add`.
    fn leaf(&mut self, node: &str);
    fn end(&mut self);
}

/// Tells `sink` of a whole tree.
pub fn walk(tree: &Mod, lines: &LineIndex, sink: &mut dyn Sink) {
    let mut walk = Walk { sink, lines };
    let walker = &mut walk;
    match tree {
        Mod::Module { body } => {
            walker.node("Module").list("body", body, Walk::stmt).list("type_ignores", &[], Walk::stmt).end();
        }
        Mod::Interactive { body } => walker.node("Interactive").list("body", body, Walk::stmt).end(),
        Mod::Expression { body } => walker.node("Expression").sub("body", body).end(),
        Mod::FunctionType { argtypes, returns } => {
            walker.node("FunctionType").list("argtypes", argtypes, Walk::expr).sub("returns", returns).end();
        }
    }
}

struct Walk<'a> {
    sink: &'a mut dyn Sink,
    lines: &'a LineIndex,
}

/// One node that is being told.
struct Node<'w, 'a> {
    walk: &'w mut Walk<'a>,
}

impl<'a> Node<'_, 'a> {
    fn one<T: ?Sized>(self, name: &str, value: &T, tell: fn(&mut Walk<'a>, &T)) -> Self {
        self.walk.sink.field(name);
        tell(self.walk, value);
        self
    }

    fn sub(self, name: &str, value: &Expr) -> Self {
        self.one(name, value, Walk::expr)
    }

    fn optional<T: ?Sized>(self, name: &str, value: Option<&T>, tell: fn(&mut Walk<'a>, &T)) -> Self {
        self.walk.sink.field(name);
        match value {
            Some(value) => tell(self.walk, value),
            None => self.walk.sink.absent(),
        }
        self
    }

    fn list<T>(self, name: &str, values: &[T], tell: fn(&mut Walk<'a>, &T)) -> Self {
        self.walk.sink.field(name);
        self.walk.sink.list(values.len());
        for value in values {
            tell(self.walk, value);
        }
        self.walk.sink.end_list();
        self
    }

    fn int(self, name: &str, value: i64) -> Self {
        self.walk.sink.field(name);
        self.walk.sink.int(value);
        self
    }

    fn leaf(self, name: &str, node: &impl std::fmt::Debug) -> Self {
        self.walk.sink.field(name);
        self.walk.sink.leaf(&format!("{node:?}"));
        self
    }

    /// The comment that gives a type: none is kept.
    fn type_comment(self) -> Self {
        self.optional("type_comment", None, Walk::wtf8)
    }

    fn ctx(self, ctx: ExprContext) -> Self {
        self.leaf("ctx", &ctx)
    }

    fn end(self) {
        self.walk.sink.end();
    }

    fn at(self, range: Range) {
        let start = self.walk.lines.locate(range.start);
        let end = self.walk.lines.locate(range.end);
        self.int("lineno", i64::from(start.line))
            .int("col_offset", i64::from(start.column))
            .int("end_lineno", i64::from(end.line))
            .int("end_col_offset", i64::from(end.column))
            .end();
    }
}

impl<'a> Walk<'a> {
    fn node(&mut self, name: &str) -> Node<'_, 'a> {
        self.sink.begin(name);
        Node { walk: self }
    }

    fn name(&mut self, name: &Name) {
        self.wtf8(&Wtf8::from(name.as_str()));
    }

    fn names(&mut self, name: &Name) {
        self.name(name);
    }

    fn stmt(&mut self, stmt: &Stmt) {
        with_room(|| self.stmt_here(stmt));
    }

    fn stmt_here(&mut self, stmt: &Stmt) {
        let node = match &stmt.kind {
            StmtKind::FunctionDef(def) => self.function("FunctionDef", def),
            StmtKind::AsyncFunctionDef(def) => self.function("AsyncFunctionDef", def),
            StmtKind::ClassDef(def) => self
                .node("ClassDef")
                .one("name", &def.name, Walk::name)
                .list("bases", &def.bases, Walk::expr)
                .list("keywords", &def.keywords, Walk::keyword)
                .list("body", &def.body, Walk::stmt)
                .list("decorator_list", &def.decorator_list, Walk::expr)
                .list("type_params", &def.type_params, Walk::type_param),
            StmtKind::Return { value } => self.node("Return").optional("value", value.as_deref(), Walk::expr),
            StmtKind::Delete { targets } => self.node("Delete").list("targets", targets, Walk::expr),
            StmtKind::Assign { targets, value } => {
                self.node("Assign").list("targets", targets, Walk::expr).sub("value", value).type_comment()
            }
            StmtKind::TypeAlias { name, type_params, value } => self
                .node("TypeAlias")
                .sub("name", name)
                .list("type_params", type_params, Walk::type_param)
                .sub("value", value),
            StmtKind::AugAssign { target, op, value } => {
                self.node("AugAssign").sub("target", target).leaf("op", op).sub("value", value)
            }
            StmtKind::AnnAssign { target, annotation, value, simple } => self
                .node("AnnAssign")
                .sub("target", target)
                .sub("annotation", annotation)
                .optional("value", value.as_deref(), Walk::expr)
                .int("simple", i64::from(*simple)),
            StmtKind::For { target, iter, body, orelse } => {
                self.for_loop("For", (target, iter), body, orelse)
            }
            StmtKind::AsyncFor { target, iter, body, orelse } => {
                self.for_loop("AsyncFor", (target, iter), body, orelse)
            }
            StmtKind::While { test, body, orelse } => self
                .node("While")
                .sub("test", test)
                .list("body", body, Walk::stmt)
                .list("orelse", orelse, Walk::stmt),
            StmtKind::If { test, body, orelse } => self
                .node("If")
                .sub("test", test)
                .list("body", body, Walk::stmt)
                .list("orelse", orelse, Walk::stmt),
            StmtKind::With { items, body } => self.with("With", items, body),
            StmtKind::AsyncWith { items, body } => self.with("AsyncWith", items, body),
            StmtKind::Match { subject, cases } => {
                self.node("Match").sub("subject", subject).list("cases", cases, Walk::match_case)
            }
            StmtKind::Raise { exc, cause } => self
                .node("Raise")
                .optional("exc", exc.as_deref(), Walk::expr)
                .optional("cause", cause.as_deref(), Walk::expr),
            StmtKind::Try(content) => self.try_("Try", content),
            StmtKind::TryStar(content) => self.try_("TryStar", content),
            StmtKind::Assert { test, msg } => {
                self.node("Assert").sub("test", test).optional("msg", msg.as_deref(), Walk::expr)
            }
            StmtKind::Import { names } => self.node("Import").list("names", names, Walk::alias),
            StmtKind::ImportFrom { module, names, level } => self
                .node("ImportFrom")
                .optional("module", module.as_ref(), Walk::name)
                .list("names", names, Walk::alias)
                .int("level", i64::from(*level)),
            StmtKind::Global { names } => self.node("Global").list("names", names, Walk::names),
            StmtKind::Nonlocal { names } => self.node("Nonlocal").list("names", names, Walk::names),
            StmtKind::Expr { value } => self.node("Expr").sub("value", value),
            StmtKind::Pass => self.node("Pass"),
            StmtKind::Break => self.node("Break"),
            StmtKind::Continue => self.node("Continue"),
        };
        node.at(stmt.range);
    }

    fn function(&mut self, kind: &str, def: &FunctionDef) -> Node<'_, 'a> {
        self.node(kind)
            .one("name", &def.name, Walk::name)
            .one("args", &def.args, Walk::arguments)
            .list("body", &def.body, Walk::stmt)
            .list("decorator_list", &def.decorator_list, Walk::expr)
            .optional("returns", def.returns.as_ref(), Walk::expr)
            .type_comment()
            .list("type_params", &def.type_params, Walk::type_param)
    }

    fn for_loop(
        &mut self,
        kind: &str,
        (target, iter): (&Expr, &Expr),
        body: &[Stmt],
        orelse: &[Stmt],
    ) -> Node<'_, 'a> {
        self.node(kind)
            .sub("target", target)
            .sub("iter", iter)
            .list("body", body, Walk::stmt)
            .list("orelse", orelse, Walk::stmt)
            .type_comment()
    }

    fn with(&mut self, kind: &str, items: &[WithItem], body: &[Stmt]) -> Node<'_, 'a> {
        self.node(kind).list("items", items, Walk::with_item).list("body", body, Walk::stmt).type_comment()
    }

    fn try_(&mut self, kind: &str, content: &Try) -> Node<'_, 'a> {
        self.node(kind)
            .list("body", &content.body, Walk::stmt)
            .list("handlers", &content.handlers, Walk::handler)
            .list("orelse", &content.orelse, Walk::stmt)
            .list("finalbody", &content.finalbody, Walk::stmt)
    }

    fn expr(&mut self, expr: &Expr) {
        with_room(|| self.expr_here(expr));
    }

    fn expr_here(&mut self, expr: &Expr) {
        let node = match &expr.kind {
            ExprKind::BoolOp { op, values } => {
                self.node("BoolOp").leaf("op", op).list("values", values, Walk::expr)
            }
            ExprKind::NamedExpr { target, value } => {
                self.node("NamedExpr").sub("target", target).sub("value", value)
            }
            ExprKind::BinOp { left, op, right } => {
                self.node("BinOp").sub("left", left).leaf("op", op).sub("right", right)
            }
            ExprKind::UnaryOp { op, operand } => self.node("UnaryOp").leaf("op", op).sub("operand", operand),
            ExprKind::Lambda { args, body } => {
                self.node("Lambda").one("args", &**args, Walk::arguments).sub("body", body)
            }
            ExprKind::IfExp { test, body, orelse } => {
                self.node("IfExp").sub("test", test).sub("body", body).sub("orelse", orelse)
            }
            ExprKind::Dict { keys, values } => {
                self.node("Dict").list("keys", keys, Walk::maybe).list("values", values, Walk::expr)
            }
            ExprKind::Set { elts } => self.node("Set").list("elts", elts, Walk::expr),
            ExprKind::ListComp { elt, generators } => self.comprehension("ListComp", elt, generators),
            ExprKind::SetComp { elt, generators } => self.comprehension("SetComp", elt, generators),
            ExprKind::GeneratorExp { elt, generators } => self.comprehension("GeneratorExp", elt, generators),
            ExprKind::DictComp { key, value, generators } => self
                .node("DictComp")
                .sub("key", key)
                .sub("value", value)
                .list("generators", generators, Walk::generator),
            ExprKind::Await { value } => self.node("Await").sub("value", value),
            ExprKind::Yield { value } => self.node("Yield").optional("value", value.as_deref(), Walk::expr),
            ExprKind::YieldFrom { value } => self.node("YieldFrom").sub("value", value),
            ExprKind::Compare { left, ops, comparators } => self
                .node("Compare")
                .sub("left", left)
                .list("ops", ops, |walk, op| walk.sink.leaf(&format!("{op:?}")))
                .list("comparators", comparators, Walk::expr),
            ExprKind::Call { func, args, keywords } => self
                .node("Call")
                .sub("func", func)
                .list("args", args, Walk::expr)
                .list("keywords", keywords, Walk::keyword),
            ExprKind::FormattedValue { value, conversion, format_spec } => self
                .node("FormattedValue")
                .sub("value", value)
                .int("conversion", i64::from(conversion.code()))
                .optional("format_spec", format_spec.as_deref(), Walk::expr),
            ExprKind::Interpolation { value, str, conversion, format_spec } => self
                .node("Interpolation")
                .sub("value", value)
                .one("str", str, Walk::constant)
                .int("conversion", i64::from(conversion.code()))
                .optional("format_spec", format_spec.as_deref(), Walk::expr),
            ExprKind::JoinedStr { values } => self.node("JoinedStr").list("values", values, Walk::expr),
            ExprKind::TemplateStr { values } => self.node("TemplateStr").list("values", values, Walk::expr),
            ExprKind::Constant { value, u } => {
                let u = u.then(|| Wtf8::from("u"));
                self.node("Constant").one("value", value, Walk::constant).optional(
                    "kind",
                    u.as_ref(),
                    Walk::wtf8,
                )
            }
            ExprKind::Attribute { value, attr, ctx } => {
                self.node("Attribute").sub("value", value).one("attr", attr, Walk::name).ctx(*ctx)
            }
            ExprKind::Subscript { value, slice, ctx } => {
                self.node("Subscript").sub("value", value).sub("slice", slice).ctx(*ctx)
            }
            ExprKind::Starred { value, ctx } => self.node("Starred").sub("value", value).ctx(*ctx),
            ExprKind::Name { id, ctx } => self.node("Name").one("id", id, Walk::name).ctx(*ctx),
            ExprKind::List { elts, ctx } => self.node("List").list("elts", elts, Walk::expr).ctx(*ctx),
            ExprKind::Tuple { elts, ctx } => self.node("Tuple").list("elts", elts, Walk::expr).ctx(*ctx),
            ExprKind::Slice { lower, upper, step } => self
                .node("Slice")
                .optional("lower", lower.as_deref(), Walk::expr)
                .optional("upper", upper.as_deref(), Walk::expr)
                .optional("step", step.as_deref(), Walk::expr),
        };
        node.at(expr.range);
    }

    fn maybe(&mut self, expr: &Option<Expr>) {
        match expr {
            Some(expr) => self.expr(expr),
            None => self.sink.constant(&Constant::None),
        }
    }

    fn comprehension(&mut self, kind: &str, elt: &Expr, generators: &[Comprehension]) -> Node<'_, 'a> {
        self.node(kind).sub("elt", elt).list("generators", generators, Walk::generator)
    }

    fn generator(&mut self, generator: &Comprehension) {
        self.node("comprehension")
            .sub("target", &generator.target)
            .sub("iter", &generator.iter)
            .list("ifs", &generator.ifs, Walk::expr)
            .int("is_async", i64::from(generator.is_async))
            .end();
    }

    fn arguments(&mut self, arguments: &Arguments) {
        self.node("arguments")
            .list("posonlyargs", &arguments.posonlyargs, Walk::arg)
            .list("args", &arguments.args, Walk::arg)
            .optional("vararg", arguments.vararg.as_deref(), Walk::arg)
            .list("kwonlyargs", &arguments.kwonlyargs, Walk::arg)
            .list("kw_defaults", &arguments.kw_defaults, Walk::maybe)
            .optional("kwarg", arguments.kwarg.as_deref(), Walk::arg)
            .list("defaults", &arguments.defaults, Walk::expr)
            .end();
    }

    fn arg(&mut self, arg: &Arg) {
        self.node("arg")
            .one("arg", &arg.arg, Walk::name)
            .optional("annotation", arg.annotation.as_deref(), Walk::expr)
            .type_comment()
            .at(arg.range);
    }

    fn keyword(&mut self, keyword: &Keyword) {
        self.node("keyword")
            .optional("arg", keyword.arg.as_ref(), Walk::name)
            .sub("value", &keyword.value)
            .at(keyword.range);
    }

    fn alias(&mut self, alias: &Alias) {
        self.node("alias")
            .one("name", &alias.name, Walk::name)
            .optional("asname", alias.asname.as_ref(), Walk::name)
            .at(alias.range);
    }

    fn with_item(&mut self, item: &WithItem) {
        self.node("withitem")
            .sub("context_expr", &item.context_expr)
            .optional("optional_vars", item.optional_vars.as_ref(), Walk::expr)
            .end();
    }

    fn handler(&mut self, handler: &ExceptHandler) {
        self.node("ExceptHandler")
            .optional("type", handler.type_.as_deref(), Walk::expr)
            .optional("name", handler.name.as_ref(), Walk::name)
            .list("body", &handler.body, Walk::stmt)
            .at(handler.range);
    }

    fn match_case(&mut self, case: &MatchCase) {
        self.node("match_case")
            .one("pattern", &case.pattern, Walk::pattern)
            .optional("guard", case.guard.as_deref(), Walk::expr)
            .list("body", &case.body, Walk::stmt)
            .end();
    }

    fn pattern(&mut self, pattern: &Pattern) {
        let node = match &pattern.kind {
            PatternKind::MatchValue { value } => self.node("MatchValue").sub("value", value),
            PatternKind::MatchSingleton { value } => {
                self.node("MatchSingleton").one("value", value, Walk::constant)
            }
            PatternKind::MatchSequence { patterns } => {
                self.node("MatchSequence").list("patterns", patterns, Walk::pattern)
            }
            PatternKind::MatchMapping { keys, patterns, rest } => self
                .node("MatchMapping")
                .list("keys", keys, Walk::expr)
                .list("patterns", patterns, Walk::pattern)
                .optional("rest", rest.as_ref(), Walk::name),
            PatternKind::MatchClass { cls, patterns, kwd_attrs, kwd_patterns } => self
                .node("MatchClass")
                .sub("cls", cls)
                .list("patterns", patterns, Walk::pattern)
                .list("kwd_attrs", kwd_attrs, Walk::names)
                .list("kwd_patterns", kwd_patterns, Walk::pattern),
            PatternKind::MatchStar { name } => {
                self.node("MatchStar").optional("name", name.as_ref(), Walk::name)
            }
            PatternKind::MatchAs { pattern, name } => self
                .node("MatchAs")
                .optional("pattern", pattern.as_deref(), Walk::pattern)
                .optional("name", name.as_ref(), Walk::name),
            PatternKind::MatchOr { patterns } => {
                self.node("MatchOr").list("patterns", patterns, Walk::pattern)
            }
        };
        node.at(pattern.range);
    }

    fn type_param(&mut self, param: &TypeParam) {
        let node = match &param.kind {
            TypeParamKind::TypeVar { name, bound, default_value } => self
                .node("TypeVar")
                .one("name", name, Walk::name)
                .optional("bound", bound.as_deref(), Walk::expr)
                .optional("default_value", default_value.as_deref(), Walk::expr),
            TypeParamKind::ParamSpec { name, default_value } => self
                .node("ParamSpec")
                .one("name", name, Walk::name)
                .optional("default_value", default_value.as_deref(), Walk::expr),
            TypeParamKind::TypeVarTuple { name, default_value } => self
                .node("TypeVarTuple")
                .one("name", name, Walk::name)
                .optional("default_value", default_value.as_deref(), Walk::expr),
        };
        node.at(param.range);
    }

    fn constant(&mut self, value: &Constant) {
        self.sink.constant(value);
    }

    fn wtf8(&mut self, text: &Wtf8) {
        self.sink.text(text);
    }
}
