//! Module `faulthandler`: the stack of Python frames, written straight to a file descriptor.
//!
//! Absent: catching fatal signals, so `enable` remembers where it should write and no more; the watchdog of
//! `dump_traceback_later`; and `register`.

mod dump;

use taipan_native::os::c_int;
use taipan_native::{ModuleDef, NativeDef, PyResult, Tp, Value, Vm, function, no_init};

pub static MODULE: ModuleDef = ModuleDef {
    name: "faulthandler",
    doc: Some("faulthandler module."),
    functions: FUNCTIONS,
    init: no_init,
};

static FUNCTIONS: &[NativeDef] = &[
    function(
        "_fatal_error_c_thread",
        "($module, /)",
        |vm, _| absent(vm, "_fatal_error_c_thread()"),
        "Call Py_FatalError() in a new C thread.",
    ),
    function(
        "_read_null",
        "($module, /)",
        |_, _| die(libc::SIGSEGV),
        "Read from NULL, raise a SIGSEGV or SIGBUS signal depending on the platform.",
    ),
    function("_sigabrt", "($module, /)", |_, _| die(libc::SIGABRT), "Raise a SIGABRT signal."),
    function("_sigfpe", "($module, /)", |_, _| die(libc::SIGFPE), "Raise a SIGFPE signal."),
    function(
        "_sigsegv",
        "($module, release_gil=False, /)",
        |_, _| die(libc::SIGSEGV),
        "Raise a SIGSEGV signal.",
    ),
    function(
        "_stack_overflow",
        "($module, /)",
        |vm, _| absent(vm, "_stack_overflow()"),
        "Recursive call to raise a stack overflow.",
    ),
    function(
        "cancel_dump_traceback_later",
        "($module, /)",
        |_, _| Ok(Value::NONE),
        "Cancel the previous call to dump_traceback_later().",
    ),
    function(
        "disable",
        "($module, /)",
        |vm, _| {
            let was = vm.state::<State>().file.take().is_some();
            Ok(Value::from_bool(was))
        },
        "Disable the fault handler.",
    ),
    function(
        "dump_c_stack",
        "($module, /, file=sys.stderr)",
        |vm, _| absent(vm, "dump_c_stack()"),
        "Dump the C stack of the current thread.",
    ),
    function(
        "dump_traceback",
        "($module, /, file=sys.stderr, all_threads=True)",
        dump_traceback,
        "Dump the traceback of the current thread, or of all threads if all_threads is True, into file.",
    ),
    function(
        "dump_traceback_later",
        "($module, /, timeout, repeat=False, file=sys.stderr, exit=False)",
        dump_traceback_later,
        "Dump the traceback of all threads in timeout seconds,\nor each timeout seconds if repeat is True. If exit is True, call _exit(1) which is not safe.",
    ),
    function(
        "enable",
        "($module, /, file=sys.stderr, all_threads=True)",
        enable,
        "Enable the fault handler.",
    ),
    function(
        "is_enabled",
        "($module, /)",
        |vm, _| Ok(Value::from_bool(vm.state::<State>().file.is_some())),
        "Check if the handler is enabled.",
    ),
    function(
        "register",
        "($module, /, signum, file=sys.stderr, all_threads=True, chain=False)",
        register,
        "Register a handler for the signal 'signum': dump the traceback of the current thread, or of all threads if all_threads is True, into file.",
    ),
    function(
        "unregister",
        "($module, signum, /)",
        |vm, a| {
            check_signal(vm, &a[1])?;
            Ok(Value::from_bool(false))
        },
        "Unregister the handler of the signal 'signum' registered by register().",
    ),
];

/// The file that a fatal error would be told to, kept open by being kept.
#[derive(Default)]
struct State {
    file: Option<Value>,
}

fn absent(vm: &mut Vm, what: &str) -> PyResult {
    Err(vm.raise(Tp::NotImplementedError, format!("faulthandler.{what} is not supported")))
}

