//! The payload of tasks, and what happens to them beside their steps (`step`): making, cancelling.
//!
//! Laws. `waits_for` is what the task was suspended on, from that step to its next; it stands for the edge of the graph of
//! who awaits whom. A task in the registry is not done.

use crate::future::{self, Future, bit};
use crate::plain::Part;
use crate::registry::Link;
use crate::state::State;
use crate::{call_soon, running, step, trace};
use std::cell::Cell;
use taipan_module_contextvars as contextvars;
use taipan_native::{PyResult, Value, Vm};
use taipan_objects::native_class::NO_SHAPE;
use taipan_objects::{Guarded, Obj, Payload, Tp, Tracer};

#[repr(C)]
pub struct Task {
    pub future: Future,
    /// NULL before it is initialized, and after an eager start that came to the end.
    pub coroutine: Guarded<Value>,
    /// A context, or the copy of one that nobody has looked at.
    pub context: Guarded<Value>,
    /// `_fut_waiter`; NULL: none.
    pub waits_for: Guarded<Value>,
    /// A str, or NULL where its number is its name.
    name: Guarded<Value>,
    number: Cell<u64>,
    pub link: Link,
}

// SAFETY: every field is visited once; the link refers to nothing.
unsafe impl Payload for Task {
    const NAME: &'static str = "Task";
    const SHAPE: u32 = NO_SHAPE;
    fn trace(&self, visit: Tracer<'_>) {
        self.future.trace(visit);
        for field in self.fields() {
            // SAFETY: the collector runs while nobody borrows.
            visit(unsafe { &*field.as_ptr() });
        }
    }
    fn clear(&self) {
        self.future.clear();
        for field in self.fields() {
            // SAFETY: as above.
            drop(std::mem::replace(unsafe { &mut *field.as_ptr() }, Value::NULL));
        }
    }
}

/// The task that an object of our classes is, which the caller knows it to be.
#[inline(always)]
pub fn own(object: &Value) -> &Obj<Task> {
    debug_assert!(object.downcast::<Task>().is_some());
    // SAFETY: the caller's word, which the class's methods and the shapes of entries give.
    unsafe { object.expect_unchecked::<Task>() }
}

impl Task {
    pub const fn new() -> Task {
        Task {
            future: Future::new(),
            coroutine: Guarded::new(Value::NULL),
            context: Guarded::new(Value::NULL),
            waits_for: Guarded::new(Value::NULL),
            name: Guarded::new(Value::NULL),
            number: Cell::new(0),
            link: Link::new(),
        }
    }

    fn fields(&self) -> [&Guarded<Value>; 4] {
        [&self.coroutine, &self.context, &self.waits_for, &self.name]
    }
}

/// Its context, as an object.
pub fn context_object(vm: &mut Vm, own: &Task) -> Value {
    let context = own.context.get(vm).clone();
    if context.is_null() {
        return Value::NONE;
    }
    let context =
        if vm.running_task.downcast::<Task>().is_none_or(|running| !std::ptr::eq(&running.data, own))
            || contextvars::is_object(vm, &context)
        {
            contextvars::whole(vm, context)
        } else if vm.step_context.is_null() {
            contextvars::current(vm)
        } else {
            vm.step_context.clone()
        };
    *own.context.get_mut(vm) = context.clone();
    context
}

/// Runs a step in the task's context, which is an object afterwards if anybody has looked at it.
#[inline]
pub fn in_context(vm: &mut Vm, own: &Task, run: impl FnOnce(&mut Vm) -> PyResult<()>) -> PyResult<()> {
    let outer = contextvars::enter(vm, own.context.get(vm).clone())?;
    let outer_step = std::mem::replace(&mut vm.step_context, Value::NULL);
    let ran = run(vm);
    drop(std::mem::replace(&mut vm.step_context, outer_step));
    let context = contextvars::leave(vm, outer);
    if !own.context.get(vm).is(&context) {
        drop(std::mem::replace(own.context.get_mut(vm), context));
    }
    ran
}

/// `get_name()`.
pub fn name(vm: &mut Vm, own: &Task) -> Value {
    let name = own.name.get(vm).clone();
    if !name.is_null() {
        return name;
    }
    if own.number.get() == 0 {
        return Value::NONE;
    }
    let name = vm.new_str(&format!("Task-{}", own.number.get()));
    *own.name.get_mut(vm) = name.clone();
    name
}

/// `set_name()`.
pub fn set_name(vm: &mut Vm, own: &Task, name: &Value) -> PyResult<()> {
    let name = if vm.is_exact(name, Tp::Str) { name.clone() } else { vm.str(name)? };
    let old = std::mem::replace(own.name.get_mut(vm), name);
    drop(old);
    Ok(())
}

