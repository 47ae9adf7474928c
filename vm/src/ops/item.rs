//! Subscripts and unpacking.

use crate::insn::Insn;
use taipan_objects::list::List;
use taipan_objects::slice::{self, Slice};
use taipan_objects::str::Str;
use taipan_objects::tuple::Tuple;
use taipan_objects::{PyResult, Tp, Value, Vm};

/// `object[key]` for the commonest pairs, without slots.
#[inline]
fn fast_get(vm: &mut Vm, object: &Value, key: &Value) -> PyResult<Option<Value>> {
    let shape = object.shape();
    if shape == Tp::Dict as u32 {
        return vm.dict_get(object, key);
    }
    let Some(index) = key.as_small() else {
        return Ok(match key.downcast_exact::<Slice>().and_then(|slice| slice::small_parts(slice)) {
            Some((start, stop, step)) => slice::take(vm, object, start, stop, step),
            None => None,
        });
    };
    if shape == Tp::Str as u32 {
        let text = object.expect::<Str>();
        let index = if index < 0 { index + text.chars() as i64 } else { index };
        if index >= 0 && (index as usize) < text.chars() {
            return Ok(Some(vm.new_char(text.code_point(index as usize))));
        }
    } else if shape == Tp::List as u32 {
        let list = object.expect::<List>();
        let index = if index < 0 { index + list.len(vm) as i64 } else { index };
        return Ok(list.items(vm).get(index as usize).cloned());
    } else if shape == Tp::Tuple as u32 {
        let tuple = object.expect::<Tuple>();
        let index = if index < 0 { index + tuple.len() as i64 } else { index };
        return Ok(tuple.items().get(index as usize).cloned());
    }
    Ok(None)
}

pub fn get(vm: &mut Vm, insn: &Insn, constant: bool) -> PyResult<()> {
    let object = insn.take(insn.b);
    let key = insn.right(constant);
    let value = match fast_get(vm, &object, &key)? {
        Some(value) => value,
        None if object.shape() == Tp::Dict as u32 => return Err(vm.key_error(&key)),
        None => vm.get_item(&object, &key)?,
    };
    insn.set(insn.a, value);
    Ok(())
}

pub fn get_slice(vm: &mut Vm, insn: &Insn) -> PyResult<()> {
    let object = insn.take(insn.b);
    let (start, stop) = (insn.take_out(insn.c), insn.take_out(insn.c + 1));
    let plain =
        slice::small_bounds(&start, &stop).and_then(|(start, stop)| slice::take(vm, &object, start, stop, 1));
    let value = match plain {
        Some(value) => value,
        None => {
            let slice = vm.new_slice(start, stop, Value::NONE);
            vm.get_item(&object, &slice)?
        }
    };
    insn.set(insn.a, value);
    Ok(())
}

pub fn set(vm: &mut Vm, insn: &Insn) -> PyResult<()> {
    let (object, key, value) = (insn.take(insn.a), insn.take(insn.b), insn.take(insn.c));
    if object.shape() == Tp::Dict as u32 {
        return vm.dict_set(&object, &key, value);
    }
    vm.set_item(&object, &key, value)
}

pub fn set_slice(vm: &mut Vm, insn: &Insn) -> PyResult<()> {
    let object = insn.take(insn.a);
    let (start, stop) = (insn.take_out(insn.b), insn.take_out(insn.b + 1));
    let value = insn.take(insn.c);
    if let Some(list) = object.downcast_exact::<List>()
        && (value.shape() == Tp::List as u32 || value.shape() == Tp::Tuple as u32)
        && let Some((start, stop)) = slice::small_bounds(&start, &stop)
    {
        return taipan_objects::list::assign_slice(vm, list, start, stop, &value);
    }
    let slice = vm.new_slice(start, stop, Value::NONE);
    vm.set_item(&object, &slice, value)
}

pub fn unpack(vm: &mut Vm, insn: &Insn) -> PyResult<()> {
    let sequence = insn.take(insn.b);
    let wanted = insn.c;
    if sequence.shape() == Tp::Tuple as u32 && sequence.expect::<Tuple>().len() == wanted {
        for (i, item) in sequence.expect::<Tuple>().items().iter().enumerate() {
            insn.set(insn.a + i, item.clone());
        }
        return Ok(());
    }
    if sequence.shape() == Tp::List as u32 && sequence.expect::<List>().len(vm) == wanted {
        for i in 0..wanted {
            let item = sequence.expect::<List>().items(vm)[i].clone();
            insn.set(insn.a + i, item);
        }
        return Ok(());
    }
    let items = take_items(vm, &sequence, wanted, true)?;
    for (i, item) in items.into_iter().enumerate() {
        insn.set(insn.a + i, item);
    }
    Ok(())
}

/// The first `wanted` items, or the ValueError of unpacking. With `exact`, more are an error too.
fn take_items(vm: &mut Vm, sequence: &Value, wanted: usize, exact: bool) -> PyResult<Vec<Value>> {
    let iterator = unpack_iter(vm, sequence)?;
    let mut items = Vec::with_capacity(wanted);
    while items.len() < wanted {
        match vm.next(&iterator)? {
            Some(value) => items.push(value),
            None => {
                let least = if exact { "" } else { "at least " };
                let text =
                    format!("not enough values to unpack (expected {least}{wanted}, got {})", items.len());
                return Err(vm.value_error(text));
            }
        }
    }
    if exact && vm.next(&iterator)?.is_some() {
        let known = vm.is_exact(sequence, Tp::List)
            || vm.is_exact(sequence, Tp::Tuple)
            || vm.is_exact(sequence, Tp::Dict);
        let text = if known {
            let length = vm.len(sequence)?;
            format!("too many values to unpack (expected {wanted}, got {length})")
        } else {
            format!("too many values to unpack (expected {wanted})")
        };
        return Err(vm.value_error(text));
    }
    Ok(items)
}

fn unpack_iter(vm: &mut Vm, sequence: &Value) -> PyResult {
    let slots = vm.type_of(sequence).slots();
    if slots.iter.is_none() && slots.getitem.is_none() {
        let text = format!("cannot unpack non-iterable {} object", vm.type_name(sequence));
        return Err(vm.type_error(text));
    }
    vm.iter(sequence)
}

pub fn unpack_ex(vm: &mut Vm, insn: &Insn) -> PyResult<()> {
    let sequence = insn.take(insn.b);
    let before = insn.word(0) as usize;
    let after = insn.c - before - 1;
    let iterator = unpack_iter(vm, &sequence)?;
    let mut all = Vec::new();
    while let Some(value) = vm.next(&iterator)? {
        all.push(value);
    }
    if all.len() < before + after {
        let text =
            format!("not enough values to unpack (expected at least {}, got {})", before + after, all.len());
        return Err(vm.value_error(text));
    }
    let tail = all.split_off(all.len() - after);
    let middle = all.split_off(before);
    for (i, value) in all.into_iter().enumerate() {
        insn.set(insn.a + i, value);
    }
    let list = vm.new_list(middle);
    insn.set(insn.a + before, list);
    for (i, value) in tail.into_iter().enumerate() {
        insn.set(insn.a + before + 1 + i, value);
    }
    Ok(())
}
