//! Plain loops: those of asyncio's own classes where nothing of what the native core does itself has been replaced, and
//! debug mode is off. Whether a loop may be one is told by its shape, which names its class and its attributes, as long as
//! no class changes.

use crate::ready;
use crate::state::{State, is_exactly};
use taipan_native::{PyResult, Value, Vm};
use taipan_objects::attr::{set_slot, slot_offset, word_at};
use taipan_objects::class::{Type, TypeExt as _};

/// Where plain loops of a shape keep what.
#[derive(Clone, Copy, Default)]
pub struct Plain {
    shape: u32,
    epoch: u32,
    /// Byte offsets of the words that are looked at most.
    ready_at: u32,
    debug_at: u32,
    closed_at: u32,
    stopping_at: u32,
    scheduled_at: u32,
    thread_at: u32,
    ready: u16,
    pub scheduled: u16,
    pub timer_cancelled_count: u16,
    pub clock_resolution: u16,
    pub selector: u16,
    pub task_factory: u16,
    /// `create_task` too is the library's, and makes our tasks.
    pub creates_tasks: bool,
}

impl Plain {
    pub fn ready_place(&self) -> usize {
        self.ready.into()
    }
}

/// Methods that must be what they are in the library for a loop to be plain: ours, or Python's that we know.
const METHODS: &[&str] = &[
    "call_soon",
    "_call_soon",
    "call_at",
    "call_later",
    "time",
    "create_future",
    "_run_once",
    "_add_callback",
    "_check_closed",
    "_timer_handle_cancelled",
    "get_debug",
    "is_closed",
    "is_running",
];

/// As `METHODS`, of the loops with a selector.
const SELECTOR_METHODS: &[&str] = &["_process_events"];

/// The plain form of a loop, and its queue.
#[inline]
pub fn of(vm: &mut Vm, event_loop: &Value) -> Option<(Plain, Value)> {
    let shape = event_loop.header()?.shape.get();
    let mut known = vm.state::<State>().plain;
    if known.shape != shape || known.epoch != vm.class_epoch.get() {
        known = find(vm, event_loop, shape)?;
    }
    // SAFETY: the loop has the shape that these offsets are for.
    let (debug, queue) = unsafe {
        (word_at(event_loop, known.debug_at), Value::from_raw_borrowed(word_at(event_loop, known.ready_at)))
    };
    if debug != Value::FALSE.raw() {
        return None;
    }
    if queue.shape() == vm.state::<State>().ready_shape {
        return Some((known, queue));
    }
    exchange(vm, event_loop, known, &queue).ok()?
}

/// Something that a plain loop has, as it is now.
#[derive(Clone, Copy)]
pub enum Part {
    Closed,
    Stopping,
    Scheduled,
    Thread,
}

impl Plain {
    /// A part of the loop, if it still has the shape that this is for; NULL else.
    #[inline]
    pub fn part(&self, event_loop: &Value, part: Part) -> Value {
        if event_loop.shape() != self.shape {
            return Value::NULL;
        }
        let offset = match part {
            Part::Closed => self.closed_at,
            Part::Stopping => self.stopping_at,
            Part::Scheduled => self.scheduled_at,
            Part::Thread => self.thread_at,
        };
        // SAFETY: the loop has the shape that this offset is for.
        unsafe { Value::from_raw_borrowed(word_at(event_loop, offset)) }
    }
}

/// The loop's deque becomes a queue of ours.
#[cold]
fn exchange(
    vm: &mut Vm,
    event_loop: &Value,
    known: Plain,
    queue: &Value,
) -> PyResult<Option<(Plain, Value)>> {
    let deque = vm.state::<State>().deque.clone();
    if queue.is_null() || !is_exactly(vm, queue, &deque) {
        return Ok(None);
    }
    let queue = ready::from_deque(vm, queue)?;
    drop(set_slot(vm, event_loop, known.ready.into(), queue.clone()));
    Ok(Some((known, queue)))
}

/// Whether objects of this shape are plain loops, found out by looking.
#[cold]
fn find(vm: &mut Vm, event_loop: &Value, shape: u32) -> Option<Plain> {
    let (base, selector_base) = {
        let state = vm.state::<State>();
        (state.base_loop.clone(), state.selector_loop.clone())
    };
    let base_class = base.downcast::<Type>()?;
    if !vm.type_of(event_loop).is_subtype(base_class) {
        return None;
    }
    let place = |vm: &Vm, name: &str| {
        let shape = vm.heap.shape(shape);
        u16::try_from(vm.heap.slot_of(shape, vm.intern(name).raw())?).ok()
    };
    let offset = |vm: &Vm, name: &str| slot_offset(vm, shape, place(vm, name)?.into());
    let same = |vm: &Vm, base: &Value, names: &[&str]| {
        let Some(base) = base.downcast::<Type>() else { return false };
        names.iter().all(|name| {
            let name = vm.intern(name);
            let own = vm.lookup_word(vm.type_of(event_loop), name.raw());
            own == vm.lookup_word(base, name.raw())
                && vm.heap.slot_of(vm.heap.shape(shape), name.raw()).is_none()
        })
    };
    if !same(vm, &base, METHODS) || !same(vm, &selector_base, SELECTOR_METHODS) {
        return None;
    }
    // Patched classes are not plain either.
    let originals = vm.state::<State>().originals.clone();
    for (name, native) in &originals {
        if !vm.lookup(base.expect::<Type>(), name).is_some_and(|now| now.is(native)) {
            return None;
        }
    }
    vm.rely_on(shape);
    let found = Plain {
        shape,
        epoch: vm.class_epoch.get(),
        ready_at: offset(vm, "_ready")?,
        debug_at: offset(vm, "_debug")?,
        closed_at: offset(vm, "_closed")?,
        stopping_at: offset(vm, "_stopping")?,
        scheduled_at: offset(vm, "_scheduled")?,
        thread_at: offset(vm, "_thread_id")?,
        ready: place(vm, "_ready")?,
        scheduled: place(vm, "_scheduled")?,
        timer_cancelled_count: place(vm, "_timer_cancelled_count")?,
        clock_resolution: place(vm, "_clock_resolution")?,
        selector: place(vm, "_selector")?,
        task_factory: place(vm, "_task_factory")?,
        creates_tasks: same(vm, &base, &["create_task"]),
    };
    vm.state::<State>().plain = found;
    Some(found)
}
