//! Open files by their descriptors.

use crate::call::{descriptor, dir_fd, done, failed_at, flag, int, number, plain, plain_path, system};
use taipan_native::os::{os_error, waits};
use taipan_native::{PyResult, Value, Vm};

pub fn py_open(vm: &mut Vm, a: &[Value]) -> PyResult {
    let path = plain_path(vm, "open", "path", &a[1])?;
    let flags = int(vm, &a[2], 0)? | libc::O_CLOEXEC;
    let mode = int(vm, &a[3], 0o777)?;
    let dir = dir_fd(vm, &a[4])?;
    match system!(libc::openat(dir, path.name.as_ptr(), flags, mode)) {
        Ok(fd) => Ok(Value::from_i32(fd)),
        Err(errno) => Err(failed_at(vm, &path, errno)),
    }
}

pub fn py_close(vm: &mut Vm, a: &[Value]) -> PyResult {
    let fd = int(vm, &a[1], 0)?;
    // A second call after an interruption could close what another thread opened meanwhile.
    match plain!(libc::close(fd)) {
        -1 if crate::call::errno() != libc::EINTR => Err(os_error(vm, crate::call::errno())),
        _ => Ok(Value::NONE),
    }
}

pub fn py_closerange(vm: &mut Vm, a: &[Value]) -> PyResult {
    let (low, high) = (int(vm, &a[1], 0)?, int(vm, &a[2], 0)?);
    for fd in low.max(0)..high {
        plain!(libc::close(fd));
    }
    Ok(Value::NONE)
}

/// Memory for `size` bytes to read into.
fn space(vm: &mut Vm, size: &Value) -> PyResult<Vec<u8>> {
    let size = vm.index_i64(size)?;
    let Ok(size) = usize::try_from(size) else { return Err(os_error(vm, libc::EINVAL)) };
    let size = size.min(0x7fff_f000);
    let mut data = Vec::new();
    if data.try_reserve_exact(size).is_err() {
        return Err(vm.memory_error());
    }
    data.resize(size, 0);
    Ok(data)
}

pub fn py_read(vm: &mut Vm, a: &[Value]) -> PyResult {
    let fd = int(vm, &a[1], 0)?;
    let mut data = space(vm, &a[2])?;
    // SAFETY: the memory is as long as is said.
    match waits(vm, || unsafe { libc::read(fd, data.as_mut_ptr().cast(), data.len()) })? {
        Ok(length) => vm.bytes_value(&data[..length as usize]),
        Err(errno) => Err(os_error(vm, errno)),
    }
}

pub fn py_pread(vm: &mut Vm, a: &[Value]) -> PyResult {
    let fd = int(vm, &a[1], 0)?;
    let mut data = space(vm, &a[2])?;
    let at = vm.index_i64(&a[3])?;
    // SAFETY: the memory is as long as is said.
    match waits(vm, || unsafe { libc::pread(fd, data.as_mut_ptr().cast(), data.len(), at) })? {
        Ok(length) => vm.bytes_value(&data[..length as usize]),
        Err(errno) => Err(os_error(vm, errno)),
    }
}

pub fn py_readinto(vm: &mut Vm, a: &[Value]) -> PyResult {
    let fd = int(vm, &a[1], 0)?;
    let buffer = vm.writable_buffer(&a[2])?;
    // Read beside it: Python may run while the system waits.
    let mut data = vec![0; buffer.bytes(vm).len()];
    // SAFETY: the memory is as long as is said.
    let answer = waits(vm, || unsafe { libc::read(fd, data.as_mut_ptr().cast(), data.len()) })?;
    if let Ok(length) = answer {
        buffer.bytes_mut(vm)[..length as usize].copy_from_slice(&data[..length as usize]);
    }
    number(vm, answer.map(|n| n as i64))
}

pub fn py_write(vm: &mut Vm, a: &[Value]) -> PyResult {
    let fd = int(vm, &a[1], 0)?;
    let data = vm.copy_bytes(&a[2])?;
    // SAFETY: the memory is as long as is said.
    let answer = waits(vm, || unsafe { libc::write(fd, data.as_ptr().cast(), data.len()) })?;
    number(vm, answer.map(|n| n as i64))
}

