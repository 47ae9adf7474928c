//! Arithmetic of `float` where Python differs from IEEE or from Rust: floor division, power, rounding, comparison
//! with ints, conversion from and to ints; and `repr` of floats and complex numbers.

use crate::error::{Result, TextError};
use crate::format_float::{Flags, to_text};
use num_bigint::BigInt;
use num_traits::{FromPrimitive, One, ToPrimitive, Zero};
use std::cmp::Ordering;

/// `repr(value)`: the shortest digits that read back as the same double.
pub fn repr(value: f64) -> Vec<u8> {
    // In this range both Python and ryu write positionally, with at least one digit behind the point.
    if matches!(value.abs(), 1e-4..1e16) {
        return ryu::Buffer::new().format_finite(value).as_bytes().to_vec();
    }
    to_text(value, b'r', 0, Flags { add_dot_zero: true, ..Flags::default() }).unwrap_or_default()
}

/// `repr(complex(real, imag))`.
pub fn repr_complex(real: f64, imag: f64) -> Vec<u8> {
    let part = |value, sign| to_text(value, b'r', 0, Flags { sign, ..Flags::default() }).unwrap_or_default();
    if real == 0.0 && real.is_sign_positive() {
        let mut out = part(imag, false);
        out.push(b'j');
        return out;
    }
    let mut out = vec![b'('];
    out.extend_from_slice(&part(real, false));
    out.extend_from_slice(&part(imag, true));
    out.extend_from_slice(b"j)");
    out
}

/// `divmod(a, b)`.
pub fn divmod(a: f64, b: f64) -> Result<(f64, f64)> {
    if b == 0.0 {
        return Err(TextError::zero_division());
    }
    let mut rest = a % b;
    let mut quotient = (a - rest) / b;
    if rest != 0.0 {
        if (b < 0.0) != (rest < 0.0) {
            rest += b;
            quotient -= 1.0;
        }
    } else {
        // The sign of a zero rest is that of the divisor.
        rest = 0f64.copysign(b);
    }
    let floor = if quotient != 0.0 {
        let floor = quotient.floor();
        if quotient - floor > 0.5 { floor + 1.0 } else { floor }
    } else {
        0f64.copysign(a / b)
    };
    Ok((floor, rest))
}

/// `a // b`.
pub fn floordiv(a: f64, b: f64) -> Result<f64> {
    divmod(a, b).map(|(quotient, _)| quotient)
}

/// `a % b`.
pub fn modulo(a: f64, b: f64) -> Result<f64> {
    if b == 0.0 {
        return Err(TextError::zero_division());
    }
    let rest = a % b;
    Ok(if rest == 0.0 {
        0f64.copysign(b)
    } else if (b < 0.0) != (rest < 0.0) {
        rest + b
    } else {
        rest
    })
}

/// The outcome of `a ** b`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Power {
    Value(f64),
    /// A negative base with a fractional exponent: the caller computes a complex power.
    Complex,
    /// OverflowError with the arguments `(34, 'Numerical result out of range')`.
    OutOfRange,
    /// ZeroDivisionError: "zero to a negative power".
    ZeroToNegative,
}

/// `a ** b`.
pub fn power(a: f64, b: f64) -> Power {
    let odd = b.rem_euclid(2.0) == 1.0;
    Power::Value(if b == 0.0 || a == 1.0 {
        1.0
    } else if a.is_nan() || b.is_nan() {
        f64::NAN
    } else if b.is_infinite() {
        let size = a.abs();
        if size == 1.0 {
            1.0
        } else if (b > 0.0) == (size > 1.0) {
            f64::INFINITY
        } else {
            0.0
        }
    } else if a.is_infinite() {
        match (b > 0.0, odd) {
            (true, true) => a,
            (true, false) => a.abs(),
            (false, true) => 0f64.copysign(a),
            (false, false) => 0.0,
        }
    } else if a == 0.0 {
        if b < 0.0 {
            return Power::ZeroToNegative;
        }
        if odd { a } else { 0.0 }
    } else {
        if a < 0.0 && b != b.floor() {
            return Power::Complex;
        }
        let size = if a == -1.0 { 1.0 } else { a.abs().powf(b) };
        if size.is_infinite() {
            return Power::OutOfRange;
        }
        if a < 0.0 && odd { -size } else { size }
    })
}

