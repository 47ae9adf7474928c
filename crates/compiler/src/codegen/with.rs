//! `with` and `async with`.

use taipan_bytecode::{Constant, Op};
use taipan_syntax::ast::{Stmt, WithItem};

use super::Compiler;
use super::unit::FrameBlock;
use crate::error::Result;
use crate::ir::Reg;

impl<'a> Compiler<'a> {
    pub(super) fn with_stmt(
        &mut self,
        stmt: &'a Stmt,
        items: &'a [WithItem],
        body: &'a [Stmt],
        is_async: bool,
    ) -> Result {
        if is_async && !self.may_await() {
            return self.error("'async with' outside async function", stmt.range);
        }
        let Some((item, rest)) = items.split_first() else {
            return self.conditional_stmts(body);
        };
        let range = item.context_expr.range;
        let raised = self.label();
        let end = self.label();
        let manager = self.push(&item.context_expr)?;
        self.at(range);
        self.pop(manager);
        let exit = self.alloc_run(2);
        let enter = self.alloc_run(2);
        self.emit(Op::BEFORE_WITH, exit, 0, is_async);
        self.pop_run(2);
        let result = self.alloc();
        self.emit(Op::CALL_METHOD, result, enter, 0);
        if is_async {
            self.await_in_place(result, 1);
        }
        let inside = self.u.sp - 1;
        let outer = self.u.handler;
        self.u.sp = inside;
        self.push_fblock(FrameBlock::With { is_async, context: &item.context_expr }, stmt.range)?;
        self.u.handler = self.handler(raised, inside);
        self.u.sp = inside + 1;
        match &item.optional_vars {
            Some(target) => self.store(target, result)?,
            None => self.emit(Op::POP_TOP, result, 0, 0),
        }
        self.u.sp = inside;
        if rest.is_empty() {
            self.conditional_stmts(body)?;
        } else {
            self.with_stmt(stmt, rest, body, is_async)?;
        }
        self.u.handler = outer;
        self.u.fblocks.pop();
        self.at(range);
        self.call_exit_with_nones(exit, is_async)?;
        self.u.sp = exit.index();
        self.jump(end);

        self.place(raised);
        self.u.sp = inside;
        let exception = self.alloc_run(2);
        self.at(range);
        self.emit(Op::PUSH_EXC_INFO, exception, 0, 0);
        let cleanup = self.label();
        self.u.handler = self.handler(cleanup, inside + 2);
        let verdict = self.alloc();
        self.emit(Op::WITH_EXCEPT_START, verdict, exit, exception);
        if is_async {
            self.await_in_place(verdict, 2);
        }
        let suppress = self.label();
        self.jump_op(Op::JUMP_IF_TRUE, verdict, 0, 0, suppress);
        self.u.handler = outer;
        self.emit(Op::RERAISE, exception, 1, 1);
        self.place(suppress);
        self.emit(Op::POP_EXCEPT, exception, 0, 0);
        self.emit(Op::POP_TOP, exit.plus(1), 0, 0);
        self.emit(Op::POP_TOP, exit, 0, 0);
        self.u.sp = exit.index();
        self.handler_cleanup(cleanup, inside);
        self.place(end);
        Ok(())
    }

    /// Calls the exit pair with three times None and drops the result. A result that is to be returned may stand
    /// above the pair, which then moves above it.
    pub(super) fn call_exit_with_nones(&mut self, exit: Reg, is_async: bool) -> Result {
        let sp = self.u.sp;
        let mut pair = exit;
        if sp != exit.index() + 2 {
            pair = self.alloc_run(2);
            self.emit(Op::MOVE, pair, exit, 0);
            self.emit(Op::MOVE, pair.plus(1), exit.plus(1), 0);
        }
        for _ in 0..3 {
            self.push_const(Constant::None);
        }
        self.u.sp = pair.index() + 1;
        self.emit(Op::CALL_METHOD, pair, pair, 3);
        if is_async {
            self.await_in_place(pair, 2);
        }
        self.emit(Op::POP_TOP, pair, 0, 0);
        self.u.sp = sp;
        Ok(())
    }
}
