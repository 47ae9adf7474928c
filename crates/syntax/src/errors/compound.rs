//! Compound statements. The rules that find a missing block or a missing colon stand beside the statements they are
//! about.

use super::node::{Node, NodeKind, Targets};
use super::peg::{Grammar, Match, Rule, Step};
use crate::tokens::Kind;

impl Grammar<'_> {
    pub(super) fn compound_stmt(&mut self) -> Step<Option<()>> {
        let kind = self.peek()?;
        if matches!(kind, Kind::Def | Kind::At | Kind::Async) && self.attempt(Self::function_def)?.is_some() {
            return Ok(Some(()));
        }
        if kind == Kind::If && self.attempt(|g| g.if_stmt(Kind::If, "if"))?.is_some() {
            return Ok(Some(()));
        }
        if matches!(kind, Kind::Class | Kind::At) && self.attempt(Self::class_def)?.is_some() {
            return Ok(Some(()));
        }
        if matches!(kind, Kind::With | Kind::Async) && self.attempt(Self::with_stmt)?.is_some() {
            return Ok(Some(()));
        }
        if matches!(kind, Kind::For | Kind::Async) && self.attempt(Self::for_stmt)?.is_some() {
            return Ok(Some(()));
        }
        if kind == Kind::Try && self.attempt(Self::try_stmt)?.is_some() {
            return Ok(Some(()));
        }
        if kind == Kind::While && self.attempt(Self::while_stmt)?.is_some() {
            return Ok(Some(()));
        }
        self.attempt(Self::match_stmt)
    }

    fn block(&mut self) -> Match {
        self.memo(Rule::Block, |g| {
            let indented = g.attempt(|g| {
                need!(g.eat(Kind::Newline));
                need!(g.eat(Kind::Indent));
                want!(g.statements());
                need!(g.eat(Kind::Dedent));
                Ok(Some(g.matched()))
            })?;
            if indented.is_some() {
                return Ok(indented);
            }
            if g.attempt(Self::simple_stmts)?.is_some() {
                return Ok(Some(g.matched()));
            }
            if g.invalid && g.eat(Kind::Newline)? && g.not_at(Kind::Indent)? {
                return g.raise_indentation("expected an indented block");
            }
            Ok(None)
        })
    }

    /// `NEWLINE !INDENT` after a header: the block is missing.
    fn missing_block(&mut self, header: &Node, what: &str) -> Match {
        need!(self.eat(Kind::Newline));
        need!(self.not_at(Kind::Indent));
        let line = self.input.lines.line(header.range().start);
        self.raise_indentation(format!("expected an indented block after {what} on line {line}"))
    }

    /// `NEWLINE` where a colon should be.
    fn missing_colon(&mut self) -> Match {
        need!(self.eat(Kind::Newline));
        self.raise_last("expected ':'")
    }

    fn else_block(&mut self) -> Step<Option<()>> {
        if self.invalid {
            self.attempt(|g| {
                let keyword = want!(g.take(Kind::Else));
                need!(g.eat(Kind::Colon));
                g.missing_block(&keyword, "'else' statement")
            })?;
            self.attempt(|g| {
                need!(g.eat(Kind::Else));
                need!(g.eat(Kind::Colon));
                want!(g.block());
                need!(g.eat(Kind::Elif));
                g.raise_last::<Option<()>>("'elif' block follows an 'else' block")
            })?;
        }
        need!(self.eat(Kind::Else));
        self.force(Kind::Colon, ":")?;
        Ok(self.block()?.map(drop))
    }

    /// `if` and `elif`. The chain is followed in a loop, so its length costs no stack.
    fn if_stmt(&mut self, mut keyword: Kind, mut word: &'static str) -> Step<Option<()>> {
        let mut first = true;
        loop {
            let clause = self.attempt(|g| g.if_clause(keyword, word))?;
            if clause.is_none() {
                if first {
                    return Ok(None);
                }
                self.attempt(Self::else_block)?;
                return Ok(Some(()));
            }
            (first, keyword, word) = (false, Kind::Elif, "elif");
        }
    }

    fn if_clause(&mut self, keyword: Kind, word: &str) -> Step<Option<()>> {
        if self.invalid {
            self.attempt(|g| {
                need!(g.eat(keyword));
                want!(g.named_expression());
                g.missing_colon()
            })?;
            self.attempt(|g| {
                let keyword = want!(g.take(keyword));
                want!(g.named_expression());
                need!(g.eat(Kind::Colon));
                g.missing_block(&keyword, &format!("'{word}' statement"))
            })?;
        }
        need!(self.eat(keyword));
        want!(self.named_expression());
        need!(self.eat(Kind::Colon));
        Ok(self.block()?.map(drop))
    }

    fn while_stmt(&mut self) -> Step<Option<()>> {
        want!(self.if_clause(Kind::While, "while"));
        self.attempt(Self::else_block)?;
        Ok(Some(()))
    }

    fn for_stmt(&mut self) -> Step<Option<()>> {
        if self.invalid {
            let header = |g: &mut Self| {
                g.eat(Kind::Async)?;
                let keyword = want!(g.take(Kind::For));
                want!(g.star_targets());
                need!(g.eat(Kind::In));
                want!(g.star_expressions());
                Ok(Some(keyword))
            };
            self.attempt(|g| {
                want!(header(g));
                g.missing_colon()
            })?;
            self.attempt(|g| {
                let keyword = want!(header(g));
                need!(g.eat(Kind::Colon));
                g.missing_block(&keyword, "'for' statement")
            })?;
        }
        let from = self.mark;
        let committed = self.attempt(|g| {
            g.eat(Kind::Async)?;
            need!(g.eat(Kind::For));
            want!(g.star_targets());
            need!(g.eat(Kind::In));
            Ok(Some(()))
        })?;
        if committed.is_some() {
            // After `in` no other alternative is tried.
            want!(self.star_expressions());
            need!(self.eat(Kind::Colon));
            want!(self.block());
            self.attempt(Self::else_block)?;
            return Ok(Some(()));
        }
        self.mark = from;
        if self.invalid {
            self.invalid_for_target()?;
        }
        Ok(None)
    }

    // Definitions.

    fn decorators(&mut self) -> Step<Option<()>> {
        Ok(self
            .some(|g| {
                need!(g.eat(Kind::At));
                want!(g.named_expression());
                need!(g.eat(Kind::Newline));
                Ok(Some(()))
            })?
            .map(drop))
    }

    fn function_def(&mut self) -> Step<Option<()>> {
        first_of!(self;
            |g| {
                want!(g.decorators());
                g.function_def_raw()
            },
            Self::function_def_raw,
        )
    }

    fn function_def_raw(&mut self) -> Step<Option<()>> {
        let from = self.mark;
        if self.invalid {
            self.attempt(|g| {
                g.eat(Kind::Async)?;
                let keyword = want!(g.take(Kind::Def));
                want!(g.name());
                g.type_params()?;
                need!(g.eat(Kind::LeftParen));
                g.params()?;
                need!(g.eat(Kind::RightParen));
                g.attempt(Self::returns)?;
                need!(g.eat(Kind::Colon));
                g.missing_block(&keyword, "function definition")
            })?;
            self.attempt(|g| {
                want!(g.function_name());
                g.force(Kind::LeftParen, "(")?;
                g.params()?;
                need!(g.eat(Kind::RightParen));
                g.attempt(Self::returns)?;
                g.force(Kind::Colon, ":")?;
                g.block()
            })?;
            self.mark = from;
        }
        want!(self.function_name());
        need!(self.eat(Kind::LeftParen));
        self.params()?;
        need!(self.eat(Kind::RightParen));
        self.attempt(Self::returns)?;
        need!(self.eat(Kind::Colon));
        Ok(self.block()?.map(drop))
    }

    fn function_name(&mut self) -> Step<Option<()>> {
        self.eat(Kind::Async)?;
        need!(self.eat(Kind::Def));
        want!(self.name());
        self.type_params()?;
        Ok(Some(()))
    }

    fn returns(&mut self) -> Match {
        need!(self.eat(Kind::Arrow));
        self.expression()
    }

    fn class_def(&mut self) -> Step<Option<()>> {
        first_of!(self;
            |g| {
                want!(g.decorators());
                g.class_def_raw()
            },
            Self::class_def_raw,
        )
    }

    fn class_header(&mut self) -> Match {
        let keyword = want!(self.take(Kind::Class));
        want!(self.name());
        self.type_params()?;
        self.attempt(|g| {
            need!(g.eat(Kind::LeftParen));
            g.attempt(Self::arguments)?;
            need!(g.eat(Kind::RightParen));
            Ok(Some(()))
        })?;
        Ok(Some(keyword))
    }

    fn class_def_raw(&mut self) -> Step<Option<()>> {
        if self.invalid {
            self.attempt(|g| {
                want!(g.class_header());
                g.missing_colon()
            })?;
            self.attempt(|g| {
                let keyword = want!(g.class_header());
                need!(g.eat(Kind::Colon));
                g.missing_block(&keyword, "class definition")
            })?;
        }
        want!(self.class_header());
        need!(self.eat(Kind::Colon));
        Ok(self.block()?.map(drop))
    }

    // With.

    fn with_stmt(&mut self) -> Step<Option<()>> {
        if self.invalid {
            self.invalid_with(true)?;
        }
        let found = self.attempt(|g| {
            first_of!(g;
                |g| {
                    g.eat(Kind::Async)?;
                    need!(g.eat(Kind::With));
                    need!(g.eat(Kind::LeftParen));
                    want!(g.commas(Self::with_item));
                    g.eat(Kind::Comma)?;
                    need!(g.eat(Kind::RightParen));
                    need!(g.eat(Kind::Colon));
                    g.block()
                },
                |g| {
                    g.eat(Kind::Async)?;
                    need!(g.eat(Kind::With));
                    want!(g.commas(Self::with_item));
                    need!(g.eat(Kind::Colon));
                    g.block()
                },
            )
        })?;
        if found.is_none() && self.invalid {
            self.invalid_with(false)?;
        }
        Ok(found.map(drop))
    }

    fn with_item(&mut self) -> Step<Option<()>> {
        let after = [Kind::Comma, Kind::RightParen, Kind::Colon];
        let named = self.attempt(|g| {
            want!(g.expression());
            need!(g.eat(Kind::As));
            want!(g.star_target());
            need!(g.at_any(&after));
            Ok(Some(()))
        })?;
        if named.is_some() {
            return Ok(named);
        }
        if self.invalid {
            self.attempt(|g| {
                want!(g.expression());
                need!(g.eat(Kind::As));
                let target = want!(g.expression());
                need!(g.at_any(&after));
                g.raise_invalid_target(Targets::Star, &target)
            })?;
        }
        Ok(self.expression()?.map(drop))
    }

    /// A header without its block, or without its colon; with and without parentheses.
    fn invalid_with(&mut self, block: bool) -> Match {
        fn item<'a>(g: &mut Grammar<'a>, value: fn(&mut Grammar<'a>) -> Match) -> Step<Option<()>> {
            want!(value(g));
            g.attempt(|g| {
                need!(g.eat(Kind::As));
                g.star_target()
            })?;
            Ok(Some(()))
        }
        for parenthesized in [false, true] {
            self.attempt(|g| {
                g.eat(Kind::Async)?;
                let keyword = want!(g.take(Kind::With));
                if parenthesized {
                    need!(g.eat(Kind::LeftParen));
                    want!(g.commas(|g| item(g, Grammar::expressions)));
                    g.eat(Kind::Comma)?;
                    need!(g.eat(Kind::RightParen));
                } else {
                    want!(g.commas(|g| item(g, Grammar::expression)));
                }
                if !block {
                    return g.missing_colon();
                }
                need!(g.eat(Kind::Colon));
                g.missing_block(&keyword, "'with' statement")
            })?;
        }
        Ok(None)
    }

    // Try.

    fn try_stmt(&mut self) -> Step<Option<()>> {
        if self.invalid {
            self.invalid_try_stmt()?;
        }
        need!(self.eat(Kind::Try));
        self.force(Kind::Colon, ":")?;
        want!(self.block());
        if self.attempt(Self::finally_block)?.is_some() {
            return Ok(Some(()));
        }
        for star in [false, true] {
            if self.some(|g| g.except_block(star))?.is_some() {
                self.attempt(Self::else_block)?;
                self.attempt(Self::finally_block)?;
                return Ok(Some(()));
            }
        }
        Ok(None)
    }

    fn invalid_try_stmt(&mut self) -> Match {
        const BOTH: &str = "cannot have both 'except' and 'except*' on the same 'try'";
        let as_name = |g: &mut Self| {
            g.attempt(|g| {
                need!(g.eat(Kind::As));
                g.name()
            })
        };
        first_of!(self;
            |g| {
                let keyword = want!(g.take(Kind::Try));
                need!(g.eat(Kind::Colon));
                g.missing_block(&keyword, "'try' statement")
            },
            |g| {
                need!(g.eat(Kind::Try));
                need!(g.eat(Kind::Colon));
                want!(g.block());
                need!(g.at_any(&[Kind::Except, Kind::Finally]).map(|at| !at));
                g.raise_last("expected 'except' or 'finally' block")
            },
            |g| {
                need!(g.eat(Kind::Try));
                need!(g.eat(Kind::Colon));
                g.many(Self::block)?;
                want!(g.some(|g| g.except_block(false)));
                let keyword = want!(g.take(Kind::Except));
                let star = want!(g.take(Kind::Star));
                want!(g.expression());
                as_name(g)?;
                need!(g.eat(Kind::Colon));
                g.raise_over(&keyword, &star, BOTH)
            },
            |g| {
                need!(g.eat(Kind::Try));
                need!(g.eat(Kind::Colon));
                g.many(Self::block)?;
                want!(g.some(|g| g.except_block(true)));
                let keyword = want!(g.take(Kind::Except));
                if g.attempt(Self::expression)?.is_some() {
                    as_name(g)?;
                }
                need!(g.eat(Kind::Colon));
                g.raise_at(&keyword, BOTH)
            },
        )
    }

    fn except_block(&mut self, star: bool) -> Step<Option<()>> {
        if self.invalid {
            self.except_without_block(star)?;
        }
        let head = |g: &mut Self| {
            need!(g.eat(Kind::Except));
            if star {
                need!(g.eat(Kind::Star));
            }
            Ok(Some(()))
        };
        let found = self.attempt(|g| {
            first_of!(g;
                |g| {
                    want!(head(g));
                    want!(g.expression());
                    need!(g.eat(Kind::Colon));
                    g.block()
                },
                |g| {
                    want!(head(g));
                    want!(g.expression());
                    need!(g.eat(Kind::As));
                    want!(g.name());
                    need!(g.eat(Kind::Colon));
                    g.block()
                },
                |g| {
                    want!(head(g));
                    want!(g.expressions());
                    need!(g.eat(Kind::Colon));
                    g.block()
                },
                |g| {
                    want!(head(g));
                    if star {
                        return Ok(None);
                    }
                    need!(g.eat(Kind::Colon));
                    g.block()
                },
            )
        })?;
        if found.is_none() && self.invalid {
            self.invalid_except(star)?;
        }
        Ok(found.map(drop))
    }

    fn except_without_block(&mut self, star: bool) -> Match {
        let what = if star { "'except*' statement" } else { "'except' statement" };
        first_of!(self;
            |g| {
                let keyword = want!(g.take(Kind::Except));
                if star {
                    need!(g.eat(Kind::Star));
                }
                want!(g.expression());
                g.attempt(|g| {
                    need!(g.eat(Kind::As));
                    g.name()
                })?;
                need!(g.eat(Kind::Colon));
                g.missing_block(&keyword, what)
            },
            |g| {
                if star {
                    return Ok(None);
                }
                let keyword = want!(g.take(Kind::Except));
                need!(g.eat(Kind::Colon));
                g.missing_block(&keyword, what)
            },
        )
    }

    fn invalid_except(&mut self, star: bool) -> Match {
        let head = |g: &mut Self| {
            need!(g.eat(Kind::Except));
            if star {
                need!(g.eat(Kind::Star));
            }
            Ok(Some(()))
        };
        first_of!(self;
            |g| {
                want!(head(g));
                let first = want!(g.expression());
                need!(g.eat(Kind::Comma));
                want!(g.expressions());
                need!(g.eat(Kind::As));
                want!(g.name());
                need!(g.eat(Kind::Colon));
                g.raise_from(&first, "multiple exception types must be parenthesized when using 'as'")
            },
            |g| {
                want!(head(g));
                want!(g.expression());
                g.attempt(|g| {
                    need!(g.eat(Kind::As));
                    g.name()
                })?;
                g.missing_colon()
            },
            |g| {
                want!(head(g));
                if !star {
                    return g.missing_colon();
                }
                need!(g.eat_any(&[Kind::Newline, Kind::Colon]));
                g.raise_last("expected one or more exception types")
            },
            |g| {
                want!(head(g));
                want!(g.expression());
                need!(g.eat(Kind::As));
                let target = want!(g.expression());
                need!(g.eat(Kind::Colon));
                want!(g.block());
                let word = if star { "except*" } else { "except" };
                g.raise_at(&target, format!("cannot use {word} statement with {}", target.name()))
            },
        )
    }

    fn finally_block(&mut self) -> Step<Option<()>> {
        if self.invalid {
            self.attempt(|g| {
                let keyword = want!(g.take(Kind::Finally));
                need!(g.eat(Kind::Colon));
                g.missing_block(&keyword, "'finally' statement")
            })?;
        }
        need!(self.eat(Kind::Finally));
        self.force(Kind::Colon, ":")?;
        Ok(self.block()?.map(drop))
    }

    // Match.

    fn match_stmt(&mut self) -> Step<Option<()>> {
        let found = self.attempt(|g| {
            want!(g.soft("match"));
            want!(g.subject_expr());
            need!(g.eat(Kind::Colon));
            need!(g.eat(Kind::Newline));
            need!(g.eat(Kind::Indent));
            want!(g.some(Self::case_block));
            need!(g.eat(Kind::Dedent));
            Ok(Some(()))
        })?;
        if found.is_some() || !self.invalid {
            return Ok(found);
        }
        self.attempt(|g| {
            want!(g.soft("match"));
            want!(g.subject_expr());
            g.missing_colon()
        })?;
        self.attempt(|g| {
            let keyword = want!(g.soft("match"));
            want!(g.subject_expr());
            need!(g.eat(Kind::Colon));
            g.missing_block(&keyword, "'match' statement")
        })?;
        Ok(None)
    }

    fn subject_expr(&mut self) -> Match {
        let from = self.mark;
        first_of!(self;
            |g| {
                want!(g.star_named_expression());
                need!(g.eat(Kind::Comma));
                g.attempt(Self::star_named_expressions)?;
                Ok(Some(g.node(NodeKind::Tuple, from)))
            },
            Self::named_expression,
        )
    }

    fn case_block(&mut self) -> Step<Option<()>> {
        let header = |g: &mut Self| {
            let keyword = want!(g.soft("case"));
            want!(g.patterns());
            g.attempt(|g| {
                need!(g.eat(Kind::If));
                g.named_expression()
            })?;
            Ok(Some(keyword))
        };
        if self.invalid {
            self.attempt(|g| {
                want!(header(g));
                g.missing_colon()
            })?;
            self.attempt(|g| {
                let keyword = want!(header(g));
                need!(g.eat(Kind::Colon));
                g.missing_block(&keyword, "'case' statement")
            })?;
        }
        want!(header(self));
        need!(self.eat(Kind::Colon));
        Ok(self.block()?.map(drop))
    }
}
