//! `re.Match`: where a pattern and its groups were found.

use crate::classes;
use crate::pattern::{self, Pattern};
use crate::search::{self, Search};
use crate::template;
use taipan_native::{NativeDef, PyResult, Value, Vm, class_method, method};
use taipan_objects::int::Number;
use taipan_objects::native::{GetSet, getter, member};
use taipan_objects::native_class::NO_SHAPE;
use taipan_objects::slots::Slots;
use taipan_objects::tuple::Tuple;
use taipan_objects::{Payload, Tracer, TypeSpec};

/// The payload of a match.
pub struct Match {
    pub pattern: Value,
    pub string: Value,
    /// Where each group was found, the whole first.
    pub regs: Box<[Option<(usize, usize)>]>,
    pos: usize,
    endpos: usize,
    last_index: isize,
}

// SAFETY: every reference is visited once.
unsafe impl Payload for Match {
    const NAME: &'static str = "re.Match";
    const SHAPE: u32 = NO_SHAPE;
    fn trace(&self, visit: Tracer<'_>) {
        visit(&self.pattern);
        visit(&self.string);
    }
}

/// The match of the last find.
pub fn make(vm: &mut Vm, pattern: &Value, search: &Search) -> Value {
    let groups = pattern.expect::<Pattern>().groups;
    let regs = std::iter::once(Some(search.found())).chain((1..=groups).map(|group| search.group(group)));
    let found = Match {
        pattern: pattern.clone(),
        string: search.string.clone(),
        regs: regs.collect(),
        pos: search.pos,
        endpos: search.end,
        last_index: search.last_index(),
    };
    let class = classes(vm).match_.clone();
    vm.new_object(&class, found)
}

fn own(value: &Value) -> &Match {
    &value.expect::<Match>().data
}

/// The span of a group by number or name.
fn group_of(vm: &mut Vm, own: &Match, index: &Value) -> PyResult<usize> {
    let at = if index.is_null() {
        Some(0)
    } else if vm.type_of(index).slots().index.is_some() {
        Some(vm.index_clipped(index)?)
    } else {
        let names = own.pattern.expect::<Pattern>().groupindex.clone();
        vm.dict_get(&names, index)?.and_then(|found| match Number::of(&found) {
            Some(Number::Small(at)) => Some(at),
            _ => None,
        })
    };
    match at.and_then(|at| usize::try_from(at).ok()) {
        Some(at) if at < own.regs.len() => Ok(at),
        _ => Err(vm.index_error("no such group")),
    }
}

fn value_of(vm: &mut Vm, own: &Match, group: usize, missing: &Value) -> PyResult {
    match own.regs[group] {
        Some((start, end)) => search::slice(vm, &own.string, start, end),
        None => Ok(missing.clone()),
    }
}

fn item(vm: &mut Vm, object: &Value, index: &Value) -> PyResult {
    let own = own(object);
    let group = group_of(vm, own, index)?;
    value_of(vm, own, group, &Value::NONE)
}

fn group(vm: &mut Vm, a: &[Value]) -> PyResult {
    match a[1].expect::<Tuple>().items() {
        [] => value_of(vm, own(&a[0]), 0, &Value::NONE),
        [one] => item(vm, &a[0], one),
        many => {
            let mut items = Vec::with_capacity(many.len());
            for index in many {
                items.push(item(vm, &a[0], index)?);
            }
            Ok(vm.new_tuple(items))
        }
    }
}

fn bound(vm: &mut Vm, a: &[Value], pick: fn((i64, i64)) -> i64) -> PyResult {
    let own = own(&a[0]);
    let group = group_of(vm, own, &a[1])?;
    Ok(vm.new_int(pick(span_of(own, group))))
}

fn span_of(own: &Match, group: usize) -> (i64, i64) {
    own.regs[group].map_or((-1, -1), |(start, end)| (start as i64, end as i64))
}

fn pair(vm: &mut Vm, own: &Match, group: usize) -> Value {
    let (start, end) = span_of(own, group);
    let items = vec![vm.new_int(start), vm.new_int(end)];
    vm.new_tuple(items)
}

fn span(vm: &mut Vm, a: &[Value]) -> PyResult {
    let own = own(&a[0]);
    let group = group_of(vm, own, &a[1])?;
    Ok(pair(vm, own, group))
}

fn default_of(value: &Value) -> Value {
    if value.is_null() { Value::NONE } else { value.clone() }
}

