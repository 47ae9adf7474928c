//! The native modules a Vm can import, and how a fresh Vm gets the two that every program needs.

use taipan_native::{LibraryModule, ModuleDef};
use taipan_objects::{PyResult, Vm};

/// Every native module, by the folder order of `module/`.
pub static MODULES: &[&ModuleDef] = &[
    &taipan_module_abc::MODULE,
    &taipan_module_array::MODULE,
    &taipan_module_ast::MODULE,
    &taipan_module_asyncio::MODULE,
    &taipan_module_atexit::MODULE,
    &taipan_module_binascii::MODULE,
    &taipan_module_bisect::bisect::MODULE,
    &taipan_module_bisect::heapq::MODULE,
    &taipan_module_builtins::MODULE,
    &taipan_module_bz2::MODULE,
    &taipan_module_cmath::MODULE,
    &taipan_module_codecs::MODULE,
    &taipan_module_collections::MODULE,
    &taipan_module_contextvars::MODULE,
    &taipan_module_csv::MODULE,
    &taipan_module_datetime::MODULE,
    &taipan_module_errno::MODULE,
    &taipan_module_faulthandler::MODULE,
    &taipan_module_fcntl::MODULE,
    &taipan_module_functools::MODULE,
    &taipan_module_gc::MODULE,
    &taipan_module_hashes::BLAKE2,
    &taipan_module_hashes::MD5,
    &taipan_module_hashes::SHA1,
    &taipan_module_hashes::SHA2,
    &taipan_module_hashes::SHA3,
    &taipan_module_imp::MODULE,
    &taipan_module_io::MODULE,
    &taipan_module_itertools::MODULE,
    &taipan_module_json::MODULE,
    &taipan_module_locale::MODULE,
    &taipan_module_marshal::MODULE,
    &taipan_module_math::MODULE,
    &taipan_module_opcode::MODULE,
    &taipan_module_operator::MODULE,
    &taipan_module_posix::MODULE,
    &taipan_module_posixsubprocess::MODULE,
    &taipan_module_pwd::GRP,
    &taipan_module_pwd::PWD,
    &taipan_module_queue::MODULE,
    &taipan_module_random::MODULE,
    &taipan_module_resource::MODULE,
    &taipan_module_select::MODULE,
    &taipan_module_signal::MODULE,
    &taipan_module_socket::MODULE,
    &taipan_module_sre::MODULE,
    &taipan_module_stat::MODULE,
    &taipan_module_statistics::MODULE,
    &taipan_module_string::MODULE,
    &taipan_module_struct::MODULE,
    &taipan_module_symtable::MODULE,
    &taipan_module_sys::MODULE,
    &taipan_module_thread::MODULE,
    &taipan_module_time::MODULE,
    &taipan_module_tokenize::MODULE,
    &taipan_module_tracemalloc::MODULE,
    &taipan_module_types::MODULE,
    &taipan_module_typing::MODULE,
    &taipan_module_unicodedata::MODULE,
    &taipan_module_warnings::MODULE,
    &taipan_module_weakref::MODULE,
    &taipan_module_zlib::MODULE,
];

/// What native code takes the place of in modules of the library.
pub static OVERRIDES: &[taipan_native::Override] = taipan_module_asyncio::OVERRIDES;

/// The folder that stands for the compiled standard library in `sys.path`. Nothing need be there.
pub const LIBRARY: &str = "/usr/lib/taipan3.14";

/// The part of that folder that comes before another library.
pub const OVERLAY: &str = "/usr/lib/taipan3.14/overlay";

/// A module of the compiled standard library.
pub fn library(name: &str) -> Option<LibraryModule> {
    taipan_stdlib::find(name).map(|module| LibraryModule {
        code: module.code(),
        is_package: module.is_package(),
        path: module.path(),
        is_overlay: module.is_overlay(),
    })
}

/// The names of all modules of the compiled standard library.
pub fn library_names() -> Vec<&'static str> {
    taipan_stdlib::modules().map(|module| module.name()).collect()
}

/// The source of a module of the compiled standard library, by its file name.
pub fn library_source(filename: &str) -> Option<Vec<u8>> {
    let path = filename.strip_prefix(LIBRARY)?.strip_prefix('/')?.strip_suffix(".py")?;
    let path = path.strip_prefix("overlay/").unwrap_or(path);
    let path = path.strip_suffix("/__init__").unwrap_or(path);
    taipan_stdlib::find(&path.replace('/', ".")).map(|module| module.source())
}

/// Makes `builtins` and `sys` and puts them into `sys.modules`.
pub fn install(vm: &mut Vm) -> PyResult<()> {
    let modules = vm.modules.clone();
    let builtins = taipan_module_builtins::MODULE.make(vm)?;
    vm.builtins = vm.module_dict(&builtins);
    vm.dict_set_str(&modules, "builtins", builtins)?;
    let sys = taipan_module_sys::MODULE.make(vm)?;
    let mut names: Vec<&str> = MODULES.iter().map(|def| def.name).collect();
    names.sort_unstable();
    let names = names.into_iter().map(|name| vm.intern(name)).collect();
    let names = vm.new_tuple(names);
    vm.set_module_attr(&sys, "builtin_module_names", names);
    vm.set_library_sources(library_source);
    vm.dict_set_str(&modules, "sys", sys)?;
    // It sets `builtins.open`.
    let io = taipan_module_io::MODULE.make(vm)?;
    vm.dict_set_str(&modules, "_io", io)
}
