//! `format % arguments` of `str`: the walk is in the text crate, the objects are here. The parts that `bytes` shares
//! are public to the crate.

use crate::int::Number;
use crate::str::Str;
use crate::tuple::Tuple;
use crate::{PyResult, Raised, Tp, Value, Vm};
use taipan_text::printf::{Arguments, Conversion};
use taipan_text::{TextBuf, TextError};

/// Why a format failed.
pub(crate) enum Fail {
    Raised(Raised),
    Text(TextError),
}

impl From<TextError> for Fail {
    fn from(error: TextError) -> Fail {
        Fail::Text(error)
    }
}

impl From<Raised> for Fail {
    fn from(raised: Raised) -> Fail {
        Fail::Raised(raised)
    }
}

impl Fail {
    pub(crate) fn raise(self, vm: &mut Vm) -> Raised {
        match self {
            Fail::Raised(raised) => raised,
            Fail::Text(error) => crate::raise::from_text(vm, error),
        }
    }
}

/// The objects of the right side: the items of a tuple, or one object, which may be a mapping too.
pub(crate) struct Objects<'v> {
    pub vm: &'v mut Vm,
    args: Value,
    next: usize,
    mapping: bool,
}

impl<'v> Objects<'v> {
    /// `texts` are the classes that have items but are no mappings here.
    pub(crate) fn new(vm: &'v mut Vm, args: &Value, texts: &[Tp]) -> Objects<'v> {
        let mapping = vm.type_of(args).slots().getitem.is_some()
            && args.downcast::<Tuple>().is_none()
            && !texts.iter().any(|&tp| vm.is_instance(args, tp));
        Objects { vm, args: args.clone(), next: 0, mapping }
    }

    pub(crate) fn next(&mut self) -> Option<Value> {
        let value = match self.args.downcast::<Tuple>() {
            Some(tuple) => tuple.data.items().get(self.next).cloned(),
            None => (self.next == 0).then(|| self.args.clone()),
        };
        self.next += value.is_some() as usize;
        value
    }

    pub(crate) fn is_mapping(&self) -> bool {
        self.mapping
    }

    pub(crate) fn lookup(&mut self, key: &Value) -> Result<Value, Fail> {
        let args = self.args.clone();
        Ok(self.vm.get_item(&args, key)?)
    }

    pub(crate) fn has_unused(&self) -> bool {
        !self.mapping && self.next < self.args.downcast::<Tuple>().map_or(1, |t| t.data.len())
    }

    pub(crate) fn star(&mut self, value: &Value) -> Option<taipan_text::int::Int> {
        Number::of(value).map(|n| n.to_text_int())
    }

    /// The int of a `d i u o x X` conversion.
    pub(crate) fn int(
        &mut self,
        conversion: &Conversion,
        value: &Value,
    ) -> Result<taipan_text::int::Int, Fail> {
        if let Some(number) = Number::of(value) {
            return Ok(number.to_text_int());
        }
        let vm = &mut *self.vm;
        let slots = vm.type_of(value).slots();
        let is_number = slots.int.is_some() || slots.index.is_some() || slots.float.is_some();
        let whole = matches!(conversion.code, b'o' | b'x' | b'X');
        let made = match (is_number, whole) {
            (false, _) => None,
            (true, true) => Some(vm.index(value)),
            (true, false) => Some(crate::int_methods::from_number(vm, value)),
        };
        match made {
            Some(Ok(made)) => match Number::of(&made) {
                Some(number) => Ok(number.to_text_int()),
                None => Err(conversion.not_a_number(&vm.type_name(value)).into()),
            },
            Some(Err(raised)) if !vm.is_raised(&raised, Tp::TypeError) => Err(raised.into()),
            _ => Err(conversion.not_a_number(&vm.type_name(value)).into()),
        }
    }
}

/// The arguments of a text format.
struct TextObjects<'v>(Objects<'v>);

impl Arguments for TextObjects<'_> {
    type Value = Value;
    type Error = Fail;
    type Out = TextBuf;

    fn next(&mut self) -> Option<Value> {
        self.0.next()
    }

    fn is_mapping(&self) -> bool {
        self.0.is_mapping()
    }

    fn lookup(&mut self, key: &[u8]) -> Result<Value, Fail> {
        let key = self.0.vm.new_text(taipan_text::TextRef::measure(key));
        self.0.lookup(&key)
    }

    fn star(&mut self, value: Value) -> Result<Option<taipan_text::int::Int>, Fail> {
        Ok(self.0.star(&value))
    }

    fn has_unused(&self) -> bool {
        self.0.has_unused()
    }

    fn convert(&mut self, conversion: &Conversion, value: Value, out: &mut TextBuf) -> Result<(), Fail> {
        charge(self.0.vm, conversion)?;
        let vm = &mut *self.0.vm;
        match conversion.code {
            b's' if let Some(text) = value.downcast_exact::<Str>() => conversion.text(text.text(), out)?,
            b's' if let Some(number) = value.as_small() => {
                let digits = taipan_text::int::Decimal::new(number);
                let digits = digits.as_bytes();
                conversion.text(taipan_text::TextRef::from_parts(digits, digits.len(), true), out)?;
            }
            b's' | b'r' | b'a' => {
                let shown = match conversion.code {
                    b's' => vm.str(&value)?,
                    b'r' => vm.repr(&value)?,
                    _ => vm.ascii(&value)?,
                };
                conversion.text(shown.expect::<Str>().text(), out)?;
            }
            b'c' => {
                if let Some(text) = value.downcast::<Str>() {
                    conversion.char_text(text.data.text(), out)?;
                } else if vm.type_of(&value).slots().index.is_some() {
                    let index = vm.index(&value)?;
                    let code =
                        Number::of(&index).map_or(taipan_text::int::Int::Small(-1), |n| n.to_text_int());
                    conversion.char_code(&code, out)?;
                } else {
                    return Err(conversion.not_a_char(&vm.type_name(&value)).into());
                }
            }
            b'e' | b'E' | b'f' | b'F' | b'g' | b'G' => {
                let number = vm.as_double(&value)?;
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

/// MemoryError for a width or precision the budget refuses.
pub(crate) fn charge(vm: &mut Vm, conversion: &Conversion) -> PyResult<()> {
    let bytes = conversion.width.unwrap_or(0).saturating_add(match conversion.code {
        b's' | b'r' | b'a' | b'c' | b'b' => 0,
        _ => conversion.precision.unwrap_or(0),
    });
    if bytes > 4096 && !vm.heap.charge(bytes) { Err(vm.memory_error()) } else { Ok(()) }
}

/// `format % args` where the left side is a str.
pub fn remainder(vm: &mut Vm, format: &Value, args: &Value) -> PyResult {
    let Some(own) = format.downcast::<Str>() else { return Ok(Value::NOT_IMPLEMENTED) };
    let mut objects = TextObjects(Objects::new(vm, args, &[Tp::Str]));
    match taipan_text::printf::format_text(own.data.text(), &mut objects) {
        Ok(text) => vm.text_value(text),
        Err(fail) => Err(fail.raise(vm)),
    }
}

impl Vm {
    /// `ascii(value)`.
    pub fn ascii(&mut self, value: &Value) -> PyResult {
        let shown = self.repr(value)?;
        let text = shown.expect::<Str>();
        if text.is_ascii() {
            return Ok(shown);
        }
        let escaped = crate::codec::escaped(text.text());
        self.text_value(TextBuf::from_ascii(escaped))
    }
}
