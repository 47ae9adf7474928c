//! Arithmetic of `complex`: products and quotients that recover infinities (C99, annex G), powers, absolute value.
//!
//! As in CPython 3.14, an operation with a real operand does not first make a complex number of it, so that signs of
//! zeros and infinities survive; the real variants are separate functions.

use crate::error::{Result, TextError};

/// A complex number; `repr` and formatting are in `float` and `format_float`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Complex {
    pub real: f64,
    pub imag: f64,
}

const fn complex(real: f64, imag: f64) -> Complex {
    Complex { real, imag }
}

/// An infinity as a signed one, anything else as a signed zero.
fn boxed(value: f64) -> f64 {
    f64::from(u8::from(value.is_infinite())).copysign(value)
}

fn nan_to_zero(value: f64) -> f64 {
    if value.is_nan() { 0f64.copysign(value) } else { value }
}

/// `z * w`.
pub fn mul(z: Complex, w: Complex) -> Complex {
    let (mut a, mut b, mut c, mut d) = (z.real, z.imag, w.real, w.imag);
    let (ac, bd, ad, bc) = (a * c, b * d, a * d, b * c);
    let product = complex(ac - bd, ad + bc);
    if !(product.real.is_nan() && product.imag.is_nan()) {
        return product;
    }
    let mut infinite = false;
    if a.is_infinite() || b.is_infinite() {
        (a, b, c, d) = (boxed(a), boxed(b), nan_to_zero(c), nan_to_zero(d));
        infinite = true;
    }
    if c.is_infinite() || d.is_infinite() {
        (a, b, c, d) = (nan_to_zero(a), nan_to_zero(b), boxed(c), boxed(d));
        infinite = true;
    }
    if !infinite && [ac, bd, ad, bc].into_iter().any(f64::is_infinite) {
        (a, b, c, d) = (nan_to_zero(a), nan_to_zero(b), nan_to_zero(c), nan_to_zero(d));
        infinite = true;
    }
    if !infinite {
        return product;
    }
    complex(f64::INFINITY * (a * c - b * d), f64::INFINITY * (a * d + b * c))
}

/// `z * x` and `x * z` for a real `x`.
pub fn mul_real(z: Complex, x: f64) -> Complex {
    complex(z.real * x, z.imag * x)
}

/// `a / b`.
pub fn div(a: Complex, b: Complex) -> Result<Complex> {
    if b.real == 0.0 && b.imag == 0.0 {
        return Err(TextError::zero_division());
    }
    let quotient = if b.real.abs() >= b.imag.abs() {
        let ratio = b.imag / b.real;
        let scale = b.real + b.imag * ratio;
        complex((a.real + a.imag * ratio) / scale, (a.imag - a.real * ratio) / scale)
    } else if b.imag.abs() >= b.real.abs() {
        let ratio = b.real / b.imag;
        let scale = b.real * ratio + b.imag;
        complex((a.real * ratio + a.imag) / scale, (a.imag * ratio - a.real) / scale)
    } else {
        complex(f64::NAN, f64::NAN)
    };
    if !(quotient.real.is_nan() && quotient.imag.is_nan()) {
        return Ok(quotient);
    }
    let infinite = |z: Complex| z.real.is_infinite() || z.imag.is_infinite();
    let finite = |z: Complex| z.real.is_finite() && z.imag.is_finite();
    Ok(if infinite(a) && finite(b) {
        let (x, y) = (boxed(a.real), boxed(a.imag));
        complex(f64::INFINITY * (x * b.real + y * b.imag), f64::INFINITY * (y * b.real - x * b.imag))
    } else if infinite(b) && finite(a) {
        let (x, y) = (boxed(b.real), boxed(b.imag));
        complex(0.0 * (a.real * x + a.imag * y), 0.0 * (a.imag * x - a.real * y))
    } else {
        quotient
    })
}

/// `z / x` for a real `x`.
pub fn div_real(z: Complex, x: f64) -> Result<Complex> {
    if x == 0.0 { Err(TextError::zero_division()) } else { Ok(complex(z.real / x, z.imag / x)) }
}

/// `abs(z)`.
pub fn abs(z: Complex) -> Result<f64> {
    // An infinity wins over every NaN, also over a signalling one.
    if z.real.is_infinite() || z.imag.is_infinite() {
        return Ok(f64::INFINITY);
    }
    let size = z.real.hypot(z.imag);
    if size.is_infinite() {
        return Err(TextError::overflow("absolute value too large"));
    }
    Ok(size)
}

/// `a ** b`.
pub fn pow(a: Complex, b: Complex) -> Result<Complex> {
    let power = if b.imag == 0.0 && b.real == b.real.floor() && b.real.abs() <= 100.0 {
        whole_power(a, b.real as i32)?
    } else {
        general_power(a, b)?
    };
    if power.real.is_infinite() || power.imag.is_infinite() {
        return Err(TextError::overflow("complex exponentiation"));
    }
    Ok(power)
}

fn zero_to_negative() -> TextError {
    TextError::new(crate::ErrorKind::ZeroDivision, "zero to a negative or complex power")
}

fn whole_power(base: Complex, exponent: i32) -> Result<Complex> {
    let (mut result, mut square, mut rest) = (complex(1.0, 0.0), base, exponent.unsigned_abs());
    while rest > 0 {
        if rest & 1 == 1 {
            result = mul(result, square);
        }
        rest >>= 1;
        if rest > 0 {
            square = mul(square, square);
        }
    }
    if exponent > 0 { Ok(result) } else { div(complex(1.0, 0.0), result).map_err(|_| zero_to_negative()) }
}

fn general_power(a: Complex, b: Complex) -> Result<Complex> {
    if a.real == 0.0 && a.imag == 0.0 {
        return if b.imag != 0.0 || b.real < 0.0 { Err(zero_to_negative()) } else { Ok(complex(0.0, 0.0)) };
    }
    let size = a.real.hypot(a.imag);
    let angle = a.imag.atan2(a.real);
    let (mut len, mut phase) = (size.powf(b.real), angle * b.real);
    if b.imag != 0.0 {
        len *= (-angle * b.imag).exp();
        phase += b.imag * size.ln();
    }
    // The cosine of an infinite phase is a domain error of the C library, which CPython reports as this one.
    if phase.is_infinite() {
        return Err(zero_to_negative());
    }
    Ok(complex(len * phase.cos(), len * phase.sin()))
}
