//! Attributes of instances: slots by shape, the dict they detach into, and the generic look-up of `object`.

use crate::class::{Type, TypeExt};
use crate::dict::Dict;
use crate::dict_table::{DictTable, Step};
use crate::str::Str;
use crate::{Attribute, AttributeUse, Header, Obj, PyResult, Tp, Value, Vm, raw};
use taipan_heap::{Shape, ShapeFlags};

/// The interned form of an attribute name, or TypeError.
pub fn intern_name(vm: &mut Vm, name: &Value) -> PyResult {
    if name.shape() != Tp::Str as u32 && name.downcast::<Str>().is_none() {
        let text = format!("attribute name must be string, not '{}'", vm.type_name(name));
        return Err(vm.type_error(text));
    }
    Ok(vm.intern_value(name))
}

/// The interned form of a name if it is interned at all: a name nobody interned names no attribute of a class or slot.
pub fn interned_name(vm: &mut Vm, name: &Value) -> PyResult<Option<Value>> {
    let Some(text) = name.downcast::<Str>() else {
        let text = format!("attribute name must be string, not '{}'", vm.type_name(name));
        return Err(vm.type_error(text));
    };
    if name.raw() & 7 == taipan_heap::TAG_UNCOUNTED {
        return Ok(Some(name.clone()));
    }
    Ok(vm.find_interned(text.bytes()))
}

/// The address of slot `index` of an instance.
fn slot_address(header: &Header, shape: &Shape, index: usize) -> *mut u64 {
    let start = shape.slots_start(header);
    // SAFETY: an instance of this shape has its slots there; the caller gives an index below `capacity`.
    unsafe { (header as *const Header).cast::<u8>().cast_mut().add(start + index * 8).cast() }
}

/// The value in slot `index`, NULL if it is empty.
pub fn get_slot(vm: &Vm, object: &Value, index: usize) -> Value {
    let Some(header) = object.header() else { return Value::NULL };
    let shape = vm.heap.shape(header.shape.get());
    debug_assert!(index < shape.capacity as usize);
    // SAFETY: slots are valid words.
    unsafe { Value::from_raw_borrowed(*slot_address(header, shape, index)) }
}

/// The values in slots of an object that has them.
#[inline]
pub fn get_slots<const N: usize>(vm: &Vm, object: &Value, indices: [u16; N]) -> [Value; N] {
    let Some(header) = object.header() else { return [Value::NULL; N] };
    let shape = vm.heap.shape(header.shape.get());
    let first = slot_address(header, shape, 0);
    let mut values = [const { Value::NULL }; N];
    for (value, index) in values.iter_mut().zip(indices) {
        debug_assert!(index < shape.capacity);
        // SAFETY: slots are valid words.
        *value = unsafe { Value::from_raw_borrowed(*first.add(index.into())) };
    }
    values
}

/// Replaces the value in slot `index`; gives the old one.
pub fn set_slot(vm: &Vm, object: &Value, index: usize, value: Value) -> Value {
    let Some(header) = object.header() else { return Value::NULL };
    let shape = vm.heap.shape(header.shape.get());
    debug_assert!(index < shape.capacity as usize);
    // SAFETY: slots are valid words; the old one's reference goes to the caller.
    unsafe { Value::from_raw(slot_address(header, shape, index).replace(value.into_raw())) }
}

/// Gives slots of a new instance their values.
#[inline]
pub fn fill_slots<const N: usize>(vm: &Vm, object: &Value, values: [(u16, Value); N]) {
    let Some(header) = object.header() else { return };
    let shape = vm.heap.shape(header.shape.get());
    let first = slot_address(header, shape, 0);
    for (index, value) in values {
        debug_assert!(index < shape.capacity);
        // SAFETY: slots are valid words; those of a new instance hold nothing.
        unsafe {
            debug_assert_eq!(*first.add(index.into()), raw::NULL);
            first.add(index.into()).write(value.into_raw());
        }
    }
}

/// The byte offset of slot `index` of instances of a shape whose payload has a fixed size.
pub fn slot_offset(vm: &Vm, shape: u32, index: usize) -> Option<u32> {
    let shape = vm.heap.shape(shape);
    if shape.kind.variable { None } else { Some(shape.slots_offset + index as u32 * 8) }
}

