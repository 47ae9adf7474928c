//! Text to bytes and back by the name of an encoding: the codecs that are built in run here, every other one goes
//! through the codec registry of module `codecs`. Error handlers registered by a program are kept here.

use crate::bytes::Bytes;
use crate::native::NativeFn;
use crate::str::Str;
use crate::tuple::Tuple;
use crate::{PyResult, Raised, Tp, Value, Vm};
use std::collections::HashMap;
use taipan_text::codecs::{self, Codec, Cursor, Endian, Failure, Fault, Handler, NoNames};
use taipan_text::{TextBuf, TextRef};

/// What a program has registered.
#[derive(Default)]
pub struct Registry {
    pub handlers: HashMap<String, Value>,
    /// Encodes and decodes by any other codec: `(object, encoding, errors)`.
    pub encode: Option<NativeFn>,
    pub decode: Option<NativeFn>,
}

/// A built-in codec, and whether it starts with a byte order mark.
fn builtin(name: &str) -> Option<(Codec, bool)> {
    let mut plain = String::with_capacity(name.len());
    for c in name.chars() {
        match c {
            '-' | ' ' | '_' => plain.push('_'),
            c if c.is_ascii_alphanumeric() => plain.push(c.to_ascii_lowercase()),
            _ => return None,
        }
    }
    Some(match plain.as_str() {
        "utf_8" | "utf8" | "u8" | "utf" | "cp65001" => (Codec::Utf8, false),
        "ascii" | "us_ascii" | "646" => (Codec::Ascii, false),
        "latin_1" | "latin1" | "iso_8859_1" | "iso8859_1" | "8859" | "cp819" | "l1" | "latin" => {
            (Codec::Latin1, false)
        }
        "utf_16" | "utf16" | "u16" => (Codec::Utf16(Endian::Little), true),
        "utf_16_le" | "utf_16le" | "unicodelittleunmarked" => (Codec::Utf16(Endian::Little), false),
        "utf_16_be" | "utf_16be" | "unicodebigunmarked" => (Codec::Utf16(Endian::Big), false),
        "utf_32" | "utf32" | "u32" => (Codec::Utf32(Endian::Little), true),
        "utf_32_le" | "utf_32le" => (Codec::Utf32(Endian::Little), false),
        "utf_32_be" | "utf_32be" => (Codec::Utf32(Endian::Big), false),
        _ => return None,
    })
}

/// Whether a name is that of a codec that runs here.
pub fn is_builtin(name: &str) -> bool {
    builtin(name).is_some()
}

impl Vm {
    /// `text.encode(encoding, errors)`: a bytes object.
    pub fn encode_text(&mut self, text: &Value, encoding: &str, errors: &str) -> PyResult {
        if let Some(own) = text.downcast::<Str>()
            && own.is_ascii()
            && matches!(builtin(encoding), Some((Codec::Utf8 | Codec::Ascii | Codec::Latin1, _)))
        {
            return self.bytes_value(own.bytes());
        }
        match builtin(encoding) {
            Some((codec, mark)) => self.encode_builtin(text, codec, mark, errors),
            None => {
                let made = self.by_registry(text, encoding, errors, true)?;
                if made.downcast::<Bytes>().is_some() {
                    return Ok(made);
                }
                if made.downcast::<crate::bytearray::ByteArray>().is_some() {
                    let copy = self.copy_bytes(&made)?;
                    return self.bytes_value(&copy);
                }
                let text = format!(
                    "'{encoding}' encoder returned '{}' instead of 'bytes'; use codecs.encode() to encode to arbitrary types",
                    self.type_name(&made)
                );
                Err(self.type_error(text))
            }
        }
    }

    /// `bytes.decode(encoding, errors)` of a bytes-like object: a str.
    pub fn decode_bytes(&mut self, data: &Value, encoding: &str, errors: &str) -> PyResult {
        if let Some((codec, mark)) = builtin(encoding) {
            let copy;
            let data = if data.downcast::<Bytes>().is_some() {
                data
            } else {
                let bytes = self.copy_bytes(data)?;
                copy = self.bytes_value(&bytes)?;
                &copy
            };
            let input = data.expect::<Bytes>().data.as_slice();
            let (codec, start) = match codec {
                Codec::Utf16(_) if mark => Codec::detect_utf16(input),
                Codec::Utf32(_) if mark => Codec::detect_utf32(input),
                codec => (codec, 0),
            };
            if start > 0 {
                // Positions in errors count from the start, the mark included: that is how steps count.
                return self.decode_builtin(data, codec, start, errors);
            }
            return self.decode_builtin(data, codec, 0, errors);
        }
        if let Some(bytes) = data.downcast::<Bytes>()
            && bytes.data.is_empty()
        {
            return Ok(self.names.empty.clone());
        }
        let made = self.by_registry(data, encoding, errors, false)?;
        if made.downcast::<Str>().is_some() {
            return Ok(made);
        }
        let text = format!(
            "'{encoding}' decoder returned '{}' instead of 'str'; use codecs.decode() to decode to arbitrary types",
            self.type_name(&made)
        );
        Err(self.type_error(text))
    }

