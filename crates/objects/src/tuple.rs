//! `tuple`: immutable sequences, their items inline behind the length.

use crate::native::{TypeSpec, class_method, method};
use crate::slots::Slots;
use crate::{CompareOp, Guarded, Payload, PyResult, Tp, Tracer, Value, Vm};

/// The payload of a tuple.
pub struct Tuple {
    length: usize,
}

// SAFETY: the items behind the fixed part are visited once each.
unsafe impl Payload for Tuple {
    const NAME: &'static str = "tuple";
    const SHAPE: u32 = Tp::Tuple as u32;
    const VARIABLE: bool = true;
    fn trace(&self, visit: Tracer<'_>) {
        self.items().iter().for_each(visit);
    }
    fn tail_bytes(&self) -> usize {
        self.length * 8
    }
    fn drop_tail(&mut self) {
        // SAFETY: the items are ours and dropped once; the dead are worked off last first, as CPython does it.
        unsafe { std::ptr::drop_in_place(self.items() as *const [Value] as *mut [Value]) };
    }
}

impl Tuple {
    #[inline(always)]
    pub fn items(&self) -> &[Value] {
        // SAFETY: `length` values lie behind the fixed part.
        unsafe { std::slice::from_raw_parts((&raw const *self).add(1).cast::<Value>(), self.length) }
    }

    #[inline(always)]
    pub fn len(&self) -> usize {
        self.length
    }

    #[inline(always)]
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }
}

pub(crate) fn make_empty(vm: &Vm) -> Value {
    let value = vm.heap.alloc(Tp::Tuple as u32, Tuple { length: 0 });
    vm.heap.immortalize(value)
}

/// A tuple of this shape with the values of an iterator that yields exactly `length`.
pub fn make(vm: &Vm, shape: u32, length: usize, items: impl Iterator<Item = Value>) -> Option<Value> {
    let made = if shape == Tp::Tuple as u32 {
        vm.heap.alloc_plain_variable(shape, length * 8, Tuple { length })
    } else {
        vm.heap.alloc_variable(shape, length * 8, Tuple { length })
    };
    let value = made.ok()?;
    // SAFETY: it is a tuple, and the block has room for `length` values; each is written before anything can look.
    unsafe {
        let to = (&raw const value.expect_unchecked::<Tuple>().data).add(1).cast::<Value>().cast_mut();
        let mut items = items;
        for place in 0..length {
            to.add(place).write(items.next().unwrap_or(Value::NONE));
        }
    }
    Some(value)
}

impl Vm {
    /// A tuple of these values.
    pub fn new_tuple(&self, mut items: Vec<Value>) -> Value {
        if items.is_empty() {
            return self.empty_tuple.clone();
        }
        let length = items.len();
        let made = self.heap.alloc_plain_variable(Tp::Tuple as u32, length * 8, Tuple { length });
        let Ok(value) = made else {
            std::alloc::handle_alloc_error(std::alloc::Layout::new::<Tuple>());
        };
        // SAFETY: it is a tuple, and the block has room for the values, which leave the vector.
        unsafe {
            let to = (&raw const value.expect_unchecked::<Tuple>().data).add(1).cast::<Value>().cast_mut();
            std::ptr::copy_nonoverlapping(items.as_ptr(), to, length);
            items.set_len(0);
        }
        value
    }

    /// A tuple of `length` values.
    #[inline]
    pub fn new_tuple_from(&self, length: usize, items: impl Iterator<Item = Value>) -> Value {
        if length == 0 {
            return self.empty_tuple.clone();
        }
        match make(self, Tp::Tuple as u32, length, items) {
            Some(value) => value,
            None => std::alloc::handle_alloc_error(std::alloc::Layout::new::<Tuple>()),
        }
    }
}

