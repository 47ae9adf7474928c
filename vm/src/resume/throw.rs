//! GenThrow and close: exceptions thrown into a chain from outside, the closing of a chain from the inside out, and the
//! death of a generator that may still hold code to run.

use super::{
    already_executing, complete_send, find_leaf, finish, forget_leaves, part_items, push_chain, reuse,
    run_chain, suspend,
};
use crate::flow::{Exit, Flow};
use taipan_objects::code::Code;
use taipan_objects::generator::{Generator, State, as_link, kind_name};
use taipan_objects::stack::Return;
use taipan_objects::trace::Events;
use taipan_objects::{Obj, PyResult, Raised, Sent, Tp, Value, Vm};

/// GenThrow. `given`: the arguments as `throw()` got them, for iterators that are no generators.
pub fn gen_throw(vm: &mut Vm, object: &Value, exception: Value, given: &[Value]) -> PyResult<Sent> {
    throw(vm, object, exception, given, true)
}

/// GenThrow of `athrow()` and `aclose()`: GeneratorExit is thrown like any other exception.
pub fn gen_throw_through(vm: &mut Vm, object: &Value, exception: Value) -> PyResult<Sent> {
    let given = exception.clone();
    throw(vm, object, exception, std::slice::from_ref(&given), false)
}

fn throw(vm: &mut Vm, object: &Value, exception: Value, given: &[Value], closes: bool) -> PyResult<Sent> {
    let generator = object.expect::<Generator>();
    if generator.is_running() {
        return Err(already_executing(vm, generator));
    }
    if generator.state() == State::Finished {
        if vm.is_exact(object, Tp::Coroutine) {
            return Err(reuse(vm));
        }
        return Err(Raised(exception));
    }
    part_items(generator);
    if closes && vm.is_instance(&exception, Tp::GeneratorExit) {
        let error = close_below(vm, generator);
        return throw_here(vm, generator, error.unwrap_or(Raised(exception)));
    }
    match find_leaf(generator) {
        Ok(leaf) => {
            let sub = leaf.awaiting().filter(|s| as_link(s).is_none_or(|l| l.state() != State::Finished));
            match sub {
                Some(sub) => throw_to_iterator(vm, generator, leaf, &sub, exception, given),
                None => {
                    push_chain(vm, generator, leaf, Return::Native, 0)?;
                    run_chain(vm, Some(Raised(exception)))
                }
            }
        }
        Err(above) => {
            let raised = already_executing(vm, above);
            push_chain(vm, generator, above, Return::Native, 0)?;
            run_chain(vm, Some(raised))
        }
    }
}

/// Raises in the frame of `generator` itself, whatever it delegates to.
fn throw_here(vm: &mut Vm, generator: &Obj<Generator>, raised: Raised) -> PyResult<Sent> {
    push_chain(vm, generator, generator, Return::Native, 0)?;
    run_chain(vm, Some(raised))
}

/// The innermost link awaits something that is no link: its `throw` is asked first.
fn throw_to_iterator(
    vm: &mut Vm,
    root: &Obj<Generator>,
    leaf: &Obj<Generator>,
    sub: &Value,
    exception: Value,
    given: &[Value],
) -> PyResult<Sent> {
    push_chain(vm, root, leaf, Return::Native, 0)?;
    let answer = match as_link(sub) {
        Some(_) => match gen_throw(vm, sub, exception.clone(), given) {
            Ok(Sent::Yield(value)) => Some(Ok(value)),
            Ok(Sent::Return(value)) => Some(Err(vm.stop_iteration_exact(&value))),
            Err(raised) => Some(Err(raised)),
        },
        None => {
            let name = vm.names.throw.clone();
            match vm.find_attr(sub, &name) {
                Ok(Some(throw)) => Some(vm.call(&throw, given)),
                Ok(None) => None,
                Err(raised) => Some(Err(raised)),
            }
        }
    };
    match answer {
        None => run_chain(vm, Some(Raised(exception))),
        Some(Ok(value)) => {
            // SAFETY: the value's word is owned.
            match unsafe { suspend_again(vm, value) }? {
                Exit::Yield(value) => Ok(Sent::Yield(value)),
                Exit::Return(value) => Ok(Sent::Return(value)),
                Exit::Switch => unreachable!("a suspended chain is in no loop"),
            }
        }
        Some(Err(raised)) if vm.is_raised(&raised, Tp::StopIteration) => {
            let value = vm.stop_value(&raised.0);
            complete_send(vm, value);
            run_chain(vm, None)
        }
        Some(Err(raised)) => run_chain(vm, Some(raised)),
    }
}

/// What was thrown below came back as a yield: the chain stays where it is.
///
/// # Safety
/// The running activation is a chain pushed for a native caller, at the SEND its link is suspended in.
unsafe fn suspend_again(vm: &mut Vm, value: Value) -> PyResult<Exit> {
    // SAFETY: the caller's promise.
    match unsafe { suspend(vm, value) }? {
        Flow::Exit(exit) => Ok(exit),
        _ => Err(vm.raise(Tp::SystemError, "a native resume yielded elsewhere")),
    }
}

