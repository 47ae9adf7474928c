//! `try`, `except` and `finally`, and the ways out of every statement that has something to undo.
//!
//! An exception is delivered in the temporary at the height of the statement; `PUSH_EXC_INFO` makes it the handled
//! one and uses the temporary above for the one handled before. Whatever leaves the handler restores that.

use taipan_bytecode::Op;
use taipan_syntax::ast::{ExceptHandler, Stmt, Try};

use super::Compiler;
use super::unit::{FinallyScope, FrameBlock};
use crate::error::Result;
use crate::ir::{Label, Reg};

impl<'a> Compiler<'a> {
    /// Emits code that stands behind everything else: what `fill` emits must end in a jump or a raise.
    pub(super) fn cold(&mut self, fill: impl FnOnce(&mut Self)) {
        let location = self.u.location;
        let cold = std::mem::take(&mut self.u.cold);
        let main = std::mem::replace(&mut self.u.items, cold);
        fill(self);
        self.u.cold = std::mem::replace(&mut self.u.items, main);
        self.u.location = location;
    }

    /// What runs when a handler itself raises: the outer exception is handled again, the new one goes on. The handled
    /// pair is in the temporary `depth` and the one above, the new exception right behind.
    pub(super) fn handler_cleanup(&mut self, cleanup: Label, depth: u32) {
        let handler = self.u.handler;
        self.cold(|this| {
            this.nowhere();
            this.u.handler = handler;
            this.place(cleanup);
            this.emit(Op::POP_EXCEPT, Reg::temporary(depth), 0, 0);
            this.emit(Op::RERAISE, Reg::temporary(depth + 2), 0, 1);
        });
    }

    pub(super) fn finally_body(&mut self, body: &'a [Stmt]) -> Result {
        self.u.in_finally.push(FinallyScope::Finally);
        self.conditional_stmts(body)?;
        self.u.in_finally.pop();
        Ok(())
    }

    pub(super) fn try_stmt(&mut self, stmt: &'a Stmt, node: &'a Try, star: bool) -> Result {
        if node.finalbody.is_empty() {
            return self.try_except(stmt, node, star);
        }
        let depth = self.u.sp;
        let raised = self.label();
        let end = self.label();
        let outer = self.u.handler;
        self.push_fblock(FrameBlock::FinallyTry { body: &node.finalbody }, stmt.range)?;
        self.u.handler = self.handler(raised, depth);
        if node.handlers.is_empty() {
            self.conditional_stmts(&node.body)?;
        } else {
            self.try_except(stmt, node, star)?;
        }
        self.u.handler = outer;
        self.u.fblocks.pop();
        self.finally_body(&node.finalbody)?;
        self.nowhere();
        self.jump(end);

        self.place(raised);
        let exception = self.alloc_run(2);
        self.nowhere();
        self.emit(Op::PUSH_EXC_INFO, exception, 0, 0);
        let cleanup = self.label();
        self.push_fblock(FrameBlock::FinallyEnd, stmt.range)?;
        self.u.handler = self.handler(cleanup, depth + 2);
        self.finally_body(&node.finalbody)?;
        self.u.fblocks.pop();
        self.u.handler = outer;
        self.nowhere();
        self.emit(Op::RERAISE, exception, 1, 0);
        self.u.sp = depth;
        self.handler_cleanup(cleanup, depth);
        self.place(end);
        Ok(())
    }

    fn try_except(&mut self, stmt: &'a Stmt, node: &'a Try, star: bool) -> Result {
        let depth = self.u.sp;
        let raised = self.label();
        let end = self.label();
        let outer = self.u.handler;
        self.push_fblock(FrameBlock::Try, stmt.range)?;
        self.u.handler = self.handler(raised, depth);
        self.conditional_stmts(&node.body)?;
        self.u.handler = outer;
        self.u.fblocks.pop();
        self.conditional_stmts(&node.orelse)?;
        self.nowhere();
        self.jump(end);
        self.place(raised);
        if star {
            self.except_star_clauses(node, depth, end)?;
        } else {
            self.except_clauses(node, depth, end)?;
        }
        self.place(end);
        Ok(())
    }

    fn except_clauses(&mut self, node: &'a Try, depth: u32, end: Label) -> Result {
        let outer = self.u.handler;
        let exception = self.alloc_run(2);
        self.nowhere();
        self.emit(Op::PUSH_EXC_INFO, exception, 0, 0);
        let cleanup = self.label();
        let inside = self.handler(cleanup, depth + 2);
        self.u.handler = inside;
        let count = node.handlers.len();
        for (position, handler) in node.handlers.iter().enumerate() {
            let next = self.label();
            match &handler.type_ {
                Some(type_) => {
                    let wanted = self.operand(type_)?;
                    self.pop(wanted);
                    self.at(handler.range);
                    self.jump_op(Op::JUMP_IF_NOT_EXC_MATCH, exception, wanted, 0, next);
                }
                None if position + 1 < count => {
                    return self.error("default 'except:' must be last", handler.range);
                }
                None => {
                    self.at(handler.range);
                    self.emit(Op::NOP, 0, 0, 0);
                }
            }
            self.at(handler.range);
            match &handler.name {
                Some(name) => {
                    let copy = match self.store_destination(name) {
                        Some(reg) => reg,
                        None => self.top(),
                    };
                    self.emit(Op::COPY, copy, exception, 0);
                    if copy.is_temporary() {
                        self.store_name(name, copy);
                    }
                    self.named_handler_body(handler, depth, outer)?;
                }
                None => {
                    self.push_fblock(FrameBlock::Handler { name: None }, handler.range)?;
                    self.fix_fblock_handler(outer);
                    self.conditional_stmts(&handler.body)?;
                    self.u.fblocks.pop();
                    self.nowhere();
                    self.u.handler = outer;
                    self.emit(Op::POP_EXCEPT, exception, 0, 0);
                }
            }
            self.nowhere();
            self.jump(end);
            self.u.handler = inside;
            self.place(next);
        }
        self.u.handler = outer;
        // Where no clause matches, the line is that of the last one.
        match node.handlers.last() {
            Some(last) if last.type_.is_some() => self.at(last.range),
            _ => self.nowhere(),
        }
        self.emit(Op::RERAISE, exception, 1, 0);
        self.u.sp = depth;
        self.handler_cleanup(cleanup, depth);
        Ok(())
    }