/// What a task is made of; NULL where nothing was given.
pub struct Given {
    pub coroutine: Value,
    pub event_loop: Value,
    pub name: Value,
    pub context: Value,
    pub eager: bool,
}

/// `Task.__init__`.
pub fn initialize(vm: &mut Vm, object: &Value, given: Given) -> PyResult<()> {
    let own = self::own(object);
    own.link.leave();
    future::initialize(vm, object, &given.event_loop)?;
    if !call_soon::is_coroutine(vm, &given.coroutine)? {
        let text = format!("a coroutine was expected, got {}", vm.repr_text(&given.coroutine)?);
        return Err(vm.type_error(text));
    }
    if trace::is_on(vm) {
        trace::task_made(vm, object, &given);
    }
    let context = match given.context {
        context if context.is_null() || context.is_none() => contextvars::snapshot(vm),
        context => context,
    };
    let old = (
        std::mem::replace(own.context.get_mut(vm), context),
        std::mem::replace(own.waits_for.get_mut(vm), Value::NULL),
        std::mem::replace(own.coroutine.get_mut(vm), given.coroutine),
        std::mem::replace(own.name.get_mut(vm), Value::NULL),
    );
    drop(old);
    own.future.cancels.set(0);
    own.future.set(bit::MUST_CANCEL, false);
    own.future.set(bit::TELL_DEATH, true);
    future::loud(vm, object);
    if given.name.is_null() || given.name.is_none() {
        let next = &mut vm.state::<State>().next_name;
        own.number.set(*next);
        *next += 1;
    } else {
        set_name(vm, own, &given.name)?;
    }
    if given.eager {
        let event_loop = own.future.event_loop.get(vm).clone();
        let runs = match crate::plain::of(vm, &event_loop) {
            Some((plain, _)) => !plain.part(&event_loop, Part::Thread).is_none(),
            None => {
                let runs = vm.call_method(&event_loop, "is_running", &[])?;
                vm.truth(&runs)?
            }
        };
        if runs {
            return start_eagerly(vm, object, &event_loop);
        }
    }
    call_soon::step(vm, object, None)?;
    vm.state::<State>().tasks.enter(own);
    Ok(())
}

/// Its first step, at once and in its own context.
fn start_eagerly(vm: &mut Vm, object: &Value, event_loop: &Value) -> PyResult<()> {
    let own = self::own(object);
    if let Some(running) = vm.running_task.clone().downcast::<Task>() {
        context_object(vm, running);
    }
    let before = running::swap_current(vm, event_loop, object)?;
    vm.state::<State>().tasks.enter(own);
    let result = in_context(vm, own, |vm| step::run(vm, object, None));
    let swapped = running::swap_current(vm, event_loop, &before);
    if own.future.is_done() {
        let coroutine = std::mem::replace(own.coroutine.get_mut(vm), Value::NULL);
        drop(coroutine);
    }
    result?;
    swapped?;
    Ok(())
}

/// `Task.cancel()`. The message may be NULL.
pub fn cancel(vm: &mut Vm, object: &Value, message: Value) -> PyResult<bool> {
    let own = self::own(object);
    future::loop_of(vm, &own.future)?;
    future::seen(vm, object);
    if own.future.is_done() {
        return Ok(false);
    }
    if trace::is_on(vm) {
        trace::cancelled(vm, object, &message);
    }
    own.future.cancels.set(own.future.cancels.get().saturating_add(1));
    let waits_for = own.waits_for.get(vm).clone();
    if !waits_for.is_null() && cancel_any(vm, &waits_for, &message)? {
        return Ok(true);
    }
    if trace::is_on(vm) {
        trace::must_cancel(vm, object);
    }
    own.future.set(bit::MUST_CANCEL, true);
    own.future.set_cancel_message(vm, message);
    Ok(true)
}

/// `object.cancel(msg)` of anything that a task waits for.
pub fn cancel_any(vm: &mut Vm, object: &Value, message: &Value) -> PyResult<bool> {
    if future::is_exact(vm, object) {
        return match object.downcast::<Task>() {
            Some(_) => cancel(vm, object, message.clone()),
            None => future::cancel(vm, object, message.clone()),
        };
    }
    let message = if message.is_null() { Value::NONE } else { message.clone() };
    let answer = vm.call_method(object, "cancel", &[message])?;
    vm.truth(&answer)
}

/// `uncancel()`.
pub fn uncancel(own: &Task) -> u32 {
    let left = own.future.cancels.get().saturating_sub(1);
    if own.future.cancels.replace(left) > 0 && left == 0 {
        own.future.set(bit::MUST_CANCEL, false);
    }
    left
}
