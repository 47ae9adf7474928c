//! Execution traces: what happens to tasks, futures, timers, loops, generators and frames, as typed events, and who is
//! told of them.
//!
//! Laws. Ids are creation serials, counted per kind. An event holds no address and no reference to anything of a heap, so
//! the same program gives the same events, and who is told of one may keep it.
//!
//! Deliberately absent: who makes the events (`taipan_objects::trace`), and formats other than lines of text.
#![forbid(unsafe_code)]

mod event;
mod id;
mod sink;
mod text;
mod value;

pub use event::{Callee, Done, Event, Happened, On, Place, Resumed};
pub use id::{FutureId, GeneratorId, Id, TaskId, TimerId};
pub use sink::{Events, Text, TraceSink};
pub use text::Line;
pub use value::Shown;
