//! Instruction words, written and read.
//!
//! An operand that needs more than its byte makes the encoder put a `WIDE` prefix before the instruction. Jump words
//! are whole words, so the length of an instruction never depends on how far it jumps.

use crate::op::{Op, Operand, Word};

/// Appends instructions.
#[derive(Debug, Default)]
pub struct Encoder {
    words: Vec<u32>,
    force_wide: bool,
}

/// Whether an operand has to be split over the prefix.
fn needs_wide(kind: Operand, value: u32) -> bool {
    match kind {
        Operand::None => false,
        Operand::Imm => i8::try_from(value as i32).is_err(),
        _ => value > 0xFF,
    }
}

impl Encoder {
    /// `force_wide` puts a prefix before every instruction.
    pub fn new(force_wide: bool) -> Encoder {
        Encoder { words: Vec::new(), force_wide }
    }

    /// The number of words so far.
    pub fn position(&self) -> u32 {
        self.words.len() as u32
    }

    /// Appends an instruction with all its trailing words zero; gives the index of the first of those. Operands are at
    /// most 16 bits; an `Imm` is sign-extended to 32.
    pub fn instruction(&mut self, op: Op, operands: [u32; 3]) -> usize {
        let kinds = op.operands();
        let wide =
            self.force_wide || kinds.iter().zip(operands).any(|(&kind, value)| needs_wide(kind, value));
        let byte = |value: u32, shift: u32| (value >> shift) & 0xFF;
        let [a, b, c] = operands;
        if wide {
            let high = byte(a, 8) << 8 | byte(b, 8) << 16 | byte(c, 8) << 24;
            self.words.push(Op::WIDE as u32 | high);
        }
        self.words.push(op as u32 | byte(a, 0) << 8 | byte(b, 0) << 16 | byte(c, 0) << 24);
        let first = self.words.len();
        self.words.resize(first + op.words().len(), 0);
        first
    }

    /// Sets a trailing word.
    pub fn set_word(&mut self, index: usize, value: u32) {
        self.words[index] = value;
    }

    /// Sets a jump word, the first trailing word of its instruction, to reach the word `target`.
    pub fn set_jump(&mut self, index: usize, target: u32) {
        let op = Op::from_u8(self.words[index - 1] as u8).unwrap_or(Op::JUMP);
        let end = index + op.words().len();
        self.words[index] = (target as i32 - end as i32) as u32;
    }

    pub fn finish(self) -> Vec<u32> {
        self.words
    }
}

/// A decoded instruction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Instruction<'w> {
    /// Its first word; the prefix if there is one.
    pub pc: u32,
    pub op: Op,
    /// Operands; an `Imm` is sign-extended.
    pub a: u32,
    pub b: u32,
    pub c: u32,
    /// The trailing words.
    pub words: &'w [u32],
    /// Words in all, prefix included.
    pub len: u32,
}

impl<'w> Instruction<'w> {
    pub fn operands(&self) -> [u32; 3] {
        [self.a, self.b, self.c]
    }

    /// The first word behind the instruction.
    pub fn end(&self) -> u32 {
        self.pc + self.len
    }

    /// The trailing words with their kinds.
    pub fn trailing(&self) -> impl Iterator<Item = (Word, u32)> + 'w {
        self.op.words().iter().copied().zip(self.words.iter().copied())
    }

    /// The word a jump goes to; `None` if the op does not jump.
    pub fn jump_target(&self) -> Option<i64> {
        let offset = self.trailing().find(|(kind, _)| *kind == Word::Jump)?.1;
        Some(i64::from(self.end()) + i64::from(offset as i32))
    }
}

/// Why words cannot be decoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecodeError {
    UnknownOp {
        pc: u32,
        number: u8,
    },
    /// The words end in the middle of the instruction.
    Truncated {
        pc: u32,
    },
    /// A prefix before a prefix.
    DoubleWide {
        pc: u32,
    },
}

/// Decodes the instruction at `pc`.
pub fn decode(words: &[u32], pc: u32) -> Result<Instruction<'_>, DecodeError> {
    let mut at = pc as usize;
    let op_of = |word: u32| Op::from_u8(word as u8).ok_or(DecodeError::UnknownOp { pc, number: word as u8 });
    let mut word = *words.get(at).ok_or(DecodeError::Truncated { pc })?;
    let mut op = op_of(word)?;
    let mut high = [0; 3];
    let wide = op == Op::WIDE;
    if wide {
        high = [word >> 8 & 0xFF, word >> 16 & 0xFF, word >> 24];
        at += 1;
        word = *words.get(at).ok_or(DecodeError::Truncated { pc })?;
        op = op_of(word)?;
        if op == Op::WIDE {
            return Err(DecodeError::DoubleWide { pc });
        }
    }
    let low = [word >> 8 & 0xFF, word >> 16 & 0xFF, word >> 24];
    let mut operands = [0; 3];
    for (index, kind) in op.operands().into_iter().enumerate() {
        let value = low[index] | high[index] << 8;
        operands[index] = match kind {
            Operand::Imm if wide => i32::from(value as u16 as i16) as u32,
            Operand::Imm => i32::from(value as u8 as i8) as u32,
            _ => value,
        };
    }
    let first = at + 1;
    let end = first + op.words().len();
    let trailing = words.get(first..end).ok_or(DecodeError::Truncated { pc })?;
    let [a, b, c] = operands;
    Ok(Instruction { pc, op, a, b, c, words: trailing, len: (end - pc as usize) as u32 })
}

/// The instructions of `words` in order. Ends behind the first error.
pub fn instructions(words: &[u32]) -> impl Iterator<Item = Result<Instruction<'_>, DecodeError>> {
    let mut pc = 0;
    let mut failed = false;
    std::iter::from_fn(move || {
        if failed || pc as usize >= words.len() {
            return None;
        }
        let decoded = decode(words, pc);
        match &decoded {
            Ok(instruction) => pc = instruction.end(),
            Err(_) => failed = true,
        }
        Some(decoded)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_encoded_is_decoded() {
        for force in [false, true] {
            for &op in crate::op::ALL {
                if op == Op::WIDE {
                    continue;
                }
                for value in [0, 1, 127, 128, 255, 256, 65535] {
                    let mut encoder = Encoder::new(force);
                    let operands = op.operands().map(|kind| match kind {
                        Operand::None => 0,
                        Operand::Imm => i32::from(value as u16 as i16) as u32,
                        _ => value,
                    });
                    encoder.instruction(op, operands);
                    let words = encoder.finish();
                    let decoded = decode(&words, 0).unwrap();
                    assert_eq!((decoded.op, decoded.operands()), (op, operands));
                    assert_eq!(decoded.len as usize, words.len());
                }
            }
        }
    }
}
