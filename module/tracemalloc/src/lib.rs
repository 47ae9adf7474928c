//! Module `_tracemalloc`: what it answers while nothing is traced. Tracing of allocations is absent: `start` says so.
#![forbid(unsafe_code)]

use taipan_native::os::c_int;
use taipan_native::{ModuleDef, NativeDef, PyResult, Tp, Value, Vm, function, no_init};

pub static MODULE: ModuleDef = ModuleDef {
    name: "_tracemalloc",
    doc: Some("Debug module to trace memory blocks allocated by Python."),
    functions: FUNCTIONS,
    init: no_init,
};

static FUNCTIONS: &[NativeDef] = &[
    function(
        "_get_object_traceback",
        "($module, obj, /)",
        nothing,
        "Get the traceback where the Python object obj was allocated.\n\nReturn a tuple of (filename: str, lineno: int) tuples.\nReturn None if the tracemalloc module is disabled or did not\ntrace the allocation of the object.",
    ),
    function(
        "_get_traces",
        "($module, /)",
        |vm, _| Ok(vm.new_list(Vec::new())),
        "Get traces of all memory blocks allocated by Python.\n\nReturn a list of (size: int, traceback: tuple) tuples.\ntraceback is a tuple of (filename: str, lineno: int) tuples.\n\nReturn an empty list if the tracemalloc module is disabled.",
    ),
    function("clear_traces", "($module, /)", nothing, "Clear traces of memory blocks allocated by Python."),
    function(
        "get_traceback_limit",
        "($module, /)",
        |vm, _| Ok(vm.new_int(1)),
        "Get the maximum number of frames stored in the traceback of a trace.\n\nBy default, a trace of an allocated memory block only stores\nthe most recent frame: the limit is 1.",
    ),
    function(
        "get_traced_memory",
        "($module, /)",
        |vm, _| Ok(vm.new_tuple(vec![vm.new_int(0), vm.new_int(0)])),
        "Get the current size and peak size of memory blocks traced by tracemalloc.\n\nReturns a tuple: (current: int, peak: int).",
    ),
    function(
        "get_tracemalloc_memory",
        "($module, /)",
        |vm, _| Ok(vm.new_int(0)),
        "Get the memory usage in bytes of the tracemalloc module.\n\nThis memory is used internally to trace memory allocations.",
    ),
    function(
        "is_tracing",
        "($module, /)",
        |_, _| Ok(Value::from_bool(false)),
        "Return True if the tracemalloc module is tracing Python memory allocations.",
    ),
    function(
        "reset_peak",
        "($module, /)",
        nothing,
        "Set the peak size of memory blocks traced by tracemalloc to the current size.\n\nDo nothing if the tracemalloc module is not tracing memory allocations.",
    ),
    function(
        "start",
        "($module, nframe=1, /)",
        start,
        "Start tracing Python memory allocations.\n\nAlso set the maximum number of frames stored in the traceback of a\ntrace to nframe.",
    ),
    function(
        "stop",
        "($module, /)",
        nothing,
        "Stop tracing Python memory allocations.\n\nAlso clear traces of memory blocks allocated by Python.",
    ),
];

fn nothing(_: &mut Vm, _: &[Value]) -> PyResult {
    Ok(Value::NONE)
}

fn start(vm: &mut Vm, a: &[Value]) -> PyResult {
    let frames = if a[1].is_null() { 1 } else { c_int(vm, &a[1])? };
    if !(1..=65535).contains(&frames) {
        return Err(vm.value_error("the number of frames must be in range [1; 65535]"));
    }
    Err(vm.raise(Tp::NotImplementedError, "tracing of memory allocations is not supported"))
}
