//! `repr()` and `ascii()` of `str`.
//!
//! Single quotes unless the text holds a single quote and no double quote; escapes for what `isprintable` refuses.

use crate::properties::is_printable;
use crate::text::{TextBuf, TextRef};

const HEX: &[u8; 16] = b"0123456789abcdef";

/// The quote that `repr` puts around text with these bytes.
pub(crate) fn quote_for(bytes: &[u8]) -> u8 {
    if memchr::memchr(b'\'', bytes).is_some() && memchr::memchr(b'"', bytes).is_none() { b'"' } else { b'\'' }
}

/// Appends `\xhh`, `\uhhhh` or `\Uhhhhhhhh`, the shortest that fits.
pub(crate) fn push_hex_escape(out: &mut Vec<u8>, code: u32) {
    let (letter, digits) = match code {
        0..0x100 => (b'x', 2),
        0x100..0x10000 => (b'u', 4),
        _ => (b'U', 8),
    };
    out.extend_from_slice(&[b'\\', letter]);
    out.extend((0..digits).rev().map(|i| HEX[(code >> (4 * i)) as usize & 15]));
}

pub fn repr(text: TextRef<'_>) -> TextBuf {
    quoted(text, is_printable)
}

/// `ascii()`: as `repr`, with everything beyond ASCII escaped.
pub fn ascii(text: TextRef<'_>) -> TextBuf {
    quoted(text, |_| false)
}

fn quoted(text: TextRef<'_>, keep: impl Fn(u32) -> bool) -> TextBuf {
    let quote = quote_for(text.bytes());
    let mut out = Vec::with_capacity(text.bytes().len() + 2);
    let mut beyond_ascii = false;
    out.push(quote);
    for code in text.code_points() {
        match code {
            0x20..=0x7e => {
                if code == u32::from(quote) || code == u32::from(b'\\') {
                    out.push(b'\\');
                }
                out.push(code as u8);
            }
            0x09 => out.extend_from_slice(b"\\t"),
            0x0a => out.extend_from_slice(b"\\n"),
            0x0d => out.extend_from_slice(b"\\r"),
            0x80.. if keep(code) => {
                beyond_ascii = true;
                crate::text::encode_into(&mut out, code);
            }
            _ => push_hex_escape(&mut out, code),
        }
    }
    out.push(quote);
    if beyond_ascii { TextBuf::measure(out) } else { TextBuf::from_ascii(out) }
}

/// The first `limit` code points of `repr(text)`, as messages quote user text.
pub(crate) fn repr_prefix(text: TextRef<'_>, limit: usize) -> String {
    let whole = repr(text);
    let whole = whole.as_ref();
    whole.slice(0, whole.chars().min(limit)).to_string_escaped()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reprs_of_samples() {
        let check = |sample: &str, expect_repr: &str, expect_ascii: &str| {
            let text = TextRef::from(sample);
            assert_eq!(repr(text), TextBuf::from(expect_repr));
            assert_eq!(ascii(text), TextBuf::from(expect_ascii));
        };
        check("", "''", "''");
        check("it's", r#""it's""#, r#""it's""#);
        check("it's \"x\"", r#"'it\'s "x"'"#, r#"'it\'s "x"'"#);
        check("\\\t\n\r\x0b\x7f", r"'\\\t\n\r\x0b\x7f'", r"'\\\t\n\r\x0b\x7f'");
        check("é\u{a0}\u{ad}", r"'é\xa0\xad'", r"'\xe9\xa0\xad'");
        check("€\u{2028}😀\u{e0001}", r"'€\u2028😀\U000e0001'", r"'\u20ac\u2028\U0001f600\U000e0001'");
    }

    #[test]
    fn surrogates_are_escaped() {
        let mut text = TextBuf::new();
        text.push(0xd800);
        assert_eq!(repr(text.as_ref()), TextBuf::from(r"'\ud800'"));
    }
}
