//! String and bytes literals: prefixes, escapes, the errors inside escapes and the warnings about bad ones.
//!
//! The foreign parser has replaced lone surrogates and keeps no warnings, so each literal is decoded again from its
//! slice of the source. CPython warns once for each token, at the first bad escape.

use ruff_python_ast as ruff;
use ruff_text_size::Ranged;

use super::{Lower, Result, text_range};
use crate::ast::{Constant, ExprKind, Range, Wtf8};
use crate::error::{Pointer, SyntaxError, SyntaxErrorKind, SyntaxWarning};
use crate::wtf8::Wtf8Buf;

/// A literal's token, taken apart.
pub(super) struct Literal<'a> {
    pub(super) raw: bool,
    pub(super) u: bool,
    /// The text between the quotes, and where it starts.
    pub(super) body: &'a str,
    pub(super) start: u32,
    pub(super) token: Range,
}

/// What the escapes of a piece of text mean.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Escapes {
    Text,
    Bytes,
    /// Literal text between the fields of an f-string or t-string, where braces are doubled.
    Middle,
    /// Literal text of a format specifier, where they are not.
    Spec,
}

impl<'a> Lower<'a> {
    pub(super) fn string_literal(&mut self, node: &'a ruff::ExprStringLiteral) -> Result<ExprKind> {
        let mut text = Wtf8Buf::new();
        let mut u = false;
        for (i, part) in node.value.iter().enumerate() {
            let literal = self.literal(text_range(part.range()));
            u |= i == 0 && literal.u;
            self.decode_literal(&literal, Escapes::Text, &mut text)?;
        }
        Ok(ExprKind::Constant { value: Constant::Str(text.into()), u })
    }

    pub(super) fn bytes_literal(&mut self, node: &'a ruff::ExprBytesLiteral) -> Result<ExprKind> {
        let mut bytes = Vec::new();
        for part in node.value.iter() {
            let literal = self.literal(text_range(part.range()));
            let mut text = Wtf8Buf::new();
            self.decode_literal(&literal, Escapes::Bytes, &mut text)?;
            bytes.extend(Wtf8::from(text).code_points().map(|code| code as u8));
        }
        Ok(ExprKind::Constant { value: Constant::Bytes(bytes.into()), u: false })
    }

    /// Whether a string or bytes literal is well formed; the text is not kept.
    pub(crate) fn check_literal(&mut self, token: Range, bytes: bool) -> Result<()> {
        let literal = self.literal(token);
        let escapes = if bytes { Escapes::Bytes } else { Escapes::Text };
        self.decode_literal(&literal, escapes, &mut Wtf8Buf::new())
    }

    /// Whether a piece of an f-string's or t-string's text is well formed.
    pub(crate) fn check_middle(&mut self, token: Range, spec: bool) -> Result<()> {
        let escapes = if spec { Escapes::Spec } else { Escapes::Middle };
        self.decode(token.of(self.source), token.start, token, escapes, &mut Wtf8Buf::new())
    }

