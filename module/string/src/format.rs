//! The iterator over a format string: (literal, field name, format spec, conversion), as `MarkupIterator_next`.

use crate::{
    BRACE_CLOSE, BRACE_OPEN, BRACKET_CLOSE, BRACKET_OPEN, Classes, code_points, text_of, value_error,
};
use std::cell::Cell;
use taipan_native::{PyResult, Value, Vm};
use taipan_objects::iterators::itself;
use taipan_objects::native_class::NO_SHAPE;
use taipan_objects::slots::Slots;
use taipan_objects::{Payload, Tracer, TypeSpec};

/// The payload: the text and how much of it is read.
pub struct Parser {
    text: Vec<u32>,
    at: Cell<usize>,
}

// SAFETY: it holds no references.
unsafe impl Payload for Parser {
    const NAME: &'static str = "formatteriterator";
    const SHAPE: u32 = NO_SHAPE;
    const CONTAINER: bool = false;
    fn trace(&self, _: Tracer<'_>) {}
}

pub fn parser(vm: &mut Vm, a: &[Value]) -> PyResult {
    let text = code_points(vm, &a[1])?;
    let class = vm.state::<Classes>().format.clone();
    Ok(vm.new_object(&class, Parser { text, at: Cell::new(0) }))
}

fn next(vm: &mut Vm, object: &Value) -> PyResult<Option<Value>> {
    let own = object.expect::<Parser>();
    let text = own.text.as_slice();
    let mut at = own.at.get();
    if at >= text.len() {
        return Ok(None);
    }
    let start = at;
    let mut last = 0;
    let mut marked = false;
    while at < text.len() {
        last = text[at];
        at += 1;
        if last == BRACE_OPEN || last == BRACE_CLOSE {
            marked = true;
            break;
        }
    }
    own.at.set(at);
    let at_end = at >= text.len();
    let mut literal = at - start;
    if marked {
        if last == BRACE_CLOSE && (at_end || text[at] != BRACE_CLOSE) {
            return Err(value_error(vm, "Single '}' encountered in format string"));
        }
        if at_end {
            return Err(value_error(vm, "Single '{' encountered in format string"));
        }
        if text[at] == last {
            // A doubled brace is one in the literal.
            own.at.set(at + 1);
            marked = false;
        } else {
            literal -= 1;
        }
    }
    let literal = text_of(vm, &text[start..start + literal])?;
    if !marked {
        return Ok(Some(vm.new_tuple(vec![literal, Value::NONE, Value::NONE, Value::NONE])));
    }
    let (name, spec, conversion) = field(vm, own)?;
    Ok(Some(vm.new_tuple(vec![literal, name, spec, conversion])))
}

/// What stands between the braces, as `parse_field`.
fn field(vm: &mut Vm, own: &Parser) -> PyResult<(Value, Value, Value)> {
    let text = own.text.as_slice();
    let start = own.at.get();
    let mut at = start;
    let mut in_brackets = false;
    let mut end = None;
    while at < text.len() {
        let code = text[at];
        at += 1;
        match code {
            BRACKET_OPEN => in_brackets = true,
            BRACKET_CLOSE => in_brackets = false,
            BRACE_OPEN if !in_brackets => {
                return Err(value_error(vm, "unexpected '{' in field name"));
            }
            _ if in_brackets => {}
            BRACE_CLOSE | 0x3a | 0x21 => {
                end = Some(code);
                break;
            }
            _ => {}
        }
    }
    let Some(code) = end else { return Err(value_error(vm, "expected '}' before end of string")) };
    let name = text_of(vm, &text[start..at - 1])?;
    let mut conversion = Value::NONE;
    if code == BRACE_CLOSE {
        own.at.set(at);
        return Ok((name, vm.new_str(""), conversion));
    }
    if code == 0x21 {
        if at >= text.len() {
            return Err(value_error(vm, "end of string while looking for conversion specifier"));
        }
        conversion = vm.new_char(text[at]);
        at += 1;
        if at < text.len() {
            let code = text[at];
            at += 1;
            if code == BRACE_CLOSE {
                own.at.set(at);
                return Ok((name, vm.new_str(""), conversion));
            }
            if code != 0x3a {
                return Err(value_error(vm, "expected ':' after conversion specifier"));
            }
        }
    }
    let spec = at;
    let mut depth = 1;
    while at < text.len() {
        match text[at] {
            BRACE_OPEN => depth += 1,
            BRACE_CLOSE => {
                depth -= 1;
                if depth == 0 {
                    own.at.set(at + 1);
                    let spec = text_of(vm, &text[spec..at])?;
                    return Ok((name, spec, conversion));
                }
            }
            _ => {}
        }
        at += 1;
    }
    own.at.set(at);
    Err(value_error(vm, "unmatched '{' in format spec"))
}

pub fn spec() -> TypeSpec {
    TypeSpec {
        slots: Slots { iter: Some(itself), next: Some(next), ..Slots::default() },
        no_new: true,
        is_final: true,
        ..TypeSpec::default()
    }
}
