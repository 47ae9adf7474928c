//! The payload of futures and what happens to them: pending, then cancelled, returned or raised, once. A task is a future
//! too ([`of`]).
//!
//! Laws. A future that is done has no callbacks: they were given to its loop, in their order, when it became so. The
//! references a transition replaces are dropped after it is complete.

use crate::callback::{self, Callback};
use crate::gather::Gathering;
use crate::state::{self, get, invalid_state};
use crate::task::Task;
use crate::{call_soon, state::State, trace};
use std::cell::Cell;
use taipan_native::{PyResult, Raised, Tp, Value, Vm};
use taipan_objects::native_class::NO_SHAPE;
use taipan_objects::{Guarded, Payload, Tracer, exception, flags};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    Pending,
    Cancelled,
    Returned,
    Raised,
}

/// Bits of [`Future::bits`].
pub mod bit {
    /// It holds an exception that nobody has asked for.
    pub const UNSEEN: u8 = 1;
    /// `_asyncio_future_blocking`: it was yielded by its own iterator.
    pub const BLOCKING: u8 = 2;
    /// A finalizer has run.
    pub const FINALIZED: u8 = 4;
    /// Of tasks: `_must_cancel`.
    pub const MUST_CANCEL: u8 = 8;
    /// Of tasks: its death while it is pending is told.
    pub const TELL_DEATH: u8 = 16;
    /// Two have waited for it at once: who asks for them gets a set from then on.
    pub const MANY: u8 = 32;
}

#[repr(C)]
pub struct Future {
    phase: Cell<Phase>,
    bits: Cell<u8>,
    /// Of tasks: how often cancellation was asked for and not taken back.
    pub cancels: Cell<u32>,
    /// NULL until it is initialized.
    pub event_loop: Guarded<Value>,
    pub callbacks: callback::List,
    /// What it returned or raised; NULL before.
    result: Guarded<Value>,
    /// Who waits for it, beside the tasks whose `waits_for` it is; others are in `rare`.
    awaited_by: Guarded<Value>,
    rare: Guarded<Option<Box<Rare>>>,
}

/// What few futures have. NULL: nothing.
struct Rare {
    /// The traceback of the exception as it was set.
    traceback: Value,
    cancel_message: Value,
    /// The CancelledError that ended a task, until it is raised again.
    cancelled_error: Value,
    /// The stack where it was made, in debug mode.
    source: Value,
    awaited_by: Vec<Value>,
}

// SAFETY: every field is visited once.
unsafe impl Payload for Future {
    const NAME: &'static str = "Future";
    const SHAPE: u32 = NO_SHAPE;
    fn trace(&self, visit: Tracer<'_>) {
        // SAFETY: the collector runs while nobody borrows.
        unsafe {
            visit(&*self.event_loop.as_ptr());
            visit(&*self.result.as_ptr());
            visit(&*self.awaited_by.as_ptr());
            if let Some(rare) = &*self.rare.as_ptr() {
                [&rare.traceback, &rare.cancel_message, &rare.cancelled_error, &rare.source]
                    .into_iter()
                    .chain(&rare.awaited_by)
                    .for_each(&mut *visit);
            }
        }
        self.callbacks.trace(visit);
    }
    fn clear(&self) {
        // SAFETY: as above.
        unsafe {
            drop(std::mem::replace(&mut *self.event_loop.as_ptr(), Value::NULL));
            drop(std::mem::replace(&mut *self.result.as_ptr(), Value::NULL));
            drop(std::mem::replace(&mut *self.awaited_by.as_ptr(), Value::NULL));
            drop((*self.rare.as_ptr()).take());
        }
        self.callbacks.clear();
    }
}

impl Future {
    pub const fn new() -> Future {
        Future::of_loop(Value::NULL)
    }

