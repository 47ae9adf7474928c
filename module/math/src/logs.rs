//! Logarithms, of ints of any size too.

use crate::{double, shown};
use taipan_native::{PyResult, Value, Vm};
use taipan_objects::float;
use taipan_objects::int::Number;

const POSITIVE: &str = "expected a positive input";

fn logarithm(vm: &mut Vm, value: &Value, function: fn(f64) -> f64) -> PyResult<f64> {
    let index = if float::value_of(value).is_none()
        && Number::of(value).is_none()
        && vm.type_of(value).slots().float.is_none()
        && vm.type_of(value).slots().index.is_some()
    {
        vm.index(value)?
    } else {
        value.clone()
    };
    if let Some(number) = Number::of(&index) {
        if number.is_negative() || number.is_zero() {
            return Err(vm.value_error(POSITIVE));
        }
        if let Some(x) = number.to_f64() {
            return Ok(function(x));
        }
        // Too large for a double: a number of 64 bits, and the power of two that is cut off.
        let big = number.big();
        let cut = big.bits() - 64;
        let head: num_bigint::BigInt = &big >> cut;
        let head = num_traits::ToPrimitive::to_f64(&head).unwrap_or(1.0);
        let (mantissa, exponent) = libm::frexp(head);
        return Ok(function(mantissa) + function(2.0) * (exponent as f64 + cut as f64));
    }
    let x = double(vm, &index)?;
    if x.is_nan() || x == f64::INFINITY {
        return Ok(x);
    }
    if x <= 0.0 {
        let x = shown(vm, x);
        return Err(vm.value_error(format!("{POSITIVE}, got {x}")));
    }
    Ok(function(x))
}

pub fn log(vm: &mut Vm, a: &[Value]) -> PyResult {
    let top = logarithm(vm, &a[0], f64::ln)?;
    if a[1].is_null() {
        return Ok(vm.new_float(top));
    }
    let base = logarithm(vm, &a[1], f64::ln)?;
    if base == 0.0 {
        return Err(vm.zero_division("division by zero"));
    }
    Ok(vm.new_float(top / base))
}

pub fn log2(vm: &mut Vm, a: &[Value]) -> PyResult {
    let result = logarithm(vm, &a[1], f64::log2)?;
    Ok(vm.new_float(result))
}

pub fn log10(vm: &mut Vm, a: &[Value]) -> PyResult {
    let result = logarithm(vm, &a[1], f64::log10)?;
    Ok(vm.new_float(result))
}
