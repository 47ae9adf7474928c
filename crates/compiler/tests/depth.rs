//! No tree that the parser lets through overflows an ordinary thread's stack.

use taipan_compiler::{Options, compile};
use taipan_syntax::{Flags, Mode, parse};

fn nested(open: &str, inside: &str, close: &str, depth: usize) -> String {
    format!("{}{inside}{}\n", open.repeat(depth), close.repeat(depth))
}

#[test]
fn deep_trees_compile_on_a_small_stack() {
    let mut sources = vec![
        format!("x = a{}\n", " + a".repeat(27_000)),
        format!("x = a{}\n", ".b".repeat(27_000)),
        format!("x = a{}\n", "(1)".repeat(27_000)),
        format!("x = a{}\n", "[1]".repeat(27_000)),
        format!("x = a{}\n", ".b(c)".repeat(27_000)),
        format!("x = {}a\n", "not ".repeat(5_900)),
        format!("x = {}a\n", "-".repeat(5_900)),
        format!("x = {}a\n", "b if c else ".repeat(5_900)),
        format!("x = {}a\n", "lambda: ".repeat(2_900)),
        format!("x = {}a\n", "2 ** ".repeat(2_900)),
        format!("x = {}a\n", "a or b and ".repeat(900)),
        format!("if a: pass\n{}", "elif b: pass\n".repeat(5_900)),
        format!("x = a{}\n", " < b".repeat(5_000)),
        format!("if {}a: pass\n", "not ".repeat(5_900)),
        format!("x = 1{} + a\n", " + 1".repeat(27_000)),
    ];
    for (open, inside, close) in [
        ("[", "x", "]"),
        ("(", "x", ",)"),
        ("{", "x", "}"),
        ("{1: ", "x", "}"),
        ("f(", "x", ")"),
        ("f(*", "x", ")"),
        ("f(a=", "x", ")"),
        ("a[", "x", "]"),
        ("[", "x", " for y in z]"),
        ("(", "x", " for y in z)"),
        ("(y := ", "x", ")"),
    ] {
        sources.push(nested(open, inside, close, 180));
    }
    // The parser has its own stack to mind; here it gets enough.
    let trees: Vec<_> = std::thread::Builder::new()
        .stack_size(256 << 20)
        .spawn(move || {
            sources
                .iter()
                .map(|source| match parse(source, Mode::Exec, Flags::default()) {
                    Ok(parsed) => parsed,
                    Err(error) => {
                        panic!("refused by the parser: {} ({error})", &source[..40.min(source.len())])
                    }
                })
                .collect()
        })
        .unwrap()
        .join()
        .unwrap();
    std::thread::Builder::new()
        .stack_size(2 << 20)
        .spawn(move || {
            for parsed in &trees {
                println!("{}", &parsed.source[..40.min(parsed.source.len())]);
                let compiled =
                    compile(&parsed.module, &parsed.source, &parsed.lines, "deep.py", Options::default());
                match compiled {
                    Ok(compiled) => taipan_bytecode::verify::verify(&compiled.code).unwrap(),
                    Err(error) => panic!("{error}"),
                }
            }
        })
        .unwrap()
        .join()
        .unwrap();
}
