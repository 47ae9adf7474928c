//! Calls: how a frame is pushed, how arguments become its registers, and the polled events between ops.

use crate::flow::{Exit, Flow};
use crate::insn::Insn;
use crate::observe::{self, run};
use std::sync::atomic::Ordering;
use taipan_bytecode::CodeFlags;
use taipan_heap::Pending;
use taipan_objects::bytearray::ByteArray;
use taipan_objects::cell::Cell;
use taipan_objects::class::{Type, type_flags};
use taipan_objects::code::Code;
use taipan_objects::dict::Dict;
use taipan_objects::function::Function;
use taipan_objects::iterators::SequenceIterator;
use taipan_objects::list::List;
use taipan_objects::method::Method;
use taipan_objects::native::Binding;
use taipan_objects::native_function::NativeFunction;
use taipan_objects::stack::{Activation, Return, poison};
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
    if reasons & Pending::Signal as u32 != 0
        && let Some(handle) = vm.on_signal
    {
        handle(vm)?;
    }
    if observe::must_switch(vm) {
        // Whoever can leave the loop does.
        vm.heap.signal(Pending::Observers);
    }
    Ok(())
}

/// The value a LOAD_GLOBAL cache stands for, NULL if it does not hold any more.
///
/// # Safety
/// `current` is the running activation; the word is borrowed from a dict.
#[inline(always)]
pub unsafe fn cached_global(_: &Vm, current: *mut Activation, keys: u32, builtin: u32, slot: u32) -> u64 {
    // SAFETY: the caller's promise; an activation's function owns its globals and builtins, both dicts.
    unsafe {
        let function = raw::object::<Function>((*current).function);
        let globals = raw::object::<Dict>(function.globals.raw());
        if globals.keys_version() != keys {
            return raw::NULL;
        }
        let dict = if builtin == 0 {
            globals
        } else {
            let builtins = raw::object::<Dict>(function.builtins.raw());
            if builtins.keys_version() != builtin {
                return raw::NULL;
            }
            builtins
        };
        {
            let table = &*dict.table.as_ptr();
            table.entries.get_unchecked(slot as usize).value.raw()
        }
    }
}

/// What a cell holds, borrowed; NULL for an empty one.
///
/// # Safety
/// `word` is a valid word.
#[inline(always)]
pub unsafe fn cell_content(word: u64) -> u64 {
    if raw::shape(word) != Tp::Cell as u32 {
        return raw::NULL;
    }
    // SAFETY: the shape says that it is a cell.
    unsafe { (*raw::object::<Cell>(word).content.as_ptr()).raw() }
}

/// `object[index]` of an exact list or tuple, borrowed; NULL where it is neither or out of range.
///
/// # Safety
/// `object` is a valid word.
#[inline(always)]
pub unsafe fn item_at(vm: &Vm, object: u64, index: i64) -> u64 {
    let shape = raw::shape(object);
    let items: &[Value] = if shape == Tp::List as u32 {
        // SAFETY: the shape says that it is a list; nothing runs while it is looked at.
        unsafe { &*raw::object::<List>(object).items.as_ptr() }
    } else if shape == Tp::Tuple as u32 {
        // SAFETY: the shape says that it is a tuple.
        unsafe { raw::object::<Tuple>(object).items() }
    } else if shape == Tp::Str as u32 {
        // SAFETY: as above.
        let text = unsafe { raw::object::<taipan_objects::str::Str>(object) };
        let index = if index < 0 { index + text.chars() as i64 } else { index };
        if !text.is_ascii() || index < 0 {
            return raw::NULL;
        }
        return text.bytes().get(index as usize).map_or(raw::NULL, |&b| vm.latin1_word(b));
    } else if shape == Tp::ByteArray as u32 {
        // SAFETY: as above.
        let bytes = unsafe { &*raw::object::<ByteArray>(object).data.data.as_ptr() };
        return bytes.get(index as usize).map_or(raw::NULL, |&b| (b as u64) << 3);
    } else {
        return raw::NULL;
    };
    let index = if index < 0 { index + items.len() as i64 } else { index };
    items.get(index as usize).map_or(raw::NULL, Value::raw)
}

/// Whether two exact strs are equal.
///
/// # Safety
/// Both are such words.
#[inline]
pub unsafe fn text_equal(x: u64, y: u64) -> bool {
    if x == y {
        return true;
    }
    // SAFETY: the caller's promise.
    unsafe {
        raw::object::<taipan_objects::str::Str>(x).bytes()
            == raw::object::<taipan_objects::str::Str>(y).bytes()
    }
}

/// Whether an exact str contains another.
///
/// # Safety
/// Both are such words.
#[inline]
pub unsafe fn text_contains(text: u64, part: u64) -> bool {
    // SAFETY: the caller's promise.
    let (text, part) = unsafe {
        (raw::object::<taipan_objects::str::Str>(text), raw::object::<taipan_objects::str::Str>(part))
    };
    match part.bytes() {
        [one] if text.bytes().len() < 32 => text.bytes().contains(one),
        _ => taipan_text::search::contains(text.text(), part.text()),
    }
}

