//! The commonest numeric fields (`d`, `05d`, `x`, `.2f`, `8.3f`), written to a buffer on the stack.
//!
//! Each function gives `None` for what it does not know, values and specifications alike; the general formatters are
//! the ones that report errors.

use crate::int::Decimal;

/// Widths up to this one are written here; the longest number has 41 characters.
const WIDEST: usize = 48;
/// Ten to this power times any mantissa fits 128 bits.
const MOST_PLACES: usize = 17;

/// A short ASCII text.
pub struct Short {
    buffer: [u8; 64],
    length: usize,
}

impl Short {
    #[inline]
    pub fn as_bytes(&self) -> &[u8] {
        &self.buffer[..self.length]
    }

    #[inline]
    fn new() -> Short {
        Short { buffer: [0; 64], length: 0 }
    }

    #[inline]
    fn push(&mut self, bytes: &[u8]) {
        self.buffer[self.length..self.length + bytes.len()].copy_from_slice(bytes);
        self.length += bytes.len();
    }

    #[inline]
    fn fill(&mut self, byte: u8, count: usize) {
        self.buffer[self.length..self.length + count].fill(byte);
        self.length += count;
    }

    /// A sign and digits, to the right in a field of this width.
    #[inline]
    fn number(negative: bool, digits: &[u8], zero: bool, width: usize) -> Short {
        let mut out = Short::new();
        let missing = width.saturating_sub(digits.len() + usize::from(negative));
        if !zero {
            out.fill(b' ', missing);
        }
        if negative {
            out.push(b"-");
        }
        if zero {
            out.fill(b'0', missing);
        }
        out.push(digits);
        out
    }
}

/// A `0`, a width, and what follows them.
#[inline]
fn field(spec: &[u8]) -> Option<(bool, usize, &[u8])> {
    let zero = spec.first() == Some(&b'0');
    let mut at = usize::from(zero);
    let mut width = 0;
    while let Some(digit @ b'0'..=b'9') = spec.get(at) {
        width = width * 10 + usize::from(digit - b'0');
        if width > WIDEST {
            return None;
        }
        at += 1;
    }
    Some((zero, width, &spec[at..]))
}

/// `format(value, spec)` of an int.
#[inline]
pub fn int(value: i64, spec: &[u8]) -> Option<Short> {
    let (zero, width, code) = field(spec)?;
    let magnitude = value.unsigned_abs();
    match code {
        b"" | b"d" => Some(Short::number(value < 0, Decimal::magnitude(magnitude).as_bytes(), zero, width)),
        b"x" => {
            let mut digits = [0; 16];
            let count = (64 - magnitude.leading_zeros()).div_ceil(4).max(1) as usize;
            for (at, digit) in digits[..count].iter_mut().enumerate() {
                *digit = b"0123456789abcdef"[(magnitude >> (4 * (count - 1 - at)) & 15) as usize];
            }
            Some(Short::number(value < 0, &digits[..count], zero, width))
        }
        _ => None,
    }
}

/// `format(value, spec)` of a float.
#[inline]
pub fn float(value: f64, spec: &[u8]) -> Option<Short> {
    let (zero, width, rest) = field(spec)?;
    let places = match *rest {
        [b'.', one @ b'0'..=b'9', b'f'] => usize::from(one - b'0'),
        [b'.', b'1', one @ b'0'..=b'9', b'f'] => 10 + usize::from(one - b'0'),
        _ => return None,
    };
    let digits = fixed(value.abs(), places)?;
    Some(Short::number(value.is_sign_negative(), digits.as_bytes(), zero, width))
}

/// A double that is not negative with this many places behind the point, rounded half to even. `None` where the
/// number of units of the last place does not fit 64 bits, or the double is no number.
pub fn fixed(size: f64, places: usize) -> Option<Short> {
    if places > MOST_PLACES || !size.is_finite() {
        return None;
    }
    let bits = size.to_bits();
    let (fraction, exponent) = (bits & ((1 << 52) - 1), (bits >> 52) as i32);
    let (mantissa, exponent) =
        if exponent == 0 { (fraction, -1074) } else { (fraction | 1 << 52, exponent - 1075) };
    let scaled = u128::from(mantissa) * u128::from(10u64.pow(places as u32));
    let units = match exponent {
        0..=10 => u64::try_from(scaled << exponent).ok()?,
        -127..0 => {
            let drop = exponent.unsigned_abs();
            let (whole, rest) = (u64::try_from(scaled >> drop).ok()?, scaled & ((1 << drop) - 1));
            let half = 1u128 << (drop - 1);
            whole.checked_add(u64::from(rest > half || (rest == half && whole & 1 == 1)))?
        }
        _ if mantissa == 0 => 0,
        _ => return None,
    };
    let digits = Decimal::magnitude(units);
    let digits = digits.as_bytes();
    let mut out = Short::new();
    let zeros = (places + 1).saturating_sub(digits.len());
    let whole = (digits.len() + zeros) - places;
    if zeros > 0 {
        out.push(b"0");
    } else {
        out.push(&digits[..whole]);
    }
    if places > 0 {
        out.push(b".");
        if zeros > 0 {
            out.fill(b'0', zeros - 1);
            out.push(digits);
        } else {
            out.push(&digits[whole..]);
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(short: Option<Short>) -> Option<String> {
        short.map(|s| String::from_utf8_lossy(s.as_bytes()).into_owned())
    }

    #[test]
    fn fixed_agrees_with_the_library() {
        let mut state = 1u64;
        for round in 0..20_000u32 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let value = match round % 4 {
                0 => (state >> 40) as f64 / 8.0,
                1 => (state >> 33) as f64 / 1000.0,
                2 => f64::from_bits(state >> 2 | 1 << 61),
                _ => f64::from_bits(state).abs(),
            };
            for places in [0, 1, 2, 6, 17] {
                if let Some(shown) = show(fixed(value, places)) {
                    assert_eq!(shown, format!("{value:.places$}"), "{value:e}");
                }
            }
        }
        for value in [0.0, 0.5, 1.5, 2.5, 0.125, 1e-30, 5e-324, 999.999, 1e15, 0.05, 0.04999999999999999] {
            for places in 0..=17 {
                if let Some(shown) = show(fixed(value, places)) {
                    assert_eq!(shown, format!("{value:.places$}"), "{value:e}");
                }
            }
        }
        assert!(fixed(f64::NAN, 2).is_none() && fixed(1e300, 2).is_none() && fixed(1.0, 2).is_some());
    }

    #[test]
    fn fields() {
        let text = |s: &str| Some(s.to_owned());
        assert_eq!(show(int(-42, b"05d")), text("-0042"));
        assert_eq!(show(int(42, b"5")), text("   42"));
        assert_eq!(show(int(-255, b"x")), text("-ff"));
        assert_eq!(show(int(0, b"x")), text("0"));
        assert_eq!(show(int(i64::MIN, b"x")), text("-8000000000000000"));
        assert_eq!(show(int(0, b"00d")), text("0"));
        assert!(int(1, b"49d").is_none() && int(1, b",d").is_none() && int(1, b"+d").is_none());
        assert_eq!(show(float(-1.5, b"08.2f")), text("-0001.50"));
        assert_eq!(show(float(-0.0, b".1f")), text("-0.0"));
        assert_eq!(show(float(2.5, b"6.0f")), text("     2"));
        assert!(float(1.0, b"f").is_none() && float(1.0, b".2g").is_none());
    }
}
