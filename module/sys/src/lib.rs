//! Module `sys`.
//!
//! The dict of the module is `vm.sys`, which the interpreter reads for streams and hooks. One file per family: what is
//! fixed (`info`), what is asked for (`flags`), hooks (`hooks`), limits and introspection (`inspect`), tracing (`tracing`),
//! monitoring (`monitoring`), and what is said about a JIT (`jit`).
#![forbid(unsafe_code)]

mod flags;
mod hooks;
mod info;
mod inspect;
mod jit;
mod monitoring;
mod names;
mod tracing;
mod uncaught;

pub use flags::{Flags, set as set_flags};
pub use uncaught::report_uncaught;

use taipan_native::{ModuleDef, NativeDef, PyResult, Value, Vm, function};

pub static MODULE: ModuleDef = ModuleDef {
    name: "sys",
    doc: Some(
        "This module provides access to some objects used or maintained by the\ninterpreter and to functions that interact strongly with the interpreter.",
    ),
    functions: FUNCTIONS,
    init,
};

static FUNCTIONS: &[NativeDef] = &[
    function(
        "_clear_internal_caches",
        "($module, /)",
        nothing,
        "Clear all internal performance-related caches.",
    ),
    function("_clear_type_cache", "($module, /)", nothing, "Clear the internal type lookup cache."),
    function(
        "_current_frames",
        "($module, /)",
        inspect::current_frames,
        "Return a dict mapping each thread's thread id to its current stack frame.\n\nThis function should be used for specialized purposes only.",
    ),
    function(
        "_getframe",
        "($module, depth=0, /)",
        inspect::getframe,
        "Return a frame object from the call stack.\n\nIf optional integer depth is given, return the frame object that many\ncalls below the top of the stack.  If that is deeper than the call\nstack, ValueError is raised.  The default for depth is zero, returning\nthe frame at the top of the call stack.\n\nThis function should be used for internal and specialized purposes\nonly.",
    ),
    function(
        "_getframemodulename",
        "($module, /, depth=0)",
        inspect::getframemodulename,
        "Return the name of the module for a calling frame.\n\nThe default depth returns the module containing the call to this API.\nA more typical use in a library will pass a depth of 1 to get the user's\nmodule rather than the library module.\n\nIf no frame, module, or name can be found, returns None.",
    ),
    function(
        "_is_gil_enabled",
        "($module, /)",
        |_, _| Ok(Value::TRUE),
        "Return True if the GIL is currently enabled.",
    ),
    function(
        "_is_immortal",
        "($module, op, /)",
        |_, a| Ok(Value::from_bool(a[1].header().is_none_or(|h| h.has(taipan_objects::flags::UNCOUNTED)))),
        "Return True if the given object is \"immortal\" per PEP 683.",
    ),
    function(
        "_is_interned",
        "($module, string, /)",
        inspect::is_interned,
        "Return True if the given string is \"interned\".",
    ),
    function(
        "activate_stack_trampoline",
        "($module, backend, /)",
        |vm, _| Err(vm.value_error("perf trampoline not available")),
        "Activate stack profiler trampoline *backend*.",
    ),
    function("addaudithook", "($module, /, hook)", hooks::addaudithook, "Adds a new audit hook callback."),
    function("audit", "(event, /, *args)", hooks::audit, "Passes the event to any hooks that are attached."),
    function(
        "breakpointhook",
        "(*args, **kwargs)",
        hooks::breakpointhook,
        "This hook function is called by built-in breakpoint().",
    ),
    function(
        "call_tracing",
        "($module, func, args, /)",
        tracing::call_tracing,
        "Call func(*args), while tracing is enabled.\n\nThe tracing state is saved, and restored afterwards.  This is intended\nto be called from a debugger from a checkpoint, to recursively debug\nsome other code.",
    ),
    function(
        "deactivate_stack_trampoline",
        "($module, /)",
        nothing,
        "Deactivate the current stack profiler trampoline backend.",
    ),
    function(
        "displayhook",
        "($module, object, /)",
        hooks::displayhook,
        "Print an object to sys.stdout and also save it in builtins._",
    ),
    function(
        "exc_info",
        "($module, /)",
        inspect::exc_info,
        "Return current exception information: (type, value, traceback).\n\nReturn information about the most recent exception caught by an except\nclause in the current stack frame or in an older stack frame.",
    ),
    function(
        "excepthook",
        "($module, exctype, value, traceback, /)",
        hooks::excepthook,
        "Handle an exception by displaying it with a traceback on sys.stderr.",
    ),
    function(
        "exception",
        "($module, /)",
        |vm, _| {
            let handled = (vm.interp.handled)(vm);
            Ok(if handled.is_null() { Value::NONE } else { handled })
        },
        "Return the current exception.\n\nReturn the most recent exception caught by an except clause\nin the current stack frame or in an older stack frame, or None\nif no such clause exists.",
    ),
    function(
        "exit",
        "($module, status=None, /)",
        hooks::exit,
        "Exit the interpreter by raising SystemExit(status).\n\nIf the status is omitted or None, it defaults to zero (i.e., success).\nIf the status is an integer, it will be used as the system exit status.\nIf it is another kind of object, it will be printed and the system\nexit status will be one (i.e., failure).",
    ),
    function(
        "get_asyncgen_hooks",
        "($module, /)",
        hooks::get_asyncgen_hooks,
        "Return the installed asynchronous generators hooks.\n\nThis returns a namedtuple of the form (firstiter, finalizer).",
    ),
    function(
        "get_coroutine_origin_tracking_depth",
        "($module, /)",
        |vm, _| Ok(vm.new_int(vm.coroutine_origin_depth as i64)),
        "Check status of origin tracking for coroutine objects in this thread.",
    ),
    function(
        "get_int_max_str_digits",
        "($module, /)",
        |vm, _| Ok(vm.new_int(vm.int_max_str_digits as i64)),
        "Return the maximum string digits limit for non-binary int<->str conversions.",
    ),
    function(
        "getallocatedblocks",
        "($module, /)",
        inspect::getallocatedblocks,
        "Return the number of memory blocks currently allocated.",
    ),
    function(
        "getdefaultencoding",
        "($module, /)",
        |vm, _| Ok(vm.new_str("utf-8")),
        "Return the current default encoding used by the Unicode implementation.",
    ),
    function(
        "getdlopenflags",
        "($module, /)",
        |_, _| Ok(Value::from_i32(2)),
        "Return the current value of the flags that are used for dlopen calls.\n\nThe flag constants are defined in the os module.",
    ),
    function(
        "getfilesystemencodeerrors",
        "($module, /)",
        |vm, _| Ok(vm.new_str("surrogateescape")),
        "Return the error mode used for Unicode to filename conversion.",
    ),
    function(
        "getfilesystemencoding",
        "($module, /)",
        |vm, _| Ok(vm.new_str("utf-8")),
        "Return the encoding used to convert Unicode filenames to OS filenames.",
    ),
    function(
        "getprofile",
        "($module, /)",
        tracing::getprofile,
        "Return the profiling function set with sys.setprofile.\n\nSee the profiler chapter in the library manual.",
    ),
    function(
        "getrecursionlimit",
        "($module, /)",
        |vm, _| Ok(vm.new_int(vm.stack.asked_limit as i64)),
        "Return the current value of the recursion limit.\n\nThe recursion limit is the maximum depth of the Python interpreter\nstack.  This limit prevents infinite recursion from causing an overflow\nof the C stack and crashing Python.",
    ),
    function(
        "getrefcount",
        "($module, object, /)",
        inspect::getrefcount,
        "Return the reference count of object.\n\nThe count returned is generally one higher than you might expect,\nbecause it includes the (temporary) reference as an argument to\ngetrefcount().",
    ),
    function(
        "getsizeof",
        "(object, default=None)",
        inspect::getsizeof,
        "getsizeof(object [, default]) -> int\n\nReturn the size of object in bytes.",
    ),
    function(
        "getswitchinterval",
        "($module, /)",
        inspect::getswitchinterval,
        "Return the current thread switch interval; see sys.setswitchinterval().",
    ),
    function(
        "gettrace",
        "($module, /)",
        tracing::gettrace,
        "Return the global debug tracing function set with sys.settrace.\n\nSee the debugger chapter in the library manual.",
    ),
    function(
        "getunicodeinternedsize",
        "($module, /, *, _only_immortal=False)",
        |_, _| Ok(Value::from_i32(4096)),
        "Return the number of elements of the unicode interned dictionary",
    ),
    function(
        "intern",
        "($module, string, /)",
        inspect::intern,
        "``Intern'' the given string.\n\nThis enters the string in the (global) table of interned strings whose\npurpose is to speed up dictionary lookups. Return the string itself or\nthe previously interned string object with the same value.",
    ),
    function("is_finalizing", "($module, /)", hooks::is_finalizing, "Return True if Python is exiting."),
    function(
        "is_remote_debug_enabled",
        "($module, /)",
        |_, _| Ok(Value::FALSE),
        "Return True if remote debugging is enabled, False otherwise.",
    ),
    function(
        "is_stack_trampoline_active",
        "($module, /)",
        |_, _| Ok(Value::FALSE),
        "Return *True* if a stack profiler trampoline is active.",
    ),
    function(
        "set_asyncgen_hooks",
        "($module, firstiter=None, finalizer=None)",
        hooks::set_asyncgen_hooks,
        "set_asyncgen_hooks([firstiter] [, finalizer])\n\nSet a finalizer for async generators objects.",
    ),
    function(
        "set_coroutine_origin_tracking_depth",
        "($module, /, depth)",
        tracing::set_origin_depth,
        "Enable or disable origin tracking for coroutine objects in this thread.\n\nCoroutine objects will track 'depth' frames of traceback information\nabout where they came from, available in their cr_origin attribute.\n\nSet a depth of 0 to disable.",
    ),
    function(
        "set_int_max_str_digits",
        "($module, /, maxdigits)",
        inspect::set_int_max_str_digits,
        "Set the maximum string digits limit for non-binary int<->str conversions.",
    ),
    function(
        "setdlopenflags",
        "($module, flags, /)",
        nothing,
        "Set the flags used by the interpreter for dlopen calls.",
    ),
    function(
        "setprofile",
        "($module, function, /)",
        tracing::setprofile,
        "Set the profiling function.\n\nIt will be called on each function call and return.  See the profiler\nchapter in the library manual.",
    ),
    function(
        "setrecursionlimit",
        "($module, limit, /)",
        inspect::setrecursionlimit,
        "Set the maximum depth of the Python interpreter stack to n.\n\nThis limit prevents infinite recursion from causing an overflow of the C\nstack and crashing Python.  The highest possible limit is platform-\ndependent.",
    ),
    function(
        "setswitchinterval",
        "($module, interval, /)",
        inspect::setswitchinterval,
        "Set the ideal thread switching delay inside the Python interpreter.\n\nThe actual frequency of switching threads can be lower if the\ninterpreter executes long sequences of uninterruptible code\n(this is implementation-specific and workload-dependent).\n\nThe parameter must represent the desired switching delay in seconds\nA typical value is 0.005 (5 milliseconds).",
    ),
    function(
        "settrace",
        "($module, function, /)",
        tracing::settrace,
        "Set the global debug tracing function.\n\nIt will be called on each function call.  See the debugger chapter\nin the library manual.",
    ),
    function(
        "_clear_type_descriptors",
        "($module, type, /)",
        inspect::clear_type_descriptors,
        "Private function for clearing certain descriptors from a type's dictionary.\n\nSee gh-135228 for context.",
    ),
    function(
        "_get_cpu_count_config",
        "($module, /)",
        |_, _| Ok(Value::from_i32(-1)),
        "Private function for getting PyConfig.cpu_count",
    ),
    function(
        "unraisablehook",
        "($module, unraisable, /)",
        hooks::unraisablehook,
        "Handle an unraisable exception.\n\nThe unraisable argument has the following attributes:\n\n* exc_type: Exception type.\n* exc_value: Exception value, can be None.\n* exc_traceback: Exception traceback, can be None.\n* err_msg: Error message, can be None.\n* object: Object causing the exception, can be None.",
    ),
];

