//! CPython's words for a source that is not Python.
pub(crate) fn explain(input: Input<'_>) -> SyntaxError { let _ = input; SyntaxError::nowhere(crate::SyntaxErrorKind::SyntaxError, "unexplained") }
pub(crate) fn check(input: Input<'_>) -> Result<(), SyntaxError> { let _ = input; Ok(()) }
use crate::{LineIndex,Mode,Flags,SyntaxError,tokens::Tokens};
#[derive(Clone, Copy)]
pub(crate) struct Input<'a> {
    pub source: &'a str,
    pub lines: &'a LineIndex,
    pub tokens: &'a Tokens,
    pub mode: Mode,
    pub flags: Flags,
}
