//! What calling a builtin class gives in its common cases, without the ceremony of a call: see `QuickFn`.

use crate::dict::Dict;
use crate::list::List;
use crate::str::Str;
use crate::tuple::Tuple;
use crate::{Value, Vm};

/// More items than this are copied only where the budget is asked.
const MANY: usize = 4096;

pub fn str(vm: &mut Vm, a: &[Value]) -> Value {
    match a {
        [] => vm.names.empty.clone(),
        [object] => match object.as_small() {
            Some(number) => vm.new_ascii(taipan_text::int::Decimal::new(number).as_bytes()),
            None if object.downcast_exact::<Str>().is_some() => object.clone(),
            None => Value::NULL,
        },
        _ => Value::NULL,
    }
}

pub fn int(_: &mut Vm, a: &[Value]) -> Value {
    let [object] = a else { return Value::NULL };
    if object.is_small_int() {
        return object.clone();
    }
    if let Some(float) = object.as_inline_float() {
        return Value::small(float as i64).unwrap_or(Value::NULL);
    }
    let digits = object.downcast_exact::<Str>().and_then(|text| taipan_text::int::parse_plain(text.bytes()));
    digits.and_then(Value::small).unwrap_or(Value::NULL)
}

pub fn float(_: &mut Vm, a: &[Value]) -> Value {
    let [object] = a else { return Value::NULL };
    if object.is_inline_float() {
        return object.clone();
    }
    match object.as_small().map(|number| taipan_heap::raw::from_float(number as f64)) {
        // SAFETY: the word of an inline double needs no reference.
        Some(Some(word)) => unsafe { Value::from_raw(word) },
        _ => Value::NULL,
    }
}

pub fn bool(vm: &mut Vm, a: &[Value]) -> Value {
    let [object] = a else { return Value::NULL };
    let truth = if let Some(number) = object.as_small() {
        number != 0
    } else if object.is_none() {
        false
    } else if let Some(truth) = object.as_bool() {
        truth
    } else if let Some(text) = object.downcast_exact::<Str>() {
        !text.bytes().is_empty()
    } else if let Some(list) = object.downcast_exact::<List>() {
        list.len(vm) != 0
    } else if let Some(tuple) = object.downcast_exact::<Tuple>() {
        !tuple.is_empty()
    } else if let Some(dict) = object.downcast_exact::<Dict>() {
        dict.len(vm) != 0
    } else {
        return Value::NULL;
    };
    Value::from_bool(truth)
}

/// The items of an exact list or tuple that is not long.
fn few_items<'a>(vm: &'a Vm, object: &'a Value) -> Option<&'a [Value]> {
    let items = match object.downcast_exact::<List>() {
        Some(list) => list.data.items(vm),
        None => object.downcast_exact::<Tuple>()?.data.items(),
    };
    Some(items).filter(|items| items.len() < MANY)
}

pub fn list(vm: &mut Vm, a: &[Value]) -> Value {
    match a {
        [] => vm.new_list(Vec::new()),
        [object] => match few_items(vm, object) {
            Some(items) => vm.new_list(items.to_vec()),
            None => Value::NULL,
        },
        _ => Value::NULL,
    }
}

pub fn tuple(vm: &mut Vm, a: &[Value]) -> Value {
    match a {
        [] => vm.empty_tuple.clone(),
        [object] if object.downcast_exact::<Tuple>().is_some() => object.clone(),
        [object] => match few_items(vm, object) {
            Some(items) => vm.new_tuple_from(items.len(), items.iter().cloned()),
            None => Value::NULL,
        },
        _ => Value::NULL,
    }
}

pub fn dict(vm: &mut Vm, a: &[Value]) -> Value {
    if a.is_empty() { vm.new_dict() } else { Value::NULL }
}

pub fn set(vm: &mut Vm, a: &[Value]) -> Value {
    if a.is_empty() { vm.new_set() } else { Value::NULL }
}

pub fn range(vm: &mut Vm, a: &[Value]) -> Value {
    let (start, stop) = match a {
        [stop] => (Value::ZERO, stop.clone()),
        [start, stop] => (start.clone(), stop.clone()),
        _ => return Value::NULL,
    };
    if start.is_small_int() && stop.is_small_int() {
        return vm.new_range(start, stop, Value::from_i32(1));
    }
    Value::NULL
}

/// `type(object)`.
pub fn type_of(vm: &mut Vm, a: &[Value]) -> Value {
    match a {
        [object] => vm.type_of(object).value(),
        _ => Value::NULL,
    }
}
