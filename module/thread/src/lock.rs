//! `_thread.lock`.

use std::cell::Cell;
use taipan_native::{PyResult, Value, Vm, method};
use taipan_objects::native::{NativeDef, TypeSpec};
use taipan_objects::native_class::{NO_SHAPE, NativeClass};
use taipan_objects::slots::Slots;
use taipan_objects::wait::WaitQueue;
use taipan_objects::{Args, Payload, Tp, Tracer};

struct Lock {
    locked: Cell<bool>,
    waiting: WaitQueue,
}

// SAFETY: it holds no references.
unsafe impl Payload for Lock {
    const NAME: &'static str = "lock";
    const SHAPE: u32 = NO_SHAPE;
    const CONTAINER: bool = false;
    fn trace(&self, _: Tracer<'_>) {}
}

const ACQUIRE_DOC: &str = "Lock the lock.  Without argument, this blocks if the lock is already\nlocked (even by the same thread), waiting for another thread to release\nthe lock, and return True once the lock is acquired.\nWith an argument, this will only block if the argument is true,\nand the return value reflects whether the lock is acquired.\nThe blocking operation is interruptible.";
const RELEASE_DOC: &str = "Release the lock, allowing another thread that is blocked waiting for\nthe lock to acquire the lock.  The lock must be in the locked state,\nbut it needn't be locked by the same thread that unlocks it.";
const LOCKED_DOC: &str = "Return whether the lock is in the locked state.";

static METHODS: &[NativeDef] = &[
    method("acquire", "($self, /, blocking=True, timeout=-1)", acquire, ACQUIRE_DOC),
    method(
        "acquire_lock",
        "($self, /, blocking=True, timeout=-1)",
        acquire,
        "An obsolete synonym of acquire().",
    ),
    method("release", "($self, /)", release, RELEASE_DOC),
    method("release_lock", "($self, /)", release, "An obsolete synonym of release()."),
    method("locked", "($self, /)", locked, LOCKED_DOC),
    method("locked_lock", "($self, /)", locked, "An obsolete synonym of locked()."),
    method(
        "__enter__",
        "($self, /)",
        |vm, a| acquire(vm, &[a[0].clone(), Value::NULL, Value::NULL]),
        "Lock the lock.",
    ),
    method("__exit__", "($self, /, *exc_info)", release, "Release the lock."),
    method(
        "_at_fork_reinit",
        "($self, /)",
        |_, a| {
            a[0].expect::<Lock>().locked.set(false);
            Ok(Value::NONE)
        },
        "",
    ),
];

pub fn class(vm: &mut Vm) -> PyResult {
    let class = NativeClass {
        name: "lock",
        module: "_thread",
        spec: TypeSpec {
            slots: Slots { new: Some(new), repr: Some(repr), ..Slots::default() },
            methods: METHODS,
            doc: Some(
                "lock()\n--\n\nA lock object is a synchronization primitive.  To create a lock,\ncall threading.Lock().  Methods are:\n\nacquire() -- lock the lock, possibly blocking until it can be obtained\nrelease() -- unlock of the lock\nlocked() -- test whether the lock is currently locked\n\nA lock is not owned by the thread that locked it; another thread may\nunlock it.  A thread attempting to lock a lock that it has already locked\nwill block until another thread unlocks it.  Deadlocks may ensue.",
            ),
            is_final: true,
            ..TypeSpec::default()
        },
        has_dict: false,
        has_weakrefs: true,
    };
    vm.new_native_class::<Lock>(class, None)
}

pub fn make(vm: &mut Vm, class: &Value) -> Value {
    vm.new_object(class, Lock { locked: Cell::new(false), waiting: WaitQueue::default() })
}

fn new(vm: &mut Vm, class: &Value, args: Args<'_>) -> PyResult {
    if !args.names.is_empty() {
        return Err(vm.type_error("lock() takes no keyword arguments"));
    }
    if !args.all.is_empty() {
        let text = format!("lock expected 0 arguments, got {}", args.all.len());
        return Err(vm.type_error(text));
    }
    Ok(make(vm, class))
}

fn repr(vm: &mut Vm, object: &Value) -> PyResult {
    let state = if object.expect::<Lock>().locked.get() { "locked" } else { "unlocked" };
    let text = format!("<{state} {} object at {:#x}>", vm.type_name(object), vm.id(object));
    Ok(vm.new_str(&text))
}

fn acquire(vm: &mut Vm, a: &[Value]) -> PyResult {
    let blocking = a[1].is_null() || vm.truth(&a[1])?;
    let end = crate::deadline(vm, blocking, &a[2])?;
    let object = a[0].clone();
    let lock = object.expect::<Lock>();
    let taken = lock.waiting.wait_until(vm, end, |_| !lock.locked.replace(true))?;
    Ok(Value::from_bool(taken))
}

fn release(vm: &mut Vm, a: &[Value]) -> PyResult {
    if !a[0].expect::<Lock>().locked.replace(false) {
        return Err(vm.raise(Tp::RuntimeError, "release unlocked lock"));
    }
    a[0].expect::<Lock>().waiting.wake_one();
    Ok(Value::NONE)
}

fn locked(_: &mut Vm, a: &[Value]) -> PyResult {
    Ok(Value::from_bool(a[0].expect::<Lock>().locked.get()))
}
