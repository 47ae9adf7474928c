//! The command line, read as CPython reads its own: short options may stand together, and the first argument that is
//! no option, or the one after `-c` and `-m`, ends them.

use taipan::TraceEvents;

/// What to run.
#[derive(Debug, PartialEq, Eq)]
pub enum Program {
    File(String),
    Module(String),
    Command(String),
    Stdin,
    Disassemble(String),
    Trace(String),
    Version,
    Help,
}

/// What `trace` is to do.
#[derive(Debug, PartialEq, Eq)]
pub struct Trace {
    pub real_clock: bool,
    pub events: TraceEvents,
    /// The file that the events go to, in place of standard error.
    pub output: Option<String>,
}

/// A command line: the program, `sys.argv` for it, and what was asked of the interpreter.
#[derive(Debug, PartialEq, Eq)]
pub struct Options {
    pub program: Program,
    pub argv: Vec<String>,
    /// Of [`Program::Trace`].
    pub trace: Option<Trace>,
    /// A folder that has the standard library.
    pub stdlib: Option<String>,
    /// The options without an argument, each as often as it was given.
    pub switches: String,
    /// `-W`, in order.
    pub warnings: Vec<String>,
    /// `-X`, in order.
    pub implementation: Vec<String>,
    pub check_hash_based_pycs: Option<String>,
}

/// A command line that makes no sense: the line that says why.
#[derive(Debug, PartialEq, Eq)]
pub struct Refused(pub String);

const SWITCHES: &str = "bBdEiIOPqRsSuvx";

impl Options {
    fn new() -> Options {
        Options {
            program: Program::Stdin,
            argv: vec![String::new()],
            trace: None,
            stdlib: None,
            switches: String::new(),
            warnings: Vec::new(),
            implementation: Vec::new(),
            check_hash_based_pycs: None,
        }
    }

    /// How often a switch was given.
    pub fn count(&self, switch: char) -> u8 {
        self.switches.matches(switch).count().min(u8::MAX.into()) as u8
    }

    fn run(mut self, program: Program, first: &str, rest: &[String]) -> Options {
        self.program = program;
        self.argv = std::iter::once(first.to_owned()).chain(rest.iter().cloned()).collect();
        self
    }
}

/// Reads the arguments after the name of the binary.
pub fn parse(mut args: &[String]) -> Result<Options, Refused> {
    let mut options = Options::new();
    let mut shown = None;
    while let [first, rest @ ..] = args {
        match first.as_str() {
            "-" => return Ok(options.run(Program::Stdin, "-", rest)),
            "--" => {
                args = rest;
                break;
            }
            "--version" => shown = shown.or(Some(Program::Version)),
            "--help" | "--help-all" => shown = Some(Program::Help),
            long if long.starts_with("--") => {
                args = long_option(&mut options, long, rest)?;
                continue;
            }
            short if short.starts_with('-') => {
                args = rest;
                let mut letters = short[1..].chars();
                while let Some(letter) = letters.next() {
                    let mut value = || match (letters.as_str(), args) {
                        ("", [value, rest @ ..]) => {
                            args = rest;
                            Ok(value.clone())
                        }
                        ("", []) => Err(Refused(format!("Argument expected for the -{letter} option"))),
                        (value, _) => Ok(value.to_owned()),
                    };
                    match letter {
                        'c' => {
                            let code = value()?;
                            return Ok(options.run(shown.unwrap_or(Program::Command(code)), "-c", args));
                        }
                        'm' => {
                            let name = value()?;
                            return Ok(options.run(shown.unwrap_or(Program::Module(name)), "-m", args));
                        }
                        'W' => options.warnings.push(value()?),
                        'X' => options.implementation.push(value()?),
                        'h' | '?' => shown = Some(Program::Help),
                        'V' => shown = shown.or(Some(Program::Version)),
                        _ if SWITCHES.contains(letter) => {
                            options.switches.push(letter);
                            continue;
                        }
                        _ => return Err(Refused(format!("Unknown option: -{letter}"))),
                    }
                    if matches!(letter, 'W' | 'X') {
                        break;
                    }
                }
                continue;
            }
            _ => break,
        }
        args = rest;
    }
    if let Some(shown) = shown {
        return Ok(options.run(shown, "", &[]));
    }
    match args {
        [] => Ok(options),
        [dis, file, rest @ ..] if dis == "dis" => {
            Ok(options.run(Program::Disassemble(file.clone()), file, rest))
        }
        [trace, rest @ ..] if trace == "trace" => traced(options, rest),
        [dis] if dis == "dis" => Err(Refused("File expected for dis".to_owned())),
        [file, rest @ ..] => Ok(options.run(Program::File(file.clone()), file, rest)),
    }
}

