//! The threads of one Vm. They are threads of the system that take turns: whoever has the turn has the Vm, and nobody
//! else touches it or its heap. A turn is handed over where a thread would wait ([`Vm::blocking`]), and between two ops
//! when somebody has waited for the switch interval ([`Vm::yield_turn`]). What belongs to a thread (its stack, what it
//! handles, its context, its trace functions) is in the Vm's own fields during its turn, and in a [`ThreadState`] meanwhile.
//!
//! Laws. Turns are given in the order in which they were asked for. The thread that entered the Vm keeps the turn when it
//! leaves: threads run while it is inside. When the Vm ends, those that still wait for a turn never get one.

use crate::stack::Stack;
use crate::{PyResult, Value, Vm, host_stack};
use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use taipan_heap::Pending;

/// Names a thread of a Vm. The one that enters it is 0.
pub type ThreadKey = u64;

/// How long others wait for a turn before they ask for it, by default.
const SWITCH_INTERVAL: Duration = Duration::from_millis(5);

/// One who waits for a turn.
#[derive(Default)]
struct Turn {
    given: Mutex<bool>,
    changed: Condvar,
}

#[derive(Default)]
struct Queue {
    taken: bool,
    ended: bool,
    waiting: VecDeque<Arc<Turn>>,
}

/// The turn itself: who has it may touch the Vm.
#[derive(Default)]
struct Baton(Mutex<Queue>);

impl Baton {
    fn queue(&self) -> MutexGuard<'_, Queue> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for the turn; asks for it through the breaker word each time the interval is over.
    fn take(&self, breaker: &AtomicU32, interval: Duration) {
        let turn = {
            let mut queue = self.queue();
            if !queue.taken && !queue.ended {
                queue.taken = true;
                return;
            }
            let turn = Arc::new(Turn::default());
            queue.waiting.push_back(turn.clone());
            turn
        };
        let mut given = turn.given.lock().unwrap_or_else(PoisonError::into_inner);
        while !*given {
            let waited = turn.changed.wait_timeout(given, interval).unwrap_or_else(PoisonError::into_inner);
            given = waited.0;
            if waited.1.timed_out() && !*given {
                breaker.fetch_or(Pending::Threads as u32, Ordering::Relaxed);
            }
        }
    }

    /// Gives the turn to who has waited longest.
    fn give(&self) {
        let mut queue = self.queue();
        match queue.waiting.pop_front() {
            Some(turn) if !queue.ended => {
                *turn.given.lock().unwrap_or_else(PoisonError::into_inner) = true;
                turn.changed.notify_one();
            }
            _ => queue.taken = false,
        }
    }
}

/// What belongs to a thread, while another has its turn.
pub struct ThreadState {
    /// `threading.get_ident()`.
    pub ident: u64,
    stack: Stack,
    handled: Value,
    context: Value,
    step_context: Value,
    running_loop: Value,
    running_task: Value,
    native_depth: u32,
    host_stack_limit: usize,
    repr_stack: Vec<u64>,
    repr_deep: taipan_heap::Map<u64, ()>,
    trace_function: Value,
    profile_function: Value,
    observing: bool,
    tracing: u32,
    asyncgen_firstiter: Value,
    asyncgen_finalizer: Value,
    coroutine_origin_depth: usize,
}

impl ThreadState {
    fn new(stack: Stack) -> ThreadState {
        ThreadState {
            ident: 0,
            stack,
            handled: Value::NULL,
            context: Value::NULL,
            step_context: Value::NULL,
            running_loop: Value::NULL,
            running_task: Value::NULL,
            native_depth: 0,
            host_stack_limit: 0,
            repr_stack: Vec::new(),
            repr_deep: taipan_heap::map(),
            trace_function: Value::NULL,
            profile_function: Value::NULL,
            observing: false,
            tracing: 0,
            asyncgen_firstiter: Value::NULL,
            asyncgen_finalizer: Value::NULL,
            coroutine_origin_depth: 0,
        }
    }
}

/// The threads of a Vm.
pub struct Threads {
    baton: Arc<Baton>,
    /// Who has the turn.
    current: ThreadKey,
    /// Every thread but the first, and the first once there is another. The state of who has the turn is empty.
    states: Vec<(ThreadKey, Box<ThreadState>)>,
    next: ThreadKey,
    /// `sys.getswitchinterval()`.
    pub switch_interval: Duration,
    /// A signal came while a thread had the turn that does not handle them.
    signal_waits: bool,
    /// A thread ended by a bug of the interpreter, and may have left anything behind.
    broken: bool,
}

