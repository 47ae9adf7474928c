//! Module `_thread`: locks, thread-local data, and what `threading` asks of the thread it runs in.
//!
//! Threads take turns in a Vm (`taipan_objects::threads`); what is here runs in the turn of its thread. Starting and ending
//! is `start`, what `threading.Thread` holds of a thread is `handle`.
#![deny(unsafe_op_in_unsafe_fn)]

mod handle;
mod local;
mod lock;
mod rlock;
mod start;

use taipan_host::Clock;
use taipan_native::{ModuleDef, NativeDef, PyResult, Tp, Value, Vm, function};
use taipan_objects::structseq::StructSequence;
use taipan_objects::threads::ident;

pub static MODULE: ModuleDef = ModuleDef {
    name: "_thread",
    doc: Some(
        "This module provides primitive operations to write multi-threaded programs.\nThe 'threading' module provides a more convenient interface.",
    ),
    functions: FUNCTIONS,
    init,
};

/// The module's classes.
#[derive(Default)]
struct Classes {
    lock: Option<Value>,
    handle: Option<Value>,
}

/// The longest timeout, in seconds.
const TIMEOUT_MAX: f64 = 9_223_372_036.0;

static FUNCTIONS: &[NativeDef] = &[
    function(
        "_count",
        "($module, /)",
        |vm, _| Ok(vm.new_int(vm.threads.others() as i64)),
        "Return the number of currently running Python threads, excluding\nthe main thread. The returned number comprises all threads created\nthrough `start_new_thread()` as well as `threading.Thread`, and not\nyet finished.\n\nThis function is meant for internal and specialized purposes only.\nIn most applications `threading.enumerate()` should be used instead.",
    ),
    function("_excepthook", "($module, args, /)", excepthook, "Handle uncaught Thread.run() exception."),
    function(
        "_get_main_thread_ident",
        "($module, /)",
        |vm, _| {
            let first = vm.each_thread(|_| ()).first().map_or_else(ident, |(ident, ())| *ident);
            Ok(vm.new_u64(first))
        },
        "Internal only. Return a non-zero integer that uniquely identifies the main thread\nof the main interpreter.",
    ),
    function(
        "_get_name",
        "($module, /)",
        |vm, _| Ok(vm.new_str(&name_of_thread())),
        "Get the name of the current thread.",
    ),
    function(
        "_is_main_interpreter",
        "($module, /)",
        |_, _| Ok(Value::TRUE),
        "Return True if the current interpreter is the main Python interpreter.",
    ),
    function(
        "_make_thread_handle",
        "($module, ident, /)",
        handle::make,
        "Internal only. Make a thread handle for threads not spawned\nby the _thread or threading module.",
    ),
    function(
        "_shutdown",
        "($module, /)",
        handle::shutdown,
        "Wait for all non-daemon threads (other than the calling thread) to stop.",
    ),
    function("allocate", "($module, /)", allocate_lock, "An obsolete synonym of allocate_lock()."),
    function(
        "allocate_lock",
        "($module, /)",
        allocate_lock,
        "Create a new lock object. See help(type(threading.Lock())) for\ninformation about locks.",
    ),
    function(
        "daemon_threads_allowed",
        "($module, /)",
        |_, _| Ok(Value::TRUE),
        "Return True if daemon threads are allowed in the current interpreter,\nand False otherwise.\n",
    ),
    function(
        "exit",
        "($module, /)",
        exit,
        "This is synonymous to ``raise SystemExit''.  It will cause the current\nthread to exit silently unless the exception is caught.",
    ),
    function("exit_thread", "($module, /)", exit, "An obsolete synonym of exit()."),
    function(
        "get_ident",
        "($module, /)",
        get_ident,
        "Return a non-zero integer that uniquely identifies the current thread\namongst other threads that exist simultaneously.\n\nThis may be used to identify per-thread resources.  Even though on\nsome platforms threads identities may appear to be allocated\nconsecutive numbers starting at 1, this behavior should not be relied\nupon, and the number should be seen purely as a magic cookie.\nA thread's identity may be reused for another thread after it exits.",
    ),
    function(
        "get_native_id",
        "($module, /)",
        get_native_id,
        "Return a non-negative integer identifying the thread as reported\nby the OS (kernel). This may be used to uniquely identify a\nparticular thread within a system.",
    ),
    function(
        "interrupt_main",
        "($module, signum=2, /)",
        interrupt_main,
        "Simulate the arrival of the given signal in the main thread,\nwhere the corresponding signal handler will be executed.\nIf *signum* is omitted, SIGINT is assumed.\nA subthread can use this function to interrupt the main thread.\n\nNote: the default signal handler for SIGINT raises ``KeyboardInterrupt``.",
    ),
    function("set_name", "($module, /, name)", set_name, "Set the name of the current thread."),
    function(
        "stack_size",
        "($module, size=0, /)",
        start::stack_size,
        "Return the thread stack size used when creating new threads.  The\noptional size argument specifies the stack size (in bytes) to be used\nfor subsequent threads.  The size must be 0 or a positive integer of at\nleast 32,768 (32k).\nIf changing the thread stack size is unsupported, a ThreadError is raised.\nIf the specified size is invalid, a ValueError is raised, and the stack size\nis unmodified.  32k bytes  currently the minimum supported stack size value\nto guarantee sufficient stack space for the interpreter itself.\n\nNote that some platforms may have particular restrictions on values for the\nstack size, such as requiring a minimum stack size larger than 32 KiB or\nrequiring allocation in multiples of the system memory page size\n- platform documentation should be referred to for more information\n(4 KiB pages are common; using multiples of 4096 for the stack size is\nthe suggested approach in the absence of more specific information).",
    ),
    function(
        "start_joinable_thread",
        "($module, /, function, handle=None, daemon=True)",
        start::start_joinable,
        "*For internal use only*: start a new thread.\n\nLike start_new_thread(), this starts a new thread calling the given function.\nUnlike start_new_thread(), this returns a handle object with methods to join\nor detach the given thread.\nThis function is not for third-party code, please use the\n`threading` module instead. During finalization the runtime will not wait for\nthe thread to exit if daemon is True. If handle is provided it must be a\nnewly created thread._ThreadHandle instance.",
    ),
    function(
        "start_new",
        "($module, function, args, kwargs={}, /)",
        start::start_new,
        "An obsolete synonym of start_new_thread().",
    ),
    function(
        "start_new_thread",
        "($module, function, args, kwargs={}, /)",
        start::start_new,
        "Start a new thread and return its identifier.\n\nThe thread will call the function with positional arguments from the\ntuple args and keyword arguments taken from the optional dictionary\nkwargs.  The thread exits when the function returns; the return value\nis ignored.  The thread will also exit when the function raises an\nunhandled exception; a stack trace will be printed unless the exception\nis SystemExit.",
    ),
];

