//! Hostile sources: none may overflow the stack of a test's thread (two megabytes) or take long.

use taipan_syntax::{Flags, Mode, SyntaxErrorKind, dump, parse};

fn outcome(source: &str) -> Result<(), SyntaxErrorKind> {
    match parse(source, Mode::Exec, Flags::default()) {
        Ok(parsed) => {
            // Walking, copying, comparing and dropping must fit as well.
            assert!(!dump::dump(&parsed.module, &parsed.lines).is_empty());
            assert!(parsed.module.clone() == parsed.module);
            Ok(())
        }
        Err(error) => Err(error.kind),
    }
}

/// Repetitions of `middle` between `before` and `after`.
fn nested(before: &str, middle: &str, after: &str, count: usize) -> String {
    format!("{before}{}{after}", middle.repeat(count))
}

#[test]
fn brackets() {
    for (open, close) in [("(", ")"), ("[", "]"), ("{", "}"), ("f(", ")"), ("a[", "]"), ("-x.y[(", ")]")] {
        let source = format!("{}1{}", open.repeat(95), close.repeat(95));
        assert_eq!(outcome(&source), Ok(()), "{open}");
        let deep = format!("{}1{}", open.repeat(5000), close.repeat(5000));
        assert_eq!(outcome(&deep), Err(SyntaxErrorKind::SyntaxError), "{open}");
        // Broken in the innermost place: the error grammar goes as deep.
        let broken = format!("{}1 1{}", open.repeat(95), close.repeat(95));
        assert_eq!(outcome(&broken), Err(SyntaxErrorKind::SyntaxError), "{open}");
    }
}

#[test]
fn chains() {
    let chains = [
        ("", "-", "1"),
        ("", "not ", "1"),
        ("a", ".b", ""),
        ("a", "()", ""),
        ("a", "[0]", ""),
        ("1", "+1", ""),
        ("", "x if y else ", "z"),
        ("", "lambda: ", "z"),
        ("", "lambda x, y: ", "z"),
        ("", "2**", "2"),
        ("", "await ", "x"),
        ("(", "a:=", "1)"),
        ("", "*", "x"),
    ];
    for (before, middle, after) in chains {
        for count in [900, 2900, 100_000] {
            let result = outcome(&nested(before, middle, after, count));
            if matches!(middle, "a:=" | "await " | "*") {
                continue;
            }
            if count < 3000 {
                assert_eq!(result, Ok(()), "{middle} {count}");
                continue;
            }
            let kind = result.unwrap_err();
            assert!(
                matches!(kind, SyntaxErrorKind::MemoryError | SyntaxErrorKind::RecursionError),
                "{middle}"
            );
        }
    }
}

#[test]
fn long_chains() {
    for (before, middle, after) in
        [("a", ".b", ""), ("a", "()", ""), ("a", "[0]", ""), ("1", "+1", ""), ("a", ".b(c)", "")]
    {
        assert_eq!(outcome(&nested(before, middle, after, 25_000)), Ok(()), "{middle}");
        // Something is wrong at the end.
        let broken = nested(before, middle, &format!("{after} 1"), 25_000);
        assert_eq!(outcome(&broken), Err(SyntaxErrorKind::SyntaxError), "{middle}");
    }
    for (middle, after) in [("-", "1"), ("not ", "1"), ("x if y else ", "z")] {
        assert_eq!(outcome(&nested("", middle, after, 5900)), Ok(()), "{middle}");
    }
}

#[test]
fn flat_sources_have_no_limit() {
    assert_eq!(outcome(&nested("x", " and x", "", 100_000)), Ok(()));
    assert_eq!(outcome(&nested("x", " < x", "", 100_000)), Ok(()));
    assert_eq!(outcome(&nested("[", "-a.b, ", "]", 100_000)), Ok(()));
    assert_eq!(outcome(&nested("", "a = ", "1", 20_000)), Ok(()));
    assert_eq!(outcome(&format!("x = '{}'", "a".repeat(10_000_000))), Ok(()));
}

#[test]
fn statements() {
    assert_eq!(outcome(&nested("if a: pass\n", "elif b: pass\n", "", 5900)), Ok(()));
    let long = nested("if a: pass\n", "elif b: pass\n", "", 100_000);
    assert_eq!(outcome(&long), Err(SyntaxErrorKind::MemoryError));
    let indented = |depth: usize| {
        let headers: String = (0..depth).map(|i| format!("{}if x:\n", " ".repeat(i))).collect();
        format!("{headers}{}pass\n", " ".repeat(depth))
    };
    assert_eq!(outcome(&indented(99)), Ok(()));
    assert_eq!(outcome(&indented(100)), Err(SyntaxErrorKind::IndentationError));
}

#[test]
fn nested_strings() {
    let nest = |depth: usize| (0..depth).fold("1".to_owned(), |inner, _| format!("f'{{{inner}}}'"));
    assert_eq!(outcome(&nest(149)), Ok(()));
    assert_eq!(outcome(&nest(150)), Err(SyntaxErrorKind::SyntaxError));
}

#[test]
fn digits() {
    assert_eq!(outcome(&format!("x = {}", "1".repeat(4300))), Ok(()));
    assert_eq!(outcome(&format!("x = {}", "1".repeat(4301))), Err(SyntaxErrorKind::SyntaxError));
    assert_eq!(outcome(&format!("x = 0x{}", "f".repeat(100_000))), Ok(()));
}
