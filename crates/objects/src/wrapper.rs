//! `wrapper_descriptor` and `method-wrapper`: the slots of a builtin class, seen and called as dunders.

use crate::class::{Type, TypeExt};
use crate::native::{TypeSpec, getter};
use crate::slots::{SlotRow, Slots, Wrap};
use crate::{Args, CompareOp, Payload, PyResult, Tp, Tracer, Value, Vm};

/// The payload of a wrapper descriptor. The slot functions are those the class had when it was made.
pub struct WrapperDescriptor {
    pub row: &'static SlotRow,
    /// The (immortal) class.
    pub class: Value,
    pub slots: Box<Slots>,
    pub name: Value,
}

// SAFETY: the class is builtin, so immortal; the name is interned.
unsafe impl Payload for WrapperDescriptor {
    const NAME: &'static str = "wrapper_descriptor";
    const SHAPE: u32 = Tp::WrapperDescriptor as u32;
    const CONTAINER: bool = false;
    fn trace(&self, _: Tracer<'_>) {}
}

/// The payload of a bound one.
pub struct MethodWrapper {
    descriptor: Value,
    own: Value,
}

// SAFETY: both are visited once.
unsafe impl Payload for MethodWrapper {
    const NAME: &'static str = "method-wrapper";
    const SHAPE: u32 = Tp::MethodWrapper as u32;
    fn trace(&self, visit: Tracer<'_>) {
        visit(&self.descriptor);
        visit(&self.own);
    }
}

impl Vm {
    pub(crate) fn new_wrapper(&self, row: &'static SlotRow, class: &Value) -> Value {
        let slots = Box::new(*class.expect::<Type>().slots());
        let descriptor = WrapperDescriptor { row, class: class.clone(), slots, name: self.intern(row.name) };
        self.heap.alloc(Tp::WrapperDescriptor as u32, descriptor)
    }
}

fn arity(vm: &mut Vm, args: Args<'_>, least: usize, most: usize) -> PyResult<()> {
    if !args.names.is_empty() {
        return Err(vm.type_error("wrapper call takes no keyword arguments"));
    }
    let given = args.all.len();
    if given < least || given > most {
        let text = if least == most {
            format!("expected {least} argument{}, got {given}", if least == 1 { "" } else { "s" })
        } else if least == 1 && most == 2 {
            format!("expected 1 or 2 arguments, got {given}")
        } else if given < least {
            format!("expected at least {least} argument{}, got {given}", if least == 1 { "" } else { "s" })
        } else {
            format!("expected at most {most} arguments, got {given}")
        };
        return Err(vm.type_error(text));
    }
    Ok(())
}

/// CPython's `hackcheck`: a slot of a native base may not be used to get round the one of a more special native class.
fn check_set(vm: &mut Vm, descriptor: &WrapperDescriptor, own: &Value, what: &str) -> PyResult<()> {
    let class = vm.type_of(own);
    let native =
        class.mro(vm).iter().find(|c| !c.has_flag(crate::class::type_flags::HEAP)).map(|c| c.value());
    if let Some(native) = native
        && native.expect::<Type>().slots().setattr.map(|f| f as usize)
            != descriptor.slots.setattr.map(|f| f as usize)
    {
        let text = format!("can't apply this {what} to {} object", vm.type_name(own));
        return Err(vm.type_error(text));
    }
    Ok(())
}

/// Calls the slot of a descriptor on `own`.
pub fn call_slot(vm: &mut Vm, descriptor: &WrapperDescriptor, own: &Value, args: Args<'_>) -> PyResult {
    use crate::slots::Slot;
    let slots = &*descriptor.slots;
    let a = args.all;
    let missing = |vm: &mut Vm| Err(vm.type_error("the slot is empty"));
    let two = |slot: Slot| match slot {
        Slot::binary(op) => slots.binary[op as usize],
        Slot::inplace(op) => slots.inplace[op as usize],
        Slot::concat => slots.concat,
        Slot::repeat => slots.repeat,
        Slot::inplace_concat => slots.inplace_concat,
        Slot::inplace_repeat => slots.inplace_repeat,
        Slot::getitem => slots.getitem,
        _ => None,
    };
    match descriptor.row.wrap {
        Wrap::Unary => {
            arity(vm, args, 0, 0)?;
            let function = match descriptor.row.slot {
                Slot::repr => slots.repr,
                Slot::str => slots.str,
                Slot::iter => slots.iter,
                Slot::negative => slots.negative,
                Slot::positive => slots.positive,
                Slot::absolute => slots.absolute,
                Slot::invert => slots.invert,
                Slot::int => slots.int,
                Slot::float => slots.float,
                Slot::index => slots.index,
                Slot::r#await => slots.r#await,
                Slot::aiter => slots.aiter,
                Slot::anext => slots.anext,
                _ => None,
            };
            match function {
                Some(function) => function(vm, own),
                None => missing(vm),
            }
        }
        Wrap::Binary | Wrap::Index => {
            arity(vm, args, 1, 1)?;
            match two(descriptor.row.slot) {
                Some(function) => function(vm, own, &a[0]),
                None => missing(vm),
            }
        }
        Wrap::BinaryReflected => {
            arity(vm, args, 1, 1)?;
            match two(descriptor.row.slot) {
                Some(function) => function(vm, &a[0], own),
                None => missing(vm),
            }
        }
        Wrap::Power | Wrap::PowerReflected => {
            arity(vm, args, 1, 2)?;
            let modulus = a.get(1).cloned().unwrap_or(Value::NONE);
            match (slots.power3, descriptor.row.wrap) {
                (Some(function), Wrap::Power) => function(vm, own, &a[0], &modulus),
                (Some(function), _) => function(vm, &a[0], own, &modulus),
                (None, _) => missing(vm),
            }
        }
        Wrap::Hash => {
            arity(vm, args, 0, 0)?;
            match slots.hash {
                Some(function) => function(vm, own).map(|h| vm.new_int(h)),
                None => missing(vm),
            }
        }
        Wrap::Len => {
            arity(vm, args, 0, 0)?;
            match slots.len {
                Some(function) => function(vm, own).map(|n| vm.new_int(n as i64)),
                None => missing(vm),
            }
        }
        Wrap::Truth => {
            arity(vm, args, 0, 0)?;
            match slots.truth {
                Some(function) => function(vm, own).map(Value::from_bool),
                None => missing(vm),
            }
        }
        Wrap::Contains => {
            arity(vm, args, 1, 1)?;
            match slots.contains {
                Some(function) => function(vm, own, &a[0]).map(Value::from_bool),
                None => missing(vm),
            }
        }
        Wrap::Compare(op) => {
            arity(vm, args, 1, 1)?;
            match slots.compare {
                Some(function) => function(vm, own, &a[0], op),
                None => missing(vm),
            }
        }
        Wrap::Call => match slots.call {
            Some(function) => function(vm, own, args),
            None => missing(vm),
        },
        Wrap::Init => match slots.init {
            Some(function) => function(vm, own, args).map(|()| Value::NONE),
            None => missing(vm),
        },
        Wrap::GetAttribute => {
            arity(vm, args, 1, 1)?;
            match slots.getattr {
                Some(function) => function(vm, own, &a[0]),
                None => missing(vm),
            }
        }
        Wrap::SetAttr => {
            arity(vm, args, 2, 2)?;
            check_set(vm, descriptor, own, "__setattr__")?;
            match slots.setattr {
                Some(function) => function(vm, own, &a[0], Some(&a[1])).map(|()| Value::NONE),
                None => missing(vm),
            }
        }
        Wrap::DelAttr => {
            arity(vm, args, 1, 1)?;
            check_set(vm, descriptor, own, "__delattr__")?;
            match slots.setattr {
                Some(function) => function(vm, own, &a[0], None).map(|()| Value::NONE),
                None => missing(vm),
            }
        }
        Wrap::SetItem => {
            arity(vm, args, 2, 2)?;
            match slots.setitem {
                Some(function) => function(vm, own, &a[0], Some(&a[1])).map(|()| Value::NONE),
                None => missing(vm),
            }
        }
        Wrap::DelItem => {
            arity(vm, args, 1, 1)?;
            match slots.setitem {
                Some(function) => function(vm, own, &a[0], None).map(|()| Value::NONE),
                None => missing(vm),
            }
        }
        Wrap::Get => {
            arity(vm, args, 1, 2)?;
            let object = Some(&a[0]).filter(|o| !o.is_none());
            let owner = a.get(1).cloned().unwrap_or(Value::NONE);
            if object.is_none() && owner.is_none() {
                return Err(vm.type_error("__get__(None, None) is invalid"));
            }
            match slots.descr_get {
                Some(function) => function(vm, own, object, &owner),
                None => missing(vm),
            }
        }
        Wrap::Set => {
            arity(vm, args, 2, 2)?;
            match slots.descr_set {
                Some(function) => function(vm, own, &a[0], Some(&a[1])).map(|()| Value::NONE),
                None => missing(vm),
            }
        }
        Wrap::Delete => {
            arity(vm, args, 1, 1)?;
            match slots.descr_set {
                Some(function) => function(vm, own, &a[0], None).map(|()| Value::NONE),
                None => missing(vm),
            }
        }
        Wrap::Del => {
            arity(vm, args, 0, 0)?;
            match slots.finalize {
                Some(function) => function(vm, own).map(|()| Value::NONE),
                None => missing(vm),
            }
        }
        Wrap::Next => {
            arity(vm, args, 0, 0)?;
            match slots.next {
                Some(function) => match function(vm, own)? {
                    Some(value) => Ok(value),
                    None => Err(vm.stop_iteration(&Value::NONE)),
                },
                None => missing(vm),
            }
        }
        Wrap::GetItemSequence => missing(vm),
    }
}

fn check_own<'a>(vm: &mut Vm, descriptor: &WrapperDescriptor, own: Option<&'a Value>) -> PyResult<&'a Value> {
    let class = descriptor.class.expect::<Type>();
    match own {
        Some(own) if vm.type_of(own).is_subtype(class) => Ok(own),
        Some(own) => {
            let text = format!(
                "descriptor '{}' requires a '{}' object but received a '{}'",
                descriptor.row.name,
                class.name(vm),
                vm.type_name(own)
            );
            Err(vm.type_error(text))
        }
        None => {
            let text = format!(
                "descriptor '{}' of '{}' object needs an argument",
                descriptor.row.name,
                class.name(vm)
            );
            Err(vm.type_error(text))
        }
    }
}

