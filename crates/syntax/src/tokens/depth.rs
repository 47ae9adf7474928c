//! An upper bound for the nesting of a source's expressions, taken from its tokens.
//!
//! A source whose tokens could nest deeper than CPython compiles is refused before any tree is built: what nests to
//! the right meets the end of CPython's parser stack, what nests to the left the end of its compiler's. Each operator
//! counts until a comma, a semicolon or the end of the statement; `and`, `or` begin a new operand of a flat node.

use super::{Kind, Token};
use crate::error::SyntaxError;

/// How deep CPython's parser goes (6000 rules), without the rules around an expression.
pub(crate) const RIGHT: u32 = 5970;

/// How long a chain such as `a.b().c` may be; CPython's limit is the host's stack.
const LEFT: u32 = 55_000;

/// The operators since the last separator, at one level of brackets.
#[derive(Clone, Copy, Default)]
struct Operators {
    /// `lambda` (two rules of CPython's grammar), `if`, `:=`: they nest to the right and bind less than `and`.
    loose: u32,
    /// Prefix operators and `**` (two rules), which nest to the right.
    prefixes: u32,
    /// Operators and trailers that nest to the left.
    left: u32,
    /// `lambda`s whose colon is still to come.
    lambdas: u32,
}

impl Operators {
    fn right(&self) -> u32 {
        self.loose + self.prefixes
    }
}

/// Refuses a source that nests too deeply, in the way CPython would; the greatest nesting otherwise.
pub(crate) fn check(tokens: &[Token]) -> Result<usize, SyntaxError> {
    let mut levels = vec![Operators::default()];
    let (mut outer_right, mut outer_left) = (0, 0);
    let mut deepest = 0;
    let mut after_operand = false;
    for token in tokens {
        let Some(here) = levels.last_mut() else { break };
        let operand_before = std::mem::replace(&mut after_operand, ends_operand(token.kind));
        match token.kind {
            Kind::Newline | Kind::Semicolon => *here = Operators::default(),
            Kind::Comma if here.lambdas == 0 => *here = Operators::default(),
            Kind::And | Kind::Or => (here.prefixes, here.left) = (0, 0),
            Kind::Lambda => {
                here.loose += 2;
                here.lambdas += 1;
            }
            Kind::Colon => here.lambdas = here.lambdas.saturating_sub(1),
            Kind::If | Kind::ColonEqual | Kind::Yield => here.loose += 1,
            Kind::Not | Kind::Await | Kind::Tilde => here.prefixes += 1,
            Kind::DoubleStar => here.prefixes += 2,
            Kind::Plus | Kind::Minus | Kind::Star if !operand_before => here.prefixes += 1,
            Kind::Plus
            | Kind::Minus
            | Kind::Star
            | Kind::Slash
            | Kind::DoubleSlash
            | Kind::Percent
            | Kind::At
            | Kind::Ampersand
            | Kind::Bar
            | Kind::Caret
            | Kind::LeftShift
            | Kind::RightShift
            | Kind::Dot => here.left += 1,
            Kind::LeftParen | Kind::LeftBracket | Kind::LeftBrace => {
                here.left += 1;
                outer_right += here.right();
                outer_left += here.left;
                levels.push(Operators::default());
            }
            Kind::RightParen | Kind::RightBracket | Kind::RightBrace if levels.len() > 1 => {
                levels.pop();
                outer_right -= levels.last().map_or(0, Operators::right);
                outer_left -= levels.last().map_or(0, |level| level.left);
            }
            _ => {}
        }
        let Some(here) = levels.last() else { break };
        let (right, left) = (outer_right + here.right(), outer_left + here.left);
        if right > RIGHT {
            return Err(SyntaxError::too_complex());
        }
        if left > LEFT {
            return Err(SyntaxError::too_deep());
        }
        deepest = deepest.max(right + left);
    }
    Ok(deepest as usize)
}

fn ends_operand(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Name
            | Kind::Number
            | Kind::String
            | Kind::FStringEnd
            | Kind::TStringEnd
            | Kind::RightParen
            | Kind::RightBracket
            | Kind::RightBrace
            | Kind::None
            | Kind::True
            | Kind::False
            | Kind::Ellipsis
    )
}
