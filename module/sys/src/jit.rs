//! `sys._jit`: there is none.

use taipan_native::{ModuleDef, NativeDef, PyResult, Value, Vm, function, no_init};

static MODULE: ModuleDef = ModuleDef {
    name: "sys._jit",
    doc: Some("Utilities for observing just-in-time compilation."),
    functions: FUNCTIONS,
    init: no_init,
};

static FUNCTIONS: &[NativeDef] = &[
    function(
        "is_available",
        "($module, /)",
        no,
        "Return True if the current Python executable supports JIT compilation, and False otherwise.",
    ),
    function(
        "is_enabled",
        "($module, /)",
        no,
        "Return True if JIT compilation is enabled for the current Python process (implies sys._jit.is_available()), and False otherwise.",
    ),
    function(
        "is_active",
        "($module, /)",
        no,
        "Return True if the topmost Python frame is currently executing JIT code (implies sys._jit.is_enabled()), and False otherwise.",
    ),
];

fn no(_: &mut Vm, _: &[Value]) -> PyResult {
    Ok(Value::FALSE)
}

pub fn set(vm: &mut Vm, sys: &Value) -> PyResult<()> {
    let module = MODULE.make(vm)?;
    vm.set_module_attr(sys, "_jit", module);
    Ok(())
}
