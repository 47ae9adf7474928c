//! The second front end: the tree of the crate `rustpython-parser`, lowered into ours. It is not what programs are
//! compiled with; it is there to hold the default front end against another reading of the grammar.
//!
//! That crate knows Python 3.12 with the f-strings of 3.11. Where its tree says enough, lowering mends what is wrong in
//! it: a starred subscript is a tuple, `match x,:` has a tuple for its subject, `(x): int` is not simple. What it
//! cannot mend: places inside f-strings, and those of nodes that stand in parentheses.

mod expr;
mod stmt;

use rustpython_parser::ast as foreign;
use rustpython_parser::text_size::TextRange;
use rustpython_parser::{Mode as ForeignMode, ParseError};

use rustpython_unicode::normalize::{NormalizeForm, normalize};

use crate::ast::{Expr, Mod, Name};
use crate::parse::Mode;
use crate::source::Range;

/// Parses decoded source with line endings of `\n`. `Mode::FuncType` is not known to that crate.
pub fn parse(source: &str, mode: Mode) -> Result<Mod, String> {
    let foreign_mode = match mode {
        Mode::Exec => ForeignMode::Module,
        Mode::Single => ForeignMode::Interactive,
        Mode::Eval => ForeignMode::Expression,
        Mode::FuncType => return Err("no parser for signatures".to_owned()),
    };
    let tree =
        rustpython_parser::parse(source, foreign_mode, "<string>").map_err(|e: ParseError| e.to_string())?;
    let lower = Lower { source };
    Ok(match tree {
        foreign::Mod::Module(module) => Mod::Module { body: lower.stmts(module.body) },
        foreign::Mod::Interactive(module) => Mod::Interactive { body: lower.stmts(module.body) },
        foreign::Mod::Expression(module) => Mod::Expression { body: lower.boxed(*module.body) },
        foreign::Mod::FunctionType(module) => Mod::FunctionType {
            argtypes: lower.exprs(module.argtypes),
            returns: lower.boxed(*module.returns),
        },
    })
}

struct Lower<'a> {
    source: &'a str,
}

fn range(range: TextRange) -> Range {
    Range::new(range.start().to_u32(), range.end().to_u32())
}

/// That crate does not normalise identifiers.
fn name(identifier: &foreign::Identifier) -> Name {
    let text = identifier.as_str();
    if text.is_ascii() {
        return Name::new(text);
    }
    let normal = normalize(NormalizeForm::Nfkc, text.as_ref());
    Name::new(&normal.to_string_lossy())
}

impl Lower<'_> {
    fn exprs(&self, exprs: Vec<foreign::Expr>) -> Vec<Expr> {
        exprs.into_iter().map(|expr| self.expr(expr)).collect()
    }

    fn boxed(&self, expr: foreign::Expr) -> Box<Expr> {
        Box::new(self.expr(expr))
    }

    fn optional(&self, expr: Option<Box<foreign::Expr>>) -> Option<Box<Expr>> {
        expr.map(|expr| self.boxed(*expr))
    }
}
