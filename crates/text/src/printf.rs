//! `%`-formatting of `str` and `bytes`: the parser, the walk over the arguments, and the conversions.
//!
//! [`format_text`] and [`format_bytes`] own the order in which things are read and the errors of the format itself.
//! Objects stay with the caller, behind [`Arguments`]: it fetches them and turns each into one of the calls of
//! [`Conversion`] that append a finished field.

use crate::error::{Result, TextError, reserve};
use crate::format_float::{Flags, to_text};
use crate::format_int::magnitude;
use crate::int::Int;
use crate::text::{TextBuf, TextRef, decode_at};

/// Where fields go: text or bytes.
pub trait Sink {
    fn push_ascii(&mut self, bytes: &[u8]);
    fn push_fill(&mut self, byte: u8, count: usize) -> Result<()>;
}

impl Sink for TextBuf {
    fn push_ascii(&mut self, bytes: &[u8]) {
        TextBuf::push_ascii(self, bytes);
    }

    fn push_fill(&mut self, byte: u8, count: usize) -> Result<()> {
        self.push_repeat(byte.into(), count)
    }
}

impl Sink for Vec<u8> {
    fn push_ascii(&mut self, bytes: &[u8]) {
        self.extend_from_slice(bytes);
    }

    fn push_fill(&mut self, byte: u8, count: usize) -> Result<()> {
        reserve(self, count)?;
        self.resize(self.len() + count, byte);
        Ok(())
    }
}

/// The objects that a format consumes.
pub trait Arguments {
    type Value;
    type Error: From<TextError>;
    type Out;

    /// The next positional argument; `None` if they are used up.
    fn next(&mut self) -> Option<Self::Value>;
    /// Whether `%(key)s` may be used.
    fn is_mapping(&self) -> bool;
    /// The mapping's value for the bytes of a key.
    fn lookup(&mut self, key: &[u8]) -> std::result::Result<Self::Value, Self::Error>;
    /// The value of a `*`: `None` if it is no int, [`TextError`] if it does not fit.
    fn star(&mut self, value: Self::Value) -> std::result::Result<Option<Int>, Self::Error>;
    /// Appends the field. `conversion.code` is one that this kind of format has.
    fn convert(
        &mut self,
        conversion: &Conversion,
        value: Self::Value,
        out: &mut Self::Out,
    ) -> std::result::Result<(), Self::Error>;
    /// Whether positional arguments are left that nothing used (never for a mapping).
    fn has_unused(&self) -> bool;
}

/// One conversion specifier.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Conversion {
    pub left: bool,
    pub sign: bool,
    pub blank: bool,
    pub alternate: bool,
    pub zero: bool,
    pub width: Option<usize>,
    pub precision: Option<usize>,
    /// The conversion character.
    pub code: u8,
}

/// Which of the two languages is read; they differ in a few messages and conversions.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    Bytes,
}

