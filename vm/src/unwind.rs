//! Unwinding: an exception goes up through handlers and frames until something catches it.

use crate::{observe, resume};
use taipan_bytecode::Op;
use taipan_objects::stack::{Activation, Return};
use taipan_objects::{PyResult, Raised, Tp, Value, Vm, exception, raw};

/// Whether the instruction at the frame's pc raises anew, and so adds an entry to the traceback. A `raise` without
/// operands passes on what it raises again.
#[inline]
fn adds_entry(vm: &Vm, pc: *const u32, raised: &Raised) -> bool {
    const RERAISE: u8 = Op::RERAISE as u8;
    const END_ASYNC_FOR: u8 = Op::END_ASYNC_FOR as u8;
    const RAISE: u8 = Op::RAISE_VARARGS as u8;
    const WIDE: u8 = Op::WIDE as u8;
    // SAFETY: the pc of a live frame is an instruction.
    let word = unsafe { *pc };
    match word as u8 {
        RERAISE | END_ASYNC_FOR => false,
        RAISE if word >> 24 == 0 => exception::traceback(vm, &raised.0).is_null(),
        // SAFETY: an instruction follows its prefix.
        WIDE => !matches!(unsafe { *pc.add(1) } as u8, RERAISE | END_ASYNC_FOR),
        _ => true,
    }
}

/// A frame that ends in what only passes an exception on, without a line of its own, shows the line of the raise.
fn end_where_raised(vm: &mut Vm, raised: &Raised) {
    // SAFETY: there is a running activation, and its pc is an instruction.
    let (record, word) = unsafe { (&mut *vm.stack.current, *(*vm.stack.current).pc) };
    if word as u8 != Op::RERAISE as u8 || word >> 24 != 1 {
        return;
    }
    let traceback = exception::traceback(vm, &raised.0);
    if let Some(entry) = traceback.downcast::<taipan_objects::traceback::Traceback>()
        && entry.frame.raw() == record.frame()
    {
        // SAFETY: the entry holds an instruction of this frame's code.
        record.pc = unsafe { record.code().words().add(entry.last as usize) };
    }
}

/// Empties the registers from `first` up to `end`, the last first.
///
/// # Safety
/// They are valid words.
#[inline(always)]
unsafe fn release_registers(registers: *mut u64, first: usize, end: usize) {
    for i in (first..end).rev() {
        // SAFETY: the caller's promise; the register gives its reference away.
        unsafe {
            let place = registers.add(i);
            let old = *place;
            if raw::is_counted(old) {
                *place = raw::NULL;
                raw::release(old);
            }
        }
    }
}

/// Whether an exception that is not caught in this frame leaves it without ceremony: nobody has its frame object, nobody
/// watches, and its caller is another record of the same run.
#[inline]
fn leaves_plainly(vm: &Vm, record: &Activation) -> bool {
    record.has_no_extras()
        && record.generator.is_null()
        && record.returns() != Return::Native
        && record.returns() != Return::Init
        && !vm.observed()
}

