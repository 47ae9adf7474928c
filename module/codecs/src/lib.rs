//! Module `_codecs`: the registry of codecs and error handlers, and the codecs that are built in.
//!
//! What the types `str` and `bytes` ask for by a name that is not built in comes here through the hooks of
//! `objects::codec::Registry`.
#![forbid(unsafe_code)]
#![allow(non_snake_case, reason = "functions carry the names of the Python functions, after py_")]

mod builtin;
mod charmap;
mod escape;
mod faults;
mod handlers;
mod registry;
mod table;
mod utf7;

use taipan_native::{ModuleDef, PyResult, Value, Vm};

pub static MODULE: ModuleDef =
    ModuleDef { name: "_codecs", doc: None, functions: table::FUNCTIONS, init: registry::init };

/// The `errors` argument.
fn errors(vm: &mut Vm, value: &Value, function: &str, position: usize) -> PyResult<String> {
    if value.is_null() || value.is_none() {
        return Ok("strict".to_owned());
    }
    if value.downcast::<taipan_objects::str::Str>().is_none() {
        let text =
            format!("{function}() argument {position} must be str or None, not {}", vm.type_name(value));
        return Err(vm.type_error(text));
    }
    Ok(vm.text(value).into_owned())
}

/// A str argument.
fn text(vm: &mut Vm, value: &Value, function: &str, position: &str) -> PyResult<()> {
    if value.downcast::<taipan_objects::str::Str>().is_some() {
        return Ok(());
    }
    let text = format!("{function}() argument {position}must be str, not {}", vm.type_name(value));
    Err(vm.type_error(text))
}

/// A bytes-like argument, as bytes.
fn data(vm: &mut Vm, value: &Value) -> PyResult {
    if vm.is_exact(value, taipan_native::Tp::Bytes) {
        return Ok(value.clone());
    }
    let copy = vm.copy_bytes(value)?;
    vm.bytes_value(&copy)
}

/// What codec functions give: the result and how much of the input went into it.
fn answer(vm: &Vm, made: Value, consumed: usize) -> PyResult {
    Ok(vm.new_tuple(vec![made, vm.new_int(consumed as i64)]))
}
