//! Module `_abc`: what abstract base classes know of their subclasses. Each has an object that holds, weakly, the
//! classes registered with it and those it was asked about.
//!
//! A memory of classes goes by address; an entry counts as long as its weak reference still leads to that class, so an
//! address that is used again brings no wrong answer.

mod classes;

use classes::{Classes, Data};
use taipan_native::{ModuleDef, NativeDef, PyResult, Raised, Tp, Value, Vm, function};
use taipan_objects::class::{Type, direct_subclasses, type_flags};
use taipan_objects::list::List;
use taipan_objects::tuple::Tuple;

pub static MODULE: ModuleDef = ModuleDef {
    name: "_abc",
    doc: Some("Module contains faster C implementation of abc.ABCMeta"),
    functions: FUNCTIONS,
    init,
};

static FUNCTIONS: &[NativeDef] = &[
    function(
        "_abc_init",
        "($module, self, /)",
        initialize,
        "Internal ABC helper for class set-up. Should be never used outside abc module.",
    ),
    function(
        "_abc_instancecheck",
        "($module, self, instance, /)",
        instance_check,
        "Internal ABC helper for instance checks. Should be never used outside abc module.",
    ),
    function(
        "_abc_register",
        "($module, self, subclass, /)",
        register,
        "Internal ABC helper for subclasss registration. Should be never used outside abc module.",
    ),
    function(
        "_abc_subclasscheck",
        "($module, self, subclass, /)",
        |vm, a| subclass_check(vm, &a[1], &a[2]).map(Value::from_bool),
        "Internal ABC helper for subclasss checks. Should be never used outside abc module.",
    ),
    function(
        "_get_dump",
        "($module, self, /)",
        dump,
        "Internal ABC helper for cache and registry debugging.\n\nReturn shallow copies of registry, of both caches, and\nnegative cache version. Don't call this function directly,\ninstead use ABC._dump_registry() for a nice repr.",
    ),
    function(
        "_reset_caches",
        "($module, self, /)",
        reset_caches,
        "Internal ABC helper to reset both caches of a given class.\n\nShould be only used by refleak.py",
    ),
    function(
        "_reset_registry",
        "($module, self, /)",
        reset_registry,
        "Internal ABC helper to reset registry of a given class.\n\nShould be only used by refleak.py",
    ),
    function(
        "get_cache_token",
        "($module, /)",
        |vm, _| {
            let token = vm.state::<State>().registrations;
            Ok(vm.new_u64(token))
        },
        "Returns the current ABC cache token.\n\nThe token is an opaque object (supporting equality testing) identifying\nthe current version of the ABC cache for virtual subclasses.  The token\nchanges with every call to register() on any ABC.",
    ),
];

struct State {
    data: Value,
    /// `_abc_impl`.
    name: Value,
    /// Counts registrations: what is known of classes that are no subclasses holds until the next.
    registrations: u64,
}

impl Default for State {
    fn default() -> State {
        State { data: Value::NULL, name: Value::NULL, registrations: 0 }
    }
}

fn init(vm: &mut Vm, _: &Value) -> PyResult<()> {
    let data = classes::make(vm)?;
    let name = vm.intern("_abc_impl");
    let state = vm.state::<State>();
    (state.data, state.name) = (data, name);
    Ok(())
}

/// The memory of a class, a `_abc_data`.
fn data_of(vm: &mut Vm, class: &Value) -> PyResult {
    let name = vm.state::<State>().name.clone();
    let data = vm.get_attr(class, &name)?;
    if data.downcast::<Data>().is_none() {
        return Err(vm.type_error("_abc_impl is set to a wrong type"));
    }
    Ok(data)
}

fn initialize(vm: &mut Vm, a: &[Value]) -> PyResult {
    let class = &a[1];
    collect_abstract(vm, class)?;
    let data_class = vm.state::<State>().data.clone();
    let data = vm.new_object(&data_class, Data::default());
    let name = vm.state::<State>().name.clone();
    vm.set_attr(class, &name, Some(&data))?;
    collection_flags(vm, class)?;
    Ok(Value::NONE)
}

