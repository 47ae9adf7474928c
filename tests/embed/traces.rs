//! What an embedder is told by a trace, and the virtual clock.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use taipan::trace::{Done, Event, Happened, Id, Shown, TaskId};
use taipan::{TraceEvents, TraceSink, Vm};

/// Keeps every event with its time.
#[derive(Clone, Default)]
struct Kept(Arc<Mutex<Vec<(u64, Event)>>>);

impl TraceSink for Kept {
    fn event(&mut self, time_ns: u64, event: &Event) {
        self.0.lock().unwrap().push((time_ns, event.clone()));
    }
}

impl Kept {
    fn take(&self) -> Vec<(u64, Event)> {
        std::mem::take(&mut *self.0.lock().unwrap())
    }
}

#[test]
fn a_sink_gets_typed_events_with_virtual_times() {
    let kept = Kept::default();
    let mut vm = Vm::builder().virtual_clock().trace(kept.clone(), TraceEvents::TASKS).build().expect("a Vm");
    let source =
        "import asyncio\nasync def main():\n    await asyncio.sleep(3600)\n    return 7\nasyncio.run(main())";
    let started = Instant::now();
    vm.run_source(source, "prog.py").expect("the program");
    assert!(started.elapsed() < Duration::from_secs(600));
    let done = Event::Done {
        what: Id::Task(TaskId(1)),
        outcome: Done::Result(Shown::Plain("7".to_owned())),
        by: None,
        calls: Vec::new(),
    };
    let found = kept.take().into_iter().find_map(|(time, event)| match (&event, &done) {
        (Event::Done { what, outcome, .. }, Event::Done { what: w, outcome: o, .. })
            if what == w && outcome == o =>
        {
            Some(time)
        }
        _ => None,
    });
    assert_eq!(found, Some(3_600_000_000_000));
}

#[test]
fn only_what_was_asked_for_is_told_of_the_program_alone() {
    let kept = Kept::default();
    let mut vm = Vm::builder().trace(kept.clone(), TraceEvents::CALLS).build().expect("a Vm");
    vm.run_source("import json\ndef f(x):\n    return json.dumps(x)\nf([1])", "prog.py")
        .expect("the program");
    let calls: Vec<String> = kept
        .take()
        .into_iter()
        .map(|(_, event)| match event {
            Event::Frame { what: Happened::Call, name, .. } => format!("call {name}"),
            Event::Frame { what: Happened::Return(value), name, .. } => format!("{name} returns {value}"),
            other => panic!("{other}"),
        })
        .collect();
    assert_eq!(calls, ["call <module>", "call f", "f returns '[1]'", "<module> returns None"]);
}

#[test]
fn sleeping_moves_virtual_clocks_by_its_time() {
    let mut vm = Vm::builder().virtual_clock().build().expect("a Vm");
    let source = "import time\nbefore = time.monotonic(), time.time()\ntime.sleep(2.5)\n\
                  passed = time.monotonic() - before[0], time.time() - before[1]";
    vm.run_source(source, "prog.py").expect("the program");
    assert_eq!(vm.get::<(f64, f64)>("passed").expect("a pair"), (2.5, 2.5));
}
