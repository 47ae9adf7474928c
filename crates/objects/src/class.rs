//! `type`: classes, their MRO, and attribute look-up on classes.
//!
//! A class's version stands for the content of every `__dict__` along its MRO: whoever changes one of these goes
//! through [`changed`], which takes the versions of the class and all its subclasses away and brings their slots up
//! to date. Inline caches and the method cache compare versions only.

use crate::native::{TypeSpec, class_method, getset, getter, member, method};
use crate::slots::Slots;
use crate::{Args, Guarded, Obj, Payload, PyResult, Tp, Tracer, Value, Vm};
use std::cell::{Cell, UnsafeCell};
use taipan_heap::{Header, Kind, ShapeFlags, raw};

/// Flags of a class.
pub mod type_flags {
    /// Made by a `class` statement: mutable, counted by its instances.
    pub const HEAP: u32 = 1;
    /// May not be a base.
    pub const FINAL: u32 = 2;
    /// Has abstract methods.
    pub const ABSTRACT: u32 = 4;
    /// `__new__` is refused.
    pub const NO_NEW: u32 = 8;
    /// Matches `case [...]`.
    pub const SEQUENCE: u32 = 16;
    /// Matches `case {...}`.
    pub const MAPPING: u32 = 32;
    /// Calling the class makes a plain object and calls `__init__`, nothing else.
    pub const PLAIN_INIT: u32 = 64;
    /// Calling the class makes an exception that keeps the arguments, and does nothing else.
    pub const PLAIN_EXCEPTION: u32 = 128;
    /// `__flags__` says that it is a heap type, since CPython's is one.
    pub const SHOWN_AS_HEAP: u32 = 256;
}

/// The payload of a class.
pub struct Type {
    pub name: Guarded<Value>,
    pub qualname: Guarded<Value>,
    pub bases: Guarded<Value>,
    pub mro_tuple: Guarded<Value>,
    mro: UnsafeCell<Box<[*const Obj<Type>]>>,
    /// The base that decides the layout; null for `object`. Kept alive by `bases`.
    pub base: Cell<*const Obj<Type>>,
    /// The dict of the class; NULL only while it is being made.
    pub dict: Guarded<Value>,
    slots: UnsafeCell<Slots>,
    pub version: Cell<u32>,
    /// A cache that holds for one epoch speaks of objects of this class.
    pub relied_on: Cell<bool>,
    /// Counts the classes made by Python.
    pub serial: Cell<u64>,
    pub flags: Cell<u32>,
    /// The root shape of instances.
    pub shape: Cell<u32>,
    pub kind: &'static Kind,
    /// Direct subclasses, not counted.
    pub subclasses: Guarded<Vec<*const Obj<Type>>>,
    /// Which builtin class this is.
    pub builtin: Option<Tp>,
    /// What stands before the rule in a native class's doc, from its bracket on.
    pub text_signature: Cell<Option<&'static str>>,
    /// What calling a builtin class gives in the common cases.
    pub quick: Cell<Option<crate::native::QuickFn>>,
    /// The constructor of a builtin class, once it was looked for.
    pub constructor: std::cell::OnceCell<std::sync::Arc<crate::native_function::Definition>>,
}

// SAFETY: every Value held is visited once; `mro`, `base` and `subclasses` borrow from what the tuples keep alive.
unsafe impl Payload for Type {
    const NAME: &'static str = "type";
    const SHAPE: u32 = Tp::Type as u32;

    fn trace(&self, visit: Tracer<'_>) {
        for field in [&self.name, &self.qualname, &self.bases, &self.mro_tuple, &self.dict] {
            // SAFETY: the collector runs while nobody borrows.
            visit(unsafe { &*field.as_ptr() });
        }
    }

    fn clear(&self) {
        // The dict is emptied by its own `clear`; dropping the MRO breaks the class's reference to itself.
        // SAFETY: as above.
        unsafe {
            *self.mro_tuple.as_ptr() = Value::NONE;
        }
    }

