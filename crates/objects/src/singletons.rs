//! `None`, `NotImplemented` and `Ellipsis`.

use crate::native::{TypeSpec, method};
use crate::slots::Slots;
use crate::{PyResult, Value, Vm};

fn no_arguments(vm: &mut Vm, args: crate::Args<'_>, name: &str) -> PyResult<()> {
    if args.is_empty() { Ok(()) } else { Err(vm.type_error(format!("{name} takes no arguments"))) }
}

pub fn none_spec() -> TypeSpec {
    TypeSpec {
        slots: Slots {
            new: Some(|vm, _, args| no_arguments(vm, args, "NoneType").map(|()| Value::NONE)),
            repr: Some(|vm, _| Ok(vm.intern("None"))),
            truth: Some(|_, _| Ok(false)),
            hash: Some(|_, _| Ok(0xFCA8_6420)),
            ..Slots::default()
        },
        is_final: true,
        doc: Some("The type of the None singleton."),
        ..TypeSpec::default()
    }
}

fn reduce_not_implemented(vm: &mut Vm, _: &[Value]) -> PyResult {
    Ok(vm.intern("NotImplemented"))
}

fn reduce_ellipsis(vm: &mut Vm, _: &[Value]) -> PyResult {
    Ok(vm.intern("Ellipsis"))
}

pub fn not_implemented_spec() -> TypeSpec {
    TypeSpec {
        slots: Slots {
            new: Some(|vm, _, args| {
                no_arguments(vm, args, "NotImplementedType").map(|()| Value::NOT_IMPLEMENTED)
            }),
            repr: Some(|vm, _| Ok(vm.intern("NotImplemented"))),
            truth: Some(|vm, _| Err(vm.type_error("NotImplemented should not be used in a boolean context"))),
            ..Slots::default()
        },
        methods: const { &[method("__reduce__", "($self, /)", reduce_not_implemented, "")] },
        is_final: true,
        doc: Some("The type of the NotImplemented singleton."),
        ..TypeSpec::default()
    }
}

pub fn ellipsis_spec() -> TypeSpec {
    TypeSpec {
        slots: Slots {
            new: Some(|vm, _, args| no_arguments(vm, args, "EllipsisType").map(|()| Value::ELLIPSIS)),
            repr: Some(|vm, _| Ok(vm.intern("Ellipsis"))),
            ..Slots::default()
        },
        methods: const { &[method("__reduce__", "($self, /)", reduce_ellipsis, "")] },
        is_final: true,
        doc: Some("The type of the Ellipsis singleton."),
        ..TypeSpec::default()
    }
}
