//! Raising, matching of handlers, and `with`.

use crate::insn::Insn;
use std::any::TypeId;
use taipan_objects::class::{Type, TypeExt};
use taipan_objects::exception::{self, Exception};
use taipan_objects::tuple::Tuple;
use taipan_objects::{Obj, PyResult, Raised, Tp, Value, Vm, raw};

/// The exception handled where the program is: its own context's, or that of who resumed it.
pub fn handled(vm: &Vm) -> Value {
    if !vm.handled.is_null() {
        return vm.handled.clone();
    }
    let records = vm.stack.iter();
    for record in records {
        if record.generator.is_null() {
            continue;
        }
        // The links of the running chain, then who resumed its root. While `throw` is in a link, those above it do not
        // run yet.
        let thrown = record.thrown();
        let mut at = record.generator;
        while !at.is_null() && at != record.root {
            // SAFETY: links of a running chain are alive.
            let link = unsafe { &*at };
            if link.depth.get() < thrown {
                break;
            }
            at = link.parent();
            if !at.is_null() {
                // SAFETY: as above.
                let own = unsafe { &*at }.handled.get(vm).clone();
                if !own.is_null() {
                    return own;
                }
            }
        }
        let outer = record.outer_handled();
        if !outer.is_null() {
            return outer;
        }
    }
    Value::NULL
}

/// `raise` alone: gives the handled exception, or the error of there being none.
pub fn raise_again(vm: &mut Vm) -> Raised {
    let current = handled(vm);
    if current.is_null() || current.is_none() {
        return vm.runtime_error("No active exception to reraise");
    }
    Raised(current)
}

/// `raise value`: gives the exception, or the error of raising it.
pub fn raise_value(vm: &mut Vm, value: &Value) -> Raised {
    match exception::of_raise(vm, value) {
        Ok(exception) => {
            let current = handled(vm);
            exception::chain(vm, &exception, &current);
            Raised(exception)
        }
        Err(raised) => raised,
    }
}

/// An exception of a class that keeps its arguments: its word. The arguments' registers are empty then.
///
/// # Safety
/// `count` arguments lie from `args` on, in temporaries; the class has the flag `PLAIN_EXCEPTION`.
#[inline]
pub unsafe fn make_plain(vm: &Vm, class: &Obj<Type>, args: *mut u64, count: usize) -> u64 {
    // SAFETY: the caller's promise.
    unsafe {
        let values = std::slice::from_raw_parts(args.cast::<Value>(), count);
        let exception = exception::make_plain(vm, class, values);
        for i in (0..count).rev() {
            raw::release(args.add(i).replace(raw::NULL));
        }
        exception.into_raw()
    }
}

/// Whether a handler for a class catches the exception; `None` where the handler has no plain class of exceptions.
///
/// # Safety
/// `exception` is an exception's word and `class` a valid word.
#[inline]
pub unsafe fn plain_match(vm: &Vm, exception: u64, class: u64) -> Option<bool> {
    if raw::shape(class) != Tp::Type as u32 {
        return None;
    }
    // SAFETY: the shape says that it is a class; an exception keeps its own.
    unsafe {
        let class = raw::object::<Type>(class);
        if class.kind.id != TypeId::of::<Exception>() {
            return None;
        }
        let own: &Obj<Type> = &*vm.heap.class_of_shape(raw::shape(exception)).cast();
        Some(own.is_subtype(class))
    }
}

/// `raise`, `raise a`, `raise a from b`: gives the exception, or the error of raising it.
pub fn raise(vm: &mut Vm, insn: &Insn) -> PyResult<Raised> {
    if insn.c == 0 {
        return Ok(raise_again(vm));
    }
    let what = insn.take(insn.a);
    let cause = if insn.c == 2 { Some(insn.take(insn.b)) } else { None };
    let exception = exception::of_raise(vm, &what)?;
    if let Some(cause) = cause {
        let cause = if exception::is_exception_class(&cause) {
            exception::instantiate(vm, &cause, None)?
        } else if cause.is_none() || exception::is_exception(&cause) {
            cause
        } else {
            return Err(vm.type_error("exception causes must derive from BaseException"));
        };
        exception::set_cause(vm, &exception, cause);
    }
    let current = handled(vm);
    exception::chain(vm, &exception, &current);
    Ok(Raised(exception))
}

fn check_class(vm: &mut Vm, class: &Value) -> PyResult<()> {
    if exception::is_exception_class(class) {
        return Ok(());
    }
    Err(vm.type_error("catching classes that do not inherit from BaseException is not allowed"))
}

