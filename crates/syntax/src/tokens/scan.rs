//! The tokenizer's regular mode: lines, indentation, names, operators and brackets.
//!
//! States: at the beginning of a line (indentation is due); inside a line; inside brackets (newlines are blanks);
//! inside a replacement field of an f-string or t-string (`modes` holds one entry for each open string). The text of
//! such a string is read by `fstring`.

use super::fstring::Mode;
use super::{Bracket, Fault, Kind, Token, Tokens};
use crate::error::SyntaxWarning;
use crate::source::Range;

/// CPython's `MAXINDENT`, `MAXLEVEL` and tab widths.
const MAX_INDENT: usize = 100;
const MAX_LEVEL: usize = 200;
const TAB_WIDTH: u32 = 8;

pub(super) type Step<T> = Result<T, Fault>;

/// Cuts a source into tokens, to its end or to its first error.
pub(crate) fn scan(source: &str) -> Tokens {
    let mut scanner = Scanner {
        source,
        bytes: source.as_bytes(),
        at: 0,
        line_start: 0,
        at_line_start: true,
        indents: vec![(0, 0)],
        brackets: Vec::new(),
        modes: Vec::new(),
        list: Vec::with_capacity(source.len() / 4 + 2),
        touched_end: None,
        warnings: Vec::new(),
    };
    let fault = scanner.run().err();
    if fault.is_some() {
        scanner.push(Kind::Error, scanner.at, scanner.at);
    }
    Tokens {
        touched_end: scanner.touched_end.unwrap_or(scanner.list.len()),
        stopped: scanner.at as u32,
        list: scanner.list,
        fault,
        in_string: !scanner.modes.is_empty(),
        open: scanner.brackets,
        warnings: scanner.warnings,
    }
}

pub(super) struct Scanner<'a> {
    pub(super) source: &'a str,
    pub(super) bytes: &'a [u8],
    pub(super) at: usize,
    pub(super) line_start: usize,
    at_line_start: bool,
    /// Columns with tabs of eight and of one.
    indents: Vec<(u32, u32)>,
    pub(super) brackets: Vec<Bracket>,
    pub(super) modes: Vec<Mode>,
    list: Vec<Token>,
    touched_end: Option<usize>,
    warnings: Vec<SyntaxWarning>,
}

