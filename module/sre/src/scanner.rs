//! `_sre.SRE_Scanner`: finds of a pattern in a subject, one after the other.

use crate::match_object;
use crate::pattern::Pattern;
use crate::search::{Mode, Search};
use taipan_native::{NativeDef, PyResult, Value, Vm, method};
use taipan_objects::native::{GetSet, member};
use taipan_objects::native_class::NO_SHAPE;
use taipan_objects::{Guarded, Payload, Tracer, TypeSpec};

/// The payload of a scanner. One that has come to its end holds no search.
pub struct Scanner {
    pattern: Value,
    search: Guarded<Option<Search>>,
}

// SAFETY: every reference is visited once.
unsafe impl Payload for Scanner {
    const NAME: &'static str = "_sre.SRE_Scanner";
    const SHAPE: u32 = NO_SHAPE;
    fn trace(&self, visit: Tracer<'_>) {
        visit(&self.pattern);
        // SAFETY: the collector runs while nobody borrows.
        if let Some(search) = unsafe { &*self.search.as_ptr() } {
            search.trace(visit);
        }
    }
    fn clear(&self) {
        // SAFETY: as above.
        drop(unsafe { (*self.search.as_ptr()).take() });
    }
}

impl Scanner {
    pub fn new(pattern: Value, search: Search) -> Scanner {
        Scanner { pattern, search: Guarded::new(Some(search)) }
    }
}

fn next(vm: &mut Vm, a: &[Value], mode: Mode) -> PyResult {
    let own = a[0].expect::<Scanner>();
    let Some(mut search) = own.search.get_mut(vm).take() else { return Ok(Value::NONE) };
    if !search.run(vm, &own.pattern.expect::<Pattern>().code, mode) {
        return Ok(Value::NONE);
    }
    let found = match_object::make(vm, &own.pattern, &search);
    search.step();
    *own.search.get_mut(vm) = Some(search);
    Ok(found)
}

const METHODS: &[NativeDef] = &[
    method("match", "($self, /)", |vm, a| next(vm, a, Mode::Match), ""),
    method("search", "($self, /)", |vm, a| next(vm, a, Mode::Search), ""),
];

const GETSET: &[GetSet] = &[member("pattern", |_, o| Ok(o.expect::<Scanner>().pattern.clone()))];

pub fn spec() -> TypeSpec {
    TypeSpec { methods: METHODS, getset: GETSET, is_final: true, no_new: true, ..TypeSpec::default() }
}
