//! What `date.isocalendar` gives: a tuple whose three items have names.

use crate::classes;
use taipan_native::{NativeDef, PyResult, Tp, Value, Vm, method};
use taipan_objects::class::Type;
use taipan_objects::native::{GetSet, TypeSpec, getter};
use taipan_objects::native_class::NativeClass;
use taipan_objects::slots::Slots;
use taipan_objects::tuple::{self, Tuple};

pub fn make(vm: &mut Vm, fields: [i32; 3]) -> PyResult {
    let class = classes(vm).week.clone();
    let shape = class.expect::<Type>().shape.get();
    match tuple::make(vm, shape, 3, fields.into_iter().map(Value::from_i32)) {
        Some(made) => Ok(made),
        None => Err(vm.memory_error()),
    }
}

fn item(object: &Value, at: usize) -> PyResult {
    Ok(object.expect::<Tuple>().items().get(at).cloned().unwrap_or(Value::NONE))
}

fn repr(vm: &mut Vm, object: &Value) -> PyResult {
    let mut texts = Vec::new();
    for (name, value) in ["year", "week", "weekday"].iter().zip(object.expect::<Tuple>().items()) {
        texts.push(format!("{name}={}", vm.repr_text(value)?));
    }
    Ok(vm.new_str(&format!("{}({})", vm.type_name(object), texts.join(", "))))
}

/// Pickled as a plain tuple.
fn reduce(vm: &mut Vm, a: &[Value]) -> PyResult {
    let items = a[0].expect::<Tuple>().items().to_vec();
    let plain = vm.new_tuple(items);
    let args = vm.new_tuple(vec![plain]);
    let class = vm.class(Tp::Tuple);
    Ok(vm.new_tuple(vec![class, args]))
}

fn new(vm: &mut Vm, a: &[Value]) -> PyResult {
    let shape = a[0].expect::<Type>().shape.get();
    match tuple::make(vm, shape, 3, a[1..4].iter().cloned()) {
        Some(made) => Ok(made),
        None => Err(vm.memory_error()),
    }
}

static METHODS: &[NativeDef] = &[method("__reduce__", "($self, /)", reduce, "")];

static GETSET: &[GetSet] = &[
    getter("year", |_, o| item(o, 0)),
    getter("week", |_, o| item(o, 1)),
    getter("weekday", |_, o| item(o, 2)),
];

pub fn class(vm: &mut Vm) -> PyResult {
    let spec = TypeSpec {
        slots: Slots { repr: Some(repr), ..Slots::default() },
        methods: METHODS,
        getset: GETSET,
        constructor: Some(("($type, /, year, week, weekday)", new)),
        doc: Some(
            "The result of date.isocalendar() or datetime.isocalendar()\n\nThis object may be accessed either as a tuple of\n  ((year, week, weekday))\nor via the object attributes as named in the above tuple.",
        ),
        is_final: true,
        ..TypeSpec::default()
    };
    let class = NativeClass {
        name: "IsoCalendarDate",
        module: "datetime",
        spec,
        has_dict: false,
        has_weakrefs: false,
    };
    let base = vm.class(Tp::Tuple);
    vm.new_native_class::<Tuple>(class, Some(&base))
}
