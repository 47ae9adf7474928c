//! The ends of frames that are no generators'.

use super::{At, Next, handlers};
use taipan_objects::stack::Return;
use taipan_objects::{Vm, raw};

/// Leaves the frame, whose registers and function are released, for its caller; `value` goes to the caller's register.
#[inline(always)]
unsafe fn leave(vm: &mut Vm, s: At, value: u64, target: usize) -> Next {
    // SAFETY: below a returning frame that no native caller waits for lies its caller's.
    unsafe {
        let below = s.current.sub(1);
        vm.stack.current = below;
        vm.stack.depth -= 1;
        let caller = At::of(below, (*below).resume);
        caller.set(vm, target, value, 0)
    }
}

/// Releases the named registers and the function, as far as none of them goes with its last reference: then the rest
/// is left to be released, and the answer is false.
#[inline(always)]
unsafe fn release_frame(s: &At) -> bool {
    // SAFETY: see `handlers`.
    unsafe {
        let mut place = s.registers;
        let end = place.add(s.named);
        while place < end {
            let word = *place;
            if raw::is_counted(word) {
                if raw::header(word).decrement() {
                    return false;
                }
                *place = raw::NULL;
            }
            place = place.add(1);
        }
        let function = (*s.current).function;
        !raw::is_counted(function) || !raw::header(function).decrement()
    }
}

/// The caller's register for the value.
unsafe fn target(record: *mut taipan_objects::stack::Activation) -> usize {
    // SAFETY: the caller's record lies below.
    unsafe {
        if (*record).returns == Return::Direct {
            let below = record.sub(1);
            return At::of(below, (*below).pc).a();
        }
        (*record).target as usize
    }
}

handlers! {
    fn return_value(vm, s) {
        let record = s.current;
        if (*record).returns != Return::Direct || (*record).frame != raw::NULL {
            return s.tail(vm, return_otherwise);
        }
        let from = s.registers.add(s.a());
        let value = from.replace(raw::NULL);
        if !release_frame(&s) {
            *from = value;
            return s.tail(vm, return_and_drop);
        }
        // The caller is at its op, whose first operand is where the value goes.
        let below = record.sub(1);
        vm.stack.current = below;
        vm.stack.depth -= 1;
        let caller = At::of(below, (*below).pc);
        At { pc: (*below).resume, ..caller }.set(vm, caller.a(), value, 0)
    }

    /// As `return_value`, where something dies with the frame.
    #[inline(never)]
    fn return_and_drop(vm, s) {
        (*s.current).pc = s.pc;
        let record = s.current;
        let target = target(record);
        let mut value = s.registers.add(s.a()).replace(raw::NULL);
        if (*record).returns == Return::Init {
            value = (*record).instance;
        }
        release_all(s.registers, s.named);
        raw::release(std::mem::replace(&mut (*record).function, raw::NULL));
        let below = record.sub(1);
        vm.stack.current = below;
        vm.stack.depth -= 1;
        let caller = At::of(below, (*below).resume);
        raw::release(caller.registers.add(target).replace(value));
        if vm.heap.has_pending() {
            // Finalizers run in the caller, whose op is done.
            vm.run_pending();
        }
        caller.next(vm, 0)
    }

    /// The end of `__init__`, of a setter, of an operator's method; the rest is left to the generic executor.
    #[inline(never)]
    fn return_otherwise(vm, s) {
        let record = s.current;
        let returns = (*record).returns;
        if !(*record).generator.is_null() {
            return s.tail(vm, super::generators::return_value);
        }
        if (*record).frame != raw::NULL {
            return s.slow(vm);
        }
        match returns {
            Return::Store => {
                let from = s.registers.add(s.a());
                let value = from.replace(raw::NULL);
                if !release_frame(&s) {
                    *from = value;
                    return s.tail(vm, return_and_drop);
                }
                leave(vm, s, value, (*record).target as usize)
            }
            Return::Discard => {
                let value = s.reg(s.a());
                if !raw::is_counted(value) && release_frame(&s) {
                    vm.stack.current = record.sub(1);
                    vm.stack.depth -= 1;
                    let below = record.sub(1);
                    return At::of(below, (*below).resume).next(vm, 0);
                }
                s.slow(vm)
            }
            Return::Init if s.reg(s.a()) == raw::NONE => {
                if !release_frame(&s) {
                    return s.tail(vm, return_and_drop);
                }
                leave(vm, s, (*record).instance, (*record).target as usize)
            }
            Return::Operator => s.tail(vm, super::operators::return_operand),
            _ => s.slow(vm),
        }
    }
}

/// Releases registers.
#[inline(never)]
pub(super) unsafe fn release_all(registers: *mut u64, count: usize) {
    for i in 0..count {
        // SAFETY: registers are valid words.
        unsafe { raw::release(registers.add(i).replace(raw::NULL)) };
    }
}
