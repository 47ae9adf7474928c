//! `traceback`: where an exception passed, innermost last.

use crate::frame::Frame;
use crate::native::{TypeSpec, getset, getter, member};
use crate::slots::Slots;
use crate::{Guarded, Payload, PyResult, Tp, Tracer, Value, Vm};

/// The payload of a traceback entry.
pub struct Traceback {
    pub frame: Value,
    /// The instruction, in words.
    pub last: u32,
    /// [`OF_INSTRUCTION`]: the line of `last`.
    line: i32,
    /// The entry nearer to the raise; NULL for none.
    pub next: Guarded<Value>,
}

const OF_INSTRUCTION: i32 = -1;

// SAFETY: both are visited once.
unsafe impl Payload for Traceback {
    const NAME: &'static str = "traceback";
    const SHAPE: u32 = Tp::Traceback as u32;
    fn trace(&self, visit: Tracer<'_>) {
        visit(&self.frame);
        // SAFETY: the collector runs while nobody borrows.
        visit(unsafe { &*self.next.as_ptr() });
    }
    fn clear(&self) {
        // SAFETY: as above.
        drop(unsafe { std::mem::replace(&mut *self.next.as_ptr(), Value::NULL) });
    }
}

impl Traceback {
    /// The instruction.
    pub fn pc(&self) -> u32 {
        match self.line {
            OF_INSTRUCTION => self.last,
            _ => crate::code::pc_of_offset(self.last as i32),
        }
    }

    /// `tb_lasti`.
    fn last_offset(&self) -> i32 {
        match self.line {
            OF_INSTRUCTION => crate::code::byte_offset(self.last) as i32,
            _ => self.last as i32,
        }
    }

    /// `tb_lineno`.
    pub fn line(&self) -> i64 {
        match self.line {
            OF_INSTRUCTION => self.frame.expect::<Frame>().code().block.location(self.last).line as i64,
            line => line as i64,
        }
    }
}

/// An exception leaves, or is caught in, a frame: one entry more.
#[inline]
pub fn add(vm: &mut Vm, exception: &Value, frame: Value, last: u32) {
    debug_assert!(crate::exception::is_exception(exception));
    // SAFETY: nothing else is raised.
    let place = unsafe { &exception.expect_unchecked::<crate::exception::Exception>().traceback };
    let next = std::mem::replace(place.get_mut(vm), Value::NULL);
    let entry = Traceback { frame, last, line: OF_INSTRUCTION, next: Guarded::new(next) };
    *place.get_mut(vm) = vm.heap.alloc_plain(Tp::Traceback as u32, entry);
}

fn new(vm: &mut Vm, a: &[Value]) -> PyResult {
    if !a[1].is_none() && a[1].downcast::<Traceback>().is_none() {
        let text = format!("expected traceback object or None, got '{}'", vm.type_name(&a[1]));
        return Err(vm.type_error(text));
    }
    if a[2].downcast::<Frame>().is_none() {
        let text = format!("traceback() argument 'tb_frame' must be frame, not {}", vm.type_name(&a[2]));
        return Err(vm.type_error(text));
    }
    let last = crate::bytes_methods::c_int(vm, &a[3], 0)?;
    let line = match i32::try_from(vm.index_i64(&a[4])?) {
        Ok(line) => line,
        Err(_) => return Err(vm.overflow_error("Python int too large to convert to C int")),
    };
    let next = if a[1].is_none() { Value::NULL } else { a[1].clone() };
    let entry = Traceback { frame: a[2].clone(), last: last as u32, line, next: Guarded::new(next) };
    Ok(vm.heap.alloc(Tp::Traceback as u32, entry))
}

fn set_next(vm: &mut Vm, object: &Value, value: Option<&Value>) -> PyResult<()> {
    let next = match value {
        Some(v) if v.is_none() => Value::NULL,
        Some(v) if v.downcast::<Traceback>().is_some() => v.clone(),
        Some(v) => {
            let text = format!("expected traceback object, got '{}'", vm.type_name(v));
            return Err(vm.type_error(text));
        }
        None => return Err(vm.type_error("can't delete tb_next attribute")),
    };
    let mut at = next.clone();
    while let Some(entry) = at.downcast::<Traceback>() {
        if at.is(object) {
            return Err(vm.value_error("traceback loop detected"));
        }
        let next = entry.next.get(vm).clone();
        at = next;
    }
    let old = std::mem::replace(object.expect::<Traceback>().next.get_mut(vm), next);
    drop(old);
    Ok(())
}

pub fn spec() -> TypeSpec {
    TypeSpec {
        slots: Slots::default(),
        constructor: Some(("($cls, tb_next, tb_frame, tb_lasti, tb_lineno)", new)),
        getset: const {
            &[
                getset(
                    "tb_next",
                    |vm, o| {
                        let next = o.expect::<Traceback>().next.get(vm).clone();
                        Ok(if next.is_null() { Value::NONE } else { next })
                    },
                    set_next,
                ),
                member("tb_frame", |_, o| Ok(o.expect::<Traceback>().frame.clone())),
                member("tb_lasti", |vm, o| Ok(vm.new_int(i64::from(o.expect::<Traceback>().last_offset())))),
                getter("tb_lineno", |vm, o| Ok(vm.new_int(o.expect::<Traceback>().line()))),
            ]
        },
        is_final: true,
        doc: Some("traceback(tb_next, tb_frame, tb_lasti, tb_lineno)\n--\n\nCreate a new traceback object."),
        ..TypeSpec::default()
    }
}
