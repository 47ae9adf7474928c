//! Module `_posixsubprocess`: the fork and exec of `subprocess`.

mod child;

use child::{Failure, Pipes, Plan};
use std::ffi::CString;
use taipan_native::os::{c_int, fspath, os_error};
use taipan_native::{ModuleDef, NativeDef, PyResult, Tp, Value, Vm, function, no_init};
use taipan_objects::bytes::Bytes;
use taipan_objects::str::Str;

pub static MODULE: ModuleDef = ModuleDef {
    name: "_posixsubprocess",
    doc: Some("A POSIX helper for the subprocess module."),
    functions: FUNCTIONS,
    init: no_init,
};

static FUNCTIONS: &[NativeDef] = &[function(
    "fork_exec",
    "(args, executable_list, close_fds, pass_fds, cwd, env, p2cread, p2cwrite, c2pread, c2pwrite, errread, errwrite, errpipe_read, errpipe_write, restore_signals, call_setsid, pgid_to_set, gid, extra_groups, uid, child_umask, preexec_fn, /)",
    fork_exec,
    "Spawn a fresh new child process.\n\nFork a child process, close parent file descriptors as appropriate in the\nchild and duplicate the few that are needed before calling exec() in the\nchild process.\n\nIf close_fds is True, close file descriptors 3 and higher, except those listed\nin the sorted tuple pass_fds.\n\nThe preexec_fn, if supplied, will be called immediately before closing file\ndescriptors and exec.\n\nWARNING: preexec_fn is NOT SAFE if your application uses threads.\n         It may trigger infrequent, difficult to debug deadlocks.\n\nIf an error occurs in the child process before exec, it is\nserialized and written to the errpipe_write fd per subprocess.py.\n\nReturns: the child process's PID.\n\nRaises: Only on an error in the parent process.",
)];

/// A str, bytes or path as the system takes it.
fn c_string(vm: &mut Vm, value: &Value) -> PyResult<CString> {
    let path = fspath(vm, value)?;
    let bytes = match path.downcast::<Str>() {
        Some(_) => {
            let (codec, errors) = (vm.new_str("utf-8"), vm.new_str("surrogateescape"));
            vm.call_method(&path, "encode", &[codec, errors])?
        }
        None => path,
    };
    match CString::new(bytes.expect::<Bytes>().as_slice()) {
        Ok(text) => Ok(text),
        Err(_) => Err(vm.value_error("embedded null byte")),
    }
}

fn c_strings(vm: &mut Vm, values: &Value) -> PyResult<Vec<CString>> {
    vm.collect(values)?.iter().map(|value| c_string(vm, value)).collect()
}

fn descriptors(vm: &mut Vm, values: &Value) -> PyResult<Vec<i32>> {
    let mut last = -1;
    let mut kept = Vec::new();
    for value in vm.collect(values)? {
        let fd = if vm.is_instance(&value, Tp::Int) { c_int(vm, &value)? } else { -1 };
        if fd <= last {
            return Err(vm.value_error("bad value(s) in fds_to_keep"));
        }
        last = fd;
        kept.push(fd);
    }
    Ok(kept)
}

/// A user or group, if one is given.
fn identity(vm: &mut Vm, value: &Value) -> PyResult<Option<u32>> {
    if value.is_none() {
        return Ok(None);
    }
    match u32::try_from(vm.index_i64(value)?) {
        Ok(identity) => Ok(Some(identity)),
        Err(_) => Err(vm.value_error("invalid user or group id")),
    }
}

fn plan(vm: &mut Vm, a: &[Value]) -> PyResult<Plan> {
    let mut fds = [0; 8];
    for (fd, value) in fds.iter_mut().zip(&a[6..14]) {
        *fd = c_int(vm, value)?;
    }
    let [p2cread, p2cwrite, c2pread, c2pwrite, errread, errwrite, errpipe_read, errpipe_write] = fds;
    let close_others = vm.truth(&a[2])?;
    if close_others && errpipe_write < 3 {
        return Err(vm.value_error("errpipe_write must be >= 3"));
    }
    let groups = if a[18].is_none() {
        None
    } else {
        let mut groups = Vec::new();
        for group in vm.collect(&a[18])? {
            groups.extend(identity(vm, &group)?);
        }
        Some(groups)
    };
    Ok(Plan {
        kept: descriptors(vm, &a[3])?,
        arguments: c_strings(vm, &a[0])?,
        candidates: c_strings(vm, &a[1])?,
        environment: if a[5].is_none() { None } else { Some(c_strings(vm, &a[5])?) },
        directory: if a[4].is_none() { None } else { Some(c_string(vm, &a[4])?) },
        pipes: Pipes { p2cread, p2cwrite, c2pread, c2pwrite, errread, errwrite, errpipe_read, errpipe_write },
        close_others,
        restore_signals: vm.truth(&a[14])?,
        new_session: vm.truth(&a[15])?,
        process_group: c_int(vm, &a[16])?,
        gid: identity(vm, &a[17])?,
        groups,
        uid: identity(vm, &a[19])?,
        umask: c_int(vm, &a[20])?,
    })
}

fn fork_exec(vm: &mut Vm, a: &[Value]) -> PyResult {
    let plan = plan(vm, a)?;
    let arguments = child::addresses(&plan.arguments);
    let environment = plan.environment.as_ref().map(|strings| child::addresses(strings));
    match child::fork() {
        Ok(Some(pid)) => Ok(vm.new_int(pid.into())),
        Ok(None) => {
            let pipe = plan.pipes.errpipe_write;
            if let Err((failure, errno)) = child::prepare(&plan) {
                child::tell_and_exit(pipe, failure, errno);
            }
            if !a[21].is_none() && vm.call(&a[21], &[]).is_err() {
                child::tell_and_exit(pipe, Failure::Preexec, 0);
            }
            let errno = child::exec(&plan, &arguments, environment.as_deref());
            child::tell_and_exit(pipe, Failure::Exec, errno)
        }
        Err(error) => Err(os_error(vm, error.raw_os_error().unwrap_or(0))),
    }
}
