//! Names: locals, cells, globals and builtins, and the mappings of class and module bodies.

use crate::insn::Insn;
use taipan_bytecode::LocalKind;
use taipan_objects::cell::Cell;
use taipan_objects::dict::Dict;
use taipan_objects::function::Function;
use taipan_objects::{PyResult, Raised, Tp, Value, Vm, raw};

pub fn check_bound(vm: &mut Vm, insn: &Insn) -> PyResult<()> {
    if insn.peek(insn.a).is_null() { Err(unbound(vm, insn, insn.a)) } else { Ok(()) }
}

#[cold]
fn unbound(vm: &mut Vm, insn: &Insn, register: usize) -> Raised {
    let code = insn.code();
    let name = code.local_names[register].clone();
    let text = vm.text(&name).into_owned();
    if code.block.localsplus[register].kind.contains(LocalKind::FREE) {
        let message = format!(
            "cannot access free variable '{text}' where it is not associated with a value in enclosing scope"
        );
        return vm.name_error(Tp::NameError, message, &name);
    }
    let message = format!("cannot access local variable '{text}' where it is not associated with a value");
    vm.name_error(Tp::UnboundLocalError, message, &name)
}

fn cell_content(vm: &Vm, insn: &Insn, register: usize) -> Value {
    let cell = insn.peek(register);
    match cell.downcast::<Cell>() {
        Some(cell) => cell.content.get(vm).clone(),
        None => Value::NULL,
    }
}

pub fn load_deref(vm: &mut Vm, insn: &Insn) -> PyResult<()> {
    let value = cell_content(vm, insn, insn.b);
    if value.is_null() {
        return Err(unbound(vm, insn, insn.b));
    }
    insn.set(insn.a, value);
    Ok(())
}

pub fn store_deref(vm: &mut Vm, insn: &Insn, value: Value) {
    let cell = insn.peek(insn.a);
    if let Some(cell) = cell.downcast::<Cell>() {
        let old = std::mem::replace(cell.content.get_mut(vm), value);
        drop(old);
    }
}

pub fn delete_deref(vm: &mut Vm, insn: &Insn) -> PyResult<()> {
    let cell = insn.peek(insn.a);
    let old = match cell.downcast::<Cell>() {
        Some(cell) => std::mem::replace(cell.content.get_mut(vm), Value::NULL),
        None => Value::NULL,
    };
    if old.is_null() { Err(unbound(vm, insn, insn.a)) } else { Ok(()) }
}

fn mapping_get(vm: &mut Vm, mapping: &Value, name: &Value) -> PyResult<Option<Value>> {
    if vm.is_exact(mapping, Tp::Dict) {
        return vm.dict_get(mapping, name);
    }
    match vm.get_item(mapping, name) {
        Ok(value) => Ok(Some(value)),
        Err(raised) if vm.is_raised(&raised, Tp::KeyError) => Ok(None),
        Err(raised) => Err(raised),
    }
}

pub fn load_from_dict_or_deref(vm: &mut Vm, insn: &Insn) -> PyResult<()> {
    let mapping = insn.take(insn.b);
    let name = insn.name(0);
    let value = match mapping_get(vm, &mapping, &name)? {
        Some(value) => value,
        None => cell_content(vm, insn, insn.c),
    };
    if value.is_null() {
        return Err(unbound(vm, insn, insn.c));
    }
    insn.set(insn.a, value);
    Ok(())
}

fn running_function(vm: &Vm) -> Value {
    // SAFETY: there is a running activation.
    unsafe { (*vm.stack.current).function() }
}

#[cold]
fn not_defined(vm: &mut Vm, name: &Value) -> Raised {
    let message = format!("name '{}' is not defined", vm.text(name));
    vm.name_error(Tp::NameError, message, name)
}

/// A global or builtin; fills the cache words from 1 on if `cache` says so.
fn find_global(vm: &mut Vm, insn: &Insn, name: &Value, cache: bool) -> PyResult<Option<Value>> {
    let function = running_function(vm);
    let function = function.expect::<Function>();
    let (globals, builtins) = (&function.globals, &function.builtins);
    let plain = |v: &Value| vm.is_exact(v, Tp::Dict) && raw::is_counted(v.raw());
    let exact = plain(globals) && plain(builtins);
    if exact {
        let (globals, builtins) = (globals.expect::<Dict>(), builtins.expect::<Dict>());
        let (dict, at, builtin) = match globals.find_str(vm, name) {
            Some(at) => (globals, at, 0),
            None => match builtins.find_str(vm, name) {
                Some(at) => (builtins, at, builtins.ensure_keys_version(vm)),
                None => return Ok(None),
            },
        };
        let value = dict.table.get(vm).entries[at].value.clone();
        if cache {
            insn.set_word(1, globals.ensure_keys_version(vm));
            insn.set_word(2, builtin);
            let word = if dict.keeps(value.raw()) { value.raw() } else { (at as u64) << 3 };
            insn.set_word(3, word as u32);
            insn.set_word(4, (word >> 32) as u32);
        }
        return Ok(Some(value));
    }
    let (globals, builtins) = (globals.clone(), builtins.clone());
    if let Some(value) = mapping_get(vm, &globals, name)? {
        return Ok(Some(value));
    }
    mapping_get(vm, &builtins, name)
}

