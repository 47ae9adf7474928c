//! One round of a plain event loop, and the rounds of `run_forever`: timers, what is ready to be read or written, and then
//! every entry that was ready, in its order.

use crate::handle;
use crate::plain::{self, Part, Plain};
use crate::ready::{self, Entry, Ready};
use crate::receiver;
use crate::state::{State, get, is_exactly};
use crate::task::{self, Task};
use crate::{step, timers, trace};
use taipan_host::Clock;
use taipan_native::{PyResult, Value, Vm};
use taipan_objects::attr::{get_slot, set_slot, slot_offset, word_at};
use taipan_objects::dict::Dict;
use taipan_objects::list::List;
use taipan_objects::{BinaryOp, CompareOp, float};

/// Timers below which cancelled ones are not cleared away, and the part of them that must be cancelled.
const MIN_SCHEDULED: usize = 100;
const MIN_CANCELLED: f64 = 0.5;

/// The longest wait for events, in seconds.
const MAX_WAIT: f64 = 24.0 * 3600.0;

/// How long other threads may take, in seconds, before virtual time passes.
const GRACE: f64 = 0.02;

/// Rounds that may pass before a loop that only waits for its own pipe looks at it again, while something is ready.
const ROUNDS_PER_LOOK: u32 = 16;

/// `loop.time()` of a plain loop, in seconds.
pub fn now(vm: &mut Vm) -> f64 {
    vm.host().now_ns(Clock::Monotonic) as f64 / 1e9
}

/// `BaseEventLoop.run_forever`.
pub fn run_forever(vm: &mut Vm, event_loop: &Value) -> PyResult<()> {
    vm.call_method(event_loop, "_run_forever_setup", &[])?;
    let result = rounds(vm, event_loop);
    let cleaned = vm.call_method(event_loop, "_run_forever_cleanup", &[]);
    result?;
    cleaned?;
    Ok(())
}

fn rounds(vm: &mut Vm, event_loop: &Value) -> PyResult<()> {
    loop {
        let stopping = match plain::of(vm, event_loop) {
            Some((plain, queue)) => {
                round(vm, event_loop, plain, &queue)?;
                match plain.part(event_loop, Part::Stopping).non_null() {
                    Some(stopping) => stopping,
                    None => vm.get_attr_str(event_loop, "_stopping")?,
                }
            }
            None => {
                vm.call_method(event_loop, "_run_once", &[])?;
                vm.get_attr_str(event_loop, "_stopping")?
            }
        };
        if stopping.raw() != Value::FALSE.raw() && vm.truth(&stopping)? {
            return Ok(());
        }
        if vm.asked() {
            vm.check_signals()?;
        }
    }
}

/// One round of a plain loop.
pub fn round(vm: &mut Vm, event_loop: &Value, plain: Plain, queue: &Value) -> PyResult<()> {
    let scheduled = plain.part(event_loop, Part::Scheduled);
    let has_timers = match scheduled.downcast_exact::<List>() {
        Some(timers) if timers.len(vm) == 0 => false,
        _ => {
            clear_cancelled(vm, event_loop, plain)?;
            true
        }
    };
    let ready = ready::own(queue);
    let at_once = ready.len(vm) > 0 || {
        let stopping = plain.part(event_loop, Part::Stopping);
        vm.truth(&stopping)?
    };
    let timeout = if at_once {
        Some(0.0)
    } else if has_timers {
        time_left(vm, event_loop, plain)?
    } else {
        None
    };
    if trace::tells_loop(vm) {
        trace::turn(vm, ready.len(vm));
    }
    poll(vm, event_loop, plain, timeout)?;
    if has_timers || !at_once {
        move_due(vm, event_loop, plain)?;
    }
    for _ in 0..ready.len(vm) {
        let Some(entry) = ready.pop(vm) else { break };
        run(vm, event_loop, entry)?;
        if vm.heap.has_pending() {
            vm.run_pending();
        }
    }
    Ok(())
}

/// Runs one entry.
fn run(vm: &mut Vm, event_loop: &Value, entry: Entry) -> PyResult<()> {
    let State { task_shape, handle_shape, .. } = *vm.state::<State>();
    let shape = entry.what.shape();
    let ran = if shape == task_shape || (shape != handle_shape && entry.what.downcast::<Task>().is_some()) {
        run_task(vm, &entry)
    } else if entry.done.is_null() {
        return handle::run(vm, event_loop, &entry.what);
    } else {
        receiver::receive(vm, &entry.what, &entry.done)
    };
    match ran {
        Ok(()) => Ok(()),
        Err(raised) => {
            let shown = ready::show(vm, &entry)?;
            let what = vm.get_attr_str(&shown, "_callback")?;
            let args = vm.get_attr_str(&shown, "_args")?;
            handle::failed(vm, event_loop, &shown, &what, &args, raised)
        }
    }
}

