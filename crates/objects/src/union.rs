//! `typing.Union`: `int | str`.

use crate::class::Type;
use crate::generic_alias::{GenericAlias, parameters_of, substitute, type_text};
use crate::native::{TypeSpec, class_method, getter, member, method};
use crate::slots::Slots;
use crate::tuple::Tuple;
use crate::{CompareOp, Guarded, Payload, PyResult, Tp, Tracer, Value, Vm};

/// The payload.
pub struct Union {
    /// A tuple, without doubles.
    pub args: Value,
    /// How many of them had no hash when they came in.
    unhashable: usize,
    /// A tuple, made when it is asked for; NULL before.
    parameters: Guarded<Value>,
}

// SAFETY: both are visited once.
unsafe impl Payload for Union {
    const NAME: &'static str = "Union";
    const SHAPE: u32 = Tp::Union as u32;
    fn trace(&self, visit: Tracer<'_>) {
        visit(&self.args);
        // SAFETY: the collector runs while nobody borrows.
        visit(unsafe { &*self.parameters.as_ptr() });
    }
}

/// Whether `|` takes this value for a type.
fn is_type_like(vm: &Vm, value: &Value) -> bool {
    value.is_none()
        || value.downcast::<Type>().is_some()
        || value.downcast::<GenericAlias>().is_some()
        || value.downcast::<Union>().is_some()
        || [Tp::TypeAliasType, Tp::TypeVar, Tp::ParamSpec, Tp::TypeVarTuple]
            .iter()
            .any(|&tp| vm.is_instance(value, tp))
}

/// Adds what is not there yet. Types that have a hash are compared with those of the same hash only, others with each
/// other.
fn add(vm: &mut Vm, list: &mut Vec<(Value, Option<i64>)>, value: &Value) -> PyResult<()> {
    if let Some(inner) = value.downcast::<Union>() {
        for item in inner.args.expect::<Tuple>().items() {
            add(vm, list, item)?;
        }
        return Ok(());
    }
    let value = if value.is_none() { vm.class(Tp::NoneType) } else { value.clone() };
    let hash = vm.hash(&value).ok();
    for (known, known_hash) in list.iter() {
        if *known_hash == hash && vm.same_or_equal(known, &value)? {
            return Ok(());
        }
    }
    list.push((value, hash));
    Ok(())
}

impl Vm {
    /// `a | b` of types; NotImplemented if one is none.
    pub fn new_union(&mut self, a: &Value, b: &Value) -> PyResult {
        if !is_type_like(self, a) || !is_type_like(self, b) {
            return Ok(Value::NOT_IMPLEMENTED);
        }
        self.union_of(&[a.clone(), b.clone()])
    }

    /// `a | b` where one of them is a union or a type parameter, which goes with any other value that could be a type: a str
    /// is taken for the name of one.
    pub fn open_union(&mut self, a: &Value, b: &Value) -> PyResult {
        let name = self.intern("typing");
        let nothing = self.empty_tuple.clone();
        let typing = (self.interp.import)(self, &name, None, &nothing, 0)?;
        let mut types = Vec::new();
        for value in [a, b] {
            if is_type_like(self, value) {
                types.push(value.clone());
            } else if value.downcast::<crate::str::Str>().is_some() {
                types.push(self.call_method(&typing, "ForwardRef", std::slice::from_ref(value))?);
            } else {
                let message = self.new_str("Union[arg, ...]: each arg must be a type.");
                types.push(self.call_method(&typing, "_type_check", &[value.clone(), message])?);
            }
        }
        self.union_of(&types)
    }

    /// The union of types; the one type if they are the same.
    pub fn union_of(&mut self, types: &[Value]) -> PyResult {
        let mut args = Vec::new();
        for value in types {
            add(self, &mut args, value)?;
        }
        match args.as_slice() {
            [] => Err(self.type_error("Cannot take a Union of no types.")),
            [(one, _)] => Ok(one.clone()),
            _ => {
                let unhashable = args.iter().filter(|(_, hash)| hash.is_none()).count();
                let args = self.new_tuple(args.into_iter().map(|(value, _)| value).collect());
                let union = Union { args, unhashable, parameters: Guarded::new(Value::NULL) };
                Ok(self.heap.alloc(Tp::Union as u32, union))
            }
        }
    }
}

fn items(object: &Value) -> Vec<Value> {
    object.expect::<Union>().args.expect::<Tuple>().items().to_vec()
}

fn repr(vm: &mut Vm, object: &Value) -> PyResult {
    let mut shown = Vec::new();
    for item in items(object) {
        let none = item.is(&vm.class(Tp::NoneType));
        shown.push(if none { "None".to_owned() } else { type_text(vm, &item)? });
    }
    Ok(vm.new_str(&shown.join(" | ")))
}

