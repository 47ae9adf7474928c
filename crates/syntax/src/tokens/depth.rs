//! An upper bound for the nesting of a source's expressions, taken from its tokens.
//!
//! The third-party parser can parse any nesting, but its tree is dropped by recursion; so a source whose tokens could
//! nest deeper than [`LIMIT`] is refused before that parser sees it. Each operator counts as one level until a comma,
//! a semicolon or the end of the statement; `and`, `or` begin a new operand of a flat node.

use super::{Kind, Token};
use crate::error::SyntaxError;

/// Four times `ast::MAX_DEPTH`: one level of the tree is counted up to three times (`.b()+`).
const LIMIT: u32 = 4 * crate::ast::MAX_DEPTH as u32;

/// The operators since the last separator, at one level of brackets.
#[derive(Clone, Copy, Default)]
struct Operators {
    /// `lambda`, `if`, `:=`: they nest to the right and bind less than `and`.
    loose: u32,
    /// Prefix operators and `**`, which nest to the right.
    prefixes: u32,
    /// Operators and trailers that nest to the left.
    left: u32,
    /// `lambda`s whose colon is still to come.
    lambdas: u32,
}

impl Operators {
    fn total(&self) -> u32 {
        self.loose + self.prefixes + self.left
    }
}

/// Refuses a source that nests too deeply, in the way CPython would.
pub(crate) fn check(tokens: &[Token]) -> Result<(), SyntaxError> {
    let mut levels = vec![Operators::default()];
    let mut outer = 0;
    let mut after_operand = false;
    for token in tokens {
        let Some(here) = levels.last_mut() else { break };
        let operand_before = std::mem::replace(&mut after_operand, ends_operand(token.kind));
        match token.kind {
            Kind::Newline | Kind::Semicolon => *here = Operators::default(),
            Kind::Comma if here.lambdas == 0 => *here = Operators::default(),
            Kind::And | Kind::Or => (here.prefixes, here.left) = (0, 0),
            Kind::Lambda => {
                here.loose += 1;
                here.lambdas += 1;
            }
            Kind::Colon => here.lambdas = here.lambdas.saturating_sub(1),
            Kind::If | Kind::ColonEqual | Kind::Yield => here.loose += 1,
            Kind::Not | Kind::Await | Kind::Tilde | Kind::DoubleStar => here.prefixes += 1,
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
                outer += here.total();
                levels.push(Operators::default());
            }
            Kind::RightParen | Kind::RightBracket | Kind::RightBrace if levels.len() > 1 => {
                levels.pop();
                outer -= levels.last().map_or(0, Operators::total);
            }
            _ => {}
        }
        let Some(here) = levels.last() else { break };
        if outer + here.total() > LIMIT {
            let right: u32 = levels.iter().map(|level| level.loose + level.prefixes).sum();
            return Err(if right > LIMIT / 4 { SyntaxError::too_complex() } else { SyntaxError::too_deep() });
        }
    }
    Ok(())
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
