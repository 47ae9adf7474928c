//! Constant folding, where CPython folds and a program can see it (`co_consts`, `is`, patterns, conditions).
//!
//! Results are bounded in size, and nothing that would raise is folded.

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{Signed, ToPrimitive, Zero};
use taipan_bytecode::Constant;
use taipan_syntax::ast::{Expr, ExprKind, Operator, UnaryOp};
use taipan_syntax::with_room;

use super::Compiler;
use crate::constants::{literal, truth};

/// Integers longer than this are left to run time.
const MAX_INT_BITS: u64 = 128;

/// Strings and tuples longer than this are left to run time.
const MAX_LENGTH: usize = 4096;
const MAX_TUPLE: usize = 256;

impl Compiler<'_> {
    /// The value of the expression if it is a constant.
    pub(super) fn fold(&self, expr: &Expr) -> Option<Constant> {
        match &expr.kind {
            ExprKind::Constant { value, .. } => Some(literal(value)),
            ExprKind::Name { id, .. } if id == "__debug__" => {
                Some(Constant::Bool(self.options.optimize == 0))
            }
            ExprKind::UnaryOp { op, operand } => unary(*op, with_room(|| self.fold(operand))?),
            ExprKind::BinOp { .. } => {
                let mut chain = vec![expr];
                let mut innermost = expr;
                while let ExprKind::BinOp { left, .. } = &innermost.kind {
                    innermost = left;
                    chain.push(left);
                }
                let mut value = self.fold(chain.pop()?)?;
                while let Some(node) = chain.pop() {
                    value = self.fold_step(value, node)?;
                }
                Some(value)
            }
            ExprKind::Tuple { elts, .. } => self.fold_all(elts),
            _ => None,
        }
    }

    /// The value of a binary operator whose left operand is known.
    pub(super) fn fold_step(&self, left: Constant, node: &Expr) -> Option<Constant> {
        let ExprKind::BinOp { op, right, .. } = &node.kind else { return None };
        binary(left, *op, with_room(|| self.fold(right))?)
    }

    /// A container of constants to the right of `in`.
    pub(super) fn fold_container(&self, expr: &Expr) -> Option<Constant> {
        match &expr.kind {
            ExprKind::List { elts, .. } => self.fold_all(elts),
            ExprKind::Set { elts } => match self.fold_all(elts)? {
                Constant::Tuple(items) => Some(Constant::FrozenSet(items)),
                _ => None,
            },
            _ => None,
        }
    }

    /// A constant index, or a slice with constant bounds.
    pub(super) fn fold_index(&self, expr: &Expr) -> Option<Constant> {
        let ExprKind::Slice { lower, upper, step } = &expr.kind else { return self.fold(expr) };
        let bound = |bound: &Option<Box<Expr>>| match bound {
            Some(bound) => self.fold(bound),
            None => Some(Constant::None),
        };
        Some(Constant::Slice(Box::new([bound(lower)?, bound(upper)?, bound(step)?])))
    }
}

fn big(constant: &Constant) -> Option<BigInt> {
    match constant {
        Constant::Int(value) => Some(BigInt::from(*value)),
        Constant::Bool(value) => Some(BigInt::from(u8::from(*value))),
        Constant::BigInt(value) => Some(value.clone()),
        _ => None,
    }
}

fn small(value: BigInt) -> Constant {
    match value.to_i64() {
        Some(value) => Constant::Int(value),
        None => Constant::BigInt(value),
    }
}

fn float(constant: &Constant) -> Option<f64> {
    match constant {
        Constant::Float(value) => Some(*value),
        // Only integers that are exact: the rest may overflow or round in ways that are decided at run time.
        Constant::Int(value) if value.unsigned_abs() <= 1 << 53 => Some(*value as f64),
        Constant::Bool(value) => Some(f64::from(u8::from(*value))),
        _ => None,
    }
}

pub(crate) fn unary(op: UnaryOp, operand: Constant) -> Option<Constant> {
    match (op, operand) {
        (UnaryOp::Not, operand) => Some(Constant::Bool(!truth(&operand))),
        (UnaryOp::USub, Constant::Float(value)) => Some(Constant::Float(-value)),
        (UnaryOp::UAdd, Constant::Float(value)) => Some(Constant::Float(value)),
        (UnaryOp::USub, Constant::Complex { real, imag }) => {
            Some(Constant::Complex { real: -real, imag: -imag })
        }
        (UnaryOp::UAdd, complex @ Constant::Complex { .. }) => Some(complex),
        // `~True` warns at run time.
        (UnaryOp::Invert, Constant::Bool(_)) => None,
        (UnaryOp::Invert, operand) => big(&operand).map(|value| small(-value - 1)),
        (UnaryOp::USub, operand) => big(&operand).map(|value| small(-value)),
        (UnaryOp::UAdd, operand) => big(&operand).map(small),
    }
}

