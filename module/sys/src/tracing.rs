//! `settrace`, `setprofile`, and the origins of coroutines.

use taipan_native::{PyResult, Tp, Value, Vm};
use taipan_objects::tuple::Tuple;

fn or_none(value: &Value) -> Value {
    if value.is_null() { Value::NONE } else { value.clone() }
}

fn or_null(value: &Value) -> Value {
    if value.is_none() { Value::NULL } else { value.clone() }
}

pub fn settrace(vm: &mut Vm, a: &[Value]) -> PyResult {
    let old = std::mem::replace(&mut vm.trace_function, or_null(&a[1]));
    vm.observers_changed();
    drop(old);
    Ok(Value::NONE)
}

pub fn gettrace(vm: &mut Vm, _: &[Value]) -> PyResult {
    Ok(or_none(&vm.trace_function))
}

pub fn setprofile(vm: &mut Vm, a: &[Value]) -> PyResult {
    let old = std::mem::replace(&mut vm.profile_function, or_null(&a[1]));
    vm.observers_changed();
    drop(old);
    Ok(Value::NONE)
}

pub fn getprofile(vm: &mut Vm, _: &[Value]) -> PyResult {
    Ok(or_none(&vm.profile_function))
}

pub fn call_tracing(vm: &mut Vm, a: &[Value]) -> PyResult {
    match a[2].downcast::<Tuple>() {
        Some(args) if vm.is_instance(&a[2], Tp::Tuple) => {
            let depth = std::mem::replace(&mut vm.tracing, 0);
            let result = vm.call(&a[1], args.items());
            vm.tracing = depth;
            result
        }
        _ => {
            let text = format!("call_tracing() argument 2 must be tuple, not {}", vm.type_name(&a[2]));
            Err(vm.type_error(text))
        }
    }
}

pub fn set_origin_depth(vm: &mut Vm, a: &[Value]) -> PyResult {
    let depth = vm.index_i64(&a[1])?;
    if depth < 0 {
        return Err(vm.value_error("depth must be >= 0"));
    }
    vm.coroutine_origin_depth = depth as usize;
    Ok(Value::NONE)
}
