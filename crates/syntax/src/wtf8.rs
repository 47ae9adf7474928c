//! The text of a string literal: UTF-8 in which lone surrogates may also stand, each as three bytes (WTF-8).
//!
//! Invariant: a high surrogate is never directly followed by a low one that was written as a separate escape and
//! joined into one character; CPython keeps `'\ud83d\ude00'` as two code points, so this encoding ("generalised
//! UTF-8") keeps them apart too. Everything that is not a surrogate is ordinary UTF-8.

use std::fmt;

/// An owned, immutable sequence of code points, surrogates included.
#[derive(Clone, PartialEq, Eq, Hash, Default)]
pub struct Wtf8(Box<[u8]>);

impl Wtf8 {
    /// The encoded bytes.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The text as UTF-8, or `None` when a surrogate stands in it.
    pub fn as_str(&self) -> Option<&str> {
        std::str::from_utf8(&self.0).ok()
    }

    /// The text of these code points; what is none is left out.
    pub fn from_code_points(codes: impl Iterator<Item = u32>) -> Self {
        let mut buffer = Wtf8Buf::new();
        for code in codes {
            let _ = buffer.push_code_point(code);
        }
        buffer.into()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The code points in order; surrogates are in the range `0xD800..0xE000`.
    pub fn code_points(&self) -> CodePoints<'_> {
        CodePoints { bytes: &self.0 }
    }
}

impl From<&str> for Wtf8 {
    fn from(text: &str) -> Self {
        Wtf8(text.as_bytes().into())
    }
}

impl From<String> for Wtf8 {
    fn from(text: String) -> Self {
        Wtf8(text.into_bytes().into_boxed_slice())
    }
}

impl From<Wtf8Buf> for Wtf8 {
    fn from(buffer: Wtf8Buf) -> Self {
        Wtf8(buffer.bytes.into_boxed_slice())
    }
}

impl fmt::Debug for Wtf8 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"")?;
        for code in self.code_points() {
            match char::from_u32(code) {
                Some(c) => write!(f, "{}", c.escape_debug())?,
                None => write!(f, "\\u{{{code:x}}}")?,
            }
        }
        write!(f, "\"")
    }
}

/// A text that is still growing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wtf8Buf {
    bytes: Vec<u8>,
}

impl Wtf8Buf {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    pub fn push_str(&mut self, text: &str) {
        self.bytes.extend_from_slice(text.as_bytes());
    }

    pub fn push_char(&mut self, c: char) {
        self.push_str(c.encode_utf8(&mut [0; 4]));
    }

    pub fn push_wtf8(&mut self, text: &Wtf8) {
        self.bytes.extend_from_slice(text.as_bytes());
    }

    /// Appends one code point; `false` when it is above U+10FFFF.
    #[must_use]
    pub fn push_code_point(&mut self, code: u32) -> bool {
        match char::from_u32(code) {
            Some(c) => {
                self.push_char(c);
                true
            }
            None if (0xD800..0xE000).contains(&code) => {
                self.bytes.extend_from_slice(&[
                    0xED,
                    0x80 | ((code >> 6) & 0x3F) as u8,
                    0x80 | (code & 0x3F) as u8,
                ]);
                true
            }
            None => false,
        }
    }
}

/// Iterator over the code points of a [`Wtf8`].
#[derive(Clone)]
pub struct CodePoints<'a> {
    bytes: &'a [u8],
}

impl Iterator for CodePoints<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        let (&first, rest) = self.bytes.split_first()?;
        let (length, mut code) = match first {
            0..0x80 => (0, u32::from(first)),
            0x80..0xE0 => (1, u32::from(first & 0x1F)),
            0xE0..0xF0 => (2, u32::from(first & 0x0F)),
            _ => (3, u32::from(first & 0x07)),
        };
        for &byte in &rest[..length] {
            code = code << 6 | u32::from(byte & 0x3F);
        }
        self.bytes = &rest[length..];
        Some(code)
    }
}
