//! One decoded instruction, for the generic executor: operands of any width, and registers with their ownership.

use taipan_bytecode::{BinaryOp, Op};
use taipan_objects::code::Code;
use taipan_objects::{Obj, Value, Vm, raw};

/// A decoded instruction of the running frame.
#[derive(Clone, Copy)]
pub struct Insn {
    pub op: Op,
    pub a: usize,
    pub b: usize,
    pub c: usize,
    /// Behind a WIDE prefix.
    wide: bool,
    /// The first trailing word.
    words: *const u32,
    /// The instruction behind this one.
    pub next: *const u32,
    registers: *mut u64,
    named: usize,
    code: *const Obj<Code>,
}

impl Insn {
    /// Decodes the instruction at `pc` of the running frame.
    ///
    /// # Safety
    /// `pc` is an instruction of the running activation's code, which the verifier accepted.
    #[inline]
    pub unsafe fn decode(vm: &Vm, pc: *const u32) -> Insn {
        // SAFETY: the caller's promise; there is a running activation.
        unsafe {
            let record = &*vm.stack.current;
            let mut word = *pc;
            let (mut high, mut wide) = (0, false);
            let mut at = pc;
            if word as u8 == Op::WIDE as u8 {
                (high, wide) = (word, true);
                at = at.add(1);
                word = *at;
            }
            let op = std::mem::transmute::<u8, Op>(word as u8);
            let operand = |shift: u32| ((word >> shift & 0xFF) | (high >> shift & 0xFF) << 8) as usize;
            Insn {
                op,
                a: operand(8),
                b: operand(16),
                c: operand(24),
                wide,
                words: at.add(1),
                next: at.add(op.len()),
                registers: record.registers,
                named: record.code().named as usize,
                code: record.code,
            }
        }
    }

    /// Trailing word `index`.
    #[inline]
    pub fn word(&self, index: usize) -> u32 {
        debug_assert!(index < self.op.words().len());
        // SAFETY: the op has that many words.
        unsafe { *self.words.add(index) }
    }

    /// Writes a cache word.
    #[inline]
    pub fn set_word(&self, index: usize, value: u32) {
        debug_assert!(index < self.op.words().len());
        // SAFETY: the op has that many words; the code's words are this Vm's own.
        unsafe { self.words.cast_mut().add(index).write(value) }
    }

    /// The jump's target, given by word `index`.
    pub fn target(&self, index: usize) -> *const u32 {
        // SAFETY: the verifier saw that the target is an instruction of the code.
        unsafe { self.next.offset(self.word(index) as i32 as isize) }
    }

    /// The code that runs.
    pub fn code(&self) -> &Obj<Code> {
        // SAFETY: the running function keeps its code.
        unsafe { &*self.code }
    }

    /// The name given by word `index`.
    pub fn name(&self, index: usize) -> Value {
        self.code().names[self.word(index) as usize].clone()
    }

    /// A constant.
    pub fn constant(&self, index: usize) -> Value {
        self.code().constants[index].clone()
    }

    /// The right operand of a binary op: a register, or a constant in the `_CONST` forms.
    pub fn right(&self, constant: bool) -> Value {
        if constant { self.constant(self.c) } else { self.take(self.c) }
    }

    /// The signed immediate in `b`.
    pub fn immediate(&self) -> i32 {
        if self.wide { self.b as u16 as i16 as i32 } else { self.b as u8 as i8 as i32 }
    }

    /// Reads a `Src` operand: a temporary is taken, a named register copied.
    #[inline]
    pub fn take(&self, register: usize) -> Value {
        if register >= self.named { self.take_out(register) } else { self.peek(register) }
    }

    /// Empties a register.
    #[inline]
    pub fn take_out(&self, register: usize) -> Value {
        // SAFETY: registers are valid words; the register is left without a reference.
        unsafe { Value::from_raw(self.registers.add(register).replace(raw::NULL)) }
    }

    /// A new reference to what a register holds.
    #[inline]
    pub fn peek(&self, register: usize) -> Value {
        // SAFETY: registers are valid words.
        unsafe { Value::from_raw_borrowed(*self.registers.add(register)) }
    }

    /// Writes a register and releases what it held.
    #[inline]
    pub fn set(&self, register: usize, value: Value) {
        // SAFETY: registers are valid words; the old one's reference is released here.
        unsafe { raw::release(self.registers.add(register).replace(value.into_raw())) }
    }

    /// A run of registers as values, borrowed.
    ///
    /// # Safety
    /// Nothing writes these registers while the slice is used.
    pub unsafe fn run<'a>(&self, first: usize, count: usize) -> &'a [Value] {
        // SAFETY: registers are valid words, and a Value is one; the caller's promise.
        unsafe { std::slice::from_raw_parts(self.registers.add(first).cast::<Value>(), count) }
    }

    /// Takes a run of temporaries out.
    pub fn take_run(&self, first: usize, count: usize) -> Vec<Value> {
        (first..first + count).map(|r| self.take_out(r)).collect()
    }

    /// Empties a run of temporaries, the last first.
    pub fn release_run(&self, first: usize, count: usize) {
        for register in (first..first + count).rev() {
            drop(self.take_out(register));
        }
    }

    /// The registers.
    pub fn registers(&self) -> *mut u64 {
        self.registers
    }

    /// Whether the operand is a temporary.
    pub fn is_temporary(&self, register: usize) -> bool {
        register >= self.named
    }
}

/// The operator of BINARY_OP, which names one of those that have no op of their own.
pub fn rare_operator(insn: &Insn) -> BinaryOp {
    if insn.word(0) as u8 == BinaryOp::Power as u8 { BinaryOp::Power } else { BinaryOp::MatrixMultiply }
}

/// The operator of a binary op, and whether its right operand is a constant.
pub fn operator(op: Op) -> Option<(BinaryOp, bool)> {
    Some(match op {
        Op::ADD => (BinaryOp::Add, false),
        Op::SUBTRACT => (BinaryOp::Subtract, false),
        Op::MULTIPLY => (BinaryOp::Multiply, false),
        Op::TRUE_DIVIDE => (BinaryOp::TrueDivide, false),
        Op::FLOOR_DIVIDE => (BinaryOp::FloorDivide, false),
        Op::REMAINDER => (BinaryOp::Remainder, false),
        Op::LSHIFT => (BinaryOp::Lshift, false),
        Op::RSHIFT => (BinaryOp::Rshift, false),
        Op::AND => (BinaryOp::And, false),
        Op::OR => (BinaryOp::Or, false),
        Op::XOR => (BinaryOp::Xor, false),
        Op::ADD_CONST => (BinaryOp::Add, true),
        Op::SUBTRACT_CONST => (BinaryOp::Subtract, true),
        Op::MULTIPLY_CONST => (BinaryOp::Multiply, true),
        Op::TRUE_DIVIDE_CONST => (BinaryOp::TrueDivide, true),
        Op::FLOOR_DIVIDE_CONST => (BinaryOp::FloorDivide, true),
        Op::REMAINDER_CONST => (BinaryOp::Remainder, true),
        Op::LSHIFT_CONST => (BinaryOp::Lshift, true),
        Op::RSHIFT_CONST => (BinaryOp::Rshift, true),
        Op::AND_CONST => (BinaryOp::And, true),
        Op::OR_CONST => (BinaryOp::Or, true),
        Op::XOR_CONST => (BinaryOp::Xor, true),
        _ => return None,
    })
}
