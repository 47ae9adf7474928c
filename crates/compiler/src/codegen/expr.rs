//! Expressions that make a value.

use taipan_bytecode::{BinaryOp, CommonConstant, CompareOp, Constant, Op};
use taipan_syntax::ast::{self, CmpOp, Expr, ExprKind, Operator, UnaryOp};
use taipan_syntax::{Range, with_room};

use super::Compiler;
use super::unit::UnitKind;
use crate::constants;
use crate::error::Result;
use crate::ir::{Label, Reg};

/// A right operand: a register, or a constant that has a short op.
pub(super) enum Right {
    Register(Reg),
    Constant(u32),
}

/// The ops of a binary operator: with two registers, and with a constant.
pub(super) fn binary_ops(op: Operator) -> Option<(Op, Op)> {
    Some(match op {
        Operator::Add => (Op::ADD, Op::ADD_CONST),
        Operator::Sub => (Op::SUBTRACT, Op::SUBTRACT_CONST),
        Operator::Mult => (Op::MULTIPLY, Op::MULTIPLY_CONST),
        Operator::Div => (Op::TRUE_DIVIDE, Op::TRUE_DIVIDE_CONST),
        Operator::Mod => (Op::REMAINDER, Op::REMAINDER_CONST),
        Operator::LShift => (Op::LSHIFT, Op::LSHIFT_CONST),
        Operator::RShift => (Op::RSHIFT, Op::RSHIFT_CONST),
        Operator::BitOr => (Op::OR, Op::OR_CONST),
        Operator::BitXor => (Op::XOR, Op::XOR_CONST),
        Operator::BitAnd => (Op::AND, Op::AND_CONST),
        Operator::FloorDiv => (Op::FLOOR_DIVIDE, Op::FLOOR_DIVIDE_CONST),
        Operator::MatMult | Operator::Pow => return None,
    })
}

pub(super) fn compare_op(op: CmpOp) -> Option<CompareOp> {
    Some(match op {
        CmpOp::Eq => CompareOp::Eq,
        CmpOp::NotEq => CompareOp::Ne,
        CmpOp::Lt => CompareOp::Lt,
        CmpOp::LtE => CompareOp::Le,
        CmpOp::Gt => CompareOp::Gt,
        CmpOp::GtE => CompareOp::Ge,
        CmpOp::Is | CmpOp::IsNot | CmpOp::In | CmpOp::NotIn => return None,
    })
}

impl<'a> Compiler<'a> {
    /// A register to read the value from: a plain local itself, else a new temporary.
    pub(super) fn operand(&mut self, expr: &'a Expr) -> Result<Reg> {
        if let ExprKind::Name { id, .. } = &expr.kind
            && id != "__debug__"
        {
            self.at(expr.range);
            if let Some(reg) = self.local_in_place(id) {
                return Ok(reg);
            }
        }
        self.push(expr)
    }

    /// The right operand of an operator that has a form with a constant.
    pub(super) fn right_operand(&mut self, expr: &'a Expr) -> Result<Right> {
        if let Some(constant) = self.fold(expr)
            && !matches!(constant, Constant::Tuple(_) | Constant::FrozenSet(_) | Constant::Slice(_))
        {
            let index = self.constant(constant.clone());
            if index <= u32::from(u16::MAX) {
                return Ok(Right::Constant(index));
            }
        }
        Ok(Right::Register(self.operand(expr)?))
    }

    pub(super) fn expr_into(&mut self, expr: &'a Expr, dst: Reg) -> Result {
        debug_assert!(!dst.is_temporary() || dst.index() == self.u.sp);
        if let Some(constant) = self.fold(expr) {
            self.at(expr.range);
            self.load_const(constant, dst);
            return Ok(());
        }
        with_room(|| self.computed_into(expr, dst))
    }

