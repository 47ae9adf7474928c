//! The end of a Vm: what Python sees of it, in CPython's order (`Py_FinalizeEx`, `finalize_modules`).
//!
//! `atexit` callbacks, the streams, then modules: every entry of `sys.modules` becomes None, garbage is collected
//! (finalizers still see whole globals), and the dicts of modules that something else keeps are emptied, the last
//! imported first: names with one leading underscore, then the others. `sys` and `builtins` go last.
//!
//! Where the process ends too, and no object is left whose death could run code, all that comes after the streams is
//! left out: nobody is there to see it.

use crate::roots;
use taipan_objects::{Tp, Value, Vm};

/// As `_PyModule_ClearDict`: the values of a module's dict become None.
fn clear_dict(vm: &mut Vm, dict: &Value) {
    for private in [true, false] {
        for (key, value) in vm.dict_items(dict) {
            if value.is_none() || !vm.is_exact(&key, Tp::Str) {
                continue;
            }
            let name = vm.text(&key).into_owned();
            let is_private = name.starts_with('_') && !name.starts_with("__");
            if is_private != private || name == "__builtins__" {
                continue;
            }
            drop(value);
            let _ = vm.dict_set(dict, &key, Value::NONE);
            vm.run_pending();
        }
    }
}

fn set_none(vm: &mut Vm, dict: &Value, names: &[&str]) {
    for name in names {
        if vm.dict_get_str(dict, name).is_some() {
            let _ = vm.dict_set_str(dict, name, Value::NONE);
            vm.run_pending();
        }
    }
}

/// Threads that are no daemons are waited for, as `threading._shutdown` does it.
fn wait_for_threads(vm: &mut Vm) {
    let modules = vm.modules.clone();
    let Some(threading) = vm.dict_get_str(&modules, "threading") else { return };
    if let Err(raised) = vm.call_method(&threading, "_shutdown", &[]) {
        vm.unraisable(raised, Some("Exception ignored on threading shutdown"), &threading);
    }
}

/// Ends the program, and with `process` the process soon after. False if standard output could not be written.
pub fn finish(vm: &mut Vm, process: bool) -> bool {
    wait_for_threads(vm);
    taipan_module_atexit::run(vm);
    let written = taipan_module_sys::flush_streams(vm);
    roots::clear(vm);
    vm.run_pending();
    let sys = vm.sys.clone();
    set_none(vm, &sys, &["last_exc", "last_type", "last_value", "last_traceback", "ps1", "ps2"]);
    for name in ["stdin", "stdout", "stderr"] {
        if let Some(original) = vm.dict_get_str(&sys, &format!("__{name}__")) {
            let _ = vm.dict_set_str(&sys, name, original);
        }
    }
    let streams = taipan_module_io::standard_parts(vm);
    if process && !taipan_objects::finalize::would_run_code(vm, &streams) {
        return written && taipan_module_sys::flush_streams(vm);
    }
    let modules = vm.modules.clone();
    let class = vm.class(Tp::WeakRef);
    let mut watched = Vec::new();
    for (key, module) in vm.dict_items(&modules) {
        if vm.is_instance(&module, Tp::Module)
            && let Ok(watcher) = vm.new_weakref(&class, &module, &Value::NONE)
        {
            watched.push((key.clone(), watcher));
        }
        drop(module);
        let _ = vm.dict_set(&modules, &key, Value::NONE);
        vm.run_pending();
    }
    for (key, _) in vm.dict_items(&modules) {
        let _ = vm.dict_remove(&modules, &key);
    }
    vm.run_pending();
    taipan_objects::finalize::collect(vm);
    let builtins = vm.builtins.clone();
    let mut cleared = false;
    for (_, watcher) in watched.iter().rev() {
        let Ok(module) = vm.call(watcher, &[]) else { continue };
        if module.is_none() {
            continue;
        }
        let dict = vm.module_dict(&module);
        if !dict.is(&sys) && !dict.is(&builtins) {
            clear_dict(vm, &dict);
            cleared = true;
        }
    }
    if cleared {
        taipan_objects::finalize::collect(vm);
    }
    written && taipan_module_sys::flush_streams(vm)
}
