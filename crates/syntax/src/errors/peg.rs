//! The machine under the error grammar: a packrat parser that fetches tokens one by one.
//!
//! CPython reports a plain `invalid syntax` at the last token its parser has fetched, and some messages too, so `fill`
//! must grow exactly as CPython's does: rules look at tokens in the order of its grammar. A rule returns what it
//! matched, or `None` with `mark` where it was, or stops the parse with an error.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use super::Input;
use super::node::{Node, NodeKind, Targets};
use crate::error::{SyntaxError, SyntaxErrorKind};
use crate::source::Range;
use crate::tokens::{Kind, Token};

/// Why a parse ended early.
pub(super) enum Stop {
    /// A rule has found what is wrong.
    Raised(Box<SyntaxError>),
    /// The tokenizer has.
    Fault(Box<SyntaxError>),
    /// The source nests deeper than this parser goes.
    TooDeep,
}

pub(super) type Step<T> = Result<T, Stop>;
pub(super) type Match = Step<Option<Node>>;

/// Leaves the rule unless the token or lookahead matches.
macro_rules! need {
    ($test:expr) => {
        if !$test? {
            return Ok(None);
        }
    };
}

/// Leaves the rule unless the part matches; its value otherwise.
macro_rules! want {
    ($part:expr) => {
        match $part? {
            Some(part) => part,
            None => return Ok(None),
        }
    };
}

/// Tries alternatives in order and leaves with the first that matches.
macro_rules! first_of {
    ($grammar:expr; $($alternative:expr),+ $(,)?) => {{
        $(if let Some(found) = $grammar.attempt($alternative)? {
            return Ok(Some(found));
        })+
        Ok(None)
    }};
}

/// Rules whose results are remembered.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Rule {
    Expression,
    StarExpression,
    StarExpressions,
    Disjunction,
    Conjunction,
    Inversion,
    Comparison,
    BitwiseOr,
    Shift,
    Sum,
    Factor,
    Primary,
    Atom,
    Strings,
    NamedExpression,
    InvalidNamedExpression,
    Arguments,
    Args,
    StarTarget,
    TargetPrimary,
    DelTarget,
    SimpleStatement,
    Block,
    ClosedPattern,
    TypeParam,
    Genexp,
    TargetWithStarAtom,
    SingleTarget,
}

impl Rule {
    /// CPython remembers these rules whether or not the rules that find errors took part.
    fn forgets_invalid(self) -> bool {
        !matches!(
            self,
            Rule::NamedExpression
                | Rule::StarExpressions
                | Rule::Comparison
                | Rule::Atom
                | Rule::Args
                | Rule::Genexp
                | Rule::SingleTarget
        )
    }
}

/// The greatest nesting of remembered rules. Two hundred brackets need less than three thousand.
const MAX_DEPTH: usize = 6000;

/// The stack grows in steps, as that of the third-party parser does: a bracket takes a dozen rules here.
const RED_ZONE: usize = 64 * 1024;
const STACK_STEP: usize = 1024 * 1024;

/// What a rule gave at a token, and where it left off.
type Memo = HashMap<(Rule, bool, usize), (Option<Node>, usize), BuildHasherDefault<ahash::AHasher>>;

pub(super) struct Grammar<'a> {
    pub(super) input: Input<'a>,
    tokens: &'a [Token],
    pub(super) mark: usize,
    /// How many tokens have been fetched.
    pub(super) fill: usize,
    /// Whether the rules that only find errors take part.
    pub(super) invalid: bool,
    depth: usize,
    memo: Memo,
}

impl<'a> Grammar<'a> {
    pub(super) fn new(input: Input<'a>, tokens: &'a [Token]) -> Self {
        Grammar { input, tokens, mark: 0, fill: 0, invalid: false, depth: 0, memo: HashMap::default() }
    }

    /// Begins again with the rules that find errors.
    pub(super) fn second_pass(&mut self) {
        self.mark = 0;
        self.depth = 0;
        self.invalid = true;
        self.memo.clear();
    }

    /// No rule goes back behind a whole statement of the outermost block.
    pub(super) fn forget(&mut self) {
        self.memo.clear();
    }

    // Tokens.

    fn token(&self, index: usize) -> Token {
        self.tokens[index.min(self.tokens.len() - 1)]
    }

    fn fetch(&mut self) -> Step<Token> {
        let token = self.token(self.mark);
        if self.mark >= self.fill {
            self.fill = self.mark + 1;
        }
        if token.kind == Kind::Error {
            return Err(Stop::Fault(Box::new(self.input.fault())));
        }
        Ok(token)
    }

    pub(super) fn peek(&mut self) -> Step<Kind> {
        Ok(self.fetch()?.kind)
    }

    pub(super) fn at(&mut self, kind: Kind) -> Step<bool> {
        Ok(self.peek()? == kind)
    }

    pub(super) fn at_any(&mut self, kinds: &[Kind]) -> Step<bool> {
        Ok(kinds.contains(&self.peek()?))
    }