/// `format % args` of `str`.
pub fn format_text<A>(format: TextRef<'_>, args: &mut A) -> std::result::Result<TextBuf, A::Error>
where
    A: Arguments<Out = TextBuf>,
{
    let mut out = TextBuf::with_capacity(format.bytes().len() + 16);
    let mut walk = Walk { kind: Kind::Text, format: format.bytes(), at: 0, args, keyed: None };
    while let Some((literal, more)) = walk.literal() {
        out.push_text(format.byte_slice(literal));
        if more {
            walk.field(&mut out)?;
        }
    }
    walk.finish()?;
    Ok(out)
}

/// `format % args` of `bytes`.
pub fn format_bytes<A>(format: &[u8], args: &mut A) -> std::result::Result<Vec<u8>, A::Error>
where
    A: Arguments<Out = Vec<u8>>,
{
    let mut out = Vec::with_capacity(format.len() + 16);
    let mut walk = Walk { kind: Kind::Bytes, format, at: 0, args, keyed: None };
    while let Some((literal, more)) = walk.literal() {
        out.extend_from_slice(&format[literal]);
        if more {
            walk.field(&mut out)?;
        }
    }
    walk.finish()?;
    Ok(out)
}

struct Walk<'f, 'a, A: Arguments> {
    kind: Kind,
    format: &'f [u8],
    at: usize,
    args: &'a mut A,
    /// After the first `%(key)`, only the value looked up last is left to be consumed.
    keyed: Option<Option<A::Value>>,
}

impl<A: Arguments> Walk<'_, '_, A> {
    /// The literal text up to the next `%`, and whether there is one. `None` at the end.
    fn literal(&mut self) -> Option<(std::ops::Range<usize>, bool)> {
        let start = self.at;
        if start == self.format.len() {
            return None;
        }
        let end = memchr::memchr(b'%', &self.format[start..]);
        let end_at = end.map_or(self.format.len(), |at| start + at);
        self.at = end_at + usize::from(end.is_some());
        Some((start..end_at, end.is_some()))
    }

    fn peek(&self) -> Option<u8> {
        self.format.get(self.at).copied()
    }

    fn eat(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    fn next_argument(&mut self) -> Result<A::Value> {
        let value = match &mut self.keyed {
            Some(value) => value.take(),
            None => self.args.next(),
        };
        value.ok_or_else(|| TextError::type_("not enough arguments for format string"))
    }

    /// Reads what follows a `%` and appends the field.
    fn field(&mut self, out: &mut A::Out) -> std::result::Result<(), A::Error>
    where
        A::Out: Sink,
    {
        // Only the bare pair is an escape: with anything between, `%` is a conversion that does not exist.
        if self.eat(b'%') {
            out.push_ascii(b"%");
            return Ok(());
        }
        let mut conversion = Conversion::default();
        if self.eat(b'(') {
            self.key()?;
        }
        loop {
            match self.peek() {
                Some(b'-') => conversion.left = true,
                Some(b'+') => conversion.sign = true,
                Some(b' ') => conversion.blank = true,
                Some(b'#') => conversion.alternate = true,
                Some(b'0') => conversion.zero = true,
                _ => break,
            }
            self.at += 1;
        }
        if self.eat(b'*') {
            let width = self.star()?;
            let width = isize::try_from(width)
                .map_err(|_| TextError::overflow("Python int too large to convert to C ssize_t"))?;
            conversion.left |= width < 0;
            conversion.width = Some(width.unsigned_abs());
        } else {
            conversion.width = self.number(isize::MAX as usize, "width too big")?;
        }
        if self.eat(b'.') {
            conversion.precision = Some(if self.eat(b'*') {
                let precision = i32::try_from(self.star()?)
                    .map_err(|_| TextError::overflow("Python int too large to convert to C int"))?;
                precision.max(0) as usize
            } else {
                let message = if self.kind == Kind::Text { "precision too big" } else { "prec too big" };
                self.number(i32::MAX as usize, message)?.unwrap_or(0)
            });
        }
        if matches!(self.peek(), Some(b'h' | b'l' | b'L')) {
            self.at += 1;
        }
        let Some(code) = self.peek() else {
            return Err(TextError::value("incomplete format").into());
        };
        let value = self.next_argument()?;
        if !self.is_known(code) {
            return Err(self.unsupported().into());
        }
        self.at += 1;
        conversion.code = code;
        self.args.convert(&conversion, value, out)
    }

    fn is_known(&self, code: u8) -> bool {
        match code {
            b'c' | b'd' | b'i' | b'u' | b'o' | b'x' | b'X' | b's' | b'r' | b'a' => true,
            b'e' | b'E' | b'f' | b'F' | b'g' | b'G' => true,
            b'b' => self.kind == Kind::Bytes,
            _ => false,
        }
    }

    fn unsupported(&self) -> TextError {
        let (code, index) = match self.kind {
            Kind::Text => {
                (decode_at(self.format, self.at).0, crate::text::count_chars(&self.format[..self.at]))
            }
            Kind::Bytes => (self.format[self.at].into(), self.at),
        };
        let shown = match code {
            // CPython's message of the bytes formatter breaks on these itself.
            0x80.. if self.kind == Kind::Bytes => {
                return TextError::overflow("character argument not in range(0x110000)");
            }
            0x1f..=0x7e => char::from(code as u8),
            _ if self.kind == Kind::Bytes => char::from(code as u8),
            _ => '?',
        };
        TextError::value(format!("unsupported format character '{shown}' (0x{code:x}) at index {index}"))
    }

    /// Reads `key)`, in which parentheses nest, and looks the key up.
    fn key(&mut self) -> std::result::Result<(), A::Error> {
        if !self.args.is_mapping() {
            return Err(TextError::type_("format requires a mapping").into());
        }
        let start = self.at;
        let mut depth = 1;
        while depth > 0 {
            match self.peek() {
                Some(b'(') => depth += 1,
                Some(b')') => depth -= 1,
                Some(_) => {}
                None => return Err(TextError::value("incomplete format key").into()),
            }
            self.at += 1;
        }
        let value = self.args.lookup(&self.format[start..self.at - 1])?;
        self.keyed = Some(Some(value));
        Ok(())
    }

    fn star(&mut self) -> std::result::Result<i128, A::Error> {
        let value = self.next_argument()?;
        match self.args.star(value)? {
            Some(Int::Small(value)) => Ok(value.into()),
            // Out of every range.
            Some(Int::Big(_)) => Ok(i128::MAX),
            None => Err(TextError::type_("* wants int").into()),
        }
    }

    fn number(&mut self, limit: usize, message: &str) -> Result<Option<usize>> {
        let mut value = None;
        while let Some(digit @ b'0'..=b'9') = self.peek() {
            let sum = value
                .unwrap_or(0usize)
                .checked_mul(10)
                .and_then(|sum| sum.checked_add((digit - b'0').into()));
            value = sum.filter(|&sum| sum <= limit);
            if value.is_none() {
                return Err(TextError::value(message));
            }
            self.at += 1;
        }
        Ok(value)
    }

    fn finish(self) -> Result<()> {
        if self.keyed.is_none() && self.args.has_unused() {
            let what = if self.kind == Kind::Text { "string" } else { "bytes" };
            return Err(TextError::type_(format!("not all arguments converted during {what} formatting")));
        }
        Ok(())
    }
}

impl Conversion {
    /// `d i u o x X` of an int.
    pub fn int(&self, value: &Int, max_digits: usize, out: &mut impl Sink) -> Result<()> {
        if let (Int::Small(value), None, b'd' | b'i' | b'u') = (value, self.precision, self.code) {
            let digits = crate::int::Decimal::magnitude(value.unsigned_abs());
            return self.number(*value < 0, b"", digits.as_bytes(), out);
        }
        let (base, prefix): (u32, &[u8]) = match self.code {
            b'o' => (8, b"0o"),
            b'x' => (16, b"0x"),
            b'X' => (16, b"0X"),
            _ => (10, b""),
        };
        let (negative, mut digits) = magnitude(value, base, max_digits)?;
        if self.code == b'X' {
            digits.make_ascii_uppercase();
        }
        if let Some(zeros) = self.precision.and_then(|precision| precision.checked_sub(digits.len())) {
            let mut padded = Vec::new();
            reserve(&mut padded, zeros + digits.len())?;
            padded.resize(zeros, b'0');
            padded.extend_from_slice(&digits);
            digits = padded;
        }
        self.number(negative, if self.alternate { prefix } else { b"" }, &digits, out)
    }

    /// `e E f F g G` of a float.
    pub fn float(&self, value: f64, out: &mut impl Sink) -> Result<()> {
        let flags = Flags { alternate: self.alternate, ..Flags::default() };
        if let (b'f' | b'F', false) = (self.code, self.alternate)
            && let Some(short) = crate::format_quick::fixed(value.abs(), self.precision.unwrap_or(6))
        {
            return self.number(value.is_sign_negative(), b"", short.as_bytes(), out);
        }
        let text = to_text(value, self.code, self.precision.unwrap_or(6), flags)?;
        match text.split_first() {
            Some((b'-', digits)) => self.number(true, b"", digits, out),
            _ => self.number(false, b"", &text, out),
        }
    }

    fn number(&self, negative: bool, prefix: &[u8], digits: &[u8], out: &mut impl Sink) -> Result<()> {
        let sign: &[u8] = match (negative, self.sign, self.blank) {
            (true, ..) => b"-",
            (_, true, _) => b"+",
            (_, _, true) => b" ",
            _ => b"",
        };
        let missing = self.width.unwrap_or(0).saturating_sub(sign.len() + prefix.len() + digits.len());
        let (left, zeros, right) = match (self.left, self.zero) {
            (true, _) => (0, 0, missing),
            (false, true) => (0, missing, 0),
            (false, false) => (missing, 0, 0),
        };
        out.push_fill(b' ', left)?;
        out.push_ascii(sign);
        out.push_ascii(prefix);
        out.push_fill(b'0', zeros)?;
        out.push_ascii(digits);
        out.push_fill(b' ', right)
    }

    fn padding(&self, chars: usize) -> (usize, usize) {
        let missing = self.width.unwrap_or(0).saturating_sub(chars);
        if self.left { (0, missing) } else { (missing, 0) }
    }

    /// `s r a` of a text that the caller has made of the object.
    pub fn text(&self, text: TextRef<'_>, out: &mut TextBuf) -> Result<()> {
        let text = text.slice(0, self.precision.unwrap_or(usize::MAX).min(text.chars()));
        if self.width.is_none() {
            out.push_text(text);
            return Ok(());
        }
        let (left, right) = self.padding(text.chars());
        out.push_repeat(0x20, left)?;
        out.push_text(text);
        out.push_repeat(0x20, right)
    }

    /// `s b r a` of bytes that the caller has made of the object.
    pub fn bytes(&self, data: &[u8], out: &mut Vec<u8>) -> Result<()> {
        let data = &data[..self.precision.unwrap_or(usize::MAX).min(data.len())];
        let (left, right) = self.padding(data.len());
        out.push_fill(b' ', left)?;
        out.extend_from_slice(data);
        out.push_fill(b' ', right)
    }

    /// `c` of an int, in text.
    pub fn char_code(&self, value: &Int, out: &mut TextBuf) -> Result<()> {
        let Int::Small(code @ 0..=0x10ffff) = *value else {
            return Err(TextError::overflow("%c arg not in range(0x110000)"));
        };
        let (left, right) = self.padding(1);
        out.push_repeat(0x20, left)?;
        out.push(code as u32);
        out.push_repeat(0x20, right)
    }

    /// `c` of a str: it must have one character.
    pub fn char_text(&self, text: TextRef<'_>, out: &mut TextBuf) -> Result<()> {
        if text.chars() != 1 {
            return Err(TextError::type_(format!(
                "%c requires an int or a unicode character, not a string of length {}",
                text.chars()
            )));
        }
        Conversion { precision: None, ..*self }.text(text, out)
    }

    /// `c` of an int, in bytes.
    pub fn byte_code(&self, value: &Int, out: &mut Vec<u8>) -> Result<()> {
        let Int::Small(code @ 0..=255) = *value else {
            return Err(TextError::overflow("%c arg not in range(256)"));
        };
        Conversion { precision: None, ..*self }.bytes(&[code as u8], out)
    }

    /// `c` of a bytes or bytearray object, whose type name goes into the message.
    pub fn byte_data(&self, data: &[u8], type_name: &str, out: &mut Vec<u8>) -> Result<()> {
        if data.len() != 1 {
            return Err(TextError::type_(format!(
                "%c requires an integer in range(256) or a single byte, not a {type_name} object of length {}",
                data.len()
            )));
        }
        Conversion { precision: None, ..*self }.bytes(data, out)
    }

    /// The error for an object that is no number: `d i u` take every real number, `o x X` only integers.
    pub fn not_a_number(&self, type_name: &str) -> TextError {
        let wanted = if matches!(self.code, b'o' | b'x' | b'X') { "an integer" } else { "a real number" };
        TextError::type_(format!("%{} format: {wanted} is required, not {type_name}", char::from(self.code)))
    }

    /// The error for an object that cannot become a character of text.
    pub fn not_a_char(&self, type_name: &str) -> TextError {
        TextError::type_(format!("%c requires an int or a unicode character, not {type_name}"))
    }

    /// The error for an object that cannot become a byte.
    pub fn not_a_byte(&self, type_name: &str) -> TextError {
        TextError::type_(format!("%c requires an integer in range(256) or a single byte, not {type_name}"))
    }

    /// The error for an object that `%b` or `%s` of bytes cannot take.
    pub fn not_bytes_like(&self, type_name: &str) -> TextError {
        TextError::type_(format!(
            "%b requires a bytes-like object, or an object that implements __bytes__, not '{type_name}'"
        ))
    }

    /// The error for an object that a float conversion of bytes cannot take. (In text it is `float()`'s own.)
    pub fn not_a_float(&self, type_name: &str) -> TextError {
        TextError::type_(format!("float argument required, not {type_name}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ints, positional or as the mapping of a single key.
    struct Ints {
        values: Vec<i64>,
        mapping: Option<(&'static [u8], i64)>,
    }

    impl Arguments for Ints {
        type Value = i64;
        type Error = TextError;
        type Out = Vec<u8>;

        fn next(&mut self) -> Option<i64> {
            if self.values.is_empty() { None } else { Some(self.values.remove(0)) }
        }

        fn is_mapping(&self) -> bool {
            self.mapping.is_some()
        }

        fn lookup(&mut self, key: &[u8]) -> Result<i64> {
            let (known, value) = self.mapping.unwrap_or_default();
            assert_eq!(key, known);
            Ok(value)
        }

        fn star(&mut self, value: i64) -> Result<Option<Int>> {
            Ok(Some(Int::Small(value)))
        }

        fn convert(&mut self, conversion: &Conversion, value: i64, out: &mut Vec<u8>) -> Result<()> {
            match conversion.code {
                b'c' => conversion.byte_code(&Int::Small(value), out),
                b's' | b'b' => Err(conversion.not_bytes_like("int")),
                _ => conversion.int(&Int::Small(value), 0, out),
            }
        }

        fn has_unused(&self) -> bool {
            !self.values.is_empty()
        }
    }

    fn show(result: Result<Vec<u8>>) -> String {
        match result {
            Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn bytes_formats() {
        let check = |format: &[u8], values: &[i64], expect: &str| {
            let mut args = Ints { values: values.to_vec(), mapping: None };
            assert_eq!(show(format_bytes(format, &mut args)), expect);
        };
        check(b"%d-%05d|%-4dx", &[1, -2, 3], "1--0002|3   x");
        check(b"%#x %+d %c%%", &[255, 3, 65], "0xff +3 A%");
        check(b"%*d|%.*d", &[-4, 7, 3, 5], "7   |005");
        check(b"%y", &[1], "ValueError: unsupported format character 'y' (0x79) at index 1");
        check(b"%\xff", &[1], "OverflowError: character argument not in range(0x110000)");
        check(b"%5%", &[1], "ValueError: unsupported format character '%' (0x25) at index 2");
        check(b"%d", &[1, 2], "TypeError: not all arguments converted during bytes formatting");
        check(b"%d %d", &[1], "TypeError: not enough arguments for format string");
        check(b"%", &[1], "ValueError: incomplete format");
        check(b"%c", &[256], "OverflowError: %c arg not in range(256)");
        check(b"%(a)d", &[1], "TypeError: format requires a mapping");
        check(b"%.99999999999d", &[1], "ValueError: prec too big");
        check(b"%99999999999999999999d", &[1], "ValueError: width too big");
        let needs = "%b requires a bytes-like object, or an object that implements __bytes__, not 'int'";
        check(b"%s", &[1], &format!("TypeError: {needs}"));
    }

    #[test]
    fn mappings() {
        let check = |format: &[u8], expect: &str| {
            let mut args = Ints { values: vec![], mapping: Some((b"a(b)", 7)) };
            assert_eq!(show(format_bytes(format, &mut args)), expect);
        };
        check(b"%(a(b))d %(a(b))03d", "7 007");
        check(b"%(a(b))d %d", "TypeError: not enough arguments for format string");
        check(b"%(a(b))*d", "TypeError: not enough arguments for format string");
        check(b"%(a", "ValueError: incomplete format key");
    }
}
