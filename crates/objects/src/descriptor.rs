//! Descriptors of attributes: computed ones of builtin classes, and the slots of `__slots__`, `__dict__` and
//! `__weakref__` of classes made by Python.

use crate::class::{Type, TypeExt};
use crate::native::{GetSet, TypeSpec, getter};
use crate::slots::Slots;
use crate::{Obj, Payload, PyResult, Tp, Tracer, Value, Vm};

/// The payload of a `getset_descriptor` (and of a `member_descriptor` of a builtin class).
pub struct GetSetDescriptor {
    pub def: &'static GetSet,
    pub class: Value,
    pub name: Value,
}

// SAFETY: the class is visited; the name is interned.
unsafe impl Payload for GetSetDescriptor {
    const NAME: &'static str = "getset_descriptor";
    const SHAPE: u32 = Tp::GetSetDescriptor as u32;
    fn trace(&self, visit: Tracer<'_>) {
        visit(&self.class);
    }
}

/// The payload of a `member_descriptor`.
pub struct MemberDescriptor {
    pub class: Value,
    pub name: Value,
    pub place: Place,
}

/// The slot of instances of a class that `__slots__` gave this name (interned), if it is still what is found there.
pub fn slot_place(vm: &Vm, class: &Obj<Type>, name: &Value) -> Option<usize> {
    match vm.lookup(class, name)?.downcast::<MemberDescriptor>()?.place {
        Place::Slot(place) => Some(place),
        _ => None,
    }
}

/// What a member descriptor reads.
pub enum Place {
    Slot(usize),
    /// An item of a tuple: the field of a struct sequence.
    Item(usize),
    Native(&'static GetSet),
}

// SAFETY: as above.
unsafe impl Payload for MemberDescriptor {
    const NAME: &'static str = "member_descriptor";
    const SHAPE: u32 = Tp::MemberDescriptor as u32;
    fn trace(&self, visit: Tracer<'_>) {
        visit(&self.class);
        visit(&self.name);
    }
}

fn get_dict(vm: &mut Vm, object: &Value) -> PyResult {
    if vm.is_instance(object, Tp::Type) {
        return crate::class::get_dict(vm, object);
    }
    match crate::attr::instance_dict(vm, object) {
        Some(dict) => Ok(dict),
        None => {
            let name = vm.names.dict.clone();
            Err(crate::attr::no_attribute(vm, object, &name))
        }
    }
}

/// Classes and modules have dicts of other kinds, also where a base says that theirs may be replaced.
fn check_own_dict(vm: &mut Vm, object: &Value) -> PyResult<()> {
    if object.downcast::<Type>().is_some() {
        return Err(vm.raise(Tp::AttributeError, "attribute '__dict__' of 'type' objects is not writable"));
    }
    if object.downcast::<crate::module::Module>().is_some() {
        return Err(vm.raise(Tp::AttributeError, "readonly attribute"));
    }
    let has_dict = object.header().is_some_and(|header| {
        let shape = vm.heap.shape(header.shape.get());
        shape.flags.get().has(taipan_heap::ShapeFlags::HAS_DICT)
    });
    if has_dict {
        return Ok(());
    }
    let name = vm.names.dict.clone();
    Err(crate::attr::no_attribute(vm, object, &name))
}

fn set_dict(vm: &mut Vm, object: &Value, value: Option<&Value>) -> PyResult<()> {
    check_own_dict(vm, object)?;
    let Some(value) = value else {
        return Err(vm.type_error("cannot delete __dict__"));
    };
    if !vm.is_instance(value, Tp::Dict) {
        let text = format!("__dict__ must be set to a dictionary, not a '{}'", vm.type_name(value));
        return Err(vm.type_error(text));
    }
    crate::attr::set_instance_dict(vm, object, value.clone());
    Ok(())
}

/// The same for classes made by Python, whose instances may lose the dict: the next one is empty.
fn set_own_dict(vm: &mut Vm, object: &Value, value: Option<&Value>) -> PyResult<()> {
    let is_exception = object.downcast::<crate::exception::Exception>().is_some();
    if value.is_some() || is_exception {
        return set_dict(vm, object, value);
    }
    check_own_dict(vm, object)?;
    let empty = vm.new_dict();
    crate::attr::set_instance_dict(vm, object, empty);
    Ok(())
}

fn get_weakref(vm: &mut Vm, object: &Value) -> PyResult {
    let first = object.header().and_then(|h| vm.heap.weakrefs(h).first().copied());
    match first {
        // SAFETY: a watcher leaves the table before it dies.
        Some(watcher) => Ok(unsafe { &*watcher }.value()),
        None => Ok(Value::NONE),
    }
}

static DICT: GetSet = GetSet { name: "__dict__", get: get_dict, set: Some(set_own_dict), member: false };
static WEAKREF: GetSet = GetSet { name: "__weakref__", get: get_weakref, set: None, member: false };

/// The attributes `__dict__` that builtin classes with a dict have.
pub const DICT_GETSET: &GetSet =
    &GetSet { name: "__dict__", get: get_dict, set: Some(set_dict), member: false };

impl Vm {
    pub(crate) fn new_getset(&self, def: &'static GetSet, class: &Value) -> Value {
        let name = self.intern(def.name);
        if def.member {
            let place = Place::Native(def);
            return self
                .heap
                .alloc(Tp::MemberDescriptor as u32, MemberDescriptor { class: class.clone(), name, place });
        }
        self.heap.alloc(Tp::GetSetDescriptor as u32, GetSetDescriptor { def, class: class.clone(), name })
    }

