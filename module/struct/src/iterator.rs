//! `unpack_iterator`: the records of a buffer, one after the other.

use crate::format::Format;
use crate::{Classes, items};
use std::cell::Cell;
use std::rc::Rc;
use taipan_native::{NativeDef, PyResult, Value, Vm, method};
use taipan_objects::buffer::Buffer;
use taipan_objects::iterators::itself;
use taipan_objects::native_class::NO_SHAPE;
use taipan_objects::slots::Slots;
use taipan_objects::{Guarded, Payload, Tracer, TypeSpec};

/// The payload. One that has come to its end holds no buffer.
pub struct Records {
    format: Rc<Format>,
    buffer: Guarded<Option<Buffer>>,
    at: Cell<usize>,
}

// SAFETY: the buffer's references are visited once.
unsafe impl Payload for Records {
    const NAME: &'static str = "unpack_iterator";
    const SHAPE: u32 = NO_SHAPE;
    fn trace(&self, visit: Tracer<'_>) {
        // SAFETY: the collector runs while nobody borrows.
        if let Some(buffer) = unsafe { &*self.buffer.as_ptr() } {
            buffer.trace(visit);
        }
    }
    fn clear(&self) {
        // SAFETY: as above.
        drop(unsafe { (*self.buffer.as_ptr()).take() });
    }
}

pub fn make(vm: &mut Vm, format: Rc<Format>, buffer: Buffer) -> Value {
    let class = vm.state::<Classes>().iterator.clone();
    vm.new_object(&class, Records { format, buffer: Guarded::new(Some(buffer)), at: Cell::new(0) })
}

fn next(vm: &mut Vm, object: &Value) -> PyResult<Option<Value>> {
    let own = object.expect::<Records>();
    let (start, size) = (own.at.get(), own.format.size);
    let data = match own.buffer.get(vm) {
        Some(buffer) => buffer.bytes(vm).get(start..start + size).and_then(taipan_objects::bytes::copied),
        None => return Ok(None),
    };
    let Some(data) = data else {
        drop(own.buffer.get_mut(vm).take());
        return Ok(None);
    };
    own.at.set(start + size);
    items::unpack(vm, &own.format, &data).map(Some)
}

const METHODS: &[NativeDef] = &[method(
    "__length_hint__",
    "($self, /)",
    |vm, a| {
        let own = a[0].expect::<Records>();
        let left = own.buffer.get(vm).as_ref().map_or(0, |b| (b.len() - own.at.get()) / own.format.size);
        Ok(vm.new_int(left as i64))
    },
    "",
)];

pub fn spec() -> TypeSpec {
    TypeSpec {
        slots: Slots { iter: Some(itself), next: Some(next), ..Slots::default() },
        methods: METHODS,
        is_final: true,
        no_new: true,
        ..TypeSpec::default()
    }
}
