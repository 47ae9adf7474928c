//! `deque`: a ring of values with an optional bound, and its two iterators. Every change of its length advances its
//! state, by which an iterator notices that it was changed.

use std::cell::Cell;
use std::collections::VecDeque;
use taipan_native::{NativeDef, method};
use taipan_objects::class::TypeExt;
use taipan_objects::native::{GetSet, TypeSpec, getter};
use taipan_objects::native_class::NO_SHAPE;
use taipan_objects::slots::Slots;
use taipan_objects::{CompareOp, Guarded, Obj, Payload, PyResult, Tp, Tracer, Value, Vm};

pub struct Deque {
    items: Guarded<VecDeque<Value>>,
    bound: Cell<Option<usize>>,
    state: Cell<u64>,
}

// SAFETY: every item is visited once.
unsafe impl Payload for Deque {
    const NAME: &'static str = "deque";
    const SHAPE: u32 = NO_SHAPE;
    fn trace(&self, visit: Tracer<'_>) {
        // SAFETY: the collector runs while nobody borrows.
        unsafe { &*self.items.as_ptr() }.iter().for_each(visit);
    }
    fn clear(&self) {
        // SAFETY: as above.
        drop(std::mem::take(unsafe { &mut *self.items.as_ptr() }));
    }
}

/// The payload of both iterators: the next position, and the deque as it was.
pub struct DequeIterator {
    deque: Guarded<Value>,
    index: Cell<usize>,
    state: u64,
}

// SAFETY: the deque is visited once.
unsafe impl Payload for DequeIterator {
    const NAME: &'static str = "deque iterator";
    const SHAPE: u32 = NO_SHAPE;
    fn trace(&self, visit: Tracer<'_>) {
        // SAFETY: the collector runs while nobody borrows.
        visit(unsafe { &*self.deque.as_ptr() });
    }
    fn clear(&self) {
        // SAFETY: as above.
        drop(unsafe { std::mem::replace(&mut *self.deque.as_ptr(), Value::NULL) });
    }
}

fn changed(own: &Deque) {
    own.state.set(own.state.get().wrapping_add(1));
}

fn push(vm: &mut Vm, own: &Deque, value: Value, left: bool) -> PyResult<()> {
    changed(own);
    let bound = own.bound.get();
    let items = own.items.get_mut(vm);
    if bound == Some(0) {
        return Ok(());
    }
    let out = if bound == Some(items.len()) {
        if left { items.pop_back() } else { items.pop_front() }
    } else {
        if items.len() == items.capacity() && items.try_reserve(1).is_err() {
            return Err(vm.memory_error());
        }
        None
    };
    if left {
        items.push_front(value)
    } else {
        items.push_back(value)
    }
    drop(out);
    Ok(())
}

fn append(vm: &mut Vm, a: &[Value]) -> PyResult {
    push(vm, a[0].expect::<Deque>(), a[1].clone(), false)?;
    Ok(Value::NONE)
}

fn appendleft(vm: &mut Vm, a: &[Value]) -> PyResult {
    push(vm, a[0].expect::<Deque>(), a[1].clone(), true)?;
    Ok(Value::NONE)
}

fn pop(vm: &mut Vm, a: &[Value]) -> PyResult {
    let own = a[0].expect::<Deque>();
    match own.items.get_mut(vm).pop_back() {
        Some(value) => {
            changed(own);
            Ok(value)
        }
        None => Err(vm.index_error("pop from an empty deque")),
    }
}

fn popleft(vm: &mut Vm, a: &[Value]) -> PyResult {
    let own = a[0].expect::<Deque>();
    match own.items.get_mut(vm).pop_front() {
        Some(value) => {
            changed(own);
            Ok(value)
        }
        None => Err(vm.index_error("pop from an empty deque")),
    }
}

fn extend_from(vm: &mut Vm, deque: &Value, iterable: &Value, left: bool) -> PyResult<()> {
    let iterable = if iterable.is(deque) { snapshot_list(vm, deque) } else { iterable.clone() };
    let iterator = vm.iter(&iterable)?;
    while let Some(item) = vm.next(&iterator)? {
        push(vm, deque.expect::<Deque>(), item, left)?;
    }
    Ok(())
}

fn extend(vm: &mut Vm, a: &[Value]) -> PyResult {
    extend_from(vm, &a[0], &a[1], false)?;
    Ok(Value::NONE)
}

fn extendleft(vm: &mut Vm, a: &[Value]) -> PyResult {
    extend_from(vm, &a[0], &a[1], true)?;
    Ok(Value::NONE)
}

