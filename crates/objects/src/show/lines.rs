//! Frames: `File "…", line …, in …`, the source lines, and the marks below them.

use super::wide;
use crate::frame::Frame;
use crate::traceback::Traceback;
use crate::{Value, Vm};
use std::collections::HashMap;
use std::sync::Arc;
use taipan_bytecode::Location;

/// Equal entries in a row that are shown.
const REPEATS: usize = 3;

/// A place in a few lines: line and column in characters, both from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub line: usize,
    pub column: usize,
}

/// The part of an expression to point at, `~` around it and `^` in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Anchors {
    pub left: Place,
    /// Behind the last character.
    pub right: Place,
}

/// The lines of the files of one traceback.
#[derive(Default)]
struct Sources {
    files: HashMap<String, Option<Arc<Vec<String>>>>,
}

impl Sources {
    /// Lines `first..=last` (from 1) of a file, without what trails; empty where there are none.
    fn lines(&mut self, vm: &mut Vm, file: &str, first: u32, last: u32) -> Vec<String> {
        let known = self.files.entry(file.to_owned()).or_insert_with(|| {
            let source = vm.source_of(file)?;
            let text = String::from_utf8_lossy(&source);
            let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
            let text = text.replace("\r\n", "\n").replace('\r', "\n");
            Some(Arc::new(text.split('\n').map(|l| l.trim_end().to_owned()).collect()))
        });
        // A damaged table must not make us collect a billion lines.
        let last = last.clamp(first, first.saturating_add(1 << 16));
        let line = |n: u32| {
            let lines = known.as_ref()?;
            lines.get((n as usize).checked_sub(1)?).cloned()
        };
        (first..=last).map(|n| line(n).unwrap_or_default()).collect()
    }
}

/// The entries of a traceback, outermost first; `None` if there are none.
pub fn stack(vm: &mut Vm, traceback: &Value, marks: bool) -> Option<Vec<String>> {
    traceback.downcast::<Traceback>()?;
    let mut limit = usize::MAX;
    let sys = vm.sys.clone();
    if let Some(given) = vm.dict_get_str(&sys, "tracebacklimit").and_then(|v| v.as_small()) {
        limit = given.max(0) as usize;
    }
    let mut entries = Vec::new();
    let mut at = traceback.clone();
    while let Some(entry) = at.downcast::<Traceback>() {
        entries.push(at.clone());
        let next = entry.next.get(vm).clone();
        at = next;
    }
    let hidden = entries.len().saturating_sub(limit);
    if hidden == entries.len() {
        return None;
    }
    let mut sources = Sources::default();
    let mut shown = Vec::new();
    let mut last: Option<(String, i64, String)> = None;
    let mut count = 0;
    for entry in &entries[hidden..] {
        let entry = entry.expect::<Traceback>();
        let code = entry.frame.expect::<Frame>().code();
        let key = (vm.text(code.filename(vm)).into_owned(), entry.line(), vm.text(&code.name).into_owned());
        if last.as_ref() != Some(&key) {
            repeated(&mut shown, count);
            count = 0;
        }
        count += 1;
        if count <= REPEATS {
            let location = if marks { code.block.location(entry.pc()) } else { Location::default() };
            let text = frame(vm, &mut sources, &key, location);
            shown.push(text);
        }
        last = Some(key);
    }
    repeated(&mut shown, count);
    Some(shown)
}

fn repeated(shown: &mut Vec<String>, count: usize) {
    if count > REPEATS {
        let more = count - REPEATS;
        let plural = if more > 1 { "s" } else { "" };
        shown.push(format!("  [Previous line repeated {more} more time{plural}]\n"));
    }
}

fn frame(vm: &mut Vm, sources: &mut Sources, key: &(String, i64, String), location: Location) -> String {
    let (file, line, name) = key;
    let mut text = format!("  File \"{file}\", line {line}, in {name}\n");
    let exact = location.line != 0 && location.line as i64 == *line;
    let first = u32::try_from(*line).unwrap_or(0);
    let last = if exact { location.end_line.max(first) } else { first };
    if first == 0 {
        return text;
    }
    let original = sources.lines(vm, file, first, last);
    let dedented = dedent(&original);
    if dedented.iter().all(|l| l.trim().is_empty()) {
        return text;
    }
    if !exact || (location.column == 0 && location.end_column == 0) {
        text.push_str(&format!("    {}\n", original[0].trim()));
        return text;
    }
    let columns = (location.column as usize, location.end_column as usize);
    for line in dedent(&marked(vm, &original, &dedented, columns)) {
        text.push_str("    ");
        text.push_str(&line);
        text.push('\n');
    }
    text
}

