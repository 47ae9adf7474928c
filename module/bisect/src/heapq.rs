//! Module `_heapq`: lists kept as heaps. Every comparison may run Python, so the list is looked at anew after each.

use taipan_native::{ModuleDef, NativeDef, PyResult, Tp, Value, Vm, function, no_init};
use taipan_objects::list::List;
use taipan_objects::{CompareOp, Obj};

pub static MODULE: ModuleDef = ModuleDef {
    name: "_heapq",
    doc: Some(
        "Heap queue algorithm (a.k.a. priority queue).\n\nHeaps are arrays for which a[k] <= a[2*k+1] and a[k] <= a[2*k+2] for\nall k, counting elements from 0.  For the sake of comparison,\nnon-existing elements are considered to be infinite.  The interesting\nproperty of a heap is that a[0] is always its smallest element.\n\nUsage:\n\nheap = []            # creates an empty heap\nheappush(heap, item) # pushes a new item on the heap\nitem = heappop(heap) # pops the smallest item from the heap\nitem = heap[0]       # smallest item on the heap without popping it\nheapify(x)           # transforms list into a heap, in-place, in linear time\nitem = heapreplace(heap, item) # pops and returns smallest item, and adds\n                               # new item; the heap size is unchanged\n\nOur API differs from textbook heap algorithms as follows:\n\n- We use 0-based indexing.  This makes the relationship between the\n  index for a node and the indexes for its children slightly less\n  obvious, but is more suitable since Python uses 0-based indexing.\n\n- Our heappop() method returns the smallest item, not the largest.\n\nThese two make it possible to view the heap as a regular Python list\nwithout surprises: heap[0] is the smallest item, and heap.sort()\nmaintains the heap invariant!\n",
    ),
    functions: FUNCTIONS,
    init: no_init,
};

static FUNCTIONS: &[NativeDef] = &[
    function(
        "heapify",
        "($module, heap, /)",
        |vm, a| heapify(vm, a, false),
        "Transform list into a heap, in-place, in O(len(heap)) time.",
    ),
    function(
        "heapify_max",
        "($module, heap, /)",
        |vm, a| heapify(vm, a, true),
        "Maxheap variant of heapify.",
    ),
    function(
        "heappop",
        "($module, heap, /)",
        |vm, a| pop(vm, a, false),
        "Pop the smallest item off the heap, maintaining the heap invariant.",
    ),
    function("heappop_max", "($module, heap, /)", |vm, a| pop(vm, a, true), "Maxheap variant of heappop."),
    function(
        "heappush",
        "($module, heap, item, /)",
        |vm, a| push(vm, a, false),
        "Push item onto heap, maintaining the heap invariant.",
    ),
    function(
        "heappush_max",
        "($module, heap, item, /)",
        |vm, a| push(vm, a, true),
        "Push item onto max heap, maintaining the heap invariant.",
    ),
    function(
        "heappushpop",
        "($module, heap, item, /)",
        |vm, a| push_pop(vm, a, false),
        "Push item on the heap, then pop and return the smallest item from the heap.\n\nThe combined action runs more efficiently than heappush() followed by\na separate call to heappop().",
    ),
    function(
        "heappushpop_max",
        "($module, heap, item, /)",
        |vm, a| push_pop(vm, a, true),
        "Maxheap variant of heappushpop.\n\nThe combined action runs more efficiently than heappush_max()\nfollowed by a separate call to heappop_max().",
    ),
    function(
        "heapreplace",
        "($module, heap, item, /)",
        |vm, a| replace(vm, a, false),
        "Pop and return the current smallest value, and add the new item.\n\nThis is more efficient than heappop() followed by heappush(), and can be\nmore appropriate when using a fixed-size heap.  Note that the value\nreturned may be larger than item!  That constrains reasonable uses of\nthis routine unless written as part of a conditional replacement:\n\n    if item > heap[0]:\n        item = heapreplace(heap, item)",
    ),
    function(
        "heapreplace_max",
        "($module, heap, item, /)",
        |vm, a| replace(vm, a, true),
        "Maxheap variant of heapreplace.",
    ),
];

