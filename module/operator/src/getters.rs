//! `itemgetter`, `attrgetter` and `methodcaller`: callables that fetch from their argument.

use taipan_native::{Args, PyResult, Tp, Value, Vm, method};
use taipan_objects::class::TypeExt;
use taipan_objects::native::{NativeDef, TypeSpec, getter};
use taipan_objects::native_class::{NO_SHAPE, NativeClass};
use taipan_objects::slots::Slots;
use taipan_objects::str::Str;
use taipan_objects::tuple::Tuple;
use taipan_objects::{Guarded, Payload, Tracer};

/// What a getter was made with: the tuple of its arguments, and for a method caller those given by name.
struct Given {
    args: Value,
    named: Vec<(Value, Value)>,
}

impl Given {
    fn none() -> Given {
        Given { args: Value::NULL, named: Vec::new() }
    }

    fn trace(&self, visit: Tracer<'_>) {
        visit(&self.args);
        for (name, value) in &self.named {
            visit(name);
            visit(value);
        }
    }
}

macro_rules! payload {
    ($name:ident, $text:literal) => {
        // SAFETY: every value is visited once.
        unsafe impl Payload for $name {
            const NAME: &'static str = $text;
            const SHAPE: u32 = NO_SHAPE;
            fn trace(&self, visit: Tracer<'_>) {
                // SAFETY: the collector runs while nobody borrows.
                unsafe { &*self.given.as_ptr() }.trace(visit);
            }
            fn clear(&self) {
                // SAFETY: as above.
                drop(unsafe { std::mem::replace(&mut *self.given.as_ptr(), Given::none()) });
            }
        }
    };
}

pub struct ItemGetter {
    given: Guarded<Given>,
}
payload!(ItemGetter, "itemgetter");

pub struct AttrGetter {
    given: Guarded<Given>,
    /// The names along each dotted path, interned.
    paths: Vec<Vec<Value>>,
}
payload!(AttrGetter, "attrgetter");

pub struct MethodCaller {
    given: Guarded<Given>,
}
payload!(MethodCaller, "methodcaller");

/// The one argument of a call.
fn operand<'a>(vm: &mut Vm, name: &str, args: Args<'a>) -> PyResult<&'a Value> {
    if !args.names.is_empty() && name != "methodcaller" {
        return Err(vm.type_error(format!("{name}() takes no keyword arguments")));
    }
    match args.positionals() {
        [object] if args.names.is_empty() => Ok(object),
        [_] => Err(vm.type_error(format!("{name}() takes no keyword arguments"))),
        others => Err(vm.type_error(format!("{name} expected 1 argument, got {}", others.len()))),
    }
}

fn arguments(vm: &mut Vm, name: &str, args: Args<'_>) -> PyResult {
    if !args.names.is_empty() {
        return Err(vm.type_error(format!("{name}() takes no keyword arguments")));
    }
    if args.all.is_empty() {
        return Err(vm.type_error(format!("{name} expected 1 argument, got 0")));
    }
    Ok(vm.new_tuple(args.all.to_vec()))
}

fn new_item_getter(vm: &mut Vm, class: &Value, args: Args<'_>) -> PyResult {
    let args = arguments(vm, "itemgetter", args)?;
    Ok(vm.new_object(class, ItemGetter { given: Guarded::new(Given { args, named: Vec::new() }) }))
}

fn call_item_getter(vm: &mut Vm, own: &Value, args: Args<'_>) -> PyResult {
    let object = operand(vm, "itemgetter", args)?;
    let keys = own.expect::<ItemGetter>().given.get(vm).args.clone();
    match keys.expect::<Tuple>().items() {
        [key] => vm.get_item(object, key),
        keys => {
            let mut found = Vec::with_capacity(keys.len());
            for key in keys {
                found.push(vm.get_item(object, key)?);
            }
            Ok(vm.new_tuple(found))
        }
    }
}

