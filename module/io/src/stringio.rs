//! `StringIO`: a text stream in memory. The text is code points, so that every position is reached at once.

use crate::newline::{Newline, Seen};
use crate::{arguments, size};
use std::cell::Cell;
use taipan_native::{NativeDef, PyResult, Tp, Value, Vm, method};
use taipan_objects::native::{GetSet, TypeSpec, getter};
use taipan_objects::native_class::{NO_SHAPE, NativeClass};
use taipan_objects::str::Str;
use taipan_objects::tuple::Tuple;
use taipan_objects::{Args, Guarded, Payload, Slots, Tracer};
use taipan_text::TextBuf;

pub struct StringIO {
    text: Guarded<Vec<u32>>,
    position: Cell<usize>,
    closed: Cell<bool>,
    newline: Cell<Newline>,
    seen: Cell<Seen>,
}

// SAFETY: there is no reference.
unsafe impl Payload for StringIO {
    const NAME: &'static str = "StringIO";
    const SHAPE: u32 = NO_SHAPE;
    fn trace(&self, _: Tracer<'_>) {}
}

fn open<'a>(vm: &mut Vm, object: &'a Value) -> PyResult<&'a StringIO> {
    let file = &object.expect::<StringIO>().data;
    if file.closed.get() { Err(vm.value_error("I/O operation on closed file")) } else { Ok(file) }
}

fn new(vm: &mut Vm, class: &Value, _: Args<'_>) -> PyResult {
    let file = StringIO {
        text: Guarded::new(Vec::new()),
        position: Cell::new(0),
        closed: Cell::new(false),
        newline: Cell::new(Newline::Lf),
        seen: Cell::new(Seen::default()),
    };
    Ok(vm.new_object(class, file))
}

fn init(vm: &mut Vm, object: &Value, args: Args<'_>) -> PyResult<()> {
    let a = arguments(vm, "(initial_value='', newline='\\n')", "StringIO", args)?;
    let file = &object.expect::<StringIO>().data;
    let newline = if a[1].is_null() { Newline::Lf } else { Newline::of(vm, &a[1], true)? };
    if !a[0].is_null() && !a[0].is_none() && a[0].downcast::<Str>().is_none() {
        let text = format!("initial_value must be str or None, not {}", vm.type_name(&a[0]));
        return Err(vm.type_error(text));
    }
    file.newline.set(newline);
    file.seen.set(Seen::default());
    file.closed.set(false);
    file.position.set(0);
    file.text.get_mut(vm).clear();
    if a[0].downcast::<Str>().is_some() {
        put(vm, file, &a[0])?;
    }
    file.position.set(0);
    Ok(())
}

fn put(vm: &mut Vm, file: &StringIO, value: &Value) -> PyResult<()> {
    let own = value.expect::<Str>();
    let changed;
    let bytes = match file.newline.get() {
        Newline::Translate | Newline::Universal => {
            let mut seen = file.seen.get();
            changed = seen.decode(own.bytes().to_vec(), file.newline.get() == Newline::Translate, true);
            file.seen.set(seen);
            changed.as_slice()
        }
        newline => match newline.written() {
            Some(end) => {
                changed = replaced(own.bytes(), end);
                changed.as_slice()
            }
            None => own.bytes(),
        },
    };
    let at = file.position.get();
    let text = file.text.get_mut(vm);
    let length = taipan_text::text::count_chars(bytes);
    let end = at.saturating_add(length);
    if text.len() < end && text.try_reserve(end - text.len()).is_err() {
        return Err(vm.memory_error());
    }
    if at > text.len() {
        text.resize(at, 0);
    }
    let codes = taipan_text::text::CodePoints::new(bytes);
    if at == text.len() {
        text.extend(codes);
    } else {
        if text.len() < end {
            text.resize(end, 0);
        }
        for (place, code) in text[at..end].iter_mut().zip(codes) {
            *place = code;
        }
    }
    file.position.set(end);
    Ok(())
}

/// The text with `\n` written as another end.
pub fn replaced(text: &[u8], end: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len() + 8);
    for &byte in text {
        if byte == b'\n' { out.extend_from_slice(end) } else { out.push(byte) }
    }
    out
}

fn value(vm: &mut Vm, codes: &[u32]) -> PyResult {
    let mut out = TextBuf::with_capacity(codes.len());
    codes.iter().for_each(|&code| out.push(code));
    vm.text_value(out)
}

