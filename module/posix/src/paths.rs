//! What happens to names in the file system: making, removing, renaming, links, modes, times.

use crate::call::{
    dir_fd, done, done_at, failed_at, flag, id, int, name_value, path_or_fd, plain, plain_path, system,
};
use taipan_native::os::{Allow, os_error, os_error_with, path};
use taipan_native::{PyResult, Tp, Value, Vm};
use taipan_objects::int::Number;
use taipan_objects::tuple::Tuple;

pub fn py_mkdir(vm: &mut Vm, a: &[Value]) -> PyResult {
    let path = plain_path(vm, "mkdir", "path", &a[1])?;
    let mode = int(vm, &a[2], 0o777)?;
    let dir = dir_fd(vm, &a[3])?;
    let answer = system!(libc::mkdirat(dir, path.name.as_ptr(), mode as libc::mode_t));
    done_at(vm, &path, answer)
}

fn unlink(vm: &mut Vm, function: &str, a: &[Value], flags: i32) -> PyResult {
    let path = plain_path(vm, function, "path", &a[1])?;
    let dir = dir_fd(vm, &a[2])?;
    let answer = system!(libc::unlinkat(dir, path.name.as_ptr(), flags));
    done_at(vm, &path, answer)
}

pub fn py_rmdir(vm: &mut Vm, a: &[Value]) -> PyResult {
    unlink(vm, "rmdir", a, libc::AT_REMOVEDIR)
}

pub fn py_unlink(vm: &mut Vm, a: &[Value]) -> PyResult {
    unlink(vm, "unlink", a, 0)
}

pub fn py_remove(vm: &mut Vm, a: &[Value]) -> PyResult {
    unlink(vm, "remove", a, 0)
}

fn rename(vm: &mut Vm, function: &str, a: &[Value]) -> PyResult {
    let from = plain_path(vm, function, "src", &a[1])?;
    let to = plain_path(vm, function, "dst", &a[2])?;
    let (from_dir, to_dir) = (dir_fd(vm, &a[3])?, dir_fd(vm, &a[4])?);
    match system!(libc::renameat(from_dir, from.name.as_ptr(), to_dir, to.name.as_ptr())) {
        Ok(_) => Ok(Value::NONE),
        Err(errno) => Err(os_error_with(vm, errno, &from.object, Some(&to.object))),
    }
}

pub fn py_rename(vm: &mut Vm, a: &[Value]) -> PyResult {
    rename(vm, "rename", a)
}

pub fn py_replace(vm: &mut Vm, a: &[Value]) -> PyResult {
    rename(vm, "replace", a)
}

pub fn py_link(vm: &mut Vm, a: &[Value]) -> PyResult {
    let from = plain_path(vm, "link", "src", &a[1])?;
    let to = plain_path(vm, "link", "dst", &a[2])?;
    let (from_dir, to_dir) = (dir_fd(vm, &a[3])?, dir_fd(vm, &a[4])?);
    let flags = if !a[5].is_null() && flag(vm, &a[5], true)? { libc::AT_SYMLINK_FOLLOW } else { 0 };
    match system!(libc::linkat(from_dir, from.name.as_ptr(), to_dir, to.name.as_ptr(), flags)) {
        Ok(_) => Ok(Value::NONE),
        Err(errno) => Err(os_error_with(vm, errno, &from.object, Some(&to.object))),
    }
}

pub fn py_symlink(vm: &mut Vm, a: &[Value]) -> PyResult {
    let from = plain_path(vm, "symlink", "src", &a[1])?;
    let to = plain_path(vm, "symlink", "dst", &a[2])?;
    let dir = dir_fd(vm, &a[4])?;
    match system!(libc::symlinkat(from.name.as_ptr(), dir, to.name.as_ptr())) {
        Ok(_) => Ok(Value::NONE),
        Err(errno) => Err(os_error_with(vm, errno, &from.object, Some(&to.object))),
    }
}

