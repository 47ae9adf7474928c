//! What execution traces are told of tasks, futures, timers and loops (`taipan_objects::trace`). Each function is called
//! from one place of what it tells of, and only while somebody is told ([`is_on`]).

use crate::callback::Callback;
use crate::future::{self, Phase, bit};
use crate::gather::Gathering;
use crate::handle::Places;
use crate::receiver::{Receiver, Work};
use crate::state::State;
use crate::task::{Given, Task};
use crate::timers;
use crate::wait::Waiting;
use taipan_native::{Tp, Value, Vm};
use taipan_objects::attr::get_slot;
use taipan_objects::generator::Generator;
use taipan_objects::native_function::NativeFunction;
use taipan_objects::trace::{Callee, Done, Event, Events, FutureKind, Id, On, Resumed, Shown, TaskId};
use taipan_objects::tuple::Tuple;

/// Whether somebody is told of tasks, futures and timers.
#[inline(always)]
pub fn is_on(vm: &Vm) -> bool {
    vm.traces(Events::TASKS)
}

/// Whether somebody is told of the turns of loops.
#[inline(always)]
pub fn tells_loop(vm: &Vm) -> bool {
    vm.traces(Events::LOOP)
}

/// A trace knows tasks and futures from here on.
pub fn install(vm: &mut Vm) {
    if let Some(trace) = &mut vm.trace {
        trace.future_kind = |object| match object.downcast::<Task>() {
            Some(_) => Some(FutureKind::Task),
            None => future::of(object).map(|_| FutureKind::Future),
        };
    }
}

/// The task that runs, unless it is this one.
fn by(vm: &mut Vm, other_than: &Value) -> Option<TaskId> {
    let running = vm.running_task.clone();
    if running.is_null() || running.is_none() || running.is(other_than) {
        return None;
    }
    vm.trace_task(&running)
}

fn shown_message(vm: &mut Vm, message: &Value) -> Option<Shown> {
    (!message.is_null() && !message.is_none()).then(|| vm.trace_value(message))
}

/// A future was made, or made anew.
#[cold]
pub fn future_made(vm: &mut Vm, object: &Value) {
    if object.downcast::<Task>().is_some() {
        // That is told when its coroutine is known.
        return;
    }
    let Some(Id::Future(future)) = vm.trace_made_future(object) else { return };
    let by = by(vm, object);
    let place = vm.trace_program_place();
    vm.tell_trace(&Event::FutureCreate { future, by, place });
}

/// A task was made.
#[cold]
pub fn task_made(vm: &mut Vm, object: &Value, given: &Given) {
    let Some(Id::Task(task)) = vm.trace_made_future(object) else { return };
    let (coroutine, by) = (vm.trace_value(&given.coroutine), by(vm, object));
    let name = match given.coroutine.downcast::<Generator>() {
        Some(generator) => vm.trace_generator_name(generator),
        None => vm.trace_name(&given.coroutine),
    };
    let context_given = !given.context.is_null() && !given.context.is_none();
    let place = vm.trace_program_place();
    let eager = given.eager;
    vm.tell_trace(&Event::TaskCreate { task, coroutine, name, by, eager, context_given, place });
}

/// The coroutine of a task goes on.
#[cold]
pub fn step(vm: &mut Vm, object: &Value, exception: Option<&Value>) {
    let Some(task) = vm.trace_task(object) else { return };
    let with = match exception {
        Some(exception) => Resumed::Throw(vm.trace_value(exception)),
        None => Resumed::Send(vm.trace_value(&Value::NONE)),
    };
    vm.tell_trace(&Event::TaskStep { task, with });
}

/// The coroutine of a task yielded `value`.
#[cold]
pub fn suspended(vm: &mut Vm, object: &Value, value: &Value) {
    let Some(task) = vm.trace_task(object) else { return };
    let on = match (vm.trace_future(value), future::of(value)) {
        _ if value.is_none() => On::Turn,
        _ if value.is(object) => On::Itself,
        (Some(id), Some(awaited)) => {
            let own_loop = future::own(object).event_loop.get(vm).clone();
            if !awaited.event_loop.get(vm).is(&own_loop) {
                On::OtherLoop(id)
            } else if !awaited.has(bit::BLOCKING) {
                On::NotAwaited(id)
            } else {
                On::Future(id)
            }
        }
        _ => {
            // Only an instance of a class can be something else that may be waited for.
            let plain =
                [Tp::Int, Tp::Str, Tp::Float, Tp::Bool, Tp::Bytes, Tp::List, Tp::Tuple, Tp::Generator];
            let bad = plain.iter().any(|&tp| vm.is_exact(value, tp));
            let value = vm.trace_value(value);
            if bad { On::Bad(value) } else { On::Other(value) }
        }
    };
    vm.tell_trace(&Event::TaskSuspend { task, on });
}

/// What a task was suspended on is done.
#[cold]
pub fn woken(vm: &mut Vm, object: &Value, done: &Value) {
    let Some(task) = vm.trace_task(object) else { return };
    let by = vm.trace_value(done);
    vm.tell_trace(&Event::TaskWake { task, by });
}

/// Cancellation was asked for of a task or a gathering future.
#[cold]
pub fn cancelled(vm: &mut Vm, object: &Value, message: &Value) {
    let Some(what) = vm.trace_future(object) else { return };
    let (by, message) = (by(vm, &Value::NULL), shown_message(vm, message));
    vm.tell_trace(&Event::CancelAsked { what, by, message });
}

