//! From the third-party parser's tree to ours.
//!
//! Invariants: the input parsed without errors, and the nesting of its brackets and operators was bounded before
//! (`tokens::depth`), so the foreign tree can be walked and dropped; `Lower::depth` counts our own nesting and stops
//! at `ast::MAX_DEPTH`. Literals are decoded again from the source, because the foreign tree has lost lone
//! surrogates and never had the warnings.

mod expr;
mod fstring;
mod number;
mod params;
mod pattern;
mod stmt;
mod string;

use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use ruff_python_ast as ruff;
use ruff_text_size::{Ranged, TextRange};

use crate::ast::{self, MAX_DEPTH, Name, Range};
use crate::error::{SyntaxError, SyntaxWarning};
use crate::room::with_room;
use crate::source::LineIndex;

pub(crate) type Result<T> = std::result::Result<T, SyntaxError>;

/// The state of one lowering.
pub(crate) struct Lower<'a> {
    source: &'a str,
    lines: &'a LineIndex,
    names: HashMap<&'a str, Name, BuildHasherDefault<ahash::AHasher>>,
    depth: usize,
    pub(crate) warnings: Vec<SyntaxWarning>,
}

impl<'a> Lower<'a> {
    pub(crate) fn new(source: &'a str, lines: &'a LineIndex) -> Self {
        Lower { source, lines, names: HashMap::default(), depth: 0, warnings: Vec::new() }
    }

    pub(crate) fn module(&mut self, module: &'a ruff::ModModule) -> Result<Vec<ast::Stmt>> {
        self.body(&module.body)
    }

    pub(crate) fn expression(&mut self, module: &'a ruff::ModExpression) -> Result<ast::Expr> {
        self.expr(&module.body)
    }

    /// Runs `f` one level deeper.
    fn deeper<T>(&mut self, f: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(SyntaxError::too_complex());
        }
        let result = with_room(|| f(self));
        self.depth -= 1;
        result
    }

    fn name(&mut self, identifier: &'a ruff::Identifier) -> Name {
        self.intern(identifier.as_str())
    }

    /// One allocation for each distinct identifier of a source.
    fn intern(&mut self, text: &'a str) -> Name {
        self.names.entry(text).or_insert_with(|| Name::new(text)).clone()
    }
}

fn range(node: &impl Ranged) -> Range {
    text_range(node.range())
}

fn text_range(range: TextRange) -> Range {
    Range { start: range.start().to_u32(), end: range.end().to_u32() }
}

/// A tree that CPython's grammar cannot produce. The error has no place yet: `errors` finds it.
fn unsupported(msg: &str) -> SyntaxError {
    SyntaxError::nowhere(crate::error::SyntaxErrorKind::SyntaxError, msg)
}
