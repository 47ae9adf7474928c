//! `BufferedReader`, `BufferedWriter` and `BufferedRandom`: one payload, with what was read ahead and what waits to be
//! written. At most one of the two is not empty.

use crate::fileio::{self, FileIO};
use crate::{arguments, is_closed, size, unsupported};
use std::cell::Cell;
use taipan_native::{NativeDef, PyResult, Tp, Value, Vm, method};
use taipan_objects::bytes::Bytes;
use taipan_objects::native::{GetSet, TypeSpec, getset, getter, member};
use taipan_objects::native_class::{NO_SHAPE, NativeClass};
use taipan_objects::{Args, Guarded, Payload, Slots, Tracer};

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Reader,
    Writer,
    Random,
}

impl Kind {
    pub fn name(self) -> &'static str {
        match self {
            Kind::Reader => "BufferedReader",
            Kind::Writer => "BufferedWriter",
            Kind::Random => "BufferedRandom",
        }
    }
}

pub struct Buffered {
    kind: Kind,
    raw: Guarded<Value>,
    ahead: Guarded<Vec<u8>>,
    /// How much of `ahead` was taken.
    taken: Cell<usize>,
    waiting: Guarded<Vec<u8>>,
    limit: Cell<usize>,
    state: Cell<State>,
    finalizing: Cell<bool>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Fresh,
    Ready,
    Detached,
}

// SAFETY: the one reference is visited once.
unsafe impl Payload for Buffered {
    const NAME: &'static str = "Buffered";
    const SHAPE: u32 = NO_SHAPE;
    fn trace(&self, visit: Tracer<'_>) {
        // SAFETY: the collector runs while nobody borrows.
        visit(unsafe { &*self.raw.as_ptr() });
    }
    fn clear(&self) {
        // SAFETY: as above.
        drop(unsafe { std::mem::replace(&mut *self.raw.as_ptr(), Value::NONE) });
    }
}

fn make(vm: &mut Vm, class: &Value, kind: Kind) -> PyResult {
    let buffered = Buffered {
        kind,
        raw: Guarded::new(Value::NONE),
        ahead: Guarded::new(Vec::new()),
        taken: Cell::new(0),
        waiting: Guarded::new(Vec::new()),
        limit: Cell::new(crate::DEFAULT_BUFFER_SIZE),
        state: Cell::new(State::Fresh),
        finalizing: Cell::new(false),
    };
    Ok(vm.new_object(class, buffered))
}

fn init(vm: &mut Vm, object: &Value, args: Args<'_>) -> PyResult<()> {
    let this = object.expect::<Buffered>();
    this.state.set(State::Fresh);
    let a = arguments(vm, "(raw, buffer_size=131072)", this.kind.name(), args)?;
    let limit = if a[1].is_null() { crate::DEFAULT_BUFFER_SIZE as i64 } else { vm.index_i64(&a[1])? };
    if limit <= 0 {
        return Err(vm.value_error("buffer size must be strictly positive"));
    }
    let checks: &[&str] = match this.kind {
        Kind::Reader => &["readable"],
        Kind::Writer => &["writable"],
        Kind::Random => &["seekable", "readable", "writable"],
    };
    for what in checks {
        crate::base::check_able(vm, &a[0], what)?;
    }
    let old = std::mem::replace(this.raw.get_mut(vm), a[0].clone());
    drop(old);
    this.ahead.get_mut(vm).clear();
    this.waiting.get_mut(vm).clear();
    this.taken.set(0);
    this.limit.set(limit as usize);
    this.state.set(State::Ready);
    Ok(())
}

/// The raw stream, if there is one.
pub fn raw(vm: &mut Vm, this: &Buffered) -> PyResult {
    match this.state.get() {
        State::Ready => Ok(this.raw.get(vm).clone()),
        State::Fresh => Err(vm.value_error("I/O operation on uninitialized object")),
        State::Detached => Err(vm.value_error("raw stream has been detached")),
    }
}

