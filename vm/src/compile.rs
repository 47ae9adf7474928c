//! Source text to code objects, and syntax errors to exceptions.

use taipan_compiler::Options;
use taipan_objects::{CompileFlags, CompileMode, PyResult, Raised, Tp, Value, Vm};
use taipan_syntax::{Flags, Mode, Parsed, SyntaxError, SyntaxWarning};

/// `PyCF_ONLY_AST`: the tree is wanted, as objects.
const ONLY_AST: u32 = 0x400;

/// Compiles source bytes.
pub fn compile(vm: &mut Vm, source: &[u8], filename: &str, mode: CompileMode, asked: CompileFlags) -> PyResult {
    let flags = asked.bits;
    let text = match taipan_syntax::decode_source(source) {
        Ok(text) => text,
        Err(error) => return Err(syntax_error(vm, error, filename)),
    };
    let parsed_mode = match mode {
        CompileMode::Exec => Mode::Exec,
        CompileMode::Eval => Mode::Eval,
        CompileMode::Single => Mode::Single,
        CompileMode::FunctionType => Mode::FuncType,
    };
    let parsed = match taipan_syntax::parse(&text, parsed_mode, Flags::default()) {
        Ok(parsed) => parsed,
        Err(error) => return Err(syntax_error(vm, error, filename)),
    };
    warn(vm, &parsed.warnings, &parsed, filename)?;
    if flags & ONLY_AST != 0 {
        return crate::tree::to_python(vm, &parsed);
    }
    let options = Options {
        future_annotations: flags & 0x0100_0000 != 0,
        optimize: asked.optimize.unwrap_or(vm.optimize),
        top_level_await: flags & 0x2000 != 0,
        force_wide: cfg!(feature = "stress"),
        ..Options::default()
    };
    match taipan_compiler::compile(&parsed.module, &parsed.source, &parsed.lines, filename, options) {
        Ok(compiled) => {
            warn(vm, &compiled.warnings, &parsed, filename)?;
            vm.new_code(&compiled.code)
        }
        Err(mut error) => {
            // What the compiler itself refuses is shown from the file, if there is one.
            if vm.host().kind_of(filename).is_none() {
                error.text = None;
            }
            Err(syntax_error(vm, error, filename))
        }
    }
}

/// Shows what the parser or the compiler warn of; what a filter turns into an error is a SyntaxError at that place.
fn warn(vm: &mut Vm, warnings: &[SyntaxWarning], parsed: &Parsed, filename: &str) -> PyResult<()> {
    if warnings.is_empty() {
        return Ok(());
    }
    let Some(module) = vm.warnings_module() else { return Ok(()) };
    for warning in warnings {
        let args = [
            vm.new_str(&warning.msg),
            vm.class(Tp::SyntaxWarning),
            vm.new_str(filename),
            vm.new_int(warning.lineno as i64),
        ];
        match vm.call_method(&module, "warn_explicit", &args) {
            Ok(_) => {}
            Err(raised) if vm.is_raised(&raised, Tp::SyntaxWarning) => {
                let error = warning.to_error(&parsed.source, &parsed.lines);
                return Err(syntax_error(vm, error, filename));
            }
            Err(raised) => return Err(raised),
        }
    }
    Ok(())
}

fn class_of(name: &str) -> Tp {
    match name {
        "IndentationError" => Tp::IndentationError,
        "TabError" => Tp::TabError,
        "_IncompleteInputError" => Tp::IncompleteInputError,
        "MemoryError" => Tp::MemoryError,
        "RecursionError" => Tp::RecursionError,
        _ => Tp::SyntaxError,
    }
}

/// The exception of a syntax error.
pub fn syntax_error(vm: &mut Vm, error: SyntaxError, filename: &str) -> Raised {
    let class = class_of(error.kind.exception());
    if matches!(class, Tp::MemoryError | Tp::RecursionError) {
        return vm.raise(class, &error.msg);
    }
    let number = |n: Option<i64>| n.map_or(Value::NONE, |n| Value::from_i32(n as i32));
    let file = vm.new_str(filename);
    let text = error.text.as_deref().map_or(Value::NONE, |t| vm.new_str(t));
    let details = vec![
        file,
        number(error.lineno.map(i64::from)),
        number(error.lineno.map(|_| error.offset.into())),
        text,
        number(error.end_lineno.map(i64::from)),
        number(error.end_lineno.map(|_| error.end_offset.into())),
    ];
    let details = vm.new_tuple(details);
    let message = vm.new_str(&error.msg);
    vm.raise_with(class, vec![message, details])
}
