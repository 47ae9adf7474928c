//! `groupby` and the groups it hands out. A group is alive while it is the last one its parent gave.

use crate::payload::payload;
use std::cell::Cell;
use taipan_objects::{Guarded, PyResult, Value, Vm};

payload!(GroupBy { source: Value, function: Value, target: Value, key: Value, item: Value; group: Cell<u64> });
payload!(Grouper { parent: Value, target: Value; group: u64 });

pub fn new(vm: &mut Vm, a: &[Value]) -> PyResult {
    let source = Guarded::new(vm.iter(&a[1])?);
    let function = if a[2].is_null() || a[2].is_none() { Value::NULL } else { a[2].clone() };
    let empty = || Guarded::new(Value::NULL);
    let payload = GroupBy {
        source,
        function: Guarded::new(function),
        target: empty(),
        key: empty(),
        item: empty(),
        group: Cell::new(0),
    };
    Ok(vm.new_object(&a[0], payload))
}

/// Takes the next item and its key; whether there was one.
fn advance(vm: &mut Vm, own: &GroupBy) -> PyResult<bool> {
    let (source, function) = (own.source.get(vm).clone(), own.function.get(vm).clone());
    let Some(item) = vm.next(&source)? else { return Ok(false) };
    let key =
        if function.is_null() { item.clone() } else { vm.call(&function, std::slice::from_ref(&item))? };
    let old = std::mem::replace(own.item.get_mut(vm), item);
    drop(old);
    let old = std::mem::replace(own.key.get_mut(vm), key);
    drop(old);
    Ok(true)
}

pub fn next(vm: &mut Vm, object: &Value) -> PyResult<Option<Value>> {
    let own = object.expect::<GroupBy>();
    own.group.set(own.group.get() + 1);
    loop {
        let (key, target) = (own.key.get(vm).clone(), own.target.get(vm).clone());
        if !key.is_null() && (target.is_null() || !vm.same_or_equal(&target, &key)?) {
            break;
        }
        if !advance(vm, own)? {
            return Ok(None);
        }
    }
    let key = own.key.get(vm).clone();
    let old = std::mem::replace(own.target.get_mut(vm), key.clone());
    drop(old);
    let group = Grouper {
        parent: Guarded::new(object.clone()),
        target: Guarded::new(key.clone()),
        group: own.group.get(),
    };
    let class = vm.state::<crate::Classes>().grouper.clone();
    let group = vm.new_object(&class, group);
    Ok(Some(vm.new_tuple_from(2, [key, group].into_iter())))
}

pub fn new_grouper(vm: &mut Vm, a: &[Value]) -> PyResult {
    let Some(parent) = a[1].downcast::<GroupBy>() else {
        let text = format!("_grouper() argument 1 must be itertools.groupby, not {}", vm.type_name(&a[1]));
        return Err(vm.type_error(text));
    };
    let group = parent.group.get() + 1;
    parent.group.set(group);
    let payload = Grouper { parent: Guarded::new(a[1].clone()), target: Guarded::new(a[2].clone()), group };
    Ok(vm.new_object(&a[0], payload))
}

pub fn next_of_group(vm: &mut Vm, object: &Value) -> PyResult<Option<Value>> {
    let own = object.expect::<Grouper>();
    let parent_value = own.parent.get(vm).clone();
    let Some(parent) = parent_value.downcast::<GroupBy>() else { return Ok(None) };
    if parent.group.get() != own.group {
        return Ok(None);
    }
    if parent.item.get(vm).is_null() && !advance(vm, parent)? {
        return Ok(None);
    }
    let (target, key) = (own.target.get(vm).clone(), parent.key.get(vm).clone());
    if !vm.same_or_equal(&target, &key)? {
        return Ok(None);
    }
    Ok(Some(std::mem::replace(parent.item.get_mut(vm), Value::NULL)).filter(|item| !item.is_null()))
}
