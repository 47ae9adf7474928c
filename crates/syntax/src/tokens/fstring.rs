//! The text of f-strings and t-strings, between their replacement fields.
//!
//! States of a `Mode`: `in_text` (this file reads) and not `in_text` (the regular mode reads a field). `fields` counts
//! the open replacement fields, one more for each field nested in a specifier; `brackets` counts the open brackets
//! since the string began, those of the fields included. A field's own brace is the bracket number `fields`.

use super::Kind;
use super::scan::{Scanner, Step};

/// CPython's `MAXFSTRINGLEVEL`, less the mode of the file itself, and `MAXEXPRNESTING`.
const MAX_STRINGS: usize = 149;
const MAX_FIELDS: u32 = 3;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Flavour {
    F,
    T,
}

/// One open f-string or t-string.
pub(super) struct Mode {
    flavour: Flavour,
    raw: bool,
    pub(super) quote: u8,
    pub(super) quote_size: usize,
    start: usize,
    line_start: usize,
    pub(super) in_text: bool,
    pub(super) in_spec: bool,
    pub(super) fields: u32,
    pub(super) brackets: u32,
}

impl Mode {
    pub(super) fn letter(&self) -> char {
        match self.flavour {
            Flavour::F => 'f',
            Flavour::T => 't',
        }
    }

    fn kinds(&self) -> (Kind, Kind, Kind) {
        match self.flavour {
            Flavour::F => (Kind::FStringStart, Kind::FStringMiddle, Kind::FStringEnd),
            Flavour::T => (Kind::TStringStart, Kind::TStringMiddle, Kind::TStringEnd),
        }
    }
}

impl Scanner<'_> {
    pub(super) fn open_string(&mut self, start: usize, raw: bool, flavour: Flavour) -> Step<()> {
        let quote = self.bytes[self.at];
        let size = self.quote_size(quote);
        let quote_size = if size == 2 { 1 } else { size };
        self.at += quote_size;
        if self.modes.len() >= MAX_STRINGS {
            return self.fault("too many nested f-strings or t-strings");
        }
        let mode = Mode {
            flavour,
            raw,
            quote,
            quote_size,
            start,
            line_start: self.line_start,
            in_text: true,
            in_spec: false,
            fields: 0,
            brackets: 0,
        };
        let (kind, _, _) = mode.kinds();
        self.modes.push(mode);
        self.push(kind, start, self.at);
        Ok(())
    }

    /// Reads up to the next field, the end of one, or the end of the string.
    pub(super) fn string_text(&mut self) -> Step<()> {
        let Some(mode) = self.modes.last() else { return Ok(()) };
        let (quote, quote_size, raw, in_spec) = (mode.quote, mode.quote_size, mode.raw, mode.in_spec);
        let (_, middle, end) = mode.kinds();
        let in_spec = in_spec && mode.fields > 0;
        let start = self.at;
        if self.peek_is(b'{') && self.bytes.get(self.at + 1) != Some(&b'{') {
            return self.enter_field();
        }
        let closes =
            |bytes: &[u8]| bytes.len() >= quote_size && bytes[..quote_size].iter().all(|&b| b == quote);
        if closes(&self.bytes[self.at..]) {
            self.at += quote_size;
            self.modes.pop();
            self.push(end, start, self.at);
            return Ok(());
        }
        let mut named_escape = false;
        loop {
            if closes(&self.bytes[self.at..]) {
                break;
            }
            let Some(byte) = self.peek() else { return self.unterminated_text() };
            match byte {
                b'\n' if quote_size == 1 => {
                    if in_spec {
                        self.at += 1;
                        let letter = self.modes.last().map_or('f', Mode::letter);
                        return self.fault(format!(
                            "{letter}-string: newlines are not allowed in format specifiers for single quoted \
                             {letter}-strings"
                        ));
                    }
                    return self.unterminated_text();
                }
                b'\n' => {
                    self.at += 1;
                    self.newline_taken();
                }
                b'{' if self.bytes.get(self.at + 1) == Some(&b'{') && !in_spec => {
                    self.push(middle, start, self.at + 1);
                    self.at += 2;
                    return Ok(());
                }
                b'{' => {
                    self.push(middle, start, self.at);
                    return self.enter_field();
                }
                b'}' if named_escape => {
                    self.at += 1;
                    self.push(middle, start, self.at);
                    return Ok(());
                }
                b'}' => {
                    let Some(mode) = self.modes.last_mut() else { return Ok(()) };
                    let doubled =
                        self.bytes.get(self.at + 1) == Some(&b'}') && !in_spec && mode.brackets == 0;
                    if !doubled {
                        mode.in_text = false;
                        self.push(middle, start, self.at);
                        return Ok(());
                    }
                    self.push(middle, start, self.at + 1);
                    self.at += 2;
                    return Ok(());
                }
                b'\\' => {
                    self.at += 1;
                    match self.peek() {
                        Some(b'{' | b'}') | None => {}
                        Some(b'N') if !raw => {
                            self.at += 1;
                            if self.peek_is(b'{') {
                                self.at += 1;
                                named_escape = true;
                            }
                        }
                        Some(b'\n') => {
                            self.at += 1;
                            self.newline_taken();
                        }
                        Some(_) => self.at += 1,
                    }
                }
                _ => self.at += 1,
            }
        }
        self.push(middle, start, self.at);
        Ok(())
    }

    fn enter_field(&mut self) -> Step<()> {
        let start = self.at;
        let Some(mode) = self.modes.last_mut() else { return Ok(()) };
        mode.fields += 1;
        mode.in_text = false;
        let letter = mode.letter();
        if mode.fields > MAX_FIELDS {
            return self.fault(format!("{letter}-string: expressions nested too deeply"));
        }
        self.at += 1;
        self.open(b'{', start)?;
        self.push(Kind::LeftBrace, start, self.at);
        Ok(())
    }

    fn unterminated_text(&mut self) -> Step<()> {
        let line = self.line_here();
        let Some(mode) = self.modes.last() else { return Ok(()) };
        let (start, line_start) = (mode.start, mode.line_start);
        let triple = if mode.quote_size == 3 { "triple-quoted " } else { "" };
        let msg = format!("unterminated {triple}{}-string literal (detected at line {line})", mode.letter());
        self.line_start = line_start;
        self.at = start + 1;
        self.fault(msg)
    }
}