/// `round(value, places)` for a finite value and an explicit number of places; others come back unchanged.
pub fn round_to(value: f64, places: i64) -> Result<f64> {
    if !value.is_finite() || value == 0.0 || places > 323 {
        return Ok(value);
    }
    if places < -308 {
        return Ok(0.0 * value);
    }
    let rounded = if places >= 0 {
        // Exact decimal digits, rounded once, half to even, and read back.
        format!("{value:.*}", places as usize).parse()
    } else {
        let unit = BigInt::from(10).pow(places.unsigned_abs() as u32);
        // The fraction matters only for a tie: odd doubling makes "more than a tie" visible.
        let whole =
            to_bigint(value)? * 2 + BigInt::from(i8::from(value.fract() != 0.0) * value.signum() as i8);
        let rounded = round_half_even(&whole, &(&unit * 2)) * unit;
        return crate::int_ops::to_f64(&rounded)
            .map(|rounded| rounded.copysign(value))
            .map_err(|_| TextError::overflow("rounded value too large to represent"));
    };
    match rounded {
        Ok(rounded) if f64::is_finite(rounded) => Ok(rounded),
        _ => Err(TextError::overflow("rounded value too large to represent")),
    }
}

fn round_half_even(value: &BigInt, unit: &BigInt) -> BigInt {
    let (quotient, rest) = num_integer::Integer::div_mod_floor(value, unit);
    let up = match (rest * 2u8).cmp(unit) {
        Ordering::Less => false,
        Ordering::Greater => true,
        Ordering::Equal => quotient.bit(0),
    };
    quotient + u8::from(up)
}

/// `round(value)`: the nearest int, ties to even.
pub fn round_to_int(value: f64) -> Result<BigInt> {
    to_bigint(value.round_ties_even())
}

/// `int(value)`: towards zero.
pub fn to_bigint(value: f64) -> Result<BigInt> {
    BigInt::from_f64(value).ok_or_else(|| {
        if value.is_nan() {
            TextError::value("cannot convert float NaN to integer")
        } else {
            TextError::overflow("cannot convert float infinity to integer")
        }
    })
}

/// `int(value)` if it fits: the fast way.
#[inline]
pub fn to_i64(value: f64) -> Option<i64> {
    // Both bounds are exact as doubles; the upper one is the first that does not fit.
    (-9_223_372_036_854_775_808.0..9_223_372_036_854_775_808.0).contains(&value).then_some(value as i64)
}

/// `value.as_integer_ratio()`.
pub fn as_integer_ratio(value: f64) -> Result<(BigInt, BigInt)> {
    if value.is_nan() {
        return Err(TextError::value("cannot convert NaN to integer ratio"));
    }
    if value.is_infinite() {
        return Err(TextError::overflow("cannot convert Infinity to integer ratio"));
    }
    let (mantissa, exponent) = decompose(value);
    let mantissa = BigInt::from(if value.is_sign_negative() { -mantissa } else { mantissa });
    Ok(if exponent >= 0 {
        (mantissa << exponent, BigInt::one())
    } else if mantissa.is_zero() {
        (mantissa, BigInt::one())
    } else {
        let shared = mantissa.trailing_zeros().unwrap_or(0).min(exponent.unsigned_abs().into());
        (mantissa >> shared, BigInt::one() << (u64::from(exponent.unsigned_abs()) - shared))
    })
}

/// Mantissa and exponent of the absolute value of a finite double.
pub(crate) fn decompose(value: f64) -> (i64, i32) {
    let bits = value.abs().to_bits();
    let (fraction, exponent) = ((bits & ((1 << 52) - 1)) as i64, (bits >> 52) as i32);
    if exponent == 0 { (fraction, -1074) } else { (fraction | 1 << 52, exponent - 1075) }
}

/// Compares a float with an int exactly; `None` for NaN.
#[inline]
pub fn compare_int(value: f64, int: i64) -> Option<Ordering> {
    const EXACT: i64 = 1 << 53;
    if (-EXACT..=EXACT).contains(&int) {
        return value.partial_cmp(&(int as f64));
    }
    if value.is_nan() {
        return None;
    }
    match to_i64(value) {
        Some(whole) => Some(whole.cmp(&int).then_with(|| sign_of_fraction(value))),
        None => Some(if value > 0.0 { Ordering::Greater } else { Ordering::Less }),
    }
}

/// As [`compare_int`], for ints of any size.
pub fn compare_big(value: f64, int: &BigInt) -> Option<Ordering> {
    if let Some(small) = int.to_i64() {
        return compare_int(value, small);
    }
    if value.is_nan() {
        return None;
    }
    Some(match BigInt::from_f64(value) {
        // An int beyond 64 bits is farther from zero than any fraction can reach.
        Some(whole) => whole.cmp(int).then_with(|| sign_of_fraction(value)),
        None if value > 0.0 => Ordering::Greater,
        None => Ordering::Less,
    })
}

fn sign_of_fraction(value: f64) -> Ordering {
    value.fract().partial_cmp(&0.0).unwrap_or(Ordering::Equal)
}

