//! Pattern matching.

use crate::insn::Insn;
use taipan_objects::class::{Type, TypeExt, type_flags};
use taipan_objects::tuple::Tuple;
use taipan_objects::{PyResult, Tp, Value, Vm};

pub fn mapping(vm: &mut Vm, insn: &Insn) -> PyResult<()> {
    let subject = insn.peek(insn.b);
    let is = vm.type_of(&subject).has_flag(type_flags::MAPPING);
    insn.set(insn.a, Value::from_bool(is));
    Ok(())
}

pub fn sequence(vm: &mut Vm, insn: &Insn) -> PyResult<()> {
    let subject = insn.peek(insn.b);
    let is = vm.type_of(&subject).has_flag(type_flags::SEQUENCE);
    insn.set(insn.a, Value::from_bool(is));
    Ok(())
}

pub fn keys(vm: &mut Vm, insn: &Insn) -> PyResult<()> {
    let (subject, keys) = (insn.peek(insn.b), insn.peek(insn.c));
    let keys = keys.expect::<Tuple>().items().to_vec();
    let mut values = Vec::with_capacity(keys.len());
    let seen = vm.new_dict();
    let exact = vm.is_exact(&subject, Tp::Dict);
    let get = if exact { Value::NULL } else { vm.get_attr_str(&subject, "get")? };
    // A key that is missing is told by this marker, which no mapping holds.
    let marker = vm.new_list(Vec::new());
    for key in &keys {
        if vm.dict_get(&seen, key)?.is_some() {
            let text = format!("mapping pattern checks duplicate key ({})", vm.repr_text(key)?);
            return Err(vm.value_error(text));
        }
        vm.dict_set(&seen, key, Value::NONE)?;
        let value = if exact {
            vm.dict_get(&subject, key)?
        } else {
            Some(vm.call(&get, &[key.clone(), marker.clone()])?).filter(|v| !v.is(&marker))
        };
        match value {
            Some(value) => values.push(value),
            None => {
                insn.set(insn.a, Value::NONE);
                return Ok(());
            }
        }
    }
    let tuple = vm.new_tuple(values);
    insn.set(insn.a, tuple);
    Ok(())
}

/// Builtin classes whose one positional sub-pattern matches the subject itself.
fn matches_itself(vm: &Vm, class: &Type) -> bool {
    let _ = vm;
    matches!(
        class.builtin,
        Some(
            Tp::Bool
                | Tp::ByteArray
                | Tp::Bytes
                | Tp::Dict
                | Tp::Float
                | Tp::FrozenSet
                | Tp::Int
                | Tp::List
                | Tp::Set
                | Tp::Str
                | Tp::Tuple
        )
    )
}

pub fn class(vm: &mut Vm, insn: &Insn) -> PyResult<()> {
    let (subject, class) = (insn.peek(insn.b), insn.take(insn.c));
    let positionals = insn.word(0) as usize;
    let keywords = insn.constant(insn.word(1) as usize);
    let keywords = keywords.expect::<Tuple>().items().to_vec();
    let Some(object) = class.downcast::<Type>() else {
        return Err(vm.type_error("called match pattern must be a class"));
    };
    if !vm.isinstance(&subject, &class)? {
        insn.set(insn.a, Value::NONE);
        return Ok(());
    }
    let name = object.name(vm);
    let mut values = Vec::new();
    let mut seen: Vec<Value> = Vec::new();
    if positionals > 0 {
        let key = vm.names.match_args.clone();
        let (names, itself) = match vm.find_attr(&class, &key)? {
            Some(names) => {
                if !vm.is_exact(&names, Tp::Tuple) {
                    let text =
                        format!("{name}.__match_args__ must be a tuple (got {})", vm.type_name(&names));
                    return Err(vm.type_error(text));
                }
                (names.expect::<Tuple>().items().to_vec(), false)
            }
            None => {
                let itself = object.mro(vm).iter().any(|c| matches_itself(vm, c));
                (Vec::new(), itself)
            }
        };
        let allowed = if itself { 1 } else { names.len() };
        if positionals > allowed {
            let plural = if allowed == 1 { "" } else { "s" };
            let text =
                format!("{name}() accepts {allowed} positional sub-pattern{plural} ({positionals} given)");
            return Err(vm.type_error(text));
        }
        if itself {
            values.push(subject.clone());
        } else {
            for attribute in &names[..positionals] {
                if !vm.is_exact(attribute, Tp::Str) {
                    let text =
                        format!("__match_args__ elements must be strings (got {})", vm.type_name(attribute));
                    return Err(vm.type_error(text));
                }
                match get(vm, &subject, attribute, &mut seen, &name)? {
                    Some(value) => values.push(value),
                    None => {
                        insn.set(insn.a, Value::NONE);
                        return Ok(());
                    }
                }
            }
        }
    }
    for attribute in &keywords {
        match get(vm, &subject, attribute, &mut seen, &name)? {
            Some(value) => values.push(value),
            None => {
                insn.set(insn.a, Value::NONE);
                return Ok(());
            }
        }
    }
    let tuple = vm.new_tuple(values);
    insn.set(insn.a, tuple);
    Ok(())
}

fn get(
    vm: &mut Vm,
    subject: &Value,
    name: &Value,
    seen: &mut Vec<Value>,
    class: &str,
) -> PyResult<Option<Value>> {
    if seen.iter().any(|s| vm.str_eq(s, name)) {
        let text = format!("{class}() got multiple sub-patterns for attribute {}", vm.repr_text(name)?);
        return Err(vm.type_error(text));
    }
    seen.push(name.clone());
    vm.find_attr(subject, name)
}
