//! Number literals: integers of any size, with CPython's limit on decimal digits.

use num_bigint::BigInt;
use ruff_python_ast as ruff;

use super::{Lower, Result, range};
use crate::ast::Constant;
use crate::error::{SyntaxError, SyntaxErrorKind};

/// `sys.int_info.default_max_str_digits`.
const MAX_DECIMAL_DIGITS: usize = 4300;

impl<'a> Lower<'a> {
    pub(super) fn number(&mut self, node: &'a ruff::ExprNumberLiteral) -> Result<Constant> {
        match &node.value {
            ruff::Number::Float(value) => Ok(Constant::Float(*value)),
            ruff::Number::Complex { imag, .. } => Ok(Constant::Complex { real: 0.0, imag: *imag }),
            ruff::Number::Int(value) => match value.as_i64() {
                Some(value) => Ok(Constant::Int(value)),
                None => self.big_integer(node),
            },
        }
    }

    fn big_integer(&mut self, node: &'a ruff::ExprNumberLiteral) -> Result<Constant> {
        let range = range(node);
        let literal = range.of(self.source);
        let (radix, digits) = match literal.get(..2) {
            Some("0x" | "0X") => (16, &literal[2..]),
            Some("0o" | "0O") => (8, &literal[2..]),
            Some("0b" | "0B") => (2, &literal[2..]),
            _ => (10, literal),
        };
        let digits: Vec<u8> = digits.bytes().filter(|&digit| digit != b'_').collect();
        if radix == 10 && digits.len() > MAX_DECIMAL_DIGITS {
            let line = self.lines.line(range.start);
            return Err(SyntaxError {
                kind: SyntaxErrorKind::SyntaxError,
                msg: format!(
                    "Exceeds the limit ({MAX_DECIMAL_DIGITS} digits) for integer string conversion: value has {} \
                     digits; use sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge \
                     integer literals to avoid decimal conversion limits.",
                    digits.len()
                ),
                lineno: Some(line),
                offset: 0,
                end_lineno: Some(line),
                end_offset: 0,
                text: Some(self.lines.line_range(line).of(self.source).to_owned()),
            });
        }
        match BigInt::parse_bytes(&digits, radix) {
            Some(value) => Ok(i64::try_from(&value).map_or(Constant::BigInt(value), Constant::Int)),
            None => Err(super::unsupported("invalid decimal literal")),
        }
    }
}
