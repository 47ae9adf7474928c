//! Integer arithmetic with Python's rules, over `i64` where that is worth it and over `BigInt`.
//!
//! Division floors, shifts and bit operations see infinite two's complement, and conversions to `f64` round to
//! nearest, ties to even. Results that would not fit in memory are errors, never an abort.

use crate::error::{ErrorKind, Result, TextError};
use num_bigint::{BigInt, BigUint, Sign};
use num_integer::Integer;
use num_traits::{One, Signed, ToPrimitive, Zero};
use std::cmp::Ordering;

/// `divmod(a, b)`.
pub fn divmod(a: &BigInt, b: &BigInt) -> Result<(BigInt, BigInt)> {
    if b.is_zero() { Err(TextError::zero_division()) } else { Ok(a.div_mod_floor(b)) }
}

/// `a // b`; `None` for a zero divisor or an overflow.
#[inline]
pub fn floordiv_small(a: i64, b: i64) -> Option<i64> {
    let quotient = a.checked_div(b)?;
    Some(if a % b != 0 && (a < 0) != (b < 0) { quotient - 1 } else { quotient })
}

/// `a % b`; `None` for a zero divisor.
#[inline]
pub fn mod_small(a: i64, b: i64) -> Option<i64> {
    if b == 0 {
        return None;
    }
    let rest = a.wrapping_rem(b);
    Some(if rest != 0 && (rest < 0) != (b < 0) { rest + b } else { rest })
}

/// `a / b`, correctly rounded.
pub fn true_divide(a: &BigInt, b: &BigInt) -> Result<f64> {
    if b.is_zero() {
        return Err(TextError::zero_division());
    }
    let too_large = || TextError::overflow("integer division result too large for a float");
    let negative = (a.sign() == Sign::Minus) != (b.sign() == Sign::Minus);
    let value = ratio_to_f64(a.magnitude(), b.magnitude()).ok_or_else(too_large)?;
    Ok(if negative { -value } else { value })
}

/// The double nearest to `a / b`, or `None` if it overflows.
pub(crate) fn ratio_to_f64(a: &BigUint, b: &BigUint) -> Option<f64> {
    if a.is_zero() {
        return Some(0.0);
    }
    // Scale so that the integer quotient has 65 or 66 bits; its lost remainder becomes a sticky bit.
    let scale = a.bits() as i64 - b.bits() as i64 - 65;
    let (quotient, rest) =
        if scale >= 0 { a.div_rem(&(b << scale as u64)) } else { (a << scale.unsigned_abs()).div_rem(b) };
    let low: u64 = (&quotient & BigUint::from(3u8)).to_u64()?;
    let high = (quotient >> 2u8).to_u64()?;
    scale_to_f64(high, low != 0 || !rest.is_zero(), scale + 2)
}

/// The double nearest to `(mantissa + sticky) * 2**exponent`, where `sticky` is a part below one unit.
fn scale_to_f64(mantissa: u64, sticky: bool, exponent: i64) -> Option<f64> {
    if mantissa == 0 {
        return Some(0.0);
    }
    let bits = 64 - i64::from(mantissa.leading_zeros());
    // The exponent of the last bit that the result can hold: 53 bits, fewer for subnormals.
    let unit = (exponent + bits - 53).max(-1074);
    let drop = unit - exponent;
    let (kept, half, rest) = match drop {
        ..=0 => (mantissa << drop.unsigned_abs().min(63), false, sticky),
        1..=63 => {
            let rest = mantissa & ((1 << drop) - 1);
            let half = 1 << (drop - 1);
            (mantissa >> drop, rest & half != 0, rest & (half - 1) != 0 || sticky)
        }
        64 => (0, mantissa >> 63 == 1, mantissa << 1 != 0 || sticky),
        _ => (0, false, true),
    };
    let rounded = kept + u64::from(half && (rest || kept & 1 == 1));
    // At most 2**53, and the power of two is exact or split into two exact steps.
    let value = ldexp(rounded as f64, unit);
    value.is_finite().then_some(value)
}

