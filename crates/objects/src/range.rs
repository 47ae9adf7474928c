//! `range` and its iterators. A range whose three numbers and length fit in i64 keeps them so; others are rare and
//! keep Python ints.

use crate::int::Number;
use crate::native::{TypeSpec, member, method};
use crate::slots::Slots;
use crate::{BinaryOp, CompareOp, Payload, PyResult, Tp, Tracer, Value, Vm};
use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{Signed, Zero};
use std::cell::Cell;

/// The payload of a range.
pub struct Range {
    parts: [Value; 3],
    pub(crate) length: Value,
}

// SAFETY: ints hold no references beyond themselves; each is visited once.
unsafe impl Payload for Range {
    const NAME: &'static str = "range";
    const SHAPE: u32 = Tp::Range as u32;
    const CONTAINER: bool = false;
    fn trace(&self, visit: Tracer<'_>) {
        self.parts.iter().for_each(&mut *visit);
        visit(&self.length);
    }
}

/// The payload of an iterator over a range in i64.
pub struct RangeIterator {
    pub next: Cell<i64>,
    pub step: i64,
    pub left: Cell<i64>,
}

// SAFETY: no references.
unsafe impl Payload for RangeIterator {
    const NAME: &'static str = "range_iterator";
    const SHAPE: u32 = Tp::RangeIterator as u32;
    const CONTAINER: bool = false;
    fn trace(&self, _: Tracer<'_>) {}
}

/// The payload of an iterator over any other range.
pub struct LongRangeIterator {
    start: Value,
    step: Value,
    length: Value,
    index: Cell<u128>,
}

// SAFETY: each is visited once.
unsafe impl Payload for LongRangeIterator {
    const NAME: &'static str = "longrange_iterator";
    const SHAPE: u32 = Tp::LongRangeIterator as u32;
    const CONTAINER: bool = false;
    fn trace(&self, visit: Tracer<'_>) {
        visit(&self.start);
        visit(&self.step);
        visit(&self.length);
    }
}

impl Range {
    /// Start, step and length, where they fit, and the first number behind the end does.
    #[inline]
    pub fn small(&self) -> Option<(i64, i64, i64)> {
        let (start, step) = (self.parts[0].as_small()?, self.parts[2].as_small()?);
        let length = self.length.as_small()?;
        // So that no item, nor what comes after the last, is more than a small int's arithmetic holds.
        start.checked_add(step.checked_mul(length)?)?;
        Some((start, step, length))
    }
}

fn big(value: &Value) -> BigInt {
    Number::of(value).map_or_else(BigInt::zero, |n| n.big())
}

impl Vm {
    /// `range(start, stop, step)` of ints; the step is not zero.
    pub fn new_range(&self, start: Value, stop: Value, step: Value) -> Value {
        let length = match (start.as_small(), stop.as_small(), step.as_small()) {
            (Some(a), Some(b), Some(s)) => {
                let n = if s > 0 && a < b {
                    (b - a - 1) / s + 1
                } else if s < 0 && b < a {
                    (a - b - 1) / -s + 1
                } else {
                    0
                };
                self.new_int(n)
            }
            _ => {
                let (a, b, s) = (big(&start), big(&stop), big(&step));
                let (span, stride) = if s.is_negative() { (a - b, -s) } else { (b - a, s) };
                if span.is_positive() { self.new_bigint((span - 1u32) / stride + 1u32) } else { Value::ZERO }
            }
        };
        self.heap.alloc_plain(Tp::Range as u32, Range { parts: [start, stop, step], length })
    }
}

fn new(vm: &mut Vm, a: &[Value]) -> PyResult {
    let (start, stop, step) = if a[2].is_null() {
        (Value::ZERO, vm.index(&a[1])?, Value::from_i32(1))
    } else {
        let start = vm.index(&a[1])?;
        let stop = vm.index(&a[2])?;
        let step = if a[3].is_null() { Value::from_i32(1) } else { vm.index(&a[3])? };
        (start, stop, step)
    };
    if Number::of(&step).is_some_and(|n| n.is_zero()) {
        return Err(vm.value_error("range() arg 3 must not be zero"));
    }
    Ok(vm.new_range(start, stop, step))
}

fn item(vm: &mut Vm, range: &Range, index: &BigInt) -> Value {
    let value = big(&range.parts[0]) + index * big(&range.parts[2]);
    vm.new_bigint(value)
}

fn getitem(vm: &mut Vm, object: &Value, key: &Value) -> PyResult {
    let range = object.expect::<Range>();
    if let Some(slice) = key.downcast::<crate::slice::Slice>() {
        return getslice(vm, range, slice);
    }
    if vm.type_of(key).slots().index.is_none() {
        let text = format!("range indices must be integers or slices, not {}", vm.type_name(key));
        return Err(vm.type_error(text));
    }
    let index = vm.index(key)?;
    if let (Some((start, step, length)), Some(i)) = (range.small(), index.as_small()) {
        let i = if i < 0 { i + length } else { i };
        if i < 0 || i >= length {
            return Err(vm.index_error("range object index out of range"));
        }
        return Ok(vm.new_int(start + i * step));
    }
    let (mut i, length) = (big(&index), big(&range.length));
    if i.is_negative() {
        i += &length;
    }
    if i.is_negative() || i >= length {
        return Err(vm.index_error("range object index out of range"));
    }
    Ok(item(vm, range, &i))
}

fn getslice(vm: &mut Vm, range: &Range, slice: &crate::slice::Slice) -> PyResult {
    let step = if slice.step().is_none() { Value::from_i32(1) } else { vm.index(slice.step())? };
    let stride = big(&step);
    if stride.is_zero() {
        return Err(vm.value_error("slice step cannot be zero"));
    }
    let length = big(&range.length);
    let (low, high) =
        if stride.is_negative() { (BigInt::from(-1), &length - 1) } else { (BigInt::zero(), length.clone()) };
    let mut bound = |value: &Value, default: &BigInt| -> PyResult<BigInt> {
        if value.is_none() {
            return Ok(default.clone());
        }
        let index = vm.index(value)?;
        let mut at = big(&index);
        if at.is_negative() {
            at += &length;
        }
        Ok(at.clamp(low.clone(), high.clone()))
    };
    let (first, last) = if stride.is_negative() { (&high, &low) } else { (&low, &high) };
    let start = bound(slice.start(), first)?;
    let stop = bound(slice.stop(), last)?;
    let own = big(&range.parts[2]);
    let (start, stop) = (item(vm, range, &start), item(vm, range, &stop));
    let step = vm.new_bigint(own * stride);
    Ok(vm.new_range(start, stop, step))
}

fn position(range: &Range, value: &Value) -> Option<BigInt> {
    let offset = big(value) - big(&range.parts[0]);
    let (index, rest) = offset.div_mod_floor(&big(&range.parts[2]));
    (rest.is_zero() && !index.is_negative() && index < big(&range.length)).then_some(index)
}

fn find(vm: &mut Vm, object: &Value, value: &Value) -> PyResult<Option<Value>> {
    let range = object.expect::<Range>();
    if vm.is_exact(value, Tp::Int) || vm.is_exact(value, Tp::Bool) {
        return Ok(position(range, value).map(|i| vm.new_bigint(i)));
    }
    let iterator = iter(vm, object)?;
    let mut index = 0;
    while let Some(own) = vm.next(&iterator)? {
        if vm.same_or_equal(&own, value)? {
            return Ok(Some(vm.new_int(index)));
        }
        index += 1;
    }
    Ok(None)
}

fn contains(vm: &mut Vm, object: &Value, value: &Value) -> PyResult<bool> {
    Ok(find(vm, object, value)?.is_some())
}

fn index(vm: &mut Vm, a: &[Value]) -> PyResult {
    match find(vm, &a[0], &a[1])? {
        Some(index) => Ok(index),
        None => {
            if vm.is_exact(&a[1], Tp::Int) || vm.is_exact(&a[1], Tp::Bool) {
                Err(vm.value_error("range.index(x): x not in range"))
            } else {
                Err(vm.value_error("sequence.index(x): x not in sequence"))
            }
        }
    }
}

fn count(vm: &mut Vm, a: &[Value]) -> PyResult {
    if vm.is_exact(&a[1], Tp::Int) || vm.is_exact(&a[1], Tp::Bool) {
        return Ok(Value::from_i32(position(a[0].expect::<Range>(), &a[1]).is_some() as i32));
    }
    let iterator = iter(vm, &a[0])?;
    let mut n = 0;
    while let Some(own) = vm.next(&iterator)? {
        n += vm.same_or_equal(&own, &a[1])? as i64;
    }
    Ok(vm.new_int(n))
}

fn len(vm: &mut Vm, object: &Value) -> PyResult<usize> {
    match Number::of(&object.expect::<Range>().length) {
        Some(Number::Small(n)) => Ok(n as usize),
        _ => Err(vm.overflow_error("Python int too large to convert to C ssize_t")),
    }
}

fn truth(_: &mut Vm, object: &Value) -> PyResult<bool> {
    Ok(object.expect::<Range>().length.as_small() != Some(0))
}

fn repr(vm: &mut Vm, object: &Value) -> PyResult {
    let parts = object.expect::<Range>().parts.clone();
    let mut shown = Vec::new();
    for part in &parts {
        let text = vm.repr(part)?;
        shown.push(vm.text(&text).into_owned());
    }
    if parts[2].as_small() == Some(1) {
        shown.pop();
    }
    Ok(vm.new_str(&format!("range({})", shown.join(", "))))
}

fn key(range: &Range) -> [Value; 3] {
    let length = range.length.clone();
    match length.as_small() {
        Some(0) => [length, Value::NONE, Value::NONE],
        Some(1) => [length, range.parts[0].clone(), Value::NONE],
        _ => [length, range.parts[0].clone(), range.parts[2].clone()],
    }
}

fn compare(vm: &mut Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult {
    match (a.downcast::<Range>(), b.downcast::<Range>()) {
        (Some(a), Some(b)) if matches!(op, CompareOp::Eq | CompareOp::Ne) => {
            crate::tuple::compare_items(vm, &key(a), &key(b), op)
        }
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn hash(vm: &mut Vm, object: &Value) -> PyResult<i64> {
    let key = vm.new_tuple(key(object.expect::<Range>()).to_vec());
    vm.hash(&key)
}

fn iter(vm: &mut Vm, object: &Value) -> PyResult {
    let range = object.expect::<Range>();
    if let Some((start, step, length)) = range.small() {
        let iterator = RangeIterator { next: Cell::new(start), step, left: Cell::new(length) };
        return Ok(vm.heap.alloc_plain(Tp::RangeIterator as u32, iterator));
    }
    let iterator = LongRangeIterator {
        start: range.parts[0].clone(),
        step: range.parts[2].clone(),
        length: range.length.clone(),
        index: Cell::new(0),
    };
    Ok(vm.heap.alloc_plain(Tp::LongRangeIterator as u32, iterator))
}

fn reversed(vm: &mut Vm, a: &[Value]) -> PyResult {
    let range = a[0].expect::<Range>();
    if let Some((start, step, length)) = range.small().filter(|(_, step, _)| *step != i64::MIN) {
        let last = start + (length - 1).max(0) * step;
        let iterator = RangeIterator { next: Cell::new(last), step: -step, left: Cell::new(length) };
        return Ok(vm.heap.alloc_plain(Tp::RangeIterator as u32, iterator));
    }
    let length = big(&range.length);
    let last = item(vm, range, &(length - 1));
    let step = vm.new_bigint(-big(&range.parts[2]));
    let iterator = LongRangeIterator { start: last, step, length: range.length.clone(), index: Cell::new(0) };
    Ok(vm.heap.alloc_plain(Tp::LongRangeIterator as u32, iterator))
}

fn reduce(vm: &mut Vm, a: &[Value]) -> PyResult {
    let args = vm.new_tuple(a[0].expect::<Range>().parts.to_vec());
    let class = vm.class(Tp::Range);
    Ok(vm.new_tuple(vec![class, args]))
}

pub fn spec() -> TypeSpec {
    TypeSpec {
        slots: Slots {
            repr: Some(repr),
            compare: Some(compare),
            hash: Some(hash),
            len: Some(len),
            truth: Some(truth),
            getitem: Some(getitem),
            contains: Some(contains),
            iter: Some(iter),
            ..Slots::default()
        },
        constructor: Some(("($cls, start, stop=None, step=1, /)", new)),
        quick: Some(crate::quick::range),
        methods: const {
            &[
                method(
                    "index",
                    "($self, object, /)",
                    index,
                    "rangeobject.index(value) -> integer -- return index of value.\nRaise ValueError if the value is not present.",
                ),
                method(
                    "count",
                    "($self, object, /)",
                    count,
                    "rangeobject.count(value) -> integer -- return number of occurrences of value",
                ),
                method("__reversed__", "($self, /)", reversed, "Return a reverse iterator."),
                method("__reduce__", "($self, /)", reduce, ""),
            ]
        },
        getset: const {
            &[
                member("start", |_, o| Ok(o.expect::<Range>().parts[0].clone())),
                member("stop", |_, o| Ok(o.expect::<Range>().parts[1].clone())),
                member("step", |_, o| Ok(o.expect::<Range>().parts[2].clone())),
            ]
        },
        is_final: true,
        doc: Some(
            "range(stop) -> range object\nrange(start, stop[, step]) -> range object\n\nReturn an object that produces a sequence of integers from start (inclusive)\nto stop (exclusive) by step.  range(i, j) produces i, i+1, i+2, ..., j-1.\nstart defaults to 0, and stop is omitted!  range(4) produces 0, 1, 2, 3.\nThese are exactly the valid indices for a list of 4 elements.\nWhen step is given, it specifies the increment (or decrement).",
        ),
        ..TypeSpec::default()
    }
}

fn next(vm: &mut Vm, object: &Value) -> PyResult<Option<Value>> {
    let iterator = object.expect::<RangeIterator>();
    let left = iterator.left.get();
    if left <= 0 {
        return Ok(None);
    }
    let value = iterator.next.get();
    iterator.left.set(left - 1);
    iterator.next.set(value.wrapping_add(iterator.step));
    Ok(Some(vm.new_int(value)))
}

fn length_hint(vm: &mut Vm, a: &[Value]) -> PyResult {
    Ok(vm.new_int(a[0].expect::<RangeIterator>().left.get().max(0)))
}

fn reduce_iterator(vm: &mut Vm, a: &[Value]) -> PyResult {
    let iterator = a[0].expect::<RangeIterator>();
    let (next, step, left) = (iterator.next.get(), iterator.step, iterator.left.get().max(0));
    let stop = vm.new_bigint(BigInt::from(next) + BigInt::from(left) * step);
    let range = vm.new_range(vm.new_int(next), stop, vm.new_int(step));
    reduced(vm, range)
}

fn reduced(vm: &mut Vm, range: Value) -> PyResult {
    let args = vm.new_tuple(vec![range]);
    let iter = crate::iterators::builtin_function(vm, "iter")?;
    Ok(vm.new_tuple(vec![iter, args, Value::NONE]))
}

fn setstate_iterator(vm: &mut Vm, a: &[Value]) -> PyResult {
    let iterator = a[0].expect::<RangeIterator>();
    let steps = vm.index_clipped(&a[1])?.clamp(0, iterator.left.get().max(0));
    iterator.next.set(iterator.next.get().wrapping_add(steps.wrapping_mul(iterator.step)));
    iterator.left.set(iterator.left.get() - steps);
    Ok(Value::NONE)
}

const HINT: &str = "Private method returning an estimate of len(list(it)).";
const REDUCE: &str = "Return state information for pickling.";
const SETSTATE: &str = "Set state information for unpickling.";

pub fn iterator_spec() -> TypeSpec {
    TypeSpec {
        slots: Slots { iter: Some(crate::iterators::itself), next: Some(next), ..Slots::default() },
        methods: const {
            &[
                method("__length_hint__", "($self, /)", length_hint, HINT),
                method("__reduce__", "($self, /)", reduce_iterator, REDUCE),
                method("__setstate__", "($self, object, /)", setstate_iterator, SETSTATE),
            ]
        },
        no_new: true,
        ..TypeSpec::default()
    }
}

fn long_left(iterator: &LongRangeIterator) -> BigInt {
    (big(&iterator.length) - iterator.index.get()).max(BigInt::zero())
}

fn long_length_hint(vm: &mut Vm, a: &[Value]) -> PyResult {
    Ok(vm.new_bigint(long_left(a[0].expect::<LongRangeIterator>())))
}

fn long_reduce(vm: &mut Vm, a: &[Value]) -> PyResult {
    let iterator = a[0].expect::<LongRangeIterator>();
    let step = big(&iterator.step);
    let start = big(&iterator.start) + &step * iterator.index.get();
    let stop = &start + &step * long_left(iterator);
    let range = vm.new_range(vm.new_bigint(start), vm.new_bigint(stop), iterator.step.clone());
    reduced(vm, range)
}

fn long_setstate(vm: &mut Vm, a: &[Value]) -> PyResult {
    let iterator = a[0].expect::<LongRangeIterator>();
    let index = vm.index(&a[1])?;
    let steps = big(&index).clamp(BigInt::zero(), long_left(iterator));
    match u128::try_from(steps).ok().and_then(|steps| iterator.index.get().checked_add(steps)) {
        Some(index) => {
            iterator.index.set(index);
            Ok(Value::NONE)
        }
        None => Err(vm.overflow_error("the index of a range iterator is too large")),
    }
}

fn long_next(vm: &mut Vm, object: &Value) -> PyResult<Option<Value>> {
    let iterator = object.expect::<LongRangeIterator>();
    let index = vm.new_bigint(BigInt::from(iterator.index.get()));
    if !vm.compare_truth(&index, &iterator.length, CompareOp::Lt)? {
        return Ok(None);
    }
    iterator.index.set(iterator.index.get().saturating_add(1));
    let offset = crate::int::binary(vm, &index, &iterator.step, BinaryOp::Multiply)?;
    crate::int::binary(vm, &iterator.start, &offset, BinaryOp::Add).map(Some)
}

pub fn long_iterator_spec() -> TypeSpec {
    TypeSpec {
        slots: Slots { iter: Some(crate::iterators::itself), next: Some(long_next), ..Slots::default() },
        methods: const {
            &[
                method("__length_hint__", "($self, /)", long_length_hint, HINT),
                method("__reduce__", "($self, /)", long_reduce, REDUCE),
                method("__setstate__", "($self, object, /)", long_setstate, SETSTATE),
            ]
        },
        no_new: true,
        ..TypeSpec::default()
    }
}
