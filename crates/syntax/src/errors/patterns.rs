//! Patterns of `match`.

use super::node::{Node, NodeKind};
use super::peg::{Grammar, Match, Rule, Step};
use crate::tokens::Kind;

impl Grammar<'_> {
    pub(super) fn patterns(&mut self) -> Match {
        first_of!(self; Self::open_sequence_pattern, Self::pattern)
    }

    fn pattern(&mut self) -> Match {
        let from = self.mark;
        let named = self.attempt(|g| {
            want!(g.or_pattern());
            need!(g.eat(Kind::As));
            want!(g.capture_target());
            Ok(Some(g.node(NodeKind::Other, from)))
        })?;
        if named.is_some() {
            return Ok(named);
        }
        if self.invalid {
            self.invalid_as_pattern()?;
        }
        self.or_pattern()
    }

    fn invalid_as_pattern(&mut self) -> Match {
        first_of!(self;
            |g| {
                want!(g.or_pattern());
                need!(g.eat(Kind::As));
                let wildcard = want!(g.soft("_"));
                g.raise_at(&wildcard, "cannot use '_' as a target")
            },
            |g| {
                want!(g.or_pattern());
                need!(g.eat(Kind::As));
                let target = want!(g.expression());
                g.raise_at(&target, format!("cannot use {} as pattern target", target.name()))
            },
        )
    }

    fn or_pattern(&mut self) -> Match {
        let from = self.mark;
        want!(self.separated(Kind::Bar, Self::closed_pattern));
        Ok(Some(self.node(NodeKind::Other, from)))
    }

    fn closed_pattern(&mut self) -> Match {
        self.memo(Rule::ClosedPattern, |g| {
            first_of!(g;
                Self::literal_pattern,
                Self::capture_target,
                |g| g.soft("_"),
                |g| {
                    let value = want!(g.attr());
                    need!(g.after_value());
                    Ok(Some(value))
                },
                |g| {
                    need!(g.eat(Kind::LeftParen));
                    let inner = want!(g.pattern());
                    need!(g.eat(Kind::RightParen));
                    Ok(Some(inner))
                },
                Self::sequence_pattern,
                Self::mapping_pattern,
                Self::class_pattern,
            )
        })
    }

    fn literal_pattern(&mut self) -> Match {
        first_of!(self;
            Self::number_pattern,
            Self::strings,
            |g| g.take(Kind::None),
            |g| g.take(Kind::True),
            |g| g.take(Kind::False),
        )
    }

    /// A number with its sign, or a complex number.
    fn number_pattern(&mut self) -> Match {
        let from = self.mark;
        let signed = |g: &mut Self| {
            if g.eat(Kind::Number)? {
                return Ok(Some(()));
            }
            need!(g.eat(Kind::Minus));
            need!(g.eat(Kind::Number));
            Ok(Some(()))
        };
        first_of!(self;
            |g| {
                want!(signed(g));
                need!(g.at_any(&[Kind::Plus, Kind::Minus]).map(|at| !at));
                Ok(Some(g.node(NodeKind::Literal, from)))
            },
            |g| {
                want!(signed(g));
                let real = g.node(NodeKind::Literal, g.mark - 1);
                if real.range().of(g.input.source).ends_with(['j', 'J']) {
                    return g.raise_at(&real, "real number required in complex literal");
                }
                need!(g.eat_any(&[Kind::Plus, Kind::Minus]));
                let imaginary = want!(g.take(Kind::Number));
                if !imaginary.range().of(g.input.source).ends_with(['j', 'J']) {
                    return g.raise_at(&imaginary, "imaginary number required in complex literal");
                }
                Ok(Some(g.node(NodeKind::Operation, from)))
            },
        )
    }

    fn capture_target(&mut self) -> Match {
        self.attempt(|g| {
            need!(g.at_soft("_").map(|at| !at));
            let name = want!(g.name());
            need!(g.after_value());
            Ok(Some(name))
        })
    }

    /// `!('.' | '(' | '=')`.
    fn after_value(&mut self) -> Step<bool> {
        Ok(!self.at_any(&[Kind::Dot, Kind::LeftParen, Kind::Equal])?)
    }

    /// A name with at least one attribute.
    fn attr(&mut self) -> Match {
        let value = want!(self.name_or_attr());
        Ok(if value.kind() == NodeKind::Attribute { Some(value) } else { None })
    }

    fn name_or_attr(&mut self) -> Match {
        let from = self.mark;
        let mut value = want!(self.name());
        while self
            .attempt(|g| {
                need!(g.eat(Kind::Dot));
                g.name()
            })?
            .is_some()
        {
            value = self.node(NodeKind::Attribute, from);
        }
        Ok(Some(value))
    }

    fn maybe_star_pattern(&mut self) -> Match {
        first_of!(self;
            |g| {
                need!(g.eat(Kind::Star));
                first_of!(g; Self::capture_target, |g| g.soft("_"))
            },
            Self::pattern,
        )
    }

    fn open_sequence_pattern(&mut self) -> Match {
        let from = self.mark;
        self.attempt(|g| {
            want!(g.maybe_star_pattern());
            need!(g.eat(Kind::Comma));
            g.attempt(Self::maybe_sequence_pattern)?;
            Ok(Some(g.node(NodeKind::Other, from)))
        })
    }

    fn maybe_sequence_pattern(&mut self) -> Step<Option<()>> {
        want!(self.commas(Self::maybe_star_pattern));
        self.eat(Kind::Comma)?;
        Ok(Some(()))
    }

    fn sequence_pattern(&mut self) -> Match {
        let from = self.mark;
        first_of!(self;
            |g| {
                need!(g.eat(Kind::LeftBracket));
                g.attempt(Self::maybe_sequence_pattern)?;
                need!(g.eat(Kind::RightBracket));
                Ok(Some(g.node(NodeKind::Other, from)))
            },
            |g| {
                need!(g.eat(Kind::LeftParen));
                g.attempt(Self::open_sequence_pattern)?;
                need!(g.eat(Kind::RightParen));
                Ok(Some(g.node(NodeKind::Other, from)))
            },
        )
    }

    fn mapping_pattern(&mut self) -> Match {
        let from = self.mark;
        let end = |g: &mut Self| -> Match {
            g.eat(Kind::Comma)?;
            need!(g.eat(Kind::RightBrace));
            Ok(Some(g.node(NodeKind::Other, from)))
        };
        first_of!(self;
            |g| {
                need!(g.eat(Kind::LeftBrace));
                need!(g.eat(Kind::RightBrace));
                Ok(Some(g.node(NodeKind::Other, from)))
            },
            |g| {
                need!(g.eat(Kind::LeftBrace));
                want!(g.double_star_pattern());
                end(g)
            },
            |g| {
                need!(g.eat(Kind::LeftBrace));
                want!(g.commas(Self::key_value_pattern));
                need!(g.eat(Kind::Comma));
                want!(g.double_star_pattern());
                end(g)
            },
            |g| {
                need!(g.eat(Kind::LeftBrace));
                want!(g.commas(Self::key_value_pattern));
                end(g)
            },
        )
    }

    fn double_star_pattern(&mut self) -> Match {
        need!(self.eat(Kind::DoubleStar));
        self.capture_target()
    }

    fn key_value_pattern(&mut self) -> Step<Option<()>> {
        let key = self.attempt(Self::literal_pattern)?;
        if key.is_none() {
            want!(self.attempt(Self::attr));
        }
        need!(self.eat(Kind::Colon));
        want!(self.pattern());
        Ok(Some(()))
    }

    fn class_pattern(&mut self) -> Match {
        let from = self.mark;
        let end = |g: &mut Self| -> Match {
            g.eat(Kind::Comma)?;
            need!(g.eat(Kind::RightParen));
            Ok(Some(g.node(NodeKind::Other, from)))
        };
        let start = |g: &mut Self| {
            want!(g.name_or_attr());
            need!(g.eat(Kind::LeftParen));
            Ok(Some(()))
        };
        first_of!(self;
            |g| {
                want!(start(g));
                need!(g.eat(Kind::RightParen));
                Ok(Some(g.node(NodeKind::Other, from)))
            },
            |g| {
                want!(start(g));
                want!(g.commas(Self::pattern));
                end(g)
            },
            |g| {
                want!(start(g));
                want!(g.commas(Self::keyword_pattern));
                end(g)
            },
            |g| {
                want!(start(g));
                want!(g.commas(Self::pattern));
                need!(g.eat(Kind::Comma));
                want!(g.commas(Self::keyword_pattern));
                end(g)
            },
            |g| {
                if !g.invalid {
                    return Ok(None);
                }
                want!(start(g));
                g.attempt(|g| {
                    want!(g.commas(Self::pattern));
                    need!(g.eat(Kind::Comma));
                    Ok(Some(()))
                })?;
                want!(g.commas(Self::keyword_pattern));
                need!(g.eat(Kind::Comma));
                let late: Vec<Node> = want!(g.commas(Self::pattern));
                match (late.first(), late.last()) {
                    (Some(first), Some(last)) => {
                        g.raise_over(first, last, "positional patterns follow keyword patterns")
                    }
                    _ => Ok(None),
                }
            },
        )
    }

    fn keyword_pattern(&mut self) -> Step<Option<()>> {
        want!(self.name());
        need!(self.eat(Kind::Equal));
        want!(self.pattern());
        Ok(Some(()))
    }
}