/// Closes everything below `generator`, the innermost first. Gives the error that must be raised in `generator`.
fn close_below(vm: &mut Vm, generator: &Obj<Generator>) -> Option<Raised> {
    let mut links: Vec<Value> = Vec::new();
    let mut at = generator.value();
    loop {
        let Some(sub) = at.expect::<Generator>().awaiting() else { break };
        let is_link = as_link(&sub).is_some();
        links.push(sub.clone());
        if !is_link {
            break;
        }
        at = sub;
    }
    let mut error: Option<Raised> = None;
    for link in links.into_iter().rev() {
        error = match as_link(&link) {
            Some(own) => close_one(vm, own, error).err(),
            None => {
                // The whole chain counts as running while what is below it is closed.
                let active = generator.active.replace(true);
                let closed = close_iterator(vm, &link);
                generator.active.set(active);
                closed.err()
            }
        };
    }
    error
}

/// Calls `close` of an iterator that is no generator, if it has one.
fn close_iterator(vm: &mut Vm, iterator: &Value) -> PyResult<()> {
    let name = vm.names.close.clone();
    let close = match vm.find_attr(iterator, &name) {
        Ok(Some(close)) => close,
        Ok(None) => return Ok(()),
        Err(raised) => {
            vm.unraisable(raised, Some("Exception ignored while closing generator"), iterator);
            return Ok(());
        }
    };
    vm.call(&close, &[]).map(|_| ())
}

/// Whether a generator suspended here can be ended without running it: nothing in it would catch GeneratorExit.
fn has_no_handler(generator: &Obj<Generator>) -> bool {
    let code = generator.code.expect::<Code>();
    code.block.handler(generator.pc_index()).is_none()
}

/// Closes one generator whose delegates are closed; `error`: what their closing raised.
fn close_one(vm: &mut Vm, generator: &Obj<Generator>, error: Option<Raised>) -> PyResult {
    forget_leaves(generator);
    match generator.state() {
        State::Finished => return Ok(Value::NONE),
        State::Created => {
            if vm.traces(Events::GENERATORS) {
                crate::observe::trace::closed(vm, generator);
            }
            let pc = generator.pc_index();
            finish(vm, generator, pc);
            return Ok(Value::NONE);
        }
        _ => {}
    }
    if generator.is_running() {
        return Err(already_executing(vm, generator));
    }
    if error.is_none() && has_no_handler(generator) && !vm.observed() {
        let pc = generator.pc_index();
        let keep = generator.value();
        finish(vm, generator, pc);
        drop(keep);
        return Ok(Value::NONE);
    }
    let raised = match error {
        Some(raised) => raised,
        None => vm.raise_with(Tp::GeneratorExit, Vec::new()),
    };
    match throw_here(vm, generator, raised) {
        Ok(Sent::Return(value)) => Ok(value),
        Ok(Sent::Yield(_)) => {
            let kind = kind_name(vm, &generator.value());
            Err(vm.runtime_error(format!("{kind} ignored GeneratorExit")))
        }
        Err(raised) if vm.is_raised(&raised, Tp::GeneratorExit) => Ok(Value::NONE),
        Err(raised) if vm.is_raised(&raised, Tp::StopIteration) => Ok(vm.stop_value(&raised.0)),
        Err(raised) => Err(raised),
    }
}

/// `close()`.
pub fn gen_close(vm: &mut Vm, object: &Value) -> PyResult {
    let generator = object.expect::<Generator>();
    if generator.is_running() {
        return Err(already_executing(vm, generator));
    }
    part_items(generator);
    let error = if matches!(generator.state(), State::Suspended | State::Delegating) {
        close_below(vm, generator)
    } else {
        None
    };
    close_one(vm, generator, error)
}

/// The death of a generator: a coroutine that was never awaited says so, a suspended one is closed.
pub fn gen_finalize(vm: &mut Vm, object: &Value) {
    let generator = object.expect::<Generator>();
    let state = generator.state();
    if state == State::Finished {
        return;
    }
    if vm.is_exact(object, Tp::AsyncGenerator) {
        let hook = generator.finalizer(vm);
        if !hook.is_null() && !generator.closed.get() && state != State::Created {
            if let Err(raised) = vm.call(&hook, std::slice::from_ref(object)) {
                vm.unraisable(
                    raised,
                    Some("Exception ignored while calling async generator finalizer"),
                    object,
                );
            }
            return;
        }
    }
    if state == State::Created {
        if vm.is_exact(object, Tp::Coroutine) {
            crate::unwind::warn_never_awaited(vm, object);
        }
        let pc = generator.pc_index();
        finish(vm, generator, pc);
        return;
    }
    if let Err(raised) = gen_close(vm, object) {
        vm.unraisable(raised, Some("Exception ignored while closing generator"), object);
    }
}
