//! The binary `taipan`: runs one program with the process as its world, and ends as CPython would end.
//!
//! Everything goes through the embedding API. The program runs on a thread of its own, since the size of the main
//! thread's stack is not ours to choose.
#![forbid(unsafe_code)]

mod options;
mod settings;

use options::{Options, Program, Refused};
use std::io::{IsTerminal, Read, Write};
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};
use taipan::{Error, Vm, trace};

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
    format!("usage: {} [option] ... [-c cmd | -m mod | file | -] [arg] ...", binary_name())
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
            println!("{}\n{}", usage(), include_str!("help.txt").trim_end());
            End::Status(0)
        }
        _ => execute(options),
    }
}

/// The folder TAIPAN_STDLIB names.
fn stdlib_from_environment() -> Option<String> {
    std::env::var("TAIPAN_STDLIB").ok().filter(|folder| !folder.is_empty())
}

/// `sys.path[0]`: the folder of the script, the working directory for a module, `""` for a command.
fn first_folder(program: &Program) -> String {
    match program {
        Program::File(file) | Program::Trace(file) | Program::Disassemble(file) => {
            let real = std::fs::canonicalize(file).unwrap_or_else(|_| file.into());
            real.parent().map(|p| p.to_string_lossy().into_owned()).unwrap_or_default()
        }
        Program::Module(_) => {
            std::env::current_dir().map(|p| p.to_string_lossy().into_owned()).unwrap_or_default()
        }
        _ => String::new(),
    }
}

/// The path of this binary: as it was called, or where `PATH` has it.
fn executable() -> String {
    let called = std::path::PathBuf::from(binary_name());
    let found = if called.components().count() > 1 {
        Some(called)
    } else {
        let folders = std::env::var_os("PATH").unwrap_or_default();
        std::env::split_paths(&folders).map(|folder| folder.join(&called)).find(|file| file.is_file())
    };
    let found = found.or_else(|| std::env::current_exe().ok()).unwrap_or_default();
    std::path::absolute(&found).unwrap_or(found).to_string_lossy().into_owned()
}

fn execute(options: Options) -> End {
    let settings = match settings::read(&options) {
        Ok(settings) => settings,
        Err(settings::Refused(message)) => {
            eprintln!("{message}");
            return End::Status(1);
        }
    };
    let (flags, program) = (settings.flags, options.program);
    let asked = options.trace;
    let seed = if asked.as_ref().is_some_and(|trace| !trace.real_clock) {
        settings.fixed_seed
    } else {
        settings.seed
    };
    let skip_line = options.switches.contains('x');
    let folder = (!flags.safe_path).then(|| first_folder(&program));
    let site = !matches!(program, Program::Disassemble(_));
    let mut builder = Vm::builder()
        .seed(seed)
        .args(options.argv)
        .path(settings.path)
        .executable(executable())
        .flags(flags)
        .site(site)
        .handle_ctrl_c();
    if let Some(folder) = folder {
        builder = builder.program_folder(folder);
    }
    if let Some(folder) = options.stdlib.or_else(stdlib_from_environment) {
        builder = builder.stdlib(folder);
    }
    let output = match asked.as_ref().map(trace_output).transpose() {
        Ok(output) => output,
        Err(message) => {
            eprintln!("taipan: {message}");
            return End::Status(2);
        }
    };
    if let (Some(asked), Some(output)) = (&asked, &output) {
        builder = builder.trace(trace::Text(output.clone()), asked.events);
        if !asked.real_clock {
            builder = builder.virtual_clock();
        }
    }
    let mut vm = match builder.build() {
        Ok(vm) => vm,
        Err(error) => {
            eprintln!("taipan: {error}");
            return End::Status(1);
        }
    };
    let result = match &program {
        Program::File(file) if skip_line => run_without_first_line(&mut vm, file),
        Program::File(file) => vm.run_file(file),
        // An absolute path: places are then relative to the folder of the program, from wherever it is run.
        Program::Trace(file) => vm.run_file(std::path::absolute(file).unwrap_or_else(|_| file.into())),
        Program::Module(name) => vm.run_module(name),
        Program::Command(code) => vm.run_source(code, "<string>"),
        Program::Disassemble(file) => disassemble(&mut vm, file),
        _ => run_stdin(&mut vm),
    };
    let end = match result {
        Ok(()) => End::Status(0),
        Err(error) => fail(&mut vm, &error),
    };
    let written = vm.finish_process();
    if let Some(mut output) = output
        && let Err(error) = output.flush()
    {
        eprintln!("taipan: the trace could not be written: {error}");
    }
    match end {
        End::Status(0) if !written => End::Status(OUTPUT_LOST.into()),
        end => end,
    }
}

/// Where a trace goes: a file, or standard error.
#[derive(Clone)]
struct TraceOutput(Arc<Mutex<Box<dyn Write + Send>>>);

impl Write for TraceOutput {
    fn write(&mut self, data: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).write(data)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).flush()
    }
}

fn trace_output(trace: &options::Trace) -> Result<TraceOutput, String> {
    let writer: Box<dyn Write + Send> = match &trace.output {
        Some(file) => match std::fs::File::create(file) {
            Ok(file) => Box::new(std::io::BufWriter::new(file)),
            Err(error) => return Err(format!("can't write the trace to '{file}': {error}")),
        },
        None => Box::new(std::io::stderr()),
    };
    Ok(TraceOutput(Arc::new(Mutex::new(writer))))
}

/// `-x`: the first line is another program's.
fn run_without_first_line(vm: &mut Vm, file: &str) -> taipan::Result<()> {
    let mut source = std::fs::read(file).map_err(|error| Error::File { path: file.to_owned(), error })?;
    let end = source.iter().position(|&b| b == b'\n').unwrap_or(source.len());
    source.drain(..end);
    vm.run_source(source, file)
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
    vm.set("__file__", "<stdin>")?;
    vm.set("__cached__", ())?;
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
