//! The parser seam: source text in, our own syntax tree out.
//!
//! This crate owns the tree (`ast`), the positions in it (`source`) and the texts of literals (`wtf8`). It is the
//! only crate that names a third-party parser. Deliberately absent: anything that CPython does in its symbol table
//! or its compiler (`'return' outside function`, name scopes, constant folding).
#![forbid(unsafe_code)]

pub mod ast;
mod decode;
pub mod dump;
pub mod error;
mod errors;
mod lower;
mod parse;
mod prefix;
mod room;
#[cfg(feature = "rustpython-parser")]
pub mod rustpython;
pub mod source;
pub mod tokenizer;
mod tokens;
mod type_comments;
mod validate;
mod versions;
pub mod walk;
pub mod wtf8;

pub use decode::{declared_encoding, decode_source};
pub use error::{SyntaxError, SyntaxErrorKind, SyntaxWarning};
pub use parse::{Flags, Mode, Parsed, before_error, parse};
pub use room::with_room;
pub use source::{LineIndex, Location, Range};
pub use type_comments::type_ignores;
pub use validate::{Invalid, validate};
pub use versions::check_version;
pub use wtf8::Wtf8;
