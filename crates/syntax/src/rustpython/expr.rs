//! Expressions.

use num_traits::ToPrimitive;
use rustpython_parser::ast::{self as foreign, ConversionFlag, Ranged};

use super::{Lower, name, range};
use crate::ast::*;
use crate::room::with_room;
use crate::wtf8::Wtf8;

impl Lower<'_> {
    pub(super) fn expr(&self, expr: foreign::Expr) -> Expr {
        with_room(|| {
            let range = range(expr.range());
            Expr { kind: self.expr_kind(expr), range }
        })
    }

    fn expr_kind(&self, expr: foreign::Expr) -> ExprKind {
        use foreign::Expr as F;
        match expr {
            F::BoolOp(e) => ExprKind::BoolOp {
                op: match e.op {
                    foreign::BoolOp::And => BoolOp::And,
                    foreign::BoolOp::Or => BoolOp::Or,
                },
                values: self.exprs(e.values),
            },
            F::NamedExpr(e) => {
                ExprKind::NamedExpr { target: self.boxed(*e.target), value: self.boxed(*e.value) }
            }
            F::BinOp(e) => {
                ExprKind::BinOp { left: self.boxed(*e.left), op: operator(e.op), right: self.boxed(*e.right) }
            }
            F::UnaryOp(e) => ExprKind::UnaryOp {
                op: match e.op {
                    foreign::UnaryOp::Invert => UnaryOp::Invert,
                    foreign::UnaryOp::Not => UnaryOp::Not,
                    foreign::UnaryOp::UAdd => UnaryOp::UAdd,
                    foreign::UnaryOp::USub => UnaryOp::USub,
                },
                operand: self.boxed(*e.operand),
            },
            F::Lambda(e) => {
                ExprKind::Lambda { args: Box::new(self.arguments(*e.args)), body: self.boxed(*e.body) }
            }
            F::IfExp(e) => ExprKind::IfExp {
                test: self.boxed(*e.test),
                body: self.boxed(*e.body),
                orelse: self.boxed(*e.orelse),
            },
            F::Dict(e) => ExprKind::Dict {
                keys: e.keys.into_iter().map(|key| key.map(|key| self.expr(key))).collect(),
                values: self.exprs(e.values),
            },
            F::Set(e) => ExprKind::Set { elts: self.exprs(e.elts) },
            F::ListComp(e) => {
                ExprKind::ListComp { elt: self.boxed(*e.elt), generators: self.comprehensions(e.generators) }
            }
            F::SetComp(e) => {
                ExprKind::SetComp { elt: self.boxed(*e.elt), generators: self.comprehensions(e.generators) }
            }
            F::DictComp(e) => ExprKind::DictComp {
                key: self.boxed(*e.key),
                value: self.boxed(*e.value),
                generators: self.comprehensions(e.generators),
            },
            F::GeneratorExp(e) => ExprKind::GeneratorExp {
                elt: self.boxed(*e.elt),
                generators: self.comprehensions(e.generators),
            },
            F::Await(e) => ExprKind::Await { value: self.boxed(*e.value) },
            F::Yield(e) => ExprKind::Yield { value: self.optional(e.value) },
            F::YieldFrom(e) => ExprKind::YieldFrom { value: self.boxed(*e.value) },
            F::Compare(e) => ExprKind::Compare {
                left: self.boxed(*e.left),
                ops: e.ops.into_iter().map(cmp_op).collect(),
                comparators: self.exprs(e.comparators),
            },
            F::Call(e) => ExprKind::Call {
                func: self.boxed(*e.func),
                args: self.exprs(e.args),
                keywords: e.keywords.into_iter().map(|keyword| self.keyword(keyword)).collect(),
            },
            F::FormattedValue(e) => ExprKind::FormattedValue {
                value: self.boxed(*e.value),
                conversion: match e.conversion {
                    ConversionFlag::None => Conversion::None,
                    ConversionFlag::Str => Conversion::Str,
                    ConversionFlag::Ascii => Conversion::Ascii,
                    ConversionFlag::Repr => Conversion::Repr,
                },
                format_spec: self.optional(e.format_spec),
            },
            F::JoinedStr(e) => ExprKind::JoinedStr { values: self.exprs(e.values) },
            F::Constant(e) => ExprKind::Constant { value: constant(e.value), u: e.kind.is_some() },
            F::Attribute(e) => {
                ExprKind::Attribute { value: self.boxed(*e.value), attr: name(&e.attr), ctx: context(e.ctx) }
            }
            F::Subscript(e) => ExprKind::Subscript {
                value: self.boxed(*e.value),
                slice: Box::new(self.subscript(*e.slice)),
                ctx: context(e.ctx),
            },
            F::Starred(e) => ExprKind::Starred { value: self.boxed(*e.value), ctx: context(e.ctx) },
            F::Name(e) => ExprKind::Name { id: name(&e.id), ctx: context(e.ctx) },
            F::List(e) => ExprKind::List { elts: self.exprs(e.elts), ctx: context(e.ctx) },
            F::Tuple(e) => ExprKind::Tuple { elts: self.exprs(e.elts), ctx: context(e.ctx) },
            F::Slice(e) => ExprKind::Slice {
                lower: self.optional(e.lower),
                upper: self.optional(e.upper),
                step: self.optional(e.step),
            },
        }
    }

    /// `a[*b]` subscribes with a tuple.
    fn subscript(&self, slice: foreign::Expr) -> Expr {
        let slice = self.expr(slice);
        if !matches!(slice.kind, ExprKind::Starred { .. }) {
            return slice;
        }
        let range = slice.range;
        Expr { kind: ExprKind::Tuple { elts: vec![slice], ctx: ExprContext::Load }, range }
    }

    fn comprehensions(&self, generators: Vec<foreign::Comprehension>) -> Vec<Comprehension> {
        let lower = |generator: foreign::Comprehension| Comprehension {
            target: self.expr(generator.target),
            iter: self.expr(generator.iter),
            ifs: self.exprs(generator.ifs),
            is_async: generator.is_async,
        };
        generators.into_iter().map(lower).collect()
    }

    pub(super) fn keyword(&self, keyword: foreign::Keyword) -> Keyword {
        let range = range(keyword.range());
        Keyword { arg: keyword.arg.as_ref().map(name), value: self.expr(keyword.value), range }
    }

    pub(super) fn arguments(&self, arguments: foreign::Arguments) -> Arguments {
        let mut lowered = Arguments::default();
        for arg in arguments.posonlyargs {
            lowered.posonlyargs.push(self.arg(arg.def));
            lowered.defaults.extend(arg.default.map(|default| self.expr(*default)));
        }
        for arg in arguments.args {
            lowered.args.push(self.arg(arg.def));
            lowered.defaults.extend(arg.default.map(|default| self.expr(*default)));
        }
        for arg in arguments.kwonlyargs {
            lowered.kwonlyargs.push(self.arg(arg.def));
            lowered.kw_defaults.push(arg.default.map(|default| self.expr(*default)));
        }
        lowered.vararg = arguments.vararg.map(|arg| Box::new(self.arg(*arg)));
        lowered.kwarg = arguments.kwarg.map(|arg| Box::new(self.arg(*arg)));
        lowered
    }

    fn arg(&self, arg: foreign::Arg) -> Arg {
        let range = range(arg.range());
        Arg { arg: name(&arg.arg), annotation: self.optional(arg.annotation), range }
    }
}