    fn drop_tail(&mut self) {
        let own = (&raw const *self).cast::<u8>();
        // SAFETY: a payload lies behind its header.
        let header = unsafe { &*own.sub(size_of::<Header>()).cast::<Header>() };
        if header.heap().is_ending() {
            return;
        }
        // SAFETY: the bases are alive, kept by `bases`, until the payload is dropped; then nobody finds this class.
        unsafe {
            let bases = &*self.bases.as_ptr();
            if let Some(bases) = bases.downcast::<crate::tuple::Tuple>() {
                for base in bases.items() {
                    if let Some(base) = base.downcast::<Type>() {
                        let all = &mut *base.subclasses.as_ptr();
                        // They stand in the order of their making, unless somebody assigned to `__bases__`.
                        let is_own = |&s: &*const Obj<Type>| std::ptr::eq(s.cast(), header);
                        let at = all.partition_point(|&s| (&*s).serial.get() < self.serial.get());
                        let at = match all.get(at) {
                            Some(class) if is_own(class) => Some(at),
                            _ => all.iter().position(is_own),
                        };
                        if let Some(at) = at {
                            all.remove(at);
                        }
                    }
                }
            }
        }
    }
}

impl Type {
    pub(crate) fn new(kind: &'static Kind, builtin: Option<Tp>) -> Type {
        Type {
            name: Guarded::new(Value::NULL),
            qualname: Guarded::new(Value::NULL),
            bases: Guarded::new(Value::NULL),
            mro_tuple: Guarded::new(Value::NULL),
            mro: UnsafeCell::new(Box::new([])),
            base: Cell::new(std::ptr::null()),
            dict: Guarded::new(Value::NULL),
            slots: UnsafeCell::new(Slots::default()),
            version: Cell::new(0),
            relied_on: Cell::new(false),
            serial: Cell::new(0),
            flags: Cell::new(0),
            shape: Cell::new(builtin.map_or(0, |tp| tp as u32)),
            kind,
            subclasses: Guarded::new(Vec::new()),
            builtin,
            text_signature: Cell::new(None),
            quick: Cell::new(None),
            constructor: std::cell::OnceCell::new(),
        }
    }

    #[inline(always)]
    pub fn slots(&self) -> &Slots {
        // SAFETY: slots are function pointers; callers copy one out at once, and nothing changes them meanwhile.
        unsafe { &*self.slots.get() }
    }

    /// Replaces the slots.
    pub fn set_slots(&self, slots: Slots) {
        // What these flags say depends on the slots: whoever sets them sets it again (see `slot_generic`).
        self.set_flag(type_flags::PLAIN_INIT | type_flags::PLAIN_EXCEPTION, false);
        // SAFETY: see `slots`.
        unsafe { *self.slots.get() = slots }
    }

    #[inline]
    pub fn has_flag(&self, flag: u32) -> bool {
        self.flags.get() & flag != 0
    }

    pub fn set_flag(&self, flag: u32, on: bool) {
        self.flags.set(if on { self.flags.get() | flag } else { self.flags.get() & !flag });
    }
}

/// Classes as objects.
pub trait TypeExt {
    fn name(&self, vm: &Vm) -> String;
    fn mro<'a>(&'a self, vm: &'a Vm) -> &'a [&'a Obj<Type>];
    fn is_subtype(&self, other: &Obj<Type>) -> bool;
    fn dict<'a>(&'a self, vm: &'a Vm) -> &'a Obj<crate::dict::Dict>;
    fn base(&self) -> Option<&Obj<Type>>;
    fn find_in_mro(&self, vm: &Vm, name: u64) -> u64;
}

impl Type {
    /// Sets the MRO, its tuple and the borrowed list of it.
    pub(crate) fn set_mro(&self, vm: &Vm, mro: Vec<Value>) {
        let list: Box<[*const Obj<Type>]> =
            mro.iter().map(|c| c.expect::<Type>() as *const Obj<Type>).collect();
        let tuple = vm.new_tuple(mro);
        // SAFETY: no borrow of these is alive: the class is being made, or `__bases__` assigned.
        unsafe {
            *self.mro_tuple.as_ptr() = tuple;
            *self.mro.get() = list;
        }
    }
}

impl TypeExt for Obj<Type> {
    /// `__name__`.
    fn name(&self, vm: &Vm) -> String {
        vm.text(self.data.name.get(vm)).into_owned()
    }