/// Ends the process by the signal, whatever was to be done about it.
fn die(signal: i32) -> PyResult {
    // SAFETY: the default action needs no handler.
    unsafe {
        libc::signal(signal, libc::SIG_DFL);
        libc::raise(signal);
    }
    Ok(Value::NONE)
}

/// The descriptor that an argument means, and the file to keep.
fn descriptor(vm: &mut Vm, file: &Value) -> PyResult<(i32, Value)> {
    let mut file = file.clone();
    if file.is_null() || file.is_none() {
        let sys = vm.sys.clone();
        file = match vm.dict_get_str(&sys, "stderr") {
            None => return Err(vm.runtime_error("unable to get sys.stderr")),
            Some(stderr) if stderr.is_none() => return Err(vm.runtime_error("sys.stderr is None")),
            Some(stderr) => stderr,
        };
    } else if vm.is_instance(&file, Tp::Int) {
        if vm.is_exact(&file, Tp::Bool) {
            vm.warn(Tp::RuntimeWarning, "bool is used as a file descriptor", 1)?;
        }
        let number = c_int(vm, &file)?;
        if number < 0 {
            return Err(vm.value_error("file is not a valid file descriptor"));
        }
        return Ok((number, file));
    }
    let number = vm.call_method(&file, "fileno", &[])?;
    let number = if vm.is_instance(&number, Tp::Int) { c_int(vm, &number).unwrap_or(-1) } else { -1 };
    if number < 0 {
        return Err(vm.runtime_error("file.fileno() is not a valid file descriptor"));
    }
    // What the file has still to write comes first; a failure to do so does not matter here.
    let _ = vm.call_method(&file, "flush", &[]);
    Ok((number, file))
}

fn flag(vm: &mut Vm, value: &Value, default: bool) -> PyResult<bool> {
    if value.is_null() { Ok(default) } else { vm.truth(value) }
}

fn enable(vm: &mut Vm, a: &[Value]) -> PyResult {
    flag(vm, &a[2], true)?;
    let (_, file) = descriptor(vm, &a[1])?;
    vm.state::<State>().file = Some(file);
    Ok(Value::NONE)
}

fn dump_traceback(vm: &mut Vm, a: &[Value]) -> PyResult {
    let all_threads = flag(vm, &a[2], true)?;
    let (descriptor, _) = descriptor(vm, &a[1])?;
    let text = dump::stack(vm, all_threads)?;
    dump::write(descriptor, text.as_bytes());
    Ok(Value::NONE)
}

fn dump_traceback_later(vm: &mut Vm, a: &[Value]) -> PyResult {
    let timeout = &a[1];
    if !vm.is_instance(timeout, Tp::Float) && vm.type_of(timeout).slots().index.is_none() {
        let text = format!("'{}' object cannot be interpreted as an integer or float", vm.type_name(timeout));
        return Err(vm.type_error(text));
    }
    let seconds = vm.to_double(timeout)?;
    if seconds.is_nan() {
        return Err(vm.value_error("Invalid value NaN (not a number)"));
    }
    if seconds * 1e9 >= i64::MAX as f64 {
        return Err(vm.overflow_error("timestamp out of range for C PyTime_t"));
    }
    if seconds * 1e6 < 1.0 {
        return Err(vm.value_error("timeout must be greater than 0"));
    }
    absent(vm, "dump_traceback_later()")
}

fn check_signal(vm: &mut Vm, value: &Value) -> PyResult<()> {
    let signal = c_int(vm, value)?;
    if [libc::SIGBUS, libc::SIGILL, libc::SIGFPE, libc::SIGABRT, libc::SIGSEGV].contains(&signal) {
        let text = format!("signal {signal} cannot be registered, use enable() instead");
        return Err(vm.runtime_error(text));
    }
    if !(1..=64).contains(&signal) {
        return Err(vm.value_error("signal number out of range"));
    }
    Ok(())
}

fn register(vm: &mut Vm, a: &[Value]) -> PyResult {
    check_signal(vm, &a[1])?;
    absent(vm, "register()")
}
