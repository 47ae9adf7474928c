//! `_thread._local`: attributes that each thread has for itself. With one thread in a Vm they are the object's own; what is
//! kept here are the arguments that every thread's `__init__` would get.

use taipan_native::{PyResult, Value, Vm};
use taipan_objects::class::Type;
use taipan_objects::native::TypeSpec;
use taipan_objects::native_class::{NO_SHAPE, NativeClass};
use taipan_objects::slots::Slots;
use taipan_objects::{Args, Payload, Tp, Tracer};

struct Local {
    args: Value,
}

// SAFETY: the one reference is visited.
unsafe impl Payload for Local {
    const NAME: &'static str = "_local";
    const SHAPE: u32 = NO_SHAPE;
    fn trace(&self, visit: Tracer<'_>) {
        visit(&self.args);
    }
}

pub fn class(vm: &mut Vm) -> PyResult {
    let class = NativeClass {
        name: "_local",
        module: "_thread",
        spec: TypeSpec {
            slots: Slots { new: Some(new), ..Slots::default() },
            doc: Some("_local()\n--\n\nThread-local data"),
            ..TypeSpec::default()
        },
        has_dict: true,
        has_weakrefs: true,
    };
    vm.new_native_class::<Local>(class, None)
}

fn new(vm: &mut Vm, class: &Value, args: Args<'_>) -> PyResult {
    let object = vm.class(Tp::Object);
    let plain = object.expect::<Type>().slots().init.map(|f| f as usize);
    if !args.is_empty() && class.expect::<Type>().slots().init.map(|f| f as usize) == plain {
        return Err(vm.type_error("Initialization arguments are not supported"));
    }
    let args = vm.new_tuple(args.all.to_vec());
    Ok(vm.new_object(class, Local { args }))
}