fn call(vm: &mut Vm, callee: &Value, args: Args<'_>) -> PyResult {
    let descriptor = callee.expect::<WrapperDescriptor>();
    let own = check_own(vm, descriptor, args.positionals().first())?;
    call_slot(vm, descriptor, own, Args { all: &args.all[1..], names: args.names })
}

fn get(vm: &mut Vm, callee: &Value, object: Option<&Value>, _: &Value) -> PyResult {
    let Some(object) = object else { return Ok(callee.clone()) };
    let class = callee.expect::<WrapperDescriptor>().class.clone();
    if !vm.type_of(object).is_subtype(class.expect::<Type>()) {
        let text = format!(
            "descriptor '{}' for '{}' objects doesn't apply to a '{}' object",
            callee.expect::<WrapperDescriptor>().row.name,
            class.expect::<Type>().name(vm),
            vm.type_name(object)
        );
        return Err(vm.type_error(text));
    }
    let bound = MethodWrapper { descriptor: callee.clone(), own: object.clone() };
    Ok(vm.heap.alloc_plain(Tp::MethodWrapper as u32, bound))
}

fn repr(vm: &mut Vm, object: &Value) -> PyResult {
    let descriptor = object.expect::<WrapperDescriptor>();
    let class = descriptor.class.expect::<Type>().name(vm);
    Ok(vm.new_str(&format!("<slot wrapper '{}' of '{class}' objects>", descriptor.row.name)))
}

