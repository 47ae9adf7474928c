//! `TextIOWrapper`: text over a buffered stream of bytes.
//!
//! Codecs that are built in run here on the bytes; others by the incremental coders of their CodecInfo. `chunk` holds the
//! bytes of which `decoded` was made, so that `tell` can say which of them were used up.

use crate::newline::{Newline, Seen};
use crate::{arguments, is_closed, size, unsupported};
use std::cell::Cell;
use taipan_native::{NativeDef, PyResult, Tp, Value, Vm, method};
use taipan_objects::bytes::Bytes;
use taipan_objects::native::{GetSet, TypeSpec, getset, getter, member};
use taipan_objects::native_class::{NO_SHAPE, NativeClass};
use taipan_objects::str::Str;
use taipan_objects::{Args, Guarded, Payload, Slots, Tracer};
use taipan_text::TextRef;
use taipan_text::codecs::{Codec, Endian};

pub struct Text {
    buffer: Guarded<Value>,
    encoding: Guarded<Value>,
    errors: Guarded<Value>,
    /// The incremental coders of a codec that is not built in; NULL otherwise.
    encoder: Guarded<Value>,
    decoder: Guarded<Value>,
    codec: Cell<Option<Codec>>,
    newline: Cell<Newline>,
    seen: Cell<Seen>,
    /// Decoded text as generalized UTF-8, and how much of it was taken.
    decoded: Guarded<Vec<u8>>,
    taken: Cell<usize>,
    /// The bytes of `decoded`, with those before it that were not complete; `left` of them are not decoded yet.
    chunk: Guarded<Vec<u8>>,
    left: Cell<usize>,
    at_end: Cell<bool>,
    waiting: Guarded<Vec<u8>>,
    line_buffering: Cell<bool>,
    write_through: Cell<bool>,
    telling: Cell<bool>,
    readable: Cell<bool>,
    writable: Cell<bool>,
    chunk_size: Cell<usize>,
    ready: Cell<bool>,
    detached: Cell<bool>,
    finalizing: Cell<bool>,
}

// SAFETY: the five references are visited once.
unsafe impl Payload for Text {
    const NAME: &'static str = "TextIOWrapper";
    const SHAPE: u32 = NO_SHAPE;
    fn trace(&self, visit: Tracer<'_>) {
        for value in [&self.buffer, &self.encoding, &self.errors, &self.encoder, &self.decoder] {
            // SAFETY: the collector runs while nobody borrows.
            visit(unsafe { &*value.as_ptr() });
        }
    }
}

fn new(vm: &mut Vm, class: &Value, _: Args<'_>) -> PyResult {
    let text = Text {
        buffer: Guarded::new(Value::NONE),
        encoding: Guarded::new(Value::NONE),
        errors: Guarded::new(Value::NONE),
        encoder: Guarded::new(Value::NULL),
        decoder: Guarded::new(Value::NULL),
        codec: Cell::new(None),
        newline: Cell::new(Newline::Translate),
        seen: Cell::new(Seen::default()),
        decoded: Guarded::new(Vec::new()),
        taken: Cell::new(0),
        chunk: Guarded::new(Vec::new()),
        left: Cell::new(0),
        at_end: Cell::new(false),
        waiting: Guarded::new(Vec::new()),
        line_buffering: Cell::new(false),
        write_through: Cell::new(false),
        telling: Cell::new(true),
        readable: Cell::new(false),
        writable: Cell::new(false),
        chunk_size: Cell::new(8192),
        ready: Cell::new(false),
        detached: Cell::new(false),
        finalizing: Cell::new(false),
    };
    Ok(vm.new_object(class, text))
}

/// The codecs that run here.
fn builtin(name: &str) -> Option<Codec> {
    Some(match name.to_ascii_lowercase().replace('_', "-").as_str() {
        "utf-8" | "utf8" => Codec::Utf8,
        "ascii" | "us-ascii" => Codec::Ascii,
        "latin-1" | "latin1" | "iso-8859-1" | "iso8859-1" => Codec::Latin1,
        "utf-16-le" => Codec::Utf16(Endian::Little),
        "utf-16-be" => Codec::Utf16(Endian::Big),
        "utf-32-le" => Codec::Utf32(Endian::Little),
        "utf-32-be" => Codec::Utf32(Endian::Big),
        _ => return None,
    })
}

