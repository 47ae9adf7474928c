//! `BaseException` and everything its subclasses share. One payload serves all exceptions; what single classes add
//! (`OSError.errno`, `StopIteration.value`, …) are named fields in `extra`.

use crate::class::{Type, TypeExt, type_flags};
use crate::native::{TypeSpec, getset, method};
use crate::slots::Slots;
use crate::tuple::Tuple;
use crate::{Args, Guarded, Obj, Payload, PyResult, Tp, Tracer, Value, Vm};
use std::any::TypeId;
use std::cell::Cell;

/// The payload of an exception. NULL fields read as None.
pub struct Exception {
    /// A tuple; with `single`, its only item, until somebody asks for the tuple.
    args: Guarded<Value>,
    pub traceback: Guarded<Value>,
    pub context: Guarded<Value>,
    pub cause: Guarded<Value>,
    /// Fields of single classes; most exceptions have none.
    extra: Guarded<Option<Box<Fields>>>,
    pub suppress_context: Cell<bool>,
    single: Cell<bool>,
}

/// Fields by their interned names.
struct Fields {
    all: Vec<(Value, Value)>,
}

// SAFETY: every field is visited once; the names in `extra` are interned.
unsafe impl Payload for Exception {
    const NAME: &'static str = "BaseException";
    const SHAPE: u32 = Tp::BaseException as u32;
    fn trace(&self, visit: Tracer<'_>) {
        // SAFETY: the collector runs while nobody borrows.
        unsafe {
            for field in [&self.args, &self.traceback, &self.context, &self.cause] {
                visit(&*field.as_ptr());
            }
            for (_, value) in (*self.extra.as_ptr()).iter().flat_map(|fields| &fields.all) {
                visit(value);
            }
        }
    }
    fn clear(&self) {
        // SAFETY: as above.
        unsafe {
            for field in [&self.traceback, &self.context, &self.cause] {
                drop(std::mem::replace(&mut *field.as_ptr(), Value::NULL));
            }
            drop(std::mem::take(&mut *self.extra.as_ptr()));
        }
    }
}

#[inline]
fn make(vm: &Vm, shape: u32, args: Value, single: bool) -> Value {
    vm.heap.alloc(
        shape,
        Exception {
            args: Guarded::new(args),
            traceback: Guarded::new(Value::NULL),
            context: Guarded::new(Value::NULL),
            cause: Guarded::new(Value::NULL),
            extra: Guarded::new(None),
            suppress_context: Cell::new(false),
            single: Cell::new(single),
        },
    )
}

/// What `args` holds for these arguments, and whether it is the only one of them.
#[inline]
fn pack(vm: &Vm, args: &[Value]) -> (Value, bool) {
    match args {
        [one] => (one.clone(), true),
        many => (vm.new_tuple_from(many.len(), many.iter().cloned()), false),
    }
}

/// Whether making an instance of the class does no more than keep the arguments: `make_plain` will do.
pub fn is_plain(slots: &Slots) -> bool {
    slots.new.is_some_and(|f| f as usize == base_new as *const () as usize)
        && slots.init.is_some_and(|f| f as usize == base_init as *const () as usize)
}

/// An exception of a class that keeps its arguments and does nothing else.
#[inline]
pub fn make_plain(vm: &Vm, class: &Obj<Type>, args: &[Value]) -> Value {
    let (args, single) = pack(vm, args);
    make(vm, class.shape.get(), args, single)
}

/// An exception of a builtin class. Classes with fields of their own go through their constructor.
pub fn new(vm: &mut Vm, tp: Tp, args: &[Value]) -> Value {
    let class = vm.tp(tp);
    let init = class.slots().init.filter(|_| !class.has_flag(type_flags::PLAIN_EXCEPTION));
    let exception = make_plain(vm, class, args);
    if let Some(init) = init {
        // The classes' own init cannot fail on the arguments the VM gives them; if it does, the plain one stands.
        let _ = init(vm, &exception, Args::positional(args));
    }
    exception
}

fn base_new(vm: &mut Vm, class: &Value, args: Args<'_>) -> PyResult {
    Ok(make_plain(vm, class.expect::<Type>(), args.positionals()))
}

/// `BaseException.__init__`.
pub fn base_init(vm: &mut Vm, object: &Value, args: Args<'_>) -> PyResult<()> {
    if !args.names.is_empty() {
        let text = format!("{}() takes no keyword arguments", vm.type_name(object));
        return Err(vm.type_error(text));
    }
    let own = object.expect::<Exception>();
    let kept = match args.all {
        [one] => own.single.get() && own.args.get(vm).is(one),
        [] => own.args.get(vm).is(&vm.empty_tuple),
        _ => false,
    };
    if !kept {
        set_args(vm, object, args.all);
    }
    Ok(())
}

