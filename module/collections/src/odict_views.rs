//! Views of an `OrderedDict`, and the one class of its iterators. An iterator ends with an error once the keys or their
//! order have changed.

use std::cell::Cell;
use taipan_native::{PyResult, Tp, Value, Vm, method};
use taipan_objects::dict::Dict;
use taipan_objects::dict_views::{View, dict_of};
use taipan_objects::native::{NativeDef, TypeSpec};
use taipan_objects::native_class::{NO_SHAPE, NativeClass};
use taipan_objects::slots::{Slots, Unary};
use taipan_objects::{Guarded, Payload, Tracer};

#[derive(Clone, Copy)]
enum Part {
    Key,
    Value,
    Item,
}

pub struct OdictIterator {
    dict: Guarded<Value>,
    part: Part,
    backwards: bool,
    /// The next entry; backwards, the end of what is left.
    at: Cell<usize>,
    generation: u32,
}

// SAFETY: the dict is visited once.
unsafe impl Payload for OdictIterator {
    const NAME: &'static str = "odict_iterator";
    const SHAPE: u32 = NO_SHAPE;
    fn trace(&self, visit: Tracer<'_>) {
        // SAFETY: the collector runs while nobody borrows.
        visit(unsafe { &*self.dict.as_ptr() });
    }
    fn clear(&self) {
        // SAFETY: as above.
        drop(unsafe { std::mem::replace(&mut *self.dict.as_ptr(), Value::NULL) });
    }
}

fn iterate(vm: &mut Vm, dict: &Value, part: Part, backwards: bool) -> PyResult {
    let class = vm.state::<crate::Classes>().odict_iterator.clone();
    let table = dict.expect::<Dict>().table.get(vm);
    let (at, generation) = (if backwards { table.entries.len() } else { 0 }, table.generation);
    let dict = Guarded::new(dict.clone());
    Ok(vm.new_object(&class, OdictIterator { dict, part, backwards, at: Cell::new(at), generation }))
}

fn next(vm: &mut Vm, object: &Value) -> PyResult<Option<Value>> {
    let own = object.expect::<OdictIterator>();
    let dict = own.dict.get(vm).clone();
    let Some(dict) = dict.downcast::<Dict>() else { return Ok(None) };
    let table = dict.table.get(vm);
    let changed = table.generation != own.generation;
    let at = own.at.get();
    let found = if own.backwards { table.previous_live(at) } else { table.next_live(at) };
    let Some(found) = found.filter(|_| !changed) else {
        let old = std::mem::replace(own.dict.get_mut(vm), Value::NULL);
        drop(old);
        if changed {
            return Err(vm.runtime_error("OrderedDict mutated during iteration"));
        }
        return Ok(None);
    };
    own.at.set(if own.backwards { found } else { found + 1 });
    let entry = &table.entries[found];
    Ok(Some(match own.part {
        Part::Key => entry.key.clone(),
        Part::Value => entry.value.clone(),
        Part::Item => vm.new_tuple(vec![entry.key.clone(), entry.value.clone()]),
    }))
}

fn reduce(vm: &mut Vm, a: &[Value]) -> PyResult {
    let own = a[0].expect::<OdictIterator>();
    let rest = OdictIterator {
        dict: Guarded::new(own.dict.get(vm).clone()),
        part: own.part,
        backwards: own.backwards,
        at: own.at.clone(),
        generation: own.generation,
    };
    let class = vm.state::<crate::Classes>().odict_iterator.clone();
    let rest = vm.new_object(&class, rest);
    let mut items = Vec::new();
    while let Some(item) = vm.next(&rest)? {
        items.push(item);
    }
    taipan_objects::iterators::reduced(vm, items)
}

pub fn iter(vm: &mut Vm, dict: &Value) -> PyResult {
    iterate(vm, dict, Part::Key, false)
}

pub fn reversed(vm: &mut Vm, a: &[Value]) -> PyResult {
    iterate(vm, &a[0], Part::Key, true)
}

pub fn keys(vm: &mut Vm, a: &[Value]) -> PyResult {
    let class = vm.state::<crate::Classes>().odict_keys.clone();
    Ok(vm.new_dict_view_of(&class, &a[0]))
}

pub fn values(vm: &mut Vm, a: &[Value]) -> PyResult {
    let class = vm.state::<crate::Classes>().odict_values.clone();
    Ok(vm.new_dict_view_of(&class, &a[0]))
}

pub fn items(vm: &mut Vm, a: &[Value]) -> PyResult {
    let class = vm.state::<crate::Classes>().odict_items.clone();
    Ok(vm.new_dict_view_of(&class, &a[0]))
}

fn view(vm: &mut Vm, name: &'static str, base: Tp, iter: Unary, methods: &'static [NativeDef]) -> PyResult {
    let spec = TypeSpec {
        slots: Slots { iter: Some(iter), ..Slots::default() },
        methods,
        no_new: true,
        ..TypeSpec::default()
    };
    let class = NativeClass { name, module: "builtins", spec, has_dict: false, has_weakrefs: false };
    let base = vm.class(base);
    vm.new_native_class::<View>(class, Some(&base))
}

/// The classes of keys, items and values.
pub fn views(vm: &mut Vm) -> PyResult<[Value; 3]> {
    macro_rules! view {
        ($name:literal, $base:ident, $part:ident) => {{
            static METHODS: &[NativeDef] = &[method(
                "__reversed__",
                "($self, /)",
                |vm, a| iterate(vm, &dict_of(&a[0]).clone(), Part::$part, true),
                "",
            )];
            view(vm, $name, Tp::$base, |vm, o| iterate(vm, &dict_of(o).clone(), Part::$part, false), METHODS)?
        }};
    }
    Ok([
        view!("odict_keys", DictKeys, Key),
        view!("odict_items", DictItems, Item),
        view!("odict_values", DictValues, Value),
    ])
}

pub fn iterator(vm: &mut Vm) -> PyResult {
    static METHODS: &[NativeDef] =
        &[method("__reduce__", "($self, /)", reduce, "Return state information for pickling")];
    let spec = TypeSpec {
        slots: Slots { iter: Some(taipan_objects::iterators::itself), next: Some(next), ..Slots::default() },
        methods: METHODS,
        no_new: true,
        ..TypeSpec::default()
    };
    let class = NativeClass {
        name: "odict_iterator",
        module: "builtins",
        spec,
        has_dict: false,
        has_weakrefs: false,
    };
    vm.new_native_class::<OdictIterator>(class, None)
}