fn qualname(vm: &mut Vm, descriptor: &WrapperDescriptor) -> PyResult {
    let class = descriptor.class.expect::<Type>().name(vm);
    Ok(vm.new_str(&format!("{class}.{}", descriptor.row.name)))
}

pub fn spec() -> TypeSpec {
    TypeSpec {
        slots: Slots { call: Some(call), repr: Some(repr), descr_get: Some(get), ..Slots::default() },
        methods: const {
            &[crate::native::method(
                "__reduce__",
                "($self, /)",
                |vm, a| {
                    let own = a[0].expect::<WrapperDescriptor>();
                    crate::native_function::reduced(vm, &own.class, own.row.name)
                },
                "",
            )]
        },
        getset: const {
            &[
                getter("__name__", |_, o| Ok(o.expect::<WrapperDescriptor>().name.clone())),
                getter("__qualname__", |vm, o| qualname(vm, o.expect::<WrapperDescriptor>())),
                getter("__objclass__", |_, o| Ok(o.expect::<WrapperDescriptor>().class.clone())),
                getter("__doc__", |vm, o| Ok(vm.new_str(o.expect::<WrapperDescriptor>().row.doc))),
                getter("__text_signature__", |vm, o| {
                    Ok(vm.new_str(o.expect::<WrapperDescriptor>().row.signature))
                }),
            ]
        },
        no_new: true,
        is_final: true,
        ..TypeSpec::default()
    }
}

