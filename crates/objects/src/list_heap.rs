//! Lists kept as heaps, as `heapq` keeps them to the order of equal items. Every comparison may run Python, so the list is
//! looked at anew after each.

use crate::list::{self, List};
use crate::{Obj, PyResult, Value, Vm};

/// Whether the first item belongs above the second.
pub type Above = fn(&mut Vm, &Value, &Value) -> PyResult<bool>;

/// Whether the item at `x` belongs above the item at `y`.
fn is_above(vm: &mut Vm, list: &Obj<List>, x: usize, y: usize, above: Above) -> PyResult<bool> {
    let items = list.items(vm);
    let length = items.len();
    let (Some(x), Some(y)) = (items.get(x).cloned(), items.get(y).cloned()) else {
        return Err(vm.index_error("index out of range"));
    };
    let answer = above(vm, &x, &y)?;
    if list.items(vm).len() != length {
        return Err(vm.runtime_error("list changed size during iteration"));
    }
    Ok(answer)
}

fn up(vm: &mut Vm, list: &Obj<List>, start: usize, mut at: usize, above: Above) -> PyResult<()> {
    while at > start {
        let parent = (at - 1) / 2;
        if !is_above(vm, list, at, parent, above)? {
            break;
        }
        list.items.get_mut(vm).swap(at, parent);
        at = parent;
    }
    Ok(())
}

/// Moves the item down to a leaf along the children that belong above, then up to its place.
fn down(vm: &mut Vm, list: &Obj<List>, start: usize, above: Above) -> PyResult<()> {
    let length = list.len(vm);
    let mut at = start;
    while at < length / 2 {
        let mut child = 2 * at + 1;
        if child + 1 < length && !is_above(vm, list, child, child + 1, above)? {
            child += 1;
        }
        list.items.get_mut(vm).swap(at, child);
        at = child;
    }
    up(vm, list, start, at, above)
}

/// Makes a list a heap.
pub fn heapify(vm: &mut Vm, list: &Obj<List>, above: Above) -> PyResult<()> {
    for at in (0..list.len(vm) / 2).rev() {
        down(vm, list, at, above)?;
    }
    Ok(())
}

/// Adds an item.
pub fn push(vm: &mut Vm, list: &Obj<List>, item: Value, above: Above) -> PyResult<()> {
    list::push(vm, list, item)?;
    let last = list.len(vm) - 1;
    up(vm, list, 0, last, above)
}

/// Takes the first item; `None` of an empty heap.
pub fn pop(vm: &mut Vm, list: &Obj<List>, above: Above) -> PyResult<Option<Value>> {
    match list.items.get_mut(vm).pop() {
        Some(last) => replace_first(vm, list, last, above).map(Some),
        None => Ok(None),
    }
}

/// Puts `item` in place of the first item, which is the result; of an empty heap that is `item` itself.
pub fn replace_first(vm: &mut Vm, list: &Obj<List>, item: Value, above: Above) -> PyResult {
    let Some(first) = list.items.get_mut(vm).first_mut() else { return Ok(item) };
    let first = std::mem::replace(first, item);
    down(vm, list, 0, above)?;
    Ok(first)
}
