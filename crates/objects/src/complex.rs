//! `complex`. An operation with a real operand does not first make a complex number of it, so that signs of zeros
//! and infinities survive.

use crate::class::Type;
use crate::float::value_of;
use crate::int::Number;
use crate::int_methods::{format_spec, of_class};
use crate::native::{TypeSpec, class_method, member, method};
use crate::slots::Slots;
use crate::str::Str;
use crate::{BinaryOp, CompareOp, Payload, PyResult, Tp, Tracer, Value, Vm};
use taipan_text::complex::{self as arithmetic, Complex as Number2};
use taipan_text::{TextError, TextRef};

/// The payload of a complex number.
pub struct Complex {
    pub value: Number2,
}

// SAFETY: no references.
unsafe impl Payload for Complex {
    const NAME: &'static str = "complex";
    const SHAPE: u32 = Tp::Complex as u32;
    const CONTAINER: bool = false;
    fn trace(&self, _: Tracer<'_>) {}
}

impl Vm {
    /// A complex number.
    pub fn new_complex(&self, real: f64, imag: f64) -> Value {
        self.heap.alloc_plain(Tp::Complex as u32, Complex { value: Number2 { real, imag } })
    }

    /// `x ** y` of two doubles whose result is complex.
    pub fn complex_power(&mut self, x: f64, y: f64) -> PyResult {
        let made = arithmetic::pow(Number2 { real: x, imag: 0.0 }, Number2 { real: y, imag: 0.0 });
        finish(self, made)
    }

