//! Frames that end, and generators: resuming, yielding, returning, throwing, closing. The state machine is specified in
//! docs/generators.md.
//!
//! One activation runs a whole chain of delegation: its `generator` is the link whose code runs, its `root` the one
//! that was resumed. A resume enters the innermost link; a link that returns hands the activation to its parent.

mod awaiting;
mod throw;

pub use awaiting::{
    awaitable, checked_awaitable, get_aiter, get_anext, get_awaitable, get_yield_from_iter, send,
};
pub use throw::{gen_close, gen_finalize, gen_throw, gen_throw_through};

use crate::flow::{Exit, Flow};
use crate::handlers::{At, generators};
use crate::insn::Insn;
use crate::observe::{self, run};
use crate::unwind::unwind;
use taipan_bytecode::{CodeFlags, Op};
use taipan_heap::flags;
use taipan_objects::async_generator::{ASend, ends_generator};
use taipan_objects::code::Code;
use taipan_objects::generator::{Generator, State, as_link, kind_name};
use taipan_objects::stack::Return;
use taipan_objects::trace::Events;
use taipan_objects::{Obj, PyResult, Raised, Sent, Tp, Value, Vm, raw};

fn replace(vm: &mut Vm, field: &taipan_objects::Guarded<Value>, value: Value) -> Value {
    std::mem::replace(field.get_mut(vm), value)
}

/// The word of a value that stays where it is.
fn borrowed(vm: &Vm, field: &taipan_objects::Guarded<Value>) -> u64 {
    field.get(vm).raw()
}

/// Operands of the (possibly wide) instruction at `pc`: (op, a, b, instruction behind it).
///
/// # Safety
/// `pc` is an instruction of verified code.
unsafe fn operands(pc: *const u32) -> (Op, usize, usize, *const u32) {
    // SAFETY: the caller's promise.
    unsafe {
        let (mut at, mut high) = (pc, 0);
        if *at as u8 == Op::WIDE as u8 {
            high = *at;
            at = at.add(1);
        }
        let word = *at;
        let op = std::mem::transmute::<u8, Op>(word as u8);
        let operand = |shift: u32| ((word >> shift & 0xFF) | (high >> shift & 0xFF) << 8) as usize;
        (op, operand(8), operand(16), at.add(op.len()))
    }
}

// ---- the ends of frames ----

/// The running frame returns.
pub fn return_value(vm: &mut Vm, value: Value) -> PyResult<Flow> {
    if vm.observing {
        observe::returning(vm, &value)?;
    }
    // SAFETY: there is a running activation.
    let record = unsafe { &*vm.stack.current };
    if !record.generator.is_null() {
        return generator_returned(vm, value);
    }
    let (returns, target) = (record.returns(), record.target as usize);
    let instance = if returns == Return::Init {
        // SAFETY: an initializing record owns the instance.
        unsafe { Value::from_raw(record.instance) }
    } else {
        Value::NULL
    };
    crate::unwind::pop_frame(vm);
    deliver(vm, returns, target, value, instance)
}

/// Gives a frame's value to its caller.
fn deliver(vm: &mut Vm, returns: Return, target: usize, value: Value, instance: Value) -> PyResult<Flow> {
    if returns == Return::Native {
        return Ok(Flow::Exit(Exit::Return(value)));
    }
    if returns == Return::Operator {
        return crate::operator::deliver(vm, value);
    }
    let value = match returns {
        Return::Init if !value.is_none() => {
            let text = format!("__init__() should return None, not '{}'", vm.type_name(&value));
            drop(instance);
            return Err(vm.type_error(text));
        }
        Return::Init => instance,
        _ => value,
    };
    // SAFETY: the caller's record is the current one now.
    unsafe {
        let record = &mut *vm.stack.current;
        let target = if returns == Return::Direct { operands(record.pc).1 } else { target };
        record.pc = record.resume;
        if returns != Return::Discard {
            let old = record.registers.add(target).replace(value.into_raw());
            raw::release(old);
        }
    }
    Ok(Flow::Reload)
}