/// The raw stream, if it is open.
fn open(vm: &mut Vm, this: &Buffered, what: &str) -> PyResult {
    let raw = raw(vm, this)?;
    let closed = match plain_file(vm, &raw) {
        Some(file) => file.fd.get() < 0,
        None => is_closed(vm, &raw)?,
    };
    if closed { Err(vm.value_error(format!("{what} closed file"))) } else { Ok(raw) }
}

/// A raw stream that is exactly a FileIO.
fn plain_file<'a>(vm: &mut Vm, raw: &'a Value) -> Option<&'a FileIO> {
    let file = raw.downcast::<FileIO>()?;
    let class = crate::class(vm, "FileIO");
    vm.type_of(raw).value().is(&class).then_some(&file.data)
}

/// Reads once from the raw stream.
fn raw_read(vm: &mut Vm, raw: &Value, wanted: usize) -> PyResult<Option<Vec<u8>>> {
    let mut space = Vec::new();
    if space.try_reserve_exact(wanted).is_err() {
        return Err(vm.memory_error());
    }
    space.resize(wanted, 0);
    if let Some(file) = plain_file(vm, raw) {
        let got = fileio::read_into(vm, file, &mut space)?;
        return Ok(got.map(|length| {
            space.truncate(length);
            space
        }));
    }
    let space = vm.new_bytearray(space);
    let view = taipan_objects::memoryview::of(vm, &space)?;
    let got = vm.call_method(raw, "readinto", &[view]);
    let got = got?;
    if got.is_none() {
        return Ok(None);
    }
    let got = match vm.index_i64(&got) {
        Ok(got) => got,
        Err(cause) => {
            let raised = vm.raise(Tp::OSError, "raw readinto() failed");
            taipan_objects::exception::set_cause(vm, &raised.0, cause.0);
            return Err(raised);
        }
    };
    if got < 0 || got as usize > wanted {
        let text =
            format!("raw readinto() returned invalid length {got} (should have been between 0 and {wanted})");
        return Err(vm.raise(Tp::OSError, text));
    }
    let mut data = vm.copy_bytes(&space)?;
    data.truncate(got as usize);
    Ok(Some(data))
}

fn raw_write(vm: &mut Vm, raw: &Value, data: &[u8]) -> PyResult<Option<usize>> {
    if let Some(file) = plain_file(vm, raw) {
        return fileio::write_from(vm, file, data);
    }
    let bytes = vm.bytes_value(data)?;
    let view = taipan_objects::memoryview::of(vm, &bytes)?;
    let got = vm.call_method(raw, "write", &[view])?;
    if got.is_none() {
        return Ok(None);
    }
    let got = vm.index_i64(&got)?;
    if got < 0 || got as usize > data.len() {
        let text = format!(
            "raw write() returned invalid length {got} (should have been between 0 and {})",
            data.len()
        );
        return Err(vm.raise(Tp::OSError, text));
    }
    Ok(Some(got as usize))
}

fn raw_seek(vm: &mut Vm, raw: &Value, at: i64, whence: i32) -> PyResult<i64> {
    if let Some(file) = plain_file(vm, raw) {
        return fileio::seek_to(vm, file, at, whence);
    }
    let at = vm.new_int(at);
    let got = vm.call_method(raw, "seek", &[at, Value::from_i32(whence)])?;
    let got = vm.index_i64(&got)?;
    if got < 0 {
        return Err(vm.raise(Tp::OSError, format!("Raw stream returned invalid position {got}")));
    }
    Ok(got)
}

/// What was read ahead and not taken.
fn rest(vm: &Vm, this: &Buffered) -> usize {
    this.ahead.get(vm).len() - this.taken.get()
}

/// Takes at most `wanted` bytes of what was read ahead.
fn take(vm: &mut Vm, this: &Buffered, wanted: usize) -> Vec<u8> {
    let at = this.taken.get();
    let ahead = this.ahead.get(vm);
    let end = ahead.len().min(at.saturating_add(wanted));
    let part = ahead[at..end].to_vec();
    this.taken.set(end);
    part
}