fn new_attr_getter(vm: &mut Vm, class: &Value, args: Args<'_>) -> PyResult {
    let args = arguments(vm, "attrgetter", args)?;
    let mut paths = Vec::new();
    for name in args.expect::<Tuple>().items() {
        let Some(text) = name.downcast::<Str>() else {
            return Err(vm.type_error("attribute name must be a string"));
        };
        paths.push(text.bytes().split(|b| *b == b'.').map(|part| vm.intern_bytes(part)).collect());
    }
    let given = Guarded::new(Given { args, named: Vec::new() });
    Ok(vm.new_object(class, AttrGetter { given, paths }))
}

fn call_attr_getter(vm: &mut Vm, own: &Value, args: Args<'_>) -> PyResult {
    let object = operand(vm, "attrgetter", args)?;
    let own = own.clone();
    let paths = &own.expect::<AttrGetter>().data.paths;
    let mut found = Vec::with_capacity(paths.len());
    for path in paths {
        let mut at = object.clone();
        for name in path {
            at = vm.get_attr(&at, name)?;
        }
        found.push(at);
    }
    match (found.len(), found.pop()) {
        (1, Some(only)) => Ok(only),
        (_, last) => {
            found.extend(last);
            Ok(vm.new_tuple(found))
        }
    }
}

fn new_method_caller(vm: &mut Vm, class: &Value, args: Args<'_>) -> PyResult {
    let positionals = args.positionals();
    let Some(name) = positionals.first() else {
        return Err(vm.type_error("methodcaller needs at least one argument, the method name"));
    };
    if name.downcast::<Str>().is_none() {
        return Err(vm.type_error("method name must be a string"));
    }
    let mut all = positionals.to_vec();
    all[0] = if vm.is_exact(name, Tp::Str) { vm.intern_value(name) } else { name.clone() };
    let named = args.keywords().map(|(name, value)| (name.clone(), value.clone())).collect();
    let args = vm.new_tuple(all);
    Ok(vm.new_object(class, MethodCaller { given: Guarded::new(Given { args, named }) }))
}

fn call_method_caller(vm: &mut Vm, own: &Value, args: Args<'_>) -> PyResult {
    let object = operand(vm, "methodcaller", args)?;
    let given = own.expect::<MethodCaller>().given.get(vm);
    let (args, named) = (given.args.clone(), given.named.clone());
    let (Some(name), more) = (args.expect::<Tuple>().items().first(), &args.expect::<Tuple>().items()[1..])
    else {
        return Ok(Value::NONE);
    };
    let function = vm.get_attr(object, name)?;
    if named.is_empty() {
        return vm.call(&function, more);
    }
    let (names, values): (Vec<Value>, Vec<Value>) = named.into_iter().unzip();
    let all: Vec<Value> = more.iter().cloned().chain(values).collect();
    vm.call_args(&function, Args { all: &all, names: &names })
}

/// `operator.NAME(ARGUMENTS)`.
fn shown(vm: &mut Vm, object: &Value, args: &Value, named: &[(Value, Value)]) -> PyResult {
    let name = vm.type_of(object).name(vm);
    if vm.enter_repr(object).is_none() {
        return Ok(vm.new_str(&format!("operator.{name}(...)")));
    }
    let result = (|| {
        let mut text = String::new();
        for item in args.expect::<Tuple>().items() {
            if !text.is_empty() {
                text.push_str(", ");
            }
            text.push_str(&vm.repr_text(item)?);
        }
        for (key, value) in named {
            if !text.is_empty() {
                text.push_str(", ");
            }
            let shown = vm.repr_text(value)?;
            text.push_str(&format!("{}={shown}", vm.text(key)));
        }
        Ok(vm.new_str(&format!("operator.{name}({text})")))
    })();
    vm.leave_repr();
    result
}

fn repr(vm: &mut Vm, object: &Value) -> PyResult {
    let (args, named) = given(vm, object);
    shown(vm, object, &args, &named)
}

