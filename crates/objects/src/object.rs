//! `object`, and what every class inherits from it.

use crate::class::{Type, TypeExt, type_flags};
use crate::native::{TypeSpec, class_method, getset, method};
use crate::slots::Slots;
use crate::{Args, CompareOp, Payload, PyResult, Tp, Tracer, Value, Vm};

/// The payload of objects that have none: everything is in their slots.
pub struct Plain;

// SAFETY: no references.
unsafe impl Payload for Plain {
    const NAME: &'static str = "object";
    const SHAPE: u32 = Tp::Object as u32;
    fn trace(&self, _: Tracer<'_>) {}
}

/// `__hash__` of unhashable classes.
pub fn unhashable(vm: &mut Vm, object: &Value) -> PyResult<i64> {
    let text = format!("unhashable type: '{}'", vm.type_name(object));
    Err(vm.type_error(text))
}

/// Makes a plain instance of a class.
pub fn allocate(vm: &mut Vm, class: &Value) -> Value {
    let shape = class.expect::<Type>().shape.get();
    vm.heap.alloc(shape, Plain)
}

fn is_slot(vm: &Vm, class: &crate::Obj<Type>, pick: impl Fn(&Slots) -> Option<usize>) -> bool {
    pick(class.slots()) == pick(vm.tp(Tp::Object).slots())
}

fn new_slot(slots: &Slots) -> Option<usize> {
    slots.new.map(|f| f as usize)
}

fn init_slot(slots: &Slots) -> Option<usize> {
    slots.init.map(|f| f as usize)
}

fn new(vm: &mut Vm, callee: &Value, args: Args<'_>) -> PyResult {
    let class = callee.expect::<Type>();
    if !args.is_empty() {
        if !is_slot(vm, class, new_slot) {
            return Err(
                vm.type_error("object.__new__() takes exactly one argument (the type to instantiate)")
            );
        }
        if is_slot(vm, class, init_slot) {
            let text = format!("{}() takes no arguments", class.name(vm));
            return Err(vm.type_error(text));
        }
    }
    if class.has_flag(type_flags::ABSTRACT) {
        return Err(abstract_error(vm, callee)?);
    }
    if class.kind.id != vm.tp(Tp::Object).kind.id {
        // Its instances have content that nobody would make.
        let module = crate::class_new::module_prefix(vm, class);
        let text = format!("cannot create '{module}{}' instances", class.name(vm));
        return Err(vm.type_error(text));
    }
    Ok(allocate(vm, callee))
}

fn abstract_error(vm: &mut Vm, class: &Value) -> PyResult<crate::Raised> {
    let methods = crate::class_new::get_abstractmethods(vm, class)?;
    let mut names = vm.collect(&methods)?;
    let list = vm.new_list(std::mem::take(&mut names));
    crate::list::sort(vm, list.expect::<crate::list::List>(), None, false)?;
    let names: Vec<String> =
        list.expect::<crate::list::List>().items(vm).iter().map(|n| format!("'{}'", vm.text(n))).collect();
    let plural = if names.len() > 1 { "s" } else { "" };
    let text = format!(
        "Can't instantiate abstract class {} without an implementation for abstract method{plural} {}",
        class.expect::<Type>().name(vm),
        names.join(", ")
    );
    Ok(vm.type_error(text))
}

fn init(vm: &mut Vm, object: &Value, args: Args<'_>) -> PyResult<()> {
    if args.is_empty() {
        return Ok(());
    }
    let class = vm.type_of(object);
    if !is_slot(vm, class, init_slot) {
        return Err(
            vm.type_error("object.__init__() takes exactly one argument (the instance to initialize)")
        );
    }
    if is_slot(vm, class, new_slot) {
        let text =
            format!("{}.__init__() takes exactly one argument (the instance to initialize)", class.name(vm));
        return Err(vm.type_error(text));
    }
    Ok(())
}

/// `<module.Class object at 0x…>`.
pub fn default_repr(vm: &mut Vm, object: &Value) -> PyResult {
    let class = vm.type_of(object).value();
    let name = crate::class_new::full_name(vm, class.expect::<Type>());
    let text = format!("<{name} object at {:#x}>", vm.id(object));
    Ok(vm.new_str(&text))
}

fn str(vm: &mut Vm, object: &Value) -> PyResult {
    vm.repr(object)
}

/// `object.__hash__`: by identity.
pub fn hash(vm: &mut Vm, object: &Value) -> PyResult<i64> {
    Ok(taipan_text::hash::hash_pointer(vm.id(object) as usize))
}

fn compare(vm: &mut Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult {
    match op {
        CompareOp::Eq if a.is(b) => Ok(Value::TRUE),
        CompareOp::Ne => match vm.type_of(a).slots().compare {
            Some(own) => {
                let equal = own(vm, a, b, CompareOp::Eq)?;
                if equal.is_not_implemented() { Ok(equal) } else { Ok(Value::from_bool(!vm.truth(&equal)?)) }
            }
            None => Ok(Value::NOT_IMPLEMENTED),
        },
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn get_class(vm: &mut Vm, object: &Value) -> PyResult {
    Ok(vm.type_of(object).value())
}

fn set_class(vm: &mut Vm, object: &Value, value: Option<&Value>) -> PyResult<()> {
    let Some(value) = value else { return Err(vm.type_error("can't delete __class__ attribute")) };
    let Some(new) = value.downcast::<Type>() else {
        let text = format!("__class__ must be set to a class, not '{}' object", vm.type_name(value));
        return Err(vm.type_error(text));
    };
    let old = vm.type_of(object).value();
    let old = old.expect::<Type>();
    let module = vm.is_instance(object, Tp::Module);
    let mutable = new.has_flag(type_flags::HEAP) && old.has_flag(type_flags::HEAP);
    if !module && !mutable {
        return Err(
            vm.type_error("__class__ assignment only supported for mutable types or ModuleType subclasses")
        );
    }
    if !crate::attr::same_layout(vm, old, new) {
        let text =
            format!("__class__ assignment: '{}' object layout differs from '{}'", new.name(vm), old.name(vm));
        return Err(vm.type_error(text));
    }
    crate::class_new::change_class(vm, object, new);
    Ok(())
}

fn format(vm: &mut Vm, a: &[Value]) -> PyResult {
    let spec = a[1].downcast::<crate::str::Str>().map(|s| s.chars());
    match spec {
        Some(0) => vm.str(&a[0]),
        Some(_) => {
            let text = format!("unsupported format string passed to {}.__format__", vm.type_name(&a[0]));
            Err(vm.type_error(text))
        }
        None => {
            let text = format!("__format__() argument must be str, not {}", vm.type_name(&a[1]));
            Err(vm.type_error(text))
        }
    }
}

fn init_subclass(_: &mut Vm, _: &[Value]) -> PyResult {
    Ok(Value::NONE)
}

fn subclasshook(_: &mut Vm, _: &[Value]) -> PyResult {
    Ok(Value::NOT_IMPLEMENTED)
}

fn dir(vm: &mut Vm, a: &[Value]) -> PyResult {
    crate::abstract_::default_dir(vm, &a[0])
}

fn sizeof(vm: &mut Vm, a: &[Value]) -> PyResult {
    let size = a[0].header().map_or(28, crate::Heap::block_size);
    Ok(vm.new_int(size as i64))
}

fn reduce(vm: &mut Vm, a: &[Value]) -> PyResult {
    crate::reduce::reduce(vm, &a[0], 0)
}

fn reduce_ex(vm: &mut Vm, a: &[Value]) -> PyResult {
    let name = vm.names.reduce.clone();
    let class = vm.type_of(&a[0]).value();
    let own = vm.lookup(class.expect::<Type>(), &name);
    let base = vm.lookup(vm.tp(Tp::Object), &name);
    if let (Some(own), Some(base)) = (&own, &base)
        && !own.is(base)
    {
        let method = vm.get_attr(&a[0], &name)?;
        return vm.call(&method, &[]);
    }
    let protocol = vm.index_i64(&a[1])?;
    crate::reduce::reduce(vm, &a[0], protocol)
}

fn getstate(vm: &mut Vm, a: &[Value]) -> PyResult {
    crate::reduce::getstate(vm, &a[0])
}

pub fn spec() -> TypeSpec {
    TypeSpec {
        slots: Slots {
            new: Some(new),
            init: Some(init),
            repr: Some(default_repr),
            str: Some(str),
            hash: Some(hash),
            compare: Some(compare),
            getattr: Some(crate::attr::generic_get),
            setattr: Some(crate::attr::generic_set),
            ..Slots::default()
        },
        methods: const {
            &[
                method(
                    "__format__",
                    "($self, format_spec, /)",
                    format,
                    "Default object formatter.\n\nReturn str(self) if format_spec is empty. Raise TypeError otherwise.",
                ),
                class_method(
                    "__init_subclass__",
                    "($cls, /)",
                    init_subclass,
                    "This method is called when a class is subclassed.\n\nThe default implementation does nothing. It may be\noverridden to extend subclasses.",
                ),
                class_method(
                    "__subclasshook__",
                    "($cls, object, /)",
                    subclasshook,
                    "Abstract classes can override this to customize issubclass().\n\nThis is invoked early on by abc.ABCMeta.__subclasscheck__().\nIt should return True, False or NotImplemented.  If it returns\nNotImplemented, the normal algorithm is used.  Otherwise, it\noverrides the normal algorithm (and the outcome is cached).",
                ),
                method("__dir__", "($self, /)", dir, "Default dir() implementation."),
                method("__sizeof__", "($self, /)", sizeof, "Size of object in memory, in bytes."),
                method("__reduce__", "($self, /)", reduce, "Helper for pickle."),
                method("__reduce_ex__", "($self, protocol, /)", reduce_ex, "Helper for pickle."),
                method("__getstate__", "($self, /)", getstate, "Helper for pickle."),
            ]
        },
        getset: const { &[getset("__class__", get_class, set_class)] },
        doc: Some(
            "object()\n--\n\nThe base class of the class hierarchy.\n\nWhen called, it accepts no arguments and returns a new featureless\ninstance that has no instance attributes and cannot be given any.\n",
        ),
        ..TypeSpec::default()
    }
}
