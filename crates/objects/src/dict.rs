//! `dict`.
//!
//! `keys_version` stands for the set and places of the keys, and for the values that are functions, classes, modules and
//! the like (`is_lasting`): a cache that remembers it may go straight to an entry, or keep such a value. Replacing any
//! other value keeps it. A dict whose lasting values are replaced again and again gives up on them: only its keys count
//! from then on.

use crate::dict_table::{DictTable, Known, Step};
use crate::native::{TypeSpec, class_method, method};
use crate::slots::Slots;
use crate::str::Str;
use crate::{CompareOp, Guarded, Obj, Payload, PyResult, Tp, Tracer, Value, Vm};
use std::cell::Cell;

/// What stands for no version: no cache ever holds it.
pub const NO_VERSION: u32 = u32::MAX;

/// Tables of less entries grow without asking the budget.
const UNCHARGED: usize = 4096;

/// So many replaced values end a dict's promise about them.
const MOST_REPLACED: u8 = 64;

/// Whether a value is of a class whose instances programs bind once, as a rule.
#[inline]
fn is_lasting(value: u64) -> bool {
    let shape = taipan_heap::raw::shape(value);
    shape == Tp::Function as u32
        || shape == Tp::Type as u32
        || shape == Tp::BuiltinFunction as u32
        || shape == Tp::Module as u32
}

/// The payload of a dict.
pub struct Dict {
    pub table: Guarded<DictTable>,
    keys_version: Cell<u32>,
    /// How often a lasting value was replaced while somebody might have kept it.
    replaced: Cell<u8>,
    /// The dict of a class: who changes it tells the class, so programs get no hold of it.
    pub of_class: Cell<bool>,
}

// SAFETY: every key and value is visited once.
unsafe impl Payload for Dict {
    const NAME: &'static str = "dict";
    const SHAPE: u32 = Tp::Dict as u32;
    fn trace(&self, visit: Tracer<'_>) {
        // SAFETY: the collector runs while nobody borrows.
        for entry in unsafe { &(*self.table.as_ptr()).entries } {
            visit(&entry.key);
            visit(&entry.value);
        }
    }
    fn clear(&self) {
        self.keys_version.set(NO_VERSION);
        // SAFETY: as above.
        let table = unsafe { std::mem::take(&mut *self.table.as_ptr()) };
        drop(table);
    }
    fn drop_tail(&mut self) {
        // The dead are worked off last first: backwards here is CPython's order.
        // SAFETY: the payload is being dropped.
        let table = unsafe { &mut *self.table.as_ptr() };
        while let Some(entry) = table.entries.pop() {
            drop(entry.value);
            drop(entry.key);
        }
    }
}

impl Dict {
    pub fn new(table: DictTable) -> Dict {
        Dict {
            table: Guarded::new(table),
            keys_version: Cell::new(NO_VERSION),
            replaced: Cell::new(0),
            of_class: Cell::new(false),
        }
    }

    /// Whether the value at a key may be kept by who remembers the version.
    #[inline]
    pub fn keeps(&self, value: u64) -> bool {
        self.replaced.get() < MOST_REPLACED && is_lasting(value)
    }

    /// A value is being replaced.
    #[inline(always)]
    fn replacing(&self, old: u64) {
        if self.keys_version.get() != NO_VERSION && self.keeps(old) {
            self.replaced.set(self.replaced.get() + 1);
            self.touch();
        }
    }

    /// The keys changed.
    #[inline(always)]
    pub fn touch(&self) {
        self.keys_version.set(NO_VERSION);
    }

    /// The version of the keys as it stands; `NO_VERSION`: none was asked for since they changed.
    #[inline(always)]
    pub fn keys_version(&self) -> u32 {
        self.keys_version.get()
    }

    /// The version of the keys, made if there is none.
    pub fn ensure_keys_version(&self, vm: &Vm) -> u32 {
        if self.keys_version.get() == NO_VERSION {
            self.keys_version.set(vm.fresh_version());
        }
        self.keys_version.get()
    }

