//! Processes, users, the environment, and what the system says of itself.

use crate::State;
use crate::call::{c_string, done, int, number, plain, system};
use taipan_native::os::{fs_decode, os_error, strerror, waits};
use taipan_native::{PyResult, Tp, Value, Vm};
use taipan_objects::str::Str;
use taipan_objects::structseq::StructSequence;

pub static TERMINAL_SIZE: StructSequence = StructSequence {
    module: "os",
    name: "terminal_size",
    doc: "A tuple of (columns, lines) for holding terminal window size",
    fields: &["columns", "lines"],
    visible: 2,
    constructible: true,
};

pub static UNAME_RESULT: StructSequence = StructSequence {
    module: "posix",
    name: "uname_result",
    doc: "uname_result: Result from os.uname().\n\nThis object may be accessed either as a tuple of\n  (sysname, nodename, release, version, machine),\nor via the attributes sysname, nodename, release, version, and machine.\n\nSee os.uname for more information.",
    fields: &["sysname", "nodename", "release", "version", "machine"],
    visible: 5,
    constructible: true,
};

pub static TIMES_RESULT: StructSequence = StructSequence {
    module: "posix",
    name: "times_result",
    doc: "times_result: Result from os.times().\n\nThis object may be accessed either as a tuple of\n  (user, system, children_user, children_system, elapsed),\nor via the attributes user, system, children_user, children_system,\nand elapsed.\n\nSee os.times for more information.",
    fields: &["user", "system", "children_user", "children_system", "elapsed"],
    visible: 5,
    constructible: true,
};

pub static WAITID_RESULT: StructSequence = StructSequence {
    module: "posix",
    name: "waitid_result",
    doc: "waitid_result: Result from waitid.\n\nThis object may be accessed either as a tuple of\n  (si_pid, si_uid, si_signo, si_status, si_code),\nor via the attributes si_pid, si_uid, and so on.\n\nSee os.waitid for more information.",
    fields: &["si_pid", "si_uid", "si_signo", "si_status", "si_code"],
    visible: 5,
    constructible: true,
};

macro_rules! numbers {
    ($($name:ident $call:ident;)*) => {
        $(pub fn $name(vm: &mut Vm, _: &[Value]) -> PyResult {
            Ok(vm.new_int(plain!(libc::$call()).into()))
        })*
    };
}
numbers! {
    py_getpid getpid;
    py_getppid getppid;
    py_getuid getuid;
    py_geteuid geteuid;
    py_getgid getgid;
    py_getegid getegid;
    py_getpgrp getpgrp;
}

pub fn py_getpgid(vm: &mut Vm, a: &[Value]) -> PyResult {
    let pid = int(vm, &a[1], 0)?;
    let answer = system!(libc::getpgid(pid));
    number(vm, answer)
}

pub fn py_getsid(vm: &mut Vm, a: &[Value]) -> PyResult {
    let pid = int(vm, &a[1], 0)?;
    let answer = system!(libc::getsid(pid));
    number(vm, answer)
}

pub fn py_setsid(vm: &mut Vm, _: &[Value]) -> PyResult {
    let answer = system!(libc::setsid());
    done(vm, answer)
}

pub fn py_setpgid(vm: &mut Vm, a: &[Value]) -> PyResult {
    let (pid, group) = (int(vm, &a[1], 0)?, int(vm, &a[2], 0)?);
    let answer = system!(libc::setpgid(pid, group));
    done(vm, answer)
}

pub fn py_getgroups(vm: &mut Vm, _: &[Value]) -> PyResult {
    let mut groups = [0 as libc::gid_t; 4096];
    match system!(libc::getgroups(groups.len() as i32, groups.as_mut_ptr())) {
        Ok(count) => {
            let list = groups[..count as usize].iter().map(|&g| vm.new_int(g.into())).collect();
            Ok(vm.new_list(list))
        }
        Err(errno) => Err(os_error(vm, errno)),
    }
}

pub fn py_getpriority(vm: &mut Vm, a: &[Value]) -> PyResult {
    let (which, who) = (int(vm, &a[1], 0)?, int(vm, &a[2], 0)?);
    Ok(Value::from_i32(plain!(libc::getpriority(which as _, who as _))))
}

pub fn py_nice(vm: &mut Vm, a: &[Value]) -> PyResult {
    let increment = int(vm, &a[1], 0)?;
    Ok(Value::from_i32(plain!(libc::nice(increment))))
}

pub fn py_kill(vm: &mut Vm, a: &[Value]) -> PyResult {
    let (pid, signal) = (int(vm, &a[1], 0)?, int(vm, &a[2], 0)?);
    let answer = system!(libc::kill(pid, signal));
    done(vm, answer)
}

