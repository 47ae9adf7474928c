//! `_md5`, `_sha1`, `_sha2`: functions that make hashes of classes without a constructor.

use crate::hash::{self, Algorithm, GETSET, Hash, METHODS, State};
use std::collections::HashMap;
use taipan_native::{ModuleDef, NativeDef, PyResult, Value, Vm, function};
use taipan_objects::TypeSpec;
use taipan_objects::native_class::NativeClass;

/// The classes by the name of their algorithm.
#[derive(Default)]
struct Classes(HashMap<&'static str, Value>);

macro_rules! algorithm {
    ($constant:ident, $name:literal, $size:literal, $block:literal, $state:ty) => {
        static $constant: Algorithm = Algorithm {
            name: $name,
            digest_size: $size,
            block_size: $block,
            start: || State::Fixed(Box::new(<$state as Default>::default())),
        };
    };
}

algorithm!(ALGORITHM_MD5, "md5", 16, 64, md5::Md5);
algorithm!(ALGORITHM_SHA1, "sha1", 20, 64, sha1::Sha1);
algorithm!(ALGORITHM_SHA224, "sha224", 28, 64, sha2::Sha224);
algorithm!(ALGORITHM_SHA256, "sha256", 32, 64, sha2::Sha256);
algorithm!(ALGORITHM_SHA384, "sha384", 48, 128, sha2::Sha384);
algorithm!(ALGORITHM_SHA512, "sha512", 64, 128, sha2::Sha512);

macro_rules! maker {
    ($name:literal, $algorithm:ident, $doc:literal) => {
        function(
            $name,
            "($module, /, data=b'', *, usedforsecurity=True, string=None)",
            |vm, a| {
                let class = vm.state::<Classes>().0.get($name).cloned().unwrap_or(Value::NULL);
                hash::make(vm, &class, hash::start(&$algorithm), &a[1], &a[3])
            },
            $doc,
        )
    };
}

fn add(
    vm: &mut Vm,
    module: &Value,
    home: &'static str,
    name: &'static str,
    shown: &'static str,
    key: &'static str,
) -> PyResult<()> {
    let spec =
        TypeSpec { methods: METHODS, getset: GETSET, is_final: true, no_new: true, ..TypeSpec::default() };
    let class = NativeClass { name, module: home, spec, has_dict: false, has_weakrefs: false };
    let class = vm.new_native_class::<Hash>(class, None)?;
    vm.set_module_attr(module, shown, class.clone());
    vm.state::<Classes>().0.insert(key, class);
    crate::set_int(vm, module, "_GIL_MINSIZE", 2048);
    Ok(())
}

const MD5_FUNCTIONS: &[NativeDef] =
    &[maker!("md5", ALGORITHM_MD5, "Return a new MD5 hash object; optionally initialized with a string.")];

pub static MD5: ModuleDef = ModuleDef {
    name: "_md5",
    doc: None,
    functions: MD5_FUNCTIONS,
    init: |vm, module| add(vm, module, "_md5", "md5", "MD5Type", "md5"),
};

const SHA1_FUNCTIONS: &[NativeDef] =
    &[maker!("sha1", ALGORITHM_SHA1, "Return a new SHA1 hash object; optionally initialized with a string.")];

pub static SHA1: ModuleDef = ModuleDef {
    name: "_sha1",
    doc: None,
    functions: SHA1_FUNCTIONS,
    init: |vm, module| add(vm, module, "_sha1", "sha1", "SHA1Type", "sha1"),
};

const SHA2_FUNCTIONS: &[NativeDef] = &[
    maker!(
        "sha224",
        ALGORITHM_SHA224,
        "Return a new SHA-224 hash object; optionally initialized with a string."
    ),
    maker!(
        "sha256",
        ALGORITHM_SHA256,
        "Return a new SHA-256 hash object; optionally initialized with a string."
    ),
    maker!(
        "sha384",
        ALGORITHM_SHA384,
        "Return a new SHA-384 hash object; optionally initialized with a string."
    ),
    maker!(
        "sha512",
        ALGORITHM_SHA512,
        "Return a new SHA-512 hash object; optionally initialized with a string."
    ),
];

pub static SHA2: ModuleDef = ModuleDef {
    name: "_sha2",
    doc: None,
    functions: SHA2_FUNCTIONS,
    init: |vm, module| {
        for (class, key) in [
            ("SHA224Type", "sha224"),
            ("SHA256Type", "sha256"),
            ("SHA384Type", "sha384"),
            ("SHA512Type", "sha512"),
        ] {
            add(vm, module, "_sha2", class, class, key)?;
        }
        Ok(())
    },
};
