//! Globals, builtins and cells.
//!
//! LOAD_GLOBAL's cache: words 2 the version of the globals' keys, 3 that of the builtins' if the name is there (else 0),
//! 4 and 5 the value, or the entry as an int. A version stands for the set and places of the keys and for the values that
//! last (see `dict`); so the machine goes on with the value while it still looks whether the versions are right.
//! STORE_GLOBAL's: words 2 the version of the globals' keys, 3 the entry. No dict's keys have version 0, with which words
//! begin.

use super::{At, handlers};
use taipan_objects::cell::Cell;
use taipan_objects::dict::Dict;
use taipan_objects::function::Function;
use taipan_objects::tuple::Tuple;
use taipan_objects::{Obj, Tp, Value, raw};

/// The running function.
#[inline(always)]
unsafe fn function<'a>(s: &At) -> &'a Obj<Function> {
    // SAFETY: a record owns its function.
    unsafe { raw::counted_object::<Function>((*s.current).function) }
}

/// The cell in a register, if there is one.
#[inline(always)]
unsafe fn content(word: u64) -> Option<*mut Value> {
    if raw::shape(word) != Tp::Cell as u32 {
        return None;
    }
    // SAFETY: the shape says that it is a cell.
    Some(unsafe { raw::object::<Cell>(word).content.as_ptr() })
}

handlers! {
    fn load_global(vm, s) {
        let keys = s.word(2);
        let function = function(&s);
        // The cache is filled only where both are exact dicts, which are counted.
        let globals = raw::counted_object::<Dict>(function.globals.raw());
        if globals.keys_version() == keys {
            let builtin = s.word(3);
            let mut dict = globals;
            if builtin != 0 {
                dict = raw::counted_object::<Dict>(function.builtins.raw());
                if dict.keys_version() != builtin {
                    return s.slow(vm);
                }
            }
            let mut found = s.double_word(4);
            if raw::is_int(found) {
                let table = &*dict.table.as_ptr();
                found = table.entries.get_unchecked((found >> 3) as usize).value.raw();
            }
            raw::retain(found);
            return s.put(vm, s.a(), found, 6);
        }
        s.slow(vm)
    }

    fn store_global(vm, s) {
        let keys = s.word(2);
        let globals = function(&s).globals.raw();
        if raw::object::<Dict>(globals).keys_version() == keys {
            let table = &mut *raw::object::<Dict>(globals).table.as_ptr();
            let place = (&raw mut table.entries.get_unchecked_mut(s.word(3) as usize).value).cast::<u64>();
            if raw::object::<Dict>(globals).keeps(*place) {
                return s.slow(vm);
            }
            let value = s.take(s.a());
            let old = place.replace(value);
            return s.release(vm, old, 4);
        }
        s.slow(vm)
    }

    /// The registers are empty before, at the head of a function.
    fn copy_free_vars(vm, s) {
        let closure = function(&s).closure.raw();
        if raw::shape(closure) != Tp::Tuple as u32 {
            return s.slow(vm);
        }
        let mut to = s.registers.add(s.b());
        for cell in raw::object::<Tuple>(closure).items() {
            if raw::is_counted(*to) {
                return s.slow(vm);
            }
            raw::retain(cell.raw());
            to.write_volatile(cell.raw());
            to = to.add(1);
        }
        s.next(vm, 1)
    }

    fn load_deref(vm, s) {
        if let Some(content) = content(s.reg(s.b())) {
            let found = (*content).raw();
            if found != raw::NULL {
                raw::retain(found);
                return s.set(vm, s.a(), found, 1);
            }
        }
        s.slow(vm)
    }

    fn store_deref(vm, s) {
        if let Some(content) = content(s.reg(s.a())) {
            let value = s.take(s.b());
            let old = content.cast::<u64>().replace(value);
            return s.release(vm, old, 1);
        }
        s.slow(vm)
    }
}
