//! `divmod`, with the reflected form.

use taipan_native::{PyResult, Tp, Value, Vm};
use taipan_objects::{BinaryOp, float, int::Number};

fn both(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    let quotient = vm.binary(a, b, BinaryOp::FloorDivide)?;
    let rest = vm.binary(a, b, BinaryOp::Remainder)?;
    Ok(vm.new_tuple(vec![quotient, rest]))
}

fn is_zero(value: &Value) -> bool {
    Number::of(value).is_some_and(|n| n.is_zero()) || float::value_of(value) == Some(0.0)
}

fn is_plain_number(vm: &Vm, value: &Value) -> bool {
    [Tp::Int, Tp::Float, Tp::Bool].iter().any(|&tp| vm.is_exact(value, tp))
}

pub fn divmod(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    if is_plain_number(vm, a) && is_plain_number(vm, b) {
        if is_zero(b) {
            return Err(vm.zero_division("division by zero"));
        }
        return both(vm, a, b);
    }
    let (own, reflected) = (vm.intern("__divmod__"), vm.intern("__rdivmod__"));
    let derived = !std::ptr::eq(vm.type_of(a), vm.type_of(b)) && {
        use taipan_objects::class::TypeExt;
        vm.type_of(b).is_subtype(vm.type_of(a))
    };
    let order = if derived { [(b, a, &reflected), (a, b, &own)] } else { [(a, b, &own), (b, a, &reflected)] };
    for (object, other, name) in order {
        if let Some(result) = vm.call_special(object, name, std::slice::from_ref(other))?
            && !result.is_not_implemented()
        {
            return Ok(result);
        }
    }
    let text =
        format!("unsupported operand type(s) for divmod(): '{}' and '{}'", vm.type_name(a), vm.type_name(b));
    Err(vm.type_error(text))
}
