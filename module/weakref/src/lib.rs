//! Module `_weakref`: what the pure `weakref` is built on.
#![forbid(unsafe_code)]

use taipan_native::{ModuleDef, NativeDef, PyResult, Tp, Value, Vm, function};
use taipan_objects::weakref::WeakRef;

pub static MODULE: ModuleDef =
    ModuleDef { name: "_weakref", doc: Some("Weak-reference support module."), functions: FUNCTIONS, init };

static FUNCTIONS: &[NativeDef] = &[
    function(
        "_remove_dead_weakref",
        "($module, dct, key, /)",
        remove_dead,
        "Atomically remove key from dict if it points to a dead weakref.",
    ),
    function(
        "getweakrefcount",
        "($module, object, /)",
        |vm, a| {
            let count = watchers(vm, &a[1]).len();
            Ok(vm.new_int(count as i64))
        },
        "Return the number of weak references to 'object'.",
    ),
    function(
        "getweakrefs",
        "($module, object, /)",
        |vm, a| {
            let list = watchers(vm, &a[1]);
            Ok(vm.new_list(list))
        },
        "Return a list of all weak reference objects pointing to 'object'.",
    ),
    function(
        "proxy",
        "($module, object, callback=None, /)",
        proxy,
        "Create a proxy object that weakly references 'object'.\n\n'callback', if given, is called with a reference to the\nproxy when 'object' is about to be finalized.",
    ),
];

fn init(vm: &mut Vm, module: &Value) -> PyResult<()> {
    for (name, tp) in [
        ("ref", Tp::WeakRef),
        ("ReferenceType", Tp::WeakRef),
        ("ProxyType", Tp::WeakProxy),
        ("CallableProxyType", Tp::CallableProxy),
    ] {
        let class = vm.class(tp);
        vm.set_module_attr(module, name, class);
    }
    Ok(())
}

fn watchers(vm: &Vm, object: &Value) -> Vec<Value> {
    taipan_objects::weakref::watchers(vm, object)
}

fn proxy(vm: &mut Vm, a: &[Value]) -> PyResult {
    let callable = vm.type_of(&a[1]).slots().call.is_some();
    let class = vm.class(if callable { Tp::CallableProxy } else { Tp::WeakProxy });
    vm.new_weakref(&class, &a[1], &a[2])
}

fn remove_dead(vm: &mut Vm, a: &[Value]) -> PyResult {
    if !vm.is_instance(&a[1], Tp::Dict) {
        let text = format!("_remove_dead_weakref() argument 1 must be dict, not {}", vm.type_name(&a[1]));
        return Err(vm.type_error(text));
    }
    let Some(found) = vm.dict_get(&a[1], &a[2])? else { return Ok(Value::NONE) };
    match found.downcast::<WeakRef>() {
        Some(watcher) if watcher.get().is_none() => {
            vm.dict_remove(&a[1], &a[2])?;
            Ok(Value::NONE)
        }
        Some(_) => Ok(Value::NONE),
        None => Err(vm.type_error("not a weakref")),
    }
}