    #[inline]
    fn mro<'a>(&'a self, _vm: &'a Vm) -> &'a [&'a Obj<Type>] {
        // SAFETY: the classes of the MRO are kept alive by `mro_tuple`; references and pointers have one layout.
        unsafe { std::mem::transmute::<&[*const Obj<Type>], &[&Obj<Type>]>(&**self.data.mro.get()) }
    }

    #[inline]
    fn is_subtype(&self, other: &Obj<Type>) -> bool {
        if std::ptr::eq(self, other) {
            return true;
        }
        // SAFETY: as in `mro`.
        let mro = unsafe { &*self.data.mro.get() };
        mro.iter().any(|&c| std::ptr::eq(c, other))
            // A class that is being made has no MRO yet.
            || mro.is_empty() && self.base().is_some_and(|base| base.is_subtype(other))
    }

    #[inline]
    fn dict<'a>(&'a self, vm: &'a Vm) -> &'a Obj<crate::dict::Dict> {
        self.data.dict.get(vm).expect::<crate::dict::Dict>()
    }

    fn base(&self) -> Option<&Obj<Type>> {
        let base = self.data.base.get();
        // SAFETY: kept alive by `bases`.
        if base.is_null() { None } else { Some(unsafe { &*base }) }
    }

    fn find_in_mro(&self, vm: &Vm, name: u64) -> u64 {
        for class in self.mro(vm) {
            if let Some(word) = class.dict(vm).get_interned(vm, name) {
                return word;
            }
        }
        raw::NULL
    }
}

/// A class's dict, bases or slots changed: versions go, and no inline cache holds any more where one relied on them.
pub fn changed(vm: &mut Vm, class: &Obj<Type>) {
    let mut relied_on = false;
    void_versions(vm, class, &mut |class| relied_on |= class.relied_on.replace(false));
    if relied_on {
        binding_changed(vm);
    }
}

/// The class and those below it have no version any more; each is shown to `visit`.
fn void_versions(vm: &Vm, class: &Obj<Type>, visit: &mut impl FnMut(&Type)) {
    class.version.set(0);
    visit(class);
    for subclass in direct_subclasses(vm, class) {
        void_versions(vm, subclass.expect::<Type>(), visit);
    }
}

/// What a descriptor gives may be another from now on: no inline cache holds any more.
pub fn binding_changed(vm: &Vm) {
    vm.class_epoch.set(vm.class_epoch.get().saturating_add(1));
}

/// As `changed`, where a class attribute that is no descriptor was replaced by another such: whatever is found along the
/// way to an instance's attribute is still found there, so only caches of the value itself are void.
fn value_changed(vm: &mut Vm, class: &Obj<Type>) {
    void_versions(vm, class, &mut |_| ());
}

/// The classes that name this one among their bases.
pub fn direct_subclasses(vm: &Vm, class: &Obj<Type>) -> Vec<Value> {
    // SAFETY: a subclass leaves this list before it dies.
    class.subclasses.get(vm).iter().map(|&s| unsafe { &*s }.value()).collect()
}

/// Classes came to be descriptors or ceased to be, or got another MRO: nothing is known of any class any more.
pub fn all_changed(vm: &mut Vm) {
    let object = vm.class(Tp::Object);
    changed(vm, object.expect::<Type>());
    binding_changed(vm);
}

/// The class a value is, or TypeError with this text.
pub fn as_class<'a>(vm: &mut Vm, value: &'a Value, message: &str) -> PyResult<&'a Obj<Type>> {
    match value.downcast::<Type>() {
        Some(class) => Ok(class),
        None => Err(vm.type_error(message)),
    }
}