pub fn py_readlink(vm: &mut Vm, a: &[Value]) -> PyResult {
    let path = plain_path(vm, "readlink", "path", &a[1])?;
    let dir = dir_fd(vm, &a[2])?;
    let mut data = [0u8; libc::PATH_MAX as usize];
    match system!(libc::readlinkat(dir, path.name.as_ptr(), data.as_mut_ptr().cast(), data.len())) {
        Ok(length) => name_value(vm, &data[..length as usize], path.is_bytes),
        Err(errno) => Err(failed_at(vm, &path, errno)),
    }
}

fn current(vm: &mut Vm, as_bytes: bool) -> PyResult {
    use std::os::unix::ffi::OsStrExt;
    match std::env::current_dir() {
        Ok(path) => name_value(vm, path.as_os_str().as_bytes(), as_bytes),
        Err(error) => Err(os_error(vm, error.raw_os_error().unwrap_or(libc::EIO))),
    }
}

pub fn py_getcwd(vm: &mut Vm, _: &[Value]) -> PyResult {
    current(vm, false)
}

pub fn py_getcwdb(vm: &mut Vm, _: &[Value]) -> PyResult {
    current(vm, true)
}

pub fn py_chdir(vm: &mut Vm, a: &[Value]) -> PyResult {
    let path = path_or_fd(vm, "chdir", &a[1])?;
    let answer = match path.fd {
        Some(fd) => system!(libc::fchdir(fd)),
        None => system!(libc::chdir(path.name.as_ptr())),
    };
    done_at(vm, &path, answer)
}

pub fn py_access(vm: &mut Vm, a: &[Value]) -> PyResult {
    let path = plain_path(vm, "access", "path", &a[1])?;
    let mode = int(vm, &a[2], 0)?;
    let dir = dir_fd(vm, &a[3])?;
    let effective = flag(vm, &a[4], false)?;
    let follow = flag(vm, &a[5], true)?;
    let mut flags = 0;
    if effective {
        flags |= libc::AT_EACCESS;
    }
    if !follow {
        flags |= libc::AT_SYMLINK_NOFOLLOW;
    }
    Ok(Value::from_bool(system!(libc::faccessat(dir, path.name.as_ptr(), mode, flags)).is_ok()))
}

pub fn py_chmod(vm: &mut Vm, a: &[Value]) -> PyResult {
    let path = path_or_fd(vm, "chmod", &a[1])?;
    let mode = int(vm, &a[2], 0)? as libc::mode_t;
    let dir = dir_fd(vm, &a[3])?;
    let follow = flag(vm, &a[4], true)?;
    let answer = match path.fd {
        Some(fd) => system!(libc::fchmod(fd, mode)),
        None => {
            let flags = if follow { 0 } else { libc::AT_SYMLINK_NOFOLLOW };
            system!(libc::fchmodat(dir, path.name.as_ptr(), mode, flags))
        }
    };
    if !follow && answer == Err(libc::EOPNOTSUPP) {
        return Err(vm.raise(Tp::NotImplementedError, "chmod: follow_symlinks unavailable on this platform"));
    }
    done_at(vm, &path, answer)
}

pub fn py_fchmod(vm: &mut Vm, a: &[Value]) -> PyResult {
    let (fd, mode) = (int(vm, &a[1], 0)?, int(vm, &a[2], 0)?);
    let answer = system!(libc::fchmod(fd, mode as libc::mode_t));
    done(vm, answer)
}

pub fn py_chown(vm: &mut Vm, a: &[Value]) -> PyResult {
    let path = path_or_fd(vm, "chown", &a[1])?;
    let (user, group) = (id(vm, &a[2], "uid")?, id(vm, &a[3], "gid")?);
    let dir = dir_fd(vm, &a[4])?;
    let follow = flag(vm, &a[5], true)?;
    let answer = match path.fd {
        Some(fd) => system!(libc::fchown(fd, user, group)),
        None => {
            let flags = if follow { 0 } else { libc::AT_SYMLINK_NOFOLLOW };
            system!(libc::fchownat(dir, path.name.as_ptr(), user, group, flags))
        }
    };
    done_at(vm, &path, answer)
}