    /// Takes a token of this kind.
    pub(super) fn eat(&mut self, kind: Kind) -> Step<bool> {
        Ok(self.take(kind)?.is_some())
    }

    pub(super) fn eat_any(&mut self, kinds: &[Kind]) -> Step<bool> {
        let found = self.at_any(kinds)?;
        self.mark += usize::from(found);
        Ok(found)
    }

    /// The token, as something an error can point at.
    pub(super) fn take(&mut self, kind: Kind) -> Match {
        let token = self.fetch()?;
        if token.kind != kind {
            return Ok(None);
        }
        self.mark += 1;
        Ok(Some(Node::new(if kind == Kind::Name { NodeKind::Name } else { NodeKind::Other }, token.range())))
    }

    pub(super) fn name(&mut self) -> Match {
        self.take(Kind::Name)
    }

    pub(super) fn at_soft(&mut self, word: &str) -> Step<bool> {
        let token = self.fetch()?;
        Ok(token.kind == Kind::Name && token.range().of(self.input.source) == word)
    }

    pub(super) fn soft(&mut self, word: &str) -> Match {
        match self.at_soft(word)? {
            true => self.name(),
            false => Ok(None),
        }
    }

    /// How many brackets are open after the token before `mark`.
    pub(super) fn level_before(&self) -> u8 {
        self.mark.checked_sub(1).map_or(0, |index| self.token(index).level)
    }

    // Combinators.

    /// Goes back when there is no match.
    pub(super) fn attempt<T>(&mut self, rule: impl FnOnce(&mut Self) -> Step<Option<T>>) -> Step<Option<T>> {
        let mark = self.mark;
        let found = rule(self)?;
        if found.is_none() {
            self.mark = mark;
        }
        Ok(found)
    }

    /// Whether the rule matches here, without moving.
    pub(super) fn ahead<T>(&mut self, rule: impl FnOnce(&mut Self) -> Step<Option<T>>) -> Step<bool> {
        let mark = self.mark;
        let found = rule(self)?.is_some();
        self.mark = mark;
        Ok(found)
    }

    pub(super) fn not_ahead<T>(&mut self, rule: impl FnOnce(&mut Self) -> Step<Option<T>>) -> Step<bool> {
        Ok(!self.ahead(rule)?)
    }

    pub(super) fn not_at(&mut self, kind: Kind) -> Step<bool> {
        Ok(!self.at(kind)?)
    }

    pub(super) fn many<T>(&mut self, mut rule: impl FnMut(&mut Self) -> Step<Option<T>>) -> Step<Vec<T>> {
        let mut found = Vec::new();
        while let Some(part) = self.attempt(&mut rule)? {
            found.push(part);
        }
        Ok(found)
    }

    pub(super) fn some<T>(&mut self, rule: impl FnMut(&mut Self) -> Step<Option<T>>) -> Step<Option<Vec<T>>> {
        let found = self.many(rule)?;
        Ok(if found.is_empty() { None } else { Some(found) })
    }

    /// One or more, with commas between them and none after them.
    pub(super) fn commas<T>(
        &mut self,
        rule: impl FnMut(&mut Self) -> Step<Option<T>>,
    ) -> Step<Option<Vec<T>>> {
        self.separated(Kind::Comma, rule)
    }

    pub(super) fn separated<T>(
        &mut self,
        separator: Kind,
        mut rule: impl FnMut(&mut Self) -> Step<Option<T>>,
    ) -> Step<Option<Vec<T>>> {
        let Some(first) = self.attempt(&mut rule)? else { return Ok(None) };
        let mut found = vec![first];
        loop {
            let mark = self.mark;
            if !self.eat(separator)? {
                break;
            }
            match self.attempt(&mut rule)? {
                Some(part) => found.push(part),
                None => {
                    self.mark = mark;
                    break;
                }
            }
        }
        Ok(Some(found))
    }

    pub(super) fn memo(&mut self, rule: Rule, parse: impl FnOnce(&mut Self) -> Match) -> Match {
        let key = (rule, self.invalid && !rule.forgets_invalid(), self.mark);
        if let Some((found, mark)) = self.memo.get(&key) {
            let found = found.clone();
            self.mark = *mark;
            return Ok(found);
        }
        let found = self.deeper(|grammar| grammar.attempt(parse))?;
        self.memo.insert(key, (found.clone(), self.mark));
        Ok(found)
    }

