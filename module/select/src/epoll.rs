//! `select.epoll`.

use crate::{borrowed, descriptor, os_error, time, wait};
use rustix::event::epoll::{self, CreateFlags, Event, EventData, EventFlags};
use rustix::io::Errno;
use std::cell::RefCell;
use std::mem::MaybeUninit;
use std::os::fd::{AsRawFd as _, FromRawFd as _, OwnedFd};
use std::rc::Rc;
use taipan_native::{PyResult, Tp, Value, Vm, class_method, method};
use taipan_objects::native::{NativeDef, TypeSpec, getter};
use taipan_objects::native_class::{NO_SHAPE, NativeClass};
use taipan_objects::{Payload, Tracer};

struct Epoll {
    fd: RefCell<Option<Rc<OwnedFd>>>,
}

// SAFETY: it holds no references.
unsafe impl Payload for Epoll {
    const NAME: &'static str = "epoll";
    const SHAPE: u32 = NO_SHAPE;
    const CONTAINER: bool = false;
    fn trace(&self, _: Tracer<'_>) {}
}

static METHODS: &[NativeDef] = &[
    method(
        "register",
        "($self, /, fd, eventmask=7)",
        register,
        "Registers a new fd or raises an OSError if the fd is already registered.\n\n  fd\n    the target file descriptor of the operation\n  eventmask\n    a bit set composed of the various EPOLL constants\n\nThe epoll interface supports all file descriptors that support poll.",
    ),
    method(
        "modify",
        "($self, /, fd, eventmask)",
        modify,
        "Modify event mask for a registered file descriptor.\n\n  fd\n    the target file descriptor of the operation\n  eventmask\n    a bit set composed of the various EPOLL constants",
    ),
    method(
        "unregister",
        "($self, /, fd)",
        unregister,
        "Remove a registered file descriptor from the epoll object.\n\n  fd\n    the target file descriptor of the operation",
    ),
    method(
        "poll",
        "($self, /, timeout=None, maxevents=-1)",
        poll,
        "Wait for events on the epoll file descriptor.\n\n  timeout\n    the maximum time to wait in seconds (as float);\n    a timeout of None or -1 makes poll wait indefinitely\n  maxevents\n    the maximum number of events returned; -1 means no limit\n\nReturns a list containing any descriptors that have events to report,\nas a list of (fd, events) 2-tuples.",
    ),
    method(
        "close",
        "($self, /)",
        close,
        "Close the epoll control file descriptor.\n\nFurther operations on the epoll object will raise an exception.",
    ),
    method(
        "fileno",
        "($self, /)",
        |vm, a| {
            let fd = open(vm, &a[0])?;
            Ok(vm.new_int(fd.as_raw_fd() as i64))
        },
        "Return the epoll control file descriptor.",
    ),
    method(
        "__enter__",
        "($self, /)",
        |vm, a| {
            open(vm, &a[0])?;
            Ok(a[0].clone())
        },
        "",
    ),
    method("__exit__", "($self, exc_type=None, exc_value=None, exc_tb=None, /)", close, ""),
    class_method("fromfd", "($type, fd, /)", from_fd, "Create an epoll object from a given control fd."),
];

pub fn class(vm: &mut Vm) -> PyResult {
    let class = NativeClass {
        name: "epoll",
        module: "select",
        spec: TypeSpec {
            methods: METHODS,
            getset: const {
                &[getter("closed", |_, o| Ok(Value::from_bool(o.expect::<Epoll>().fd.borrow().is_none())))]
            },
            constructor: Some(("($type, sizehint=-1, flags=0)", new)),
            doc: Some("select.epoll(sizehint=-1, flags=0)\n\nReturns an epolling object"),
            ..TypeSpec::default()
        },
        has_dict: false,
        has_weakrefs: false,
    };
    vm.new_native_class::<Epoll>(class, None)
}

fn new(vm: &mut Vm, a: &[Value]) -> PyResult {
    let hint = if a[1].is_null() { -1 } else { vm.index_i64(&a[1])? };
    let flags = if a[2].is_null() { 0 } else { vm.index_i64(&a[2])? };
    if hint < -1 || hint == 0 {
        return Err(vm.value_error("negative sizehint"));
    }
    if flags & !0x8_0000 != 0 {
        return Err(vm.raise(Tp::OSError, "invalid flags"));
    }
    match epoll::create(CreateFlags::CLOEXEC) {
        Ok(fd) => Ok(vm.new_object(&a[0], Epoll { fd: RefCell::new(Some(Rc::new(fd))) })),
        Err(error) => Err(os_error(vm, error)),
    }
}

fn from_fd(vm: &mut Vm, a: &[Value]) -> PyResult {
    let fd = descriptor(vm, &a[1])?;
    // SAFETY: the number is not negative, and the program gives what it names away.
    let fd = unsafe { OwnedFd::from_raw_fd(fd) };
    Ok(vm.new_object(&a[0], Epoll { fd: RefCell::new(Some(Rc::new(fd))) }))
}

fn open(vm: &mut Vm, object: &Value) -> PyResult<Rc<OwnedFd>> {
    let fd = object.expect::<Epoll>().fd.borrow().clone();
    match fd {
        Some(fd) => Ok(fd),
        None => Err(vm.value_error("I/O operation on closed epoll object")),
    }
}

fn mask(vm: &mut Vm, value: &Value) -> PyResult<EventFlags> {
    let mask = if value.is_null() { 7 } else { vm.index_i64(value)? };
    Ok(EventFlags::from_bits_retain(mask as u32))
}

fn done(vm: &mut Vm, result: rustix::io::Result<()>) -> PyResult {
    match result {
        Ok(()) => Ok(Value::NONE),
        Err(error) => Err(os_error(vm, error)),
    }
}

fn register(vm: &mut Vm, a: &[Value]) -> PyResult {
    let own = open(vm, &a[0])?;
    let (fd, mask) = (descriptor(vm, &a[1])?, mask(vm, &a[2])?);
    done(vm, epoll::add(&*own, borrowed(fd), EventData::new_u64(fd as u64), mask))
}

fn modify(vm: &mut Vm, a: &[Value]) -> PyResult {
    let own = open(vm, &a[0])?;
    let (fd, mask) = (descriptor(vm, &a[1])?, mask(vm, &a[2])?);
    done(vm, epoll::modify(&*own, borrowed(fd), EventData::new_u64(fd as u64), mask))
}

fn unregister(vm: &mut Vm, a: &[Value]) -> PyResult {
    let own = open(vm, &a[0])?;
    let fd = descriptor(vm, &a[1])?;
    done(vm, epoll::delete(&*own, borrowed(fd)))
}

fn poll(vm: &mut Vm, a: &[Value]) -> PyResult {
    let own = open(vm, &a[0])?;
    let time = time(vm, &a[1], 1e9, "an integer")?.filter(|ns| *ns >= 0);
    let most = if a[2].is_null() { -1 } else { vm.index_i64(&a[2])? };
    if most < -1 || most == 0 {
        let text = format!("maxevents must be greater than 0, got {most}");
        return Err(vm.value_error(text));
    }
    let most = if most == -1 { 1023 } else { most.min(65_536) as usize };
    let mut room = vec![MaybeUninit::<Event>::uninit(); most];
    let found: Vec<(u64, u32)> = wait(vm, time, Vec::is_empty, |left| {
        // The system's call counts milliseconds: up, so that it does not come back too early.
        let left = left.map(|spec| {
            let up = (spec.tv_nsec + 999_999) / 1_000_000 * 1_000_000;
            rustix::event::Timespec { tv_sec: spec.tv_sec + up / 1_000_000_000, tv_nsec: up % 1_000_000_000 }
        });
        match epoll::wait(&*own, &mut room, left.as_ref()) {
            Ok((events, _)) => Ok(events
                .iter()
                .map(|event| {
                    // The system packs them: they are copied out.
                    let (data, flags) = (event.data, event.flags);
                    (data.u64(), flags.bits())
                })
                .collect()),
            Err(Errno::INTR) => Err(Errno::INTR),
            Err(error) => Err(error),
        }
    })?;
    let mut pairs = Vec::new();
    for (fd, events) in found {
        let pair = vec![vm.new_int(fd as i64), vm.new_int(events as i64)];
        pairs.push(vm.new_tuple(pair));
    }
    Ok(vm.new_list(pairs))
}

fn close(_: &mut Vm, a: &[Value]) -> PyResult {
    drop(a[0].expect::<Epoll>().fd.take());
    Ok(Value::NONE)
}
