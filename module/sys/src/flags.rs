//! What command line, environment or embedder ask of an interpreter: `sys.flags` and the attributes that go with it.

use crate::info::{ints, single};
use taipan_native::{PyResult, Value, Vm};
use taipan_objects::structseq::StructSequence;

/// The switches of an interpreter, by the names of `sys.flags`; those that count are numbers. The default is what an
/// embedded interpreter wants: nothing is read from the environment, and no compiled code is written.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Flags {
    pub debug: u8,
    pub inspect: u8,
    pub interactive: u8,
    /// `-O`: 1 drops `assert`, 2 docstrings too.
    pub optimize: u8,
    /// No `__pycache__` is written.
    pub dont_write_bytecode: bool,
    pub no_user_site: bool,
    /// `site` is not imported.
    pub no_site: bool,
    pub ignore_environment: bool,
    pub verbose: u8,
    pub bytes_warning: u8,
    pub quiet: bool,
    pub hash_randomization: bool,
    pub isolated: bool,
    pub dev_mode: bool,
    pub utf8_mode: bool,
    pub warn_default_encoding: bool,
    /// The folder of the program is not put on `sys.path`.
    pub safe_path: bool,
    /// `sys.get_int_max_str_digits()`; 0 for no limit.
    pub int_max_str_digits: usize,
    /// Standard output and standard error keep nothing back.
    pub unbuffered: bool,
    /// The encoding of the standard streams; UTF-8 where none is named.
    pub stdio_encoding: Option<String>,
    /// The error handler of standard input and output; `strict` where none is named.
    pub stdio_errors: Option<String>,
    /// `sys.pycache_prefix`.
    pub pycache_prefix: Option<String>,
    /// `_imp.check_hash_based_pycs`: `always` or `never`; `default` where none is named.
    pub check_hash_based_pycs: Option<String>,
    /// `sys.warnoptions`.
    pub warnings: Vec<String>,
    /// `sys._xoptions`.
    pub xoptions: Vec<(String, Option<String>)>,
}

impl Default for Flags {
    fn default() -> Flags {
        Flags {
            debug: 0,
            inspect: 0,
            interactive: 0,
            optimize: 0,
            dont_write_bytecode: true,
            no_user_site: false,
            no_site: false,
            ignore_environment: false,
            verbose: 0,
            bytes_warning: 0,
            quiet: false,
            hash_randomization: true,
            isolated: false,
            dev_mode: false,
            utf8_mode: false,
            warn_default_encoding: false,
            safe_path: false,
            int_max_str_digits: 4300,
            unbuffered: false,
            stdio_encoding: None,
            stdio_errors: None,
            pycache_prefix: None,
            check_hash_based_pycs: None,
            warnings: Vec::new(),
            xoptions: Vec::new(),
        }
    }
}

static FLAGS: StructSequence = StructSequence {
    module: "sys",
    name: "flags",
    doc: "sys.flags\n\nFlags provided through command line arguments or environment vars.",
    fields: &[
        "debug",
        "inspect",
        "interactive",
        "optimize",
        "dont_write_bytecode",
        "no_user_site",
        "no_site",
        "ignore_environment",
        "verbose",
        "bytes_warning",
        "quiet",
        "hash_randomization",
        "isolated",
        "dev_mode",
        "utf8_mode",
        "warn_default_encoding",
        "safe_path",
        "int_max_str_digits",
        "gil",
        "thread_inherit_context",
        "context_aware_warnings",
    ],
    visible: 18,
    constructible: false,
};

/// Makes the interpreter what the flags say.
pub fn set(vm: &mut Vm, flags: &Flags) -> PyResult<()> {
    vm.optimize = flags.optimize;
    vm.int_max_str_digits = flags.int_max_str_digits;
    let numbers: Vec<i64> = [
        flags.debug,
        flags.inspect,
        flags.interactive,
        flags.optimize,
        flags.dont_write_bytecode.into(),
        flags.no_user_site.into(),
        flags.no_site.into(),
        flags.ignore_environment.into(),
        flags.verbose,
        flags.bytes_warning,
        flags.quiet.into(),
        flags.hash_randomization.into(),
        flags.isolated.into(),
        0,
        flags.utf8_mode.into(),
        flags.warn_default_encoding.into(),
    ]
    .map(i64::from)
    .to_vec();
    let mut values = ints(vm, &numbers);
    values[13] = Value::from_bool(flags.dev_mode);
    values.push(Value::from_bool(flags.safe_path));
    values.push(vm.new_int(flags.int_max_str_digits as i64));
    values.extend(ints(vm, &[1, 0, 0]));
    let made = single(vm, &FLAGS, values)?;
    let warnings = flags.warnings.iter().map(|text| vm.new_str(text)).collect();
    let warnings = vm.new_list(warnings);
    let xoptions = vm.new_dict();
    for (name, value) in &flags.xoptions {
        let value = value.as_ref().map_or(Value::TRUE, |value| vm.new_str(value));
        vm.dict_set_str(&xoptions, name, value)?;
    }
    let prefix = flags.pycache_prefix.as_ref().map_or(Value::NONE, |prefix| vm.new_str(prefix));
    let builtins = vm.builtins.clone();
    vm.dict_set_str(&builtins, "__debug__", Value::from_bool(flags.optimize == 0))?;
    let sys = vm.sys.clone();
    for (name, value) in [
        ("flags", made),
        ("warnoptions", warnings),
        ("_xoptions", xoptions),
        ("dont_write_bytecode", Value::from_bool(flags.dont_write_bytecode)),
        ("pycache_prefix", prefix),
    ] {
        vm.dict_set_str(&sys, name, value)?;
    }
    Ok(())
}
