//! `int(…)` and the methods of int, and `divmod`.

use crate::bytearray::ByteArray;
use crate::bytes::Bytes;
use crate::class::{Type, TypeExt};
use crate::int::{Number, exact};
use crate::native::{GetSet, NativeDef, class_method, getter, method};
use crate::str::Str;
use crate::{PyResult, Tp, Value, Vm};
use taipan_text::int_ops;

/// `int(value)` for a number; `Ok(None)` if it is none.
fn convert_number(vm: &mut Vm, value: &Value) -> PyResult<Option<Value>> {
    if vm.is_exact(value, Tp::Int) {
        return Ok(Some(value.clone()));
    }
    let slots = vm.type_of(value).slots();
    if let Some(int) = slots.int {
        let made = int(vm, value)?;
        if vm.is_exact(&made, Tp::Int) {
            return Ok(Some(made));
        }
        if Number::of(&made).is_none() {
            let text = format!("__int__ returned non-int (type {})", vm.type_name(&made));
            return Err(vm.type_error(text));
        }
        let text = format!(
            "__int__ returned non-int (type {}).  The ability to return an instance of a strict subclass of int is deprecated, and may be removed in a future version of Python.",
            vm.type_name(&made)
        );
        vm.warn(Tp::DeprecationWarning, &text, 1)?;
        return exact(vm, &made).map(Some);
    }
    if slots.index.is_some() { vm.index(value).map(Some) } else { Ok(None) }
}

/// `int(value)` for a number; TypeError for anything else.
pub fn from_number(vm: &mut Vm, value: &Value) -> PyResult {
    match convert_number(vm, value)? {
        Some(made) => Ok(made),
        None => Err(not_convertible(vm, value)),
    }
}

#[cold]
fn not_convertible(vm: &mut Vm, value: &Value) -> crate::Raised {
    let text = format!(
        "int() argument must be a string, a bytes-like object or a real number, not '{}'",
        vm.type_name(value)
    );
    vm.type_error(text)
}

/// `int(text, base)` of a str or bytes-like object; `Ok(None)` if it is neither.
fn parse(vm: &mut Vm, value: &Value, base: i64, any_buffer: bool) -> PyResult<Option<Value>> {
    let limit = vm.int_max_str_digits;
    let parsed = if let Some(text) = value.downcast::<Str>() {
        taipan_text::int::parse(text.data.text(), base, limit)
    } else if any_buffer || value.downcast::<Bytes>().is_some() || value.downcast::<ByteArray>().is_some() {
        match vm.try_buffer(value, false)? {
            Some(buffer) => taipan_text::int::parse_bytes(buffer.bytes(vm), base, limit),
            None => return Ok(None),
        }
    } else {
        return Ok(None);
    };
    match parsed {
        Ok(number) => Ok(Some(vm.new_text_int(number))),
        Err(error) => Err(crate::raise::from_text(vm, error)),
    }
}

impl Vm {
    /// `int(value)`.
    pub fn to_int(&mut self, value: &Value) -> PyResult {
        if let Some(text) = value.downcast_exact::<Str>() {
            return match taipan_text::int::parse(text.text(), 10, self.int_max_str_digits) {
                Ok(number) => Ok(self.new_text_int(number)),
                Err(error) => Err(crate::raise::from_text(self, error)),
            };
        }
        if let Some(made) = convert_number(self, value)? {
            return Ok(made);
        }
        match parse(self, value, 10, true)? {
            Some(made) => Ok(made),
            None => Err(not_convertible(self, value)),
        }
    }
}

fn with_base(vm: &mut Vm, value: &Value, base: &Value) -> PyResult {
    let base = vm.index_clipped(base)?;
    if base != 0 && !(2..=36).contains(&base) {
        return Err(vm.value_error("int() base must be >= 2 and <= 36, or 0"));
    }
    match parse(vm, value, base, false)? {
        Some(made) => Ok(made),
        None => Err(vm.type_error("int() can't convert non-string with explicit base")),
    }
}

/// `int(x, base=10)`.
pub fn new(vm: &mut Vm, a: &[Value]) -> PyResult {
    let made = match (a[1].is_null(), a[2].is_null()) {
        (true, true) => Value::ZERO,
        (true, false) => return Err(vm.type_error("int() missing string argument")),
        (false, true) => vm.to_int(&a[1])?,
        (false, false) => with_base(vm, &a[1], &a[2])?,
    };
    if a[0].is(&vm.class(Tp::Int)) {
        return Ok(made);
    }
    let shape = a[0].expect::<Type>().shape.get();
    vm.new_int_of(shape, &made)
}

