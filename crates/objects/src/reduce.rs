//! How objects without a way of their own are taken apart for `pickle` and `copy`: `object.__reduce_ex__` and
//! `object.__getstate__`. What cannot be made again from its class and its attributes is refused.

use crate::class::{Type, type_flags};
use crate::tuple::Tuple;
use crate::{PyResult, Tp, Value, Vm};

fn copyreg(vm: &mut Vm) -> PyResult {
    let name = vm.intern("copyreg");
    (vm.interp.import)(vm, &name, None, &Value::NONE, 0)
}

/// `object.__getstate__`.
pub fn getstate(vm: &mut Vm, object: &Value) -> PyResult {
    default_state(vm, object, false)
}

/// The attributes: a copy of the dict, or a pair of it and a dict of what is in slots. If `required`, there is nothing
/// else that carries an object's content, so there must be no other content.
fn default_state(vm: &mut Vm, object: &Value, required: bool) -> PyResult {
    let class = vm.type_of(object).value();
    let kind = class.expect::<Type>().kind;
    if required && kind.id != vm.tp(Tp::Object).kind.id {
        let name = vm.type_name(object);
        let sized = [Tp::Int, Tp::Tuple, Tp::Bytes, Tp::Type, Tp::MemoryView, Tp::Code];
        let text = if sized.iter().any(|&tp| vm.is_instance(object, tp)) {
            format!("cannot pickle {name} objects")
        } else {
            format!("cannot pickle '{name}' object")
        };
        return Err(vm.type_error(text));
    }
    let state = match crate::attr::instance_dict(vm, object) {
        Some(dict) if vm.dict_len(&dict) > 0 => crate::dict::copy(vm, &[dict])?,
        _ => Value::NONE,
    };
    let copyreg = copyreg(vm)?;
    let names = vm.call_method(&copyreg, "_slotnames", std::slice::from_ref(&class))?;
    if names.is_none() {
        return Ok(state);
    }
    let slots = vm.new_dict();
    for name in vm.collect(&names)? {
        if let Some(value) = vm.find_attr(object, &name)? {
            vm.dict_set(&slots, &name, value)?;
        }
    }
    if vm.dict_len(&slots) > 0 {
        return Ok(vm.new_tuple(vec![state, slots]));
    }
    Ok(state)
}

/// The state that `object.__getstate__()` gives; `required` as in `default_state`.
pub fn state_of(vm: &mut Vm, object: &Value, required: bool) -> PyResult {
    let name = vm.intern("__getstate__");
    let class = vm.type_of(object).value();
    let (own, base) = (vm.lookup(class.expect::<Type>(), &name), vm.lookup(vm.tp(Tp::Object), &name));
    let detached = crate::attr::instance_dict(vm, object);
    let hidden = match &detached {
        Some(dict) => vm.dict_get(dict, &name)?.is_some(),
        None => false,
    };
    match (own, base) {
        (Some(own), Some(base)) if own.is(&base) && !hidden => default_state(vm, object, required),
        _ => {
            let method = vm.get_attr(object, &name)?;
            vm.call(&method, &[])
        }
    }
}

/// What `__getnewargs_ex__` or `__getnewargs__` says that the class is to be called with.
fn new_args(vm: &mut Vm, object: &Value) -> PyResult<(Option<Value>, Option<Value>)> {
    let name = vm.intern("__getnewargs_ex__");
    if let Some(method) = crate::attr::special(vm, object, &name)? {
        let given = vm.call(&method, &[])?;
        let Some(pair) = given.downcast::<Tuple>() else {
            let text = format!("__getnewargs_ex__ should return a tuple, not '{}'", vm.type_name(&given));
            return Err(vm.type_error(text));
        };
        let [args, keywords] = pair.items() else {
            let text =
                format!("__getnewargs_ex__ should return a tuple of length 2, not {}", pair.items().len());
            return Err(vm.value_error(text));
        };
        if !vm.is_instance(args, Tp::Tuple) {
            let text = format!(
                "first item of the tuple returned by __getnewargs_ex__ must be a tuple, not '{}'",
                vm.type_name(args)
            );
            return Err(vm.type_error(text));
        }
        if !vm.is_instance(keywords, Tp::Dict) {
            let text = format!(
                "second item of the tuple returned by __getnewargs_ex__ must be a dict, not '{}'",
                vm.type_name(keywords)
            );
            return Err(vm.type_error(text));
        }
        return Ok((Some(args.clone()), Some(keywords.clone())));
    }
    let name = vm.intern("__getnewargs__");
    if let Some(method) = crate::attr::special(vm, object, &name)? {
        let given = vm.call(&method, &[])?;
        if !vm.is_instance(&given, Tp::Tuple) {
            let text = format!("__getnewargs__ should return a tuple, not '{}'", vm.type_name(&given));
            return Err(vm.type_error(text));
        }
        return Ok((Some(given), None));
    }
    Ok((None, None))
}

/// `object.__reduce_ex__`: through `copyreg`, as CPython does.
pub fn reduce(vm: &mut Vm, object: &Value, protocol: i64) -> PyResult {
    let copyreg = copyreg(vm)?;
    if protocol < 2 {
        let protocol = vm.new_int(protocol);
        return vm.call_method(&copyreg, "_reduce_ex", &[object.clone(), protocol]);
    }
    let class = vm.type_of(object).value();
    if class.expect::<Type>().has_flag(type_flags::NO_NEW) && !vm.is_instance(object, Tp::Code) {
        let text = format!("cannot pickle '{}' object", vm.type_name(object));
        return Err(vm.type_error(text));
    }
    let (given, keywords) = new_args(vm, object)?;
    let (has_args, keywords) = (given.is_some(), keywords.filter(|k| vm.dict_len(k) > 0));
    let (new, args) = match keywords {
        None => {
            let mut args = vec![class];
            if let Some(given) = given {
                args.extend_from_slice(given.expect::<Tuple>().items());
            }
            (vm.get_attr_str(&copyreg, "__newobj__")?, vm.new_tuple(args))
        }
        Some(keywords) => {
            let given = given.unwrap_or_else(|| vm.empty_tuple.clone());
            (vm.get_attr_str(&copyreg, "__newobj_ex__")?, vm.new_tuple(vec![class, given, keywords]))
        }
    };
    let (is_list, is_dict) = (vm.is_instance(object, Tp::List), vm.is_instance(object, Tp::Dict));
    let state = state_of(vm, object, !(has_args || is_list || is_dict))?;
    let items = if is_list { vm.iter(object)? } else { Value::NONE };
    let pairs = if is_dict {
        let view = vm.call_method(object, "items", &[])?;
        vm.iter(&view)?
    } else {
        Value::NONE
    };
    Ok(vm.new_tuple(vec![new, args, state, items, pairs]))
}
