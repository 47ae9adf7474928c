//! From tree to instructions.
//!
//! Registers. Named registers are read in place; temporaries are a stack (`Unit::sp` is its height). The calling
//! convention of all of this module: `expr_into(e, dst)` leaves the value in `dst`, which is a named register or the
//! temporary at the current height, and leaves the height as it was; `push(e)` raises the height by one; `operand(e)`
//! gives a register to read, raised or not, that `pop` undoes. Operands are popped before the instruction that
//! consumes them is emitted, so its result may take their place.
//!
//! Deliberately absent: reachability and bound checks. A `CHECK_BOUND` stands before every read of a local, and `flow`
//! removes those that cannot fail.

mod annotations;
mod asyncs;
mod call;
mod class;
mod comprehension;
mod condition;
mod display;
mod expr;
pub(crate) mod fold;
mod fstring;
mod function;
mod imports;
mod loops;
mod module;
mod names;
mod pattern;
mod stmt;
mod target;
mod try_;
mod try_star;
mod typeparams;
mod unit;
mod unparse;
mod warn;
mod with;

use std::sync::Arc;

use taipan_bytecode::{Code, Constant, Location, Op};
use taipan_syntax::ast::{Expr, Mod, Name};
use taipan_syntax::{LineIndex, Range, SyntaxWarning};

use crate::Options;
use crate::error::{CompileError, Result};
use crate::ir::{Arg, Handler, HandlerId, Ins, Item, Label, NOWHERE, Reg};
use crate::symtable::{Block, SymbolTable};
pub(crate) use unit::Unit;

pub(crate) struct Compiler<'a> {
    pub(crate) table: &'a SymbolTable,
    pub(crate) lines: &'a LineIndex,
    pub(crate) filename: Arc<str>,
    pub(crate) options: Options,
    pub(crate) future_annotations: bool,
    pub(crate) interactive: bool,
    /// The unit being generated, and those around it.
    u: Box<Unit<'a>>,
    #[allow(clippy::vec_box, reason = "units are large, and swapped with the current one")]
    outer: Vec<Box<Unit<'a>>>,
    pub(crate) warnings: Vec<SyntaxWarning>,
}

pub(crate) fn generate<'a>(
    module: &'a Mod,
    table: &'a SymbolTable,
    lines: &'a LineIndex,
    filename: Arc<str>,
    options: Options,
    future_annotations: bool,
) -> Result<(Arc<Code>, Vec<SyntaxWarning>)> {
    let unit = Unit::new(table, SymbolTable::TOP, unit::UnitKind::Module, "<module>", "<module>", 1);
    let mut compiler = Compiler {
        table,
        lines,
        filename,
        options,
        future_annotations,
        interactive: matches!(module, Mod::Interactive { .. }),
        u: Box::new(unit),
        outer: Vec::new(),
        warnings: Vec::new(),
    };
    let code = compiler.module(module)?;
    Ok((code, compiler.warnings))
}

impl<'a> Compiler<'a> {
    // Places.

    fn locate(&self, range: Range) -> Location {
        let start = self.lines.locate(range.start);
        let end = self.lines.locate(range.end);
        Location { line: start.line, end_line: end.line, column: start.column, end_column: end.column }
    }

    /// Instructions emitted from here on belong to `range`.
    fn at(&mut self, range: Range) {
        self.u.location = self.locate(range);
    }

    fn nowhere(&mut self) {
        self.u.location = NOWHERE;
    }

    fn error<T>(&self, message: impl Into<String>, range: Range) -> Result<T> {
        Err(CompileError::new(message, range))
    }

