//! `typing.TypeVar`, `ParamSpec`, `TypeVarTuple` and `TypeAliasType`. Bounds, constraints, defaults and the values of
//! aliases made by syntax are functions, called when somebody first asks.
//!
//! One payload serves the three kinds of parameters. What needs the machinery of module `typing` (substitution, the
//! unpacking of a TypeVarTuple) asks that module, as CPython does.

use crate::class::Type;
use crate::native::{GetSet, TypeSpec, getset, getter, member, method};
use crate::slots::Slots;
use crate::tuple::Tuple;
use crate::{Args, Guarded, Payload, PyResult, Tp, Tracer, Value, Vm};

/// A value that may still have to be computed.
pub struct Lazy {
    /// NULL: not known.
    value: Guarded<Value>,
    /// Computes it; NULL: nothing to compute.
    evaluate: Guarded<Value>,
}

impl Lazy {
    fn known(value: Value) -> Lazy {
        Lazy { value: Guarded::new(value), evaluate: Guarded::new(Value::NULL) }
    }

    fn later(function: Value) -> Lazy {
        Lazy { value: Guarded::new(Value::NULL), evaluate: Guarded::new(function) }
    }

    fn none() -> Lazy {
        Lazy::known(Value::NULL)
    }

    fn trace(&self, visit: Tracer<'_>) {
        // SAFETY: the collector runs while nobody borrows.
        unsafe {
            visit(&*self.value.as_ptr());
            visit(&*self.evaluate.as_ptr());
        }
    }

    fn clear(&self) {
        // SAFETY: as above.
        drop(unsafe { std::mem::replace(&mut *self.evaluate.as_ptr(), Value::NULL) });
    }
}

/// The value, computed now if need be; `None` if there is none.
fn force(vm: &mut Vm, object: &Value, pick: fn(&Value) -> &Lazy) -> PyResult<Option<Value>> {
    let lazy = pick(object);
    if let Some(value) = lazy.value.get(vm).clone().non_null() {
        return Ok(Some(value));
    }
    let Some(function) = lazy.evaluate.get(vm).clone().non_null() else { return Ok(None) };
    let value = vm.call(&function, &[Value::from_i32(1)])?;
    *pick(object).value.get_mut(vm) = value.clone();
    Ok(Some(value))
}

/// The payload of a type parameter.
pub struct TypeParam {
    pub name: Value,
    bound: Lazy,
    constraints: Lazy,
    default: Lazy,
    module: Guarded<Value>,
    covariant: bool,
    contravariant: bool,
    infer: bool,
}

// SAFETY: every field is visited once.
unsafe impl Payload for TypeParam {
    const NAME: &'static str = "TypeVar";
    const SHAPE: u32 = Tp::TypeVar as u32;
    fn trace(&self, visit: Tracer<'_>) {
        visit(&self.name);
        for lazy in [&self.bound, &self.constraints, &self.default] {
            lazy.trace(visit);
        }
        // SAFETY: the collector runs while nobody borrows.
        visit(unsafe { &*self.module.as_ptr() });
    }
    fn clear(&self) {
        for lazy in [&self.bound, &self.constraints, &self.default] {
            lazy.clear();
        }
    }
}

/// The payload of `P.args` and `P.kwargs`.
pub struct ParamSpecPart {
    origin: Value,
}

// SAFETY: visited once.
unsafe impl Payload for ParamSpecPart {
    const NAME: &'static str = "ParamSpecArgs";
    const SHAPE: u32 = Tp::ParamSpecArgs as u32;
    fn trace(&self, visit: Tracer<'_>) {
        visit(&self.origin);
    }
}

/// The payload of an alias made by `type`.
pub struct TypeAlias {
    name: Value,
    parameters: Value,
    value: Lazy,
    module: Value,
}

// SAFETY: every field is visited once.
unsafe impl Payload for TypeAlias {
    const NAME: &'static str = "TypeAliasType";
    const SHAPE: u32 = Tp::TypeAliasType as u32;
    fn trace(&self, visit: Tracer<'_>) {
        visit(&self.name);
        visit(&self.parameters);
        visit(&self.module);
        self.value.trace(visit);
    }
    fn clear(&self) {
        self.value.clear();
    }
}

struct Singletons {
    no_default: Value,
}

impl Default for Singletons {
    fn default() -> Self {
        Singletons { no_default: Value::NULL }
    }
}

