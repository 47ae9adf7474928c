//! What is said of sources, compared with what CPython 3.14.10 says: `fixtures/errors.txt`.

use std::fmt::Write;

use taipan_syntax::{Flags, Mode, parse};

fn unescape(text: &str) -> String {
    let mut plain = String::new();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match (c, if c == '\\' { chars.next() } else { None }) {
            ('\\', Some('n')) => plain.push('\n'),
            ('\\', Some('t')) => plain.push('\t'),
            ('\\', Some('u')) => {
                let digits: String = chars.by_ref().take(4).collect();
                plain.extend(u32::from_str_radix(&digits, 16).ok().and_then(char::from_u32));
            }
            (_, Some(escaped)) => plain.push(escaped),
            (plain_char, None) => plain.push(plain_char),
        }
    }
    plain
}

fn answer(mode: &str, source: &str) -> (String, String) {
    let incomplete = mode.ends_with(" incomplete");
    let flags = Flags { allow_incomplete_input: incomplete, dont_imply_dedent: incomplete };
    let mode = match mode.split(' ').next() {
        Some("eval") => Mode::Eval,
        Some("single") => Mode::Single,
        Some("func_type") => Mode::FuncType,
        _ => Mode::Exec,
    };
    match parse(source, mode, flags) {
        Ok(parsed) => {
            let mut text = "OK".to_owned();
            for warning in &parsed.warnings {
                write!(text, " [{}: {}]", warning.lineno, warning.msg).unwrap();
            }
            (text, String::new())
        }
        Err(error) => {
            let line = |line: Option<u32>| line.map_or("None".to_owned(), |line| line.to_string());
            let text = format!(
                "{} ({},{})-({},{}): {}",
                error.kind.exception(),
                line(error.lineno),
                error.offset,
                line(error.end_lineno),
                error.end_offset,
                error.msg
            );
            (text, error.text.unwrap_or_default())
        }
    }
}

#[test]
fn as_cpython() {
    let fixtures = include_str!("fixtures/errors.txt");
    let lines: Vec<&str> = fixtures.lines().filter(|line| !line.starts_with('#')).collect();
    let mut wrong = String::new();
    for case in lines.chunks(3) {
        let [head, expected, text] = case else { panic!("a case has three lines: {case:?}") };
        let (mode, source) = head.split_once(" | ").expect("mode | source");
        let expected = (unescape(&expected[2..]), unescape(text.strip_prefix("  text: ").expect("a text")));
        let got = answer(mode, &unescape(source));
        if got != expected {
            writeln!(wrong, "{head}\n   ours: {got:?}\nCPython: {expected:?}").unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
