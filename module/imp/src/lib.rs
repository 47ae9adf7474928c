//! Module `_imp`: what `importlib` asks of the interpreter: native modules by name, the import lock, hashes of sources.
//!
//! There are no extension modules. Frozen are the modules that CPython freezes, out of the compiled standard library; the
//! others of that library are found along `sys.path`, by the overlay `_library`, which asks the `_library` functions here.
#![forbid(unsafe_code)]

use siphasher::sip::SipHasher13;
use std::collections::HashMap;
use std::hash::Hasher as _;
use std::rc::Rc;
use taipan_native::{
    Importable, LibraryModule, ModuleDef, NativeDef, PyResult, Raised, Tp, Value, Vm, function,
};
use taipan_objects::code::Code;
use taipan_objects::threads::ident;
use taipan_objects::wait::WaitQueue;

pub static MODULE: ModuleDef = ModuleDef {
    name: "_imp",
    doc: Some("(Extremely) low-level import machinery bits as used by importlib."),
    functions: FUNCTIONS,
    init,
};

/// What stands at the head of a file of compiled code: our own numbers, which no CPython has, and `\r\n`.
const MAGIC: i64 =
    0x0A0D_0000 | ((taipan_objects::code::FORMAT ^ (taipan_objects::code::FORMAT >> 16)) & 0xFFFF) as i64;

/// The import lock: how often its owner has taken it, and who waits for it.
#[derive(Default)]
struct Lock {
    held: u64,
    owner: u64,
    waiting: Rc<WaitQueue>,
}

static FUNCTIONS: &[NativeDef] = &[
    function(
        "_fix_co_filename",
        "($module, code, path, /)",
        fix_filename,
        "Changes code.co_filename to specify the passed-in file path.\n\n  code\n    Code object to change.\n  path\n    File path to use.",
    ),
    function(
        "_frozen_module_names",
        "($module, /)",
        frozen_names,
        "Returns the list of available frozen modules.",
    ),
    function(
        "_override_frozen_modules_for_tests",
        "($module, override, /)",
        nothing,
        "(internal-only) Override PyConfig.use_frozen_modules.\n\n(-1: \"off\", 1: \"on\", 0: no override)\nSee frozen_modules() in Lib/test/support/import_helper.py.",
    ),
    function(
        "_override_multi_interp_extensions_check",
        "($module, override, /)",
        |vm, _| Ok(vm.new_int(0)),
        "(internal-only) Override PyInterpreterConfig.check_multi_interp_extensions.\n\n(-1: \"never\", 1: \"always\", 0: no override)",
    ),
    function(
        "acquire_lock",
        "($module, /)",
        acquire_lock,
        "Acquires the interpreter's import lock for the current thread.\n\nThis lock should be used by import hooks to ensure thread-safety when\nimporting modules.  On platforms without threads, this function does nothing.",
    ),
    function("create_builtin", "($module, spec, /)", create_builtin, "Create an extension module."),
    function(
        "create_dynamic",
        "($module, spec, file=None, /)",
        create_dynamic,
        "Create an extension module.",
    ),
    function("exec_builtin", "($module, mod, /)", |vm, _| Ok(vm.new_int(0)), "Initialize a built-in module."),
    function(
        "exec_dynamic",
        "($module, mod, /)",
        |vm, _| Ok(vm.new_int(0)),
        "Initialize an extension module.",
    ),
    function(
        "extension_suffixes",
        "($module, /)",
        |vm, _| Ok(vm.new_list(Vec::new())),
        "Returns the list of file suffixes used to identify extension modules.",
    ),
    function(
        "find_frozen",
        "($module, name, /, *, withdata=False)",
        find_frozen,
        "Return info about the corresponding frozen module (if there is one) or None.\n\nThe returned info (a 2-tuple):\n\n * data         the raw marshalled bytes\n * is_package   whether or not it is a package\n * origname     the originally frozen module's name, or None if not\n                a stdlib module (this will usually be the same as\n                the module's current name)",
    ),
    function(
        "get_frozen_object",
        "($module, name, data=None, /)",
        frozen_object,
        "Create a code object for a frozen module.",
    ),
    function("init_frozen", "($module, name, /)", nothing, "Initializes a frozen module."),
    function(
        "is_builtin",
        "($module, name, /)",
        is_builtin,
        "Returns True if the module name corresponds to a built-in module.",
    ),
    function(
        "is_frozen",
        "($module, name, /)",
        |vm, a| Ok(Value::from_bool(frozen_origin(&name_of(vm, &a[1], "is_frozen")?).is_some())),
        "Returns True if the module name corresponds to a frozen module.",
    ),
    function(
        "is_frozen_package",
        "($module, name, /)",
        is_frozen_package,
        "Returns True if the module name is of a frozen package.",
    ),
    function(
        "lock_held",
        "($module, /)",
        |vm, _| Ok(Value::from_bool(vm.state::<Lock>().held > 0)),
        "Return True if the import lock is currently held, else False.\n\nOn platforms without threads, return False.",
    ),
    function(
        "release_lock",
        "($module, /)",
        release_lock,
        "Release the interpreter's import lock.\n\nOn platforms without threads, this function does nothing.",
    ),
    function(
        "_library_code",
        "($module, name, filename, /)",
        library_code,
        "The code of a module of the library.",
    ),
    function(
        "_library_find",
        "($module, name, overlay, /)",
        library_find,
        "The (path, is_package) of a module of the library, or None.",
    ),
    function(
        "_library_modules",
        "($module, overlay, /)",
        library_modules,
        "The (name, path, is_package) of the modules of the library.",
    ),
    function(
        "_library_source",
        "($module, path, /)",
        library_source,
        "The source of a module of the library, or None.",
    ),
    function("source_hash", "($module, /, key, source)", source_hash, ""),
];

