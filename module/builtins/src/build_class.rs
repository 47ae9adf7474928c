//! `__build_class__`: what a class statement calls.

use taipan_native::{Args, PyResult, Tp, Value, Vm};
use taipan_objects::class::{Type, TypeExt};
use taipan_objects::class_new::calculate_metaclass;
use taipan_objects::function::Function;
use taipan_objects::tuple::Tuple;
use taipan_objects::{cell::Cell, str::Str};

/// The bases with each object that is no class replaced by what its `__mro_entries__` gives.
fn resolve_bases(vm: &mut Vm, bases: &[Value], original: &Value) -> PyResult<Option<Vec<Value>>> {
    let mut resolved: Option<Vec<Value>> = None;
    for (index, base) in bases.iter().enumerate() {
        let name = vm.names.mro_entries.clone();
        let entries = if base.downcast::<Type>().is_some() { None } else { vm.find_attr(base, &name)? };
        let Some(entries) = entries else {
            if let Some(list) = &mut resolved {
                list.push(base.clone());
            }
            continue;
        };
        let given = vm.call(&entries, std::slice::from_ref(original))?;
        let Some(given) = given.downcast::<Tuple>() else {
            return Err(vm.type_error("__mro_entries__ must return a tuple"));
        };
        resolved.get_or_insert_with(|| bases[..index].to_vec()).extend(given.items().iter().cloned());
    }
    Ok(resolved)
}

/// The namespace the body runs in.
fn prepare(
    vm: &mut Vm,
    metaclass: &Value,
    name: &Value,
    bases: &Value,
    keywords: &[(Value, Value)],
) -> PyResult {
    if metaclass.is(&vm.class(Tp::Type)) {
        return Ok(vm.new_dict());
    }
    let key = vm.names.prepare.clone();
    let Some(method) = vm.find_attr(metaclass, &key)? else { return Ok(vm.new_dict()) };
    let (names, values): (Vec<Value>, Vec<Value>) = keywords.iter().cloned().unzip();
    let mut all = vec![name.clone(), bases.clone()];
    all.extend(values);
    let namespace = vm.call_args(&method, Args { all: &all, names: &names })?;
    let slots = vm.type_of(&namespace).slots();
    if slots.getitem.is_none() {
        let owner = match metaclass.downcast::<Type>() {
            Some(class) => class.name(vm),
            None => "<metaclass>".to_owned(),
        };
        let text = format!("{owner}.__prepare__() must return a mapping, not {}", vm.type_name(&namespace));
        return Err(vm.type_error(text));
    }
    Ok(namespace)
}

/// The body's `__class__` cell must hold the class that was made.
fn check_cell(vm: &mut Vm, cell: &Value, class: &Value, name: &Value) -> PyResult<()> {
    let Some(cell) = cell.downcast::<Cell>() else { return Ok(()) };
    if class.downcast::<Type>().is_none() {
        return Ok(());
    }
    let content = cell.content.get(vm).clone();
    if content.is(class) {
        return Ok(());
    }
    let (shown, of) = (vm.repr_text(name)?, vm.repr_text(class)?);
    if content.is_null() {
        return Err(vm.runtime_error(format!(
            "__class__ not set defining {shown} as {of}. Was __classcell__ propagated to type.__new__?"
        )));
    }
    let other = vm.repr_text(&content)?;
    Err(vm.type_error(format!("__class__ set to {other} defining {shown} as {of}")))
}

pub fn build_class(vm: &mut Vm, a: &[Value]) -> PyResult {
    let args = a[0].expect::<Tuple>().items();
    let [body, name, bases @ ..] = args else {
        return Err(vm.type_error("__build_class__: not enough arguments"));
    };
    let Some(function) = body.downcast::<Function>() else {
        return Err(vm.type_error("__build_class__: func must be a function"));
    };
    if name.downcast::<Str>().is_none() {
        return Err(vm.type_error("__build_class__: name is not a string"));
    }
    let original = vm.new_tuple(bases.to_vec());
    let resolved = resolve_bases(vm, bases, &original)?;
    let changed = resolved.is_some();
    let final_bases = match resolved {
        Some(list) => vm.new_tuple(list),
        None => original.clone(),
    };
    let mut keywords = vm.dict_items(&a[1]);
    let given = keywords.iter().position(|(key, _)| vm.str_eq(key, &vm.names.metaclass));
    let mut metaclass = match given {
        Some(at) => keywords.remove(at).1,
        None => match final_bases.expect::<Tuple>().items().first() {
            Some(base) => vm.type_of(base).value(),
            None => vm.class(Tp::Type),
        },
    };
    if metaclass.downcast::<Type>().is_some() {
        metaclass = calculate_metaclass(vm, &metaclass, final_bases.expect::<Tuple>().items())?;
    }
    let namespace = prepare(vm, &metaclass, name, &final_bases, &keywords)?;
    let globals = function.globals.clone();
    let (code, closure) = (function.code.get(vm).clone(), function.closure.clone());
    let cell = (vm.interp.run_code_in)(vm, &code, &globals, namespace.clone(), closure)?;
    if changed {
        let key = vm.names.orig_bases.clone();
        vm.set_item(&namespace, &key, original)?;
    }
    let (names, values): (Vec<Value>, Vec<Value>) = keywords.into_iter().unzip();
    let mut all = vec![name.clone(), final_bases, namespace];
    all.extend(values);
    let class = vm.call_args(&metaclass, Args { all: &all, names: &names })?;
    check_cell(vm, &cell, &class, name)?;
    Ok(class)
}
