//! `tee`: iterators over one source that share what was read of it, as links of a list. A link is a payload of the
//! internal class `_tee_dataobject`; it holds the source until it has read its item.

use crate::payload::payload;
use std::cell::Cell;
use taipan_objects::{Guarded, PyResult, Tp, Value, Vm};

payload!(Tee { link: Value; });
payload!(Link { source: Value, item: Value, next: Value; reading: Cell<bool> });

fn new_link(vm: &mut Vm, source: Value) -> Value {
    let class = vm.state::<crate::Classes>().link.clone();
    let empty = || Guarded::new(Value::NULL);
    let link = Link { source: Guarded::new(source), item: empty(), next: empty(), reading: Cell::new(false) };
    vm.new_object(&class, link)
}

fn from_iterable(vm: &mut Vm, iterable: &Value) -> PyResult {
    let iterator = vm.iter(iterable)?;
    let link = match iterator.downcast::<Tee>() {
        Some(tee) => tee.link.get(vm).clone(),
        None => new_link(vm, iterator),
    };
    let class = vm.state::<crate::Classes>().tee.clone();
    Ok(vm.new_object(&class, Tee { link: Guarded::new(link) }))
}

pub fn new(vm: &mut Vm, a: &[Value]) -> PyResult {
    from_iterable(vm, &a[1])
}

pub fn copy(vm: &mut Vm, a: &[Value]) -> PyResult {
    let link = a[0].expect::<Tee>().link.get(vm).clone();
    let class = vm.state::<crate::Classes>().tee.clone();
    Ok(vm.new_object(&class, Tee { link: Guarded::new(link) }))
}

pub fn tee(vm: &mut Vm, a: &[Value]) -> PyResult {
    let n = if a[2].is_null() { 2 } else { vm.index_i64(&a[2])? };
    if n < 0 {
        return Err(vm.value_error("n must be >= 0"));
    }
    let mut made = Vec::new();
    if made.try_reserve_exact(n as usize).is_err() {
        return Err(vm.memory_error());
    }
    if n > 0 {
        made.push(from_iterable(vm, &a[1])?);
    }
    for _ in 1..n {
        let again = copy(vm, &made[..1])?;
        made.push(again);
    }
    Ok(vm.new_tuple(made))
}

pub fn next(vm: &mut Vm, object: &Value) -> PyResult<Option<Value>> {
    let own = object.expect::<Tee>();
    let link_value = own.link.get(vm).clone();
    let Some(link) = link_value.downcast::<Link>() else { return Ok(None) };
    if link.next.get(vm).is_null() {
        if link.reading.get() {
            return Err(vm.raise(Tp::RuntimeError, "cannot re-enter the tee iterator"));
        }
        let source = link.source.get(vm).clone();
        if source.is_null() {
            return Ok(None);
        }
        link.reading.set(true);
        let read = vm.next(&source);
        link.reading.set(false);
        let Some(item) = read? else { return Ok(None) };
        let following = new_link(vm, source);
        *link.item.get_mut(vm) = item;
        *link.source.get_mut(vm) = Value::NULL;
        *link.next.get_mut(vm) = following;
    }
    let (item, following) = (link.item.get(vm).clone(), link.next.get(vm).clone());
    let old = std::mem::replace(own.link.get_mut(vm), following);
    drop(old);
    Ok(Some(item))
}
