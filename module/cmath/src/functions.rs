//! The functions over a pair of floats. Each avoids overflow and keeps the sign of zeros where the result has one.

use crate::tables;
use std::f64::consts::{E, LN_2, LN_10};

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Complex {
    pub real: f64,
    pub imag: f64,
}

/// What went wrong, as C's `errno` says it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Failure {
    Domain,
    Range,
}

pub type Answer = Result<Complex, Failure>;

const LARGE: f64 = f64::MAX / 4.0;
/// Digits of a float, by which tiny ones are scaled up.
const DIGITS: i32 = 53;

fn of(real: f64, imag: f64) -> Complex {
    Complex { real, imag }
}

fn sqrt_large() -> f64 {
    LARGE.sqrt()
}

fn log_large() -> f64 {
    LARGE.ln()
}

fn is_finite(z: Complex) -> bool {
    z.real.is_finite() && z.imag.is_finite()
}

/// The row or column of a number in the tables.
fn kind(x: f64) -> usize {
    match x {
        _ if x.is_nan() => 6,
        _ if x.is_infinite() => {
            if x > 0.0 {
                5
            } else {
                0
            }
        }
        _ if x == 0.0 => {
            if x.is_sign_negative() {
                2
            } else {
                3
            }
        }
        _ => {
            if x > 0.0 {
                4
            } else {
                1
            }
        }
    }
}

fn special(table: &tables::Table, z: Complex) -> Complex {
    let (real, imag) = table[kind(z.real)][kind(z.imag)];
    of(real, imag)
}

fn finished(z: Complex) -> Answer {
    if z.real.is_infinite() || z.imag.is_infinite() { Err(Failure::Range) } else { Ok(z) }
}

/// The logarithm of half the distance from zero, and twice that of two more.
fn log_of_large(z: Complex) -> f64 {
    (z.real / 2.0).hypot(z.imag / 2.0).ln() + LN_2 * 2.0
}

fn is_large(z: Complex) -> bool {
    z.real.abs() > LARGE || z.imag.abs() > LARGE
}

pub fn sqrt(z: Complex) -> Complex {
    if !is_finite(z) {
        return special(&tables::SQRT, z);
    }
    if z.real == 0.0 && z.imag == 0.0 {
        return of(0.0, z.imag);
    }
    let (ax, ay) = (z.real.abs(), z.imag.abs());
    let s = if ax < f64::MIN_POSITIVE && ay < f64::MIN_POSITIVE {
        let (up, down) = (2f64.powi(DIGITS), 2f64.powi(-(DIGITS + 1) / 2));
        let ax = ax * up;
        (ax + ax.hypot(ay * up)).sqrt() * down
    } else {
        let ax = ax / 8.0;
        2.0 * (ax + ax.hypot(ay / 8.0)).sqrt()
    };
    let d = ay / (2.0 * s);
    if z.real >= 0.0 { of(s, d.copysign(z.imag)) } else { of(d, s.copysign(z.imag)) }
}

pub fn acos(z: Complex) -> Complex {
    if !is_finite(z) {
        return special(&tables::ACOS, z);
    }
    if is_large(z) {
        let log = log_of_large(z);
        let imag = if z.real < 0.0 { -log.copysign(z.imag) } else { log.copysign(-z.imag) };
        return of(z.imag.abs().atan2(z.real), imag);
    }
    let (one, two) = (sqrt(of(1.0 - z.real, -z.imag)), sqrt(of(1.0 + z.real, z.imag)));
    of(2.0 * one.real.atan2(two.real), (two.real * one.imag - two.imag * one.real).asinh())
}

pub fn acosh(z: Complex) -> Complex {
    if !is_finite(z) {
        return special(&tables::ACOSH, z);
    }
    if is_large(z) {
        return of(log_of_large(z), z.imag.atan2(z.real));
    }
    let (one, two) = (sqrt(of(z.real - 1.0, z.imag)), sqrt(of(z.real + 1.0, z.imag)));
    of((one.real * two.real + one.imag * two.imag).asinh(), 2.0 * one.imag.atan2(two.real))
}