    /// Real and imaginary part of any number, as native functions take it.
    pub fn as_complex(&mut self, value: &Value) -> PyResult<(f64, f64)> {
        if let Some(own) = value.downcast_exact::<Complex>() {
            return Ok((own.value.real, own.value.imag));
        }
        match special(self, value)? {
            Some(own) => Ok((own.real, own.imag)),
            None => match value.downcast::<Complex>() {
                Some(own) => Ok((own.data.value.real, own.data.value.imag)),
                None => Ok((self.as_double(value)?, 0.0)),
            },
        }
    }
}

fn finish(vm: &mut Vm, made: Result<Number2, TextError>) -> PyResult {
    match made {
        Ok(value) => Ok(vm.new_complex(value.real, value.imag)),
        Err(error) => Err(crate::raise::from_text(vm, error)),
    }
}

/// An operand of an arithmetic operation.
#[derive(Clone, Copy)]
enum Operand {
    Real(f64),
    Complex(Number2),
}

fn operand(vm: &mut Vm, value: &Value) -> PyResult<Option<Operand>> {
    if let Some(own) = value.downcast::<Complex>() {
        return Ok(Some(Operand::Complex(own.data.value)));
    }
    if let Some(real) = value_of(value) {
        return Ok(Some(Operand::Real(real)));
    }
    match Number::of(value) {
        None => Ok(None),
        Some(number) => match number.to_f64() {
            Some(real) => Ok(Some(Operand::Real(real))),
            None => Err(vm.overflow_error("int too large to convert to float")),
        },
    }
}

/// `x / z` for a real `x`.
fn divide_real(x: f64, z: Number2) -> Result<Number2, TextError> {
    let (p, q) = (z.real.abs(), z.imag.abs());
    let made = if p >= q {
        if p == 0.0 {
            return Err(TextError::zero_division());
        }
        let ratio = z.imag / z.real;
        let scale = z.real + z.imag * ratio;
        Number2 { real: x / scale, imag: (-x * ratio) / scale }
    } else if q >= p {
        let ratio = z.real / z.imag;
        let scale = z.real * ratio + z.imag;
        Number2 { real: (x * ratio) / scale, imag: -x / scale }
    } else {
        Number2 { real: f64::NAN, imag: f64::NAN }
    };
    if made.real.is_nan() && made.imag.is_nan() && x.is_finite() && (p.is_infinite() || q.is_infinite()) {
        let unit = |part: f64| if part.is_infinite() { 1f64.copysign(part) } else { 0f64.copysign(part) };
        return Ok(Number2 { real: 0.0 * (x * unit(z.real)), imag: 0.0 * (-x * unit(z.imag)) });
    }
    Ok(made)
}

fn binary(vm: &mut Vm, a: &Value, b: &Value, op: BinaryOp) -> PyResult {
    let (Some(x), Some(y)) = (operand(vm, a)?, operand(vm, b)?) else { return Ok(Value::NOT_IMPLEMENTED) };
    use Operand::{Complex as C, Real as R};
    let pair = |real, imag| Ok(Number2 { real, imag });
    let made = match (op, x, y) {
        (BinaryOp::Add, C(x), C(y)) => pair(x.real + y.real, x.imag + y.imag),
        (BinaryOp::Add, C(z), R(x)) | (BinaryOp::Add, R(x), C(z)) => pair(z.real + x, z.imag),
        (BinaryOp::Subtract, C(x), C(y)) => pair(x.real - y.real, x.imag - y.imag),
        (BinaryOp::Subtract, C(z), R(x)) => pair(z.real - x, z.imag),
        (BinaryOp::Subtract, R(x), C(z)) => pair(x - z.real, -z.imag),
        (BinaryOp::Multiply, C(x), C(y)) => Ok(arithmetic::mul(x, y)),
        (BinaryOp::Multiply, C(z), R(x)) | (BinaryOp::Multiply, R(x), C(z)) => Ok(arithmetic::mul_real(z, x)),
        (BinaryOp::TrueDivide, C(x), C(y)) => arithmetic::div(x, y),
        (BinaryOp::TrueDivide, C(z), R(x)) => arithmetic::div_real(z, x),
        (BinaryOp::TrueDivide, R(x), C(z)) => divide_real(x, z),
        _ => return Ok(Value::NOT_IMPLEMENTED),
    };
    finish(vm, made)
}

fn power(vm: &mut Vm, a: &Value, b: &Value, modulus: &Value) -> PyResult {
    let (Some(x), Some(y)) = (operand(vm, a)?, operand(vm, b)?) else { return Ok(Value::NOT_IMPLEMENTED) };
    if !modulus.is_none() && !modulus.is_null() {
        return Err(vm.value_error("complex modulo"));
    }
    let whole = |operand| match operand {
        Operand::Real(real) => Number2 { real, imag: 0.0 },
        Operand::Complex(value) => value,
    };
    finish(vm, arithmetic::pow(whole(x), whole(y)))
}

fn own(value: &Value) -> Number2 {
    value.downcast::<Complex>().map_or(Number2 { real: 0.0, imag: 0.0 }, |o| o.data.value)
}

fn compare(vm: &mut Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult {
    let Some(x) = a.downcast::<Complex>().map(|o| o.data.value) else { return Ok(Value::NOT_IMPLEMENTED) };
    if !matches!(op, CompareOp::Eq | CompareOp::Ne) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let equal = if let Some(y) = b.downcast::<Complex>() {
        x.real == y.data.value.real && x.imag == y.data.value.imag
    } else if value_of(b).is_some() || Number::of(b).is_some() {
        x.imag == 0.0 && {
            let real = vm.new_float(x.real);
            vm.equal(&real, b)?
        }
    } else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    Ok(Value::from_bool(equal == (op == CompareOp::Eq)))
}

fn hash(vm: &mut Vm, object: &Value) -> PyResult<i64> {
    let value = own(object);
    let identity = taipan_text::hash::hash_pointer(vm.id(object) as usize);
    let part = |part| taipan_text::hash::hash_float(part).unwrap_or(identity);
    Ok(taipan_text::hash::hash_complex(part(value.real), part(value.imag)))
}

fn repr(vm: &mut Vm, object: &Value) -> PyResult {
    let value = own(object);
    let bytes = taipan_text::float::repr_complex(value.real, value.imag);
    Ok(vm.new_text(TextRef::from_parts(&bytes, bytes.len(), true)))
}

fn truth(_: &mut Vm, object: &Value) -> PyResult<bool> {
    let value = own(object);
    Ok(value.real != 0.0 || value.imag != 0.0)
}

fn exact(vm: &mut Vm, object: &Value) -> PyResult {
    if vm.is_exact(object, Tp::Complex) {
        return Ok(object.clone());
    }
    let value = own(object);
    Ok(vm.new_complex(value.real, value.imag))
}

fn absolute(vm: &mut Vm, object: &Value) -> PyResult {
    match arithmetic::abs(own(object)) {
        Ok(size) => Ok(vm.new_float(size)),
        Err(error) => Err(crate::raise::from_text(vm, error)),
    }
}

/// What `__complex__` gives, where the class has it.
fn special(vm: &mut Vm, value: &Value) -> PyResult<Option<Number2>> {
    let name = vm.names.complex_.clone();
    let Some(made) = vm.call_special(value, &name, &[])? else { return Ok(None) };
    let Some(result) = made.downcast::<Complex>().map(|o| o.data.value) else {
        let text = format!("__complex__ returned non-complex (type {})", vm.type_name(&made));
        return Err(vm.type_error(text));
    };
    if !vm.is_exact(&made, Tp::Complex) {
        let text = format!(
            "__complex__ returned non-complex (type {}).  The ability to return an instance of a strict subclass of complex is deprecated, and may be removed in a future version of Python.",
            vm.type_name(&made)
        );
        vm.warn(Tp::DeprecationWarning, &text, 1)?;
    }
    Ok(Some(result))
}

/// `complex(value)`.
fn convert(vm: &mut Vm, value: &Value) -> PyResult<Number2> {
    if let Some(text) = value.downcast::<Str>() {
        return match taipan_text::float_parse::parse_complex(text.data.text()) {
            Ok((real, imag)) => Ok(Number2 { real, imag }),
            Err(error) => Err(crate::raise::from_text(vm, error)),
        };
    }
    if let Some(made) = special(vm, value)? {
        return Ok(made);
    }
    match crate::float_methods::convert_number(vm, value)? {
        Some(real) => Ok(Number2 { real, imag: 0.0 }),
        None => {
            let text =
                format!("complex() argument must be a string or a number, not {}", vm.type_name(value));
            Err(vm.type_error(text))
        }
    }
}

/// A part given to `complex(real, imag)`: a real number, or with a warning a complex one.
fn part(vm: &mut Vm, value: &Value, name: &str, may_convert: bool) -> PyResult<Operand> {
    let wrong = format!("complex() argument '{name}' must be a real number, not {}", vm.type_name(value));
    if value.downcast::<Str>().is_some() {
        return Err(vm.type_error(wrong));
    }
    let made = match value.downcast::<Complex>() {
        Some(own) => Some(own.data.value),
        None if may_convert => special(vm, value)?,
        None => None,
    };
    if let Some(made) = made {
        vm.warn(Tp::DeprecationWarning, &wrong, 1)?;
        return Ok(Operand::Complex(made));
    }
    match crate::float_methods::convert_number(vm, value)? {
        Some(real) => Ok(Operand::Real(real)),
        None => Err(vm.type_error(wrong)),
    }
}

fn new(vm: &mut Vm, a: &[Value]) -> PyResult {
    let class_is_exact = a[0].is(&vm.class(Tp::Complex));
    let value = if a[2].is_null() {
        if a[1].is_null() {
            Number2 { real: 0.0, imag: 0.0 }
        } else {
            if class_is_exact && vm.is_exact(&a[1], Tp::Complex) {
                return Ok(a[1].clone());
            }
            convert(vm, &a[1])?
        }
    } else {
        let real = if a[1].is_null() { Operand::Real(0.0) } else { part(vm, &a[1], "real", true)? };
        let imag = part(vm, &a[2], "imag", false)?;
        let (mut x, mut y) = match (real, imag) {
            (Operand::Real(x), Operand::Real(y)) => (x, y),
            (Operand::Real(x), Operand::Complex(y)) => (x - y.imag, y.real),
            (Operand::Complex(x), Operand::Real(y)) => (x.real, y),
            (Operand::Complex(x), Operand::Complex(y)) => (x.real - y.imag, y.real),
        };
        if let Operand::Complex(z) = real {
            y += z.imag;
        }
        if x == 0.0 && x.is_sign_negative() && a[1].is_null() {
            x = 0.0;
        }
        Number2 { real: x, imag: y }
    };
    if class_is_exact {
        return Ok(vm.new_complex(value.real, value.imag));
    }
    let shape = a[0].expect::<Type>().shape.get();
    Ok(vm.heap.alloc(shape, Complex { value }))
}

fn from_number(vm: &mut Vm, a: &[Value]) -> PyResult {
    if vm.is_exact(&a[1], Tp::Complex) && a[0].is(&vm.class(Tp::Complex)) {
        return Ok(a[1].clone());
    }
    let (real, imag) = vm.as_complex(&a[1])?;
    let made = vm.new_complex(real, imag);
    of_class(vm, &a[0], Tp::Complex, made)
}

fn format(vm: &mut Vm, a: &[Value]) -> PyResult {
    let spec = format_spec(vm, &a[1])?;
    if spec.is_empty() {
        return vm.str(&a[0]);
    }
    let (value, name) = (own(&a[0]), vm.type_name(&a[0]));
    match taipan_text::format_float::format_complex(value.real, value.imag, spec, &name) {
        Ok(text) => vm.text_value(text),
        Err(error) => Err(crate::raise::from_text(vm, error)),
    }
}

fn getnewargs(vm: &mut Vm, a: &[Value]) -> PyResult {
    let value = own(&a[0]);
    let parts = vec![vm.new_float(value.real), vm.new_float(value.imag)];
    Ok(vm.new_tuple(parts))
}

fn conjugate(vm: &mut Vm, a: &[Value]) -> PyResult {
    let value = own(&a[0]);
    Ok(vm.new_complex(value.real, -value.imag))
}

pub fn spec() -> TypeSpec {
    let mut slots = Slots {
        repr: Some(repr),
        hash: Some(hash),
        compare: Some(compare),
        truth: Some(truth),
        negative: Some(|vm, object| {
            let value = own(object);
            Ok(vm.new_complex(-value.real, -value.imag))
        }),
        positive: Some(exact),
        absolute: Some(absolute),
        power3: Some(power),
        ..Slots::default()
    };
    slots.binary[BinaryOp::Add as usize] = Some(|vm, a, b| binary(vm, a, b, BinaryOp::Add));
    slots.binary[BinaryOp::Subtract as usize] = Some(|vm, a, b| binary(vm, a, b, BinaryOp::Subtract));
    slots.binary[BinaryOp::Multiply as usize] = Some(|vm, a, b| binary(vm, a, b, BinaryOp::Multiply));
    slots.binary[BinaryOp::TrueDivide as usize] = Some(|vm, a, b| binary(vm, a, b, BinaryOp::TrueDivide));
    TypeSpec {
        slots,
        constructor: Some(("($cls, real=0, imag=0)", new)),
        methods: const {
            &[
                method(
                    "__complex__",
                    "($self, /)",
                    |vm, a| exact(vm, &a[0]),
                    "Convert this value to exact type complex.",
                ),
                method(
                    "__format__",
                    "($self, format_spec, /)",
                    format,
                    "Convert to a string according to format_spec.",
                ),
                method("__getnewargs__", "($self, /)", getnewargs, ""),
                method(
                    "conjugate",
                    "($self, /)",
                    conjugate,
                    "Return the complex conjugate of its argument. (3-4j).conjugate() == 3+4j.",
                ),
                class_method(
                    "from_number",
                    "($type, number, /)",
                    from_number,
                    "Convert number to a complex floating-point number.",
                ),
            ]
        },
        getset: const {
            &[
                member("real", |vm, object| Ok(vm.new_float(own(object).real))),
                member("imag", |vm, object| Ok(vm.new_float(own(object).imag))),
            ]
        },
        doc: Some(
            "complex(real=0, imag=0)\n--\n\nCreate a complex number from a string or numbers.\n\nIf a string is given, parse it as a complex number.\nIf a single number is given, convert it to a complex number.\nIf the 'real' or 'imag' arguments are given, create a complex number\nwith the specified real and imaginary components.",
        ),
        ..TypeSpec::default()
    }
}
