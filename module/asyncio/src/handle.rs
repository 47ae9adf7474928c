//! The Handles of the library: instances of its classes `Handle` and `TimerHandle`, made, run and cancelled from here by the
//! places of their slots. What they mean stays in asyncio/events.py.

use crate::future::{self, Phase};
use crate::plain;
use crate::state::{State, get, replace_method, replaced};
use taipan_module_contextvars as contextvars;
use taipan_native::{NativeDef, PyResult, Raised, Tp, Value, Vm, method};
use taipan_objects::attr::{fill_slots, get_slot, get_slots, set_slot};
use taipan_objects::class::Type;
use taipan_objects::tuple::Tuple;
use taipan_objects::{descriptor, object};

/// Where instances of `Handle` keep what; `when` and `scheduled` are TimerHandle's.
#[derive(Clone, Copy, Default)]
pub struct Places {
    pub callback: u16,
    pub args: u16,
    pub cancelled: u16,
    event_loop: u16,
    source: u16,
    repr: u16,
    context: u16,
    pub scheduled: u16,
    pub when: u16,
}

impl Places {
    /// The places, if the classes are as we know them.
    pub fn find(vm: &Vm, handle: &Value, timer: &Value) -> Option<Places> {
        let place = |class: &Value, name: &str| {
            let place = descriptor::slot_place(vm, class.downcast::<Type>()?, &vm.intern(name))?;
            u16::try_from(place).ok()
        };
        Some(Places {
            callback: place(handle, "_callback")?,
            args: place(handle, "_args")?,
            cancelled: place(handle, "_cancelled")?,
            event_loop: place(handle, "_loop")?,
            source: place(handle, "_source_traceback")?,
            repr: place(handle, "_repr")?,
            context: place(handle, "_context")?,
            scheduled: place(timer, "_scheduled")?,
            when: place(timer, "_when")?,
        })
    }
}

fn fill(vm: &mut Vm, class: &Value, event_loop: &Value, what: Value, args: Value, context: Value) -> Value {
    let places = vm.state::<State>().places;
    let made = object::allocate(vm, class);
    let values = [
        (places.callback, what),
        (places.args, args),
        (places.cancelled, Value::FALSE),
        (places.event_loop, event_loop.clone()),
        (places.source, Value::NONE),
        (places.repr, Value::NONE),
        (places.context, context),
    ];
    fill_slots(vm, &made, values);
    made
}

/// `Handle(what, args, event_loop, context)`, outside debug mode.
pub fn make(vm: &mut Vm, event_loop: &Value, what: Value, args: Value, context: Value) -> Value {
    let class = get(vm, |s| &s.handle);
    fill(vm, &class, event_loop, what, args, context)
}

/// `TimerHandle(when, what, args, event_loop, context)`, outside debug mode.
pub fn make_timer(
    vm: &mut Vm,
    event_loop: &Value,
    when: Value,
    what: Value,
    args: Value,
    context: Value,
) -> Value {
    let class = get(vm, |s| &s.timer);
    let made = fill(vm, &class, event_loop, what, args, context);
    let places = vm.state::<State>().places;
    fill_slots(vm, &made, [(places.when, when), (places.scheduled, Value::FALSE)]);
    made
}

// ---- cancel ----

/// `handle.cancel()` of one of the library's own classes and of a plain loop; false, and nothing done, of any other. A timer
/// in the heap is counted where `is_timer`.
fn cancel_plainly(vm: &mut Vm, handle: &Value, is_timer: bool) -> bool {
    let State { handle_shape, timer_shape, places, .. } = *vm.state::<State>();
    let shape = handle.shape();
    if shape != timer_shape && (shape != handle_shape || is_timer) {
        return false;
    }
    let [cancelled, event_loop] = get_slots(vm, handle, [places.cancelled, places.event_loop]);
    if !cancelled.is_false() {
        return cancelled.is_true();
    }
    let Some((plain, _)) = plain::of(vm, &event_loop) else { return false };
    if is_timer {
        let [scheduled] = get_slots(vm, handle, [places.scheduled]);
        if scheduled.is_true() {
            let place = plain.timer_cancelled_count.into();
            let Some(count) = get_slot(vm, &event_loop, place).as_small() else { return false };
            let count = vm.new_int(count + 1);
            drop(set_slot(vm, &event_loop, place, count));
        } else if !scheduled.is_false() {
            return false;
        }
    }
    let now = [(places.cancelled, Value::TRUE), (places.callback, Value::NONE), (places.args, Value::NONE)];
    let old = now.map(|(place, value)| set_slot(vm, handle, place.into(), value));
    drop(old);
    true
}

/// `timer.cancel()` of any object.
pub fn cancel_timer(vm: &mut Vm, timer: &Value) -> PyResult<()> {
    if !cancel_plainly(vm, timer, true) {
        vm.call_method(timer, "cancel", &[])?;
    }
    Ok(())
}

const HANDLE: &str = "Handle.cancel";
const TIMER: &str = "TimerHandle.cancel";

