//! Compiles files and verifies the code. With one file and `-v` the disassembly is printed.

use taipan_bytecode::{Constant, LocalKind};
use taipan_compiler::{Options, compile};
use taipan_syntax::{Flags, Mode, parse};

fn main() {
    let mut verbose = false;
    let mut options = Options::default();
    let (mut files, mut failed) = (0, 0);
    for path in std::env::args().skip(1) {
        match path.as_str() {
            "-v" => verbose = true,
            "-m" => {
                for path in std::env::args().skip(2) {
                    facts(&path);
                }
                return;
            }
            "-w" => options.force_wide = true,
            "-e" => {
                errors(&std::env::args().next_back().unwrap_or_default());
                return;
            }
            _ => {
                files += 1;
                let done = std::panic::catch_unwind(|| one(&path, verbose, options));
                failed += usize::from(!done.unwrap_or_else(|_| {
                    println!("{path}: panic");
                    false
                }));
            }
        }
    }
    println!("{files} files, {failed} failed");
    std::process::exit(i32::from(failed > 0));
}

fn one(path: &str, verbose: bool, options: Options) -> bool {
    let Ok(source) = std::fs::read_to_string(path) else { return true };
    let parsed = match parse(&source, Mode::Exec, Flags::default()) {
        Ok(parsed) => parsed,
        Err(error) => {
            println!("{path}: parser: {error}");
            return false;
        }
    };
    let compiled = match compile(&parsed.module, &parsed.source, &parsed.lines, path, options) {
        Ok(compiled) => compiled,
        Err(error) => {
            println!("{path}: {error}");
            return false;
        }
    };
    if verbose {
        print!("{}", taipan_bytecode::dis::dis(&compiled.code));
    }
    if let Err(error) = taipan_bytecode::verify::verify(&compiled.code) {
        println!("{path}: {error}");
        return false;
    }
    true
}

/// Prints what `inspect` sees of each code block, one line each.
fn facts(path: &str) {
    println!("FILE {path}");
    let Ok(source) = std::fs::read_to_string(path) else { return };
    let Ok(parsed) = parse(&source, Mode::Exec, Flags::default()) else { return };
    let Ok(compiled) = compile(&parsed.module, &parsed.source, &parsed.lines, path, Options::default())
    else {
        return;
    };
    let mut work = vec![compiled.code];
    while let Some(code) = work.pop() {
        let names = |kind: LocalKind, without: LocalKind| {
            let names: Vec<&str> = code
                .localsplus
                .iter()
                .filter(|local| local.kind.intersects(kind) && !local.kind.intersects(without))
                .map(|local| &*local.name)
                .collect();
            names.join(",")
        };
        let mut calls = Vec::new();
        for ins in taipan_bytecode::encode::instructions(&code.words).flatten() {
            let name = ins.op.name();
            let line = code.location(ins.pc).line;
            if line != 0 && !matches!(name, "COPY_FREE_VARS" | "MAKE_CELL" | "RETURN_GENERATOR") {
                calls.push(format!("L{line}"));
            }
            let kind = if name.starts_with("CALL") && name != "CALL_INTRINSIC" {
                "C"
            } else if matches!(
                name,
                "LOAD_ATTR" | "LOAD_METHOD" | "STORE_ATTR" | "LOAD_SUPER_ATTR" | "LOAD_SUPER_METHOD"
            ) {
                "A"
            } else {
                continue;
            };
            let l = code.location(ins.pc);
            calls
                .push(format!("{kind}{}:{}:{}:{}", l.line, l.end_line, l.column as i32, l.end_column as i32));
        }
        calls.sort();
        calls.dedup();
        println!(
            "{}|{}|{:#x}|{}|{}|{}|{}|{}|{}|{}",
            code.qualname,
            code.first_line,
            code.flags.bits(),
            code.arg_count,
            code.posonly_arg_count,
            code.kwonly_arg_count,
            names(LocalKind::LOCAL, LocalKind::HIDDEN),
            names(LocalKind::CELL, LocalKind::HIDDEN),
            names(LocalKind::FREE, LocalKind::HIDDEN),
            calls.join(" "),
        );
        for constant in &code.constants {
            if let Constant::Code(inner) = constant {
                work.push(inner.clone());
            }
        }
    }
}

/// Prints the error or the warnings of a file, as a test against CPython wants them.
fn errors(path: &str) {
    let source = std::fs::read_to_string(path).unwrap_or_default();
    let shown = |error: &taipan_syntax::SyntaxError| {
        let line = |line: Option<u32>| line.map_or_else(|| "None".to_owned(), |line| line.to_string());
        let (start, end) = (line(error.lineno), line(error.end_lineno));
        format!("{} @{start}:{}-{end}:{}", error.msg, error.offset, error.end_offset)
    };
    let parsed = match parse(&source, Mode::Exec, Flags::default()) {
        Ok(parsed) => parsed,
        Err(error) => return println!("{}", shown(&error)),
    };
    match compile(&parsed.module, &parsed.source, &parsed.lines, path, Options::default()) {
        Err(error) => println!("{}", shown(&error)),
        Ok(compiled) => {
            print!("OK");
            for warning in compiled.warnings {
                print!("  WARN {} @{}", warning.msg, warning.lineno);
            }
            println!();
        }
    }
}
