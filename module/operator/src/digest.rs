//! `_compare_digest`: whether two texts are equal, in a time that does not tell where they differ.

use std::hint::black_box;
use taipan_native::{PyResult, Value, Vm};
use taipan_objects::str::Str;

fn same(a: &[u8], b: &[u8]) -> bool {
    let mut difference = u8::from(a.len() != b.len());
    // Of different lengths, the second is compared with itself: as long as its length says.
    let left = if a.len() == b.len() { a } else { b };
    for (x, y) in left.iter().zip(b) {
        difference = black_box(difference | (x ^ y));
    }
    difference == 0
}

pub fn compare(vm: &mut Vm, a: &[Value]) -> PyResult {
    if let (Some(x), Some(y)) = (a[1].downcast::<Str>(), a[2].downcast::<Str>()) {
        if !x.is_ascii() || !y.is_ascii() {
            return Err(vm.type_error("comparing strings with non-ASCII characters is not supported"));
        }
        return Ok(Value::from_bool(same(x.bytes(), y.bytes())));
    }
    if !vm.has_buffer(&a[1]) && !vm.has_buffer(&a[2]) {
        let (x, y) = (vm.type_name(&a[1]), vm.type_name(&a[2]));
        let text = format!("unsupported operand types(s) or combination of types: '{x}' and '{y}'");
        return Err(vm.type_error(text));
    }
    let (x, y) = (vm.buffer(&a[1])?, vm.buffer(&a[2])?);
    Ok(Value::from_bool(same(x.bytes(vm), y.bytes(vm))))
}
