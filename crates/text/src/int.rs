//! Text of integers: `int(text, base)` and the decimal, hexadecimal, octal and binary forms.
//!
//! Small results stay `i64`. The limit on decimal digits is an argument, since `sys.set_int_max_str_digits` is a
//! setting of the interpreter; 0 means no limit. Powers of two have no limit.

use crate::bytes_repr;
use crate::error::{Result, TextError};
use crate::properties::{decimal_value, is_space};
use crate::repr::repr_prefix;
use crate::text::TextRef;
use num_bigint::{BigInt, BigUint, Sign};
use num_traits::{ToPrimitive, Zero};

/// `sys.int_info.default_max_str_digits`.
pub const DEFAULT_MAX_STR_DIGITS: usize = 4300;

/// An integer that is `Small` whenever it fits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Int {
    Small(i64),
    Big(BigInt),
}

impl Int {
    /// Takes the small form if the value fits.
    pub fn normalized(value: BigInt) -> Self {
        value.to_i64().map_or_else(|| Int::Big(value), Int::Small)
    }
}

impl From<Int> for BigInt {
    fn from(int: Int) -> BigInt {
        match int {
            Int::Small(value) => value.into(),
            Int::Big(value) => value,
        }
    }
}

/// `int(text, base)`; base 10 is what `int(text)` means.
pub fn parse(text: TextRef<'_>, base: i64, max_digits: usize) -> Result<Int> {
    let invalid = || invalid_literal(base, &repr_prefix(text, 200));
    let base = check_base(base)?;
    if text.is_ascii() {
        return parse_ascii(text.bytes(), base, max_digits)?.ok_or_else(invalid);
    }
    let Some(ascii) = to_ascii_digits(text) else { return Err(invalid()) };
    parse_ascii(&ascii, base, max_digits)?.ok_or_else(invalid)
}

/// `int(data, base)` of a bytes-like object.
pub fn parse_bytes(data: &[u8], base: i64, max_digits: usize) -> Result<Int> {
    let checked = check_base(base)?;
    parse_ascii(data, checked, max_digits)?.ok_or_else(|| {
        let mut shown = bytes_repr::repr_string(&data[..data.len().min(200)]);
        shown.truncate(200);
        invalid_literal(base, &shown)
    })
}

#[cold]
fn invalid_literal(base: i64, shown: &str) -> TextError {
    TextError::value(format!("invalid literal for int() with base {base}: {shown}"))
}

fn check_base(base: i64) -> Result<u32> {
    match base {
        0 | 2..=36 => Ok(base as u32),
        _ => Err(TextError::value("int() base must be >= 2 and <= 36, or 0")),
    }
}

/// Maps Unicode digits and white space to ASCII. `None` if any other character is not ASCII.
pub(crate) fn to_ascii_digits(text: TextRef<'_>) -> Option<Vec<u8>> {
    let map = |code: u32| match code {
        0..0x80 => Some(code as u8),
        _ if is_space(code) => Some(b' '),
        _ => decimal_value(code).map(|digit| b'0' + digit),
    };
    text.code_points().map(map).collect()
}

/// The value of a few plain decimal digits behind at most a minus sign, as most literals are.
#[inline]
pub fn parse_plain(data: &[u8]) -> Option<i64> {
    let plain = data.strip_prefix(b"-").unwrap_or(data);
    if plain.len() > 18 || plain.is_empty() || !plain.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let value = plain.iter().fold(0, |sum, &byte| sum * 10 + i64::from(byte - b'0'));
    Some(if plain.len() < data.len() { -value } else { value })
}

/// `None` means that the text is no literal; an error is only the digit limit.
fn parse_ascii(data: &[u8], base: u32, max_digits: usize) -> Result<Option<Int>> {
    if base == 10
        && let Some(value) = parse_plain(data)
    {
        return Ok(Some(Int::Small(value)));
    }
    let data =
        &data[crate::bytes::strip_where(data, crate::bytes::Side::Both, crate::properties::is_ascii_space)];
    let (negative, rest) = match data {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, data),
    };
    let Some((base, digits, old_octal)) = split_prefix(rest, base) else { return Ok(None) };
    let Some((values, tail)) = digit_values(digits, base) else { return Ok(None) };
    // CPython reads a C string here: what follows a NUL is found to be wrong only after the digits were counted.
    let ends = tail.trim_ascii_start().first().is_none_or(|&byte| byte == 0);
    if ends && max_digits > 0 && !base.is_power_of_two() && values.len() > max_digits {
        return Err(TextError::value(format!(
            "Exceeds the limit ({max_digits} digits) for integer string conversion: value has {} digits; use \
             sys.set_int_max_str_digits() to increase the limit",
            values.len()
        )));
    }
    if !tail.is_empty() || values.is_empty() || (old_octal && values.iter().any(|&value| value != 0)) {
        return Ok(None);
    }
    let mut small = Some(0i64);
    for &value in &values {
        small = small.and_then(|sum| sum.checked_mul(i64::from(base))?.checked_add(i64::from(value)));
    }
    Ok(match small {
        Some(value) => Some(Int::Small(if negative { -value } else { value })),
        None => BigUint::from_radix_be(&values, base).map(|magnitude| {
            Int::normalized(BigInt::from_biguint(if negative { Sign::Minus } else { Sign::Plus }, magnitude))
        }),
    })
}

