//! Stopping a running Vm from outside: a flag beside the breaker word the loop polls, and Ctrl-C on top of it.
//!
//! Invariant: the flag is set before the breaker, so a loop that sees the breaker sees the flag.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering};
use taipan_objects::{PyResult, Tp, Vm};

/// The bit of the breaker word for signals (`Pending::Signal` of the heap).
const SIGNAL: u32 = 4;

/// What the Vm looks at when the breaker word says that a signal came.
#[derive(Default)]
pub(crate) struct Flag(pub Option<Arc<AtomicBool>>);

/// Raises KeyboardInterrupt in a Vm that may be running on another thread.
///
/// ```
/// let mut vm = taipan::Vm::new()?;
/// let interrupt = vm.interrupter();
/// let stopper = std::thread::spawn(move || {
///     std::thread::sleep(std::time::Duration::from_millis(20));
///     interrupt.interrupt();
/// });
/// let Err(taipan::Error::Exception(raised)) = vm.run_source("while True: pass", "<example>") else { panic!() };
/// assert_eq!(raised.class(), "KeyboardInterrupt");
/// stopper.join().unwrap();
/// # Ok::<(), taipan::Error>(())
/// ```
#[derive(Clone)]
pub struct Interrupter {
    flag: Arc<AtomicBool>,
    breaker: Arc<AtomicU32>,
}

impl Interrupter {
    /// Asks for a KeyboardInterrupt at the next back-edge or call.
    pub fn interrupt(&self) {
        self.flag.store(true, Ordering::SeqCst);
        self.breaker.fetch_or(SIGNAL, Ordering::SeqCst);
    }
}

/// The handle of a Vm; the first one arms the Vm's hook.
pub(crate) fn interrupter(vm: &mut Vm) -> Interrupter {
    vm.on_signal = Some(on_signal);
    let flag = vm.state::<Flag>().0.get_or_insert_default().clone();
    Interrupter { flag, breaker: vm.heap.breaker().clone() }
}

fn on_signal(vm: &mut Vm) -> PyResult<()> {
    let asked = vm.state::<Flag>().0.as_ref().is_some_and(|flag| flag.swap(false, Ordering::SeqCst));
    if asked { Err(vm.raise_with(Tp::KeyboardInterrupt, Vec::new())) } else { Ok(()) }
}

/// Makes SIGINT of the process interrupt this Vm. The signal is handed on to the thread that runs the Vm, so that a
/// system call it waits in ends.
pub(crate) fn on_ctrl_c(interrupter: Interrupter) -> std::io::Result<()> {
    // SAFETY: asking for the own thread has no precondition.
    let owner = AtomicU64::new(unsafe { libc::pthread_self() });
    let handler = move || {
        interrupter.interrupt();
        let owner = owner.load(Ordering::Relaxed);
        // SAFETY: both functions may be called in a signal handler; the owner is the thread that runs the program,
        // which outlives it. Only a thread that is not the owner hands on, so this ends.
        unsafe {
            if libc::pthread_self() != owner {
                libc::pthread_kill(owner, libc::SIGINT);
            }
        }
    };
    // As CPython: a file that grows too large is an OSError, not the end.
    // SAFETY: the disposition of one signal.
    unsafe { libc::signal(libc::SIGXFSZ, libc::SIG_IGN) };
    // SAFETY: the handler stores to atomics and calls async-signal-safe functions only.
    unsafe { signal_hook_registry::register(libc::SIGINT, handler) }.map(|_| ())
}

/// Ends the process as SIGINT would have without a handler, so that a shell sees it.
pub fn die_of_interrupt() -> ! {
    // SAFETY: resets the disposition of one signal and raises it.
    unsafe {
        libc::signal(libc::SIGINT, libc::SIG_DFL);
        libc::raise(libc::SIGINT);
    }
    std::process::exit(130)
}