/// `value * 2**exponent`, for values where every intermediate step is exact.
pub(crate) fn ldexp(mut value: f64, mut exponent: i64) -> f64 {
    let power = |exponent: i64| f64::from_bits(((exponent + 1023) as u64) << 52);
    while exponent > 1023 {
        if value == 0.0 || value.is_infinite() {
            return value;
        }
        value *= power(1023);
        exponent -= 1023;
    }
    if exponent >= -1022 {
        return value * power(exponent);
    }
    // One step below the normal range is exact only if it comes last.
    if exponent < -1022 - 1022 {
        return value * power(-1022) * power(-1022) * power((exponent + 2044).max(-1022));
    }
    value * power(exponent + 1022) * power(-1022)
}

/// `float(value)`.
pub fn to_f64(value: &BigInt) -> Result<f64> {
    let magnitude = value.magnitude();
    let drop = magnitude.bits().saturating_sub(64);
    let top = (magnitude >> drop).to_u64();
    let sticky = magnitude.trailing_zeros().is_some_and(|zeros| zeros < drop);
    let value_abs = top.and_then(|top| scale_to_f64(top, sticky, drop as i64));
    let value_abs = value_abs.ok_or_else(|| TextError::overflow("int too large to convert to float"))?;
    Ok(if value.is_negative() { -value_abs } else { value_abs })
}

/// `base ** exponent` for a non-negative exponent.
pub fn pow(base: &BigInt, exponent: &BigInt) -> Result<BigInt> {
    let Some(small) = exponent.to_u64() else {
        // Only 0, 1 and -1 have powers that can be held.
        return if base.magnitude().is_one() {
            Ok(if base.is_negative() && exponent.bit(0) { base.clone() } else { BigInt::one() })
        } else if base.is_zero() {
            Ok(BigInt::zero())
        } else {
            Err(TextError::memory())
        };
    };
    let bits = base.bits().checked_mul(small);
    if base.bits() > 1 && bits.is_none_or(|bits| bits / 8 > isize::MAX as u64 / 4) {
        return Err(TextError::memory());
    }
    if let (Some(2), true) = (base.to_i64(), small > 64) {
        return Ok(BigInt::one() << small);
    }
    Ok(num_traits::Pow::pow(base, small))
}

/// An estimate of the bytes that `base ** exponent` takes, for a budget to be asked first.
pub fn pow_size_bytes(base: &BigInt, exponent: u64) -> u64 {
    base.bits().saturating_sub(1).saturating_mul(exponent) / 8 + 8
}

/// `pow(base, exponent, modulus)`, also for negative exponents.
pub fn pow_mod(base: &BigInt, exponent: &BigInt, modulus: &BigInt) -> Result<BigInt> {
    if modulus.is_zero() {
        return Err(TextError::value("pow() 3rd argument cannot be 0"));
    }
    let positive = modulus.abs();
    let result = if exponent.is_negative() {
        let inverse = invert(base, &positive)
            .ok_or_else(|| TextError::value("base is not invertible for the given modulus"))?;
        inverse.modpow(&-exponent, &positive)
    } else {
        base.mod_floor(&positive).modpow(exponent, &positive)
    };
    Ok(result.mod_floor(modulus))
}

fn invert(value: &BigInt, modulus: &BigInt) -> Option<BigInt> {
    let extended = value.mod_floor(modulus).extended_gcd(modulus);
    extended.gcd.is_one().then(|| extended.x.mod_floor(modulus))
}

/// `a << count`.
pub fn shift_left(a: &BigInt, count: &BigInt) -> Result<BigInt> {
    if count.is_negative() {
        return Err(TextError::value("negative shift count"));
    }
    if a.is_zero() {
        return Ok(BigInt::zero());
    }
    match count.to_i64() {
        None => Err(TextError::overflow("too many digits in integer")),
        Some(count) if count / 8 > isize::MAX as i64 / 16 => Err(TextError::memory()),
        Some(count) => {
            // Ask for the room once: the shift itself would abort.
            let mut probe = Vec::<u8>::new();
            crate::error::reserve(&mut probe, (count as u64 / 8 + a.bits() / 8 + 16) as usize)?;
            drop(probe);
            Ok(a << count as u64)
        }
    }
}

/// `a >> count`, which floors.
pub fn shift_right(a: &BigInt, count: &BigInt) -> Result<BigInt> {
    if count.is_negative() {
        return Err(TextError::value("negative shift count"));
    }
    Ok(match count.to_u64() {
        Some(count) if count <= a.bits() => a >> count,
        _ if a.is_negative() => -BigInt::one(),
        _ => BigInt::zero(),
    })
}

