//! Who is told.

use crate::{Event, Line};
use std::io::Write;

bitflags::bitflags! {
    /// Kinds of events.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub struct Events: u8 {
        /// Tasks, futures and timers.
        const TASKS = 1;
        /// Generators, coroutines and async generators.
        const GENERATORS = 2;
        /// The turns of event loops, their waits, and what they call.
        const LOOP = 4;
        /// Calls of functions written in Python.
        const CALLS = 8;
        const LINES = 16;
        const OPCODES = 32;
        /// Frames and generators of the standard library too; else only those of the program are told.
        const LIBRARY = 64;
        /// Those that are told of single frames.
        const FRAMES = Self::GENERATORS.bits() | Self::CALLS.bits() | Self::LINES.bits() | Self::OPCODES.bits();
    }
}

impl Events {
    /// The name of each kind, as the command line has it.
    pub const NAMES: &'static [(&'static str, Events)] = &[
        ("tasks", Events::TASKS),
        ("generators", Events::GENERATORS),
        ("loop", Events::LOOP),
        ("calls", Events::CALLS),
        ("lines", Events::LINES),
        ("opcodes", Events::OPCODES),
        ("library", Events::LIBRARY),
    ];

    /// Reads `tasks,generators`. `Err` gives the name that is none.
    ///
    /// # Errors
    /// The name that no kind has.
    pub fn parse(names: &str) -> Result<Events, String> {
        let mut events = Events::empty();
        for name in names.split(',').filter(|name| !name.is_empty()) {
            match Events::NAMES.iter().find(|(known, _)| *known == name) {
                Some((_, kind)) => events |= *kind,
                None => return Err(name.to_owned()),
            }
        }
        Ok(events)
    }
}

impl Default for Events {
    fn default() -> Events {
        Events::TASKS | Events::GENERATORS
    }
}

/// Who is told of what happens, as it happens. It is called by whichever thread runs the program, and cannot change what
/// the program does.
pub trait TraceSink: Send {
    /// Something happened, so many nanoseconds after the trace began.
    fn event(&mut self, time_ns: u64, event: &Event);
}

impl<F: FnMut(u64, &Event) + Send> TraceSink for F {
    fn event(&mut self, time_ns: u64, event: &Event) {
        self(time_ns, event);
    }
}

/// Writes a line of text for each event.
#[derive(Debug)]
pub struct Text<W>(pub W);

impl<W: Write + Send> TraceSink for Text<W> {
    fn event(&mut self, time_ns: u64, event: &Event) {
        let line = format!("{}\n", Line { time_ns, event });
        // Whether anybody reads is no affair of the program.
        let _ = self.0.write_all(line.as_bytes());
    }
}
