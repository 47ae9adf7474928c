//! Module `_collections`: `deque` and its iterators, and `defaultdict`. `OrderedDict` is absent: the pure one is used.

mod defaultdict;
mod deque;

use taipan_native::{ModuleDef, PyResult, Value, Vm};
use taipan_objects::native_class::NativeClass;

pub static MODULE: ModuleDef = ModuleDef {
    name: "_collections",
    doc: Some(
        "High performance data structures.\n- deque:        ordered collection accessible from endpoints only\n- defaultdict:  dict subclass with a default value factory\n",
    ),
    functions: &[],
    init,
};

/// The classes whose objects a deque makes.
struct Classes {
    iterator: Value,
    reverse_iterator: Value,
    defaultdict: Value,
}

impl Default for Classes {
    fn default() -> Classes {
        Classes { iterator: Value::NULL, reverse_iterator: Value::NULL, defaultdict: Value::NULL }
    }
}

fn init(vm: &mut Vm, module: &Value) -> PyResult<()> {
    let class =
        |name, module, spec, has_weakrefs| NativeClass { name, module, spec, has_dict: false, has_weakrefs };
    let deque = class("deque", "collections", deque::spec(), true);
    let deque = vm.new_native_class::<deque::Deque>(deque, None)?;
    let iterator = class("_deque_iterator", "_collections", deque::iterator_spec(false), false);
    let iterator = vm.new_native_class::<deque::DequeIterator>(iterator, None)?;
    let reverse = class("_deque_reverse_iterator", "_collections", deque::iterator_spec(true), false);
    let reverse_iterator = vm.new_native_class::<deque::DequeIterator>(reverse, None)?;
    vm.set_module_attr(module, "deque", deque);
    vm.set_module_attr(module, "_deque_iterator", iterator.clone());
    vm.set_module_attr(module, "_deque_reverse_iterator", reverse_iterator.clone());
    let defaultdict = defaultdict::class(vm)?;
    vm.set_module_attr(module, "defaultdict", defaultdict.clone());
    *vm.state::<Classes>() = Classes { iterator, reverse_iterator, defaultdict };
    Ok(())
}
