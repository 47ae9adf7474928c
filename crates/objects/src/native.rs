//! How native code is written down: method tables, attributes, signatures, and the binding of arguments.
//!
//! A native function takes its arguments as one slice, bound to the parameters of its signature text: `a[0]` is
//! `$self` (or `$cls`/`$module` where the signature names it), then one value per parameter in order, NULL where the
//! caller gave none; `*args` and `**kwargs` come as one tuple and one dict. The signature text is CPython's
//! `__text_signature__`, and the messages for wrong calls are made from it.

use crate::{PyResult, Value, Vm};

/// A native function over bound arguments.
pub type NativeFn = fn(&mut Vm, &[Value]) -> PyResult;

/// Arguments as a call has them: positionals, then the values of keywords.
#[derive(Clone, Copy)]
pub struct Args<'a> {
    pub all: &'a [Value],
    /// Names (exact strs) of the last `names.len()` values.
    pub names: &'a [Value],
}

impl<'a> Args<'a> {
    pub const NONE: Args<'static> = Args { all: &[], names: &[] };

    /// Positional arguments alone.
    #[inline(always)]
    pub const fn positional(all: &'a [Value]) -> Args<'a> {
        Args { all, names: &[] }
    }

    /// The positional ones.
    #[inline(always)]
    pub fn positionals(&self) -> &'a [Value] {
        &self.all[..self.all.len() - self.names.len()]
    }

    /// The keyword ones, as (name, value).
    pub fn keywords(&self) -> impl Iterator<Item = (&'a Value, &'a Value)> + use<'a> {
        self.names.iter().zip(&self.all[self.all.len() - self.names.len()..])
    }

    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }
}

/// What a table row becomes in the class's `__dict__`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Binding {
    Method,
    ClassMethod,
    StaticMethod,
}

/// A row of a method table.
pub struct NativeDef {
    pub name: &'static str,
    /// As `__text_signature__`: `"($self, object, /)"`.
    pub signature: &'static str,
    pub function: NativeFn,
    pub binding: Binding,
    pub doc: &'static str,
    pub quick: Option<QuickFn>,
}

/// What a native function does at once in its common cases, on just the values a call gives: no self but that of a
/// method, no defaults, and any number of them. It runs no Python and raises nothing; where it does not know, it gives NULL
/// and has done nothing.
pub type QuickFn = fn(&mut Vm, &[Value]) -> Value;

impl NativeDef {
    /// With a form for the common cases.
    pub const fn quick(self, quick: QuickFn) -> NativeDef {
        NativeDef { quick: Some(quick), ..self }
    }
}

/// A method: `a[0]` is an instance of the class.
pub const fn method(
    name: &'static str,
    signature: &'static str,
    function: NativeFn,
    doc: &'static str,
) -> NativeDef {
    NativeDef { name, signature, function, binding: Binding::Method, doc, quick: None }
}

/// A class method: `a[0]` is the class.
pub const fn class_method(
    name: &'static str,
    signature: &'static str,
    function: NativeFn,
    doc: &'static str,
) -> NativeDef {
    NativeDef { name, signature, function, binding: Binding::ClassMethod, doc, quick: None }
}

/// A static method, or a module's function whose signature names no `$module`: `a[0]` is the first parameter.
pub const fn function(
    name: &'static str,
    signature: &'static str,
    function: NativeFn,
    doc: &'static str,
) -> NativeDef {
    NativeDef { name, signature, function, binding: Binding::StaticMethod, doc, quick: None }
}

pub type Getter = fn(&mut Vm, &Value) -> PyResult;
/// `None` deletes.
pub type Setter = fn(&mut Vm, &Value, Option<&Value>) -> PyResult<()>;

/// A computed attribute (a `getset_descriptor`).
#[derive(Clone, Copy)]
pub struct GetSet {
    pub name: &'static str,
    pub get: Getter,
    pub set: Option<Setter>,
    /// Shown as a `member_descriptor`, whose refusal to be set reads `readonly attribute`.
    pub member: bool,
}

pub const fn getter(name: &'static str, get: Getter) -> GetSet {
    GetSet { name, get, set: None, member: false }
}

pub const fn getset(name: &'static str, get: Getter, set: Setter) -> GetSet {
    GetSet { name, get, set: Some(set), member: false }
}

pub const fn member(name: &'static str, get: Getter) -> GetSet {
    GetSet { name, get, set: None, member: true }
}

