//! `import` statements.

use crate::insn::Insn;
use taipan_objects::function::Function;
use taipan_objects::str::Str;
use taipan_objects::{PyResult, Tp, Value, Vm};

fn running_globals(vm: &Vm) -> Value {
    // SAFETY: there is a running activation.
    unsafe { (*vm.stack.current).function() }.expect::<Function>().globals.clone()
}

pub fn name(vm: &mut Vm, insn: &Insn) -> PyResult<()> {
    let name = insn.name(0);
    let fromlist = insn.constant(insn.word(1) as usize);
    let level = insn.b as i64;
    let globals = running_globals(vm);
    // SAFETY: there is a running activation.
    let builtins = unsafe { (*vm.stack.current).function() }.expect::<Function>().builtins.clone();
    let Some(function) = vm.dict_get_str(&builtins, "__import__") else {
        return Err(vm.raise(Tp::ImportError, "__import__ not found"));
    };
    let module = if function.downcast::<taipan_objects::native_function::NativeFunction>().is_some() {
        crate::import::import(vm, &name, Some(&globals), &fromlist, level)?
    } else {
        // SAFETY: there is a running activation, which owns the word.
        let locals = unsafe { Value::from_raw_borrowed((*vm.stack.current).locals()) };
        let locals = if locals.is_null() { Value::NONE } else { locals };
        vm.call(&function, &[name, globals, locals, fromlist, Value::from_i32(level as i32)])?
    };
    insn.set(insn.a, module);
    Ok(())
}

pub fn from(vm: &mut Vm, insn: &Insn) -> PyResult<()> {
    let module = insn.peek(insn.b);
    let name = insn.name(0);
    if let Some(value) = vm.find_attr(&module, &name)? {
        insn.set(insn.a, value);
        return Ok(());
    }
    let value = crate::import::from_fallback(vm, &module, &name)?;
    insn.set(insn.a, value);
    Ok(())
}

pub fn star(vm: &mut Vm, insn: &Insn) -> PyResult<()> {
    let module = insn.take(insn.a);
    // SAFETY: there is a running activation, which owns the word.
    let locals = unsafe { Value::from_raw_borrowed((*vm.stack.current).locals()) };
    let all = vm.names.all.clone();
    let dict_name = vm.names.dict.clone();
    let (names, skip) = match vm.find_attr(&module, &all)? {
        Some(names) => (vm.collect(&names)?, false),
        None => match vm.find_attr(&module, &dict_name)? {
            Some(dict) => {
                let keys = vm.call_method(&dict, "keys", &[])?;
                (vm.collect(&keys)?, true)
            }
            None => {
                return Err(vm.raise(Tp::ImportError, "from-import-* object has no __dict__ and no __all__"));
            }
        },
    };
    for name in names {
        if name.downcast::<Str>().is_none() {
            let (what, place) = if skip { ("Key", "__dict__") } else { ("Item", "__all__") };
            let own = vm.get_attr_str(&module, "__name__")?;
            let text =
                format!("{what} in {}.{place} must be str, not {}", vm.text(&own), vm.type_name(&name));
            return Err(vm.type_error(text));
        }
        if skip && vm.text(&name).starts_with('_') {
            continue;
        }
        let value = vm.get_attr(&module, &name)?;
        if vm.is_exact(&locals, Tp::Dict) {
            vm.dict_set(&locals, &name, value)?;
        } else {
            vm.set_item(&locals, &name, value)?;
        }
    }
    Ok(())
}