/// `type.__getattribute__`.
pub fn getattr(vm: &mut Vm, object: &Value, name: &Value) -> PyResult {
    match find_attr(vm, object, name)? {
        Some(value) => Ok(value),
        None => {
            let class = object.expect::<Type>();
            let text = format!("type object '{}' has no attribute '{}'", class.name(vm), vm.text(name));
            Err(vm.attribute_error(text, object, name))
        }
    }
}

/// Look-up of an attribute of a class: data descriptor of the metaclass, MRO of the class, metaclass.
pub fn find_attr(vm: &mut Vm, object: &Value, name: &Value) -> PyResult<Option<Value>> {
    let class = object.expect::<Type>();
    let metaclass = vm.type_of(object).value();
    let metaclass = metaclass.expect::<Type>();
    let interned = match crate::attr::interned_name(vm, name)? {
        Some(name) => name,
        None => return Ok(None),
    };
    let meta = vm.lookup(metaclass, &interned);
    if let Some(meta) = &meta {
        let slots = vm.type_of(meta).slots();
        if let (Some(get), true) = (slots.descr_get, slots.descr_set.is_some()) {
            return get(vm, meta, Some(object), &metaclass.value()).map(Some);
        }
    }
    if let Some(found) = vm.lookup(class, &interned) {
        if let Some(get) = vm.type_of(&found).slots().descr_get {
            return get(vm, &found, None, object).map(Some);
        }
        return Ok(Some(found));
    }
    match meta {
        Some(meta) => match vm.type_of(&meta).slots().descr_get {
            Some(get) => get(vm, &meta, Some(object), &metaclass.value()).map(Some),
            None => Ok(Some(meta)),
        },
        None => Ok(None),
    }
}

/// `type.__setattr__` and `type.__delattr__`.
pub fn setattr(vm: &mut Vm, object: &Value, name: &Value, value: Option<&Value>) -> PyResult<()> {
    let class = object.expect::<Type>();
    if !class.has_flag(type_flags::HEAP) {
        let text = format!(
            "cannot set '{}' attribute of immutable type '{}'",
            vm.text(name),
            crate::native_class::message_name(vm, class)
        );
        return Err(vm.type_error(text));
    }
    let name = crate::attr::intern_name(vm, name)?;
    let metaclass = vm.type_of(object).value();
    if let Some(meta) = vm.lookup(metaclass.expect::<Type>(), &name)
        && let Some(set) = vm.type_of(&meta).slots().descr_set
    {
        return set(vm, &meta, object, value);
    }
    let dict = class.data.dict.get(vm).clone();
    let is_descriptor = |vm: &Vm, value: &Value| {
        let slots = vm.type_of(value).slots();
        slots.descr_get.is_some() || slots.descr_set.is_some()
    };
    let plain = value.is_some_and(|new| !is_descriptor(vm, new))
        && vm.dict_get(&dict, &name)?.is_some_and(|old| !is_descriptor(vm, &old));
    match value {
        Some(value) => vm.dict_set(&dict, &name, value.clone())?,
        None => {
            if vm.dict_remove(&dict, &name)?.is_none() {
                let text = format!("type object '{}' has no attribute '{}'", class.name(vm), vm.text(&name));
                return Err(vm.attribute_error(text, object, &name));
            }
        }
    }
    if plain {
        value_changed(vm, class);
    } else {
        changed(vm, class);
    }
    if vm.text(&name).starts_with("__") {
        crate::slot_generic::update_slots(vm, class, &name);
    }
    Ok(())
}

fn call(vm: &mut Vm, callee: &Value, args: Args<'_>) -> PyResult {
    let class = callee.expect::<Type>();
    if class.builtin == Some(Tp::Type) && args.all.len() == 1 && args.names.is_empty() {
        return Ok(vm.type_of(&args.all[0]).value());
    }
    let Some(new) = class.slots().new.filter(|_| !class.has_flag(type_flags::NO_NEW)) else {
        let name = class.name(vm);
        let module = crate::class_new::module_prefix(vm, class);
        return Err(vm.type_error(format!("cannot create '{module}{name}' instances")));
    };
    let object = new(vm, callee, args)?;
    if vm.type_of(&object).is_subtype(class)
        && let Some(init) = vm.type_of(&object).slots().init
    {
        init(vm, &object, args)?;
    }
    Ok(object)
}