pub fn py_killpg(vm: &mut Vm, a: &[Value]) -> PyResult {
    let (group, signal) = (int(vm, &a[1], 0)?, int(vm, &a[2], 0)?);
    let answer = system!(libc::killpg(group, signal));
    done(vm, answer)
}

pub fn py_abort(_: &mut Vm, _: &[Value]) -> PyResult {
    std::process::abort()
}

pub fn py__exit(vm: &mut Vm, a: &[Value]) -> PyResult {
    let status = int(vm, &a[1], 0)?;
    plain!(libc::_exit(status))
}

pub fn py_waitpid(vm: &mut Vm, a: &[Value]) -> PyResult {
    let (pid, options) = (int(vm, &a[1], 0)?, int(vm, &a[2], 0)?);
    wait(vm, pid, options)
}

pub fn py_wait(vm: &mut Vm, _: &[Value]) -> PyResult {
    wait(vm, -1, 0)
}

fn wait(vm: &mut Vm, pid: i32, options: i32) -> PyResult {
    let mut status = 0i32;
    // SAFETY: the status is ours.
    match waits(vm, || unsafe { libc::waitpid(pid, &mut status, options) })? {
        Ok(pid) => Ok(vm.new_tuple(vec![Value::from_i32(pid), Value::from_i32(status)])),
        Err(errno) => Err(os_error(vm, errno)),
    }
}

pub fn py_waitid(vm: &mut Vm, a: &[Value]) -> PyResult {
    let (kind, options) = (int(vm, &a[1], 0)?, int(vm, &a[3], 0)?);
    let Ok(id) = libc::id_t::try_from(vm.index_i64(&a[2])?) else {
        return Err(vm.overflow_error("id out of range"));
    };
    // SAFETY: all zero is a value of this plain structure.
    let mut info: libc::siginfo_t = unsafe { std::mem::zeroed() };
    // SAFETY: the structure is ours.
    let answer = waits(vm, || unsafe { libc::waitid(kind as libc::idtype_t, id, &mut info, options) })?;
    if let Err(errno) = answer {
        return Err(os_error(vm, errno));
    }
    // SAFETY: what a child's end fills in, or zero.
    let (pid, uid, status) = unsafe { (info.si_pid(), info.si_uid(), info.si_status()) };
    if pid == 0 {
        return Ok(Value::NONE);
    }
    let values = vec![
        Value::from_i32(pid),
        vm.new_int(uid.into()),
        Value::from_i32(info.si_signo),
        Value::from_i32(status),
        Value::from_i32(info.si_code),
    ];
    let class = vm.state::<State>().waitid_result.clone();
    vm.new_struct_sequence(&class, values)
}

#[cfg(target_os = "linux")]
pub fn py_pidfd_open(vm: &mut Vm, a: &[Value]) -> PyResult {
    let (pid, flags) = (int(vm, &a[1], 0)?, int(vm, &a[2], 0)?);
    match system!(libc::syscall(libc::SYS_pidfd_open, pid, flags)) {
        Ok(fd) => Ok(vm.new_int(fd)),
        Err(errno) => Err(os_error(vm, errno)),
    }
}

macro_rules! statuses {
    ($($name:ident $call:ident;)*) => {
        $(pub fn $name(vm: &mut Vm, a: &[Value]) -> PyResult {
            let status = int(vm, &a[1], 0)?;
            Ok(Status::from(libc::$call(status)).0)
        })*
    };
}

/// What a macro over a status says, as a value.
struct Status(Value);

impl From<bool> for Status {
    fn from(yes: bool) -> Status {
        Status(Value::from_bool(yes))
    }
}

impl From<i32> for Status {
    fn from(number: i32) -> Status {
        Status(Value::from_i32(number))
    }
}

statuses! {
    py_WIFEXITED WIFEXITED;
    py_WEXITSTATUS WEXITSTATUS;
    py_WIFSIGNALED WIFSIGNALED;
    py_WTERMSIG WTERMSIG;
    py_WIFSTOPPED WIFSTOPPED;
    py_WSTOPSIG WSTOPSIG;
    py_WIFCONTINUED WIFCONTINUED;
    py_WCOREDUMP WCOREDUMP;
}

pub fn py_waitstatus_to_exitcode(vm: &mut Vm, a: &[Value]) -> PyResult {
    let status = int(vm, &a[1], 0)?;
    if libc::WIFEXITED(status) {
        return Ok(Value::from_i32(libc::WEXITSTATUS(status)));
    }
    if libc::WIFSIGNALED(status) {
        return Ok(Value::from_i32(-libc::WTERMSIG(status)));
    }
    if libc::WIFSTOPPED(status) {
        let signal = libc::WSTOPSIG(status);
        return Err(vm.value_error(format!("process stopped by delivery of signal {signal}")));
    }
    Err(vm.value_error(format!("invalid wait status: {status}")))
}