/// Replaces `args`.
pub fn set_args(vm: &mut Vm, object: &Value, args: &[Value]) {
    let (args, single) = pack(vm, args);
    let own = object.expect::<Exception>();
    own.single.set(single);
    swap(vm, &own.args, args);
}

/// `args`, the tuple.
fn args_tuple(vm: &mut Vm, object: &Value) -> Value {
    let own = object.expect::<Exception>();
    if own.single.replace(false) {
        let one = std::mem::replace(own.args.get_mut(vm), Value::NULL);
        let tuple = vm.new_tuple_from(1, std::iter::once(one));
        *own.args.get_mut(vm) = tuple;
    }
    own.args.get(vm).clone()
}

/// A field of a single class; `None` when it was never set.
pub fn field(vm: &Vm, object: &Value, name: &str) -> Option<Value> {
    let name = vm.find_interned(name.as_bytes())?;
    let fields = object.expect::<Exception>().extra.get(vm).as_ref()?;
    fields.all.iter().find(|(n, _)| n.is(&name)).map(|(_, v)| v.clone())
}

/// Sets a field of a single class; NULL deletes it.
pub fn set_field(vm: &mut Vm, object: &Value, name: &str, value: Value) {
    let name = vm.intern(name);
    let fields = object.expect::<Exception>().extra.get_mut(vm);
    let extra = &mut fields.get_or_insert_with(|| Box::new(Fields { all: Vec::new() })).all;
    let old = match extra.iter_mut().find(|(n, _)| n.is(&name)) {
        Some(entry) => std::mem::replace(&mut entry.1, value),
        None => {
            extra.push((name, value));
            Value::NULL
        }
    };
    drop(old);
}

/// Sets `name` and `obj` of an AttributeError or NameError.
pub fn set_name_and_object(vm: &mut Vm, exception: &Value, name: Option<&Value>, object: Option<&Value>) {
    if let Some(name) = name {
        set_field(vm, exception, "name", name.clone());
    }
    if let Some(object) = object {
        set_field(vm, exception, "obj", object.clone());
    }
}

/// Whether a value is a class of exceptions: these alone have the payload.
#[inline]
pub fn is_exception_class(value: &Value) -> bool {
    value.downcast::<Type>().is_some_and(|c| c.kind.id == TypeId::of::<Exception>())
}

/// Whether a value is an exception.
#[inline]
pub fn is_exception(value: &Value) -> bool {
    value.downcast::<Exception>().is_some()
}

/// Makes an exception of a class and a value, as `raise Class, value` did: instances stay, tuples are arguments.
pub fn instantiate(vm: &mut Vm, class: &Value, value: Option<&Value>) -> PyResult {
    let exception = match value {
        None => vm.call(class, &[])?,
        Some(value) if vm.type_of(value).is_subtype(class.expect::<Type>()) => return Ok(value.clone()),
        Some(value) if vm.is_instance(value, Tp::Tuple) => {
            let args = value.expect::<Tuple>().items().to_vec();
            vm.call(class, &args)?
        }
        Some(value) => vm.call(class, std::slice::from_ref(value))?,
    };
    if !is_exception(&exception) {
        let shown = vm.repr_text(class)?;
        let text = format!(
            "calling {shown} should have returned an instance of BaseException, not {}",
            vm.type_name(&exception)
        );
        return Err(vm.type_error(text));
    }
    Ok(exception)
}

/// The exception of `raise value`.
pub fn of_raise(vm: &mut Vm, value: &Value) -> PyResult {
    if is_exception(value) {
        return Ok(value.clone());
    }
    if is_exception_class(value) {
        return instantiate(vm, value, None);
    }
    Err(vm.type_error("exceptions must derive from BaseException"))
}

fn swap(vm: &mut Vm, field: &Guarded<Value>, value: Value) {
    let old = std::mem::replace(field.get_mut(vm), value);
    drop(old);
}

/// `exception.__traceback__`, NULL for none.
#[inline]
pub fn traceback(vm: &Vm, exception: &Value) -> Value {
    exception.expect::<Exception>().traceback.get(vm).clone()
}

/// Sets `__traceback__`; None clears it.
pub fn set_traceback(vm: &mut Vm, exception: &Value, traceback: Value) {
    let value = if traceback.is_none() { Value::NULL } else { traceback };
    swap(vm, &exception.expect::<Exception>().traceback, value);
}

/// Sets `__cause__`, and `__suppress_context__` with it.
pub fn set_cause(vm: &mut Vm, exception: &Value, cause: Value) {
    let own = exception.expect::<Exception>();
    own.suppress_context.set(true);
    swap(vm, &own.cause, if cause.is_none() { Value::NULL } else { cause });
}

/// Sets `__context__`.
pub fn set_context(vm: &mut Vm, exception: &Value, context: Value) {
    swap(vm, &exception.expect::<Exception>().context, context);
}

