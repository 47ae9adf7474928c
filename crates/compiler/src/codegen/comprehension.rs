//! Comprehensions. List, set and dict comprehensions are part of the code around them (PEP 709), with hidden
//! registers for their variables; a generator expression is a function of one argument, `.0`, its outermost iterator.

use crate::map::Map;
use taipan_bytecode::Op;
use taipan_syntax::Range;
use taipan_syntax::ast::{Comprehension, Expr, ExprKind, Name};

use super::Compiler;
use super::function::Attributes;
use super::unit::{Overlay, UnitKind};
use crate::error::Result;
use crate::ir::Reg;
use crate::symtable::{BlockId, ComprehensionKind, Flags, Place, Role};

/// More `for` clauses than this would nest too deeply.
const MAX_CLAUSES: usize = 250;

/// What one turn of the innermost loop adds, and to what.
struct Sink<'a> {
    kind: ComprehensionKind,
    /// Unused in a generator expression.
    container: Reg,
    elt: &'a Expr,
    value: Option<&'a Expr>,
    generators: &'a [Comprehension],
    range: Range,
}

impl<'a> Compiler<'a> {
    pub(super) fn comprehension(&mut self, expr: &'a Expr, dst: Reg) -> Result {
        let (kind, elt, value, generators) = match &expr.kind {
            ExprKind::ListComp { elt, generators } => (ComprehensionKind::List, elt, None, generators),
            ExprKind::SetComp { elt, generators } => (ComprehensionKind::Set, elt, None, generators),
            ExprKind::DictComp { key, value, generators } => {
                (ComprehensionKind::Dict, key, Some(&**value), generators)
            }
            ExprKind::GeneratorExp { elt, generators } => {
                (ComprehensionKind::Generator, elt, None, generators)
            }
            _ => return self.expr_into(expr, dst),
        };
        let block = self.table.of(expr, Role::Body);
        let entry = self.table.block(block);
        let allowed = matches!(self.u.kind, UnitKind::AsyncFunction | UnitKind::Generator)
            || (self.options.top_level_await && self.u.kind == UnitKind::Module);
        if entry.coroutine && kind != ComprehensionKind::Generator && !allowed {
            return self.error("asynchronous comprehension outside of an asynchronous function", expr.range);
        }
        if generators.len() > MAX_CLAUSES {
            return self.error("too many statically nested blocks", expr.range);
        }
        let sink = Sink { kind, container: dst, elt, value, generators, range: expr.range };
        if entry.inlined { self.inlined(block, sink, dst) } else { self.nested(expr, block, sink, dst) }
    }

    /// The iterator over the outermost iterable, in a new temporary.
    fn push_outermost(&mut self, generators: &'a [Comprehension]) -> Result<Reg> {
        let outermost = &generators[0];
        let src = self.operand(&outermost.iter)?;
        self.pop(src);
        self.at(outermost.iter.range);
        let iterator = self.alloc();
        let op = if outermost.is_async { Op::GET_AITER } else { Op::GET_ITER };
        self.emit(op, iterator, src, 0);
        Ok(iterator)
    }

