//! `for` loops and unpacking.

use super::{At, generators, handlers};
use taipan_objects::dict_views;
use taipan_objects::iterators::SequenceIterator;
use taipan_objects::list::List;
use taipan_objects::range::RangeIterator;
use taipan_objects::tuple::Tuple;
use taipan_objects::{Tp, Value, Vm, raw};

/// The next item of an exact list or tuple iterator, borrowed; NULL at the end.
#[inline(always)]
unsafe fn next_of_sequence(iterator: u64) -> u64 {
    // SAFETY: the caller saw that it is such an iterator, which keeps its sequence; nothing runs meanwhile.
    unsafe {
        let iterator = raw::object::<SequenceIterator>(iterator);
        let sequence = (*iterator.sequence.as_ptr()).raw();
        let index = iterator.index.get();
        let shape = raw::shape(sequence);
        let items: &[Value] = if shape == Tp::List as u32 {
            &*raw::object::<List>(sequence).items.as_ptr()
        } else if shape == Tp::Tuple as u32 {
            raw::object::<Tuple>(sequence).items()
        } else {
            return raw::NULL;
        };
        match items.get(index) {
            Some(value) => {
                iterator.index.set(index + 1);
                value.raw()
            }
            None => raw::NULL,
        }
    }
}

/// How an iteration went.
#[repr(u8)]
enum Went {
    /// The item is in its register.
    On,
    Ended,
    /// An exception was raised, and left in the stack's outcome.
    Wrong,
}

/// Puts the next item of `iterator` into `place`.
#[inline(never)]
unsafe fn next_native(vm: &mut Vm, iterator: u64, place: *mut u64) -> Went {
    // SAFETY: registers are valid words; the reference keeps the iterator while it runs.
    unsafe {
        let shape = raw::shape(iterator);
        let iterator = Value::from_raw_borrowed(iterator);
        // The commonest without a look at their class.
        let next = if shape == Tp::DictItemIterator as u32 {
            dict_views::item_next(vm, &iterator)
        } else if shape == Tp::DictKeyIterator as u32 {
            dict_views::key_next(vm, &iterator)
        } else {
            vm.next(&iterator)
        };
        match next {
            Ok(Some(value)) => {
                raw::release(place.replace(value.into_raw()));
                if vm.heap.has_pending() {
                    vm.run_pending();
                }
                Went::On
            }
            Ok(None) => Went::Ended,
            Err(raised) => {
                vm.stack.outcome = Some(Err(raised));
                Went::Wrong
            }
        }
    }
}

handlers! {
    fn get_iter(vm, s) {
        // A generator is its own iterator.
        let word = s.reg(s.b());
        if raw::shape(word) == Tp::Generator as u32 {
            let word = s.take(s.b());
            return s.set(vm, s.a(), word, 1);
        }
        s.tail(vm, super::direct::get_iter)
    }

    fn for_iter(vm, s) {
        let iterator = s.reg(s.a());
        let shape = raw::counted_shape(iterator);
        if shape == Tp::RangeIterator as u32 {
            let range = raw::counted_object::<RangeIterator>(iterator);
            let left = range.left.get();
            let value = range.next.get();
            if left > 0 && (value << 3) >> 3 == value && !vm.asked() {
                range.left.set(left - 1);
                range.next.set(value.wrapping_add(range.step));
                let old = s.registers.add(s.b()).replace((value << 3) as u64);
                return s.release(vm, old, (3 + s.word(1) as i32 as isize) as usize);
            }
            return s.slow(vm);
        }
        if shape == Tp::Generator as u32 {
            return s.tail(vm, generators::for_iter);
        }
        s.tail(vm, for_iter_sequence)
    }

    #[inline(never)]
    fn for_iter_sequence(vm, s) {
        let iterator = s.reg(s.a());
        let shape = raw::shape(iterator);
        if (shape == Tp::ListIterator as u32 || shape == Tp::TupleIterator as u32) && !vm.asked() {
            let value = next_of_sequence(iterator);
            if value != raw::NULL {
                raw::retain(value);
                let old = s.registers.add(s.b()).replace(value);
                return s.release(vm, old, (3 + s.word(1) as i32 as isize) as usize);
            }
        }
        s.cold(vm, for_iter_native)
    }

    /// The next item of an iterator of any other class.
    cold fn for_iter_native(vm, s) {
        if vm.asked() {
            return s.slow(vm);
        }
        (*s.current).pc = s.pc;
        let went = next_native(vm, s.reg(s.a()), s.registers.add(s.b()));
        let s = At::of(vm.stack.current, s.pc);
        match went {
            Went::On => s.next(vm, (3 + s.word(1) as i32 as isize) as usize),
            Went::Ended => {
                let iterator = s.reg(s.a());
                s.empty(s.a());
                s.release(vm, iterator, 3)
            }
            Went::Wrong => {
                let next = super::natives::raise_left(vm);
                super::resume_at(vm, next)
            }
        }
    }

    fn unpack(vm, s) {
        let from = s.b();
        let pair = s.reg(from);
        if raw::counted_shape(pair) != Tp::Tuple as u32 || s.c() != 2 {
            return s.tail(vm, unpack_any);
        }
        let [one, other] = raw::counted_object::<Tuple>(pair).items() else { return s.slow(vm) };
        let (one, other) = (one.raw(), other.raw());
        raw::retain(one);
        raw::retain(other);
        if from < s.named {
            let first = s.registers.add(s.a());
            first.write_volatile(one);
            first.add(1).write_volatile(other);
            return s.next(vm, 1);
        }
        // The pair may lie in the first of the two.
        s.empty(from);
        let first = s.registers.add(s.a());
        first.write_volatile(one);
        first.add(1).write_volatile(other);
        s.release(vm, pair, 1)
    }

    #[inline(never)]
    fn unpack_any(vm, s) {
        let from = s.b();
        let sequence = s.reg(from);
        let shape = raw::shape(sequence);
        let count = s.c();
        let items: &[Value] = if shape == Tp::Tuple as u32 {
            raw::object::<Tuple>(sequence).items()
        } else if shape == Tp::List as u32 {
            &*raw::object::<List>(sequence).items.as_ptr()
        } else {
            return s.slow(vm);
        };
        if items.len() != count {
            return s.slow(vm);
        }
        // The run of temporaries is empty, but for the sequence itself, which may lie in the first.
        let first = s.registers.add(s.a());
        let owned = s.owns(from, sequence);
        for (i, item) in items.iter().enumerate() {
            let word = item.raw();
            raw::retain(word);
            first.add(i).write(word);
        }
        if owned {
            if from < s.a() || from >= s.a() + count {
                s.empty(from);
            }
            return s.release(vm, sequence, 1);
        }
        s.next(vm, 1)
    }
}