/// A raise inside a handler: the handled exception becomes the context, unless that would make a circle.
#[inline]
pub fn chain(vm: &mut Vm, exception: &Value, handled: &Value) {
    if !handled.is_null() && !handled.is_none() && !handled.is(exception) {
        link(vm, exception, handled);
    }
}

fn link(vm: &mut Vm, exception: &Value, handled: &Value) {
    // If the new exception is already in the handled one's chain, that link is cut. The chain may be a circle of its
    // own: the slower walker tells.
    let mut cut = None;
    {
        fn context<'a>(vm: &'a Vm, at: &'a Value) -> &'a Value {
            at.expect::<Exception>().context.get(vm)
        }
        let (mut at, mut slow, mut step) = (handled, handled, false);
        loop {
            let next = context(vm, at);
            if next.is_null() {
                break;
            }
            if next.is(exception) {
                cut = Some(at.clone());
                break;
            }
            at = next;
            if step {
                slow = context(vm, slow);
                if at.is(slow) {
                    break;
                }
            }
            step = !step;
        }
    }
    if let Some(at) = cut {
        set_context(vm, &at, Value::NULL);
    }
    set_context(vm, exception, handled.clone());
}

fn or_none(value: Value) -> Value {
    if value.is_null() { Value::NONE } else { value }
}

/// `exception.args` as values.
pub fn args(vm: &Vm, exception: &Value) -> Vec<Value> {
    let own = exception.expect::<Exception>();
    let args = own.args.get(vm);
    if own.single.get() {
        return vec![args.clone()];
    }
    args.downcast::<Tuple>().map_or(Vec::new(), |t| t.items().to_vec())
}

/// `BaseException.__str__`.
pub fn str(vm: &mut Vm, object: &Value) -> PyResult {
    let args = args(vm, object);
    match args.as_slice() {
        [] => Ok(vm.names.empty.clone()),
        [one] => vm.str(one),
        _ => {
            let tuple = args_tuple(vm, object);
            vm.str(&tuple)
        }
    }
}

fn repr(vm: &mut Vm, object: &Value) -> PyResult {
    let name = vm.type_name(object);
    let args = args(vm, object);
    let shown = match args.as_slice() {
        [one] => format!("({})", vm.repr_text(one)?),
        _ => {
            let tuple = args_tuple(vm, object);
            vm.repr_text(&tuple)?
        }
    };
    Ok(vm.new_str(&format!("{name}{shown}")))
}

/// Adds a note (`__notes__`).
pub fn add_note(vm: &mut Vm, exception: &Value, note: &str) -> PyResult<()> {
    let note = vm.new_str(note);
    add_note_value(vm, exception, &note)
}

fn add_note_value(vm: &mut Vm, exception: &Value, note: &Value) -> PyResult<()> {
    let name = vm.names.note.clone();
    let notes = match vm.find_attr(exception, &name)? {
        Some(notes) => notes,
        None => {
            let notes = vm.new_list(Vec::new());
            vm.set_attr(exception, &name, Some(&notes))?;
            notes
        }
    };
    match notes.downcast::<crate::list::List>() {
        Some(list) => crate::list::push(vm, list, note.clone()),
        None => Err(vm.type_error("Cannot add note: __notes__ is not a list")),
    }
}

fn add_note_method(vm: &mut Vm, a: &[Value]) -> PyResult {
    if !vm.is_instance(&a[1], Tp::Str) {
        let text = format!("add_note() argument must be str, not {}", vm.type_name(&a[1]));
        return Err(vm.type_error(text));
    }
    add_note_value(vm, &a[0], &a[1])?;
    Ok(Value::NONE)
}

fn with_traceback(vm: &mut Vm, a: &[Value]) -> PyResult {
    set_traceback_attr(vm, &a[0], Some(&a[1]))?;
    Ok(a[0].clone())
}

fn setstate(vm: &mut Vm, a: &[Value]) -> PyResult {
    if !a[1].is_none() {
        if !vm.is_instance(&a[1], Tp::Dict) {
            return Err(vm.type_error("state is not a dictionary"));
        }
        for (key, value) in vm.dict_items(&a[1]) {
            vm.set_attr(&a[0], &key, Some(&value))?;
        }
    }
    Ok(Value::NONE)
}

fn reduce(vm: &mut Vm, a: &[Value]) -> PyResult {
    let args = args(vm, &a[0]);
    reduced(vm, &a[0], args, None)
}

/// What makes an exception again: its class, these arguments, and its dict or this state.
pub(crate) fn reduced(vm: &mut Vm, object: &Value, args: Vec<Value>, state: Option<Value>) -> PyResult {
    let class = vm.type_of(object).value();
    let args = vm.new_tuple(args);
    let mut parts = vec![class, args];
    let dict = state.or_else(|| crate::attr::instance_dict(vm, object));
    if let Some(dict) = dict
        && vm.dict_len(&dict) > 0
    {
        parts.push(dict);
    }
    Ok(vm.new_tuple(parts))
}

