//! Module `unicodedata`: the character database of Unicode 16.0.
//!
//! Properties are tables made from CPython's; names come from the crate `unicode_names2`, normal forms from
//! `unicode-normalization`. Absent: the lookup of named sequences.

mod decompositions;
mod old;

#[rustfmt::skip]
mod tables;
#[rustfmt::skip]
mod tables_3_2;

use taipan_native::{ModuleDef, NativeDef, PyResult, Tp, Value, Vm, function};
use taipan_objects::bytes::Bytes;
use taipan_objects::str::Str;
use taipan_text::text::TextBuf;
use unicode_normalization::UnicodeNormalization;

pub static MODULE: ModuleDef = ModuleDef {
    name: "unicodedata",
    doc: Some(
        "This module provides access to the Unicode Character Database which\ndefines character properties for all Unicode characters. The data in\nthis database is based on the UnicodeData.txt file version\n16.0.0 which is publicly available from ftp://ftp.unicode.org/.\n\nThe module uses the same names and symbols as defined by the\nUnicodeData File Format 16.0.0.",
    ),
    functions: FUNCTIONS,
    init,
};

static FUNCTIONS: &[NativeDef] = &[
    function(
        "bidirectional",
        "($module, chr, /)",
        |vm, a| {
            let code = character(vm, &a[1], "bidirectional")?;
            Ok(vm.new_str(tables::BIDIRECTIONAL[row(code).2 as usize]))
        },
        "Returns the bidirectional class assigned to the character chr as string.\n\nIf no such value is defined, an empty string is returned.",
    ),
    function(
        "category",
        "($module, chr, /)",
        |vm, a| {
            let code = character(vm, &a[1], "category")?;
            Ok(vm.new_str(tables::CATEGORIES[row(code).1 as usize]))
        },
        "Returns the general category assigned to the character chr as string.",
    ),
    function(
        "combining",
        "($module, chr, /)",
        |vm, a| {
            let code = character(vm, &a[1], "combining")?;
            Ok(vm.new_int(i64::from(row(code).3)))
        },
        "Returns the canonical combining class assigned to the character chr as integer.\n\nReturns 0 if no combining class is defined.",
    ),
    function(
        "decimal",
        "($module, chr, default=<unrepresentable>, /)",
        |vm, a| {
            let code = character(vm, &a[1], "decimal")?;
            match number(code) {
                Some(&(_, decimal, _, _)) if decimal >= 0 => Ok(vm.new_int(i64::from(decimal))),
                _ => default(vm, &a[2], "not a decimal"),
            }
        },
        "Converts a Unicode character into its equivalent decimal value.\n\nReturns the decimal value assigned to the character chr as integer.\nIf no such value is defined, default is returned, or, if not given,\nValueError is raised.",
    ),
    function(
        "decomposition",
        "($module, chr, /)",
        |vm, a| {
            let code = character(vm, &a[1], "decomposition")?;
            Ok(vm.new_str(&decomposition(code)))
        },
        "Returns the character decomposition mapping assigned to the character chr as string.\n\nAn empty string is returned in case no such mapping is defined.",
    ),
    function(
        "digit",
        "($module, chr, default=<unrepresentable>, /)",
        |vm, a| {
            let code = character(vm, &a[1], "digit")?;
            match number(code) {
                Some(&(_, _, digit, _)) if digit >= 0 => Ok(vm.new_int(i64::from(digit))),
                _ => default(vm, &a[2], "not a digit"),
            }
        },
        "Converts a Unicode character into its equivalent digit value.\n\nReturns the digit value assigned to the character chr as integer.\nIf no such value is defined, default is returned, or, if not given,\nValueError is raised.",
    ),
    function(
        "east_asian_width",
        "($module, chr, /)",
        |vm, a| {
            let code = character(vm, &a[1], "east_asian_width")?;
            Ok(vm.new_str(tables::WIDTHS[row(code).4 as usize]))
        },
        "Returns the east asian width assigned to the character chr as string.",
    ),
    function(
        "is_normalized",
        "($module, form, unistr, /)",
        |vm, a| {
            let normal = normalized(vm, a, "is_normalized")?;
            Ok(Value::from_bool(vm.str_eq(&normal, &a[2])))
        },
        "Return whether the Unicode string unistr is in the normal form 'form'.\n\nValid values for form are 'NFC', 'NFKC', 'NFD', and 'NFKD'.",
    ),
    function(
        "lookup",
        "($module, name, /)",
        lookup,
        "Look up character by name.\n\nIf a character with the given name is found, return the\ncorresponding character.  If not found, KeyError is raised.",
    ),
    function(
        "mirrored",
        "($module, chr, /)",
        |vm, a| {
            let code = character(vm, &a[1], "mirrored")?;
            Ok(vm.new_int(i64::from(row(code).5)))
        },
        "Returns the mirrored property assigned to the character chr as integer.\n\nReturns 1 if the character has been identified as a \"mirrored\"\ncharacter in bidirectional text, 0 otherwise.",
    ),
    function(
        "name",
        "($module, chr, default=<unrepresentable>, /)",
        |vm, a| {
            let code = character(vm, &a[1], "name")?;
            match char::from_u32(code).and_then(unicode_names2::name) {
                Some(name) => Ok(vm.new_str(&name.to_string())),
                None => default(vm, &a[2], "no such name"),
            }
        },
        "Returns the name assigned to the character chr as a string.\n\nIf no name is defined, default is returned, or, if not given,\nValueError is raised.",
    ),
    function(
        "normalize",
        "($module, form, unistr, /)",
        |vm, a| normalized(vm, a, "normalize"),
        "Return the normal form 'form' for the Unicode string unistr.\n\nValid values for form are 'NFC', 'NFKC', 'NFD', and 'NFKD'.",
    ),
    function(
        "numeric",
        "($module, chr, default=<unrepresentable>, /)",
        |vm, a| {
            let code = character(vm, &a[1], "numeric")?;
            match number(code) {
                Some(&(_, _, _, value)) => Ok(vm.new_float(value)),
                None => default(vm, &a[2], "not a numeric character"),
            }
        },
        "Converts a Unicode character into its equivalent numeric value.\n\nReturns the numeric value assigned to the character chr as float.\nIf no such value is defined, default is returned, or, if not given,\nValueError is raised.",
    ),
];

