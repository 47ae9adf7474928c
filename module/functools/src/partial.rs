//! `partial`: a callable with some of its arguments given. `Placeholder` among them leaves a place for one that the call
//! gives.
//!
//! A partial of a partial is one partial of the inner function.

use taipan_native::{Args, PyResult, Tp, Value, Vm, class_method, method};
use taipan_objects::class::Type;
use taipan_objects::native::{GetSet, NativeDef, TypeSpec, member};
use taipan_objects::native_class::{NO_SHAPE, NativeClass};
use taipan_objects::slots::Slots;
use taipan_objects::tuple::Tuple;
use taipan_objects::{Guarded, Payload, Tracer};

#[derive(Clone)]
struct Given {
    function: Value,
    /// An exact tuple.
    args: Value,
    /// A dict.
    keywords: Value,
    placeholders: usize,
}

pub struct Partial(Guarded<Given>);

// SAFETY: every value is visited once.
unsafe impl Payload for Partial {
    const NAME: &'static str = "partial";
    const SHAPE: u32 = NO_SHAPE;
    fn trace(&self, visit: Tracer<'_>) {
        // SAFETY: the collector runs while nobody borrows.
        let given = unsafe { &*self.0.as_ptr() };
        visit(&given.function);
        visit(&given.args);
        visit(&given.keywords);
    }
    fn clear(&self) {
        let empty =
            Given { function: Value::NONE, args: Value::NULL, keywords: Value::NULL, placeholders: 0 };
        // SAFETY: as above.
        drop(unsafe { std::mem::replace(&mut *self.0.as_ptr(), empty) });
    }
}

/// The payload of `Placeholder`, which there is one of.
pub struct Placeholder;

