//! Digits of floats in every presentation, and `format()` of `float` and `complex`.
//!
//! [`to_text`] is the one place that turns a double into characters: `repr`, `%`-formatting and `format()` differ
//! only in what they ask of it. It rounds the exact binary value once, half to even.

use crate::error::{Result, TextError, reserve};
use crate::format_spec::{FormatSpec, Grouping, NumberParts};
use crate::text::{TextBuf, TextRef};
use std::io::Write;

/// How [`to_text`] writes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flags {
    /// Always a sign, `+` included.
    pub sign: bool,
    /// `.0` behind whole numbers.
    pub add_dot_zero: bool,
    /// `#`: keep the point and trailing zeros.
    pub alternate: bool,
    /// `z`: no minus before what rounds to zero.
    pub no_negative_zero: bool,
}

/// No double has more significant or fractional digits than this: what lies beyond is zeros.
const ALL_DIGITS: usize = 1100;

/// Significant digits and the position of the point in them: 0.d₁d₂… × 10^point.
struct Digits {
    digits: Vec<u8>,
    point: i32,
}

/// Writes `value` in presentation `code`: `e E f F g G`, or `r` for the shortest repr.
pub fn to_text(value: f64, code: u8, precision: usize, flags: Flags) -> Result<Vec<u8>> {
    let upper = code.is_ascii_uppercase();
    let mut out = Vec::new();
    if !value.is_finite() {
        push_sign(&mut out, value.is_sign_negative() && !value.is_nan(), flags);
        out.extend_from_slice(match (value.is_nan(), upper) {
            (true, false) => b"nan",
            (true, true) => b"NAN",
            (false, false) => b"inf",
            (false, true) => b"INF",
        });
        return Ok(out);
    }
    let size = value.abs();
    let mut body = match code.to_ascii_lowercase() {
        b'f' => fixed(size, precision, flags)?,
        b'e' => {
            let Digits { digits, point } = exact(size, precision.saturating_add(1));
            scientific(&digits, precision, point - 1, flags)?
        }
        b'g' => {
            let precision = precision.max(1);
            let Digits { mut digits, point } = exact(size, precision);
            while digits.len() > 1 && digits.last() == Some(&b'0') {
                digits.pop();
            }
            let limit = precision.saturating_sub(usize::from(flags.add_dot_zero));
            let shown = if flags.alternate { precision } else { digits.len() };
            if point <= -4 || point as i64 > limit as i64 {
                scientific(&digits, shown - 1, point - 1, flags)?
            } else {
                positional(&digits, point, shown, flags)?
            }
        }
        _ => {
            let Digits { digits, point } = shortest(size);
            if point <= -4 || point > 16 {
                scientific(&digits, digits.len() - 1, point - 1, flags)?
            } else {
                positional(&digits, point, digits.len(), flags)?
            }
        }
    };
    let shows_zero =
        || !body.iter().take_while(|byte| **byte != b'e').any(|byte| matches!(byte, b'1'..=b'9'));
    let negative = value.is_sign_negative() && !(flags.no_negative_zero && shows_zero());
    push_sign(&mut out, negative, flags);
    if upper {
        body.make_ascii_uppercase();
    }
    if out.is_empty() {
        return Ok(body);
    }
    out.extend_from_slice(&body);
    Ok(out)
}

fn push_sign(out: &mut Vec<u8>, negative: bool, flags: Flags) {
    if negative {
        out.push(b'-');
    } else if flags.sign {
        out.push(b'+');
    }
}

fn fixed(size: f64, precision: usize, flags: Flags) -> Result<Vec<u8>> {
    if !flags.alternate
        && let Some(short) = crate::format_quick::fixed(size, precision)
    {
        return Ok(short.as_bytes().to_vec());
    }
    let exact = precision.min(ALL_DIGITS);
    let mut body = Vec::with_capacity(32);
    // Writing to a Vec cannot fail.
    let _ = write!(body, "{size:.exact$}");
    reserve(&mut body, precision - exact + 1)?;
    body.resize(body.len() + precision - exact, b'0');
    if precision == 0 && flags.alternate {
        body.push(b'.');
    }
    Ok(body)
}

/// The first `count` significant digits, rounded.
fn exact(size: f64, count: usize) -> Digits {
    let fraction = (count - 1).min(ALL_DIGITS);
    let text = format!("{size:.fraction$e}");
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let digits = mantissa.bytes().filter(|byte| *byte != b'.').collect();
    Digits { digits, point: exponent.parse::<i32>().unwrap_or(0) + 1 }
}

