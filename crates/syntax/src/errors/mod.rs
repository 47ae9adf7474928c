//! CPython's words for a source that is not Python.
//!
//! CPython parses a broken source twice: once with its grammar, and once more with extra rules that recognise common
//! mistakes. This module does the same over our tokens, with a grammar that builds no tree but only what an error can
//! point at. Its rules follow the published grammar of the language; their order decides which message is found.
//!
//! Invariant: nothing here is needed to accept a program in `Mode::Exec`; it runs when the parse has failed, and to
//! decide where a single interactive statement ends.

#[macro_use]
mod peg;
mod arguments;
mod atoms;
mod compound;
mod expressions;
mod node;
mod parameters;
mod patterns;
mod place;
mod statements;
mod strings;
mod targets;

use peg::{Grammar, Stop};
pub(crate) use place::Input;

use crate::error::{SyntaxError, SyntaxErrorKind};
use crate::parse::Mode;
use crate::source::Range;
use crate::tokens::{Fault, Kind, Token};

/// The error of a source that does not parse. `refused` is where the parser stopped.
pub(crate) fn explain(input: Input<'_>, refused: Range) -> SyntaxError {
    let Err(error) = check(input) else {
        // CPython's grammar accepts it; its compiler refuses patterns that are f-strings.
        let string = refused.of(input.source).contains(['"', '\'']);
        let msg = match string {
            true => "patterns may only match literals and attribute lookups",
            false => "invalid syntax",
        };
        return input.pointer().at(refused, msg);
    };
    error
}

/// Whether CPython's grammar accepts the source.
pub(crate) fn check(input: Input<'_>) -> Result<(), SyntaxError> {
    let single;
    let tokens = match input.mode {
        Mode::Single => {
            single = interactive_tokens(input);
            &single
        }
        _ => &input.tokens.list,
    };
    let mut grammar = Grammar::new(input, tokens);
    let first = grammar.start();
    if matches!(first, Ok(true)) {
        if input.mode == Mode::Single && grammar.more_source() {
            let msg = "multiple statements found while compiling a single statement".to_owned();
            let last = grammar.fill.saturating_sub(1);
            return Err(grammar.at_token(last, SyntaxErrorKind::SyntaxError, msg));
        }
        return Ok(());
    }
    if let Err(Stop::TooDeep) = first {
        return Err(SyntaxError::too_complex());
    }
    if input.flags.allow_incomplete_input && grammar.fill > input.tokens.touched_end && ended_early(&grammar)
    {
        let last = grammar.fill.saturating_sub(1);
        let mut error =
            grammar.at_token(last, SyntaxErrorKind::IncompleteInput, "incomplete input".to_owned());
        if let (Kind::Error, Some(Fault::Message { line_start, .. })) =
            (grammar.last_token().kind, &input.tokens.fault)
        {
            // The tokenizer still holds all lines of the string.
            error.text = input.source.get(*line_start as usize..).map(str::to_owned);
        }
        return Err(error);
    }
    if let Err(stop) = first {
        return Err(settle(&grammar, stop));
    }
    let last = grammar.last_token();
    grammar.second_pass();
    if let Err(stop) = grammar.start() {
        return Err(settle(&grammar, stop));
    }
    Err(match last.kind {
        Kind::Indent | Kind::Dedent => {
            let msg = if last.kind == Kind::Indent { "unexpected indent" } else { "unexpected unindent" };
            let index = grammar.fill.saturating_sub(1);
            grammar.at_token(index, SyntaxErrorKind::IndentationError, msg.to_owned())
        }
        _ => match later_fault(&grammar) {
            Some(error) => error,
            None => {
                let mut error = grammar.known_token(last, "invalid syntax".to_owned());
                grammar.trim(&mut error);
                error
            }
        },
    })
}

/// Whether the tokenizer, where the parser has fetched its last token, complains of nothing but the end of the source.
fn ended_early(grammar: &Grammar<'_>) -> bool {
    if grammar.last_token().kind != Kind::Error {
        return true;
    }
    match &grammar.input.tokens.fault {
        Some(Fault::EndOfFile) => true,
        Some(Fault::Message { msg, .. }) => {
            msg.starts_with("unterminated string literal") || msg.starts_with("unterminated triple-quoted")
        }
        _ => false,
    }
}

/// A later error of the tokenizer takes precedence over one of the parser.
fn settle(grammar: &Grammar<'_>, stop: Stop) -> SyntaxError {
    match stop {
        Stop::TooDeep => SyntaxError::too_complex(),
        Stop::Fault(error) => *error,
        // A tokenizer that has seen the end of the source is not asked again.
        Stop::Raised(error) if grammar.fill > grammar.input.tokens.touched_end => *error,
        Stop::Raised(error) => later_fault(grammar).unwrap_or(*error),
    }
}

/// As `_PyPegen_tokenize_full_source_to_check_for_errors`. What goes wrong inside an f-string is left alone.
fn later_fault(grammar: &Grammar<'_>) -> Option<SyntaxError> {
    let input = grammar.input;
    if input.tokens.in_string {
        return None;
    }
    match input.tokens.fault.as_ref()? {
        Fault::Message { .. } => Some(input.fault()),
        _ => {
            let bracket = input.tokens.open.last()?;
            let (line, _) = input.stand(grammar.last_token().start);
            (line > input.lines.line(bracket.at)).then(|| input.never_closed(*bracket))
        }
    }
}

/// The tokens of an interactive statement: CPython's parser sees one newline more at the end of the source, and there
/// the blocks end (see `_PyPegen_fill_token`).
fn interactive_tokens(input: Input<'_>) -> Vec<Token> {
    let all = &input.tokens.list;
    let end = input.source.len() as u32;
    if all.last().is_none_or(|token| token.kind != Kind::EndMarker) {
        return all.clone();
    }
    let closing = all.iter().rev().take_while(|token| matches!(token.kind, Kind::Dedent | Kind::EndMarker));
    let closing = closing.filter(|token| token.start == end).count();
    let mut tokens = all[..all.len() - closing].to_vec();
    let marker = |kind| Token { kind, level: 0, start: end, end };
    if !tokens.is_empty() {
        let dedents = closing - 1;
        let at_line_start = input.source.ends_with('\n');
        if at_line_start {
            tokens.extend((0..dedents).map(|_| marker(Kind::Dedent)));
            tokens.push(marker(Kind::Newline));
        } else {
            tokens.push(marker(Kind::Newline));
            if !input.flags.dont_imply_dedent && dedents > 0 {
                tokens.extend((0..dedents).map(|_| marker(Kind::Dedent)));
                tokens.push(marker(Kind::Newline));
            }
        }
    }
    tokens.push(marker(Kind::EndMarker));
    tokens
}
