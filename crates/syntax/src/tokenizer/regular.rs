//! The regular mode: lines, indentation, comments, names, operators and brackets.

use super::exact::{self, COMMENT, DEDENT, DOT, ELLIPSIS, ENDMARKER, INDENT, NAME, NEWLINE, NL};
use super::{Cut, Cutter, Done, Step, Stop};
use crate::prefix::Prefix;

/// CPython's `MAXINDENT`, `MAXLEVEL` and tab width.
const MAX_INDENT: usize = 100;
const MAX_LEVEL: usize = 200;
const TAB_WIDTH: u32 = 8;

fn starts_name(c: u8) -> bool {
    c.is_ascii_alphabetic() || c == b'_' || c >= 0x80
}

fn continues_name(c: u8) -> bool {
    starts_name(c) || c.is_ascii_digit()
}

impl Cutter<'_> {
    pub(super) fn regular(&mut self) -> Step<Cut> {
        loop {
            self.start = None;
            let mut blank = false;
            if std::mem::take(&mut self.at_line_start) {
                blank = self.indentation()?;
            }
            self.start = Some(self.cur);
            if self.pending < 0 {
                self.pending += 1;
                let at = self.extra.then_some(self.cur);
                return Ok(Cut { kind: DEDENT, start: at, end: at });
            }
            if self.pending > 0 {
                self.pending -= 1;
                let at = |place| self.extra.then_some(place);
                return Ok(Cut { kind: INDENT, start: at(0), end: at(self.cur) });
            }
            self.peek();
            if let Some(cut) = self.in_line(blank)? {
                return Ok(cut);
            }
        }
    }

    /// The next token of a line; None when the line ended without one.
    fn in_line(&mut self, blank: bool) -> Step<Option<Cut>> {
        loop {
            self.start = None;
            let mut c = self.next();
            while matches!(c, Some(b' ' | b'\t' | b'\x0c')) {
                c = self.next();
            }
            self.start = Some(self.cur.saturating_sub(1));
            if c == Some(b'#') {
                while !matches!(c, None | Some(b'\n' | b'\r')) {
                    c = self.next();
                }
                if self.extra {
                    self.back(c);
                    self.comment_newline = blank;
                    return Ok(Some(self.made(COMMENT)));
                }
            }
            let Some(mut c) = c else {
                let ends = self.brackets.is_empty() && self.done == Done::EndOfFile;
                return if ends { Ok(Some(Cut::bare(ENDMARKER))) } else { Err(Stop::Done) };
            };
            if starts_name(c) {
                return self.name(c).map(Some);
            }
            if c == b'\r' {
                match self.next() {
                    Some(next) => c = next,
                    None => return Err(Stop::Done),
                }
            }
            if c == b'\n' {
                return Ok(self.newline(blank));
            }
            if c == b'\\' {
                self.continuation()?;
                continue;
            }
            return self.token(c).map(Some);
        }
    }

    /// The newline was taken. None: it means nothing.
    fn newline(&mut self, blank: bool) -> Option<Cut> {
        self.at_line_start = true;
        if blank || !self.brackets.is_empty() {
            self.comment_newline &= !self.extra;
            return self.extra.then(|| self.made(NL));
        }
        if self.comment_newline && self.extra {
            self.comment_newline = false;
            return Some(self.made(NL));
        }
        Some(Cut { kind: NEWLINE, start: self.start, end: Some(self.cur - 1) })
    }

    fn token(&mut self, c: u8) -> Step<Cut> {
        match c {
            b'.' => self.dot(),
            b'0'..=b'9' => self.number(c),
            b'"' | b'\'' => self.quoted(&Prefix::default(), c),
            _ => self.operator(c),
        }
    }

    fn dot(&mut self) -> Step<Cut> {
        let second = self.next();
        if second.is_some_and(|c| c.is_ascii_digit()) {
            return self.fraction(second);
        }
        if second == Some(b'.') {
            let third = self.next();
            if third == Some(b'.') {
                return Ok(self.made(ELLIPSIS));
            }
            self.back(third);
        }
        self.back(second);
        Ok(self.made(DOT))
    }

    fn name(&mut self, first: u8) -> Step<Cut> {
        let mut prefix = Prefix::default();
        let mut c = Some(first);
        while c.is_some_and(|c| prefix.takes(c)) {
            c = self.next();
            if let Some(quote @ (b'"' | b'\'')) = c {
                return self.quoted(&prefix, quote);
            }
        }
        let mut ascii = true;
        while let Some(letter) = c.filter(|&c| continues_name(c)) {
            ascii &= letter < 0x80;
            c = self.next();
        }
        self.back(c);
        if !ascii && !self.extra {
            self.verify_name()?;
        }
        Ok(self.made(NAME))
    }

    fn verify_name(&mut self) -> Step<()> {
        use rustpython_unicode::identifier::{is_xid_continue, is_xid_start};
        let start = self.start.unwrap_or(0);
        let text = String::from_utf8_lossy(&self.buffer[start..self.cur]).into_owned();
        let valid = |(i, c): &(usize, char)| {
            if *i == 0 { *c == '_' || is_xid_start(*c) } else { is_xid_continue(*c) }
        };
        let Some((offset, bad)) = text.char_indices().find(|place| !valid(place)) else { return Ok(()) };
        self.cur = start + offset + bad.len_utf8();
        let code = u32::from(bad);
        Err(match rustpython_unicode::classify::is_repr_printable(bad) {
            true => self.problem(format!("invalid character '{bad}' (U+{code:04X})")),
            false => self.problem(format!("invalid non-printable character U+{code:04X}")),
        })
    }

    /// The end of the line after a backslash, which is taken.
    fn continuation(&mut self) -> Step<()> {
        let mut c = self.next();
        if c == Some(b'\r') {
            c = self.next();
        }
        if c != Some(b'\n') {
            return Err(self.stop(Done::LineContinuation));
        }
        if self.peek().is_none() {
            self.cur = self.buffer.len();
            return Err(Stop::Done);
        }
        Ok(())
    }

    /// Measures the indentation of a line; `true` when the line is blank and so has none.
    fn indentation(&mut self) -> Step<bool> {
        let (mut column, mut tab_column, mut continued) = (0u32, 0u32, 0u32);
        let c = loop {
            let c = self.next();
            match c {
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
                    if continued == 0 {
                        continued = column;
                    }
                    self.continuation()?;
                }
                _ => break c,
            }
        };
        self.back(c);
        if matches!(c, Some(b'#' | b'\n' | b'\r')) {
            return Ok(true);
        }
        if self.brackets.is_empty() {
            if continued != 0 {
                (column, tab_column) = (continued, continued);
            }
            self.indent_to(column, tab_column)?;
        }
        Ok(false)
    }

    fn indent_to(&mut self, column: u32, tab_column: u32) -> Step<()> {
        let &(current, tab_current) = self.indents.last().unwrap_or(&(0, 0));
        if column > current {
            if self.indents.len() >= MAX_INDENT {
                return Err(self.refuse_line(Done::TooDeep));
            }
            if tab_column <= tab_current {
                return Err(self.refuse_line(Done::Tabs));
            }
            self.pending += 1;
            self.indents.push((column, tab_column));
            return Ok(());
        }
        while self.indents.len() > 1 && self.indents.last().is_some_and(|&(open, _)| column < open) {
            self.pending -= 1;
            self.indents.pop();
        }
        let &(current, tab_current) = self.indents.last().unwrap_or(&(0, 0));
        if column != current {
            return Err(self.refuse_line(Done::Dedent));
        }
        if tab_column != tab_current {
            return Err(self.refuse_line(Done::Tabs));
        }
        Ok(())
    }

    fn refuse_line(&mut self, done: Done) -> Stop {
        self.cur = self.buffer.len();
        self.stop(done)
    }

    fn operator(&mut self, c: u8) -> Step<Cut> {
        if c == b':'
            && let Some(mode) = self.modes.last_mut()
            && mode.field >= 0
            && mode.brackets - 1 == mode.field
        {
            mode.in_text = true;
            mode.in_spec = true;
            return Ok(self.made(exact::one(c)));
        }
        let second = self.next();
        if let Some(d) = second
            && let Some(kind) = exact::two(c, d)
        {
            let third = self.next();
            let longer = third.and_then(|e| exact::three(c, d, e));
            if longer.is_none() {
                self.back(third);
            }
            return Ok(self.made(longer.unwrap_or(kind)));
        }
        self.back(second);
        match c {
            b'(' | b'[' | b'{' => self.open(c)?,
            b')' | b']' | b'}' => self.close(c)?,
            0..=0x1F | 0x7F => {
                return Err(self.problem(format!("invalid non-printable character U+{c:04X}")));
            }
            _ => {}
        }
        Ok(self.made(exact::one(c)))
    }

    fn open(&mut self, c: u8) -> Step<()> {
        if self.brackets.len() >= MAX_LEVEL {
            return Err(self.problem("too many nested parentheses"));
        }
        let lineno = self.lineno;
        self.brackets.push((c, lineno));
        if let Some(mode) = self.modes.last_mut() {
            mode.brackets += 1;
        }
        Ok(())
    }

    fn close(&mut self, c: u8) -> Step<()> {
        let closer = c as char;
        let mode = self.modes.last().map(|mode| (mode.letter(), mode.brackets, mode.field));
        if let Some((letter, 0, _)) = mode
            && c == b'}'
        {
            return Err(self.problem(format!("{letter}-string: single '}}' is not allowed")));
        }
        match self.brackets.pop() {
            None if !self.extra => return Err(self.problem(format!("unmatched '{closer}'"))),
            Some((opener, lineno)) => {
                let opener = opener as char;
                let pair = matches!((opener, closer), ('(', ')') | ('[', ']') | ('{', '}'));
                if !pair && let Some(error) = self.mismatch(opener, closer, lineno, mode) {
                    return Err(error);
                }
            }
            None => {}
        }
        let Some(mode) = self.modes.last_mut() else { return Ok(()) };
        mode.brackets -= 1;
        if mode.brackets < 0 {
            let letter = mode.letter();
            return Err(self.problem(format!("{letter}-string: unmatched '{closer}'")));
        }
        if c == b'}' && mode.brackets == mode.field {
            mode.field -= 1;
            mode.in_text = true;
            mode.in_spec = false;
        }
        Ok(())
    }

    fn mismatch(
        &mut self,
        opener: char,
        closer: char,
        lineno: i64,
        mode: Option<(char, i32, i32)>,
    ) -> Option<Stop> {
        if let Some((letter, brackets, field)) = mode
            && opener == '{'
            && brackets - 1 == field
        {
            return Some(self.problem(format!("{letter}-string: unmatched '{closer}'")));
        }
        if self.extra {
            return None;
        }
        let mut msg = format!("closing parenthesis '{closer}' does not match opening parenthesis '{opener}'");
        if lineno != self.lineno {
            msg.push_str(&format!(" on line {lineno}"));
        }
        Some(self.problem(msg))
    }
}
