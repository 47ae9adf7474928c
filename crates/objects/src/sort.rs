//! Sorting of values: a stable merge sort over ascending runs whose comparison may raise. Ints, floats,
//! exact strs, and tuples of these are sorted without asking Python.

use crate::function::Function;
use crate::str::Str;
use crate::tuple::Tuple;
use crate::{CompareOp, PyResult, Value, Vm};
use std::cmp::Ordering;

/// Sorts `items` by `key`; gives the items back whatever happened.
pub fn sort(
    vm: &mut Vm,
    items: Vec<Value>,
    key: Option<&Value>,
    reverse: bool,
) -> (Vec<Value>, PyResult<()>) {
    let Some(key) = key else {
        let mut items = items;
        let result = sort_by(vm, &mut items, reverse, |v| v);
        return (items, result);
    };
    let mut pairs: Vec<(Value, Value)> = Vec::with_capacity(items.len());
    for item in &items {
        match vm.call(key, std::slice::from_ref(item)) {
            Ok(own) => pairs.push((own, item.clone())),
            Err(raised) => return (items, Err(raised)),
        }
    }
    drop(items);
    let result = sort_by(vm, &mut pairs, reverse, |p| &p.0);
    (pairs.into_iter().map(|p| p.1).collect(), result)
}

fn sort_by<T>(vm: &mut Vm, items: &mut Vec<T>, reverse: bool, key: impl Fn(&T) -> &Value) -> PyResult<()> {
    // A reversed sort keeps equal items in order: turn around, sort, turn around.
    if reverse {
        items.reverse();
    }
    let result = sort_ascending(vm, items, key);
    if reverse {
        items.reverse();
    }
    result
}

fn sort_ascending<T>(vm: &mut Vm, items: &mut Vec<T>, key: impl Fn(&T) -> &Value) -> PyResult<()> {
    if items.len() < 2 {
        return Ok(());
    }
    if items.iter().all(|i| key(i).is_small_int()) {
        items.sort_by_key(|i| key(i).as_small());
        return Ok(());
    }
    if items.iter().all(|i| key(i).is_inline_float()) {
        // Inline doubles are never NaN, so this order is total; zeros of both signs must compare equal.
        let value = |i: &T| key(i).as_inline_float().unwrap_or(0.0) + 0.0;
        items.sort_by(|a, b| value(a).total_cmp(&value(b)));
        return Ok(());
    }
    if items.iter().all(|i| key(i).downcast_exact::<Str>().is_some()) {
        items.sort_by(|a, b| key(a).expect::<Str>().bytes().cmp(key(b).expect::<Str>().bytes()));
        return Ok(());
    }
    if let Some(columns) = columns(items.iter().map(&key)) {
        items.sort_by(|a, b| {
            let (a, b) = (key(a).expect::<Tuple>().items(), key(b).expect::<Tuple>().items());
            let pairs = columns.iter().zip(a.iter().zip(b));
            pairs.map(|(column, (x, y))| column.compare(x, y)).find(|o| o.is_ne()).unwrap_or(Ordering::Equal)
        });
        return Ok(());
    }
    merge_sort(vm, items, &key)
}

/// What all tuples of a list have at one place.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Column {
    Int,
    Float,
    Text,
}

impl Column {
    fn of(value: &Value) -> Option<Column> {
        if value.is_small_int() {
            Some(Column::Int)
        } else if value.is_inline_float() {
            Some(Column::Float)
        } else {
            value.downcast_exact::<Str>().map(|_| Column::Text)
        }
    }

    /// The order of two values of the kind.
    #[inline]
    fn compare(self, x: &Value, y: &Value) -> Ordering {
        match self {
            Column::Int => x.as_small().cmp(&y.as_small()),
            Column::Float => x.as_inline_float().partial_cmp(&y.as_inline_float()).unwrap_or(Ordering::Equal),
            Column::Text => x.expect::<Str>().bytes().cmp(y.expect::<Str>().bytes()),
        }
    }
}

/// The kinds of the items, where all keys are tuples of one length with the same kind at each place: those are sorted
/// without asking Python.
fn columns<'a>(mut keys: impl Iterator<Item = &'a Value>) -> Option<Vec<Column>> {
    let first = keys.next()?.downcast_exact::<Tuple>()?;
    let columns: Vec<Column> = first.items().iter().map(Column::of).collect::<Option<_>>()?;
    let fits = |key: &Value| {
        key.downcast_exact::<Tuple>().is_some_and(|tuple| {
            tuple.len() == columns.len()
                && tuple.items().iter().zip(&columns).all(|(item, &column)| Column::of(item) == Some(column))
        })
    };
    if keys.all(fits) { Some(columns) } else { None }
}

/// Short runs are filled up to this length by insertion.
const RUN: usize = 32;