fn set_codec(vm: &mut Vm, this: &Text, encoding: &str, errors: &Value) -> PyResult<()> {
    let codec = builtin(encoding);
    let (mut encoder, mut decoder) = (Value::NULL, Value::NULL);
    if codec.is_none() {
        let name = vm.new_str("_codecs");
        let import = vm.interp.import;
        let codecs = import(vm, &name, None, &Value::NONE, 0)?;
        let name = vm.new_str(encoding);
        let info = vm.call_method(&codecs, "lookup", &[name])?;
        let key = vm.intern("_is_text_encoding");
        if let Some(is_text) = vm.find_attr(&info, &key)?
            && !vm.truth(&is_text)?
        {
            let text =
                format!("'{encoding}' is not a text encoding; use codecs.open() to handle arbitrary codecs");
            return Err(vm.raise(Tp::LookupError, text));
        }
        encoder = vm.call_method(&info, "incrementalencoder", std::slice::from_ref(errors))?;
        decoder = vm.call_method(&info, "incrementaldecoder", std::slice::from_ref(errors))?;
    }
    this.codec.set(codec);
    *this.encoder.get_mut(vm) = encoder;
    *this.decoder.get_mut(vm) = decoder;
    *this.encoding.get_mut(vm) = vm.new_str(encoding);
    *this.errors.get_mut(vm) = errors.clone();
    Ok(())
}

fn encoding_of(vm: &mut Vm, value: &Value, function: &str) -> PyResult<String> {
    if value.downcast::<Str>().is_none() {
        let text =
            format!("{function}() argument 'encoding' must be str or None, not {}", vm.type_name(value));
        return Err(vm.type_error(text));
    }
    vm.encode_text(value, "utf-8", "strict")?;
    let name = vm.text(value).into_owned();
    if name.contains('\0') {
        return Err(vm.value_error("embedded null character"));
    }
    Ok(if name == "locale" { "UTF-8".to_owned() } else { name })
}

fn init(vm: &mut Vm, object: &Value, args: Args<'_>) -> PyResult<()> {
    let a = arguments(
        vm,
        "(buffer, encoding=None, errors=None, newline=None, line_buffering=False, write_through=False)",
        "TextIOWrapper",
        args,
    )?;
    let this = &object.expect::<Text>().data;
    this.ready.set(false);
    this.detached.set(false);
    let encoding = if a[1].is_null() || a[1].is_none() {
        "UTF-8".to_owned()
    } else {
        encoding_of(vm, &a[1], "TextIOWrapper")?
    };
    let errors = match &a[2] {
        errors if errors.is_null() || errors.is_none() => vm.new_str("strict"),
        errors if errors.downcast::<Str>().is_some() => errors.clone(),
        errors => {
            let text = format!(
                "TextIOWrapper() argument 'errors' must be str or None, not {}",
                vm.type_name(errors)
            );
            return Err(vm.type_error(text));
        }
    };
    let newline = Newline::of(vm, &a[3], false)?;
    let line_buffering = !a[4].is_null() && vm.truth(&a[4])?;
    let write_through = !a[5].is_null() && vm.truth(&a[5])?;
    set_codec(vm, this, &encoding, &errors)?;
    this.newline.set(newline);
    this.seen.set(Seen::default());
    this.line_buffering.set(line_buffering);
    this.write_through.set(write_through);
    *this.buffer.get_mut(vm) = a[0].clone();
    forget(vm, this);
    this.waiting.get_mut(vm).clear();
    for (name, able) in
        [("readable", &this.readable), ("writable", &this.writable), ("seekable", &this.telling)]
    {
        let answer = vm.call_method(&a[0], name, &[])?;
        able.set(vm.truth(&answer)?);
    }
    this.ready.set(true);
    start_encoder(vm, this)
}

