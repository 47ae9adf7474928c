//! `int` and `bool`. Ints of 61 bits are words; others are boxed. An instance of a subclass is always boxed.

use crate::native::TypeSpec;
use crate::ops::order;
use crate::slots::{Binary, Slots};
use crate::{BinaryOp, CompareOp, Payload, PyResult, Tp, Tracer, Value, Vm};
use num_bigint::BigInt;
use num_traits::{Signed, ToPrimitive, Zero};
use std::borrow::Cow;
use taipan_text::int_ops;

/// The payload of a boxed int.
pub struct Int {
    pub value: BigInt,
}

// SAFETY: an int holds no references.
unsafe impl Payload for Int {
    const NAME: &'static str = "int";
    const SHAPE: u32 = Tp::Int as u32;
    const CONTAINER: bool = false;
    fn trace(&self, _: Tracer<'_>) {}
}

/// The number of an int or bool.
pub enum Number<'a> {
    Small(i64),
    Big(&'a BigInt),
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
        value.downcast::<Int>().map(|o| match o.data.value.to_i64() {
            Some(i) => Number::Small(i),
            None => Number::Big(&o.data.value),
        })
    }

    pub fn big(&self) -> Cow<'a, BigInt> {
        match self {
            Number::Small(i) => Cow::Owned(BigInt::from(*i)),
            Number::Big(b) => Cow::Borrowed(b),
        }
    }

    /// As the text algorithms take it.
    pub fn to_text_int(&self) -> taipan_text::int::Int {
        match self {
            Number::Small(i) => taipan_text::int::Int::Small(*i),
            Number::Big(b) => taipan_text::int::Int::Big((*b).clone()),
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
            Number::Big(b) => int_ops::to_f64(b).ok(),
        }
    }
}

impl Vm {
    /// An int.
    #[inline]
    pub fn new_int(&self, i: i64) -> Value {
        match Value::small(i) {
            Some(value) => value,
            None => self.box_int(BigInt::from(i)),
        }
    }

    /// An int of a size or address.
    pub fn new_u64(&self, i: u64) -> Value {
        match i64::try_from(i) {
            Ok(i) => self.new_int(i),
            Err(_) => self.box_int(BigInt::from(i)),
        }
    }

    #[cold]
    fn box_int(&self, value: BigInt) -> Value {
        self.heap.alloc(Tp::Int as u32, Int { value })
    }