    /// Takes prefix and quotes off the token at `token`.
    pub(super) fn literal(&self, token: Range) -> Literal<'a> {
        let text = token.of(self.source);
        let prefix = text.find(['"', '\'']).unwrap_or(0);
        let letters = &text[..prefix];
        let rest = &text[prefix..];
        let quotes =
            if rest.len() >= 6 && (rest.starts_with("\"\"\"") || rest.starts_with("'''")) { 3 } else { 1 };
        Literal {
            raw: letters.contains(['r', 'R']),
            u: letters.contains('u'),
            body: rest.get(quotes..rest.len().saturating_sub(quotes)).unwrap_or(""),
            start: token.start + (prefix + quotes) as u32,
            token,
        }
    }

    pub(super) fn decode_literal(
        &mut self,
        literal: &Literal<'a>,
        escapes: Escapes,
        into: &mut Wtf8Buf,
    ) -> Result<()> {
        if literal.raw || !literal.body.contains('\\') {
            into.push_str(literal.body);
            return Ok(());
        }
        self.decode(literal.body, literal.start, literal.token, escapes, into)
    }

    /// Decodes the escapes of `text`, which stands at `start`; errors point at `token`.
    pub(super) fn decode(
        &mut self,
        text: &'a str,
        start: u32,
        token: Range,
        escapes: Escapes,
        into: &mut Wtf8Buf,
    ) -> Result<()> {
        let mut decoder = Decoder { text, at: 0, counted: 0, position: 0, escapes, bad: None };
        match decoder.run(into) {
            Ok(()) => {}
            Err(msg) if escapes == Escapes::Spec => {
                let msg = msg.strip_prefix("(unicode error) ").unwrap_or(&msg);
                return Err(SyntaxError::nowhere(SyntaxErrorKind::UnicodeDecodeError, msg));
            }
            Err(msg) => return Err(Pointer::new(self.source, self.lines).at(token, msg)),
        }
        if let Some((offset, escape)) = decoder.bad {
            let place = Range { start: start + offset as u32, end: start + (offset + escape.len()) as u32 };
            let octal = if escape.len() == 4 && !escape.starts_with("\\N") { "octal " } else { "" };
            self.warnings.push(SyntaxWarning {
                msg: format!(
                    "\"{escape}\" is an invalid {octal}escape sequence. Such sequences will not work in the future. \
                     Did you mean \"\\{escape}\"? A raw string is also an option."
                ),
                lineno: self.lines.line(place.start),
                range: place,
            });
        }
        Ok(())
    }
}

struct Decoder<'a> {
    text: &'a str,
    at: usize,
    /// CPython's decoder sees every character beyond ASCII as a ten-byte escape; `position` is the place of
    /// `text[counted]` in what it sees.
    counted: usize,
    position: usize,
    escapes: Escapes,
    /// The first bad escape: its offset and its text.
    bad: Option<(usize, String)>,
}

