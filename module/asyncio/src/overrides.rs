//! What of asyncio's Python modules is replaced by native code once they have run.

use crate::handle::Places;
use crate::loop_methods;
use crate::state::State;
use taipan_native::{Override, PyResult, Value, Vm};

pub static OVERRIDES: &[Override] = &[
    Override { module: "asyncio.base_events", apply: base_events },
    Override { module: "asyncio.selector_events", apply: selector_events },
];

fn base_events(vm: &mut Vm, module: &Value) -> PyResult<()> {
    let class = vm.get_attr_str(module, "BaseEventLoop")?;
    let events = vm.get_attr_str(module, "events")?;
    let (handle, timer) = (vm.get_attr_str(&events, "Handle")?, vm.get_attr_str(&events, "TimerHandle")?);
    let collections = vm.get_attr_str(module, "collections")?;
    let deque = vm.get_attr_str(&collections, "deque")?;
    let format = crate::from_library(vm, "asyncio.format_helpers", "_format_callback_source")?;
    let Some(places) = Places::find(vm, &handle, &timer) else {
        // Handles that we do not know: the library's own loop runs.
        return Ok(());
    };
    let globals = vm.module_dict(module);
    let (fd_to_key, selector) = (vm.intern("_fd_to_key"), vm.intern("_selector"));
    let state = vm.state::<State>();
    state.base_events = globals;
    state.base_loop = class.clone();
    state.handle = handle;
    state.timer = timer;
    state.deque = deque;
    state.format_callback = format;
    state.places = places;
    state.fd_to_key_name = fd_to_key;
    state.epoll_place = selector;
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
