//! Exceptions that have more than `args`: StopIteration, SystemExit, OSError, ImportError, NameError,
//! AttributeError, KeyError, SyntaxError and the Unicode errors.

use crate::exception::{base_init, field, set_field};
use crate::native::{GetSet, TypeSpec, method};
use crate::slots::Slots;
use crate::{Args, PyResult, Tp, Value, Vm};

macro_rules! fields {
    ($($name:literal),*) => {
        const {
            &[$(GetSet {
                name: $name,
                get: |vm, o| Ok(field(vm, o, $name).and_then(Value::non_null).unwrap_or(Value::NONE)),
                set: Some(|vm, o, v| { set_field(vm, o, $name, v.cloned().unwrap_or(Value::NULL)); Ok(()) }),
                member: true,
            }),*]
        }
    };
}

fn keywords(vm: &mut Vm, object: &Value, args: Args<'_>, allowed: &[&str]) -> PyResult<()> {
    for (key, value) in args.keywords() {
        let name = vm.text(key).into_owned();
        if !allowed.contains(&name.as_str()) {
            let class = vm.type_name(object);
            return Err(vm.type_error(format!("{class}() got an unexpected keyword argument '{name}'")));
        }
        set_field(vm, object, &name, value.clone());
    }
    Ok(())
}

fn first_or_none(args: Args<'_>) -> Value {
    args.all.first().cloned().unwrap_or(Value::NONE)
}

fn stop_init(vm: &mut Vm, object: &Value, args: Args<'_>) -> PyResult<()> {
    base_init(vm, object, args)?;
    set_field(vm, object, "value", first_or_none(args));
    Ok(())
}

pub fn stop_iteration_spec() -> TypeSpec {
    TypeSpec {
        slots: Slots { init: Some(stop_init), ..Slots::default() },
        getset: fields!("value"),
        doc: Some("Signal the end from iterator.__next__()."),
        ..TypeSpec::default()
    }
}

fn exit_init(vm: &mut Vm, object: &Value, args: Args<'_>) -> PyResult<()> {
    base_init(vm, object, args)?;
    let code = match args.all {
        [] => Value::NONE,
        [one] => one.clone(),
        many => vm.new_tuple(many.to_vec()),
    };
    set_field(vm, object, "code", code);
    Ok(())
}

pub fn system_exit_spec() -> TypeSpec {
    TypeSpec {
        slots: Slots { init: Some(exit_init), ..Slots::default() },
        getset: fields!("code"),
        doc: Some("Request to exit from the interpreter."),
        ..TypeSpec::default()
    }
}

fn name_init(vm: &mut Vm, object: &Value, args: Args<'_>) -> PyResult<()> {
    base_init(vm, object, Args::positional(args.positionals()))?;
    keywords(vm, object, args, &["name"])
}

pub fn name_error_spec() -> TypeSpec {
    TypeSpec {
        slots: Slots { init: Some(name_init), ..Slots::default() },
        getset: fields!("name"),
        doc: Some("Name not found globally."),
        ..TypeSpec::default()
    }
}

fn attribute_init(vm: &mut Vm, object: &Value, args: Args<'_>) -> PyResult<()> {
    base_init(vm, object, Args::positional(args.positionals()))?;
    keywords(vm, object, args, &["name", "obj"])
}

/// What is kept of it: its dict, its name and its arguments. The object would keep too much alive.
fn attribute_state(vm: &mut Vm, a: &[Value]) -> PyResult {
    let state = vm.new_dict();
    if let Some(dict) = crate::attr::instance_dict(vm, &a[0]) {
        vm.dict_update(&state, &dict)?;
    }
    if let Some(name) = field(vm, &a[0], "name").and_then(Value::non_null).filter(|name| !name.is_none()) {
        vm.dict_set_str(&state, "name", name)?;
    }
    let args = crate::exception::args(vm, &a[0]);
    let args = vm.new_tuple(args);
    vm.dict_set_str(&state, "args", args)?;
    Ok(state)
}

fn attribute_reduce(vm: &mut Vm, a: &[Value]) -> PyResult {
    let state = attribute_state(vm, a)?;
    let args = crate::exception::args(vm, &a[0]);
    crate::exception::reduced(vm, &a[0], args, Some(state))
}

pub fn attribute_error_spec() -> TypeSpec {
    TypeSpec {
        slots: Slots { init: Some(attribute_init), ..Slots::default() },
        methods: const {
            &[
                method("__reduce__", "($self, /)", attribute_reduce, ""),
                method("__getstate__", "($self, /)", attribute_state, ""),
            ]
        },
        getset: fields!("name", "obj"),
        doc: Some("Attribute not found."),
        ..TypeSpec::default()
    }
}

const IMPORT_FIELDS: [&str; 3] = ["name", "path", "name_from"];