// ---- making ----

/// The running frame becomes a generator, which is what its call returns.
pub fn return_generator(vm: &mut Vm, insn: &Insn) -> PyResult<Flow> {
    // SAFETY: there is a running activation.
    let record = unsafe { &*vm.stack.current };
    let (function, code, pc) = (record.function(), record.code().value(), record.pc);
    let generator = vm.new_generator(&function, &code, pc)?;
    let own = generator.expect::<Generator>();
    if vm.traces(Events::GENERATORS) {
        observe::trace::made(vm, &generator);
    }
    let _ = insn;
    for i in 0..own.register_count() {
        // SAFETY: both have that many registers; the words move.
        unsafe {
            let word = (*vm.stack.current).registers.add(i).replace(raw::NULL);
            own.registers().add(i).write(word);
        }
    }
    if vm.coroutine_origin_depth > 0 && vm.is_exact(&generator, Tp::Coroutine) {
        let origin = crate::unwind::coroutine_origin(vm);
        own.set_origin(vm, origin);
    }
    // SAFETY: there is a running activation.
    let record = unsafe { &*vm.stack.current };
    let (returns, target) = (record.returns(), record.target as usize);
    crate::unwind::pop_frame(vm);
    deliver(vm, returns, target, generator, Value::NULL)
}

// ---- the chain ----

/// The innermost link of the suspended chain below `root`; `Err` gives the link above one that is running by itself.
fn find_leaf(root: &Obj<Generator>) -> Result<&Obj<Generator>, &Obj<Generator>> {
    if root.state() == State::Delegating
        // SAFETY: `leaf` is cleared before the link it names can go (see `forget_leaves`).
        && let Some(leaf) = unsafe { root.leaf().as_ref() }
        && leaf.state() == State::Suspended
    {
        return Ok(leaf);
    }
    let mut at = root;
    while at.state() == State::Delegating {
        let child = at.awaiting();
        let child = child.as_ref().and_then(|child| link_of(at, child)).map(|c| c as *const Obj<Generator>);
        match child {
            Some(child) => {
                // SAFETY: the link above keeps it.
                let child = unsafe { &*child };
                if child.state() == State::Running || child.active.get() {
                    return Err(at);
                }
                if child.state() == State::Finished {
                    return Ok(at);
                }
                child.depth.set(at.depth.get() + 1);
                at = child;
            }
            None => break,
        }
    }
    Ok(at)
}

/// The link of `at` behind what it awaits: a generator or coroutine, or the async generator whose item it awaits.
fn link_of<'a>(at: &Obj<Generator>, awaited: &'a Value) -> Option<&'a Obj<Generator>> {
    let Some(item) = awaited.downcast_exact::<ASend>() else { return as_link(awaited) };
    let generator = item.data.generator.downcast::<Generator>()?;
    (item.is_iterating() && std::ptr::eq(generator.parent(), at)).then_some(generator)
}

/// Whether the running link is an async generator whose item the link above awaits.
fn gives_item(record: &taipan_objects::stack::Activation) -> bool {
    // SAFETY: the links of a running chain are alive.
    !std::ptr::eq(record.generator, record.root)
        && record.code().flags.contains(CodeFlags::ASYNC_GENERATOR)
        && !unsafe { &*record.generator }.parent().is_null()
}

/// The item that the running frame awaits at its SEND has come, or will not.
fn end_item(vm: &mut Vm) {
    // SAFETY: the running activation's pc is an instruction; registers are valid words.
    unsafe {
        let record = &*vm.stack.current;
        let (op, a, ..) = operands(record.pc);
        if op == Op::SEND
            && let Some(item) = Value::from_raw_borrowed(*record.registers.add(a)).downcast_exact::<ASend>()
        {
            item.end();
        }
    }
}