    pub(crate) fn new_slot_descriptor(&self, class: &Value, name: Value, index: usize) -> Value {
        let descriptor = MemberDescriptor { class: class.clone(), name, place: Place::Slot(index) };
        self.heap.alloc(Tp::MemberDescriptor as u32, descriptor)
    }

    pub(crate) fn new_dict_descriptor(&self, class: &Value) -> Value {
        self.new_getset(&DICT, class)
    }

    /// That of a native class, whose instances keep their dict.
    pub(crate) fn new_native_dict_descriptor(&self, class: &Value) -> Value {
        self.new_getset(DICT_GETSET, class)
    }

    pub(crate) fn new_weakref_descriptor(&self, class: &Value) -> Value {
        self.new_getset(&WEAKREF, class)
    }
}

fn check(vm: &mut Vm, class: &Value, name: &Value, object: &Value) -> PyResult<()> {
    if vm.type_of(object).is_subtype(class.expect::<Type>()) {
        return Ok(());
    }
    let text = format!(
        "descriptor '{}' for '{}' objects doesn't apply to a '{}' object",
        vm.text(name),
        class.expect::<Type>().name(vm),
        vm.type_name(object)
    );
    Err(vm.type_error(text))
}

fn getset_get(vm: &mut Vm, descriptor: &Value, object: Option<&Value>, _: &Value) -> PyResult {
    let Some(object) = object else { return Ok(descriptor.clone()) };
    let own = descriptor.expect::<GetSetDescriptor>();
    check(vm, &own.class, &own.name, object)?;
    (own.def.get)(vm, object)
}

fn getset_set(vm: &mut Vm, descriptor: &Value, object: &Value, value: Option<&Value>) -> PyResult<()> {
    let own = descriptor.expect::<GetSetDescriptor>();
    check(vm, &own.class, &own.name, object)?;
    match own.def.set {
        Some(set) => set(vm, object, value),
        None => {
            let class = crate::native_class::message_name(vm, own.class.expect::<Type>());
            let text = format!("attribute '{}' of '{class}' objects is not writable", own.def.name);
            Err(vm.raise(Tp::AttributeError, text))
        }
    }
}

fn qualname(vm: &mut Vm, class: &Value, name: &Value) -> PyResult {
    let qualname = vm.text(class.expect::<Type>().data.qualname.get(vm)).into_owned();
    Ok(vm.new_str(&format!("{qualname}.{}", vm.text(name))))
}

pub fn getset_spec() -> TypeSpec {
    TypeSpec {
        slots: Slots {
            descr_get: Some(getset_get),
            descr_set: Some(getset_set),
            repr: Some(|vm, o| {
                let own = o.expect::<GetSetDescriptor>();
                let class = own.class.expect::<Type>().name(vm);
                Ok(vm.new_str(&format!("<attribute '{}' of '{class}' objects>", own.def.name)))
            }),
            ..Slots::default()
        },
        getset: const {
            &[
                getter("__name__", |_, o| Ok(o.expect::<GetSetDescriptor>().name.clone())),
                getter("__qualname__", |vm, o| {
                    let own = o.expect::<GetSetDescriptor>();
                    qualname(vm, &own.class, &own.name)
                }),
                getter("__objclass__", |_, o| Ok(o.expect::<GetSetDescriptor>().class.clone())),
                getter("__doc__", |_, _| Ok(Value::NONE)),
            ]
        },
        no_new: true,
        is_final: true,
        ..TypeSpec::default()
    }
}

fn member_get(vm: &mut Vm, descriptor: &Value, object: Option<&Value>, _: &Value) -> PyResult {
    let Some(object) = object else { return Ok(descriptor.clone()) };
    let own = descriptor.expect::<MemberDescriptor>();
    check(vm, &own.class, &own.name, object)?;
    match own.place {
        Place::Native(def) => (def.get)(vm, object),
        Place::Item(index) => {
            match object.downcast::<crate::tuple::Tuple>().and_then(|t| t.items().get(index)) {
                Some(value) => Ok(value.clone()),
                None => Err(crate::attr::no_attribute(vm, object, &own.name)),
            }
        }
        Place::Slot(index) => match crate::attr::get_slot(vm, object, index).non_null() {
            Some(value) => Ok(value),
            None => Err(crate::attr::no_attribute(vm, object, &own.name)),
        },
    }
}

fn member_set(vm: &mut Vm, descriptor: &Value, object: &Value, value: Option<&Value>) -> PyResult<()> {
    let own = descriptor.expect::<MemberDescriptor>();
    check(vm, &own.class, &own.name, object)?;
    match own.place {
        Place::Native(def) => match def.set {
            Some(set) => set(vm, object, value),
            None => Err(vm.raise(Tp::AttributeError, "readonly attribute")),
        },
        Place::Item(_) => Err(vm.raise(Tp::AttributeError, "readonly attribute")),
        Place::Slot(index) => {
            let old = crate::attr::set_slot(vm, object, index, value.cloned().unwrap_or(Value::NULL));
            if value.is_none() && old.is_null() {
                return Err(crate::attr::no_attribute(vm, object, &own.name));
            }
            drop(old);
            Ok(())
        }
    }
}

pub fn member_spec() -> TypeSpec {
    TypeSpec {
        slots: Slots {
            descr_get: Some(member_get),
            descr_set: Some(member_set),
            repr: Some(|vm, o| {
                let own = o.expect::<MemberDescriptor>();
                let class = own.class.expect::<Type>().name(vm);
                Ok(vm.new_str(&format!("<member '{}' of '{class}' objects>", vm.text(&own.name))))
            }),
            ..Slots::default()
        },
        methods: const {
            &[crate::native::method(
                "__reduce__",
                "($self, /)",
                |vm, a| {
                    let own = a[0].expect::<MemberDescriptor>();
                    let name = vm.text(&own.name).into_owned();
                    crate::native_function::reduced(vm, &own.class, &name)
                },
                "",
            )]
        },
        getset: const {
            &[
                getter("__name__", |_, o| Ok(o.expect::<MemberDescriptor>().name.clone())),
                getter("__qualname__", |vm, o| {
                    let own = o.expect::<MemberDescriptor>();
                    qualname(vm, &own.class, &own.name)
                }),
                getter("__objclass__", |_, o| Ok(o.expect::<MemberDescriptor>().class.clone())),
                getter("__doc__", |_, _| Ok(Value::NONE)),
            ]
        },
        no_new: true,
        is_final: true,
        ..TypeSpec::default()
    }
}
