//! Arithmetic on magnitudes: slices of 64-bit digits, the least significant first, without zeros at the top.
//!
//! Results go to slices of the caller, who knows how long they can be; zeros at their top are the caller's to trim. So a
//! sum or a quotient costs no allocation beside the object that holds it. What grows faster than the size of its
//! operands (products and quotients of many digits, powers, text) is left to the big integer library.

use std::cmp::Ordering;

/// Without the zeros at the top.
#[inline]
pub fn trimmed(digits: &[u64]) -> &[u64] {
    let mut length = digits.len();
    while length > 0 && digits[length - 1] == 0 {
        length -= 1;
    }
    &digits[..length]
}

/// The order of two magnitudes.
#[inline]
pub fn compare(a: &[u64], b: &[u64]) -> Ordering {
    a.len().cmp(&b.len()).then_with(|| a.iter().rev().cmp(b.iter().rev()))
}

/// `a + b`; `out` has one digit more than the longer one.
#[inline]
pub fn add(out: &mut [u64], a: &[u64], b: &[u64]) {
    let (long, short) = if a.len() >= b.len() { (a, b) } else { (b, a) };
    let (low, high) = out.split_at_mut(short.len());
    let mut carry = false;
    for ((out, &x), &y) in low.iter_mut().zip(long).zip(short) {
        (*out, carry) = x.carrying_sum(y, carry);
    }
    let mut places = high.iter_mut();
    for (&x, out) in long[short.len()..].iter().zip(&mut places) {
        (*out, carry) = x.overflowing_add(u64::from(carry));
    }
    if let Some(top) = places.next() {
        *top = u64::from(carry);
    }
}

/// `a - b`, which is not negative; `out` is as long as `a`.
#[inline]
pub fn subtract(out: &mut [u64], a: &[u64], b: &[u64]) {
    let (low, high) = out.split_at_mut(b.len());
    let mut borrow = false;
    for ((out, &x), &y) in low.iter_mut().zip(a).zip(b) {
        (*out, borrow) = x.borrowing_difference(y, borrow);
    }
    for (&x, out) in a[b.len()..].iter().zip(high) {
        (*out, borrow) = x.overflowing_sub(u64::from(borrow));
    }
    debug_assert!(!borrow);
}

/// The primitives of chains, which the standard library does not have under stable names yet.
trait Chain: Sized {
    fn carrying_sum(self, other: Self, carry: bool) -> (Self, bool);
    fn borrowing_difference(self, other: Self, borrow: bool) -> (Self, bool);
}

impl Chain for u64 {
    #[inline(always)]
    fn carrying_sum(self, other: u64, carry: bool) -> (u64, bool) {
        let (sum, first) = self.overflowing_add(other);
        let (sum, second) = sum.overflowing_add(u64::from(carry));
        (sum, first | second)
    }

    #[inline(always)]
    fn borrowing_difference(self, other: u64, borrow: bool) -> (u64, bool) {
        let (difference, first) = self.overflowing_sub(other);
        let (difference, second) = difference.overflowing_sub(u64::from(borrow));
        (difference, first | second)
    }
}

/// `a * b`; `out` is as long as both together and zero.
#[inline]
pub fn multiply(out: &mut [u64], a: &[u64], b: &[u64]) {
    let (long, short) = if a.len() >= b.len() { (a, b) } else { (b, a) };
    for (at, &factor) in short.iter().enumerate() {
        let mut carry = 0;
        let (low, top) = out[at..].split_at_mut(long.len());
        for (out, &digit) in low.iter_mut().zip(long) {
            let sum = u128::from(digit) * u128::from(factor) + u128::from(*out) + u128::from(carry);
            *out = sum as u64;
            carry = (sum >> 64) as u64;
        }
        top[0] = carry;
    }
}

/// `floor((2^128 - 1) / d) - 2^64` for a digit with its highest bit set: divisions by it become multiplications
/// (Möller and Granlund, "Improved division by invariant integers").
#[inline]
fn reciprocal(d: u64) -> u64 {
    ((u128::MAX - (u128::from(d) << 64)) / u128::from(d)) as u64
}