/// Takes away the white space that all lines begin with; blank lines become empty.
fn dedent(lines: &[String]) -> Vec<String> {
    let mut margin: Option<&str> = None;
    for line in lines.iter().filter(|l| !l.trim().is_empty()) {
        let own = &line[..line.len() - line.trim_start().len()];
        margin = Some(match margin {
            None => own,
            Some(margin) => {
                let common = margin.bytes().zip(own.bytes()).take_while(|(a, b)| a == b).count();
                let mut common = common;
                while !own.is_char_boundary(common) {
                    common -= 1;
                }
                &own[..common]
            }
        });
    }
    let cut = margin.map_or(0, str::len);
    lines.iter().map(|l| if l.trim().is_empty() { String::new() } else { l[cut..].to_owned() }).collect()
}

/// The character index of a byte offset.
fn character(line: &str, offset: usize) -> usize {
    match line.get(..offset.min(line.len())) {
        Some(head) => head.chars().count(),
        None => line.char_indices().take_while(|(at, _)| *at < offset).count(),
    }
}

/// The lines to show with their marks.
fn marked(vm: &Vm, original: &[String], dedented: &[String], columns: (usize, usize)) -> Vec<String> {
    let last = dedented.len() - 1;
    let removed = original[0].chars().count() - dedented[0].chars().count();
    let start = character(&original[0], columns.0).saturating_sub(removed);
    let end = character(&original[last], columns.1).saturating_sub(removed);
    let (shown_start, shown_end) =
        (wide::width(&dedented[0], Some(start)), wide::width(&dedented[last], Some(end)));

    let whole: Vec<char> = dedented.join("\n").chars().collect();
    let tail = dedented[last].chars().count().saturating_sub(end);
    let segment: String = whole.get(start..whole.len().saturating_sub(tail)).unwrap_or(&[]).iter().collect();
    let parser = vm.interp.parser;
    let anchors = (parser.anchors)(&segment).filter(|a| a.left.line <= last && a.right.line <= last);
    let carets = show_carets(parser, dedented, start, end, anchors.is_some());

    let mut wanted = vec![0, last];
    let mut between = None;
    if let Some(found) = anchors {
        // Columns of the first line count from the start of the instruction.
        let column = |place: Place| {
            let own = if place.line == 0 { place.column + start } else { place.column };
            wide::width(&dedented[place.line], Some(own))
        };
        between = Some(((found.left.line, column(found.left)), (found.right.line, column(found.right))));
        for line in [found.left.line, found.right.line] {
            wanted.extend([line.wrapping_sub(1), line, line + 1]);
        }
    }
    wanted.retain(|&l| l <= last);
    wanted.sort_unstable();
    wanted.dedup();

    let mut out = Vec::new();
    let output = |out: &mut Vec<String>, number: usize| {
        let line = &dedented[number];
        out.push(line.clone());
        if !carets {
            return;
        }
        let spaces = line.chars().count() - line.trim_start().chars().count();
        let length = if number == last { shown_end } else { wide::width(line, None) };
        let mark = |column: usize| {
            if column < spaces || (number == 0 && column < shown_start) {
                return ' ';
            }
            match between {
                None => '^',
                Some((left, right)) if (number, column) >= left && (number, column) < right => '^',
                Some(_) => '~',
            }
        };
        out.push((0..length).map(mark).collect());
    };
    let mut previous: Option<usize> = None;
    for number in wanted {
        match previous.map_or(1, |p| number - p) {
            2 => output(&mut out, number - 1),
            gap if gap > 2 => out.push(format!("...<{} lines>...", gap - 1)),
            _ => {}
        }
        output(&mut out, number);
        previous = Some(number);
    }
    out
}

/// Marks under a whole line say nothing, and neither do marks under the call of `return f()` or `x = f()`.
fn show_carets(
    parser: &super::SourceParser,
    lines: &[String],
    start: usize,
    end: usize,
    anchored: bool,
) -> bool {
    match (parser.is_bare_call)(&lines.join("\n"), start, end) {
        None | Some(true) => return false,
        Some(false) => {}
    }
    let before: String = lines[0].chars().take(start).collect();
    let after: String = lines[lines.len() - 1].chars().skip(end).collect();
    anchored || !before.trim().is_empty() || !after.trim().is_empty()
}
