//! Annotations: functions that compute them when asked (PEP 649), or their text under
//! `from __future__ import annotations`.

use taipan_bytecode::{FunctionAttribute, Op};
use taipan_syntax::ast::{Arg, Expr, ExprKind, FunctionDef, Name, Stmt};

use super::Compiler;
use super::function::Attributes;
use super::unit::{DeferredAnnotation, UnitKind};
use crate::constants;
use crate::error::Result;
use crate::ir::Reg;
use crate::symtable::Role;

impl<'a> Compiler<'a> {
    /// The `__annotate__` function of a function, in a new temporary, if it has annotations.
    pub(super) fn push_function_annotations(
        &mut self,
        stmt: &'a Stmt,
        def: &'a FunctionDef,
        attributes: &mut Attributes,
    ) -> Result {
        let args = &def.args;
        let first = args.posonlyargs.iter().chain(&args.args);
        let all: Vec<&'a Arg> = first
            .chain(args.vararg.as_deref())
            .chain(args.kwarg.as_deref())
            .chain(&args.kwonlyargs)
            .filter(|arg| arg.annotation.is_some())
            .collect();
        if all.is_empty() && def.returns.is_none() {
            return Ok(());
        }
        let location = self.u.location;
        let block = self.table.of(stmt, Role::Annotations);
        let line = self.lines.line(stmt.range.start);
        self.enter_evaluator(block, "__annotate__", line, "format");
        let inside = self.u.location;
        let dict = self.alloc();
        self.emit(Op::BUILD_MAP, dict, dict, 0);
        for arg in all {
            if let Some(annotation) = &arg.annotation {
                let name = self.mangled(&arg.arg);
                self.add_annotation(dict, &name, annotation)?;
            }
        }
        if let Some(returns) = &def.returns {
            self.add_annotation(dict, &Name::new("return"), returns)?;
        }
        self.u.location = inside;
        self.pop(dict);
        self.emit(Op::RETURN_VALUE, dict, 0, 0);
        let code = self.finish_unit()?;
        self.u.location = location;
        let annotate = self.top();
        self.make_function(code, Attributes::new(), annotate);
        self.u.sp += 1;
        attributes.push((FunctionAttribute::Annotate, annotate));
        Ok(())
    }

    /// `dict[name] := annotation`
    fn add_annotation(&mut self, dict: Reg, name: &Name, annotation: &'a Expr) -> Result {
        let value = self.alloc();
        self.u.sp -= 1;
        self.annotation_into(annotation, value)?;
        self.u.sp += 1;
        let key = self.push_const(constants::text(name));
        self.pop(key);
        self.pop(value);
        self.emit(Op::MAP_ADD, dict, key, value);
        Ok(())
    }

    fn annotation_into(&mut self, annotation: &'a Expr, dst: Reg) -> Result {
        if self.future_annotations {
            self.at(annotation.range);
            let text = super::unparse::unparse(annotation);
            self.load_const(constants::text(&text), dst);
            return Ok(());
        }
        if let ExprKind::Starred { value, .. } = &annotation.kind {
            // `*args: *Ts`: the one item that unpacking gives.
            self.expr_into(value, dst)?;
            self.emit(Op::UNPACK_SEQUENCE, dst, dst, 1);
            return Ok(());
        }
        self.expr_into(annotation, dst)
    }

    pub(super) fn ann_assign(
        &mut self,
        stmt: &'a Stmt,
        target: &'a Expr,
        annotation: &'a Expr,
        value: Option<&'a Expr>,
        simple: bool,
    ) -> Result {
        if let Some(value) = value {
            self.assign(target, value)?;
        }
        match &target.kind {
            ExprKind::Name { id, .. } => {
                let here = matches!(self.u.kind, UnitKind::Module | UnitKind::Class);
                if simple && here {
                    self.at(stmt.range);
                    self.note_annotation(stmt, id, annotation)?;
                }
            }
            ExprKind::Attribute { value: object, .. } => {
                if value.is_none() {
                    self.evaluate(object)?;
                }
            }
            ExprKind::Subscript { value: object, slice, .. } => {
                if value.is_none() {
                    self.evaluate(object)?;
                    self.evaluate_index(slice)?;
                }
            }
            _ => return self.error("invalid node type for annotated assignment", target.range),
        }
        Ok(())
    }

