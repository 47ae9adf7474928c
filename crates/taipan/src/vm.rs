//! One interpreter, as an embedder holds it.
//!
//! Every method that runs Python is an entry: it measures the thread's stack, catches panics, and flushes redirected
//! output at its end. States: usable; poisoned, after a panic, in which every entry is refused and the memory is
//! leaked rather than touched.

use crate::builder::Builder;
use crate::convert::{FromPython, IntoArgs, IntoPython};
use crate::function::HostFunction;
use crate::output::Captured;
use crate::scope::{Callee, Scope};
use crate::{Error, Interrupter, Object, Result, error, interrupt, program, roots, shutdown};
use std::mem::ManuallyDrop;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use taipan_objects::{CompileFlags, CompileMode, host_stack};

/// A Python interpreter with a heap of its own. Two of them share nothing; each may move between threads and runs on
/// one at a time.
///
/// ```
/// let mut vm = taipan::Vm::builder().capture_output().build()?;
/// vm.run_source("def greet(name):\n    print('hello,', name)", "greet.py")?;
/// vm.call::<()>("greet", ("world",))?;
/// assert_eq!(vm.take_stdout(), "hello, world\n");
/// # Ok::<(), taipan::Error>(())
/// ```
pub struct Vm {
    inner: ManuallyDrop<Box<taipan_objects::Vm>>,
    captured: Option<[Captured; 2]>,
    flush: bool,
    poisoned: bool,
    finished: bool,
}

impl std::fmt::Debug for Vm {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Vm").field("poisoned", &self.poisoned).finish_non_exhaustive()
    }
}

impl Vm {
    pub(crate) fn from_parts(
        inner: Box<taipan_objects::Vm>,
        captured: Option<[Captured; 2]>,
        flush: bool,
    ) -> Vm {
        Vm { inner: ManuallyDrop::new(inner), captured, flush, poisoned: false, finished: false }
    }

    /// A Vm with the default settings: the process's streams, no limits but the recursion limit, nothing on
    /// `sys.path`.
    ///
    /// ```
    /// let mut vm = taipan::Vm::new()?;
    /// assert_eq!(vm.call::<i64>("abs", (-3,))?, 3);
    /// # Ok::<(), taipan::Error>(())
    /// ```
    pub fn new() -> Result<Vm> {
        Builder::default().build()
    }

    /// The settings of a Vm that is to be made.
    pub fn builder() -> Builder {
        Builder::default()
    }

