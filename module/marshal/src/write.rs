//! Values to bytes.

use crate::{DEEPEST, tag};
use num_bigint::Sign;
use taipan_native::{PyResult, Raised, Tp, Value, Vm};
use taipan_objects::code::Code;
use taipan_objects::complex::Complex;
use taipan_objects::float;
use taipan_objects::int::Number;
use taipan_objects::slice::Slice;
use taipan_objects::str::Str;

pub struct Writer {
    pub out: Vec<u8>,
    pub version: i64,
    pub allow_code: bool,
}

fn unmarshallable(vm: &mut Vm) -> Raised {
    vm.value_error("unmarshallable object")
}

impl Writer {
    /// A size, as four bytes.
    fn size(&mut self, vm: &mut Vm, size: usize) -> PyResult<()> {
        match i32::try_from(size) {
            Ok(size) => {
                self.out.extend_from_slice(&size.to_le_bytes());
                Ok(())
            }
            Err(_) => Err(unmarshallable(vm)),
        }
    }

    pub fn value(&mut self, vm: &mut Vm, value: &Value, depth: usize) -> PyResult<()> {
        if depth > DEEPEST {
            return Err(vm.value_error("object too deeply nested to marshal"));
        }
        let class = vm.class(Tp::StopIteration);
        if value.is_none() {
            self.out.push(tag::NONE);
        } else if value.is(&Value::TRUE) || value.is(&Value::FALSE) {
            self.out.push(if value.is(&Value::TRUE) { tag::TRUE } else { tag::FALSE });
        } else if value.is(&Value::ELLIPSIS) {
            self.out.push(tag::ELLIPSIS);
        } else if value.is(&class) {
            self.out.push(tag::STOP_ITERATION);
        } else if vm.is_exact(value, Tp::Int) {
            self.int(vm, value)?;
        } else if vm.is_exact(value, Tp::Float) {
            self.float(vm, value)?;
        } else if vm.is_exact(value, Tp::Complex) {
            self.complex(vm, value)?;
        } else if vm.is_exact(value, Tp::Str) {
            self.text(vm, value)?;
        } else if vm.is_exact(value, Tp::Tuple) {
            let items = vm.collect(value)?;
            if self.version >= 4 && items.len() < 256 {
                self.out.extend_from_slice(&[tag::SMALL_TUPLE, items.len() as u8]);
            } else {
                self.out.push(tag::TUPLE);
                self.size(vm, items.len())?;
            }
            self.all(vm, &items, depth)?;
        } else if vm.is_exact(value, Tp::List) {
            let items = vm.collect(value)?;
            self.out.push(tag::LIST);
            self.size(vm, items.len())?;
            self.all(vm, &items, depth)?;
        } else if vm.is_exact(value, Tp::Dict) {
            self.out.push(tag::DICT);
            for (key, item) in vm.dict_items(value) {
                self.value(vm, &key, depth + 1)?;
                self.value(vm, &item, depth + 1)?;
            }
            self.out.push(tag::NULL);
        } else if vm.is_exact(value, Tp::Set) || vm.is_exact(value, Tp::FrozenSet) {
            self.set(vm, value, depth)?;
        } else if let Some(code) = value.downcast::<Code>() {
            if !self.allow_code {
                return Err(vm.value_error("marshalling code objects is disallowed"));
            }
            let bytes = code.to_bytes();
            self.out.push(tag::CODE);
            self.size(vm, bytes.len())?;
            self.out.extend_from_slice(&bytes);
        } else if let Some(slice) = value.downcast_exact::<Slice>() {
            if self.version < 5 {
                return Err(unmarshallable(vm));
            }
            self.out.push(tag::SLICE);
            for part in [slice.start().clone(), slice.stop().clone(), slice.step().clone()] {
                self.value(vm, &part, depth + 1)?;
            }
        } else if vm.type_of(value).slots().buffer.is_some() {
            let bytes = vm.copy_bytes(value)?;
            self.out.push(tag::BYTES);
            self.size(vm, bytes.len())?;
            self.out.extend_from_slice(&bytes);
        } else {
            return Err(unmarshallable(vm));
        }
        Ok(())
    }

    fn all(&mut self, vm: &mut Vm, items: &[Value], depth: usize) -> PyResult<()> {
        items.iter().try_for_each(|item| self.value(vm, item, depth + 1))
    }