/// Tells the encoder of a stream that is not at its start that no mark is to be written.
fn start_encoder(vm: &mut Vm, this: &Text) -> PyResult<()> {
    let encoder = this.encoder.get(vm).clone();
    if encoder.is_null() || !this.writable.get() || !this.telling.get() {
        return Ok(());
    }
    let buffer = this.buffer.get(vm).clone();
    let position = vm.call_method(&buffer, "tell", &[])?;
    let is_inside = !vm.equal(&position, &Value::ZERO)?;
    set_encoder(vm, &encoder, is_inside)
}

fn set_encoder(vm: &mut Vm, encoder: &Value, is_inside: bool) -> PyResult<()> {
    let result = match is_inside {
        true => vm.call_method(encoder, "setstate", &[Value::ZERO]),
        false => vm.call_method(encoder, "reset", &[]),
    };
    result.map(|_| ())
}

/// The buffer, if there is one.
pub fn buffer(vm: &mut Vm, this: &Text) -> PyResult {
    if this.detached.get() {
        return Err(vm.value_error("underlying buffer has been detached"));
    }
    if !this.ready.get() {
        return Err(vm.value_error("I/O operation on uninitialized object"));
    }
    Ok(this.buffer.get(vm).clone())
}

/// The buffer, if it is open.
fn open(vm: &mut Vm, this: &Text) -> PyResult {
    let buffer = buffer(vm, this)?;
    if is_closed(vm, &buffer)? { Err(crate::closed_error(vm)) } else { Ok(buffer) }
}

/// Forgets what was read.
fn forget(vm: &mut Vm, this: &Text) {
    this.decoded.get_mut(vm).clear();
    this.chunk.get_mut(vm).clear();
    this.taken.set(0);
    this.left.set(0);
    this.at_end.set(false);
    let mut seen = this.seen.get();
    seen.pending = false;
    this.seen.set(seen);
}

fn translates(this: &Text) -> bool {
    matches!(this.newline.get(), Newline::Translate | Newline::Universal)
}

/// Decodes bytes that follow those before.
fn decode(vm: &mut Vm, this: &Text, data: &[u8], last: bool) -> PyResult<Vec<u8>> {
    let decoder = this.decoder.get(vm).clone();
    let text = if let (Some(codec), true) = (this.codec.get(), decoder.is_null()) {
        let left = this.left.get();
        let chunk = this.chunk.get(vm);
        let mut input = chunk[chunk.len() - left..].to_vec();
        input.extend_from_slice(data);
        let errors = this.errors.get(vm).clone();
        let errors = vm.text(&errors).into_owned();
        let bytes = vm.bytes_value(&input)?;
        let (text, at) = vm.decode_stateful(&bytes, codec, 0, last, &errors)?;
        this.left.set(input.len() - at);
        *this.chunk.get_mut(vm) = input;
        text.finish().0
    } else {
        let bytes = vm.bytes_value(data)?;
        let text = vm.call_method(&decoder, "decode", &[bytes, Value::from_bool(last)])?;
        let Some(own) = text.downcast::<Str>() else {
            let text = format!("decoder should return a string result, not '{}'", vm.type_name(&text));
            return Err(vm.type_error(text));
        };
        *this.chunk.get_mut(vm) = data.to_vec();
        own.bytes().to_vec()
    };
    if !translates(this) {
        return Ok(text);
    }
    let mut seen = this.seen.get();
    let text = seen.decode(text, this.newline.get() == Newline::Translate, last);
    this.seen.set(seen);
    Ok(text)
}

