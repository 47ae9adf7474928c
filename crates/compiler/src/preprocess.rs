//! What CPython does to a tree before it compiles it, for programs that ask to see that (`ast.parse(optimize=1)`): `__debug__`
//! is a constant, docstrings go at level 2, numbers of patterns are folded, and `'%s' % (x,)` is an f-string.
//!
//! The code generator does all this in its own way; it is not given such a tree.

use taipan_bytecode::Constant as Folded;
use taipan_syntax::ast::*;
use taipan_syntax::{LineIndex, Location, Range, Wtf8, with_room};

use crate::codegen::fold::{binary as fold_binary, unary as fold_unary};
use crate::constants::literal;

/// Changes a tree as `_PyCompile_AstPreprocess`.
pub fn preprocess(module: &mut Mod, lines: &mut LineIndex, optimize: u8) {
    let mut pass = Pass { optimize, lines };
    match module {
        Mod::Module { body } => pass.body(body),
        Mod::Interactive { body } => pass.stmts(body),
        Mod::Expression { body } => pass.expr(body),
        Mod::FunctionType { argtypes, returns } => {
            pass.exprs(argtypes);
            pass.expr(returns);
        }
    }
}

struct Pass<'a> {
    optimize: u8,
    lines: &'a mut LineIndex,
}

