//! `set` and `frozenset`: the classes, their operators and their iterator. Set algebra is in `set_ops`.

use crate::native::{TypeSpec, class_method, method};
use crate::set_ops as ops;
use crate::set_table::{SetTable, Step};
use crate::slots::Slots;
use crate::{Args, BinaryOp, CompareOp, Guarded, Obj, Payload, PyResult, Tp, Tracer, Value, Vm};
use std::cell::Cell;

/// The payload of a set or frozenset.
pub struct Set {
    pub table: Guarded<SetTable>,
    /// The hash of a frozenset, -1 while it is not known.
    hash: Cell<i64>,
}

// SAFETY: every item is visited once.
unsafe impl Payload for Set {
    const NAME: &'static str = "set";
    const SHAPE: u32 = Tp::Set as u32;
    fn trace(&self, visit: Tracer<'_>) {
        // SAFETY: the collector runs while nobody borrows.
        for entry in unsafe { &(*self.table.as_ptr()).entries } {
            visit(&entry.key);
        }
    }
    fn clear(&self) {
        // SAFETY: as above.
        let table = unsafe { std::mem::take(&mut *self.table.as_ptr()) };
        drop(table);
    }
    fn drop_tail(&mut self) {
        // The dead are worked off last first: backwards here is CPython's order.
        // SAFETY: the payload is being dropped.
        let table = unsafe { &mut *self.table.as_ptr() };
        while let Some(entry) = table.entries.pop() {
            drop(entry);
        }
    }
}

impl Set {
    pub fn new(table: SetTable) -> Set {
        Set { table: Guarded::new(table), hash: Cell::new(-1) }
    }

    pub fn len(&self, vm: &Vm) -> usize {
        self.table.get(vm).len()
    }
}

/// Where a key is, or where it would go.
pub enum Place {
    Taken(usize),
    Free(usize),
}

/// Looks a key up, comparing as Python does.
#[inline]
pub fn find(vm: &mut Vm, set: &Obj<Set>, key: &Value, hash: i64) -> PyResult<Place> {
    'again: loop {
        let mut search = set.table.get(vm).search(hash);
        loop {
            match set.table.get(vm).step(&mut search, key) {
                Step::Found(at) => return Ok(Place::Taken(at)),
                Step::Missing(at) => return Ok(Place::Free(at)),
                Step::Candidate(at) => {
                    let (own, generation) = {
                        let table = set.table.get(vm);
                        (table.entries[at].key.clone(), table.generation)
                    };
                    let equal = vm.equal(&own, key)?;
                    let table = set.table.get(vm);
                    if table.generation != generation || !table.entries[at].key.is(&own) {
                        continue 'again;
                    }
                    if equal {
                        return Ok(Place::Taken(at));
                    }
                }
            }
        }
    }
}

/// The hash of a key for a set or dict: a TypeError says what the key was wanted for.
#[inline]
pub fn hash_as(vm: &mut Vm, key: &Value, what: &str) -> PyResult<i64> {
    match vm.hash(key) {
        Ok(hash) => Ok(hash),
        Err(raised) => Err(unhashable_as(vm, key, raised, what)),
    }
}

#[cold]
fn unhashable_as(vm: &mut Vm, key: &Value, raised: crate::Raised, what: &str) -> crate::Raised {
    if !vm.is_exact(&raised.0, Tp::TypeError) {
        return raised;
    }
    match vm.str_text(&raised.0) {
        Ok(reason) => {
            let text = format!("cannot use '{}' as {what} ({reason})", vm.type_name(key));
            vm.type_error(text)
        }
        Err(raised) => raised,
    }
}

/// Adds a key with its hash; true if it was not there.
#[inline]
pub fn add_hashed(vm: &mut Vm, set: &Obj<Set>, key: &Value, hash: i64) -> PyResult<bool> {
    match find(vm, set, key, hash)? {
        Place::Taken(_) => Ok(false),
        Place::Free(at) => {
            let places = set.table.get(vm).places();
            // The next growth doubles or quadruples the places.
            if places > 1 << 16
                && !vm.heap.charge(places.saturating_mul(2 * size_of::<crate::set_table::Entry>()))
            {
                return Err(vm.memory_error());
            }
            match set.table.get_mut(vm).insert_at(at, hash, key.clone()) {
                Some(()) => Ok(true),
                None => Err(vm.memory_error()),
            }
        }
    }
}

