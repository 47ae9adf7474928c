//! "Did you mean": what a NameError, AttributeError or ImportError adds to its message.

use crate::exception::field;
use crate::frame::{self, Frame};
use crate::function::Function;
use crate::traceback::Traceback;
use crate::{PyResult, Tp, Value, Vm};

/// The words to add; empty for none.
pub fn suffix(vm: &mut Vm, exception: &Value, traceback: &Value) -> String {
    let named = |vm: &Vm, name: &str| {
        field(vm, exception, name).and_then(Value::non_null).filter(|n| vm.is_instance(n, Tp::Str))
    };
    if vm.is_instance(exception, Tp::ImportError) {
        let Some(wrong) = named(vm, "name_from") else { return String::new() };
        let wrong = vm.text(&wrong).into_owned();
        let found = of_import(vm, exception, &wrong).ok().flatten();
        return found.map_or(String::new(), |s| format!(". Did you mean: '{s}'?"));
    }
    let is_name = vm.is_instance(exception, Tp::NameError);
    if !is_name && !vm.is_instance(exception, Tp::AttributeError) {
        return String::new();
    }
    let Some(wrong) = named(vm, "name") else { return String::new() };
    let wrong = vm.text(&wrong).into_owned();
    let found =
        if is_name { of_name(vm, traceback, &wrong) } else { of_attribute(vm, exception, traceback, &wrong) };
    let found = found.ok().flatten();
    let mut text = found.as_ref().map_or(String::new(), |s| format!(". Did you mean: '{s}'?"));
    if is_name && is_standard_module(vm, &wrong) {
        let lead = if found.is_some() { " Or did" } else { ". Did" };
        text.push_str(&format!("{lead} you forget to import '{wrong}'?"));
    }
    text
}

fn is_standard_module(vm: &mut Vm, name: &str) -> bool {
    let sys = vm.sys.clone();
    let Some(names) = vm.dict_get_str(&sys, "stdlib_module_names") else { return false };
    let name = vm.new_str(name);
    vm.contains(&names, &name).unwrap_or(false)
}

fn closest(wrong: &str, names: &[String]) -> Option<String> {
    crate::suggest::closest(wrong, names.iter().map(String::as_str)).map(str::to_owned)
}

/// The attributes an object says it has, sorted.
fn attributes(vm: &mut Vm, object: &Value) -> PyResult<Vec<String>> {
    let listed = match vm.call_method(object, "__dir__", &[]) {
        Ok(listed) => listed,
        Err(raised) if vm.is_raised(&raised, Tp::TypeError) => {
            let class = vm.type_of(object).value();
            vm.call_method(&class, "__dir__", std::slice::from_ref(object))?
        }
        Err(raised) => return Err(raised),
    };
    let mut names = texts(vm, &listed)?;
    names.sort_unstable();
    Ok(names)
}

fn texts(vm: &mut Vm, iterable: &Value) -> PyResult<Vec<String>> {
    let items = vm.collect(iterable)?;
    Ok(items.iter().filter(|n| vm.is_instance(n, Tp::Str)).map(|n| vm.text(n).into_owned()).collect())
}

fn of_import(vm: &mut Vm, exception: &Value, wrong: &str) -> PyResult<Option<String>> {
    let Some(module) = field(vm, exception, "name").and_then(Value::non_null) else { return Ok(None) };
    if !vm.is_instance(&module, Tp::Str) {
        return Ok(None);
    }
    let module = (vm.interp.import)(vm, &module, None, &Value::NONE, 0)?;
    let mut names = attributes(vm, &module)?;
    if !wrong.starts_with('_') {
        names.retain(|n| !n.starts_with('_'));
    }
    Ok(closest(wrong, &names))
}

/// The frame where the exception was raised.
fn innermost(vm: &Vm, traceback: &Value) -> Option<Value> {
    let mut at = traceback.clone();
    let mut frame = None;
    while let Some(entry) = at.downcast::<Traceback>() {
        frame = Some(entry.frame.clone());
        let next = entry.next.get(vm).clone();
        at = next;
    }
    frame
}

fn local_self(vm: &mut Vm, frame: &Value) -> PyResult<Option<Value>> {
    let locals = frame::locals(vm, frame)?;
    if vm.is_instance(&locals, Tp::Dict) { Ok(vm.dict_get_str(&locals, "self")) } else { Ok(None) }
}

fn of_attribute(vm: &mut Vm, exception: &Value, traceback: &Value, wrong: &str) -> PyResult<Option<String>> {
    let object = field(vm, exception, "obj").and_then(Value::non_null).unwrap_or(Value::NONE);
    let mut names = attributes(vm, &object)?;
    let mut hide = !wrong.starts_with('_');
    if hide
        && let Some(frame) = innermost(vm, traceback)
        && local_self(vm, &frame)?.is_some_and(|own| own.is(&object))
    {
        hide = false;
    }
    if hide {
        names.retain(|n| !n.starts_with('_'));
    }
    Ok(closest(wrong, &names))
}

fn of_name(vm: &mut Vm, traceback: &Value, wrong: &str) -> PyResult<Option<String>> {
    let Some(frame) = innermost(vm, traceback) else { return Ok(None) };
    let locals = frame::locals(vm, &frame)?;
    let mut names = texts(vm, &locals)?;
    let function = frame.expect::<Frame>().function.clone();
    if let Some(function) = function.downcast::<Function>() {
        for dict in [function.globals.clone(), function.builtins.clone()] {
            names.extend(texts(vm, &dict)?);
        }
    }
    if let Some(own) = local_self(vm, &frame)? {
        let name = vm.intern(wrong);
        if matches!(vm.find_attr(&own, &name), Ok(Some(_))) {
            return Ok(Some(format!("self.{wrong}")));
        }
    }
    Ok(closest(wrong, &names))
}
