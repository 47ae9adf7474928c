//! Module `_asyncio`: futures and tasks, what runs in a thread, and who awaits whom. A task's step is a direct GenSend
//! ([`step`]); docs/asyncio.md tells the whole way of one.
//!
//! The classes that asyncio has in Python stay beside these, and either may wait for the other.

mod call_soon;
mod callback;
mod future;
mod future_class;
mod gather;
mod handle;
mod iterator;
mod loop_methods;
mod overrides;
mod pause;
mod plain;
mod ready;
mod receiver;
mod registry;
mod run_once;
mod running;
mod shield;
mod sleep;
mod state;
mod step;
mod task;
mod task_class;
mod timers;
mod trace;
mod wait;

pub use overrides::OVERRIDES;
use state::State;
use taipan_native::{ModuleDef, PyResult, Value, Vm};
use taipan_objects::class::Type;
use taipan_objects::native_class::NativeClass;

pub static MODULE: ModuleDef = ModuleDef {
    name: "_asyncio",
    doc: Some("Accelerator module for asyncio"),
    functions: running::FUNCTIONS,
    init,
};

/// An attribute of a module of the library.
fn from_library(vm: &mut Vm, module: &str, name: &str) -> PyResult {
    let module_name = vm.intern(module);
    let names = vm.intern(name);
    let names = vm.new_list(vec![names]);
    let module = (vm.interp.import)(vm, &module_name, None, &names, 0)?;
    vm.get_attr_str(&module, name)
}

fn init(vm: &mut Vm, module: &Value) -> PyResult<()> {
    trace::install(vm);
    let class = |name, spec, watched| NativeClass {
        name,
        module: "_asyncio",
        spec,
        has_dict: watched,
        has_weakrefs: watched,
    };
    let future = vm.new_native_class::<future::Future>(class("Future", future_class::spec(), true), None)?;
    let task = vm.new_native_class::<task::Task>(class("Task", task_class::spec(), true), Some(&future))?;
    let iterator = class("FutureIter", iterator::spec(), false);
    let iterator = vm.new_native_class::<iterator::FutureIter>(iterator, None)?;
    let step_wrapper = class("TaskStepMethWrapper", step::wrapper_spec(), false);
    let step_wrapper = vm.new_native_class::<step::StepWrapper>(step_wrapper, None)?;
    let dict = task.expect::<Type>().data.dict.get(vm).clone();
    let name = vm.intern("task_wakeup");
    let wakeup = vm.dict_remove(&dict, &name)?.unwrap_or(Value::NULL);
    vm.set_module_attr(module, "Future", future.clone());
    vm.set_module_attr(module, "Task", task.clone());
    let get_policy = from_library(vm, "asyncio.events", "_get_event_loop_policy")?;
    let future_repr = from_library(vm, "asyncio.base_futures", "_future_repr")?;
    let invalid_state = from_library(vm, "asyncio.exceptions", "InvalidStateError")?;
    let cancelled_error = from_library(vm, "asyncio.exceptions", "CancelledError")?;
    let task_repr = from_library(vm, "asyncio.base_tasks", "_task_repr")?;
    let task_get_stack = from_library(vm, "asyncio.base_tasks", "_task_get_stack")?;
    let task_print_stack = from_library(vm, "asyncio.base_tasks", "_task_print_stack")?;
    let iscoroutine = from_library(vm, "asyncio.coroutines", "iscoroutine")?;
    let extract_stack = from_library(vm, "traceback", "extract_stack")?;
    let weak_set = from_library(vm, "weakref", "WeakSet")?;
    let foreign = vm.call(&weak_set, &[])?;
    let eager = vm.new_set();
    let ready = vm.new_native_class::<ready::Ready>(
        NativeClass {
            name: "deque",
            module: "collections",
            spec: ready::spec(),
            has_dict: false,
            has_weakrefs: true,
        },
        None,
    )?;
    let receiver =
        vm.new_native_class::<receiver::Receiver>(class("receiver", receiver::spec(), false), None)?;
    let shape = |class: &Value| class.expect::<Type>().shape.get();
    let shapes = (shape(&future), shape(&task), shape(&ready));
    let state = vm.state::<State>();
    (state.future_shape, state.task_shape, state.ready_shape) = shapes;
    state.future = future;
    state.task = task;
    state.iterator = iterator;
    state.step_wrapper = step_wrapper;
    state.wakeup = wakeup;
    state.cancelled_error = cancelled_error;
    state.invalid_state = invalid_state;
    state.future_repr = future_repr;
    state.task_repr = task_repr;
    state.task_get_stack = task_get_stack;
    state.task_print_stack = task_print_stack;
    state.iscoroutine = iscoroutine;
    state.extract_stack = extract_stack;
    state.get_policy = get_policy;
    state.foreign = foreign;
    state.eager = eager;
    state.ready = ready;
    state.receiver = receiver;
    Ok(())
}