/// The word of a tuple of `count` words, not none, which move out of their places; `None`, and nothing done, where that
/// takes more than a block at hand.
///
/// # Safety
/// The words from `first` on are owned by their places.
#[inline(always)]
pub unsafe fn move_at_hand(vm: &Vm, first: *mut u64, count: usize) -> Option<u64> {
    if count == 0 {
        return None;
    }
    let value = vm.heap.alloc_at_hand(Tp::Tuple as u32, count * 8, Tuple { length: count })?;
    let word = value.into_raw();
    // SAFETY: it is a tuple, and the block has room for the words. One by one: few came here long ago enough for vectors.
    unsafe {
        let mut to =
            (&raw const taipan_heap::raw::object::<Tuple>(word).data).add(1).cast::<u64>().cast_mut();
        let mut from = first;
        let end = first.wrapping_add(count);
        while from < end {
            to.write_volatile(from.read_volatile());
            from.write_volatile(taipan_heap::raw::NULL);
            (to, from) = (to.add(1), from.add(1));
        }
    }
    Some(word)
}

/// `a op b` of the items of two tuples, where the first that differ are ints, floats or exact strs.
pub fn compare_known(a: &[Value], b: &[Value], op: CompareOp) -> Option<bool> {
    if a.len() != b.len() && matches!(op, CompareOp::Eq | CompareOp::Ne) {
        return Some(op == CompareOp::Ne);
    }
    for (x, y) in a.iter().zip(b) {
        let order = if x.is(y) {
            continue;
        } else if let (Some(x), Some(y)) = (x.as_small(), y.as_small()) {
            x.cmp(&y)
        } else if let (Some(x), Some(y)) = (x.as_inline_float(), y.as_inline_float()) {
            x.partial_cmp(&y)?
        } else {
            let (x, y) = (x.downcast_exact::<crate::str::Str>()?, y.downcast_exact::<crate::str::Str>()?);
            x.bytes().cmp(y.bytes())
        };
        if order.is_ne() {
            return Some(crate::ops::order(order, op));
        }
    }
    Some(crate::ops::order(a.len().cmp(&b.len()), op))
}

/// A pair for an iterator to give: the one it gave last where nobody else holds that any more, as CPython does it.
/// `last` is the iterator's own reference, NULL at first.
#[inline]
pub fn next_pair(vm: &mut Vm, last: &Guarded<Value>, first: Value, second: Value) -> Value {
    let held = last.get(vm);
    if held.is_null() {
        let pair = vm.new_tuple_from(2, [first, second].into_iter());
        *last.get_mut(vm) = pair.clone();
        return pair;
    }
    if held.references() != 1 {
        return vm.new_tuple_from(2, [first, second].into_iter());
    }
    let held = held.clone();
    // SAFETY: it is a pair that `new_tuple_from` made; besides the iterator and this function nobody refers to it, so
    // nobody looks at its items.
    let old = unsafe {
        let items = (&raw const held.expect_unchecked::<Tuple>().data).add(1).cast::<Value>().cast_mut();
        [items.replace(first), items.add(1).replace(second)]
    };
    drop(old);
    held
}

fn repr(vm: &mut Vm, object: &Value) -> PyResult {
    let items = object.expect::<Tuple>().items();
    if items.is_empty() {
        return Ok(vm.new_str("()"));
    }
    let Some(_guard) = vm.enter_repr(object) else { return Ok(vm.new_str("(...)")) };
    let mut text = taipan_text::TextBuf::with_capacity(items.len() * 4);
    let result = (|| {
        text.push_str("(");
        for (i, item) in items.iter().enumerate() {
            if i > 0 {
                text.push_str(", ");
            }
            let shown = vm.repr(item)?;
            text.push_text(shown.expect::<crate::str::Str>().text());
        }
        text.push_str(if items.len() == 1 { ",)" } else { ")" });
        Ok(())
    })();
    vm.leave_repr();
    result?;
    vm.text_value(text)
}

fn hash(vm: &mut Vm, object: &Value) -> PyResult<i64> {
    let items = object.expect::<Tuple>().items();
    let mut hasher = taipan_text::hash::TupleHasher::new();
    for item in items {
        let hash = vm.hash(item)?;
        hasher.push(hash);
    }
    Ok(hasher.finish())
}

