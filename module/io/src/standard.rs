//! `sys.stdin`, `sys.stdout` and `sys.stderr`, as CPython makes them at its start: text over a buffer over the host.

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

/// The name its codec gives an encoding.
fn canonical(vm: &mut Vm, name: &str) -> PyResult<String> {
    let codecs = vm.intern("_codecs");
    let codecs = (vm.interp.import)(vm, &codecs, None, &Value::NONE, 0)?;
    let name = vm.new_str(name);
    let info = vm.call_method(&codecs, "lookup", &[name])?;
    let name = vm.get_attr_str(&info, "name")?;
    Ok(vm.text(&name).into_owned())
}
