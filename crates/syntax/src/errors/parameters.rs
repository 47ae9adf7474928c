//! Parameters of functions and lambdas, which differ in annotations and in what ends them; and type parameters.

use super::node::{Node, NodeKind};
use super::peg::{Grammar, Match, Rule, Step};
use crate::tokens::Kind;

/// Whose parameters.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Of {
    Def,
    Lambda,
}

impl Of {
    /// What follows the last parameter.
    fn closer(self) -> Kind {
        match self {
            Of::Def => Kind::RightParen,
            Of::Lambda => Kind::Colon,
        }
    }
}

/// Which parameters a rule takes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Default {
    Without,
    With,
    Maybe,
}

impl Grammar<'_> {
    pub(super) fn params(&mut self) -> Step<Option<()>> {
        self.parameters_of(Of::Def)
    }

    pub(super) fn lambda_params(&mut self) -> Step<Option<()>> {
        self.parameters_of(Of::Lambda)
    }

    fn parameters_of(&mut self, of: Of) -> Step<Option<()>> {
        if self.invalid {
            self.invalid_parameters(of)?;
        }
        self.attempt(|g| g.parameters(of))
    }

    fn parameters(&mut self, of: Of) -> Step<Option<()>> {
        first_of!(self;
            |g| {
                want!(g.slash_no_default(of));
                g.many(|g| g.param_item(of, Default::Without))?;
                g.many(|g| g.param_item(of, Default::With))?;
                g.attempt(|g| g.star_etc(of))?;
                Ok(Some(()))
            },
            |g| {
                want!(g.slash_with_default(of));
                g.many(|g| g.param_item(of, Default::With))?;
                g.attempt(|g| g.star_etc(of))?;
                Ok(Some(()))
            },
            |g| {
                want!(g.some(|g| g.param_item(of, Default::Without)));
                g.many(|g| g.param_item(of, Default::With))?;
                g.attempt(|g| g.star_etc(of))?;
                Ok(Some(()))
            },
            |g| {
                want!(g.some(|g| g.param_item(of, Default::With)));
                g.attempt(|g| g.star_etc(of))?;
                Ok(Some(()))
            },
            |g| g.star_etc(of),
        )
    }

    fn after_slash(&mut self, of: Of) -> Step<Option<()>> {
        need!(self.eat(Kind::Slash));
        if self.eat(Kind::Comma)? || self.at(of.closer())? { Ok(Some(())) } else { Ok(None) }
    }

    fn slash_no_default(&mut self, of: Of) -> Step<Option<()>> {
        self.attempt(|g| {
            want!(g.some(|g| g.param_item(of, Default::Without)));
            g.after_slash(of)
        })
    }

    fn slash_with_default(&mut self, of: Of) -> Step<Option<()>> {
        self.attempt(|g| {
            g.many(|g| g.param_item(of, Default::Without))?;
            want!(g.some(|g| g.param_item(of, Default::With)));
            g.after_slash(of)
        })
    }

    /// One parameter and the comma after it, or the token that ends all.
    fn param_item(&mut self, of: Of, default: Default) -> Match {
        self.attempt(|g| {
            let param = want!(g.param(of));
            match default {
                Default::Without => {}
                Default::With => want!(g.default()),
                Default::Maybe => {
                    g.attempt(Self::default)?;
                }
            }
            if g.eat(Kind::Comma)? {
                if of == Of::Def {
                    // CPython looks for a type comment here.
                    g.peek()?;
                }
                return Ok(Some(param));
            }
            if g.at(of.closer())? { Ok(Some(param)) } else { Ok(None) }
        })
    }

    fn param(&mut self, of: Of) -> Match {
        let from = self.mark;
        want!(self.name());
        if of == Of::Def {
            self.attempt(|g| {
                need!(g.eat(Kind::Colon));
                g.expression()
            })?;
        }
        Ok(Some(self.node(NodeKind::Other, from)))
    }

    fn default(&mut self) -> Step<Option<()>> {
        let found = self.attempt(|g| {
            need!(g.eat(Kind::Equal));
            want!(g.expression());
            Ok(Some(()))
        })?;
        if found.is_some() || !self.invalid {
            return Ok(found);
        }
        let equal = want!(self.take(Kind::Equal));
        need!(self.at_any(&[Kind::RightParen, Kind::Comma]));
        self.raise_at(&equal, "expected default value expression")
    }

    fn star_etc(&mut self, of: Of) -> Step<Option<()>> {
        if self.invalid {
            self.invalid_star_etc(of)?;
        }
        let rest = |g: &mut Self| {
            g.many(|g| g.param_item(of, Default::Maybe))?;
            g.attempt(|g| g.kwds(of))?;
            Ok(Some(()))
        };
        first_of!(self;
            |g| {
                need!(g.eat(Kind::Star));
                want!(g.param_item(of, Default::Without));
                rest(g)
            },
            |g| {
                if of == Of::Lambda {
                    return Ok(None);
                }
                need!(g.eat(Kind::Star));
                want!(g.name());
                need!(g.eat(Kind::Colon));
                want!(g.star_expression());
                if !g.eat(Kind::Comma)? && !g.at(Kind::RightParen)? {
                    return Ok(None);
                }
                rest(g)
            },
            |g| {
                need!(g.eat(Kind::Star));
                need!(g.eat(Kind::Comma));
                want!(g.some(|g| g.param_item(of, Default::Maybe)));
                g.attempt(|g| g.kwds(of))?;
                Ok(Some(()))
            },
            |g| g.kwds(of),
        )
    }

    fn kwds(&mut self, of: Of) -> Step<Option<()>> {
        if self.invalid {
            self.invalid_kwds(of)?;
        }
        need!(self.eat(Kind::DoubleStar));
        want!(self.param_item(of, Default::Without));
        Ok(Some(()))
    }

    // The rules that find errors.

    fn invalid_parameters(&mut self, of: Of) -> Match {
        let either_slash = |g: &mut Self| {
            if g.slash_no_default(of)?.is_some() {
                return Ok(Some(()));
            }
            g.slash_with_default(of)
        };
        first_of!(self;
            |g| {
                let slash = want!(g.take(Kind::Slash));
                need!(g.eat(Kind::Comma));
                g.raise_at(&slash, "at least one argument must precede /")
            },
            |g| {
                want!(either_slash(g));
                g.many(|g| g.param_item(of, Default::Maybe))?;
                let slash = want!(g.take(Kind::Slash));
                g.raise_at(&slash, "/ may appear only once")
            },
            |g| {
                g.slash_no_default(of)?;
                g.many(|g| g.param_item(of, Default::Without))?;
                if g.slash_with_default(of)?.is_none() {
                    want!(g.some(|g| g.param_item(of, Default::With)));
                }
                let param = want!(g.param_item(of, Default::Without));
                g.raise_at(&param, "parameter without a default follows parameter with a default")
            },
            |g| {
                g.many(|g| g.param_item(of, Default::Without))?;
                let open = want!(g.take(Kind::LeftParen));
                match of {
                    Of::Def => drop(want!(g.some(|g| g.param_item(of, Default::Without)))),
                    Of::Lambda => drop(want!(g.commas(|g| g.param(of)))),
                }
                g.eat(Kind::Comma)?;
                let close = want!(g.take(Kind::RightParen));
                let whose = if of == Of::Def { "Function" } else { "Lambda expression" };
                g.raise_over(&open, &close, format!("{whose} parameters cannot be parenthesized"))
            },
            |g| {
                g.attempt(either_slash)?;
                g.many(|g| g.param_item(of, Default::Maybe))?;
                need!(g.eat(Kind::Star));
                if !g.eat(Kind::Comma)? {
                    want!(g.param_item(of, Default::Without));
                }
                g.many(|g| g.param_item(of, Default::Maybe))?;
                let slash = want!(g.take(Kind::Slash));
                g.raise_at(&slash, "/ must be ahead of *")
            },
            |g| {
                want!(g.some(|g| g.param_item(of, Default::Maybe)));
                need!(g.eat(Kind::Slash));
                let star = want!(g.take(Kind::Star));
                g.raise_at(&star, "expected comma between / and *")
            },
        )
    }

    fn invalid_star_etc(&mut self, of: Of) -> Match {
        first_of!(self;
            |g| {
                let star = want!(g.take(Kind::Star));
                if !g.eat(of.closer())? {
                    need!(g.eat(Kind::Comma));
                    need!(g.eat_any(&[of.closer(), Kind::DoubleStar]));
                }
                const BARE: &str = "named arguments must follow bare *";
                if of == Of::Def { g.raise_at(&star, BARE) } else { g.raise_last(BARE) }
            },
            |g| {
                need!(g.eat(Kind::Star));
                want!(g.param(of));
                let equal = want!(g.take(Kind::Equal));
                g.raise_at(&equal, "var-positional argument cannot have default value")
            },
            |g| {
                need!(g.eat(Kind::Star));
                want!(g.param_or_comma(of));
                g.many(|g| g.param_item(of, Default::Maybe))?;
                let star = want!(g.take(Kind::Star));
                want!(g.param_or_comma(of));
                g.raise_at(&star, "* argument may appear only once")
            },
        )
    }

    fn param_or_comma(&mut self, of: Of) -> Step<Option<()>> {
        if self.param_item(of, Default::Without)?.is_some() || self.eat(Kind::Comma)? {
            return Ok(Some(()));
        }
        Ok(None)
    }

    fn invalid_kwds(&mut self, of: Of) -> Match {
        const LAST: &str = "arguments cannot follow var-keyword argument";
        first_of!(self;
            |g| {
                need!(g.eat(Kind::DoubleStar));
                want!(g.param(of));
                let equal = want!(g.take(Kind::Equal));
                g.raise_at(&equal, "var-keyword argument cannot have default value")
            },
            |g| {
                need!(g.eat(Kind::DoubleStar));
                want!(g.param(of));
                need!(g.eat(Kind::Comma));
                let param = want!(g.param(of));
                g.raise_at(&param, LAST)
            },
            |g| {
                need!(g.eat(Kind::DoubleStar));
                want!(g.param(of));
                need!(g.eat(Kind::Comma));
                let from = g.mark;
                need!(g.eat_any(&[Kind::Star, Kind::DoubleStar, Kind::Slash]));
                g.raise_at(&g.node(NodeKind::Other, from), LAST)
            },
        )
    }

    // Type parameters.

    pub(super) fn type_params(&mut self) -> Step<Option<()>> {
        if self.invalid {
            self.attempt(|g| {
                need!(g.eat(Kind::LeftBracket));
                let close = want!(g.take(Kind::RightBracket));
                g.raise_from::<Option<()>>(&close, "Type parameter list cannot be empty")
            })?;
        }
        self.attempt(|g| {
            need!(g.eat(Kind::LeftBracket));
            want!(g.commas(Self::type_param));
            g.eat(Kind::Comma)?;
            need!(g.eat(Kind::RightBracket));
            Ok(Some(()))
        })
    }

    fn type_param(&mut self) -> Match {
        let from = self.mark;
        self.memo(Rule::TypeParam, |g| {
            let optional = |g: &mut Self, before: Kind, starred: bool| {
                g.attempt(|g| {
                    need!(g.eat(before));
                    if starred { g.star_expression() } else { g.expression() }
                })
            };
            if g.eat(Kind::Name)? {
                optional(g, Kind::Colon, false)?;
                optional(g, Kind::Equal, false)?;
                return Ok(Some(g.node(NodeKind::Other, from)));
            }
            if g.invalid {
                g.invalid_type_param()?;
            }
            let star = g.eat(Kind::Star)?;
            if !star {
                need!(g.eat(Kind::DoubleStar));
            }
            want!(g.name());
            optional(g, Kind::Equal, star)?;
            Ok(Some(g.node(NodeKind::Other, from)))
        })
    }

    fn invalid_type_param(&mut self) -> Match {
        self.attempt(|g| {
            let what = match g.peek()? {
                Kind::Star => "TypeVarTuple",
                Kind::DoubleStar => "ParamSpec",
                _ => return Ok(None),
            };
            g.mark += 1;
            want!(g.name());
            let colon = want!(g.take(Kind::Colon));
            let bound: Node = want!(g.expression());
            let noun = if bound.kind() == NodeKind::Tuple { "constraints" } else { "bound" };
            g.raise_from(&colon, format!("cannot use {noun} with {what}"))
        })
    }
}
