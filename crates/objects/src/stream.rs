//! The standard streams before, or without, module `io`: UTF-8 text over the host.
//!
//! Standard output is buffered, by lines on a terminal and by blocks otherwise; standard error is written at once.
//! Whoever ends a program flushes them. Absent: seeking, other encodings, and the `buffer` below the text.

use crate::Guarded;
use crate::native::{TypeSpec, getter, member, method};
use crate::slots::Slots;
use crate::str::Str;
use crate::{Payload, PyResult, Tp, Tracer, Value, Vm};
use std::cell::Cell;
use taipan_host::{Output, Standard};

/// Bytes that are kept before they are written to something that is no terminal.
const BLOCK: usize = 1 << 16;

/// The payload of a standard stream.
pub struct TextStream {
    standard: Standard,
    /// Written but not yet given to the host; for standard input, read but not yet asked for.
    buffer: Guarded<Vec<u8>>,
    by_lines: Cell<bool>,
    /// Nothing is kept back.
    through: Cell<bool>,
    closed: Cell<bool>,
}

// SAFETY: no references.
unsafe impl Payload for TextStream {
    const NAME: &'static str = "TextIOWrapper";
    const SHAPE: u32 = Tp::TextStream as u32;
    const CONTAINER: bool = false;
    fn trace(&self, _: Tracer<'_>) {}
}

impl TextStream {
    fn output(&self) -> Option<Output> {
        match self.standard {
            Standard::Stdin => None,
            Standard::Stdout => Some(Output::Stdout),
            Standard::Stderr => Some(Output::Stderr),
        }
    }

    fn name(&self) -> &'static str {
        ["<stdin>", "<stdout>", "<stderr>"][self.standard as usize]
    }
}

impl Vm {
    /// A standard stream.
    pub fn new_text_stream(&mut self, standard: Standard) -> Value {
        let by_lines = standard == Standard::Stdout && self.host().is_terminal(standard);
        let through = self.host().variable("PYTHONUNBUFFERED").is_some_and(|v| !v.is_empty());
        let stream = TextStream {
            standard,
            buffer: Guarded::new(Vec::new()),
            by_lines: Cell::new(by_lines),
            through: Cell::new(through),
            closed: Cell::new(false),
        };
        self.heap.alloc(Tp::TextStream as u32, stream)
    }
}

/// OSError for a failure of the host.
pub fn os_error(vm: &mut Vm, error: &std::io::Error) -> crate::Raised {
    let text = error.to_string();
    let message = text.split(" (os error").next().unwrap_or(&text).to_owned();
    let errno = error.raw_os_error().unwrap_or(match error.kind() {
        std::io::ErrorKind::NotFound => libc::ENOENT,
        std::io::ErrorKind::PermissionDenied => libc::EACCES,
        std::io::ErrorKind::Interrupted => libc::EINTR,
        _ => libc::EIO,
    });
    let class = crate::exception_kinds::os_error_class(errno as i64);
    let (errno, message) = (vm.new_int(errno as i64), vm.new_str(&message));
    vm.raise_with(class, vec![errno, message])
}

fn check_open(vm: &mut Vm, stream: &TextStream) -> PyResult<()> {
    if stream.closed.get() { Err(vm.value_error("I/O operation on closed file.")) } else { Ok(()) }
}

fn unsupported(vm: &mut Vm, what: &str) -> crate::Raised {
    let text = vm.new_str(what);
    // `io.UnsupportedOperation` where module `io` is loaded; it is both of these classes' child.
    let modules = vm.modules.clone();
    if let Some(io) = vm.dict_get_str(&modules, "io")
        && let Ok(class) = vm.get_attr_str(&io, "UnsupportedOperation")
        && let Ok(exception) = vm.call(&class, std::slice::from_ref(&text))
        && vm.is_instance(&exception, Tp::BaseException)
    {
        return crate::Raised(exception);
    }
    vm.raise_with(Tp::OSError, vec![text])
}

