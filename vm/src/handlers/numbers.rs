//! Arithmetic of inline ints and doubles. Whatever overflows, divides by zero or is of another class is left to the
//! generic executor, but for Python's own operators (`operators`).

use super::{At, Next, handlers, operators};
use taipan_heap::{TAG_INT, TAG_MASK};
use taipan_objects::{Vm, raw};

/// `R[a] := R[b] op right`, by one function of int words and one of doubles, which give the word of the result.
#[inline(always)]
unsafe fn arithmetic(
    vm: &mut Vm,
    s: At,
    right: u64,
    int: impl Fn(i64, i64) -> Option<i64>,
    float: impl Fn(f64, f64) -> Option<u64>,
) -> Next {
    // SAFETY: see `handlers`.
    unsafe {
        let left = s.reg(s.b());
        if (left | right) & TAG_MASK == TAG_INT {
            if let Some(result) = int(left as i64, right as i64) {
                return s.set(vm, s.a(), result as u64, 2);
            }
        } else if raw::is_float(left) {
            let y = if raw::is_float(right) {
                raw::float(right)
            } else if raw::is_int(right) {
                (right as i64 >> 3) as f64
            } else {
                return s.tail(vm, operators::binary);
            };
            if let Some(result) = float(raw::float(left), y) {
                return s.set(vm, s.a(), result, 2);
            }
        } else if raw::is_float(right) && raw::is_int(left) {
            if let Some(result) = float((left as i64 >> 3) as f64, raw::float(right)) {
                return s.set(vm, s.a(), result, 2);
            }
        }
        s.tail(vm, operators::binary)
    }
}

/// As `arithmetic`, for operators that only ints have a fast form of.
#[inline(always)]
unsafe fn integers(vm: &mut Vm, s: At, right: u64, int: impl Fn(i64, i64) -> Option<i64>) -> Next {
    // SAFETY: see `handlers`.
    unsafe {
        let left = s.reg(s.b());
        if (left | right) & TAG_MASK == TAG_INT
            && let Some(result) = int(left as i64, right as i64)
        {
            return s.set(vm, s.a(), result as u64, 2);
        }
        s.tail(vm, operators::binary)
    }
}

macro_rules! operators {
    ($($name:ident $constant:ident = $by:ident($($function:expr),*);)*) => {
        handlers! {
            $(
                fn $name(vm, s) { $by(vm, s, s.reg(s.c()), $($function),*) }
                fn $constant(vm, s) { $by(vm, s, s.constant(s.c()), $($function),*) }
            )*
        }
    };
}

operators! {
    add add_const = arithmetic(i64::checked_add, |x: f64, y: f64| raw::from_float(x + y));
    subtract subtract_const = arithmetic(i64::checked_sub, |x: f64, y: f64| raw::from_float(x - y));
    multiply multiply_const =
        arithmetic(|x: i64, y: i64| (x >> 3).checked_mul(y), |x: f64, y: f64| raw::from_float(x * y));
    true_divide true_divide_const = arithmetic(divide_ints, divide_floats);
    floor_divide floor_divide_const = integers(floor_divide_ints);
    remainder remainder_const = integers(remainder_ints);
    and and_const = integers(|x: i64, y: i64| Some(x & y));
    or or_const = integers(|x: i64, y: i64| Some(x | y));
    xor xor_const = integers(|x: i64, y: i64| Some(x ^ y));
    lshift lshift_const = integers(shift_left);
    rshift rshift_const = integers(shift_right);
}

handlers! {
    fn negative(vm, s) {
        let value = s.reg(s.b());
        if raw::is_int(value)
            && let Some(result) = (value as i64).checked_neg()
        {
            return s.set(vm, s.a(), result as u64, 1);
        }
        if raw::is_float(value)
            && let Some(result) = raw::from_float(-raw::float(value))
        {
            return s.set(vm, s.a(), result, 1);
        }
        s.slow(vm)
    }
}

/// `x / y` of two int words, as a word of a double.
#[inline(always)]
fn divide_ints(x: i64, y: i64) -> Option<i64> {
    let (x, y) = (x >> 3, y >> 3);
    if y == 0 || x.unsigned_abs() >= 1 << 53 || y.unsigned_abs() >= 1 << 53 {
        return None;
    }
    raw::from_float(x as f64 / y as f64).map(|w| w as i64)
}

#[inline(always)]
fn divide_floats(x: f64, y: f64) -> Option<u64> {
    if y == 0.0 { None } else { raw::from_float(x / y) }
}

#[inline(always)]
fn floor_divide_ints(x: i64, y: i64) -> Option<i64> {
    let (x, y) = (x >> 3, y >> 3);
    if y == 0 || y == -1 {
        return None;
    }
    if (x | y) as u64 >> 32 == 0 {
        return Some(((x as u32 / y as u32) as i64) << 3);
    }
    let quotient = x / y;
    let floor = if (x % y != 0) && ((x < 0) != (y < 0)) { quotient - 1 } else { quotient };
    Some(floor << 3)
}

#[inline(always)]
fn remainder_ints(x: i64, y: i64) -> Option<i64> {
    // Both carry the same factor of 8, so the remainder of the words is the word of the remainder.
    if y == 0 || y == -8 {
        return None;
    }
    let rest = if (x | y) as u64 >> 32 == 0 { (x as u32 % y as u32) as i64 } else { x % y };
    Some(if rest != 0 && (rest < 0) != (y < 0) { rest + y } else { rest })
}

#[inline(always)]
fn shift_left(x: i64, y: i64) -> Option<i64> {
    let count = y >> 3;
    if !(0..61).contains(&count) {
        return None;
    }
    let result = x << count;
    if result >> count == x { Some(result) } else { None }
}

#[inline(always)]
fn shift_right(x: i64, y: i64) -> Option<i64> {
    let count = y >> 3;
    if count < 0 {
        return None;
    }
    Some(x >> count.min(63) & !7)
}
