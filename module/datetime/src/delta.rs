//! `timedelta`: a span of days, seconds and microseconds, of which only the days may be negative.

use crate::arguments::Shape;
use crate::classes;
use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{Signed, ToPrimitive, Zero};
use taipan_native::{Args, NativeDef, PyResult, Tp, Value, Vm, method};
use taipan_objects::int::Number;
use taipan_objects::native::{GetSet, TypeSpec, member};
use taipan_objects::native_class::{NO_SHAPE, NativeClass};
use taipan_objects::slots::Slots;
use taipan_objects::tuple::Tuple;
use taipan_objects::{BinaryOp, CompareOp, Payload, Tracer};

pub const MAX_DAYS: i32 = 999_999_999;
pub const DAY_US: i128 = 86_400_000_000;

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Delta {
    pub days: i32,
    pub seconds: i32,
    pub microseconds: i32,
}

// SAFETY: it holds no references.
unsafe impl Payload for Delta {
    const NAME: &'static str = "timedelta";
    const SHAPE: u32 = NO_SHAPE;
    const CONTAINER: bool = false;
    fn trace(&self, _: Tracer<'_>) {}
}

impl Delta {
    pub const ZERO: Delta = Delta { days: 0, seconds: 0, microseconds: 0 };

    /// All of it in microseconds.
    pub fn total(&self) -> i128 {
        i128::from(self.days) * DAY_US + i128::from(self.seconds) * 1_000_000 + i128::from(self.microseconds)
    }

    /// OverflowError where there are too many days.
    pub fn from_total(vm: &mut Vm, total: i128) -> PyResult<Delta> {
        let (days, rest) = (total.div_euclid(DAY_US), total.rem_euclid(DAY_US));
        let Ok(days) = i32::try_from(days) else {
            return Err(vm.overflow_error("Python int too large to convert to C int"));
        };
        if !(-MAX_DAYS..=MAX_DAYS).contains(&days) {
            return Err(vm.overflow_error(format!("days={days}; must have magnitude <= {MAX_DAYS}")));
        }
        Ok(Delta { days, seconds: (rest / 1_000_000) as i32, microseconds: (rest % 1_000_000) as i32 })
    }

