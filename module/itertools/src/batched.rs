//! `batched`: tuples of n items each; the last may be shorter unless `strict`.

use crate::payload::payload;
use taipan_objects::{Guarded, PyResult, Value, Vm};

payload!(Batched { source: Value; size: usize, strict: bool });

pub fn new(vm: &mut Vm, a: &[Value]) -> PyResult {
    let size = vm.index_i64(&a[2])?;
    let strict = !a[3].is_null() && vm.truth(&a[3])?;
    if size < 1 {
        return Err(vm.value_error("n must be at least one"));
    }
    let source = vm.iter(&a[1])?;
    Ok(vm.new_object(&a[0], Batched { source: Guarded::new(source), size: size as usize, strict }))
}

pub fn next(vm: &mut Vm, object: &Value) -> PyResult<Option<Value>> {
    let own = object.expect::<Batched>();
    let source = own.source.get(vm).clone();
    if source.is_null() {
        return Ok(None);
    }
    let mut items = Vec::new();
    while items.len() < own.size {
        match vm.next(&source) {
            Ok(Some(item)) => {
                if items.try_reserve(1).is_err() {
                    return Err(vm.memory_error());
                }
                items.push(item);
            }
            Ok(None) => {
                *own.source.get_mut(vm) = Value::NULL;
                if items.is_empty() {
                    return Ok(None);
                }
                if own.strict {
                    return Err(vm.value_error("batched(): incomplete batch"));
                }
                break;
            }
            Err(raised) => {
                *own.source.get_mut(vm) = Value::NULL;
                return Err(raised);
            }
        }
    }
    Ok(Some(vm.new_tuple(items)))
}
