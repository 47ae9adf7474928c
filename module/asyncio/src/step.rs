//! The step of a task: its coroutine runs until it suspends or ends, and what it gave decides how the task goes on.
//! docs/asyncio.md shows the whole as a state machine.

use crate::callback::Callback;
use crate::future::{self, Phase, bit};
use crate::state::{self, get, invalid_state};
use crate::task;
use crate::{call_soon, running, trace};
use taipan_native::{PyResult, Raised, Tp, Value, Vm};
use taipan_objects::native::{GetSet, TypeSpec, getter};
use taipan_objects::native_class::NO_SHAPE;
use taipan_objects::slots::Slots;
use taipan_objects::{Args, Guarded, Payload, Sent, Tracer};

/// A step as the task of its loop: enters it, runs it, leaves it.
pub fn step(vm: &mut Vm, object: &Value, exception: Option<Value>) -> PyResult<()> {
    let event_loop = task::own(object).future.event_loop.get(vm).clone();
    running::enter_task(vm, &event_loop, object)?;
    let result = run(vm, object, exception);
    let left = running::leave_task(vm, &event_loop, object);
    match (result, left) {
        (Err(raised), Err(later)) => {
            taipan_objects::exception::chain(vm, &later.0, &raised.0);
            Err(later)
        }
        (Err(raised), Ok(())) => Err(raised),
        (Ok(()), left) => left,
    }
}

/// The step itself, of the current task.
pub fn run(vm: &mut Vm, object: &Value, exception: Option<Value>) -> PyResult<()> {
    let own = task::own(object);
    if own.future.is_done() {
        let exception = exception.unwrap_or(Value::NONE);
        let text = format!("__step(): already done: {} {}", vm.repr_text(object)?, vm.repr_text(&exception)?);
        return Err(invalid_state(vm, &text));
    }
    let mut exception = exception;
    if own.future.has(bit::MUST_CANCEL) {
        let cancels = match &exception {
            Some(exception) => state::is_cancelled_error(vm, exception),
            None => false,
        };
        if !cancels {
            exception = Some(future::make_cancelled_error(vm, &own.future)?);
        }
        own.future.set(bit::MUST_CANCEL, false);
    }
    drop(std::mem::replace(own.waits_for.get_mut(vm), Value::NULL));
    let coroutine = own.coroutine.get(vm).clone();
    if coroutine.is_null() {
        return Err(vm.runtime_error("uninitialized Task object"));
    }
    if trace::is_on(vm) {
        trace::step(vm, object, exception.as_ref());
    }
    let sent = match exception {
        None => send(vm, &coroutine),
        Some(exception) => throw(vm, &coroutine, exception),
    };
    drop(coroutine);
    match sent {
        Ok(Sent::Yield(value)) => suspended(vm, object, value),
        Ok(Sent::Return(value)) if own.future.has(bit::MUST_CANCEL) => {
            drop(value);
            // It was cancelled right before it ended.
            own.future.set(bit::MUST_CANCEL, false);
            let message = own.future.cancel_message(vm);
            future::cancel(vm, object, message)?;
            Ok(())
        }
        Ok(Sent::Return(value)) => future::set_result(vm, object, value),
        Err(Raised(error)) if state::is_cancelled_error(vm, &error) => {
            own.future.set_cancelled_error(vm, error);
            future::cancel(vm, object, Value::NULL)?;
            Ok(())
        }
        Err(raised) => {
            future::set_exception(vm, object, &raised.0)?;
            let leaves =
                vm.is_raised(&raised, Tp::KeyboardInterrupt) || vm.is_raised(&raised, Tp::SystemExit);
            if leaves { Err(raised) } else { Ok(()) }
        }
    }
}

/// Whether it is a coroutine or a generator, of the builtin classes.
#[inline]
fn is_generator(vm: &Vm, object: &Value) -> bool {
    vm.is_exact(object, Tp::Coroutine) || vm.is_exact(object, Tp::Generator)
}