    pub(super) fn deeper<T>(&mut self, parse: impl FnOnce(&mut Self) -> Step<T>) -> Step<T> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(Stop::TooDeep);
        }
        let found = stacker::maybe_grow(RED_ZONE, STACK_STEP, || parse(self));
        self.depth -= 1;
        found
    }

    // Nodes.

    /// From the token at `from` to the one before `mark`.
    pub(super) fn range_from(&self, from: usize) -> Range {
        let last = self.mark.saturating_sub(1).max(from);
        Range { start: self.token(from).start, end: self.token(last).end }
    }

    pub(super) fn node(&self, kind: NodeKind, from: usize) -> Node {
        Node::new(kind, self.range_from(from))
    }

    // Errors.

    fn raise<T>(&self, mut error: SyntaxError) -> Step<T> {
        self.trim(&mut error);
        Err(Stop::Raised(Box::new(error)))
    }

    /// CPython shows a line without its newline when the tokenizer has gone beyond that line.
    pub(super) fn trim(&self, error: &mut SyntaxError) {
        let (line, _) = self.stand();
        if error.lineno.is_some_and(|error_line| error_line < line)
            && let Some(text) = &mut error.text
            && text.ends_with('\n')
        {
            text.pop();
        }
    }

    /// Where the tokenizer stands after the last token fetched.
    fn stand(&self) -> (u32, i32) {
        let last = self.last_token();
        if last.kind == Kind::Newline && last.has_place() {
            let (line, column) = self.input.stand(last.end - 1);
            return (line, column + 1);
        }
        self.input.stand(last.end)
    }

    /// `':' expected after dictionary key`, which points at the last character of the key.
    pub(super) fn raise_key_without_colon<T>(&self, key: &Node) -> Step<T> {
        let (line, _) = self.input.pointer().character(key.range().start);
        let (_, end) = self.input.pointer().character(key.range().end);
        let msg = "':' expected after dictionary key".to_owned();
        self.raise(self.input.on_line(SyntaxErrorKind::SyntaxError, msg, line, end - 1, 0))
    }

    /// `RAISE_SYNTAX_ERROR_KNOWN_LOCATION`.
    pub(super) fn raise_at<T>(&self, node: &Node, msg: impl Into<String>) -> Step<T> {
        self.raise(self.input.pointer().at(node.range(), msg))
    }

    /// `RAISE_SYNTAX_ERROR_KNOWN_RANGE`.
    pub(super) fn raise_over<T>(&self, from: &Node, to: &Node, msg: impl Into<String>) -> Step<T> {
        let range = Range { start: from.range().start, end: to.range().end };
        self.raise(self.input.pointer().at(range, msg))
    }

    /// `RAISE_SYNTAX_ERROR`: at the last token fetched.
    pub(super) fn raise_last<T>(&self, msg: impl Into<String>) -> Step<T> {
        self.raise(self.at_token(self.fill.saturating_sub(1), SyntaxErrorKind::SyntaxError, msg.into()))
    }

    /// `RAISE_INDENTATION_ERROR`.
    pub(super) fn raise_indentation<T>(&self, msg: impl Into<String>) -> Step<T> {
        self.raise(self.at_token(self.fill.saturating_sub(1), SyntaxErrorKind::IndentationError, msg.into()))
    }

    /// `RAISE_SYNTAX_ERROR_ON_NEXT_TOKEN`.
    pub(super) fn raise_next<T>(&self, msg: impl Into<String>) -> Step<T> {
        self.raise(self.at_token(self.mark, SyntaxErrorKind::SyntaxError, msg.into()))
    }

    /// `RAISE_SYNTAX_ERROR_STARTING_FROM`: to where the tokenizer stands.
    pub(super) fn raise_from<T>(&self, node: &Node, msg: impl Into<String>) -> Step<T> {
        let mut error = self.input.pointer().at(node.range(), msg);
        if node.range().start == node.range().end {
            // The newline that CPython's parser adds to an interactive statement has no column.
            error.offset = 0;
        }
        let (line, column) = self.stand();
        error.end_lineno = Some(line);
        error.end_offset = column;
        self.raise(error)
    }

    /// `RAISE_SYNTAX_ERROR_INVALID_TARGET`.
    pub(super) fn raise_invalid_target(&self, targets: Targets, node: &Node) -> Match {
        match node.invalid_target(targets) {
            None => Ok(None),
            Some(bad) => {
                let verb = if targets == Targets::Del { "delete" } else { "assign to" };
                self.raise_at(&bad, format!("cannot {verb} {}", bad.name()))
            }
        }
    }

    /// `&&':'`: the token, or an error that asks for it.
    pub(super) fn force(&mut self, kind: Kind, spelling: &str) -> Step<bool> {
        if self.eat(kind)? {
            return Ok(true);
        }
        let token = self.token(self.mark);
        self.raise(self.known_token(token, format!("expected '{spelling}'")))
    }

    /// As `RAISE_SYNTAX_ERROR_KNOWN_LOCATION` on a token: without a column when it has none.
    pub(super) fn known_token(&self, token: Token, msg: String) -> SyntaxError {
        if token.has_place() {
            return self.input.pointer().at(token.range(), msg);
        }
        let (line, _) = self.input.stand(token.start);
        self.input.on_line(SyntaxErrorKind::SyntaxError, msg, line, 0, 0)
    }

    pub(super) fn last_token(&self) -> Token {
        self.token(self.fill.saturating_sub(1))
    }

    pub(super) fn at_token(&self, index: usize, kind: SyntaxErrorKind, msg: String) -> SyntaxError {
        let token = self.token(index);
        if token.has_place() {
            return SyntaxError { kind, ..self.input.pointer().at(token.range(), msg) };
        }
        let (line, column) = self.input.stand(token.start);
        self.input.on_line(kind, msg, line, column, -1)
    }
}
