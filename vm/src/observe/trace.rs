//! What execution traces are told of frames and generators (`taipan_objects::trace`). Called where the observing loop and
//! `resume` tell everybody else, and only while somebody is told.

use super::tell::Happening;
use crate::insn::Insn;
use taipan_bytecode::{CodeFlags, Op};
use taipan_objects::code::Code;
use taipan_objects::generator::{Generator, kind_name};
use taipan_objects::trace::{Event, Events, Happened, Resumed};
use taipan_objects::{Obj, Value, Vm};

/// Whether the lines, or the instructions, of code are told.
pub fn wants(vm: &Vm, code: &Code, kind: Events) -> bool {
    vm.traces(kind) && vm.traces_code(code)
}

/// A generator was made.
#[cold]
pub fn made(vm: &mut Vm, generator: &Value) {
    let own = generator.expect::<Generator>();
    let code = own.code.expect::<Code>();
    if !vm.traces_code(code) {
        return;
    }
    let kind = if code.flags.contains(CodeFlags::ITERABLE_COROUTINE) {
        "coroutine"
    } else {
        kind_name(vm, generator)
    };
    let Some(id) = vm.trace_made_generator(generator) else { return };
    let (name, place) = (vm.trace_generator_name(own), vm.trace_place(code, code.first_line));
    vm.tell_trace(&Event::GeneratorCreate { generator: id, kind, name, place });
}

/// A link of a chain goes on.
#[cold]
pub fn resumed(vm: &mut Vm, link: &Obj<Generator>, thrown: Option<&Value>) {
    let code = link.code.expect::<Code>();
    if !vm.traces_code(code) {
        return;
    }
    let with = match thrown {
        Some(exception) => Resumed::Throw(vm.trace_value(exception)),
        None => Resumed::Send(vm.trace_sent()),
    };
    let Some(generator) = vm.trace_generator(&link.value()) else { return };
    let at = link.pc_index();
    let words = &code.whole().words[at as usize..];
    let word = if words[0] as u8 == Op::WIDE as u8 { words[1] } else { words[0] };
    let begins = word as u8 == Op::RETURN_GENERATOR as u8;
    let line = if begins { code.first_line } else { code.block.location(at).line };
    let (name, place) = (vm.trace_generator_name(link), vm.trace_place(code, line));
    vm.tell_trace(&Event::GeneratorResume { generator, with, name, place });
}

/// A link of the running chain yields.
#[cold]
pub fn yielded(vm: &mut Vm, link: &Obj<Generator>, value: &Value) {
    let code = link.code.expect::<Code>();
    if !vm.traces_code(code) {
        return;
    }
    // SAFETY: there is a running activation.
    let record = unsafe { &*vm.stack.current };
    let at = if std::ptr::eq(record.generator, link) { record.pc_index() } else { link.pc_index() };
    let line = code.block.location(at).line;
    let Some(generator) = vm.trace_generator(&link.value()) else { return };
    let (value, place) = (vm.trace_value(value), vm.trace_place(code, line));
    vm.tell_trace(&Event::GeneratorYield { generator, value, place });
}

/// A generator is ended without being run.
#[cold]
pub fn closed(vm: &mut Vm, generator: &Obj<Generator>) {
    if vm.traces_code(generator.code.expect::<Code>())
        && let Some(generator) = vm.trace_generator(&generator.value())
    {
        vm.tell_trace(&Event::GeneratorClose { generator });
    }
}

/// A function's frame was entered.
#[cold]
pub fn called(vm: &mut Vm) {
    // SAFETY: there is a running activation.
    let code = unsafe { (*vm.stack.current).code() };
    frame_event(vm, code, None, Happened::Call, code.first_line);
}

/// Something happens in the running frame.
#[cold]
pub fn happened(vm: &mut Vm, what: &Happening<'_>) {
    // SAFETY: there is a running activation; its generator and its code are alive.
    let (code, generator, at) = unsafe {
        let record = &*vm.stack.current;
        (record.code(), record.generator.as_ref(), record.pc_index())
    };
    match (what, generator) {
        (Happening::Return(value), Some(link)) => {
            // It is what the link above goes on with.
            vm.trace_sending(value);
            if vm.traces(Events::GENERATORS)
                && vm.traces_code(code)
                && let Some(generator) = vm.trace_generator(&link.value())
            {
                let value = vm.trace_value(value);
                vm.tell_trace(&Event::GeneratorReturn { generator, value });
            }
        }
        (Happening::Unwind(exception), Some(link)) => {
            if vm.traces(Events::GENERATORS)
                && vm.traces_code(code)
                && let Some(generator) = vm.trace_generator(&link.value())
            {
                let exception = vm.trace_value(exception);
                vm.tell_trace(&Event::GeneratorRaise { generator, exception });
            }
        }
        (Happening::Return(value), None) if vm.traces(Events::CALLS) => {
            let value = vm.trace_value(value);
            frame_event(vm, code, None, Happened::Return(value), 0);
        }
        (Happening::Unwind(exception), None) if vm.traces(Events::CALLS) => {
            let exception = vm.trace_value(exception);
            frame_event(vm, code, None, Happened::Raise(exception), 0);
        }
        (Happening::Line(line), _) if vm.traces(Events::LINES) => {
            frame_event(vm, code, generator, Happened::Line, *line);
        }
        (Happening::Instruction, _) if vm.traces(Events::OPCODES) => {
            // SAFETY: there is a running activation, at an instruction.
            let op = unsafe { Insn::decode(vm, (*vm.stack.current).pc) }.op;
            frame_event(vm, code, generator, Happened::Opcode(op.name()), code.block.location(at).line);
        }
        _ => {}
    }
}

fn frame_event(vm: &mut Vm, code: &Obj<Code>, generator: Option<&Obj<Generator>>, what: Happened, line: u32) {
    if !vm.traces_code(code) {
        return;
    }
    let generator = generator.and_then(|link| vm.trace_generator(&link.value()));
    let (name, place) = (vm.text(&code.qualname).into_owned(), vm.trace_place(code, line));
    vm.tell_trace(&Event::Frame { generator, what, name, place });
}
