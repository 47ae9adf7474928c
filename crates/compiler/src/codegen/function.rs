//! Functions: parameters, prologue, bodies, defaults, closures and decorators.

use std::sync::Arc;

use taipan_bytecode::{Code, Constant, FunctionAttribute, LocalKind, Location, Op};
use taipan_syntax::ast::{self, Arguments, Expr, ExprKind, FunctionDef, Name, Stmt, StmtKind};

use super::Compiler;
use super::unit::{Unit, UnitKind};
use crate::assemble::assemble;
use crate::constants;
use crate::error::Result;
use crate::ir::{HandlerId, Reg};
use crate::symtable::{BlockId, Place, Role, mangle};

/// Values for `SET_FUNCTION_ATTRIBUTE`, in consecutive temporaries at the top.
pub(super) type Attributes = Vec<(FunctionAttribute, Reg)>;

impl<'a> Compiler<'a> {
    // Units.

    pub(super) fn enter_unit(&mut self, block: BlockId, kind: UnitKind, name: &str, first_line: u32) {
        let qualname = self.qualname_for(name, kind);
        let mut unit = Box::new(Unit::new(self.table, block, kind, name, &qualname, first_line));
        unit.private = self.u.private.clone();
        self.outer.push(std::mem::replace(&mut self.u, unit));
    }

    /// The qualified name of a block inside the current unit.
    fn qualname_for(&self, name: &str, kind: UnitKind) -> String {
        // Type parameters and annotations are transparent, one at a time.
        let parent = match self.outer.last() {
            Some(outer) if self.u.kind == UnitKind::Annotations => outer,
            _ => &self.u,
        };
        if parent.kind == UnitKind::Module {
            return name.to_owned();
        }
        if matches!(kind, UnitKind::Function | UnitKind::AsyncFunction | UnitKind::Class) {
            let mangled = mangle(parent.private.as_ref(), &Name::new(name));
            if self.table.block(parent.block).place(&mangled) == Place::GlobalExplicit {
                return name.to_owned();
            }
        }
        match parent.kind {
            UnitKind::Function | UnitKind::AsyncFunction | UnitKind::Lambda => {
                format!("{}.<locals>.{name}", parent.qualname)
            }
            _ => format!("{}.{name}", parent.qualname),
        }
    }

    /// Declares cells and emits what stands before the body.
    pub(super) fn prologue(&mut self) {
        self.u.declare_cells(self.table);
        self.u.location =
            Location { line: self.u.first_line, end_line: self.u.first_line, column: 0, end_column: 0 };
        let locals = self.u.locals.clone();
        let free = locals.iter().filter(|local| local.kind.contains(LocalKind::FREE)).count();
        if let Some(first) = locals.iter().position(|local| local.kind.contains(LocalKind::FREE)) {
            self.emit(Op::COPY_FREE_VARS, free, Reg::named(first as u32), 0);
        }
        for (index, local) in locals.iter().enumerate() {
            if local.kind.contains(LocalKind::CELL) {
                self.emit(Op::MAKE_CELL, Reg::named(index as u32), 0, 0);
            }
        }
        let block = self.block();
        let suspends = match self.u.kind {
            UnitKind::Class => false,
            // Only with `await` at the top level.
            UnitKind::Module => block.coroutine,
            _ => block.generator || block.coroutine,
        };
        if suspends {
            self.emit(Op::RETURN_GENERATOR, 0, 0, 0);
        }
    }

    /// Ends the current unit and gives its code.
    pub(super) fn finish_unit(&mut self) -> Result<Arc<Code>> {
        let unit = match self.outer.pop() {
            Some(outer) => std::mem::replace(&mut self.u, outer),
            None => {
                let empty = Unit::new(self.table, self.u.block, UnitKind::Module, "<module>", "<module>", 1);
                std::mem::replace(&mut self.u, Box::new(empty))
            }
        };
        assemble(*unit, self.table, &self.filename, self.options, self.future_annotations)
    }

