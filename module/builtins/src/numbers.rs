//! `abs`, `bin`, `oct`, `hex`, `round`.

use taipan_native::{PyResult, Value, Vm};
use taipan_objects::int::Number;
use taipan_text::int;

pub fn abs(vm: &mut Vm, a: &[Value]) -> PyResult {
    match vm.type_of(&a[1]).slots().absolute {
        Some(absolute) => absolute(vm, &a[1]),
        None => {
            let text = format!("bad operand type for abs(): '{}'", vm.type_name(&a[1]));
            Err(vm.type_error(text))
        }
    }
}

fn in_base(vm: &mut Vm, value: &Value, base: u32) -> PyResult {
    let index = vm.index(value)?;
    let digits = match Number::of(&index) {
        Some(Number::Small(i)) => int::with_prefix(i, base),
        Some(Number::Big(b)) => int::with_prefix_big(&b.to_bigint(), base),
        None => Vec::new(),
    };
    Ok(vm.new_text(taipan_text::TextRef::measure(&digits)))
}

pub fn bin(vm: &mut Vm, a: &[Value]) -> PyResult {
    in_base(vm, &a[1], 2)
}

pub fn oct(vm: &mut Vm, a: &[Value]) -> PyResult {
    in_base(vm, &a[1], 8)
}

pub fn hex(vm: &mut Vm, a: &[Value]) -> PyResult {
    in_base(vm, &a[1], 16)
}

pub fn round(vm: &mut Vm, a: &[Value]) -> PyResult {
    let name = vm.names.round.clone();
    let args = if a[2].is_null() || a[2].is_none() { &[] } else { &a[2..3] };
    match vm.call_special(&a[1], &name, args)? {
        Some(rounded) => Ok(rounded),
        None => {
            let text = format!("type {} doesn't define __round__ method", vm.type_name(&a[1]));
            Err(vm.type_error(text))
        }
    }
}
