//! Module `_symtable`: the scopes of a program as objects, and the numbers that their flags are made of. Where each name
//! is found is the compiler's to say; it is reached through `Interp::symtable`.
#![deny(unsafe_op_in_unsafe_fn)]

use taipan_native::{ModuleDef, NativeDef, PyResult, Tp, Value, Vm, function};
use taipan_objects::native::{TypeSpec, member};
use taipan_objects::native_class::{NO_SHAPE, NativeClass};
use taipan_objects::slots::Slots;
use taipan_objects::str::Str;
use taipan_objects::{CompileMode, Payload, SymbolScope, Tracer};

pub static MODULE: ModuleDef = ModuleDef { name: "_symtable", doc: None, functions: FUNCTIONS, init };

static FUNCTIONS: &[NativeDef] = &[function(
    "symtable",
    "($module, source, filename, startstr, /)",
    symtable,
    "Return symbol and scope dictionaries used internally by compiler.",
)];

static CONSTANTS: &[(&str, i64)] = &[
    ("USE", 16),
    ("DEF_GLOBAL", 1),
    ("DEF_NONLOCAL", 8),
    ("DEF_LOCAL", 2),
    ("DEF_PARAM", 4),
    ("DEF_TYPE_PARAM", 1024),
    ("DEF_FREE_CLASS", 64),
    ("DEF_IMPORT", 128),
    ("DEF_BOUND", 134),
    ("DEF_ANNOT", 256),
    ("DEF_COMP_ITER", 512),
    ("DEF_COMP_CELL", 2048),
    ("SCOPE_OFF", 12),
    ("SCOPE_MASK", 15),
    ("FREE", 4),
    ("LOCAL", 1),
    ("GLOBAL_IMPLICIT", 3),
    ("GLOBAL_EXPLICIT", 2),
    ("CELL", 5),
    ("TYPE_FUNCTION", 0),
    ("TYPE_CLASS", 1),
    ("TYPE_MODULE", 2),
    ("TYPE_ANNOTATION", 3),
    ("TYPE_TYPE_ALIAS", 4),
    ("TYPE_TYPE_PARAMETERS", 5),
    ("TYPE_TYPE_VARIABLE", 6),
];

/// What the module keeps.
#[derive(Default)]
struct State {
    class: Option<Value>,
    /// How many entries were made: each has its number.
    made: i64,
}

/// A `symtable entry`.
struct Entry {
    id: i64,
    kind: u8,
    line: u32,
    nested: bool,
    name: Value,
    symbols: Value,
    parameters: Value,
    children: Value,
}

// SAFETY: every field that holds a reference is visited once.
unsafe impl Payload for Entry {
    const NAME: &'static str = "symtable entry";
    const SHAPE: u32 = NO_SHAPE;
    fn trace(&self, visit: Tracer<'_>) {
        for field in [&self.name, &self.symbols, &self.parameters, &self.children] {
            visit(field);
        }
    }
}

fn own(object: &Value) -> &Entry {
    &object.expect::<Entry>().data
}

fn repr(vm: &mut Vm, object: &Value) -> PyResult {
    let own = own(object);
    let text = format!("<symtable entry {}({}), line {}>", vm.text(&own.name), own.id, own.line);
    Ok(vm.new_str(&text))
}

fn init(vm: &mut Vm, module: &Value) -> PyResult<()> {
    let class = NativeClass {
        name: "symtable entry",
        module: "builtins",
        spec: TypeSpec {
            slots: Slots { repr: Some(repr), ..Slots::default() },
            getset: const {
                &[
                    member("id", |vm, o| Ok(vm.new_int(own(o).id))),
                    member("name", |_, o| Ok(own(o).name.clone())),
                    member("symbols", |_, o| Ok(own(o).symbols.clone())),
                    member("varnames", |_, o| Ok(own(o).parameters.clone())),
                    member("children", |_, o| Ok(own(o).children.clone())),
                    member("nested", |vm, o| Ok(vm.new_int(i64::from(own(o).nested)))),
                    member("type", |vm, o| Ok(vm.new_int(i64::from(own(o).kind)))),
                    member("lineno", |vm, o| Ok(vm.new_int(i64::from(own(o).line)))),
                ]
            },
            no_new: true,
            is_final: true,
            ..TypeSpec::default()
        },
        has_dict: false,
        has_weakrefs: false,
    };
    let class = vm.new_native_class::<Entry>(class, None)?;
    vm.state::<State>().class = Some(class);
    for &(name, value) in CONSTANTS {
        let value = vm.new_int(value);
        vm.set_module_attr(module, name, value);
    }
    Ok(())
}

fn symtable(vm: &mut Vm, a: &[Value]) -> PyResult {
    let source = vm.source_bytes(&a[1], "symtable() arg 1 must be a string or bytes object")?;
    let filename = vm.source_file_name(&a[2])?;
    let Some(mode) = a[3].downcast::<Str>() else {
        let text = format!("symtable() argument 3 must be str, not {}", vm.type_name(&a[3]));
        return Err(vm.type_error(text));
    };
    let mode = match mode.bytes() {
        b"exec" => CompileMode::Exec,
        b"eval" => CompileMode::Eval,
        b"single" => CompileMode::Single,
        _ => return Err(vm.value_error("symtable() arg 3 must be 'exec' or 'eval' or 'single'")),
    };
    let scopes = (vm.interp.symtable)(vm, &source, &filename, mode)?;
    // From the last: the children of a scope come after it.
    let mut made = vec![Value::NONE; scopes.len()];
    for (index, scope) in scopes.iter().enumerate().rev() {
        let children = scope.children.iter().map(|&child| made[child].clone()).collect();
        made[index] = entry(vm, scope, children)?;
    }
    Ok(made.swap_remove(0))
}

fn entry(vm: &mut Vm, scope: &SymbolScope, children: Vec<Value>) -> PyResult {
    let symbols = vm.new_dict();
    for (name, flags) in &scope.symbols {
        let flags = vm.new_int(i64::from(*flags));
        vm.dict_set_str(&symbols, name, flags)?;
    }
    let parameters = scope.parameters.iter().map(|name| vm.intern(name)).collect();
    let state = vm.state::<State>();
    state.made += 1;
    let (id, class) = (state.made, state.class.clone());
    let Some(class) = class else { return Err(vm.raise(Tp::SystemError, "_symtable is not there")) };
    let own = Entry {
        id,
        kind: scope.kind,
        line: scope.line,
        nested: scope.nested,
        name: vm.intern(&scope.name),
        symbols,
        parameters: vm.new_list(parameters),
        children: vm.new_list(children),
    };
    Ok(vm.new_object(&class, own))
}