fn merge_sort<T>(vm: &mut Vm, items: &mut Vec<T>, key: &impl Fn(&T) -> &Value) -> PyResult<()> {
    // Positions are sorted, not items: whatever a comparison does, no item is lost.
    let mut order: Vec<u32> = (0..items.len() as u32).collect();
    let method = LessMethod::of(vm, key(&items[0]));
    let result = sort_positions(vm, &mut order, &mut |vm, a, b| {
        let (x, y) = (key(&items[a as usize]), key(&items[b as usize]));
        match &method {
            Some(method) if method.decides(vm, x, y) => method.call(vm, x, y),
            _ => vm.compare_truth(x, y, CompareOp::Lt),
        }
    });
    let mut slots: Vec<Option<T>> = std::mem::take(items).into_iter().map(Some).collect();
    items.extend(order.iter().filter_map(|&at| slots[at as usize].take()));
    result
}

/// The `__lt__` that a class defines in Python: found once for a whole sort, valid while the class stays as it was.
struct LessMethod {
    class: Value,
    version: u32,
    function: Value,
}

impl LessMethod {
    fn of(vm: &Vm, value: &Value) -> Option<LessMethod> {
        let class = vm.type_of(value);
        let name = vm.names.lt.clone();
        let function = vm.lookup(class, &name).filter(|f| f.downcast_exact::<Function>().is_some())?;
        Some(LessMethod { class: class.value(), version: vm.version_of(class), function })
    }

    /// Whether `x < y` is a call of this method.
    #[inline]
    fn decides(&self, vm: &Vm, x: &Value, y: &Value) -> bool {
        let class = vm.type_of(x);
        class.is(&self.class) && class.version.get() == self.version && vm.type_of(y).is(&self.class)
    }

    fn call(&self, vm: &mut Vm, x: &Value, y: &Value) -> PyResult<bool> {
        let words = [x.raw(), y.raw()];
        // SAFETY: the words are borrowed from values that outlive the call, and a Value is a word.
        let values = unsafe { std::slice::from_raw_parts(words.as_ptr().cast::<Value>(), 2) };
        let mut answer = (vm.interp.call_function)(vm, &self.function, crate::Args::positional(values))?;
        if let Some(answer) = answer.as_bool() {
            return Ok(answer);
        }
        if answer.is_not_implemented() {
            answer = vm.compare_rest(x, y, CompareOp::Lt)?;
        }
        vm.truth(&answer)
    }
}

type Less<'a> = &'a mut dyn FnMut(&mut Vm, u32, u32) -> PyResult<bool>;

fn sort_positions(vm: &mut Vm, order: &mut [u32], less: Less<'_>) -> PyResult<()> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    let mut start = 0;
    while start < order.len() {
        let end = make_run(vm, &mut order[start..], less)? + start;
        runs.push((start, end));
        while runs.len() >= 2 {
            let (b, a) = (runs[runs.len() - 1], runs[runs.len() - 2]);
            if a.1 - a.0 > 2 * (b.1 - b.0) {
                break;
            }
            merge(vm, &mut order[a.0..b.1], a.1 - a.0, less)?;
            runs.truncate(runs.len() - 2);
            runs.push((a.0, b.1));
        }
        start = end;
    }
    while runs.len() >= 2 {
        let (b, a) = (runs[runs.len() - 1], runs[runs.len() - 2]);
        merge(vm, &mut order[a.0..b.1], a.1 - a.0, less)?;
        runs.truncate(runs.len() - 2);
        runs.push((a.0, b.1));
    }
    Ok(())
}

/// Finds or makes an ascending run at the start; gives its length.
fn make_run(vm: &mut Vm, order: &mut [u32], less: Less<'_>) -> PyResult<usize> {
    if order.len() < 2 {
        return Ok(order.len());
    }
    let mut end = 2;
    if less(vm, order[1], order[0])? {
        while end < order.len() && less(vm, order[end], order[end - 1])? {
            end += 1;
        }
        order[..end].reverse();
    } else {
        while end < order.len() && !less(vm, order[end], order[end - 1])? {
            end += 1;
        }
    }
    let wanted = RUN.min(order.len());
    while end < wanted {
        let item = order[end];
        let (mut low, mut high) = (0, end);
        while low < high {
            let middle = (low + high) / 2;
            if less(vm, item, order[middle])? {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        order[low..=end].rotate_right(1);
        end += 1;
    }
    Ok(end)
}

fn merge(vm: &mut Vm, order: &mut [u32], middle: usize, less: Less<'_>) -> PyResult<()> {
    if !less(vm, order[middle], order[middle - 1])? {
        return Ok(());
    }
    let left: Vec<u32> = order[..middle].to_vec();
    let (mut i, mut j, mut to) = (0, middle, 0);
    let mut result = Ok(());
    while i < left.len() && j < order.len() {
        let right_first = match less(vm, order[j], left[i]) {
            Ok(answer) => answer,
            Err(raised) => {
                result = Err(raised);
                break;
            }
        };
        if right_first {
            order[to] = order[j];
            j += 1;
        } else {
            order[to] = left[i];
            i += 1;
        }
        to += 1;
    }
    order[to..to + left.len() - i].copy_from_slice(&left[i..]);
    result
}
