//! `Context`: values of context variables. One is current in the Vm; `run` makes another current for a call.
//!
//! A context that nobody has looked at is nothing but its map ([`snapshot`]): `Vm::context` may be such a map, and becomes
//! an object when a variable is set or somebody asks for it. So a copy costs one reference.

use crate::variable::ContextVar;
use crate::{Classes, map};
use std::cell::Cell;
use taipan_native::{Args, NativeDef, PyResult, Value, Vm, method};
use taipan_objects::iterators::itself;
use taipan_objects::native_class::NO_SHAPE;
use taipan_objects::slots::{CompareOp, Slots};
use taipan_objects::tuple::Tuple;
use taipan_objects::{Guarded, Obj, Payload, Tracer, TypeSpec};

/// The payload of a context.
pub struct Context {
    /// NULL while it is empty.
    pub map: Guarded<Value>,
    count: Cell<usize>,
    entered: Cell<bool>,
}

// SAFETY: the map is visited once.
unsafe impl Payload for Context {
    const NAME: &'static str = "Context";
    const SHAPE: u32 = NO_SHAPE;
    fn trace(&self, visit: Tracer<'_>) {
        // SAFETY: the collector runs while nobody borrows.
        visit(unsafe { &*self.map.as_ptr() });
    }
    fn clear(&self) {
        self.count.set(0);
        // SAFETY: as above.
        drop(unsafe { std::mem::replace(&mut *self.map.as_ptr(), Value::NULL) });
    }
}

impl Context {
    pub fn set(&self, vm: &mut Vm, number: u64, variable: &Value, value: &Value) {
        let map = self.map.get(vm).clone();
        let (map, is_new) = map::set(vm, &map, number, variable, value);
        self.count.set(self.count.get() + is_new as usize);
        drop(std::mem::replace(self.map.get_mut(vm), map));
    }

    pub fn remove(&self, vm: &mut Vm, number: u64) {
        let map = self.map.get(vm).clone();
        if map::get(&map, number).is_none() {
            return;
        }
        let map = map::remove(vm, &map, number);
        self.count.set(self.count.get() - 1);
        drop(std::mem::replace(self.map.get_mut(vm), map));
    }
}

/// The context that an object is: the class cannot be derived from, so all of them have one shape.
#[inline(always)]
pub fn own<'a>(vm: &Vm, object: &'a Value) -> Option<&'a Obj<Context>> {
    // SAFETY: the shape is that of contexts and of nothing else.
    (object.shape() == vm.context_shape).then(|| unsafe { object.expect_unchecked::<Context>() })
}

fn make(vm: &mut Vm, map: Value, count: usize, entered: bool) -> Value {
    let context = Context { map: Guarded::new(map), count: Cell::new(count), entered: Cell::new(entered) };
    vm.heap.alloc(vm.context_shape, context)
}

/// The current context; the outermost is made when it is first needed.
pub fn current(vm: &mut Vm) -> Value {
    if own(vm, &vm.context).is_none() {
        let context = std::mem::replace(&mut vm.context, Value::NULL);
        let is_step = !context.is_null();
        vm.context = object(vm, context, true);
        if is_step {
            vm.step_context = vm.context.clone();
        }
    }
    vm.context.clone()
}

/// A copy, which shares everything with the original.
pub fn copy(vm: &mut Vm, context: &Value) -> Value {
    let own = context.expect::<Context>();
    let map = own.map.get(vm).clone();
    make(vm, map, own.count.get(), false)
}

/// A copy of the current context that nobody has looked at: its map, or None where it is empty.
#[inline]
pub fn snapshot(vm: &Vm) -> Value {
    match own(vm, &vm.context) {
        Some(own) => own.map.get(vm).clone().non_null().unwrap_or(Value::NONE),
        None if vm.context.is_null() => Value::NONE,
        None => vm.context.clone(),
    }
}

