//! `super`.

use crate::class::{Type, TypeExt};
use crate::native::{TypeSpec, member};
use crate::slots::Slots;
use crate::{Args, Guarded, Payload, PyResult, Tp, Tracer, Value, Vm};

/// The payload; NULL before `__init__`, and `object` is NULL for an unbound one.
pub struct Super {
    pub class: Guarded<Value>,
    pub object: Guarded<Value>,
    pub object_class: Guarded<Value>,
}

// SAFETY: every field is visited once.
unsafe impl Payload for Super {
    const NAME: &'static str = "super";
    const SHAPE: u32 = Tp::Super as u32;
    fn trace(&self, visit: Tracer<'_>) {
        for field in [&self.class, &self.object, &self.object_class] {
            // SAFETY: the collector runs while nobody borrows.
            visit(unsafe { &*field.as_ptr() });
        }
    }
}

/// The class whose MRO `super(class, object)` walks: the object itself if it is a class below, else its class.
pub fn check(vm: &mut Vm, class: &Value, object: &Value) -> PyResult {
    let wanted = class.expect::<Type>();
    if let Some(own) = object.downcast::<Type>()
        && own.is_subtype(wanted)
    {
        return Ok(object.clone());
    }
    let own = vm.type_of(object).value();
    if own.expect::<Type>().is_subtype(wanted) {
        return Ok(own);
    }
    let name = vm.names.class.clone();
    if let Some(claimed) = vm.find_attr(object, &name)?
        && !claimed.is(&own)
        && claimed.downcast::<Type>().is_some_and(|c| c.is_subtype(wanted))
    {
        return Ok(claimed);
    }
    let kind = if object.downcast::<Type>().is_some() { "type" } else { "instance of" };
    let text = format!(
        "super(type, obj): obj ({kind} {}) is not an instance or subtype of type ({}).",
        match object.downcast::<Type>() {
            Some(class) => class.name(vm),
            None => vm.type_name(object),
        },
        wanted.name(vm)
    );
    Err(vm.type_error(text))
}

impl Vm {
    /// `super(class, object)`.
    pub fn new_super(&mut self, class: Value, object: Value) -> PyResult {
        let object_class = check(self, &class, &object)?;
        Ok(self.heap.alloc(
            Tp::Super as u32,
            Super {
                class: Guarded::new(class),
                object: Guarded::new(object),
                object_class: Guarded::new(object_class),
            },
        ))
    }

    /// The attribute behind `class` in the MRO of `object_class`, unbound.
    pub fn super_lookup(&self, class: &Value, object_class: &Value, name: &Value) -> Option<Value> {
        let mro = object_class.expect::<Type>().mro(self);
        let at = mro.iter().position(|c| c.is(class))?;
        for base in &mro[at + 1..] {
            if let Some(word) = base.dict(self).get_interned(self, name.raw()) {
                // SAFETY: the word belongs to the dict.
                return Some(unsafe { Value::from_raw_borrowed(word) });
            }
        }
        None
    }
}

/// `super().name`, without a super object.
pub fn getattr_of(
    vm: &mut Vm,
    class: &Value,
    object: &Value,
    object_class: &Value,
    name: &Value,
) -> PyResult<Option<Value>> {
    if name.is(&vm.names.class) {
        return Ok(None);
    }
    let Some(found) = vm.super_lookup(class, object_class, name) else { return Ok(None) };
    match vm.type_of(&found).slots().descr_get {
        Some(get) => {
            let bound = if object.is(object_class) { None } else { Some(object) };
            get(vm, &found, bound, object_class).map(Some)
        }
        None => Ok(Some(found)),
    }
}

fn getattr(vm: &mut Vm, object: &Value, name: &Value) -> PyResult {
    let own = object.expect::<Super>();
    let (class, bound, object_class) =
        (own.class.get(vm).clone(), own.object.get(vm).clone(), own.object_class.get(vm).clone());
    let interned = crate::attr::intern_name(vm, name)?;
    if !bound.is_null()
        && let Some(value) = getattr_of(vm, &class, &bound, &object_class, &interned)?
    {
        return Ok(value);
    }
    match crate::attr::generic_find(vm, object, &interned)? {
        Some(value) => Ok(value),
        None => Err(vm.attribute_error(
            format!("'super' object has no attribute '{}'", vm.text(&interned)),
            object,
            &interned,
        )),
    }
}

fn new(vm: &mut Vm, class: &Value, _: Args<'_>) -> PyResult {
    let shape = class.expect::<Type>().shape.get();
    let empty = || Guarded::new(Value::NULL);
    Ok(vm.heap.alloc(shape, Super { class: empty(), object: empty(), object_class: empty() }))
}

