//! `zip_longest`: tuples across iterables until the longest ends.

use crate::payload::payload;
use std::cell::Cell;
use taipan_objects::{Guarded, PyResult, Value, Vm};

payload!(ZipLongest { sources: Vec<Value>, fill: Value; active: Cell<usize> });

pub fn new(vm: &mut Vm, a: &[Value]) -> PyResult {
    let mut sources = vm.collect(&a[2])?;
    for source in &mut sources {
        *source = vm.iter(source)?;
    }
    let fill = if a[1].is_null() { Value::NONE } else { a[1].clone() };
    let active = Cell::new(sources.len());
    Ok(vm.new_object(&a[0], ZipLongest { sources: Guarded::new(sources), fill: Guarded::new(fill), active }))
}

pub fn next(vm: &mut Vm, object: &Value) -> PyResult<Option<Value>> {
    let own = object.expect::<ZipLongest>();
    let length = own.sources.get(vm).len();
    if own.active.get() == 0 {
        return Ok(None);
    }
    let fill = own.fill.get(vm).clone();
    let mut items = Vec::with_capacity(length);
    for index in 0..length {
        let source = own.sources.get(vm).get(index).cloned().unwrap_or(Value::NULL);
        if source.is_null() {
            items.push(fill.clone());
            continue;
        }
        match vm.next(&source) {
            Ok(Some(item)) => items.push(item),
            ended => {
                let raised = ended.err();
                own.active.set(if raised.is_some() { 0 } else { own.active.get().saturating_sub(1) });
                if let Some(raised) = raised {
                    return Err(raised);
                }
                if own.active.get() == 0 {
                    return Ok(None);
                }
                if let Some(place) = own.sources.get_mut(vm).get_mut(index) {
                    *place = Value::NULL;
                }
                items.push(fill.clone());
            }
        }
    }
    Ok(Some(vm.new_tuple(items)))
}
