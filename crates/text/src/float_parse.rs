//! Reading `float(text)` and `complex(text)`: white space, underscores, Unicode digits, inf and nan.

use crate::bytes::{Side, strip_where};
use crate::error::{Result, TextError};
use crate::int::to_ascii_digits;
use crate::properties::is_ascii_space;
use crate::repr::repr;
use crate::text::TextRef;
use std::borrow::Cow;

/// `float(text)`.
pub fn parse(text: TextRef<'_>) -> Result<f64> {
    let value = if text.is_ascii() { parse_ascii(text.bytes()) } else { None };
    value
        .or_else(|| to_ascii_digits(text).filter(|_| !text.is_ascii()).and_then(|ascii| parse_ascii(&ascii)))
        .ok_or_else(|| invalid(&repr(text).as_ref().to_string_escaped()))
}

/// The error of `float()` for an argument with the given repr.
pub fn invalid(shown: &str) -> TextError {
    TextError::value(format!("could not convert string to float: {shown}"))
}

/// `float(data)` of a bytes-like object; `None` calls for [`invalid`] with the object's repr.
pub fn parse_ascii(data: &[u8]) -> Option<f64> {
    let data = without_underscores(&data[strip_where(data, Side::Both, is_ascii_space)])?;
    let (value, len) = scan(&data)?;
    (len == data.len()).then_some(value)
}

/// Drops underscores; `None` if one does not stand between two digits.
fn without_underscores(data: &[u8]) -> Option<Cow<'_, [u8]>> {
    if !data.contains(&b'_') {
        return Some(Cow::Borrowed(data));
    }
    let digit = |at: Option<usize>| at.and_then(|at| data.get(at)).is_some_and(u8::is_ascii_digit);
    let misplaced = |(at, _): (usize, &u8)| !(digit(at.checked_sub(1)) && digit(Some(at + 1)));
    if data.iter().enumerate().filter(|(_, byte)| **byte == b'_').any(misplaced) {
        return None;
    }
    Some(Cow::Owned(data.iter().copied().filter(|&byte| byte != b'_').collect()))
}

/// Reads the longest float at the start: its value and its length.
fn scan(data: &[u8]) -> Option<(f64, usize)> {
    let sign = usize::from(matches!(data.first(), Some(b'+' | b'-')));
    let starts_with =
        |word: &[u8]| data.get(sign..sign + word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    let digits = |from: usize| data[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let len = if starts_with(b"infinity") {
        sign + 8
    } else if starts_with(b"inf") || starts_with(b"nan") {
        sign + 3
    } else {
        let whole = digits(sign);
        let mut at = sign + whole;
        let mut fraction = 0;
        if data.get(at) == Some(&b'.') {
            fraction = digits(at + 1);
            at += 1 + fraction;
        }
        if whole + fraction == 0 {
            return None;
        }
        if matches!(data.get(at), Some(b'e' | b'E')) {
            let sign = usize::from(matches!(data.get(at + 1), Some(b'+' | b'-')));
            let exponent = digits((at + 1 + sign).min(data.len()));
            if exponent > 0 {
                at += 1 + sign + exponent;
            }
        }
        at
    };
    let value = std::str::from_utf8(&data[..len]).ok()?.parse().ok()?;
    Some((value, len))
}

/// `complex(text)`: real and imaginary part.
pub fn parse_complex(text: TextRef<'_>) -> Result<(f64, f64)> {
    let malformed = || TextError::value("complex() arg is a malformed string");
    let ascii = to_ascii_digits(text).ok_or_else(malformed)?;
    let data = without_underscores(&ascii).ok_or_else(|| {
        TextError::value(format!(
            "could not convert string to complex: {}",
            repr(text).as_ref().to_string_escaped()
        ))
    })?;
    let trim = |data: &'_ [u8]| strip_where(data, Side::Both, is_ascii_space);
    let mut data = &data[trim(&data)];
    if let Some(rest) = data.strip_prefix(b"(") {
        data = rest.strip_suffix(b")").ok_or_else(malformed)?;
        data = &data[trim(data)];
    }
    complex_parts(data).ok_or_else(malformed)
}

fn complex_parts(data: &[u8]) -> Option<(f64, f64)> {
    let is_unit = |rest: &[u8]| matches!(rest, [b'j' | b'J']);
    let bare_unit = |rest: &[u8]| match rest {
        [b'+', rest @ ..] if is_unit(rest) => Some(1.0),
        [b'-', rest @ ..] if is_unit(rest) => Some(-1.0),
        _ => None,
    };
    let Some((first, len)) = scan(data) else {
        return if is_unit(data) { Some((0.0, 1.0)) } else { Some((0.0, bare_unit(data)?)) };
    };
    let rest = &data[len..];
    match rest.first() {
        None => Some((first, 0.0)),
        Some(b'j' | b'J') => (rest.len() == 1).then_some((0.0, first)),
        Some(b'+' | b'-') => match scan(rest) {
            Some((second, len)) => is_unit(&rest[len..]).then_some((first, second)),
            None => Some((first, bare_unit(rest)?)),
        },
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floats() {
        let check = |text: &str, expect: Option<f64>| {
            let value = parse(text.into());
            assert_eq!(value.clone().ok().map(f64::to_bits), expect.map(f64::to_bits), "{text:?}");
            if let Err(error) = value {
                assert_eq!(error.message, format!("could not convert string to float: '{text}'"));
            }
        };
        check(" 1.5\n", Some(1.5));
        check("1_000.5_5e1_0", Some(1000.55e10));
        check("-iNf", Some(f64::NEG_INFINITY));
        check("+infinity", Some(f64::INFINITY));
        check("1.", Some(1.0));
        check(".5", Some(0.5));
        check("\u{3000}٣.٥", Some(3.5));
        check("1e400", Some(f64::INFINITY));
        check("-0", Some(-0.0));
        for bad in [
            "", ".", "1e", "1__0", "_1", "1_", "1_.5", "1._5", "1e_5", "infin", "0x1", "é", "1 2", "+-1",
            "1f",
        ] {
            check(bad, None);
        }
        assert!(parse("nan".into()).unwrap().is_nan());
    }

    #[test]
    fn complexes() {
        let check = |text: &str, expect: Option<(f64, f64)>| {
            assert_eq!(parse_complex(text.into()).ok(), expect, "{text:?}");
        };
        check("1+2j", Some((1.0, 2.0)));
        check(" ( 1_0-2.5e3J ) ", Some((10.0, -2500.0)));
        check("j", Some((0.0, 1.0)));
        check("-j", Some((0.0, -1.0)));
        check("3+j", Some((3.0, 1.0)));
        check("1.e5_0j", Some((0.0, 1e50)));
        check("-inf+infj", Some((f64::NEG_INFINITY, f64::INFINITY)));
        check("٣j", Some((0.0, 3.0)));
        for bad in ["", "1+", "1j+1", "(1", "1)", "++1", "1 +2j", "1e", "x", "1+2", "jj"] {
            check(bad, None);
            assert_eq!(parse_complex(bad.into()).unwrap_err().message, "complex() arg is a malformed string");
        }
        assert_eq!(
            parse_complex("1_j".into()).unwrap_err().message,
            "could not convert string to complex: '1_j'"
        );
    }
}