fn snapshot(vm: &Vm, deque: &Value) -> Vec<Value> {
    deque.expect::<Deque>().items.get(vm).iter().cloned().collect()
}

fn snapshot_list(vm: &Vm, deque: &Value) -> Value {
    vm.new_list(snapshot(vm, deque))
}

fn clear(vm: &mut Vm, a: &[Value]) -> PyResult {
    let own = a[0].expect::<Deque>();
    changed(own);
    let old = std::mem::take(own.items.get_mut(vm));
    drop(old);
    Ok(Value::NONE)
}

fn new(vm: &mut Vm, class: &Value, _: taipan_objects::Args<'_>) -> PyResult {
    let items = Guarded::new(VecDeque::new());
    Ok(vm.new_object(class, Deque { items, bound: Cell::new(None), state: Cell::new(0) }))
}

fn init(vm: &mut Vm, object: &Value, args: taipan_objects::Args<'_>) -> PyResult<()> {
    let mut given = [Value::NULL, Value::NULL];
    if args.all.len() > 2 {
        let text = format!("deque() takes at most 2 arguments ({} given)", args.all.len());
        return Err(vm.type_error(text));
    }
    for (place, value) in given.iter_mut().zip(args.positionals()) {
        *place = value.clone();
    }
    for (name, value) in args.keywords() {
        let text = vm.text(name).into_owned();
        let Some(index) = ["iterable", "maxlen"].iter().position(|n| *n == text) else {
            return Err(vm.type_error(format!("deque() got an unexpected keyword argument '{text}'")));
        };
        if !given[index].is_null() {
            let place = index + 1;
            let text = format!("argument for deque() given by name ('{text}') and position ({place})");
            return Err(vm.type_error(text));
        }
        given[index] = value.clone();
    }
    let own = object.expect::<Deque>();
    let mut bound = None;
    if !given[1].is_null() && !given[1].is_none() {
        if !vm.is_instance(&given[1], Tp::Int) {
            return Err(vm.type_error("an integer is required"));
        }
        match usize::try_from(vm.index_i64(&given[1])?) {
            Ok(n) => bound = Some(n),
            Err(_) => return Err(vm.value_error("maxlen must be non-negative")),
        }
    }
    own.bound.set(bound);
    clear(vm, std::slice::from_ref(object))?;
    if given[0].is_null() { Ok(()) } else { extend_from(vm, object, &given[0], false) }
}

/// The index of a subscript, negative ones from the end.
fn position(vm: &mut Vm, deque: &Obj<Deque>, key: &Value) -> PyResult<usize> {
    let length = deque.items.get(vm).len() as i64;
    if vm.type_of(key).slots().index.is_none() {
        let text = format!("sequence index must be integer, not '{}'", vm.type_name(key));
        return Err(vm.type_error(text));
    }
    let index = vm.index_i64(key)?;
    let index = if index < 0 { index + length } else { index };
    if (0..length).contains(&index) {
        Ok(index as usize)
    } else {
        Err(vm.index_error("deque index out of range"))
    }
}

fn getitem(vm: &mut Vm, object: &Value, key: &Value) -> PyResult {
    let own = object.expect::<Deque>();
    let index = position(vm, own, key)?;
    Ok(own.items.get(vm)[index].clone())
}

fn setitem(vm: &mut Vm, object: &Value, key: &Value, value: Option<&Value>) -> PyResult<()> {
    let own = object.expect::<Deque>();
    let index = position(vm, own, key)?;
    let items = own.items.get_mut(vm);
    let old = match value {
        Some(value) => Some(std::mem::replace(&mut items[index], value.clone())),
        None => {
            changed(own);
            items.remove(index)
        }
    };
    drop(old);
    Ok(())
}

/// The first index in the range whose item equals `value`; the deque must not change while items are compared.
fn find(
    vm: &mut Vm,
    own: &Deque,
    value: &Value,
    start: usize,
    stop: usize,
    what: &str,
) -> PyResult<Option<usize>> {
    let state = own.state.get();
    for index in start..stop {
        let Some(item) = own.items.get(vm).get(index).cloned() else { break };
        let same = vm.same_or_equal(&item, value)?;
        if own.state.get() != state {
            let class = if what.is_empty() { Tp::IndexError } else { Tp::RuntimeError };
            return Err(vm.raise(class, "deque mutated during iteration"));
        }
        if same {
            return Ok(Some(index));
        }
    }
    Ok(None)
}