/// The word at a byte offset of an object, borrowed.
///
/// # Safety
/// The object has a shape that [`slot_offset`] gave this offset for.
#[inline(always)]
pub unsafe fn word_at(object: &Value, offset: u32) -> u64 {
    // SAFETY: the caller's promise.
    unsafe { *((object.raw() & !7) as *const u8).add(offset as usize).cast::<u64>() }
}

/// The dict in the extension word of a detached instance.
fn detached_dict(header: &Header, shape: &Shape) -> Option<Value> {
    if !shape.flags.get().has(ShapeFlags::DETACHED) {
        return None;
    }
    // SAFETY: the extension word lies before slot 0 and is valid.
    unsafe { Value::from_raw_borrowed(*slot_address(header, shape, 0).sub(1)) }.non_null()
}

/// Whether instances of this object's class have a `__dict__`.
pub fn has_dict(vm: &Vm, object: &Value) -> bool {
    object.header().is_some_and(|h| vm.heap.shape(h.shape.get()).flags.get().has(ShapeFlags::HAS_DICT))
}

/// The value at a name in a dict: no Python runs unless the dict has keys that only Python can tell from it.
fn entry(vm: &mut Vm, dict: &Value, name: &Value) -> PyResult<Option<Value>> {
    if let Some(text) = name.downcast_exact::<Str>() {
        let table = dict.expect::<Dict>().table.get(vm);
        match table.step(&mut table.search(vm.str_hash(text)), name) {
            Step::Found(at) => return Ok(Some(table.entries[at].value.clone())),
            Step::Missing => return Ok(None),
            Step::Candidate(_) => {}
        }
    }
    vm.dict_get(dict, name)
}

/// The attribute `name` (interned) in the instance itself.
pub fn instance_get(vm: &mut Vm, object: &Value, name: &Value) -> PyResult<Option<Value>> {
    let Some(header) = object.header() else { return Ok(None) };
    let shape = vm.heap.shape(header.shape.get());
    if !shape.flags.get().has(ShapeFlags::HAS_DICT) {
        return Ok(None);
    }
    if let Some(dict) = detached_dict(header, shape) {
        return entry(vm, &dict, name);
    }
    let Some(index) = vm.heap.slot_of(shape, name.raw()) else { return Ok(None) };
    // SAFETY: slots are valid words.
    Ok(unsafe { Value::from_raw_borrowed(*slot_address(header, shape, index)) }.non_null())
}

/// The dict of an instance: its attributes move into a dict object the first time.
pub fn instance_dict(vm: &Vm, object: &Value) -> Option<Value> {
    let header = object.header()?;
    let shape = vm.heap.shape(header.shape.get());
    if !shape.flags.get().has(ShapeFlags::HAS_DICT) {
        return None;
    }
    if let Some(dict) = detached_dict(header, shape) {
        return Some(dict);
    }
    let names = vm.heap.slot_names(shape);
    let mut table = DictTable::with_capacity(names.len())?;
    for (i, &name) in names.iter().enumerate() {
        let index = shape.fixed as usize + i;
        // SAFETY: the slot's word moves into the dict; names are interned, so alive.
        let (key, value) = unsafe {
            let word = slot_address(header, shape, index).replace(raw::NULL);
            (Value::from_raw_borrowed(name), Value::from_raw(word))
        };
        let hash = vm.str_hash(key.expect::<Str>());
        table.insert_new(hash, key, value)?;
    }
    let dict = vm.heap.alloc_plain(Tp::Dict as u32, Dict::new(table));
    set_extension(vm, header, shape, dict.clone());
    Some(dict)
}

fn set_extension(vm: &Vm, header: &Header, shape: &Shape, dict: Value) {
    // SAFETY: the extension word is valid; the old word's reference is dropped.
    let old = unsafe { Value::from_raw(slot_address(header, shape, 0).sub(1).replace(dict.into_raw())) };
    if !shape.flags.get().has(ShapeFlags::DETACHED) {
        header.shape.set(vm.heap.shape_detached(shape).0);
    }
    drop(old);
}

