//! How native modules are written and registered. A module is a table of functions and a function that sets the
//! rest; the interpreter makes it when it is first imported. Its state, if any, is `vm.state::<T>()`, one per Vm.
#![forbid(unsafe_code)]

pub mod os;

pub use taipan_objects::native::{NativeDef, class_method, function, method};
pub use taipan_objects::{Args, PyResult, Raised, Tp, Value, Vm};

/// A native module.
pub struct ModuleDef {
    pub name: &'static str,
    pub doc: Option<&'static str>,
    pub functions: &'static [NativeDef],
    /// Sets constants, classes and whatever else the module has.
    pub init: fn(&mut Vm, &Value) -> PyResult<()>,
}

/// A module of the compiled standard library.
#[derive(Clone, Copy)]
pub struct LibraryModule {
    /// Where its code object begins in [`Library::code`].
    pub code: u32,
    pub is_package: bool,
    /// Where its file would lie below the library's folder, with slashes.
    pub path: &'static str,
    /// Whether it replaces a module of whatever library is used.
    pub is_overlay: bool,
}

/// The compiled standard library.
#[derive(Clone)]
pub struct Library {
    /// The folder that stands for it in `sys.path`.
    pub root: &'static str,
    /// The code of all modules.
    pub code: &'static [u8],
    pub find: fn(&str) -> Option<LibraryModule>,
    /// The source of a module, by the name its file would have.
    pub source: fn(&str) -> Option<Vec<u8>>,
    pub names: fn() -> Vec<&'static str>,
}

/// The code object of a module of the compiled library, with a file name or its own (`<frozen name>`).
pub fn library_code(vm: &mut Vm, name: &str, filename: Option<&str>) -> PyResult {
    let library = vm.state::<Importable>().library.clone();
    match library.and_then(|library| Some((library.code, (library.find)(name)?))) {
        Some((code, module)) => vm.code_of_library(code, module.code, filename),
        None => Err(vm.raise(Tp::ImportError, format!("the library inside the binary has no module {name}"))),
    }
}

/// Native code that takes the place of parts of a module of the library, once that has run.
pub struct Override {
    pub module: &'static str,
    pub apply: fn(&mut Vm, &Value) -> PyResult<()>,
}

/// What a Vm can import without a file: native modules, and the compiled standard library. One per Vm, in its state.
#[derive(Default)]
pub struct Importable {
    pub native: Vec<&'static ModuleDef>,
    pub library: Option<Library>,
    pub overrides: &'static [Override],
    /// `_imp.check_hash_based_pycs`, where it is not `default`.
    pub check_hash_based_pycs: Option<String>,
}

impl ModuleDef {
    /// Makes the module object.
    pub fn make(&self, vm: &mut Vm) -> PyResult {
        let module = vm.new_module(self.name, self.doc);
        vm.add_functions(&module, self.functions);
        (self.init)(vm, &module)?;
        Ok(module)
    }
}

/// An `init` for modules that are functions only.
pub fn no_init(_: &mut Vm, _: &Value) -> PyResult<()> {
    Ok(())
}
