//! `for`, `async for` and `while`, with the test at the bottom; `break` and `continue`.

use taipan_bytecode::Op;
use taipan_syntax::Range;
use taipan_syntax::ast::{Expr, ExprKind, Stmt};

use super::Compiler;
use super::unit::{FBlock, FinallyScope, FrameBlock, UnitKind};
use crate::constants::truth;
use crate::error::Result;
use crate::ir::{Label, Reg};

impl<'a> Compiler<'a> {
    pub(super) fn push_fblock(&mut self, kind: FrameBlock<'a>, range: Range) -> Result {
        if self.u.fblocks.len() >= super::stmt::MAX_BLOCKS {
            return self.error("too many statically nested blocks", range);
        }
        self.u.fblocks.push(FBlock { kind, sp: self.u.sp, handler: self.u.handler });
        Ok(())
    }

    fn loop_body(&mut self, body: &'a [Stmt]) -> Result {
        self.u.in_finally.push(FinallyScope::Loop);
        self.conditional_stmts(body)?;
        self.u.in_finally.pop();
        Ok(())
    }

    /// The register that `FOR_ITER` writes. A target that is no plain local is stored from a temporary here, at the
    /// start of the loop's body.
    pub(super) fn for_item(&mut self, target: &'a Expr) -> Result<Reg> {
        if let ExprKind::Name { id, .. } = &target.kind
            && let Some(reg) = self.store_destination(id)
        {
            return Ok(reg);
        }
        let item = self.alloc();
        self.store(target, item)?;
        self.pop(item);
        Ok(item)
    }

    pub(super) fn for_stmt(
        &mut self,
        stmt: &'a Stmt,
        target: &'a Expr,
        iter: &'a Expr,
        body: &'a [Stmt],
        orelse: &'a [Stmt],
    ) -> Result {
        let start = self.label();
        let body_label = self.label();
        let end = self.label();
        let src = match self.fold_container(iter) {
            Some(constant) => {
                self.at(iter.range);
                self.push_const(constant)
            }
            None => self.operand(iter)?,
        };
        self.pop(src);
        self.at(iter.range);
        let iterator = self.alloc();
        self.emit(Op::GET_ITER, iterator, src, 0);
        self.push_fblock(FrameBlock::For { start, end }, stmt.range)?;
        self.jump(start);
        self.place(body_label);
        self.at(target.range);
        let item = self.for_item(target)?;
        self.loop_body(body)?;
        self.place(start);
        self.at(iter.range);
        self.jump_op(Op::FOR_ITER, iterator, item, 0, body_label);
        self.u.fblocks.pop();
        self.u.sp = iterator.index();
        self.conditional_stmts(orelse)?;
        self.place(end);
        Ok(())
    }

    pub(super) fn async_for_stmt(
        &mut self,
        stmt: &'a Stmt,
        target: &'a Expr,
        iter: &'a Expr,
        body: &'a [Stmt],
        orelse: &'a [Stmt],
    ) -> Result {
        if !self.may_await() {
            return self.error("'async for' outside async function", stmt.range);
        }
        let start = self.label();
        let finished = self.label();
        let end = self.label();
        let src = self.operand(iter)?;
        self.pop(src);
        self.at(iter.range);
        let iterator = self.alloc();
        self.emit(Op::GET_AITER, iterator, src, 0);
        self.push_fblock(FrameBlock::For { start, end }, stmt.range)?;
        self.place(start);
        self.async_next(iterator, target, stmt.range, finished)?;
        self.loop_body(body)?;
        self.nowhere();
        self.jump(start);
        self.u.fblocks.pop();
        self.place(finished);
        self.at(iter.range);
        self.emit(Op::END_ASYNC_FOR, iterator, 0, 0);
        self.u.sp = iterator.index();
        self.conditional_stmts(orelse)?;
        self.place(end);
        Ok(())
    }

