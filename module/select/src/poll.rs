//! What `select.poll()` gives.

use crate::{State, descriptor, poll_fd, time, wait};
use rustix::event::PollFlags;
use std::cell::RefCell;
use std::collections::BTreeMap;
use taipan_native::{PyResult, Tp, Value, Vm, method};
use taipan_objects::native::{NativeDef, TypeSpec};
use taipan_objects::native_class::{NO_SHAPE, NativeClass};
use taipan_objects::{Payload, Tracer};

struct Poll {
    wanted: RefCell<BTreeMap<i32, u16>>,
}

// SAFETY: it holds no references.
unsafe impl Payload for Poll {
    const NAME: &'static str = "poll";
    const SHAPE: u32 = NO_SHAPE;
    const CONTAINER: bool = false;
    fn trace(&self, _: Tracer<'_>) {}
}

static METHODS: &[NativeDef] = &[
    method(
        "register",
        "($self, fd, eventmask=7, /)",
        register,
        "Register a file descriptor with the polling object.\n\n  fd\n    either an integer, or an object with a fileno() method returning an int\n  eventmask\n    an optional bitmask describing the type of events to check for",
    ),
    method(
        "modify",
        "($self, fd, eventmask, /)",
        modify,
        "Modify an already registered file descriptor.\n\n  fd\n    either an integer, or an object with a fileno() method returning\n    an int\n  eventmask\n    a bitmask describing the type of events to check for",
    ),
    method(
        "unregister",
        "($self, fd, /)",
        unregister,
        "Remove a file descriptor being tracked by the polling object.",
    ),
    method(
        "poll",
        "($self, timeout=None, /)",
        poll,
        "Polls the set of registered file descriptors.\n\nReturns a list containing any descriptors that have events or errors to\nreport, as a list of (fd, event) 2-tuples.",
    ),
];

pub fn class(vm: &mut Vm) -> PyResult {
    let class = NativeClass {
        name: "poll",
        module: "select",
        spec: TypeSpec { methods: METHODS, no_new: true, is_final: true, ..TypeSpec::default() },
        has_dict: false,
        has_weakrefs: false,
    };
    vm.new_native_class::<Poll>(class, None)
}

pub fn make(vm: &mut Vm, _: &[Value]) -> PyResult {
    let Some(class) = vm.state::<State>().poll.clone() else {
        return Err(vm.raise(Tp::SystemError, "the module select is not initialized"));
    };
    Ok(vm.new_object(&class, Poll { wanted: RefCell::new(BTreeMap::new()) }))
}

fn mask(vm: &mut Vm, value: &Value) -> PyResult<u16> {
    if value.is_null() {
        return Ok(7);
    }
    let mask = vm.index_i64(value)?;
    if mask < 0 {
        return Err(vm.value_error("Cannot convert negative int"));
    }
    match u16::try_from(mask) {
        Ok(mask) => Ok(mask),
        Err(_) => Err(vm.raise(Tp::OverflowError, "Python int too large for C unsigned short")),
    }
}

fn register(vm: &mut Vm, a: &[Value]) -> PyResult {
    let (fd, mask) = (descriptor(vm, &a[1])?, mask(vm, &a[2])?);
    a[0].expect::<Poll>().wanted.borrow_mut().insert(fd, mask);
    Ok(Value::NONE)
}

fn modify(vm: &mut Vm, a: &[Value]) -> PyResult {
    let (fd, mask) = (descriptor(vm, &a[1])?, mask(vm, &a[2])?);
    let known = match a[0].expect::<Poll>().wanted.borrow_mut().get_mut(&fd) {
        Some(own) => {
            *own = mask;
            true
        }
        None => false,
    };
    if !known {
        return Err(crate::os_error(vm, rustix::io::Errno::NOENT));
    }
    Ok(Value::NONE)
}

fn unregister(vm: &mut Vm, a: &[Value]) -> PyResult {
    let fd = descriptor(vm, &a[1])?;
    let known = a[0].expect::<Poll>().wanted.borrow_mut().remove(&fd);
    if known.is_none() {
        let fd = vm.new_int(fd as i64);
        return Err(vm.raise_with(Tp::KeyError, [fd]));
    }
    Ok(Value::NONE)
}

fn poll(vm: &mut Vm, a: &[Value]) -> PyResult {
    // A negative time is one without end.
    let time = time(vm, &a[1], 1e6, "an integer")?.filter(|ns| *ns >= 0);
    let wanted: Vec<(i32, u16)> =
        a[0].expect::<Poll>().wanted.borrow().iter().map(|(fd, mask)| (*fd, *mask)).collect();
    let mut polled: Vec<_> =
        wanted.iter().map(|(fd, mask)| poll_fd(*fd, PollFlags::from_bits_retain(*mask))).collect();
    wait(vm, time, |count| *count == 0, |left| rustix::event::poll(&mut polled, left))?;
    let mut found = Vec::new();
    for ((fd, _), answer) in wanted.iter().zip(&polled) {
        let events = answer.revents().bits();
        if events != 0 {
            let pair = vec![vm.new_int(*fd as i64), vm.new_int(events as i64)];
            found.push(vm.new_tuple(pair));
        }
    }
    Ok(vm.new_list(found))
}
