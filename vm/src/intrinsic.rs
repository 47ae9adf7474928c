//! CALL_INTRINSIC.

use taipan_bytecode::Intrinsic;
use taipan_objects::{PyResult, Tp, Value, Vm};

/// Calls intrinsic `which`.
pub fn call(vm: &mut Vm, which: u32, args: &[Value]) -> PyResult {
    let is = |i: Intrinsic| which == i as u32;
    if is(Intrinsic::Print) {
        let sys = vm.sys.clone();
        return match vm.dict_get_str(&sys, "displayhook") {
            Some(hook) => vm.call(&hook, args),
            None => Err(vm.runtime_error("lost sys.displayhook")),
        };
    }
    if is(Intrinsic::PrepReraiseStar) {
        return vm.prep_reraise_star(&args[0], &args[1]);
    }
    if is(Intrinsic::SetFunctionTypeParams) {
        let name = vm.names.type_params.clone();
        vm.set_attr(&args[0], &name, Some(&args[1]))?;
        return Ok(args[0].clone());
    }
    if is(Intrinsic::TypeVar) {
        return vm.new_type_param(Tp::TypeVar, &args[0], None, None);
    }
    if is(Intrinsic::TypeVarWithBound) {
        return vm.new_type_param(Tp::TypeVar, &args[0], Some(&args[1]), None);
    }
    if is(Intrinsic::TypeVarWithConstraints) {
        return vm.new_type_param(Tp::TypeVar, &args[0], None, Some(&args[1]));
    }
    if is(Intrinsic::ParamSpec) {
        return vm.new_type_param(Tp::ParamSpec, &args[0], None, None);
    }
    if is(Intrinsic::TypeVarTuple) {
        return vm.new_type_param(Tp::TypeVarTuple, &args[0], None, None);
    }
    if is(Intrinsic::SubscriptGeneric) {
        let name = vm.intern("typing");
        let typing = (vm.interp.import)(vm, &name, None, &Value::NONE, 0)?;
        let mut parameters = Vec::new();
        for parameter in vm.collect(&args[0])? {
            if vm.is_exact(&parameter, Tp::TypeVarTuple) {
                parameters.extend(vm.collect(&parameter)?);
            } else {
                parameters.push(parameter);
            }
        }
        let generic = vm.get_attr_str(&typing, "Generic")?;
        let parameters = vm.new_tuple(parameters);
        return vm.call_method(&typing, "_GenericAlias", &[generic, parameters]);
    }
    if is(Intrinsic::TypeAlias) {
        return vm.new_type_alias(&args[0], &args[1], &args[2]);
    }
    if is(Intrinsic::SetTypeparamDefault) {
        return vm.set_type_param_default(&args[0], &args[1]);
    }
    Err(vm.raise(Tp::SystemError, format!("there is no intrinsic {which}")))
}
