//! What `compile`, `eval`, `exec` and `symtable` take as source text and as the name of its file.

use crate::bytes::Bytes;
use crate::str::Str;
use crate::{PyResult, Tp, Value, Vm};

impl Vm {
    /// The bytes of source text: a str as UTF-8, or bytes as they are.
    pub fn source_bytes(&mut self, source: &Value, message: &str) -> PyResult<Vec<u8>> {
        let (bytes, text) = if let Some(text) = source.downcast::<Str>() {
            (text.bytes().to_vec(), Some(text))
        } else if let Some(bytes) = source.downcast::<Bytes>() {
            (bytes.as_slice().to_vec(), None)
        } else if self.is_instance(source, Tp::ByteArray) || self.is_instance(source, Tp::MemoryView) {
            let class = self.class(Tp::Bytes);
            let copy = self.call(&class, std::slice::from_ref(source))?;
            (copy.downcast::<Bytes>().map_or(Vec::new(), |b| b.as_slice().to_vec()), None)
        } else {
            return Err(self.type_error(message));
        };
        if let Some(text) = text
            && let Some((at, _)) =
                text.text().code_points().enumerate().find(|(_, c)| (0xD800..0xE000).contains(c))
        {
            let (codec, reason) = (self.new_str("utf-8"), self.new_str("surrogates not allowed"));
            let (start, end) = (self.new_int(at as i64), self.new_int(at as i64 + 1));
            return Err(
                self.raise_with(Tp::UnicodeEncodeError, vec![codec, source.clone(), start, end, reason])
            );
        }
        if bytes.contains(&0) {
            return Err(self.raise(Tp::SyntaxError, "source code string cannot contain null bytes"));
        }
        Ok(bytes)
    }

    /// A file name: a str, bytes or a path.
    pub fn source_file_name(&mut self, value: &Value) -> PyResult<String> {
        if value.downcast::<Str>().is_some() {
            return Ok(self.text(value).into_owned());
        }
        if let Some(bytes) = value.downcast::<Bytes>() {
            return Ok(String::from_utf8_lossy(bytes.as_slice()).into_owned());
        }
        let name = self.intern("__fspath__");
        if let Some(path) = self.call_special(value, &name, &[])?
            && path.downcast::<Str>().is_some()
        {
            return Ok(self.text(&path).into_owned());
        }
        let text = format!("expected str, bytes or os.PathLike object, not {}", self.type_name(value));
        Err(self.type_error(text))
    }
}
