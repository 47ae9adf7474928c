//! Arguments that do not lie as the parameters want them: keywords, defaults, `*args`. What cannot be bound here without
//! a look at its errors, its dict of keywords or Python code is left to `call::push_function`.

use super::{At, Next, handlers};
use taipan_bytecode::CodeFlags;
use taipan_objects::class::{Type, type_flags};
use taipan_objects::code::Code;
use taipan_objects::dict::Dict;
use taipan_objects::function::Function;
use taipan_objects::stack::Return;
use taipan_objects::tuple::Tuple;
use taipan_objects::{Obj, Tp, Value, Vm, raw};

/// The most parameters that are bound here: one bit each.
const MOST_PARAMETERS: usize = 32;
/// The most keywords of a call that are bound here.
const MOST_KEYWORDS: usize = 8;

/// The arguments of a call, where they lie: positionals, then the values of the keywords.
struct Given<'a> {
    first: *mut u64,
    positionals: usize,
    names: &'a [Value],
}

/// Fills the named registers of `window` from the arguments, which are consumed. With a class, the first argument's
/// register is empty and gets a fresh instance. False: nothing has changed. The arguments come apart, since a handler
/// must not keep a local whose address it gives away.
#[inline(never)]
#[allow(clippy::too_many_arguments, reason = "see above")]
unsafe fn bind(
    vm: &mut Vm,
    function: &Obj<Function>,
    code: &Obj<Code>,
    first: *mut u64,
    positionals: usize,
    names: &[Value],
    class: Option<&Obj<Type>>,
    window: *mut u64,
) -> bool {
    // SAFETY: the words are owned by temporaries; the window has room and holds nothing that must be released.
    unsafe {
        let given = Given { first, positionals, names };
        let block = &*code.block;
        let positional = code.arg_count as usize;
        let parameters = positional + block.kwonly_arg_count as usize;
        let var_args = code.flags.contains(CodeFlags::VARARGS);
        if !code.is_ready()
            || code.generator_like
            || parameters > MOST_PARAMETERS
            || given.names.len() > MOST_KEYWORDS
            || code.flags.contains(CodeFlags::VARKEYWORDS)
            || (given.positionals > positional && !var_args)
        {
            return false;
        }
        // First everything is looked up; then the words move.
        let direct = given.positionals.min(positional);
        let mut filled: u32 = if direct == 32 { u32::MAX } else { (1 << direct) - 1 };
        let mut places = [0u8; MOST_KEYWORDS];
        let keyword_first = block.posonly_arg_count as usize;
        for (place, name) in places.iter_mut().zip(given.names) {
            let own = &code.local_names[keyword_first..parameters];
            let Some(index) = own.iter().position(|p| p.is(name)) else { return false };
            let index = index + keyword_first;
            if filled & 1 << index != 0 {
                return false;
            }
            filled |= 1 << index;
            *place = index as u8;
        }
        let mut words = [const { std::mem::MaybeUninit::<u64>::uninit() }; MOST_PARAMETERS];
        let defaults = match (*function.defaults.as_ptr()).downcast_exact::<Tuple>() {
            Some(defaults) => defaults.items(),
            None => &[],
        };
        for (index, place) in words.iter_mut().enumerate().take(parameters) {
            if filled & 1 << index != 0 {
                continue;
            }
            let word = if index < positional {
                match (index + defaults.len()).checked_sub(positional) {
                    Some(at) => defaults[at].raw(),
                    None => return false,
                }
            } else {
                let Some(dict) = (*function.kw_defaults.as_ptr()).downcast_exact::<Dict>() else {
                    return false;
                };
                let Some(at) = dict.find_str(vm, &code.local_names[index]) else { return false };
                dict.table.get(vm).entries[at].value.raw()
            };
            place.write(word);
        }
        if let Some(class) = class {
            *given.first = vm.heap.alloc(class.shape.get(), taipan_objects::object::Plain).into_raw();
        }
        // The window may begin at the first argument: the keywords' values are taken away before it is filled.
        let mut values = [raw::NULL; MOST_KEYWORDS];
        for (i, value) in values.iter_mut().enumerate().take(given.names.len()) {
            *value = given.first.add(given.positionals + i).replace(raw::NULL);
        }
        let rest = if var_args {
            let extra = given.positionals - direct;
            let first = given.first.add(direct);
            vm.new_tuple_from(extra, (0..extra).map(|i| Value::from_raw(first.add(i).replace(raw::NULL))))
                .into_raw()
        } else {
            raw::NULL
        };
        if window != given.first {
            for i in 0..direct {
                *window.add(i) = given.first.add(i).replace(raw::NULL);
            }
        }
        for (index, word) in words.iter().enumerate().take(parameters) {
            if filled & 1 << index == 0 {
                // Written above, since the argument is missing.
                let word = word.assume_init();
                raw::retain(word);
                *window.add(index) = word;
            }
        }
        for (place, value) in places.iter().zip(values).take(given.names.len()) {
            *window.add(*place as usize) = value;
        }
        let mut next = parameters;
        if var_args {
            *window.add(next) = rest;
            next += 1;
        }
        for i in next..code.named as usize {
            *window.add(i) = raw::NULL;
        }
        true
    }
}

