//! The timers of an event loop: what `_scheduled` holds as a heap, to heapq's order of equal deadlines. Of the library's own
//! class they are looked at by the places of their slots.

use crate::handle::Places;
use crate::state::State;
use smallvec::SmallVec;
use taipan_native::{PyResult, Value, Vm};
use taipan_objects::attr::{get_slot, set_slot};
use taipan_objects::list::{self, List};
use taipan_objects::{CompareOp, Obj, float, list_heap};

/// Where a timer of the library's own class keeps something.
fn place(vm: &mut Vm, timer: &Value, part: fn(&Places) -> u16) -> Option<usize> {
    let State { timer_shape, places, .. } = vm.state::<State>();
    (timer.shape() == *timer_shape).then(|| part(places).into())
}

/// A number of seconds, of an exact float or a small int.
pub fn seconds(value: &Value) -> Option<f64> {
    float::value_of(value).or_else(|| value.as_small().map(|seconds| seconds as f64))
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

/// Adds a timer, along its `way_up` if that is known.
pub fn push(vm: &mut Vm, timers: &Obj<List>, timer: Value, path: Option<Path>) -> PyResult<()> {
    let State { timer_shape, places, .. } = *vm.state::<State>();
    let path = path.or_else(|| {
        let own = deadline(vm, timer_shape, places.when.into(), &timer)?;
        way_up(vm, timers, own)
    });
    let Some(path) = path else { return list_heap::push(vm, timers, timer, is_earlier) };
    let mut at = timers.len(vm);
    list::push(vm, timers, timer)?;
    let items = timers.items.get_mut(vm);
    for above in path {
        items.swap(at, above as usize);
        at = above as usize;
    }
    Ok(())
}

/// Takes the first timer; NULL where there is none.
pub fn pop(vm: &mut Vm, timers: &Obj<List>) -> PyResult {
    let Some(path) = way_down(vm, timers) else {
        return Ok(list_heap::pop(vm, timers, is_earlier)?.unwrap_or(Value::NULL));
    };
    let items = timers.items.get_mut(vm);
    let Some(last) = items.pop() else { return Ok(Value::NULL) };
    let Some(first) = items.first_mut() else { return Ok(last) };
    let first = std::mem::replace(first, last);
    let mut at = 0;
    for below in path {
        items.swap(at, below as usize);
        at = below as usize;
    }
    Ok(first)
}

// ---- without a comparison that could run anything ----

/// Places in the heap.
pub type Path = SmallVec<[u32; 20]>;

/// The deadline of a timer of the library's own class, where two of them are compared as floats.
#[inline]
fn deadline(vm: &Vm, shape: u32, place: usize, timer: &Value) -> Option<f64> {
    (timer.shape() == shape).then(|| get_slot(vm, timer, place).as_inline_float()).flatten()
}

/// The places that a new timer of the library's own class rises to, the lowest first; `None` where one on its way is of
/// another.
pub fn way_up(vm: &mut Vm, timers: &Obj<List>, own: f64) -> Option<Path> {
    let State { timer_shape, places, .. } = *vm.state::<State>();
    let when = |timer: &Value| deadline(vm, timer_shape, places.when.into(), timer);
    let items = timers.items(vm);
    let (mut path, mut at) = (Path::new(), items.len());
    u32::try_from(at).ok()?;
    while at > 0 {
        at = (at - 1) / 2;
        if own < when(&items[at])? {
            path.push(at as u32);
        } else {
            break;
        }
    }
    Some(path)
}

/// The places that the last timer sinks to when it takes the place of the first, the highest first; `None` where a timer on
/// its way is not the library's own. As heapq does: down to a leaf, and up again.
fn way_down(vm: &mut Vm, timers: &Obj<List>) -> Option<Path> {
    let State { timer_shape, places, .. } = *vm.state::<State>();
    let when = |timer: &Value| deadline(vm, timer_shape, places.when.into(), timer);
    let (last, items) = timers.items(vm).split_last()?;
    let own = when(last)?;
    let (mut path, mut at) = (Path::new(), 0);
    u32::try_from(items.len()).ok()?;
    while at < items.len() / 2 {
        let mut child = 2 * at + 1;
        if let Some(right) = items.get(child + 1) {
            let left_is_earlier = when(&items[child])? < when(right)?;
            child += usize::from(!left_is_earlier);
        }
        path.push(child as u32);
        at = child;
    }
    while let Some(&above) = path.last() {
        if own < when(&items[above as usize])? {
            path.pop();
        } else {
            break;
        }
    }
    Some(path)
}

pub fn heapify(vm: &mut Vm, timers: &Obj<List>) -> PyResult<()> {
    list_heap::heapify(vm, timers, is_earlier)
}