/// Reads ahead once. False at the end of the file, and where it would block.
fn fill(vm: &mut Vm, this: &Buffered, raw: &Value) -> PyResult<Option<bool>> {
    let limit = this.limit.get();
    let Some(data) = raw_read(vm, raw, limit)? else { return Ok(None) };
    let more = !data.is_empty();
    let taken = this.taken.replace(0);
    let ahead = this.ahead.get_mut(vm);
    ahead.drain(..taken);
    if ahead.is_empty() {
        *ahead = data
    } else {
        ahead.extend_from_slice(&data)
    }
    Ok(Some(more))
}

/// Writes everything that waits.
fn flush_waiting(vm: &mut Vm, this: &Buffered, raw: &Value) -> PyResult<()> {
    let mut data = std::mem::take(this.waiting.get_mut(vm));
    let mut at = 0;
    while at < data.len() {
        let wrote = raw_write(vm, raw, &data[at..]);
        match wrote {
            Ok(Some(length)) => at += length,
            failed => {
                data.drain(..at);
                *this.waiting.get_mut(vm) = data;
                failed?;
                return Err(blocked(vm, 0));
            }
        }
    }
    data.clear();
    *this.waiting.get_mut(vm) = data;
    Ok(())
}

fn blocked(vm: &mut Vm, written: usize) -> taipan_native::Raised {
    let args = vec![
        Value::from_i32(libc::EAGAIN),
        vm.new_str("write could not complete without blocking"),
        vm.new_int(written as i64),
    ];
    vm.raise_with(Tp::BlockingIOError, args)
}

/// Goes back over what was read ahead, before something is written.
fn forget_ahead(vm: &mut Vm, this: &Buffered, raw: &Value) -> PyResult<()> {
    let back = rest(vm, this) as i64;
    this.ahead.get_mut(vm).clear();
    this.taken.set(0);
    if back > 0 {
        raw_seek(vm, raw, -back, libc::SEEK_CUR)?;
    }
    Ok(())
}

fn to_read(vm: &mut Vm, this: &Buffered, what: &str) -> PyResult {
    let raw = open(vm, this, what)?;
    if !this.waiting.get(vm).is_empty() {
        flush_waiting(vm, this, &raw)?;
    }
    Ok(raw)
}

fn read(vm: &mut Vm, a: &[Value]) -> PyResult {
    let this = &a[0].expect::<Buffered>().data;
    let wanted = size(vm, &a[1])?;
    if wanted < -1 {
        return Err(vm.value_error("read length must be non-negative or -1"));
    }
    let raw = to_read(vm, this, "read of")?;
    if wanted >= 0 && rest(vm, this) >= wanted as usize {
        let data = take(vm, this, wanted as usize);
        return vm.bytes_value(&data);
    }
    let mut data = take(vm, this, usize::MAX);
    if wanted >= 0 {
        let wanted = wanted as usize;
        while data.len() < wanted {
            let left = wanted - data.len();
            if left >= this.limit.get() {
                match raw_read(vm, &raw, left)? {
                    Some(part) if part.is_empty() => break,
                    Some(part) => data.extend_from_slice(&part),
                    None if data.is_empty() => return Ok(Value::NONE),
                    None => break,
                }
                continue;
            }
            match fill(vm, this, &raw)? {
                Some(true) => data.extend(take(vm, this, left)),
                None if data.is_empty() => return Ok(Value::NONE),
                _ => break,
            }
        }
        return vm.bytes_value(&data);
    }
    if let Some(file) = plain_file(vm, &raw) {
        return match fileio::read_all(vm, file)? {
            Some(more) if data.is_empty() => vm.bytes_value(&more),
            Some(more) => {
                data.extend_from_slice(&more);
                vm.bytes_value(&data)
            }
            None if data.is_empty() => Ok(Value::NONE),
            None => vm.bytes_value(&data),
        };
    }
    let name = vm.intern("readall");
    if let Some(readall) = vm.find_attr(&raw, &name)? {
        let more = vm.call(&readall, &[])?;
        if more.is_none() {
            return if data.is_empty() { Ok(more) } else { vm.bytes_value(&data) };
        }
        let Some(more) = more.downcast::<Bytes>() else {
            return Err(vm.type_error("readall() should return bytes"));
        };
        data.extend_from_slice(more.data.as_slice());
        return vm.bytes_value(&data);
    }
    loop {
        let more = vm.call_method(&raw, "read", &[])?;
        if more.is_none() && data.is_empty() {
            return Ok(more);
        }
        match more.downcast::<Bytes>() {
            Some(more) if !more.data.is_empty() => data.extend_from_slice(more.data.as_slice()),
            Some(_) => break,
            None if more.is_none() => break,
            None => return Err(vm.type_error("read() should return bytes")),
        }
    }
    vm.bytes_value(&data)
}

