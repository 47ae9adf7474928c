//! `gather`, and the future it gives: done when all its children are, or with the first exception.

use crate::future::{self, Future, Phase, bit};
use crate::loop_methods::plain_task;
use crate::plain::Part;
use crate::receiver::{self, Work};
use crate::state::{call_method_with, get, replaced};
use crate::{call_soon, plain, running, task, trace};
use std::cell::Cell;
use taipan_native::{Args, NativeDef, PyResult, Tp, Value, Vm, function, method};
use taipan_objects::native::{GetSet, TypeSpec, getter};
use taipan_objects::native_class::NO_SHAPE;
use taipan_objects::slots::Slots;
use taipan_objects::tuple::Tuple;
use taipan_objects::{Guarded, Payload, Tracer};

/// The payload of `_GatheringFuture`.
#[repr(C)]
pub struct Gathering {
    pub future: Future,
    /// In the order in which they were given; one may stand there twice.
    children: Guarded<Vec<Value>>,
    /// How many there are, each counted once, and how many of them are done.
    count: Cell<usize>,
    finished: Cell<usize>,
    return_exceptions: Cell<bool>,
    cancel_requested: Cell<bool>,
    /// The task that called `gather`, or NULL.
    waiter: Guarded<Value>,
}

// SAFETY: every value is visited once.
unsafe impl Payload for Gathering {
    const NAME: &'static str = "_GatheringFuture";
    const SHAPE: u32 = NO_SHAPE;
    fn trace(&self, visit: Tracer<'_>) {
        self.future.trace(visit);
        // SAFETY: the collector runs while nobody borrows.
        unsafe {
            (*self.children.as_ptr()).iter().for_each(&mut *visit);
            visit(&*self.waiter.as_ptr());
        }
    }
    fn clear(&self) {
        self.future.clear();
        // SAFETY: as above.
        unsafe {
            drop(std::mem::take(&mut *self.children.as_ptr()));
            drop(std::mem::replace(&mut *self.waiter.as_ptr(), Value::NULL));
        }
    }
}

impl Gathering {
    fn new() -> Gathering {
        Gathering {
            future: Future::new(),
            children: Guarded::new(Vec::new()),
            count: Cell::new(0),
            finished: Cell::new(0),
            return_exceptions: Cell::new(false),
            cancel_requested: Cell::new(false),
            waiter: Guarded::new(Value::NULL),
        }
    }

    pub fn children(&self, vm: &Vm) -> Vec<Value> {
        self.children.get(vm).clone()
    }
}

/// Whether an object is a future as asyncio tells: its class has `_asyncio_future_blocking`, and it is not None.
pub fn is_future(vm: &mut Vm, object: &Value) -> PyResult<bool> {
    if future::of(object).is_some() {
        return Ok(true);
    }
    let name = vm.intern("_asyncio_future_blocking");
    let class = vm.get_attr_str(object, "__class__")?;
    if vm.find_attr(&class, &name)?.is_none() {
        return Ok(false);
    }
    let blocking = vm.get_attr(object, &name)?;
    Ok(!blocking.is_none())
}

/// `ensure_future(object, loop=event_loop)`; the loop may be NULL.
pub fn ensure_future(vm: &mut Vm, object: &Value, event_loop: &Value) -> PyResult {
    if vm.is_exact(object, Tp::Coroutine) {
        let event_loop = if event_loop.is_null() { running::get_event_loop(vm)? } else { event_loop.clone() };
        let made = create_task(vm, &event_loop, object);
        if let Err(raised) = &made
            && vm.is_raised(raised, Tp::RuntimeError)
        {
            vm.call_method(object, "close", &[])?;
        }
        return made;
    }
    if is_future(vm, object)? {
        if !event_loop.is_null() && !call_soon::loop_of_any(vm, object)?.is(event_loop) {
            let text = "The future belongs to a different loop than the one specified as the loop argument";
            return Err(vm.value_error(text));
        }
        return Ok(object.clone());
    }
    let event_loop = event_loop.clone().non_null().unwrap_or(Value::NONE);
    let name = vm.intern("loop");
    let all = [object.clone(), event_loop];
    original(vm, "ensure_future", Args { all: &all, names: std::slice::from_ref(&name) })
}

