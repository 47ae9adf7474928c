//! `float(…)` and the methods of float.

use crate::class::Type;
use crate::float::{Float, value_of};
use crate::int::Number;
use crate::int_methods::{format_spec, of_class};
use crate::native::{GetSet, NativeDef, class_method, getter, method};
use crate::str::Str;
use crate::{PyResult, Tp, Value, Vm};
use num_bigint::BigInt;
use taipan_text::{TextError, TextRef, float, float_hex, float_parse};

fn own(value: &Value) -> f64 {
    value_of(value).unwrap_or(f64::NAN)
}

fn whole(vm: &mut Vm, rounded: f64) -> PyResult {
    if let Some(i) = float::to_i64(rounded) {
        return Ok(vm.new_int(i));
    }
    let made = float::to_bigint(rounded);
    big_result(vm, made)
}

fn big_result(vm: &mut Vm, made: Result<BigInt, TextError>) -> PyResult {
    match made {
        Ok(number) => Ok(vm.new_bigint(number)),
        Err(error) => Err(crate::raise::from_text(vm, error)),
    }
}

/// The double of an object with `__float__` or `__index__`; `Ok(None)` if it has neither.
pub fn convert_number(vm: &mut Vm, value: &Value) -> PyResult<Option<f64>> {
    if let Some(double) = value_of(value) {
        return Ok(Some(double));
    }
    convert_by_slots(vm, value)
}

/// The same by asking the object, even if it is a float.
fn convert_by_slots(vm: &mut Vm, value: &Value) -> PyResult<Option<f64>> {
    let slots = vm.type_of(value).slots();
    if let Some(to_float) = slots.float {
        let made = to_float(vm, value)?;
        let Some(double) = value_of(&made) else {
            let text = format!(
                "{}.__float__ returned non-float (type {})",
                vm.type_name(value),
                vm.type_name(&made)
            );
            return Err(vm.type_error(text));
        };
        if !vm.is_exact(&made, Tp::Float) {
            let text = format!(
                "{}.__float__ returned non-float (type {}).  The ability to return an instance of a strict subclass of float is deprecated, and may be removed in a future version of Python.",
                vm.type_name(value),
                vm.type_name(&made)
            );
            vm.warn(Tp::DeprecationWarning, &text, 1)?;
        }
        return Ok(Some(double));
    }
    if slots.index.is_none() {
        return Ok(None);
    }
    let index = vm.index(value)?;
    match Number::of(&index).and_then(|n| n.to_f64()) {
        Some(double) => Ok(Some(double)),
        None => Err(vm.overflow_error("int too large to convert to float")),
    }
}

impl Vm {
    /// The double of a real number, as native functions take it; TypeError `must be real number, not X`.
    pub fn as_double(&mut self, value: &Value) -> PyResult<f64> {
        match convert_number(self, value)? {
            Some(double) => Ok(double),
            None => {
                let text = format!("must be real number, not {}", self.type_name(value));
                Err(self.type_error(text))
            }
        }
    }

    /// The double of `float(value)`.
    pub fn to_double(&mut self, value: &Value) -> PyResult<f64> {
        // A subclass of float or of str may have a `__float__` of its own.
        if self.type_of(value).has_flag(crate::class::type_flags::HEAP)
            && let Some(double) = convert_by_slots(self, value)?
        {
            return Ok(double);
        }
        if let Some(text) = value.downcast::<Str>() {
            return match float_parse::parse(text.data.text()) {
                Ok(double) => Ok(double),
                Err(error) => Err(crate::raise::from_text(self, error)),
            };
        }
        if let Some(double) = convert_number(self, value)? {
            return Ok(double);
        }
        let Some(buffer) = self.try_buffer(value, false)? else {
            let text = format!(
                "float() argument must be a string or a real number, not '{}'",
                self.type_name(value)
            );
            return Err(self.type_error(text));
        };
        match float_parse::parse_ascii(buffer.bytes(self)) {
            Some(double) => Ok(double),
            None => {
                let shown = self.repr_text(value)?;
                Err(crate::raise::from_text(self, float_parse::invalid(&shown)))
            }
        }
    }
}

