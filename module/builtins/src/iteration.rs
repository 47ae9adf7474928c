//! `all`, `any`, `iter`, `next`, `min`, `max`, `sorted`.

use taipan_native::{PyResult, Value, Vm};
use taipan_objects::class::{Type, type_flags};
use taipan_objects::tuple::Tuple;
use taipan_objects::wrapper::WrapperDescriptor;
use taipan_objects::{CompareOp, Sent, iterators, list};

pub fn all(vm: &mut Vm, a: &[Value]) -> PyResult {
    let iterator = vm.iter(&a[1])?;
    while let Some(item) = vm.next(&iterator)? {
        if !vm.truth(&item)? {
            return Ok(Value::FALSE);
        }
    }
    Ok(Value::TRUE)
}

pub fn any(vm: &mut Vm, a: &[Value]) -> PyResult {
    let iterator = vm.iter(&a[1])?;
    while let Some(item) = vm.next(&iterator)? {
        if vm.truth(&item)? {
            return Ok(Value::TRUE);
        }
    }
    Ok(Value::FALSE)
}

pub fn iter(vm: &mut Vm, a: &[Value]) -> PyResult {
    if a[1].is_null() {
        return vm.iter(&a[0]);
    }
    if vm.type_of(&a[0]).slots().call.is_none() {
        return Err(vm.type_error("iter(v, w): v must be callable"));
    }
    Ok(iterators::callable(vm, a[0].clone(), a[1].clone()))
}

/// The next value, or the StopIteration with all that it carries.
fn next_or_stop(vm: &mut Vm, iterator: &Value) -> PyResult {
    let slots = vm.type_of(iterator).slots();
    let Some(advance) = slots.next else {
        let text = format!("'{}' object is not an iterator", vm.type_name(iterator));
        return Err(vm.type_error(text));
    };
    // A generator's return value and the StopIteration of a `__next__` written in Python must not get lost.
    if let Some(send) = slots.send {
        return match send(vm, iterator, &Value::NONE)? {
            Sent::Yield(value) => Ok(value),
            Sent::Return(value) => Err(vm.stop_iteration_exact(&value)),
        };
    }
    let class = vm.type_of(iterator).value();
    let class = class.expect::<Type>();
    if class.has_flag(type_flags::HEAP) {
        let name = vm.names.next.clone();
        if vm.lookup(class, &name).is_some_and(|f| f.downcast::<WrapperDescriptor>().is_none())
            && let Some(value) = vm.call_special(iterator, &name, &[])?
        {
            return Ok(value);
        }
    }
    match advance(vm, iterator)? {
        Some(value) => Ok(value),
        None => Err(vm.stop_iteration(&Value::NONE)),
    }
}

pub fn next(vm: &mut Vm, a: &[Value]) -> PyResult {
    if a[1].is_null() {
        return next_or_stop(vm, &a[0]);
    }
    Ok(vm.next(&a[0])?.unwrap_or_else(|| a[1].clone()))
}

fn extreme(vm: &mut Vm, a: &[Value], name: &str, op: CompareOp) -> PyResult {
    let given = a[0].expect::<Tuple>().items();
    if given.is_empty() {
        return Err(vm.type_error(format!("{name} expected at least 1 argument, got 0")));
    }
    if given.len() > 1 && vm.dict_len(&a[1]) == 0 {
        let mut best = &given[0];
        for item in &given[1..] {
            if vm.compare_truth(item, best, op)? {
                best = item;
            }
        }
        return Ok(best.clone());
    }
    let (mut key, mut default) = (None, None);
    for (word, value) in vm.dict_items(&a[1]) {
        match &*vm.text(&word) {
            "key" => key = Some(value).filter(|k| !k.is_none()),
            "default" => default = Some(value),
            other => {
                let text = format!("{name}() got an unexpected keyword argument '{other}'");
                return Err(vm.type_error(text));
            }
        }
    }
    if given.len() > 1 && default.is_some() {
        return Err(vm.type_error(format!(
            "Cannot specify a default for {name}() with multiple positional arguments"
        )));
    }
    let source = if given.len() > 1 { a[0].clone() } else { given[0].clone() };
    let iterator = vm.iter(&source)?;
    let mut best: Option<(Value, Value)> = None;
    while let Some(item) = vm.next(&iterator)? {
        let rank = match &key {
            Some(key) => vm.call(key, std::slice::from_ref(&item))?,
            None => item.clone(),
        };
        let better = match &best {
            None => true,
            Some((top, _)) => vm.compare_truth(&rank, top, op)?,
        };
        if better {
            best = Some((rank, item));
        }
    }
    match (best, default) {
        (Some((_, item)), _) => Ok(item),
        (None, Some(default)) => Ok(default),
        (None, None) => Err(vm.value_error(format!("{name}() iterable argument is empty"))),
    }
}

pub fn max(vm: &mut Vm, a: &[Value]) -> PyResult {
    extreme(vm, a, "max", CompareOp::Gt)
}

pub fn min(vm: &mut Vm, a: &[Value]) -> PyResult {
    extreme(vm, a, "min", CompareOp::Lt)
}

pub fn sorted(vm: &mut Vm, a: &[Value]) -> PyResult {
    let items = vm.collect(&a[1])?;
    let result = vm.new_list(items);
    let key = if a[2].is_null() || a[2].is_none() { None } else { Some(&a[2]) };
    let reverse = if a[3].is_null() { false } else { vm.truth(&a[3])? };
    list::sort(vm, result.expect::<list::List>(), key, reverse)?;
    Ok(result)
}

/// `aiter(async_iterable)`.
pub fn aiter(vm: &mut Vm, a: &[Value]) -> PyResult {
    let Some(method) = vm.type_of(&a[0]).slots().aiter else {
        let text = format!("'{}' object is not an async iterable", vm.type_name(&a[0]));
        return Err(vm.type_error(text));
    };
    let iterator = method(vm, &a[0])?;
    if vm.type_of(&iterator).slots().anext.is_none() {
        let text = format!("aiter() returned not an async iterator of type '{}'", vm.type_name(&iterator));
        return Err(vm.type_error(text));
    }
    Ok(iterator)
}

/// `anext(async_iterator[, default])`.
pub fn anext(vm: &mut Vm, a: &[Value]) -> PyResult {
    let Some(method) = vm.type_of(&a[0]).slots().anext else {
        let text = format!("'{}' object is not an async iterator", vm.type_name(&a[0]));
        return Err(vm.type_error(text));
    };
    let awaitable = method(vm, &a[0])?;
    if a[1].is_null() {
        return Ok(awaitable);
    }
    Ok(vm.new_anext_awaitable(awaitable, a[1].clone()))
}