/// What a builtin class is made of.
#[derive(Default)]
pub struct TypeSpec {
    pub slots: crate::slots::Slots,
    pub methods: &'static [NativeDef],
    pub getset: &'static [GetSet],
    /// Attributes that a native class keeps in slots of its instances, as `__slots__` does.
    pub members: &'static [&'static str],
    /// The class's docstring; with CPython's `name(args)\n--\n\n` head where it has a text signature.
    pub doc: Option<&'static str>,
    /// May not be a base.
    pub is_final: bool,
    /// `__new__` is refused: `cannot create 'generator' instances`.
    pub no_new: bool,
    /// What calling the class itself gives in the common cases, without the class among the values.
    pub quick: Option<QuickFn>,
    /// The text signature of `__new__`, bound as a native function's; then `new` above is made from it.
    pub constructor: Option<(&'static str, NativeFn)>,
}

/// One parameter of a native signature.
pub struct Param {
    /// Interned.
    pub name: Value,
    pub required: bool,
}

/// A parsed signature text.
pub struct Signature {
    /// Whether `a[0]` is a self, class or module that the caller of the method does not count.
    pub has_self: bool,
    pub params: Vec<Param>,
    pub positional_only: usize,
    /// Parameters that may be given by position.
    pub positional: usize,
    pub var_args: bool,
    pub var_kwargs: bool,
    /// Required ones among the positional.
    pub required: usize,
    /// The most values, self included, that a call may give by position and need no binding; `None`: always bind.
    pub most: Option<usize>,
    /// The number of values, self included, that the function takes.
    pub direct: usize,
    /// The least number of values, self included.
    pub least: usize,
}

impl Signature {
    /// Parses a signature text.
    pub fn parse(vm: &Vm, text: &str) -> Signature {
        let mut signature = Signature {
            has_self: false,
            params: Vec::new(),
            positional_only: 0,
            positional: 0,
            var_args: false,
            var_kwargs: false,
            required: 0,
            most: None,
            direct: 0,
            least: 0,
        };
        let inner = text.trim_start_matches('(').trim_end_matches(')');
        // `sub[, start[, end]]`: what stands in brackets may be left out.
        let bracketed = inner.contains("[, ").then(|| inner.replace("[, ", ", ?").replace(']', ""));
        let inner = bracketed.as_deref().unwrap_or(inner);
        let mut keyword_only = false;
        let mut depth = 0i32;
        let parts = inner.split(|c: char| {
            match c {
                '(' | '[' | '{' => depth += 1,
                ')' | ']' | '}' => depth -= 1,
                _ => {}
            }
            c == ',' && depth == 0
        });
        for part in parts.map(str::trim).filter(|p| !p.is_empty()) {
            if part.starts_with('$') {
                signature.has_self = true;
            } else if part == "/" {
                signature.positional_only = signature.params.len();
            } else if part == "*" {
                keyword_only = true;
            } else if part.starts_with("**") {
                signature.var_kwargs = true;
            } else if part.starts_with('*') {
                signature.var_args = true;
                keyword_only = true;
            } else {
                let (name, default) = match (part.split_once('='), part.strip_prefix('?')) {
                    (Some((name, _)), _) => (name.trim(), true),
                    (None, Some(name)) => (name, true),
                    (None, None) => (part, false),
                };
                signature.params.push(Param { name: vm.intern(name), required: !default });
                if !keyword_only {
                    signature.positional += 1;
                    signature.required += !default as usize;
                }
            }
        }
        signature.direct = signature.params.len() + signature.has_self as usize;
        let by_keyword = &signature.params[signature.positional..];
        if !signature.var_args && !signature.var_kwargs && !by_keyword.iter().any(|p| p.required) {
            signature.most = Some(signature.positional + signature.has_self as usize);
        }
        signature.least = signature.required + signature.has_self as usize;
        signature
    }

    /// Whether a call with `given` values by position, self included, and no keywords needs no binding: what is not given is
    /// NULL.
    #[inline(always)]
    pub fn fits(&self, given: usize) -> bool {
        given >= self.least && self.most.is_some_and(|most| given <= most)
    }
}

