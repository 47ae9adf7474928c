//! `_asyncio.Future` as Python sees it.

use crate::callback::{self, Callback};
use crate::future::{self, Future, Phase, bit, own};
use crate::iterator;
use crate::state::get;
use taipan_module_contextvars as contextvars;
use taipan_native::{Args, NativeDef, PyResult, Value, Vm, class_method, method};
use taipan_objects::native::{GetSet, TypeSpec, getset, getter};
use taipan_objects::slots::Slots;

/// What the class of an object is called in messages about its arguments.
pub fn call_name(name: &str, given: usize, wanted: usize) -> String {
    let plural = if wanted == 1 { "" } else { "s" };
    match wanted {
        0 => format!("{name}() takes no positional arguments"),
        _ => format!("{name}() takes exactly {wanted} positional argument{plural} ({given} given)"),
    }
}

fn new(vm: &mut Vm, class: &Value, _: Args<'_>) -> PyResult {
    Ok(vm.new_object(class, Future::new()))
}

fn init(vm: &mut Vm, object: &Value, args: Args<'_>) -> PyResult<()> {
    let given = args.positionals().len();
    if given > 0 {
        return Err(vm.type_error(call_name("Future", given, 0)));
    }
    let mut event_loop = Value::NULL;
    for (name, value) in args.keywords() {
        match &*vm.text(name) {
            "loop" => event_loop = value.clone(),
            other => {
                let text = format!("Future() got an unexpected keyword argument '{other}'");
                return Err(vm.type_error(text));
            }
        }
    }
    future::initialize(vm, object, &event_loop)
}

fn repr(vm: &mut Vm, object: &Value) -> PyResult {
    future::loop_of(vm, own(object))?;
    let repr = get(vm, |s| &s.future_repr);
    vm.call(&repr, std::slice::from_ref(object))
}

/// `__del__`: an exception that nobody has asked for is told to the loop.
pub fn finalize(vm: &mut Vm, object: &Value) -> PyResult<()> {
    let own = own(object);
    own.set(bit::FINALIZED, true);
    if !own.has(bit::UNSEEN) {
        return Ok(());
    }
    own.set(bit::UNSEEN, false);
    let class = vm.type_of(object).value();
    let name = vm.get_attr_str(&class, "__name__")?;
    let message = format!("{} exception was never retrieved", vm.text(&name));
    let message = vm.new_str(&message);
    let mut context = vec![("message", message), ("exception", own.outcome(vm)), ("future", object.clone())];
    if let Some(source) = own.source(vm).non_null() {
        context.push(("source_traceback", source));
    }
    let event_loop = own.event_loop.get(vm).clone();
    future::tell_loop(vm, &event_loop, &context);
    Ok(())
}

/// Bound as `self, fn, context`.
pub fn add_done_callback(vm: &mut Vm, a: &[Value]) -> PyResult {
    let context = if a[2].is_null() { contextvars::snapshot(vm) } else { a[2].clone() };
    future::add_callback(vm, &a[0], Callback::call(a[1].clone(), context))?;
    Ok(Value::NONE)
}

fn state(vm: &mut Vm, object: &Value) -> PyResult {
    let own = own(object);
    future::loop_of(vm, own)?;
    Ok(vm.intern(match own.phase() {
        Phase::Pending => "PENDING",
        Phase::Cancelled => "CANCELLED",
        Phase::Returned | Phase::Raised => "FINISHED",
    }))
}

fn callbacks(vm: &mut Vm, object: &Value) -> PyResult {
    let own = own(object);
    future::loop_of(vm, own)?;
    let all = own.callbacks.all(vm);
    if all.is_empty() {
        return Ok(Value::NONE);
    }
    let mut shown = Vec::with_capacity(all.len());
    for callback in all {
        let (what, context) = callback.shown(vm)?;
        shown.push(vm.new_tuple(vec![what, context]));
    }
    Ok(vm.new_list(shown))
}

fn outcome_of(vm: &mut Vm, object: &Value, phase: Phase) -> PyResult {
    let own = own(object);
    future::loop_of(vm, own)?;
    Ok(if own.phase() == phase { own.outcome(vm) } else { Value::NONE })
}

