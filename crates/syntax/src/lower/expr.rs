//! Expressions, one arm for each kind of node.

use ruff_python_ast as ruff;

use super::{Lower, Result, range};
use crate::ast::{
    BoolOp, CmpOp, Comprehension, Constant, Expr, ExprContext, ExprKind, Keyword, MAX_DEPTH, Operator,
    UnaryOp,
};
use crate::error::SyntaxError;

impl<'a> Lower<'a> {
    pub(super) fn expr(&mut self, node: &'a ruff::Expr) -> Result<Expr> {
        self.deeper(|lower| lower.expr_here(node))
    }

    pub(super) fn boxed(&mut self, node: &'a ruff::Expr) -> Result<Box<Expr>> {
        self.expr(node).map(Box::new)
    }

    pub(super) fn optional(&mut self, node: &'a Option<Box<ruff::Expr>>) -> Result<Option<Box<Expr>>> {
        node.as_deref().map(|node| self.boxed(node)).transpose()
    }

    pub(super) fn exprs(&mut self, nodes: impl IntoIterator<Item = &'a ruff::Expr>) -> Result<Vec<Expr>> {
        nodes.into_iter().map(|node| self.expr(node)).collect()
    }

    fn expr_here(&mut self, node: &'a ruff::Expr) -> Result<Expr> {
        let kind = match node {
            ruff::Expr::BinOp(_)
            | ruff::Expr::Attribute(_)
            | ruff::Expr::Subscript(_)
            | ruff::Expr::Call(_) => return self.chain(node),
            ruff::Expr::FString(node) => return self.joined_str(node),
            ruff::Expr::TString(node) => return self.template_str(node),
            ruff::Expr::StringLiteral(node) => self.string_literal(node)?,
            ruff::Expr::BytesLiteral(node) => self.bytes_literal(node)?,
            ruff::Expr::NumberLiteral(node) => constant(self.number(node)?),
            ruff::Expr::BooleanLiteral(node) => constant(Constant::Bool(node.value)),
            ruff::Expr::NoneLiteral(_) => constant(Constant::None),
            ruff::Expr::EllipsisLiteral(_) => constant(Constant::Ellipsis),
            ruff::Expr::Name(node) => {
                ExprKind::Name { id: self.intern(node.id.as_str()), ctx: context(node.ctx) }
            }
            ruff::Expr::BoolOp(node) => ExprKind::BoolOp {
                op: match node.op {
                    ruff::BoolOp::And => BoolOp::And,
                    ruff::BoolOp::Or => BoolOp::Or,
                },
                values: self.exprs(&node.values)?,
            },
            ruff::Expr::Named(node) => {
                ExprKind::NamedExpr { target: self.boxed(&node.target)?, value: self.boxed(&node.value)? }
            }
            ruff::Expr::UnaryOp(node) => ExprKind::UnaryOp {
                op: match node.op {
                    ruff::UnaryOp::Invert => UnaryOp::Invert,
                    ruff::UnaryOp::Not => UnaryOp::Not,
                    ruff::UnaryOp::UAdd => UnaryOp::UAdd,
                    ruff::UnaryOp::USub => UnaryOp::USub,
                },
                operand: self.boxed(&node.operand)?,
            },
            ruff::Expr::Lambda(node) => ExprKind::Lambda {
                args: Box::new(match &node.parameters {
                    Some(parameters) => self.arguments(parameters)?,
                    None => Default::default(),
                }),
                body: self.boxed(&node.body)?,
            },
            ruff::Expr::If(node) => ExprKind::IfExp {
                test: self.boxed(&node.test)?,
                body: self.boxed(&node.body)?,
                orelse: self.boxed(&node.orelse)?,
            },
            ruff::Expr::Dict(node) => {
                let mut keys = Vec::with_capacity(node.items.len());
                let mut values = Vec::with_capacity(node.items.len());
                for item in &node.items {
                    keys.push(item.key.as_ref().map(|key| self.expr(key)).transpose()?);
                    values.push(self.expr(&item.value)?);
                }
                ExprKind::Dict { keys, values }
            }
            ruff::Expr::Set(node) => ExprKind::Set { elts: self.exprs(&node.elts)? },
            ruff::Expr::ListComp(node) => ExprKind::ListComp {
                elt: self.element(&node.elt)?,
                generators: self.comprehensions(&node.generators)?,
            },
            ruff::Expr::SetComp(node) => ExprKind::SetComp {
                elt: self.element(&node.elt)?,
                generators: self.comprehensions(&node.generators)?,
            },
            ruff::Expr::DictComp(node) => ExprKind::DictComp {
                key: match &node.key {
                    Some(key) => self.boxed(key)?,
                    None => {
                        return Err(super::unsupported(
                            "dict unpacking cannot be used in dict comprehension",
                        ));
                    }
                },
                value: self.boxed(&node.value)?,
                generators: self.comprehensions(&node.generators)?,
            },
            ruff::Expr::Generator(node) => ExprKind::GeneratorExp {
                elt: self.element(&node.elt)?,
                generators: self.comprehensions(&node.generators)?,
            },
            ruff::Expr::Await(node) => ExprKind::Await { value: self.boxed(&node.value)? },
            ruff::Expr::Yield(node) => ExprKind::Yield { value: self.optional(&node.value)? },
            ruff::Expr::YieldFrom(node) => ExprKind::YieldFrom { value: self.boxed(&node.value)? },
            ruff::Expr::Compare(node) => ExprKind::Compare {
                left: self.boxed(&node.left)?,
                ops: node.ops.iter().map(|&op| comparison(op)).collect(),
                comparators: self.exprs(&node.comparators)?,
            },
            ruff::Expr::Starred(node) => {
                ExprKind::Starred { value: self.boxed(&node.value)?, ctx: context(node.ctx) }
            }
            ruff::Expr::List(node) => {
                ExprKind::List { elts: self.exprs(&node.elts)?, ctx: context(node.ctx) }
            }
            ruff::Expr::Tuple(node) => {
                if node.elts.first().is_some_and(|first| self.is_bare_yield(first)) {
                    // The foreign parser takes `yield, a` for a tuple.
                    return Err(super::unsupported("invalid syntax"));
                }
                ExprKind::Tuple { elts: self.exprs(&node.elts)?, ctx: context(node.ctx) }
            }
            ruff::Expr::Slice(node) => ExprKind::Slice {
                lower: self.optional(&node.lower)?,
                upper: self.optional(&node.upper)?,
                step: self.optional(&node.step)?,
            },
            ruff::Expr::IpyEscapeCommand(_) => return Err(super::unsupported("invalid syntax")),
        };
        Ok(Expr { kind, range: range(node) })
    }