/// The next item of an exact list or tuple iterator, borrowed; NULL at the end.
///
/// # Safety
/// `iterator` is such an iterator.
#[inline(always)]
pub unsafe fn next_of_sequence(iterator: u64) -> u64 {
    // SAFETY: the caller's promise.
    let iterator = unsafe { raw::object::<SequenceIterator>(iterator) };
    // SAFETY: nothing runs while it is looked at.
    let sequence = unsafe { (*iterator.sequence.as_ptr()).raw() };
    let index = iterator.index.get();
    // SAFETY: the sequence is alive, kept by the iterator.
    let value = unsafe {
        let shape = raw::shape(sequence);
        if shape == Tp::List as u32 || shape == Tp::Tuple as u32 {
            let items: &[Value] = if shape == Tp::List as u32 {
                &*raw::object::<List>(sequence).items.as_ptr()
            } else {
                raw::object::<Tuple>(sequence).items()
            };
            items.get(index).map_or(raw::NULL, Value::raw)
        } else {
            raw::NULL
        }
    };
    if value != raw::NULL {
        iterator.index.set(index + 1);
    }
    value
}

/// Pushes a frame whose arguments are all in place. Takes over the callee's reference from its register, which is the
/// one before `window` (or two before, with a self between). False where there is no room: nothing has changed.
///
/// # Safety
/// `current` is the running activation, `callee` the function in its register, `code` its code, and `count` words from
/// `window` on are the arguments, in temporaries.
#[inline(always)]
#[allow(clippy::too_many_arguments, reason = "the loop's locals, passed in registers")]
pub unsafe fn push_direct(
    vm: &mut Vm,
    current: *mut Activation,
    callee: u64,
    code: *const Obj<Code>,
    mut window: *mut u64,
    count: usize,
    target: usize,
    length: usize,
) -> bool {
    // SAFETY: the caller's promise; the stack's room is checked before anything is written.
    unsafe {
        let info: &Obj<Code> = &*code;
        let (registers, named) = (info.registers as usize, info.named as usize);
        if vm.stack.depth >= vm.stack.limit {
            return false;
        }
        let callee_register = window.sub(1);
        if !(*current).generator.is_null() {
            // A generator's registers are on the heap: the arguments go to the top of the stack.
            let top = (*current).top;
            for i in 0..count {
                *top.add(i) = window.add(i).replace(raw::NULL);
            }
            window = top;
        }
        let top = window.add(registers);
        if top >= vm.stack.end() {
            return false;
        }
        *callee_register = raw::NULL;
        (*current).resume = (*current).pc.add(length);
        let record = current.add(1);
        (*record).pc = info.words();
        (*record).registers = window;
        (*record).code = code;
        (*record).function = callee;
        (*record).locals = raw::NULL;
        (*record).generator = std::ptr::null();
        (*record).root = std::ptr::null();
        (*record).frame = raw::NULL;
        (*record).returns = Return::Store;
        (*record).target = target as u32;
        (*record).top = top;
        for i in count..named {
            *window.add(i) = raw::NULL;
        }
        poison(window, named, registers);
        vm.stack.current = record;
        vm.stack.depth += 1;
        true
    }
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
    if vm.stack.depth >= vm.stack.limit || !vm.stack.has_room() {
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
        (*record).locals = locals.into_raw();
        (*record).generator = std::ptr::null();
        (*record).root = std::ptr::null();
        (*record).frame = raw::NULL;
        (*record).returns = returns;
        (*record).target = target as u32;
        (*record).top = window.add(code.registers as usize);
        vm.stack.current = record;
        vm.stack.depth += 1;
    }
}

/// The first free register above every live frame.
pub fn top_of_stack(vm: &Vm) -> *mut u64 {
    if vm.stack.current == vm.stack.bottom() {
        vm.stack.base()
    } else {
        // SAFETY: there is a running activation.
        unsafe { (*vm.stack.current).top }
    }
}

