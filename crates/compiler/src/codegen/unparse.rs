//! The text of an expression, for annotations under `from __future__ import annotations`: as few parentheses as the
//! grammar needs, one space where CPython has one.

use rustpython_literal::escape::{AsciiEscape, UnicodeEscape};
use taipan_syntax::ast::*;
use taipan_syntax::with_room;

/// How tightly the text around an expression binds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    Tuple,
    Test,
    Or,
    And,
    Not,
    Compare,
    BitOr,
    BitXor,
    BitAnd,
    Shift,
    Arithmetic,
    Term,
    Factor,
    Power,
    Await,
    Atom,
}

impl Level {
    /// The next tighter one.
    fn next(self) -> Level {
        match self {
            Level::Tuple => Level::Test,
            Level::Test => Level::Or,
            Level::Or => Level::And,
            Level::And => Level::Not,
            Level::Not => Level::Compare,
            Level::Compare => Level::BitOr,
            Level::BitOr => Level::BitXor,
            Level::BitXor => Level::BitAnd,
            Level::BitAnd => Level::Shift,
            Level::Shift => Level::Arithmetic,
            Level::Arithmetic => Level::Term,
            Level::Term => Level::Factor,
            Level::Factor => Level::Power,
            Level::Power => Level::Await,
            Level::Await | Level::Atom => Level::Atom,
        }
    }
}

pub(super) fn unparse(expr: &Expr) -> String {
    let mut writer = Writer { out: String::new() };
    writer.expr(expr, Level::Test);
    writer.out
}

struct Writer {
    out: String,
}

impl Writer {
    fn push(&mut self, text: &str) {
        self.out.push_str(text);
    }

    fn group(&mut self, parentheses: bool, write: impl FnOnce(&mut Self)) {
        if parentheses {
            self.push("(");
        }
        write(self);
        if parentheses {
            self.push(")");
        }
    }

    fn list(&mut self, elts: &[Expr]) {
        for (position, elt) in elts.iter().enumerate() {
            if position > 0 {
                self.push(", ");
            }
            self.expr(elt, Level::Test);
        }
    }

    fn expr(&mut self, expr: &Expr, level: Level) {
        with_room(|| self.expr_here(expr, level));
    }

