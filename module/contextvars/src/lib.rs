//! Module `_contextvars`: variables whose values belong to a context. The current context is `Vm::context`.

mod context;
mod map;
mod token;
mod variable;

pub use context::{copy, current, enter, is_object, leave, snapshot, whole};
use taipan_native::{ModuleDef, NativeDef, PyResult, Value, Vm, function};
use taipan_objects::native_class::NativeClass;

pub static MODULE: ModuleDef =
    ModuleDef { name: "_contextvars", doc: Some("Context Variables"), functions: FUNCTIONS, init };

static FUNCTIONS: &[NativeDef] = &[function(
    "copy_context",
    "($module, /)",
    |vm, _| {
        let current = current(vm);
        Ok(copy(vm, &current))
    },
    "",
)];

/// The module's classes, and how many variables were made.
struct Classes {
    token: Value,
    missing: Value,
    node: Value,
    /// Of keys, values, items.
    iterators: [Value; 3],
    variables: u64,
}

impl Default for Classes {
    fn default() -> Self {
        const NULL: Value = Value::NULL;
        Classes { token: NULL, missing: NULL, node: NULL, iterators: [NULL; 3], variables: 0 }
    }
}

fn init(vm: &mut Vm, module: &Value) -> PyResult<()> {
    let class =
        |name, module, spec, has_weakrefs| NativeClass { name, module, spec, has_dict: false, has_weakrefs };
    const OWN: &str = "_contextvars";
    let context =
        vm.new_native_class::<context::Context>(class("Context", OWN, context::spec(), true), None)?;
    let variable =
        vm.new_native_class::<variable::ContextVar>(class("ContextVar", OWN, variable::spec(), false), None)?;
    let token = vm.new_native_class::<token::Token>(class("Token", OWN, token::spec(), false), None)?;
    let node = vm.new_native_class::<map::Node>(class("hamt", "builtins", map::spec(), false), None)?;
    let missing = class("Token.MISSING", "builtins", token::missing_spec(), false);
    let missing = vm.new_native_class::<token::Missing>(missing, None)?;
    let missing = vm.new_object(&missing, token::Missing);
    let mut iterators = [Value::NULL, Value::NULL, Value::NULL];
    for (place, name) in iterators.iter_mut().zip(["keys", "values", "items"]) {
        let class = class(name, "builtins", context::iterator_spec(), false);
        *place = vm.new_native_class::<context::Items>(class, None)?;
    }
    let dict = token.expect::<taipan_objects::class::Type>().data.dict.get(vm).clone();
    vm.dict_set_str(&dict, "MISSING", missing.clone())?;
    vm.set_module_attr(module, "Context", context.clone());
    vm.set_module_attr(module, "ContextVar", variable);
    vm.set_module_attr(module, "Token", token.clone());
    vm.context_shape = context.expect::<taipan_objects::class::Type>().shape.get();
    let variables = vm.state::<Classes>().variables;
    *vm.state::<Classes>() = Classes { token, missing, node, iterators, variables };
    Ok(())
}