/// Reads a chunk. False at the end of the file.
fn fill(vm: &mut Vm, this: &Text, buffer: &Value) -> PyResult<bool> {
    let wanted = vm.new_int(this.chunk_size.get() as i64);
    let data = vm.call_method(buffer, "read1", &[wanted])?;
    let Some(data) = data.downcast::<Bytes>() else {
        if let Ok(data) = vm.copy_bytes(&data) {
            return put_chunk(vm, this, &data);
        }
        let text = format!(
            "underlying read1() should have returned a bytes-like object, not '{}'",
            vm.type_name(&data)
        );
        return Err(vm.type_error(text));
    };
    put_chunk(vm, this, data.data.as_slice())
}

fn put_chunk(vm: &mut Vm, this: &Text, data: &[u8]) -> PyResult<bool> {
    let last = data.is_empty();
    let text = decode(vm, this, data, last)?;
    let more = !last || !text.is_empty();
    let taken = this.taken.replace(0);
    let decoded = this.decoded.get_mut(vm);
    decoded.drain(..taken);
    decoded.extend_from_slice(&text);
    Ok(more)
}

fn to_read(vm: &mut Vm, this: &Text) -> PyResult {
    let buffer = open(vm, this)?;
    flush_waiting(vm, this, &buffer)?;
    Ok(buffer)
}

fn check_readable(vm: &mut Vm, this: &Text) -> PyResult<()> {
    if this.readable.get() { Ok(()) } else { Err(unsupported(vm, "not readable")) }
}

fn text_of(vm: &mut Vm, bytes: &[u8]) -> PyResult {
    match vm.try_text(TextRef::measure(bytes)) {
        Some(value) => Ok(value),
        None => Err(vm.memory_error()),
    }
}

fn read(vm: &mut Vm, a: &[Value]) -> PyResult {
    let this = &a[0].expect::<Text>().data;
    let wanted = size(vm, &a[1])?;
    let buffer = to_read(vm, this)?;
    check_readable(vm, this)?;
    if wanted < 0 {
        let data = vm.call_method(&buffer, "read", &[])?;
        let data = if data.is_none() { Vec::new() } else { vm.copy_bytes(&data)? };
        let text = decode(vm, this, &data, true)?;
        let taken = this.taken.get();
        let mut all = this.decoded.get(vm)[taken..].to_vec();
        all.extend_from_slice(&text);
        forget(vm, this);
        return text_of(vm, &all);
    }
    let mut chars = 0;
    loop {
        let rest = &this.decoded.get(vm)[this.taken.get()..];
        if (rest.len() as i64) >= wanted {
            chars = taipan_text::text::count_chars(rest) as i64;
        }
        if chars >= wanted || !fill(vm, this, &buffer)? {
            break;
        }
    }
    let at = this.taken.get();
    let rest = &this.decoded.get(vm)[at..];
    let text = TextRef::measure(rest);
    let end = text.byte_offset((wanted as usize).min(text.chars()));
    let part = rest[..end].to_vec();
    this.taken.set(at + end);
    text_of(vm, &part)
}

fn line(vm: &mut Vm, this: &Text, buffer: &Value, limit: i64) -> PyResult {
    let newline = if this.newline.get() == Newline::Translate { Newline::Lf } else { this.newline.get() };
    let mut searched = 0;
    let mut last = false;
    loop {
        let at = this.taken.get();
        let rest = &this.decoded.get(vm)[at..];
        let found = if newline == Newline::Lf {
            memchr::memchr(b'\n', &rest[searched..]).map(|end| searched + end + 1)
        } else {
            newline.line_end(rest, last)
        };
        let enough =
            limit >= 0 && rest.len() as i64 >= limit && TextRef::measure(rest).chars() as i64 >= limit;
        if found.is_none() && !enough && !last {
            searched = rest.len();
            last = !fill(vm, this, buffer)?;
            continue;
        }
        let mut end = found.unwrap_or(rest.len());
        if limit >= 0 {
            let text = TextRef::measure(&rest[..end]);
            end = text.byte_offset((limit as usize).min(text.chars()));
        }
        let made = vm.try_text(TextRef::measure(&rest[..end]));
        this.taken.set(at + end);
        return made.ok_or_else(|| vm.memory_error());
    }
}