/// `object.__dict__ = dict`.
pub fn set_instance_dict(vm: &mut Vm, object: &Value, dict: Value) {
    let Some(header) = object.header() else { return };
    let shape = vm.heap.shape(header.shape.get());
    let mut old = Vec::new();
    if !shape.flags.get().has(ShapeFlags::DETACHED) {
        for i in 0..shape.used as usize {
            // SAFETY: the slot's word is taken out; it is dropped below, when the object is whole again.
            let word = unsafe { slot_address(header, shape, shape.fixed as usize + i).replace(raw::NULL) };
            // SAFETY: as above.
            old.push(unsafe { Value::from_raw(word) });
        }
    }
    set_extension(vm, header, shape, dict);
    drop(old);
}

/// `object.name = value` in the instance itself.
pub fn instance_set(vm: &mut Vm, object: &Value, name: &Value, value: Value) -> PyResult<()> {
    let Some(header) = object.header() else { return Ok(()) };
    let shape = vm.heap.shape(header.shape.get());
    if detached_dict(header, shape).is_none() {
        if let Some(index) = vm.heap.slot_of(shape, name.raw()) {
            // SAFETY: slots are valid words.
            let old =
                unsafe { Value::from_raw(slot_address(header, shape, index).replace(value.into_raw())) };
            drop(old);
            return Ok(());
        }
        if name.raw() & 7 == taipan_heap::TAG_UNCOUNTED
            && let Some(next) = vm.heap.shape_with(shape, name.raw())
        {
            let index = (shape.fixed + shape.used) as usize;
            // SAFETY: a fresh slot is NULL.
            unsafe { slot_address(header, shape, index).write(value.into_raw()) };
            header.shape.set(next.0);
            return Ok(());
        }
    }
    match instance_dict(vm, object) {
        Some(dict) => vm.dict_set(&dict, name, value),
        None => Ok(()),
    }
}

/// `del object.name` in the instance itself; false if it is not there.
pub fn instance_delete(vm: &mut Vm, object: &Value, name: &Value) -> PyResult<bool> {
    if instance_get(vm, object, name)?.is_none() {
        return Ok(false);
    }
    match instance_dict(vm, object) {
        Some(dict) => Ok(vm.dict_remove(&dict, name)?.is_some()),
        None => Ok(false),
    }
}

/// The attribute was found in the instance, and no data descriptor comes first: its place is remembered.
fn remember_slot(vm: &Vm, object: &Value, name: &Value, purpose: AttributeUse) {
    let Some(header) = object.header() else { return };
    let shape = vm.heap.shape(header.shape.get());
    if !shape.kind.variable
        && !shape.flags.get().has(ShapeFlags::DETACHED)
        && let Some(index) = vm.heap.slot_of(shape, name.raw())
    {
        let offset = shape.slots_offset + index as u32 * 8;
        vm.remember_attribute(shape.id.0, name.raw(), purpose, 0, (offset, 0, 0));
    }
}

/// An object of shape `before` was given the attribute, and no data descriptor comes first: its place is remembered, and
/// the object's shape from then on.
fn remember_store(vm: &Vm, before: u32, object: &Value, name: &Value, purpose: AttributeUse) {
    let Some(header) = object.header() else { return };
    let shape = vm.heap.shape(header.shape.get());
    if has_fixed_slots(vm, object)
        && let Some(index) = vm.heap.slot_of(shape, name.raw())
    {
        let offset = shape.slots_offset + index as u32 * 8;
        let after = if shape.id.0 == before { 0 } else { shape.id.0 as u64 };
        vm.remember_attribute(before, name.raw(), purpose, 0, (offset, 0, after));
    }
}

/// What `object.__getattribute__` looks attributes up for: it may be what `object.name` means, or not.
fn load_of(vm: &Vm, object: &Value) -> AttributeUse {
    match vm.type_of(object).slots().getattr {
        Some(own) if own as usize != generic_get as *const () as usize => AttributeUse::BareLoad,
        _ => AttributeUse::Load,
    }
}

/// As `load_of`, of `object.__setattr__`.
fn store_of(vm: &Vm, object: &Value) -> AttributeUse {
    match vm.type_of(object).slots().setattr {
        Some(own) if own as usize != generic_set as *const () as usize => AttributeUse::BareStore,
        _ => AttributeUse::Store,
    }
}