    fn computed_into(&mut self, expr: &'a Expr, dst: Reg) -> Result {
        match &expr.kind {
            ExprKind::Name { id, .. } => {
                self.at(expr.range);
                self.load_name(id, dst);
                Ok(())
            }
            ExprKind::Constant { value, .. } => {
                self.at(expr.range);
                self.load_const(constants::literal(value), dst);
                Ok(())
            }
            ExprKind::BinOp { .. } => self.binary(expr, dst),
            ExprKind::UnaryOp { op, operand } => self.unary(expr, *op, operand, dst),
            ExprKind::BoolOp { .. } => self.bool_op(expr, dst),
            ExprKind::Compare { left, ops, comparators } => self.compare(expr, left, ops, comparators, dst),
            ExprKind::Call { func, args, keywords } => self.call(expr, func, args, keywords, dst),
            ExprKind::Attribute { value, attr, .. } => self.attribute(expr, value, attr, dst),
            ExprKind::Subscript { value, slice, .. } => self.subscript(expr, value, slice, dst),
            ExprKind::NamedExpr { target, value } => self.named(expr, target, value, dst),
            ExprKind::IfExp { test, body, orelse } => self.conditional_expr(test, body, orelse, dst),
            ExprKind::Lambda { args, body } => self.lambda(expr, args, body, dst),
            ExprKind::Tuple { elts, .. } => self.tuple_display(expr, elts, dst),
            ExprKind::List { elts, .. } => self.list_display(expr, elts, dst),
            ExprKind::Set { elts } => self.set_display(expr, elts, dst),
            ExprKind::Dict { keys, values } => self.dict_display(expr, keys, values, dst),
            ExprKind::ListComp { .. }
            | ExprKind::SetComp { .. }
            | ExprKind::DictComp { .. }
            | ExprKind::GeneratorExp { .. } => self.comprehension(expr, dst),
            ExprKind::Await { value } => self.await_expr(expr, value, dst),
            ExprKind::Yield { value } => self.yield_expr(expr, value.as_deref(), dst),
            ExprKind::YieldFrom { value } => self.yield_from(expr, value, dst),
            ExprKind::JoinedStr { .. } | ExprKind::FormattedValue { .. } => self.joined_str(expr, dst),
            ExprKind::TemplateStr { .. } | ExprKind::Interpolation { .. } => self.template_str(expr, dst),
            ExprKind::Slice { lower, upper, step } => {
                self.slice(expr, lower.as_deref(), upper.as_deref(), step.as_deref(), dst)
            }
            ExprKind::Starred { .. } => self.error("can't use starred expression here", expr.range),
        }
    }

    /// Left-associative chains are walked in a loop, innermost first.
    fn binary(&mut self, expr: &'a Expr, dst: Reg) -> Result {
        let mut chain = vec![expr];
        let mut innermost = expr;
        while let ExprKind::BinOp { left, .. } = &innermost.kind {
            innermost = left;
            if matches!(left.kind, ExprKind::BinOp { .. }) {
                chain.push(left);
            }
        }
        // Constants at the inner end are one operand.
        let mut folded = self.fold(innermost);
        while chain.len() > 1
            && let Some(left) = folded
            && let Some(node) = chain.last()
        {
            folded = self.fold_step(left, node);
            if folded.is_some() {
                innermost = node;
                chain.pop();
            }
        }
        let mut left = self.operand(innermost)?;
        for (position, node) in chain.iter().enumerate().rev() {
            let ExprKind::BinOp { op, right, .. } = &node.kind else { continue };
            let last = position == 0;
            left = self.binary_step(node.range, left, *op, right, last.then_some(dst))?;
        }
        Ok(())
    }

    /// One operator. Its result goes to `dst`, or to a new temporary.
    fn binary_step(
        &mut self,
        range: Range,
        left: Reg,
        op: Operator,
        right: &'a Expr,
        dst: Option<Reg>,
    ) -> Result<Reg> {
        let right = match binary_ops(op) {
            Some(_) => self.right_operand(right)?,
            None => Right::Register(self.operand(right)?),
        };
        self.at(range);
        self.emit_binary(op, left, right, false, dst)
    }

    /// Pops the operands and emits the operator. Without `dst` the result is a new temporary.
    pub(super) fn emit_binary(
        &mut self,
        op: Operator,
        left: Reg,
        right: Right,
        in_place: bool,
        dst: Option<Reg>,
    ) -> Result<Reg> {
        if let Right::Register(right) = right {
            self.pop(right);
        }
        self.pop(left);
        let target = match dst {
            Some(dst) => dst,
            None => self.alloc(),
        };
        match (binary_ops(op), right) {
            (Some((plain, _)), Right::Register(right)) => {
                self.emit_word(plain, target, left, right, u32::from(in_place));
            }
            (Some((_, with_constant)), Right::Constant(index)) => {
                self.emit_word(with_constant, target, left, index, u32::from(in_place));
            }
            (None, Right::Register(right)) => {
                let code = if op == Operator::Pow { BinaryOp::Power } else { BinaryOp::MatrixMultiply };
                let info = code as u32 | u32::from(in_place) << 8;
                self.emit_word(Op::BINARY_OP, target, left, right, info);
            }
            (None, Right::Constant(_)) => unreachable!("these operators have no form with a constant"),
        }
        Ok(target)
    }

