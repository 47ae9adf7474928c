//! Functions an embedder gives to Python: a closure with a name.
//!
//! The closure may hold Rust state and no Values: what it holds is invisible to the collector and may outlive the
//! heap's objects. Keyword arguments are refused, since a closure has no names for its parameters.

use crate::native::{TypeSpec, getter};
use crate::slots::Slots;
use crate::{Args, Payload, PyResult, Tp, Tracer, Value, Vm};

/// What a host function runs.
pub type HostCall = dyn Fn(&mut Vm, &[Value]) -> PyResult + Send;

/// The payload.
pub struct HostFunction {
    /// Interned.
    name: Value,
    call: Box<HostCall>,
}

// SAFETY: an interned name is immortal, and the closure holds no references.
unsafe impl Payload for HostFunction {
    const NAME: &'static str = "host_function";
    const SHAPE: u32 = Tp::HostFunction as u32;
    const CONTAINER: bool = false;
    fn trace(&self, _: Tracer<'_>) {}
}

impl Vm {
    /// A function that runs a closure of the embedder.
    pub fn new_host_function(&self, name: &str, call: Box<HostCall>) -> Value {
        self.heap.alloc(Tp::HostFunction as u32, HostFunction { name: self.intern(name), call })
    }
}

fn call(vm: &mut Vm, callee: &Value, args: Args<'_>) -> PyResult {
    let function = callee.expect::<HostFunction>();
    if !args.names.is_empty() {
        let text = format!("{}() takes no keyword arguments", vm.text(&function.name));
        return Err(vm.type_error(text));
    }
    (function.call)(vm, args.all)
}

fn repr(vm: &mut Vm, object: &Value) -> PyResult {
    let text = format!("<built-in function {}>", vm.text(&object.expect::<HostFunction>().name));
    Ok(vm.new_str(&text))
}

pub fn spec() -> TypeSpec {
    TypeSpec {
        slots: Slots { call: Some(call), repr: Some(repr), ..Slots::default() },
        getset: const {
            &[
                getter("__name__", |_, o| Ok(o.expect::<HostFunction>().name.clone())),
                getter("__qualname__", |_, o| Ok(o.expect::<HostFunction>().name.clone())),
            ]
        },
        no_new: true,
        is_final: true,
        ..TypeSpec::default()
    }
}
