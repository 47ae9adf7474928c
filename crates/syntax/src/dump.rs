//! The text of a tree, letter for letter that of `ast.dump(tree, include_attributes=True)` of CPython 3.14.
//!
//! As there, absent optional fields and empty lists are left out.

use std::fmt::Write;

use crate::ast::*;
use crate::source::LineIndex;
use crate::walk::{Sink, walk};

/// Dumps a whole tree.
pub fn dump(tree: &Mod, lines: &LineIndex) -> String {
    let mut dump = Dump { out: String::new(), field: None, first: vec![true] };
    walk(tree, lines, &mut dump);
    dump.out
}

struct Dump {
    out: String,
    /// The field whose value comes next, unless that is left out.
    field: Option<String>,
    /// For every node and list that is open: whether nothing of it was written yet.
    first: Vec<bool>,
}

impl Dump {
    /// What stands before a value: the separator, and the field's name.
    fn before(&mut self) {
        if let Some(first) = self.first.last_mut()
            && !std::mem::take(first)
        {
            self.out.push_str(", ");
        }
        if let Some(field) = self.field.take() {
            self.out.push_str(&field);
            self.out.push('=');
        }
    }
}

impl Sink for Dump {
    fn begin(&mut self, node: &str) {
        self.before();
        self.out.push_str(node);
        self.out.push('(');
        self.first.push(true);
    }

    fn field(&mut self, name: &str) {
        self.field = Some(name.to_owned());
    }

    fn absent(&mut self) {
        self.field = None;
    }

    fn list(&mut self, length: usize) {
        if length == 0 {
            self.field = None;
            self.first.push(true);
            return;
        }
        self.before();
        self.out.push('[');
        self.first.push(true);
    }

    fn end_list(&mut self) {
        if self.first.pop() == Some(false) {
            self.out.push(']');
        }
    }

    fn text(&mut self, text: &Wtf8) {
        self.before();
        self.wtf8(text);
    }

    fn int(&mut self, value: i64) {
        self.before();
        let _infallible = write!(self.out, "{value}");
    }

    fn constant(&mut self, value: &Constant) {
        self.before();
        self.show(value);
    }

    fn leaf(&mut self, node: &str) {
        self.before();
        let _infallible = write!(self.out, "{node}()");
    }

    fn end(&mut self) {
        self.first.pop();
        self.out.push(')');
    }
}

impl Dump {
    fn show(&mut self, value: &Constant) {
        let _infallible = match value {
            Constant::None => write!(self.out, "None"),
            Constant::Bool(true) => write!(self.out, "True"),
            Constant::Bool(false) => write!(self.out, "False"),
            Constant::Ellipsis => write!(self.out, "Ellipsis"),
            Constant::Int(value) => write!(self.out, "{value}"),
            Constant::BigInt(value) => write!(self.out, "{value}"),
            Constant::Float(value) => write!(self.out, "{}", rustpython_literal::float::to_string(*value)),
            Constant::Complex { imag, .. } => {
                let text = rustpython_literal::float::to_string(*imag);
                write!(self.out, "{}j", text.strip_suffix(".0").unwrap_or(&text))
            }
            Constant::Str(text) => {
                self.wtf8(text);
                Ok(())
            }
            Constant::Bytes(bytes) => {
                self.out.push('b');
                self.quoted(bytes.iter().map(|&byte| u32::from(byte)), false);
                Ok(())
            }
            Constant::Tuple(items) | Constant::FrozenSet(items) => {
                for item in items {
                    self.constant(item);
                    self.out.push(',');
                }
                Ok(())
            }
        };
    }

    fn wtf8(&mut self, text: &Wtf8) {
        self.quoted(text.code_points(), true);
    }

    /// As `repr` of `str` and of `bytes`.
    fn quoted(&mut self, codes: impl Iterator<Item = u32> + Clone, text: bool) {
        let has = |quote: char| codes.clone().any(|code| code == quote as u32);
        let quote = if has('\'') && !has('"') { '"' } else { '\'' };
        self.out.push(quote);
        for code in codes {
            let printable = |c: &char| {
                c.is_ascii_graphic()
                    || *c == ' '
                    || (text && rustpython_unicode::classify::is_repr_printable(*c))
            };
            let _infallible = match (code, char::from_u32(code)) {
                (0x5C, _) => write!(self.out, "\\\\"),
                (0x0A, _) => write!(self.out, "\\n"),
                (0x0D, _) => write!(self.out, "\\r"),
                (0x09, _) => write!(self.out, "\\t"),
                (_, Some(c)) if c == quote => write!(self.out, "\\{c}"),
                (_, Some(c)) if printable(&c) => write!(self.out, "{c}"),
                (0..0x100, _) => write!(self.out, "\\x{code:02x}"),
                (0x100..0x10000, _) => write!(self.out, "\\u{code:04x}"),
                _ => write!(self.out, "\\U{code:08x}"),
            };
        }
        self.out.push(quote);
    }
}
