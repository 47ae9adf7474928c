//! Module `_io`: files, buffers and text streams.
//!
//! `FileIO` is the one class that speaks to the system. The buffered classes share one payload; they and
//! `TextIOWrapper` go to what is below them by its methods, and past these where it is exactly a class of this module.

mod base;
mod buffered;
mod bytesio;
mod call;
mod fileio;
mod newline;
mod open;
mod pair;
mod standard;
mod stringio;
mod text;

pub use standard::{Streams, install as install_standard_streams, parts as standard_parts};

use std::collections::HashMap;
use taipan_native::{ModuleDef, NativeDef, PyResult, Raised, Tp, Value, Vm, function};
use taipan_objects::Args;
use taipan_objects::native::{Signature, bind};

pub static MODULE: ModuleDef = ModuleDef {
    name: "_io",
    doc: Some("The io module provides the Python interfaces to stream handling."),
    functions: FUNCTIONS,
    init,
};

static FUNCTIONS: &[NativeDef] = &[
    function(
        "open",
        "($module, /, file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None)",
        open::open,
        "Open file and return a stream.  Raise OSError upon failure.",
    ),
    function(
        "open_code",
        "($module, /, path)",
        open::open_code,
        "Opens the provided file with the intent to import the contents.\n\nThis may perform extra validation beyond open(), but is otherwise interchangeable\nwith calling open(path, 'rb').",
    ),
    function(
        "text_encoding",
        "($module, encoding, stacklevel=2, /)",
        open::text_encoding,
        "A helper function to choose the text encoding.\n\nWhen encoding is not None, this function returns it.\nOtherwise, this function returns the default text encoding\n(i.e. \"locale\" or \"utf-8\" depends on UTF-8 mode).",
    ),
];

pub const DEFAULT_BUFFER_SIZE: usize = 128 * 1024;

/// The classes of the module, by name.
#[derive(Default)]
struct Classes(HashMap<&'static str, Value>);

pub fn class(vm: &mut Vm, name: &str) -> Value {
    vm.state::<Classes>().0.get(name).cloned().unwrap_or(Value::NONE)
}

fn init(vm: &mut Vm, module: &Value) -> PyResult<()> {
    let bases = vm.new_tuple(vec![vm.class(Tp::OSError), vm.class(Tp::ValueError)]);
    let namespace = vm.new_dict();
    let io = vm.new_str("io");
    vm.dict_set_str(&namespace, "__module__", io)?;
    let (meta, name) = (vm.class(Tp::Type), vm.new_str("UnsupportedOperation"));
    let unsupported = vm.call(&meta, &[name, bases, namespace])?;
    add(vm, module, "UnsupportedOperation", unsupported);
    let blocking = vm.class(Tp::BlockingIOError);
    vm.set_module_attr(module, "BlockingIOError", blocking);
    let size = vm.new_int(DEFAULT_BUFFER_SIZE as i64);
    vm.set_module_attr(module, "DEFAULT_BUFFER_SIZE", size);
    let root = base::root_class(vm)?;
    add(vm, module, "_IOBase", root.clone());
    let raw = base::raw_class(vm, &root)?;
    add(vm, module, "_RawIOBase", raw.clone());
    let buffered = base::buffered_class(vm, &root)?;
    add(vm, module, "_BufferedIOBase", buffered.clone());
    let text = base::text_class(vm, &root)?;
    add(vm, module, "_TextIOBase", text.clone());
    let made = fileio::class(vm, &raw)?;
    add(vm, module, "FileIO", made);
    let made = bytesio::class(vm, &buffered)?;
    add(vm, module, "BytesIO", made);
    let made = bytesio::buffer_class(vm)?;
    add(vm, module, "_BytesIOBuffer", made);
    for kind in [buffered::Kind::Reader, buffered::Kind::Writer, buffered::Kind::Random] {
        let made = buffered::class(vm, &buffered, kind)?;
        add(vm, module, kind.name(), made);
    }
    let made = pair::class(vm, &buffered)?;
    add(vm, module, "BufferedRWPair", made);
    let made = stringio::class(vm, &text)?;
    add(vm, module, "StringIO", made);
    let made = text::class(vm, &text)?;
    add(vm, module, "TextIOWrapper", made);
    let made = newline::class(vm)?;
    add(vm, module, "IncrementalNewlineDecoder", made);
    let open = vm.get_attr_str(module, "open")?;
    let builtins = vm.builtins.clone();
    vm.dict_set_str(&builtins, "open", open)
}

fn add(vm: &mut Vm, module: &Value, name: &'static str, class: Value) {
    vm.set_module_attr(module, name, class.clone());
    vm.state::<Classes>().0.insert(name, class);
}

/// io.UnsupportedOperation.
pub fn unsupported(vm: &mut Vm, what: &str) -> Raised {
    let (class, text) = (class(vm, "UnsupportedOperation"), vm.new_str(what));
    match vm.call(&class, &[text]) {
        Ok(exception) => Raised(exception),
        Err(raised) => raised,
    }
}

pub fn closed_error(vm: &mut Vm) -> Raised {
    vm.value_error("I/O operation on closed file.")
}

/// The arguments of an `__init__`; `a[0]` is the first parameter.
pub fn arguments(
    vm: &mut Vm,
    signature: &str,
    name: &str,
    args: Args<'_>,
) -> PyResult<smallvec::SmallVec<[Value; 8]>> {
    let signature = Signature::parse(vm, signature);
    bind(vm, &signature, name, |_| None, args)
}

/// A size: -1 for None, for what is not given, and for what is negative.
pub fn size(vm: &mut Vm, value: &Value) -> PyResult<i64> {
    if value.is_null() || value.is_none() {
        return Ok(-1);
    }
    if vm.type_of(value).slots().index.is_none() {
        let text = format!("argument should be integer or None, not '{}'", vm.type_name(value));
        return Err(vm.type_error(text));
    }
    vm.index_i64(value)
}

/// Whether a stream says that it is closed.
pub fn is_closed(vm: &mut Vm, stream: &Value) -> PyResult<bool> {
    let closed = vm.get_attr_str(stream, "closed")?;
    vm.truth(&closed)
}