/// The running async generator yields the item that the link above awaits, and is suspended by itself.
fn give_item(vm: &mut Vm, value: Value) -> Flow {
    // SAFETY: there is a running activation; the links of a running chain are alive.
    let (own, parent, pc) = unsafe {
        let record = &mut *vm.stack.current;
        let own = &*record.generator;
        record.lower_thrown(own.depth.get());
        (own, &*own.parent(), record.pc)
    };
    own.pc.set(pc);
    own.set_state(State::Suspended);
    own.running_async.set(false);
    let handled = std::mem::replace(&mut vm.handled, Value::NULL);
    if !handled.is_null() {
        drop(replace(vm, &own.handled, handled));
    }
    vm.stack.shorten(1);
    enter_link(vm, parent);
    end_item(vm);
    complete_send(vm, value);
    Flow::Reload
}

/// Async generators in the suspended chain of `root` are links no more: who awaits an item asks for it by its awaitable.
/// What is thrown into a chain passes by those.
fn part_items(root: &Obj<Generator>) {
    let mut at = root;
    while at.state() == State::Delegating {
        // SAFETY: a register of `at` keeps the link.
        let Some(child) = (unsafe { at.link.get().as_ref() }) else { return };
        if child.code.expect::<Code>().flags.contains(CodeFlags::ASYNC_GENERATOR) {
            at.release_link();
            at.set_state(State::Suspended);
            at.forget_leaf();
            forget_leaves(at);
        }
        at = child;
    }
}

/// `generator` is resumed by itself: what the links above it remember of their leaf may not hold any more.
fn forget_leaves(generator: &Obj<Generator>) {
    let mut at = generator.parent();
    while !at.is_null() {
        // SAFETY: a parent is alive while it delegates.
        let parent = unsafe { &*at };
        parent.forget_leaf();
        at = parent.parent();
    }
}

fn already_executing(vm: &mut Vm, generator: &Obj<Generator>) -> Raised {
    let kind = kind_name(vm, &generator.value());
    vm.value_error(format!("{kind} already executing"))
}

/// Puts `link` under the running activation, which becomes the frame of its code.
fn enter_link(vm: &mut Vm, link: &Obj<Generator>) {
    link.release_link();
    link.set_state(State::Running);
    let handled = replace(vm, &link.handled, Value::NULL);
    vm.handled = handled;
    let function = borrowed(vm, &link.function);
    // SAFETY: there is a running activation, which owns none of these words in a generator.
    unsafe {
        let record = &mut *vm.stack.current;
        record.generator = link;
        record.registers = link.registers();
        record.code = link.code.expect::<Code>();
        record.function = function;
        record.pc = link.pc.get();
    }
}

/// There is no room for the frame of a generator that was to go on: nothing of it runs, and it has ended.
fn refuse(vm: &mut Vm, generator: &Obj<Generator>) {
    if matches!(generator.state(), State::Created | State::Suspended) {
        let pc = generator.pc_index();
        finish(vm, generator, pc);
    }
}

/// Pushes an activation for the chain of `root`, its innermost link about to go on where it is suspended.
fn push_chain(
    vm: &mut Vm,
    root: &Obj<Generator>,
    leaf: &Obj<Generator>,
    returns: Return,
    target: usize,
) -> PyResult<()> {
    let links = (leaf.depth.get() - root.depth.get()) as usize + 1;
    if !vm.stack.allows(links) {
        refuse(vm, root);
        return Err(vm.recursion_error(""));
    }
    forget_leaves(root);
    if vm.observed() {
        observe::mark_chain(leaf, root);
    }
    root.active.set(true);
    let outer = std::mem::replace(&mut vm.handled, Value::NULL);
    // SAFETY: there is room for one more record.
    unsafe {
        let record = vm.stack.current.add(1);
        (*record).root = root;
        (*record).set_returns(returns);
        (*record).set_outer_handled(outer);
        (*record).target = target as u32;
        (*record).resume = leaf.pc.get();
        vm.stack.current = record;
    }
    vm.stack.lengthen(links - 1);
    enter_link(vm, leaf);
    Ok(())
}

