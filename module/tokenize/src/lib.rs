//! Module `_tokenize`: the tokens of Python programs, one after the other. The tokenizer itself is `taipan_syntax`'s;
//! here are its arguments, the reading of lines, and its errors as exceptions.
//!
//! While the tokenizer asks for a line it is taken out of its iterator: `readline` may be anything, even something
//! that uses the same iterator, which then finds it busy.
#![deny(unsafe_op_in_unsafe_fn)]

use taipan_native::{Args, ModuleDef, PyResult, Raised, Tp, Value, Vm};
use taipan_objects::bytes::Bytes;
use taipan_objects::iterators::itself;
use taipan_objects::native::TypeSpec;
use taipan_objects::native_class::{NO_SHAPE, NativeClass};
use taipan_objects::slots::Slots;
use taipan_objects::str::Str;
use taipan_objects::{Guarded, Payload, Tracer};
use taipan_syntax::SyntaxErrorKind;
use taipan_syntax::tokenizer::{Line, Problem, Pulled, Stopped, Tokenizer, Warning};

pub static MODULE: ModuleDef = ModuleDef { name: "_tokenize", doc: None, functions: &[], init };

/// The payload.
struct TokenizerIter {
    readline: Value,
    encoding: Option<String>,
    /// None while it is at work.
    tokenizer: Guarded<Option<Box<Tokenizer>>>,
    last_line: Guarded<Value>,
}

// SAFETY: the one reference that can be part of a cycle is visited once; the line is a str.
unsafe impl Payload for TokenizerIter {
    const NAME: &'static str = "TokenizerIter";
    const SHAPE: u32 = NO_SHAPE;
    fn trace(&self, visit: Tracer<'_>) {
        visit(&self.readline);
    }
}

fn new(vm: &mut Vm, class: &Value, args: Args<'_>) -> PyResult {
    let [readline] = args.positionals() else {
        let given = args.positionals().len();
        let text = format!("tokenizeriter() takes exactly 1 positional argument ({given} given)");
        return Err(vm.type_error(text));
    };
    let mut extra_tokens = None;
    let mut encoding = None;
    for (name, value) in args.keywords() {
        match &*vm.text(name) {
            "extra_tokens" => extra_tokens = Some(value),
            "encoding" => encoding = Some(value),
            name => {
                let text = format!("tokenizeriter() got an unexpected keyword argument '{name}'");
                return Err(vm.type_error(text));
            }
        }
    }
    let Some(extra_tokens) = extra_tokens else {
        return Err(vm.type_error("tokenizeriter() missing required argument 'extra_tokens' (pos 2)"));
    };
    let extra_tokens = vm.truth(extra_tokens)?;
    let encoding = match encoding {
        None => None,
        Some(value) if vm.is_instance(value, Tp::Str) => {
            let text = vm.text(value).into_owned();
            if text.contains('\0') {
                return Err(vm.value_error("embedded null character"));
            }
            Some(text)
        }
        Some(value) => {
            let text =
                format!("tokenizeriter() argument 'encoding' must be str, not {}", vm.type_name(value));
            return Err(vm.type_error(text));
        }
    };
    let own = TokenizerIter {
        readline: readline.clone(),
        encoding,
        tokenizer: Guarded::new(Some(Box::new(Tokenizer::new(extra_tokens)))),
        last_line: Guarded::new(Value::NONE),
    };
    Ok(vm.new_object(class, own))
}

/// One line from the program.
fn read(vm: &mut Vm, own: &TokenizerIter) -> PyResult<Line> {
    let line = match vm.call(&own.readline, &[]) {
        Ok(line) => line,
        Err(raised) if vm.is_raised(&raised, Tp::StopIteration) => return Ok(Line::End),
        Err(raised) => return Err(raised),
    };
    let line = match &own.encoding {
        Some(encoding) if vm.is_instance(&line, Tp::Bytes) => vm.decode_bytes(&line, encoding, "replace")?,
        Some(_) => return Err(vm.type_error("readline() returned a non-bytes object")),
        None => line,
    };
    let Some(text) = line.downcast::<Str>() else {
        return Err(vm.type_error("readline() returned a non-string object"));
    };
    if let Some(text) = text.text().to_str() {
        return Ok(Line::Text(String::from(text)));
    }
    let bytes = vm.encode_text(&line, "utf-8", "strict")?;
    let bytes = bytes.downcast::<Bytes>().map_or(&[][..], |bytes| bytes.data.as_slice());
    Ok(Line::Text(String::from_utf8_lossy(bytes).into_owned()))
}

