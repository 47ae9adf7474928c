//! The text of an exception with its traceback, as CPython 3.14 prints it for an uncaught one.
//!
//! First everything is read from the exceptions into plain text, in CPython's order (cause, context, members of
//! groups; each exception once), then it is laid out. Reading may run Python (`__str__`, `__dir__`); laying out does
//! not. `lines` shows frames, `syntax` syntax errors, `suggest` finds what was meant, `group` draws the boxes.

mod group;
mod lines;
mod suggest;
mod syntax;
mod wide;

use crate::class::{Type, TypeExt};
use crate::exception::Exception;
use crate::{Tp, Value, Vm};

pub use lines::{Anchors, Place};

/// What the layout needs of the parser, which lies above this crate.
pub struct SourceParser {
    /// Where the operator or bracket of an expression is; `None` where nothing is worth pointing at.
    pub anchors: fn(&str) -> Option<Anchors>,
    /// Whether the first statement of some lines is `return f(…)` or `name = …(…)` with the call between these
    /// places: (text, start column, end column). `None`: there is no statement.
    pub is_bare_call: fn(&str, usize, usize) -> Option<bool>,
}

/// One exception, read.
struct Shown {
    /// The frames, laid out; `None` for no traceback.
    stack: Option<Vec<String>>,
    /// The final lines and the notes.
    message: Vec<String>,
    suppress_context: bool,
    cause: Option<usize>,
    context: Option<usize>,
    members: Option<Vec<usize>>,
}

/// The text of an exception: its traceback, and those of the exceptions behind it.
pub fn exception_text(vm: &mut Vm, exception: &Value) -> String {
    let shown = read_all(vm, exception);
    let mut out = group::Layout::new(&shown);
    out.chain(0);
    out.text
}

/// The short text of an exception that nobody can catch: no marks, no chain, no notes.
pub fn short_text(vm: &mut Vm, exception: &Value) -> String {
    let traceback = crate::exception::traceback(vm, exception);
    let mut text = String::new();
    if let Some(stack) = lines::stack(vm, &traceback, false) {
        text.push_str("Traceback (most recent call last):\n");
        text.extend(stack);
    }
    let class = vm.type_of(exception).value();
    let name = class_text(vm, &class);
    let message = vm.str_text(exception).unwrap_or_else(|_| "<exception str() failed>".to_owned());
    let colon = if message.is_empty() { "" } else { ": " };
    text.push_str(&format!("{name}{colon}{message}\n"));
    text
}

fn read_all(vm: &mut Vm, exception: &Value) -> Vec<Shown> {
    let mut shown = vec![read(vm, exception)];
    let mut seen = vec![exception.raw()];
    let mut queue = vec![(0, exception.clone())];
    while let Some((at, exception)) = queue.pop() {
        let own = exception.expect::<Exception>();
        let (cause, context) = (own.cause.get(vm).clone(), own.context.get(vm).clone());
        let mut links = [None, None];
        for (link, other) in links.iter_mut().zip([cause, context]) {
            if other.downcast::<Exception>().is_some() && !seen.contains(&other.raw()) {
                seen.push(other.raw());
                shown.push(read(vm, &other));
                *link = Some((shown.len() - 1, other));
            }
        }
        let mut members = Vec::new();
        let grouped = vm.is_instance(&exception, Tp::BaseExceptionGroup);
        if grouped {
            for member in group::members(vm, &exception) {
                seen.push(member.raw());
                shown.push(read(vm, &member));
                members.push((shown.len() - 1, member));
            }
            shown[at].members = Some(members.iter().map(|m| m.0).collect());
        }
        let [cause, context] = links;
        shown[at].cause = cause.as_ref().map(|c| c.0);
        shown[at].context = context.as_ref().map(|c| c.0);
        queue.extend(cause.into_iter().chain(context).chain(members));
    }
    shown
}

/// `str(value)`, or a word on its failure.
fn safe_str(vm: &mut Vm, value: &Value, what: &str) -> String {
    vm.str_text(value).unwrap_or_else(|_| format!("<{what} str() failed>"))
}

fn safe_repr(vm: &mut Vm, value: &Value, what: &str) -> String {
    vm.repr_text(value).unwrap_or_else(|_| format!("<{what} repr() failed>"))
}

/// The class as tracebacks name it: with its module, unless that is `builtins` or `__main__`.
fn class_text(vm: &mut Vm, class: &Value) -> String {
    let own = class.expect::<Type>();
    let qualname = vm.text(own.data.qualname.get(vm)).into_owned();
    let name = vm.names.module.clone();
    match vm.get_attr(class, &name) {
        Ok(module) if vm.is_instance(&module, Tp::Str) => match &*vm.text(&module) {
            "__main__" | "builtins" => qualname,
            module => format!("{module}.{qualname}"),
        },
        _ => format!("<unknown>.{qualname}"),
    }
}

fn read(vm: &mut Vm, exception: &Value) -> Shown {
    let traceback = crate::exception::traceback(vm, exception);
    let stack = lines::stack(vm, &traceback, true);
    let mut text = safe_str(vm, exception, "exception");
    let class = vm.type_of(exception).value();
    let notes_name = vm.names.note.clone();
    let notes = match vm.find_attr(exception, &notes_name) {
        Ok(notes) => notes.unwrap_or(Value::NONE),
        Err(raised) => {
            let shown = safe_repr(vm, &raised.0, "__notes__");
            let line = vm.new_str(&format!("Ignored error getting __notes__: {shown}"));
            vm.new_list(vec![line])
        }
    };
    let mut message = Vec::new();
    let name = class_text(vm, &class);
    if class.expect::<Type>().is_subtype(vm.tp(Tp::SyntaxError)) {
        message = syntax::lines(vm, exception, &name);
    } else {
        text.push_str(&suggest::suffix(vm, exception, &traceback));
        message.push(if text.is_empty() { format!("{name}\n") } else { format!("{name}: {text}\n") });
    }
    read_notes(vm, &notes, &mut message);
    Shown {
        stack,
        message,
        suppress_context: exception.expect::<Exception>().suppress_context.get(),
        cause: None,
        context: None,
        members: None,
    }
}

fn read_notes(vm: &mut Vm, notes: &Value, message: &mut Vec<String>) {
    if notes.is_none() {
        return;
    }
    if !vm.is_instance(notes, Tp::List) && !vm.is_instance(notes, Tp::Tuple) {
        let shown = safe_repr(vm, notes, "__notes__");
        message.push(format!("{shown}\n"));
        return;
    }
    for note in vm.collect(notes).unwrap_or_default() {
        let text = safe_str(vm, &note, "note");
        message.extend(text.split('\n').map(|line| format!("{line}\n")));
    }
}