pub fn py_putenv(vm: &mut Vm, a: &[Value]) -> PyResult {
    let (name, value) = (c_string(vm, &a[1])?, c_string(vm, &a[2])?);
    if name.as_bytes().contains(&b'=') {
        return Err(vm.value_error("illegal environment variable name"));
    }
    let answer = system!(libc::setenv(name.as_ptr(), value.as_ptr(), 1));
    done(vm, answer)
}

pub fn py_unsetenv(vm: &mut Vm, a: &[Value]) -> PyResult {
    let name = c_string(vm, &a[1])?;
    let answer = system!(libc::unsetenv(name.as_ptr()));
    done(vm, answer)
}

pub fn py_urandom(vm: &mut Vm, a: &[Value]) -> PyResult {
    let size = vm.index_i64(&a[1])?;
    let Ok(size) = usize::try_from(size) else {
        return Err(vm.value_error("negative argument not allowed"));
    };
    let mut data = Vec::new();
    if data.try_reserve_exact(size).is_err() {
        return Err(vm.memory_error());
    }
    data.resize(size, 0);
    match vm.host().random(&mut data) {
        Ok(()) => vm.bytes_value(&data),
        Err(error) => Err(os_error(vm, error.raw_os_error().unwrap_or(libc::EIO))),
    }
}

pub fn py_cpu_count(vm: &mut Vm, _: &[Value]) -> PyResult {
    let count = plain!(libc::sysconf(libc::_SC_NPROCESSORS_ONLN));
    Ok(if count < 1 { Value::NONE } else { vm.new_int(count) })
}

pub fn py_sched_getaffinity(vm: &mut Vm, a: &[Value]) -> PyResult {
    let pid = int(vm, &a[1], 0)?;
    let mut set: libc::cpu_set_t = crate::stat::zeroed();
    if let Err(errno) = system!(libc::sched_getaffinity(pid, size_of::<libc::cpu_set_t>(), &mut set)) {
        return Err(os_error(vm, errno));
    }
    let mut list = Vec::new();
    for cpu in 0..libc::CPU_SETSIZE as usize {
        // SAFETY: the number is below the size of the set.
        if unsafe { libc::CPU_ISSET(cpu, &set) } {
            list.push(vm.new_int(cpu as i64));
        }
    }
    let (class, list) = (vm.class(Tp::Set), vm.new_list(list));
    vm.call(&class, &[list])
}

pub fn py_sched_yield(_: &mut Vm, _: &[Value]) -> PyResult {
    plain!(libc::sched_yield());
    Ok(Value::NONE)
}

pub fn py_getloadavg(vm: &mut Vm, _: &[Value]) -> PyResult {
    let mut loads = [0f64; 3];
    // SAFETY: there is room for three numbers.
    if unsafe { libc::getloadavg(loads.as_mut_ptr(), 3) } != 3 {
        return Err(vm.raise(Tp::OSError, "Load averages are unobtainable"));
    }
    Ok(vm.new_tuple(loads.iter().map(|&l| vm.new_float(l)).collect()))
}

pub fn py_strerror(vm: &mut Vm, a: &[Value]) -> PyResult {
    let code = int(vm, &a[1], 0)?;
    Ok(vm.new_str(&strerror(code)))
}

pub fn py_uname(vm: &mut Vm, _: &[Value]) -> PyResult {
    let mut names: libc::utsname = crate::stat::zeroed();
    if let Err(errno) = system!(libc::uname(&mut names)) {
        return Err(os_error(vm, errno));
    }
    let mut values = Vec::new();
    for field in [&names.sysname, &names.nodename, &names.release, &names.version, &names.machine] {
        let bytes: Vec<u8> = field.iter().map(|&c| c as u8).take_while(|&b| b != 0).collect();
        values.push(fs_decode(vm, &bytes)?);
    }
    let class = vm.state::<State>().uname_result.clone();
    vm.new_struct_sequence(&class, values)
}

pub fn py_times(vm: &mut Vm, _: &[Value]) -> PyResult {
    let mut times: libc::tms = crate::stat::zeroed();
    let elapsed = match system!(libc::times(&mut times)) {
        Ok(elapsed) => elapsed,
        Err(errno) => return Err(os_error(vm, errno)),
    };
    let ticks = plain!(libc::sysconf(libc::_SC_CLK_TCK)) as f64;
    let values = [times.tms_utime, times.tms_stime, times.tms_cutime, times.tms_cstime, elapsed]
        .iter()
        .map(|&t| vm.new_float(t as f64 / ticks))
        .collect();
    let class = vm.state::<State>().times_result.clone();
    vm.new_struct_sequence(&class, values)
}

