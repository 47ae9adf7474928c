//! Strings, and the text of f-strings and t-strings between their replacement fields.
//!
//! States of a `Mode` are those of `tokens::fstring`: `in_text`, or inside a field that the regular mode reads.

use super::exact::{FSTRING_START, STRING, TSTRING_START};
use super::{Cut, Cutter, Step, Stop};
use crate::prefix::Prefix;

/// CPython's `MAXFSTRINGLEVEL`, less the mode of the file itself, and `MAX_EXPR_NESTING`.
const MAX_STRINGS: usize = 149;
const MAX_FIELDS: i32 = 3;

/// One open f-string or t-string.
pub(super) struct Mode {
    template: bool,
    raw: bool,
    quote: u8,
    quote_size: usize,
    start: usize,
    line_start: usize,
    lineno: i64,
    pub(super) in_text: bool,
    pub(super) in_spec: bool,
    /// The depth of the innermost replacement field, -1 outside.
    pub(super) field: i32,
    /// Open brackets since the string began.
    pub(super) brackets: i32,
}

impl Mode {
    pub(super) fn letter(&self) -> char {
        if self.template { 't' } else { 'f' }
    }

    fn kind(&self) -> u32 {
        if self.template { TSTRING_START } else { FSTRING_START }
    }
}

impl Cutter<'_> {
    /// A string after its prefix; the quote is taken.
    pub(super) fn quoted(&mut self, prefix: &Prefix, quote: u8) -> Step<Cut> {
        if let Some((one, other)) = prefix.conflict() {
            let line = self.line_start as i64;
            let start = self.start.unwrap_or(0) as i64 + 1 - line;
            let end = self.cur as i64 - line;
            return Err(self.problem_at(
                start,
                end,
                format!("'{one}' and '{other}' prefixes are incompatible"),
            ));
        }
        self.first_lineno = self.lineno;
        self.multi_line_start = self.line_start;
        if prefix.f || prefix.t { self.open_string(prefix, quote) } else { self.string(quote) }
    }

    fn open_string(&mut self, prefix: &Prefix, quote: u8) -> Step<Cut> {
        let mut quote_size = 1;
        let second = self.next();
        if second == Some(quote) {
            let third = self.next();
            if third == Some(quote) {
                quote_size = 3;
            } else {
                self.back(third);
                self.back(second);
            }
        } else {
            self.back(second);
        }
        if self.modes.len() >= MAX_STRINGS {
            return Err(self.problem("too many nested f-strings or t-strings"));
        }
        let mode = Mode {
            template: prefix.t,
            raw: prefix.r,
            quote,
            quote_size,
            start: self.start.unwrap_or(self.cur),
            line_start: self.line_start,
            lineno: self.lineno,
            in_text: true,
            in_spec: false,
            field: -1,
            brackets: 0,
        };
        let kind = mode.kind();
        self.modes.push(mode);
        Ok(self.made(kind))
    }

    fn string(&mut self, quote: u8) -> Step<Cut> {
        let mut size = 1;
        let mut closing = 0;
        let mut escaped_quote = false;
        let mut c = self.next();
        if c == Some(quote) {
            c = self.next();
            if c == Some(quote) {
                size = 3;
            } else {
                closing = 1;
            }
        }
        if c != Some(quote) {
            self.back(c);
        }
        while closing != size {
            c = self.next();
            if self.fault.is_some() || self.done == super::Done::Failed {
                return Err(Stop::Done);
            }
            if c.is_none() || (size == 1 && c == Some(b'\n')) {
                return Err(self.unterminated(quote, size, escaped_quote));
            }
            if c == Some(quote) {
                closing += 1;
                continue;
            }
            closing = 0;
            if c == Some(b'\\') {
                c = self.next();
                escaped_quote |= c == Some(quote);
                if c == Some(b'\r') {
                    self.next();
                }
            }
        }
        Ok(self.made(STRING))
    }

    /// The error stands at the string's first character.
    fn unterminated(&mut self, quote: u8, size: usize, escaped_quote: bool) -> Stop {
        self.cur = self.start.unwrap_or(0) + 1;
        self.line_start = self.multi_line_start;
        let line = std::mem::replace(&mut self.state.lineno, self.state.first_lineno);
        if let Some(mode) = self.modes.last()
            && mode.quote == quote
            && mode.quote_size == size
        {
            let letter = mode.letter();
            return self.problem(format!("{letter}-string: expecting '}}'"));
        }
        let (triple, perhaps) = match (size, escaped_quote) {
            (3, _) => ("triple-quoted ", ""),
            (_, true) => ("", "; perhaps you escaped the end quote?"),
            _ => ("", ""),
        };
        self.problem(format!("unterminated {triple}string literal (detected at line {line}){perhaps}"))
    }

    /// Up to the next field, the end of one, or the end of the string.
    pub(super) fn string_text(&mut self) -> Step<Cut> {
        self.start = Some(self.cur);
        self.first_lineno = self.lineno;
        let Some(mode) = self.modes.last() else { return self.regular() };
        let (quote, size, raw, kind) = (mode.quote, mode.quote_size, mode.raw, mode.kind());
        let first = self.next();
        if first == Some(b'{') {
            let second = self.peek();
            self.back(first);
            if second != Some(b'{') {
                self.enter_field()?;
                return self.regular();
            }
        } else {
            self.back(first);
        }
        if self.closes(quote, size) {
            self.modes.pop();
            return Ok(self.made(kind + 2));
        }
        self.multi_line_start = self.line_start;
        let middle = kind + 1;
        let mut named_escape = false;
        let mut closing = 0;
        while closing != size {
            let c = self.next();
            if self.fault.is_some() || self.done == super::Done::Failed {
                return Err(Stop::Done);
            }
            let in_spec = self.modes.last().is_some_and(|mode| mode.in_spec && mode.field >= 0);
            if c.is_none() || (size == 1 && c == Some(b'\n')) {
                return Err(self.unterminated_text(in_spec && c.is_some()));
            }
            if c == Some(quote) {
                closing += 1;
                continue;
            }
            closing = 0;
            match c {
                Some(b'{') => {
                    if self.peek() == Some(b'{') && !in_spec {
                        let cut = self.made(middle);
                        self.next();
                        return Ok(cut);
                    }
                    self.back(c);
                    self.enter_field()?;
                    return Ok(self.made(middle));
                }
                Some(b'}') if named_escape => return Ok(self.made(middle)),
                Some(b'}') => {
                    let doubled = self.peek() == Some(b'}') && !in_spec;
                    if doubled && self.modes.last().is_some_and(|mode| mode.brackets == 0) {
                        let cut = self.made(middle);
                        self.next();
                        return Ok(cut);
                    }
                    self.back(c);
                    if let Some(mode) = self.modes.last_mut() {
                        mode.in_text = false;
                        mode.in_spec = false;
                    }
                    return Ok(self.made(middle));
                }
                Some(b'\\') => {
                    let mut escaped = self.next();
                    if escaped == Some(b'\r') {
                        escaped = self.next();
                    }
                    if let Some(brace @ (b'{' | b'}')) = escaped {
                        if !raw {
                            self.warn_of_escape(char::from(brace));
                        }
                        self.back(escaped);
                    } else if escaped == Some(b'N') && !raw {
                        let brace = self.next();
                        if brace == Some(b'{') {
                            named_escape = true;
                        } else {
                            self.back(brace);
                        }
                    }
                }
                _ => {}
            }
        }
        self.cur -= size;
        Ok(self.made(middle))
    }

    fn warn_of_escape(&mut self, c: char) {
        let instead = format!("Did you mean \"\\\\{c}\"? A raw string is also an option.");
        let what = format!("\"\\{c}\" is an invalid escape sequence.");
        let msg = format!("{what} Such sequences will not work in the future. {instead}");
        self.warn(msg, format!("{what} {instead}"));
    }

    /// Takes the closing quotes, if they stand here. As CPython, it keeps those it has taken when one is missing.
    fn closes(&mut self, quote: u8, size: usize) -> bool {
        for _ in 0..size {
            let c = self.next();
            if c != Some(quote) {
                self.back(c);
                return false;
            }
        }
        true
    }

    fn enter_field(&mut self) -> Step<()> {
        let Some(mode) = self.modes.last_mut() else { return Ok(()) };
        mode.field += 1;
        if mode.field >= MAX_FIELDS {
            let letter = mode.letter();
            return Err(self.problem(format!("{letter}-string: expressions nested too deeply")));
        }
        mode.in_text = false;
        Ok(())
    }

    fn unterminated_text(&mut self, newline_in_spec: bool) -> Stop {
        let Some(mode) = self.modes.last() else { return Stop::Done };
        let (letter, start, line_start, lineno) = (mode.letter(), mode.start, mode.line_start, mode.lineno);
        let triple = if mode.quote_size == 3 { "triple-quoted " } else { "" };
        if newline_in_spec {
            return self.problem(format!(
                "{letter}-string: newlines are not allowed in format specifiers for single quoted {letter}-strings"
            ));
        }
        self.cur = start + 1;
        self.line_start = line_start;
        let line = std::mem::replace(&mut self.state.lineno, lineno);
        self.problem(format!("unterminated {triple}{letter}-string literal (detected at line {line})"))
    }
}