/// Runs the activation that was just pushed with `Return::Native` to its end.
pub fn run_native(vm: &mut Vm) -> PyResult {
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
    if vm.stack.depth >= vm.stack.limit || !vm.stack.has_room() {
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
    run_native(vm)
}

/// Where a callee's window starts: over the arguments themselves, unless these lie in a generator.
fn free_window(vm: &Vm) -> *mut u64 {
    top_of_stack(vm)
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
    let window = free_window(vm);
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
    let window = free_window(vm);
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
    let signature = &definition.signature;
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
    let least = signature.required + signature.has_self as usize;
    if total > signature.direct || total < least {
        return None;
    }
    // SAFETY: the words are borrowed from registers (or from the callee) that stay as they are during the call, and a
    // Value is a word; nothing of the slice is dropped.
    let values =
        unsafe { std::slice::from_raw_parts(words.as_ptr().cast::<Value>(), definition.signature.direct) };
    if shape == Tp::MethodDescriptor as u32
        && let Err(raised) = taipan_objects::native_function::check_self(vm, definition, values.first())
    {
        return Some(Err(raised));
    }
    Some((definition.function)(vm, values))
}

/// Calls a native function or method straight from the register window, `None` where it needs the generic way (then
/// nothing has changed). The arguments stay in their registers.
///
/// # Safety
/// `callee` is the word of a builtin function or method descriptor, and `count` words from `args` on are valid.
#[inline]
pub unsafe fn fast_native(vm: &mut Vm, callee: u64, args: *const u64, count: usize) -> Option<PyResult> {
    // SAFETY: the caller's promise.
    let native = unsafe { raw::object::<NativeFunction>(callee) };
    let definition = &*native.definition;
    let signature = &definition.signature;
    let is_method = raw::shape(callee) == Tp::MethodDescriptor as u32;
    let own = (signature.has_self && !is_method) as usize;
    let total = count + own;
    if definition.is_constructor
        || signature.direct > 6
        || total > signature.direct
        || total < signature.least
    {
        return None;
    }
    let mut words = [raw::NULL; 6];
    if own == 1 {
        words[0] = native.own.raw();
    }
    // SAFETY: `total` is at most 6.
    unsafe { std::ptr::copy_nonoverlapping(args, words.as_mut_ptr().add(own), count) };
    // SAFETY: the words are borrowed from registers (or from the callee) that stay as they are during the call, and a
    // Value is a word; nothing of the slice is dropped.
    let values = unsafe { std::slice::from_raw_parts(words.as_ptr().cast::<Value>(), signature.direct) };
    if is_method
        && let owner = definition.owner.expect::<Type>()
        && owner.builtin.is_none_or(|tp| tp as u32 != values[0].shape())
        && let Err(raised) = taipan_objects::native_function::check_self(vm, definition, values.first())
    {
        return Some(Err(raised));
    }
    Some((definition.function)(vm, values))
}

/// `Class(…)` with all arguments in place, where the class makes plain instances and its `__init__` is a Python
/// function of just these parameters: the frame is entered in place. False: nothing has changed.
///
/// # Safety
/// `callee` is a class's word in the register before the `count` arguments from `window + 1` on; it is a temporary.
#[inline]
pub unsafe fn enter_init(
    vm: &mut Vm,
    current: *mut Activation,
    callee: u64,
    window: *mut u64,
    count: usize,
    target: usize,
) -> bool {
    // SAFETY: the caller's promise; the room is checked before anything is written.
    unsafe {
        let class = raw::object::<Type>(callee);
        if !(*current).generator.is_null() || !class.has_flag(type_flags::PLAIN_INIT) {
            return false;
        }
        let init = vm.lookup_word(class, vm.names.init.raw());
        if raw::shape(init) != Tp::Function as u32 {
            return false;
        }
        let function = raw::object::<Function>(init);
        let code = raw::object::<Code>((*function.code.as_ptr()).raw());
        if code.direct as usize != count + 1 || vm.stack.depth >= vm.stack.limit {
            return false;
        }
        let top = window.add(code.registers as usize);
        if top >= vm.stack.end() {
            return false;
        }
        let instance = vm.heap.alloc(class.shape.get(), taipan_objects::object::Plain);
        raw::retain(init);
        (*current).resume = (*current).pc.add(3);
        let record = current.add(1);
        (*record).pc = code.words();
        (*record).registers = window;
        (*record).code = code;
        (*record).function = init;
        (*record).locals = raw::NULL;
        (*record).generator = std::ptr::null();
        (*record).root = std::ptr::null();
        (*record).frame = raw::NULL;
        (*record).returns = Return::Init;
        (*record).target = target as u32;
        (*record).top = top;
        (*record).instance = instance.clone().into_raw();
        *window = instance.into_raw();
        for i in count + 1..code.named as usize {
            *window.add(i) = raw::NULL;
        }
        poison(window, code.named as usize, code.registers as usize);
        vm.stack.current = record;
        vm.stack.depth += 1;
        // The instance keeps its class.
        raw::release(callee);
    }
    true
}

/// `dict[key]` of an exact dict, borrowed; NULL where the key is missing or must be compared by running Python.
///
/// # Safety
/// `object` is an exact dict's word and `key` a valid word.
#[inline]
pub unsafe fn dict_at(vm: &Vm, object: u64, key: u64) -> u64 {
    // SAFETY: the caller's promise; nothing runs while the table is looked at.
    unsafe {
        let hash = if raw::shape(key) == Tp::Str as u32 {
            vm.str_hash(raw::object::<taipan_objects::str::Str>(key))
        } else if raw::is_int(key) {
            taipan_text::hash::hash_int(key as i64 >> 3)
        } else {
            return raw::NULL;
        };
        let table = &*raw::object::<Dict>(object).table.as_ptr();
        let key = std::mem::ManuallyDrop::new(Value::from_raw(key));
        match table.step(&mut table.search(hash), &key) {
            taipan_objects::dict_table::Step::Found(at) => table.entries[at].value.raw(),
            _ => raw::NULL,
        }
    }
}
