//! The ops of delegation in their full meaning: what `yield from`, `await` and `async for` ask of an object, and SEND.

use super::{check_send, enter_link, find_leaf, give, refuse, replace, yield_value};
use crate::flow::Flow;
use crate::insn::Insn;
use crate::observe;
use taipan_bytecode::CodeFlags;
use taipan_objects::code::Code;
use taipan_objects::generator::{Generator, State, as_link};
use taipan_objects::{PyResult, Sent, Tp, Value, Vm};

pub fn get_yield_from_iter(vm: &mut Vm, insn: &Insn) -> PyResult<()> {
    let object = insn.take(insn.b);
    let value = if vm.is_exact(&object, Tp::Coroutine) {
        let allowed = CodeFlags::COROUTINE | CodeFlags::ITERABLE_COROUTINE;
        if !insn.code().flags.intersects(allowed) {
            return Err(vm.type_error("cannot 'yield from' a coroutine object in a non-coroutine generator"));
        }
        object
    } else if vm.is_exact(&object, Tp::Generator) {
        object
    } else {
        vm.iter(&object)?
    };
    insn.set(insn.a, value);
    Ok(())
}

/// Whether it is a generator of a function that `types.coroutine` was applied to.
fn is_iterable_coroutine(object: &Value) -> bool {
    object.shape() == Tp::Generator as u32
        && object
            .downcast_exact::<Generator>()
            .is_some_and(|g| g.code.expect::<Code>().flags.contains(CodeFlags::ITERABLE_COROUTINE))
}

/// The iterator that `await object` delegates to.
pub fn awaitable(vm: &mut Vm, object: &Value) -> PyResult<Option<Value>> {
    if vm.is_exact(object, Tp::Coroutine) {
        return Ok(Some(object.clone()));
    }
    if is_iterable_coroutine(object) {
        return Ok(Some(object.clone()));
    }
    let Some(method) = vm.type_of(object).slots().r#await else { return Ok(None) };
    let result = method(vm, object)?;
    checked_awaitable(vm, result).map(Some)
}

/// What `__await__()` gave, if it may be that.
pub fn checked_awaitable(vm: &mut Vm, result: Value) -> PyResult {
    if vm.is_exact(&result, Tp::Coroutine) || is_iterable_coroutine(&result) {
        return Err(vm.type_error("__await__() returned a coroutine"));
    }
    if vm.type_of(&result).slots().next.is_none() {
        let text = format!("__await__() returned non-iterator of type '{}'", vm.type_name(&result));
        return Err(vm.type_error(text));
    }
    Ok(result)
}

pub fn get_awaitable(vm: &mut Vm, insn: &Insn) -> PyResult<()> {
    let object = insn.take(insn.b);
    let Some(iterator) = awaitable(vm, &object)? else {
        let name = vm.type_name(&object);
        let text = match insn.c {
            1 => format!(
                "'async with' received an object from __aenter__ that does not implement __await__: {name}"
            ),
            2 => format!(
                "'async with' received an object from __aexit__ that does not implement __await__: {name}"
            ),
            _ => format!("'{name}' object can't be awaited"),
        };
        return Err(vm.type_error(text));
    };
    if vm.is_exact(&iterator, Tp::Coroutine) && iterator.expect::<Generator>().awaiting().is_some() {
        return Err(vm.runtime_error("coroutine is being awaited already"));
    }
    insn.set(insn.a, iterator);
    Ok(())
}

pub fn get_aiter(vm: &mut Vm, insn: &Insn) -> PyResult<()> {
    let object = insn.take(insn.b);
    let Some(method) = vm.type_of(&object).slots().aiter else {
        let text =
            format!("'async for' requires an object with __aiter__ method, got {}", vm.type_name(&object));
        return Err(vm.type_error(text));
    };
    let iterator = method(vm, &object)?;
    if vm.type_of(&iterator).slots().anext.is_none() {
        let text = format!(
            "'async for' received an object from __aiter__ that does not implement __anext__: {}",
            vm.type_name(&iterator)
        );
        return Err(vm.type_error(text));
    }
    insn.set(insn.a, iterator);
    Ok(())
}

