//! Moves between registers, and constants.

use super::handlers;
use taipan_objects::raw;

handlers! {
    fn nop(vm, s) {
        s.next(vm, 1)
    }

    fn move_(vm, s) {
        let value = s.take(s.b());
        s.set(vm, s.a(), value, 1)
    }

    fn copy(vm, s) {
        let value = s.reg(s.b());
        raw::retain(value);
        s.set(vm, s.a(), value, 1)
    }

    fn load_const(vm, s) {
        let value = s.constant(s.word(1) as usize);
        raw::retain(value);
        s.set(vm, s.a(), value, 2)
    }

    fn load_small_int(vm, s) {
        s.set(vm, s.a(), ((s.b() as u8 as i8 as i64) << 3) as u64, 1)
    }

    fn clear(vm, s) {
        s.set(vm, s.a(), raw::NULL, 1)
    }

    fn check_bound(vm, s) {
        if s.reg(s.a()) != raw::NULL {
            return s.next(vm, 1);
        }
        s.slow(vm)
    }
}