impl Vm {
    /// `typing.NoDefault`.
    pub fn no_default(&mut self) -> Value {
        let known = self.state::<Singletons>().no_default.clone();
        if !known.is_null() {
            return known;
        }
        let class = self.class(Tp::NoDefaultType);
        let object = crate::object::allocate(self, &class);
        self.state::<Singletons>().no_default = object.clone();
        object
    }

    /// A type parameter made by syntax, with functions for its bound and its constraints.
    pub fn new_type_param(
        &mut self,
        tp: Tp,
        name: &Value,
        bound: Option<&Value>,
        constraints: Option<&Value>,
    ) -> PyResult {
        let module = self.new_str("typing");
        let later = |f: Option<&Value>| f.map_or_else(Lazy::none, |f| Lazy::later(f.clone()));
        let parameter = TypeParam {
            name: name.clone(),
            bound: later(bound),
            constraints: later(constraints),
            default: Lazy::none(),
            module: Guarded::new(module),
            covariant: false,
            contravariant: false,
            infer: true,
        };
        Ok(self.heap.alloc(tp as u32, parameter))
    }

    /// Gives a parameter the function that computes its default.
    pub fn set_type_param_default(&mut self, parameter: &Value, function: &Value) -> PyResult {
        if let Some(own) = parameter.downcast::<TypeParam>() {
            *own.default.evaluate.get_mut(self) = function.clone();
        }
        Ok(parameter.clone())
    }

    /// `type name[parameters] = …`: `parameters` is a tuple or None.
    pub fn new_type_alias(&mut self, name: &Value, parameters: &Value, function: &Value) -> PyResult {
        let module = caller_module(self);
        let alias = TypeAlias {
            name: name.clone(),
            parameters: if parameters.is_none() { self.empty_tuple.clone() } else { parameters.clone() },
            value: Lazy::later(function.clone()),
            module,
        };
        Ok(self.heap.alloc(Tp::TypeAliasType as u32, alias))
    }
}

/// `__name__` of the running code's globals.
fn caller_module(vm: &mut Vm) -> Value {
    match vm.current_globals() {
        Some(globals) => vm.dict_get_str(&globals, "__name__").unwrap_or(Value::NONE),
        None => Value::NONE,
    }
}

fn own(value: &Value) -> &TypeParam {
    &value.expect::<TypeParam>().data
}

// ---- construction ----

struct Given {
    name: Value,
    bound: Value,
    default: Value,
    covariant: bool,
    contravariant: bool,
    infer: bool,
    rest: Vec<Value>,
}

/// Reads the arguments of the three constructors; `function` is their name in messages.
fn read(vm: &mut Vm, args: Args<'_>, function: &str, keywords: &[&str]) -> PyResult<Given> {
    let positional = args.positionals();
    let mut given = Given {
        name: positional.first().cloned().unwrap_or(Value::NULL),
        bound: Value::NONE,
        default: Value::NULL,
        covariant: false,
        contravariant: false,
        infer: false,
        rest: positional.get(1..).unwrap_or(&[]).to_vec(),
    };
    for (key, value) in args.keywords() {
        let name = vm.text(key).into_owned();
        if !keywords.contains(&name.as_str()) {
            return Err(vm.type_error(format!("{function}() got an unexpected keyword argument '{name}'")));
        }
        match name.as_str() {
            "name" => given.name = value.clone(),
            "bound" => given.bound = value.clone(),
            "default" => given.default = value.clone(),
            "covariant" => given.covariant = vm.truth(value)?,
            "contravariant" => given.contravariant = vm.truth(value)?,
            _ => given.infer = vm.truth(value)?,
        }
    }
    if given.name.is_null() {
        return Err(vm.type_error(format!("{function}() missing required argument 'name' (pos 1)")));
    }
    if !vm.is_instance(&given.name, Tp::Str) {
        let text = format!("{function}() argument 'name' must be str, not {}", vm.type_name(&given.name));
        return Err(vm.type_error(text));
    }
    if given.covariant && given.contravariant {
        return Err(vm.value_error("Bivariant types are not supported."));
    }
    if given.infer && (given.covariant || given.contravariant) {
        return Err(vm.value_error("Variance cannot be specified with infer_variance."));
    }
    Ok(given)
}