/// Binds `args` (self included) to the signature. `name` is the function's `__name__`, `owner` gives its class's, which is
/// asked for where a message has it.
pub fn bind(
    vm: &mut Vm,
    signature: &Signature,
    name: &str,
    owner: impl Fn(&Vm) -> Option<String>,
    args: Args<'_>,
) -> PyResult<smallvec::SmallVec<[Value; 8]>> {
    let own = signature.has_self as usize;
    let positionals = args.positionals();
    let given = positionals.len().saturating_sub(own);
    let mut bound: smallvec::SmallVec<[Value; 8]> = smallvec::SmallVec::new();
    if signature.has_self {
        bound.push(positionals.first().cloned().unwrap_or(Value::NULL));
    }
    if args.names.is_empty() && signature.var_args && signature.params.is_empty() {
        // Nothing but a run of positionals: `max(a, b)`, `print(a)`.
        let rest = positionals.get(own..).unwrap_or(&[]);
        bound.push(vm.new_tuple_from(rest.len(), rest.iter().cloned()));
        if signature.var_kwargs {
            bound.push(vm.new_dict());
        }
        return Ok(bound);
    }
    if given > signature.positional && !signature.var_args {
        let owner = owner(vm);
        return Err(too_many(vm, signature, name, owner.as_deref(), given));
    }
    if !args.names.is_empty() && signature.params.len() == signature.positional_only && !signature.var_kwargs
    {
        let full = match owner(vm) {
            Some(owner) => format!("{owner}.{name}"),
            None => name.to_owned(),
        };
        return Err(vm.type_error(format!("{full}() takes no keyword arguments")));
    }
    for (index, _) in signature.params.iter().enumerate() {
        let value = if index < signature.positional { positionals.get(own + index).cloned() } else { None };
        bound.push(value.unwrap_or(Value::NULL));
    }
    let mut extra = Vec::new();
    for (key, value) in args.keywords() {
        let found = signature.params.iter().position(|p| vm.str_eq(&p.name, key));
        match found {
            Some(index) if index >= signature.positional_only => {
                if !bound[own + index].is_null() {
                    return Err(vm.type_error(format!(
                        "argument for {name}() given by name ('{}') and position ({})",
                        vm.text(key),
                        index + 1
                    )));
                }
                bound[own + index] = value.clone();
            }
            _ if signature.var_kwargs => extra.push((key.clone(), value.clone())),
            _ => {
                return Err(
                    vm.type_error(format!("{name}() got an unexpected keyword argument '{}'", vm.text(key)))
                );
            }
        }
    }
    for (index, param) in signature.params.iter().enumerate() {
        if param.required && bound[own + index].is_null() {
            let owner = owner(vm);
            return Err(missing(vm, signature, name, owner.as_deref(), index, given));
        }
    }
    if signature.var_args {
        let rest: Vec<Value> = positionals.iter().skip(own + signature.positional).cloned().collect();
        bound.push(vm.new_tuple(rest));
    }
    if signature.var_kwargs {
        let dict = vm.new_dict();
        for (key, value) in extra {
            vm.dict_set(&dict, &key, value)?;
        }
        bound.push(dict);
    }
    Ok(bound)
}

fn plural(n: usize) -> &'static str {
    if n == 1 { "" } else { "s" }
}

fn too_many(vm: &mut Vm, s: &Signature, name: &str, owner: Option<&str>, given: usize) -> crate::Raised {
    let full = match owner {
        Some(owner) => format!("{owner}.{name}"),
        None => name.to_owned(),
    };
    let all = s.params.len();
    let text = if all == 0 {
        format!("{full}() takes no arguments ({given} given)")
    } else if all == 1 && s.required == 1 && s.positional_only == 1 {
        format!("{full}() takes exactly one argument ({given} given)")
    } else if s.positional_only == all {
        let bound = if s.required == s.positional { "" } else { "at most " };
        format!("{name} expected {bound}{} argument{}, got {given}", s.positional, plural(s.positional))
    } else if s.positional == 0 {
        format!("{name}() takes no positional arguments")
    } else {
        let bound = if s.required == s.positional { "exactly" } else { "at most" };
        let kind = if s.positional < all { "positional " } else { "" };
        format!(
            "{name}() takes {bound} {} {kind}argument{} ({given} given)",
            s.positional,
            plural(s.positional)
        )
    };
    vm.type_error(text)
}

fn missing(
    vm: &mut Vm,
    s: &Signature,
    name: &str,
    owner: Option<&str>,
    index: usize,
    given: usize,
) -> crate::Raised {
    let full = match owner {
        Some(owner) => format!("{owner}.{name}"),
        None => name.to_owned(),
    };
    let all = s.params.len();
    let text = if all == 1 && s.required == 1 && s.positional_only == 1 && !s.var_args {
        format!("{full}() takes exactly one argument ({given} given)")
    } else if index < s.positional_only && s.positional_only < all && !s.var_args {
        let least = s.params[..s.positional_only].iter().filter(|p| p.required).count();
        let bound = if least == s.positional { "exactly" } else { "at least" };
        format!("{name}() takes {bound} {least} positional argument{} ({given} given)", plural(least))
    } else if index < s.positional_only {
        let bound = if s.required == s.positional && !s.var_args { "" } else { "at least " };
        format!("{name} expected {bound}{} argument{}, got {given}", s.required, plural(s.required))
    } else {
        let param = vm.text(&s.params[index].name).into_owned();
        format!("{name}() missing required argument '{param}' (pos {})", index + 1)
    };
    vm.type_error(text)
}