    fn parameters(&mut self, args: &Arguments) {
        let positional = args.posonlyargs.len() + args.args.len();
        self.u.posonly_arg_count = args.posonlyargs.len() as u32;
        self.u.arg_count = positional as u32;
        self.u.kwonly_arg_count = args.kwonlyargs.len() as u32;
        self.u.varargs = args.vararg.is_some();
        self.u.varkeywords = args.kwarg.is_some();
        let all = args.posonlyargs.iter().chain(&args.args).chain(&args.kwonlyargs);
        for arg in all.chain(args.vararg.as_deref()).chain(args.kwarg.as_deref()) {
            let name = self.mangled(&arg.arg);
            self.u.parameter(&name);
        }
    }

    // Function objects.

    /// Defaults as attributes in new temporaries.
    pub(super) fn push_defaults(&mut self, args: &'a Arguments) -> Result<Attributes> {
        let mut attributes = Attributes::new();
        if !args.defaults.is_empty() {
            let reg = match self.fold_all(&args.defaults) {
                Some(constant) => self.push_const(constant),
                None => {
                    let location = self.u.location;
                    let base = self.top();
                    for default in &args.defaults {
                        self.push(default)?;
                    }
                    self.u.sp = base.index();
                    self.u.location = location;
                    let tuple = self.alloc();
                    self.emit(Op::BUILD_TUPLE, tuple, base, args.defaults.len());
                    tuple
                }
            };
            attributes.push((FunctionAttribute::Defaults, reg));
        }
        if args.kw_defaults.iter().any(Option::is_some) {
            let location = self.u.location;
            let base = self.top();
            let mut count = 0;
            for (arg, default) in args.kwonlyargs.iter().zip(&args.kw_defaults) {
                let Some(default) = default else { continue };
                let name = self.mangled(&arg.arg);
                self.push_const(constants::text(&name));
                self.push(default)?;
                count += 1;
            }
            self.u.sp = base.index();
            self.u.location = location;
            let dict = self.alloc();
            self.emit(Op::BUILD_MAP, dict, base, count);
            attributes.push((FunctionAttribute::KwDefaults, dict));
        }
        Ok(attributes)
    }

    /// The register that holds the cell of a name, in the current unit or a comprehension in it.
    fn cell_register(&self, name: &str) -> Option<Reg> {
        for overlay in self.u.comprehensions.iter().rev() {
            if let Some(&(reg, true)) = overlay.registers.get(name) {
                return Some(reg);
            }
        }
        self.u.own_cells.get(name).copied().or_else(|| self.u.cell(name))
    }

    /// Makes a function of `code` with the attributes in the temporaries at the top, which it consumes.
    pub(super) fn make_function(&mut self, code: Arc<Code>, attributes: Attributes, dst: Reg) {
        let free: Vec<Arc<str>> = code
            .localsplus
            .iter()
            .filter(|local| local.kind.contains(LocalKind::FREE))
            .map(|local| local.name.clone())
            .collect();
        let mut attributes = attributes;
        if !free.is_empty() {
            let base = self.top();
            for name in &free {
                let cell = self.cell_register(name).expect("a free variable is a cell or free around it");
                let copy = self.alloc();
                self.emit(Op::MOVE, copy, cell, 0);
            }
            self.u.sp = base.index();
            let closure = self.alloc();
            self.emit(Op::BUILD_TUPLE, closure, base, free.len());
            attributes.push((FunctionAttribute::Closure, closure));
        }
        let index = self.constant(Constant::Code(code));
        if attributes.is_empty() {
            self.emit_word(Op::MAKE_FUNCTION, dst, 0, 0, index);
            return;
        }
        let function = self.alloc();
        self.emit_word(Op::MAKE_FUNCTION, function, 0, 0, index);
        let count = attributes.len() as u32;
        for (attribute, reg) in attributes.into_iter().rev() {
            self.emit(Op::SET_FUNCTION_ATTRIBUTE, function, reg, attribute as u32);
        }
        self.pop_run(count + 1);
        self.move_to(dst, function);
    }

    // Statements and expressions.

    /// Decorators as callables in new temporaries; the code's first line is the first decorator's.
    pub(super) fn push_decorators(&mut self, decorators: &'a [Expr]) -> Result<Option<u32>> {
        for decorator in decorators {
            self.push(decorator)?;
        }
        Ok(decorators.first().map(|decorator| self.lines.line(decorator.range.start)))
    }

