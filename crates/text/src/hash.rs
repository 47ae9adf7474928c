//! CPython's hashes, number for number, so that sets print in CPython's order under the same PYTHONHASHSEED.
//!
//! Text is hashed in CPython's internal form, one, two or four bytes per character by the largest code point. No hash
//! is ever -1, which CPython reserves for errors.

use crate::text::TextRef;
use num_bigint::{BigInt, Sign};
use num_traits::ToPrimitive;
use siphasher::sip::SipHasher13;

const MODULUS: u64 = (1 << 61) - 1;
const IMAG: u64 = 1_000_003;

/// `hash(float("inf"))`.
pub const INFINITY: i64 = 314_159;

/// Replaces the reserved -1.
#[inline]
fn avoid_error(hash: i64) -> i64 {
    if hash == -1 { -2 } else { hash }
}

/// The key of text hashes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HashKey {
    pub k0: u64,
    pub k1: u64,
}

impl HashKey {
    /// The key that PYTHONHASHSEED=`seed` stands for: zeros for 0, else what CPython's generator makes of it.
    pub fn from_seed(seed: u32) -> Self {
        if seed == 0 {
            return Self { k0: 0, k1: 0 };
        }
        let mut state = seed;
        let mut next = || {
            u64::from_le_bytes(std::array::from_fn(|_| {
                state = state.wrapping_mul(214_013).wrapping_add(2_531_011);
                (state >> 16) as u8
            }))
        };
        Self { k0: next(), k1: next() }
    }

    /// `hash(data)` of `bytes`.
    #[inline]
    pub fn hash_bytes(self, data: &[u8]) -> i64 {
        if data.is_empty() {
            return 0;
        }
        avoid_error(SipHasher13::new_with_keys(self.k0, self.k1).hash(data) as i64)
    }

    /// `hash(text)` of `str`.
    #[inline]
    pub fn hash_text(self, text: TextRef<'_>) -> i64 {
        if text.is_ascii() { self.hash_bytes(text.bytes()) } else { self.hash_wide(text) }
    }

    fn hash_wide(self, text: TextRef<'_>) -> i64 {
        // The largest lead byte tells the largest code point: 0xc3 leads up to U+00FF, 0xef up to U+FFFF.
        let mut units = Vec::new();
        match text.bytes().iter().max() {
            Some(0xf0..) => {
                units.reserve(4 * text.chars());
                text.code_points().for_each(|code| units.extend_from_slice(&code.to_le_bytes()));
            }
            Some(0xc4..) => {
                units.reserve(2 * text.chars());
                text.code_points().for_each(|code| units.extend_from_slice(&(code as u16).to_le_bytes()));
            }
            _ => units.extend(text.code_points().map(|code| code as u8)),
        }
        self.hash_bytes(&units)
    }
}

/// `hash(value)` of a small int.
#[inline]
pub fn hash_int(value: i64) -> i64 {
    if value.unsigned_abs() < MODULUS {
        return avoid_error(value);
    }
    let rest = (value.unsigned_abs() % MODULUS) as i64;
    avoid_error(if value < 0 { -rest } else { rest })
}

/// `hash(value)` of any int.
pub fn hash_big(value: &BigInt) -> i64 {
    let rest = (value.magnitude() % MODULUS).to_i64().unwrap_or(0);
    avoid_error(if value.sign() == Sign::Minus { -rest } else { rest })
}

/// As [`hash_big`], of sign and magnitude.
pub fn hash_digits(negative: bool, digits: &[u64]) -> i64 {
    let rest = crate::digits::modulo_hash(digits) as i64;
    avoid_error(if negative { -rest } else { rest })
}

/// `hash(value)` of a float; `None` for NaN, whose hash is that of its identity.
pub fn hash_float(value: f64) -> Option<i64> {
    if !value.is_finite() {
        return if value.is_nan() { None } else { Some(if value > 0.0 { INFINITY } else { -INFINITY }) };
    }
    let bits = value.abs().to_bits();
    let fraction = bits & ((1 << 52) - 1);
    let exponent = (bits >> 52) as i64;
    let (mantissa, exponent) =
        if exponent == 0 { (fraction, -1074) } else { (fraction | 1 << 52, exponent - 1075) };
    // Multiplying by 2**n modulo 2**61 - 1 rotates the 61 bits.
    let turn = exponent.rem_euclid(61) as u32;
    let rest = ((mantissa << turn) & MODULUS) | (mantissa >> (61 - turn));
    let rest = if rest == MODULUS { 0 } else { rest as i64 };
    Some(avoid_error(if value < 0.0 { -rest } else { rest }))
}

/// `hash(complex)` from the hashes of its parts.
pub fn hash_complex(real: i64, imag: i64) -> i64 {
    avoid_error((real as u64).wrapping_add((imag as u64).wrapping_mul(IMAG)) as i64)
}

/// `hash(tuple)` from the hashes of its items; also of slices.
pub fn hash_tuple(items: impl ExactSizeIterator<Item = i64>) -> i64 {
    let mut hasher = TupleHasher::new();
    items.for_each(|item| hasher.push(item));
    hasher.finish()
}

/// The tuple hash, item by item, for callers whose item hashes can fail.
#[derive(Clone, Debug)]
pub struct TupleHasher {
    accumulator: u64,
    len: u64,
}

impl TupleHasher {
    const PRIME_1: u64 = 11_400_714_785_074_694_791;
    const PRIME_2: u64 = 14_029_467_366_897_019_727;
    const PRIME_5: u64 = 2_870_177_450_012_600_261;