/// Whether a handler for `class` (or a tuple of classes) catches the exception.
pub fn matches(vm: &mut Vm, exception: &Value, class: &Value) -> PyResult<bool> {
    if let Some(tuple) = class.downcast::<Tuple>() {
        for item in tuple.items() {
            check_class(vm, item)?;
        }
        return Ok(tuple.items().iter().any(|c| vm.type_of(exception).is_subtype(c.expect::<Type>())));
    }
    check_class(vm, class)?;
    Ok(vm.type_of(exception).is_subtype(class.expect::<Type>()))
}

pub fn check_group(vm: &mut Vm, insn: &Insn) -> PyResult<()> {
    let (group, class) = (insn.take(insn.b), insn.take(insn.c));
    if group.is_none() {
        insn.set(insn.a, Value::NONE);
        insn.set(insn.a + 1, Value::NONE);
        return Ok(());
    }
    let classes: Vec<Value> = match class.downcast::<Tuple>() {
        Some(tuple) => tuple.items().to_vec(),
        None => vec![class.clone()],
    };
    for class in &classes {
        if !exception::is_exception_class(class) {
            return Err(
                vm.type_error("catching classes that do not inherit from BaseException is not allowed")
            );
        }
        if class.expect::<Type>().is_subtype(vm.tp(Tp::BaseExceptionGroup)) {
            return Err(
                vm.type_error("catching ExceptionGroup with except* is not allowed. Use except instead.")
            );
        }
    }
    let (rest, matched) = vm.split_for_except_star(&group, &class)?;
    if !matched.is_none() {
        let old = std::mem::replace(&mut vm.handled, matched.clone());
        drop(old);
    }
    insn.set(insn.a, rest);
    insn.set(insn.a + 1, matched);
    Ok(())
}

type Pair = (Value, Value);

fn pair(found: (Value, Option<Value>)) -> Pair {
    (found.0, found.1.unwrap_or(Value::NULL))
}

pub fn before_with(vm: &mut Vm, insn: &Insn) -> PyResult<()> {
    let manager = insn.take_out(insn.a);
    let is_async = insn.c == 1;
    let (enter_name, exit_name, other_enter, other_exit) = if is_async {
        (&vm.names.aenter, &vm.names.aexit, &vm.names.enter, &vm.names.exit)
    } else {
        (&vm.names.enter, &vm.names.exit, &vm.names.aenter, &vm.names.aexit)
    };
    let (enter_name, exit_name, other_enter, other_exit) =
        (enter_name.clone(), exit_name.clone(), other_enter.clone(), other_exit.clone());
    let exit = taipan_objects::attr::special_pair(vm, &manager, &exit_name)?;
    let enter = match &exit {
        Some(_) => taipan_objects::attr::special_pair(vm, &manager, &enter_name)?,
        None => None,
    };
    let (Some(exit), Some(enter)) = (exit.clone(), enter) else {
        let missing = if exit.is_none() { &exit_name } else { &enter_name };
        let (kind, other, statement) = if is_async {
            ("asynchronous context manager", "context manager", "with")
        } else {
            ("context manager", "asynchronous context manager", "async with")
        };
        let mut text = format!(
            "'{}' object does not support the {kind} protocol (missed {} method)",
            taipan_objects::class_new::qualified_name(vm, vm.type_of(&manager)),
            vm.text(missing)
        );
        let class = vm.type_of(&manager).value();
        let class = class.expect::<Type>();
        if vm.lookup(class, &other_enter).is_some() && vm.lookup(class, &other_exit).is_some() {
            text.push_str(&format!(
                " but it supports the {other} protocol. Did you mean to use '{statement}'?"
            ));
        }
        return Err(vm.type_error(text));
    };
    let ((exit, exit_own), (enter, enter_own)) = (pair(exit), pair(enter));
    insn.set(insn.a, exit);
    insn.set(insn.a + 1, exit_own);
    insn.set(insn.a + 2, enter);
    insn.set(insn.a + 3, enter_own);
    Ok(())
}

pub fn with_except_start(vm: &mut Vm, insn: &Insn) -> PyResult<()> {
    let (exit, own) = (insn.peek(insn.b), insn.peek(insn.b + 1));
    let exception = insn.peek(insn.c);
    let class = vm.type_of(&exception).value();
    let traceback = exception::traceback(vm, &exception);
    let traceback = if traceback.is_null() { Value::NONE } else { traceback };
    let args = [own.clone(), class, exception, traceback];
    let args = if own.is_null() { &args[1..] } else { &args[..] };
    let result = vm.call(&exit, args)?;
    insn.set(insn.a, result);
    Ok(())
}
