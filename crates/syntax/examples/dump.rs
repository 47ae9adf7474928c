//! Writes the trees of the files named on the standard input: `dump IN OUT` on each line.

use std::io::{BufRead, Write};

use taipan_syntax::{Flags, Mode, decode_source, dump, parse};

fn main() -> std::io::Result<()> {
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        let Some((path, to)) = line.split_once('\t') else { continue };
        let bytes = std::fs::read(path)?;
        let text = match decode_source(&bytes).and_then(|text| parse(&text, Mode::Exec, Flags::default())) {
            Ok(parsed) => dump::dump(&parsed.module, &parsed.lines),
            Err(error) => format!("{error:?}"),
        };
        std::fs::File::create(to)?.write_all(text.as_bytes())?;
    }
    Ok(())
}
