//! Tokens as CPython's tokenizer cuts them, with its errors.
//!
//! This is not the parser's own lexer: the third-party parser has one. This one says, before that parser runs, what
//! CPython's tokenizer would refuse, and bounds the nesting; and when the parse has failed it feeds the grammar that
//! finds CPython's message (`errors`).
//!
//! Invariant: tokens are in source order; comments and blank lines leave no token. When there is an error, the last
//! token has the kind `Error`, otherwise `EndMarker`.

pub(crate) mod depth;
mod fstring;
mod kind;
mod number;
mod scan;
mod text;

pub(crate) use kind::Kind;
pub(crate) use scan::scan;

use crate::error::SyntaxWarning;
use crate::source::Range;

/// One token.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Token {
    pub kind: Kind,
    /// How many brackets are open after it.
    pub level: u8,
    pub start: u32,
    pub end: u32,
}

impl Token {
    pub(crate) fn range(&self) -> Range {
        Range { start: self.start, end: self.end }
    }

    /// CPython gives no column to tokens that have no text.
    pub(crate) fn has_place(&self) -> bool {
        match self.kind {
            Kind::Indent | Kind::Dedent | Kind::EndMarker | Kind::Error => false,
            Kind::Newline => self.start != self.end,
            _ => true,
        }
    }
}

/// An open bracket.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Bracket {
    pub byte: u8,
    pub at: u32,
}

/// Why the tokenizer stopped.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Fault {
    /// A message with the place it points at: where the first and the last character end.
    Message { msg: String, line_start: u32, first_end: u32, end: u32 },
    /// `E_TABSPACE`.
    Tabs,
    /// `E_TOODEEP`.
    TooDeep,
    /// `E_DEDENT`.
    Dedent,
    /// `E_LINECONT`: the character after the backslash ends here.
    LineContinuation,
    /// `E_EOF` inside brackets or after a backslash.
    EndOfFile,
}

/// All tokens of a source.
#[derive(Clone, Debug)]
pub(crate) struct Tokens {
    pub list: Vec<Token>,
    pub fault: Option<Fault>,
    /// Where the tokenizer stood when it stopped.
    pub stopped: u32,
    /// The brackets that were open then, outermost first.
    pub open: Vec<Bracket>,
    /// Whether it stood inside an f-string or t-string.
    pub in_string: bool,
    /// The first token for which the tokenizer looked past the end of the source.
    pub touched_end: usize,
    pub warnings: Vec<SyntaxWarning>,
}