    /// One that is initialized, unless the loop is NULL.
    pub const fn of_loop(event_loop: Value) -> Future {
        Future {
            phase: Cell::new(Phase::Pending),
            bits: Cell::new(0),
            cancels: Cell::new(0),
            event_loop: Guarded::new(event_loop),
            callbacks: callback::List::new(),
            result: Guarded::new(Value::NULL),
            awaited_by: Guarded::new(Value::NULL),
            rare: Guarded::new(None),
        }
    }

    #[inline(always)]
    pub fn phase(&self) -> Phase {
        self.phase.get()
    }

    #[inline(always)]
    pub fn is_done(&self) -> bool {
        self.phase.get() != Phase::Pending
    }

    #[inline(always)]
    pub fn has(&self, bit: u8) -> bool {
        self.bits.get() & bit != 0
    }

    #[inline(always)]
    pub fn set(&self, bit: u8, on: bool) {
        self.bits.set(if on { self.bits.get() | bit } else { self.bits.get() & !bit });
    }

    /// What it returned or raised.
    pub fn outcome(&self, vm: &Vm) -> Value {
        self.result.get(vm).clone()
    }

    pub fn is_initialized(&self, vm: &Vm) -> bool {
        !self.event_loop.get(vm).is_null()
    }

    fn rare_mut<'a>(&'a self, vm: &'a mut Vm) -> &'a mut Rare {
        let nothing = || Rare {
            traceback: Value::NULL,
            cancel_message: Value::NULL,
            cancelled_error: Value::NULL,
            source: Value::NULL,
            awaited_by: Vec::new(),
        };
        self.rare.get_mut(vm).get_or_insert_with(|| Box::new(nothing()))
    }

    fn rarely(&self, vm: &Vm, field: fn(&Rare) -> &Value) -> Value {
        self.rare.get(vm).as_deref().map_or(Value::NULL, |rare| field(rare).clone())
    }

    /// `_cancel_message`; NULL for none.
    pub fn cancel_message(&self, vm: &Vm) -> Value {
        self.rarely(vm, |rare| &rare.cancel_message)
    }

    pub fn set_cancel_message(&self, vm: &mut Vm, message: Value) {
        let message = if message.is_none() { Value::NULL } else { message };
        if message.is_null() && self.rare.get(vm).is_none() {
            return;
        }
        let old = std::mem::replace(&mut self.rare_mut(vm).cancel_message, message);
        drop(old);
    }

    pub fn set_cancelled_error(&self, vm: &mut Vm, error: Value) {
        let old = std::mem::replace(&mut self.rare_mut(vm).cancelled_error, error);
        drop(old);
    }

    /// `_source_traceback`; NULL for none.
    pub fn source(&self, vm: &Vm) -> Value {
        self.rarely(vm, |rare| &rare.source)
    }
}

/// The future that an object of our classes is.
#[inline]
pub fn of(object: &Value) -> Option<&Future> {
    if let Some(task) = object.downcast::<Task>() {
        return Some(&task.data.future);
    }
    match object.downcast::<Future>() {
        Some(future) => Some(&future.data),
        None => object.downcast::<Gathering>().map(|gathering| &gathering.data.future),
    }
}

/// The future that an object of our classes is, which the caller knows it to be.
#[inline(always)]
pub fn own(object: &Value) -> &Future {
    debug_assert!(of(object).is_some());
    // SAFETY: the payloads of all three classes begin with the future.
    unsafe { &object.expect_unchecked::<Future>().data }
}

const _: () =
    assert!(std::mem::offset_of!(Task, future) == 0 && std::mem::offset_of!(Gathering, future) == 0);

/// Whether an object is a future or task of our classes themselves, none derived from them.
#[inline]
pub fn is_exact(vm: &mut Vm, object: &Value) -> bool {
    let State { future_shape, task_shape, .. } = *vm.state::<State>();
    let shape = object.shape();
    shape == task_shape || shape == future_shape || (of(object).is_some() && is_exact_otherwise(vm, object))
}

