//! Module `select`: `select`, `poll` and `epoll`.
//!
//! A wait that a signal interrupts runs the handlers and goes on with what is left of its time. Where the system knows only
//! milliseconds, time is rounded up.
#![deny(unsafe_op_in_unsafe_fn)]

mod epoll;
mod poll;

use rustix::event::{PollFd, PollFlags, Timespec};
use std::os::fd::BorrowedFd;
use taipan_host::Clock;
use taipan_native::{ModuleDef, NativeDef, PyResult, Raised, Tp, Value, Vm, function};

pub static MODULE: ModuleDef = ModuleDef {
    name: "select",
    doc: Some("This module supports asynchronous I/O on multiple file descriptors."),
    functions: FUNCTIONS,
    init,
};

static FUNCTIONS: &[NativeDef] = &[
    function(
        "poll",
        "($module, /)",
        poll::make,
        "Returns a polling object.\n\nThis object supports registering and unregistering file descriptors, and then\npolling them for I/O events.",
    ),
    function(
        "select",
        "($module, rlist, wlist, xlist, timeout=None, /)",
        select,
        "Wait until one or more file descriptors are ready for some kind of I/O.\n\nThe first three arguments are iterables of file descriptors to be waited for:\nrlist -- wait until ready for reading\nwlist -- wait until ready for writing\nxlist -- wait for an \"exceptional condition\"\nIf only one kind of condition is required, pass [] for the other lists.\n\nA file descriptor is either a socket or file object, or a small integer\ngotten from a fileno() method call on one of those.\n\nThe optional 4th argument specifies a timeout in seconds; it may be\na non-integer to specify fractions of seconds.  If it is absent or None, the\ncall will never time out.\n\nThe return value is a tuple of three lists corresponding to the first three\narguments; each contains the subset of the corresponding file descriptors\nthat are ready.",
    ),
];

const CONSTANTS: &[(&str, i64)] = &[
    ("EPOLLERR", 8),
    ("EPOLLET", 1 << 31),
    ("EPOLLEXCLUSIVE", 1 << 28),
    ("EPOLLHUP", 16),
    ("EPOLLIN", 1),
    ("EPOLLMSG", 1024),
    ("EPOLLONESHOT", 1 << 30),
    ("EPOLLOUT", 4),
    ("EPOLLPRI", 2),
    ("EPOLLRDBAND", 128),
    ("EPOLLRDHUP", 8192),
    ("EPOLLRDNORM", 64),
    ("EPOLLWAKEUP", 1 << 29),
    ("EPOLLWRBAND", 512),
    ("EPOLLWRNORM", 256),
    ("EPOLL_CLOEXEC", 0x8_0000),
    ("PIPE_BUF", 4096),
    ("POLLERR", 8),
    ("POLLHUP", 16),
    ("POLLIN", 1),
    ("POLLMSG", 1024),
    ("POLLNVAL", 32),
    ("POLLOUT", 4),
    ("POLLPRI", 2),
    ("POLLRDBAND", 128),
    ("POLLRDHUP", 8192),
    ("POLLRDNORM", 64),
    ("POLLWRBAND", 512),
    ("POLLWRNORM", 256),
];

/// The class of what `poll()` gives.
#[derive(Default)]
struct State {
    poll: Option<Value>,
}

fn init(vm: &mut Vm, module: &Value) -> PyResult<()> {
    let poll = poll::class(vm)?;
    *vm.state::<State>() = State { poll: Some(poll) };
    let epoll = epoll::class(vm)?;
    vm.set_module_attr(module, "epoll", epoll);
    let error = vm.class(Tp::OSError);
    vm.set_module_attr(module, "error", error);
    for &(name, value) in CONSTANTS {
        let value = vm.new_int(value);
        vm.set_module_attr(module, name, value);
    }
    Ok(())
}

pub(crate) fn os_error(vm: &mut Vm, error: rustix::io::Errno) -> Raised {
    taipan_objects::host_error::os_error(vm, &error.into())
}

/// The descriptor that an int or an object with `fileno()` stands for.
pub(crate) fn descriptor(vm: &mut Vm, value: &Value) -> PyResult<i32> {
    let number = if vm.is_instance(value, Tp::Int) {
        value.clone()
    } else {
        let name = vm.intern("fileno");
        match vm.find_attr(value, &name)? {
            Some(fileno) => vm.call(&fileno, &[])?,
            None => return Err(vm.type_error("argument must be an int, or have a fileno() method.")),
        }
    };
    if !vm.is_instance(&number, Tp::Int) {
        return Err(vm.type_error("fileno() returned a non-integer"));
    }
    let fd = vm.index_i64(&number)?;
    if fd < 0 {
        return Err(vm.value_error(format!("file descriptor cannot be a negative integer ({fd})")));
    }
    match i32::try_from(fd) {
        Ok(fd) => Ok(fd),
        Err(_) => Err(vm.raise(Tp::OverflowError, "Python int too large to convert to C int")),
    }
}