    fn from_big(vm: &mut Vm, total: &BigInt) -> PyResult<Delta> {
        match total.to_i128() {
            Some(total) => Delta::from_total(vm, total),
            None => Err(vm.overflow_error("Python int too large to convert to C int")),
        }
    }
}

/// The delta in a value, of whatever subclass.
pub fn of(value: &Value) -> Option<Delta> {
    value.downcast::<Delta>().map(|delta| **delta)
}

pub fn make(vm: &mut Vm, delta: Delta) -> Value {
    let class = classes(vm).delta.clone();
    vm.new_object(&class, delta)
}

fn of_total(vm: &mut Vm, total: i128) -> PyResult {
    let delta = Delta::from_total(vm, total)?;
    Ok(make(vm, delta))
}

fn of_big(vm: &mut Vm, total: &BigInt) -> PyResult {
    let delta = Delta::from_big(vm, total)?;
    Ok(make(vm, delta))
}

// ---- construction ----

/// The microseconds of units in the order CPython adds them, each with the place of its parameter.
const UNITS: [(&str, usize, i64); 7] = [
    ("microseconds", 2, 1),
    ("milliseconds", 3, 1000),
    ("seconds", 1, 1_000_000),
    ("minutes", 4, 60_000_000),
    ("hours", 5, 3_600_000_000),
    ("days", 0, 86_400_000_000),
    ("weeks", 6, 604_800_000_000),
];

fn whole(vm: &mut Vm, value: f64) -> PyResult<BigInt> {
    use num_traits::FromPrimitive;
    if value.is_nan() {
        return Err(vm.value_error("cannot convert float NaN to integer"));
    }
    match BigInt::from_f64(value) {
        Some(value) => Ok(value),
        None => Err(vm.overflow_error("cannot convert float infinity to integer")),
    }
}

fn new(vm: &mut Vm, class: &Value, args: Args<'_>) -> PyResult {
    const PARAMETERS: [&str; 7] =
        ["days", "seconds", "microseconds", "milliseconds", "minutes", "hours", "weeks"];
    let shape = Shape { name: "__new__()", parameters: &PARAMETERS, required: 0, positional: 7 };
    let given = shape.bind(vm, args)?;
    let mut total = BigInt::zero();
    let mut rest = 0.0;
    for (name, at, factor) in UNITS {
        let value = &given[at];
        if value.is_null() {
            continue;
        }
        if let Some(number) = Number::of(value).filter(|_| vm.is_instance(value, Tp::Int)) {
            total += number.big() * factor;
        } else if vm.is_instance(value, Tp::Float) {
            let value = vm.to_double(value)?;
            total += whole(vm, value.trunc())? * factor;
            let fraction = value.fract() * factor as f64;
            total += whole(vm, fraction.trunc())?;
            rest += fraction.fract();
        } else {
            let text = format!("unsupported type for timedelta {name} component: {}", vm.type_name(value));
            return Err(vm.type_error(text));
        }
    }
    if rest != 0.0 {
        let mut rounded = f64::round(rest);
        if (rounded - rest).abs() == 0.5 {
            // Half-way: to the even sum.
            let odd = total.is_odd() as u8 as f64;
            rounded = 2.0 * f64::round((rest + odd) * 0.5) - odd;
        }
        total += rounded as i64;
    }
    let delta = Delta::from_big(vm, &total)?;
    Ok(vm.new_object(class, delta))
}

// ---- text ----

fn repr(vm: &mut Vm, object: &Value) -> PyResult {
    let Delta { days, seconds, microseconds } = **object.expect::<Delta>();
    let mut parts = Vec::new();
    for (name, value) in [("days", days), ("seconds", seconds), ("microseconds", microseconds)] {
        if value != 0 {
            parts.push(format!("{name}={value}"));
        }
    }
    let inner = if parts.is_empty() { "0".to_owned() } else { parts.join(", ") };
    Ok(vm.new_str(&format!("{}({inner})", vm.type_name(object))))
}

fn str(vm: &mut Vm, object: &Value) -> PyResult {
    let Delta { days, seconds, microseconds } = **object.expect::<Delta>();
    let mut text = String::new();
    if days != 0 {
        let plural = if days.abs() == 1 { "" } else { "s" };
        text = format!("{days} day{plural}, ");
    }
    text += &format!("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
    if microseconds != 0 {
        text += &format!(".{microseconds:06}");
    }
    Ok(vm.new_str(&text))
}

// ---- arithmetic ----

/// The nearest int to a quotient, ties to even.
fn divide_nearest(vm: &mut Vm, a: &BigInt, b: &BigInt) -> PyResult<BigInt> {
    if b.is_zero() {
        return Err(vm.zero_division("division by zero"));
    }
    let (mut quotient, rest) = a.div_mod_floor(b);
    let twice = rest * 2;
    let is_over = if b.is_positive() { twice > *b } else { twice < *b };
    if is_over || twice == *b && quotient.is_odd() {
        quotient += 1;
    }
    Ok(quotient)
}

/// Numerator and denominator of a float.
fn ratio(vm: &mut Vm, value: &Value) -> PyResult<(BigInt, BigInt)> {
    let pair = vm.call_method(value, "as_integer_ratio", &[])?;
    let Some(items) = pair.downcast::<Tuple>() else {
        let text = format!(
            "unexpected return type from as_integer_ratio(): expected tuple, not '{}'",
            vm.type_name(&pair)
        );
        return Err(vm.type_error(text));
    };
    let [top, bottom] = items.items() else {
        return Err(vm.value_error("as_integer_ratio() must return a 2-tuple"));
    };
    match (int(vm, top), int(vm, bottom)) {
        (Some(top), Some(bottom)) => Ok((top, bottom)),
        _ => Err(vm.type_error("non-integer arguments in division")),
    }
}

fn int(vm: &Vm, value: &Value) -> Option<BigInt> {
    Number::of(value).filter(|_| vm.is_instance(value, Tp::Int)).map(|n| n.big())
}

pub fn add(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    match (of(a), of(b)) {
        (Some(a), Some(b)) => of_total(vm, a.total() + b.total()),
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

pub fn subtract(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    match (of(a), of(b)) {
        (Some(a), Some(b)) => of_total(vm, a.total() - b.total()),
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn multiply(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    let (delta, other) = match (of(a), of(b)) {
        (Some(delta), None) => (delta, b),
        (None, Some(delta)) => (delta, a),
        _ => return Ok(Value::NOT_IMPLEMENTED),
    };
    let total = BigInt::from(delta.total());
    if let Some(factor) = int(vm, other) {
        return of_big(vm, &(total * factor));
    }
    if vm.is_instance(other, Tp::Float) {
        let (top, bottom) = ratio(vm, other)?;
        let total = divide_nearest(vm, &(total * top), &bottom)?;
        return of_big(vm, &total);
    }
    Ok(Value::NOT_IMPLEMENTED)
}

fn totals(vm: &mut Vm, a: Delta, b: Delta) -> (Value, Value) {
    let a = vm.new_bigint(BigInt::from(a.total()));
    (a, vm.new_bigint(BigInt::from(b.total())))
}

fn true_divide(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    let Some(own) = of(a) else { return Ok(Value::NOT_IMPLEMENTED) };
    if let Some(other) = of(b) {
        let (a, b) = totals(vm, own, other);
        return vm.binary(&a, &b, BinaryOp::TrueDivide);
    }
    let total = BigInt::from(own.total());
    if let Some(divisor) = int(vm, b) {
        let total = divide_nearest(vm, &total, &divisor)?;
        return of_big(vm, &total);
    }
    if vm.is_instance(b, Tp::Float) {
        let (top, bottom) = ratio(vm, b)?;
        let total = divide_nearest(vm, &(total * bottom), &top)?;
        return of_big(vm, &total);
    }
    Ok(Value::NOT_IMPLEMENTED)
}

fn floor_divide(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    let Some(own) = of(a) else { return Ok(Value::NOT_IMPLEMENTED) };
    if let Some(other) = of(b) {
        let (a, b) = totals(vm, own, other);
        return vm.binary(&a, &b, BinaryOp::FloorDivide);
    }
    match int(vm, b) {
        Some(divisor) if divisor.is_zero() => Err(vm.zero_division("division by zero")),
        Some(divisor) => of_big(vm, &BigInt::from(own.total()).div_floor(&divisor)),
        None => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn remainder(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    match (of(a), of(b)) {
        (Some(_), Some(b)) if b == Delta::ZERO => Err(vm.zero_division("division by zero")),
        (Some(a), Some(b)) => {
            let rest = BigInt::from(a.total()).mod_floor(&BigInt::from(b.total()));
            of_big(vm, &rest)
        }
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn divmod(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    match (of(a), of(b)) {
        (Some(_), Some(b)) if b == Delta::ZERO => Err(vm.zero_division("division by zero")),
        (Some(a), Some(b)) => {
            let (quotient, rest) = BigInt::from(a.total()).div_mod_floor(&BigInt::from(b.total()));
            let rest = of_big(vm, &rest)?;
            Ok(vm.new_tuple(vec![vm.new_bigint(quotient), rest]))
        }
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn negative(vm: &mut Vm, object: &Value) -> PyResult {
    let total = object.expect::<Delta>().total();
    of_total(vm, -total)
}

fn compare(_: &mut Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult {
    match (of(a), of(b)) {
        (Some(a), Some(b)) => Ok(Value::from_bool(crate::holds(a.cmp(&b), op))),
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn parts(vm: &mut Vm, delta: Delta) -> Value {
    let numbers = [delta.days, delta.seconds, delta.microseconds];
    vm.new_tuple(numbers.iter().map(|n| Value::from_i32(*n)).collect())
}

pub fn hash(vm: &mut Vm, delta: Delta) -> PyResult<i64> {
    let parts = parts(vm, delta);
    vm.hash(&parts)
}

fn total_seconds(vm: &mut Vm, a: &[Value]) -> PyResult {
    let total = BigInt::from(a[0].expect::<Delta>().total());
    let (total, million) = (vm.new_bigint(total), vm.new_int(1_000_000));
    vm.binary(&total, &million, BinaryOp::TrueDivide)
}

fn reduce(vm: &mut Vm, a: &[Value]) -> PyResult {
    let parts = parts(vm, **a[0].expect::<Delta>());
    let class = crate::class_of(vm, &a[0]);
    Ok(vm.new_tuple(vec![class, parts]))
}

static METHODS: &[NativeDef] = &[
    method(
        "__divmod__",
        "($self, value, /)",
        |vm, a| divmod(vm, &a[0], &a[1]),
        "Return divmod(self, value).",
    ),
    method(
        "__rdivmod__",
        "($self, value, /)",
        |vm, a| divmod(vm, &a[1], &a[0]),
        "Return divmod(value, self).",
    ),
    method("total_seconds", "($self, /)", total_seconds, "Total seconds in the duration."),
    method("__reduce__", "($self, /)", reduce, "__reduce__() -> (cls, state)"),
];

static GETSET: &[GetSet] = &[
    member("days", |_, o| Ok(Value::from_i32(o.expect::<Delta>().days))),
    member("seconds", |_, o| Ok(Value::from_i32(o.expect::<Delta>().seconds))),
    member("microseconds", |_, o| Ok(Value::from_i32(o.expect::<Delta>().microseconds))),
];

pub fn class(vm: &mut Vm) -> PyResult {
    let mut slots = Slots {
        new: Some(new),
        repr: Some(repr),
        str: Some(str),
        hash: Some(|vm, o| hash(vm, **o.expect::<Delta>())),
        compare: Some(compare),
        negative: Some(negative),
        positive: Some(|vm, o| {
            let delta = **o.expect::<Delta>();
            Ok(make(vm, delta))
        }),
        absolute: Some(|vm, o| {
            let total = o.expect::<Delta>().total();
            of_total(vm, total.abs())
        }),
        truth: Some(|_, o| Ok(**o.expect::<Delta>() != Delta::ZERO)),
        ..Slots::default()
    };
    slots.binary[BinaryOp::Add as usize] = Some(add);
    slots.binary[BinaryOp::Subtract as usize] = Some(subtract);
    slots.binary[BinaryOp::Multiply as usize] = Some(multiply);
    slots.binary[BinaryOp::TrueDivide as usize] = Some(true_divide);
    slots.binary[BinaryOp::FloorDivide as usize] = Some(floor_divide);
    slots.binary[BinaryOp::Remainder as usize] = Some(remainder);
    let spec = TypeSpec {
        slots,
        methods: METHODS,
        getset: GETSET,
        doc: Some(
            "Difference between two datetime values.\n\ntimedelta(days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0)\n\nAll arguments are optional and default to 0.\nArguments may be integers or floats, and may be positive or negative.",
        ),
        ..TypeSpec::default()
    };
    let class =
        NativeClass { name: "timedelta", module: "datetime", spec, has_dict: false, has_weakrefs: false };
    vm.new_native_class::<Delta>(class, None)
}
