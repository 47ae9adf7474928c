//! Assignment to `__bases__`: another MRO for the class and all classes below it, or none of it.

use crate::class::{Type, TypeExt, all_changed, changed, type_flags};
use crate::class_new::{best_base, find_mro};
use crate::tuple::Tuple;
use crate::{Obj, PyResult, Tp, Value, Vm};
use taipan_heap::ShapeFlags;

/// `class.__bases__ = value`.
pub fn set_bases(vm: &mut Vm, object: &Value, value: Option<&Value>) -> PyResult<()> {
    let value = crate::class::check_settable(vm, object, value, "__bases__")?;
    let class = object.expect::<Type>();
    let name = class.name(vm);
    let Some(tuple) = value.downcast::<Tuple>() else {
        let text = format!("can only assign tuple to {name}.__bases__, not {}", vm.type_name(&value));
        return Err(vm.type_error(text));
    };
    if tuple.items().is_empty() {
        return Err(vm.type_error(format!("can only assign non-empty tuple to {name}.__bases__, not ()")));
    }
    for base in tuple.items() {
        let Some(base_class) = base.downcast::<Type>() else {
            let text = format!("{name}.__bases__ must be tuple of classes, not '{}'", vm.type_name(base));
            return Err(vm.type_error(text));
        };
        // While a `mro()` runs, the MRO of the base may not know yet what its `base` does.
        if base_class.is_subtype(class) || is_below(base_class, class) {
            return Err(vm.type_error("a __bases__ item causes an inheritance cycle"));
        }
    }
    let best = best_base(vm, tuple.items())?;
    check_layout(vm, class, best.expect::<Type>())?;

    let old_base = class.base().map(Obj::value);
    let old = std::mem::replace(class.data.bases.get_mut(vm), value.clone());
    class.data.base.set(best.expect::<Type>());
    let mut replaced = Vec::new();
    if let Err(raised) = renew_mro(vm, object, &mut replaced) {
        for Replaced { class, new, old } in replaced.into_iter().rev() {
            let class = class.expect::<Type>();
            if class.data.mro_tuple.get(vm).is(&new) {
                class.data.set_mro(vm, old.expect::<Tuple>().items().to_vec());
            }
        }
        if class.data.bases.get(vm).is(&value) {
            if let Some(base) = &old_base {
                class.data.base.set(base.expect::<Type>());
            }
            let refused = std::mem::replace(class.data.bases.get_mut(vm), old);
            drop(refused);
        }
        all_changed(vm);
        return Err(raised);
    }

    // A `mro()` that assigned to the same class's `__bases__` had the last word; but what was below before is so no more.
    let now = class.data.bases.get(vm).clone();
    let is_last = now.is(&value);
    let pointer: *const Obj<Type> = class;
    for base in old.expect::<Tuple>().items() {
        if is_last || !now.expect::<Tuple>().items().iter().any(|kept| kept.is(base)) {
            base.expect::<Type>().subclasses.get_mut(vm).retain(|&s| !std::ptr::eq(s, pointer));
        }
    }
    if is_last {
        for base in tuple.items() {
            base.expect::<Type>().subclasses.get_mut(vm).push(pointer);
        }
    }
    all_changed(vm);
    // Those above come first in the list, so that those below inherit what is new.
    for Replaced { class, .. } in &replaced {
        crate::slot_generic::inherit_slots(vm, class.expect::<Type>());
    }
    drop(replaced);
    drop(old);
    Ok(())
}

/// Whether `class` is reached from `below` by the bases that decide layouts.
fn is_below(below: &Obj<Type>, class: &Obj<Type>) -> bool {
    let mut at = Some(below);
    while let Some(one) = at {
        if std::ptr::eq(one, class) {
            return true;
        }
        at = one.base();
    }
    false
}

/// Instances must be laid out as they are.
fn check_layout(vm: &mut Vm, class: &Obj<Type>, new: &Obj<Type>) -> PyResult<()> {
    let Some(old) = class.base() else { return Ok(()) };
    // What CPython's collector does not track it frees by another function.
    let tracked = |class: &Obj<Type>| {
        class.has_flag(type_flags::HEAP) || (class.kind.container && class.builtin != Some(Tp::Object))
    };
    let weak = |class: &Obj<Type>| vm.heap.shape(class.shape.get()).flags.get().has(ShapeFlags::WEAKREFS);
    let what = if tracked(old) != tracked(new) {
        "deallocator"
    } else if !crate::attr::same_layout(vm, old, new) || weak(old) != weak(new) {
        "object layout"
    } else {
        return Ok(());
    };
    let text = format!("__bases__ assignment: '{}' {what} differs from '{}'", new.name(vm), old.name(vm));
    Err(vm.type_error(text))
}

/// A class that got another MRO.
struct Replaced {
    class: Value,
    new: Value,
    old: Value,
}

/// Computes the MRO of a class and of all below it anew. What a `mro()` written in Python did to the class meanwhile
/// stands.
fn renew_mro(vm: &mut Vm, class: &Value, replaced: &mut Vec<Replaced>) -> PyResult<()> {
    vm.check_host_stack()?;
    let own = class.expect::<Type>();
    let old = own.data.mro_tuple.get(vm).clone();
    let mro = find_mro(vm, class)?;
    if !own.data.mro_tuple.get(vm).is(&old) {
        return Ok(());
    }
    own.data.set_mro(vm, mro);
    changed(vm, own);
    let new = own.data.mro_tuple.get(vm).clone();
    replaced.push(Replaced { class: class.clone(), new, old });
    for subclass in crate::class::direct_subclasses(vm, own) {
        renew_mro(vm, &subclass, replaced)?;
    }
    Ok(())
}
