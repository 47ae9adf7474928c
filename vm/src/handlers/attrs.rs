//! Attributes by inline cache; `ops::attr` fills the caches and says in its head what they hold.

use super::{At, Next, handlers};
use crate::ops::attr::kind;
use taipan_heap::{TAG_COUNTED, TAG_MASK};
use taipan_objects::class::Type;
use taipan_objects::dict::Dict;
use taipan_objects::stack::Return;
use taipan_objects::{AttributeUse, Obj, Tp, Vm, raw};

/// Whether the cache was filled for objects of this one's shape, and no class has changed since.
#[inline(always)]
unsafe fn hits(vm: &Vm, s: &At, object: u64) -> bool {
    // SAFETY: see the head of `handlers`. No shape is the one that stands for words that are not counted.
    unsafe { raw::counted_shape(object) == s.word(2) && vm.class_epoch.get() == s.word(3) }
}

/// Whether word 4 speaks of an attribute of a class or module.
#[inline(always)]
fn is_value(which: u32) -> bool {
    which & (kind::VALUE | kind::METHOD) == kind::VALUE
}

/// The place of a slot of a counted object, as all are that have slots.
#[inline(always)]
unsafe fn slot(object: u64, offset: u32) -> *mut u64 {
    (object as usize - TAG_COUNTED as usize + offset as usize) as *mut u64
}

/// R[a] := the borrowed word `value`; R[b], if it is a temporary, is consumed.
#[inline(always)]
unsafe fn loaded(vm: &mut Vm, s: At, object: u64, value: u64) -> Next {
    // SAFETY: see `handlers`.
    unsafe {
        let (to, from) = (s.a(), s.b());
        if from < s.named {
            raw::retain(value);
            return s.put(vm, to, value, 8);
        }
        if to != from && raw::is_counted(s.reg(to)) {
            return s.slow(vm);
        }
        raw::retain(value);
        s.empty(from);
        *s.registers.add(to) = value;
        s.release(vm, object, 8)
    }
}

/// The name that the instruction looks up.
#[inline(always)]
unsafe fn name(s: &At) -> u64 {
    // SAFETY: word 1 is an index into the names of the running code.
    unsafe {
        let code = &*(*s.current).code;
        code.names.get_unchecked(s.word(1) as usize).raw()
    }
}

/// What is known of the attribute: by the inline cache, else by the table. (what, version, word)
#[inline(always)]
unsafe fn known(vm: &Vm, s: &At, object: u64, purpose: AttributeUse) -> Option<(u32, u32, u64)> {
    // SAFETY: see `handlers`.
    unsafe {
        if !raw::is_object(object) {
            return None;
        }
        let shape = raw::header(object).shape.get();
        if shape == s.word(2) && (vm.class_epoch.get() == s.word(3) || is_value(s.word(4))) {
            return Some((s.word(4), s.word(5), s.double_word(6)));
        }
        let found = vm.known_attribute(shape, name(s), purpose, 0)?;
        // This place expects that shape from now on.
        s.cache(2, shape as u64 | (found.epoch as u64) << 32);
        s.cache(4, found.what as u64 | (found.version as u64) << 32);
        s.cache(6, found.word);
        Some((found.what, found.version, found.word))
    }
}

/// The attribute of a class or module that was found, borrowed, if it still stands; NULL else.
#[inline(always)]
unsafe fn class_value(vm: &Vm, s: &At, object: u64, (what, version, word): (u32, u32, u64)) -> u64 {
    // SAFETY: an instance keeps its class; the version vouches for the word.
    unsafe {
        if what & kind::OF_MODULE != 0 {
            // The extension word of a module is its dict, an exact one where the cache was filled.
            let place = vm.heap.shape(raw::header(object).shape.get()).slots_offset - 8;
            let dict = *slot(object & !TAG_MASK | TAG_COUNTED, place);
            let stands = raw::object::<Dict>(dict).keys_version() == version;
            return if stands { word } else { raw::NULL };
        }
        let class = if what & kind::OF_CLASS != 0 {
            raw::object::<Type>(object)
        } else {
            &*vm.heap.class_of_shape(raw::header(object).shape.get()).cast::<Obj<Type>>()
        };
        if class.version.get() != version || version == 0 {
            return raw::NULL;
        }
        if what & kind::WRAPPED != 0 && vm.class_epoch.get() != s.word(3) {
            return raw::NULL;
        }
        word
    }
}

