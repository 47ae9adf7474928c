//! Pickles of arrays. Protocols before 3 have lists of items; later ones have the memory, with a code that says how the
//! machine lays items out, so that another machine can read them.

use crate::class::{self, Array};
use crate::items;
use taipan_native::{PyResult, Tp, Value, Vm};
use taipan_objects::bytes::Bytes;
use taipan_objects::class::{Type, TypeExt};
use taipan_objects::str::Str;

/// How items of a machine format are laid out.
#[derive(Clone, Copy)]
enum Form {
    Int { signed: bool },
    Float,
    Text,
}

/// Size, form and byte order (big-endian) of a format.
fn format(code: i64) -> Option<(usize, Form, bool)> {
    let size = match code {
        0 | 1 => 1,
        2..=5 | 18 | 19 => 2,
        6..=9 | 14 | 15 | 20 | 21 => 4,
        10..=13 | 16 | 17 => 8,
        _ => return None,
    };
    let form = match code {
        0..=13 => Form::Int { signed: matches!(code, 1 | 4 | 5 | 8 | 9 | 12 | 13) },
        14..=17 => Form::Float,
        _ => Form::Text,
    };
    Some((size, form, code > 1 && code % 2 == 1))
}

/// The format of a type code on this machine.
fn machine_format(code: u8) -> i64 {
    let big = i64::from(cfg!(target_endian = "big"));
    match code {
        b'B' => 0,
        b'b' => 1,
        b'H' => 2 + big,
        b'h' => 4 + big,
        b'I' => 6 + big,
        b'i' => 8 + big,
        b'L' | b'Q' => 10 + big,
        b'l' | b'q' => 12 + big,
        b'f' => 14 + big,
        b'd' => 16 + big,
        _ => 20 + big,
    }
}

pub fn reduce_ex(vm: &mut Vm, a: &[Value]) -> PyResult {
    if !vm.is_instance(&a[1], Tp::Int) {
        return Err(vm.type_error("__reduce_ex__ argument should be an integer"));
    }
    let protocol = vm.index_i64(&a[1])?;
    let array = a[0].expect::<Array>();
    let dict = taipan_objects::attr::instance_dict(vm, &a[0]).unwrap_or(Value::NONE);
    let class = vm.type_of(&a[0]).value();
    let code = vm.new_str(&char::from(array.code).to_string());
    if protocol < 3 {
        let list = class::to_list(vm, array)?;
        let args = vm.new_tuple(vec![code, list]);
        return Ok(vm.new_tuple(vec![class, args, dict]));
    }
    let data = crate::methods::copied(vm, array)?;
    let data = vm.bytes_value(&data)?;
    let format = vm.new_int(machine_format(array.code));
    let args = vm.new_tuple(vec![class, code, format, data]);
    let function = vm.state::<crate::Classes>().reconstructor.clone();
    Ok(vm.new_tuple(vec![function, args, dict]))
}

pub fn reconstruct(vm: &mut Vm, a: &[Value]) -> PyResult {
    let code = match a[2].downcast::<Str>() {
        Some(text) if text.chars() == 1 => text.code_point(0),
        _ => {
            let what = match a[2].downcast::<Str>() {
                Some(text) => format!("a string of length {}", text.chars()),
                None => vm.type_name(&a[2]),
            };
            let text = format!("_array_reconstructor() argument 2 must be a unicode character, not {what}");
            return Err(vm.type_error(text));
        }
    };
    let mformat = taipan_native::os::c_int(vm, &a[3])?.into();
    let Some(class) = a[1].downcast::<Type>() else {
        let text = format!("first argument must be a type object, not {}", vm.type_name(&a[1]));
        return Err(vm.type_error(text));
    };
    let array = vm.state::<crate::Classes>().array.clone();
    if !class.is_subtype(array.expect::<Type>()) {
        let text = format!("{} is not a subtype of array.array", class.name(vm));
        return Err(vm.type_error(text));
    }
    let Some(code) = u8::try_from(code).ok().filter(|code| items::CODES.as_bytes().contains(code)) else {
        return Err(vm.value_error("second argument must be a valid type code"));
    };
    let Some((size, form, big)) = format(mformat) else {
        return Err(vm.value_error("third argument must be a valid machine format code."));
    };
    let Some(data) = a[4].downcast::<Bytes>() else {
        let text = format!("fourth argument should be bytes, not {}", vm.type_name(&a[4]));
        return Err(vm.type_error(text));
    };
    let mut code = code;
    if machine_format(code) == mformat {
        let code = vm.new_str(&char::from(code).to_string());
        return vm.call(&a[1], &[code, a[4].clone()]);
    }
    let data = data.data.as_slice();
    if !data.len().is_multiple_of(size) {
        return Err(vm.value_error("string length not a multiple of item size"));
    }
    let values = match form {
        Form::Text => {
            let name = match (size, big) {
                (2, false) => "utf-16-le",
                (2, true) => "utf-16-be",
                (_, false) => "utf-32-le",
                _ => "utf-32-be",
            };
            vm.decode_bytes(&a[4], name, "strict")?
        }
        _ => {
            let native = match form {
                Form::Int { signed } => {
                    // The last code whose items look alike, as CPython picks it.
                    let like = |c: &&u8| {
                        let format = format(machine_format(**c));
                        matches!(format, Some((n, Form::Int { signed: s }, _)) if n == size && s == signed)
                    };
                    code = items::CODES.as_bytes().iter().rfind(like).copied().unwrap_or(code);
                    code
                }
                _ if size == 4 => b'f',
                _ => b'd',
            };
            let swap = big != cfg!(target_endian = "big");
            let mut values = Vec::new();
            if !vm.heap.charge(data.len() / size * 8) || values.try_reserve_exact(data.len() / size).is_err()
            {
                return Err(vm.memory_error());
            }
            for item in data.chunks_exact(size) {
                let mut item = item.to_vec();
                if swap {
                    item.reverse();
                }
                values.push(items::unpack(vm, native, &item)?);
            }
            vm.new_list(values)
        }
    };
    let code = vm.new_str(&char::from(code).to_string());
    vm.call(&a[1], &[code, values])
}
