//! Single items: values into bytes and back.

use crate::{error, format::Format};
use taipan_native::{PyResult, Tp, Value, Vm};
use taipan_objects::bytes::Bytes;
use taipan_objects::int::Number;
use taipan_objects::struct_item;

/// The values in `data`, which is `format.size` bytes.
pub fn unpack(vm: &mut Vm, format: &Format, data: &[u8]) -> PyResult {
    let mut values = Vec::new();
    if values.try_reserve_exact(format.values).is_err() {
        return Err(vm.memory_error());
    }
    for item in &format.items {
        let data = &data[item.offset..];
        match item.code {
            b's' => values.push(vm.bytes_value(&data[..item.count])?),
            b'p' => {
                let length = data[..item.count].first().map_or(0, |&n| usize::from(n).min(item.count - 1));
                let text = if length == 0 { &[] } else { &data[1..1 + length] };
                values.push(vm.bytes_value(text)?);
            }
            _ => {
                for bytes in data[..item.count * item.size].chunks_exact(item.size) {
                    values.push(unpack_one(vm, format, item.code, bytes));
                }
            }
        }
    }
    Ok(vm.new_tuple(values))
}

fn native_code(code: u8, size: usize) -> u8 {
    match (code, size) {
        (b'l', 4) => b'i',
        (b'L', 4) => b'I',
        _ => code,
    }
}

fn unpack_one(vm: &mut Vm, format: &Format, code: u8, bytes: &[u8]) -> Value {
    let mut part = [0u8; 16];
    let part = &mut part[..bytes.len()];
    part.copy_from_slice(bytes);
    let half = bytes.len() / 2;
    if format.big_endian {
        match code {
            b'F' | b'D' => part.chunks_exact_mut(half).for_each(<[u8]>::reverse),
            _ => part.reverse(),
        }
    }
    match code {
        b'F' => {
            let read = |b: &[u8]| f64::from(f32::from_le_bytes([b[0], b[1], b[2], b[3]]));
            vm.new_complex(read(&part[..4]), read(&part[4..]))
        }
        b'D' => {
            let read = |b: &[u8]| {
                let mut all = [0; 8];
                all.copy_from_slice(b);
                f64::from_le_bytes(all)
            };
            vm.new_complex(read(&part[..8]), read(&part[8..]))
        }
        _ => struct_item::unpack(vm, native_code(code, bytes.len()), part),
    }
}

/// Writes the values to `out`, which is `format.size` zero bytes.
pub fn pack(vm: &mut Vm, format: &Format, values: &[Value], out: &mut [u8]) -> PyResult<()> {
    let mut values = values.iter();
    for item in &format.items {
        if matches!(item.code, b's' | b'p') {
            let Some(value) = values.next() else { break };
            string(vm, item.code, value, &mut out[item.offset..item.offset + item.count])?;
            continue;
        }
        let places = out[item.offset..item.offset + item.count * item.size].chunks_exact_mut(item.size);
        for (place, value) in places.zip(values.by_ref()) {
            pack_one(vm, item.code, value, place)?;
            if format.big_endian {
                match item.code {
                    b'F' | b'D' => place.chunks_exact_mut(item.size / 2).for_each(<[u8]>::reverse),
                    _ => place.reverse(),
                }
            }
        }
    }
    Ok(())
}

fn string(vm: &mut Vm, code: u8, value: &Value, place: &mut [u8]) -> PyResult<()> {
    if !vm.is_instance(value, Tp::Bytes) && !vm.is_instance(value, Tp::ByteArray) {
        return Err(error(vm, format!("argument for '{}' must be a bytes object", code as char)));
    }
    vm.with_buffer(value, |data| {
        let place = match (code, place.split_first_mut()) {
            (_, None) => return,
            (b'p', Some((length, rest))) => {
                *length = data.len().min(rest.len()).min(255) as u8;
                rest
            }
            (_, Some(_)) => place,
        };
        let length = data.len().min(place.len());
        place[..length].copy_from_slice(&data[..length]);
    })
}

fn pack_one(vm: &mut Vm, code: u8, value: &Value, place: &mut [u8]) -> PyResult<()> {
    match code {
        b'c' => match value.downcast::<Bytes>().map(|b| b.data.as_slice()) {
            Some(&[byte]) => place[0] = byte,
            _ => return Err(error(vm, "char format requires a bytes object of length 1")),
        },
        b'?' => place[0] = u8::from(vm.truth(value)?),
        b'e' | b'f' | b'd' => {
            let raw = match struct_item::pack(vm, b'd', value) {
                Ok(raw) => raw,
                Err(raised) if vm.is_raised(&raised, Tp::TypeError) => {
                    return Err(error(vm, "required argument is not a float"));
                }
                Err(raised) => return Err(raised),
            };
            let number = f64::from_ne_bytes(raw);
            match code {
                b'd' => place.copy_from_slice(&number.to_le_bytes()),
                b'f' => place.copy_from_slice(&single(vm, number)?.to_le_bytes()),
                _ => {
                    let half = struct_item::pack(vm, b'e', value)?;
                    place.copy_from_slice(&half[..2]);
                }
            }
        }
        b'F' | b'D' => {
            let (real, imag) = match vm.as_complex(value) {
                Ok(parts) => parts,
                Err(raised) if vm.is_raised(&raised, Tp::TypeError) => {
                    return Err(error(vm, "required argument is not a complex"));
                }
                Err(raised) => return Err(raised),
            };
            if code == b'D' {
                place[..8].copy_from_slice(&real.to_le_bytes());
                place[8..].copy_from_slice(&imag.to_le_bytes());
            } else {
                place[..4].copy_from_slice(&single(vm, real)?.to_le_bytes());
                place[4..].copy_from_slice(&single(vm, imag)?.to_le_bytes());
            }
        }
        _ => integer(vm, code, value, place)?,
    }
    Ok(())
}

fn single(vm: &mut Vm, number: f64) -> PyResult<f32> {
    let short = number as f32;
    if short.is_infinite() && number.is_finite() {
        return Err(vm.overflow_error("float too large to pack with f format"));
    }
    Ok(short)
}

fn integer(vm: &mut Vm, code: u8, value: &Value, place: &mut [u8]) -> PyResult<()> {
    if Number::of(value).is_none() && vm.type_of(value).slots().index.is_none() {
        return Err(error(vm, "required argument is not an integer"));
    }
    let index = vm.index(value)?;
    let wide: Option<i128> = Number::of(&index).and_then(|number| i128::try_from(number.big()).ok());
    let bits = place.len() as u32 * 8;
    let (least, most) = if code == b'P' {
        (-(1i128 << 63), (1i128 << 64) - 1)
    } else if code.is_ascii_lowercase() {
        (-(1i128 << (bits - 1)), (1i128 << (bits - 1)) - 1)
    } else {
        (0, (1i128 << bits) - 1)
    };
    match wide {
        Some(number) if (least..=most).contains(&number) => {
            let length = place.len();
            place.copy_from_slice(&number.to_le_bytes()[..length]);
            Ok(())
        }
        _ if code == b'P' => Err(error(vm, "int too large to convert")),
        _ => Err(error(vm, format!("'{}' format requires {least} <= number <= {most}", code as char))),
    }
}