    /// The handler around the block pushed last is `handler`, not the one in force.
    fn fix_fblock_handler(&mut self, handler: crate::ir::HandlerId) {
        if let Some(fblock) = self.u.fblocks.last_mut() {
            fblock.handler = handler;
        }
    }

    /// The body of `except … as name`: the name is unbound on every way out.
    fn named_handler_body(
        &mut self,
        handler: &'a ExceptHandler,
        depth: u32,
        outer: crate::ir::HandlerId,
    ) -> Result {
        let Some(name) = &handler.name else { return Ok(()) };
        let raised = self.label();
        let inside = self.u.handler;
        self.push_fblock(FrameBlock::Handler { name: Some(name) }, handler.range)?;
        self.fix_fblock_handler(outer);
        self.u.handler = self.handler(raised, depth + 2);
        self.conditional_stmts(&handler.body)?;
        self.u.fblocks.pop();
        self.u.handler = outer;
        self.nowhere();
        self.emit(Op::POP_EXCEPT, Reg::temporary(depth), 0, 0);
        let sp = std::mem::replace(&mut self.u.sp, depth);
        self.clear_name(name);
        self.u.sp = sp;
        // On the way of an exception that the body raised.
        self.cold(|this| {
            this.nowhere();
            this.u.handler = inside;
            this.place(raised);
            this.u.sp = depth + 3;
            this.clear_name(name);
            this.u.handler = outer;
            this.emit(Op::POP_EXCEPT, Reg::temporary(depth), 0, 0);
            this.emit(Op::RERAISE, Reg::temporary(depth + 2), 0, 1);
            this.u.sp = sp;
        });
        Ok(())
    }

    // Ways out.

    /// Whether leaving all blocks runs code that could rebind a local.
    pub(super) fn unwinding_runs_code(&self) -> bool {
        self.u
            .fblocks
            .iter()
            .any(|f| !matches!(f.kind, FrameBlock::While { .. } | FrameBlock::For { .. } | FrameBlock::Try))
    }

    /// Whether leaving the blocks above `position` runs code that stands on other lines.
    pub(super) fn unwinding_leaves_the_line(&self, position: usize) -> bool {
        let elsewhere = |f: &super::unit::FBlock<'a>| {
            matches!(f.kind, FrameBlock::FinallyTry { .. } | FrameBlock::With { .. })
        };
        self.u.fblocks[position..].iter().any(elsewhere)
    }

    /// Leaves all blocks. `preserve`: the temporary at the top is a result that stays.
    pub(super) fn unwind_all(&mut self, preserve: bool) -> Result {
        self.unwind_to(0, preserve)
    }

    /// Leaves the blocks down to `position`, innermost first, each under the handler that stands around it.
    pub(super) fn unwind_to(&mut self, position: usize, preserve: bool) -> Result {
        let mut left: Vec<super::unit::FBlock<'a>> = Vec::new();
        while self.u.fblocks.len() > position {
            let Some(block) = self.u.fblocks.pop() else { break };
            self.unwind(&block, preserve)?;
            left.push(block);
        }
        self.u.fblocks.extend(left.into_iter().rev());
        Ok(())
    }

    fn unwind(&mut self, block: &super::unit::FBlock<'a>, preserve: bool) -> Result {
        let location = self.u.location;
        let depth = block.sp;
        match &block.kind {
            FrameBlock::While { .. } | FrameBlock::GroupHandler => {}
            FrameBlock::For { .. } => {
                self.emit(Op::POP_TOP, Reg::temporary(depth - 1), 0, 0);
                self.lower(depth - 1, preserve);
            }
            FrameBlock::Try => self.u.handler = block.handler,
            FrameBlock::FinallyTry { body } => {
                self.u.handler = block.handler;
                self.finally_body(body)?;
            }
            FrameBlock::FinallyEnd => {
                self.u.handler = block.handler;
                self.emit(Op::POP_EXCEPT, Reg::temporary(depth - 2), 0, 0);
                self.lower(depth - 2, preserve);
            }
            FrameBlock::Handler { name } => {
                self.u.handler = block.handler;
                self.emit(Op::POP_EXCEPT, Reg::temporary(depth - 2), 0, 0);
                self.lower(depth - 2, preserve);
                if let Some(name) = name {
                    self.clear_name(name);
                }
            }
            FrameBlock::With { is_async, context } => {
                self.u.handler = block.handler;
                let (is_async, context) = (*is_async, *context);
                self.at(context.range);
                self.call_exit_with_nones(Reg::temporary(depth - 2), is_async)?;
                self.lower(depth - 2, preserve);
            }
        }
        self.u.location = location;
        Ok(())
    }

    /// After the temporaries from `height` on were released: the height, unless a result stays above.
    fn lower(&mut self, height: u32, preserve: bool) {
        if !preserve {
            self.u.sp = height;
        }
    }
}