fn init(vm: &mut Vm, module: &Value) -> PyResult<()> {
    let when = vm.state::<Importable>().check_hash_based_pycs.clone();
    let when = vm.new_str(when.as_deref().unwrap_or("default"));
    vm.set_module_attr(module, "check_hash_based_pycs", when);
    let magic = vm.new_int(MAGIC);
    vm.set_module_attr(module, "pyc_magic_number_token", magic);
    let root = vm.state::<Importable>().library.as_ref().map_or("", |library| library.root);
    let root = vm.new_str(root);
    vm.set_module_attr(module, "_library_root", root);
    Ok(())
}

fn nothing(_: &mut Vm, _: &[Value]) -> PyResult {
    Ok(Value::NONE)
}

fn import_error(vm: &mut Vm, text: &str, name: &Value) -> Raised {
    let raised = vm.raise(Tp::ImportError, text);
    taipan_objects::exception::set_field(vm, &raised.0, "name", name.clone());
    raised
}

fn name_of(vm: &mut Vm, name: &Value, function: &str) -> PyResult<String> {
    if !vm.is_instance(name, Tp::Str) {
        let text = format!("{function}() argument must be str, not {}", vm.type_name(name));
        return Err(vm.type_error(text));
    }
    Ok(vm.text(name).into_owned())
}

fn find(vm: &mut Vm, name: &str) -> Option<&'static ModuleDef> {
    vm.state::<Importable>().native.iter().find(|def| def.name == name).copied()
}

/// 1 for a native module, -1 for those that are made once, with the Vm.
fn is_builtin(vm: &mut Vm, a: &[Value]) -> PyResult {
    let name = name_of(vm, &a[1], "is_builtin")?;
    let answer = match name.as_str() {
        "sys" | "builtins" => -1,
        name => find(vm, name).is_some() as i64,
    };
    Ok(vm.new_int(answer))
}

fn create_builtin(vm: &mut Vm, a: &[Value]) -> PyResult {
    let name = vm.get_attr_str(&a[1], "name")?;
    let text = name_of(vm, &name, "create_builtin")?;
    let modules = vm.modules.clone();
    if let Some(module) = vm.dict_get(&modules, &name)? {
        return Ok(module);
    }
    match find(vm, &text) {
        Some(def) => make(vm, def),
        None => Ok(Value::NONE),
    }
}

