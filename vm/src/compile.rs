//! Source text to code objects, and syntax errors to exceptions.

use taipan_compiler::Options;
use taipan_objects::{CompileFlags, CompileMode, PyResult, Raised, SymbolScope, Tp, Value, Vm};
use taipan_syntax::{Flags, Mode, Parsed, SyntaxError, SyntaxErrorKind, SyntaxWarning};

/// `PyCF_ONLY_AST`: the tree is wanted, as objects.
const ONLY_AST: u32 = 0x400;

/// `PyCF_OPTIMIZED_AST`, which has the bit of `PyCF_ONLY_AST`.
const OPTIMIZED_AST: u32 = 0x8400;
const FUTURE_ANNOTATIONS: u32 = 0x0100_0000;
const TOP_LEVEL_AWAIT: u32 = 0x2000;
const TYPE_COMMENTS: u32 = 0x1000;
const ALLOW_INCOMPLETE_INPUT: u32 = 0x4000;
const DONT_IMPLY_DEDENT: u32 = 0x0200;

/// Compiles source bytes.
pub fn compile(
    vm: &mut Vm,
    source: &[u8],
    filename: &str,
    mode: CompileMode,
    flags: CompileFlags,
) -> PyResult {
    let mut parsed = parse(vm, source, filename, mode, flags.bits)?;
    if let Some(minor) = flags.feature_version
        && let Err(error) = taipan_syntax::check_version(&parsed.module, &parsed.source, &parsed.lines, minor)
    {
        return Err(syntax_error(vm, error, filename));
    }
    if flags.bits & ONLY_AST != 0 {
        if flags.bits & OPTIMIZED_AST == OPTIMIZED_AST {
            taipan_compiler::preprocess(
                &mut parsed.module,
                &mut parsed.lines,
                flags.optimize.unwrap_or(vm.optimize),
            );
        }
        let tree = crate::tree::to_python(vm, &parsed.module, &parsed.lines)?;
        if flags.bits & TYPE_COMMENTS != 0 {
            let Some(ignores) = taipan_syntax::type_ignores(&parsed.source) else {
                return Err(vm.raise(Tp::NotImplementedError, "Taipan does not read type comments"));
            };
            if matches!(parsed.module, taipan_syntax::ast::Mod::Module { .. }) {
                crate::tree::set_type_ignores(vm, &tree, &ignores)?;
            }
        }
        return Ok(tree);
    }
    generate(vm, &parsed, filename, flags)
}

/// The text of a source: by the parser itself if it knows the declared encoding, else by Python's codecs.
fn decode(vm: &mut Vm, source: &[u8], filename: &str) -> PyResult<String> {
    let mut error = match taipan_syntax::decode_source(source) {
        Ok(text) => return Ok(text),
        Err(error) => error,
    };
    if error.msg.starts_with("unknown encoding")
        && let Some(encoding) = taipan_syntax::declared_encoding(source)
    {
        let bytes = vm.new_bytes(source);
        match vm.decode_bytes(&bytes, &encoding, "strict") {
            Ok(text) => return Ok(vm.text(&text).into_owned()),
            Err(raised) if vm.is_raised(&raised, Tp::Exception) => error.msg = vm.str_text(&raised.0)?,
            Err(raised) => return Err(raised),
        }
    }
    Err(syntax_error(vm, error, filename))
}

