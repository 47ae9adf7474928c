//! Taipan, to embed: a Rust program owns a [`Vm`], calls into it and is called from it.
//!
//! ```
//! use taipan::Vm;
//!
//! let mut vm = Vm::new()?;
//! vm.register("shout", |text: String| text.to_uppercase())?;
//! vm.run_source("def greet(name): return shout('hello ' + name)", "greet.py")?;
//! let greeting: String = vm.call("greet", ("world",))?;
//! assert_eq!(greeting, "HELLO WORLD");
//! # Ok::<(), taipan::Error>(())
//! ```
//!
//! Laws. Nothing of the heap leaves the crate but as an [`Object`], a handle into the Vm's table of roots. A Python
//! exception leaves as text and a handle ([`Error::Exception`]). A panic poisons the Vm it happened in, and only it.
//!
//! Threads: a Vm is `Send`; each entry runs on the caller's thread and measures its stack. Deep native recursion ends
//! in RecursionError sooner on a small stack; programs want a few megabytes.

mod builder;
mod convert;
mod error;
mod function;
mod interrupt;
mod modules;
mod output;
mod program;
mod roots;
mod scope;
mod shutdown;
mod vm;

pub use builder::Builder;
pub use convert::{FromPython, IntoArgs, IntoPython};
pub use error::{Error, PythonException, Result};
pub use function::HostFunction;
pub use interrupt::{Interrupter, die_of_interrupt};
pub use roots::Object;
pub use scope::{Callee, Scope};
pub use taipan_module_sys::Flags;
/// Execution traces: the events, their ids, and who is told ([`Builder::trace`]).
pub use taipan_trace as trace;
pub use taipan_trace::{Events as TraceEvents, TraceSink};
pub use vm::Vm;