/// The chain of the running activation is left: nothing of it runs any more.
fn pop_chain(vm: &mut Vm) -> (Return, usize) {
    // SAFETY: there is a running activation, of a generator.
    let record = unsafe { &mut *vm.stack.current };
    // SAFETY: the links of a running chain are alive.
    let (leaf, root) = unsafe { (&*record.generator, &*record.root) };
    let links = (leaf.depth.get() - root.depth.get()) as usize + 1;
    let result = (record.returns(), record.target as usize);
    root.active.set(false);
    let outer = record.take_outer_handled();
    let own = std::mem::replace(&mut vm.handled, outer);
    let kept = if result.0 == Return::GenCall {
        // SAFETY: a `send` from Python left its generator with the record.
        unsafe { Value::from_raw(record.instance) }
    } else {
        Value::NULL
    };
    // SAFETY: there is a running activation; below a record lies a record or the bottom.
    unsafe {
        let record = &mut *vm.stack.current;
        record.generator = std::ptr::null();
        vm.stack.current = vm.stack.current.sub(1);
    }
    vm.stack.shorten(links - 1);
    drop(own);
    drop(kept);
    result
}

/// Gives the value that is sent to the suspended link of the running activation, and sets its pc to go on.
fn give(vm: &mut Vm, value: Value) {
    if vm.traces(Events::GENERATORS) {
        vm.trace_sending(&value);
    }
    // SAFETY: there is a running activation, at the instruction its link was suspended in.
    unsafe {
        let record = &mut *vm.stack.current;
        let (op, a, b, next) = operands(record.pc);
        match op {
            Op::YIELD_VALUE => {
                raw::release(record.registers.add(a).replace(value.into_raw()));
                record.pc = next;
            }
            Op::SEND => {
                // The instruction is executed again, with this value to send on.
                raw::release(record.registers.add(b).replace(value.into_raw()));
            }
            _ => {
                // RETURN_GENERATOR: what is sent first is None and goes nowhere.
                drop(value);
                record.pc = next;
            }
        }
    }
}

/// The running generator yields the owned word `value`: its chain is suspended.
///
/// # Safety
/// `value` is owned and given away.
pub unsafe fn yield_value(vm: &mut Vm, value: u64) -> PyResult<Flow> {
    // SAFETY: the caller's promise.
    let value = unsafe { Value::from_raw(value) };
    if vm.observing {
        // SAFETY: there is a running activation.
        let before = unsafe { (*vm.stack.current).pc };
        // SAFETY: as above; the pc of a live frame is an instruction.
        let is_item = unsafe { operands(before).0 == Op::YIELD_VALUE && gives_item(&*vm.stack.current) };
        observe::yielding(vm, &value, is_item)?;
        // SAFETY: as above.
        if unsafe { (*vm.stack.current).pc } != before {
            // Whoever was told has moved the frame to another line.
            return Ok(Flow::Reload);
        }
    }
    // SAFETY: the caller's promise.
    unsafe { suspend(vm, value) }
}

/// The running chain is suspended with a yielded value, and nobody is told.
///
/// # Safety
/// The running activation is a generator's.
unsafe fn suspend(vm: &mut Vm, mut value: Value) -> PyResult<Flow> {
    // SAFETY: there is a running activation, of a generator.
    let record = unsafe { &*vm.stack.current };
    // SAFETY: the links of a running chain are alive.
    let (leaf, root) = unsafe { (&*record.generator, &*record.root) };
    if record.code().flags.contains(CodeFlags::ASYNC_GENERATOR) {
        // SAFETY: the pc is an instruction.
        let (op, ..) = unsafe { operands(record.pc) };
        if op == Op::YIELD_VALUE {
            if gives_item(record) {
                return Ok(give_item(vm, value));
            }
            value = vm.new_wrapped_value(value);
        }
    }
    leaf.pc.set(record.pc);
    leaf.set_state(State::Suspended);
    let own = std::mem::replace(&mut vm.handled, Value::NULL);
    if !own.is_null() {
        drop(replace(vm, &leaf.handled, own));
    }
    root.set_leaf(leaf);
    let (returns, target) = pop_chain(vm);
    if returns == Return::Native {
        return Ok(Flow::Exit(Exit::Yield(value)));
    }
    // SAFETY: the resumer's record is the current one now; for loops set `resume` to their body.
    unsafe {
        let record = &mut *vm.stack.current;
        record.pc = record.resume;
        raw::release(record.registers.add(target).replace(value.into_raw()));
    }
    Ok(Flow::Reload)
}

