//! One fixture: its program, what it should do, and what it does.

use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::Duration;
use taipan::{Error, Vm};

/// How the program of a fixture begins that has a process to itself.
const APART: &str = "# apart: ";
const MARK: &str = "# expect:\n";
/// Builds that look for mistakes take their time.
const TIME_LIMIT: Duration =
    Duration::from_secs(if cfg!(any(feature = "asan", feature = "stress")) { 600 } else { 60 });
/// Enough for a program that creates what the machine has, and too little for one that asks for the impossible.
const MEMORY_LIMIT_BYTES: usize = 4 << 30;
/// Small enough that the fixtures about deep structures meet its end.
const STACK_BYTES: usize = 24 << 20;

/// What a program wrote and how it ended.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    pub stdout: String,
    /// The last line of standard error.
    pub raises: String,
    pub status: i32,
}

/// A program with its expectation.
#[derive(Debug)]
pub struct Fixture {
    /// `FOLDER/NAME`.
    pub name: String,
    pub path: PathBuf,
    pub expected: Outcome,
    /// It changes what belongs to the process (time zone, descriptors), and has one to itself: `tests/confirm` runs it.
    pub apart: bool,
}

impl Fixture {
    /// Every fixture of the folders below `tests`, sorted by name.
    pub fn all(tests: &Path) -> Result<Vec<Fixture>, String> {
        let mut found = Vec::new();
        for folder in list(tests)?.into_iter().filter(|path| path.is_dir()) {
            for path in list(&folder)?.into_iter().filter(|path| path.extension().is_some_and(|e| e == "py"))
            {
                found.push(Fixture::read(path)?);
            }
        }
        found.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(found)
    }

    /// Reads one file.
    pub fn read(path: PathBuf) -> Result<Fixture, String> {
        let complain = |what: &str| format!("{}: {what}", path.display());
        let text = std::fs::read_to_string(&path).map_err(|error| complain(&error.to_string()))?;
        let block = text.find(&format!("\n{MARK}")).ok_or_else(|| complain("no expectation"))?;
        let mut expected = parse_block(&text[block + 1 + MARK.len()..]).map_err(|what| complain(&what))?;
        let beside = path.with_extension("out");
        if beside.exists() {
            expected.stdout =
                std::fs::read_to_string(&beside).map_err(|error| complain(&error.to_string()))?;
        }
        let folder = path.parent().and_then(Path::file_name).unwrap_or_default().to_string_lossy();
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        expected.stdout = settled(&expected.stdout);
        let apart = text.starts_with(APART);
        Ok(Fixture { name: format!("{folder}/{stem}"), expected, path, apart })
    }

    /// Runs it on a thread with a stack of its own; one that does not end is interrupted.
    pub fn run(&self) -> Result<Outcome, String> {
        let path = self.path.clone();
        let (sender, interrupters) = mpsc::channel();
        let body = move || {
            let folder = path.parent().map(|p| p.to_string_lossy().into_owned()).unwrap_or_default();
            let file = path.file_name().map(|p| p.to_string_lossy().into_owned()).unwrap_or_default();
            let mut vm = Vm::builder()
                .seed(0)
                .args([file])
                .path([folder])
                .memory_limit(MEMORY_LIMIT_BYTES)
                .capture_output()
                .build()
                .map_err(|error| error.to_string())?;
            // Nobody may wait any more for a handle; that is no failure.
            let _ = sender.send(vm.interrupter());
            let status = match vm.run_file(&path) {
                Ok(()) => 0,
                Err(Error::Poisoned) => return Err("panicked".to_owned()),
                Err(error) => vm.report(&error).map_err(|error| error.to_string())?,
            };
            let (output, errors) = vm.finish_captured();
            let raises = errors.trim_end_matches('\n').lines().last().unwrap_or_default().to_owned();
            Ok(Outcome { stdout: settled(&output), raises, status })
        };
        let thread = std::thread::Builder::new().stack_size(STACK_BYTES).spawn(body);
        let thread = thread.map_err(|error| error.to_string())?;
        let interrupter = interrupters.recv().ok();
        let started = std::time::Instant::now();
        while !thread.is_finished() {
            std::thread::sleep(Duration::from_millis(1));
            if started.elapsed() > TIME_LIMIT
                && let Some(interrupter) = &interrupter
            {
                interrupter.interrupt();
            }
        }
        thread.join().unwrap_or_else(|_| Err("panicked outside the Vm".to_owned()))
    }

    /// What differs from the expectation; none for a pass.
    pub fn check(&self) -> Option<String> {
        match self.run() {
            Ok(outcome) if outcome == self.expected => None,
            Ok(outcome) => Some(difference(&self.expected, &outcome)),
            Err(error) => Some(error),
        }
    }
}

/// The text as `tests/confirm` compares it: one kind of line end, and lines without trailing spaces.
fn settled(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.split_inclusive('\n')
        .map(|line| match line.strip_suffix('\n') {
            Some(line) => line.trim_end().to_owned() + "\n",
            None => line.trim_end().to_owned(),
        })
        .collect()
}

fn list(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let entries = std::fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    Ok(entries.filter_map(|entry| entry.ok().map(|e| e.path())).collect())
}

fn parse_block(block: &str) -> Result<Outcome, String> {
    let mut expected = Outcome::default();
    for line in block.lines() {
        if let Some(error) = line.strip_prefix("# raises: ") {
            expected.raises = error.to_owned();
        } else if let Some(status) = line.strip_prefix("# exit: ") {
            expected.status = status.parse().map_err(|_| format!("no status: {line}"))?;
        } else if let Some(text) = line.strip_prefix('#') {
            expected.stdout.push_str(text.strip_prefix(' ').unwrap_or(text));
            expected.stdout.push('\n');
        } else {
            return Err(format!("text after the expectation: {line}"));
        }
    }
    Ok(expected)
}

fn difference(expected: &Outcome, got: &Outcome) -> String {
    let mut wanted = expected.stdout.lines();
    let mut actual = got.stdout.lines();
    let mut number = 1;
    loop {
        let note = if got.raises == expected.raises { String::new() } else { format!(" ({})", got.raises) };
        match (wanted.next(), actual.next()) {
            (None, None) => break,
            (w, g) if w == g => number += 1,
            (w, g) => {
                let end = "end of output";
                return format!(
                    "line {number}: expected {:?}, got {:?}{note}",
                    w.unwrap_or(end),
                    g.unwrap_or(end)
                );
            }
        }
    }
    if got.raises != expected.raises {
        return format!("standard error: expected {:?}, got {:?}", expected.raises, got.raises);
    }
    format!("status: expected {}, got {}", expected.status, got.status)
}
