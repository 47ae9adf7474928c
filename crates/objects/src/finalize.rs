//! The end of objects whose death runs code, and the cycle collector's part above the heap.

use crate::weakref::{self, WeakRef};
use crate::{Value, Vm};
use std::collections::VecDeque;
use taipan_heap::{ShapeFlags, flags};

/// Works off the queue of the dead: finalizers, then weak references, then the object itself goes. What dies while an
/// object is finished is finished at once, before the rest of the queue and inside a finalizer that runs, as where
/// an object's death is its last reference's.
pub fn run_pending(vm: &mut Vm) {
    let mut waiting: Vec<VecDeque<Value>> = Vec::new();
    loop {
        match vm.heap.next_pending() {
            Some(object) => {
                if vm.heap.has_pending() {
                    waiting.push(vm.heap.swap_pending(VecDeque::new()));
                }
                finish(vm, object);
            }
            None => match waiting.pop() {
                Some(rest) => drop(vm.heap.swap_pending(rest)),
                None => return,
            },
        }
    }
}

/// Ends one object, of which the caller holds the last reference unless its finalizer brings it back.
fn finish(vm: &mut Vm, object: Value) {
    run_finalizer(vm, &object);
    if object.references() > 1 {
        return;
    }
    clear_weakrefs(vm, &object);
    drop(object);
}

fn run_finalizer(vm: &mut Vm, object: &Value) {
    let Some(header) = object.header() else { return };
    if header.has(flags::FINALIZED) {
        return;
    }
    header.set_flag(flags::FINALIZED);
    let Some(finalize) = vm.type_of(object).slots().finalize else { return };
    if let Err(raised) = finalize(vm, object) {
        let name = vm.names.del.clone();
        let class = vm.type_of(object).value();
        let hook = vm.lookup(class.expect::<crate::class::Type>(), &name);
        let hook = hook.filter(|hook| hook.downcast::<crate::wrapper::WrapperDescriptor>().is_none());
        let what = hook.unwrap_or_else(|| object.clone());
        vm.unraisable(raised, Some("Exception ignored while calling deallocator"), &what);
    }
}

fn clear_weakrefs(vm: &mut Vm, object: &Value) {
    let Some(header) = object.header() else { return };
    if !header.has(flags::HAS_WEAKREFS) {
        return;
    }
    let watchers: Vec<Value> = vm
        .heap
        .take_weakrefs(header)
        .into_iter()
        .map(|w| {
            // SAFETY: a watcher leaves the table before it dies.
            unsafe { &*w }.value()
        })
        .collect();
    for watcher in &watchers {
        weakref::mark_dead(watcher);
    }
    for watcher in &watchers {
        weakref::call_back(vm, watcher);
    }
}

/// Collects cycles; gives the number of unreachable objects found.
pub fn collect(vm: &mut Vm) -> usize {
    let found = vm.heap.unreachable();
    if found.is_empty() {
        return 0;
    }
    // Weak references to garbage die before any finalizer can use them to reach it.
    let mut callbacks = Vec::new();
    for object in &found {
        let Some(header) = object.header() else { continue };
        if header.has(flags::HAS_WEAKREFS) {
            for watcher in vm.heap.take_weakrefs(header) {
                // SAFETY: as above.
                let watcher = unsafe { &*watcher }.value();
                weakref::mark_dead(&watcher);
                callbacks.push(watcher);
            }
        }
    }
    let mut doomed: Vec<u64> = Vec::new();
    if !callbacks.is_empty() {
        doomed.extend(found.iter().map(Value::raw));
        doomed.sort_unstable();
    }
    for watcher in &callbacks {
        if doomed.binary_search(&watcher.raw()).is_err() {
            weakref::call_back(vm, watcher);
        }
    }
    let has_finalizers = found.iter().any(|o| {
        vm.type_of(o).slots().finalize.is_some() && o.header().is_some_and(|h| !h.has(flags::FINALIZED))
    });
    let doomed = if has_finalizers {
        for object in &found {
            run_finalizer(vm, object);
        }
        // A finalizer may have brought some of them back: what is still unreachable goes.
        let mut known: Vec<u64> = found.iter().map(Value::raw).collect();
        known.sort_unstable();
        drop(found);
        vm.heap.unreachable().into_iter().filter(|o| known.binary_search(&o.raw()).is_ok()).collect()
    } else {
        found
    };
    let count = doomed.len();
    for object in &doomed {
        if let Some(header) = object.header() {
            vm.heap.break_cycle(header);
        }
    }
    drop(doomed);
    run_pending(vm);
    count
}

/// Whether the death of all objects but `apart` could run code: a finalizer, or a callback of a weak reference that does
/// more than take something out of a weak container of the library.
pub fn would_run_code(vm: &Vm, apart: &[Value]) -> bool {
    let mut would = false;
    vm.heap.each_object(|header| {
        let flags = vm.heap.shape(header.shape.get()).flags.get();
        if flags.has(ShapeFlags::FINALIZE) && !header.has(taipan_heap::flags::FINALIZED) {
            would |= !apart.iter().any(|value| value.raw() == header.word());
        }
    });
    vm.heap.each_watcher(|watcher| {
        let watcher = watcher.value();
        would |= match watcher.downcast::<WeakRef>() {
            Some(own) => !own.is_quiet(vm),
            None => true,
        };
    });
    would
}
