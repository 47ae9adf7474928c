//! What goes wrong in a source text, with the words and the places CPython gives.
//!
//! Invariant: `lineno` counts from 1 and the offsets count characters from 1, as the attributes of CPython's
//! `SyntaxError` do, including its special values: an `end_offset` of 0 or -1 means that CPython knows no end.

use std::fmt;

use crate::source::{LineIndex, Range};

/// Which exception CPython raises.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum SyntaxErrorKind {
    SyntaxError,
    IndentationError,
    TabError,
    /// `_IncompleteInputError`, only with `Flags::allow_incomplete_input`.
    IncompleteInput,
    /// The source nests too deeply for the parser.
    MemoryError,
    /// The tree would be too deep for whoever walks it.
    RecursionError,
    /// The bytes are not text in the declared encoding (inside a format specifier).
    UnicodeDecodeError,
}

impl SyntaxErrorKind {
    /// The name of the Python exception type.
    pub fn exception(self) -> &'static str {
        match self {
            SyntaxErrorKind::SyntaxError => "SyntaxError",
            SyntaxErrorKind::IndentationError => "IndentationError",
            SyntaxErrorKind::TabError => "TabError",
            SyntaxErrorKind::IncompleteInput => "_IncompleteInputError",
            SyntaxErrorKind::MemoryError => "MemoryError",
            SyntaxErrorKind::RecursionError => "RecursionError",
            SyntaxErrorKind::UnicodeDecodeError => "UnicodeDecodeError",
        }
    }
}

/// A source text that is not Python.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SyntaxError {
    pub kind: SyntaxErrorKind,
    pub msg: String,
    pub lineno: Option<u32>,
    pub offset: i32,
    pub end_lineno: Option<u32>,
    pub end_offset: i32,
    /// The source line, with its newline where CPython keeps it.
    pub text: Option<String>,
}

impl SyntaxError {
    /// An error that belongs to no place in the source.
    pub fn nowhere(kind: SyntaxErrorKind, msg: impl Into<String>) -> Self {
        SyntaxError {
            kind,
            msg: msg.into(),
            lineno: None,
            offset: 0,
            end_lineno: None,
            end_offset: 0,
            text: None,
        }
    }

    /// CPython's answer to a source that nests too deeply.
    pub fn too_complex() -> Self {
        Self::nowhere(
            SyntaxErrorKind::MemoryError,
            "Parser stack overflowed - Python source too complex to parse",
        )
    }

    /// The answer to a chain such as `a.b.c…` that parses but makes a tree too deep to walk.
    pub fn too_deep() -> Self {
        Self::nowhere(SyntaxErrorKind::RecursionError, "maximum recursion depth exceeded during compilation")
    }
}

impl fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.kind.exception(), self.msg)?;
        match self.lineno {
            Some(line) => write!(f, " (line {line})"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for SyntaxError {}

/// A warning that CPython gives while it parses.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SyntaxWarning {
    pub msg: String,
    pub lineno: u32,
    /// Where a `SyntaxError` points when the warning is turned into one.
    pub range: Range,
}

impl SyntaxWarning {
    /// The error it becomes where warnings are errors.
    pub fn to_error(&self, source: &str, lines: &LineIndex) -> SyntaxError {
        // What will happen some day has happened then.
        let msg = self.msg.replace(" Such sequences will not work in the future.", "");
        Pointer::new(source, lines).at(self.range, msg)
    }
}

/// Builds errors that point into a source.
#[derive(Clone, Copy)]
pub(crate) struct Pointer<'a> {
    pub source: &'a str,
    pub lines: &'a LineIndex,
}

impl<'a> Pointer<'a> {
    pub(crate) fn new(source: &'a str, lines: &'a LineIndex) -> Self {
        Pointer { source, lines }
    }

    /// Line and 1-based character offset of a byte offset.
    pub(crate) fn character(&self, offset: u32) -> (u32, i32) {
        let place = self.lines.locate(offset);
        let start = (offset.min(self.source.len() as u32) - place.column) as usize;
        let text = self.source.get(start..start + place.column as usize).unwrap_or("");
        (place.line, text.chars().count() as i32 + 1)
    }

    /// The end of a range over several lines: CPython turns its byte column into characters of the first line.
    fn on_first_line(&self, line: u32, end: u32) -> i32 {
        let column = self.lines.locate(end).column as usize + 1;
        let first = self.line(line);
        let first = first.trim_end_matches('\n');
        match first.as_bytes().get(..column) {
            Some(prefix) => String::from_utf8_lossy(prefix).chars().count() as i32,
            None => first.chars().count() as i32 + 1,
        }
    }

    /// The text of a line with its newline.
    pub(crate) fn line(&self, line: u32) -> String {
        self.lines.line_range(line).of(self.source).to_owned()
    }

    /// A `SyntaxError` over a range.
    pub(crate) fn at(&self, range: Range, msg: impl Into<String>) -> SyntaxError {
        let (line, offset) = self.character(range.start);
        // A newline belongs to the line it ends.
        let newline =
            range.end > range.start && self.source.as_bytes().get(range.end as usize - 1) == Some(&b'\n');
        let (end_line, end_offset) = match newline {
            true => {
                let (line, offset) = self.character(range.end - 1);
                (line, offset + 1)
            }
            false => self.character(range.end),
        };
        let end_offset = if end_line == line { end_offset } else { self.on_first_line(line, range.end) };
        SyntaxError {
            kind: SyntaxErrorKind::SyntaxError,
            msg: msg.into(),
            lineno: Some(line),
            offset,
            end_lineno: Some(end_line),
            end_offset,
            text: Some(self.line(line)),
        }
    }
}
