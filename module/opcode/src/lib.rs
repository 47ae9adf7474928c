//! Module `_opcode`: facts about CPython's opcodes, as `dis` and `opcode` of the standard library ask for them. The
//! numbers are CPython's; Taipan's own code has other ops.
#![forbid(unsafe_code)]

mod table;

use taipan_native::{ModuleDef, NativeDef, PyResult, Tp, Value, Vm, function};

pub static MODULE: ModuleDef =
    ModuleDef { name: "_opcode", doc: Some("Opcode support module."), functions: FUNCTIONS, init };

macro_rules! flag {
    ($name:literal, $flag:ident, $doc:literal) => {
        function(
            $name,
            "($module, /, opcode)",
            |vm, a| {
                let opcode = c_int(vm, &a[1])?;
                Ok(Value::from_bool(row(opcode).is_some_and(|row| row.1 & table::$flag != 0)))
            },
            $doc,
        )
    };
}

static FUNCTIONS: &[NativeDef] = &[
    function(
        "get_executor",
        "($module, /, code, offset)",
        get_executor,
        "Return the executor object at offset in code if exists, None otherwise.",
    ),
    function(
        "get_intrinsic1_descs",
        "($module, /)",
        |vm, _| Ok(names(vm, INTRINSICS_1)),
        "Return a list of names of the unary intrinsics.",
    ),
    function(
        "get_intrinsic2_descs",
        "($module, /)",
        |vm, _| Ok(names(vm, INTRINSICS_2)),
        "Return a list of names of the binary intrinsics.",
    ),
    function(
        "get_nb_ops",
        "($module, /)",
        |vm, _| {
            let pairs = NB_OPS.iter().map(|(name, sign)| {
                let pair = vec![vm.new_str(name), vm.new_str(sign)];
                vm.new_tuple(pair)
            });
            let pairs = pairs.collect();
            Ok(vm.new_list(pairs))
        },
        "Return array of symbols of binary ops.\n\nIndexed by the BINARY_OP oparg value.",
    ),
    function(
        "get_special_method_names",
        "($module, /)",
        |vm, _| Ok(names(vm, &["__enter__", "__exit__", "__aenter__", "__aexit__"])),
        "Return a list of special method names.",
    ),
    function(
        "get_specialization_stats",
        "($module, /)",
        |_, _| Ok(Value::NONE),
        "Return the specialization stats",
    ),
    flag!("has_arg", HAS_ARG, "Return True if the opcode uses its oparg, False otherwise."),
    flag!("has_const", HAS_CONST, "Return True if the opcode accesses a constant, False otherwise."),
    flag!("has_exc", HAS_EXC, "Return True if the opcode sets an exception handler, False otherwise."),
    flag!(
        "has_free",
        HAS_FREE,
        "Return True if the opcode accesses a free variable, False otherwise.\n\nNote that 'free' in this context refers to names in the current scope\nthat are referenced by inner scopes or names in outer scopes that are\nreferenced from this scope. It does not include references to global\nor builtin scopes."
    ),
    flag!("has_jump", HAS_JUMP, "Return True if the opcode has a jump target, False otherwise."),
    flag!("has_local", HAS_LOCAL, "Return True if the opcode accesses a local variable, False otherwise."),
    flag!("has_name", HAS_NAME, "Return True if the opcode accesses an attribute by name, False otherwise."),
    flag!("is_valid", IS_VALID, "Return True if opcode is valid, False otherwise."),
    function(
        "stack_effect",
        "($module, opcode, oparg=None, /, *, jump=None)",
        stack_effect,
        "Compute the stack effect of the opcode.",
    ),
];

const INTRINSICS_1: &[&str] = &[
    "INTRINSIC_1_INVALID",
    "INTRINSIC_PRINT",
    "INTRINSIC_IMPORT_STAR",
    "INTRINSIC_STOPITERATION_ERROR",
    "INTRINSIC_ASYNC_GEN_WRAP",
    "INTRINSIC_UNARY_POSITIVE",
    "INTRINSIC_LIST_TO_TUPLE",
    "INTRINSIC_TYPEVAR",
    "INTRINSIC_PARAMSPEC",
    "INTRINSIC_TYPEVARTUPLE",
    "INTRINSIC_SUBSCRIPT_GENERIC",
    "INTRINSIC_TYPEALIAS",
];

