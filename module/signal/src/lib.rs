//! Module `_signal`: handlers in Python, which run between two ops of the program, timers, and masks.
//!
//! Absent: `sigtimedwait`, `sigwaitinfo` and `pidfd_send_signal`.

mod catch;
mod constants;

use catch::{Action, errno};
use taipan_native::os::{c_int, os_error, strerror};
use taipan_native::{ModuleDef, NativeDef, PyResult, Tp, Value, Vm, function};

pub static MODULE: ModuleDef = ModuleDef {
    name: "_signal",
    doc: Some("This module provides mechanisms to use signal handlers in Python."),
    functions: FUNCTIONS,
    init,
};

static FUNCTIONS: &[NativeDef] = &[
    function(
        "signal",
        "($module, signalnum, handler, /)",
        signal,
        "Set the action for the given signal.\n\nThe action can be SIG_DFL, SIG_IGN, or a callable Python object.\nThe previous action is returned.  See getsignal() for possible return values.\n\n*** IMPORTANT NOTICE ***\nA signal handler function is called with two arguments:\nthe first is the signal number, the second is the interrupted stack frame.",
    ),
    function(
        "getsignal",
        "($module, signalnum, /)",
        getsignal,
        "Return the current action for the given signal.",
    ),
    function(
        "raise_signal",
        "($module, signalnum, /)",
        raise_signal,
        "Send a signal to the executing process.",
    ),
    function(
        "strsignal",
        "($module, signalnum, /)",
        strsignal,
        "Return the system description of the given signal.",
    ),
    function(
        "valid_signals",
        "($module, /)",
        valid_signals,
        "Return a set of valid signal numbers on this platform.",
    ),
    function(
        "default_int_handler",
        "($module, signalnum, frame, /)",
        |vm, _| Err(vm.raise_with(Tp::KeyboardInterrupt, [])),
        "The default handler for SIGINT installed by Python.\n\nIt raises KeyboardInterrupt.",
    ),
    function(
        "set_wakeup_fd",
        "($module, fd, /, *, warn_on_full_buffer=True)",
        set_wakeup_fd,
        "Sets the fd to be written to (with the signal number) when a signal comes in.",
    ),
    function(
        "siginterrupt",
        "($module, signalnum, flag, /)",
        siginterrupt,
        "Change system call restart behaviour.",
    ),
    function("pause", "($module, /)", pause, "Wait until a signal arrives."),
    function(
        "alarm",
        "($module, seconds, /)",
        alarm,
        "Arrange for SIGALRM to arrive after the given number of seconds.",
    ),
    function(
        "setitimer",
        "($module, which, seconds, interval=0.0, /)",
        setitimer,
        "Sets given itimer (one of ITIMER_REAL, ITIMER_VIRTUAL or ITIMER_PROF).",
    ),
    function("getitimer", "($module, which, /)", getitimer, "Returns current value of given itimer."),
    function(
        "pthread_sigmask",
        "($module, how, mask, /)",
        pthread_sigmask,
        "Fetch and/or change the signal mask of the calling thread.",
    ),
    function(
        "pthread_kill",
        "($module, thread_id, signalnum, /)",
        pthread_kill,
        "Send a signal to a thread.",
    ),
    function("sigpending", "($module, /)", sigpending, "Examine pending signals."),
    function("sigwait", "($module, sigset, /)", sigwait, "Wait for a signal."),
];

const LAST: i32 = 64;

/// The handlers, by number; and what the Vm did on a signal before.
struct State {
    handlers: Vec<Value>,
    timer_error: Value,
    before: Option<fn(&mut Vm) -> PyResult<()>>,
}

impl Default for State {
    fn default() -> State {
        State { handlers: Vec::new(), timer_error: Value::NULL, before: None }
    }
}