fn finish(vm: &mut Vm, class: &Value, given: Given, constraints: Lazy) -> PyResult {
    let module = caller_module(vm);
    let known = |v: Value| if v.is_null() { Lazy::none() } else { Lazy::known(v) };
    let bound = if given.bound.is_none() { Value::NULL } else { given.bound };
    let parameter = TypeParam {
        name: given.name,
        bound: known(bound),
        constraints,
        default: known(given.default),
        module: Guarded::new(module),
        covariant: given.covariant,
        contravariant: given.contravariant,
        infer: given.infer,
    };
    let shape = class.expect::<Type>().shape.get();
    Ok(vm.heap.alloc(shape, parameter))
}

fn new_typevar(vm: &mut Vm, class: &Value, args: Args<'_>) -> PyResult {
    const KEYWORDS: &[&str] = &["name", "bound", "default", "covariant", "contravariant", "infer_variance"];
    let mut given = read(vm, args, "typevar", KEYWORDS)?;
    if !given.bound.is_none() && given.bound.downcast::<crate::class::Type>().is_none() {
        let message = vm.new_str("Bound must be a type.");
        given.bound = typing(vm, "_type_check", &[given.bound.clone(), message])?;
    }
    let constraints = match given.rest.len() {
        0 => Lazy::none(),
        1 => return Err(vm.type_error("A single constraint is not allowed")),
        _ if !given.bound.is_none() => {
            return Err(vm.type_error("Constraints cannot be combined with bound=..."));
        }
        _ => Lazy::known(vm.new_tuple(std::mem::take(&mut given.rest))),
    };
    finish(vm, class, given, constraints)
}

fn too_many(vm: &mut Vm, given: &Given, function: &str) -> PyResult<()> {
    if given.rest.is_empty() {
        return Ok(());
    }
    Err(vm.type_error(format!(
        "{function}() takes exactly 1 positional argument ({} given)",
        given.rest.len() + 1
    )))
}

fn new_paramspec(vm: &mut Vm, class: &Value, args: Args<'_>) -> PyResult {
    const KEYWORDS: &[&str] = &["name", "bound", "default", "covariant", "contravariant", "infer_variance"];
    let given = read(vm, args, "paramspec", KEYWORDS)?;
    too_many(vm, &given, "paramspec")?;
    finish(vm, class, given, Lazy::none())
}

fn new_typevartuple(vm: &mut Vm, class: &Value, args: Args<'_>) -> PyResult {
    let given = read(vm, args, "typevartuple", &["name", "default"])?;
    too_many(vm, &given, "typevartuple")?;
    finish(vm, class, given, Lazy::none())
}

// ---- attributes ----

fn typing(vm: &mut Vm, name: &str, args: &[Value]) -> PyResult {
    let module = vm.new_str("typing");
    let module = (vm.interp.import)(vm, &module, None, &Value::NONE, 0)?;
    vm.call_method(&module, name, args)
}

fn repr(vm: &mut Vm, object: &Value) -> PyResult {
    let parameter = own(object);
    let name = vm.text(&parameter.name).into_owned();
    let sign = match parameter {
        _ if vm.is_instance(object, Tp::TypeVarTuple) => "",
        p if p.infer => "",
        p if p.covariant => "+",
        p if p.contravariant => "-",
        _ => "~",
    };
    Ok(vm.new_str(&format!("{sign}{name}")))
}

fn default_of(vm: &mut Vm, object: &Value) -> PyResult {
    match force(vm, object, |o| &own(o).default)? {
        Some(value) => Ok(value),
        None => Ok(vm.no_default()),
    }
}

fn has_default(vm: &mut Vm, a: &[Value]) -> PyResult {
    let lazy = &own(&a[0]).default;
    let (known, later) = (lazy.value.get(vm).clone(), lazy.evaluate.get(vm).clone());
    let none = vm.no_default();
    Ok(Value::from_bool((!known.is_null() && !known.is(&none)) || !later.is_null()))
}

fn function_of(vm: &mut Vm, lazy: &Lazy) -> PyResult {
    Ok(lazy.evaluate.get(vm).clone().non_null().unwrap_or(Value::NONE))
}

fn get_module(vm: &mut Vm, object: &Value) -> PyResult {
    Ok(own(object).module.get(vm).clone())
}

fn set_module(vm: &mut Vm, object: &Value, value: Option<&Value>) -> PyResult<()> {
    let value = value.cloned().unwrap_or(Value::NONE);
    let old = std::mem::replace(own(object).module.get_mut(vm), value);
    drop(old);
    Ok(())
}

