//! The layout: chains of exceptions, and exception groups in their boxes.

use super::Shown;
use crate::{Tp, Value, Vm};

/// Members of a group that are shown.
const MAX_WIDTH: usize = 15;
/// Groups inside groups that are shown.
const MAX_DEPTH: usize = 10;

const BECAUSE: &str = "\nThe above exception was the direct cause of the following exception:\n\n";
const MEANWHILE: &str = "\nDuring handling of the above exception, another exception occurred:\n\n";

/// The exceptions in a group.
pub fn members(vm: &mut Vm, group: &Value) -> Vec<Value> {
    let Ok(exceptions) = vm.get_attr_str(group, "exceptions") else { return Vec::new() };
    let items = vm.collect(&exceptions).unwrap_or_default();
    items.into_iter().filter(|e| vm.is_instance(e, Tp::BaseException)).collect()
}

pub struct Layout<'a> {
    shown: &'a [Shown],
    pub text: String,
    depth: usize,
    /// The last member of a group has been drawn, but not the line below it.
    needs_close: bool,
}

impl<'a> Layout<'a> {
    pub fn new(shown: &'a [Shown]) -> Self {
        Layout { shown, text: String::new(), depth: 0, needs_close: false }
    }

    fn indent(&mut self) {
        self.text.extend(std::iter::repeat_n("  ", self.depth));
    }

    /// Adds lines, inside the box if there is one.
    fn emit(&mut self, text: &str, margin: char) {
        if self.depth == 0 {
            self.text.push_str(text);
            return;
        }
        for line in text.split_inclusive('\n') {
            self.indent();
            self.text.push(margin);
            self.text.push(' ');
            self.text.push_str(line);
        }
    }

    fn emit_all(&mut self, lines: &'a [String]) {
        for line in lines {
            self.emit(line, '|');
        }
    }

    /// An exception with those that led to it, which come first.
    pub fn chain(&mut self, at: usize) {
        let mut order = Vec::new();
        let mut next = Some(at);
        while let Some(at) = next {
            let own = &self.shown[at];
            let (words, before) = match (own.cause, own.context) {
                (Some(cause), _) => (Some(BECAUSE), Some(cause)),
                (None, Some(context)) if !own.suppress_context => (Some(MEANWHILE), Some(context)),
                _ => (None, None),
            };
            order.push((words, own));
            next = before;
        }
        for (words, own) in order.into_iter().rev() {
            if let Some(words) = words {
                self.emit(words, '|');
            }
            match &own.members {
                None => {
                    if let Some(stack) = &own.stack {
                        self.emit("Traceback (most recent call last):\n", '|');
                        self.emit_all(stack);
                    }
                    self.emit_all(&own.message);
                }
                Some(_) if self.depth > MAX_DEPTH => {
                    self.emit(&format!("... (max_group_depth is {MAX_DEPTH})\n"), '|');
                }
                Some(members) => self.group(own, members),
            }
        }
    }

    fn group(&mut self, own: &'a Shown, members: &[usize]) {
        let outermost = self.depth == 0;
        if outermost {
            self.depth = 1;
        }
        if let Some(stack) = &own.stack {
            let margin = if outermost { '+' } else { '|' };
            self.emit("Exception Group Traceback (most recent call last):\n", margin);
            self.emit_all(stack);
        }
        self.emit_all(&own.message);
        let boxes = if members.len() <= MAX_WIDTH { members.len() } else { MAX_WIDTH + 1 };
        self.needs_close = false;
        for index in 0..boxes {
            let last = index + 1 == boxes;
            if last {
                self.needs_close = true;
            }
            let hidden = index >= MAX_WIDTH;
            let title = if hidden { "...".to_owned() } else { (index + 1).to_string() };
            self.indent();
            self.text.push_str(if index == 0 { "+-" } else { "  " });
            self.text.push_str(&format!("+---------------- {title} ----------------\n"));
            self.depth += 1;
            if hidden {
                let rest = members.len() - MAX_WIDTH;
                let plural = if rest > 1 { "s" } else { "" };
                self.emit(&format!("and {rest} more exception{plural}\n"), '|');
            } else {
                self.chain(members[index]);
            }
            if last && self.needs_close {
                self.indent();
                self.text.push_str("+------------------------------------\n");
                self.needs_close = false;
            }
            self.depth -= 1;
        }
        if outermost {
            self.depth = 0;
        }
    }
}