/// Ends a generator: its registers, function and frame go.
pub fn finish(vm: &mut Vm, generator: &Obj<Generator>, pc: u32) {
    generator.release_link();
    generator.set_state(State::Finished);
    generator.header.set_flag(flags::FINALIZED);
    let frame = generator.replace_frame(vm, Value::NULL);
    if !frame.is_null() {
        let back = None;
        taipan_objects::frame::detach(vm, frame, generator.registers(), pc, back);
    }
    generator.release_registers();
    generator.leave_chain();
    let function = replace(vm, &generator.function, Value::NULL);
    drop(function);
    drop(replace(vm, &generator.handled, Value::NULL));
}

/// The running generator returned.
fn generator_returned(vm: &mut Vm, value: Value) -> PyResult<Flow> {
    // SAFETY: there is a running activation, of a generator.
    let record = unsafe { &mut *vm.stack.current };
    // SAFETY: the links of a running chain are alive.
    let generator = unsafe { (*record.generator).value() };
    let own = generator.expect::<Generator>();
    let pc = record.pc_index();
    let is_root = std::ptr::eq(record.generator, record.root);
    let parent = own.parent();
    if !is_root && !parent.is_null() {
        record.lower_thrown(own.depth.get());
        // SAFETY: as above.
        let parent = unsafe { &*parent };
        drop(std::mem::replace(&mut vm.handled, Value::NULL));
        let is_item = gives_item(record);
        finish(vm, own, pc);
        vm.stack.shorten(1);
        enter_link(vm, parent);
        if is_item {
            own.closed.set(true);
            own.running_async.set(false);
            end_item(vm);
            return Err(vm.raise_with(Tp::StopAsyncIteration, Vec::new()));
        }
        if vm.observing {
            observe::stopped(vm, &value);
        }
        complete_send(vm, value);
        return Ok(Flow::Reload);
    }
    let (returns, target) = pop_chain(vm);
    finish(vm, own, pc);
    match returns {
        Return::Native => {
            if vm.heap.has_pending() {
                vm.run_pending();
            }
            Ok(Flow::Exit(Exit::Return(value)))
        }
        Return::ForIter => {
            // SAFETY: the loop's record is the current one; its FOR_ITER is not wide.
            unsafe {
                let record = &mut *vm.stack.current;
                let (_, a, _, next) = operands(record.pc);
                let iterator = Value::from_raw(record.registers.add(a).replace(raw::NULL));
                record.pc = next;
                drop(iterator);
            }
            drop(generator);
            Ok(Flow::Reload)
        }
        _ => {
            let _ = target;
            Err(vm.stop_iteration_exact(&value))
        }
    }
}

/// The SEND the running frame is suspended in has its result.
fn complete_send(vm: &mut Vm, value: Value) {
    // SAFETY: the running activation's pc is a SEND.
    unsafe {
        let record = &mut *vm.stack.current;
        let (_, a, b, next) = operands(record.pc);
        raw::release(record.registers.add(b).replace(value.into_raw()));
        record.pc = next;
        raw::release(record.registers.add(a).replace(raw::NULL));
    }
}