impl Decoder<'_> {
    fn run(&mut self, into: &mut Wtf8Buf) -> std::result::Result<(), String> {
        let middle = self.escapes == Escapes::Middle;
        while self.at < self.text.len() {
            let rest = &self.text[self.at..];
            let plain = rest.find(|c| c == '\\' || (middle && (c == '{' || c == '}'))).unwrap_or(rest.len());
            into.push_str(&rest[..plain]);
            self.at += plain;
            match self.text.as_bytes().get(self.at) {
                None => break,
                Some(b'\\') => self.escape(into)?,
                Some(&brace) => {
                    into.push_char(brace as char);
                    self.at += if self.text.as_bytes().get(self.at + 1) == Some(&brace) { 2 } else { 1 };
                }
            }
        }
        Ok(())
    }

    fn escape(&mut self, into: &mut Wtf8Buf) -> std::result::Result<(), String> {
        let start = self.at;
        let bytes = self.text.as_bytes();
        let is_bytes = self.escapes == Escapes::Bytes;
        let Some(&letter) = bytes.get(start + 1) else {
            // Only before the brace of a replacement field: the backslash stands for itself.
            self.note_bad(start, "\\{".to_owned());
            into.push_char('\\');
            self.at += 1;
            return Ok(());
        };
        self.at += 2;
        let simple = match letter {
            b'\n' => return Ok(()),
            b'\\' | b'\'' | b'"' => letter,
            b'a' => 7,
            b'b' => 8,
            b'f' => 12,
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            b'v' => 11,
            b'0'..=b'7' => {
                let mut value = u32::from(letter - b'0');
                for _ in 0..2 {
                    match bytes.get(self.at) {
                        Some(&digit @ b'0'..=b'7') => value = value * 8 + u32::from(digit - b'0'),
                        _ => break,
                    }
                    self.at += 1;
                }
                if value > 0o377 {
                    self.note_bad(start, self.text[start..self.at].to_owned());
                }
                let code = if is_bytes { value & 0xFF } else { value };
                let _always_valid: bool = into.push_code_point(code);
                return Ok(());
            }
            b'x' if is_bytes => {
                let value = bytes.get(start + 2..start + 4).and_then(hexadecimal);
                let Some(value) = value else {
                    return Err(format!("(value error) invalid \\x escape at position {start}"));
                };
                self.at += 2;
                let _always_valid: bool = into.push_code_point(value);
                return Ok(());
            }
            b'x' => return self.hexadecimal(start, 2, "truncated \\xXX escape", into),
            b'u' if !is_bytes => return self.hexadecimal(start, 4, "truncated \\uXXXX escape", into),
            b'U' if !is_bytes => return self.hexadecimal(start, 8, "truncated \\UXXXXXXXX escape", into),
            b'N' if !is_bytes => return self.named(start, into),
            _ => {
                let length = self.text[start + 1..].chars().next().map_or(0, char::len_utf8);
                // CPython's decoder sees the backslash before a character beyond ASCII as an escaped backslash.
                if letter.is_ascii() {
                    self.note_bad(start, self.text[start..start + 1 + length].to_owned());
                }
                into.push_char('\\');
                self.at = start + 1;
                if !matches!(letter, b'{' | b'}') {
                    into.push_str(&self.text[start + 1..start + 1 + length]);
                    self.at += length;
                }
                return Ok(());
            }
        };
        into.push_char(simple as char);
        Ok(())
    }

    fn hexadecimal(
        &mut self,
        start: usize,
        digits: usize,
        truncated: &str,
        into: &mut Wtf8Buf,
    ) -> std::result::Result<(), String> {
        let bytes = self.text.as_bytes();
        let found = bytes[self.at..].iter().take(digits).take_while(|byte| byte.is_ascii_hexdigit()).count();
        let value = bytes.get(self.at..self.at + found).and_then(hexadecimal);
        self.at += found;
        match value {
            Some(value) if found == digits => {
                if into.push_code_point(value) {
                    return Ok(());
                }
                Err(self.unicode_error(start, self.at, "illegal Unicode character"))
            }
            _ => Err(self.unicode_error(start, self.at, truncated)),
        }
    }

    fn named(&mut self, start: usize, into: &mut Wtf8Buf) -> std::result::Result<(), String> {
        const MALFORMED: &str = "malformed \\N character escape";
        let rest = &self.text[self.at..];
        if !rest.starts_with('{') {
            return Err(self.unicode_error(start, self.at, MALFORMED));
        }
        match rest.find('}') {
            None => Err(self.unicode_error(start, self.text.len(), MALFORMED)),
            Some(1) => Err(self.unicode_error(start, self.at + 1, MALFORMED)),
            Some(close) => {
                self.at += close + 1;
                match named_character(&rest[1..close]) {
                    Some(c) => {
                        into.push_char(c);
                        Ok(())
                    }
                    None => Err(self.unicode_error(start, self.at, "unknown Unicode character name")),
                }
            }
        }
    }

    fn unicode_error(&mut self, start: usize, end: usize, reason: &str) -> String {
        let start = self.seen(start);
        let last = self.seen(end) - 1;
        let place = if last > start { format!("bytes in position {start}-{last}") } else { one_byte(start) };
        format!("(unicode error) 'unicodeescape' codec can't decode {place}: {reason}")
    }

    /// Where CPython's decoder sees the byte at `offset`.
    fn seen(&mut self, offset: usize) -> usize {
        for c in self.text[self.counted..offset].chars() {
            self.position += if c.is_ascii() { 1 } else { 10 };
        }
        self.counted = offset;
        self.position
    }

    fn note_bad(&mut self, start: usize, escape: String) {
        self.bad.get_or_insert((start, escape));
    }
}

fn one_byte(position: usize) -> String {
    format!("byte 0x5c in position {position}")
}

fn hexadecimal(digits: &[u8]) -> Option<u32> {
    if !digits.iter().all(u8::is_ascii_hexdigit) {
        return None;
    }
    std::str::from_utf8(digits).ok().and_then(|digits| u32::from_str_radix(digits, 16).ok())
}

/// The character of a `\N{…}` escape. The tables match names loosely (blanks and hyphens do not count); CPython does
/// not, but for the case of letters. A name that is no loose spelling of the character's own is an alias.
fn named_character(name: &str) -> Option<char> {
    if name.starts_with('-') {
        // No name does, and the tables' normalisation looks at the character before a hyphen.
        return None;
    }
    let found = rustpython_unicode::data::lookup_character(name)?;
    let own = rustpython_unicode::data::character_name(found);
    let bare = |text: &str| text.replace([' ', '-', '_'], "").to_ascii_uppercase();
    match own {
        Some(own) if bare(&own) == bare(name) && !own.eq_ignore_ascii_case(name) => None,
        _ => Some(found),
    }
}
