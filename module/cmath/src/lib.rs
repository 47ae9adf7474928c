//! Module `cmath`: the functions of `math` over complex numbers. The arithmetic is in `functions`, what it gives for
//! infinities and NaNs in `tables`.
#![forbid(unsafe_code)]

mod functions;
#[rustfmt::skip]
mod tables;

use functions::{Answer, Complex, Failure};
use taipan_native::{ModuleDef, NativeDef, PyResult, Raised, Tp, Value, Vm, function};
use taipan_objects::BinaryOp;

pub static MODULE: ModuleDef = ModuleDef {
    name: "cmath",
    doc: Some("This module provides access to mathematical functions for complex\nnumbers."),
    functions: FUNCTIONS,
    init,
};

macro_rules! row {
    ($name:literal, $function:expr, $doc:literal) => {
        function($name, "($module, z, /)", |vm, a| by(vm, &a[1], $function), $doc)
    };
}

static FUNCTIONS: &[NativeDef] = &[
    row!("acos", |z| Ok(functions::acos(z)), "Return the arc cosine of z."),
    row!("acosh", |z| Ok(functions::acosh(z)), "Return the inverse hyperbolic cosine of z."),
    row!("asin", functions::asin, "Return the arc sine of z."),
    row!("asinh", |z| Ok(functions::asinh(z)), "Return the inverse hyperbolic sine of z."),
    row!("atan", functions::atan, "Return the arc tangent of z."),
    row!("atanh", functions::atanh, "Return the inverse hyperbolic tangent of z."),
    row!("cos", functions::cos, "Return the cosine of z."),
    row!("cosh", functions::cosh, "Return the hyperbolic cosine of z."),
    row!("exp", functions::exp, "Return the exponential value e**z."),
    function(
        "isclose",
        "($module, /, a, b, *, rel_tol=1e-09, abs_tol=0.0)",
        isclose,
        "Determine whether two complex numbers are close in value.\n\n  rel_tol\n    maximum difference for being considered \"close\", relative to the\n    magnitude of the input values\n  abs_tol\n    maximum difference for being considered \"close\", regardless of the\n    magnitude of the input values\n\nReturn True if a is close in value to b, and False otherwise.\n\nFor the values to be considered close, the difference between them must\nbe smaller than at least one of the tolerances.\n\n-inf, inf and NaN behave similarly to the IEEE 754 Standard.  That is,\nNaN is not close to anything, even itself. inf and -inf are only close\nto themselves.",
    ),
    function(
        "isfinite",
        "($module, z, /)",
        |vm, a| test(vm, &a[1], |z| z.real.is_finite() && z.imag.is_finite()),
        "Return True if both the real and imaginary parts of z are finite, else False.",
    ),
    function(
        "isinf",
        "($module, z, /)",
        |vm, a| test(vm, &a[1], |z| z.real.is_infinite() || z.imag.is_infinite()),
        "Checks if the real or imaginary part of z is infinite.",
    ),
    function(
        "isnan",
        "($module, z, /)",
        |vm, a| test(vm, &a[1], |z| z.real.is_nan() || z.imag.is_nan()),
        "Checks if the real or imaginary part of z not a number (NaN).",
    ),
    function(
        "log",
        "($module, z, base=<unrepresentable>, /)",
        log,
        "log(z[, base]) -> the logarithm of z to the given base.\n\nIf the base is not specified, returns the natural logarithm (base e)\nof z.",
    ),
    row!("log10", functions::log10, "Return the base-10 logarithm of z."),
    function(
        "phase",
        "($module, z, /)",
        |vm, a| {
            let z = complex(vm, &a[1])?;
            let angle = z.imag.atan2(z.real);
            // An angle too small for a float is an error to C, though only this function asks.
            if angle == 0.0 && z.imag != 0.0 && z.real.is_finite() {
                return Err(failed(vm, Failure::Range));
            }
            Ok(vm.new_float(angle))
        },
        "Return argument, also known as the phase angle, of a complex.",
    ),
    function(
        "polar",
        "($module, z, /)",
        polar,
        "Convert a complex from rectangular coordinates to polar coordinates.\n\nr is the distance from 0 and phi the phase angle.",
    ),
    function(
        "rect",
        "($module, r, phi, /)",
        |vm, a| {
            let (r, phi) = (vm.as_double(&a[1])?, vm.as_double(&a[2])?);
            answered(vm, functions::rect(r, phi))
        },
        "Convert from polar coordinates to rectangular coordinates.",
    ),
    row!("sin", functions::sin, "Return the sine of z."),
    row!("sinh", functions::sinh, "Return the hyperbolic sine of z."),
    row!("sqrt", |z| Ok(functions::sqrt(z)), "Return the square root of z."),
    row!("tan", functions::tan, "Return the tangent of z."),
    row!("tanh", functions::tanh, "Return the hyperbolic tangent of z."),
];

