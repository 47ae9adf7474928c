//! From text to tree: the one entry of this crate.
//!
//! The order of work: cut tokens as CPython does and bound the nesting (`tokens`), let the third-party parser build
//! its tree, lower that tree (`lower`). Whenever one of these refuses the source, `errors` finds CPython's words.

use std::borrow::Cow;
use std::sync::Arc;

use ruff_python_parser::{Mode as RuffMode, ParseOptions};

use crate::ast::{Expr, Mod, Stmt};
use crate::error::{SyntaxError, SyntaxErrorKind, SyntaxWarning};
use crate::errors;
use crate::lower::Lower;
use crate::room::with_levels;
use crate::source::{LineIndex, Range};
use crate::tokens::{self, Kind, Token, Tokens};

/// What a source is: the `mode` of Python's `compile`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Mode {
    Exec,
    Eval,
    Single,
    FuncType,
}

/// How a source is read.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Flags {
    /// `PyCF_ALLOW_INCOMPLETE_INPUT`: an error at the end of the source says so.
    pub allow_incomplete_input: bool,
    /// `PyCF_DONT_IMPLY_DEDENT`: in `Mode::Single` an indented block needs an empty line to end.
    pub dont_imply_dedent: bool,
}

/// A source that parsed.
#[derive(Clone, PartialEq, Debug)]
pub struct Parsed {
    pub module: Mod,
    /// The text that the ranges of the tree are offsets into. Its line endings are all `\n`, and in `Mode::Exec` it
    /// ends with one.
    pub source: Arc<str>,
    pub lines: LineIndex,
    /// In the order of their places.
    pub warnings: Vec<SyntaxWarning>,
}

/// Parses decoded source. Sources of 4 GiB and more are refused.
///
/// ```
/// use taipan_syntax::{Flags, Mode, ast, parse};
///
/// let parsed = parse("x = 1\n", Mode::Exec, Flags::default()).unwrap();
/// assert!(matches!(parsed.module, ast::Mod::Module { body } if body.len() == 1));
///
/// let error = parse("x = = 1\n", Mode::Exec, Flags::default()).unwrap_err();
/// assert_eq!((error.msg.as_str(), error.lineno, error.offset), ("invalid syntax", Some(1), 5));
/// ```
pub fn parse(source: &str, mode: Mode, flags: Flags) -> Result<Parsed, SyntaxError> {
    if source.len() >= u32::MAX as usize - 1 {
        return Err(SyntaxError::too_complex());
    }
    if source.contains('\0') {
        let msg = "source code string cannot contain null bytes";
        return Err(SyntaxError::nowhere(SyntaxErrorKind::SyntaxError, msg));
    }
    let source: Arc<str> = with_newlines(source, mode).into();
    let lines = LineIndex::new(&source);
    let tokens = tokens::scan(&source);
    let levels = tokens::depth::check(&tokens.list)?;
    let input = errors::Input { source: &source, lines: &lines, tokens: &tokens, mode, flags };
    if tokens.fault.is_some() {
        return Err(errors::explain(input, Range::default()));
    }
    // Where the parser begins with a list of statements, or reads what only they can be, it is more lenient.
    if mode != Mode::Exec && !(mode == Mode::Eval && is_plain_expression(&tokens.list)) {
        errors::check(input)?;
    }
    let (module, mut warnings) = match with_levels(levels, || build(&source, &lines, &tokens, mode)) {
        Ok(built) => built,
        Err(Refused::Located(error)) => return Err(error),
        Err(Refused::Unexplained(place)) => return Err(errors::explain(input, place)),
    };
    warnings.extend(tokens.warnings);
    warnings.sort_by_key(|warning| warning.range.start);
    Ok(Parsed { module, source, lines, warnings })
}

/// Whether an expression has nothing in it that the third-party parser takes at places where Python does not.
fn is_plain_expression(tokens: &[Token]) -> bool {
    use Kind::*;
    let plain = |token: &Token| {
        matches!(
            token.kind,
            Name | Number | String | Newline | EndMarker | False | None | True | And | Or | Not | In
        ) || matches!(
            token.kind,
            Is | If | Else | Lambda | Dot | LeftParen | RightParen | LeftBracket | RightBracket
        ) || matches!(
            token.kind,
            Colon | Comma | Plus | Minus | Slash | Percent | Less | Greater | EqualEqual
        )
    };
    tokens.iter().all(plain) && tokens.iter().filter(|token| token.kind == Newline).count() <= 1
}

/// Why no tree was built.
pub(crate) enum Refused {
    /// The error is known with its place.
    Located(SyntaxError),
    /// It is for `errors` to say what is wrong; the parser stopped here.
    Unexplained(Range),
}

impl Refused {
    fn stopped(error: &ruff_python_parser::ParseError) -> Self {
        let place = error.location;
        Refused::Unexplained(Range::new(place.start().to_u32(), place.end().to_u32()))
    }
}

/// For whoever looks for a misspelt keyword: the line of the last whole statement of the module before a line with an
/// error, 0 for none, and the source as the parser saw it.
pub fn before_error(source: &str, mode: Mode, line: u32) -> (u32, String) {
    let source = with_newlines(source, mode).into_owned();
    let lines = LineIndex::new(&source);
    let (mut depth, mut begins) = (0, true);
    let (mut last, mut open) = (0, 0);
    for token in tokens::scan(&source).list {
        match token.kind {
            Kind::Indent => depth += 1,
            Kind::Dedent => depth -= 1,
            Kind::Newline => begins = true,
            Kind::EndMarker => break,
            kind if std::mem::take(&mut begins) && depth == 0 => {
                let here = lines.line(token.start);
                if here > line {
                    break;
                }
                if !matches!(kind, Kind::Else | Kind::Elif | Kind::Except | Kind::Finally) {
                    (last, open) = (open, here);
                }
            }
            _ => {}
        }
    }
    (last, source)
}