pub fn py_pwrite(vm: &mut Vm, a: &[Value]) -> PyResult {
    let fd = int(vm, &a[1], 0)?;
    let at = vm.index_i64(&a[3])?;
    let data = vm.copy_bytes(&a[2])?;
    // SAFETY: the memory is as long as is said.
    let answer = waits(vm, || unsafe { libc::pwrite(fd, data.as_ptr().cast(), data.len(), at) })?;
    number(vm, answer.map(|n| n as i64))
}

fn make_pipe(vm: &mut Vm, flags: i32) -> PyResult {
    let mut ends = [0i32; 2];
    match system!(libc::pipe2(ends.as_mut_ptr(), flags)) {
        Ok(_) => Ok(vm.new_tuple(ends.iter().map(|&fd| Value::from_i32(fd)).collect())),
        Err(errno) => Err(os_error(vm, errno)),
    }
}

pub fn py_pipe(vm: &mut Vm, _: &[Value]) -> PyResult {
    make_pipe(vm, libc::O_CLOEXEC)
}

pub fn py_pipe2(vm: &mut Vm, a: &[Value]) -> PyResult {
    let flags = int(vm, &a[1], 0)?;
    make_pipe(vm, flags)
}

pub fn py_dup(vm: &mut Vm, a: &[Value]) -> PyResult {
    let fd = int(vm, &a[1], 0)?;
    let answer = system!(libc::fcntl(fd, libc::F_DUPFD_CLOEXEC, 0));
    number(vm, answer)
}

pub fn py_dup2(vm: &mut Vm, a: &[Value]) -> PyResult {
    let (fd, to) = (int(vm, &a[1], 0)?, int(vm, &a[2], 0)?);
    let inheritable = flag(vm, &a[3], true)?;
    let answer = if inheritable || fd == to {
        system!(libc::dup2(fd, to))
    } else {
        system!(libc::dup3(fd, to, libc::O_CLOEXEC))
    };
    number(vm, answer)
}

pub fn py_lseek(vm: &mut Vm, a: &[Value]) -> PyResult {
    let fd = int(vm, &a[1], 0)?;
    let at = vm.index_i64(&a[2])?;
    let whence = int(vm, &a[3], 0)?;
    let answer = system!(libc::lseek(fd, at, whence));
    number(vm, answer)
}

pub fn py_ftruncate(vm: &mut Vm, a: &[Value]) -> PyResult {
    let fd = int(vm, &a[1], 0)?;
    let length = vm.index_i64(&a[2])?;
    let answer = system!(libc::ftruncate(fd, length));
    done(vm, answer)
}

pub fn py_posix_fallocate(vm: &mut Vm, a: &[Value]) -> PyResult {
    let fd = int(vm, &a[1], 0)?;
    let (at, length) = (vm.index_i64(&a[2])?, vm.index_i64(&a[3])?);
    match plain!(libc::posix_fallocate(fd, at, length)) {
        0 => Ok(Value::NONE),
        errno => Err(os_error(vm, errno)),
    }
}

pub fn py_isatty(vm: &mut Vm, a: &[Value]) -> PyResult {
    let fd = int(vm, &a[1], 0)?;
    Ok(Value::from_bool(plain!(libc::isatty(fd)) == 1))
}

pub fn py_ttyname(vm: &mut Vm, a: &[Value]) -> PyResult {
    let fd = int(vm, &a[1], 0)?;
    let mut name = [0u8; 256];
    match plain!(libc::ttyname_r(fd, name.as_mut_ptr().cast(), name.len())) {
        0 => {
            let length = name.iter().position(|&b| b == 0).unwrap_or(0);
            taipan_native::os::fs_decode(vm, &name[..length])
        }
        errno => Err(os_error(vm, errno)),
    }
}

pub fn py_fsync(vm: &mut Vm, a: &[Value]) -> PyResult {
    let fd = descriptor(vm, &a[1])?;
    let answer = system!(libc::fsync(fd));
    done(vm, answer)
}

pub fn py_fdatasync(vm: &mut Vm, a: &[Value]) -> PyResult {
    let fd = descriptor(vm, &a[1])?;
    let answer = system!(libc::fdatasync(fd));
    done(vm, answer)
}

pub fn py_sync(_: &mut Vm, _: &[Value]) -> PyResult {
    plain!(libc::sync());
    Ok(Value::NONE)
}

pub fn py_fchdir(vm: &mut Vm, a: &[Value]) -> PyResult {
    let fd = descriptor(vm, &a[1])?;
    let answer = system!(libc::fchdir(fd));
    done(vm, answer)
}

