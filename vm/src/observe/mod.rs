//! The loop that runs while somebody observes (`sys.settrace`, `sys.setprofile`, `sys.monitoring`, a trace): every op by the
//! generic executor, with events before and after it. Who is told of an event, and how, is in `tell`. The plain loop knows nothing of all this; it is left at calls, where the breaker
//! word says that somebody began to observe (see [`must_switch`]).
//!
//! Where events happen: this loop has those of frames it finds entered, of lines, instructions, jumps and calls of native
//! functions; the ends of frames (`resume`) have returns and yields; unwinding has those of exceptions. A generator that is
//! resumed carries the mark `entering` until its `call` was told, so that a chain of delegation tells one `call` for
//! each of its links. While a trace function runs, `Vm::tracing` keeps it from being told about itself.
//!
//! Whoever is told of a line, a branch or a yield may assign to `f_lineno` (see `objects::frame_line`): then the frame's
//! pc is another one than before, and the loop goes on there.

mod tell;
pub mod trace;

use crate::call;
use crate::exec::execute;
use crate::flow::{Exit, Flow};
use crate::insn::Insn;
use crate::unwind::unwind;
use taipan_bytecode::{CodeFlags, Op};
use taipan_heap::Pending;
use taipan_objects::frame::{Frame, of_activation, of_generator};
use taipan_objects::function::Function;
use taipan_objects::generator::{Generator, State};
use taipan_objects::monitoring::Event;
use taipan_objects::stack::Activation;
use taipan_objects::trace::Events;
use taipan_objects::{Args, Obj, PyResult, Raised, Tp, Value, Vm};
use tell::{Happening, is_wanted, or_raised, tell, tell_in};

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
            // Whoever was told has moved the frame to another line.
            // SAFETY: as above.
            Ok(_) if unsafe { (*vm.stack.current).pc } != pc => continue,
            Ok(None) => execute(vm, pc),
            Ok(Some(seen)) => {
                let step = if seen.opaque { call_natively(vm) } else { execute(vm, pc) };
                after_call(vm, seen, step)
            }
            Err(raised) => Err(raised),
        };
        match step.and_then(|flow| branched(vm, op, flow)) {
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
    let block = code.whole();
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
            Some(generator) => generator.frame(vm).non_null(),
        }
    }
}

/// A call that somebody wants to know of.
struct Seen {
    callee: Value,
    /// The first argument, or NULL.
    first: Value,
    /// The native function bound to its object, where it is one; else NULL.
    native: Value,
    /// Neither a Python function nor a plain native one: what it runs inside is its own business.
    opaque: bool,
    /// A Python function, whose frame tells the rest.
    enters: bool,
}

/// What happens before an op runs. Gives the call that the op makes, if somebody wants to know.
fn before_op(vm: &mut Vm, op: Op) -> PyResult<Option<Seen>> {
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
    let code = record.code();
    let wants_lines = is_wanted(vm, code, Event::LINE) || trace::wants(vm, code, Events::LINES);
    let wants_instructions =
        is_wanted(vm, code, Event::INSTRUCTION) || trace::wants(vm, code, Events::OPCODES);
    if wants_lines {
        // The frame keeps the line that was told last.
        drop(of_activation(vm, vm.stack.current));
    }
    if let Some(frame) = known_frame(vm) {
        let traced = !vm.trace_function.is_null() && is_traced(vm, &frame);
        let own = frame.expect::<Frame>();
        let rare = own.rare();
        if traced || wants_lines {
            let line = match own.line() {
                0 => rare.seen_line.get(),
                line => line,
            };
            if line != 0 && line != rare.seen_line.replace(line) {
                tell(vm, &Happening::Line(line))?;
            }
        }
        if traced && rare.trace_opcodes.get() || wants_instructions {
            tell(vm, &Happening::Instruction)?;
        }
    } else if wants_instructions {
        tell(vm, &Happening::Instruction)?;
    }
    if !vm.observed() {
        return Ok(None);
    }
    let seen = seen_call(vm, op);
    if let Some(Seen { callee, first, native, .. }) = &seen {
        tell(vm, &Happening::Call { callee, first, native })?;
    }
    Ok(seen)
}

