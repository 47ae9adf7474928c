//! The registry: search functions, what they found, and the functions that use it.

use crate::{errors, text};
use std::collections::HashMap;
use taipan_native::{PyResult, Raised, Tp, Value, Vm};
use taipan_objects::codec::Registry;
use taipan_objects::tuple::Tuple;

#[derive(Default)]
pub struct State {
    searches: Vec<Value>,
    found: HashMap<String, Value>,
    /// Whether package `encodings`, which registers the first search function, was asked for.
    asked: bool,
}

pub fn init(vm: &mut Vm, module: &Value) -> PyResult<()> {
    let registry = vm.state::<Registry>();
    registry.encode = Some(|vm, a| by_name(vm, a, true));
    registry.decode = Some(|vm, a| by_name(vm, a, false));
    crate::handlers::install(vm, module)
}

pub fn py_register(vm: &mut Vm, a: &[Value]) -> PyResult {
    if vm.type_of(&a[1]).slots().call.is_none() {
        return Err(vm.type_error("argument must be callable"));
    }
    vm.state::<State>().searches.push(a[1].clone());
    Ok(Value::NONE)
}

pub fn py_unregister(vm: &mut Vm, a: &[Value]) -> PyResult {
    let state = vm.state::<State>();
    if let Some(at) = state.searches.iter().position(|s| s.is(&a[1])) {
        let gone = state.searches.remove(at);
        let found = std::mem::take(&mut state.found);
        drop((gone, found));
    }
    Ok(Value::NONE)
}

/// Lower case, with underscores for spaces.
fn normal(name: &str) -> String {
    name.chars().map(|c| if c == ' ' { '_' } else { c.to_ascii_lowercase() }).collect()
}

fn unknown(vm: &mut Vm, name: &str) -> Raised {
    vm.raise(Tp::LookupError, format!("unknown encoding: {name}"))
}

/// The CodecInfo of an encoding.
pub fn lookup(vm: &mut Vm, name: &str) -> PyResult {
    let key = normal(name);
    if let Some(found) = vm.state::<State>().found.get(&key) {
        return Ok(found.clone());
    }
    if !std::mem::replace(&mut vm.state::<State>().asked, true) {
        let package = vm.new_str("encodings");
        let import = vm.interp.import;
        match import(vm, &package, None, &Value::NONE, 0) {
            Ok(_) => {}
            Err(raised) if vm.is_raised(&raised, Tp::ImportError) => {}
            Err(raised) => return Err(raised),
        }
    }
    let searches = vm.state::<State>().searches.clone();
    let wanted = vm.new_str(&key);
    for search in searches {
        let found = vm.call(&search, std::slice::from_ref(&wanted))?;
        if found.is_none() {
            continue;
        }
        if found.downcast::<Tuple>().is_none_or(|t| t.len() != 4) {
            return Err(vm.type_error("codec search functions must return 4-tuples"));
        }
        vm.state::<State>().found.insert(key, found.clone());
        return Ok(found);
    }
    Err(unknown(vm, name))
}

pub fn py_lookup(vm: &mut Vm, a: &[Value]) -> PyResult {
    text(vm, &a[1], "lookup", "")?;
    vm.encode_text(&a[1], "utf-8", "strict")?;
    let name = vm.text(&a[1]).into_owned();
    lookup(vm, &name)
}

/// Calls a codec's function and gives the first of the two things it answers.
fn run(vm: &mut Vm, info: &Value, object: &Value, errors: &str, encode: bool) -> PyResult {
    let function = info.expect::<Tuple>().items()[usize::from(!encode)].clone();
    let errors = vm.new_str(errors);
    let made = vm.call(&function, &[object.clone(), errors])?;
    match made.downcast::<Tuple>().map(|t| t.items()) {
        Some([result, _]) => Ok(result.clone()),
        _ => Err(vm.type_error(if encode {
            "encoder must return a tuple (object, integer)"
        } else {
            "decoder must return a tuple (object,integer)"
        })),
    }
}

