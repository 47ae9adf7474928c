//! From syntax tree to register code: name scopes, code generation, flow analysis, assembly.
//!
//! The compiler never sees an object: what it makes is plain data (`taipan_bytecode::Code`). Errors are the ones that
//! CPython's symbol table and compiler raise, in its words and at its places; warnings are handed back, for the
//! caller to show or to raise.
#![forbid(unsafe_code)]

mod assemble;
mod codegen;
mod constants;
mod error;
mod flow;
mod future;
mod ir;
mod map;
mod preprocess;
mod symtable;

pub use preprocess::preprocess;
pub use symtable::Scope;

use std::sync::Arc;

use taipan_bytecode::Code;
use taipan_syntax::ast::Mod;
use taipan_syntax::{LineIndex, SyntaxError, SyntaxWarning};

/// How a tree is compiled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// `-O`: 1 drops `assert`, 2 docstrings too.
    pub optimize: u8,
    /// `from __future__ import annotations` is inherited from the code that calls `compile`.
    pub future_annotations: bool,
    /// `PyCF_ALLOW_TOP_LEVEL_AWAIT`.
    pub top_level_await: bool,
    /// Prefix every instruction with `WIDE`, for the stress build.
    pub force_wide: bool,
}

/// A compiled tree.
#[derive(Clone, Debug)]
pub struct Compiled {
    pub code: Arc<Code>,
    /// For the caller to show, or to raise.
    pub warnings: Vec<SyntaxWarning>,
}

/// Compiles a tree that was parsed from `source`; `lines` is the index of the same text.
pub fn compile(
    module: &Mod,
    source: &str,
    lines: &LineIndex,
    filename: &str,
    options: Options,
) -> Result<Compiled, SyntaxError> {
    let failed = |error: error::CompileError| error.locate(source, lines);
    let future_annotations =
        future::future_annotations(module).map_err(failed)? || options.future_annotations;
    let table = symtable::symtable(module, future_annotations, options.top_level_await).map_err(failed)?;
    let (code, warnings) =
        codegen::generate(module, &table, lines, filename.into(), options, future_annotations)
            .map_err(failed)?;
    Ok(Compiled { code, warnings })
}

/// The scopes of a tree, as Python's module `symtable` shows them: the module's first, each before its children.
pub fn scopes(
    module: &Mod,
    source: &str,
    lines: &LineIndex,
    future_annotations: bool,
) -> Result<Vec<Scope>, SyntaxError> {
    let failed = |error: error::CompileError| error.locate(source, lines);
    let future_annotations = future::future_annotations(module).map_err(failed)? || future_annotations;
    let table = symtable::symtable(module, future_annotations, false).map_err(failed)?;
    Ok(symtable::export(&table, lines))
}