fn hash(vm: &mut Vm, object: &Value) -> PyResult<i64> {
    for item in items(object) {
        vm.hash(&item)?;
    }
    let unhashable = object.expect::<Union>().unhashable;
    if unhashable > 0 {
        let plural = if unhashable == 1 { "" } else { "s" };
        return Err(vm.type_error(format!("union contains {unhashable} unhashable element{plural}")));
    }
    let set = vm.new_frozenset(items(object))?;
    vm.hash(&set)
}

fn compare(vm: &mut Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult {
    if a.downcast::<Union>().is_none()
        || b.downcast::<Union>().is_none()
        || !matches!(op, CompareOp::Eq | CompareOp::Ne)
    {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let (x, y) = (items(a), items(b));
    let mut equal = x.len() == y.len();
    for own in x.iter().filter(|_| equal).collect::<Vec<_>>() {
        let mut found = false;
        for other in &y {
            found = found || vm.same_or_equal(own, other)?;
        }
        equal = equal && found;
    }
    Ok(Value::from_bool(equal == (op == CompareOp::Eq)))
}

fn parameters(vm: &mut Vm, object: &Value) -> PyResult {
    let own = object.expect::<Union>();
    if let Some(known) = own.parameters.get(vm).clone().non_null() {
        return Ok(known);
    }
    let found = parameters_of(vm, &own.args)?;
    let found = vm.new_tuple(found);
    *object.expect::<Union>().parameters.get_mut(vm) = found.clone();
    Ok(found)
}

fn getitem(vm: &mut Vm, object: &Value, item: &Value) -> PyResult {
    let parameters = parameters(vm, object)?;
    let args = object.expect::<Union>().args.clone();
    let args = substitute(vm, object, &args, &parameters, item)?;
    let mut result: Option<Value> = None;
    for arg in args {
        result = Some(match result {
            None => arg,
            Some(so_far) => vm.binary(&so_far, &arg, crate::BinaryOp::Or)?,
        });
    }
    result.map_or_else(|| Err(vm.type_error("Cannot take a Union of no types.")), Ok)
}

fn any(vm: &mut Vm, a: &[Value], check: fn(&mut Vm, &Value, &Value) -> PyResult<bool>) -> PyResult {
    for item in items(&a[0]) {
        if check(vm, &a[1], &item)? {
            return Ok(Value::TRUE);
        }
    }
    Ok(Value::FALSE)
}

fn class_getitem(vm: &mut Vm, a: &[Value]) -> PyResult {
    let given = match a[1].downcast::<Tuple>() {
        Some(several) => several.items().to_vec(),
        None => vec![a[1].clone()],
    };
    match given.as_slice() {
        [] => Err(vm.type_error("Cannot take a Union of no types.")),
        [first, rest @ ..] => {
            let mut union = vm.open_union(first, first)?;
            for next in rest {
                union = vm.open_union(&union, next)?;
            }
            Ok(union)
        }
    }
}

pub fn spec() -> TypeSpec {
    let mut slots = Slots {
        repr: Some(repr),
        hash: Some(hash),
        compare: Some(compare),
        getitem: Some(getitem),
        ..Slots::default()
    };
    slots.binary[crate::BinaryOp::Or as usize] = Some(|vm, a, b| vm.open_union(a, b));
    TypeSpec {
        slots,
        methods: const {
            &[
                method(
                    "__mro_entries__",
                    "($self, bases, /)",
                    |vm, a| {
                        let shown = vm.repr_text(&a[0])?;
                        Err(vm.type_error(format!("Cannot subclass {shown}")))
                    },
                    "",
                ),
                class_method("__class_getitem__", "($cls, parameters, /)", class_getitem, ""),
                method("__instancecheck__", "($self, instance, /)", |vm, a| any(vm, a, Vm::isinstance), ""),
                method("__subclasscheck__", "($self, cls, /)", |vm, a| any(vm, a, Vm::issubclass), ""),
            ]
        },
        getset: const {
            &[
                getter("__name__", |vm, _| Ok(vm.new_str("Union"))),
                getter("__qualname__", |vm, _| Ok(vm.new_str("Union"))),
                getter("__module__", |vm, _| Ok(vm.new_str("typing"))),
                getter("__origin__", |vm, _| Ok(vm.class(Tp::Union))),
                getter("__parameters__", parameters),
                member("__args__", |_, o| Ok(o.expect::<Union>().args.clone())),
            ]
        },
        doc: Some("Represent a union type\n\nE.g. for int | str"),
        is_final: true,
        no_new: true,
        ..TypeSpec::default()
    }
}
