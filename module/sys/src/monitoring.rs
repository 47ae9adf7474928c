//! `sys.monitoring`: what tools ask for. The bookkeeping is `taipan_objects::monitoring`.

use crate::hooks;
use taipan_native::{ModuleDef, NativeDef, PyResult, Tp, Value, Vm, function, no_init};
use taipan_objects::Obj;
use taipan_objects::bytes_methods::c_int;
use taipan_objects::code::Code;
use taipan_objects::monitoring::{BRANCHES, Event, TOOLS};

static MODULE: ModuleDef =
    ModuleDef { name: "sys.monitoring", doc: None, functions: FUNCTIONS, init: no_init };

static FUNCTIONS: &[NativeDef] = &[
    function("use_tool_id", "($module, tool_id, name, /)", use_tool_id, ""),
    function("clear_tool_id", "($module, tool_id, /)", clear_tool_id, ""),
    function("free_tool_id", "($module, tool_id, /)", free_tool_id, ""),
    function("get_tool", "($module, tool_id, /)", get_tool, ""),
    function("register_callback", "($module, tool_id, event, func, /)", register_callback, ""),
    function("get_events", "($module, tool_id, /)", get_events, ""),
    function("set_events", "($module, tool_id, event_set, /)", set_events, ""),
    function("get_local_events", "($module, tool_id, code, /)", get_local_events, ""),
    function("set_local_events", "($module, tool_id, code, event_set, /)", set_local_events, ""),
    function("restart_events", "($module, /)", restart_events, ""),
    function("_all_events", "($module, /)", all_events, ""),
];

const C_EVENTS: u32 = 1 << Event::C_RETURN as u32 | 1 << Event::C_RAISE as u32;

pub fn set(vm: &mut Vm, sys: &Value) -> PyResult<()> {
    let module = MODULE.make(vm)?;
    vm.set_module_attr(sys, "monitoring", module.clone());
    let object = vm.class(Tp::Object);
    vm.monitoring.disable = vm.call(&object, &[])?;
    vm.monitoring.missing = vm.call(&object, &[])?;
    let (disable, missing) = (vm.monitoring.disable.clone(), vm.monitoring.missing.clone());
    vm.set_module_attr(&module, "DISABLE", disable);
    vm.set_module_attr(&module, "MISSING", missing);
    let names: Vec<(String, u32)> = Event::ALL.iter().map(|event| (event.name(), event.bit())).collect();
    let mut rows: Vec<(&str, Value)> =
        names.iter().map(|(name, bit)| (name.as_str(), Value::from_i32(*bit as i32))).collect();
    rows.push(("NO_EVENTS", Value::ZERO));
    let events = vm.new_namespace(&rows)?;
    vm.set_module_attr(&module, "events", events);
    for (name, id) in [("DEBUGGER_ID", 0), ("COVERAGE_ID", 1), ("PROFILER_ID", 2), ("OPTIMIZER_ID", 5)] {
        vm.set_module_attr(&module, name, Value::from_i32(id));
    }
    Ok(())
}

/// The tool that an argument names.
fn tool(vm: &mut Vm, value: &Value) -> PyResult<usize> {
    let id = c_int(vm, value, 0)?;
    valid(vm, id)
}

fn valid(vm: &mut Vm, id: i32) -> PyResult<usize> {
    match usize::try_from(id) {
        Ok(tool) if tool < TOOLS => Ok(tool),
        _ => Err(vm.value_error(format!("invalid tool {id} (must be between 0 and {})", TOOLS - 1))),
    }
}

fn in_use(vm: &mut Vm, tool: usize) -> PyResult<()> {
    if vm.monitoring.tools[tool].name.is_null() {
        return Err(vm.value_error(format!("tool {tool} is not in use")));
    }
    Ok(())
}

fn use_tool_id(vm: &mut Vm, a: &[Value]) -> PyResult {
    let tool = tool(vm, &a[1])?;
    if !vm.is_instance(&a[2], Tp::Str) {
        return Err(vm.value_error("tool name must be a str"));
    }
    if !vm.monitoring.tools[tool].name.is_null() {
        return Err(vm.value_error(format!("tool {tool} is already in use")));
    }
    vm.monitoring.tools[tool].name = a[2].clone();
    Ok(Value::NONE)
}

fn clear_tool_id(vm: &mut Vm, a: &[Value]) -> PyResult {
    let tool = tool(vm, &a[1])?;
    if !vm.monitoring.tools[tool].name.is_null() {
        drop(vm.clear_monitoring_tool(tool));
    }
    Ok(Value::NONE)
}