fn complex(vm: &mut Vm, value: &Value) -> PyResult<Complex> {
    let (real, imag) = vm.as_complex(value)?;
    Ok(Complex { real, imag })
}

fn failed(vm: &mut Vm, failure: Failure) -> Raised {
    match failure {
        Failure::Domain => vm.value_error("math domain error"),
        Failure::Range => vm.overflow_error("math range error"),
    }
}

fn answered(vm: &mut Vm, answer: Answer) -> PyResult {
    match answer {
        Ok(z) => Ok(vm.new_complex(z.real, z.imag)),
        Err(failure) => Err(failed(vm, failure)),
    }
}

fn by(vm: &mut Vm, value: &Value, function: impl FnOnce(Complex) -> Answer) -> PyResult {
    let z = complex(vm, value)?;
    answered(vm, function(z))
}

fn test(vm: &mut Vm, value: &Value, holds: fn(Complex) -> bool) -> PyResult {
    Ok(Value::from_bool(holds(complex(vm, value)?)))
}

fn log(vm: &mut Vm, a: &[Value]) -> PyResult {
    let z = by(vm, &a[1], functions::log)?;
    if a[2].is_null() {
        return Ok(z);
    }
    let base = by(vm, &a[2], functions::log)?;
    match vm.binary(&z, &base, BinaryOp::TrueDivide) {
        Err(raised) if vm.is_raised(&raised, Tp::ZeroDivisionError) => Err(failed(vm, Failure::Domain)),
        result => result,
    }
}

fn polar(vm: &mut Vm, a: &[Value]) -> PyResult {
    let z = complex(vm, &a[1])?;
    let r = z.real.hypot(z.imag);
    if r.is_infinite() && z.real.is_finite() && z.imag.is_finite() {
        return Err(failed(vm, Failure::Range));
    }
    let parts = vec![vm.new_float(r), vm.new_float(z.imag.atan2(z.real))];
    Ok(vm.new_tuple(parts))
}

fn isclose(vm: &mut Vm, a: &[Value]) -> PyResult {
    let (x, y) = (complex(vm, &a[1])?, complex(vm, &a[2])?);
    let relative = if a[3].is_null() { 1e-9 } else { vm.as_double(&a[3])? };
    let absolute = if a[4].is_null() { 0.0 } else { vm.as_double(&a[4])? };
    if relative < 0.0 || absolute < 0.0 {
        return Err(vm.value_error("tolerances must be non-negative"));
    }
    let is_infinite = |z: Complex| z.real.is_infinite() || z.imag.is_infinite();
    let size = |z: Complex| z.real.hypot(z.imag);
    let close = if x == y {
        true
    } else if is_infinite(x) || is_infinite(y) {
        false
    } else {
        let difference = size(Complex { real: x.real - y.real, imag: x.imag - y.imag });
        difference <= relative * size(y) || difference <= relative * size(x) || difference <= absolute
    };
    Ok(Value::from_bool(close))
}

fn init(vm: &mut Vm, module: &Value) -> PyResult<()> {
    for (name, value) in [
        ("pi", std::f64::consts::PI),
        ("e", std::f64::consts::E),
        ("tau", std::f64::consts::TAU),
        ("inf", f64::INFINITY),
        ("nan", f64::NAN),
    ] {
        let value = vm.new_float(value);
        vm.set_module_attr(module, name, value);
    }
    for (name, imag) in [("infj", f64::INFINITY), ("nanj", f64::NAN)] {
        let value = vm.new_complex(0.0, imag);
        vm.set_module_attr(module, name, value);
    }
    Ok(())
}