/// The attribute of an object whose shape it is known for: `Some(None)` if there is none. `None`: it must be looked up.
#[inline]
pub fn get_known(vm: &Vm, object: &Value, name: &Value, purpose: AttributeUse) -> Option<Option<Value>> {
    if name.raw() & 7 != taipan_heap::TAG_UNCOUNTED {
        return None;
    }
    let header = object.header()?;
    let known = vm.known_attribute(header.shape.get(), name.raw(), purpose, 0)?;
    if known.what == Attribute::MISSING {
        return Some(None);
    }
    let offset = known.slot()?;
    // SAFETY: the shape's slot lies there, and is a valid word.
    let own = unsafe {
        let place = (header as *const Header).cast::<u8>().add(offset as usize).cast::<u64>();
        Value::from_raw_borrowed(*place)
    };
    own.non_null().map(Some)
}

/// Gives an object the attribute whose place is known for its shape. False: nothing was done.
#[inline]
pub fn set_known(vm: &Vm, object: &Value, name: &Value, value: &Value, purpose: AttributeUse) -> bool {
    if name.raw() & 7 == taipan_heap::TAG_UNCOUNTED
        && let Some(header) = object.header()
        && let Some(known) = vm.known_attribute(header.shape.get(), name.raw(), purpose, 0)
        && let Some(offset) = known.slot()
    {
        // SAFETY: the shape's slot lies there, and is a valid word, whose reference is dropped.
        let old = unsafe {
            let place = (header as *const Header).cast::<u8>().cast_mut().add(offset as usize).cast::<u64>();
            Value::from_raw(place.replace(value.clone().into_raw()))
        };
        if known.word != 0 {
            header.shape.set(known.word as u32);
        }
        drop(old);
        return true;
    }
    false
}

/// `object.__getattribute__`; `Ok(None)` where it would raise AttributeError.
pub fn generic_find(vm: &mut Vm, object: &Value, name: &Value) -> PyResult<Option<Value>> {
    let Some(interned) = interned_name(vm, name)? else { return instance_get(vm, object, name) };
    let purpose = load_of(vm, object);
    if let Some(known) = get_known(vm, object, &interned, purpose) {
        return Ok(known);
    }
    let found = vm.lookup(vm.type_of(object), &interned);
    let mut get = None;
    if let Some(found) = &found {
        let slots = vm.type_of(found).slots();
        get = slots.descr_get;
        if let (Some(get), true) = (get, slots.descr_set.is_some()) {
            let class = vm.type_of(object).value();
            return get(vm, found, Some(object), &class).map(Some);
        }
    }
    if let Some(own) = instance_get(vm, object, &interned)? {
        remember_slot(vm, object, &interned, purpose);
        return Ok(Some(own));
    }
    match (found, get) {
        (Some(found), Some(get)) => {
            let class = vm.type_of(object).value();
            get(vm, &found, Some(object), &class).map(Some)
        }
        (found, _) => {
            if found.is_none()
                && has_fixed_slots(vm, object)
                && vm.heap.slot_of(vm.heap.shape(object.shape()), interned.raw()).is_none()
            {
                let known = (Attribute::MISSING, 0, 0);
                vm.remember_attribute(object.shape(), interned.raw(), purpose, 0, known);
            }
            Ok(found)
        }
    }
}

/// Whether the object's shape says which attributes it has: they are in slots, or it can have none.
fn has_fixed_slots(vm: &Vm, object: &Value) -> bool {
    object.header().is_some_and(|header| {
        let shape = vm.heap.shape(header.shape.get());
        !shape.kind.variable && !shape.flags.get().has(ShapeFlags::DETACHED)
    })
}

/// The AttributeError of an object that has no such attribute.
#[cold]
pub fn no_attribute(vm: &mut Vm, object: &Value, name: &Value) -> crate::Raised {
    let text = format!("'{}' object has no attribute '{}'", vm.type_name(object), vm.text(name));
    vm.attribute_error(text, object, name)
}

/// `object.__getattribute__`.
pub fn generic_get(vm: &mut Vm, object: &Value, name: &Value) -> PyResult {
    match generic_find(vm, object, name)? {
        Some(value) => Ok(value),
        None => Err(no_attribute(vm, object, name)),
    }
}