fn repr(vm: &mut Vm, object: &Value) -> PyResult {
    let class = object.expect::<Type>();
    let qualname = vm.text(class.data.qualname.get(vm)).into_owned();
    let name = match crate::class_new::module_name(vm, class) {
        Some(module) if module != "builtins" => format!("<class '{module}.{qualname}'>"),
        _ => format!("<class '{}'>", if class.builtin.is_some() { class.name(vm) } else { qualname }),
    };
    Ok(vm.new_str(&name))
}

fn mro_method(vm: &mut Vm, a: &[Value]) -> PyResult {
    let mro = crate::class_new::compute_mro(vm, a[0].expect::<Type>())?;
    Ok(vm.new_list(mro))
}

fn subclasses(vm: &mut Vm, a: &[Value]) -> PyResult {
    let list = direct_subclasses(vm, a[0].expect::<Type>());
    Ok(vm.new_list(list))
}

fn instancecheck(vm: &mut Vm, a: &[Value]) -> PyResult {
    crate::abstract_::real_isinstance(vm, &a[1], &a[0]).map(Value::from_bool)
}

fn subclasscheck(vm: &mut Vm, a: &[Value]) -> PyResult {
    crate::abstract_::real_issubclass(vm, &a[1], &a[0]).map(Value::from_bool)
}

fn prepare(vm: &mut Vm, _: &[Value]) -> PyResult {
    Ok(vm.new_dict())
}

fn get_name(vm: &mut Vm, object: &Value) -> PyResult {
    Ok(object.expect::<Type>().data.name.get(vm).clone())
}

pub(crate) fn check_settable(
    vm: &mut Vm,
    object: &Value,
    value: Option<&Value>,
    what: &str,
) -> PyResult<Value> {
    let class = object.expect::<Type>();
    if !class.has_flag(type_flags::HEAP) {
        let text = format!(
            "cannot set '{what}' attribute of immutable type '{}'",
            crate::native_class::message_name(vm, class)
        );
        return Err(vm.type_error(text));
    }
    match value {
        Some(value) => Ok(value.clone()),
        None => {
            let text = format!(
                "cannot delete '{what}' attribute of immutable type '{}'",
                crate::native_class::message_name(vm, class)
            );
            Err(vm.type_error(text))
        }
    }
}

fn set_name(vm: &mut Vm, object: &Value, value: Option<&Value>) -> PyResult<()> {
    let value = check_settable(vm, object, value, "__name__")?;
    let class = object.expect::<Type>();
    if !vm.is_instance(&value, Tp::Str) {
        let text =
            format!("can only assign string to {}.__name__, not '{}'", class.name(vm), vm.type_name(&value));
        return Err(vm.type_error(text));
    }
    crate::class_new::check_name(vm, &value)?;
    let old = std::mem::replace(class.data.name.get_mut(vm), value);
    drop(old);
    Ok(())
}

fn get_qualname(vm: &mut Vm, object: &Value) -> PyResult {
    Ok(object.expect::<Type>().data.qualname.get(vm).clone())
}

fn set_qualname(vm: &mut Vm, object: &Value, value: Option<&Value>) -> PyResult<()> {
    let value = check_settable(vm, object, value, "__qualname__")?;
    let class = object.expect::<Type>();
    if !vm.is_instance(&value, Tp::Str) {
        let text = format!(
            "can only assign string to {}.__qualname__, not '{}'",
            class.name(vm),
            vm.type_name(&value)
        );
        return Err(vm.type_error(text));
    }
    let old = std::mem::replace(class.data.qualname.get_mut(vm), value);
    drop(old);
    Ok(())
}