/// Takes a key out; false if it is not there.
pub fn discard_hashed(vm: &mut Vm, set: &Obj<Set>, key: &Value, hash: i64) -> PyResult<bool> {
    match find(vm, set, key, hash)? {
        Place::Taken(at) => {
            let old = set.table.get_mut(vm).remove(at);
            drop(old);
            Ok(true)
        }
        Place::Free(_) => Ok(false),
    }
}

impl Vm {
    /// An empty set.
    pub fn new_set(&self) -> Value {
        self.heap.alloc_plain(Tp::Set as u32, Set::new(SetTable::default()))
    }

    /// A set of the items of an iterable.
    pub fn new_set_from(&mut self, iterable: &Value) -> PyResult {
        let set = self.new_set();
        ops::update_from(self, &set, iterable)?;
        Ok(set)
    }

    /// A frozenset of the items of an iterable.
    pub fn new_frozenset_from(&mut self, iterable: &Value) -> PyResult {
        let set = self.heap.alloc_plain(Tp::FrozenSet as u32, Set::new(SetTable::default()));
        ops::update_from(self, &set, iterable)?;
        Ok(set)
    }

    /// A frozenset of these items.
    pub fn new_frozenset(&mut self, items: Vec<Value>) -> PyResult {
        let set = self.heap.alloc_plain(Tp::FrozenSet as u32, Set::new(SetTable::default()));
        for item in &items {
            self.set_add(&set, item)?;
        }
        Ok(set)
    }

    /// `set.add(key)`.
    pub fn set_add(&mut self, set: &Value, key: &Value) -> PyResult<()> {
        let hash = hash_as(self, key, "a set element")?;
        add_hashed(self, set.expect::<Set>(), key, hash)?;
        Ok(())
    }

    /// `key in set`.
    pub fn set_contains(&mut self, set: &Value, key: &Value) -> PyResult<bool> {
        let hash = hash_as(self, key, "a set element")?;
        Ok(matches!(find(self, set.expect::<Set>(), key, hash)?, Place::Taken(_)))
    }

    /// The items of a set, in order.
    pub fn set_items(&self, set: &Value) -> Vec<Value> {
        set.expect::<Set>().table.get(self).iter().map(|e| e.key.clone()).collect()
    }
}

/// A look-up by a key that may be a set, which is then taken for the frozenset of its items.
fn key_hash(vm: &mut Vm, key: &Value) -> PyResult<i64> {
    match vm.hash(key) {
        Ok(hash) => Ok(hash),
        Err(raised) if vm.is_instance(key, Tp::Set) && vm.is_raised(&raised, Tp::TypeError) => {
            Ok(items_hash(vm, key.expect::<Set>()))
        }
        Err(raised) => Err(unhashable_as(vm, key, raised, "a set element")),
    }
}

fn items_hash(vm: &Vm, set: &Set) -> i64 {
    let hashes: Vec<i64> = set.table.get(vm).iter().map(|e| e.hash).collect();
    taipan_text::hash::hash_frozenset(hashes.into_iter())
}

fn contains(vm: &mut Vm, object: &Value, key: &Value) -> PyResult<bool> {
    let hash = key_hash(vm, key)?;
    Ok(matches!(find(vm, object.expect::<Set>(), key, hash)?, Place::Taken(_)))
}

fn new(vm: &mut Vm, class: &Value, _: Args<'_>) -> PyResult {
    let shape = class.expect::<crate::class::Type>().shape.get();
    Ok(vm.heap.alloc(shape, Set::new(SetTable::default())))
}

fn one_iterable<'a>(vm: &mut Vm, args: Args<'a>, name: &str) -> PyResult<Option<&'a Value>> {
    if !args.names.is_empty() {
        return Err(vm.type_error(format!("{name}() takes no keyword arguments")));
    }
    if args.all.len() > 1 {
        return Err(vm.type_error(format!("{name} expected at most 1 argument, got {}", args.all.len())));
    }
    Ok(args.all.first())
}

fn init(vm: &mut Vm, object: &Value, args: Args<'_>) -> PyResult<()> {
    let iterable = one_iterable(vm, args, "set")?;
    let set = object.expect::<Set>();
    if set.table.get(vm).places() != SetTable::default().places() || !set.table.get(vm).is_empty() {
        ops::clear(vm, object);
    }
    match iterable {
        Some(iterable) => ops::update_from(vm, object, iterable),
        None => Ok(()),
    }
}

