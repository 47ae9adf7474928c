//! What each instruction does to registers: the facts behind the verifier, from the operand kinds of the table and
//! the counts that the rows of `Base` operands name in words.

use crate::encode::Instruction;
use crate::op::{Op, Operand};

/// Registers an instruction touches. Runs are `(first, count)`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Effects {
    /// Read; a temporary is emptied.
    pub consumed: Vec<u32>,
    /// Read and kept.
    pub peeked: Vec<u32>,
    /// Written.
    pub written: Vec<u32>,
    /// The first register of a call's window: nothing may be alive from here on but what the call consumes.
    pub window: Option<u32>,
}

impl Effects {
    fn consume(&mut self, first: u32, count: u32) {
        self.consumed.extend(first..first + count);
    }

    fn write(&mut self, first: u32, count: u32) {
        self.written.extend(first..first + count);
    }
}

/// The effects on the way of falling through; jumps of `FOR_ITER` are the caller's to tell apart.
pub fn effects(ins: &Instruction<'_>) -> Effects {
    let mut effects = Effects::default();
    let operands = ins.operands();
    for (kind, operand) in ins.op.operands().into_iter().zip(operands) {
        match kind {
            Operand::Dst => effects.written.push(operand),
            Operand::Src => effects.consumed.push(operand),
            Operand::Peek => effects.peeked.push(operand),
            Operand::Base | Operand::None | Operand::Num | Operand::Imm | Operand::Const => {}
        }
    }
    let (a, b, c) = (ins.a, ins.b, ins.c);
    match ins.op {
        Op::COPY_FREE_VARS => effects.write(b, a),
        Op::LOAD_METHOD => effects.write(a, 2),
        Op::LOAD_SUPER_ATTR => effects.consume(b, 3),
        Op::LOAD_SUPER_METHOD => {
            effects.consume(b, 3);
            effects.write(a, 2);
        }
        Op::GET_SLICE => effects.consume(c, 2),
        Op::SET_SLICE => effects.consume(b, 2),
        Op::BUILD_TUPLE | Op::BUILD_LIST | Op::BUILD_SET | Op::BUILD_STRING | Op::BUILD_SLICE => {
            effects.consume(b, c);
        }
        Op::BUILD_MAP => effects.consume(b, 2 * c),
        Op::UNPACK_SEQUENCE | Op::UNPACK_EX => effects.write(a, c),
        Op::BUILD_INTERPOLATION => effects.consume(b, if c & 8 != 0 { 3 } else { 2 }),
        Op::BUILD_TEMPLATE => effects.consume(b, 2),
        Op::CALL | Op::CALL_KW => {
            effects.consume(b, 1 + c);
            effects.window = Some(b);
        }
        Op::CALL_METHOD | Op::CALL_METHOD_KW => {
            effects.consume(b, 2 + c);
            effects.window = Some(b);
        }
        Op::CALL_EX => {
            effects.consume(b, 3);
            effects.window = Some(b);
        }
        Op::CALL_INTRINSIC => effects.consume(b, c),
        Op::RAISE_VARARGS => {
            effects.consumed.clear();
            effects.consumed.extend([a, b].iter().take(c as usize));
        }
        Op::PUSH_EXC_INFO => {
            effects.peeked.push(a);
            effects.write(a + 1, 1);
        }
        Op::POP_EXCEPT => effects.consume(a, 2),
        Op::RERAISE => effects.consume(a, 1 + b),
        Op::CHECK_EG_MATCH => effects.write(a, 2),
        Op::BEFORE_WITH => {
            effects.consume(a, 1);
            effects.write(a, 4);
        }
        Op::WITH_EXCEPT_START => effects.peeked.push(b + 1),
        Op::SEND => {
            effects.consume(a, 1);
            effects.consume(b, 1);
            effects.write(b, 1);
        }
        Op::END_ASYNC_FOR => effects.consume(a, 2),
        Op::DELETE_FAST | Op::MAKE_CELL => effects.peeked.push(a),
        _ => {}
    }
    effects
}
