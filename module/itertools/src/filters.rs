//! `compress`, `dropwhile`, `filterfalse`, `starmap` and `takewhile`: a function or selectors beside one source.

use crate::payload::payload;
use std::cell::Cell;
use taipan_objects::tuple::Tuple;
use taipan_objects::{Guarded, PyResult, Tp, Value, Vm};

payload!(Filter { source: Value, function: Value; done: Cell<bool> });

fn make(vm: &mut Vm, class: &Value, source: Value, function: Value) -> PyResult {
    let payload =
        Filter { source: Guarded::new(source), function: Guarded::new(function), done: Cell::new(false) };
    Ok(vm.new_object(class, payload))
}

/// Of a function and an iterable.
pub fn new(vm: &mut Vm, a: &[Value]) -> PyResult {
    let source = vm.iter(&a[2])?;
    make(vm, &a[0], source, a[1].clone())
}

pub fn new_compress(vm: &mut Vm, a: &[Value]) -> PyResult {
    let data = vm.iter(&a[1])?;
    let selectors = vm.iter(&a[2])?;
    make(vm, &a[0], data, selectors)
}

pub fn next_compress(vm: &mut Vm, object: &Value) -> PyResult<Option<Value>> {
    let own = object.expect::<Filter>();
    let (data, selectors) = (own.source.get(vm).clone(), own.function.get(vm).clone());
    loop {
        let Some(item) = vm.next(&data)? else { return Ok(None) };
        let Some(selector) = vm.next(&selectors)? else { return Ok(None) };
        if vm.truth(&selector)? {
            return Ok(Some(item));
        }
    }
}

fn holds(vm: &mut Vm, function: &Value, item: &Value) -> PyResult<bool> {
    let answer = vm.call(function, std::slice::from_ref(item))?;
    vm.truth(&answer)
}

pub fn next_dropwhile(vm: &mut Vm, object: &Value) -> PyResult<Option<Value>> {
    let own = object.expect::<Filter>();
    let source = own.source.get(vm).clone();
    loop {
        let Some(item) = vm.next(&source)? else { return Ok(None) };
        if own.done.get() {
            return Ok(Some(item));
        }
        let function = own.function.get(vm).clone();
        if !holds(vm, &function, &item)? {
            own.done.set(true);
            return Ok(Some(item));
        }
    }
}

pub fn next_takewhile(vm: &mut Vm, object: &Value) -> PyResult<Option<Value>> {
    let own = object.expect::<Filter>();
    if own.done.get() {
        return Ok(None);
    }
    let (source, function) = (own.source.get(vm).clone(), own.function.get(vm).clone());
    let Some(item) = vm.next(&source)? else { return Ok(None) };
    if holds(vm, &function, &item)? {
        return Ok(Some(item));
    }
    own.done.set(true);
    Ok(None)
}

pub fn next_filterfalse(vm: &mut Vm, object: &Value) -> PyResult<Option<Value>> {
    let own = object.expect::<Filter>();
    let (source, function) = (own.source.get(vm).clone(), own.function.get(vm).clone());
    let plain = function.is_none() || function.is(&vm.class(Tp::Bool));
    loop {
        let Some(item) = vm.next(&source)? else { return Ok(None) };
        let truth = if plain { vm.truth(&item)? } else { holds(vm, &function, &item)? };
        if !truth {
            return Ok(Some(item));
        }
    }
}

pub fn next_starmap(vm: &mut Vm, object: &Value) -> PyResult<Option<Value>> {
    let own = object.expect::<Filter>();
    let (source, function) = (own.source.get(vm).clone(), own.function.get(vm).clone());
    let Some(args) = vm.next(&source)? else { return Ok(None) };
    if vm.is_exact(&args, Tp::Tuple) {
        return vm.call(&function, args.expect::<Tuple>().items()).map(Some);
    }
    let args = vm.collect(&args)?;
    vm.call(&function, &args).map(Some)
}
