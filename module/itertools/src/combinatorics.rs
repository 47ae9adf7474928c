//! `product`, `permutations`, `combinations` and `combinations_with_replacement`: each keeps pools and the indices of
//! its next result. Indices that are empty after the first result, or a state of `Done`, mean the end.

use crate::payload::payload;
use std::cell::Cell;
use taipan_objects::{Guarded, PyResult, Value, Vm};

/// Where such an iterator stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    Fresh,
    Running,
    Done,
}

payload!(Combinatoric { pool: Vec<Value>; positions: Guarded<Positions>, stage: Cell<Stage> });

/// The indices of the current result; for permutations all of the pool's, and the counters of the rotation.
pub struct Positions {
    indices: Vec<usize>,
    /// How many of the indices a result shows: fewer than all for permutations, which keep the whole pool's.
    shown: usize,
    cycles: Vec<usize>,
    /// For products: where each pool ends in the joined pools, by position.
    bounds: Vec<(usize, usize)>,
}

fn filled(vm: &mut Vm, length: usize, value: impl FnMut(usize) -> usize) -> PyResult<Vec<usize>> {
    let mut made = Vec::new();
    if made.try_reserve_exact(length).is_err() {
        return Err(vm.memory_error());
    }
    made.extend((0..length).map(value));
    Ok(made)
}

fn make(vm: &mut Vm, class: &Value, pool: Vec<Value>, positions: Positions, none: bool) -> PyResult {
    let stage = Cell::new(if none { Stage::Done } else { Stage::Fresh });
    let payload = Combinatoric { pool: Guarded::new(pool), positions: Guarded::new(positions), stage };
    Ok(vm.new_object(class, payload))
}

fn length(vm: &mut Vm, value: &Value) -> PyResult<usize> {
    let r = vm.index_i64(value)?;
    usize::try_from(r).map_err(|_| vm.value_error("r must be non-negative"))
}

pub fn new_combinations(vm: &mut Vm, a: &[Value]) -> PyResult {
    let pool = vm.collect(&a[1])?;
    let r = length(vm, &a[2])?;
    let none = r > pool.len();
    let indices = filled(vm, if none { 0 } else { r }, |i| i)?;
    make(
        vm,
        &a[0],
        pool,
        Positions { shown: indices.len(), indices, cycles: Vec::new(), bounds: Vec::new() },
        none,
    )
}

pub fn new_with_replacement(vm: &mut Vm, a: &[Value]) -> PyResult {
    let pool = vm.collect(&a[1])?;
    let r = length(vm, &a[2])?;
    let none = pool.is_empty() && r > 0;
    let indices = filled(vm, if none { 0 } else { r }, |_| 0)?;
    make(
        vm,
        &a[0],
        pool,
        Positions { shown: indices.len(), indices, cycles: Vec::new(), bounds: Vec::new() },
        none,
    )
}

pub fn new_permutations(vm: &mut Vm, a: &[Value]) -> PyResult {
    let pool = vm.collect(&a[1])?;
    let n = pool.len();
    let r = if a[2].is_null() || a[2].is_none() {
        n
    } else if vm.is_instance(&a[2], taipan_objects::Tp::Int) {
        length(vm, &a[2])?
    } else {
        return Err(vm.type_error("Expected int as r"));
    };
    let none = r > n;
    let indices = filled(vm, n, |i| i)?;
    let cycles = filled(vm, if none { 0 } else { r }, |i| n - i)?;
    make(vm, &a[0], pool, Positions { indices, shown: cycles.len(), cycles, bounds: Vec::new() }, none)
}

pub fn new_product(vm: &mut Vm, a: &[Value]) -> PyResult {
    let repeat = if a[1].is_null() { 1 } else { vm.index_i64(&a[1])? };
    let Ok(repeat) = usize::try_from(repeat) else {
        return Err(vm.value_error("repeat argument cannot be negative"));
    };
    let iterables = vm.collect(&a[2])?;
    let (mut pool, mut once) = (Vec::new(), Vec::new());
    if repeat > 0 {
        for iterable in &iterables {
            let items = vm.collect(iterable)?;
            once.push((pool.len(), pool.len() + items.len()));
            pool.extend(items);
        }
    }
    let Some(places) = once.len().checked_mul(repeat).filter(|n| *n <= isize::MAX as usize / 16) else {
        return Err(vm.overflow_error("repeat argument too large"));
    };
    let mut bounds = Vec::new();
    if bounds.try_reserve_exact(places).is_err() {
        return Err(vm.memory_error());
    }
    for _ in 0..repeat.min(places) {
        bounds.extend_from_slice(&once);
    }
    let none = bounds.iter().any(|(start, end)| start == end);
    let indices = filled(vm, places, |i| bounds[i].0)?;
    make(vm, &a[0], pool, Positions { shown: indices.len(), indices, cycles: Vec::new(), bounds }, none)
}

/// Moves to the next result; whether there is one.
type Advance = fn(&mut Positions, usize) -> bool;

fn step(vm: &mut Vm, object: &Value, advance: Advance) -> PyResult<Option<Value>> {
    let own = object.expect::<Combinatoric>();
    let n = own.pool.get(vm).len();
    let alive = match own.stage.get() {
        Stage::Fresh => true,
        Stage::Running => advance(own.positions.get_mut(vm), n),
        Stage::Done => false,
    };
    own.stage.set(if alive { Stage::Running } else { Stage::Done });
    if !alive {
        return Ok(None);
    }
    let (pool, positions) = (own.pool.get(vm), own.positions.get(vm));
    let shown = positions.shown;
    Ok(Some(vm.new_tuple_from(shown, positions.indices[..shown].iter().map(|i| pool[*i].clone()))))
}

fn combine(at: &mut Positions, n: usize) -> bool {
    let r = at.indices.len();
    let Some(i) = (0..r).rev().find(|i| at.indices[*i] != i + n - r) else { return false };
    let first = at.indices[i] + 1;
    for j in i..r {
        at.indices[j] = first + j - i;
    }
    true
}

fn combine_with_replacement(at: &mut Positions, n: usize) -> bool {
    let Some(i) = at.indices.iter().rposition(|index| index + 1 != n) else { return false };
    let next = at.indices[i] + 1;
    at.indices[i..].fill(next);
    true
}

fn permute(at: &mut Positions, n: usize) -> bool {
    for i in (0..at.cycles.len()).rev() {
        at.cycles[i] -= 1;
        if at.cycles[i] == 0 {
            at.indices[i..].rotate_left(1);
            at.cycles[i] = n - i;
        } else {
            let j = n - at.cycles[i];
            at.indices.swap(i, j);
            return true;
        }
    }
    false
}

fn multiply(at: &mut Positions, _: usize) -> bool {
    for (index, (start, end)) in at.indices.iter_mut().zip(&at.bounds).rev() {
        *index += 1;
        if *index < *end {
            return true;
        }
        *index = *start;
    }
    false
}

pub fn next_combination(vm: &mut Vm, object: &Value) -> PyResult<Option<Value>> {
    step(vm, object, combine)
}
pub fn next_with_replacement(vm: &mut Vm, object: &Value) -> PyResult<Option<Value>> {
    step(vm, object, combine_with_replacement)
}
pub fn next_permutation(vm: &mut Vm, object: &Value) -> PyResult<Option<Value>> {
    step(vm, object, permute)
}
pub fn next_product(vm: &mut Vm, object: &Value) -> PyResult<Option<Value>> {
    step(vm, object, multiply)
}
