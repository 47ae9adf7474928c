//! Module `_heapq`: lists kept as heaps (`objects::list_heap`).

use taipan_native::{ModuleDef, NativeDef, PyResult, Tp, Value, Vm, function, no_init};
use taipan_objects::list::List;
use taipan_objects::list_heap::{self, Above};
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

/// What belongs above: the smaller of two, or the greater.
fn order(max: bool) -> Above {
    if max {
        |vm, x, y| vm.compare_truth(y, x, CompareOp::Lt)
    } else {
        |vm, x, y| vm.compare_truth(x, y, CompareOp::Lt)
    }
}

fn heapify(vm: &mut Vm, a: &[Value], max: bool) -> PyResult {
    let list = heap(vm, a, "heapify", max)?;
    list_heap::heapify(vm, list, order(max))?;
    Ok(Value::NONE)
}

fn push(vm: &mut Vm, a: &[Value], max: bool) -> PyResult {
    let list = heap(vm, a, "heappush", max)?;
    list_heap::push(vm, list, a[2].clone(), order(max))?;
    Ok(Value::NONE)
}

fn pop(vm: &mut Vm, a: &[Value], max: bool) -> PyResult {
    let list = heap(vm, a, "heappop", max)?;
    match list_heap::pop(vm, list, order(max))? {
        Some(first) => Ok(first),
        None => Err(vm.index_error("index out of range")),
    }
}

fn replace(vm: &mut Vm, a: &[Value], max: bool) -> PyResult {
    let list = heap(vm, a, "heapreplace", max)?;
    if list.items(vm).is_empty() {
        return Err(vm.index_error("index out of range"));
    }
    list_heap::replace_first(vm, list, a[2].clone(), order(max))
}

fn push_pop(vm: &mut Vm, a: &[Value], max: bool) -> PyResult {
    let list = heap(vm, a, "heappushpop", max)?;
    let Some(first) = list.items(vm).first().cloned() else { return Ok(a[2].clone()) };
    if !order(max)(vm, &first, &a[2])? {
        return Ok(a[2].clone());
    }
    list_heap::replace_first(vm, list, a[2].clone(), order(max))
}
