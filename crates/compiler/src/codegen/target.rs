//! Assignment, augmented assignment and deletion.

use taipan_bytecode::Op;
use taipan_syntax::ast::{Expr, ExprKind, Operator, Stmt};

use super::Compiler;
use super::expr::{Right, binary_ops};
use crate::error::Result;
use crate::ir::Reg;

impl<'a> Compiler<'a> {
    pub(super) fn assign_stmt(&mut self, stmt: &'a Stmt, targets: &'a [Expr], value: &'a Expr) -> Result {
        let [first @ .., last] = targets else { return Ok(()) };
        if first.is_empty() {
            return self.assign(last, value);
        }
        let src = self.push(value)?;
        for target in first {
            self.at(stmt.range);
            let copy = match self.local_destination(target) {
                Some(reg) => reg,
                None => self.alloc(),
            };
            self.emit(Op::COPY, copy, src, 0);
            if copy.is_temporary() {
                self.store(target, copy)?;
                self.pop(copy);
            }
        }
        self.store(last, src)?;
        self.pop(src);
        Ok(())
    }

    /// The register of a target that is a plain local.
    fn local_destination(&mut self, target: &'a Expr) -> Option<Reg> {
        match &target.kind {
            ExprKind::Name { id, .. } => self.store_destination(id),
            _ => None,
        }
    }

    /// `target = value`.
    pub(super) fn assign(&mut self, target: &'a Expr, value: &'a Expr) -> Result {
        if let Some(reg) = self.local_destination(target) {
            return self.expr_into(value, reg);
        }
        if let ExprKind::Tuple { elts: targets, .. } | ExprKind::List { elts: targets, .. } = &target.kind
            && let ExprKind::Tuple { elts: values, .. } = &value.kind
            && targets.len() == values.len()
            && (2..=3).contains(&targets.len())
            && targets.iter().chain(values).all(|e| !matches!(e.kind, ExprKind::Starred { .. }))
        {
            return self.assign_side_by_side(targets, values);
        }
        let src = self.operand(value)?;
        self.store(target, src)?;
        self.pop(src);
        Ok(())
    }

    /// `a, b = b, a % b` without a tuple.
    fn assign_side_by_side(&mut self, targets: &'a [Expr], values: &'a [Expr]) -> Result {
        let [firsts @ .., last] = values else { return Ok(()) };
        let locals: Option<Vec<Reg>> = targets.iter().map(|t| self.local_destination(t)).collect();
        let distinct = locals.filter(|regs| {
            let mut sorted: Vec<u32> = regs.iter().map(|reg| reg.0).collect();
            sorted.sort_unstable();
            sorted.windows(2).all(|pair| pair[0] != pair[1])
        });
        let base = self.top();
        for value in firsts {
            self.push(value)?;
        }
        if let Some(locals) = distinct {
            // The last value may go where it belongs at once: nothing reads the old value any more.
            self.expr_into(last, locals[firsts.len()])?;
            for (position, (reg, target)) in locals.iter().zip(targets).take(firsts.len()).enumerate() {
                self.at(target.range);
                self.emit(Op::MOVE, *reg, base.plus(position as u32), 0);
            }
        } else {
            self.push(last)?;
            for (position, target) in targets.iter().enumerate() {
                self.store(target, base.plus(position as u32))?;
            }
        }
        self.u.sp = base.index();
        Ok(())
    }