fn heap<'a>(vm: &mut Vm, a: &'a [Value], name: &str, max: bool) -> PyResult<&'a Obj<List>> {
    match a[1].downcast::<List>() {
        Some(list) => Ok(list),
        None => {
            let (suffix, kind) = (if max { "_max" } else { "" }, vm.type_name(&a[1]));
            let place = if a.len() == 2 { "argument" } else { "argument 1" };
            Err(vm.raise(Tp::TypeError, format!("{name}{suffix}() {place} must be list, not {kind}")))
        }
    }
}

/// Whether the item at `x` belongs above the item at `y`.
fn above(vm: &mut Vm, list: &Obj<List>, x: usize, y: usize, max: bool) -> PyResult<bool> {
    let items = list.items(vm);
    let length = items.len();
    let (Some(x), Some(y)) = (items.get(x).cloned(), items.get(y).cloned()) else {
        return Err(vm.index_error("index out of range"));
    };
    let (x, y) = if max { (y, x) } else { (x, y) };
    let answer = vm.compare_truth(&x, &y, CompareOp::Lt)?;
    if list.items(vm).len() != length {
        return Err(vm.runtime_error("list changed size during iteration"));
    }
    Ok(answer)
}

fn up(vm: &mut Vm, list: &Obj<List>, start: usize, mut at: usize, max: bool) -> PyResult<()> {
    while at > start {
        let parent = (at - 1) / 2;
        if !above(vm, list, at, parent, max)? {
            break;
        }
        list.items.get_mut(vm).swap(at, parent);
        at = parent;
    }
    Ok(())
}

/// Moves the item down to a leaf along the children that belong above, then up to its place.
fn down(vm: &mut Vm, list: &Obj<List>, start: usize, max: bool) -> PyResult<()> {
    let length = list.items(vm).len();
    let mut at = start;
    while at < length / 2 {
        let mut child = 2 * at + 1;
        if child + 1 < length && !above(vm, list, child, child + 1, max)? {
            child += 1;
        }
        list.items.get_mut(vm).swap(at, child);
        at = child;
    }
    up(vm, list, start, at, max)
}

fn heapify(vm: &mut Vm, a: &[Value], max: bool) -> PyResult {
    let list = heap(vm, a, "heapify", max)?;
    for at in (0..list.items(vm).len() / 2).rev() {
        down(vm, list, at, max)?;
    }
    Ok(Value::NONE)
}

fn push(vm: &mut Vm, a: &[Value], max: bool) -> PyResult {
    let list = heap(vm, a, "heappush", max)?;
    taipan_objects::list::push(vm, list, a[2].clone())?;
    let last = list.items(vm).len() - 1;
    up(vm, list, 0, last, max)?;
    Ok(Value::NONE)
}

fn pop(vm: &mut Vm, a: &[Value], max: bool) -> PyResult {
    let list = heap(vm, a, "heappop", max)?;
    let Some(last) = list.items.get_mut(vm).pop() else { return Err(vm.index_error("index out of range")) };
    swap_first(vm, list, last, max)
}

/// Puts `value` in place of the first item, which is the result; of an empty list that is `value` itself.
fn swap_first(vm: &mut Vm, list: &Obj<List>, value: Value, max: bool) -> PyResult {
    let Some(first) = list.items.get_mut(vm).first_mut() else { return Ok(value) };
    let first = std::mem::replace(first, value);
    down(vm, list, 0, max)?;
    Ok(first)
}

fn replace(vm: &mut Vm, a: &[Value], max: bool) -> PyResult {
    let list = heap(vm, a, "heapreplace", max)?;
    if list.items(vm).is_empty() {
        return Err(vm.index_error("index out of range"));
    }
    swap_first(vm, list, a[2].clone(), max)
}

fn push_pop(vm: &mut Vm, a: &[Value], max: bool) -> PyResult {
    let list = heap(vm, a, "heappushpop", max)?;
    let Some(first) = list.items(vm).first().cloned() else { return Ok(a[2].clone()) };
    let (x, y) = if max { (&a[2], &first) } else { (&first, &a[2]) };
    if !vm.compare_truth(x, y, CompareOp::Lt)? {
        return Ok(a[2].clone());
    }
    swap_first(vm, list, a[2].clone(), max)
}
