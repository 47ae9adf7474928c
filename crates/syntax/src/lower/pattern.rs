//! Patterns of `match`.

use ruff_python_ast as ruff;

use super::{Lower, Result, range};
use crate::ast::{Constant, MatchCase, Pattern, PatternKind, Range};

impl<'a> Lower<'a> {
    pub(super) fn match_cases(&mut self, cases: &'a [ruff::MatchCase]) -> Result<Vec<MatchCase>> {
        let lower = |case: &'a ruff::MatchCase| {
            Ok(MatchCase {
                pattern: self.pattern(&case.pattern)?,
                guard: self.optional(&case.guard)?,
                body: self.body(&case.body)?,
            })
        };
        cases.iter().map(lower).collect()
    }

    fn pattern(&mut self, node: &'a ruff::Pattern) -> Result<Pattern> {
        self.deeper(|lower| {
            let kind = lower.pattern_kind(node)?;
            Ok(Pattern { kind, range: range(node) })
        })
    }

    fn patterns(&mut self, nodes: &'a [ruff::Pattern]) -> Result<Vec<Pattern>> {
        nodes.iter().map(|node| self.pattern(node)).collect()
    }

    /// The foreign parser accepts `[a b]`.
    fn comma_between(&self, start: u32, end: u32) -> Result<()> {
        let between = Range { start, end }.of(self.source);
        let code = |line: &str| line.split('#').next().is_some_and(|code| code.contains(','));
        match between.lines().any(code) {
            true => Ok(()),
            false => Err(super::unsupported("invalid syntax")),
        }
    }

    fn pattern_kind(&mut self, node: &'a ruff::Pattern) -> Result<PatternKind> {
        Ok(match node {
            ruff::Pattern::MatchValue(node) => PatternKind::MatchValue { value: self.boxed(&node.value)? },
            ruff::Pattern::MatchSingleton(node) => PatternKind::MatchSingleton {
                value: match node.value {
                    ruff::Singleton::None => Constant::None,
                    ruff::Singleton::True => Constant::Bool(true),
                    ruff::Singleton::False => Constant::Bool(false),
                },
            },
            ruff::Pattern::MatchSequence(node) => {
                for pair in node.patterns.windows(2) {
                    self.comma_between(range(&pair[0]).end, range(&pair[1]).start)?;
                }
                PatternKind::MatchSequence { patterns: self.patterns(&node.patterns)? }
            }
            ruff::Pattern::MatchMapping(node) => PatternKind::MatchMapping {
                keys: self.exprs(node.keys.iter())?,
                patterns: self.patterns(&node.patterns)?,
                rest: node.rest.as_ref().map(|name| self.name(name)),
            },
            ruff::Pattern::MatchClass(node) => {
                let mut kwd_attrs = Vec::new();
                let mut kwd_patterns = Vec::new();
                let cls = self.boxed(&node.cls)?;
                let patterns = self.patterns(&node.arguments.patterns)?;
                for keyword in &node.arguments.keywords {
                    kwd_attrs.push(self.name(&keyword.attr));
                    kwd_patterns.push(self.pattern(&keyword.pattern)?);
                }
                PatternKind::MatchClass { cls, patterns, kwd_attrs, kwd_patterns }
            }
            ruff::Pattern::MatchStar(node) => {
                PatternKind::MatchStar { name: node.name.as_ref().map(|name| self.name(name)) }
            }
            ruff::Pattern::MatchAs(node) => PatternKind::MatchAs {
                pattern: match &node.pattern {
                    Some(pattern) => Some(Box::new(self.pattern(pattern)?)),
                    None => None,
                },
                name: node.name.as_ref().map(|name| self.name(name)),
            },
            ruff::Pattern::MatchOr(node) => PatternKind::MatchOr { patterns: self.patterns(&node.patterns)? },
        })
    }
}
