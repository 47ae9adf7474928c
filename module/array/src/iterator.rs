//! The iterator of an array; it lets go of the array when it comes to the end.

use crate::class::Array;
use std::cell::Cell;
use taipan_native::{NativeDef, PyResult, Value, Vm, method};
use taipan_objects::native::TypeSpec;
use taipan_objects::native_class::{NO_SHAPE, NativeClass};
use taipan_objects::slots::Slots;
use taipan_objects::{Guarded, Payload, Tracer};

pub struct ArrayIterator {
    array: Guarded<Value>,
    index: Cell<usize>,
}

// SAFETY: the array is visited once.
unsafe impl Payload for ArrayIterator {
    const NAME: &'static str = "arrayiterator";
    const SHAPE: u32 = NO_SHAPE;
    fn trace(&self, visit: Tracer<'_>) {
        // SAFETY: the collector runs while nobody borrows.
        visit(unsafe { &*self.array.as_ptr() });
    }
    fn clear(&self) {
        // SAFETY: as above.
        drop(unsafe { std::mem::replace(&mut *self.array.as_ptr(), Value::NULL) });
    }
}

pub fn of(vm: &mut Vm, array: &Value) -> Value {
    let class = vm.state::<crate::Classes>().iterator.clone();
    vm.new_object(&class, ArrayIterator { array: Guarded::new(array.clone()), index: Cell::new(0) })
}

fn next(vm: &mut Vm, object: &Value) -> PyResult<Option<Value>> {
    let own = object.expect::<ArrayIterator>();
    let array = own.array.get(vm).clone();
    let Some(array) = array.downcast::<Array>() else { return Ok(None) };
    let index = own.index.get();
    if let Some(item) = array.item(vm, index)? {
        own.index.set(index + 1);
        return Ok(Some(item));
    }
    let old = std::mem::replace(own.array.get_mut(vm), Value::NULL);
    drop(old);
    Ok(None)
}

fn reduce(vm: &mut Vm, a: &[Value]) -> PyResult {
    let own = a[0].expect::<ArrayIterator>();
    let iter = taipan_objects::iterators::builtin_function(vm, "iter")?;
    let array = own.array.get(vm).clone();
    if array.is_null() {
        let args = vm.new_tuple(vec![vm.empty_tuple.clone()]);
        return Ok(vm.new_tuple(vec![iter, args]));
    }
    let args = vm.new_tuple(vec![array]);
    let index = vm.new_int(own.index.get() as i64);
    Ok(vm.new_tuple(vec![iter, args, index]))
}

fn set_state(vm: &mut Vm, a: &[Value]) -> PyResult {
    let index = vm.index_i64(&a[1])?;
    let own = a[0].expect::<ArrayIterator>();
    if let Some(array) = own.array.get(vm).downcast::<Array>() {
        let length = array.len(vm) as i64;
        own.index.set(index.clamp(0, length) as usize);
    }
    Ok(Value::NONE)
}

static METHODS: &[NativeDef] = &[
    method("__reduce__", "($self, /)", reduce, "Return state information for pickling."),
    method("__setstate__", "($self, state, /)", set_state, "Set state information for unpickling."),
];

pub fn make(vm: &mut Vm) -> PyResult {
    let spec = TypeSpec {
        slots: Slots { iter: Some(taipan_objects::iterators::itself), next: Some(next), ..Slots::default() },
        methods: METHODS,
        no_new: true,
        is_final: true,
        ..TypeSpec::default()
    };
    let class =
        NativeClass { name: "arrayiterator", module: "array", spec, has_dict: false, has_weakrefs: false };
    vm.new_native_class::<ArrayIterator>(class, None)
}
