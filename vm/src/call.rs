//! Calls: how a frame is pushed, how arguments become its registers, and the polled events between ops.

use crate::flow::{Exit, Flow};
use crate::insn::Insn;
use crate::observe::{self, run};
use std::sync::atomic::Ordering;
use taipan_bytecode::CodeFlags;
use taipan_heap::Pending;
use taipan_objects::class::{Type, type_flags};
use taipan_objects::code::Code;
use taipan_objects::function::Function;
use taipan_objects::method::Method;
use taipan_objects::native::Binding;
use taipan_objects::native_function::NativeFunction;
use taipan_objects::stack::{Return, poison};
use taipan_objects::tuple::Tuple;
use taipan_objects::{Args, Obj, PyResult, Tp, Value, Vm, raw};

/// What the breaker word asks for: finalizers, a collection, signals, queued calls.
#[cold]
#[inline(never)]
pub fn poll(vm: &mut Vm) -> PyResult<()> {
    let reasons = vm.heap.breaker().swap(0, Ordering::Relaxed);
    if reasons & Pending::Collection as u32 != 0 {
        taipan_objects::finalize::collect(vm);
    }
    if vm.heap.has_pending() {
        vm.run_pending();
    }
    if reasons & Pending::Threads as u32 != 0 {
        vm.yield_turn();
    }
    if reasons & Pending::Signal as u32 != 0 {
        vm.check_signals()?;
    }
    if observe::must_switch(vm) {
        // Whoever can leave the loop does.
        vm.heap.signal(Pending::Observers);
    }
    Ok(())
}

/// Arguments of a call in order of the callee's parameters: positionals, then keyword values with their names.
struct Given<'a> {
    values: &'a [Value],
    names: &'a [Value],
}

/// Fills the registers of a new frame from the arguments. `window` has room for all named registers, which are all
/// written; on failure they are all released again.
fn bind(
    vm: &mut Vm,
    function: &Obj<Function>,
    code: &Obj<Code>,
    given: &Given<'_>,
    window: *mut u64,
) -> PyResult<()> {
    let block = &code.block;
    let (positional, keyword_only) = (block.arg_count as usize, block.kwonly_arg_count as usize);
    let parameters = positional + keyword_only;
    let named = code.named as usize;
    let mut slots: smallvec::SmallVec<[Value; 16]> = smallvec::smallvec![Value::NULL; named];
    let count = given.values.len() - given.names.len();
    for (slot, value) in slots.iter_mut().zip(&given.values[..count.min(positional)]) {
        *slot = value.clone();
    }
    let var_args = block.flags.contains(CodeFlags::VARARGS);
    let var_keywords = block.flags.contains(CodeFlags::VARKEYWORDS);
    if var_args {
        let rest = given.values[..count].get(positional..).unwrap_or(&[]);
        slots[parameters] = vm.new_tuple_from(rest.len(), rest.iter().cloned());
    }
    let extra = if var_keywords { Some(vm.new_dict()) } else { None };
    if !given.names.is_empty() {
        let first_keyword = block.posonly_arg_count as usize;
        for (name, value) in given.names.iter().zip(&given.values[count..]) {
            if name.downcast::<taipan_objects::str::Str>().is_none() {
                let text = format!(
                    "{}() keywords must be strings",
                    taipan_objects::function::display_name(vm, function)
                );
                return Err(vm.type_error(text));
            }
            let own = &code.local_names[first_keyword..parameters];
            let found = own
                .iter()
                .position(|p| p.is(name))
                .or_else(|| own.iter().position(|p| vm.str_eq(p, name)))
                .map(|i| i + first_keyword);
            match (found, &extra) {
                (Some(index), _) => {
                    if !slots[index].is_null() {
                        let text = format!(
                            "{}() got multiple values for argument '{}'",
                            taipan_objects::function::display_name(vm, function),
                            vm.text(name)
                        );
                        return Err(vm.type_error(text));
                    }
                    slots[index] = value.clone();
                }
                (None, Some(extra)) => vm.dict_set(extra, name, value.clone())?,
                (None, None) => {
                    return Err(crate::call_errors::unexpected_keyword(
                        vm,
                        function,
                        code,
                        given.names,
                        name,
                    ));
                }
            }
        }
    }
    if count > positional && !var_args {
        return Err(crate::call_errors::too_many(vm, function, code, count, &slots));
    }
    if count < positional {
        let defaults = function.defaults.get(vm).clone();
        let defaults = defaults.downcast::<Tuple>().map_or(&[][..], |t| t.items());
        let first = positional - defaults.len().min(positional);
        let mut missing = Vec::new();
        for index in 0..positional {
            if slots[index].is_null() {
                match index.checked_sub(first) {
                    Some(i) => slots[index] = defaults[defaults.len() - (positional - first) + i].clone(),
                    None => missing.push(index),
                }
            }
        }
        if !missing.is_empty() {
            return Err(crate::call_errors::missing(vm, function, code, &missing, true));
        }
    }
    if keyword_only > 0 {
        let defaults = function.kw_defaults.get(vm).clone();
        let mut missing = Vec::new();
        for index in positional..parameters {
            if slots[index].is_null() {
                let found =
                    if defaults.is_null() { None } else { vm.dict_get(&defaults, &code.local_names[index])? };
                match found {
                    Some(value) => slots[index] = value,
                    None => missing.push(index),
                }
            }
        }
        if !missing.is_empty() {
            return Err(crate::call_errors::missing(vm, function, code, &missing, false));
        }
    }
    if let Some(extra) = extra {
        slots[parameters + var_args as usize] = extra;
    }
    for (i, value) in slots.into_iter().enumerate() {
        // SAFETY: the window has room; what was there needs no release.
        unsafe { *window.add(i) = value.into_raw() };
    }
    Ok(())
}

