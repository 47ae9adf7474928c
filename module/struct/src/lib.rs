//! Module `_struct`: values to and from the bytes of C structures.

mod calls;
mod class;
mod format;
mod items;
mod iterator;

use format::Format;
use std::collections::HashMap;
use std::rc::Rc;
use taipan_native::{ModuleDef, NativeDef, PyResult, Raised, Tp, Value, Vm, function};
use taipan_objects::native_class::NativeClass;
use taipan_objects::tuple::Tuple;

pub static MODULE: ModuleDef = ModuleDef {
    name: "_struct",
    doc: Some(
        "Functions to convert between Python values and C structs.\nPython bytes objects are used to hold the data representing the C struct.\nThe format string (explained below) describes the layout of data\nin the C struct.\n\nThe optional first format char indicates byte order, size and alignment:\n  @: native order, size & alignment (default)\n  =: native order, std. size & alignment\n  <: little-endian, std. size & alignment\n  >: big-endian, std. size & alignment\n  !: same as >\n\nThe remaining characters indicate types of args and must match exactly;\nthese can be preceded by a decimal repeat count:\n  x: pad byte (no data); c: char; b: signed byte; B: unsigned byte;\n  ?: _Bool; h: short; H: unsigned short; i: int; I: unsigned int;\n  l: long; L: unsigned long; q: long long; Q: unsigned long long;\n  f: float; d: double; e: half-float;\n  F: float complex; D: double complex.\nSpecial cases (preceding decimal count indicates length):\n  s: byte string (array of char); p: Pascal string (with count byte).\nSpecial cases (only available in native format):\n  n: ssize_t; N: size_t;\n  P: an integer type that is wide enough to hold a pointer.\nWhitespace between formats is ignored.\n\nThe variable struct.error is an exception raised on errors.\n",
    ),
    functions: FUNCTIONS,
    init,
};

/// Formats that are kept parsed.
const CACHE: usize = 100;

/// The module's classes, and formats by their text.
struct Classes {
    error: Value,
    iterator: Value,
    formats: HashMap<Vec<u8>, Rc<Format>>,
}

impl Default for Classes {
    fn default() -> Self {
        Classes { error: Value::NULL, iterator: Value::NULL, formats: HashMap::new() }
    }
}

/// A `struct.error`.
fn error(vm: &mut Vm, message: impl AsRef<str>) -> Raised {
    let class = vm.state::<Classes>().error.clone();
    let message = vm.new_str(message.as_ref());
    match vm.call(&class, &[message]) {
        Ok(exception) => Raised(exception),
        Err(raised) => raised,
    }
}

/// The parsed format of an argument.
fn format_of(vm: &mut Vm, value: &Value) -> PyResult<Rc<Format>> {
    let text = format::text_of(vm, value)?;
    if let Some(format) = vm.state::<Classes>().formats.get(&text) {
        return Ok(format.clone());
    }
    let format = match format::parse(&text) {
        Ok(format) => Rc::new(format),
        Err(message) => return Err(error(vm, message)),
    };
    let formats = &mut vm.state::<Classes>().formats;
    if formats.len() >= CACHE {
        formats.clear();
    }
    formats.insert(text, format.clone());
    Ok(format)
}

/// The format and what follows it, of functions that take all by position.
fn first_format<'a>(vm: &mut Vm, args: &'a Value) -> PyResult<(Rc<Format>, &'a [Value])> {
    match args.expect::<Tuple>().items().split_first() {
        Some((format, values)) => Ok((format_of(vm, format)?, values)),
        None => Err(vm.type_error("missing format argument")),
    }
}

static FUNCTIONS: &[NativeDef] = &[
    function(
        "_clearcache",
        "($module, /)",
        |vm, _| {
            vm.state::<Classes>().formats.clear();
            Ok(Value::NONE)
        },
        "Clear the internal cache.",
    ),
    function(
        "calcsize",
        "($module, format, /)",
        |vm, a| {
            let size = format_of(vm, &a[1])?.size;
            Ok(vm.new_int(size as i64))
        },
        "Return size in bytes of the struct described by the format string.",
    ),
    function(
        "iter_unpack",
        "($module, format, buffer, /)",
        |vm, a| {
            let format = format_of(vm, &a[1])?;
            calls::iter_unpack(vm, format, &a[2])
        },
        "Return an iterator yielding tuples unpacked from the given bytes.\n\nThe bytes are unpacked according to the format string, like\na repeated invocation of unpack_from().\n\nRequires that the bytes length be a multiple of the format struct size.",
    ),
    function(
        "pack",
        "($module, *values)",
        |vm, a| {
            let (format, values) = first_format(vm, &a[1])?;
            calls::pack(vm, &format, values)
        },
        "pack(format, v1, v2, ...) -> bytes\n\nReturn a bytes object containing the values v1, v2, ... packed according\nto the format string.  See help(struct) for more on format strings.",
    ),
    function(
        "pack_into",
        "($module, *values)",
        |vm, a| {
            let (format, values) = first_format(vm, &a[1])?;
            calls::pack_into(vm, &format, values)
        },
        "pack_into(format, buffer, offset, v1, v2, ...)\n\nPack the values v1, v2, ... according to the format string and write\nthe packed bytes into the writable buffer buf starting at offset.  Note\nthat the offset is a required argument.  A negative offset counts from\nthe end of the buffer.  See help(struct) for more on format strings.",
    ),
    function(
        "unpack",
        "($module, format, buffer, /)",
        |vm, a| {
            let format = format_of(vm, &a[1])?;
            calls::unpack(vm, &format, &a[2])
        },
        "Return a tuple containing values unpacked according to the format string.\n\nThe buffer's size in bytes must be calcsize(format).\n\nSee help(struct) for more on format strings.",
    ),
    function(
        "unpack_from",
        "($module, format, /, buffer, offset=0)",
        |vm, a| {
            let format = format_of(vm, &a[1])?;
            calls::unpack_from(vm, &format, &a[2], &a[3])
        },
        "Return a tuple containing values unpacked according to the format string.\n\nThe buffer's size, minus offset, must be at least calcsize(format).\nA negative offset counts from the end of the buffer.\n\nSee help(struct) for more on format strings.",
    ),
];

fn init(vm: &mut Vm, module: &Value) -> PyResult<()> {
    let class =
        |name, spec| NativeClass { name, module: "_struct", spec, has_dict: false, has_weakrefs: true };
    let structure = vm.new_native_class::<class::Struct>(class("Struct", class::spec()), None)?;
    let iterator =
        vm.new_native_class::<iterator::Records>(class("unpack_iterator", iterator::spec()), None)?;
    let bases = vm.class(Tp::Exception);
    let parts = [vm.new_str("error"), vm.new_tuple(vec![bases]), vm.new_dict()];
    let name = vm.new_str("struct");
    vm.dict_set_str(&parts[2], "__module__", name)?;
    let metaclass = vm.class(Tp::Type);
    let error = vm.call(&metaclass, &parts)?;
    vm.set_module_attr(module, "Struct", structure);
    vm.set_module_attr(module, "error", error.clone());
    let state = vm.state::<Classes>();
    state.error = error;
    state.iterator = iterator;
    Ok(())
}
