//! Module `_typing`: the builtin classes that `typing` gives names to, and `Generic`, whose work `typing` itself does.
#![forbid(unsafe_code)]

use taipan_native::{Args, ModuleDef, NativeDef, PyResult, Tp, Value, Vm, class_method, function};
use taipan_objects::TypeSpec;
use taipan_objects::class::{Type, type_flags};
use taipan_objects::native_class::NativeClass;
use taipan_objects::tuple::Tuple;

pub static MODULE: ModuleDef = ModuleDef {
    name: "_typing",
    doc: Some("Primitives and accelerators for the typing module.\n"),
    functions: &[function("_idfunc", "($module, x, /)", |_, a| Ok(a[1].clone()), "")],
    init,
};

/// Calls a function of `typing` with the class and the arguments: bound as `cls, *args, **kwargs`.
fn by_typing(vm: &mut Vm, name: &str, a: &[Value]) -> PyResult {
    let typing = vm.intern("typing");
    let typing = (vm.interp.import)(vm, &typing, None, &Value::NONE, 0)?;
    let function = vm.get_attr_str(&typing, name)?;
    let mut all = vec![a[0].clone()];
    all.extend(a[1].expect::<Tuple>().items().iter().cloned());
    let mut names = Vec::new();
    for (name, value) in vm.dict_items(&a[2]) {
        names.push(name);
        all.push(value);
    }
    vm.call_args(&function, Args { all: &all, names: &names })
}

const METHODS: &[NativeDef] = &[
    class_method(
        "__class_getitem__",
        "($cls, *args, **kwargs)",
        |vm, a| by_typing(vm, "_generic_class_getitem", a),
        "Parameterizes a generic class.\n\nAt least, parameterizing a generic class is the *main* thing this\nmethod does.  For example, for some generic class `Foo`, this is\ncalled when we do `Foo[int]` - there, with `cls=Foo` and\n`params=int`.\n\nHowever, note that this method is also called when defining generic\nclasses in the first place with `class Foo[T]: ...`.\n",
    ),
    class_method(
        "__init_subclass__",
        "($cls, *args, **kwargs)",
        |vm, a| by_typing(vm, "_generic_init_subclass", a),
        "Function to initialize subclasses.",
    ),
];

fn init(vm: &mut Vm, module: &Value) -> PyResult<()> {
    for (name, tp) in [
        ("ParamSpec", Tp::ParamSpec),
        ("ParamSpecArgs", Tp::ParamSpecArgs),
        ("ParamSpecKwargs", Tp::ParamSpecKwargs),
        ("TypeAliasType", Tp::TypeAliasType),
        ("TypeVar", Tp::TypeVar),
        ("TypeVarTuple", Tp::TypeVarTuple),
        ("Union", Tp::Union),
    ] {
        let class = vm.class(tp);
        vm.set_module_attr(module, name, class);
    }
    let generic = generic(vm)?;
    vm.set_module_attr(module, "Generic", generic);
    let no_default = vm.no_default();
    vm.set_module_attr(module, "NoDefault", no_default);
    Ok(())
}

/// `typing.Generic`. Its instances are plain objects, so it goes with any other base.
fn generic(vm: &mut Vm) -> PyResult {
    let spec = TypeSpec {
        methods: METHODS,
        doc: Some(
            "Abstract base class for generic types.\n\nOn Python 3.12 and newer, generic classes implicitly inherit from\nGeneric when they declare a parameter list after the class's name::\n\n    class Mapping[KT, VT]:\n        def __getitem__(self, key: KT) -> VT:\n            ...\n        # Etc.\n\nOn older versions of Python, however, generic classes have to\nexplicitly inherit from Generic.\n\nAfter a class has been declared to be generic, it can then be used as\nfollows::\n\n    def lookup_name[KT, VT](mapping: Mapping[KT, VT], key: KT, default: VT) -> VT:\n        try:\n            return mapping[key]\n        except KeyError:\n            return default\n",
        ),
        ..TypeSpec::default()
    };
    let class = NativeClass { name: "Generic", module: "typing", spec, has_dict: false, has_weakrefs: false };
    let made = vm.new_native_class::<taipan_objects::object::Plain>(class, None)?;
    made.expect::<Type>().set_flag(type_flags::SHOWN_AS_HEAP, true);
    Ok(made)
}
