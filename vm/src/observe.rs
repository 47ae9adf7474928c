//! The loop that runs while `sys.settrace` or `sys.setprofile` has set a function: every op by the generic executor,
//! with events before and after it. The plain loop knows nothing of all this; it is left at calls, where the breaker
//! word says that somebody began to observe (see [`must_switch`]).
//!
//! Who tells what: this loop tells `call` of frames it finds entered, `line`, `opcode` and the `c_` events; the ends of
//! frames (`resume`) tell `return`; unwinding tells `exception`, and `return` of frames it leaves. A generator that is
//! resumed carries the mark `entering` until its `call` was told, so that a chain of delegation tells one `call` for
//! each of its links. While a trace function runs, `Vm::tracing` keeps it from being told about itself.
//!
//! Absent: assignment to `f_lineno`.

use crate::call;
use crate::exec::execute;
use crate::flow::{Exit, Flow};
use crate::insn::Insn;
use crate::unwind::unwind;
use taipan_bytecode::{CodeFlags, Op};
use taipan_heap::Pending;
use taipan_objects::frame::{Frame, of_activation, of_generator};
use taipan_objects::generator::{Generator, State};
use taipan_objects::stack::Activation;
use taipan_objects::{Obj, PyResult, Raised, Tp, Value, Vm};

/// Whether the innermost loop is not the one that should run: it is left with [`Exit::Switch`].
#[inline]
pub fn must_switch(vm: &Vm) -> bool {
    vm.observing != vm.observed()
}

/// Runs the current activation, in whichever loop fits, until the frame that a native caller waits for ends.
pub fn run(vm: &mut Vm) -> PyResult<Exit> {
    let outer = vm.observing;
    let result = loop {
        vm.observing = vm.observed();
        let result = if vm.observing { observed(vm) } else { crate::handlers::run(vm) };
        if !matches!(result, Ok(Exit::Switch)) {
            break result;
        }
    };
    vm.observing = outer;
    if must_switch(vm) {
        vm.heap.signal(Pending::Observers);
    }
    result
}

fn observed(vm: &mut Vm) -> PyResult<Exit> {
    while vm.observed() {
        let before = vm.stack.current;
        // SAFETY: there is a running activation; its pc is an instruction of its code.
        let (pc, op) = unsafe {
            let pc = (*before).pc;
            (pc, Insn::decode(vm, pc).op)
        };
        let step = match before_op(vm, op) {
            Ok(native) => {
                let step = execute(vm, pc);
                after_call(vm, native, step)
            }
            Err(raised) => Err(raised),
        };
        match step {
            Ok(Flow::Go(next)) => {
                let next = if next <= pc { come_round(vm, op, pc, next) } else { next };
                // SAFETY: an op that goes on leaves its activation the current one.
                unsafe { (*vm.stack.current).pc = next };
            }
            Ok(Flow::Reload) => {
                if vm.stack.current > before
                    && let Err(raised) = entered(vm)
                {
                    unwind(vm, raised)?;
                }
            }
            Ok(Flow::Exit(exit)) => return Ok(exit),
            Err(raised) => unwind(vm, raised)?,
        }
        if vm.heap.has_pending() {
            vm.run_pending();
        }
    }
    Ok(Exit::Switch)
}

/// A loop comes round, from the op at `pc` to `next`: its line is told again. Gives the place to go on.
fn come_round(vm: &mut Vm, op: Op, pc: *const u32, next: *const u32) -> *const u32 {
    let Some(frame) = known_frame(vm) else { return next };
    // SAFETY: there is a running activation; both are instructions of its code.
    let (code, at, target) = unsafe {
        let code = (*vm.stack.current).code();
        (code, pc.offset_from(code.words()) as u32, next.offset_from(code.words()) as u32)
    };
    let block = &code.block;
    let seen = &frame.expect::<Frame>().rare().seen_line;
    if op == Op::FOR_ITER {
        // The test at the end of the body told its line already, unless the body ends on that line.
        if block.location(at.saturating_sub(1)).line == block.location(at).line {
            seen.set(0);
        }
        return next;
    }
    seen.set(0);
    // Before the body of `while True` stands an op that does nothing, on the line of the `while`.
    let (mut place, mut before) = (0, None);
    while place < target {
        before = Some(place);
        let wide = block.words[place as usize] as u8 == Op::WIDE as u8;
        // SAFETY: an instruction of verified code, behind its prefix if it has one.
        let op =
            unsafe { std::mem::transmute::<u8, Op>(block.words[(place + u32::from(wide)) as usize] as u8) };
        place += u32::from(wide) + op.len() as u32;
        if op != Op::NOP {
            before = None;
        }
    }
    match before {
        // SAFETY: an instruction of the code.
        Some(nothing) => unsafe { code.words().add(nothing as usize) },
        None => next,
    }
}

