//! `BytesIO`: a file in memory, and the object whose memory `getbuffer` shows.

use crate::{arguments, closed_error, size};
use std::cell::Cell;
use taipan_native::{NativeDef, PyResult, Tp, Value, Vm, method};
use taipan_objects::buffer::{Buffer, Exporter};
use taipan_objects::native::{GetSet, TypeSpec, getter};
use taipan_objects::native_class::{NO_SHAPE, NativeClass};
use taipan_objects::tuple::Tuple;
use taipan_objects::{Args, Guarded, Payload, Slots, Tracer};

pub struct BytesIO {
    data: Guarded<Vec<u8>>,
    position: Cell<usize>,
    exports: Cell<usize>,
    closed: Cell<bool>,
}

// SAFETY: there is no reference.
unsafe impl Payload for BytesIO {
    const NAME: &'static str = "BytesIO";
    const SHAPE: u32 = NO_SHAPE;
    fn trace(&self, _: Tracer<'_>) {}
}

fn open<'a>(vm: &mut Vm, object: &'a Value) -> PyResult<&'a BytesIO> {
    let file = &object.expect::<BytesIO>().data;
    if file.closed.get() { Err(closed_error(vm)) } else { Ok(file) }
}

fn unlocked(vm: &mut Vm, file: &BytesIO) -> PyResult<()> {
    if file.exports.get() > 0 {
        return Err(vm.raise(Tp::BufferError, "Existing exports of data: object cannot be re-sized"));
    }
    Ok(())
}

fn new(vm: &mut Vm, class: &Value, _: Args<'_>) -> PyResult {
    let file = BytesIO {
        data: Guarded::new(Vec::new()),
        position: Cell::new(0),
        exports: Cell::new(0),
        closed: Cell::new(false),
    };
    Ok(vm.new_object(class, file))
}

fn init(vm: &mut Vm, object: &Value, args: Args<'_>) -> PyResult<()> {
    let a = arguments(vm, "(initial_bytes=b'')", "BytesIO", args)?;
    let file = object.expect::<BytesIO>();
    unlocked(vm, file)?;
    let data = if a[0].is_null() || a[0].is_none() { Vec::new() } else { vm.copy_bytes(&a[0])? };
    *file.data.data.get_mut(vm) = data;
    file.position.set(0);
    Ok(())
}

/// What lies ahead, at most `size` bytes of it, and moves behind it.
fn take(vm: &mut Vm, file: &BytesIO, size: i64) -> PyResult {
    let at = file.position.get();
    let data = file.data.get(vm);
    let rest = data.get(at..).unwrap_or_default();
    let part = if size < 0 { rest } else { &rest[..rest.len().min(size as usize)] };
    file.position.set(at + part.len());
    Ok(vm.new_bytes(part))
}

fn read(vm: &mut Vm, a: &[Value]) -> PyResult {
    let file = open(vm, &a[0])?;
    let wanted = size(vm, &a[1])?;
    take(vm, file, wanted)
}

fn line(vm: &mut Vm, file: &BytesIO, limit: i64) -> PyResult {
    let data = file.data.get(vm);
    let rest = data.get(file.position.get()..).unwrap_or_default();
    let end = rest.iter().position(|&b| b == b'\n').map_or(rest.len(), |at| at + 1) as i64;
    take(vm, file, if limit < 0 { end } else { end.min(limit) })
}

fn readline(vm: &mut Vm, a: &[Value]) -> PyResult {
    let file = open(vm, &a[0])?;
    let limit = size(vm, &a[1])?;
    line(vm, file, limit)
}

fn readlines(vm: &mut Vm, a: &[Value]) -> PyResult {
    let file = open(vm, &a[0])?;
    let hint = size(vm, &a[1])?;
    let (mut lines, mut total) = (Vec::new(), 0);
    loop {
        let line = line(vm, file, -1)?;
        let length = vm.len(&line)? as i64;
        if length == 0 {
            break;
        }
        lines.push(line);
        total += length;
        if hint > 0 && total >= hint {
            break;
        }
    }
    Ok(vm.new_list(lines))
}

fn write(vm: &mut Vm, a: &[Value]) -> PyResult {
    let file = open(vm, &a[0])?;
    unlocked(vm, file)?;
    let given = vm.copy_bytes(&a[1])?;
    if given.is_empty() {
        return Ok(Value::ZERO);
    }
    let at = file.position.get();
    let end = at.saturating_add(given.len());
    let data = file.data.get_mut(vm);
    if data.len() < end {
        let more = end - data.len();
        if data.try_reserve(more).is_err() {
            return Err(vm.memory_error());
        }
        data.resize(end, 0);
    }
    data[at..end].copy_from_slice(&given);
    file.position.set(end);
    Ok(vm.new_int(given.len() as i64))
}