    /// Stores `src` into the target. A temporary is consumed; the height stays for the caller to lower.
    pub(super) fn store(&mut self, target: &'a Expr, src: Reg) -> Result {
        match &target.kind {
            ExprKind::Name { id, .. } => {
                self.at(target.range);
                self.store_name(id, src);
                Ok(())
            }
            ExprKind::Attribute { value, attr, .. } => {
                let object = self.operand(value)?;
                self.pop(object);
                self.note_static_attribute(value, attr);
                self.u.location = self.attribute_location(self.locate(target.range), target, attr);
                let index = self.name_index(attr);
                self.emit_word(Op::STORE_ATTR, object, src, 0, index);
                Ok(())
            }
            ExprKind::Subscript { value, slice, .. } => {
                let object = self.operand(value)?;
                if let Some((lower, upper)) = self.two_element_slice(slice) {
                    let run = self.push_bounds(slice, lower, upper)?;
                    self.pop_run(2);
                    self.pop(object);
                    self.at(target.range);
                    self.emit(Op::SET_SLICE, object, run, src);
                    return Ok(());
                }
                let index = self.index_operand(slice)?;
                self.pop(index);
                self.pop(object);
                self.at(target.range);
                self.emit(Op::SET_ITEM, object, index, src);
                Ok(())
            }
            ExprKind::Tuple { elts, .. } | ExprKind::List { elts, .. } => self.unpack(target, elts, src),
            ExprKind::Starred { .. } => {
                self.error("starred assignment target must be in a list or tuple", target.range)
            }
            _ => self.error("cannot assign to expression", target.range),
        }
    }

    /// An index as a register; constant slices are one constant.
    fn index_operand(&mut self, slice: &'a Expr) -> Result<Reg> {
        if let Some(constant) = self.fold_index(slice) {
            self.at(slice.range);
            return Ok(self.push_const(constant));
        }
        self.operand(slice)
    }

    fn note_static_attribute(&mut self, value: &Expr, attr: &taipan_syntax::ast::Name) {
        if !matches!(&value.kind, ExprKind::Name { id, .. } if id == "self") {
            return;
        }
        let class = self.outer.iter_mut().rev().find(|unit| unit.kind == super::unit::UnitKind::Class);
        if let Some(class) = class
            && !class.static_attributes.contains(attr)
        {
            class.static_attributes.push(attr.clone());
        }
    }

    fn unpack(&mut self, target: &'a Expr, elts: &'a [Expr], src: Reg) -> Result {
        let mut star = None;
        for (position, elt) in elts.iter().enumerate() {
            if matches!(elt.kind, ExprKind::Starred { .. }) {
                if star.is_some() {
                    return self.error("multiple starred expressions in assignment", target.range);
                }
                star = Some(position);
            }
        }
        if let Some(position) = star
            && (position >= 256 || elts.len() - position > 1 << 23)
        {
            return self.error("too many expressions in star-unpacking assignment", target.range);
        }
        let height = self.u.sp;
        self.at(target.range);
        // The items may take the place of the sequence itself.
        if src.is_temporary() && src.index() + 1 == self.u.sp {
            self.u.sp -= 1;
        }
        let base = self.alloc_run(elts.len() as u32);
        match star {
            Some(position) => {
                self.emit_word(Op::UNPACK_EX, base, src, elts.len(), position as u32);
            }
            None => self.emit(Op::UNPACK_SEQUENCE, base, src, elts.len()),
        }
        for (position, elt) in elts.iter().enumerate() {
            let elt = match &elt.kind {
                ExprKind::Starred { value, .. } => value,
                _ => elt,
            };
            self.store(elt, base.plus(position as u32))?;
        }
        self.u.sp = height;
        Ok(())
    }

    // Augmented assignment.

