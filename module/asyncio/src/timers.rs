//! `_scheduled` of an event loop: the heap of its timers, which is heapq's to the order of equal deadlines. Timers of the
//! library's own class are compared by their deadlines at once.

use crate::state::{self, State};
use taipan_native::{PyResult, Value, Vm};
use taipan_objects::attr::get_slot;
use taipan_objects::list::{self, List};
use taipan_objects::{CompareOp, Obj};

/// The deadline of a timer of the library's own class.
fn deadline(vm: &mut Vm, timer: &Value) -> Option<Value> {
    let State { timer: class, places, .. } = vm.state::<State>();
    let (class, place) = (class.clone(), places.when);
    state::is_exactly(vm, timer, &class).then(|| get_slot(vm, timer, place.into()))
}

fn is_less(vm: &mut Vm, timers: &Obj<List>, x: usize, y: usize) -> PyResult<bool> {
    let items = timers.items(vm);
    let length = items.len();
    let (Some(x), Some(y)) = (items.get(x).cloned(), items.get(y).cloned()) else {
        return Err(vm.index_error("index out of range"));
    };
    let less = match (deadline(vm, &x), deadline(vm, &y)) {
        (Some(x), Some(y)) => match (x.as_inline_float(), y.as_inline_float()) {
            (Some(x), Some(y)) => x < y,
            _ => vm.compare_truth(&x, &y, CompareOp::Lt)?,
        },
        _ => vm.compare_truth(&x, &y, CompareOp::Lt)?,
    };
    if timers.items(vm).len() != length {
        return Err(vm.runtime_error("list changed size during iteration"));
    }
    Ok(less)
}

fn up(vm: &mut Vm, timers: &Obj<List>, start: usize, mut at: usize) -> PyResult<()> {
    while at > start {
        let parent = (at - 1) / 2;
        if !is_less(vm, timers, at, parent)? {
            break;
        }
        timers.items.get_mut(vm).swap(at, parent);
        at = parent;
    }
    Ok(())
}

fn down(vm: &mut Vm, timers: &Obj<List>, start: usize) -> PyResult<()> {
    let length = timers.len(vm);
    let mut at = start;
    while at < length / 2 {
        let mut child = 2 * at + 1;
        if child + 1 < length && !is_less(vm, timers, child, child + 1)? {
            child += 1;
        }
        timers.items.get_mut(vm).swap(at, child);
        at = child;
    }
    up(vm, timers, start, at)
}

/// `heapq.heappush`.
pub fn push(vm: &mut Vm, timers: &Obj<List>, timer: Value) -> PyResult<()> {
    list::push(vm, timers, timer)?;
    let last = timers.len(vm) - 1;
    up(vm, timers, 0, last)
}

/// `heapq.heappop`; NULL of an empty heap.
pub fn pop(vm: &mut Vm, timers: &Obj<List>) -> PyResult {
    let Some(last) = timers.items.get_mut(vm).pop() else { return Ok(Value::NULL) };
    let Some(first) = timers.items.get_mut(vm).first_mut() else { return Ok(last) };
    let first = std::mem::replace(first, last);
    down(vm, timers, 0)?;
    Ok(first)
}

/// `heapq.heapify`.
pub fn heapify(vm: &mut Vm, timers: &Obj<List>) -> PyResult<()> {
    for at in (0..timers.len(vm) / 2).rev() {
        down(vm, timers, at)?;
    }
    Ok(())
}
