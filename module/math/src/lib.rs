//! Module `math`.
//!
//! Functions of one double are rows of `unary`; the others are grouped in `pairs` (two and more doubles), `integers`
//! (exact ones), `sums` (correctly rounded or compensated), `logs`, `rounding`. Every NaN out of no NaN is a domain
//! error and every infinity out of finite numbers a range error, as CPython's `math_1` and `math_2` have it.
#![forbid(unsafe_code)]

mod gamma;
mod integers;
mod logs;
mod pairs;
mod rounding;
mod sums;
mod unary;

use taipan_native::{ModuleDef, NativeDef, PyResult, Raised, Value, Vm, function};
use taipan_objects::float;
use taipan_objects::int::Number;

pub static MODULE: ModuleDef = ModuleDef {
    name: "math",
    doc: Some("This module provides access to the mathematical functions\ndefined by the C standard."),
    functions: FUNCTIONS,
    init,
};

macro_rules! rows {
    ($($name:literal $signature:literal $function:expr, $doc:literal;)*) => {
        &[$(function($name, $signature, $function, $doc)),*]
    };
}

static FUNCTIONS: &[NativeDef] = rows! {
    "acos" "($module, x, /)" unary::acos, "Return the arc cosine (measured in radians) of x.\n\nThe result is between 0 and pi.";
    "acosh" "($module, x, /)" unary::acosh, "Return the inverse hyperbolic cosine of x.";
    "asin" "($module, x, /)" unary::asin, "Return the arc sine (measured in radians) of x.\n\nThe result is between -pi/2 and pi/2.";
    "asinh" "($module, x, /)" unary::asinh, "Return the inverse hyperbolic sine of x.";
    "atan" "($module, x, /)" unary::atan, "Return the arc tangent (measured in radians) of x.\n\nThe result is between -pi/2 and pi/2.";
    "atan2" "($module, y, x, /)" pairs::atan2, "Return the arc tangent (measured in radians) of y/x.\n\nUnlike atan(y/x), the signs of both x and y are considered.";
    "atanh" "($module, x, /)" unary::atanh, "Return the inverse hyperbolic tangent of x.";
    "cbrt" "($module, x, /)" unary::cbrt, "Return the cube root of x.";
    "ceil" "($module, x, /)" rounding::ceil, "Return the ceiling of x as an Integral.\n\nThis is the smallest integer >= x.";
    "comb" "($module, n, k, /)" integers::comb, "Number of ways to choose k items from n items without repetition and without order.\n\nEvaluates to n! / (k! * (n - k)!) when k <= n and evaluates\nto zero when k > n.\n\nAlso called the binomial coefficient because it is equivalent\nto the coefficient of k-th term in polynomial expansion of the\nexpression (1 + x)**n.\n\nRaises TypeError if either of the arguments are not integers.\nRaises ValueError if either of the arguments are negative.";
    "copysign" "($module, x, y, /)" pairs::copysign, "Return a float with the magnitude (absolute value) of x but the sign of y.\n\nOn platforms that support signed zeros, copysign(1.0, -0.0)\nreturns -1.0.\n";
    "cos" "($module, x, /)" unary::cos, "Return the cosine of x (measured in radians).";
    "cosh" "($module, x, /)" unary::cosh, "Return the hyperbolic cosine of x.";
    "degrees" "($module, x, /)" unary::degrees, "Convert angle x from radians to degrees.";
    "dist" "($module, p, q, /)" sums::dist, "Return the Euclidean distance between two points p and q.\n\nThe points should be specified as sequences (or iterables) of\ncoordinates.  Both inputs must have the same dimension.\n\nRoughly equivalent to:\n    sqrt(sum((px - qx) ** 2.0 for px, qx in zip(p, q)))";
    "erf" "($module, x, /)" unary::erf, "Error function at x.";
    "erfc" "($module, x, /)" unary::erfc, "Complementary error function at x.";
    "exp" "($module, x, /)" unary::exp, "Return e raised to the power of x.";
    "exp2" "($module, x, /)" unary::exp2, "Return 2 raised to the power of x.";
    "expm1" "($module, x, /)" unary::expm1, "Return exp(x)-1.\n\nThis function avoids the loss of precision involved in the direct evaluation of exp(x)-1 for small x.";
    "fabs" "($module, x, /)" unary::fabs, "Return the absolute value of the float x.";
    "factorial" "($module, n, /)" integers::factorial, "Find n!.";
    "floor" "($module, x, /)" rounding::floor, "Return the floor of x as an Integral.\n\nThis is the largest integer <= x.";
    "fma" "($module, x, y, z, /)" pairs::fma, "Fused multiply-add operation.\n\nCompute (x * y) + z with a single round.";
    "fmod" "($module, x, y, /)" pairs::fmod, "Return fmod(x, y), according to platform C.\n\nx % y may differ.";
    "frexp" "($module, x, /)" rounding::frexp, "Return the mantissa and exponent of x, as pair (m, e).\n\nm is a float and e is an int, such that x = m * 2.**e.\nIf x is 0, m and e are both 0.  Else 0.5 <= abs(m) < 1.0.";
    "fsum" "($module, seq, /)" sums::fsum, "Return an accurate floating-point sum of values in the iterable seq.\n\nAssumes IEEE-754 floating-point arithmetic.";
    "gamma" "($module, x, /)" unary::gamma, "Gamma function at x.";
    "gcd" "(*integers)" integers::gcd, "Greatest Common Divisor.";
    "hypot" "(*coordinates)" sums::hypot, "Multidimensional Euclidean distance from the origin to a point.\n\nRoughly equivalent to:\n    sqrt(sum(x**2 for x in coordinates))\n\nFor a two dimensional point (x, y), gives the hypotenuse\nusing the Pythagorean theorem:  sqrt(x*x + y*y).\n\nFor example, the hypotenuse of a 3/4/5 right triangle is:\n\n    >>> hypot(3.0, 4.0)\n    5.0\n";
    "isclose" "($module, /, a, b, *, rel_tol=1e-09, abs_tol=0.0)" pairs::isclose, "Determine whether two floating-point numbers are close in value.\n\n  rel_tol\n    maximum difference for being considered \"close\", relative to the\n    magnitude of the input values\n  abs_tol\n    maximum difference for being considered \"close\", regardless of the\n    magnitude of the input values\n\nReturn True if a is close in value to b, and False otherwise.\n\nFor the values to be considered close, the difference between them\nmust be smaller than at least one of the tolerances.\n\n-inf, inf and NaN behave similarly to the IEEE 754 Standard.  That\nis, NaN is not close to anything, even itself.  inf and -inf are\nonly close to themselves.";
    "isfinite" "($module, x, /)" unary::isfinite, "Return True if x is neither an infinity nor a NaN, and False otherwise.";
    "isinf" "($module, x, /)" unary::isinf, "Return True if x is a positive or negative infinity, and False otherwise.";
    "isnan" "($module, x, /)" unary::isnan, "Return True if x is a NaN (not a number), and False otherwise.";
    "isqrt" "($module, n, /)" integers::isqrt, "Return the integer part of the square root of the input.";
    "lcm" "(*integers)" integers::lcm, "Least Common Multiple.";
    "ldexp" "($module, x, i, /)" rounding::ldexp, "Return x * (2**i).\n\nThis is essentially the inverse of frexp().";
    "lgamma" "($module, x, /)" unary::lgamma, "Natural logarithm of absolute value of Gamma function at x.";
    "log" "(x, base=None, /)" logs::log, "log(x, [base=math.e])\nReturn the logarithm of x to the given base.\n\nIf the base is not specified, returns the natural logarithm (base e) of x.";
    "log10" "($module, x, /)" logs::log10, "Return the base 10 logarithm of x.";
    "log1p" "($module, x, /)" unary::log1p, "Return the natural logarithm of 1+x (base e).\n\nThe result is computed in a way which is accurate for x near zero.";
    "log2" "($module, x, /)" logs::log2, "Return the base 2 logarithm of x.";
    "modf" "($module, x, /)" rounding::modf, "Return the fractional and integer parts of x.\n\nBoth results carry the sign of x and are floats.";
    "nextafter" "($module, x, y, /, *, steps=None)" rounding::nextafter, "Return the floating-point value the given number of steps after x towards y.\n\nIf steps is not specified or is None, it defaults to 1.\n\nRaises a TypeError, if x or y is not a double, or if steps is not an integer.\nRaises ValueError if steps is negative.";
    "perm" "($module, n, k=None, /)" integers::perm, "Number of ways to choose k items from n items without repetition and with order.\n\nEvaluates to n! / (n - k)! when k <= n and evaluates\nto zero when k > n.\n\nIf k is not specified or is None, then k defaults to n\nand the function returns n!.\n\nRaises TypeError if either of the arguments are not integers.\nRaises ValueError if either of the arguments are negative.";
    "pow" "($module, x, y, /)" pairs::pow, "Return x**y (x to the power of y).";
    "prod" "($module, iterable, /, *, start=1)" sums::prod, "Calculate the product of all the elements in the input iterable.\n\nThe default start value for the product is 1.\n\nWhen the iterable is empty, return the start value.  This function is\nintended specifically for use with numeric values and may reject\nnon-numeric types.";
    "radians" "($module, x, /)" unary::radians, "Convert angle x from degrees to radians.";
    "remainder" "($module, x, y, /)" pairs::remainder, "Difference between x and the closest integer multiple of y.\n\nReturn x - n*y where n*y is the closest integer multiple of y.\nIn the case where x is exactly halfway between two multiples of\ny, the nearest even value of n is used. The result is always exact.";
    "sin" "($module, x, /)" unary::sin, "Return the sine of x (measured in radians).";
    "sinh" "($module, x, /)" unary::sinh, "Return the hyperbolic sine of x.";
    "sqrt" "($module, x, /)" unary::sqrt, "Return the square root of x.";
    "sumprod" "($module, p, q, /)" sums::sumprod, "Return the sum of products of values from two iterables p and q.\n\nRoughly equivalent to:\n\n    sum(itertools.starmap(operator.mul, zip(p, q, strict=True)))\n\nFor float and mixed int/float inputs, the intermediate products\nand sums are computed with extended precision.";
    "tan" "($module, x, /)" unary::tan, "Return the tangent of x (measured in radians).";
    "tanh" "($module, x, /)" unary::tanh, "Return the hyperbolic tangent of x.";
    "trunc" "($module, x, /)" rounding::trunc, "Truncates the Real x to the nearest Integral toward 0.\n\nUses the __trunc__ magic method.";
    "ulp" "($module, x, /)" rounding::ulp, "Return the value of the least significant bit of the float x.";
};

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
    Ok(())
}