impl Default for Threads {
    fn default() -> Threads {
        let baton = Arc::new(Baton::default());
        baton.queue().taken = true;
        Threads {
            baton,
            current: 0,
            states: Vec::new(),
            next: 1,
            switch_interval: SWITCH_INTERVAL,
            signal_waits: false,
            broken: false,
        }
    }
}

impl Drop for Threads {
    fn drop(&mut self) {
        let mut queue = self.baton.queue();
        queue.ended = true;
        queue.waiting.clear();
    }
}

impl Threads {
    /// Whether there is one thread only.
    #[inline]
    pub fn is_alone(&self) -> bool {
        self.states.is_empty()
    }

    /// Threads beside the first.
    pub fn others(&self) -> usize {
        self.states.len().saturating_sub(1)
    }

    /// Who has the turn.
    pub fn current(&self) -> ThreadKey {
        self.current
    }

    fn state(&mut self, key: ThreadKey) -> Option<*mut ThreadState> {
        self.states.iter_mut().find(|(own, _)| *own == key).map(|(_, state)| &raw mut **state)
    }
}

/// A pointer that goes to another thread, which uses it in its turns.
struct Shared<T>(T);
// SAFETY: what it leads to is used by who has the turn.
unsafe impl<T> Send for Shared<T> {}

impl<T> Shared<T> {
    fn into_inner(self) -> T {
        self.0
    }
}

impl Vm {
    /// Exchanges what belongs to a thread with a state.
    fn exchange(&mut self, state: &mut ThreadState) {
        use std::mem::swap;
        swap(&mut self.stack, &mut state.stack);
        swap(&mut self.handled, &mut state.handled);
        swap(&mut self.context, &mut state.context);
        swap(&mut self.step_context, &mut state.step_context);
        swap(&mut self.running_loop, &mut state.running_loop);
        swap(&mut self.running_task, &mut state.running_task);
        swap(&mut self.native_depth, &mut state.native_depth);
        swap(&mut self.host_stack_limit, &mut state.host_stack_limit);
        swap(&mut self.repr_stack, &mut state.repr_stack);
        swap(&mut self.repr_deep, &mut state.repr_deep);
        swap(&mut self.trace_function, &mut state.trace_function);
        swap(&mut self.profile_function, &mut state.profile_function);
        swap(&mut self.observing, &mut state.observing);
        swap(&mut self.tracing, &mut state.tracing);
        swap(&mut self.asyncgen_firstiter, &mut state.asyncgen_firstiter);
        swap(&mut self.asyncgen_finalizer, &mut state.asyncgen_finalizer);
        swap(&mut self.coroutine_origin_depth, &mut state.coroutine_origin_depth);
    }

    fn exchange_with(&mut self, key: ThreadKey) {
        if let Some(state) = self.threads.state(key) {
            // SAFETY: the state is in a box of the table, which `exchange` does not touch.
            self.exchange(unsafe { &mut *state });
        }
    }

    /// Runs what may wait, outside the Vm: others have their turns meanwhile.
    #[inline]
    pub fn blocking<R>(&mut self, call: impl FnOnce() -> R) -> R {
        if self.threads.is_alone() {
            return call();
        }
        let key = self.threads.current;
        // Without the turn nothing of the Vm may be looked at: it may even have ended.
        let (baton, breaker) = (self.threads.baton.clone(), self.heap.breaker().clone());
        let interval = self.threads.switch_interval;
        self.exchange_with(key);
        baton.give();
        let result = call();
        baton.take(&breaker, interval);
        self.begin_turn(key);
        result
    }

    /// Lets the others have their turns, if any waits.
    pub fn yield_turn(&mut self) {
        if !self.threads.is_alone() {
            self.blocking(|| ());
        }
    }

    fn begin_turn(&mut self, key: ThreadKey) {
        assert!(!self.threads.broken, "another thread of the interpreter panicked");
        self.threads.current = key;
        self.exchange_with(key);
        if key == 0 {
            if std::mem::take(&mut self.threads.signal_waits) {
                self.heap.signal(Pending::Signal);
            }
            self.forget_first();
        }
        // Whether the loop that observes must run may have changed.
        self.heap.signal(Pending::Observers);
    }

    /// Whether the running thread is the one that handles signals; if not, they wait for it.
    pub fn handles_signals(&mut self) -> bool {
        self.threads.signal_waits |= self.threads.current != 0;
        self.threads.current == 0
    }

