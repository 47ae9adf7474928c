//! Sums and products whose roundings are looked after: `fsum` (exact, rounded once), `hypot` and `dist` (scaled, with a
//! correction of the root), `sumprod` (three doubles of precision), `prod`.

use crate::double;
use num_bigint::BigInt;
use num_traits::Zero;
use taipan_native::{PyResult, Tp, Value, Vm};
use taipan_objects::int::Number;
use taipan_objects::tuple::Tuple;
use taipan_objects::{BinaryOp, float};

/// a + b exactly, as a sum and its error.
fn two_sum(a: f64, b: f64) -> (f64, f64) {
    let sum = a + b;
    let part = sum - a;
    (sum, (a - (sum - part)) + (b - part))
}

/// As `two_sum`, where |a| >= |b|.
fn fast_sum(a: f64, b: f64) -> (f64, f64) {
    let sum = a + b;
    (sum, (a - sum) + b)
}

/// a · b exactly, as a product and its error.
fn two_product(a: f64, b: f64) -> (f64, f64) {
    let product = a * b;
    (product, a.mul_add(b, -product))
}

// ---- fsum ----

pub fn fsum(vm: &mut Vm, a: &[Value]) -> PyResult {
    let iterator = vm.iter(&a[1])?;
    // Shewchuk's expansion: doubles that do not overlap, smallest first, whose exact sum is the sum so far.
    let mut parts: Vec<f64> = Vec::new();
    let (mut special, mut infinities) = (0.0, 0.0);
    while let Some(item) = vm.next(&iterator)? {
        let given = double(vm, &item)?;
        let mut x = given;
        let mut kept = 0;
        for at in 0..parts.len() {
            let mut y = parts[at];
            if x.abs() < y.abs() {
                std::mem::swap(&mut x, &mut y);
            }
            let (high, low) = fast_sum(x, y);
            if low != 0.0 {
                parts[kept] = low;
                kept += 1;
            }
            x = high;
        }
        parts.truncate(kept);
        if x == 0.0 {
            continue;
        }
        if x.is_finite() {
            parts.push(x);
            continue;
        }
        if given.is_finite() {
            return Err(vm.overflow_error("intermediate overflow in fsum"));
        }
        if given.is_infinite() {
            infinities += given;
        }
        special += given;
        parts.clear();
    }
    if special != 0.0 {
        if infinities.is_nan() {
            return Err(vm.value_error("-inf + inf in fsum"));
        }
        return Ok(vm.new_float(special));
    }
    Ok(vm.new_float(collapse(&parts)))
}

/// The correctly rounded sum of an expansion.
fn collapse(parts: &[f64]) -> f64 {
    let Some((&last, mut rest)) = parts.split_last() else { return 0.0 };
    let mut high = last;
    let mut low = 0.0;
    while let Some((&next, before)) = rest.split_last() {
        rest = before;
        (high, low) = fast_sum(high, next);
        if low != 0.0 {
            break;
        }
    }
    // Half an ulp left over: what comes below decides where to round.
    if let Some(&below) = rest.last()
        && ((low < 0.0 && below < 0.0) || (low > 0.0 && below > 0.0))
    {
        let doubled = low * 2.0;
        let moved = high + doubled;
        if doubled == moved - high {
            high = moved;
        }
    }
    high
}

// ---- hypot and dist ----

/// The length of a vector of which the largest coordinate is given.
fn norm(mut vector: Vec<f64>, max: f64, nan: bool) -> f64 {
    if max.is_infinite() {
        return max;
    }
    if nan {
        return f64::NAN;
    }
    if max == 0.0 || vector.len() <= 1 {
        return max;
    }
    let (_, exponent) = libm::frexp(max);
    if exponent < -1023 {
        // All coordinates are subnormal: their squares would vanish.
        vector.iter_mut().for_each(|x| *x /= f64::MIN_POSITIVE);
        return f64::MIN_POSITIVE * norm(vector, max / f64::MIN_POSITIVE, nan);
    }
    let scale = libm::ldexp(1.0, -exponent);
    let (mut sum, mut products, mut sums) = (1.0, 0.0, 0.0);
    for x in vector {
        let x = x * scale;
        let (square, error) = two_product(x, x);
        let (total, lost) = fast_sum(sum, square);
        sum = total;
        products += error;
        sums += lost;
    }
    let mut root = (sum - 1.0 + (products + sums)).sqrt();
    // One step of Newton's method with the exact remainder.
    let (square, error) = two_product(-root, root);
    let (total, lost) = fast_sum(sum, square);
    products += error;
    sums += lost;
    let left = total - 1.0 + (products + sums);
    root += left / (2.0 * root);
    root / scale
}

fn length(vm: &mut Vm, vector: Vec<f64>) -> PyResult {
    let vector: Vec<f64> = vector.into_iter().map(f64::abs).collect();
    let nan = vector.iter().any(|x| x.is_nan());
    let max = vector.iter().copied().filter(|x| !x.is_nan()).fold(0.0, f64::max);
    Ok(vm.new_float(norm(vector, max, nan)))
}

