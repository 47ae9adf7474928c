//! Attributes by name: `getattr`, `setattr`, `delattr`, `hasattr`, `dir`, `vars`, and `callable`.

use taipan_native::{PyResult, Tp, Value, Vm};
use taipan_objects::{frame, list};

fn check_name(vm: &mut Vm, name: &Value) -> PyResult<()> {
    if name.shape() == Tp::Str as u32 || vm.is_instance(name, Tp::Str) {
        return Ok(());
    }
    let text = format!("attribute name must be string, not '{}'", vm.type_name(name));
    Err(vm.type_error(text))
}

pub fn getattr(vm: &mut Vm, a: &[Value]) -> PyResult {
    check_name(vm, &a[1])?;
    if a[2].is_null() {
        return vm.get_attr(&a[0], &a[1]);
    }
    Ok(vm.find_attr(&a[0], &a[1])?.unwrap_or_else(|| a[2].clone()))
}

pub fn hasattr(vm: &mut Vm, a: &[Value]) -> PyResult {
    check_name(vm, &a[2])?;
    Ok(Value::from_bool(vm.find_attr(&a[1], &a[2])?.is_some()))
}

pub fn setattr(vm: &mut Vm, a: &[Value]) -> PyResult {
    check_name(vm, &a[2])?;
    vm.set_attr(&a[1], &a[2], Some(&a[3]))?;
    Ok(Value::NONE)
}

pub fn delattr(vm: &mut Vm, a: &[Value]) -> PyResult {
    check_name(vm, &a[2])?;
    vm.set_attr(&a[1], &a[2], None)?;
    Ok(Value::NONE)
}

pub fn callable(vm: &mut Vm, a: &[Value]) -> PyResult {
    Ok(Value::from_bool(vm.type_of(&a[1]).slots().call.is_some()))
}

pub fn dir(vm: &mut Vm, a: &[Value]) -> PyResult {
    if !a[0].is_null() {
        return vm.dir(&a[0]);
    }
    let Some(frame) = vm.current_frame() else {
        return Err(vm.raise(Tp::SystemError, "frame does not exist"));
    };
    let locals = frame::locals(vm, &frame)?;
    let keys = vm.call_method(&locals, "keys", &[])?;
    let keys = vm.collect(&keys)?;
    let names = vm.new_list(keys);
    list::sort(vm, names.expect::<list::List>(), None, false)?;
    Ok(names)
}

pub fn vars(vm: &mut Vm, a: &[Value]) -> PyResult {
    if a[0].is_null() {
        let Some(frame) = vm.current_frame() else {
            return Err(vm.raise(Tp::SystemError, "frame does not exist"));
        };
        return frame::locals(vm, &frame);
    }
    let name = vm.names.dict.clone();
    match vm.find_attr(&a[0], &name)? {
        Some(dict) => Ok(dict),
        None => Err(vm.type_error("vars() argument must have __dict__ attribute")),
    }
}