    /// Runs the handlers of signals that came, if the running thread is the one for that.
    ///
    /// # Errors
    /// What a handler raises.
    pub fn check_signals(&mut self) -> PyResult<()> {
        let handler = self.on_signal;
        match handler {
            Some(handle) if self.handles_signals() => handle(self),
            _ => Ok(()),
        }
    }

    /// Starts a thread that runs `body` in its turns; gives its `threading.get_ident()`.
    ///
    /// # Errors
    /// What the system says if it has no thread to give.
    pub fn start_thread(
        &mut self,
        stack_size: usize,
        body: impl FnOnce(&mut Vm) + 'static,
    ) -> std::io::Result<u64> {
        if self.threads.is_alone() {
            let mut first = ThreadState::new(Stack::unused());
            first.ident = ident();
            self.threads.states.push((0, Box::new(first)));
        }
        let key = self.threads.next;
        let mut stack = Stack::new();
        stack.set_limit(self.stack.asked_limit);
        self.threads.states.push((key, Box::new(ThreadState::new(stack))));
        let shared = Shared((std::ptr::from_mut(self), body));
        let (baton, breaker) = (self.threads.baton.clone(), self.heap.breaker().clone());
        let interval = self.threads.switch_interval;
        let main = move || {
            let (vm, body) = shared.into_inner();
            baton.take(&breaker, interval);
            // SAFETY: the Vm is there, since a turn was given, and until it is handed on nobody else uses it.
            let vm = unsafe { &mut *vm };
            vm.run_thread(key, body);
            baton.give();
        };
        let started = std::thread::Builder::new().stack_size(stack_size).spawn(main);
        match started {
            Ok(thread) => {
                use std::os::unix::thread::JoinHandleExt;
                let ident = thread.as_pthread_t();
                if let Some((_, state)) = self.threads.states.last_mut() {
                    state.ident = ident;
                }
                self.threads.next += 1;
                Ok(ident)
            }
            Err(error) => {
                self.threads.states.pop();
                self.forget_first();
                Err(error)
            }
        }
    }

    /// The turn of a new thread, from its start to its end.
    fn run_thread(&mut self, key: ThreadKey, body: impl FnOnce(&mut Vm)) {
        self.threads.current = key;
        self.exchange_with(key);
        self.host_stack_limit = host_stack::limit();
        let run = AssertUnwindSafe(|| {
            body(self);
            for value in [
                &mut self.handled,
                &mut self.context,
                &mut self.step_context,
                &mut self.running_loop,
                &mut self.running_task,
                &mut self.trace_function,
                &mut self.profile_function,
                &mut self.asyncgen_firstiter,
                &mut self.asyncgen_finalizer,
            ] {
                drop(std::mem::replace(value, Value::NULL));
            }
            self.run_pending();
        });
        self.threads.broken |= catch_unwind(run).is_err();
        self.exchange_with(key);
        self.threads.states.retain(|(own, _)| *own != key);
        self.forget_first();
    }

    /// Where one thread is left, it needs no state.
    fn forget_first(&mut self) {
        if let [(0, _)] = self.threads.states[..] {
            // Its state is not empty unless it has the turn.
            if self.threads.current == 0 {
                self.threads.states.clear();
            }
        }
    }

    /// The threads: `threading.get_ident()`, and what `look` sees as if the thread had its turn.
    pub fn each_thread<R>(&mut self, mut look: impl FnMut(&mut Vm) -> R) -> Vec<(u64, R)> {
        let current = self.threads.current;
        let keys: Vec<(ThreadKey, u64)> =
            self.threads.states.iter().map(|(key, state)| (*key, state.ident)).collect();
        if keys.is_empty() {
            return vec![(ident(), look(self))];
        }
        let mut seen = Vec::new();
        for (key, ident) in keys {
            if key == current {
                seen.push((ident, look(self)));
                continue;
            }
            self.exchange_with(current);
            self.exchange_with(key);
            let result = look(self);
            self.exchange_with(key);
            self.exchange_with(current);
            seen.push((ident, result));
        }
        seen
    }

    /// Sets the recursion limit of every thread.
    pub fn set_recursion_limit(&mut self, frames: usize) {
        let current = self.threads.current;
        self.stack.set_limit(frames);
        for (key, state) in &mut self.threads.states {
            if *key != current {
                state.stack.set_limit(frames);
            }
        }
    }
}

/// The number that stands for the calling thread in Python.
pub fn ident() -> u64 {
    // SAFETY: the call has no conditions.
    unsafe { libc::pthread_self() as u64 }
}
