//! `chain` and `chain.from_iterable`: the items of one iterable after another.

use crate::payload::payload;
use taipan_objects::{Guarded, PyResult, Value, Vm};

payload!(Chain { sources: Value, active: Value; });

fn make(vm: &mut Vm, class: &Value, iterables: &Value) -> PyResult {
    let sources = vm.iter(iterables)?;
    let payload = Chain { sources: Guarded::new(sources), active: Guarded::new(Value::NULL) };
    Ok(vm.new_object(class, payload))
}

pub fn new(vm: &mut Vm, class: &Value, args: taipan_objects::Args<'_>) -> PyResult {
    crate::no_keywords(vm, class, "chain", args)?;
    let iterables = vm.new_tuple(args.all.to_vec());
    make(vm, class, &iterables)
}

pub fn from_iterable(vm: &mut Vm, a: &[Value]) -> PyResult {
    make(vm, &a[0], &a[1])
}

pub fn next(vm: &mut Vm, object: &Value) -> PyResult<Option<Value>> {
    let own = object.expect::<Chain>();
    loop {
        let active = own.active.get(vm).clone();
        if !active.is_null() {
            if let Some(item) = vm.next(&active)? {
                return Ok(Some(item));
            }
            *own.active.get_mut(vm) = Value::NULL;
        }
        let sources = own.sources.get(vm).clone();
        if sources.is_null() {
            return Ok(None);
        }
        let started = match vm.next(&sources) {
            Ok(Some(iterable)) => vm.iter(&iterable).map(Some),
            Ok(None) => Ok(None),
            Err(raised) => Err(raised),
        };
        match started {
            Ok(Some(iterator)) => *own.active.get_mut(vm) = iterator,
            Ok(None) => {
                *own.sources.get_mut(vm) = Value::NULL;
                return Ok(None);
            }
            Err(raised) => {
                *own.sources.get_mut(vm) = Value::NULL;
                return Err(raised);
            }
        }
    }
}
