//! Module `_tokenize`. `tokenize` can be imported; tokens are not made yet: `TokenizerIter(…)` raises
//! NotImplementedError, and says so.
#![deny(unsafe_op_in_unsafe_fn)]

use taipan_native::{ModuleDef, PyResult, Tp, Value, Vm};
use taipan_objects::native::TypeSpec;
use taipan_objects::native_class::{NO_SHAPE, NativeClass};
use taipan_objects::slots::Slots;
use taipan_objects::{Payload, Tracer};

pub static MODULE: ModuleDef = ModuleDef { name: "_tokenize", doc: None, functions: &[], init };

/// No object of the class is made.
struct TokenizerIter;

// SAFETY: it holds no references.
unsafe impl Payload for TokenizerIter {
    const NAME: &'static str = "TokenizerIter";
    const SHAPE: u32 = NO_SHAPE;
    const CONTAINER: bool = false;
    fn trace(&self, _: Tracer<'_>) {}
}

fn init(vm: &mut Vm, module: &Value) -> PyResult<()> {
    let class = NativeClass {
        name: "TokenizerIter",
        module: "_tokenize",
        spec: TypeSpec {
            slots: Slots {
                new: Some(|vm, _, _| {
                    Err(vm.raise(Tp::NotImplementedError, "Taipan has no tokenizer for Python programs yet"))
                }),
                ..Slots::default()
            },
            ..TypeSpec::default()
        },
        has_dict: false,
        has_weakrefs: false,
    };
    let class = vm.new_native_class::<TokenizerIter>(class, None)?;
    vm.set_module_attr(module, "TokenizerIter", class);
    Ok(())
}