fn import_reduce(vm: &mut Vm, a: &[Value]) -> PyResult {
    let state = vm.new_dict();
    if let Some(dict) = crate::attr::instance_dict(vm, &a[0]) {
        vm.dict_update(&state, &dict)?;
    }
    for name in IMPORT_FIELDS {
        if let Some(value) = field(vm, &a[0], name).and_then(Value::non_null) {
            vm.dict_set_str(&state, name, value)?;
        }
    }
    let args = crate::exception::args(vm, &a[0]);
    crate::exception::reduced(vm, &a[0], args, Some(state))
}

fn import_init(vm: &mut Vm, object: &Value, args: Args<'_>) -> PyResult<()> {
    base_init(vm, object, Args::positional(args.positionals()))?;
    for name in IMPORT_FIELDS {
        set_field(vm, object, name, Value::NULL);
    }
    set_field(vm, object, "msg", Value::NULL);
    keywords(vm, object, args, &IMPORT_FIELDS)?;
    if let [one] = args.positionals() {
        set_field(vm, object, "msg", one.clone());
    }
    Ok(())
}

fn import_str(vm: &mut Vm, object: &Value) -> PyResult {
    match field(vm, object, "msg").and_then(Value::non_null) {
        Some(text) if vm.is_exact(&text, Tp::Str) => Ok(text),
        _ => crate::exception::str(vm, object),
    }
}

pub fn import_error_spec() -> TypeSpec {
    TypeSpec {
        slots: Slots { init: Some(import_init), str: Some(import_str), ..Slots::default() },
        methods: const { &[method("__reduce__", "($self, /)", import_reduce, "")] },
        getset: fields!("msg", "name", "path", "name_from"),
        doc: Some("Import can't find module, or can't find name in module."),
        ..TypeSpec::default()
    }
}

fn key_str(vm: &mut Vm, object: &Value) -> PyResult {
    match crate::exception::args(vm, object).as_slice() {
        [one] => vm.repr(one),
        _ => crate::exception::str(vm, object),
    }
}

pub fn key_error_spec() -> TypeSpec {
    TypeSpec {
        slots: Slots { str: Some(key_str), ..Slots::default() },
        doc: Some("Mapping key not found."),
        ..TypeSpec::default()
    }
}

/// The class an errno stands for.
pub fn os_error_class(errno: i64) -> Tp {
    match errno as i32 {
        libc::EAGAIN | libc::EALREADY | libc::EINPROGRESS => Tp::BlockingIOError,
        libc::EPIPE | libc::ESHUTDOWN => Tp::BrokenPipeError,
        libc::ECHILD => Tp::ChildProcessError,
        libc::ECONNABORTED => Tp::ConnectionAbortedError,
        libc::ECONNREFUSED => Tp::ConnectionRefusedError,
        libc::ECONNRESET => Tp::ConnectionResetError,
        libc::EEXIST => Tp::FileExistsError,
        libc::ENOENT => Tp::FileNotFoundError,
        libc::EINTR => Tp::InterruptedError,
        libc::EISDIR => Tp::IsADirectoryError,
        libc::ENOTDIR => Tp::NotADirectoryError,
        libc::EACCES | libc::EPERM => Tp::PermissionError,
        libc::ESRCH => Tp::ProcessLookupError,
        libc::ETIMEDOUT => Tp::TimeoutError,
        _ => Tp::OSError,
    }
}

fn os_new(vm: &mut Vm, class: &Value, args: Args<'_>) -> PyResult {
    let mut class = class.clone();
    if class.is(&vm.class(Tp::OSError))
        && args.positionals().len() >= 2
        && let Some(errno) = args.all[0].as_small()
    {
        class = vm.class(os_error_class(errno));
    }
    let base = vm.tp(Tp::BaseException).slots().new;
    match base {
        Some(new) => new(vm, &class, args),
        None => Err(vm.type_error("BaseException cannot be made")),
    }
}

fn is_number(vm: &Vm, value: &Value) -> bool {
    let slots = vm.type_of(value).slots();
    slots.index.is_some() || slots.int.is_some() || slots.float.is_some()
}

fn get_written(vm: &mut Vm, object: &Value) -> PyResult {
    match field(vm, object, "characters_written").and_then(Value::non_null) {
        Some(count) => Ok(count),
        None => Err(vm.raise(Tp::AttributeError, "characters_written")),
    }
}

fn set_written(vm: &mut Vm, object: &Value, value: Option<&Value>) -> PyResult<()> {
    let count = match value {
        Some(value) => vm.index(value)?,
        None => {
            get_written(vm, object)?;
            Value::NULL
        }
    };
    set_field(vm, object, "characters_written", count);
    Ok(())
}

