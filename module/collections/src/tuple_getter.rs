//! `_tuplegetter`: the descriptor of a field of a named tuple.

use taipan_native::{Args, PyResult, Tp, Value, Vm, method};
use taipan_objects::native::{GetSet, NativeDef, TypeSpec};
use taipan_objects::native_class::{NO_SHAPE, NativeClass};
use taipan_objects::slots::Slots;
use taipan_objects::tuple::Tuple;
use taipan_objects::{Guarded, Payload, Tracer};

pub struct TupleGetter {
    index: i64,
    doc: Guarded<Value>,
}

// SAFETY: the doc is visited once.
unsafe impl Payload for TupleGetter {
    const NAME: &'static str = "_tuplegetter";
    const SHAPE: u32 = NO_SHAPE;
    fn trace(&self, visit: Tracer<'_>) {
        // SAFETY: the collector runs while nobody borrows.
        visit(unsafe { &*self.doc.as_ptr() });
    }
    fn clear(&self) {
        // SAFETY: as above.
        drop(unsafe { std::mem::replace(&mut *self.doc.as_ptr(), Value::NONE) });
    }
}

fn new(vm: &mut Vm, class: &Value, args: Args<'_>) -> PyResult {
    if !args.names.is_empty() {
        return Err(vm.type_error("_tuplegetter() takes no keyword arguments"));
    }
    let [index, doc] = args.all else {
        let text = format!("_tuplegetter expected 2 arguments, got {}", args.all.len());
        return Err(vm.type_error(text));
    };
    let index = vm.index_i64(index)?;
    Ok(vm.new_object(class, TupleGetter { index, doc: Guarded::new(doc.clone()) }))
}

fn get(vm: &mut Vm, own: &Value, object: Option<&Value>, _: &Value) -> PyResult {
    let Some(object) = object.filter(|object| !object.is_none()) else { return Ok(own.clone()) };
    let index = own.expect::<TupleGetter>().index;
    let Some(tuple) = object.downcast::<Tuple>() else {
        let text = format!(
            "descriptor for index '{index}' for tuple subclasses doesn't apply to '{}' object",
            vm.type_name(object)
        );
        return Err(vm.type_error(text));
    };
    match usize::try_from(index).ok().and_then(|index| tuple.items().get(index)) {
        Some(item) => Ok(item.clone()),
        None => Err(vm.index_error("tuple index out of range")),
    }
}

fn set(vm: &mut Vm, _: &Value, _: &Value, value: Option<&Value>) -> PyResult<()> {
    let text = if value.is_some() { "can't set attribute" } else { "can't delete attribute" };
    Err(vm.raise(Tp::AttributeError, text))
}

fn repr(vm: &mut Vm, own: &Value) -> PyResult {
    let (index, doc) = (own.expect::<TupleGetter>().index, own.expect::<TupleGetter>().doc.get(vm).clone());
    let doc = vm.repr_text(&doc)?;
    Ok(vm.new_str(&format!("_tuplegetter({index}, {doc})")))
}

fn reduce(vm: &mut Vm, a: &[Value]) -> PyResult {
    let own = a[0].expect::<TupleGetter>();
    let args = vec![vm.new_int(own.index), own.doc.get(vm).clone()];
    let (class, args) = (vm.type_of(&a[0]).value(), vm.new_tuple(args));
    Ok(vm.new_tuple(vec![class, args]))
}

static GETSET: &[GetSet] = &[GetSet {
    name: "__doc__",
    get: |vm, o| Ok(o.expect::<TupleGetter>().doc.get(vm).clone()),
    set: Some(|vm, o, value| {
        let new = value.cloned().unwrap_or(Value::NONE);
        let old = std::mem::replace(o.expect::<TupleGetter>().doc.get_mut(vm), new);
        drop(old);
        Ok(())
    }),
    member: true,
}];

static METHODS: &[NativeDef] = &[method("__reduce__", "($self, /)", reduce, "")];

pub fn class(vm: &mut Vm) -> PyResult {
    let spec = TypeSpec {
        slots: Slots {
            new: Some(new),
            repr: Some(repr),
            descr_get: Some(get),
            descr_set: Some(set),
            ..Slots::default()
        },
        methods: METHODS,
        getset: GETSET,
        is_final: true,
        ..TypeSpec::default()
    };
    let class = NativeClass {
        name: "_tuplegetter",
        module: "collections",
        spec,
        has_dict: false,
        has_weakrefs: false,
    };
    vm.new_native_class::<TupleGetter>(class, None)
}
