//! Module `_bisect`: places in sorted sequences.

use taipan_native::{ModuleDef, NativeDef, PyResult, Value, Vm, function, no_init};
use taipan_objects::CompareOp;

pub static MODULE: ModuleDef = ModuleDef {
    name: "_bisect",
    doc: Some(
        "Bisection algorithms.\n\nThis module provides support for maintaining a list in sorted order without\nhaving to sort the list after each insertion. For long lists of items with\nexpensive comparison operations, this can be an improvement over the more\ncommon approach.\n",
    ),
    functions: FUNCTIONS,
    init: no_init,
};

const SIGNATURE: &str = "($module, a, x, lo=0, hi=None, *, key=None)";

static FUNCTIONS: &[NativeDef] = &[
    function("bisect_right", SIGNATURE, |vm, a| find(vm, a, true), RIGHT),
    function("bisect_left", SIGNATURE, |vm, a| find(vm, a, false), LEFT),
    function("insort_right", SIGNATURE, |vm, a| insort(vm, a, true), INSORT_RIGHT),
    function("insort_left", SIGNATURE, |vm, a| insort(vm, a, false), INSORT_LEFT),
];

const RIGHT: &str = "Return the index where to insert item x in list a, assuming a is sorted.\n\nThe return value i is such that all e in a[:i] have e <= x, and all e in\na[i:] have e > x.  So if x already appears in the list, a.insert(i, x)\nwill insert just after the rightmost x already there.\n\nOptional args lo (default 0) and hi (default len(a)) bound the\nslice of a to be searched.\n\nA custom key function can be supplied to customize the sort order.";
const LEFT: &str = "Return the index where to insert item x in list a, assuming a is sorted.\n\nThe return value i is such that all e in a[:i] have e < x, and all e in\na[i:] have e >= x.  So if x already appears in the list, a.insert(i, x)\nwill insert just before the leftmost x already there.\n\nOptional args lo (default 0) and hi (default len(a)) bound the\nslice of a to be searched.\n\nA custom key function can be supplied to customize the sort order.";
const INSORT_RIGHT: &str = "Insert item x in list a, and keep it sorted assuming a is sorted.\n\nIf x is already in a, insert it to the right of the rightmost x.\n\nOptional args lo (default 0) and hi (default len(a)) bound the\nslice of a to be searched.\n\nA custom key function can be supplied to customize the sort order.";
const INSORT_LEFT: &str = "Insert item x in list a, and keep it sorted assuming a is sorted.\n\nIf x is already in a, insert it to the left of the leftmost x.\n\nOptional args lo (default 0) and hi (default len(a)) bound the\nslice of a to be searched.\n\nA custom key function can be supplied to customize the sort order.";

/// `a`: the module, the sequence, the item, `lo`, `hi`, `key`.
fn place(vm: &mut Vm, a: &[Value], item: &Value, right: bool) -> PyResult<usize> {
    let low = if a[3].is_null() { 0 } else { vm.index_i64(&a[3])? };
    let Ok(mut low) = usize::try_from(low) else {
        return Err(vm.value_error("lo must be non-negative"));
    };
    let high = if a[4].is_null() || a[4].is_none() { -1 } else { vm.index_i64(&a[4])? };
    let mut high = match usize::try_from(high) {
        Ok(high) => high,
        Err(_) => vm.len(&a[1])?,
    };
    let key = (!a[5].is_null() && !a[5].is_none()).then(|| a[5].clone());
    while low < high {
        let middle = low + (high - low) / 2;
        let index = vm.new_int(middle as i64);
        let mut own = vm.get_item(&a[1], &index)?;
        if let Some(key) = &key {
            own = vm.call(key, &[own])?;
        }
        let (x, y) = if right { (item, &own) } else { (&own, item) };
        if vm.compare_truth(x, y, CompareOp::Lt)? == right {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    Ok(low)
}

fn find(vm: &mut Vm, a: &[Value], right: bool) -> PyResult {
    let at = place(vm, a, &a[2], right)?;
    Ok(vm.new_int(at as i64))
}

fn insort(vm: &mut Vm, a: &[Value], right: bool) -> PyResult {
    let item = if a[5].is_null() || a[5].is_none() {
        a[2].clone()
    } else {
        vm.call(&a[5], std::slice::from_ref(&a[2]))?
    };
    let at = place(vm, a, &item, right)?;
    let index = vm.new_int(at as i64);
    vm.call_method(&a[1], "insert", &[index, a[2].clone()])?;
    Ok(Value::NONE)
}