fn os_init(vm: &mut Vm, object: &Value, args: Args<'_>) -> PyResult<()> {
    base_init(vm, object, args)?;
    let all = args.all;
    if (2..=5).contains(&all.len()) {
        set_field(vm, object, "errno", all[0].clone());
        set_field(vm, object, "strerror", all[1].clone());
        let third = all.get(2).filter(|n| !n.is_none());
        if let Some(count) = third
            && vm.is_exact(object, Tp::BlockingIOError)
            && is_number(vm, count)
        {
            // How much was written before the rest had to wait.
            let count = vm.index(count)?;
            set_field(vm, object, "characters_written", count);
        } else if let Some(name) = third {
            set_field(vm, object, "filename", name.clone());
            crate::exception::set_args(vm, object, &all[..2]);
        }
        if let Some(name) = all.get(4) {
            set_field(vm, object, "filename2", name.clone());
        }
    }
    Ok(())
}

/// The file names, which are no longer among the arguments, are put back.
fn os_reduce(vm: &mut Vm, a: &[Value]) -> PyResult {
    let given = |vm: &Vm, name: &str| field(vm, &a[0], name).and_then(Value::non_null);
    let mut args = crate::exception::args(vm, &a[0]);
    if args.len() == 2
        && let Some(name) = given(vm, "filename")
    {
        args.push(name);
        if let Some(second) = given(vm, "filename2") {
            args.extend([Value::NONE, second]);
        }
    }
    crate::exception::reduced(vm, &a[0], args, None)
}

fn os_str(vm: &mut Vm, object: &Value) -> PyResult {
    let get = |vm: &Vm, name: &str| field(vm, object, name).and_then(Value::non_null);
    let (errno, strerror) = (get(vm, "errno"), get(vm, "strerror"));
    let (Some(errno), Some(strerror)) = (errno, strerror) else { return crate::exception::str(vm, object) };
    let (errno, strerror) = (vm.str_text(&errno)?, vm.str_text(&strerror)?);
    let mut text = format!("[Errno {errno}] {strerror}");
    if let Some(name) = get(vm, "filename") {
        text.push_str(&format!(": {}", vm.repr_text(&name)?));
        if let Some(second) = get(vm, "filename2").filter(|n| !n.is_none()) {
            text.push_str(&format!(" -> {}", vm.repr_text(&second)?));
        }
    }
    Ok(vm.new_str(&text))
}

pub fn os_error_spec() -> TypeSpec {
    TypeSpec {
        slots: Slots { new: Some(os_new), init: Some(os_init), str: Some(os_str), ..Slots::default() },
        methods: const { &[method("__reduce__", "($self, /)", os_reduce, "")] },
        getset: const {
            let files = fields!("errno", "strerror", "filename", "filename2");
            let written = crate::native::getset("characters_written", get_written, set_written);
            &[files[0], files[1], files[2], files[3], written]
        },
        doc: Some("Base class for I/O related errors."),
        ..TypeSpec::default()
    }
}

fn syntax_init(vm: &mut Vm, object: &Value, args: Args<'_>) -> PyResult<()> {
    base_init(vm, object, args)?;
    if let Some(message) = args.all.first() {
        set_field(vm, object, "msg", message.clone());
    }
    if args.all.len() == 2 {
        let details = vm.collect(&args.all[1])?;
        if details.len() != 4 && details.len() != 6 && details.len() != 7 {
            let text = format!(
                "function takes at {} 4 arguments ({} given)",
                if details.len() < 4 { "least" } else { "most" },
                details.len()
            );
            return Err(vm.type_error(text));
        }
        for (name, value) in
            ["filename", "lineno", "offset", "text", "end_lineno", "end_offset"].iter().zip(&details)
        {
            set_field(vm, object, name, value.clone());
        }
    }
    Ok(())
}

fn syntax_str(vm: &mut Vm, object: &Value) -> PyResult {
    let message = match field(vm, object, "msg").and_then(Value::non_null) {
        Some(message) => vm.str_text(&message)?,
        None => "None".to_owned(),
    };
    let file = field(vm, object, "filename").filter(|f| f.downcast::<crate::str::Str>().is_some());
    let file = file.map(|f| {
        let text = vm.text(&f).into_owned();
        text.rsplit('/').next().unwrap_or(&text).to_owned()
    });
    let line = field(vm, object, "lineno").and_then(|l| l.as_small());
    let text = match (file, line) {
        (Some(file), Some(line)) => format!("{message} ({file}, line {line})"),
        (Some(file), None) => format!("{message} ({file})"),
        (None, Some(line)) => format!("{message} (line {line})"),
        (None, None) => message,
    };
    Ok(vm.new_str(&text))
}