pub fn asinh(z: Complex) -> Complex {
    if !is_finite(z) {
        return special(&tables::ASINH, z);
    }
    if is_large(z) {
        let log = log_of_large(z);
        let real = if z.imag >= 0.0 { log.copysign(z.real) } else { -log.copysign(-z.real) };
        return of(real, z.imag.atan2(z.real.abs()));
    }
    let (one, two) = (sqrt(of(1.0 + z.imag, -z.real)), sqrt(of(1.0 - z.imag, z.real)));
    of(
        (one.real * two.imag - two.real * one.imag).asinh(),
        z.imag.atan2(one.real * two.real - one.imag * two.imag),
    )
}

fn log1p(x: f64) -> f64 {
    if x == 0.0 { x } else { x.ln_1p() }
}

pub fn atanh(z: Complex) -> Answer {
    if !is_finite(z) {
        return Ok(special(&tables::ATANH, z));
    }
    if z.real.is_sign_negative() {
        let z = atanh(of(-z.real, -z.imag))?;
        return Ok(of(-z.real, -z.imag));
    }
    let ay = z.imag.abs();
    if z.real > sqrt_large() || ay > sqrt_large() {
        let h = (z.real / 2.0).hypot(z.imag / 2.0);
        return Ok(of(z.real / 4.0 / h / h, -(std::f64::consts::FRAC_PI_2.copysign(-z.imag))));
    }
    if z.real == 1.0 && ay < f64::MIN_POSITIVE.sqrt() {
        if ay == 0.0 {
            return Err(Failure::Domain);
        }
        let real = -(ay.sqrt() / ay.hypot(2.0).sqrt()).ln();
        return Ok(of(real, (2f64.atan2(-ay) / 2.0).copysign(z.imag)));
    }
    let below = 1.0 - z.real;
    Ok(of(
        log1p(4.0 * z.real / (below * below + ay * ay)) / 4.0,
        -(-2.0 * z.imag).atan2(below * (1.0 + z.real) - ay * ay) / 2.0,
    ))
}

pub fn cosh(z: Complex) -> Answer {
    if !is_finite(z) {
        let r = if z.real.is_infinite() && z.imag.is_finite() && z.imag != 0.0 {
            let imag = f64::INFINITY.copysign(z.imag.sin());
            of(f64::INFINITY.copysign(z.imag.cos()), if z.real > 0.0 { imag } else { -imag })
        } else {
            special(&tables::COSH, z)
        };
        return if z.imag.is_infinite() && !z.real.is_nan() { Err(Failure::Domain) } else { Ok(r) };
    }
    if z.real.abs() > log_large() {
        let x = z.real - 1f64.copysign(z.real);
        return finished(of(z.imag.cos() * x.cosh() * E, z.imag.sin() * x.sinh() * E));
    }
    finished(of(z.imag.cos() * z.real.cosh(), z.imag.sin() * z.real.sinh()))
}

pub fn sinh(z: Complex) -> Answer {
    if !is_finite(z) {
        let r = if z.real.is_infinite() && z.imag.is_finite() && z.imag != 0.0 {
            let real = f64::INFINITY.copysign(z.imag.cos());
            of(if z.real > 0.0 { real } else { -real }, f64::INFINITY.copysign(z.imag.sin()))
        } else {
            special(&tables::SINH, z)
        };
        return if z.imag.is_infinite() && !z.real.is_nan() { Err(Failure::Domain) } else { Ok(r) };
    }
    if z.real.abs() > log_large() {
        let x = z.real - 1f64.copysign(z.real);
        return finished(of(z.imag.cos() * x.sinh() * E, z.imag.sin() * x.cosh() * E));
    }
    finished(of(z.imag.cos() * z.real.sinh(), z.imag.sin() * z.real.cosh()))
}

