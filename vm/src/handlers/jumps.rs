//! Jumps, fused comparisons, and tests of truth, identity and membership.

use super::items::Place;
use super::{At, Handler, Next, handlers, operators, raise, resume_at};
use taipan_bytecode::Op;
use taipan_heap::{TAG_INT, TAG_MASK, TAG_UNCOUNTED};
use taipan_objects::dict::Dict;
use taipan_objects::list::List;
use taipan_objects::str::Str;
use taipan_objects::tuple::Tuple;
use taipan_objects::{Tp, Value, Vm, raw};

/// Jumps if the answer is what the instruction asks for.
#[inline(always)]
pub(super) unsafe fn answer(vm: &mut Vm, s: At, answer: bool) -> Next {
    // SAFETY: see `handlers`.
    unsafe { if answer as usize == s.c() { s.jump(vm, 2, 1) } else { s.next(vm, 2) } }
}

/// Compares R[a] with `right`.
#[inline(always)]
unsafe fn compare(
    vm: &mut Vm,
    s: At,
    right: u64,
    ints: impl Fn(&i64, &i64) -> bool,
    floats: impl Fn(&f64, &f64) -> bool,
) -> Next {
    // SAFETY: see `handlers`.
    unsafe {
        let left = s.reg(s.a());
        if (left | right) & TAG_MASK == TAG_INT {
            return answer(vm, s, ints(&(left as i64), &(right as i64)));
        }
        if raw::is_float(left) && raw::is_float(right) {
            return answer(vm, s, floats(&raw::float(left), &raw::float(right)));
        }
        if raw::is_float(left) && raw::is_int(right) && (right as i64 >> 3).unsigned_abs() < 1 << 53 {
            return answer(vm, s, floats(&raw::float(left), &((right as i64 >> 3) as f64)));
        }
        s.tail(vm, operators::compare_jump)
    }
}

/// Whether R[a] and `right` are equal, or not equal, of ints and interned strs; anything else goes to `otherwise`.
#[inline(always)]
unsafe fn equality(vm: &mut Vm, s: At, right: u64, equal: bool, otherwise: Handler) -> Next {
    // SAFETY: see `handlers`.
    unsafe {
        let left = s.reg(s.a());
        // Strs that live as long as the heap are interned: equal ones are one.
        if (left | right) & TAG_MASK == TAG_INT
            || (left & TAG_MASK == TAG_UNCOUNTED
                && right & TAG_MASK == TAG_UNCOUNTED
                && raw::header(left).shape.get() == Tp::Str as u32
                && raw::header(right).shape.get() == Tp::Str as u32)
        {
            return answer(vm, s, (left == right) == equal);
        }
        s.tail(vm, otherwise)
    }
}

macro_rules! comparisons {
    ($($name:ident $constant:ident $method:ident;)*) => {
        handlers! {
            $(
                fn $name(vm, s) {
                    compare(vm, s, s.reg(s.b()), PartialOrdOrEq::$method, PartialOrdOrEq::$method)
                }
                fn $constant(vm, s) {
                    compare(vm, s, s.constant(s.b()), PartialOrdOrEq::$method, PartialOrdOrEq::$method)
                }
            )*
        }
    };
}

macro_rules! equalities {
    ($($name:ident $constant:ident $equal:literal $rest:ident $constant_rest:ident;)*) => {
        handlers! {
            $(
                fn $name(vm, s) {
                    equality(vm, s, s.reg(s.b()), $equal, $rest)
                }
                fn $constant(vm, s) {
                    equality(vm, s, s.constant(s.b()), $equal, $constant_rest)
                }
            )*
        }
    };
}

/// The six comparisons under one roof.
trait PartialOrdOrEq: PartialOrd + Sized {
    #[inline(always)]
    fn lt(&self, other: &Self) -> bool {
        self < other
    }
    #[inline(always)]
    fn le(&self, other: &Self) -> bool {
        self <= other
    }
    #[inline(always)]
    fn gt(&self, other: &Self) -> bool {
        self > other
    }
    #[inline(always)]
    fn ge(&self, other: &Self) -> bool {
        self >= other
    }
    #[inline(always)]
    fn eq(&self, other: &Self) -> bool {
        self == other
    }
    #[inline(always)]
    fn ne(&self, other: &Self) -> bool {
        self != other
    }
}

impl PartialOrdOrEq for i64 {}
impl PartialOrdOrEq for f64 {}

comparisons! {
    if_lt if_lt_const lt;
    if_le if_le_const le;
    if_eq_rest if_eq_const_rest eq;
    if_ne_rest if_ne_const_rest ne;
    if_gt if_gt_const gt;
    if_ge if_ge_const ge;
}