/// A number as a double, by `__float__` or `__index__`, as `PyFloat_AsDouble`.
fn double(vm: &mut Vm, value: &Value) -> PyResult<f64> {
    if let Some(x) = float::value_of(value) {
        return Ok(x);
    }
    if let Some(i) = value.as_small() {
        return Ok(i as f64);
    }
    if let Some(number) = Number::of(value) {
        let converted = number.to_f64();
        return converted.ok_or_else(|| vm.overflow_error("int too large to convert to float"));
    }
    if let Some(convert) = vm.type_of(value).slots().float {
        let result = convert(vm, value)?;
        if let Some(x) = float::value_of(&result) {
            return Ok(x);
        }
        let text =
            format!("{}.__float__ returned non-float (type {})", vm.type_name(value), vm.type_name(&result));
        return Err(vm.type_error(text));
    }
    if vm.type_of(value).slots().index.is_some() {
        let index = vm.index(value)?;
        return double(vm, &index);
    }
    let text = format!("must be real number, not {}", vm.type_name(value));
    Err(vm.type_error(text))
}

fn domain_error(vm: &mut Vm) -> Raised {
    vm.value_error("math domain error")
}

fn range_error(vm: &mut Vm) -> Raised {
    vm.overflow_error("math range error")
}

/// A double as messages show it.
fn shown(vm: &mut Vm, x: f64) -> String {
    let value = vm.new_float(x);
    vm.repr_text(&value).unwrap_or_default()
}