fn frozen_new(vm: &mut Vm, class: &Value, args: Args<'_>) -> PyResult {
    let exact = class.is(&vm.class(Tp::FrozenSet));
    let own_init = {
        let init = |tp: &crate::class::Type| tp.slots().init.map(|f| f as usize);
        init(class.expect::<crate::class::Type>()) != init(vm.tp(Tp::FrozenSet))
    };
    let iterable =
        if own_init && !exact { args.positionals().first() } else { one_iterable(vm, args, "frozenset")? };
    if let (true, Some(iterable)) = (exact, iterable)
        && vm.is_exact(iterable, Tp::FrozenSet)
    {
        return Ok(iterable.clone());
    }
    let set = new(vm, class, Args::NONE)?;
    if let Some(iterable) = iterable {
        ops::update_from(vm, &set, iterable)?;
    }
    Ok(set)
}

fn repr(vm: &mut Vm, object: &Value) -> PyResult {
    let name = vm.type_name(object);
    if object.expect::<Set>().len(vm) == 0 {
        return Ok(vm.new_str(&format!("{name}()")));
    }
    let Some(()) = vm.enter_repr(object) else { return Ok(vm.new_str(&format!("{name}(...)"))) };
    let items = vm.set_items(object);
    let plain = vm.is_exact(object, Tp::Set);
    let result = (|| {
        let mut text = taipan_text::TextBuf::with_capacity(items.len() * 4 + 2);
        if !plain {
            text.push_str(&name);
            text.push_str("(");
        }
        text.push_str("{");
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                text.push_str(", ");
            }
            let shown = vm.repr(item)?;
            text.push_text(shown.expect::<crate::str::Str>().text());
        }
        text.push_str(if plain { "}" } else { "})" });
        Ok(text)
    })();
    vm.leave_repr();
    vm.text_value(result?)
}

fn hash(vm: &mut Vm, object: &Value) -> PyResult<i64> {
    let set = object.expect::<Set>();
    if set.hash.get() == -1 {
        set.hash.set(items_hash(vm, set));
    }
    Ok(set.hash.get())
}

