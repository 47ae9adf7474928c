//! The first part of a field name, and the iterator over the rest: (whether an attribute, name or index), as
//! `FieldNameIterator_next`.

use crate::{BRACKET_CLOSE, BRACKET_OPEN, Classes, code_points, text_of, value_error};
use std::cell::Cell;
use taipan_native::{PyResult, Value, Vm};
use taipan_objects::iterators::itself;
use taipan_objects::native_class::NO_SHAPE;
use taipan_objects::slots::Slots;
use taipan_objects::{Payload, Tracer, TypeSpec};

const DOT: u32 = '.' as u32;

/// The payload: the name and how much of it is read.
pub struct Rest {
    text: Vec<u32>,
    at: Cell<usize>,
}

// SAFETY: it holds no references.
unsafe impl Payload for Rest {
    const NAME: &'static str = "fieldnameiterator";
    const SHAPE: u32 = NO_SHAPE;
    const CONTAINER: bool = false;
    fn trace(&self, _: Tracer<'_>) {}
}

/// A part as an int where it is all digits, else as a str.
fn part(vm: &mut Vm, codes: &[u32]) -> PyResult {
    let mut number: i64 = 0;
    for &code in codes {
        let Some(digit) = taipan_text::properties::decimal_value(code) else { return text_of(vm, codes) };
        match number.checked_mul(10).and_then(|n| n.checked_add(i64::from(digit))) {
            Some(n) => number = n,
            None => return Err(value_error(vm, "Too many decimal digits in format string")),
        }
    }
    if codes.is_empty() { Ok(vm.new_str("")) } else { Ok(vm.new_int(number)) }
}

pub fn split(vm: &mut Vm, a: &[Value]) -> PyResult {
    let text = code_points(vm, &a[1])?;
    let end = text.iter().position(|&c| c == DOT || c == BRACKET_OPEN).unwrap_or(text.len());
    let first = part(vm, &text[..end])?;
    let class = vm.state::<Classes>().field_name.clone();
    let rest = vm.new_object(&class, Rest { text, at: Cell::new(end) });
    Ok(vm.new_tuple(vec![first, rest]))
}

fn next(vm: &mut Vm, object: &Value) -> PyResult<Option<Value>> {
    let own = object.expect::<Rest>();
    let text = own.text.as_slice();
    let at = own.at.get();
    let Some(&code) = text.get(at) else { return Ok(None) };
    let start = at + 1;
    let rest = &text[start..];
    let (is_attribute, length) = match code {
        DOT => (true, rest.iter().position(|&c| c == DOT || c == BRACKET_OPEN).unwrap_or(rest.len())),
        BRACKET_OPEN => match rest.iter().position(|&c| c == BRACKET_CLOSE) {
            Some(length) => (false, length),
            None => return Err(value_error(vm, "Missing ']' in format string")),
        },
        _ => return Err(value_error(vm, "Only '.' or '[' may follow ']' in format field specifier")),
    };
    own.at.set(start + length + !is_attribute as usize);
    let codes = &rest[..length];
    if codes.is_empty() {
        return Err(value_error(vm, "Empty attribute in format string"));
    }
    let name = if is_attribute { text_of(vm, codes)? } else { part(vm, codes)? };
    Ok(Some(vm.new_tuple(vec![Value::from_bool(is_attribute), name])))
}

pub fn spec() -> TypeSpec {
    TypeSpec {
        slots: Slots { iter: Some(itself), next: Some(next), ..Slots::default() },
        no_new: true,
        is_final: true,
        ..TypeSpec::default()
    }
}