/// The truth of `a op b` for two runs of values.
pub(crate) fn compare_truth(vm: &mut Vm, a: &[Value], b: &[Value], op: CompareOp) -> PyResult<bool> {
    if a.len() != b.len() && matches!(op, CompareOp::Eq | CompareOp::Ne) {
        return Ok(op == CompareOp::Ne);
    }
    for (x, y) in a.iter().zip(b) {
        if !vm.same_or_equal(x, y)? {
            return match op {
                CompareOp::Eq => Ok(false),
                CompareOp::Ne => Ok(true),
                _ => vm.compare_truth(x, y, op),
            };
        }
    }
    Ok(crate::ops::order(a.len().cmp(&b.len()), op))
}

/// Compares two runs of values as sequences do: the first pair that differs decides, else the lengths.
pub fn compare_items(vm: &mut Vm, a: &[Value], b: &[Value], op: CompareOp) -> PyResult {
    if a.len() != b.len() && op == CompareOp::Eq {
        return Ok(Value::FALSE);
    }
    if a.len() != b.len() && op == CompareOp::Ne {
        return Ok(Value::TRUE);
    }
    for (x, y) in a.iter().zip(b) {
        if !vm.same_or_equal(x, y)? {
            return match op {
                CompareOp::Eq => Ok(Value::FALSE),
                CompareOp::Ne => Ok(Value::TRUE),
                _ => vm.compare(x, y, op),
            };
        }
    }
    Ok(Value::from_bool(crate::ops::order(a.len().cmp(&b.len()), op)))
}

