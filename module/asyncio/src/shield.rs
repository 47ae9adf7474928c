//! `shield`: an outer future that ends as the inner one does, but whose cancellation does not reach it.

use crate::future;
use crate::gather::{ensure_future, exception, is_cancelled, is_done, is_unpatched, original, result};
use crate::receiver::{self, Receiver, Work};
use crate::{call_soon, running, trace};
use taipan_native::{Args, PyResult, Value, Vm};
use taipan_objects::tuple::Tuple;

pub fn shield(vm: &mut Vm, arg: &Value) -> PyResult {
    if !is_unpatched(vm)? {
        return original(vm, "shield", Args::positional(std::slice::from_ref(arg)));
    }
    let inner = ensure_future(vm, arg, &Value::NULL)?;
    if is_done(vm, &inner)? {
        return Ok(inner);
    }
    let event_loop = call_soon::loop_of_any(vm, &inner)?;
    let outer = vm.call_method(&event_loop, "create_future", &[])?;
    let waiter = if event_loop.is_none() {
        Value::NULL
    } else {
        let current = running::current_task(vm, &event_loop)?;
        if current.is_none() { Value::NULL } else { current }
    };
    let inner_end = receiver::make(vm, Work::ShieldInner, outer.clone(), Value::NULL);
    let mut ends = vec![inner_end.clone()];
    if !waiter.is_null() {
        future::add_awaited_by(vm, &inner, &waiter);
        let edge_end = receiver::make(vm, Work::ShieldEdge, waiter, Value::NULL);
        receiver::add(vm, &inner, &edge_end)?;
        ends.push(edge_end);
    }
    if trace::is_on(vm) {
        trace::shields(vm, &outer, &inner);
    }
    receiver::add(vm, &inner, &inner_end)?;
    let ends = vm.new_tuple(ends);
    let outer_end = receiver::make(vm, Work::ShieldOuter, inner, ends);
    receiver::add(vm, &outer, &outer_end)?;
    Ok(outer)
}

/// The inner future is done.
pub fn inner_done(vm: &mut Vm, inner: &Value, outer: &Value) -> PyResult<()> {
    if is_cancelled(vm, outer)? {
        return Ok(());
    }
    if is_cancelled(vm, inner)? {
        vm.call_method(outer, "cancel", &[])?;
        return Ok(());
    }
    let error = exception(vm, inner)?;
    let (method, outcome) =
        if error.is_none() { ("set_result", result(vm, inner)?) } else { ("set_exception", error) };
    vm.call_method(outer, method, &[outcome])?;
    Ok(())
}

/// The outer future is done: if the inner one is not, nobody waits for it here any more.
pub fn outer_done(vm: &mut Vm, inner: &Value, ends: &Value) -> PyResult<()> {
    if is_done(vm, inner)? {
        return Ok(());
    }
    for end in ends.expect::<Tuple>().items() {
        receiver::remove(vm, inner, end)?;
        let own = end.expect::<Receiver>();
        if own.work == Work::ShieldEdge {
            let waiter = own.to.get(vm).clone();
            future::discard_awaited_by(vm, inner, &waiter);
        }
    }
    Ok(())
}