fn given(vm: &Vm, object: &Value) -> (Value, Vec<(Value, Value)>) {
    let given = if let Some(own) = object.downcast::<ItemGetter>() {
        own.given.get(vm)
    } else if let Some(own) = object.downcast::<AttrGetter>() {
        own.given.get(vm)
    } else {
        object.expect::<MethodCaller>().given.get(vm)
    };
    (given.args.clone(), given.named.clone())
}

fn reduce(vm: &mut Vm, a: &[Value]) -> PyResult {
    let (args, named) = given(vm, &a[0]);
    let class = vm.type_of(&a[0]).value();
    if named.is_empty() {
        return Ok(vm.new_tuple(vec![class, args]));
    }
    let (name, names) = (vm.intern("functools"), vm.empty_tuple.clone());
    let functools = (vm.interp.import)(vm, &name, None, &names, 0)?;
    let partial = vm.get_attr_str(&functools, "partial")?;
    let items = args.expect::<Tuple>().items();
    let class = vm.state::<crate::Classes>().method_caller.clone();
    let (names, values): (Vec<Value>, Vec<Value>) = named.into_iter().unzip();
    let mut all = vec![class, items[0].clone()];
    all.extend(values);
    let maker = vm.call_args(&partial, Args { all: &all, names: &names })?;
    let rest = vm.new_tuple(items[1..].to_vec());
    Ok(vm.new_tuple(vec![maker, rest]))
}

static METHODS: &[NativeDef] =
    &[method("__reduce__", "($self, /)", reduce, "Return state information for pickling")];

fn make<T: Payload>(
    vm: &mut Vm,
    name: &'static str,
    new: taipan_objects::slots::CallFn,
    call: taipan_objects::slots::CallFn,
    doc: &'static str,
) -> PyResult {
    let spec = TypeSpec {
        slots: Slots { new: Some(new), call: Some(call), repr: Some(repr), ..Slots::default() },
        methods: METHODS,
        getset: const { &[getter("__text_signature__", |vm, _| Ok(vm.new_str("(obj, /)")))] },
        doc: Some(doc),
        is_final: true,
        ..TypeSpec::default()
    };
    let class = NativeClass { name, module: "operator", spec, has_dict: false, has_weakrefs: false };
    vm.new_native_class::<T>(class, None)
}

pub fn item_getter(vm: &mut Vm) -> PyResult {
    const DOC: &str = "itemgetter(item, /, *items)\n--\n\nReturn a callable object that fetches the given item(s) from its operand.\nAfter f = itemgetter(2), the call f(r) returns r[2].\nAfter g = itemgetter(2, 5, 3), the call g(r) returns (r[2], r[5], r[3])";
    make::<ItemGetter>(vm, "itemgetter", new_item_getter, call_item_getter, DOC)
}

pub fn attr_getter(vm: &mut Vm) -> PyResult {
    const DOC: &str = "attrgetter(attr, /, *attrs)\n--\n\nReturn a callable object that fetches the given attribute(s) from its operand.\nAfter f = attrgetter('name'), the call f(r) returns r.name.\nAfter g = attrgetter('name', 'date'), the call g(r) returns (r.name, r.date).\nAfter h = attrgetter('name.first', 'name.last'), the call h(r) returns\n(r.name.first, r.name.last).";
    make::<AttrGetter>(vm, "attrgetter", new_attr_getter, call_attr_getter, DOC)
}

pub fn method_caller(vm: &mut Vm) -> PyResult {
    const DOC: &str = "methodcaller(name, /, *args, **kwargs)\n--\n\nReturn a callable object that calls the given method on its operand.\nAfter f = methodcaller('name'), the call f(r) returns r.name().\nAfter g = methodcaller('name', 'date', foo=1), the call g(r) returns\nr.name('date', foo=1).";
    make::<MethodCaller>(vm, "methodcaller", new_method_caller, call_method_caller, DOC)
}