    /// Runs a closure inside the Vm. A panic in it poisons this Vm, and the entry gives [`Error::Poisoned`].
    ///
    /// ```
    /// let mut vm = taipan::Vm::new()?;
    /// let name = vm.enter(|scope| {
    ///     let set = scope.eval("{1}")?;
    ///     scope.type_name(&set)
    /// })?;
    /// assert_eq!(name, "set");
    /// # Ok::<(), taipan::Error>(())
    /// ```
    pub fn enter<R>(&mut self, body: impl FnOnce(&mut Scope<'_>) -> Result<R>) -> Result<R> {
        if self.poisoned {
            return Err(Error::Poisoned);
        }
        let flush = self.flush;
        let inner = &mut **self.inner;
        inner.host_stack_limit = host_stack::limit();
        let entry = || {
            roots::sweep(inner);
            let result = body(&mut Scope { vm: inner });
            if inner.heap.has_pending() {
                inner.run_pending();
            }
            if flush {
                taipan_module_sys::flush_streams(inner);
            }
            result
        };
        match catch_unwind(AssertUnwindSafe(entry)) {
            Ok(result) => result,
            Err(_) => {
                self.poisoned = true;
                Err(Error::Poisoned)
            }
        }
    }

    /// Runs a program text as `__main__`; `name` is the file name tracebacks show. Globals stay for the next run.
    ///
    /// ```
    /// let mut vm = taipan::Vm::new()?;
    /// vm.run_source("total = sum(range(10))", "total.py")?;
    /// assert_eq!(vm.get::<i64>("total")?, 45);
    /// # Ok::<(), taipan::Error>(())
    /// ```
    pub fn run_source(&mut self, source: impl AsRef<[u8]>, name: &str) -> Result<()> {
        self.enter(|scope| scope.run(source.as_ref(), name, CompileMode::Exec).map(drop))
    }

    /// Runs a file as `__main__`, with `__file__` set to its absolute path; of a folder or a zip archive its
    /// `__main__.py`, with the folder or archive as the first entry of `sys.path`.
    ///
    /// ```no_run
    /// taipan::Vm::new()?.run_file("program.py")?;
    /// # Ok::<(), taipan::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::File`] if it can not be read, and whatever the program raises.
    pub fn run_file(&mut self, path: impl AsRef<Path>) -> Result<()> {
        let given = path.as_ref();
        let name = std::path::absolute(given).unwrap_or_else(|_| given.to_owned());
        let name = name.to_string_lossy().into_owned();
        let source = match std::fs::read(given) {
            Err(error) if !given.is_dir() => {
                return Err(Error::File { path: given.to_string_lossy().into_owned(), error });
            }
            source => source.ok(),
        };
        self.enter(|scope| match source {
            Some(source) if !program::is_archive(&source) => program::run_file(scope, &source, &name),
            _ => program::run_folder(scope, &name),
        })
    }

    /// Runs a module or the `__main__` of a package as `__main__`, as `-m` does; `sys.argv[0]` becomes its path.
    ///
    /// ```
    /// let mut vm = taipan::Vm::builder().args(["-m"]).capture_output().build()?;
    /// let ended = vm.run_module("nowhere");
    /// assert!(matches!(ended, Err(taipan::Error::Exit(1))));
    /// assert!(vm.take_stderr().contains("No module named nowhere"));
    /// # Ok::<(), taipan::Error>(())
    /// ```
    ///
    /// # Errors
    /// What the program raises; [`Error::Exit`] with status 1 if there is no such module, which is then written to
    /// standard error.
    pub fn run_module(&mut self, name: &str) -> Result<()> {
        self.enter(|scope| program::run_module(scope, name, true))
    }

    /// The value of an expression, in the globals of `__main__`.
    ///
    /// ```
    /// let mut vm = taipan::Vm::new()?;
    /// let word = vm.eval("'ab' * 2")?;
    /// assert_eq!(vm.read::<String>(&word)?, "abab");
    /// # Ok::<(), taipan::Error>(())
    /// ```
    pub fn eval(&mut self, expression: &str) -> Result<Object> {
        self.enter(|scope| scope.eval(expression))
    }

    /// A global of `__main__`, or else a builtin; NameError if there is neither.
    ///
    /// ```
    /// let mut vm = taipan::Vm::new()?;
    /// vm.run_source("x = [1]", "<example>")?;
    /// let x = vm.get_global("x")?;
    /// assert_eq!(vm.call::<i64>("len", (&x,))?, 1);
    /// # Ok::<(), taipan::Error>(())
    /// ```
    pub fn get_global(&mut self, name: &str) -> Result<Object> {
        self.enter(|scope| scope.global(name))
    }

    /// As [`Vm::get_global`], converted.
    ///
    /// ```
    /// let mut vm = taipan::Vm::new()?;
    /// vm.run_source("names = ['a', 'b']", "<example>")?;
    /// assert_eq!(vm.get::<Vec<String>>("names")?, ["a", "b"]);
    /// # Ok::<(), taipan::Error>(())
    /// ```
    pub fn get<T: FromPython>(&mut self, name: &str) -> Result<T> {
        self.enter(|scope| {
            let object = scope.global(name)?;
            T::from_python(scope, &object)
        })
    }

    /// Sets a global of `__main__`.
    ///
    /// ```
    /// let mut vm = taipan::Vm::new()?;
    /// vm.set("limit", 12)?;
    /// vm.run_source("half = limit // 2", "<example>")?;
    /// assert_eq!(vm.get::<i64>("half")?, 6);
    /// # Ok::<(), taipan::Error>(())
    /// ```
    pub fn set(&mut self, name: &str, value: impl IntoPython) -> Result<()> {
        self.enter(|scope| scope.set_global(name, value))
    }

    /// Converts an object.
    ///
    /// ```
    /// let mut vm = taipan::Vm::new()?;
    /// let object = vm.eval("(1, 2.5)")?;
    /// assert_eq!(vm.read::<(i64, f64)>(&object)?, (1, 2.5));
    /// # Ok::<(), taipan::Error>(())
    /// ```
    pub fn read<T: FromPython>(&mut self, object: &Object) -> Result<T> {
        self.enter(|scope| T::from_python(scope, object))
    }

    /// `object.name`.
    ///
    /// ```
    /// let mut vm = taipan::Vm::new()?;
    /// let number = vm.eval("3 + 4j")?;
    /// let real = vm.attribute(&number, "real")?;
    /// assert_eq!(vm.read::<f64>(&real)?, 3.0);
    /// # Ok::<(), taipan::Error>(())
    /// ```
    pub fn attribute(&mut self, object: &Object, name: &str) -> Result<Object> {
        self.enter(|scope| scope.attribute(object, name))
    }

    /// Calls a global, a builtin or an object with typed arguments and a typed result.
    ///
    /// ```
    /// let mut vm = taipan::Vm::new()?;
    /// vm.run_source("def add(a, b): return a + b", "<example>")?;
    /// assert_eq!(vm.call::<i64>("add", (1, 2))?, 3);
    /// assert_eq!(vm.call::<String>("add", ("a", "b"))?, "ab");
    /// # Ok::<(), taipan::Error>(())
    /// ```
    pub fn call<R: FromPython>(&mut self, callee: impl Callee, args: impl IntoArgs) -> Result<R> {
        self.enter(|scope| scope.call(callee, args))
    }

    /// Gives a Rust function to Python, as a global of `__main__`. Arguments that do not fit raise TypeError; a
    /// `Result` that is an error raises. A panic in it poisons the Vm.
    ///
    /// ```
    /// let mut vm = taipan::Vm::new()?;
    /// vm.register("join", |words: Vec<String>, by: String| words.join(&by))?;
    /// vm.run_source("line = join(['a', 'b'], '-')", "<example>")?;
    /// assert_eq!(vm.get::<String>("line")?, "a-b");
    /// # Ok::<(), taipan::Error>(())
    /// ```
    pub fn register<P>(&mut self, name: &str, function: impl HostFunction<P>) -> Result<()> {
        let own_name = name.to_owned();
        self.register_raw(name, move |scope, args| function.invoke(scope, &own_name, args))
    }

    /// Gives Python a Rust function that takes its arguments as objects and may call back into the Vm.
    ///
    /// ```
    /// let mut vm = taipan::Vm::new()?;
    /// vm.register_raw("twice", |scope, args| {
    ///     let [function, value] = args else { return Err("twice(function, value)".into()) };
    ///     let once: taipan::Object = scope.call(function, (value,))?;
    ///     scope.call(function, (once,))
    /// })?;
    /// vm.run_source("n = twice(lambda x: x * 3, 5)", "<example>")?;
    /// assert_eq!(vm.get::<i64>("n")?, 45);
    /// # Ok::<(), taipan::Error>(())
    /// ```
    pub fn register_raw(
        &mut self,
        name: &str,
        function: impl Fn(&mut Scope<'_>, &[Object]) -> Result<Object> + Send + 'static,
    ) -> Result<()> {
        self.enter(|scope| {
            let function = scope.vm.new_host_function(
                name,
                Box::new(move |vm, args| {
                    let mut scope = Scope { vm };
                    let objects: Vec<Object> = args.iter().map(|arg| scope.hold(arg.clone())).collect();
                    let result = function(&mut scope, &objects);
                    match result.and_then(|object| scope.look(&object)) {
                        Ok(value) => Ok(value),
                        Err(error) => Err(error::raise(&mut scope, error)),
                    }
                }),
            );
            let object = scope.hold(function);
            scope.set_global(name, object)
        })
    }

    /// What the program has printed since the last call; empty unless output is captured.
    pub fn take_stdout(&mut self) -> String {
        self.captured.as_ref().map_or_else(String::new, |[out, _]| out.take())
    }

    /// What the program has written to standard error since the last call; empty unless output is captured.
    ///
    /// ```
    /// let mut vm = taipan::Vm::builder().capture_output().build()?;
    /// vm.run_source("import sys\nprint('careful', file=sys.stderr)", "<example>")?;
    /// assert_eq!(vm.take_stderr(), "careful\n");
    /// # Ok::<(), taipan::Error>(())
    /// ```
    pub fn take_stderr(&mut self) -> String {
        self.captured.as_ref().map_or_else(String::new, |[_, err]| err.take())
    }

    /// A handle that stops the Vm from another thread.
    pub fn interrupter(&mut self) -> Interrupter {
        interrupt::interrupter(&mut self.inner)
    }

    /// Shows an uncaught exception as the end of a program does, through `sys.excepthook`, and gives the status the
    /// process should end with.
    ///
    /// ```
    /// let mut vm = taipan::Vm::builder().capture_output().build()?;
    /// let error = vm.run_source("undefined", "<example>").unwrap_err();
    /// assert_eq!(vm.report(&error)?, 1);
    /// assert!(vm.take_stderr().ends_with("NameError: name 'undefined' is not defined\n"));
    /// # Ok::<(), taipan::Error>(())
    /// ```
    pub fn report(&mut self, error: &Error) -> Result<i32> {
        self.enter(|scope| match error {
            Error::Exception(exception) if exception.object().is_some() => {
                let object = exception.object().map(|object| scope.look(object));
                let value = object.unwrap_or(Err(Error::Poisoned))?;
                Ok(taipan_module_sys::report_uncaught(scope.vm, &taipan_objects::Raised(value)))
            }
            Error::Exit(status) => Ok(*status),
            error => {
                scope.vm.write_stderr(&format!("{error}\n"));
                Ok(1)
            }
        })
    }

    /// The bytecode of a program text, one line per instruction.
    ///
    /// ```
    /// let mut vm = taipan::Vm::new()?;
    /// assert!(vm.disassemble("print(1)", "<example>")?.contains("LOAD_NAME"));
    /// # Ok::<(), taipan::Error>(())
    /// ```
    pub fn disassemble(&mut self, source: impl AsRef<[u8]>, name: &str) -> Result<String> {
        let source = source.as_ref();
        self.enter(|scope| {
            // Through the Vm first: its errors are Python's.
            let code =
                (scope.vm.interp.compile)(scope.vm, source, name, CompileMode::Exec, CompileFlags::default());
            scope.lift(code)?;
            let lost = |what: &str| Error::Conversion(format!("the source compiles no more: {what}"));
            let text = taipan_syntax::decode_source(source).map_err(|e| lost(&e.to_string()))?;
            let parsed =
                taipan_syntax::parse(&text, taipan_syntax::Mode::Exec, taipan_syntax::Flags::default())
                    .map_err(|e| lost(&e.to_string()))?;
            let options = taipan_compiler::Options::default();
            taipan_compiler::compile(&parsed.module, &parsed.source, &parsed.lines, name, options)
                .map(|compiled| taipan_bytecode::dis::dis(&compiled.code))
                .map_err(|e| lost(&e.to_string()))
        })
    }

    /// Ends the program: `atexit`, the streams, the modules' globals, finalizers. False if standard output could not
    /// be written to the end. Dropping a Vm does the same.
    ///
    /// ```
    /// let mut vm = taipan::Vm::new()?;
    /// vm.run_source("x = 1", "<example>")?;
    /// assert!(vm.finish());
    /// # Ok::<(), taipan::Error>(())
    /// ```
    pub fn finish(mut self) -> bool {
        self.end(false)
    }

    /// As [`Vm::finish`], for a process that ends now: the memory is left to the system, which takes it back at once.
    ///
    /// ```
    /// let mut vm = taipan::Vm::new()?;
    /// vm.run_source("x = 1", "<example>")?;
    /// assert!(vm.finish_process());
    /// # Ok::<(), taipan::Error>(())
    /// ```
    pub fn finish_process(mut self) -> bool {
        let written = self.end(true);
        std::mem::forget(self);
        written
    }

    /// As [`Vm::finish`], and gives what was captured of both streams since they were last taken, the output of the
    /// end included.
    ///
    /// ```
    /// let mut vm = taipan::Vm::builder().capture_output().build()?;
    /// vm.run_source("class D:\n    def __del__(self): print('last words')\nd = D()", "<example>")?;
    /// assert_eq!(vm.finish_captured().0, "last words\n");
    /// # Ok::<(), taipan::Error>(())
    /// ```
    pub fn finish_captured(mut self) -> (String, String) {
        self.end(false);
        (self.take_stdout(), self.take_stderr())
    }

    fn end(&mut self, process: bool) -> bool {
        self.finished = true;
        self.enter(|scope| Ok(shutdown::finish(scope.vm, process))).unwrap_or(false)
    }
}

impl Drop for Vm {
    fn drop(&mut self) {
        if !self.finished && !self.poisoned {
            self.end(false);
        }
        if !self.poisoned {
            // SAFETY: dropped once, and nothing uses it afterwards. A poisoned heap may be half changed: it is leaked.
            unsafe { ManuallyDrop::drop(&mut self.inner) }
        }
    }
}
