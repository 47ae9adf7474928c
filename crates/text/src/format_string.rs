//! The template language of `str.format`: literals, replacement fields, field names.
//!
//! Nothing is looked up here. The caller walks a [`Template`], resolves field names with [`FieldName`] and its
//! accessors one by one (an error in a later accessor must not hide one in an earlier lookup), expands nested
//! specifications by walking them as templates of their own, and formats.

use crate::error::{ErrorKind, Result, TextError};
use crate::properties::decimal_value;
use crate::text::{CodePoints, TextBuf, TextRef};

/// A replacement field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field<'a> {
    pub name: TextRef<'a>,
    /// The code point behind `!`.
    pub conversion: Option<u32>,
    pub spec: TextRef<'a>,
    /// Whether the specification holds fields itself.
    pub nested: bool,
}

/// A piece of a template: literal text, and the field that follows it, if one does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece<'a> {
    pub literal: TextRef<'a>,
    pub field: Option<Field<'a>>,
}

/// The pieces of a template, in order; stop at the first error.
#[derive(Clone, Debug)]
pub struct Template<'a> {
    text: TextRef<'a>,
    at: usize,
}

impl<'a> Template<'a> {
    pub fn new(text: TextRef<'a>) -> Self {
        Self { text, at: 0 }
    }

    fn rest(&self) -> &'a [u8] {
        &self.text.bytes()[self.at..]
    }

    /// A single byte of structure, or 0 for the end. Continuation bytes can never look like one.
    fn next_byte(&mut self) -> Option<u8> {
        let byte = *self.text.bytes().get(self.at)?;
        self.at += 1;
        Some(byte)
    }

    fn piece(&mut self) -> Result<Option<Piece<'a>>> {
        let start = self.at;
        if self.rest().is_empty() {
            return Ok(None);
        }
        let Some(found) = memchr::memchr2(b'{', b'}', self.rest()) else {
            self.at = self.text.bytes().len();
            return Ok(Some(Piece { literal: self.text.byte_slice(start..self.at), field: None }));
        };
        let brace = self.rest()[found];
        self.at += found + 1;
        let doubled = self.rest().first() == Some(&brace);
        if doubled {
            let literal = self.text.byte_slice(start..self.at);
            self.at += 1;
            return Ok(Some(Piece { literal, field: None }));
        }
        if brace == b'}' {
            return Err(TextError::value("Single '}' encountered in format string"));
        }
        if self.rest().is_empty() {
            return Err(TextError::value("Single '{' encountered in format string"));
        }
        let literal = self.text.byte_slice(start..self.at - 1);
        Ok(Some(Piece { literal, field: Some(self.field()?) }))
    }

    fn field(&mut self) -> Result<Field<'a>> {
        let start = self.at;
        let end = loop {
            match self.next_byte() {
                Some(b'{') => return Err(TextError::value("unexpected '{' in field name")),
                Some(b'[') => self.at += memchr::memchr(b']', self.rest()).unwrap_or(self.rest().len()),
                Some(end @ (b'}' | b':' | b'!')) => break end,
                Some(_) => {}
                None => return Err(TextError::value("expected '}' before end of string")),
            }
        };
        let mut field = Field {
            name: self.text.byte_slice(start..self.at - 1),
            conversion: None,
            spec: TextRef::EMPTY,
            nested: false,
        };
        if end == b'}' {
            return Ok(field);
        }
        if end == b'!' {
            let mut rest = CodePoints::new(self.rest());
            field.conversion = rest.next();
            if field.conversion.is_none() {
                return Err(TextError::value("end of string while looking for conversion specifier"));
            }
            self.at = self.text.bytes().len() - rest.rest().len();
            match self.next_byte() {
                Some(b'}') => return Ok(field),
                Some(b':') | None => {}
                Some(_) => return Err(TextError::value("expected ':' after conversion specifier")),
            }
        }
        let start = self.at;
        let mut depth = 1;
        loop {
            match self.next_byte() {
                Some(b'{') => {
                    field.nested = true;
                    depth += 1;
                }
                Some(b'}') => {
                    depth -= 1;
                    if depth == 0 {
                        field.spec = self.text.byte_slice(start..self.at - 1);
                        return Ok(field);
                    }
                }
                Some(_) => {}
                None => return Err(TextError::value("unmatched '{' in format spec")),
            }
        }
    }
}