fn readline(vm: &mut Vm, a: &[Value]) -> PyResult {
    let this = &a[0].expect::<Text>().data;
    let limit = size(vm, &a[1])?;
    let buffer = to_read(vm, this)?;
    check_readable(vm, this)?;
    line(vm, this, &buffer, limit)
}

fn next(vm: &mut Vm, object: &Value) -> PyResult<Option<Value>> {
    let this = &object.expect::<Text>().data;
    let class = crate::class(vm, "TextIOWrapper");
    let made = if vm.type_of(object).value().is(&class) {
        // The check that the file is open is left to the buffer while there is text.
        let buffer = if this.decoded.get(vm).len() > this.taken.get() && this.ready.get() {
            this.buffer.get(vm).clone()
        } else {
            let buffer = to_read(vm, this)?;
            check_readable(vm, this)?;
            buffer
        };
        line(vm, this, &buffer, -1)?
    } else {
        vm.call_method(object, "readline", &[])?
    };
    Ok(if vm.len(&made)? == 0 { None } else { Some(made) })
}

fn flush_waiting(vm: &mut Vm, this: &Text, buffer: &Value) -> PyResult<()> {
    if this.waiting.get(vm).is_empty() {
        return Ok(());
    }
    let data = std::mem::take(this.waiting.get_mut(vm));
    let bytes = vm.bytes_value(&data)?;
    vm.call_method(buffer, "write", &[bytes])?;
    Ok(())
}

/// Keeps bytes to be written.
fn wait(vm: &mut Vm, this: &Text, bytes: &[u8]) -> PyResult<()> {
    let waiting = this.waiting.get_mut(vm);
    if waiting.try_reserve(bytes.len()).is_err() {
        return Err(vm.memory_error());
    }
    waiting.extend_from_slice(bytes);
    Ok(())
}

fn write(vm: &mut Vm, a: &[Value]) -> PyResult {
    let this = &a[0].expect::<Text>().data;
    if a[1].downcast::<Str>().is_none() {
        let text = format!("write() argument must be str, not {}", vm.type_name(&a[1]));
        return Err(vm.type_error(text));
    }
    let buffer = open(vm, this)?;
    if !this.writable.get() {
        return Err(unsupported(vm, "not writable"));
    }
    let length = a[1].expect::<Str>().chars();
    let bytes = a[1].expect::<Str>().bytes();
    let has_end = bytes.contains(&b'\n');
    let has_return = bytes.contains(&b'\r');
    let replaced;
    let text = match this.newline.get().written() {
        Some(end) if has_end => {
            let made = crate::stringio::replaced(bytes, end);
            replaced = text_of(vm, &made)?;
            &replaced
        }
        _ => &a[1],
    };
    let encoder = this.encoder.get(vm).clone();
    let own = text.expect::<Str>();
    if encoder.is_null()
        && own.is_ascii()
        && matches!(this.codec.get(), Some(Codec::Utf8 | Codec::Ascii | Codec::Latin1))
    {
        wait(vm, this, own.bytes())?;
    } else {
        let made = match this.codec.get() {
            Some(codec) if encoder.is_null() => {
                let errors = this.errors.get(vm).clone();
                let errors = vm.text(&errors).into_owned();
                vm.encode_builtin(text, codec, false, &errors)?
            }
            _ => vm.call_method(&encoder, "encode", std::slice::from_ref(text))?,
        };
        let data = vm.copy_bytes(&made)?;
        wait(vm, this, &data)?;
    }
    if !this.decoded.get(vm).is_empty() || !this.chunk.get(vm).is_empty() {
        forget(vm, this);
    }
    let flush = this.line_buffering.get() && (has_end || has_return);
    if flush || this.write_through.get() || this.waiting.get(vm).len() > this.chunk_size.get() {
        flush_waiting(vm, this, &buffer)?;
    }
    if flush {
        vm.call_method(&buffer, "flush", &[])?;
    }
    Ok(vm.new_int(length as i64))
}

