//! `slice`, and the arithmetic of slices for every sequence.

use crate::int::Number;
use crate::native::{TypeSpec, member, method};
use crate::slots::Slots;
use crate::{CompareOp, Payload, PyResult, Tp, Tracer, Value, Vm};
use num_bigint::BigInt;
use num_traits::{Signed, Zero};

/// The payload of a slice.
pub struct Slice {
    parts: [Value; 3],
}

// SAFETY: the three parts are visited once each.
unsafe impl Payload for Slice {
    const NAME: &'static str = "slice";
    const SHAPE: u32 = Tp::Slice as u32;
    fn trace(&self, visit: Tracer<'_>) {
        self.parts.iter().for_each(visit);
    }
}

impl Slice {
    pub fn start(&self) -> &Value {
        &self.parts[0]
    }
    pub fn stop(&self) -> &Value {
        &self.parts[1]
    }
    pub fn step(&self) -> &Value {
        &self.parts[2]
    }
}

impl Vm {
    pub fn new_slice(&self, start: Value, stop: Value, step: Value) -> Value {
        self.heap.alloc_plain(Tp::Slice as u32, Slice { parts: [start, stop, step] })
    }
}

/// A bound of a slice or window that is not None, clipped to i64.
pub fn part(vm: &mut Vm, value: &Value) -> PyResult<i64> {
    match vm.type_of(value).slots().index {
        Some(_) => vm.index_clipped(value),
        None => Err(vm.type_error("slice indices must be integers or None or have an __index__ method")),
    }
}

/// Start, step and stop as numbers, before the length is known: missing ones as CPython's `PySlice_Unpack`.
pub fn unpack(vm: &mut Vm, slice: &Slice) -> PyResult<(i64, i64, i64)> {
    let step = if slice.step().is_none() { 1 } else { part(vm, slice.step())?.max(-i64::MAX) };
    if step == 0 {
        return Err(vm.value_error("slice step cannot be zero"));
    }
    let start = match slice.start() {
        v if v.is_none() => {
            if step < 0 {
                i64::MAX
            } else {
                0
            }
        }
        v => part(vm, v)?,
    };
    let stop = match slice.stop() {
        v if v.is_none() => {
            if step < 0 {
                i64::MIN
            } else {
                i64::MAX
            }
        }
        v => part(vm, v)?,
    };
    Ok((start, stop, step))
}

/// Fits start and stop to a length: (first index, step, count).
pub fn adjust(start: i64, stop: i64, step: i64, length: usize) -> (usize, isize, usize) {
    let length = length as i64;
    let fit = |at: i64| {
        if at < 0 {
            let at = at.saturating_add(length);
            if at < 0 { if step < 0 { -1 } else { 0 } } else { at }
        } else if at >= length {
            if step < 0 { length - 1 } else { length }
        } else {
            at
        }
    };
    let (start, stop) = (fit(start), fit(stop));
    let count = if step > 0 && start < stop {
        (stop - start - 1) / step + 1
    } else if step < 0 && stop < start {
        (start - stop - 1) / -step + 1
    } else {
        0
    };
    (start.max(0) as usize, step as isize, count as usize)
}

/// The indices a slice takes from a sequence of a length that cannot change: (first, step, count).
pub fn indices(vm: &mut Vm, slice: &Slice, length: usize) -> PyResult<(usize, isize, usize)> {
    let (start, stop, step) = unpack(vm, slice)?;
    Ok(adjust(start, stop, step, length))
}

/// As [`indices`]; the length is asked after the parts' `__index__` have run.
pub fn indices_of(
    vm: &mut Vm,
    slice: &Slice,
    length: impl FnOnce(&Vm) -> usize,
) -> PyResult<(usize, isize, usize)> {
    let (start, stop, step) = unpack(vm, slice)?;
    Ok(adjust(start, stop, step, length(vm)))
}

/// The bounds of a slice by one that are small ints or None, as numbers.
#[inline]
pub fn small_bounds(start: &Value, stop: &Value) -> Option<(i64, i64)> {
    let bound = |v: &Value, default: i64| if v.is_none() { Some(default) } else { v.as_small() };
    Some((bound(start, 0)?, bound(stop, i64::MAX)?))
}

