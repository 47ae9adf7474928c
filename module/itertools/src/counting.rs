//! `count`, `cycle`, `repeat`, `islice`, `pairwise`: counters and single sources.

use crate::payload::payload;
use std::cell::Cell;
use taipan_objects::class::TypeExt;
use taipan_objects::{BinaryOp, Guarded, PyResult, Tp, Value, Vm};

payload!(Count { next: Value, step: Value; });

pub fn new_count(vm: &mut Vm, a: &[Value]) -> PyResult {
    let start = if a[1].is_null() { Value::ZERO } else { a[1].clone() };
    let step = if a[2].is_null() { Value::from_i32(1) } else { a[2].clone() };
    for value in [&start, &step] {
        let slots = vm.type_of(value).slots();
        let number = slots.int.is_some() || slots.float.is_some() || slots.index.is_some();
        if !number && !vm.is_instance(value, Tp::Complex) {
            return Err(vm.type_error("a number is required"));
        }
    }
    Ok(vm.new_object(&a[0], Count { next: Guarded::new(start), step: Guarded::new(step) }))
}

pub fn next_count(vm: &mut Vm, object: &Value) -> PyResult<Option<Value>> {
    let own = object.expect::<Count>();
    let (value, step) = (own.next.get(vm).clone(), own.step.get(vm).clone());
    let following = vm.binary(&value, &step, BinaryOp::Add)?;
    let old = std::mem::replace(own.next.get_mut(vm), following);
    drop(old);
    Ok(Some(value))
}

pub fn repr_count(vm: &mut Vm, object: &Value) -> PyResult {
    let own = object.expect::<Count>();
    let (value, step) = (own.next.get(vm).clone(), own.step.get(vm).clone());
    let name = vm.type_of(object).name(vm);
    let value = vm.repr_text(&value)?;
    if vm.is_instance(&step, Tp::Int) && step.as_small() == Some(1) {
        return Ok(vm.new_str(&format!("{name}({value})")));
    }
    let step = vm.repr_text(&step)?;
    Ok(vm.new_str(&format!("{name}({value}, {step})")))
}

payload!(Cycle { source: Value, saved: Vec<Value>; index: Cell<usize> });

pub fn new_cycle(vm: &mut Vm, a: &[Value]) -> PyResult {
    let source = Guarded::new(vm.iter(&a[1])?);
    Ok(vm.new_object(&a[0], Cycle { source, saved: Guarded::new(Vec::new()), index: Cell::new(0) }))
}

pub fn next_cycle(vm: &mut Vm, object: &Value) -> PyResult<Option<Value>> {
    let own = object.expect::<Cycle>();
    let source = own.source.get(vm).clone();
    if !source.is_null() {
        if let Some(item) = vm.next(&source)? {
            if own.saved.get_mut(vm).try_reserve(1).is_err() {
                return Err(vm.memory_error());
            }
            own.saved.get_mut(vm).push(item.clone());
            return Ok(Some(item));
        }
        *own.source.get_mut(vm) = Value::NULL;
    }
    let saved = own.saved.get(vm);
    let Some(item) = saved.get(own.index.get()).cloned() else { return Ok(None) };
    own.index.set(if own.index.get() + 1 == saved.len() { 0 } else { own.index.get() + 1 });
    Ok(Some(item))
}

payload!(Repeat { object: Value; left: Cell<i64> });

/// `left` below zero: for ever.
pub fn new_repeat(vm: &mut Vm, a: &[Value]) -> PyResult {
    let left = if a[2].is_null() { -1 } else { vm.index_i64(&a[2])?.max(0) };
    Ok(vm.new_object(&a[0], Repeat { object: Guarded::new(a[1].clone()), left: Cell::new(left) }))
}

pub fn next_repeat(vm: &mut Vm, object: &Value) -> PyResult<Option<Value>> {
    let own = object.expect::<Repeat>();
    match own.left.get() {
        0 => return Ok(None),
        left if left > 0 => own.left.set(left - 1),
        _ => {}
    }
    Ok(Some(own.object.get(vm).clone()))
}

pub fn repr_repeat(vm: &mut Vm, object: &Value) -> PyResult {
    let own = object.expect::<Repeat>();
    let name = vm.type_of(object).name(vm);
    let value = own.object.get(vm).clone();
    let value = vm.repr_text(&value)?;
    let left = own.left.get();
    Ok(vm.new_str(&if left < 0 { format!("{name}({value})") } else { format!("{name}({value}, {left})") }))
}