impl Scanner<'_> {
    fn run(&mut self) -> Step<()> {
        loop {
            if self.modes.last().is_some_and(|mode| mode.in_text) {
                self.string_text()?;
            } else if !self.regular()? {
                return Ok(());
            }
        }
    }

    /// The next byte without taking it; `None` at the end of the source, which is noted.
    pub(super) fn peek(&mut self) -> Option<u8> {
        let byte = self.bytes.get(self.at).copied();
        if byte.is_none() {
            self.touched_end.get_or_insert(self.list.len());
        }
        byte
    }

    pub(super) fn peek_is(&mut self, wanted: u8) -> bool {
        self.peek() == Some(wanted)
    }

    pub(super) fn push(&mut self, kind: Kind, start: usize, end: usize) {
        let level = self.brackets.len() as u8;
        self.list.push(Token { kind, level, start: start as u32, end: end as u32 });
    }

    /// An error at the character before `at`, as CPython's `tok->cur`.
    pub(super) fn fault<T>(&self, msg: impl Into<String>) -> Step<T> {
        self.fault_over(self.at, self.at, msg)
    }

    /// An error whose first character ends at `first_end` and whose last one ends at `end`.
    pub(super) fn fault_over<T>(&self, first_end: usize, end: usize, msg: impl Into<String>) -> Step<T> {
        Err(Fault::Message {
            msg: msg.into(),
            line_start: self.line_start as u32,
            first_end: first_end as u32,
            end: end as u32,
        })
    }

    pub(super) fn warn(&mut self, start: usize, end: usize, msg: String) {
        let line = 1 + memchr::memchr_iter(b'\n', &self.bytes[..start]).count();
        let range = Range { start: start as u32, end: end as u32 };
        self.warnings.push(SyntaxWarning { msg, lineno: line as u32, range });
    }

    pub(super) fn newline_taken(&mut self) {
        self.line_start = self.at;
    }

    /// One step of the regular mode; `false` at the end of the source.
    fn regular(&mut self) -> Step<bool> {
        let mut blank = false;
        if std::mem::take(&mut self.at_line_start) {
            blank = self.indentation()?;
        }
        loop {
            while matches!(self.peek(), Some(b' ' | b'\t' | b'\x0c')) {
                self.at += 1;
            }
            let mut comment = None;
            if self.peek_is(b'#') {
                comment = Some(self.at);
                let rest = &self.bytes[self.at..];
                self.at += memchr::memchr(b'\n', rest).unwrap_or(rest.len());
            }
            match self.peek() {
                None => return self.end_of_source(),
                Some(b'\n') => {
                    // CPython counts the comment to the newline's token.
                    let start = comment.unwrap_or(self.at);
                    self.at += 1;
                    let ends_statement = !blank && self.brackets.is_empty();
                    if ends_statement {
                        self.push(Kind::Newline, start, self.at);
                    }
                    self.newline_taken();
                    self.at_line_start = true;
                    return Ok(true);
                }
                Some(b'\\') => self.continuation()?,
                Some(byte) => {
                    self.token(byte)?;
                    return Ok(true);
                }
            }
        }
    }

    fn end_of_source(&mut self) -> Step<bool> {
        if !self.brackets.is_empty() || !self.modes.is_empty() {
            return Err(Fault::EndOfFile);
        }
        while self.indents.len() > 1 {
            self.indents.pop();
            self.push(Kind::Dedent, self.at, self.at);
        }
        self.push(Kind::EndMarker, self.at, self.at);
        Ok(false)
    }

    /// A backslash and the end of its line.
    fn continuation(&mut self) -> Step<()> {
        self.at += 1;
        match self.peek() {
            Some(b'\n') => {
                self.at += 1;
                if self.peek().is_none() {
                    return Err(Fault::EndOfFile);
                }
                self.newline_taken();
                Ok(())
            }
            Some(_) => {
                self.at += self.source[self.at..].chars().next().map_or(1, char::len_utf8);
                Err(Fault::LineContinuation)
            }
            None => Err(Fault::LineContinuation),
        }
    }

    /// Measures the indentation of a line; `true` when the line is blank and so has none.
    fn indentation(&mut self) -> Step<bool> {
        let (mut column, mut tab_column) = (0, 0);
        let mut continued = None;
        loop {
            match self.peek() {
                Some(b' ') => {
                    column += 1;
                    tab_column += 1;
                }
                Some(b'\t') => {
                    column = (column / TAB_WIDTH + 1) * TAB_WIDTH;
                    tab_column += 1;
                }
                Some(b'\x0c') => (column, tab_column) = (0, 0),
                Some(b'\\') => {
                    // The backslash splits no indentation: the columns of the first line count.
                    if continued.is_none() && column > 0 {
                        continued = Some(column);
                    }
                    self.continuation()?;
                    continue;
                }
                _ => break,
            }
            self.at += 1;
        }
        let next = self.peek();
        if matches!(next, Some(b'#' | b'\n')) {
            return Ok(true);
        }
        if next.is_none() && self.indents.len() == 1 && column == 0 {
            return Ok(false);
        }
        if self.brackets.is_empty() && !(next.is_none() && self.at_end_after_newline()) {
            let (column, tab_column) = continued.map_or((column, tab_column), |column| (column, column));
            self.indent_to(column, tab_column)?;
        }
        Ok(false)
    }

    /// The source ended with a newline, so there is no last line whose indentation could matter.
    fn at_end_after_newline(&self) -> bool {
        self.line_start == self.bytes.len()
    }

    fn indent_to(&mut self, column: u32, tab_column: u32) -> Step<()> {
        let &(current, tab_current) = self.indents.last().unwrap_or(&(0, 0));
        if column > current {
            if self.indents.len() >= MAX_INDENT {
                self.skip_line();
                return Err(Fault::TooDeep);
            }
            if tab_column <= tab_current {
                self.skip_line();
                return Err(Fault::Tabs);
            }
            self.indents.push((column, tab_column));
            self.push(Kind::Indent, self.at, self.at);
            return Ok(());
        }
        let mut dedents = 0;
        while let [.., _, _] = &*self.indents
            && self.indents.last().is_some_and(|&(open, _)| column < open)
        {
            self.indents.pop();
            dedents += 1;
        }
        let &(current, tab_current) = self.indents.last().unwrap_or(&(0, 0));
        if column != current {
            self.skip_line();
            return Err(Fault::Dedent);
        }
        if tab_column != tab_current {
            self.skip_line();
            return Err(Fault::Tabs);
        }
        for _ in 0..dedents {
            self.push(Kind::Dedent, self.at, self.at);
        }
        Ok(())
    }

    /// Past the newline, where CPython stands after it has refused an indentation.
    fn skip_line(&mut self) {
        let rest = &self.bytes[self.at..];
        self.at += memchr::memchr(b'\n', rest).map_or(rest.len(), |newline| newline + 1);
    }

    fn token(&mut self, byte: u8) -> Step<()> {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'_' | 0x80.. => self.name_or_prefix(),
            b'0'..=b'9' => self.number(),
            b'.' if self.bytes.get(self.at + 1).is_some_and(u8::is_ascii_digit) => self.number(),
            b'"' | b'\'' => self.string(self.at),
            _ => self.operator(byte),
        }
    }

    fn name_or_prefix(&mut self) -> Step<()> {
        let start = self.at;
        if self.string_prefix(start)? {
            return Ok(());
        }
        self.at = start;
        let mut ascii = true;
        while let Some(byte) = self.peek() {
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' => {}
                0x80.. => ascii = false,
                _ => break,
            }
            self.at += 1;
        }
        let text = &self.source[start..self.at];
        if !ascii {
            self.verify_identifier(start, text)?;
        }
        self.push(Kind::keyword(text).unwrap_or(Kind::Name), start, self.at);
        Ok(())
    }

    /// As `verify_identifier`: the first character that cannot stand where it stands.
    fn verify_identifier(&mut self, start: usize, text: &str) -> Step<()> {
        use rustpython_unicode::identifier::{is_xid_continue, is_xid_start};
        let valid = |(i, c): &(usize, char)| {
            if *i == 0 { *c == '_' || is_xid_start(*c) } else { is_xid_continue(*c) }
        };
        let Some((offset, bad)) = text.char_indices().find(|place| !valid(place)) else { return Ok(()) };
        self.at = start + offset + bad.len_utf8();
        self.invalid_character(bad)
    }

    fn invalid_character(&mut self, bad: char) -> Step<()> {
        let code = u32::from(bad);
        let msg = match rustpython_unicode::classify::is_repr_printable(bad) {
            true => format!("invalid character '{bad}' (U+{code:04X})"),
            false => format!("invalid non-printable character U+{code:04X}"),
        };
        self.fault(msg)
    }

    fn operator(&mut self, byte: u8) -> Step<()> {
        let start = self.at;
        let in_field = self.modes.last().is_some_and(|mode| mode.fields > 0);
        if in_field && self.field_punctuation(byte)? {
            return Ok(());
        }
        let Some((kind, length)) = Kind::operator(&self.bytes[start..]) else {
            self.at += 1;
            if byte.is_ascii_graphic() {
                self.push(Kind::Stray, start, self.at);
                return Ok(());
            }
            return self.invalid_character(byte as char);
        };
        self.at += length;
        if length <= 2 {
            self.peek();
        }
        if kind == Kind::Dot && self.peek_is(b'.') && self.at + 1 == self.bytes.len() {
            // CPython looks for a third dot.
            self.touched_end.get_or_insert(self.list.len());
        }
        match kind {
            Kind::LeftParen | Kind::LeftBracket | Kind::LeftBrace => self.open(byte, start)?,
            Kind::RightParen | Kind::RightBracket | Kind::RightBrace => self.close(byte)?,
            _ => {}
        }
        self.push(kind, start, self.at);
        Ok(())
    }

    pub(super) fn open(&mut self, byte: u8, start: usize) -> Step<()> {
        if self.brackets.len() >= MAX_LEVEL {
            return self.fault("too many nested parentheses");
        }
        self.brackets.push(Bracket { byte, at: start as u32 });
        if let Some(mode) = self.modes.last_mut() {
            mode.brackets += 1;
        }
        Ok(())
    }

    fn close(&mut self, byte: u8) -> Step<()> {
        let closer = byte as char;
        let letter = self.modes.last().map(|mode| mode.letter());
        if let Some(mode) = self.modes.last()
            && mode.brackets == 0
            && byte == b'}'
        {
            return self.fault(format!("{}-string: single '}}' is not allowed", mode.letter()));
        }
        let Some(bracket) = self.brackets.pop() else { return self.fault(format!("unmatched '{closer}'")) };
        let opener = bracket.byte as char;
        if !matches!((opener, closer), ('(', ')') | ('[', ']') | ('{', '}')) {
            if let Some(mode) = self.modes.last()
                && opener == '{'
                && mode.brackets == mode.fields
            {
                return self.fault(format!("{}-string: unmatched '{closer}'", mode.letter()));
            }
            let at = bracket.at as usize;
            let mut msg =
                format!("closing parenthesis '{closer}' does not match opening parenthesis '{opener}'");
            if at < self.line_start {
                let line = 1 + memchr::memchr_iter(b'\n', &self.bytes[..at]).count();
                msg.push_str(&format!(" on line {line}"));
            }
            return self.fault(msg);
        }
        if let (Some(mode), Some(letter)) = (self.modes.last_mut(), letter) {
            if mode.brackets == 0 {
                return self.fault(format!("{letter}-string: unmatched '{closer}'"));
            }
            mode.brackets -= 1;
            if byte == b'}' && mode.brackets + 1 == mode.fields {
                mode.fields -= 1;
                mode.in_text = true;
                mode.in_spec = false;
            }
        }
        Ok(())
    }

    /// `:` at the top of a replacement field begins its specifier, and takes nothing after it along.
    fn field_punctuation(&mut self, byte: u8) -> Step<bool> {
        let start = self.at;
        let Some(mode) = self.modes.last_mut() else { return Ok(false) };
        if byte != b':' || mode.brackets != mode.fields {
            return Ok(false);
        }
        mode.in_text = true;
        mode.in_spec = true;
        self.at += 1;
        self.push(Kind::Colon, start, self.at);
        Ok(true)
    }
}
