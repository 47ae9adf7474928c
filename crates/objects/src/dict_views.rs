//! `dict_keys`, `dict_values`, `dict_items` and the six iterators over dicts.

use crate::dict::{Dict, find};
use crate::iterators::itself;
use crate::native::{TypeSpec, getter, method};
use crate::slots::{Binary, Slots};
use crate::tuple::Tuple;
use crate::{BinaryOp, CompareOp, Guarded, Payload, PyResult, Tp, Tracer, Value, Vm};
use std::cell::Cell;

/// The payload of a view.
pub struct View {
    dict: Value,
}

// SAFETY: the dict is visited once.
unsafe impl Payload for View {
    const NAME: &'static str = "dict view";
    const SHAPE: u32 = Tp::DictKeys as u32;
    fn trace(&self, visit: Tracer<'_>) {
        visit(&self.dict);
    }
}

/// The payload of an iterator over a dict. An exhausted one holds no dict.
pub struct DictIterator {
    dict: Guarded<Value>,
    /// The next entry, or for the reversed ones the end of what is left.
    at: Cell<usize>,
    /// The dict's length at the start; `usize::MAX` once a change was seen.
    used: Cell<usize>,
    left: Cell<usize>,
    /// The pair that an iterator over items gave last.
    last: Guarded<Value>,
}

// SAFETY: the dict and the pair are visited once.
unsafe impl Payload for DictIterator {
    const NAME: &'static str = "dict iterator";
    const SHAPE: u32 = Tp::DictKeyIterator as u32;
    fn trace(&self, visit: Tracer<'_>) {
        // SAFETY: the collector runs while nobody borrows.
        visit(unsafe { &*self.dict.as_ptr() });
        // SAFETY: as above.
        visit(unsafe { &*self.last.as_ptr() });
    }
    fn clear(&self) {
        // SAFETY: as above.
        drop(unsafe { std::mem::replace(&mut *self.dict.as_ptr(), Value::NULL) });
        // SAFETY: as above.
        drop(unsafe { std::mem::replace(&mut *self.last.as_ptr(), Value::NULL) });
    }
}

impl Vm {
    /// A view of a dict, of one of the three classes.
    pub fn new_dict_view(&self, tp: Tp, dict: &Value) -> Value {
        self.heap.alloc_plain(tp as u32, View { dict: dict.clone() })
    }

    /// A view of a class derived from one of the three.
    pub fn new_dict_view_of(&mut self, class: &Value, dict: &Value) -> Value {
        self.new_object(class, View { dict: dict.clone() })
    }

    /// An iterator over a dict, of one of the six classes.
    pub fn new_dict_iterator(&self, tp: Tp, dict: &Value) -> Value {
        let table = dict.expect::<Dict>().table.get(self);
        let reversed = matches!(
            tp,
            Tp::DictReverseKeyIterator | Tp::DictReverseValueIterator | Tp::DictReverseItemIterator
        );
        let iterator = DictIterator {
            dict: Guarded::new(dict.clone()),
            at: Cell::new(if reversed { table.entries.len() } else { 0 }),
            used: Cell::new(table.len()),
            left: Cell::new(table.len()),
            last: Guarded::new(Value::NULL),
        };
        self.heap.alloc_plain(tp as u32, iterator)
    }
}

// ---- iterators ----

/// The payload of an iterator; its class is most likely `tp`.
#[inline(always)]
fn payload(object: &Value, tp: Tp) -> &DictIterator {
    if object.shape() == tp as u32 {
        // SAFETY: the six classes of iterators have this payload.
        return unsafe { &object.expect_unchecked::<DictIterator>().data };
    }
    &object.expect::<DictIterator>().data
}

/// The index of the next entry; `None` at the end, after which the iterator holds no dict.
#[inline(always)]
fn advance(vm: &mut Vm, iterator: &DictIterator, reversed: bool) -> PyResult<Option<usize>> {
    let Some(dict) = iterator.dict.get(vm).downcast::<Dict>() else { return Ok(None) };
    let table = dict.data.table.get(vm);
    if table.len() != iterator.used.get() {
        iterator.used.set(usize::MAX);
        return Err(vm.runtime_error("dictionary changed size during iteration"));
    }
    let at = iterator.at.get();
    let found = if reversed { table.previous_live(at) } else { table.next_live(at) };
    if let Some(found) = found {
        if iterator.left.get() == 0 {
            return Err(keys_changed(vm, iterator));
        }
        iterator.left.set(iterator.left.get() - 1);
        iterator.at.set(if reversed { found } else { found + 1 });
        return Ok(Some(found));
    }
    let old = std::mem::replace(iterator.dict.get_mut(vm), Value::NULL);
    drop(old);
    Ok(None)
}

