//! The catching of signals: the handler of the process notes the number and asks the Vm to look between two ops.
//!
//! Invariant: the bit of a signal is set before the breaker word, so a Vm that sees the breaker sees the bit. The Vm that
//! made the module last is the one that is asked.

use std::sync::Arc;
use std::sync::atomic::{AtomicI32, AtomicPtr, AtomicU32, AtomicU64, Ordering};

/// The bit of the breaker word for signals (`Pending::Signal` of the heap).
const SIGNAL: u32 = 4;

static PENDING: AtomicU64 = AtomicU64::new(0);
static BREAKER: AtomicPtr<AtomicU32> = AtomicPtr::new(std::ptr::null_mut());
/// The thread that runs that Vm. A signal that another thread gets is handed on to it, so that a system call it waits in
/// ends.
static OWNER: AtomicU64 = AtomicU64::new(0);
static WAKEUP: AtomicI32 = AtomicI32::new(-1);

/// Makes signals known to the Vm with this breaker word. The word is never given back: a signal may come at any time.
pub fn register(breaker: Arc<AtomicU32>) {
    // SAFETY: asking for the own thread has no precondition.
    OWNER.store(unsafe { libc::pthread_self() }, Ordering::SeqCst);
    BREAKER.store(Arc::into_raw(breaker).cast_mut(), Ordering::SeqCst);
}

/// What the process does when a signal comes. Only what is allowed in a signal handler: atomics,
/// `pthread_kill` and `write`.
extern "C" fn caught(signal: libc::c_int) {
    // SAFETY: errno is this thread's own, and is put back below.
    let saved = unsafe { *libc::__errno_location() };
    let owner = OWNER.load(Ordering::SeqCst);
    // SAFETY: the thread of a Vm that made the module runs as long as the process listens to signals.
    if unsafe { libc::pthread_self() } != owner && unsafe { libc::pthread_kill(owner, signal) } == 0 {
        return;
    }
    PENDING.fetch_or(1 << (signal - 1), Ordering::SeqCst);
    let breaker = BREAKER.load(Ordering::SeqCst);
    // SAFETY: a word that was registered lives for ever.
    if let Some(breaker) = unsafe { breaker.as_ref() } {
        breaker.fetch_or(SIGNAL, Ordering::SeqCst);
    }
    let wakeup = WAKEUP.load(Ordering::SeqCst);
    if wakeup >= 0 {
        let byte = signal as u8;
        // SAFETY: one byte is written from a byte; a failure has nobody to tell.
        unsafe { libc::write(wakeup, (&raw const byte).cast(), 1) };
    }
    // SAFETY: as above.
    unsafe { *libc::__errno_location() = saved };
}

/// The signals that came since the last call.
pub fn take() -> u64 {
    PENDING.swap(0, Ordering::SeqCst)
}

/// Sets the descriptor that gets a byte for each signal; gives the one before.
pub fn set_wakeup(fd: i32) -> i32 {
    WAKEUP.swap(fd, Ordering::SeqCst)
}

/// What a signal does.
#[derive(Clone, Copy)]
pub enum Action {
    Default,
    Ignore,
    Catch,
}

/// Sets what a signal does.
pub fn set(signal: i32, action: Action) -> Result<(), i32> {
    let handler = match action {
        Action::Default => libc::SIG_DFL,
        Action::Ignore => libc::SIG_IGN,
        Action::Catch => caught as extern "C" fn(libc::c_int) as libc::sighandler_t,
    };
    // SAFETY: the structure is numbers only, for which zero is a value; its mask is then made empty. The handler does
    // what a handler may.
    let answer = unsafe {
        let mut what: libc::sigaction = std::mem::zeroed();
        what.sa_sigaction = handler;
        libc::sigemptyset(&mut what.sa_mask);
        libc::sigaction(signal, &what, std::ptr::null_mut())
    };
    if answer == 0 { Ok(()) } else { Err(errno()) }
}

/// What a signal does now, as far as the process says.
pub fn current(signal: i32) -> Option<Action> {
    // SAFETY: as for `set`; nothing is changed.
    let handler = unsafe {
        let mut what: libc::sigaction = std::mem::zeroed();
        if libc::sigaction(signal, std::ptr::null(), &mut what) != 0 {
            return None;
        }
        what.sa_sigaction
    };
    Some(match handler {
        libc::SIG_DFL => Action::Default,
        libc::SIG_IGN => Action::Ignore,
        _ => Action::Catch,
    })
}

pub fn errno() -> i32 {
    std::io::Error::last_os_error().raw_os_error().unwrap_or(0)
}
