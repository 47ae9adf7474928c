//! Module `_types`: names for builtin classes that have none in `builtins`. `CapsuleType` is a class without objects:
//! there are no C extensions that could make capsules.

use taipan_native::{ModuleDef, PyResult, Tp, Value, Vm};
use taipan_objects::native_class::{NO_SHAPE, NativeClass};
use taipan_objects::{Payload, Tracer, TypeSpec};

pub static MODULE: ModuleDef =
    ModuleDef { name: "_types", doc: Some("Define names for built-in types."), functions: &[], init };

static CLASSES: &[(&str, Tp)] = &[
    ("AsyncGeneratorType", Tp::AsyncGenerator),
    ("BuiltinFunctionType", Tp::BuiltinFunction),
    ("BuiltinMethodType", Tp::BuiltinFunction),
    ("CellType", Tp::Cell),
    ("ClassMethodDescriptorType", Tp::ClassMethodDescriptor),
    ("CodeType", Tp::Code),
    ("CoroutineType", Tp::Coroutine),
    ("EllipsisType", Tp::EllipsisType),
    ("FrameType", Tp::Frame),
    ("FunctionType", Tp::Function),
    ("GeneratorType", Tp::Generator),
    ("GenericAlias", Tp::GenericAlias),
    ("GetSetDescriptorType", Tp::GetSetDescriptor),
    ("LambdaType", Tp::Function),
    ("MappingProxyType", Tp::MappingProxy),
    ("MemberDescriptorType", Tp::MemberDescriptor),
    ("MethodDescriptorType", Tp::MethodDescriptor),
    ("MethodType", Tp::Method),
    ("MethodWrapperType", Tp::MethodWrapper),
    ("ModuleType", Tp::Module),
    ("NoneType", Tp::NoneType),
    ("NotImplementedType", Tp::NotImplementedType),
    ("SimpleNamespace", Tp::SimpleNamespace),
    ("TracebackType", Tp::Traceback),
    ("UnionType", Tp::Union),
    ("WrapperDescriptorType", Tp::WrapperDescriptor),
];

/// The payload that a capsule would have.
struct Capsule;

// SAFETY: no references.
unsafe impl Payload for Capsule {
    const NAME: &'static str = "PyCapsule";
    const SHAPE: u32 = NO_SHAPE;
    const CONTAINER: bool = false;
    fn trace(&self, _: Tracer<'_>) {}
}

fn init(vm: &mut Vm, module: &Value) -> PyResult<()> {
    for (name, class) in CLASSES {
        let class = vm.class(*class);
        vm.set_module_attr(module, name, class);
    }
    let spec = TypeSpec { no_new: true, is_final: true, ..TypeSpec::default() };
    let class =
        NativeClass { name: "PyCapsule", module: "builtins", spec, has_dict: false, has_weakrefs: false };
    let class = vm.new_native_class::<Capsule>(class, None)?;
    vm.set_module_attr(module, "CapsuleType", class);
    Ok(())
}