/// The step of a task, in its own context.
fn run_task(vm: &mut Vm, entry: &Entry) -> PyResult<()> {
    let task = task::own(&entry.what);
    task::in_context(vm, task, |vm| match entry.done.is_null() {
        true => step::step(vm, &entry.what, None),
        false => step::wake(vm, &entry.what, &entry.done),
    })
}

// ---- timers ----

fn list_of(vm: &mut Vm, event_loop: &Value, plain: Plain) -> PyResult {
    let scheduled = get_slot(vm, event_loop, plain.scheduled.into());
    if scheduled.downcast::<List>().is_none() {
        let text = format!("_scheduled must be a list, not {}", vm.type_name(&scheduled));
        return Err(vm.type_error(text));
    }
    Ok(scheduled)
}

/// Takes cancelled timers away: all of them where they are many, else those that would come first.
fn clear_cancelled(vm: &mut Vm, event_loop: &Value, plain: Plain) -> PyResult<()> {
    let list = list_of(vm, event_loop, plain)?;
    let timers = list.expect::<List>();
    let count = timers.len(vm);
    let cancelled = get_slot(vm, event_loop, plain.timer_cancelled_count.into());
    let cancelled = vm.index_i64(&cancelled)?;
    if count > MIN_SCHEDULED && cancelled as f64 / count as f64 > MIN_CANCELLED {
        let mut kept = Vec::new();
        for timer in timers.items(vm).clone() {
            if timers::is_cancelled(vm, &timer)? {
                if trace::is_on(vm) {
                    trace::timer_dropped(vm, &timer);
                }
                timers::set_scheduled(vm, &timer, false)?;
            } else {
                kept.push(timer);
            }
        }
        let kept = vm.new_list(kept);
        timers::heapify(vm, kept.expect::<List>())?;
        drop(set_slot(vm, event_loop, plain.scheduled.into(), kept));
        drop(set_slot(vm, event_loop, plain.timer_cancelled_count.into(), Value::from_i32(0)));
        return Ok(());
    }
    let mut gone = 0;
    while let Some(first) = timers.items(vm).first().cloned() {
        if !timers::is_cancelled(vm, &first)? {
            break;
        }
        gone += 1;
        let timer = timers::pop(vm, timers)?;
        if trace::is_on(vm) {
            trace::timer_dropped(vm, &timer);
        }
        timers::set_scheduled(vm, &timer, false)?;
    }
    if gone > 0 {
        let left = vm.new_int(cancelled - gone);
        drop(set_slot(vm, event_loop, plain.timer_cancelled_count.into(), left));
    }
    Ok(())
}

/// Seconds until the first timer.
fn time_left(vm: &mut Vm, event_loop: &Value, plain: Plain) -> PyResult<Option<f64>> {
    let list = list_of(vm, event_loop, plain)?;
    let Some(first) = list.expect::<List>().items(vm).first().cloned() else { return Ok(None) };
    let when = timers::when(vm, &first)?;
    let now = now(vm);
    let now = vm.new_float(now);
    let left = vm.binary(&when, &now, BinaryOp::Subtract)?;
    let left = float::value_of(&left).unwrap_or(0.0);
    Ok(Some(left.clamp(0.0, MAX_WAIT)))
}

/// Timers whose time has come are ready.
fn move_due(vm: &mut Vm, event_loop: &Value, plain: Plain) -> PyResult<()> {
    let list = list_of(vm, event_loop, plain)?;
    if list.expect::<List>().len(vm) == 0 {
        return Ok(());
    }
    let resolution = get_slot(vm, event_loop, plain.clock_resolution.into());
    let now = now(vm);
    let now = vm.new_float(now);
    let end = vm.binary(&now, &resolution, BinaryOp::Add)?;
    loop {
        let list = list_of(vm, event_loop, plain)?;
        let timers = list.expect::<List>();
        let Some(first) = timers.items(vm).first().cloned() else { return Ok(()) };
        let when = timers::when(vm, &first)?;
        let later = match (when.as_inline_float(), end.as_inline_float()) {
            (Some(when), Some(end)) => when >= end,
            _ => vm.compare_truth(&when, &end, CompareOp::Ge)?,
        };
        if later {
            return Ok(());
        }
        let timer = timers::pop(vm, timers)?;
        if trace::is_on(vm) {
            trace::timer_due(vm, &timer);
        }
        timers::set_scheduled(vm, &timer, false)?;
        let queue = get_slot(vm, event_loop, plain.ready_place());
        match queue.downcast::<Ready>() {
            Some(ready) => ready.push(vm, timer, Value::NULL),
            None => {
                vm.call_method(&queue, "append", &[timer])?;
            }
        }
    }
}

