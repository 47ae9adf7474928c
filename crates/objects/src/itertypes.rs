//! `enumerate`, `zip`, `map` and `filter`.

use crate::int::Number;
use crate::iterators::itself;
use crate::native::{TypeSpec, class_method, method};
use crate::slots::Slots;
use crate::tuple::Tuple;
use crate::{BinaryOp, Guarded, Payload, PyResult, Tp, Tracer, Value, Vm};
use smallvec::SmallVec;
use std::cell::Cell;

fn shape_of(class: &Value) -> u32 {
    class.expect::<crate::class::Type>().shape.get()
}

// ---- enumerate ----

/// The payload of an enumerate object.
pub struct Enumerate {
    iterator: Value,
    index: Cell<i64>,
    /// The next index once it has left i64; NULL before.
    large: Guarded<Value>,
    /// The pair that was given last.
    last: Guarded<Value>,
}

// SAFETY: the iterator and the pair are visited once; the index is an int.
unsafe impl Payload for Enumerate {
    const NAME: &'static str = "enumerate";
    const SHAPE: u32 = Tp::Enumerate as u32;
    fn trace(&self, visit: Tracer<'_>) {
        visit(&self.iterator);
        // SAFETY: the collector runs while nobody borrows.
        visit(unsafe { &*self.large.as_ptr() });
        // SAFETY: as above.
        visit(unsafe { &*self.last.as_ptr() });
    }
    fn clear(&self) {
        // SAFETY: as above.
        drop(unsafe { std::mem::replace(&mut *self.last.as_ptr(), Value::NULL) });
    }
}

fn enumerate_new(vm: &mut Vm, a: &[Value]) -> PyResult {
    let start = if a[2].is_null() { Value::ZERO } else { vm.index(&a[2])? };
    let iterator = vm.iter(&a[1])?;
    let (index, large) = match Number::of(&start) {
        Some(Number::Small(i)) => (i, Value::NULL),
        _ => (i64::MAX, start),
    };
    let last = Guarded::new(Value::NULL);
    let own = Enumerate { iterator, index: Cell::new(index), large: Guarded::new(large), last };
    Ok(vm.heap.alloc(shape_of(&a[0]), own))
}

fn enumerate_next(vm: &mut Vm, object: &Value) -> PyResult<Option<Value>> {
    let own = object.expect::<Enumerate>();
    let Some(item) = vm.next(&own.iterator)? else { return Ok(None) };
    let index = if own.large.get(vm).is_null() {
        let index = own.index.get();
        if index == i64::MAX {
            let next = crate::int::binary(vm, &vm.new_int(index), &Value::from_i32(1), BinaryOp::Add)?;
            *own.large.get_mut(vm) = next;
        } else {
            own.index.set(index + 1);
        }
        vm.new_int(index)
    } else {
        let index = own.large.get(vm).clone();
        *own.large.get_mut(vm) = crate::int::binary(vm, &index, &Value::from_i32(1), BinaryOp::Add)?;
        index
    };
    Ok(Some(crate::tuple::next_pair(vm, &own.last, index, item)))
}

fn enumerate_reduce(vm: &mut Vm, a: &[Value]) -> PyResult {
    let own = a[0].expect::<Enumerate>();
    let large = own.large.get(vm).clone();
    let index = if large.is_null() { vm.new_int(own.index.get()) } else { large };
    let args = vm.new_tuple(vec![own.iterator.clone(), index]);
    let class = vm.type_of(&a[0]).value();
    Ok(vm.new_tuple(vec![class, args]))
}

pub fn enumerate_spec() -> TypeSpec {
    TypeSpec {
        slots: Slots { iter: Some(itself), next: Some(enumerate_next), ..Slots::default() },
        constructor: Some(("($cls, iterable, start=0)", enumerate_new)),
        methods: const {
            &[
                class_method(
                    "__class_getitem__",
                    "($type, object, /)",
                    crate::set::class_getitem,
                    "'enumerate' objects are generic over the type of their values",
                ),
                method(
                    "__reduce__",
                    "($self, /)",
                    enumerate_reduce,
                    "Return state information for pickling.",
                ),
            ]
        },
        doc: Some(
            "enumerate(iterable, start=0)\n--\n\nReturn an enumerate object.\n\n  iterable\n    an object supporting iteration\n\nThe enumerate object yields pairs containing a count (from start, which\ndefaults to zero) and a value yielded by the iterable argument.\n\nenumerate is useful for obtaining an indexed list:\n    (0, seq[0]), (1, seq[1]), (2, seq[2]), ...",
        ),
        ..TypeSpec::default()
    }
}

// ---- zip and map ----

/// The payload of a zip object.
pub struct Zip {
    /// A tuple of iterators.
    iterators: Value,
    strict: Cell<bool>,
    /// The pair that was given last, of two iterators.
    last: Guarded<Value>,
}