pub fn py_lchown(vm: &mut Vm, a: &[Value]) -> PyResult {
    let path = plain_path(vm, "lchown", "path", &a[1])?;
    let (user, group) = (id(vm, &a[2], "uid")?, id(vm, &a[3], "gid")?);
    let answer = system!(libc::lchown(path.name.as_ptr(), user, group));
    done_at(vm, &path, answer)
}

pub fn py_fchown(vm: &mut Vm, a: &[Value]) -> PyResult {
    let fd = int(vm, &a[1], 0)?;
    let (user, group) = (id(vm, &a[2], "uid")?, id(vm, &a[3], "gid")?);
    let answer = system!(libc::fchown(fd, user, group));
    done(vm, answer)
}

pub fn py_umask(vm: &mut Vm, a: &[Value]) -> PyResult {
    let mask = int(vm, &a[1], 0)?;
    Ok(vm.new_int(plain!(libc::umask(mask as libc::mode_t)).into()))
}

/// Seconds as an int or float.
fn seconds(vm: &mut Vm, value: &Value) -> PyResult<libc::timespec> {
    let (whole, ns) = if vm.is_instance(value, Tp::Float) {
        let float = vm.to_double(value)?;
        if !float.is_finite() || float.abs() >= 9.2e18 {
            return Err(vm.overflow_error("timestamp out of range for platform time_t"));
        }
        let whole = float.floor();
        (whole as i64, ((float - whole) * 1e9).floor() as i64)
    } else {
        (vm.index_i64(value)?, 0)
    };
    let mut time: libc::timespec = crate::stat::zeroed();
    time.tv_sec = whole;
    time.tv_nsec = ns.clamp(0, 999_999_999);
    Ok(time)
}

fn nanoseconds(vm: &mut Vm, value: &Value) -> PyResult<libc::timespec> {
    let index = vm.index(value)?;
    let total: i128 = match Number::of(&index).map(|n| i128::try_from(n.big())) {
        Some(Ok(total)) => total,
        _ => return Err(vm.overflow_error("timestamp out of range for platform time_t")),
    };
    let Ok(whole) = i64::try_from(total.div_euclid(1_000_000_000)) else {
        return Err(vm.overflow_error("timestamp out of range for platform time_t"));
    };
    let mut time: libc::timespec = crate::stat::zeroed();
    time.tv_sec = whole;
    time.tv_nsec = total.rem_euclid(1_000_000_000) as i64;
    Ok(time)
}

pub fn py_utime(vm: &mut Vm, a: &[Value]) -> PyResult {
    let path = path_or_fd(vm, "utime", &a[1])?;
    let has_times = !a[2].is_null() && !a[2].is_none();
    let has_ns = !a[3].is_null();
    let dir = dir_fd(vm, &a[4])?;
    let follow = flag(vm, &a[5], true)?;
    if has_times && has_ns {
        return Err(vm.value_error("utime: you may specify either 'times' or 'ns' but not both"));
    }
    let mut times: [libc::timespec; 2] = crate::stat::zeroed();
    if has_times || has_ns {
        let pair = if has_times { &a[2] } else { &a[3] };
        let items = pair.downcast::<Tuple>().map(|t| t.items().to_vec()).unwrap_or_default();
        let [first, second] = items.as_slice() else {
            return Err(vm.type_error(if has_times {
                "utime: 'times' must be either a tuple of two ints or None"
            } else {
                "utime: 'ns' must be a tuple of two ints"
            }));
        };
        let read = if has_times { seconds } else { nanoseconds };
        times = [read(vm, first)?, read(vm, second)?];
    } else {
        times[0].tv_nsec = libc::UTIME_NOW;
        times[1].tv_nsec = libc::UTIME_NOW;
    }
    let answer = match path.fd {
        Some(_) if dir != libc::AT_FDCWD => {
            return Err(vm.value_error("utime: can't specify dir_fd without matching path"));
        }
        Some(_) if !follow => {
            return Err(vm.value_error("utime: cannot use fd and follow_symlinks together"));
        }
        Some(fd) => system!(libc::futimens(fd, times.as_ptr())),
        None => {
            let flags = if follow { 0 } else { libc::AT_SYMLINK_NOFOLLOW };
            system!(libc::utimensat(dir, path.name.as_ptr(), times.as_ptr(), flags))
        }
    };
    done_at(vm, &path, answer)
}