/// `coroutine.send(None)`.
fn send(vm: &mut Vm, coroutine: &Value) -> PyResult<Sent> {
    if is_generator(vm, coroutine) {
        return (vm.interp.gen_send)(vm, coroutine, Value::NONE);
    }
    let slots = vm.type_of(coroutine).slots();
    let result = match (slots.send, slots.next) {
        (Some(send), _) => return send(vm, coroutine, &Value::NONE),
        (None, Some(next)) => match next(vm, coroutine) {
            Ok(Some(value)) => return Ok(Sent::Yield(value)),
            Ok(None) => return Ok(Sent::Return(Value::NONE)),
            Err(raised) => Err(raised),
        },
        (None, None) => vm.call_method(coroutine, "send", &[Value::NONE]),
    };
    ended(vm, result)
}

/// `coroutine.throw(exception)`.
fn throw(vm: &mut Vm, coroutine: &Value, exception: Value) -> PyResult<Sent> {
    if is_generator(vm, coroutine) {
        let given = exception.clone();
        return (vm.interp.gen_throw)(vm, coroutine, exception, std::slice::from_ref(&given));
    }
    let result = vm.call_method(coroutine, "throw", &[exception]);
    ended(vm, result)
}

fn ended(vm: &mut Vm, result: PyResult) -> PyResult<Sent> {
    match result {
        Ok(value) => Ok(Sent::Yield(value)),
        Err(raised) if vm.is_raised(&raised, Tp::StopIteration) => Ok(Sent::Return(vm.stop_value(&raised.0))),
        Err(raised) => Err(raised),
    }
}

/// The coroutine yielded `value`.
fn suspended(vm: &mut Vm, object: &Value, value: Value) -> PyResult<()> {
    if trace::is_on(vm) {
        trace::suspended(vm, object, &value);
    }
    if value.is_none() {
        return call_soon::step(vm, object, None);
    }
    if value.is(object) {
        let text = format!("Task cannot await on itself: {}", vm.repr_text(object)?);
        return fail(vm, object, &text);
    }
    let own = task::own(object);
    if future::is_exact(vm, &value) {
        let awaited = future::own(&value);
        if !awaited.event_loop.get(vm).is(own.future.event_loop.get(vm)) {
            return other_loop(vm, object, &value);
        }
        if !awaited.has(bit::BLOCKING) {
            return not_awaited(vm, object, &value);
        }
        awaited.set(bit::BLOCKING, false);
        future::note_waiter(vm, awaited);
        future::add_callback(vm, &value, Callback::wake(object.clone()))?;
        return wait(vm, object, value);
    }
    let name = vm.intern("_asyncio_future_blocking");
    let blocking = vm.find_attr(&value, &name)?.filter(|blocking| !blocking.is_none());
    let Some(blocking) = blocking else {
        let text = if vm.is_exact(&value, Tp::Generator) {
            format!(
                "yield was used instead of yield from for generator in task {} with {}",
                vm.repr_text(object)?,
                vm.repr_text(&value)?
            )
        } else {
            format!("Task got bad yield: {}", vm.repr_text(&value)?)
        };
        return fail(vm, object, &text);
    };
    let blocking = vm.truth(&blocking)?;
    let event_loop = call_soon::loop_of_any(vm, &value)?;
    if !event_loop.is(own.future.event_loop.get(vm)) {
        return other_loop(vm, object, &value);
    }
    if !blocking {
        return not_awaited(vm, object, &value);
    }
    vm.set_attr(&value, &name, Some(&Value::FALSE))?;
    let wakeup = crate::callback::bound_wakeup(vm, object)?;
    let context = task::context_object(vm, own);
    state::call_method_with(vm, &value, "add_done_callback", &[wakeup], &[("context", context)])?;
    wait(vm, object, value)
}

/// The task waits for `value`, whose callback it is.
fn wait(vm: &mut Vm, object: &Value, value: Value) -> PyResult<()> {
    let own = task::own(object);
    let old = std::mem::replace(own.waits_for.get_mut(vm), value.clone());
    drop(old);
    if own.future.has(bit::MUST_CANCEL) {
        let message = own.future.cancel_message(vm);
        if task::cancel_any(vm, &value, &message)? {
            own.future.set(bit::MUST_CANCEL, false);
        }
    }
    Ok(())
}

