//! `float`. Most doubles are words; those with rare exponents, infinities and NaNs are boxed, and so is every
//! instance of a subclass.

use crate::int::Number;
use crate::native::TypeSpec;
use crate::ops::order;
use crate::slots::{Binary, Slots};
use crate::{BinaryOp, CompareOp, Payload, PyResult, Tp, Tracer, Value, Vm, raw};
use std::cmp::Ordering;

/// The payload of a boxed float.
pub struct Float {
    pub value: f64,
}

// SAFETY: a float holds no references.
unsafe impl Payload for Float {
    const NAME: &'static str = "float";
    const SHAPE: u32 = Tp::Float as u32;
    const CONTAINER: bool = false;
    fn trace(&self, _: Tracer<'_>) {}
}

/// The double of a float (or of a subclass).
#[inline]
pub fn value_of(value: &Value) -> Option<f64> {
    match value.as_inline_float() {
        Some(f) => Some(f),
        None => value.downcast::<Float>().map(|o| o.data.value),
    }
}

impl Vm {
    /// A float.
    #[inline]
    pub fn new_float(&self, f: f64) -> Value {
        match raw::from_float(f) {
            // SAFETY: an inline double owns nothing.
            Some(word) => unsafe { Value::from_raw(word) },
            None => self.box_float(f),
        }
    }