fn read1(vm: &mut Vm, a: &[Value]) -> PyResult {
    let this = &a[0].expect::<Buffered>().data;
    let mut wanted = size(vm, &a[1])?;
    if wanted < 0 {
        wanted = this.limit.get() as i64;
    }
    let raw = to_read(vm, this, "read of")?;
    if wanted == 0 {
        return vm.bytes_value(b"");
    }
    if rest(vm, this) == 0 && fill(vm, this, &raw)?.is_none() {
        return Ok(Value::NONE);
    }
    let data = take(vm, this, wanted as usize);
    vm.bytes_value(&data)
}

fn peek(vm: &mut Vm, a: &[Value]) -> PyResult {
    let this = &a[0].expect::<Buffered>().data;
    let raw = to_read(vm, this, "peek of")?;
    if rest(vm, this) == 0 {
        fill(vm, this, &raw)?;
    }
    let data = this.ahead.get(vm)[this.taken.get()..].to_vec();
    vm.bytes_value(&data)
}

/// Copies into a caller's buffer; one that broke its promise and shrank gets nothing.
fn put(vm: &mut Vm, buffer: &taipan_objects::buffer::Buffer, at: usize, data: &[u8]) {
    if let Some(place) = buffer.bytes_mut(vm).get_mut(at..at + data.len()) {
        place.copy_from_slice(data);
    }
}

fn into(vm: &mut Vm, a: &[Value], once: bool) -> PyResult {
    let this = &a[0].expect::<Buffered>().data;
    let what = if once { "readinto1() argument" } else { "readinto() argument" };
    let buffer = crate::base::target(vm, &a[1], what)?;
    let raw = to_read(vm, this, "readinto of")?;
    let mut part = take(vm, this, buffer.len());
    let mut at = 0;
    loop {
        put(vm, &buffer, at, &part);
        at += part.len();
        let left = buffer.len() - at;
        if left > this.limit.get() {
            // What would not fit in the own buffer goes straight to the caller's.
            part = match raw_read(vm, &raw, left)? {
                Some(data) if !data.is_empty() => data,
                None if at == 0 => return Ok(Value::NONE),
                _ => break,
            };
            if once {
                put(vm, &buffer, at, &part);
                at += part.len();
                break;
            }
            continue;
        }
        if left == 0 || once && at > 0 {
            break;
        }
        match fill(vm, this, &raw)? {
            Some(true) => part = take(vm, this, left),
            None if at == 0 => return Ok(Value::NONE),
            _ => break,
        }
    }
    Ok(vm.new_int(at as i64))
}

fn line(vm: &mut Vm, this: &Buffered, limit: i64) -> PyResult {
    let raw = to_read(vm, this, "readline of")?;
    let limit = if limit < 0 { usize::MAX } else { limit as usize };
    let mut line: Vec<u8> = Vec::new();
    while line.len() < limit {
        let ahead = &this.ahead.get(vm)[this.taken.get()..];
        if ahead.is_empty() {
            if fill(vm, this, &raw)? != Some(true) {
                break;
            }
            continue;
        }
        let end = memchr::memchr(b'\n', ahead).map(|at| at + 1);
        let length = end.unwrap_or(ahead.len()).min(limit - line.len());
        if line.is_empty() && end == Some(length) {
            let made = vm.new_bytes(&ahead[..length]);
            this.taken.set(this.taken.get() + length);
            return Ok(made);
        }
        line.extend(take(vm, this, length));
        if line.last() == Some(&b'\n') {
            break;
        }
    }
    vm.bytes_value(&line)
}

