//! Methods of `BaseEventLoop` in their native form. Each has a fast way for plain loops; for all others it calls the
//! library's own method, which it replaced.

use crate::plain::{self, Part, Plain};
use crate::state::{State, get, replace_method, replaced};
use crate::task::{self, Given, Task};
use crate::{call_soon, handle};
use crate::{future, run_once, timers, trace};
use taipan_module_contextvars as contextvars;
use taipan_native::{NativeDef, PyResult, Value, Vm, method};
use taipan_objects::attr::get_slot;
use taipan_objects::list::List;
use taipan_objects::tuple::Tuple;
use taipan_objects::{Args, BinaryOp};

/// Calls the library's own method of that name; keywords that are NULL were not given.
fn original(vm: &mut Vm, name: &str, args: &[Value], keywords: &[(Value, Value)]) -> PyResult {
    let function = replaced(vm, |s| &s.replaced, name)?;
    let mut all = args.to_vec();
    let mut names = Vec::new();
    for (name, value) in keywords.iter().filter(|(_, value)| !value.is_null()) {
        names.push(name.clone());
        all.push(value.clone());
    }
    vm.call_args(&function, Args { all: &all, names: &names })
}

/// As `original`, of a method that schedules a call: what comes before its arguments, these, and the context.
fn schedule_originally(vm: &mut Vm, name: &str, front: &[Value], args: &Value, context: &Value) -> PyResult {
    let all = [front, args.expect::<Tuple>().items()].concat();
    let keyword = (vm.intern("context"), context.clone());
    original(vm, name, &all, &[keyword])
}

fn check_closed(vm: &mut Vm, event_loop: &Value, plain: Plain) -> PyResult<()> {
    let closed = plain.part(event_loop, Part::Closed);
    if closed.raw() != Value::FALSE.raw() && vm.truth(&closed)? {
        return Err(vm.runtime_error("Event loop is closed"));
    }
    Ok(())
}

/// The context that was given, or a copy of the current one.
fn context_of(vm: &mut Vm, given: &Value) -> Value {
    if given.is_null() || given.is_none() {
        let context = contextvars::snapshot(vm);
        return contextvars::whole(vm, context);
    }
    given.clone()
}

/// Bound as `self, callback, context, args`.
fn call_soon_method(vm: &mut Vm, a: &[Value]) -> PyResult {
    let Some((plain, queue)) = plain::of(vm, &a[0]) else {
        return schedule_originally(vm, "call_soon", &a[..2], &a[3], &a[2]);
    };
    check_closed(vm, &a[0], plain)?;
    let context = context_of(vm, &a[2]);
    Ok(call_soon::push(vm, &a[0], &queue, &a[1], a[3].clone(), context))
}

/// As `call_soon_method`, on `self, callback, *args`.
fn call_soon_quickly(vm: &mut Vm, a: &[Value]) -> Value {
    let [event_loop, what, args @ ..] = a else { return Value::NULL };
    let Some(queue) = call_soon::queue_of(vm, event_loop) else { return Value::NULL };
    let args = vm.new_tuple_from(args.len(), args.iter().cloned());
    let context = context_of(vm, &Value::NULL);
    call_soon::push(vm, event_loop, &queue, what, args, context)
}

fn schedule(
    vm: &mut Vm,
    event_loop: &Value,
    plain: Plain,
    when: Value,
    what: &Value,
    args: &Value,
    context: &Value,
) -> PyResult {
    check_closed(vm, event_loop, plain)?;
    let context = context_of(vm, context);
    let timer = handle::make_timer(vm, event_loop, when, what.clone(), args.clone(), context);
    let scheduled = get_slot(vm, event_loop, plain.scheduled.into());
    let Some(list) = scheduled.downcast::<List>() else {
        let text = format!("heap argument must be a list, not {}", vm.type_name(&scheduled));
        return Err(vm.type_error(text));
    };
    timers::push(vm, list, timer.clone(), None)?;
    timers::set_scheduled(vm, &timer, true)?;
    if trace::is_on(vm) {
        trace::timer_made(vm, &timer, what, args);
    }
    Ok(timer)
}

/// Bound as `self, delay, callback, context, args`.
fn call_later(vm: &mut Vm, a: &[Value]) -> PyResult {
    let plain = if a[1].is_none() { None } else { plain::of(vm, &a[0]) };
    let Some((plain, _)) = plain else {
        return schedule_originally(vm, "call_later", &a[..3], &a[4], &a[3]);
    };
    let now = run_once::now(vm);
    let now = vm.new_float(now);
    let when = vm.binary(&now, &a[1], BinaryOp::Add)?;
    schedule(vm, &a[0], plain, when, &a[2], &a[4], &a[3])
}

/// As `call_later`, on `self, delay, callback, *args`.
fn call_later_quickly(vm: &mut Vm, a: &[Value]) -> Value {
    let [event_loop, delay, what, args @ ..] = a else { return Value::NULL };
    let (Some(delay), Some((plain, _))) = (timers::seconds(delay), plain::of(vm, event_loop)) else {
        return Value::NULL;
    };
    let args = vm.new_tuple_from(args.len(), args.iter().cloned());
    call_later_plainly(vm, event_loop, plain, delay, what, &args).unwrap_or(Value::NULL)
}

