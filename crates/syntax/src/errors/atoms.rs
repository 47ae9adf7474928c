//! Atoms: names, constants, groups, displays and comprehensions.

use super::node::{Node, NodeKind, Targets};
use super::peg::{Grammar, Match, Rule, Step};
use crate::tokens::Kind;

impl Grammar<'_> {
    pub(super) fn atom(&mut self) -> Match {
        self.memo(Rule::Atom, |g| {
            let from = g.mark;
            let simple = match g.peek()? {
                Kind::Name => NodeKind::Name,
                Kind::True => NodeKind::True,
                Kind::False => NodeKind::False,
                Kind::None => NodeKind::None,
                Kind::Number => NodeKind::Literal,
                Kind::Ellipsis => NodeKind::Ellipsis,
                Kind::String | Kind::FStringStart | Kind::TStringStart => return g.strings(),
                Kind::LeftParen => return first_of!(g; Self::genexp_shape, Self::tuple, Self::group),
                Kind::LeftBracket => return first_of!(g; Self::listcomp, Self::list),
                Kind::LeftBrace => {
                    return first_of!(g; Self::dictcomp, Self::setcomp, Self::dict, Self::set);
                }
                _ => return Ok(None),
            };
            g.mark += 1;
            Ok(Some(g.node(simple, from)))
        })
    }

    fn genexp_shape(&mut self) -> Match {
        self.genexp()
    }

    fn group(&mut self) -> Match {
        let inside = self.attempt(|g| {
            need!(g.eat(Kind::LeftParen));
            let value = want!(first_of_two(g, Grammar::yield_expr, Grammar::named_expression));
            need!(g.eat(Kind::RightParen));
            Ok(Some(value))
        })?;
        if inside.is_some() || !self.invalid {
            return Ok(inside);
        }
        first_of!(self;
            |g| {
                need!(g.eat(Kind::LeftParen));
                let value = want!(g.starred_expression());
                need!(g.eat(Kind::RightParen));
                g.raise_at(&value, "cannot use starred expression here")
            },
            |g| {
                need!(g.eat(Kind::LeftParen));
                let stars = want!(g.take(Kind::DoubleStar));
                want!(g.expression());
                need!(g.eat(Kind::RightParen));
                g.raise_at(&stars, "cannot use double starred expression here")
            },
        )
    }

    pub(super) fn tuple(&mut self) -> Match {
        let from = self.mark;
        self.attempt(|g| {
            need!(g.eat(Kind::LeftParen));
            let parts = g.attempt(|g| {
                let mut parts = vec![want!(g.star_named_expression())];
                need!(g.eat(Kind::Comma));
                parts.extend(g.attempt(Self::star_named_expressions)?.unwrap_or_default());
                Ok(Some(parts))
            })?;
            need!(g.eat(Kind::RightParen));
            Ok(Some(Node::with(NodeKind::Tuple, g.range_from(from), parts.unwrap_or_default(), false)))
        })
    }

    pub(super) fn list(&mut self) -> Match {
        let from = self.mark;
        self.attempt(|g| {
            need!(g.eat(Kind::LeftBracket));
            let parts = g.attempt(Self::star_named_expressions)?.unwrap_or_default();
            need!(g.eat(Kind::RightBracket));
            Ok(Some(Node::with(NodeKind::List, g.range_from(from), parts, false)))
        })
    }

    fn set(&mut self) -> Match {
        let from = self.mark;
        need!(self.eat(Kind::LeftBrace));
        want!(self.star_named_expressions());
        need!(self.eat(Kind::RightBrace));
        Ok(Some(self.node(NodeKind::Set, from)))
    }

    fn dict(&mut self) -> Match {
        let from = self.mark;
        first_of!(self;
            |g| {
                need!(g.eat(Kind::LeftBrace));
                if g.commas(Self::double_starred_kvpair)?.is_some() {
                    g.eat(Kind::Comma)?;
                }
                need!(g.eat(Kind::RightBrace));
                Ok(Some(g.node(NodeKind::Dict, from)))
            },
            |g| {
                // CPython tries this alternative in its first pass too.
                need!(g.eat(Kind::LeftBrace));
                g.invalid_double_starred_kvpairs()
            },
        )
    }

    fn double_starred_kvpair(&mut self) -> Step<Option<()>> {
        if self.eat(Kind::DoubleStar)? {
            want!(self.bitwise_or());
            return Ok(Some(()));
        }
        self.kvpair()
    }

    fn kvpair(&mut self) -> Step<Option<()>> {
        want!(self.expression());
        need!(self.eat(Kind::Colon));
        want!(self.expression());
        Ok(Some(()))
    }

    fn invalid_double_starred_kvpairs(&mut self) -> Match {
        const STARRED: &str = "cannot use a starred expression in a dictionary value";
        first_of!(self;
            |g| {
                want!(g.commas(Self::double_starred_kvpair));
                need!(g.eat(Kind::Comma));
                g.invalid_kvpair()
            },
            |g| {
                want!(g.expression());
                need!(g.eat(Kind::Colon));
                let star = want!(g.take(Kind::Star));
                want!(g.bitwise_or());
                g.raise_from(&star, STARRED)
            },
            Self::missing_value,
        )
    }

    fn invalid_kvpair(&mut self) -> Match {
        const STARRED: &str = "cannot use a starred expression in a dictionary value";
        first_of!(self;
            |g| {
                let key = want!(g.expression());
                need!(g.not_at(Kind::Colon));
                g.raise_key_without_colon(&key)
            },
            |g| {
                want!(g.expression());
                need!(g.eat(Kind::Colon));
                let star = want!(g.take(Kind::Star));
                want!(g.bitwise_or());
                g.raise_from(&star, STARRED)
            },
            Self::missing_value,
        )
    }

    fn missing_value(&mut self) -> Match {
        want!(self.expression());
        let colon = want!(self.take(Kind::Colon));
        need!(self.at_any(&[Kind::RightBrace, Kind::Comma]));
        self.raise_at(&colon, "expression expected after dictionary key and ':'")
    }

    // Comprehensions.

    pub(super) fn for_if_clauses(&mut self) -> Step<Option<Vec<Node>>> {
        self.some(Self::for_if_clause)
    }

    /// The node ends where the clause's last expression does.
    fn for_if_clause(&mut self) -> Match {
        let from = self.mark;
        for asynchronous in [true, false] {
            self.mark = from;
            if asynchronous && !self.eat(Kind::Async)? {
                continue;
            }
            let head = self.attempt(|g| {
                need!(g.eat(Kind::For));
                want!(g.star_targets());
                need!(g.eat(Kind::In));
                Ok(Some(()))
            })?;
            if head.is_none() {
                continue;
            }
            // After `in` no other alternative is tried.
            if self.disjunction()?.is_none() {
                self.mark = from;
                return Ok(None);
            }
            self.many(|g| {
                need!(g.eat(Kind::If));
                g.disjunction()
            })?;
            return Ok(Some(self.node(NodeKind::Other, from)));
        }
        self.mark = from;
        if !self.invalid {
            return Ok(None);
        }
        self.attempt(|g| {
            g.eat(Kind::Async)?;
            need!(g.eat(Kind::For));
            want!(g.commas(Self::bitwise_or));
            g.eat(Kind::Comma)?;
            need!(g.not_at(Kind::In));
            g.raise_last::<Option<Node>>("'in' expected after for-loop variables")
        })?;
        self.invalid_for_target()
    }

    pub(super) fn invalid_for_target(&mut self) -> Match {
        self.attempt(|g| {
            g.eat(Kind::Async)?;
            need!(g.eat(Kind::For));
            let target = want!(g.star_expressions());
            g.raise_invalid_target(Targets::For, &target)
        })
    }

    pub(super) fn genexp(&mut self) -> Match {
        self.memo(Rule::Genexp, |g| {
            let from = g.mark;
            let found = g.attempt(|g| {
                need!(g.eat(Kind::LeftParen));
                want!(g.assignment_or_expression());
                want!(g.for_if_clauses());
                need!(g.eat(Kind::RightParen));
                Ok(Some(g.node(NodeKind::Generator, from)))
            })?;
            if found.is_some() {
                return Ok(found);
            }
            g.invalid_comprehension()
        })
    }

    fn listcomp(&mut self) -> Match {
        self.comprehension(Kind::LeftBracket, Kind::RightBracket, NodeKind::ListComp)
    }

    fn setcomp(&mut self) -> Match {
        self.comprehension(Kind::LeftBrace, Kind::RightBrace, NodeKind::SetComp)
    }

    fn comprehension(&mut self, open: Kind, close: Kind, kind: NodeKind) -> Match {
        let from = self.mark;
        let found = self.attempt(|g| {
            need!(g.eat(open));
            want!(g.named_expression());
            want!(g.for_if_clauses());
            need!(g.eat(close));
            Ok(Some(g.node(kind, from)))
        })?;
        if found.is_some() {
            return Ok(found);
        }
        self.invalid_comprehension()
    }

    fn dictcomp(&mut self) -> Match {
        let from = self.mark;
        let found = self.attempt(|g| {
            need!(g.eat(Kind::LeftBrace));
            want!(g.kvpair());
            want!(g.for_if_clauses());
            need!(g.eat(Kind::RightBrace));
            Ok(Some(g.node(NodeKind::DictComp, from)))
        })?;
        if found.is_some() || !self.invalid {
            return Ok(found);
        }
        self.attempt(|g| {
            need!(g.eat(Kind::LeftBrace));
            let stars = want!(g.take(Kind::DoubleStar));
            want!(g.bitwise_or());
            want!(g.for_if_clauses());
            need!(g.eat(Kind::RightBrace));
            g.raise_at(&stars, "dict unpacking cannot be used in dict comprehension")
        })
    }

    fn invalid_comprehension(&mut self) -> Match {
        if !self.invalid {
            return Ok(None);
        }
        const TARGET: &str = "did you forget parentheses around the comprehension target?";
        first_of!(self;
            |g| {
                need!(g.eat_any(&[Kind::LeftBracket, Kind::LeftParen, Kind::LeftBrace]));
                let value = want!(g.starred_expression());
                want!(g.for_if_clauses());
                g.raise_at(&value, "iterable unpacking cannot be used in comprehension")
            },
            |g| {
                need!(g.eat_any(&[Kind::LeftBracket, Kind::LeftBrace]));
                let first = want!(g.star_named_expression());
                need!(g.eat(Kind::Comma));
                let rest = want!(g.star_named_expressions());
                want!(g.for_if_clauses());
                g.raise_over(&first, rest.last().unwrap_or(&first), TARGET)
            },
            |g| {
                need!(g.eat_any(&[Kind::LeftBracket, Kind::LeftBrace]));
                let first = want!(g.star_named_expression());
                let comma = want!(g.take(Kind::Comma));
                want!(g.for_if_clauses());
                g.raise_over(&first, &comma, TARGET)
            },
        )
    }
}

fn first_of_two<'a>(
    grammar: &mut Grammar<'a>,
    first: fn(&mut Grammar<'a>) -> Match,
    second: fn(&mut Grammar<'a>) -> Match,
) -> Match {
    match grammar.attempt(first)? {
        Some(found) => Ok(Some(found)),
        None => grammar.attempt(second),
    }
}