/// Whether generalized UTF-8 has a surrogate, and the index in code points of the first.
fn first_surrogate(bytes: &[u8]) -> Option<(usize, u32)> {
    memchr::memchr(0xED, bytes)?;
    taipan_text::text::CodePoints::new(bytes).enumerate().find(|(_, c)| (0xD800..0xE000).contains(c))
}

fn escape_surrogates(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len() + 8);
    for code in taipan_text::text::CodePoints::new(bytes) {
        if (0xD800..0xE000).contains(&code) {
            out.extend_from_slice(format!("\\u{code:04x}").as_bytes());
        } else {
            taipan_text::text::encode_into(&mut out, code);
        }
    }
    out
}

/// Writes the text of a str.
pub fn write_str(vm: &mut Vm, object: &Value, text: &Value) -> PyResult<()> {
    let stream = object.expect::<TextStream>();
    check_open(vm, stream)?;
    let Some(output) = stream.output() else { return Err(unsupported(vm, "not writable")) };
    let bytes = text.expect::<Str>().bytes();
    if let Some((at, _)) = first_surrogate(bytes) {
        if output == Output::Stderr {
            let escaped = escape_surrogates(bytes);
            return vm.host().write(output, &escaped).map_err(|e| os_error(vm, &e));
        }
        let (codec, reason) = (vm.new_str("utf-8"), vm.new_str("surrogates not allowed"));
        let (start, end) = (vm.new_int(at as i64), vm.new_int(at as i64 + 1));
        return Err(vm.raise_with(Tp::UnicodeEncodeError, vec![codec, text.clone(), start, end, reason]));
    }
    if output == Output::Stderr {
        return vm.host().write(output, bytes).map_err(|e| os_error(vm, &e));
    }
    let buffer = stream.buffer.get_mut(vm);
    if buffer.try_reserve(bytes.len()).is_err() {
        return Err(vm.memory_error());
    }
    buffer.extend_from_slice(bytes);
    let full = buffer.len() >= BLOCK || stream.through.get();
    if full || (stream.by_lines.get() && memchr::memchr(b'\n', bytes).is_some()) {
        flush(vm, object)
    } else {
        Ok(())
    }
}

/// Gives what is buffered to the host.
pub fn flush(vm: &mut Vm, object: &Value) -> PyResult<()> {
    let stream = object.expect::<TextStream>();
    let Some(output) = stream.output() else { return Ok(()) };
    let mut pending = std::mem::take(stream.buffer.get_mut(vm));
    if pending.is_empty() {
        return Ok(());
    }
    let done = vm.host().write(output, &pending);
    pending.clear();
    // The allocation is used again.
    *object.expect::<TextStream>().buffer.get_mut(vm) = pending;
    done.map_err(|e| os_error(vm, &e))
}

fn write(vm: &mut Vm, a: &[Value]) -> PyResult {
    let Some(text) = a[1].downcast::<Str>() else {
        let text = format!("write() argument must be str, not {}", vm.type_name(&a[1]));
        return Err(vm.type_error(text));
    };
    write_str(vm, &a[0], &a[1])?;
    Ok(vm.new_int(text.chars() as i64))
}

fn write_lines(vm: &mut Vm, a: &[Value]) -> PyResult {
    let lines = vm.iter(&a[1])?;
    while let Some(line) = vm.next(&lines)? {
        write(vm, &[a[0].clone(), line])?;
    }
    Ok(Value::NONE)
}

fn decoded(vm: &mut Vm, mut bytes: Vec<u8>) -> Value {
    if bytes.ends_with(b"\r\n") {
        bytes.truncate(bytes.len() - 2);
        bytes.push(b'\n');
    }
    match std::str::from_utf8(&bytes) {
        Ok(text) => vm.new_str(text),
        Err(_) => {
            // Bytes that are no UTF-8 become lone surrogates, as the `surrogateescape` of standard input has it.
            let mut out = Vec::with_capacity(bytes.len() * 2);
            for chunk in bytes.utf8_chunks() {
                out.extend_from_slice(chunk.valid().as_bytes());
                for &byte in chunk.invalid() {
                    taipan_text::text::encode_into(&mut out, 0xDC00 + byte as u32);
                }
            }
            vm.new_text(taipan_text::TextRef::measure(&out))
        }
    }
}