fn contains(vm: &mut Vm, object: &Value, value: &Value) -> PyResult<bool> {
    let own = object.expect::<Deque>();
    let length = own.items.get(vm).len();
    Ok(find(vm, own, value, 0, length, "iteration")?.is_some())
}

fn index(vm: &mut Vm, a: &[Value]) -> PyResult {
    let own = a[0].expect::<Deque>();
    let length = own.items.get(vm).len();
    let (start, stop) = vm.index_range(&a[2], &a[3], length)?;
    match find(vm, own, &a[1], start, stop.min(length), "iteration")? {
        Some(index) => Ok(vm.new_int(index as i64)),
        None => Err(vm.value_error("deque.index(x): x not in deque")),
    }
}

fn remove(vm: &mut Vm, a: &[Value]) -> PyResult {
    let own = a[0].expect::<Deque>();
    let length = own.items.get(vm).len();
    match find(vm, own, &a[1], 0, length, "")? {
        Some(index) => {
            changed(own);
            let old = own.items.get_mut(vm).remove(index);
            drop(old);
            Ok(Value::NONE)
        }
        None => Err(vm.value_error("deque.remove(x): x not in deque")),
    }
}

fn count(vm: &mut Vm, a: &[Value]) -> PyResult {
    let own = a[0].expect::<Deque>();
    let (length, state) = (own.items.get(vm).len(), own.state.get());
    let mut found = 0;
    for index in 0..length {
        let Some(item) = own.items.get(vm).get(index).cloned() else { break };
        found += vm.same_or_equal(&item, &a[1])? as i64;
        if own.state.get() != state {
            return Err(vm.runtime_error("deque mutated during iteration"));
        }
    }
    Ok(vm.new_int(found))
}

fn insert(vm: &mut Vm, a: &[Value]) -> PyResult {
    let own = a[0].expect::<Deque>();
    let index = vm.index_i64(&a[1])?;
    let length = own.items.get(vm).len();
    if own.bound.get() == Some(length) {
        return Err(vm.index_error("deque already at its maximum size"));
    }
    let index = if index < 0 { (index + length as i64).max(0) } else { index.min(length as i64) };
    if own.items.get_mut(vm).try_reserve(1).is_err() {
        return Err(vm.memory_error());
    }
    changed(own);
    own.items.get_mut(vm).insert(index as usize, a[2].clone());
    Ok(Value::NONE)
}

fn reverse(vm: &mut Vm, a: &[Value]) -> PyResult {
    a[0].expect::<Deque>().items.get_mut(vm).make_contiguous().reverse();
    Ok(Value::NONE)
}

fn rotate(vm: &mut Vm, a: &[Value]) -> PyResult {
    let own = a[0].expect::<Deque>();
    let n = if a[1].is_null() { 1 } else { vm.index_i64(&a[1])? };
    let items = own.items.get_mut(vm);
    if items.len() > 1 {
        let by = n.rem_euclid(items.len() as i64) as usize;
        items.rotate_right(by);
        changed(own);
    }
    Ok(Value::NONE)
}

/// A deque of the same class; subclasses are called with the items and the bound.
fn copy(vm: &mut Vm, a: &[Value]) -> PyResult {
    let bound = a[0].expect::<Deque>().bound.get();
    let class = vm.type_of(&a[0]).value();
    match bound {
        Some(bound) => {
            let bound = vm.new_int(bound as i64);
            vm.call(&class, &[a[0].clone(), bound])
        }
        None => vm.call(&class, &a[..1]),
    }
}

fn concat(vm: &mut Vm, object: &Value, other: &Value) -> PyResult {
    if other.downcast::<Deque>().is_none() {
        let text = format!("can only concatenate deque (not \"{}\") to deque", vm.type_name(other));
        return Err(vm.type_error(text));
    }
    let made = copy(vm, std::slice::from_ref(object))?;
    if made.downcast::<Deque>().is_some() {
        extend_from(vm, &made, other, false)?;
    }
    Ok(made)
}

fn inplace_concat(vm: &mut Vm, object: &Value, other: &Value) -> PyResult {
    extend_from(vm, object, other, false)?;
    Ok(object.clone())
}