/// Finds who catches the exception. `Ok`: the current activation goes on at its pc. `Err`: a native caller gets it.
pub fn unwind(vm: &mut Vm, raised: Raised) -> PyResult<()> {
    let mut raised = raised;
    // The frame object made last, which does not know its caller's yet.
    let mut inner = Value::NULL;
    loop {
        let current = vm.stack.current;
        // SAFETY: there is a running activation.
        let record = unsafe { &mut *current };
        let index = record.pc_index();
        let adds = adds_entry(vm, record.pc, &raised);
        let code = record.code();
        let entry = code.block.handler(index).copied();
        if entry.is_none() && adds && !vm.heap.has_pending() && leaves_plainly(vm, record) {
            let (named, count) = (code.named as usize, code.registers as usize);
            // SAFETY: the registers are valid words.
            unsafe { release_registers(record.registers, named, count) };
            let frame = taipan_objects::frame::leave(vm, record, index);
            vm.stack.current = current.wrapping_sub(1);
            if !inner.is_null() {
                taipan_objects::frame::set_back(vm, &inner, frame.clone());
            }
            inner = frame.clone();
            taipan_objects::traceback::add(vm, &raised.0, frame, index);
            continue;
        }
        if !inner.is_null() {
            let frame = taipan_objects::frame::of_activation(vm, current);
            let inner = std::mem::replace(&mut inner, Value::NULL);
            taipan_objects::frame::set_back(vm, &inner, frame);
            if vm.heap.has_pending() {
                vm.run_pending();
            }
        }
        if adds {
            let frame = taipan_objects::frame::of_activation(vm, current);
            taipan_objects::traceback::add(vm, &raised.0, frame, index);
            if vm.observed() {
                raised = observe::raised(vm, raised);
            }
        } else if vm.observed() {
            raised = observe::reraised(vm, raised);
        }
        // SAFETY: as above.
        let record = unsafe { &mut *vm.stack.current };
        if let Some(entry) = entry {
            let code = record.code();
            let depth = entry.depth as usize;
            let observed = vm.observed().then(|| raised.0.clone());
            // SAFETY: registers are valid words; the handler's register and instruction exist.
            unsafe {
                let count = code.registers as usize;
                let target = code.words().add(entry.target as usize);
                release_registers(record.registers, depth, count);
                record.registers.add(depth).write(raised.0.into_raw());
                record.pc = target;
            }
            if vm.heap.has_pending() {
                vm.run_pending();
            }
            if let Some(exception) = observed
                && let Err(new) = observe::handled(vm, &exception)
            {
                raised = new;
                continue;
            }
            return Ok(());
        }
        if vm.observed() {
            raised = observe::unwinding(vm, raised);
        }
        if !adds {
            end_where_raised(vm, &raised);
        }
        // SAFETY: as above.
        let record = unsafe { &mut *vm.stack.current };
        let returns = if record.generator.is_null() {
            let returns = record.returns();
            if returns == Return::Init {
                // SAFETY: an initializing record owns the instance.
                drop(unsafe { Value::from_raw(record.instance) });
            }
            pop_frame(vm);
            returns
        } else {
            match resume::generator_raised(vm, raised) {
                (next, None) => {
                    raised = next;
                    continue;
                }
                (next, Some((returns, _))) => {
                    raised = next;
                    returns
                }
            }
        };
        if returns == Return::Native {
            return Err(raised);
        }
    }
}

/// Ends the running frame, which is no generator's: its registers go; the named ones move into its frame object if
/// somebody holds that.
#[inline]
pub fn pop_frame(vm: &mut Vm) {
    let current = vm.stack.current;
    // SAFETY: there is a running activation; its words are owned by it.
    unsafe {
        let record = &mut *current;
        let code = record.code();
        let (named, count) = (code.named as usize, code.registers as usize);
        let registers = record.registers;
        release_registers(registers, named, count);
        if record.frame() != raw::NULL {
            let pc = record.pc_index();
            let frame = record.take_frame();
            let back = if frame.references() > 1 { vm.caller_frame(current) } else { None };
            taipan_objects::frame::detach(vm, frame, registers, pc, back);
        }
        release_registers(registers, 0, named);
        taipan_objects::stack::poison(registers, 0, count);
        let record = &mut *current;
        let function = std::mem::replace(&mut record.function, raw::NULL);
        let locals = record.take_locals();
        vm.stack.current = current.sub(1);
        drop(locals);
        raw::release(function);
    }
    if vm.heap.has_pending() {
        vm.run_pending();
    }
}

/// Where a coroutine is being made: (file, line, function) of the callers, as `cr_origin`.
pub fn coroutine_origin(vm: &mut Vm) -> Value {
    let depth = vm.coroutine_origin_depth;
    let mut places = Vec::new();
    for record in vm.stack.iter().skip(1).take(depth) {
        let code = record.code();
        places.push((
            code.filename(vm).clone(),
            code.block.location(record.pc_index()).line,
            code.name.clone(),
        ));
    }
    let rows = places
        .into_iter()
        .map(|(file, line, name)| vm.new_tuple(vec![file, vm.new_int(line as i64), name]))
        .collect();
    vm.new_tuple(rows)
}

/// `coroutine 'f' was never awaited`.
pub fn warn_never_awaited(vm: &mut Vm, coroutine: &Value) {
    const IGNORED: Option<&str> = Some("Exception ignored while finalizing coroutine");
    let name = vm.intern("_warn_unawaited_coroutine");
    let warn = match vm.warnings_module() {
        Some(warnings) => vm.find_attr(&warnings, &name).ok().flatten(),
        None => None,
    };
    if let Some(warn) = warn {
        match vm.call(&warn, std::slice::from_ref(coroutine)) {
            Ok(_) => return,
            Err(raised) => {
                let warned = vm.is_raised(&raised, Tp::RuntimeWarning);
                vm.unraisable(raised, IGNORED, coroutine);
                if warned {
                    return;
                }
            }
        }
    }
    let name = coroutine.expect::<taipan_objects::generator::Generator>().qualname(vm);
    let text = format!("coroutine '{}' was never awaited", vm.text(&name));
    if let Err(raised) = vm.warn(Tp::RuntimeWarning, &text, 1) {
        vm.unraisable(raised, IGNORED, coroutine);
    }
}
