//! `await`.

use taipan_bytecode::Op;
use taipan_syntax::ast::Expr;

use super::Compiler;
use crate::error::Result;
use crate::ir::Reg;

impl<'a> Compiler<'a> {
    pub(super) fn await_expr(&mut self, expr: &'a Expr, value: &'a Expr, dst: Reg) -> Result {
        if !self.u.is_function_like() && !self.may_await() {
            return self.error("'await' outside function", expr.range);
        }
        if !self.may_await() {
            return self.error("'await' outside async function", expr.range);
        }
        let src = self.operand(value)?;
        self.pop(src);
        self.at(expr.range);
        let awaitable = self.top();
        self.emit(Op::GET_AWAITABLE, awaitable, src, 0);
        self.delegate(awaitable, 3, dst);
        Ok(())
    }

    /// Awaits the value in the temporary at the top of the stack, which receives the result.
    pub(super) fn await_in_place(&mut self, value: Reg, kind: u32) {
        self.emit(Op::GET_AWAITABLE, value, value, kind);
        self.delegate(value, 3, value);
    }
}