    /// Calls the decorators on the value at the top, which stands right above them.
    pub(super) fn apply_decorators(&mut self, decorators: &'a [Expr]) {
        for decorator in decorators.iter().rev() {
            self.u.sp -= 1;
            let callable = Reg::temporary(self.u.sp - 1);
            self.at(decorator.range);
            self.emit(Op::CALL, callable, callable, 1);
        }
    }

    pub(super) fn function_def(&mut self, stmt: &'a Stmt, def: &'a FunctionDef, is_async: bool) -> Result {
        let decorated = self.push_decorators(&def.decorator_list)?;
        let first_line = decorated.unwrap_or_else(|| self.lines.line(stmt.range.start));
        let location = self.locate(stmt.range);
        self.u.location = location;
        let plain = def.decorator_list.is_empty();
        let dst = match self.store_destination(&def.name) {
            Some(reg) if plain => reg,
            _ => self.top(),
        };
        if def.type_params.is_empty() {
            let mut attributes = self.push_defaults(&def.args)?;
            self.u.location = location;
            self.push_function_annotations(stmt, def, &mut attributes)?;
            let code = self.function_body(stmt, def, is_async, first_line)?;
            self.u.location = location;
            self.make_function(code, attributes, dst);
        } else {
            self.generic_function(stmt, def, is_async, first_line, dst)?;
        }
        if dst.is_temporary() {
            self.u.sp += 1;
            self.apply_decorators(&def.decorator_list);
            self.u.sp -= 1;
            let value = Reg::temporary(self.u.sp);
            self.u.location = self.locate(stmt.range);
            self.store_name(&def.name, value);
        }
        Ok(())
    }

    pub(super) fn function_body(
        &mut self,
        stmt: &'a Stmt,
        def: &'a FunctionDef,
        is_async: bool,
        first_line: u32,
    ) -> Result<Arc<Code>> {
        let block = self.table.of(stmt, Role::Body);
        let kind = if is_async { UnitKind::AsyncFunction } else { UnitKind::Function };
        self.enter_unit(block, kind, &def.name, first_line);
        self.parameters(&def.args);
        self.prologue();
        let mut body = def.body.as_slice();
        if let Some(text) = docstring(body) {
            if self.options.optimize < 2 {
                self.u.docstring = true;
                let cleaned = clean_doc(text);
                self.constant(Constant::Str(cleaned.into()));
            }
            body = &body[1..];
        }
        if !body.is_empty() {
            self.stmts(body)?;
            self.nowhere();
        }
        self.return_none();
        self.finish_unit()
    }

    pub(super) fn return_none(&mut self) {
        let none = self.top();
        self.load_none(none);
        self.emit(Op::RETURN_VALUE, none, 0, 0);
    }

    pub(super) fn lambda(&mut self, expr: &'a Expr, args: &'a Arguments, body: &'a Expr, dst: Reg) -> Result {
        self.at(expr.range);
        let attributes = self.push_defaults(args)?;
        let block = self.table.of(expr, Role::Body);
        let line = self.lines.line(expr.range.start);
        self.enter_unit(block, UnitKind::Lambda, "<lambda>", line);
        self.parameters(args);
        self.prologue();
        let value = self.operand(body)?;
        self.pop(value);
        self.at(body.range);
        self.emit(Op::RETURN_VALUE, value, 0, 0);
        let code = self.finish_unit()?;
        self.at(expr.range);
        self.make_function(code, attributes, dst);
        Ok(())
    }

    // Return.