/// A new instance of a class that is or derives from a builtin one, from an exact value of that one.
pub fn of_class(vm: &mut Vm, class: &Value, tp: Tp, made: Value) -> PyResult {
    if class.is(&vm.class(tp)) { Ok(made) } else { vm.call(class, &[made]) }
}

fn big(value: &Value) -> num_bigint::BigInt {
    Number::of(value).map(|n| n.big()).unwrap_or_default()
}

fn itself(vm: &mut Vm, a: &[Value]) -> PyResult {
    exact(vm, &a[0])
}

fn getnewargs(vm: &mut Vm, a: &[Value]) -> PyResult {
    let own = exact(vm, &a[0])?;
    Ok(vm.new_tuple(vec![own]))
}

fn round(vm: &mut Vm, a: &[Value]) -> PyResult {
    if a[1].is_null() || a[1].is_none() {
        return exact(vm, &a[0]);
    }
    let index = vm.index(&a[1])?;
    match Number::of(&index) {
        Some(Number::Small(places)) if places < 0 => match u32::try_from(places.unsigned_abs()) {
            Ok(places) => {
                let rounded = int_ops::round_to_power(&big(&a[0]), places);
                Ok(vm.new_bigint(rounded))
            }
            Err(_) => Ok(Value::ZERO),
        },
        Some(n) if n.is_negative() => Ok(Value::ZERO),
        _ => exact(vm, &a[0]),
    }
}

/// The format specification of a `__format__`, or TypeError.
pub fn format_spec<'a>(vm: &mut Vm, spec: &'a Value) -> PyResult<taipan_text::TextRef<'a>> {
    let Some(text) = spec.downcast::<Str>() else {
        let text = format!("__format__() argument must be str, not {}", vm.type_name(spec));
        return Err(vm.type_error(text));
    };
    charge_spec(vm, text.data.text())?;
    Ok(text.data.text())
}

/// MemoryError for a specification whose field the budget refuses.
pub(crate) fn charge_spec(vm: &mut Vm, spec: taipan_text::TextRef<'_>) -> PyResult<()> {
    // The widths and precisions that could be large are its runs of digits.
    for run in spec.bytes().split(|byte| !byte.is_ascii_digit()) {
        let number = run
            .iter()
            .fold(0usize, |number, byte| number.saturating_mul(10).saturating_add(usize::from(byte - b'0')));
        // One that is too large for a count is told of where the spec is read.
        if number > 4096 && number < isize::MAX as usize && !vm.heap.charge(number) {
            return Err(vm.memory_error());
        }
    }
    Ok(())
}

fn format(vm: &mut Vm, a: &[Value]) -> PyResult {
    let spec = format_spec(vm, &a[1])?;
    if spec.is_empty() {
        return vm.str(&a[0]);
    }
    let Some(number) = Number::of(&a[0]).map(|n| n.to_text_int()) else { return vm.str(&a[0]) };
    let name = vm.type_name(&a[0]);
    match taipan_text::format_int::format_int(&number, spec, &name, vm.int_max_str_digits) {
        Ok(text) => vm.text_value(text),
        Err(error) => Err(crate::raise::from_text(vm, error)),
    }
}

fn bit_length(vm: &mut Vm, a: &[Value]) -> PyResult {
    let bits = match Number::of(&a[0]) {
        Some(Number::Small(i)) => u64::from(64 - i.unsigned_abs().leading_zeros()),
        Some(Number::Big(b)) => b.bits(),
        None => 0,
    };
    Ok(vm.new_u64(bits))
}

fn bit_count(vm: &mut Vm, a: &[Value]) -> PyResult {
    let bits = match Number::of(&a[0]) {
        Some(Number::Small(i)) => u64::from(i.unsigned_abs().count_ones()),
        Some(Number::Big(b)) => b.digits().iter().map(|digit| u64::from(digit.count_ones())).sum(),
        None => 0,
    };
    Ok(vm.new_u64(bits))
}

fn as_integer_ratio(vm: &mut Vm, a: &[Value]) -> PyResult {
    let own = exact(vm, &a[0])?;
    Ok(vm.new_tuple(vec![own, Value::from_i32(1)]))
}

fn is_little(vm: &mut Vm, order: &Value, name: &str) -> PyResult<bool> {
    if order.is_null() {
        return Ok(false);
    }
    let Some(text) = order.downcast::<Str>() else {
        let text = format!("{name}() argument 'byteorder' must be str, not {}", vm.type_name(order));
        return Err(vm.type_error(text));
    };
    match int_ops::is_little(text.data.bytes()) {
        Ok(little) => Ok(little),
        Err(error) => Err(crate::raise::from_text(vm, error)),
    }
}

