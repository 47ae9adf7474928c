//! `accumulate`: running results of a function of two arguments, addition where none is given.

use crate::payload::payload;
use taipan_objects::{BinaryOp, Guarded, PyResult, Value, Vm};

payload!(Accumulate { source: Value, function: Value, total: Value, initial: Value; });

pub fn new(vm: &mut Vm, a: &[Value]) -> PyResult {
    let source = vm.iter(&a[1])?;
    let function = if a[2].is_null() || a[2].is_none() { Value::NULL } else { a[2].clone() };
    let initial = if a[3].is_null() || a[3].is_none() { Value::NULL } else { a[3].clone() };
    let payload = Accumulate {
        source: Guarded::new(source),
        function: Guarded::new(function),
        total: Guarded::new(Value::NULL),
        initial: Guarded::new(initial),
    };
    Ok(vm.new_object(&a[0], payload))
}

pub fn next(vm: &mut Vm, object: &Value) -> PyResult<Option<Value>> {
    let own = object.expect::<Accumulate>();
    let initial = std::mem::replace(own.initial.get_mut(vm), Value::NULL);
    let total = if !initial.is_null() {
        initial
    } else {
        let source = own.source.get(vm).clone();
        let Some(item) = vm.next(&source)? else { return Ok(None) };
        let total = own.total.get(vm).clone();
        let function = own.function.get(vm).clone();
        if total.is_null() {
            item
        } else if function.is_null() {
            vm.binary(&total, &item, BinaryOp::Add)?
        } else {
            vm.call(&function, &[total, item])?
        }
    };
    let old = std::mem::replace(own.total.get_mut(vm), total.clone());
    drop(old);
    Ok(Some(total))
}
