//! The text of an expression, for annotations under `from __future__ import annotations`.

use taipan_syntax::ast::Expr;

pub(super) fn unparse(expr: &Expr) -> Vec<u8> {
    let _ = expr;
    Vec::new()
}
