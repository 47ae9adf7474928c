//! `from __future__ import …`: which features a module asks for, and where it may.

use taipan_syntax::ast::{Expr, ExprKind, Mod, Stmt, StmtKind};

use crate::error::{CompileError, Result};

const FEATURES: &[&str] = &[
    "nested_scopes",
    "generators",
    "division",
    "absolute_import",
    "with_statement",
    "print_function",
    "unicode_literals",
    "barry_as_FLUFL",
    "generator_stop",
    "annotations",
];

/// Whether `annotations` is among the features. Wrong imports are errors.
pub(crate) fn future_annotations(module: &Mod) -> Result<bool> {
    let (Mod::Module { body } | Mod::Interactive { body }) = module else { return Ok(false) };
    let mut annotations = false;
    let mut head = true;
    for (position, stmt) in body.iter().enumerate() {
        match &stmt.kind {
            StmtKind::ImportFrom { module: Some(name), names, level: 0 } if name == "__future__" => {
                if !head {
                    return Err(CompileError::new(
                        "from __future__ imports must occur at the beginning of the file",
                        stmt.range,
                    ));
                }
                for alias in names {
                    if alias.name == "braces" {
                        return Err(CompileError::new("not a chance", alias.range));
                    }
                    if !FEATURES.contains(&alias.name.as_str()) {
                        let message = format!("future feature {} is not defined", alias.name);
                        return Err(CompileError::new(message, alias.range));
                    }
                    annotations |= alias.name == "annotations";
                }
            }
            StmtKind::Expr { value } if position == 0 && is_string(value) => {}
            _ => head = false,
        }
    }
    Ok(annotations)
}

/// A `__future__` import anywhere but at the top of a module comes too late.
pub(crate) fn is_late(stmt: &Stmt) -> bool {
    matches!(&stmt.kind, StmtKind::ImportFrom { module: Some(name), level: 0, .. } if name == "__future__")
}

fn is_string(expr: &Expr) -> bool {
    matches!(&expr.kind, ExprKind::Constant { value: taipan_syntax::ast::Constant::Str(_), .. })
}