pub fn repeat_hint(vm: &mut Vm, a: &[Value]) -> PyResult {
    match a[0].expect::<Repeat>().left.get() {
        left if left < 0 => Err(vm.type_error("len() of unsized object")),
        left => Ok(vm.new_int(left)),
    }
}

payload!(Islice { source: Value; at: Cell<usize>, next: Cell<usize>, stop: usize, step: usize });

fn bound(vm: &mut Vm, value: &Value, message: &str) -> PyResult<usize> {
    match vm.index_i64(value) {
        Ok(n) if n >= 0 => Ok(n as usize),
        _ => Err(vm.value_error(message)),
    }
}

const STOP: &str = "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
const INDICES: &str = "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.";

pub fn new_islice(vm: &mut Vm, class: &Value, args: taipan_objects::Args<'_>) -> PyResult {
    crate::no_keywords(vm, class, "islice", args)?;
    let a = args.positionals();
    if a.len() < 2 || a.len() > 4 {
        let bound = if a.len() < 2 { "at least 2" } else { "at most 4" };
        return Err(vm.type_error(format!("islice expected {bound} arguments, got {}", a.len())));
    }
    let (mut start, mut stop, mut step) = (0, usize::MAX, 1);
    let end = if a.len() == 2 { &a[1] } else { &a[2] };
    if a.len() > 2 && !a[1].is_none() {
        start = bound(vm, &a[1], INDICES)?;
    }
    if !end.is_none() {
        stop = bound(vm, end, STOP)?;
    }
    if a.len() == 4 && !a[3].is_none() {
        const STEP: &str = "Step for islice() must be a positive integer or None.";
        step = bound(vm, &a[3], STEP)?;
        if step == 0 {
            return Err(vm.value_error(STEP));
        }
    }
    let source = Guarded::new(vm.iter(&a[0])?);
    Ok(vm.new_object(class, Islice { source, at: Cell::new(0), next: Cell::new(start), stop, step }))
}

pub fn next_islice(vm: &mut Vm, object: &Value) -> PyResult<Option<Value>> {
    let own = object.expect::<Islice>();
    let source = own.source.get(vm).clone();
    if source.is_null() {
        return Ok(None);
    }
    let wanted = own.next.get();
    let until = wanted.min(own.stop);
    while own.at.get() < until {
        if vm.next(&source)?.is_none() {
            *own.source.get_mut(vm) = Value::NULL;
            return Ok(None);
        }
        own.at.set(own.at.get() + 1);
    }
    if own.at.get() >= own.stop {
        *own.source.get_mut(vm) = Value::NULL;
        return Ok(None);
    }
    let Some(item) = vm.next(&source)? else {
        *own.source.get_mut(vm) = Value::NULL;
        return Ok(None);
    };
    own.at.set(own.at.get() + 1);
    own.next.set(wanted.saturating_add(own.step).min(own.stop));
    Ok(Some(item))
}

payload!(Pairwise { source: Value, old: Value, pair: Value; });

pub fn new_pairwise(vm: &mut Vm, a: &[Value]) -> PyResult {
    let source = Guarded::new(vm.iter(&a[1])?);
    let payload = Pairwise { source, old: Guarded::new(Value::NULL), pair: Guarded::new(Value::NULL) };
    Ok(vm.new_object(&a[0], payload))
}

pub fn next_pairwise(vm: &mut Vm, object: &Value) -> PyResult<Option<Value>> {
    let own = object.expect::<Pairwise>();
    let source = own.source.get(vm).clone();
    if source.is_null() {
        return Ok(None);
    }
    let mut old = own.old.get(vm).clone();
    if old.is_null() {
        match vm.next(&source)? {
            Some(first) => {
                *own.old.get_mut(vm) = first.clone();
                old = first;
            }
            None => {
                *own.source.get_mut(vm) = Value::NULL;
                return Ok(None);
            }
        }
        if own.source.get(vm).is_null() {
            *own.old.get_mut(vm) = Value::NULL;
            return Ok(None);
        }
    }
    let item = match vm.next(&source)? {
        Some(item) => item,
        None => {
            *own.source.get_mut(vm) = Value::NULL;
            let last = std::mem::replace(own.old.get_mut(vm), Value::NULL);
            drop(last);
            return Ok(None);
        }
    };
    let before = std::mem::replace(own.old.get_mut(vm), item.clone());
    drop(before);
    Ok(Some(vm.new_tuple_from(2, [old, item].into_iter())))
}
