//! What the temporaries of verified code hold before an instruction. A debugger that sets `f_lineno` moves a frame to
//! another instruction, which must find in its temporaries what the way of the program would have put there.

use std::collections::HashMap;

use crate::code::Code;
use crate::effects::effects;
use crate::encode::{Instruction, decode};
use crate::op::Op;
use crate::verify::can_raise;

/// What a temporary holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    Nothing,
    Object,
    /// What a `for` or `async for` goes over.
    Iterator,
    /// The exception that a handler has to do with.
    Exception,
    /// What was handled before it.
    Handled,
}

/// The temporaries before each of the instructions `wanted`, as far as these can be reached.
pub fn temporaries(code: &Code, wanted: impl Fn(u32) -> bool) -> HashMap<u32, Vec<Holds>> {
    let named = code.named();
    let mut walk = Walk { code, named, seen: vec![false; code.words.len()], work: Vec::new() };
    let mut found = HashMap::new();
    walk.reach(0, &vec![Holds::Nothing; (code.registers - named) as usize]);
    while let Some((mut pc, mut state)) = walk.work.pop() {
        while let Ok(ins) = decode(&code.words, pc) {
            if wanted(pc) {
                found.insert(pc, state.clone());
            }
            if let Some(entry) = code.handler(pc).filter(|_| can_raise(ins.op)) {
                let mut at_handler = state.clone();
                walk.empty(&mut at_handler, &effects(&ins).consumed);
                at_handler[(entry.depth - named) as usize..].fill(Holds::Nothing);
                walk.set(&mut at_handler, entry.depth, Holds::Exception);
                walk.reach(entry.target, &at_handler);
            }
            let taken = walk.step(&ins, &mut state);
            if let Some(target) = ins.jump_target() {
                walk.reach(target as u32, taken.as_ref().unwrap_or(&state));
            }
            pc = ins.end();
            if ins.op.is_terminal() || walk.seen.get(pc as usize) != Some(&false) {
                break;
            }
            walk.seen[pc as usize] = true;
        }
    }
    found
}

struct Walk<'c> {
    code: &'c Code,
    named: u32,
    seen: Vec<bool>,
    work: Vec<(u32, Vec<Holds>)>,
}

impl Walk<'_> {
    /// The verifier saw that every way to an instruction comes with the same temporaries full: the first one counts.
    fn reach(&mut self, pc: u32, state: &[Holds]) {
        if !std::mem::replace(&mut self.seen[pc as usize], true) {
            self.work.push((pc, state.to_vec()));
        }
    }

    fn set(&self, state: &mut [Holds], register: u32, holds: Holds) {
        if register >= self.named && register < self.code.registers {
            state[(register - self.named) as usize] = holds;
        }
    }

    fn empty(&self, state: &mut [Holds], registers: &[u32]) {
        for &register in registers {
            self.set(state, register, Holds::Nothing);
        }
    }

    /// Applies an instruction; gives the temporaries on the way of its jump where they differ.
    fn step(&self, ins: &Instruction<'_>, state: &mut [Holds]) -> Option<Vec<Holds>> {
        let effects = effects(ins);
        self.empty(state, &effects.consumed);
        if ins.op == Op::FOR_ITER {
            let mut taken = state.to_vec();
            self.set(&mut taken, ins.b, Holds::Object);
            self.set(state, ins.a, Holds::Nothing);
            return Some(taken);
        }
        let holds = match ins.op {
            Op::GET_ITER | Op::GET_AITER => Holds::Iterator,
            Op::PUSH_EXC_INFO => Holds::Handled,
            _ => Holds::Object,
        };
        for &register in &effects.written {
            self.set(state, register, holds);
        }
        None
    }
}
