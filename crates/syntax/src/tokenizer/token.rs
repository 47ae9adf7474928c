//! From a cut in the buffer to what Python sees, and the errors.

use super::exact::{DEDENT, ENDMARKER, NEWLINE, NL, OP, is_string};
use super::{Cut, Cutter, Done, Line, Stop, Tokenizer};
use crate::error::SyntaxErrorKind;

/// A token. Columns count characters; -1 is a place that CPython does not know.
#[derive(Debug, PartialEq, Eq)]
pub struct Pulled {
    pub kind: u32,
    pub text: String,
    pub start: (i64, i64),
    pub end: (i64, i64),
    /// None: the line of the token before.
    pub line: Option<String>,
}

/// An error of the tokenizer. Offsets that are None are None in Python.
#[derive(Debug, PartialEq, Eq)]
pub struct Problem {
    pub kind: SyntaxErrorKind,
    pub msg: String,
    pub lineno: i64,
    pub offset: i64,
    pub text: Option<String>,
    pub end_lineno: Option<i64>,
    pub end_offset: Option<i64>,
    /// The place is not among the exception's arguments.
    pub bare: bool,
}

/// Something doubtful that the tokenizer passed, and the error that it is to those who turn such warnings into errors.
#[derive(Debug, PartialEq, Eq)]
pub struct Warning {
    pub msg: String,
    pub error: Problem,
}

/// The end of tokenizing: the caller has failed, or there is a problem.
pub enum Stopped {
    Failed,
    Problem(Box<Problem>),
}

impl Tokenizer {
    /// The next token; None when the end was told.
    pub fn next(&mut self, lines: &mut dyn FnMut() -> Line) -> Result<Option<Pulled>, Stopped> {
        let mut cutter = Cutter { state: self, lines, fault: None };
        match cutter.cut() {
            Ok(cut) => Ok(self.pull(cut)),
            Err(Stop::Problem(problem)) => Err(Stopped::Problem(problem)),
            Err(Stop::Done) if self.done == Done::Failed => Err(Stopped::Failed),
            Err(Stop::Done) => Err(Stopped::Problem(Box::new(self.done_problem()))),
        }
    }

    /// What was said since the last call.
    pub fn take_warnings(&mut self) -> Vec<Warning> {
        std::mem::take(&mut self.warnings)
    }

    fn pull(&mut self, cut: Cut) -> Option<Pulled> {
        if self.finished {
            return None;
        }
        self.finished = cut.kind == ENDMARKER;
        let text = match (cut.start, cut.end) {
            (Some(start), Some(end)) => self.decoded(start, end),
            _ => String::new(),
        };
        let trailing = cut.kind == ENDMARKER || (cut.kind == DEDENT && self.done == Done::EndOfFile);
        let string = is_string(cut.kind);
        let line_start = if string { self.multi_line_start } else { self.line_start };
        let lineno = if string { self.first_lineno } else { self.lineno };
        let mut pulled = Pulled {
            kind: cut.kind,
            text,
            start: (lineno, -1),
            end: (self.lineno, -1),
            line: Some(String::new()),
        };
        if !self.extra && self.lineno == 0 {
            // An empty source has not even an end.
            return None;
        }
        if self.extra && trailing {
            pulled.start = (lineno + 1, 0);
            pulled.end = (lineno + 1, 0);
        } else {
            self.place(&cut, line_start, &mut pulled);
        }
        if self.extra {
            self.as_pure_python(&mut pulled);
        }
        Some(pulled)
    }

    fn place(&mut self, cut: &Cut, line_start: usize, pulled: &mut Pulled) {
        let changed = self.lineno != self.last_lineno || !self.has_line;
        if changed {
            let end =
                self.buffer.len() - usize::from(self.implicit_newline && self.buffer.len() > line_start);
            pulled.line = Some(self.decoded(line_start, end));
            self.has_line = true;
            self.byte_column_difference = 0;
        } else {
            pulled.line = None;
        }
        let lineno = pulled.start.0;
        self.last_lineno = lineno;
        let mut column = -1;
        let mut byte = -1;
        if let Some(start) = cut.start.filter(|&start| start >= line_start) {
            byte = (start - line_start) as i64;
            if changed {
                column = self.characters(line_start, start);
                self.byte_column_difference = byte - column;
            } else {
                column = byte - self.byte_column_difference;
            }
        }
        pulled.start.1 = column;
        if let Some(end) = cut.end.filter(|&end| end >= self.line_start) {
            let end_byte = (end - self.line_start) as i64;
            if lineno == self.lineno {
                let from = (line_start as i64 + byte).max(0) as usize;
                let to = line_start + end_byte as usize;
                let width = self.characters(from, to);
                pulled.end.1 = column + width;
                self.byte_column_difference += end as i64 - cut.start.unwrap_or(end) as i64 - width;
            } else {
                pulled.end.1 = self.characters(self.line_start, end);
                self.byte_column_difference += end_byte - pulled.end.1;
            }
        }
    }

