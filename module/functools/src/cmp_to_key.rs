//! `cmp_to_key`: keys that compare by an old comparison function. The function gives a key without an object; calling
//! that gives one with.

use taipan_objects::native::{TypeSpec, getter, member};
use taipan_objects::native_class::NO_SHAPE;
use taipan_objects::slots::Slots;
use taipan_objects::{Args, CompareOp, Guarded, Payload, PyResult, Tracer, Value, Vm};

pub struct Key {
    function: Value,
    object: Guarded<Value>,
}

// SAFETY: both values are visited once.
unsafe impl Payload for Key {
    const NAME: &'static str = "KeyWrapper";
    const SHAPE: u32 = NO_SHAPE;
    fn trace(&self, visit: Tracer<'_>) {
        visit(&self.function);
        // SAFETY: the collector runs while nobody borrows.
        visit(unsafe { &*self.object.as_ptr() });
    }
    fn clear(&self) {
        // SAFETY: as above.
        drop(unsafe { std::mem::replace(&mut *self.object.as_ptr(), Value::NULL) });
    }
}

fn make(vm: &mut Vm, function: Value, object: Value) -> Value {
    let class = vm.state::<crate::Classes>().key.clone();
    vm.new_object(&class, Key { function, object: Guarded::new(object) })
}

pub fn cmp_to_key(vm: &mut Vm, a: &[Value]) -> PyResult {
    Ok(make(vm, a[1].clone(), Value::NULL))
}

fn call(vm: &mut Vm, key: &Value, args: Args<'_>) -> PyResult {
    let function = key.expect::<Key>().function.clone();
    let named = match args.names {
        [] => true,
        [name] => vm.text(name) == "obj",
        _ => false,
    };
    match args.all {
        [object] if named => Ok(make(vm, function, object.clone())),
        [] => Err(vm.type_error("K() missing required argument 'obj' (pos 1)")),
        [_] => {
            let text = format!("K() got an unexpected keyword argument '{}'", vm.text(&args.names[0]));
            Err(vm.type_error(text))
        }
        all => {
            let text = format!("K() takes at most 1 argument ({} given)", all.len());
            Err(vm.type_error(text))
        }
    }
}

fn compare(vm: &mut Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult {
    let Some(other) = b.downcast::<Key>() else {
        return Err(vm.type_error("other argument must be K instance"));
    };
    let own = a.expect::<Key>();
    let (x, y) = (own.object.get(vm).clone(), other.object.get(vm).clone());
    if x.is_null() || y.is_null() {
        return Err(vm.raise(taipan_objects::Tp::AttributeError, "object"));
    }
    let function = own.function.clone();
    let order = vm.call(&function, &[x, y])?;
    vm.compare(&order, &Value::ZERO, op)
}

pub fn spec() -> TypeSpec {
    TypeSpec {
        slots: Slots {
            call: Some(call),
            compare: Some(compare),
            hash: Some(taipan_objects::object::unhashable),
            ..Slots::default()
        },
        getset: const {
            &[
                getter("__text_signature__", |vm, _| Ok(vm.new_str("(obj)"))),
                member("obj", |vm, o| {
                    let object = o.expect::<Key>().object.get(vm).clone();
                    Ok(if object.is_null() { Value::NONE } else { object })
                }),
            ]
        },
        no_new: true,
        ..TypeSpec::default()
    }
}
