//! `FutureIter`: what `await future` drives. It yields the future once, while that is pending, and returns its result. A
//! frame that awaits a plain future asks the future itself, and an iterator is made where somebody looks (`cr_await`).

use crate::future::{self, bit};
use crate::state::get;
use taipan_native::{Args, NativeDef, PyResult, Tp, Value, Vm, method};
use taipan_objects::iterators::itself;
use taipan_objects::native::TypeSpec;
use taipan_objects::native_class::NO_SHAPE;
use taipan_objects::slots::Slots;
use taipan_objects::tuple::Tuple;
use taipan_objects::{Guarded, Payload, Raised, Sent, Tracer, exception};

/// The payload: the future, NULL once it was closed or thrown into.
pub struct FutureIter(Guarded<Value>);

// SAFETY: the future is visited once.
unsafe impl Payload for FutureIter {
    const NAME: &'static str = "FutureIter";
    const SHAPE: u32 = NO_SHAPE;
    fn trace(&self, visit: Tracer<'_>) {
        // SAFETY: the collector runs while nobody borrows.
        visit(unsafe { &*self.0.as_ptr() });
    }
    fn clear(&self) {
        // SAFETY: as above.
        drop(unsafe { std::mem::replace(&mut *self.0.as_ptr(), Value::NULL) });
    }
}

/// `iter(future)` and `future.__await__()`.
pub fn iterate(vm: &mut Vm, object: &Value) -> PyResult {
    future::loop_of(vm, future::own(object))?;
    let class = get(vm, |s| &s.iterator);
    Ok(vm.new_object(&class, FutureIter(Guarded::new(object.clone()))))
}

fn send(vm: &mut Vm, object: &Value, sent: &Value) -> PyResult<Sent> {
    let own = object.expect::<FutureIter>();
    let awaited = own.0.get(vm).clone();
    if awaited.is_null() {
        return Ok(Sent::Return(Value::NONE));
    }
    send_to_future(vm, &awaited, sent)
}

/// SEND to a future that stands for its iterator.
pub fn send_to_future(vm: &mut Vm, object: &Value, _: &Value) -> PyResult<Sent> {
    let future = future::own(object);
    if future.is_done() {
        return Ok(Sent::Return(future::result(vm, object)?));
    }
    future::loop_of(vm, future)?;
    if future.has(bit::BLOCKING) {
        return Err(vm.runtime_error("await wasn't used with future"));
    }
    future.set(bit::BLOCKING, true);
    Ok(Sent::Yield(object.clone()))
}

fn next(vm: &mut Vm, object: &Value) -> PyResult<Option<Value>> {
    match send(vm, object, &Value::NONE)? {
        Sent::Yield(value) => Ok(Some(value)),
        Sent::Return(value) if value.is_none() => Ok(None),
        Sent::Return(value) => Err(vm.stop_iteration_exact(&value)),
    }
}

fn send_method(vm: &mut Vm, a: &[Value]) -> PyResult {
    match next(vm, &a[0])? {
        Some(value) => Ok(value),
        None => Err(vm.stop_iteration(&Value::NONE)),
    }
}

/// Bound as `self, *args`.
fn throw(vm: &mut Vm, a: &[Value]) -> PyResult {
    let args = a[1].expect::<Tuple>().items().to_vec();
    match args.len() {
        0 => return Err(vm.type_error("throw expected at least 1 argument, got 0")),
        1 => {}
        2 | 3 => vm.warn(
            Tp::DeprecationWarning,
            "the (type, exc, tb) signature of throw() is deprecated, use the single-arg signature instead.",
            1,
        )?,
        n => return Err(vm.type_error(format!("throw expected at most 3 arguments, got {n}"))),
    }
    let value = args.get(1).filter(|value| !value.is_none());
    let traceback = args.get(2).filter(|traceback| !traceback.is_none());
    if let Some(traceback) = traceback
        && !vm.is_exact(traceback, Tp::Traceback)
    {
        return Err(vm.type_error("throw() third argument must be a traceback"));
    }
    let error = if exception::is_exception_class(&args[0]) {
        exception::instantiate(vm, &args[0], value)?
    } else if exception::is_exception(&args[0]) {
        if value.is_some() {
            return Err(vm.type_error("instance exception may not have a separate value"));
        }
        args[0].clone()
    } else {
        let text = "exceptions must be classes deriving BaseException or instances of such a class";
        return Err(vm.type_error(text));
    };
    if let Some(traceback) = traceback {
        exception::set_traceback(vm, &error, traceback.clone());
    }
    end(vm, &a[0]);
    Err(Raised(error))
}

fn end(vm: &mut Vm, object: &Value) {
    drop(std::mem::replace(object.expect::<FutureIter>().0.get_mut(vm), Value::NULL));
}

const METHODS: &[NativeDef] = &[
    method("send", "($self, object, /)", send_method, ""),
    method("throw", "($self, *args)", throw, ""),
    method(
        "close",
        "($self, /)",
        |vm, a| {
            end(vm, &a[0]);
            Ok(Value::NONE)
        },
        "",
    ),
];

fn refuse(vm: &mut Vm, _: &Value, _: Args<'_>) -> PyResult {
    Err(vm.type_error("cannot create '_asyncio.FutureIter' instances"))
}

pub fn spec() -> TypeSpec {
    TypeSpec {
        slots: Slots {
            new: Some(refuse),
            iter: Some(itself),
            next: Some(next),
            send: Some(send),
            ..Slots::default()
        },
        methods: METHODS,
        is_final: true,
        no_new: true,
        ..TypeSpec::default()
    }
}