fn flush(vm: &mut Vm, a: &[Value]) -> PyResult {
    let this = &a[0].expect::<Text>().data;
    let buffer = open(vm, this)?;
    flush_waiting(vm, this, &buffer)?;
    vm.call_method(&buffer, "flush", &[])
}

fn close(vm: &mut Vm, a: &[Value]) -> PyResult {
    let buffer = buffer(vm, &a[0].expect::<Text>().data)?;
    if is_closed(vm, &buffer)? {
        return Ok(Value::NONE);
    }
    let flushed = vm.call_method(&a[0], "flush", &[]);
    let closed = vm.call_method(&buffer, "close", &[]);
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
    let this = &a[0].expect::<Text>().data;
    buffer(vm, this)?;
    vm.call_method(&a[0], "flush", &[])?;
    this.detached.set(true);
    Ok(std::mem::replace(this.buffer.get_mut(vm), Value::NONE))
}

/// How many bytes of the chunk the taken text used up.
fn used(vm: &mut Vm, this: &Text) -> PyResult<i64> {
    let chunk = this.chunk.get(vm).clone();
    let left = (this.decoded.get(vm).len() - this.taken.get()) as i64;
    let pending = this.left.get();
    if left == 0 && !this.seen.get().pending {
        return Ok((chunk.len() - pending) as i64);
    }
    let Some(codec) = this.codec.get() else {
        return Err(vm.raise(Tp::OSError, "can't reconstruct logical file position"));
    };
    // The text behind what was taken is encoded again, so that it can be counted from the end.
    let errors = this.errors.get(vm).clone();
    let errors = vm.text(&errors).into_owned();
    let bytes = vm.bytes_value(&chunk)?;
    let (text, _) = vm.decode_stateful(&bytes, codec, 0, false, &errors)?;
    let source = text.finish().0;
    let rest = this.decoded.get(vm)[this.taken.get()..].to_vec();
    // Walks back through both: where the source has `\r\n` or `\r`, the translated text may have `\n`.
    let (mut i, mut j) = (source.len(), rest.len());
    if this.seen.get().pending && i > 0 {
        i -= 1;
    }
    while j > 0 && i > 0 {
        if rest[j - 1] == b'\n'
            && source[i - 1] == b'\n'
            && i > 1
            && source[i - 2] == b'\r'
            && (j < 2 || rest[j - 2] != b'\r')
            && this.newline.get() == Newline::Translate
        {
            i -= 2;
        } else {
            i -= 1;
        }
        j -= 1;
    }
    let behind = text_of(vm, &source[i..])?;
    let behind = vm.encode_builtin(&behind, codec, false, &errors)?;
    Ok((chunk.len() - pending) as i64 - behind.expect::<Bytes>().data.len() as i64)
}

fn tell(vm: &mut Vm, a: &[Value]) -> PyResult {
    let this = &a[0].expect::<Text>().data;
    let buffer = open(vm, this)?;
    if !this.telling.get() {
        return Err(unsupported(vm, "underlying stream is not seekable"));
    }
    vm.call_method(&a[0], "flush", &[])?;
    let at = vm.call_method(&buffer, "tell", &[])?;
    let at = vm.index_i64(&at)?;
    if this.chunk.get(vm).is_empty() {
        return Ok(vm.new_int(at));
    }
    let length = this.chunk.get(vm).len() as i64;
    let used = used(vm, this)?;
    Ok(vm.new_int(at - length + used))
}

