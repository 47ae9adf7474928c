//! The algorithms behind `str`, `bytes`, `int`, `float` and `complex`, without any object model.
//!
//! Everything here is a pure function of text, bytes and numbers: the object crates wrap it thinly and turn a
//! [`TextError`] into a Python exception. Messages equal CPython 3.14's to the letter. Deliberately absent: values,
//! allocation accounting, locale, and anything that calls back into Python except through a closure or a small trait
//! handed in by the caller.

#![forbid(unsafe_code)]

pub mod bytes;
pub mod bytes_repr;
pub mod case;
pub mod codecs;
pub mod complex;
pub mod digits;
pub mod error;
pub mod float;
pub mod float_hex;
pub mod float_parse;
pub mod format_float;
pub mod format_int;
pub mod format_quick;
pub mod format_spec;
pub mod format_string;
pub mod hash;
pub mod int;
pub mod int_ops;
pub mod pad;
pub mod printf;
pub mod properties;
pub mod repr;
pub mod search;
pub mod split;
pub mod text;

mod unicode_tables;

pub use error::{ErrorKind, TextError};
pub use text::{CharIndex, TextBuf, TextRef};