    /// `a + b + c`, `a.b.c`, `a()()`: the left spine is walked in a loop and built from its innermost node outwards.
    fn chain(&mut self, node: &'a ruff::Expr) -> Result<Expr> {
        let mut spine = Vec::new();
        let mut inner = node;
        loop {
            let left = match inner {
                ruff::Expr::BinOp(node) => &node.left,
                ruff::Expr::Attribute(node) => &node.value,
                ruff::Expr::Subscript(node) => &node.value,
                ruff::Expr::Call(node) => &node.func,
                _ => break,
            };
            spine.push(inner);
            inner = left;
        }
        let outside = self.depth;
        if outside + spine.len() > MAX_DEPTH {
            return Err(SyntaxError::too_deep());
        }
        self.depth += spine.len();
        let mut built = self.expr(inner)?;
        for node in spine.into_iter().rev() {
            self.depth -= 1;
            let left = Box::new(built);
            let kind = match node {
                ruff::Expr::BinOp(node) => {
                    ExprKind::BinOp { left, op: operator(node.op), right: self.boxed(&node.right)? }
                }
                ruff::Expr::Attribute(node) => {
                    ExprKind::Attribute { value: left, attr: self.name(&node.attr), ctx: context(node.ctx) }
                }
                ruff::Expr::Subscript(node) => ExprKind::Subscript {
                    value: left,
                    slice: self.boxed(&node.slice)?,
                    ctx: context(node.ctx),
                },
                ruff::Expr::Call(node) => ExprKind::Call {
                    func: left,
                    args: self.call_args(&node.arguments)?,
                    keywords: self.keywords(&node.arguments.keywords)?,
                },
                _ => return Err(super::unsupported("invalid syntax")),
            };
            built = Expr { kind, range: range(node) };
        }
        self.depth = outside;
        Ok(built)
    }

