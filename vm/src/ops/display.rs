//! Displays of sets, dicts and strs, `*` and `**` in displays and calls, and f-strings.

use crate::insn::Insn;
use taipan_objects::list::List;
use taipan_objects::str::Str;
use taipan_objects::{PyResult, Tp, Value, Vm};

pub fn build_set(vm: &mut Vm, insn: &Insn) -> PyResult<()> {
    let items = insn.take_run(insn.b, insn.c);
    let set = vm.new_set();
    for item in &items {
        vm.set_add(&set, item)?;
    }
    insn.set(insn.a, set);
    Ok(())
}

pub fn build_map(vm: &mut Vm, insn: &Insn) -> PyResult<()> {
    let items = insn.take_run(insn.b, 2 * insn.c);
    let dict = vm.new_dict();
    let mut items = items.into_iter();
    while let (Some(key), Some(value)) = (items.next(), items.next()) {
        vm.dict_set(&dict, &key, value)?;
    }
    insn.set(insn.a, dict);
    Ok(())
}

pub fn build_string(vm: &mut Vm, insn: &Insn) -> PyResult<()> {
    // A tree that a program has made may put anything between the braces.
    // SAFETY: nothing writes registers while they are looked at.
    let odd = unsafe { insn.run(insn.b, insn.c) }
        .iter()
        .enumerate()
        .find(|(_, part)| part.downcast::<Str>().is_none())
        .map(|(index, part)| (index, vm.type_name(part)));
    if let Some((index, class)) = odd {
        insn.release_run(insn.b, insn.c);
        return Err(vm.type_error(format!("sequence item {index}: expected str instance, {class} found")));
    }
    // SAFETY: nothing writes registers while the text is put together.
    let value = taipan_objects::str::concat_all(vm, unsafe { insn.run(insn.b, insn.c) });
    insn.release_run(insn.b, insn.c);
    match value {
        Some(value) => {
            insn.set(insn.a, value);
            Ok(())
        }
        None => Err(vm.memory_error()),
    }
}

pub fn list_extend(vm: &mut Vm, insn: &Insn) -> PyResult<()> {
    let iterable = insn.take(insn.b);
    let list = insn.peek(insn.a);
    let result = taipan_objects::list::extend_from(vm, list.expect::<List>(), &iterable);
    match result {
        Err(raised) if vm.is_raised(&raised, Tp::TypeError) && !is_iterable(vm, &iterable) => {
            let text = format!("Value after * must be an iterable, not {}", vm.type_name(&iterable));
            Err(vm.type_error(text))
        }
        other => other,
    }
}

fn is_iterable(vm: &Vm, value: &Value) -> bool {
    let slots = vm.type_of(value).slots();
    slots.iter.is_some() || slots.getitem.is_some()
}

pub fn build_slice(vm: &mut Vm, insn: &Insn) -> PyResult<()> {
    let (start, stop) = (insn.take_out(insn.b), insn.take_out(insn.b + 1));
    let step = if insn.c == 3 { insn.take_out(insn.b + 2) } else { Value::NONE };
    let slice = vm.new_slice(start, stop, step);
    insn.set(insn.a, slice);
    Ok(())
}

pub fn format_with_spec(vm: &mut Vm, insn: &Insn) -> PyResult<()> {
    let (value, spec) = (insn.take(insn.b), insn.take(insn.c));
    let value = convert(vm, value, insn.word(0) as usize)?;
    let text = format(vm, &value, Some(&spec))?;
    insn.set(insn.a, text);
    Ok(())
}

pub fn tuple_arguments(vm: &mut Vm, insn: &Insn) -> PyResult<()> {
    let iterable = insn.take(insn.b);
    if vm.is_exact(&iterable, Tp::Tuple) {
        insn.set(insn.a, iterable);
        return Ok(());
    }
    if !is_iterable(vm, &iterable) {
        let callee = insn.peek(insn.c);
        let name = taipan_objects::function::callable_name(vm, &callee);
        let text = format!("{name} argument after * must be an iterable, not {}", vm.type_name(&iterable));
        return Err(vm.type_error(text));
    }
    let items = vm.collect(&iterable)?;
    let tuple = vm.new_tuple(items);
    insn.set(insn.a, tuple);
    Ok(())
}

pub fn set_add(vm: &mut Vm, insn: &Insn) -> PyResult<()> {
    let value = insn.take(insn.b);
    let set = insn.peek(insn.a);
    if !vm.is_instance(&set, Tp::Set) {
        // `__conditional_annotations__` is a name like any other.
        let text = format!("'{}' object is not a set", vm.type_name(&set));
        return Err(vm.type_error(text));
    }
    vm.set_add(&set, &value)
}

