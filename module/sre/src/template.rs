//! `_sre.SRE_Template`: a parsed replacement, literals and group numbers in turn.

use crate::classes;
use crate::match_object::Match;
use crate::search;
use taipan_native::{PyResult, Value, Vm};
use taipan_objects::int::Number;
use taipan_objects::list::List;
use taipan_objects::native_class::NO_SHAPE;
use taipan_objects::{Payload, Tracer, TypeSpec};

/// The payload of a template.
pub struct Template {
    pub literal: Value,
    /// A group and what follows it.
    pub chunks: Vec<(usize, Value)>,
}

// SAFETY: every reference is visited once.
unsafe impl Payload for Template {
    const NAME: &'static str = "_sre.SRE_Template";
    const SHAPE: u32 = NO_SHAPE;
    fn trace(&self, visit: Tracer<'_>) {
        visit(&self.literal);
        for (_, literal) in &self.chunks {
            visit(literal);
        }
    }
}

pub fn spec() -> TypeSpec {
    TypeSpec { is_final: true, no_new: true, ..TypeSpec::default() }
}

/// `_sre.template(pattern, list)`.
pub fn make(vm: &mut Vm, a: &[Value]) -> PyResult {
    let Some(list) = a[2].downcast::<List>() else {
        let text = format!("template() argument 2 must be list, not {}", vm.type_name(&a[2]));
        return Err(vm.type_error(text));
    };
    let items = list.items(vm).clone();
    let (Some(literal), 1) = (items.first().cloned(), items.len() % 2) else {
        return Err(vm.type_error("invalid template"));
    };
    let mut chunks = Vec::with_capacity(items.len() / 2);
    for pair in items[1..].chunks_exact(2) {
        match Number::of(&pair[0]) {
            Some(Number::Small(group)) if group >= 0 => chunks.push((group as usize, pair[1].clone())),
            Some(_) => return Err(vm.type_error("invalid template")),
            None => return Err(vm.type_error("an integer is required")),
        }
    }
    let class = classes(vm).template.clone();
    Ok(vm.new_object(&class, Template { literal, chunks }))
}

/// The template with the groups of a match put in.
pub fn expand(vm: &mut Vm, template: &Value, found: &Match) -> PyResult {
    let template = template.expect::<Template>();
    if template.chunks.is_empty() {
        return Ok(template.literal.clone());
    }
    let is_empty = |vm: &mut Vm, literal: &Value| vm.len(literal).map(|length| length == 0);
    let mut pieces = Vec::with_capacity(template.chunks.len() * 2 + 1);
    if !is_empty(vm, &template.literal)? {
        pieces.push(template.literal.clone());
    }
    for (group, literal) in &template.chunks {
        let Some(span) = found.regs.get(*group) else { return Err(vm.index_error("no such group")) };
        if let Some((start, end)) = *span {
            pieces.push(search::slice(vm, &found.string, start, end)?);
        }
        if !is_empty(vm, literal)? {
            pieces.push(literal.clone());
        }
    }
    search::join(vm, &found.string, pieces)
}
