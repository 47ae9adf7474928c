//! Calls of native functions on their arguments in the register window.

use super::{At, Gone, Next, raise, resume_at};
use taipan_objects::class::Type;
use taipan_objects::native_function::NativeFunction;
use taipan_objects::{PyResult, Tp, Value, Vm, raw};

/// How a native call went.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
enum Called {
    /// The result is in its register.
    Done,
    /// Nothing has happened: the generic way must decide.
    Unfit,
    /// An exception was raised; the arguments are released.
    Raised,
}

/// The most parameters of a native function that is called on a copy of its arguments.
const MOST: usize = 6;

/// Calls the native function `callee` on `count` words from `first` on, which stay where they are.
#[inline(always)]
unsafe fn call_native(vm: &mut Vm, callee: u64, first: *mut u64, count: usize) -> Option<PyResult> {
    // SAFETY: the caller saw that it is a builtin function or a method descriptor; the words are valid.
    unsafe {
        let native = raw::object::<NativeFunction>(callee);
        let definition = &*native.definition;
        let counts = definition.counts.get();
        let is_method = raw::header(callee).shape.get() == Tp::MethodDescriptor as u32;
        let own = (counts.has_self && !is_method) as usize;
        let total = count + own;
        let direct = counts.direct as usize;
        if total > counts.most as usize || total < counts.least as usize {
            return None;
        }
        let mut words = [const { std::mem::MaybeUninit::<u64>::uninit() }; MOST];
        // The words are borrowed from registers (or from the callee) that stay as they are during the call, and a
        // Value is a word; nothing of the slice is dropped.
        let values: &[Value] = if own == 0 && total == direct {
            std::slice::from_raw_parts(first.cast(), count)
        } else {
            if direct > MOST {
                return None;
            }
            // A few words, one by one: vectors would be read before their halves have arrived.
            let mut place = words.as_mut_ptr().cast::<u64>();
            let end = place.add(direct);
            if own == 1 {
                place.write_volatile(native.own.raw());
                place = place.add(1);
            }
            let mut from = first;
            while from < first.add(count) {
                place.write_volatile(*from);
                (place, from) = (place.add(1), from.add(1));
            }
            while place < end {
                place.write_volatile(raw::NULL);
                place = place.add(1);
            }
            std::slice::from_raw_parts(words.as_ptr().cast(), direct)
        };
        if is_method
            && definition.owner_shape != values[0].shape()
            && let Err(raised) = taipan_objects::native_function::check_self(vm, definition, values.first())
        {
            return Some(Err(raised));
        }
        Some((definition.function)(vm, values))
    }
}

/// The whole op at `pc`, out of line.
#[inline(never)]
unsafe fn call_at(vm: &mut Vm, pc: *const u32) -> Called {
    // SAFETY: as for `call_native`; the registers are temporaries, and the target is written last.
    unsafe {
        let s = At::of(vm.stack.current, pc);
        (*s.current).pc = pc;
        let base = s.registers.add(s.b());
        let (first, count) = super::calls::arguments(&s);
        let Some(result) = call_native(vm, *base, first, count) else { return Called::Unfit };
        conclude(vm, result, base, first, count, s.registers.add(s.a()))
    }
}

/// What follows a native call: arguments and callee are released, the result goes to its register.
#[inline(always)]
unsafe fn conclude(
    vm: &mut Vm,
    result: PyResult,
    base: *mut u64,
    first: *mut u64,
    count: usize,
    target: *mut u64,
) -> Called {
    // SAFETY: the registers are temporaries, and the target is written last.
    unsafe {
        for i in (0..count).rev() {
            raw::release(first.add(i).replace(raw::NULL));
        }
        raw::release(base.replace(raw::NULL));
        match result {
            Ok(value) => {
                raw::release(target.replace(value.into_raw()));
                if vm.heap.has_pending() {
                    vm.run_pending();
                }
                Called::Done
            }
            Err(raised) => {
                // Kept where an ending loop keeps it, until the handler asks.
                vm.stack.outcome = Some(Err(raised));
                Called::Raised
            }
        }
    }
}

/// As `call_at`, of a builtin class.
#[inline(never)]
unsafe fn call_type_at(vm: &mut Vm, pc: *const u32) -> Called {
    // SAFETY: the words are valid, and stay where they are during the call; a Value is a word.
    unsafe {
        let s = At::of(vm.stack.current, pc);
        (*s.current).pc = pc;
        let base = s.registers.add(s.b());
        let (first, count) = super::calls::arguments(&s);
        let class = std::mem::ManuallyDrop::new(Value::from_raw(*base));
        let values: &[Value] = std::slice::from_raw_parts(first.cast(), count);
        if let Some(quick) = raw::object::<Type>(*base).quick.get() {
            let value = quick(vm, values);
            if !value.is_null() {
                return conclude(vm, Ok(value), base, first, count, s.registers.add(s.a()));
            }
        }
        let result = vm.call(&class, values);
        conclude(vm, result, base, first, count, s.registers.add(s.a()))
    }
}