/// The shortest digits that identify the double.
fn shortest(size: f64) -> Digits {
    let mut buffer = ryu::Buffer::new();
    let text = buffer.format_finite(size);
    let (mantissa, exponent) = text.split_once('e').unwrap_or((text, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let mut point = whole.len() as i32 + exponent.parse::<i32>().unwrap_or(0);
    let mut digits = Vec::with_capacity(20);
    digits.extend_from_slice(whole.as_bytes());
    digits.extend_from_slice(fraction.as_bytes());
    let zeros = digits.iter().take_while(|byte| **byte == b'0').count();
    if zeros == digits.len() {
        return Digits { digits: vec![b'0'], point: 1 };
    }
    digits.drain(..zeros);
    point -= zeros as i32;
    while digits.last() == Some(&b'0') {
        digits.pop();
    }
    Digits { digits, point }
}

/// `d.ddde±xx` with `fraction` digits behind the point.
fn scientific(digits: &[u8], fraction: usize, exponent: i32, flags: Flags) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    reserve(&mut out, fraction.saturating_add(8))?;
    out.push(digits[0]);
    if fraction > 0 || flags.alternate {
        out.push(b'.');
        out.extend_from_slice(&digits[1..digits.len().min(fraction + 1)]);
        out.resize(2 + fraction, b'0');
    }
    out.extend_from_slice(if exponent < 0 { b"e-" } else { b"e+" });
    if exponent.abs() < 10 {
        out.push(b'0');
    }
    out.extend_from_slice(crate::int::Decimal::magnitude(exponent.unsigned_abs().into()).as_bytes());
    Ok(out)
}

/// `ddd.ddd` with `shown` significant digits.
fn positional(digits: &[u8], point: i32, shown: usize, flags: Flags) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    reserve(&mut out, shown.saturating_add(24))?;
    let whole = point.max(0) as usize;
    if whole == 0 {
        out.push(b'0');
    } else {
        out.extend_from_slice(&digits[..digits.len().min(whole)]);
        out.resize(whole, b'0');
    }
    let start = out.len() + 1;
    let zeros = point.min(0).unsigned_abs() as usize;
    if shown > whole {
        out.push(b'.');
        out.resize(start + zeros, b'0');
        out.extend_from_slice(&digits[digits.len().min(whole)..]);
        out.resize(start + zeros + shown - whole, b'0');
    } else if flags.add_dot_zero {
        out.extend_from_slice(b".0");
    } else if flags.alternate {
        out.push(b'.');
    }
    Ok(out)
}

/// `format(value, spec)` of a float. `spec` is not empty: the caller takes `str(value)` for that.
pub fn format_float(value: f64, spec: TextRef<'_>, type_name: &str) -> Result<TextBuf> {
    let spec = FormatSpec::parse(spec, 0, b'>', type_name)?;
    match spec.code {
        0 | 0x45 | 0x46 | 0x47 | 0x65 | 0x66 | 0x67 | 0x6e | 0x25 => format_float_spec(value, &spec),
        _ => Err(spec.unknown_code(type_name)),
    }
}

/// Formats a float by a spec that is already known to have a code of floats.
pub(crate) fn format_float_spec(value: f64, spec: &FormatSpec) -> Result<TextBuf> {
    if spec.precision.is_some_and(|precision| precision > i32::MAX as usize) {
        return Err(TextError::value("precision too big"));
    }
    let percent = spec.code == u32::from(b'%');
    let value = if percent { value * 100.0 } else { value };
    let (code, precision) = presentation(spec);
    let flags = Flags {
        add_dot_zero: spec.code == 0,
        alternate: spec.alternate,
        no_negative_zero: spec.no_negative_zero,
        ..Flags::default()
    };
    let mut text = to_text(value, code, precision, flags)?;
    if percent {
        text.push(b'%');
    }
    let mut out = TextBuf::new();
    number_parts(&text, &[], spec.fraction_grouping).write(spec, &mut out)?;
    Ok(out)
}

/// The code and the precision for [`to_text`].
fn presentation(spec: &FormatSpec) -> (u8, usize) {
    let code = match spec.code as u8 {
        0 if spec.precision.is_some() => b'g',
        0 => b'r',
        b'n' => b'g',
        b'%' => b'f',
        code => code,
    };
    (code, spec.precision.unwrap_or(if code == b'r' { 0 } else { 6 }))
}

/// Splits the text of a number into the parts that padding and grouping treat differently.
fn number_parts<'a>(text: &'a [u8], prefix: &'a [u8], fraction_grouping: Grouping) -> NumberParts<'a> {
    let (negative, body) = match text {
        [b'-', rest @ ..] => (true, rest),
        _ => (false, text),
    };
    let digits = body.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (digits, rest) = body.split_at(digits);
    NumberParts { negative, prefix, digits, rest, fraction_grouping }
}

/// `format(complex(real, imag), spec)`. `spec` is not empty.
pub fn format_complex(real: f64, imag: f64, spec: TextRef<'_>, type_name: &str) -> Result<TextBuf> {
    let spec = FormatSpec::parse(spec, 0, b'>', type_name)?;
    if !matches!(spec.code, 0 | 0x45 | 0x46 | 0x47 | 0x65 | 0x66 | 0x67 | 0x6e) {
        return Err(spec.unknown_code(type_name));
    }
    if spec.precision.is_some_and(|precision| precision > i32::MAX as usize) {
        return Err(TextError::value("precision too big"));
    }
    if spec.fill == u32::from(b'0') {
        return Err(TextError::value("Zero padding is not allowed in complex format specifier"));
    }
    if spec.align == b'=' {
        return Err(TextError::value("'=' alignment flag is not allowed in complex format specifier"));
    }
    let like_repr = spec.code == 0;
    let skip_real = like_repr && real == 0.0 && real.is_sign_positive();
    let parentheses = like_repr && !skip_real;
    let (code, precision) = presentation(&spec);
    let flags =
        Flags { alternate: spec.alternate, no_negative_zero: spec.no_negative_zero, ..Flags::default() };
    let part = FormatSpec { width: None, fill: u32::from(b' '), align: b'<', ..spec };
    let mut content = TextBuf::new();
    if parentheses {
        content.push_ascii(b"(");
    }
    if !skip_real {
        let text = to_text(real, code, precision, flags)?;
        number_parts(&text, &[], spec.fraction_grouping).write(&part, &mut content)?;
    }
    let text = to_text(imag, code, precision, flags)?;
    let imag_sign = if skip_real { spec.sign } else { b'+' };
    number_parts(&text, &[], spec.fraction_grouping)
        .write(&FormatSpec { sign: imag_sign, ..part }, &mut content)?;
    content.push_ascii(if parentheses { b"j)" } else { b"j" });
    let mut out = TextBuf::new();
    spec.pad(content.as_ref(), &mut out)?;
    Ok(out)
}