    pub fn new() -> Self {
        Self { accumulator: Self::PRIME_5, len: 0 }
    }

    #[inline]
    pub fn push(&mut self, item: i64) {
        let mixed = self.accumulator.wrapping_add((item as u64).wrapping_mul(Self::PRIME_2));
        self.accumulator = mixed.rotate_left(31).wrapping_mul(Self::PRIME_1);
        self.len += 1;
    }

    pub fn finish(self) -> i64 {
        match self.accumulator.wrapping_add(self.len ^ (Self::PRIME_5 ^ 3_527_539)) {
            u64::MAX => 1_546_275_796,
            hash => hash as i64,
        }
    }
}

impl Default for TupleHasher {
    fn default() -> Self {
        Self::new()
    }
}

/// `hash(frozenset)` from the hashes of its items, in any order.
pub fn hash_frozenset(items: impl ExactSizeIterator<Item = i64>) -> i64 {
    let len = items.len() as u64;
    let shuffle = |hash: i64| {
        let hash = hash as u64;
        ((hash ^ 89_869_747) ^ (hash << 16)).wrapping_mul(3_644_798_167)
    };
    let mut hash = items.fold(0, |sum, item| sum ^ shuffle(item));
    hash ^= (len + 1).wrapping_mul(1_927_868_237);
    hash ^= (hash >> 11) ^ (hash >> 25);
    match hash.wrapping_mul(69_069).wrapping_add(907_133_923) {
        u64::MAX => 590_923_713,
        hash => hash as i64,
    }
}

/// The hash of an address or of an identity serial.
#[inline]
pub fn hash_pointer(address: usize) -> i64 {
    avoid_error((address as u64).rotate_right(4) as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        for (value, hash) in [(0, 0), (-1, -2), (1 << 61, 1), ((1 << 61) - 1, 0), (i64::MIN, -4), (-2, -2)] {
            assert_eq!(hash_int(value), hash);
            assert_eq!(hash_big(&value.into()), hash);
        }
        assert_eq!(hash_big(&BigInt::from(10).pow(30)), HASH_10_POW_30);
        for (value, hash) in FLOATS {
            assert_eq!(hash_float(*value), Some(*hash), "{value}");
        }
        assert_eq!(hash_float(f64::NAN), None);
        assert_eq!(hash_complex(hash_int(1), hash_int(2)), 2_000_007);
    }

    #[test]
    fn texts() {
        for (seed, text, hash) in TEXTS {
            assert_eq!(HashKey::from_seed(*seed).hash_text((*text).into()), *hash, "{text:?}");
        }
        assert_eq!(HashKey::from_seed(42).hash_bytes(b"\xff\0abc"), BYTES_42);
    }

    #[test]
    fn containers() {
        let hashes = |items: &[i64]| items.iter().copied().map(hash_int).collect::<Vec<_>>();
        for (items, hash) in TUPLES {
            assert_eq!(hash_tuple(hashes(items).into_iter()), *hash);
        }
        for (items, hash) in SETS {
            assert_eq!(hash_frozenset(hashes(items).into_iter()), *hash);
        }
    }

    const HASH_10_POW_30: i64 = 465258685558744706;
    const FLOATS: &[(f64, i64)] = &[
        (0.0, 0),
        (-0.0, 0),
        (1.0, 1),
        (0.5, 1152921504606846976),
        (-1.5, -1152921504606846977),
        (1e300, 1224995262755759164),
        (5e-324, 16777216),
        (0.1, 230584300921369408),
        (123456789.125, 288230376275168533),
        (-1.0, -2),
        (1e16, 10000000000000000),
        (f64::INFINITY, 314159),
        (f64::NEG_INFINITY, -314159),
    ];
    const TEXTS: &[(u32, &str, i64)] = &[
        (0, "a", 4644417185603328019),
        (0, "hello world", -5642461784034726774),
        (0, "é", 6047309291227476195),
        (0, "héllo wörld", 2851654936439523187),
        (0, "€uro", 7542247858446192590),
        (0, "naïve €", 4678049083325335741),
        (0, "😀", -3536540696076613844),
        (42, "a", -123207753977932514),
        (42, "hello world", -3893157060480277979),
        (42, "é", 5653850369683463245),
        (42, "héllo wörld", 3853040914769926147),
        (42, "€uro", 6573934580854229043),
        (42, "naïve €", -8638701905035839596),
        (42, "😀", 6601963133753205906),
        (4294967295, "a", -5989683813037840249),
        (4294967295, "hello world", 6208778848576073069),
        (4294967295, "é", -5741392403324874290),
        (4294967295, "héllo wörld", -7620511160702069026),
        (4294967295, "€uro", 3860009611542885751),
        (4294967295, "naïve €", 2152488907078797093),
        (4294967295, "😀", -5273353973323107289),
    ];
    const BYTES_42: i64 = 1033426990711047669;
    const TUPLES: &[(&[i64], i64)] = &[
        (&[], 5740354900026072187),
        (&[1], -6644214454873602895),
        (&[1, 2, 3], 529344067295497451),
        (&[-1, 0, 1099511627776], 3609491934341146354),
    ];
    const SETS: &[(&[i64], i64)] = &[
        (&[], 133146708735736),
        (&[1], -558064481276695278),
        (&[1, 2, 3], -272375401224217160),
        (&[-1, 0, 1099511627776], -6036769559949963560),
    ];
}
