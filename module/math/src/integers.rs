//! Exact functions of ints.

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{One, Signed, ToPrimitive, Zero};
use taipan_native::{PyResult, Value, Vm};
use taipan_objects::int::Number;
use taipan_objects::raise::from_text;
use taipan_objects::tuple::Tuple;
use taipan_text::int_ops;

fn big(vm: &mut Vm, value: &Value) -> PyResult<BigInt> {
    let index = vm.index(value)?;
    Ok(Number::of(&index).map_or_else(BigInt::zero, |n| n.big()))
}

/// The product of the ints from `low` up to `high`, halves first, so that factors stay of one size.
fn product(low: u64, high: u64) -> BigInt {
    if low > high {
        return BigInt::one();
    }
    if high - low < 8 {
        let mut result = BigInt::from(low);
        for factor in low + 1..=high {
            result *= factor;
        }
        return result;
    }
    let middle = low + (high - low) / 2;
    product(low, middle) * product(middle + 1, high)
}

/// Refuses products whose size the budget does not allow.
fn charge(vm: &mut Vm, factors: u64, bits_each: u64) -> PyResult<()> {
    let bytes = factors.saturating_mul(bits_each) / 8;
    if vm.heap.charge(usize::try_from(bytes).unwrap_or(usize::MAX)) { Ok(()) } else { Err(vm.memory_error()) }
}

fn bits(n: u64) -> u64 {
    (64 - n.leading_zeros()) as u64
}

pub fn factorial(vm: &mut Vm, a: &[Value]) -> PyResult {
    let n = big(vm, &a[1])?;
    if n.is_negative() {
        return Err(vm.value_error("factorial() not defined for negative values"));
    }
    let Some(n) = n.to_i64() else {
        return Err(vm.overflow_error("factorial() argument should not exceed 9223372036854775807"));
    };
    charge(vm, n as u64, bits(n as u64))?;
    Ok(vm.new_bigint(product(1, n as u64)))
}

/// n · (n-1) · … of `count` factors, for any n.
fn falling(n: &BigInt, count: u64) -> BigInt {
    if let Some(n) = n.to_u64() {
        return product(n - count + 1, n);
    }
    let mut result = BigInt::one();
    for i in 0..count {
        result *= n - i;
    }
    result
}

fn both(vm: &mut Vm, a: &[Value]) -> PyResult<(BigInt, BigInt)> {
    let (n, k) = (big(vm, &a[1])?, big(vm, &a[2])?);
    for (value, name) in [(&n, "n"), (&k, "k")] {
        if value.is_negative() {
            return Err(vm.value_error(format!("{name} must be a non-negative integer")));
        }
    }
    Ok((n, k))
}

pub fn perm(vm: &mut Vm, a: &[Value]) -> PyResult {
    if a[2].is_null() || a[2].is_none() {
        return factorial(vm, a);
    }
    let (n, k) = both(vm, a)?;
    if k > n {
        return Ok(Value::ZERO);
    }
    let Some(k) = k.to_i64() else {
        return Err(vm.overflow_error("k must not exceed 9223372036854775807"));
    };
    charge(vm, k as u64, n.bits())?;
    Ok(vm.new_bigint(falling(&n, k as u64)))
}

pub fn comb(vm: &mut Vm, a: &[Value]) -> PyResult {
    let (n, k) = both(vm, a)?;
    if k > n {
        return Ok(Value::ZERO);
    }
    let k = k.clone().min(&n - &k);
    let Some(k) = k.to_i64() else {
        return Err(vm.overflow_error("min(n - k, k) must not exceed 9223372036854775807"));
    };
    charge(vm, k as u64, n.bits())?;
    if k == 0 {
        return Ok(Value::from_i32(1));
    }
    let result = falling(&n, k as u64) / product(1, k as u64);
    Ok(vm.new_bigint(result))
}

pub fn isqrt(vm: &mut Vm, a: &[Value]) -> PyResult {
    let n = big(vm, &a[1])?;
    if n.is_negative() {
        return Err(vm.value_error("isqrt() argument must be nonnegative"));
    }
    match int_ops::isqrt(&n) {
        Ok(root) => Ok(vm.new_bigint(root)),
        Err(error) => Err(from_text(vm, error)),
    }
}

fn folded(vm: &mut Vm, args: &Value, start: i32, join: fn(&BigInt, &BigInt) -> BigInt) -> PyResult {
    let mut result = BigInt::from(start);
    let items = args.expect::<Tuple>().items().to_vec();
    for item in &items {
        let own = big(vm, item)?;
        result = join(&result, &own);
    }
    Ok(vm.new_bigint(result.abs()))
}

pub fn gcd(vm: &mut Vm, a: &[Value]) -> PyResult {
    folded(vm, &a[0], 0, |x, y| x.gcd(y))
}

pub fn lcm(vm: &mut Vm, a: &[Value]) -> PyResult {
    folded(vm, &a[0], 1, |x, y| x.lcm(y))
}
