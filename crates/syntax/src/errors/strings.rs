//! Strings: the literals themselves, their concatenation, and the replacement fields of f-strings and t-strings.

use super::node::{Node, NodeKind};
use super::peg::{Grammar, Match, Rule, Stop};
use crate::lower::Lower;
use crate::tokens::Kind;

/// The two kinds of strings with replacement fields.
#[derive(Clone, Copy)]
struct Flavour {
    letter: char,
    start: Kind,
    middle: Kind,
    end: Kind,
    node: NodeKind,
}

const F: Flavour = Flavour {
    letter: 'f',
    start: Kind::FStringStart,
    middle: Kind::FStringMiddle,
    end: Kind::FStringEnd,
    node: NodeKind::FString,
};
const T: Flavour = Flavour {
    letter: 't',
    start: Kind::TStringStart,
    middle: Kind::TStringMiddle,
    end: Kind::TStringEnd,
    node: NodeKind::TString,
};

impl Grammar<'_> {
    pub(super) fn strings(&mut self) -> Match {
        self.memo(Rule::Strings, |g| {
            let from = g.mark;
            if g.invalid {
                g.invalid_concatenation()?;
            }
            let plain = g.some(Self::plain_or_fstring)?;
            if let Some(parts) = plain {
                let bytes = parts.iter().filter(|part| part.flag()).count();
                if bytes != 0 && bytes != parts.len() {
                    return g.raise_last("cannot mix bytes and nonbytes literals");
                }
                let formatted = parts.iter().any(|part| part.kind() == NodeKind::FString);
                let kind = if formatted { NodeKind::FString } else { NodeKind::Literal };
                return Ok(Some(g.node(kind, from)));
            }
            want!(g.some(|g| g.formatted(T)));
            Ok(Some(g.node(NodeKind::TString, from)))
        })
    }

    fn invalid_concatenation(&mut self) -> Match {
        const MIXED: &str = "cannot mix t-string literals with string or bytes literals";
        first_of!(self;
            |g| {
                let parts = want!(g.some(Self::plain_or_fstring));
                let other = want!(g.formatted(T));
                g.raise_over(parts.last().unwrap_or(&other), &other, MIXED)
            },
            |g| {
                let parts = want!(g.some(|g| g.formatted(T)));
                let other = want!(g.plain_or_fstring());
                g.raise_over(parts.last().unwrap_or(&other), &other, MIXED)
            },
        )
    }

    fn plain_or_fstring(&mut self) -> Match {
        first_of!(self; |g| g.formatted(F), Self::plain)
    }

    /// A string or bytes literal; the node's flag says bytes.
    fn plain(&mut self) -> Match {
        let token = want!(self.take(Kind::String));
        let text = token.range().of(self.input.source);
        let prefix = text.split(['"', '\'']).next().unwrap_or("");
        let bytes = prefix.contains(['b', 'B']);
        if bytes && !text.is_ascii() {
            return self.raise_at(&token, "bytes can only contain ASCII literal characters");
        }
        let mut lower = Lower::new(self.input.source, self.input.lines);
        if let Err(error) = lower.check_literal(token.range(), bytes) {
            return self.raise_last(error.msg);
        }
        Ok(Some(Node::with(NodeKind::Literal, token.range(), Vec::new(), bytes)))
    }

    fn formatted(&mut self, flavour: Flavour) -> Match {
        let from = self.mark;
        let raw = want!(self.take(flavour.start)).range().of(self.input.source).contains(['r', 'R']);
        let parts = self.many(|g| g.middle(flavour, raw, false))?;
        need!(self.eat(flavour.end));
        // The text is decoded when the string is complete; that of a specifier was decoded at once.
        for part in parts.iter().filter(|part| !raw && part.kind() == NodeKind::Other) {
            let mut lower = Lower::new(self.input.source, self.input.lines);
            if let Err(error) = lower.check_middle(part.range(), false) {
                return self.raise_at(part, error.msg);
            }
        }
        Ok(Some(self.node(flavour.node, from)))
    }

    /// A replacement field, or a piece of text, whose node has the kind `Other`.
    fn middle(&mut self, flavour: Flavour, raw: bool, spec: bool) -> Match {
        match self.peek()? {
            Kind::LeftBrace => self.replacement_field(flavour, raw),
            kind if kind == flavour.middle => {
                let token = want!(self.take(kind));
                if spec && !raw {
                    let mut lower = Lower::new(self.input.source, self.input.lines);
                    if let Err(error) = lower.check_middle(token.range(), true) {
                        return Err(Stop::Fault(Box::new(error)));
                    }
                }
                Ok(Some(token))
            }
            _ => Ok(None),
        }
    }

    fn replacement_field(&mut self, flavour: Flavour, raw: bool) -> Match {
        let from = self.mark;
        let found = self.attempt(|g| {
            need!(g.eat(Kind::LeftBrace));
            want!(g.annotated_rhs());
            g.eat(Kind::Equal)?;
            g.attempt(|g| g.conversion(flavour))?;
            g.attempt(|g| {
                need!(g.eat(Kind::Colon));
                g.many(|g| g.middle(flavour, raw, true))?;
                Ok(Some(()))
            })?;
            need!(g.eat(Kind::RightBrace));
            Ok(Some(g.node(flavour.node, from)))
        })?;
        if found.is_some() || !self.invalid {
            return Ok(found);
        }
        self.invalid_replacement_field(flavour, raw)
    }

    fn conversion(&mut self, flavour: Flavour) -> Match {
        let mark = want!(self.take(Kind::Exclamation));
        let name = want!(self.name());
        let letter = flavour.letter;
        if mark.range().end != name.range().start {
            let msg = format!("{letter}-string: conversion type must come right after the exclamation mark");
            return self.raise_over(&mark, &name, msg);
        }
        let word = name.range().of(self.input.source);
        if !matches!(word, "s" | "r" | "a") {
            let msg =
                format!("{letter}-string: invalid conversion character '{word}': expected 's', 'r', or 'a'");
            return self.raise_at(&name, msg);
        }
        Ok(Some(name))
    }

    fn invalid_replacement_field(&mut self, flavour: Flavour, raw: bool) -> Match {
        let letter = flavour.letter;
        let from = self.mark;
        need!(self.eat(Kind::LeftBrace));
        for (kind, spelling) in
            [(Kind::Equal, '='), (Kind::Exclamation, '!'), (Kind::Colon, ':'), (Kind::RightBrace, '}')]
        {
            if let Some(token) = self.take(kind)? {
                return self.raise_at(
                    &token,
                    format!("{letter}-string: valid expression required before '{spelling}'"),
                );
            }
        }
        if self.attempt(Self::annotated_rhs)?.is_none() {
            return self.raise_next(format!("{letter}-string: expecting a valid expression after '{{'"));
        }
        if !self.at_any(&[Kind::Equal, Kind::Exclamation, Kind::Colon, Kind::RightBrace])? {
            return self.raise_next(format!("{letter}-string: expecting '=', or '!', or ':', or '}}'"));
        }
        if self.eat(Kind::Equal)? && !self.at_any(&[Kind::Exclamation, Kind::Colon, Kind::RightBrace])? {
            return self.raise_next(format!("{letter}-string: expecting '!', or ':', or '}}'"));
        }
        if self.eat(Kind::Exclamation)? {
            if self.at_any(&[Kind::Colon, Kind::RightBrace])? {
                return self.raise_next(format!("{letter}-string: missing conversion character"));
            }
            if !self.eat(Kind::Name)? {
                return self.raise_next(format!("{letter}-string: invalid conversion character"));
            }
            if !self.at_any(&[Kind::Colon, Kind::RightBrace])? {
                return self.raise_next(format!("{letter}-string: expecting ':' or '}}'"));
            }
        }
        if self.eat(Kind::Colon)? {
            // In CPython this rule looks for the text of f-strings in t-strings too, and so stops before theirs.
            self.many(|g| g.middle(F, raw, true))?;
            if !self.at(Kind::RightBrace)? {
                return self.raise_next(format!("{letter}-string: expecting '}}', or format specs"));
            }
        }
        if !self.at(Kind::RightBrace)? {
            return self.raise_next(format!("{letter}-string: expecting '}}'"));
        }
        self.mark = from;
        Ok(None)
    }
}