fn check_readable(vm: &mut Vm, object: &Value) -> PyResult<()> {
    let stream = object.expect::<TextStream>();
    check_open(vm, stream)?;
    if stream.standard == Standard::Stdin { Ok(()) } else { Err(unsupported(vm, "not readable")) }
}

/// The next line, its newline with it; empty at the end.
pub fn read_line(vm: &mut Vm, object: &Value) -> PyResult {
    check_readable(vm, object)?;
    let mut line = std::mem::take(object.expect::<TextStream>().buffer.get_mut(vm));
    if let Some(at) = memchr::memchr(b'\n', &line) {
        let rest = line.split_off(at + 1);
        *object.expect::<TextStream>().buffer.get_mut(vm) = rest;
    } else {
        vm.host().read_line(&mut line).map_err(|e| os_error(vm, &e))?;
    }
    Ok(decoded(vm, line))
}

fn readline_method(vm: &mut Vm, a: &[Value]) -> PyResult {
    if !a[1].is_null() && vm.index_i64(&a[1])? == 0 {
        return Ok(vm.names.empty.clone());
    }
    read_line(vm, &a[0])
}

fn read(vm: &mut Vm, a: &[Value]) -> PyResult {
    check_readable(vm, &a[0])?;
    let limit = if a[1].is_null() || a[1].is_none() { -1 } else { vm.index_i64(&a[1])? };
    let mut data = std::mem::take(a[0].expect::<TextStream>().buffer.get_mut(vm));
    if limit < 0 {
        vm.host().read_all(&mut data).map_err(|e| os_error(vm, &e))?;
        return Ok(decoded(vm, data));
    }
    let limit = limit as usize;
    while taipan_text::text::count_chars(&data) < limit {
        if vm.host().read_line(&mut data).map_err(|e| os_error(vm, &e))? == 0 {
            break;
        }
    }
    let text = taipan_text::TextRef::measure(&data);
    let cut = if text.chars() <= limit { data.len() } else { text.byte_offset(limit) };
    let rest = data.split_off(cut);
    *a[0].expect::<TextStream>().buffer.get_mut(vm) = rest;
    Ok(decoded(vm, data))
}

fn read_lines(vm: &mut Vm, a: &[Value]) -> PyResult {
    let mut lines = Vec::new();
    while let Some(line) = next(vm, &a[0])? {
        lines.push(line);
    }
    Ok(vm.new_list(lines))
}

fn next(vm: &mut Vm, object: &Value) -> PyResult<Option<Value>> {
    let line = read_line(vm, object)?;
    Ok(if line.expect::<Str>().bytes().is_empty() { None } else { Some(line) })
}

fn close(vm: &mut Vm, a: &[Value]) -> PyResult {
    if !a[0].expect::<TextStream>().closed.get() {
        flush(vm, &a[0])?;
        a[0].expect::<TextStream>().closed.set(true);
    }
    Ok(Value::NONE)
}

fn reconfigure(vm: &mut Vm, a: &[Value]) -> PyResult {
    flush(vm, &a[0])?;
    for (value, place) in
        [(&a[4], &a[0].expect::<TextStream>().by_lines), (&a[5], &a[0].expect::<TextStream>().through)]
    {
        if !value.is_null() && !value.is_none() {
            let on = vm.truth(value)?;
            place.set(on);
        }
    }
    Ok(Value::NONE)
}

fn exit(vm: &mut Vm, a: &[Value]) -> PyResult {
    close(vm, &a[..1])
}

fn repr(vm: &mut Vm, object: &Value) -> PyResult {
    let stream = object.expect::<TextStream>();
    let mode = if stream.standard == Standard::Stdin { 'r' } else { 'w' };
    Ok(vm.new_str(&format!("<_io.TextIOWrapper name='{}' mode='{mode}' encoding='utf-8'>", stream.name())))
}

