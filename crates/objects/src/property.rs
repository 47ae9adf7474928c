//! `property`.

use crate::native::{TypeSpec, getset, member, method};
use crate::slots::Slots;
use crate::{Args, Guarded, Payload, PyResult, Tp, Tracer, Value, Vm};
use std::cell::Cell;

/// The payload of a property; NULL functions are missing.
pub struct Property {
    pub get: Guarded<Value>,
    pub set: Guarded<Value>,
    pub delete: Guarded<Value>,
    pub doc: Guarded<Value>,
    pub name: Guarded<Value>,
    /// Whether the docstring is the getter's, so that another getter brings its own.
    getter_doc: Cell<bool>,
}

// SAFETY: every field is visited once.
unsafe impl Payload for Property {
    const NAME: &'static str = "property";
    const SHAPE: u32 = Tp::Property as u32;
    fn trace(&self, visit: Tracer<'_>) {
        for field in [&self.get, &self.set, &self.delete, &self.doc, &self.name] {
            // SAFETY: the collector runs while nobody borrows.
            visit(unsafe { &*field.as_ptr() });
        }
    }
}

fn make(vm: &Vm, class: &Value) -> Value {
    let shape = class.expect::<crate::class::Type>().shape.get();
    let empty = || Guarded::new(Value::NULL);
    let property = Property {
        get: empty(),
        set: empty(),
        delete: empty(),
        doc: empty(),
        name: empty(),
        getter_doc: Cell::new(false),
    };
    vm.heap.alloc(shape, property)
}

fn new(vm: &mut Vm, class: &Value, _: Args<'_>) -> PyResult {
    Ok(make(vm, class))
}

fn store(vm: &mut Vm, field: &Guarded<Value>, value: Value) {
    let old = std::mem::replace(field.get_mut(vm), value);
    drop(old);
}

fn init(vm: &mut Vm, object: &Value, args: Args<'_>) -> PyResult<()> {
    let mut given = [const { Value::NULL }; 4];
    if args.positionals().len() > 4 {
        let text = format!("property() takes at most 4 arguments ({} given)", args.all.len());
        return Err(vm.type_error(text));
    }
    for (place, value) in given.iter_mut().zip(args.positionals()) {
        *place = value.clone();
    }
    for (key, value) in args.keywords() {
        match ["fget", "fset", "fdel", "doc"].iter().position(|n| *n == vm.text(key)) {
            Some(index) => given[index] = value.clone(),
            None => {
                let text = format!("property() got an unexpected keyword argument '{}'", vm.text(key));
                return Err(vm.type_error(text));
            }
        }
    }
    let [get, set, delete, doc] = given.map(|v| if v.is_none() { Value::NULL } else { v });
    let own = object.expect::<Property>();
    let mut text = doc;
    own.getter_doc.set(false);
    if text.is_null() && !get.is_null() {
        let name = vm.names.doc.clone();
        if let Some(found) = vm.find_attr(&get, &name)? {
            text = if found.is_none() { Value::NULL } else { found };
            own.getter_doc.set(!text.is_null());
        }
    }
    if !own.get.get(vm).is_null() || !own.set.get(vm).is_null() {
        crate::class::binding_changed(vm);
    }
    store(vm, &own.get, get);
    store(vm, &own.set, set);
    store(vm, &own.delete, delete);
    if vm.is_exact(object, Tp::Property) {
        store(vm, &own.doc, text);
        return Ok(());
    }
    // The docstring of a subclass would hide that of its instances, so these have it as an attribute.
    let name = vm.names.doc.clone();
    match vm.set_attr(object, &name, Some(&or_none(&text))) {
        Err(raised) if own.getter_doc.get() || !vm.is_raised(&raised, Tp::AttributeError) => Err(raised),
        _ => Ok(()),
    }
}

fn name_of(vm: &mut Vm, object: &Value) -> PyResult<Option<String>> {
    let own = object.expect::<Property>();
    let name = own.name.get(vm).clone();
    if !name.is_null() {
        return Ok(Some(vm.repr_text(&name)?));
    }
    let get = own.get.get(vm).clone();
    if get.is_null() {
        return Ok(None);
    }
    let key = vm.names.name.clone();
    match vm.find_attr(&get, &key)? {
        Some(name) => Ok(Some(vm.repr_text(&name)?)),
        None => Ok(None),
    }
}

fn refuse(vm: &mut Vm, property: &Value, object: &Value, what: &str) -> PyResult<crate::Raised> {
    let class = vm.text(vm.type_of(object).data.qualname.get(vm)).into_owned();
    let text = match name_of(vm, property)? {
        Some(name) => format!("property {name} of '{class}' object has no {what}"),
        None => format!("property of '{class}' object has no {what}"),
    };
    Ok(vm.raise(Tp::AttributeError, text))
}

fn get(vm: &mut Vm, property: &Value, object: Option<&Value>, _: &Value) -> PyResult {
    let Some(object) = object else { return Ok(property.clone()) };
    let function = property.expect::<Property>().get.get(vm).clone();
    if function.is_null() {
        return Err(refuse(vm, property, object, "getter")?);
    }
    vm.call(&function, std::slice::from_ref(object))
}

