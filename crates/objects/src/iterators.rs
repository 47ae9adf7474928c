//! Iterators over sequences: of lists, tuples, strs and bytes, over anything with `__getitem__`, `reversed`, and
//! `iter(callable, sentinel)`.

use crate::list::List;
use crate::native::{TypeSpec, method};
use crate::slots::Slots;
use crate::str::Str;
use crate::tuple::Tuple;
use crate::{Guarded, Payload, PyResult, Tp, Tracer, Value, Vm};
use std::cell::Cell;

/// The payload of an iterator over a sequence by position. An exhausted one holds no sequence.
pub struct SequenceIterator {
    pub sequence: Guarded<Value>,
    /// The next index, or one past it for the reversed ones (0: at the end).
    pub index: Cell<usize>,
}

// SAFETY: the sequence is visited once.
unsafe impl Payload for SequenceIterator {
    const NAME: &'static str = "sequence iterator";
    const SHAPE: u32 = Tp::ListIterator as u32;
    fn trace(&self, visit: Tracer<'_>) {
        // SAFETY: the collector runs while nobody borrows.
        visit(unsafe { &*self.sequence.as_ptr() });
    }
    fn clear(&self) {
        // SAFETY: as above.
        drop(unsafe { std::mem::replace(&mut *self.sequence.as_ptr(), Value::NULL) });
    }
}

/// `iter(x)` of an iterator.
pub fn itself(_: &mut Vm, object: &Value) -> PyResult {
    Ok(object.clone())
}

/// An iterator of a class of this file.
pub fn sequence(vm: &Vm, tp: Tp, sequence: Value) -> Value {
    vm.heap.alloc_plain(tp as u32, SequenceIterator { sequence: Guarded::new(sequence), index: Cell::new(0) })
}

/// `reversed(list)`.
pub fn reverse_list(vm: &mut Vm, list: &Value) -> Value {
    let index = Cell::new(list.expect::<List>().len(vm));
    vm.heap.alloc_plain(
        Tp::ListReverseIterator as u32,
        SequenceIterator { sequence: Guarded::new(list.clone()), index },
    )
}

/// `reversed(sequence)` by position.
pub fn reversed(vm: &mut Vm, class: &Value, object: &Value, length: usize) -> Value {
    let shape = class.expect::<crate::class::Type>().shape.get();
    let index = Cell::new(length);
    vm.heap.alloc(shape, SequenceIterator { sequence: Guarded::new(object.clone()), index })
}

impl SequenceIterator {
    fn exhaust(&self, vm: &mut Vm) -> Option<Value> {
        let old = std::mem::replace(self.sequence.get_mut(vm), Value::NULL);
        drop(old);
        None
    }
}

fn list_next(vm: &mut Vm, object: &Value) -> PyResult<Option<Value>> {
    let iterator = object.expect::<SequenceIterator>();
    let Some(list) = iterator.sequence.get(vm).downcast::<List>() else { return Ok(None) };
    match list.items(vm).get(iterator.index.get()).cloned() {
        Some(value) => {
            iterator.index.set(iterator.index.get() + 1);
            Ok(Some(value))
        }
        None => Ok(iterator.exhaust(vm)),
    }
}

fn list_reverse_next(vm: &mut Vm, object: &Value) -> PyResult<Option<Value>> {
    let iterator = object.expect::<SequenceIterator>();
    let Some(list) = iterator.sequence.get(vm).downcast::<List>() else { return Ok(None) };
    let index = iterator.index.get();
    match index.checked_sub(1).and_then(|i| list.items(vm).get(i).cloned()) {
        Some(value) => {
            iterator.index.set(index - 1);
            Ok(Some(value))
        }
        None => Ok(iterator.exhaust(vm)),
    }
}

