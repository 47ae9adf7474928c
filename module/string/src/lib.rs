//! Module `_string`: how `str.format` reads format strings and field names, for `string.Formatter`.

mod field_name;
mod format;

use taipan_native::{ModuleDef, NativeDef, PyResult, Raised, Tp, Value, Vm, function};
use taipan_objects::native_class::NativeClass;
use taipan_objects::str::Str;

pub static MODULE: ModuleDef =
    ModuleDef { name: "_string", doc: Some("string helper module"), functions: FUNCTIONS, init };

static FUNCTIONS: &[NativeDef] = &[
    function(
        "formatter_field_name_split",
        "($module, object, /)",
        field_name::split,
        "split the argument as a field name",
    ),
    function(
        "formatter_parser",
        "($module, object, /)",
        format::parser,
        "parse the argument as a format string",
    ),
];

/// The module's classes.
struct Classes {
    format: Value,
    field_name: Value,
}

impl Default for Classes {
    fn default() -> Self {
        Classes { format: Value::NULL, field_name: Value::NULL }
    }
}

/// The code points of a str argument.
fn code_points(vm: &mut Vm, value: &Value) -> PyResult<Vec<u32>> {
    match value.downcast::<Str>() {
        Some(text) => Ok(text.text().code_points().collect()),
        None => {
            let text = format!("expected str, got {}", vm.type_name(value));
            Err(vm.type_error(text))
        }
    }
}

/// A str of code points.
fn text_of(vm: &mut Vm, codes: &[u32]) -> PyResult {
    let mut buffer = taipan_text::text::TextBuf::with_capacity(codes.len());
    for &code in codes {
        buffer.push(code);
    }
    vm.text_value(buffer)
}

const BRACE_OPEN: u32 = '{' as u32;
const BRACE_CLOSE: u32 = '}' as u32;
const BRACKET_OPEN: u32 = '[' as u32;
const BRACKET_CLOSE: u32 = ']' as u32;

fn init(vm: &mut Vm, _: &Value) -> PyResult<()> {
    let class =
        |name, spec| NativeClass { name, module: "builtins", spec, has_dict: false, has_weakrefs: false };
    let format = vm.new_native_class::<format::Parser>(class("formatteriterator", format::spec()), None)?;
    let field_name =
        vm.new_native_class::<field_name::Rest>(class("fieldnameiterator", field_name::spec()), None)?;
    *vm.state::<Classes>() = Classes { format, field_name };
    Ok(())
}

fn value_error(vm: &mut Vm, message: &str) -> Raised {
    vm.raise(Tp::ValueError, message)
}