/// A timer of a plain loop that is due in `delay` seconds; `None`, and nothing done, where something could run or fail.
pub fn call_later_plainly(
    vm: &mut Vm,
    event_loop: &Value,
    plain: Plain,
    delay: f64,
    what: &Value,
    args: &Value,
) -> Option<Value> {
    let due = run_once::now(vm) + delay;
    let scheduled = get_slot(vm, event_loop, plain.scheduled.into());
    let list = scheduled.downcast::<List>()?;
    let path = timers::way_up(vm, list, due)?;
    let when = vm.new_float(due);
    if when.as_inline_float().is_none() || !plain.part(event_loop, Part::Closed).is_false() {
        return None;
    }
    let context = context_of(vm, &Value::NULL);
    let timer = handle::make_timer(vm, event_loop, when, what.clone(), args.clone(), context);
    timers::set_scheduled(vm, &timer, true).ok()?;
    timers::push(vm, list, timer.clone(), Some(path)).ok()?;
    if trace::is_on(vm) {
        trace::timer_made(vm, &timer, what, args);
    }
    Some(timer)
}

/// Bound as `self, when, callback, context, args`.
fn call_at(vm: &mut Vm, a: &[Value]) -> PyResult {
    let plain = if a[1].is_none() { None } else { plain::of(vm, &a[0]) };
    let Some((plain, _)) = plain else {
        return schedule_originally(vm, "call_at", &a[..3], &a[4], &a[3]);
    };
    schedule(vm, &a[0], plain, a[1].clone(), &a[2], &a[4], &a[3])
}

fn create_future(vm: &mut Vm, a: &[Value]) -> PyResult {
    match create_future_quickly(vm, a).non_null() {
        Some(made) => Ok(made),
        None => original(vm, "create_future", a, &[]),
    }
}

/// As `create_future`, of a plain loop.
fn create_future_quickly(vm: &mut Vm, a: &[Value]) -> Value {
    let [event_loop] = a else { return Value::NULL };
    if plain::of(vm, event_loop).is_none() {
        return Value::NULL;
    }
    future::make(vm, event_loop)
}

/// Bound as `self, coro, kwargs`.
fn create_task(vm: &mut Vm, a: &[Value]) -> PyResult {
    if let Some((plain, _)) = plain::of(vm, &a[0])
        && vm.dict_len(&a[2]) == 0
        && plain.creates_tasks
    {
        check_closed(vm, &a[0], plain)?;
        return plain_task(vm, &a[0], plain, &a[1]);
    }
    let keywords = vm.dict_items(&a[2]);
    original(vm, "create_task", &a[..2], &keywords)
}

/// `event_loop.create_task(coroutine)` of a plain loop: by its task factory, if it has one.
pub fn plain_task(vm: &mut Vm, event_loop: &Value, plain: Plain, coroutine: &Value) -> PyResult {
    let factory = get_slot(vm, event_loop, plain.task_factory.into());
    if factory.is_none() {
        return new_task(vm, event_loop, coroutine);
    }
    vm.call(&factory, &[event_loop.clone(), coroutine.clone()])
}

/// `Task(coroutine, loop=event_loop)`.
pub fn new_task(vm: &mut Vm, event_loop: &Value, coroutine: &Value) -> PyResult {
    let class = get(vm, |s| &s.task);
    let made = vm.new_object(&class, Task::new());
    let given = Given {
        coroutine: coroutine.clone(),
        event_loop: event_loop.clone(),
        name: Value::NULL,
        context: Value::NULL,
        eager: false,
    };
    task::initialize(vm, &made, given)?;
    Ok(made)
}

fn run_one_round(vm: &mut Vm, a: &[Value]) -> PyResult {
    match plain::of(vm, &a[0]) {
        Some((plain, queue)) => {
            run_once::round(vm, &a[0], plain, &queue)?;
            Ok(Value::NONE)
        }
        None => original(vm, "_run_once", a, &[]),
    }
}

pub static METHODS: &[NativeDef] = &[
    method(
        "call_soon",
        "($self, callback, *args, context=None)",
        call_soon_method,
        "Arrange for a callback to be called as soon as possible.",
    )
    .quick(call_soon_quickly),
    method(
        "call_later",
        "($self, delay, callback, *args, context=None)",
        call_later,
        "Arrange for a callback to be called at a given time.",
    )
    .quick(call_later_quickly),
    method(
        "call_at",
        "($self, when, callback, *args, context=None)",
        call_at,
        "Like call_later(), but uses an absolute time.",
    ),
    method("create_future", "($self, /)", create_future, "Create a Future object attached to the loop.")
        .quick(create_future_quickly),
    method(
        "create_task",
        "($self, coro, **kwargs)",
        create_task,
        "Schedule or begin executing a coroutine object.",
    ),
    method("_run_once", "($self, /)", run_one_round, "Run one full iteration of the event loop."),
    method(
        "run_forever",
        "($self, /)",
        |vm, a| {
            run_once::run_forever(vm, &a[0])?;
            Ok(Value::NONE)
        },
        "Run until stop() is called.",
    ),
];

/// Puts the methods into the class; what they replace is kept.
pub fn install(vm: &mut Vm, class: &Value) -> PyResult<()> {
    for def in METHODS {
        let own = replace_method(vm, class, def, def.name)?;
        let name = vm.intern(def.name);
        vm.state::<State>().originals.push((name, own));
    }
    Ok(())
}
