//! The native modules a Vm can import, and how a fresh Vm gets the two that every program needs.

use taipan_native::{LibraryModule, ModuleDef};
use taipan_objects::{PyResult, Vm};

/// Every native module, by the folder order of `module/`.
pub static MODULES: &[&ModuleDef] = &[
    &taipan_module_ast::MODULE,
    &taipan_module_builtins::MODULE,
    &taipan_module_gc::MODULE,
    &taipan_module_math::MODULE,
    &taipan_module_sys::MODULE,
    &taipan_module_thread::MODULE,
    &taipan_module_time::MODULE,
    &taipan_module_tokenize::MODULE,
    &taipan_module_weakref::MODULE,
];

/// The folder that stands for the compiled standard library in `sys.path`. Nothing need be there.
pub const LIBRARY: &str = "/usr/lib/taipan3.14";

/// A module of the compiled standard library.
pub fn library(name: &str) -> Option<LibraryModule> {
    taipan_stdlib::find(name).map(|module| LibraryModule {
        code: module.code(),
        is_package: module.is_package(),
        path: module.path(),
    })
}

/// Makes `builtins` and `sys` and puts them into `sys.modules`.
pub fn install(vm: &mut Vm) -> PyResult<()> {
    let modules = vm.modules.clone();
    let builtins = taipan_module_builtins::MODULE.make(vm)?;
    vm.builtins = vm.module_dict(&builtins);
    vm.dict_set_str(&modules, "builtins", builtins)?;
    let sys = taipan_module_sys::MODULE.make(vm)?;
    vm.dict_set_str(&modules, "sys", sys)
}
