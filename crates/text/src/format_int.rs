//! `format()` of `int` (and of `bool`, which is one).

use crate::error::{Result, TextError};
use crate::format_float::format_float_spec;
use crate::format_spec::{FormatSpec, NumberParts};
use crate::int::{Decimal, Int, decimal_big, prefix_letter, radix_magnitude};
use crate::int_ops::to_f64;
use crate::text::{TextBuf, TextRef};
use num_bigint::Sign;

/// `format(value, spec)`. `spec` is not empty: the caller takes `str(value)` for that.
pub fn format_int(value: &Int, spec: TextRef<'_>, type_name: &str, max_digits: usize) -> Result<TextBuf> {
    if let (Int::Small(value), b"d") = (value, spec.bytes()) {
        return Ok(TextBuf::from_ascii(Decimal::new(*value).as_bytes().to_vec()));
    }
    let spec = FormatSpec::parse(spec, b'd', b'>', type_name)?;
    match u8::try_from(spec.code).unwrap_or(0) {
        b'b' | b'c' | b'd' | b'o' | b'x' | b'X' | b'n' => format_int_spec(value, &spec, max_digits),
        b'e' | b'E' | b'f' | b'F' | b'g' | b'G' | b'%' => {
            let value = match value {
                Int::Small(value) => *value as f64,
                Int::Big(value) => to_f64(value)?,
            };
            format_float_spec(value, &spec)
        }
        _ => Err(spec.unknown_code(type_name)),
    }
}

fn format_int_spec(value: &Int, spec: &FormatSpec, max_digits: usize) -> Result<TextBuf> {
    if spec.precision.is_some() {
        return Err(TextError::value("Precision not allowed in integer format specifier"));
    }
    if spec.no_negative_zero {
        return Err(TextError::value("Negative zero coercion (z) not allowed in integer format specifier"));
    }
    let mut out = TextBuf::new();
    if spec.code == u32::from(b'c') {
        return format_char(value, spec);
    }
    let (base, upper) = match spec.code as u8 {
        b'b' => (2, false),
        b'o' => (8, false),
        b'x' => (16, false),
        b'X' => (16, true),
        _ => (10, false),
    };
    if let (Int::Small(value), 10) = (value, base) {
        let digits = Decimal::magnitude(value.unsigned_abs());
        let fraction_grouping = spec.fraction_grouping;
        let parts = NumberParts {
            negative: *value < 0,
            prefix: b"",
            digits: digits.as_bytes(),
            rest: b"",
            fraction_grouping,
        };
        parts.write(spec, &mut out)?;
        return Ok(out);
    }
    let (negative, mut digits) = magnitude(value, base, max_digits)?;
    let mut prefix = [b'0', prefix_letter(base)];
    if upper {
        digits.make_ascii_uppercase();
        prefix.make_ascii_uppercase();
    }
    let prefix: &[u8] = if spec.alternate && base != 10 { &prefix } else { b"" };
    let parts = NumberParts {
        negative,
        prefix,
        digits: &digits,
        rest: b"",
        fraction_grouping: spec.fraction_grouping,
    };
    parts.write(spec, &mut out)?;
    Ok(out)
}

/// The sign and the digits of the absolute value.
pub(crate) fn magnitude(value: &Int, base: u32, max_digits: usize) -> Result<(bool, Vec<u8>)> {
    Ok(match value {
        Int::Small(value) if base == 10 => {
            (*value < 0, Decimal::magnitude(value.unsigned_abs()).as_bytes().to_vec())
        }
        Int::Small(value) => (*value < 0, radix_magnitude(value.unsigned_abs(), base)),
        Int::Big(value) => {
            let negative = value.sign() == Sign::Minus;
            let digits = if base == 10 {
                let mut digits = decimal_big(value, max_digits)?;
                digits.drain(..usize::from(negative));
                digits
            } else {
                value.magnitude().to_str_radix(base).into_bytes()
            };
            (negative, digits)
        }
    })
}

fn format_char(value: &Int, spec: &FormatSpec) -> Result<TextBuf> {
    if spec.sign != 0 {
        return Err(TextError::value("Sign not allowed with integer format specifier 'c'"));
    }
    if spec.alternate {
        return Err(TextError::value("Alternate form (#) not allowed with integer format specifier 'c'"));
    }
    let Int::Small(value) = *value else {
        return Err(TextError::overflow("Python int too large to convert to C long"));
    };
    if !(0..=0x10ffff).contains(&value) {
        return Err(TextError::overflow("%c arg not in range(0x110000)"));
    }
    let mut char = TextBuf::new();
    char.push(value as u32);
    let mut out = TextBuf::new();
    spec.pad(char.as_ref(), &mut out)?;
    Ok(out)
}
