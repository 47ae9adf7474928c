//! What operator ops have in common: which op means which operator, and how one goes on when a method written in Python
//! has answered.

use crate::flow::Flow;
use crate::insn::{Insn, operator};
use taipan_bytecode::{CompareOp, Op};
use taipan_objects::{PyResult, Value, Vm};

/// The operator of a comparing jump, and whether its right operand is a constant.
pub fn comparison(op: Op) -> (CompareOp, bool) {
    match op {
        Op::JUMP_IF_LT => (CompareOp::Lt, false),
        Op::JUMP_IF_LE => (CompareOp::Le, false),
        Op::JUMP_IF_EQ => (CompareOp::Eq, false),
        Op::JUMP_IF_NE => (CompareOp::Ne, false),
        Op::JUMP_IF_GT => (CompareOp::Gt, false),
        Op::JUMP_IF_GE => (CompareOp::Ge, false),
        Op::JUMP_IF_LT_CONST => (CompareOp::Lt, true),
        Op::JUMP_IF_LE_CONST => (CompareOp::Le, true),
        Op::JUMP_IF_EQ_CONST => (CompareOp::Eq, true),
        Op::JUMP_IF_NE_CONST => (CompareOp::Ne, true),
        Op::JUMP_IF_GT_CONST => (CompareOp::Gt, true),
        _ => (CompareOp::Ge, true),
    }
}

/// Whether the op is a comparing jump.
pub fn is_comparison(op: Op) -> bool {
    (Op::JUMP_IF_LT as u8..=Op::JUMP_IF_GE_CONST as u8).contains(&(op as u8))
}

/// Whether the right operand of an operator or comparing jump is a constant.
pub fn is_constant(op: Op) -> bool {
    is_constant_byte(op as u8)
}

/// As `is_constant`, of an instruction's byte.
#[inline(always)]
pub fn is_constant_byte(op: u8) -> bool {
    (Op::JUMP_IF_LT_CONST as u8..=Op::JUMP_IF_GE_CONST as u8).contains(&op)
        || (Op::ADD_CONST as u8..=Op::XOR_CONST as u8).contains(&op)
}

/// The comparison that COMPARE_OP's Info word names.
pub fn compare_op(number: u32) -> CompareOp {
    match number {
        0 => CompareOp::Lt,
        1 => CompareOp::Le,
        2 => CompareOp::Eq,
        3 => CompareOp::Ne,
        4 => CompareOp::Gt,
        _ => CompareOp::Ge,
    }
}

/// The method of the operator at the running frame's pc has given `value`; the operands are still in their registers.
pub fn deliver(vm: &mut Vm, value: Value) -> PyResult<Flow> {
    // SAFETY: there is a running activation, at the op that entered the method.
    let insn = unsafe { Insn::decode(vm, (*vm.stack.current).pc) };
    if is_comparison(insn.op) {
        let (op, constant) = comparison(insn.op);
        let left = insn.take(insn.a);
        let right = if constant { insn.constant(insn.b) } else { insn.take(insn.b) };
        let answer = if value.is_not_implemented() { vm.compare_rest(&left, &right, op)? } else { value };
        let truth = vm.truth(&answer)?;
        let flow = crate::exec::jump(vm, &insn, truth as usize == insn.c, 0);
        return at(vm, flow);
    }
    let left = insn.take(insn.b);
    let result = if insn.op == Op::COMPARE_OP {
        let right = insn.take(insn.c);
        if value.is_not_implemented() {
            vm.compare_rest(&left, &right, compare_op(insn.word(0)))?
        } else {
            value
        }
    } else {
        let Some((op, constant)) = operator(insn.op) else {
            unreachable!("an operator's op entered a method")
        };
        let right = insn.right(constant);
        if value.is_not_implemented() {
            vm.binary_rest(&left, &right, op, insn.word(0) & 1 != 0)?
        } else {
            value
        }
    };
    insn.set(insn.a, result);
    at(vm, Ok(Flow::Go(insn.next)))
}

/// The op that called is done: its frame goes on behind it.
fn at(vm: &mut Vm, flow: PyResult<Flow>) -> PyResult<Flow> {
    match flow? {
        Flow::Go(next) => {
            // SAFETY: there is a running activation.
            unsafe { (*vm.stack.current).pc = next };
            Ok(Flow::Reload)
        }
        other => Ok(other),
    }
}