/// One with attributes of its own, perhaps.
#[cold]
fn is_exact_otherwise(vm: &mut Vm, object: &Value) -> bool {
    let State { future, task, .. } = vm.state::<State>();
    let (future, task) = (future.clone(), task.clone());
    state::is_exactly(vm, object, &task) || state::is_exactly(vm, object, &future)
}

/// Gives the loop of a future.
///
/// # Errors
/// RuntimeError where it is not initialized.
pub fn loop_of(vm: &mut Vm, future: &Future) -> PyResult {
    let event_loop = future.event_loop.get(vm).clone();
    if event_loop.is_null() {
        return Err(vm.runtime_error("Future object is not initialized."));
    }
    Ok(event_loop)
}

/// A new future of a plain loop.
pub fn make(vm: &mut Vm, event_loop: &Value) -> Value {
    let class = state::get(vm, |s| &s.future);
    let made = vm.new_object(&class, Future::of_loop(event_loop.clone()));
    quiet(vm, &made);
    if trace::is_on(vm) {
        trace::future_made(vm, &made);
    }
    made
}

/// `Future.__init__`. An object that was one before becomes new.
pub fn initialize(vm: &mut Vm, object: &Value, event_loop: &Value) -> PyResult<()> {
    let own = own(object);
    let event_loop = if event_loop.is_null() || event_loop.is_none() {
        crate::running::get_event_loop(vm)?
    } else {
        event_loop.clone()
    };
    own.phase.set(Phase::Pending);
    own.bits.set(own.bits.get() & bit::FINALIZED);
    let old = (
        std::mem::replace(own.event_loop.get_mut(vm), event_loop.clone()),
        std::mem::replace(own.result.get_mut(vm), Value::NULL),
        own.rare.get_mut(vm).take(),
        own.callbacks.take(vm),
    );
    drop(old);
    quiet(vm, object);
    if trace::is_on(vm) {
        trace::future_made(vm, object);
    }
    if !call_soon::is_plain(vm, &event_loop) {
        let debug = vm.call_method(&event_loop, "get_debug", &[])?;
        if vm.truth(&debug)? {
            let extract = get(vm, |s| &s.extract_stack);
            let source = vm.call(&extract, &[])?;
            own.rare_mut(vm).source = source;
        }
    }
    Ok(())
}

/// Whether the class's finalizer is the one of the native classes, which has nothing to do while nothing is to be told.
fn finalizes_natively(vm: &Vm, object: &Value) -> bool {
    let finalize = vm.type_of(object).slots().finalize.map(|f| f as usize);
    finalize == Some(crate::future_class::finalize as *const () as usize)
        || finalize == Some(crate::task_class::finalize as *const () as usize)
}

/// Nothing need be told when it dies: then its death is that of any object.
pub fn quiet(vm: &Vm, object: &Value) {
    if finalizes_natively(vm, object)
        && let Some(header) = object.header()
    {
        header.set_flag(flags::FINALIZED);
    }
}

/// Something must be told when it dies as it is.
pub fn loud(vm: &Vm, object: &Value) {
    if !own(object).has(bit::FINALIZED)
        && finalizes_natively(vm, object)
        && let Some(header) = object.header()
    {
        header.clear_flag(flags::FINALIZED);
    }
}

/// It is done: its callbacks go to the loop.
fn settle(vm: &mut Vm, object: &Value, phase: Phase, result: Value) -> PyResult<()> {
    let own = own(object);
    own.phase.set(phase);
    let old = std::mem::replace(own.result.get_mut(vm), result);
    if let Some(task) = object.downcast::<Task>() {
        task.link.leave();
        quiet(vm, object);
    }
    drop(old);
    if trace::is_on(vm) {
        trace::done(vm, object);
    }
    callback::schedule(vm, object)
}

fn check_pending(vm: &mut Vm, own: &Future) -> PyResult<()> {
    loop_of(vm, own)?;
    if own.is_done() {
        return Err(invalid_state(vm, "invalid state"));
    }
    Ok(())
}

