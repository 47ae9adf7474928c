//! How a Vm is made.

use crate::output::{Captured, Redirected};
use crate::{Flags, Result, Vm, error, interrupt, modules};
use std::io::Write;
use taipan_host::Repeatable;
use taipan_objects::PyResult;
use taipan_objects::trace::Trace;
use taipan_trace::{Events as TraceEvents, TraceSink};

/// The settings of a new Vm.
///
/// ```
/// let mut vm = taipan::Vm::builder().seed(0).args(["script", "-v"]).capture_output().build()?;
/// vm.run_source("import sys\nprint(sys.argv)", "<example>")?;
/// assert_eq!(vm.take_stdout(), "['script', '-v']\n");
/// # Ok::<(), taipan::Error>(())
/// ```
#[must_use]
#[derive(Default)]
pub struct Builder {
    seed: u32,
    args: Vec<String>,
    path: Vec<String>,
    program_folder: Option<String>,
    stdlib: Option<String>,
    flags: Flags,
    site: bool,
    executable: Option<String>,
    redirected: Option<Redirected>,
    captured: Option<[Captured; 2]>,
    memory_limit: Option<usize>,
    recursion_limit: Option<usize>,
    ctrl_c: bool,
    virtual_clock: bool,
    trace: Option<(Box<dyn TraceSink>, TraceEvents)>,
}

impl Builder {
    /// The seed of str hashes, as PYTHONHASHSEED. The default is 0: no randomization, sets print as CPython's do
    /// under `PYTHONHASHSEED=0`.
    pub fn seed(mut self, seed: u32) -> Builder {
        self.seed = seed;
        self
    }

    /// `sys.argv`.
    pub fn args(mut self, args: impl IntoIterator<Item = impl Into<String>>) -> Builder {
        self.args = args.into_iter().map(Into::into).collect();
        self
    }

    /// `sys.path`: the folders imports look in. Empty by default.
    pub fn path(mut self, path: impl IntoIterator<Item = impl Into<String>>) -> Builder {
        self.path = path.into_iter().map(Into::into).collect();
        self
    }

    /// The first entry of `sys.path`: the folder of the program, or `""` for the working directory. Unlike those of
    /// [`Builder::path`], `site` leaves it as it is. Messages name it where it hides a module of the library.
    pub fn program_folder(mut self, folder: impl Into<String>) -> Builder {
        self.program_folder = Some(folder.into());
        self
    }

    /// A folder that has the pure-Python standard library, in place of the one inside the binary.
    ///
    /// ```
    /// let mut vm = taipan::Vm::builder().stdlib("/nowhere").build()?;
    /// assert!(vm.run_source("import json", "<example>").is_err());
    /// # Ok::<(), taipan::Error>(())
    /// ```
    pub fn stdlib(mut self, folder: impl Into<String>) -> Builder {
        self.stdlib = Some(folder.into());
        self
    }

    /// The switches of the interpreter, as command line options set them.
    ///
    /// ```
    /// let mut flags = taipan::Flags::default();
    /// flags.optimize = 1;
    /// let mut vm = taipan::Vm::builder().flags(flags).build()?;
    /// vm.run_source("assert False, 'not run'", "<example>")?;
    /// # Ok::<(), taipan::Error>(())
    /// ```
    pub fn flags(mut self, flags: Flags) -> Builder {
        self.flags = flags;
        self
    }

    /// Imports module `site` before anything else runs, as a command line interpreter does: `exit`, `help`,
    /// `site-packages`. Off by default; [`Flags::no_site`] forbids it.
    pub fn site(mut self, import: bool) -> Builder {
        self.site = import;
        self
    }

    /// `sys.executable`: the absolute path of a binary that runs Python programs. Empty by default.
    pub fn executable(mut self, path: impl Into<String>) -> Builder {
        self.executable = Some(path.into());
        self
    }

    /// Keeps standard output and standard error for [`Vm::take_stdout`] and [`Vm::take_stderr`].
    pub fn capture_output(mut self) -> Builder {
        let captured = [Captured::default(), Captured::default()];
        let redirected = self.redirected.get_or_insert_default();
        redirected.stdout = Some(Box::new(captured[0].clone()));
        redirected.stderr = Some(Box::new(captured[1].clone()));
        self.captured = Some(captured);
        self
    }

    /// Leads standard output to a writer. What a program has printed is written at the end of each entry at the
    /// latest.
    ///
    /// ```
    /// let mut vm = taipan::Vm::builder().stdout(std::io::sink()).build()?;
    /// vm.run_source("print('unheard')", "<example>")?;
    /// # Ok::<(), taipan::Error>(())
    /// ```
    pub fn stdout(mut self, writer: impl Write + Send + 'static) -> Builder {
        self.redirected.get_or_insert_default().stdout = Some(Box::new(writer));
        self
    }