/// Quotient and rest of `(high, low) / d` for `high < d`, with the reciprocal of `d`.
#[inline(always)]
fn divide_two(high: u64, low: u64, d: u64, reciprocal: u64) -> (u64, u64) {
    let estimate = u128::from(reciprocal) * u128::from(high) + (u128::from(high) << 64 | u128::from(low));
    let (mut quotient, fraction) = (((estimate >> 64) as u64).wrapping_add(1), estimate as u64);
    let mut rest = low.wrapping_sub(quotient.wrapping_mul(d));
    if rest > fraction {
        quotient = quotient.wrapping_sub(1);
        rest = rest.wrapping_add(d);
    }
    if rest >= d {
        quotient = quotient.wrapping_add(1);
        rest -= d;
    }
    (quotient, rest)
}

/// `high << shift | low >> (64 - shift)` for a shift below 64.
#[inline(always)]
fn joined(high: u64, low: u64, shift: u32) -> u64 {
    // Two steps, since a shift by 64 is none.
    high << shift | low >> 1 >> (63 - shift)
}

/// Walks the digits of `a` from the top, giving each quotient digit of `a / d` to `visit`; the rest.
#[inline(always)]
fn divide_digits(a: &[u64], d: u64, mut visit: impl FnMut(usize, u64)) -> u64 {
    let Some(&top) = a.last() else { return 0 };
    let shift = d.leading_zeros();
    let normal = d << shift;
    let inverse = reciprocal(normal);
    // The dividend is shifted on the way; what the shift pushes out at the top is the first rest.
    let mut rest = joined(0, top, shift);
    for at in (0..a.len()).rev() {
        let low = joined(a[at], if at > 0 { a[at - 1] } else { 0 }, shift);
        let (quotient, next) = divide_two(rest, low, normal, inverse);
        visit(at, quotient);
        rest = next;
    }
    rest >> shift
}

/// `a / d` into `out`, which is as long as `a`; the rest. `d` is not zero.
pub fn divide_small(out: &mut [u64], a: &[u64], d: u64) -> u64 {
    if let [one] = a {
        out[0] = one / d;
        return one % d;
    }
    divide_digits(a, d, |at, quotient| out[at] = quotient)
}

/// `a % d`. `d` is not zero.
pub fn rest_small(a: &[u64], d: u64) -> u64 {
    match a {
        [] => 0,
        [one] => one % d,
        _ if d < 1 << 32 => {
            // Halves of digits need no reciprocal.
            a.iter().rev().fold(0, |rest, &digit| {
                let high = (rest << 32 | digit >> 32) % d;
                (high << 32 | digit & 0xffff_ffff) % d
            })
        }
        _ => divide_digits(a, d, |_, _| {}),
    }
}

/// The two top digits of a divisor, normalized, with their reciprocal.
struct Divisor {
    high: u64,
    low: u64,
    inverse: u64,
    shift: u32,
}

impl Divisor {
    fn new(b: &[u64]) -> Divisor {
        let count = b.len();
        let shift = b[count - 1].leading_zeros();
        let high = joined(b[count - 1], b[count - 2], shift);
        let low = joined(b[count - 2], if count > 2 { b[count - 3] } else { 0 }, shift);
        let mut inverse = reciprocal(high);
        let mut p = high.wrapping_mul(inverse).wrapping_add(low);
        if p < low {
            inverse = inverse.wrapping_sub(1);
            if p >= high {
                inverse = inverse.wrapping_sub(1);
                p = p.wrapping_sub(high);
            }
            p = p.wrapping_sub(high);
        }
        let t = u128::from(inverse) * u128::from(low);
        let (t_high, t_low) = ((t >> 64) as u64, t as u64);
        p = p.wrapping_add(t_high);
        if p < t_high {
            inverse = inverse.wrapping_sub(1);
            if (p, t_low) >= (high, low) {
                inverse = inverse.wrapping_sub(1);
            }
        }
        Divisor { high, low, inverse, shift }
    }