    fn by_registry(&mut self, object: &Value, encoding: &str, errors: &str, encode: bool) -> PyResult {
        if self.state::<Registry>().encode.is_none() {
            // `_codecs` brings the registry.
            let name = self.intern("_codecs");
            let (import, names) = (self.interp.import, self.empty_tuple.clone());
            import(self, &name, None, &names, 0)?;
        }
        let registry = self.state::<Registry>();
        let function = if encode { registry.encode } else { registry.decode };
        match function {
            Some(function) => {
                let args = [object.clone(), self.new_str(encoding), self.new_str(errors)];
                function(self, &args)
            }
            None => Err(self.raise(Tp::LookupError, format!("unknown encoding: {encoding}"))),
        }
    }

    /// Encodes by a built-in codec.
    pub fn encode_builtin(&mut self, text: &Value, codec: Codec, mark: bool, errors: &str) -> PyResult {
        let own = text.expect::<Str>();
        let mut out = Vec::new();
        if out.try_reserve(own.bytes().len()).is_err() || !self.heap.charge(own.bytes().len()) {
            return Err(self.memory_error());
        }
        if mark {
            out.extend_from_slice(codec.byte_order_mark());
        }
        let mut at = Cursor::default();
        let mut handler = None;
        while let Err(fault) = codec.encode_step(own.text(), at, &mut out) {
            let found = self.handler(&mut handler, errors)?;
            at = match found {
                Found::Builtin(builtin) => {
                    match builtin.encode(codec, own.text(), fault, &NoNames, &mut out) {
                        Ok(next) => next,
                        Err(failure) => return Err(self.encode_failure(codec, text, failure)),
                    }
                }
                Found::Python(function) => self.ask_encode(&function, codec, text, fault, &mut out)?,
            };
        }
        self.bytes_value(&out)
    }

    /// Decodes by a built-in codec, from `start` on.
    pub fn decode_builtin(&mut self, data: &Value, codec: Codec, start: usize, errors: &str) -> PyResult {
        let (text, _) = self.decode_stateful(data, codec, start, true, errors)?;
        self.text_value(text)
    }

    /// Decodes a bytes object; gives the text and how far it came.
    pub fn decode_stateful(
        &mut self,
        data: &Value,
        codec: Codec,
        start: usize,
        last: bool,
        errors: &str,
    ) -> PyResult<(TextBuf, usize)> {
        let mut data = data.clone();
        let mut out = TextBuf::new();
        let size = data.expect::<Bytes>().data.len();
        if !self.heap.charge(size) || out.try_reserve(size).is_err() {
            return Err(self.memory_error());
        }
        let mut at = start;
        let mut handler = None;
        loop {
            let input = data.expect::<Bytes>().data.as_slice();
            let fault = match codec.decode_step(input, at, last, &NoNames, &mut out) {
                Ok(end) => return Ok((out, end)),
                Err(fault) => fault,
            };
            at = match self.handler(&mut handler, errors)? {
                Found::Builtin(builtin) => match builtin.decode(codec, input, fault, &mut out) {
                    Ok(next) => next,
                    Err(failure) => return Err(self.decode_failure(codec, &data, failure)),
                },
                Found::Python(function) => {
                    let (next, replaced) = self.ask_decode(&function, codec, &data, fault, &mut out)?;
                    if let Some(replaced) = replaced {
                        data = replaced;
                    }
                    next
                }
            };
        }
    }

    fn handler(&mut self, known: &mut Option<Found>, errors: &str) -> PyResult<Found> {
        if let Some(found) = known {
            return Ok(found.clone());
        }
        let own = self.state::<Registry>().handlers.get(errors).cloned();
        let found = match (own, Handler::named(errors)) {
            (Some(function), _) => Found::Python(function),
            (None, Some(builtin)) => Found::Builtin(builtin),
            (None, None) => {
                return Err(crate::raise::from_text(self, Handler::unknown(TextRef::from(errors))));
            }
        };
        *known = Some(found.clone());
        Ok(found)
    }