/// `object.__setattr__` and `__delattr__`.
pub fn generic_set(vm: &mut Vm, object: &Value, name: &Value, value: Option<&Value>) -> PyResult<()> {
    let name = intern_name(vm, name)?;
    let before = object.shape();
    let purpose = store_of(vm, object);
    if let Some(value) = value
        && set_known(vm, object, &name, value, purpose)
    {
        return Ok(());
    }
    let found = vm.lookup(vm.type_of(object), &name);
    if let Some(found) = &found
        && let Some(set) = vm.type_of(found).slots().descr_set
    {
        return set(vm, found, object, value);
    }
    if has_dict(vm, object) {
        return match value {
            Some(value) => {
                instance_set(vm, object, &name, value.clone())?;
                remember_store(vm, before, object, &name, purpose);
                Ok(())
            }
            None => {
                if instance_delete(vm, object, &name)? {
                    Ok(())
                } else {
                    Err(no_attribute(vm, object, &name))
                }
            }
        };
    }
    let class_name = vm.type_name(object);
    let text = match &found {
        Some(_) => format!("'{class_name}' object attribute '{}' is read-only", vm.text(&name)),
        None => format!(
            "'{class_name}' object has no attribute '{}' and no __dict__ for setting new attributes",
            vm.text(&name)
        ),
    };
    Err(vm.attribute_error(text, object, &name))
}

/// A special method looked up on the class and bound to the object, as the language does for `with`, `len` and so on.
pub fn special(vm: &mut Vm, object: &Value, name: &Value) -> PyResult<Option<Value>> {
    let class = vm.type_of(object).value();
    let Some(found) = vm.lookup(class.expect::<Type>(), name) else { return Ok(None) };
    match vm.type_of(&found).slots().descr_get {
        Some(get) => get(vm, &found, Some(object), &class).map(Some),
        None => Ok(Some(found)),
    }
}

/// A special method unbound, with what must be passed first: the object for functions, nothing for others.
pub fn special_pair(vm: &mut Vm, object: &Value, name: &Value) -> PyResult<Option<(Value, Option<Value>)>> {
    let class = vm.type_of(object).value();
    let Some(found) = vm.lookup(class.expect::<Type>(), name) else { return Ok(None) };
    if is_plain_method(&found) || found.downcast::<crate::wrapper::WrapperDescriptor>().is_some() {
        return Ok(Some((found, Some(object.clone()))));
    }
    match vm.type_of(&found).slots().descr_get {
        Some(get) => get(vm, &found, Some(object), &class).map(|bound| Some((bound, None))),
        None => Ok(Some((found, None))),
    }
}

/// The most arguments, self included, that are passed on without an allocation.
const MOST_ARGUMENTS: usize = 4;

/// Calls an exact function with an object before the arguments, which are fewer than `MOST_ARGUMENTS`.
pub(crate) fn call_with_self(vm: &mut Vm, function: &Value, object: &Value, args: &[Value]) -> PyResult {
    let mut words = [taipan_heap::raw::NULL; MOST_ARGUMENTS];
    words[0] = object.raw();
    for (place, value) in words[1..].iter_mut().zip(args) {
        *place = value.raw();
    }
    // SAFETY: the words are borrowed from values that outlive the call, and a Value is a word; nothing of the slice is
    // dropped.
    let values = unsafe { std::slice::from_raw_parts(words.as_ptr().cast::<Value>(), args.len() + 1) };
    (vm.interp.call_function)(vm, function, crate::Args::positional(values))
}

/// Whether binding this attribute to an instance only puts the instance first.
#[inline]
pub fn is_plain_method(found: &Value) -> bool {
    matches!(found.shape(), s if s == Tp::Function as u32 || s == Tp::MethodDescriptor as u32)
        || found.downcast::<crate::function::Function>().is_some()
}

impl Vm {
    /// `getattr(object, name)`.
    pub fn get_attr(&mut self, object: &Value, name: &Value) -> PyResult {
        match self.type_of(object).slots().getattr {
            Some(getattr) => getattr(self, object, name),
            None => generic_get(self, object, name),
        }
    }

    /// `getattr(object, name)` for a name given as text.
    pub fn get_attr_str(&mut self, object: &Value, name: &str) -> PyResult {
        let name = self.intern(name);
        self.get_attr(object, &name)
    }