/// The window of a callee: over its arguments, or at the top of the stack if these lie in a generator.
#[inline(always)]
unsafe fn window_over(s: &At, first: *mut u64) -> *mut u64 {
    // SAFETY: see `handlers`.
    unsafe { if (*s.current).generator.is_null() { first } else { (*s.current).free_registers() } }
}

/// Calls R[base] on arguments that must be bound; the op is 3 words long.
#[inline(always)]
unsafe fn call_bound_arguments(vm: &mut Vm, s: At, given: Given<'_>) -> Next {
    // SAFETY: see `handlers`.
    unsafe {
        let callee = s.reg(s.b());
        let shape = raw::shape(callee);
        if shape == Tp::Function as u32 {
            let code = super::calls::code_of(callee);
            let window = window_over(&s, given.first);
            if !s.has_room(vm, code, window)
                || !bind(
                    vm,
                    raw::object::<Function>(callee),
                    code,
                    given.first,
                    given.positionals,
                    given.names,
                    None,
                    window,
                )
            {
                return s.slow(vm);
            }
            *s.registers.add(s.b()) = raw::NULL;
            return s.enter(vm, callee, code, window, code.named as usize, Return::Direct, 0, 3);
        }
        if shape == Tp::Type as u32 {
            let class = raw::object::<Type>(callee);
            if !class.has_flag(type_flags::PLAIN_INIT) {
                return s.slow(vm);
            }
            let init = vm.lookup_word(class, vm.names.init.raw());
            if raw::shape(init) != Tp::Function as u32 {
                return s.slow(vm);
            }
            let code = super::calls::code_of(init);
            // The register before the arguments takes the instance: the callee's own, or the empty one behind it.
            let first = given.first.sub(1);
            let window = window_over(&s, first);
            if !s.has_room(vm, code, window) {
                return s.slow(vm);
            }
            let kept = first.replace(raw::NULL);
            let positionals = given.positionals + 1;
            if !bind(
                vm,
                raw::object::<Function>(init),
                code,
                first,
                positionals,
                given.names,
                Some(class),
                window,
            ) {
                *first = kept;
                return s.slow(vm);
            }
            let base = s.registers.add(s.b());
            if base != window {
                *base = raw::NULL;
            }
            let instance = *window;
            raw::retain(instance);
            raw::retain(init);
            (*s.current.add(1)).instance = instance;
            raw::release(callee);
            return s.enter(vm, init, code, window, code.named as usize, Return::Init, s.a(), 3);
        }
        s.slow(vm)
    }
}

handlers! {
    /// CALL of what has other parameters than the arguments fill.
    #[inline(never)]
    fn call(vm, s) {
        let (first, positionals) = super::calls::arguments(&s);
        call_bound_arguments(vm, s, Given { first, positionals, names: &[] })
    }

    fn call_keywords(vm, s) {
        let names = (*s.constants.add(s.word(1) as usize).cast::<Value>()).expect_unchecked::<Tuple>().items();
        let first = s.registers.add(s.b() + 1);
        call_bound_arguments(vm, s, Given { first, positionals: s.c() - names.len(), names })
    }

    fn call_method_keywords(vm, s) {
        let names = (*s.constants.add(s.word(1) as usize).cast::<Value>()).expect_unchecked::<Tuple>().items();
        let first = s.registers.add(s.b() + 1);
        let count = s.c() - names.len();
        if *first == raw::NULL {
            return call_bound_arguments(vm, s, Given { first: first.add(1), positionals: count, names });
        }
        call_bound_arguments(vm, s, Given { first, positionals: count + 1, names })
    }
}