pub fn spec() -> TypeSpec {
    TypeSpec {
        slots: Slots {
            repr: Some(repr),
            iter: Some(|vm, o| {
                check_open(vm, o.expect::<TextStream>())?;
                Ok(o.clone())
            }),
            next: Some(next),
            ..Slots::default()
        },
        methods: const {
            &[
                method("write", "($self, text, /)", write, "Write string s to stream."),
                method("writelines", "($self, lines, /)", write_lines, "Write a list of lines to stream."),
                method(
                    "flush",
                    "($self, /)",
                    |vm, a| {
                        check_open(vm, a[0].expect::<TextStream>())?;
                        flush(vm, &a[0])?;
                        Ok(Value::NONE)
                    },
                    "Flush write buffers, if applicable.",
                ),
                method("read", "($self, size=-1, /)", read, "Read at most size characters from stream."),
                method("readline", "($self, size=-1, /)", readline_method, "Read until newline or EOF."),
                method(
                    "readlines",
                    "($self, hint=-1, /)",
                    read_lines,
                    "Return a list of lines from the stream.",
                ),
                method("close", "($self, /)", close, "Flush and close the stream."),
                method(
                    "isatty",
                    "($self, /)",
                    |vm, a| {
                        let standard = a[0].expect::<TextStream>().standard;
                        Ok(Value::from_bool(vm.host().is_terminal(standard)))
                    },
                    "Return whether this is an 'interactive' stream.",
                ),
                method(
                    "fileno",
                    "($self, /)",
                    |_, a| Ok(Value::from_i32(a[0].expect::<TextStream>().standard.descriptor())),
                    "Return underlying file descriptor if one exists.",
                ),
                method(
                    "readable",
                    "($self, /)",
                    |_, a| Ok(Value::from_bool(a[0].expect::<TextStream>().standard == Standard::Stdin)),
                    "Return whether object was opened for reading.",
                ),
                method(
                    "writable",
                    "($self, /)",
                    |_, a| Ok(Value::from_bool(a[0].expect::<TextStream>().standard != Standard::Stdin)),
                    "Return whether object was opened for writing.",
                ),
                method(
                    "seekable",
                    "($self, /)",
                    |_, _| Ok(Value::FALSE),
                    "Return whether object supports random access.",
                ),
                method(
                    "reconfigure",
                    "($self, /, *, encoding=None, errors=None, newline=None, line_buffering=None, write_through=None)",
                    reconfigure,
                    "Reconfigure the text stream with new parameters.",
                ),
                method("__enter__", "($self, /)", |_, a| Ok(a[0].clone()), ""),
                method("__exit__", "($self, /, *args)", exit, ""),
            ]
        },
        getset: const {
            &[
                member("encoding", |vm, _| Ok(vm.new_str("utf-8"))),
                getter("errors", |vm, o| {
                    let stderr = o.expect::<TextStream>().standard == Standard::Stderr;
                    Ok(vm.new_str(if stderr { "backslashreplace" } else { "strict" }))
                }),
                getter("name", |vm, o| Ok(vm.new_str(o.expect::<TextStream>().name()))),
                getter("mode", |vm, o| {
                    let input = o.expect::<TextStream>().standard == Standard::Stdin;
                    Ok(vm.new_str(if input { "r" } else { "w" }))
                }),
                getter("closed", |_, o| Ok(Value::from_bool(o.expect::<TextStream>().closed.get()))),
                getter("newlines", |_, _| Ok(Value::NONE)),
                member("line_buffering", |_, o| {
                    Ok(Value::from_bool(o.expect::<TextStream>().by_lines.get()))
                }),
                member("write_through", |_, o| Ok(Value::from_bool(o.expect::<TextStream>().through.get()))),
            ]
        },
        no_new: true,
        ..TypeSpec::default()
    }
}