    #[cold]
    fn box_float(&self, value: f64) -> Value {
        self.heap.alloc_plain(Tp::Float as u32, Float { value })
    }
}

/// The double of an operand that is a float or an int; `Ok(None)` for others.
fn operand(vm: &mut Vm, value: &Value) -> PyResult<Option<f64>> {
    if let Some(f) = value_of(value) {
        return Ok(Some(f));
    }
    match Number::of(value) {
        None => Ok(None),
        Some(n) => match n.to_f64() {
            Some(f) => Ok(Some(f)),
            None => Err(vm.overflow_error("int too large to convert to float")),
        },
    }
}

/// `a op b` where at least one is a float; NotImplemented if one is no number.
pub fn binary(vm: &mut Vm, a: &Value, b: &Value, op: BinaryOp) -> PyResult {
    let (Some(x), Some(y)) = (operand(vm, a)?, operand(vm, b)?) else { return Ok(Value::NOT_IMPLEMENTED) };
    let result = match op {
        BinaryOp::Add => Ok(x + y),
        BinaryOp::Subtract => Ok(x - y),
        BinaryOp::Multiply => Ok(x * y),
        BinaryOp::TrueDivide if y == 0.0 => return Err(vm.zero_division("division by zero")),
        BinaryOp::TrueDivide => Ok(x / y),
        BinaryOp::FloorDivide => taipan_text::float::floordiv(x, y),
        BinaryOp::Remainder => taipan_text::float::modulo(x, y),
        _ => return Ok(Value::NOT_IMPLEMENTED),
    };
    match result {
        Ok(value) => Ok(vm.new_float(value)),
        Err(error) => Err(crate::raise::from_text(vm, error)),
    }
}

/// `a ** b`.
pub fn power(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    let (Some(x), Some(y)) = (operand(vm, a)?, operand(vm, b)?) else { return Ok(Value::NOT_IMPLEMENTED) };
    use taipan_text::float::Power;
    match taipan_text::float::power(x, y) {
        Power::Value(value) => Ok(vm.new_float(value)),
        Power::Complex => vm.complex_power(x, y),
        Power::OutOfRange => {
            let text = vm.new_str("Numerical result out of range");
            Err(vm.raise_with(Tp::OverflowError, vec![Value::from_i32(34), text]))
        }
        Power::ZeroToNegative => Err(vm.zero_division("zero to a negative power")),
    }
}

fn power3(vm: &mut Vm, a: &Value, b: &Value, modulus: &Value) -> PyResult {
    if !modulus.is_none() && !modulus.is_null() {
        return Err(vm.type_error("pow() 3rd argument not allowed unless all arguments are integers"));
    }
    power(vm, a, b)
}

fn compare(_: &mut Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult {
    let Some(x) = value_of(a) else { return Ok(Value::NOT_IMPLEMENTED) };
    let ordering = match value_of(b) {
        Some(y) => x.partial_cmp(&y),
        None => match Number::of(b) {
            Some(Number::Small(i)) => taipan_text::float::compare_int(x, i),
            Some(Number::Big(i)) => taipan_text::float::compare_big(x, &i.to_bigint()),
            None => return Ok(Value::NOT_IMPLEMENTED),
        },
    };
    Ok(Value::from_bool(match ordering {
        Some(ordering) => order(ordering, op),
        None => op == CompareOp::Ne,
    }))
}

fn hash(_: &mut Vm, object: &Value) -> PyResult<i64> {
    let value = value_of(object).unwrap_or(f64::NAN);
    Ok(match taipan_text::hash::hash_float(value) {
        Some(hash) => hash,
        None => taipan_text::hash::hash_pointer((object.raw() & !7) as usize),
    })
}

fn repr(vm: &mut Vm, object: &Value) -> PyResult {
    let bytes = taipan_text::float::repr(value_of(object).unwrap_or(f64::NAN));
    Ok(vm.new_text(taipan_text::TextRef::from_parts(&bytes, bytes.len(), true)))
}

fn truth(_: &mut Vm, object: &Value) -> PyResult<bool> {
    Ok(value_of(object) != Some(0.0))
}

fn negative(vm: &mut Vm, object: &Value) -> PyResult {
    Ok(vm.new_float(-value_of(object).unwrap_or(f64::NAN)))
}

fn exact(vm: &mut Vm, object: &Value) -> PyResult {
    if vm.is_exact(object, Tp::Float) {
        return Ok(object.clone());
    }
    Ok(vm.new_float(value_of(object).unwrap_or(f64::NAN)))
}

fn absolute(vm: &mut Vm, object: &Value) -> PyResult {
    Ok(vm.new_float(value_of(object).unwrap_or(f64::NAN).abs()))
}

fn to_int(vm: &mut Vm, object: &Value) -> PyResult {
    let value = value_of(object).unwrap_or(f64::NAN);
    if let Some(i) = taipan_text::float::to_i64(value.trunc()) {
        return Ok(vm.new_int(i));
    }
    match taipan_text::float::to_bigint(value) {
        Ok(value) => Ok(vm.new_bigint(value)),
        Err(error) => Err(crate::raise::from_text(vm, error)),
    }
}

/// Orders two doubles as `sort` and `min` do; `None` for NaNs.
pub fn partial_order(a: f64, b: f64) -> Option<Ordering> {
    a.partial_cmp(&b)
}

macro_rules! operator {
    ($op:ident) => {
        Some((|vm, a, b| binary(vm, a, b, BinaryOp::$op)) as Binary)
    };
}

pub(crate) fn number_slots() -> Slots {
    let mut slots = Slots {
        repr: Some(repr),
        hash: Some(hash),
        compare: Some(compare),
        truth: Some(truth),
        int: Some(to_int),
        float: Some(exact),
        negative: Some(negative),
        positive: Some(exact),
        absolute: Some(absolute),
        power3: Some(power3),
        ..Slots::default()
    };
    slots.binary[BinaryOp::Add as usize] = operator!(Add);
    slots.binary[BinaryOp::Subtract as usize] = operator!(Subtract);
    slots.binary[BinaryOp::Multiply as usize] = operator!(Multiply);
    slots.binary[BinaryOp::TrueDivide as usize] = operator!(TrueDivide);
    slots.binary[BinaryOp::FloorDivide as usize] = operator!(FloorDivide);
    slots.binary[BinaryOp::Remainder as usize] = operator!(Remainder);
    slots
}

pub fn spec() -> TypeSpec {
    TypeSpec {
        slots: number_slots(),
        constructor: Some(("($cls, x=0, /)", crate::float_methods::new)),
        quick: Some(crate::quick::float),
        methods: crate::float_methods::METHODS,
        getset: crate::float_methods::GETSET,
        doc: Some("float(x=0, /)\n--\n\nConvert a string or number to a floating-point number, if possible."),
        ..TypeSpec::default()
    }
}
