//! Syntax that is newer than a version of Python 3: what `ast.parse(feature_version=…)` refuses. As in CPython this is a
//! best effort; the error stands behind the construct, where CPython's stands at the token it has read last.

use crate::ast::{Constant, Mod};
use crate::error::{SyntaxError, SyntaxErrorKind};
use crate::source::LineIndex;
use crate::walk::{Sink, walk};
use crate::wtf8::Wtf8;

/// The first construct of a tree that Python 3.`minor` does not know.
pub fn check_version(tree: &Mod, source: &str, lines: &LineIndex, minor: u8) -> Result<(), SyntaxError> {
    let mut check =
        Check { minor, source, lines, open: Vec::new(), field: String::new(), found: None, error: None };
    walk(tree, lines, &mut check);
    match check.error {
        Some(error) => Err(error),
        None => Ok(()),
    }
}

struct Check<'a> {
    minor: u8,
    source: &'a str,
    lines: &'a LineIndex,
    open: Vec<Open>,
    field: String,
    /// The message, and how many nodes are open around its construct.
    found: Option<(String, usize)>,
    error: Option<SyntaxError>,
}

#[derive(Default)]
struct Open {
    node: String,
    line: i64,
    column: i64,
    end_line: i64,
    end_column: i64,
}

impl Check<'_> {
    fn need(&mut self, minor: u8, what: &str) {
        if self.minor < minor && self.found.is_none() {
            let message = format!("{what} only supported in Python 3.{minor} and greater");
            self.found = Some((message, self.open.len()));
        }
    }

    /// Whether the tuple that was just told has no parentheses.
    fn is_bare(&self, tuple: &Open) -> bool {
        let line = self.lines.line_range(tuple.line as u32).of(self.source);
        line.as_bytes().get(tuple.column as usize) != Some(&b'(')
    }
}

impl Sink for Check<'_> {
    fn begin(&mut self, node: &str) {
        self.open.push(Open { node: node.to_owned(), ..Open::default() });
        match node {
            "NamedExpr" => self.need(8, "Assignment expressions are"),
            "Match" => self.need(10, "Pattern matching is"),
            "TryStar" => self.need(11, "Exception groups are"),
            "TypeAlias" => self.need(12, "Type statement is"),
            "TemplateStr" => self.need(14, "t-strings are"),
            "AsyncFunctionDef" => self.need(5, "Async functions are"),
            "Await" => self.need(5, "Await expressions are"),
            "AnnAssign" => self.need(6, "Variable annotation syntax is"),
            _ => {}
        }
        if self.field == "default_value" {
            self.need(13, "Type parameter defaults are");
        }
    }

    fn field(&mut self, name: &str) {
        self.field.clear();
        self.field.push_str(name);
    }

    fn absent(&mut self) {}

    fn list(&mut self, length: usize) {
        match self.field.as_str() {
            "posonlyargs" if length > 0 => self.need(8, "Positional-only parameters are"),
            "type_params" if length > 0 => self.need(12, "Type parameter lists are"),
            _ => {}
        }
    }

    fn end_list(&mut self) {}
    fn text(&mut self, _: &Wtf8) {}
    fn constant(&mut self, _: &Constant) {}

    fn int(&mut self, value: i64) {
        let Some(open) = self.open.last_mut() else { return };
        match self.field.as_str() {
            "lineno" => open.line = value,
            "col_offset" => open.column = value,
            "end_lineno" => open.end_line = value,
            "end_col_offset" => open.end_column = value,
            "is_async" if value != 0 => self.need(6, "Async comprehensions are"),
            _ => {}
        }
    }

    fn leaf(&mut self, node: &str) {
        if node == "MatMult" {
            self.need(5, "The '@' operator is");
        }
    }

    fn end(&mut self) {
        let Some(node) = self.open.pop() else { return };
        let handler = self.open.last().is_some_and(|open| open.node == "ExceptHandler");
        if handler && node.node == "Tuple" && self.is_bare(&node) {
            self.need(14, "except expressions without parentheses are");
        }
        // A node without a place of its own, such as `arguments`, has that of the one around it.
        if let Some((message, depth)) = &self.found
            && self.error.is_none()
            && self.open.len() < *depth
            && node.line > 0
        {
            let (line, offset) = (node.end_line as u32, node.end_column as i32 + 1);
            self.error = Some(SyntaxError {
                kind: SyntaxErrorKind::SyntaxError,
                msg: message.clone(),
                lineno: Some(line),
                offset,
                end_lineno: Some(line),
                end_offset: offset + 1,
                text: Some(self.lines.line_range(line).of(self.source).to_owned()),
            });
        }
    }
}
