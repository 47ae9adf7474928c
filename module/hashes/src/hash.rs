//! The objects of all hash modules: one payload over every algorithm, one class per algorithm.

use taipan_native::{Args, NativeDef, PyResult, Tp, Value, Vm, method};
use taipan_objects::native::{GetSet, getter};
use taipan_objects::native_class::NO_SHAPE;
use taipan_objects::{Guarded, Payload, Tracer};

use sha3::digest::{DynDigest, ExtendableOutput, Update, XofReader};

/// What is hashed so far.
#[derive(Clone)]
pub enum State {
    Fixed(Box<dyn DynDigest>),
    Shake128(sha3::Shake128),
    Shake256(sha3::Shake256),
    Blake2b(Box<blake2b_simd::State>),
    Blake2s(Box<blake2s_simd::State>),
}

/// An algorithm.
pub struct Algorithm {
    pub name: &'static str,
    pub digest_size: usize,
    pub block_size: usize,
    pub start: fn() -> State,
}

/// The payload of a hash.
pub struct Hash {
    pub algorithm: &'static Algorithm,
    pub digest_size: usize,
    pub state: Guarded<State>,
}

// SAFETY: it holds no references.
unsafe impl Payload for Hash {
    const NAME: &'static str = "hash";
    const SHAPE: u32 = NO_SHAPE;
    const CONTAINER: bool = false;
    fn trace(&self, _: Tracer<'_>) {}
}

impl State {
    fn feed(&mut self, data: &[u8]) {
        match self {
            State::Fixed(state) => state.update(data),
            State::Shake128(state) => state.update(data),
            State::Shake256(state) => state.update(data),
            State::Blake2b(state) => {
                state.update(data);
            }
            State::Blake2s(state) => {
                state.update(data);
            }
        }
    }

