//! unicode_escape, raw_unicode_escape, and the escapes of bytes (`codecs.escape_decode`).
//!
//! Input bytes that are no escape mean themselves, as in Latin-1. An unknown escape stands for itself; the caller finds
//! the first one with [`invalid_escape`] and warns.

use super::{Fault, Names};
use crate::error::{Result as TextResult, TextError};
use crate::repr::push_hex_escape;
use crate::text::{CodePoints, TextBuf};

/// The character that a one-letter escape means.
fn simple_escape(letter: u8) -> Option<u8> {
    Some(match letter {
        b'\\' | b'\'' | b'"' => letter,
        b'a' => 7,
        b'b' => 8,
        b't' => b'\t',
        b'n' => b'\n',
        b'v' => 11,
        b'f' => 12,
        b'r' => b'\r',
        _ => return None,
    })
}

/// Up to three octal digits at `at`: their value and how many.
fn octal(input: &[u8], at: usize) -> (u32, usize) {
    let digits = input[at..].iter().take(3).take_while(|byte| matches!(byte, b'0'..=b'7'));
    digits.fold((0, 0), |(value, len), digit| (value * 8 + u32::from(digit - b'0'), len + 1))
}

/// Up to `wanted` hexadecimal digits at `at`: their value and how many.
fn hexadecimal(input: &[u8], at: usize, wanted: usize) -> (u32, usize) {
    let digits = input[at..].iter().take(wanted).map_while(|&byte| char::from(byte).to_digit(16));
    digits.fold((0, 0), |(value, len), digit| (value << 4 | digit, len + 1))
}

struct Hex {
    digits: usize,
    truncated: &'static str,
}

fn hex_escape(letter: u8) -> Option<Hex> {
    let (digits, truncated) = match letter {
        b'x' => (2, "truncated \\xXX escape"),
        b'u' => (4, "truncated \\uXXXX escape"),
        b'U' => (8, "truncated \\UXXXXXXXX escape"),
        _ => return None,
    };
    Some(Hex { digits, truncated })
}

fn push_latin1(bytes: &[u8], out: &mut TextBuf) {
    if bytes.is_ascii() {
        out.push_ascii(bytes);
    } else {
        bytes.iter().for_each(|&byte| out.push(byte.into()));
    }
}

pub(super) fn decode_unicode(
    input: &[u8],
    mut at: usize,
    last: bool,
    names: &dyn Names,
    out: &mut TextBuf,
) -> Result<usize, Fault> {
    loop {
        let Some(start) = memchr::memchr(b'\\', &input[at..]).map(|offset| at + offset) else {
            push_latin1(&input[at..], out);
            return Ok(input.len());
        };
        push_latin1(&input[at..start], out);
        // An escape that reaches the end of the input is incomplete, unless no more will come.
        let fault = |end: usize, reason: &'static str| {
            if end == input.len() && !last { Ok(start) } else { Err(Fault { start, end, reason }) }
        };
        let Some(&letter) = input.get(start + 1) else { return fault(input.len(), "\\ at end of string") };
        at = start + 2;
        if let Some(char) = simple_escape(letter) {
            out.push(char.into());
        } else if letter == b'\n' {
            continue;
        } else if letter.is_ascii_digit() && letter < b'8' {
            let (value, len) = octal(input, start + 1);
            out.push(value);
            at = start + 1 + len;
        } else if let Some(Hex { digits, truncated }) = hex_escape(letter) {
            let (code, len) = hexadecimal(input, at, digits);
            at += len;
            if len < digits {
                return fault(at, truncated);
            }
            if code > 0x10ffff {
                return Err(Fault { start, end: at, reason: "illegal Unicode character" });
            }
            out.push(code);
        } else if letter == b'N' {
            const MALFORMED: &str = "malformed \\N character escape";
            if input.get(at) != Some(&b'{') {
                return fault(at, MALFORMED);
            }
            let Some(len) = memchr::memchr(b'}', &input[at + 1..]) else {
                return fault(input.len(), MALFORMED);
            };
            if len == 0 {
                return Err(Fault { start, end: at + 1, reason: MALFORMED });
            }
            let name = std::str::from_utf8(&input[at + 1..at + 1 + len]).ok();
            at += len + 2;
            let Some(code) = name.and_then(|name| names.code_of(name)) else {
                return Err(Fault { start, end: at, reason: "unknown Unicode character name" });
            };
            out.push(code);
        } else {
            out.push(b'\\'.into());
            out.push(letter.into());
        }
    }
}