fn nothing(_: &mut Vm, _: &[Value]) -> PyResult {
    Ok(Value::NONE)
}

fn init(vm: &mut Vm, module: &Value) -> PyResult<()> {
    vm.sys = vm.module_dict(module);
    let modules = vm.modules.clone();
    vm.set_module_attr(module, "modules", modules);
    for name in ["displayhook", "excepthook", "unraisablehook", "breakpointhook"] {
        let hook = vm.get_attr_str(module, name)?;
        vm.set_module_attr(module, &format!("__{name}__"), hook);
    }
    info::set(vm, module)?;
    jit::set(vm, module)?;
    monitoring::set(vm, module)?;
    hooks::set(vm, module)
}

/// Sets `sys.argv` and `sys.orig_argv`.
pub fn set_arguments(vm: &mut Vm, argv: &[String], all: &[String]) -> PyResult<()> {
    let sys = vm.sys.clone();
    for (name, list) in [("argv", argv), ("orig_argv", all)] {
        let items = list.iter().map(|text| vm.new_str(text)).collect();
        let list = vm.new_list(items);
        vm.dict_set_str(&sys, name, list)?;
    }
    Ok(())
}

/// Flushes standard output and standard error, whatever objects they are now. False if standard output failed.
pub fn flush_streams(vm: &mut Vm) -> bool {
    let sys = vm.sys.clone();
    let mut done = true;
    for name in ["stdout", "stderr"] {
        let Some(file) = vm.dict_get_str(&sys, name).filter(|f| !f.is_none()) else { continue };
        let closed = vm.intern("closed");
        if let Ok(Some(closed)) = vm.find_attr(&file, &closed)
            && vm.truth(&closed).unwrap_or(false)
        {
            continue;
        }
        if let Err(raised) = vm.call_method(&file, "flush", &[])
            && name == "stdout"
        {
            vm.unraisable(raised, Some("Exception ignored while flushing sys.stdout"), &Value::NONE);
            done = false;
        }
    }
    done
}

/// What the program printed comes before what is said about its end.
fn flush_stdout_quietly(vm: &mut Vm) {
    let sys = vm.sys.clone();
    if let Some(out) = vm.dict_get_str(&sys, "stdout").filter(|f| !f.is_none()) {
        let _ = vm.call_method(&out, "flush", &[]);
    }
}
