//! `list`.

use crate::native::{TypeSpec, class_method, method};
use crate::slice::{self, Slice};
use crate::slots::Slots;
use crate::{Args, CompareOp, Guarded, Obj, Payload, PyResult, Tp, Tracer, Value, Vm};

/// The payload of a list.
pub struct List {
    pub items: Guarded<Vec<Value>>,
}

// SAFETY: every item is visited once.
unsafe impl Payload for List {
    const NAME: &'static str = "list";
    const SHAPE: u32 = Tp::List as u32;
    fn trace(&self, visit: Tracer<'_>) {
        // SAFETY: the collector runs while nobody borrows.
        unsafe { &*self.items.as_ptr() }.iter().for_each(visit);
    }
    fn clear(&self) {
        // SAFETY: as above.
        let items = unsafe { std::mem::take(&mut *self.items.as_ptr()) };
        drop(items);
    }
}

impl List {
    #[inline(always)]
    pub fn items<'a>(&'a self, vm: &'a Vm) -> &'a Vec<Value> {
        self.items.get(vm)
    }

    #[inline(always)]
    pub fn len(&self, vm: &Vm) -> usize {
        self.items.get(vm).len()
    }
}

impl Vm {
    /// A list of these values.
    pub fn new_list(&self, items: Vec<Value>) -> Value {
        self.heap.alloc_plain(Tp::List as u32, List { items: Guarded::new(items) })
    }
}

fn new(vm: &mut Vm, class: &Value, _: Args<'_>) -> PyResult {
    let shape = class.expect::<crate::class::Type>().shape.get();
    Ok(vm.heap.alloc(shape, List { items: Guarded::new(Vec::new()) }))
}

fn init(vm: &mut Vm, object: &Value, args: Args<'_>) -> PyResult<()> {
    let new_of = |class: &crate::class::Type| class.slots().new.map(|f| f as usize);
    // A `__new__` of a subclass may take keywords.
    if !args.names.is_empty() && new_of(vm.type_of(object)) == new_of(vm.tp(Tp::List)) {
        return Err(vm.type_error("list() takes no keyword arguments"));
    }
    let given = args.positionals();
    if given.len() > 1 {
        return Err(vm.type_error(format!("list expected at most 1 argument, got {}", given.len())));
    }
    let old = std::mem::take(object.expect::<List>().items.get_mut(vm));
    drop(old);
    match given.first() {
        Some(iterable) => extend_from(vm, object.expect::<List>(), iterable),
        None => Ok(()),
    }
}

/// Appends one value.
#[inline]
pub fn push(vm: &mut Vm, list: &Obj<List>, value: Value) -> PyResult<()> {
    let items = list.items.get_mut(vm);
    if items.len() == items.capacity() && !grow(vm, list) {
        return Err(vm.memory_error());
    }
    list.items.get_mut(vm).push(value);
    Ok(())
}

/// Makes room for one more value; false where there is none.
#[cold]
#[inline(never)]
fn grow(vm: &mut Vm, list: &Obj<List>) -> bool {
    let length = list.len(vm);
    (length < 4096 || vm.heap.charge(length.saturating_mul(16)))
        && list.items.get_mut(vm).try_reserve(1).is_ok()
}

/// Appends every value of an iterable.
pub fn extend_from(vm: &mut Vm, list: &Obj<List>, iterable: &Value) -> PyResult<()> {
    if vm.is_exact(iterable, Tp::List) || vm.is_exact(iterable, Tp::Tuple) {
        let values = vm.collect(iterable)?;
        let items = list.items.get_mut(vm);
        if items.try_reserve(values.len()).is_err() {
            return Err(vm.memory_error());
        }
        items.extend(values);
        return Ok(());
    }
    vm.charge_items(iterable)?;
    let iterator = vm.iter(iterable)?;
    if vm.type_of(iterable).has_flag(crate::class::type_flags::HEAP) {
        // Only Python code can tell whether it was asked.
        vm.length_hint(iterable, 8)?;
    }
    while let Some(value) = vm.next(&iterator)? {
        push(vm, list, value)?;
    }
    Ok(())
}

fn repr(vm: &mut Vm, object: &Value) -> PyResult {
    if object.expect::<List>().len(vm) == 0 {
        return Ok(vm.new_str("[]"));
    }
    let Some(_guard) = vm.enter_repr(object) else { return Ok(vm.new_str("[...]")) };
    let result = repr_items(vm, object);
    vm.leave_repr();
    vm.text_value(result?)
}

