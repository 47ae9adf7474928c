//! Calls: a Python function whose parameters the arguments fill is entered in place, a native function is called on its
//! arguments where they lie, a plain class with a Python `__init__` makes its instance and enters that.

use super::{At, Next, binding, dispatch, handlers, natives};
use taipan_bytecode::CodeFlags;
use taipan_objects::class::{Type, type_flags};
use taipan_objects::code::Code;
use taipan_objects::function::Function;
use taipan_objects::method::Method;
use taipan_objects::stack::Return;
use taipan_objects::tuple::Tuple;
use taipan_objects::{Obj, Tp, Vm, raw};

/// The code of a function word.
#[inline(always)]
pub(super) unsafe fn code_of<'a>(function: u64) -> &'a Obj<Code> {
    // SAFETY: the caller saw that it is a function, which keeps its code.
    unsafe { raw::counted_object::<Code>(code_word_of(function)) }
}

/// The word of a function's code.
#[inline(always)]
pub(super) unsafe fn code_word_of(function: u64) -> u64 {
    // SAFETY: as above.
    unsafe { (*raw::counted_object::<Function>(function).code.as_ptr()).raw() }
}

impl At {
    /// Whether a frame of this code fits over `window`, and nothing asks for attention.
    #[inline(always)]
    pub(super) unsafe fn has_room(&self, vm: &Vm, code: &Obj<Code>, window: *mut u64) -> bool {
        !vm.stack.is_full() && !vm.asked() && window.wrapping_add(code.registers as usize) < vm.stack.end()
    }

    /// As `has_room`, for a code that is entered by `direct`.
    #[inline(always)]
    pub(super) unsafe fn has_little_room(&self, vm: &Vm, window: *mut u64) -> bool {
        !vm.stack.is_full() && !vm.asked() && !vm.stack.is_at_end(window)
    }

    /// Enters a frame: `given` arguments lie in `window`, the function's word is owned. The op ends when the frame does,
    /// and is `length` words long.
    #[inline(always)]
    #[allow(clippy::too_many_arguments, reason = "each is a machine register")]
    pub(super) unsafe fn enter(
        self,
        vm: &mut Vm,
        function: u64,
        code: &Obj<Code>,
        window: *mut u64,
        given: usize,
        returns: Return,
        target: usize,
        length: usize,
    ) -> Next {
        // SAFETY: the caller saw that there is room.
        unsafe {
            let current = self.current;
            (*current).pc = self.pc;
            (*current).resume = self.pc.wrapping_add(length);
            let record = current.add(1);
            let pc = code.words();
            let named = code.named as usize;
            // Its pc is written when it first matters.
            (*record).registers = window;
            (*record).code = code;
            (*record).function = function;
            (*record).set_returns(returns);
            (*record).target = target as u32;
            vm.stack.current = record;
            // Few, if any: volatile, so that no vectors are made of them.
            let mut at = window.wrapping_add(given);
            let end = window.wrapping_add(named);
            while at < end {
                at.write_volatile(raw::NULL);
                at = at.add(1);
            }
            taipan_objects::stack::poison(window, named, code.registers as usize);
            dispatch(vm, pc, window, code.constants.as_ptr().cast(), record, named)
        }
    }
}

/// The bit of a call's cached code that says: what this makes is a coroutine, and the next instructions await it.
pub(super) const AWAITED: u64 = 4;

/// Calls the Python function in R[base], whose `count` arguments lie from `window` on; 3 words long.
///
/// The two cache words hold the code that was called last. The machine so knows where to go on before it has seen what
/// the callee is: it does not wait for the loads that lead from the callee to its code.
#[inline(always)]
unsafe fn call_function(vm: &mut Vm, s: At, callee: u64, window: *mut u64, count: usize) -> Next {
    // SAFETY: see `handlers`; the cached address is used only if it is that of the callee's code.
    unsafe {
        let cached = s.double_word(1);
        let word = code_word_of(callee);
        if word != cached {
            if word | AWAITED == cached {
                return s.tail(vm, super::generators::call_awaited);
            }
            return s.cold(vm, call_new_code);
        }
        let code = raw::counted_object::<Code>(cached);
        if code.direct as usize != count {
            if code.generates as usize == count {
                return s.cold(vm, super::generators::call);
            }
            return s.cold(vm, call_indirect);
        }
        if !(*s.current).generator.is_null() {
            return s.cold(vm, call_from_generator);
        }
        if !s.has_little_room(vm, window) {
            return s.slow(vm);
        }
        *s.registers.add(s.b()) = raw::NULL;
        s.enter(vm, callee, code, window, count, Return::Direct, 0, 3)
    }
}