    fn block(&self) -> &'a Block {
        self.table.block(self.u.block)
    }

    // Emission.

    fn emit(&mut self, op: Op, a: impl Arg, b: impl Arg, c: impl Arg) {
        self.emit_words(op, a, b, c, [0, 0]);
    }

    fn emit_word(&mut self, op: Op, a: impl Arg, b: impl Arg, c: impl Arg, word: u32) {
        self.emit_words(op, a, b, c, [word, 0]);
    }

    fn emit_words(&mut self, op: Op, a: impl Arg, b: impl Arg, c: impl Arg, words: [u32; 2]) {
        let ins = Ins {
            op,
            operands: [a.raw(), b.raw(), c.raw()],
            words,
            location: self.u.location,
            handler: self.u.handler,
        };
        self.u.items.push(Item::Ins(ins));
    }

    fn jump_op(&mut self, op: Op, a: impl Arg, b: impl Arg, c: impl Arg, to: Label) {
        self.emit_words(op, a, b, c, [to.0, 0]);
    }

    fn jump(&mut self, to: Label) {
        self.jump_op(Op::JUMP, 0, 0, 0, to);
    }

    fn label(&mut self) -> Label {
        self.u.labels += 1;
        Label(self.u.labels - 1)
    }

    fn place(&mut self, label: Label) {
        self.u.items.push(Item::Label(label));
    }

    /// A new exception handler: what raises under it goes to `target`, with the exception in temporary `depth`.
    fn handler(&mut self, target: Label, depth: u32) -> HandlerId {
        self.u.reserve(depth + 2);
        self.u.handlers.push(Handler { target, depth });
        HandlerId(self.u.handlers.len() as u32)
    }

    // Temporaries.

    /// The temporary at the current height.
    fn top(&mut self) -> Reg {
        self.u.reserve(self.u.sp + 1);
        Reg::temporary(self.u.sp)
    }

    fn alloc(&mut self) -> Reg {
        let reg = self.top();
        self.u.sp += 1;
        reg
    }

    /// Raises the height by `count`; the first of the new temporaries.
    fn alloc_run(&mut self, count: u32) -> Reg {
        let reg = self.top();
        self.u.sp += count;
        self.u.reserve(self.u.sp);
        reg
    }

    /// Undoes `push` or `operand`.
    fn pop(&mut self, reg: Reg) {
        if reg.is_temporary() {
            self.u.sp -= 1;
            debug_assert_eq!(reg.index(), self.u.sp, "temporaries are popped in order");
        }
    }

    fn pop_run(&mut self, count: u32) {
        self.u.sp -= count;
    }

    fn push(&mut self, expr: &'a Expr) -> Result<Reg> {
        let dst = self.top();
        self.expr_into(expr, dst)?;
        self.u.sp += 1;
        Ok(dst)
    }

    /// Releases the temporary at the top.
    fn discard(&mut self, reg: Reg) {
        self.pop(reg);
        if reg.is_temporary() {
            self.emit(Op::POP_TOP, reg, 0, 0);
        }
    }

    // Constants and names.

    fn constant(&mut self, constant: Constant) -> u32 {
        self.u.constants.add(constant)
    }

    fn name_index(&mut self, name: &Name) -> u32 {
        let mangled = self.mangled(name);
        self.raw_name_index(&mangled)
    }

    fn mangled(&self, name: &Name) -> Name {
        if !self.block().mangles(name) {
            return name.clone();
        }
        crate::symtable::mangle(self.u.private.as_ref(), name)
    }

    fn raw_name_index(&mut self, name: &str) -> u32 {
        self.u.name_index(name)
    }

    fn load_const(&mut self, constant: Constant, dst: Reg) {
        if let Constant::Int(value @ -128..=127) = constant {
            self.emit(Op::LOAD_SMALL_INT, dst, value as i32, 0);
            return;
        }
        let index = self.constant(constant);
        self.emit_word(Op::LOAD_CONST, dst, 0, 0, index);
    }

    fn load_none(&mut self, dst: Reg) {
        self.load_const(Constant::None, dst);
    }

    fn push_const(&mut self, constant: Constant) -> Reg {
        let dst = self.alloc();
        self.load_const(constant, dst);
        dst
    }

    fn move_to(&mut self, dst: Reg, src: Reg) {
        if dst != src {
            self.emit(Op::MOVE, dst, src, 0);
        }
    }
}