pub fn set_update(vm: &mut Vm, insn: &Insn) -> PyResult<()> {
    let iterable = insn.take(insn.b);
    let set = insn.peek(insn.a);
    let iterator = vm.iter(&iterable)?;
    while let Some(value) = vm.next(&iterator)? {
        vm.set_add(&set, &value)?;
    }
    Ok(())
}

fn is_mapping(vm: &mut Vm, value: &Value) -> PyResult<bool> {
    let keys = vm.names.keys.clone();
    Ok(vm.is_instance(value, Tp::Dict) || vm.find_attr(value, &keys)?.is_some())
}

pub fn dict_update(vm: &mut Vm, insn: &Insn) -> PyResult<()> {
    let other = insn.take(insn.b);
    let dict = insn.peek(insn.a);
    if !is_mapping(vm, &other)? {
        let text = format!("'{}' object is not a mapping", vm.type_name(&other));
        return Err(vm.type_error(text));
    }
    vm.dict_update(&dict, &other)
}

pub fn dict_merge(vm: &mut Vm, insn: &Insn) -> PyResult<()> {
    let other = insn.take(insn.b);
    let dict = insn.peek(insn.a);
    let callee = insn.peek(insn.c);
    if !is_mapping(vm, &other)? {
        let name = taipan_objects::function::callable_name(vm, &callee);
        let text = format!("{name} argument after ** must be a mapping, not {}", vm.type_name(&other));
        return Err(vm.type_error(text));
    }
    taipan_objects::dict::merge(vm, &dict, &other, |vm, key, _| {
        if vm.dict_get(&dict, key)?.is_none() {
            return Ok(true);
        }
        let name = taipan_objects::function::callable_name(vm, &callee);
        let text = if vm.is_instance(key, Tp::Str) {
            format!("{name} got multiple values for keyword argument '{}'", vm.text(key))
        } else {
            "keywords must be strings".to_owned()
        };
        Err(vm.type_error(text))
    })
}

/// `!s`, `!r`, `!a`: 1, 2, 3.
pub fn convert(vm: &mut Vm, value: Value, conversion: usize) -> PyResult {
    match conversion & 3 {
        1 => vm.str(&value),
        2 => vm.repr(&value),
        3 => vm.ascii(&value),
        _ => Ok(value),
    }
}

/// `format(value, spec)`.
pub fn format(vm: &mut Vm, value: &Value, spec: Option<&Value>) -> PyResult {
    let plain = match spec {
        None => vm.format_plain(value, taipan_text::TextRef::EMPTY),
        Some(spec) => spec.downcast::<Str>().and_then(|spec| vm.format_plain(value, spec.text())),
    };
    if let Some(result) = plain {
        return result;
    }
    let name = vm.names.format.clone();
    let spec = spec.cloned().unwrap_or_else(|| vm.names.empty.clone());
    let result = match vm.call_special(value, &name, std::slice::from_ref(&spec))? {
        Some(result) => result,
        None => {
            let text = format!("Type {} doesn't define __format__", vm.type_name(value));
            return Err(vm.type_error(text));
        }
    };
    if !vm.is_instance(&result, Tp::Str) {
        let text = format!("__format__ must return a str, not {}", vm.type_name(&result));
        return Err(vm.type_error(text));
    }
    Ok(result)
}

pub fn build_interpolation(vm: &mut Vm, insn: &Insn) -> PyResult<()> {
    let with_spec = insn.c & 8 != 0;
    let parts = insn.take_run(insn.b, 2 + with_spec as usize);
    let conversion = match insn.c & 3 {
        1 => vm.intern("s"),
        2 => vm.intern("r"),
        3 => vm.intern("a"),
        _ => Value::NONE,
    };
    let spec = parts.get(2).cloned().unwrap_or_else(|| vm.names.empty.clone());
    let value = vm.new_interpolation(parts[0].clone(), parts[1].clone(), conversion, spec);
    insn.set(insn.a, value);
    Ok(())
}

pub fn build_template(vm: &mut Vm, insn: &Insn) -> PyResult<()> {
    let (strings, interpolations) = (insn.take_out(insn.b), insn.take_out(insn.b + 1));
    let value = vm.new_template(strings, interpolations);
    insn.set(insn.a, value);
    Ok(())
}
