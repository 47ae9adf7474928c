//! Module `gc`: the cycle collector as a program sees it.
//!
//! There is one generation; the counts and thresholds of three are kept for programs that look at them. Absent:
//! statistics, and the debug flags' output.
#![forbid(unsafe_code)]

use taipan_native::{ModuleDef, NativeDef, PyResult, Tp, Value, Vm, function};
use taipan_objects::tuple::Tuple;
use taipan_objects::{finalize, flags, mappingproxy};

pub static MODULE: ModuleDef = ModuleDef {
    name: "gc",
    doc: Some(
        "This module provides access to the garbage collector for reference cycles.\n\nenable() -- Enable automatic garbage collection.\ndisable() -- Disable automatic garbage collection.\nisenabled() -- Returns true if automatic collection is enabled.\ncollect() -- Do a full collection right now.\nget_count() -- Return the current collection counts.\nget_stats() -- Return list of dictionaries containing per-generation stats.\nset_debug() -- Set debugging flags.\nget_debug() -- Get debugging flags.\nset_threshold() -- Set the collection thresholds.\nget_threshold() -- Return the current collection thresholds.\nget_objects() -- Return a list of all objects tracked by the collector.\nis_tracked() -- Returns true if a given object is tracked.\nis_finalized() -- Returns true if a given object has been already finalized.\nget_referrers() -- Return the list of objects that refer to an object.\nget_referents() -- Return the list of objects that an object refers to.\nfreeze() -- Freeze all tracked objects and ignore them for future collections.\nunfreeze() -- Unfreeze all objects in the permanent generation.\nget_freeze_count() -- Return the number of objects in the permanent generation.\n",
    ),
    functions: FUNCTIONS,
    init,
};

/// What a program has set.
struct Settings {
    enabled: bool,
    debug: i64,
    thresholds: [i64; 3],
    frozen: i64,
    collections: i64,
    collected: i64,
    callbacks: Value,
    collecting: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            enabled: true,
            debug: 0,
            thresholds: [2000, 10, 10],
            frozen: 0,
            collections: 0,
            collected: 0,
            callbacks: Value::NULL,
            collecting: false,
        }
    }
}

static FUNCTIONS: &[NativeDef] = &[
    function(
        "collect",
        "($module, /, generation=2)",
        collect,
        "Run the garbage collector.\n\nWith no arguments, run a full collection.  The optional argument\nmay be an integer specifying which generation to collect.  A ValueError\nis raised if the generation number is invalid.\n\nThe number of unreachable objects is returned.",
    ),
    function("disable", "($module, /)", |vm, _| enable(vm, false), "Disable automatic garbage collection."),
    function("enable", "($module, /)", |vm, _| enable(vm, true), "Enable automatic garbage collection."),
    function(
        "freeze",
        "($module, /)",
        freeze,
        "Freeze all current tracked objects and ignore them for future collections.\n\nThis can be used before a POSIX fork() call to make the gc copy-on-write friendly.\nNote: collection before a POSIX fork() call may free pages for future allocation\nwhich can cause copy-on-write.",
    ),
    function(
        "get_count",
        "($module, /)",
        |vm, _| Ok(vm.new_tuple(vec![Value::ZERO; 3])),
        "Return a three-tuple of the current collection counts.",
    ),
    function(
        "get_debug",
        "($module, /)",
        |vm, _| number(vm, |s| s.debug),
        "Get the garbage collection debugging flags.",
    ),
    function(
        "get_freeze_count",
        "($module, /)",
        |vm, _| number(vm, |s| s.frozen),
        "Return the number of objects in the permanent generation.",
    ),
    function(
        "get_objects",
        "($module, /, generation=None)",
        get_objects,
        "Return a list of objects tracked by the collector (excluding the list returned).\n\n  generation\n    Generation to extract the objects from.\n\nIf generation is not None, return only the objects tracked by the collector\nthat are in that generation.",
    ),
    function(
        "get_referents",
        "(*objs)",
        get_referents,
        "Return the list of objects that are directly referred to by 'objs'.",
    ),
    function(
        "get_referrers",
        "(*objs)",
        get_referrers,
        "Return the list of objects that directly refer to any of 'objs'.",
    ),
    function(
        "get_stats",
        "($module, /)",
        get_stats,
        "Return a list of dictionaries containing per-generation statistics.",
    ),
    function("get_threshold", "($module, /)", get_threshold, "Return the current collection thresholds."),
    function(
        "is_finalized",
        "($module, obj, /)",
        is_finalized,
        "Returns true if the object has been already finalized by the GC.",
    ),
    function(
        "is_tracked",
        "($module, obj, /)",
        is_tracked,
        "Returns true if the object is tracked by the garbage collector.\n\nSimple atomic objects will return false.",
    ),
    function(
        "isenabled",
        "($module, /)",
        |vm, _| Ok(Value::from_bool(vm.state::<Settings>().enabled)),
        "Returns true if automatic garbage collection is enabled.",
    ),
    function(
        "set_debug",
        "($module, flags, /)",
        set_debug,
        "Set the garbage collection debugging flags.\n\n  flags\n    An integer that can have the following bits turned on:\n      DEBUG_STATS - Print statistics during collection.\n      DEBUG_COLLECTABLE - Print collectable objects found.\n      DEBUG_UNCOLLECTABLE - Print unreachable but uncollectable objects\n        found.\n      DEBUG_SAVEALL - Save objects to gc.garbage rather than freeing them.\n      DEBUG_LEAK - Debug leaking programs (everything but STATS).\n\nDebugging information is written to sys.stderr.",
    ),
    function(
        "set_threshold",
        "(*args)",
        set_threshold,
        "set_threshold(threshold0, [threshold1, [threshold2]])\nSet the collection thresholds (the collection frequency).\n\nSetting 'threshold0' to zero disables collection.",
    ),
    function(
        "unfreeze",
        "($module, /)",
        unfreeze,
        "Unfreeze all objects in the permanent generation.\n\nPut all objects in the permanent generation back into oldest generation.",
    ),
];

