//! `int` and `bool`. Ints of 61 bits are words; others are boxed, sign and magnitude, the digits inline behind the fixed
//! part. An instance of a subclass is always boxed. Arithmetic beyond words is in `int_arithmetic`.

use crate::int_arithmetic as arithmetic;
use crate::native::TypeSpec;
use crate::ops::order;
use crate::slots::{Binary, Slots};
use crate::{BinaryOp, CompareOp, Payload, PyResult, Tp, Tracer, Value, Vm};
use num_bigint::{BigInt, Sign};
use std::cell::Cell;
use std::cmp::Ordering;
use taipan_text::{digits, int_ops};

/// The payload of a boxed int.
pub struct Int {
    length: Cell<u32>,
    negative: Cell<bool>,
}

// SAFETY: an int holds no references.
unsafe impl Payload for Int {
    const NAME: &'static str = "int";
    const SHAPE: u32 = Tp::Int as u32;
    const CONTAINER: bool = false;
    const VARIABLE: bool = true;
    fn trace(&self, _: Tracer<'_>) {}
    fn tail_bytes(&self) -> usize {
        self.length.get() as usize * 8
    }
}

impl Int {
    /// The magnitude: 64-bit digits, the least significant first, without zeros at the top.
    #[inline(always)]
    pub fn digits(&self) -> &[u64] {
        // SAFETY: `length` digits lie behind the fixed part since the object was made.
        unsafe {
            std::slice::from_raw_parts((&raw const *self).add(1).cast::<u64>(), self.length.get() as usize)
        }
    }

    #[inline(always)]
    pub fn is_negative(&self) -> bool {
        self.negative.get()
    }

    /// The bits of the magnitude.
    pub fn bits(&self) -> u64 {
        self.digits().last().map_or(0, |top| self.digits().len() as u64 * 64 - u64::from(top.leading_zeros()))
    }

