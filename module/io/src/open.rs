//! `open`, `open_code` and `text_encoding`.

use taipan_native::{PyResult, Tp, Value, Vm};
use taipan_objects::str::Str;

fn text(vm: &mut Vm, value: &Value, argument: &str) -> PyResult<Option<Value>> {
    if value.is_null() || value.is_none() {
        return Ok(None);
    }
    if value.downcast::<Str>().is_none() {
        let text = format!("open() argument '{argument}' must be str or None, not {}", vm.type_name(value));
        return Err(vm.type_error(text));
    }
    Ok(Some(value.clone()))
}

pub fn open(vm: &mut Vm, a: &[Value]) -> PyResult {
    // a: module, file, mode, buffering, encoding, errors, newline, closefd, opener
    let mode = if a[2].is_null() {
        "r".to_owned()
    } else if a[2].downcast::<Str>().is_some() {
        vm.text(&a[2]).into_owned()
    } else {
        let text = format!("open() argument 'mode' must be str, not {}", vm.type_name(&a[2]));
        return Err(vm.type_error(text));
    };
    let mut buffering = if a[3].is_null() { -1 } else { i64::from(taipan_native::os::c_int(vm, &a[3])?) };
    let encoding = text(vm, &a[4], "encoding")?;
    let errors = text(vm, &a[5], "errors")?;
    let newline = text(vm, &a[6], "newline")?;
    let closefd = if a[7].is_null() { Value::TRUE } else { Value::from_bool(vm.truth(&a[7])?) };
    let opener = if a[8].is_null() { Value::NONE } else { a[8].clone() };
    let index = vm.type_of(&a[1]).slots().index.is_some();
    let file = if index { a[1].clone() } else { taipan_native::os::fspath(vm, &a[1])? };
    let has = |c: char| mode.contains(c);
    for (at, c) in mode.char_indices() {
        if !"axrwb+t".contains(c) || mode[at + c.len_utf8()..].contains(c) {
            let shown = vm.repr_text(&a[2])?;
            let shown = shown.trim_matches(|c| c == '\'' || c == '"').to_owned();
            return Err(vm.value_error(format!("invalid mode: '{shown}'")));
        }
    }
    let raw_mode: String = mode.chars().filter(|c| "xrwa+".contains(*c)).collect();
    if has('t') && has('b') {
        return Err(vm.value_error("can't have text and binary mode at once"));
    }
    if "xrwa".chars().filter(|&c| has(c)).count() > 1 {
        return Err(vm.value_error("must have exactly one of create/read/write/append mode"));
    }
    let binary = has('b');
    for (given, what) in [(&encoding, "encoding"), (&errors, "errors"), (&newline, "newline")] {
        if binary && given.is_some() {
            let article = if what == "newline" { "a" } else { "an" };
            return Err(vm.value_error(format!("binary mode doesn't take {article} {what} argument")));
        }
    }
    if binary && buffering == 1 {
        vm.warn(
            Tp::RuntimeWarning,
            "line buffering (buffering=1) isn't supported in binary mode, the default buffer size will be used",
            1,
        )?;
    }
    let class = crate::class(vm, "FileIO");
    let raw_mode = vm.new_str(&raw_mode);
    let raw = vm.call(&class, &[file, raw_mode, closefd, opener])?;
    let made = layers(vm, &raw, &mut buffering, &mode, binary, [encoding, errors, newline]);
    if made.is_err() {
        let _ = vm.call_method(&raw, "close", &[]);
    }
    made
}

fn layers(
    vm: &mut Vm,
    raw: &Value,
    buffering: &mut i64,
    mode: &str,
    binary: bool,
    options: [Option<Value>; 3],
) -> PyResult {
    let mut line_buffering = *buffering == 1 && !binary;
    if *buffering == 1 {
        *buffering = -1;
    }
    if *buffering < 0 {
        let terminal = vm.call_method(raw, "_isatty_open_only", &[])?;
        if vm.truth(&terminal)? {
            line_buffering = true;
        }
        let block = vm.get_attr_str(raw, "_blksize")?;
        *buffering = vm.index_i64(&block)?.clamp(crate::DEFAULT_BUFFER_SIZE as i64, 8 << 20);
    }
    if *buffering == 0 {
        if !binary {
            return Err(vm.value_error("can't have unbuffered text I/O"));
        }
        return Ok(raw.clone());
    }
    let class = if mode.contains('+') {
        "BufferedRandom"
    } else if mode.contains('r') {
        "BufferedReader"
    } else {
        "BufferedWriter"
    };
    let class = crate::class(vm, class);
    let limit = vm.new_int(*buffering);
    let buffer = vm.call(&class, &[raw.clone(), limit])?;
    if binary {
        return Ok(buffer);
    }
    let class = crate::class(vm, "TextIOWrapper");
    let [encoding, errors, newline] = options.map(|value| value.unwrap_or(Value::NONE));
    let text = vm.call(&class, &[buffer, encoding, errors, newline, Value::from_bool(line_buffering)])?;
    let (key, mode) = (vm.intern("mode"), vm.new_str(mode));
    vm.set_attr(&text, &key, Some(&mode))?;
    Ok(text)
}

pub fn open_code(vm: &mut Vm, a: &[Value]) -> PyResult {
    if a[1].downcast::<Str>().is_none() {
        let text = format!("open_code() argument 'path' must be str, not {}", vm.type_name(&a[1]));
        return Err(vm.type_error(text));
    }
    let mode = vm.new_str("rb");
    let mut args = vec![Value::NULL; 9];
    args[1] = a[1].clone();
    args[2] = mode;
    open(vm, &args)
}

pub fn text_encoding(vm: &mut Vm, a: &[Value]) -> PyResult {
    if a[1].is_none() { Ok(vm.new_str("locale")) } else { Ok(a[1].clone()) }
}