/// The base that the prefix says, the digits behind it, and whether only zeros may follow (base 0 and "0…").
fn split_prefix(data: &[u8], base: u32) -> Option<(u32, &[u8], bool)> {
    let (prefix_base, rest) = match data {
        [b'0', b'x' | b'X', rest @ ..] => (16, rest),
        [b'0', b'o' | b'O', rest @ ..] => (8, rest),
        [b'0', b'b' | b'B', rest @ ..] => (2, rest),
        _ => {
            return Some(if base == 0 {
                (10, data, data.first() == Some(&b'0'))
            } else {
                (base, data, false)
            });
        }
    };
    if base != 0 && base != prefix_base {
        return Some((base, data, false));
    }
    // One underscore may follow the prefix.
    Some((prefix_base, rest.strip_prefix(b"_").unwrap_or(rest), false))
}

/// The values of the leading digits, and what follows them. `None` for a misplaced underscore.
fn digit_values(data: &[u8], base: u32) -> Option<(Vec<u8>, &[u8])> {
    let mut values = Vec::with_capacity(data.len());
    let mut after_underscore = true;
    for (at, &byte) in data.iter().enumerate() {
        if byte == b'_' {
            if after_underscore {
                return None;
            }
            after_underscore = true;
        } else if let Some(value) = char::from(byte).to_digit(base) {
            values.push(value as u8);
            after_underscore = false;
        } else {
            return (!after_underscore || values.is_empty()).then_some((values, &data[at..]));
        }
    }
    (!after_underscore || values.is_empty()).then_some((values, &[]))
}

/// Decimal digits of an `i64` in a buffer on the stack.
pub struct Decimal {
    buffer: [u8; 20],
    start: usize,
}

impl Decimal {
    #[inline]
    pub fn new(value: i64) -> Self {
        let mut this = Self::magnitude(value.unsigned_abs());
        if value < 0 {
            this.start -= 1;
            this.buffer[this.start] = b'-';
        }
        this
    }

    /// Digits without a sign.
    #[inline]
    pub fn magnitude(mut value: u64) -> Self {
        const PAIRS: &[u8; 200] = b"0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243444546474849\
            5051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899";
        let mut buffer = [0; 20];
        let mut start = buffer.len();
        while value >= 100 {
            let pair = (value % 100) as usize * 2;
            value /= 100;
            start -= 2;
            buffer[start..start + 2].copy_from_slice(&PAIRS[pair..pair + 2]);
        }
        if value >= 10 {
            let pair = value as usize * 2;
            start -= 2;
            buffer[start..start + 2].copy_from_slice(&PAIRS[pair..pair + 2]);
        } else {
            start -= 1;
            buffer[start] = b'0' + value as u8;
        }
        Self { buffer, start }
    }

    #[inline]
    pub fn as_bytes(&self) -> &[u8] {
        &self.buffer[self.start..]
    }
}

/// `str(value)`.
#[inline]
pub fn decimal(value: i64) -> Vec<u8> {
    Decimal::new(value).as_bytes().to_vec()
}

/// `str(value)`, or ValueError if it has more than `max_digits` digits.
pub fn decimal_big(value: &BigInt, max_digits: usize) -> Result<Vec<u8>> {
    // A number of that many bits has more than the allowed digits for sure: do not even start.
    if max_digits > 0 && value.bits() > max_digits as u64 * 10 / 3 + 4 {
        return Err(too_many_digits(max_digits));
    }
    let digits = value.to_string().into_bytes();
    if max_digits > 0 && digits.len() - usize::from(value.sign() == Sign::Minus) > max_digits {
        return Err(too_many_digits(max_digits));
    }
    Ok(digits)
}

/// As [`decimal_big`], of sign and magnitude.
pub fn decimal_digits(negative: bool, digits: &[u64], max_digits: usize) -> Result<Vec<u8>> {
    /// The library divides long numbers into halves first.
    const LONG: usize = 64;
    if digits.len() > LONG {
        let halves = digits.iter().flat_map(|&digit| [digit as u32, (digit >> 32) as u32]).collect();
        let sign = if negative { Sign::Minus } else { Sign::Plus };
        return decimal_big(&BigInt::new(sign, halves), max_digits);
    }
    let mut shown = crate::digits::decimal(digits);
    if max_digits > 0 && shown.len() > max_digits {
        return Err(too_many_digits(max_digits));
    }
    if negative {
        shown.insert(0, b'-');
    }
    Ok(shown)
}

