//! The traces of the programs in tests/trace, by the virtual clock, against the snapshots beside them. A first line
//! `# trace: KINDS` names other events than those of tasks and generators. `INSTA_UPDATE=always` writes the snapshots.

use std::path::Path;
use std::sync::{Arc, Mutex};
use taipan::{TraceEvents, Vm, trace::Event, trace::Line};
use taipan_testkit::root;

/// As the fixtures have it.
const STACK_BYTES: usize = 24 << 20;

/// The lines of a program's trace.
fn traced(program: &Path) -> String {
    let program = program.to_owned();
    let body = move || {
        let source = std::fs::read_to_string(&program).expect("a program");
        let events = match source.lines().next().and_then(|line| line.strip_prefix("# trace: ")) {
            Some(kinds) => TraceEvents::parse(kinds).expect("kinds of events"),
            None => TraceEvents::default(),
        };
        let lines = Arc::new(Mutex::new(String::new()));
        let told = lines.clone();
        let sink = move |time_ns: u64, event: &Event| {
            let line = Line { time_ns, event };
            told.lock().expect("the lines").push_str(&format!("{line}\n"));
        };
        let folder = program.parent().expect("a folder").to_string_lossy().into_owned();
        let mut vm = Vm::builder()
            .args(["program"])
            .path([folder])
            .virtual_clock()
            .capture_output()
            .trace(sink, events)
            .build()
            .expect("a Vm");
        if let Err(error) = vm.run_file(&program) {
            panic!("{}: {error}", program.display());
        }
        drop(vm);
        std::mem::take(&mut *lines.lock().expect("the lines"))
    };
    let thread = std::thread::Builder::new().stack_size(STACK_BYTES).spawn(body).expect("a thread");
    thread.join().expect("the program's end")
}

#[test]
fn traces_are_as_they_were() {
    let folder = root().join("tests/trace");
    let wanted = std::env::var("FIXTURES").unwrap_or_default();
    let mut programs: Vec<_> = std::fs::read_dir(&folder)
        .expect("the programs")
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|e| e == "py"))
        .filter(|path| path.to_string_lossy().contains(&wanted))
        .collect();
    programs.sort();
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(folder.canonicalize().expect("the folder").join("snapshots"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let mut differ = Vec::new();
    for program in programs {
        let name = program.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let lines = traced(&program);
        let check = || settings.bind(|| insta::assert_snapshot!(name.as_str(), lines));
        if std::panic::catch_unwind(std::panic::AssertUnwindSafe(check)).is_err() {
            differ.push(name);
        }
    }
    assert!(differ.is_empty(), "traces that differ: {}", differ.join(", "));
}

#[test]
fn the_same_program_gives_the_same_trace() {
    let program = root().join("tests/trace/task_group_fails.py");
    assert_eq!(traced(&program), traced(&program));
}
