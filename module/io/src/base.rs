//! `_IOBase` and the three abstract classes below it.

use crate::{closed_error, is_closed, size, unsupported};
use std::cell::Cell;
use taipan_native::{NativeDef, PyResult, Tp, Value, Vm, method};
use taipan_objects::buffer::Buffer;
use taipan_objects::bytes::Bytes;
use taipan_objects::native::{GetSet, TypeSpec, getter};
use taipan_objects::native_class::{NO_SHAPE, NativeClass};
use taipan_objects::{Payload, Slots, Tracer};

/// What an instance of a class that is none of the concrete ones holds.
#[derive(Default)]
pub struct Base {
    closed: Cell<bool>,
}

// SAFETY: there is no reference.
unsafe impl Payload for Base {
    const NAME: &'static str = "_IOBase";
    const SHAPE: u32 = NO_SHAPE;
    fn trace(&self, _: Tracer<'_>) {}
}

fn check_closed(vm: &mut Vm, object: &Value) -> PyResult<()> {
    if is_closed(vm, object)? { Err(closed_error(vm)) } else { Ok(()) }
}

/// Asks the stream itself whether it is `readable`, `writable` or `seekable`: it may be any object that can answer.
pub fn check_able(vm: &mut Vm, stream: &Value, what: &str) -> PyResult {
    let answer = vm.call_method(stream, what, &[])?;
    if answer.is_true() {
        return Ok(answer);
    }
    Err(unsupported(vm, &format!("File or stream is not {what}.")))
}

fn close(vm: &mut Vm, a: &[Value]) -> PyResult {
    let Some(base) = a[0].downcast::<Base>() else { return Ok(Value::NONE) };
    if base.closed.get() {
        return Ok(Value::NONE);
    }
    let flushed = vm.call_method(&a[0], "flush", &[]);
    base.closed.set(true);
    flushed.map(|_| Value::NONE)
}

fn readline(vm: &mut Vm, a: &[Value]) -> PyResult {
    let limit = size(vm, &a[1])?;
    let peek = vm.intern("peek");
    let peek = vm.find_attr(&a[0], &peek)?;
    let mut line: Vec<u8> = Vec::new();
    while limit < 0 || (line.len() as i64) < limit {
        let mut wanted = 1;
        if let Some(peek) = &peek {
            let ahead = vm.call(peek, &[Value::from_i32(1)])?;
            let Some(ahead) = ahead.downcast::<Bytes>() else {
                let text =
                    format!("peek() should have returned a bytes object, not '{}'", vm.type_name(&ahead));
                return Err(vm.raise(Tp::OSError, text));
            };
            let data = ahead.data.as_slice();
            if !data.is_empty() {
                wanted = data.iter().position(|&b| b == b'\n').map_or(data.len(), |at| at + 1);
                if limit >= 0 {
                    wanted = wanted.min(limit as usize - line.len());
                }
            }
        }
        let wanted = vm.new_int(wanted as i64);
        let part = vm.call_method(&a[0], "read", &[wanted])?;
        let Some(part) = part.downcast::<Bytes>() else {
            let text = format!("read() should have returned a bytes object, not '{}'", vm.type_name(&part));
            return Err(vm.raise(Tp::OSError, text));
        };
        if part.data.is_empty() {
            break;
        }
        line.extend_from_slice(part.data.as_slice());
        if line.last() == Some(&b'\n') {
            break;
        }
    }
    vm.bytes_value(&line)
}

fn next(vm: &mut Vm, object: &Value) -> PyResult<Option<Value>> {
    let line = vm.call_method(object, "readline", &[])?;
    Ok(if vm.len(&line)? == 0 { None } else { Some(line) })
}

pub fn readlines(vm: &mut Vm, a: &[Value]) -> PyResult {
    let hint = size(vm, &a[1])?;
    let mut lines = Vec::new();
    let mut total = 0;
    while let Some(line) = vm.next(&a[0])? {
        total += vm.len(&line)? as i64;
        lines.push(line);
        if hint > 0 && total > hint {
            break;
        }
    }
    Ok(vm.new_list(lines))
}

pub fn writelines(vm: &mut Vm, a: &[Value]) -> PyResult {
    check_closed(vm, &a[0])?;
    let iterator = vm.iter(&a[1])?;
    while let Some(line) = vm.next(&iterator)? {
        vm.call_method(&a[0], "write", &[line])?;
    }
    Ok(Value::NONE)
}

static METHODS: &[NativeDef] = &[
    method(
        "seek",
        "($self, offset, whence=0, /)",
        |vm, _| Err(unsupported(vm, "seek")),
        "Change the stream position to the given byte offset.",
    ),
    method(
        "tell",
        "($self, /)",
        |vm, a| vm.call_method(&a[0], "seek", &[Value::ZERO, Value::from_i32(1)]),
        "Return current stream position.",
    ),
    method(
        "truncate",
        "($self, size=None, /)",
        |vm, _| Err(unsupported(vm, "truncate")),
        "Truncate file to size bytes.",
    ),
    method(
        "flush",
        "($self, /)",
        |vm, a| {
            let is_closed = match a[0].downcast::<Base>() {
                Some(base) => base.closed.get(),
                None => a[0].downcast::<crate::fileio::FileIO>().is_some_and(|file| file.fd.get() < 0),
            };
            if is_closed { Err(closed_error(vm)) } else { Ok(Value::NONE) }
        },
        "Flush write buffers, if applicable.",
    ),
    method("close", "($self, /)", close, "Flush and close the IO object."),
    method(
        "seekable",
        "($self, /)",
        |_, _| Ok(Value::FALSE),
        "Return whether object supports random access.",
    ),
    method(
        "readable",
        "($self, /)",
        |_, _| Ok(Value::FALSE),
        "Return whether object was opened for reading.",
    ),
    method(
        "writable",
        "($self, /)",
        |_, _| Ok(Value::FALSE),
        "Return whether object was opened for writing.",
    ),
    method("_checkClosed", "($self, /)", |vm, a| check_closed(vm, &a[0]).map(|()| Value::NONE), ""),
    method("_checkSeekable", "($self, /)", |vm, a| check_able(vm, &a[0], "seekable"), ""),
    method("_checkReadable", "($self, /)", |vm, a| check_able(vm, &a[0], "readable"), ""),
    method("_checkWritable", "($self, /)", |vm, a| check_able(vm, &a[0], "writable"), ""),
    method(
        "fileno",
        "($self, /)",
        |vm, _| Err(unsupported(vm, "fileno")),
        "Return underlying file descriptor if one exists.",
    ),
    method(
        "isatty",
        "($self, /)",
        |vm, a| check_closed(vm, &a[0]).map(|()| Value::FALSE),
        "Return whether this is an 'interactive' stream.",
    ),
    method("__enter__", "($self, /)", |vm, a| check_closed(vm, &a[0]).map(|()| a[0].clone()), ""),
    method("__exit__", "($self, /, *args)", |vm, a| vm.call_method(&a[0], "close", &[]), ""),
    method("readline", "($self, size=-1, /)", readline, "Read and return a line from the stream."),
    method("readlines", "($self, hint=-1, /)", readlines, "Return a list of lines from the stream."),
    method("writelines", "($self, lines, /)", writelines, "Write a list of lines to stream."),
];

static MEMBERS: &[GetSet] =
    &[getter("closed", |_, o| Ok(Value::from_bool(o.downcast::<Base>().is_some_and(|b| b.closed.get()))))];

/// The death of a stream that nobody closed: a file warns of it, on behalf of what it is wrapped in.
fn finalize(vm: &mut Vm, object: &Value) -> PyResult<()> {
    if !matches!(is_closed(vm, object), Ok(false)) {
        return Ok(());
    }
    let result = match warn_unclosed(vm, object) {
        Ok(()) => vm.call_method(object, "close", &[]),
        Err(raised) => Err(raised),
    };
    if let Err(raised) = result {
        let shown = vm.repr_text(object).unwrap_or_else(|_| "<object repr() failed>".to_owned());
        let message = format!("Exception ignored while finalizing file {shown}");
        vm.unraisable(raised, Some(&message), &Value::NONE);
    }
    Ok(())
}

fn warn_unclosed(vm: &mut Vm, object: &Value) -> PyResult<()> {
    let name = vm.intern("_dealloc_warn");
    let mut file = object.clone();
    if let Some(text) = object.downcast::<crate::text::Text>() {
        match crate::text::buffer(vm, &text.data) {
            Ok(buffer) => file = buffer,
            Err(_) => return Ok(()),
        }
    }
    if let Some(warn) = vm.find_attr(&file, &name)? {
        vm.call(&warn, std::slice::from_ref(object))?;
    }
    Ok(())
}

fn spec(
    slots: Slots,
    methods: &'static [NativeDef],
    getset: &'static [GetSet],
    doc: &'static str,
) -> TypeSpec {
    let new: taipan_objects::slots::CallFn = |vm, class, _| Ok(vm.new_object(class, Base::default()));
    TypeSpec {
        slots: Slots { new: Some(new), ..slots },
        methods,
        getset,
        doc: Some(doc),
        ..TypeSpec::default()
    }
}

fn make(vm: &mut Vm, name: &'static str, spec: TypeSpec, base: Option<&Value>) -> PyResult {
    let class =
        NativeClass { name, module: "_io", spec, has_dict: base.is_none(), has_weakrefs: base.is_none() };
    vm.new_native_class::<Base>(class, base)
}

pub fn root_class(vm: &mut Vm) -> PyResult {
    let slots = Slots {
        iter: Some(|vm, object| check_closed(vm, object).map(|()| object.clone())),
        next: Some(next),
        finalize: Some(finalize),
        ..Slots::default()
    };
    let spec = spec(slots, METHODS, MEMBERS, "The abstract base class for all I/O classes.");
    make(vm, "_IOBase", spec, None)
}

fn raw_readall(vm: &mut Vm, a: &[Value]) -> PyResult {
    let mut all = Vec::new();
    loop {
        let wanted = vm.new_int(crate::DEFAULT_BUFFER_SIZE as i64);
        let part = vm.call_method(&a[0], "read", &[wanted])?;
        if part.is_none() {
            if all.is_empty() {
                return Ok(part);
            }
            break;
        }
        let Some(part) = part.downcast::<Bytes>() else {
            return Err(vm.type_error("read() should return bytes"));
        };
        if part.data.is_empty() {
            break;
        }
        all.extend_from_slice(part.data.as_slice());
    }
    vm.bytes_value(&all)
}

fn raw_read(vm: &mut Vm, a: &[Value]) -> PyResult {
    let wanted = size(vm, &a[1])?;
    if wanted < 0 {
        return vm.call_method(&a[0], "readall", &[]);
    }
    let mut space = Vec::new();
    if space.try_reserve_exact(wanted as usize).is_err() {
        return Err(vm.memory_error());
    }
    space.resize(wanted as usize, 0);
    let space = vm.new_bytearray(space);
    let got = vm.call_method(&a[0], "readinto", std::slice::from_ref(&space))?;
    if got.is_none() {
        return Ok(got);
    }
    let got = vm.index_i64(&got)?;
    let data = vm.copy_bytes(&space)?;
    match data.get(..got.max(0) as usize) {
        Some(part) if got >= 0 => vm.bytes_value(part),
        _ => Err(vm.value_error(format!("readinto returned {got} outside buffer size {wanted}"))),
    }
}

static RAW_METHODS: &[NativeDef] = &[
    method("read", "($self, size=-1, /)", raw_read, ""),
    method("readall", "($self, /)", raw_readall, "Read until EOF, using multiple read() call."),
    method("readinto", "($self, buffer, /)", |vm, _| Err(vm.raise_with(Tp::NotImplementedError, [])), ""),
    method("write", "($self, b, /)", |vm, _| Err(vm.raise_with(Tp::NotImplementedError, [])), ""),
];

pub fn raw_class(vm: &mut Vm, root: &Value) -> PyResult {
    let spec = spec(Slots::default(), RAW_METHODS, &[], "Base class for raw binary I/O.");
    make(vm, "_RawIOBase", spec, Some(root))
}

/// The memory that `readinto` and its like fill; `what` is how a refusal begins.
pub(crate) fn target(vm: &mut Vm, object: &Value, what: &str) -> PyResult<Buffer> {
    match vm.try_buffer(object, true) {
        Ok(Some(buffer)) if !buffer.readonly => Ok(buffer),
        _ => {
            let text = format!("{what} must be read-write bytes-like object, not {}", vm.type_name(object));
            Err(vm.type_error(text))
        }
    }
}

fn readinto(vm: &mut Vm, a: &[Value], name: &str) -> PyResult {
    let what = if name == "read1" { "readinto1() argument" } else { "readinto() argument" };
    let buffer = target(vm, &a[1], what)?;
    let wanted = vm.new_int(buffer.len() as i64);
    let part = vm.call_method(&a[0], name, &[wanted])?;
    let Some(part) = part.downcast::<Bytes>() else {
        return Err(vm.type_error("read() should return bytes"));
    };
    let data = part.data.as_slice();
    if data.len() > buffer.len() {
        let text = format!(
            "read() returned too much data: {} bytes requested, {} returned",
            buffer.len(),
            data.len()
        );
        return Err(vm.value_error(text));
    }
    buffer.bytes_mut(vm)[..data.len()].copy_from_slice(data);
    Ok(vm.new_int(data.len() as i64))
}

static BUFFERED_METHODS: &[NativeDef] = &[
    method("detach", "($self, /)", |vm, _| Err(unsupported(vm, "detach")), ""),
    method("read", "($self, size=-1, /)", |vm, _| Err(unsupported(vm, "read")), ""),
    method("read1", "($self, size=-1, /)", |vm, _| Err(unsupported(vm, "read1")), ""),
    method("write", "($self, b, /)", |vm, _| Err(unsupported(vm, "write")), ""),
    method("readinto", "($self, buffer, /)", |vm, a| readinto(vm, a, "read"), ""),
    method("readinto1", "($self, buffer, /)", |vm, a| readinto(vm, a, "read1"), ""),
];

pub fn buffered_class(vm: &mut Vm, root: &Value) -> PyResult {
    let spec = spec(Slots::default(), BUFFERED_METHODS, &[], "Base class for buffered IO objects.");
    make(vm, "_BufferedIOBase", spec, Some(root))
}

static TEXT_METHODS: &[NativeDef] = &[
    method("detach", "($self, /)", |vm, _| Err(unsupported(vm, "detach")), ""),
    method("read", "($self, size=-1, /)", |vm, _| Err(unsupported(vm, "read")), ""),
    method("readline", "($self, size=-1, /)", |vm, _| Err(unsupported(vm, "readline")), ""),
    method("write", "($self, s, /)", |vm, _| Err(unsupported(vm, "write")), ""),
];
static TEXT_MEMBERS: &[GetSet] = &[
    getter("encoding", |_, _| Ok(Value::NONE)),
    getter("newlines", |_, _| Ok(Value::NONE)),
    getter("errors", |_, _| Ok(Value::NONE)),
];

pub fn text_class(vm: &mut Vm, root: &Value) -> PyResult {
    let spec = spec(Slots::default(), TEXT_METHODS, TEXT_MEMBERS, "Base class for text I/O.");
    make(vm, "_TextIOBase", spec, Some(root))
}