fn init(vm: &mut Vm, module: &Value) -> PyResult<()> {
    for &(name, number) in constants::INTS {
        let number = vm.new_int(number);
        vm.set_module_attr(module, name, number);
    }
    let meta = vm.class(Tp::Type);
    let bases = vm.new_tuple(vec![vm.class(Tp::OSError)]);
    let namespace = vm.new_dict();
    let home = vm.new_str("signal");
    vm.dict_set_str(&namespace, "__module__", home)?;
    let name = vm.new_str("ItimerError");
    let timer_error = vm.call(&meta, &[name, bases, namespace])?;
    vm.set_module_attr(module, "ItimerError", timer_error.clone());
    let interrupt = vm.get_attr_str(module, "default_int_handler")?;
    let mut handlers = vec![Value::NONE; LAST as usize + 1];
    for number in 1..=LAST {
        handlers[number as usize] = match catch::current(number) {
            Some(Action::Default) => Value::from_i32(libc::SIG_DFL as i32),
            Some(Action::Ignore) => Value::from_i32(libc::SIG_IGN as i32),
            Some(Action::Catch) if number == libc::SIGINT => interrupt.clone(),
            _ => Value::NONE,
        };
    }
    if handlers[libc::SIGINT as usize] == Value::ZERO {
        // A Vm without anybody who listens for Ctrl-C is interrupted by it all the same, as CPython is.
        handlers[libc::SIGINT as usize] = interrupt;
        let _ = catch::set(libc::SIGINT, Action::Catch);
    }
    catch::register(vm.heap.breaker().clone());
    let before = vm.on_signal.replace(look);
    let state = vm.state::<State>();
    state.handlers = handlers;
    state.timer_error = timer_error;
    // The module may be made again; then the hook before is the one before that.
    if before.is_some_and(|b| b as usize != look as fn(&mut Vm) -> PyResult<()> as usize) {
        state.before = before;
    }
    Ok(())
}

/// Runs the handlers of the signals that came.
fn look(vm: &mut Vm) -> PyResult<()> {
    let mut pending = catch::take();
    while pending != 0 {
        let number = pending.trailing_zeros() as i32 + 1;
        pending &= pending - 1;
        let Some(handler) = vm.state::<State>().handlers.get(number as usize).cloned() else { continue };
        if vm.type_of(&handler).slots().call.is_none() {
            continue;
        }
        let sys = vm.sys.clone();
        let frame = match vm.dict_get_str(&sys, "_getframe") {
            Some(getframe) => vm.call(&getframe, &[]).unwrap_or(Value::NONE),
            None => Value::NONE,
        };
        vm.call(&handler, &[Value::from_i32(number), frame])?;
    }
    match vm.state::<State>().before {
        Some(before) => before(vm),
        None => Ok(()),
    }
}

fn number(vm: &mut Vm, value: &Value) -> PyResult<i32> {
    let number = c_int(vm, value)?;
    if (1..=LAST).contains(&number) { Ok(number) } else { Err(vm.value_error("signal number out of range")) }
}

fn signal(vm: &mut Vm, a: &[Value]) -> PyResult {
    let number = c_int(vm, &a[1])?;
    if !(1..=LAST).contains(&number) {
        return Err(vm.value_error("signal number out of range"));
    }
    let action = if vm.type_of(&a[2]).slots().call.is_some() {
        Action::Catch
    } else {
        let plain = if vm.is_instance(&a[2], Tp::Int) { vm.index_i64(&a[2]).unwrap_or(-1) } else { -1 };
        match plain {
            0 => Action::Default,
            1 => Action::Ignore,
            _ => {
                return Err(vm.type_error(
                    "signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object",
                ));
            }
        }
    };
    look(vm)?;
    if let Err(errno) = catch::set(number, action) {
        return Err(os_error(vm, errno));
    }
    let handlers = &mut vm.state::<State>().handlers;
    Ok(std::mem::replace(&mut handlers[number as usize], a[2].clone()))
}

fn getsignal(vm: &mut Vm, a: &[Value]) -> PyResult {
    let number = number(vm, &a[1])?;
    Ok(vm.state::<State>().handlers[number as usize].clone())
}

fn raise_signal(vm: &mut Vm, a: &[Value]) -> PyResult {
    let number = c_int(vm, &a[1])?;
    // SAFETY: it takes and gives a number.
    if unsafe { libc::raise(number) } != 0 {
        return Err(os_error(vm, errno()));
    }
    look(vm)?;
    Ok(Value::NONE)
}