fn init(vm: &mut Vm, module: &Value) -> PyResult<()> {
    let callbacks = vm.new_list(Vec::new());
    vm.state::<Settings>().callbacks = callbacks.clone();
    vm.set_module_attr(module, "callbacks", callbacks);
    let garbage = vm.new_list(Vec::new());
    vm.set_module_attr(module, "garbage", garbage);
    for (name, flag) in [
        ("DEBUG_STATS", 1),
        ("DEBUG_COLLECTABLE", 2),
        ("DEBUG_UNCOLLECTABLE", 4),
        ("DEBUG_SAVEALL", 32),
        ("DEBUG_LEAK", 38),
    ] {
        vm.set_module_attr(module, name, Value::from_i32(flag));
    }
    Ok(())
}

fn number(vm: &mut Vm, pick: fn(&Settings) -> i64) -> PyResult {
    let value = pick(vm.state::<Settings>());
    Ok(vm.new_int(value))
}

fn enable(vm: &mut Vm, on: bool) -> PyResult {
    vm.state::<Settings>().enabled = on;
    Ok(Value::NONE)
}

/// Calls every callback with the phase and what is known.
fn announce(vm: &mut Vm, phase: &str, generation: i64, collected: i64) {
    let callbacks = vm.state::<Settings>().callbacks.clone();
    for callback in vm.collect(&callbacks).unwrap_or_default() {
        let info = vm.new_dict();
        for (key, value) in [("generation", generation), ("collected", collected), ("uncollectable", 0)] {
            let value = vm.new_int(value);
            // A str key compares without Python.
            let _ = vm.dict_set_str(&info, key, value);
        }
        let phase = vm.new_str(phase);
        if let Err(raised) = vm.call(&callback, &[phase, info]) {
            vm.unraisable(raised, None, &callback);
        }
    }
}

fn collect(vm: &mut Vm, a: &[Value]) -> PyResult {
    let generation = if a[1].is_null() { 2 } else { vm.index_i64(&a[1])? };
    if !(0..=2).contains(&generation) {
        return Err(vm.value_error("invalid generation"));
    }
    if std::mem::replace(&mut vm.state::<Settings>().collecting, true) {
        return Ok(Value::ZERO);
    }
    announce(vm, "start", generation, 0);
    let found = finalize::collect(vm) as i64;
    let settings = vm.state::<Settings>();
    settings.collecting = false;
    settings.collections += 1;
    settings.collected += found;
    announce(vm, "stop", generation, found);
    Ok(vm.new_int(found))
}

fn freeze(vm: &mut Vm, _: &[Value]) -> PyResult {
    let count = tracked(vm).len() as i64;
    vm.state::<Settings>().frozen = count;
    Ok(Value::NONE)
}

fn unfreeze(vm: &mut Vm, _: &[Value]) -> PyResult {
    vm.state::<Settings>().frozen = 0;
    Ok(Value::NONE)
}

