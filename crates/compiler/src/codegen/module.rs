//! Modules, `eval` expressions and interactive statements.

use std::sync::Arc;

use taipan_bytecode::{Code, Constant, Op};
use taipan_syntax::ast::{Mod, Stmt};

use super::Compiler;
use super::class::has_annotations;
use super::function::{clean_doc, docstring};
use crate::error::Result;
use crate::ir::Item;

impl<'a> Compiler<'a> {
    pub(super) fn module(&mut self, module: &'a Mod) -> Result<Arc<Code>> {
        self.prologue();
        match module {
            Mod::Module { body } => self.module_body(body, true)?,
            Mod::Interactive { body } => self.module_body(body, false)?,
            Mod::Expression { body } => {
                let value = self.operand(body)?;
                self.pop(value);
                self.at(body.range);
                self.emit(Op::RETURN_VALUE, value, 0, 0);
            }
            Mod::FunctionType { .. } => {
                return self.error("a function type is not code", taipan_syntax::Range::default());
            }
        }
        self.finish_unit()
    }

    fn module_body(&mut self, body: &'a [Stmt], may_have_docstring: bool) -> Result {
        if let Some(first) = body.first() {
            self.at(first.range);
        }
        self.u.annotations_at = self.u.items.len();
        if self.future_annotations && has_annotations(body) {
            self.emit(Op::SETUP_ANNOTATIONS, 0, 0, 0);
        }
        let mut rest = body;
        if may_have_docstring && let Some(text) = docstring(body) {
            if self.options.optimize < 2 {
                self.at(body[0].range);
                let cleaned = clean_doc(text);
                self.store_const(Constant::Str(cleaned.into()), "__doc__");
            }
            rest = &body[1..];
        }
        if !rest.is_empty() {
            self.stmts(rest)?;
            self.nowhere();
        }
        self.return_none();
        self.insert_module_annotations(body)
    }

    /// The function that computes the annotations is known after the body, and set before it runs.
    fn insert_module_annotations(&mut self, body: &'a [Stmt]) -> Result {
        if self.u.annotations.is_empty() {
            return Ok(());
        }
        let at = self.u.annotations_at;
        let tail: Vec<Item> = self.u.items.split_off(at);
        if let Some(first) = body.first() {
            self.at(first.range);
        }
        self.set_annotate("__annotate__")?;
        let set = self.top();
        self.emit(Op::BUILD_SET, set, set, 0);
        let index = self.raw_name_index("__conditional_annotations__");
        self.emit_word(Op::STORE_NAME, set, 0, 0, index);
        self.u.items.extend(tail);
        Ok(())
    }
}
