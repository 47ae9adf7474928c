//! What of asyncio's Python modules is replaced by native code once they have run.

use crate::gather;
use crate::handle::{self, Places};
use crate::loop_methods;
use crate::state::{State, replace_function};
use taipan_native::{Override, PyResult, Value, Vm};
use taipan_objects::class::Type;
use taipan_objects::native_class::NativeClass;

pub static OVERRIDES: &[Override] = &[
    Override { module: "asyncio.base_events", apply: base_events },
    Override { module: "asyncio.selector_events", apply: selector_events },
    Override { module: "asyncio.tasks", apply: tasks },
];

fn base_events(vm: &mut Vm, module: &Value) -> PyResult<()> {
    let class = vm.get_attr_str(module, "BaseEventLoop")?;
    let events = vm.get_attr_str(module, "events")?;
    let (handle, timer) = (vm.get_attr_str(&events, "Handle")?, vm.get_attr_str(&events, "TimerHandle")?);
    let collections = vm.get_attr_str(module, "collections")?;
    let deque = vm.get_attr_str(&collections, "deque")?;
    let ends_sleep = crate::from_library(vm, "asyncio.futures", "_set_result_unless_cancelled")?;
    let format = crate::from_library(vm, "asyncio.format_helpers", "_format_callback_source")?;
    let Some(places) = Places::find(vm, &handle, &timer) else {
        // Handles that we do not know: the library's own loop runs.
        return Ok(());
    };
    handle::install(vm, &handle, &timer)?;
    let shape = |class: &Value| class.expect::<Type>().shape.get();
    let (handle_shape, timer_shape) = (shape(&handle), shape(&timer));
    let state = vm.state::<State>();
    (state.handle_shape, state.timer_shape) = (handle_shape, timer_shape);
    state.base_loop = class.clone();
    state.handle = handle;
    state.timer = timer;
    state.deque = deque;
    state.format_callback = format;
    state.set_result_unless_cancelled = ends_sleep;
    state.places = places;
    loop_methods::install(vm, &class)
}

fn selector_events(vm: &mut Vm, module: &Value) -> PyResult<()> {
    let class = vm.get_attr_str(module, "BaseSelectorEventLoop")?;
    let selectors = vm.get_attr_str(module, "selectors")?;
    let name = vm.intern("EpollSelector");
    let epoll = vm.find_attr(&selectors, &name)?.unwrap_or(Value::NULL);
    let state = vm.state::<State>();
    state.selector_loop = class;
    state.epoll_selector = epoll;
    Ok(())
}

/// The functions of asyncio.tasks that are native; the library's own stay there as `_py_` and their name.
fn tasks(vm: &mut Vm, module: &Value) -> PyResult<()> {
    let module_name = vm.intern("asyncio.tasks");
    for def in crate::gather::FUNCTIONS {
        let own = vm.new_module_function(def, module, &module_name);
        let name = vm.intern(def.name);
        replace_function(vm, module, name, own)?;
    }
    crate::wait::install(vm, module)?;
    crate::pause::know_sleep(vm, module)?;
    let future = vm.state::<State>().future.clone();
    let class = NativeClass {
        name: "_GatheringFuture",
        module: "asyncio.tasks",
        spec: gather::spec(),
        has_dict: false,
        has_weakrefs: false,
    };
    let gathering = vm.new_native_class::<gather::Gathering>(class, Some(&future))?;
    vm.set_module_attr(module, "_GatheringFuture", gathering.clone());
    let futures = vm.get_attr_str(module, "futures")?;
    let mut watched = Vec::new();
    for (module, name) in [(module, "current_task"), (&futures, "future_add_to_awaited_by")] {
        let (dict, name) = (vm.module_dict(module), vm.intern(name));
        let own = vm.get_attr(module, &name)?;
        watched.push(vm.new_tuple(vec![dict, name, own]));
    }
    let watched = vm.new_tuple(watched);
    let state = vm.state::<State>();
    state.gathering = gathering;
    state.watched = watched;
    Ok(())
}
