//! `Dialect`: how rows are written down. It never changes after it is made.

use taipan_native::{Args, NativeDef, PyResult, Tp, Value, Vm, method};
use taipan_objects::class::TypeExt;
use taipan_objects::native::{GetSet, TypeSpec, getter, member};
use taipan_objects::native_class::{NO_SHAPE, NativeClass};
use taipan_objects::slots::Slots;
use taipan_objects::str::Str;
use taipan_objects::{Payload, Tracer};

pub const MINIMAL: i32 = 0;
pub const ALL: i32 = 1;
pub const NON_NUMERIC: i32 = 2;
pub const NONE: i32 = 3;
pub const STRINGS: i32 = 4;
pub const NOT_NULL: i32 = 5;

pub struct Dialect {
    pub double_quote: bool,
    pub skip_initial_space: bool,
    pub strict: bool,
    pub quoting: i32,
    pub delimiter: u32,
    pub quote: Option<u32>,
    pub escape: Option<u32>,
    /// A str.
    pub line_terminator: Value,
}

// SAFETY: the one value is visited.
unsafe impl Payload for Dialect {
    const NAME: &'static str = "Dialect";
    const SHAPE: u32 = NO_SHAPE;
    fn trace(&self, visit: Tracer<'_>) {
        visit(&self.line_terminator);
    }
}

impl Dialect {
    pub fn terminator(&self) -> taipan_text::text::TextRef<'_> {
        self.line_terminator.expect::<Str>().text()
    }
}

const NAMES: [&str; 9] = [
    "dialect",
    "delimiter",
    "doublequote",
    "escapechar",
    "lineterminator",
    "quotechar",
    "quoting",
    "skipinitialspace",
    "strict",
];

fn arguments(vm: &mut Vm, args: Args<'_>) -> PyResult<[Value; 9]> {
    let mut given = [const { Value::NULL }; 9];
    if args.all.len() > given.len() {
        let text = format!("function takes at most 9 arguments ({} given)", args.all.len());
        return Err(vm.type_error(text));
    }
    for (place, value) in given.iter_mut().zip(args.positionals()) {
        *place = value.clone();
    }
    for (name, value) in args.keywords() {
        let name = vm.text(name).into_owned();
        match NAMES.iter().position(|n| *n == name) {
            Some(at) if given[at].is_null() => given[at] = value.clone(),
            Some(at) => {
                let text =
                    format!("argument for function given by name ('{name}') and position ({})", at + 1);
                return Err(vm.type_error(text));
            }
            None => {
                let text = format!("this function got an unexpected keyword argument '{name}'");
                return Err(vm.type_error(text));
            }
        }
    }
    Ok(given)
}

/// One character; where `or_none`, None gives none.
fn character(
    vm: &mut Vm,
    name: &str,
    value: &Value,
    default: Option<u32>,
    or_none: bool,
) -> PyResult<Option<u32>> {
    if value.is_null() {
        return Ok(default);
    }
    if or_none && value.is_none() {
        return Ok(None);
    }
    let wanted = if or_none { "a unicode character or None" } else { "a unicode character" };
    let Some(text) = value.downcast::<Str>() else {
        let text = format!("\"{name}\" must be {wanted}, not {}", vm.type_name(value));
        return Err(vm.type_error(text));
    };
    match (text.chars(), text.text().get(0)) {
        (1, Some(code)) => Ok(Some(code)),
        (length, _) => {
            Err(vm.type_error(format!("\"{name}\" must be {wanted}, not a string of length {length}")))
        }
    }
}

fn flag(vm: &mut Vm, value: &Value, default: bool) -> PyResult<bool> {
    if value.is_null() { Ok(default) } else { vm.truth(value) }
}