fn compare(vm: &mut Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult {
    let (Some(left), Some(right)) = (a.downcast::<Set>(), b.downcast::<Set>()) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let (x, y) = (left.len(vm), right.len(vm));
    let truth = match op {
        CompareOp::Eq | CompareOp::Ne => {
            let (p, q) = (left.hash.get(), right.hash.get());
            let equal = x == y && (p == -1 || q == -1 || p == q) && ops::is_subset(vm, a, b)?;
            equal == (op == CompareOp::Eq)
        }
        CompareOp::Le => ops::is_subset(vm, a, b)?,
        CompareOp::Ge => ops::is_subset(vm, b, a)?,
        CompareOp::Lt => x < y && ops::is_subset(vm, a, b)?,
        CompareOp::Gt => x > y && ops::is_subset(vm, b, a)?,
    };
    Ok(Value::from_bool(truth))
}

fn len(vm: &mut Vm, object: &Value) -> PyResult<usize> {
    Ok(object.expect::<Set>().len(vm))
}

fn add(vm: &mut Vm, a: &[Value]) -> PyResult {
    vm.set_add(&a[0], &a[1])?;
    Ok(Value::NONE)
}

fn discard(vm: &mut Vm, a: &[Value]) -> PyResult {
    let hash = key_hash(vm, &a[1])?;
    discard_hashed(vm, a[0].expect::<Set>(), &a[1], hash)?;
    Ok(Value::NONE)
}

fn remove(vm: &mut Vm, a: &[Value]) -> PyResult {
    let hash = key_hash(vm, &a[1])?;
    if discard_hashed(vm, a[0].expect::<Set>(), &a[1], hash)? {
        return Ok(Value::NONE);
    }
    Err(vm.key_error(&a[1]))
}

fn pop(vm: &mut Vm, a: &[Value]) -> PyResult {
    match a[0].expect::<Set>().table.get_mut(vm).pop() {
        Some(item) => Ok(item),
        None => {
            let text = vm.new_str("pop from an empty set");
            Err(vm.raise_with(Tp::KeyError, vec![text]))
        }
    }
}

fn clear(vm: &mut Vm, a: &[Value]) -> PyResult {
    ops::clear(vm, &a[0]);
    Ok(Value::NONE)
}

fn copy(vm: &mut Vm, a: &[Value]) -> PyResult {
    if vm.is_exact(&a[0], Tp::FrozenSet) {
        return Ok(a[0].clone());
    }
    ops::copy(vm, &a[0])
}

fn reduce(vm: &mut Vm, a: &[Value]) -> PyResult {
    let items = vm.new_list(vm.set_items(&a[0]));
    let args = vm.new_tuple(vec![items]);
    let class = vm.type_of(&a[0]).value();
    let state = vm.call_method(&a[0], "__getstate__", &[])?;
    Ok(vm.new_tuple(vec![class, args, state]))
}

/// `C[item]` of a class that is generic over its items.
pub fn class_getitem(vm: &mut Vm, a: &[Value]) -> PyResult {
    vm.new_generic_alias(&a[0], &a[1])
}

fn slots() -> Slots {
    let mut slots = Slots {
        new: Some(new),
        repr: Some(repr),
        compare: Some(compare),
        len: Some(len),
        contains: Some(contains),
        iter: Some(iter),
        ..Slots::default()
    };
    slots.binary[BinaryOp::And as usize] = Some(ops::and);
    slots.binary[BinaryOp::Or as usize] = Some(ops::or);
    slots.binary[BinaryOp::Subtract as usize] = Some(ops::subtract);
    slots.binary[BinaryOp::Xor as usize] = Some(ops::xor);
    slots
}

macro_rules! rows {
    ($generic:literal; $($more:expr),* $(,)?) => {
        &[
            class_method("__class_getitem__", "($type, object, /)", class_getitem, $generic),
            method("__reduce__", "($self, /)", reduce, "Return state information for pickling."),
            method("copy", "($self, /)", copy, "Return a shallow copy of a set."),
            method("difference", "($self, /, *others)", ops::difference_method, "Return a new set with elements in the set that are not in the others."),
            method("intersection", "($self, /, *others)", ops::intersection_method, "Return a new set with elements common to the set and all others."),
            method("isdisjoint", "($self, other, /)", ops::isdisjoint, "Return True if two sets have a null intersection."),
            method("issubset", "($self, other, /)", ops::issubset, "Report whether another set contains this set."),
            method("issuperset", "($self, other, /)", ops::issuperset, "Report whether this set contains another set."),
            method("symmetric_difference", "($self, other, /)", ops::symmetric_difference_method, "Return a new set with elements in either the set or other but not both."),
            method("union", "($self, /, *others)", ops::union, "Return a new set with elements from the set and all others."),
            $($more),*
        ]
    };
}

pub fn spec() -> TypeSpec {
    let mut slots = Slots { init: Some(init), hash: Some(crate::object::unhashable), ..slots() };
    slots.inplace[BinaryOp::And as usize] = Some(ops::inplace_and);
    slots.inplace[BinaryOp::Or as usize] = Some(ops::inplace_or);
    slots.inplace[BinaryOp::Subtract as usize] = Some(ops::inplace_subtract);
    slots.inplace[BinaryOp::Xor as usize] = Some(ops::inplace_xor);
    TypeSpec {
        slots,
        quick: Some(crate::quick::set),
        methods: const {
            rows![
                "sets are generic over the type of their elements";
                method(
                    "add",
                    "($self, object, /)",
                    add,
                    "Add an element to a set.\n\nThis has no effect if the element is already present."
                ),
                method("clear", "($self, /)", clear, "Remove all elements from this set."),
                method(
                    "difference_update",
                    "($self, /, *others)",
                    ops::difference_update,
                    "Update the set, removing elements found in others."
                ),
                method(
                    "discard",
                    "($self, object, /)",
                    discard,
                    "Remove an element from a set if it is a member.\n\nUnlike set.remove(), the discard() method does not raise\nan exception when an element is missing from the set."
                ),
                method(
                    "intersection_update",
                    "($self, /, *others)",
                    ops::intersection_update,
                    "Update the set, keeping only elements found in it and all others."
                ),
                method(
                    "pop",
                    "($self, /)",
                    pop,
                    "Remove and return an arbitrary set element.\n\nRaises KeyError if the set is empty."
                ),
                method(
                    "remove",
                    "($self, object, /)",
                    remove,
                    "Remove an element from a set; it must be a member.\n\nIf the element is not a member, raise a KeyError."
                ),
                method(
                    "symmetric_difference_update",
                    "($self, other, /)",
                    ops::symmetric_difference_update,
                    "Update the set, keeping only elements found in either set, but not in both."
                ),
                method(
                    "update",
                    "($self, /, *others)",
                    ops::update,
                    "Update the set, adding elements from all others."
                ),
            ]
        },
        doc: Some("set(iterable=(), /)\n--\n\nBuild an unordered collection of unique elements."),
        ..TypeSpec::default()
    }
}

pub fn frozen_spec() -> TypeSpec {
    TypeSpec {
        slots: Slots { new: Some(frozen_new), hash: Some(hash), ..slots() },
        methods: const { rows!["frozensets are generic over the type of their elements";] },
        doc: Some(
            "frozenset(iterable=(), /)\n--\n\nBuild an immutable unordered collection of unique elements.",
        ),
        ..TypeSpec::default()
    }
}

/// The payload of an iterator over a set. An exhausted one holds no set.
pub struct SetIterator {
    set: Guarded<Value>,
    at: Cell<usize>,
    /// The set's length at the start; `usize::MAX` once a change was seen.
    used: Cell<usize>,
    left: Cell<usize>,
}

// SAFETY: the set is visited once.
unsafe impl Payload for SetIterator {
    const NAME: &'static str = "set_iterator";
    const SHAPE: u32 = Tp::SetIterator as u32;
    fn trace(&self, visit: Tracer<'_>) {
        // SAFETY: the collector runs while nobody borrows.
        visit(unsafe { &*self.set.as_ptr() });
    }
    fn clear(&self) {
        // SAFETY: as above.
        drop(unsafe { std::mem::replace(&mut *self.set.as_ptr(), Value::NULL) });
    }
}

fn iter(vm: &mut Vm, object: &Value) -> PyResult {
    let length = object.expect::<Set>().len(vm);
    let iterator = SetIterator {
        set: Guarded::new(object.clone()),
        at: Cell::new(0),
        used: Cell::new(length),
        left: Cell::new(length),
    };
    Ok(vm.heap.alloc_plain(Tp::SetIterator as u32, iterator))
}

fn next(vm: &mut Vm, object: &Value) -> PyResult<Option<Value>> {
    let iterator = object.expect::<SetIterator>();
    let Some(set) = iterator.set.get(vm).downcast::<Set>() else { return Ok(None) };
    let table = set.data.table.get(vm);
    if table.len() != iterator.used.get() {
        iterator.used.set(usize::MAX);
        return Err(vm.runtime_error("Set changed size during iteration"));
    }
    if let Some(at) = table.next_live(iterator.at.get()) {
        let key = table.entries[at].key.clone();
        iterator.at.set(at + 1);
        iterator.left.set(iterator.left.get().saturating_sub(1));
        return Ok(Some(key));
    }
    let old = std::mem::replace(iterator.set.get_mut(vm), Value::NULL);
    drop(old);
    Ok(None)
}

fn length_hint(vm: &mut Vm, a: &[Value]) -> PyResult {
    let iterator = a[0].expect::<SetIterator>();
    let left = match iterator.set.get(vm).downcast::<Set>() {
        Some(set) if set.data.len(vm) == iterator.used.get() => iterator.left.get(),
        _ => 0,
    };
    Ok(vm.new_int(left as i64))
}

fn reduce_iterator(vm: &mut Vm, a: &[Value]) -> PyResult {
    let iterator = a[0].expect::<SetIterator>();
    let mut items = Vec::new();
    if let Some(set) = iterator.set.get(vm).downcast::<Set>() {
        let table = set.data.table.get(vm);
        let mut at = iterator.at.get();
        while let Some(found) = table.next_live(at) {
            items.push(table.entries[found].key.clone());
            at = found + 1;
        }
    }
    crate::iterators::reduced(vm, items)
}

pub fn iterator_spec() -> TypeSpec {
    TypeSpec {
        slots: Slots { iter: Some(crate::iterators::itself), next: Some(next), ..Slots::default() },
        methods: const {
            &[
                method(
                    "__length_hint__",
                    "($self, /)",
                    length_hint,
                    "Private method returning an estimate of len(list(it)).",
                ),
                method("__reduce__", "($self, /)", reduce_iterator, "Return state information for pickling."),
            ]
        },
        no_new: true,
        ..TypeSpec::default()
    }
}
