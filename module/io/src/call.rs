//! Calls of the system that files make.

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

pub fn stat(fd: i32) -> Result<libc::stat, i32> {
    // SAFETY: the structure is numbers only; zero is a number.
    let mut stat: libc::stat = unsafe { std::mem::zeroed() };
    system!(libc::fstat(fd, &mut stat)).map(|_| stat)
}

pub fn is_terminal(fd: i32) -> bool {
    // SAFETY: it takes and gives a number.
    unsafe { libc::isatty(fd) == 1 }
}

pub fn close(fd: i32) -> Result<(), i32> {
    // SAFETY: it takes and gives a number.
    match unsafe { libc::close(fd) } {
        -1 if errno() != libc::EINTR => Err(errno()),
        _ => Ok(()),
    }
}