    /// The borrowed word at the key `name`, an interned str.
    #[inline]
    pub fn get_interned(&self, vm: &Vm, name: u64) -> Option<u64> {
        // SAFETY: an interned word is alive as long as the Vm.
        let key = std::mem::ManuallyDrop::new(unsafe { Value::from_raw(name) });
        let table = self.table.get(vm);
        let at = table.find_str(vm.str_hash(key.expect::<Str>()), &key)?;
        Some(table.entries[at].value.raw())
    }

    /// The entry of an exact str key.
    #[inline]
    pub fn find_str(&self, vm: &Vm, key: &Value) -> Option<usize> {
        self.table.get(vm).find_str(vm.str_hash(key.expect::<Str>()), key)
    }

    pub fn len(&self, vm: &Vm) -> usize {
        self.table.get(vm).len()
    }
}

/// The hash of a key; a TypeError says that it was wanted for a dict.
#[inline]
fn key_hash(vm: &mut Vm, key: &Value) -> PyResult<i64> {
    match known_hash(vm, key) {
        Some(hash) => Ok(hash),
        None => crate::set::hash_as(vm, key, "a dict key"),
    }
}

/// The entry at `key`, comparing as Python does.
#[inline]
pub fn find(vm: &mut Vm, dict: &Obj<Dict>, key: &Value, hash: i64) -> PyResult<Option<usize>> {
    match dict.table.get(vm).find_known(hash, key) {
        Known::At(at) => Ok(Some(at)),
        Known::Missing => Ok(None),
        Known::Unsure => find_comparing(vm, dict, key, hash),
    }
}

/// As `find`, from the start, asking Python.
#[inline(never)]
fn find_comparing(vm: &mut Vm, dict: &Obj<Dict>, key: &Value, hash: i64) -> PyResult<Option<usize>> {
    'again: loop {
        let mut search = dict.table.get(vm).search(hash);
        loop {
            match dict.table.get(vm).next_step(&mut search, key) {
                Step::Found(at) => return Ok(Some(at)),
                Step::Missing => return Ok(None),
                Step::Candidate(at) => {
                    let (own, generation) = {
                        let table = dict.table.get(vm);
                        (table.entries[at].key.clone(), table.generation)
                    };
                    let equal = vm.equal(&own, key)?;
                    if dict.table.get(vm).generation != generation {
                        continue 'again;
                    }
                    if equal {
                        return Ok(Some(at));
                    }
                }
            }
        }
    }
}

/// Adds a key that is not there.
#[inline]
fn insert(vm: &mut Vm, dict: &Obj<Dict>, key: &Value, hash: i64, value: Value) -> PyResult<()> {
    dict.touch();
    if dict.table.get(vm).is_full() && !may_grow(vm, dict) {
        return Err(vm.memory_error());
    }
    match dict.table.get_mut(vm).insert_new(hash, key.clone(), value) {
        Some(_) => Ok(()),
        None => Err(vm.memory_error()),
    }
}

/// Whether the budget allows a table twice as large.
#[cold]
#[inline(never)]
fn may_grow(vm: &Vm, dict: &Obj<Dict>) -> bool {
    let length = dict.len(vm);
    length < UNCHARGED || vm.heap.charge(length.saturating_mul(2 * size_of::<crate::dict_table::Entry>()))
}

/// The hash of a key that is known without running Python: of small ints, exact strs, and tuples of these.
#[inline]
pub fn known_hash(vm: &Vm, key: &Value) -> Option<i64> {
    if let Some(text) = key.downcast_exact::<Str>() {
        return Some(vm.str_hash(text));
    }
    if let Some(number) = key.as_small() {
        return Some(taipan_text::hash::hash_int(number));
    }
    let tuple = key.downcast_exact::<crate::tuple::Tuple>()?;
    let mut hasher = taipan_text::hash::TupleHasher::new();
    for item in tuple.items() {
        let hash = match item.as_small() {
            Some(number) => taipan_text::hash::hash_int(number),
            None => vm.str_hash(item.downcast_exact::<Str>()?),
        };
        hasher.push(hash);
    }
    Some(hasher.finish())
}

/// Where a value goes in a dict.
pub enum Spot {
    /// It replaces the value of this entry.
    At(usize),
    /// The key, of this hash, is new, and there is room for it.
    New(i64),
    /// Python or the budget must be asked.
    Unknown,
}