fn call_bound(vm: &mut Vm, callee: &Value, args: Args<'_>) -> PyResult {
    let wrapper = callee.expect::<MethodWrapper>();
    call_slot(vm, wrapper.descriptor.expect::<WrapperDescriptor>(), &wrapper.own, args)
}

fn repr_bound(vm: &mut Vm, object: &Value) -> PyResult {
    let wrapper = object.expect::<MethodWrapper>();
    let name = wrapper.descriptor.expect::<WrapperDescriptor>().row.name;
    let text = format!(
        "<method-wrapper '{name}' of {} object at {:#x}>",
        vm.type_name(&wrapper.own),
        vm.id(&wrapper.own)
    );
    Ok(vm.new_str(&text))
}

fn compare_bound(_: &mut Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult {
    match (a.downcast::<MethodWrapper>(), b.downcast::<MethodWrapper>()) {
        (Some(a), Some(b)) if matches!(op, CompareOp::Eq | CompareOp::Ne) => {
            let equal = a.descriptor.is(&b.descriptor) && a.own.is(&b.own);
            Ok(Value::from_bool(equal == (op == CompareOp::Eq)))
        }
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn hash_bound(_: &mut Vm, object: &Value) -> PyResult<i64> {
    let wrapper = object.expect::<MethodWrapper>();
    Ok(taipan_text::hash::hash_pointer((wrapper.own.raw() & !7) as usize)
        ^ taipan_text::hash::hash_pointer((wrapper.descriptor.raw() & !7) as usize))
}

pub fn method_wrapper_spec() -> TypeSpec {
    TypeSpec {
        slots: Slots {
            call: Some(call_bound),
            repr: Some(repr_bound),
            compare: Some(compare_bound),
            hash: Some(hash_bound),
            ..Slots::default()
        },
        methods: const {
            &[crate::native::method(
                "__reduce__",
                "($self, /)",
                |vm, a| {
                    let own = a[0].expect::<MethodWrapper>();
                    let name = own.descriptor.expect::<WrapperDescriptor>().row.name;
                    crate::native_function::reduced(vm, &own.own, name)
                },
                "",
            )]
        },
        getset: const {
            &[
                getter("__self__", |_, o| Ok(o.expect::<MethodWrapper>().own.clone())),
                getter("__name__", |_, o| {
                    Ok(o.expect::<MethodWrapper>().descriptor.expect::<WrapperDescriptor>().name.clone())
                }),
                getter("__qualname__", |vm, o| {
                    qualname(vm, o.expect::<MethodWrapper>().descriptor.expect::<WrapperDescriptor>())
                }),
                getter("__objclass__", |_, o| {
                    Ok(o.expect::<MethodWrapper>().descriptor.expect::<WrapperDescriptor>().class.clone())
                }),
                getter("__doc__", |vm, o| {
                    let own = o.expect::<MethodWrapper>().descriptor.expect::<WrapperDescriptor>();
                    Ok(vm.new_str(own.row.doc))
                }),
                getter("__text_signature__", |vm, o| {
                    let own = o.expect::<MethodWrapper>().descriptor.expect::<WrapperDescriptor>();
                    Ok(vm.new_str(own.row.signature))
                }),
            ]
        },
        no_new: true,
        is_final: true,
        ..TypeSpec::default()
    }
}