equalities! {
    if_eq if_eq_const true if_eq_rest if_eq_const_rest;
    if_ne if_ne_const false if_ne_rest if_ne_const_rest;
}

/// The truth of a word that is easily told.
#[inline(always)]
unsafe fn truth(vm: &mut Vm, s: At, word: u64, wanted: bool) -> Next {
    // SAFETY: see `handlers`.
    unsafe {
        let truth = match word {
            raw::TRUE => true,
            raw::FALSE | raw::NONE => false,
            _ if raw::is_int(word) => word != 0,
            _ => return s.tail(vm, truth_of_object),
        };
        if truth == wanted { s.jump(vm, 2, 1) } else { s.next(vm, 2) }
    }
}

/// Whether the jump leaves what it tests where it is.
fn peeks(op: u8) -> bool {
    op == Op::JUMP_IF_TRUE_PEEK as u8 || op == Op::JUMP_IF_FALSE_PEEK as u8
}

fn jumps_if_true(op: u8) -> bool {
    op == Op::JUMP_IF_TRUE as u8 || op == Op::JUMP_IF_TRUE_PEEK as u8
}

/// The jump at `pc`, forwards, by the truth of any object, or the UNARY_NOT at `pc`; gives where to go on, or null where
/// the loop ends.
#[inline(never)]
unsafe fn ask_truth(vm: &mut Vm, pc: *const u32) -> *const u32 {
    // SAFETY: see `handlers`.
    unsafe {
        let s = At::of(vm.stack.current, pc);
        (*s.current).pc = pc;
        let op = *pc as u8;
        let negates = op == Op::UNARY_NOT as u8;
        let from = if negates { s.b() } else { s.a() };
        let object =
            if peeks(op) { Value::from_raw_borrowed(s.reg(from)) } else { Value::from_raw(s.take(from)) };
        let truth = match vm.truth(&object) {
            Ok(truth) => truth,
            Err(raised) => {
                drop(object);
                return raise(vm, raised);
            }
        };
        let s = At::of(vm.stack.current, pc);
        let next = if negates {
            raw::release(s.registers.add(s.a()).replace(raw::from_bool(!truth)));
            pc.add(1)
        } else if truth == jumps_if_true(op) {
            pc.offset(2 + s.word(1) as i32 as isize)
        } else {
            pc.add(2)
        };
        drop(object);
        if vm.heap.has_pending() {
            vm.run_pending();
        }
        next
    }
}

/// Whether an exact str contains another.
#[inline(never)]
unsafe fn text_contains(text: u64, part: u64) -> bool {
    // SAFETY: the caller saw that both are exact strs.
    let (text, part) = unsafe { (raw::object::<Str>(text), raw::object::<Str>(part)) };
    match part.bytes() {
        [one] if text.bytes().len() < 32 => text.bytes().contains(one),
        _ => taipan_text::search::contains(text.text(), part.text()),
    }
}

/// Whether `part` is in `whole`, where nothing of Python runs to tell; `None` where it may.
#[inline(always)]
unsafe fn contained(vm: &Vm, part: u64, whole: u64) -> Option<bool> {
    // SAFETY: the shapes say what the words are.
    unsafe {
        let shape = raw::shape(whole);
        if shape == Tp::Str as u32 {
            return (raw::shape(part) == Tp::Str as u32).then(|| text_contains(whole, part));
        }
        if shape == Tp::Dict as u32 {
            return match super::items::dict_search(vm, raw::object::<Dict>(whole), part) {
                Place::Entry(_) => Some(true),
                Place::Missing => Some(false),
                Place::Unknown => None,
            };
        }
        None
    }
}

