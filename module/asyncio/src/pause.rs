//! What `sleep(0)` awaits: it yields None once.

use crate::state::get;
use std::cell::Cell;
use taipan_native::{NativeDef, PyResult, Value, Vm, function, method};
use taipan_objects::iterators::itself;
use taipan_objects::native::TypeSpec;
use taipan_objects::native_class::NO_SHAPE;
use taipan_objects::slots::Slots;
use taipan_objects::{Payload, Raised, Sent, Tracer, generator};

/// The payload: whether it has yielded.
pub struct Pause(Cell<bool>);

// SAFETY: it holds no references.
unsafe impl Payload for Pause {
    const NAME: &'static str = "pause";
    const SHAPE: u32 = NO_SHAPE;
    const CONTAINER: bool = false;
    fn trace(&self, _: Tracer<'_>) {}
}

fn send(_: &mut Vm, object: &Value, _: &Value) -> PyResult<Sent> {
    let over = object.expect::<Pause>().0.replace(true);
    Ok(if over { Sent::Return(Value::NONE) } else { Sent::Yield(Value::NONE) })
}

static METHODS: &[NativeDef] = &[
    method(
        "send",
        "($self, object, /)",
        |vm, a| match send(vm, &a[0], &a[1])? {
            Sent::Yield(value) => Ok(value),
            Sent::Return(value) => Err(vm.stop_iteration(&value)),
        },
        "",
    ),
    method(
        "throw",
        "($self, type, value=None, traceback=None, /)",
        |vm, a| {
            a[0].expect::<Pause>().0.set(true);
            let given = a[1..].iter().take_while(|value| !value.is_null()).count();
            let error = generator::exception_of_throw(vm, &a[1..1 + given])?;
            Err(Raised(error))
        },
        "",
    ),
    method(
        "close",
        "($self, /)",
        |_, a| {
            a[0].expect::<Pause>().0.set(true);
            Ok(Value::NONE)
        },
        "",
    ),
];

pub fn spec() -> TypeSpec {
    TypeSpec {
        slots: Slots {
            iter: Some(itself),
            r#await: Some(itself),
            next: Some(|vm, object| match send(vm, object, &Value::NONE)? {
                Sent::Yield(value) => Ok(Some(value)),
                Sent::Return(_) => Ok(None),
            }),
            send: Some(send),
            ..Slots::default()
        },
        methods: METHODS,
        is_final: true,
        no_new: true,
        ..TypeSpec::default()
    }
}

/// The function of asyncio.tasks that `sleep` calls for one.
pub static FUNCTION: NativeDef = function(
    "__sleep0",
    "()",
    |vm, _| {
        let class = get(vm, |s| &s.pause);
        Ok(vm.new_object(&class, Pause(Cell::new(false))))
    },
    "Skip one event loop run cycle.",
);
