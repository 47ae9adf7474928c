//! How callbacks come to an event loop: by the loop's own `call_soon`, whatever it is.

use crate::callback::Callback;
use crate::plain::Part;
use crate::state::get;
use crate::{future, handle, plain, ready, step, task};
use taipan_module_contextvars as contextvars;
use taipan_native::{Args, PyResult, Value, Vm};

/// Whether a loop is one whose `get_debug()` is known to be false.
#[inline]
pub fn is_plain(vm: &mut Vm, event_loop: &Value) -> bool {
    plain::of(vm, event_loop).is_some()
}

/// The queue of a plain loop that is open.
#[inline]
pub fn queue_of(vm: &mut Vm, event_loop: &Value) -> Option<Value> {
    let (plain, queue) = plain::of(vm, event_loop)?;
    (plain.part(event_loop, Part::Closed).raw() == Value::FALSE.raw()).then_some(queue)
}

/// A handle at the end of the queue of a plain loop.
pub fn push(
    vm: &mut Vm,
    event_loop: &Value,
    queue: &Value,
    what: &Value,
    args: Value,
    context: Value,
) -> Value {
    let handle = handle::make(vm, event_loop, what.clone(), args, context);
    ready::own(queue).push(vm, handle.clone(), Value::NULL);
    handle
}

/// `loop.call_soon(what[, argument], context=context)`.
pub fn call(
    vm: &mut Vm,
    event_loop: &Value,
    what: &Value,
    argument: Option<&Value>,
    context: Value,
) -> PyResult<()> {
    let context = contextvars::whole(vm, context);
    if let Some(queue) = queue_of(vm, event_loop) {
        let args = match argument {
            Some(argument) => vm.new_tuple(vec![argument.clone()]),
            None => vm.empty_tuple.clone(),
        };
        push(vm, event_loop, &queue, what, args, context);
        return Ok(());
    }
    let method = vm.get_attr_str(event_loop, "call_soon")?;
    let mut all: smallvec::SmallVec<[Value; 4]> = smallvec::smallvec![what.clone()];
    all.extend(argument.cloned());
    all.push(context);
    let name = vm.intern("context");
    vm.call_args(&method, Args { all: &all, names: std::slice::from_ref(&name) })?;
    Ok(())
}

/// The next step of a task comes soon; an exception is thrown into it there.
pub fn step(vm: &mut Vm, object: &Value, exception: Option<Value>) -> PyResult<()> {
    let own = task::own(object);
    let event_loop = future::loop_of(vm, &own.future)?;
    if exception.is_none()
        && let Some(queue) = queue_of(vm, &event_loop)
    {
        ready::own(&queue).push(vm, object.clone(), Value::NULL);
        return Ok(());
    }
    let wrapper = step::wrapper(vm, object, exception);
    let context = task::context_object(vm, own);
    call(vm, &event_loop, &wrapper, None, context)
}

/// A future is done that a task waits for, or that a receiver was added to: they get it soon.
pub fn native(vm: &mut Vm, what: &Value, done: &Value) -> PyResult<()> {
    let event_loop = future::loop_of(vm, future::own(done))?;
    if let Some(queue) = queue_of(vm, &event_loop) {
        ready::own(&queue).push(vm, what.clone(), done.clone());
        return Ok(());
    }
    let callback = Callback { what: what.clone(), context: Value::NULL };
    let (what, context) = callback.shown(vm)?;
    call(vm, &event_loop, &what, Some(done), context)
}

/// The loop that a future-like object belongs to: `get_loop()`, else `_loop`.
pub fn loop_of_any(vm: &mut Vm, object: &Value) -> PyResult {
    if future::is_exact(vm, object) {
        return Ok(future::own(object).event_loop.get(vm).clone());
    }
    let name = vm.intern("get_loop");
    match vm.find_attr(object, &name)? {
        Some(method) => vm.call(&method, &[]),
        None => vm.get_attr_str(object, "_loop"),
    }
}

/// Whether something may be a task's coroutine.
pub fn is_coroutine(vm: &mut Vm, object: &Value) -> PyResult<bool> {
    if vm.is_exact(object, taipan_native::Tp::Coroutine) {
        return Ok(true);
    }
    let iscoroutine = get(vm, |s| &s.iscoroutine);
    let answer = vm.call(&iscoroutine, std::slice::from_ref(object))?;
    vm.truth(&answer)
}
