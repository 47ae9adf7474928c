//! Errors of the symbol table and the code generator: a message and the place CPython gives with it.

use taipan_syntax::Range;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CompileError {
    pub(crate) message: String,
    pub(crate) range: Range,
}

impl CompileError {
    pub(crate) fn new(message: impl Into<String>, range: Range) -> CompileError {
        CompileError { message: message.into(), range }
    }
}

pub(crate) type Result<T = (), E = CompileError> = std::result::Result<T, E>;