pub(crate) fn binary(left: Constant, op: Operator, right: Constant) -> Option<Constant> {
    match (&left, &right) {
        (Constant::Complex { .. }, _) | (_, Constant::Complex { .. }) => return complex(&left, op, &right),
        (Constant::Bool(a), Constant::Bool(b)) => {
            let value = match op {
                Operator::BitAnd => Some(a & b),
                Operator::BitOr => Some(a | b),
                Operator::BitXor => Some(a ^ b),
                _ => None,
            };
            if let Some(value) = value {
                return Some(Constant::Bool(value));
            }
        }
        (Constant::Float(_), _) | (_, Constant::Float(_)) => {
            return floats(float(&left)?, op, float(&right)?);
        }
        _ => {}
    }
    if let (Some(a), Some(b)) = (big(&left), big(&right)) {
        return integers(a, op, b);
    }
    sequences(&left, op, &right)
}

fn integers(a: BigInt, op: Operator, b: BigInt) -> Option<Constant> {
    let value = match op {
        Operator::Add => a + b,
        Operator::Sub => a - b,
        Operator::Mult if a.bits() + b.bits() <= MAX_INT_BITS => a * b,
        Operator::FloorDiv if !b.is_zero() => a.div_floor(&b),
        Operator::Mod if !b.is_zero() => a.mod_floor(&b),
        Operator::Div if !b.is_zero() => {
            let (a, b) = (float(&small(a))?, float(&small(b))?);
            return Some(Constant::Float(a / b));
        }
        Operator::Pow if !b.is_negative() => {
            let exponent = b.to_u32()?;
            if a.bits() * u64::from(exponent) > MAX_INT_BITS {
                return None;
            }
            a.pow(exponent)
        }
        Operator::LShift if !b.is_negative() => {
            let shift = b.to_u64()?;
            if a.bits() + shift > MAX_INT_BITS {
                return None;
            }
            a << shift
        }
        Operator::RShift if !b.is_negative() => a >> b.to_u64()?,
        Operator::BitAnd => a & b,
        Operator::BitOr => a | b,
        Operator::BitXor => a ^ b,
        _ => return None,
    };
    Some(small(value))
}

fn floats(a: f64, op: Operator, b: f64) -> Option<Constant> {
    let value = match op {
        Operator::Add => a + b,
        Operator::Sub => a - b,
        Operator::Mult => a * b,
        Operator::Div if b != 0.0 => a / b,
        _ => return None,
    };
    Some(Constant::Float(value))
}

fn complex(left: &Constant, op: Operator, right: &Constant) -> Option<Constant> {
    // Mixed arithmetic keeps the sign of zeros: a real operand has no imaginary part to add.
    let value = match (left, right) {
        (Constant::Complex { real, imag }, Constant::Complex { real: r, imag: i }) => match op {
            Operator::Add => (real + r, imag + i),
            Operator::Sub => (real - r, imag - i),
            _ => return None,
        },
        (Constant::Complex { real, imag }, right) => match op {
            Operator::Add => (real + float(right)?, *imag),
            Operator::Sub => (real - float(right)?, *imag),
            _ => return None,
        },
        (left, Constant::Complex { real, imag }) => match op {
            Operator::Add => (float(left)? + real, *imag),
            Operator::Sub => (float(left)? - real, -imag),
            _ => return None,
        },
        _ => return None,
    };
    Some(Constant::Complex { real: value.0, imag: value.1 })
}

fn sequences(left: &Constant, op: Operator, right: &Constant) -> Option<Constant> {
    match (left, op, right) {
        (Constant::Str(a), Operator::Add, Constant::Str(b)) if a.len() + b.len() <= MAX_LENGTH => {
            Some(Constant::Str([&a[..], &b[..]].concat().into()))
        }
        (Constant::Bytes(a), Operator::Add, Constant::Bytes(b)) if a.len() + b.len() <= MAX_LENGTH => {
            Some(Constant::Bytes([&a[..], &b[..]].concat().into()))
        }
        (Constant::Tuple(a), Operator::Add, Constant::Tuple(b)) if a.len() + b.len() <= MAX_TUPLE => {
            Some(Constant::Tuple(a.iter().chain(b.iter()).cloned().collect()))
        }
        (_, Operator::Mult, Constant::Int(count)) => repeat(left, *count),
        (Constant::Int(count), Operator::Mult, _) => repeat(right, *count),
        _ => None,
    }
}

fn repeat(constant: &Constant, count: i64) -> Option<Constant> {
    let count = count.max(0) as usize;
    let fits = |length: usize, limit: usize| length.checked_mul(count).is_some_and(|total| total <= limit);
    match constant {
        Constant::Str(a) if fits(a.len(), MAX_LENGTH) => Some(Constant::Str(a.repeat(count).into())),
        Constant::Bytes(a) if fits(a.len(), MAX_LENGTH) => Some(Constant::Bytes(a.repeat(count).into())),
        Constant::Tuple(a) if fits(a.len(), MAX_TUPLE) => {
            Some(Constant::Tuple(a.iter().cycle().take(a.len() * count).cloned().collect()))
        }
        _ => None,
    }
}