fn parse(vm: &mut Vm, source: &[u8], filename: &str, mode: CompileMode, flags: u32) -> PyResult<Parsed> {
    let text = decode(vm, source, filename)?;
    let asked = Flags {
        allow_incomplete_input: flags & ALLOW_INCOMPLETE_INPUT != 0,
        dont_imply_dedent: flags & DONT_IMPLY_DEDENT != 0,
    };
    let parsed_mode = match mode {
        CompileMode::Exec => Mode::Exec,
        CompileMode::Eval => Mode::Eval,
        CompileMode::Single => Mode::Single,
        CompileMode::FunctionType => Mode::FuncType,
    };
    let parsed = match taipan_syntax::parse(&text, parsed_mode, asked) {
        Ok(parsed) => parsed,
        Err(error) => {
            let line = error.lineno.filter(|_| error.kind == SyntaxErrorKind::SyntaxError);
            let raised = syntax_error(vm, error, filename);
            if let Some(line) = line {
                let (last, source) = taipan_syntax::before_error(&text, parsed_mode, line);
                let metadata = vec![vm.new_int(i64::from(last)), vm.new_int(0), vm.new_str(&source)];
                let (metadata, name) = (vm.new_tuple(metadata), vm.intern("_metadata"));
                vm.set_attr(&raised.0, &name, Some(&metadata))?;
            }
            return Err(raised);
        }
    };
    warn(vm, &parsed.warnings, &parsed, filename)?;
    if !text.is_ascii()
        && let Err(invalid) = taipan_syntax::validate(&parsed.module)
    {
        // A name in other letters that is `None`, `True` or `False` once it is normalised.
        return Err(crate::tree::invalid(vm, invalid));
    }
    Ok(parsed)
}

/// The scopes of a program.
pub fn symtable(vm: &mut Vm, source: &[u8], filename: &str, mode: CompileMode) -> PyResult<Vec<SymbolScope>> {
    let parsed = parse(vm, source, filename, mode, 0)?;
    let scopes = match taipan_compiler::scopes(&parsed.module, &parsed.source, &parsed.lines, false) {
        Ok(scopes) => scopes,
        Err(error) => return Err(refused(vm, error, filename, &parsed)),
    };
    let text = |name: taipan_syntax::ast::Name| String::from(name.as_str());
    let scopes = scopes.into_iter().map(|scope| SymbolScope {
        kind: scope.kind,
        name: text(scope.name),
        line: scope.line,
        nested: scope.nested,
        symbols: scope.symbols.into_iter().map(|(name, flags)| (text(name), flags)).collect(),
        parameters: scope.parameters.into_iter().map(text).collect(),
        children: scope.children,
    });
    Ok(scopes.collect())
}

/// Compiles a tree of `_ast` objects.
pub fn compile_tree(
    vm: &mut Vm,
    tree: &Value,
    filename: &str,
    mode: CompileMode,
    flags: CompileFlags,
) -> PyResult {
    if !crate::tree::is_tree(vm, tree)? {
        return Err(vm.type_error("compile() arg 1 must be a string, bytes or AST object"));
    }
    let wanted = match mode {
        CompileMode::Exec => "Module",
        CompileMode::Eval => "Expression",
        CompileMode::Single => "Interactive",
        CompileMode::FunctionType => "FunctionType",
    };
    if flags.bits & OPTIMIZED_AST == ONLY_AST {
        crate::tree::check_mode(vm, tree, wanted)?;
        return Ok(tree.clone());
    }
    let (mut module, mut lines) = crate::tree::read(vm, tree, wanted)?;
    if flags.bits & ONLY_AST != 0 {
        taipan_compiler::preprocess(&mut module, &mut lines, flags.optimize.unwrap_or(vm.optimize));
        return crate::tree::to_python(vm, &module, &lines);
    }
    let parsed = Parsed { module, source: "".into(), lines, warnings: Vec::new() };
    generate(vm, &parsed, filename, flags)
}

fn generate(vm: &mut Vm, parsed: &Parsed, filename: &str, flags: CompileFlags) -> PyResult {
    let options = Options {
        optimize: flags.optimize.unwrap_or(vm.optimize),
        future_annotations: flags.bits & FUTURE_ANNOTATIONS != 0,
        top_level_await: flags.bits & TOP_LEVEL_AWAIT != 0,
        force_wide: cfg!(feature = "stress"),
    };
    match taipan_compiler::compile(&parsed.module, &parsed.source, &parsed.lines, filename, options) {
        Ok(compiled) => {
            warn(vm, &compiled.warnings, parsed, filename)?;
            vm.new_code(&compiled.code)
        }
        Err(error) => Err(refused(vm, error, filename, parsed)),
    }
}

/// What the compiler itself refuses is shown from the file, if there is one.
fn refused(vm: &mut Vm, mut error: SyntaxError, filename: &str, parsed: &Parsed) -> Raised {
    if vm.host().kind_of(filename).is_none() || parsed.source.is_empty() {
        error.text = None;
    }
    syntax_error(vm, error, filename)
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