/// An exception leaves the running generator's frame: gives the exception that its resumer sees, and the frame's end.
/// True when the activation goes on with the parent link.
pub fn generator_raised(vm: &mut Vm, raised: Raised) -> (Raised, Option<(Return, usize)>) {
    // SAFETY: there is a running activation, of a generator.
    let record = unsafe { &*vm.stack.current };
    // SAFETY: the links of a running chain are alive.
    let generator = unsafe { (*record.generator).value() };
    let own = generator.expect::<Generator>();
    let pc = record.pc_index();
    let code_flags = record.code().flags;
    let is_root = std::ptr::eq(record.generator, record.root);
    let parent = own.parent();
    // SAFETY: the pc of a live frame is an instruction.
    let (op, ..) = unsafe { operands(record.pc) };
    // What was thrown into a generator that has not begun passes through none of its code.
    let raised = if op == Op::RETURN_GENERATOR { raised } else { convert(vm, raised, code_flags) };
    if !is_root && !parent.is_null() {
        // SAFETY: as above.
        let parent = unsafe { &*parent };
        drop(std::mem::replace(&mut vm.handled, Value::NULL));
        if gives_item(record) {
            own.closed.set(own.closed.get() | ends_generator(vm, &raised));
            own.running_async.set(false);
        }
        finish(vm, own, pc);
        vm.stack.shorten(1);
        enter_link(vm, parent);
        end_item(vm);
        // SAFETY: there is a running activation.
        let record = unsafe { &mut *vm.stack.current };
        if own.depth.get() < record.thrown() {
            // `throw` goes on in the parent as it began in the link: what it handles becomes the context.
            record.set_thrown(own.depth.get());
            let handled = vm.handled.clone();
            taipan_objects::exception::chain(vm, &raised.0, &handled);
        }
        // The receiver's register stays until the handler releases it, as on any raise.
        return (raised, None);
    }
    let popped = pop_chain(vm);
    finish(vm, own, pc);
    drop(generator);
    if vm.heap.has_pending() {
        vm.run_pending();
    }
    (raised, Some(popped))
}

/// PEP 479: StopIteration may not leave a generator (nor StopAsyncIteration an async one).
fn convert(vm: &mut Vm, raised: Raised, code_flags: CodeFlags) -> Raised {
    let is_async_generator = code_flags.contains(CodeFlags::ASYNC_GENERATOR);
    let kind = if is_async_generator {
        "async generator"
    } else if code_flags.contains(CodeFlags::COROUTINE) {
        "coroutine"
    } else {
        "generator"
    };
    let what = if vm.is_raised(&raised, Tp::StopIteration) {
        "StopIteration"
    } else if is_async_generator && vm.is_raised(&raised, Tp::StopAsyncIteration) {
        "StopAsyncIteration"
    } else {
        return raised;
    };
    let new = vm.runtime_error(format!("{kind} raised {what}"));
    taipan_objects::exception::set_cause(vm, &new.0, raised.0.clone());
    // The new exception has no entry for this frame: only the old one passed through it.
    taipan_objects::exception::set_context(vm, &new.0, raised.0.clone());
    new
}

// ---- GenSend, GenThrow, close ----

fn reuse(vm: &mut Vm) -> Raised {
    vm.runtime_error("cannot reuse already awaited coroutine")
}

fn check_send(vm: &mut Vm, object: &Value, value: &Value) -> PyResult<()> {
    let generator = object.expect::<Generator>();
    if generator.is_running() {
        return Err(already_executing(vm, generator));
    }
    if generator.state() == State::Created && !value.is_none() {
        let kind = kind_name(vm, object);
        return Err(vm.type_error(format!("can't send non-None value to a just-started {kind}")));
    }
    Ok(())
}