/// The next step of a task is to throw CancelledError.
#[cold]
pub fn must_cancel(vm: &mut Vm, object: &Value) {
    let Some(task) = vm.trace_task(object) else { return };
    vm.tell_trace(&Event::MustCancel { task });
}

/// `gather` gave a future.
#[cold]
pub fn gathers(vm: &mut Vm, outer: &Value) {
    let Some(Id::Future(future)) = vm.trace_future(outer) else { return };
    let children = outer.expect::<Gathering>().children(vm);
    let children = children.iter().map(|child| vm.trace_value(child)).collect();
    vm.tell_trace(&Event::Gathers { future, children });
}

/// `shield` gave a future.
#[cold]
pub fn shields(vm: &mut Vm, outer: &Value, inner: &Value) {
    let (future, inner) = (vm.trace_value(outer), vm.trace_value(inner));
    vm.tell_trace(&Event::Shields { future, inner });
}

/// A future has ended, and its callbacks are about to go to its loop.
#[cold]
pub fn done(vm: &mut Vm, object: &Value) {
    let Some(what) = vm.trace_future(object) else { return };
    let own = future::own(object);
    let outcome = match own.phase() {
        Phase::Returned => {
            let result = own.outcome(vm);
            Done::Result(vm.trace_value(&result))
        }
        Phase::Raised => {
            let error = own.outcome(vm);
            Done::Exception(vm.trace_value(&error))
        }
        Phase::Cancelled | Phase::Pending => {
            let message = own.cancel_message(vm);
            Done::Cancelled(shown_message(vm, &message))
        }
    };
    let by = by(vm, object);
    let callbacks = own.callbacks.all(vm);
    let calls =
        callbacks.iter().filter(|callback| !ends_edge(callback)).map(|callback| callee_of(vm, callback));
    let calls = calls.collect();
    vm.tell_trace(&Event::Done { what, outcome, by, calls });
}

/// Whether a callback only takes an edge of who awaits whom away.
fn ends_edge(callback: &Callback) -> bool {
    callback.what.downcast::<Receiver>().is_some_and(|receiver| receiver.work == Work::ShieldEdge)
}

fn callee_of(vm: &mut Vm, callback: &Callback) -> Callee {
    let what = &callback.what;
    if let Some(task) = vm.trace_task(what) {
        return Callee::Wake(task);
    }
    if let Some(receiver) = what.downcast::<Receiver>() {
        let mut to = receiver.to.get(vm).clone();
        if let Some(waiting) = to.downcast::<Waiting>() {
            to = waiting.waiter.clone();
        }
        if let Some(id) = vm.trace_future(&to) {
            return match receiver.work {
                Work::ShieldOuter => Callee::Leave(id),
                Work::Gather | Work::Wait | Work::ShieldInner | Work::ShieldEdge => Callee::Tell(id),
            };
        }
    }
    let name = vm.trace_name(what);
    if name == "task_wakeup"
        && let Some(wakeup) = what.downcast::<NativeFunction>()
        && let Some(task) = vm.trace_task(&wakeup.own)
    {
        return Callee::Wake(task);
    }
    Callee::Call(name, Vec::new())
}

fn call_of(vm: &mut Vm, what: &Value, args: &Value) -> Callee {
    let arguments = match args.downcast::<Tuple>() {
        Some(args) => args.items().to_vec(),
        None => Vec::new(),
    };
    let shown = arguments.iter().map(|argument| vm.trace_value(argument)).collect();
    Callee::Call(vm.trace_name(what), shown)
}

/// A timer was made.
#[cold]
pub fn timer_made(vm: &mut Vm, timer: &Value, what: &Value, args: &Value) {
    let Some(id) = vm.trace_made_timer(timer) else { return };
    let place = vm.state::<State>().places.when;
    let when = get_slot(vm, timer, place.into());
    let seconds = timers::seconds(&when).unwrap_or(0.0);
    let at_ns = vm.trace_moment(seconds);
    let (calls, by) = (call_of(vm, what, args), by(vm, &Value::NULL));
    vm.tell_trace(&Event::TimerCreate { timer: id, at_ns, calls, by });
}

/// The time of a timer has come.
#[cold]
pub fn timer_due(vm: &mut Vm, timer: &Value) {
    if let Some(timer) = vm.trace_timer(timer) {
        vm.tell_trace(&Event::TimerDue { timer });
    }
}

/// A cancelled timer is forgotten.
#[cold]
pub fn timer_dropped(vm: &mut Vm, timer: &Value) {
    if let Some(timer) = vm.trace_timer(timer) {
        vm.tell_trace(&Event::TimerDropped { timer });
    }
}

/// A turn of a loop begins.
#[cold]
pub fn turn(vm: &mut Vm, ready: usize) {
    let turn = vm.trace_turn();
    vm.tell_trace(&Event::LoopTurn { turn, ready });
}

/// A loop has nothing to do for so many seconds.
#[cold]
pub fn waits(vm: &mut Vm, seconds: Option<f64>) {
    let ns = seconds.map(|seconds| (seconds * 1e9).round() as u64);
    vm.tell_trace(&Event::LoopWait { ns });
}

/// A loop runs a Handle.
#[cold]
pub fn calls(vm: &mut Vm, handle: &Value, places: Places) {
    let what = get_slot(vm, handle, places.callback.into());
    let args = get_slot(vm, handle, places.args.into());
    let calls = call_of(vm, &what, &args);
    vm.tell_trace(&Event::LoopCall { calls });
}
