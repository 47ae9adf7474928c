//! The text of a tree, letter for letter that of `ast.dump(tree, include_attributes=True)` of CPython 3.14.
//!
//! As there, absent optional fields and empty lists are left out.

use std::fmt::Write;

use crate::ast::*;
use crate::room::with_room;
use crate::source::LineIndex;

/// Dumps a whole tree.
pub fn dump(tree: &Mod, lines: &LineIndex) -> String {
    let mut dump = Dump { out: String::new(), lines };
    let dumper = &mut dump;
    match tree {
        Mod::Module { body } => dumper.node("Module").list("body", body, Dump::stmt).end(),
        Mod::Interactive { body } => dumper.node("Interactive").list("body", body, Dump::stmt).end(),
        Mod::Expression { body } => dumper.node("Expression").sub("body", body).end(),
        Mod::FunctionType { argtypes, returns } => {
            dumper.node("FunctionType").list("argtypes", argtypes, Dump::expr).sub("returns", returns).end()
        }
    }
    dump.out
}

struct Dump<'a> {
    out: String,
    lines: &'a LineIndex,
}

/// One `Name(field=…, …)` that is being written.
struct Node<'d, 'a> {
    dump: &'d mut Dump<'a>,
    first: bool,
}

impl<'a> Node<'_, 'a> {
    fn key(&mut self, name: &str) -> &mut Dump<'a> {
        if !std::mem::take(&mut self.first) {
            self.dump.out.push_str(", ");
        }
        self.dump.out.push_str(name);
        self.dump.out.push('=');
        self.dump
    }

    fn one<T: ?Sized>(mut self, name: &str, value: &T, write: fn(&mut Dump<'a>, &T)) -> Self {
        write(self.key(name), value);
        self
    }

    fn sub(self, name: &str, value: &Expr) -> Self {
        self.one(name, value, Dump::expr)
    }

    fn optional<T: ?Sized>(self, name: &str, value: Option<&T>, write: fn(&mut Dump<'a>, &T)) -> Self {
        match value {
            Some(value) => self.one(name, value, write),
            None => self,
        }
    }

    fn list<T>(mut self, name: &str, values: &[T], write: fn(&mut Dump<'a>, &T)) -> Self {
        if !values.is_empty() {
            let dump = self.key(name);
            dump.out.push('[');
            for (i, value) in values.iter().enumerate() {
                if i > 0 {
                    dump.out.push_str(", ");
                }
                write(dump, value);
            }
            dump.out.push(']');
        }
        self
    }

    fn text(mut self, name: &str, value: impl std::fmt::Display) -> Self {
        let dump = self.key(name);
        let _infallible = write!(dump.out, "{value}");
        self
    }

    fn ctx(self, ctx: ExprContext) -> Self {
        match ctx {
            ExprContext::Load => self.text("ctx", "Load()"),
            ExprContext::Store => self.text("ctx", "Store()"),
            ExprContext::Del => self.text("ctx", "Del()"),
        }
    }

    fn end(self) {
        self.dump.out.push(')');
    }

    fn at(self, range: Range) {
        let start = self.dump.lines.locate(range.start);
        let end = self.dump.lines.locate(range.end);
        self.text("lineno", start.line)
            .text("col_offset", start.column)
            .text("end_lineno", end.line)
            .text("end_col_offset", end.column)
            .end();
    }
}

impl<'a> Dump<'a> {
    fn node(&mut self, name: &str) -> Node<'_, 'a> {
        self.out.push_str(name);
        self.out.push('(');
        Node { dump: self, first: true }
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
                .one("name", &def.name, Dump::name)
                .list("bases", &def.bases, Dump::expr)
                .list("keywords", &def.keywords, Dump::keyword)
                .list("body", &def.body, Dump::stmt)
                .list("decorator_list", &def.decorator_list, Dump::expr)
                .list("type_params", &def.type_params, Dump::type_param),
            StmtKind::Return { value } => self.node("Return").optional("value", value.as_deref(), Dump::expr),
            StmtKind::Delete { targets } => self.node("Delete").list("targets", targets, Dump::expr),
            StmtKind::Assign { targets, value } => {
                self.node("Assign").list("targets", targets, Dump::expr).sub("value", value)
            }
            StmtKind::TypeAlias { name, type_params, value } => self
                .node("TypeAlias")
                .sub("name", name)
                .list("type_params", type_params, Dump::type_param)
                .sub("value", value),
            StmtKind::AugAssign { target, op, value } => self
                .node("AugAssign")
                .sub("target", target)
                .text("op", format_args!("{op:?}()"))
                .sub("value", value),
            StmtKind::AnnAssign { target, annotation, value, simple } => self
                .node("AnnAssign")
                .sub("target", target)
                .sub("annotation", annotation)
                .optional("value", value.as_deref(), Dump::expr)
                .text("simple", i32::from(*simple)),
            StmtKind::For { target, iter, body, orelse } => {
                self.for_loop("For", (target, iter), body, orelse)
            }
            StmtKind::AsyncFor { target, iter, body, orelse } => {
                self.for_loop("AsyncFor", (target, iter), body, orelse)
            }
            StmtKind::While { test, body, orelse } => self
                .node("While")
                .sub("test", test)
                .list("body", body, Dump::stmt)
                .list("orelse", orelse, Dump::stmt),
            StmtKind::If { test, body, orelse } => self
                .node("If")
                .sub("test", test)
                .list("body", body, Dump::stmt)
                .list("orelse", orelse, Dump::stmt),
            StmtKind::With { items, body } => {
                self.node("With").list("items", items, Dump::with_item).list("body", body, Dump::stmt)
            }
            StmtKind::AsyncWith { items, body } => {
                self.node("AsyncWith").list("items", items, Dump::with_item).list("body", body, Dump::stmt)
            }
            StmtKind::Match { subject, cases } => {
                self.node("Match").sub("subject", subject).list("cases", cases, Dump::match_case)
            }
            StmtKind::Raise { exc, cause } => self
                .node("Raise")
                .optional("exc", exc.as_deref(), Dump::expr)
                .optional("cause", cause.as_deref(), Dump::expr),
            StmtKind::Try(content) => self.try_("Try", content),
            StmtKind::TryStar(content) => self.try_("TryStar", content),
            StmtKind::Assert { test, msg } => {
                self.node("Assert").sub("test", test).optional("msg", msg.as_deref(), Dump::expr)
            }
            StmtKind::Import { names } => self.node("Import").list("names", names, Dump::alias),
            StmtKind::ImportFrom { module, names, level } => self
                .node("ImportFrom")
                .optional("module", module.as_ref(), Dump::name)
                .list("names", names, Dump::alias)
                .text("level", level),
            StmtKind::Global { names } => self.node("Global").list("names", names, Dump::names),
            StmtKind::Nonlocal { names } => self.node("Nonlocal").list("names", names, Dump::names),
            StmtKind::Expr { value } => self.node("Expr").sub("value", value),
            StmtKind::Pass => self.node("Pass"),
            StmtKind::Break => self.node("Break"),
            StmtKind::Continue => self.node("Continue"),
        };
        node.at(stmt.range);
    }

    fn function(&mut self, kind: &str, def: &FunctionDef) -> Node<'_, 'a> {
        self.node(kind)
            .one("name", &def.name, Dump::name)
            .one("args", &def.args, Dump::arguments)
            .list("body", &def.body, Dump::stmt)
            .list("decorator_list", &def.decorator_list, Dump::expr)
            .optional("returns", def.returns.as_ref(), Dump::expr)
            .list("type_params", &def.type_params, Dump::type_param)
    }

    fn for_loop(
        &mut self,
        kind: &str,
        (target, iter): (&Expr, &Expr),
        body: &[Stmt],
        orelse: &[Stmt],
    ) -> Node<'_, 'a> {
        self.node(kind).sub("target", target).sub("iter", iter).list("body", body, Dump::stmt).list(
            "orelse",
            orelse,
            Dump::stmt,
        )
    }

    fn try_(&mut self, kind: &str, content: &Try) -> Node<'_, 'a> {
        self.node(kind)
            .list("body", &content.body, Dump::stmt)
            .list("handlers", &content.handlers, Dump::handler)
            .list("orelse", &content.orelse, Dump::stmt)
            .list("finalbody", &content.finalbody, Dump::stmt)
    }

    fn expr(&mut self, expr: &Expr) {
        with_room(|| self.expr_here(expr));
    }

    fn expr_here(&mut self, expr: &Expr) {
        let node = match &expr.kind {
            ExprKind::BoolOp { op, values } => {
                self.node("BoolOp").text("op", format_args!("{op:?}()")).list("values", values, Dump::expr)
            }
            ExprKind::NamedExpr { target, value } => {
                self.node("NamedExpr").sub("target", target).sub("value", value)
            }
            ExprKind::BinOp { left, op, right } => {
                self.node("BinOp").sub("left", left).text("op", format_args!("{op:?}()")).sub("right", right)
            }
            ExprKind::UnaryOp { op, operand } => {
                self.node("UnaryOp").text("op", format_args!("{op:?}()")).sub("operand", operand)
            }
            ExprKind::Lambda { args, body } => {
                self.node("Lambda").one("args", &**args, Dump::arguments).sub("body", body)
            }
            ExprKind::IfExp { test, body, orelse } => {
                self.node("IfExp").sub("test", test).sub("body", body).sub("orelse", orelse)
            }
            ExprKind::Dict { keys, values } => {
                self.node("Dict").list("keys", keys, Dump::maybe).list("values", values, Dump::expr)
            }
            ExprKind::Set { elts } => self.node("Set").list("elts", elts, Dump::expr),
            ExprKind::ListComp { elt, generators } => self.comprehension("ListComp", elt, generators),
            ExprKind::SetComp { elt, generators } => self.comprehension("SetComp", elt, generators),
            ExprKind::GeneratorExp { elt, generators } => self.comprehension("GeneratorExp", elt, generators),
            ExprKind::DictComp { key, value, generators } => self
                .node("DictComp")
                .sub("key", key)
                .sub("value", value)
                .list("generators", generators, Dump::generator),
            ExprKind::Await { value } => self.node("Await").sub("value", value),
            ExprKind::Yield { value } => self.node("Yield").optional("value", value.as_deref(), Dump::expr),
            ExprKind::YieldFrom { value } => self.node("YieldFrom").sub("value", value),
            ExprKind::Compare { left, ops, comparators } => self
                .node("Compare")
                .sub("left", left)
                .list("ops", ops, |dump, op| {
                    let _infallible = write!(dump.out, "{op:?}()");
                })
                .list("comparators", comparators, Dump::expr),
            ExprKind::Call { func, args, keywords } => self
                .node("Call")
                .sub("func", func)
                .list("args", args, Dump::expr)
                .list("keywords", keywords, Dump::keyword),
            ExprKind::FormattedValue { value, conversion, format_spec } => self
                .node("FormattedValue")
                .sub("value", value)
                .text("conversion", conversion.code())
                .optional("format_spec", format_spec.as_deref(), Dump::expr),
            ExprKind::Interpolation { value, str, conversion, format_spec } => self
                .node("Interpolation")
                .sub("value", value)
                .one("str", str, Dump::wtf8)
                .text("conversion", conversion.code())
                .optional("format_spec", format_spec.as_deref(), Dump::expr),
            ExprKind::JoinedStr { values } => self.node("JoinedStr").list("values", values, Dump::expr),
            ExprKind::TemplateStr { values } => self.node("TemplateStr").list("values", values, Dump::expr),
            ExprKind::Constant { value, u } => {
                let node = self.node("Constant").one("value", value, Dump::constant);
                if *u { node.text("kind", "'u'") } else { node }
            }
            ExprKind::Attribute { value, attr, ctx } => {
                self.node("Attribute").sub("value", value).one("attr", attr, Dump::name).ctx(*ctx)
            }
            ExprKind::Subscript { value, slice, ctx } => {
                self.node("Subscript").sub("value", value).sub("slice", slice).ctx(*ctx)
            }
            ExprKind::Starred { value, ctx } => self.node("Starred").sub("value", value).ctx(*ctx),
            ExprKind::Name { id, ctx } => self.node("Name").one("id", id, Dump::name).ctx(*ctx),
            ExprKind::List { elts, ctx } => self.node("List").list("elts", elts, Dump::expr).ctx(*ctx),
            ExprKind::Tuple { elts, ctx } => self.node("Tuple").list("elts", elts, Dump::expr).ctx(*ctx),
            ExprKind::Slice { lower, upper, step } => self
                .node("Slice")
                .optional("lower", lower.as_deref(), Dump::expr)
                .optional("upper", upper.as_deref(), Dump::expr)
                .optional("step", step.as_deref(), Dump::expr),
        };
        node.at(expr.range);
    }

    fn maybe(&mut self, expr: &Option<Expr>) {
        match expr {
            Some(expr) => self.expr(expr),
            None => self.out.push_str("None"),
        }
    }

    fn comprehension(&mut self, kind: &str, elt: &Expr, generators: &[Comprehension]) -> Node<'_, 'a> {
        self.node(kind).sub("elt", elt).list("generators", generators, Dump::generator)
    }

    fn generator(&mut self, generator: &Comprehension) {
        self.node("comprehension")
            .sub("target", &generator.target)
            .sub("iter", &generator.iter)
            .list("ifs", &generator.ifs, Dump::expr)
            .text("is_async", i32::from(generator.is_async))
            .end();
    }

    fn arguments(&mut self, arguments: &Arguments) {
        self.node("arguments")
            .list("posonlyargs", &arguments.posonlyargs, Dump::arg)
            .list("args", &arguments.args, Dump::arg)
            .optional("vararg", arguments.vararg.as_deref(), Dump::arg)
            .list("kwonlyargs", &arguments.kwonlyargs, Dump::arg)
            .list("kw_defaults", &arguments.kw_defaults, Dump::maybe)
            .optional("kwarg", arguments.kwarg.as_deref(), Dump::arg)
            .list("defaults", &arguments.defaults, Dump::expr)
            .end();
    }

    fn arg(&mut self, arg: &Arg) {
        self.node("arg")
            .one("arg", &arg.arg, Dump::name)
            .optional("annotation", arg.annotation.as_deref(), Dump::expr)
            .at(arg.range);
    }

    fn keyword(&mut self, keyword: &Keyword) {
        self.node("keyword")
            .optional("arg", keyword.arg.as_ref(), Dump::name)
            .sub("value", &keyword.value)
            .at(keyword.range);
    }

    fn alias(&mut self, alias: &Alias) {
        self.node("alias")
            .one("name", &alias.name, Dump::name)
            .optional("asname", alias.asname.as_ref(), Dump::name)
            .at(alias.range);
    }

    fn with_item(&mut self, item: &WithItem) {
        self.node("withitem")
            .sub("context_expr", &item.context_expr)
            .optional("optional_vars", item.optional_vars.as_ref(), Dump::expr)
            .end();
    }

    fn handler(&mut self, handler: &ExceptHandler) {
        self.node("ExceptHandler")
            .optional("type", handler.type_.as_deref(), Dump::expr)
            .optional("name", handler.name.as_ref(), Dump::name)
            .list("body", &handler.body, Dump::stmt)
            .at(handler.range);
    }

    fn match_case(&mut self, case: &MatchCase) {
        self.node("match_case")
            .one("pattern", &case.pattern, Dump::pattern)
            .optional("guard", case.guard.as_deref(), Dump::expr)
            .list("body", &case.body, Dump::stmt)
            .end();
    }

    fn pattern(&mut self, pattern: &Pattern) {
        let node = match &pattern.kind {
            PatternKind::MatchValue { value } => self.node("MatchValue").sub("value", value),
            PatternKind::MatchSingleton { value } => {
                self.node("MatchSingleton").one("value", value, Dump::constant)
            }
            PatternKind::MatchSequence { patterns } => {
                self.node("MatchSequence").list("patterns", patterns, Dump::pattern)
            }
            PatternKind::MatchMapping { keys, patterns, rest } => self
                .node("MatchMapping")
                .list("keys", keys, Dump::expr)
                .list("patterns", patterns, Dump::pattern)
                .optional("rest", rest.as_ref(), Dump::name),
            PatternKind::MatchClass { cls, patterns, kwd_attrs, kwd_patterns } => self
                .node("MatchClass")
                .sub("cls", cls)
                .list("patterns", patterns, Dump::pattern)
                .list("kwd_attrs", kwd_attrs, Dump::names)
                .list("kwd_patterns", kwd_patterns, Dump::pattern),
            PatternKind::MatchStar { name } => {
                self.node("MatchStar").optional("name", name.as_ref(), Dump::name)
            }
            PatternKind::MatchAs { pattern, name } => self
                .node("MatchAs")
                .optional("pattern", pattern.as_deref(), Dump::pattern)
                .optional("name", name.as_ref(), Dump::name),
            PatternKind::MatchOr { patterns } => {
                self.node("MatchOr").list("patterns", patterns, Dump::pattern)
            }
        };
        node.at(pattern.range);
    }

    fn type_param(&mut self, param: &TypeParam) {
        let node = match &param.kind {
            TypeParamKind::TypeVar { name, bound, default_value } => self
                .node("TypeVar")
                .one("name", name, Dump::name)
                .optional("bound", bound.as_deref(), Dump::expr)
                .optional("default_value", default_value.as_deref(), Dump::expr),
            TypeParamKind::ParamSpec { name, default_value } => self
                .node("ParamSpec")
                .one("name", name, Dump::name)
                .optional("default_value", default_value.as_deref(), Dump::expr),
            TypeParamKind::TypeVarTuple { name, default_value } => self
                .node("TypeVarTuple")
                .one("name", name, Dump::name)
                .optional("default_value", default_value.as_deref(), Dump::expr),
        };
        node.at(param.range);
    }

    fn constant(&mut self, value: &Constant) {
        let _infallible = match value {
            Constant::None => write!(self.out, "None"),
            Constant::Bool(true) => write!(self.out, "True"),
            Constant::Bool(false) => write!(self.out, "False"),
            Constant::Ellipsis => write!(self.out, "Ellipsis"),
            Constant::Int(value) => write!(self.out, "{value}"),
            Constant::BigInt(value) => write!(self.out, "{value}"),
            Constant::Float(value) => write!(self.out, "{}", rustpython_literal::float::to_string(*value)),
            Constant::Complex { imag } => {
                let text = rustpython_literal::float::to_string(*imag);
                write!(self.out, "{}j", text.strip_suffix(".0").unwrap_or(&text))
            }
            Constant::Str(text) => {
                self.wtf8(text);
                Ok(())
            }
            Constant::Bytes(bytes) => {
                self.out.push('b');
                self.quoted(bytes.iter().map(|&byte| u32::from(byte)), false);
                Ok(())
            }
        };
    }

    fn wtf8(&mut self, text: &Wtf8) {
        self.quoted(text.code_points(), true);
    }

    /// As `repr` of `str` and of `bytes`.
    fn quoted(&mut self, codes: impl Iterator<Item = u32> + Clone, text: bool) {
        let has = |quote: char| codes.clone().any(|code| code == quote as u32);
        let quote = if has('\'') && !has('"') { '"' } else { '\'' };
        self.out.push(quote);
        for code in codes {
            let printable = |c: &char| {
                c.is_ascii_graphic()
                    || *c == ' '
                    || (text && rustpython_unicode::classify::is_repr_printable(*c))
            };
            let _infallible = match (code, char::from_u32(code)) {
                (0x5C, _) => write!(self.out, "\\\\"),
                (0x0A, _) => write!(self.out, "\\n"),
                (0x0D, _) => write!(self.out, "\\r"),
                (0x09, _) => write!(self.out, "\\t"),
                (_, Some(c)) if c == quote => write!(self.out, "\\{c}"),
                (_, Some(c)) if printable(&c) => write!(self.out, "{c}"),
                (0..0x100, _) => write!(self.out, "\\x{code:02x}"),
                (0x100..0x10000, _) => write!(self.out, "\\u{code:04x}"),
                _ => write!(self.out, "\\U{code:08x}"),
            };
        }
        self.out.push(quote);
    }
}
