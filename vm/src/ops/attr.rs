//! Attributes, and the filling of their inline caches.
//!
//! A cache holds for objects of one shape as long as no class has changed that caches rely on (`Vm::class_epoch`): words 2
//! the shape, 3 the epoch. LOAD_ATTR and LOAD_METHOD have in word 4 the byte offset of a slot, or a [`kind`]; in 5 the class's version
//! for class attributes, which may be replaced without a new epoch, or that of a module's dict; in 6 and 7 the attribute's or getter's word, borrowed
//! from the class, which epoch or version vouch for. STORE_ATTR has in word 4 the byte offset, in 5 the shape after, 0 if
//! it stays; or `kind::PROPERTY`, and in 5 and 6 the setter's word.

use crate::call;
use crate::flow::Flow;
use crate::insn::Insn;
use taipan_heap::ShapeFlags;
use taipan_objects::class::{Type, TypeExt};
use taipan_objects::descriptor::{GetSetDescriptor, MemberDescriptor, Place};
use taipan_objects::dict::Dict;
use taipan_objects::function::Function;
use taipan_objects::property::Property;
use taipan_objects::stack::Return;
use taipan_objects::{Args, AttributeUse, PyResult, Tp, Value, Vm};

/// What else than the offset of a slot a cache may say in word 4. All are negative as signed numbers.
pub mod kind {
    /// An attribute of the class, which the class's version vouches for.
    pub const VALUE: u32 = 1 << 31;
    /// With `VALUE`: the object is itself the class.
    pub const OF_CLASS: u32 = 1;
    /// With `VALUE`: what is called gets the class put first.
    pub const WITH_CLASS: u32 = 2;
    /// With `VALUE`: it comes out of a static or class method, which may get another function: the epoch counts too.
    pub const WRAPPED: u32 = 4;
    /// With `VALUE`: the object is a module, and the version is that of its dict.
    pub const OF_MODULE: u32 = 8;
    /// A function of the class that is called with the object put first, or bound to it.
    pub const METHOD: u32 = 1 << 31 | 1 << 30;
    /// A property whose getter or setter is a Python function.
    pub const PROPERTY: u32 = 1 << 31 | 1 << 30 | 1;
}

/// Remembers for objects of this shape what word 4 says, the class's version, and a borrowed word: here and in the table
/// for all places.
fn remember(vm: &Vm, insn: &Insn, shape: u32, purpose: AttributeUse, known: (u32, u32, u64)) {
    let epoch = vm.class_epoch.get();
    if epoch == u32::MAX {
        // The epochs are used up: nothing is remembered any more.
        return;
    }
    vm.remember_attribute(shape, insn.name(0).raw(), purpose, 0, known);
    let (what, version, word) = known;
    insn.set_word(1, shape);
    insn.set_word(2, epoch);
    insn.set_word(3, what);
    if purpose != AttributeUse::Store {
        insn.set_word(4, version);
        insn.set_word(5, word as u32);
        insn.set_word(6, (word >> 32) as u32);
    } else {
        insn.set_word(4, word as u32);
        insn.set_word(5, (word >> 32) as u32);
    }
}

/// Remembers an attribute of a class, here only: the table knows objects by their shape, which classes share.
fn remember_here(vm: &Vm, insn: &Insn, shape: u32, (what, version, word): (u32, u32, u64)) {
    insn.set_word(1, shape);
    insn.set_word(2, vm.class_epoch.get());
    insn.set_word(3, what);
    insn.set_word(4, version);
    insn.set_word(5, word as u32);
    insn.set_word(6, (word >> 32) as u32);
}

/// Whether attribute look-up on the object's class is the builtin one.
fn is_generic(vm: &Vm, object: &Value) -> bool {
    let generic: taipan_objects::slots::Binary = taipan_objects::attr::generic_get;
    vm.type_of(object).slots().getattr.is_some_and(|f| f as usize == generic as usize)
}

