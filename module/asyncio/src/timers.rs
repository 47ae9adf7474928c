//! The timers of an event loop: what `_scheduled` holds as a heap, to heapq's order of equal deadlines. Of the library's own
//! class they are looked at by the places of their slots.

use crate::handle::Places;
use crate::state::State;
use taipan_native::{PyResult, Value, Vm};
use taipan_objects::attr::{get_slot, set_slot};
use taipan_objects::list::List;
use taipan_objects::{CompareOp, Obj, list_heap};

/// Where a timer of the library's own class keeps something.
fn place(vm: &mut Vm, timer: &Value, part: fn(&Places) -> u16) -> Option<usize> {
    let State { timer_shape, places, .. } = vm.state::<State>();
    (timer.shape() == *timer_shape).then(|| part(places).into())
}

/// The deadline of a timer.
pub fn when(vm: &mut Vm, timer: &Value) -> PyResult {
    match place(vm, timer, |places| places.when) {
        Some(place) => Ok(get_slot(vm, timer, place)),
        None => vm.get_attr_str(timer, "_when"),
    }
}

pub fn is_cancelled(vm: &mut Vm, timer: &Value) -> PyResult<bool> {
    let cancelled = match place(vm, timer, |places| places.cancelled) {
        Some(place) => get_slot(vm, timer, place),
        None => vm.get_attr_str(timer, "_cancelled")?,
    };
    vm.truth(&cancelled)
}

/// Says whether a timer is in the heap.
pub fn set_scheduled(vm: &mut Vm, timer: &Value, on: bool) -> PyResult<()> {
    let on = Value::from_bool(on);
    match place(vm, timer, |places| places.scheduled) {
        Some(place) => drop(set_slot(vm, timer, place, on)),
        None => {
            let name = vm.intern("_scheduled");
            vm.set_attr(timer, &name, Some(&on))?;
        }
    }
    Ok(())
}

fn is_earlier(vm: &mut Vm, x: &Value, y: &Value) -> PyResult<bool> {
    let (px, py) = (place(vm, x, |places| places.when), place(vm, y, |places| places.when));
    let (Some(px), Some(py)) = (px, py) else { return vm.compare_truth(x, y, CompareOp::Lt) };
    let (wx, wy) = (get_slot(vm, x, px), get_slot(vm, y, py));
    match (wx.as_inline_float(), wy.as_inline_float()) {
        (Some(wx), Some(wy)) => Ok(wx < wy),
        _ => vm.compare_truth(x, y, CompareOp::Lt),
    }
}

pub fn push(vm: &mut Vm, timers: &Obj<List>, timer: Value) -> PyResult<()> {
    list_heap::push(vm, timers, timer, is_earlier)
}

/// Takes the first timer; NULL where there is none.
pub fn pop(vm: &mut Vm, timers: &Obj<List>) -> PyResult {
    Ok(list_heap::pop(vm, timers, is_earlier)?.unwrap_or(Value::NULL))
}

pub fn heapify(vm: &mut Vm, timers: &Obj<List>) -> PyResult<()> {
    list_heap::heapify(vm, timers, is_earlier)
}
