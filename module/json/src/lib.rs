//! Module `_json`: what makes `json` fast: the quoting and reading of strings, a scanner and an encoder.

mod encode;
mod quote;
mod scan;
mod text;

use taipan_native::{Args, ModuleDef, NativeDef, PyResult, Value, Vm, function};

pub static MODULE: ModuleDef =
    ModuleDef { name: "_json", doc: Some("json speedups\n"), functions: FUNCTIONS, init };

static FUNCTIONS: &[NativeDef] = &[
    function(
        "encode_basestring",
        "($self, object, /)",
        |vm, a| quote::quoted(vm, &a[1], false),
        "encode_basestring(string) -> string\n\nReturn a JSON representation of a Python string",
    ),
    function(
        "encode_basestring_ascii",
        "($self, object, /)",
        |vm, a| quote::quoted(vm, &a[1], true),
        "encode_basestring_ascii(string) -> string\n\nReturn an ASCII-only JSON representation of a Python string",
    ),
    function(
        "scanstring",
        "(*args)",
        text::scan_string,
        "scanstring(string, end, strict=True) -> (string, end)\n\nScan the string s for a JSON string. End is the index of the\ncharacter in s after the quote that started the JSON string.\nUnescapes all valid JSON string escape sequences and raises ValueError\non attempt to decode an invalid string. If strict is False then literal\ncontrol characters are allowed in the string.\n\nReturns a tuple of the decoded string and the index of the character in s\nafter the end quote.",
    ),
];

/// The two functions that quote, which the encoder knows.
struct Functions {
    plain: Value,
    ascii: Value,
}

impl Default for Functions {
    fn default() -> Functions {
        Functions { plain: Value::NULL, ascii: Value::NULL }
    }
}

fn init(vm: &mut Vm, module: &Value) -> PyResult<()> {
    let plain = vm.get_attr_str(module, "encode_basestring")?;
    let ascii = vm.get_attr_str(module, "encode_basestring_ascii")?;
    *vm.state::<Functions>() = Functions { plain, ascii };
    let scanner = scan::make(vm)?;
    let encoder = encode::make(vm)?;
    vm.set_module_attr(module, "make_scanner", scanner);
    vm.set_module_attr(module, "make_encoder", encoder);
    Ok(())
}

/// Arguments by position or name, all of them needed.
fn bind<const N: usize>(
    vm: &mut Vm,
    function: &str,
    names: [&str; N],
    args: Args<'_>,
) -> PyResult<[Value; N]> {
    let mut given = [const { Value::NULL }; N];
    if args.all.len() > N {
        let plural = if N == 1 { "" } else { "s" };
        let count = args.all.len();
        let text = format!("{function}() takes at most {N} argument{plural} ({count} given)");
        return Err(vm.type_error(text));
    }
    for (place, value) in given.iter_mut().zip(args.positionals()) {
        *place = value.clone();
    }
    for (name, value) in args.keywords() {
        let name = vm.text(name).into_owned();
        match names.iter().position(|n| *n == name) {
            Some(at) if given[at].is_null() => given[at] = value.clone(),
            Some(at) => {
                let place = at + 1;
                let text =
                    format!("argument for {function}() given by name ('{name}') and position ({place})");
                return Err(vm.type_error(text));
            }
            None => {
                let text = format!("{function}() got an unexpected keyword argument '{name}'");
                return Err(vm.type_error(text));
            }
        }
    }
    if let Some(at) = given.iter().position(Value::is_null) {
        let text = format!("{function}() missing required argument '{}' (pos {})", names[at], at + 1);
        return Err(vm.type_error(text));
    }
    Ok(given)
}

/// RecursionError instead of the end of the stack.
fn check_depth(vm: &mut Vm, doing: &str) -> PyResult<()> {
    match vm.check_host_stack() {
        Ok(()) => Ok(()),
        Err(_) => Err(vm.recursion_error(doing)),
    }
}
