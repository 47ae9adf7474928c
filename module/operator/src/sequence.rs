//! Operators on sequences and containers, and the few that are more than one call.

use taipan_native::{PyResult, Raised, Tp, Value, Vm};
use taipan_objects::tuple::Tuple;
use taipan_objects::{Args, BinaryOp};

pub fn absolute(vm: &mut Vm, a: &[Value]) -> PyResult {
    match vm.type_of(&a[1]).slots().absolute {
        Some(absolute) => absolute(vm, &a[1]),
        None => {
            let text = format!("bad operand type for abs(): '{}'", vm.type_name(&a[1]));
            Err(vm.type_error(text))
        }
    }
}

pub fn call(vm: &mut Vm, a: &[Value]) -> PyResult {
    let mut all = a[2].expect::<Tuple>().items().to_vec();
    let mut names = Vec::new();
    for (name, value) in vm.dict_items(&a[3]) {
        names.push(name);
        all.push(value);
    }
    vm.call_args(&a[1], Args { all: &all, names: &names })
}

fn is_sequence(vm: &Vm, value: &Value) -> bool {
    vm.type_of(value).slots().getitem.is_some() && !vm.is_instance(value, Tp::Dict)
}

fn concatenated(vm: &mut Vm, left: &Value, right: &Value, inplace: bool) -> PyResult {
    let slots = vm.type_of(left).slots();
    let slot = slots.inplace_concat.filter(|_| inplace).or(slots.concat);
    if let Some(concat) = slot {
        return concat(vm, left, right);
    }
    if is_sequence(vm, left) && is_sequence(vm, right) {
        return if inplace {
            vm.inplace(left, right, BinaryOp::Add)
        } else {
            vm.binary(left, right, BinaryOp::Add)
        };
    }
    let text = format!("'{}' object can't be concatenated", vm.type_name(left));
    Err(vm.type_error(text))
}

pub fn concat(vm: &mut Vm, a: &[Value]) -> PyResult {
    concatenated(vm, &a[1], &a[2], false)
}

pub fn inplace_concat(vm: &mut Vm, a: &[Value]) -> PyResult {
    concatenated(vm, &a[1], &a[2], true)
}

pub fn set_item(vm: &mut Vm, a: &[Value]) -> PyResult {
    vm.set_item(&a[1], &a[2], a[3].clone())?;
    Ok(Value::NONE)
}

pub fn delete_item(vm: &mut Vm, a: &[Value]) -> PyResult {
    vm.delete_item(&a[1], &a[2])?;
    Ok(Value::NONE)
}

fn iterate(vm: &mut Vm, object: &Value) -> PyResult {
    vm.iter(object).map_err(|raised: Raised| {
        if !vm.is_raised(&raised, Tp::TypeError) {
            return raised;
        }
        let text = format!("argument of type '{}' is not iterable", vm.type_name(object));
        vm.type_error(text)
    })
}

pub fn count_of(vm: &mut Vm, a: &[Value]) -> PyResult {
    let iterator = iterate(vm, &a[1])?;
    let mut count = 0;
    while let Some(item) = vm.next(&iterator)? {
        count += i64::from(vm.same_or_equal(&item, &a[2])?);
    }
    Ok(vm.new_int(count))
}

pub fn index_of(vm: &mut Vm, a: &[Value]) -> PyResult {
    let iterator = iterate(vm, &a[1])?;
    let mut index = 0;
    while let Some(item) = vm.next(&iterator)? {
        if vm.same_or_equal(&item, &a[2])? {
            return Ok(vm.new_int(index));
        }
        index += 1;
    }
    Err(vm.value_error("sequence.index(x): x not in sequence"))
}

pub fn length_hint(vm: &mut Vm, a: &[Value]) -> PyResult {
    let default = if a[2].is_null() { 0 } else { vm.index_i64(&a[2])? };
    vm.length_hint(&a[1], default).map(|hint| vm.new_int(hint))
}