fn strsignal(vm: &mut Vm, a: &[Value]) -> PyResult {
    let number = number(vm, &a[1])?;
    // SAFETY: strsignal gives NULL or a string that ends in NUL and lasts until the next call on this thread.
    let text = unsafe {
        let text = libc::strsignal(number);
        (!text.is_null()).then(|| std::ffi::CStr::from_ptr(text).to_string_lossy().into_owned())
    };
    Ok(match text {
        Some(text) if !text.starts_with("Unknown signal") => vm.new_str(&text),
        _ => Value::NONE,
    })
}

fn empty_set() -> libc::sigset_t {
    // SAFETY: the structure is numbers only, and is then made empty.
    unsafe {
        let mut set = std::mem::zeroed();
        libc::sigemptyset(&mut set);
        set
    }
}

fn set_value(vm: &mut Vm, set: &libc::sigset_t) -> PyResult {
    let mut members = Vec::new();
    for number in 1..=LAST {
        // SAFETY: the number is one of a signal.
        if unsafe { libc::sigismember(set, number) } == 1 {
            members.push(Value::from_i32(number));
        }
    }
    let (class, members) = (vm.class(Tp::Set), vm.new_list(members));
    vm.call(&class, &[members])
}

fn set_argument(vm: &mut Vm, value: &Value) -> PyResult<libc::sigset_t> {
    let mut set = empty_set();
    for member in vm.collect(value)? {
        let number = vm.index_i64(&member)?;
        if !(1..=i64::from(LAST)).contains(&number) {
            return Err(vm.value_error(format!("signal number {number} out of range [1; {LAST}]")));
        }
        // SAFETY: the number is one of a signal.
        unsafe { libc::sigaddset(&mut set, number as i32) };
    }
    Ok(set)
}

fn valid_signals(vm: &mut Vm, _: &[Value]) -> PyResult {
    let mut set = empty_set();
    // SAFETY: the set is a whole one.
    unsafe { libc::sigfillset(&mut set) };
    set_value(vm, &set)
}

fn set_wakeup_fd(vm: &mut Vm, a: &[Value]) -> PyResult {
    let fd = c_int(vm, &a[1])?;
    if fd >= 0 {
        // SAFETY: these take and give numbers.
        let flags = unsafe { libc::fcntl(fd, libc::F_GETFL) };
        if flags < 0 {
            return Err(os_error(vm, errno()));
        }
        if flags & libc::O_NONBLOCK == 0 {
            return Err(vm.value_error(format!("the fd {fd} must be in non-blocking mode")));
        }
    }
    Ok(Value::from_i32(catch::set_wakeup(fd.max(-1))))
}

fn siginterrupt(vm: &mut Vm, a: &[Value]) -> PyResult {
    let number = number(vm, &a[1])?;
    let flag = c_int(vm, &a[2])?;
    // SAFETY: the structure is filled by the first call and given back by the second.
    let answer = unsafe {
        let mut what: libc::sigaction = std::mem::zeroed();
        libc::sigaction(number, std::ptr::null(), &mut what);
        if flag != 0 {
            what.sa_flags &= !libc::SA_RESTART
        } else {
            what.sa_flags |= libc::SA_RESTART
        }
        libc::sigaction(number, &what, std::ptr::null_mut())
    };
    if answer < 0 { Err(os_error(vm, errno())) } else { Ok(Value::NONE) }
}

fn pause(vm: &mut Vm, _: &[Value]) -> PyResult {
    // SAFETY: it takes nothing.
    vm.blocking(|| unsafe { libc::pause() });
    look(vm)?;
    Ok(Value::NONE)
}

fn alarm(vm: &mut Vm, a: &[Value]) -> PyResult {
    let seconds = c_int(vm, &a[1])?;
    // SAFETY: it takes and gives a number.
    Ok(vm.new_int(unsafe { libc::alarm(seconds as u32) }.into()))
}