// ---- events ----

/// Looks which descriptors are ready, and waits for one of them or until the time is over; `None` waits for ever.
fn poll(vm: &mut Vm, event_loop: &Value, plain: Plain, timeout: Option<f64>) -> PyResult<()> {
    let selector = get_slot(vm, event_loop, plain.selector.into());
    if timeout == Some(0.0) {
        let state = vm.state::<State>();
        state.rounds = state.rounds.wrapping_add(1);
        let look = state.rounds.is_multiple_of(ROUNDS_PER_LOOK);
        if let Some(places) = Selector::of(vm, &selector) {
            // SAFETY: the selector has the shape that these offsets are for.
            let (keys, epoll) = unsafe {
                (
                    Value::from_raw_borrowed(word_at(&selector, places.keys)),
                    Value::from_raw_borrowed(word_at(&selector, places.epoll)),
                )
            };
            let own_pipe_only = keys.downcast_exact::<Dict>().is_some_and(|keys| keys.len(vm) == 1);
            if !look && own_pipe_only {
                return Ok(());
            }
            let found = vm.call_method(&epoll, "poll", &[Value::from_i32(0), Value::from_i32(1)])?;
            if !vm.truth(&found)? {
                return Ok(());
            }
        }
    }
    if timeout != Some(0.0) && trace::tells_loop(vm) {
        trace::waits(vm, timeout);
    }
    if let Some(seconds) = timeout
        && seconds > 0.0
        && !vm.host().waits_really()
    {
        return pass_time(vm, event_loop, &selector, seconds);
    }
    let timeout = match timeout {
        Some(0.0) => Value::from_i32(0),
        Some(seconds) => vm.new_float(seconds),
        None => Value::NONE,
    };
    let events = vm.call_method(&selector, "select", &[timeout])?;
    vm.call_method(event_loop, "_process_events", &[events])?;
    Ok(())
}

/// Waits where time is virtual: unless a descriptor is ready, the time passes at once, and exactly. Where there are other
/// threads, they get a moment to make one ready.
#[cold]
fn pass_time(vm: &mut Vm, event_loop: &Value, selector: &Value, seconds: f64) -> PyResult<()> {
    let end = now(vm) + seconds;
    let grace = if vm.threads.is_alone() { 0.0 } else { seconds.min(GRACE) };
    let grace = vm.new_float(grace);
    let events = vm.call_method(selector, "select", &[grace])?;
    let is_ready = vm.truth(&events)?;
    vm.call_method(event_loop, "_process_events", &[events])?;
    let left = (end - now(vm)) * 1e9;
    if !is_ready && left > 0.0 {
        // A virtual sleep does not fail.
        let _ = vm.host().sleep_ns(left.round() as u64);
    }
    Ok(())
}

/// Where the library's own epoll selectors keep what, in bytes.
#[derive(Clone, Copy, Default)]
pub struct Selector {
    shape: u32,
    /// The dict of what is registered: the pipe by which the loop is woken, at least.
    keys: u32,
    epoll: u32,
}

impl Selector {
    #[inline]
    fn of(vm: &mut Vm, selector: &Value) -> Option<Selector> {
        let known = vm.state::<State>().selector;
        if known.shape == selector.shape() { Some(known) } else { Selector::find(vm, selector) }
    }

    #[cold]
    fn find(vm: &mut Vm, selector: &Value) -> Option<Selector> {
        let class = get(vm, |s| &s.epoll_selector);
        if class.is_null() || !is_exactly(vm, selector, &class) {
            return None;
        }
        let shape = selector.shape();
        let place = |vm: &Vm, name: &str| {
            let index = vm.heap.slot_of(vm.heap.shape(shape), vm.intern(name).raw())?;
            slot_offset(vm, shape, index)
        };
        let found = Selector { shape, keys: place(vm, "_fd_to_key")?, epoll: place(vm, "_selector")? };
        vm.state::<State>().selector = found;
        Some(found)
    }
}