/// The arguments of the call op at hand: (first, how many). A method's object counts.
#[inline(always)]
pub(super) unsafe fn arguments(s: &At) -> (*mut u64, usize) {
    // SAFETY: see `handlers`.
    unsafe {
        let window = s.registers.add(s.b() + 1);
        if *s.pc as u8 == taipan_bytecode::Op::CALL as u8 {
            (window, s.c())
        } else if *window == raw::NULL {
            (window.add(1), s.c())
        } else {
            (window, s.c() + 1)
        }
    }
}

handlers! {
    fn call(vm, s) {
        let callee = s.reg(s.b());
        if raw::counted_shape(callee) == Tp::Function as u32 {
            return call_function(vm, s, callee, s.registers.add(s.b() + 1), s.c());
        }
        s.tail(vm, call_other)
    }

    #[inline(never)]
    fn call_other(vm, s) {
        let shape = raw::shape(s.reg(s.b()));
        if shape == Tp::BuiltinFunction as u32 {
            return s.cold(vm, natives::call);
        }
        if shape == Tp::Type as u32 {
            return s.tail(vm, call_class);
        }
        if shape == Tp::Method as u32 {
            return s.tail(vm, call_bound);
        }
        s.slow(vm)
    }

    fn call_method(vm, s) {
        let callee = s.reg(s.b());
        let window = s.registers.add(s.b() + 1);
        if raw::counted_shape(callee) == Tp::Function as u32 && *window != raw::NULL {
            return call_function(vm, s, callee, window, s.c() + 1);
        }
        s.tail(vm, call_method_other)
    }

    #[inline(never)]
    fn call_method_other(vm, s) {
        let callee = s.reg(s.b());
        if callee == vm.generator_send {
            return s.tail(vm, super::generators::call_send);
        }
        let shape = raw::shape(callee);
        let window = s.registers.add(s.b() + 1);
        if shape == Tp::Function as u32 {
            return call_function(vm, s, callee, window.add(1), s.c());
        }
        if shape == Tp::MethodDescriptor as u32 || shape == Tp::BuiltinFunction as u32 {
            return s.cold(vm, natives::call);
        }
        if shape == Tp::Type as u32 && *window == raw::NULL {
            // As a call of the class whose arguments lie one further.
            return s.tail(vm, call_class);
        }
        s.slow(vm)
    }

    /// A Python function of another code than the one called last.
    cold fn call_new_code(vm, s) {
        let callee = s.reg(s.b());
        let code = code_word_of(callee);
        let (window, count) = arguments(&s);
        let info = raw::counted_object::<Code>(code);
        if info.direct as usize != count {
            if info.generates as usize == count {
                let is_awaited = info.flags.contains(CodeFlags::COROUTINE)
                    && super::generators::awaiting_send(&s).is_some();
                s.cache(1, if is_awaited { code | AWAITED } else { code });
                return s.cold(vm, super::generators::call);
            }
            return s.cold(vm, call_indirect);
        }
        s.cache(1, code);
        call_function(vm, s, callee, window, count)
    }

    /// A Python function whose parameters the arguments do not fill exactly, or a generator function.
    cold fn call_indirect(vm, s) {
        let callee = s.reg(s.b());
        let code = code_of(callee);
        let (mut window, count) = arguments(&s);
        let positional = code.arg_count as usize;
        let in_generator = !(*s.current).generator.is_null();
        let place = if in_generator { (*s.current).free_registers() } else { window };
        if !code.simple {
            return s.tail(vm, binding::call);
        }
        if count > positional || !s.has_room(vm, code, place) {
            return s.slow(vm);
        }
        let defaults = match (*raw::object::<Function>(callee).defaults.as_ptr()).downcast_exact::<Tuple>() {
            Some(defaults) => defaults.items(),
            None => &[],
        };
        let missing = positional - count;
        if missing > defaults.len() {
            return s.slow(vm);
        }
        if code.generator_like {
            return s.cold(vm, super::generators::call_with_defaults);
        }
        if in_generator {
            window = move_arguments(&s, window, count);
        }
        for (i, value) in defaults[defaults.len() - missing..].iter().enumerate() {
            raw::retain(value.raw());
            *window.add(count + i) = value.raw();
        }
        *s.registers.add(s.b()) = raw::NULL;
        s.enter(vm, callee, code, window, positional, Return::Direct, 0, 3)
    }

    /// A call by a generator's frame, whose registers are on the heap: the arguments go to the top of the stack.
    cold fn call_from_generator(vm, s) {
        let callee = s.reg(s.b());
        let code = code_of(callee);
        let (window, count) = arguments(&s);
        if !s.has_little_room(vm, (*s.current).free_registers()) {
            return s.slow(vm);
        }
        let window = move_arguments(&s, window, count);
        *s.registers.add(s.b()) = raw::NULL;
        s.enter(vm, callee, code, window, count, Return::Direct, 0, 3)
    }

    /// A bound method of a Python function, in a frame that is no generator's.
    #[inline(never)]
    fn call_bound(vm, s) {
        let callee = s.reg(s.b());
        let method = raw::object::<Method>(callee);
        let function = method.function.raw();
        if raw::shape(function) != Tp::Function as u32 {
            return s.slow(vm);
        }
        let code = code_of(function);
        // The method's own register takes the object.
        let window = s.registers.add(s.b());
        if code.direct as usize != s.c() + 1
            || !(*s.current).generator.is_null()
            || !s.has_little_room(vm, window)
        {
            return s.slow(vm);
        }
        let own = method.own.raw();
        raw::retain(own);
        raw::retain(function);
        *window = own;
        // The object and the function are kept, so the method's death ends nothing else.
        raw::release(callee);
        s.enter(vm, function, code, window, s.c() + 1, Return::Direct, 0, 3)
    }

    /// A class that makes plain instances, whose `__init__` is a Python function of just these parameters.
    #[inline(never)]
    fn call_class(vm, s) {
        let callee = s.reg(s.b());
        let class = raw::object::<Type>(callee);
        let (first, count) = arguments(&s);
        if !class.has_flag(type_flags::PLAIN_INIT) {
            return s.tail(vm, super::exceptions::make);
        }
        if !(*s.current).generator.is_null() {
            return s.tail(vm, binding::call);
        }
        let init = vm.lookup_word(class, vm.names.init.raw());
        if raw::shape(init) != Tp::Function as u32 {
            return s.slow(vm);
        }
        // The cache words hold the code of the `__init__` that was called last: see `call_function`.
        let cached = s.double_word(1);
        if code_word_of(init) != cached {
            s.cache(1, code_word_of(init));
            return s.tail(vm, call_class);
        }
        let code = raw::counted_object::<Code>(cached);
        // The register before the arguments takes the instance.
        let window = first.sub(1);
        if code.direct as usize != count + 1 {
            return s.tail(vm, binding::call);
        }
        if !s.has_little_room(vm, window) {
            return s.slow(vm);
        }
        let instance = vm.heap.alloc(class.shape.get(), taipan_objects::object::Plain).into_raw();
        raw::retain(init);
        *s.registers.add(s.b()) = raw::NULL;
        // One reference for the frame's first parameter, one for the record.
        raw::retain(instance);
        *window = instance;
        (*s.current.add(1)).instance = instance;
        // The instance keeps its class.
        raw::release(callee);
        s.enter(vm, init, code, window, count + 1, Return::Init, s.a(), 3)
    }
}

/// Moves the arguments of a call by a generator's frame to the top of the stack.
unsafe fn move_arguments(s: &At, window: *mut u64, count: usize) -> *mut u64 {
    // SAFETY: the caller saw that there is room above the top.
    unsafe {
        let top = (*s.current).free_registers();
        for i in 0..count {
            *top.add(i) = window.add(i).replace(raw::NULL);
        }
        top
    }
}
