//! The ends of frames that are no generators'.

use super::{At, GONE, Gone, Next, handlers, resume_at};
use taipan_objects::stack::{Exit, Return};
use taipan_objects::{Value, Vm, raw};

/// Leaves the frame, whose registers and function are released, for its caller; `value` goes to the caller's register.
#[inline(always)]
unsafe fn leave(vm: &mut Vm, s: At, value: u64, target: usize) -> Next {
    // SAFETY: below a returning frame that no native caller waits for lies its caller's.
    unsafe {
        let below = s.current.sub(1);
        vm.stack.current = below;
        let caller = At::of(below, (*below).resume);
        caller.set(vm, target, value, 0)
    }
}

/// Releases the named registers, the last first, and the function, as far as none of them goes with its last reference: then the rest
/// is left to be released, and the answer is false.
#[inline(always)]
pub(super) unsafe fn release_frame(s: &At) -> bool {
    // SAFETY: see `handlers`.
    unsafe {
        let mut place = s.registers.add(s.named);
        while place > s.registers {
            place = place.sub(1);
            let word = *place;
            if raw::is_counted(word) {
                if raw::counted_header(word).decrement() {
                    return false;
                }
                *place = raw::NULL;
            }
        }
        // A function is counted.
        !raw::counted_header((*s.current).function).decrement()
    }
}

/// The caller's register for the value.
unsafe fn target(record: *mut taipan_objects::stack::Activation) -> usize {
    // SAFETY: the caller's record lies below.
    unsafe {
        if (*record).returns() == Return::Direct {
            let below = record.sub(1);
            return At::of(below, (*below).pc).a();
        }
        (*record).target as usize
    }
}

/// As `return_value`, where something dies with the frame, whose value is taken out already.
#[inline(never)]
unsafe fn return_and_drop(vm: &mut Vm, pc: *const u32, value: u64, _: Gone, _: Gone, _: Gone) -> Next {
    // SAFETY: see `handlers`; the value is owned.
    unsafe {
        let record = vm.stack.current;
        (*record).pc = pc;
        let (target, value) = match (*record).returns() {
            Return::Init => (target(record), (*record).instance),
            _ => (target(record), value),
        };
        let named = (&*(*record).code).named as usize;
        release_all((*record).registers, named);
        raw::release(std::mem::replace(&mut (*record).function, raw::NULL));
        let below = record.sub(1);
        vm.stack.current = below;
        let caller = At::of(below, (*below).resume);
        raw::release(caller.registers.add(target).replace(value));
        if vm.heap.has_pending() {
            // Finalizers run in the caller, whose op is done.
            vm.run_pending();
        }
        caller.next(vm, 0)
    }
}

handlers! {
    fn return_value(vm, s) {
        let record = s.current;
        if !(*record).is_plain() {
            if !(*record).generator.is_null() {
                return s.tail(vm, super::generators::return_value);
            }
            return s.tail(vm, return_otherwise);
        }
        let value = s.registers.add(s.a()).replace(raw::NULL);
        if !release_frame(&s) {
            return return_and_drop(vm, s.pc, value, GONE, GONE, GONE);
        }
        // The caller is at its op, whose first operand is where the value goes.
        let below = record.sub(1);
        vm.stack.current = below;
        let caller = At::of(below, (*below).pc);
        At { pc: (*below).resume, ..caller }.put(vm, caller.a(), value, 0)
    }

    /// Whatever a frame's value is for but the register of a plain call.
    #[inline(never)]
    fn return_otherwise(vm, s) {
        let record = s.current;
        if (*record).frame() != raw::NULL {
            return s.slow(vm);
        }
        match (*record).returns() {
            Return::Init => s.tail(vm, return_of_init),
            Return::Operator => s.tail(vm, super::operators::return_operand),
            Return::Store => s.tail(vm, return_to_register),
            Return::Discard => s.tail(vm, return_nothing),
            Return::Native => s.tail(vm, return_to_native),
            _ => s.slow(vm),
        }
    }

    /// The end of `__init__`: the instance is what the call gives.
    #[inline(never)]
    fn return_of_init(vm, s) {
        if s.reg(s.a()) != raw::NONE {
            return s.slow(vm);
        }
        if !release_frame(&s) {
            return return_and_drop(vm, s.pc, raw::NONE, GONE, GONE, GONE);
        }
        leave(vm, s, (*s.current).instance, (*s.current).target as usize)
    }

    #[inline(never)]
    fn return_to_register(vm, s) {
        let value = s.registers.add(s.a()).replace(raw::NULL);
        if !release_frame(&s) {
            return return_and_drop(vm, s.pc, value, GONE, GONE, GONE);
        }
        leave(vm, s, value, (*s.current).target as usize)
    }

    /// The end of a setter, whose value is dropped.
    #[inline(never)]
    fn return_nothing(vm, s) {
        if raw::is_counted(s.reg(s.a())) || !release_frame(&s) {
            return s.slow(vm);
        }
        let below = s.current.sub(1);
        vm.stack.current = below;
        At::of(below, (*below).resume).next(vm, 0)
    }

    /// The end of a frame that native code waits for: the loop ends.
    #[inline(never)]
    fn return_to_native(vm, s) {
        if (*s.current).has_no_extras() && !vm.heap.has_pending() {
            let value = s.reg(s.a());
            s.empty(s.a());
            if release_frame(&s) {
                vm.stack.current = s.current.sub(1);
                // Nothing is there to be dropped: a loop's outcome is taken when it ends.
                debug_assert!(vm.stack.outcome.is_none());
                std::ptr::write(&mut vm.stack.outcome, Some(Ok(Exit::Return(Value::from_raw(value)))));
                return resume_at(vm, std::ptr::null());
            }
            *s.registers.add(s.a()) = value;
        }
        let next = end(vm, &s);
        resume_at(vm, next)
    }
}

/// Leaves the frame with its value as the loop's outcome; gives null.
#[inline(never)]
unsafe fn end(vm: &mut Vm, s: &At) -> *const u32 {
    // SAFETY: see `handlers`; the record is left before anything runs.
    unsafe {
        (*s.current).pc = s.pc;
        let value = Value::from_raw(s.registers.add(s.a()).replace(raw::NULL));
        release_all(s.registers, s.named);
        let record = s.current;
        let function = std::mem::replace(&mut (*record).function, raw::NULL);
        let locals = (*record).take_locals();
        vm.stack.current = record.sub(1);
        drop(locals);
        raw::release(function);
        if vm.heap.has_pending() {
            vm.run_pending();
        }
        vm.stack.outcome = Some(Ok(Exit::Return(value)));
        std::ptr::null()
    }
}

/// Releases registers, the last first.
#[inline(never)]
pub(super) unsafe fn release_all(registers: *mut u64, count: usize) {
    for i in (0..count).rev() {
        // SAFETY: registers are valid words.
        unsafe { raw::release(registers.add(i).replace(raw::NULL)) };
    }
}
