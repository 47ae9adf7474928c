//! `_thread._ThreadHandle`: what `threading.Thread` holds of a thread that runs or ran.

use std::cell::Cell;
use taipan_native::{PyResult, Value, Vm, method};
use taipan_objects::native::{NativeDef, TypeSpec, getter};
use taipan_objects::native_class::{NO_SHAPE, NativeClass};
use taipan_objects::slots::Slots;
use taipan_objects::{Payload, Tp, Tracer};

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    NotStarted,
    Running,
    Done,
}

struct Handle {
    ident: u64,
    state: Cell<State>,
}

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
                new: Some(|vm, class, _| {
                    Ok(vm.new_object(class, Handle { ident: 0, state: Cell::new(State::NotStarted) }))
                }),
                repr: Some(|vm, object| {
                    let ident = object.expect::<Handle>().ident;
                    Ok(vm.new_str(&format!("<_thread._ThreadHandle object: ident={ident}>")))
                }),
                ..Slots::default()
            },
            methods: METHODS,
            getset: const { &[getter("ident", |vm, object| Ok(vm.new_u64(object.expect::<Handle>().ident)))] },
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
    Ok(vm.new_object(&class, Handle { ident, state: Cell::new(State::Running) }))
}

fn join(vm: &mut Vm, a: &[Value]) -> PyResult {
    let (ident, state) = (a[0].expect::<Handle>().ident, a[0].expect::<Handle>().state.get());
    if !a[1].is_null() && !a[1].is_none() {
        vm.to_double(&a[1])?;
    }
    match state {
        State::NotStarted => Err(vm.raise(Tp::RuntimeError, "thread not started")),
        State::Running if ident == crate::ident() => {
            Err(vm.raise(Tp::RuntimeError, "Cannot join current thread"))
        }
        _ => Ok(Value::NONE),
    }
}

fn set_done(vm: &mut Vm, a: &[Value]) -> PyResult {
    let handle = a[0].expect::<Handle>();
    if handle.state.get() == State::NotStarted {
        return Err(vm.raise(Tp::RuntimeError, "thread not started"));
    }
    handle.state.set(State::Done);
    Ok(Value::NONE)
}
