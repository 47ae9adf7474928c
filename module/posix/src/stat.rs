//! `stat` and its kin: `stat_result`, `statvfs_result`.

use crate::State;
use crate::call::{dir_fd, failed_at, flag, path_or_fd, plain_path, system};
use std::ffi::CStr;
use taipan_native::os::os_error;
use taipan_native::{PyResult, Value, Vm};
use taipan_objects::structseq::StructSequence;

pub static STAT_RESULT: StructSequence = StructSequence {
    module: "os",
    name: "stat_result",
    doc: "stat_result: Result from stat, fstat, or lstat.\n\nThis object may be accessed either as a tuple of\n  (mode, ino, dev, nlink, uid, gid, size, atime, mtime, ctime)\nor via the attributes st_mode, st_ino, st_dev, st_nlink, st_uid, and so on.\n\nPosix/windows: If your platform supports st_blksize, st_blocks, st_rdev,\nor st_flags, they are available as attributes only.\n\nSee os.stat for more information.",
    fields: &[
        "st_mode",
        "st_ino",
        "st_dev",
        "st_nlink",
        "st_uid",
        "st_gid",
        "st_size",
        "",
        "",
        "",
        "st_atime",
        "st_mtime",
        "st_ctime",
        "st_atime_ns",
        "st_mtime_ns",
        "st_ctime_ns",
        "st_blksize",
        "st_blocks",
        "st_rdev",
    ],
    visible: 10,
    constructible: true,
};

pub static STATVFS_RESULT: StructSequence = StructSequence {
    module: "os",
    name: "statvfs_result",
    doc: "statvfs_result: Result from statvfs or fstatvfs.\n\nThis object may be accessed either as a tuple of\n  (bsize, frsize, blocks, bfree, bavail, files, ffree, favail, flag, namemax),\nor via the attributes f_bsize, f_frsize, f_blocks, f_bfree, and so on.\n\nSee os.statvfs for more information.",
    fields: &[
        "f_bsize",
        "f_frsize",
        "f_blocks",
        "f_bfree",
        "f_bavail",
        "f_files",
        "f_ffree",
        "f_favail",
        "f_flag",
        "f_namemax",
        "f_fsid",
    ],
    visible: 10,
    constructible: true,
};

/// Memory for the answer of a call that fills it.
pub fn zeroed<T: Copy>() -> T {
    // SAFETY: used for structures of the system that are numbers only; zero is a number.
    unsafe { std::mem::zeroed() }
}

pub fn of_path(name: &CStr, dir: i32, follow: bool) -> Result<libc::stat, i32> {
    let mut stat: libc::stat = zeroed();
    let flags = if follow { 0 } else { libc::AT_SYMLINK_NOFOLLOW };
    system!(libc::fstatat(dir, name.as_ptr(), &mut stat, flags)).map(|_| stat)
}

pub fn of_fd(fd: i32) -> Result<libc::stat, i32> {
    let mut stat: libc::stat = zeroed();
    system!(libc::fstat(fd, &mut stat)).map(|_| stat)
}

/// The `stat_result`.
pub fn value(vm: &mut Vm, stat: &libc::stat) -> PyResult {
    let class = vm.state::<State>().stat_result.clone();
    let ns = |seconds: i64, rest: i64| i128::from(seconds) * 1_000_000_000 + i128::from(rest);
    let times = [
        (stat.st_atime, stat.st_atime_nsec),
        (stat.st_mtime, stat.st_mtime_nsec),
        (stat.st_ctime, stat.st_ctime_nsec),
    ];
    let mut values = vec![
        vm.new_int(stat.st_mode.into()),
        vm.new_u64(stat.st_ino),
        vm.new_u64(stat.st_dev),
        vm.new_u64(stat.st_nlink),
        vm.new_int(stat.st_uid.into()),
        vm.new_int(stat.st_gid.into()),
        vm.new_int(stat.st_size),
    ];
    for (seconds, _) in times {
        values.push(vm.new_int(seconds));
    }
    for (seconds, rest) in times {
        values.push(vm.new_float(seconds as f64 + 1e-9 * rest as f64));
    }
    for (seconds, rest) in times {
        let ns = ns(seconds, rest);
        values.push(match i64::try_from(ns) {
            Ok(ns) => vm.new_int(ns),
            Err(_) => vm.new_bigint(ns.into()),
        });
    }
    values.extend([vm.new_int(stat.st_blksize), vm.new_int(stat.st_blocks), vm.new_u64(stat.st_rdev)]);
    vm.new_struct_sequence(&class, values)
}

pub fn py_stat(vm: &mut Vm, a: &[Value]) -> PyResult {
    let path = path_or_fd(vm, "stat", &a[1])?;
    let dir = dir_fd(vm, &a[2])?;
    let follow = flag(vm, &a[3], true)?;
    let answer = match path.fd {
        Some(_) if dir != libc::AT_FDCWD => {
            return Err(vm.value_error("stat: can't specify dir_fd without matching path"));
        }
        Some(_) if !follow => {
            return Err(vm.value_error("stat: cannot use fd and follow_symlinks together"));
        }
        Some(fd) => of_fd(fd),
        None => of_path(&path.name, dir, follow),
    };
    match answer {
        Ok(stat) => value(vm, &stat),
        Err(errno) => Err(failed_at(vm, &path, errno)),
    }
}

pub fn py_lstat(vm: &mut Vm, a: &[Value]) -> PyResult {
    let path = plain_path(vm, "lstat", "path", &a[1])?;
    let dir = dir_fd(vm, &a[2])?;
    match of_path(&path.name, dir, false) {
        Ok(stat) => value(vm, &stat),
        Err(errno) => Err(failed_at(vm, &path, errno)),
    }
}

pub fn py_fstat(vm: &mut Vm, a: &[Value]) -> PyResult {
    let fd = crate::call::int(vm, &a[1], 0)?;
    match of_fd(fd) {
        Ok(stat) => value(vm, &stat),
        Err(errno) => Err(os_error(vm, errno)),
    }
}

fn statvfs_value(vm: &mut Vm, s: &libc::statvfs) -> PyResult {
    let class = vm.state::<State>().statvfs_result.clone();
    let numbers = [
        s.f_bsize,
        s.f_frsize,
        s.f_blocks,
        s.f_bfree,
        s.f_bavail,
        s.f_files,
        s.f_ffree,
        s.f_favail,
        s.f_flag,
        s.f_namemax,
        s.f_fsid,
    ];
    let values = numbers.iter().map(|&n| vm.new_u64(n)).collect();
    vm.new_struct_sequence(&class, values)
}

pub fn py_statvfs(vm: &mut Vm, a: &[Value]) -> PyResult {
    let path = path_or_fd(vm, "statvfs", &a[1])?;
    let mut answer: libc::statvfs = zeroed();
    let result = match path.fd {
        Some(fd) => system!(libc::fstatvfs(fd, &mut answer)),
        None => system!(libc::statvfs(path.name.as_ptr(), &mut answer)),
    };
    match result {
        Ok(_) => statvfs_value(vm, &answer),
        Err(errno) => Err(failed_at(vm, &path, errno)),
    }
}

pub fn py_fstatvfs(vm: &mut Vm, a: &[Value]) -> PyResult {
    let fd = crate::call::int(vm, &a[1], 0)?;
    let mut answer: libc::statvfs = zeroed();
    match system!(libc::fstatvfs(fd, &mut answer)) {
        Ok(_) => statvfs_value(vm, &answer),
        Err(errno) => Err(os_error(vm, errno)),
    }
}