    /// The quotient of three normalized digits by the two, which are larger than the first two of them.
    #[inline(always)]
    fn quotient(&self, u2: u64, u1: u64, u0: u64) -> u64 {
        let d = u128::from(self.high) << 64 | u128::from(self.low);
        let estimate =
            (u128::from(self.inverse) * u128::from(u2)).wrapping_add(u128::from(u2) << 64 | u128::from(u1));
        let (mut quotient, fraction) = ((estimate >> 64) as u64, estimate as u64);
        let r1 = u1.wrapping_sub(quotient.wrapping_mul(self.high));
        let t = u128::from(self.low) * u128::from(quotient);
        let mut rest = (u128::from(r1) << 64 | u128::from(u0)).wrapping_sub(t).wrapping_sub(d);
        quotient = quotient.wrapping_add(1);
        if (rest >> 64) as u64 >= fraction {
            quotient = quotient.wrapping_sub(1);
            rest = rest.wrapping_add(d);
        }
        if rest >= d {
            quotient = quotient.wrapping_add(1);
        }
        quotient
    }
}

/// Divides in place: `rest` holds the dividend and ends as the rest, in its lowest `b.len()` digits; each quotient
/// digit goes to `visit` with its place, the highest first. `b` has two digits or more, `rest` at least as many.
pub fn divide(rest: &mut [u64], b: &[u64], mut visit: impl FnMut(usize, u64)) {
    let count = b.len();
    let divisor = Divisor::new(b);
    let shift = divisor.shift;
    // What stands above the part that is looked at: nothing before the first step.
    let mut above = 0;
    for at in (0..=rest.len() - count).rev() {
        let part = &mut rest[at..at + count];
        let (x1, x0) = (part[count - 1], part[count - 2]);
        let below = if count > 2 { part[count - 3] } else { 0 };
        let (u2, u1, u0) = (joined(above, x1, shift), joined(x1, x0, shift), joined(x0, below, shift));
        let mut quotient =
            if (u2, u1) >= (divisor.high, divisor.low) { u64::MAX } else { divisor.quotient(u2, u1, u0) };
        if quotient != 0 && subtract_multiple(part, b, quotient) > above {
            quotient -= 1;
            add_back(part, b);
        }
        visit(at, quotient);
        above = rest[at + count - 1];
    }
}

/// `part -= b * factor`; what must still be subtracted from the digit above.
#[inline(always)]
fn subtract_multiple(part: &mut [u64], b: &[u64], factor: u64) -> u64 {
    let mut carry = 0u64;
    for (out, &digit) in part.iter_mut().zip(b) {
        let product = u128::from(digit) * u128::from(factor) + u128::from(carry);
        let (difference, borrow) = out.overflowing_sub(product as u64);
        *out = difference;
        carry = (product >> 64) as u64 + u64::from(borrow);
    }
    carry
}

/// `part += b`, forgetting the carry.
#[cold]
fn add_back(part: &mut [u64], b: &[u64]) {
    let mut carry = false;
    for (out, &digit) in part.iter_mut().zip(b) {
        (*out, carry) = out.carrying_sum(digit, carry);
    }
}

/// `a << count`; `out` has `count / 64 + 1` digits more than `a` and is zero.
pub fn shift_left(out: &mut [u64], a: &[u64], count: u64) {
    let (whole, shift) = ((count / 64) as usize, (count % 64) as u32);
    let mut below = 0;
    for (out, &digit) in out[whole..].iter_mut().zip(a) {
        *out = joined(digit, below, shift);
        below = digit;
    }
    if let Some(top) = out.get_mut(whole + a.len()) {
        *top = joined(0, below, shift);
    }
}

/// `a >> count`, cutting off; whether anything but zeros was cut. `out` has `count / 64` digits fewer than `a`.
pub fn shift_right(out: &mut [u64], a: &[u64], count: u64) -> bool {
    let (whole, shift) = ((count / 64) as usize, (count % 64) as u32);
    let (cut, kept) = a.split_at(whole);
    let mut above = 0;
    for (out, &digit) in out.iter_mut().zip(kept).rev() {
        // The same two steps as in `joined`, the other way.
        *out = digit >> shift | above << 1 << (63 - shift);
        above = digit;
    }
    cut.iter().any(|&digit| digit != 0) || kept.first().is_some_and(|digit| digit & ((1 << shift) - 1) != 0)
}

