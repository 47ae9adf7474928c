//! What can go wrong, as an embedder sees it: detached from the heap, but for a handle of the exception object.

use crate::{Object, Scope, roots};
use std::fmt;
use taipan_objects::{Raised, Tp, Value};

/// The result of what a Vm does.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why an entry into a Vm failed.
///
/// ```
/// let mut vm = taipan::Vm::new()?;
/// match vm.run_source("1 / 0", "sum.py") {
///     Err(taipan::Error::Exception(raised)) => assert_eq!(raised.class(), "ZeroDivisionError"),
///     other => panic!("{other:?}"),
/// }
/// # Ok::<(), taipan::Error>(())
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// A Python exception that nobody caught. Shown as its traceback.
    Exception(PythonException),
    /// A value that does not fit the Rust type asked for, or an object of another Vm.
    Conversion(String),
    /// SystemExit, with the status it asks for. A message it carried was written to `sys.stderr`.
    Exit(i32),
    /// A file that could not be read.
    File {
        /// The path as it was given.
        path: String,
        /// Why.
        error: std::io::Error,
    },
    /// A bug in the Vm or a panic in a Rust function it called: this Vm can not be used any more. Others can.
    Poisoned,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Exception(raised) => f.write_str(raised.traceback.trim_end_matches('\n')),
            Error::Conversion(message) => f.write_str(message),
            Error::Exit(status) => write!(f, "exit with status {status}"),
            Error::File { path, error } => write!(f, "can't open file '{path}': {error}"),
            Error::Poisoned => f.write_str("the Vm is poisoned by an earlier panic"),
        }
    }
}

impl std::error::Error for Error {}

impl From<String> for Error {
    /// A RuntimeError with this message, for Rust functions that Python calls.
    fn from(message: String) -> Error {
        Error::Exception(PythonException::new("RuntimeError", message))
    }
}

impl From<&str> for Error {
    fn from(message: &str) -> Error {
        message.to_owned().into()
    }
}

impl From<PythonException> for Error {
    fn from(exception: PythonException) -> Error {
        Error::Exception(exception)
    }
}

/// A Python exception outside its Vm: the name of its class, its message, and the traceback as text.
///
/// ```
/// let mut vm = taipan::Vm::new()?;
/// let Err(taipan::Error::Exception(raised)) = vm.eval("int('x')") else { panic!("no exception") };
/// assert_eq!(raised.class(), "ValueError");
/// assert_eq!(raised.message(), "invalid literal for int() with base 10: 'x'");
/// # Ok::<(), taipan::Error>(())
/// ```
#[derive(Debug)]
pub struct PythonException {
    class: String,
    message: String,
    traceback: String,
    object: Option<Object>,
}

impl PythonException {
    /// An exception for a Rust function to raise. `class` names a class of module `builtins`; a name that is none
    /// raises RuntimeError.
    ///
    /// ```
    /// use taipan::{PythonException, Vm};
    /// let mut vm = Vm::new()?;
    /// vm.register("refuse", || Err::<(), _>(PythonException::new("PermissionError", "not you")))?;
    /// vm.run_source("try:\n    refuse()\nexcept PermissionError as e:\n    said = str(e)", "<example>")?;
    /// assert_eq!(vm.get::<String>("said")?, "not you");
    /// # Ok::<(), taipan::Error>(())
    /// ```
    pub fn new(class: impl Into<String>, message: impl Into<String>) -> PythonException {
        let (class, message) = (class.into(), message.into());
        let traceback = if message.is_empty() { class.clone() } else { format!("{class}: {message}") };
        PythonException { class, message, traceback, object: None }
    }

    /// `type(exception).__name__`.
    pub fn class(&self) -> &str {
        &self.class
    }

    /// `str(exception)`.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The text CPython prints for an uncaught exception.
    pub fn traceback(&self) -> &str {
        &self.traceback
    }

    /// The exception object; none for one that was made in Rust.
    pub fn object(&self) -> Option<&Object> {
        self.object.as_ref()
    }
}

impl fmt::Display for PythonException {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.traceback.trim_end_matches('\n'))
    }
}

impl std::error::Error for PythonException {}

/// A raised exception, leaving the Vm.
pub(crate) fn detach(vm: &mut taipan_objects::Vm, raised: Raised) -> Error {
    if vm.is_raised(&raised, Tp::SystemExit) {
        return Error::Exit(exit_status(vm, &raised.0));
    }
    let class = vm.type_name(&raised.0);
    let message = vm.str_text(&raised.0).unwrap_or_else(|_| "<exception str() failed>".to_owned());
    let show = vm.show_exception;
    let mut traceback = show(vm, &raised.0);
    if traceback.is_empty() {
        traceback = if message.is_empty() { class.clone() } else { format!("{class}: {message}") };
    }
    let object = Some(roots::hold(vm, raised.0));
    Error::Exception(PythonException { class, message, traceback, object })
}

/// The status of a SystemExit, as `handle_system_exit`: an int's low bits, 0 for None, else 1 after the message.
fn exit_status(vm: &mut taipan_objects::Vm, exception: &Value) -> i32 {
    let code = vm.get_attr_str(exception, "code").unwrap_or(Value::NONE);
    if code.is_none() {
        return 0;
    }
    if vm.is_instance(&code, Tp::Int) {
        return vm.index_i64(&code).map_or(-1, |status| status as i32);
    }
    let text = vm.str_text(&code).unwrap_or_default();
    vm.write_stderr(&format!("{text}\n"));
    1
}

/// An error of a Rust function, entering the Vm.
pub(crate) fn raise(scope: &mut Scope<'_>, error: Error) -> Raised {
    let vm = &mut *scope.vm;
    match error {
        Error::Exception(exception) => {
            if let Some(object) = &exception.object
                && let Ok(value) = roots::look(vm, object)
            {
                return Raised(value);
            }
            let builtins = vm.builtins.clone();
            let message = vm.new_str(&exception.message);
            match vm.dict_get_str(&builtins, &exception.class) {
                Some(class) if taipan_objects::exception::is_exception_class(&class) => {
                    match vm.call(&class, &[message]) {
                        Ok(made) if vm.is_instance(&made, Tp::BaseException) => Raised(made),
                        Ok(_) => vm.runtime_error(exception.message),
                        Err(raised) => raised,
                    }
                }
                _ => vm.runtime_error(exception.message),
            }
        }
        Error::Conversion(message) => vm.type_error(message),
        Error::Exit(status) => {
            let status = vm.new_int(status.into());
            vm.raise_with(Tp::SystemExit, vec![status])
        }
        other => vm.runtime_error(other.to_string()),
    }
}