impl<'a> Iterator for Template<'a> {
    type Item = Result<Piece<'a>>;

    fn next(&mut self) -> Option<Self::Item> {
        self.piece().transpose()
    }
}

/// What a field starts from, or what `[...]` selects by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key<'a> {
    Index(usize),
    Name(TextRef<'a>),
}

/// A step from one object to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Accessor<'a> {
    Attribute(TextRef<'a>),
    Item(Key<'a>),
}

/// A field name cut into its first part and the steps behind it.
#[derive(Clone, Debug)]
pub struct FieldName<'a> {
    pub first: Key<'a>,
    pub rest: Accessors<'a>,
}

impl<'a> FieldName<'a> {
    pub fn parse(name: TextRef<'a>) -> Result<Self> {
        let bytes = name.bytes();
        let end = memchr::memchr2(b'.', b'[', bytes).unwrap_or(bytes.len());
        let first = Key::parse(name.byte_slice(0..end))?;
        Ok(Self { first, rest: Accessors { text: name, at: end } })
    }

    /// Whether the first part is empty, so that automatic numbering applies.
    pub fn is_automatic(&self) -> bool {
        matches!(self.first, Key::Name(name) if name.is_empty())
    }
}

impl<'a> Key<'a> {
    fn parse(text: TextRef<'a>) -> Result<Self> {
        let mut value = 0usize;
        for code in text.code_points() {
            let Some(digit) = decimal_value(code) else { return Ok(Key::Name(text)) };
            value = value
                .checked_mul(10)
                .and_then(|value| value.checked_add(digit.into()))
                .filter(|&value| value <= isize::MAX as usize)
                .ok_or_else(|| TextError::value("Too many decimal digits in format string"))?;
        }
        Ok(if text.is_empty() { Key::Name(text) } else { Key::Index(value) })
    }
}

/// The steps behind the first part of a field name.
#[derive(Clone, Debug)]
pub struct Accessors<'a> {
    text: TextRef<'a>,
    at: usize,
}

impl<'a> Accessors<'a> {
    fn step(&mut self) -> Result<Accessor<'a>> {
        let bytes = self.text.bytes();
        let open = bytes[self.at];
        self.at += 1;
        let start = self.at;
        let accessor = match open {
            b'.' => {
                let end = memchr::memchr2(b'.', b'[', &bytes[start..]).map_or(bytes.len(), |at| start + at);
                self.at = end;
                Accessor::Attribute(self.text.byte_slice(start..end))
            }
            b'[' => {
                let Some(end) = memchr::memchr(b']', &bytes[start..]).map(|at| start + at) else {
                    return Err(TextError::value("Missing ']' in format string"));
                };
                self.at = end + 1;
                Accessor::Item(Key::parse(self.text.byte_slice(start..end))?)
            }
            _ => return Err(TextError::value("Only '.' or '[' may follow ']' in format field specifier")),
        };
        match accessor {
            Accessor::Attribute(name) | Accessor::Item(Key::Name(name)) if name.is_empty() => {
                Err(TextError::value("Empty attribute in format string"))
            }
            _ => Ok(accessor),
        }
    }
}

impl<'a> Iterator for Accessors<'a> {
    type Item = Result<Accessor<'a>>;

    fn next(&mut self) -> Option<Self::Item> {
        (self.at < self.text.bytes().len()).then(|| self.step())
    }
}

/// The state of automatic numbering, shared by a template and the specifications nested in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AutoNumber {
    manual: Option<bool>,
    next: usize,
}

impl AutoNumber {
    /// Resolves the first part of a field: numbers an automatic one, and refuses a mix of both ways.
    pub fn resolve<'a>(&mut self, first: Key<'a>) -> Result<Key<'a>> {
        let automatic = match first {
            Key::Index(_) => false,
            Key::Name(name) if name.is_empty() => true,
            Key::Name(_) => return Ok(first),
        };
        match (self.manual, automatic) {
            (None, _) => self.manual = Some(!automatic),
            (Some(true), true) => {
                return Err(TextError::value(
                    "cannot switch from manual field specification to automatic field numbering",
                ));
            }
            (Some(false), false) => {
                return Err(TextError::value(
                    "cannot switch from automatic field numbering to manual field specification",
                ));
            }
            _ => {}
        }
        if !automatic {
            return Ok(first);
        }
        self.next += 1;
        Ok(Key::Index(self.next - 1))
    }
}