pub fn py_get_inheritable(vm: &mut Vm, a: &[Value]) -> PyResult {
    let fd = int(vm, &a[1], 0)?;
    match system!(libc::fcntl(fd, libc::F_GETFD)) {
        Ok(flags) => Ok(Value::from_bool(flags & libc::FD_CLOEXEC == 0)),
        Err(errno) => Err(os_error(vm, errno)),
    }
}

pub fn py_set_inheritable(vm: &mut Vm, a: &[Value]) -> PyResult {
    let fd = int(vm, &a[1], 0)?;
    let inheritable = int(vm, &a[2], 0)? != 0;
    let answer = system!(libc::fcntl(fd, libc::F_GETFD)).and_then(|flags| {
        let flags = if inheritable { flags & !libc::FD_CLOEXEC } else { flags | libc::FD_CLOEXEC };
        system!(libc::fcntl(fd, libc::F_SETFD, flags))
    });
    done(vm, answer)
}

pub fn py_get_blocking(vm: &mut Vm, a: &[Value]) -> PyResult {
    let fd = int(vm, &a[1], 0)?;
    match system!(libc::fcntl(fd, libc::F_GETFL)) {
        Ok(flags) => Ok(Value::from_bool(flags & libc::O_NONBLOCK == 0)),
        Err(errno) => Err(os_error(vm, errno)),
    }
}

pub fn py_set_blocking(vm: &mut Vm, a: &[Value]) -> PyResult {
    let fd = int(vm, &a[1], 0)?;
    let blocking = vm.truth(&a[2])?;
    let answer = system!(libc::fcntl(fd, libc::F_GETFL)).and_then(|flags| {
        let flags = if blocking { flags & !libc::O_NONBLOCK } else { flags | libc::O_NONBLOCK };
        system!(libc::fcntl(fd, libc::F_SETFL, flags))
    });
    done(vm, answer)
}

pub fn py_get_terminal_size(vm: &mut Vm, a: &[Value]) -> PyResult {
    let fd = int(vm, &a[1], 1)?;
    let mut size: libc::winsize = crate::stat::zeroed();
    if let Err(errno) = system!(libc::ioctl(fd, libc::TIOCGWINSZ, &raw mut size)) {
        return Err(os_error(vm, errno));
    }
    let class = vm.state::<crate::State>().terminal_size.clone();
    let values = vec![vm.new_int(size.ws_col.into()), vm.new_int(size.ws_row.into())];
    vm.new_struct_sequence(&class, values)
}

pub fn py_sendfile(vm: &mut Vm, a: &[Value]) -> PyResult {
    let (out, source) = (int(vm, &a[1], 0)?, int(vm, &a[2], 0)?);
    let count = vm.index_i64(&a[4])?;
    let Ok(count) = usize::try_from(count) else {
        return Err(vm.value_error("count cannot be negative"));
    };
    let answer = if a[3].is_none() {
        // SAFETY: numbers, and no offset.
        waits(vm, || unsafe { libc::sendfile(out, source, std::ptr::null_mut(), count) })?
    } else {
        let mut offset = vm.index_i64(&a[3])?;
        // SAFETY: numbers, and an offset of ours.
        waits(vm, || unsafe { libc::sendfile(out, source, &mut offset, count) })?
    };
    number(vm, answer.map(|n| n as i64))
}

pub fn py_copy_file_range(vm: &mut Vm, a: &[Value]) -> PyResult {
    let (source, out) = (int(vm, &a[1], 0)?, int(vm, &a[2], 0)?);
    let count = vm.index_i64(&a[3])?;
    let Ok(count) = usize::try_from(count) else {
        return Err(vm.value_error("negative value for 'count' not allowed"));
    };
    let mut offsets = [0i64; 2];
    let mut given = [false; 2];
    for at in 0..2 {
        let value = &a[4 + at];
        if !value.is_null() && !value.is_none() {
            offsets[at] = vm.index_i64(value)?;
            given[at] = true;
        }
    }
    let [mut first, mut second] = offsets;
    let from: *mut i64 = if given[0] { &mut first } else { std::ptr::null_mut() };
    let to: *mut i64 = if given[1] { &mut second } else { std::ptr::null_mut() };
    let answer = system!(libc::copy_file_range(source, from, out, to, count, 0));
    number(vm, answer.map(|n| n as i64))
}
