//! Module `fcntl`: control of open files.

mod constants;

use taipan_native::os::{c_int, os_error, waits};
use taipan_native::{ModuleDef, NativeDef, PyResult, Tp, Value, Vm, function};
use taipan_objects::str::Str;

pub static MODULE: ModuleDef = ModuleDef {
    name: "fcntl",
    doc: Some(
        "This module performs file control and I/O control on file\ndescriptors.  It is an interface to the fcntl() and ioctl() Unix\nroutines.  File descriptors can be obtained with the fileno() method of\na file or socket object.",
    ),
    functions: FUNCTIONS,
    init: |vm, module| {
        for &(name, number) in constants::INTS {
            let number = vm.new_int(number);
            vm.set_module_attr(module, name, number);
        }
        Ok(())
    },
};

static FUNCTIONS: &[NativeDef] = &[
    function(
        "fcntl",
        "($module, fd, cmd, arg=0, /)",
        fcntl,
        "Perform the operation `cmd` on file descriptor fd.",
    ),
    function(
        "ioctl",
        "($module, fd, request, arg=0, mutate_flag=True, /)",
        ioctl,
        "Perform the operation request on file descriptor fd.",
    ),
    function(
        "flock",
        "($module, fd, operation, /)",
        flock,
        "Perform the lock operation on file descriptor fd.",
    ),
    function(
        "lockf",
        "($module, fd, cmd, len=0, start=0, whence=0, /)",
        lockf,
        "A wrapper around the fcntl() locking calls.",
    ),
];

/// A descriptor: an int, or what has `fileno()`.
fn descriptor(vm: &mut Vm, value: &Value) -> PyResult<i32> {
    let number = if vm.type_of(value).slots().index.is_some() {
        value.clone()
    } else {
        let name = vm.intern("fileno");
        let Some(method) = vm.find_attr(value, &name)? else {
            return Err(vm.type_error("argument must be an int, or have a fileno() method."));
        };
        let number = vm.call(&method, &[])?;
        if !vm.is_instance(&number, Tp::Int) {
            return Err(vm.type_error("fileno() returned a non-integer"));
        }
        number
    };
    let fd = c_int(vm, &number)?;
    if fd < 0 {
        return Err(vm.value_error(format!("file descriptor cannot be a negative integer ({fd})")));
    }
    Ok(fd)
}

/// Makes a call until it is not interrupted.
fn retry(vm: &mut Vm, call: impl FnMut() -> i32) -> PyResult<i32> {
    match waits(vm, call)? {
        Ok(answer) => Ok(answer),
        Err(errno) => Err(os_error(vm, errno)),
    }
}

/// Room for the structures that calls write into, beyond the longest argument that is taken.
const ROOM: usize = 1024;

/// The argument as bytes, where it is not a number.
fn structure(vm: &mut Vm, value: &Value, function: &str) -> PyResult<Option<(Vec<u8>, usize)>> {
    if value.is_null() || vm.type_of(value).slots().index.is_some() {
        return Ok(None);
    }
    let mut data = if value.downcast::<Str>().is_some() {
        let encoded = vm.encode_text(value, "utf-8", "strict")?;
        vm.copy_bytes(&encoded)?
    } else {
        vm.copy_bytes(value)?
    };
    let length = data.len();
    if length > ROOM {
        return Err(vm.value_error(format!("{function} argument 3 is too long")));
    }
    data.resize(ROOM + 1, 0);
    Ok(Some((data, length)))
}

fn number(vm: &mut Vm, value: &Value) -> PyResult<libc::c_ulong> {
    if value.is_null() {
        return Ok(0);
    }
    Ok(vm.index_i64(value)? as libc::c_ulong)
}

fn fcntl(vm: &mut Vm, a: &[Value]) -> PyResult {
    let fd = descriptor(vm, &a[1])?;
    let command = c_int(vm, &a[2])?;
    if let Some((mut data, length)) = structure(vm, &a[3], "fcntl")? {
        // SAFETY: there is room for every structure that a command takes.
        retry(vm, || unsafe { libc::fcntl(fd, command, data.as_mut_ptr()) })?;
        return vm.bytes_value(&data[..length]);
    }
    let argument = number(vm, &a[3])?;
    // SAFETY: the argument is a number; commands that take a pointer fail on one that is not mapped.
    let answer = retry(vm, || unsafe { libc::fcntl(fd, command, argument) })?;
    Ok(Value::from_i32(answer))
}

fn ioctl(vm: &mut Vm, a: &[Value]) -> PyResult {
    let fd = descriptor(vm, &a[1])?;
    let request = number(vm, &a[2])?;
    let mutate = a[4].is_null() || vm.truth(&a[4])?;
    let Some((mut data, length)) = structure(vm, &a[3], "ioctl")? else {
        let argument = number(vm, &a[3])?;
        // SAFETY: as for `fcntl`.
        let answer = retry(vm, || unsafe { libc::ioctl(fd, request as _, argument) })?;
        return Ok(Value::from_i32(answer));
    };
    // SAFETY: as for `fcntl`.
    let answer = retry(vm, || unsafe { libc::ioctl(fd, request as _, data.as_mut_ptr()) })?;
    if mutate && a[3].downcast::<Str>().is_none() {
        let buffer = vm.buffer(&a[3])?;
        if !buffer.readonly {
            drop(buffer);
            let buffer = vm.writable_buffer(&a[3])?;
            buffer.bytes_mut(vm).copy_from_slice(&data[..length]);
            return Ok(Value::from_i32(answer));
        }
    }
    vm.bytes_value(&data[..length])
}

fn flock(vm: &mut Vm, a: &[Value]) -> PyResult {
    let fd = descriptor(vm, &a[1])?;
    let operation = c_int(vm, &a[2])?;
    // SAFETY: it takes and gives numbers.
    retry(vm, || unsafe { libc::flock(fd, operation) })?;
    Ok(Value::NONE)
}

fn lockf(vm: &mut Vm, a: &[Value]) -> PyResult {
    let fd = descriptor(vm, &a[1])?;
    let code = c_int(vm, &a[2])?;
    // SAFETY: the structure is numbers only; zero is a number.
    let mut lock: libc::flock = unsafe { std::mem::zeroed() };
    lock.l_type = if code == libc::LOCK_UN {
        libc::F_UNLCK as i16
    } else if code & libc::LOCK_SH != 0 {
        libc::F_RDLCK as i16
    } else if code & libc::LOCK_EX != 0 {
        libc::F_WRLCK as i16
    } else {
        return Err(vm.value_error("unrecognized lockf argument"));
    };
    lock.l_len = number(vm, &a[3])? as i64;
    lock.l_start = number(vm, &a[4])? as i64;
    lock.l_whence = if a[5].is_null() { 0 } else { c_int(vm, &a[5])? as i16 };
    let command = if code & libc::LOCK_NB != 0 { libc::F_SETLK } else { libc::F_SETLKW };
    // SAFETY: the structure lives while the call runs.
    retry(vm, || unsafe { libc::fcntl(fd, command, &raw const lock) })?;
    Ok(Value::NONE)
}
