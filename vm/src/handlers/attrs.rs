//! Attributes by inline cache; `ops::attr` fills the caches and says in its head what they hold.

use super::{At, Next, handlers};
use crate::ops::attr::kind;
use taipan_heap::TAG_MASK;
use taipan_objects::class::Type;
use taipan_objects::stack::Return;
use taipan_objects::{Obj, Vm, raw};

/// Whether the cache was filled for objects of this one's shape, and no class has changed since.
#[inline(always)]
unsafe fn hits(vm: &Vm, s: &At, object: u64) -> bool {
    // SAFETY: an object word refers to a live object.
    unsafe {
        raw::is_object(object)
            && raw::header(object).shape.get() == s.word(2)
            && vm.class_epoch.get() == s.word(3)
    }
}

/// Whether word 4 speaks of a class attribute.
#[inline(always)]
fn is_value(which: u32) -> bool {
    which & (kind::VALUE | kind::METHOD) == kind::VALUE
}

/// The place of an object's slot.
#[inline(always)]
unsafe fn slot(object: u64, offset: u32) -> *mut u64 {
    ((object & !TAG_MASK) as usize + offset as usize) as *mut u64
}

/// R[a] := the owned word `value`; R[b], if it is a temporary, is consumed.
#[inline(always)]
unsafe fn loaded(vm: &mut Vm, s: At, object: u64, value: u64) -> Next {
    // SAFETY: see `handlers`.
    unsafe {
        let from = s.b();
        if from < s.named {
            return s.set(vm, s.a(), value, 8);
        }
        s.empty(from);
        let place = s.registers.add(s.a());
        let old = place.replace(value);
        if raw::is_counted(old) && raw::header(old).decrement() {
            super::release_cold(raw::header(old));
        }
        s.release(vm, object, 8)
    }
}

/// The class attribute that words 6 and 7 hold, borrowed, if it still stands; NULL else.
#[inline(always)]
unsafe fn class_value(vm: &Vm, s: &At, object: u64) -> u64 {
    // SAFETY: an instance keeps its class; the version vouches for the word.
    unsafe {
        if !raw::is_object(object) || raw::header(object).shape.get() != s.word(2) {
            return raw::NULL;
        }
        let class = if s.word(4) & kind::OF_CLASS != 0 {
            raw::object::<Type>(object)
        } else {
            &*vm.heap.class_of_shape(s.word(2)).cast::<Obj<Type>>()
        };
        if class.version.get() != s.word(5) || s.word(5) == 0 {
            return raw::NULL;
        }
        if s.word(4) & kind::WRAPPED != 0 && vm.class_epoch.get() != s.word(3) {
            return raw::NULL;
        }
        s.double_word(6)
    }
}

handlers! {
    fn load(vm, s) {
        let object = s.reg(s.b());
        if hits(vm, &s, object) {
            let offset = s.word(4);
            if (offset as i32) > 0 {
                let value = *slot(object, offset);
                if value != raw::NULL {
                    raw::retain(value);
                    return loaded(vm, s, object, value);
                }
                return s.slow(vm);
            }
        }
        s.tail(vm, load_otherwise)
    }

    /// An attribute of the class, or a property written in Python.
    #[inline(never)]
    fn load_otherwise(vm, s) {
        let object = s.reg(s.b());
        let which = s.word(4);
        if is_value(which) {
            let value = class_value(vm, &s, object);
            if value != raw::NULL {
                raw::retain(value);
                return loaded(vm, s, object, value);
            }
            return s.slow(vm);
        }
        if which == kind::PROPERTY && hits(vm, &s, object) && s.b() < s.named {
            let getter = s.double_word(6);
            let code = super::calls::code_of(getter);
            let window = (*s.current).free_registers();
            if code.direct == 1 && s.has_room(vm, code, window) {
                raw::retain(getter);
                raw::retain(object);
                *window = object;
                return s.enter(vm, getter, code, window, 1, Return::Store, s.a(), 8);
            }
        }
        s.slow(vm)
    }

    fn load_method(vm, s) {
        let object = s.reg(s.b());
        if hits(vm, &s, object) && s.word(4) == kind::METHOD {
            let method = s.double_word(6);
            raw::retain(method);
            let from = s.b();
            if from >= s.named {
                s.empty(from);
            } else {
                raw::retain(object);
            }
            // The pair goes to empty temporaries.
            let pair = s.registers.add(s.a());
            *pair = method;
            *pair.add(1) = object;
            return s.next(vm, 8);
        }
        s.tail(vm, load_method_otherwise)
    }

    /// A static method, a class method, or another attribute of the class that is called.
    #[inline(never)]
    fn load_method_otherwise(vm, s) {
        let object = s.reg(s.b());
        let which = s.word(4);
        if !is_value(which) {
            return s.slow(vm);
        }
        let value = class_value(vm, &s, object);
        if value == raw::NULL {
            return s.slow(vm);
        }
        raw::retain(value);
        let from = s.b();
        if from >= s.named {
            s.empty(from);
        } else {
            raw::retain(object);
        }
        let pair = s.registers.add(s.a());
        *pair = value;
        if which & kind::WITH_CLASS != 0 {
            // A class method looked up on the class itself.
            *pair.add(1) = object;
            return s.next(vm, 8);
        }
        *pair.add(1) = raw::NULL;
        s.release(vm, object, 8)
    }

    fn store(vm, s) {
        let object = s.reg(s.a());
        if !hits(vm, &s, object) {
            return s.slow(vm);
        }
        let offset = s.word(4);
        if (offset as i32) <= 0 {
            return s.tail(vm, store_property);
        }
        let value = s.take(s.b());
        let old = slot(object, offset).replace(value);
        let after = s.word(5);
        if after != 0 {
            raw::header(object).shape.set(after);
        }
        let own = s.a();
        if own >= s.named {
            s.empty(own);
            if raw::is_counted(old) && raw::header(old).decrement() {
                super::release_cold(raw::header(old));
            }
            return s.release(vm, object, 7);
        }
        s.release(vm, old, 7)
    }

    /// A property whose setter is written in Python.
    #[inline(never)]
    fn store_property(vm, s) {
        let object = s.reg(s.a());
        if s.word(4) != kind::PROPERTY || s.a() >= s.named {
            return s.slow(vm);
        }
        let setter = s.double_word(5);
        let code = super::calls::code_of(setter);
        let window = (*s.current).free_registers();
        if code.direct != 2 || !s.has_room(vm, code, window) {
            return s.slow(vm);
        }
        let value = s.take(s.b());
        raw::retain(setter);
        raw::retain(object);
        *window = object;
        *window.add(1) = value;
        s.enter(vm, setter, code, window, 2, Return::Discard, 0, 7)
    }
}