/// Where the value of `key` goes, as far as no Python can run.
#[inline]
pub fn spot_for(vm: &mut Vm, dict: &Dict, key: &Value) -> Spot {
    let Some(hash) = known_hash(vm, key) else { return Spot::Unknown };
    let table = dict.table.get_mut(vm);
    match table.find_known(hash, key) {
        Known::At(at) => Spot::At(at),
        Known::Unsure => Spot::Unknown,
        Known::Missing => {
            let large = table.is_full() && table.len() >= UNCHARGED;
            if large || table.make_room().is_none() { Spot::Unknown } else { Spot::New(hash) }
        }
    }
}

impl Dict {
    /// Replaces the value of an entry; gives the old one, to be dropped when all else is done.
    #[inline]
    pub fn replace_at(&self, vm: &mut Vm, at: usize, value: Value) -> Value {
        let old = std::mem::replace(&mut self.table.get_mut(vm).entries[at].value, value);
        self.replacing(old.raw());
        old
    }

    /// Adds a key where `spot_for` found room for it.
    #[inline]
    pub fn push_new(&self, vm: &mut Vm, hash: i64, key: Value, value: Value) {
        self.touch();
        self.table.get_mut(vm).push_new(hash, key, value);
    }
}

impl Vm {
    /// An empty dict.
    pub fn new_dict(&self) -> Value {
        self.heap.alloc_plain(Tp::Dict as u32, Dict::new(DictTable::default()))
    }

    /// `dict[key]`, if it is there. The dict may be of a subclass; its overrides are not asked.
    pub fn dict_get(&mut self, dict: &Value, key: &Value) -> PyResult<Option<Value>> {
        let hash = key_hash(self, key)?;
        let object = dict.expect::<Dict>();
        Ok(find(self, object, key, hash)?.map(|at| object.table.get(self).entries[at].value.clone()))
    }

    /// `dict[key]` with the key's hash, if it is there.
    pub fn dict_get_hashed(&mut self, dict: &Value, key: &Value, hash: i64) -> PyResult<Option<Value>> {
        let object = dict.expect::<Dict>();
        Ok(find(self, object, key, hash)?.map(|at| object.table.get(self).entries[at].value.clone()))
    }

    /// `dict[name]` for a str.
    pub fn dict_get_str(&mut self, dict: &Value, name: &str) -> Option<Value> {
        let name = self.intern(name);
        let object = dict.expect::<Dict>();
        let at = object.find_str(self, &name)?;
        Some(object.table.get(self).entries[at].value.clone())
    }

    /// `dict[key] = value`.
    #[inline]
    pub fn dict_set(&mut self, dict: &Value, key: &Value, value: Value) -> PyResult<()> {
        let hash = key_hash(self, key)?;
        self.dict_set_hashed(dict, key, hash, value)
    }

    /// `dict[key] = value` with the key's hash.
    pub fn dict_set_hashed(&mut self, dict: &Value, key: &Value, hash: i64, value: Value) -> PyResult<()> {
        let object = dict.expect::<Dict>();
        match find(self, object, key, hash)? {
            Some(at) => {
                let old = std::mem::replace(&mut object.table.get_mut(self).entries[at].value, value);
                object.replacing(old.raw());
                drop(old);
                Ok(())
            }
            None => insert(self, object, key, hash, value),
        }
    }

    /// `dict[name] = value` for a str.
    pub fn dict_set_str(&mut self, dict: &Value, name: &str, value: Value) -> PyResult<()> {
        let name = self.intern(name);
        self.dict_set(dict, &name, value)
    }

    /// Takes `dict[key]` out.
    pub fn dict_remove(&mut self, dict: &Value, key: &Value) -> PyResult<Option<Value>> {
        let hash = key_hash(self, key)?;
        self.dict_remove_hashed(dict, key, hash)
    }

    /// Takes `dict[key]` out, with the key's hash.
    pub fn dict_remove_hashed(&mut self, dict: &Value, key: &Value, hash: i64) -> PyResult<Option<Value>> {
        let object = dict.expect::<Dict>();
        match find(self, object, key, hash)? {
            Some(at) => {
                object.touch();
                let (key, value) = object.table.get_mut(self).remove(at);
                drop(key);
                Ok(Some(value))
            }
            None => Ok(None),
        }
    }