fn get_args(vm: &mut Vm, object: &Value) -> PyResult {
    Ok(args_tuple(vm, object))
}

fn set_args_attr(vm: &mut Vm, object: &Value, value: Option<&Value>) -> PyResult<()> {
    let Some(value) = value else { return Err(vm.type_error("args may not be deleted")) };
    let items = vm.collect(value)?;
    set_args(vm, object, &items);
    Ok(())
}

fn set_traceback_attr(vm: &mut Vm, object: &Value, value: Option<&Value>) -> PyResult<()> {
    match value {
        None => Err(vm.type_error("__traceback__ may not be deleted")),
        Some(v) if v.is_none() || vm.is_exact(v, Tp::Traceback) => {
            set_traceback(vm, object, v.clone());
            Ok(())
        }
        Some(_) => Err(vm.type_error("__traceback__ must be a traceback or None")),
    }
}

fn set_chain_attr(vm: &mut Vm, object: &Value, value: Option<&Value>, cause: bool) -> PyResult<()> {
    let what = if cause { "__cause__" } else { "__context__" };
    let value = match value {
        None => return Err(vm.type_error(format!("{what} may not be deleted"))),
        Some(v) if v.is_none() => Value::NONE,
        Some(v) if vm.is_instance(v, Tp::BaseException) => v.clone(),
        Some(_) => {
            let kind = if cause { "exception cause" } else { "exception context" };
            return Err(vm.type_error(format!("{kind} must be None or derive from BaseException")));
        }
    };
    if cause {
        set_cause(vm, object, value);
    } else {
        set_context(vm, object, if value.is_none() { Value::NULL } else { value });
    }
    Ok(())
}

fn set_suppress(vm: &mut Vm, object: &Value, value: Option<&Value>) -> PyResult<()> {
    match value {
        None => Err(vm.type_error("can't delete numeric/char attribute")),
        Some(v) => match v.as_bool() {
            Some(on) => {
                object.expect::<Exception>().suppress_context.set(on);
                Ok(())
            }
            None => Err(vm.type_error("attribute value type must be bool")),
        },
    }
}

pub fn spec() -> TypeSpec {
    TypeSpec {
        slots: Slots {
            new: Some(base_new),
            init: Some(base_init),
            repr: Some(repr),
            str: Some(str),
            ..Slots::default()
        },
        methods: const {
            &[
                method("add_note", "($self, note, /)", add_note_method, "Add a note to the exception"),
                method(
                    "with_traceback",
                    "($self, tb, /)",
                    with_traceback,
                    "Set self.__traceback__ to tb and return self.",
                ),
                method("__setstate__", "($self, state, /)", setstate, ""),
                method("__reduce__", "($self, /)", reduce, ""),
            ]
        },
        getset: const {
            &[
                getset("args", get_args, set_args_attr),
                getset("__traceback__", |vm, o| Ok(or_none(traceback(vm, o))), set_traceback_attr),
                getset(
                    "__context__",
                    |vm, o| Ok(or_none(o.expect::<Exception>().context.get(vm).clone())),
                    |vm, o, v| set_chain_attr(vm, o, v, false),
                ),
                getset(
                    "__cause__",
                    |vm, o| Ok(or_none(o.expect::<Exception>().cause.get(vm).clone())),
                    |vm, o, v| set_chain_attr(vm, o, v, true),
                ),
                getset(
                    "__suppress_context__",
                    |_, o| Ok(Value::from_bool(o.expect::<Exception>().suppress_context.get())),
                    set_suppress,
                ),
                *crate::descriptor::DICT_GETSET,
            ]
        },
        doc: Some("Common base class for all exceptions"),
        ..TypeSpec::default()
    }
}

/// A class that adds nothing to its base.
pub fn plain_spec() -> TypeSpec {
    TypeSpec::default()
}

impl Vm {
    /// StopIteration carrying exactly this value, even None, a tuple or an exception. As in CPython, only the one
    /// without a value has a context.
    pub fn stop_iteration_exact(&mut self, value: &Value) -> crate::Raised {
        let args = if value.is_none() { &[][..] } else { std::slice::from_ref(value) };
        let exception = make_plain(self, self.tp(Tp::StopIteration), args);
        set_field(self, &exception, "value", value.clone());
        if value.is_none() {
            let handled = (self.interp.handled)(self);
            chain(self, &exception, &handled);
        }
        crate::Raised(exception)
    }

    /// The value a StopIteration carries.
    pub fn stop_value(&mut self, exception: &Value) -> Value {
        or_none(field(self, exception, "value").unwrap_or(Value::NONE))
    }
}
