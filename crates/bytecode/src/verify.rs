//! The verifier: what must hold of a code block before it may run.
//!
//! Operands are in range, jumps and handlers reach instruction starts, and every temporary is either full or empty at
//! each point, whichever way led there: no instruction reads an empty temporary or writes over a full one. The check
//! is an abstract interpretation over the control flow with one bit for each temporary.

use std::fmt;

use crate::code::{Code, Constant, LocalKind};
use crate::effects::effects;
use crate::encode::{Instruction, decode, instructions};
use crate::op::{Op, Operand, Word};

/// What is wrong, and at which word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifyError {
    pub code: String,
    pub pc: u32,
    pub message: String,
}

impl fmt::Display for VerifyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at {}: {}", self.code, self.pc, self.message)
    }
}

impl std::error::Error for VerifyError {}

/// Verifies the code block and every code block among its constants.
pub fn verify(code: &Code) -> Result<(), VerifyError> {
    let mut work = vec![code];
    while let Some(code) = work.pop() {
        Verifier::new(code).run()?;
        work.extend(code.constants.iter().filter_map(|constant| match constant {
            Constant::Code(inner) => Some(&**inner),
            _ => None,
        }));
    }
    Ok(())
}

/// One bit for each temporary: full.
type State = Vec<u64>;

struct Verifier<'c> {
    code: &'c Code,
    named: u32,
    /// Whether a word starts an instruction.
    starts: Vec<bool>,
    states: Vec<Option<State>>,
    work: Vec<u32>,
}

impl<'c> Verifier<'c> {
    fn new(code: &'c Code) -> Self {
        let words = code.words.len();
        Verifier {
            code,
            named: code.named(),
            starts: vec![false; words],
            states: vec![None; words],
            work: Vec::new(),
        }
    }

    fn fail<T>(&self, pc: u32, message: impl Into<String>) -> Result<T, VerifyError> {
        Err(VerifyError { code: self.code.qualname.to_string(), pc, message: message.into() })
    }

    fn run(mut self) -> Result<(), VerifyError> {
        if self.code.registers < self.named {
            return self.fail(0, "fewer registers than names");
        }
        self.shape()?;
        self.handlers()?;
        self.flow()
    }

    /// Operands and jumps of each instruction, by itself.
    fn shape(&mut self) -> Result<(), VerifyError> {
        let code = self.code;
        for decoded in instructions(&code.words) {
            match decoded {
                Ok(ins) => self.starts[ins.pc as usize] = true,
                Err(error) => return self.fail(0, format!("{error:?}")),
            }
        }
        for ins in instructions(&code.words).flatten() {
            for (kind, value) in ins.op.operands().into_iter().zip(ins.operands()) {
                match kind {
                    Operand::Dst | Operand::Src | Operand::Peek | Operand::Base => {
                        // A run of no registers may stand at the end.
                        if value > code.registers {
                            return self.fail(ins.pc, format!("register {value} of {}", code.registers));
                        }
                    }
                    Operand::Const => self.constant(&ins, value)?,
                    Operand::None if value != 0 => return self.fail(ins.pc, "an unused operand is set"),
                    Operand::None | Operand::Num | Operand::Imm => {}
                }
            }
            for (kind, value) in ins.trailing() {
                match kind {
                    Word::Const => self.constant(&ins, value)?,
                    Word::Name if value as usize >= code.names.len() => {
                        return self.fail(ins.pc, format!("name {value} of {}", code.names.len()));
                    }
                    Word::Cache if value != 0 => return self.fail(ins.pc, "a cache word is set"),
                    Word::Jump | Word::Name | Word::Cache | Word::Info => {}
                }
            }
            if let Some(target) = ins.jump_target() {
                let start = usize::try_from(target).ok().and_then(|target| self.starts.get(target));
                if start != Some(&true) {
                    return self.fail(ins.pc, format!("a jump to {target}"));
                }
            }
        }
        Ok(())
    }

