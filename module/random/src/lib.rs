//! Module `_random`: the generator under `random`, whose stream is CPython's to the bit.

mod twister;

use num_bigint::{BigInt, BigUint};
use taipan_native::{Args, ModuleDef, NativeDef, PyResult, Tp, Value, Vm, method};
use taipan_objects::int::Number;
use taipan_objects::native_class::{NO_SHAPE, NativeClass};
use taipan_objects::slots::Slots;
use taipan_objects::tuple::Tuple;
use taipan_objects::{Guarded, Payload, Tracer, TypeSpec};
use twister::{N, Twister};

pub static MODULE: ModuleDef = ModuleDef {
    name: "_random",
    doc: Some("Module implements the Mersenne Twister random number generator."),
    functions: &[],
    init,
};

/// The payload of a generator.
struct Random(Guarded<Twister>);

// SAFETY: it holds no references.
unsafe impl Payload for Random {
    const NAME: &'static str = "Random";
    const SHAPE: u32 = NO_SHAPE;
    const CONTAINER: bool = false;
    fn trace(&self, _: Tracer<'_>) {}
}

fn new(vm: &mut Vm, class: &Value, _: Args<'_>) -> PyResult {
    Ok(vm.new_object(class, Random(Guarded::new(Twister::zero()))))
}

fn initialize(vm: &mut Vm, object: &Value, args: Args<'_>) -> PyResult<()> {
    if !args.names.is_empty() {
        return Err(vm.type_error("Random() takes no keyword arguments"));
    }
    match args.positionals() {
        [] => seed(vm, object, &Value::NONE),
        [seed_value] => seed(vm, object, seed_value),
        more => {
            let text = format!("Random expected at most 1 argument, got {}", more.len());
            Err(vm.type_error(text))
        }
    }
}

fn seed(vm: &mut Vm, object: &Value, value: &Value) -> PyResult<()> {
    let key = if value.is_null() || value.is_none() {
        let mut bytes = [0; N * 4];
        if vm.host().random(&mut bytes).is_err() {
            return Err(vm.raise(Tp::OSError, "no randomness to be had"));
        }
        bytes.chunks_exact(4).map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect()
    } else if let Some(number) = Number::of(value) {
        number.big().magnitude().to_u32_digits()
    } else {
        let hash = vm.hash(value)? as u64;
        BigUint::from(hash).to_u32_digits()
    };
    let key = if key.is_empty() { vec![0] } else { key };
    object.expect::<Random>().0.get_mut(vm).seed(&key);
    Ok(())
}

fn getrandbits(vm: &mut Vm, a: &[Value]) -> PyResult {
    let index = vm.index(&a[1])?;
    let count = match Number::of(&index) {
        Some(number) if number.is_negative() => {
            return Err(vm.value_error("Cannot convert negative int"));
        }
        Some(number) => match u64::try_from(number.big()) {
            Ok(count) => count,
            Err(_) => return Err(vm.overflow_error("Python int too large for C uint64_t")),
        },
        None => 0,
    };
    if count == 0 {
        return Ok(vm.new_int(0));
    }
    let own = a[0].expect::<Random>();
    if count <= 32 {
        let word = own.0.get_mut(vm).next() >> (32 - count);
        return Ok(vm.new_u64(u64::from(word)));
    }
    let words = ((count - 1) / 32 + 1) as usize;
    let mut digits: Vec<u32> = Vec::new();
    if !vm.heap.charge(words.saturating_mul(8)) || digits.try_reserve_exact(words).is_err() {
        return Err(vm.memory_error());
    }
    let twister = own.0.get_mut(vm);
    let mut left = count;
    for _ in 0..words {
        let word = twister.next();
        digits.push(if left < 32 { word >> (32 - left) } else { word });
        left = left.saturating_sub(32);
    }
    Ok(vm.new_bigint(BigInt::from(BigUint::new(digits))))
}

fn getstate(vm: &mut Vm, a: &[Value]) -> PyResult {
    let twister = a[0].expect::<Random>().0.get(vm).clone();
    let words = twister.words.iter().map(|&word| u64::from(word));
    let items = words.chain([twister.index as u64]).map(|word| vm.new_u64(word)).collect();
    Ok(vm.new_tuple(items))
}

fn setstate(vm: &mut Vm, a: &[Value]) -> PyResult {
    let Some(state) = a[1].downcast::<Tuple>() else {
        return Err(vm.type_error("state vector must be a tuple"));
    };
    if state.items().len() != N + 1 {
        return Err(vm.value_error("state vector is the wrong size"));
    }
    let mut words = Box::new([0; N]);
    for (word, item) in words.iter_mut().zip(state.items()) {
        *word = match Number::of(item) {
            None => return Err(vm.type_error("an integer is required")),
            Some(number) if number.is_negative() => {
                return Err(vm.overflow_error("can't convert negative value to unsigned int"));
            }
            Some(number) => match u64::try_from(number.big()) {
                Ok(word) => word as u32,
                Err(_) => {
                    return Err(vm.overflow_error("Python int too large to convert to C unsigned long"));
                }
            },
        };
    }
    let index = vm.index_i64(&state.items()[N])?;
    match usize::try_from(index) {
        Ok(index) if index <= N => {
            *a[0].expect::<Random>().0.get_mut(vm) = Twister { words, index };
            Ok(Value::NONE)
        }
        _ => Err(vm.value_error("invalid state")),
    }
}

const METHODS: &[NativeDef] = &[
    method(
        "random",
        "($self, /)",
        |vm, a| {
            let float = a[0].expect::<Random>().0.get_mut(vm).float();
            Ok(vm.new_float(float))
        },
        "random() -> x in the interval [0, 1).",
    ),
    method(
        "seed",
        "($self, n=None, /)",
        |vm, a| seed(vm, &a[0], &a[1]).map(|()| Value::NONE),
        "seed([n]) -> None.\n\nDefaults to use urandom and falls back to a combination\nof the current time and the process identifier.",
    ),
    method("getstate", "($self, /)", getstate, "getstate() -> tuple containing the current state."),
    method("setstate", "($self, state, /)", setstate, "setstate(state) -> None.  Restores generator state."),
    method(
        "getrandbits",
        "($self, k, /)",
        getrandbits,
        "getrandbits(k) -> x.  Generates an int with k random bits.",
    ),
];

fn init(vm: &mut Vm, module: &Value) -> PyResult<()> {
    let spec = TypeSpec {
        slots: Slots { new: Some(new), init: Some(initialize), ..Slots::default() },
        methods: METHODS,
        doc: Some("Random() -> create a random number generator with its own internal state."),
        ..TypeSpec::default()
    };
    let class = NativeClass { name: "Random", module: "_random", spec, has_dict: false, has_weakrefs: false };
    let class = vm.new_native_class::<Random>(class, None)?;
    vm.set_module_attr(module, "Random", class);
    Ok(())
}