/// Goes on behind a native call.
#[inline(always)]
unsafe fn ended(vm: &mut Vm, pc: *const u32, called: Called) -> Next {
    // SAFETY: see `handlers`.
    unsafe {
        let s = At::of(vm.stack.current, pc);
        match called {
            Called::Done => s.next(vm, 3),
            Called::Unfit => s.slow(vm),
            Called::Raised => {
                let next = raise_left(vm);
                resume_at(vm, next)
            }
        }
    }
}

/// Goes on behind an exception that `call_at` left.
#[cold]
#[inline(never)]
pub(super) fn raise_left(vm: &mut Vm) -> *const u32 {
    match vm.stack.outcome.take() {
        Some(Err(raised)) => raise(vm, raised),
        _ => unreachable!("a native call left its exception"),
    }
}

/// A call of a builtin class, which lives as long as the heap.
#[inline(never)]
pub(super) unsafe fn call_type(vm: &mut Vm, pc: *const u32, _: Gone, _: Gone, _: Gone, _: Gone) -> Next {
    // SAFETY: see `handlers`.
    unsafe {
        let s = At::of(vm.stack.current, pc);
        let callee = s.reg(s.b());
        if vm.asked() || raw::is_counted(callee) || raw::object::<Type>(callee).builtin.is_none() {
            return s.slow(vm);
        }
        let called = call_type_at(vm, pc);
        ended(vm, pc, called)
    }
}

/// A call of a builtin function or, with its object, of a method of a builtin class. What fits the arguments where they
/// lie is called right here. The state of the frame is looked up again behind the call: that is less work than to keep
/// it over the call.
#[inline(never)]
pub(super) unsafe fn call(vm: &mut Vm, pc: *const u32, _: Gone, _: Gone, _: Gone, _: Gone) -> Next {
    // SAFETY: see `handlers`; above the arguments no register holds anything.
    unsafe {
        let s = At::of(vm.stack.current, pc);
        if vm.asked() {
            return s.slow(vm);
        }
        (*s.current).pc = pc;
        let callee = *s.registers.add(s.b());
        let (first, count) = super::calls::arguments(&s);
        let definition = &*raw::object::<NativeFunction>(callee).definition;
        let result = 'called: {
            if let Some(quick) = definition.quick {
                let value = quick(vm, std::slice::from_raw_parts(first.cast(), count));
                if !value.is_null() {
                    break 'called Ok(value);
                }
            }
            let counts = definition.counts.get();
            let direct = counts.direct as usize;
            let is_method = raw::header(callee).shape.get() == Tp::MethodDescriptor as u32;
            if (counts.has_self && !is_method)
                || count > counts.most as usize
                || count < counts.least as usize
                || (count < direct && first.wrapping_add(direct) > s.end())
                || (is_method && raw::shape(*first) != definition.owner_shape)
            {
                return s.cold(vm, call_otherwise);
            }
            // What is not given is written behind the rest, in registers of this frame: frames above do not touch them.
            let mut place = first.wrapping_add(count);
            let end = first.wrapping_add(direct);
            while place < end {
                place.write_volatile(raw::NULL);
                place = place.add(1);
            }
            (definition.function)(vm, std::slice::from_raw_parts(first.cast(), direct))
        };
        // Arguments and callee are released, the result goes to its register.
        let mut place = first.wrapping_add(count);
        while place > first {
            place = place.sub(1);
            raw::release(place.replace(raw::NULL));
        }
        let s = At::of(vm.stack.current, pc);
        raw::release(s.registers.add(s.b()).replace(raw::NULL));
        match result {
            Ok(value) => {
                raw::release(s.registers.add(s.a()).replace(value.into_raw()));
                if vm.heap.has_pending() {
                    return s.cold(vm, called);
                }
                s.next(vm, 3)
            }
            Err(raised) => {
                let next = raise(vm, raised);
                resume_at(vm, next)
            }
        }
    }
}

/// Finalizers run before what follows a native call.
#[cold]
#[inline(never)]
unsafe fn called(vm: &mut Vm, pc: *const u32, _: Gone, _: Gone, _: Gone, _: Gone) -> Next {
    vm.run_pending();
    // SAFETY: see `handlers`.
    unsafe { At::of(vm.stack.current, pc).next(vm, 3) }
}

/// As `call`, of what takes its arguments by a copy, or takes its object from elsewhere.
#[inline(never)]
unsafe fn call_otherwise(vm: &mut Vm, pc: *const u32, _: Gone, _: Gone, _: Gone, _: Gone) -> Next {
    // SAFETY: see `handlers`.
    unsafe {
        let called = call_at(vm, pc);
        ended(vm, pc, called)
    }
}