    /// A copy of the items, in order.
    pub fn dict_items(&self, dict: &Value) -> Vec<(Value, Value)> {
        let table = dict.expect::<Dict>().table.get(self);
        table.iter().map(|(k, v)| (k.clone(), v.clone())).collect()
    }

    /// Number of keys.
    pub fn dict_len(&self, dict: &Value) -> usize {
        dict.expect::<Dict>().len(self)
    }

    /// `dict.update(other)`: another dict, anything with `keys`, or pairs.
    pub fn dict_update(&mut self, dict: &Value, other: &Value) -> PyResult<()> {
        merge(self, dict, other, |_, _, _| Ok(true))
    }
}

/// Merges `other` into `dict`; `accept` is asked before a key is stored.
pub fn merge(
    vm: &mut Vm,
    dict: &Value,
    other: &Value,
    mut accept: impl FnMut(&mut Vm, &Value, &Value) -> PyResult<bool>,
) -> PyResult<()> {
    let plain = vm.is_instance(other, Tp::Dict)
        && vm.type_of(other).slots().iter.map(|f| f as usize)
            == vm.tp(Tp::Dict).slots().iter.map(|f| f as usize);
    if plain {
        let source = other.expect::<Dict>();
        let length = source.len(vm);
        let mut at = 0;
        while let Some(index) = source.table.get(vm).next_live(at) {
            at = index + 1;
            let entry = &source.table.get(vm).entries[index];
            let (key, hash, value) = (entry.key.clone(), entry.hash, entry.value.clone());
            if accept(vm, &key, &value)? {
                vm.dict_set_hashed(dict, &key, hash, value)?;
            }
            if source.len(vm) != length && !other.is(dict) {
                return Err(vm.runtime_error("dict mutated during update"));
            }
        }
        return Ok(());
    }
    let keys_name = vm.names.keys.clone();
    if let Some(keys) = vm.find_attr(other, &keys_name)? {
        let keys = vm.call(&keys, &[])?;
        let iterator = vm.iter(&keys)?;
        while let Some(key) = vm.next(&iterator)? {
            let value = vm.get_item(other, &key)?;
            if accept(vm, &key, &value)? {
                vm.dict_set(dict, &key, value)?;
            }
        }
        return Ok(());
    }
    let iterator = vm.iter(other)?;
    let mut index = 0;
    while let Some(pair) = vm.next(&iterator)? {
        let items = match vm.collect(&pair) {
            Ok(items) => items,
            Err(raised) if vm.is_raised(&raised, Tp::TypeError) => {
                let iterable = vm.type_of(&pair).slots().iter.is_some();
                let raised = if iterable { raised } else { vm.type_error("object is not iterable") };
                let note =
                    format!("Cannot convert dictionary update sequence element #{index} to a sequence");
                crate::exception::add_note(vm, &raised.0, &note)?;
                return Err(raised);
            }
            Err(raised) => return Err(raised),
        };
        if items.len() != 2 {
            let text = format!(
                "dictionary update sequence element #{index} has length {}; 2 is required",
                items.len()
            );
            return Err(vm.value_error(text));
        }
        if accept(vm, &items[0], &items[1])? {
            vm.dict_set(dict, &items[0], items[1].clone())?;
        }
        index += 1;
    }
    Ok(())
}

fn new(vm: &mut Vm, class: &Value, _: crate::Args<'_>) -> PyResult {
    let shape = class.expect::<crate::class::Type>().shape.get();
    Ok(vm.heap.alloc(shape, Dict::new(DictTable::default())))
}

fn update_from(vm: &mut Vm, object: &Value, args: crate::Args<'_>, name: &str) -> PyResult<()> {
    let positionals = args.positionals();
    if positionals.len() > 1 {
        return Err(vm.type_error(format!("{name} expected at most 1 argument, got {}", positionals.len())));
    }
    if let Some(other) = positionals.first() {
        vm.dict_update(object, other)?;
    }
    for (key, value) in args.keywords() {
        vm.dict_set(object, key, value.clone())?;
    }
    Ok(())
}

