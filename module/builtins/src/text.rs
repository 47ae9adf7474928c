//! `ascii`, `chr`, `ord`, `format`.

use taipan_native::{PyResult, Tp, Value, Vm};
use taipan_objects::{bytes::Bytes, int::Number, str::Str};

pub fn ascii(vm: &mut Vm, a: &[Value]) -> PyResult {
    vm.ascii(&a[1])
}

pub fn chr(vm: &mut Vm, a: &[Value]) -> PyResult {
    let index = vm.index(&a[1])?;
    match Number::of(&index) {
        Some(Number::Small(code @ 0..=0x10_FFFF)) => Ok(vm.new_char(code as u32)),
        _ => Err(vm.value_error("chr() arg not in range(0x110000)")),
    }
}

pub fn ord(vm: &mut Vm, a: &[Value]) -> PyResult {
    let value = &a[1];
    let length = if let Some(text) = value.downcast::<Str>() {
        if text.chars() == 1 {
            return Ok(vm.new_int(text.code_point(0) as i64));
        }
        text.chars()
    } else if let Some(bytes) = value.downcast::<Bytes>() {
        if let [byte] = bytes.as_slice() {
            return Ok(vm.new_int(*byte as i64));
        }
        bytes.as_slice().len()
    } else if vm.is_instance(value, Tp::ByteArray) {
        let length = vm.len(value)?;
        if length == 1 {
            return vm.get_item(value, &Value::ZERO);
        }
        length
    } else {
        let text = format!("ord() expected string of length 1, but {} found", vm.type_name(value));
        return Err(vm.type_error(text));
    };
    Err(vm.type_error(format!("ord() expected a character, but string of length {length} found")))
}

pub fn format(vm: &mut Vm, a: &[Value]) -> PyResult {
    let spec = if a[2].is_null() { vm.names.empty.clone() } else { a[2].clone() };
    let Some(text) = spec.downcast::<Str>() else {
        let text = format!("format() argument 2 must be str, not {}", vm.type_name(&spec));
        return Err(vm.type_error(text));
    };
    if text.chars() == 0 && (vm.is_exact(&a[1], Tp::Str) || vm.is_exact(&a[1], Tp::Int)) {
        return vm.str(&a[1]);
    }
    let name = vm.names.format.clone();
    let Some(result) = vm.call_special(&a[1], &name, std::slice::from_ref(&spec))? else {
        let text = format!("Type {} doesn't define __format__", vm.type_name(&a[1]));
        return Err(vm.type_error(text));
    };
    if vm.is_instance(&result, Tp::Str) {
        return Ok(result);
    }
    let text = format!("__format__ must return a str, not {}", vm.type_name(&result));
    Err(vm.type_error(text))
}
