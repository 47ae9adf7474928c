//! Errors of the symbol table and the code generator: a message and the place CPython gives with it.

use taipan_syntax::{LineIndex, Range, SyntaxError, SyntaxErrorKind};

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CompileError {
    pub(crate) message: String,
    pub(crate) range: Range,
}

impl CompileError {
    pub(crate) fn new(message: impl Into<String>, range: Range) -> CompileError {
        CompileError { message: message.into(), range }
    }

    /// The error with lines and offsets, and the line it stands on.
    pub(crate) fn locate(self, source: &str, lines: &LineIndex) -> SyntaxError {
        // Here CPython gives its byte columns for offsets.
        let place = |offset: u32| {
            let place = lines.locate(offset);
            (place.line, place.column as i32 + 1)
        };
        let (lineno, offset) = place(self.range.start);
        let (end_lineno, end_offset) = place(self.range.end);
        let text = lines.line_range(lineno).of(source);
        SyntaxError {
            kind: SyntaxErrorKind::SyntaxError,
            msg: self.message,
            lineno: Some(lineno),
            offset,
            end_lineno: Some(end_lineno),
            end_offset,
            text: Some(text.to_owned()),
        }
    }
}

pub(crate) type Result<T = (), E = CompileError> = std::result::Result<T, E>;
