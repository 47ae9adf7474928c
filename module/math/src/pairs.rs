//! Functions of two and more doubles.

use crate::{domain_error, double, range_error};
use taipan_native::{PyResult, Value, Vm};

fn two(vm: &mut Vm, a: &[Value]) -> PyResult<(f64, f64)> {
    let x = double(vm, &a[1])?;
    Ok((x, double(vm, &a[2])?))
}

pub fn atan2(vm: &mut Vm, a: &[Value]) -> PyResult {
    let (y, x) = two(vm, a)?;
    Ok(vm.new_float(y.atan2(x)))
}

pub fn copysign(vm: &mut Vm, a: &[Value]) -> PyResult {
    let (x, y) = two(vm, a)?;
    Ok(vm.new_float(x.copysign(y)))
}

pub fn pow(vm: &mut Vm, a: &[Value]) -> PyResult {
    let (x, y) = two(vm, a)?;
    let result = x.powf(y);
    if x.is_finite() && y.is_finite() {
        if result.is_nan() || (result.is_infinite() && x == 0.0) {
            return Err(domain_error(vm));
        }
        if result.is_infinite() {
            return Err(range_error(vm));
        }
    }
    Ok(vm.new_float(result))
}

pub fn fmod(vm: &mut Vm, a: &[Value]) -> PyResult {
    let (x, y) = two(vm, a)?;
    if y.is_infinite() && x.is_finite() {
        return Ok(vm.new_float(x));
    }
    let result = x % y;
    if result.is_nan() && !x.is_nan() && !y.is_nan() {
        return Err(domain_error(vm));
    }
    Ok(vm.new_float(result))
}

pub fn remainder(vm: &mut Vm, a: &[Value]) -> PyResult {
    let (x, y) = two(vm, a)?;
    let result = if y.is_infinite() && x.is_finite() { x } else { libm::remainder(x, y) };
    if result.is_nan() && !x.is_nan() && !y.is_nan() {
        return Err(domain_error(vm));
    }
    Ok(vm.new_float(result))
}

pub fn fma(vm: &mut Vm, a: &[Value]) -> PyResult {
    let (x, y) = two(vm, a)?;
    let z = double(vm, &a[3])?;
    let result = x.mul_add(y, z);
    if result.is_nan() && !x.is_nan() && !y.is_nan() && !z.is_nan() {
        return Err(vm.value_error("invalid operation in fma"));
    }
    if result.is_infinite() && x.is_finite() && y.is_finite() && z.is_finite() {
        return Err(vm.overflow_error("overflow in fma"));
    }
    Ok(vm.new_float(result))
}

pub fn isclose(vm: &mut Vm, a: &[Value]) -> PyResult {
    let (x, y) = two(vm, a)?;
    let relative = if a[3].is_null() { 1e-9 } else { double(vm, &a[3])? };
    let absolute = if a[4].is_null() { 0.0 } else { double(vm, &a[4])? };
    if relative < 0.0 || absolute < 0.0 {
        return Err(vm.value_error("tolerances must be non-negative"));
    }
    if x == y {
        return Ok(Value::TRUE);
    }
    if x.is_infinite() || y.is_infinite() {
        return Ok(Value::FALSE);
    }
    let difference = (y - x).abs();
    let close =
        difference <= (relative * y).abs() || difference <= (relative * x).abs() || difference <= absolute;
    Ok(Value::from_bool(close))
}