fn seek(vm: &mut Vm, a: &[Value]) -> PyResult {
    let this = &a[0].expect::<Text>().data;
    let buffer = open(vm, this)?;
    if !this.telling.get() {
        return Err(unsupported(vm, "underlying stream is not seekable"));
    }
    let whence = if a[2].is_null() { 0 } else { vm.index_i64(&a[2])? };
    let at = vm.index_i64(&a[1])?;
    let target = match whence {
        0 if at < 0 => return Err(vm.value_error(format!("negative seek position {at}"))),
        0 => vm.new_int(at),
        1 if at != 0 => return Err(unsupported(vm, "can't do nonzero cur-relative seeks")),
        1 => tell(vm, a)?,
        2 if at != 0 => return Err(unsupported(vm, "can't do nonzero end-relative seeks")),
        2 => Value::ZERO,
        _ => {
            return Err(vm.value_error(format!("invalid whence ({whence}, should be 0, 1 or 2)")));
        }
    };
    vm.call_method(&a[0], "flush", &[])?;
    let whence = if whence == 2 { Value::from_i32(2) } else { Value::ZERO };
    let now = vm.call_method(&buffer, "seek", &[target, whence])?;
    forget(vm, this);
    let decoder = this.decoder.get(vm).clone();
    if !decoder.is_null() {
        vm.call_method(&decoder, "reset", &[])?;
    }
    let encoder = this.encoder.get(vm).clone();
    if !encoder.is_null() {
        let is_inside = !vm.equal(&now, &Value::ZERO)?;
        set_encoder(vm, &encoder, is_inside)?;
    }
    Ok(now)
}

fn truncate(vm: &mut Vm, a: &[Value]) -> PyResult {
    let this = &a[0].expect::<Text>().data;
    let buffer = open(vm, this)?;
    vm.call_method(&a[0], "flush", &[])?;
    let length = if a[1].is_null() { Value::NONE } else { a[1].clone() };
    vm.call_method(&buffer, "truncate", &[length])
}

fn reconfigure(vm: &mut Vm, a: &[Value]) -> PyResult {
    let this = &a[0].expect::<Text>().data;
    let given = |v: &Value| !v.is_null() && !v.is_none();
    if (given(&a[1]) || given(&a[2]) || !a[3].is_null()) && !this.decoded.get(vm).is_empty() {
        let text = "It is not possible to set the encoding or newline of stream after the first read";
        return Err(unsupported(vm, text));
    }
    let newline = if a[3].is_null() { this.newline.get() } else { Newline::of(vm, &a[3], false)? };
    vm.call_method(&a[0], "flush", &[])?;
    if given(&a[1]) || given(&a[2]) {
        let encoding = if given(&a[1]) {
            encoding_of(vm, &a[1], "reconfigure")?
        } else {
            let known = this.encoding.get(vm).clone();
            vm.text(&known).into_owned()
        };
        let errors = match (given(&a[2]), given(&a[1])) {
            (true, _) => a[2].clone(),
            (false, true) => vm.new_str("strict"),
            (false, false) => this.errors.get(vm).clone(),
        };
        set_codec(vm, this, &encoding, &errors)?;
        start_encoder(vm, this)?;
    }
    this.newline.set(newline);
    if given(&a[4]) {
        let on = vm.truth(&a[4])?;
        this.line_buffering.set(on);
    }
    if given(&a[5]) {
        let on = vm.truth(&a[5])?;
        this.write_through.set(on);
    }
    Ok(Value::NONE)
}

fn pass(vm: &mut Vm, a: &[Value], name: &str) -> PyResult {
    let buffer = buffer(vm, &a[0].expect::<Text>().data)?;
    vm.call_method(&buffer, name, &[])
}

fn repr(vm: &mut Vm, object: &Value) -> PyResult {
    let this = &object.expect::<Text>().data;
    if !this.ready.get() && !this.detached.get() {
        return Err(vm.value_error("I/O operation on uninitialized object"));
    }
    let class = vm.type_name(object);
    let mut shown = format!("<{class}");
    for key in ["name", "mode"] {
        let name = vm.intern(key);
        match vm.find_attr(object, &name) {
            Ok(Some(value)) => shown.push_str(&format!(" {key}={}", vm.repr_text(&value)?)),
            Ok(None) => {}
            Err(raised) if vm.is_raised(&raised, Tp::ValueError) => {}
            Err(raised) => return Err(raised),
        }
    }
    let encoding = this.encoding.get(vm).clone();
    let encoding = vm.repr_text(&encoding)?;
    Ok(vm.new_str(&format!("{shown} encoding={encoding}>")))
}

