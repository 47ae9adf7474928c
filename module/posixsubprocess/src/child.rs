//! What happens between fork and exec. The child of a program with threads may do nothing there that takes a lock, so
//! everything it needs was made before, and it only makes system calls.
#![allow(unsafe_code, reason = "the child is made of system calls")]

use std::ffi::CString;

/// The ends of pipes as `subprocess` names them; -1 for none.
pub struct Pipes {
    pub p2cread: i32,
    pub p2cwrite: i32,
    pub c2pread: i32,
    pub c2pwrite: i32,
    pub errread: i32,
    pub errwrite: i32,
    pub errpipe_read: i32,
    pub errpipe_write: i32,
}

/// What the child is to do before it becomes another program.
pub struct Plan {
    pub candidates: Vec<CString>,
    pub arguments: Vec<CString>,
    /// `None`: the environment of this process.
    pub environment: Option<Vec<CString>>,
    pub directory: Option<CString>,
    pub pipes: Pipes,
    pub close_others: bool,
    pub kept: Vec<i32>,
    pub restore_signals: bool,
    pub new_session: bool,
    pub process_group: i32,
    pub groups: Option<Vec<libc::gid_t>>,
    pub gid: Option<libc::gid_t>,
    pub uid: Option<libc::uid_t>,
    pub umask: i32,
}

/// Why the child did not become another program.
pub enum Failure {
    Directory,
    BeforeExec,
    Exec,
    Preexec,
}

fn errno() -> i32 {
    std::io::Error::last_os_error().raw_os_error().unwrap_or(0)
}

/// Tells the parent, through the pipe that waits for it, and ends.
pub fn tell_and_exit(pipe: i32, failure: Failure, errno: i32) -> ! {
    let mut text = [0u8; 96];
    let mut length = 0;
    let mut put = |bytes: &[u8]| {
        text[length..length + bytes.len()].copy_from_slice(bytes);
        length += bytes.len();
    };
    match failure {
        Failure::Preexec => put(b"SubprocessError:0:Exception occurred in preexec_fn."),
        _ => {
            put(b"OSError:");
            let mut digits = [0u8; 8];
            let mut at = digits.len();
            let mut rest = errno.unsigned_abs();
            while rest > 0 {
                at -= 1;
                digits[at] = b"0123456789ABCDEF"[(rest & 15) as usize];
                rest >>= 4;
            }
            put(&digits[at..]);
            put(match failure {
                Failure::Directory => b":noexec:chdir".as_slice(),
                Failure::BeforeExec => b":noexec",
                _ => b":",
            });
        }
    }
    // SAFETY: system calls over memory of our own.
    unsafe {
        libc::write(pipe, text.as_ptr().cast(), length);
        libc::_exit(255)
    }
}

/// A descriptor that the new program is to have.
fn keep(fd: i32) -> Result<(), i32> {
    // SAFETY: a system call.
    let flags = unsafe { libc::fcntl(fd, libc::F_GETFD) };
    // SAFETY: as above.
    if flags < 0 || unsafe { libc::fcntl(fd, libc::F_SETFD, flags & !libc::FD_CLOEXEC) } < 0 {
        return Err(errno());
    }
    Ok(())
}

fn answered(answer: i32) -> Result<i32, i32> {
    if answer < 0 { Err(errno()) } else { Ok(answer) }
}

/// Puts `from` in the place of a standard stream.
fn take_place(from: i32, stream: i32) -> Result<(), i32> {
    match from {
        -1 => Ok(()),
        _ if from == stream => keep(from),
        // SAFETY: a system call.
        _ => answered(unsafe { libc::dup2(from, stream) }).map(|_| ()),
    }
}

fn close(fd: i32) {
    if fd >= 0 {
        // SAFETY: the child's own copy of a descriptor goes.
        unsafe { libc::close(fd) };
    }
}