    fn constant(&self, ins: &Instruction<'_>, index: u32) -> Result<(), VerifyError> {
        match self.code.constants.get(index as usize) {
            None => self.fail(ins.pc, format!("constant {index} of {}", self.code.constants.len())),
            Some(Constant::Code(_) | Constant::Deferred(_)) if ins.op == Op::MAKE_FUNCTION => Ok(()),
            Some(_) if ins.op == Op::MAKE_FUNCTION => self.fail(ins.pc, "a function of no code"),
            Some(_) => Ok(()),
        }
    }

    fn handlers(&self) -> Result<(), VerifyError> {
        let starts =
            |pc: u32| pc as usize == self.starts.len() || self.starts.get(pc as usize) == Some(&true);
        let mut end = 0;
        for entry in &self.code.exceptions {
            if entry.start < end {
                return self.fail(entry.start, "exception entries that overlap");
            }
            end = entry.end;
            if entry.start >= entry.end || !starts(entry.start) || !starts(entry.end) {
                return self.fail(entry.start, "an exception entry between instructions");
            }
            if self.starts.get(entry.target as usize) != Some(&true) {
                return self.fail(entry.target, "a handler between instructions");
            }
            if entry.depth < self.named || entry.depth >= self.code.registers {
                return self.fail(entry.start, format!("an exception entry of depth {}", entry.depth));
            }
        }
        Ok(())
    }

    fn flow(&mut self) -> Result<(), VerifyError> {
        let temporaries = (self.code.registers - self.named) as usize;
        if self.code.words.is_empty() {
            return self.fail(0, "no code");
        }
        self.join(0, &vec![0; temporaries.div_ceil(64)], 0)?;
        while let Some(mut pc) = self.work.pop() {
            let Some(mut state) = self.states[pc as usize].clone() else { continue };
            loop {
                let ins = match decode(&self.code.words, pc) {
                    Ok(ins) => ins,
                    Err(error) => return self.fail(pc, format!("{error:?}")),
                };
                self.raise_from(&ins, &state)?;
                let taken = self.step(&ins, &mut state)?;
                if let Some(target) = ins.jump_target() {
                    self.join(target as u32, taken.as_ref().unwrap_or(&state), ins.pc)?;
                }
                if ins.op.is_terminal() {
                    break;
                }
                pc = ins.end();
                if pc as usize >= self.code.words.len() {
                    return self.fail(ins.pc, "the code runs off its end");
                }
                if self.states[pc as usize].is_some() {
                    self.join(pc, &state, ins.pc)?;
                    break;
                }
                self.states[pc as usize] = Some(state.clone());
            }
        }
        Ok(())
    }

    /// The state at a handler: what is below its depth, and the exception.
    fn raise_from(&mut self, ins: &Instruction<'_>, state: &State) -> Result<(), VerifyError> {
        let Some(entry) = self.code.handler(ins.pc).copied() else { return Ok(()) };
        if !can_raise(ins.op) {
            return Ok(());
        }
        let mut at_handler = state.clone();
        for reg in entry.depth..self.code.registers {
            set(&mut at_handler, reg - self.named, false);
        }
        // What the instruction consumes is gone whether it raises or not.
        for reg in effects(ins).consumed {
            if reg >= self.named && reg < entry.depth {
                set(&mut at_handler, reg - self.named, false);
            }
        }
        set(&mut at_handler, entry.depth - self.named, true);
        self.join(entry.target, &at_handler, ins.pc)
    }

    fn join(&mut self, pc: u32, state: &State, from: u32) -> Result<(), VerifyError> {
        match &self.states[pc as usize] {
            Some(known) if known == state => Ok(()),
            Some(known) => {
                let message = format!("from {from} with other temporaries full ({state:x?}, not {known:x?})");
                self.fail(pc, message)
            }
            None => {
                self.states[pc as usize] = Some(state.clone());
                self.work.push(pc);
                Ok(())
            }
        }
    }