/// Every container that is alive.
fn tracked(vm: &mut Vm) -> Vec<Value> {
    let mut found = Vec::new();
    vm.heap.each_object(|header| {
        if vm.heap.is_container(header) && header.references() > 0 {
            found.push(header.value());
        }
    });
    found
}

fn get_objects(vm: &mut Vm, a: &[Value]) -> PyResult {
    if !a[1].is_null() && !a[1].is_none() {
        let generation = vm.index_i64(&a[1])?;
        if generation >= 3 {
            return Err(
                vm.value_error("generation must be less than the number of available generations (3)")
            );
        }
        if generation < 0 {
            return Err(vm.value_error("generation cannot be negative"));
        }
        if generation < 2 {
            return Ok(vm.new_list(Vec::new()));
        }
    }
    let found = tracked(vm);
    let found = concealed(vm, found)?;
    Ok(vm.new_list(found))
}

/// The objects, with copies in place of the dicts of classes.
fn concealed(vm: &mut Vm, objects: Vec<Value>) -> PyResult<Vec<Value>> {
    objects.into_iter().map(|object| mappingproxy::conceal(vm, object)).collect()
}

fn get_referents(vm: &mut Vm, a: &[Value]) -> PyResult {
    let mut found = Vec::new();
    for object in a[0].expect::<Tuple>().items() {
        if let Some(header) = object.header() {
            let start = found.len();
            vm.heap.each_reference(header, &mut |value: &Value| {
                if !value.is_null() {
                    found.push(value.clone());
                }
            });
            // CPython walks a list from its end.
            if vm.is_instance(object, Tp::List) {
                found[start..].reverse();
            }
        }
    }
    let found = concealed(vm, found)?;
    Ok(vm.new_list(found))
}

fn get_referrers(vm: &mut Vm, a: &[Value]) -> PyResult {
    let wanted = a[0].expect::<Tuple>().items();
    let mut found = Vec::new();
    for object in tracked(vm) {
        if object.is(&a[0]) {
            continue;
        }
        let Some(header) = object.header() else { continue };
        let mut refers = false;
        vm.heap.each_reference(header, &mut |value: &Value| refers |= wanted.iter().any(|w| w.is(value)));
        if refers {
            found.push(object.clone());
        }
    }
    let found = concealed(vm, found)?;
    Ok(vm.new_list(found))
}

fn get_stats(vm: &mut Vm, _: &[Value]) -> PyResult {
    let settings = vm.state::<Settings>();
    let full = (settings.collections, settings.collected);
    let mut list = Vec::new();
    for (collections, collected) in [(0, 0), (0, 0), full] {
        let stats = vm.new_dict();
        for (key, value) in [("collections", collections), ("collected", collected), ("uncollectable", 0)] {
            let value = vm.new_int(value);
            vm.dict_set_str(&stats, key, value)?;
        }
        list.push(stats);
    }
    Ok(vm.new_list(list))
}

fn get_threshold(vm: &mut Vm, _: &[Value]) -> PyResult {
    let thresholds = vm.state::<Settings>().thresholds;
    let values = thresholds.iter().map(|&t| vm.new_int(t)).collect();
    Ok(vm.new_tuple(values))
}

fn set_threshold(vm: &mut Vm, a: &[Value]) -> PyResult {
    let given = a[0].expect::<Tuple>().items();
    if given.is_empty() || given.len() > 3 {
        let (bound, count) = if given.is_empty() { ("least", 1) } else { ("most", 3) };
        let plural = if count == 1 { "" } else { "s" };
        let text =
            format!("gc.set_threshold expected at {bound} {count} argument{plural}, got {}", given.len());
        return Err(vm.type_error(text));
    }
    for (index, value) in given.iter().enumerate() {
        let value = vm.index_i64(value)?;
        vm.state::<Settings>().thresholds[index] = value;
    }
    Ok(Value::NONE)
}

fn set_debug(vm: &mut Vm, a: &[Value]) -> PyResult {
    let flags = vm.index_i64(&a[1])?;
    vm.state::<Settings>().debug = flags;
    Ok(Value::NONE)
}

fn is_finalized(_: &mut Vm, a: &[Value]) -> PyResult {
    Ok(Value::from_bool(a[1].header().is_some_and(|h| h.has(flags::FINALIZED))))
}

fn is_tracked(vm: &mut Vm, a: &[Value]) -> PyResult {
    let container = a[1].header().is_some_and(|h| vm.heap.is_container(h));
    // The empty tuple is no container in CPython's eyes.
    let empty = vm.is_exact(&a[1], Tp::Tuple) && a[1].expect::<Tuple>().is_empty();
    Ok(Value::from_bool(container && !empty))
}