fn readline(vm: &mut Vm, a: &[Value]) -> PyResult {
    let limit = size(vm, &a[1])?;
    line(vm, &a[0].expect::<Buffered>().data, limit)
}

fn next(vm: &mut Vm, object: &Value) -> PyResult<Option<Value>> {
    let class = crate::class(vm, object.expect::<Buffered>().kind.name());
    let line = if vm.type_of(object).value().is(&class) {
        line(vm, &object.expect::<Buffered>().data, -1)?
    } else {
        vm.call_method(object, "readline", &[])?
    };
    Ok(if vm.len(&line)? == 0 { None } else { Some(line) })
}

fn write(vm: &mut Vm, a: &[Value]) -> PyResult {
    let this = &a[0].expect::<Buffered>().data;
    if this.state.get() != State::Ready {
        raw(vm, this)?;
    }
    let buffer = vm.buffer(&a[1])?;
    let raw = open(vm, this, "write to")?;
    forget_ahead(vm, this, &raw)?;
    let length = buffer.len();
    let limit = this.limit.get();
    if this.waiting.get(vm).len() + length > limit {
        flush_waiting(vm, this, &raw)?;
    }
    let data = buffer.bytes(vm).to_vec();
    if length > limit {
        let mut at = 0;
        while at < data.len() {
            match raw_write(vm, &raw, &data[at..])? {
                Some(wrote) => at += wrote,
                None => return Err(blocked(vm, at)),
            }
        }
    } else {
        this.waiting.get_mut(vm).extend_from_slice(&data);
    }
    Ok(vm.new_int(length as i64))
}

fn flush(vm: &mut Vm, a: &[Value]) -> PyResult {
    let this = &a[0].expect::<Buffered>().data;
    if this.kind == Kind::Reader {
        let raw = raw(vm, this)?;
        return vm.call_method(&raw, "flush", &[]);
    }
    let raw = open(vm, this, "flush of")?;
    flush_waiting(vm, this, &raw)?;
    if this.kind == Kind::Random {
        forget_ahead(vm, this, &raw)?;
    }
    Ok(Value::NONE)
}

fn seek(vm: &mut Vm, a: &[Value]) -> PyResult {
    let this = &a[0].expect::<Buffered>().data;
    let whence = if a[2].is_null() { 0 } else { taipan_native::os::c_int(vm, &a[2])? };
    if !(0..=4).contains(&whence) {
        return Err(vm.value_error(format!("whence value {whence} unsupported")));
    }
    let raw = open(vm, this, "seek of")?;
    if plain_file(vm, &raw).is_none() {
        let able = vm.call_method(&raw, "seekable", &[])?;
        if !vm.truth(&able)? {
            return Err(unsupported(vm, "File or stream is not seekable."));
        }
    }
    let mut at = vm.index_i64(&a[1])?;
    flush_waiting(vm, this, &raw)?;
    if whence == libc::SEEK_CUR {
        at -= rest(vm, this) as i64;
    }
    let now = raw_seek(vm, &raw, at, whence)?;
    this.ahead.get_mut(vm).clear();
    this.taken.set(0);
    Ok(vm.new_int(now))
}

fn tell(vm: &mut Vm, a: &[Value]) -> PyResult {
    let this = &a[0].expect::<Buffered>().data;
    let raw = raw(vm, this)?;
    let at = if let Some(file) = plain_file(vm, &raw) {
        fileio::seek_to(vm, file, 0, libc::SEEK_CUR)?
    } else {
        let at = vm.call_method(&raw, "tell", &[])?;
        vm.index_i64(&at)?
    };
    if at < 0 {
        return Err(vm.raise(Tp::OSError, format!("Raw stream returned invalid position {at}")));
    }
    let at = at - rest(vm, this) as i64 + this.waiting.get(vm).len() as i64;
    Ok(vm.new_int(at.max(0)))
}

