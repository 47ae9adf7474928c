//! `_ready` of an event loop: what is to run next, in order. A task that is to go on lies in it as it is, with the future it
//! waited for; it becomes a Handle when Python looks ([`show`]). To Python it is the deque that it stands for.

use crate::callback::Callback;
use crate::handle;
use crate::state::get;
use crate::task::{self, Task};
use crate::{future, step};
use std::collections::VecDeque;
use taipan_native::{NativeDef, PyResult, Value, Vm, method};
use taipan_objects::native::TypeSpec;
use taipan_objects::native_class::NO_SHAPE;
use taipan_objects::slots::Slots;
use taipan_objects::{Guarded, Obj, Payload, Tracer};

/// One entry.
pub struct Entry {
    /// A Handle, a task, or a receiver.
    pub what: Value,
    /// The future that is done: what a task that is woken waited for, or what a receiver was added to. Else NULL.
    pub done: Value,
}

/// The payload.
pub struct Ready(Guarded<VecDeque<Entry>>);

// SAFETY: both values of each entry are visited once.
unsafe impl Payload for Ready {
    const NAME: &'static str = "ready queue";
    const SHAPE: u32 = NO_SHAPE;
    fn trace(&self, visit: Tracer<'_>) {
        // SAFETY: the collector runs while nobody borrows.
        for entry in unsafe { &*self.0.as_ptr() } {
            visit(&entry.what);
            visit(&entry.done);
        }
    }
    fn clear(&self) {
        // SAFETY: as above.
        drop(std::mem::take(unsafe { &mut *self.0.as_ptr() }));
    }
}

/// Room that a queue keeps, in entries.
const KEPT: usize = 4096;

impl Ready {
    #[inline]
    pub fn push(&self, vm: &mut Vm, what: Value, done: Value) {
        self.0.get_mut(vm).push_back(Entry { what, done });
    }

    #[inline]
    pub fn pop(&self, vm: &mut Vm) -> Option<Entry> {
        let queue = self.0.get_mut(vm);
        let entry = queue.pop_front();
        if queue.is_empty() && queue.capacity() > KEPT {
            *queue = VecDeque::new();
        }
        entry
    }

    #[inline]
    pub fn len(&self, vm: &Vm) -> usize {
        self.0.get(vm).len()
    }
}

/// The queue that an object is, which the caller knows it to be.
#[inline(always)]
pub fn own(object: &Value) -> &Obj<Ready> {
    debug_assert!(object.downcast::<Ready>().is_some());
    // SAFETY: the caller's word: `plain::of` gives nothing else.
    unsafe { object.expect_unchecked::<Ready>() }
}

/// The queue of a loop that had this deque.
pub fn from_deque(vm: &mut Vm, deque: &Value) -> PyResult {
    let items = vm.collect(deque)?;
    let class = get(vm, |s| &s.ready);
    let entries = items.into_iter().map(|what| Entry { what, done: Value::NULL }).collect();
    Ok(vm.new_object(&class, Ready(Guarded::new(entries))))
}

/// The Handle that an entry stands for.
pub fn show(vm: &mut Vm, entry: &Entry) -> PyResult {
    let (own, what, args, context) = if !entry.done.is_null() {
        let callback = Callback { what: entry.what.clone(), context: Value::NULL };
        let (what, context) = callback.shown(vm)?;
        (future::own(&entry.done), what, vec![entry.done.clone()], context)
    } else if let Some(task) = entry.what.downcast::<Task>() {
        let what = step::wrapper(vm, &entry.what, None);
        (&task.data.future, what, Vec::new(), task::context_object(vm, task))
    } else {
        return Ok(entry.what.clone());
    };
    let event_loop = future::loop_of(vm, own)?;
    let args = vm.new_tuple(args);
    Ok(handle::make(vm, &event_loop, what, args, context))
}