fn tuple_next(vm: &mut Vm, object: &Value) -> PyResult<Option<Value>> {
    let iterator = object.expect::<SequenceIterator>();
    let Some(tuple) = iterator.sequence.get(vm).downcast::<Tuple>() else { return Ok(None) };
    match tuple.items().get(iterator.index.get()).cloned() {
        Some(value) => {
            iterator.index.set(iterator.index.get() + 1);
            Ok(Some(value))
        }
        None => Ok(iterator.exhaust(vm)),
    }
}

fn str_next(vm: &mut Vm, object: &Value) -> PyResult<Option<Value>> {
    let iterator = object.expect::<SequenceIterator>();
    let sequence = iterator.sequence.get(vm).clone();
    let Some(text) = sequence.downcast::<Str>() else { return Ok(None) };
    // The index counts bytes: the text is walked from front to back.
    let at = iterator.index.get();
    if at >= text.bytes().len() {
        return Ok(iterator.exhaust(vm));
    }
    let (code, length) = taipan_text::text::decode_at(text.bytes(), at);
    iterator.index.set(at + length);
    Ok(Some(vm.new_char(code)))
}

fn generic_next(vm: &mut Vm, object: &Value) -> PyResult<Option<Value>> {
    let iterator = object.expect::<SequenceIterator>();
    let sequence = iterator.sequence.get(vm).clone();
    if sequence.is_null() {
        return Ok(None);
    }
    let index = vm.new_int(iterator.index.get() as i64);
    match vm.get_item(&sequence, &index) {
        Ok(value) => {
            iterator.index.set(iterator.index.get() + 1);
            Ok(Some(value))
        }
        Err(raised) if vm.is_raised(&raised, Tp::IndexError) || vm.is_raised(&raised, Tp::StopIteration) => {
            Ok(iterator.exhaust(vm))
        }
        Err(raised) => Err(raised),
    }
}

fn reversed_next(vm: &mut Vm, object: &Value) -> PyResult<Option<Value>> {
    let iterator = object.expect::<SequenceIterator>();
    let sequence = iterator.sequence.get(vm).clone();
    let Some(index) = iterator.index.get().checked_sub(1) else { return Ok(iterator.exhaust(vm)) };
    if sequence.is_null() {
        return Ok(None);
    }
    let key = vm.new_int(index as i64);
    match vm.get_item(&sequence, &key) {
        Ok(value) => {
            iterator.index.set(index);
            Ok(Some(value))
        }
        Err(raised) if vm.is_raised(&raised, Tp::IndexError) || vm.is_raised(&raised, Tp::StopIteration) => {
            Ok(iterator.exhaust(vm))
        }
        Err(raised) => Err(raised),
    }
}

fn length_hint(vm: &mut Vm, a: &[Value]) -> PyResult {
    let iterator = a[0].expect::<SequenceIterator>();
    let sequence = iterator.sequence.get(vm).clone();
    if sequence.is_null() {
        return Ok(Value::ZERO);
    }
    let index = iterator.index.get();
    if vm.is_exact(&a[0], Tp::ListReverseIterator) || vm.is_exact(&a[0], Tp::Reversed) {
        return Ok(vm.new_int(index as i64));
    }
    let length = match sequence.downcast::<Str>() {
        Some(text) => return Ok(vm.new_int(taipan_text::text::count_chars(&text.bytes()[index..]) as i64)),
        None => vm.len(&sequence)?,
    };
    Ok(vm.new_int(length.saturating_sub(index) as i64))
}

/// What an exhausted iterator of this class says it would iterate over.
fn nothing(vm: &mut Vm, object: &Value) -> Value {
    if vm.is_exact(object, Tp::ListIterator) || vm.is_exact(object, Tp::ListReverseIterator) {
        return vm.new_list(Vec::new());
    }
    if vm.is_exact(object, Tp::StrIterator) || vm.is_exact(object, Tp::StrAsciiIterator) {
        return vm.names.empty.clone();
    }
    vm.empty_tuple.clone()
}