    fn expr_here(&mut self, expr: &Expr, level: Level) {
        match &expr.kind {
            ExprKind::BoolOp { op, values } => {
                let (own, word) = match op {
                    BoolOp::And => (Level::And, " and "),
                    BoolOp::Or => (Level::Or, " or "),
                };
                self.group(level > own, |w| {
                    for (position, value) in values.iter().enumerate() {
                        if position > 0 {
                            w.push(word);
                        }
                        w.expr(value, own.next());
                    }
                });
            }
            ExprKind::NamedExpr { target, value } => self.group(level > Level::Tuple, |w| {
                w.expr(target, Level::Atom);
                w.push(" := ");
                w.expr(value, Level::Atom);
            }),
            ExprKind::BinOp { left, op, right } => {
                let (own, sign) = binary_operator(*op);
                let right_first = *op == Operator::Pow;
                self.group(level > own, |w| {
                    w.expr(left, if right_first { own.next() } else { own });
                    w.push(sign);
                    w.expr(right, if right_first { own } else { own.next() });
                });
            }
            ExprKind::UnaryOp { op, operand } => {
                let (own, sign) = match op {
                    UnaryOp::Invert => (Level::Factor, "~"),
                    UnaryOp::Not => (Level::Not, "not "),
                    UnaryOp::UAdd => (Level::Factor, "+"),
                    UnaryOp::USub => (Level::Factor, "-"),
                };
                self.group(level > own, |w| {
                    w.push(sign);
                    w.expr(operand, own);
                });
            }
            ExprKind::Lambda { args, body } => self.group(level > Level::Test, |w| {
                // A space only before a positional parameter, as CPython has it.
                let positional = args.posonlyargs.len() + args.args.len() > 0;
                w.push(if positional { "lambda " } else { "lambda" });
                w.arguments(args);
                w.push(": ");
                w.expr(body, Level::Test);
            }),
            ExprKind::IfExp { test, body, orelse } => self.group(level > Level::Test, |w| {
                w.expr(body, Level::Or);
                w.push(" if ");
                w.expr(test, Level::Or);
                w.push(" else ");
                w.expr(orelse, Level::Test);
            }),
            ExprKind::Dict { keys, values } => {
                self.push("{");
                for (position, (key, value)) in keys.iter().zip(values).enumerate() {
                    if position > 0 {
                        self.push(", ");
                    }
                    match key {
                        Some(key) => {
                            self.expr(key, Level::Test);
                            self.push(": ");
                            self.expr(value, Level::Test);
                        }
                        None => {
                            self.push("**");
                            self.expr(value, Level::BitOr);
                        }
                    }
                }
                self.push("}");
            }
            ExprKind::Set { elts } => {
                self.push("{");
                self.list(elts);
                self.push("}");
            }
            ExprKind::List { elts, .. } => {
                self.push("[");
                self.list(elts);
                self.push("]");
            }
            ExprKind::Tuple { elts, .. } => {
                if elts.is_empty() {
                    return self.push("()");
                }
                self.group(level > Level::Tuple, |w| {
                    w.list(elts);
                    if elts.len() == 1 {
                        w.push(",");
                    }
                });
            }
            ExprKind::ListComp { elt, generators } => self.comprehension("[", "]", elt, None, generators),
            ExprKind::SetComp { elt, generators } => self.comprehension("{", "}", elt, None, generators),
            ExprKind::GeneratorExp { elt, generators } => {
                self.comprehension("(", ")", elt, None, generators);
            }
            ExprKind::DictComp { key, value, generators } => {
                self.comprehension("{", "}", key, Some(value), generators);
            }
            ExprKind::Await { value } => self.group(level > Level::Await, |w| {
                w.push("await ");
                w.expr(value, Level::Atom);
            }),
            ExprKind::Yield { value } => {
                self.push("(yield");
                if let Some(value) = value {
                    self.push(" ");
                    self.expr(value, Level::Test);
                }
                self.push(")");
            }
            ExprKind::YieldFrom { value } => {
                self.push("(yield from ");
                self.expr(value, Level::Test);
                self.push(")");
            }
            ExprKind::Compare { left, ops, comparators } => self.group(level > Level::Compare, |w| {
                w.expr(left, Level::BitOr);
                for (op, comparator) in ops.iter().zip(comparators) {
                    w.push(comparison(*op));
                    w.expr(comparator, Level::BitOr);
                }
            }),
            ExprKind::Call { func, args, keywords } => {
                self.expr(func, Level::Atom);
                if let ([Expr { kind: ExprKind::GeneratorExp { .. }, .. }], []) =
                    (args.as_slice(), keywords.as_slice())
                {
                    return self.expr(&args[0], Level::Atom);
                }
                self.push("(");
                self.list(args);
                for (position, keyword) in keywords.iter().enumerate() {
                    if position > 0 || !args.is_empty() {
                        self.push(", ");
                    }
                    match &keyword.arg {
                        Some(name) => {
                            self.push(name);
                            self.push("=");
                        }
                        None => self.push("**"),
                    }
                    self.expr(&keyword.value, Level::Test);
                }
                self.push(")");
            }
            ExprKind::JoinedStr { .. } | ExprKind::FormattedValue { .. } => self.quoted_parts("f", expr),
            ExprKind::TemplateStr { .. } | ExprKind::Interpolation { .. } => self.quoted_parts("t", expr),
            ExprKind::Constant { value, u } => {
                if *u {
                    self.push("u");
                }
                self.constant(value);
            }
            ExprKind::Attribute { value, attr, .. } => {
                self.expr(value, Level::Atom);
                let digits = matches!(
                    value.kind,
                    ExprKind::Constant { value: Constant::Int(_) | Constant::BigInt(_), .. }
                );
                // `1 .real`: without the space the point would belong to the number.
                self.push(if digits { " ." } else { "." });
                self.push(attr);
            }
            ExprKind::Subscript { value, slice, .. } => {
                self.expr(value, Level::Atom);
                self.push("[");
                self.expr(slice, Level::Tuple);
                self.push("]");
            }
            ExprKind::Starred { value, .. } => {
                self.push("*");
                self.expr(value, Level::BitOr);
            }
            ExprKind::Name { id, .. } => self.push(id),
            ExprKind::Slice { lower, upper, step } => {
                if let Some(lower) = lower {
                    self.expr(lower, Level::Test);
                }
                self.push(":");
                if let Some(upper) = upper {
                    self.expr(upper, Level::Test);
                }
                if let Some(step) = step {
                    self.push(":");
                    self.expr(step, Level::Test);
                }
            }
        }
    }

