//! Module `_sre`: the matcher under `re`. The engine is the crate `rustpython-sre_engine`; here are the objects.
//!
//! `validate` lets only well-formed code at the engine. Absent: interrupting a match that runs long.

mod match_object;
mod pattern;
mod scanner;
mod search;
mod template;
mod validate;

use taipan_native::{ModuleDef, NativeDef, PyResult, Value, Vm, function};
use taipan_objects::native_class::NativeClass;
use taipan_text::{case, text};

pub static MODULE: ModuleDef = ModuleDef { name: "_sre", doc: None, functions: FUNCTIONS, init };

/// The module's classes.
struct Classes {
    pattern: Value,
    match_: Value,
    scanner: Value,
    template: Value,
}

impl Default for Classes {
    fn default() -> Self {
        Classes { pattern: Value::NULL, match_: Value::NULL, scanner: Value::NULL, template: Value::NULL }
    }
}

fn classes(vm: &mut Vm) -> &Classes {
    vm.state::<Classes>()
}

static FUNCTIONS: &[NativeDef] = &[
    function(
        "ascii_iscased",
        "($module, character, /)",
        |vm, a| {
            let code = vm.index_i64(&a[1])?;
            Ok(Value::from_bool(u8::try_from(code).is_ok_and(|c| c.is_ascii_alphabetic())))
        },
        "",
    ),
    function(
        "ascii_tolower",
        "($module, character, /)",
        |vm, a| {
            let code = vm.index_i64(&a[1])?;
            Ok(vm.new_int(u8::try_from(code).map_or(code, |c| i64::from(c.to_ascii_lowercase()))))
        },
        "",
    ),
    function(
        "compile",
        "($module, /, pattern, flags, code, groups, groupindex,\n        indexgroup)",
        pattern::compile,
        "",
    ),
    function("getcodesize", "($module, /)", |vm, _| Ok(vm.new_int(4)), ""),
    function(
        "template",
        "($module, pattern, template, /)",
        template::make,
        "\n\n  template\n    A list containing interleaved literal strings (str or bytes) and group\n    indices (int), as returned by re._parser.parse_template():\n        [literal1, group1, ..., literalN, groupN]",
    ),
    function(
        "unicode_iscased",
        "($module, character, /)",
        |vm, a| {
            let code = vm.index_i64(&a[1])? as u32;
            Ok(Value::from_bool(lower(code) != code || first_of_upper(code) != code))
        },
        "",
    ),
    function(
        "unicode_tolower",
        "($module, character, /)",
        |vm, a| {
            let code = vm.index_i64(&a[1])? as u32;
            Ok(vm.new_int(i64::from(lower(code))))
        },
        "",
    ),
];

/// The simple case mapping: the one of one character, or the first of a longer one where that is simple's too.
fn simple(code: u32, map: fn(text::TextRef<'_>) -> text::TextBuf) -> u32 {
    let mut bytes = Vec::new();
    text::encode_into(&mut bytes, code);
    let mapped = map(text::TextRef::measure(&bytes));
    if mapped.chars() == 1 { mapped.as_ref().get(0).unwrap_or(code) } else { code }
}

/// The upper case, of a longer one the first character: what CPython takes for the simple one.
fn first_of_upper(code: u32) -> u32 {
    if code > 0x10ffff {
        return code;
    }
    let mut bytes = Vec::new();
    text::encode_into(&mut bytes, code);
    case::upper(text::TextRef::measure(&bytes)).as_ref().get(0).unwrap_or(code)
}

fn lower(code: u32) -> u32 {
    match code {
        // The one character whose full lower case is longer than its simple one.
        0x130 => 0x69,
        _ if code > 0x10ffff => code,
        _ => simple(code, case::lower),
    }
}

fn init(vm: &mut Vm, module: &Value) -> PyResult<()> {
    let class =
        |name, module, spec, has_weakrefs| NativeClass { name, module, spec, has_dict: false, has_weakrefs };
    let pattern =
        vm.new_native_class::<pattern::Pattern>(class("Pattern", "re", pattern::spec(), true), None)?;
    let match_ =
        vm.new_native_class::<match_object::Match>(class("Match", "re", match_object::spec(), false), None)?;
    let scanner =
        vm.new_native_class::<scanner::Scanner>(class("SRE_Scanner", "_sre", scanner::spec(), false), None)?;
    let template = vm.new_native_class::<template::Template>(
        class("SRE_Template", "_sre", template::spec(), false),
        None,
    )?;
    *vm.state::<Classes>() = Classes { pattern, match_, scanner, template };
    for (name, value) in [
        ("MAGIC", 20230612),
        ("CODESIZE", 4),
        ("MAXREPEAT", i64::from(u32::MAX)),
        ("MAXGROUPS", i64::from(u32::MAX / 4)),
    ] {
        let value = vm.new_int(value);
        vm.set_module_attr(module, name, value);
    }
    let copyright = vm.new_str(" SRE 2.2.2 Copyright (c) 1997-2002 by Secret Labs AB ");
    vm.set_module_attr(module, "copyright", copyright);
    Ok(())
}