/// The method of that name.
fn cancel(vm: &mut Vm, a: &[Value], name: &str) -> PyResult {
    if cancel_plainly(vm, &a[0], name == TIMER) {
        return Ok(Value::NONE);
    }
    let original = replaced(vm, |s| &s.replaced, name)?;
    vm.call(&original, a)
}

static HANDLE_CANCEL: NativeDef = method("cancel", "($self, /)", |vm, a| cancel(vm, a, HANDLE), "");
static TIMER_CANCEL: NativeDef = method("cancel", "($self, /)", |vm, a| cancel(vm, a, TIMER), "");

/// Puts the native methods into the two classes; what they replace is kept.
pub fn install(vm: &mut Vm, handle: &Value, timer: &Value) -> PyResult<()> {
    replace_method(vm, handle, &HANDLE_CANCEL, HANDLE)?;
    replace_method(vm, timer, &TIMER_CANCEL, TIMER)?;
    Ok(())
}

// ---- run ----

/// Runs a Handle, as the loop does with each entry: unless it is cancelled.
///
/// # Errors
/// KeyboardInterrupt and SystemExit; all else is told to the loop's exception handler.
pub fn run(vm: &mut Vm, event_loop: &Value, handle: &Value) -> PyResult<()> {
    let State { handle_shape, timer_shape, places, .. } = *vm.state::<State>();
    let shape = handle.shape();
    if shape != handle_shape && shape != timer_shape {
        let cancelled = vm.get_attr_str(handle, "_cancelled")?;
        if !vm.truth(&cancelled)? {
            vm.call_method(handle, "_run", &[])?;
        }
        return Ok(());
    }
    let parts = [places.cancelled, places.callback, places.args, places.context];
    let [cancelled, what, args, context] = get_slots(vm, handle, parts);
    if cancelled.raw() != Value::FALSE.raw() && vm.truth(&cancelled)? {
        return Ok(());
    }
    if crate::trace::tells_loop(vm) {
        crate::trace::calls(vm, handle, places);
    }
    let ran = match args.downcast_exact::<Tuple>() {
        Some(args) => match args.items() {
            [sleeper, result] if ends_sleep(vm, &what, sleeper) => end_sleep(vm, sleeper, result),
            args => run_in(vm, context, |vm| vm.call(&what, args)),
        },
        None => vm.call_method(handle, "_run", &[]),
    };
    match ran {
        Ok(_) => Ok(()),
        Err(raised) => failed(vm, event_loop, handle, &what, &args, raised),
    }
}

/// Whether a callback is the library's `_set_result_unless_cancelled` on a future of ours.
fn ends_sleep(vm: &mut Vm, what: &Value, sleeper: &Value) -> bool {
    !vm.observing
        && what.is(&vm.state::<State>().set_result_unless_cancelled)
        && future::is_exact(vm, sleeper)
}

/// What that does.
fn end_sleep(vm: &mut Vm, sleeper: &Value, result: &Value) -> PyResult {
    if future::own(sleeper).phase() != Phase::Cancelled {
        future::set_result(vm, sleeper, result.clone())?;
    }
    Ok(Value::NONE)
}

/// Calls in a context.
fn run_in(vm: &mut Vm, context: Value, call: impl FnOnce(&mut Vm) -> PyResult) -> PyResult {
    let outer = contextvars::enter(vm, context)?;
    let result = call(vm);
    drop(contextvars::leave(vm, outer));
    result
}

/// What a callback raised goes to the loop's exception handler.
#[cold]
pub fn failed(
    vm: &mut Vm,
    event_loop: &Value,
    handle: &Value,
    what: &Value,
    args: &Value,
    raised: Raised,
) -> PyResult<()> {
    if vm.is_raised(&raised, Tp::SystemExit) || vm.is_raised(&raised, Tp::KeyboardInterrupt) {
        return Err(raised);
    }
    // As in an `except` clause: what is raised from here on has it as its context.
    let outer = std::mem::replace(&mut vm.handled, raised.0.clone());
    let told = tell(vm, event_loop, handle, what, args, &raised.0);
    drop(std::mem::replace(&mut vm.handled, outer));
    told
}

fn tell(
    vm: &mut Vm,
    event_loop: &Value,
    handle: &Value,
    what: &Value,
    args: &Value,
    error: &Value,
) -> PyResult<()> {
    let format = get(vm, |s| &s.format_callback);
    let debug = vm.call_method(event_loop, "get_debug", &[])?;
    let name = vm.intern("debug");
    let all = [what.clone(), args.clone(), debug];
    let shown =
        vm.call_args(&format, taipan_native::Args { all: &all, names: std::slice::from_ref(&name) })?;
    let text = format!("Exception in callback {}", vm.text(&shown));
    let context = vm.new_dict();
    let text = vm.new_str(&text);
    vm.dict_set_str(&context, "message", text)?;
    vm.dict_set_str(&context, "exception", error.clone())?;
    vm.dict_set_str(&context, "handle", handle.clone())?;
    let source = vm.get_attr_str(handle, "_source_traceback")?;
    if vm.truth(&source)? {
        vm.dict_set_str(&context, "source_traceback", source)?;
    }
    vm.call_method(event_loop, "call_exception_handler", &[context])?;
    Ok(())
}