    fn unary(&mut self, expr: &'a Expr, op: UnaryOp, operand: &'a Expr, dst: Reg) -> Result {
        let src = self.operand(operand)?;
        self.pop(src);
        self.at(expr.range);
        let op = match op {
            UnaryOp::Invert => Op::UNARY_INVERT,
            UnaryOp::Not => Op::UNARY_NOT,
            UnaryOp::UAdd => Op::UNARY_POSITIVE,
            UnaryOp::USub => Op::UNARY_NEGATIVE,
        };
        self.emit(op, dst, src, 0);
        Ok(())
    }

    /// Runs `fill` on a temporary and moves the value to `dst`: for values that are written more than once, which a
    /// named register must not see.
    pub(super) fn through_temporary(
        &mut self,
        dst: Reg,
        fill: impl FnOnce(&mut Self, Reg) -> Result,
    ) -> Result {
        let temporary = self.top();
        fill(self, temporary)?;
        self.move_to(dst, temporary);
        Ok(())
    }

    fn bool_op(&mut self, expr: &'a Expr, dst: Reg) -> Result {
        self.through_temporary(dst, |this, t| {
            let end = this.label();
            let ExprKind::BoolOp { op, values } = &expr.kind else { return Ok(()) };
            let sense = *op == ast::BoolOp::Or;
            let Some((last, firsts)) = values.split_last() else { return Ok(()) };
            for value in firsts {
                this.value_or_jump(value, t, end, sense, expr.range)?;
            }
            this.expr_into(last, t)?;
            this.place(end);
            Ok(())
        })
    }

    /// Jumps to `end` with the value in `t` if its truth is `sense`; else goes on with `t` empty.
    fn value_or_jump(&mut self, expr: &'a Expr, t: Reg, end: Label, sense: bool, range: Range) -> Result {
        if let ExprKind::BoolOp { op, values } = &expr.kind {
            let own = *op == ast::BoolOp::Or;
            let Some((last, firsts)) = values.split_last() else { return Ok(()) };
            let next = self.label();
            for value in firsts {
                if own == sense {
                    self.value_or_jump(value, t, end, sense, range)?;
                } else {
                    self.jump_if(value, next, own)?;
                }
            }
            self.value_or_jump(last, t, end, sense, range)?;
            self.place(next);
            return Ok(());
        }
        self.expr_into(expr, t)?;
        self.at(range);
        let op = if sense { Op::JUMP_IF_TRUE_PEEK } else { Op::JUMP_IF_FALSE_PEEK };
        self.jump_op(op, t, 0, 0, end);
        self.emit(Op::POP_TOP, t, 0, 0);
        Ok(())
    }

    fn conditional_expr(&mut self, test: &'a Expr, body: &'a Expr, orelse: &'a Expr, dst: Reg) -> Result {
        let other = self.label();
        let end = self.label();
        self.jump_if(test, other, false)?;
        self.expr_into(body, dst)?;
        self.nowhere();
        self.jump(end);
        self.place(other);
        self.expr_into(orelse, dst)?;
        self.place(end);
        Ok(())
    }

    fn named(&mut self, expr: &'a Expr, target: &'a Expr, value: &'a Expr, dst: Reg) -> Result {
        let ExprKind::Name { id, .. } = &target.kind else {
            return self.error("cannot use assignment expressions here", target.range);
        };
        self.through_temporary(dst, |this, t| {
            this.expr_into(value, t)?;
            this.u.sp += 1;
            this.at(expr.range);
            match this.store_destination(id) {
                Some(reg) => this.emit(Op::COPY, reg, t, 0),
                None => {
                    let copy = this.alloc();
                    this.emit(Op::COPY, copy, t, 0);
                    this.pop(copy);
                    this.store_name(id, copy);
                }
            }
            this.pop(t);
            Ok(())
        })
    }