/// GenSend.
pub fn gen_send(vm: &mut Vm, object: &Value, value: Value) -> PyResult<Sent> {
    let generator = object.expect::<Generator>();
    if value.is_none() && starts_quietly(vm) {
        // SAFETY: the generator is alive.
        if let Some(start) = unsafe { generators::start_suspended(vm, generator) } {
            return run_started(vm, start);
        }
    }
    check_send(vm, object, &value)?;
    if generator.state() == State::Finished {
        if vm.is_exact(object, Tp::Coroutine) {
            return Err(reuse(vm));
        }
        return Ok(Sent::Return(Value::NONE));
    }
    match find_leaf(generator) {
        Ok(leaf) => {
            push_chain(vm, generator, leaf, Return::Native, 0)?;
            give(vm, value);
            run_chain(vm, None)
        }
        Err(above) => {
            let raised = already_executing(vm, above);
            push_chain(vm, generator, above, Return::Native, 0)?;
            run_chain(vm, Some(raised))
        }
    }
}

/// GenSend of None by native code that wants the next item: where nothing is out of the ordinary, the record is pushed
/// and the loop entered at once.
pub fn gen_next(vm: &mut Vm, object: &Value) -> PyResult<Sent> {
    // SAFETY: the object is a generator, and alive; what `is_ready` says is what `push` wants.
    let start = unsafe {
        let generator = object.expect_unchecked::<Generator>();
        if !generators::is_ready(vm, generator) || !starts_quietly(vm) {
            return gen_send(vm, object, Value::NONE);
        }
        generators::start_native(vm, generator)
    };
    run_started(vm, start)
}

/// Nobody observes, and the host's stack has room: the loop may be entered without ceremony.
fn starts_quietly(vm: &mut Vm) -> bool {
    !vm.observed() && !vm.observing && vm.check_host_stack().is_ok()
}

/// Runs what native code resumed by a handler's means.
fn run_started(vm: &mut Vm, start: At) -> PyResult<Sent> {
    vm.native_depth += 1;
    let mut result = crate::handlers::run_at(vm, start);
    if vm.observed() {
        // Somebody began to observe meanwhile.
        vm.heap.signal(taipan_heap::Pending::Observers);
        if matches!(result, Ok(Exit::Switch)) {
            result = run(vm);
        }
    }
    vm.native_depth -= 1;
    sent(result?)
}

fn sent(exit: Exit) -> PyResult<Sent> {
    match exit {
        Exit::Yield(value) => Ok(Sent::Yield(value)),
        Exit::Return(value) => Ok(Sent::Return(value)),
        Exit::Switch => unreachable!("`observe::run` goes on in the other loop"),
    }
}

/// Runs the chain that was just pushed, raising first where it is suspended if so asked.
fn run_chain(vm: &mut Vm, raised: Option<Raised>) -> PyResult<Sent> {
    vm.native_depth += 1;
    let result = run_chain_inner(vm, raised);
    vm.native_depth -= 1;
    sent(result?)
}

fn run_chain_inner(vm: &mut Vm, raised: Option<Raised>) -> PyResult<Exit> {
    if let Err(full) = vm.check_host_stack() {
        unwind(vm, full)?;
    } else if let Some(raised) = raised {
        // SAFETY: there is a running activation, of a generator; its links are alive.
        unsafe {
            let record = &mut *vm.stack.current;
            let depth = (&*record.generator).depth.get();
            record.set_thrown(depth + 1);
        }
        // The context is what the generator itself handles, not what its resumer does.
        let handled = vm.handled.clone();
        taipan_objects::exception::chain(vm, &raised.0, &handled);
        // SAFETY: the pc of a live frame is an instruction.
        let (op, ..) = unsafe { operands((*vm.stack.current).pc) };
        match observe::entered_by_throw(vm, &raised) {
            // A StopIteration that comes to a SEND is its result, wherever it comes from.
            Ok(()) if op == Op::SEND && vm.is_raised(&raised, Tp::StopIteration) => {
                let value = vm.stop_value(&raised.0);
                complete_send(vm, value);
            }
            Ok(()) => unwind(vm, raised)?,
            Err(new) => unwind(vm, new)?,
        }
    }
    run(vm)
}