static EXCEPT_HOOK_ARGS: StructSequence = StructSequence {
    module: "_thread",
    name: "_ExceptHookArgs",
    doc: "ExceptHookArgs\n\nType used to pass arguments to threading.excepthook.",
    fields: &["exc_type", "exc_value", "exc_traceback", "thread"],
    visible: 4,
    constructible: true,
};

fn init(vm: &mut Vm, module: &Value) -> PyResult<()> {
    let lock = lock::class(vm)?;
    let rlock = rlock::class(vm)?;
    let local = local::class(vm)?;
    let handle = handle::class(vm)?;
    let args = vm.new_struct_sequence_class(&EXCEPT_HOOK_ARGS)?;
    *vm.state::<Classes>() = Classes { lock: Some(lock.clone()), handle: Some(handle.clone()) };
    let error = vm.class(Tp::RuntimeError);
    for (name, class) in [
        ("lock", lock.clone()),
        ("LockType", lock),
        ("RLock", rlock),
        ("_local", local),
        ("_ThreadHandle", handle),
        ("_ExceptHookArgs", args),
        ("error", error),
    ] {
        vm.set_module_attr(module, name, class);
    }
    let longest = vm.new_float(TIMEOUT_MAX);
    vm.set_module_attr(module, "TIMEOUT_MAX", longest);
    let longest = vm.new_int(15);
    vm.set_module_attr(module, "_NAME_MAXLEN", longest);
    Ok(())
}

fn get_ident(vm: &mut Vm, _: &[Value]) -> PyResult {
    Ok(vm.new_u64(ident()))
}

fn get_native_id(vm: &mut Vm, _: &[Value]) -> PyResult {
    // SAFETY: the call has no conditions.
    Ok(vm.new_int(unsafe { libc::gettid() } as i64))
}

fn name_of_thread() -> String {
    let mut name = [0u8; 32];
    // SAFETY: the buffer is as long as is said.
    let failed =
        unsafe { libc::pthread_getname_np(libc::pthread_self(), name.as_mut_ptr().cast(), name.len()) };
    let end = if failed != 0 { 0 } else { name.iter().position(|b| *b == 0).unwrap_or(0) };
    String::from_utf8_lossy(&name[..end]).into_owned()
}