/// The call that an op is about to make, if somebody wants to know.
fn seen_call(vm: &mut Vm, op: Op) -> Option<Seen> {
    let is_method = matches!(op, Op::CALL_METHOD | Op::CALL_METHOD_KW);
    if !is_method && !matches!(op, Op::CALL | Op::CALL_KW | Op::CALL_EX) {
        return None;
    }
    // SAFETY: there is a running activation, at an instruction.
    let (insn, place, code) = unsafe {
        let record = &*vm.stack.current;
        (Insn::decode(vm, record.pc), record.pc_index(), record.code())
    };
    let tools = vm.monitoring.is_active() && vm.monitoring.told_at(code, place, Event::CALL) != 0;
    let native = if vm.profile_function.is_null() { None } else { native_callee(vm, op) };
    if !tools {
        let native = native?;
        return Some(Seen { callee: Value::NULL, first: Value::NULL, native, opaque: false, enters: false });
    }
    let callee = insn.peek(insn.b);
    let own = insn.peek(insn.b + 1);
    let (callee, first) = if op == Op::CALL_EX {
        let items = own.downcast::<taipan_objects::tuple::Tuple>();
        (callee, items.and_then(|t| t.items().first().cloned()).unwrap_or(Value::NULL))
    } else if is_method && !own.is_null() {
        (callee, own)
    } else if let Some(method) = callee.downcast_exact::<taipan_objects::method::Method>() {
        (method.function.clone(), method.own.clone())
    } else {
        let first = if insn.c == 0 { Value::NULL } else { insn.peek(insn.b + 1 + is_method as usize) };
        (callee, first)
    };
    let enters = callee.downcast::<Function>().is_some();
    let plain = callee.shape() == Tp::BuiltinFunction as u32 || callee.shape() == Tp::MethodDescriptor as u32;
    let opaque = !enters && !plain && op != Op::CALL_EX;
    Some(Seen { callee, first, native: native.unwrap_or(Value::NULL), opaque, enters })
}

/// The call op at hand as one step: what it runs is told for itself, and then its end.
fn call_natively(vm: &mut Vm) -> PyResult<Flow> {
    // SAFETY: there is a running activation, at an instruction.
    let insn = unsafe { Insn::decode(vm, (*vm.stack.current).pc) };
    let callee = insn.take_out(insn.b);
    let is_method = matches!(insn.op, Op::CALL_METHOD | Op::CALL_METHOD_KW);
    let own = if is_method { insn.take_out(insn.b + 1) } else { Value::NULL };
    let mut values = insn.take_run(insn.b + 1 + is_method as usize, insn.c);
    if !own.is_null() {
        values.insert(0, own);
    }
    let with_names = matches!(insn.op, Op::CALL_KW | Op::CALL_METHOD_KW);
    let names = if with_names { insn.constant(insn.word(0) as usize) } else { vm.empty_tuple.clone() };
    let names = names.expect::<taipan_objects::tuple::Tuple>();
    let result = vm.call_args(&callee, Args { all: &values, names: names.items() })?;
    insn.set(insn.a, result);
    Ok(Flow::Go(insn.next))
}