    /// Applies the instruction. The state on the way of the jump is given when it differs.
    fn step(&self, ins: &Instruction<'_>, state: &mut State) -> Result<Option<State>, VerifyError> {
        let named = self.named;
        let registers = self.code.registers;
        let effects = effects(ins);
        for &reg in effects.consumed.iter().chain(&effects.peeked).chain(&effects.written) {
            if reg >= registers {
                return self.fail(ins.pc, format!("{} uses register {reg} of {registers}", ins.op.name()));
            }
        }
        for &reg in effects.peeked.iter().chain(&effects.consumed) {
            if reg >= named && !get(state, reg - named) {
                return self.fail(ins.pc, format!("{} reads the empty temporary {reg}", ins.op.name()));
            }
        }
        for (position, &reg) in effects.consumed.iter().enumerate() {
            if reg >= named {
                if effects.consumed[..position].contains(&reg) {
                    return self.fail(ins.pc, format!("{} consumes {reg} twice", ins.op.name()));
                }
                set(state, reg - named, false);
            }
        }
        if let Some(base) = effects.window
            && let Some(reg) = (base..registers).find(|&reg| reg >= named && get(state, reg - named))
        {
            return self.fail(ins.pc, format!("the temporary {reg} is alive above a call's window"));
        }
        if matches!(ins.op, Op::CALL | Op::CALL_METHOD | Op::CALL_KW | Op::CALL_METHOD_KW | Op::CALL_EX)
            && ins.b < named
        {
            return self.fail(ins.pc, "a call's window among the names");
        }
        if ins.op == Op::FOR_ITER {
            let mut taken = state.clone();
            self.fill(ins, &mut taken, &[ins.b])?;
            if ins.a >= named {
                set(state, ins.a - named, false);
            }
            return Ok(Some(taken));
        }
        if matches!(ins.op, Op::CLEAR | Op::DELETE_FAST) && ins.a >= named {
            return self.fail(ins.pc, "a temporary is cleared as if it were a name");
        }
        if matches!(ins.op, Op::LOAD_DEREF | Op::STORE_DEREF | Op::DELETE_DEREF | Op::MAKE_CELL) {
            self.cell(ins, if ins.op == Op::LOAD_DEREF { ins.b } else { ins.a })?;
        }
        if ins.op == Op::LOAD_FROM_DICT_OR_DEREF {
            self.cell(ins, ins.c)?;
        }
        self.fill(ins, state, &effects.written)?;
        if ins.op == Op::RETURN_VALUE && state.iter().any(|&word| word != 0) {
            return self.fail(ins.pc, format!("temporaries are full on return ({state:x?})"));
        }
        Ok(None)
    }

    fn cell(&self, ins: &Instruction<'_>, reg: u32) -> Result<(), VerifyError> {
        let kind = self.code.localsplus.get(reg as usize).map(|local| local.kind);
        if kind.is_some_and(|kind| kind.intersects(LocalKind::CELL | LocalKind::FREE)) {
            return Ok(());
        }
        self.fail(ins.pc, format!("{} of register {reg}, which is no cell", ins.op.name()))
    }

    fn fill(&self, ins: &Instruction<'_>, state: &mut State, written: &[u32]) -> Result<(), VerifyError> {
        for &reg in written {
            if reg >= self.named {
                if get(state, reg - self.named) {
                    let message = format!("{} writes over the full temporary {reg}", ins.op.name());
                    return self.fail(ins.pc, message);
                }
                set(state, reg - self.named, true);
            }
        }
        Ok(())
    }
}

/// Whether an exception can leave the op.
pub fn can_raise(op: Op) -> bool {
    !matches!(
        op,
        Op::NOP
            | Op::MOVE
            | Op::COPY
            | Op::LOAD_CONST
            | Op::LOAD_SMALL_INT
            | Op::LOAD_NULL
            | Op::LOAD_COMMON_CONSTANT
            | Op::CLEAR
            | Op::POP_TOP
            | Op::MAKE_CELL
            | Op::COPY_FREE_VARS
            | Op::STORE_DEREF
            | Op::POP_EXCEPT
            | Op::PUSH_EXC_INFO
            | Op::RETURN_VALUE
    )
}

fn get(state: &State, index: u32) -> bool {
    state[index as usize / 64] >> (index % 64) & 1 != 0
}

fn set(state: &mut State, index: u32, value: bool) {
    let bit = 1 << (index % 64);
    let word = &mut state[index as usize / 64];
    if value { *word |= bit } else { *word &= !bit }
}