/// `set_result`.
pub fn set_result(vm: &mut Vm, object: &Value, result: Value) -> PyResult<()> {
    check_pending(vm, own(object))?;
    settle(vm, object, Phase::Returned, result)
}

/// `set_exception`, given an exception or a class of exceptions.
pub fn set_exception(vm: &mut Vm, object: &Value, given: &Value) -> PyResult<()> {
    let own = own(object);
    check_pending(vm, own)?;
    let mut error = given.clone();
    if exception::is_exception_class(given) {
        error = vm.call(given, &[])?;
        if own.is_done() {
            return Err(invalid_state(vm, "invalid state"));
        }
    }
    if !exception::is_exception(&error) {
        return Err(vm.type_error("invalid exception object"));
    }
    if vm.is_instance(&error, Tp::StopIteration) {
        let text = "StopIteration interacts badly with generators and cannot be raised into a Future";
        let other = exception::new(vm, Tp::RuntimeError, &[vm.new_str(text)]);
        exception::set_cause(vm, &other, error.clone());
        exception::set_context(vm, &other, error);
        error = other;
    }
    let traceback = exception::traceback(vm, &error);
    if !traceback.is_null() && !traceback.is_none() {
        own.rare_mut(vm).traceback = traceback;
    }
    settle(vm, object, Phase::Raised, error)?;
    own.set(bit::UNSEEN, true);
    loud(vm, object);
    Ok(())
}

/// Nobody need be told of its exception any more.
pub fn seen(vm: &Vm, object: &Value) {
    let own = own(object);
    if own.has(bit::UNSEEN) {
        own.set(bit::UNSEEN, false);
        quiet(vm, object);
    }
}

/// `Future.cancel`. The message may be NULL.
pub fn cancel(vm: &mut Vm, object: &Value, message: Value) -> PyResult<bool> {
    let own = own(object);
    seen(vm, object);
    if own.is_done() {
        return Ok(false);
    }
    own.set_cancel_message(vm, message);
    settle(vm, object, Phase::Cancelled, Value::NULL)?;
    Ok(true)
}

/// The CancelledError that a cancelled future raises: the one that ended its task, once; then new ones.
///
/// # Errors
/// What the class raises.
pub fn make_cancelled_error(vm: &mut Vm, own: &Future) -> PyResult {
    let saved = own.rarely(vm, |rare| &rare.cancelled_error);
    if !saved.is_null() {
        own.set_cancelled_error(vm, Value::NULL);
        return Ok(saved);
    }
    let class = get(vm, |s| &s.cancelled_error);
    match own.cancel_message(vm).non_null() {
        Some(message) => vm.call(&class, &[message]),
        None => vm.call(&class, &[]),
    }
}

fn cancelled(vm: &mut Vm, own: &Future) -> Raised {
    match make_cancelled_error(vm, own) {
        Ok(error) => Raised(error),
        Err(raised) => raised,
    }
}

/// What it returned; `Err` is what it raised, or that it has not ended.
pub fn result(vm: &mut Vm, object: &Value) -> PyResult {
    let own = own(object);
    match own.phase() {
        Phase::Returned => Ok(own.result.get(vm).clone()),
        Phase::Raised => {
            seen(vm, object);
            let error = own.result.get(vm).clone();
            let traceback = own.rarely(vm, |rare| &rare.traceback);
            exception::set_traceback(vm, &error, traceback);
            Err(state::raised(vm, error))
        }
        Phase::Cancelled => Err(cancelled(vm, own)),
        Phase::Pending if own.is_initialized(vm) => Err(invalid_state(vm, "Result is not set.")),
        Phase::Pending => Err(invalid_state(vm, "Future object is not initialized.")),
    }
}

