//! The `SyntaxWarning`s of the code generator: code that is legal and surely meant otherwise.

use taipan_syntax::ast::{CmpOp, Constant, Expr, ExprKind};
use taipan_syntax::{Range, SyntaxWarning};

use super::Compiler;

/// The type of a literal that nobody calls or subscribes.
fn literal_type(expr: &Expr) -> Option<&'static str> {
    Some(match &expr.kind {
        ExprKind::Constant { value, .. } => match value {
            Constant::None => "NoneType",
            Constant::Bool(_) => "bool",
            Constant::Ellipsis => "ellipsis",
            Constant::Int(_) | Constant::BigInt(_) => "int",
            Constant::Float(_) => "float",
            Constant::Complex { .. } => "complex",
            Constant::Str(_) => "str",
            Constant::Bytes(_) => "bytes",
            Constant::Tuple(_) => "tuple",
            Constant::FrozenSet(_) => "frozenset",
        },
        ExprKind::Tuple { .. } => "tuple",
        ExprKind::List { .. } | ExprKind::ListComp { .. } => "list",
        ExprKind::Dict { .. } | ExprKind::DictComp { .. } => "dict",
        ExprKind::Set { .. } | ExprKind::SetComp { .. } => "set",
        ExprKind::GeneratorExp { .. } => "generator",
        ExprKind::Lambda { .. } => "function",
        ExprKind::TemplateStr { .. } | ExprKind::Interpolation { .. } => "string.templatelib.Template",
        ExprKind::JoinedStr { .. } | ExprKind::FormattedValue { .. } => "str",
        _ => return None,
    })
}

fn is_number(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Constant { value, .. } => {
            matches!(value, Constant::Int(_) | Constant::BigInt(_) | Constant::Bool(_))
        }
        _ => false,
    }
}

impl Compiler<'_> {
    pub(super) fn warn(&mut self, message: String, range: Range) {
        // A `finally` body is generated more than once.
        if self.warnings.iter().any(|known| known.range == range && known.msg == message) {
            return;
        }
        self.warnings.push(SyntaxWarning { msg: message, lineno: self.lines.line(range.start), range });
    }

    pub(super) fn check_caller(&mut self, func: &Expr) {
        let name = match &func.kind {
            ExprKind::Constant { .. }
            | ExprKind::Tuple { .. }
            | ExprKind::List { .. }
            | ExprKind::ListComp { .. }
            | ExprKind::Dict { .. }
            | ExprKind::DictComp { .. }
            | ExprKind::Set { .. }
            | ExprKind::SetComp { .. }
            | ExprKind::GeneratorExp { .. }
            | ExprKind::JoinedStr { .. }
            | ExprKind::FormattedValue { .. }
            | ExprKind::TemplateStr { .. }
            | ExprKind::Interpolation { .. } => literal_type(func),
            _ => None,
        };
        if let Some(name) = name {
            let message = format!("'{name}' object is not callable; perhaps you missed a comma?");
            self.warn(message, func.range);
        }
    }

    pub(super) fn check_subscript(&mut self, value: &Expr, index: &Expr) {
        let not_subscriptable = match &value.kind {
            ExprKind::Constant { value: constant, .. } => {
                !matches!(constant, Constant::Str(_) | Constant::Bytes(_))
            }
            ExprKind::Set { .. }
            | ExprKind::SetComp { .. }
            | ExprKind::GeneratorExp { .. }
            | ExprKind::TemplateStr { .. }
            | ExprKind::Interpolation { .. }
            | ExprKind::Lambda { .. } => true,
            _ => false,
        };
        let name = literal_type(value).unwrap_or("object");
        if not_subscriptable {
            let message = format!("'{name}' object is not subscriptable; perhaps you missed a comma?");
            self.warn(message, value.range);
            return;
        }
        let sequence = matches!(
            value.kind,
            ExprKind::Constant { .. }
                | ExprKind::Tuple { .. }
                | ExprKind::List { .. }
                | ExprKind::ListComp { .. }
                | ExprKind::JoinedStr { .. }
                | ExprKind::FormattedValue { .. }
        );
        if !sequence || is_number(index) || matches!(index.kind, ExprKind::Slice { .. }) {
            return;
        }
        if let Some(index_name) = literal_type(index) {
            let message = format!(
                "{name} indices must be integers or slices, not {index_name}; perhaps you missed a comma?"
            );
            self.warn(message, value.range);
        }
    }

    pub(super) fn check_compare(&mut self, expr: &Expr, left: &Expr, ops: &[CmpOp], comparators: &[Expr]) {
        let literal = |e: &Expr| match &e.kind {
            ExprKind::Constant { value, .. } => {
                !matches!(value, Constant::None | Constant::Bool(_) | Constant::Ellipsis)
            }
            ExprKind::Tuple { .. } => self.fold(e).is_some(),
            _ => false,
        };
        let mut left = left;
        let mut found = None;
        for (op, right) in ops.iter().zip(comparators) {
            if matches!(op, CmpOp::Is | CmpOp::IsNot) && (literal(left) || literal(right)) {
                let name = literal_type(if literal(left) { left } else { right }).unwrap_or("object");
                found = Some(if *op == CmpOp::Is {
                    format!("\"is\" with '{name}' literal. Did you mean \"==\"?")
                } else {
                    format!("\"is not\" with '{name}' literal. Did you mean \"!=\"?")
                });
                break;
            }
            left = right;
        }
        if let Some(message) = found {
            self.warn(message, expr.range);
        }
    }
}
