//! Statements.

use taipan_bytecode::{CommonConstant, Intrinsic, Op};
use taipan_syntax::ast::{Expr, ExprKind, Stmt, StmtKind};
use taipan_syntax::with_room;

use super::Compiler;
use crate::error::Result;
use crate::ir::Reg;

/// How deeply statements may nest.
pub(super) const MAX_BLOCKS: usize = 21;

impl<'a> Compiler<'a> {
    pub(super) fn stmts(&mut self, stmts: &'a [Stmt]) -> Result {
        stmts.iter().try_for_each(|stmt| self.stmt(stmt))
    }

    /// Statements that may not run, or not at this time.
    pub(super) fn conditional_stmts(&mut self, stmts: &'a [Stmt]) -> Result {
        self.u.conditional += 1;
        self.stmts(stmts)?;
        self.u.conditional -= 1;
        Ok(())
    }

    fn stmt(&mut self, stmt: &'a Stmt) -> Result {
        with_room(|| self.stmt_here(stmt))
    }

    fn stmt_here(&mut self, stmt: &'a Stmt) -> Result {
        let height = self.u.sp;
        self.at(stmt.range);
        match &stmt.kind {
            StmtKind::Expr { value } => self.expr_stmt(stmt, value)?,
            StmtKind::Assign { targets, value } => self.assign_stmt(stmt, targets, value)?,
            StmtKind::AugAssign { target, op, value } => self.aug_assign(stmt, target, *op, value)?,
            StmtKind::AnnAssign { target, annotation, value, simple } => {
                self.ann_assign(stmt, target, annotation, value.as_deref(), *simple)?;
            }
            StmtKind::If { .. } => self.if_stmt(stmt)?,
            StmtKind::For { target, iter, body, orelse } => {
                self.for_stmt(stmt, target, iter, body, orelse)?
            }
            StmtKind::AsyncFor { target, iter, body, orelse } => {
                self.async_for_stmt(stmt, target, iter, body, orelse)?;
            }
            StmtKind::While { test, body, orelse } => self.while_stmt(stmt, test, body, orelse)?,
            StmtKind::Return { value } => self.return_stmt(stmt, value.as_deref())?,
            StmtKind::Raise { exc, cause } => self.raise(stmt, exc.as_deref(), cause.as_deref())?,
            StmtKind::Try(node) | StmtKind::TryStar(node) => {
                // The line of `try` itself, for whoever traces lines.
                self.emit(Op::NOP, 0, 0, 0);
                self.try_stmt(stmt, node, matches!(stmt.kind, StmtKind::TryStar(_)))?;
            }
            StmtKind::With { items, body } => self.with_stmt(stmt, items, body, false)?,
            StmtKind::AsyncWith { items, body } => self.with_stmt(stmt, items, body, true)?,
            StmtKind::Match { subject, cases } => self.match_stmt(subject, cases)?,
            StmtKind::FunctionDef(def) => self.function_def(stmt, def, false)?,
            StmtKind::AsyncFunctionDef(def) => self.function_def(stmt, def, true)?,
            StmtKind::ClassDef(def) => self.class_def(stmt, def)?,
            StmtKind::TypeAlias { name, type_params, value } => {
                self.type_alias(stmt, name, type_params, value)?;
            }
            StmtKind::Delete { targets } => targets.iter().try_for_each(|target| self.delete(target))?,
            StmtKind::Assert { test, msg } => self.assert(stmt, test, msg.as_deref())?,
            StmtKind::Import { names } => self.import(stmt, names)?,
            StmtKind::ImportFrom { module, names, level } => {
                self.import_from(stmt, module.as_ref(), names, *level)?;
            }
            StmtKind::Break => self.break_or_continue(stmt, true)?,
            StmtKind::Continue => self.break_or_continue(stmt, false)?,
            StmtKind::Pass => self.emit(Op::NOP, 0, 0, 0),
            StmtKind::Global { .. } | StmtKind::Nonlocal { .. } => {}
        }
        debug_assert_eq!(self.u.sp, height, "a statement leaves no temporaries");
        self.u.sp = height;
        Ok(())
    }

    fn expr_stmt(&mut self, stmt: &'a Stmt, value: &'a Expr) -> Result {
        if self.interactive && self.outer.is_empty() {
            let src = self.push(value)?;
            self.pop(src);
            self.at(stmt.range);
            self.emit_word(Op::CALL_INTRINSIC, src, src, 1, Intrinsic::Print as u32);
            self.emit(Op::POP_TOP, src, 0, 0);
            return Ok(());
        }
        if let ExprKind::Constant { .. } = value.kind {
            self.emit(Op::NOP, 0, 0, 0);
            return Ok(());
        }
        let src = self.operand(value)?;
        self.discard(src);
        Ok(())
    }

    /// An `if` with all its `elif`s, which are walked in a loop.
    fn if_stmt(&mut self, stmt: &'a Stmt) -> Result {
        let end = self.label();
        let mut current = stmt;
        while let StmtKind::If { test, body, orelse } = &current.kind {
            let other = self.label();
            self.at(test.range);
            self.jump_if(test, other, false)?;
            self.conditional_stmts(body)?;
            if orelse.is_empty() {
                self.place(other);
                break;
            }
            self.nowhere();
            self.jump(end);
            self.place(other);
            match orelse.as_slice() {
                [next] if matches!(next.kind, StmtKind::If { .. }) => current = next,
                _ => {
                    self.conditional_stmts(orelse)?;
                    break;
                }
            }
        }
        self.place(end);
        Ok(())
    }

    fn raise(&mut self, stmt: &'a Stmt, exc: Option<&'a Expr>, cause: Option<&'a Expr>) -> Result {
        let Some(exc) = exc else {
            self.emit(Op::RAISE_VARARGS, 0, 0, 0);
            return Ok(());
        };
        let exc = self.operand(exc)?;
        let Some(cause) = cause else {
            self.pop(exc);
            self.at(stmt.range);
            self.emit(Op::RAISE_VARARGS, exc, 0, 1);
            return Ok(());
        };
        let cause = self.operand(cause)?;
        self.pop(cause);
        self.pop(exc);
        self.at(stmt.range);
        self.emit(Op::RAISE_VARARGS, exc, cause, 2);
        Ok(())
    }

    fn assert(&mut self, stmt: &'a Stmt, test: &'a Expr, msg: Option<&'a Expr>) -> Result {
        let non_empty_tuple = match &test.kind {
            ExprKind::Tuple { elts, .. } => !elts.is_empty(),
            _ => false,
        };
        if non_empty_tuple {
            self.warn("assertion is always true, perhaps remove parentheses?".to_owned(), stmt.range);
        }
        if self.options.optimize > 0 {
            return Ok(());
        }
        let end = self.label();
        self.jump_if(test, end, true)?;
        self.at(stmt.range);
        let error = self.alloc();
        self.common_constant(CommonConstant::AssertionError, error);
        if let Some(msg) = msg {
            self.push(msg)?;
            self.pop_run(1);
            self.at(stmt.range);
            self.emit(Op::CALL, error, error, 1);
        }
        self.pop(error);
        self.at(test.range);
        self.emit(Op::RAISE_VARARGS, error, 0, 1);
        self.place(end);
        Ok(())
    }

    /// Evaluates for its effects only.
    pub(super) fn evaluate(&mut self, expr: &'a Expr) -> Result {
        let src: Reg = self.operand(expr)?;
        self.discard(src);
        Ok(())
    }
}