    pub(super) fn aug_assign(
        &mut self,
        stmt: &'a Stmt,
        target: &'a Expr,
        op: Operator,
        value: &'a Expr,
    ) -> Result {
        match &target.kind {
            ExprKind::Name { id, .. } => {
                let left = self.operand(target)?;
                let right = self.aug_right(op, value)?;
                self.at(stmt.range);
                let dst = self.store_destination(id);
                let result = self.emit_binary(op, left, right, true, dst)?;
                if result.is_temporary() {
                    self.at(target.range);
                    self.pop(result);
                    self.store_name(id, result);
                }
                Ok(())
            }
            ExprKind::Attribute { value: object, attr, .. } => {
                let object = self.operand(object)?;
                let location = self.attribute_location(self.locate(target.range), target, attr);
                self.u.location = location;
                let index = self.name_index(attr);
                let copy = self.readable_copy(object);
                let left = self.alloc();
                self.emit_word(Op::LOAD_ATTR, left, copy, 0, index);
                let right = self.aug_right(op, value)?;
                self.at(stmt.range);
                let result = self.emit_binary(op, left, right, true, None)?;
                self.pop(result);
                self.pop(object);
                self.u.location = location;
                self.emit_word(Op::STORE_ATTR, object, result, 0, index);
                Ok(())
            }
            ExprKind::Subscript { value: object, slice, .. } => {
                let object = self.operand(object)?;
                if let Some((lower, upper)) = self.two_element_slice(slice) {
                    return self.aug_slice(stmt, target, object, slice, (lower, upper), op, value);
                }
                let index = self.index_operand(slice)?;
                self.at(target.range);
                let height = self.u.sp;
                let object_copy = self.copy_up(object);
                let index_copy = self.copy_up(index);
                self.u.sp = height;
                let left = self.alloc();
                self.emit(Op::GET_ITEM, left, object_copy, index_copy);
                let right = self.aug_right(op, value)?;
                self.at(stmt.range);
                let result = self.emit_binary(op, left, right, true, None)?;
                self.pop(result);
                self.pop(index);
                self.pop(object);
                self.at(target.range);
                self.emit(Op::SET_ITEM, object, index, result);
                Ok(())
            }
            _ => self.error("illegal expression for augmented assignment", target.range),
        }
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of one statement")]
    fn aug_slice(
        &mut self,
        stmt: &'a Stmt,
        target: &'a Expr,
        object: Reg,
        slice: &'a Expr,
        bounds: (Option<&'a Expr>, Option<&'a Expr>),
        op: Operator,
        value: &'a Expr,
    ) -> Result {
        let run = self.push_bounds(slice, bounds.0, bounds.1)?;
        self.at(target.range);
        let height = self.u.sp;
        let object_copy = self.copy_up(object);
        let run_copy = self.alloc_run(2);
        self.emit(Op::COPY, run_copy, run, 0);
        self.emit(Op::COPY, run_copy.plus(1), run.plus(1), 0);
        self.u.sp = height;
        let left = self.alloc();
        self.emit(Op::GET_SLICE, left, object_copy, run_copy);
        let right = self.aug_right(op, value)?;
        self.at(stmt.range);
        let result = self.emit_binary(op, left, right, true, None)?;
        self.pop(result);
        self.pop_run(2);
        self.pop(object);
        self.at(target.range);
        self.emit(Op::SET_SLICE, object, run, result);
        Ok(())
    }

    fn aug_right(&mut self, op: Operator, value: &'a Expr) -> Result<Right> {
        match binary_ops(op) {
            Some(_) => self.right_operand(value),
            None => Ok(Right::Register(self.operand(value)?)),
        }
    }

    /// A register that may be consumed while `reg` stays; the copy stands at the top and is not counted.
    fn readable_copy(&mut self, reg: Reg) -> Reg {
        if !reg.is_temporary() {
            return reg;
        }
        let copy = self.top();
        self.emit(Op::COPY, copy, reg, 0);
        copy
    }

    /// As `readable_copy`, but counted.
    fn copy_up(&mut self, reg: Reg) -> Reg {
        let copy = self.readable_copy(reg);
        if copy.is_temporary() {
            self.u.sp += 1;
        }
        copy
    }

    // Deletion.

    pub(super) fn delete(&mut self, target: &'a Expr) -> Result {
        match &target.kind {
            ExprKind::Name { id, .. } => {
                self.at(target.range);
                self.delete_name(id);
                Ok(())
            }
            ExprKind::Attribute { value, attr, .. } => {
                let object = self.operand(value)?;
                self.pop(object);
                self.u.location = self.attribute_location(self.locate(target.range), target, attr);
                let index = self.name_index(attr);
                self.emit_word(Op::DELETE_ATTR, object, 0, 0, index);
                Ok(())
            }
            ExprKind::Subscript { value, slice, .. } => {
                let object = self.operand(value)?;
                let index = self.index_operand(slice)?;
                self.pop(index);
                self.pop(object);
                self.at(target.range);
                self.emit(Op::DELETE_ITEM, object, index, 0);
                Ok(())
            }
            ExprKind::Tuple { elts, .. } | ExprKind::List { elts, .. } => {
                elts.iter().try_for_each(|elt| self.delete(elt))
            }
            _ => self.error("cannot delete expression", target.range),
        }
    }
}