impl Pass<'_> {
    /// A body that may begin with a docstring.
    fn body(&mut self, body: &mut Vec<Stmt>) {
        if self.optimize >= 2
            && let Some(Stmt { kind: StmtKind::Expr { value }, range }) = body.first()
            && matches!(value.kind, ExprKind::Constant { value: Constant::Str(_), .. })
        {
            // As wide as the word.
            let place = self.lines.locate(range.start);
            let end = self.lines.add_place(Location { line: place.line, column: place.column + 4 });
            let pass = Range::new(range.start, end);
            if body.len() == 1 {
                body[0] = Stmt { kind: StmtKind::Pass, range: pass };
            } else {
                body.remove(0);
            }
        }
        self.stmts(body);
    }

    fn stmts(&mut self, stmts: &mut [Stmt]) {
        for stmt in stmts {
            with_room(|| self.stmt(stmt));
        }
    }

    fn function(&mut self, def: &mut FunctionDef) {
        self.type_params(&mut def.type_params);
        self.arguments(&mut def.args);
        self.body(&mut def.body);
        self.exprs(&mut def.decorator_list);
        def.returns.iter_mut().for_each(|returns| self.expr(returns));
    }

    fn stmt(&mut self, stmt: &mut Stmt) {
        match &mut stmt.kind {
            StmtKind::FunctionDef(def) | StmtKind::AsyncFunctionDef(def) => self.function(def),
            StmtKind::ClassDef(def) => {
                self.type_params(&mut def.type_params);
                self.exprs(&mut def.bases);
                def.keywords.iter_mut().for_each(|keyword| self.expr(&mut keyword.value));
                self.body(&mut def.body);
                self.exprs(&mut def.decorator_list);
            }
            StmtKind::Return { value } => self.optional(value),
            StmtKind::Delete { targets } => self.exprs(targets),
            StmtKind::Assign { targets, value } => {
                self.exprs(targets);
                self.expr(value);
            }
            StmtKind::TypeAlias { name, type_params, value } => {
                self.expr(name);
                self.type_params(type_params);
                self.expr(value);
            }
            StmtKind::AugAssign { target, value, .. } => {
                self.expr(target);
                self.expr(value);
            }
            StmtKind::AnnAssign { target, annotation, value, .. } => {
                self.expr(target);
                self.expr(annotation);
                self.optional(value);
            }
            StmtKind::For { target, iter, body, orelse }
            | StmtKind::AsyncFor { target, iter, body, orelse } => {
                self.expr(target);
                self.expr(iter);
                self.stmts(body);
                self.stmts(orelse);
            }
            StmtKind::While { test, body, orelse } | StmtKind::If { test, body, orelse } => {
                self.expr(test);
                self.stmts(body);
                self.stmts(orelse);
            }
            StmtKind::With { items, body } | StmtKind::AsyncWith { items, body } => {
                for item in items {
                    self.expr(&mut item.context_expr);
                    item.optional_vars.iter_mut().for_each(|target| self.expr(target));
                }
                self.stmts(body);
            }
            StmtKind::Match { subject, cases } => {
                self.expr(subject);
                for case in cases {
                    self.pattern(&mut case.pattern);
                    self.optional(&mut case.guard);
                    self.stmts(&mut case.body);
                }
            }
            StmtKind::Raise { exc, cause } => {
                self.optional(exc);
                self.optional(cause);
            }
            StmtKind::Try(node) | StmtKind::TryStar(node) => {
                self.stmts(&mut node.body);
                for handler in &mut node.handlers {
                    self.optional(&mut handler.type_);
                    self.stmts(&mut handler.body);
                }
                self.stmts(&mut node.orelse);
                self.stmts(&mut node.finalbody);
            }
            StmtKind::Assert { test, msg } => {
                self.expr(test);
                self.optional(msg);
            }
            StmtKind::Expr { value } => self.expr(value),
            StmtKind::Import { .. }
            | StmtKind::ImportFrom { .. }
            | StmtKind::Global { .. }
            | StmtKind::Nonlocal { .. }
            | StmtKind::Pass
            | StmtKind::Break
            | StmtKind::Continue => {}
        }
    }

    fn type_params(&mut self, params: &mut [TypeParam]) {
        for param in params {
            match &mut param.kind {
                TypeParamKind::TypeVar { bound, default_value, .. } => {
                    self.optional(bound);
                    self.optional(default_value);
                }
                TypeParamKind::ParamSpec { default_value, .. }
                | TypeParamKind::TypeVarTuple { default_value, .. } => self.optional(default_value),
            }
        }
    }

    fn arguments(&mut self, args: &mut Arguments) {
        let plain = args.posonlyargs.iter_mut().chain(&mut args.args).chain(&mut args.kwonlyargs);
        for arg in plain.chain(args.vararg.as_deref_mut()).chain(args.kwarg.as_deref_mut()) {
            self.optional(&mut arg.annotation);
        }
        self.exprs(&mut args.defaults);
        args.kw_defaults.iter_mut().flatten().for_each(|default| self.expr(default));
    }

    fn exprs(&mut self, exprs: &mut [Expr]) {
        exprs.iter_mut().for_each(|expr| self.expr(expr));
    }

    fn optional(&mut self, expr: &mut Option<Box<Expr>>) {
        expr.iter_mut().for_each(|expr| self.expr(expr));
    }

    fn expr(&mut self, expr: &mut Expr) {
        with_room(|| {
            self.parts(expr);
            if let Some(kind) = self.replacement(expr) {
                expr.kind = kind;
            }
        });
    }

    fn replacement(&self, expr: &Expr) -> Option<ExprKind> {
        match &expr.kind {
            ExprKind::Name { id, ctx: ExprContext::Load } if id == "__debug__" => {
                Some(ExprKind::Constant { value: Constant::Bool(self.optimize == 0), u: false })
            }
            ExprKind::BinOp { left, op: Operator::Mod, right } => {
                let ExprKind::Constant { value: Constant::Str(format), .. } = &left.kind else { return None };
                let ExprKind::Tuple { elts, .. } = &right.kind else { return None };
                formatted(format, elts, expr.range)
            }
            _ => None,
        }
    }

    fn parts(&mut self, expr: &mut Expr) {
        match &mut expr.kind {
            ExprKind::BoolOp { values, .. }
            | ExprKind::JoinedStr { values }
            | ExprKind::TemplateStr { values } => self.exprs(values),
            ExprKind::NamedExpr { target, value } => {
                self.expr(target);
                self.expr(value);
            }
            ExprKind::BinOp { left, right, .. } => {
                self.expr(left);
                self.expr(right);
            }
            ExprKind::UnaryOp { operand, .. } => self.expr(operand),
            ExprKind::Lambda { args, body } => {
                self.arguments(args);
                self.expr(body);
            }
            ExprKind::IfExp { test, body, orelse } => {
                self.expr(test);
                self.expr(body);
                self.expr(orelse);
            }
            ExprKind::Dict { keys, values } => {
                keys.iter_mut().flatten().for_each(|key| self.expr(key));
                self.exprs(values);
            }
            ExprKind::Set { elts } | ExprKind::List { elts, .. } | ExprKind::Tuple { elts, .. } => {
                self.exprs(elts);
            }
            ExprKind::ListComp { elt, generators }
            | ExprKind::SetComp { elt, generators }
            | ExprKind::GeneratorExp { elt, generators } => {
                self.expr(elt);
                self.comprehensions(generators);
            }
            ExprKind::DictComp { key, value, generators } => {
                self.expr(key);
                self.expr(value);
                self.comprehensions(generators);
            }
            ExprKind::Await { value }
            | ExprKind::YieldFrom { value }
            | ExprKind::Attribute { value, .. }
            | ExprKind::Starred { value, .. } => self.expr(value),
            ExprKind::Yield { value } => self.optional(value),
            ExprKind::Compare { left, comparators, .. } => {
                self.expr(left);
                self.exprs(comparators);
            }
            ExprKind::Call { func, args, keywords } => {
                self.expr(func);
                self.exprs(args);
                keywords.iter_mut().for_each(|keyword| self.expr(&mut keyword.value));
            }
            ExprKind::FormattedValue { value, format_spec, .. }
            | ExprKind::Interpolation { value, format_spec, .. } => {
                self.expr(value);
                self.optional(format_spec);
            }
            ExprKind::Subscript { value, slice, .. } => {
                self.expr(value);
                self.expr(slice);
            }
            ExprKind::Slice { lower, upper, step } => {
                self.optional(lower);
                self.optional(upper);
                self.optional(step);
            }
            ExprKind::Constant { .. } | ExprKind::Name { .. } => {}
        }
    }

    fn comprehensions(&mut self, generators: &mut [Comprehension]) {
        for generator in generators {
            self.expr(&mut generator.target);
            self.expr(&mut generator.iter);
            self.exprs(&mut generator.ifs);
        }
    }

    fn pattern(&mut self, pattern: &mut Pattern) {
        with_room(|| match &mut pattern.kind {
            PatternKind::MatchValue { value } => self.pattern_value(value),
            PatternKind::MatchSequence { patterns } | PatternKind::MatchOr { patterns } => {
                self.patterns(patterns);
            }
            PatternKind::MatchMapping { keys, patterns, .. } => {
                keys.iter_mut().for_each(|key| self.pattern_value(key));
                self.patterns(patterns);
            }
            PatternKind::MatchClass { cls, patterns, kwd_patterns, .. } => {
                self.expr(cls);
                self.patterns(patterns);
                self.patterns(kwd_patterns);
            }
            PatternKind::MatchAs { pattern, .. } => {
                pattern.iter_mut().for_each(|pattern| self.pattern(pattern));
            }
            PatternKind::MatchSingleton { .. } | PatternKind::MatchStar { .. } => {}
        });
    }

    fn patterns(&mut self, patterns: &mut [Pattern]) {
        patterns.iter_mut().for_each(|pattern| self.pattern(pattern));
    }

    /// `-1` and `1 + 2j` are one number.
    fn pattern_value(&mut self, value: &mut Expr) {
        self.expr(value);
        if let ExprKind::UnaryOp { .. } | ExprKind::BinOp { .. } = value.kind
            && let Some(number) = folded(value).and_then(unfolded)
        {
            value.kind = ExprKind::Constant { value: number, u: false };
        }
    }
}