    fn compare(
        &mut self,
        expr: &'a Expr,
        left: &'a Expr,
        ops: &'a [CmpOp],
        comparators: &'a [Expr],
        dst: Reg,
    ) -> Result {
        self.check_compare(expr, left, ops, comparators);
        let (Some((&last_op, ops)), Some((last, middles))) = (ops.split_last(), comparators.split_last())
        else {
            return Ok(());
        };
        if middles.is_empty() {
            let left = self.operand(left)?;
            let right = self.comparator(last_op, last)?;
            self.pop(right);
            self.pop(left);
            self.at(expr.range);
            self.emit_compare(last_op, dst, left, right);
            return Ok(());
        }
        self.through_temporary(dst, |this, t| {
            // `t` receives the results; the operand shared by two comparisons stands above it.
            let fail_popping = this.label();
            let fail = this.label();
            let end = this.label();
            let mut needs_pop = false;
            let mut left = this.push(left)?;
            for (&op, middle) in ops.iter().zip(middles) {
                // `left` is the temporary `t`, or the shared operand above an empty `t`.
                let shared = this.operand(middle)?;
                let right = if shared.is_temporary() {
                    let copy = this.alloc();
                    this.at(expr.range);
                    this.emit(Op::COPY, copy, shared, 0);
                    this.pop(copy);
                    copy
                } else {
                    shared
                };
                this.at(expr.range);
                this.emit_compare(op, t, left, right);
                // From here on: the result in `t`, and the shared operand above it if it is a temporary.
                let exit = if shared.is_temporary() {
                    let place = t.plus(1);
                    this.move_to(place, shared);
                    this.u.sp = place.index() + 1;
                    left = place;
                    needs_pop = true;
                    fail_popping
                } else {
                    this.u.sp = t.index() + 1;
                    left = shared;
                    fail
                };
                this.jump_op(Op::JUMP_IF_FALSE_PEEK, t, 0, 0, exit);
                this.emit(Op::POP_TOP, t, 0, 0);
            }
            let right = this.comparator(last_op, last)?;
            this.at(expr.range);
            this.emit_compare(last_op, t, left, right);
            this.u.sp = t.index();
            if needs_pop {
                this.jump(end);
                this.place(fail_popping);
                this.emit(Op::POP_TOP, t.plus(1), 0, 0);
            }
            this.place(fail);
            this.place(end);
            Ok(())
        })
    }

    /// The right operand of a comparison; a list or set display of constants after `in` is one constant.
    pub(super) fn comparator(&mut self, op: CmpOp, expr: &'a Expr) -> Result<Reg> {
        if matches!(op, CmpOp::In | CmpOp::NotIn)
            && let Some(constant) = self.fold_container(expr)
        {
            self.at(expr.range);
            return Ok(self.push_const(constant));
        }
        self.operand(expr)
    }

    fn emit_compare(&mut self, op: CmpOp, dst: Reg, left: Reg, right: Reg) {
        let (code, info) = match op {
            CmpOp::Is => (Op::IS_OP, 0),
            CmpOp::IsNot => (Op::IS_OP, 1),
            CmpOp::In => (Op::CONTAINS_OP, 0),
            CmpOp::NotIn => (Op::CONTAINS_OP, 1),
            _ => (Op::COMPARE_OP, compare_op(op).map_or(0, |op| op as u32)),
        };
        self.emit_word(code, dst, left, right, info);
    }

    fn attribute(&mut self, expr: &'a Expr, value: &'a Expr, attr: &'a ast::Name, dst: Reg) -> Result {
        if let Some(base) = self.push_super(expr, value, attr)? {
            let index = self.name_index(attr);
            let info = u32::from(base.zero_argument);
            self.pop_run(3);
            self.at(base.range);
            self.emit_words(Op::LOAD_SUPER_ATTR, dst, base.register, 0, [index, info]);
            return Ok(());
        }
        let src = self.operand(value)?;
        self.pop(src);
        let location = self.attribute_location(self.locate(expr.range), expr, attr);
        self.u.location = location;
        let index = self.name_index(attr);
        self.emit_word(Op::LOAD_ATTR, dst, src, 0, index);
        Ok(())
    }

    /// An attribute that ends on another line than it starts on is placed at its name.
    pub(super) fn attribute_location(
        &self,
        mut location: taipan_bytecode::Location,
        attribute: &Expr,
        attr: &str,
    ) -> taipan_bytecode::Location {
        let own = self.locate(attribute.range);
        if location.line != own.end_line {
            location.line = own.end_line;
            let length = attr.chars().count() as u32;
            match own.end_column.checked_sub(length) {
                Some(column) => location.column = column,
                None => {
                    location.column = u32::MAX;
                    location.end_column = u32::MAX;
                }
            }
        }
        location
    }

