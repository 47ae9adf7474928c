//! Module `_warnings`: `warn` and `warn_explicit` for those who may not import `warnings` themselves, such as `importlib`. The
//! filters and their state are those of the pure `_py_warnings`, which `warnings` is built on.
#![forbid(unsafe_code)]

use taipan_native::{ModuleDef, NativeDef, PyResult, Value, Vm, function, no_init};

pub static MODULE: ModuleDef = ModuleDef {
    name: "_warnings",
    doc: Some(
        "_warnings provides basic warning filtering support.\nIt is a helper module to speed up interpreter start-up.",
    ),
    functions: FUNCTIONS,
    init: no_init,
};

static FUNCTIONS: &[NativeDef] = &[
    function(
        "warn",
        "($module, /, message, category=None, stacklevel=1, source=None, *, skip_file_prefixes=())",
        |vm, a| {
            forward(
                vm,
                "warn",
                &["message", "category", "stacklevel", "source", "skip_file_prefixes"],
                &a[1..],
            )
        },
        "Issue a warning, or maybe ignore it or raise an exception.",
    ),
    function(
        "warn_explicit",
        "($module, /, message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None)",
        |vm, a| {
            let names = [
                "message",
                "category",
                "filename",
                "lineno",
                "module",
                "registry",
                "module_globals",
                "source",
            ];
            forward(vm, "warn_explicit", &names, &a[1..])
        },
        "Issue a warning, or maybe ignore it or raise an exception.",
    ),
];

/// Calls the function of `warnings` with what was given, by name.
fn forward(vm: &mut Vm, name: &str, parameters: &[&str], values: &[Value]) -> PyResult {
    let module = vm.intern("warnings");
    let nothing = vm.empty_tuple.clone();
    let module = (vm.interp.import)(vm, &module, None, &nothing, 0)?;
    let function = vm.get_attr_str(&module, name)?;
    let (mut given, mut names) = (Vec::new(), Vec::new());
    for (parameter, value) in parameters.iter().zip(values) {
        if !value.is_null() {
            names.push(vm.intern(parameter));
            given.push(value.clone());
        }
    }
    vm.call_args(&function, taipan_native::Args { all: &given, names: &names })
}
