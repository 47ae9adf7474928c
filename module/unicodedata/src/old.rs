//! `ucd_3_2_0`: the database as it was in Unicode 3.2, which internationalized domain names are defined by. It is today's
//! but for characters that were not there yet, and for what was changed since.

use crate::tables_3_2 as old;
use crate::{FUNCTIONS, character, decomposition, default, normalized_by, number, row, tables};
use taipan_native::{NativeDef, PyResult, Value, Vm, method};
use taipan_objects::native::{TypeSpec, member};
use taipan_objects::native_class::{NO_SHAPE, NativeClass};
use taipan_objects::{Payload, Tracer};

/// The payload: nothing.
struct Ucd;

// SAFETY: it holds no references.
unsafe impl Payload for Ucd {
    const NAME: &'static str = "UCD";
    const SHAPE: u32 = NO_SHAPE;
    const CONTAINER: bool = false;
    fn trace(&self, _: Tracer<'_>) {}
}

fn find<T: Copy>(runs: &[(u32, u32, T)], code: u32) -> Option<T> {
    let after = runs.partition_point(|run| run.0 <= code);
    let (_, last, value) = runs[after.checked_sub(1)?];
    (code <= last).then_some(value)
}

/// Whether the character came later.
fn is_new(code: u32) -> bool {
    let after = old::UNASSIGNED.partition_point(|run| run.0 <= code);
    after > 0 && code <= old::UNASSIGNED[after - 1].1
}

/// How normal forms take a character: as today's, as another, or as nothing that they know.
fn for_normal_form(code: u32) -> Option<u32> {
    if is_new(code) || tables::CATEGORIES[row(code).1 as usize] == "Cn" {
        return None;
    }
    let other = old::NORMALIZED.iter().find(|(from, _)| *from == code);
    Some(other.map_or(code, |(_, to)| *to))
}

fn text_of(
    vm: &mut Vm,
    a: &[Value],
    name: &str,
    new: &str,
    changed: &[(u32, u32, &'static str)],
    today: fn(u32) -> &'static str,
) -> PyResult {
    let code = character(vm, &a[1], name)?;
    let text = match find(changed, code) {
        _ if is_new(code) => new,
        Some(text) => text,
        None => today(code),
    };
    Ok(vm.new_str(text))
}

fn number_or_default(
    vm: &mut Vm,
    value: Option<f64>,
    given: &Value,
    message: &str,
    is_float: bool,
) -> PyResult {
    match value {
        Some(value) if value >= 0.0 && is_float => Ok(vm.new_float(value)),
        Some(value) if value >= 0.0 => Ok(vm.new_int(value as i64)),
        _ => default(vm, given, message),
    }
}

fn decimal(vm: &mut Vm, a: &[Value]) -> PyResult {
    let code = character(vm, &a[1], "decimal")?;
    let value = match find(old::DECIMALS, code) {
        _ if is_new(code) => None,
        Some(value) => Some(value as f64),
        None => number(code).map(|row| f64::from(row.1)),
    };
    number_or_default(vm, value, &a[2], "not a decimal", false)
}

fn numeric(vm: &mut Vm, a: &[Value]) -> PyResult {
    let code = character(vm, &a[1], "numeric")?;
    let (value, message) = match find(old::NUMBERS, code) {
        _ if is_new(code) => (None, "not a numeric character"),
        Some(value) => (Some(value).filter(|value| *value >= 0.0), "not a numeric character"),
        None => match number(code) {
            Some(row) => return Ok(vm.new_float(row.3)),
            None => (None, "not a numeric character"),
        },
    };
    number_or_default(vm, value, &a[2], message, true)
}

fn name(vm: &mut Vm, a: &[Value]) -> PyResult {
    let code = character(vm, &a[1], "name")?;
    if is_new(code) {
        return default(vm, &a[2], "no such name");
    }
    today("name")(vm, a)
}

/// The function of the module of that name, for what has not changed.
fn today(name: &str) -> taipan_objects::native::NativeFn {
    match FUNCTIONS.iter().find(|def| def.name == name) {
        Some(def) => def.function,
        None => |_, _| Ok(Value::NONE),
    }
}

static METHODS: &[NativeDef] = &[
    method(
        "decimal",
        "($self, chr, default=<unrepresentable>, /)",
        decimal,
        "Converts a Unicode character into its equivalent decimal value.\n\nReturns the decimal value assigned to the character chr as integer.\nIf no such value is defined, default is returned, or, if not given,\nValueError is raised.",
    ),
    method(
        "digit",
        "($self, chr, default=<unrepresentable>, /)",
        |vm, a| today("digit")(vm, a),
        "Converts a Unicode character into its equivalent digit value.\n\nReturns the digit value assigned to the character chr as integer.\nIf no such value is defined, default is returned, or, if not given,\nValueError is raised.",
    ),
    method(
        "numeric",
        "($self, chr, default=<unrepresentable>, /)",
        numeric,
        "Converts a Unicode character into its equivalent numeric value.\n\nReturns the numeric value assigned to the character chr as float.\nIf no such value is defined, default is returned, or, if not given,\nValueError is raised.",
    ),
    method(
        "category",
        "($self, chr, /)",
        |vm, a| {
            text_of(vm, a, "category", "Cn", old::CATEGORIES, |code| tables::CATEGORIES[row(code).1 as usize])
        },
        "Returns the general category assigned to the character chr as string.",
    ),
    method(
        "bidirectional",
        "($self, chr, /)",
        |vm, a| {
            text_of(vm, a, "bidirectional", "", old::BIDIRECTIONAL, |code| {
                tables::BIDIRECTIONAL[row(code).2 as usize]
            })
        },
        "Returns the bidirectional class assigned to the character chr as string.\n\nIf no such value is defined, an empty string is returned.",
    ),
    method(
        "combining",
        "($self, chr, /)",
        |vm, a| {
            let code = character(vm, &a[1], "combining")?;
            Ok(vm.new_int(if is_new(code) { 0 } else { i64::from(row(code).3) }))
        },
        "Returns the canonical combining class assigned to the character chr as integer.\n\nReturns 0 if no combining class is defined.",
    ),
    method(
        "mirrored",
        "($self, chr, /)",
        |vm, a| {
            let code = character(vm, &a[1], "mirrored")?;
            let mirrored = match find(old::MIRRORED, code) {
                _ if is_new(code) => 0,
                Some(mirrored) => mirrored,
                None => i64::from(row(code).5),
            };
            Ok(vm.new_int(mirrored))
        },
        "Returns the mirrored property assigned to the character chr as integer.\n\nReturns 1 if the character has been identified as a \"mirrored\"\ncharacter in bidirectional text, 0 otherwise.",
    ),
    method(
        "east_asian_width",
        "($self, chr, /)",
        |vm, a| {
            text_of(vm, a, "east_asian_width", "N", old::WIDTHS, |code| tables::WIDTHS[row(code).4 as usize])
        },
        "Returns the east asian width assigned to the character chr as string.",
    ),
    method(
        "decomposition",
        "($self, chr, /)",
        |vm, a| {
            let code = character(vm, &a[1], "decomposition")?;
            Ok(vm.new_str(&if is_new(code) { String::new() } else { decomposition(code) }))
        },
        "Returns the character decomposition mapping assigned to the character chr as string.\n\nAn empty string is returned in case no such mapping is defined.",
    ),
    method(
        "name",
        "($self, chr, default=<unrepresentable>, /)",
        name,
        "Returns the name assigned to the character chr as a string.\n\nIf no name is defined, default is returned, or, if not given,\nValueError is raised.",
    ),
    method(
        "lookup",
        "($self, name, /)",
        |vm, a| today("lookup")(vm, a),
        "Look up character by name.\n\nIf a character with the given name is found, return the\ncorresponding character.  If not found, KeyError is raised.",
    ),
    method(
        "is_normalized",
        "($self, form, unistr, /)",
        |vm, a| {
            let normal = normalized_by(vm, a, "is_normalized", for_normal_form)?;
            Ok(Value::from_bool(vm.str_eq(&normal, &a[2])))
        },
        "Return whether the Unicode string unistr is in the normal form 'form'.\n\nValid values for form are 'NFC', 'NFKC', 'NFD', and 'NFKD'.",
    ),
    method(
        "normalize",
        "($self, form, unistr, /)",
        |vm, a| normalized_by(vm, a, "normalize", for_normal_form),
        "Return the normal form 'form' for the Unicode string unistr.\n\nValid values for form are 'NFC', 'NFKC', 'NFD', and 'NFKD'.",
    ),
];

/// Sets `UCD` and its one object.
pub fn install(vm: &mut Vm, module: &Value) -> PyResult<()> {
    let spec = TypeSpec {
        methods: METHODS,
        getset: const { &[member("unidata_version", |vm, _| Ok(vm.new_str("3.2.0")))] },
        no_new: true,
        is_final: true,
        ..TypeSpec::default()
    };
    let class =
        NativeClass { name: "UCD", module: "unicodedata", spec, has_dict: false, has_weakrefs: false };
    let class = vm.new_native_class::<Ucd>(class, None)?;
    let database = vm.new_object(&class, Ucd);
    vm.set_module_attr(module, "UCD", class);
    vm.set_module_attr(module, "ucd_3_2_0", database);
    Ok(())
}
