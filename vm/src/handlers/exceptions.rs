//! Exceptions: what handlers do on their way in and out, raising, and classes of exceptions that are called.

use super::{calls, handlers, raise, resume_at};
use crate::ops::exception;
use taipan_objects::class::{Type, type_flags};
use taipan_objects::{Raised, Value, Vm, raw};

/// Makes the owned `word` the handled exception; gives the one before, owned.
#[inline(always)]
unsafe fn handle(vm: &mut Vm, word: u64) -> u64 {
    // SAFETY: the word is owned and given away.
    std::mem::replace(&mut vm.handled, unsafe { Value::from_raw(word) }).into_raw()
}

/// `raise value` with the owned `word`: where the exception is caught, or null.
#[inline(never)]
fn raise_word(vm: &mut Vm, word: u64) -> *const u32 {
    // SAFETY: the word is owned and given away.
    let value = unsafe { Value::from_raw(word) };
    let raised = exception::raise_value(vm, &value);
    drop(value);
    raise(vm, raised)
}

/// `raise` alone.
#[inline(never)]
fn raise_handled(vm: &mut Vm) -> *const u32 {
    let raised = exception::raise_again(vm);
    raise(vm, raised)
}

handlers! {
    fn push_exc_info(vm, s) {
        let exception = s.reg(s.a());
        raw::retain(exception);
        let previous = handle(vm, exception);
        s.set(vm, s.a() + 1, previous, 1)
    }

    fn pop_except(vm, s) {
        let at = s.a();
        let exception = s.reg(at);
        if exception != vm.handled.raw() || !raw::is_counted(exception) {
            // An `except*` handles parts of what it caught.
            return s.slow(vm);
        }
        let previous = s.reg(at + 1);
        s.empty(at);
        s.empty(at + 1);
        handle(vm, previous);
        // The register has a reference too, which goes as the last effect.
        let last = raw::header(exception).decrement();
        debug_assert!(!last);
        s.release(vm, exception, 1)
    }

    fn if_no_match(vm, s) {
        let class = s.reg(s.b());
        let Some(matches) = exception::plain_match(vm, s.reg(s.a()), class) else { return s.slow(vm) };
        if s.owns(s.b(), class) {
            if raw::header(class).decrement() {
                return s.slow(vm);
            }
            s.empty(s.b());
        }
        if matches {
            return s.next(vm, 2);
        }
        s.jump(vm, 2, 1)
    }

    fn reraise(vm, s) {
        let exception = s.reg(s.a());
        s.empty(s.a());
        (*s.current).pc = s.pc;
        if s.b() == 1 {
            let previous = s.reg(s.a() + 1);
            s.empty(s.a() + 1);
            drop(Value::from_raw(handle(vm, previous)));
        }
        let next = raise(vm, Raised(Value::from_raw(exception)));
        resume_at(vm, next)
    }

    fn raise_varargs(vm, s) {
        (*s.current).pc = s.pc;
        let next = match s.c() {
            0 => raise_handled(vm),
            1 => {
                let value = s.take(s.a());
                raise_word(vm, value)
            }
            _ => return s.slow(vm),
        };
        resume_at(vm, next)
    }

    /// A call of a class that makes exceptions, which keep their arguments and do nothing else.
    fn make(vm, s) {
        let callee = s.reg(s.b());
        let class = raw::object::<Type>(callee);
        if !class.has_flag(type_flags::PLAIN_EXCEPTION) || vm.asked() {
            return s.cold(vm, super::natives::call_type);
        }
        let (first, count) = calls::arguments(&s);
        let made = exception::make_plain(vm, class, first, count);
        s.empty(s.b());
        // The exception keeps its class.
        raw::release(callee);
        s.set(vm, s.a(), made, 3)
    }
}
