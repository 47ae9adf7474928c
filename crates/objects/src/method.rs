//! `method`: a function bound to an instance.

use crate::native::{TypeSpec, member};
use crate::slots::Slots;
use crate::{Args, CompareOp, Payload, PyResult, Tp, Tracer, Value, Vm};

/// The payload of a bound method.
pub struct Method {
    pub function: Value,
    pub own: Value,
}

// SAFETY: both are visited once.
unsafe impl Payload for Method {
    const NAME: &'static str = "method";
    const SHAPE: u32 = Tp::Method as u32;
    fn trace(&self, visit: Tracer<'_>) {
        visit(&self.function);
        visit(&self.own);
    }
}

impl Vm {
    /// `function` bound to `own`.
    #[inline]
    pub fn new_method(&self, function: Value, own: Value) -> Value {
        self.heap.alloc_plain(Tp::Method as u32, Method { function, own })
    }
}

fn new(vm: &mut Vm, a: &[Value]) -> PyResult {
    if vm.type_of(&a[1]).slots().call.is_none() {
        return Err(vm.type_error("first argument must be callable"));
    }
    if a[2].is_none() {
        return Err(vm.type_error("instance must not be None"));
    }
    Ok(vm.new_method(a[1].clone(), a[2].clone()))
}

fn call(vm: &mut Vm, callee: &Value, args: Args<'_>) -> PyResult {
    let method = callee.expect::<Method>();
    let mut all: smallvec::SmallVec<[Value; 8]> = smallvec::SmallVec::with_capacity(args.all.len() + 1);
    all.push(method.own.clone());
    all.extend(args.all.iter().cloned());
    vm.call_args(&method.function, Args { all: &all, names: args.names })
}

fn repr(vm: &mut Vm, object: &Value) -> PyResult {
    let method = object.expect::<Method>();
    let qualname = vm.names.qualname.clone();
    let plain = vm.names.name.clone();
    let mut name = vm.find_attr(&method.function, &qualname)?;
    if name.is_none() {
        name = vm.find_attr(&method.function, &plain)?;
    }
    let name = match name {
        Some(name) if vm.is_instance(&name, Tp::Str) => vm.text(&name).into_owned(),
        _ => "?".to_owned(),
    };
    let own = vm.repr_text(&method.own)?;
    Ok(vm.new_str(&format!("<bound method {name} of {own}>")))
}

fn compare(vm: &mut Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult {
    match (a.downcast::<Method>(), b.downcast::<Method>()) {
        (Some(a), Some(b)) if matches!(op, CompareOp::Eq | CompareOp::Ne) => {
            let equal = a.own.is(&b.own) && vm.same_or_equal(&a.function, &b.function)?;
            Ok(Value::from_bool(equal == (op == CompareOp::Eq)))
        }
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn hash(vm: &mut Vm, object: &Value) -> PyResult<i64> {
    let method = object.expect::<Method>();
    let own = taipan_text::hash::hash_pointer(vm.id(&method.own) as usize);
    Ok(own ^ vm.hash(&method.function)?)
}

fn getattr(vm: &mut Vm, object: &Value, name: &Value) -> PyResult {
    let own = crate::attr::interned_name(vm, name)?;
    if let Some(own) = own
        && vm.lookup(vm.tp(Tp::Method), &own).is_some()
    {
        return crate::attr::generic_get(vm, object, name);
    }
    let function = object.expect::<Method>().function.clone();
    match vm.find_attr(&function, name)? {
        Some(value) => Ok(value),
        None => Err(crate::attr::no_attribute(vm, object, name)),
    }
}

pub fn spec() -> TypeSpec {
    TypeSpec {
        slots: Slots {
            call: Some(call),
            repr: Some(repr),
            compare: Some(compare),
            hash: Some(hash),
            getattr: Some(getattr),
            descr_get: Some(|_, method, _, _| Ok(method.clone())),
            ..Slots::default()
        },
        constructor: Some(("($cls, function, instance, /)", new)),
        methods: const {
            &[crate::native::method(
                "__reduce__",
                "($self, /)",
                |vm, a| {
                    let own = a[0].expect::<Method>();
                    let name = vm.get_attr_str(&own.function, "__name__")?;
                    let builtins = vm.builtins.clone();
                    let getattr = vm.dict_get_str(&builtins, "getattr").unwrap_or(Value::NONE);
                    let args = vm.new_tuple(vec![own.own.clone(), name]);
                    Ok(vm.new_tuple(vec![getattr, args]))
                },
                "",
            )]
        },
        getset: const {
            &[
                member("__func__", |_, o| Ok(o.expect::<Method>().function.clone())),
                member("__self__", |_, o| Ok(o.expect::<Method>().own.clone())),
                crate::native::getter("__doc__", |vm, o| {
                    let name = vm.names.doc.clone();
                    let function = o.expect::<Method>().function.clone();
                    vm.get_attr(&function, &name)
                }),
            ]
        },
        is_final: true,
        doc: Some("method(function, instance, /)\n--\n\nCreate a bound instance method object."),
        ..TypeSpec::default()
    }
}
