//! Targets of assignments, loops and `del`.

use super::node::{Node, NodeKind};
use super::peg::{Grammar, Match, Rule, Step};
use crate::tokens::Kind;

impl Grammar<'_> {
    pub(super) fn star_targets(&mut self) -> Match {
        let from = self.mark;
        let alone = self.attempt(|g| {
            let target = want!(g.star_target());
            need!(g.not_at(Kind::Comma));
            Ok(Some(target))
        })?;
        if alone.is_some() {
            return Ok(alone);
        }
        self.attempt(|g| {
            let targets = want!(g.commas(Self::star_target));
            g.eat(Kind::Comma)?;
            Ok(Some(Node::with(NodeKind::Tuple, g.range_from(from), targets, false)))
        })
    }

    pub(super) fn star_target(&mut self) -> Match {
        self.memo(Rule::StarTarget, |g| {
            first_of!(g;
                |g| g.starred(|g| {
                    need!(g.not_at(Kind::Star));
                    g.star_target()
                }),
                Self::target_with_star_atom,
            )
        })
    }

    fn target_with_star_atom(&mut self) -> Match {
        self.memo(
            Rule::TargetWithStarAtom,
            |g| first_of!(g; Self::single_subscript_attribute_target, Self::star_atom),
        )
    }

    fn star_atom(&mut self) -> Match {
        let from = self.mark;
        first_of!(self;
            Self::name,
            |g| {
                need!(g.eat(Kind::LeftParen));
                let target = want!(g.target_with_star_atom());
                need!(g.eat(Kind::RightParen));
                Ok(Some(target))
            },
            |g| {
                need!(g.eat(Kind::LeftParen));
                let several = g.attempt(|g| {
                    let targets = want!(g.commas(Self::star_target));
                    let comma = g.eat(Kind::Comma)?;
                    Ok(if targets.len() > 1 || comma { Some(targets) } else { None })
                })?;
                need!(g.eat(Kind::RightParen));
                Ok(Some(Node::with(NodeKind::Tuple, g.range_from(from), several.unwrap_or_default(), false)))
            },
            |g| {
                need!(g.eat(Kind::LeftBracket));
                let targets = g.commas(Self::star_target)?;
                if targets.is_some() {
                    g.eat(Kind::Comma)?;
                }
                need!(g.eat(Kind::RightBracket));
                Ok(Some(Node::with(NodeKind::List, g.range_from(from), targets.unwrap_or_default(), false)))
            },
        )
    }

    pub(super) fn single_target(&mut self) -> Match {
        self.memo(Rule::SingleTarget, |g| {
            first_of!(g;
                Self::single_subscript_attribute_target,
                Self::name,
                |g| {
                    need!(g.eat(Kind::LeftParen));
                    let target = want!(g.single_target());
                    need!(g.eat(Kind::RightParen));
                    Ok(Some(target))
                },
            )
        })
    }

    pub(super) fn single_subscript_attribute_target(&mut self) -> Match {
        let from = self.mark;
        first_of!(self;
            |g| {
                want!(g.target_primary());
                need!(g.eat(Kind::Dot));
                want!(g.name());
                need!(g.at_trailer().map(|at| !at));
                Ok(Some(g.node(NodeKind::Attribute, from)))
            },
            |g| {
                want!(g.target_primary());
                need!(g.eat(Kind::LeftBracket));
                need!(g.slices());
                need!(g.eat(Kind::RightBracket));
                need!(g.at_trailer().map(|at| !at));
                Ok(Some(g.node(NodeKind::Subscript, from)))
            },
        )
    }

    fn at_trailer(&mut self) -> Step<bool> {
        self.at_any(&[Kind::LeftParen, Kind::LeftBracket, Kind::Dot])
    }

    /// A primary without its last trailer.
    fn target_primary(&mut self) -> Match {
        self.memo(Rule::TargetPrimary, |g| {
            let from = g.mark;
            let mut value = want!(g.atom());
            need!(g.at_trailer());
            while let Some(kind) = g.attempt(|g| {
                let kind = want!(g.trailer());
                need!(g.at_trailer());
                Ok(Some(kind))
            })? {
                value = g.node(kind, from);
            }
            Ok(Some(value))
        })
    }

    pub(super) fn del_targets(&mut self) -> Step<Option<Vec<Node>>> {
        let targets = want!(self.commas(Self::del_target));
        self.eat(Kind::Comma)?;
        Ok(Some(targets))
    }

    fn del_target(&mut self) -> Match {
        let from = self.mark;
        self.memo(Rule::DelTarget, |g| {
            first_of!(g;
                Self::single_subscript_attribute_target,
                Self::name,
                |g| {
                    need!(g.eat(Kind::LeftParen));
                    let target = want!(g.del_target());
                    need!(g.eat(Kind::RightParen));
                    Ok(Some(target))
                },
                |g| {
                    need!(g.eat(Kind::LeftParen));
                    g.attempt(Self::del_targets)?;
                    need!(g.eat(Kind::RightParen));
                    Ok(Some(g.node(NodeKind::Tuple, from)))
                },
                |g| {
                    need!(g.eat(Kind::LeftBracket));
                    g.attempt(Self::del_targets)?;
                    need!(g.eat(Kind::RightBracket));
                    Ok(Some(g.node(NodeKind::List, from)))
                },
            )
        })
    }
}
