//! `_thread._local`: attributes that each thread has for itself.
//!
//! The object's own attributes are those of the thread that used it last; those of the others are dicts beside it, which
//! change places with them when another thread comes.

use std::cell::Cell;
use taipan_native::{PyResult, Value, Vm};
use taipan_objects::attr::{generic_get, generic_set, instance_dict, set_instance_dict};
use taipan_objects::class::Type;
use taipan_objects::native::TypeSpec;
use taipan_objects::native_class::{NO_SHAPE, NativeClass};
use taipan_objects::slots::Slots;
use taipan_objects::threads::ThreadKey;
use taipan_objects::{Args, Guarded, Payload, Tp, Tracer};

struct Local {
    /// What every thread's `__init__` gets: values, and the names of the last of them.
    args: Value,
    names: Value,
    /// Whose attributes the object's own ones are.
    owner: Cell<ThreadKey>,
    dicts: Guarded<Vec<(ThreadKey, Value)>>,
}

// SAFETY: each reference is visited once.
unsafe impl Payload for Local {
    const NAME: &'static str = "_local";
    const SHAPE: u32 = NO_SHAPE;
    fn trace(&self, visit: Tracer<'_>) {
        visit(&self.args);
        visit(&self.names);
        // SAFETY: the collector runs while nobody borrows.
        for (_, dict) in unsafe { &*self.dicts.as_ptr() } {
            visit(dict);
        }
    }
    fn clear(&self) {
        // SAFETY: as above.
        drop(unsafe { std::mem::take(&mut *self.dicts.as_ptr()) });
    }
}

/// Weak references to the objects that a thread other than the first has used.
#[derive(Default)]
struct Used(Vec<(ThreadKey, Value)>);

pub fn class(vm: &mut Vm) -> PyResult {
    let class = NativeClass {
        name: "_local",
        module: "_thread",
        spec: TypeSpec {
            slots: Slots {
                new: Some(new),
                getattr: Some(|vm, object, name| {
                    enter(vm, object)?;
                    generic_get(vm, object, name)
                }),
                setattr: Some(|vm, object, name, value| {
                    if name.is(&vm.names.dict) {
                        let text =
                            format!("'{}' object attribute '__dict__' is read-only", vm.type_name(object));
                        return Err(vm.attribute_error(text, object, name));
                    }
                    enter(vm, object)?;
                    generic_set(vm, object, name, value)
                }),
                ..Slots::default()
            },
            doc: Some("_local()\n--\n\nThread-local data"),
            ..TypeSpec::default()
        },
        has_dict: true,
        has_weakrefs: true,
    };
    vm.new_native_class::<Local>(class, None)
}

/// The class's `__init__`, if it has one of its own.
fn has_init(vm: &mut Vm, class: &Value) -> bool {
    let plain = vm.tp(Tp::Object).slots().init.map(|f| f as usize);
    class.expect::<Type>().slots().init.map(|f| f as usize) != plain
}

fn new(vm: &mut Vm, class: &Value, args: Args<'_>) -> PyResult {
    if !args.is_empty() && !has_init(vm, class) {
        return Err(vm.type_error("Initialization arguments are not supported"));
    }
    let (values, names) = (vm.new_tuple(args.all.to_vec()), vm.new_tuple(args.names.to_vec()));
    let owner = Cell::new(vm.threads.current());
    let local = Local { args: values, names, owner, dicts: Guarded::new(Vec::new()) };
    let object = vm.new_object(class, local);
    remember(vm, &object)?;
    Ok(object)
}

/// Notes that the running thread has attributes in the object.
fn remember(vm: &mut Vm, object: &Value) -> PyResult<()> {
    let key = vm.threads.current();
    if key != 0 {
        let class = vm.class(Tp::WeakRef);
        let watcher = vm.new_weakref(&class, object, &Value::NONE)?;
        vm.state::<Used>().0.push((key, watcher));
    }
    Ok(())
}

/// Makes the object's own attributes those of the running thread.
fn enter(vm: &mut Vm, object: &Value) -> PyResult<()> {
    let local = object.expect::<Local>();
    let key = vm.threads.current();
    let owner = local.owner.get();
    if owner == key {
        return Ok(());
    }
    let before = instance_dict(vm, object).unwrap_or(Value::NULL);
    let dicts = local.dicts.get_mut(vm);
    if !before.is_null() {
        dicts.push((owner, before));
    }
    let known = dicts.iter().position(|(thread, _)| *thread == key);
    let dict = known.map(|at| dicts.swap_remove(at).1);
    let is_new = dict.is_none();
    let dict = dict.unwrap_or_else(|| vm.new_dict());
    set_instance_dict(vm, object, dict);
    local.owner.set(key);
    if !is_new {
        return Ok(());
    }
    remember(vm, object)?;
    let class = taipan_objects::attr::class_of(vm, object).value();
    if has_init(vm, &class)
        && let Some(init) = class.expect::<Type>().slots().init
    {
        let (args, names) = (local.args.clone(), local.names.clone());
        let items = |tuple: &Value| tuple.expect::<taipan_objects::tuple::Tuple>().items().to_vec();
        let (args, names) = (items(&args), items(&names));
        if let Err(raised) = init(vm, object, Args { all: &args, names: &names }) {
            // The next attempt begins anew.
            let empty = vm.new_dict();
            set_instance_dict(vm, object, empty);
            local.owner.set(ThreadKey::MAX);
            return Err(raised);
        }
    }
    Ok(())
}

/// Drops the attributes of the running thread, which ends.
pub fn forget_thread(vm: &mut Vm) {
    let key = vm.threads.current();
    let used = std::mem::take(&mut vm.state::<Used>().0);
    let (own, others): (Vec<_>, Vec<_>) = used.into_iter().partition(|(thread, _)| *thread == key);
    vm.state::<Used>().0 = others;
    for (_, watcher) in own {
        let Ok(object) = vm.call(&watcher, &[]) else { continue };
        let Some(local) = object.downcast::<Local>() else { continue };
        if local.owner.get() == key {
            let empty = vm.new_dict();
            set_instance_dict(vm, &object, empty);
            local.owner.set(ThreadKey::MAX);
        } else {
            let dicts = local.dicts.get_mut(vm);
            let at = dicts.iter().position(|(thread, _)| *thread == key);
            let dict = at.map(|at| dicts.swap_remove(at));
            drop(dict);
        }
    }
    vm.run_pending();
}
