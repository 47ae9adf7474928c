//! `re.Pattern`: a compiled pattern and what can be done with it.

use crate::classes;
use crate::match_object::{self, Match};
use crate::scanner::Scanner;
use crate::search::{self, Mode, Search};
use crate::template::{self, Template};
use taipan_native::{NativeDef, PyResult, Tp, Value, Vm, class_method, method};
use taipan_objects::native::{GetSet, getter, member};
use taipan_objects::native_class::NO_SHAPE;
use taipan_objects::slots::{CompareOp, Slots};
use taipan_objects::str::Str;
use taipan_objects::{Payload, Tracer, TypeSpec};

/// The payload of a pattern.
pub struct Pattern {
    /// What it was compiled from, or None.
    pub pattern: Value,
    pub flags: i64,
    pub code: Box<[u32]>,
    pub groups: usize,
    /// A dict of the groups' numbers by name.
    pub groupindex: Value,
    /// A tuple of the groups' names by number.
    pub indexgroup: Value,
    /// Whether it is for bytes; a pattern of None is for both.
    pub is_bytes: Option<bool>,
}

// SAFETY: every reference is visited once.
unsafe impl Payload for Pattern {
    const NAME: &'static str = "re.Pattern";
    const SHAPE: u32 = NO_SHAPE;
    fn trace(&self, visit: Tracer<'_>) {
        visit(&self.pattern);
        visit(&self.groupindex);
        visit(&self.indexgroup);
    }
}

const METHODS: &[NativeDef] = &[
    method(
        "match",
        "($self, /, string, pos=0, endpos=sys.maxsize)",
        |vm, a| find(vm, a, Mode::Match),
        "Matches zero or more characters at the beginning of the string.",
    ),
    method(
        "fullmatch",
        "($self, /, string, pos=0, endpos=sys.maxsize)",
        |vm, a| find(vm, a, Mode::FullMatch),
        "Matches against all of the string.",
    ),
    method(
        "search",
        "($self, /, string, pos=0, endpos=sys.maxsize)",
        |vm, a| find(vm, a, Mode::Search),
        "Scan through string looking for a match, and return a corresponding match object instance.\n\nReturn None if no position in the string matches.",
    ),
    method(
        "sub",
        "($self, /, repl, string, count=0)",
        |vm, a| Ok(substitute(vm, a)?.0),
        "Return the string obtained by replacing the leftmost non-overlapping occurrences of pattern in string by the replacement repl.",
    ),
    method(
        "subn",
        "($self, /, repl, string, count=0)",
        |vm, a| {
            let (text, count) = substitute(vm, a)?;
            let count = vm.new_int(count as i64);
            Ok(vm.new_tuple(vec![text, count]))
        },
        "Return the tuple (new_string, number_of_subs_made) found by replacing the leftmost non-overlapping occurrences of pattern with the replacement repl.",
    ),
    method(
        "findall",
        "($self, /, string, pos=0, endpos=sys.maxsize)",
        findall,
        "Return a list of all non-overlapping matches of pattern in string.",
    ),
    method("split", "($self, /, string, maxsplit=0)", split, "Split string by the occurrences of pattern."),
    method(
        "finditer",
        "($self, /, string, pos=0, endpos=sys.maxsize)",
        |vm, a| {
            let scanner = make_scanner(vm, a)?;
            let search = vm.get_attr_str(&scanner, "search")?;
            Ok(taipan_objects::iterators::callable(vm, search, Value::NONE))
        },
        "Return an iterator over all non-overlapping matches for the RE pattern in string.\n\nFor each match, the iterator returns a match object.",
    ),
    method("scanner", "($self, /, string, pos=0, endpos=sys.maxsize)", make_scanner, ""),
    method("__copy__", "($self, /)", |_, a| Ok(a[0].clone()), ""),
    method("__deepcopy__", "($self, memo, /)", |_, a| Ok(a[0].clone()), ""),
    class_method(
        "__class_getitem__",
        "($type, object, /)",
        taipan_objects::set::class_getitem,
        "See PEP 585",
    ),
];

const GETSET: &[GetSet] = &[
    member("pattern", |_, o| Ok(o.expect::<Pattern>().pattern.clone())),
    member("flags", |vm, o| Ok(vm.new_int(o.expect::<Pattern>().flags))),
    member("groups", |vm, o| Ok(vm.new_int(o.expect::<Pattern>().groups as i64))),
    getter("groupindex", |vm, o| Ok(vm.new_mapping_proxy(o.expect::<Pattern>().groupindex.clone()))),
];

pub fn spec() -> TypeSpec {
    TypeSpec {
        members: &[],
        slots: Slots { repr: Some(repr), hash: Some(hash), compare: Some(compare), ..Slots::default() },
        methods: METHODS,
        getset: GETSET,
        doc: Some("Compiled regular expression object."),
        is_final: true,
        no_new: true,
        constructor: None,
        quick: None,
    }
}

