//! Module `_posixsubprocess`. `subprocess` can be imported; processes are not started yet: `fork_exec` raises
//! NotImplementedError, and says so.
#![forbid(unsafe_code)]

use taipan_native::{ModuleDef, NativeDef, Tp, function, no_init};

pub static MODULE: ModuleDef = ModuleDef {
    name: "_posixsubprocess",
    doc: Some("A POSIX helper for the subprocess module."),
    functions: FUNCTIONS,
    init: no_init,
};

static FUNCTIONS: &[NativeDef] = &[function(
    "fork_exec",
    "(*args)",
    |vm, _| Err(vm.raise(Tp::NotImplementedError, "Taipan cannot start processes yet")),
    "Spawn a fresh new child process.",
)];