fn timer_value(vm: &mut Vm, timer: &libc::itimerval) -> PyResult {
    let seconds = |t: &libc::timeval| t.tv_sec as f64 + t.tv_usec as f64 / 1e6;
    let pair = vec![vm.new_float(seconds(&timer.it_value)), vm.new_float(seconds(&timer.it_interval))];
    Ok(vm.new_tuple(pair))
}

fn timer_error(vm: &mut Vm) -> taipan_native::Raised {
    let errno = errno();
    let class = vm.state::<State>().timer_error.clone();
    let args = [Value::from_i32(errno), vm.new_str(&strerror(errno))];
    match vm.call(&class, &args) {
        Ok(exception) => taipan_native::Raised(exception),
        Err(raised) => raised,
    }
}

fn setitimer(vm: &mut Vm, a: &[Value]) -> PyResult {
    let which = c_int(vm, &a[1])?;
    let mut times = [0f64; 2];
    for (time, value) in times.iter_mut().zip(&a[2..]) {
        if !value.is_null() {
            *time = vm.to_double(value)?;
        }
    }
    let time = |seconds: f64| libc::timeval {
        tv_sec: seconds.floor() as libc::time_t,
        tv_usec: ((seconds - seconds.floor()) * 1e6) as libc::suseconds_t,
    };
    let new = libc::itimerval { it_value: time(times[0]), it_interval: time(times[1]) };
    let mut old = libc::itimerval { it_value: time(0.0), it_interval: time(0.0) };
    // SAFETY: both structures live while the call runs.
    if unsafe { libc::setitimer(which as _, &new, &mut old) } != 0 {
        return Err(timer_error(vm));
    }
    timer_value(vm, &old)
}

fn getitimer(vm: &mut Vm, a: &[Value]) -> PyResult {
    let which = c_int(vm, &a[1])?;
    // SAFETY: the structure is numbers only, and is filled by the call.
    let (timer, answer) = unsafe {
        let mut timer: libc::itimerval = std::mem::zeroed();
        let answer = libc::getitimer(which as _, &mut timer);
        (timer, answer)
    };
    if answer != 0 { Err(timer_error(vm)) } else { timer_value(vm, &timer) }
}

fn pthread_sigmask(vm: &mut Vm, a: &[Value]) -> PyResult {
    let how = c_int(vm, &a[1])?;
    let set = set_argument(vm, &a[2])?;
    let mut old = empty_set();
    // SAFETY: both sets are whole ones.
    match unsafe { libc::pthread_sigmask(how, &set, &mut old) } {
        0 => {
            look(vm)?;
            set_value(vm, &old)
        }
        errno => Err(os_error(vm, errno)),
    }
}

fn pthread_kill(vm: &mut Vm, a: &[Value]) -> PyResult {
    let thread = vm.index_i64(&a[1])?;
    let signal = c_int(vm, &a[2])?;
    // SAFETY: as with CPython, the number must be that of a live thread; the caller's own is checked to be one.
    let own = unsafe { libc::pthread_self() };
    if thread as libc::pthread_t != own {
        return Err(
            vm.raise(Tp::NotImplementedError, "pthread_kill: only the calling thread can be sent a signal")
        );
    }
    // SAFETY: the thread is this one.
    match unsafe { libc::pthread_kill(own, signal) } {
        0 => {
            look(vm)?;
            Ok(Value::NONE)
        }
        errno => Err(os_error(vm, errno)),
    }
}

fn sigpending(vm: &mut Vm, _: &[Value]) -> PyResult {
    let mut set = empty_set();
    // SAFETY: the set is a whole one.
    if unsafe { libc::sigpending(&mut set) } != 0 {
        return Err(os_error(vm, errno()));
    }
    set_value(vm, &set)
}

fn sigwait(vm: &mut Vm, a: &[Value]) -> PyResult {
    let set = set_argument(vm, &a[1])?;
    let mut number = 0;
    // SAFETY: the set is a whole one, and the number lives while the call runs.
    match vm.blocking(|| unsafe { libc::sigwait(&set, &mut number) }) {
        0 => Ok(Value::from_i32(number)),
        errno => Err(os_error(vm, errno)),
    }
}
