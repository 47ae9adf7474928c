//! Module `_functools`: `reduce`, `cmp_to_key`, `partial` and the cache of `lru_cache`.

mod cmp_to_key;
mod lru_cache;
mod partial;

use taipan_native::{ModuleDef, NativeDef, PyResult, Tp, Value, Vm, function};
use taipan_objects::native_class::NativeClass;

pub static MODULE: ModuleDef = ModuleDef {
    name: "_functools",
    doc: Some("Tools that operate on functions."),
    functions: FUNCTIONS,
    init,
};

static FUNCTIONS: &[NativeDef] = &[
    function("cmp_to_key", "($module, /, mycmp)", cmp_to_key::cmp_to_key, KEY_DOC),
    function("reduce", "($module, function, iterable, /, initial=<unrepresentable>)", reduce, REDUCE_DOC),
];

const KEY_DOC: &str =
    "Convert a cmp= function into a key= function.\n\n  mycmp\n    Function that compares two objects.";
const REDUCE_DOC: &str = "Apply a function of two arguments cumulatively to the items of an iterable, from left to right.\n\nThis effectively reduces the iterable to a single value.  If initial is\npresent, it is placed before the items of the iterable in the\ncalculation, and serves as a default when the iterable is empty.\n\nFor example, reduce(lambda x, y: x+y, [1, 2, 3, 4, 5])\ncalculates ((((1 + 2) + 3) + 4) + 5).";

/// The classes of the module, and its two singletons.
struct Classes {
    key: Value,
    partial: Value,
    placeholder: Value,
    mark: Value,
}

impl Default for Classes {
    fn default() -> Classes {
        Classes { key: Value::NULL, partial: Value::NULL, placeholder: Value::NULL, mark: Value::NULL }
    }
}

fn init(vm: &mut Vm, module: &Value) -> PyResult<()> {
    let spec = cmp_to_key::spec();
    let class =
        NativeClass { name: "KeyWrapper", module: "functools", spec, has_dict: false, has_weakrefs: false };
    let key = vm.new_native_class::<cmp_to_key::Key>(class, None)?;
    let partial = partial::make(vm)?;
    let (placeholder_class, placeholder) = partial::make_placeholder(vm)?;
    let wrapper = lru_cache::make(vm)?;
    vm.set_module_attr(module, "partial", partial.clone());
    vm.set_module_attr(module, "_PlaceholderType", placeholder_class);
    vm.set_module_attr(module, "Placeholder", placeholder.clone());
    vm.set_module_attr(module, "_lru_cache_wrapper", wrapper);
    let object = vm.class(Tp::Object);
    let mark = vm.call(&object, &[])?;
    *vm.state::<Classes>() = Classes { key, partial, placeholder, mark };
    Ok(())
}

fn reduce(vm: &mut Vm, a: &[Value]) -> PyResult {
    if vm.type_of(&a[2]).slots().iter.is_none() && vm.type_of(&a[2]).slots().getitem.is_none() {
        return Err(vm.type_error("reduce() arg 2 must support iteration"));
    }
    let iterator = vm.iter(&a[2])?;
    let mut result = a[3].clone();
    while let Some(item) = vm.next(&iterator)? {
        result = if result.is_null() { item } else { vm.call(&a[1], &[result, item])? };
    }
    if result.is_null() {
        return Err(vm.type_error("reduce() of empty iterable with no initial value"));
    }
    Ok(result)
}
