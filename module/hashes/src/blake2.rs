//! `_blake2`: BLAKE2b and BLAKE2s with all their parameters.

use crate::hash::{self, Algorithm, DATA_METHODS, GETSET, Hash, State};
use taipan_native::{Args, ModuleDef, PyResult, Value, Vm};
use taipan_objects::class::Type;
use taipan_objects::int::Number;
use taipan_objects::native_class::NativeClass;
use taipan_objects::slots::Slots;
use taipan_objects::{Guarded, TypeSpec};

static BLAKE2B: Algorithm = Algorithm {
    name: "blake2b",
    digest_size: 64,
    block_size: 128,
    start: || State::Blake2b(Box::new(blake2b_simd::State::new())),
};
static BLAKE2S: Algorithm = Algorithm {
    name: "blake2s",
    digest_size: 32,
    block_size: 64,
    start: || State::Blake2s(Box::new(blake2s_simd::State::new())),
};

pub static BLAKE2: ModuleDef =
    ModuleDef { name: "_blake2", doc: Some("_blake2b provides BLAKE2b for hashlib\n"), functions: &[], init };

/// The parameters, checked as the algorithm limits them.
struct Parameters {
    digest_size: usize,
    key: Vec<u8>,
    salt: Vec<u8>,
    person: Vec<u8>,
    fanout: u8,
    depth: u8,
    leaf_size: u32,
    node_offset: u64,
    node_depth: u8,
    inner_size: usize,
    last_node: bool,
}

fn number(vm: &mut Vm, value: &Value, least: i64, most: i64, message: &str) -> PyResult<i64> {
    let number = vm.index_clipped(value)?;
    if (least..=most).contains(&number) { Ok(number) } else { Err(vm.value_error(message)) }
}

fn unsigned(vm: &mut Vm, value: &Value, message: &str) -> PyResult<u64> {
    let index = vm.index(value)?;
    match Number::of(&index) {
        Some(number) if number.is_negative() => Err(vm.value_error("Cannot convert negative int")),
        number => match number.and_then(|n| u64::try_from(n.big()).ok()) {
            Some(number) => Ok(number),
            None => Err(vm.overflow_error(message)),
        },
    }
}

fn short_bytes(vm: &mut Vm, value: &Value, most: usize, name: &str) -> PyResult<Vec<u8>> {
    let bytes = vm.copy_bytes(value)?;
    if bytes.len() > most {
        return Err(vm.value_error(format!("maximum {name} length is {most} bytes")));
    }
    Ok(bytes)
}

fn parameters(vm: &mut Vm, large: bool, args: Args<'_>) -> PyResult<(Parameters, Value, Value)> {
    let name = if large { "blake2b" } else { "blake2s" };
    let shown = if large { "Blake2b" } else { "Blake2s" };
    let (most, short) = if large { (64usize, 16usize) } else { (32, 8) };
    let mut p = Parameters {
        digest_size: most,
        key: Vec::new(),
        salt: Vec::new(),
        person: Vec::new(),
        fanout: 1,
        depth: 1,
        leaf_size: 0,
        node_offset: 0,
        node_depth: 0,
        inner_size: 0,
        last_node: false,
    };
    let mut rest = Vec::new();
    let mut names = Vec::new();
    for (key, value) in args.keywords() {
        match &*vm.text(key) {
            "digest_size" => {
                let text = format!(
                    "digest_size for {shown} must be between 1 and {most} bytes, here it is {}",
                    vm.index_clipped(value)?
                );
                p.digest_size = number(vm, value, 1, most as i64, &text)? as usize;
            }
            "key" => p.key = short_bytes(vm, value, most, "key")?,
            "salt" => p.salt = short_bytes(vm, value, short, "salt")?,
            "person" => p.person = short_bytes(vm, value, short, "person")?,
            "fanout" => p.fanout = number(vm, value, 0, 255, "fanout must be between 0 and 255")? as u8,
            "depth" => p.depth = number(vm, value, 1, 255, "depth must be between 1 and 255")? as u8,
            "leaf_size" => {
                let size = unsigned(vm, value, "Python int too large for C unsigned long")?;
                p.leaf_size = match u32::try_from(size) {
                    Ok(size) => size,
                    Err(_) => return Err(vm.overflow_error("leaf_size is too large")),
                };
            }
            "node_offset" => {
                p.node_offset = unsigned(vm, value, "Python int too large for C unsigned long long")?;
                if !large && p.node_offset >= 1 << 48 {
                    return Err(vm.overflow_error("node_offset is too large"));
                }
            }
            "node_depth" => {
                p.node_depth = number(vm, value, 0, 255, "node_depth must be between 0 and 255")? as u8;
            }
            "inner_size" => {
                let text = format!("inner_size must be between 0 and is {most}");
                p.inner_size = number(vm, value, 0, most as i64, &text)? as usize;
            }
            "last_node" => p.last_node = vm.truth(value)?,
            _ => {
                names.push(key.clone());
                rest.push(value.clone());
            }
        }
    }
    let mut all = args.positionals().to_vec();
    all.append(&mut rest);
    let (data, string) = hash::class_arguments(vm, name, Args { all: &all, names: &names })?;
    Ok((p, data, string))
}

