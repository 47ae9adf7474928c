//! `repr()`, `hex()` and `fromhex()` of `bytes`.

use crate::error::{Result, TextError};
use crate::repr::quote_for;
use crate::text::TextRef;

const HEX: &[u8; 16] = b"0123456789abcdef";

/// `repr(b)`, with the `b` prefix. `bytearray` puts its own name around it.
pub fn repr(data: &[u8]) -> Vec<u8> {
    repr_with_quote(data, quote_for(data))
}

fn repr_with_quote(data: &[u8], quote: u8) -> Vec<u8> {
    let mut out = Vec::with_capacity(data.len() + 3);
    out.extend_from_slice(&[b'b', quote]);
    for &byte in data {
        match byte {
            b'\t' => out.extend_from_slice(b"\\t"),
            b'\n' => out.extend_from_slice(b"\\n"),
            b'\r' => out.extend_from_slice(b"\\r"),
            b' '..0x7f => {
                if byte == quote || byte == b'\\' {
                    out.push(b'\\');
                }
                out.push(byte);
            }
            _ => out.extend_from_slice(&[
                b'\\',
                b'x',
                HEX[usize::from(byte >> 4)],
                HEX[usize::from(byte & 15)],
            ]),
        }
    }
    out.push(quote);
    out
}

/// `repr(b)` as a Rust string, for messages.
pub(crate) fn repr_string(data: &[u8]) -> String {
    String::from_utf8_lossy(&repr(data)).into_owned()
}

/// The separator argument of `hex()`: one ASCII character.
pub fn separator(text: TextRef<'_>) -> Result<u8> {
    match *text.bytes() {
        [byte] if text.is_ascii() => Ok(byte),
        _ if text.chars() != 1 => Err(TextError::value("sep must be length 1.")),
        _ => Err(TextError::value("sep must be ASCII.")),
    }
}

/// `hex(sep, bytes_per_sep)`: groups are counted from the right, or from the left if `group` is negative.
pub fn hex(data: &[u8], separator: Option<u8>, group: isize) -> Vec<u8> {
    let mut out = Vec::with_capacity(data.len() * 2);
    let push = |out: &mut Vec<u8>, byte: u8| {
        out.extend_from_slice(&[HEX[usize::from(byte >> 4)], HEX[usize::from(byte & 15)]]);
    };
    let size = group.unsigned_abs();
    let Some(separator) = separator.filter(|_| size > 0 && size < data.len()) else {
        data.iter().for_each(|&byte| push(&mut out, byte));
        return out;
    };
    for (i, &byte) in data.iter().enumerate() {
        let at_edge = if group > 0 { (data.len() - i).is_multiple_of(size) } else { i.is_multiple_of(size) };
        if i > 0 && at_edge {
            out.push(separator);
        }
        push(&mut out, byte);
    }
    out
}

/// `bytes.fromhex(text)`: ASCII white space is skipped between pairs of digits.
pub fn from_hex(text: TextRef<'_>) -> Result<Vec<u8>> {
    // As in CPython, a character beyond ASCII is found before any other mistake; its index is its offset.
    if let Some(offset) = text.bytes().iter().position(|byte| !byte.is_ascii()) {
        return Err(from_hex_error(text.bytes(), offset));
    }
    from_hex_data(text.bytes())
}

/// As [`from_hex`], for a bytes-like argument.
pub fn from_hex_data(data: &[u8]) -> Result<Vec<u8>> {
    from_hex_bytes(data).map_err(|offset| from_hex_error(data, offset))
}

fn from_hex_error(data: &[u8], offset: usize) -> TextError {
    if offset == data.len() {
        return TextError::value("fromhex() arg must contain an even number of hexadecimal digits");
    }
    TextError::value(format!("non-hexadecimal number found in fromhex() arg at position {offset}"))
}

/// Fails with the offset of the first byte that does not belong.
fn from_hex_bytes(data: &[u8]) -> std::result::Result<Vec<u8>, usize> {
    let digit = |at: usize| data.get(at).and_then(|&byte| char::from(byte).to_digit(16)).ok_or(at);
    let mut out = Vec::with_capacity(data.len() / 2);
    let mut at = 0;
    while at < data.len() {
        if crate::bytes::is_space(data[at]) {
            at += 1;
            continue;
        }
        let (high, low) = (digit(at)?, digit(at + 1)?);
        out.push((high * 16 + low) as u8);
        at += 2;
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reprs() {
        assert_eq!(repr(b"a'b\"\\\x00\xff\n"), br#"b'a\'b"\\\x00\xff\n'"#);
        assert_eq!(repr(b"a'b"), br#"b"a'b""#);
        assert_eq!(repr(b""), b"b''");
    }

    #[test]
    fn hex_groups() {
        let data = b"\x01\x23\x45\x67\x89";
        assert_eq!(hex(data, None, 1), b"0123456789");
        assert_eq!(hex(data, Some(b':'), 1), b"01:23:45:67:89");
        assert_eq!(hex(data, Some(b'-'), 2), b"01-2345-6789");
        assert_eq!(hex(data, Some(b'-'), -2), b"0123-4567-89");
        assert_eq!(hex(data, Some(b'-'), 9), b"0123456789");
        assert_eq!(hex(data, Some(b'-'), 0), b"0123456789");
    }

    #[test]
    fn from_hex_and_its_errors() {
        assert_eq!(from_hex(" 0a\tFf ".into()).unwrap(), [10, 255]);
        let message = |text: &str| from_hex(text.into()).unwrap_err().message;
        assert_eq!(message("0g"), "non-hexadecimal number found in fromhex() arg at position 1");
        assert_eq!(message("é0"), "non-hexadecimal number found in fromhex() arg at position 0");
        assert_eq!(message("a "), "non-hexadecimal number found in fromhex() arg at position 1");
        assert_eq!(message("00 1"), "fromhex() arg must contain an even number of hexadecimal digits");
    }
}