/// The exception it raised, or None.
pub fn exception_of(vm: &mut Vm, object: &Value) -> PyResult {
    let own = own(object);
    match own.phase() {
        Phase::Returned => Ok(Value::NONE),
        Phase::Raised => {
            seen(vm, object);
            Ok(own.result.get(vm).clone())
        }
        Phase::Cancelled => Err(cancelled(vm, own)),
        Phase::Pending if own.is_initialized(vm) => Err(invalid_state(vm, "Exception is not set.")),
        Phase::Pending => Err(invalid_state(vm, "Future object is not initialized.")),
    }
}

/// Adds a callback, or gives it to the loop at once.
pub fn add_callback(vm: &mut Vm, object: &Value, callback: Callback) -> PyResult<()> {
    let own = own(object);
    if !own.is_initialized(vm) {
        return Err(vm.runtime_error("uninitialized Future object"));
    }
    if own.is_done() {
        return callback::schedule_one(vm, object, callback);
    }
    own.callbacks.push(vm, callback);
    Ok(())
}

// ---- who waits for it ----

/// Somebody is about to wait for it: is there another already?
pub fn note_waiter(vm: &Vm, own: &Future) {
    if !own.awaited_by.get(vm).is_null() || own.callbacks.wakes_first(vm) {
        own.set(bit::MANY, true);
    }
}

/// `future_add_to_awaited_by`.
pub fn add_awaited_by(vm: &mut Vm, future: &Value, waiter: &Value) {
    let (Some(own), Some(_)) = (of(future), of(waiter)) else { return };
    note_waiter(vm, own);
    if own.awaited_by.get(vm).is_null() {
        *own.awaited_by.get_mut(vm) = waiter.clone();
    } else if !own.awaited_by.get(vm).is(waiter)
        && !own.rare_mut(vm).awaited_by.iter().any(|known| known.is(waiter))
    {
        own.rare_mut(vm).awaited_by.push(waiter.clone());
    }
}

/// `future_discard_from_awaited_by`.
pub fn discard_awaited_by(vm: &mut Vm, future: &Value, waiter: &Value) {
    let Some(own) = of(future) else { return };
    if own.awaited_by.get(vm).is(waiter) {
        let next = own.rare.get_mut(vm).as_mut().and_then(|rare| rare.awaited_by.pop());
        let gone = std::mem::replace(own.awaited_by.get_mut(vm), next.unwrap_or(Value::NULL));
        drop(gone);
    } else if let Some(rare) = own.rare.get_mut(vm)
        && let Some(place) = rare.awaited_by.iter().position(|known| known.is(waiter))
    {
        let gone = rare.awaited_by.swap_remove(place);
        drop(gone);
    }
}

/// Everybody who waits for it: the tasks that were suspended on it, found among all tasks, and who was added.
pub fn awaited_by(vm: &mut Vm, object: &Value) -> Vec<Value> {
    let mut all = vm.state::<State>().tasks.tasks();
    all.retain(|task| task.expect::<Task>().waits_for.get(vm).is(object));
    let own = own(object);
    all.extend(own.awaited_by.get(vm).clone().non_null());
    all.extend(own.rare.get(vm).iter().flat_map(|rare| rare.awaited_by.iter().cloned()));
    all
}

/// Tells the loop of something through its exception handler, where nobody can be told by an exception.
pub fn tell_loop(vm: &mut Vm, event_loop: &Value, context: &[(&str, Value)]) {
    let dict = vm.new_dict();
    for (key, value) in context {
        let _ = vm.dict_set_str(&dict, key, value.clone());
    }
    let told = match vm.get_attr_str(event_loop, "call_exception_handler") {
        Ok(method) => vm.call(&method, &[dict]).map_err(|raised| (raised, method)),
        Err(raised) => Err((raised, event_loop.clone())),
    };
    if let Err((raised, function)) = told {
        let text = "Exception ignored while calling asyncio function";
        vm.unraisable(raised, Some(text), &function);
    }
}