fn repr_items(vm: &mut Vm, object: &Value) -> PyResult<taipan_text::TextBuf> {
    let list = object.expect::<List>();
    let mut text = taipan_text::TextBuf::with_capacity(16);
    text.push_str("[");
    let mut index = 0;
    while let Some(item) = list.items(vm).get(index).cloned() {
        if index > 0 {
            text.push_str(", ");
        }
        let shown = vm.repr(&item)?;
        text.push_text(shown.expect::<crate::str::Str>().text());
        index += 1;
    }
    text.push_str("]");
    Ok(text)
}

fn compare(vm: &mut Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult {
    let (Some(left), Some(right)) = (a.downcast::<List>(), b.downcast::<List>()) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    if left.len(vm) != right.len(vm) && matches!(op, CompareOp::Eq | CompareOp::Ne) {
        return Ok(Value::from_bool(op == CompareOp::Ne));
    }
    let mut index = 0;
    loop {
        let pair = (left.items(vm).get(index).cloned(), right.items(vm).get(index).cloned());
        let (Some(x), Some(y)) = pair else {
            return Ok(Value::from_bool(crate::ops::order(left.len(vm).cmp(&right.len(vm)), op)));
        };
        if !vm.same_or_equal(&x, &y)? {
            if index >= left.len(vm) || index >= right.len(vm) {
                // The comparison took items away.
                return Ok(Value::from_bool(crate::ops::order(left.len(vm).cmp(&right.len(vm)), op)));
            }
            return match op {
                CompareOp::Eq => Ok(Value::FALSE),
                CompareOp::Ne => Ok(Value::TRUE),
                _ => vm.compare(&x, &y, op),
            };
        }
        index += 1;
    }
}

fn len(vm: &mut Vm, object: &Value) -> PyResult<usize> {
    Ok(object.expect::<List>().len(vm))
}

fn getitem(vm: &mut Vm, object: &Value, key: &Value) -> PyResult {
    let list = object.expect::<List>();
    if let Some(slice) = key.downcast::<Slice>() {
        let (start, stop, step) = slice::unpack(vm, slice)?;
        return match slice::taken(vm, list.items(vm), start, stop, step) {
            Some(taken) => Ok(vm.new_list(taken)),
            None => Err(vm.memory_error()),
        };
    }
    let index = vm.list_index(key, list, "list index out of range")?;
    Ok(list.items(vm)[index].clone())
}

fn setitem(vm: &mut Vm, object: &Value, key: &Value, value: Option<&Value>) -> PyResult<()> {
    let list = object.expect::<List>();
    if let Some(slice) = key.downcast::<Slice>() {
        return set_slice(vm, list, slice, value);
    }
    let index = vm.list_index(key, list, "list assignment index out of range")?;
    let items = list.items.get_mut(vm);
    let old = match value {
        Some(value) => std::mem::replace(&mut items[index], value.clone()),
        None => items.remove(index),
    };
    drop(old);
    Ok(())
}

/// `list[start:stop] = value` for an exact list or tuple. The items of a list that only the caller holds are moved.
pub fn assign_slice(vm: &mut Vm, list: &Obj<List>, start: i64, stop: i64, value: &Value) -> PyResult<()> {
    let new = match value.downcast_exact::<List>() {
        Some(own) if value.references() == 1 && !std::ptr::eq(own, list) => {
            std::mem::take(own.items.get_mut(vm))
        }
        _ => vm.collect(value)?,
    };
    let (start, _, count) = slice::adjust(start, stop, 1, list.len(vm));
    replace_range(vm, list, start, count, new)
}

/// Puts other values in the place of `count` ones from `start` on.
fn replace_range(
    vm: &mut Vm,
    list: &Obj<List>,
    start: usize,
    count: usize,
    mut new: Vec<Value>,
) -> PyResult<()> {
    let items = list.items.get_mut(vm);
    if new.len() == count {
        items[start..start + count].swap_with_slice(&mut new);
        // What was replaced goes while nobody borrows the list.
        drop(new);
        return Ok(());
    }
    if items.try_reserve(new.len()).is_err() {
        return Err(vm.memory_error());
    }
    let old: Vec<Value> = items.splice(start..start + count, new).collect();
    drop(old);
    Ok(())
}

fn set_slice(vm: &mut Vm, list: &Obj<List>, slice: &Slice, value: Option<&Value>) -> PyResult<()> {
    let (start, stop, step) = slice::unpack(vm, slice)?;
    let new = match value {
        None => Vec::new(),
        Some(value) => match vm.collect(value) {
            Ok(items) => items,
            Err(raised)
                if vm.is_raised(&raised, Tp::TypeError) && vm.type_of(value).slots().iter.is_none() =>
            {
                return Err(vm.type_error("must assign iterable to extended slice"));
            }
            Err(raised) => return Err(raised),
        },
    };
    let (start, step, count) = slice::adjust(start, stop, step, list.len(vm));
    if step == 1 {
        return replace_range(vm, list, start, count, new);
    }
    if value.is_none() {
        let mut doomed: Vec<usize> =
            (0..count).map(|i| (start as isize + i as isize * step) as usize).collect();
        doomed.sort_unstable();
        let items = list.items.get_mut(vm);
        let mut old = Vec::with_capacity(doomed.len());
        let mut next = 0;
        let kept = std::mem::take(items);
        for (i, item) in kept.into_iter().enumerate() {
            if next < doomed.len() && doomed[next] == i {
                next += 1;
                old.push(item);
            } else {
                items.push(item);
            }
        }
        drop(old);
        return Ok(());
    }
    if new.len() != count {
        let text =
            format!("attempt to assign sequence of size {} to extended slice of size {count}", new.len());
        return Err(vm.value_error(text));
    }
    let items = list.items.get_mut(vm);
    let mut old = Vec::with_capacity(count);
    for (i, value) in new.into_iter().enumerate() {
        old.push(std::mem::replace(&mut items[(start as isize + i as isize * step) as usize], value));
    }
    drop(old);
    Ok(())
}

fn contains(vm: &mut Vm, object: &Value, item: &Value) -> PyResult<bool> {
    let list = object.expect::<List>();
    let mut index = 0;
    while let Some(own) = list.items(vm).get(index).cloned() {
        if vm.same_or_equal(&own, item)? {
            return Ok(true);
        }
        index += 1;
    }
    Ok(false)
}

fn concat(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    let Some(right) = b.downcast::<List>() else {
        let text = format!("can only concatenate list (not \"{}\") to list", vm.type_name(b));
        return Err(vm.type_error(text));
    };
    let (left, right) = (a.expect::<List>().items(vm), right.items(vm));
    let mut items = Vec::new();
    if items.try_reserve_exact(left.len() + right.len()).is_err() {
        return Err(vm.memory_error());
    }
    items.extend(left.iter().chain(right).cloned());
    Ok(vm.new_list(items))
}

fn repeated(vm: &mut Vm, list: &Obj<List>, count: usize) -> PyResult<Vec<Value>> {
    let own = list.items(vm);
    let mut items = Vec::new();
    let fits = own.len().checked_mul(count).is_some_and(|total| {
        total.checked_mul(8).is_some_and(|bytes| vm.heap.charge(bytes))
            && items.try_reserve_exact(total).is_ok()
    });
    if !fits {
        return Err(vm.memory_error());
    }
    if let [one] = own.as_slice() {
        items.resize(count, one.clone());
    } else {
        for _ in 0..count {
            items.extend(own.iter().cloned());
        }
    }
    Ok(items)
}

fn repeat(vm: &mut Vm, a: &Value, n: &Value) -> PyResult {
    let count = vm.repeat_count(n)?;
    let items = repeated(vm, a.expect::<List>(), count)?;
    Ok(vm.new_list(items))
}

fn inplace_concat(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    extend_from(vm, a.expect::<List>(), b)?;
    Ok(a.clone())
}

fn inplace_repeat(vm: &mut Vm, a: &Value, n: &Value) -> PyResult {
    let count = vm.repeat_count(n)?;
    let items = repeated(vm, a.expect::<List>(), count)?;
    let old = std::mem::replace(a.expect::<List>().items.get_mut(vm), items);
    drop(old);
    Ok(a.clone())
}

fn iter(vm: &mut Vm, object: &Value) -> PyResult {
    Ok(crate::iterators::sequence(vm, Tp::ListIterator, object.clone()))
}

/// `append` where there is room.
fn quick_append(_: &mut Vm, a: &[Value]) -> Value {
    if let [list, item] = a
        && let Some(list) = list.downcast_exact::<List>()
    {
        // SAFETY: nobody borrows the items while a native function runs that has not called anything.
        let items = unsafe { &mut *list.items.as_ptr() };
        if items.len() < items.capacity() {
            items.push(item.clone());
            return Value::NONE;
        }
    }
    Value::NULL
}

/// `pop` of the last item.
fn quick_pop(_: &mut Vm, a: &[Value]) -> Value {
    if let [list] = a
        && let Some(list) = list.downcast_exact::<List>()
    {
        // SAFETY: as in `quick_append`.
        return unsafe { &mut *list.items.as_ptr() }.pop().unwrap_or(Value::NULL);
    }
    Value::NULL
}

fn append(vm: &mut Vm, a: &[Value]) -> PyResult {
    push(vm, a[0].expect::<List>(), a[1].clone())?;
    Ok(Value::NONE)
}

fn extend(vm: &mut Vm, a: &[Value]) -> PyResult {
    extend_from(vm, a[0].expect::<List>(), &a[1])?;
    Ok(Value::NONE)
}

fn insert(vm: &mut Vm, a: &[Value]) -> PyResult {
    let list = a[0].expect::<List>();
    let index = vm.index_i64(&a[1])?;
    let length = list.len(vm) as i64;
    let at = if index < 0 { (index + length).max(0) } else { index.min(length) } as usize;
    let items = list.items.get_mut(vm);
    if items.try_reserve(1).is_err() {
        return Err(vm.memory_error());
    }
    items.insert(at, a[2].clone());
    Ok(Value::NONE)
}

fn pop(vm: &mut Vm, a: &[Value]) -> PyResult {
    let list = a[0].expect::<List>();
    if a[1].is_null() {
        return match list.items.get_mut(vm).pop() {
            Some(value) => Ok(value),
            None => Err(vm.index_error("pop from empty list")),
        };
    }
    let index = vm.index_i64(&a[1])?;
    let length = list.len(vm) as i64;
    if length == 0 {
        return Err(vm.index_error("pop from empty list"));
    }
    let at = if index < 0 { index + length } else { index };
    if at < 0 || at >= length {
        return Err(vm.index_error("pop index out of range"));
    }
    Ok(list.items.get_mut(vm).remove(at as usize))
}

fn find(vm: &mut Vm, list: &Obj<List>, item: &Value, start: usize, stop: usize) -> PyResult<Option<usize>> {
    let mut index = start;
    while index < stop {
        let Some(own) = list.items(vm).get(index).cloned() else { break };
        if vm.same_or_equal(&own, item)? {
            return Ok(Some(index));
        }
        index += 1;
    }
    Ok(None)
}

fn remove(vm: &mut Vm, a: &[Value]) -> PyResult {
    let list = a[0].expect::<List>();
    match find(vm, list, &a[1], 0, usize::MAX)? {
        Some(at) if at < list.len(vm) => {
            let old = list.items.get_mut(vm).remove(at);
            drop(old);
            Ok(Value::NONE)
        }
        _ => Err(vm.value_error("list.remove(x): x not in list")),
    }
}

fn index(vm: &mut Vm, a: &[Value]) -> PyResult {
    let list = a[0].expect::<List>();
    let (start, stop) = vm.index_range(&a[2], &a[3], list.len(vm))?;
    match find(vm, list, &a[1], start, stop)? {
        Some(at) => Ok(Value::from_i32(at as i32)),
        None => Err(vm.value_error("list.index(x): x not in list")),
    }
}

fn count(vm: &mut Vm, a: &[Value]) -> PyResult {
    let list = a[0].expect::<List>();
    let (mut at, mut n) = (0, 0);
    while let Some(found) = find(vm, list, &a[1], at, usize::MAX)? {
        n += 1;
        at = found + 1;
    }
    Ok(Value::from_i32(n))
}

fn clear(vm: &mut Vm, a: &[Value]) -> PyResult {
    // As in CPython, the last item goes first.
    let mut old = std::mem::take(a[0].expect::<List>().items.get_mut(vm));
    while let Some(item) = old.pop() {
        drop(item);
    }
    Ok(Value::NONE)
}

fn copy(vm: &mut Vm, a: &[Value]) -> PyResult {
    let items = a[0].expect::<List>().items(vm).clone();
    Ok(vm.new_list(items))
}

fn reverse(vm: &mut Vm, a: &[Value]) -> PyResult {
    a[0].expect::<List>().items.get_mut(vm).reverse();
    Ok(Value::NONE)
}

fn reversed(vm: &mut Vm, a: &[Value]) -> PyResult {
    Ok(crate::iterators::reverse_list(vm, &a[0]))
}

fn sort_method(vm: &mut Vm, a: &[Value]) -> PyResult {
    let key = if a[1].is_null() || a[1].is_none() { None } else { Some(&a[1]) };
    let reverse = !a[2].is_null() && vm.truth(&a[2])?;
    sort(vm, a[0].expect::<List>(), key, reverse)?;
    Ok(Value::NONE)
}

/// `list.sort`: stable; the list is empty while keys and comparisons run.
pub fn sort(vm: &mut Vm, list: &Obj<List>, key: Option<&Value>, reverse: bool) -> PyResult<()> {
    let items = std::mem::take(list.items.get_mut(vm));
    let (items, result) = crate::sort::sort(vm, items, key, reverse);
    let left = std::mem::replace(list.items.get_mut(vm), items);
    result?;
    if !left.is_empty() {
        drop(left);
        return Err(vm.value_error("list modified during sort"));
    }
    Ok(())
}

pub fn spec() -> TypeSpec {
    TypeSpec {
        slots: Slots {
            new: Some(new),
            init: Some(init),
            repr: Some(repr),
            compare: Some(compare),
            hash: Some(crate::object::unhashable),
            len: Some(len),
            getitem: Some(getitem),
            setitem: Some(setitem),
            contains: Some(contains),
            concat: Some(concat),
            repeat: Some(repeat),
            inplace_concat: Some(inplace_concat),
            inplace_repeat: Some(inplace_repeat),
            iter: Some(iter),
            ..Slots::default()
        },
        quick: Some(crate::quick::list),
        methods: const {
            &[
                class_method(
                    "__class_getitem__",
                    "($type, object, /)",
                    crate::set::class_getitem,
                    "lists are generic over the type of their contents",
                ),
                method("append", "($self, object, /)", append, "Append object to the end of the list.")
                    .quick(quick_append),
                method(
                    "extend",
                    "($self, iterable, /)",
                    extend,
                    "Extend list by appending elements from the iterable.",
                ),
                method("insert", "($self, index, object, /)", insert, "Insert object before index."),
                method(
                    "pop",
                    "($self, index=-1, /)",
                    pop,
                    "Remove and return item at index (default last).\n\nRaises IndexError if list is empty or index is out of range.",
                )
                .quick(quick_pop),
                method(
                    "remove",
                    "($self, value, /)",
                    remove,
                    "Remove first occurrence of value.\n\nRaises ValueError if the value is not present.",
                ),
                method(
                    "index",
                    "($self, value, start=0, stop=sys.maxsize, /)",
                    index,
                    "Return first index of value.\n\nRaises ValueError if the value is not present.",
                ),
                method("count", "($self, value, /)", count, "Return number of occurrences of value."),
                method("clear", "($self, /)", clear, "Remove all items from list."),
                method("copy", "($self, /)", copy, "Return a shallow copy of the list."),
                method("reverse", "($self, /)", reverse, "Reverse *IN PLACE*."),
                method(
                    "sort",
                    "($self, /, *, key=None, reverse=False)",
                    sort_method,
                    "Sort the list in ascending order and return None.\n\nThe sort is in-place (i.e. the list itself is modified) and stable\n(i.e. the order of two equal elements is maintained).\n\nIf a key function is given, apply it once to each list item and sort\nthem, ascending or descending, according to their function values.\n\nThe reverse flag can be set to sort in descending order.",
                ),
                method("__reversed__", "($self, /)", reversed, "Return a reverse iterator over the list."),
            ]
        },
        doc: Some(
            "list(iterable=(), /)\n--\n\nBuilt-in mutable sequence.\n\nIf no argument is given, the constructor creates a new empty list.\nThe argument must be an iterable if specified.",
        ),
        ..TypeSpec::default()
    }
}
