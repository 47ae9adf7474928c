//! The arguments of calls and class definitions.

use super::node::{Node, NodeKind};
use super::peg::{Grammar, Match, Rule, Step};
use crate::tokens::Kind;

const MAYBE_COMPARED: &str = "invalid syntax. Maybe you meant '==' or ':=' instead of '='?";
const UNPARENTHESIZED: &str = "Generator expression must be parenthesized";

/// The keyword part of a call: its starred values, and whether a `**` is among them.
struct Keywords {
    starred: Vec<Node>,
    double_star: bool,
}

impl Grammar<'_> {
    pub(super) fn arguments(&mut self) -> Match {
        self.memo(Rule::Arguments, |g| {
            let found = g.attempt(|g| {
                let args = want!(g.args());
                g.eat(Kind::Comma)?;
                need!(g.at(Kind::RightParen));
                Ok(Some(args))
            })?;
            if found.is_some() || !g.invalid {
                return Ok(found);
            }
            g.invalid_arguments()
        })
    }

    /// `(starred_expression | (assignment_expression | expression !':=') !'=')`.
    fn positional(&mut self) -> Match {
        first_of!(self;
            Self::starred_expression,
            |g| {
                let value = want!(g.assignment_or_expression());
                need!(g.not_at(Kind::Equal));
                Ok(Some(value))
            },
        )
    }

    fn args(&mut self) -> Match {
        self.memo(Rule::Args, |g| {
            let from = g.mark;
            if let Some(mut positional) = g.commas(Self::positional)? {
                let keywords = g.attempt(|g| {
                    need!(g.eat(Kind::Comma));
                    g.kwargs()
                })?;
                let double_star = keywords.as_ref().is_some_and(|keywords| keywords.double_star);
                positional.extend(keywords.into_iter().flat_map(|keywords| keywords.starred));
                let range = g.range_from(from);
                return Ok(Some(Node::with(NodeKind::Arguments, range, positional, double_star)));
            }
            let keywords = want!(g.kwargs());
            let range = g.range_from(from);
            Ok(Some(Node::with(NodeKind::Arguments, range, keywords.starred, keywords.double_star)))
        })
    }

    fn kwargs(&mut self) -> Step<Option<Keywords>> {
        let starred = |parts: Vec<Option<Node>>| parts.into_iter().flatten().collect();
        first_of!(self;
            |g| {
                let first = want!(g.commas(Self::kwarg_or_starred));
                need!(g.eat(Kind::Comma));
                let second = want!(g.commas(Self::kwarg_or_double_starred));
                Ok(Some(Keywords { starred: starred(first), double_star: second.contains(&true) }))
            },
            |g| {
                let parts = want!(g.commas(Self::kwarg_or_starred));
                Ok(Some(Keywords { starred: starred(parts), double_star: false }))
            },
            |g| {
                let parts = want!(g.commas(Self::kwarg_or_double_starred));
                Ok(Some(Keywords { starred: Vec::new(), double_star: parts.contains(&true) }))
            },
        )
    }

    fn keyword(&mut self) -> Step<Option<()>> {
        want!(self.name());
        need!(self.eat(Kind::Equal));
        want!(self.expression());
        Ok(Some(()))
    }

    fn kwarg_or_starred(&mut self) -> Step<Option<Option<Node>>> {
        if self.invalid {
            self.invalid_kwarg()?;
        }
        if self.attempt(Self::keyword)?.is_some() {
            return Ok(Some(None));
        }
        Ok(self.starred_expression()?.map(Some))
    }

    /// Its value says whether it is a `**`.
    fn kwarg_or_double_starred(&mut self) -> Step<Option<bool>> {
        if self.invalid {
            self.invalid_kwarg()?;
        }
        if self.attempt(Self::keyword)?.is_some() {
            return Ok(Some(false));
        }
        need!(self.eat(Kind::DoubleStar));
        want!(self.expression());
        Ok(Some(true))
    }

    pub(super) fn starred_expression(&mut self) -> Match {
        if self.invalid {
            self.attempt(|g| {
                let star = want!(g.take(Kind::Star));
                want!(g.expression());
                need!(g.eat(Kind::Equal));
                let value = want!(g.expression());
                g.raise_over::<Option<Node>>(&star, &value, "cannot assign to iterable argument unpacking")
            })?;
        }
        if let Some(found) = self.starred(Self::expression)? {
            return Ok(Some(found));
        }
        if self.invalid && self.at(Kind::Star)? {
            return self.raise_last("Invalid star expression");
        }
        Ok(None)
    }

    fn invalid_kwarg(&mut self) -> Match {
        first_of!(self;
            |g| {
                let from = g.mark;
                need!(g.eat_any(&[Kind::True, Kind::False, Kind::None]));
                let constant = g.node(NodeKind::Other, from);
                let equal = want!(g.take(Kind::Equal));
                let word = constant.range().of(g.input.source);
                g.raise_over(&constant, &equal, format!("cannot assign to {word}"))
            },
            |g| {
                let name = want!(g.name());
                let equal = want!(g.take(Kind::Equal));
                want!(g.expression());
                want!(g.for_if_clauses());
                g.raise_over(&name, &equal, MAYBE_COMPARED)
            },
            |g| {
                need!(g.not_ahead(|g| {
                    want!(g.name());
                    g.take(Kind::Equal)
                }));
                let value = want!(g.expression());
                let equal = want!(g.take(Kind::Equal));
                g.raise_over(
                    &value,
                    &equal,
                    "expression cannot contain assignment, perhaps you meant \"==\"?",
                )
            },
            |g| {
                let stars = want!(g.take(Kind::DoubleStar));
                want!(g.expression());
                need!(g.eat(Kind::Equal));
                let value = want!(g.expression());
                g.raise_over(&stars, &value, "cannot assign to keyword argument unpacking")
            },
        )
    }

    fn invalid_arguments(&mut self) -> Match {
        first_of!(self;
            |g| {
                want!(first_positional_and_keywords(g));
                let comma = want!(g.take(Kind::Comma));
                want!(g.commas(|g| {
                    want!(g.starred_expression());
                    need!(g.not_at(Kind::Equal));
                    Ok(Some(()))
                }));
                g.raise_from(&comma, "iterable argument unpacking follows keyword argument unpacking")
            },
            |g| {
                let value = want!(g.expression());
                let clauses = want!(g.for_if_clauses());
                need!(g.eat(Kind::Comma));
                g.attempt(|g| first_of!(g;
                    |g| Ok(g.args()?.map(|_| ())),
                    |g| {
                        want!(g.expression());
                        want!(g.for_if_clauses());
                        Ok(Some(()))
                    },
                ))?;
                g.raise_over(&value, clauses.last().unwrap_or(&value), UNPARENTHESIZED)
            },
            |g| {
                let name = want!(g.name());
                let equal = want!(g.take(Kind::Equal));
                want!(g.expression());
                want!(g.for_if_clauses());
                g.raise_over(&name, &equal, MAYBE_COMPARED)
            },
            |g| {
                g.attempt(|g| {
                    want!(g.args());
                    need!(g.eat(Kind::Comma));
                    Ok(Some(()))
                })?;
                let name = want!(g.name());
                let equal = want!(g.take(Kind::Equal));
                need!(g.at_any(&[Kind::Comma, Kind::RightParen]));
                g.raise_over(&name, &equal, "expected argument value expression")
            },
            |g| {
                let args = want!(g.args());
                let clauses = want!(g.for_if_clauses());
                match (args.kids(), clauses.last()) {
                    ([_, .., last], Some(clause)) => g.raise_over(last, clause, UNPARENTHESIZED),
                    _ => Ok(None),
                }
            },
            |g| {
                want!(g.args());
                need!(g.eat(Kind::Comma));
                let value = want!(g.expression());
                let clauses = want!(g.for_if_clauses());
                g.raise_over(&value, clauses.last().unwrap_or(&value), UNPARENTHESIZED)
            },
            |g| {
                let args = want!(g.args());
                need!(g.eat(Kind::Comma));
                want!(g.args());
                let what = if args.flag() { "keyword argument unpacking" } else { "keyword argument" };
                g.raise_last(format!("positional argument follows {what}"))
            },
        )
    }
}

/// `','.positional+ ',' kwargs | kwargs`.
fn first_positional_and_keywords(grammar: &mut Grammar<'_>) -> Step<Option<()>> {
    first_of!(grammar;
        |g| {
            want!(g.commas(Grammar::positional));
            need!(g.eat(Kind::Comma));
            want!(g.kwargs());
            Ok(Some(()))
        },
        |g| {
            want!(g.kwargs());
            Ok(Some(()))
        },
    )
}
