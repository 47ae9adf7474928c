//! `_thread.RLock`.

use std::cell::Cell;
use taipan_native::{PyResult, Value, Vm, method};
use taipan_objects::native::{NativeDef, TypeSpec};
use taipan_objects::native_class::{NO_SHAPE, NativeClass};
use taipan_objects::slots::Slots;
use taipan_objects::tuple::Tuple;
use taipan_objects::wait::WaitQueue;
use taipan_objects::{Payload, Tp, Tracer};

struct RLock {
    owner: Cell<u64>,
    count: Cell<u64>,
    waiting: WaitQueue,
}

// SAFETY: it holds no references.
unsafe impl Payload for RLock {
    const NAME: &'static str = "RLock";
    const SHAPE: u32 = NO_SHAPE;
    const CONTAINER: bool = false;
    fn trace(&self, _: Tracer<'_>) {}
}

static METHODS: &[NativeDef] = &[
    method(
        "acquire",
        "($self, /, blocking=True, timeout=-1)",
        acquire,
        "Lock the lock.  `blocking` indicates whether we should wait\nfor the lock to be available or not.  If `blocking` is False\nand another thread holds the lock, the method will return False\nimmediately.  If `blocking` is True and another thread holds\nthe lock, the method will wait for the lock to be released,\ntake it and then return True.\n(note: the blocking operation is interruptible.)\n\nIn all other cases, the method will return True immediately.\nPrecisely, if the current thread already holds the lock, its\ninternal counter is simply incremented. If nobody holds the lock,\nthe lock is taken and its internal counter initialized to 1.",
    ),
    method(
        "release",
        "($self, /)",
        release,
        "Release the lock, allowing another thread that is blocked waiting for\nthe lock to acquire the lock.  The lock must be in the locked state,\nand must be locked by the same thread that unlocks it; otherwise a\n`RuntimeError` is raised.\n\nDo note that if the lock was acquire()d several times in a row by the\ncurrent thread, release() needs to be called as many times for the lock\nto be available for other threads.",
    ),
    method(
        "locked",
        "($self, /)",
        |_, a| Ok(Value::from_bool(own(a).count.get() != 0)),
        "Return a boolean indicating whether this object is locked right now.",
    ),
    method(
        "__enter__",
        "($self, /)",
        |vm, a| acquire(vm, &[a[0].clone(), Value::NULL, Value::NULL]),
        "Lock the lock.",
    ),
    method("__exit__", "($self, /, *exc_info)", release, "Release the lock."),
    method(
        "_is_owned",
        "($self, /)",
        |_, a| Ok(Value::from_bool(is_owned(own(a)))),
        "For internal use by `threading.Condition`.",
    ),
    method("_recursion_count", "($self, /)", recursion_count, "For internal use by reentrancy checks."),
    method("_release_save", "($self, /)", release_save, "For internal use by `threading.Condition`."),
    method(
        "_acquire_restore",
        "($self, state, /)",
        acquire_restore,
        "For internal use by `threading.Condition`.",
    ),
    method(
        "_at_fork_reinit",
        "($self, /)",
        |_, a| {
            own(a).owner.set(0);
            own(a).count.set(0);
            Ok(Value::NONE)
        },
        "",
    ),
];

pub fn class(vm: &mut Vm) -> PyResult {
    let class = NativeClass {
        name: "RLock",
        module: "_thread",
        spec: TypeSpec {
            slots: Slots {
                new: Some(|vm, class, _| {
                    let lock =
                        RLock { owner: Cell::new(0), count: Cell::new(0), waiting: WaitQueue::default() };
                    Ok(vm.new_object(class, lock))
                }),
                repr: Some(repr),
                ..Slots::default()
            },
            methods: METHODS,
            ..TypeSpec::default()
        },
        has_dict: false,
        has_weakrefs: true,
    };
    vm.new_native_class::<RLock>(class, None)
}

fn own(a: &[Value]) -> &RLock {
    a[0].expect::<RLock>()
}

fn is_owned(lock: &RLock) -> bool {
    lock.count.get() != 0 && lock.owner.get() == taipan_objects::threads::ident()
}

fn repr(vm: &mut Vm, object: &Value) -> PyResult {
    let lock = object.expect::<RLock>();
    let (owner, count) = (lock.owner.get(), lock.count.get());
    let state = if count != 0 { "locked" } else { "unlocked" };
    let (class, id) = (vm.type_name(object), vm.id(object));
    Ok(vm.new_str(&format!("<{state} {class} object owner={owner} count={count} at {id:#x}>")))
}

fn acquire(vm: &mut Vm, a: &[Value]) -> PyResult {
    let blocking = a[1].is_null() || vm.truth(&a[1])?;
    let end = crate::deadline(vm, blocking, &a[2])?;
    if is_owned(own(a)) {
        let Some(count) = own(a).count.get().checked_add(1) else {
            return Err(vm.raise(Tp::OverflowError, "internal lock count overflowed"));
        };
        own(a).count.set(count);
        return Ok(Value::TRUE);
    }
    let object = a[0].clone();
    let lock = object.expect::<RLock>();
    let taken = lock.waiting.wait_until(vm, end, |_| take(lock, 1))?;
    Ok(Value::from_bool(taken))
}

fn take(lock: &RLock, count: u64) -> bool {
    let free = lock.count.get() == 0;
    if free {
        lock.owner.set(taipan_objects::threads::ident());
        lock.count.set(count);
    }
    free
}

fn release(vm: &mut Vm, a: &[Value]) -> PyResult {
    let lock = own(a);
    if !is_owned(lock) {
        return Err(vm.raise(Tp::RuntimeError, "cannot release un-acquired lock"));
    }
    lock.count.set(lock.count.get() - 1);
    if lock.count.get() == 0 {
        lock.owner.set(0);
        lock.waiting.wake_one();
    }
    Ok(Value::NONE)
}

fn recursion_count(vm: &mut Vm, a: &[Value]) -> PyResult {
    let lock = own(a);
    Ok(vm.new_u64(if is_owned(lock) { lock.count.get() } else { 0 }))
}

fn release_save(vm: &mut Vm, a: &[Value]) -> PyResult {
    let lock = own(a);
    if lock.count.get() == 0 {
        return Err(vm.raise(Tp::RuntimeError, "cannot release un-acquired lock"));
    }
    let state = vec![vm.new_u64(lock.count.replace(0)), vm.new_u64(lock.owner.replace(0))];
    lock.waiting.wake_one();
    Ok(vm.new_tuple(state))
}

fn acquire_restore(vm: &mut Vm, a: &[Value]) -> PyResult {
    let items = match a[1].downcast::<Tuple>() {
        Some(tuple) if tuple.items().len() == 2 => tuple.items().to_vec(),
        _ => return Err(vm.type_error("RLock state must be a tuple of a count and an owner")),
    };
    let count = vm.index_i64(&items[0])?.max(0) as u64;
    let object = a[0].clone();
    let lock = object.expect::<RLock>();
    lock.waiting.wait_until(vm, None, |_| take(lock, count))?;
    Ok(Value::NONE)
}