/// What native modules had in them when they were first made, by their names.
#[derive(Default)]
struct FirstContents(HashMap<&'static str, Vec<(Value, Value)>>);

/// Makes a native module. One that is imported again, since a program took it out of `sys.modules`, has the classes of the
/// first: they are in the module's state, which is one per Vm.
fn make(vm: &mut Vm, def: &ModuleDef) -> PyResult {
    let Some(items) = vm.state::<FirstContents>().0.get(def.name).cloned() else {
        let module = def.make(vm)?;
        let dict = vm.module_dict(&module);
        let items = vm.dict_items(&dict);
        vm.state::<FirstContents>().0.insert(def.name, items);
        return Ok(module);
    };
    let module = vm.new_module(def.name, def.doc);
    let dict = vm.module_dict(&module);
    for (name, value) in items {
        vm.dict_set(&dict, &name, value)?;
    }
    Ok(module)
}

fn create_dynamic(vm: &mut Vm, a: &[Value]) -> PyResult {
    let name = vm.get_attr_str(&a[1], "name")?;
    Err(import_error(vm, "extension modules cannot be loaded", &name))
}

/// What is frozen, and under which name the library has it.
const FROZEN: &[(&str, &str)] = &[
    ("_frozen_importlib", "importlib._bootstrap"),
    ("_frozen_importlib_external", "importlib._bootstrap_external"),
    ("zipimport", "zipimport"),
    ("abc", "abc"),
    ("codecs", "codecs"),
    ("io", "io"),
    ("_collections_abc", "_collections_abc"),
    ("_sitebuiltins", "_sitebuiltins"),
    ("genericpath", "genericpath"),
    ("ntpath", "ntpath"),
    ("posixpath", "posixpath"),
    ("os.path", "posixpath"),
    ("os", "os"),
    ("site", "site"),
    ("stat", "stat"),
    ("importlib.util", "importlib.util"),
    ("importlib.machinery", "importlib.machinery"),
    ("runpy", "runpy"),
    ("__hello__", "__hello__"),
    ("__phello__", "__phello__"),
    ("__phello__.spam", "__phello__.spam"),
    // Ours: what finds the rest of the library.
    ("_library", "_library"),
];

fn frozen_origin(name: &str) -> Option<&'static str> {
    FROZEN.iter().find(|(frozen, _)| *frozen == name).map(|(_, origin)| *origin)
}

fn no_frozen(vm: &mut Vm, name: &Value) -> Raised {
    let text = format!("No such frozen object named {}", vm.repr_text(name).unwrap_or_default());
    import_error(vm, &text, name)
}

fn frozen_names(vm: &mut Vm, _: &[Value]) -> PyResult {
    let names = FROZEN.iter().map(|(name, _)| vm.new_str(name)).collect();
    Ok(vm.new_list(names))
}

fn library(vm: &mut Vm, name: &str) -> Option<LibraryModule> {
    let find = vm.state::<Importable>().library.as_ref()?.find;
    find(name)
}

fn find_frozen(vm: &mut Vm, a: &[Value]) -> PyResult {
    let name = name_of(vm, &a[1], "find_frozen")?;
    let Some(origin) = frozen_origin(&name) else { return Ok(Value::NONE) };
    let Some(module) = library(vm, origin) else { return Ok(Value::NONE) };
    let wants_data = !a[2].is_null() && vm.truth(&a[2])?;
    let data = if wants_data {
        let code = taipan_native::library_code(vm, origin, None)?;
        vm.bytes_value(&code.expect::<taipan_objects::code::Code>().to_bytes())?
    } else {
        Value::NONE
    };
    let origin = vm.new_str(origin);
    Ok(vm.new_tuple(vec![data, Value::from_bool(module.is_package), origin]))
}

fn frozen_object(vm: &mut Vm, a: &[Value]) -> PyResult {
    let name = name_of(vm, &a[1], "get_frozen_object")?;
    match frozen_origin(&name) {
        Some(origin) => taipan_native::library_code(vm, origin, None),
        None => Err(no_frozen(vm, &a[1])),
    }
}