fn seek(vm: &mut Vm, a: &[Value]) -> PyResult {
    let file = open(vm, &a[0])?;
    let offset = vm.index_i64(&a[1])?;
    let whence = if a[2].is_null() { 0 } else { vm.index_i64(&a[2])? };
    let from = match whence {
        0 if offset < 0 => return Err(vm.value_error(format!("negative seek value {offset}"))),
        0 => 0,
        1 => file.position.get() as i64,
        2 => file.data.get(vm).len() as i64,
        _ => {
            return Err(vm.value_error(format!("invalid whence ({whence}, should be 0, 1 or 2)")));
        }
    };
    let Some(at) = from.checked_add(offset) else {
        return Err(vm.overflow_error("new position too large"));
    };
    file.position.set(at.max(0) as usize);
    Ok(vm.new_int(at.max(0)))
}

fn truncate(vm: &mut Vm, a: &[Value]) -> PyResult {
    let file = open(vm, &a[0])?;
    unlocked(vm, file)?;
    let length = if a[1].is_null() || a[1].is_none() { file.position.get() as i64 } else { size(vm, &a[1])? };
    if length < 0 {
        return Err(vm.value_error(format!("negative size value {length}")));
    }
    file.data.get_mut(vm).truncate(length as usize);
    Ok(vm.new_int(length))
}

fn readinto(vm: &mut Vm, a: &[Value]) -> PyResult {
    let file = open(vm, &a[0])?;
    let buffer = match vm.try_buffer(&a[1], true) {
        Ok(Some(buffer)) if !buffer.readonly => buffer,
        _ => {
            let text = format!(
                "readinto() argument must be read-write bytes-like object, not {}",
                vm.type_name(&a[1])
            );
            return Err(vm.type_error(text));
        }
    };
    let at = file.position.get();
    let rest = file.data.get(vm).get(at..).unwrap_or_default();
    let part = rest[..rest.len().min(buffer.len())].to_vec();
    buffer.bytes_mut(vm)[..part.len()].copy_from_slice(&part);
    file.position.set(at + part.len());
    Ok(vm.new_int(part.len() as i64))
}

fn getstate(vm: &mut Vm, a: &[Value]) -> PyResult {
    let file = open(vm, &a[0])?;
    let data = file.data.get(vm).clone();
    let dict = match taipan_objects::attr::instance_dict(vm, &a[0]) {
        Some(dict) if vm.dict_len(&dict) > 0 => taipan_objects::dict::copy(vm, &[dict])?,
        _ => Value::NONE,
    };
    let parts = vec![vm.bytes_value(&data)?, vm.new_int(file.position.get() as i64), dict];
    Ok(vm.new_tuple(parts))
}