fn get_bases(vm: &mut Vm, object: &Value) -> PyResult {
    Ok(object.expect::<Type>().data.bases.get(vm).clone())
}

fn get_base(_: &mut Vm, object: &Value) -> PyResult {
    Ok(object.expect::<Type>().base().map_or(Value::NONE, Obj::value))
}

fn get_mro(vm: &mut Vm, object: &Value) -> PyResult {
    let mro = object.expect::<Type>().data.mro_tuple.get(vm).clone();
    Ok(if mro.is_null() { Value::NONE } else { mro })
}

fn get_module(vm: &mut Vm, object: &Value) -> PyResult {
    let class = object.expect::<Type>();
    // The dict of `type` has the descriptor that calls this.
    if let Some(tp) = class.builtin {
        return Ok(vm.intern(crate::builtin::ROWS[tp as usize].module));
    }
    match class.dict(vm).get_interned(vm, vm.names.module.raw()) {
        // SAFETY: the word belongs to the dict.
        Some(word) => Ok(unsafe { Value::from_raw_borrowed(word) }),
        None => {
            let name = vm.names.module.clone();
            Err(vm.attribute_error("__module__", object, &name))
        }
    }
}

fn set_module(vm: &mut Vm, object: &Value, value: Option<&Value>) -> PyResult<()> {
    let value = check_settable(vm, object, value, "__module__")?;
    let class = object.expect::<Type>();
    let dict = class.data.dict.get(vm).clone();
    let name = vm.names.module.clone();
    vm.dict_set(&dict, &name, value)?;
    // It is not where the class was made any more.
    let line = vm.intern("__firstlineno__");
    vm.dict_remove(&dict, &line)?;
    changed(vm, class);
    Ok(())
}

/// `__text_signature__` of a builtin class: the head of its docstring.
fn get_text_signature(vm: &mut Vm, object: &Value) -> PyResult {
    Ok(object.expect::<Type>().text_signature.get().map_or(Value::NONE, |text| vm.new_str(text)))
}

fn get_doc(vm: &mut Vm, object: &Value) -> PyResult {
    let class = object.expect::<Type>();
    let Some(word) = class.dict(vm).get_interned(vm, vm.names.doc.raw()) else { return Ok(Value::NONE) };
    // SAFETY: the word belongs to the dict.
    let doc = unsafe { Value::from_raw_borrowed(word) };
    match vm.type_of(&doc).slots().descr_get {
        Some(get) => get(vm, &doc, None, object),
        None => Ok(doc),
    }
}

fn set_doc(vm: &mut Vm, object: &Value, value: Option<&Value>) -> PyResult<()> {
    let value = check_settable(vm, object, value, "__doc__")?;
    let class = object.expect::<Type>();
    let dict = class.data.dict.get(vm).clone();
    let name = vm.names.doc.clone();
    vm.dict_set(&dict, &name, value)?;
    changed(vm, class);
    Ok(())
}

pub(crate) fn get_dict(vm: &mut Vm, object: &Value) -> PyResult {
    let dict = object.expect::<Type>().data.dict.get(vm).clone();
    Ok(vm.new_mapping_proxy(dict))
}

fn get_flags(vm: &mut Vm, object: &Value) -> PyResult {
    let class = object.expect::<Type>();
    let mut flags = 1 << 12;
    if class.has_flag(type_flags::HEAP)
        && vm.heap.shape(class.shape.get()).flags.get().has(ShapeFlags::HAS_DICT)
    {
        // Attributes in slots, and a dict when somebody asks for it.
        flags |= 1 << 4;
        if !class.kind.variable {
            flags |= 1 << 2;
        }
    }
    if !class.has_flag(type_flags::FINAL) {
        flags |= 1 << 10;
    }
    if class.has_flag(type_flags::NO_NEW) {
        flags |= 1 << 7;
    }
    // `Generic` is a heap type there, though no program made it.
    if class.has_flag(type_flags::HEAP) || class.has_flag(type_flags::SHOWN_AS_HEAP) {
        flags |= 1 << 9;
    } else {
        flags |= 1 << 8;
    }
    if class.has_flag(type_flags::ABSTRACT) {
        flags |= 1 << 20;
    }
    if class.has_flag(type_flags::SEQUENCE) {
        flags |= 1 << 5;
    }
    if class.has_flag(type_flags::MAPPING) {
        flags |= 1 << 6;
    }
    Ok(Value::from_i32(flags))
}