fn exception_attribute(vm: &mut Vm, object: &Value) -> PyResult {
    let shown = outcome_of(vm, object, Phase::Raised)?;
    if !shown.is_none() {
        future::seen(vm, object);
    }
    Ok(shown)
}

fn set_blocking(vm: &mut Vm, object: &Value, value: Option<&Value>) -> PyResult<()> {
    future::loop_of(vm, own(object))?;
    let value = required(vm, "_asyncio_future_blocking", object, value)?;
    let on = vm.truth(&value)?;
    own(object).set(bit::BLOCKING, on);
    Ok(())
}

fn set_log_traceback(vm: &mut Vm, object: &Value, value: Option<&Value>) -> PyResult<()> {
    let value = required(vm, "_log_traceback", object, value)?;
    if vm.truth(&value)? {
        return Err(vm.value_error("_log_traceback can only be set to False"));
    }
    future::seen(vm, object);
    Ok(())
}

/// The value an attribute is set to; it cannot be deleted.
pub fn required(vm: &mut Vm, name: &str, object: &Value, value: Option<&Value>) -> PyResult {
    match value {
        Some(value) => Ok(value.clone()),
        None => {
            let class = vm.type_name(object);
            let text = format!("attribute '{name}' of '{class}' objects cannot be deleted");
            Err(vm.raise(taipan_native::Tp::AttributeError, text))
        }
    }
}

fn awaited_by(vm: &mut Vm, object: &Value) -> PyResult {
    let all = future::awaited_by(vm, object);
    if all.is_empty() && !own(object).has(bit::MANY) { Ok(Value::NONE) } else { vm.new_frozenset(all) }
}

/// The attributes that tasks share.
pub const GETSET: &[GetSet] = &[
    getter("_state", state),
    getset(
        "_asyncio_future_blocking",
        |_, object| Ok(Value::from_bool(own(object).has(bit::BLOCKING))),
        set_blocking,
    ),
    getter("_loop", |vm, object| {
        Ok(own(object).event_loop.get(vm).clone().non_null().unwrap_or(Value::NONE))
    }),
    getter("_callbacks", callbacks),
    getter("_result", |vm, object| outcome_of(vm, object, Phase::Returned)),
    getter("_exception", exception_attribute),
    getset(
        "_log_traceback",
        |vm, object| {
            future::loop_of(vm, own(object))?;
            Ok(Value::from_bool(own(object).has(bit::UNSEEN)))
        },
        set_log_traceback,
    ),
    getter("_source_traceback", |vm, object| Ok(own(object).source(vm).non_null().unwrap_or(Value::NONE))),
    getset(
        "_cancel_message",
        |vm, object| Ok(own(object).cancel_message(vm).non_null().unwrap_or(Value::NONE)),
        |vm, object, value| {
            let value = required(vm, "_cancel_message", object, value)?;
            own(object).set_cancel_message(vm, value);
            Ok(())
        },
    ),
    getter("_asyncio_awaited_by", awaited_by),
];