fn set(vm: &mut Vm, property: &Value, object: &Value, value: Option<&Value>) -> PyResult<()> {
    let own = property.expect::<Property>();
    let function = match value {
        Some(_) => own.set.get(vm).clone(),
        None => own.delete.get(vm).clone(),
    };
    if function.is_null() {
        let what = if value.is_some() { "setter" } else { "deleter" };
        return Err(refuse(vm, property, object, what)?);
    }
    match value {
        Some(value) => vm.call(&function, &[object.clone(), value.clone()])?,
        None => vm.call(&function, std::slice::from_ref(object))?,
    };
    Ok(())
}

/// A copy with one function replaced.
fn with(vm: &mut Vm, a: &[Value], which: usize) -> PyResult {
    let own = a[0].expect::<Property>();
    let mut parts = [own.get.get(vm).clone(), own.set.get(vm).clone(), own.delete.get(vm).clone()];
    if !a[1].is_none() {
        parts[which] = a[1].clone();
    }
    let bring = own.getter_doc.get() && !parts[0].is_null();
    let doc = if bring { Value::NONE } else { own.doc.get(vm).clone() };
    let name = own.name.get(vm).clone();
    let mut args: Vec<Value> = parts.into_iter().map(|p| if p.is_null() { Value::NONE } else { p }).collect();
    args.push(if doc.is_null() { Value::NONE } else { doc });
    let class = vm.type_of(&a[0]).value();
    let result = vm.call(&class, &args)?;
    if let Some(own) = result.downcast::<Property>() {
        store(vm, &own.name, name);
    }
    Ok(result)
}

fn set_name(vm: &mut Vm, a: &[Value]) -> PyResult {
    store(vm, &a[0].expect::<Property>().name, a[2].clone());
    Ok(Value::NONE)
}

fn or_none(value: &Value) -> Value {
    if value.is_null() { Value::NONE } else { value.clone() }
}

fn is_abstract(vm: &mut Vm, object: &Value) -> PyResult {
    let own = object.expect::<Property>();
    let key = vm.names.isabstractmethod.clone();
    for function in [own.get.get(vm).clone(), own.set.get(vm).clone(), own.delete.get(vm).clone()] {
        if !function.is_null()
            && let Some(flag) = vm.find_attr(&function, &key)?
            && vm.truth(&flag)?
        {
            return Ok(Value::TRUE);
        }
    }
    Ok(Value::FALSE)
}

pub fn spec() -> TypeSpec {
    TypeSpec {
        slots: Slots {
            new: Some(new),
            init: Some(init),
            descr_get: Some(get),
            descr_set: Some(set),
            ..Slots::default()
        },
        methods: const {
            &[
                method(
                    "getter",
                    "($self, fget, /)",
                    |vm, a| with(vm, a, 0),
                    "Descriptor to obtain a copy of the property with a different getter.",
                ),
                method(
                    "setter",
                    "($self, fset, /)",
                    |vm, a| with(vm, a, 1),
                    "Descriptor to obtain a copy of the property with a different setter.",
                ),
                method(
                    "deleter",
                    "($self, fdel, /)",
                    |vm, a| with(vm, a, 2),
                    "Descriptor to obtain a copy of the property with a different deleter.",
                ),
                method(
                    "__set_name__",
                    "($self, owner, name, /)",
                    set_name,
                    "Method to set name of a property.",
                ),
            ]
        },
        getset: const {
            &[
                member("fget", |vm, o| Ok(or_none(o.expect::<Property>().get.get(vm)))),
                member("fset", |vm, o| Ok(or_none(o.expect::<Property>().set.get(vm)))),
                member("fdel", |vm, o| Ok(or_none(o.expect::<Property>().delete.get(vm)))),
                getset(
                    "__doc__",
                    |vm, o| Ok(or_none(o.expect::<Property>().doc.get(vm))),
                    |vm, o, v| {
                        store(vm, &o.expect::<Property>().doc, v.cloned().unwrap_or(Value::NULL));
                        Ok(())
                    },
                ),
                getset(
                    "__name__",
                    |vm, o| {
                        let own = o.expect::<Property>().name.get(vm).clone();
                        if !own.is_null() {
                            return Ok(own);
                        }
                        let get = o.expect::<Property>().get.get(vm).clone();
                        let key = vm.names.name.clone();
                        if !get.is_null()
                            && let Some(name) = vm.find_attr(&get, &key)?
                        {
                            return Ok(name);
                        }
                        Err(crate::attr::no_attribute(vm, o, &key))
                    },
                    |vm, o, v| {
                        store(vm, &o.expect::<Property>().name, v.cloned().unwrap_or(Value::NULL));
                        Ok(())
                    },
                ),
                crate::native::getter("__isabstractmethod__", is_abstract),
            ]
        },
        doc: Some(
            "property(fget=None, fset=None, fdel=None, doc=None)\n--\n\nProperty attribute.\n\n  fget\n    function to be used for getting an attribute value\n  fset\n    function to be used for setting an attribute value\n  fdel\n    function to be used for del'ing an attribute\n  doc\n    docstring",
        ),
        ..TypeSpec::default()
    }
}