/// The byte offset of a slot that holds the attribute `name`, if the class has nothing that comes first.
fn slot_offset(vm: &Vm, object: &Value, name: &Value) -> Option<u32> {
    let header = object.header()?;
    let shape = vm.heap.shape(header.shape.get());
    if shape.kind.variable {
        return None;
    }
    let class = vm.type_of(object);
    if let Some(found) = vm.lookup(class, name) {
        if let Some(member) = found.downcast::<MemberDescriptor>()
            && let Place::Slot(index) = member.place
        {
            // A class may hold the descriptor of another's slot, which its own instances have not.
            if !class.is_subtype(member.class.expect::<Type>()) {
                return None;
            }
            return Some(shape.slots_offset + index as u32 * 8);
        }
        if vm.type_of(&found).slots().descr_set.is_some() {
            return None;
        }
        // A class attribute that is no data descriptor gives way to the instance.
    }
    if shape.flags.get().has(ShapeFlags::DETACHED) {
        return None;
    }
    let index = vm.heap.slot_of(shape, name.raw())?;
    Some(shape.slots_offset + index as u32 * 8)
}

/// The function behind a computed attribute of a native class.
fn native_getter(vm: &Vm, object: &Value, name: &Value) -> Option<taipan_objects::slots::Unary> {
    let class = vm.type_of(object);
    let found = vm.lookup(class, name)?;
    let getset = found.downcast_exact::<GetSetDescriptor>()?;
    class.is_subtype(getset.class.expect::<Type>()).then_some(getset.def.get)
}

/// Reads the slot at a byte offset; `None` if it is empty.
fn read_slot(object: &Value, offset: u32) -> Option<Value> {
    let header = object.header()?;
    // SAFETY: the shape's slot lies there, and is a valid word.
    unsafe {
        let place = (header as *const taipan_objects::Header).cast::<u8>().add(offset as usize).cast::<u64>();
        Value::from_raw_borrowed(*place).non_null()
    }
}

pub fn load(vm: &mut Vm, insn: &Insn) -> PyResult<Flow> {
    let object = insn.take(insn.b);
    let name = insn.name(0);
    if is_generic(vm, &object) {
        if let Some(get) = native_getter(vm, &object, &name) {
            let value = get(vm, &object)?;
            insn.set(insn.a, value);
            return Ok(Flow::Go(insn.next));
        }
        if let Some(offset) = slot_offset(vm, &object, &name) {
            if let Some(value) = read_slot(&object, offset) {
                remember(vm, insn, object.shape(), AttributeUse::Load, (offset, 0, 0));
                insn.set(insn.a, value);
                return Ok(Flow::Go(insn.next));
            }
        } else if let Some(method) = own_method(vm, insn, &object, &name) {
            let bound = vm.new_method(method, object);
            insn.set(insn.a, bound);
            return Ok(Flow::Go(insn.next));
        } else if let Some(flow) = enter_property(vm, insn, &object, &name)? {
            return Ok(flow);
        } else if let Some(value) = class_attribute(vm, insn, &object, &name) {
            insn.set(insn.a, value);
            return Ok(Flow::Go(insn.next));
        }
    } else if let Some(found) = attribute_of_class(vm, &object, &name)
        && let OfClass::Value(value) | OfClass::StaticMethod(value) = &found
    {
        let version = vm.version_of(object.expect::<Type>());
        let (what, word) = found.what();
        remember_here(vm, insn, object.shape(), (what, version, word));
        insn.set(insn.a, value.clone());
        return Ok(Flow::Go(insn.next));
    } else if let Some(value) = module_attribute(vm, insn, &object, &name) {
        insn.set(insn.a, value);
        return Ok(Flow::Go(insn.next));
    }
    let value = vm.get_attr(&object, &name)?;
    insn.set(insn.a, value);
    Ok(Flow::Go(insn.next))
}

/// Whether instances of this shape have their attributes in slots, so that the shape says which there are.
fn has_slots(vm: &Vm, shape: u32) -> bool {
    shape != u32::MAX && !vm.heap.shape(shape).flags.get().has(ShapeFlags::DETACHED)
}

