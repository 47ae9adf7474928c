//! Bytes to values.

use crate::{DEEPEST, tag};
use num_bigint::{BigInt, Sign};
use taipan_native::{PyResult, Raised, Tp, Value, Vm};

pub struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
    allow_code: bool,
    /// What may be referred to, in the order in which it began; NULL while it is not whole.
    references: Vec<Value>,
}

fn end(vm: &mut Vm) -> Raised {
    vm.raise(Tp::EOFError, "EOF read where object expected")
}

impl<'a> Reader<'a> {
    pub fn new(bytes: &'a [u8], allow_code: bool) -> Reader<'a> {
        Reader { bytes, at: 0, allow_code, references: Vec::new() }
    }

    /// How many bytes were not read.
    pub fn left(&self) -> usize {
        self.bytes.len() - self.at
    }

    /// One value.
    pub fn whole(&mut self, vm: &mut Vm) -> PyResult {
        match self.value(vm, 0)? {
            Some(value) => Ok(value),
            None => Err(vm.type_error("NULL object in marshal data for object")),
        }
    }

    fn take(&mut self, vm: &mut Vm, count: usize) -> PyResult<&'a [u8]> {
        if count > self.left() {
            return Err(vm.raise(Tp::EOFError, "marshal data too short"));
        }
        let taken = &self.bytes[self.at..self.at + count];
        self.at += count;
        Ok(taken)
    }

    fn byte(&mut self, vm: &mut Vm) -> PyResult<u8> {
        Ok(self.take(vm, 1)?[0])
    }

