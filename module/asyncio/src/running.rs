//! What runs in a thread: its event loop and the current task, which are the Vm's while the thread has its turn.

use crate::future;
use crate::registry::Registry;
use crate::state::{State, get};
use crate::task::Task;
use taipan_native::{NativeDef, PyResult, Value, Vm, function};

/// The running loop, else the one of the policy.
pub fn get_event_loop(vm: &mut Vm) -> PyResult {
    if !vm.running_loop.is_null() {
        return Ok(vm.running_loop.clone());
    }
    let get_policy = get(vm, |s| &s.get_policy);
    let policy = vm.call(&get_policy, &[])?;
    vm.call_method(&policy, "get_event_loop", &[])
}

fn check_loop(vm: &mut Vm, event_loop: &Value) -> PyResult<()> {
    if vm.running_loop.is(event_loop) {
        return Ok(());
    }
    let text = format!("loop {} is not the running loop", vm.repr_text(event_loop)?);
    Err(vm.runtime_error(text))
}

/// The task becomes the current one of its loop.
#[inline]
pub fn enter_task(vm: &mut Vm, event_loop: &Value, task: &Value) -> PyResult<()> {
    check_loop(vm, event_loop)?;
    if !vm.running_task.is_null() {
        let current = vm.running_task.clone();
        let text = format!(
            "Cannot enter into task {} while another task {} is being executed.",
            vm.repr_text(task)?,
            vm.repr_text(&current)?
        );
        return Err(vm.runtime_error(text));
    }
    vm.running_task = task.clone();
    Ok(())
}

/// The current task is current no more.
#[inline]
pub fn leave_task(vm: &mut Vm, event_loop: &Value, task: &Value) -> PyResult<()> {
    check_loop(vm, event_loop)?;
    if !vm.running_task.is(task) {
        let current = vm.running_task.clone().non_null().unwrap_or(Value::NONE);
        let text = format!(
            "Invalid attempt to leave task {} while task {} is entered.",
            vm.repr_text(task)?,
            vm.repr_text(&current)?
        );
        return Err(vm.runtime_error(text));
    }
    drop(std::mem::replace(&mut vm.running_task, Value::NULL));
    Ok(())
}

/// Makes a task, or None, the current one; gives the one before, or None.
pub fn swap_current(vm: &mut Vm, event_loop: &Value, task: &Value) -> PyResult {
    check_loop(vm, event_loop)?;
    let task = if task.is_none() { Value::NULL } else { task.clone() };
    let before = std::mem::replace(&mut vm.running_task, task);
    Ok(before.non_null().unwrap_or(Value::NONE))
}

/// The current task of a loop, which may run in another thread; None where it has none.
pub fn current_task(vm: &mut Vm, event_loop: &Value) -> PyResult {
    if event_loop.is_null() || event_loop.is_none() {
        if vm.running_loop.is_null() {
            return Err(vm.runtime_error("no running event loop"));
        }
        return Ok(vm.running_task.clone().non_null().unwrap_or(Value::NONE));
    }
    let look = |vm: &mut Vm| vm.running_loop.is(event_loop).then(|| vm.running_task.clone());
    if let Some(task) = look(vm) {
        return Ok(task.non_null().unwrap_or(Value::NONE));
    }
    let found = vm.each_thread(look).into_iter().find_map(|(_, task)| task);
    Ok(found.and_then(Value::non_null).unwrap_or(Value::NONE))
}

fn all_tasks(vm: &mut Vm, a: &[Value]) -> PyResult {
    let event_loop = if a[1].is_null() || a[1].is_none() { vm.running_loop.clone() } else { a[1].clone() };
    if event_loop.is_null() {
        return Err(vm.runtime_error("no running event loop"));
    }
    let all = vm.new_set();
    // Those in their eager step first: one of them may go over to the others meanwhile.
    let (foreign, eager) = (get(vm, |s| &s.foreign), get(vm, |s| &s.eager));
    let mut others = vm.collect(&eager)?;
    others.extend(vm.collect(&foreign)?);
    for task in vm.state::<State>().tasks.tasks() {
        let own = task.expect::<Task>();
        if !own.future.is_done() && own.future.event_loop.get(vm).is(&event_loop) {
            vm.set_add(&all, &task)?;
        }
    }
    for task in others {
        let done = vm.call_method(&task, "done", &[])?;
        if vm.truth(&done)? {
            continue;
        }
        if crate::call_soon::loop_of_any(vm, &task)?.is(&event_loop) {
            vm.set_add(&all, &task)?;
        }
    }
    Ok(all)
}

/// A task of our own class, to be entered into the registry or taken out.
fn own_task(vm: &mut Vm, task: &Value, change: fn(&Registry, &taipan_objects::Obj<Task>)) -> bool {
    let Some(own) = task.downcast::<Task>() else { return false };
    change(&vm.state::<State>().tasks, own);
    true
}