    /// The positional arguments. A generator that is the only argument may share the call's parentheses, and CPython
    /// then gives it their range.
    pub(super) fn call_args(&mut self, arguments: &'a ruff::Arguments) -> Result<Vec<Expr>> {
        let mut args = self.exprs(&arguments.args)?;
        if let ([ruff::Expr::Generator(node)], [arg]) = (&*arguments.args, &mut *args)
            && !node.parenthesized
        {
            arg.range = range(arguments);
        }
        Ok(args)
    }

    pub(super) fn keywords(&mut self, keywords: &'a [ruff::Keyword]) -> Result<Vec<Keyword>> {
        let lower = |keyword: &'a ruff::Keyword| {
            if keyword.arg.as_ref().is_some_and(|name| range(name).start != range(keyword).start) {
                // `f((a)=1)`.
                return Err(super::unsupported(
                    "expression cannot contain assignment, perhaps you meant \"==\"?",
                ));
            }
            Ok(Keyword {
                arg: keyword.arg.as_ref().map(|name| self.name(name)),
                value: self.expr(&keyword.value)?,
                range: range(keyword),
            })
        };
        keywords.iter().map(lower).collect()
    }

    /// A `yield` that a comma follows has no parentheses of its own.
    fn is_bare_yield(&self, node: &ruff::Expr) -> bool {
        let rest = self.source.get(range(node).end as usize..).unwrap_or("");
        matches!(node, ruff::Expr::Yield(_)) && rest.trim_start_matches([' ', '\t', '\x0c']).starts_with(',')
    }

    /// The element of a comprehension; CPython 3.14 has no unpacking there.
    fn element(&mut self, node: &'a ruff::Expr) -> Result<Box<Expr>> {
        match node {
            ruff::Expr::Starred(_) => {
                Err(super::unsupported("iterable unpacking cannot be used in comprehension"))
            }
            _ => self.boxed(node),
        }
    }

    fn comprehensions(&mut self, generators: &'a [ruff::Comprehension]) -> Result<Vec<Comprehension>> {
        let lower = |generator: &'a ruff::Comprehension| {
            Ok(Comprehension {
                target: self.expr(&generator.target)?,
                iter: self.expr(&generator.iter)?,
                ifs: self.exprs(&generator.ifs)?,
                is_async: generator.is_async,
            })
        };
        generators.iter().map(lower).collect()
    }
}

fn constant(value: Constant) -> ExprKind {
    ExprKind::Constant { value, u: false }
}

fn context(ctx: ruff::ExprContext) -> ExprContext {
    match ctx {
        ruff::ExprContext::Load | ruff::ExprContext::Invalid => ExprContext::Load,
        ruff::ExprContext::Store => ExprContext::Store,
        ruff::ExprContext::Del => ExprContext::Del,
    }
}

pub(super) fn operator(op: ruff::Operator) -> Operator {
    match op {
        ruff::Operator::Add => Operator::Add,
        ruff::Operator::Sub => Operator::Sub,
        ruff::Operator::Mult => Operator::Mult,
        ruff::Operator::MatMult => Operator::MatMult,
        ruff::Operator::Div => Operator::Div,
        ruff::Operator::Mod => Operator::Mod,
        ruff::Operator::Pow => Operator::Pow,
        ruff::Operator::LShift => Operator::LShift,
        ruff::Operator::RShift => Operator::RShift,
        ruff::Operator::BitOr => Operator::BitOr,
        ruff::Operator::BitXor => Operator::BitXor,
        ruff::Operator::BitAnd => Operator::BitAnd,
        ruff::Operator::FloorDiv => Operator::FloorDiv,
    }
}

fn comparison(op: ruff::CmpOp) -> CmpOp {
    match op {
        ruff::CmpOp::Eq => CmpOp::Eq,
        ruff::CmpOp::NotEq => CmpOp::NotEq,
        ruff::CmpOp::Lt => CmpOp::Lt,
        ruff::CmpOp::LtE => CmpOp::LtE,
        ruff::CmpOp::Gt => CmpOp::Gt,
        ruff::CmpOp::GtE => CmpOp::GtE,
        ruff::CmpOp::Is => CmpOp::Is,
        ruff::CmpOp::IsNot => CmpOp::IsNot,
        ruff::CmpOp::In => CmpOp::In,
        ruff::CmpOp::NotIn => CmpOp::NotIn,
    }
}
