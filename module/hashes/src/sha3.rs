//! `_sha3`: classes of hashes, and of those whose digests have any length.

use crate::hash::{self, Algorithm, DATA_METHODS, Hash, SHAKE_METHODS, State};
use taipan_native::{ModuleDef, PyResult, Value, Vm};
use taipan_objects::TypeSpec;
use taipan_objects::native::{GetSet, getter};
use taipan_objects::native_class::NativeClass;
use taipan_objects::slots::Slots;

macro_rules! algorithm {
    ($constant:ident, $name:literal, $size:literal, $block:literal, $start:expr) => {
        static $constant: Algorithm =
            Algorithm { name: $name, digest_size: $size, block_size: $block, start: $start };
    };
}

algorithm!(SHA3_224, "sha3_224", 28, 144, || State::Fixed(Box::new(sha3::Sha3_224::default())));
algorithm!(SHA3_256, "sha3_256", 32, 136, || State::Fixed(Box::new(sha3::Sha3_256::default())));
algorithm!(SHA3_384, "sha3_384", 48, 104, || State::Fixed(Box::new(sha3::Sha3_384::default())));
algorithm!(SHA3_512, "sha3_512", 64, 72, || State::Fixed(Box::new(sha3::Sha3_512::default())));
algorithm!(SHAKE_128, "shake_128", 0, 168, || State::Shake128(sha3::Shake128::default()));
algorithm!(SHAKE_256, "shake_256", 0, 136, || State::Shake256(sha3::Shake256::default()));

fn rate(object: &Value) -> i64 {
    object.expect::<Hash>().algorithm.block_size as i64 * 8
}

const GETSET: &[GetSet] = &[
    hash::GETSET[0],
    hash::GETSET[1],
    hash::GETSET[2],
    getter("_capacity_bits", |vm, o| Ok(vm.new_int(1600 - rate(o)))),
    getter("_rate_bits", |vm, o| Ok(vm.new_int(rate(o)))),
    getter("_suffix", |vm, o| {
        let shake = o.expect::<Hash>().algorithm.digest_size == 0;
        Ok(vm.new_bytes(if shake { b"\x1f" } else { b"\x06" }))
    }),
];

macro_rules! add {
    ($vm:expr, $module:expr, $algorithm:ident, $methods:expr, $doc:literal) => {{
        let spec = TypeSpec {
            slots: Slots {
                new: Some(|vm, class, args| {
                    let (data, string) = hash::class_arguments(vm, $algorithm.name, args)?;
                    hash::make(vm, class, hash::start(&$algorithm), &data, &string)
                }),
                ..Slots::default()
            },
            methods: $methods,
            getset: GETSET,
            doc: Some($doc),
            is_final: true,
            ..TypeSpec::default()
        };
        let class = NativeClass {
            name: $algorithm.name,
            module: "_sha3",
            spec,
            has_dict: false,
            has_weakrefs: false,
        };
        let class = $vm.new_native_class::<Hash>(class, None)?;
        $vm.set_module_attr($module, $algorithm.name, class);
    }};
}

pub static SHA3: ModuleDef = ModuleDef { name: "_sha3", doc: None, functions: &[], init };

fn init(vm: &mut Vm, module: &Value) -> PyResult<()> {
    add!(
        vm,
        module,
        SHA3_224,
        DATA_METHODS,
        "sha3_224([data], *, usedforsecurity=True) -> SHA3 object\n\nReturn a new SHA3 hash object with a hashbit length of 28 bytes."
    );
    add!(
        vm,
        module,
        SHA3_256,
        DATA_METHODS,
        "sha3_256([data], *, usedforsecurity=True) -> SHA3 object\n\nReturn a new SHA3 hash object with a hashbit length of 32 bytes."
    );
    add!(
        vm,
        module,
        SHA3_384,
        DATA_METHODS,
        "sha3_384([data], *, usedforsecurity=True) -> SHA3 object\n\nReturn a new SHA3 hash object with a hashbit length of 48 bytes."
    );
    add!(
        vm,
        module,
        SHA3_512,
        DATA_METHODS,
        "sha3_512([data], *, usedforsecurity=True) -> SHA3 object\n\nReturn a new SHA3 hash object with a hashbit length of 64 bytes."
    );
    add!(
        vm,
        module,
        SHAKE_128,
        SHAKE_METHODS,
        "shake_128([data], *, usedforsecurity=True) -> SHAKE object\n\nReturn a new SHAKE hash object."
    );
    add!(
        vm,
        module,
        SHAKE_256,
        SHAKE_METHODS,
        "shake_256([data], *, usedforsecurity=True) -> SHAKE object\n\nReturn a new SHAKE hash object."
    );
    crate::set_int(vm, module, "_GIL_MINSIZE", 2048);
    let name = vm.new_str("HACL");
    vm.set_module_attr(module, "implementation", name);
    Ok(())
}
