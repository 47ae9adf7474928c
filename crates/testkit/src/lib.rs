//! The fixture runner: `tests/FOLDER/NAME.py` with the expectation in it, run in this process through the embedding
//! API, each in a Vm of its own.
//!
//! Law: a fixture passes, or is listed with a reason in `tests/known_failures.txt`; a listed one that passes is a
//! failure too. A reason that starts with `crash:` keeps the fixture from being run, since it would end the process.
#![forbid(unsafe_code)]

pub mod fixture;
pub mod known;

pub use fixture::{Fixture, Outcome};
pub use known::Known;

use std::path::{Path, PathBuf};

/// The top of the repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}