    /// `getattr(object, name, None)`, telling a missing attribute from None. No AttributeError is made where the
    /// look-up is the builtin one.
    pub fn find_attr(&mut self, object: &Value, name: &Value) -> PyResult<Option<Value>> {
        let getattr = self.type_of(object).slots().getattr.map(|f| f as usize);
        let found = if getattr == Some(generic_get as *const () as usize) {
            generic_find(self, object, name)
        } else if getattr == Some(crate::class::getattr as *const () as usize) {
            crate::class::find_attr(self, object, name)
        } else if getattr == Some(crate::module::getattr as *const () as usize) {
            crate::module::find_attr(self, object, name)
        } else {
            self.get_attr(object, name).map(Some)
        };
        match found {
            Ok(found) => Ok(found),
            // A descriptor's own AttributeError says the same.
            Err(raised) if self.is_raised(&raised, Tp::AttributeError) => Ok(None),
            Err(raised) => Err(raised),
        }
    }

    /// `setattr(object, name, value)`, or `delattr` with `None`.
    pub fn set_attr(&mut self, object: &Value, name: &Value, value: Option<&Value>) -> PyResult<()> {
        match self.type_of(object).slots().setattr {
            Some(setattr) => setattr(self, object, name, value),
            None => generic_set(self, object, name, value),
        }
    }

    /// Calls a method by name.
    pub fn call_method(&mut self, object: &Value, name: &str, args: &[Value]) -> PyResult {
        let name = self.intern(name);
        let method = self.get_attr(object, &name)?;
        self.call(&method, args)
    }

    /// Calls a special method of the object's class, if there is one.
    pub fn call_special(&mut self, object: &Value, name: &Value, args: &[Value]) -> PyResult<Option<Value>> {
        let found = self.lookup_word(self.type_of(object), name.raw());
        if found == taipan_heap::raw::NULL {
            return Ok(None);
        }
        if taipan_heap::raw::shape(found) == Tp::Function as u32 && args.len() < MOST_ARGUMENTS {
            // SAFETY: the word is alive now, and gets a reference of its own.
            let function = unsafe { Value::from_raw_borrowed(found) };
            return call_with_self(self, &function, object, args).map(Some);
        }
        match special_pair(self, object, name)? {
            None => Ok(None),
            Some((method, None)) => self.call(&method, args).map(Some),
            Some((method, Some(own))) => {
                let mut all: smallvec::SmallVec<[Value; 4]> = smallvec::smallvec![own];
                all.extend(args.iter().cloned());
                self.call(&method, &all).map(Some)
            }
        }
    }
}

/// A class's own slot descriptor for `__slots__`.
pub fn slot_error(vm: &mut Vm, object: &Value, name: &Value) -> crate::Raised {
    no_attribute(vm, object, name)
}

/// The class object of a shape, for tests of layout.
pub fn class_of<'a>(vm: &'a Vm, object: &'a Value) -> &'a Obj<Type> {
    vm.type_of(object)
}

/// Whether `a`'s and `b`'s instances are laid out alike.
pub fn same_layout(vm: &Vm, a: &Obj<Type>, b: &Obj<Type>) -> bool {
    let (x, y) = (vm.heap.shape(a.shape.get()), vm.heap.shape(b.shape.get()));
    x.kind.id == y.kind.id
        && x.fixed == y.fixed
        && x.flags.get().has(ShapeFlags::HAS_DICT) == y.flags.get().has(ShapeFlags::HAS_DICT)
        && x.flags.get().has(ShapeFlags::WEAKREFS) == y.flags.get().has(ShapeFlags::WEAKREFS)
        && {
            let solid = |c: &Obj<Type>| {
                c.mro(vm).iter().find(|c| vm.heap.shape(c.shape.get()).fixed > 0).map(|c| *c as *const _)
            };
            x.fixed == 0 || solid(a) == solid(b) || slot_names(vm, a) == slot_names(vm, b)
        }
}

/// The names of the fixed slots of a class's instances, with the places they have.
fn slot_names(vm: &Vm, class: &Obj<Type>) -> Vec<(usize, u64)> {
    let mut names = Vec::new();
    for class in class.mro(vm) {
        let dict = class.data.dict.get(vm);
        for (_, value) in vm.dict_items(dict) {
            if let Some(member) = value.downcast::<crate::descriptor::MemberDescriptor>()
                && let crate::descriptor::Place::Slot(place) = member.place
            {
                names.push((place, member.name.raw()));
            }
        }
    }
    names.sort_unstable();
    names
}
