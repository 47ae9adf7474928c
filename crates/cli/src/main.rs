//! The binary `taipan`: runs one program with the process as its world, and ends as CPython would end.
//!
//! Everything goes through the embedding API. The program runs on a thread of its own, since the size of the main
//! thread's stack is not ours to choose.
#![forbid(unsafe_code)]

mod options;

use options::{Options, Program, Refused};
use std::io::{IsTerminal, Read};
use std::process::ExitCode;
use taipan::{Error, Vm};

const STACK_BYTES: usize = 512 << 20;

/// The status of a run that could not write its output to the end.
const OUTPUT_LOST: u8 = 120;

/// How a program ended.
enum End {
    Status(i32),
    /// By a KeyboardInterrupt nobody caught: the process dies as by the signal.
    Interrupted,
}

#[cfg(not(feature = "asan"))]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let thread = std::thread::Builder::new().name("main".to_owned()).stack_size(STACK_BYTES).spawn(run);
    match thread.map(std::thread::JoinHandle::join) {
        Ok(Ok(End::Status(status))) => ExitCode::from(status as u8),
        Ok(Ok(End::Interrupted)) => taipan::die_of_interrupt(),
        Ok(Err(_)) => {
            eprintln!("taipan: the interpreter panicked");
            ExitCode::from(70)
        }
        Err(error) => {
            eprintln!("taipan: no thread to run on: {error}");
            ExitCode::from(70)
        }
    }
}

fn binary_name() -> String {
    std::env::args_os().next().map_or_else(|| "taipan".to_owned(), |name| name.to_string_lossy().into_owned())
}

fn usage() -> String {
    format!("usage: {} [option] ... [-c cmd | file | -] [arg] ...", binary_name())
}

fn run() -> End {
    let args: Vec<String> = std::env::args_os().skip(1).map(|a| a.to_string_lossy().into_owned()).collect();
    let options = match options::parse(&args) {
        Ok(options) => options,
        Err(Refused(why)) => {
            eprintln!("{why}\n{}\nTry `taipan -h' for more information.", usage());
            return End::Status(2);
        }
    };
    match options.program {
        Program::Version => {
            println!("Taipan {} (Python 3.14)", env!("CARGO_PKG_VERSION"));
            End::Status(0)
        }
        Program::Help => {
            println!(
                "{}\n\
                 -c cmd : program passed in as string\n\
                 file   : program read from script file\n\
                 -      : program read from stdin (also without arguments)\n\
                 dis F  : print the bytecode of F\n\
                 -h     : print this help message and exit (also -? or --help)\n\
                 -V     : print the version and exit (also --version)\n\
                 --stdlib DIR : the standard library of DIR in place of the built-in one (also TAIPAN_STDLIB)\n\
                 PYTHONHASHSEED : the seed of str hashes (a number, or random)",
                usage()
            );
            End::Status(0)
        }
        _ => execute(options),
    }
}

/// The seed PYTHONHASHSEED asks for; none for a value CPython refuses.
fn hash_seed() -> Option<u32> {
    match std::env::var("PYTHONHASHSEED") {
        Ok(text) if !text.is_empty() && text != "random" => text.parse().ok(),
        _ => {
            let mut bytes = [0; 4];
            let read =
                std::fs::File::open("/dev/urandom").and_then(|mut source| source.read_exact(&mut bytes));
            // Without the operating system's source, the process's number still differs from run to run.
            Some(read.map_or_else(|_| std::process::id(), |()| u32::from_le_bytes(bytes)))
        }
    }
}

/// The folder TAIPAN_STDLIB names.
fn stdlib_from_environment() -> Option<String> {
    std::env::var("TAIPAN_STDLIB").ok().filter(|folder| !folder.is_empty())
}

/// `sys.path[0]`: the folder of the script, the working directory for a command.
fn first_folder(program: &Program) -> String {
    match program {
        Program::File(file) | Program::Disassemble(file) => {
            let real = std::fs::canonicalize(file).unwrap_or_else(|_| file.into());
            real.parent().map(|p| p.to_string_lossy().into_owned()).unwrap_or_default()
        }
        _ => String::new(),
    }
}

fn execute(options: Options) -> End {
    let Some(seed) = hash_seed() else {
        eprintln!(
            "Fatal Python error: config_init_hash_seed: PYTHONHASHSEED must be \"random\" or an integer in range [0; 4294967295]\nPython runtime state: preinitialized\n"
        );
        return End::Status(1);
    };
    let mut builder =
        Vm::builder().seed(seed).args(options.argv).path([first_folder(&options.program)]).handle_ctrl_c();
    if let Some(folder) = options.stdlib.or_else(stdlib_from_environment) {
        builder = builder.stdlib(folder);
    }
    let built = builder.build();
    let mut vm = match built {
        Ok(vm) => vm,
        Err(error) => {
            eprintln!("taipan: {error}");
            return End::Status(70);
        }
    };
    let result = match &options.program {
        Program::File(file) => vm.run_file(file),
        Program::Command(code) => vm.run_source(code, "<string>"),
        Program::Disassemble(file) => disassemble(&mut vm, file),
        _ => run_stdin(&mut vm),
    };
    let end = match result {
        Ok(()) => End::Status(0),
        Err(error) => fail(&mut vm, &error),
    };
    let written = vm.finish();
    match end {
        End::Status(0) if !written => End::Status(OUTPUT_LOST.into()),
        end => end,
    }
}

fn disassemble(vm: &mut Vm, file: &str) -> taipan::Result<()> {
    let source = std::fs::read(file).map_err(|error| Error::File { path: file.to_owned(), error })?;
    print!("{}", vm.disassemble(source, file)?);
    Ok(())
}

fn run_stdin(vm: &mut Vm) -> taipan::Result<()> {
    let mut source = Vec::new();
    if std::io::stdin().is_terminal() {
        eprintln!("taipan: there is no interactive mode yet; reading a program up to end of file");
    }
    std::io::stdin()
        .read_to_end(&mut source)
        .map_err(|error| Error::File { path: "<stdin>".to_owned(), error })?;
    vm.run_source(source, "<stdin>")
}

/// Says what went wrong, and how the process ends.
fn fail(vm: &mut Vm, error: &Error) -> End {
    match error {
        Error::Exit(status) => End::Status(*status),
        Error::File { path, error } => {
            let path =
                std::path::absolute(path).map_or_else(|_| path.clone(), |p| p.to_string_lossy().into_owned());
            let (number, text) = (error.raw_os_error().unwrap_or(0), error.to_string());
            let text = text.split(" (os error").next().unwrap_or(&text).to_owned();
            eprintln!("{}: can't open file '{path}': [Errno {number}] {text}", binary_name());
            End::Status(2)
        }
        Error::Poisoned => {
            eprintln!("taipan: the interpreter panicked; this is a bug");
            End::Status(70)
        }
        error => {
            let reported = vm.report(error);
            match error {
                Error::Exception(raised) if raised.class() == "KeyboardInterrupt" => End::Interrupted,
                _ => End::Status(reported.unwrap_or(1)),
            }
        }
    }
}