// SAFETY: the tuple and the pair are visited once.
unsafe impl Payload for Zip {
    const NAME: &'static str = "zip";
    const SHAPE: u32 = Tp::Zip as u32;
    fn trace(&self, visit: Tracer<'_>) {
        visit(&self.iterators);
        // SAFETY: the collector runs while nobody borrows.
        visit(unsafe { &*self.last.as_ptr() });
    }
    fn clear(&self) {
        // SAFETY: as above.
        drop(unsafe { std::mem::replace(&mut *self.last.as_ptr(), Value::NULL) });
    }
}

/// The payload of a map object.
pub struct Map {
    function: Value,
    /// A tuple of iterators.
    iterators: Value,
    strict: Cell<bool>,
}

// SAFETY: both are visited once.
unsafe impl Payload for Map {
    const NAME: &'static str = "map";
    const SHAPE: u32 = Tp::Map as u32;
    fn trace(&self, visit: Tracer<'_>) {
        visit(&self.function);
        visit(&self.iterators);
    }
}

fn iterators_of(vm: &mut Vm, iterables: &[Value]) -> PyResult {
    let mut iterators = Vec::with_capacity(iterables.len());
    for iterable in iterables {
        iterators.push(vm.iter(iterable)?);
    }
    Ok(vm.new_tuple(iterators))
}

fn items(tuple: &Value) -> &[Value] {
    tuple.downcast::<Tuple>().map_or(&[], |t| t.data.items())
}

/// The next value of each iterator; `None` when the first of them ends.
fn next_of_each(
    vm: &mut Vm,
    iterators: &Value,
    strict: bool,
    name: &str,
) -> PyResult<Option<SmallVec<[Value; 4]>>> {
    let iterators = items(iterators);
    let mut row: SmallVec<[Value; 4]> = SmallVec::with_capacity(iterators.len());
    for iterator in iterators {
        match vm.next(iterator)? {
            Some(value) => row.push(value),
            None if strict => return uneven(vm, iterators, row.len(), name).map(|()| None),
            None => return Ok(None),
        }
    }
    Ok(Some(row))
}

/// One iterator has ended: were they all of one length?
#[cold]
fn uneven(vm: &mut Vm, iterators: &[Value], ended: usize, name: &str) -> PyResult<()> {
    let message = |index: usize, what: &str| {
        let plural = if index == 1 { " " } else { "s 1-" };
        format!("{name}() argument {} is {what} than argument{plural}{index}", index + 1)
    };
    if ended > 0 {
        return Err(vm.value_error(message(ended, "shorter")));
    }
    for (index, iterator) in iterators.iter().enumerate().skip(1) {
        if vm.next(iterator)?.is_some() {
            return Err(vm.value_error(message(index, "longer")));
        }
    }
    Ok(())
}

fn is_strict(vm: &mut Vm, value: &Value) -> PyResult<Cell<bool>> {
    Ok(Cell::new(!value.is_null() && vm.truth(value)?))
}

fn zip_new(vm: &mut Vm, a: &[Value]) -> PyResult {
    let strict = is_strict(vm, &a[1])?;
    let iterators = iterators_of(vm, items(&a[2]))?;
    Ok(vm.heap.alloc(shape_of(&a[0]), Zip { iterators, strict, last: Guarded::new(Value::NULL) }))
}

fn zip_next(vm: &mut Vm, object: &Value) -> PyResult<Option<Value>> {
    let own = object.expect::<Zip>();
    if let ([first, second], false) = (items(&own.iterators), own.strict.get()) {
        let Some(x) = vm.next(first)? else { return Ok(None) };
        let Some(y) = vm.next(second)? else { return Ok(None) };
        return Ok(Some(crate::tuple::next_pair(vm, &own.last, x, y)));
    }
    if items(&own.iterators).is_empty() {
        return Ok(None);
    }
    let row = next_of_each(vm, &own.iterators, own.strict.get(), "zip")?;
    Ok(row.map(|row| vm.new_tuple_from(row.len(), row.into_iter())))
}

fn reduced(vm: &mut Vm, object: &Value, args: Vec<Value>, strict: bool) -> PyResult {
    let class = vm.type_of(object).value();
    let mut parts = vec![class, vm.new_tuple(args)];
    if strict {
        parts.push(Value::TRUE);
    }
    Ok(vm.new_tuple(parts))
}

fn zip_reduce(vm: &mut Vm, a: &[Value]) -> PyResult {
    let own = a[0].expect::<Zip>();
    reduced(vm, &a[0], items(&own.iterators).to_vec(), own.strict.get())
}

fn zip_setstate(vm: &mut Vm, a: &[Value]) -> PyResult {
    let strict = vm.truth(&a[1])?;
    a[0].expect::<Zip>().strict.set(strict);
    Ok(Value::NONE)
}