/// `_sre.compile`.
pub fn compile(vm: &mut Vm, a: &[Value]) -> PyResult {
    let flags = vm.index_i64(&a[2])?;
    let Some(list) = a[3].downcast::<taipan_objects::list::List>() else {
        let text = format!("compile() argument 'code' must be list, not {}", vm.type_name(&a[3]));
        return Err(vm.type_error(text));
    };
    let groups = vm.index_i64(&a[4])?;
    for (index, name, tp) in [(5, "groupindex", Tp::Dict), (6, "indexgroup", Tp::Tuple)] {
        if !vm.is_instance(&a[index], tp) {
            let class = if tp == Tp::Dict { "dict" } else { "tuple" };
            let text =
                format!("compile() argument '{name}' must be {class}, not {}", vm.type_name(&a[index]));
            return Err(vm.type_error(text));
        }
    }
    let items = list.items(vm).clone();
    let mut code = Vec::new();
    if code.try_reserve_exact(items.len()).is_err() {
        return Err(vm.memory_error());
    }
    for item in items {
        code.push(code_word(vm, &item)?);
    }
    let groups = usize::try_from(groups).unwrap_or(usize::MAX);
    if !crate::validate::is_valid(&code, groups) {
        return Err(vm.runtime_error("invalid SRE code"));
    }
    let is_bytes = if a[1].is_none() {
        None
    } else if vm.is_instance(&a[1], Tp::Str) {
        Some(false)
    } else if vm.try_buffer(&a[1], false)?.is_some() {
        Some(true)
    } else {
        let text = format!("expected string or bytes-like object, got '{}'", vm.type_name(&a[1]));
        return Err(vm.type_error(text));
    };
    let class = classes(vm).pattern.clone();
    Ok(vm.new_object(
        &class,
        Pattern {
            pattern: a[1].clone(),
            flags,
            code: code.into_boxed_slice(),
            groups,
            groupindex: a[5].clone(),
            indexgroup: a[6].clone(),
            is_bytes,
        },
    ))
}

fn code_word(vm: &mut Vm, item: &Value) -> PyResult<u32> {
    use taipan_objects::int::Number;
    match Number::of(item) {
        Some(number) if number.is_negative() => {
            Err(vm.overflow_error("can't convert negative value to unsigned int"))
        }
        Some(Number::Small(word)) if u32::try_from(word).is_ok() => Ok(word as u32),
        Some(_) => Err(vm.overflow_error("regular expression code size limit exceeded")),
        None => Err(vm.type_error("an integer is required")),
    }
}

fn find(vm: &mut Vm, a: &[Value], mode: Mode) -> PyResult {
    let own = a[0].expect::<Pattern>();
    let mut search = Search::new(vm, own, &a[1], &a[2], &a[3])?;
    if search.run(vm, &own.code, mode) { Ok(match_object::make(vm, &a[0], &search)) } else { Ok(Value::NONE) }
}

fn make_scanner(vm: &mut Vm, a: &[Value]) -> PyResult {
    let search = Search::new(vm, a[0].expect::<Pattern>(), &a[1], &a[2], &a[3])?;
    let class = classes(vm).scanner.clone();
    Ok(vm.new_object(&class, Scanner::new(a[0].clone(), search)))
}

fn findall(vm: &mut Vm, a: &[Value]) -> PyResult {
    let own = a[0].expect::<Pattern>();
    let mut search = Search::new(vm, own, &a[1], &a[2], &a[3])?;
    let mut found = Vec::new();
    while search.run(vm, &own.code, Mode::Search) {
        found.push(match own.groups {
            0 => {
                let (start, end) = search.found();
                search.slice(vm, start, end)?
            }
            1 => search.group_value(vm, 1, None)?,
            groups => {
                let mut items = Vec::with_capacity(groups);
                for index in 1..=groups {
                    items.push(search.group_value(vm, index, None)?);
                }
                vm.new_tuple(items)
            }
        });
        search.step();
    }
    Ok(vm.new_list(found))
}

fn split(vm: &mut Vm, a: &[Value]) -> PyResult {
    let own = a[0].expect::<Pattern>();
    let most = if a[2].is_null() { 0 } else { vm.index_i64(&a[2])? };
    let mut search = Search::new(vm, own, &a[1], &Value::NULL, &Value::NULL)?;
    let mut pieces = Vec::new();
    let (mut count, mut last) = (0, 0);
    while (most == 0 || count < most) && search.run(vm, &own.code, Mode::Search) {
        let (start, end) = search.found();
        pieces.push(search.slice(vm, last, start)?);
        for index in 1..=own.groups {
            pieces.push(search.group_value(vm, index, Some(&Value::NONE))?);
        }
        count += 1;
        last = end;
        search.step();
    }
    let end = search.end;
    pieces.push(search.slice(vm, last, end)?);
    Ok(vm.new_list(pieces))
}

