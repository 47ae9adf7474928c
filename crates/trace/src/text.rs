//! Events as lines of text: the time in seconds, what it happened to, and what happened.

use crate::{Callee, Done, Event, Happened, Id, On, Place, Resumed, Shown, TaskId};
use std::fmt;

/// An event with its time.
#[derive(Clone, Copy, Debug)]
pub struct Line<'a> {
    pub time_ns: u64,
    pub event: &'a Event,
}

/// Seconds: three decimals, and more where they are not zero.
struct Seconds(u64);

impl fmt::Display for Seconds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, ns) = (self.0 / 1_000_000_000, self.0 % 1_000_000_000);
        let mut decimals = format!("{ns:09}");
        while decimals.len() > 3 && decimals.ends_with('0') {
            decimals.pop();
        }
        f.pad(&format!("{whole}.{decimals}"))
    }
}

impl fmt::Display for Line<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let subject = self.event.subject().map(|id| id.to_string()).unwrap_or_default();
        write!(f, "{:>8} {subject:<4} {}", Seconds(self.time_ns), self.event)
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => f.write_str(&self.file),
            line => write!(f, "{}:{line}", self.file),
        }
    }
}

impl fmt::Display for Resumed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Resumed::Send(value) => write!(f, "GEN_SEND {value}"),
            Resumed::Throw(exception) => write!(f, "GEN_THROW {exception}"),
        }
    }
}

impl fmt::Display for On {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            On::Turn => f.write_str("on the next turn"),
            On::Future(id) => write!(f, "on {id}"),
            On::Other(value) => write!(f, "on {value}"),
            On::NotAwaited(id) => write!(f, "refused: {id} was yielded, not awaited"),
            On::OtherLoop(id) => write!(f, "refused: {id} belongs to another loop"),
            On::Itself => f.write_str("refused: it awaits itself"),
            On::Bad(value) => write!(f, "refused: {value} cannot be waited for"),
        }
    }
}

impl fmt::Display for Done {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Done::Result(value) => write!(f, "result {value}"),
            Done::Exception(exception) => write!(f, "exception {exception}"),
            Done::Cancelled(None) => f.write_str("cancelled"),
            Done::Cancelled(Some(message)) => write!(f, "cancelled {message}"),
        }
    }
}

impl fmt::Display for Callee {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Callee::Wake(task) => write!(f, "wakes {task}"),
            Callee::Tell(id) => write!(f, "tells {id}"),
            Callee::Leave(id) => write!(f, "leaves {id}"),
            Callee::Call(name, arguments) => {
                write!(f, "calls {name}(")?;
                for (at, argument) in arguments.iter().enumerate() {
                    write!(f, "{}{argument}", if at > 0 { ", " } else { "" })?;
                }
                f.write_str(")")
            }
        }
    }
}

/// ` by T1`, or nothing.
struct By(Option<TaskId>);

impl fmt::Display for By {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(task) => write!(f, " by {task}"),
            None => Ok(()),
        }
    }
}

/// ` at FILE:LINE`, or nothing.
struct At<'a>(&'a Option<Place>);

impl fmt::Display for At<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(place) => write!(f, " at {place}"),
            None => Ok(()),
        }
    }
}

fn list(f: &mut fmt::Formatter<'_>, verb: &str, items: &[Shown]) -> fmt::Result {
    f.write_str(verb)?;
    for (at, item) in items.iter().enumerate() {
        write!(f, "{}{item}", if at > 0 { ", " } else { "" })?;
    }
    Ok(())
}

impl Event {
    /// What it happens to, if that has an id.
    pub fn subject(&self) -> Option<Id> {
        match self {
            Event::TaskCreate { task, .. }
            | Event::TaskStep { task, .. }
            | Event::TaskSuspend { task, .. }
            | Event::TaskWake { task, .. }
            | Event::MustCancel { task } => Some(Id::Task(*task)),
            Event::CancelAsked { what, .. } | Event::Done { what, .. } => Some(*what),
            Event::FutureCreate { future, .. } | Event::Gathers { future, .. } => Some(Id::Future(*future)),
            Event::Shields { future: Shown::Known(id), .. } => Some(*id),
            Event::TimerCreate { timer, .. } | Event::TimerDue { timer } | Event::TimerDropped { timer } => {
                Some(Id::Timer(*timer))
            }
            Event::GeneratorCreate { generator, .. }
            | Event::GeneratorResume { generator, .. }
            | Event::GeneratorYield { generator, .. }
            | Event::GeneratorReturn { generator, .. }
            | Event::GeneratorRaise { generator, .. }
            | Event::GeneratorClose { generator } => Some(Id::Generator(*generator)),
            Event::Frame { generator, .. } => generator.map(Id::Generator),
            Event::Shields { .. }
            | Event::LoopTurn { .. }
            | Event::LoopWait { .. }
            | Event::LoopCall { .. } => None,
        }
    }
}