pub fn hypot(vm: &mut Vm, a: &[Value]) -> PyResult {
    let mut vector = Vec::new();
    for item in a[0].expect::<Tuple>().items() {
        vector.push(double(vm, item)?);
    }
    length(vm, vector)
}

pub fn dist(vm: &mut Vm, a: &[Value]) -> PyResult {
    let (p, q) = (vm.collect(&a[1])?, vm.collect(&a[2])?);
    if p.len() != q.len() {
        return Err(vm.value_error("both points must have the same number of dimensions"));
    }
    let mut vector = Vec::with_capacity(p.len());
    for (x, y) in p.iter().zip(&q) {
        vector.push(double(vm, x)? - double(vm, y)?);
    }
    length(vm, vector)
}

// ---- products ----

/// An exact int (no bool, no subclass).
fn exact_int(vm: &Vm, value: &Value) -> Option<BigInt> {
    if !vm.is_exact(value, Tp::Int) {
        return None;
    }
    Number::of(value).map(|n| n.big())
}

fn exact_float(vm: &Vm, value: &Value) -> Option<f64> {
    if vm.is_exact(value, Tp::Float) { float::value_of(value) } else { None }
}

pub fn prod(vm: &mut Vm, a: &[Value]) -> PyResult {
    let mut total = if a[2].is_null() { Value::from_i32(1) } else { a[2].clone() };
    let iterator = vm.iter(&a[1])?;
    while let Some(item) = vm.next(&iterator)? {
        if let (Some(x), Some(y)) = (exact_float(vm, &total), exact_float(vm, &item)) {
            total = vm.new_float(x * y);
        } else {
            total = vm.binary(&total, &item, BinaryOp::Multiply)?;
        }
    }
    Ok(total)
}

/// A sum in three doubles.
#[derive(Clone, Copy, Default)]
struct Triple {
    high: f64,
    low: f64,
    tiny: f64,
}

impl Triple {
    fn add_product(self, x: f64, y: f64) -> Triple {
        let (product, error) = two_product(x, y);
        let (high, first) = two_sum(self.high, product);
        let (low, second) = two_sum(self.low, error);
        let (low, third) = two_sum(low, first);
        Triple { high, low, tiny: self.tiny + second + third }
    }

    fn value(self) -> f64 {
        let (high, low) = two_sum(self.low, self.high);
        self.tiny + low + high
    }
}

pub fn sumprod(vm: &mut Vm, a: &[Value]) -> PyResult {
    let (p, q) = (vm.iter(&a[1])?, vm.iter(&a[2])?);
    let mut total = Value::ZERO;
    // Ints first, then floats, then anything: each way is left for good when it does not fit.
    let mut ints = Some(BigInt::zero());
    let mut floats: Option<Triple> = Some(Triple::default());
    let mut floats_used = false;
    loop {
        let (x, y) = (vm.next(&p)?, vm.next(&q)?);
        let (x, y) = match (x, y) {
            (Some(x), Some(y)) => (x, y),
            (None, None) => break,
            _ => return Err(vm.value_error("Inputs are not the same length")),
        };
        if let Some(sum) = &mut ints {
            if let (Some(x), Some(y)) = (exact_int(vm, &x), exact_int(vm, &y)) {
                *sum += x * y;
                continue;
            }
            let sum = ints.take().unwrap_or_default();
            let sum = vm.new_bigint(sum);
            total = vm.binary(&total, &sum, BinaryOp::Add)?;
        }
        if let Some(sum) = floats {
            let of = |vm: &Vm, v: &Value, other: &Value| {
                exact_float(vm, v).or_else(|| {
                    exact_float(vm, other)?;
                    if vm.is_exact(v, Tp::Int) { Number::of(v)?.to_f64() } else { None }
                })
            };
            if let (Some(fx), Some(fy)) = (of(vm, &x, &y), of(vm, &y, &x)) {
                let next = sum.add_product(fx, fy);
                if next.high.is_finite() {
                    floats = Some(next);
                    floats_used = true;
                    continue;
                }
            }
            floats = None;
            if floats_used {
                let sum = vm.new_float(sum.value());
                total = vm.binary(&total, &sum, BinaryOp::Add)?;
            }
        }
        let product = vm.binary(&x, &y, BinaryOp::Multiply)?;
        total = vm.binary(&total, &product, BinaryOp::Add)?;
    }
    if let Some(sum) = ints {
        let sum = vm.new_bigint(sum);
        total = vm.binary(&total, &sum, BinaryOp::Add)?;
    }
    if floats_used && let Some(sum) = floats {
        let sum = vm.new_float(sum.value());
        total = vm.binary(&total, &sum, BinaryOp::Add)?;
    }
    Ok(total)
}