pub(super) fn decode_raw_unicode(
    input: &[u8],
    mut at: usize,
    last: bool,
    out: &mut TextBuf,
) -> Result<usize, Fault> {
    loop {
        let Some(start) = memchr::memchr(b'\\', &input[at..]).map(|offset| at + offset) else {
            push_latin1(&input[at..], out);
            return Ok(input.len());
        };
        push_latin1(&input[at..start], out);
        let fault = |end: usize, reason: &'static str| {
            if end == input.len() && !last { Ok(start) } else { Err(Fault { start, end, reason }) }
        };
        let letter = match input.get(start + 1) {
            None if !last => return Ok(start),
            None => {
                out.push(b'\\'.into());
                return Ok(input.len());
            }
            Some(&letter) => letter,
        };
        at = start + 2;
        let Some(Hex { digits, truncated }) = hex_escape(letter).filter(|hex| hex.digits > 2) else {
            out.push(b'\\'.into());
            out.push(letter.into());
            continue;
        };
        let (code, len) = hexadecimal(input, at, digits);
        at += len;
        if len < digits {
            return fault(at, truncated);
        }
        if code > 0x10ffff {
            return Err(Fault { start, end: at, reason: "\\Uxxxxxxxx out of range" });
        }
        out.push(code);
    }
}

pub(super) fn encode_unicode(text: &[u8], out: &mut Vec<u8>) {
    for code in CodePoints::new(text) {
        match code {
            0x09 => out.extend_from_slice(b"\\t"),
            0x0a => out.extend_from_slice(b"\\n"),
            0x0d => out.extend_from_slice(b"\\r"),
            0x5c => out.extend_from_slice(b"\\\\"),
            0x20..=0x7e => out.push(code as u8),
            _ => push_hex_escape(out, code),
        }
    }
}

pub(super) fn encode_raw_unicode(text: &[u8], out: &mut Vec<u8>) {
    for code in CodePoints::new(text) {
        if code < 0x100 {
            out.push(code as u8);
        } else {
            push_hex_escape(out, code);
        }
    }
}

/// `codecs.escape_encode`: as `repr` of bytes, without quotes and with `'` escaped.
pub fn encode_bytes(data: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(data.len());
    for &byte in data {
        match byte {
            b'\t' => out.extend_from_slice(b"\\t"),
            b'\n' => out.extend_from_slice(b"\\n"),
            b'\r' => out.extend_from_slice(b"\\r"),
            b'\\' | b'\'' => out.extend_from_slice(&[b'\\', byte]),
            b' '..=b'~' => out.push(byte),
            _ => push_hex_escape(&mut out, byte.into()),
        }
    }
    out
}

