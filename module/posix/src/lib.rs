//! Module `posix`: the operating system, as `os` gives it to programs.
//!
//! Calls go through libc in one macro (`call`); paths, errors and text of the file system are `taipan_native::os`.
//! Absent: `fork` and `posix_spawn` (a Vm may share its process with threads of an embedder), extended attributes,
//! schedulers, namespaces and pseudo-terminals.
#![allow(non_snake_case, reason = "functions carry the names of the Python functions, after py_")]

mod call;
mod constants;
mod direntry;
mod files;
mod pathnames;
mod paths;
mod process;
mod stat;
mod table;

use taipan_native::{ModuleDef, PyResult, Tp, Value, Vm};
use taipan_objects::structseq::StructSequence;

pub static MODULE: ModuleDef = ModuleDef {
    name: "posix",
    doc: Some(
        "This module provides access to operating system functionality that is\nstandardized by the C Standard and the POSIX standard (a thinly\ndisguised Unix interface).  Refer to the library manual and\ncorresponding Unix manual entries for more information on calls.",
    ),
    functions: table::FUNCTIONS,
    init,
};

/// The classes of the module.
pub struct State {
    pub stat_result: Value,
    pub statvfs_result: Value,
    pub terminal_size: Value,
    pub uname_result: Value,
    pub times_result: Value,
    pub waitid_result: Value,
    pub dir_entry: Value,
    pub scan: Value,
}

impl Default for State {
    fn default() -> State {
        State {
            stat_result: Value::NULL,
            statvfs_result: Value::NULL,
            terminal_size: Value::NULL,
            uname_result: Value::NULL,
            times_result: Value::NULL,
            waitid_result: Value::NULL,
            dir_entry: Value::NULL,
            scan: Value::NULL,
        }
    }
}

/// What the functions of `os` may ask of their arguments, by the names that `os` looks for.
static HAVE: &[&str] = &[
    "HAVE_FACCESSAT",
    "HAVE_FCHDIR",
    "HAVE_FCHMOD",
    "HAVE_FCHMODAT",
    "HAVE_FCHOWN",
    "HAVE_FCHOWNAT",
    "HAVE_FEXECVE",
    "HAVE_FDOPENDIR",
    "HAVE_FPATHCONF",
    "HAVE_FSTATAT",
    "HAVE_FSTATVFS",
    "HAVE_FTRUNCATE",
    "HAVE_FUTIMENS",
    "HAVE_FUTIMES",
    "HAVE_LINKAT",
    "HAVE_LCHOWN",
    "HAVE_LSTAT",
    "HAVE_LUTIMES",
    "HAVE_MKDIRAT",
    "HAVE_MKFIFOAT",
    "HAVE_OPENAT",
    "HAVE_READLINKAT",
    "HAVE_RENAMEAT",
    "HAVE_SYMLINKAT",
    "HAVE_UNLINKAT",
    "HAVE_UTIMENSAT",
];

fn init(vm: &mut Vm, module: &Value) -> PyResult<()> {
    let sequence = |vm: &mut Vm, what: &StructSequence| -> PyResult {
        let class = vm.new_struct_sequence_class(what)?;
        vm.set_module_attr(module, what.name, class.clone());
        Ok(class)
    };
    let state = State {
        stat_result: sequence(vm, &stat::STAT_RESULT)?,
        statvfs_result: sequence(vm, &stat::STATVFS_RESULT)?,
        terminal_size: sequence(vm, &process::TERMINAL_SIZE)?,
        uname_result: sequence(vm, &process::UNAME_RESULT)?,
        times_result: sequence(vm, &process::TIMES_RESULT)?,
        waitid_result: sequence(vm, &process::WAITID_RESULT)?,
        dir_entry: direntry::entry_class(vm)?,
        scan: direntry::scan_class(vm)?,
    };
    vm.set_module_attr(module, "DirEntry", state.dir_entry.clone());
    *vm.state::<State>() = state;
    let error = vm.class(Tp::OSError);
    vm.set_module_attr(module, "error", error);
    for &(name, number) in constants::INTS {
        let number = vm.new_int(number);
        vm.set_module_attr(module, name, number);
    }
    for (name, table) in [
        ("sysconf_names", constants::SYSCONF_NAMES),
        ("pathconf_names", constants::PATHCONF_NAMES),
        ("confstr_names", constants::CONFSTR_NAMES),
    ] {
        let dict = vm.new_dict();
        for &(key, number) in table {
            vm.dict_set_str(&dict, key, Value::from_i32(number))?;
        }
        vm.set_module_attr(module, name, dict);
    }
    let have = HAVE.iter().map(|name| vm.new_str(name)).collect();
    let have = vm.new_list(have);
    vm.set_module_attr(module, "_have_functions", have);
    let environment = vm.new_dict();
    for (name, value) in vm.host().variables() {
        let (name, value) = (vm.bytes_value(&name)?, vm.bytes_value(&value)?);
        vm.dict_set(&environment, &name, value)?;
    }
    vm.set_module_attr(module, "environ", environment);
    Ok(())
}
