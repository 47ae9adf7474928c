//! The items of arrays: the type codes, and what each makes of values and of bytes. Numbers that do not fit are refused
//! in the words of the C type that would hold them.

use taipan_native::{PyResult, Value, Vm};
use taipan_objects::int::Number;
use taipan_objects::str::Str;

pub const CODES: &str = "bBuwhHiIlLqQfd";

/// Bytes of an item.
pub fn size(code: u8) -> usize {
    match code {
        b'b' | b'B' => 1,
        b'h' | b'H' => 2,
        b'u' | b'w' | b'i' | b'I' | b'f' => 4,
        _ => 8,
    }
}

pub fn is_text(code: u8) -> bool {
    matches!(code, b'u' | b'w')
}

/// The value of an item.
pub fn unpack(vm: &mut Vm, code: u8, bytes: &[u8]) -> PyResult {
    if !is_text(code) {
        return Ok(taipan_objects::struct_item::unpack(vm, code, bytes));
    }
    let raw = bytes.try_into().map(u32::from_ne_bytes).unwrap_or(0);
    if raw > 0x10ffff {
        return Err(out_of_range(vm, raw));
    }
    Ok(vm.new_char(raw))
}

/// ValueError for what is no code point.
pub fn out_of_range(vm: &mut Vm, raw: u32) -> taipan_native::Raised {
    vm.value_error(format!("character U+{raw:x} is not in range [U+0000; U+10ffff]"))
}

/// A number as a C long.
fn long(vm: &mut Vm, value: &Value) -> PyResult<i64> {
    let index = vm.index(value)?;
    match Number::of(&index) {
        Some(Number::Small(i)) => Ok(i),
        _ => Err(vm.overflow_error("Python int too large to convert to C long")),
    }
}

fn ranged(vm: &mut Vm, value: &Value, name: &str, least: i64, most: i64) -> PyResult<i64> {
    let number = long(vm, value)?;
    if number < least {
        return Err(vm.overflow_error(format!("{name} is less than minimum")));
    }
    if number > most {
        return Err(vm.overflow_error(format!("{name} is greater than maximum")));
    }
    Ok(number)
}

/// A number as an unsigned 64-bit one; the messages for those below and those above.
fn unsigned(vm: &mut Vm, value: &Value, below: &str, above: &str) -> PyResult<u64> {
    let index = vm.index(value)?;
    let number = match Number::of(&index) {
        Some(Number::Small(i)) => u64::try_from(i).ok(),
        Some(Number::Big(b)) if !b.is_negative() => match b.digits() {
            &[digit] => Some(digit),
            _ => return Err(vm.overflow_error(above)),
        },
        _ => None,
    };
    number.ok_or_else(|| vm.overflow_error(below))
}

/// The bytes of a value as an item; the first `size(code)` count.
pub fn pack(vm: &mut Vm, code: u8, value: &Value) -> PyResult<[u8; 8]> {
    const NEGATIVE: &str = "can't convert negative value to unsigned int";
    const LARGE: &str = "Python int too large to convert to C unsigned long";
    let mut out = [0u8; 8];
    let mut put = |bytes: &[u8]| out[..bytes.len()].copy_from_slice(bytes);
    match code {
        b'u' | b'w' => put(&character(vm, value)?.to_ne_bytes()),
        b'b' => put(&(ranged(vm, value, "signed char", -128, 127)? as i8).to_ne_bytes()),
        b'B' => put(&(ranged(vm, value, "unsigned byte integer", 0, 255)? as u8).to_ne_bytes()),
        b'h' => put(&(ranged(vm, value, "signed short integer", -32768, 32767)? as i16).to_ne_bytes()),
        b'H' => put(&(ranged(vm, value, "unsigned short", 0, 65535)? as u16).to_ne_bytes()),
        b'i' => {
            let (least, most) = (i32::MIN.into(), i32::MAX.into());
            put(&(ranged(vm, value, "signed integer", least, most)? as i32).to_ne_bytes());
        }
        b'I' => {
            let number = unsigned(vm, value, NEGATIVE, LARGE)?;
            match u32::try_from(number) {
                Ok(number) => put(&number.to_ne_bytes()),
                Err(_) => return Err(vm.overflow_error("unsigned int is greater than maximum")),
            }
        }
        b'l' => put(&long(vm, value)?.to_ne_bytes()),
        b'L' => put(&unsigned(vm, value, NEGATIVE, LARGE)?.to_ne_bytes()),
        b'q' => {
            let index = vm.index(value)?;
            match Number::of(&index) {
                Some(Number::Small(i)) => put(&i.to_ne_bytes()),
                _ => return Err(vm.overflow_error("int too big to convert")),
            }
        }
        b'Q' => {
            let below = "can't convert negative int to unsigned";
            put(&unsigned(vm, value, below, "int too big to convert")?.to_ne_bytes());
        }
        b'f' => put(&(vm.as_double(value)? as f32).to_ne_bytes()),
        _ => put(&vm.as_double(value)?.to_ne_bytes()),
    }
    Ok(out)
}

fn character(vm: &mut Vm, value: &Value) -> PyResult<u32> {
    let Some(text) = value.downcast::<Str>() else {
        let text = format!("array item must be a unicode character, not {}", vm.type_name(value));
        return Err(vm.type_error(text));
    };
    if text.chars() != 1 {
        let length = text.chars();
        let text = format!("array item must be a unicode character, not a string of length {length}");
        return Err(vm.type_error(text));
    }
    Ok(text.code_point(0))
}
