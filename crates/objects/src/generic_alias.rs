//! `types.GenericAlias`: `list[int]`. It stands for its origin in everything but what it says of itself.

use crate::class::{Type, TypeExt};
use crate::native::{TypeSpec, getter, member, method};
use crate::slots::Slots;
use crate::str::Str;
use crate::tuple::Tuple;
use crate::{Args, CompareOp, Guarded, Payload, PyResult, Tp, Tracer, Value, Vm};

/// The payload.
pub struct GenericAlias {
    pub origin: Value,
    /// A tuple.
    pub args: Value,
    /// A tuple, made when it is asked for; NULL before.
    parameters: Guarded<Value>,
    /// `*tuple[int]`.
    pub unpacked: bool,
}

// SAFETY: every field is visited once.
unsafe impl Payload for GenericAlias {
    const NAME: &'static str = "GenericAlias";
    const SHAPE: u32 = Tp::GenericAlias as u32;
    fn trace(&self, visit: Tracer<'_>) {
        visit(&self.origin);
        visit(&self.args);
        // SAFETY: the collector runs while nobody borrows.
        visit(unsafe { &*self.parameters.as_ptr() });
    }
}

/// Attributes of the alias itself; all others are the origin's.
const OWN: &[&[u8]] = &[
    b"__class__",
    b"__origin__",
    b"__args__",
    b"__unpacked__",
    b"__parameters__",
    b"__typing_unpacked_tuple_args__",
    b"__mro_entries__",
    b"__reduce_ex__",
    b"__reduce__",
    // These are not the origin's either: an alias has none.
    b"__bases__",
    b"__copy__",
    b"__deepcopy__",
];

impl Vm {
    /// `origin[args]`.
    pub fn new_generic_alias(&mut self, origin: &Value, args: &Value) -> PyResult {
        make(self, Tp::GenericAlias as u32, origin, args, false)
    }
}

fn make(vm: &mut Vm, shape: u32, origin: &Value, args: &Value, unpacked: bool) -> PyResult {
    let args = if vm.is_instance(args, Tp::Tuple) { args.clone() } else { vm.new_tuple(vec![args.clone()]) };
    let alias =
        GenericAlias { origin: origin.clone(), args, parameters: Guarded::new(Value::NULL), unpacked };
    Ok(vm.heap.alloc(shape, alias))
}

/// How a type shows inside an alias or union.
pub fn type_text(vm: &mut Vm, value: &Value) -> PyResult<String> {
    if matches!(value.raw(), crate::raw::ELLIPSIS) {
        return Ok("...".to_owned());
    }
    let (origin, args) = (vm.names.origin.clone(), vm.intern("__args__"));
    if vm.find_attr(value, &origin)?.is_some() && vm.find_attr(value, &args)?.is_some() {
        return vm.repr_text(value);
    }
    let (qualname, module) = (vm.names.qualname.clone(), vm.names.module.clone());
    let (Some(name), Some(module)) = (vm.find_attr(value, &qualname)?, vm.find_attr(value, &module)?) else {
        return vm.repr_text(value);
    };
    if module.is_none() {
        return vm.repr_text(value);
    }
    let (name, module) = (vm.str_text(&name)?, vm.str_text(&module)?);
    Ok(if module == "builtins" { name } else { format!("{module}.{name}") })
}

fn argument_text(vm: &mut Vm, value: &Value) -> PyResult<String> {
    if !vm.is_exact(value, Tp::List) {
        return type_text(vm, value);
    }
    vm.check_host_stack()?;
    let mut shown = Vec::new();
    for item in vm.collect(value)? {
        shown.push(type_text(vm, &item)?);
    }
    Ok(format!("[{}]", shown.join(", ")))
}

fn repr(vm: &mut Vm, object: &Value) -> PyResult {
    let own = object.expect::<GenericAlias>();
    let mut shown = Vec::new();
    for item in own.args.expect::<Tuple>().items() {
        shown.push(argument_text(vm, item)?);
    }
    let args = if shown.is_empty() { "()".to_owned() } else { shown.join(", ") };
    let star = if own.unpacked { "*" } else { "" };
    let origin = type_text(vm, &own.origin)?;
    Ok(vm.new_str(&format!("{star}{origin}[{args}]")))
}

// ---- parameters and substitution ----

fn push_new(list: &mut Vec<Value>, value: Value) {
    if !list.iter().any(|v| v.is(&value)) {
        list.push(value);
    }
}