const INTRINSICS_2: &[&str] = &[
    "INTRINSIC_2_INVALID",
    "INTRINSIC_PREP_RERAISE_STAR",
    "INTRINSIC_TYPEVAR_WITH_BOUND",
    "INTRINSIC_TYPEVAR_WITH_CONSTRAINTS",
    "INTRINSIC_SET_FUNCTION_TYPE_PARAMS",
    "INTRINSIC_SET_TYPEPARAM_DEFAULT",
];

#[rustfmt::skip]
const NB_OPS: &[(&str, &str)] = &[
    ("NB_ADD", "+"), ("NB_AND", "&"), ("NB_FLOOR_DIVIDE", "//"), ("NB_LSHIFT", "<<"), ("NB_MATRIX_MULTIPLY", "@"),
    ("NB_MULTIPLY", "*"), ("NB_REMAINDER", "%"), ("NB_OR", "|"), ("NB_POWER", "**"), ("NB_RSHIFT", ">>"),
    ("NB_SUBTRACT", "-"), ("NB_TRUE_DIVIDE", "/"), ("NB_XOR", "^"), ("NB_INPLACE_ADD", "+="), ("NB_INPLACE_AND", "&="),
    ("NB_INPLACE_FLOOR_DIVIDE", "//="), ("NB_INPLACE_LSHIFT", "<<="), ("NB_INPLACE_MATRIX_MULTIPLY", "@="),
    ("NB_INPLACE_MULTIPLY", "*="), ("NB_INPLACE_REMAINDER", "%="), ("NB_INPLACE_OR", "|="), ("NB_INPLACE_POWER", "**="),
    ("NB_INPLACE_RSHIFT", ">>="), ("NB_INPLACE_SUBTRACT", "-="), ("NB_INPLACE_TRUE_DIVIDE", "/="),
    ("NB_INPLACE_XOR", "^="), ("NB_SUBSCR", "[]"),
];

fn names(vm: &mut Vm, names: &[&str]) -> Value {
    let names = names.iter().map(|name| vm.new_str(name)).collect();
    vm.new_list(names)
}

fn row(opcode: i64) -> Option<&'static (i64, u8, Option<table::Effect>, Option<table::Effect>)> {
    table::TABLE.binary_search_by_key(&opcode, |row| row.0).ok().map(|at| &table::TABLE[at])
}

fn c_int(vm: &mut Vm, value: &Value) -> PyResult<i64> {
    let number = vm.index_clipped(value)?;
    match i32::try_from(number) {
        Ok(number) => Ok(i64::from(number)),
        Err(_) => Err(vm.overflow_error("Python int too large to convert to C int")),
    }
}

fn get_executor(vm: &mut Vm, a: &[Value]) -> PyResult {
    if !vm.is_instance(&a[1], Tp::Code) {
        let text = format!("expected a code object, not '{}'", vm.type_name(&a[1]));
        return Err(vm.type_error(text));
    }
    c_int(vm, &a[2])?;
    Err(vm.value_error("no executor at given byte offset"))
}

fn stack_effect(vm: &mut Vm, a: &[Value]) -> PyResult {
    let opcode = c_int(vm, &a[1])?;
    let operand = if a[2].is_null() || a[2].is_none() { 0 } else { c_int(vm, &a[2])? };
    let jump = if a[3].is_null() || a[3].is_none() {
        None
    } else if a[3].is(&Value::TRUE) || a[3].is(&Value::FALSE) {
        Some(a[3].is(&Value::TRUE))
    } else {
        return Err(vm.value_error("stack_effect: jump must be False, True or None"));
    };
    let effect = row(opcode).and_then(|row| {
        let (stays, jumps) = (row.2?.of(operand), row.3?.of(operand));
        Some(match jump {
            None => stays.max(jumps),
            Some(true) => jumps,
            Some(false) => stays,
        })
    });
    match effect {
        Some(effect) => Ok(vm.new_int(effect)),
        None => Err(vm.value_error("invalid opcode or oparg")),
    }
}

fn init(vm: &mut Vm, module: &Value) -> PyResult<()> {
    for name in ["ENABLE_SPECIALIZATION", "ENABLE_SPECIALIZATION_FT"] {
        let one = vm.new_int(1);
        vm.set_module_attr(module, name, one);
    }
    Ok(())
}