handlers! {
    // The hottest forms ask for few registers: what an object in a temporary needs besides stands apart.
    fn load(vm, s) {
        if s.b() >= s.named {
            return s.tail(vm, load_of_temporary);
        }
        let object = s.reg(s.b());
        if hits(vm, &s, object) {
            let offset = s.word(4);
            if (offset as i32) > 0 {
                let value = *slot(object, offset);
                if value != raw::NULL {
                    raw::retain(value);
                    return s.put(vm, s.a(), value, 8);
                }
            }
        }
        s.tail(vm, load_otherwise)
    }

    #[inline(never)]
    fn load_of_temporary(vm, s) {
        let object = s.reg(s.b());
        if hits(vm, &s, object) {
            let offset = s.word(4);
            if (offset as i32) > 0 {
                let value = *slot(object, offset);
                if value != raw::NULL {
                    return loaded(vm, s, object, value);
                }
            }
        }
        s.tail(vm, load_otherwise)
    }

    /// Another shape than last time, an uncounted object, an attribute of the class, or a property written in Python.
    #[inline(never)]
    fn load_otherwise(vm, s) {
        let object = s.reg(s.b());
        let Some(known) = known(vm, &s, object, AttributeUse::Load) else { return s.slow(vm) };
        let (what, _, word) = known;
        if (what as i32) > 0 {
            let value = *slot(object, what);
            if value != raw::NULL {
                return loaded(vm, s, object, value);
            }
        } else if is_value(what) {
            let value = class_value(vm, &s, object, known);
            if value != raw::NULL {
                return loaded(vm, s, object, value);
            }
        } else if what == kind::PROPERTY && s.b() < s.named {
            let code = super::calls::code_of(word);
            let window = (*s.current).free_registers();
            if code.direct == 1 && s.has_little_room(vm, window) {
                raw::retain(word);
                raw::retain(object);
                *window = object;
                return s.enter(vm, word, code, window, 1, Return::Direct, 0, 8);
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

    /// Another shape than last time, a static or class method, or another attribute of the class that is called.
    #[inline(never)]
    fn load_method_otherwise(vm, s) {
        let object = s.reg(s.b());
        let Some(known) = known(vm, &s, object, AttributeUse::Method) else { return s.slow(vm) };
        let (what, _, mut value) = known;
        if what != kind::METHOD {
            if !is_value(what) {
                return s.slow(vm);
            }
            value = class_value(vm, &s, object, known);
            if value == raw::NULL {
                return s.slow(vm);
            }
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
        if what == kind::METHOD || what & kind::WITH_CLASS != 0 {
            *pair.add(1) = object;
            return s.next(vm, 8);
        }
        *pair.add(1) = raw::NULL;
        s.release(vm, object, 8)
    }

    /// `super().name` that is called, found before for this shape of object behind this class.
    fn load_super_method(vm, s) {
        let from = s.registers.add(s.b());
        let (global, class, object) = (*from, *from.add(1), *from.add(2));
        if global & !TAG_MASK != vm.tp(Tp::Super) as *const Obj<Type> as u64
            || raw::shape(class) != Tp::Type as u32
            || !raw::is_object(object)
        {
            return s.slow(vm);
        }
        let shape = raw::header(object).shape.get();
        let version = raw::object::<Type>(class).version.get();
        let Some(found) = vm.known_attribute(shape, name(&s), AttributeUse::Super, version) else {
            return s.slow(vm);
        };
        // What goes is kept by others: the builtins, the closure; else the generic executor decides.
        if found.version != version
            || version == 0
            || raw::is_counted(global)
            || !raw::is_counted(class)
            || raw::header(class).decrement()
        {
            return s.slow(vm);
        }
        for place in 0..3 {
            *from.add(place) = raw::NULL;
        }
        raw::retain(found.word);
        let pair = s.registers.add(s.a());
        *pair = found.word;
        *pair.add(1) = object;
        s.next(vm, 3)
    }

    fn store(vm, s) {
        let object = s.reg(s.a());
        if s.a() < s.named && hits(vm, &s, object) {
            let offset = s.word(4);
            if (offset as i32) > 0 {
                let after = s.word(5);
                if after != 0 {
                    raw::counted_header(object).shape.set(after);
                }
                let from = s.b();
                let value = s.reg(from);
                if from < s.named {
                    raw::retain(value);
                } else {
                    s.empty(from);
                }
                let old = slot(object, offset).replace(value);
                return s.release(vm, old, 7);
            }
        }
        s.tail(vm, store_otherwise)
    }

    /// Another shape than last time, or a property whose setter is written in Python.
    #[inline(never)]
    fn store_otherwise(vm, s) {
        let object = s.reg(s.a());
        let (what, word) = if hits(vm, &s, object) {
            (s.word(4), s.double_word(5))
        } else if raw::is_object(object)
            && let Some(found) = vm.known_attribute(raw::shape(object), name(&s), AttributeUse::Store, 0)
        {
            s.cache(2, found.shape as u64 | (found.epoch as u64) << 32);
            s.cache(4, found.what as u64 | found.word << 32);
            s.cache(5, found.word);
            (found.what, found.word)
        } else {
            return s.slow(vm);
        };
        if (what as i32) > 0 {
            return stored(vm, s, object, what, word as u32);
        }
        if what != kind::PROPERTY || s.a() >= s.named {
            return s.slow(vm);
        }
        let code = super::calls::code_of(word);
        let window = (*s.current).free_registers();
        if code.direct != 2 || !s.has_little_room(vm, window) {
            return s.slow(vm);
        }
        let value = s.take(s.b());
        raw::retain(word);
        raw::retain(object);
        *window = object;
        *window.add(1) = value;
        s.enter(vm, word, code, window, 2, Return::Discard, 0, 7)
    }
}

/// Writes a slot; `after` is the object's shape from then on, 0 if it stays.
#[inline(always)]
unsafe fn stored(vm: &mut Vm, s: At, object: u64, offset: u32, after: u32) -> Next {
    // SAFETY: see `handlers`.
    unsafe {
        let place = slot(object, offset);
        let own = s.a();
        if own >= s.named {
            if raw::is_counted(*place) {
                // Two things may go.
                return s.slow(vm);
            }
            *place = s.take(s.b());
            if after != 0 {
                raw::header(object).shape.set(after);
            }
            s.empty(own);
            return s.release(vm, object, 7);
        }
        let value = s.take(s.b());
        let old = place.replace(value);
        if after != 0 {
            raw::header(object).shape.set(after);
        }
        s.release(vm, old, 7)
    }
}