fn to_bytes(vm: &mut Vm, a: &[Value]) -> PyResult {
    let length = if a[1].is_null() { 1 } else { vm.index_i64(&a[1])? };
    let little = is_little(vm, &a[2], "to_bytes")?;
    let signed = !a[3].is_null() && vm.truth(&a[3])?;
    if length > 4096 && !vm.heap.charge(length as usize) {
        return Err(vm.memory_error());
    }
    match int_ops::to_bytes(&big(&a[0]), length as isize, little, signed) {
        Ok(data) => vm.bytes_value(&data),
        Err(error) => Err(crate::raise::from_text(vm, error)),
    }
}

fn from_bytes(vm: &mut Vm, a: &[Value]) -> PyResult {
    let little = is_little(vm, &a[2], "from_bytes")?;
    let signed = !a[3].is_null() && vm.truth(&a[3])?;
    let number = match a[1].downcast_exact::<Bytes>() {
        Some(bytes) => int_ops::from_bytes(bytes.data.as_slice(), little, signed),
        None => {
            let name = vm.names.bytes_.clone();
            let data = match vm.call_special(&a[1], &name, &[])? {
                Some(made) => match made.downcast::<Bytes>() {
                    Some(bytes) => bytes.data.as_slice().to_vec(),
                    None => {
                        let text = format!("__bytes__ returned non-bytes (type {})", vm.type_name(&made));
                        return Err(vm.type_error(text));
                    }
                },
                None => crate::bytes::from_object(vm, &a[1], "bytes")?,
            };
            int_ops::from_bytes(&data, little, signed)
        }
    };
    let made = vm.new_bigint(number);
    of_class(vm, &a[0], Tp::Int, made)
}

/// The quotient and rest of two ints; NotImplemented if one is none.
fn divmod_ints(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    let (Some(x), Some(y)) = (Number::of(a), Number::of(b)) else { return Ok(Value::NOT_IMPLEMENTED) };
    if let (Number::Small(x), Number::Small(y)) = (&x, &y)
        && let (Some(quotient), Some(rest)) = (int_ops::floordiv_small(*x, *y), int_ops::mod_small(*x, *y))
    {
        let pair = [vm.new_int(quotient), vm.new_int(rest)];
        return Ok(vm.new_tuple_from(2, pair.into_iter()));
    }
    match int_ops::divmod(&x.big(), &y.big()) {
        Ok((quotient, rest)) => {
            let pair = [vm.new_bigint(quotient), vm.new_bigint(rest)];
            Ok(vm.new_tuple_from(2, pair.into_iter()))
        }
        Err(error) => Err(crate::raise::from_text(vm, error)),
    }
}

impl Vm {
    /// `divmod(a, b)`.
    pub fn divmod(&mut self, a: &Value, b: &Value) -> PyResult {
        let exact = |vm: &Vm, v: &Value| vm.is_exact(v, Tp::Int) || vm.is_exact(v, Tp::Float);
        if exact(self, a) && exact(self, b) {
            if self.is_exact(a, Tp::Int) && self.is_exact(b, Tp::Int) {
                return divmod_ints(self, a, b);
            }
            return crate::float_methods::divmod(self, a, b);
        }
        let (forward, reflected) = (self.intern("__divmod__"), self.intern("__rdivmod__"));
        let (left, right) = (self.type_of(a).value(), self.type_of(b).value());
        let same = left.is(&right);
        let (left, right) = (left.expect::<Type>(), right.expect::<Type>());
        let overrides = !same
            && right.is_subtype(left)
            && self.lookup(right, &reflected).map(|v| v.raw())
                != self.lookup(left, &reflected).map(|v| v.raw());
        let mut tries = vec![(a, b, &forward)];
        if !same {
            tries.insert(usize::from(!overrides), (b, a, &reflected));
        }
        for (own, other, name) in tries {
            if let Some(result) = self.call_special(own, name, std::slice::from_ref(other))?
                && !result.is_not_implemented()
            {
                return Ok(result);
            }
        }
        let text = format!(
            "unsupported operand type(s) for divmod(): '{}' and '{}'",
            self.type_name(a),
            self.type_name(b)
        );
        Err(self.type_error(text))
    }
}

/// The computed attributes of `int`.
pub const GETSET: &[GetSet] = &[
    getter("real", exact),
    getter("imag", |_, _| Ok(Value::ZERO)),
    getter("numerator", exact),
    getter("denominator", |_, _| Ok(Value::from_i32(1))),
];

