//! Subscripts of exact builtin containers, and displays.

use super::{At, GONE, Handler, Next, handlers, release_both};
use taipan_bytecode::Op;
use taipan_objects::bytearray::ByteArray;
use taipan_objects::dict::{Dict, Spot, known_hash, spot_for};
use taipan_objects::dict_table::Known;
use taipan_objects::list::List;
use taipan_objects::str::Str;
use taipan_objects::tuple::Tuple;
use taipan_objects::{Obj, Tp, Value, Vm, raw};

/// Where a key is in a dict.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Entry(u32),
    Missing,
    /// Python must be asked.
    Unknown,
}

/// Looks a key up whose comparison runs no Python. Out of line: it keeps locals that a handler must not have.
#[inline(never)]
pub(super) unsafe fn dict_search(vm: &Vm, dict: &Obj<Dict>, key: u64) -> Place {
    // SAFETY: the key's shape is looked at first; nothing runs while the table is looked at.
    unsafe {
        let key = std::mem::ManuallyDrop::new(Value::from_raw(key));
        let Some(hash) = known_hash(vm, &key) else { return Place::Unknown };
        match (*dict.table.as_ptr()).find_known(hash, &key) {
            Known::At(at) => Place::Entry(at as u32),
            Known::Missing => Place::Missing,
            Known::Unsure => Place::Unknown,
        }
    }
}

/// `dict[key]`, borrowed; NULL where the key is missing or Python must be asked.
#[inline(never)]
unsafe fn dict_at(vm: &Vm, dict: u64, key: u64) -> u64 {
    // SAFETY: the caller saw that it is an exact dict.
    unsafe {
        let dict = raw::object::<Dict>(dict);
        match dict_search(vm, dict, key) {
            Place::Entry(at) => {
                let table = &*dict.table.as_ptr();
                table.entries.get_unchecked(at as usize).value.raw()
            }
            _ => raw::NULL,
        }
    }
}

/// `object[index]` of an exact sequence, borrowed (or an uncounted word); NULL where it is none or out of range.
#[inline(always)]
unsafe fn item_at(vm: &Vm, object: u64, index: i64) -> u64 {
    // SAFETY: the shapes say what the words are; nothing runs while they are looked at.
    unsafe {
        let shape = raw::shape(object);
        let items: &[Value] = if shape == Tp::Str as u32 {
            let text = raw::object::<Str>(object);
            let bytes = text.bytes();
            let index = if index < 0 { index + bytes.len() as i64 } else { index };
            if !text.is_ascii() {
                return raw::NULL;
            }
            return bytes.get(index as usize).map_or(raw::NULL, |&b| vm.latin1_word(b));
        } else if shape == Tp::List as u32 {
            &*raw::object::<List>(object).items.as_ptr()
        } else if shape == Tp::Tuple as u32 {
            raw::object::<Tuple>(object).items()
        } else if shape == Tp::ByteArray as u32 {
            let bytes = &*raw::object::<ByteArray>(object).data.data.as_ptr();
            return bytes.get(index as usize).map_or(raw::NULL, |&b| (b as u64) << 3);
        } else {
            return raw::NULL;
        };
        let index = if index < 0 { index + items.len() as i64 } else { index };
        items.get(index as usize).map_or(raw::NULL, Value::raw)
    }
}

/// R[a] := R[b][key] of a list or a str in a named register and an index that is not negative; a list in a temporary goes
/// to `temporary`, anything else to `get_other`.
#[inline(always)]
unsafe fn get_at(vm: &mut Vm, s: At, key: u64, temporary: Handler) -> Next {
    // SAFETY: see `handlers`; nothing runs while the list is looked at.
    unsafe {
        if s.b() >= s.named {
            return s.tail(vm, temporary);
        }
        let object = s.reg(s.b());
        if raw::is_int(key) && raw::is_object(object) {
            let shape = raw::header(object).shape.get();
            if shape == Tp::List as u32 {
                let items = &*raw::object::<List>(object).items.as_ptr();
                if let Some(value) = items.get(key as usize >> 3) {
                    raw::retain(value.raw());
                    return s.set(vm, s.a(), value.raw(), 2);
                }
            } else if shape == Tp::Str as u32 {
                let text = raw::object::<Str>(object);
                if let Some(&byte) = text.bytes().get(key as usize >> 3)
                    && text.is_ascii()
                {
                    // Shared strs need no reference.
                    return s.set(vm, s.a(), vm.latin1_word(byte), 2);
                }
            }
        }
        s.cold(vm, get_other)
    }
}