// SAFETY: no references.
unsafe impl Payload for Placeholder {
    const NAME: &'static str = "_PlaceholderType";
    const SHAPE: u32 = NO_SHAPE;
    const CONTAINER: bool = false;
    fn trace(&self, _: Tracer<'_>) {}
}

fn is_placeholder(value: &Value) -> bool {
    value.downcast::<Placeholder>().is_some()
}

fn new(vm: &mut Vm, class: &Value, args: Args<'_>) -> PyResult {
    let [function, given @ ..] = args.positionals() else {
        return Err(vm.type_error("type 'partial' takes at least one argument"));
    };
    if vm.type_of(function).slots().call.is_none() {
        return Err(vm.type_error("the first argument must be callable"));
    }
    if given.last().is_some_and(is_placeholder) {
        return Err(vm.type_error("trailing Placeholders are not allowed"));
    }
    if args.keywords().any(|(_, value)| is_placeholder(value)) {
        return Err(vm.type_error("Placeholder cannot be passed as a keyword argument"));
    }
    let own_class = vm.state::<crate::Classes>().partial.clone();
    let inner = function.downcast::<Partial>().filter(|_| {
        // A subclass that calls in its own way stays what it is.
        let call = |class: &Type| class.slots().call.map(|f| f as usize);
        call(vm.type_of(function)) == call(own_class.expect::<Type>())
    });
    let made = match inner {
        Some(inner)
            if taipan_objects::attr::instance_dict(vm, function).is_none_or(|d| vm.dict_len(&d) == 0) =>
        {
            let inner = inner.0.get(vm).clone();
            let (args, placeholders) = merged(&inner, given);
            let keywords = vm.new_dict();
            vm.dict_update(&keywords, &inner.keywords)?;
            Given { function: inner.function, args: vm.new_tuple(args), keywords, placeholders }
        }
        _ => Given {
            function: function.clone(),
            args: vm.new_tuple(given.to_vec()),
            keywords: vm.new_dict(),
            placeholders: given.iter().filter(|v| is_placeholder(v)).count(),
        },
    };
    for (name, value) in args.keywords() {
        vm.dict_set(&made.keywords, name, value.clone())?;
    }
    Ok(vm.new_object(class, Partial(Guarded::new(made))))
}

/// The arguments of a partial followed by others, which go to its placeholders first; and how many of these are left.
fn merged(inner: &Given, given: &[Value]) -> (Vec<Value>, usize) {
    let mut given = given.iter();
    let mut args: Vec<Value> = Vec::new();
    for own in inner.args.expect::<Tuple>().items() {
        let fill = if is_placeholder(own) { given.next() } else { None };
        args.push(fill.unwrap_or(own).clone());
    }
    args.extend(given.cloned());
    let left = args.iter().filter(|v| is_placeholder(v)).count();
    (args, left)
}

fn call(vm: &mut Vm, own: &Value, args: Args<'_>) -> PyResult {
    let given = own.expect::<Partial>().0.get(vm).clone();
    let positionals = args.positionals();
    if positionals.len() < given.placeholders {
        let text = format!(
            "missing positional arguments in 'partial' call; expected at least {}, got {}",
            given.placeholders,
            positionals.len()
        );
        return Err(vm.type_error(text));
    }
    let bound = given.args.expect::<Tuple>().items();
    let mut all: Vec<Value> = Vec::with_capacity(bound.len() + args.all.len());
    if given.placeholders == 0 {
        all.extend(bound.iter().chain(positionals).cloned());
    } else {
        let mut rest = positionals.iter();
        for own in bound {
            let fill = if is_placeholder(own) { rest.next() } else { None };
            all.push(fill.unwrap_or(own).clone());
        }
        all.extend(rest.cloned());
    }
    if vm.dict_len(&given.keywords) == 0 {
        all.extend(args.keywords().map(|(_, value)| value.clone()));
        return vm.call_args(&given.function, Args { all: &all, names: args.names });
    }
    let mut names: Vec<Value> = Vec::new();
    let mut values: Vec<Value> = Vec::new();
    for (name, value) in vm.dict_items(&given.keywords) {
        if !vm.is_instance(&name, Tp::Str) {
            return Err(vm.type_error("keywords must be strings"));
        }
        names.push(name);
        values.push(value);
    }
    let fixed = names.len();
    for (name, value) in args.keywords() {
        match names[..fixed].iter().position(|own| vm.str_eq(own, name)) {
            Some(at) => values[at] = value.clone(),
            None => {
                names.push(name.clone());
                values.push(value.clone());
            }
        }
    }
    all.append(&mut values);
    vm.call_args(&given.function, Args { all: &all, names: &names })
}

fn get(vm: &mut Vm, own: &Value, object: Option<&Value>, _: &Value) -> PyResult {
    match object {
        Some(object) if !object.is_none() => Ok(vm.new_method(own.clone(), object.clone())),
        _ => Ok(own.clone()),
    }
}

fn repr(vm: &mut Vm, own: &Value) -> PyResult {
    if vm.enter_repr(own).is_none() {
        return Ok(vm.new_str("..."));
    }
    let result = shown(vm, own);
    vm.leave_repr();
    result
}

fn shown(vm: &mut Vm, own: &Value) -> PyResult {
    let class = vm.type_of(own).value();
    let module = vm.get_attr_str(&class, "__module__")?;
    let name = vm.get_attr_str(&class, "__qualname__")?;
    let given = own.expect::<Partial>().0.get(vm).clone();
    let mut text = format!("{}.{}(", vm.text(&module), vm.text(&name));
    text.push_str(&vm.repr_text(&given.function)?);
    for value in given.args.expect::<Tuple>().items() {
        text.push_str(", ");
        text.push_str(&vm.repr_text(value)?);
    }
    for (name, value) in vm.dict_items(&given.keywords) {
        let name = vm.str_text(&name)?;
        let value = vm.repr_text(&value)?;
        text.push_str(&format!(", {name}={value}"));
    }
    text.push(')');
    Ok(vm.new_str(&text))
}

fn reduce(vm: &mut Vm, a: &[Value]) -> PyResult {
    let given = a[0].expect::<Partial>().0.get(vm).clone();
    let class = vm.type_of(&a[0]).value();
    let dict = match taipan_objects::attr::instance_dict(vm, &a[0]) {
        Some(dict) if vm.dict_len(&dict) > 0 => dict,
        _ => Value::NONE,
    };
    let args = vm.new_tuple(vec![given.function.clone()]);
    let state = vm.new_tuple(vec![given.function, given.args, given.keywords, dict]);
    Ok(vm.new_tuple(vec![class, args, state]))
}

fn set_state(vm: &mut Vm, a: &[Value]) -> PyResult {
    let parts = a[1].downcast::<Tuple>().map(|tuple| tuple.data.items());
    let Some([function, args, keywords, dict]) = parts else {
        return Err(vm.type_error("invalid partial state"));
    };
    let valid = vm.type_of(function).slots().call.is_some()
        && vm.is_instance(args, Tp::Tuple)
        && (keywords.is_none() || vm.is_instance(keywords, Tp::Dict));
    if !valid {
        return Err(vm.type_error("invalid partial state"));
    }
    let items = args.expect::<Tuple>().items();
    if items.last().is_some_and(is_placeholder) {
        return Err(vm.type_error("trailing Placeholders are not allowed"));
    }
    let placeholders = items.iter().filter(|v| is_placeholder(v)).count();
    let args = if vm.is_exact(args, Tp::Tuple) { args.clone() } else { vm.new_tuple(items.to_vec()) };
    let keywords = if keywords.is_none() {
        vm.new_dict()
    } else if vm.is_exact(keywords, Tp::Dict) {
        keywords.clone()
    } else {
        taipan_objects::dict::copy(vm, std::slice::from_ref(keywords))?
    };
    let new = Given { function: function.clone(), args, keywords, placeholders };
    let old = std::mem::replace(a[0].expect::<Partial>().0.get_mut(vm), new);
    drop(old);
    let dict = if dict.is_none() { vm.new_dict() } else { dict.clone() };
    let name = vm.names.dict.clone();
    vm.set_attr(&a[0], &name, Some(&dict))?;
    Ok(Value::NONE)
}

static METHODS: &[NativeDef] = &[
    method("__reduce__", "($self, /)", reduce, ""),
    method("__setstate__", "($self, object, /)", set_state, ""),
    class_method(
        "__class_getitem__",
        "($type, object, /)",
        taipan_objects::set::class_getitem,
        "partial is generic over the wrapped function's return type",
    ),
];

static GETSET: &[GetSet] = &[
    member("func", |vm, o| Ok(o.expect::<Partial>().0.get(vm).function.clone())),
    member("args", |vm, o| Ok(o.expect::<Partial>().0.get(vm).args.clone())),
    member("keywords", |vm, o| Ok(o.expect::<Partial>().0.get(vm).keywords.clone())),
];

pub fn make(vm: &mut Vm) -> PyResult {
    let spec = TypeSpec {
        slots: Slots {
            new: Some(new),
            call: Some(call),
            repr: Some(repr),
            descr_get: Some(get),
            ..Slots::default()
        },
        methods: METHODS,
        getset: GETSET,
        doc: Some(
            "partial(func, /, *args, **keywords)\n--\n\nCreate a new function with partial application of the given arguments\nand keywords.",
        ),
        ..TypeSpec::default()
    };
    let class =
        NativeClass { name: "partial", module: "functools", spec, has_dict: true, has_weakrefs: true };
    vm.new_native_class::<Partial>(class, None)
}

fn new_placeholder(vm: &mut Vm, _: &Value, args: Args<'_>) -> PyResult {
    if !args.is_empty() {
        return Err(vm.type_error("PlaceholderType takes no arguments"));
    }
    Ok(vm.state::<crate::Classes>().placeholder.clone())
}

fn reduce_placeholder(vm: &mut Vm, _: &[Value]) -> PyResult {
    Ok(vm.new_str("Placeholder"))
}

/// The class of `Placeholder`, and `Placeholder`.
pub fn make_placeholder(vm: &mut Vm) -> PyResult<(Value, Value)> {
    static METHODS: &[NativeDef] = &[method("__reduce__", "($self, /)", reduce_placeholder, "")];
    let spec = TypeSpec {
        slots: Slots {
            new: Some(new_placeholder),
            repr: Some(|vm, _| Ok(vm.new_str("Placeholder"))),
            ..Slots::default()
        },
        methods: METHODS,
        doc: Some("The type of the Placeholder singleton.\n\nUsed as a placeholder for partial arguments."),
        is_final: true,
        ..TypeSpec::default()
    };
    let class = NativeClass {
        name: "_PlaceholderType",
        module: "functools",
        spec,
        has_dict: false,
        has_weakrefs: false,
    };
    let class = vm.new_native_class::<Placeholder>(class, None)?;
    let placeholder = vm.new_object(&class, Placeholder);
    Ok((class, placeholder))
}
