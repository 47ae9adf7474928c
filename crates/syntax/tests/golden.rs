//! Trees, compared with the text that CPython 3.14's `ast.dump` gives for the same source.

use taipan_syntax::{Flags, Mode, dump, parse};

fn check(source: &str, expected: &str) {
    let parsed = parse(source, Mode::Exec, Flags::default()).unwrap();
    let dumped = dump::dump(&parsed.module, &parsed.lines);
    let expected = expected.trim_end();
    if dumped != expected {
        let at = dumped.bytes().zip(expected.bytes()).take_while(|(one, other)| one == other).count();
        let around = |text: &str| text.chars().skip(at.saturating_sub(120)).take(240).collect::<String>();
        panic!("the trees differ\n   ours: {}\nCPython: {}", around(&dumped), around(expected));
    }
}

#[test]
fn expressions() {
    check(include_str!("fixtures/expressions.py"), include_str!("fixtures/expressions.dump"));
}

#[test]
fn statements() {
    check(include_str!("fixtures/statements.py"), include_str!("fixtures/statements.dump"));
}