#[cold]
fn other_loop(vm: &mut Vm, object: &Value, value: &Value) -> PyResult<()> {
    let text = format!(
        "Task {} got Future {} attached to a different loop",
        vm.repr_text(object)?,
        vm.repr_text(value)?
    );
    fail(vm, object, &text)
}

#[cold]
fn not_awaited(vm: &mut Vm, object: &Value, value: &Value) -> PyResult<()> {
    let text = format!(
        "yield was used instead of yield from in task {} with {}",
        vm.repr_text(object)?,
        vm.repr_text(value)?
    );
    fail(vm, object, &text)
}

/// The next step throws a RuntimeError into the coroutine.
#[cold]
fn fail(vm: &mut Vm, object: &Value, text: &str) -> PyResult<()> {
    let text = vm.new_str(text);
    let error = taipan_objects::exception::new(vm, Tp::RuntimeError, &[text]);
    call_soon::step(vm, object, Some(error))
}

/// What the task waited for is done: it goes on with the outcome.
pub fn wake(vm: &mut Vm, object: &Value, done: &Value) -> PyResult<()> {
    if trace::is_on(vm) {
        trace::woken(vm, object, done);
    }
    let native = future::is_exact(vm, done);
    let own = task::own(object);
    if own.waits_for.get(vm).is(done) {
        // The edge of who awaits whom ends here; the result of anything else may still look.
        drop(std::mem::replace(own.waits_for.get_mut(vm), Value::NULL));
    }
    if native && future::own(done).phase() == Phase::Returned {
        return step(vm, object, None);
    }
    let outcome = if native { future::result(vm, done) } else { vm.call_method(done, "result", &[]) };
    step(vm, object, outcome.err().map(|raised| raised.0))
}

/// `Task.task_wakeup(future)`.
pub fn wakeup_method(vm: &mut Vm, a: &[Value]) -> PyResult {
    wake(vm, &a[0], &a[1])?;
    Ok(Value::NONE)
}

// ---- the step as an object ----

/// The payload of `TaskStepMethWrapper`: a step that Python may call.
pub struct StepWrapper {
    task: Guarded<Value>,
    /// NULL: none.
    exception: Guarded<Value>,
}

// SAFETY: both are visited once.
unsafe impl Payload for StepWrapper {
    const NAME: &'static str = "TaskStepMethWrapper";
    const SHAPE: u32 = NO_SHAPE;
    fn trace(&self, visit: Tracer<'_>) {
        // SAFETY: the collector runs while nobody borrows.
        unsafe {
            visit(&*self.task.as_ptr());
            visit(&*self.exception.as_ptr());
        }
    }
    fn clear(&self) {
        // SAFETY: as above.
        unsafe {
            drop(std::mem::replace(&mut *self.task.as_ptr(), Value::NULL));
            drop(std::mem::replace(&mut *self.exception.as_ptr(), Value::NULL));
        }
    }
}

pub fn wrapper(vm: &mut Vm, task: &Value, exception: Option<Value>) -> Value {
    let class = get(vm, |s| &s.step_wrapper);
    let exception = exception.unwrap_or(Value::NULL);
    vm.new_object(
        &class,
        StepWrapper { task: Guarded::new(task.clone()), exception: Guarded::new(exception) },
    )
}

fn call(vm: &mut Vm, object: &Value, args: Args<'_>) -> PyResult {
    if !args.names.is_empty() {
        return Err(vm.type_error("function takes no keyword arguments"));
    }
    if !args.all.is_empty() {
        return Err(vm.type_error("function takes no positional arguments"));
    }
    let own = object.expect::<StepWrapper>();
    let task = own.task.get(vm).clone();
    let exception = own.exception.get(vm).clone().non_null();
    if task.is_null() {
        return Ok(Value::NONE);
    }
    step(vm, &task, exception)?;
    Ok(Value::NONE)
}

const GETSET: &[GetSet] = &[getter("__self__", |vm, object| {
    let task = object.expect::<StepWrapper>().task.get(vm).clone();
    Ok(task.non_null().unwrap_or(Value::NONE))
})];

pub fn wrapper_spec() -> TypeSpec {
    TypeSpec {
        slots: Slots { call: Some(call), ..Slots::default() },
        getset: GETSET,
        is_final: true,
        no_new: true,
        ..TypeSpec::default()
    }
}