/// A Python function of the class, where the instance has nothing of that name: a method that is to be bound.
fn own_method(vm: &Vm, insn: &Insn, object: &Value, name: &Value) -> Option<Value> {
    let (shape, class) = (object.shape(), vm.type_of(object));
    let found = vm.lookup(class, name)?;
    if found.shape() != Tp::Function as u32
        || !has_slots(vm, shape)
        || vm.heap.slot_of(vm.heap.shape(shape), name.raw()).is_some()
    {
        return None;
    }
    remember(vm, insn, shape, AttributeUse::Load, (kind::METHOD, vm.version_of(class), found.raw()));
    Some(found)
}

/// An attribute that the class has and the instance has not, and that binding leaves as it is.
fn class_attribute(vm: &Vm, insn: &Insn, object: &Value, name: &Value) -> Option<Value> {
    let (shape, class) = (object.shape(), vm.type_of(object));
    let found = vm.lookup(class, name)?;
    let slots = vm.type_of(&found).slots();
    if class.builtin.is_some()
        || !has_slots(vm, shape)
        || slots.descr_get.is_some()
        || slots.descr_set.is_some()
    {
        return None;
    }
    if vm.heap.slot_of(vm.heap.shape(shape), name.raw()).is_some() {
        return None;
    }
    let known = (kind::VALUE, vm.version_of(class), found.raw());
    remember(vm, insn, shape, AttributeUse::Load, known);
    Some(found)
}

/// What `class.name` means where it is found on the class and binding it runs nothing.
enum OfClass {
    Value(Value),
    StaticMethod(Value),
    ClassMethod(Value),
}

impl OfClass {
    /// What a cache says of it, and the word it keeps.
    fn what(&self) -> (u32, u64) {
        match self {
            OfClass::Value(value) => (kind::VALUE | kind::OF_CLASS, value.raw()),
            OfClass::StaticMethod(function) => (kind::VALUE | kind::OF_CLASS | kind::WRAPPED, function.raw()),
            OfClass::ClassMethod(function) => {
                (kind::VALUE | kind::OF_CLASS | kind::WRAPPED | kind::WITH_CLASS, function.raw())
            }
        }
    }
}

/// An attribute of a module that lasts; remembered here.
fn module_attribute(vm: &Vm, insn: &Insn, object: &Value, name: &Value) -> Option<Value> {
    let getattr: taipan_objects::slots::Binary = taipan_objects::module::getattr;
    let class = vm.type_of(object);
    if object.downcast::<taipan_objects::module::Module>().is_none()
        || class.slots().getattr.is_none_or(|f| f as usize != getattr as usize)
        || vm.lookup(class, name).is_some()
    {
        return None;
    }
    let dict = taipan_objects::attr::instance_dict(vm, object)?;
    let dict = dict.downcast_exact::<Dict>()?;
    let word = dict.get_interned(vm, name.raw())?;
    if !dict.keeps(word) {
        return None;
    }
    let known = (kind::VALUE | kind::OF_MODULE, dict.ensure_keys_version(vm), word);
    remember_here(vm, insn, object.shape(), known);
    // SAFETY: the dict holds it.
    Some(unsafe { Value::from_raw_borrowed(word) })
}

/// An attribute of a class whose metaclass is `type`.
fn attribute_of_class(vm: &Vm, object: &Value, name: &Value) -> Option<OfClass> {
    let class = object.downcast_exact::<Type>()?;
    let getattr: taipan_objects::slots::Binary = taipan_objects::class::getattr;
    let meta = vm.type_of(object);
    if meta.slots().getattr.is_none_or(|f| f as usize != getattr as usize) || vm.lookup(meta, name).is_some()
    {
        return None;
    }
    let found = vm.lookup(class, name)?;
    if let Some(wrapped) = found.downcast::<taipan_objects::classmethod::Wrapped>() {
        let function = wrapped.callable.get(vm).clone();
        // Their shape tells what attributes they have, not only what they are.
        if vm.is_exact(&found, Tp::StaticMethod) {
            return Some(OfClass::StaticMethod(function));
        }
        let plain = vm.is_exact(&found, Tp::ClassMethod) && function.shape() == Tp::Function as u32;
        return plain.then_some(OfClass::ClassMethod(function));
    }
    let plain = vm.type_of(&found).slots().descr_get.is_none() || found.shape() == Tp::Function as u32;
    plain.then_some(OfClass::Value(found))
}