/// How much larger an instance is for each item, as in CPython.
fn get_item_size(vm: &mut Vm, object: &Value) -> PyResult {
    let class = object.expect::<Type>();
    let sizes = [(Tp::Int, 4), (Tp::Tuple, 8), (Tp::Bytes, 1), (Tp::Type, 40)];
    let size = sizes.iter().find(|(tp, _)| class.is_subtype(vm.tp(*tp))).map_or(0, |(_, size)| *size);
    Ok(Value::from_i32(size))
}

/// Not 0 where instances have that; there is no place to tell.
fn offset_of(vm: &Vm, object: &Value, flag: u32) -> Value {
    let flags = vm.heap.shape(object.expect::<Type>().shape.get()).flags.get();
    let is_class = object.expect::<Type>().is_subtype(vm.tp(Tp::Type));
    Value::from_i32(if flags.has(flag) || is_class { -1 } else { 0 })
}

pub fn spec() -> TypeSpec {
    TypeSpec {
        slots: Slots {
            new: Some(crate::class_new::type_new),
            init: Some(|_, _, _| Ok(())),
            call: Some(call),
            repr: Some(repr),
            getattr: Some(getattr),
            setattr: Some(setattr),
            binary: {
                let mut table = Slots::default().binary;
                table[crate::BinaryOp::Or as usize] = Some(crate::abstract_::type_union);
                table
            },
            ..Slots::default()
        },
        quick: Some(crate::quick::type_of),
        methods: const {
            &[
                method("mro", "($self, /)", mro_method, "Return a type's method resolution order."),
                method("__subclasses__", "($self, /)", subclasses, "Return a list of immediate subclasses."),
                method(
                    "__instancecheck__",
                    "($self, instance, /)",
                    instancecheck,
                    "Check if an object is an instance.",
                ),
                method(
                    "__subclasscheck__",
                    "($self, subclass, /)",
                    subclasscheck,
                    "Check if a class is a subclass.",
                ),
                class_method(
                    "__prepare__",
                    "($cls, /, *args, **kwargs)",
                    prepare,
                    "Create the namespace for the class statement",
                ),
            ]
        },
        getset: const {
            &[
                getset("__name__", get_name, set_name),
                getset("__qualname__", get_qualname, set_qualname),
                getset("__bases__", get_bases, crate::class_bases::set_bases),
                getter("__base__", get_base),
                getter("__mro__", get_mro),
                getset("__module__", get_module, set_module),
                getset("__doc__", get_doc, set_doc),
                getter("__text_signature__", get_text_signature),
                getter("__dict__", get_dict),
                member("__flags__", get_flags),
                member("__basicsize__", |_, o| Ok(Value::from_i32(o.expect::<Type>().kind.size as i32))),
                member("__itemsize__", get_item_size),
                member("__dictoffset__", |vm, o| Ok(offset_of(vm, o, ShapeFlags::HAS_DICT))),
                member("__weakrefoffset__", |vm, o| Ok(offset_of(vm, o, ShapeFlags::WEAKREFS))),
                getset(
                    "__abstractmethods__",
                    crate::class_new::get_abstractmethods,
                    crate::class_new::set_abstractmethods,
                ),
                getset(
                    "__annotations__",
                    crate::class_new::get_annotations,
                    crate::class_new::set_annotations,
                ),
                getset("__annotate__", crate::class_new::get_annotate, crate::class_new::set_annotate),
                getset(
                    "__type_params__",
                    crate::class_new::get_type_params,
                    crate::class_new::set_type_params,
                ),
            ]
        },
        ..TypeSpec::default()
    }
}
