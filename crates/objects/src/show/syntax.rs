//! Syntax errors: the place in the source, with marks.

use super::safe_str;
use crate::exception::field;
use crate::{Tp, Value, Vm};

fn number(vm: &Vm, exception: &Value, name: &str) -> Option<i64> {
    field(vm, exception, name).and_then(|v| v.as_small())
}

fn present(vm: &Vm, exception: &Value, name: &str) -> Option<Value> {
    field(vm, exception, name).and_then(Value::non_null).filter(|v| !v.is_none())
}

/// The lines from `File "…"` to the message.
pub fn lines(vm: &mut Vm, exception: &Value, class: &str) -> Vec<String> {
    let mut out = Vec::new();
    let file = present(vm, exception, "filename").map(|f| safe_str(vm, &f, "filename"));
    let mut suffix = String::new();
    match (present(vm, exception, "lineno"), file) {
        (Some(line), file) => {
            let line = safe_str(vm, &line, "lineno");
            let file = file.filter(|f| !f.is_empty()).unwrap_or_else(|| "<string>".to_owned());
            out.push(format!("  File \"{file}\", line {line}\n"));
        }
        (None, Some(file)) => suffix = format!(" ({file})"),
        (None, None) => {}
    }
    if let Some(text) = present(vm, exception, "text").filter(|t| vm.is_instance(t, Tp::Str)) {
        let text = vm.text(&text).into_owned();
        source(vm, exception, &text, &mut out);
    }
    let message = match present(vm, exception, "msg") {
        Some(message) => safe_str(vm, &message, "exception"),
        None => String::new(),
    };
    let message = if message.is_empty() { "<no detail available>" } else { &message };
    out.push(format!("{class}: {message}{suffix}\n"));
    out
}

fn source(vm: &Vm, exception: &Value, text: &str, out: &mut Vec<String>) {
    let line = text.trim_end_matches('\n');
    let shown = line.trim_start_matches([' ', '\n', '\u{c}']);
    let length = line.chars().count() as i64;
    let spaces = length - shown.chars().count() as i64;
    let offset = present(vm, exception, "offset");
    let Some(mut offset) = (match offset {
        None => {
            out.push(format!("    {shown}\n"));
            None
        }
        Some(offset) => offset.as_small(),
    }) else {
        return;
    };
    let mut end = if number(vm, exception, "lineno") == number(vm, exception, "end_lineno") {
        number(vm, exception, "end_offset").filter(|&e| e != 0).unwrap_or(offset)
    } else {
        length + 1
    };
    let all = text.chars().count() as i64;
    if all > 0 && offset > all {
        offset = length + 1;
    }
    if all > 0 && end > all {
        end = length + 1;
    }
    if offset >= end || end < 0 {
        end = offset.saturating_add(1);
    }
    out.push(format!("    {shown}\n"));
    let (from, to) = (offset.saturating_sub(1 + spaces), end.saturating_sub(1 + spaces));
    if from < 0 {
        return;
    }
    // Tabs before the mark are kept, so that it stands where it should.
    let lead: String =
        shown.chars().take(from as usize).map(|c| if c.is_whitespace() { c } else { ' ' }).collect();
    let marks = (to - from).clamp(0, 1 << 16) as usize;
    out.push(format!("    {lead}{}\n", "^".repeat(marks)));
}
