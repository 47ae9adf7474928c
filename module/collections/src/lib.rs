//! Module `_collections`: `deque` and its iterators, `defaultdict`, `OrderedDict`, and parts of `namedtuple` and
//! `Counter`.

mod count;
mod defaultdict;
mod deque;
mod odict_views;
mod ordered_dict;
mod tuple_getter;

use taipan_native::{ModuleDef, NativeDef, PyResult, Value, Vm, function};
use taipan_objects::native_class::NativeClass;

pub static MODULE: ModuleDef = ModuleDef {
    name: "_collections",
    doc: Some(
        "High performance data structures.\n- deque:        ordered collection accessible from endpoints only\n- defaultdict:  dict subclass with a default value factory\n",
    ),
    functions: FUNCTIONS,
    init,
};

static FUNCTIONS: &[NativeDef] = &[function(
    "_count_elements",
    "($module, mapping, iterable, /)",
    count::count_elements,
    "Count elements in the iterable, updating the mapping",
)];

/// The classes whose objects the module makes.
struct Classes {
    iterator: Value,
    reverse_iterator: Value,
    defaultdict: Value,
    ordered_dict: Value,
    odict_keys: Value,
    odict_items: Value,
    odict_values: Value,
    odict_iterator: Value,
}

impl Default for Classes {
    fn default() -> Classes {
        Classes {
            iterator: Value::NULL,
            reverse_iterator: Value::NULL,
            defaultdict: Value::NULL,
            ordered_dict: Value::NULL,
            odict_keys: Value::NULL,
            odict_items: Value::NULL,
            odict_values: Value::NULL,
            odict_iterator: Value::NULL,
        }
    }
}

fn init(vm: &mut Vm, module: &Value) -> PyResult<()> {
    let class =
        |name, module, spec, has_weakrefs| NativeClass { name, module, spec, has_dict: false, has_weakrefs };
    let deque = class("deque", "collections", deque::spec(), true);
    let deque = vm.new_native_class::<deque::Deque>(deque, None)?;
    let iterator = class("_deque_iterator", "collections", deque::iterator_spec(false), false);
    let iterator = vm.new_native_class::<deque::DequeIterator>(iterator, None)?;
    let reverse = class("_deque_reverse_iterator", "collections", deque::iterator_spec(true), false);
    let reverse_iterator = vm.new_native_class::<deque::DequeIterator>(reverse, None)?;
    vm.set_module_attr(module, "deque", deque);
    vm.set_module_attr(module, "_deque_iterator", iterator.clone());
    vm.set_module_attr(module, "_deque_reverse_iterator", reverse_iterator.clone());
    let defaultdict = defaultdict::class(vm)?;
    vm.set_module_attr(module, "defaultdict", defaultdict.clone());
    let ordered_dict = ordered_dict::class(vm)?;
    vm.set_module_attr(module, "OrderedDict", ordered_dict.clone());
    let tuple_getter = tuple_getter::class(vm)?;
    vm.set_module_attr(module, "_tuplegetter", tuple_getter);
    let [odict_keys, odict_items, odict_values] = odict_views::views(vm)?;
    let odict_iterator = odict_views::iterator(vm)?;
    *vm.state::<Classes>() = Classes {
        iterator,
        reverse_iterator,
        defaultdict,
        ordered_dict,
        odict_keys,
        odict_items,
        odict_values,
        odict_iterator,
    };
    Ok(())
}
