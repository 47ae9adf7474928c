//! Module `array`: rows of numbers or characters of one C type, as memory that others can look into.
//!
//! Absent: the codes of complex numbers, which CPython 3.14 has not either.

mod class;
mod docs;
mod items;
mod iterator;
mod methods;
mod pickle;

use taipan_native::{ModuleDef, NativeDef, PyResult, Value, Vm, function};

pub static MODULE: ModuleDef = ModuleDef {
    name: "array",
    doc: Some(
        "This module defines an object type which can efficiently represent\nan array of basic values: characters, integers, floating-point\nnumbers.  Arrays are sequence types and behave very much like lists,\nexcept that the type of objects stored in them is constrained.\n",
    ),
    functions: FUNCTIONS,
    init,
};

static FUNCTIONS: &[NativeDef] = &[function(
    "_array_reconstructor",
    "($module, arraytype, typecode, mformat_code, items, /)",
    pickle::reconstruct,
    "Internal. Used for pickling support.",
)];

/// The classes of the module, and the function that pickles name.
struct Classes {
    array: Value,
    iterator: Value,
    reconstructor: Value,
}

impl Default for Classes {
    fn default() -> Classes {
        Classes { array: Value::NULL, iterator: Value::NULL, reconstructor: Value::NULL }
    }
}

fn init(vm: &mut Vm, module: &Value) -> PyResult<()> {
    let array = class::make(vm)?;
    let iterator = iterator::make(vm)?;
    let reconstructor = vm.get_attr_str(module, "_array_reconstructor")?;
    vm.set_module_attr(module, "array", array.clone());
    vm.set_module_attr(module, "ArrayType", array.clone());
    let codes = vm.new_str(items::CODES);
    vm.set_module_attr(module, "typecodes", codes);
    *vm.state::<Classes>() = Classes { array: array.clone(), iterator, reconstructor };
    // Arrays are mutable sequences, as in CPython, where this module registers them too.
    let name = vm.intern("collections.abc");
    let names = vm.new_tuple(vec![vm.intern("MutableSequence")]);
    let abc = (vm.interp.import)(vm, &name, None, &names, 0)?;
    let sequence = vm.get_attr_str(&abc, "MutableSequence")?;
    vm.call_method(&sequence, "register", &[array])?;
    Ok(())
}