static METHODS: &[NativeDef] = &[
    method("detach", "($self, /)", detach, ""),
    method(
        "reconfigure",
        "($self, /, *, encoding=None, errors=None, newline=None, line_buffering=None, write_through=None)",
        reconfigure,
        "Reconfigure the text stream with new parameters.\n\nThis also does an implicit stream flush.",
    ),
    method("write", "($self, text, /)", write, ""),
    method("read", "($self, size=-1, /)", read, ""),
    method("readline", "($self, size=-1, /)", readline, ""),
    method("flush", "($self, /)", flush, ""),
    method("close", "($self, /)", close, ""),
    method("fileno", "($self, /)", |vm, a| pass(vm, a, "fileno"), ""),
    method("seekable", "($self, /)", |vm, a| pass(vm, a, "seekable"), ""),
    method("readable", "($self, /)", |vm, a| pass(vm, a, "readable"), ""),
    method("writable", "($self, /)", |vm, a| pass(vm, a, "writable"), ""),
    method("isatty", "($self, /)", |vm, a| pass(vm, a, "isatty"), ""),
    method(
        "seek",
        "($self, cookie, whence=0, /)",
        seek,
        "Set the stream position, and return the new stream position.",
    ),
    method("tell", "($self, /)", tell, "Return the stream position as an opaque number."),
    method("truncate", "($self, pos=None, /)", truncate, ""),
    method("__getstate__", "($self, /)", crate::fileio::cannot_pickle, ""),
];

static MEMBERS: &[GetSet] = &[
    member("encoding", |vm, o| Ok(o.expect::<Text>().encoding.get(vm).clone())),
    member("buffer", |vm, o| buffer(vm, &o.expect::<Text>().data)),
    member("line_buffering", |_, o| Ok(Value::from_bool(o.expect::<Text>().line_buffering.get()))),
    member("write_through", |_, o| Ok(Value::from_bool(o.expect::<Text>().write_through.get()))),
    getset(
        "_finalizing",
        |_, o| Ok(Value::from_bool(o.expect::<Text>().finalizing.get())),
        |_, o, value| {
            o.expect::<Text>().finalizing.set(value.is_some_and(|v| v.is_true()));
            Ok(())
        },
    ),
    getter("name", |vm, o| {
        let buffer = buffer(vm, &o.expect::<Text>().data)?;
        vm.get_attr_str(&buffer, "name")
    }),
    getter("closed", |vm, o| {
        let buffer = buffer(vm, &o.expect::<Text>().data)?;
        vm.get_attr_str(&buffer, "closed")
    }),
    getter("newlines", |vm, o| {
        let seen = o.expect::<Text>().seen.get();
        Ok(if translates(&o.expect::<Text>().data) { seen.value(vm) } else { Value::NONE })
    }),
    getter("errors", |vm, o| Ok(o.expect::<Text>().errors.get(vm).clone())),
    getset(
        "_CHUNK_SIZE",
        |vm, o| Ok(vm.new_int(o.expect::<Text>().chunk_size.get() as i64)),
        |vm, o, value| {
            let size = match value {
                Some(value) => vm.index_i64(value)?,
                None => -1,
            };
            if size <= 0 {
                return Err(vm.value_error("a strictly positive integer is required"));
            }
            o.expect::<Text>().chunk_size.set(size as usize);
            Ok(())
        },
    ),
];

pub fn class(vm: &mut Vm, base: &Value) -> PyResult {
    let slots =
        Slots { new: Some(new), init: Some(init), repr: Some(repr), next: Some(next), ..Slots::default() };
    let spec = TypeSpec {
        slots,
        methods: METHODS,
        getset: MEMBERS,
        doc: Some("Character and line based layer over a BufferedIOBase object, buffer."),
        ..TypeSpec::default()
    };
    let class =
        NativeClass { name: "TextIOWrapper", module: "_io", spec, has_dict: false, has_weakrefs: false };
    vm.new_native_class::<Text>(class, Some(base))
}