fn register(vm: &mut Vm, a: &[Value]) -> PyResult {
    if !own_task(vm, &a[1], Registry::enter) {
        let foreign = get(vm, |s| &s.foreign);
        vm.call_method(&foreign, "add", &a[1..2])?;
    }
    Ok(Value::NONE)
}

fn unregister(vm: &mut Vm, a: &[Value]) -> PyResult {
    if !own_task(vm, &a[1], |_, task| task.link.leave()) {
        let foreign = get(vm, |s| &s.foreign);
        vm.call_method(&foreign, "discard", &a[1..2])?;
    }
    Ok(Value::NONE)
}

fn register_eager(vm: &mut Vm, a: &[Value]) -> PyResult {
    if !own_task(vm, &a[1], Registry::enter) {
        let eager = get(vm, |s| &s.eager);
        vm.set_add(&eager, &a[1])?;
    }
    Ok(Value::NONE)
}

fn unregister_eager(vm: &mut Vm, a: &[Value]) -> PyResult {
    if !own_task(vm, &a[1], |_, task| task.link.leave()) {
        let eager = get(vm, |s| &s.eager);
        vm.call_method(&eager, "discard", &a[1..2])?;
    }
    Ok(Value::NONE)
}

pub static FUNCTIONS: &[NativeDef] = &[
    function(
        "_enter_task",
        "($module, /, loop, task)",
        |vm, a| {
            enter_task(vm, &a[1], &a[2])?;
            Ok(Value::NONE)
        },
        "Enter into task execution or resume suspended task.\n\nTask belongs to loop.\n\nReturns None.",
    ),
    function(
        "_leave_task",
        "($module, /, loop, task)",
        |vm, a| {
            leave_task(vm, &a[1], &a[2])?;
            Ok(Value::NONE)
        },
        "Leave task execution or suspend a task.\n\nTask belongs to loop.\n\nReturns None.",
    ),
    function(
        "_swap_current_task",
        "($module, /, loop, task)",
        |vm, a| swap_current(vm, &a[1], &a[2]),
        "Temporarily swap in the supplied task and return the original one (or None).\n\nThis is intended for use during eager coroutine execution.",
    ),
    function(
        "_register_task",
        "($module, /, task)",
        register,
        "Register a new task in asyncio as executed by loop.\n\nReturns None.",
    ),
    function(
        "_register_eager_task",
        "($module, /, task)",
        register_eager,
        "Register a new task in asyncio as executed by loop.\n\nReturns None.",
    ),
    function("_unregister_task", "($module, /, task)", unregister, "Unregister a task.\n\nReturns None."),
    function(
        "_unregister_eager_task",
        "($module, /, task)",
        unregister_eager,
        "Unregister a task.\n\nReturns None.",
    ),
    function(
        "_get_running_loop",
        "($module, /)",
        |vm, _| Ok(vm.running_loop.clone().non_null().unwrap_or(Value::NONE)),
        "Return the running event loop or None.\n\nThis is a low-level function intended to be used by event loops.\nThis function is thread-specific.",
    ),
    function(
        "_set_running_loop",
        "($module, loop, /)",
        |vm, a| {
            let new = if a[1].is_none() { Value::NULL } else { a[1].clone() };
            drop(std::mem::replace(&mut vm.running_loop, new));
            Ok(Value::NONE)
        },
        "Set the running event loop.\n\nThis is a low-level function intended to be used by event loops.\nThis function is thread-specific.",
    ),
    function(
        "get_running_loop",
        "($module, /)",
        |vm, _| match vm.running_loop.clone().non_null() {
            Some(event_loop) => Ok(event_loop),
            None => Err(vm.runtime_error("no running event loop")),
        },
        "Return the running event loop.  Raise a RuntimeError if there is none.\n\nThis function is thread-specific.",
    ),
    function(
        "get_event_loop",
        "($module, /)",
        |vm, _| get_event_loop(vm),
        "Return an asyncio event loop.\n\nWhen called from a coroutine or a callback (e.g. scheduled with\ncall_soon or similar API), this function will always return the\nrunning event loop.\n\nIf there is no running event loop set, the function will return\nthe result of `get_event_loop_policy().get_event_loop()` call.",
    ),
    function(
        "current_task",
        "($module, /, loop=None)",
        |vm, a| current_task(vm, &a[1]),
        "Return a currently executed task.",
    ),
    function("all_tasks", "($module, /, loop=None)", all_tasks, "Return a set of all tasks for the loop."),
    function(
        "future_add_to_awaited_by",
        "($module, fut, waiter, /)",
        |vm, a| {
            future::add_awaited_by(vm, &a[1], &a[2]);
            Ok(Value::NONE)
        },
        "Record that `fut` is awaited on by `waiter`.",
    ),
    function(
        "future_discard_from_awaited_by",
        "($module, fut, waiter, /)",
        |vm, a| {
            future::discard_awaited_by(vm, &a[1], &a[2]);
            Ok(Value::NONE)
        },
        "",
    ),
];
