//! Codecs: bytes to text and back, one step at a time.
//!
//! A step converts as much as it can. It ends with everything consumed, or with a [`Fault`]: which part of the input is
//! wrong, and why. Whoever drives the steps decides what goes in place of that part and where to go on. [`decode`] and
//! [`encode`] drive them with the handlers that are built in; with a handler written in Python the caller drives, asks
//! the handler at every fault, puts its answer in, and calls the step again.
//!
//! Positions of a decoding fault are byte offsets, those of an encoding fault are character indices, as in
//! UnicodeDecodeError and UnicodeEncodeError.

pub mod escape;
pub mod handlers;
mod utf8;
mod wide;

use crate::error::TextError;
use crate::text::{TextBuf, TextRef};
pub use handlers::{Handler, Names, NoNames};

/// Byte order of the wide codecs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Endian {
    Little,
    Big,
}

/// A codec that is built in. `utf-16` and `utf-32` proper are a byte order mark, see [`Codec::detect_utf16`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Codec {
    Ascii,
    Latin1,
    Utf8,
    Utf16(Endian),
    Utf32(Endian),
    UnicodeEscape,
    RawUnicodeEscape,
}

/// What is wrong with a part of the input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault {
    pub start: usize,
    pub end: usize,
    pub reason: &'static str,
}

/// Why [`decode`] or [`encode`] gave up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// Raise UnicodeDecodeError or UnicodeEncodeError.
    Fault(Fault),
    Error(TextError),
}

/// The parts of a text that is being encoded: where the encoder stands, in both units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cursor {
    pub chars: usize,
    pub bytes: usize,
}

impl Cursor {
    /// The position of a character index, for a handler that says where to go on.
    pub fn at(text: TextRef<'_>, chars: usize) -> Self {
        Self { chars, bytes: text.byte_offset(chars) }
    }
}