/// As `get_at`, of a list in a temporary, which is consumed.
#[inline(always)]
unsafe fn get_of_temporary(vm: &mut Vm, s: At, key: u64) -> Next {
    // SAFETY: see `handlers`; nothing runs while the list is looked at.
    unsafe {
        let object = s.reg(s.b());
        if raw::is_int(key) && raw::counted_shape(object) == Tp::List as u32 {
            let items = &*raw::counted_object::<List>(object).items.as_ptr();
            if let Some(value) = items.get(key as usize >> 3)
                && (s.a() == s.b() || !raw::is_counted(s.reg(s.a())))
            {
                raw::retain(value.raw());
                s.empty(s.b());
                *s.registers.add(s.a()) = value.raw();
                return s.release(vm, object, 2);
            }
        }
        s.cold(vm, get_other)
    }
}

/// R[a] := R[b][key] of the op at `pc`, of exact builtin containers; NULL, and nothing done, where that takes more. Gives
/// what the register held before, owned.
#[inline(never)]
unsafe fn get_item(vm: &mut Vm, pc: *const u32) -> Option<u64> {
    // SAFETY: see `handlers`.
    unsafe {
        let s = At::of(vm.stack.current, pc);
        let constant = *pc as u8 == Op::GET_ITEM_CONST as u8;
        let key = if constant { s.constant(s.c()) } else { s.reg(s.c()) };
        let object = s.reg(s.b());
        let value = if raw::shape(object) == Tp::Dict as u32 {
            dict_at(vm, object, key)
        } else if raw::is_int(key) {
            item_at(vm, object, key as i64 >> 3)
        } else {
            raw::NULL
        };
        let owns_object = s.owns(s.b(), object);
        if value == raw::NULL || (owns_object && s.a() != s.b() && raw::is_counted(s.reg(s.a()))) {
            return None;
        }
        raw::retain(value);
        if !constant && s.owns(s.c(), key) {
            // A key that was found without Python ends without it.
            raw::release(key);
            s.empty(s.c());
        }
        if owns_object {
            s.empty(s.b());
            *s.registers.add(s.a()) = value;
            return Some(object);
        }
        Some(s.registers.add(s.a()).replace(value))
    }
}

/// `dict[key] = value` of the op at `pc`, whose dict is in a named register, if no Python need be asked.
#[inline(never)]
unsafe fn store_in_dict(vm: &mut Vm, pc: *const u32) -> bool {
    // SAFETY: see `handlers`; what the dict is given is owned.
    unsafe {
        let s = At::of(vm.stack.current, pc);
        (*s.current).pc = pc;
        let dict = raw::object::<Dict>(s.reg(s.a()));
        let key = std::mem::ManuallyDrop::new(Value::from_raw(s.reg(s.b())));
        match spot_for(vm, dict, &key) {
            Spot::Unknown => return false,
            Spot::New(hash) => {
                let (key, value) = (Value::from_raw(s.take(s.b())), Value::from_raw(s.take(s.c())));
                dict.push_new(vm, hash, key, value);
            }
            Spot::At(at) => {
                let value = Value::from_raw(s.take(s.c()));
                let old = dict.replace_at(vm, at, value);
                if s.b() >= s.named {
                    raw::release(s.registers.add(s.b()).replace(raw::NULL));
                }
                drop(old);
                if vm.heap.has_pending() {
                    vm.run_pending();
                }
            }
        }
        true
    }
}

/// The place of an item in an exact list; `None` where the key is no index of it, or the object none.
#[inline(always)]
unsafe fn list_place(object: u64, key: u64) -> Option<*mut u64> {
    // SAFETY: see `handlers`; the shape says that it is a list.
    unsafe {
        if raw::shape(object) != Tp::List as u32 || !raw::is_int(key) {
            return None;
        }
        let items = &mut *raw::object::<List>(object).items.as_ptr();
        let mut index = key as i64 >> 3;
        if index < 0 {
            index += items.len() as i64;
        }
        items.get_mut(index as usize).map(|place| (place as *mut Value).cast())
    }
}