pub fn py_truncate(vm: &mut Vm, a: &[Value]) -> PyResult {
    let path = path_or_fd(vm, "truncate", &a[1])?;
    let length = vm.index_i64(&a[2])?;
    let answer = match path.fd {
        Some(fd) => system!(libc::ftruncate(fd, length)),
        None => system!(libc::truncate(path.name.as_ptr(), length)),
    };
    done_at(vm, &path, answer)
}

pub fn py_mkfifo(vm: &mut Vm, a: &[Value]) -> PyResult {
    let path = plain_path(vm, "mkfifo", "path", &a[1])?;
    let mode = int(vm, &a[2], 0o666)?;
    let dir = dir_fd(vm, &a[3])?;
    let answer = system!(libc::mkfifoat(dir, path.name.as_ptr(), mode as libc::mode_t));
    done_at(vm, &path, answer)
}

/// The names in a directory.
pub fn names(vm: &mut Vm, path: &taipan_native::os::Path) -> PyResult<Vec<(Vec<u8>, u64, u8)>> {
    let directory = match path.fd {
        Some(fd) => match system!(libc::fcntl(fd, libc::F_DUPFD_CLOEXEC, 0)) {
            Ok(copy) => {
                // SAFETY: the copy is ours; closedir closes it.
                let directory = unsafe { libc::fdopendir(copy) };
                if directory.is_null() {
                    let errno = crate::call::errno();
                    plain!(libc::close(copy));
                    return Err(failed_at(vm, path, errno));
                }
                // SAFETY: the directory is open.
                unsafe { libc::rewinddir(directory) };
                directory
            }
            Err(errno) => return Err(failed_at(vm, path, errno)),
        },
        // SAFETY: the name ends in NUL.
        None => unsafe { libc::opendir(path.name.as_ptr()) },
    };
    if directory.is_null() {
        let errno = crate::call::errno();
        return Err(failed_at(vm, path, errno));
    }
    let mut found = Vec::new();
    loop {
        // SAFETY: the directory is open, and this thread alone reads it.
        let entry = unsafe { libc::readdir(directory) };
        if entry.is_null() {
            break;
        }
        // SAFETY: readdir gave an entry that lasts until the next call; its name ends in NUL.
        let (name, inode, kind) = unsafe {
            let name = std::ffi::CStr::from_ptr((*entry).d_name.as_ptr()).to_bytes().to_vec();
            (name, (*entry).d_ino, (*entry).d_type)
        };
        if name != b"." && name != b".." {
            found.push((name, inode, kind));
        }
    }
    // SAFETY: it is open and not used again.
    unsafe { libc::closedir(directory) };
    Ok(found)
}

pub fn py_listdir(vm: &mut Vm, a: &[Value]) -> PyResult {
    let path = path(vm, "listdir", "path", &a[1], Allow { fd: true, none: true })?;
    let mut list = Vec::new();
    for (name, _, _) in names(vm, &path)? {
        list.push(name_value(vm, &name, path.is_bytes)?);
    }
    Ok(vm.new_list(list))
}
