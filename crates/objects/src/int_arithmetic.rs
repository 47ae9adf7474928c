//! Arithmetic of ints beyond words: digits of the operands in, digits of the result's block out.
//!
//! What a machine word can hold never comes here. Sizes that a budget may refuse are asked for before the work.

use crate::int::{Number, build};
use crate::{BinaryOp, PyResult, Value, Vm};
use num_bigint::BigInt;
use num_traits::ToPrimitive;
use smallvec::SmallVec;
use std::cmp::Ordering;
use taipan_text::{TextError, digits, int_ops};

/// From this many digits of the shorter factor on, the library's ways of multiplying pay.
const LONG_FACTOR: usize = 32;

/// Sign and magnitude.
#[derive(Clone, Copy)]
struct Signed<'a> {
    negative: bool,
    digits: &'a [u64],
}

impl<'a> Signed<'a> {
    /// `place` holds the digit of a small number.
    #[inline(always)]
    fn of(number: &'a Number<'_>, place: &'a mut [u64; 1]) -> Signed<'a> {
        match number {
            Number::Small(0) => Signed { negative: false, digits: &[] },
            Number::Small(i) => {
                place[0] = i.unsigned_abs();
                Signed { negative: *i < 0, digits: place }
            }
            Number::Big(b) => Signed { negative: b.is_negative(), digits: b.digits() },
        }
    }
}

fn built(vm: &mut Vm, length: usize, fill: impl FnOnce(&mut [u64]) -> bool) -> PyResult {
    match build(vm, length, fill) {
        Some(value) => Ok(value),
        None => Err(vm.memory_error()),
    }
}

/// A result of the library, or what it failed with.
pub(crate) fn checked(vm: &mut Vm, result: Result<BigInt, TextError>) -> PyResult {
    match result {
        Ok(value) => Ok(vm.new_bigint(value)),
        Err(error) => Err(crate::raise::from_text(vm, error)),
    }
}

/// `x op y`, where at least one operand or the result is no machine word.
pub(crate) fn binary(vm: &mut Vm, x: &Number<'_>, y: &Number<'_>, op: BinaryOp) -> PyResult {
    let (mut first, mut second) = ([0], [0]);
    let (a, b) = (Signed::of(x, &mut first), Signed::of(y, &mut second));
    match op {
        BinaryOp::Add => add(vm, a, b),
        BinaryOp::Subtract => add(vm, a, Signed { negative: !b.negative, digits: b.digits }),
        BinaryOp::Multiply => multiply(vm, a, b),
        BinaryOp::And => bitwise(vm, a, b, |x, y| x & y),
        BinaryOp::Or => bitwise(vm, a, b, |x, y| x | y),
        BinaryOp::Xor => bitwise(vm, a, b, |x, y| x ^ y),
        BinaryOp::FloorDivide | BinaryOp::Remainder if b.digits.is_empty() => {
            Err(vm.zero_division("division by zero"))
        }
        BinaryOp::FloorDivide => floor_divide(vm, a, b),
        BinaryOp::Remainder => remainder(vm, a, b),
        BinaryOp::TrueDivide => match int_ops::true_divide(&x.big(), &y.big()) {
            Ok(value) => Ok(vm.new_float(value)),
            Err(error) => Err(crate::raise::from_text(vm, error)),
        },
        BinaryOp::Lshift => shift_left(vm, a, y),
        BinaryOp::Rshift => shift_right(vm, a, y),
        // A power may be a float, so the caller has its own way.
        BinaryOp::Power | BinaryOp::MatrixMultiply => Ok(Value::NOT_IMPLEMENTED),
    }
}

#[inline]
fn add(vm: &mut Vm, a: Signed<'_>, b: Signed<'_>) -> PyResult {
    if a.negative == b.negative {
        return built(vm, a.digits.len().max(b.digits.len()) + 1, |out| {
            digits::add(out, a.digits, b.digits);
            a.negative
        });
    }
    let (large, small) = match digits::compare(a.digits, b.digits) {
        Ordering::Equal => return Ok(Value::ZERO),
        Ordering::Greater => (a, b),
        Ordering::Less => (b, a),
    };
    built(vm, large.digits.len(), |out| {
        digits::subtract(out, large.digits, small.digits);
        large.negative
    })
}

#[inline]
fn multiply(vm: &mut Vm, a: Signed<'_>, b: Signed<'_>) -> PyResult {
    let length = a.digits.len() + b.digits.len();
    if a.digits.len().min(b.digits.len()) < LONG_FACTOR {
        return built(vm, length, |out| {
            digits::multiply(out, a.digits, b.digits);
            a.negative != b.negative
        });
    }
    if !vm.heap.charge(length * 8) {
        return Err(vm.memory_error());
    }
    Ok(vm.new_bigint(library(a) * library(b)))
}

fn library(number: Signed<'_>) -> BigInt {
    let halves = number.digits.iter().flat_map(|&digit| [digit as u32, (digit >> 32) as u32]).collect();
    BigInt::new(if number.negative { num_bigint::Sign::Minus } else { num_bigint::Sign::Plus }, halves)
}

fn bitwise(vm: &mut Vm, a: Signed<'_>, b: Signed<'_>, op: impl Fn(u64, u64) -> u64) -> PyResult {
    built(vm, a.digits.len().max(b.digits.len()) + 1, |out| {
        digits::bitwise(out, (a.negative, a.digits), (b.negative, b.digits), op)
    })
}

/// Space for a dividend that is worked off.
type Scratch = SmallVec<[u64; 48]>;

fn floor_divide(vm: &mut Vm, a: Signed<'_>, b: Signed<'_>) -> PyResult {
    let negative = a.negative != b.negative;
    if digits::compare(a.digits, b.digits).is_lt() {
        let floor = if negative && !a.digits.is_empty() { -1 } else { 0 };
        return Ok(Value::from_i32(floor));
    }
    // One digit more than the quotient has: rounding down may carry.
    built(vm, a.digits.len() - b.digits.len() + 2, |out| {
        let inexact = match b.digits {
            &[d] => digits::divide_small(out, a.digits, d) != 0,
            _ => {
                let mut rest = Scratch::from_slice(a.digits);
                digits::divide(&mut rest, b.digits, |at, digit| out[at] = digit);
                rest[..b.digits.len()].iter().any(|&digit| digit != 0)
            }
        };
        if negative && inexact {
            digits::increment(out);
        }
        negative
    })
}

fn remainder(vm: &mut Vm, a: Signed<'_>, b: Signed<'_>) -> PyResult {
    let negative = a.negative != b.negative;
    // The rest of the magnitudes counts from the other end where the signs differ.
    if let &[d] = b.digits {
        let rest = digits::rest_small(a.digits, d);
        let rest = if negative && rest != 0 { d - rest } else { rest };
        return built(vm, 1, |out| {
            out[0] = rest;
            b.negative
        });
    }
    if digits::compare(a.digits, b.digits).is_lt() {
        return if negative && !a.digits.is_empty() {
            built(vm, b.digits.len(), |out| {
                digits::subtract(out, b.digits, a.digits);
                b.negative
            })
        } else {
            built(vm, a.digits.len(), |out| {
                out.copy_from_slice(a.digits);
                a.negative
            })
        };
    }
    built(vm, a.digits.len(), |out| {
        out.copy_from_slice(a.digits);
        digits::divide(out, b.digits, |_, _| {});
        let (rest, above) = out.split_at_mut(b.digits.len());
        above.fill(0);
        if negative && rest.iter().any(|&digit| digit != 0) {
            let magnitude = Scratch::from_slice(rest);
            digits::subtract(rest, b.digits, digits::trimmed(&magnitude));
        }
        b.negative
    })
}

/// The number of places of a shift; `None` where it is beyond every size.
fn places(vm: &mut Vm, count: &Number<'_>) -> PyResult<Option<u64>> {
    if count.is_negative() {
        return Err(vm.value_error("negative shift count"));
    }
    Ok(match count {
        Number::Small(count) => Some(*count as u64),
        Number::Big(_) => None,
    })
}

fn shift_left(vm: &mut Vm, a: Signed<'_>, count: &Number<'_>) -> PyResult {
    let count = places(vm, count)?;
    if a.digits.is_empty() {
        return Ok(Value::ZERO);
    }
    let Some(count) = count else { return Err(vm.overflow_error("too many digits in integer")) };
    if !usize::try_from(count / 8).is_ok_and(|bytes| vm.heap.charge(bytes)) {
        return Err(vm.memory_error());
    }
    built(vm, a.digits.len() + (count / 64) as usize + 1, |out| {
        digits::shift_left(out, a.digits, count);
        a.negative
    })
}

fn shift_right(vm: &mut Vm, a: Signed<'_>, count: &Number<'_>) -> PyResult {
    let count = places(vm, count)?.unwrap_or(u64::MAX);
    let whole = count / 64;
    if whole >= a.digits.len() as u64 {
        return Ok(Value::from_i32(if a.negative && !a.digits.is_empty() { -1 } else { 0 }));
    }
    // One digit more: rounding down may carry.
    built(vm, a.digits.len() - whole as usize + 1, |out| {
        let kept = out.len() - 1;
        if digits::shift_right(&mut out[..kept], a.digits, count) && a.negative {
            digits::increment(out);
        }
        a.negative
    })
}

/// `x ** y` for an exponent that is not negative.
pub(crate) fn power(vm: &mut Vm, x: &Number<'_>, y: &Number<'_>) -> PyResult {
    let (base, exponent) = (x.big(), y.big());
    if base.bits() > 1 {
        let size = int_ops::pow_size_bytes(&base, exponent.to_u64().unwrap_or(u64::MAX));
        if !vm.heap.charge(usize::try_from(size).unwrap_or(usize::MAX)) {
            return Err(vm.memory_error());
        }
    }
    let result = int_ops::pow(&base, &exponent);
    checked(vm, result)
}