fn is_abstract(vm: &mut Vm, value: &Value) -> PyResult<bool> {
    // Most of what is in classes: it has none, or its own.
    if vm.is_exact(value, Tp::Str) || vm.is_exact(value, Tp::Int) || value.is_none() {
        return Ok(false);
    }
    let name = vm.intern("__isabstractmethod__");
    let flag = if vm.is_exact(value, Tp::Function) {
        taipan_objects::attr::instance_get(vm, value, &name)?
    } else {
        vm.find_attr(value, &name)?
    };
    match flag {
        Some(flag) => vm.truth(&flag),
        None => Ok(false),
    }
}

/// Sets `__abstractmethods__`: own ones, and those of bases that are still abstract.
fn collect_abstract(vm: &mut Vm, class: &Value) -> PyResult<()> {
    let mut names = Vec::new();
    let key = vm.names.dict.clone();
    let namespace = vm.get_attr(class, &key)?;
    let items = vm.call_method(&namespace, "items", &[])?;
    for item in vm.collect(&items)? {
        if let Some(pair) = item.downcast::<Tuple>()
            && let [name, value] = pair.data.items()
            && is_abstract(vm, value)?
        {
            names.push(name.clone());
        }
    }
    let key = vm.names.bases.clone();
    let bases = vm.get_attr(class, &key)?;
    if bases.downcast::<Tuple>().is_none() {
        return Err(vm.type_error("__bases__ is not tuple"));
    }
    let abstracts = vm.names.abstractmethods.clone();
    for base in bases.expect::<Tuple>().items() {
        let Some(inherited) = vm.find_attr(base, &abstracts)? else { continue };
        for name in vm.collect(&inherited)? {
            let name = taipan_objects::attr::intern_name(vm, &name)?;
            if let Some(value) = vm.find_attr(class, &name)?
                && is_abstract(vm, &value)?
            {
                names.push(name);
            }
        }
    }
    let names = vm.new_frozenset(names)?;
    vm.set_attr(class, &abstracts, Some(&names))
}

/// Takes `__abc_tpflags__` out of the class: whether its instances match as sequences or as mappings.
fn collection_flags(vm: &mut Vm, class: &Value) -> PyResult<()> {
    const SEQUENCE: i64 = 1 << 5;
    const MAPPING: i64 = 1 << 6;
    let Some(object) = class.downcast::<Type>() else { return Ok(()) };
    let dict = object.data.dict.get(vm).clone();
    let Some(flags) = vm.dict_get_str(&dict, "__abc_tpflags__") else { return Ok(()) };
    let Some(flags) = flags.as_small() else { return Ok(()) };
    if flags & (SEQUENCE | MAPPING) == SEQUENCE | MAPPING {
        let text = "__abc_tpflags__ cannot be both Py_TPFLAGS_SEQUENCE and Py_TPFLAGS_MAPPING";
        return Err(vm.type_error(text));
    }
    object.set_flag(type_flags::SEQUENCE, flags & SEQUENCE != 0);
    object.set_flag(type_flags::MAPPING, flags & MAPPING != 0);
    let name = vm.intern("__abc_tpflags__");
    vm.set_attr(class, &name, None)
}

/// Hands the collection flag of a class on to one registered with it, and to what derives from that.
fn hand_on(vm: &Vm, flag: u32, class: &Value) {
    let Some(object) = class.downcast::<Type>() else { return };
    if !object.has_flag(type_flags::HEAP) || object.has_flag(flag) {
        return;
    }
    object.set_flag(type_flags::SEQUENCE | type_flags::MAPPING, false);
    object.set_flag(flag, true);
    for below in direct_subclasses(vm, object) {
        hand_on(vm, flag, &below);
    }
}

fn register(vm: &mut Vm, a: &[Value]) -> PyResult {
    let (class, subclass) = (&a[1], &a[2]);
    if subclass.downcast::<Type>().is_none() {
        return Err(vm.type_error("Can only register classes"));
    }
    if vm.issubclass(subclass, class)? {
        return Ok(subclass.clone());
    }
    if vm.issubclass(class, subclass)? {
        return Err(vm.runtime_error("Refusing to create an inheritance cycle"));
    }
    let data = data_of(vm, class)?;
    data.expect::<Data>().registry.add(vm, subclass)?;
    vm.state::<State>().registrations += 1;
    if let Some(object) = class.downcast::<Type>() {
        for flag in [type_flags::SEQUENCE, type_flags::MAPPING] {
            if object.has_flag(flag) {
                hand_on(vm, flag, subclass);
            }
        }
    }
    Ok(subclass.clone())
}