fn groups(vm: &mut Vm, a: &[Value]) -> PyResult {
    let own = own(&a[0]);
    let missing = default_of(&a[1]);
    let mut items = Vec::with_capacity(own.regs.len());
    for group in 1..own.regs.len() {
        items.push(value_of(vm, own, group, &missing)?);
    }
    Ok(vm.new_tuple(items))
}

fn groupdict(vm: &mut Vm, a: &[Value]) -> PyResult {
    let own = own(&a[0]);
    let missing = default_of(&a[1]);
    let result = vm.new_dict();
    let names = own.pattern.expect::<Pattern>().groupindex.clone();
    for (name, _) in vm.dict_items(&names) {
        let group = group_of(vm, own, &name)?;
        let value = value_of(vm, own, group, &missing)?;
        vm.dict_set(&result, &name, value)?;
    }
    Ok(result)
}

fn expand(vm: &mut Vm, a: &[Value]) -> PyResult {
    let own = own(&a[0]);
    let made = pattern::compile_template(vm, &own.pattern, &a[1])?;
    if made.downcast::<template::Template>().is_none() {
        return Err(vm.type_error("invalid template"));
    }
    template::expand(vm, &made, own)
}

fn last_group(vm: &mut Vm, object: &Value) -> PyResult {
    let own = own(object);
    let names = &own.pattern.expect::<Pattern>().indexgroup;
    let name = usize::try_from(own.last_index).ok().and_then(|at| names.expect::<Tuple>().items().get(at));
    let _ = vm;
    Ok(name.cloned().unwrap_or(Value::NONE))
}

fn repr(vm: &mut Vm, object: &Value) -> PyResult {
    let own = own(object);
    let found = value_of(vm, own, 0, &Value::NONE)?;
    let found: String = vm.repr_text(&found)?.chars().take(50).collect();
    let (start, end) = span_of(own, 0);
    Ok(vm.new_str(&format!("<re.Match object; span=({start}, {end}), match={found}>")))
}

const METHODS: &[NativeDef] = &[
    method(
        "group",
        "($self, *args)",
        group,
        "group([group1, ...]) -> str or tuple.\n    Return subgroup(s) of the match by indices or names.\n    For 0 returns the entire match.",
    ),
    method(
        "start",
        "($self, group=0, /)",
        |vm, a| bound(vm, a, |span| span.0),
        "Return index of the start of the substring matched by group.",
    ),
    method(
        "end",
        "($self, group=0, /)",
        |vm, a| bound(vm, a, |span| span.1),
        "Return index of the end of the substring matched by group.",
    ),
    method(
        "span",
        "($self, group=0, /)",
        span,
        "For match object m, return the 2-tuple (m.start(group), m.end(group)).",
    ),
    method(
        "groups",
        "($self, /, default=None)",
        groups,
        "Return a tuple containing all the subgroups of the match, from 1.\n\n  default\n    Is used for groups that did not participate in the match.",
    ),
    method(
        "groupdict",
        "($self, /, default=None)",
        groupdict,
        "Return a dictionary containing all the named subgroups of the match, keyed by the subgroup name.\n\n  default\n    Is used for groups that did not participate in the match.",
    ),
    method(
        "expand",
        "($self, /, template)",
        expand,
        "Return the string obtained by doing backslash substitution on the string template, as done by the sub() method.",
    ),
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
    member("string", |_, o| Ok(own(o).string.clone())),
    member("re", |_, o| Ok(own(o).pattern.clone())),
    member("pos", |vm, o| Ok(vm.new_int(own(o).pos as i64))),
    member("endpos", |vm, o| Ok(vm.new_int(own(o).endpos as i64))),
    getter("lastindex", |vm, o| match own(o).last_index {
        -1 => Ok(Value::NONE),
        index => Ok(vm.new_int(index as i64)),
    }),
    getter("lastgroup", last_group),
    getter("regs", |vm, o| {
        let own = own(o);
        let pairs = (0..own.regs.len()).map(|group| pair(vm, own, group)).collect();
        Ok(vm.new_tuple(pairs))
    }),
];

pub fn spec() -> TypeSpec {
    TypeSpec {
        members: &[],
        slots: Slots { repr: Some(repr), getitem: Some(item), ..Slots::default() },
        methods: METHODS,
        getset: GETSET,
        doc: Some(
            "The result of re.match() and re.search().\nMatch objects always have a boolean value of True.",
        ),
        is_final: true,
        no_new: true,
        constructor: None,
        quick: None,
    }
}
