//! What tracebacks ask of the parser: the operator or bracket of the expression that raised.

use taipan_objects::show::{Anchors, Place, SourceParser};
use taipan_syntax::ast::{Expr, ExprKind, Mod, Stmt, StmtKind};
use taipan_syntax::{Flags, Mode, parse};

pub static PARSER: SourceParser = SourceParser { anchors, is_bare_call };

fn statements(source: &str) -> Option<Vec<Stmt>> {
    match parse(source, Mode::Exec, Flags::default()).ok()?.module {
        Mod::Module { body } => Some(body),
        _ => None,
    }
}

/// A walk over the characters of an expression's text that steps over line ends.
struct Walk<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Walk<'a> {
    /// At an offset, or at the start of the next line that has something if a line ends there.
    fn new(text: &'a str, at: usize) -> Option<Self> {
        let mut walk = Walk { text, at };
        walk.settle()?;
        Some(walk)
    }

    fn current(&self) -> Option<char> {
        self.text.get(self.at..)?.chars().next()
    }

    fn settle(&mut self) -> Option<()> {
        while self.current()? == '\n' {
            self.at += 1;
        }
        Some(())
    }

    /// To the next character that satisfies `stop`, past comments and joined lines.
    fn until(&mut self, stop: impl Fn(char) -> bool) -> Option<()> {
        loop {
            let c = self.current()?;
            if matches!(c, '\\' | '#') {
                self.at += self.text[self.at..].find('\n')? + 1;
            } else if stop(c) {
                return Some(());
            } else {
                self.at += c.len_utf8();
            }
            self.settle()?;
        }
    }
}

fn place(text: &str, at: usize) -> Option<Place> {
    let before = text.get(..at)?;
    let start = before.rfind('\n').map_or(0, |n| n + 1);
    Some(Place { line: before.matches('\n').count(), column: before[start..].chars().count() })
}

/// Where to point in the text of one expression.
fn anchors(text: &str) -> Option<Anchors> {
    // In parentheses an expression may go over several lines.
    const LEAD: usize = 2;
    let body = statements(&format!("(\n{text}\n)"))?;
    let [Stmt { kind: StmtKind::Expr { value }, .. }] = body.as_slice() else { return None };
    let offset = |at: u32| (at as usize).checked_sub(LEAD);
    match &value.kind {
        ExprKind::BinOp { left, right, .. } => {
            let mut walk = Walk::new(text, offset(left.range.end)?)?;
            walk.until(|c| !c.is_whitespace() && c != ')')?;
            let operator = walk.at;
            let mut end = operator + walk.current()?.len_utf8();
            let second = text.get(end..)?.chars().next();
            if let Some(c) = second.filter(|c| !c.is_whitespace() && !matches!(c, '\\' | '#'))
                && end < offset(right.range.start)?
            {
                end += c.len_utf8();
            }
            Some(Anchors { left: place(text, operator)?, right: place(text, end)? })
        }
        ExprKind::Subscript { value: object, .. } => bracket(text, offset(object.range.end)?, value, '['),
        ExprKind::Call { func, .. } => bracket(text, offset(func.range.end)?, value, '('),
        _ => None,
    }
}

/// From the opening bracket behind `after` to the end of the expression.
fn bracket(text: &str, after: usize, whole: &Expr, open: char) -> Option<Anchors> {
    let mut walk = Walk::new(text, after)?;
    walk.until(|c| c == open)?;
    let end = (whole.range.end as usize).checked_sub(2)?;
    Some(Anchors { left: place(text, walk.at)?, right: place(text, end)? })
}

fn is_name(expr: &Expr) -> bool {
    matches!(expr.kind, ExprKind::Name { .. })
}

/// Whether the first statement is `return f(…)` or `name = …(…)` and its call goes from `start` in the first line to
/// `end` in the last.
fn is_bare_call(text: &str, start: usize, end: usize) -> Option<bool> {
    let Some(body) = statements(text) else { return Some(false) };
    let value = match &body.first()?.kind {
        StmtKind::Return { value: Some(value) } => match &value.kind {
            ExprKind::Call { func, .. } if is_name(func) => value,
            _ => return Some(false),
        },
        StmtKind::Assign { targets, value } => match (&value.kind, targets.as_slice()) {
            (ExprKind::Call { .. }, [target]) if is_name(target) => value,
            _ => return Some(false),
        },
        _ => return Some(false),
    };
    let last_line = text.rfind('\n').map_or(0, |n| n + 1);
    Some(value.range.start as usize == start && value.range.end as usize == last_line + end)
}