    /// As the big integer library has it.
    pub fn to_bigint(&self) -> BigInt {
        let halves = self.digits().iter().flat_map(|&digit| [digit as u32, (digit >> 32) as u32]).collect();
        BigInt::new(if self.is_negative() { Sign::Minus } else { Sign::Plus }, halves)
    }
}

/// The number of an int or bool.
pub enum Number<'a> {
    Small(i64),
    Big(&'a Int),
}

impl<'a> Number<'a> {
    /// The number of a value that is an int (or bool, or of a subclass).
    #[inline]
    pub fn of(value: &'a Value) -> Option<Number<'a>> {
        if let Some(i) = value.as_small() {
            return Some(Number::Small(i));
        }
        if let Some(b) = value.as_bool() {
            return Some(Number::Small(b as i64));
        }
        value.downcast::<Int>().map(|object| Number::boxed(object))
    }

    /// The number of a boxed int.
    #[inline]
    pub(crate) fn boxed(object: &'a Int) -> Number<'a> {
        match object.digits() {
            [] => Number::Small(0),
            &[one] => match (object.is_negative(), i64::try_from(one)) {
                (false, Ok(value)) => Number::Small(value),
                (true, Ok(value)) => Number::Small(-value),
                (true, Err(_)) if one == 1 << 63 => Number::Small(i64::MIN),
                _ => Number::Big(object),
            },
            _ => Number::Big(object),
        }
    }

    /// As the big integer library has it.
    pub fn big(&self) -> BigInt {
        match self {
            Number::Small(i) => BigInt::from(*i),
            Number::Big(b) => b.to_bigint(),
        }
    }

    /// As the text algorithms take it.
    pub fn to_text_int(&self) -> taipan_text::int::Int {
        match self {
            Number::Small(i) => taipan_text::int::Int::Small(*i),
            Number::Big(b) => taipan_text::int::Int::Big(b.to_bigint()),
        }
    }

    pub fn is_negative(&self) -> bool {
        match self {
            Number::Small(i) => *i < 0,
            Number::Big(b) => b.is_negative(),
        }
    }

    pub fn is_zero(&self) -> bool {
        matches!(self, Number::Small(0))
    }

    /// As a double; `None` when it is too large.
    pub fn to_f64(&self) -> Option<f64> {
        match self {
            Number::Small(i) => Some(*i as f64),
            Number::Big(b) => int_ops::to_f64(&b.to_bigint()).ok(),
        }
    }
}

/// Makes a boxed int of this shape with room for `length` digits, which `fill` writes over zeros; it gives the sign.
/// `None` where there is no memory.
fn make(vm: &Vm, shape: u32, length: usize, fill: impl FnOnce(&mut [u64]) -> bool) -> Option<(Value, usize)> {
    if length > 1024 && !vm.heap.charge(length.checked_mul(8)?) {
        return None;
    }
    let payload = Int { length: Cell::new(u32::try_from(length).ok()?), negative: Cell::new(false) };
    let made = if shape == Tp::Int as u32 {
        vm.heap.alloc_plain_variable(shape, length * 8, payload)
    } else {
        vm.heap.alloc_variable(shape, length * 8, payload)
    };
    let value = made.ok()?;
    // SAFETY: the payload was just written; its digits lie behind it, and nobody else sees them yet.
    let used = unsafe {
        let object = value.expect_unchecked::<Int>();
        let first = (&raw const object.data).add(1).cast::<u64>().cast_mut();
        first.write_bytes(0, length);
        let digits = std::slice::from_raw_parts_mut(first, length);
        object.negative.set(fill(digits));
        digits::trimmed(digits).len()
    };
    Some((value, used))
}

/// An exact int of at most `length` digits, which `fill` writes over zeros; it gives the sign.
#[inline]
pub(crate) fn build(vm: &Vm, length: usize, fill: impl FnOnce(&mut [u64]) -> bool) -> Option<Value> {
    let (value, used) = make(vm, Tp::Int as u32, length, fill)?;
    // SAFETY: `make` made an int.
    let object = unsafe { value.expect_unchecked::<Int>() };
    if used <= 1 {
        let magnitude = if used == 0 { 0 } else { object.digits()[0] };
        if magnitude <= 1 << 60 {
            let number = if object.is_negative() { -(magnitude as i64) } else { magnitude as i64 };
            if let Some(small) = Value::small(number) {
                return Some(small);
            }
        }
    }
    object.length.set(used as u32);
    Some(value)
}

impl Vm {
    /// An int.
    #[inline]
    pub fn new_int(&self, i: i64) -> Value {
        match Value::small(i) {
            Some(value) => value,
            None => self.box_int(i < 0, i.unsigned_abs()),
        }
    }

    /// An int of a size or address.
    pub fn new_u64(&self, i: u64) -> Value {
        match i64::try_from(i) {
            Ok(i) => self.new_int(i),
            Err(_) => self.box_int(false, i),
        }
    }

    #[cold]
    fn box_int(&self, negative: bool, magnitude: u64) -> Value {
        self.boxed_int(1, |digits| {
            digits[0] = magnitude;
            negative
        })
    }

    fn boxed_int(&self, length: usize, fill: impl FnOnce(&mut [u64]) -> bool) -> Value {
        match build(self, length, fill) {
            Some(value) => value,
            None => std::alloc::handle_alloc_error(std::alloc::Layout::new::<Int>()),
        }
    }

    /// An int of any size.
    pub fn new_bigint(&self, value: BigInt) -> Value {
        let digits = value.iter_u64_digits();
        self.boxed_int(digits.len(), |out| {
            out.iter_mut().zip(digits).for_each(|(out, digit)| *out = digit);
            value.sign() == Sign::Minus
        })
    }

    /// An instance of a subclass of int with this shape, of the same number as `value`.
    pub(crate) fn new_int_of(&mut self, shape: u32, value: &Value) -> PyResult {
        let made = match Number::of(value) {
            Some(Number::Big(number)) => make(self, shape, number.digits().len(), |out| {
                out.copy_from_slice(number.digits());
                number.is_negative()
            }),
            Some(Number::Small(number)) => make(self, shape, (number != 0) as usize, |out| {
                out.fill(number.unsigned_abs());
                number < 0
            }),
            None => unreachable!("an int"),
        };
        match made {
            Some((value, _)) => Ok(value),
            None => Err(self.memory_error()),
        }
    }

    /// An int of what the text algorithms give.
    pub fn new_text_int(&self, value: taipan_text::int::Int) -> Value {
        match value {
            taipan_text::int::Int::Small(i) => self.new_int(i),
            taipan_text::int::Int::Big(b) => self.new_bigint(b),
        }
    }

    /// An int as an i64, OverflowError if it does not fit; TypeError if there is no `__index__`.
    pub fn index_i64(&mut self, value: &Value) -> PyResult<i64> {
        if let Some(i) = value.as_small() {
            return Ok(i);
        }
        let index = self.index(value)?;
        match Number::of(&index) {
            Some(Number::Small(i)) => Ok(i),
            _ => Err(self.overflow_error("Python int too large to convert to C ssize_t")),
        }
    }

    /// An index, clipped to the range of i64 as slices clip it.
    pub fn index_clipped(&mut self, value: &Value) -> PyResult<i64> {
        if let Some(i) = value.as_small() {
            return Ok(i);
        }
        let index = self.index(value)?;
        Ok(match Number::of(&index) {
            Some(Number::Small(i)) => i,
            Some(n) if n.is_negative() => i64::MIN,
            _ => i64::MAX,
        })
    }
}

/// `a op b` for two ints; NotImplemented if one is none.
#[inline]
pub fn binary(vm: &mut Vm, a: &Value, b: &Value, op: BinaryOp) -> PyResult {
    let (Some(x), Some(y)) = (Number::of(a), Number::of(b)) else { return Ok(Value::NOT_IMPLEMENTED) };
    if let (Number::Small(x), Number::Small(y)) = (&x, &y) {
        let (x, y) = (*x, *y);
        let small = match op {
            BinaryOp::Add => x.checked_add(y),
            BinaryOp::Subtract => x.checked_sub(y),
            BinaryOp::Multiply => x.checked_mul(y),
            BinaryOp::And => Some(x & y),
            BinaryOp::Or => Some(x | y),
            BinaryOp::Xor => Some(x ^ y),
            BinaryOp::FloorDivide if y != 0 => int_ops::floordiv_small(x, y),
            BinaryOp::Remainder if y != 0 => int_ops::mod_small(x, y),
            BinaryOp::Rshift if y >= 0 => Some(x >> y.min(63)),
            BinaryOp::Lshift if (0..62).contains(&y) && x.unsigned_abs().leading_zeros() as i64 > y + 1 => {
                Some(x << y)
            }
            BinaryOp::Lshift if x == 0 && y >= 0 => Some(0),
            BinaryOp::TrueDivide if y != 0 && x.unsigned_abs() < 1 << 53 && y.unsigned_abs() < 1 << 53 => {
                return Ok(vm.new_float(x as f64 / y as f64));
            }
            _ => None,
        };
        if let Some(value) = small {
            return Ok(vm.new_int(value));
        }
    }
    if op == BinaryOp::Power {
        return power(vm, a, b, &Value::NONE);
    }
    arithmetic::binary(vm, &x, &y, op)
}

fn power(vm: &mut Vm, a: &Value, b: &Value, modulus: &Value) -> PyResult {
    let (Some(x), Some(y)) = (Number::of(a), Number::of(b)) else { return Ok(Value::NOT_IMPLEMENTED) };
    if !modulus.is_none() && !modulus.is_null() {
        let Some(m) = Number::of(modulus) else { return Ok(Value::NOT_IMPLEMENTED) };
        let result = int_ops::pow_mod(&x.big(), &y.big(), &m.big());
        return arithmetic::checked(vm, result);
    }
    if y.is_negative() {
        let (Some(base), Some(exponent)) = (x.to_f64(), y.to_f64()) else {
            return Err(vm.overflow_error("int too large to convert to float"));
        };
        let (base, exponent) = (vm.new_float(base), vm.new_float(exponent));
        return crate::float::power(vm, &base, &exponent);
    }
    if let (Number::Small(x), Number::Small(y)) = (&x, &y)
        && let Ok(exponent) = u32::try_from(*y)
        && let Some(value) = x.checked_pow(exponent)
    {
        return Ok(vm.new_int(value));
    }
    arithmetic::power(vm, &x, &y)
}

/// The order of two ints.
pub fn compare_numbers(x: &Number<'_>, y: &Number<'_>) -> Ordering {
    match (x, y) {
        (Number::Small(x), Number::Small(y)) => x.cmp(y),
        // What is big is beyond every small one, on its side.
        (Number::Small(_), Number::Big(y)) if y.is_negative() => Ordering::Greater,
        (Number::Small(_), Number::Big(_)) => Ordering::Less,
        (Number::Big(x), Number::Small(_)) if x.is_negative() => Ordering::Less,
        (Number::Big(_), Number::Small(_)) => Ordering::Greater,
        (Number::Big(x), Number::Big(y)) => match (x.is_negative(), y.is_negative()) {
            (false, false) => digits::compare(x.digits(), y.digits()),
            (true, true) => digits::compare(y.digits(), x.digits()),
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
        },
    }
}

fn compare(_: &mut Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult {
    match (Number::of(a), Number::of(b)) {
        (Some(x), Some(y)) => Ok(Value::from_bool(order(compare_numbers(&x, &y), op))),
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn hash(_: &mut Vm, object: &Value) -> PyResult<i64> {
    Ok(match Number::of(object) {
        Some(Number::Small(i)) => taipan_text::hash::hash_int(i),
        Some(Number::Big(b)) => taipan_text::hash::hash_digits(b.is_negative(), b.digits()),
        None => unreachable!("the hash of an int"),
    })
}

/// The decimal text, or ValueError beyond the digits limit.
pub fn decimal(vm: &mut Vm, object: &Value) -> PyResult {
    match Number::of(object) {
        Some(Number::Small(i)) => {
            let digits = taipan_text::int::Decimal::new(i);
            let bytes = digits.as_bytes();
            Ok(vm.new_text(taipan_text::TextRef::from_parts(bytes, bytes.len(), true)))
        }
        Some(Number::Big(b)) => {
            match taipan_text::int::decimal_digits(b.is_negative(), b.digits(), vm.int_max_str_digits) {
                Ok(bytes) => Ok(vm.new_text(taipan_text::TextRef::from_parts(&bytes, bytes.len(), true))),
                Err(error) => Err(crate::raise::from_text(vm, error)),
            }
        }
        None => unreachable!("the text of an int"),
    }
}

fn truth(_: &mut Vm, object: &Value) -> PyResult<bool> {
    Ok(Number::of(object).is_some_and(|n| !n.is_zero()))
}

fn copied(vm: &Vm, number: &Int, negative: bool) -> Value {
    vm.boxed_int(number.digits().len(), |out| {
        out.copy_from_slice(number.digits());
        negative
    })
}

/// The exact int of the same number.
pub fn exact(vm: &mut Vm, object: &Value) -> PyResult {
    if vm.is_exact(object, Tp::Int) {
        return Ok(object.clone());
    }
    Ok(match Number::of(object) {
        Some(Number::Small(i)) => vm.new_int(i),
        Some(Number::Big(b)) => copied(vm, b, b.is_negative()),
        None => unreachable!("an int"),
    })
}

fn negative(vm: &mut Vm, object: &Value) -> PyResult {
    Ok(match Number::of(object) {
        Some(Number::Small(i)) if i != i64::MIN => vm.new_int(-i),
        Some(Number::Small(i)) => vm.box_int(false, i.unsigned_abs()),
        Some(Number::Big(b)) => copied(vm, b, !b.is_negative()),
        None => unreachable!("an int"),
    })
}

fn absolute(vm: &mut Vm, object: &Value) -> PyResult {
    match Number::of(object) {
        Some(n) if n.is_negative() => negative(vm, object),
        _ => exact(vm, object),
    }
}

fn invert(vm: &mut Vm, object: &Value) -> PyResult {
    Ok(match Number::of(object) {
        Some(Number::Small(i)) => vm.new_int(!i),
        Some(Number::Big(b)) => vm.new_bigint(!b.to_bigint()),
        None => unreachable!("an int"),
    })
}

fn to_float(vm: &mut Vm, object: &Value) -> PyResult {
    match Number::of(object).and_then(|n| n.to_f64()) {
        Some(value) => Ok(vm.new_float(value)),
        None => Err(vm.overflow_error("int too large to convert to float")),
    }
}

macro_rules! operator {
    ($op:ident) => {
        Some((|vm, a, b| binary(vm, a, b, BinaryOp::$op)) as Binary)
    };
}

pub(crate) fn number_slots() -> Slots {
    let mut slots = Slots {
        repr: Some(decimal),
        hash: Some(hash),
        compare: Some(compare),
        truth: Some(truth),
        int: Some(exact),
        float: Some(to_float),
        index: Some(exact),
        negative: Some(negative),
        positive: Some(exact),
        absolute: Some(absolute),
        invert: Some(invert),
        power3: Some(power),
        ..Slots::default()
    };
    slots.binary[BinaryOp::Add as usize] = operator!(Add);
    slots.binary[BinaryOp::Subtract as usize] = operator!(Subtract);
    slots.binary[BinaryOp::Multiply as usize] = operator!(Multiply);
    slots.binary[BinaryOp::TrueDivide as usize] = operator!(TrueDivide);
    slots.binary[BinaryOp::FloorDivide as usize] = operator!(FloorDivide);
    slots.binary[BinaryOp::Remainder as usize] = operator!(Remainder);
    slots.binary[BinaryOp::Lshift as usize] = operator!(Lshift);
    slots.binary[BinaryOp::Rshift as usize] = operator!(Rshift);
    slots.binary[BinaryOp::And as usize] = operator!(And);
    slots.binary[BinaryOp::Or as usize] = operator!(Or);
    slots.binary[BinaryOp::Xor as usize] = operator!(Xor);
    slots
}

pub fn spec() -> TypeSpec {
    TypeSpec {
        slots: number_slots(),
        constructor: Some(("($cls, x=<unrepresentable>, /, base=10)", crate::int_methods::new)),
        quick: Some(crate::quick::int),
        methods: crate::int_methods::METHODS,
        getset: crate::int_methods::GETSET,
        doc: Some(crate::int_methods::DOC),
        ..TypeSpec::default()
    }
}

fn bool_repr(vm: &mut Vm, object: &Value) -> PyResult {
    Ok(vm.intern(if object.is_true() { "True" } else { "False" }))
}

fn bool_binary(vm: &mut Vm, a: &Value, b: &Value, op: BinaryOp) -> PyResult {
    match (a.as_bool(), b.as_bool()) {
        (Some(a), Some(b)) => Ok(Value::from_bool(match op {
            BinaryOp::And => a & b,
            BinaryOp::Or => a | b,
            _ => a ^ b,
        })),
        _ => binary(vm, a, b, op),
    }
}

fn bool_new(vm: &mut Vm, a: &[Value]) -> PyResult {
    if a[1].is_null() { Ok(Value::FALSE) } else { vm.truth(&a[1]).map(Value::from_bool) }
}

fn bool_invert(vm: &mut Vm, object: &Value) -> PyResult {
    vm.warn(
        Tp::DeprecationWarning,
        "Bitwise inversion '~' on bool is deprecated and will be removed in Python 3.16. This returns the bitwise inversion of the underlying int object and is usually not what you expect from the negation of a bool object. Use the 'not' operator for boolean negation or ~int(x) for the bitwise inversion of the underlying int.",
        1,
    )?;
    invert(vm, object)
}

pub fn bool_spec() -> TypeSpec {
    let mut slots = Slots { repr: Some(bool_repr), invert: Some(bool_invert), ..Slots::default() };
    slots.binary[BinaryOp::And as usize] = Some(|vm, a, b| bool_binary(vm, a, b, BinaryOp::And));
    slots.binary[BinaryOp::Or as usize] = Some(|vm, a, b| bool_binary(vm, a, b, BinaryOp::Or));
    slots.binary[BinaryOp::Xor as usize] = Some(|vm, a, b| bool_binary(vm, a, b, BinaryOp::Xor));
    TypeSpec {
        slots,
        constructor: Some(("($cls, object=False, /)", bool_new)),
        quick: Some(crate::quick::bool),
        is_final: true,
        doc: Some(
            "bool(object=False, /)\n--\n\nReturns True when the argument is true, False otherwise.\nThe builtins True and False are the only two instances of the class bool.\nThe class bool is a subclass of the class int, and cannot be subclassed.",
        ),
        ..TypeSpec::default()
    }
}