pub fn load_global(vm: &mut Vm, insn: &Insn) -> PyResult<()> {
    let name = insn.name(0);
    match find_global(vm, insn, &name, true)? {
        Some(value) => {
            insn.set(insn.a, value);
            Ok(())
        }
        None => Err(not_defined(vm, &name)),
    }
}

pub fn store_global(vm: &mut Vm, insn: &Insn) -> PyResult<()> {
    let value = insn.take(insn.a);
    let name = insn.name(0);
    let globals = running_function(vm).expect::<Function>().globals.clone();
    vm.dict_set(&globals, &name, value)?;
    if vm.is_exact(&globals, Tp::Dict)
        && let globals = globals.expect::<Dict>()
        && !globals.of_class.get()
        && let Some(at) = globals.find_str(vm, &name)
    {
        insn.set_word(1, globals.ensure_keys_version(vm));
        insn.set_word(2, at as u32);
    }
    Ok(())
}

pub fn delete_global(vm: &mut Vm, insn: &Insn) -> PyResult<()> {
    let name = insn.name(0);
    let globals = running_function(vm).expect::<Function>().globals.clone();
    match vm.dict_remove(&globals, &name)? {
        Some(_) => Ok(()),
        None => Err(not_defined(vm, &name)),
    }
}

/// The mapping of names of the running class or module body.
fn locals(vm: &mut Vm) -> PyResult {
    // SAFETY: there is a running activation, which owns the word.
    let locals = unsafe { Value::from_raw_borrowed((*vm.stack.current).locals()) };
    if locals.is_null() {
        return Err(vm.raise(Tp::SystemError, "no locals found"));
    }
    Ok(locals)
}

pub fn load_name(vm: &mut Vm, insn: &Insn) -> PyResult<()> {
    let name = insn.name(0);
    let mapping = locals(vm)?;
    let value = match mapping_get(vm, &mapping, &name)? {
        Some(value) => Some(value),
        None => find_global(vm, insn, &name, false)?,
    };
    match value {
        Some(value) => {
            insn.set(insn.a, value);
            Ok(())
        }
        None => Err(not_defined(vm, &name)),
    }
}

pub fn store_name(vm: &mut Vm, insn: &Insn) -> PyResult<()> {
    let value = insn.take(insn.a);
    let name = insn.name(0);
    let mapping = locals(vm)?;
    if vm.is_exact(&mapping, Tp::Dict) {
        return vm.dict_set(&mapping, &name, value);
    }
    vm.set_item(&mapping, &name, value)
}

pub fn delete_name(vm: &mut Vm, insn: &Insn) -> PyResult<()> {
    let name = insn.name(0);
    let mapping = locals(vm)?;
    match vm.delete_item(&mapping, &name) {
        Err(raised) if vm.is_raised(&raised, Tp::KeyError) => Err(not_defined(vm, &name)),
        other => other,
    }
}

pub fn load_from_dict_or_globals(vm: &mut Vm, insn: &Insn) -> PyResult<()> {
    let mapping = insn.take(insn.b);
    let name = insn.name(0);
    let value = match mapping_get(vm, &mapping, &name)? {
        Some(value) => Some(value),
        None => find_global(vm, insn, &name, false)?,
    };
    match value {
        Some(value) => {
            insn.set(insn.a, value);
            Ok(())
        }
        None => Err(not_defined(vm, &name)),
    }
}

pub fn load_locals(vm: &mut Vm, insn: &Insn) -> PyResult<()> {
    let mapping = locals(vm)?;
    insn.set(insn.a, mapping);
    Ok(())
}

pub fn setup_annotations(vm: &mut Vm) -> PyResult<()> {
    let mapping = locals(vm)?;
    let name = vm.names.annotations.clone();
    if mapping_get(vm, &mapping, &name)?.is_none() {
        let dict = vm.new_dict();
        vm.set_item(&mapping, &name, dict)?;
    }
    Ok(())
}
