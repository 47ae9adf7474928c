//! Module `_imp`: what `importlib` asks of the interpreter: native modules by name, the import lock, hashes of sources.
//!
//! There are no extension modules and no frozen ones: the compiled standard library is found along `sys.path`.
#![forbid(unsafe_code)]

use siphasher::sip::SipHasher13;
use std::hash::Hasher as _;
use taipan_native::{Importable, ModuleDef, NativeDef, PyResult, Raised, Tp, Value, Vm, function};
use taipan_objects::code::Code;

pub static MODULE: ModuleDef = ModuleDef {
    name: "_imp",
    doc: Some("(Extremely) low-level import machinery bits as used by importlib."),
    functions: FUNCTIONS,
    init,
};

/// What stands at the head of a file of compiled code: our own number, which no CPython has, and `\r\n`.
const MAGIC: i64 = 0x0A0D_0000 | 31_401;

/// The import lock: how often the running thread has taken it.
#[derive(Default)]
struct Lock {
    held: u64,
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
        |vm, _| Ok(vm.new_list(Vec::new())),
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
        nothing,
        "Return info about the corresponding frozen module (if there is one) or None.\n\nThe returned info (a 2-tuple):\n\n * data         the raw marshalled bytes\n * is_package   whether or not it is a package\n * origname     the originally frozen module's name, or None if not\n                a stdlib module (this will usually be the same as\n                the module's current name)",
    ),
    function(
        "get_frozen_object",
        "($module, name, data=None, /)",
        no_frozen,
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
        |_, _| Ok(Value::FALSE),
        "Returns True if the module name corresponds to a frozen module.",
    ),
    function(
        "is_frozen_package",
        "($module, name, /)",
        no_frozen,
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
    function("source_hash", "($module, /, key, source)", source_hash, ""),
];

fn init(vm: &mut Vm, module: &Value) -> PyResult<()> {
    let when = vm.new_str("default");
    vm.set_module_attr(module, "check_hash_based_pycs", when);
    let magic = vm.new_int(MAGIC);
    vm.set_module_attr(module, "pyc_magic_number_token", magic);
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
        Some(def) => def.make(vm),
        None => Ok(Value::NONE),
    }
}

fn create_dynamic(vm: &mut Vm, a: &[Value]) -> PyResult {
    let name = vm.get_attr_str(&a[1], "name")?;
    Err(import_error(vm, "extension modules cannot be loaded", &name))
}

fn no_frozen(vm: &mut Vm, a: &[Value]) -> PyResult {
    let name = name_of(vm, &a[1], "get_frozen_object")?;
    let text = format!("No such frozen object named {name}");
    Err(import_error(vm, &text, &a[1]))
}

fn fix_filename(vm: &mut Vm, a: &[Value]) -> PyResult {
    if a[1].downcast::<Code>().is_none() {
        let text = format!("_fix_co_filename() argument 1 must be code, not {}", vm.type_name(&a[1]));
        return Err(vm.type_error(text));
    }
    name_of(vm, &a[2], "_fix_co_filename")?;
    // Code that was read from a cache was given its file's name when it was read.
    Ok(Value::NONE)
}

fn acquire_lock(vm: &mut Vm, _: &[Value]) -> PyResult {
    vm.state::<Lock>().held += 1;
    Ok(Value::NONE)
}

fn release_lock(vm: &mut Vm, _: &[Value]) -> PyResult {
    let lock = vm.state::<Lock>();
    if lock.held == 0 {
        return Err(vm.raise(Tp::RuntimeError, "not holding the import lock"));
    }
    lock.held -= 1;
    Ok(Value::NONE)
}

fn source_hash(vm: &mut Vm, a: &[Value]) -> PyResult {
    let key = vm.index_i64(&a[1])?;
    let source = vm.copy_bytes(&a[2])?;
    let mut hasher = SipHasher13::new_with_keys(key as u64, 0);
    hasher.write(&source);
    Ok(taipan_objects::bytes::make(vm, &hasher.finish().to_le_bytes()))
}
