//! `Token`: what `ContextVar.set` gives, to undo it once; also as a context manager.

use crate::{Classes, variable};
use std::cell::Cell;
use taipan_native::{NativeDef, PyResult, Value, Vm, class_method, method};
use taipan_objects::native::{GetSet, getter};
use taipan_objects::native_class::NO_SHAPE;
use taipan_objects::slots::Slots;
use taipan_objects::{Payload, Tracer, TypeSpec};

/// The payload of a token.
pub struct Token {
    pub context: Value,
    pub variable: Value,
    /// NULL where the variable had no value.
    pub old: Value,
    pub used: Cell<bool>,
}

// SAFETY: every reference is visited once.
unsafe impl Payload for Token {
    const NAME: &'static str = "Token";
    const SHAPE: u32 = NO_SHAPE;
    fn trace(&self, visit: Tracer<'_>) {
        visit(&self.context);
        visit(&self.variable);
        visit(&self.old);
    }
}

impl Token {
    pub fn new(context: Value, variable: Value, old: Value) -> Token {
        Token { context, variable, old, used: Cell::new(false) }
    }
}

fn repr(vm: &mut Vm, object: &Value) -> PyResult {
    let own = object.expect::<Token>();
    let used = if own.used.get() { " used" } else { "" };
    let variable = vm.repr_text(&own.variable)?;
    let text = format!("<Token{used} var={variable} at {:#x}>", vm.id(object));
    Ok(vm.new_str(&text))
}

const METHODS: &[NativeDef] = &[
    class_method(
        "__class_getitem__",
        "($type, object, /)",
        taipan_objects::set::class_getitem,
        "Tokens are generic over the same type as the ContextVar which created them.",
    ),
    method("__enter__", "($self, /)", |_, a| Ok(a[0].clone()), "Enter into Token context manager."),
    method(
        "__exit__",
        "($self, type, val, tb, /)",
        |vm, a| variable::reset(vm, &a[0].expect::<Token>().variable.clone(), &a[0]),
        "Exit from Token context manager, restore the linked ContextVar.",
    ),
];

const GETSET: &[GetSet] = &[
    getter("var", |_, o| Ok(o.expect::<Token>().variable.clone())),
    getter("old_value", |vm, o| match o.expect::<Token>().old.clone().non_null() {
        Some(old) => Ok(old),
        None => Ok(vm.state::<Classes>().missing.clone()),
    }),
];

pub fn spec() -> TypeSpec {
    TypeSpec {
        slots: Slots {
            new: Some(|vm, _, _| Err(vm.runtime_error("Tokens can only be created by ContextVars"))),
            repr: Some(repr),
            hash: Some(taipan_objects::object::unhashable),
            ..Slots::default()
        },
        methods: METHODS,
        getset: GETSET,
        is_final: true,
        ..TypeSpec::default()
    }
}

/// The payload of `Token.MISSING`.
pub struct Missing;

// SAFETY: it holds no references.
unsafe impl Payload for Missing {
    const NAME: &'static str = "Token.MISSING";
    const SHAPE: u32 = NO_SHAPE;
    const CONTAINER: bool = false;
    fn trace(&self, _: Tracer<'_>) {}
}

pub fn missing_spec() -> TypeSpec {
    TypeSpec {
        slots: Slots { repr: Some(|vm, _| Ok(vm.new_str("<Token.MISSING>"))), ..Slots::default() },
        is_final: true,
        no_new: true,
        ..TypeSpec::default()
    }
}
