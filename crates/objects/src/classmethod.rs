//! `classmethod` and `staticmethod`.

use crate::native::{TypeSpec, getset, getter, member};
use crate::slots::Slots;
use crate::{Args, Guarded, Payload, PyResult, Tp, Tracer, Value, Vm};

/// The payload: the wrapped callable; NULL before `__init__`.
pub struct Wrapped {
    pub callable: Guarded<Value>,
}

// SAFETY: the callable is visited once.
unsafe impl Payload for Wrapped {
    const NAME: &'static str = "classmethod";
    const SHAPE: u32 = Tp::ClassMethod as u32;
    fn trace(&self, visit: Tracer<'_>) {
        // SAFETY: the collector runs while nobody borrows.
        visit(unsafe { &*self.callable.as_ptr() });
    }
}

impl Vm {
    /// `staticmethod(callable)`.
    pub fn new_static_method(&self, callable: Value) -> Value {
        self.heap.alloc(Tp::StaticMethod as u32, Wrapped { callable: Guarded::new(callable) })
    }

    /// `classmethod(callable)`.
    pub fn new_class_method(&self, callable: Value) -> Value {
        self.heap.alloc(Tp::ClassMethod as u32, Wrapped { callable: Guarded::new(callable) })
    }
}

fn new(vm: &mut Vm, class: &Value, _: Args<'_>) -> PyResult {
    let shape = class.expect::<crate::class::Type>().shape.get();
    Ok(vm.heap.alloc(shape, Wrapped { callable: Guarded::new(Value::NULL) }))
}

fn init(vm: &mut Vm, object: &Value, args: Args<'_>) -> PyResult<()> {
    let [callable] = args.all else {
        let name = vm.type_name(object);
        let text = format!("{name} expected 1 argument, got {}", args.all.len());
        return Err(vm.type_error(text));
    };
    let old = std::mem::replace(object.expect::<Wrapped>().callable.get_mut(vm), callable.clone());
    if !old.is_null() {
        crate::class::binding_changed(vm);
    }
    drop(old);
    for name in ["__module__", "__name__", "__qualname__", "__doc__"] {
        let name = vm.intern(name);
        if let Some(value) = vm.find_attr(callable, &name)? {
            crate::attr::instance_set(vm, object, &name, value)?;
        }
    }
    Ok(())
}

fn callable(vm: &Vm, object: &Value) -> Value {
    let own = object.expect::<Wrapped>().callable.get(vm).clone();
    if own.is_null() { Value::NONE } else { own }
}

fn class_get(vm: &mut Vm, object: &Value, instance: Option<&Value>, owner: &Value) -> PyResult {
    let function = callable(vm, object);
    let class = match instance {
        Some(instance) if owner.is_none() || owner.is_null() => vm.type_of(instance).value(),
        _ => owner.clone(),
    };
    Ok(vm.new_method(function, class))
}

fn static_get(vm: &mut Vm, object: &Value, _: Option<&Value>, _: &Value) -> PyResult {
    Ok(callable(vm, object))
}

fn static_call(vm: &mut Vm, object: &Value, args: Args<'_>) -> PyResult {
    let function = callable(vm, object);
    vm.call_args(&function, args)
}

fn repr(vm: &mut Vm, object: &Value) -> PyResult {
    let kind = if vm.is_instance(object, Tp::ClassMethod) { "classmethod" } else { "staticmethod" };
    let function = callable(vm, object);
    let text = format!("<{kind}({})>", vm.repr_text(&function)?);
    Ok(vm.new_str(&text))
}

fn is_abstract(vm: &mut Vm, object: &Value) -> PyResult {
    let function = callable(vm, object);
    let key = vm.names.isabstractmethod.clone();
    match vm.find_attr(&function, &key)? {
        Some(flag) => vm.truth(&flag).map(Value::from_bool),
        None => Ok(Value::FALSE),
    }
}

/// What the callable has, kept from the first look on.
fn forward(vm: &mut Vm, object: &Value, name: &str) -> PyResult {
    let name = vm.intern(name);
    if let Some(dict) = crate::attr::instance_dict(vm, object)
        && let Some(own) = vm.dict_get(&dict, &name)?
    {
        return Ok(own);
    }
    let function = callable(vm, object);
    let value = vm.get_attr(&function, &name)?;
    crate::attr::instance_set(vm, object, &name, value.clone())?;
    Ok(value)
}

fn set_forwarded(vm: &mut Vm, object: &Value, value: Option<&Value>, name: &str) -> PyResult<()> {
    let name = vm.intern(name);
    if let Some(value) = value {
        return crate::attr::instance_set(vm, object, &name, value.clone());
    }
    if let Some(dict) = crate::attr::instance_dict(vm, object)
        && vm.dict_remove(&dict, &name)?.is_some()
    {
        return Ok(());
    }
    Err(crate::attr::no_attribute(vm, object, &name))
}

const GETSET: &[crate::native::GetSet] = &[
    member("__func__", |vm, o| Ok(callable(vm, o))),
    member("__wrapped__", |vm, o| Ok(callable(vm, o))),
    getter("__isabstractmethod__", is_abstract),
    getset(
        "__annotations__",
        |vm, o| forward(vm, o, "__annotations__"),
        |vm, o, v| set_forwarded(vm, o, v, "__annotations__"),
    ),
    getset(
        "__annotate__",
        |vm, o| forward(vm, o, "__annotate__"),
        |vm, o, v| set_forwarded(vm, o, v, "__annotate__"),
    ),
    *crate::descriptor::DICT_GETSET,
];

pub fn class_spec() -> TypeSpec {
    TypeSpec {
        slots: Slots {
            new: Some(new),
            init: Some(init),
            descr_get: Some(class_get),
            repr: Some(repr),
            ..Slots::default()
        },
        methods: const {
            &[crate::native::class_method(
                "__class_getitem__",
                "($cls, object, /)",
                |vm, a| vm.new_generic_alias(&a[0], &a[1]),
                "See PEP 585",
            )]
        },
        getset: GETSET,
        doc: Some("classmethod(function, /)\n--\n\nConvert a function to be a class method."),
        ..TypeSpec::default()
    }
}

pub fn static_spec() -> TypeSpec {
    TypeSpec {
        slots: Slots { descr_get: Some(static_get), call: Some(static_call), ..class_spec().slots },
        doc: Some("staticmethod(function, /)\n--\n\nConvert a function to be a static method."),
        ..class_spec()
    }
}