/// As `bind`, for positionals that fill the parameters, defaults for the rest; false where that is not so.
#[inline]
fn bind_positionals(
    vm: &Vm,
    function: &Obj<Function>,
    code: &Obj<Code>,
    values: &[Value],
    window: *mut u64,
) -> bool {
    let (positional, given, named) = (code.arg_count as usize, values.len(), code.named as usize);
    if given > positional {
        return false;
    }
    let defaults = function.defaults.get(vm).downcast_exact::<Tuple>().map_or(&[][..], |t| t.items());
    if positional - given > defaults.len() {
        return false;
    }
    let rest = &defaults[defaults.len() - (positional - given)..];
    for (i, value) in values.iter().chain(rest).enumerate() {
        // SAFETY: the window has room; what was there needs no release.
        unsafe { *window.add(i) = value.clone().into_raw() };
    }
    for i in positional..named {
        // SAFETY: as above.
        unsafe { *window.add(i) = raw::NULL };
    }
    true
}

/// Pushes a frame for a call of a Python function with any arguments. The arguments are copied.
pub fn push_function(
    vm: &mut Vm,
    callee: &Value,
    args: Args<'_>,
    returns: Return,
    target: usize,
    window: *mut u64,
) -> PyResult<()> {
    let function = callee.expect::<Function>();
    let code = function.code.get(vm).clone();
    let code = code.expect::<Code>();
    vm.ready(code)?;
    if vm.stack.is_full() {
        return Err(vm.recursion_error(""));
    }
    // SAFETY: compared before it is used.
    let top = unsafe { window.add(code.registers as usize) };
    if top >= vm.stack.end() {
        return Err(vm.recursion_error(""));
    }
    if args.names.is_empty() && code.simple && bind_positionals(vm, function, code, args.all, window) {
        push_bound(vm, callee.clone(), code, Value::NULL, returns, target, window);
        return Ok(());
    }
    bind(vm, function, code, &Given { values: args.all, names: args.names }, window)?;
    push_bound(vm, callee.clone(), code, Value::NULL, returns, target, window);
    Ok(())
}

/// Pushes a frame whose named registers are filled.
pub fn push_bound(
    vm: &mut Vm,
    function: Value,
    code: &Obj<Code>,
    locals: Value,
    returns: Return,
    target: usize,
    window: *mut u64,
) {
    // SAFETY: the callers checked the room; the record above the current one is free.
    unsafe {
        poison(window, code.named as usize, code.registers as usize);
        let record = vm.stack.current.add(1);
        (*record).pc = code.words();
        (*record).resume = code.words();
        (*record).registers = window;
        (*record).code = code;
        (*record).function = function.into_raw();
        (*record).set_returns(returns);
        (*record).set_locals(locals);
        (*record).target = target as u32;
        vm.stack.current = record;
    }
}

/// The first free register above every live frame.
pub fn top_of_stack(vm: &Vm) -> *mut u64 {
    vm.stack.top_of_registers()
}

