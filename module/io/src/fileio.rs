//! `FileIO`: an open file of the system.

use crate::call::{self, system};
use crate::{arguments, closed_error, size, unsupported};
use std::cell::Cell;
use taipan_host::{Output, Standard};
use taipan_native::os::{Allow, os_error, os_error_with, path, waits};
use taipan_native::{NativeDef, PyResult, Tp, Value, Vm, method};
use taipan_objects::host_error;
use taipan_objects::native::{GetSet, TypeSpec, getset, getter, member};
use taipan_objects::native_class::{NO_SHAPE, NativeClass};
use taipan_objects::str::Str;
use taipan_objects::{Args, Payload, Slots, Tracer};

/// `fd` is -1 before it is opened and after it is closed.
pub struct FileIO {
    pub fd: Cell<i32>,
    created: Cell<bool>,
    readable: Cell<bool>,
    writable: Cell<bool>,
    appending: Cell<bool>,
    closefd: Cell<bool>,
    block: Cell<i64>,
    finalizing: Cell<bool>,
    /// The stream of the host it stands for, where that is no descriptor of the process.
    standard: Cell<Option<Standard>>,
}

// SAFETY: there is no reference.
unsafe impl Payload for FileIO {
    const NAME: &'static str = "FileIO";
    const SHAPE: u32 = NO_SHAPE;
    fn trace(&self, _: Tracer<'_>) {}
}

fn new(vm: &mut Vm, class: &Value, _: Args<'_>) -> PyResult {
    let file = FileIO {
        fd: Cell::new(-1),
        created: Cell::new(false),
        readable: Cell::new(false),
        writable: Cell::new(false),
        appending: Cell::new(false),
        closefd: Cell::new(true),
        block: Cell::new(crate::DEFAULT_BUFFER_SIZE as i64),
        finalizing: Cell::new(false),
        standard: Cell::new(None),
    };
    Ok(vm.new_object(class, file))
}

fn close_fd(vm: &mut Vm, file: &FileIO) -> PyResult<()> {
    let fd = file.fd.replace(-1);
    if fd >= 0
        && file.closefd.get()
        && let Err(errno) = call::close(fd)
    {
        return Err(os_error(vm, errno));
    }
    Ok(())
}

fn init(vm: &mut Vm, object: &Value, args: Args<'_>) -> PyResult<()> {
    let a = arguments(vm, "(file, mode='r', closefd=True, opener=None)", "FileIO", args)?;
    let file = object.expect::<FileIO>();
    close_fd(vm, file)?;
    let mode = match &a[1] {
        mode if mode.is_null() => "r".to_owned(),
        mode if mode.downcast::<Str>().is_some() => vm.text(mode).into_owned(),
        mode => {
            let text = format!("FileIO() argument 'mode' must be str, not {}", vm.type_name(mode));
            return Err(vm.type_error(text));
        }
    };
    let closefd = a[2].is_null() || vm.truth(&a[2])?;
    let (mut kinds, mut plus, mut flags) = (0, false, 0);
    let (mut created, mut readable, mut writable, mut appending) = (false, false, false, false);
    for c in mode.chars() {
        match c {
            'x' => {
                (created, writable, flags, kinds) =
                    (true, true, flags | libc::O_EXCL | libc::O_CREAT, kinds + 1)
            }
            'r' => (readable, kinds) = (true, kinds + 1),
            'w' => (writable, flags, kinds) = (true, flags | libc::O_CREAT | libc::O_TRUNC, kinds + 1),
            'a' => {
                (writable, appending, flags, kinds) =
                    (true, true, flags | libc::O_APPEND | libc::O_CREAT, kinds + 1);
            }
            '+' if !plus => (readable, writable, plus) = (true, true, true),
            'b' => {}
            '+' => kinds = 2,
            _ => return Err(vm.value_error(format!("invalid mode: {mode}"))),
        }
    }
    if kinds != 1 {
        let text = "Must have exactly one of create/read/write/append mode and at most one plus";
        return Err(vm.value_error(text));
    }
    flags |= match (readable, writable) {
        (true, true) => libc::O_RDWR,
        (true, false) => libc::O_RDONLY,
        _ => libc::O_WRONLY,
    };
    flags |= libc::O_CLOEXEC;
    let given = vm.type_of(&a[0]).slots().index.is_some();
    let fd = if given {
        let fd = taipan_native::os::c_int(vm, &a[0])?;
        if fd < 0 {
            return Err(vm.value_error("negative file descriptor"));
        }
        fd
    } else {
        let name = path(vm, "open", "path", &a[0], Allow::default()).map_err(|raised| {
            if vm.is_raised(&raised, Tp::ValueError) { vm.value_error("embedded null byte") } else { raised }
        })?;
        if !closefd {
            return Err(vm.value_error("Cannot use closefd=False with file name"));
        }
        if a[3].is_null() || a[3].is_none() {
            match system!(libc::open(name.name.as_ptr(), flags, 0o666)) {
                Ok(fd) => fd,
                Err(errno) => return Err(os_error_with(vm, errno, &a[0], None)),
            }
        } else {
            let made = vm.call(&a[3], &[a[0].clone(), Value::from_i32(flags)])?;
            if vm.type_of(&made).slots().index.is_none() {
                return Err(vm.type_error("expected integer from opener"));
            }
            let fd = taipan_native::os::c_int(vm, &made)?;
            if fd < 0 {
                return Err(vm.value_error(format!("opener returned {fd}")));
            }
            fd
        }
    };
    let checked = match call::stat(fd) {
        Ok(stat) if stat.st_mode & libc::S_IFMT == libc::S_IFDIR => Err(libc::EISDIR),
        Ok(stat) => Ok(stat),
        Err(errno) => Err(errno),
    };
    match checked {
        Ok(stat) => file.block.set(stat.st_blksize.max(1)),
        Err(errno) => {
            if !given {
                let _ = call::close(fd);
            }
            return Err(os_error_with(vm, errno, &a[0], None));
        }
    }
    file.fd.set(fd);
    file.created.set(created);
    file.readable.set(readable);
    file.writable.set(writable);
    file.appending.set(appending);
    file.closefd.set(closefd);
    let name = vm.intern("name");
    vm.set_attr(object, &name, Some(&a[0]))?;
    if appending
        && let Err(errno) = system!(libc::lseek(fd, 0, libc::SEEK_END))
        && errno != libc::ESPIPE
    {
        return Err(os_error(vm, errno));
    }
    Ok(())
}

/// A standard stream, below its buffer.
pub fn standard(vm: &mut Vm, stream: Standard) -> PyResult {
    let class = crate::class(vm, "FileIO");
    let object = new(vm, &class, Args::NONE)?;
    let file = object.expect::<FileIO>();
    let fd = vm.host().descriptor(stream);
    if let Some(fd) = fd
        && let Err(errno) = call::stat(fd)
    {
        return Err(os_error(vm, errno));
    }
    if fd.is_none() {
        file.standard.set(Some(stream));
    }
    file.fd.set(fd.unwrap_or(stream.descriptor()));
    file.readable.set(stream == Standard::Stdin);
    file.writable.set(stream != Standard::Stdin);
    file.closefd.set(false);
    let (key, name) = (vm.intern("name"), vm.new_str(stream.name()));
    vm.set_attr(&object, &key, Some(&name))?;
    Ok(object)
}

/// Reads once into memory that nobody else changes meanwhile.
fn system_read(vm: &mut Vm, file: &FileIO, fd: i32, into: &mut [u8]) -> PyResult<Option<usize>> {
    if file.standard.get().is_some() {
        return vm.host().read(into).map(Some).map_err(|error| host_error::os_error(vm, &error));
    }
    // SAFETY: the memory is as long as is said.
    match waits(vm, || unsafe { libc::read(fd, into.as_mut_ptr().cast(), into.len()) })? {
        Ok(length) => Ok(Some(length as usize)),
        Err(libc::EAGAIN) => Ok(None),
        Err(errno) => Err(os_error(vm, errno)),
    }
}

fn system_write(vm: &mut Vm, file: &FileIO, fd: i32, data: &[u8]) -> PyResult<Option<usize>> {
    let output = match file.standard.get() {
        Some(Standard::Stdout) => Some(Output::Stdout),
        Some(Standard::Stderr) => Some(Output::Stderr),
        _ => None,
    };
    if let Some(output) = output {
        let written = vm.host().write(output, data);
        return written.map(|()| Some(data.len())).map_err(|error| host_error::os_error(vm, &error));
    }
    // SAFETY: the memory is as long as is said.
    match waits(vm, || unsafe { libc::write(fd, data.as_ptr().cast(), data.len()) })? {
        Ok(length) => Ok(Some(length as usize)),
        Err(libc::EAGAIN) => Ok(None),
        Err(errno) => Err(os_error(vm, errno)),
    }
}

/// The descriptor of an open file.
pub fn open_fd(vm: &mut Vm, file: &FileIO) -> PyResult<i32> {
    match file.fd.get() {
        -1 => Err(vm.value_error("I/O operation on closed file")),
        fd => Ok(fd),
    }
}

fn to_read(vm: &mut Vm, file: &FileIO) -> PyResult<i32> {
    let fd = open_fd(vm, file)?;
    if file.readable.get() { Ok(fd) } else { Err(unsupported(vm, "File not open for reading")) }
}

fn to_write(vm: &mut Vm, file: &FileIO) -> PyResult<i32> {
    let fd = open_fd(vm, file)?;
    if file.writable.get() { Ok(fd) } else { Err(unsupported(vm, "File not open for writing")) }
}

/// Reads once; none where the file would block.
pub fn read_into(vm: &mut Vm, file: &FileIO, space: &mut [u8]) -> PyResult<Option<usize>> {
    let fd = to_read(vm, file)?;
    system_read(vm, file, fd, space)
}

/// Writes once; none where the file would block.
pub fn write_from(vm: &mut Vm, file: &FileIO, data: &[u8]) -> PyResult<Option<usize>> {
    let fd = to_write(vm, file)?;
    system_write(vm, file, fd, data)
}

fn space(vm: &mut Vm, data: &mut Vec<u8>, more: usize) -> PyResult<()> {
    if data.try_reserve(more).is_err() {
        return Err(vm.memory_error());
    }
    data.resize(data.len() + more, 0);
    Ok(())
}

/// Reads to the end; none where nothing is there and the file would block.
pub fn read_all(vm: &mut Vm, file: &FileIO) -> PyResult<Option<Vec<u8>>> {
    let fd = to_read(vm, file)?;
    let at = system!(libc::lseek(fd, 0, libc::SEEK_CUR)).unwrap_or(0);
    let size = call::stat(fd).map_or(0, |s| s.st_size);
    let mut data = Vec::new();
    let mut more = if size > at { (size - at) as usize + 1 } else { 8192 };
    let mut length = 0;
    loop {
        space(vm, &mut data, more)?;
        let part = &mut data[length..];
        match system_read(vm, file, fd, part)? {
            Some(0) => break,
            Some(got) => length += got,
            None if length == 0 => return Ok(None),
            None => break,
        }
        data.truncate(length.max(data.len()));
        more = if length == data.len() { length.clamp(8192, 1 << 22) } else { 0 };
    }
    data.truncate(length);
    Ok(Some(data))
}

fn read(vm: &mut Vm, a: &[Value]) -> PyResult {
    let wanted = size(vm, &a[1])?;
    let file = a[0].expect::<FileIO>();
    if wanted < 0 {
        return match read_all(vm, file)? {
            Some(data) => vm.bytes_value(&data),
            None => Ok(Value::NONE),
        };
    }
    to_read(vm, file)?;
    let mut data = Vec::new();
    space(vm, &mut data, (wanted as usize).min(0x7fff_f000))?;
    match read_into(vm, file, &mut data)? {
        Some(length) => vm.bytes_value(&data[..length]),
        None => Ok(Value::NONE),
    }
}

pub fn seek_to(vm: &mut Vm, file: &FileIO, at: i64, whence: i32) -> PyResult<i64> {
    let fd = open_fd(vm, file)?;
    if file.standard.get().is_some() {
        return Err(os_error(vm, libc::ESPIPE));
    }
    match system!(libc::lseek(fd, at, whence)) {
        Ok(at) => Ok(at),
        Err(errno) => Err(os_error(vm, errno)),
    }
}

fn truncate(vm: &mut Vm, a: &[Value]) -> PyResult {
    let file = a[0].expect::<FileIO>();
    let fd = to_write(vm, file)?;
    let length = if a[1].is_null() || a[1].is_none() {
        seek_to(vm, file, 0, libc::SEEK_CUR)?
    } else {
        vm.index_i64(&a[1])?
    };
    match system!(libc::ftruncate(fd, length)) {
        Ok(_) => Ok(vm.new_int(length)),
        Err(errno) => Err(os_error(vm, errno)),
    }
}

/// ResourceWarning that the file was never closed, where it is to be closed with this object.
fn dealloc_warn(vm: &mut Vm, a: &[Value]) -> PyResult {
    let file = a[0].expect::<FileIO>();
    if file.fd.get() < 0 || !file.closefd.get() {
        return Ok(Value::NONE);
    }
    let shown = vm.repr_text(&a[1])?;
    let text = vm.new_str(&format!("unclosed file {shown}"));
    let category = vm.class(taipan_native::Tp::ResourceWarning);
    match vm.warnings_module() {
        Some(warnings) => {
            vm.call_method(&warnings, "warn", &[text, category, Value::from_i32(1), a[1].clone()])
        }
        None => Ok(Value::NONE),
    }
}

fn close(vm: &mut Vm, a: &[Value]) -> PyResult {
    let file = a[0].expect::<FileIO>();
    // A subclass may have something to write.
    let flushed = if file.fd.get() < 0 { Ok(Value::NONE) } else { vm.call_method(&a[0], "flush", &[]) };
    match (flushed, close_fd(vm, file)) {
        (Err(first), Err(second)) => {
            taipan_objects::exception::chain(vm, &second.0, &first.0);
            Err(second)
        }
        (Err(raised), Ok(())) | (Ok(_), Err(raised)) => Err(raised),
        (Ok(_), Ok(())) => Ok(Value::NONE),
    }
}

fn is_terminal(vm: &mut Vm, a: &[Value]) -> PyResult {
    let file = a[0].expect::<FileIO>();
    let fd = open_fd(vm, file)?;
    Ok(Value::from_bool(file.standard.get().is_none() && call::is_terminal(fd)))
}

fn mode(file: &FileIO) -> &'static str {
    let readable = file.readable.get();
    match (file.created.get(), file.appending.get(), file.writable.get()) {
        (true, ..) if readable => "xb+",
        (true, ..) => "xb",
        (_, true, _) if readable => "ab+",
        (_, true, _) => "ab",
        (_, _, true) if readable => "rb+",
        (_, _, true) => "wb",
        _ => "rb",
    }
}