    fn inlined(&mut self, block: BlockId, mut sink: Sink<'a>, dst: Reg) -> Result {
        let container = self.alloc();
        sink.container = container;
        let build = match sink.kind {
            ComprehensionKind::List => Op::BUILD_LIST,
            ComprehensionKind::Set => Op::BUILD_SET,
            _ => Op::BUILD_MAP,
        };
        let iterator = self.push_outermost(sink.generators)?;
        self.at(sink.range);
        self.emit(build, container, container, 0);

        let mut registers: Map<Name, (Reg, bool)> = Map::default();
        let entry = self.table.block(block);
        for name in &entry.order {
            let symbol = entry.symbols[name];
            let cell = symbol.place == Place::Cell;
            if (symbol.place == Place::Local || cell) && !symbol.flags.contains(Flags::PARAM) {
                let reg = self.u.take_hidden(name, cell);
                registers.insert(name.clone(), (reg, cell));
            }
        }
        let mut hidden: Vec<(Name, Reg, bool)> =
            registers.iter().map(|(name, &(reg, cell))| (name.clone(), reg, cell)).collect();
        hidden.sort_by_key(|&(_, reg, _)| reg.0);
        self.at(sink.range);
        for &(_, reg, cell) in &hidden {
            if cell {
                self.emit(Op::MAKE_CELL, reg, 0, 0);
            }
        }
        self.u.comprehensions.push(Overlay { block, registers });
        let cleanup = self.label();
        let outer_handler = self.u.handler;
        self.u.handler = self.handler(cleanup, container.index());
        self.comprehension_loop(&sink, 0, Some(iterator))?;
        self.u.handler = outer_handler;
        self.u.comprehensions.pop();
        self.u.sp = container.index();
        self.at(sink.range);
        for &(_, reg, _) in &hidden {
            self.emit(Op::CLEAR, reg, 0, 0);
        }
        self.cold(|this| {
            this.place(cleanup);
            for &(_, reg, _) in &hidden {
                this.emit(Op::CLEAR, reg, 0, 0);
            }
            this.emit(Op::RERAISE, container, 0, 0);
        });
        for (name, reg, cell) in hidden {
            self.u.release_hidden(name, reg, cell);
        }
        self.move_to(dst, container);
        Ok(())
    }

    /// A function of one argument that is called at once.
    fn nested(&mut self, expr: &'a Expr, block: BlockId, sink: Sink<'a>, dst: Reg) -> Result {
        self.at(sink.range);
        let name = match sink.kind {
            ComprehensionKind::Generator => "<genexpr>",
            ComprehensionKind::List => "<listcomp>",
            ComprehensionKind::Set => "<setcomp>",
            ComprehensionKind::Dict => "<dictcomp>",
        };
        let line = self.lines.line(expr.range.start);
        let is_async = self.table.block(block).coroutine;
        self.enter_unit(block, UnitKind::Generator, name, line);
        let argument = self.u.parameter(&Name::new(".0"));
        self.u.arg_count = 1;
        self.prologue();
        let mut sink = sink;
        let range = sink.range;
        let generators = sink.generators;
        if sink.kind == ComprehensionKind::Generator {
            self.comprehension_loop(&sink, 0, Some(argument))?;
            self.at(range);
            self.return_none();
        } else {
            let container = self.alloc();
            sink.container = container;
            self.at(range);
            let build = match sink.kind {
                ComprehensionKind::List => Op::BUILD_LIST,
                ComprehensionKind::Set => Op::BUILD_SET,
                _ => Op::BUILD_MAP,
            };
            self.emit(build, container, container, 0);
            self.comprehension_loop(&sink, 0, Some(argument))?;
            self.at(range);
            self.emit(Op::RETURN_VALUE, container, 0, 0);
            self.u.sp = container.index();
        }
        let generator = sink.kind == ComprehensionKind::Generator;
        let code = self.finish_unit()?;
        self.at(range);
        let function = self.top();
        self.make_function(code, Attributes::new(), function);
        self.u.sp += 1;
        self.push_outermost(generators)?;
        self.pop_run(2);
        self.at(range);
        if is_async && !generator {
            self.emit(Op::CALL, function, function, 1);
            self.emit(Op::GET_AWAITABLE, function, function, 0);
            self.delegate(function, 3, dst);
        } else {
            self.emit(Op::CALL, dst, function, 1);
        }
        Ok(())
    }

