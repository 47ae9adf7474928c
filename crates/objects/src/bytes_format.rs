//! `format % arguments` of `bytes` and `bytearray`.

use crate::bytearray::ByteArray;
use crate::bytes::Bytes;
use crate::bytes_methods::content;
use crate::int::Number;
use crate::printf::{Fail, Objects, charge};
use crate::str::Str;
use crate::{PyResult, Tp, Value, Vm};
use taipan_text::int::Int;
use taipan_text::printf::{Arguments, Conversion};

struct ByteObjects<'v>(Objects<'v>);

impl ByteObjects<'_> {
    /// The bytes of `%s` and `%b`.
    fn data(&mut self, conversion: &Conversion, value: &Value) -> Result<Vec<u8>, Fail> {
        let vm = &mut *self.0.vm;
        if value.downcast::<Bytes>().is_some() || value.downcast::<ByteArray>().is_some() {
            return Ok(content(vm, value).to_vec());
        }
        let name = vm.names.bytes_.clone();
        if let Some(made) = vm.call_special(value, &name, &[])? {
            return match made.downcast::<Bytes>() {
                Some(bytes) => Ok(bytes.data.as_slice().to_vec()),
                None => {
                    let text = format!("__bytes__ returned non-bytes (type {})", vm.type_name(&made));
                    Err(vm.type_error(text).into())
                }
            };
        }
        match vm.try_buffer(value, false)? {
            Some(buffer) => Ok(buffer.bytes(vm).to_vec()),
            None => Err(conversion.not_bytes_like(&vm.type_name(value)).into()),
        }
    }
}

impl Arguments for ByteObjects<'_> {
    type Value = Value;
    type Error = Fail;
    type Out = Vec<u8>;

    fn next(&mut self) -> Option<Value> {
        self.0.next()
    }

    fn is_mapping(&self) -> bool {
        self.0.is_mapping()
    }

    fn lookup(&mut self, key: &[u8]) -> Result<Value, Fail> {
        let key = self.0.vm.new_bytes(key);
        self.0.lookup(&key)
    }

    fn star(&mut self, value: Value) -> Result<Option<Int>, Fail> {
        Ok(self.0.star(&value))
    }

    fn has_unused(&self) -> bool {
        self.0.has_unused()
    }

    fn convert(&mut self, conversion: &Conversion, value: Value, out: &mut Vec<u8>) -> Result<(), Fail> {
        charge(self.0.vm, conversion)?;
        match conversion.code {
            b's' | b'b' => {
                let data = self.data(conversion, &value)?;
                conversion.bytes(&data, out)?;
            }
            b'r' | b'a' => {
                let shown = self.0.vm.ascii(&value)?;
                conversion.bytes(shown.expect::<Str>().bytes(), out)?;
            }
            b'c' => {
                let vm = &mut *self.0.vm;
                if value.downcast::<Bytes>().is_some() || value.downcast::<ByteArray>().is_some() {
                    let name = if value.downcast::<Bytes>().is_some() { "bytes" } else { "bytearray" };
                    conversion.byte_data(content(vm, &value), name, out)?;
                } else if vm.type_of(&value).slots().index.is_some() {
                    let index = vm.index(&value)?;
                    let code = Number::of(&index).map_or(Int::Small(-1), |n| n.to_text_int());
                    conversion.byte_code(&code, out)?;
                } else {
                    return Err(conversion.not_a_byte(&vm.type_name(&value)).into());
                }
            }
            b'e' | b'E' | b'f' | b'F' | b'g' | b'G' => {
                let vm = &mut *self.0.vm;
                let number = match vm.as_double(&value) {
                    Ok(number) => number,
                    Err(raised) if vm.is_raised(&raised, Tp::TypeError) => {
                        return Err(conversion.not_a_float(&vm.type_name(&value)).into());
                    }
                    Err(raised) => return Err(raised.into()),
                };
                conversion.float(number, out)?;
            }
            _ => {
                let number = self.0.int(conversion, &value)?;
                let limit = self.0.vm.int_max_str_digits;
                conversion.int(&number, limit, out)?;
            }
        }
        Ok(())
    }
}

/// `format % args` where the left side is a bytes or bytearray object.
pub fn remainder(vm: &mut Vm, format: &Value, args: &Value) -> PyResult {
    let array = format.downcast::<ByteArray>().is_some();
    if !array && format.downcast::<Bytes>().is_none() {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    // Converting runs Python, which may change a bytearray: the format is read from a copy.
    let text = content(vm, format).to_vec();
    let mut objects = ByteObjects(Objects::new(vm, args, &[Tp::Bytes, Tp::ByteArray, Tp::Str]));
    let made = taipan_text::printf::format_bytes(&text, &mut objects);
    match made {
        Ok(data) if array => Ok(vm.new_bytearray(data)),
        Ok(data) => vm.bytes_value(&data),
        Err(fail) => Err(fail.raise(vm)),
    }
}
