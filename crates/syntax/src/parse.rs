//! From text to tree: the one entry of this crate.

use std::sync::Arc;

use ruff_python_parser::{Mode as RuffMode, ParseOptions};

use crate::ast::Mod;
use crate::error::{Pointer, SyntaxError, SyntaxWarning};
use crate::lower::Lower;
use crate::source::LineIndex;

/// What a source is: the `mode` of Python's `compile`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Mode {
    Exec,
    Eval,
    Single,
    FuncType,
}

/// How a source is read.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Flags {
    /// `PyCF_ALLOW_INCOMPLETE_INPUT`: an error at the end of the source says so.
    pub allow_incomplete_input: bool,
}

/// A source that parsed.
#[derive(Clone, PartialEq, Debug)]
pub struct Parsed {
    pub module: Mod,
    /// The text that the ranges of the tree are offsets into. Its line endings are all `\n`.
    pub source: Arc<str>,
    pub lines: LineIndex,
    pub warnings: Vec<SyntaxWarning>,
}

/// Parses decoded source. Sources of 4 GiB and more are refused.
pub fn parse(source: &str, mode: Mode, flags: Flags) -> Result<Parsed, SyntaxError> {
    let _ = flags;
    let source: Arc<str> = source.into();
    let lines = LineIndex::new(&source);
    let parsed = ruff_python_parser::parse_unchecked(
        &source,
        ParseOptions::from(match mode {
            Mode::Eval | Mode::FuncType => RuffMode::Expression,
            Mode::Exec | Mode::Single => RuffMode::Module,
        }),
    );
    if let Some(error) = parsed.errors().first() {
        return Err(Pointer::new(&source, &lines).at(
            crate::source::Range {
                start: error.location.start().to_u32(),
                end: error.location.end().to_u32(),
            },
            error.error.to_string(),
        ));
    }
    let mut lower = Lower::new(&source, &lines);
    let module = match parsed.syntax() {
        ruff_python_ast::Mod::Module(module) => Mod::Module { body: lower.module(module)? },
        ruff_python_ast::Mod::Expression(module) => {
            Mod::Expression { body: Box::new(lower.expression(module)?) }
        }
    };
    let warnings = std::mem::take(&mut lower.warnings);
    drop(lower);
    Ok(Parsed { module, source, lines, warnings })
}