/// The context object that such a copy stands for; a context stays what it is.
pub fn whole(vm: &mut Vm, context: Value) -> Value {
    object(vm, context, false)
}

/// Whether it is an object already.
pub fn is_object(vm: &Vm, context: &Value) -> bool {
    own(vm, context).is_some()
}

fn object(vm: &mut Vm, context: Value, entered: bool) -> Value {
    if context.is_null() || context.is_none() {
        return make(vm, Value::NULL, 0, entered);
    }
    if context.downcast::<map::Node>().is_none() {
        return context;
    }
    let count = map::items(&context).len();
    make(vm, context, count, entered)
}

/// Makes a context, or a copy that nobody has looked at, current; gives the one to go back to with [`leave`].
///
/// # Errors
/// TypeError for anything else, RuntimeError where the context is current already somewhere.
#[inline]
pub fn enter(vm: &mut Vm, context: Value) -> PyResult {
    match own(vm, &context) {
        Some(own) if own.entered.replace(true) => {
            let text = format!("cannot enter context: {} is already entered", vm.repr_text(&context)?);
            return Err(vm.runtime_error(text));
        }
        None if !context.is_none() && context.downcast::<map::Node>().is_none() => {
            return Err(vm.type_error("an instance of Context was expected"));
        }
        _ => {}
    }
    if !vm.context.is_null() && own(vm, &vm.context).is_none() {
        // Who runs in a mere map must find what becomes of it.
        current(vm);
    }
    Ok(std::mem::replace(&mut vm.context, context))
}

/// Goes back; gives what was current, which is an object now if anybody has looked at it.
#[inline]
pub fn leave(vm: &mut Vm, outer: Value) -> Value {
    let inner = std::mem::replace(&mut vm.context, outer);
    if let Some(own) = own(vm, &inner) {
        own.entered.set(false);
    }
    inner
}

fn new(vm: &mut Vm, _: &Value, args: Args<'_>) -> PyResult {
    if !args.is_empty() {
        return Err(vm.type_error("Context() does not accept any arguments"));
    }
    Ok(make(vm, Value::NULL, 0, false))
}

fn key_of(vm: &mut Vm, key: &Value) -> PyResult<u64> {
    match key.downcast::<ContextVar>() {
        Some(variable) => Ok(variable.number),
        None => {
            let text = format!("a ContextVar key was expected, got {}", vm.repr_text(key)?);
            Err(vm.type_error(text))
        }
    }
}

fn find(vm: &mut Vm, object: &Value, key: &Value) -> PyResult<Option<Value>> {
    let number = key_of(vm, key)?;
    Ok(map::get(object.expect::<Context>().map.get(vm), number))
}

fn item(vm: &mut Vm, object: &Value, key: &Value) -> PyResult {
    match find(vm, object, key)? {
        Some(value) => Ok(value),
        None => Err(vm.key_error(key)),
    }
}

fn get(vm: &mut Vm, a: &[Value]) -> PyResult {
    let found = find(vm, &a[0], &a[1])?;
    Ok(found.unwrap_or_else(|| if a[2].is_null() { Value::NONE } else { a[2].clone() }))
}

/// Makes the context current for a call. Bound as `self, *args, **kwargs`.
fn run(vm: &mut Vm, a: &[Value]) -> PyResult {
    let Some((callee, positionals)) = a[1].expect::<Tuple>().items().split_first() else {
        return Err(vm.type_error("run() missing 1 required positional argument"));
    };
    let mut all = positionals.to_vec();
    let mut names = Vec::new();
    for (name, value) in vm.dict_items(&a[2]) {
        names.push(name);
        all.push(value);
    }
    let outer = enter(vm, a[0].clone())?;
    let result = vm.call_args(callee, Args { all: &all, names: &names });
    drop(leave(vm, outer));
    result
}

