//! The one error type of this crate: which Python exception, and its exact message.
//!
//! Lone surrogates of user text that CPython would quote raw are escaped, because the message is a Rust `String`.

use std::fmt;

/// The Python exception class that a [`TextError`] asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    Value,
    Type,
    Overflow,
    ZeroDivision,
    Index,
    Lookup,
    Memory,
}

impl ErrorKind {
    /// The name of the exception class in Python.
    pub fn name(self) -> &'static str {
        match self {
            Self::Value => "ValueError",
            Self::Type => "TypeError",
            Self::Overflow => "OverflowError",
            Self::ZeroDivision => "ZeroDivisionError",
            Self::Index => "IndexError",
            Self::Lookup => "LookupError",
            Self::Memory => "MemoryError",
        }
    }
}

/// A failure that becomes a Python exception.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextError {
    pub kind: ErrorKind,
    pub message: String,
}

impl TextError {
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into() }
    }

    #[cold]
    pub fn value(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Value, message)
    }

    #[cold]
    pub fn type_(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Type, message)
    }

    #[cold]
    pub fn overflow(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Overflow, message)
    }

    #[cold]
    pub fn zero_division() -> Self {
        Self::new(ErrorKind::ZeroDivision, "division by zero")
    }

    #[cold]
    pub fn memory() -> Self {
        Self::new(ErrorKind::Memory, "")
    }
}

impl fmt::Display for TextError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.kind.name(), self.message)
    }
}

impl std::error::Error for TextError {}

pub type Result<T> = std::result::Result<T, TextError>;

/// Reserves room for `additional` more bytes, or reports MemoryError instead of aborting the process.
pub(crate) fn reserve(bytes: &mut Vec<u8>, additional: usize) -> Result<()> {
    bytes.try_reserve(additional).map_err(|_| TextError::memory())
}