    fn finish(&self, into: &mut [u8]) {
        match self {
            State::Fixed(state) => into.copy_from_slice(&state.box_clone().finalize()),
            State::Shake128(state) => state.clone().finalize_xof().read(into),
            State::Shake256(state) => state.clone().finalize_xof().read(into),
            State::Blake2b(state) => into.copy_from_slice(state.finalize().as_bytes()),
            State::Blake2s(state) => into.copy_from_slice(state.finalize().as_bytes()),
        }
    }
}

/// Hashes the bytes of an object.
pub fn feed(vm: &mut Vm, object: &Value, data: &Value) -> PyResult<()> {
    if vm.is_instance(data, Tp::Str) {
        return Err(vm.type_error("Strings must be encoded before hashing"));
    }
    let Some(buffer) = vm.try_buffer(data, false)? else {
        return Err(vm.type_error("object supporting the buffer API required"));
    };
    let own = object.expect::<Hash>();
    let mut state = own.state.get(vm).clone();
    state.feed(buffer.bytes(vm));
    *own.state.get_mut(vm) = state;
    Ok(())
}

/// A new hash over the data that a constructor was given: `data` and its old name `string`, NULL where absent.
pub fn make(vm: &mut Vm, class: &Value, hash: Hash, data: &Value, string: &Value) -> PyResult {
    if !data.is_null() && !string.is_null() {
        return Err(vm.type_error(
            "'data' and 'string' are mutually exclusive and support for 'string' keyword parameter is slated for removal in a future version.",
        ));
    }
    let object = vm.new_object(class, hash);
    let data = if data.is_null() { string } else { data };
    if !data.is_null() {
        feed(vm, &object, data)?;
    }
    Ok(object)
}

pub fn start(algorithm: &'static Algorithm) -> Hash {
    Hash { algorithm, digest_size: algorithm.digest_size, state: Guarded::new((algorithm.start)()) }
}

/// The digest; of shakes by the length that is asked for.
fn digest_of(vm: &mut Vm, object: &Value, length: Option<&Value>) -> PyResult<Vec<u8>> {
    let own = object.expect::<Hash>();
    let length = match length {
        None => own.digest_size,
        Some(length) => {
            let length = vm.index_i64(length)?;
            if length < 0 {
                return Err(vm.value_error("Cannot convert negative int"));
            }
            if length >= 1 << 29 {
                return Err(vm.value_error("length is too large"));
            }
            length as usize
        }
    };
    let mut digest = Vec::new();
    if !vm.heap.charge(length) || digest.try_reserve_exact(length).is_err() {
        return Err(vm.memory_error());
    }
    digest.resize(length, 0);
    own.state.get(vm).finish(&mut digest);
    Ok(digest)
}

fn digest(vm: &mut Vm, a: &[Value]) -> PyResult {
    let digest = digest_of(vm, &a[0], a.get(1))?;
    vm.bytes_value(&digest)
}

fn hexdigest(vm: &mut Vm, a: &[Value]) -> PyResult {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digest = digest_of(vm, &a[0], a.get(1))?;
    let mut text = Vec::new();
    if text.try_reserve_exact(digest.len() * 2).is_err() {
        return Err(vm.memory_error());
    }
    for byte in digest {
        text.push(DIGITS[usize::from(byte >> 4)]);
        text.push(DIGITS[usize::from(byte & 15)]);
    }
    Ok(vm.new_ascii(&text))
}

fn copy(vm: &mut Vm, a: &[Value]) -> PyResult {
    let own = a[0].expect::<Hash>();
    let state = own.state.get(vm).clone();
    let class = vm.type_of(&a[0]).value();
    let copy = Hash { algorithm: own.algorithm, digest_size: own.digest_size, state: Guarded::new(state) };
    Ok(vm.new_object(&class, copy))
}

macro_rules! methods {
    ($digest:literal, $update:literal, $doc:literal) => {
        &[
            method("copy", "($self, /)", copy, "Return a copy of the hash object."),
            method("digest", $digest, digest, "Return the digest value as a bytes object."),
            method(
                "hexdigest",
                $digest,
                hexdigest,
                "Return the digest value as a string of hexadecimal digits.",
            ),
            method("update", $update, |vm, a| feed(vm, &a[0], &a[1]).map(|()| Value::NONE), $doc),
        ]
    };
}

pub const METHODS: &[NativeDef] =
    methods!("($self, /)", "($self, obj, /)", "Update this hash object's state with the provided string.");
pub const DATA_METHODS: &[NativeDef] = methods!(
    "($self, /)",
    "($self, data, /)",
    "Update this hash object's state with the provided bytes-like object."
);
pub const SHAKE_METHODS: &[NativeDef] = methods!(
    "($self, /, length)",
    "($self, data, /)",
    "Update this hash object's state with the provided bytes-like object."
);

pub const GETSET: &[GetSet] = &[
    getter("block_size", |vm, o| Ok(vm.new_int(o.expect::<Hash>().algorithm.block_size as i64))),
    getter("name", |vm, o| Ok(vm.new_str(o.expect::<Hash>().algorithm.name))),
    getter("digest_size", |vm, o| Ok(vm.new_int(o.expect::<Hash>().digest_size as i64))),
];

/// The arguments of a constructor that is a class: (data, string), the first by position or name.
pub fn class_arguments(vm: &mut Vm, name: &str, args: Args<'_>) -> PyResult<(Value, Value)> {
    let (mut data, mut string) = (Value::NULL, Value::NULL);
    let positionals = args.positionals();
    if positionals.len() > 1 {
        let text = format!("{name}() takes at most 1 positional argument ({} given)", positionals.len());
        return Err(vm.type_error(text));
    }
    if let Some(first) = positionals.first() {
        data = first.clone();
    }
    for (key, value) in args.keywords() {
        match &*vm.text(key) {
            "data" if data.is_null() => data = value.clone(),
            "string" => string = value.clone(),
            "usedforsecurity" => {
                vm.truth(value)?;
            }
            other => {
                let text = format!("{name}() got an unexpected keyword argument '{other}'");
                return Err(vm.type_error(text));
            }
        }
    }
    Ok((data, string))
}
