//! `print` and `input`.

use taipan_native::{PyResult, Tp, Value, Vm};
use taipan_objects::str::Str;
use taipan_objects::tuple::Tuple;

/// `sep` or `end`: the default's text, or a str.
fn separator(vm: &mut Vm, value: &Value, what: &str, default: &str) -> PyResult {
    if value.is_null() || value.is_none() {
        return Ok(vm.intern(default));
    }
    if vm.is_instance(value, Tp::Str) {
        return Ok(value.clone());
    }
    let text = format!("{what} must be None or a string, not {}", vm.type_name(value));
    Err(vm.type_error(text))
}

fn standard(vm: &mut Vm, name: &str) -> Option<Value> {
    let sys = vm.sys.clone();
    vm.dict_get_str(&sys, name)
}

fn write(vm: &mut Vm, file: &Value, text: &Value) -> PyResult<()> {
    let name = vm.names.write.clone();
    let method = vm.get_attr(file, &name)?;
    vm.call(&method, std::slice::from_ref(text))?;
    Ok(())
}

pub fn print(vm: &mut Vm, a: &[Value]) -> PyResult {
    // a: module, sep, end, file, flush, args
    let mut file = a[3].clone();
    if file.is_null() || file.is_none() {
        file = match standard(vm, "stdout") {
            Some(file) => file,
            None => return Err(vm.runtime_error("lost sys.stdout")),
        };
        if file.is_none() {
            return Ok(Value::NONE);
        }
    }
    let sep = separator(vm, &a[1], "sep", " ")?;
    let end = separator(vm, &a[2], "end", "\n")?;
    for (i, item) in a[5].expect::<Tuple>().items().iter().enumerate() {
        if i > 0 {
            write(vm, &file, &sep)?;
        }
        let text = vm.str(item)?;
        write(vm, &file, &text)?;
    }
    write(vm, &file, &end)?;
    if !a[4].is_null() && vm.truth(&a[4])? {
        vm.call_method(&file, "flush", &[])?;
    }
    Ok(Value::NONE)
}

pub fn input(vm: &mut Vm, a: &[Value]) -> PyResult {
    let mut files = [Value::NONE, Value::NONE, Value::NONE];
    for (place, name) in files.iter_mut().zip(["stdin", "stdout", "stderr"]) {
        match standard(vm, name).filter(|f| !f.is_none()) {
            Some(file) => *place = file,
            None => return Err(vm.runtime_error(format!("input(): lost sys.{name}"))),
        }
    }
    let [stdin, stdout, stderr] = files;
    let name = vm.names.flush.clone();
    if let Some(flush) = vm.find_attr(&stderr, &name)? {
        vm.call(&flush, &[])?;
    }
    if !a[1].is_null() {
        let prompt = vm.str(&a[1])?;
        vm.call_method(&stdout, "write", &[prompt])?;
    }
    vm.call_method(&stdout, "flush", &[])?;
    let line = vm.call_method(&stdin, "readline", &[])?;
    let Some(text) = line.downcast::<Str>() else {
        return Err(vm.type_error("object.readline() returned non-string"));
    };
    let bytes = text.bytes();
    if bytes.is_empty() {
        return Err(vm.raise(Tp::EOFError, "EOF when reading a line"));
    }
    match bytes.strip_suffix(b"\n") {
        Some(body) => {
            let body = taipan_text::TextRef::measure(body).to_buf();
            vm.text_value(body)
        }
        None => Ok(line),
    }
}
