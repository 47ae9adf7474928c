//! The ways a program is started: a file, a folder or archive, a module.

use crate::builder::import;
use crate::{Result, Scope};
use taipan_objects::{CompileMode, PyResult, Value};

/// Bytes at the end of a zip archive that may hold its last record: the record and the longest comment.
const ARCHIVE_TAIL: usize = 22 + 0xFFFF;

/// Whether a file ends as a zip archive does.
pub fn is_archive(content: &[u8]) -> bool {
    let tail = &content[content.len().saturating_sub(ARCHIVE_TAIL)..];
    memchr::memmem::find(tail, b"PK\x05\x06").is_some()
}

pub fn run_file(scope: &mut Scope<'_>, source: &[u8], name: &str) -> Result<()> {
    let loader = file_loader(scope, name);
    let loader = scope.lift(loader)?;
    let loader = scope.hold(loader);
    scope.set_global("__loader__", &loader)?;
    scope.set_global("__file__", name)?;
    scope.set_global("__cached__", ())?;
    scope.run(source, name, CompileMode::Exec).map(drop)
}

fn file_loader(scope: &mut Scope<'_>, file: &str) -> PyResult {
    let vm = &mut *scope.vm;
    let external = import(vm, "_frozen_importlib_external")?;
    let (main, file) = (vm.new_str("__main__"), vm.new_str(file));
    vm.call_method(&external, "SourceFileLoader", &[main, file])
}

/// Runs the `__main__` of a folder or an archive, which becomes the first entry of `sys.path`.
pub fn run_folder(scope: &mut Scope<'_>, folder: &str) -> Result<()> {
    let sys = scope.vm.sys.clone();
    let first = scope.vm.new_str(folder);
    let placed = match scope.vm.dict_get_str(&sys, "path") {
        Some(path) if scope.vm.script_folder.is_some() => scope.vm.set_item(&path, &Value::ZERO, first),
        Some(path) => scope.vm.call_method(&path, "insert", &[Value::ZERO, first]).map(drop),
        None => Ok(()),
    };
    scope.lift(placed)?;
    run_module(scope, "__main__", false)
}

/// `runpy`'s way; `named` makes `sys.argv[0]` the path of the module.
pub fn run_module(scope: &mut Scope<'_>, name: &str, named: bool) -> Result<()> {
    let vm = &mut *scope.vm;
    let (text, named) = (vm.new_str(name), Value::from_bool(named));
    let run =
        import(vm, "runpy").and_then(|runpy| vm.call_method(&runpy, "_run_module_as_main", &[text, named]));
    scope.lift(run).map(drop)
}