/// Adds one in place; the caller has room for the carry.
pub fn increment(digits: &mut [u64]) {
    for digit in digits {
        let carry;
        (*digit, carry) = digit.overflowing_add(1);
        if !carry {
            return;
        }
    }
}

/// The digits of a number in infinite two's complement.
struct Complement<'a> {
    digits: std::slice::Iter<'a, u64>,
    mask: u64,
    carry: bool,
}

impl Complement<'_> {
    fn new(negative: bool, digits: &[u64]) -> Complement<'_> {
        Complement { digits: digits.iter(), mask: if negative { u64::MAX } else { 0 }, carry: negative }
    }

    #[inline(always)]
    fn next(&mut self) -> u64 {
        let digit = self.digits.next().copied().unwrap_or(0) ^ self.mask;
        let (digit, carry) = digit.overflowing_add(u64::from(self.carry));
        self.carry = carry;
        digit
    }
}

/// A bit operation on two numbers with signs; `out` has one digit more than the longer one. Whether the result is
/// negative.
#[inline]
pub fn bitwise(
    out: &mut [u64],
    (a_negative, a): (bool, &[u64]),
    (b_negative, b): (bool, &[u64]),
    op: impl Fn(u64, u64) -> u64,
) -> bool {
    let (mut a, mut b) = (Complement::new(a_negative, a), Complement::new(b_negative, b));
    for out in out.iter_mut() {
        *out = op(a.next(), b.next());
    }
    let negative = out.last().is_some_and(|&top| top >> 63 == 1);
    if negative {
        let mut carry = true;
        for out in out.iter_mut() {
            (*out, carry) = (!*out).overflowing_add(u64::from(carry));
        }
    }
    negative
}

/// The magnitude modulo `2^61 - 1`.
pub fn modulo_hash(digits: &[u64]) -> u64 {
    const MODULUS: u64 = (1 << 61) - 1;
    digits.iter().rev().fold(0, |rest, &digit| {
        // 2^64 is 8 there, and 2^61 is 1.
        let sum = u128::from(rest) * 8 + u128::from(digit);
        let folded = (sum as u64 & MODULUS) + (sum >> 61) as u64;
        if folded >= MODULUS { folded - MODULUS } else { folded }
    })
}

/// Decimal digits of a magnitude; for short ones, since the time grows with the square of the length.
pub fn decimal(digits: &[u64]) -> Vec<u8> {
    const CHUNK: u64 = 10_000_000_000_000_000_000;
    let mut rest: Vec<u64> = digits.to_vec();
    let mut length = rest.len();
    let mut chunks = Vec::with_capacity(length + length / 50 + 1);
    while length > 0 {
        let part = &mut rest[..length];
        chunks.push(divide_in_place(part, CHUNK));
        length = trimmed(part).len();
    }
    let mut out = Vec::with_capacity(chunks.len() * 19 + 1);
    let mut chunks = chunks.iter().rev();
    out.extend_from_slice(crate::int::Decimal::magnitude(chunks.next().copied().unwrap_or(0)).as_bytes());
    for &chunk in chunks {
        let shown = crate::int::Decimal::magnitude(chunk);
        let shown = shown.as_bytes();
        out.resize(out.len() + 19 - shown.len(), b'0');
        out.extend_from_slice(shown);
    }
    out
}

fn divide_in_place(digits: &mut [u64], d: u64) -> u64 {
    let shift = d.leading_zeros();
    let normal = d << shift;
    let inverse = reciprocal(normal);
    let Some(&top) = digits.last() else { return 0 };
    let mut rest = joined(0, top, shift);
    for at in (0..digits.len()).rev() {
        let low = joined(digits[at], if at > 0 { digits[at - 1] } else { 0 }, shift);
        (digits[at], rest) = divide_two(rest, low, normal, inverse);
    }
    rest >> shift
}