fn repr(vm: &mut Vm, object: &Value) -> PyResult {
    let file = object.expect::<FileIO>();
    let class = vm.type_name(object);
    if file.fd.get() < 0 {
        return Ok(vm.new_str(&format!("<{class} [closed]>")));
    }
    let closefd = if file.closefd.get() { "True" } else { "False" };
    let name = vm.intern("name");
    let shown = match vm.find_attr(object, &name)? {
        Some(name) => format!("name={}", vm.repr_text(&name)?),
        None => format!("fd={}", file.fd.get()),
    };
    Ok(vm.new_str(&format!("<{class} {shown} mode='{}' closefd={closefd}>", mode(file))))
}

pub fn cannot_pickle(vm: &mut Vm, a: &[Value]) -> PyResult {
    let name = vm.type_name(&a[0]);
    let short = name.rsplit('.').next().unwrap_or(&name);
    let text = format!("cannot pickle '{short}' instances");
    Err(vm.type_error(text))
}

static METHODS: &[NativeDef] = &[
    method("read", "($self, size=-1, /)", read, "Read at most size bytes, returned as bytes."),
    method(
        "readall",
        "($self, /)",
        |vm, a| read(vm, &[a[0].clone(), Value::NULL]),
        "Read all data from the file, returned as bytes.",
    ),
    method(
        "readinto",
        "($self, buffer, /)",
        |vm, a| {
            let file = a[0].expect::<FileIO>();
            let fd = to_read(vm, file)?;
            let buffer = crate::base::target(vm, &a[1], "readinto() argument 1")?;
            // Read beside it: Python may run while the system waits.
            let mut data = Vec::new();
            let wanted = buffer.bytes(vm).len();
            space(vm, &mut data, wanted)?;
            let length = system_read(vm, file, fd, &mut data)?;
            if let Some(length) = length {
                buffer.bytes_mut(vm)[..length].copy_from_slice(&data[..length]);
            }
            Ok(length.map_or(Value::NONE, |length| vm.new_int(length as i64)))
        },
        "Same as RawIOBase.readinto().",
    ),
    method(
        "write",
        "($self, b, /)",
        |vm, a| {
            let file = a[0].expect::<FileIO>();
            let fd = to_write(vm, file)?;
            let buffer = vm.buffer(&a[1])?;
            let data = vm.copy_bytes(&a[1])?;
            drop(buffer);
            let length = system_write(vm, file, fd, &data)?;
            Ok(length.map_or(Value::NONE, |length| vm.new_int(length as i64)))
        },
        "Write buffer b to file, return number of bytes written.",
    ),
    method(
        "seek",
        "($self, pos, whence=0, /)",
        |vm, a| {
            let file = a[0].expect::<FileIO>();
            open_fd(vm, file)?;
            let at = vm.index_i64(&a[1])?;
            let whence = if a[2].is_null() { 0 } else { taipan_native::os::c_int(vm, &a[2])? };
            let at = seek_to(vm, file, at, whence)?;
            Ok(vm.new_int(at))
        },
        "Move to new file position and return the file position.",
    ),
    method(
        "tell",
        "($self, /)",
        |vm, a| {
            let at = seek_to(vm, a[0].expect::<FileIO>(), 0, libc::SEEK_CUR)?;
            Ok(vm.new_int(at))
        },
        "Current file position.",
    ),
    method(
        "truncate",
        "($self, size=None, /)",
        truncate,
        "Truncate the file to at most size bytes and return the truncated size.",
    ),
    method("close", "($self, /)", close, "Close the file."),
    method(
        "seekable",
        "($self, /)",
        |vm, a| {
            let file = a[0].expect::<FileIO>();
            let fd = open_fd(vm, file)?;
            let own = file.standard.get().is_none();
            Ok(Value::from_bool(own && system!(libc::lseek(fd, 0, libc::SEEK_CUR)).is_ok()))
        },
        "True if file supports random-access.",
    ),
    method(
        "readable",
        "($self, /)",
        |vm, a| {
            let file = a[0].expect::<FileIO>();
            open_fd(vm, file)?;
            Ok(Value::from_bool(file.readable.get()))
        },
        "True if file was opened in a read mode.",
    ),
    method(
        "writable",
        "($self, /)",
        |vm, a| {
            let file = a[0].expect::<FileIO>();
            open_fd(vm, file)?;
            Ok(Value::from_bool(file.writable.get()))
        },
        "True if file was opened in a write mode.",
    ),
    method(
        "fileno",
        "($self, /)",
        |vm, a| {
            let file = a[0].expect::<FileIO>();
            let fd = open_fd(vm, file)?;
            if file.standard.get().is_some() {
                Err(unsupported(vm, "fileno"))
            } else {
                Ok(Value::from_i32(fd))
            }
        },
        "Return the underlying file descriptor (an integer).",
    ),
    method("isatty", "($self, /)", is_terminal, "True if the file is connected to a TTY device."),
    method("_isatty_open_only", "($self, /)", is_terminal, ""),
    method("_dealloc_warn", "($self, object, /)", dealloc_warn, ""),
    method("__getstate__", "($self, /)", cannot_pickle, ""),
];