/// `value.bit_count()`.
pub fn bit_count(value: &BigInt) -> u64 {
    value.magnitude().iter_u64_digits().map(|digit| u64::from(digit.count_ones())).sum()
}

/// `value.to_bytes(length, byteorder, signed=…)`.
pub fn to_bytes(value: &BigInt, length: isize, little: bool, signed: bool) -> Result<Vec<u8>> {
    let length = usize::try_from(length)
        .map_err(|_| TextError::new(ErrorKind::Value, "length argument must be non-negative"))?;
    if !signed && value.is_negative() {
        return Err(TextError::overflow("can't convert negative int to unsigned"));
    }
    let mut digits = if value.is_zero() {
        Vec::new()
    } else if signed {
        value.to_signed_bytes_le()
    } else {
        value.magnitude().to_bytes_le()
    };
    if digits.len() > length {
        return Err(TextError::overflow("int too big to convert"));
    }
    crate::error::reserve(&mut digits, length)?;
    digits.resize(length, if value.is_negative() { 0xff } else { 0 });
    if !little {
        digits.reverse();
    }
    Ok(digits)
}

/// Reads the `byteorder` argument: whether it is little-endian.
pub fn is_little(byteorder: &[u8]) -> Result<bool> {
    match byteorder {
        b"little" => Ok(true),
        b"big" => Ok(false),
        _ => Err(TextError::value("byteorder must be either 'little' or 'big'")),
    }
}

/// `int.from_bytes(data, byteorder, signed=…)`.
pub fn from_bytes(data: &[u8], little: bool, signed: bool) -> BigInt {
    match (little, signed) {
        (true, true) => BigInt::from_signed_bytes_le(data),
        (false, true) => BigInt::from_signed_bytes_be(data),
        (true, false) => BigInt::from_bytes_le(Sign::Plus, data),
        (false, false) => BigInt::from_bytes_be(Sign::Plus, data),
    }
}

/// `math.isqrt(value)`.
pub fn isqrt(value: &BigInt) -> Result<BigInt> {
    if value.is_negative() {
        return Err(TextError::value("isqrt() argument must be nonnegative"));
    }
    Ok(value.sqrt())
}

/// `math.gcd(a, b)`.
pub fn gcd(a: &BigInt, b: &BigInt) -> BigInt {
    a.gcd(b)
}

/// `round(value, -places)` for `places > 0`: to a multiple of a power of ten, ties to even.
pub fn round_to_power(value: &BigInt, places: u32) -> BigInt {
    // A power of ten far beyond the number need not be computed.
    if u64::from(places) > value.bits() / 3 + 2 {
        return BigInt::zero();
    }
    let unit = BigInt::from(10).pow(places);
    let (quotient, rest) = value.div_mod_floor(&unit);
    let up = match (&rest * 2u8).cmp(&unit) {
        Ordering::Less => false,
        Ordering::Greater => true,
        Ordering::Equal => quotient.is_odd(),
    };
    (quotient + u8::from(up)) * unit
}

#[cfg(test)]
mod tests {
    use super::*;

    fn big(text: &str) -> BigInt {
        text.parse().unwrap()
    }

    #[test]
    fn division_floors() {
        for (a, b, quotient, rest) in
            [(7, 2, 3, 1), (-7, 2, -4, 1), (7, -2, -4, -1), (-7, -2, 3, -1), (6, -3, -2, 0)]
        {
            assert_eq!((floordiv_small(a, b), mod_small(a, b)), (Some(quotient), Some(rest)));
            assert_eq!(divmod(&a.into(), &b.into()), Ok((quotient.into(), rest.into())));
        }
        assert_eq!((floordiv_small(i64::MIN, -1), mod_small(i64::MIN, -1)), (None, Some(0)));
        assert_eq!((floordiv_small(1, 0), mod_small(1, 0)), (None, None));
        assert_eq!(
            divmod(&big("1"), &big("0")).unwrap_err().to_string(),
            "ZeroDivisionError: division by zero"
        );
    }

