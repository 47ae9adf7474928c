//! Numbers. Where extra tokens are wanted, what follows a number is not looked at.

use super::exact::NUMBER;
use super::{Cut, Cutter, Step};

fn is_digit(c: Option<u8>) -> bool {
    c.is_some_and(|c| c.is_ascii_digit())
}

impl Cutter<'_> {
    /// A number that begins with the digit `c`.
    pub(super) fn number(&mut self, c: u8) -> Step<Cut> {
        if c != b'0' {
            let c = self.digits()?;
            return self.after_digits(c);
        }
        match self.next() {
            Some(b'x' | b'X') => self.radix("hexadecimal", |c| c.is_ascii_hexdigit()),
            Some(b'o' | b'O') => self.radix("octal", |c| (b'0'..b'8').contains(&c)),
            Some(b'b' | b'B') => self.radix("binary", |c| c == b'0' || c == b'1'),
            c => self.leading_zero(c),
        }
    }

    fn radix(&mut self, name: &str, is_digit_here: fn(u8) -> bool) -> Step<Cut> {
        let mut c = self.next();
        loop {
            if c == Some(b'_') {
                c = self.next();
            }
            if !c.is_some_and(is_digit_here) {
                return Err(self.bad_digit(c, name));
            }
            while c.is_some_and(is_digit_here) {
                c = self.next();
            }
            if c != Some(b'_') {
                break;
            }
        }
        if is_digit(c) {
            return Err(self.bad_digit(c, name));
        }
        self.end_of_number(c, name)
    }

    fn bad_digit(&mut self, c: Option<u8>, name: &str) -> super::Stop {
        if let Some(digit) = c.filter(u8::is_ascii_digit) {
            return self.problem(format!("invalid digit '{}' in {name} literal", digit as char));
        }
        self.back(c);
        self.problem(format!("invalid {name} literal"))
    }

    fn leading_zero(&mut self, mut c: Option<u8>) -> Step<Cut> {
        loop {
            if c == Some(b'_') {
                c = self.next();
                if !is_digit(c) {
                    self.back(c);
                    return Err(self.problem("invalid decimal literal"));
                }
            }
            if c != Some(b'0') {
                break;
            }
            c = self.next();
        }
        let zeros_end = self.cur;
        let nonzero = is_digit(c);
        if nonzero {
            c = self.digits()?;
        }
        match c {
            Some(b'.' | b'e' | b'E' | b'j' | b'J') => self.after_digits(c),
            _ if nonzero && !self.extra => {
                self.back(c);
                let line = self.line_start as i64;
                let start = self.start.unwrap_or(0) as i64 + 1 - line;
                Err(self.problem_at(
                    start,
                    zeros_end as i64 - line,
                    "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers",
                ))
            }
            _ => self.end_of_number(c, "decimal"),
        }
    }

    /// Digits with single underscores between them; gives what follows, taken.
    fn digits(&mut self) -> Step<Option<u8>> {
        loop {
            let mut c = self.next();
            while is_digit(c) {
                c = self.next();
            }
            if c != Some(b'_') {
                return Ok(c);
            }
            c = self.next();
            if !is_digit(c) {
                self.back(c);
                return Err(self.problem("invalid decimal literal"));
            }
        }
    }

    fn after_digits(&mut self, mut c: Option<u8>) -> Step<Cut> {
        if c == Some(b'.') {
            c = self.next();
        }
        self.fraction(c)
    }

    /// What follows the point, of which `c` is taken.
    pub(super) fn fraction(&mut self, mut c: Option<u8>) -> Step<Cut> {
        if is_digit(c) {
            c = self.digits()?;
        }
        if let Some(b'e' | b'E') = c {
            let letter = c;
            c = self.next();
            if let Some(b'+' | b'-') = c {
                c = self.next();
                if !is_digit(c) {
                    self.back(c);
                    return Err(self.problem("invalid decimal literal"));
                }
            } else if !is_digit(c) {
                self.back(c);
                return self.end_of_number(letter, "decimal");
            }
            c = self.digits()?;
        }
        if let Some(b'j' | b'J') = c {
            c = self.next();
            return self.end_of_number(c, "imaginary");
        }
        self.end_of_number(c, "decimal")
    }

    /// As `verify_end_of_number`: a keyword may follow, no other letter.
    fn end_of_number(&mut self, c: Option<u8>, name: &str) -> Step<Cut> {
        self.back(c);
        if let Some(c) = c
            && !self.extra
            && (c == b'_' || c.is_ascii_alphanumeric())
        {
            let rest = &self.buffer[self.cur..];
            let word = |word: &[u8]| {
                let after = rest.get(word.len()).copied().unwrap_or(b' ');
                rest.starts_with(word) && !(after.is_ascii_alphanumeric() || after == b'_' || after >= 0x80)
            };
            let two = |word: &[u8]| rest.starts_with(word);
            let keyword = word(b"and") || word(b"else") || word(b"for") || word(b"or") || word(b"not");
            let msg = format!("invalid {name} literal");
            if !(keyword || two(b"if") || two(b"in") || two(b"is")) {
                return Err(self.problem(msg));
            }
            self.warn(msg.clone(), msg);
        }
        Ok(self.made(NUMBER))
    }
}
