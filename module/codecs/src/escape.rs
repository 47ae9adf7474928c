//! The `string_escape` codec: bytes as they stand in a bytes literal.

use crate::{answer, errors};
use taipan_native::{PyResult, Tp, Value, Vm};
use taipan_text::codecs::escape::{decode_bytes, encode_bytes};

pub fn py_escape_encode(vm: &mut Vm, a: &[Value]) -> PyResult {
    if !vm.is_instance(&a[1], Tp::Bytes) {
        let text = format!("escape_encode() argument 1 must be bytes, not {}", vm.type_name(&a[1]));
        return Err(vm.type_error(text));
    }
    errors(vm, &a[2], "escape_encode", 2)?;
    let data = vm.copy_bytes(&a[1])?;
    let made = vm.bytes_value(&encode_bytes(&data))?;
    answer(vm, made, data.len())
}

pub fn py_escape_decode(vm: &mut Vm, a: &[Value]) -> PyResult {
    let encoded = if a[1].downcast::<taipan_objects::str::Str>().is_some() {
        vm.encode_text(&a[1], "utf-8", "strict")?
    } else {
        a[1].clone()
    };
    let data = vm.copy_bytes(&encoded)?;
    let errors = errors(vm, &a[2], "escape_decode", 2)?;
    match decode_bytes(&data, &errors) {
        Ok(made) => {
            let made = vm.bytes_value(&made)?;
            answer(vm, made, data.len())
        }
        Err(error) => Err(taipan_objects::raise::from_text(vm, error)),
    }
}