    /// Leads standard error to a writer.
    pub fn stderr(mut self, writer: impl Write + Send + 'static) -> Builder {
        self.redirected.get_or_insert_default().stderr = Some(Box::new(writer));
        self
    }

    /// Bytes the program may use. Allocations of a size the program chooses (strings, lists, repeats, formats) beyond
    /// it raise MemoryError.
    ///
    /// ```
    /// let mut vm = taipan::Vm::builder().memory_limit(64 << 20).build()?;
    /// let Err(taipan::Error::Exception(raised)) = vm.eval("[0] * 10**9") else { panic!() };
    /// assert_eq!(raised.class(), "MemoryError");
    /// # Ok::<(), taipan::Error>(())
    /// ```
    pub fn memory_limit(mut self, bytes: usize) -> Builder {
        self.memory_limit = Some(bytes);
        self
    }

    /// `sys.getrecursionlimit()`: frames that may be active at once, 1000 by default.
    ///
    /// ```
    /// let mut vm = taipan::Vm::builder().recursion_limit(50).build()?;
    /// let source = "def down(n): return n and down(n - 1)\ndown(100)";
    /// let Err(taipan::Error::Exception(raised)) = vm.run_source(source, "<example>") else { panic!() };
    /// assert_eq!(raised.class(), "RecursionError");
    /// # Ok::<(), taipan::Error>(())
    /// ```
    pub fn recursion_limit(mut self, frames: usize) -> Builder {
        self.recursion_limit = Some(frames);
        self
    }

    /// Makes SIGINT of the process raise KeyboardInterrupt in this Vm, which has to run on the thread that builds it.
    /// A process has one such Vm.
    pub fn handle_ctrl_c(mut self) -> Builder {
        self.ctrl_c = true;
        self
    }

    /// Time is virtual: the clocks begin at a fixed moment, and a wait moves them instead of taking its time. An event
    /// loop with nothing to do goes on at its next timer. Randomness begins with a fixed seed, and identities show as
    /// serials, so that the same program does the same each time. Waits for descriptors and other threads are real.
    ///
    /// ```
    /// let mut vm = taipan::Vm::builder().virtual_clock().build()?;
    /// vm.run_source("import asyncio\nasyncio.run(asyncio.sleep(3600))", "<example>")?;
    /// # Ok::<(), taipan::Error>(())
    /// ```
    pub fn virtual_clock(mut self) -> Builder {
        self.virtual_clock = true;
        self
    }

    /// Tells `sink` what happens, from the first entry on: which tasks, futures and timers are made, suspended, woken and
    /// done, which generators are resumed and yield. Frames of the standard library are left out, unless
    /// [`TraceEvents::LIBRARY`] is among the events. While frames are told of, Python code runs a few times
    /// slower; without a trace nothing does.
    ///
    /// ```
    /// use std::sync::mpsc;
    /// use taipan::{TraceEvents, trace::Line};
    ///
    /// let (sender, lines) = mpsc::channel();
    /// let sink = move |time_ns: u64, event: &taipan::trace::Event| {
    ///     let _ = sender.send(Line { time_ns, event }.to_string());
    /// };
    /// let mut vm = taipan::Vm::builder().virtual_clock().trace(sink, TraceEvents::TASKS).build()?;
    /// let source = "import asyncio\nasync def main():\n    await asyncio.sleep(1.5)\nasyncio.run(main())";
    /// vm.run_source(source, "prog.py")?;
    /// let lines: Vec<String> = lines.try_iter().collect();
    /// assert!(lines[0].starts_with("   0.000 T1   create G1 main() at prog.py:4"));
    /// assert!(lines.iter().any(|line| line.starts_with("   1.500 T1   done result None")));
    /// # Ok::<(), taipan::Error>(())
    /// ```
    pub fn trace(mut self, sink: impl TraceSink + 'static, events: TraceEvents) -> Builder {
        self.trace = Some((Box::new(sink), events));
        self
    }