    fn evaluate_index(&mut self, index: &'a Expr) -> Result {
        match &index.kind {
            ExprKind::Slice { lower, upper, step } => {
                [lower, upper, step].into_iter().flatten().try_for_each(|part| self.evaluate(part))
            }
            ExprKind::Tuple { elts, .. } => elts.iter().try_for_each(|elt| self.evaluate_index(elt)),
            _ => self.evaluate(index),
        }
    }

    fn note_annotation(&mut self, stmt: &'a Stmt, name: &'a Name, annotation: &'a Expr) -> Result {
        if self.future_annotations {
            let value = self.alloc();
            self.u.sp -= 1;
            self.annotation_into(annotation, value)?;
            self.u.sp += 1;
            self.at(stmt.range);
            let dict = self.alloc();
            let index = self.raw_name_index("__annotations__");
            self.emit_word(Op::LOAD_NAME, dict, 0, 0, index);
            let mangled = self.mangled(name);
            let key = self.push_const(constants::text(&mangled));
            self.pop_run(3);
            self.emit(Op::SET_ITEM, dict, key, value);
            return Ok(());
        }
        let known = self.u.annotations.iter().find(|known| std::ptr::eq(known.stmt, stmt));
        let conditional = match known {
            // The statement stands in a `finally` body that is generated more than once.
            Some(known) => known.conditional,
            None => {
                let conditional = (self.u.kind == UnitKind::Module || self.u.conditional > 0).then(|| {
                    self.u.conditional_annotations += 1;
                    self.u.conditional_annotations - 1
                });
                self.u.annotations.push(DeferredAnnotation { name, annotation, stmt, conditional });
                conditional
            }
        };
        let Some(number) = conditional else { return Ok(()) };
        let set = self.alloc();
        match self.own_cell("__conditional_annotations__") {
            Some(cell) => self.emit(Op::LOAD_DEREF, set, cell, 0),
            None => {
                let index = self.raw_name_index("__conditional_annotations__");
                self.emit_word(Op::LOAD_NAME, set, 0, 0, index);
            }
        }
        let number = self.push_const(taipan_bytecode::Constant::Int(i64::from(number)));
        self.pop(number);
        self.emit(Op::SET_ADD, set, number, 0);
        self.discard(set);
        Ok(())
    }

    pub(super) fn class_annotations(&mut self) -> Result {
        if self.u.annotations.is_empty() {
            return Ok(());
        }
        self.set_annotate("__annotate_func__")
    }

    /// Makes the function that computes the annotations of the current unit, and stores it under `name`.
    pub(super) fn set_annotate(&mut self, name: &str) -> Result {
        let location = self.u.location;
        let annotations = std::mem::take(&mut self.u.annotations);
        let Some(block) = self.block().annotation_block else { return Ok(()) };
        let in_class = self.u.kind == UnitKind::Class;
        let line = self.table.block(block).range.start;
        let line = if in_class { self.u.first_line } else { self.lines.line(line) };
        let line = if in_class { line } else { location.line.min(line).max(1) };
        self.enter_evaluator(block, "__annotate__", line, "format");
        let inside = self.u.location;
        let dict = self.alloc();
        self.emit(Op::BUILD_MAP, dict, dict, 0);
        for deferred in annotations {
            let skip = self.label();
            if let Some(number) = deferred.conditional {
                self.at(deferred.stmt.range);
                let number = self.push_const(taipan_bytecode::Constant::Int(i64::from(number)));
                let set = self.alloc();
                match self.u.cell("__conditional_annotations__") {
                    Some(cell) if in_class => self.emit(Op::LOAD_DEREF, set, cell, 0),
                    _ => {
                        let index = self.raw_name_index("__conditional_annotations__");
                        self.emit_word(Op::LOAD_GLOBAL, set, 0, 0, index);
                    }
                }
                self.pop(set);
                self.pop(number);
                self.jump_op(Op::JUMP_IF_IN, number, set, false, skip);
            }
            let name = self.mangled(deferred.name);
            self.add_annotation(dict, &name, deferred.annotation)?;
            self.place(skip);
        }
        self.u.location = inside;
        self.pop(dict);
        self.emit(Op::RETURN_VALUE, dict, 0, 0);
        let code = self.finish_unit()?;
        self.u.location = location;
        let function = self.top();
        self.make_function(code, Attributes::new(), function);
        let index = self.raw_name_index(name);
        self.emit_word(Op::STORE_NAME, function, 0, 0, index);
        Ok(())
    }
}
