//! Waiting for another thread: a queue of those who wait for a lock, a queue's item, or a thread's end.
//!
//! The queue is touched by who has the turn. Each waits on a semaphore of its own, since a signal ends that wait.

use crate::Vm;
use std::cell::{RefCell, UnsafeCell};
use std::collections::VecDeque;
use std::sync::Arc;
use taipan_host::Clock;

/// A semaphore of the system.
struct Semaphore(Box<UnsafeCell<libc::sem_t>>);

// SAFETY: semaphores are made to be used by several threads.
unsafe impl Send for Semaphore {}
// SAFETY: as above.
unsafe impl Sync for Semaphore {}

impl Semaphore {
    fn new() -> Semaphore {
        // SAFETY: a semaphore is numbers only, and is made before anybody uses it; it does not move in its box.
        unsafe {
            let semaphore = Semaphore(Box::new(UnsafeCell::new(std::mem::zeroed())));
            libc::sem_init(semaphore.0.get(), 0, 0);
            semaphore
        }
    }

    fn post(&self) {
        // SAFETY: it was made by `new`.
        unsafe { libc::sem_post(self.0.get()) };
    }

    /// Waits, at most for so many nanoseconds; the error number of a wait that ended otherwise.
    fn wait(&self, ns: Option<u64>) -> Result<(), i32> {
        // SAFETY: it was made by `new`; the time is ours.
        let done = unsafe {
            match ns {
                None => libc::sem_wait(self.0.get()),
                Some(ns) => {
                    let mut end = libc::timespec { tv_sec: 0, tv_nsec: 0 };
                    libc::clock_gettime(libc::CLOCK_REALTIME, &mut end);
                    let nanoseconds = end.tv_nsec as u64 + ns % 1_000_000_000;
                    end.tv_sec += (ns / 1_000_000_000 + nanoseconds / 1_000_000_000) as libc::time_t;
                    end.tv_nsec = (nanoseconds % 1_000_000_000) as libc::c_long;
                    libc::sem_timedwait(self.0.get(), &end)
                }
            }
        };
        if done == 0 { Ok(()) } else { Err(std::io::Error::last_os_error().raw_os_error().unwrap_or(0)) }
    }
}

impl Drop for Semaphore {
    fn drop(&mut self) {
        // SAFETY: who waits on it holds it, so nobody does.
        unsafe { libc::sem_destroy(self.0.get()) };
    }
}

/// Those who wait, first come first.
#[derive(Default)]
pub struct WaitQueue(RefCell<VecDeque<Arc<Semaphore>>>);

/// How a wait ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wait {
    Woken,
    TimedOut,
    /// A signal came; its handler has not run.
    Interrupted,
}

impl WaitQueue {
    /// Ends the wait of who has waited longest.
    pub fn wake_one(&self) {
        if let Some(first) = self.0.borrow_mut().pop_front() {
            first.post();
        }
    }

    /// Ends all waits.
    pub fn wake_all(&self) {
        for waiter in self.0.borrow_mut().drain(..) {
            waiter.post();
        }
    }

    /// Waits until somebody wakes, or until the monotonic clock shows `end`. The queue's owner lives that long.
    pub fn wait(&self, vm: &mut Vm, end: Option<i64>) -> Wait {
        let left = end.map(|end| end.saturating_sub(vm.host().now_ns(Clock::Monotonic)));
        if left.is_some_and(|left| left <= 0) {
            return Wait::TimedOut;
        }
        let left = left.map(|left| left as u64);
        if let Some(ns) = left
            && vm.threads.is_alone()
        {
            // Nobody can wake it, and the clock may be one that only sleeping moves.
            return if vm.host().sleep_ns(ns).is_ok() { Wait::TimedOut } else { Wait::Interrupted };
        }
        let own = Arc::new(Semaphore::new());
        self.0.borrow_mut().push_back(own.clone());
        let ended = vm.blocking(|| own.wait(left));
        let mut queue = self.0.borrow_mut();
        let place = queue.iter().position(|waiter| Arc::ptr_eq(waiter, &own));
        let Some(place) = place else { return Wait::Woken };
        queue.remove(place);
        if ended != Err(libc::ETIMEDOUT) {
            return Wait::Interrupted;
        }
        if let Some(ns) = left
            && !vm.host().waits_really()
        {
            // The time has passed here, but not on a clock that only sleeping moves.
            let _ = vm.host().sleep_ns(ns);
        }
        Wait::TimedOut
    }

    /// As [`WaitQueue::wait`], until `done` says so; false when the end has come before. Signals are handled meanwhile.
    ///
    /// # Errors
    /// What the handler of a signal raises.
    pub fn wait_until(
        &self,
        vm: &mut Vm,
        end: Option<i64>,
        mut done: impl FnMut(&mut Vm) -> bool,
    ) -> crate::PyResult<bool> {
        loop {
            if done(vm) {
                return Ok(true);
            }
            match self.wait(vm, end) {
                Wait::Woken => {}
                Wait::TimedOut => return Ok(done(vm)),
                Wait::Interrupted => vm.check_signals()?,
            }
        }
    }
}
