//! Weak sets of classes, in the order they came in, and the object that holds those of one abstract base class.

use std::cell::Cell;
use taipan_native::{PyResult, Tp, Value, Vm};
use taipan_objects::native_class::{NO_SHAPE, NativeClass};
use taipan_objects::slots::Slots;
use taipan_objects::weakref::WeakRef;
use taipan_objects::{Args, Guarded, Map, Payload, Tracer, TypeSpec, map};

struct Entries {
    /// Weak references.
    order: Vec<Value>,
    /// Where the reference to the class at an address is.
    places: Map<u64, usize>,
}

impl Default for Entries {
    fn default() -> Entries {
        Entries { order: Vec::new(), places: map() }
    }
}

/// A weak set of classes.
pub struct Classes(Guarded<Entries>);

fn leads_to(reference: &Value, class: &Value) -> bool {
    reference.downcast::<WeakRef>().and_then(|r| r.get()).is_some_and(|alive| alive.is(class))
}

impl Classes {
    fn new() -> Classes {
        Classes(Guarded::new(Entries::default()))
    }

    pub fn has(&self, vm: &Vm, class: &Value) -> bool {
        let entries = self.0.get(vm);
        entries.places.get(&class.raw()).is_some_and(|at| leads_to(&entries.order[*at], class))
    }

    pub fn add(&self, vm: &mut Vm, class: &Value) -> PyResult<()> {
        if self.has(vm, class) {
            return Ok(());
        }
        let references = vm.class(Tp::WeakRef);
        let reference = vm.new_weakref(&references, class, &Value::NULL)?;
        let entries = self.0.get_mut(vm);
        if entries.order.len() >= 8 && entries.order.len().is_power_of_two() {
            sweep(entries);
        }
        entries.places.insert(class.raw(), entries.order.len());
        entries.order.push(reference);
        Ok(())
    }

    /// The references to classes that are alive.
    pub fn references(&self, vm: &Vm) -> Vec<Value> {
        let alive = |r: &&Value| r.downcast::<WeakRef>().is_some_and(|r| r.get().is_some());
        self.0.get(vm).order.iter().filter(alive).cloned().collect()
    }

    /// The classes that are alive.
    pub fn all(&self, vm: &Vm) -> Vec<Value> {
        let order = &self.0.get(vm).order;
        order.iter().filter_map(|r| r.downcast::<WeakRef>()?.get()).collect()
    }

    pub fn reset(&self, vm: &mut Vm) {
        let old = std::mem::take(self.0.get_mut(vm));
        drop(old);
    }

    fn trace(&self, visit: Tracer<'_>) {
        // SAFETY: the collector runs while nobody borrows.
        unsafe { &*self.0.as_ptr() }.order.iter().for_each(visit);
    }

    fn clear(&self) {
        // SAFETY: as above.
        drop(std::mem::take(unsafe { &mut *self.0.as_ptr() }));
    }
}

/// Forgets the classes that are gone.
fn sweep(entries: &mut Entries) {
    let old = std::mem::take(entries);
    for reference in old.order {
        if let Some(alive) = reference.downcast::<WeakRef>().and_then(|r| r.get()) {
            entries.places.insert(alive.raw(), entries.order.len());
            entries.order.push(reference);
        }
    }
}

/// What an abstract base class remembers.
pub struct Data {
    pub registry: Classes,
    pub cache: Classes,
    /// Classes that are no subclasses, as of a count of registrations.
    pub negative: Classes,
    pub negative_version: Cell<u64>,
}

impl Default for Data {
    fn default() -> Data {
        let [registry, cache, negative] = std::array::from_fn(|_| Classes::new());
        Data { registry, cache, negative, negative_version: Cell::new(0) }
    }
}

// SAFETY: every reference is visited once.
unsafe impl Payload for Data {
    const NAME: &'static str = "_abc_data";
    const SHAPE: u32 = NO_SHAPE;
    fn trace(&self, visit: Tracer<'_>) {
        self.registry.trace(visit);
        self.cache.trace(visit);
        self.negative.trace(visit);
    }
    fn clear(&self) {
        self.registry.clear();
        self.cache.clear();
        self.negative.clear();
    }
}

fn new(vm: &mut Vm, class: &Value, _: Args<'_>) -> PyResult {
    Ok(vm.new_object(class, Data::default()))
}

pub fn make(vm: &mut Vm) -> PyResult {
    let spec = TypeSpec {
        slots: Slots { new: Some(new), ..Slots::default() },
        doc: Some("Internal state held by ABC machinery."),
        is_final: true,
        ..TypeSpec::default()
    };
    let class = NativeClass { name: "_abc_data", module: "_abc", spec, has_dict: false, has_weakrefs: false };
    vm.new_native_class::<Data>(class, None)
}