fn inplace_repeat(vm: &mut Vm, object: &Value, times: &Value) -> PyResult {
    let times = vm.index_i64(times)?;
    let own = object.expect::<Deque>();
    if times <= 0 {
        clear(vm, std::slice::from_ref(object))?;
        return Ok(object.clone());
    }
    let items = snapshot(vm, object);
    let mut times = times as usize;
    if let (Some(bound), false) = (own.bound.get(), items.is_empty()) {
        times = times.min(bound / items.len() + 2);
    }
    let more = items.len().checked_mul(times - 1);
    let Some(more) = more.filter(|_| own.bound.get().is_none()).or(own.bound.get()) else {
        return Err(vm.memory_error());
    };
    if own.items.get_mut(vm).try_reserve(more.min(items.len().saturating_mul(times))).is_err() {
        return Err(vm.memory_error());
    }
    for _ in 1..if items.is_empty() { 1 } else { times } {
        for item in &items {
            push(vm, own, item.clone(), false)?;
        }
    }
    Ok(object.clone())
}

fn repeat(vm: &mut Vm, object: &Value, times: &Value) -> PyResult {
    let made = copy(vm, std::slice::from_ref(object))?;
    if made.downcast::<Deque>().is_none() {
        return Err(vm.type_error("a copy of this deque is no deque"));
    }
    inplace_repeat(vm, &made, times)
}

