//! Assignment to `f_lineno`: a debugger moves the frame that it is told about to another line.
//!
//! The law: the temporaries that are full at the new instruction are full now, with things of the same kind. What is
//! full beyond them is released, and what a left handler had handled before is handled again.

use crate::frame::Frame;
use crate::monitoring::Event;
use crate::stack::Activation;
use crate::{PyResult, Tp, Value, Vm, raw};
use taipan_bytecode::Op;
use taipan_bytecode::encode::decode;
use taipan_bytecode::temporaries::{Holds, temporaries};

/// What somebody is being told of: the event, and the activation that it happened in.
#[derive(Clone, Copy)]
pub struct Telling {
    pub event: Event,
    pub activation: *mut Activation,
}

/// The activation that somebody is being told about, where they may move it.
fn told_of(vm: &mut Vm, own: &Frame) -> PyResult<*mut Activation> {
    let Some(telling) = vm.telling else {
        return Err(vm.value_error("f_lineno can only be set in a trace function"));
    };
    let text = match telling.event {
        Event::LINE
        | Event::INSTRUCTION
        | Event::JUMP
        | Event::BRANCH
        | Event::BRANCH_LEFT
        | Event::BRANCH_RIGHT
        | Event::PY_YIELD
            if std::ptr::eq(own.activation.get(), telling.activation) =>
        {
            return Ok(telling.activation);
        }
        Event::PY_START | Event::PY_RESUME | Event::PY_THROW => {
            "can't jump from the 'call' trace event of a new frame"
        }
        Event::CALL | Event::C_RETURN => "can't jump during a call",
        _ => "can only jump from a 'line' trace event",
    };
    Err(vm.value_error(text))
}

fn wanted_line(vm: &mut Vm, value: &Value) -> PyResult<i64> {
    match vm.index_i64(value) {
        Ok(line) if i32::try_from(line).is_ok() => Ok(line),
        _ => Err(vm.value_error("lineno out of range")),
    }
}

/// `frame.f_lineno = value`.
pub fn set_line(vm: &mut Vm, object: &Value, value: Option<&Value>) -> PyResult<()> {
    let own = object.expect::<Frame>();
    let Some(value) = value else {
        let text = "attribute 'f_lineno' of 'frame' objects cannot be deleted";
        return Err(vm.raise(Tp::AttributeError, text));
    };
    if !vm.is_instance(value, Tp::Int) {
        return Err(vm.value_error("lineno must be an integer"));
    }
    let activation = told_of(vm, own)?;
    let line = wanted_line(vm, value)?;
    let code = own.code().whole();
    if line < i64::from(code.first_line) {
        return Err(vm.value_error(format!("line {line} comes before the current code block")));
    }
    // Where a line begins. What goes on with a loop stands in CPython behind what begins it, and begins no line.
    let mut starts: Vec<(u32, u32)> = Vec::new();
    for &(pc, place) in code.locations.entries(code.first_line) {
        let goes_on = decode(&code.words, pc).is_ok_and(|ins| ins.op == Op::FOR_ITER);
        if place.line != 0 && !goes_on && starts.last().is_none_or(|last| last.1 != place.line) {
            starts.push((pc, place.line));
        }
    }
    let Some(line) = starts.iter().map(|s| s.1).filter(|&at| i64::from(at) >= line).min() else {
        return Err(vm.value_error(format!("line {line} comes after the current code block")));
    };
    starts.retain(|start| start.1 == line);

    let from = own.pc_index();
    let found = temporaries(code, |pc| pc == from || starts.iter().any(|start| start.0 == pc));
    let Some(now) = found.get(&from) else {
        return Err(vm.value_error("can't jump from unreachable code"));
    };
    let full = |holds: &[Holds]| holds.iter().filter(|&&h| h != Holds::Nothing).count();
    let mut best: Option<(usize, u32)> = None;
    let mut refusal = None;
    for &(pc, _) in &starts {
        let Some(then) = found.get(&pc) else {
            refusal.get_or_insert("can't jump into an exception handler, or code may be unreachable");
            continue;
        };
        let fits = |(&then, &now): (&Holds, &Holds)| match then {
            Holds::Nothing => true,
            Holds::Object => now != Holds::Nothing,
            _ => then == now,
        };
        if then.iter().zip(now).all(fits) {
            if best.is_none_or(|best| full(then) > best.0) {
                best = Some((full(then), pc));
            }
        } else {
            let top = then.iter().rev().find(|&&holds| holds != Holds::Nothing);
            refusal.get_or_insert(match top {
                Some(Holds::Exception | Holds::Handled) => {
                    "can't jump into an 'except' block as there's no exception"
                }
                Some(Holds::Iterator) => "can't jump into the body of a for loop",
                _ => "incompatible stacks",
            });
        }
    }
    let Some((_, target)) = best else {
        return Err(vm.value_error(refusal.unwrap_or("cannot find bytecode for specified line")));
    };

    let unbound: Vec<usize> =
        (0..code.localsplus.len()).filter(|&index| own.register(index).is_null()).collect();
    if !unbound.is_empty() {
        let plural = if unbound.len() == 1 { "" } else { "s" };
        let text = format!("assigning None to {} unbound local{plural}", unbound.len());
        vm.warn(Tp::RuntimeWarning, &text, 1)?;
        for index in unbound {
            own.set_register(index, Value::NONE);
        }
    }
    let named = code.named() as usize;
    for (index, (&now, &then)) in now.iter().zip(&found[&target]).enumerate().rev() {
        if now == Holds::Nothing || then != Holds::Nothing {
            continue;
        }
        // SAFETY: the activation runs, and its temporaries are valid words, which are taken out.
        let value = unsafe { Value::from_raw((*activation).registers.add(named + index).replace(raw::NULL)) };
        if now == Holds::Handled {
            drop(std::mem::replace(&mut vm.handled, if value.is_none() { Value::NULL } else { value }));
        }
    }
    // SAFETY: the activation runs; the target is an instruction of its code.
    unsafe { (*activation).pc = own.code().words().add(target as usize) };
    own.rare().seen_line.set(0);
    Ok(())
}
