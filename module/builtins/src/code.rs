//! Code that is made and run by name: `compile`, `eval`, `exec`, `__import__`; and `globals`, `locals`.

use taipan_native::{PyResult, Tp, Value, Vm};
use taipan_objects::bytes::Bytes;
use taipan_objects::code::Code;
use taipan_objects::str::Str;
use taipan_objects::tuple::Tuple;
use taipan_objects::{CompileFlags, CompileMode, cell::Cell, frame};

/// Flags of `compile` that a program may set: nested scopes, the futures, and how strings and await are taken.
const KNOWN_FLAGS: i64 =
    0x0001_FF10 | 0x01FF_0000 | 0x0100 | 0x0200 | 0x0400 | 0x1000 | 0x2000 | 0x4000 | 0x8000;
const ONLY_AST: i64 = 0x0400;
const TOP_LEVEL_AWAIT: i64 = 0x2000;

pub fn globals(vm: &mut Vm, _: &[Value]) -> PyResult {
    Ok(vm.current_globals().unwrap_or(Value::NONE))
}

pub fn locals(vm: &mut Vm, _: &[Value]) -> PyResult {
    match vm.current_frame() {
        Some(frame) => frame::locals(vm, &frame),
        None => Err(vm.raise(Tp::SystemError, "frame does not exist")),
    }
}

pub fn compile(vm: &mut Vm, a: &[Value]) -> PyResult {
    let filename = vm.source_file_name(&a[2])?;
    let Some(mode) = a[3].downcast::<Str>() else {
        let text = format!("compile() argument 'mode' must be str, not {}", vm.type_name(&a[3]));
        return Err(vm.type_error(text));
    };
    let flags = if a[4].is_null() { 0 } else { vm.index_i64(&a[4])? };
    let optimize = if a[6].is_null() { -1 } else { vm.index_i64(&a[6])? };
    if flags & !KNOWN_FLAGS != 0 {
        return Err(vm.value_error("compile(): unrecognised flags"));
    }
    if !(-1..=2).contains(&optimize) {
        return Err(vm.value_error("compile(): invalid optimize value"));
    }
    let mode = match mode.bytes() {
        b"exec" => CompileMode::Exec,
        b"eval" => CompileMode::Eval,
        b"single" => CompileMode::Single,
        b"func_type" if flags & ONLY_AST == 0 => {
            return Err(vm.value_error("compile() mode 'func_type' requires flag PyCF_ONLY_AST"));
        }
        b"func_type" => CompileMode::FunctionType,
        _ if flags & ONLY_AST != 0 => {
            return Err(vm.value_error("compile() mode must be 'exec', 'eval', 'single' or 'func_type'"));
        }
        _ => return Err(vm.value_error("compile() mode must be 'exec', 'eval' or 'single'")),
    };
    if a[1].downcast::<Code>().is_some() {
        return Ok(a[1].clone());
    }
    let inherited = if a[5].is_null() || !vm.truth(&a[5])? { inherited_flags(vm) } else { 0 };
    let version = if a[7].is_null() || flags & ONLY_AST == 0 { -1 } else { vm.index_i64(&a[7])? };
    let flags = CompileFlags {
        bits: flags as u32 | inherited,
        optimize: u8::try_from(optimize).ok(),
        feature_version: u8::try_from(version).ok(),
    };
    if a[1].downcast::<Str>().is_none()
        && a[1].downcast::<Bytes>().is_none()
        && !vm.is_instance(&a[1], Tp::ByteArray)
        && !vm.is_instance(&a[1], Tp::MemoryView)
    {
        return (vm.interp.compile_tree)(vm, &a[1], &filename, mode, flags);
    }
    let source = vm.source_bytes(&a[1], "compile() arg 1 must be a string, bytes or AST object")?;
    (vm.interp.compile)(vm, &source, &filename, mode, flags)
}

/// Globals and locals of `eval` and `exec`: what the caller gave, else the running frame's.
fn scopes(vm: &mut Vm, globals: &Value, locals: &Value, name: &str) -> PyResult<(Value, Value)> {
    let given = |v: &Value| !v.is_null() && !v.is_none();
    if given(locals) && vm.type_of(locals).slots().getitem.is_none() {
        let text = match name {
            "eval" => "locals must be a mapping".to_owned(),
            _ => format!("locals must be a mapping or None, not {}", vm.type_name(locals)),
        };
        return Err(vm.type_error(text));
    }
    if given(globals) {
        if !vm.is_instance(globals, Tp::Dict) {
            let text = if name == "exec" {
                format!("exec() globals must be a dict, not {}", vm.type_name(globals))
            } else if vm.type_of(globals).slots().getitem.is_some() {
                "globals must be a real dict; try eval(expr, {}, mapping)".to_owned()
            } else {
                "globals must be a dict".to_owned()
            };
            return Err(vm.type_error(text));
        }
        let locals = if given(locals) { locals.clone() } else { globals.clone() };
        return Ok((globals.clone(), locals));
    }
    let (Some(own), Some(frame)) = (vm.current_globals(), vm.current_frame()) else {
        let text = format!("{name} must be given globals and locals when called without a frame");
        return Err(vm.type_error(text));
    };
    if given(locals) {
        return Ok((own, locals.clone()));
    }
    let locals = frame::locals(vm, &frame)?;
    Ok((own, locals))
}