static MEMBERS: &[GetSet] = &[
    getter("closed", |_, o| Ok(Value::from_bool(o.expect::<FileIO>().fd.get() < 0))),
    getter("closefd", |_, o| Ok(Value::from_bool(o.expect::<FileIO>().closefd.get()))),
    getter("mode", |vm, o| Ok(vm.new_str(mode(o.expect::<FileIO>())))),
    member("_blksize", |vm, o| Ok(vm.new_int(o.expect::<FileIO>().block.get()))),
    getset(
        "_finalizing",
        |_, o| Ok(Value::from_bool(o.expect::<FileIO>().finalizing.get())),
        |vm, o, value| {
            let truth = match value {
                Some(value) => vm.truth(value)?,
                None => return Err(closed_error(vm)),
            };
            o.expect::<FileIO>().finalizing.set(truth);
            Ok(())
        },
    ),
];

pub fn class(vm: &mut Vm, base: &Value) -> PyResult {
    let slots = Slots { new: Some(new), init: Some(init), repr: Some(repr), ..Slots::default() };
    let spec = TypeSpec {
        slots,
        methods: METHODS,
        getset: MEMBERS,
        doc: Some("Open a file."),
        ..TypeSpec::default()
    };
    let class = NativeClass { name: "FileIO", module: "_io", spec, has_dict: false, has_weakrefs: false };
    vm.new_native_class::<FileIO>(class, Some(base))
}
