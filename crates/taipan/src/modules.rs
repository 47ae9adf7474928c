//! The native modules a Vm can import, and how a fresh Vm gets the two that every program needs.

use taipan_native::ModuleDef;
use taipan_objects::{PyResult, Vm};

/// Every native module, by the folder order of `module/`.
pub static MODULES: &[&ModuleDef] = &[
    &taipan_module_bisect::bisect::MODULE,
    &taipan_module_bisect::heapq::MODULE,
    &taipan_module_builtins::MODULE,
    &taipan_module_collections::MODULE,
    &taipan_module_functools::MODULE,
    &taipan_module_gc::MODULE,
    &taipan_module_itertools::MODULE,
    &taipan_module_math::MODULE,
    &taipan_module_sys::MODULE,
    &taipan_module_time::MODULE,
    &taipan_module_weakref::MODULE,
];

/// Makes `builtins` and `sys` and puts them into `sys.modules`.
pub fn install(vm: &mut Vm) -> PyResult<()> {
    let modules = vm.modules.clone();
    let builtins = taipan_module_builtins::MODULE.make(vm)?;
    vm.builtins = vm.module_dict(&builtins);
    vm.dict_set_str(&modules, "builtins", builtins)?;
    let sys = taipan_module_sys::MODULE.make(vm)?;
    vm.dict_set_str(&modules, "sys", sys)
}