/// The jumps and branches among the ops.
fn branched(vm: &mut Vm, op: Op, flow: Flow) -> PyResult<Flow> {
    let Flow::Go(next) = flow else { return Ok(flow) };
    if !vm.monitoring.is_active() {
        return Ok(Flow::Go(next));
    }
    let is_branch = op == Op::FOR_ITER || op.name().starts_with("JUMP_IF");
    if !is_branch && (op != Op::JUMP || jumps_over_handler(vm, next)) {
        return Ok(Flow::Go(next));
    }
    // SAFETY: there is a running activation, at the instruction that went on to `next`.
    let (insn, to) = unsafe {
        let record = &*vm.stack.current;
        let to = next.offset_from(record.code().words()) as u32;
        (Insn::decode(vm, record.pc), to)
    };
    let taken = next != insn.next;
    let what = match op {
        Op::JUMP => Happening::Jump(to),
        // The test of a loop stands behind its body.
        _ if taken == (op == Op::FOR_ITER || insn.target(0) < insn.next) => Happening::Left(to),
        _ => Happening::Right(to),
    };
    // SAFETY: there is a running activation.
    let before = unsafe { (*vm.stack.current).pc };
    tell(vm, &what)?;
    // SAFETY: as above.
    let now = unsafe { (*vm.stack.current).pc };
    Ok(Flow::Go(if now == before { next } else { now }))
}

/// Whether the jump at hand does no more than leave out an exception handler, which CPython lays elsewhere.
fn jumps_over_handler(vm: &Vm, next: *const u32) -> bool {
    // SAFETY: there is a running activation, at a jump.
    let (code, behind, forward) = unsafe {
        let record = &*vm.stack.current;
        let insn = Insn::decode(vm, record.pc);
        let code = record.code();
        (code, insn.next.offset_from(code.words()) as u32, next > record.pc)
    };
    forward && code.block.exceptions.iter().any(|entry| entry.target == behind)
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

fn after_call(vm: &mut Vm, seen: Seen, step: PyResult<Flow>) -> PyResult<Flow> {
    if seen.enters || !vm.observed() {
        return step;
    }
    let Seen { callee, first, native, .. } = &seen;
    match &step {
        Ok(Flow::Go(_)) => tell(vm, &Happening::NativeReturn { callee, first, native })?,
        Ok(_) => {}
        Err(_) => tell(vm, &Happening::NativeRaise { callee, first, native })?,
    }
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
    if vm.traces(Events::CALLS) {
        trace::called(vm);
    }
    let frame = of_activation(vm, vm.stack.current);
    let place = record.pc_index();
    announce(vm, &frame, place, None, &Happening::Start)
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
        at = link.parent();
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
            at = if at == record.root { std::ptr::null() } else { link.parent() };
        }
    }
    links
}

/// Tells `call` of the links of the running chain that were not told yet, the outermost first.
fn announce_chain(vm: &mut Vm) -> PyResult<()> {
    for link in chain(vm, |link| link.entering.get()).into_iter().rev() {
        announce_link(vm, &link, None)?;
    }
    Ok(())
}

/// A link is entered; `thrown`: what is thrown into it.
fn announce_link(vm: &mut Vm, link: &Value, thrown: Option<&Value>) -> PyResult<()> {
    let own = link.expect::<Generator>();
    own.entering.set(false);
    if vm.traces(Events::GENERATORS) {
        trace::resumed(vm, own, thrown);
    }
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
    let mut word = code.whole().words[suspended as usize];
    if word as u8 == Op::WIDE as u8 {
        word = code.whole().words[suspended as usize + 1];
    }
    let yielded = (word as u8 != Op::RETURN_GENERATOR as u8).then(|| code.block.location(suspended).line);
    let what = match thrown {
        Some(exception) => Happening::Throw(exception),
        None if yielded.is_none() => Happening::Start,
        None => Happening::Resume,
    };
    announce(vm, &frame, suspended, yielded, &what)
}

/// The running link, which something is thrown into, is told alone: the links above it do not run yet.
pub fn entered_by_throw(vm: &mut Vm, raised: &Raised) -> PyResult<()> {
    // SAFETY: there is a running activation, of a generator.
    let link = unsafe { &*(*vm.stack.current).generator };
    if vm.observed() && link.entering.get() {
        announce_link(vm, &link.value(), Some(&raised.0))
    } else {
        Ok(())
    }
}

