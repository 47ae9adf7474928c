//! Values as events show them: short, and without addresses.

use crate::Id;
use std::fmt;

/// A value, detached from its heap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shown {
    /// A task, future, generator or timer.
    Known(Id),
    /// The `repr` of None, a bool, int, float, str or bytes, perhaps cut short.
    Plain(String),
    /// An exception: its class and its arguments.
    Exception {
        class: String,
        arguments: Vec<Shown>,
    },
    List(Vec<Shown>),
    Tuple(Vec<Shown>),
    /// A list or tuple has more items.
    More,
    /// Any other object, by its class.
    Instance(String),
}

fn join(f: &mut fmt::Formatter<'_>, items: &[Shown]) -> fmt::Result {
    for (at, item) in items.iter().enumerate() {
        write!(f, "{}{item}", if at > 0 { ", " } else { "" })?;
    }
    Ok(())
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Shown::Known(id) => id.fmt(f),
            Shown::Plain(text) => f.write_str(text),
            Shown::Exception { class, arguments } => {
                write!(f, "{class}(")?;
                join(f, arguments)?;
                f.write_str(")")
            }
            Shown::List(items) => {
                f.write_str("[")?;
                join(f, items)?;
                f.write_str("]")
            }
            Shown::Tuple(items) => {
                f.write_str("(")?;
                join(f, items)?;
                f.write_str(if items.len() == 1 { ",)" } else { ")" })
            }
            Shown::More => f.write_str("…"),
            Shown::Instance(class) => write!(f, "<{class}>"),
        }
    }
}