/// How deep specifications may nest: a template, and one level of fields in its specifications.
pub const MAX_DEPTH: usize = 2;

pub fn too_deep() -> TextError {
    TextError::value("Max string recursion exceeded")
}

pub fn index_out_of_range(index: usize) -> TextError {
    TextError::new(
        ErrorKind::Index,
        format!("Replacement index {index} out of range for positional args tuple"),
    )
}

/// The error for a conversion other than `r`, `s` and `a`.
pub fn unknown_conversion(conversion: u32) -> TextError {
    TextError::value(match conversion {
        0x21..0x7f => format!("Unknown conversion specifier {}", char::from(conversion as u8)),
        _ => format!("Unknown conversion specifier \\x{conversion:x}"),
    })
}

/// Joins the pieces of a template that has no fields, for callers that only unescape braces.
pub fn unescape(text: TextRef<'_>) -> Result<TextBuf> {
    let mut out = TextBuf::with_capacity(text.bytes().len());
    for piece in Template::new(text) {
        out.push_text(piece?.literal);
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn template_errors() {
        let check = |text: &str, expect: &str| {
            let error = Template::new(text.into()).find_map(|step| step.err());
            assert_eq!(error.map(|error| error.message).as_deref(), Some(expect), "{text:?}");
        };
        check("a{", "Single '{' encountered in format string");
        check("a}b", "Single '}' encountered in format string");
        check("{0", "expected '}' before end of string");
        check("{0[}", "expected '}' before end of string");
        check("{0{}", "unexpected '{' in field name");
        check("{0!", "end of string while looking for conversion specifier");
        check("{0!rx}", "expected ':' after conversion specifier");
        check("{0!r", "unmatched '{' in format spec");
        check("{0:{}", "unmatched '{' in format spec");
    }

    #[test]
    fn field_names() {
        let steps = |name: &'static str| {
            let name = FieldName::parse(name.into()).unwrap();
            (name.first, name.rest.map(|step| step.map_err(|error| error.message)).collect::<Vec<_>>())
        };
        let text = |name: &'static str| TextRef::from(name);
        assert_eq!(
            steps("0.a[1][é].b"),
            (
                Key::Index(0),
                vec![
                    Ok(Accessor::Attribute(text("a"))),
                    Ok(Accessor::Item(Key::Index(1))),
                    Ok(Accessor::Item(Key::Name(text("é")))),
                    Ok(Accessor::Attribute(text("b"))),
                ]
            )
        );
        assert_eq!(steps("0]a"), (Key::Name(text("0]a")), vec![]));
        let last_error = |name| steps(name).1.into_iter().find_map(|step| step.err());
        assert_eq!(last_error("0."), Some("Empty attribute in format string".into()));
        assert_eq!(last_error("0[]"), Some("Empty attribute in format string".into()));
        assert_eq!(last_error("0[a"), Some("Missing ']' in format string".into()));
        let follow = "Only '.' or '[' may follow ']' in format field specifier";
        assert_eq!(steps("0[a]b").1.get(1), Some(&Err(follow.into())));
        let digits = FieldName::parse("99999999999999999999".into()).unwrap_err();
        assert_eq!(digits.message, "Too many decimal digits in format string");
    }

    #[test]
    fn numbering() {
        let mut numbers = AutoNumber::default();
        let empty = Key::Name(TextRef::EMPTY);
        assert_eq!(numbers.resolve(Key::Name("a".into())), Ok(Key::Name("a".into())));
        assert_eq!(numbers.resolve(empty), Ok(Key::Index(0)));
        assert_eq!(numbers.resolve(empty), Ok(Key::Index(1)));
        assert_eq!(
            numbers.resolve(Key::Index(0)).unwrap_err().message,
            "cannot switch from automatic field numbering to manual field specification"
        );
        let mut numbers = AutoNumber::default();
        assert_eq!(numbers.resolve(Key::Index(3)), Ok(Key::Index(3)));
        assert_eq!(
            numbers.resolve(empty).unwrap_err().message,
            "cannot switch from manual field specification to automatic field numbering"
        );
        assert_eq!(unknown_conversion(0x1234).message, "Unknown conversion specifier \\x1234");
        assert_eq!(unknown_conversion(0x78).message, "Unknown conversion specifier x");
    }
}