    /// An int of any size.
    pub fn new_bigint(&self, value: BigInt) -> Value {
        match value.to_i64().and_then(Value::small) {
            Some(value) => value,
            None => self.box_int(value),
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

fn checked(vm: &mut Vm, result: Result<BigInt, taipan_text::TextError>) -> PyResult {
    match result {
        Ok(value) => Ok(vm.new_bigint(value)),
        Err(error) => Err(crate::raise::from_text(vm, error)),
    }
}

/// `a op b` for two ints; NotImplemented if one is none.
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
    // Sizes that a budget may refuse come before the work.
    let (p, q) = (x.big(), y.big());
    match op {
        BinaryOp::Add => Ok(vm.new_bigint(&*p + &*q)),
        BinaryOp::Subtract => Ok(vm.new_bigint(&*p - &*q)),
        BinaryOp::Multiply => {
            if !vm.heap.charge(((p.bits() + q.bits()) / 8) as usize) {
                return Err(vm.memory_error());
            }
            Ok(vm.new_bigint(&*p * &*q))
        }
        BinaryOp::And => Ok(vm.new_bigint(&*p & &*q)),
        BinaryOp::Or => Ok(vm.new_bigint(&*p | &*q)),
        BinaryOp::Xor => Ok(vm.new_bigint(&*p ^ &*q)),
        BinaryOp::FloorDivide | BinaryOp::Remainder => {
            if q.is_zero() {
                let text = if op == BinaryOp::FloorDivide {
                    "integer division or modulo by zero"
                } else {
                    "integer modulo by zero"
                };
                return Err(vm.zero_division(text));
            }
            match int_ops::divmod(&p, &q) {
                Ok((quotient, remainder)) => {
                    Ok(vm.new_bigint(if op == BinaryOp::FloorDivide { quotient } else { remainder }))
                }
                Err(error) => Err(crate::raise::from_text(vm, error)),
            }
        }
        BinaryOp::TrueDivide => match int_ops::true_divide(&p, &q) {
            Ok(value) => Ok(vm.new_float(value)),
            Err(error) => Err(crate::raise::from_text(vm, error)),
        },
        BinaryOp::Lshift => {
            // A count beyond any size has its own error.
            let bytes = q.to_i64().map_or(0, |n| n / 8);
            if !p.is_zero() && usize::try_from(bytes).is_ok_and(|bytes| !vm.heap.charge(bytes)) {
                return Err(vm.memory_error());
            }
            let result = int_ops::shift_left(&p, &q);
            checked(vm, result)
        }
        BinaryOp::Rshift => {
            let result = int_ops::shift_right(&p, &q);
            checked(vm, result)
        }
        BinaryOp::Power => power(vm, a, b, &Value::NONE),
        BinaryOp::MatrixMultiply => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn power(vm: &mut Vm, a: &Value, b: &Value, modulus: &Value) -> PyResult {
    let (Some(x), Some(y)) = (Number::of(a), Number::of(b)) else { return Ok(Value::NOT_IMPLEMENTED) };
    let (p, q) = (x.big(), y.big());
    if !modulus.is_none() && !modulus.is_null() {
        let Some(m) = Number::of(modulus) else { return Ok(Value::NOT_IMPLEMENTED) };
        let result = int_ops::pow_mod(&p, &q, &m.big());
        return checked(vm, result);
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
    let exponent = q.to_u64().unwrap_or(u64::MAX);
    let trivial = p.bits() <= 1;
    if !trivial
        && !vm.heap.charge(usize::try_from(int_ops::pow_size_bytes(&p, exponent)).unwrap_or(usize::MAX))
    {
        return Err(vm.memory_error());
    }
    let result = int_ops::pow(&p, &q);
    checked(vm, result)
}

/// `a op b` for two ints, if both are.
pub fn compare_numbers(x: &Number<'_>, y: &Number<'_>) -> std::cmp::Ordering {
    match (x, y) {
        (Number::Small(x), Number::Small(y)) => x.cmp(y),
        _ => x.big().cmp(&y.big()),
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
        Some(Number::Big(b)) => taipan_text::hash::hash_big(b),
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
        Some(Number::Big(b)) => match taipan_text::int::decimal_big(b, vm.int_max_str_digits) {
            Ok(bytes) => Ok(vm.new_text(taipan_text::TextRef::from_parts(&bytes, bytes.len(), true))),
            Err(error) => Err(crate::raise::from_text(vm, error)),
        },
        None => unreachable!("the text of an int"),
    }
}

fn truth(_: &mut Vm, object: &Value) -> PyResult<bool> {
    Ok(Number::of(object).is_some_and(|n| !n.is_zero()))
}

/// The exact int of the same number.
pub fn exact(vm: &mut Vm, object: &Value) -> PyResult {
    if vm.is_exact(object, Tp::Int) {
        return Ok(object.clone());
    }
    Ok(match Number::of(object) {
        Some(Number::Small(i)) => vm.new_int(i),
        Some(Number::Big(b)) => vm.new_bigint(b.clone()),
        None => unreachable!("an int"),
    })
}

fn negative(vm: &mut Vm, object: &Value) -> PyResult {
    Ok(match Number::of(object) {
        Some(Number::Small(i)) if i != i64::MIN => vm.new_int(-i),
        Some(n) => vm.new_bigint(-n.big().into_owned()),
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
        Some(Number::Big(b)) => vm.new_bigint(!b),
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
        is_final: true,
        doc: Some(
            "bool(object=False, /)\n--\n\nReturns True when the argument is true, False otherwise.\nThe builtins True and False are the only two instances of the class bool.\nThe class bool is a subclass of the class int, and cannot be subclassed.",
        ),
        ..TypeSpec::default()
    }
}