fn reduce(vm: &mut Vm, a: &[Value]) -> PyResult {
    let iterator = a[0].expect::<SequenceIterator>();
    let sequence = iterator.sequence.get(vm).clone();
    let is_reversed = vm.is_exact(&a[0], Tp::ListReverseIterator) || vm.is_instance(&a[0], Tp::Reversed);
    let function = if is_reversed { vm.class(Tp::Reversed) } else { builtin_function(vm, "iter")? };
    let mut index = iterator.index.get() as i64;
    if is_reversed {
        index -= 1;
    }
    if sequence.is_null() || (index < 0 && !vm.is_instance(&a[0], Tp::Reversed)) {
        let nothing = nothing(vm, &a[0]);
        let args = vm.new_tuple(vec![nothing]);
        return Ok(vm.new_tuple(vec![function, args]));
    }
    if let Some(text) = sequence.downcast::<Str>() {
        let walked = &text.data.bytes()[..(index as usize).min(text.data.bytes().len())];
        index = taipan_text::text::count_chars(walked) as i64;
    }
    let parts = vec![function, vm.new_tuple(vec![sequence]), vm.new_int(index)];
    Ok(vm.new_tuple(parts))
}

fn setstate(vm: &mut Vm, a: &[Value]) -> PyResult {
    let iterator = a[0].expect::<SequenceIterator>();
    let state = vm.index_i64(&a[1])?;
    let sequence = iterator.sequence.get(vm).clone();
    if sequence.is_null() {
        return Ok(Value::NONE);
    }
    let is_reversed = vm.is_exact(&a[0], Tp::ListReverseIterator) || vm.is_instance(&a[0], Tp::Reversed);
    let length =
        if vm.type_of(&sequence).slots().len.is_some() { vm.len(&sequence)? } else { usize::MAX >> 1 };
    let index = if is_reversed {
        (state.clamp(-1, length as i64 - 1) + 1) as usize
    } else if let Some(text) = sequence.downcast::<Str>() {
        text.data.text().byte_offset(state.clamp(0, length as i64) as usize)
    } else {
        state.clamp(0, length as i64) as usize
    };
    iterator.index.set(index);
    Ok(Value::NONE)
}

fn bytes_next(vm: &mut Vm, object: &Value) -> PyResult<Option<Value>> {
    let iterator = object.expect::<SequenceIterator>();
    let sequence = iterator.sequence.get(vm);
    let byte = crate::bytes_methods::content(vm, sequence).get(iterator.index.get()).copied();
    match byte {
        Some(byte) => {
            iterator.index.set(iterator.index.get() + 1);
            Ok(Some(Value::from_i32(byte.into())))
        }
        None => Ok(iterator.exhaust(vm)),
    }
}

fn spec_of(next: crate::slots::NextFn) -> TypeSpec {
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
                method(
                    "__setstate__",
                    "($self, object, /)",
                    setstate,
                    "Set state information for unpickling.",
                ),
            ]
        },
        no_new: true,
        ..TypeSpec::default()
    }
}

pub fn list_spec() -> TypeSpec {
    spec_of(list_next)
}
pub fn list_reverse_spec() -> TypeSpec {
    spec_of(list_reverse_next)
}
pub fn tuple_spec() -> TypeSpec {
    spec_of(tuple_next)
}
pub fn str_spec() -> TypeSpec {
    spec_of(str_next)
}
pub fn bytes_spec() -> TypeSpec {
    spec_of(bytes_next)
}
/// The iterator of memoryviews: no hint, no state.
pub fn memory_spec() -> TypeSpec {
    TypeSpec { methods: &[], ..spec_of(generic_next) }
}
pub fn generic_spec() -> TypeSpec {
    spec_of(generic_next)
}