handlers! {
    fn get(vm, s) {
        get_at(vm, s, s.reg(s.c()), get_item_of_temporary)
    }

    fn get_const(vm, s) {
        get_at(vm, s, s.constant(s.c()), get_const_of_temporary)
    }

    #[inline(never)]
    fn get_item_of_temporary(vm, s) {
        get_of_temporary(vm, s, s.reg(s.c()))
    }

    #[inline(never)]
    fn get_const_of_temporary(vm, s) {
        get_of_temporary(vm, s, s.constant(s.c()))
    }

    /// A subscript of another container.
    cold fn get_other(vm, s) {
        match get_item(vm, s.pc) {
            Some(old) => At::of(vm.stack.current, s.pc).release(vm, old, 2),
            None => At::of(vm.stack.current, s.pc).tail(vm, super::direct::get_item),
        }
    }

    fn set(vm, s) {
        let (object, key) = (s.reg(s.a()), s.reg(s.b()));
        if s.owns(s.a(), object) {
            return s.tail(vm, set_of_temporary);
        }
        if let Some(place) = list_place(object, key) {
            let old = place.replace(s.take(s.c()));
            return s.release(vm, old, 2);
        }
        if raw::shape(object) == Tp::ByteArray as u32 && raw::is_int(key) {
            let value = s.reg(s.c());
            let bytes = &mut *raw::object::<ByteArray>(object).data.data.as_ptr();
            if raw::is_int(value)
                && value as i64 >> 3 >= 0
                && value as i64 >> 3 < 256
                && let Some(place) = bytes.get_mut((key as i64 >> 3) as usize)
            {
                *place = (value >> 3) as u8;
                return s.next(vm, 2);
            }
        }
        s.cold(vm, set_of_dict)
    }

    /// An item of a list that the op drops.
    #[inline(never)]
    fn set_of_temporary(vm, s) {
        let (object, key) = (s.reg(s.a()), s.reg(s.b()));
        let Some(place) = list_place(object, key) else { return s.slow(vm) };
        let old = place.replace(s.take(s.c()));
        s.empty(s.a());
        (*s.current).pc = s.pc;
        release_both(vm, s.pc.add(2), old, object, GONE, GONE)
    }

    cold fn set_of_dict(vm, s) {
        if raw::shape(s.reg(s.a())) == Tp::Dict as u32 && store_in_dict(vm, s.pc) {
            return At::of(vm.stack.current, s.pc).next(vm, 2);
        }
        s.slow(vm)
    }

    fn list_append(vm, s) {
        let list = s.reg(s.a());
        if raw::shape(list) == Tp::List as u32 {
            let items = &mut *raw::object::<List>(list).items.as_ptr();
            if items.len() < items.capacity() {
                let value = s.take(s.b());
                items.as_mut_ptr().add(items.len()).cast::<u64>().write(value);
                items.set_len(items.len() + 1);
                return s.next(vm, 1);
            }
        }
        s.slow(vm)
    }

    fn build_tuple(vm, s) {
        match taipan_objects::tuple::move_at_hand(vm, s.registers.add(s.b()), s.c()) {
            Some(tuple) => s.set(vm, s.a(), tuple, 1),
            None => s.tail(vm, build_any_tuple),
        }
    }

    #[inline(never)]
    fn build_any_tuple(vm, s) {
        let count = s.c();
        let first = s.registers.add(s.b());
        let tuple = new_tuple(vm, first, count);
        s.set(vm, s.a(), tuple, 1)
    }

    fn build_list(vm, s) {
        let count = s.c();
        let first = s.registers.add(s.b());
        let list = new_list(vm, first, count);
        s.set(vm, s.a(), list, 1)
    }
}

/// A tuple of `count` words, which move out of their registers.
#[inline(never)]
unsafe fn new_tuple(vm: &Vm, first: *mut u64, count: usize) -> u64 {
    // SAFETY: the words are owned by temporaries, which are left empty.
    let items = (0..count).map(|i| unsafe { Value::from_raw(first.add(i).replace(raw::NULL)) });
    vm.new_tuple_from(count, items).into_raw()
}

/// A list of `count` words, which move out of their registers.
#[inline(never)]
unsafe fn new_list(vm: &Vm, first: *mut u64, count: usize) -> u64 {
    let mut items: Vec<Value> = Vec::with_capacity(count);
    // SAFETY: as above; there is room for them.
    unsafe {
        for i in 0..count {
            items.as_mut_ptr().add(i).cast::<u64>().write(first.add(i).replace(raw::NULL));
        }
        items.set_len(count);
    }
    vm.new_list(items).into_raw()
}
