//! Calls of the system: the one place of their `unsafe`, errors as numbers, and arguments that many functions share.

use std::ffi::CString;
use taipan_native::os::{Allow, Path, os_error, os_error_with, path};
use taipan_native::{PyResult, Raised, Value, Vm};

/// The error number of the last call.
pub fn errno() -> i32 {
    std::io::Error::last_os_error().raw_os_error().unwrap_or(0)
}

/// Makes a call of libc whose answer -1 is a failure; again after an interruption.
macro_rules! system {
    ($call:expr) => {
        loop {
            // SAFETY: what is passed are numbers, strings that end in NUL, and memory of the length that is passed,
            // all of which live while the call runs.
            let answer = unsafe { $call };
            if answer as i64 != -1 {
                break Ok(answer);
            }
            let errno = $crate::call::errno();
            if errno != libc::EINTR {
                break Err(errno);
            }
        }
    };
}
pub(crate) use system;

/// A call that cannot fail.
macro_rules! plain {
    ($call:expr) => {{
        // SAFETY: the call takes and gives numbers only.
        unsafe { $call }
    }};
}
pub(crate) use plain;

/// None, or the OSError.
pub fn done<T>(vm: &mut Vm, answer: Result<T, i32>) -> PyResult {
    match answer {
        Ok(_) => Ok(Value::NONE),
        Err(errno) => Err(os_error(vm, errno)),
    }
}

/// The number, or the OSError.
pub fn number<T: Into<i64>>(vm: &mut Vm, answer: Result<T, i32>) -> PyResult {
    match answer {
        Ok(answer) => Ok(vm.new_int(answer.into())),
        Err(errno) => Err(os_error(vm, errno)),
    }
}

/// None, or the OSError about a path.
pub fn done_at<T>(vm: &mut Vm, path: &Path, answer: Result<T, i32>) -> PyResult {
    match answer {
        Ok(_) => Ok(Value::NONE),
        Err(errno) => Err(failed_at(vm, path, errno)),
    }
}

pub fn failed_at(vm: &mut Vm, path: &Path, errno: i32) -> Raised {
    if path.object.is_none() { os_error(vm, errno) } else { os_error_with(vm, errno, &path.object, None) }
}

/// A path and nothing else.
pub fn plain_path(vm: &mut Vm, function: &str, argument: &str, value: &Value) -> PyResult<Path> {
    path(vm, function, argument, value, Allow::default())
}

/// A path or a descriptor.
pub fn path_or_fd(vm: &mut Vm, function: &str, value: &Value) -> PyResult<Path> {
    path(vm, function, "path", value, Allow { fd: true, none: false })
}

/// `dir_fd`: AT_FDCWD where it is not given.
pub fn dir_fd(vm: &mut Vm, value: &Value) -> PyResult<i32> {
    if value.is_null() || value.is_none() {
        return Ok(libc::AT_FDCWD);
    }
    if vm.type_of(value).slots().index.is_none() {
        let text = format!("argument should be integer or None, not {}", vm.type_name(value));
        return Err(vm.type_error(text));
    }
    int(vm, value, 0)
}

/// A C int, or the default.
pub fn int(vm: &mut Vm, value: &Value, default: i32) -> PyResult<i32> {
    if value.is_null() { Ok(default) } else { taipan_native::os::c_int(vm, value) }
}

/// A truth, or the default.
pub fn flag(vm: &mut Vm, value: &Value, default: bool) -> PyResult<bool> {
    if value.is_null() { Ok(default) } else { vm.truth(value) }
}

/// A descriptor: an int, or what has `fileno()`.
pub fn descriptor(vm: &mut Vm, value: &Value) -> PyResult<i32> {
    let number = if vm.type_of(value).slots().index.is_some() {
        value.clone()
    } else {
        let name = vm.intern("fileno");
        let Some(method) = vm.find_attr(value, &name)? else {
            return Err(vm.type_error("argument must be an int, or have a fileno() method."));
        };
        let number = vm.call(&method, &[])?;
        if vm.type_of(&number).slots().index.is_none() {
            return Err(vm.type_error("fileno() returned a non-integer"));
        }
        number
    };
    let fd = int(vm, &number, 0)?;
    if fd < 0 {
        return Err(vm.value_error(format!("file descriptor cannot be a negative integer ({fd})")));
    }
    Ok(fd)
}

/// A user or group id: -1 is allowed and means none.
pub fn id(vm: &mut Vm, value: &Value, what: &str) -> PyResult<u32> {
    if vm.type_of(value).slots().index.is_none() {
        let text = format!("{what} should be integer, not {}", vm.type_name(value));
        return Err(vm.type_error(text));
    }
    match vm.index_i64(value) {
        Ok(-1) => Ok(u32::MAX),
        Ok(id) if id < 0 => Err(vm.overflow_error(format!("{what} is less than minimum"))),
        Ok(id) => match u32::try_from(id) {
            Ok(id) => Ok(id),
            Err(_) => Err(vm.overflow_error(format!("{what} is greater than maximum"))),
        },
        Err(_) => Err(vm.overflow_error(format!("{what} is greater than maximum"))),
    }
}

/// Bytes read from the file system as the kind of text that the caller gave.
pub fn name_value(vm: &mut Vm, data: &[u8], as_bytes: bool) -> PyResult {
    if as_bytes { vm.bytes_value(data) } else { taipan_native::os::fs_decode(vm, data) }
}

/// Bytes of a str or bytes argument without NUL.
pub fn c_string(vm: &mut Vm, value: &Value) -> PyResult<CString> {
    let encoded = if value.downcast::<taipan_objects::str::Str>().is_some() {
        taipan_native::os::fs_encode(vm, value)?
    } else {
        taipan_native::os::fspath(vm, value)?
    };
    let data = vm.copy_bytes(&encoded)?;
    CString::new(data).map_err(|_| vm.value_error("embedded null byte"))
}
