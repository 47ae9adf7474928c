//! Attributes, and the filling of their inline caches.
//!
//! LOAD_ATTR's cache: words 1 shape, 2 byte offset of the slot. LOAD_METHOD's: 1 shape, 2 class version, 3 and 4 the
//! method's word, borrowed from the class, which the version vouches for. STORE_ATTR's: 1 shape, 2 byte offset,
//! 3 the shape after, 0 if it stays.

use crate::call;
use crate::flow::Flow;
use crate::insn::Insn;
use taipan_heap::ShapeFlags;
use taipan_objects::class::Type;
use taipan_objects::function::Function;
use taipan_objects::property::Property;
use taipan_objects::stack::Return;
use taipan_objects::{Args, PyResult, Tp, Value, Vm};

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
        if let Some(member) = found.downcast::<taipan_objects::descriptor::MemberDescriptor>()
            && let taipan_objects::descriptor::Place::Slot(index) = member.place
        {
            return Some(shape.slots_offset + index as u32 * 8);
        }
        // A class attribute that is no data descriptor gives way to the instance; but the class may change.
        return None;
    }
    if shape.flags.get().has(ShapeFlags::DETACHED) {
        return None;
    }
    let index = vm.heap.slot_of(shape, name.raw())?;
    Some(shape.slots_offset + index as u32 * 8)
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
        if let Some(offset) = vm.cached_slot(object.shape(), vm.type_of(&object), name.raw())
            && let Some(value) = read_slot(&object, offset)
        {
            insn.set_word(1, object.shape());
            insn.set_word(2, offset);
            insn.set(insn.a, value);
            return Ok(Flow::Go(insn.next));
        }
        if let Some(offset) = slot_offset(vm, &object, &name) {
            vm.cache_slot(object.shape(), vm.type_of(&object), name.raw(), offset);
            insn.set_word(1, object.shape());
            insn.set_word(2, offset);
        } else if let Some(flow) = enter_property(vm, insn, &object, &name)? {
            return Ok(flow);
        }
    }
    let value = vm.get_attr(&object, &name)?;
    insn.set(insn.a, value);
    Ok(Flow::Go(insn.next))
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
                    if shape != u32::MAX && !vm.heap.shape(shape).flags.get().has(ShapeFlags::DETACHED) {
                        insn.set_word(1, shape);
                        insn.set_word(2, vm.version_of(class));
                        insn.set_word(3, method.raw() as u32);
                        insn.set_word(4, (method.raw() >> 32) as u32);
                    }
                    insn.set(insn.a, method);
                    insn.set(insn.a + 1, object);
                }
            }
            return Ok(());
        }
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
        if let Some(offset) = vm.cached_slot(before, vm.type_of(&object), name.raw())
            && let Some(header) = object.header()
        {
            insn.set_word(1, before);
            insn.set_word(2, offset);
            insn.set_word(3, 0);
            // SAFETY: the shape's slot lies there; the old word's reference is dropped.
            let old = unsafe {
                let place = (header as *const taipan_objects::Header).cast::<u8>().add(offset as usize);
                Value::from_raw(place.cast::<u64>().cast_mut().replace(value.into_raw()))
            };
            drop(old);
            return Ok(Flow::Go(insn.next));
        }
        let found = vm.lookup(vm.type_of(&object), &name);
        if let Some(found) = &found
            && let Some(flow) = enter_setter(vm, insn, &object, found, &value)?
        {
            return Ok(flow);
        }
        let settable = found
            .as_ref()
            .is_none_or(|f| f.downcast::<taipan_objects::descriptor::MemberDescriptor>().is_some());
        vm.set_attr(&object, &name, Some(&value))?;
        if settable && let Some(offset) = slot_offset(vm, &object, &name) {
            let after = object.shape();
            insn.set_word(1, before);
            insn.set_word(2, offset);
            insn.set_word(3, if after == before { 0 } else { after });
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
