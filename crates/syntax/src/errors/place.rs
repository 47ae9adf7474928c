//! Where the errors of the tokenizer point, and tokens that have no text.

use crate::error::{Pointer, SyntaxError, SyntaxErrorKind};
use crate::parse::{Flags, Mode};
use crate::source::LineIndex;
use crate::tokens::{Bracket, Fault, Kind, Token, Tokens};

/// A source and what is known of it.
#[derive(Clone, Copy)]
pub(crate) struct Input<'a> {
    pub source: &'a str,
    pub lines: &'a LineIndex,
    pub tokens: &'a Tokens,
    pub mode: Mode,
    pub flags: Flags,
}

impl<'a> Input<'a> {
    pub(super) fn pointer(&self) -> Pointer<'a> {
        Pointer::new(self.source, self.lines)
    }

    fn characters(&self, from: u32, to: u32) -> i32 {
        self.source.get(from as usize..to as usize).map_or(0, |text| text.chars().count() as i32)
    }

    /// Line and column (in characters, from 0) of the tokenizer when it stands at `at`. At the end of the source it
    /// stands behind the newline of the last line.
    pub(super) fn stand(&self, at: u32) -> (u32, i32) {
        let behind_newline = at > 0 && at as usize >= self.source.len() && self.source.ends_with('\n');
        let line = self.lines.line(if behind_newline { at - 1 } else { at });
        (line, self.characters(self.lines.line_range(line).start, at))
    }

    pub(super) fn on_line(
        &self,
        kind: SyntaxErrorKind,
        msg: String,
        line: u32,
        offset: i32,
        end_offset: i32,
    ) -> SyntaxError {
        // An empty source has no line at all.
        let line = if self.source.is_empty() { 0 } else { line };
        SyntaxError {
            kind,
            msg,
            lineno: Some(line),
            offset,
            end_lineno: Some(line),
            end_offset,
            text: Some(self.pointer().line(line)),
        }
    }

    /// As `raise_unclosed_parentheses_error`.
    pub(super) fn never_closed(&self, bracket: Bracket) -> SyntaxError {
        let (line, offset) = self.pointer().character(bracket.at);
        let msg = format!("'{}' was never closed", bracket.byte as char);
        let mut error = self.on_line(SyntaxErrorKind::SyntaxError, msg, line, offset, 0);
        if line < self.stand(self.tokens.stopped).0
            && let Some(text) = &mut error.text
            && text.ends_with('\n')
        {
            text.pop();
        }
        error
    }

    /// CPython counts this column from where its buffer starts, which is an earlier line when the line before was
    /// continued or a string ends on this one; then it cuts the column off at the end of the line.
    fn after_long_token(&self, line: u32, column: i32) -> i32 {
        let start = self.lines.line_range(line).start;
        let continued = self.source.get(..start as usize).is_some_and(|before| before.ends_with("\\\n"));
        let ends_here = |token: &&Token| {
            token.kind == Kind::String && token.start < start && self.lines.line(token.end) == line
        };
        let buffer =
            match self.tokens.list.iter().rev().take_while(|token| token.end >= start).find(ends_here) {
                Some(token) => self.lines.line_range(self.lines.line(token.start)).start,
                None if continued => self.lines.line_range(line - 1).start,
                None => return column,
            };
        let line_end = self.pointer().line(line).chars().count() as i32 + 1;
        line_end.min((self.tokens.stopped - buffer) as i32)
    }

    /// The error that stopped the tokenizer.
    pub(super) fn fault(&self) -> SyntaxError {
        let stopped = self.tokens.stopped;
        // After a refused indentation the tokenizer stands behind the line's newline.
        let refused_line = self.lines.line(stopped.saturating_sub(1));
        let indentation = SyntaxErrorKind::IndentationError;
        match &self.tokens.fault {
            Some(Fault::Message { msg, line_start, first_end, end }) => {
                let line = self.lines.line(*line_start);
                let text = self.pointer().line(line);
                SyntaxError {
                    kind: SyntaxErrorKind::SyntaxError,
                    msg: msg.clone(),
                    lineno: Some(line),
                    offset: self.characters(*line_start, *first_end),
                    end_lineno: Some(line),
                    end_offset: self.characters(*line_start, *end),
                    text: Some(text.trim_end_matches('\n').to_owned()),
                }
            }
            Some(Fault::Tabs) => {
                let msg = "inconsistent use of tabs and spaces in indentation".to_owned();
                self.on_line(SyntaxErrorKind::TabError, msg, refused_line, 1, 0)
            }
            Some(Fault::TooDeep) => {
                self.on_line(indentation, "too many levels of indentation".to_owned(), refused_line, 1, 0)
            }
            Some(Fault::Dedent) => {
                let msg = "unindent does not match any outer indentation level".to_owned();
                let column = self.characters(self.lines.line_range(refused_line).start, stopped);
                self.on_line(indentation, msg, refused_line, column, -1)
            }
            Some(Fault::LineContinuation) => {
                let msg = "unexpected character after line continuation character".to_owned();
                let (line, column) = self.stand(stopped);
                let column = self.after_long_token(line, column);
                self.on_line(SyntaxErrorKind::SyntaxError, msg, line, column, 0)
            }
            Some(Fault::EndOfFile) | None => match self.tokens.open.last() {
                Some(bracket) => self.never_closed(*bracket),
                None => {
                    let (line, column) = self.stand(stopped);
                    let msg = "unexpected EOF while parsing".to_owned();
                    self.on_line(SyntaxErrorKind::SyntaxError, msg, line, column, -1)
                }
            },
        }
    }
}