fn row(code: u32) -> &'static (u32, u8, u8, u8, u8, bool) {
    let after = tables::RUNS.partition_point(|run| run.0 <= code);
    &tables::RUNS[after.saturating_sub(1)]
}

fn number(code: u32) -> Option<&'static (u32, i8, i8, f64)> {
    tables::NUMBERS.binary_search_by_key(&code, |row| row.0).ok().map(|at| &tables::NUMBERS[at])
}

/// As the database spells it; of Hangul syllables by the standard's arithmetic.
fn decomposition(code: u32) -> String {
    if let Some(syllable) = code.checked_sub(0xac00).filter(|&s| s < 11172) {
        let (lead, vowel, tail) = (0x1100 + syllable / 588, 0x1161 + syllable % 588 / 28, syllable % 28);
        return match tail {
            0 => format!("{lead:04X} {vowel:04X}"),
            _ => format!("{lead:04X} {vowel:04X} {:04X}", 0x11a7 + tail),
        };
    }
    decompositions::decomposition(code).unwrap_or_default().to_owned()
}

/// The one character of an argument.
fn character(vm: &mut Vm, value: &Value, name: &str) -> PyResult<u32> {
    let two = matches!(name, "name" | "decimal" | "digit" | "numeric");
    let place = if two { " 1" } else { "" };
    match value.downcast::<Str>() {
        Some(text) if text.chars() == 1 => Ok(text.code_point(0)),
        Some(text) => {
            let length = text.chars();
            Err(vm.type_error(format!(
                "{name}(): argument{place} must be a unicode character, not a string of length {length}"
            )))
        }
        None => {
            let class = vm.type_name(value);
            Err(vm.type_error(format!("{name}() argument{place} must be a unicode character, not {class}")))
        }
    }
}