    fn comprehension(
        &mut self,
        open: &str,
        close: &str,
        elt: &Expr,
        value: Option<&Expr>,
        generators: &[Comprehension],
    ) {
        self.push(open);
        self.expr(elt, Level::Test);
        if let Some(value) = value {
            self.push(": ");
            self.expr(value, Level::Test);
        }
        for generator in generators {
            self.push(if generator.is_async { " async for " } else { " for " });
            self.expr(&generator.target, Level::Tuple);
            self.push(" in ");
            self.expr(&generator.iter, Level::Or);
            for condition in &generator.ifs {
                self.push(" if ");
                self.expr(condition, Level::Or);
            }
        }
        self.push(close);
    }

    fn arguments(&mut self, args: &Arguments) {
        let mut first = true;
        let mut separate = |w: &mut Self| {
            if !std::mem::replace(&mut first, false) {
                w.push(", ");
            }
        };
        let positional = args.posonlyargs.len() + args.args.len();
        let without_default = positional - args.defaults.len();
        for (position, arg) in args.posonlyargs.iter().chain(&args.args).enumerate() {
            separate(self);
            self.push(&arg.arg);
            if let Some(index) = position.checked_sub(without_default) {
                self.push("=");
                self.expr(&args.defaults[index], Level::Test);
            }
            if position + 1 == args.posonlyargs.len() {
                self.push(", /");
            }
        }
        if args.vararg.is_some() || !args.kwonlyargs.is_empty() {
            separate(self);
            self.push("*");
            if let Some(arg) = &args.vararg {
                self.push(&arg.arg);
            }
        }
        for (arg, default) in args.kwonlyargs.iter().zip(&args.kw_defaults) {
            separate(self);
            self.push(&arg.arg);
            if let Some(default) = default {
                self.push("=");
                self.expr(default, Level::Test);
            }
        }
        if let Some(arg) = &args.kwarg {
            separate(self);
            self.push("**");
            self.push(&arg.arg);
        }
    }

    fn constants(&mut self, items: &[Constant]) {
        for (i, item) in items.iter().enumerate() {
            self.push(if i > 0 { ", " } else { "" });
            self.constant(item);
        }
    }

    fn constant(&mut self, value: &Constant) {
        let text = match value {
            Constant::None => "None".to_owned(),
            Constant::Bool(true) => "True".to_owned(),
            Constant::Bool(false) => "False".to_owned(),
            Constant::Ellipsis => "...".to_owned(),
            Constant::Int(value) => value.to_string(),
            Constant::BigInt(value) => value.to_string(),
            // An infinite literal was one that is too large.
            Constant::Float(value) => rustpython_literal::float::to_string(*value).replace("inf", "1e309"),
            Constant::Complex { real, imag } => {
                rustpython_literal::complex::to_string(*real, *imag).replace("inf", "1e309")
            }
            Constant::Str(text) => quote(text.as_str(), || {
                text.code_points().map(|code| char::from_u32(code).ok_or(code)).collect()
            }),
            Constant::Bytes(bytes) => {
                AsciiEscape::new_repr(bytes).bytes_repr().to_string().unwrap_or_default()
            }
            Constant::Tuple(items) => {
                self.push("(");
                self.constants(items);
                self.push(if items.len() == 1 { ",)" } else { ")" });
                return;
            }
            Constant::FrozenSet(items) => {
                self.push("frozenset({");
                self.constants(items);
                self.push("})");
                return;
            }
        };
        self.push(&text);
    }

