//! The `charmap` codec: one byte for one character, by a table or a mapping.

use crate::faults::{Fault, ask, raised};
use crate::{answer, data, errors, text};
use taipan_native::{PyResult, Tp, Value, Vm};
use taipan_objects::bytes::Bytes;
use taipan_objects::str::Str;
use taipan_text::TextBuf;
use taipan_text::codecs::Codec;

const UNDEFINED: &str = "character maps to <undefined>";

pub fn py_charmap_build(vm: &mut Vm, a: &[Value]) -> PyResult {
    text(vm, &a[1], "charmap_build", "")?;
    let dict = vm.new_dict();
    let codes: Vec<u32> = a[1].expect::<Str>().text().code_points().take(256).collect();
    for (byte, code) in codes.into_iter().enumerate() {
        let (key, value) = (vm.new_int(code.into()), vm.new_int(byte as i64));
        vm.dict_set(&dict, &key, value)?;
    }
    Ok(dict)
}

/// What the mapping has for a key; None where it has nothing.
fn mapped(vm: &mut Vm, mapping: &Value, key: i64) -> PyResult<Option<Value>> {
    let key = vm.new_int(key);
    if vm.is_exact(mapping, Tp::Dict) {
        return Ok(vm.dict_get(mapping, &key)?.filter(|v| !v.is_none()));
    }
    match vm.get_item(mapping, &key) {
        Ok(value) => Ok(Some(value).filter(|v| !v.is_none())),
        Err(raised) if vm.is_raised(&raised, Tp::LookupError) => Ok(None),
        Err(raised) => Err(raised),
    }
}

pub fn py_charmap_decode(vm: &mut Vm, a: &[Value]) -> PyResult {
    let data = data(vm, &a[1])?;
    let errors = errors(vm, &a[2], "charmap_decode", 2)?;
    if a[3].is_null() || a[3].is_none() {
        let (made, at) = vm.decode_stateful(&data, Codec::Latin1, 0, true, &errors)?;
        let made = vm.text_value(made)?;
        return answer(vm, made, at);
    }
    let table: Option<Vec<u32>> = a[3].downcast::<Str>().map(|s| s.text().code_points().take(256).collect());
    let length = data.expect::<Bytes>().data.len();
    let mut out = TextBuf::new();
    let mut at = 0;
    while at < length {
        let byte = data.expect::<Bytes>().data.as_slice()[at];
        let known = match &table {
            Some(table) => {
                let code = table.get(byte as usize).copied().filter(|&c| c != 0xfffe);
                code.inspect(|&c| out.push(c)).is_some()
            }
            None => match mapped(vm, &a[3], byte.into())? {
                None => false,
                Some(value) if value.downcast::<Str>().is_some() => {
                    let text = value.expect::<Str>().text();
                    let undefined = text.chars() == 1 && text.get(0) == Some(0xfffe);
                    if !undefined {
                        out.push_text(text);
                    }
                    !undefined
                }
                Some(value) if vm.is_instance(&value, Tp::Int) => {
                    let code = vm.index_i64(&value).unwrap_or(-1);
                    if !(0..0x110000).contains(&code) {
                        return Err(vm.type_error("character mapping must be in range(0x110000)"));
                    }
                    if code != 0xfffe {
                        out.push(code as u32);
                    }
                    code != 0xfffe
                }
                Some(_) => {
                    return Err(vm.type_error("character mapping must return integer, None or str"));
                }
            },
        };
        if known {
            at += 1;
            continue;
        }
        let fault = Fault { start: at, end: at + 1, reason: UNDEFINED };
        let (replacement, next) = ask(vm, &errors, true, "charmap", &data, &fault)?;
        let Some(text) = replacement.downcast::<Str>() else {
            return Err(vm.type_error("decoding error handler must return (str, int) tuple"));
        };
        out.push_text(text.text());
        at = next;
    }
    let made = vm.text_value(out)?;
    answer(vm, made, length)
}

/// Puts what the mapping has for a character into the output; false where it has nothing.
fn put(vm: &mut Vm, mapping: &Value, code: u32, out: &mut Vec<u8>) -> PyResult<bool> {
    let Some(value) = mapped(vm, mapping, code.into())? else { return Ok(false) };
    if let Some(bytes) = value.downcast::<Bytes>() {
        out.extend_from_slice(bytes.data.as_slice());
        return Ok(true);
    }
    if vm.is_instance(&value, Tp::Int) {
        let Ok(byte) = u8::try_from(vm.index_i64(&value).unwrap_or(-1)) else {
            return Err(vm.type_error("character mapping must be in range(256)"));
        };
        out.push(byte);
        return Ok(true);
    }
    let text = format!("character mapping must return integer, bytes or None, not {}", vm.type_name(&value));
    Err(vm.type_error(text))
}

pub fn py_charmap_encode(vm: &mut Vm, a: &[Value]) -> PyResult {
    text(vm, &a[1], "charmap_encode", "1 ")?;
    let errors = errors(vm, &a[2], "charmap_encode", 2)?;
    let length = a[1].expect::<Str>().chars();
    if a[3].is_null() || a[3].is_none() {
        let made = vm.encode_builtin(&a[1], Codec::Latin1, false, &errors)?;
        return answer(vm, made, length);
    }
    let codes: Vec<u32> = a[1].expect::<Str>().text().code_points().collect();
    let mut out = Vec::with_capacity(codes.len());
    let mut at = 0;
    while let Some(&code) = codes.get(at) {
        if put(vm, &a[3], code, &mut out)? {
            at += 1;
            continue;
        }
        let mut end = at + 1;
        while let Some(&code) = codes.get(end)
            && mapped(vm, &a[3], code.into())?.is_none()
        {
            end += 1;
        }
        let fault = Fault { start: at, end, reason: UNDEFINED };
        let (replacement, next) = ask(vm, &errors, false, "charmap", &a[1], &fault)?;
        if let Some(bytes) = replacement.downcast::<Bytes>() {
            out.extend_from_slice(bytes.data.as_slice());
        } else if let Some(text) = replacement.downcast::<Str>() {
            let own: Vec<u32> = text.text().code_points().collect();
            for code in own {
                if !put(vm, &a[3], code, &mut out)? {
                    return Err(raised(vm, false, "charmap", &a[1], &fault));
                }
            }
        } else {
            return Err(vm.type_error("encoding error handler must return (str/bytes, int) tuple"));
        }
        at = next;
    }
    let made = vm.bytes_value(&out)?;
    answer(vm, made, length)
}