/// What happened, without what it happened to.
impl fmt::Display for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Event::TaskCreate { coroutine, name, by, eager, context_given, place, .. } => {
                let context = if *context_given { ", context given" } else { "" };
                let eager = if *eager { ", eager" } else { "" };
                write!(f, "create {coroutine} {name}(){}{}{context}{eager}", By(*by), At(place))
            }
            Event::TaskStep { with, .. } => write!(f, "step {with}"),
            Event::TaskSuspend { on, .. } => write!(f, "suspend {on}"),
            Event::TaskWake { by, .. } => write!(f, "wake by {by}"),
            Event::CancelAsked { by, message, .. } => {
                write!(f, "cancel{}", By(*by))?;
                match message {
                    Some(message) => write!(f, ", message {message}"),
                    None => Ok(()),
                }
            }
            Event::MustCancel { .. } => f.write_str("must_cancel"),
            Event::FutureCreate { by, place, .. } => write!(f, "create{}{}", By(*by), At(place)),
            Event::Gathers { children, .. } => list(f, "gathers ", children),
            Event::Shields { inner, .. } => write!(f, "shields {inner}"),
            Event::Done { outcome, by, calls, .. } => {
                write!(f, "done {outcome}{}", By(*by))?;
                calls.iter().try_for_each(|callee| write!(f, ", {callee}"))
            }
            Event::TimerCreate { at_ns, calls, by, .. } => {
                write!(f, "timer at {} {calls}{}", Seconds(*at_ns), By(*by))
            }
            Event::TimerDue { .. } => f.write_str("due"),
            Event::TimerDropped { .. } => f.write_str("dropped, cancelled"),
            Event::LoopTurn { turn, ready } => write!(f, "turn {turn}, {ready} ready"),
            Event::LoopWait { ns: Some(ns) } => write!(f, "wait {}", Seconds(*ns)),
            Event::LoopWait { ns: None } => f.write_str("wait"),
            Event::LoopCall { calls } => calls.fmt(f),
            Event::GeneratorCreate { kind, name, place, .. } => write!(f, "create {kind} {name} at {place}"),
            Event::GeneratorResume { with, name, place, .. } => {
                write!(f, "resume {with}  {name} at {place}")
            }
            Event::GeneratorYield { value, place, .. } => write!(f, "yield {value} at {place}"),
            Event::GeneratorReturn { value, .. } => write!(f, "return {value}"),
            Event::GeneratorRaise { exception, .. } => write!(f, "raise {exception}"),
            Event::GeneratorClose { .. } => f.write_str("close, never run to its end"),
            Event::Frame { what, name, place, .. } => match what {
                Happened::Call => write!(f, "call {name} at {place}"),
                Happened::Line => write!(f, "line {place}  {name}"),
                Happened::Opcode(op) => write!(f, "op {op} at {place}"),
                Happened::Return(value) => write!(f, "return {value}  {name}"),
                Happened::Raise(exception) => write!(f, "raise {exception}  {name}"),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{FutureId, GeneratorId};

    fn check(time_ns: u64, event: Event, line: &str) {
        assert_eq!(Line { time_ns, event: &event }.to_string(), line);
    }

    #[test]
    fn a_line_has_a_time_a_subject_and_a_verb() {
        let done = Event::Done {
            what: Id::Future(FutureId(2)),
            outcome: Done::Result(Shown::Plain("5".into())),
            by: Some(TaskId(3)),
            calls: vec![Callee::Wake(TaskId(1))],
        };
        check(1_500_000_000, done, "   1.500 F2   done result 5 by T3, wakes T1");
        let resume = Event::GeneratorResume {
            generator: GeneratorId(3),
            with: Resumed::Throw(Shown::Exception { class: "KeyError".into(), arguments: Vec::new() }),
            name: "worker".into(),
            place: Place { file: "prog.py".into(), line: 5 },
        };
        check(1_250, resume, "0.00000125 G3   resume GEN_THROW KeyError()  worker at prog.py:5");
        check(0, Event::LoopTurn { turn: 1, ready: 2 }, "   0.000      turn 1, 2 ready");
    }
}
