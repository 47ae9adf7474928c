//! Single native items of memory: the formats of `struct` that a memoryview reads and writes.

use crate::bytes::Bytes;
use crate::int::Number;
use crate::{PyResult, Raised, Value, Vm};

/// The code of a native single-item format, an optional `@` before it.
pub fn code(format: &str) -> Option<u8> {
    match *format.strip_prefix('@').unwrap_or(format).as_bytes() {
        [code] if size(code).is_some() => Some(code),
        _ => None,
    }
}

/// Bytes of an item.
pub fn size(code: u8) -> Option<usize> {
    Some(match code {
        b'c' | b'b' | b'B' | b'?' => 1,
        b'h' | b'H' | b'e' => 2,
        b'i' | b'I' | b'f' => 4,
        b'l' | b'L' | b'q' | b'Q' | b'n' | b'N' | b'P' | b'd' => 8,
        _ => return None,
    })
}

fn is_signed(code: u8) -> bool {
    matches!(code, b'b' | b'h' | b'i' | b'l' | b'q' | b'n')
}

/// A half-precision float, widened.
fn from_half(bits: u16) -> f64 {
    let sign = if bits >> 15 == 1 { -1.0 } else { 1.0 };
    let (exponent, fraction) = (i32::from(bits >> 10 & 31), f64::from(bits & 1023));
    sign * match exponent {
        0 => fraction * 2f64.powi(-24),
        31 if fraction == 0.0 => f64::INFINITY,
        31 => f64::NAN,
        _ => (1024.0 + fraction) * 2f64.powi(exponent - 25),
    }
}

/// A double as half precision, ties to even; `None` if it is too large.
fn to_half(value: f64) -> Option<u16> {
    let sign = u16::from(value.is_sign_negative()) << 15;
    let size = value.abs();
    if size.is_nan() {
        return Some(sign | 0x7e00);
    }
    if size.is_infinite() {
        return Some(sign | 0x7c00);
    }
    let exponent = if size < 2f64.powi(-14) { -14 } else { (size.to_bits() >> 52) as i32 - 1023 };
    // The digits as a whole number of the last place; a carry moves into the exponent by itself.
    let digits = (size * 2f64.powi(10 - exponent)).round_ties_even() as u32;
    let bits = if digits < 1024 { digits } else { ((exponent + 15) as u32) * 1024 + (digits - 1024) };
    u16::try_from(bits).ok().filter(|bits| *bits < 0x7c00).map(|bits| sign | bits)
}

/// The value of an item.
pub fn unpack(vm: &Vm, code: u8, bytes: &[u8]) -> Value {
    let mut wide = [0u8; 8];
    let length = bytes.len().min(8);
    wide[..length].copy_from_slice(&bytes[..length]);
    let raw = u64::from_ne_bytes(wide);
    match code {
        b'c' => vm.new_bytes(bytes),
        b'?' => Value::from_bool(raw != 0),
        b'e' => vm.new_float(from_half(raw as u16)),
        b'f' => vm.new_float(f64::from(f32::from_bits(raw as u32))),
        b'd' => vm.new_float(f64::from_bits(raw)),
        _ if is_signed(code) => {
            let unused = 64 - 8 * length as u32;
            vm.new_int(((raw << unused) as i64) >> unused)
        }
        _ => vm.new_u64(raw),
    }
}

fn invalid(vm: &mut Vm, code: u8, kind: &str) -> Raised {
    let text = format!("memoryview: invalid {kind} for format '{}'", char::from(code));
    if kind == "type" { vm.type_error(text) } else { vm.value_error(text) }
}

/// The bytes of a value as an item; the first `size(code)` count.
pub fn pack(vm: &mut Vm, code: u8, value: &Value) -> PyResult<[u8; 8]> {
    let mut out = [0u8; 8];
    match code {
        b'c' => match value.downcast::<Bytes>().map(|b| b.data.as_slice()) {
            Some(&[byte]) => out[0] = byte,
            Some(_) => return Err(invalid(vm, code, "value")),
            None => return Err(invalid(vm, code, "type")),
        },
        b'?' => out[0] = u8::from(vm.truth(value)?),
        b'e' | b'f' | b'd' => {
            let number = match vm.as_double(value) {
                Ok(number) => number,
                Err(raised) if vm.is_raised(&raised, crate::Tp::TypeError) => {
                    return Err(invalid(vm, code, "type"));
                }
                Err(raised) => return Err(raised),
            };
            match code {
                b'd' => out = number.to_ne_bytes(),
                b'f' => out[..4].copy_from_slice(&(number as f32).to_ne_bytes()),
                _ => match to_half(number) {
                    Some(bits) => out[..2].copy_from_slice(&bits.to_ne_bytes()),
                    None => return Err(vm.overflow_error("float too large to pack with e format")),
                },
            }
        }
        _ => {
            if vm.type_of(value).slots().index.is_none() {
                return Err(invalid(vm, code, "type"));
            }
            let index = vm.index(value)?;
            let bits = 8 * size(code).unwrap_or(8) as u32;
            let raw = match Number::of(&index) {
                Some(Number::Small(i)) if is_signed(code) => (i >> (bits - 1) == i >> 63).then_some(i as u64),
                Some(Number::Small(i)) => u64::try_from(i).ok().filter(|i| bits == 64 || i >> bits == 0),
                Some(Number::Big(b)) if !is_signed(code) && bits == 64 && !b.is_negative() => {
                    match b.digits() {
                        &[one] => Some(one),
                        _ => None,
                    }
                }
                _ => None,
            };
            match raw {
                Some(raw) => out = raw.to_ne_bytes(),
                None => return Err(invalid(vm, code, "value")),
            }
        }
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_floats_round_trip() {
        for bits in (0..0x7c00u16).chain(0x8000..0xfc00) {
            assert_eq!(to_half(from_half(bits)), Some(bits));
        }
        assert_eq!(to_half(65519.0), Some(0x7bff));
        assert_eq!(to_half(65520.0), None);
        assert_eq!(to_half(2f64.powi(-25)), Some(0));
        assert_eq!(to_half(f64::INFINITY), Some(0x7c00));
    }
}
