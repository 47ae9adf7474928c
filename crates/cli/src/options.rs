//! The command line, read as CPython reads its own.

/// What to run.
#[derive(Debug, PartialEq, Eq)]
pub enum Program {
    File(String),
    Command(String),
    Stdin,
    Disassemble(String),
    Version,
    Help,
}

/// A command line: the program, and `sys.argv` for it.
#[derive(Debug, PartialEq, Eq)]
pub struct Options {
    pub program: Program,
    pub argv: Vec<String>,
    /// A folder that has the standard library.
    pub stdlib: Option<String>,
}

/// A command line that makes no sense: the line that says why.
#[derive(Debug, PartialEq, Eq)]
pub struct Refused(pub String);

/// Reads the arguments after the name of the binary.
pub fn parse(args: &[String]) -> Result<Options, Refused> {
    if let Some((folder, args)) = stdlib(args)? {
        return Ok(Options { stdlib: Some(folder), ..parse(args)? });
    }
    let rest = |from: usize| args.get(from..).unwrap_or_default().iter().cloned();
    let with = |program, first: &str, from| {
        Ok(Options {
            program,
            argv: std::iter::once(first.to_owned()).chain(rest(from)).collect(),
            stdlib: None,
        })
    };
    let Some(first) = args.first() else { return with(Program::Stdin, "", 0) };
    match first.as_str() {
        "-" => with(Program::Stdin, "-", 1),
        "-V" | "--version" => with(Program::Version, "", 1),
        "-h" | "--help" | "-?" => with(Program::Help, "", 1),
        "-c" => match args.get(1) {
            Some(code) => with(Program::Command(code.clone()), "-c", 2),
            None => Err(Refused("Argument expected for the -c option".to_owned())),
        },
        "dis" => match args.get(1) {
            Some(file) => with(Program::Disassemble(file.clone()), file, 2),
            None => Err(Refused("File expected for dis".to_owned())),
        },
        "--" => match args.get(1) {
            Some(file) => with(Program::File(file.clone()), file, 2),
            None => with(Program::Stdin, "", 1),
        },
        option if option.starts_with("--") => Err(Refused(format!("unknown option {option}"))),
        option if option.starts_with("-c") => with(Program::Command(option[2..].to_owned()), "-c", 1),
        option if option.starts_with('-') => Err(Refused(format!("Unknown option: {option}"))),
        file => with(Program::File(file.to_owned()), file, 1),
    }
}

/// `--stdlib DIR` or `--stdlib=DIR` at the head, and what follows it.
fn stdlib(args: &[String]) -> Result<Option<(String, &[String])>, Refused> {
    match args {
        [first, folder, rest @ ..] if first == "--stdlib" => Ok(Some((folder.clone(), rest))),
        [first] if first == "--stdlib" => Err(Refused("Folder expected for --stdlib".to_owned())),
        [first, rest @ ..] => Ok(first.strip_prefix("--stdlib=").map(|folder| (folder.to_owned(), rest))),
        [] => Ok(None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(args: &[&str], program: Program, argv: &[&str]) {
        let args: Vec<String> = args.iter().map(|a| (*a).to_owned()).collect();
        let argv = argv.iter().map(|a| (*a).to_owned()).collect();
        assert_eq!(parse(&args), Ok(Options { program, argv, stdlib: None }));
    }

    #[test]
    fn arguments_after_the_program_are_its_own() {
        check(&["a.py", "-c", "x"], Program::File("a.py".into()), &["a.py", "-c", "x"]);
        check(&["-c", "pass", "-V"], Program::Command("pass".into()), &["-c", "-V"]);
        check(&["-cpass"], Program::Command("pass".into()), &["-c"]);
        check(&["-", "a"], Program::Stdin, &["-", "a"]);
        check(&[], Program::Stdin, &[""]);
    }
}
