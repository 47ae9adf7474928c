//! `_asyncio.Task` as Python sees it.

use crate::future::{self, Phase, bit, own};
use crate::future_class::{self, call_name, required};
use crate::iterator;
use crate::state::get;
use crate::task::{self, Given, Task};
use taipan_native::{Args, NativeDef, PyResult, Value, Vm, class_method, method};
use taipan_objects::native::{GetSet, TypeSpec, getset, getter};
use taipan_objects::slots::Slots;

fn new(vm: &mut Vm, class: &Value, _: Args<'_>) -> PyResult {
    Ok(vm.new_object(class, Task::new()))
}

fn init(vm: &mut Vm, object: &Value, args: Args<'_>) -> PyResult<()> {
    let positionals = args.positionals();
    if positionals.len() > 1 {
        return Err(vm.type_error(call_name("Task", positionals.len(), 1)));
    }
    let mut given = Given {
        coroutine: positionals.first().cloned().unwrap_or(Value::NULL),
        event_loop: Value::NULL,
        name: Value::NULL,
        context: Value::NULL,
        eager: false,
    };
    for (name, value) in args.keywords() {
        match &*vm.text(name) {
            "coro" if given.coroutine.is_null() => given.coroutine = value.clone(),
            "coro" => {
                let text = "argument for Task() given by name ('coro') and position (1)";
                return Err(vm.type_error(text));
            }
            "loop" => given.event_loop = value.clone(),
            "name" => given.name = value.clone(),
            "context" => given.context = value.clone(),
            "eager_start" => given.eager = vm.truth(value)?,
            other => {
                let text = format!("Task() got an unexpected keyword argument '{other}'");
                return Err(vm.type_error(text));
            }
        }
    }
    if given.coroutine.is_null() {
        return Err(vm.type_error("Task() missing required argument 'coro' (pos 1)"));
    }
    task::initialize(vm, object, given)
}

fn repr(vm: &mut Vm, object: &Value) -> PyResult {
    future::loop_of(vm, own(object))?;
    let repr = get(vm, |s| &s.task_repr);
    vm.call(&repr, std::slice::from_ref(object))
}

/// `__del__`: the death of a pending task, and an exception that nobody has asked for, are told to the loop.
pub fn finalize(vm: &mut Vm, object: &Value) -> PyResult<()> {
    let own = object.expect::<Task>();
    own.link.leave();
    let future = &own.future;
    if future.phase() == Phase::Pending && future.has(bit::TELL_DEATH) && future.is_initialized(vm) {
        let message = vm.new_str("Task was destroyed but it is pending!");
        let mut context = vec![("task", object.clone()), ("message", message)];
        if let Some(source) = future.source(vm).non_null() {
            context.push(("source_traceback", source));
        }
        let event_loop = future.event_loop.get(vm).clone();
        future::tell_loop(vm, &event_loop, &context);
    }
    future_class::finalize(vm, object)
}

fn set_tell_death(vm: &mut Vm, object: &Value, value: Option<&Value>) -> PyResult<()> {
    let value = required(vm, "_log_destroy_pending", object, value)?;
    let on = vm.truth(&value)?;
    own(object).set(bit::TELL_DEATH, on);
    Ok(())
}

fn or_none(value: Value) -> PyResult {
    Ok(value.non_null().unwrap_or(Value::NONE))
}

fn coroutine(vm: &mut Vm, object: &Value) -> PyResult {
    or_none(object.expect::<Task>().coroutine.get(vm).clone())
}

const GETSET: &[GetSet] = &[
    getset(
        "_log_destroy_pending",
        |_, object| Ok(Value::from_bool(own(object).has(bit::TELL_DEATH))),
        set_tell_death,
    ),
    getter("_must_cancel", |_, object| Ok(Value::from_bool(own(object).has(bit::MUST_CANCEL)))),
    getter("_coro", coroutine),
    getter("_fut_waiter", |vm, object| or_none(object.expect::<Task>().waits_for.get(vm).clone())),
];

fn refuse(vm: &mut Vm, what: &str) -> PyResult {
    Err(vm.runtime_error(format!("Task does not support {what} operation")))
}

