//! Module `marshal`: values as bytes, in CPython's format, but for code objects: those are our own.
//!
//! `write` knows how values are written, `read` how they are read. What is written never refers back to what was written
//! before; what is read may.
#![forbid(unsafe_code)]

mod read;
mod write;

use taipan_native::{ModuleDef, NativeDef, PyResult, Tp, Value, Vm, function};

pub static MODULE: ModuleDef = ModuleDef {
    name: "marshal",
    doc: Some("This module contains functions that can read and write Python values in\na binary format."),
    functions: FUNCTIONS,
    init,
};

/// The version of the format.
const VERSION: i64 = 5;
/// Values nest as deep as this.
const DEEPEST: usize = 2000;

/// The first byte of a value.
mod tag {
    pub const NULL: u8 = b'0';
    pub const NONE: u8 = b'N';
    pub const FALSE: u8 = b'F';
    pub const TRUE: u8 = b'T';
    pub const STOP_ITERATION: u8 = b'S';
    pub const ELLIPSIS: u8 = b'.';
    pub const INT: u8 = b'i';
    pub const LONG: u8 = b'l';
    pub const FLOAT_TEXT: u8 = b'f';
    pub const FLOAT: u8 = b'g';
    pub const COMPLEX_TEXT: u8 = b'x';
    pub const COMPLEX: u8 = b'y';
    pub const BYTES: u8 = b's';
    pub const INTERNED: u8 = b't';
    pub const UNICODE: u8 = b'u';
    pub const ASCII: u8 = b'a';
    pub const ASCII_INTERNED: u8 = b'A';
    pub const SHORT_ASCII: u8 = b'z';
    pub const SHORT_ASCII_INTERNED: u8 = b'Z';
    pub const TUPLE: u8 = b'(';
    pub const SMALL_TUPLE: u8 = b')';
    pub const LIST: u8 = b'[';
    pub const DICT: u8 = b'{';
    pub const SET: u8 = b'<';
    pub const FROZEN_SET: u8 = b'>';
    pub const SLICE: u8 = b':';
    pub const CODE: u8 = b'c';
    pub const REFERENCE: u8 = b'r';
    /// With a tag: later values may refer to this one.
    pub const FLAG: u8 = 0x80;
}

static FUNCTIONS: &[NativeDef] = &[
    function(
        "dump",
        "($module, value, file, version=5, /, *, allow_code=True)",
        dump,
        "Write the value on the open file.\n\n  value\n    Must be a supported type.\n  file\n    Must be a writeable binary file.\n  version\n    Indicates the data format that dump should use.\n  allow_code\n    Allow to write code objects.\n\nIf the value has (or contains an object that has) an unsupported type, a\nValueError exception is raised - but garbage data will also be written\nto the file. The object will not be properly read back by load().",
    ),
    function(
        "dumps",
        "($module, value, version=5, /, *, allow_code=True)",
        dumps,
        "Return the bytes object that would be written to a file by dump(value, file).\n\n  value\n    Must be a supported type.\n  version\n    Indicates the data format that dumps should use.\n  allow_code\n    Allow to write code objects.\n\nRaise a ValueError exception if value has (or contains an object that has) an\nunsupported type.",
    ),
    function(
        "load",
        "($module, file, /, *, allow_code=True)",
        load,
        "Read one value from the open file and return it.\n\n  file\n    Must be readable binary file.\n  allow_code\n    Allow to load code objects.\n\nIf no valid value is read (e.g. because the data has a different Python\nversion's incompatible marshal format), raise EOFError, ValueError or\nTypeError.\n\nNote: If an object containing an unsupported type was marshalled with\ndump(), load() will substitute None for the unmarshallable type.",
    ),
    function(
        "loads",
        "($module, bytes, /, *, allow_code=True)",
        loads,
        "Convert the bytes-like object to a value.\n\n  allow_code\n    Allow to load code objects.\n\nIf no valid value is found, raise EOFError, ValueError or TypeError.\nExtra bytes in the input are ignored.",
    ),
];

fn init(vm: &mut Vm, module: &Value) -> PyResult<()> {
    let version = vm.new_int(VERSION);
    vm.set_module_attr(module, "version", version);
    Ok(())
}

fn allows_code(vm: &mut Vm, value: &Value) -> PyResult<bool> {
    if value.is_null() { Ok(true) } else { vm.truth(value) }
}

fn written(vm: &mut Vm, value: &Value, version: &Value, code: &Value) -> PyResult<Vec<u8>> {
    let version = if version.is_null() { VERSION } else { vm.index_i64(version)? };
    let allow_code = allows_code(vm, code)?;
    let mut writer = write::Writer { out: Vec::new(), version, allow_code };
    writer.value(vm, value, 0)?;
    Ok(writer.out)
}

fn dumps(vm: &mut Vm, a: &[Value]) -> PyResult {
    let bytes = written(vm, &a[1], &a[2], &a[3])?;
    vm.bytes_value(&bytes)
}

fn dump(vm: &mut Vm, a: &[Value]) -> PyResult {
    let bytes = written(vm, &a[1], &a[3], &a[4])?;
    let bytes = vm.bytes_value(&bytes)?;
    vm.call_method(&a[2], "write", &[bytes])
}

fn loads(vm: &mut Vm, a: &[Value]) -> PyResult {
    let bytes = vm.copy_bytes(&a[1])?;
    let allow_code = allows_code(vm, &a[2])?;
    read::Reader::new(&bytes, allow_code).whole(vm)
}

/// Reads from a file just the bytes of one value: as much as is there is read, and what was too much is given back.
fn load(vm: &mut Vm, a: &[Value]) -> PyResult {
    let data = vm.call_method(&a[1], "read", &[])?;
    if !vm.is_instance(&data, Tp::Bytes) {
        let text = format!("file.read() returned not bytes but {}", vm.type_name(&data));
        return Err(vm.type_error(text));
    }
    let bytes = vm.copy_bytes(&data)?;
    let allow_code = allows_code(vm, &a[2])?;
    let mut reader = read::Reader::new(&bytes, allow_code);
    let value = reader.whole(vm)?;
    let left = reader.left();
    if left > 0 {
        let (back, from_here) = (vm.new_int(-(left as i64)), vm.new_int(1));
        vm.call_method(&a[1], "seek", &[back, from_here])?;
    }
    Ok(value)
}