fn new(vm: &mut Vm, class: &Value, args: Args<'_>) -> PyResult {
    let mut given = arguments(vm, args)?;
    if !given[0].is_null() {
        if given[0].downcast::<Str>().is_some() {
            given[0] = crate::registered(vm, &given[0])?;
        }
        let base = given[0].clone();
        if base.downcast::<Dialect>().is_some() && given[1..].iter().all(Value::is_null) {
            return Ok(base);
        }
        for (place, name) in given.iter_mut().zip(NAMES).skip(1) {
            if place.is_null() {
                *place = vm.get_attr_str(&base, name).unwrap_or(Value::NULL);
            }
        }
    }
    let [_, delimiter, double_quote, escape, terminator, quote, quoting, skip, strict] = &given;
    let delimiter = character(vm, "delimiter", delimiter, Some(u32::from(b',')), false)?.unwrap_or(0);
    let double_quote = flag(vm, double_quote, true)?;
    let escape = character(vm, "escapechar", escape, None, true)?;
    let line_terminator = if terminator.is_null() { vm.new_str("\r\n") } else { terminator.clone() };
    if line_terminator.downcast::<Str>().is_none() {
        let text = format!("\"lineterminator\" must be a string, not {}", vm.type_name(&line_terminator));
        return Err(vm.type_error(text));
    }
    let quote_is_none = quote.is_none();
    let quote = character(vm, "quotechar", quote, Some(u32::from(b'"')), true)?;
    let mut style = MINIMAL;
    if !quoting.is_null() {
        if !vm.is_exact(quoting, Tp::Int) {
            let text = format!("\"quoting\" must be an integer, not {}", vm.type_name(quoting));
            return Err(vm.type_error(text));
        }
        style = taipan_native::os::c_int(vm, quoting)?;
    }
    let skip_initial_space = flag(vm, skip, false)?;
    let strict = flag(vm, strict, false)?;
    if !(MINIMAL..=NOT_NULL).contains(&style) {
        return Err(vm.type_error("bad \"quoting\" value"));
    }
    if quote_is_none && quoting.is_null() {
        style = NONE;
    }
    if style != NONE && quote.is_none() {
        return Err(vm.type_error("quotechar must be set if quoting enabled"));
    }
    let dialect = Dialect {
        double_quote,
        skip_initial_space,
        strict,
        quoting: style,
        delimiter,
        quote,
        escape,
        line_terminator,
    };
    check(vm, &dialect)?;
    Ok(vm.new_object(class, dialect))
}

/// ValueError where characters cannot be told apart.
fn check(vm: &mut Vm, dialect: &Dialect) -> PyResult<()> {
    let space = !dialect.skip_initial_space;
    let delimiter = ("delimiter", Some(dialect.delimiter), true);
    let escape = ("escapechar", dialect.escape, space);
    let quote = ("quotechar", dialect.quote, space);
    for (name, code, allows_space) in [delimiter, escape, quote] {
        let Some(code) = code else { continue };
        if code == 10 || code == 13 || code == 32 && !allows_space {
            return Err(vm.value_error(format!("bad {name} value")));
        }
        if dialect.terminator().code_points().any(|c| c == code) {
            return Err(vm.value_error(format!("bad {name} or lineterminator value")));
        }
    }
    for (one, other) in [(delimiter, escape), (delimiter, quote), (escape, quote)] {
        if one.1.is_some() && one.1 == other.1 {
            return Err(vm.value_error(format!("bad {} or {} value", one.0, other.0)));
        }
    }
    Ok(())
}

fn char_value(vm: &mut Vm, code: Option<u32>) -> PyResult {
    Ok(code.map_or(Value::NONE, |code| vm.new_char(code)))
}

fn refuse(vm: &mut Vm, a: &[Value]) -> PyResult {
    let text = format!("cannot pickle '{}' instances", vm.type_of(&a[0]).name(vm));
    Err(vm.type_error(text))
}

static METHODS: &[NativeDef] = &[
    method("__reduce__", "($self, /)", refuse, "raises an exception to avoid pickling"),
    method("__reduce_ex__", "($self, protocol, /)", refuse, "raises an exception to avoid pickling"),
];

fn own(object: &Value) -> &Dialect {
    object.expect::<Dialect>()
}

static GETSET: &[GetSet] = &[
    member("skipinitialspace", |_, o| Ok(Value::from_bool(own(o).skip_initial_space))),
    member("doublequote", |_, o| Ok(Value::from_bool(own(o).double_quote))),
    member("strict", |_, o| Ok(Value::from_bool(own(o).strict))),
    getter("delimiter", |vm, o| char_value(vm, Some(own(o).delimiter))),
    getter("escapechar", |vm, o| char_value(vm, own(o).escape)),
    getter("lineterminator", |_, o| Ok(own(o).line_terminator.clone())),
    getter("quotechar", |vm, o| char_value(vm, own(o).quote)),
    getter("quoting", |_, o| Ok(Value::from_i32(own(o).quoting))),
];

pub fn class(vm: &mut Vm) -> PyResult {
    let spec = TypeSpec {
        slots: Slots { new: Some(new), ..Slots::default() },
        methods: METHODS,
        getset: GETSET,
        doc: Some("CSV dialect\n\nThe Dialect type records CSV parsing and generation options.\n"),
        ..TypeSpec::default()
    };
    let class = NativeClass { name: "Dialect", module: "_csv", spec, has_dict: false, has_weakrefs: false };
    vm.new_native_class::<Dialect>(class, None)
}
