//! Rounding to integers, and the parts and neighbours of a double.

use crate::{double, range_error};
use num_bigint::BigInt;
use num_traits::FromPrimitive;
use taipan_native::{PyResult, Tp, Value, Vm};
use taipan_objects::float;
use taipan_objects::int::Number;

fn integer(vm: &mut Vm, x: f64) -> PyResult {
    if x.is_nan() {
        return Err(vm.value_error("cannot convert float NaN to integer"));
    }
    match BigInt::from_f64(x) {
        Some(big) => Ok(vm.new_bigint(big)),
        None => Err(vm.overflow_error("cannot convert float infinity to integer")),
    }
}

/// By the special method where there is one, else by the double.
fn rounded(vm: &mut Vm, value: &Value, name: &str, function: fn(f64) -> f64) -> PyResult {
    if vm.is_exact(value, Tp::Float)
        && let Some(x) = float::value_of(value)
    {
        return integer(vm, function(x));
    }
    let name = vm.intern(name);
    if let Some(result) = vm.call_special(value, &name, &[])? {
        return Ok(result);
    }
    let x = double(vm, value)?;
    integer(vm, function(x))
}

pub fn ceil(vm: &mut Vm, a: &[Value]) -> PyResult {
    rounded(vm, &a[1], "__ceil__", f64::ceil)
}

pub fn floor(vm: &mut Vm, a: &[Value]) -> PyResult {
    rounded(vm, &a[1], "__floor__", f64::floor)
}

pub fn trunc(vm: &mut Vm, a: &[Value]) -> PyResult {
    if vm.is_exact(&a[1], Tp::Float)
        && let Some(x) = float::value_of(&a[1])
    {
        return integer(vm, x.trunc());
    }
    let name = vm.intern("__trunc__");
    match vm.call_special(&a[1], &name, &[])? {
        Some(result) => Ok(result),
        None => {
            let text = format!("type {} doesn't define __trunc__ method", vm.type_name(&a[1]));
            Err(vm.type_error(text))
        }
    }
}

pub fn frexp(vm: &mut Vm, a: &[Value]) -> PyResult {
    let x = double(vm, &a[1])?;
    let (mantissa, exponent) = if x == 0.0 || !x.is_finite() { (x, 0) } else { libm::frexp(x) };
    let parts = vec![vm.new_float(mantissa), vm.new_int(exponent as i64)];
    Ok(vm.new_tuple(parts))
}

pub fn ldexp(vm: &mut Vm, a: &[Value]) -> PyResult {
    let x = double(vm, &a[1])?;
    let exponent = match Number::of(&a[2]) {
        Some(Number::Small(i)) => i.clamp(i32::MIN as i64, i32::MAX as i64) as i32,
        Some(n) if n.is_negative() => i32::MIN,
        Some(_) => i32::MAX,
        None => return Err(vm.type_error("Expected an int as second argument to ldexp.")),
    };
    if x == 0.0 || !x.is_finite() {
        return Ok(vm.new_float(x));
    }
    let result = libm::ldexp(x, exponent);
    if result.is_infinite() {
        return Err(range_error(vm));
    }
    Ok(vm.new_float(result))
}

pub fn modf(vm: &mut Vm, a: &[Value]) -> PyResult {
    let x = double(vm, &a[1])?;
    let (fraction, whole) =
        if x.is_infinite() { (0f64.copysign(x), x) } else { ((x - x.trunc()).copysign(x), x.trunc()) };
    let parts = vec![vm.new_float(fraction), vm.new_float(whole)];
    Ok(vm.new_tuple(parts))
}

/// Doubles in the order of their values, as signed integers: neighbours differ by one.
fn ordinal(x: f64) -> i64 {
    let bits = x.to_bits() as i64;
    if bits < 0 { i64::MIN.wrapping_sub(bits) } else { bits }
}

fn of_ordinal(at: i64) -> f64 {
    f64::from_bits(if at < 0 { i64::MIN.wrapping_sub(at) as u64 } else { at as u64 })
}

pub fn nextafter(vm: &mut Vm, a: &[Value]) -> PyResult {
    let (x, y) = (double(vm, &a[1])?, double(vm, &a[2])?);
    let steps = if a[3].is_null() || a[3].is_none() {
        1
    } else {
        let steps = vm.index(&a[3])?;
        match Number::of(&steps) {
            Some(n) if n.is_negative() => {
                return Err(vm.value_error("steps must be a non-negative integer"));
            }
            Some(Number::Small(i)) => i as u64,
            _ => u64::MAX,
        }
    };
    if steps == 0 {
        return Ok(vm.new_float(x));
    }
    if x.is_nan() || y.is_nan() {
        return Ok(vm.new_float(x + y));
    }
    if x == y {
        return Ok(vm.new_float(y));
    }
    let (from, to) = (ordinal(x), ordinal(y));
    let distance = from.abs_diff(to);
    if steps >= distance {
        return Ok(vm.new_float(y));
    }
    let at = if to > from { from.wrapping_add_unsigned(steps) } else { from.wrapping_sub_unsigned(steps) };
    let result = of_ordinal(at);
    // On the way down to zero the sign stays.
    let result = if result == 0.0 && x < 0.0 { -0.0 } else { result };
    Ok(vm.new_float(result))
}

pub fn ulp(vm: &mut Vm, a: &[Value]) -> PyResult {
    let x = double(vm, &a[1])?.abs();
    if !x.is_finite() {
        return Ok(vm.new_float(x));
    }
    let above = of_ordinal(ordinal(x) + 1);
    let result = if above.is_infinite() { x - of_ordinal(ordinal(x) - 1) } else { above - x };
    Ok(vm.new_float(result))
}