/// As [`unpack`], for parts that are all small ints or None.
#[inline]
pub fn small_parts(slice: &Slice) -> Option<(i64, i64, i64)> {
    if slice.step().is_none() {
        let (start, stop) = small_bounds(slice.start(), slice.stop())?;
        return Some((start, stop, 1));
    }
    let step = slice.step().as_small().filter(|&step| step != 0)?;
    let bound = |v: &Value, default: i64| if v.is_none() { Some(default) } else { v.as_small() };
    let (first, last) = if step < 0 { (i64::MAX, i64::MIN) } else { (0, i64::MAX) };
    Some((bound(slice.start(), first)?, bound(slice.stop(), last)?, step))
}

/// `object[start:stop:step]` of an exact str, list or tuple; `None` where it is none of them, or where there is no
/// memory.
pub fn take(vm: &Vm, object: &Value, start: i64, stop: i64, step: i64) -> Option<Value> {
    if let Some(text) = object.downcast_exact::<crate::str::Str>() {
        let (first, step, count) = adjust(start, stop, step, text.chars());
        if step != 1 {
            return vm.try_text(text.text().slice_step(first, step, count).as_ref());
        }
        if count == text.chars() {
            return Some(object.clone());
        }
        return vm.try_text(text.slice(first, first + count));
    }
    if let Some(list) = object.downcast_exact::<crate::list::List>() {
        return Some(vm.new_list(taken(vm, list.items(vm), start, stop, step)?));
    }
    let tuple = object.downcast_exact::<crate::tuple::Tuple>()?;
    let (first, step, count) = adjust(start, stop, step, tuple.len());
    if count == tuple.len() && step == 1 {
        return Some(object.clone());
    }
    if count == 0 {
        return Some(vm.empty_tuple.clone());
    }
    let items = (0..count).map(|i| tuple.items()[(first as isize + i as isize * step) as usize].clone());
    crate::tuple::make(vm, Tp::Tuple as u32, count, items)
}

/// The values that a slice takes from others.
pub(crate) fn taken(vm: &Vm, items: &[Value], start: i64, stop: i64, step: i64) -> Option<Vec<Value>> {
    let (first, step, count) = adjust(start, stop, step, items.len());
    let mut taken = Vec::new();
    if count == 0 {
        return Some(taken);
    }
    if count > 4096 && !vm.heap.charge(count * 8) {
        return None;
    }
    taken.try_reserve_exact(count).ok()?;
    match step {
        1 => taken.extend_from_slice(&items[first..first + count]),
        -1 => taken.extend(items[first + 1 - count..=first].iter().rev().cloned()),
        _ => taken.extend((0..count).map(|i| items[(first as isize + i as isize * step) as usize].clone())),
    }
    Some(taken)
}

fn new(vm: &mut Vm, a: &[Value]) -> PyResult {
    let or_none = |v: &Value| if v.is_null() { Value::NONE } else { v.clone() };
    if a[2].is_null() {
        return Ok(vm.new_slice(Value::NONE, a[1].clone(), Value::NONE));
    }
    Ok(vm.new_slice(a[1].clone(), a[2].clone(), or_none(&a[3])))
}

fn repr(vm: &mut Vm, object: &Value) -> PyResult {
    let slice = object.expect::<Slice>();
    let mut text = String::from("slice(");
    for (i, part) in slice.parts.iter().enumerate() {
        if i > 0 {
            text.push_str(", ");
        }
        let shown = vm.repr(part)?;
        text.push_str(&vm.text(&shown));
    }
    text.push(')');
    Ok(vm.new_str(&text))
}

