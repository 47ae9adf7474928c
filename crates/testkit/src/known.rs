//! The list of known failures: one line each, `FOLDER/NAME: reason`.

use std::collections::BTreeMap;
use std::path::Path;

/// Known failures by the name of the fixture.
#[derive(Debug, Default)]
pub struct Known(BTreeMap<String, String>);

impl Known {
    /// Reads the file. A line without a reason is refused.
    pub fn read(path: &Path) -> Result<Known, String> {
        let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
        Known::parse(&text)
    }

    /// Reads the text of the file.
    pub fn parse(text: &str) -> Result<Known, String> {
        let mut known = BTreeMap::new();
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
            match line.split_once(": ") {
                Some((name, reason)) => known.insert(name.to_owned(), reason.to_owned()),
                None => return Err(format!("a known failure without a reason: {line}")),
            };
        }
        Ok(Known(known))
    }

    /// Why this fixture is known to fail.
    pub fn reason(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// Whether running it would end the process.
    pub fn crashes(&self, name: &str) -> bool {
        self.reason(name).is_some_and(|reason| reason.starts_with("crash:"))
    }

    /// The names of all of them.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_name_and_a_reason() {
        let known =
            Known::parse("# note\n\nlang/a: no such thing yet: really\nlang/b: crash: overflow\n").unwrap();
        assert_eq!(known.reason("lang/a"), Some("no such thing yet: really"));
        assert!(known.crashes("lang/b") && !known.crashes("lang/a"));
        assert!(Known::parse("lang/a").is_err());
    }
}