impl Codec {
    /// The name that errors of this codec carry.
    pub fn name(self) -> &'static str {
        match self {
            Codec::Ascii => "ascii",
            Codec::Latin1 => "latin-1",
            Codec::Utf8 => "utf-8",
            Codec::Utf16(Endian::Little) => "utf-16-le",
            Codec::Utf16(Endian::Big) => "utf-16-be",
            Codec::Utf32(Endian::Little) => "utf-32-le",
            Codec::Utf32(Endian::Big) => "utf-32-be",
            Codec::UnicodeEscape => "unicodeescape",
            Codec::RawUnicodeEscape => "rawunicodeescape",
        }
    }

    /// The byte order that a UTF-16 byte order mark says, and its length; little-endian and 0 without one.
    pub fn detect_utf16(input: &[u8]) -> (Codec, usize) {
        match input {
            [0xff, 0xfe, ..] => (Codec::Utf16(Endian::Little), 2),
            [0xfe, 0xff, ..] => (Codec::Utf16(Endian::Big), 2),
            _ => (Codec::Utf16(Endian::Little), 0),
        }
    }

    /// As [`Codec::detect_utf16`], for UTF-32.
    pub fn detect_utf32(input: &[u8]) -> (Codec, usize) {
        match input {
            [0xff, 0xfe, 0, 0, ..] => (Codec::Utf32(Endian::Little), 4),
            [0, 0, 0xfe, 0xff, ..] => (Codec::Utf32(Endian::Big), 4),
            _ => (Codec::Utf32(Endian::Little), 0),
        }
    }

    /// The byte order mark that the `utf-16` and `utf-32` encoders start with.
    pub fn byte_order_mark(self) -> &'static [u8] {
        match self {
            Codec::Utf16(Endian::Little) => b"\xff\xfe",
            Codec::Utf16(Endian::Big) => b"\xfe\xff",
            Codec::Utf32(Endian::Little) => b"\xff\xfe\0\0",
            Codec::Utf32(Endian::Big) => b"\0\0\xfe\xff",
            _ => b"",
        }
    }

    /// Decodes from byte `at` on. Returns how far it came: the end of the input, or the start of an incomplete sequence
    /// if `last` is false.
    pub fn decode_step(
        self,
        input: &[u8],
        at: usize,
        last: bool,
        names: &dyn Names,
        out: &mut TextBuf,
    ) -> Result<usize, Fault> {
        match self {
            Codec::Ascii => utf8::decode_ascii(input, at, out),
            Codec::Latin1 => {
                utf8::decode_latin1(&input[at..], out);
                Ok(input.len())
            }
            Codec::Utf8 => utf8::decode(input, at, last, out),
            Codec::Utf16(endian) => wide::decode_utf16(input, at, last, endian, out),
            Codec::Utf32(endian) => wide::decode_utf32(input, at, last, endian, out),
            Codec::UnicodeEscape => escape::decode_unicode(input, at, last, names, out),
            Codec::RawUnicodeEscape => escape::decode_raw_unicode(input, at, last, out),
        }
    }

    /// Encodes from `at` to the end of the text.
    pub fn encode_step(self, text: TextRef<'_>, at: Cursor, out: &mut Vec<u8>) -> Result<(), Fault> {
        match self {
            Codec::Ascii => utf8::encode_narrow(text, at, 0x80, "ordinal not in range(128)", out),
            Codec::Latin1 => utf8::encode_narrow(text, at, 0x100, "ordinal not in range(256)", out),
            Codec::Utf8 => utf8::encode(text, at, out),
            Codec::Utf16(endian) => wide::encode_utf16(text, at, endian, out),
            Codec::Utf32(endian) => wide::encode_utf32(text, at, endian, out),
            Codec::UnicodeEscape => {
                escape::encode_unicode(&text.bytes()[at.bytes..], out);
                Ok(())
            }
            Codec::RawUnicodeEscape => {
                escape::encode_raw_unicode(&text.bytes()[at.bytes..], out);
                Ok(())
            }
        }
    }

    /// Puts the text that a handler answered into encoded output. False if this codec cannot encode it: then the
    /// original fault is raised.
    pub fn push_replacement(self, text: TextRef<'_>, out: &mut Vec<u8>) -> bool {
        let len = out.len();
        let encoded = self.encode_step(text, Cursor::default(), out).is_ok();
        if !encoded {
            out.truncate(len);
        }
        encoded
    }

    /// Puts the bytes that a handler answered into encoded output. False if they do not fill whole units.
    pub fn push_replacement_bytes(self, data: &[u8], out: &mut Vec<u8>) -> bool {
        let unit = match self {
            Codec::Utf16(_) => 2,
            Codec::Utf32(_) => 4,
            _ => 1,
        };
        let fits = data.len().is_multiple_of(unit);
        if fits {
            out.extend_from_slice(data);
        }
        fits
    }
}

/// Decodes from `start` on with a built-in handler. Returns the text and how far it came.
pub fn decode(
    codec: Codec,
    input: &[u8],
    start: usize,
    last: bool,
    handler: Handler,
    names: &dyn Names,
) -> Result<(TextBuf, usize), Failure> {
    let mut out = TextBuf::new();
    let mut at = start;
    loop {
        match codec.decode_step(input, at, last, names, &mut out) {
            Ok(end) => return Ok((out, end)),
            Err(fault) => at = handler.decode(codec, input, fault, &mut out)?,
        }
    }
}

/// Encodes a text with a built-in handler.
pub fn encode(
    codec: Codec,
    text: TextRef<'_>,
    handler: Handler,
    names: &dyn Names,
) -> Result<Vec<u8>, Failure> {
    let mut out = Vec::with_capacity(text.bytes().len());
    let mut at = Cursor::default();
    while let Err(fault) = codec.encode_step(text, at, &mut out) {
        at = handler.encode(codec, text, fault, names, &mut out)?;
    }
    Ok(out)
}
