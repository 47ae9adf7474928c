//! Set algebra: union, intersection, differences, subset tests, in CPython's order of additions, because that order
//! decides how the results are shown.

use crate::dict::Dict;
use crate::set::{Place, Set, add_hashed, discard_hashed, find, hash_as};
use crate::set_table::SetTable;
use crate::tuple::Tuple;
use crate::{PyResult, Tp, Value, Vm};

const ELEMENT: &str = "a set element";

fn is_set(value: &Value) -> bool {
    value.downcast::<Set>().is_some()
}

fn size(vm: &Vm, set: &Value) -> usize {
    set.expect::<Set>().len(vm)
}

/// The item at the first taken place from `*at` on, with its hash; `*at` moves behind it.
fn next_entry(vm: &Vm, set: &Value, at: &mut usize) -> Option<(Value, i64)> {
    let table = set.expect::<Set>().table.get(vm);
    let found = table.next_live(*at)?;
    *at = found + 1;
    Some((table.entries[found].key.clone(), table.entries[found].hash))
}

fn next_dict_key(vm: &Vm, dict: &Value, at: &mut usize) -> Option<(Value, i64)> {
    let table = dict.expect::<Dict>().table.get(vm);
    let found = table.next_live(*at)?;
    *at = found + 1;
    Some((table.entries[found].key.clone(), table.entries[found].hash))
}

fn has(vm: &mut Vm, set: &Value, key: &Value, hash: i64) -> PyResult<bool> {
    Ok(matches!(find(vm, set.expect::<Set>(), key, hash)?, Place::Taken(_)))
}

fn memory<T>(vm: &mut Vm, done: Option<T>) -> PyResult<T> {
    match done {
        Some(value) => Ok(value),
        None => Err(vm.memory_error()),
    }
}

/// An empty set of the builtin class behind this one's class.
fn empty_like(vm: &mut Vm, like: &Value) -> Value {
    let tp = if vm.is_instance(like, Tp::FrozenSet) { Tp::FrozenSet } else { Tp::Set };
    vm.heap.alloc_plain(tp as u32, Set::new(SetTable::default()))
}

/// A copy, of the builtin class.
pub fn copy(vm: &mut Vm, set: &Value) -> PyResult {
    let result = empty_like(vm, set);
    merge(vm, &result, set)?;
    Ok(result)
}

/// Empties a set.
pub fn clear(vm: &mut Vm, set: &Value) {
    let old = set.expect::<Set>().table.get_mut(vm).clear();
    drop(old);
}

/// Adds the items of another set.
fn merge(vm: &mut Vm, set: &Value, other: &Value) -> PyResult<()> {
    let (own, source) = (set.expect::<Set>(), other.expect::<Set>());
    let more = source.len(vm);
    if set.is(other) || more == 0 {
        return Ok(());
    }
    let prepared = own.table.get_mut(vm).prepare(more);
    memory(vm, prepared)?;
    // Another object, so the two tables are apart: the other one is taken out while this one is filled.
    let theirs = std::mem::take(source.table.get_mut(vm));
    let copied = own.table.get_mut(vm).copy_into_empty(&theirs);
    *source.table.get_mut(vm) = theirs;
    if memory(vm, copied)? {
        return Ok(());
    }
    let mut at = 0;
    while let Some((key, hash)) = next_entry(vm, other, &mut at) {
        add_hashed(vm, own, &key, hash)?;
    }
    Ok(())
}

/// Adds the items of any iterable.
pub fn update_from(vm: &mut Vm, set: &Value, other: &Value) -> PyResult<()> {
    if is_set(other) {
        return merge(vm, set, other);
    }
    let own = set.expect::<Set>();
    if vm.is_exact(other, Tp::Dict) {
        let prepared = {
            let more = vm.dict_len(other);
            own.table.get_mut(vm).prepare(more)
        };
        memory(vm, prepared)?;
        let mut at = 0;
        while let Some((key, hash)) = next_dict_key(vm, other, &mut at) {
            add_hashed(vm, own, &key, hash)?;
        }
        return Ok(());
    }
    let iterator = vm.iter(other)?;
    while let Some(key) = vm.next(&iterator)? {
        let hash = hash_as(vm, &key, ELEMENT)?;
        add_hashed(vm, own, &key, hash)?;
    }
    Ok(())
}

/// `set.intersection(other)`.
pub fn intersection(vm: &mut Vm, set: &Value, other: &Value) -> PyResult {
    if set.is(other) {
        return copy(vm, set);
    }
    let result = empty_like(vm, set);
    let target = result.expect::<Set>();
    if is_set(other) {
        let (large, small) = if size(vm, other) > size(vm, set) { (other, set) } else { (set, other) };
        let mut at = 0;
        while let Some((key, hash)) = next_entry(vm, small, &mut at) {
            if has(vm, large, &key, hash)? {
                add_hashed(vm, target, &key, hash)?;
            }
        }
        return Ok(result);
    }
    let iterator = vm.iter(other)?;
    while let Some(key) = vm.next(&iterator)? {
        let hash = hash_as(vm, &key, ELEMENT)?;
        if has(vm, set, &key, hash)? {
            add_hashed(vm, target, &key, hash)?;
            if size(vm, &result) >= size(vm, set) {
                break;
            }
        }
    }
    Ok(result)
}