fn read(vm: &mut Vm, a: &[Value]) -> PyResult {
    let file = open(vm, &a[0])?;
    let wanted = size(vm, &a[1])?;
    let at = file.position.get();
    let text = file.text.get(vm);
    let rest = text.get(at..).unwrap_or_default();
    let part = if wanted < 0 { rest } else { &rest[..rest.len().min(wanted as usize)] };
    file.position.set(at + part.len());
    let part = part.to_vec();
    value(vm, &part)
}

fn line(vm: &mut Vm, file: &StringIO, limit: i64) -> PyResult {
    let at = file.position.get();
    let text = file.text.get(vm);
    let mut rest = text.get(at..).unwrap_or_default();
    let newline = file.newline.get();
    let found = rest
        .iter()
        .position(|&c| match newline {
            Newline::Translate | Newline::Lf => c == 10,
            Newline::Universal => c == 10 || c == 13,
            Newline::Cr => c == 13,
            Newline::CrLf => c == 13,
        })
        .map(|first| match newline {
            Newline::CrLf => rest.windows(2).position(|w| w == [13, 10]).map_or(rest.len(), |at| at + 2),
            Newline::Universal if rest[first..].starts_with(&[13, 10]) => first + 2,
            _ => first + 1,
        });
    if let Some(end) = found {
        rest = &rest[..end];
    }
    if limit >= 0 {
        rest = &rest[..rest.len().min(limit as usize)];
    }
    file.position.set(at + rest.len());
    let part = rest.to_vec();
    value(vm, &part)
}

fn readline(vm: &mut Vm, a: &[Value]) -> PyResult {
    let file = open(vm, &a[0])?;
    let limit = size(vm, &a[1])?;
    line(vm, file, limit)
}

fn write(vm: &mut Vm, a: &[Value]) -> PyResult {
    if a[1].downcast::<Str>().is_none() {
        let text = format!("string argument expected, got '{}'", vm.type_name(&a[1]));
        return Err(vm.type_error(text));
    }
    let file = open(vm, &a[0])?;
    let length = a[1].expect::<Str>().chars();
    if length > 0 {
        put(vm, file, &a[1])?;
    }
    Ok(vm.new_int(length as i64))
}

fn seek(vm: &mut Vm, a: &[Value]) -> PyResult {
    let file = open(vm, &a[0])?;
    let offset = vm.index_i64(&a[1])?;
    let whence = if a[2].is_null() { 0 } else { vm.index_i64(&a[2])? };
    let at = match whence {
        0 if offset < 0 => return Err(vm.value_error(format!("Negative seek position {offset}"))),
        0 => offset as usize,
        1 | 2 if offset != 0 => {
            return Err(vm.raise(taipan_native::Tp::OSError, "Can't do nonzero cur-relative seeks"));
        }
        1 => file.position.get(),
        2 => file.text.get(vm).len(),
        _ => {
            return Err(vm.value_error(format!("Invalid whence ({whence}, should be 0, 1 or 2)")));
        }
    };
    file.position.set(at);
    Ok(vm.new_int(at as i64))
}

fn truncate(vm: &mut Vm, a: &[Value]) -> PyResult {
    let file = open(vm, &a[0])?;
    let length = if a[1].is_null() || a[1].is_none() { file.position.get() as i64 } else { size(vm, &a[1])? };
    if length < 0 {
        return Err(vm.value_error(format!("Negative size value {length}")));
    }
    file.text.get_mut(vm).truncate(length as usize);
    Ok(vm.new_int(length))
}

fn getvalue(vm: &mut Vm, a: &[Value]) -> PyResult {
    let file = open(vm, &a[0])?;
    let all = file.text.get(vm).clone();
    value(vm, &all)
}

fn getstate(vm: &mut Vm, a: &[Value]) -> PyResult {
    let text = getvalue(vm, a)?;
    let file = open(vm, &a[0])?;
    let newline = match file.newline.get() {
        Newline::Translate => Value::NONE,
        Newline::Universal => vm.new_str(""),
        Newline::Lf => vm.new_str("\n"),
        Newline::Cr => vm.new_str("\r"),
        Newline::CrLf => vm.new_str("\r\n"),
    };
    let dict = match taipan_objects::attr::instance_dict(vm, &a[0]) {
        Some(dict) if vm.dict_len(&dict) > 0 => taipan_objects::dict::copy(vm, &[dict])?,
        _ => Value::NONE,
    };
    Ok(vm.new_tuple(vec![text, newline, vm.new_int(file.position.get() as i64), dict]))
}