fn implicit(vm: &mut Vm) -> PyResult<(Value, Value)> {
    let Some(top) = vm.stack.top() else { return Err(vm.runtime_error("super(): no current frame")) };
    let code = top.code().value();
    let code = code.expect::<crate::code::Code>();
    if code.arg_count == 0 {
        return Err(vm.runtime_error("super(): no arguments"));
    }
    let mut object = top.register(0);
    let kind = code.block.localsplus.first().map(|local| local.kind);
    if kind.is_some_and(|kind| kind.contains(taipan_bytecode::LocalKind::CELL))
        && let Some(cell) = object.downcast::<crate::cell::Cell>()
    {
        let content = cell.content.get(vm).clone();
        object = content;
    }
    let index = code.local_names.iter().position(|n| n.is(&vm.intern("__class__")));
    let cell = index.and_then(|i| vm.stack.top().map(|t| t.register(i)));
    if object.is_null() {
        return Err(vm.runtime_error("super(): arg[0] deleted"));
    }
    let Some(cell) = cell else { return Err(vm.runtime_error("super(): __class__ cell not found")) };
    let class = match cell.downcast::<crate::cell::Cell>() {
        Some(cell) => cell.content.get(vm).clone(),
        None => Value::NULL,
    };
    if class.is_null() {
        return Err(vm.runtime_error("super(): empty __class__ cell"));
    }
    Ok((class, object))
}

fn init(vm: &mut Vm, object: &Value, args: Args<'_>) -> PyResult<()> {
    if !args.names.is_empty() {
        return Err(vm.type_error("super() takes no keyword arguments"));
    }
    let (class, bound) = match args.all {
        [] => implicit(vm)?,
        [class] => (class.clone(), Value::NULL),
        [class, bound] => (class.clone(), if bound.is_none() { Value::NULL } else { bound.clone() }),
        many => {
            return Err(vm.type_error(format!("super() expected at most 2 arguments, got {}", many.len())));
        }
    };
    if class.downcast::<Type>().is_none() {
        let text = format!("super() argument 1 must be a type, not {}", vm.type_name(&class));
        return Err(vm.type_error(text));
    }
    let object_class = if bound.is_null() { Value::NULL } else { check(vm, &class, &bound)? };
    let own = object.expect::<Super>();
    *own.class.get_mut(vm) = class;
    *own.object.get_mut(vm) = bound;
    *own.object_class.get_mut(vm) = object_class;
    Ok(())
}

fn get(vm: &mut Vm, object: &Value, instance: Option<&Value>, _: &Value) -> PyResult {
    let own = object.expect::<Super>();
    match instance {
        Some(instance) if own.object.get(vm).is_null() => {
            let class = own.class.get(vm).clone();
            if vm.is_exact(object, Tp::Super) {
                return vm.new_super(class, instance.clone());
            }
            let own = vm.type_of(object).value();
            vm.call(&own, &[class, instance.clone()])
        }
        _ => Ok(object.clone()),
    }
}

fn repr(vm: &mut Vm, object: &Value) -> PyResult {
    let own = object.expect::<Super>();
    let class = own.class.get(vm).clone();
    let name = class.downcast::<Type>().map_or("NULL".to_owned(), |c| c.name(vm));
    let text = match own.object_class.get(vm).downcast::<Type>() {
        Some(class) => format!("<super: <class '{name}'>, <{} object>>", class.name(vm)),
        None => format!("<super: <class '{name}'>, NULL>"),
    };
    Ok(vm.new_str(&text))
}

fn or_none(value: &Value) -> Value {
    if value.is_null() { Value::NONE } else { value.clone() }
}

pub fn spec() -> TypeSpec {
    TypeSpec {
        slots: Slots {
            new: Some(new),
            init: Some(init),
            getattr: Some(getattr),
            descr_get: Some(get),
            repr: Some(repr),
            ..Slots::default()
        },
        getset: const {
            &[
                member("__thisclass__", |vm, o| Ok(or_none(o.expect::<Super>().class.get(vm)))),
                member("__self__", |vm, o| Ok(or_none(o.expect::<Super>().object.get(vm)))),
                member("__self_class__", |vm, o| Ok(or_none(o.expect::<Super>().object_class.get(vm)))),
            ]
        },
        doc: Some(
            "super() -> same as super(__class__, <first argument>)\nsuper(type) -> unbound super object\nsuper(type, obj) -> bound super object; requires isinstance(obj, type)\nsuper(type, type2) -> bound super object; requires issubclass(type2, type)\nTypical use to call a cooperative superclass method:\nclass C(B):\n    def meth(self, arg):\n        super().meth(arg)\nThis works for class methods too:\nclass C(B):\n    @classmethod\n    def cmeth(cls, arg):\n        super().cmeth(arg)\n",
        ),
        ..TypeSpec::default()
    }
}
