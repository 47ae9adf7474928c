//! `sum`: ints and floats without an object per step; floats with Neumaier's compensation, as CPython since 3.12.

use taipan_native::{PyResult, Tp, Value, Vm};
use taipan_objects::int::Number;
use taipan_objects::{BinaryOp, float};

/// A float sum and the part of it that rounding lost.
struct Compensated {
    high: f64,
    low: f64,
}

impl Compensated {
    fn add(&mut self, x: f64) {
        let total = self.high + x;
        if self.high.abs() >= x.abs() {
            self.low += (self.high - total) + x;
        } else {
            self.low += (x - total) + self.high;
        }
        self.high = total;
    }

    fn value(&self) -> f64 {
        if self.low != 0.0 && self.low.is_finite() { self.high + self.low } else { self.high }
    }
}

/// An exact int, or bool, as a machine number.
fn small(vm: &Vm, value: &Value) -> Option<i64> {
    if let Some(i) = value.as_small() {
        return Some(i);
    }
    if vm.is_exact(value, Tp::Int) || vm.is_exact(value, Tp::Bool) {
        return match Number::of(value) {
            Some(Number::Small(i)) => Some(i),
            _ => None,
        };
    }
    None
}

pub fn sum(vm: &mut Vm, a: &[Value]) -> PyResult {
    let iterator = vm.iter(&a[1])?;
    let mut total = if a[2].is_null() { Value::ZERO } else { a[2].clone() };
    for (tp, text) in [
        (Tp::Str, "sum() can't sum strings [use ''.join(seq) instead]"),
        (Tp::Bytes, "sum() can't sum bytes [use b''.join(seq) instead]"),
        (Tp::ByteArray, "sum() can't sum bytearray [use b''.join(seq) instead]"),
    ] {
        if vm.is_instance(&total, tp) {
            return Err(vm.type_error(text));
        }
    }
    if let Some(start) = total.as_small() {
        let mut count = start;
        loop {
            let Some(item) = vm.next(&iterator)? else { return Ok(vm.new_int(count)) };
            if let Some(next) = small(vm, &item).and_then(|i| count.checked_add(i)) {
                count = next;
                continue;
            }
            let so_far = vm.new_int(count);
            total = vm.binary(&so_far, &item, BinaryOp::Add)?;
            break;
        }
    }
    if vm.is_exact(&total, Tp::Float)
        && let Some(start) = float::value_of(&total)
    {
        let mut exact = Compensated { high: start, low: 0.0 };
        loop {
            let Some(item) = vm.next(&iterator)? else { return Ok(vm.new_float(exact.value())) };
            if vm.is_exact(&item, Tp::Float)
                && let Some(x) = float::value_of(&item)
            {
                exact.add(x);
                continue;
            }
            if let Some(i) = small(vm, &item) {
                exact.add(i as f64);
                continue;
            }
            let so_far = vm.new_float(exact.value());
            total = vm.binary(&so_far, &item, BinaryOp::Add)?;
            break;
        }
    }
    while let Some(item) = vm.next(&iterator)? {
        total = vm.binary(&total, &item, BinaryOp::Add)?;
    }
    Ok(total)
}