/// Makes every entry a Handle, and gives them.
fn whole(vm: &mut Vm, queue: &Value) -> PyResult<Vec<Value>> {
    let own = queue.expect::<Ready>();
    let mut all = Vec::new();
    let mut at = 0;
    while let Some(entry) = own.0.get(vm).get(at) {
        let entry = Entry { what: entry.what.clone(), done: entry.done.clone() };
        let shown = show(vm, &entry)?;
        if let Some(place) = own.0.get_mut(vm).get_mut(at) {
            *place = Entry { what: shown.clone(), done: Value::NULL };
        }
        all.push(shown);
        at += 1;
    }
    Ok(all)
}

fn pop_end(vm: &mut Vm, queue: &Value, left: bool) -> PyResult {
    let entries = queue.expect::<Ready>().0.get_mut(vm);
    let entry = if left { entries.pop_front() } else { entries.pop_back() };
    match entry {
        Some(entry) => show(vm, &entry),
        None => Err(vm.index_error("pop from an empty deque")),
    }
}

fn extend(vm: &mut Vm, a: &[Value]) -> PyResult {
    for what in vm.collect(&a[1])? {
        a[0].expect::<Ready>().push(vm, what, Value::NULL);
    }
    Ok(Value::NONE)
}

fn remove(vm: &mut Vm, a: &[Value]) -> PyResult {
    for (at, shown) in whole(vm, &a[0])?.into_iter().enumerate() {
        if vm.same_or_equal(&shown, &a[1])? {
            let gone = a[0].expect::<Ready>().0.get_mut(vm).remove(at);
            drop(gone);
            return Ok(Value::NONE);
        }
    }
    let text = format!("{} is not in deque", vm.repr_text(&a[1])?);
    Err(vm.value_error(text))
}

fn list(vm: &mut Vm, queue: &Value) -> PyResult {
    let all = whole(vm, queue)?;
    Ok(vm.new_list(all))
}

static METHODS: &[NativeDef] = &[
    method(
        "append",
        "($self, item, /)",
        |vm, a| {
            a[0].expect::<Ready>().push(vm, a[1].clone(), Value::NULL);
            Ok(Value::NONE)
        },
        "Add an element to the right side of the deque.",
    ),
    method(
        "appendleft",
        "($self, item, /)",
        |vm, a| {
            let entry = Entry { what: a[1].clone(), done: Value::NULL };
            a[0].expect::<Ready>().0.get_mut(vm).push_front(entry);
            Ok(Value::NONE)
        },
        "Add an element to the left side of the deque.",
    ),
    method(
        "popleft",
        "($self, /)",
        |vm, a| pop_end(vm, &a[0], true),
        "Remove and return the leftmost element.",
    ),
    method(
        "pop",
        "($self, /)",
        |vm, a| pop_end(vm, &a[0], false),
        "Remove and return the rightmost element.",
    ),
    method(
        "extend",
        "($self, iterable, /)",
        extend,
        "Extend the right side of the deque with elements from the iterable.",
    ),
    method("remove", "($self, value, /)", remove, "Remove first occurrence of value."),
    method(
        "clear",
        "($self, /)",
        |vm, a| {
            let gone = std::mem::take(a[0].expect::<Ready>().0.get_mut(vm));
            drop(gone);
            Ok(Value::NONE)
        },
        "Remove all elements from the deque.",
    ),
];

pub fn spec() -> TypeSpec {
    TypeSpec {
        slots: Slots {
            len: Some(|vm, queue| Ok(queue.expect::<Ready>().len(vm))),
            iter: Some(|vm, queue| {
                let all = list(vm, queue)?;
                vm.iter(&all)
            }),
            getitem: Some(|vm, queue, key| {
                let all = list(vm, queue)?;
                vm.get_item(&all, key)
            }),
            contains: Some(|vm, queue, item| {
                let all = list(vm, queue)?;
                vm.contains(&all, item)
            }),
            repr: Some(|vm, queue| {
                let all = list(vm, queue)?;
                let text = format!("deque({})", vm.repr_text(&all)?);
                Ok(vm.new_str(&text))
            }),
            ..Slots::default()
        },
        methods: METHODS,
        is_final: true,
        no_new: true,
        ..TypeSpec::default()
    }
}