    fn subscript(&mut self, expr: &'a Expr, value: &'a Expr, slice: &'a Expr, dst: Reg) -> Result {
        self.check_subscript(value, slice);
        let object = self.operand(value)?;
        if let Some((lower, upper)) = self.two_element_slice(slice) {
            let run = self.push_bounds(slice, lower, upper)?;
            self.pop_run(2);
            self.pop(object);
            self.at(expr.range);
            self.emit(Op::GET_SLICE, dst, object, run);
            return Ok(());
        }
        if let Some(constant) = self.fold_index(slice) {
            let index = self.constant(constant);
            if index <= u32::from(u16::MAX) {
                self.pop(object);
                self.at(expr.range);
                self.emit(Op::GET_ITEM_CONST, dst, object, index);
                return Ok(());
            }
        }
        let index = self.operand(slice)?;
        self.pop(index);
        self.pop(object);
        self.at(expr.range);
        self.emit(Op::GET_ITEM, dst, object, index);
        Ok(())
    }

    /// The bounds of a slice that is made without a slice object.
    pub(super) fn two_element_slice(&self, slice: &'a Expr) -> Option<(Option<&'a Expr>, Option<&'a Expr>)> {
        match &slice.kind {
            ExprKind::Slice { lower, upper, step: None } if self.fold_index(slice).is_none() => {
                Some((lower.as_deref(), upper.as_deref()))
            }
            _ => None,
        }
    }

    pub(super) fn push_bounds(
        &mut self,
        slice: &'a Expr,
        lower: Option<&'a Expr>,
        upper: Option<&'a Expr>,
    ) -> Result<Reg> {
        let run = self.top();
        for bound in [lower, upper] {
            match bound {
                Some(bound) => {
                    self.push(bound)?;
                }
                None => {
                    self.at(slice.range);
                    self.push_const(Constant::None);
                }
            }
        }
        Ok(run)
    }

    fn slice(
        &mut self,
        expr: &'a Expr,
        lower: Option<&'a Expr>,
        upper: Option<&'a Expr>,
        step: Option<&'a Expr>,
        dst: Reg,
    ) -> Result {
        if let Some(constant) = self.fold_index(expr) {
            self.at(expr.range);
            self.load_const(constant, dst);
            return Ok(());
        }
        let run = self.push_bounds(expr, lower, upper)?;
        let mut count = 2;
        if let Some(step) = step {
            self.push(step)?;
            count = 3;
        }
        self.pop_run(count);
        self.at(expr.range);
        self.emit(Op::BUILD_SLICE, dst, run, count);
        Ok(())
    }

    fn yield_expr(&mut self, expr: &'a Expr, value: Option<&'a Expr>, dst: Reg) -> Result {
        self.check_yield(expr)?;
        let src = match value {
            Some(value) => self.operand(value)?,
            None => {
                self.at(expr.range);
                self.push_const(Constant::None)
            }
        };
        self.pop(src);
        self.at(expr.range);
        self.emit_yield(dst, src);
        Ok(())
    }

    pub(super) fn emit_yield(&mut self, dst: Reg, src: Reg) {
        let outermost = self.u.handler == crate::ir::HandlerId::NONE;
        self.emit(Op::YIELD_VALUE, dst, src, outermost);
    }

    fn check_yield(&self, expr: &Expr) -> Result {
        if matches!(self.u.kind, UnitKind::Module | UnitKind::Class) {
            return self.error("'yield' outside function", expr.range);
        }
        Ok(())
    }

    fn yield_from(&mut self, expr: &'a Expr, value: &'a Expr, dst: Reg) -> Result {
        self.check_yield(expr)?;
        if self.u.kind == UnitKind::AsyncFunction {
            return self.error("'yield from' inside async function", expr.range);
        }
        let src = self.operand(value)?;
        self.pop(src);
        self.at(expr.range);
        let iterator = self.top();
        self.emit(Op::GET_YIELD_FROM_ITER, iterator, src, 0);
        self.delegate(iterator, 2, dst);
        Ok(())
    }

    /// Sends None into the iterator in the temporary at the top until it ends; its result goes to `dst`.
    pub(super) fn delegate(&mut self, iterator: Reg, kind: u32, dst: Reg) {
        let iterator_height = iterator.index();
        self.u.reserve(iterator_height + 2);
        let value = iterator.plus(1);
        self.load_none(value);
        self.emit(Op::SEND, iterator, value, kind);
        self.emit(Op::MOVE, dst, value, 0);
    }

    pub(super) fn common_constant(&mut self, constant: CommonConstant, dst: Reg) {
        self.emit(Op::LOAD_COMMON_CONSTANT, dst, constant as u32, 0);
    }
}