/// A property whose getter is a Python function: its frame is entered.
fn enter_property(vm: &mut Vm, insn: &Insn, object: &Value, name: &Value) -> PyResult<Option<Flow>> {
    let class = vm.type_of(object);
    let Some(found) = vm.lookup(class, name) else { return Ok(None) };
    let Some(property) = found.downcast_exact::<Property>() else { return Ok(None) };
    let getter = property.get.get(vm).clone();
    if getter.downcast::<Function>().is_none() {
        return Ok(None);
    }
    if getter.shape() == Tp::Function as u32 {
        vm.version_of(class);
        remember(vm, insn, object.shape(), AttributeUse::Load, (kind::PROPERTY, 0, getter.raw()));
    }
    let window = call::top_of_stack(vm);
    let args = Args::positional(std::slice::from_ref(object));
    call::push_function(vm, &getter, args, Return::Store, insn.a, window)?;
    // SAFETY: the caller's record is below the new one.
    unsafe { (*vm.stack.current.sub(1)).resume = insn.next };
    Ok(Some(Flow::Reload))
}

pub fn load_method(vm: &mut Vm, insn: &Insn) -> PyResult<()> {
    let object = insn.take(insn.b);
    let name = insn.name(0);
    if is_generic(vm, &object) {
        let class = vm.type_of(&object).value();
        let class = class.expect::<Type>();
        if let Some(method) = vm.lookup(class, &name)
            && taipan_objects::attr::is_plain_method(&method)
        {
            let own = taipan_objects::attr::instance_get(vm, &object, &name)?;
            match own {
                Some(value) => {
                    insn.set(insn.a, value);
                    insn.set(insn.a + 1, Value::NULL);
                }
                None => {
                    let shape = object.shape();
                    // The cache holds for the shape: a detached instance may get an attribute of this name any time.
                    if has_slots(vm, shape) {
                        let known = (kind::METHOD, vm.version_of(class), method.raw());
                        remember(vm, insn, shape, AttributeUse::Method, known);
                    }
                    insn.set(insn.a, method);
                    insn.set(insn.a + 1, object);
                }
            }
            return Ok(());
        }
    } else if let Some(found) = attribute_of_class(vm, &object, &name) {
        let version = vm.version_of(object.expect::<Type>());
        let (what, word) = found.what();
        remember_here(vm, insn, object.shape(), (what, version, word));
        let (value, first) = match found {
            OfClass::Value(value) | OfClass::StaticMethod(value) => (value, Value::NULL),
            OfClass::ClassMethod(function) => (function, object.clone()),
        };
        insn.set(insn.a, value);
        insn.set(insn.a + 1, first);
        return Ok(());
    } else if let Some(value) = module_attribute(vm, insn, &object, &name) {
        insn.set(insn.a, value);
        insn.set(insn.a + 1, Value::NULL);
        return Ok(());
    }
    let value = vm.get_attr(&object, &name)?;
    insn.set(insn.a, value);
    insn.set(insn.a + 1, Value::NULL);
    Ok(())
}