pub fn get_anext(vm: &mut Vm, insn: &Insn) -> PyResult<()> {
    let iterator = insn.peek(insn.b);
    let Some(method) = vm.type_of(&iterator).slots().anext else {
        let text = format!(
            "'async for' requires an iterator with __anext__ method, got {}",
            vm.type_name(&iterator)
        );
        return Err(vm.type_error(text));
    };
    let result = method(vm, &iterator)?;
    let wanted = match awaitable(vm, &result) {
        Ok(Some(wanted)) => Ok(wanted),
        Ok(None) => {
            let text = format!("'{}' object can't be awaited", vm.type_name(&result));
            Err(vm.type_error(text))
        }
        Err(raised) => Err(raised),
    };
    match wanted {
        Ok(wanted) => {
            insn.set(insn.a, wanted);
            Ok(())
        }
        Err(cause) => {
            let text =
                format!("'async for' received an invalid object from __anext__: {}", vm.type_name(&result));
            let raised = vm.type_error(text);
            taipan_objects::exception::set_context(vm, &raised.0, cause.0.clone());
            taipan_objects::exception::set_cause(vm, &raised.0, cause.0);
            Err(raised)
        }
    }
}

/// SEND: links a generator or coroutine that has no parent; anything else is asked by its protocol.
pub fn send(vm: &mut Vm, insn: &Insn) -> PyResult<Flow> {
    let receiver = insn.peek(insn.a);
    let value = insn.take_out(insn.b);
    if let Some(link) = as_link(&receiver)
        && link.parent().is_null()
        && !link.active.get()
        && matches!(link.state(), State::Created | State::Suspended | State::Delegating)
    {
        check_send(vm, &receiver, &value)?;
        // SAFETY: there is a running activation, of a generator: SEND stands in no other code.
        let own = unsafe { &*(*vm.stack.current).generator };
        if vm.stack.is_full() {
            refuse(vm, link);
            return Err(vm.recursion_error(""));
        }
        link.depth.set(own.depth.get() + 1);
        link.set_parent(own);
        own.link.set(link);
        match find_leaf(link) {
            Ok(leaf) => {
                let links = (leaf.depth.get() - own.depth.get()) as usize;
                if !vm.stack.allows(links) {
                    own.release_link();
                    refuse(vm, link);
                    return Err(vm.recursion_error(""));
                }
                if vm.observing {
                    observe::mark_chain(leaf, link);
                }
                own.set_state(State::Delegating);
                // SAFETY: there is a running activation.
                own.pc.set(unsafe { (*vm.stack.current).pc });
                let handled = std::mem::replace(&mut vm.handled, Value::NULL);
                drop(replace(vm, &own.handled, handled));
                vm.stack.lengthen(links);
                enter_link(vm, leaf);
                give(vm, value);
                return Ok(Flow::Reload);
            }
            Err(_) => own.release_link(),
        }
    }
    let sent = send_to(vm, &receiver, value)?;
    match sent {
        Sent::Yield(value) => {
            drop(receiver);
            // SAFETY: the value's word is owned; the frame stays at this SEND.
            unsafe { yield_value(vm, value.into_raw()) }
        }
        Sent::Return(value) => {
            let asynchronous = [Tp::AsyncGenASend, Tp::AsyncGenAThrow, Tp::AnextAwaitable];
            if vm.observing && asynchronous.iter().any(|&tp| vm.is_exact(&receiver, tp)) {
                // What ends these is a StopIteration, which who observes sees.
                let stop = vm.stop_iteration_exact(&value);
                drop(observe::raised(vm, stop));
            }
            drop(receiver);
            insn.set(insn.b, value);
            insn.set(insn.a, Value::NULL);
            Ok(Flow::Go(insn.next))
        }
    }
}

/// One step of any iterator: `send` where there is something to send, else `next`.
fn send_to(vm: &mut Vm, receiver: &Value, value: Value) -> PyResult<Sent> {
    let slots = vm.type_of(receiver).slots();
    let result = if let Some(send) = slots.awaited.or(slots.send) {
        return match send(vm, receiver, &value) {
            Err(raised) if vm.is_raised(&raised, Tp::StopIteration) => {
                Ok(Sent::Return(vm.stop_value(&raised.0)))
            }
            other => other,
        };
    } else if value.is_none() && slots.next.is_some() {
        let next = slots.next;
        match next.map_or(Ok(None), |next| next(vm, receiver)) {
            Ok(Some(value)) => return Ok(Sent::Yield(value)),
            Ok(None) => return Ok(Sent::Return(Value::NONE)),
            Err(raised) => Err(raised),
        }
    } else {
        let name = vm.names.send.clone();
        match vm.get_attr(receiver, &name) {
            Ok(send) => vm.call(&send, std::slice::from_ref(&value)),
            Err(raised) => Err(raised),
        }
    };
    match result {
        Ok(value) => Ok(Sent::Yield(value)),
        Err(raised) if vm.is_raised(&raised, Tp::StopIteration) => Ok(Sent::Return(vm.stop_value(&raised.0))),
        Err(raised) => Err(raised),
    }
}