/// The type parameters in some arguments, in the order of their first use.
pub fn parameters_of(vm: &mut Vm, args: &Value) -> PyResult<Vec<Value>> {
    vm.check_host_stack()?;
    let mut found = Vec::new();
    let (subst, parameters) = (vm.names.typing_subst.clone(), vm.names.parameters.clone());
    for arg in vm.collect(args)? {
        if arg.downcast::<Type>().is_some() {
            continue;
        }
        if vm.find_attr(&arg, &subst)?.is_some() {
            push_new(&mut found, arg);
        } else if let Some(inner) = vm.find_attr(&arg, &parameters)?
            && let Some(inner) = inner.downcast::<Tuple>()
        {
            inner.items().iter().for_each(|p| push_new(&mut found, p.clone()));
        } else if vm.is_instance(&arg, Tp::List) || vm.is_instance(&arg, Tp::Tuple) {
            parameters_of(vm, &arg)?.into_iter().for_each(|p| push_new(&mut found, p));
        }
    }
    Ok(found)
}

/// What `*tuple[...]` has inside, if the value is that and does not go on without end.
fn unpacked_args(vm: &mut Vm, value: &Value) -> PyResult<Option<Vec<Value>>> {
    if value.downcast::<Type>().is_some() {
        return Ok(None);
    }
    let name = vm.intern("__typing_unpacked_tuple_args__");
    let Some(inner) = vm.find_attr(value, &name)? else { return Ok(None) };
    let items = match inner.downcast::<Tuple>() {
        Some(items) => items.items().to_vec(),
        None => return Ok(None),
    };
    Ok(if items.last().is_some_and(|l| l.raw() == crate::raw::ELLIPSIS) { None } else { Some(items) })
}

/// Puts arguments in the place of the type parameters of one argument that has some inside.
fn substitute_inside(vm: &mut Vm, arg: &Value, parameters: &[Value], given: &[Value]) -> PyResult {
    let name = vm.names.parameters.clone();
    let Some(inner) = vm.find_attr(arg, &name)? else { return Ok(arg.clone()) };
    let Some(inner) = inner.downcast::<Tuple>().filter(|t| !t.is_empty()) else { return Ok(arg.clone()) };
    let mut values = Vec::new();
    for parameter in inner.items() {
        match parameters.iter().position(|p| p.is(parameter)) {
            Some(at) => {
                let value = &given[at];
                let many = vm.type_of(parameter).slots().iter.is_some();
                match value.downcast::<Tuple>() {
                    Some(several) if many => values.extend(several.items().iter().cloned()),
                    _ => values.push(value.clone()),
                }
            }
            None => values.push(parameter.clone()),
        }
    }
    let values = vm.new_tuple(values);
    vm.get_item(arg, &values)
}

fn substitute_all(
    vm: &mut Vm,
    args: &[Value],
    parameters: &[Value],
    given: &[Value],
) -> PyResult<Vec<Value>> {
    vm.check_host_stack()?;
    let subst_name = vm.names.typing_subst.clone();
    let mut out = Vec::new();
    for arg in args {
        if arg.downcast::<Type>().is_some() {
            out.push(arg.clone());
            continue;
        }
        let nested = if let Some(inner) = arg.downcast::<Tuple>() {
            Some((inner.items().to_vec(), true))
        } else if vm.is_exact(arg, Tp::List) {
            Some((vm.collect(arg)?, false))
        } else {
            None
        };
        if let Some((inner, is_tuple)) = nested {
            let inner = substitute_all(vm, &inner, parameters, given)?;
            out.push(if is_tuple { vm.new_tuple(inner) } else { vm.new_list(inner) });
            continue;
        }
        let name = vm.intern("__typing_is_unpacked_typevartuple__");
        let unpack = match vm.find_attr(arg, &name)? {
            Some(flag) => vm.truth(&flag)?,
            None => false,
        };
        let value = match vm.find_attr(arg, &subst_name)? {
            Some(subst) => match parameters.iter().position(|p| p.is(arg)) {
                Some(at) => {
                    let value = given[at].clone();
                    let value = vm.call(&subst, &[value])?;
                    // A TypeVarTuple stands for any number of arguments.
                    if vm.type_of(arg).slots().iter.is_some()
                        && let Some(several) = value.downcast::<Tuple>()
                    {
                        out.extend(several.items().iter().cloned());
                        continue;
                    }
                    value
                }
                None => {
                    let shown = vm.repr_text(arg)?;
                    let text =
                        format!("argument {shown} with __typing_subst__ was not found in __parameters__");
                    return Err(vm.type_error(text));
                }
            },
            None => substitute_inside(vm, arg, parameters, given)?,
        };
        if !unpack {
            out.push(value);
        } else if let Some(several) = value.downcast::<Tuple>() {
            out.extend(several.items().iter().cloned());
        } else {
            let text = format!(
                "expected __typing_subst__ of {} objects to return a tuple, not {}",
                vm.type_name(arg),
                vm.type_name(&value)
            );
            return Err(vm.type_error(text));
        }
    }
    Ok(out)
}

