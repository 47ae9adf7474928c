//! Conditions as jumps: no truth value is made where only the way matters.

use taipan_bytecode::{CompareOp, Op};
use taipan_syntax::ast::{BoolOp, CmpOp, Constant, Expr, ExprKind, UnaryOp};
use taipan_syntax::with_room;

use super::Compiler;
use super::expr::{Right, compare_op};
use crate::constants::truth;
use crate::error::Result;
use crate::ir::{Label, Reg};

impl<'a> Compiler<'a> {
    /// Jumps to `target` if the truth of `expr` is `sense`, else goes on.
    pub(super) fn jump_if(&mut self, expr: &'a Expr, target: Label, sense: bool) -> Result {
        if let Some(constant) = self.fold(expr) {
            // Whoever traces lines comes by.
            self.at(expr.range);
            self.emit(Op::NOP, 0, 0, 0);
            if truth(&constant) == sense {
                self.jump(target);
            }
            return Ok(());
        }
        with_room(|| self.jump_if_computed(expr, target, sense))
    }

    fn jump_if_computed(&mut self, expr: &'a Expr, target: Label, sense: bool) -> Result {
        match &expr.kind {
            ExprKind::UnaryOp { op: UnaryOp::Not, operand } => self.jump_if(operand, target, !sense),
            ExprKind::BoolOp { op, values } => self.jump_if_bool_op(*op, values, target, sense),
            ExprKind::IfExp { test, body, orelse } => {
                let other = self.label();
                let end = self.label();
                self.jump_if(test, other, false)?;
                self.jump_if(body, target, sense)?;
                self.jump(end);
                self.place(other);
                self.jump_if(orelse, target, sense)?;
                self.place(end);
                Ok(())
            }
            ExprKind::Compare { left, ops, comparators } => {
                self.jump_if_compare(expr, left, ops, comparators, target, sense)
            }
            _ => {
                let value = self.operand(expr)?;
                self.pop(value);
                self.at(expr.range);
                let op = if sense { Op::JUMP_IF_TRUE } else { Op::JUMP_IF_FALSE };
                self.jump_op(op, value, 0, 0, target);
                Ok(())
            }
        }
    }

    fn jump_if_bool_op(&mut self, op: BoolOp, values: &'a [Expr], target: Label, sense: bool) -> Result {
        let Some((last, firsts)) = values.split_last() else { return Ok(()) };
        let short = op == BoolOp::Or;
        let next = self.label();
        for value in firsts {
            let to = if short == sense { target } else { next };
            self.jump_if(value, to, short)?;
        }
        self.jump_if(last, target, sense)?;
        self.place(next);
        Ok(())
    }

    fn jump_if_compare(
        &mut self,
        expr: &'a Expr,
        left: &'a Expr,
        ops: &'a [CmpOp],
        comparators: &'a [Expr],
        target: Label,
        sense: bool,
    ) -> Result {
        self.check_compare(expr, left, ops, comparators);
        let (Some((&last_op, ops)), Some((last, middles))) = (ops.split_last(), comparators.split_last())
        else {
            return Ok(());
        };
        let base = self.u.sp;
        let mut left = self.operand(left)?;
        if middles.is_empty() {
            return self.jump_if_one(expr, left, last_op, last, target, sense);
        }
        let next = self.label();
        let when_false = if sense { next } else { target };
        // Where a comparison fails while the shared operand is still in its temporary.
        let mut drops: Vec<(Label, Reg)> = Vec::new();
        for (&op, middle) in ops.iter().zip(middles) {
            let shared = self.operand(middle)?;
            self.at(expr.range);
            if shared.is_temporary() {
                let copy = self.alloc();
                self.emit(Op::COPY, copy, shared, 0);
                self.pop(copy);
                let drop = self.label();
                drops.push((drop, shared));
                self.emit_jump_compare(op, left, Right::Register(copy), drop, false);
            } else {
                self.emit_jump_compare(op, left, Right::Register(shared), when_false, false);
            }
            // `left` was consumed; its place stays unused below the shared operand.
            left = shared;
        }
        let right = self.compare_right(last_op, last)?;
        self.at(expr.range);
        self.emit_jump_compare(last_op, left, right, target, sense);
        self.u.sp = base;
        if !drops.is_empty() {
            self.jump(next);
            for (drop, shared) in drops {
                self.place(drop);
                self.emit(Op::POP_TOP, shared, 0, 0);
                self.jump(when_false);
            }
        }
        self.place(next);
        Ok(())
    }

    fn compare_right(&mut self, op: CmpOp, expr: &'a Expr) -> Result<Right> {
        if compare_op(op).is_some() {
            self.right_operand(expr)
        } else {
            Ok(Right::Register(self.comparator(op, expr)?))
        }
    }

    fn jump_if_one(
        &mut self,
        expr: &'a Expr,
        left: Reg,
        op: CmpOp,
        right: &'a Expr,
        target: Label,
        sense: bool,
    ) -> Result {
        let is_none = matches!(right.kind, ExprKind::Constant { value: Constant::None, .. });
        if is_none && matches!(op, CmpOp::Is | CmpOp::IsNot) {
            self.pop(left);
            self.at(expr.range);
            let op = if (op == CmpOp::Is) == sense { Op::JUMP_IF_NONE } else { Op::JUMP_IF_NOT_NONE };
            self.jump_op(op, left, 0, 0, target);
            return Ok(());
        }
        let right = self.compare_right(op, right)?;
        if let Right::Register(right) = right {
            self.pop(right);
        }
        self.pop(left);
        self.at(expr.range);
        self.emit_jump_compare(op, left, right, target, sense);
        Ok(())
    }

    fn emit_jump_compare(&mut self, op: CmpOp, left: Reg, right: Right, target: Label, sense: bool) {
        let (op, sense) = match (compare_op(op), &right) {
            (Some(op), Right::Constant(_)) => (
                match op {
                    CompareOp::Lt => Op::JUMP_IF_LT_CONST,
                    CompareOp::Le => Op::JUMP_IF_LE_CONST,
                    CompareOp::Eq => Op::JUMP_IF_EQ_CONST,
                    CompareOp::Ne => Op::JUMP_IF_NE_CONST,
                    CompareOp::Gt => Op::JUMP_IF_GT_CONST,
                    CompareOp::Ge => Op::JUMP_IF_GE_CONST,
                },
                sense,
            ),
            (Some(op), Right::Register(_)) => (
                match op {
                    CompareOp::Lt => Op::JUMP_IF_LT,
                    CompareOp::Le => Op::JUMP_IF_LE,
                    CompareOp::Eq => Op::JUMP_IF_EQ,
                    CompareOp::Ne => Op::JUMP_IF_NE,
                    CompareOp::Gt => Op::JUMP_IF_GT,
                    CompareOp::Ge => Op::JUMP_IF_GE,
                },
                sense,
            ),
            (None, _) => match op {
                CmpOp::Is => (Op::JUMP_IF_IS, sense),
                CmpOp::IsNot => (Op::JUMP_IF_IS, !sense),
                CmpOp::NotIn => (Op::JUMP_IF_IN, !sense),
                _ => (Op::JUMP_IF_IN, sense),
            },
        };
        match right {
            Right::Register(right) => self.jump_op(op, left, right, sense, target),
            Right::Constant(index) => self.jump_op(op, left, index, sense, target),
        }
    }
}