/// Runs the activation that was just pushed with `Return::Native` to its end.
pub fn run_native(vm: &mut Vm) -> PyResult {
    if vm.observing || vm.observed() || vm.host_stack_is_low() {
        return run_natively_watched(vm);
    }
    vm.native_depth += 1;
    let mut result = crate::handlers::run(vm);
    if matches!(result, Ok(Exit::Switch)) {
        result = run(vm);
    } else if observe::must_switch(vm) {
        vm.heap.signal(Pending::Observers);
    }
    vm.native_depth -= 1;
    match result? {
        Exit::Return(value) | Exit::Yield(value) => Ok(value),
        Exit::Switch => unreachable!("`observe::run` goes on in the other loop"),
    }
}

/// As `run_native`, where somebody watches or the host's stack is low.
#[cold]
#[inline(never)]
fn run_natively_watched(vm: &mut Vm) -> PyResult {
    vm.native_depth += 1;
    let result = match vm.check_host_stack() {
        Ok(()) => match observe::entered(vm) {
            Ok(()) => run(vm),
            Err(raised) => crate::unwind::unwind(vm, raised).and_then(|()| run(vm)),
        },
        Err(raised) => {
            crate::unwind::pop_frame(vm);
            Err(raised)
        }
    };
    vm.native_depth -= 1;
    match result? {
        Exit::Return(value) | Exit::Yield(value) => Ok(value),
        Exit::Switch => unreachable!("`observe::run` goes on in the other loop"),
    }
}

/// `function(*args)` from native code.
pub fn call_function(vm: &mut Vm, callee: &Value, args: Args<'_>) -> PyResult {
    let window = top_of_stack(vm);
    if let Some(function) = callee.downcast_exact::<Function>()
        && args.names.is_empty()
    {
        // SAFETY: a function's code is a code object, which the function's own reference keeps for the call's length.
        let code: &Obj<Code> = unsafe { &*std::ptr::from_ref(function.code(vm)) };
        if code.direct as usize == args.all.len()
            && !vm.stack.is_full()
            && window.wrapping_add(code.registers as usize) < vm.stack.end()
        {
            for (i, value) in args.all.iter().enumerate() {
                // SAFETY: the window has room; what was there needs no release.
                unsafe { *window.add(i) = value.clone().into_raw() };
            }
            for i in args.all.len()..code.named as usize {
                // SAFETY: as above.
                unsafe { *window.add(i) = raw::NULL };
            }
            push_bound(vm, callee.clone(), code, Value::NULL, Return::Native, 0, window);
            return run_native(vm);
        }
    }
    push_function(vm, callee, args, Return::Native, 0, window)?;
    run_native(vm)
}

/// Runs code in globals.
pub fn run_code(vm: &mut Vm, code: &Value, globals: &Value, locals: Option<&Value>) -> PyResult {
    let own = locals.cloned().unwrap_or_else(|| globals.clone());
    run_code_in(vm, code, globals, own, Value::NULL)
}

/// Runs code in globals and locals with a closure.
pub fn run_code_in(vm: &mut Vm, code: &Value, globals: &Value, locals: Value, closure: Value) -> PyResult {
    let name = vm.names.builtins.clone();
    if vm.dict_get(globals, &name)?.is_none() {
        let builtins = vm.builtins.clone();
        vm.dict_set(globals, &name, builtins)?;
    }
    let function = vm.new_function(code.clone(), globals.clone(), closure);
    let window = top_of_stack(vm);
    let info = code.expect::<Code>();
    vm.ready(info)?;
    if vm.stack.is_full() {
        return Err(vm.recursion_error(""));
    }
    // SAFETY: compared before it is used.
    if unsafe { window.add(info.registers as usize) } >= vm.stack.end() {
        return Err(vm.recursion_error(""));
    }
    for i in 0..info.named as usize {
        // SAFETY: the room was checked; what was there needs no release.
        unsafe { *window.add(i) = raw::NULL };
    }
    let locals = if info.flags.contains(CodeFlags::NEWLOCALS) { Value::NULL } else { locals };
    push_bound(vm, function, info, locals, Return::Native, 0, window);
    // Code of no file belongs to whoever runs it.
    if vm.trace.is_some() && !vm.text(info.filename(vm)).starts_with('<') {
        let outer = vm.enter_traced_body(info);
        let result = run_native(vm);
        vm.leave_traced_body(outer);
        return result;
    }
    run_native(vm)
}