fn compare(vm: &mut Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult {
    let (Some(x), Some(y)) = (a.downcast::<Context>(), b.downcast::<Context>()) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    if !matches!(op, CompareOp::Eq | CompareOp::Ne) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let mut same = x.count.get() == y.count.get();
    let items = if same { map::items(x.map.get(vm)) } else { Vec::new() };
    for (variable, value) in items {
        let other = find(vm, b, &variable)?;
        same = match other {
            Some(other) => vm.same_or_equal(&value, &other)?,
            None => false,
        };
        if !same {
            break;
        }
    }
    Ok(Value::from_bool(same == (op == CompareOp::Eq)))
}

/// The payload of the iterators over a context: what is still to come, the next last.
pub struct Items(Guarded<Vec<Value>>);

// SAFETY: every item is visited once.
unsafe impl Payload for Items {
    const NAME: &'static str = "context iterator";
    const SHAPE: u32 = NO_SHAPE;
    fn trace(&self, visit: Tracer<'_>) {
        // SAFETY: the collector runs while nobody borrows.
        unsafe { &*self.0.as_ptr() }.iter().for_each(visit);
    }
    fn clear(&self) {
        // SAFETY: as above.
        drop(unsafe { std::mem::take(&mut *self.0.as_ptr()) });
    }
}

/// Which iterator over a context.
#[derive(Clone, Copy)]
enum Part {
    Keys,
    Values,
    Items,
}

fn iterate(vm: &mut Vm, object: &Value, part: Part) -> PyResult {
    let mut pairs = map::items(object.expect::<Context>().map.get(vm));
    pairs.reverse();
    let mut all = Vec::with_capacity(pairs.len());
    for (variable, value) in pairs {
        all.push(match part {
            Part::Keys => variable,
            Part::Values => value,
            Part::Items => vm.new_tuple(vec![variable, value]),
        });
    }
    let class = vm.state::<Classes>().iterators[part as usize].clone();
    Ok(vm.new_object(&class, Items(Guarded::new(all))))
}

pub fn iterator_spec() -> TypeSpec {
    TypeSpec {
        slots: Slots {
            iter: Some(itself),
            next: Some(|vm, object| Ok(object.expect::<Items>().0.get_mut(vm).pop())),
            ..Slots::default()
        },
        is_final: true,
        no_new: true,
        ..TypeSpec::default()
    }
}

const METHODS: &[NativeDef] = &[
    method(
        "get",
        "($self, key, default=None, /)",
        get,
        "Return the value for `key` if `key` has the value in the context object.\n\nIf `key` does not exist, return `default`.  If `default` is not\ngiven, return None.",
    ),
    method(
        "items",
        "($self, /)",
        |vm, a| iterate(vm, &a[0], Part::Items),
        "Return all variables and their values in the context object.\n\nThe result is returned as a list of 2-tuples (variable, value).",
    ),
    method(
        "keys",
        "($self, /)",
        |vm, a| iterate(vm, &a[0], Part::Keys),
        "Return a list of all variables in the context object.",
    ),
    method(
        "values",
        "($self, /)",
        |vm, a| iterate(vm, &a[0], Part::Values),
        "Return a list of all variables' values in the context object.",
    ),
    method("copy", "($self, /)", |vm, a| Ok(copy(vm, &a[0])), "Return a shallow copy of the context object."),
    method("run", "($self, *args, **kwargs)", run, ""),
];

pub fn spec() -> TypeSpec {
    TypeSpec {
        slots: Slots {
            new: Some(new),
            hash: Some(taipan_objects::object::unhashable),
            compare: Some(compare),
            iter: Some(|vm, object| iterate(vm, object, Part::Keys)),
            len: Some(|_, object| Ok(object.expect::<Context>().count.get())),
            getitem: Some(item),
            contains: Some(|vm, object, key| Ok(find(vm, object, key)?.is_some())),
            ..Slots::default()
        },
        methods: METHODS,
        is_final: true,
        ..TypeSpec::default()
    }
}