pub fn exp(z: Complex) -> Answer {
    if !is_finite(z) {
        let r = if z.real.is_infinite() && z.imag.is_finite() && z.imag != 0.0 {
            let size = if z.real > 0.0 { f64::INFINITY } else { 0.0 };
            of(size.copysign(z.imag.cos()), size.copysign(z.imag.sin()))
        } else {
            special(&tables::EXP, z)
        };
        let fails = z.imag.is_infinite() && (z.real.is_finite() || z.real == f64::INFINITY);
        return if fails { Err(Failure::Domain) } else { Ok(r) };
    }
    if z.real > log_large() {
        let size = (z.real - 1.0).exp();
        return finished(of(size * z.imag.cos() * E, size * z.imag.sin() * E));
    }
    let size = z.real.exp();
    finished(of(size * z.imag.cos(), size * z.imag.sin()))
}

pub fn log(z: Complex) -> Answer {
    if !is_finite(z) {
        return Ok(special(&tables::LOG, z));
    }
    let (ax, ay) = (z.real.abs(), z.imag.abs());
    let real = if ax > LARGE || ay > LARGE {
        (ax / 2.0).hypot(ay / 2.0).ln() + LN_2
    } else if ax < f64::MIN_POSITIVE && ay < f64::MIN_POSITIVE {
        if ax == 0.0 && ay == 0.0 {
            return Err(Failure::Domain);
        }
        let up = 2f64.powi(DIGITS);
        (ax * up).hypot(ay * up).ln() - f64::from(DIGITS) * LN_2
    } else {
        let h = ax.hypot(ay);
        if (0.71..=1.73).contains(&h) {
            let (more, less) = (ax.max(ay), ax.min(ay));
            log1p((more - 1.0) * (more + 1.0) + less * less) / 2.0
        } else {
            h.ln()
        }
    };
    Ok(of(real, z.imag.atan2(z.real)))
}

pub fn log10(z: Complex) -> Answer {
    let z = log(z)?;
    Ok(of(z.real / LN_10, z.imag / LN_10))
}

pub fn tanh(z: Complex) -> Answer {
    if !is_finite(z) {
        let r = if z.real.is_infinite() && z.imag.is_finite() && z.imag != 0.0 {
            of(1f64.copysign(z.real), 0f64.copysign(2.0 * z.imag.sin() * z.imag.cos()))
        } else {
            special(&tables::TANH, z)
        };
        return if z.imag.is_infinite() && z.real.is_finite() { Err(Failure::Domain) } else { Ok(r) };
    }
    if z.real.abs() > log_large() {
        let imag = 4.0 * z.imag.sin() * z.imag.cos() * (-2.0 * z.real.abs()).exp();
        return Ok(of(1f64.copysign(z.real), imag));
    }
    let (tx, ty, cx) = (z.real.tanh(), z.imag.tan(), 1.0 / z.real.cosh());
    let both = tx * ty;
    let below = 1.0 + both * both;
    Ok(of(tx * (1.0 + ty * ty) / below, ty / below * cx * cx))
}

/// A function of the circle is one of the hyperbola, a quarter turned.
fn turned(z: Complex, function: impl FnOnce(Complex) -> Answer) -> Answer {
    let s = function(of(-z.imag, z.real))?;
    Ok(of(s.imag, -s.real))
}

pub fn asin(z: Complex) -> Answer {
    turned(z, |z| Ok(asinh(z)))
}

pub fn atan(z: Complex) -> Answer {
    turned(z, atanh)
}

pub fn sin(z: Complex) -> Answer {
    turned(z, sinh)
}

pub fn tan(z: Complex) -> Answer {
    turned(z, tanh)
}

pub fn cos(z: Complex) -> Answer {
    cosh(of(-z.imag, z.real))
}

pub fn rect(r: f64, phi: f64) -> Answer {
    if !r.is_finite() || !phi.is_finite() {
        let z = if r.is_infinite() && phi.is_finite() && phi != 0.0 {
            let sign = 1f64.copysign(r);
            of(sign * f64::INFINITY.copysign(phi.cos()), sign * f64::INFINITY.copysign(phi.sin()))
        } else {
            special(&tables::RECT, of(r, phi))
        };
        let fails = r != 0.0 && !r.is_nan() && phi.is_infinite();
        return if fails { Err(Failure::Domain) } else { Ok(z) };
    }
    Ok(if phi == 0.0 { of(r, r * phi) } else { of(r * phi.cos(), r * phi.sin()) })
}