#[cold]
fn keys_changed(vm: &mut Vm, iterator: &DictIterator) -> crate::Raised {
    let old = std::mem::replace(iterator.dict.get_mut(vm), Value::NULL);
    drop(old);
    vm.runtime_error("dictionary keys changed during iteration")
}

#[inline(always)]
fn next_item(vm: &mut Vm, object: &Value, tp: Tp, reversed: bool) -> PyResult<Option<Value>> {
    let iterator = payload(object, tp);
    let Some(at) = advance(vm, iterator, reversed)? else { return Ok(None) };
    let (key, value) = {
        let Some(dict) = iterator.dict.get(vm).downcast::<Dict>() else { return Ok(None) };
        let entry = &dict.data.table.get(vm).entries[at];
        (entry.key.clone(), entry.value.clone())
    };
    Ok(Some(crate::tuple::next_pair(vm, &iterator.last, key, value)))
}

pub fn item_next(vm: &mut Vm, object: &Value) -> PyResult<Option<Value>> {
    next_item(vm, object, Tp::DictItemIterator, false)
}

pub fn reverse_item_next(vm: &mut Vm, object: &Value) -> PyResult<Option<Value>> {
    next_item(vm, object, Tp::DictReverseItemIterator, true)
}

macro_rules! nexts {
    ($($name:ident $tp:ident $reversed:literal |$vm:ident, $entry:ident| $make:expr;)*) => {
        $(pub fn $name($vm: &mut Vm, object: &Value) -> PyResult<Option<Value>> {
            let iterator = payload(object, Tp::$tp);
            let Some(at) = advance($vm, iterator, $reversed)? else { return Ok(None) };
            let Some(dict) = iterator.dict.get($vm).downcast::<Dict>() else { return Ok(None) };
            let $entry = &dict.data.table.get($vm).entries[at];
            Ok(Some($make))
        })*
    };
}

nexts! {
    key_next DictKeyIterator false |vm, entry| entry.key.clone();
    value_next DictValueIterator false |vm, entry| entry.value.clone();
    reverse_key_next DictReverseKeyIterator true |vm, entry| entry.key.clone();
    reverse_value_next DictReverseValueIterator true |vm, entry| entry.value.clone();
}

fn length_hint(vm: &mut Vm, a: &[Value]) -> PyResult {
    let iterator = a[0].expect::<DictIterator>();
    let left = match iterator.dict.get(vm).downcast::<Dict>() {
        Some(dict) if dict.data.len(vm) == iterator.used.get() => iterator.left.get(),
        _ => 0,
    };
    Ok(vm.new_int(left as i64))
}

fn reduce(vm: &mut Vm, a: &[Value]) -> PyResult {
    let iterator = a[0].expect::<DictIterator>();
    // What is left is read through a second iterator that stands where this one does.
    let rest = DictIterator {
        dict: Guarded::new(iterator.dict.get(vm).clone()),
        at: iterator.at.clone(),
        used: iterator.used.clone(),
        left: iterator.left.clone(),
        last: Guarded::new(Value::NULL),
    };
    let rest = vm.heap.alloc(vm.type_of(&a[0]).shape.get(), rest);
    let mut items = Vec::new();
    while let Some(item) = vm.next(&rest)? {
        items.push(item);
    }
    crate::iterators::reduced(vm, items)
}

fn iterator_spec_of(next: crate::slots::NextFn) -> TypeSpec {
    TypeSpec {
        slots: Slots { iter: Some(itself), next: Some(next), ..Slots::default() },
        methods: const {
            &[
                method(
                    "__length_hint__",
                    "($self, /)",
                    length_hint,
                    "Private method returning an estimate of len(list(it)).",
                ),
                method("__reduce__", "($self, /)", reduce, "Return state information for pickling."),
            ]
        },
        no_new: true,
        ..TypeSpec::default()
    }
}

pub fn key_iterator_spec() -> TypeSpec {
    iterator_spec_of(key_next)
}
pub fn value_iterator_spec() -> TypeSpec {
    iterator_spec_of(value_next)
}
pub fn item_iterator_spec() -> TypeSpec {
    iterator_spec_of(item_next)
}
pub fn reverse_key_iterator_spec() -> TypeSpec {
    iterator_spec_of(reverse_key_next)
}
pub fn reverse_value_iterator_spec() -> TypeSpec {
    iterator_spec_of(reverse_value_next)
}
pub fn reverse_item_iterator_spec() -> TypeSpec {
    iterator_spec_of(reverse_item_next)
}

