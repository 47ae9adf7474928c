//! The two front ends, held to the same tree over every file of the standard library and every fixture that both
//! parse. What is left out of the comparison are the places that `rustpython-parser` does not know: those of nodes
//! inside f-strings, of generator expressions that are a call's only argument, and of walruses in parentheses.
//!
//! `cargo test -p taipan-syntax --features rustpython-parser --test rustpython_parser`
#![cfg(feature = "rustpython-parser")]

use std::path::{Path, PathBuf};

use taipan_syntax::ast::{Constant, Mod};
use taipan_syntax::walk::{Sink, walk};
use taipan_syntax::{Flags, LineIndex, Mode, Wtf8, decode_source, parse, rustpython};

/// A tree as lines of text, less the places that do not count.
#[derive(Default)]
struct Shape {
    lines: Vec<String>,
    open: Vec<Open>,
    skip_int: bool,
}

struct Open {
    node: String,
    /// Whether the places of this node do not count.
    placeless: bool,
    /// Whether the places of nodes inside do not count.
    inside: bool,
}

impl Sink for Shape {
    fn begin(&mut self, node: &str) {
        let inside = self.open.last().is_some_and(|open| open.inside);
        let string = matches!(node, "JoinedStr" | "TemplateStr");
        let placeless = inside || matches!(node, "GeneratorExp" | "NamedExpr");
        self.open.push(Open { node: node.to_owned(), placeless, inside: inside || string });
        self.lines.push(node.to_owned());
    }

    fn field(&mut self, name: &str) {
        let place = matches!(name, "lineno" | "col_offset" | "end_lineno" | "end_col_offset");
        self.skip_int = place && self.open.last().is_some_and(|open| open.placeless);
        self.lines.push(format!(".{name}"));
    }

    fn absent(&mut self) {
        self.lines.push("absent".to_owned());
    }

    fn list(&mut self, length: usize) {
        self.lines.push(format!("list of {length}"));
    }

    fn end_list(&mut self) {}

    fn text(&mut self, text: &Wtf8) {
        self.lines.push(format!("{text:?}"));
    }

    fn int(&mut self, value: i64) {
        let value = if self.skip_int { "any".to_owned() } else { value.to_string() };
        self.lines.push(value);
    }

    fn constant(&mut self, value: &Constant) {
        // Lone surrogates are lost to that crate.
        let text = match value {
            Constant::Str(text) => {
                let codes = text.code_points().map(|code| char::from_u32(code).unwrap_or('\u{FFFD}'));
                format!("{:?}", codes.collect::<String>())
            }
            other => format!("{other:?}"),
        };
        self.lines.push(text);
    }

    fn leaf(&mut self, node: &str) {
        self.lines.push(node.to_owned());
    }

    fn end(&mut self) {
        if let Some(open) = self.open.pop() {
            self.lines.push(format!("end {}", open.node));
        }
    }
}

fn shape(tree: &Mod, lines: &LineIndex) -> Vec<String> {
    let mut shape = Shape::default();
    walk(tree, lines, &mut shape);
    shape.lines
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    let entries = std::fs::read_dir(folder).expect("a folder");
    for entry in entries.map(|entry| entry.expect("an entry").path()) {
        if entry.is_dir() {
            files(&entry, found);
        } else if entry.extension().is_some_and(|extension| extension == "py") {
            found.push(entry);
        }
    }
}

/// How many files both parse, and where the trees differ.
fn compare(folder: &Path) -> (usize, Vec<String>) {
    let mut all = Vec::new();
    files(folder, &mut all);
    all.sort();
    let (mut both, mut differing) = (0, Vec::new());
    for path in all {
        let Ok(text) =
            std::fs::read(&path).map_err(drop).and_then(|bytes| decode_source(&bytes).map_err(drop))
        else {
            continue;
        };
        let Ok(parsed) = parse(&text, Mode::Exec, Flags::default()) else { continue };
        let Ok(second) = rustpython::parse(&parsed.source, Mode::Exec) else { continue };
        both += 1;
        let (a, b) = (shape(&parsed.module, &parsed.lines), shape(&second, &parsed.lines));
        if a != b {
            let at = a.iter().zip(&b).position(|(a, b)| a != b).unwrap_or(a.len().min(b.len()));
            let around = |lines: &[String]| lines[at.saturating_sub(12)..lines.len().min(at + 6)].join(" ");
            differing.push(format!("{}:\n  {}\n  {}", path.display(), around(&a), around(&b)));
        }
    }
    (both, differing)
}

#[test]
fn the_standard_library() {
    let (both, differing) = compare(Path::new(rustpython_pylib::LIB_PATH));
    assert!(both > 600, "only {both} files");
    assert!(differing.is_empty(), "{} of {both} files differ:\n{}", differing.len(), differing.join("\n"));
}

#[test]
fn the_fixtures() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests");
    let (both, differing) = compare(&tests);
    assert!(both > 100, "only {both} files");
    assert!(differing.is_empty(), "{} of {both} files differ:\n{}", differing.len(), differing.join("\n"));
}

/// What lowering mends.
#[test]
fn mended() {
    for source in ["a[*b]\n", "(x): int\n", "match x,:\n case _: pass\n", "\u{FB01}ne = \u{1D518}\n"] {
        let parsed = parse(source, Mode::Exec, Flags::default()).expect("it parses");
        let second = rustpython::parse(source, Mode::Exec).expect("it parses");
        let without_places = |tree: &Mod| -> Vec<String> {
            let places = |line: &&String| !line.chars().all(|c| c.is_ascii_digit());
            shape(tree, &parsed.lines).iter().filter(places).cloned().collect()
        };
        assert_eq!(without_places(&parsed.module), without_places(&second), "{source}");
    }
}
