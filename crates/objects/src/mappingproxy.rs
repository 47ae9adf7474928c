//! `mappingproxy`: a mapping that only reads.

use crate::dict::Dict;
use crate::native::{TypeSpec, class_method, method};
use crate::slots::Slots;
use crate::{BinaryOp, Payload, PyResult, Tp, Tracer, Value, Vm};

/// The payload.
pub struct MappingProxy {
    pub mapping: Value,
}

// SAFETY: the mapping is visited once.
unsafe impl Payload for MappingProxy {
    const NAME: &'static str = "mappingproxy";
    const SHAPE: u32 = Tp::MappingProxy as u32;
    fn trace(&self, visit: Tracer<'_>) {
        visit(&self.mapping);
    }
}

impl Vm {
    /// A read-only view of a mapping.
    pub fn new_mapping_proxy(&self, mapping: Value) -> Value {
        self.heap.alloc(Tp::MappingProxy as u32, MappingProxy { mapping })
    }
}

fn inner(object: &Value) -> Value {
    match object.downcast::<MappingProxy>() {
        Some(own) => own.mapping.clone(),
        None => object.clone(),
    }
}

/// The mapping as an operand beside `other`, which may be anything's: the dict of a class goes out as a copy.
fn operand(vm: &mut Vm, object: &Value, other: &Value) -> PyResult {
    let own = inner(object);
    if object.is(&own) || other.downcast_exact::<MappingProxy>().is_some() || vm.is_exact(other, Tp::Dict) {
        return Ok(own);
    }
    conceal(vm, own)
}

/// The value, or a copy if it is the dict of a class: a program that changed that would not be noticed.
pub fn conceal(vm: &mut Vm, value: Value) -> PyResult {
    match value.downcast_exact::<Dict>() {
        Some(dict) if dict.of_class.get() => crate::dict::copy(vm, std::slice::from_ref(&value)),
        _ => Ok(value),
    }
}

fn new(vm: &mut Vm, a: &[Value]) -> PyResult {
    let slots = vm.type_of(&a[1]).slots();
    if slots.getitem.is_none() || vm.is_instance(&a[1], Tp::List) || vm.is_instance(&a[1], Tp::Tuple) {
        let text = format!("mappingproxy() argument must be a mapping, not {}", vm.type_name(&a[1]));
        return Err(vm.type_error(text));
    }
    Ok(vm.new_mapping_proxy(a[1].clone()))
}

fn forward(vm: &mut Vm, a: &[Value], name: &str) -> PyResult {
    let own = inner(&a[0]);
    let given: Vec<Value> = a[1..].iter().filter(|v| !v.is_null()).cloned().collect();
    vm.call_method(&own, name, &given)
}

pub fn spec() -> TypeSpec {
    let mut slots = Slots {
        repr: Some(|vm, o| {
            let own = inner(o);
            let text = format!("mappingproxy({})", vm.repr_text(&own)?);
            Ok(vm.new_str(&text))
        }),
        str: Some(|vm, o| {
            let own = inner(o);
            vm.str(&own)
        }),
        len: Some(|vm, o| {
            let own = inner(o);
            vm.len(&own)
        }),
        getitem: Some(|vm, o, k| {
            let own = inner(o);
            vm.get_item(&own, k)
        }),
        contains: Some(|vm, o, k| {
            let own = inner(o);
            vm.contains(&own, k)
        }),
        iter: Some(|vm, o| {
            let own = inner(o);
            vm.iter(&own)
        }),
        compare: Some(|vm, a, b, op| {
            let (a, b) = (operand(vm, a, b)?, operand(vm, b, a)?);
            vm.compare(&a, &b, op)
        }),
        hash: Some(|vm, o| {
            let own = inner(o);
            vm.hash(&own)
        }),
        ..Slots::default()
    };
    slots.binary[BinaryOp::Or as usize] = Some(|vm, a, b| {
        let (a, b) = (operand(vm, a, b)?, operand(vm, b, a)?);
        vm.binary(&a, &b, BinaryOp::Or)
    });
    slots.inplace[BinaryOp::Or as usize] = Some(|vm, a, b| {
        let text = format!("'|=' is not supported by {}; use '|' instead", vm.type_name(a));
        let _ = b;
        Err(vm.type_error(text))
    });
    TypeSpec {
        slots,
        constructor: Some(("($cls, mapping)", new)),
        methods: const {
            &[
                method(
                    "get",
                    "($self, key, default=None, /)",
                    |vm, a| forward(vm, a, "get"),
                    "Return the value for key if key is in the mapping, else default.",
                ),
                method(
                    "keys",
                    "($self, /)",
                    |vm, a| forward(vm, a, "keys"),
                    "a set-like object providing a view on the underlying mapping's keys",
                ),
                method(
                    "values",
                    "($self, /)",
                    |vm, a| forward(vm, a, "values"),
                    "an object providing a view on the underlying mapping's values",
                ),
                method(
                    "items",
                    "($self, /)",
                    |vm, a| forward(vm, a, "items"),
                    "a set-like object providing a view on the underlying mapping's items",
                ),
                method(
                    "copy",
                    "($self, /)",
                    |vm, a| forward(vm, a, "copy"),
                    "a shallow copy of the underlying mapping",
                ),
                method(
                    "__reversed__",
                    "($self, /)",
                    |vm, a| forward(vm, a, "__reversed__"),
                    "reverse iterator",
                ),
                class_method(
                    "__class_getitem__",
                    "($cls, object, /)",
                    |vm, a| vm.new_generic_alias(&a[0], &a[1]),
                    "See PEP 585",
                ),
            ]
        },
        is_final: true,
        doc: Some("mappingproxy(mapping)\n--\n\nRead-only proxy of a mapping."),
        ..TypeSpec::default()
    }
}
