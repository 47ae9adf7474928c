//! Differential tests: rows of `operation, arguments, result` that CPython 3.14 wrote (see golden/generate.py).
//!
//! `TAIPAN_GOLDEN=file` checks another file, such as a large random one, instead of the committed samples.

mod support;

use std::path::Path;

fn check_file(path: &Path) {
    let rows = std::fs::read_to_string(path).expect("golden file");
    let mut failures = Vec::new();
    let mut total = 0;
    for (number, row) in rows.lines().enumerate() {
        let fields: Vec<_> = row.split('\t').collect();
        let [operation, arguments @ .., expect] = &fields[..] else {
            panic!("{}:{}", path.display(), number + 1)
        };
        total += 1;
        let result = support::run(operation, arguments);
        if result != *expect {
            failures.push(format!("{}: {row}\n    got {result}", number + 1));
        }
    }
    failures.truncate(40);
    assert!(
        failures.is_empty(),
        "{} of {total} rows of {}:\n{}",
        failures.len(),
        path.display(),
        failures.join("\n")
    );
    assert!(total > 0, "{} is empty", path.display());
}

#[test]
fn rows_agree_with_cpython() {
    if let Some(path) = std::env::var_os("TAIPAN_GOLDEN") {
        return check_file(Path::new(&path));
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let mut files: Vec<_> =
        std::fs::read_dir(folder).expect("golden folder").map(|e| e.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "tsv"));
    assert!(!files.is_empty());
    files.iter().for_each(|path| check_file(path));
}