/// Flags of the running code that code compiled inside it inherits.
fn inherited_flags(vm: &Vm) -> u32 {
    vm.stack.top().map_or(0, |top| top.code().flags.bits() & 0x01FF_0000)
}

pub fn eval(vm: &mut Vm, a: &[Value]) -> PyResult {
    let (globals, locals) = scopes(vm, &a[2], &a[3], "eval")?;
    if let Some(code) = a[1].downcast::<Code>() {
        vm.ready(code)?;
        if code.free_vars() > 0 {
            return Err(vm.type_error("code object passed to eval() may not contain free variables"));
        }
        return (vm.interp.run_code)(vm, &a[1], &globals, Some(&locals));
    }
    let source = vm.source_bytes(&a[1], "eval() arg 1 must be a string, bytes or code object")?;
    let start = source.iter().position(|b| !matches!(b, b' ' | b'\t')).unwrap_or(source.len());
    let flags = CompileFlags { bits: inherited_flags(vm), ..CompileFlags::default() };
    let code = (vm.interp.compile)(vm, &source[start..], "<string>", CompileMode::Eval, flags)?;
    (vm.interp.run_code)(vm, &code, &globals, Some(&locals))
}

fn check_closure(vm: &mut Vm, code: &Code, closure: &Value) -> PyResult<()> {
    let wanted = code.free_vars();
    let given = !closure.is_null() && !closure.is_none();
    if wanted == 0 {
        return if given { Err(vm.type_error("cannot use a closure with this code object")) } else { Ok(()) };
    }
    let fits = closure.downcast::<Tuple>().is_some_and(|t| {
        vm.is_exact(closure, Tp::Tuple)
            && t.items().len() == wanted
            && t.items().iter().all(|c| c.downcast::<Cell>().is_some())
    });
    if fits {
        return Ok(());
    }
    Err(vm.type_error(format!("code object requires a closure of exactly length {wanted}")))
}

pub fn exec(vm: &mut Vm, a: &[Value]) -> PyResult {
    let (globals, locals) = scopes(vm, &a[2], &a[3], "exec")?;
    let closure = &a[4];
    if let Some(code) = a[1].downcast::<Code>() {
        vm.ready(code)?;
        check_closure(vm, code, closure)?;
        let cells = if code.free_vars() > 0 { closure.clone() } else { Value::NULL };
        (vm.interp.run_code_in)(vm, &a[1], &globals, locals, cells)?;
        return Ok(Value::NONE);
    }
    if !closure.is_null() && !closure.is_none() {
        return Err(vm.type_error("closure can only be used when source is a code object"));
    }
    let source = vm.source_bytes(&a[1], "exec() arg 1 must be a string, bytes or code object")?;
    let bits = inherited_flags(vm) & !(TOP_LEVEL_AWAIT as u32);
    let flags = CompileFlags { bits, ..CompileFlags::default() };
    let code = (vm.interp.compile)(vm, &source, "<string>", CompileMode::Exec, flags)?;
    (vm.interp.run_code)(vm, &code, &globals, Some(&locals))?;
    Ok(Value::NONE)
}

pub fn import(vm: &mut Vm, a: &[Value]) -> PyResult {
    let name = &a[1];
    if !vm.is_instance(name, Tp::Str) {
        return Err(vm.type_error("module name must be a string"));
    }
    let globals = Some(&a[2]).filter(|g| !g.is_null() && !g.is_none());
    let from_list = if a[4].is_null() { Value::NONE } else { a[4].clone() };
    let level = if a[5].is_null() { 0 } else { vm.index_i64(&a[5])? };
    if level < 0 {
        return Err(vm.value_error("level must be >= 0"));
    }
    if level == 0 && name.downcast::<Str>().is_some_and(|s| s.bytes().is_empty()) {
        return Err(vm.value_error("Empty module name"));
    }
    (vm.interp.import)(vm, name, globals, &from_list, level)
}