/// The code of a generator function before it has made its generator: nobody is told about it.
fn makes_generator(record: &Activation) -> bool {
    let flags = CodeFlags::GENERATOR | CodeFlags::COROUTINE | CodeFlags::ASYNC_GENERATOR;
    record.generator.is_null() && record.code().flags.intersects(flags)
}

/// The frame object of the running activation, if somebody asked for it before.
fn known_frame(vm: &Vm) -> Option<Value> {
    // SAFETY: there is a running activation; its words and its generator are alive.
    unsafe {
        let record = &*vm.stack.current;
        match record.generator.as_ref() {
            None => Value::from_raw_borrowed(record.frame()).non_null(),
            Some(generator) => generator.frame.get(vm).clone().non_null(),
        }
    }
}

/// What is told before an op runs. Gives the native function that the op calls, if somebody wants to know.
fn before_op(vm: &mut Vm, op: Op) -> PyResult<Option<Value>> {
    // SAFETY: there is a running activation.
    let record = unsafe { &*vm.stack.current };
    if makes_generator(record) {
        return Ok(None);
    }
    // SAFETY: the links of a running chain are alive.
    if unsafe { record.generator.as_ref() }.is_some_and(|link| link.entering.get()) {
        announce_chain(vm)?;
    }
    if matches!(op, Op::MAKE_CELL | Op::COPY_FREE_VARS | Op::RETURN_GENERATOR) {
        return Ok(None);
    }
    if let Some(frame) = known_frame(vm)
        && !vm.trace_function.is_null()
        && is_traced(vm, &frame)
    {
        let own = frame.expect::<Frame>();
        let rare = own.rare();
        let line = match own.line() {
            0 => rare.seen_line.get(),
            line => line,
        };
        if line != 0 && line != rare.seen_line.replace(line) && rare.trace_lines.get() {
            tell_tracer(vm, &frame, "line", Value::NONE)?;
        }
        if rare.trace_opcodes.get() && is_traced(vm, &frame) {
            tell_tracer(vm, &frame, "opcode", Value::NONE)?;
        }
    }
    if vm.profile_function.is_null() || !vm.observed() {
        return Ok(None);
    }
    let native = native_callee(vm, op);
    if let Some(native) = &native {
        let frame = of_activation(vm, vm.stack.current);
        tell_profiler(vm, &frame, "c_call", native.clone())?;
    }
    Ok(native)
}

/// The native function that a call op is about to call, bound to its object.
fn native_callee(vm: &mut Vm, op: Op) -> Option<Value> {
    // SAFETY: the running activation is at an instruction.
    let insn = unsafe { Insn::decode(vm, (*vm.stack.current).pc) };
    let is_method = matches!(op, Op::CALL_METHOD | Op::CALL_METHOD_KW);
    if !is_method && !matches!(op, Op::CALL | Op::CALL_KW | Op::CALL_EX) {
        return None;
    }
    let callee = insn.peek(insn.b);
    if callee.is_null() {
        return None;
    }
    if callee.shape() == Tp::BuiltinFunction as u32 {
        return Some(callee);
    }
    if callee.shape() != Tp::MethodDescriptor as u32 {
        return None;
    }
    let first = insn.peek(insn.b + 1);
    let own = match op {
        Op::CALL_EX => first.downcast::<taipan_objects::tuple::Tuple>()?.items().first()?.clone(),
        _ if first.is_null() && is_method => insn.peek(insn.b + 2),
        _ => first,
    };
    if own.is_null() {
        return None;
    }
    let get = vm.type_of(&callee).slots().descr_get?;
    let class = vm.type_of(&own).value();
    get(vm, &callee, Some(&own), &class).ok()
}

fn after_call(vm: &mut Vm, native: Option<Value>, step: PyResult<Flow>) -> PyResult<Flow> {
    let Some(native) = native else { return step };
    if vm.profile_function.is_null() || !vm.observed() {
        return step;
    }
    let event = match &step {
        Ok(Flow::Go(_)) => "c_return",
        Ok(_) => return step,
        Err(_) => "c_exception",
    };
    let frame = of_activation(vm, vm.stack.current);
    tell_profiler(vm, &frame, event, native)?;
    step
}

// ---- entering ----

/// A function's frame was pushed.
pub fn entered(vm: &mut Vm) -> PyResult<()> {
    // SAFETY: there is a running activation.
    let record = unsafe { &*vm.stack.current };
    if !vm.observed() || !record.generator.is_null() || makes_generator(record) {
        return Ok(());
    }
    let frame = of_activation(vm, vm.stack.current);
    announce(vm, &frame, None)
}

