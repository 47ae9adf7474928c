//! f-strings and t-strings, in the shape CPython's `ast` gives them.
//!
//! As `_PyPegen_concatenate_strings`: the pieces of all implicitly concatenated parts form one list, neighbouring
//! constants are joined into one that spans them, and empty ones are dropped at the end.

use ruff_python_ast as ruff;
use ruff_text_size::Ranged;

use super::string::Escapes;
use super::{Lower, Result, range, text_range};
use crate::ast::{Constant, Conversion, Expr, ExprKind, Range, Wtf8};
use crate::wtf8::Wtf8Buf;

/// The list of values under construction.
#[derive(Default)]
struct Pieces {
    values: Vec<Expr>,
    /// The constant that still grows: its text, its range and its `kind`.
    growing: Option<(Wtf8Buf, Range, bool)>,
}

impl Pieces {
    /// Room for more text over `place`.
    fn text(&mut self, place: Range, u: bool) -> &mut Wtf8Buf {
        let (text, covered, _) = self.growing.get_or_insert_with(|| (Wtf8Buf::new(), place, u));
        *covered = covered.to(place);
        text
    }

    fn flush(&mut self) {
        if let Some((text, range, u)) = self.growing.take()
            && !text.is_empty()
        {
            let kind = ExprKind::Constant { value: Constant::Str(text.into()), u };
            self.values.push(Expr { kind, range });
        }
    }

    fn push(&mut self, value: Expr) {
        self.flush();
        self.values.push(value);
    }

    fn finish(mut self) -> Vec<Expr> {
        self.flush();
        self.values
    }
}

impl<'a> Lower<'a> {
    pub(super) fn joined_str(&mut self, node: &'a ruff::ExprFString) -> Result<Expr> {
        let mut pieces = Pieces::default();
        for part in node.value.iter() {
            match part {
                ruff::FStringPart::Literal(part) => {
                    let literal = self.literal(text_range(part.range()));
                    let text = pieces.text(literal.token, literal.u);
                    self.decode_literal(&literal, Escapes::Text, text)?;
                }
                ruff::FStringPart::FString(part) => {
                    let raw = self.literal(text_range(part.range())).raw;
                    self.elements(&part.elements, raw, false, Escapes::Middle, &mut pieces)?;
                }
            }
        }
        Ok(Expr { kind: ExprKind::JoinedStr { values: pieces.finish() }, range: range(node) })
    }

    pub(super) fn template_str(&mut self, node: &'a ruff::ExprTString) -> Result<Expr> {
        let mut pieces = Pieces::default();
        for part in node.value.iter() {
            let raw = self.literal(text_range(part.range())).raw;
            self.elements(&part.elements, raw, true, Escapes::Middle, &mut pieces)?;
        }
        Ok(Expr { kind: ExprKind::TemplateStr { values: pieces.finish() }, range: range(node) })
    }

    fn elements(
        &mut self,
        elements: &'a [ruff::InterpolatedStringElement],
        raw: bool,
        template: bool,
        escapes: Escapes,
        pieces: &mut Pieces,
    ) -> Result<()> {
        for element in elements {
            match element {
                ruff::InterpolatedStringElement::Literal(literal) => {
                    let place = range(literal);
                    let body = place.of(self.source);
                    let text = pieces.text(place, false);
                    if raw && escapes == Escapes::Middle {
                        text.push_str(&body.replace("{{", "{").replace("}}", "}"));
                    } else if raw {
                        text.push_str(body);
                    } else {
                        self.decode(body, place.start, place, escapes, text)?;
                    }
                }
                ruff::InterpolatedStringElement::Interpolation(field) => {
                    let value = self.deeper(|lower| lower.field(field, raw, template, pieces))?;
                    pieces.push(value);
                }
            }
        }
        Ok(())
    }

    /// One replacement field; the text of a `=` specifier goes to `pieces` before it.
    fn field(
        &mut self,
        field: &'a ruff::InterpolatedElement,
        raw: bool,
        template: bool,
        pieces: &mut Pieces,
    ) -> Result<Expr> {
        let place = range(field);
        let (text_end, field_end) = self.expression_end(range(&*field.expression).end, place.end);
        let debug = text_end != field_end;
        if debug {
            let place = Range { start: place.start + 1, end: field_end };
            pieces.text(place, false).push_str(&without_comments(place.of(self.source)));
        }
        let value = self.boxed(&field.expression)?;
        let conversion = match field.conversion {
            ruff::ConversionFlag::None if debug && field.format_spec.is_none() => Conversion::Repr,
            ruff::ConversionFlag::None => Conversion::None,
            ruff::ConversionFlag::Str => Conversion::Str,
            ruff::ConversionFlag::Ascii => Conversion::Ascii,
            ruff::ConversionFlag::Repr => Conversion::Repr,
        };
        let format_spec = match &field.format_spec {
            Some(spec) => {
                let mut pieces = Pieces::default();
                self.elements(&spec.elements, raw, false, Escapes::Spec, &mut pieces)?;
                let colon = range(&**spec).start.saturating_sub(1);
                let range = Range { start: colon, end: range(&**spec).end };
                Some(Box::new(Expr { kind: ExprKind::JoinedStr { values: pieces.finish() }, range }))
            }
            None => None,
        };
        let kind = if template {
            let text = Range { start: place.start + 1, end: text_end };
            let str = Constant::Str(Wtf8::from(without_comments(text.of(self.source))));
            ExprKind::Interpolation { value, str, conversion, format_spec }
        } else {
            ExprKind::FormattedValue { value, conversion, format_spec }
        };
        Ok(Expr { kind, range: place })
    }

    /// Where the text of a field's expression ends, and where its conversion, specifier or brace begins. Between the
    /// two stands `=` with its blanks, or nothing.
    fn expression_end(&self, from: u32, limit: u32) -> (u32, u32) {
        let bytes = self.source.as_bytes();
        let mut at = from as usize;
        let limit = limit as usize;
        let mut equals = None;
        while at < limit {
            match bytes[at] {
                b'#' => {
                    while at < limit && bytes[at] != b'\n' {
                        at += 1;
                    }
                }
                b'=' => {
                    equals = Some(at);
                    at += 1;
                }
                b'!' | b':' | b'}' => break,
                _ => at += 1,
            }
        }
        (equals.unwrap_or(at) as u32, at as u32)
    }
}

/// A field's text as CPython keeps it: comments are cut out, but not the `#` in a string.
fn without_comments(text: &str) -> String {
    if !text.contains('#') {
        return text.to_owned();
    }
    let mut kept = String::with_capacity(text.len());
    let mut quote = None;
    let mut in_comment = false;
    let mut escaped = false;
    for c in text.chars() {
        match (c, quote) {
            (_, Some(_)) if std::mem::take(&mut escaped) => {}
            ('\\', Some(_)) => escaped = true,
            ('\n', _) if in_comment => in_comment = false,
            _ if in_comment => continue,
            ('#', None) => {
                in_comment = true;
                continue;
            }
            ('"' | '\'', None) => quote = Some(c),
            (_, Some(open)) if open == c => quote = None,
            _ => {}
        }
        kept.push(c);
    }
    kept
}