pub fn zip_spec() -> TypeSpec {
    TypeSpec {
        slots: Slots { iter: Some(itself), next: Some(zip_next), ..Slots::default() },
        constructor: Some(("($cls, /, *iterables, strict=False)", zip_new)),
        methods: const {
            &[
                method("__reduce__", "($self, /)", zip_reduce, "Return state information for pickling."),
                method(
                    "__setstate__",
                    "($self, object, /)",
                    zip_setstate,
                    "Set state information for unpickling.",
                ),
            ]
        },
        doc: Some(
            "zip(*iterables, strict=False)\n--\n\nThe zip object yields n-length tuples, where n is the number of\niterables passed as positional arguments to zip().  The i-th element\nin every tuple comes from the i-th iterable argument to zip().  This\ncontinues until the shortest argument is exhausted.\n\nIf strict is true and one of the arguments is exhausted before the\nothers, raise a ValueError.\n\n   >>> list(zip('abcdefg', range(3), range(4)))\n   [('a', 0, 0), ('b', 1, 1), ('c', 2, 2)]",
        ),
        ..TypeSpec::default()
    }
}

fn map_new(vm: &mut Vm, a: &[Value]) -> PyResult {
    let [function, iterables @ ..] = items(&a[2]) else {
        return Err(vm.type_error("map() must have at least two arguments."));
    };
    if iterables.is_empty() {
        return Err(vm.type_error("map() must have at least two arguments."));
    }
    let strict = is_strict(vm, &a[1])?;
    let iterators = iterators_of(vm, iterables)?;
    Ok(vm.heap.alloc(shape_of(&a[0]), Map { function: function.clone(), iterators, strict }))
}

fn map_next(vm: &mut Vm, object: &Value) -> PyResult<Option<Value>> {
    let own = object.expect::<Map>();
    if let [only] = items(&own.iterators) {
        let Some(value) = vm.next(only)? else { return Ok(None) };
        return vm.call(&own.function, std::slice::from_ref(&value)).map(Some);
    }
    match next_of_each(vm, &own.iterators, own.strict.get(), "map")? {
        Some(row) => vm.call(&own.function, &row).map(Some),
        None => Ok(None),
    }
}

fn map_reduce(vm: &mut Vm, a: &[Value]) -> PyResult {
    let own = a[0].expect::<Map>();
    let mut args = vec![own.function.clone()];
    args.extend(items(&own.iterators).iter().cloned());
    reduced(vm, &a[0], args, own.strict.get())
}

fn map_setstate(vm: &mut Vm, a: &[Value]) -> PyResult {
    let strict = vm.truth(&a[1])?;
    a[0].expect::<Map>().strict.set(strict);
    Ok(Value::NONE)
}

pub fn map_spec() -> TypeSpec {
    TypeSpec {
        slots: Slots { iter: Some(itself), next: Some(map_next), ..Slots::default() },
        constructor: Some(("($cls, /, *args, strict=False)", map_new)),
        methods: const {
            &[
                method("__reduce__", "($self, /)", map_reduce, "Return state information for pickling."),
                method(
                    "__setstate__",
                    "($self, object, /)",
                    map_setstate,
                    "Set state information for unpickling.",
                ),
            ]
        },
        doc: Some(
            "map(function, iterable, /, *iterables, strict=False)\n--\n\nMake an iterator that computes the function using arguments from\neach of the iterables.  Stops when the shortest iterable is exhausted.\n\nIf strict is true and one of the arguments is exhausted before the\nothers, raise a ValueError.",
        ),
        ..TypeSpec::default()
    }
}

// ---- filter ----

/// The payload of a filter object.
pub struct Filter {
    function: Value,
    iterator: Value,
}

// SAFETY: both are visited once.
unsafe impl Payload for Filter {
    const NAME: &'static str = "filter";
    const SHAPE: u32 = Tp::Filter as u32;
    fn trace(&self, visit: Tracer<'_>) {
        visit(&self.function);
        visit(&self.iterator);
    }
}

fn filter_new(vm: &mut Vm, a: &[Value]) -> PyResult {
    let iterator = vm.iter(&a[2])?;
    Ok(vm.heap.alloc(shape_of(&a[0]), Filter { function: a[1].clone(), iterator }))
}

fn filter_next(vm: &mut Vm, object: &Value) -> PyResult<Option<Value>> {
    let own = object.expect::<Filter>();
    let by_truth = own.function.is_none() || own.function.is(&vm.class(Tp::Bool));
    while let Some(value) = vm.next(&own.iterator)? {
        let keep = if by_truth {
            vm.truth(&value)?
        } else {
            let answer = vm.call(&own.function, std::slice::from_ref(&value))?;
            vm.truth(&answer)?
        };
        if keep {
            return Ok(Some(value));
        }
    }
    Ok(None)
}

fn filter_reduce(vm: &mut Vm, a: &[Value]) -> PyResult {
    let own = a[0].expect::<Filter>();
    reduced(vm, &a[0], vec![own.function.clone(), own.iterator.clone()], false)
}

pub fn filter_spec() -> TypeSpec {
    TypeSpec {
        slots: Slots { iter: Some(itself), next: Some(filter_next), ..Slots::default() },
        constructor: Some(("($cls, function, iterable, /)", filter_new)),
        methods: const {
            &[method("__reduce__", "($self, /)", filter_reduce, "Return state information for pickling.")]
        },
        doc: Some(
            "filter(function, iterable, /)\n--\n\nReturn an iterator yielding those items of iterable for which\nfunction(item) is true.  If function is None, return the items that\nare true.",
        ),
        ..TypeSpec::default()
    }
}