/// The number of a configuration name.
fn configuration(vm: &mut Vm, value: &Value, table: &[(&str, i32)]) -> PyResult<i32> {
    if value.downcast::<Str>().is_none() {
        if vm.type_of(value).slots().index.is_none() {
            return Err(vm.type_error("configuration names must be strings or integers"));
        }
        return int(vm, value, 0);
    }
    let text = vm.text(value).into_owned();
    match table.iter().find(|(name, _)| *name == text) {
        Some((_, number)) => Ok(*number),
        None => Err(vm.value_error("unrecognized configuration name")),
    }
}

pub fn py_sysconf(vm: &mut Vm, a: &[Value]) -> PyResult {
    let name = configuration(vm, &a[1], crate::constants::SYSCONF_NAMES)?;
    // SAFETY: errno is this thread's own.
    unsafe { *libc::__errno_location() = 0 };
    let answer = plain!(libc::sysconf(name));
    match crate::call::errno() {
        errno if answer == -1 && errno != 0 => Err(os_error(vm, errno)),
        _ => Ok(vm.new_int(answer)),
    }
}

pub fn py_fpathconf(vm: &mut Vm, a: &[Value]) -> PyResult {
    let fd = crate::call::descriptor(vm, &a[1])?;
    let name = configuration(vm, &a[2], crate::constants::PATHCONF_NAMES)?;
    let answer = system!(libc::fpathconf(fd, name));
    number(vm, answer)
}

pub fn py_pathconf(vm: &mut Vm, a: &[Value]) -> PyResult {
    let path = crate::call::path_or_fd(vm, "pathconf", &a[1])?;
    let name = configuration(vm, &a[2], crate::constants::PATHCONF_NAMES)?;
    match path.fd {
        Some(fd) => {
            let answer = system!(libc::fpathconf(fd, name));
            number(vm, answer)
        }
        None => match system!(libc::pathconf(path.name.as_ptr(), name)) {
            Ok(answer) => Ok(vm.new_int(answer)),
            Err(errno) => Err(crate::call::failed_at(vm, &path, errno)),
        },
    }
}

pub fn py_device_encoding(vm: &mut Vm, a: &[Value]) -> PyResult {
    let fd = int(vm, &a[1], 0)?;
    Ok(if plain!(libc::isatty(fd)) == 1 { vm.new_str("utf-8") } else { Value::NONE })
}

pub fn py_execv(vm: &mut Vm, a: &[Value]) -> PyResult {
    let path = crate::call::plain_path(vm, "execv", "path", &a[1])?;
    let mut args = Vec::new();
    for value in vm.collect(&a[2])? {
        args.push(c_string(vm, &value)?);
    }
    if args.is_empty() {
        return Err(vm.value_error("execv() arg 2 must not be empty"));
    }
    let mut pointers: Vec<*const libc::c_char> = args.iter().map(|a| a.as_ptr()).collect();
    pointers.push(std::ptr::null());
    let answer = system!(libc::execv(path.name.as_ptr(), pointers.as_ptr()));
    crate::call::done_at(vm, &path, answer)
}

pub fn py_execve(vm: &mut Vm, a: &[Value]) -> PyResult {
    let path = crate::call::plain_path(vm, "execve", "path", &a[1])?;
    let mut args = Vec::new();
    for value in vm.collect(&a[2])? {
        args.push(c_string(vm, &value)?);
    }
    if args.is_empty() {
        return Err(vm.value_error("execve: argv must not be empty"));
    }
    let pairs = vm.call_method(&a[3], "items", &[])?;
    let mut variables = Vec::new();
    for pair in vm.collect(&pairs)? {
        let key = vm.get_item(&pair, &Value::ZERO)?;
        let value = vm.get_item(&pair, &Value::from_i32(1))?;
        let mut line = c_string(vm, &key)?.into_bytes();
        line.push(b'=');
        line.extend_from_slice(c_string(vm, &value)?.as_bytes());
        if let Ok(line) = std::ffi::CString::new(line) {
            variables.push(line);
        }
    }
    let mut pointers: Vec<*const libc::c_char> = args.iter().map(|a| a.as_ptr()).collect();
    pointers.push(std::ptr::null());
    let mut environment: Vec<*const libc::c_char> = variables.iter().map(|a| a.as_ptr()).collect();
    environment.push(std::ptr::null());
    let answer = system!(libc::execve(path.name.as_ptr(), pointers.as_ptr(), environment.as_ptr()));
    crate::call::done_at(vm, &path, answer)
}