pub fn store(vm: &mut Vm, insn: &Insn) -> PyResult<Flow> {
    let (object, value) = (insn.take(insn.a), insn.take(insn.b));
    let name = insn.name(0);
    let generic: taipan_objects::slots::SetFn = taipan_objects::attr::generic_set;
    let is_generic = vm.type_of(&object).slots().setattr.is_some_and(|f| f as usize == generic as usize);
    if is_generic {
        let before = object.shape();
        let found = vm.lookup(vm.type_of(&object), &name);
        if let Some(found) = &found
            && let Some(flow) = enter_setter(vm, insn, &object, found, &value)?
        {
            return Ok(flow);
        }
        let settable = found.as_ref().is_none_or(|f| {
            f.downcast::<MemberDescriptor>().is_some() || vm.type_of(f).slots().descr_set.is_none()
        });
        vm.set_attr(&object, &name, Some(&value))?;
        if settable && let Some(offset) = slot_offset(vm, &object, &name) {
            let after = object.shape();
            let known = (offset, 0, if after == before { 0 } else { after } as u64);
            remember(vm, insn, before, AttributeUse::Store, known);
        }
        return Ok(Flow::Go(insn.next));
    }
    vm.set_attr(&object, &name, Some(&value))?;
    Ok(Flow::Go(insn.next))
}

/// A property whose setter is a Python function: its frame is entered, its result dropped.
fn enter_setter(
    vm: &mut Vm,
    insn: &Insn,
    object: &Value,
    found: &Value,
    value: &Value,
) -> PyResult<Option<Flow>> {
    let Some(property) = found.downcast_exact::<Property>() else { return Ok(None) };
    let setter = property.set.get(vm).clone();
    if setter.downcast::<Function>().is_none() {
        return Ok(None);
    }
    if setter.shape() == Tp::Function as u32 {
        vm.version_of(vm.type_of(object));
        let known = (kind::PROPERTY, 0, setter.raw());
        remember(vm, insn, object.shape(), AttributeUse::Store, known);
    }
    let window = call::top_of_stack(vm);
    let args = [object.clone(), value.clone()];
    call::push_function(vm, &setter, Args::positional(&args), Return::Discard, 0, window)?;
    // SAFETY: the caller's record is below the new one.
    unsafe { (*vm.stack.current.sub(1)).resume = insn.next };
    Ok(Some(Flow::Reload))
}

pub fn load_super(vm: &mut Vm, insn: &Insn, method: bool) -> PyResult<()> {
    let name = insn.name(0);
    let parts = [insn.take_out(insn.b), insn.take_out(insn.b + 1), insn.take_out(insn.b + 2)];
    let [global, class, object] = &parts;
    let builtin = vm.class(Tp::Super);
    if !global.is(&builtin) || class.downcast::<Type>().is_none() {
        // Somebody put another `super` in its place.
        let zero_argument = insn.word(1) & 1 != 0;
        let own = if zero_argument && !global.is(&builtin) {
            vm.call(global, &[])?
        } else {
            vm.call(global, &[class.clone(), object.clone()])?
        };
        let value = vm.get_attr(&own, &name)?;
        insn.set(insn.a, value);
        if method {
            insn.set(insn.a + 1, Value::NULL);
        }
        return Ok(());
    }
    let own = vm.type_of(object);
    let object_class =
        if own.builtin.is_none() && taipan_objects::class::TypeExt::is_subtype(own, class.expect::<Type>()) {
            own.value()
        } else {
            taipan_objects::super_::check(vm, class, object)?
        };
    if method
        && !object.is(&object_class)
        && let Some(found) = vm.super_lookup(class, &object_class, &name)
        && taipan_objects::attr::is_plain_method(&found)
    {
        let own = vm.type_of(object);
        if own.builtin.is_none() {
            let version = vm.version_of(class.expect::<Type>());
            vm.version_of(own);
            let known = (kind::METHOD, version, found.raw());
            vm.remember_attribute(object.shape(), name.raw(), AttributeUse::Super, version, known);
        }
        insn.set(insn.a, found);
        insn.set(insn.a + 1, object.clone());
        return Ok(());
    }
    let value = match taipan_objects::super_::getattr_of(vm, class, object, &object_class, &name)? {
        Some(value) => value,
        None => {
            let own = vm.new_super(class.clone(), object.clone())?;
            vm.get_attr(&own, &name)?
        }
    };
    insn.set(insn.a, value);
    if method {
        insn.set(insn.a + 1, Value::NULL);
    }
    Ok(())
}
