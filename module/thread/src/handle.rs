//! `_thread._ThreadHandle`: what `threading.Thread` holds of a thread that runs or ran.

use std::cell::Cell;
use taipan_host::Clock;
use taipan_native::{PyResult, Value, Vm, method};
use taipan_objects::native::{NativeDef, TypeSpec, getter};
use taipan_objects::native_class::{NO_SHAPE, NativeClass};
use taipan_objects::slots::Slots;
use taipan_objects::threads::ident;
use taipan_objects::wait::WaitQueue;
use taipan_objects::{Payload, Tp, Tracer};

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    NotStarted,
    Starting,
    Running,
    Done,
}

struct Handle {
    ident: Cell<u64>,
    state: Cell<State>,
    joining: WaitQueue,
}

/// The handles of running threads that the end of the program waits for.
#[derive(Default)]
struct Awaited(Vec<Value>);

// SAFETY: it holds no references.
unsafe impl Payload for Handle {
    const NAME: &'static str = "_ThreadHandle";
    const SHAPE: u32 = NO_SHAPE;
    const CONTAINER: bool = false;
    fn trace(&self, _: Tracer<'_>) {}
}

static METHODS: &[NativeDef] = &[
    method("join", "($self, timeout=None, /)", join, ""),
    method(
        "is_done",
        "($self, /)",
        |_, a| Ok(Value::from_bool(a[0].expect::<Handle>().state.get() == State::Done)),
        "",
    ),
    method("_set_done", "($self, /)", set_done, ""),
];

pub fn class(vm: &mut Vm) -> PyResult {
    let class = NativeClass {
        name: "_ThreadHandle",
        module: "_thread",
        spec: TypeSpec {
            slots: Slots {
                new: Some(|vm, class, _| Ok(vm.new_object(class, Handle::new(0, State::NotStarted)))),
                repr: Some(|vm, object| {
                    let ident = object.expect::<Handle>().ident.get();
                    Ok(vm.new_str(&format!("<_thread._ThreadHandle object: ident={ident}>")))
                }),
                ..Slots::default()
            },
            methods: METHODS,
            getset: const {
                &[getter("ident", |vm, object| Ok(vm.new_u64(object.expect::<Handle>().ident.get())))]
            },
            is_final: true,
            ..TypeSpec::default()
        },
        has_dict: false,
        has_weakrefs: true,
    };
    vm.new_native_class::<Handle>(class, None)
}

/// `_make_thread_handle(ident)`.
pub fn make(vm: &mut Vm, a: &[Value]) -> PyResult {
    if !vm.is_instance(&a[1], Tp::Int) {
        return Err(vm.type_error("ident must be an integer"));
    }
    let ident = vm.index_i64(&a[1])? as u64;
    let Some(class) = vm.state::<crate::Classes>().handle.clone() else {
        return Err(vm.raise(Tp::SystemError, "the module _thread is not initialized"));
    };
    Ok(vm.new_object(&class, Handle::new(ident, State::Running)))
}

/// A handle of no thread yet.
pub fn new(vm: &mut Vm) -> PyResult {
    let Some(class) = vm.state::<crate::Classes>().handle.clone() else {
        return Err(vm.raise(Tp::SystemError, "the module _thread is not initialized"));
    };
    Ok(vm.new_object(&class, Handle::new(0, State::NotStarted)))
}

pub fn is_handle(value: &Value) -> bool {
    value.downcast::<Handle>().is_some()
}

/// Starts a thread that runs `function`.
pub fn start(vm: &mut Vm, object: &Value, function: Value, daemon: bool) -> PyResult<()> {
    let handle = object.expect::<Handle>();
    if handle.state.get() != State::NotStarted {
        return Err(vm.raise(Tp::RuntimeError, "thread already started"));
    }
    handle.state.set(State::Starting);
    let own = object.clone();
    let ended = move |vm: &mut Vm| {
        let handle = own.expect::<Handle>();
        handle.state.set(State::Done);
        handle.joining.wake_all();
        vm.state::<Awaited>().0.retain(|other| !other.is(&own));
    };
    match crate::start::start(vm, function, Vec::new(), Vec::new(), ended) {
        Ok(ident) => {
            handle.ident.set(ident);
            handle.state.set(State::Running);
            if !daemon {
                vm.state::<Awaited>().0.push(object.clone());
            }
            Ok(())
        }
        Err(raised) => {
            handle.state.set(State::NotStarted);
            Err(raised)
        }
    }
}

/// Waits for all threads that are no daemons.
pub fn shutdown(vm: &mut Vm, _: &[Value]) -> PyResult {
    let own = ident();
    loop {
        let next = vm.state::<Awaited>().0.iter().find(|h| h.expect::<Handle>().ident.get() != own).cloned();
        let Some(next) = next else { return Ok(Value::NONE) };
        let handle = next.expect::<Handle>();
        handle.joining.wait_until(vm, None, |_| handle.state.get() == State::Done)?;
    }
}

impl Handle {
    fn new(ident: u64, state: State) -> Handle {
        Handle { ident: Cell::new(ident), state: Cell::new(state), joining: WaitQueue::default() }
    }
}

fn join(vm: &mut Vm, a: &[Value]) -> PyResult {
    let end = if a[1].is_null() || a[1].is_none() {
        None
    } else if vm.is_instance(&a[1], Tp::Float) || vm.type_of(&a[1]).slots().index.is_some() {
        let seconds = vm.to_double(&a[1])?;
        if seconds < 0.0 {
            None
        } else {
            let now = vm.host().now_ns(Clock::Monotonic);
            Some(now.saturating_add((seconds * 1e9) as i64))
        }
    } else {
        let text = format!("'{}' object cannot be interpreted as an integer or float", vm.type_name(&a[1]));
        return Err(vm.type_error(text));
    };
    let object = a[0].clone();
    let handle = object.expect::<Handle>();
    match handle.state.get() {
        State::NotStarted | State::Starting => Err(vm.raise(Tp::RuntimeError, "thread not started")),
        State::Running if handle.ident.get() == ident() => {
            Err(vm.raise(Tp::RuntimeError, "Cannot join current thread"))
        }
        _ => {
            handle.joining.wait_until(vm, end, |_| handle.state.get() == State::Done)?;
            Ok(Value::NONE)
        }
    }
}

fn set_done(vm: &mut Vm, a: &[Value]) -> PyResult {
    let handle = a[0].expect::<Handle>();
    if handle.state.get() == State::NotStarted {
        return Err(vm.raise(Tp::RuntimeError, "thread not started"));
    }
    handle.state.set(State::Done);
    handle.joining.wake_all();
    Ok(Value::NONE)
}