fn set_name(vm: &mut Vm, a: &[Value]) -> PyResult {
    if !vm.is_instance(&a[1], Tp::Str) {
        let text = format!("set_name() argument 'name' must be str, not {}", vm.type_name(&a[1]));
        return Err(vm.type_error(text));
    }
    let text = vm.text(&a[1]).into_owned();
    let mut bytes: Vec<u8> = text.bytes().take(15).filter(|b| *b != 0).collect();
    bytes.push(0);
    // SAFETY: the name ends with 0, and is short enough.
    unsafe { libc::pthread_setname_np(libc::pthread_self(), bytes.as_ptr().cast()) };
    Ok(Value::NONE)
}

fn exit(vm: &mut Vm, _: &[Value]) -> PyResult {
    Err(vm.raise_with(Tp::SystemExit, []))
}

fn interrupt_main(vm: &mut Vm, a: &[Value]) -> PyResult {
    let signal = if a[1].is_null() { 2 } else { vm.index_i64(&a[1])? };
    if !(1..=64).contains(&signal) {
        return Err(vm.value_error("signal number out of range"));
    }
    // SAFETY: a signal of this process to itself.
    unsafe { libc::raise(signal as i32) };
    Ok(Value::NONE)
}

fn allocate_lock(vm: &mut Vm, _: &[Value]) -> PyResult {
    let Some(class) = vm.state::<Classes>().lock.clone() else {
        return Err(vm.raise(Tp::SystemError, "the module _thread is not initialized"));
    };
    Ok(lock::make(vm, &class))
}

fn excepthook(vm: &mut Vm, a: &[Value]) -> PyResult {
    let items = match a[1].downcast::<taipan_objects::tuple::Tuple>() {
        Some(tuple) if tuple.items().len() == 4 => tuple.items().to_vec(),
        _ => return Err(vm.type_error("_thread.excepthook argument type must be ExceptHookArgs")),
    };
    let exit = vm.class(Tp::SystemExit);
    if items[0].is(&exit) {
        return Ok(Value::NONE);
    }
    let sys = vm.sys.clone();
    let name = match items[3].is_none() {
        true => vm.new_str(&ident().to_string()),
        false => {
            let attribute = vm.get_attr_str(&items[3], "name")?;
            vm.str(&attribute)?
        }
    };
    let text = vm.new_str(&format!("Exception in thread {}:\n", vm.text(&name)));
    if let Some(stderr) = vm.dict_get_str(&sys, "stderr").filter(|s| !s.is_none()) {
        vm.call_method(&stderr, "write", std::slice::from_ref(&text))?;
    }
    match vm.dict_get_str(&sys, "__excepthook__") {
        Some(hook) => vm.call(&hook, &items[..3]),
        None => Ok(Value::NONE),
    }
}

// ---- waiting ----

/// The end of a wait, from a timeout in seconds: `None` for one without end.
pub(crate) fn deadline(vm: &mut Vm, blocking: bool, timeout: &Value) -> PyResult<Option<i64>> {
    let seconds = if timeout.is_null() {
        -1.0
    } else if vm.is_instance(timeout, Tp::Float) || vm.type_of(timeout).slots().index.is_some() {
        vm.to_double(timeout)?
    } else {
        let text = format!("'{}' object cannot be interpreted as an integer or float", vm.type_name(timeout));
        return Err(vm.type_error(text));
    };
    if !blocking && seconds != -1.0 {
        return Err(vm.value_error("can't specify a timeout for a non-blocking call"));
    }
    if seconds.is_nan() {
        return Err(vm.value_error("Invalid value NaN (not a number)"));
    }
    if seconds < 0.0 && seconds != -1.0 {
        return Err(vm.value_error("timeout value must be a non-negative number"));
    }
    if seconds * 1e9 >= i64::MAX as f64 {
        return Err(vm.raise(Tp::OverflowError, "timestamp out of range for C PyTime_t"));
    }
    if seconds > TIMEOUT_MAX {
        return Err(vm.raise(Tp::OverflowError, "timeout value is too large"));
    }
    if !blocking {
        return Ok(Some(0));
    }
    if seconds < 0.0 {
        return Ok(None);
    }
    Ok(Some(vm.host().now_ns(Clock::Monotonic).saturating_add((seconds * 1e9) as i64)))
}