fn free_tool_id(vm: &mut Vm, a: &[Value]) -> PyResult {
    clear_tool_id(vm, a)?;
    let tool = tool(vm, &a[1])?;
    let name = std::mem::replace(&mut vm.monitoring.tools[tool].name, Value::NULL);
    drop(name);
    Ok(Value::NONE)
}

fn get_tool(vm: &mut Vm, a: &[Value]) -> PyResult {
    let tool = tool(vm, &a[1])?;
    let name = &vm.monitoring.tools[tool].name;
    Ok(if name.is_null() { Value::NONE } else { name.clone() })
}

fn register_callback(vm: &mut Vm, a: &[Value]) -> PyResult {
    let id = c_int(vm, &a[1], 0)?;
    let events = c_int(vm, &a[2], 0)?;
    let tool = valid(vm, id)?;
    if events <= 0 || events.count_ones() != 1 {
        return Err(vm.value_error("The callback can only be set for one event at a time"));
    }
    let Some(&event) = Event::ALL.get(events.trailing_zeros() as usize) else {
        return Err(vm.value_error(format!("invalid event {events}")));
    };
    let name = vm.new_str("sys.monitoring.register_callback");
    let told = vm.new_tuple(vec![a[3].clone()]);
    hooks::audit(vm, &[name, told])?;
    let callback = if a[3].is_none() { Value::NULL } else { a[3].clone() };
    let old = vm.set_monitoring_callback(tool, event, callback);
    Ok(if old.is_null() { Value::NONE } else { old })
}

/// The set of events that may be asked for: those of native functions come with their call, and BRANCH is two.
fn event_set(vm: &mut Vm, given: i32, what: &str, limit: u32) -> PyResult<u32> {
    let mut events = given as u32;
    let invalid = |vm: &mut Vm| Err(vm.value_error(format!("invalid {what}event set 0x{:x}", given as u32)));
    if given < 0 || events >= 1 << Event::ALL.len() {
        return invalid(vm);
    }
    if events & C_EVENTS != 0 && events & Event::CALL.bit() == 0 {
        return Err(vm.value_error("cannot set C_RETURN or C_RAISE events independently"));
    }
    events &= !C_EVENTS;
    if events & Event::BRANCH.bit() != 0 {
        events = events & !Event::BRANCH.bit() | BRANCHES;
    }
    if events >= limit {
        return invalid(vm);
    }
    Ok(events)
}

fn get_events(vm: &mut Vm, a: &[Value]) -> PyResult {
    let tool = tool(vm, &a[1])?;
    Ok(vm.new_int(vm.monitoring.tools[tool].events as i64))
}

fn set_events(vm: &mut Vm, a: &[Value]) -> PyResult {
    let id = c_int(vm, &a[1], 0)?;
    let given = c_int(vm, &a[2], 0)?;
    let tool = valid(vm, id)?;
    let events = event_set(vm, given, "", 1 << Event::ALL.len())?;
    in_use(vm, tool)?;
    vm.set_monitoring_events(tool, events);
    Ok(Value::NONE)
}

fn code<'a>(vm: &mut Vm, value: &'a Value) -> PyResult<&'a Obj<Code>> {
    value.downcast::<Code>().ok_or_else(|| vm.type_error("code must be a code object"))
}

fn get_local_events(vm: &mut Vm, a: &[Value]) -> PyResult {
    let id = c_int(vm, &a[1], 0)?;
    let code = code(vm, &a[2])?;
    let tool = valid(vm, id)?;
    Ok(vm.new_int(vm.local_monitoring_events(tool, code) as i64))
}

fn set_local_events(vm: &mut Vm, a: &[Value]) -> PyResult {
    let id = c_int(vm, &a[1], 0)?;
    let given = c_int(vm, &a[3], 0)?;
    let code = code(vm, &a[2])?;
    let tool = valid(vm, id)?;
    let events = event_set(vm, given, "local ", Event::RAISE.bit())?;
    in_use(vm, tool)?;
    vm.set_local_monitoring_events(tool, code, events);
    Ok(Value::NONE)
}

fn restart_events(vm: &mut Vm, _: &[Value]) -> PyResult {
    vm.restart_monitoring();
    Ok(Value::NONE)
}

/// The tools that want each event of all code, a bit for each, as far as there are any.
fn all_events(vm: &mut Vm, _: &[Value]) -> PyResult {
    let dict = vm.new_dict();
    for event in Event::ALL {
        let wants = |tool: usize| vm.monitoring.tools[tool].events & event.bit() != 0;
        let tools = (0..TOOLS).filter(|&tool| wants(tool)).fold(0, |mask, tool| mask | 1 << tool);
        if tools != 0 {
            vm.dict_set_str(&dict, &event.name(), Value::from_i32(tools))?;
        }
    }
    Ok(dict)
}