// ---- views ----

/// The dict that a view shows.
pub fn dict_of(view: &Value) -> &Value {
    &view.expect::<View>().data.dict
}

/// Whether a value is a view that behaves as a set.
fn is_set_view(vm: &Vm, value: &Value) -> bool {
    value.downcast::<View>().is_some() && !vm.is_instance(value, Tp::DictValues)
}

fn is_any_set(value: &Value) -> bool {
    value.downcast::<crate::set::Set>().is_some()
}

fn len(vm: &mut Vm, object: &Value) -> PyResult<usize> {
    Ok(vm.dict_len(dict_of(object)))
}

fn repr(vm: &mut Vm, object: &Value) -> PyResult {
    let Some(()) = vm.enter_repr(object) else { return Ok(vm.new_str("...")) };
    let shown = (|| {
        let items = vm.collect(object)?;
        let list = vm.new_list(items);
        vm.repr(&list)
    })();
    vm.leave_repr();
    let shown = shown?;
    let mut text = taipan_text::TextBuf::new();
    text.push_str(&vm.type_name(object));
    text.push_str("(");
    text.push_text(shown.expect::<crate::str::Str>().text());
    text.push_str(")");
    vm.text_value(text)
}

fn contains_key(vm: &mut Vm, object: &Value, key: &Value) -> PyResult<bool> {
    vm.contains(dict_of(object), key)
}

fn contains_item(vm: &mut Vm, object: &Value, item: &Value) -> PyResult<bool> {
    let Some(pair) = item.downcast::<Tuple>() else { return Ok(false) };
    let [key, value] = pair.data.items() else { return Ok(false) };
    match vm.dict_get(dict_of(object), key)? {
        Some(own) => vm.same_or_equal(&own, value),
        None => Ok(false),
    }
}