/// `float(x=0)`.
pub fn new(vm: &mut Vm, a: &[Value]) -> PyResult {
    let exact = a[0].is(&vm.class(Tp::Float));
    if exact && !a[1].is_null() && vm.is_exact(&a[1], Tp::Float) {
        return Ok(a[1].clone());
    }
    let value = if a[1].is_null() { 0.0 } else { vm.to_double(&a[1])? };
    if exact {
        return Ok(vm.new_float(value));
    }
    let shape = a[0].expect::<Type>().shape.get();
    Ok(vm.heap.alloc(shape, Float { value }))
}

/// The quotient and rest of two numbers of which one is a float; NotImplemented if one is no number.
pub fn divmod(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    let mut operands = [0.0; 2];
    for (slot, value) in operands.iter_mut().zip([a, b]) {
        *slot = match (value_of(value), Number::of(value)) {
            (Some(double), _) => double,
            (None, Some(number)) => match number.to_f64() {
                Some(double) => double,
                None => return Err(vm.overflow_error("int too large to convert to float")),
            },
            (None, None) => return Ok(Value::NOT_IMPLEMENTED),
        };
    }
    match float::divmod(operands[0], operands[1]) {
        Ok((quotient, rest)) => {
            let pair = [vm.new_float(quotient), vm.new_float(rest)];
            Ok(vm.new_tuple_from(2, pair.into_iter()))
        }
        Err(error) => Err(crate::raise::from_text(vm, error)),
    }
}

fn exact(vm: &mut Vm, value: &Value) -> PyResult {
    if vm.is_exact(value, Tp::Float) { Ok(value.clone()) } else { Ok(vm.new_float(own(value))) }
}

fn round(vm: &mut Vm, a: &[Value]) -> PyResult {
    let value = own(&a[0]);
    if a[1].is_null() || a[1].is_none() {
        if let Some(i) = float::to_i64(value.round_ties_even()) {
            return Ok(vm.new_int(i));
        }
        let made = float::round_to_int(value);
        return big_result(vm, made);
    }
    let places = vm.index_clipped(&a[1])?;
    match float::round_to(value, places) {
        Ok(rounded) => Ok(vm.new_float(rounded)),
        Err(error) => Err(crate::raise::from_text(vm, error)),
    }
}

fn format(vm: &mut Vm, a: &[Value]) -> PyResult {
    let spec = format_spec(vm, &a[1])?;
    if spec.is_empty() {
        return vm.str(&a[0]);
    }
    let name = vm.type_name(&a[0]);
    match taipan_text::format_float::format_float(own(&a[0]), spec, &name) {
        Ok(text) => vm.text_value(text),
        Err(error) => Err(crate::raise::from_text(vm, error)),
    }
}

fn getformat(vm: &mut Vm, a: &[Value]) -> PyResult {
    let Some(kind) = a[1].downcast::<Str>() else {
        let text = format!("__getformat__() argument must be str, not {}", vm.type_name(&a[1]));
        return Err(vm.type_error(text));
    };
    if !matches!(kind.data.bytes(), b"double" | b"float") {
        return Err(vm.value_error("__getformat__() argument 1 must be 'double' or 'float'"));
    }
    Ok(vm.new_str(if cfg!(target_endian = "little") { "IEEE, little-endian" } else { "IEEE, big-endian" }))
}

fn getnewargs(vm: &mut Vm, a: &[Value]) -> PyResult {
    let own = vm.new_float(own(&a[0]));
    Ok(vm.new_tuple(vec![own]))
}

fn as_integer_ratio(vm: &mut Vm, a: &[Value]) -> PyResult {
    match float::as_integer_ratio(own(&a[0])) {
        Ok((numerator, denominator)) => {
            let pair = vec![vm.new_bigint(numerator), vm.new_bigint(denominator)];
            Ok(vm.new_tuple(pair))
        }
        Err(error) => Err(crate::raise::from_text(vm, error)),
    }
}

fn from_number(vm: &mut Vm, a: &[Value]) -> PyResult {
    if a[0].is(&vm.class(Tp::Float)) && vm.is_exact(&a[1], Tp::Float) {
        return Ok(a[1].clone());
    }
    let double = vm.as_double(&a[1])?;
    let made = vm.new_float(double);
    of_class(vm, &a[0], Tp::Float, made)
}