fn folded(expr: &Expr) -> Option<Folded> {
    match &expr.kind {
        ExprKind::Constant { value, .. } => Some(literal(value)),
        ExprKind::UnaryOp { op: op @ UnaryOp::USub, operand } => {
            fold_unary(*op, with_room(|| folded(operand))?)
        }
        ExprKind::BinOp { left, op: op @ (Operator::Add | Operator::Sub), right } => {
            fold_binary(with_room(|| folded(left))?, *op, with_room(|| folded(right))?)
        }
        _ => None,
    }
}

fn unfolded(constant: Folded) -> Option<Constant> {
    match constant {
        Folded::Int(value) => Some(Constant::Int(value)),
        Folded::BigInt(value) => Some(Constant::BigInt(value)),
        Folded::Float(value) => Some(Constant::Float(value)),
        Folded::Complex { real, imag } => Some(Constant::Complex { real, imag }),
        _ => None,
    }
}

/// `format % (elts)` with nothing but `%s`, `%r`, `%a` and `%%`, as the parts of an f-string.
fn formatted(format: &Wtf8, elts: &[Expr], range: Range) -> Option<ExprKind> {
    if elts.iter().any(|elt| matches!(elt.kind, ExprKind::Starred { .. })) {
        return None;
    }
    let codes: Vec<u32> = format.code_points().collect();
    let string = |codes: &[u32]| {
        let value = Constant::Str(Wtf8::from_code_points(codes.iter().copied()));
        Expr { kind: ExprKind::Constant { value, u: false }, range }
    };
    let (mut values, mut text, mut elts) = (Vec::new(), Vec::new(), elts.iter());
    let mut at = 0;
    while at < codes.len() {
        if codes[at] != u32::from('%') {
            text.push(codes[at]);
            at += 1;
            continue;
        }
        at += 1;
        if codes.get(at) == Some(&u32::from('%')) {
            text.push(codes[at]);
            at += 1;
            continue;
        }
        if !text.is_empty() {
            values.push(string(&text));
            text.clear();
        }
        let (conversion, spec) = conversion(&codes, &mut at)?;
        let spec: Vec<u32> = spec.bytes().map(u32::from).collect();
        values.push(Expr {
            kind: ExprKind::FormattedValue {
                value: Box::new(elts.next()?.clone()),
                conversion,
                format_spec: (!spec.is_empty()).then(|| Box::new(string(&spec))),
            },
            range,
        });
    }
    if elts.next().is_some() {
        return None;
    }
    if !text.is_empty() {
        values.push(string(&text));
    }
    Some(ExprKind::JoinedStr { values })
}

