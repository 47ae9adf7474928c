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

// The inverse hyperbolic functions by the classical formulas, each where it loses nothing. Rust's own and the C
// libraries' differ in the last place.

/// 2 to the 28th: beyond it, 1 vanishes beside the square.
const LARGE: f64 = 268_435_456.0;

fn acosh_of(x: f64) -> f64 {
    if x < 1.0 || x.is_nan() {
        f64::NAN
    } else if x > LARGE {
        x.ln() + std::f64::consts::LN_2
    } else if x > 2.0 {
        (2.0 * x - 1.0 / (x + (x * x - 1.0).sqrt())).ln()
    } else {
        let t = x - 1.0;
        (t + (2.0 * t + t * t).sqrt()).ln_1p()
    }
}

fn asinh_of(x: f64) -> f64 {
    let size = x.abs();
    if size < 1.0 / LARGE || !x.is_finite() {
        return x;
    }
    let result = if size > LARGE {
        size.ln() + std::f64::consts::LN_2
    } else if size > 2.0 {
        (2.0 * size + 1.0 / ((x * x + 1.0).sqrt() + size)).ln()
    } else {
        let t = x * x;
        (size + t / (1.0 + (1.0 + t).sqrt())).ln_1p()
    };
    result.copysign(x)
}

fn atanh_of(x: f64) -> f64 {
    let size = x.abs();
    if size < 1.0 / LARGE || x.is_nan() {
        return x;
    }
    let t = size + size;
    let result = if size > 1.0 {
        return f64::NAN;
    } else if size < 0.5 {
        0.5 * (t + t * size / (1.0 - size)).ln_1p()
    } else {
        0.5 * (t / (1.0 - size)).ln_1p()
    };
    result.copysign(x)
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
    acosh acosh_of, false, AT_LEAST_ONE;
    asin f64::asin, false, ONE_TO_ONE;
    asinh asinh_of, false, "";
    atan f64::atan, false, "";
    atanh atanh_of, false, BETWEEN;
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
    let result = crate::gamma::gamma(x);
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
    let result = crate::gamma::lgamma(x);
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