    /// Awaits the next item of an async iterator and stores it. Its end goes to `finished`.
    pub(super) fn async_next(
        &mut self,
        iterator: Reg,
        target: &'a Expr,
        range: Range,
        finished: Label,
    ) -> Result {
        let outer = self.u.handler;
        self.u.handler = self.handler(finished, iterator.index() + 1);
        self.at(range);
        let awaitable = self.top();
        self.emit(Op::GET_ANEXT, awaitable, iterator, 0);
        let item = awaitable.plus(1);
        self.u.reserve(item.index() + 1);
        self.load_none(item);
        self.emit(Op::SEND, awaitable, item, 3);
        self.u.handler = outer;
        self.u.sp += 2;
        self.store(target, item)?;
        self.u.sp = awaitable.index();
        Ok(())
    }

    pub(super) fn may_await(&self) -> bool {
        match self.u.kind {
            UnitKind::AsyncFunction => true,
            UnitKind::Generator => true,
            UnitKind::Module => self.options.top_level_await,
            _ => false,
        }
    }

    pub(super) fn while_stmt(
        &mut self,
        stmt: &'a Stmt,
        test: &'a Expr,
        body: &'a [Stmt],
        orelse: &'a [Stmt],
    ) -> Result {
        let start = self.label();
        let body_label = self.label();
        let end = self.label();
        let constant = self.fold(test).map(|constant| truth(&constant));
        self.push_fblock(FrameBlock::While { start, end }, stmt.range)?;
        self.at(test.range);
        if constant == Some(true) {
            self.emit(Op::NOP, 0, 0, 0);
            self.place(start);
        } else {
            self.jump(start);
        }
        self.place(body_label);
        self.loop_body(body)?;
        if constant == Some(true) {
            self.nowhere();
            self.jump(start);
        } else {
            self.place(start);
            self.jump_if(test, body_label, true)?;
        }
        self.u.fblocks.pop();
        self.conditional_stmts(orelse)?;
        self.place(end);
        Ok(())
    }

    pub(super) fn break_or_continue(&mut self, stmt: &'a Stmt, is_break: bool) -> Result {
        let word = if is_break { "break" } else { "continue" };
        let Some(position) = self
            .u
            .fblocks
            .iter()
            .rposition(|f| matches!(f.kind, FrameBlock::While { .. } | FrameBlock::For { .. }))
        else {
            if self.leaves_group_handler(0) {
                return self.group_handler_error(stmt.range);
            }
            let message = if is_break { "'break' outside loop" } else { "'continue' not properly in loop" };
            return self.error(message, stmt.range);
        };
        if self.leaves_group_handler(position) {
            return self.group_handler_error(stmt.range);
        }
        self.warn_leaving_finally(word, stmt.range);
        let saved = (self.u.sp, self.u.handler);
        self.at(stmt.range);
        let elsewhere = self.unwinding_leaves_the_line(position + 1);
        if elsewhere {
            self.emit(Op::NOP, 0, 0, 0);
        }
        self.unwind_to(position + 1, false)?;
        let (label, is_for) = match &self.u.fblocks[position].kind {
            FrameBlock::For { start, end } => (if is_break { *end } else { *start }, true),
            FrameBlock::While { start, end } => (if is_break { *end } else { *start }, false),
            _ => unreachable!("the search found a loop"),
        };
        if elsewhere {
            self.nowhere();
        } else {
            self.at(stmt.range);
        }
        if is_break && is_for {
            let iterator = Reg::temporary(self.u.fblocks[position].sp - 1);
            self.emit(Op::POP_TOP, iterator, 0, 0);
        }
        self.jump(label);
        (self.u.sp, self.u.handler) = saved;
        Ok(())
    }

    fn leaves_group_handler(&self, inside: usize) -> bool {
        self.u.fblocks[inside..].iter().any(|f| matches!(f.kind, FrameBlock::GroupHandler))
    }

    fn group_handler_error(&self, range: Range) -> Result {
        self.error("'break', 'continue' and 'return' cannot appear in an except* block", range)
    }

    /// PEP 765: a jump out of a `finally` body hides the exception in flight.
    pub(super) fn warn_leaving_finally(&mut self, word: &str, range: Range) {
        // Inside a loop in the body nothing is said, not even about `return`.
        let leaves = self.u.in_finally.last() == Some(&FinallyScope::Finally);
        if leaves {
            self.warn(format!("'{word}' in a 'finally' block"), range);
        }
    }
}