/// For `str.encode` and `bytes.decode`: only codecs of text.
fn by_name(vm: &mut Vm, a: &[Value], encode: bool) -> PyResult {
    let (name, errors) = (vm.text(&a[1]).into_owned(), vm.text(&a[2]).into_owned());
    let info = lookup(vm, &name)?;
    let key = vm.intern("_is_text_encoding");
    if let Some(is_text) = vm.find_attr(&info, &key)?
        && !vm.truth(&is_text)?
    {
        let function = if encode { "codecs.encode()" } else { "codecs.decode()" };
        let text = format!("'{name}' is not a text encoding; use {function} to handle arbitrary codecs");
        return Err(vm.raise(Tp::LookupError, text));
    }
    run(vm, &info, &a[0], &errors, encode).map_err(|raised| noted(vm, raised, &name, encode))
}

/// The exception of a codec, with a note that says which one it was.
fn noted(vm: &mut Vm, raised: Raised, encoding: &str, encode: bool) -> Raised {
    let doing = if encode { "encoding" } else { "decoding" };
    let note = format!("{doing} with '{encoding}' codec failed");
    match taipan_objects::exception::add_note(vm, &raised.0, &note) {
        Ok(()) => raised,
        Err(other) => other,
    }
}

fn convert(vm: &mut Vm, a: &[Value], function: &str, encode: bool) -> PyResult {
    let (encoding, errors) = taipan_objects::bytes::codec_names(vm, &a[2], &a[3], function)?;
    if !taipan_objects::codec::is_builtin(&encoding) {
        lookup(vm, &encoding)?;
    }
    convert_known(vm, a, &encoding, &errors, encode).map_err(|raised| noted(vm, raised, &encoding, encode))
}

fn convert_known(vm: &mut Vm, a: &[Value], encoding: &str, errors: &str, encode: bool) -> PyResult {
    let builtin = taipan_objects::codec::is_builtin(encoding);
    if builtin && encode && a[1].downcast::<taipan_objects::str::Str>().is_some() {
        return vm.encode_text(&a[1], encoding, errors);
    }
    if builtin && !encode && vm.is_instance(&a[1], Tp::Bytes) {
        return vm.decode_bytes(&a[1], encoding, errors);
    }
    if builtin && (encode || !vm.has_buffer(&a[1])) {
        let text = if encode {
            let name = if normal(encoding).replace('-', "_") == "utf_8" { "utf_8" } else { "encode" };
            format!("{name}_encode() argument 1 must be str, not {}", vm.type_name(&a[1]))
        } else {
            format!("a bytes-like object is required, not '{}'", vm.type_name(&a[1]))
        };
        return Err(vm.type_error(text));
    }
    if builtin {
        return vm.decode_bytes(&a[1], encoding, errors);
    }
    let info = lookup(vm, encoding)?;
    run(vm, &info, &a[1], errors, encode)
}

pub fn py_encode(vm: &mut Vm, a: &[Value]) -> PyResult {
    convert(vm, a, "encode", true)
}

pub fn py_decode(vm: &mut Vm, a: &[Value]) -> PyResult {
    convert(vm, a, "decode", false)
}

pub fn py_register_error(vm: &mut Vm, a: &[Value]) -> PyResult {
    text(vm, &a[1], "register_error", "1 ")?;
    if vm.type_of(&a[2]).slots().call.is_none() {
        return Err(vm.type_error("handler must be callable"));
    }
    let name = vm.text(&a[1]).into_owned();
    let old = vm.state::<Registry>().handlers.insert(name, a[2].clone());
    drop(old);
    Ok(Value::NONE)
}

pub fn py__unregister_error(vm: &mut Vm, a: &[Value]) -> PyResult {
    text(vm, &a[1], "_unregister_error", "")?;
    let name = vm.text(&a[1]).into_owned();
    if taipan_text::codecs::Handler::named(&name).is_some() {
        return Err(vm.value_error(format!("cannot un-register built-in error handler '{name}'")));
    }
    let old = vm.state::<Registry>().handlers.remove(&name);
    Ok(Value::from_bool(old.is_some()))
}

pub fn py_lookup_error(vm: &mut Vm, a: &[Value]) -> PyResult {
    text(vm, &a[1], "lookup_error", "")?;
    let name = vm.text(&a[1]).into_owned();
    crate::handlers::find(vm, &name)
}

pub fn py_readbuffer_encode(vm: &mut Vm, a: &[Value]) -> PyResult {
    errors(vm, &a[2], "readbuffer_encode", 2)?;
    let made = if a[1].downcast::<taipan_objects::str::Str>().is_some() {
        vm.encode_text(&a[1], "utf-8", "strict")?
    } else {
        crate::data(vm, &a[1])?
    };
    let length = vm.len(&made)?;
    crate::answer(vm, made, length)
}
