//! `bytes`.

use crate::native::TypeSpec;
use crate::{Payload, Tp, Tracer, Value, Vm};

/// The payload.
pub struct Bytes {
    data: Box<[u8]>,
}

// SAFETY: no references.
unsafe impl Payload for Bytes {
    const NAME: &'static str = "bytes";
    const SHAPE: u32 = Tp::Bytes as u32;
    const CONTAINER: bool = false;
    fn trace(&self, _: Tracer<'_>) {}
}

impl Bytes {
    pub fn as_slice(&self) -> &[u8] {
        &self.data
    }
}

/// A bytes object.
pub fn make(vm: &Vm, data: &[u8]) -> Value {
    vm.heap.alloc(Tp::Bytes as u32, Bytes { data: data.into() })
}

pub fn spec() -> TypeSpec {
    TypeSpec::default()
}