    /// Sets with the same items give the same bytes: the items go by what they are written as.
    fn set(&mut self, vm: &mut Vm, value: &Value, depth: usize) -> PyResult<()> {
        self.out.push(if vm.is_exact(value, Tp::Set) { tag::SET } else { tag::FROZEN_SET });
        let mut items = Vec::new();
        for item in vm.set_items(value) {
            let mut writer = Writer { out: Vec::new(), version: self.version, allow_code: self.allow_code };
            writer.value(vm, &item, depth + 1)?;
            items.push(writer.out);
        }
        items.sort_unstable();
        self.size(vm, items.len())?;
        items.iter().for_each(|item| self.out.extend_from_slice(item));
        Ok(())
    }

    fn int(&mut self, vm: &mut Vm, value: &Value) -> PyResult<()> {
        let number = match Number::of(value) {
            Some(Number::Small(small)) => match i32::try_from(small) {
                Ok(small) => {
                    self.out.push(tag::INT);
                    self.out.extend_from_slice(&small.to_le_bytes());
                    return Ok(());
                }
                Err(_) => small.into(),
            },
            Some(Number::Big(big)) => big.to_bigint(),
            None => return Err(unmarshallable(vm)),
        };
        // Digits of fifteen bits, each in two bytes; the sign is that of their number.
        let (sign, bytes) = number.digits_of_15();
        let Ok(count) = i32::try_from(bytes.len()) else { return Err(unmarshallable(vm)) };
        self.out.push(tag::LONG);
        let count = if sign == Sign::Minus { -count } else { count };
        self.out.extend_from_slice(&count.to_le_bytes());
        bytes.iter().for_each(|digit| self.out.extend_from_slice(&digit.to_le_bytes()));
        Ok(())
    }

    fn double(&mut self, vm: &mut Vm, value: f64) -> PyResult<()> {
        if self.version > 1 {
            self.out.extend_from_slice(&value.to_bits().to_le_bytes());
            return Ok(());
        }
        let (value, digits) = (vm.new_float(value), vm.new_str(".17g"));
        let text = vm.call_method(&value, "__format__", &[digits])?;
        let text = vm.text(&text).into_owned();
        self.out.push(text.len() as u8);
        self.out.extend_from_slice(text.as_bytes());
        Ok(())
    }

    fn float(&mut self, vm: &mut Vm, value: &Value) -> PyResult<()> {
        let Some(value) = float::value_of(value) else { return Err(unmarshallable(vm)) };
        self.out.push(if self.version > 1 { tag::FLOAT } else { tag::FLOAT_TEXT });
        self.double(vm, value)
    }

    fn complex(&mut self, vm: &mut Vm, value: &Value) -> PyResult<()> {
        let Some(value) = value.downcast::<Complex>().map(|c| c.value) else {
            return Err(unmarshallable(vm));
        };
        self.out.push(if self.version > 1 { tag::COMPLEX } else { tag::COMPLEX_TEXT });
        self.double(vm, value.real)?;
        self.double(vm, value.imag)
    }

    fn text(&mut self, vm: &mut Vm, value: &Value) -> PyResult<()> {
        let bytes = value.expect::<Str>().bytes().to_vec();
        let ascii = bytes.is_ascii() && self.version >= 4;
        if ascii && bytes.len() < 256 {
            self.out.extend_from_slice(&[tag::SHORT_ASCII, bytes.len() as u8]);
        } else {
            self.out.push(if ascii { tag::ASCII } else { tag::UNICODE });
            self.size(vm, bytes.len())?;
        }
        self.out.extend_from_slice(&bytes);
        Ok(())
    }
}

/// A number in digits of fifteen bits, the lowest first.
trait Digits {
    fn digits_of_15(&self) -> (Sign, Vec<u16>);
}

impl Digits for num_bigint::BigInt {
    fn digits_of_15(&self) -> (Sign, Vec<u16>) {
        let (sign, halves) = self.to_u32_digits();
        let (mut digits, mut rest, mut bits) = (Vec::new(), 0u64, 0);
        for half in halves {
            rest |= u64::from(half) << bits;
            bits += 32;
            while bits >= 15 {
                digits.push((rest & 0x7FFF) as u16);
                rest >>= 15;
                bits -= 15;
            }
        }
        if rest > 0 {
            digits.push(rest as u16);
        }
        while digits.last() == Some(&0) {
            digits.pop();
        }
        (sign, digits)
    }
}