const COMMON: [GetSet; 3] = [
    member("__name__", |_, o| Ok(own(o).name.clone())),
    getset("__module__", get_module, set_module),
    getter("__default__", default_of),
];
const EVALUATE_DEFAULT: GetSet = getter("evaluate_default", |vm, o| function_of(vm, &own(o).default));
const BOUND: GetSet =
    getter("__bound__", |vm, o| Ok(force(vm, o, |o| &own(o).bound)?.unwrap_or(Value::NONE)));
const VARIANCE: [GetSet; 3] = [
    member("__covariant__", |_, o| Ok(Value::from_bool(own(o).covariant))),
    member("__contravariant__", |_, o| Ok(Value::from_bool(own(o).contravariant))),
    member("__infer_variance__", |_, o| Ok(Value::from_bool(own(o).infer))),
];

fn mro_entries(vm: &mut Vm, a: &[Value]) -> PyResult {
    let class = vm.type_of(&a[0]).data.name.get(vm).clone();
    let text = format!("Cannot subclass an instance of {}", vm.text(&class));
    Err(vm.type_error(text))
}

fn reduce(vm: &mut Vm, a: &[Value]) -> PyResult {
    let _ = &vm;
    Ok(own(&a[0]).name.clone())
}

/// Of an alias, whose unions are with types alone.
fn closed_union_slots(mut slots: Slots) -> Slots {
    slots.binary[crate::BinaryOp::Or as usize] = Some(|vm, a, b| vm.new_union(a, b));
    slots
}

fn union_slots(mut slots: Slots) -> Slots {
    slots.binary[crate::BinaryOp::Or as usize] = Some(|vm, a, b| vm.open_union(a, b));
    slots
}

macro_rules! parameter_methods {
    ($subst:literal $prepare:literal) => {
        const {
            &[
                method("has_default", "($self, /)", has_default, ""),
                method("__mro_entries__", "($self, object, /)", mro_entries, ""),
                method("__reduce__", "($self, /)", reduce, ""),
                method("__typing_subst__", "($self, arg, /)", |vm, a| substituted(vm, $subst, a), ""),
                method(
                    "__typing_prepare_subst__",
                    "($self, alias, args, /)",
                    |vm, a| prepare(vm, $prepare, a),
                    "",
                ),
            ]
        }
    };
}

/// A TypeVar with a default stands in for an argument that was not given; the others ask `typing`.
fn prepare(vm: &mut Vm, function: &str, a: &[Value]) -> PyResult {
    if !function.is_empty() {
        return typing(vm, function, a);
    }
    let parameters = vm.get_attr_str(&a[1], "__parameters__")?;
    let parameters = vm.collect(&parameters)?;
    let args = vm.collect(&a[2])?;
    let at = parameters.iter().position(|p| p.is(&a[0])).unwrap_or(usize::MAX);
    if at < args.len() {
        return Ok(a[2].clone());
    }
    if at == args.len() && has_default(vm, a)?.is_true() {
        let mut all = args;
        all.push(default_of(vm, &a[0])?);
        return Ok(vm.new_tuple(all));
    }
    let shown = vm.repr_text(&a[1])?;
    let mut required = 0;
    for parameter in &parameters {
        let name = vm.intern("has_default");
        let has_default = match vm.find_attr(parameter, &name)? {
            Some(method) => vm.call(&method, &[])?.is_true(),
            None => false,
        };
        required += usize::from(!has_default);
    }
    let bound = if required < parameters.len() { "at least " } else { "" };
    Err(vm.type_error(format!(
        "Too few arguments for {shown}; actual {}, expected {bound}{required}",
        args.len()
    )))
}

/// What `typing` makes of the argument; nothing can stand for a bare TypeVarTuple.
fn substituted(vm: &mut Vm, function: &str, a: &[Value]) -> PyResult {
    if function.is_empty() {
        return Err(vm.type_error("Substitution of bare TypeVarTuple is not supported"));
    }
    typing(vm, function, a)
}

/// Plain substitution: the argument itself, once `typing` has found it fit; without that module it is taken as it is.
fn subst_typevar(vm: &mut Vm, a: &[Value]) -> PyResult {
    let modules = vm.modules.clone();
    if vm.dict_get_str(&modules, "typing").is_some() {
        return typing(vm, "_typevar_subst", a);
    }
    Ok(a[1].clone())
}