/// `event_loop.create_task(coroutine)`.
fn create_task(vm: &mut Vm, event_loop: &Value, coroutine: &Value) -> PyResult {
    if let Some((plain, _)) = plain::of(vm, event_loop)
        && plain.creates_tasks
        && plain.part(event_loop, Part::Closed).raw() == Value::FALSE.raw()
    {
        return plain_task(vm, event_loop, plain, coroutine);
    }
    vm.call_method(event_loop, "create_task", std::slice::from_ref(coroutine))
}

/// Whether the functions are there that ours do the work of.
pub fn is_unpatched(vm: &mut Vm) -> PyResult<bool> {
    let watched = get(vm, |s| &s.watched);
    for entry in watched.expect::<Tuple>().items() {
        let [dict, name, own] = entry.expect::<Tuple>().items() else { return Ok(false) };
        if !vm.dict_get(dict, name)?.is_some_and(|now| now.is(own)) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Calls the library's own function of that name.
pub fn original(vm: &mut Vm, name: &str, args: Args<'_>) -> PyResult {
    let function = replaced(vm, |s| &s.replaced_functions, name)?;
    vm.call_args(&function, args)
}

/// Bound as `return_exceptions, args`.
fn gather(vm: &mut Vm, a: &[Value]) -> PyResult {
    let args = a[1].clone();
    let args = args.expect::<Tuple>().items();
    if !is_unpatched(vm)? {
        let mut all = args.to_vec();
        let mut names = Vec::new();
        if !a[0].is_null() {
            names.push(vm.intern("return_exceptions"));
            all.push(a[0].clone());
        }
        return original(vm, "gather", Args { all: &all, names: &names });
    }
    if args.is_empty() {
        let event_loop = running::get_event_loop(vm)?;
        let outer = vm.call_method(&event_loop, "create_future", &[])?;
        let empty = vm.new_list(Vec::new());
        vm.call_method(&outer, "set_result", &[empty])?;
        return Ok(outer);
    }
    let return_exceptions = !a[0].is_null() && vm.truth(&a[0])?;
    let mut event_loop = vm.running_loop.clone();
    let waiter = if event_loop.is_null() { Value::NULL } else { vm.running_task.clone() };
    let class = get(vm, |s| &s.gathering);
    let outer = vm.new_object(&class, Gathering::new());
    let own = outer.expect::<Gathering>();
    own.return_exceptions.set(return_exceptions);
    *own.waiter.get_mut(vm) = waiter.clone();
    let receiver = receiver::make(vm, Work::Gather, outer.clone(), Value::NULL);
    let seen = vm.new_dict();
    let mut children = Vec::with_capacity(args.len());
    let mut done = Vec::new();
    for arg in args {
        if let Some(known) = vm.dict_get(&seen, arg)? {
            children.push(known);
            continue;
        }
        let child = ensure_future(vm, arg, &event_loop)?;
        if event_loop.is_null() {
            event_loop = call_soon::loop_of_any(vm, &child)?;
        }
        if !child.is(arg) {
            match future::of(&child) {
                Some(made) => made.set(bit::TELL_DEATH, false),
                None => {
                    let name = vm.intern("_log_destroy_pending");
                    vm.set_attr(&child, &name, Some(&Value::FALSE))?;
                }
            }
        }
        own.count.set(own.count.get() + 1);
        vm.dict_set(&seen, arg, child.clone())?;
        if is_done(vm, &child)? {
            done.push(child.clone());
        } else {
            if !waiter.is_null() {
                future::add_awaited_by(vm, &child, &waiter);
            }
            receiver::add(vm, &child, &receiver)?;
        }
        children.push(child);
    }
    *own.children.get_mut(vm) = children;
    future::initialize(vm, &outer, &event_loop)?;
    if trace::is_on(vm) {
        trace::gathers(vm, &outer);
    }
    for child in done {
        child_done(vm, &outer, &child)?;
    }
    Ok(outer)
}

// ---- futures of any kind ----

pub fn is_done(vm: &mut Vm, object: &Value) -> PyResult<bool> {
    if future::is_exact(vm, object) {
        return Ok(future::own(object).is_done());
    }
    let done = vm.call_method(object, "done", &[])?;
    vm.truth(&done)
}

pub fn is_cancelled(vm: &mut Vm, object: &Value) -> PyResult<bool> {
    if future::is_exact(vm, object) {
        return Ok(future::own(object).phase() == Phase::Cancelled);
    }
    let cancelled = vm.call_method(object, "cancelled", &[])?;
    vm.truth(&cancelled)
}

/// `object.exception()`.
pub fn exception(vm: &mut Vm, object: &Value) -> PyResult {
    if future::is_exact(vm, object) {
        return future::exception_of(vm, object);
    }
    vm.call_method(object, "exception", &[])
}

/// `object.result()`.
pub fn result(vm: &mut Vm, object: &Value) -> PyResult {
    if future::is_exact(vm, object) {
        return future::result(vm, object);
    }
    vm.call_method(object, "result", &[])
}

fn cancelled_error(vm: &mut Vm, object: &Value) -> PyResult {
    if future::is_exact(vm, object) {
        return future::make_cancelled_error(vm, future::own(object));
    }
    vm.call_method(object, "_make_cancelled_error", &[])
}

// ---- the children ----

/// A child of a gathering future is done.
pub fn child_done(vm: &mut Vm, outer: &Value, child: &Value) -> PyResult<()> {
    let own = outer.expect::<Gathering>();
    own.finished.set(own.finished.get() + 1);
    let waiter = own.waiter.get(vm).clone();
    if !waiter.is_null() {
        future::discard_awaited_by(vm, child, &waiter);
    }
    if !own.future.is_initialized(vm) || own.future.is_done() {
        if !is_cancelled(vm, child)? {
            // It counts as retrieved.
            exception(vm, child)?;
        }
        return Ok(());
    }
    if !own.return_exceptions.get() {
        let error =
            if is_cancelled(vm, child)? { cancelled_error(vm, child)? } else { exception(vm, child)? };
        if !error.is_none() {
            if !waiter.is_null() {
                for child in own.children.get(vm).clone() {
                    future::discard_awaited_by(vm, &child, &waiter);
                }
            }
            return future::set_exception(vm, outer, &error);
        }
    }
    if own.finished.get() == own.count.get() { all_done(vm, outer) } else { Ok(()) }
}

fn all_done(vm: &mut Vm, outer: &Value) -> PyResult<()> {
    let own = outer.expect::<Gathering>();
    let children = own.children.get(vm).clone();
    let mut results = Vec::with_capacity(children.len());
    for child in &children {
        results.push(outcome(vm, child)?);
    }
    if own.cancel_requested.get()
        && let Some(last) = children.last()
    {
        let error = cancelled_error(vm, last)?;
        return future::set_exception(vm, outer, &error);
    }
    let results = vm.new_list(results);
    future::set_result(vm, outer, results)
}

/// What a child gives to the list of results: what it returned, or its exception.
fn outcome(vm: &mut Vm, child: &Value) -> PyResult {
    if is_cancelled(vm, child)? {
        // The error that ended the task is left alone: it may be raised once only.
        let message = match future::of(child) {
            Some(own) => own.cancel_message(vm).non_null().unwrap_or(Value::NONE),
            None => vm.get_attr_str(child, "_cancel_message")?,
        };
        let message = if message.is_none() { vm.new_str("") } else { message };
        let class = get(vm, |s| &s.cancelled_error);
        return vm.call(&class, &[message]);
    }
    let error = exception(vm, child)?;
    if error.is_none() { result(vm, child) } else { Ok(error) }
}

/// Cancels every child; it is cancelled itself when they are.
pub fn cancel(vm: &mut Vm, outer: &Value, message: &Value) -> PyResult<bool> {
    let own = outer.expect::<Gathering>();
    if own.future.is_done() {
        return Ok(false);
    }
    if trace::is_on(vm) {
        trace::cancelled(vm, outer, message);
    }
    let mut any = false;
    for child in own.children.get(vm).clone() {
        any |= if future::is_exact(vm, &child) {
            task::cancel_any(vm, &child, message)?
        } else {
            let message = message.clone().non_null().unwrap_or(Value::NONE);
            let answer = call_method_with(vm, &child, "cancel", &[], &[("msg", message)])?;
            vm.truth(&answer)?
        };
    }
    if any {
        own.cancel_requested.set(true);
    }
    Ok(any)
}

// ---- the class ----

fn new(vm: &mut Vm, class: &Value, _: Args<'_>) -> PyResult {
    Ok(vm.new_object(class, Gathering::new()))
}

fn init(vm: &mut Vm, object: &Value, args: Args<'_>) -> PyResult<()> {
    let (mut children, mut event_loop) = (args.positionals().first().cloned(), None);
    for (name, value) in args.keywords() {
        match &*vm.text(name) {
            "loop" => event_loop = Some(value.clone()),
            "children" => children = Some(value.clone()),
            other => {
                let text =
                    format!("_GatheringFuture.__init__() got an unexpected keyword argument '{other}'");
                return Err(vm.type_error(text));
            }
        }
    }
    let (Some(children), Some(event_loop)) = (children, event_loop) else {
        return Err(vm.type_error("_GatheringFuture.__init__() needs children and loop"));
    };
    let children = vm.collect(&children)?;
    let own = object.expect::<Gathering>();
    own.count.set(children.len());
    *own.children.get_mut(vm) = children;
    future::initialize(vm, object, &event_loop)
}

const GETSET: &[GetSet] = &[
    getter("_children", |vm, object| {
        let children = object.expect::<Gathering>().children.get(vm).clone();
        Ok(vm.new_list(children))
    }),
    getter("_cancel_requested", |_, object| {
        Ok(Value::from_bool(object.expect::<Gathering>().cancel_requested.get()))
    }),
];

static METHODS: &[NativeDef] =
    &[method("cancel", "($self, /, msg=None)", |vm, a| Ok(Value::from_bool(cancel(vm, &a[0], &a[1])?)), "")];

pub fn spec() -> TypeSpec {
    TypeSpec {
        slots: Slots { new: Some(new), init: Some(init), ..Slots::default() },
        methods: METHODS,
        getset: GETSET,
        doc: Some(
            "Helper for gather().\n\n    This overrides cancel() to cancel all the children and act more\n    like Task.cancel(), which doesn't immediately mark itself as\n    cancelled.",
        ),
        ..TypeSpec::default()
    }
}

/// Functions of asyncio.tasks.
pub static FUNCTIONS: &[NativeDef] = &[
    function(
        "gather",
        "(*coros_or_futures, return_exceptions=False)",
        gather,
        "Return a future aggregating results from the given coroutines/futures.",
    ),
    function(
        "ensure_future",
        "(coro_or_future, *, loop=None)",
        |vm, a| {
            let event_loop = if a[1].is_none() { Value::NULL } else { a[1].clone() };
            ensure_future(vm, &a[0], &event_loop)
        },
        "Wrap a coroutine or an awaitable in a future.\n\nIf the argument is a Future, it is returned directly.",
    ),
    function(
        "shield",
        "(arg)",
        |vm, a| crate::shield::shield(vm, &a[0]),
        "Wait for a future, shielding it from cancellation.",
    ),
    function(
        "create_task",
        "(coro, **kwargs)",
        |vm, a| {
            if vm.running_loop.is_null() {
                return Err(vm.runtime_error("no running event loop"));
            }
            let event_loop = vm.running_loop.clone();
            if vm.dict_len(&a[1]) == 0 {
                return create_task(vm, &event_loop, &a[0]);
            }
            let method = vm.get_attr_str(&event_loop, "create_task")?;
            let (mut all, mut names) = (vec![a[0].clone()], Vec::new());
            for (name, value) in vm.dict_items(&a[1]) {
                names.push(name);
                all.push(value);
            }
            vm.call_args(&method, Args { all: &all, names: &names })
        },
        "Schedule the execution of a coroutine object in a spawn task.\n\nReturn a Task object.",
    ),
];