/// The links from `leaf` up to `root` are about to be resumed.
pub fn mark_chain(leaf: &Obj<Generator>, root: &Obj<Generator>) {
    let mut at: *const Obj<Generator> = leaf;
    while !at.is_null() {
        // SAFETY: a parent is alive while it delegates.
        let link = unsafe { &*at };
        link.entering.set(true);
        if std::ptr::eq(at, root) {
            break;
        }
        at = link.parent.get();
    }
}

/// The links of the running chain, the innermost first, as far as they are wanted.
fn chain(vm: &Vm, wanted: impl Fn(&Obj<Generator>) -> bool) -> Vec<Value> {
    let mut links = Vec::new();
    // SAFETY: there is a running activation, of a generator; the links of its chain are alive.
    unsafe {
        let record = &*vm.stack.current;
        let mut at = record.generator;
        while let Some(link) = at.as_ref()
            && wanted(link)
        {
            links.push(link.value());
            at = if at == record.root { std::ptr::null() } else { link.parent.get() };
        }
    }
    links
}

/// Tells `call` of the links of the running chain that were not told yet, the outermost first.
fn announce_chain(vm: &mut Vm) -> PyResult<()> {
    for link in chain(vm, |link| link.entering.get()).into_iter().rev() {
        announce_link(vm, &link)?;
    }
    Ok(())
}

fn announce_link(vm: &mut Vm, link: &Value) -> PyResult<()> {
    let own = link.expect::<Generator>();
    own.entering.set(false);
    // SAFETY: there is a running activation.
    let is_running = unsafe { std::ptr::eq((*vm.stack.current).generator, own) };
    let frame = if is_running {
        Some(of_activation(vm, vm.stack.current))
    } else if own.state() == State::Finished {
        None
    } else {
        of_generator(vm, link)
    };
    let Some(frame) = frame else { return Ok(()) };
    // The link's own pc is still where it was suspended.
    let code = frame.expect::<Frame>().code();
    let suspended = own.pc_index();
    let mut word = code.block.words[suspended as usize];
    if word as u8 == Op::WIDE as u8 {
        word = code.block.words[suspended as usize + 1];
    }
    let yielded = (word as u8 != Op::RETURN_GENERATOR as u8).then(|| code.block.location(suspended).line);
    announce(vm, &frame, yielded)
}

/// The running link, which something is thrown into, is told alone: the links above it do not run yet.
pub fn entered_by_throw(vm: &mut Vm) -> PyResult<()> {
    // SAFETY: there is a running activation, of a generator.
    let link = unsafe { &*(*vm.stack.current).generator };
    if vm.observed() && link.entering.get() { announce_link(vm, &link.value()) } else { Ok(()) }
}

/// Tells `call`, at the line of the yield that goes on, or else at the head of the function. The trace function's
/// answer becomes the frame's own.
fn announce(vm: &mut Vm, frame: &Value, yielded: Option<u32>) -> PyResult<()> {
    let own = frame.expect::<Frame>();
    let block = &own.code().block;
    // A module is entered before its first line.
    let is_module = !block.flags.contains(CodeFlags::OPTIMIZED) && &*block.name == "<module>";
    let head = if is_module { taipan_objects::frame::BEFORE_FIRST } else { block.first_line };
    own.rare().entry_line.set(yielded.unwrap_or(head));
    let mut result = Ok(());
    if !vm.trace_function.is_null() {
        let function = vm.trace_function.clone();
        result = call_tracer(vm, &function, frame, "call", Value::NONE);
    }
    if result.is_ok() && !vm.profile_function.is_null() {
        result = tell_profiler(vm, frame, "call", Value::NONE);
    }
    own.rare().entry_line.set(0);
    own.rare().seen_line.set(yielded.unwrap_or(0));
    result
}

// ---- leaving ----

/// The running frame is about to return `value`.
pub fn returning(vm: &mut Vm, value: &Value) -> PyResult<()> {
    // SAFETY: there is a running activation.
    if !vm.observed() || makes_generator(unsafe { &*vm.stack.current }) {
        return Ok(());
    }
    let frame = of_activation(vm, vm.stack.current);
    tell_return(vm, &frame, value)
}

/// The running generator is about to yield `value`, and every link above it with it.
pub fn yielding(vm: &mut Vm, value: &Value) -> PyResult<()> {
    for link in chain(vm, |link| !link.entering.get()) {
        if vm.observed()
            && let Some(frame) = of_generator(vm, &link)
        {
            tell_return(vm, &frame, value)?;
        }
    }
    Ok(())
}