fn reversed_new(vm: &mut Vm, a: &[Value]) -> PyResult {
    let name = vm.names.reversed.clone();
    if let Some(method) = crate::attr::special(vm, &a[1], &name)? {
        if method.is_none() {
            let text = format!("'{}' object is not reversible", vm.type_name(&a[1]));
            return Err(vm.type_error(text));
        }
        return vm.call(&method, &[]);
    }
    if vm.type_of(&a[1]).slots().getitem.is_none() || vm.type_of(&a[1]).slots().len.is_none() {
        let text = format!("'{}' object is not reversible", vm.type_name(&a[1]));
        return Err(vm.type_error(text));
    }
    let length = vm.len(&a[1])?;
    Ok(reversed(vm, &a[0], &a[1], length))
}

pub fn reversed_spec() -> TypeSpec {
    TypeSpec {
        no_new: false,
        constructor: Some(("($cls, object, /)", reversed_new)),
        doc: Some(
            "reversed(sequence, /)\n--\n\nReturn a reverse iterator over the values of the given sequence.",
        ),
        ..spec_of(reversed_next)
    }
}

/// The payload of `iter(callable, sentinel)`.
pub struct CallableIterator {
    callable: Guarded<Value>,
    sentinel: Value,
}

// SAFETY: both are visited once.
unsafe impl Payload for CallableIterator {
    const NAME: &'static str = "callable_iterator";
    const SHAPE: u32 = Tp::CallableIterator as u32;
    fn trace(&self, visit: Tracer<'_>) {
        // SAFETY: the collector runs while nobody borrows.
        visit(unsafe { &*self.callable.as_ptr() });
        visit(&self.sentinel);
    }
}

/// `iter(callable, sentinel)`.
pub fn callable(vm: &Vm, callable: Value, sentinel: Value) -> Value {
    vm.heap
        .alloc(Tp::CallableIterator as u32, CallableIterator { callable: Guarded::new(callable), sentinel })
}

fn callable_next(vm: &mut Vm, object: &Value) -> PyResult<Option<Value>> {
    let iterator = object.expect::<CallableIterator>();
    let callable = iterator.callable.get(vm).clone();
    if callable.is_null() {
        return Ok(None);
    }
    let ended = match vm.call(&callable, &[]) {
        Ok(value) => {
            if !vm.same_or_equal(&iterator.sentinel, &value)? {
                return Ok(Some(value));
            }
            Ok(None)
        }
        Err(raised) if vm.is_raised(&raised, Tp::StopIteration) => Ok(None),
        Err(raised) => Err(raised),
    };
    let old = std::mem::replace(iterator.callable.get_mut(vm), Value::NULL);
    drop(old);
    ended
}

fn reduce_callable(vm: &mut Vm, a: &[Value]) -> PyResult {
    let iterator = a[0].expect::<CallableIterator>();
    let callable = iterator.callable.get(vm).clone();
    let iter = builtin_function(vm, "iter")?;
    let args = if callable.is_null() {
        vec![vm.empty_tuple.clone()]
    } else {
        vec![callable, iterator.sentinel.clone()]
    };
    let args = vm.new_tuple(args);
    Ok(vm.new_tuple(vec![iter, args]))
}

pub fn callable_spec() -> TypeSpec {
    TypeSpec {
        slots: Slots { iter: Some(itself), next: Some(callable_next), ..Slots::default() },
        methods: const {
            &[method("__reduce__", "($self, /)", reduce_callable, "Return state information for pickling.")]
        },
        no_new: true,
        ..TypeSpec::default()
    }
}

/// `(iter, (items,))`: how iterators that cannot say where they stand are pickled and copied.
pub fn reduced(vm: &mut Vm, items: Vec<Value>) -> PyResult {
    let items = vm.new_list(items);
    let args = vm.new_tuple(vec![items]);
    let iter = builtin_function(vm, "iter")?;
    Ok(vm.new_tuple(vec![iter, args]))
}

/// A function of module `builtins`.
pub fn builtin_function(vm: &mut Vm, name: &str) -> PyResult {
    let builtins = vm.builtins.clone();
    match vm.dict_get_str(&builtins, name) {
        Some(function) => Ok(function),
        None => Err(vm.raise(Tp::AttributeError, name)),
    }
}