fn setstate(vm: &mut Vm, a: &[Value]) -> PyResult {
    let items = a[1].downcast::<Tuple>().map(|t| t.items().to_vec()).unwrap_or_default();
    let [text, newline, position, dict, ..] = items.as_slice() else {
        let text = format!(
            "{}.__setstate__ argument should be 4-tuple, got {}",
            vm.type_name(&a[0]),
            vm.type_name(&a[1])
        );
        return Err(vm.type_error(text));
    };
    let position = vm.index_i64(position)?;
    if position < 0 {
        return Err(vm.value_error("position value cannot be negative"));
    }
    init(vm, &a[0], Args::positional(&[Value::NONE, newline.clone()]))?;
    let file = open(vm, &a[0])?;
    if let Some(own) = text.downcast::<Str>() {
        *file.text.get_mut(vm) = own.text().code_points().collect();
    }
    file.position.set(position as usize);
    if !dict.is_none() {
        if !vm.is_instance(dict, Tp::Dict) {
            let text = format!("fourth item of state should be a dict, got a {}", vm.type_name(dict));
            return Err(vm.type_error(text));
        }
        for (key, value) in vm.dict_items(dict) {
            vm.set_attr(&a[0], &key, Some(&value))?;
        }
    }
    Ok(Value::NONE)
}

static METHODS: &[NativeDef] = &[
    method(
        "readable",
        "($self, /)",
        |vm, a| open(vm, &a[0]).map(|_| Value::TRUE),
        "Returns True if the IO object can be read.",
    ),
    method(
        "writable",
        "($self, /)",
        |vm, a| open(vm, &a[0]).map(|_| Value::TRUE),
        "Returns True if the IO object can be written.",
    ),
    method(
        "seekable",
        "($self, /)",
        |vm, a| open(vm, &a[0]).map(|_| Value::TRUE),
        "Returns True if the IO object can be seeked.",
    ),
    method(
        "close",
        "($self, /)",
        |vm, a| {
            let file = a[0].expect::<StringIO>();
            file.closed.set(true);
            *file.data.text.get_mut(vm) = Vec::new();
            Ok(Value::NONE)
        },
        "Close the IO object.",
    ),
    method("getvalue", "($self, /)", getvalue, "Retrieve the entire contents of the object."),
    method("read", "($self, size=-1, /)", read, "Read at most size characters, returned as a string."),
    method("readline", "($self, size=-1, /)", readline, "Read until newline or EOF."),
    method(
        "tell",
        "($self, /)",
        |vm, a| {
            let at = open(vm, &a[0])?.position.get();
            Ok(vm.new_int(at as i64))
        },
        "Tell the current file position.",
    ),
    method("truncate", "($self, pos=None, /)", truncate, "Truncate size to pos."),
    method("seek", "($self, pos, whence=0, /)", seek, "Change stream position."),
    method("write", "($self, s, /)", write, "Write string to file."),
    method("__getstate__", "($self, /)", getstate, ""),
    method("__setstate__", "($self, object, /)", setstate, ""),
];

static MEMBERS: &[GetSet] = &[
    getter("closed", |_, o| Ok(Value::from_bool(o.expect::<StringIO>().closed.get()))),
    getter("line_buffering", |vm, o| open(vm, o).map(|_| Value::FALSE)),
    getter("newlines", |vm, o| {
        let seen = open(vm, o)?.seen.get();
        Ok(seen.value(vm))
    }),
];

pub fn class(vm: &mut Vm, base: &Value) -> PyResult {
    let slots = Slots {
        new: Some(new),
        init: Some(init),
        next: Some(|vm, object| {
            let file = open(vm, object)?;
            let line = line(vm, file, -1)?;
            Ok(if line.expect::<Str>().bytes().is_empty() { None } else { Some(line) })
        }),
        ..Slots::default()
    };
    let spec = TypeSpec {
        slots,
        methods: METHODS,
        getset: MEMBERS,
        doc: Some("Text I/O implementation using an in-memory buffer."),
        ..TypeSpec::default()
    };
    let class = NativeClass { name: "StringIO", module: "_io", spec, has_dict: false, has_weakrefs: false };
    vm.new_native_class::<StringIO>(class, Some(base))
}