fn compare(vm: &mut Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult {
    match (a.downcast::<Tuple>(), b.downcast::<Tuple>()) {
        (Some(a), Some(b)) => {
            let (a, b) = (a.value(), b.value());
            compare_items(vm, a.expect::<Tuple>().items(), b.expect::<Tuple>().items(), op)
        }
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn len(_: &mut Vm, object: &Value) -> PyResult<usize> {
    Ok(object.expect::<Tuple>().len())
}

fn getitem(vm: &mut Vm, object: &Value, key: &Value) -> PyResult {
    let tuple = object.expect::<Tuple>();
    if let Some(slice) = key.downcast::<crate::slice::Slice>() {
        let (start, step, count) = crate::slice::indices(vm, slice, tuple.len())?;
        if count == tuple.len() && step == 1 && vm.is_exact(object, Tp::Tuple) {
            return Ok(object.clone());
        }
        let items = (0..count).map(|i| tuple.items()[(start as isize + i as isize * step) as usize].clone());
        return Ok(vm.new_tuple_from(count, items));
    }
    let index = vm.sequence_index(
        key,
        tuple.len(),
        "tuple index out of range",
        "tuple indices must be integers or slices",
    )?;
    Ok(tuple.items()[index].clone())
}

fn contains(vm: &mut Vm, object: &Value, item: &Value) -> PyResult<bool> {
    for own in object.expect::<Tuple>().items() {
        if vm.same_or_equal(own, item)? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn concat(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    let left = a.expect::<Tuple>();
    let Some(right) = b.downcast::<Tuple>() else {
        let text = format!("can only concatenate tuple (not \"{}\") to tuple", vm.type_name(b));
        return Err(vm.type_error(text));
    };
    if right.is_empty() && vm.is_exact(a, Tp::Tuple) {
        return Ok(a.clone());
    }
    if left.is_empty() && vm.is_exact(b, Tp::Tuple) {
        return Ok(b.clone());
    }
    Ok(vm.new_tuple_from(left.len() + right.len(), left.items().iter().chain(right.items()).cloned()))
}

fn repeat(vm: &mut Vm, a: &Value, n: &Value) -> PyResult {
    let count = vm.repeat_count(n)?;
    let tuple = a.expect::<Tuple>();
    if (count == 1 || tuple.is_empty()) && vm.is_exact(a, Tp::Tuple) {
        return Ok(a.clone());
    }
    let Some(total) =
        tuple.len().checked_mul(count).filter(|t| t.checked_mul(8).is_some_and(|b| vm.heap.charge(b)))
    else {
        return Err(vm.memory_error());
    };
    if total == 0 {
        return Ok(vm.empty_tuple.clone());
    }
    match make(vm, Tp::Tuple as u32, total, tuple.items().iter().cycle().cloned()) {
        Some(value) => Ok(value),
        None => Err(vm.memory_error()),
    }
}

fn iter(vm: &mut Vm, object: &Value) -> PyResult {
    Ok(crate::iterators::sequence(vm, Tp::TupleIterator, object.clone()))
}

fn new(vm: &mut Vm, a: &[Value]) -> PyResult {
    let exact = a[0].is(&vm.class(Tp::Tuple));
    if a[1].is_null() {
        if exact {
            return Ok(vm.empty_tuple.clone());
        }
    } else if exact && vm.is_exact(&a[1], Tp::Tuple) {
        return Ok(a[1].clone());
    }
    let items = if a[1].is_null() { Vec::new() } else { vm.collect(&a[1])? };
    if exact {
        return Ok(vm.new_tuple(items));
    }
    let shape = a[0].expect::<crate::class::Type>().shape.get();
    match make(vm, shape, items.len(), items.into_iter()) {
        Some(value) => Ok(value),
        None => Err(vm.memory_error()),
    }
}

fn index(vm: &mut Vm, a: &[Value]) -> PyResult {
    let tuple = a[0].expect::<Tuple>();
    let (start, stop) = vm.index_range(&a[2], &a[3], tuple.len())?;
    for i in start..stop {
        if vm.same_or_equal(&tuple.items()[i], &a[1])? {
            return Ok(Value::from_i32(i as i32));
        }
    }
    Err(vm.value_error("tuple.index(x): x not in tuple"))
}

fn count(vm: &mut Vm, a: &[Value]) -> PyResult {
    let mut n = 0;
    for item in a[0].expect::<Tuple>().items() {
        n += vm.same_or_equal(item, &a[1])? as i32;
    }
    Ok(Value::from_i32(n))
}

fn getnewargs(vm: &mut Vm, a: &[Value]) -> PyResult {
    let tuple = a[0].expect::<Tuple>();
    let own = vm.new_tuple_from(tuple.len(), tuple.items().iter().cloned());
    Ok(vm.new_tuple(vec![own]))
}

pub fn spec() -> TypeSpec {
    TypeSpec {
        slots: Slots {
            repr: Some(repr),
            hash: Some(hash),
            compare: Some(compare),
            len: Some(len),
            getitem: Some(getitem),
            contains: Some(contains),
            concat: Some(concat),
            repeat: Some(repeat),
            iter: Some(iter),
            ..Slots::default()
        },
        constructor: Some(("($cls, iterable=(), /)", new)),
        quick: Some(crate::quick::tuple),
        methods: const {
            &[
                class_method(
                    "__class_getitem__",
                    "($type, object, /)",
                    crate::set::class_getitem,
                    "Tuples are generic over the types of their contents.\n\nFor example, use ``tuple[int, str]`` for a pair whose first element\nis an int and second element is a string.\n\nTuples also support the form ``tuple[T, ...]`` to indicate\nan arbitrary length tuple of elements of type T.",
                ),
                method(
                    "index",
                    "($self, value, start=0, stop=sys.maxsize, /)",
                    index,
                    "Return first index of value.\n\nRaises ValueError if the value is not present.",
                ),
                method("count", "($self, value, /)", count, "Return number of occurrences of value."),
                method("__getnewargs__", "($self, /)", getnewargs, ""),
            ]
        },
        doc: Some(
            "tuple(iterable=(), /)\n--\n\nBuilt-in immutable sequence.\n\nIf no argument is given, the constructor returns an empty tuple.\nIf iterable is specified the tuple is initialized from iterable's items.\n\nIf the argument is a tuple, the return value is the same object.",
        ),
        ..TypeSpec::default()
    }
}