pub fn syntax_error_spec() -> TypeSpec {
    TypeSpec {
        slots: Slots { init: Some(syntax_init), str: Some(syntax_str), ..Slots::default() },
        getset: fields!(
            "msg",
            "filename",
            "lineno",
            "offset",
            "text",
            "end_lineno",
            "end_offset",
            "print_file_and_line",
            "_metadata"
        ),
        doc: Some("Invalid syntax."),
        ..TypeSpec::default()
    }
}

fn unicode_init(vm: &mut Vm, object: &Value, args: Args<'_>, names: &[&str]) -> PyResult<()> {
    base_init(vm, object, args)?;
    if args.all.len() != names.len() {
        let text = format!("function takes exactly {} arguments ({} given)", names.len(), args.all.len());
        return Err(vm.type_error(text));
    }
    for (name, value) in names.iter().zip(args.all) {
        let mut value = value.clone();
        // Any buffer may be what could not be decoded; bytes are kept.
        if *name == "object"
            && vm.is_instance(object, Tp::UnicodeDecodeError)
            && !vm.is_instance(&value, Tp::Bytes)
        {
            let class = vm.class(Tp::Bytes);
            value = vm.call(&class, &[value])?;
        }
        set_field(vm, object, name, value);
    }
    Ok(())
}

fn number(vm: &Vm, object: &Value, name: &str) -> i64 {
    field(vm, object, name).and_then(|v| v.as_small()).unwrap_or(0)
}

fn text_field(vm: &mut Vm, object: &Value, name: &str) -> PyResult<String> {
    match field(vm, object, name).and_then(Value::non_null) {
        Some(value) => vm.str_text(&value),
        None => Ok(String::new()),
    }
}

fn unicode_str(vm: &mut Vm, object: &Value) -> PyResult {
    if field(vm, object, "object").is_none() {
        return Ok(vm.names.empty.clone());
    }
    let decode = vm.is_instance(object, Tp::UnicodeDecodeError);
    let translate = vm.is_instance(object, Tp::UnicodeTranslateError);
    let reason = text_field(vm, object, "reason")?;
    let encoding = if translate { String::new() } else { text_field(vm, object, "encoding")? };
    // The two may have changed the exception.
    let Some(data) = field(vm, object, "object").and_then(Value::non_null) else {
        return Err(vm.type_error("UnicodeError 'object' attribute is not set"));
    };
    let (wanted, word) = if decode { (Tp::Bytes, "bytes") } else { (Tp::Str, "string") };
    if !vm.is_instance(&data, wanted) {
        return Err(vm.type_error(format!("UnicodeError 'object' attribute must be a {word}")));
    }
    let (start, end) = (number(vm, object, "start"), number(vm, object, "end"));
    let one = end == start.saturating_add(1) && start >= 0 && (start as u64) < vm.len(&data)? as u64;
    let verb = if decode { "decode" } else { "encode" };
    let head =
        if translate { "can't translate".to_owned() } else { format!("'{encoding}' codec can't {verb}") };
    let text = if one && decode {
        let index = vm.new_int(start);
        let byte = vm.get_item(&data, &index)?.as_small().unwrap_or(0);
        format!("{head} byte 0x{byte:02x} in position {start}: {reason}")
    } else if one {
        let code = data
            .downcast::<crate::str::Str>()
            .filter(|s| (start as usize) < s.chars())
            .map_or(0, |s| s.code_point(start as usize));
        let shown = match code {
            0..=0xFF => format!("\\x{code:02x}"),
            0x100..=0xFFFF => format!("\\u{code:04x}"),
            _ => format!("\\U{code:08x}"),
        };
        format!("{head} character '{shown}' in position {start}: {reason}")
    } else {
        let what = if decode { "bytes" } else { "characters" };
        format!("{head} {what} in position {start}-{}: {reason}", end - 1)
    };
    Ok(vm.new_str(&text))
}

const CODED: [&str; 5] = ["encoding", "object", "start", "end", "reason"];

pub fn unicode_decode_error_spec() -> TypeSpec {
    TypeSpec {
        slots: Slots {
            init: Some(|vm, o, a| unicode_init(vm, o, a, &CODED)),
            str: Some(unicode_str),
            ..Slots::default()
        },
        getset: fields!("encoding", "object", "start", "end", "reason"),
        doc: Some("Unicode decoding error."),
        ..TypeSpec::default()
    }
}

pub fn unicode_encode_error_spec() -> TypeSpec {
    TypeSpec { doc: Some("Unicode encoding error."), ..unicode_decode_error_spec() }
}

pub fn unicode_translate_error_spec() -> TypeSpec {
    TypeSpec {
        slots: Slots {
            init: Some(|vm, o, a| unicode_init(vm, o, a, &["object", "start", "end", "reason"])),
            str: Some(unicode_str),
            ..Slots::default()
        },
        getset: fields!("encoding", "object", "start", "end", "reason"),
        doc: Some("Unicode translation error."),
        ..TypeSpec::default()
    }
}
