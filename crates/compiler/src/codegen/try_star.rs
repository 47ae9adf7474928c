//! `except*`: the group that was raised is split by each clause in turn, and what is left or raised anew is put
//! together at the end.
//!
//! Temporaries from the height of the statement on: the group, the exception handled before, the list of what the
//! clauses raised, the rest of the group, and the part that the current clause matched.

use taipan_bytecode::{Intrinsic, Op};
use taipan_syntax::ast::Try;

use super::Compiler;
use super::unit::FrameBlock;
use crate::error::Result;
use crate::ir::Label;

impl<'a> Compiler<'a> {
    pub(super) fn except_star_clauses(&mut self, node: &'a Try, depth: u32, end: Label) -> Result {
        let outer = self.u.handler;
        let group = self.alloc_run(2);
        self.nowhere();
        self.emit(Op::PUSH_EXC_INFO, group, 0, 0);
        let cleanup = self.label();
        let inside = self.handler(cleanup, depth + 2);
        self.u.handler = inside;
        let raised = self.alloc();
        self.emit(Op::BUILD_LIST, raised, raised, 0);
        let rest = self.alloc();
        self.emit(Op::COPY, rest, group, 0);
        for handler in &node.handlers {
            let Some(type_) = &handler.type_ else {
                return self.error("expected one or more exception types", handler.range);
            };
            let next = self.label();
            let no_match = self.label();
            let failed = self.label();
            let wanted = self.push(type_)?;
            self.pop(wanted);
            self.at(handler.range);
            let matched = self.alloc();
            self.emit(Op::CHECK_EG_MATCH, rest, rest, wanted);
            let copy = self.top();
            self.emit(Op::COPY, copy, matched, 0);
            self.jump_op(Op::JUMP_IF_NONE, copy, 0, 0, no_match);
            self.pop(matched);
            match &handler.name {
                Some(name) => self.store_name(name, matched),
                None => self.emit(Op::POP_TOP, matched, 0, 0),
            }
            self.push_fblock(FrameBlock::GroupHandler, handler.range)?;
            self.u.handler = self.handler(failed, matched.index());
            self.conditional_stmts(&handler.body)?;
            self.u.fblocks.pop();
            self.u.handler = inside;
            self.nowhere();
            if let Some(name) = &handler.name {
                self.clear_name(name);
            }
            self.jump(next);

            self.place(failed);
            self.u.sp = matched.index() + 1;
            if let Some(name) = &handler.name {
                self.clear_name(name);
            }
            self.emit(Op::LIST_APPEND, raised, matched, 0);
            self.jump(next);
            self.place(no_match);
            self.emit(Op::POP_TOP, matched, 0, 0);
            self.u.sp = matched.index();
            self.place(next);
        }
        self.nowhere();
        self.pop(rest);
        self.emit(Op::LIST_APPEND, raised, rest, 0);
        let run = self.alloc_run(2);
        self.emit(Op::COPY, run, group, 0);
        self.emit(Op::MOVE, run.plus(1), raised, 0);
        self.pop_run(2);
        let info = Intrinsic::PrepReraiseStar as u32;
        self.emit_word(Op::CALL_INTRINSIC, raised, run, 2, info);
        let copy = self.top();
        self.emit(Op::COPY, copy, raised, 0);
        let reraise = self.label();
        self.jump_op(Op::JUMP_IF_NOT_NONE, copy, 0, 0, reraise);
        self.emit(Op::POP_TOP, raised, 0, 0);
        self.u.handler = outer;
        self.emit(Op::POP_EXCEPT, group, 0, 0);
        self.jump(end);
        self.place(reraise);
        self.emit(Op::POP_EXCEPT, group, 0, 0);
        self.emit(Op::RERAISE, raised, 0, 0);
        self.u.sp = depth;
        self.handler_cleanup(cleanup, depth);
        Ok(())
    }
}
