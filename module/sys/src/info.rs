//! What is fixed when a Vm starts: versions, limits of numbers, flags, paths.

use crate::flags::Flags;
use crate::names::STANDARD_LIBRARY;
use taipan_native::{PyResult, Value, Vm};
use taipan_objects::structseq::StructSequence;

const HEX_VERSION: i64 = 0x030E_0AF0;

static VERSION_INFO: StructSequence = StructSequence {
    module: "sys",
    name: "version_info",
    doc: "sys.version_info\n\nVersion information as a named tuple.",
    fields: &["major", "minor", "micro", "releaselevel", "serial"],
    visible: 5,
    constructible: false,
};

static FLOAT_INFO: StructSequence = StructSequence {
    module: "sys",
    name: "float_info",
    doc: "sys.float_info\n\nA named tuple holding information about the float type. It contains low level\ninformation about the precision and internal representation. Please study\nyour system's :file:`float.h` for more information.",
    fields: &[
        "max",
        "max_exp",
        "max_10_exp",
        "min",
        "min_exp",
        "min_10_exp",
        "dig",
        "mant_dig",
        "epsilon",
        "radix",
        "rounds",
    ],
    visible: 11,
    constructible: true,
};

static INT_INFO: StructSequence = StructSequence {
    module: "sys",
    name: "int_info",
    doc: "sys.int_info\n\nA named tuple that holds information about Python's\ninternal representation of integers.  The attributes are read only.",
    fields: &["bits_per_digit", "sizeof_digit", "default_max_str_digits", "str_digits_check_threshold"],
    visible: 4,
    constructible: true,
};

static HASH_INFO: StructSequence = StructSequence {
    module: "sys",
    name: "hash_info",
    doc: "hash_info\n\nA named tuple providing parameters used for computing\nhashes. The attributes are read only.",
    fields: &["width", "modulus", "inf", "nan", "imag", "algorithm", "hash_bits", "seed_bits", "cutoff"],
    visible: 9,
    constructible: true,
};

static THREAD_INFO: StructSequence = StructSequence {
    module: "sys",
    name: "thread_info",
    doc: "sys.thread_info\n\nA named tuple holding information about the thread implementation.",
    fields: &["name", "lock", "version"],
    visible: 3,
    constructible: true,
};

const COPYRIGHT: &str = "Copyright (c) 2001 Python Software Foundation.\nAll Rights Reserved.\n\nCopyright (c) 2000 BeOpen.com.\nAll Rights Reserved.\n\nCopyright (c) 1995-2001 Corporation for National Research Initiatives.\nAll Rights Reserved.\n\nCopyright (c) 1991-1995 Stichting Mathematisch Centrum, Amsterdam.\nAll Rights Reserved.";

/// Makes the class and its one instance.
pub fn single(vm: &mut Vm, what: &StructSequence, values: Vec<Value>) -> PyResult {
    let class = vm.new_struct_sequence_class(what)?;
    vm.new_struct_sequence(&class, values)
}

pub fn ints(vm: &Vm, values: &[i64]) -> Vec<Value> {
    values.iter().map(|&i| vm.new_int(i)).collect()
}

pub fn set(vm: &mut Vm, module: &Value) -> PyResult<()> {
    let mut values = ints(vm, &[3, 14, 10]);
    values.push(vm.new_str("final"));
    values.push(Value::ZERO);
    let version = single(vm, &VERSION_INFO, values)?;
    vm.set_module_attr(module, "version_info", version.clone());

    let (name, tag, hex, arch) = (
        vm.new_str("taipan"),
        vm.new_str("taipan-314"),
        vm.new_int(HEX_VERSION),
        vm.new_str("x86_64-linux-gnu"),
    );
    let implementation = vm.new_namespace(&[
        ("name", name),
        ("cache_tag", tag),
        ("version", version),
        ("hexversion", hex),
        ("_multiarch", arch),
        ("supports_isolated_interpreters", Value::FALSE),
    ])?;
    vm.set_module_attr(module, "implementation", implementation);

    crate::flags::set(vm, &Flags::default())?;

    let mut floats = ints(vm, &[0, 1024, 308, 0, -1021, -307, 15, 53, 0, 2, 1]);
    floats[0] = vm.new_float(f64::MAX);
    floats[3] = vm.new_float(f64::MIN_POSITIVE);
    floats[8] = vm.new_float(f64::EPSILON);
    let floats = single(vm, &FLOAT_INFO, floats)?;
    vm.set_module_attr(module, "float_info", floats);

    let values = ints(vm, &[30, 4, 4300, 640]);
    let info = single(vm, &INT_INFO, values)?;
    vm.set_module_attr(module, "int_info", info);

    let mut hashes = ints(vm, &[64, (1 << 61) - 1, 314159, 0, 1000003, 0, 64, 128, 0]);
    hashes[5] = vm.new_str("siphash13");
    let hashes = single(vm, &HASH_INFO, hashes)?;
    vm.set_module_attr(module, "hash_info", hashes);

    let threads = vec![vm.new_str("pthread"), vm.new_str("semaphore"), Value::NONE];
    let threads = single(vm, &THREAD_INFO, threads)?;
    vm.set_module_attr(module, "thread_info", threads);

    let numbers = [
        ("hexversion", HEX_VERSION),
        ("maxsize", i64::MAX),
        ("maxunicode", 0x10_FFFF),
        ("api_version", 1013),
    ];
    for (name, value) in numbers {
        let value = vm.new_int(value);
        vm.set_module_attr(module, name, value);
    }
    let texts = [
        ("version", "3.14.10 (Taipan 0.1.0) [Rust]"),
        ("platform", "linux"),
        ("byteorder", if cfg!(target_endian = "big") { "big" } else { "little" }),
        ("copyright", COPYRIGHT),
        ("prefix", "/usr"),
        ("exec_prefix", "/usr"),
        ("base_prefix", "/usr"),
        ("base_exec_prefix", "/usr"),
        ("platlibdir", "lib"),
        ("abiflags", ""),
        ("float_repr_style", "short"),
        ("_framework", ""),
    ];
    for (name, text) in texts {
        let text = vm.new_str(text);
        vm.set_module_attr(module, name, text);
    }
    for name in ["path", "argv", "orig_argv", "meta_path", "path_hooks"] {
        let list = vm.new_list(Vec::new());
        vm.set_module_attr(module, name, list);
    }
    let cache = vm.new_dict();
    vm.set_module_attr(module, "path_importer_cache", cache);
    for name in ["_home", "_stdlib_dir"] {
        vm.set_module_attr(module, name, Value::NONE);
    }
    let git = ["Taipan", "", ""].map(|t| vm.new_str(t)).to_vec();
    let git = vm.new_tuple(git);
    vm.set_module_attr(module, "_git", git);
    let names = STANDARD_LIBRARY.split_whitespace().map(|n| vm.new_str(n)).collect();
    let names = vm.new_frozenset(names)?;
    vm.set_module_attr(module, "stdlib_module_names", names);
    Ok(())
}