pub fn typevar_spec() -> TypeSpec {
    TypeSpec {
        slots: union_slots(Slots { new: Some(new_typevar), repr: Some(repr), ..Slots::default() }),
        methods: const {
            &[
                method("has_default", "($self, /)", has_default, ""),
                method("__mro_entries__", "($self, object, /)", mro_entries, ""),
                method("__reduce__", "($self, /)", reduce, ""),
                method("__typing_subst__", "($self, arg, /)", subst_typevar, ""),
                method("__typing_prepare_subst__", "($self, alias, args, /)", |vm, a| prepare(vm, "", a), ""),
            ]
        },
        getset: const {
            &[
                COMMON[0],
                COMMON[1],
                COMMON[2],
                EVALUATE_DEFAULT,
                BOUND,
                getter("evaluate_bound", |vm, o| function_of(vm, &own(o).bound)),
                getter("__constraints__", |vm, o| {
                    let found = force(vm, o, |o| &own(o).constraints)?;
                    Ok(found.unwrap_or_else(|| vm.empty_tuple.clone()))
                }),
                getter("evaluate_constraints", |vm, o| function_of(vm, &own(o).constraints)),
                VARIANCE[0],
                VARIANCE[1],
                VARIANCE[2],
                *crate::descriptor::DICT_GETSET,
            ]
        },
        doc: Some(
            "Type variable.\n\nThe preferred way to construct a type variable is via the dedicated\nsyntax for generic functions, classes, and type aliases.",
        ),
        is_final: true,
        ..TypeSpec::default()
    }
}

fn part(vm: &mut Vm, object: &Value, tp: Tp) -> PyResult {
    Ok(vm.heap.alloc(tp as u32, ParamSpecPart { origin: object.clone() }))
}

pub fn paramspec_spec() -> TypeSpec {
    TypeSpec {
        slots: union_slots(Slots { new: Some(new_paramspec), repr: Some(repr), ..Slots::default() }),
        methods: parameter_methods!("_paramspec_subst" "_paramspec_prepare_subst"),
        getset: const {
            &[
                COMMON[0],
                COMMON[1],
                COMMON[2],
                EVALUATE_DEFAULT,
                BOUND,
                VARIANCE[0],
                VARIANCE[1],
                VARIANCE[2],
                getter("args", |vm, o| part(vm, o, Tp::ParamSpecArgs)),
                getter("kwargs", |vm, o| part(vm, o, Tp::ParamSpecKwargs)),
                *crate::descriptor::DICT_GETSET,
            ]
        },
        doc: Some("Parameter specification variable."),
        is_final: true,
        ..TypeSpec::default()
    }
}

pub fn typevartuple_spec() -> TypeSpec {
    TypeSpec {
        slots: Slots {
            new: Some(new_typevartuple),
            repr: Some(repr),
            iter: Some(|vm, o| {
                let module = vm.new_str("typing");
                let module = (vm.interp.import)(vm, &module, None, &Value::NONE, 0)?;
                let unpack = vm.get_attr_str(&module, "Unpack")?;
                let unpacked = vm.get_item(&unpack, o)?;
                let one = vm.new_tuple(vec![unpacked]);
                vm.iter(&one)
            }),
            ..Slots::default()
        },
        methods: parameter_methods!("" "_typevartuple_prepare_subst"),
        getset: const { &[COMMON[0], COMMON[1], COMMON[2], EVALUATE_DEFAULT, *crate::descriptor::DICT_GETSET] },
        doc: Some(
            "Type variable tuple.\n\nA specialized form of type variable that enables variadic generics.",
        ),
        is_final: true,
        ..TypeSpec::default()
    }
}

fn part_spec(suffix: fn(&mut Vm, &Value) -> PyResult) -> TypeSpec {
    TypeSpec {
        slots: Slots {
            repr: Some(suffix),
            compare: Some(|vm, a, b, op| {
                let (Some(x), Some(y)) = (a.downcast::<ParamSpecPart>(), b.downcast::<ParamSpecPart>())
                else {
                    return Ok(Value::NOT_IMPLEMENTED);
                };
                if a.shape() != b.shape() || !matches!(op, crate::CompareOp::Eq | crate::CompareOp::Ne) {
                    return Ok(Value::NOT_IMPLEMENTED);
                }
                vm.compare(&x.origin, &y.origin, op)
            }),
            hash: Some(crate::object::unhashable),
            ..Slots::default()
        },
        constructor: Some(("($cls, origin)", |vm, a| {
            let shape = a[0].expect::<Type>().shape.get();
            Ok(vm.heap.alloc(shape, ParamSpecPart { origin: a[1].clone() }))
        })),
        getset: const { &[member("__origin__", |_, o| Ok(o.expect::<ParamSpecPart>().origin.clone()))] },
        methods: const { &[method("__mro_entries__", "($self, object, /)", mro_entries, "")] },
        is_final: true,
        ..TypeSpec::default()
    }
}

