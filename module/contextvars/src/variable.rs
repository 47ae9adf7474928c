//! `ContextVar`: a name for a value that each context has its own of.

use crate::context::{self, Context};
use crate::token::Token;
use crate::{Classes, map};
use taipan_native::{NativeDef, PyResult, Tp, Value, Vm, class_method, method};
use taipan_objects::native::{GetSet, member};
use taipan_objects::native_class::NO_SHAPE;
use taipan_objects::slots::Slots;
use taipan_objects::{Args, Payload, Tracer, TypeSpec};

/// The payload of a variable.
pub struct ContextVar {
    pub name: Value,
    /// NULL where it has none.
    pub default: Value,
    /// Its key in the maps of contexts.
    pub number: u64,
}

// SAFETY: every reference is visited once.
unsafe impl Payload for ContextVar {
    const NAME: &'static str = "ContextVar";
    const SHAPE: u32 = NO_SHAPE;
    fn trace(&self, visit: Tracer<'_>) {
        visit(&self.name);
        visit(&self.default);
    }
}

fn new(vm: &mut Vm, class: &Value, args: Args<'_>) -> PyResult {
    let positionals = args.positionals();
    if positionals.len() > 1 {
        let text = format!("ContextVar() takes at most 1 positional argument ({} given)", positionals.len());
        return Err(vm.type_error(text));
    }
    let mut name = positionals.first().cloned();
    let mut default = Value::NULL;
    for (key, value) in args.keywords() {
        match &*vm.text(key) {
            "default" => default = value.clone(),
            "name" if name.is_none() => name = Some(value.clone()),
            other => {
                let text = format!("ContextVar() got an unexpected keyword argument '{other}'");
                return Err(vm.type_error(text));
            }
        }
    }
    let Some(name) = name else {
        return Err(vm.type_error("ContextVar() takes exactly 1 positional argument (0 given)"));
    };
    if !vm.is_instance(&name, Tp::Str) {
        return Err(vm.type_error("context variable name must be a str"));
    }
    vm.hash(&name)?;
    let state = vm.state::<Classes>();
    let number = state.variables;
    state.variables += 1;
    Ok(vm.new_object(class, ContextVar { name, default, number }))
}

fn repr(vm: &mut Vm, object: &Value) -> PyResult {
    let own = object.expect::<ContextVar>();
    let mut text = format!("<ContextVar name={}", vm.repr_text(&own.name)?);
    if !own.default.is_null() {
        text += &format!(" default={}", vm.repr_text(&own.default)?);
    }
    text += &format!(" at {:#x}>", vm.id(object));
    Ok(vm.new_str(&text))
}

fn get(vm: &mut Vm, a: &[Value]) -> PyResult {
    let own = a[0].expect::<ContextVar>();
    let found = match vm.context.downcast::<Context>() {
        Some(context) => map::get(context.map.get(vm), own.number),
        None => map::get(&vm.context, own.number),
    };
    if let Some(value) = found {
        return Ok(value);
    }
    match (a[1].is_null(), own.default.is_null()) {
        (false, _) => Ok(a[1].clone()),
        (true, false) => Ok(own.default.clone()),
        (true, true) => Err(vm.raise_with(Tp::LookupError, [a[0].clone()])),
    }
}

fn set(vm: &mut Vm, a: &[Value]) -> PyResult {
    let own = a[0].expect::<ContextVar>();
    let current = context::current(vm);
    let context = current.expect::<Context>();
    let map = context.map.get(vm).clone();
    let old = map::get(&map, own.number).unwrap_or(Value::NULL);
    context.set(vm, own.number, &a[0], &a[1]);
    let token = Token::new(current.clone(), a[0].clone(), old);
    let class = vm.state::<Classes>().token.clone();
    Ok(vm.new_object(&class, token))
}

/// Gives the variable the value it had before the `set` that made the token.
pub fn reset(vm: &mut Vm, variable: &Value, token: &Value) -> PyResult {
    let own = variable.expect::<ContextVar>();
    let Some(made) = token.downcast::<Token>() else {
        let text = format!("expected an instance of Token, got {}", vm.repr_text(token)?);
        return Err(vm.type_error(text));
    };
    if made.used.get() {
        let text = format!("{} has already been used once", vm.repr_text(token)?);
        return Err(vm.runtime_error(text));
    }
    if !made.variable.is(variable) {
        let text = format!("{} was created by a different ContextVar", vm.repr_text(token)?);
        return Err(vm.value_error(text));
    }
    let current = context::current(vm);
    if !made.context.is(&current) {
        let text = format!("{} was created in a different Context", vm.repr_text(token)?);
        return Err(vm.value_error(text));
    }
    made.used.set(true);
    let context = current.expect::<Context>();
    if made.old.is_null() {
        context.remove(vm, own.number);
    } else {
        context.set(vm, own.number, variable, &made.old);
    }
    Ok(Value::NONE)
}

const METHODS: &[NativeDef] = &[
    method(
        "get",
        "($self, default=<unrepresentable>, /)",
        get,
        "Return a value for the context variable for the current context.\n\nIf there is no value for the variable in the current context, the\nmethod will:\n * return the value of the default argument of the method, if\n   provided; or\n * return the default value for the context variable, if it was\n   created with one; or\n * raise a LookupError.",
    ),
    method(
        "set",
        "($self, value, /)",
        set,
        "Call to set a new value for the context variable in the current context.\n\nThe required value argument is the new value for the context\nvariable.\n\nReturns a Token object that can be used to restore the variable to\nits previous value via the `ContextVar.reset()` method.",
    ),
    method(
        "reset",
        "($self, token, /)",
        |vm, a| reset(vm, &a[0], &a[1]),
        "Reset the context variable.\n\nThe variable is reset to the value it had before the\n`ContextVar.set()` that created the token was used.",
    ),
    class_method(
        "__class_getitem__",
        "($type, object, /)",
        taipan_objects::set::class_getitem,
        "ContextVars are generic over the type of their contained values",
    ),
];

const GETSET: &[GetSet] = &[member("name", |_, o| Ok(o.expect::<ContextVar>().name.clone()))];

pub fn spec() -> TypeSpec {
    TypeSpec {
        slots: Slots { new: Some(new), repr: Some(repr), ..Slots::default() },
        methods: METHODS,
        getset: GETSET,
        is_final: true,
        ..TypeSpec::default()
    }
}