    /// One `for` clause and all behind it. `iterator` is given for the outermost clause.
    fn comprehension_loop(&mut self, sink: &Sink<'a>, depth: usize, iterator: Option<Reg>) -> Result {
        let clause = &sink.generators[depth];
        if clause.is_async {
            return self.async_comprehension_loop(sink, depth, iterator);
        }
        let base = self.u.sp;
        if iterator.is_none()
            && let ExprKind::List { elts, .. } | ExprKind::Tuple { elts, .. } = &clause.iter.kind
            && let [only] = elts.as_slice()
            && !matches!(only.kind, ExprKind::Starred { .. })
        {
            // `for y in [f(x)]` is an assignment.
            let skip = self.label();
            self.assign(&clause.target, only)?;
            self.comprehension_body(sink, depth, skip)?;
            self.place(skip);
            return Ok(());
        }
        let iterator = match iterator {
            Some(reg) => reg,
            None => {
                let src = self.operand(&clause.iter)?;
                self.pop(src);
                self.at(clause.iter.range);
                let reg = self.alloc();
                self.emit(Op::GET_ITER, reg, src, 0);
                reg
            }
        };
        let body = self.label();
        let next = self.label();
        self.at(clause.iter.range);
        self.jump(next);
        self.place(body);
        let item = self.for_item(&clause.target)?;
        self.comprehension_body(sink, depth, next)?;
        self.place(next);
        self.at(clause.iter.range);
        self.jump_op(Op::FOR_ITER, iterator, item, 0, body);
        if iterator.is_temporary() {
            self.u.sp = base.min(iterator.index());
        }
        Ok(())
    }

    /// The conditions of a clause, then the next clause or the element. `next` continues the loop.
    fn comprehension_body(&mut self, sink: &Sink<'a>, depth: usize, next: crate::ir::Label) -> Result {
        for condition in &sink.generators[depth].ifs {
            self.jump_if(condition, next, false)?;
        }
        if depth + 1 < sink.generators.len() {
            return self.comprehension_loop(sink, depth + 1, None);
        }
        match sink.kind {
            ComprehensionKind::Generator => {
                let value = self.operand(sink.elt)?;
                self.pop(value);
                self.at(sink.elt.range);
                let sent = self.top();
                self.emit_yield(sent, value);
                self.emit(Op::POP_TOP, sent, 0, 0);
            }
            ComprehensionKind::List | ComprehensionKind::Set => {
                let value = self.operand(sink.elt)?;
                self.pop(value);
                self.at(sink.elt.range);
                let op = if sink.kind == ComprehensionKind::List { Op::LIST_APPEND } else { Op::SET_ADD };
                self.emit(op, sink.container, value, 0);
            }
            ComprehensionKind::Dict => {
                let key = self.operand(sink.elt)?;
                let Some(value_expr) = sink.value else { return Ok(()) };
                let value = self.operand(value_expr)?;
                self.pop(value);
                self.pop(key);
                self.at(sink.elt.range.to(value_expr.range));
                self.emit(Op::MAP_ADD, sink.container, key, value);
            }
        }
        Ok(())
    }

    fn async_comprehension_loop(&mut self, sink: &Sink<'a>, depth: usize, iterator: Option<Reg>) -> Result {
        let clause = &sink.generators[depth];
        let iterator = match iterator {
            Some(reg) if reg.is_temporary() => reg,
            // END_ASYNC_FOR releases a temporary, so the argument of a generator expression is moved into one.
            Some(argument) => {
                let reg = self.alloc();
                self.emit(Op::MOVE, reg, argument, 0);
                reg
            }
            None => {
                let src = self.operand(&clause.iter)?;
                self.pop(src);
                self.at(clause.iter.range);
                let reg = self.alloc();
                self.emit(Op::GET_AITER, reg, src, 0);
                reg
            }
        };
        let next = self.label();
        let end = self.label();
        self.place(next);
        self.async_next(iterator, &clause.target, sink.range, end)?;
        self.comprehension_body(sink, depth, next)?;
        self.nowhere();
        self.jump(next);
        self.place(end);
        self.at(clause.iter.range);
        self.emit(Op::END_ASYNC_FOR, iterator, 0, 0);
        self.u.sp = iterator.index();
        Ok(())
    }
}