/// The methods of `int`.
pub const METHODS: &[NativeDef] = &[
    method("__ceil__", "($self, /)", itself, "Ceiling of an Integral returns itself."),
    method(
        "__divmod__",
        "($self, value, /)",
        |vm, a| divmod_ints(vm, &a[0], &a[1]),
        "Return divmod(self, value).",
    ),
    method("__floor__", "($self, /)", itself, "Flooring an Integral returns itself."),
    method("__format__", "($self, format_spec, /)", format, "Convert to a string according to format_spec."),
    method("__getnewargs__", "($self, /)", getnewargs, ""),
    method(
        "__rdivmod__",
        "($self, value, /)",
        |vm, a| divmod_ints(vm, &a[1], &a[0]),
        "Return divmod(value, self).",
    ),
    method(
        "__round__",
        "($self, ndigits=None, /)",
        round,
        "Rounding an Integral returns itself.\n\nRounding with an ndigits argument also returns an integer.",
    ),
    method("__trunc__", "($self, /)", itself, "Truncating an Integral returns itself."),
    method(
        "as_integer_ratio",
        "($self, /)",
        as_integer_ratio,
        "Return a pair of integers, whose ratio is equal to the original int.\n\nThe ratio is in lowest terms and has a positive denominator.\n\n>>> (10).as_integer_ratio()\n(10, 1)\n>>> (-10).as_integer_ratio()\n(-10, 1)\n>>> (0).as_integer_ratio()\n(0, 1)",
    ),
    method(
        "bit_count",
        "($self, /)",
        bit_count,
        "Number of ones in the binary representation of the absolute value of self.\n\nAlso known as the population count.\n\n>>> bin(13)\n'0b1101'\n>>> (13).bit_count()\n3",
    ),
    method(
        "bit_length",
        "($self, /)",
        bit_length,
        "Number of bits necessary to represent self in binary.\n\n>>> bin(37)\n'0b100101'\n>>> (37).bit_length()\n6",
    ),
    method("conjugate", "($self, /)", itself, "Returns self, the complex conjugate of any int."),
    class_method(
        "from_bytes",
        "($type, /, bytes, byteorder='big', *, signed=False)",
        from_bytes,
        "Return the integer represented by the given array of bytes.\n\n  bytes\n    Holds the array of bytes to convert.  The argument must either\n    support the buffer protocol or be an iterable object producing bytes.\n    Bytes and bytearray are examples of built-in objects that support the\n    buffer protocol.\n  byteorder\n    The byte order used to represent the integer.  If byteorder is 'big',\n    the most significant byte is at the beginning of the byte array.  If\n    byteorder is 'little', the most significant byte is at the end of the\n    byte array.  To request the native byte order of the host system, use\n    sys.byteorder as the byte order value.  Default is to use 'big'.\n  signed\n    Indicates whether two's complement is used to represent the integer.",
    ),
    method(
        "is_integer",
        "($self, /)",
        |_, _| Ok(Value::TRUE),
        "Returns True. Exists for duck type compatibility with float.is_integer.",
    ),
    method(
        "to_bytes",
        "($self, /, length=1, byteorder='big', *, signed=False)",
        to_bytes,
        "Return an array of bytes representing an integer.\n\n  length\n    Length of bytes object to use.  An OverflowError is raised if the\n    integer is not representable with the given number of bytes.  Default\n    is length 1.\n  byteorder\n    The byte order used to represent the integer.  If byteorder is 'big',\n    the most significant byte is at the beginning of the byte array.  If\n    byteorder is 'little', the most significant byte is at the end of the\n    byte array.  To request the native byte order of the host system, use\n    sys.byteorder as the byte order value.  Default is to use 'big'.\n  signed\n    Determines whether two's complement is used to represent the integer.\n    If signed is False and a negative integer is given, an OverflowError\n    is raised.",
    ),
];

/// The docstring of `int`.
pub const DOC: &str = "int([x]) -> integer\nint(x, base=10) -> integer\n\nConvert a number or string to an integer, or return 0 if no arguments\nare given.  If x is a number, return x.__int__().  For floating-point\nnumbers, this truncates towards zero.\n\nIf x is not a number or if base is given, then x must be a string,\nbytes, or bytearray instance representing an integer literal in the\ngiven base.  The literal can be preceded by '+' or '-' and be surrounded\nby whitespace.  The base defaults to 10.  Valid bases are 0 and 2-36.\nBase 0 means to interpret the base from the string as an integer\niteral.\n>>> int('0b100', base=0)\n4";

/// Whether a number is below zero, for callers that only have the value.
pub fn is_negative(value: &Value) -> bool {
    match Number::of(value) {
        Some(Number::Big(b)) => b.is_negative(),
        Some(n) => n.is_negative(),
        None => false,
    }
}