/// `codecs.escape_decode`; `errors` is the name of the handler, of which only three are known here.
pub fn decode_bytes(data: &[u8], errors: &str) -> TextResult<Vec<u8>> {
    let mut out = Vec::with_capacity(data.len());
    let mut at = 0;
    while at < data.len() {
        if data[at] != b'\\' {
            out.push(data[at]);
            at += 1;
            continue;
        }
        let start = at;
        let Some(&letter) = data.get(at + 1) else { return Err(TextError::value("Trailing \\ in string")) };
        at += 2;
        match letter {
            b'\n' => {}
            b'0'..=b'7' => {
                let (value, len) = octal(data, start + 1);
                out.push(value as u8);
                at = start + 1 + len;
            }
            b'x' => {
                let (value, len) = hexadecimal(data, at, 2);
                at += len;
                if len == 2 {
                    out.push(value as u8);
                    continue;
                }
                match errors {
                    "strict" => {
                        return Err(TextError::value(format!("invalid \\x escape at position {start}")));
                    }
                    "replace" => out.push(b'?'),
                    "ignore" => {}
                    _ => {
                        let message = format!("decoding error; unknown error handling code: {errors}");
                        return Err(TextError::value(message));
                    }
                }
            }
            _ => match simple_escape(letter) {
                Some(byte) => out.push(byte),
                None => out.extend_from_slice(&[b'\\', letter]),
            },
        }
    }
    Ok(out)
}

/// The first escape that means nothing, for the DeprecationWarning that it earns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InvalidEscape {
    Letter(u8),
    /// An octal escape beyond `\377`.
    Octal(u32),
}

impl InvalidEscape {
    /// The text of the warning; `prefix` is `b` for bytes, else empty.
    pub fn warning(self, prefix: &str) -> String {
        const FUTURE: &str = "Such sequences will not work in the future. ";
        match self {
            InvalidEscape::Letter(letter) => {
                format!("{prefix}\"\\{}\" is an invalid escape sequence. {FUTURE}", char::from(letter))
            }
            InvalidEscape::Octal(value) => {
                format!("{prefix}\"\\{value:o}\" is an invalid octal escape sequence. {FUTURE}")
            }
        }
    }
}

/// Finds the first invalid escape; in text `\N`, `\u` and `\U` are valid, in bytes they are not.
pub fn invalid_escape(input: &[u8], is_text: bool) -> Option<InvalidEscape> {
    let mut at = 0;
    while let Some(start) = memchr::memchr(b'\\', &input[at..]).map(|offset| at + offset) {
        let letter = *input.get(start + 1)?;
        at = start + 2;
        match letter {
            b'0'..=b'7' => {
                let (value, len) = octal(input, start + 1);
                at = start + 1 + len;
                if value > 0o377 {
                    return Some(InvalidEscape::Octal(value));
                }
            }
            b'\n' | b'x' => {}
            b'u' | b'U' | b'N' if is_text => {}
            _ if simple_escape(letter).is_some() => {}
            _ => return Some(InvalidEscape::Letter(letter)),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_of_bytes() {
        assert_eq!(decode_bytes(br"\x41\101\q\777\n\'", "strict").unwrap(), b"AA\\q\xff\n'");
        assert_eq!(decode_bytes(br"\xzz", "replace").unwrap(), b"?zz");
        assert_eq!(decode_bytes(br"\x4", "ignore").unwrap(), b"");
        let message = |data: &[u8], errors| decode_bytes(data, errors).unwrap_err().message;
        assert_eq!(message(br"a\x4", "strict"), "invalid \\x escape at position 1");
        assert_eq!(message(br"\x4", "foo"), "decoding error; unknown error handling code: foo");
        assert_eq!(message(b"\\", "replace"), "Trailing \\ in string");
        assert_eq!(encode_bytes(b"a'\"\\\n\r\t\0\xff"), br#"a\'"\\\n\r\t\x00\xff"#);
    }

    #[test]
    fn warnings() {
        let warning =
            |input: &[u8], text, prefix| invalid_escape(input, text).map(|escape| escape.warning(prefix));
        let tail = "is an invalid escape sequence. Such sequences will not work in the future. ";
        assert_eq!(warning(br"\n\q\777", true, ""), Some(format!("\"\\q\" {tail}")));
        assert_eq!(warning(br"\u1234", false, "b"), Some(format!("b\"\\u\" {tail}")));
        assert_eq!(invalid_escape(br"\377\777", true), Some(InvalidEscape::Octal(0o777)));
        assert_eq!(invalid_escape(br"\377\u1234\N{x}\x41\\q", true), None);
    }
}