pub const RESULT: NativeDef = method(
    "result",
    "($self, /)",
    |vm, a| future::result(vm, &a[0]),
    "Return the result this future represents.\n\nIf the future has been cancelled, raises CancelledError.  If the\nfuture's result isn't yet available, raises InvalidStateError.  If\nthe future is done and has an exception set, this exception is\nraised.",
);
pub const EXCEPTION: NativeDef = method(
    "exception",
    "($self, /)",
    |vm, a| future::exception_of(vm, &a[0]),
    "Return the exception that was set on this future.\n\nThe exception (or None if no exception was set) is returned only if\nthe future is done.  If the future has been cancelled, raises\nCancelledError.  If the future isn't done yet, raises\nInvalidStateError.",
);
pub const ADD_DONE_CALLBACK: NativeDef = method(
    "add_done_callback",
    "($self, fn, /, *, context=<unrepresentable>)",
    add_done_callback,
    "Add a callback to be run when the future becomes done.\n\nThe callback is called with a single argument - the future object.\nIf the future is already done when this is called, the callback is\nscheduled with call_soon.",
);
pub const REMOVE_DONE_CALLBACK: NativeDef = method(
    "remove_done_callback",
    "($self, fn, /)",
    |vm, a| {
        future::loop_of(vm, own(&a[0]))?;
        let count = callback::remove(vm, &a[0], &a[1])?;
        Ok(vm.new_int(count as i64))
    },
    "Remove all instances of a callback from the \"call when done\" list.\n\nReturns the number of callbacks removed.",
);
pub const CANCELLED: NativeDef = method(
    "cancelled",
    "($self, /)",
    |_, a| Ok(Value::from_bool(own(&a[0]).phase() == Phase::Cancelled)),
    "Return True if the future was cancelled.",
);
pub const DONE: NativeDef = method(
    "done",
    "($self, /)",
    |_, a| Ok(Value::from_bool(own(&a[0]).is_done())),
    "Return True if the future is done.\n\nDone means either that a result / exception are available, or that\nthe future was cancelled.",
);

pub fn make_cancelled_error(vm: &mut Vm, a: &[Value]) -> PyResult {
    future::make_cancelled_error(vm, own(&a[0]))
}

static METHODS: &[NativeDef] = &[
    RESULT,
    EXCEPTION,
    method(
        "set_result",
        "($self, result, /)",
        |vm, a| {
            future::set_result(vm, &a[0], a[1].clone())?;
            Ok(Value::NONE)
        },
        "Mark the future done and set its result.\n\nIf the future is already done when this method is called, raises\nInvalidStateError.",
    ),
    method(
        "set_exception",
        "($self, exception, /)",
        |vm, a| {
            future::set_exception(vm, &a[0], &a[1])?;
            Ok(Value::NONE)
        },
        "Mark the future done and set an exception.\n\nIf the future is already done when this method is called, raises\nInvalidStateError.",
    ),
    ADD_DONE_CALLBACK,
    REMOVE_DONE_CALLBACK,
    method(
        "cancel",
        "($self, /, msg=None)",
        |vm, a| {
            future::loop_of(vm, own(&a[0]))?;
            Ok(Value::from_bool(future::cancel(vm, &a[0], a[1].clone())?))
        },
        "Cancel the future and schedule callbacks.\n\nIf the future is already done or cancelled, return False.\nOtherwise, change the future's state to cancelled, schedule the\ncallbacks and return True.",
    ),
    CANCELLED,
    DONE,
    method(
        "get_loop",
        "($self, /)",
        |vm, a| future::loop_of(vm, own(&a[0])),
        "Return the event loop the Future is bound to.",
    ),
    method(
        "_make_cancelled_error",
        "($self, /)",
        make_cancelled_error,
        "Create the CancelledError to raise if the Future is cancelled.\n\nThis should only be called once when handling a cancellation since\nit erases the context exception value.",
    ),
    class_method(
        "__class_getitem__",
        "($type, object, /)",
        taipan_objects::set::class_getitem,
        "Futures are generic over the type of their results",
    ),
];

pub fn spec() -> TypeSpec {
    TypeSpec {
        slots: Slots {
            new: Some(new),
            init: Some(init),
            repr: Some(repr),
            finalize: Some(finalize),
            iter: Some(iterator::iterate),
            r#await: Some(iterator::iterate),
            awaited: Some(iterator::send_to_future),
            ..Slots::default()
        },
        methods: METHODS,
        getset: GETSET,
        doc: Some(
            "Future(*, loop=None)\n--\n\nThis class is *almost* compatible with concurrent.futures.Future.\n\n    Differences:\n\n    - result() and exception() do not take a timeout argument and\n      raise an exception when the future isn't done yet.\n\n    - Callbacks registered with add_done_callback() are always called\n      via the event loop's call_soon_threadsafe().\n\n    - This class is not compatible with the wait() and as_completed()\n      methods in the concurrent.futures package.",
        ),
        ..TypeSpec::default()
    }
}