pub(super) fn constant(value: foreign::Constant) -> Constant {
    use foreign::Constant as F;
    match value {
        F::None => Constant::None,
        F::Bool(value) => Constant::Bool(value),
        F::Str(text) => Constant::Str(Wtf8::from(text)),
        F::Bytes(bytes) => Constant::Bytes(bytes.into()),
        F::Int(int) => match int.to_i64() {
            Some(int) => Constant::Int(int),
            None => Constant::BigInt(int),
        },
        F::Tuple(items) => Constant::Tuple(items.into_iter().map(constant).collect()),
        F::Float(value) => Constant::Float(value),
        F::Complex { real, imag } => Constant::Complex { real, imag },
        F::Ellipsis => Constant::Ellipsis,
    }
}

fn context(ctx: foreign::ExprContext) -> ExprContext {
    match ctx {
        foreign::ExprContext::Load => ExprContext::Load,
        foreign::ExprContext::Store => ExprContext::Store,
        foreign::ExprContext::Del => ExprContext::Del,
    }
}

pub(super) fn operator(op: foreign::Operator) -> Operator {
    use foreign::Operator as F;
    match op {
        F::Add => Operator::Add,
        F::Sub => Operator::Sub,
        F::Mult => Operator::Mult,
        F::MatMult => Operator::MatMult,
        F::Div => Operator::Div,
        F::Mod => Operator::Mod,
        F::Pow => Operator::Pow,
        F::LShift => Operator::LShift,
        F::RShift => Operator::RShift,
        F::BitOr => Operator::BitOr,
        F::BitXor => Operator::BitXor,
        F::BitAnd => Operator::BitAnd,
        F::FloorDiv => Operator::FloorDiv,
    }
}

fn cmp_op(op: foreign::CmpOp) -> CmpOp {
    use foreign::CmpOp as F;
    match op {
        F::Eq => CmpOp::Eq,
        F::NotEq => CmpOp::NotEq,
        F::Lt => CmpOp::Lt,
        F::LtE => CmpOp::LtE,
        F::Gt => CmpOp::Gt,
        F::GtE => CmpOp::GtE,
        F::Is => CmpOp::Is,
        F::IsNot => CmpOp::IsNot,
        F::In => CmpOp::In,
        F::NotIn => CmpOp::NotIn,
    }
}