/// The arguments of `alias[item]`.
pub fn substitute(
    vm: &mut Vm,
    alias: &Value,
    args: &Value,
    parameters: &Value,
    item: &Value,
) -> PyResult<Vec<Value>> {
    let parameters = parameters.expect::<Tuple>().items().to_vec();
    if parameters.is_empty() {
        let shown = vm.repr_text(alias)?;
        return Err(vm.type_error(format!("{shown} is not a generic class")));
    }
    let given = match item.downcast::<Tuple>() {
        Some(items) => items.items().to_vec(),
        None => vec![item.clone()],
    };
    let mut items = Vec::new();
    for value in given {
        match unpacked_args(vm, &value)? {
            Some(several) => items.extend(several),
            None => items.push(value),
        }
    }
    let prepare_name = vm.intern("__typing_prepare_subst__");
    let mut item = vm.new_tuple(items);
    for parameter in &parameters {
        if let Some(prepare) = vm.find_attr(parameter, &prepare_name)?
            && !prepare.is_none()
        {
            let changed = vm.call(&prepare, &[alias.clone(), item.clone()])?;
            item = if vm.is_instance(&changed, Tp::Tuple) { changed } else { vm.new_tuple(vec![changed]) };
        }
    }
    let given = item.expect::<Tuple>().items().to_vec();
    if given.len() != parameters.len() {
        let shown = vm.repr_text(alias)?;
        let much = if given.len() > parameters.len() { "many" } else { "few" };
        return Err(vm.type_error(format!(
            "Too {much} arguments for {shown}; actual {}, expected {}",
            given.len(),
            parameters.len()
        )));
    }
    let args = args.expect::<Tuple>().items().to_vec();
    substitute_all(vm, &args, &parameters, &given)
}

fn parameters(vm: &mut Vm, object: &Value) -> PyResult {
    let own = object.expect::<GenericAlias>();
    if let Some(known) = own.parameters.get(vm).clone().non_null() {
        return Ok(known);
    }
    let found = parameters_of(vm, &own.args)?;
    let found = vm.new_tuple(found);
    *object.expect::<GenericAlias>().parameters.get_mut(vm) = found.clone();
    Ok(found)
}

fn getitem(vm: &mut Vm, object: &Value, item: &Value) -> PyResult {
    let parameters = parameters(vm, object)?;
    let own = object.expect::<GenericAlias>();
    let args = substitute(vm, object, &own.args, &parameters, item)?;
    let args = vm.new_tuple(args);
    make(vm, object.shape(), &own.origin, &args, own.unpacked)
}

// ---- standing for the origin ----

fn getattr(vm: &mut Vm, object: &Value, name: &Value) -> PyResult {
    if let Some(text) = name.downcast::<Str>()
        && !OWN.contains(&text.bytes())
    {
        return vm.get_attr(&object.expect::<GenericAlias>().origin, name);
    }
    crate::attr::generic_get(vm, object, name)
}

fn call(vm: &mut Vm, callee: &Value, args: Args<'_>) -> PyResult {
    let origin = callee.expect::<GenericAlias>().origin.clone();
    let object = vm.call_args(&origin, args)?;
    let name = vm.intern("__orig_class__");
    match vm.set_attr(&object, &name, Some(callee)) {
        Err(raised)
            if !vm.is_raised(&raised, Tp::AttributeError) && !vm.is_raised(&raised, Tp::TypeError) =>
        {
            Err(raised)
        }
        _ => Ok(object),
    }
}

fn hash(vm: &mut Vm, object: &Value) -> PyResult<i64> {
    let own = object.expect::<GenericAlias>();
    let (a, b) = (vm.hash(&own.origin)?, vm.hash(&own.args)?);
    Ok(match a ^ b {
        -1 => -2,
        hash => hash,
    })
}