/// A time in nanoseconds from a number of units of `unit` nanoseconds; `None` for None.
pub(crate) fn time(vm: &mut Vm, value: &Value, unit: f64, what: &str) -> PyResult<Option<i64>> {
    if value.is_null() || value.is_none() {
        return Ok(None);
    }
    if !vm.is_instance(value, Tp::Float) && vm.type_of(value).slots().index.is_none() {
        return Err(vm.type_error(format!("timeout must be {what} or None")));
    }
    let number = vm.to_double(value)?;
    if number.is_nan() {
        return Err(vm.value_error("Invalid value NaN (not a number)"));
    }
    if (number * unit).abs() >= i64::MAX as f64 {
        return Err(vm.raise(Tp::OverflowError, "timeout is too large"));
    }
    Ok(Some((number * unit).ceil() as i64))
}

/// How long other threads may take to make something ready before virtual time passes.
const GRACE_NS: i64 = 20_000_000;

/// Waits by `call`, which gets what is left of the time, until it gives something else than that a signal came. Where
/// time is virtual, it passes at once when nothing is ready.
pub(crate) fn wait<T>(
    vm: &mut Vm,
    time: Option<i64>,
    is_nothing: impl Fn(&T) -> bool,
    mut call: impl FnMut(Option<&Timespec>) -> rustix::io::Result<T>,
) -> PyResult<T> {
    if let Some(ns) = time
        && ns > 0
        && !vm.host().waits_really()
    {
        let wait = Timespec { tv_sec: 0, tv_nsec: if vm.threads.is_alone() { 0 } else { ns.min(GRACE_NS) } };
        loop {
            match vm.blocking(|| call(Some(&wait))) {
                Err(rustix::io::Errno::INTR) => vm.check_signals()?,
                Err(error) => return Err(os_error(vm, error)),
                Ok(value) => {
                    if is_nothing(&value) {
                        // A virtual sleep does not fail.
                        let _ = vm.host().sleep_ns(ns as u64);
                    }
                    return Ok(value);
                }
            }
        }
    }
    let end = time.map(|ns| vm.host().now_ns(Clock::Monotonic).saturating_add(ns));
    let mut left = time;
    loop {
        let spec = left.map(|ns| Timespec { tv_sec: ns / 1_000_000_000, tv_nsec: ns % 1_000_000_000 });
        match vm.blocking(|| call(spec.as_ref())) {
            Err(rustix::io::Errno::INTR) => {
                vm.check_signals()?;
                left = end.map(|end| end.saturating_sub(vm.host().now_ns(Clock::Monotonic)).max(0));
            }
            Err(error) => return Err(os_error(vm, error)),
            Ok(value) => return Ok(value),
        }
    }
}

/// The descriptors of a list, with the objects that gave them.
fn wanted(vm: &mut Vm, list: &Value) -> PyResult<Vec<(i32, Value)>> {
    if vm.type_of(list).slots().iter.is_none() && vm.type_of(list).slots().getitem.is_none() {
        return Err(vm.type_error("arguments 1-3 must be sequences"));
    }
    let mut wanted = Vec::new();
    for object in vm.collect(list)? {
        let fd = descriptor(vm, &object)?;
        wanted.push((fd, object));
    }
    Ok(wanted)
}

/// `select`, by poll: any number of descriptors may be waited for.
fn select(vm: &mut Vm, a: &[Value]) -> PyResult {
    let time = time(vm, &a[4], 1e9, "a float")?;
    if time.is_some_and(|ns| ns < 0) {
        return Err(vm.value_error("timeout must be non-negative"));
    }
    let kinds = [PollFlags::IN, PollFlags::OUT, PollFlags::PRI];
    let mut lists = Vec::new();
    for list in &a[1..4] {
        lists.push(wanted(vm, list)?);
    }
    let mut polled = Vec::new();
    for (list, kind) in lists.iter().zip(kinds) {
        for (fd, _) in list {
            polled.push(poll_fd(*fd, kind));
        }
    }
    wait(vm, time, |count| *count == 0, |left| rustix::event::poll(&mut polled, left))?;
    if polled.iter().any(|fd| fd.revents().contains(PollFlags::NVAL)) {
        return Err(os_error(vm, rustix::io::Errno::BADF));
    }
    let mut answers = polled.iter();
    let mut result = Vec::new();
    for (list, kind) in lists.into_iter().zip(kinds) {
        // An end or an error is something to read, and to write.
        let ready = match kind {
            PollFlags::IN => PollFlags::IN | PollFlags::HUP | PollFlags::ERR,
            PollFlags::OUT => PollFlags::OUT | PollFlags::ERR,
            kind => kind,
        };
        let mut found = Vec::new();
        for (_, object) in list {
            if answers.next().is_some_and(|fd| fd.revents().intersects(ready)) {
                found.push(object);
            }
        }
        result.push(vm.new_list(found));
    }
    Ok(vm.new_tuple(result))
}

/// What poll is asked of a descriptor that a program names by its number.
pub(crate) fn poll_fd(fd: i32, flags: PollFlags) -> PollFd<'static> {
    // Nobody promises that the number stays open: poll says if it is not.
    PollFd::from_borrowed_fd(borrowed(fd), flags)
}

/// The one place where a number becomes a descriptor.
pub(crate) fn borrowed(fd: i32) -> BorrowedFd<'static> {
    // SAFETY: the number is not negative; the calls it is used for check whether it is open, and nothing is kept.
    unsafe { BorrowedFd::borrow_raw(fd) }
}