/// Everything up to exec but for what Python is asked to do.
pub fn prepare(plan: &Plan) -> Result<(), (Failure, i32)> {
    streams(plan).map_err(|errno| (Failure::BeforeExec, errno))?;
    if let Some(directory) = &plan.directory {
        // SAFETY: a system call over a C string.
        answered(unsafe { libc::chdir(directory.as_ptr()) }).map_err(|errno| (Failure::Directory, errno))?;
    }
    itself(plan).map_err(|errno| (Failure::BeforeExec, errno))
}

fn streams(plan: &Plan) -> Result<(), i32> {
    let pipes = &plan.pipes;
    for &fd in &plan.kept {
        // The pipe for failures must be closed by exec.
        if fd != pipes.errpipe_write {
            keep(fd)?;
        }
    }
    for fd in [pipes.p2cwrite, pipes.c2pread, pipes.errread, pipes.errpipe_read] {
        close(fd);
    }
    let (mut output, mut errors) = (pipes.c2pwrite, pipes.errwrite);
    // SAFETY: system calls.
    unsafe {
        // What stands where another stream goes is moved out of the way.
        if output == 0 {
            output = answered(libc::dup(output))?;
        }
        while errors == 0 || errors == 1 {
            errors = answered(libc::dup(errors))?;
        }
    }
    take_place(pipes.p2cread, 0)?;
    take_place(output, 1)?;
    take_place(errors, 2)
}

fn itself(plan: &Plan) -> Result<(), i32> {
    // SAFETY: system calls over memory of our own.
    unsafe {
        if plan.umask >= 0 {
            libc::umask(plan.umask as libc::mode_t);
        }
        if plan.restore_signals {
            for signal in [libc::SIGPIPE, libc::SIGXFSZ] {
                libc::signal(signal, libc::SIG_DFL);
            }
        }
        if plan.new_session {
            libc::setsid();
        }
        if plan.process_group >= 0 {
            answered(libc::setpgid(0, plan.process_group))?;
        }
        if let Some(groups) = &plan.groups {
            answered(libc::setgroups(groups.len() as _, groups.as_ptr()))?;
        }
        if let Some(gid) = plan.gid {
            answered(libc::setregid(gid, gid))?;
        }
        if let Some(uid) = plan.uid {
            answered(libc::setreuid(uid, uid))?;
        }
    }
    Ok(())
}

/// Closes what the new program is not to have. The pipe for failures is among `kept`.
fn close_others(plan: &Plan) {
    // SAFETY: a system call.
    let highest = match unsafe { libc::sysconf(libc::_SC_OPEN_MAX) } {
        limit if limit > 0 => limit.min(65_536) as i32,
        _ => 256,
    };
    for fd in 3..highest {
        if !plan.kept.contains(&fd) {
            close(fd);
        }
    }
}

/// Becomes another program, or gives the error of the candidate that was most likely meant.
pub fn exec(
    plan: &Plan,
    arguments: &[*const libc::c_char],
    environment: Option<&[*const libc::c_char]>,
) -> i32 {
    if plan.close_others {
        close_others(plan);
    }
    let mut meant = 0;
    for candidate in &plan.candidates {
        // SAFETY: arrays of C strings that end in null, made before the fork.
        unsafe {
            match environment {
                Some(environment) => {
                    libc::execve(candidate.as_ptr(), arguments.as_ptr(), environment.as_ptr())
                }
                None => libc::execv(candidate.as_ptr(), arguments.as_ptr()),
            };
        }
        let error = errno();
        if error != libc::ENOENT && error != libc::ENOTDIR && meant == 0 {
            meant = error;
        }
    }
    if meant != 0 { meant } else { errno() }
}

/// Makes the child. In it, `None` is given.
pub fn fork() -> std::io::Result<Option<i32>> {
    // SAFETY: the child goes on with this thread alone, which holds the Vm.
    match unsafe { libc::fork() } {
        0 => Ok(None),
        pid if pid > 0 => Ok(Some(pid)),
        _ => Err(std::io::Error::last_os_error()),
    }
}

/// The addresses of C strings, with a null behind them.
pub fn addresses(strings: &[CString]) -> Vec<*const libc::c_char> {
    strings.iter().map(|s| s.as_ptr()).chain([std::ptr::null()]).collect()
}
