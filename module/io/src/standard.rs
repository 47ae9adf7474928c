//! `sys.stdin`, `sys.stdout` and `sys.stderr`, as CPython makes them at its start: text over a buffer over the host.

use crate::buffered::Buffered;
use crate::text::Text;
use crate::{class, fileio};
use taipan_host::Standard;
use taipan_native::{PyResult, Value, Vm};

/// How the standard streams are to be made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Streams {
    /// Nothing that is written is kept back.
    pub unbuffered: bool,
    /// UTF-8 where none is named.
    pub encoding: Option<String>,
    /// What happens to characters the encoding does not have; standard error always shows them by backslashes.
    pub errors: Option<String>,
}

/// Makes the three streams, and puts them into `sys` twice. One whose descriptor is closed is None.
pub fn install(vm: &mut Vm, how: &Streams) -> PyResult<()> {
    let sys = vm.sys.clone();
    let encoding = match &how.encoding {
        Some(name) => canonical(vm, name)?,
        None => "utf-8".to_owned(),
    };
    for (name, stream) in
        [("stdin", Standard::Stdin), ("stdout", Standard::Stdout), ("stderr", Standard::Stderr)]
    {
        let made = match fileio::standard(vm, stream) {
            Ok(raw) => make(vm, stream, raw, how, &encoding)?,
            Err(_) => Value::NONE,
        };
        vm.dict_set_str(&sys, name, made.clone())?;
        vm.dict_set_str(&sys, &format!("__{name}__"), made)?;
    }
    Ok(())
}

fn make(vm: &mut Vm, stream: Standard, raw: Value, how: &Streams, encoding: &str) -> PyResult {
    let terminal = vm.host().is_terminal(stream);
    let through = how.unbuffered && stream != Standard::Stdin;
    let below = if through {
        raw
    } else {
        let name = if stream == Standard::Stdin { "BufferedReader" } else { "BufferedWriter" };
        let class = class(vm, name);
        vm.call(&class, &[raw])?
    };
    let errors = match stream {
        Standard::Stderr => "backslashreplace",
        _ => how.errors.as_deref().unwrap_or("strict"),
    };
    let lines = !how.unbuffered && (terminal || stream == Standard::Stderr);
    let arguments = [
        below,
        vm.new_str(encoding),
        vm.new_str(errors),
        vm.new_str("\n"),
        Value::from_bool(lines),
        Value::from_bool(through),
    ];
    let class = class(vm, "TextIOWrapper");
    let made = vm.call(&class, &arguments)?;
    let (key, mode) = (vm.intern("mode"), vm.new_str(if stream == Standard::Stdin { "r" } else { "w" }));
    vm.set_attr(&made, &key, Some(&mode))?;
    Ok(made)
}

/// The streams that `sys` keeps and the end of the program flushes, with what they are made of; without those that are of
/// classes of the program.
pub fn parts(vm: &mut Vm) -> Vec<Value> {
    let own = ["TextIOWrapper", "BufferedReader", "BufferedWriter", "FileIO"].map(|name| class(vm, name));
    let is_own = |vm: &Vm, part: &Value| own.iter().any(|class| vm.type_of(part).value().is(class));
    let sys = vm.sys.clone();
    let mut parts = Vec::new();
    for name in ["__stdin__", "__stdout__", "__stderr__"] {
        let mut next = vm.dict_get_str(&sys, name);
        while let Some(part) = next.filter(|part| is_own(vm, part)) {
            next = if let Some(text) = part.downcast::<Text>() {
                crate::text::buffer(vm, text).ok()
            } else if let Some(buffered) = part.downcast::<Buffered>() {
                crate::buffered::raw(vm, buffered).ok()
            } else {
                None
            };
            parts.push(part);
        }
    }
    parts
}

/// The name its codec gives an encoding.
fn canonical(vm: &mut Vm, name: &str) -> PyResult<String> {
    let codecs = vm.intern("_codecs");
    let codecs = (vm.interp.import)(vm, &codecs, None, &Value::NONE, 0)?;
    let name = vm.new_str(name);
    let info = vm.call_method(&codecs, "lookup", &[name])?;
    let name = vm.get_attr_str(&info, "name")?;
    Ok(vm.text(&name).into_owned())
}