fn intersection_of_all(vm: &mut Vm, set: &Value, others: &[Value]) -> PyResult {
    let Some((first, rest)) = others.split_first() else { return copy(vm, set) };
    let mut result = intersection(vm, set, first)?;
    for other in rest {
        result = intersection(vm, &result, other)?;
    }
    Ok(result)
}

/// Gives a set the items of another, which is thrown away.
fn take_over(vm: &mut Vm, set: &Value, other: &Value) {
    let table = std::mem::take(other.expect::<Set>().table.get_mut(vm));
    let old = set.expect::<Set>().table.get_mut(vm).replace(table);
    drop(old);
}

fn subtract_from(vm: &mut Vm, set: &Value, other: &Value) -> PyResult<()> {
    if set.is(other) {
        clear(vm, set);
        return Ok(());
    }
    let own = set.expect::<Set>();
    if is_set(other) {
        let small;
        let other = if size(vm, other) >> 3 > size(vm, set) {
            small = intersection(vm, set, other)?;
            &small
        } else {
            other
        };
        let mut at = 0;
        while let Some((key, hash)) = next_entry(vm, other, &mut at) {
            discard_hashed(vm, own, &key, hash)?;
        }
    } else {
        let iterator = vm.iter(other)?;
        while let Some(key) = vm.next(&iterator)? {
            let hash = hash_as(vm, &key, ELEMENT)?;
            discard_hashed(vm, own, &key, hash)?;
        }
    }
    let compacted = own.table.get_mut(vm).compact();
    memory(vm, compacted)
}

/// `set.difference(other)`.
pub fn difference(vm: &mut Vm, set: &Value, other: &Value) -> PyResult {
    let is_dict = vm.is_exact(other, Tp::Dict);
    let length = if is_set(other) {
        Some(size(vm, other))
    } else if is_dict {
        Some(vm.dict_len(other))
    } else {
        None
    };
    if length.is_none_or(|length| size(vm, set) >> 2 > length) {
        let result = copy(vm, set)?;
        subtract_from(vm, &result, other)?;
        return Ok(result);
    }
    let result = empty_like(vm, set);
    let mut at = 0;
    while let Some((key, hash)) = next_entry(vm, set, &mut at) {
        let found = if is_dict {
            crate::dict::find(vm, other.expect::<Dict>(), &key, hash)?.is_some()
        } else {
            has(vm, other, &key, hash)?
        };
        if !found {
            add_hashed(vm, result.expect::<Set>(), &key, hash)?;
        }
    }
    Ok(result)
}

/// Adds what is not there and takes out what is.
fn toggle(vm: &mut Vm, set: &Value, mut next: impl FnMut(&Vm) -> Option<(Value, i64)>) -> PyResult<()> {
    let own = set.expect::<Set>();
    while let Some((key, hash)) = next(vm) {
        if !discard_hashed(vm, own, &key, hash)? {
            add_hashed(vm, own, &key, hash)?;
        }
    }
    Ok(())
}

/// `set.symmetric_difference_update(other)`.
pub fn symmetric_update(vm: &mut Vm, set: &Value, other: &Value) -> PyResult<()> {
    if set.is(other) {
        clear(vm, set);
        return Ok(());
    }
    let mut at = 0;
    if vm.is_exact(other, Tp::Dict) {
        return toggle(vm, set, |vm| next_dict_key(vm, other, &mut at));
    }
    if is_set(other) {
        return toggle(vm, set, |vm| next_entry(vm, other, &mut at));
    }
    let items = empty_like(vm, set);
    update_from(vm, &items, other)?;
    toggle(vm, set, |vm| next_entry(vm, &items, &mut at))
}

fn symmetric_difference(vm: &mut Vm, set: &Value, other: &Value) -> PyResult {
    let result = empty_like(vm, set);
    update_from(vm, &result, other)?;
    let mut at = 0;
    toggle(vm, &result, |vm| next_entry(vm, set, &mut at))?;
    Ok(result)
}

/// Whether every item of a set is in another set.
pub fn is_subset(vm: &mut Vm, set: &Value, other: &Value) -> PyResult<bool> {
    if size(vm, set) > size(vm, other) {
        return Ok(false);
    }
    let mut at = 0;
    while let Some((key, hash)) = next_entry(vm, set, &mut at) {
        if !has(vm, other, &key, hash)? {
            return Ok(false);
        }
    }
    Ok(true)
}

// ---- operators ----

