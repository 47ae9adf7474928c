//! String and bytes literals, and the prefixes of all strings.

use super::scan::{Scanner, Step};
use super::{Kind, fstring};
use crate::prefix::Prefix;

impl Scanner<'_> {
    /// Reads a prefix and the string it belongs to. `false` when a name stands here.
    pub(super) fn string_prefix(&mut self, start: usize) -> Step<bool> {
        let mut seen = Prefix::default();
        loop {
            match self.peek() {
                Some(letter) if seen.takes(letter) => {}
                Some(b'"' | b'\'') => break,
                _ => return Ok(false),
            }
            self.at += 1;
        }
        if let Some((one, other)) = seen.conflict() {
            self.at += 1;
            let msg = format!("'{one}' and '{other}' prefixes are incompatible");
            return self.fault_over(start + 1, self.at, msg);
        }
        if seen.f || seen.t {
            self.open_string(start, seen.r, if seen.t { fstring::Flavour::T } else { fstring::Flavour::F })?;
        } else {
            self.string(start)?;
        }
        Ok(true)
    }

    /// A string without replacement fields. `start` is the token's start, `at` the quote's place.
    pub(super) fn string(&mut self, start: usize) -> Step<()> {
        let quote = self.bytes[self.at];
        let first_line_start = self.line_start;
        let size = self.quote_size(quote);
        self.at += size;
        if size == 2 {
            // CPython looks for a third quote.
            self.peek();
            self.push(Kind::String, start, self.at);
            return Ok(());
        }
        let mut escaped_quote = false;
        let mut closing = 0;
        while closing < size {
            let Some(byte) = self.peek() else {
                return self.unterminated(start, first_line_start, size, escaped_quote);
            };
            if byte == b'\n' && size == 1 {
                return self.unterminated(start, first_line_start, size, escaped_quote);
            }
            self.at += 1;
            if byte == quote {
                closing += 1;
                continue;
            }
            closing = 0;
            match byte {
                b'\n' => self.newline_taken(),
                b'\\' => {
                    let next = self.peek();
                    escaped_quote |= next == Some(quote);
                    if next.is_some() {
                        self.at += 1;
                    }
                    if next == Some(b'\n') {
                        self.newline_taken();
                    }
                }
                _ => {}
            }
        }
        self.push(Kind::String, start, self.at);
        Ok(())
    }

    /// How many quotes stand at `at`: 1, 2 for an empty string, or 3.
    pub(super) fn quote_size(&mut self, quote: u8) -> usize {
        let second = self.bytes.get(self.at + 1) == Some(&quote);
        let third = self.bytes.get(self.at + 2) == Some(&quote);
        match (second, third) {
            (true, true) => 3,
            (true, false) => 2,
            _ => 1,
        }
    }

    /// The number of the line on which the source was found to end.
    pub(super) fn line_here(&self) -> usize {
        let newlines = memchr::memchr_iter(b'\n', &self.bytes[..self.at]).count();
        let after_newline = self.at > 0 && self.at == self.bytes.len() && self.bytes[self.at - 1] == b'\n';
        newlines + usize::from(!after_newline)
    }

    fn unterminated(&mut self, start: usize, line_start: usize, size: usize, escaped: bool) -> Step<()> {
        let line = self.line_here();
        let quote =
            self.bytes.get(start..).and_then(|text| text.iter().find(|byte| matches!(byte, b'"' | b'\'')));
        self.line_start = line_start;
        self.at = start + 1;
        if let Some(mode) = self.modes.last()
            && Some(&mode.quote) == quote
            && mode.quote_size == size
        {
            return self.fault(format!("{}-string: expecting '}}'", mode.letter()));
        }
        match (size, escaped) {
            (3, _) => {
                self.fault(format!("unterminated triple-quoted string literal (detected at line {line})"))
            }
            (_, true) => self.fault(format!(
                "unterminated string literal (detected at line {line}); perhaps you escaped the end quote?"
            )),
            _ => self.fault(format!("unterminated string literal (detected at line {line})")),
        }
    }
}
