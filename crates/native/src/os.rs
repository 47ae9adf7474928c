//! What modules over the operating system share: OSError from an error number, and paths as the system wants them.

use std::ffi::CString;
use taipan_objects::bytes::Bytes;
use taipan_objects::str::Str;
use taipan_objects::{PyResult, Raised, Value, Vm};

/// The system's text for an error number.
pub fn strerror(errno: i32) -> String {
    let text = std::io::Error::from_raw_os_error(errno).to_string();
    match text.rfind(" (os error") {
        Some(end) => text[..end].to_owned(),
        None => text,
    }
}

/// The OSError of an error number.
pub fn os_error(vm: &mut Vm, errno: i32) -> Raised {
    let args = vec![Value::from_i32(errno), vm.new_str(&strerror(errno))];
    vm.raise_with(taipan_objects::exception_kinds::os_error_class(errno as i64), args)
}

/// What a call of the system gives: -1 for a failure.
pub trait Answer: Copy {
    fn failed(self) -> bool;
}

impl Answer for i32 {
    fn failed(self) -> bool {
        self == -1
    }
}

impl Answer for isize {
    fn failed(self) -> bool {
        self == -1
    }
}

/// Makes a call of the system that may wait. Other threads have their turns meanwhile; after a signal, whose handler may
/// raise, the call is made again. The inner error is the call's error number.
pub fn waits<T: Answer>(vm: &mut Vm, mut call: impl FnMut() -> T) -> PyResult<Result<T, i32>> {
    loop {
        let done = vm.blocking(|| {
            let answer = call();
            if !answer.failed() {
                return Ok(answer);
            }
            Err(std::io::Error::last_os_error().raw_os_error().unwrap_or(0))
        });
        match done {
            Err(libc::EINTR) => vm.check_signals()?,
            done => return Ok(done),
        }
    }
}

/// The OSError of an error number, about one path or two.
pub fn os_error_with(vm: &mut Vm, errno: i32, path: &Value, second: Option<&Value>) -> Raised {
    let mut args = vec![Value::from_i32(errno), vm.new_str(&strerror(errno)), path.clone()];
    if let Some(second) = second {
        args.extend([Value::NONE, second.clone()]);
    }
    vm.raise_with(taipan_objects::exception_kinds::os_error_class(errno as i64), args)
}

/// A C `int`.
pub fn c_int(vm: &mut Vm, value: &Value) -> PyResult<i32> {
    let index = vm.index(value)?;
    match index.as_small().map(i32::try_from) {
        Some(Ok(int)) => Ok(int),
        _ => Err(vm.overflow_error("Python int too large to convert to C int")),
    }
}

/// A descriptor in place of a path.
fn descriptor(vm: &mut Vm, value: &Value) -> PyResult<i32> {
    let index = vm.index(value)?;
    match index.as_small().map(i32::try_from) {
        Some(Ok(fd)) => Ok(fd),
        _ => {
            let negative = taipan_objects::int::Number::of(&index).is_some_and(|n| n.is_negative());
            let side = if negative { "less than minimum" } else { "greater than maximum" };
            Err(vm.overflow_error(format!("fd is {side}")))
        }
    }
}

/// Text as the file system has it.
pub fn fs_encode(vm: &mut Vm, text: &Value) -> PyResult {
    vm.encode_text(text, "utf-8", "surrogateescape")
}

/// Bytes of the file system as text.
pub fn fs_decode(vm: &mut Vm, data: &[u8]) -> PyResult {
    let bytes = vm.bytes_value(data)?;
    vm.decode_bytes(&bytes, "utf-8", "surrogateescape")
}

/// What may stand for a path besides str, bytes and path-like objects.
#[derive(Clone, Copy, Default)]
pub struct Allow {
    pub fd: bool,
    pub none: bool,
}

/// A path argument.
pub struct Path {
    /// What the caller gave, for messages.
    pub object: Value,
    pub name: CString,
    pub fd: Option<i32>,
    pub is_bytes: bool,
}

/// `os.fspath`.
pub fn fspath(vm: &mut Vm, object: &Value) -> PyResult {
    if object.downcast::<Str>().is_some() || object.downcast::<Bytes>().is_some() {
        return Ok(object.clone());
    }
    let name = vm.intern("__fspath__");
    let Some(path) = vm.call_special(object, &name, &[])? else {
        let text = format!("expected str, bytes or os.PathLike object, not {}", vm.type_name(object));
        return Err(vm.type_error(text));
    };
    if path.downcast::<Str>().is_none() && path.downcast::<Bytes>().is_none() {
        let text = format!(
            "expected {}.__fspath__() to return str or bytes, not {}",
            vm.type_name(object),
            vm.type_name(&path)
        );
        return Err(vm.type_error(text));
    }
    Ok(path)
}

/// Reads a path argument of a function.
pub fn path(vm: &mut Vm, function: &str, argument: &str, object: &Value, allow: Allow) -> PyResult<Path> {
    if object.is_null() || object.is_none() && allow.none {
        let name = c".".to_owned();
        return Ok(Path { object: Value::NONE, name, fd: None, is_bytes: false });
    }
    let plain = object.downcast::<Str>().is_some() || object.downcast::<Bytes>().is_some();
    let resolved = if plain {
        object.clone()
    } else {
        if allow.fd && vm.type_of(object).slots().index.is_some() {
            let fd = descriptor(vm, object)?;
            return Ok(Path { object: object.clone(), name: c"".to_owned(), fd: Some(fd), is_bytes: false });
        }
        let name = vm.intern("__fspath__");
        match vm.call_special(object, &name, &[])? {
            Some(path) if path.downcast::<Str>().is_some() || path.downcast::<Bytes>().is_some() => path,
            Some(other) => {
                let text = format!(
                    "expected {}.__fspath__() to return str or bytes, not {}",
                    vm.type_name(object),
                    vm.type_name(&other)
                );
                return Err(vm.type_error(text));
            }
            None => {
                let wanted = match (allow.fd, allow.none) {
                    (true, true) => "string, bytes, os.PathLike, integer or None",
                    (true, false) => "string, bytes, os.PathLike or integer",
                    (false, true) => "string, bytes, os.PathLike or None",
                    (false, false) => "string, bytes or os.PathLike",
                };
                let text = format!("{function}: {argument} should be {wanted}, not {}", vm.type_name(object));
                return Err(vm.type_error(text));
            }
        }
    };
    let is_bytes = resolved.downcast::<Bytes>().is_some();
    let encoded = if is_bytes { resolved.clone() } else { fs_encode(vm, &resolved)? };
    let data = encoded.expect::<Bytes>().data.as_slice().to_vec();
    match CString::new(data) {
        Ok(name) => Ok(Path { object: resolved, name, fd: None, is_bytes }),
        Err(_) => Err(vm.value_error(format!("{function}: embedded null character in {argument}"))),
    }
}