fn setstate(vm: &mut Vm, a: &[Value]) -> PyResult {
    let items = a[1].downcast::<Tuple>().map(|t| t.items().to_vec()).unwrap_or_default();
    let [data, position, dict, ..] = items.as_slice() else {
        let text = format!(
            "{}.__setstate__ argument should be 3-tuple, got {}",
            vm.type_name(&a[0]),
            vm.type_name(&a[1])
        );
        return Err(vm.type_error(text));
    };
    let file = open(vm, &a[0])?;
    unlocked(vm, file)?;
    let data = vm.copy_bytes(data)?;
    let position = vm.index_i64(position)?;
    if position < 0 {
        return Err(vm.value_error("position value cannot be negative"));
    }
    *file.data.get_mut(vm) = data;
    file.position.set(position as usize);
    if !dict.is_none() {
        if !vm.is_instance(dict, Tp::Dict) {
            let text = format!("third item of state should be a dict, got a {}", vm.type_name(dict));
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
        "seekable",
        "($self, /)",
        |vm, a| open(vm, &a[0]).map(|_| Value::TRUE),
        "Returns True if the IO object can be seeked.",
    ),
    method(
        "writable",
        "($self, /)",
        |vm, a| open(vm, &a[0]).map(|_| Value::TRUE),
        "Returns True if the IO object can be written.",
    ),
    method("isatty", "($self, /)", |vm, a| open(vm, &a[0]).map(|_| Value::FALSE), "Always returns False."),
    method("flush", "($self, /)", |vm, a| open(vm, &a[0]).map(|_| Value::NONE), "Does nothing."),
    method(
        "close",
        "($self, /)",
        |vm, a| {
            let file = a[0].expect::<BytesIO>();
            unlocked(vm, file)?;
            file.closed.set(true);
            *file.data.data.get_mut(vm) = Vec::new();
            Ok(Value::NONE)
        },
        "Disable all I/O operations.",
    ),
    method(
        "tell",
        "($self, /)",
        |vm, a| {
            let at = open(vm, &a[0])?.position.get();
            Ok(vm.new_int(at as i64))
        },
        "Current file position, an integer.",
    ),
    method("write", "($self, b, /)", write, "Write bytes to file."),
    method("writelines", "($self, lines, /)", crate::base::writelines, "Write lines to the file."),
    method("read", "($self, size=-1, /)", read, "Read at most size bytes, returned as a bytes object."),
    method("read1", "($self, size=-1, /)", read, "Read at most size bytes, returned as a bytes object."),
    method("readinto", "($self, buffer, /)", readinto, "Read bytes into buffer."),
    method("readline", "($self, size=-1, /)", readline, "Next line from the file, as a bytes object."),
    method(
        "readlines",
        "($self, size=None, /)",
        readlines,
        "List of bytes objects, each a line from the file.",
    ),
    method(
        "getvalue",
        "($self, /)",
        |vm, a| {
            let file = open(vm, &a[0])?;
            Ok(vm.new_bytes(file.data.get(vm)))
        },
        "Retrieve the entire contents of the BytesIO object.",
    ),
    method(
        "getbuffer",
        "($self, /)",
        |vm, a| {
            open(vm, &a[0])?;
            let class = crate::class(vm, "_BytesIOBuffer");
            let shown = vm.new_object(&class, Shown { file: a[0].clone() });
            taipan_objects::memoryview::of(vm, &shown)
        },
        "Get a read-write view over the contents of the BytesIO object.",
    ),
    method("seek", "($self, pos, whence=0, /)", seek, "Change stream position."),
    method("truncate", "($self, size=None, /)", truncate, "Truncate the file to at most size bytes."),
    method("__getstate__", "($self, /)", getstate, ""),
    method("__setstate__", "($self, object, /)", setstate, ""),
];

static MEMBERS: &[GetSet] =
    &[getter("closed", |_, o| Ok(Value::from_bool(o.expect::<BytesIO>().closed.get())))];

pub fn class(vm: &mut Vm, base: &Value) -> PyResult {
    let slots = Slots {
        new: Some(new),
        init: Some(init),
        iter: Some(|vm, object| open(vm, object).map(|_| object.clone())),
        next: Some(|vm, object| {
            let file = open(vm, object)?;
            let line = line(vm, file, -1)?;
            Ok(if vm.len(&line)? == 0 { None } else { Some(line) })
        }),
        ..Slots::default()
    };
    let spec = TypeSpec {
        slots,
        methods: METHODS,
        getset: MEMBERS,
        doc: Some("Buffered I/O implementation using an in-memory bytes buffer."),
        ..TypeSpec::default()
    };
    let class = NativeClass { name: "BytesIO", module: "_io", spec, has_dict: false, has_weakrefs: false };
    vm.new_native_class::<BytesIO>(class, Some(base))
}

/// What `getbuffer` shows the memory of.
pub struct Shown {
    file: Value,
}

// SAFETY: the one reference is visited once.
unsafe impl Payload for Shown {
    const NAME: &'static str = "_BytesIOBuffer";
    const SHAPE: u32 = NO_SHAPE;
    fn trace(&self, visit: Tracer<'_>) {
        visit(&self.file);
    }
}

static EXPORTER: Exporter = Exporter {
    bytes: |owner, vm| {
        owner.downcast::<Shown>().map_or(&[], |s| s.file.expect::<BytesIO>().data.data.get(vm))
    },
    bytes_mut: |owner, vm| match owner.downcast::<Shown>() {
        Some(shown) => shown.file.expect::<BytesIO>().data.data.get_mut(vm),
        None => &mut [],
    },
    lock: |owner| {
        if let Some(shown) = owner.downcast::<Shown>() {
            let exports = &shown.file.expect::<BytesIO>().exports;
            exports.set(exports.get() + 1);
        }
    },
    unlock: |owner| {
        if let Some(shown) = owner.downcast::<Shown>() {
            let exports = &shown.file.expect::<BytesIO>().exports;
            exports.set(exports.get() - 1);
        }
    },
};

pub fn buffer_class(vm: &mut Vm) -> PyResult {
    let slots = Slots {
        buffer: Some(|vm, object, _| {
            let length = object.expect::<Shown>().file.expect::<BytesIO>().data.data.get(vm).len();
            Ok(Buffer::new(object.clone(), &EXPORTER, 0, length, false))
        }),
        ..Slots::default()
    };
    let spec = TypeSpec { slots, no_new: true, ..TypeSpec::default() };
    let class =
        NativeClass { name: "_BytesIOBuffer", module: "_io", spec, has_dict: false, has_weakrefs: false };
    vm.new_native_class::<Shown>(class, None)
}