fn default(vm: &mut Vm, given: &Value, message: &str) -> PyResult {
    if given.is_null() { Err(vm.value_error(message)) } else { Ok(given.clone()) }
}

fn lookup(vm: &mut Vm, a: &[Value]) -> PyResult {
    let name = if let Some(text) = a[1].downcast::<Str>() {
        lossy(text)
    } else if let Some(bytes) = a[1].downcast::<Bytes>() {
        String::from_utf8_lossy(bytes.data.as_slice()).into_owned()
    } else {
        vm.buffer(&a[1])?;
        let text = format!("lookup() argument 1 must be str, not {}", vm.type_name(&a[1]));
        return Err(vm.type_error(text));
    };
    match unicode_names2::character(&name) {
        Some(found) if !name.is_empty() && is_name_of(&name, found) => Ok(vm.new_char(u32::from(found))),
        _ => Err(vm.raise(Tp::KeyError, format!("undefined character name '{name}'"))),
    }
}

/// The crate takes names that differ in spaces and hyphens; CPython does not. Other names of a character are its aliases.
fn is_name_of(name: &str, found: char) -> bool {
    let Some(own) = unicode_names2::name(found).map(|own| own.to_string()) else { return true };
    let letters = |text: &str| -> String {
        text.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect()
    };
    let is_computed = own.starts_with("CJK ") || own.starts_with("HANGUL SYLLABLE ");
    own.eq_ignore_ascii_case(name) || !is_computed && letters(&own) != letters(name)
}

/// Its text; no name has a surrogate.
fn lossy(text: &Str) -> String {
    String::from_utf8_lossy(text.bytes()).into_owned()
}

/// The text in a normal form. Surrogates and what is unassigned stand for themselves.
fn normalized(vm: &mut Vm, a: &[Value], name: &str) -> PyResult {
    // What is unassigned in 16.0 has no decomposition, whatever later versions say.
    let known = |code| Some(code).filter(|&code| tables::CATEGORIES[row(code).1 as usize] != "Cn");
    normalized_by(vm, a, name, known)
}

/// The same of a database that takes characters for others, or does not know them.
fn normalized_by(vm: &mut Vm, a: &[Value], name: &str, known: fn(u32) -> Option<u32>) -> PyResult {
    for (index, value) in a.iter().enumerate().skip(1) {
        if !vm.is_instance(value, Tp::Str) {
            let text = format!("{name}() argument {index} must be str, not {}", vm.type_name(value));
            return Err(vm.type_error(text));
        }
    }
    let text = a[2].expect::<Str>();
    let exact = |vm: &mut Vm| match vm.is_exact(&a[2], Tp::Str) {
        true => a[2].clone(),
        false => vm.new_text(text.text()),
    };
    if text.chars() == 0 {
        return Ok(exact(vm));
    }
    let form: fn(&str, &mut TextBuf) = match &*vm.text(&a[1]) {
        "NFC" => |part, out| part.nfc().for_each(|c| out.push_char(c)),
        "NFD" => |part, out| part.nfd().for_each(|c| out.push_char(c)),
        "NFKC" => |part, out| part.nfkc().for_each(|c| out.push_char(c)),
        "NFKD" => |part, out| part.nfkd().for_each(|c| out.push_char(c)),
        _ => return Err(vm.value_error("invalid normalization form")),
    };
    if text.is_ascii() {
        return Ok(exact(vm));
    }
    let mut out = TextBuf::with_capacity(text.bytes().len());
    let mut part = String::new();
    for code in text.text().code_points() {
        match known(code).and_then(char::from_u32) {
            Some(found) => part.push(found),
            None => {
                form(&part, &mut out);
                part.clear();
                out.push(code);
            }
        }
    }
    form(&part, &mut out);
    vm.text_value(out)
}

fn init(vm: &mut Vm, module: &Value) -> PyResult<()> {
    let version = vm.new_str("16.0.0");
    vm.set_module_attr(module, "unidata_version", version);
    old::install(vm, module)
}
