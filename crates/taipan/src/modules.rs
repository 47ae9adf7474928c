//! The native modules a Vm can import, and how a fresh Vm gets the two that every program needs.

use taipan_native::ModuleDef;
use taipan_objects::{PyResult, Vm};

/// Every native module, by the folder order of `module/`.
pub static MODULES: &[&ModuleDef] = &[
    &taipan_module_builtins::MODULE,
    &taipan_module_codecs::MODULE,
    &taipan_module_errno::MODULE,
    &taipan_module_gc::MODULE,
    &taipan_module_io::MODULE,
    &taipan_module_math::MODULE,
    &taipan_module_fcntl::MODULE,
    &taipan_module_locale::MODULE,
    &taipan_module_posix::MODULE,
    &taipan_module_pwd::GRP,
    &taipan_module_pwd::PWD,
    &taipan_module_signal::MODULE,
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
    let mut names: Vec<&str> = MODULES.iter().map(|m| m.name).collect();
    names.sort_unstable();
    let names = names.into_iter().map(|name| vm.intern(name)).collect();
    let names = vm.new_tuple(names);
    vm.set_module_attr(&sys, "builtin_module_names", names);
    vm.dict_set_str(&modules, "sys", sys)?;
    // It sets `builtins.open`.
    let io = taipan_module_io::MODULE.make(vm)?;
    vm.dict_set_str(&modules, "_io", io)
}
