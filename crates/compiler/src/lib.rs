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
mod symtable;

use std::sync::Arc;

use taipan_bytecode::Code;
use taipan_syntax::ast::Mod;
use taipan_syntax::{LineIndex, Range};

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

/// A `SyntaxWarning`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    pub message: String,
    pub line: u32,
    pub range: Range,
}

/// A compiled tree.
#[derive(Clone, Debug)]
pub struct Compiled {
    pub code: Arc<Code>,
    pub warnings: Vec<Warning>,
}

/// Why a tree cannot be compiled: the message and the place of a `SyntaxError`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    pub message: String,
    pub range: Range,
}

/// Compiles a tree that was parsed from `source`; `lines` is the index of the same text.
pub fn compile(
    module: &Mod,
    source: &str,
    lines: &LineIndex,
    filename: &str,
    options: Options,
) -> Result<Compiled, Error> {
    let failed = |error: error::CompileError| Error { message: error.message, range: error.range };
    let future_annotations =
        future::future_annotations(module).map_err(failed)? || options.future_annotations;
    let table = symtable::symtable(module, future_annotations, options.top_level_await).map_err(failed)?;
    let (code, warnings) = codegen::generate(
        module,
        &table,
        source,
        lines,
        filename.into(),
        options,
        future_annotations,
    )
    .map_err(failed)?;
    Ok(Compiled { code, warnings })
}