fn instance_check(vm: &mut Vm, a: &[Value]) -> PyResult {
    let (class, instance) = (&a[1], &a[2]);
    let data = data_of(vm, class)?;
    let name = vm.names.class.clone();
    let claimed = vm.get_attr(instance, &name)?;
    let data = data.expect::<Data>();
    if data.cache.has(vm, &claimed) {
        return Ok(Value::from_bool(true));
    }
    let real = vm.type_of(instance).value();
    if real.is(&claimed) {
        let now = vm.state::<State>().registrations;
        if data.negative_version.get() == now && data.negative.has(vm, &claimed) {
            return Ok(Value::from_bool(false));
        }
        return vm.call_method(class, "__subclasscheck__", &[claimed]);
    }
    let answer = vm.call_method(class, "__subclasscheck__", &[claimed])?;
    if vm.truth(&answer)? {
        return Ok(answer);
    }
    vm.call_method(class, "__subclasscheck__", &[real])
}

fn subclass_check(vm: &mut Vm, class: &Value, subclass: &Value) -> PyResult<bool> {
    if subclass.downcast::<Type>().is_none() {
        return Err(vm.type_error("issubclass() arg 1 must be a class"));
    }
    let data = data_of(vm, class)?;
    let data = data.expect::<Data>();
    if data.cache.has(vm, subclass) {
        return Ok(true);
    }
    let now = vm.state::<State>().registrations;
    if data.negative_version.get() < now {
        data.negative.reset(vm);
        data.negative_version.set(now);
    } else if data.negative.has(vm, subclass) {
        return Ok(false);
    }
    let answer = vm.call_method(class, "__subclasshook__", std::slice::from_ref(subclass))?;
    if answer.is_true() {
        data.cache.add(vm, subclass)?;
        return Ok(true);
    }
    if answer.is_false() {
        data.negative.add(vm, subclass)?;
        return Ok(false);
    }
    if !answer.is_not_implemented() {
        return Err(bad_hook(vm));
    }
    let name = vm.intern("__mro__");
    let mro = vm.get_attr(subclass, &name)?;
    if mro.downcast::<Tuple>().is_some_and(|mro| mro.data.items().iter().any(|base| base.is(class))) {
        data.cache.add(vm, subclass)?;
        return Ok(true);
    }
    if data.registry.has(vm, subclass) {
        return Ok(true);
    }
    for registered in data.registry.all(vm) {
        if vm.issubclass(subclass, &registered)? {
            data.cache.add(vm, subclass)?;
            return Ok(true);
        }
    }
    let below = vm.call_method(class, "__subclasses__", &[])?;
    let Some(below) = below.downcast::<List>() else {
        return Err(vm.type_error("__subclasses__() must return a list"));
    };
    let mut index = 0;
    while let Some(derived) = below.items(vm).get(index).cloned() {
        if vm.issubclass(subclass, &derived)? {
            data.cache.add(vm, subclass)?;
            return Ok(true);
        }
        index += 1;
    }
    data.negative.add(vm, subclass)?;
    Ok(false)
}

#[cold]
fn bad_hook(vm: &mut Vm) -> Raised {
    vm.raise(Tp::AssertionError, "__subclasshook__ must return either False, True, or NotImplemented")
}

fn dump(vm: &mut Vm, a: &[Value]) -> PyResult {
    let data = data_of(vm, &a[1])?;
    let data = data.expect::<Data>();
    let mut parts = Vec::new();
    for classes in [&data.registry, &data.cache, &data.negative] {
        parts.push(set_of(vm, classes)?);
    }
    parts.push(vm.new_u64(data.negative_version.get()));
    Ok(vm.new_tuple(parts))
}

/// The weak references as a set.
fn set_of(vm: &mut Vm, classes: &Classes) -> PyResult {
    let set = vm.new_set();
    for reference in classes.references(vm) {
        vm.set_add(&set, &reference)?;
    }
    Ok(set)
}

fn reset_caches(vm: &mut Vm, a: &[Value]) -> PyResult {
    let data = data_of(vm, &a[1])?;
    data.expect::<Data>().cache.reset(vm);
    data.expect::<Data>().negative.reset(vm);
    Ok(Value::NONE)
}

fn reset_registry(vm: &mut Vm, a: &[Value]) -> PyResult {
    let data = data_of(vm, &a[1])?;
    data.expect::<Data>().registry.reset(vm);
    Ok(Value::NONE)
}