    /// The inside of an f-string or t-string as one string, then quoted.
    fn quoted_parts(&mut self, prefix: &str, expr: &Expr) {
        let mut inside = Writer { out: String::new() };
        inside.part(expr);
        self.push(prefix);
        self.push(&quote(Some(&inside.out), Vec::new));
    }

    fn part(&mut self, expr: &Expr) {
        let (value, conversion, spec) = match &expr.kind {
            ExprKind::JoinedStr { values } | ExprKind::TemplateStr { values } => {
                values.iter().for_each(|value| self.part(value));
                return;
            }
            ExprKind::Constant { value: Constant::Str(text), .. } => {
                let text: String =
                    text.code_points().map(|code| char::from_u32(code).unwrap_or('\u{FFFD}')).collect();
                self.push(&text.replace('{', "{{").replace('}', "}}"));
                return;
            }
            ExprKind::FormattedValue { value, conversion, format_spec }
            | ExprKind::Interpolation { value, conversion, format_spec, .. } => {
                (value, conversion, format_spec)
            }
            _ => return self.expr(expr, Level::Or),
        };
        let mut inner = Writer { out: String::new() };
        inner.expr(value, Level::Or);
        self.push(if inner.out.starts_with('{') { "{ " } else { "{" });
        self.push(&inner.out);
        match conversion {
            Conversion::None => {}
            Conversion::Str => self.push("!s"),
            Conversion::Repr => self.push("!r"),
            Conversion::Ascii => self.push("!a"),
        }
        if let Some(spec) = spec {
            self.push(":");
            self.part(spec);
        }
        self.push("}");
    }
}

/// A string literal. `code_points` is asked for when the text has lone surrogates.
fn quote(text: Option<&str>, code_points: impl FnOnce() -> Vec<Result<char, u32>>) -> String {
    match text {
        Some(text) => UnicodeEscape::new_repr(text.as_ref()).str_repr().to_string().unwrap_or_default(),
        None => {
            let codes = code_points();
            let double = codes.contains(&Ok('\'')) && !codes.contains(&Ok('"'));
            let mark = if double { '"' } else { '\'' };
            let mut out = String::from(mark);
            for code in codes {
                match code {
                    Ok('"') if !double => out.push('"'),
                    Ok('\'') if double => out.push('\''),
                    Ok(c) if c == ' ' || (c.is_ascii_graphic() && c != '\\') => out.push(c),
                    Ok(c) => out.extend(c.escape_default()),
                    Err(surrogate) => out.push_str(&format!("\\u{surrogate:04x}")),
                }
            }
            out.push(mark);
            out
        }
    }
}

fn binary_operator(op: Operator) -> (Level, &'static str) {
    match op {
        Operator::Add => (Level::Arithmetic, " + "),
        Operator::Sub => (Level::Arithmetic, " - "),
        Operator::Mult => (Level::Term, " * "),
        Operator::MatMult => (Level::Term, " @ "),
        Operator::Div => (Level::Term, " / "),
        Operator::Mod => (Level::Term, " % "),
        Operator::LShift => (Level::Shift, " << "),
        Operator::RShift => (Level::Shift, " >> "),
        Operator::BitOr => (Level::BitOr, " | "),
        Operator::BitXor => (Level::BitXor, " ^ "),
        Operator::BitAnd => (Level::BitAnd, " & "),
        Operator::FloorDiv => (Level::Term, " // "),
        Operator::Pow => (Level::Power, " ** "),
    }
}

fn comparison(op: CmpOp) -> &'static str {
    match op {
        CmpOp::Eq => " == ",
        CmpOp::NotEq => " != ",
        CmpOp::Lt => " < ",
        CmpOp::LtE => " <= ",
        CmpOp::Gt => " > ",
        CmpOp::GtE => " >= ",
        CmpOp::Is => " is ",
        CmpOp::IsNot => " is not ",
        CmpOp::In => " in ",
        CmpOp::NotIn => " not in ",
    }
}