fn init(vm: &mut Vm, object: &Value, args: crate::Args<'_>) -> PyResult<()> {
    update_from(vm, object, args, "dict")
}

fn repr(vm: &mut Vm, object: &Value) -> PyResult {
    if vm.dict_len(object) == 0 {
        return Ok(vm.new_str("{}"));
    }
    let Some(_guard) = vm.enter_repr(object) else { return Ok(vm.new_str("{...}")) };
    let result = repr_items(vm, object);
    vm.leave_repr();
    vm.text_value(result?)
}

fn repr_items(vm: &mut Vm, object: &Value) -> PyResult<taipan_text::TextBuf> {
    let dict = object.expect::<Dict>();
    let mut text = taipan_text::TextBuf::with_capacity(16);
    text.push_str("{");
    let mut at = 0;
    let mut first = true;
    while let Some(index) = dict.table.get(vm).next_live(at) {
        at = index + 1;
        let entry = &dict.table.get(vm).entries[index];
        let (key, value) = (entry.key.clone(), entry.value.clone());
        if !first {
            text.push_str(", ");
        }
        first = false;
        let key = vm.repr(&key)?;
        text.push_text(key.expect::<Str>().text());
        text.push_str(": ");
        let value = vm.repr(&value)?;
        text.push_text(value.expect::<Str>().text());
    }
    text.push_str("}");
    Ok(text)
}

