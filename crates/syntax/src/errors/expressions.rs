//! Expressions, from `expressions` down to `primary`.

use super::node::{Node, NodeKind};
use super::peg::{Grammar, Match, Rule, Step};
use crate::source::Range;
use crate::tokens::Kind;

/// The levels of binary operators above `sum`, loosest first.
const BITWISE: [&[Kind]; 3] = [&[Kind::Bar], &[Kind::Caret], &[Kind::Ampersand]];
const TERM: &[Kind] = &[Kind::Star, Kind::Slash, Kind::DoubleSlash, Kind::Percent, Kind::At];
const ARITHMETIC: &[Kind] =
    &[Kind::Plus, Kind::Minus, Kind::Star, Kind::Slash, Kind::Percent, Kind::DoubleSlash, Kind::At];

impl Grammar<'_> {
    /// A list with commas that is a tuple when it has one.
    fn tuple_of(&mut self, mut part: impl FnMut(&mut Self) -> Match) -> Match {
        let from = self.mark;
        let parts = want!(self.commas(&mut part));
        let trailing = self.eat(Kind::Comma)?;
        if parts.len() == 1 && !trailing {
            return Ok(parts.into_iter().next());
        }
        Ok(Some(Node::with(NodeKind::Tuple, self.range_from(from), parts, false)))
    }

    pub(super) fn expressions(&mut self) -> Match {
        self.tuple_of(Self::expression)
    }

    pub(super) fn star_expressions(&mut self) -> Match {
        self.memo(Rule::StarExpressions, |g| g.tuple_of(Self::star_expression))
    }

    pub(super) fn starred(&mut self, value: impl FnOnce(&mut Self) -> Match) -> Match {
        let from = self.mark;
        self.attempt(|g| {
            need!(g.eat(Kind::Star));
            let value = want!(value(g));
            Ok(Some(Node::with(NodeKind::Starred, g.range_from(from), vec![value], false)))
        })
    }

    pub(super) fn star_expression(&mut self) -> Match {
        self.memo(Rule::StarExpression, |g| first_of!(g; |g| g.starred(Self::bitwise_or), Self::expression))
    }

    pub(super) fn star_named_expression(&mut self) -> Match {
        first_of!(self; |g| g.starred(Self::bitwise_or), Self::named_expression)
    }

    pub(super) fn star_named_expressions(&mut self) -> Step<Option<Vec<Node>>> {
        let parts = want!(self.commas(Self::star_named_expression));
        self.eat(Kind::Comma)?;
        Ok(Some(parts))
    }

    /// `NAME ':=' ~ expression`; the outer value says whether the rule may be followed by others.
    pub(super) fn assignment_expression(&mut self) -> Step<Option<Option<Node>>> {
        let from = self.mark;
        if self.name()?.is_none() || !self.eat(Kind::ColonEqual)? {
            self.mark = from;
            return Ok(None);
        }
        match self.expression()? {
            Some(_) => Ok(Some(Some(self.node(NodeKind::Named, from)))),
            None => {
                self.mark = from;
                Ok(Some(None))
            }
        }
    }

    /// `assignment_expression | expression !':='`.
    pub(super) fn assignment_or_expression(&mut self) -> Match {
        if let Some(Some(found)) = self.assignment_expression()? {
            return Ok(Some(found));
        }
        self.attempt(|g| {
            let value = want!(g.expression());
            need!(g.not_at(Kind::ColonEqual));
            Ok(Some(value))
        })
    }

    pub(super) fn named_expression(&mut self) -> Match {
        self.memo(Rule::NamedExpression, |g| {
            if let Some(Some(found)) = g.assignment_expression()? {
                return Ok(Some(found));
            }
            if g.invalid {
                g.memo(Rule::InvalidNamedExpression, Self::invalid_named_expression)?;
            }
            g.attempt(|g| {
                let value = want!(g.expression());
                need!(g.not_at(Kind::ColonEqual));
                Ok(Some(value))
            })
        })
    }

    fn invalid_named_expression(&mut self) -> Match {
        first_of!(self;
            |g| {
                let target = want!(g.expression());
                need!(g.eat(Kind::ColonEqual));
                want!(g.expression());
                g.raise_at(&target, format!("cannot use assignment expressions with {}", target.name()))
            },
            |g| {
                let target = want!(g.name());
                need!(g.eat(Kind::Equal));
                let value = want!(g.bitwise_or());
                need!(g.at_any(&[Kind::Equal, Kind::ColonEqual]).map(|at| !at));
                g.raise_over(&target, &value, "invalid syntax. Maybe you meant '==' or ':=' instead of '='?")
            },
            |g| {
                need!(g.not_ahead(|g| first_of!(g;
                    Self::list,
                    Self::tuple,
                    Self::genexp,
                    |g| g.take(Kind::True),
                    |g| g.take(Kind::None),
                    |g| g.take(Kind::False),
                )));
                let target = want!(g.bitwise_or());
                need!(g.eat(Kind::Equal));
                want!(g.bitwise_or());
                need!(g.at_any(&[Kind::Equal, Kind::ColonEqual]).map(|at| !at));
                let name = target.name();
                g.raise_at(&target, format!("cannot assign to {name} here. Maybe you meant '==' instead of '='?"))
            },
        )
    }

    pub(super) fn expression(&mut self) -> Match {
        self.memo(Rule::Expression, |g| {
            if g.invalid {
                g.invalid_expression()?;
                g.invalid_legacy_expression()?;
            }
            g.expression_without_invalid_here()
        })
    }

    fn expression_without_invalid_here(&mut self) -> Match {
        first_of!(self; Self::if_expression, Self::disjunction, Self::lambda)
    }

    /// The rules that find errors do not take part anywhere below.
    fn expression_without_invalid(&mut self) -> Match {
        let invalid = std::mem::replace(&mut self.invalid, false);
        let found = self.deeper(|g| g.attempt(Self::expression_without_invalid_here));
        self.invalid = invalid;
        found
    }

    fn if_expression(&mut self) -> Match {
        let from = self.mark;
        want!(self.disjunction());
        need!(self.eat(Kind::If));
        want!(self.disjunction());
        need!(self.eat(Kind::Else));
        want!(self.expression());
        Ok(Some(self.node(NodeKind::IfExp, from)))
    }

    fn lambda(&mut self) -> Match {
        let from = self.mark;
        need!(self.eat(Kind::Lambda));
        self.lambda_params()?;
        need!(self.eat(Kind::Colon));
        want!(self.expression());
        Ok(Some(self.node(NodeKind::Lambda, from)))
    }

    fn invalid_expression(&mut self) -> Match {
        first_of!(self;
            |g| {
                need!(g.eat(Kind::String));
                let between = want!(g.some(|g| {
                    need!(g.not_at(Kind::String));
                    g.expression_without_invalid()
                }));
                need!(g.eat(Kind::String));
                let (Some(first), Some(last)) = (between.first(), between.last()) else { return Ok(None) };
                g.raise_over(first, last, "invalid syntax. Is this intended to be part of the string?")
            },
            Self::missing_comma,
            |g| {
                let value = want!(g.disjunction());
                need!(g.eat(Kind::If));
                let test = want!(g.disjunction());
                need!(g.at_any(&[Kind::Else, Kind::Colon]).map(|at| !at));
                g.raise_over(&value, &test, "expected 'else' after 'if' expression")
            },
            |g| {
                want!(g.disjunction());
                need!(g.eat(Kind::If));
                want!(g.disjunction());
                need!(g.eat(Kind::Else));
                need!(g.not_ahead(Self::expression));
                g.raise_next("expected expression after 'else', but statement is given")
            },
            |g| {
                let from = g.mark;
                need!(g.eat_any(&[Kind::Pass, Kind::Break, Kind::Continue]));
                let statement = g.node(NodeKind::Other, from);
                need!(g.eat(Kind::If));
                want!(g.disjunction());
                need!(g.eat(Kind::Else));
                want!(g.simple_stmt());
                g.raise_at(&statement, "expected expression before 'if', but statement is given")
            },
            |g| {
                let keyword = want!(g.take(Kind::Lambda));
                g.lambda_params()?;
                let colon = want!(g.take(Kind::Colon));
                let letter = match g.peek()? {
                    Kind::FStringMiddle => 'f',
                    Kind::TStringMiddle => 't',
                    _ => return Ok(None),
                };
                let msg = format!("{letter}-string: lambda expressions are not allowed without parentheses");
                g.raise_over(&keyword, &colon, msg)
            },
        )
    }

    /// Two expressions side by side inside brackets. Names before strings look like bad prefixes, and soft keywords
    /// may be names.
    fn missing_comma(&mut self) -> Match {
        for word in ["_", "case", "match", "type"] {
            if self.at_soft(word)? {
                return Ok(None);
            }
        }
        need!(self.not_ahead(|g| {
            want!(g.name());
            g.take(Kind::String)
        }));
        let from = self.mark;
        let first = want!(self.disjunction());
        let second = want!(self.expression_without_invalid());
        if self.is_legacy(&first, from) || self.level_before() == 0 {
            return Ok(None);
        }
        self.raise_over(&first, &second, "invalid syntax. Perhaps you forgot a comma?")
    }

    fn is_legacy(&self, node: &Node, _from: usize) -> bool {
        node.kind() == NodeKind::Name && matches!(node.range().of(self.input.source), "print" | "exec")
    }

    fn invalid_legacy_expression(&mut self) -> Match {
        self.attempt(|g| {
            let from = g.mark;
            let name = want!(g.name());
            need!(g.not_at(Kind::LeftParen));
            let value = want!(g.star_expressions());
            if !g.is_legacy(&name, from) {
                return Ok(None);
            }
            let word = name.range().of(g.input.source);
            g.raise_over(
                &name,
                &value,
                format!("Missing parentheses in call to '{word}'. Did you mean {word}(...)?"),
            )
        })
    }

    pub(super) fn yield_expr(&mut self) -> Match {
        let from = self.mark;
        self.attempt(|g| {
            need!(g.eat(Kind::Yield));
            let delegated = g.attempt(|g| {
                need!(g.eat(Kind::From));
                g.expression()
            })?;
            if delegated.is_none() {
                g.attempt(Self::star_expressions)?;
            }
            Ok(Some(g.node(NodeKind::Yield, from)))
        })
    }

    pub(super) fn annotated_rhs(&mut self) -> Match {
        first_of!(self; Self::yield_expr, Self::star_expressions)
    }

    /// Operands of one flat operator.
    fn flat(&mut self, operator: Kind, operand: fn(&mut Self) -> Match) -> Match {
        let from = self.mark;
        let first = want!(operand(self));
        let more = self.many(|g| {
            need!(g.eat(operator));
            operand(g)
        })?;
        Ok(Some(if more.is_empty() { first } else { self.node(NodeKind::Operation, from) }))
    }

    pub(super) fn disjunction(&mut self) -> Match {
        self.memo(Rule::Disjunction, |g| g.flat(Kind::Or, Self::conjunction))
    }

    fn conjunction(&mut self) -> Match {
        self.memo(Rule::Conjunction, |g| g.flat(Kind::And, Self::inversion))
    }

    pub(super) fn inversion(&mut self) -> Match {
        self.memo(Rule::Inversion, |g| {
            let from = g.mark;
            let mut negated = false;
            while g.eat(Kind::Not)? {
                negated = true;
            }
            let value = want!(g.comparison());
            Ok(Some(if negated { g.node(NodeKind::Operation, from) } else { value }))
        })
    }

    fn comparison(&mut self) -> Match {
        self.memo(Rule::Comparison, |g| {
            let from = g.mark;
            let left = want!(g.bitwise_or());
            let mut first = None;
            while let Some(operator) = g.attempt(|g| {
                let operator = want!(g.comparison_operator());
                want!(g.bitwise_or());
                Ok(Some(operator))
            })? {
                first.get_or_insert(operator);
            }
            Ok(Some(match first {
                None => left,
                Some(Kind::In) => Node::with(NodeKind::CompareIn, g.range_from(from), vec![left], false),
                Some(_) => Node::with(NodeKind::Compare, g.range_from(from), vec![left], false),
            }))
        })
    }

    fn comparison_operator(&mut self) -> Step<Option<Kind>> {
        let kind = self.peek()?;
        match kind {
            Kind::EqualEqual
            | Kind::NotEqual
            | Kind::LessEqual
            | Kind::GreaterEqual
            | Kind::Greater
            | Kind::In => {
                self.mark += 1;
                Ok(Some(kind))
            }
            Kind::Less => {
                let less = want!(self.take(Kind::Less));
                if self.invalid
                    && let Some(greater) = self.attempt(|g| g.take(Kind::Greater))?
                {
                    if less.range().end == greater.range().start {
                        let msg = "invalid syntax.  Maybe you meant '!=' instead of '<>'?";
                        return self.raise_over(&less, &greater, msg);
                    }
                    self.mark -= 1;
                }
                Ok(Some(kind))
            }
            Kind::Not => {
                self.mark += 1;
                Ok(if self.eat(Kind::In)? { Some(Kind::Not) } else { None })
            }
            Kind::Is => {
                self.mark += 1;
                // `is not` only when an operand follows; `is (not …)` otherwise fails on its own.
                self.eat(Kind::Not)?;
                Ok(Some(Kind::Is))
            }
            _ => Ok(None),
        }
    }

    pub(super) fn bitwise_or(&mut self) -> Match {
        self.memo(Rule::BitwiseOr, |g| g.bitwise(0))
    }

    /// `|`, `^` and `&`, one level for each.
    fn bitwise(&mut self, level: usize) -> Match {
        let Some(operators) = BITWISE.get(level) else { return self.shift() };
        self.binary(operators, |g| g.bitwise(level + 1))
    }

    /// Left-associative operators: `operand (operator operand)*`.
    fn binary(&mut self, operators: &[Kind], mut operand: impl FnMut(&mut Self) -> Match) -> Match {
        let from = self.mark;
        let mut left = want!(operand(self));
        while self
            .attempt(|g| {
                need!(g.eat_any(operators));
                operand(g)
            })?
            .is_some()
        {
            left = self.node(NodeKind::Operation, from);
        }
        Ok(Some(left))
    }

    fn shift(&mut self) -> Match {
        self.memo(Rule::Shift, |g| {
            let from = g.mark;
            if g.invalid {
                g.invalid_arithmetic()?;
                g.mark = from;
            }
            g.binary(&[Kind::LeftShift, Kind::RightShift], Self::sum)
        })
    }

    fn invalid_arithmetic(&mut self) -> Match {
        self.attempt(|g| {
            want!(g.sum());
            need!(g.eat_any(ARITHMETIC));
            let not = want!(g.take(Kind::Not));
            let value = want!(g.inversion());
            g.raise_over(&not, &value, "'not' after an operator must be parenthesized")
        })
    }

    fn sum(&mut self) -> Match {
        self.memo(Rule::Sum, |g| g.binary(&[Kind::Plus, Kind::Minus], Self::term))
    }

    fn term(&mut self) -> Match {
        let from = self.mark;
        if self.invalid {
            self.attempt(|g| {
                need!(g.eat_any(&[Kind::Plus, Kind::Minus, Kind::Tilde]));
                let not = want!(g.take(Kind::Not));
                let value = want!(g.factor());
                g.raise_over::<Option<Node>>(&not, &value, "'not' after an operator must be parenthesized")
            })?;
            self.mark = from;
        }
        self.binary(TERM, Self::factor)
    }

    fn factor(&mut self) -> Match {
        self.memo(Rule::Factor, |g| {
            let from = g.mark;
            let mut signed = false;
            while g.eat_any(&[Kind::Plus, Kind::Minus, Kind::Tilde])? {
                signed = true;
            }
            let value = want!(g.power());
            Ok(Some(if signed { g.node(NodeKind::Operation, from) } else { value }))
        })
    }

    fn power(&mut self) -> Match {
        let from = self.mark;
        let base = want!(self.await_primary());
        let exponent = self.attempt(|g| {
            need!(g.eat(Kind::DoubleStar));
            g.factor()
        })?;
        Ok(Some(if exponent.is_some() { self.node(NodeKind::Operation, from) } else { base }))
    }

    fn await_primary(&mut self) -> Match {
        let from = self.mark;
        let awaited = self.attempt(|g| {
            need!(g.eat(Kind::Await));
            want!(g.primary());
            Ok(Some(g.node(NodeKind::Await, from)))
        })?;
        match awaited {
            Some(awaited) => Ok(Some(awaited)),
            None => self.primary(),
        }
    }

    fn primary(&mut self) -> Match {
        self.memo(Rule::Primary, |g| {
            let from = g.mark;
            let mut value = want!(g.atom());
            while let Some(kind) = g.attempt(Self::trailer)? {
                value = g.node(kind, from);
            }
            Ok(Some(value))
        })
    }

    /// What may follow a primary.
    pub(super) fn trailer(&mut self) -> Step<Option<NodeKind>> {
        first_of!(self;
            |g| {
                need!(g.eat(Kind::Dot));
                want!(g.name());
                Ok(Some(NodeKind::Attribute))
            },
            |g| {
                want!(g.genexp());
                Ok(Some(NodeKind::Call))
            },
            |g| {
                need!(g.eat(Kind::LeftParen));
                g.attempt(Self::arguments)?;
                need!(g.eat(Kind::RightParen));
                Ok(Some(NodeKind::Call))
            },
            |g| {
                need!(g.eat(Kind::LeftBracket));
                need!(g.slices());
                need!(g.eat(Kind::RightBracket));
                Ok(Some(NodeKind::Subscript))
            },
        )
    }

    pub(super) fn slices(&mut self) -> Step<bool> {
        let alone = self.attempt(|g| {
            want!(g.slice());
            need!(g.not_at(Kind::Comma));
            Ok(Some(()))
        })?;
        if alone.is_some() {
            return Ok(true);
        }
        let several = self.commas(|g| first_of!(g; Self::slice, Self::starred_expression))?;
        if several.is_some() {
            self.eat(Kind::Comma)?;
        }
        Ok(several.is_some())
    }

    fn slice(&mut self) -> Match {
        let from = self.mark;
        let range = |g: &mut Self| -> Match {
            g.attempt(Self::expression)?;
            need!(g.eat(Kind::Colon));
            g.attempt(Self::expression)?;
            if g.eat(Kind::Colon)? {
                g.attempt(Self::expression)?;
            }
            Ok(Some(Node::new(NodeKind::Other, Range::default())))
        };
        match self.attempt(range)? {
            Some(_) => Ok(Some(self.node(NodeKind::Other, from))),
            None => self.named_expression(),
        }
    }
}
