//! What messages about modules ask of their specs (`importlib.machinery.ModuleSpec`, or anything like it).

use crate::{PyResult, Tp, Value, Vm};

/// Whether the module of this spec is being executed.
pub fn is_initializing(vm: &mut Vm, spec: &Value) -> PyResult<bool> {
    if spec.is_none() {
        return Ok(false);
    }
    let name = vm.names.initializing.clone();
    match vm.find_attr(spec, &name)? {
        Some(value) => vm.truth(&value),
        None => Ok(false),
    }
}

/// Whether `name` is a submodule of this spec's package that is being executed.
pub fn is_uninitialized_submodule(vm: &mut Vm, spec: &Value, name: &Value) -> PyResult<bool> {
    let key = vm.intern("_uninitialized_submodules");
    match vm.find_attr(spec, &key)? {
        Some(names) => vm.contains(&names, name),
        None => Ok(false),
    }
}

/// The file a module came from.
pub fn origin(vm: &mut Vm, spec: &Value) -> PyResult<Option<String>> {
    let (located, origin) = (vm.intern("has_location"), vm.intern("origin"));
    match vm.find_attr(spec, &located)? {
        Some(located) if vm.truth(&located)? => {}
        _ => return Ok(None),
    }
    let found = vm.find_attr(spec, &origin)?;
    Ok(found.filter(|origin| vm.is_instance(origin, Tp::Str)).map(|origin| vm.text(&origin).into_owned()))
}

/// Whether a file lies beside the script, where it hides what comes later on `sys.path`.
pub fn is_possibly_shadowing(vm: &Vm, origin: &str) -> bool {
    let Some(first) = &vm.script_folder else { return false };
    let mut folder = origin.rsplit_once('/').map_or("", |parts| parts.0);
    if origin.ends_with("/__init__.py") {
        folder = folder.rsplit_once('/').map_or("", |parts| parts.0);
    }
    folder == first
}

/// Whether `sys.stdlib_module_names` has this name.
pub fn is_standard_name(vm: &mut Vm, name: &str) -> PyResult<bool> {
    let sys = vm.sys.clone();
    match vm.dict_get_str(&sys, "stdlib_module_names") {
        Some(names) if vm.is_instance(&names, Tp::FrozenSet) => {
            let name = vm.new_str(name);
            vm.contains(&names, &name)
        }
        _ => Ok(false),
    }
}