fn compare(vm: &mut Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult {
    if !matches!(op, CompareOp::Eq | CompareOp::Ne) || b.downcast::<Dict>().is_none() {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let equal = equal(vm, a, b)?;
    Ok(Value::from_bool(equal == (op == CompareOp::Eq)))
}

fn equal(vm: &mut Vm, a: &Value, b: &Value) -> PyResult<bool> {
    let (left, right) = (a.expect::<Dict>(), b.expect::<Dict>());
    if left.len(vm) != right.len(vm) {
        return Ok(false);
    }
    let mut at = 0;
    while let Some(index) = left.table.get(vm).next_live(at) {
        at = index + 1;
        let entry = &left.table.get(vm).entries[index];
        let (key, hash, value) = (entry.key.clone(), entry.hash, entry.value.clone());
        let Some(found) = find(vm, right, &key, hash)? else { return Ok(false) };
        let other = right.table.get(vm).entries[found].value.clone();
        if !vm.same_or_equal(&value, &other)? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn len(vm: &mut Vm, object: &Value) -> PyResult<usize> {
    Ok(vm.dict_len(object))
}

/// `dict[key]` with `__missing__` of subclasses.
pub fn getitem(vm: &mut Vm, object: &Value, key: &Value) -> PyResult {
    if let Some(value) = vm.dict_get(object, key)? {
        return Ok(value);
    }
    if !vm.is_exact(object, Tp::Dict) {
        let name = vm.names.missing.clone();
        if let Some(missing) = crate::attr::special(vm, object, &name)? {
            return vm.call(&missing, std::slice::from_ref(key));
        }
    }
    Err(vm.key_error(key))
}

fn setitem(vm: &mut Vm, object: &Value, key: &Value, value: Option<&Value>) -> PyResult<()> {
    match value {
        Some(value) => vm.dict_set(object, key, value.clone()),
        None => match vm.dict_remove(object, key)? {
            Some(_) => Ok(()),
            None => Err(vm.key_error(key)),
        },
    }
}

fn contains(vm: &mut Vm, object: &Value, key: &Value) -> PyResult<bool> {
    let hash = key_hash(vm, key)?;
    Ok(find(vm, object.expect::<Dict>(), key, hash)?.is_some())
}

fn iter(vm: &mut Vm, object: &Value) -> PyResult {
    Ok(vm.new_dict_iterator(Tp::DictKeyIterator, object))
}

fn or(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    if a.downcast::<Dict>().is_none() || b.downcast::<Dict>().is_none() {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let result = copy(vm, std::slice::from_ref(a))?;
    vm.dict_update(&result, b)?;
    Ok(result)
}

fn inplace_or(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    vm.dict_update(a, b)?;
    Ok(a.clone())
}

/// `get` of a key whose hash and equality are known without running Python.
fn quick_get(vm: &mut Vm, a: &[Value]) -> Value {
    let (dict, key, default) = match a {
        [dict, key] => (dict, key, &Value::NONE),
        [dict, key, default] => (dict, key, default),
        _ => return Value::NULL,
    };
    let (Some(dict), Some(hash)) = (dict.downcast_exact::<Dict>(), known_hash(vm, key)) else {
        return Value::NULL;
    };
    let table = dict.table.get(vm);
    match table.find_known(hash, key) {
        Known::At(at) => table.entries[at].value.clone(),
        Known::Missing => default.clone(),
        Known::Unsure => Value::NULL,
    }
}

fn get(vm: &mut Vm, a: &[Value]) -> PyResult {
    let found = vm.dict_get(&a[0], &a[1])?;
    Ok(found.unwrap_or_else(|| if a[2].is_null() { Value::NONE } else { a[2].clone() }))
}

fn setdefault(vm: &mut Vm, a: &[Value]) -> PyResult {
    let hash = key_hash(vm, &a[1])?;
    let dict = a[0].expect::<Dict>();
    if let Some(at) = find(vm, dict, &a[1], hash)? {
        return Ok(dict.table.get(vm).entries[at].value.clone());
    }
    let default = if a[2].is_null() { Value::NONE } else { a[2].clone() };
    insert(vm, dict, &a[1], hash, default.clone())?;
    Ok(default)
}

fn pop(vm: &mut Vm, a: &[Value]) -> PyResult {
    if vm.dict_len(&a[0]) == 0 {
        // As in CPython, an empty dict does not even ask for the hash.
        return if a[2].is_null() { Err(vm.key_error(&a[1])) } else { Ok(a[2].clone()) };
    }
    match vm.dict_remove(&a[0], &a[1])? {
        Some(value) => Ok(value),
        None if a[2].is_null() => Err(vm.key_error(&a[1])),
        None => Ok(a[2].clone()),
    }
}

fn popitem(vm: &mut Vm, a: &[Value]) -> PyResult {
    let dict = a[0].expect::<Dict>();
    let table = dict.table.get(vm);
    let Some(at) = table.previous_live(table.entries.len()) else {
        let text = vm.new_str("popitem(): dictionary is empty");
        return Err(vm.raise_with(Tp::KeyError, vec![text]));
    };
    dict.touch();
    let (key, value) = dict.table.get_mut(vm).remove(at);
    Ok(vm.new_tuple(vec![key, value]))
}

fn clear(vm: &mut Vm, a: &[Value]) -> PyResult {
    let dict = a[0].expect::<Dict>();
    dict.touch();
    let generation = dict.table.get(vm).generation.wrapping_add(1);
    let old = std::mem::replace(dict.table.get_mut(vm), DictTable::at_generation(generation));
    drop(old);
    Ok(Value::NONE)
}

/// A shallow copy, an exact dict.
pub fn copy(vm: &mut Vm, a: &[Value]) -> PyResult {
    match a[0].expect::<Dict>().table.get(vm).copy() {
        Some(table) => Ok(vm.heap.alloc_plain(Tp::Dict as u32, Dict::new(table))),
        None => Err(vm.memory_error()),
    }
}

fn update(vm: &mut Vm, a: &[Value]) -> PyResult {
    let positionals = a[1].expect::<crate::tuple::Tuple>().items();
    update_from(vm, &a[0], crate::Args::positional(positionals), "update")?;
    for (key, value) in vm.dict_items(&a[2]) {
        vm.dict_set(&a[0], &key, value)?;
    }
    Ok(Value::NONE)
}

fn fromkeys(vm: &mut Vm, a: &[Value]) -> PyResult {
    let value = if a[2].is_null() { Value::NONE } else { a[2].clone() };
    let result = vm.call(&a[0], &[])?;
    let exact = vm.is_exact(&result, Tp::Dict);
    let iterator = vm.iter(&a[1])?;
    while let Some(key) = vm.next(&iterator)? {
        if exact {
            vm.dict_set(&result, &key, value.clone())?;
        } else {
            vm.set_item(&result, &key, value.clone())?;
        }
    }
    Ok(result)
}

fn keys(vm: &mut Vm, a: &[Value]) -> PyResult {
    Ok(vm.new_dict_view(Tp::DictKeys, &a[0]))
}

fn values(vm: &mut Vm, a: &[Value]) -> PyResult {
    Ok(vm.new_dict_view(Tp::DictValues, &a[0]))
}

fn items(vm: &mut Vm, a: &[Value]) -> PyResult {
    Ok(vm.new_dict_view(Tp::DictItems, &a[0]))
}

fn reversed(vm: &mut Vm, a: &[Value]) -> PyResult {
    Ok(vm.new_dict_iterator(Tp::DictReverseKeyIterator, &a[0]))
}

pub fn spec() -> TypeSpec {
    let mut slots = Slots {
        new: Some(new),
        init: Some(init),
        repr: Some(repr),
        compare: Some(compare),
        len: Some(len),
        getitem: Some(getitem),
        setitem: Some(setitem),
        contains: Some(contains),
        iter: Some(iter),
        hash: Some(crate::object::unhashable),
        ..Slots::default()
    };
    slots.binary[crate::BinaryOp::Or as usize] = Some(or);
    slots.inplace[crate::BinaryOp::Or as usize] = Some(inplace_or);
    TypeSpec {
        slots,
        quick: Some(crate::quick::dict),
        methods: const {
            &[
                class_method(
                    "__class_getitem__",
                    "($type, object, /)",
                    crate::set::class_getitem,
                    "dicts are generic over two types, signifying (respectively) the types of their keys and values",
                ),
                method(
                    "get",
                    "($self, key, default=None, /)",
                    get,
                    "Return the value for key if key is in the dictionary, else default.",
                )
                .quick(quick_get),
                method(
                    "setdefault",
                    "($self, key, default=None, /)",
                    setdefault,
                    "Insert key with a value of default if key is not in the dictionary.\n\nReturn the value for key if key is in the dictionary, else default.",
                ),
                method(
                    "pop",
                    "($self, key, default=<unrepresentable>, /)",
                    pop,
                    "D.pop(k[,d]) -> v, remove specified key and return the corresponding value.\n\nIf the key is not found, return the default if given; otherwise,\nraise a KeyError.",
                ),
                method(
                    "popitem",
                    "($self, /)",
                    popitem,
                    "Remove and return a (key, value) pair as a 2-tuple.\n\nPairs are returned in LIFO (last-in, first-out) order.\nRaises KeyError if the dict is empty.",
                ),
                method("clear", "($self, /)", clear, "Remove all items from the dict."),
                method("copy", "($self, /)", copy, "Return a shallow copy of the dict."),
                method(
                    "update",
                    "($self, /, *args, **kwargs)",
                    update,
                    "D.update([E, ]**F) -> None.  Update D from mapping/iterable E and F.\nIf E is present and has a .keys() method, then does:  for k in E.keys(): D[k] = E[k]\nIf E is present and lacks a .keys() method, then does:  for k, v in E: D[k] = v\nIn either case, this is followed by: for k in F:  D[k] = F[k]",
                ),
                class_method(
                    "fromkeys",
                    "($type, iterable, value=None, /)",
                    fromkeys,
                    "Create a new dictionary with keys from iterable and values set to value.",
                ),
                method(
                    "keys",
                    "($self, /)",
                    keys,
                    "Return a set-like object providing a view on the dict's keys.",
                ),
                method(
                    "values",
                    "($self, /)",
                    values,
                    "Return an object providing a view on the dict's values.",
                ),
                method(
                    "items",
                    "($self, /)",
                    items,
                    "Return a set-like object providing a view on the dict's items.",
                ),
                method(
                    "__reversed__",
                    "($self, /)",
                    reversed,
                    "Return a reverse iterator over the dict keys.",
                ),
            ]
        },
        doc: Some(
            "dict() -> new empty dictionary\ndict(mapping) -> new dictionary initialized from a mapping object's\n    (key, value) pairs\ndict(iterable) -> new dictionary initialized as if via:\n    d = {}\n    for k, v in iterable:\n        d[k] = v\ndict(**kwargs) -> new dictionary initialized with the name=value pairs\n    in the keyword argument list.  For example:  dict(one=1, two=2)",
        ),
        ..TypeSpec::default()
    }
}