fn truncate(vm: &mut Vm, a: &[Value]) -> PyResult {
    let this = &a[0].expect::<Buffered>().data;
    let raw = open(vm, this, "truncate of")?;
    if this.kind == Kind::Reader {
        return Err(unsupported(vm, "truncate"));
    }
    flush_waiting(vm, this, &raw)?;
    forget_ahead(vm, this, &raw)?;
    let length = if a[1].is_null() { Value::NONE } else { a[1].clone() };
    vm.call_method(&raw, "truncate", &[length])
}

/// Passes it on to the raw stream.
fn dealloc_warn(vm: &mut Vm, a: &[Value]) -> PyResult {
    let this = &a[0].expect::<Buffered>().data;
    if let Ok(raw) = raw(vm, this) {
        let name = vm.intern("_dealloc_warn");
        if let Some(warn) = vm.find_attr(&raw, &name)? {
            vm.call(&warn, std::slice::from_ref(&a[1]))?;
        }
    }
    Ok(Value::NONE)
}

fn close(vm: &mut Vm, a: &[Value]) -> PyResult {
    let this = &a[0].expect::<Buffered>().data;
    let raw = raw(vm, this)?;
    if is_closed(vm, &raw)? {
        return Ok(Value::NONE);
    }
    let flushed = vm.call_method(&a[0], "flush", &[]);
    let closed = vm.call_method(&raw, "close", &[]);
    this.ahead.get_mut(vm).clear();
    this.taken.set(0);
    *this.waiting.get_mut(vm) = Vec::new();
    match (flushed, closed) {
        (Ok(_), closed) => closed,
        (Err(first), Err(second)) => {
            taipan_objects::exception::chain(vm, &second.0, &first.0);
            Err(second)
        }
        (Err(first), Ok(_)) => Err(first),
    }
}

fn detach(vm: &mut Vm, a: &[Value]) -> PyResult {
    let this = &a[0].expect::<Buffered>().data;
    raw(vm, this)?;
    vm.call_method(&a[0], "flush", &[])?;
    this.state.set(State::Detached);
    Ok(std::mem::replace(this.raw.get_mut(vm), Value::NONE))
}

fn pass(vm: &mut Vm, a: &[Value], name: &str) -> PyResult {
    let raw = raw(vm, &a[0].expect::<Buffered>().data)?;
    vm.call_method(&raw, name, &[])
}

fn repr(vm: &mut Vm, object: &Value) -> PyResult {
    let class = vm.type_name(object);
    let name = vm.intern("name");
    let shown = match vm.find_attr(object, &name) {
        Ok(Some(name)) => format!(" name={}", vm.repr_text(&name)?),
        Ok(None) => String::new(),
        Err(raised) if vm.is_raised(&raised, Tp::ValueError) => String::new(),
        Err(raised) => return Err(raised),
    };
    Ok(vm.new_str(&format!("<{class}{shown}>")))
}

const DETACH: NativeDef = method(
    "detach",
    "($self, /)",
    detach,
    "Disconnect this buffer from its underlying raw stream and return it.",
);
const FLUSH: NativeDef = method("flush", "($self, /)", flush, "");
const CLOSE: NativeDef = method("close", "($self, /)", close, "");
const SEEKABLE: NativeDef = method("seekable", "($self, /)", |vm, a| pass(vm, a, "seekable"), "");
const READABLE: NativeDef = method("readable", "($self, /)", |vm, a| pass(vm, a, "readable"), "");
const WRITABLE: NativeDef = method("writable", "($self, /)", |vm, a| pass(vm, a, "writable"), "");
const FILENO: NativeDef = method("fileno", "($self, /)", |vm, a| pass(vm, a, "fileno"), "");
const ISATTY: NativeDef = method("isatty", "($self, /)", |vm, a| pass(vm, a, "isatty"), "");
const WARN: NativeDef = method("_dealloc_warn", "($self, source, /)", dealloc_warn, "");
const SEEK: NativeDef = method("seek", "($self, target, whence=0, /)", seek, "");
const TELL: NativeDef = method("tell", "($self, /)", tell, "");
const TRUNCATE: NativeDef = method("truncate", "($self, pos=None, /)", truncate, "");
const STATE: NativeDef = method("__getstate__", "($self, /)", fileio::cannot_pickle, "");
const READ: NativeDef = method("read", "($self, size=-1, /)", read, "");
const READ1: NativeDef = method("read1", "($self, size=-1, /)", read1, "");
const PEEK: NativeDef = method("peek", "($self, size=0, /)", peek, "");
const READINTO: NativeDef = method("readinto", "($self, buffer, /)", |vm, a| into(vm, a, false), "");
const READINTO1: NativeDef = method("readinto1", "($self, buffer, /)", |vm, a| into(vm, a, true), "");
const READLINE: NativeDef = method("readline", "($self, size=-1, /)", readline, "");
const WRITE: NativeDef = method("write", "($self, buffer, /)", write, "");

