//! Errors and warnings: text and place of each were taken from CPython 3.14 (`tests/data/errors.txt`: a source with
//! `\n` for its line ends, a tab, what CPython says).

use taipan_compiler::{Options, compile};
use taipan_syntax::{Flags, Mode, SyntaxError, parse};

fn shown(error: &SyntaxError) -> String {
    let line = |line: Option<u32>| line.map_or_else(|| "None".to_owned(), |line| line.to_string());
    let (start, end) = (line(error.lineno), line(error.end_lineno));
    format!("{} @{start}:{}-{end}:{}", error.msg, error.offset, error.end_offset)
}

fn outcome(source: &str) -> String {
    let parsed = match parse(source, Mode::Exec, Flags::default()) {
        Ok(parsed) => parsed,
        Err(error) => return shown(&error),
    };
    match compile(&parsed.module, &parsed.source, &parsed.lines, "f", Options::default()) {
        Err(error) => shown(&error),
        Ok(compiled) => {
            let warnings: String =
                compiled.warnings.iter().map(|w| format!("  WARN {} @{}", w.msg, w.lineno)).collect();
            format!("OK{warnings}")
        }
    }
}

#[test]
fn errors_are_those_of_cpython() {
    let mut wrong = String::new();
    for line in include_str!("data/errors.txt").lines() {
        let Some((source, wanted)) = line.split_once('\t') else { continue };
        let found = outcome(&format!("{}\n", source.replace("\\n", "\n")));
        if found != wanted {
            wrong.push_str(&format!("{source}\n    wanted {wanted}\n    found  {found}\n"));
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}
