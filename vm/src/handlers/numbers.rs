//! Arithmetic of inline ints and doubles. Whatever overflows, divides by zero or is of another class is left to the
//! generic executor, but for Python's own operators (`operators`).

use super::{At, Handler, Next, handlers, operators};
use taipan_heap::{TAG_INT, TAG_MASK};
use taipan_objects::{Vm, raw};

/// `R[a] := R[b] op right` of two ints; anything else goes to `otherwise`.
#[inline(always)]
unsafe fn integers_or(
    vm: &mut Vm,
    s: At,
    right: u64,
    int: impl Fn(i64, i64) -> Option<i64>,
    otherwise: Handler,
) -> Next {
    // SAFETY: see `handlers`.
    unsafe {
        let left = s.reg(s.b());
        if (left | right) & TAG_MASK == TAG_INT
            && let Some(result) = int(left as i64, right as i64)
        {
            return s.set(vm, s.a(), result as u64, 2);
        }
        s.tail(vm, otherwise)
    }
}

/// As `integers_or`, or of two doubles.
#[inline(always)]
unsafe fn numbers_or(
    vm: &mut Vm,
    s: At,
    right: u64,
    int: impl Fn(i64, i64) -> Option<i64>,
    float: impl Fn(f64, f64) -> Option<u64>,
    otherwise: Handler,
) -> Next {
    // SAFETY: see `handlers`.
    unsafe {
        let left = s.reg(s.b());
        if (left | right) & TAG_MASK == TAG_INT {
            if let Some(result) = int(left as i64, right as i64) {
                return s.set(vm, s.a(), result as u64, 2);
            }
        } else if raw::is_float(left)
            && raw::is_float(right)
            && let Some(result) = float(raw::float(left), raw::float(right))
        {
            return s.set(vm, s.a(), result, 2);
        }
        s.tail(vm, otherwise)
    }
}

/// `R[a] := R[b] op right` where at least one is a double and the other a number; anything else goes to `otherwise`.
#[inline(always)]
unsafe fn floats(
    vm: &mut Vm,
    s: At,
    right: u64,
    float: impl Fn(f64, f64) -> Option<u64>,
    otherwise: Handler,
) -> Next {
    // SAFETY: see `handlers`.
    unsafe {
        let left = s.reg(s.b());
        if raw::is_float(left) && raw::is_float(right) {
            if let Some(result) = float(raw::float(left), raw::float(right)) {
                return s.set(vm, s.a(), result, 2);
            }
            return s.tail(vm, otherwise);
        }
        let x = match left {
            _ if raw::is_int(left) => (left as i64 >> 3) as f64,
            _ if raw::is_float(left) => raw::float(left),
            _ => return s.tail(vm, otherwise),
        };
        let y = match right {
            _ if raw::is_int(right) => (right as i64 >> 3) as f64,
            _ if raw::is_float(right) => raw::float(right),
            _ => return s.tail(vm, otherwise),
        };
        // Two ints came here because their own form does not apply.
        if !(raw::is_int(left) && raw::is_int(right))
            && let Some(result) = float(x, y)
        {
            return s.set(vm, s.a(), result, 2);
        }
        s.tail(vm, otherwise)
    }
}

macro_rules! arithmetic {
    ($($name:ident $constant:ident $name_float:ident $constant_float:ident $otherwise:ident =
        $int:expr, $float:expr;)*) => {
        handlers! {
            $(
                fn $name(vm, s) { numbers_or(vm, s, s.reg(s.c()), $int, $float, $name_float) }
                fn $constant(vm, s) { numbers_or(vm, s, s.constant(s.c()), $int, $float, $constant_float) }
                #[inline(never)]
                fn $name_float(vm, s) { floats(vm, s, s.reg(s.c()), $float, operators::$otherwise) }
                #[inline(never)]
                fn $constant_float(vm, s) { floats(vm, s, s.constant(s.c()), $float, operators::$otherwise) }
            )*
        }
    };
}

arithmetic! {
    add add_const add_floats add_float_const add =
        i64::checked_add, |x: f64, y: f64| raw::from_float(x + y);
    subtract subtract_const subtract_floats subtract_float_const binary =
        i64::checked_sub, |x: f64, y: f64| raw::from_float(x - y);
    multiply multiply_const multiply_floats multiply_float_const binary =
        |x: i64, y: i64| (x >> 3).checked_mul(y), |x: f64, y: f64| raw::from_float(x * y);
    true_divide true_divide_const divide_floats divide_float_const binary = divide_ints, quotient;
}

macro_rules! integers {
    ($($name:ident $constant:ident = $function:expr;)*) => {
        handlers! {
            $(
                fn $name(vm, s) { integers_or(vm, s, s.reg(s.c()), $function, operators::binary) }
                fn $constant(vm, s) { integers_or(vm, s, s.constant(s.c()), $function, operators::binary) }
            )*
        }
    };
}

integers! {
    floor_divide floor_divide_const = floor_divide_ints;
    remainder remainder_const = remainder_ints;
    and and_const = |x: i64, y: i64| Some(x & y);
    or or_const = |x: i64, y: i64| Some(x | y);
    xor xor_const = |x: i64, y: i64| Some(x ^ y);
    lshift lshift_const = shift_left;
    rshift rshift_const = shift_right;
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
fn quotient(x: f64, y: f64) -> Option<u64> {
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