macro_rules! operators {
    ($($name:ident $inplace:ident: $make:expr, $change:expr;)*) => {
        $(
            pub fn $name(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
                if !is_set(a) || !is_set(b) {
                    return Ok(Value::NOT_IMPLEMENTED);
                }
                let make: fn(&mut Vm, &Value, &Value) -> PyResult = $make;
                make(vm, a, b)
            }

            pub fn $inplace(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
                if !is_set(b) {
                    return Ok(Value::NOT_IMPLEMENTED);
                }
                let change: fn(&mut Vm, &Value, &Value) -> PyResult<()> = $change;
                change(vm, a, b)?;
                Ok(a.clone())
            }
        )*
    };
}

operators! {
    and inplace_and: intersection, |vm, a, b| {
        let common = intersection(vm, a, b)?;
        take_over(vm, a, &common);
        Ok(())
    };
    or inplace_or: |vm, a, b| {
        let result = copy(vm, a)?;
        if !a.is(b) {
            merge(vm, &result, b)?;
        }
        Ok(result)
    }, merge;
    subtract inplace_subtract: difference, subtract_from;
    xor inplace_xor: symmetric_difference, symmetric_update;
}

// ---- methods ----

fn others(a: &[Value]) -> &[Value] {
    a[1].downcast::<Tuple>().map_or(&[], |t| t.data.items())
}

pub fn union(vm: &mut Vm, a: &[Value]) -> PyResult {
    let result = copy(vm, &a[0])?;
    for other in others(a) {
        if !other.is(&a[0]) {
            update_from(vm, &result, other)?;
        }
    }
    Ok(result)
}

pub fn update(vm: &mut Vm, a: &[Value]) -> PyResult {
    for other in others(a) {
        update_from(vm, &a[0], other)?;
    }
    Ok(Value::NONE)
}

pub fn intersection_method(vm: &mut Vm, a: &[Value]) -> PyResult {
    intersection_of_all(vm, &a[0], others(a))
}

pub fn intersection_update(vm: &mut Vm, a: &[Value]) -> PyResult {
    let common = intersection_of_all(vm, &a[0], others(a))?;
    take_over(vm, &a[0], &common);
    Ok(Value::NONE)
}

pub fn difference_method(vm: &mut Vm, a: &[Value]) -> PyResult {
    let Some((first, rest)) = others(a).split_first() else { return copy(vm, &a[0]) };
    let result = difference(vm, &a[0], first)?;
    for other in rest {
        subtract_from(vm, &result, other)?;
    }
    Ok(result)
}

pub fn difference_update(vm: &mut Vm, a: &[Value]) -> PyResult {
    for other in others(a) {
        subtract_from(vm, &a[0], other)?;
    }
    Ok(Value::NONE)
}

pub fn symmetric_difference_method(vm: &mut Vm, a: &[Value]) -> PyResult {
    symmetric_difference(vm, &a[0], &a[1])
}

pub fn symmetric_difference_update(vm: &mut Vm, a: &[Value]) -> PyResult {
    symmetric_update(vm, &a[0], &a[1])?;
    Ok(Value::NONE)
}

pub fn isdisjoint(vm: &mut Vm, a: &[Value]) -> PyResult {
    let (set, other) = (&a[0], &a[1]);
    if set.is(other) {
        return Ok(Value::from_bool(size(vm, set) == 0));
    }
    if vm.is_exact(other, Tp::Set) || vm.is_exact(other, Tp::FrozenSet) {
        let (large, small) = if size(vm, other) > size(vm, set) { (other, set) } else { (set, other) };
        let mut at = 0;
        while let Some((key, hash)) = next_entry(vm, small, &mut at) {
            if has(vm, large, &key, hash)? {
                return Ok(Value::FALSE);
            }
        }
        return Ok(Value::TRUE);
    }
    let iterator = vm.iter(other)?;
    while let Some(key) = vm.next(&iterator)? {
        let hash = hash_as(vm, &key, ELEMENT)?;
        if has(vm, set, &key, hash)? {
            return Ok(Value::FALSE);
        }
    }
    Ok(Value::TRUE)
}

pub fn issubset(vm: &mut Vm, a: &[Value]) -> PyResult {
    if is_set(&a[1]) {
        return is_subset(vm, &a[0], &a[1]).map(Value::from_bool);
    }
    let common = intersection(vm, &a[0], &a[1])?;
    Ok(Value::from_bool(size(vm, &common) == size(vm, &a[0])))
}

pub fn issuperset(vm: &mut Vm, a: &[Value]) -> PyResult {
    if is_set(&a[1]) {
        return is_subset(vm, &a[1], &a[0]).map(Value::from_bool);
    }
    let iterator = vm.iter(&a[1])?;
    while let Some(key) = vm.next(&iterator)? {
        let hash = hash_as(vm, &key, ELEMENT)?;
        if !has(vm, &a[0], &key, hash)? {
            return Ok(Value::FALSE);
        }
    }
    Ok(Value::TRUE)
}