fn part_text(vm: &mut Vm, object: &Value, suffix: &str) -> PyResult {
    let origin = object.expect::<ParamSpecPart>().origin.clone();
    let text = match origin.downcast::<TypeParam>() {
        Some(parameter) => format!("{}.{suffix}", vm.text(&parameter.name)),
        None => format!("{}.{suffix}", vm.repr_text(&origin)?),
    };
    Ok(vm.new_str(&text))
}

pub fn args_spec() -> TypeSpec {
    part_spec(|vm, o| part_text(vm, o, "args"))
}

pub fn kwargs_spec() -> TypeSpec {
    part_spec(|vm, o| part_text(vm, o, "kwargs"))
}

pub fn no_default_spec() -> TypeSpec {
    TypeSpec {
        slots: Slots {
            new: Some(|vm, _, args| {
                if args.is_empty() {
                    Ok(vm.no_default())
                } else {
                    Err(vm.type_error("NoDefaultType takes no arguments"))
                }
            }),
            repr: Some(|vm, _| Ok(vm.new_str("typing.NoDefault"))),
            ..Slots::default()
        },
        methods: const { &[method("__reduce__", "($self, /)", |vm, _| Ok(vm.new_str("NoDefault")), "")] },
        is_final: true,
        doc: Some("The type of the NoDefault singleton."),
        ..TypeSpec::default()
    }
}

// ---- aliases ----

fn alias(value: &Value) -> &TypeAlias {
    &value.expect::<TypeAlias>().data
}

fn new_alias(vm: &mut Vm, a: &[Value]) -> PyResult {
    if !vm.is_instance(&a[1], Tp::Str) {
        let text = format!("typealias() argument 'name' must be str, not {}", vm.type_name(&a[1]));
        return Err(vm.type_error(text));
    }
    let parameters = if a[3].is_null() { vm.empty_tuple.clone() } else { a[3].clone() };
    if !vm.is_instance(&parameters, Tp::Tuple) {
        return Err(vm.type_error("type_params must be a tuple"));
    }
    let module = caller_module(vm);
    let own = TypeAlias { name: a[1].clone(), parameters, value: Lazy::known(a[2].clone()), module };
    let shape = a[0].expect::<Type>().shape.get();
    Ok(vm.heap.alloc(shape, own))
}

fn alias_getitem(vm: &mut Vm, object: &Value, key: &Value) -> PyResult {
    if alias(object).parameters.expect::<Tuple>().is_empty() {
        return Err(vm.type_error("Only generic type aliases are subscriptable"));
    }
    vm.new_generic_alias(object, key)
}

pub fn alias_spec() -> TypeSpec {
    TypeSpec {
        slots: closed_union_slots(Slots {
            repr: Some(|_, o| Ok(alias(o).name.clone())),
            getitem: Some(alias_getitem),
            ..Slots::default()
        }),
        constructor: Some(("($cls, name, value, *, type_params=())", new_alias)),
        methods: const { &[method("__reduce__", "($self, /)", |_, a| Ok(alias(&a[0]).name.clone()), "")] },
        getset: const {
            &[
                member("__name__", |_, o| Ok(alias(o).name.clone())),
                getter("__module__", |_, o| Ok(alias(o).module.clone())),
                getter("__value__", |vm, o| Ok(force(vm, o, |o| &alias(o).value)?.unwrap_or(Value::NONE))),
                getter("evaluate_value", |vm, o| function_of(vm, &alias(o).value)),
                getter("__type_params__", |_, o| Ok(alias(o).parameters.clone())),
                getter("__parameters__", |_, o| Ok(alias(o).parameters.clone())),
            ]
        },
        doc: Some(
            "Type alias.\n\nType aliases are created through the type statement::\n\n    type Alias = int",
        ),
        is_final: true,
        ..TypeSpec::default()
    }
}
