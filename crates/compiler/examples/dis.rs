//! Compiles files and verifies the code. With one file and `-v` the disassembly is printed.

use taipan_compiler::{compile, Options};
use taipan_syntax::{parse, Flags, Mode};

fn main() {
    let mut verbose = false;
    let mut options = Options::default();
    let (mut files, mut failed) = (0, 0);
    for path in std::env::args().skip(1) {
        match path.as_str() {
            "-v" => verbose = true,
            "-w" => options.force_wide = true,
            _ => {
                files += 1;
                failed += usize::from(!one(&path, verbose, options));
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
            println!("{path}:{}: {}", parsed.lines.line(error.range.start), error.message);
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