/// As CPython's `translate_newlines`.
fn with_newlines(source: &str, mode: Mode) -> Cow<'_, str> {
    let mut text = Cow::Borrowed(source);
    if memchr::memchr(b'\r', source.as_bytes()).is_some() {
        text = Cow::Owned(source.replace("\r\n", "\n").replace('\r', "\n"));
    }
    if mode == Mode::Exec && !text.ends_with('\n') {
        text.to_mut().push('\n');
    }
    text
}

type Built<T> = Result<(T, Vec<SyntaxWarning>), Refused>;

fn build(source: &str, lines: &LineIndex, tokens: &Tokens, mode: Mode) -> Built<Mod> {
    match mode {
        Mode::Exec => {
            statements(source, lines, tokens).map(|(body, warnings)| (Mod::Module { body }, warnings))
        }
        Mode::Single => {
            statements(source, lines, tokens).map(|(body, warnings)| (Mod::Interactive { body }, warnings))
        }
        Mode::Eval => {
            let (body, warnings) = expression(source, lines, RuffMode::Expression)?;
            Ok((Mod::Expression { body: Box::new(body) }, warnings))
        }
        Mode::FuncType => func_type(source, lines, tokens),
    }
}

/// The third-party parser refuses `raise;`. It gets `break;` instead, which is as long; lowering turns it back.
fn mend<'a>(source: &'a str, tokens: &Tokens) -> Cow<'a, str> {
    let mut text = Cow::Borrowed(source);
    for pair in tokens.list.windows(2) {
        if let [Token { kind: Kind::Raise, start, end, .. }, Token { kind: Kind::Semicolon, .. }] = *pair {
            text.to_mut().replace_range(start as usize..end as usize, "break");
        }
    }
    text
}

fn statements(source: &str, lines: &LineIndex, tokens: &Tokens) -> Built<Vec<Stmt>> {
    let mended = mend(source, tokens);
    let parsed = ruff_python_parser::parse_unchecked(&mended, ParseOptions::from(RuffMode::Module));
    let ruff_python_ast::Mod::Module(module) = parsed.syntax() else {
        return Err(Refused::Unexplained(Range::default()));
    };
    if let Some(error) = parsed.errors().first() {
        return Err(Refused::stopped(error));
    }
    let mut lower = Lower::new(source, lines);
    let body = lower.module(module)?;
    Ok((body, std::mem::take(&mut lower.warnings)))
}

fn expression(source: &str, lines: &LineIndex, mode: RuffMode) -> Built<Expr> {
    let parsed = ruff_python_parser::parse_unchecked(source, ParseOptions::from(mode));
    let ruff_python_ast::Mod::Expression(module) = parsed.syntax() else {
        return Err(Refused::Unexplained(Range::default()));
    };
    if let Some(error) = parsed.errors().first() {
        return Err(Refused::stopped(error));
    }
    let mut lower = Lower::new(source, lines);
    let body = lower.expression(module)?;
    Ok((body, std::mem::take(&mut lower.warnings)))
}

/// `(int, *str) -> bool`: the two halves are parsed as expressions. The grammar of `errors` has accepted the whole.
fn func_type(source: &str, lines: &LineIndex, tokens: &Tokens) -> Built<Mod> {
    let arrow = tokens.list.iter().rposition(|token| token.kind == Kind::Arrow && token.level == 0);
    let Some(arrow) = arrow else { return Err(Refused::Unexplained(Range::default())) };
    let blank = |from: u32, to: u32| " ".repeat((to - from) as usize);
    let end = source.len() as u32;
    let mut argtypes = Vec::new();
    let mut warnings = Vec::new();
    // Each argument stands alone between commas at level 1; everything else is blanked out, so offsets stay.
    let mut start = 1;
    for i in 1..arrow {
        let token = tokens.list[i];
        let at_comma = token.kind == Kind::Comma && token.level == 1;
        if !at_comma && i + 1 != arrow {
            continue;
        }
        let stars = tokens.list[start..i]
            .iter()
            .take_while(|token| matches!(token.kind, Kind::Star | Kind::DoubleStar));
        let first = start + stars.count();
        if first < i {
            let (from, to) = (tokens.list[first].start, tokens.list[i - 1].end);
            let text = source.get(from as usize..to as usize).unwrap_or("").replace('\n', " ");
            let text = format!("{}{text}{}", blank(0, from), blank(to, end));
            let (argument, more) = expression(text.trim_end(), lines, RuffMode::ParenthesizedExpression)?;
            argtypes.push(argument);
            warnings.extend(more);
        }
        start = i + 1;
    }
    let from = tokens.list[arrow].end;
    let text = format!("{}{}", blank(0, from), source.get(from as usize..).unwrap_or(""));
    let (returns, more) = expression(&text, lines, RuffMode::ParenthesizedExpression)?;
    warnings.extend(more);
    Ok((Mod::FunctionType { argtypes, returns: Box::new(returns) }, warnings))
}

impl From<SyntaxError> for Refused {
    fn from(error: SyntaxError) -> Self {
        match error.kind {
            SyntaxErrorKind::SyntaxError if error.lineno.is_none() => Refused::Unexplained(Range::default()),
            _ => Refused::Located(error),
        }
    }
}
