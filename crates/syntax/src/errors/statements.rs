//! The start rules, and simple statements.

use super::node::{Node, NodeKind, Targets};
use super::peg::{Grammar, Match, Rule, Step};
use crate::parse::Mode;
use crate::source::Range;
use crate::tokens::Kind;

const AUGMENTED: &[Kind] = &[
    Kind::PlusEqual,
    Kind::MinusEqual,
    Kind::StarEqual,
    Kind::AtEqual,
    Kind::SlashEqual,
    Kind::PercentEqual,
    Kind::AmpersandEqual,
    Kind::BarEqual,
    Kind::CaretEqual,
    Kind::LeftShiftEqual,
    Kind::RightShiftEqual,
    Kind::DoubleStarEqual,
    Kind::DoubleSlashEqual,
];

impl Grammar<'_> {
    /// Whether the whole source matches.
    pub(super) fn start(&mut self) -> Step<bool> {
        match self.input.mode {
            Mode::Exec => {
                while self.statement()?.is_some() {
                    self.forget();
                }
                self.eat(Kind::EndMarker)
            }
            Mode::Single => Ok(self.statement_newline()?.is_some()),
            Mode::Eval => {
                if self.expressions()?.is_none() {
                    return Ok(false);
                }
                while self.eat(Kind::Newline)? {}
                self.eat(Kind::EndMarker)
            }
            Mode::FuncType => Ok(self.func_type()?.is_some()),
        }
    }

    /// As `bad_single_statement`: anything but blanks and comments after the last token.
    pub(super) fn more_source(&self) -> bool {
        let rest = self.input.source.get(self.last_token().end as usize..).unwrap_or("");
        rest.lines().any(|line| !line.trim_start().is_empty() && !line.trim_start().starts_with('#'))
    }

    fn statement_newline(&mut self) -> Step<Option<()>> {
        first_of!(self;
            |g| {
                want!(g.compound_stmt());
                need!(g.eat(Kind::Newline));
                Ok(Some(()))
            },
            Self::simple_stmts,
            |g| {
                need!(g.eat(Kind::Newline));
                Ok(Some(()))
            },
            |g| {
                // CPython's action for this alternative refuses an empty source.
                need!(g.eat(Kind::EndMarker));
                Ok(None)
            },
        )
    }

    fn func_type(&mut self) -> Step<Option<()>> {
        need!(self.eat(Kind::LeftParen));
        self.attempt(Self::type_expressions)?;
        need!(self.eat(Kind::RightParen));
        need!(self.eat(Kind::Arrow));
        want!(self.expression());
        while self.eat(Kind::Newline)? {}
        need!(self.eat(Kind::EndMarker));
        Ok(Some(()))
    }

    /// Expressions, then at most one with `*`, then at most one with `**`.
    fn type_expressions(&mut self) -> Step<Option<()>> {
        let mut any = self.commas(Self::expression)?.is_some();
        for stars in [Kind::Star, Kind::DoubleStar] {
            let starred = self.attempt(|g| {
                if any {
                    need!(g.eat(Kind::Comma));
                }
                need!(g.eat(stars));
                g.expression()
            })?;
            any |= starred.is_some();
        }
        Ok(any.then_some(()))
    }

    pub(super) fn statements(&mut self) -> Step<Option<()>> {
        Ok(self.some(Self::statement)?.map(drop))
    }

    fn statement(&mut self) -> Step<Option<()>> {
        self.deeper(|g| first_of!(g; Self::compound_stmt, Self::simple_stmts))
    }

    pub(super) fn simple_stmts(&mut self) -> Step<Option<()>> {
        first_of!(self;
            |g| {
                want!(g.simple_stmt());
                need!(g.not_at(Kind::Semicolon));
                need!(g.eat(Kind::Newline));
                Ok(Some(()))
            },
            |g| {
                want!(g.separated(Kind::Semicolon, Self::simple_stmt));
                g.eat(Kind::Semicolon)?;
                need!(g.eat(Kind::Newline));
                Ok(Some(()))
            },
        )
    }

    pub(super) fn simple_stmt(&mut self) -> Match {
        self.memo(Rule::SimpleStatement, |g| {
            let from = g.mark;
            let found = g.simple_stmt_here()?;
            Ok(found.map(|()| g.node(NodeKind::Other, from)))
        })
    }

    fn simple_stmt_here(&mut self) -> Step<Option<()>> {
        if self.attempt(Self::assignment)?.is_some() {
            return Ok(Some(()));
        }
        if self.at_soft("type")? && self.attempt(Self::type_alias)?.is_some() {
            return Ok(Some(()));
        }
        if self.attempt(Self::star_expressions)?.is_some() {
            return Ok(Some(()));
        }
        match self.peek()? {
            Kind::Return => {
                self.mark += 1;
                self.attempt(Self::star_expressions)?;
                Ok(Some(()))
            }
            Kind::Import | Kind::From => self.import_stmt(),
            Kind::Raise => self.raise_stmt(),
            Kind::Pass | Kind::Break | Kind::Continue => {
                self.mark += 1;
                Ok(Some(()))
            }
            Kind::Del => self.del_stmt(),
            Kind::Yield => Ok(self.yield_expr()?.map(drop)),
            Kind::Assert => {
                self.mark += 1;
                want!(self.expression());
                self.attempt(|g| {
                    need!(g.eat(Kind::Comma));
                    g.expression()
                })?;
                Ok(Some(()))
            }
            Kind::Global | Kind::Nonlocal => {
                self.mark += 1;
                want!(self.commas(Self::name));
                Ok(Some(()))
            }
            _ => Ok(None),
        }
    }

    fn assignment(&mut self) -> Step<Option<()>> {
        let value = |g: &mut Self| {
            g.attempt(|g| {
                need!(g.eat(Kind::Equal));
                g.annotated_rhs()
            })?;
            Ok(Some(()))
        };
        let found = self.attempt(|g| {
            want!(g.name());
            need!(g.eat(Kind::Colon));
            want!(g.expression());
            value(g)
        })?;
        if found.is_some() {
            return Ok(found);
        }
        let found = self.attempt(|g| {
            let parenthesized = g.attempt(|g| {
                need!(g.eat(Kind::LeftParen));
                let target = want!(g.single_target());
                need!(g.eat(Kind::RightParen));
                Ok(Some(target))
            })?;
            if parenthesized.is_none() {
                want!(g.single_subscript_attribute_target());
            }
            need!(g.eat(Kind::Colon));
            want!(g.expression());
            value(g)
        })?;
        if found.is_some() {
            return Ok(found);
        }
        let found = self.attempt(|g| {
            want!(g.some(Self::target_and_equal));
            want!(g.annotated_rhs());
            need!(g.not_at(Kind::Equal));
            Ok(Some(()))
        })?;
        if found.is_some() {
            return Ok(found);
        }
        let from = self.mark;
        if self.single_target()?.is_some() && self.eat_any(AUGMENTED)? {
            // After the operator no other alternative is tried.
            want!(self.annotated_rhs());
            return Ok(Some(()));
        }
        self.mark = from;
        if self.invalid {
            self.invalid_assignment()?;
        }
        Ok(None)
    }

    fn target_and_equal(&mut self) -> Step<Option<()>> {
        want!(self.star_targets());
        need!(self.eat(Kind::Equal));
        Ok(Some(()))
    }

    fn invalid_assignment(&mut self) -> Match {
        first_of!(self;
            |g| {
                let target = want!(g.invalid_ann_assign_target());
                need!(g.eat(Kind::Colon));
                want!(g.expression());
                g.raise_at(&target, format!("only single target (not {}) can be annotated", target.name()))
            },
            |g| {
                let first = want!(g.star_named_expression());
                need!(g.eat(Kind::Comma));
                g.many(Self::star_named_expressions)?;
                need!(g.eat(Kind::Colon));
                want!(g.expression());
                g.raise_at(&first, "only single target (not tuple) can be annotated")
            },
            |g| {
                let target = want!(g.expression());
                need!(g.eat(Kind::Colon));
                want!(g.expression());
                g.raise_at(&target, "illegal target for annotation")
            },
            |g| {
                g.many(Self::target_and_equal)?;
                let target = want!(g.star_expressions());
                need!(g.eat(Kind::Equal));
                g.raise_invalid_target(Targets::Star, &target)
            },
            |g| {
                g.many(Self::target_and_equal)?;
                let target = want!(g.yield_expr());
                need!(g.eat(Kind::Equal));
                g.raise_at(&target, "assignment to yield expression not possible")
            },
            |g| {
                let target = want!(g.star_expressions());
                need!(g.eat_any(AUGMENTED));
                want!(g.annotated_rhs());
                g.raise_at(&target, format!("'{}' is an illegal expression for augmented assignment", target.name()))
            },
        )
    }

    fn invalid_ann_assign_target(&mut self) -> Match {
        first_of!(self;
            Self::list,
            Self::tuple,
            |g| {
                need!(g.eat(Kind::LeftParen));
                let target = want!(g.deeper(Self::invalid_ann_assign_target));
                need!(g.eat(Kind::RightParen));
                Ok(Some(target))
            },
        )
    }

    fn type_alias(&mut self) -> Step<Option<()>> {
        want!(self.soft("type"));
        want!(self.name());
        self.type_params()?;
        need!(self.eat(Kind::Equal));
        want!(self.expression());
        Ok(Some(()))
    }

    fn raise_stmt(&mut self) -> Step<Option<()>> {
        need!(self.eat(Kind::Raise));
        if self.attempt(Self::expression)?.is_some() {
            self.attempt(|g| {
                need!(g.eat(Kind::From));
                g.expression()
            })?;
        }
        Ok(Some(()))
    }

    fn del_stmt(&mut self) -> Step<Option<()>> {
        let found = self.attempt(|g| {
            need!(g.eat(Kind::Del));
            want!(g.del_targets());
            need!(g.at_any(&[Kind::Semicolon, Kind::Newline]));
            Ok(Some(()))
        })?;
        if found.is_some() || !self.invalid {
            return Ok(found);
        }
        need!(self.eat(Kind::Del));
        let targets = want!(self.star_expressions());
        self.raise_invalid_target(Targets::Del, &targets)?;
        Ok(None)
    }

    // Imports.

    fn import_stmt(&mut self) -> Step<Option<()>> {
        if self.invalid {
            self.invalid_import()?;
        }
        first_of!(self;
            |g| {
                need!(g.eat(Kind::Import));
                want!(g.commas(Self::dotted_as_name));
                Ok(Some(()))
            },
            |g| {
                need!(g.eat(Kind::From));
                while g.eat_any(&[Kind::Dot, Kind::Ellipsis])? {}
                want!(g.dotted_name());
                need!(g.eat(Kind::Import));
                g.import_from_targets()
            },
            |g| {
                need!(g.eat(Kind::From));
                need!(g.eat_any(&[Kind::Dot, Kind::Ellipsis]));
                while g.eat_any(&[Kind::Dot, Kind::Ellipsis])? {}
                need!(g.eat(Kind::Import));
                g.import_from_targets()
            },
        )
    }

    fn invalid_import(&mut self) -> Match {
        first_of!(self;
            |g| {
                let keyword = want!(g.take(Kind::Import));
                want!(g.commas(Self::dotted_name));
                need!(g.eat(Kind::From));
                want!(g.dotted_name());
                g.raise_from(&keyword, "Did you mean to use 'from ... import ...' instead?")
            },
            |g| {
                need!(g.eat(Kind::Import));
                let newline = want!(g.take(Kind::Newline));
                g.raise_from(&newline, "Expected one or more names after 'import'")
            },
        )
    }

    fn import_from_targets(&mut self) -> Step<Option<()>> {
        let found = self.attempt(|g| {
            first_of!(g;
                |g| {
                    need!(g.eat(Kind::LeftParen));
                    want!(g.commas(Self::import_from_as_name));
                    g.eat(Kind::Comma)?;
                    need!(g.eat(Kind::RightParen));
                    Ok(Some(()))
                },
                |g| {
                    want!(g.commas(Self::import_from_as_name));
                    need!(g.not_at(Kind::Comma));
                    Ok(Some(()))
                },
                |g| {
                    need!(g.eat(Kind::Star));
                    Ok(Some(()))
                },
            )
        })?;
        if found.is_some() || !self.invalid {
            return Ok(found);
        }
        first_of!(self;
            |g| {
                want!(g.commas(Self::import_from_as_name));
                need!(g.eat(Kind::Comma));
                need!(g.eat(Kind::Newline));
                g.raise_last("trailing comma not allowed without surrounding parentheses")
            },
            |g| {
                let newline = want!(g.take(Kind::Newline));
                g.raise_from(&newline, "Expected one or more names after 'import'")
            },
        )
    }

    fn import_from_as_name(&mut self) -> Step<Option<()>> {
        self.import_as(Self::name)
    }

    fn dotted_as_name(&mut self) -> Step<Option<()>> {
        self.import_as(Self::dotted_name)
    }

    fn import_as(&mut self, name: fn(&mut Self) -> Match) -> Step<Option<()>> {
        if self.invalid {
            self.attempt(|g| {
                want!(name(g));
                need!(g.eat(Kind::As));
                need!(g.not_ahead(|g| {
                    want!(g.name());
                    let after = [Kind::Comma, Kind::RightParen, Kind::Semicolon, Kind::Newline];
                    Ok(g.at_any(&after)?.then_some(()))
                }));
                let target = want!(g.expression());
                g.raise_at::<Option<()>>(&target, format!("cannot use {} as import target", target.name()))
            })?;
        }
        want!(name(self));
        self.attempt(|g| {
            need!(g.eat(Kind::As));
            g.name()
        })?;
        Ok(Some(()))
    }

    fn dotted_name(&mut self) -> Match {
        let from = self.mark;
        want!(self.name());
        self.many(|g| {
            need!(g.eat(Kind::Dot));
            g.name()
        })?;
        Ok(Some(self.node(NodeKind::Other, from)))
    }

    /// Something matched that nobody points at.
    pub(super) fn matched(&self) -> Node {
        Node::new(NodeKind::Other, Range::default())
    }
}