#[cold]
fn too_many_digits(max_digits: usize) -> TextError {
    TextError::value(format!(
        "Exceeds the limit ({max_digits} digits) for integer string conversion; use sys.set_int_max_str_digits() to \
         increase the limit"
    ))
}

/// The digits of a magnitude in base 2, 8 or 16, lower case, without prefix.
pub fn radix_magnitude(value: u64, base: u32) -> Vec<u8> {
    let shift = base.trailing_zeros();
    let count = (64 - value.leading_zeros()).div_ceil(shift).max(1);
    (0..count)
        .rev()
        .map(|i| b"0123456789abcdef"[(value >> (i * shift)) as usize & (base as usize - 1)])
        .collect()
}

/// `bin`, `oct` and `hex`: sign, prefix, digits.
pub fn with_prefix(value: i64, base: u32) -> Vec<u8> {
    prefixed(value < 0, radix_magnitude(value.unsigned_abs(), base), base)
}

/// As [`with_prefix`].
pub fn with_prefix_big(value: &BigInt, base: u32) -> Vec<u8> {
    prefixed(value.sign() == Sign::Minus, value.magnitude().to_str_radix(base).into_bytes(), base)
}

fn prefixed(negative: bool, digits: Vec<u8>, base: u32) -> Vec<u8> {
    let mut out = Vec::with_capacity(digits.len() + 3);
    out.extend(negative.then_some(b'-'));
    out.extend_from_slice(&[b'0', prefix_letter(base)]);
    out.extend_from_slice(&digits);
    out
}

pub(crate) fn prefix_letter(base: u32) -> u8 {
    match base {
        2 => b'b',
        8 => b'o',
        _ => b'x',
    }
}

/// Whether the value is zero, whichever form it has.
pub fn is_zero(value: &Int) -> bool {
    match value {
        Int::Small(value) => *value == 0,
        Int::Big(value) => value.is_zero(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parses() {
        let check = |text: &str, base: i64, expect: Option<i64>| {
            let result = parse(text.into(), base, 4300);
            assert_eq!(result.ok(), expect.map(Int::Small), "{text:?} in base {base}");
        };
        check("42", 10, Some(42));
        check(" -1_000\n", 10, Some(-1000));
        check("٣٤\u{3000}", 10, Some(34));
        check("0x_ff", 0, Some(255));
        check("0xff", 16, Some(255));
        check("ff", 16, Some(255));
        check("0b1", 16, Some(0xb1));
        check("z", 36, Some(35));
        check("00_0", 0, Some(0));
        for bad in ["", " ", "+", "-", "1_", "_1", "1__0", "1 2", "é", "0x", "1.0", "- 1", "--1"] {
            check(bad, 10, None);
        }
        for bad in ["010", "0_", "0x", "0x__1", "0b2"] {
            check(bad, 0, None);
        }
        let big = parse("-9223372036854775808".into(), 10, 4300).unwrap();
        assert_eq!(big, Int::Small(i64::MIN));
        assert_eq!(
            parse("1".repeat(40).as_str().into(), 10, 0).unwrap(),
            Int::Big("1".repeat(40).parse().unwrap())
        );
    }

    #[test]
    fn parse_errors() {
        let message = |text: &str, base| parse(text.into(), base, 4300).unwrap_err().message;
        assert_eq!(message("x'", 10), r#"invalid literal for int() with base 10: "x'""#);
        assert_eq!(message(&"x".repeat(300), 7).len(), "invalid literal for int() with base 7: ".len() + 200);
        assert_eq!(message("1", 37), "int() base must be >= 2 and <= 36, or 0");
        assert_eq!(
            message(&"1".repeat(4301), 10),
            "Exceeds the limit (4300 digits) for integer string conversion: value has 4301 digits; use \
             sys.set_int_max_str_digits() to increase the limit"
        );
        assert_eq!(
            parse_bytes(b"1\0", 10, 0).unwrap_err().message,
            r"invalid literal for int() with base 10: b'1\x00'"
        );
    }

    #[test]
    fn digits() {
        for value in [0, 7, 10, 99, 100, 12345, -1, i64::MAX, i64::MIN] {
            assert_eq!(decimal(value), value.to_string().into_bytes());
        }
        assert_eq!(with_prefix(-255, 16), b"-0xff");
        assert_eq!(with_prefix(0, 2), b"0b0");
        assert_eq!(with_prefix(i64::MIN, 8), b"-0o1000000000000000000000");
        assert_eq!(with_prefix_big(&(BigInt::from(1) << 70), 16), b"0x400000000000000000");
        let limit = BigInt::from(10).pow(4300);
        assert!(decimal_big(&limit, 4300).is_err() && decimal_big(&(limit - 1), 4300).is_ok());
    }
}
