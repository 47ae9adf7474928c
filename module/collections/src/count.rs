//! `_count_elements`: what `Counter` counts with.

use taipan_native::{PyResult, Tp, Value, Vm};
use taipan_objects::BinaryOp;

/// Whether a mapping is a dict whose class reads and stores as dicts do.
fn is_plain(vm: &Vm, mapping: &Value) -> bool {
    let same = |name: &str| {
        let name = vm.intern(name);
        let own = vm.lookup(vm.type_of(mapping), &name);
        matches!((own, vm.lookup(vm.tp(Tp::Dict), &name)), (Some(a), Some(b)) if a.is(&b))
    };
    vm.is_instance(mapping, Tp::Dict) && same("get") && same("__setitem__")
}

pub fn count_elements(vm: &mut Vm, a: &[Value]) -> PyResult {
    let (mapping, one) = (&a[1], Value::from_i32(1));
    let iterator = vm.iter(&a[2])?;
    if is_plain(vm, mapping) {
        while let Some(key) = vm.next(&iterator)? {
            let hash = vm.hash(&key)?;
            let count = match vm.dict_get_hashed(mapping, &key, hash)? {
                Some(count) => vm.binary(&count, &one, BinaryOp::Add)?,
                None => one.clone(),
            };
            vm.dict_set_hashed(mapping, &key, hash, count)?;
        }
        return Ok(Value::NONE);
    }
    let get = vm.get_attr_str(mapping, "get")?;
    while let Some(key) = vm.next(&iterator)? {
        let count = vm.call(&get, &[key.clone(), Value::ZERO])?;
        let count = vm.binary(&count, &one, BinaryOp::Add)?;
        vm.set_item(mapping, &key, count)?;
    }
    Ok(Value::NONE)
}
