//! Taipan, to embed.
use taipan_objects::{CompileMode, Value};

/// The native modules, in the order of their names.
static MODULES: &[&taipan_native::ModuleDef] = &[
    &taipan_module_weakref::MODULE,
    &taipan_module_builtins::MODULE,
    &taipan_module_gc::MODULE,
    &taipan_module_math::MODULE,
    &taipan_module_sys::MODULE,
    &taipan_module_time::MODULE,
];

/// Runs a file; gives the exit status.
pub fn run_file(path: &str, args: &[String]) -> i32 {
    let mut vm = taipan_vm::new_vm(0, MODULES);
    vm.host_stack_limit = {
        let here = 0u8;
        (&raw const here as usize).saturating_sub(900 << 20)
    };
    let builtins = match taipan_module_builtins::MODULE.make(&mut vm) {
        Ok(m) => m,
        Err(_) => return 70,
    };
    let dict = vm.module_dict(&builtins);
    vm.builtins = dict;
    let modules = vm.modules.clone();
    let _ = vm.dict_set_str(&modules, "builtins", builtins);
    let sys = match taipan_module_sys::MODULE.make(&mut vm) {
        Ok(m) => m,
        Err(_) => return 70,
    };
    let _ = vm.dict_set_str(&modules, "sys", sys);
    let dict = vm.sys.clone();
    let argv: Vec<String> = std::iter::once(path.to_owned()).chain(args.iter().cloned()).collect();
    let all: Vec<String> = std::env::args().collect();
    let _ = taipan_module_sys::set_arguments(&mut vm, &argv, &all);
    let folder =
        std::path::Path::new(path).parent().map(|p| p.to_string_lossy().into_owned()).unwrap_or_default();
    let folder = vm.new_str(if folder.is_empty() { "." } else { &folder });
    let folders = vm.new_list(vec![folder]);
    let _ = vm.dict_set_str(&dict, "path", folders);
    let main = vm.new_module("__main__", None);
    let globals = vm.module_dict(&main);
    let _ = vm.dict_set_str(&modules, "__main__", main);
    let Ok(source) = std::fs::read(path) else { return 2 };
    let interp = vm.interp;
    let absolute = std::path::absolute(path).map_or_else(|_| path.to_owned(), |p| p.to_string_lossy().into_owned());
    let result = (interp.compile)(&mut vm, &source, &absolute, CompileMode::Exec, 0)
        .and_then(|code| (interp.run_code)(&mut vm, &code, &globals, None));
    let status = match result {
        Ok(_) => 0,
        Err(raised) => taipan_module_sys::report_uncaught(&mut vm, &raised),
    };
    taipan_module_sys::flush_streams(&mut vm);
    status
}