/// What follows `%`: flags, a width and a precision of at most two digits, and a letter.
fn conversion(codes: &[u32], at: &mut usize) -> Option<(Conversion, String)> {
    let mut c = take(codes, at)?;
    let mut left = false;
    while matches!(c, '-' | '+' | ' ' | '#' | '0') {
        left |= c == '-';
        c = take(codes, at)?;
    }
    let width = number(codes, at, &mut c)?;
    let mut spec = String::new();
    if let Some(width) = width {
        let align = if left { "" } else { ">" };
        spec = format!("{align}{width}");
    }
    if c == '.' {
        c = take(codes, at)?;
        let precision = number(codes, at, &mut c)?;
        spec.push_str(&format!(".{}", precision.unwrap_or(0)));
    }
    let conversion = match c {
        's' => Conversion::Str,
        'r' => Conversion::Repr,
        'a' => Conversion::Ascii,
        _ => return None,
    };
    Some((conversion, spec))
}

fn take(codes: &[u32], at: &mut usize) -> Option<char> {
    let code = *codes.get(*at)?;
    *at += 1;
    char::from_u32(code)
}

/// A number that begins with `c`; what follows it is in `c` then. The outer None: it is too long.
fn number(codes: &[u32], at: &mut usize, c: &mut char) -> Option<Option<u32>> {
    let (mut value, mut digits) = (None, 0);
    while let Some(digit) = c.to_digit(10) {
        value = Some(value.unwrap_or(0) * 10 + digit);
        digits += 1;
        if digits > 2 {
            return None;
        }
        *c = take(codes, at)?;
    }
    Some(value)
}