    fn unicode_error(&mut self, class: Tp, codec: Codec, object: &Value, fault: Fault) -> PyResult {
        let class = self.class(class);
        let args = [
            self.new_str(codec.name()),
            object.clone(),
            self.new_int(fault.start as i64),
            self.new_int(fault.end as i64),
            self.new_str(fault.reason),
        ];
        self.call(&class, &args)
    }

    fn encode_failure(&mut self, codec: Codec, text: &Value, failure: Failure) -> Raised {
        match failure {
            Failure::Error(error) => crate::raise::from_text(self, error),
            Failure::Fault(fault) => match self.unicode_error(Tp::UnicodeEncodeError, codec, text, fault) {
                Ok(error) => Raised(error),
                Err(raised) => raised,
            },
        }
    }

    fn decode_failure(&mut self, codec: Codec, data: &Value, failure: Failure) -> Raised {
        match failure {
            Failure::Error(error) => crate::raise::from_text(self, error),
            Failure::Fault(fault) => match self.unicode_error(Tp::UnicodeDecodeError, codec, data, fault) {
                Ok(error) => Raised(error),
                Err(raised) => raised,
            },
        }
    }

    /// Calls a handler; gives its replacement and the position it says, fitted to a length.
    fn ask(
        &mut self,
        function: &Value,
        error: &Value,
        what: &str,
        length: usize,
    ) -> PyResult<(Value, usize)> {
        let answer = self.call(function, std::slice::from_ref(error))?;
        let pair = match answer.downcast::<Tuple>().map(|t| t.data.items()) {
            Some([replacement, position]) if position.as_small().is_some() || position.is_object() => {
                Some((replacement.clone(), position.clone()))
            }
            _ => None,
        };
        let Some((replacement, position)) = pair else {
            let kinds = if what == "encoding" { "(str/bytes, int)" } else { "(str, int)" };
            return Err(self.type_error(format!("{what} error handler must return {kinds} tuple")));
        };
        let position = self.index_i64(&position)?;
        let at = if position < 0 { position + length as i64 } else { position };
        if at < 0 || at > length as i64 {
            return Err(self.index_error(format!("position {position} from error handler out of bounds")));
        }
        Ok((replacement, at as usize))
    }

    fn ask_encode(
        &mut self,
        function: &Value,
        codec: Codec,
        text: &Value,
        fault: Fault,
        out: &mut Vec<u8>,
    ) -> PyResult<Cursor> {
        let error = self.unicode_error(Tp::UnicodeEncodeError, codec, text, fault)?;
        let length = text.expect::<Str>().chars();
        let (replacement, at) = self.ask(function, &error, "encoding", length)?;
        let pushed = if let Some(own) = replacement.downcast::<Str>() {
            codec.push_replacement(own.data.text(), out)
        } else if let Some(bytes) = replacement.downcast::<Bytes>() {
            codec.push_replacement_bytes(bytes.data.as_slice(), out)
        } else {
            return Err(self.type_error("encoding error handler must return (str/bytes, int) tuple"));
        };
        if !pushed {
            return Err(self.encode_failure(codec, text, Failure::Fault(fault)));
        }
        Ok(Cursor::at(text.expect::<Str>().text(), at))
    }

    /// The handler may put other bytes into the error's `object`; decoding then goes on in them.
    fn ask_decode(
        &mut self,
        function: &Value,
        codec: Codec,
        data: &Value,
        fault: Fault,
        out: &mut TextBuf,
    ) -> PyResult<(usize, Option<Value>)> {
        let error = self.unicode_error(Tp::UnicodeDecodeError, codec, data, fault)?;
        let length = data.expect::<Bytes>().data.len();
        let (replacement, at) = self.ask(function, &error, "decoding", length)?;
        let Some(own) = replacement.downcast::<Str>() else {
            return Err(self.type_error("decoding error handler must return (str, int) tuple"));
        };
        out.push_text(own.data.text());
        let object = self.get_attr_str(&error, "object")?;
        let changed = !object.is(data) && object.downcast::<Bytes>().is_some();
        Ok((at, changed.then_some(object)))
    }
}

/// A handler that was found.
#[derive(Clone)]
enum Found {
    Builtin(Handler),
    Python(Value),
}

/// `ascii(text)` without quotes: everything beyond ASCII escaped.
pub fn escaped(text: TextRef<'_>) -> Vec<u8> {
    codecs::encode(Codec::Ascii, text, Handler::BackslashReplace, &NoNames).unwrap_or_default()
}