fn next(vm: &mut Vm, object: &Value) -> PyResult<Option<Value>> {
    let own = object.expect::<TokenizerIter>();
    let Some(mut tokenizer) = own.tokenizer.get_mut(vm).take() else {
        return Err(vm.value_error("tokenizer already executing"));
    };
    let mut raised = None;
    let answer = tokenizer.next(&mut || match read(vm, own) {
        Ok(line) => line,
        Err(error) => {
            raised = Some(error);
            Line::Failed
        }
    });
    let warnings = tokenizer.take_warnings();
    *own.tokenizer.get_mut(vm) = Some(tokenizer);
    for warning in &warnings {
        warn(vm, warning)?;
    }
    match answer {
        Ok(Some(token)) => Ok(Some(tuple(vm, own, token))),
        Ok(None) => Ok(None),
        Err(Stopped::Problem(problem)) => Err(exception(vm, &problem)?),
        Err(Stopped::Failed) => match raised {
            Some(raised) => Err(raised),
            None => Ok(None),
        },
    }
}

fn warn(vm: &mut Vm, warning: &Warning) -> PyResult<()> {
    let Some(module) = vm.warnings_module() else { return Ok(()) };
    let args = [
        vm.new_str(&warning.msg),
        vm.class(Tp::SyntaxWarning),
        vm.new_str("<string>"),
        vm.new_int(warning.error.lineno),
    ];
    match vm.call_method(&module, "warn_explicit", &args) {
        Ok(_) => Ok(()),
        Err(raised) if vm.is_raised(&raised, Tp::SyntaxWarning) => Err(exception(vm, &warning.error)?),
        Err(raised) => Err(raised),
    }
}

fn tuple(vm: &mut Vm, own: &TokenizerIter, token: Pulled) -> Value {
    let line = match token.line {
        None => own.last_line.get(vm).clone(),
        Some(line) => {
            let line = vm.new_str(&line);
            *own.last_line.get_mut(vm) = line.clone();
            line
        }
    };
    let place = |(line, column): (i64, i64)| {
        let pair = vec![vm.new_int(line), vm.new_int(column)];
        vm.new_tuple(pair)
    };
    let (start, end) = (place(token.start), place(token.end));
    let kind = vm.new_int(i64::from(token.kind));
    let text = vm.new_str(&token.text);
    vm.new_tuple(vec![kind, text, start, end, line])
}

fn exception(vm: &mut Vm, problem: &Problem) -> PyResult<Raised> {
    let class = match problem.kind {
        SyntaxErrorKind::IndentationError => Tp::IndentationError,
        SyntaxErrorKind::TabError => Tp::TabError,
        _ => Tp::SyntaxError,
    };
    let optional = |vm: &mut Vm, number: Option<i64>| number.map_or(Value::NONE, |n| vm.new_int(n));
    let message = vm.new_str(&problem.msg);
    let filename = vm.new_str("<string>");
    let lineno = vm.new_int(problem.lineno);
    let offset = vm.new_int(problem.offset);
    let end_lineno = optional(vm, problem.end_lineno);
    let end_offset = optional(vm, problem.end_offset);
    if problem.bare {
        let raised = vm.raise_with(class, [message]);
        let places = [
            ("filename", filename),
            ("lineno", lineno),
            ("offset", offset),
            ("end_lineno", end_lineno),
            ("end_offset", end_offset),
        ];
        for (name, value) in places {
            let name = vm.intern(name);
            vm.set_attr(&raised.0, &name, Some(&value))?;
        }
        return Ok(raised);
    }
    let text = problem.text.as_deref().map_or(Value::NONE, |text| vm.new_str(text));
    let place = vm.new_tuple(vec![filename, lineno, offset, text, end_lineno, end_offset]);
    Ok(vm.raise_with(class, [message, place]))
}

fn init(vm: &mut Vm, module: &Value) -> PyResult<()> {
    let class = NativeClass {
        name: "TokenizerIter",
        module: "_tokenize",
        spec: TypeSpec {
            slots: Slots { new: Some(new), iter: Some(itself), next: Some(next), ..Slots::default() },
            is_final: true,
            ..TypeSpec::default()
        },
        has_dict: false,
        has_weakrefs: false,
    };
    let class = vm.new_native_class::<TokenizerIter>(class, None)?;
    vm.set_module_attr(module, "TokenizerIter", class);
    Ok(())
}
