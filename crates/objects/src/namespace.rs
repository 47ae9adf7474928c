//! `types.SimpleNamespace`: an object that is its attributes.

use crate::class::TypeExt;
use crate::native::{TypeSpec, method};
use crate::slots::Slots;
use crate::str::Str;
use crate::{Args, CompareOp, PyResult, Tp, Value, Vm};

impl Vm {
    /// A namespace with these attributes.
    pub fn new_namespace(&mut self, attributes: &[(&str, Value)]) -> PyResult {
        let class = self.class(Tp::SimpleNamespace);
        let object = crate::object::allocate(self, &class);
        for (name, value) in attributes {
            let name = self.intern(name);
            crate::attr::instance_set(self, &object, &name, value.clone())?;
        }
        Ok(object)
    }
}

fn dict_of(vm: &Vm, object: &Value) -> Value {
    crate::attr::instance_dict(vm, object).unwrap_or_else(|| vm.new_dict())
}

fn init(vm: &mut Vm, object: &Value, args: Args<'_>) -> PyResult<()> {
    let dict = dict_of(vm, object);
    match args.positionals() {
        [] => {}
        [mapping] => {
            let class = vm.class(Tp::Dict);
            let given = if vm.is_exact(mapping, Tp::Dict) {
                mapping.clone()
            } else {
                vm.call(&class, std::slice::from_ref(mapping))?
            };
            for (key, value) in vm.dict_items(&given) {
                if key.downcast::<Str>().is_none() {
                    return Err(vm.type_error("keywords must be strings"));
                }
                vm.dict_set(&dict, &key, value)?;
            }
        }
        many => {
            let text =
                format!("{} expected at most 1 argument, got {}", vm.type_of(object).name(vm), many.len());
            return Err(vm.type_error(text));
        }
    }
    for (key, value) in args.keywords() {
        vm.dict_set(&dict, key, value.clone())?;
    }
    Ok(())
}

fn repr(vm: &mut Vm, object: &Value) -> PyResult {
    let name =
        if vm.is_exact(object, Tp::SimpleNamespace) { "namespace".to_owned() } else { vm.type_name(object) };
    if vm.enter_repr(object).is_none() {
        return Ok(vm.new_str(&format!("{name}(...)")));
    }
    let mut parts = Vec::new();
    let mut failed = None;
    for (key, value) in vm.dict_items(&dict_of(vm, object)) {
        if key.downcast::<Str>().is_none_or(|s| s.bytes().is_empty()) {
            continue;
        }
        match vm.repr_text(&value) {
            Ok(shown) => parts.push(format!("{}={shown}", vm.text(&key))),
            Err(raised) => {
                failed = Some(raised);
                break;
            }
        }
    }
    vm.leave_repr();
    match failed {
        Some(raised) => Err(raised),
        None => Ok(vm.new_str(&format!("{name}({})", parts.join(", ")))),
    }
}

fn compare(vm: &mut Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult {
    if !vm.is_instance(a, Tp::SimpleNamespace) || !vm.is_instance(b, Tp::SimpleNamespace) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let (a, b) = (dict_of(vm, a), dict_of(vm, b));
    vm.compare(&a, &b, op).or_else(|raised| {
        let unordered = vm.is_raised(&raised, Tp::TypeError) && !matches!(op, CompareOp::Eq | CompareOp::Ne);
        if unordered { Ok(Value::NOT_IMPLEMENTED) } else { Err(raised) }
    })
}

fn reduce(vm: &mut Vm, a: &[Value]) -> PyResult {
    let class = vm.type_of(&a[0]).value();
    let (args, dict) = (vm.empty_tuple.clone(), dict_of(vm, &a[0]));
    Ok(vm.new_tuple(vec![class, args, dict]))
}

fn replace(vm: &mut Vm, a: &[Value]) -> PyResult {
    let class = vm.type_of(&a[0]).value();
    let copy = vm.call(&class, &[])?;
    let dict = dict_of(vm, &copy);
    let own = dict_of(vm, &a[0]);
    vm.dict_update(&dict, &own)?;
    vm.dict_update(&dict, &a[1])?;
    Ok(copy)
}

pub fn spec() -> TypeSpec {
    TypeSpec {
        slots: Slots {
            new: Some(|vm, class, _| Ok(crate::object::allocate(vm, class))),
            init: Some(init),
            repr: Some(repr),
            compare: Some(compare),
            ..Slots::default()
        },
        methods: const {
            &[
                method("__reduce__", "($self, /)", reduce, "Return state information for pickling"),
                method(
                    "__replace__",
                    "($self, /, **changes)",
                    replace,
                    "Return a copy of the namespace object with new values for the specified attributes.",
                ),
            ]
        },
        getset: const { &[*crate::descriptor::DICT_GETSET] },
        doc: Some(
            "SimpleNamespace(mapping_or_iterable=(), /, **kwargs)\n--\n\nA simple attribute-based namespace.",
        ),
        ..TypeSpec::default()
    }
}
