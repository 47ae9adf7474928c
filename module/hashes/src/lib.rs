//! Modules `_md5`, `_sha1`, `_sha2`, `_sha3` and `_blake2`: the hashes that `hashlib` always has. The algorithms are
//! those of the RustCrypto crates and of `blake2b_simd` and `blake2s_simd`.

mod blake2;
mod hash;
mod sha3;
mod simple;

pub use self::sha3::SHA3;
pub use blake2::BLAKE2;
pub use simple::{MD5, SHA1, SHA2};

use taipan_native::{Value, Vm};

fn set_int(vm: &mut Vm, module: &Value, name: &str, value: i64) {
    let value = vm.new_int(value);
    vm.set_module_attr(module, name, value);
}
