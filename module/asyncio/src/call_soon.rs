//! How callbacks come to an event loop: by the loop's own `call_soon`, whatever it is.

use crate::state::{self, State, get};
use crate::task::Task;
use crate::{callback, future, step};
use taipan_module_contextvars as contextvars;
use taipan_native::{Args, PyResult, Value, Vm};

/// Whether a loop is one whose `get_debug()` is known to be false.
pub fn is_plain(_: &mut Vm, _: &Value) -> bool {
    false
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
    let method = vm.get_attr_str(event_loop, "call_soon")?;
    let mut all: smallvec::SmallVec<[Value; 4]> = smallvec::smallvec![what.clone()];
    all.extend(argument.cloned());
    all.push(context);
    let name = vm.intern("context");
    vm.call_args(&method, Args { all: &all, names: std::slice::from_ref(&name) })?;
    Ok(())
}

/// The next step of a task comes soon; an exception is thrown into it there.
pub fn step(vm: &mut Vm, task: &Value, exception: Option<Value>) -> PyResult<()> {
    let own = task.expect::<Task>();
    let event_loop = future::loop_of(vm, &own.future)?;
    let wrapper = step::wrapper(vm, task, exception);
    let context = crate::task::context_object(vm, own);
    call(vm, &event_loop, &wrapper, None, context)
}

/// A future that a task waits for is done: the task goes on soon.
pub fn wake(vm: &mut Vm, task: &Value, done: &Value) -> PyResult<()> {
    let event_loop = future::loop_of(vm, future::own(done))?;
    let wakeup = callback::bound_wakeup(vm, task)?;
    let context = crate::task::context_object(vm, task.expect::<Task>());
    call(vm, &event_loop, &wakeup, Some(done), context)
}

/// The loop that a future-like object belongs to: `get_loop()`, else `_loop`.
pub fn loop_of_any(vm: &mut Vm, object: &Value) -> PyResult {
    let State { future, task, .. } = vm.state::<State>();
    let (future, task) = (future.clone(), task.clone());
    if state::is_exactly(vm, object, &future) || state::is_exactly(vm, object, &task) {
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