    /// What differs where `tokenize` was once written in Python.
    fn as_pure_python(&self, pulled: &mut Pulled) {
        match pulled.kind {
            NEWLINE => {
                if !self.implicit_newline {
                    let carriage = self.start.and_then(|start| self.buffer.get(start)) == Some(&b'\r');
                    pulled.text = String::from(if carriage { "\r\n" } else { "\n" });
                }
                pulled.end.1 += 1;
            }
            NL if self.implicit_newline => pulled.text.clear(),
            kind if kind > DEDENT && kind < OP => pulled.kind = OP,
            _ => {}
        }
    }

    fn decoded(&self, start: usize, end: usize) -> String {
        let end = end.min(self.buffer.len());
        String::from_utf8_lossy(&self.buffer[start.min(end)..end]).into_owned()
    }

    /// How many characters begin between two places.
    fn characters(&self, start: usize, end: usize) -> i64 {
        let end = end.min(self.buffer.len());
        let bytes = &self.buffer[start.min(end)..end];
        bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count() as i64
    }

    fn done_problem(&self) -> Problem {
        let (kind, msg) = match self.done {
            Done::EndOfFile => {
                return Problem {
                    kind: SyntaxErrorKind::SyntaxError,
                    msg: String::from("unexpected EOF in multi-line statement"),
                    lineno: self.lineno,
                    offset: self.buffer.len() as i64,
                    text: None,
                    end_lineno: Some(self.lineno),
                    end_offset: None,
                    bare: true,
                };
            }
            Done::Dedent => {
                (SyntaxErrorKind::IndentationError, "unindent does not match any outer indentation level")
            }
            Done::Tabs => (SyntaxErrorKind::TabError, "inconsistent use of tabs and spaces in indentation"),
            Done::TooDeep => (SyntaxErrorKind::IndentationError, "too many levels of indentation"),
            Done::LineContinuation => {
                (SyntaxErrorKind::SyntaxError, "unexpected character after line continuation character")
            }
            _ => (SyntaxErrorKind::SyntaxError, "unknown tokenization error"),
        };
        let text = self.decoded(0, self.buffer.len().saturating_sub(1));
        Problem {
            kind,
            msg: String::from(msg),
            lineno: self.lineno,
            offset: text.chars().count() as i64 + 1,
            text: Some(text),
            end_lineno: None,
            end_offset: None,
            bare: false,
        }
    }
}

impl Cutter<'_> {
    /// An error at the character before the place where the tokenizer stands.
    pub(super) fn problem(&mut self, msg: impl Into<String>) -> Stop {
        let offset = self.characters(self.line_start, self.cur);
        self.problem_at(offset, offset, msg)
    }

    pub(super) fn problem_at(&mut self, offset: i64, end_offset: i64, msg: impl Into<String>) -> Stop {
        self.done = Done::Error;
        Stop::Problem(Box::new(self.at_offset(offset, end_offset, msg.into())))
    }

    /// Says something at this place that is no error, unless the program makes it one.
    pub(super) fn warn(&mut self, msg: String, error: impl Into<String>) {
        let offset = self.characters(self.line_start, self.cur);
        let error = self.at_offset(offset, offset, error.into());
        self.warnings.push(Warning { msg, error });
    }

    fn at_offset(&self, offset: i64, end_offset: i64, msg: String) -> Problem {
        let rest = &self.buffer[self.line_start.min(self.buffer.len())..];
        let length = memchr::memchr2(b'\n', b'\0', rest).unwrap_or(rest.len());
        Problem {
            kind: SyntaxErrorKind::SyntaxError,
            msg,
            lineno: self.lineno,
            offset,
            text: Some(String::from_utf8_lossy(&rest[..length]).into_owned()),
            end_lineno: Some(self.lineno),
            end_offset: Some(end_offset),
            bare: false,
        }
    }
}
