//! Faults of the codecs of this module, answered by the handler that the caller named.

use taipan_native::{PyResult, Raised, Tp, Value, Vm};
use taipan_objects::tuple::Tuple;

/// The place of a fault, and why it is one.
pub struct Fault {
    pub start: usize,
    pub end: usize,
    pub reason: &'static str,
}

/// The exception for a fault.
pub fn error(vm: &mut Vm, decoding: bool, codec: &str, object: &Value, fault: &Fault) -> PyResult {
    let class = vm.class(if decoding { Tp::UnicodeDecodeError } else { Tp::UnicodeEncodeError });
    let args = [
        vm.new_str(codec),
        object.clone(),
        vm.new_int(fault.start as i64),
        vm.new_int(fault.end as i64),
        vm.new_str(fault.reason),
    ];
    vm.call(&class, &args)
}

pub fn raised(vm: &mut Vm, decoding: bool, codec: &str, object: &Value, fault: &Fault) -> Raised {
    match error(vm, decoding, codec, object, fault) {
        Ok(error) => Raised(error),
        Err(raised) => raised,
    }
}

/// Asks the handler: its replacement, and where to go on.
pub fn ask(
    vm: &mut Vm,
    errors: &str,
    decoding: bool,
    codec: &str,
    object: &Value,
    fault: &Fault,
) -> PyResult<(Value, usize)> {
    let error = error(vm, decoding, codec, object, fault)?;
    let handler = crate::handlers::find(vm, errors)?;
    let made = vm.call(&handler, std::slice::from_ref(&error))?;
    let pair = match made.downcast::<Tuple>().map(|t| t.items()) {
        Some([replacement, position]) => Some((replacement.clone(), position.clone())),
        _ => None,
    };
    let what = if decoding { "decoding" } else { "encoding" };
    let Some((replacement, position)) = pair else {
        let kinds = if decoding { "(str, int)" } else { "(str/bytes, int)" };
        return Err(vm.type_error(format!("{what} error handler must return {kinds} tuple")));
    };
    let length = vm.len(object)? as i64;
    let given = vm.index_i64(&position)?;
    let at = if given < 0 { given + length } else { given };
    if at < 0 || at > length {
        return Err(vm.index_error(format!("position {given} from error handler out of bounds")));
    }
    Ok((replacement, at as usize))
}