/// What stands in for a find.
enum Replacement {
    Literal(Value),
    Template(Value),
    Callable(Value),
}

fn replacement(vm: &mut Vm, pattern: &Value, given: &Value) -> PyResult<Replacement> {
    if vm.type_of(given).slots().call.is_some() {
        return Ok(Replacement::Callable(given.clone()));
    }
    let literal = if let Some(text) = given.downcast::<Str>() {
        !text.bytes().contains(&b'\\')
    } else {
        match vm.try_buffer(given, false)? {
            Some(buffer) => !buffer.bytes(vm).contains(&b'\\'),
            None => false,
        }
    };
    if literal {
        return Ok(Replacement::Literal(given.clone()));
    }
    let made = compile_template(vm, pattern, given)?;
    match made.downcast::<Template>() {
        Some(template) if template.chunks.is_empty() => Ok(Replacement::Literal(template.literal.clone())),
        Some(_) => Ok(Replacement::Template(made)),
        None => Err(vm.type_error("invalid template")),
    }
}

/// `re._compile_template(pattern, template)`.
pub fn compile_template(vm: &mut Vm, pattern: &Value, template: &Value) -> PyResult {
    let name = vm.intern("re");
    let re = (vm.interp.import)(vm, &name, None, &Value::NONE, 0)?;
    vm.call_method(&re, "_compile_template", &[pattern.clone(), template.clone()])
}

fn substitute(vm: &mut Vm, a: &[Value]) -> PyResult<(Value, usize)> {
    let own = a[0].expect::<Pattern>();
    let most = if a[3].is_null() { 0 } else { vm.index_i64(&a[3])? };
    let replacement = replacement(vm, &a[0], &a[1])?;
    let mut search = Search::new(vm, own, &a[2], &Value::NULL, &Value::NULL)?;
    let mut pieces = Vec::new();
    let (mut count, mut last) = (0, 0);
    while (most == 0 || (count as i64) < most) && search.run(vm, &own.code, Mode::Search) {
        let (start, end) = search.found();
        if last < start {
            pieces.push(search.slice(vm, last, start)?);
        }
        let item = match &replacement {
            Replacement::Literal(text) => text.clone(),
            Replacement::Template(template) => {
                let found = match_object::make(vm, &a[0], &search);
                template::expand(vm, template, found.expect::<Match>())?
            }
            Replacement::Callable(callable) => {
                let found = match_object::make(vm, &a[0], &search);
                vm.call(callable, &[found])?
            }
        };
        if !item.is_none() {
            pieces.push(item);
        }
        last = end;
        count += 1;
        search.step();
    }
    let end = search.end;
    if last < end {
        pieces.push(search.slice(vm, last, end)?);
    }
    Ok((search::join(vm, &a[2], pieces)?, count))
}

/// The flags that `repr` names, by value.
const FLAGS: &[(i64, &str)] = &[
    (2, "re.IGNORECASE"),
    (4, "re.LOCALE"),
    (8, "re.MULTILINE"),
    (16, "re.DOTALL"),
    (32, "re.UNICODE"),
    (64, "re.VERBOSE"),
    (128, "re.DEBUG"),
    (256, "re.ASCII"),
];

fn repr(vm: &mut Vm, object: &Value) -> PyResult {
    let own = object.expect::<Pattern>();
    let mut flags = own.flags;
    // A str pattern is Unicode unless it says otherwise.
    if own.is_bytes == Some(false) && flags & (4 | 32 | 256) == 32 {
        flags &= !32;
    }
    let mut names: Vec<String> = Vec::new();
    for (flag, name) in FLAGS {
        if flags & flag != 0 {
            names.push((*name).to_owned());
            flags &= !flag;
        }
    }
    if flags != 0 {
        names.push(format!("{flags:#x}"));
    }
    let text: String = vm.repr_text(&own.pattern)?.chars().take(200).collect();
    let text = if names.is_empty() {
        format!("re.compile({text})")
    } else {
        format!("re.compile({text}, {})", names.join("|"))
    };
    Ok(vm.new_str(&text))
}

fn hash(vm: &mut Vm, object: &Value) -> PyResult<i64> {
    let own = object.expect::<Pattern>();
    let hash = vm.hash(&own.pattern)?;
    let code = taipan_text::hash::hash_tuple(own.code.iter().map(|&word| i64::from(word)));
    let all = hash ^ code ^ own.flags ^ own.groups as i64;
    Ok(if all == -1 { -2 } else { all })
}

fn compare(vm: &mut Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult {
    let (Some(x), Some(y)) = (a.downcast::<Pattern>(), b.downcast::<Pattern>()) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    if !matches!(op, CompareOp::Eq | CompareOp::Ne) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let same = a.is(b)
        || (x.flags == y.flags
            && x.is_bytes == y.is_bytes
            && x.code == y.code
            && vm.equal(&x.pattern, &y.pattern)?);
    Ok(Value::from_bool(same == (op == CompareOp::Eq)))
}
