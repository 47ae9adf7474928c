//! Ids: the serial of a creation among those of its kind, from 1.

use std::fmt;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident($letter:literal))*) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
            pub struct $name(pub u64);

            impl fmt::Display for $name {
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    write!(f, concat!($letter, "{}"), self.0)
                }
            }
        )*
    };
}

ids! {
    /// A task.
    TaskId("T")
    /// A future that is no task.
    FutureId("F")
    /// A generator, coroutine or async generator.
    GeneratorId("G")
    /// A timer of an event loop.
    TimerId("H")
}

/// What an event happens to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Id {
    Task(TaskId),
    Future(FutureId),
    Generator(GeneratorId),
    Timer(TimerId),
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Id::Task(id) => id.fmt(f),
            Id::Future(id) => id.fmt(f),
            Id::Generator(id) => id.fmt(f),
            Id::Timer(id) => id.fmt(f),
        }
    }
}