    /// Makes the Vm.
    pub fn build(mut self) -> Result<Vm> {
        let mut inner = taipan_vm::new_vm(self.seed, modules::MODULES);
        inner.host_stack_limit = taipan_objects::host_stack::limit();
        let flush = self.redirected.is_some();
        inner.repeatable = self.virtual_clock;
        let redirected = self.redirected.take();
        match (redirected, self.virtual_clock) {
            (redirected, true) => inner.set_host(Box::new(Repeatable::new(redirected.unwrap_or_default()))),
            (Some(host), false) => inner.set_host(Box::new(host)),
            (None, false) => {}
        }
        let is_traced = self.trace.is_some();
        if let Some((sink, events)) = self.trace.take() {
            let mut folders: Vec<String> = self.program_folder.iter().chain(&self.path).cloned().collect();
            folders.extend(inner.host().working_directory());
            let library: Vec<String> =
                self.stdlib.iter().cloned().chain([modules::LIBRARY.to_owned()]).collect();
            inner.set_trace(Trace::new(sink, events, &folders, &library));
        }
        if let Err(raised) = self.prepare(&mut inner) {
            return Err(error::detach(&mut inner, raised));
        }
        if let Some(bytes) = self.memory_limit {
            inner.heap.limit.set(bytes);
        }
        if let Some(frames) = self.recursion_limit {
            inner.stack.set_limit(frames);
        }
        if self.ctrl_c {
            let interrupter = interrupt::interrupter(&mut inner);
            interrupt::on_ctrl_c(interrupter)
                .map_err(|error| crate::Error::File { path: "SIGINT".to_owned(), error })?;
        }
        if is_traced {
            inner.begin_trace();
        }
        Ok(Vm::from_parts(inner, self.captured, flush))
    }

    fn prepare(&self, vm: &mut taipan_objects::Vm) -> PyResult<()> {
        modules::install(vm)?;
        let sys = vm.sys.clone();
        let all: Vec<String> = std::env::args_os().map(|a| a.to_string_lossy().into_owned()).collect();
        taipan_module_sys::set_arguments(vm, &self.args, &all)?;
        taipan_module_sys::set_flags(vm, &self.flags)?;
        let importable = vm.state::<taipan_native::Importable>();
        importable.overrides = crate::modules::OVERRIDES;
        importable.check_hash_based_pycs.clone_from(&self.flags.check_hash_based_pycs);
        importable.library = Some(taipan_native::Library {
            root: modules::LIBRARY,
            code: taipan_stdlib::code(),
            find: modules::library,
            source: modules::library_source,
            names: modules::library_names,
        });
        let mut folders: Vec<_> = self.path.iter().map(|folder| vm.new_str(folder)).collect();
        let library = vm.new_str(self.stdlib.as_deref().unwrap_or(modules::LIBRARY));
        if self.stdlib.is_some() {
            folders.push(vm.new_str(modules::OVERLAY));
        }
        folders.push(library.clone());
        let folders = vm.new_list(folders);
        let executable = vm.new_str(self.executable.as_deref().unwrap_or_default());
        for (name, value) in [
            ("path", folders),
            ("_stdlib_dir", library),
            ("executable", executable.clone()),
            ("_base_executable", executable),
        ] {
            vm.dict_set_str(&sys, name, value)?;
        }
        let main = vm.new_module("__main__", None);
        let modules = vm.modules.clone();
        if let Some(builtins) = vm.dict_get_str(&modules, "builtins") {
            vm.set_module_attr(&main, "__builtins__", builtins);
        }
        vm.dict_set_str(&modules, "__main__", main.clone())?;
        let streams = taipan_module_io::Streams {
            unbuffered: self.flags.unbuffered,
            encoding: None,
            errors: self.flags.stdio_errors.clone(),
        };
        taipan_module_io::install_standard_streams(vm, &streams)?;
        taipan_vm::install_importlib(vm)?;
        let loader = vm.importlib.clone();
        let loader = vm.dict_get_str(&loader, "BuiltinImporter").unwrap_or(taipan_objects::Value::NONE);
        vm.set_module_attr(&main, "__loader__", loader);
        let streams = taipan_module_io::Streams { encoding: self.flags.stdio_encoding.clone(), ..streams };
        if streams.encoding.is_some() {
            // Its codec is found by a module.
            taipan_module_io::install_standard_streams(vm, &streams)?;
        }
        if !self.flags.warnings.is_empty() {
            import(vm, "warnings")?;
        }
        if self.site && !self.flags.no_site {
            import(vm, "site")?;
        }
        if let Some(folder) = &self.program_folder {
            let first = vm.new_str(folder);
            if let Some(path) = vm.dict_get_str(&sys, "path") {
                vm.call_method(&path, "insert", &[taipan_objects::Value::ZERO, first])?;
            }
        }
        vm.script_folder = self.program_folder.clone();
        Ok(())
    }
}

pub(crate) fn import(vm: &mut taipan_objects::Vm, name: &str) -> PyResult {
    let name = vm.intern(name);
    (vm.interp.import)(vm, &name, None, &taipan_objects::Value::NONE, 0)
}
