//! Functions of one double.

use crate::{double, domain_error, range_error, shown};
use taipan_native::{PyResult, Raised, Value, Vm};

const ONE_TO_ONE: &str = "expected a number in range from -1 up to 1, got ";
const BETWEEN: &str = "expected a number between -1 and 1, got ";
const FINITE: &str = "expected a finite input, got ";
const AT_LEAST_ONE: &str = "expected argument value not less than 1, got ";
const ABOVE_MINUS_ONE: &str = "expected argument value > -1, got ";
const NOT_NEGATIVE: &str = "expected a nonnegative input, got ";
const NO_POLE: &str = "expected a noninteger or positive integer, got ";

fn complain(vm: &mut Vm, message: &str, x: f64) -> Raised {
    if message.is_empty() {
        return domain_error(vm);
    }
    let x = shown(vm, x);
    vm.value_error(format!("{message}{x}"))
}

/// Calls a function and judges its result. `overflows`: an infinite result of a finite argument is a range error, and
/// not a domain error.
fn judged(vm: &mut Vm, value: &Value, function: fn(f64) -> f64, overflows: bool, message: &str) -> PyResult {
    let x = double(vm, value)?;
    let result = function(x);
    if result.is_nan() && !x.is_nan() {
        return Err(complain(vm, message, x));
    }
    if result.is_infinite() && x.is_finite() {
        return Err(if overflows { range_error(vm) } else { complain(vm, message, x) });
    }
    Ok(vm.new_float(result))
}

macro_rules! judged {
    ($($name:ident $function:expr, $overflows:literal, $message:expr;)*) => {
        $(pub fn $name(vm: &mut Vm, a: &[Value]) -> PyResult {
            judged(vm, &a[1], $function, $overflows, $message)
        })*
    };
}

judged! {
    acos f64::acos, false, ONE_TO_ONE;
    acosh libm::acosh, false, AT_LEAST_ONE;
    asin f64::asin, false, ONE_TO_ONE;
    asinh libm::asinh, false, "";
    atan f64::atan, false, "";
    atanh libm::atanh, false, BETWEEN;
    cbrt f64::cbrt, false, "";
    cos f64::cos, false, FINITE;
    cosh f64::cosh, true, "";
    erf libm::erf, false, "";
    erfc libm::erfc, false, "";
    exp f64::exp, true, "";
    exp2 f64::exp2, true, "";
    expm1 f64::exp_m1, true, "";
    fabs f64::abs, false, "";
    log1p f64::ln_1p, false, ABOVE_MINUS_ONE;
    sin f64::sin, false, FINITE;
    sinh f64::sinh, true, "";
    sqrt f64::sqrt, false, NOT_NEGATIVE;
    tan f64::tan, false, FINITE;
    tanh f64::tanh, false, "";
}

/// A zero or negative integer, where the gamma function has a pole.
fn is_pole(x: f64) -> bool {
    x <= 0.0 && x == x.floor()
}

pub fn gamma(vm: &mut Vm, a: &[Value]) -> PyResult {
    let x = double(vm, &a[1])?;
    if is_pole(x) {
        return Err(complain(vm, NO_POLE, x));
    }
    let result = libm::tgamma(x);
    if result.is_infinite() && x.is_finite() {
        return Err(range_error(vm));
    }
    Ok(vm.new_float(result))
}

pub fn lgamma(vm: &mut Vm, a: &[Value]) -> PyResult {
    let x = double(vm, &a[1])?;
    if x.is_infinite() {
        return Ok(vm.new_float(f64::INFINITY));
    }
    if is_pole(x) {
        return Err(complain(vm, NO_POLE, x));
    }
    let result = libm::lgamma(x);
    if result.is_infinite() {
        return Err(range_error(vm));
    }
    Ok(vm.new_float(result))
}

pub fn degrees(vm: &mut Vm, a: &[Value]) -> PyResult {
    let x = double(vm, &a[1])?;
    Ok(vm.new_float(x * (180.0 / std::f64::consts::PI)))
}

pub fn radians(vm: &mut Vm, a: &[Value]) -> PyResult {
    let x = double(vm, &a[1])?;
    Ok(vm.new_float(x * (std::f64::consts::PI / 180.0)))
}

pub fn isfinite(vm: &mut Vm, a: &[Value]) -> PyResult {
    Ok(Value::from_bool(double(vm, &a[1])?.is_finite()))
}

pub fn isinf(vm: &mut Vm, a: &[Value]) -> PyResult {
    Ok(Value::from_bool(double(vm, &a[1])?.is_infinite()))
}

pub fn isnan(vm: &mut Vm, a: &[Value]) -> PyResult {
    Ok(Value::from_bool(double(vm, &a[1])?.is_nan()))
}
