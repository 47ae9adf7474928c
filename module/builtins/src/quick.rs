//! What some builtins do at once, without the ceremony of a call: see `QuickFn`.

use taipan_native::{Tp, Value, Vm};
use taipan_objects::AttributeUse;
use taipan_objects::attr::{get_known, set_known};
use taipan_objects::class::{Type, TypeExt};
use taipan_objects::dict::Dict;
use taipan_objects::list::List;
use taipan_objects::set::Set;
use taipan_objects::str::Str;
use taipan_objects::tuple::Tuple;

pub fn getattr(vm: &mut Vm, a: &[Value]) -> Value {
    if let [object, name] | [object, name, _] = a
        && let Some(Some(value)) = get_known(vm, object, name, AttributeUse::Load)
    {
        return value;
    }
    Value::NULL
}

pub fn hasattr(vm: &mut Vm, a: &[Value]) -> Value {
    if let [object, name] = a
        && let Some(known) = get_known(vm, object, name, AttributeUse::Load)
    {
        return Value::from_bool(known.is_some());
    }
    Value::NULL
}

pub fn setattr(vm: &mut Vm, a: &[Value]) -> Value {
    if let [object, name, value] = a
        && set_known(vm, object, name, value, AttributeUse::Store)
    {
        return Value::NONE;
    }
    Value::NULL
}

/// Where the class has no say, and the object's `__class__` is what it is.
pub fn isinstance(vm: &mut Vm, a: &[Value]) -> Value {
    let [object, class] = a else { return Value::NULL };
    if class.shape() != Tp::Type as u32 {
        return Value::NULL;
    }
    let (own, wanted) = (vm.type_of(object), class.expect::<Type>());
    if std::ptr::eq(own, wanted) || own.is_subtype(wanted) {
        return Value::TRUE;
    }
    match own.builtin {
        // A proxy says that it is what it stands for.
        None | Some(Tp::WeakProxy | Tp::CallableProxy) => Value::NULL,
        Some(_) => Value::FALSE,
    }
}

pub fn len(vm: &mut Vm, a: &[Value]) -> Value {
    let [object] = a else { return Value::NULL };
    let length = if let Some(list) = object.downcast_exact::<List>() {
        list.items.get(vm).len()
    } else if let Some(tuple) = object.downcast_exact::<Tuple>() {
        tuple.items().len()
    } else if let Some(dict) = object.downcast_exact::<Dict>() {
        dict.len(vm)
    } else if let Some(text) = object.downcast_exact::<Str>() {
        text.chars()
    } else if let Some(set) = object.downcast_exact::<Set>() {
        set.len(vm)
    } else {
        return Value::NULL;
    };
    vm.new_int(length as i64)
}

/// The first of the greatest (or least) of several values that are all ints or all floats.
fn extreme(a: &[Value], order: std::cmp::Ordering) -> Value {
    if a.len() < 2 {
        return Value::NULL;
    }
    let mut best = &a[0];
    for value in &a[1..] {
        let ordering = match (value.as_small(), best.as_small()) {
            (Some(x), Some(y)) => Some(x.cmp(&y)),
            _ => match (value.as_inline_float(), best.as_inline_float()) {
                (Some(x), Some(y)) => x.partial_cmp(&y),
                _ => None,
            },
        };
        match ordering {
            Some(found) if found == order => best = value,
            Some(_) => {}
            None => return Value::NULL,
        }
    }
    best.clone()
}

pub fn max(_: &mut Vm, a: &[Value]) -> Value {
    extreme(a, std::cmp::Ordering::Greater)
}

pub fn min(_: &mut Vm, a: &[Value]) -> Value {
    extreme(a, std::cmp::Ordering::Less)
}

pub fn abs(_: &mut Vm, a: &[Value]) -> Value {
    match a {
        [number] => number.as_small().and_then(|n| Value::small(n.abs())).unwrap_or(Value::NULL),
        _ => Value::NULL,
    }
}

pub fn ord(_: &mut Vm, a: &[Value]) -> Value {
    match a {
        [text] => match text.downcast_exact::<Str>() {
            Some(text) if text.chars() == 1 => Value::from_i32(text.code_point(0) as i32),
            _ => Value::NULL,
        },
        _ => Value::NULL,
    }
}

pub fn chr(vm: &mut Vm, a: &[Value]) -> Value {
    match a {
        [code] => match code.as_small() {
            Some(code @ 0..0x80) => vm.new_char(code as u32),
            _ => Value::NULL,
        },
        _ => Value::NULL,
    }
}