    #[test]
    fn true_division_and_float_round_once() {
        assert_eq!(true_divide(&big("1"), &big("3")), Ok(1.0 / 3.0));
        assert_eq!(true_divide(&big("-9007199254740993"), &big("1")), Ok(-9007199254740992.0));
        assert_eq!(true_divide(&big("1"), &(BigInt::one() << 1074)), Ok(5e-324));
        assert_eq!(true_divide(&big("3"), &(BigInt::one() << 1076)), Ok(5e-324));
        assert_eq!(true_divide(&big("1"), &(BigInt::one() << 1075)), Ok(0.0));
        assert_eq!(true_divide(&(BigInt::one() << 2000), &(BigInt::one() << 1990)), Ok(1024.0));
        let error = true_divide(&(BigInt::one() << 2000), &big("3")).unwrap_err();
        assert_eq!(error.to_string(), "OverflowError: integer division result too large for a float");
        assert_eq!(to_f64(&big("9007199254740993")), Ok(9007199254740992.0));
        assert_eq!(to_f64(&big("9007199254740995")), Ok(9007199254740996.0));
        assert_eq!(to_f64(&(big("9007199254740993") << 100)), Ok(9007199254740992.0 * (2f64).powi(100)));
        assert_eq!(
            to_f64(&((big("9007199254740993") << 100) + 1)),
            Ok(9007199254740994.0 * (2f64).powi(100))
        );
        assert_eq!(
            to_f64(&((BigInt::one() << 1024) - 1)).unwrap_err().message,
            "int too large to convert to float"
        );
        assert_eq!(to_f64(&((BigInt::one() << 1023) * -1)), Ok(-(2f64).powi(1023)));
        assert_eq!(to_f64(&((BigInt::one() << 1024) - (BigInt::one() << 970) - 1)), Ok(f64::MAX));
        assert!(to_f64(&((BigInt::one() << 1024) - (BigInt::one() << 970))).is_err());
    }

    #[test]
    fn powers() {
        assert_eq!(pow(&big("-3"), &big("3")), Ok(big("-27")));
        assert_eq!(pow(&big("2"), &big("100")), Ok(BigInt::one() << 100));
        assert_eq!(pow(&big("-1"), &((BigInt::one() << 80) + 1)), Ok(big("-1")));
        assert!(pow(&big("3"), &(BigInt::one() << 80)).is_err());
        assert_eq!(pow_mod(&big("3"), &big("-1"), &big("7")), Ok(big("5")));
        assert_eq!(pow_mod(&big("3"), &big("2"), &big("-7")), Ok(big("-5")));
        assert_eq!(pow_mod(&big("3"), &big("0"), &big("1")), Ok(big("0")));
        assert_eq!(pow_mod(&big("-3"), &big("-2"), &big("10")), Ok(big("9")));
        let message = |b: &str, e: &str, m: &str| pow_mod(&big(b), &big(e), &big(m)).unwrap_err().message;
        assert_eq!(message("2", "-1", "4"), "base is not invertible for the given modulus");
        assert_eq!(message("2", "1", "0"), "pow() 3rd argument cannot be 0");
    }

    #[test]
    fn shifts_and_bytes() {
        assert_eq!(shift_right(&big("-5"), &big("1")), Ok(big("-3")));
        assert_eq!(shift_right(&big("-5"), &(BigInt::one() << 70)), Ok(big("-1")));
        assert_eq!(shift_left(&big("-5"), &big("3")), Ok(big("-40")));
        assert_eq!(
            shift_left(&big("1"), &(BigInt::one() << 70)).unwrap_err().message,
            "too many digits in integer"
        );
        assert_eq!(shift_left(&big("1"), &big("-1")).unwrap_err().message, "negative shift count");
        assert_eq!(to_bytes(&big("-2"), 2, false, true), Ok(vec![0xff, 0xfe]));
        assert_eq!(to_bytes(&big("258"), 3, true, false), Ok(vec![2, 1, 0]));
        assert_eq!(to_bytes(&big("128"), 1, true, true).unwrap_err().message, "int too big to convert");
        assert_eq!(
            to_bytes(&big("-1"), 1, true, false).unwrap_err().message,
            "can't convert negative int to unsigned"
        );
        assert_eq!(from_bytes(b"\xff\xfe", false, true), big("-2"));
        assert_eq!(from_bytes(b"", false, true), big("0"));
        assert_eq!(bit_count(&big("-255")), 8);
        assert_eq!(isqrt(&big("99")), Ok(big("9")));
        assert_eq!(round_to_power(&big("25"), 1), big("20"));
        assert_eq!(round_to_power(&big("-35"), 1), big("-40"));
        assert_eq!(round_to_power(&big("6"), 1), big("10"));
        assert_eq!(round_to_power(&big("6"), 5), big("0"));
    }
}