/// Whether everything in `view` is in `other`.
fn all_in(vm: &mut Vm, view: &Value, other: &Value) -> PyResult<bool> {
    let iterator = vm.iter(view)?;
    while let Some(item) = vm.next(&iterator)? {
        if !vm.contains(other, &item)? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn compare(vm: &mut Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult {
    if !is_any_set(b) && !is_set_view(vm, b) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let (x, y) = (vm.len(a)?, vm.len(b)?);
    let truth = match op {
        CompareOp::Eq => x == y && all_in(vm, a, b)?,
        CompareOp::Ne => !(x == y && all_in(vm, a, b)?),
        CompareOp::Lt => x < y && all_in(vm, a, b)?,
        CompareOp::Le => x <= y && all_in(vm, a, b)?,
        CompareOp::Gt => x > y && all_in(vm, b, a)?,
        CompareOp::Ge => x >= y && all_in(vm, b, a)?,
    };
    Ok(Value::from_bool(truth))
}

/// A set of what an operand of a set operation holds.
fn to_set(vm: &mut Vm, operand: &Value) -> PyResult {
    if vm.is_exact(operand, Tp::DictKeys) && vm.is_exact(dict_of(operand), Tp::Dict) {
        return vm.new_set_from(&dict_of(operand).clone());
    }
    vm.new_set_from(operand)
}

fn subtract(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    let result = to_set(vm, a)?;
    let others = vm.new_tuple(vec![b.clone()]);
    crate::set_ops::difference_update(vm, &[result.clone(), others])?;
    Ok(result)
}

fn or(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    let result = to_set(vm, a)?;
    crate::set_ops::update_from(vm, &result, b)?;
    Ok(result)
}

fn xor(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    if vm.is_exact(a, Tp::DictItems) && vm.is_exact(b, Tp::DictItems) {
        return items_xor(vm, a, b);
    }
    let result = to_set(vm, a)?;
    crate::set_ops::symmetric_update(vm, &result, b)?;
    Ok(result)
}

fn items_xor(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    let rest = crate::dict::copy(vm, std::slice::from_ref(dict_of(a)))?;
    let result = vm.new_set();
    let other = dict_of(b).expect::<Dict>();
    let mut at = 0;
    while let Some(index) = other.table.get(vm).next_live(at) {
        at = index + 1;
        let entry = &other.table.get(vm).entries[index];
        let (key, hash, value) = (entry.key.clone(), entry.hash, entry.value.clone());
        let own = rest.expect::<Dict>();
        let same = match find(vm, own, &key, hash)? {
            Some(found) => {
                let mine = own.table.get(vm).entries[found].value.clone();
                vm.same_or_equal(&mine, &value)?
            }
            None => false,
        };
        if same {
            vm.dict_remove(&rest, &key)?;
        } else {
            let pair = vm.new_tuple(vec![key, value]);
            vm.set_add(&result, &pair)?;
        }
    }
    let items = vm.new_dict_view(Tp::DictItems, &rest);
    crate::set_ops::update_from(vm, &result, &items)?;
    Ok(result)
}

fn and(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    let (mut own, mut other) = if is_set_view(vm, a) { (a, b) } else { (b, a) };
    let length = vm.len(own)?;
    if (vm.is_exact(other, Tp::Set) || vm.is_exact(other, Tp::FrozenSet)) && length <= vm.len(other)? {
        return crate::set_ops::intersection(vm, other, own);
    }
    if is_set_view(vm, other) && vm.len(other)? > length {
        std::mem::swap(&mut own, &mut other);
    }
    let result = vm.new_set();
    let iterator = vm.iter(other)?;
    while let Some(item) = vm.next(&iterator)? {
        if vm.contains(own, &item)? {
            vm.set_add(&result, &item)?;
        }
    }
    Ok(result)
}

fn isdisjoint(vm: &mut Vm, a: &[Value]) -> PyResult {
    let (mut own, mut other) = (&a[0], &a[1]);
    if own.is(other) {
        return Ok(Value::from_bool(vm.len(own)? == 0));
    }
    let countable =
        vm.is_exact(other, Tp::Set) || vm.is_exact(other, Tp::FrozenSet) || is_set_view(vm, other);
    if countable && vm.len(other)? > vm.len(own)? {
        std::mem::swap(&mut own, &mut other);
    }
    let iterator = vm.iter(other)?;
    while let Some(item) = vm.next(&iterator)? {
        if vm.contains(own, &item)? {
            return Ok(Value::FALSE);
        }
    }
    Ok(Value::TRUE)
}

macro_rules! iterate {
    ($tp:ident) => {
        |vm, object| {
            let dict = dict_of(object).clone();
            Ok(vm.new_dict_iterator(Tp::$tp, &dict))
        }
    };
}

macro_rules! reversed {
    ($tp:ident $doc:literal) => {
        method(
            "__reversed__",
            "($self, /)",
            |vm, a| {
                let dict = dict_of(&a[0]).clone();
                Ok(vm.new_dict_iterator(Tp::$tp, &dict))
            },
            $doc,
        )
    };
}

fn mapping(vm: &mut Vm, object: &Value) -> PyResult {
    Ok(vm.new_mapping_proxy(dict_of(object).clone()))
}

fn set_like(iter: crate::slots::Unary, contains: crate::slots::ContainsFn) -> Slots {
    let mut slots = Slots {
        repr: Some(repr),
        len: Some(len),
        iter: Some(iter),
        contains: Some(contains),
        compare: Some(compare),
        hash: Some(crate::object::unhashable),
        ..Slots::default()
    };
    slots.binary[BinaryOp::Subtract as usize] = Some(subtract as Binary);
    slots.binary[BinaryOp::And as usize] = Some(and);
    slots.binary[BinaryOp::Or as usize] = Some(or);
    slots.binary[BinaryOp::Xor as usize] = Some(xor);
    slots
}

const DISJOINT: &str = "Return True if the view and the given iterable have a null intersection.";

pub fn keys_spec() -> TypeSpec {
    TypeSpec {
        slots: set_like(iterate!(DictKeyIterator), contains_key),
        methods: const {
            &[
                method("isdisjoint", "($self, object, /)", isdisjoint, DISJOINT),
                reversed!(DictReverseKeyIterator "Return a reverse iterator over the dict keys."),
            ]
        },
        getset: const { &[getter("mapping", mapping)] },
        no_new: true,
        ..TypeSpec::default()
    }
}

pub fn items_spec() -> TypeSpec {
    TypeSpec {
        slots: set_like(iterate!(DictItemIterator), contains_item),
        methods: const {
            &[
                method("isdisjoint", "($self, object, /)", isdisjoint, DISJOINT),
                reversed!(DictReverseItemIterator "Return a reverse iterator over the dict items."),
            ]
        },
        getset: const { &[getter("mapping", mapping)] },
        no_new: true,
        ..TypeSpec::default()
    }
}

pub fn values_spec() -> TypeSpec {
    TypeSpec {
        slots: Slots {
            repr: Some(repr),
            len: Some(len),
            iter: Some(iterate!(DictValueIterator)),
            ..Slots::default()
        },
        methods: const { &[reversed!(DictReverseValueIterator "Return a reverse iterator over the dict values.")] },
        getset: const { &[getter("mapping", mapping)] },
        no_new: true,
        ..TypeSpec::default()
    }
}