/// `trace [--clock=virtual|real] [--events=KINDS] [-o FILE] FILE [ARGS...]`.
fn traced(mut options: Options, mut args: &[String]) -> Result<Options, Refused> {
    let mut trace = Trace { real_clock: false, events: TraceEvents::default(), output: None };
    loop {
        let [first, rest @ ..] = args else { return Err(Refused("File expected for trace".to_owned())) };
        args = rest;
        let (name, given) = match first.split_once('=') {
            Some((name, value)) if name.starts_with("--") => (name, Some(value.to_owned())),
            _ => (first.as_str(), None),
        };
        if !name.starts_with('-') {
            options.trace = Some(trace);
            return Ok(options.run(Program::Trace(first.clone()), first, rest));
        }
        let value = match (given, args) {
            (Some(value), _) => value,
            (None, [value, rest @ ..]) => {
                args = rest;
                value.clone()
            }
            (None, []) => return Err(Refused(format!("Argument expected for {name}"))),
        };
        match name {
            "--clock" if value == "virtual" || value == "real" => trace.real_clock = value == "real",
            "--clock" => return Err(Refused(format!("--clock must be 'virtual' or 'real', not '{value}'"))),
            "--events" => {
                trace.events = TraceEvents::parse(&value).map_err(|unknown| {
                    let names: Vec<&str> = TraceEvents::NAMES.iter().map(|(name, _)| *name).collect();
                    Refused(format!("--events knows {}, not '{unknown}'", names.join(", ")))
                })?;
            }
            "-o" => trace.output = Some(value),
            _ => return Err(Refused(format!("unknown option of trace: {name}"))),
        }
    }
}

/// Takes an option of two dashes; gives the arguments after it.
fn long_option<'a>(options: &mut Options, option: &str, rest: &'a [String]) -> Result<&'a [String], Refused> {
    let (name, given) = match option.split_once('=') {
        Some((name, value)) => (name, Some(value.to_owned())),
        None => (option, None),
    };
    let (value, rest) = match (given, rest) {
        (Some(value), _) => (Some(value), rest),
        (None, [value, rest @ ..]) => (Some(value.clone()), rest),
        (None, []) => (None, rest),
    };
    match (name, value) {
        ("--stdlib", Some(folder)) => options.stdlib = Some(folder),
        ("--stdlib", None) => return Err(Refused("Folder expected for --stdlib".to_owned())),
        ("--check-hash-based-pycs", Some(mode))
            if ["always", "default", "never"].contains(&mode.as_str()) =>
        {
            options.check_hash_based_pycs = Some(mode);
        }
        ("--check-hash-based-pycs", Some(_)) => {
            let text = "--check-hash-based-pycs must be one of 'default', 'always', or 'never'";
            return Err(Refused(text.to_owned()));
        }
        ("--check-hash-based-pycs", None) => {
            return Err(Refused("Argument expected for the --check-hash-based-pycs option".to_owned()));
        }
        _ => return Err(Refused(format!("unknown option {option}"))),
    }
    Ok(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(args: &[&str]) -> Result<Options, Refused> {
        let args: Vec<String> = args.iter().map(|a| (*a).to_owned()).collect();
        parse(&args)
    }

    fn check(args: &[&str], program: Program, argv: &[&str]) {
        let options = parsed(args).unwrap();
        assert_eq!(options.program, program);
        assert_eq!(options.argv, argv);
    }

    #[test]
    fn arguments_after_the_program_are_its_own() {
        check(&["a.py", "-c", "x"], Program::File("a.py".into()), &["a.py", "-c", "x"]);
        check(&["-c", "pass", "-V"], Program::Command("pass".into()), &["-c", "-V"]);
        check(&["-cpass"], Program::Command("pass".into()), &["-c"]);
        check(&["-Bm", "json", "-x"], Program::Module("json".into()), &["-m", "-x"]);
        check(&["-", "a"], Program::Stdin, &["-", "a"]);
        check(&["--", "-a"], Program::File("-a".into()), &["-a"]);
        check(&["--stdlib", "lib", "a.py"], Program::File("a.py".into()), &["a.py"]);
        check(&[], Program::Stdin, &[""]);
    }

    #[test]
    fn trace_has_options_of_its_own() {
        let options =
            parsed(&["trace", "--clock=real", "--events", "tasks,calls", "a.py", "-o", "x"]).unwrap();
        assert_eq!(options.program, Program::Trace("a.py".into()));
        assert_eq!(options.argv, ["a.py", "-o", "x"]);
        let trace = options.trace.unwrap();
        assert!(trace.real_clock && trace.output.is_none());
        assert_eq!(trace.events, TraceEvents::TASKS | TraceEvents::CALLS);
        assert_eq!(parsed(&["trace"]), Err(Refused("File expected for trace".into())));
        assert!(parsed(&["trace", "--events=all", "a.py"]).is_err());
    }

    #[test]
    fn options_stand_alone_and_together() {
        let options = parsed(&["-BOOc", "x"]).unwrap();
        assert_eq!((options.count('B'), options.count('O'), options.count('c')), (1, 2, 0));
        let options = parsed(&["-Wignore", "-W", "error", "-X", "dev", "-qXutf8", "a.py"]).unwrap();
        assert_eq!(options.warnings, ["ignore", "error"]);
        assert_eq!(options.implementation, ["dev", "utf8"]);
        assert_eq!(options.count('q'), 1);
        let options = parsed(&["--check-hash-based-pycs", "always", "a.py"]).unwrap();
        assert_eq!(options.check_hash_based_pycs.as_deref(), Some("always"));
        assert_eq!(parsed(&["-c"]), Err(Refused("Argument expected for the -c option".into())));
        assert_eq!(parsed(&["-y"]), Err(Refused("Unknown option: -y".into())));
        assert_eq!(parsed(&["--nothing"]), Err(Refused("unknown option --nothing".into())));
    }
}