static METHODS: &[NativeDef] = &[
    future_class::RESULT,
    future_class::EXCEPTION,
    future_class::ADD_DONE_CALLBACK,
    future_class::REMOVE_DONE_CALLBACK,
    future_class::CANCELLED,
    future_class::DONE,
    method("set_result", "($self, result, /)", |vm, _| refuse(vm, "set_result"), ""),
    method("set_exception", "($self, exception, /)", |vm, _| refuse(vm, "set_exception"), ""),
    method(
        "cancel",
        "($self, /, msg=None)",
        |vm, a| Ok(Value::from_bool(task::cancel(vm, &a[0], a[1].clone())?)),
        "Request that this task cancel itself.\n\nThis arranges for a CancelledError to be thrown into the\nwrapped coroutine on the next cycle through the event loop.\nThe coroutine then has a chance to clean up or even deny\nthe request using try/except/finally.\n\nUnlike Future.cancel, this does not guarantee that the\ntask will be cancelled: the exception might be caught and\nacted upon, delaying cancellation of the task or preventing\ncancellation completely.  The task may also return a value or\nraise a different exception.\n\nImmediately after this method is called, Task.cancelled() will\nnot return True (unless the task was already cancelled).  A\ntask will be marked as cancelled when the wrapped coroutine\nterminates with a CancelledError exception (even if cancel()\nwas not called).\n\nThis also increases the task's count of cancellation requests.",
    ),
    method(
        "cancelling",
        "($self, /)",
        |vm, a| Ok(vm.new_int(own(&a[0]).cancels.get().into())),
        "Return the count of the task's cancellation requests.\n\nThis count is incremented when .cancel() is called\nand may be decremented using .uncancel().",
    ),
    method(
        "uncancel",
        "($self, /)",
        |vm, a| Ok(vm.new_int(task::uncancel(a[0].expect::<Task>()).into())),
        "Decrement the task's count of cancellation requests.\n\nThis should be used by tasks that catch CancelledError\nand wish to continue indefinitely until they are cancelled again.\n\nReturns the remaining number of cancellation requests.",
    ),
    method(
        "get_stack",
        "($self, /, *, limit=None)",
        |vm, a| {
            let function = get(vm, |s| &s.task_get_stack);
            let limit = or_none(a[1].clone())?;
            vm.call(&function, &[a[0].clone(), limit])
        },
        "Return the list of stack frames for this task's coroutine.\n\nIf the coroutine is not done, this returns the stack where it is\nsuspended.  If the coroutine has completed successfully or was\ncancelled, this returns an empty list.  If the coroutine was\nterminated by an exception, this returns the list of traceback\nframes.\n\nThe frames are always ordered from oldest to newest.\n\nThe optional limit gives the maximum number of frames to\nreturn; by default all available frames are returned.  Its\nmeaning differs depending on whether a stack or a traceback is\nreturned: the newest frames of a stack are returned, but the\noldest frames of a traceback are returned.  (This matches the\nbehavior of the traceback module.)\n\nFor reasons beyond our control, only one stack frame is\nreturned for a suspended coroutine.",
    ),
    method(
        "print_stack",
        "($self, /, *, limit=None, file=None)",
        |vm, a| {
            let function = get(vm, |s| &s.task_print_stack);
            let (limit, file) = (or_none(a[1].clone())?, or_none(a[2].clone())?);
            vm.call(&function, &[a[0].clone(), limit, file])
        },
        "Print the stack or traceback for this task's coroutine.\n\nThis produces output similar to that of the traceback module,\nfor the frames retrieved by get_stack().  The limit argument\nis passed to get_stack().  The file argument is an I/O stream\nto which the output is written; by default output is written\nto sys.stderr.",
    ),
    method(
        "_make_cancelled_error",
        "($self, /)",
        future_class::make_cancelled_error,
        "Create the CancelledError to raise if the Task is cancelled.\n\nThis should only be called once when handling a cancellation since\nit erases the context exception value.",
    ),
    method("get_name", "($self, /)", |vm, a| Ok(task::name(vm, a[0].expect::<Task>())), ""),
    method(
        "set_name",
        "($self, value, /)",
        |vm, a| {
            task::set_name(vm, a[0].expect::<Task>(), &a[1])?;
            Ok(Value::NONE)
        },
        "",
    ),
    method("get_coro", "($self, /)", |vm, a| coroutine(vm, &a[0]), ""),
    method("get_context", "($self, /)", |vm, a| Ok(task::context_object(vm, a[0].expect::<Task>())), ""),
    class_method(
        "__class_getitem__",
        "($type, object, /)",
        taipan_objects::set::class_getitem,
        "Tasks are generic over the return type of their wrapped coroutines",
    ),
    // Taken out again when the module is made: only what a future calls has it.
    method("task_wakeup", "($self, object, /)", crate::step::wakeup_method, ""),
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
            "Task(coro, *, loop=None, name=None, context=None, eager_start=False)\n--\n\nA coroutine wrapped in a Future.",
        ),
        ..TypeSpec::default()
    }
}