static READER: &[NativeDef] = &[
    DETACH, FLUSH, CLOSE, SEEKABLE, READABLE, FILENO, ISATTY, WARN, SEEK, TELL, TRUNCATE, STATE, READ, READ1,
    PEEK, READINTO, READINTO1, READLINE,
];
static WRITER: &[NativeDef] =
    &[DETACH, FLUSH, CLOSE, SEEKABLE, WRITABLE, FILENO, ISATTY, WARN, SEEK, TELL, TRUNCATE, STATE, WRITE];
static RANDOM: &[NativeDef] = &[
    DETACH, FLUSH, CLOSE, SEEKABLE, READABLE, WRITABLE, FILENO, ISATTY, WARN, SEEK, TELL, TRUNCATE, STATE,
    READ, READ1, PEEK, READINTO, READINTO1, READLINE, WRITE,
];

fn of_raw(vm: &mut Vm, object: &Value, name: &str) -> PyResult {
    let raw = raw(vm, &object.expect::<Buffered>().data)?;
    vm.get_attr_str(&raw, name)
}

static MEMBERS: &[GetSet] = &[
    getter("closed", |vm, o| of_raw(vm, o, "closed")),
    getter("name", |vm, o| of_raw(vm, o, "name")),
    getter("mode", |vm, o| of_raw(vm, o, "mode")),
    member("raw", |vm, o| Ok(o.expect::<Buffered>().raw.get(vm).clone())),
    getset(
        "_finalizing",
        |_, o| Ok(Value::from_bool(o.expect::<Buffered>().finalizing.get())),
        |vm, o, value| {
            let truth = value.is_some_and(|v| v.is_true());
            let _ = vm;
            o.expect::<Buffered>().finalizing.set(truth);
            Ok(())
        },
    ),
];

pub fn class(vm: &mut Vm, base: &Value, kind: Kind) -> PyResult {
    let (methods, new, doc): (_, taipan_objects::slots::CallFn, _) = match kind {
        Kind::Reader => (
            READER,
            |vm, c, _| make(vm, c, Kind::Reader),
            "Create a new buffered reader using the given readable raw IO object.",
        ),
        Kind::Writer => (
            WRITER,
            |vm, c, _| make(vm, c, Kind::Writer),
            "A buffer for a writeable sequential RawIO object.\n\nThe constructor creates a BufferedWriter for the given writeable raw\nstream. If the buffer_size is not given, it defaults to\nDEFAULT_BUFFER_SIZE.",
        ),
        Kind::Random => (
            RANDOM,
            |vm, c, _| make(vm, c, Kind::Random),
            "A buffered interface to random access streams.\n\nThe constructor creates a reader and writer for a seekable stream,\nraw, given in the first argument. If the buffer_size is omitted it\ndefaults to DEFAULT_BUFFER_SIZE.",
        ),
    };
    let slots = Slots {
        new: Some(new),
        init: Some(init),
        repr: Some(repr),
        next: (kind != Kind::Writer).then_some(next),
        ..Slots::default()
    };
    let spec = TypeSpec { slots, methods, getset: MEMBERS, doc: Some(doc), ..TypeSpec::default() };
    let class = NativeClass { name: kind.name(), module: "_io", spec, has_dict: false, has_weakrefs: false };
    vm.new_native_class::<Buffered>(class, Some(base))
}