fn compare(vm: &mut Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult {
    let (Some(x), Some(y)) = (a.downcast::<GenericAlias>(), b.downcast::<GenericAlias>()) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    if !matches!(op, CompareOp::Eq | CompareOp::Ne) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let equal = x.unpacked == y.unpacked && vm.equal(&x.origin, &y.origin)? && vm.equal(&x.args, &y.args)?;
    Ok(Value::from_bool(equal == (op == CompareOp::Eq)))
}

/// Iterating over an alias gives its unpacked form, once: `(*tuple[int],)`.
fn iter(vm: &mut Vm, object: &Value) -> PyResult {
    let own = object.expect::<GenericAlias>();
    let starred = make(vm, object.shape(), &own.origin, &own.args, true)?;
    let one = vm.new_tuple(vec![starred]);
    vm.iter(&one)
}

fn new(vm: &mut Vm, class: &Value, args: Args<'_>) -> PyResult {
    if !args.names.is_empty() {
        return Err(vm.type_error("GenericAlias() takes no keyword arguments"));
    }
    let [origin, given] = args.all else {
        return Err(vm.type_error(format!("GenericAlias expected 2 arguments, got {}", args.all.len())));
    };
    let shape = class.expect::<Type>().shape.get();
    make(vm, shape, origin, given, false)
}

fn dir(vm: &mut Vm, a: &[Value]) -> PyResult {
    let mut names = vm.dir(&a[0].expect::<GenericAlias>().origin.clone())?;
    let mut items = vm.collect(&names)?;
    for own in OWN {
        let name = vm.intern_bytes(own);
        if !items.iter().any(|i| vm.str_eq(i, &name)) {
            items.push(name);
        }
    }
    names = vm.new_list(items);
    Ok(names)
}

fn reduce(vm: &mut Vm, a: &[Value]) -> PyResult {
    let own = a[0].expect::<GenericAlias>();
    if own.unpacked {
        let plain = make(vm, a[0].shape(), &own.origin, &own.args, false)?;
        let iterator = vm.iter(&plain)?;
        let builtins = vm.builtins.clone();
        let next = vm.dict_get_str(&builtins, "next").unwrap_or(Value::NONE);
        let args = vm.new_tuple(vec![iterator]);
        return Ok(vm.new_tuple(vec![next, args]));
    }
    let class = vm.type_of(&a[0]).value();
    let args = vm.new_tuple(vec![own.origin.clone(), own.args.clone()]);
    Ok(vm.new_tuple(vec![class, args]))
}

pub fn spec() -> TypeSpec {
    let mut slots = Slots {
        new: Some(new),
        repr: Some(repr),
        hash: Some(hash),
        compare: Some(compare),
        call: Some(call),
        getattr: Some(getattr),
        getitem: Some(getitem),
        iter: Some(iter),
        ..Slots::default()
    };
    slots.binary[crate::BinaryOp::Or as usize] = Some(|vm, a, b| vm.new_union(a, b));
    TypeSpec {
        slots,
        methods: const {
            &[
                method(
                    "__mro_entries__",
                    "($self, bases, /)",
                    |vm, a| {
                        let origin = a[0].expect::<GenericAlias>().origin.clone();
                        Ok(vm.new_tuple(vec![origin]))
                    },
                    "",
                ),
                method(
                    "__instancecheck__",
                    "($self, instance, /)",
                    |vm, _| Err(vm.type_error("isinstance() argument 2 cannot be a parameterized generic")),
                    "",
                ),
                method(
                    "__subclasscheck__",
                    "($self, cls, /)",
                    |vm, _| Err(vm.type_error("issubclass() argument 2 cannot be a parameterized generic")),
                    "",
                ),
                method("__reduce__", "($self, /)", reduce, ""),
                method("__dir__", "($self, /)", dir, ""),
            ]
        },
        getset: const {
            &[
                member("__origin__", |_, o| Ok(o.expect::<GenericAlias>().origin.clone())),
                member("__args__", |_, o| Ok(o.expect::<GenericAlias>().args.clone())),
                member("__unpacked__", |_, o| Ok(Value::from_bool(o.expect::<GenericAlias>().unpacked))),
                getter("__parameters__", parameters),
                getter("__typing_unpacked_tuple_args__", |vm, o| {
                    let own = o.expect::<GenericAlias>();
                    let tuple = own.origin.downcast::<Type>().is_some_and(|c| c.is_subtype(vm.tp(Tp::Tuple)));
                    Ok(if own.unpacked && tuple { own.args.clone() } else { Value::NONE })
                }),
            ]
        },
        doc: Some(
            "GenericAlias(origin, args, /)\n--\n\nRepresent a PEP 585 generic type\n\nE.g. for t = list[int], t.__origin__ is list and t.__args__ is (int,).",
        ),
        ..TypeSpec::default()
    }
}