/// A frame is entered, at the line of the yield that goes on, or else at the head of the function.
fn announce(
    vm: &mut Vm,
    frame: &Value,
    place: u32,
    yielded: Option<u32>,
    what: &Happening<'_>,
) -> PyResult<()> {
    let own = frame.expect::<Frame>();
    // A module is entered before its first line.
    let head = match own.code().entry_line() {
        0 => taipan_objects::frame::BEFORE_FIRST,
        line => line,
    };
    own.rare().entry_line.set(yielded.unwrap_or(head));
    let result = tell_in(vm, frame, place, what);
    own.rare().entry_line.set(0);
    own.rare().seen_line.set(yielded.unwrap_or(0));
    result
}

// ---- leaving ----

/// The running frame is about to return `value`.
pub fn returning(vm: &mut Vm, value: &Value) -> PyResult<()> {
    leaving(vm, &Happening::Return(value))
}

fn leaving(vm: &mut Vm, what: &Happening<'_>) -> PyResult<()> {
    // SAFETY: there is a running activation.
    if !vm.observed() || makes_generator(unsafe { &*vm.stack.current }) {
        return Ok(());
    }
    tell(vm, what)
}

/// The running generator is about to yield `value`, and every link above it with it unless it yields an item to that.
pub fn yielding(vm: &mut Vm, value: &Value, is_item: bool) -> PyResult<()> {
    // SAFETY: there is a running activation.
    let own = unsafe { (*vm.stack.current).generator };
    for link in chain(vm, |link| !link.entering.get() && (!is_item || std::ptr::eq(link, own))) {
        if vm.traces(Events::GENERATORS) {
            trace::yielded(vm, link.expect::<Generator>(), value);
        }
        if vm.observed()
            && let Some(frame) = of_generator(vm, &link)
        {
            let place = link.expect::<Generator>().pc_index();
            tell_in(vm, &frame, place, &Happening::Yield(value))?;
        }
    }
    Ok(())
}

/// An exception was raised in, or came to, the running frame. Gives the exception that goes on.
pub fn raised(vm: &mut Vm, raised: Raised) -> Raised {
    // SAFETY: there is a running activation.
    if !vm.observed() || makes_generator(unsafe { &*vm.stack.current }) {
        return raised;
    }
    // SAFETY: as above; the links of a running chain are alive.
    let link = unsafe { (*vm.stack.current).generator.as_ref() };
    if let Some(link) = link.filter(|link| link.entering.get())
        && let Err(new) = announce_link(vm, &link.value(), Some(&raised.0))
    {
        return new;
    }
    or_raised(tell(vm, &Happening::Raise(&raised.0)), raised)
}

/// An exception is raised again as it is.
pub fn reraised(vm: &mut Vm, raised: Raised) -> Raised {
    or_raised(leaving(vm, &Happening::Reraise(&raised.0)), raised)
}

/// The running frame, now at its handler, has caught an exception.
pub fn handled(vm: &mut Vm, exception: &Value) -> PyResult<()> {
    leaving(vm, &Happening::Handle(exception))
}

/// An exception leaves the running frame. Gives the exception that goes on.
pub fn unwinding(vm: &mut Vm, raised: Raised) -> Raised {
    or_raised(leaving(vm, &Happening::Unwind(&raised.0)), raised)
}

/// A delegation of the running frame, or a loop over a generator, ended by StopIteration, which nobody else sees.
pub fn stopped(vm: &mut Vm, value: &Value) {
    if vm.observed() {
        let stop = vm.stop_iteration_exact(value);
        // What telling raises has no place to go to here.
        let _ = tell(vm, &Happening::Stop(&stop.0));
    }
}

/// Whether the frame has a trace function of its own.
fn is_traced(vm: &Vm, frame: &Value) -> bool {
    let trace = frame.expect::<Frame>().trace_function(vm);
    !trace.is_none() && !trace.is_null()
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