handlers! {
    /// The truth of an exact builtin container that is not consumed.
    #[inline(never)]
    fn truth_of_object(vm, s) {
        let op = *s.pc as u8;
        let word = s.reg(s.a());
        if !peeks(op) && s.owns(s.a(), word) {
            return s.cold(vm, truth_of_any);
        }
        let shape = raw::shape(word);
        let truth = if shape == Tp::Str as u32 {
            !raw::object::<Str>(word).bytes().is_empty()
        } else if shape == Tp::List as u32 {
            !(*raw::object::<List>(word).items.as_ptr()).is_empty()
        } else if shape == Tp::Dict as u32 {
            !(*raw::object::<Dict>(word).table.as_ptr()).is_empty()
        } else if shape == Tp::Tuple as u32 {
            !raw::object::<Tuple>(word).items().is_empty()
        } else {
            return s.cold(vm, truth_of_any);
        };
        if truth == jumps_if_true(op) { s.jump(vm, 2, 1) } else { s.next(vm, 2) }
    }

    /// The truth of anything else, which may have to be asked for, or of what the op drops.
    cold fn truth_of_any(vm, s) {
        if *s.pc as u8 != Op::UNARY_NOT as u8 && (s.word(1) as i32) < 0 {
            return s.slow(vm);
        }
        let next = ask_truth(vm, s.pc);
        resume_at(vm, next)
    }

    fn jump(vm, s) {
        s.jump(vm, 2, 1)
    }

    fn if_true(vm, s) {
        truth(vm, s, s.reg(s.a()), true)
    }

    fn if_true_peek(vm, s) {
        truth(vm, s, s.reg(s.a()), true)
    }

    fn if_false(vm, s) {
        truth(vm, s, s.reg(s.a()), false)
    }

    fn if_false_peek(vm, s) {
        truth(vm, s, s.reg(s.a()), false)
    }

    fn not(vm, s) {
        let word = s.reg(s.b());
        let truth = match word {
            raw::TRUE => true,
            raw::FALSE | raw::NONE => false,
            _ if raw::is_int(word) => word != 0,
            _ => return s.cold(vm, truth_of_any),
        };
        s.set(vm, s.a(), raw::from_bool(!truth), 1)
    }

    fn if_none(vm, s) {
        let word = s.reg(s.a());
        if word == raw::NONE {
            return s.jump(vm, 2, 1);
        }
        if s.owns(s.a(), word) {
            s.empty(s.a());
            return s.release(vm, word, 2);
        }
        s.next(vm, 2)
    }

    fn if_not_none(vm, s) {
        let word = s.reg(s.a());
        if word == raw::NONE {
            return s.next(vm, 2);
        }
        if s.owns(s.a(), word) {
            // Not the last reference, else the generic form decides.
            if raw::counted_header(word).decrement() {
                return s.slow(vm);
            }
            s.empty(s.a());
        }
        s.jump(vm, 2, 1)
    }

    fn if_is(vm, s) {
        let (x, y) = (s.reg(s.a()), s.reg(s.b()));
        if s.owns(s.a(), x) || s.owns(s.b(), y) {
            return s.tail(vm, if_is_of_temporaries);
        }
        answer(vm, s, x == y)
    }

    #[inline(never)]
    fn if_is_of_temporaries(vm, s) {
        let (x, y) = (s.reg(s.a()), s.reg(s.b()));
        if !s.are_light(s.a(), x, s.b(), y) {
            return s.slow(vm);
        }
        s.let_go(s.a(), x);
        s.let_go(s.b(), y);
        answer(vm, s, x == y)
    }

    fn is_op(vm, s) {
        let (x, y) = (s.reg(s.b()), s.reg(s.c()));
        if s.owns(s.b(), x) || s.owns(s.c(), y) {
            return s.slow(vm);
        }
        s.set(vm, s.a(), raw::from_bool((x == y) != (s.word(1) & 1 != 0)), 2)
    }

    fn if_in(vm, s) {
        s.cold(vm, if_in_object)
    }

    cold fn if_in_object(vm, s) {
        let found = contained_of(vm, s, s.a(), s.b());
        let s = At::of(vm.stack.current, s.pc);
        match found {
            Some(found) => answer(vm, s, found),
            None => s.slow(vm),
        }
    }

    fn contains(vm, s) {
        s.cold(vm, contains_in_object)
    }

    cold fn contains_in_object(vm, s) {
        let found = contained_of(vm, s, s.b(), s.c());
        let s = At::of(vm.stack.current, s.pc);
        match found {
            Some(found) => s.set(vm, s.a(), raw::from_bool(found != (s.word(1) & 1 != 0)), 2),
            None => s.slow(vm),
        }
    }
}

/// As `contained`, of the words in two registers, which are consumed if the answer is known.
#[inline(never)]
unsafe fn contained_of(vm: &Vm, s: At, part: usize, whole: usize) -> Option<bool> {
    // SAFETY: see `handlers`.
    unsafe {
        let (x, y) = (s.reg(part), s.reg(whole));
        let held = if x == y { 2 } else { 1 };
        if s.owns(whole, y) && raw::counted_header(y).references() <= held {
            return None;
        }
        let found = contained(vm, x, y)?;
        if s.owns(part, x) {
            // What was looked for without Python ends without it.
            raw::release(x);
            s.empty(part);
        }
        s.let_go(whole, y);
        Some(found)
    }
}