    fn int(&mut self, vm: &mut Vm) -> PyResult<i32> {
        let bytes = self.take(vm, 4)?;
        Ok(i32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]))
    }

    fn double(&mut self, vm: &mut Vm) -> PyResult<f64> {
        let bytes = self.take(vm, 8)?;
        let mut word = [0; 8];
        word.copy_from_slice(bytes);
        Ok(f64::from_le_bytes(word))
    }

    fn double_of_text(&mut self, vm: &mut Vm) -> PyResult<f64> {
        let count = self.byte(vm)? as usize;
        let bytes = self.take(vm, count)?;
        let text = vm.new_str(&String::from_utf8_lossy(bytes));
        let class = vm.class(Tp::Float);
        let value = vm.call(&class, &[text])?;
        vm.to_double(&value)
    }

    fn size(&mut self, vm: &mut Vm, what: &str) -> PyResult<usize> {
        let size = self.int(vm)?;
        match usize::try_from(size) {
            Ok(size) => Ok(size),
            Err(_) => Err(vm.value_error(format!("bad marshal data ({what} size out of range)"))),
        }
    }

    /// Keeps a place for a value that later ones may refer to.
    fn reserve(&mut self, flagged: bool) -> Option<usize> {
        flagged.then(|| {
            self.references.push(Value::NULL);
            self.references.len() - 1
        })
    }

    fn keep(&mut self, place: Option<usize>, value: &Value) {
        if let Some(place) = place {
            self.references[place] = value.clone();
        }
    }

    fn items(&mut self, vm: &mut Vm, count: usize, what: &str, depth: usize) -> PyResult<Vec<Value>> {
        // A value takes a byte at least: a count beyond what is left is an end that comes too early.
        let mut items = Vec::with_capacity(count.min(self.left()));
        for _ in 0..count {
            match self.value(vm, depth + 1)? {
                Some(item) => items.push(item),
                None => return Err(vm.type_error(format!("NULL object in marshal data for {what}"))),
            }
        }
        Ok(items)
    }

    /// The next value; `None` for the mark that ends a dict.
    fn value(&mut self, vm: &mut Vm, depth: usize) -> PyResult<Option<Value>> {
        if depth > DEEPEST {
            return Err(vm.value_error("recursion limit exceeded"));
        }
        if self.left() == 0 {
            return Err(end(vm));
        }
        let head = self.byte(vm)?;
        let (kind, flagged) = (head & !tag::FLAG, head & tag::FLAG != 0);
        let value = match kind {
            tag::NULL => return Ok(None),
            tag::NONE => return Ok(Some(Value::NONE)),
            tag::FALSE => return Ok(Some(Value::FALSE)),
            tag::TRUE => return Ok(Some(Value::TRUE)),
            tag::ELLIPSIS => return Ok(Some(Value::ELLIPSIS)),
            tag::STOP_ITERATION => return Ok(Some(vm.class(Tp::StopIteration))),
            tag::REFERENCE => {
                let place = self.int(vm)?;
                let found = usize::try_from(place).ok().and_then(|place| self.references.get(place).cloned());
                return match found.and_then(|value| value.non_null()) {
                    Some(value) => Ok(Some(value)),
                    None => Err(vm.value_error("bad marshal data (invalid reference)")),
                };
            }
            tag::TUPLE
            | tag::SMALL_TUPLE
            | tag::LIST
            | tag::DICT
            | tag::SET
            | tag::FROZEN_SET
            | tag::SLICE => {
                return self.container(vm, kind, flagged, depth).map(Some);
            }
            tag::INT => {
                let value = self.int(vm)?;
                vm.new_int(value as i64)
            }
            tag::LONG => self.long(vm)?,
            tag::FLOAT => {
                let value = self.double(vm)?;
                vm.new_float(value)
            }
            tag::FLOAT_TEXT => {
                let value = self.double_of_text(vm)?;
                vm.new_float(value)
            }
            tag::COMPLEX => {
                let (real, imag) = (self.double(vm)?, self.double(vm)?);
                vm.new_complex(real, imag)
            }
            tag::COMPLEX_TEXT => {
                let (real, imag) = (self.double_of_text(vm)?, self.double_of_text(vm)?);
                vm.new_complex(real, imag)
            }
            tag::BYTES => {
                let size = self.size(vm, "bytes object")?;
                let bytes = self.take(vm, size)?;
                vm.bytes_value(bytes)?
            }
            tag::ASCII | tag::ASCII_INTERNED | tag::INTERNED | tag::UNICODE => {
                let size = self.size(vm, "string")?;
                self.text(vm, size)?
            }
            tag::SHORT_ASCII | tag::SHORT_ASCII_INTERNED => {
                let size = self.byte(vm)? as usize;
                self.text(vm, size)?
            }
            tag::CODE => self.code(vm)?,
            _ => return Err(vm.value_error("bad marshal data (unknown type code)")),
        };
        let interned = matches!(kind, tag::INTERNED | tag::ASCII_INTERNED | tag::SHORT_ASCII_INTERNED);
        let value = if interned { vm.intern_value(&value) } else { value };
        let place = self.reserve(flagged);
        self.keep(place, &value);
        Ok(Some(value))
    }

    fn container(&mut self, vm: &mut Vm, kind: u8, flagged: bool, depth: usize) -> PyResult {
        let place = self.reserve(flagged);
        let value = match kind {
            tag::TUPLE | tag::SMALL_TUPLE => {
                let size = if kind == tag::TUPLE { self.size(vm, "tuple")? } else { self.byte(vm)? as usize };
                let items = self.items(vm, size, "tuple", depth)?;
                vm.new_tuple(items)
            }
            tag::LIST => {
                let size = self.size(vm, "list")?;
                let list = vm.new_list(Vec::new());
                // A list may hold itself.
                self.keep(place, &list);
                for item in self.items(vm, size, "list", depth)? {
                    vm.call_method(&list, "append", &[item])?;
                }
                list
            }
            tag::DICT => {
                let dict = vm.new_dict();
                self.keep(place, &dict);
                while let Some(key) = self.value(vm, depth + 1)? {
                    let Some(value) = self.value(vm, depth + 1)? else { break };
                    vm.dict_set(&dict, &key, value)?;
                }
                dict
            }
            tag::SLICE => {
                let mut parts = self.items(vm, 3, "slice", depth)?.into_iter();
                let (start, stop, step) = (parts.next(), parts.next(), parts.next());
                vm.new_slice(
                    start.unwrap_or(Value::NONE),
                    stop.unwrap_or(Value::NONE),
                    step.unwrap_or(Value::NONE),
                )
            }
            _ => {
                let size = self.size(vm, "set")?;
                let items = self.items(vm, size, "set", depth)?;
                let items = vm.new_list(items);
                if kind == tag::SET { vm.new_set_from(&items)? } else { vm.new_frozenset_from(&items)? }
            }
        };
        self.keep(place, &value);
        Ok(value)
    }

    fn long(&mut self, vm: &mut Vm) -> PyResult {
        let count = self.int(vm)?;
        let digits = self.take(vm, count.unsigned_abs() as usize * 2)?;
        let last = digits.chunks_exact(2).last().map_or(1, |d| u16::from_le_bytes([d[0], d[1]]));
        let (mut words, mut rest, mut bits) = (Vec::with_capacity(digits.len() / 4 + 1), 0u64, 0);
        for digit in digits.chunks_exact(2) {
            let digit = u16::from_le_bytes([digit[0], digit[1]]);
            if digit > 0x7FFF {
                return Err(vm.value_error("bad marshal data (digit out of range in long)"));
            }
            rest |= u64::from(digit) << bits;
            bits += 15;
            if bits >= 32 {
                words.push(rest as u32);
                rest >>= 32;
                bits -= 32;
            }
        }
        words.push(rest as u32);
        if last == 0 {
            return Err(vm.value_error("bad marshal data (unnormalized long data)"));
        }
        let sign = if count < 0 { Sign::Minus } else { Sign::Plus };
        Ok(vm.new_bigint(BigInt::new(sign, words)))
    }

    fn text(&mut self, vm: &mut Vm, size: usize) -> PyResult {
        let bytes = self.take(vm, size)?;
        let bytes = vm.bytes_value(bytes)?;
        vm.decode_bytes(&bytes, "utf-8", "surrogatepass")
    }

    fn code(&mut self, vm: &mut Vm) -> PyResult {
        if !self.allow_code {
            return Err(vm.value_error("unmarshalling code objects is disallowed"));
        }
        let size = self.size(vm, "code")?;
        let bytes = self.take(vm, size)?;
        vm.code_from_bytes(bytes)
    }
}