#[cfg(test)]
mod tests {
    use super::*;
    use num_bigint::{BigInt, BigUint, Sign};
    use num_integer::Integer;

    fn big(digits: &[u64]) -> BigUint {
        BigUint::from_bytes_le(&digits.iter().flat_map(|d| d.to_le_bytes()).collect::<Vec<_>>())
    }

    /// Numbers of 1 to 9 digits; many digits are all zeros or all ones, where carries and estimates go wrong.
    fn samples() -> Vec<Vec<u64>> {
        let mut state = 0x9e37_79b9_7f4a_7c15u64;
        let mut next = move || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let bits = state ^ state >> 29;
            match bits % 7 {
                0 => 0,
                1 => u64::MAX,
                2 => 1 << 63,
                3 => 1,
                4 => bits >> 40,
                _ => bits,
            }
        };
        let mut all = Vec::new();
        for round in 0..90 {
            let digits: Vec<u64> = (0..round % 9 + 1).map(|_| next()).collect();
            let digits = trimmed(&digits).to_vec();
            if !digits.is_empty() {
                all.push(digits);
            }
        }
        all
    }

    #[test]
    fn agrees_with_the_library() {
        let samples = samples();
        for a in &samples {
            for b in &samples {
                let (p, q) = (big(a), big(b));
                assert_eq!(compare(a, b), p.cmp(&q));
                let mut out = vec![0; a.len().max(b.len()) + 1];
                add(&mut out, a, b);
                assert_eq!(big(&out), &p + &q);
                if p >= q {
                    let mut out = vec![0; a.len()];
                    subtract(&mut out, a, b);
                    assert_eq!(big(&out), &p - &q);
                }
                let mut out = vec![0; a.len() + b.len()];
                multiply(&mut out, a, b);
                assert_eq!(big(&out), &p * &q);
                let (quotient, rest) = p.div_rem(&q);
                if let [d] = b[..] {
                    let mut out = vec![0; a.len()];
                    assert_eq!(BigUint::from(divide_small(&mut out, a, d)), rest);
                    assert_eq!(big(&out), quotient);
                    assert_eq!(BigUint::from(rest_small(a, d)), rest);
                } else if a.len() >= b.len() {
                    let mut left = a.clone();
                    let mut out = vec![0; a.len()];
                    divide(&mut left, b, |at, digit| out[at] = digit);
                    assert_eq!((big(&out), big(&left[..b.len()])), (quotient, rest), "{a:x?} / {b:x?}");
                }
                for (x, y) in [(false, true), (true, false), (true, true)] {
                    let signed = |negative: bool, n: &BigUint| {
                        BigInt::from_biguint(if negative { Sign::Minus } else { Sign::Plus }, n.clone())
                    };
                    let (m, n) = (signed(x, &p), signed(y, &q));
                    let check = |op: fn(u64, u64) -> u64, expect: BigInt| {
                        let mut out = vec![0; a.len().max(b.len()) + 1];
                        let negative = bitwise(&mut out, (x, a), (y, b), op);
                        assert_eq!(signed(negative, &big(&out)), expect);
                    };
                    check(|i, j| i & j, &m & &n);
                    check(|i, j| i | j, &m | &n);
                    check(|i, j| i ^ j, &m ^ &n);
                }
            }
        }
    }

    #[test]
    fn shifts_hashes_and_text() {
        for a in &samples() {
            let p = big(a);
            for count in [0, 1, 13, 63, 64, 65, 128, 200] {
                let mut out = vec![0; a.len() + count / 64 + 1];
                shift_left(&mut out, a, count as u64);
                assert_eq!(big(&out), &p << count);
                if count / 64 <= a.len() {
                    let mut out = vec![0; a.len() - count / 64];
                    let lost = shift_right(&mut out, a, count as u64);
                    assert_eq!(big(&out), &p >> count);
                    assert_eq!(lost, &p >> count << count != p);
                }
            }
            assert_eq!(BigUint::from(modulo_hash(a)), &p % ((1u64 << 61) - 1));
            assert_eq!(decimal(a), p.to_string().into_bytes());
        }
    }
}
