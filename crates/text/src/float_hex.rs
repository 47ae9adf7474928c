//! `float.hex()` and `float.fromhex()`.

use crate::bytes::{Side, is_space, strip_where};
use crate::error::{Result, TextError};
use crate::float::decompose;
use crate::int_ops::ratio_to_f64;
use num_bigint::BigUint;

/// `value.hex()`.
pub fn hex(value: f64) -> Vec<u8> {
    if !value.is_finite() {
        return crate::float::repr(value);
    }
    let sign = if value.is_sign_negative() { "-" } else { "" };
    let (mantissa, exponent) = decompose(value);
    let text = if mantissa == 0 {
        format!("{sign}0x0.0p+0")
    } else {
        let (lead, fraction) = (mantissa >> 52, mantissa & ((1 << 52) - 1));
        format!("{sign}0x{lead}.{fraction:013x}p{:+}", exponent + 52)
    };
    text.into_bytes()
}

/// `float.fromhex(text)`, on the UTF-8 of the text.
pub fn from_hex(data: &[u8]) -> Result<f64> {
    let invalid = || TextError::value("invalid hexadecimal floating-point string");
    let data = &data[strip_where(data, Side::Both, is_space)];
    let (negative, data) = match data {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, data),
    };
    let magnitude = match &data.to_ascii_lowercase()[..] {
        b"inf" | b"infinity" => f64::INFINITY,
        b"nan" => f64::NAN,
        lower => magnitude(lower, invalid)?,
    };
    Ok(if negative { -magnitude } else { magnitude })
}

fn magnitude(data: &[u8], invalid: impl Fn() -> TextError) -> Result<f64> {
    let too_large = || TextError::overflow("hexadecimal value too large to represent as a float");
    let data = data.strip_prefix(b"0x").unwrap_or(data);
    let digits_end = data.iter().position(|byte| !(byte.is_ascii_hexdigit() || *byte == b'.'));
    let (number, tail) = data.split_at(digits_end.unwrap_or(data.len()));
    let point = number.iter().position(|&byte| byte == b'.');
    let digits: Vec<u8> =
        number.iter().filter_map(|&byte| char::from(byte).to_digit(16)).map(|digit| digit as u8).collect();
    if digits.is_empty() || digits.len() + usize::from(point.is_some()) != number.len() {
        return Err(invalid());
    }
    let exponent = match tail {
        [] => 0,
        [b'p', rest @ ..] => exponent(rest).ok_or_else(&invalid)?,
        _ => return Err(invalid()),
    };
    let Some(first) = digits.iter().position(|&digit| digit != 0) else { return Ok(0.0) };
    let fraction = point.map_or(0, |point| number.len() - point - 1) as i64;
    let shift = exponent.saturating_sub(4 * fraction);
    // The exponent of the leading digit decides about far overflow and underflow before any big number is made.
    let top = shift.saturating_add(4 * (digits.len() - first) as i64);
    if top > 1100 {
        return Err(too_large());
    }
    if top < -1200 {
        return Ok(0.0);
    }
    let Some(mantissa) = BigUint::from_radix_be(&digits[first..], 16) else { return Err(invalid()) };
    let (numerator, denominator) = if shift >= 0 {
        (mantissa << shift as u64, BigUint::from(1u8))
    } else {
        (mantissa, BigUint::from(1u8) << shift.unsigned_abs())
    };
    ratio_to_f64(&numerator, &denominator).ok_or_else(too_large)
}

/// Reads a signed decimal exponent; one too large to hold is as good as the largest.
fn exponent(data: &[u8]) -> Option<i64> {
    let (sign, digits) = match data {
        [b'-', rest @ ..] => (-1, rest),
        [b'+', rest @ ..] => (1, rest),
        _ => (1, data),
    };
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let size =
        digits.iter().fold(0i64, |sum, &byte| sum.saturating_mul(10).saturating_add((byte - b'0').into()));
    Some(sign * size.min(i64::MAX / 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes() {
        for (value, expect) in [
            (1.0, "0x1.0000000000000p+0"),
            (-0.1, "-0x1.999999999999ap-4"),
            (5e-324, "0x0.0000000000001p-1022"),
            (-0.0, "-0x0.0p+0"),
            (f64::MAX, "0x1.fffffffffffffp+1023"),
            (f64::NAN, "nan"),
        ] {
            assert_eq!(hex(value), expect.as_bytes());
            assert!(value.is_nan() || from_hex(expect.as_bytes()).unwrap().to_bits() == value.to_bits());
        }
    }

    #[test]
    fn reads() {
        let check = |text: &str, expect: std::result::Result<f64, &str>| {
            assert_eq!(
                from_hex(text.as_bytes()).map_err(|error| error.message),
                expect.map_err(str::to_owned)
            );
        };
        let invalid = Err("invalid hexadecimal floating-point string");
        let large = Err("hexadecimal value too large to represent as a float");
        check(" -InFinity ", Ok(f64::NEG_INFINITY));
        check("0x1.p0", Ok(1.0));
        check(".8", Ok(0.5));
        check("a", Ok(10.0));
        check("0x1p-1080", Ok(0.0));
        check("0x0p99999999999999999999", Ok(0.0));
        check("0x1.fffffffffffff7p1023", Ok(f64::MAX));
        check("0x1.fffffffffffff8p1023", large);
        check("1p99999999999999999999", large);
        check("0x1p-1075", Ok(0.0));
        check("0x1.8p-1075", Ok(5e-324));
        for bad in ["", "x", "0x", "0x.p0", "1p", "1p+", "é", "\u{1c}1", "1.2.3", "--1", "0x 1"] {
            check(bad, invalid);
        }
    }
}