/// The generic form of every call op: callee, arguments as they lie, what to release afterwards.
pub fn call_values(vm: &mut Vm, insn: &Insn, callee: Value, args: Args<'_>) -> PyResult<Flow> {
    let shape = callee.shape();
    if shape == Tp::Function as u32 || callee.downcast::<Function>().is_some() {
        return enter_function(vm, insn, callee, args);
    }
    if let Some(method) = callee.downcast_exact::<Method>()
        && method.function.downcast::<Function>().is_some()
    {
        let mut all: smallvec::SmallVec<[Value; 8]> = smallvec::SmallVec::with_capacity(args.all.len() + 1);
        all.push(method.own.clone());
        all.extend(args.all.iter().cloned());
        let function = method.function.clone();
        return enter_function(vm, insn, function, Args { all: &all, names: args.names });
    }
    if let Some(class) = callee.downcast::<Type>()
        && let Some(flow) = enter_class(vm, insn, &callee, class, args)?
    {
        return Ok(flow);
    }
    let result = vm.call_args(&callee, args)?;
    insn.set(insn.a, result);
    Ok(Flow::Go(insn.next))
}

fn enter_function(vm: &mut Vm, insn: &Insn, callee: Value, args: Args<'_>) -> PyResult<Flow> {
    let window = top_of_stack(vm);
    push_function(vm, &callee, args, Return::Store, insn.a, window)?;
    // SAFETY: the caller's record is below the new one.
    unsafe { (*vm.stack.current.sub(1)).resume = insn.next };
    Ok(Flow::Reload)
}

/// `Class(…)` where making the instance runs no Python and `__init__` is a Python function: its frame is entered.
fn enter_class(
    vm: &mut Vm,
    insn: &Insn,
    callee: &Value,
    class: &Obj<Type>,
    args: Args<'_>,
) -> PyResult<Option<Flow>> {
    let slots = class.slots();
    let object = vm.tp(Tp::Object).slots();
    let plain = slots.new.map(|f| f as usize) == object.new.map(|f| f as usize)
        && slots.init.map(|f| f as usize) != object.init.map(|f| f as usize)
        && vm.type_of(callee).slots().call.map(|f| f as usize)
            == vm.tp(Tp::Type).slots().call.map(|f| f as usize)
        && !class.has_flag(type_flags::ABSTRACT);
    if !plain {
        return Ok(None);
    }
    let name = vm.names.init.clone();
    let Some(init) = vm.lookup(class, &name).filter(|f| f.downcast::<Function>().is_some()) else {
        return Ok(None);
    };
    let instance = taipan_objects::object::allocate(vm, callee);
    let mut all: smallvec::SmallVec<[Value; 8]> = smallvec::SmallVec::with_capacity(args.all.len() + 1);
    all.push(instance.clone());
    all.extend(args.all.iter().cloned());
    let window = top_of_stack(vm);
    push_function(vm, &init, Args { all: &all, names: args.names }, Return::Init, insn.a, window)?;
    // SAFETY: the new record and the caller's below it.
    unsafe {
        (*vm.stack.current).instance = instance.into_raw();
        (*vm.stack.current.sub(1)).resume = insn.next;
    }
    Ok(Some(Flow::Reload))
}

/// Calls a native function on its arguments in the register window, `None` where it needs the generic way.
pub fn call_native(vm: &mut Vm, callee: &Value, own: Option<&Value>, args: &[Value]) -> Option<PyResult> {
    let native = callee.downcast::<NativeFunction>()?;
    let definition = &native.definition;
    let signature = definition.signature(vm);
    let shape = callee.shape();
    let mut words = [raw::NULL; 8];
    let mut given = 0;
    let mut push = |value: &Value| {
        words[given] = value.raw();
        given += 1;
    };
    if signature.direct > 8 || args.len() + 2 > 8 || definition.is_constructor {
        return None;
    }
    if shape == Tp::BuiltinFunction as u32 {
        // A static method of a class, `__new__` above all, has its own checks.
        if !definition.owner.is_null() && definition.def.binding == Binding::StaticMethod {
            return None;
        }
        if signature.has_self {
            push(&native.own);
        }
    } else if shape != Tp::MethodDescriptor as u32 {
        return None;
    }
    if let Some(own) = own {
        push(own);
    }
    args.iter().for_each(&mut push);
    let total = given;
    if !signature.fits(total) {
        return None;
    }
    // SAFETY: the words are borrowed from registers (or from the callee) that stay as they are during the call, and a
    // Value is a word; nothing of the slice is dropped.
    let values = unsafe { std::slice::from_raw_parts(words.as_ptr().cast::<Value>(), signature.direct) };
    if shape == Tp::MethodDescriptor as u32
        && let Err(raised) = taipan_objects::native_function::check_self(vm, definition, values.first())
    {
        return Some(Err(raised));
    }
    Some((definition.function)(vm, values))
}
