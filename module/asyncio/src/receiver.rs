//! Receivers: callbacks of futures that are native code with a state, of `gather`, `shield` and `wait`. One needs no Handle
//! and no context. To Python it is a callable that shows as the function of the library whose work it does.

use crate::state::{get, replaced};
use crate::{callback, future, gather, shield, wait};
use taipan_native::{Args, PyResult, Value, Vm};
use taipan_objects::native::{GetSet, TypeSpec, getter};
use taipan_objects::native_class::NO_SHAPE;
use taipan_objects::slots::Slots;
use taipan_objects::{Guarded, Payload, Tracer};

/// What a receiver does when a future is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Work {
    /// A child of a gathering future, `to`, is done.
    Gather,
    /// One of the futures of a `wait`, `to`, is done.
    Wait,
    /// What a shield protects is done: `to` is the task that waits, whose edge goes.
    ShieldEdge,
    /// What a shield protects is done: `to` is the outer future.
    ShieldInner,
    /// The outer future of a shield is done: `to` is the inner one, `other` the receivers of its end: of the outer future,
    /// and of the edge, if there is one.
    ShieldOuter,
}

/// The payload.
pub struct Receiver {
    pub work: Work,
    pub to: Guarded<Value>,
    pub other: Guarded<Value>,
}

// SAFETY: both are visited once.
unsafe impl Payload for Receiver {
    const NAME: &'static str = "asyncio receiver";
    const SHAPE: u32 = NO_SHAPE;
    fn trace(&self, visit: Tracer<'_>) {
        // SAFETY: the collector runs while nobody borrows.
        unsafe {
            visit(&*self.to.as_ptr());
            visit(&*self.other.as_ptr());
        }
    }
    fn clear(&self) {
        // SAFETY: as above.
        unsafe {
            drop(std::mem::replace(&mut *self.to.as_ptr(), Value::NULL));
            drop(std::mem::replace(&mut *self.other.as_ptr(), Value::NULL));
        }
    }
}

pub fn make(vm: &mut Vm, work: Work, to: Value, other: Value) -> Value {
    let class = get(vm, |s| &s.receiver);
    vm.new_object(&class, Receiver { work, to: Guarded::new(to), other: Guarded::new(other) })
}

/// A future it was added to is done.
pub fn receive(vm: &mut Vm, receiver: &Value, done: &Value) -> PyResult<()> {
    let own = receiver.expect::<Receiver>();
    let (to, other) = (own.to.get(vm).clone(), own.other.get(vm).clone());
    if to.is_null() {
        return Ok(());
    }
    match own.work {
        Work::Gather => gather::child_done(vm, &to, done),
        Work::Wait => wait::one_done(vm, &to, done),
        Work::ShieldEdge => {
            future::discard_awaited_by(vm, done, &to);
            Ok(())
        }
        Work::ShieldInner => shield::inner_done(vm, done, &to),
        Work::ShieldOuter => shield::outer_done(vm, &to, &other),
    }
}

/// Adds a receiver to a future of any kind.
pub fn add(vm: &mut Vm, object: &Value, receiver: &Value) -> PyResult<()> {
    if future::is_exact(vm, object) {
        let callback = callback::Callback { what: receiver.clone(), context: Value::NULL };
        return future::add_callback(vm, object, callback);
    }
    vm.call_method(object, "add_done_callback", std::slice::from_ref(receiver))?;
    Ok(())
}

/// Takes a receiver off a future of any kind.
pub fn remove(vm: &mut Vm, object: &Value, receiver: &Value) -> PyResult<()> {
    if future::is_exact(vm, object) {
        callback::remove(vm, object, receiver)?;
    } else {
        vm.call_method(object, "remove_done_callback", std::slice::from_ref(receiver))?;
    }
    Ok(())
}

fn call(vm: &mut Vm, receiver: &Value, args: Args<'_>) -> PyResult {
    match (args.positionals(), args.names) {
        ([done], []) => {
            receive(vm, receiver, done)?;
            Ok(Value::NONE)
        }
        _ => Err(vm.type_error("a done callback takes exactly one argument")),
    }
}

/// (outer function, inner function) of the library.
fn names(work: Work) -> (&'static str, &'static str) {
    match work {
        Work::Gather => ("gather", "_done_callback"),
        Work::Wait => ("_wait", "_on_completion"),
        Work::ShieldEdge => ("shield", "_clear_awaited_by_callback"),
        Work::ShieldInner => ("shield", "_inner_done_callback"),
        Work::ShieldOuter => ("shield", "_outer_done_callback"),
    }
}

fn name(vm: &mut Vm, receiver: &Value) -> PyResult {
    Ok(vm.intern(names(receiver.expect::<Receiver>().work).1))
}

fn qualname(vm: &mut Vm, receiver: &Value) -> PyResult {
    let (outer, inner) = names(receiver.expect::<Receiver>().work);
    Ok(vm.new_str(&format!("{outer}.<locals>.{inner}")))
}

/// The function of the library whose work it does, for whoever looks where that is written.
fn wrapped(vm: &mut Vm, receiver: &Value) -> PyResult {
    let (outer, inner) = names(receiver.expect::<Receiver>().work);
    let own_name = vm.intern("__wrapped__");
    let Ok(outer) = replaced(vm, |s| &s.replaced_functions, outer) else {
        return Err(vm.attribute_error("__wrapped__", receiver, &own_name));
    };
    let code = vm.get_attr_str(&outer, "__code__")?;
    let constants = vm.get_attr_str(&code, "co_consts")?;
    for constant in vm.collect(&constants)? {
        let name = vm.intern("co_name");
        let Some(found) = vm.find_attr(&constant, &name)? else { continue };
        if &*vm.text(&found) != inner {
            continue;
        }
        let globals = vm.get_attr_str(&outer, "__globals__")?;
        let free = vm.get_attr_str(&constant, "co_freevars")?;
        let cell = crate::from_library(vm, "types", "CellType")?;
        let mut cells = Vec::new();
        for _ in 0..vm.len(&free)? {
            cells.push(vm.call(&cell, &[])?);
        }
        let cells = vm.new_tuple(cells);
        let function = crate::from_library(vm, "types", "FunctionType")?;
        return vm.call(&function, &[constant, globals, Value::NONE, Value::NONE, cells]);
    }
    Err(vm.attribute_error("__wrapped__", receiver, &own_name))
}

const GETSET: &[GetSet] =
    &[getter("__name__", name), getter("__qualname__", qualname), getter("__wrapped__", wrapped)];

pub fn spec() -> TypeSpec {
    TypeSpec {
        slots: Slots {
            call: Some(call),
            repr: Some(|vm, receiver| {
                let name = qualname(vm, receiver)?;
                let text = format!("<function {} at {:#x}>", vm.text(&name), vm.id(receiver));
                Ok(vm.new_str(&text))
            }),
            ..Slots::default()
        },
        getset: GETSET,
        is_final: true,
        no_new: true,
        ..TypeSpec::default()
    }
}
