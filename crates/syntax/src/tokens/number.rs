//! Number literals, and what may not follow them.

use super::Kind;
use super::scan::{Scanner, Step};

impl Scanner<'_> {
    pub(super) fn number(&mut self) -> Step<()> {
        let start = self.at;
        let second = self.bytes.get(start + 1).map(u8::to_ascii_lowercase);
        match (self.bytes[start], second) {
            (b'0', Some(b'x')) => self.radix("hexadecimal", 16)?,
            (b'0', Some(b'o')) => self.radix("octal", 8)?,
            (b'0', Some(b'b')) => self.radix("binary", 2)?,
            (b'.', _) => {
                self.at += 1;
                self.after_point()?;
            }
            (b'0', _) => self.leading_zero(start)?,
            _ => {
                self.digits()?;
                self.after_digits()?;
            }
        }
        self.push(Kind::Number, start, self.at);
        Ok(())
    }

    fn peek_digit(&mut self) -> bool {
        self.peek().is_some_and(|byte| byte.is_ascii_digit())
    }

    fn radix(&mut self, name: &str, radix: u32) -> Step<()> {
        self.at += 2;
        let is_digit = |byte: Option<u8>| byte.is_some_and(|byte| (byte as char).is_digit(radix));
        loop {
            if self.peek_is(b'_') {
                self.at += 1;
            }
            let next = self.peek();
            if !is_digit(next) {
                return self.wrong_digit(name, next);
            }
            while is_digit(self.peek()) {
                self.at += 1;
            }
            if !self.peek_is(b'_') {
                break;
            }
        }
        if self.peek_digit() {
            let next = self.peek();
            return self.wrong_digit(name, next);
        }
        self.verify_end(name)
    }

    fn wrong_digit(&mut self, name: &str, next: Option<u8>) -> Step<()> {
        match next {
            Some(digit @ b'0'..=b'9') => {
                self.at += 1;
                self.fault(format!("invalid digit '{}' in {name} literal", digit as char))
            }
            _ => self.fault(format!("invalid {name} literal")),
        }
    }

    /// Digits with single underscores between them.
    fn digits(&mut self) -> Step<()> {
        loop {
            while self.peek_digit() {
                self.at += 1;
            }
            if !self.peek_is(b'_') {
                return Ok(());
            }
            self.at += 1;
            if !self.peek_digit() {
                return self.fault("invalid decimal literal");
            }
        }
    }

    fn leading_zero(&mut self, start: usize) -> Step<()> {
        self.at += 1;
        loop {
            if self.peek_is(b'_') {
                self.at += 1;
                if !self.peek_digit() {
                    return self.fault("invalid decimal literal");
                }
            }
            if !self.peek_is(b'0') {
                break;
            }
            self.at += 1;
        }
        // CPython stands one character further: it has read the one that is not a zero.
        let zeros_end = self.at + 1;
        let nonzero = self.peek_digit();
        if nonzero {
            self.digits()?;
        }
        match self.peek() {
            Some(b'.' | b'e' | b'E' | b'j' | b'J') => self.after_digits(),
            _ if nonzero => self.fault_over(
                start + 1,
                zeros_end,
                "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers",
            ),
            _ => self.verify_end("decimal"),
        }
    }

    fn after_digits(&mut self) -> Step<()> {
        if self.peek_is(b'.') {
            self.at += 1;
            return self.after_point();
        }
        self.exponent()
    }

    fn after_point(&mut self) -> Step<()> {
        if self.peek_digit() {
            self.digits()?;
        }
        self.exponent()
    }

    fn exponent(&mut self) -> Step<()> {
        if matches!(self.peek(), Some(b'e' | b'E')) {
            let letter = self.at;
            self.at += 1;
            if matches!(self.peek(), Some(b'+' | b'-')) {
                self.at += 1;
                if !self.peek_digit() {
                    return self.fault("invalid decimal literal");
                }
            } else if !self.peek_digit() {
                // Not an exponent: the letter is the first of whatever follows the number.
                self.at = letter;
                return self.verify_end("decimal");
            }
            self.digits()?;
        }
        if matches!(self.peek(), Some(b'j' | b'J')) {
            self.at += 1;
            return self.verify_end("imaginary");
        }
        self.verify_end("decimal")
    }

    /// As `verify_end_of_number`: a keyword may follow directly, with a warning; no other letter may.
    fn verify_end(&mut self, name: &str) -> Step<()> {
        let Some(next) = self.peek() else { return Ok(()) };
        let rest = &self.bytes[self.at..];
        let word = |word: &[u8]| {
            let after = rest.get(word.len()).copied().unwrap_or(b' ');
            rest.starts_with(word) && !(after.is_ascii_alphanumeric() || after == b'_' || after >= 0x80)
        };
        let keyword = match next {
            b'a' => word(b"and"),
            b'e' => word(b"else"),
            b'f' => word(b"for"),
            // CPython looks at two letters only.
            b'i' => rest.starts_with(b"if") || rest.starts_with(b"in") || rest.starts_with(b"is"),
            b'o' => word(b"or"),
            b'n' => word(b"not"),
            _ => false,
        };
        if keyword {
            self.warn(self.at.saturating_sub(1), self.at, format!("invalid {name} literal"));
        } else if next == b'_' || next.is_ascii_alphanumeric() {
            return self.fault(format!("invalid {name} literal"));
        }
        Ok(())
    }
}