macro_rules! start {
    ($library:ident, $p:expr) => {{
        let p = $p;
        let mut params = $library::Params::new();
        params
            .hash_length(p.digest_size)
            .key(&p.key)
            .salt(&p.salt)
            .personal(&p.person)
            .fanout(p.fanout)
            .max_depth(p.depth)
            .max_leaf_length(p.leaf_size)
            .node_offset(p.node_offset)
            .node_depth(p.node_depth)
            .inner_hash_length(p.inner_size)
            .last_node(p.last_node);
        Box::new(params.to_state())
    }};
}

fn new(vm: &mut Vm, class: &Value, args: Args<'_>, large: bool) -> PyResult {
    let (p, data, string) = parameters(vm, large, args)?;
    let digest_size = p.digest_size;
    let (algorithm, state) = if large {
        (&BLAKE2B, State::Blake2b(start!(blake2b_simd, p)))
    } else {
        (&BLAKE2S, State::Blake2s(start!(blake2s_simd, p)))
    };
    let hash = Hash { algorithm, digest_size, state: Guarded::new(state) };
    hash::make(vm, class, hash, &data, &string)
}

fn init(vm: &mut Vm, module: &Value) -> PyResult<()> {
    for large in [true, false] {
        let (name, upper, most, short) =
            if large { ("blake2b", "BLAKE2B", 64, 16) } else { ("blake2s", "BLAKE2S", 32, 8) };
        let spec = TypeSpec {
            slots: Slots {
                new: Some(if large {
                    |vm, class, args| new(vm, class, args, true)
                } else {
                    |vm, class, args| new(vm, class, args, false)
                }),
                ..Slots::default()
            },
            methods: DATA_METHODS,
            getset: GETSET,
            doc: Some(if large {
                "blake2b(data=b'', *, digest_size=_blake2.blake2b.MAX_DIGEST_SIZE,\n        key=b'', salt=b'', person=b'', fanout=1, depth=1, leaf_size=0,\n        node_offset=0, node_depth=0, inner_size=0, last_node=False,\n        usedforsecurity=True, string=None)\n--\n\nReturn a new BLAKE2b hash object."
            } else {
                "blake2s(data=b'', *, digest_size=_blake2.blake2s.MAX_DIGEST_SIZE,\n        key=b'', salt=b'', person=b'', fanout=1, depth=1, leaf_size=0,\n        node_offset=0, node_depth=0, inner_size=0, last_node=False,\n        usedforsecurity=True, string=None)\n--\n\nReturn a new BLAKE2s hash object."
            }),
            ..TypeSpec::default()
        };
        let class = NativeClass { name, module: "_blake2", spec, has_dict: false, has_weakrefs: false };
        let class = vm.new_native_class::<Hash>(class, None)?;
        let dict = class.expect::<Type>().data.dict.get(vm).clone();
        for (key, value) in
            [("SALT_SIZE", short), ("PERSON_SIZE", short), ("MAX_KEY_SIZE", most), ("MAX_DIGEST_SIZE", most)]
        {
            let value = vm.new_int(value);
            vm.dict_set_str(&dict, key, value.clone())?;
            vm.set_module_attr(module, &format!("{upper}_{key}"), value);
        }
        vm.set_module_attr(module, name, class);
    }
    crate::set_int(vm, module, "_GIL_MINSIZE", 2048);
    Ok(())
}