fn fromhex(vm: &mut Vm, a: &[Value]) -> PyResult {
    let Some(text) = a[1].downcast::<Str>() else {
        return Err(vm.type_error("bad argument type for built-in operation"));
    };
    match float_hex::from_hex(text.data.bytes()) {
        Ok(double) => {
            let made = vm.new_float(double);
            of_class(vm, &a[0], Tp::Float, made)
        }
        Err(error) => Err(crate::raise::from_text(vm, error)),
    }
}

fn hex(vm: &mut Vm, a: &[Value]) -> PyResult {
    let digits = float_hex::hex(own(&a[0]));
    Ok(vm.new_text(TextRef::from_parts(&digits, digits.len(), true)))
}

/// The computed attributes of `float`.
pub const GETSET: &[GetSet] = &[getter("real", exact), getter("imag", |vm, _| Ok(vm.new_float(0.0)))];

/// The methods of `float`.
pub const METHODS: &[NativeDef] = &[
    method(
        "__ceil__",
        "($self, /)",
        |vm, a| whole(vm, own(&a[0]).ceil()),
        "Return the ceiling as an Integral.",
    ),
    method(
        "__divmod__",
        "($self, value, /)",
        |vm, a| divmod(vm, &a[0], &a[1]),
        "Return divmod(self, value).",
    ),
    method(
        "__floor__",
        "($self, /)",
        |vm, a| whole(vm, own(&a[0]).floor()),
        "Return the floor as an Integral.",
    ),
    method("__format__", "($self, format_spec, /)", format, "Formats the float according to format_spec."),
    class_method(
        "__getformat__",
        "($type, typestr, /)",
        getformat,
        "You probably don't want to use this function.\n\n  typestr\n    Must be 'double' or 'float'.\n\nIt exists mainly to be used in Python's test suite.\n\nThis function returns whichever of 'unknown', 'IEEE, big-endian' or 'IEEE,\nlittle-endian' best describes the format of floating-point numbers used by the\nC type named by typestr.",
    ),
    method("__getnewargs__", "($self, /)", getnewargs, ""),
    method(
        "__rdivmod__",
        "($self, value, /)",
        |vm, a| divmod(vm, &a[1], &a[0]),
        "Return divmod(value, self).",
    ),
    method(
        "__round__",
        "($self, ndigits=None, /)",
        round,
        "Return the Integral closest to x, rounding half toward even.\n\nWhen an argument is passed, work like built-in round(x, ndigits).",
    ),
    method(
        "__trunc__",
        "($self, /)",
        |vm, a| whole(vm, own(&a[0]).trunc()),
        "Return the Integral closest to x between 0 and x.",
    ),
    method(
        "as_integer_ratio",
        "($self, /)",
        as_integer_ratio,
        "Return a pair of integers, whose ratio is exactly equal to the original float.\n\nThe ratio is in lowest terms and has a positive denominator.  Raise\nOverflowError on infinities and a ValueError on NaNs.\n\n>>> (10.0).as_integer_ratio()\n(10, 1)\n>>> (0.0).as_integer_ratio()\n(0, 1)\n>>> (-.25).as_integer_ratio()\n(-1, 4)",
    ),
    method(
        "conjugate",
        "($self, /)",
        |vm, a| exact(vm, &a[0]),
        "Return self, the complex conjugate of any float.",
    ),
    class_method(
        "from_number",
        "($type, number, /)",
        from_number,
        "Convert real number to a floating-point number.",
    ),
    class_method(
        "fromhex",
        "($type, string, /)",
        fromhex,
        "Create a floating-point number from a hexadecimal string.\n\n>>> float.fromhex('0x1.ffffp10')\n2047.984375\n>>> float.fromhex('-0x1p-1074')\n-5e-324",
    ),
    method(
        "hex",
        "($self, /)",
        hex,
        "Return a hexadecimal representation of a floating-point number.\n\n>>> (-0.1).hex()\n'-0x1.999999999999ap-4'\n>>> 3.14159.hex()\n'0x1.921f9f01b866ep+1'",
    ),
    method(
        "is_integer",
        "($self, /)",
        |_, a| Ok(Value::from_bool(float::is_integer(own(&a[0])))),
        "Return True if the float is an integer.",
    ),
];