/// Whether a float is a whole number (`float.is_integer`).
pub fn is_integer(value: f64) -> bool {
    value.is_finite() && value == value.trunc()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reprs() {
        for (value, expect) in [
            (0.0, "0.0"),
            (-0.0, "-0.0"),
            (1.0, "1.0"),
            (0.1, "0.1"),
            (1e16, "1e+16"),
            (9999999999999998.0, "9999999999999998.0"),
            (1e15, "1000000000000000.0"),
            (123456789012345680.0, "1.2345678901234568e+17"),
            (0.0001, "0.0001"),
            (0.00001, "1e-05"),
            (1.5e-7, "1.5e-07"),
            (5e-324, "5e-324"),
            (f64::MAX, "1.7976931348623157e+308"),
            (1e23, "1e+23"),
            (f64::INFINITY, "inf"),
            (-f64::NAN, "nan"),
        ] {
            assert_eq!(String::from_utf8(repr(value)).unwrap(), expect);
        }
        for (real, imag, expect) in [
            (0.0, 1.0, "1j"),
            (-0.0, 1.0, "(-0+1j)"),
            (1.0, -0.0, "(1-0j)"),
            (1.5, f64::NAN, "(1.5+nanj)"),
            (f64::INFINITY, 1e20, "(inf+1e+20j)"),
            (0.0, -0.0, "-0j"),
        ] {
            assert_eq!(String::from_utf8(repr_complex(real, imag)).unwrap(), expect);
        }
    }

    #[test]
    fn rounding() {
        for (value, places, expect) in [
            (2.675, 2, 2.67),
            (0.125, 2, 0.12),
            (0.375, 2, 0.38),
            (25.0, -1, 20.0),
            (35.0, -1, 40.0),
            (25.000001, -1, 30.0),
            (-25.000001, -1, -30.0),
            (-15.0, -1, -20.0),
            (5.0, -1, 0.0),
            (-4.0, -1, -0.0),
            (1e300, -299, 1e300),
            (6e307, -308, 1e308),
            (1.5, 400, 1.5),
            (1e22, -1, 1e22),
        ] {
            let rounded = round_to(value, places).unwrap();
            assert_eq!(rounded.to_bits(), f64::to_bits(expect), "round({value}, {places}) = {rounded}");
        }
        let error = round_to(1.7e308, -308).unwrap_err();
        assert_eq!(error.to_string(), "OverflowError: rounded value too large to represent");
        assert_eq!(round_to_int(2.5), Ok(2.into()));
        assert_eq!(to_bigint(f64::NAN).unwrap_err().message, "cannot convert float NaN to integer");
        assert_eq!(
            to_bigint(-f64::INFINITY).unwrap_err().message,
            "cannot convert float infinity to integer"
        );
    }

    #[test]
    fn division_and_power() {
        assert_eq!(divmod(-7.5, 2.0), Ok((-4.0, 0.5)));
        assert_eq!(divmod(7.5, -2.0), Ok((-4.0, -0.5)));
        assert_eq!(modulo(-1e-20, 1.0), Ok(1.0));
        assert_eq!(modulo(-0.0, 3.0).map(f64::to_bits), Ok(0f64.to_bits()));
        assert_eq!(floordiv(1.0, f64::INFINITY), Ok(0.0));
        assert_eq!(floordiv(-1.0, f64::INFINITY), Ok(-1.0));
        assert_eq!(power(-8.0, 1.0 / 3.0), Power::Complex);
        assert_eq!(power(10.0, 400.0), Power::OutOfRange);
        assert_eq!(power(0.0, -1.0), Power::ZeroToNegative);
        assert_eq!(power(-0.0, 3.0), Power::Value(-0.0));
        assert_eq!(power(-2.0, 3.0), Power::Value(-8.0));
        assert_eq!(power(-1.0, f64::INFINITY), Power::Value(1.0));
        assert_eq!(power(f64::NEG_INFINITY, -3.0), Power::Value(-0.0));
    }

    #[test]
    fn ratios_and_comparison() {
        assert_eq!(as_integer_ratio(-0.75), Ok((BigInt::from(-3), 4.into())));
        assert_eq!(as_integer_ratio(0.0), Ok((0.into(), 1.into())));
        assert_eq!(as_integer_ratio(1e20), Ok(("100000000000000000000".parse().unwrap(), 1.into())));
        let max = i64::MAX;
        assert_eq!(compare_int(max as f64, max), Some(Ordering::Greater));
        assert_eq!(compare_int(i64::MIN as f64, i64::MIN), Some(Ordering::Equal));
        assert_eq!(compare_int(9007199254740992.0, 9007199254740993), Some(Ordering::Less));
        assert_eq!(compare_int(f64::NAN, 1), None);
        assert_eq!(compare_int(-0.5, 0), Some(Ordering::Less));
        assert_eq!(compare_big(1e30, &BigInt::from(10).pow(30)), Some(Ordering::Greater));
        assert_eq!(compare_big(f64::NEG_INFINITY, &-BigInt::from(10).pow(400)), Some(Ordering::Less));
    }
}
