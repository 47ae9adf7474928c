//! Every fixture, against the list of known failures. `FIXTURES=coroutine/throw cargo test -p taipan-testkit` runs
//! those whose name contains that text.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use taipan_testkit::{Fixture, Known, root};

const AT_ONCE: usize = 2;

#[test]
fn fixtures_do_as_expected() {
    let tests = root().join("tests");
    let known = Known::read(&tests.join("known_failures.txt")).expect("the list of known failures");
    let fixtures = Fixture::all(&tests).expect("fixtures");
    assert!(!fixtures.is_empty(), "no fixtures");
    for name in known.names() {
        assert!(fixtures.iter().any(|f| f.name == name), "known failure {name}: no such fixture");
    }
    let wanted = std::env::var("FIXTURES").unwrap_or_default();
    let fixtures: Vec<Fixture> = fixtures
        .into_iter()
        .filter(|f| f.name.contains(&wanted) && !f.apart && !known.crashes(&f.name))
        .collect();
    let next = AtomicUsize::new(0);
    let complaints = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                while let Some(fixture) = fixtures.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let complaint = match (fixture.check(), known.reason(&fixture.name)) {
                        (None, None) | (Some(_), Some(_)) => continue,
                        (Some(difference), None) => format!("{}: {difference}", fixture.name),
                        (None, Some(_)) => format!("{}: passes, though it is a known failure", fixture.name),
                    };
                    complaints.lock().expect("the list").push(complaint);
                }
            });
        }
    });
    let mut complaints = complaints.into_inner().expect("the list");
    complaints.sort();
    assert!(
        complaints.is_empty(),
        "{} of {} fixtures:\n{}",
        complaints.len(),
        fixtures.len(),
        complaints.join("\n")
    );
}