fn compare(vm: &mut Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult {
    if a.downcast::<Deque>().is_none() || b.downcast::<Deque>().is_none() {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let (x, y) = (snapshot(vm, a), snapshot(vm, b));
    taipan_objects::tuple::compare_items(vm, &x, &y, op)
}

fn repr(vm: &mut Vm, object: &Value) -> PyResult {
    if vm.enter_repr(object).is_none() {
        return Ok(vm.new_str("[...]"));
    }
    let list = snapshot_list(vm, object);
    let shown = vm.repr_text(&list);
    vm.leave_repr();
    let shown = shown?;
    let name = vm.type_of(object).name(vm);
    Ok(vm.new_str(&match object.expect::<Deque>().bound.get() {
        Some(bound) => format!("{name}({shown}, maxlen={bound})"),
        None => format!("{name}({shown})"),
    }))
}

fn bound(vm: &mut Vm, object: &Value) -> PyResult {
    Ok(object.expect::<Deque>().bound.get().map_or(Value::NONE, |n| vm.new_int(n as i64)))
}

fn reduce(vm: &mut Vm, a: &[Value]) -> PyResult {
    let class = vm.type_of(&a[0]).value();
    let state = taipan_objects::reduce::state_of(vm, &a[0], false)?;
    let iterator = vm.iter(&a[0])?;
    let bound = bound(vm, &a[0])?;
    let args = if bound.is_none() {
        vm.empty_tuple.clone()
    } else {
        vm.new_tuple(vec![vm.empty_tuple.clone(), bound])
    };
    Ok(vm.new_tuple(vec![class, args, state, iterator]))
}

fn iterate(vm: &mut Vm, class: Value, deque: &Value) -> Value {
    let state = deque.expect::<Deque>().state.get();
    vm.new_object(&class, DequeIterator { deque: Guarded::new(deque.clone()), index: Cell::new(0), state })
}

fn iter(vm: &mut Vm, object: &Value) -> PyResult {
    let class = vm.state::<crate::Classes>().iterator.clone();
    Ok(iterate(vm, class, object))
}

fn reversed(vm: &mut Vm, a: &[Value]) -> PyResult {
    let class = vm.state::<crate::Classes>().reverse_iterator.clone();
    Ok(iterate(vm, class, &a[0]))
}

fn step(vm: &mut Vm, object: &Value, backwards: bool) -> PyResult<Option<Value>> {
    let own = object.expect::<DequeIterator>();
    let Some(deque) = own.deque.get(vm).downcast::<Deque>() else { return Ok(None) };
    let items = deque.items.get(vm);
    let index = own.index.get();
    if deque.state.get() != own.state {
        own.index.set(usize::MAX);
        return Err(vm.runtime_error("deque mutated during iteration"));
    }
    let at = if backwards { items.len().checked_sub(index.saturating_add(1)) } else { Some(index) };
    match at.and_then(|at| items.get(at)).cloned() {
        Some(item) => {
            own.index.set(index + 1);
            Ok(Some(item))
        }
        None => Ok(None),
    }
}

fn length_hint(vm: &mut Vm, a: &[Value]) -> PyResult {
    let own = a[0].expect::<DequeIterator>();
    let length = own.deque.get(vm).downcast::<Deque>().map_or(0, |d| d.items.get(vm).len());
    Ok(vm.new_int(length.saturating_sub(own.index.get()) as i64))
}

fn new_iterator(vm: &mut Vm, class: &Value, args: taipan_objects::Args<'_>) -> PyResult {
    let given = args.positionals();
    if given.is_empty() || given.len() > 2 {
        let bound = if given.is_empty() { "at least 1 argument" } else { "at most 2 arguments" };
        return Err(vm.type_error(format!("function takes {bound} ({} given)", given.len())));
    }
    if given[0].downcast::<Deque>().is_none() {
        let text = format!("argument 1 must be collections.deque, not {}", vm.type_name(&given[0]));
        return Err(vm.type_error(text));
    }
    let index = match given.get(1) {
        Some(index) => vm.index_i64(index)?.max(0) as usize,
        None => 0,
    };
    let made = iterate(vm, class.clone(), &given[0]);
    let length = given[0].expect::<Deque>().items.get(vm).len();
    made.expect::<DequeIterator>().index.set(index.min(length));
    Ok(made)
}

fn reduce_iterator(vm: &mut Vm, a: &[Value]) -> PyResult {
    let own = a[0].expect::<DequeIterator>();
    let args = vec![own.deque.get(vm).clone(), vm.new_int(own.index.get() as i64)];
    let (class, args) = (vm.type_of(&a[0]).value(), vm.new_tuple(args));
    Ok(vm.new_tuple(vec![class, args]))
}

pub fn iterator_spec(backwards: bool) -> TypeSpec {
    TypeSpec {
        slots: Slots {
            new: Some(new_iterator),
            iter: Some(taipan_objects::iterators::itself),
            next: Some(if backwards { |vm, o| step(vm, o, true) } else { |vm, o| step(vm, o, false) }),
            ..Slots::default()
        },
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
        is_final: true,
        ..TypeSpec::default()
    }
}

static METHODS: &[NativeDef] = &[
    method("append", "($self, item, /)", append, "Add an element to the right side of the deque."),
    method("appendleft", "($self, item, /)", appendleft, "Add an element to the left side of the deque."),
    method("clear", "($self, /)", clear, "Remove all elements from the deque."),
    method("__copy__", "($self, /)", copy, "Return a shallow copy of a deque."),
    method("copy", "($self, /)", copy, "Return a shallow copy of a deque."),
    method("count", "($self, value, /)", count, "Return number of occurrences of value."),
    method(
        "extend",
        "($self, iterable, /)",
        extend,
        "Extend the right side of the deque with elements from the iterable.",
    ),
    method(
        "extendleft",
        "($self, iterable, /)",
        extendleft,
        "Extend the left side of the deque with elements from the iterable.",
    ),
    method(
        "index",
        "($self, value, start=0, stop=sys.maxsize, /)",
        index,
        "Return first index of value.\n\nRaises ValueError if the value is not present.",
    ),
    method("insert", "($self, index, value, /)", insert, "Insert value before index."),
    method("pop", "($self, /)", pop, "Remove and return the rightmost element."),
    method("popleft", "($self, /)", popleft, "Remove and return the leftmost element."),
    method("__reduce__", "($self, /)", reduce, "Return state information for pickling."),
    method("remove", "($self, value, /)", remove, "Remove first occurrence of value."),
    method("__reversed__", "($self, /)", reversed, "Return a reverse iterator over the deque."),
    method("reverse", "($self, /)", reverse, "Reverse *IN PLACE*."),
    method(
        "rotate",
        "($self, n=1, /)",
        rotate,
        "Rotate the deque n steps to the right.  If n is negative, rotates left.",
    ),
    taipan_native::class_method(
        "__class_getitem__",
        "($type, object, /)",
        |vm, a| vm.new_generic_alias(&a[0], &a[1]),
        "See PEP 585",
    ),
];

static ATTRIBUTES: &[GetSet] = &[getter("maxlen", bound)];

pub fn spec() -> TypeSpec {
    let slots = Slots {
        new: Some(new),
        init: Some(init),
        repr: Some(repr),
        compare: Some(compare),
        len: Some(|vm, o| Ok(o.expect::<Deque>().items.get(vm).len())),
        truth: None,
        getitem: Some(getitem),
        setitem: Some(setitem),
        contains: Some(contains),
        iter: Some(iter),
        concat: Some(concat),
        repeat: Some(repeat),
        inplace_concat: Some(inplace_concat),
        inplace_repeat: Some(inplace_repeat),
        hash: Some(taipan_objects::object::unhashable),
        ..Slots::default()
    };
    TypeSpec {
        slots,
        methods: METHODS,
        getset: ATTRIBUTES,
        doc: Some(
            "deque([iterable[, maxlen]])\n--\n\nA list-like sequence optimized for data accesses near its endpoints.",
        ),
        ..TypeSpec::default()
    }
}