fn is_frozen_package(vm: &mut Vm, a: &[Value]) -> PyResult {
    let name = name_of(vm, &a[1], "is_frozen_package")?;
    match frozen_origin(&name).and_then(|origin| library(vm, origin)) {
        Some(module) => Ok(Value::from_bool(module.is_package)),
        None => Err(no_frozen(vm, &a[1])),
    }
}

/// Where the file of a module of the library would lie, and whether it is a package.
fn library_place(vm: &mut Vm, name: &str, overlay: bool) -> Option<(String, bool)> {
    let library = vm.state::<Importable>().library.clone()?;
    let module = (library.find)(name).filter(|module| module.is_overlay || !overlay)?;
    let folder = if overlay { "/overlay" } else { "" };
    Some((format!("{}{folder}/{}", library.root, module.path), module.is_package))
}

fn library_find(vm: &mut Vm, a: &[Value]) -> PyResult {
    let name = name_of(vm, &a[1], "_library_find")?;
    let overlay = vm.truth(&a[2])?;
    let Some((path, is_package)) = library_place(vm, &name, overlay) else { return Ok(Value::NONE) };
    let path = vm.new_str(&path);
    Ok(vm.new_tuple(vec![path, Value::from_bool(is_package)]))
}

fn library_modules(vm: &mut Vm, a: &[Value]) -> PyResult {
    let overlay = vm.truth(&a[1])?;
    let names = vm.state::<Importable>().library.as_ref().map_or(Vec::new(), |library| (library.names)());
    let mut found = Vec::new();
    for name in names {
        if let Some((path, is_package)) = library_place(vm, name, overlay) {
            let row = vec![vm.new_str(name), vm.new_str(&path), Value::from_bool(is_package)];
            found.push(vm.new_tuple(row));
        }
    }
    Ok(vm.new_list(found))
}

fn library_code(vm: &mut Vm, a: &[Value]) -> PyResult {
    let name = name_of(vm, &a[1], "_library_code")?;
    let filename = name_of(vm, &a[2], "_library_code")?;
    taipan_native::library_code(vm, &name, Some(&filename))
}

fn library_source(vm: &mut Vm, a: &[Value]) -> PyResult {
    let path = name_of(vm, &a[1], "_library_source")?;
    let source = vm.state::<Importable>().library.as_ref().and_then(|library| (library.source)(&path));
    match source {
        Some(source) => vm.bytes_value(&source),
        None => Ok(Value::NONE),
    }
}

fn fix_filename(vm: &mut Vm, a: &[Value]) -> PyResult {
    if a[1].downcast::<Code>().is_none() {
        let text = format!("_fix_co_filename() argument 1 must be code, not {}", vm.type_name(&a[1]));
        return Err(vm.type_error(text));
    }
    name_of(vm, &a[2], "_fix_co_filename")?;
    vm.rename_code(&a[1], &a[2])?;
    Ok(Value::NONE)
}

fn acquire_lock(vm: &mut Vm, _: &[Value]) -> PyResult {
    let (own, waiting) = (ident(), vm.state::<Lock>().waiting.clone());
    waiting.wait_until(vm, None, |vm| {
        let lock = vm.state::<Lock>();
        let free = lock.held == 0 || lock.owner == own;
        if free {
            lock.held += 1;
            lock.owner = own;
        }
        free
    })?;
    Ok(Value::NONE)
}

fn release_lock(vm: &mut Vm, _: &[Value]) -> PyResult {
    let lock = vm.state::<Lock>();
    if lock.held == 0 || lock.owner != ident() {
        return Err(vm.raise(Tp::RuntimeError, "not holding the import lock"));
    }
    lock.held -= 1;
    if lock.held == 0 {
        lock.waiting.wake_one();
    }
    Ok(Value::NONE)
}

fn source_hash(vm: &mut Vm, a: &[Value]) -> PyResult {
    let key = vm.index_i64(&a[1])?;
    let source = vm.copy_bytes(&a[2])?;
    let mut hasher = SipHasher13::new_with_keys(key as u64, 0);
    hasher.write(&source);
    Ok(taipan_objects::bytes::make(vm, &hasher.finish().to_le_bytes()))
}
