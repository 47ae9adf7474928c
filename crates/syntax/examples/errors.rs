//! Says what is wrong with sources on the standard input: records `mode flags source`, each ended by a NUL byte.

use std::fmt::Write as _;
use std::io::{Read, Write};

use taipan_syntax::{Flags, Mode, parse};

fn main() -> std::io::Result<()> {
    let mut input = String::new();
    std::io::stdin().read_to_string(&mut input)?;
    let mut output = String::new();
    for record in input.split_terminator('\0') {
        let mut parts = record.splitn(3, ' ');
        let mode = match parts.next() {
            Some("eval") => Mode::Eval,
            Some("single") => Mode::Single,
            Some("func_type") => Mode::FuncType,
            _ => Mode::Exec,
        };
        let incomplete = parts.next() == Some("1");
        let flags = Flags { allow_incomplete_input: incomplete, dont_imply_dedent: incomplete };
        let answer = match parse(parts.next().unwrap_or(""), mode, flags) {
            Ok(parsed) => parsed.warnings.iter().fold("OK".to_owned(), |mut text, warning| {
                let _infallible = write!(text, "\u{1}{}\u{1}{}", warning.msg, warning.lineno);
                text
            }),
            Err(error) => format!(
                "{}\u{1}{}\u{1}{}\u{1}{}\u{1}{}\u{1}{}\u{1}{}",
                error.kind.exception(),
                error.msg,
                error.lineno.map_or("None".to_owned(), |line| line.to_string()),
                error.offset,
                error.end_lineno.map_or("None".to_owned(), |line| line.to_string()),
                error.end_offset,
                error.text.unwrap_or_default(),
            ),
        };
        output.push_str(&answer);
        output.push('\0');
    }
    std::io::stdout().write_all(output.as_bytes())
}