fn compare(vm: &mut Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult {
    match (a.downcast::<Slice>(), b.downcast::<Slice>()) {
        (Some(a), Some(b)) => crate::tuple::compare_items(vm, &a.parts, &b.parts, op),
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

/// As the hash of a tuple of the three parts, but without their number.
fn hash(vm: &mut Vm, object: &Value) -> PyResult<i64> {
    const PRIMES: [u64; 3] =
        [11_400_714_785_074_694_791, 14_029_467_366_897_019_727, 2_870_177_450_012_600_261];
    let mut sum = PRIMES[2];
    for part in &object.expect::<Slice>().parts {
        let lane = vm.hash(part)? as u64;
        sum = sum.wrapping_add(lane.wrapping_mul(PRIMES[1])).rotate_left(31).wrapping_mul(PRIMES[0]);
    }
    Ok(if sum == u64::MAX { 1_546_275_796 } else { sum as i64 })
}

fn indices_method(vm: &mut Vm, a: &[Value]) -> PyResult {
    let slice = a[0].expect::<Slice>();
    let length = vm.index(&a[1])?;
    let length = number(&length);
    if length.is_negative() {
        return Err(vm.value_error("length should not be negative"));
    }
    let step = if slice.step().is_none() { BigInt::from(1) } else { whole(vm, slice.step())? };
    if step.is_zero() {
        return Err(vm.value_error("slice step cannot be zero"));
    }
    let (low, high) =
        if step.is_negative() { (BigInt::from(-1), &length - 1) } else { (BigInt::zero(), length.clone()) };
    let mut bound = |value: &Value, default: &BigInt| -> PyResult<BigInt> {
        if value.is_none() {
            return Ok(default.clone());
        }
        let at = whole(vm, value)?;
        let at = if at.is_negative() { at + &length } else { at };
        Ok(at.max(low.clone()).min(high.clone()))
    };
    let (first, last) = if step.is_negative() { (&high, &low) } else { (&low, &high) };
    let start = bound(slice.start(), first)?;
    let stop = bound(slice.stop(), last)?;
    let parts = [start, stop, step].map(|part| vm.new_bigint(part));
    Ok(vm.new_tuple(parts.to_vec()))
}

fn number(index: &Value) -> BigInt {
    Number::of(index).map_or_else(BigInt::zero, |n| n.big())
}

/// A part of any size.
fn whole(vm: &mut Vm, value: &Value) -> PyResult<BigInt> {
    if vm.type_of(value).slots().index.is_none() {
        return Err(vm.type_error("slice indices must be integers or None or have an __index__ method"));
    }
    let index = vm.index(value)?;
    Ok(number(&index))
}

fn reduce(vm: &mut Vm, a: &[Value]) -> PyResult {
    let args = vm.new_tuple(a[0].expect::<Slice>().parts.to_vec());
    let class = vm.class(Tp::Slice);
    Ok(vm.new_tuple(vec![class, args]))
}

pub fn spec() -> TypeSpec {
    TypeSpec {
        slots: Slots { repr: Some(repr), compare: Some(compare), hash: Some(hash), ..Slots::default() },
        constructor: Some(("($cls, start, stop=None, step=None, /)", new)),
        methods: const {
            &[
                method(
                    "indices",
                    "($self, object, /)",
                    indices_method,
                    "S.indices(len) -> (start, stop, stride)\n\nAssuming a sequence of length len, calculate the start and stop\nindices, and the stride length of the extended slice described by\nS. Out of bounds indices are clipped in a manner consistent with the\nhandling of normal slices.",
                ),
                method("__reduce__", "($self, /)", reduce, "Return state information for pickling."),
            ]
        },
        getset: const {
            &[
                member("start", |_, o| Ok(o.expect::<Slice>().start().clone())),
                member("stop", |_, o| Ok(o.expect::<Slice>().stop().clone())),
                member("step", |_, o| Ok(o.expect::<Slice>().step().clone())),
            ]
        },
        is_final: true,
        doc: Some(
            "slice(stop)\nslice(start, stop[, step])\n\nCreate a slice object.\n\nThis is used for extended slicing (e.g. a[0:10:2]).",
        ),
        ..TypeSpec::default()
    }
}

/// The window that `start` and `end` arguments (NULL or None where absent) ask for, not yet fitted to a length.
pub fn window(vm: &mut Vm, start: &Value, end: &Value) -> PyResult<(isize, isize)> {
    let start = if start.is_null() || start.is_none() { 0 } else { part(vm, start)? };
    let end = if end.is_null() || end.is_none() { i64::MAX } else { part(vm, end)? };
    Ok((start as isize, end as isize))
}