    pub(super) fn return_stmt(&mut self, stmt: &'a Stmt, value: Option<&'a Expr>) -> Result {
        if !self.u.is_function_like() {
            return self.error("'return' outside function", stmt.range);
        }
        let block = self.block();
        if value.is_some() && block.coroutine && block.generator {
            return self.error("'return' with value in async generator", stmt.range);
        }
        if self.u.fblocks.iter().any(|f| matches!(f.kind, super::unit::FrameBlock::GroupHandler)) {
            return self
                .error("'break', 'continue' and 'return' cannot appear in an except* block", stmt.range);
        }
        self.warn_leaving_finally("return", stmt.range);
        let saved = (self.u.sp, self.u.handler);
        let constant = match value {
            Some(value) => self.fold(value),
            None => Some(Constant::None),
        };
        let mut preserved = None;
        if let (Some(value), None) = (value, &constant) {
            let reg = if self.unwinding_runs_code() { self.push(value)? } else { self.operand(value)? };
            preserved = Some(reg);
        }
        self.at(stmt.range);
        let elsewhere = self.unwinding_leaves_the_line(0);
        if elsewhere && let (Some(value), None) = (value, preserved) {
            self.at(value.range);
        }
        if elsewhere && preserved.is_none() {
            self.emit(Op::NOP, 0, 0, 0);
        }
        self.unwind_all(preserved.is_some_and(Reg::is_temporary))?;
        let result = match (preserved, constant) {
            (Some(reg), _) => reg,
            (None, constant) => {
                let reg = self.top();
                if elsewhere {
                    self.nowhere();
                } else if let Some(value) = value {
                    self.at(value.range);
                }
                self.load_const(constant.unwrap_or(Constant::None), reg);
                reg
            }
        };
        // After a `finally` or an `__exit__` the return itself is not told again.
        if elsewhere {
            self.nowhere();
        } else {
            self.at(stmt.range);
        }
        self.emit(Op::RETURN_VALUE, result, 0, 0);
        (self.u.sp, self.u.handler) = saved;
        Ok(())
    }

    /// A function of no parameters but `format`: an evaluator of annotations, bounds and alias values.
    pub(super) fn enter_evaluator(&mut self, block: BlockId, name: &str, first_line: u32, shown: &str) {
        self.enter_unit(block, UnitKind::Annotations, name, first_line);
        let format = self.u.parameter(&Name::new(".format"));
        self.u.locals[format.index() as usize].name = shown.into();
        self.u.arg_count = 1;
        self.u.posonly_arg_count = 1;
        self.prologue();
        debug_assert_eq!(self.u.handler, HandlerId::NONE);
        // Only the formats VALUE and VALUE_WITH_FAKE_GLOBALS are computed here.
        let supported = self.label();
        let limit = self.constant(Constant::Int(2));
        self.jump_op(Op::JUMP_IF_GT_CONST, format, limit, false, supported);
        let error = self.top();
        self.common_constant(taipan_bytecode::CommonConstant::NotImplementedError, error);
        self.emit(Op::RAISE_VARARGS, error, 0, 1);
        self.place(supported);
    }
}

/// The docstring that a body starts with.
pub(super) fn docstring(body: &[Stmt]) -> Option<&[u8]> {
    let StmtKind::Expr { value } = &body.first()?.kind else { return None };
    match &value.kind {
        ExprKind::Constant { value: ast::Constant::Str(text), .. } => Some(text.as_bytes()),
        _ => None,
    }
}

/// Removes the common indentation of all lines but the first, as `inspect.cleandoc` does for leading space.
pub(super) fn clean_doc(text: &[u8]) -> Vec<u8> {
    let expanded = expand_tabs(text);
    let lines: Vec<&[u8]> = expanded.split(|&byte| byte == b'\n').collect();
    let indent = |line: &[u8]| line.iter().take_while(|&&byte| byte == b' ').count();
    let margin = lines[1..].iter().filter(|line| indent(line) < line.len()).map(|line| indent(line)).min();
    let mut out = Vec::with_capacity(expanded.len());
    out.extend(&lines[0][indent(lines[0])..]);
    for line in &lines[1..] {
        out.push(b'\n');
        out.extend(&line[indent(line).min(margin.unwrap_or(usize::MAX))..]);
    }
    out
}

fn expand_tabs(text: &[u8]) -> Vec<u8> {
    if !text.contains(&b'\t') {
        return text.to_vec();
    }
    let mut out = Vec::with_capacity(text.len() + 16);
    let mut column = 0;
    for &byte in text {
        match byte {
            b'\t' => {
                let spaces = 8 - column % 8;
                out.extend(std::iter::repeat_n(b' ', spaces));
                column += spaces;
            }
            b'\n' | b'\r' => {
                out.push(byte);
                column = 0;
            }
            _ => {
                out.push(byte);
                column += usize::from(byte & 0xC0 != 0x80);
            }
        }
    }
    out
}