fn tell_return(vm: &mut Vm, frame: &Value, value: &Value) -> PyResult<()> {
    if !vm.trace_function.is_null() && is_traced(vm, frame) {
        tell_tracer(vm, frame, "return", value.clone())?;
    }
    if !vm.profile_function.is_null() && vm.observed() {
        tell_profiler(vm, frame, "return", value.clone())?;
    }
    Ok(())
}

/// An exception was raised in, or came to, the running frame. Gives the exception that goes on.
pub fn raised(vm: &mut Vm, raised: Raised) -> Raised {
    // SAFETY: there is a running activation.
    if !vm.observed() || vm.trace_function.is_null() || makes_generator(unsafe { &*vm.stack.current }) {
        return raised;
    }
    // SAFETY: as above; the links of a running chain are alive.
    let link = unsafe { (*vm.stack.current).generator.as_ref() };
    if let Some(link) = link.filter(|link| link.entering.get())
        && let Err(new) = announce_link(vm, &link.value())
    {
        return new;
    }
    let Some(frame) = known_frame(vm) else { return raised };
    if !is_traced(vm, &frame) {
        return raised;
    }
    let class = vm.type_of(&raised.0).value();
    let traceback = taipan_objects::exception::traceback(vm, &raised.0);
    let traceback = if traceback.is_null() { Value::NONE } else { traceback };
    let argument = vm.new_tuple(vec![class, raised.0.clone(), traceback]);
    match tell_tracer(vm, &frame, "exception", argument) {
        Ok(()) => raised,
        Err(new) => new,
    }
}

/// An exception leaves the running frame. Gives the exception that goes on.
pub fn unwinding(vm: &mut Vm, raised: Raised) -> Raised {
    match returning(vm, &Value::NONE) {
        Ok(()) => raised,
        Err(new) => new,
    }
}

/// A delegation of the running frame ended by StopIteration, which nobody else sees.
pub fn stopped(vm: &mut Vm, value: &Value) {
    if vm.observed() && !vm.trace_function.is_null() {
        let stop = vm.stop_iteration_exact(value);
        drop(self::raised(vm, stop));
    }
}

// ---- telling ----

/// Whether the frame has a trace function of its own.
fn is_traced(vm: &Vm, frame: &Value) -> bool {
    let trace = frame.expect::<Frame>().trace_function(vm);
    !trace.is_none() && !trace.is_null()
}

fn tell(vm: &mut Vm, function: &Value, frame: &Value, event: &str, argument: Value) -> PyResult {
    let event = vm.intern(event);
    vm.tracing += 1;
    let result = vm.call(function, &[frame.clone(), event, argument]);
    vm.tracing -= 1;
    result
}

fn tell_tracer(vm: &mut Vm, frame: &Value, event: &str, argument: Value) -> PyResult<()> {
    let function = frame.expect::<Frame>().trace_function(vm);
    call_tracer(vm, &function, frame, event, argument)
}

/// Calls a trace function. One that raises is not called again.
fn call_tracer(vm: &mut Vm, function: &Value, frame: &Value, event: &str, argument: Value) -> PyResult<()> {
    let result = tell(vm, function, frame, event, argument);
    let own = frame.expect::<Frame>();
    let answer = match &result {
        Ok(answer) if answer.is_none() => return Ok(()),
        Ok(answer) => answer.clone(),
        Err(_) => {
            drop(std::mem::replace(&mut vm.trace_function, Value::NULL));
            Value::NONE
        }
    };
    let old = std::mem::replace(own.rare().trace.get_mut(vm), answer);
    drop(old);
    result.map(|_| ())
}

fn tell_profiler(vm: &mut Vm, frame: &Value, event: &str, argument: Value) -> PyResult<()> {
    let function = vm.profile_function.clone();
    match tell(vm, &function, frame, event, argument) {
        Ok(_) => Ok(()),
        Err(raised) => {
            drop(std::mem::replace(&mut vm.profile_function, Value::NULL));
            Err(raised)
        }
    }
}

/// Polls the breaker before a call; true when another loop must make the call.
pub fn poll_before_call(vm: &mut Vm) -> PyResult<bool> {
    if !vm.asked() {
        return Ok(false);
    }
    call::poll(vm)?;
    Ok(must_switch(vm))
}

/// Leaves the loop behind an op that is done.
pub fn leave_at(vm: &mut Vm, next: *const u32) -> Flow {
    // SAFETY: there is a running activation, and the op is done.
    unsafe { (*vm.stack.current).pc = next };
    Flow::Exit(Exit::Switch)
}
