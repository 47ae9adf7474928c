//! `async_generator` and the awaitables that drive it: `asend()` and `__anext__()`, `athrow()` and `aclose()`, and
//! what `anext(iterator, default)` makes.
//!
//! A value that the generator yields comes out of its frame wrapped ([`WrappedValue`]), so that it differs from what
//! passes through from an `await` inside. An awaitable is in one of three states: fresh, iterating, closed; one at a
//! time iterates (`running_async` of the generator).

use crate::generator::{Generator, State, check_throw, exception_of_throw};
use crate::native::{TypeSpec, class_method, method};
use crate::slots::{Sent, Slots};
use crate::tuple::Tuple;
use crate::{Payload, PyResult, Raised, Tp, Tracer, Value, Vm};
use std::cell::Cell;
use taipan_heap::flags;

/// The payload of a value on its way out of an async generator.
pub struct WrappedValue {
    pub value: Value,
}

// SAFETY: the value is visited once.
unsafe impl Payload for WrappedValue {
    const NAME: &'static str = "async_generator_wrapped_value";
    const SHAPE: u32 = Tp::AsyncGenWrappedValue as u32;
    fn trace(&self, visit: Tracer<'_>) {
        visit(&self.value);
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Fresh,
    Iterating,
    Closed,
}

/// The payload of `asend()` and `__anext__()`.
pub struct ASend {
    pub generator: Value,
    /// What its first step sends.
    pub sent: Value,
    stage: Cell<Stage>,
}

impl ASend {
    #[inline(always)]
    pub fn is_fresh(&self) -> bool {
        self.stage.get() == Stage::Fresh
    }

    #[inline(always)]
    pub fn is_iterating(&self) -> bool {
        self.stage.get() == Stage::Iterating
    }

    /// It is being awaited: the generator's frame runs, or is suspended in an `await` of its own.
    #[inline(always)]
    pub fn begin(&self) {
        self.stage.set(Stage::Iterating);
    }

    /// It has given its item, or raised.
    #[inline(always)]
    pub fn end(&self) {
        self.stage.set(Stage::Closed);
    }
}

/// The payload of `athrow()` and `aclose()`.
pub struct AThrow {
    generator: Value,
    /// The arguments of `athrow()`, a tuple: what to raise is made of them at the first step. NULL for `aclose()`.
    given: Value,
    stage: Cell<Stage>,
}

/// The payload of `anext(iterator, default)`.
pub struct AnextAwaitable {
    wrapped: Value,
    default: Value,
}

macro_rules! payload {
    ($($type:ident $tp:ident $name:literal $($field:ident)*;)*) => {
        $(
            // SAFETY: every field is visited once.
            unsafe impl Payload for $type {
                const NAME: &'static str = $name;
                const SHAPE: u32 = Tp::$tp as u32;
                fn trace(&self, visit: Tracer<'_>) {
                    $(visit(&self.$field);)*
                }
            }
        )*
    };
}

payload! {
    ASend AsyncGenASend "async_generator_asend" generator sent;
    AThrow AsyncGenAThrow "async_generator_athrow" generator given;
    AnextAwaitable AnextAwaitable "anext_awaitable" wrapped default;
}

impl Vm {
    /// A value as an async generator's frame yields it.
    pub fn new_wrapped_value(&self, value: Value) -> Value {
        self.heap.alloc(Tp::AsyncGenWrappedValue as u32, WrappedValue { value })
    }

    /// `anext(iterator, default)` once `__anext__` has given `wrapped`.
    pub fn new_anext_awaitable(&self, wrapped: Value, default: Value) -> Value {
        self.heap.alloc(Tp::AnextAwaitable as u32, AnextAwaitable { wrapped, default })
    }
}

/// The hooks of the thread are asked once per generator, when its first awaitable is made.
fn init_hooks(vm: &mut Vm, object: &Value) -> PyResult<()> {
    let generator = object.expect::<Generator>();
    if generator.hooks_asked.replace(true) {
        return Ok(());
    }
    let finalizer = vm.asyncgen_finalizer.clone();
    if !finalizer.is_null() && !finalizer.is_none() {
        generator.set_finalizer(vm, finalizer);
    }
    let first = vm.asyncgen_firstiter.clone();
    if !first.is_null() && !first.is_none() {
        vm.call(&first, std::slice::from_ref(object))?;
    }
    Ok(())
}

/// `__anext__()` of an async generator that has been iterated before.
#[inline]
pub fn next_item(vm: &Vm, generator: &Value) -> Value {
    let payload = ASend { generator: generator.clone(), sent: Value::NONE, stage: Cell::new(Stage::Fresh) };
    vm.heap.alloc(Tp::AsyncGenASend as u32, payload)
}

fn new_asend(vm: &mut Vm, object: &Value, sent: Value) -> PyResult {
    init_hooks(vm, object)?;
    let payload = ASend { generator: object.clone(), sent, stage: Cell::new(Stage::Fresh) };
    Ok(vm.heap.alloc(Tp::AsyncGenASend as u32, payload))
}

fn new_athrow(vm: &mut Vm, object: &Value, given: Value) -> PyResult {
    init_hooks(vm, object)?;
    let payload = AThrow { generator: object.clone(), given, stage: Cell::new(Stage::Fresh) };
    Ok(vm.heap.alloc(Tp::AsyncGenAThrow as u32, payload))
}

/// Whether an exception that leaves an async generator is its end.
pub fn ends_generator(vm: &Vm, raised: &Raised) -> bool {
    vm.is_raised(raised, Tp::StopAsyncIteration) || vm.is_raised(raised, Tp::GeneratorExit)
}

/// What a step of the generator means for an awaitable: a wrapped value ends it, an awaited one passes through.
fn unwrap(vm: &mut Vm, object: &Value, result: PyResult<Sent>) -> PyResult<Sent> {
    let generator = object.expect::<Generator>();
    match result {
        Ok(Sent::Yield(value)) => match value.downcast::<WrappedValue>() {
            Some(wrapped) => {
                generator.running_async.set(false);
                Ok(Sent::Return(wrapped.value.clone()))
            }
            None => Ok(Sent::Yield(value)),
        },
        Ok(Sent::Return(_)) => {
            generator.closed.set(true);
            generator.running_async.set(false);
            Err(vm.raise_with(Tp::StopAsyncIteration, Vec::new()))
        }
        Err(raised) => {
            if ends_generator(vm, &raised) {
                generator.closed.set(true);
            }
            generator.running_async.set(false);
            Err(raised)
        }
    }
}

// ---- asend ----

fn reuse_asend(vm: &mut Vm) -> Raised {
    vm.runtime_error("cannot reuse already awaited __anext__()/asend()")
}

fn start_asend(vm: &mut Vm, own: &ASend) -> PyResult<bool> {
    match own.stage.get() {
        Stage::Closed => Err(reuse_asend(vm)),
        Stage::Iterating => Ok(false),
        Stage::Fresh => {
            let generator = own.generator.expect::<Generator>();
            if generator.running_async.get() {
                own.stage.set(Stage::Closed);
                return Err(vm.runtime_error("anext(): asynchronous generator is already running"));
            }
            own.stage.set(Stage::Iterating);
            generator.running_async.set(true);
            Ok(true)
        }
    }
}

fn asend_step(vm: &mut Vm, object: &Value, value: &Value) -> PyResult<Sent> {
    let own = object.expect::<ASend>();
    let fresh = start_asend(vm, own)?;
    if fresh && let Some(header) = object.header() {
        // It was awaited: there is nothing to warn of when it dies.
        header.set_flag(flags::FINALIZED);
    }
    let value = if fresh && value.is_none() { own.sent.clone() } else { value.clone() };
    let result = (vm.interp.gen_send)(vm, &own.generator, value);
    let result = unwrap(vm, &own.generator, result);
    if !matches!(result, Ok(Sent::Yield(_))) {
        own.stage.set(Stage::Closed);
    }
    result
}

fn asend_raise(vm: &mut Vm, object: &Value, exception: Value) -> PyResult<Sent> {
    let own = object.expect::<ASend>();
    start_asend(vm, own)?;
    let result = {
        let given = exception.clone();
        (vm.interp.gen_throw)(vm, &own.generator, exception, std::slice::from_ref(&given))
    };
    let result = unwrap(vm, &own.generator, result);
    if !matches!(result, Ok(Sent::Yield(_))) {
        own.stage.set(Stage::Closed);
    }
    result
}

// ---- athrow and aclose ----

fn reuse_athrow(vm: &mut Vm) -> Raised {
    vm.runtime_error("cannot reuse already awaited aclose()/athrow()")
}

fn already_running(vm: &mut Vm, own: &AThrow) -> Raised {
    let what = if own.given.is_null() { "aclose" } else { "athrow" };
    vm.runtime_error(format!("{what}(): asynchronous generator is already running"))
}

/// The end of a step of `athrow` or `aclose`.
fn settle(vm: &mut Vm, own: &AThrow, result: PyResult<Sent>) -> PyResult<Sent> {
    let generator = own.generator.expect::<Generator>();
    if !own.given.is_null() {
        let result = unwrap(vm, &own.generator, result);
        if !matches!(result, Ok(Sent::Yield(_))) {
            own.stage.set(Stage::Closed);
        }
        return result;
    }
    let raised = match result {
        Ok(Sent::Yield(value)) if value.downcast::<WrappedValue>().is_some() => {
            generator.running_async.set(false);
            own.stage.set(Stage::Closed);
            return Err(vm.runtime_error("async generator ignored GeneratorExit"));
        }
        Ok(Sent::Yield(value)) => return Ok(Sent::Yield(value)),
        Ok(Sent::Return(_)) => None,
        Err(raised) => Some(raised),
    };
    generator.running_async.set(false);
    own.stage.set(Stage::Closed);
    match raised {
        Some(raised) if !ends_generator(vm, &raised) => Err(raised),
        _ => Ok(Sent::Return(Value::NONE)),
    }
}

fn athrow_step(vm: &mut Vm, object: &Value, value: &Value) -> PyResult<Sent> {
    let own = object.expect::<AThrow>();
    let generator = own.generator.expect::<Generator>();
    if own.stage.get() == Stage::Closed {
        return Err(reuse_athrow(vm));
    }
    if generator.state() == State::Finished {
        own.stage.set(Stage::Closed);
        return Ok(Sent::Return(Value::NONE));
    }
    if own.stage.get() == Stage::Iterating {
        let result = (vm.interp.gen_send)(vm, &own.generator, value.clone());
        return settle(vm, own, result);
    }
    if generator.running_async.get() {
        own.stage.set(Stage::Closed);
        return Err(already_running(vm, own));
    }
    if generator.closed.get() {
        own.stage.set(Stage::Closed);
        return Err(vm.raise_with(Tp::StopAsyncIteration, Vec::new()));
    }
    if !value.is_none() {
        return Err(vm.runtime_error("can't send non-None value to a just-started coroutine"));
    }
    own.stage.set(Stage::Iterating);
    generator.running_async.set(true);
    let exception = if own.given.is_null() {
        generator.closed.set(true);
        Ok(vm.raise_with(Tp::GeneratorExit, Vec::new()).0)
    } else {
        exception_of_throw(vm, own.given.expect::<Tuple>().items())
    };
    let result = exception.and_then(|exception| (vm.interp.gen_throw_through)(vm, &own.generator, exception));
    settle(vm, own, result)
}

fn athrow_raise(vm: &mut Vm, object: &Value, exception: Value) -> PyResult<Sent> {
    let own = object.expect::<AThrow>();
    let generator = own.generator.expect::<Generator>();
    match own.stage.get() {
        Stage::Closed => return Err(reuse_athrow(vm)),
        Stage::Fresh => {
            if generator.running_async.get() {
                own.stage.set(Stage::Closed);
                return Err(already_running(vm, own));
            }
            own.stage.set(Stage::Iterating);
            generator.running_async.set(true);
        }
        Stage::Iterating => {}
    }
    let result = {
        let given = exception.clone();
        (vm.interp.gen_throw)(vm, &own.generator, exception, std::slice::from_ref(&given))
    };
    settle(vm, own, result)
}

// ---- anext(iterator, default) ----

fn anext_inner(vm: &mut Vm, object: &Value) -> PyResult {
    let wrapped = object.expect::<AnextAwaitable>().wrapped.clone();
    match (vm.interp.awaitable)(vm, &wrapped)? {
        Some(iterator) if vm.is_exact(&iterator, Tp::Coroutine) => {
            let name = vm.names.r#await.clone();
            let wrapper = vm.call_special(&iterator, &name, &[])?;
            Ok(wrapper.unwrap_or(iterator))
        }
        Some(iterator) => Ok(iterator),
        None => {
            let text = format!("'{}' object can't be awaited", vm.type_name(&wrapped));
            Err(vm.type_error(text))
        }
    }
}

/// The end of the iterator gives the default.
fn with_default(vm: &mut Vm, object: &Value, result: PyResult<Sent>) -> PyResult<Sent> {
    match result {
        Err(raised) if vm.is_raised(&raised, Tp::StopAsyncIteration) => {
            Ok(Sent::Return(object.expect::<AnextAwaitable>().default.clone()))
        }
        Err(raised) if vm.is_raised(&raised, Tp::StopIteration) => Ok(Sent::Return(vm.stop_value(&raised.0))),
        other => other,
    }
}

fn anext_step(vm: &mut Vm, object: &Value, value: &Value) -> PyResult<Sent> {
    let inner = anext_inner(vm, object)?;
    let result = if let Some(send) = vm.type_of(&inner).slots().send {
        send(vm, &inner, value)
    } else if value.is_none() {
        match vm.next(&inner) {
            Ok(Some(value)) => Ok(Sent::Yield(value)),
            Ok(None) => Ok(Sent::Return(Value::NONE)),
            Err(raised) => Err(raised),
        }
    } else {
        vm.call_method(&inner, "send", std::slice::from_ref(value)).map(Sent::Yield)
    };
    with_default(vm, object, result)
}

fn anext_raise(vm: &mut Vm, object: &Value, exception: Value) -> PyResult<Sent> {
    let inner = anext_inner(vm, object)?;
    let result = vm.call_method(&inner, "throw", &[exception]).map(Sent::Yield);
    with_default(vm, object, result)
}

// ---- what the three have in common ----

type Step = fn(&mut Vm, &Value, &Value) -> PyResult<Sent>;
type Raise = fn(&mut Vm, &Value, Value) -> PyResult<Sent>;

fn answer(vm: &mut Vm, sent: Sent) -> PyResult {
    match sent {
        Sent::Yield(value) => Ok(value),
        Sent::Return(value) => Err(vm.stop_iteration_exact(&value)),
    }
}

fn next_of(vm: &mut Vm, object: &Value, step: Step) -> PyResult<Option<Value>> {
    match step(vm, object, &Value::NONE)? {
        Sent::Yield(value) => Ok(Some(value)),
        Sent::Return(value) if value.is_none() => Ok(None),
        Sent::Return(value) => Err(vm.stop_iteration_exact(&value)),
    }
}

fn throw_of(vm: &mut Vm, a: &[Value], what: &str, raise: Raise) -> PyResult {
    let given = a[1..].iter().take_while(|v| !v.is_null()).count();
    check_throw(vm, what, &a[1..1 + given])?;
    let exception = exception_of_throw(vm, &a[1..1 + given])?;
    let sent = raise(vm, &a[0], exception)?;
    answer(vm, sent)
}

fn close_of(vm: &mut Vm, object: &Value, raise: Raise) -> PyResult {
    let exception = vm.raise_with(Tp::GeneratorExit, Vec::new()).0;
    match raise(vm, object, exception) {
        Ok(Sent::Yield(_)) => Err(vm.runtime_error("coroutine ignored GeneratorExit")),
        Ok(Sent::Return(_)) => Ok(Value::NONE),
        Err(raised) if ends_generator(vm, &raised) || vm.is_raised(&raised, Tp::StopIteration) => {
            Ok(Value::NONE)
        }
        Err(raised) => Err(raised),
    }
}

/// Tells that an awaitable was dropped unused.
fn never_awaited(vm: &mut Vm, generator: &Value, what: &str) -> PyResult<()> {
    let name = vm.text(&generator.expect::<Generator>().qualname(vm)).into_owned();
    vm.warn(Tp::RuntimeWarning, &format!("coroutine method '{what}' of '{name}' was never awaited"), 1)
}

const SEND_DOC: &str =
    "send(value) -> send 'value' into generator,\nreturn next yielded value or raise StopIteration.";
const THROW_DOC: &str = "throw(value)\nthrow(type[,value[,tb]])\n\nRaise exception in generator, return next yielded value or raise\nStopIteration.";
const CLOSE_DOC: &str = "close() -> raise GeneratorExit inside generator.";
const THROW: &str = "($self, type, value=<unrepresentable>, traceback=<unrepresentable>, /)";

pub fn asend_spec() -> TypeSpec {
    TypeSpec {
        slots: Slots {
            r#await: Some(crate::iterators::itself),
            iter: Some(crate::iterators::itself),
            next: Some(|vm, o| next_of(vm, o, asend_step)),
            send: Some(asend_step),
            finalize: Some(|vm, o| {
                let own = o.expect::<ASend>();
                if own.stage.get() == Stage::Fresh {
                    never_awaited(vm, &own.generator, "asend")
                } else {
                    Ok(())
                }
            }),
            ..Slots::default()
        },
        methods: const {
            &[
                method(
                    "send",
                    "($self, value, /)",
                    |vm, a| {
                        let sent = asend_step(vm, &a[0], &a[1])?;
                        answer(vm, sent)
                    },
                    SEND_DOC,
                ),
                method("throw", THROW, |vm, a| throw_of(vm, a, "throw", asend_raise), THROW_DOC),
                method(
                    "close",
                    "($self, /)",
                    |vm, a| {
                        if a[0].expect::<ASend>().stage.get() == Stage::Closed {
                            return Ok(Value::NONE);
                        }
                        close_of(vm, &a[0], asend_raise)
                    },
                    CLOSE_DOC,
                ),
            ]
        },
        no_new: true,
        is_final: true,
        ..TypeSpec::default()
    }
}

pub fn athrow_spec() -> TypeSpec {
    TypeSpec {
        slots: Slots {
            r#await: Some(crate::iterators::itself),
            iter: Some(crate::iterators::itself),
            next: Some(|vm, o| next_of(vm, o, athrow_step)),
            send: Some(athrow_step),
            finalize: Some(|vm, o| {
                let own = o.expect::<AThrow>();
                let what = if own.given.is_null() { "aclose" } else { "athrow" };
                if own.stage.get() == Stage::Fresh { never_awaited(vm, &own.generator, what) } else { Ok(()) }
            }),
            ..Slots::default()
        },
        methods: const {
            &[
                method(
                    "send",
                    "($self, value, /)",
                    |vm, a| {
                        let sent = athrow_step(vm, &a[0], &a[1])?;
                        answer(vm, sent)
                    },
                    SEND_DOC,
                ),
                method("throw", THROW, |vm, a| throw_of(vm, a, "throw", athrow_raise), THROW_DOC),
                method(
                    "close",
                    "($self, /)",
                    |vm, a| {
                        if a[0].expect::<AThrow>().stage.get() == Stage::Closed {
                            return Ok(Value::NONE);
                        }
                        close_of(vm, &a[0], athrow_raise)
                    },
                    CLOSE_DOC,
                ),
            ]
        },
        no_new: true,
        is_final: true,
        ..TypeSpec::default()
    }
}

pub fn anext_awaitable_spec() -> TypeSpec {
    TypeSpec {
        slots: Slots {
            r#await: Some(crate::iterators::itself),
            iter: Some(crate::iterators::itself),
            next: Some(|vm, o| next_of(vm, o, anext_step)),
            send: Some(anext_step),
            ..Slots::default()
        },
        methods: const {
            &[
                method(
                    "send",
                    "($self, value, /)",
                    |vm, a| {
                        let sent = anext_step(vm, &a[0], &a[1])?;
                        answer(vm, sent)
                    },
                    SEND_DOC,
                ),
                method("throw", THROW, |vm, a| throw_of(vm, a, "throw", anext_raise), THROW_DOC),
                method(
                    "close",
                    "($self, /)",
                    |vm, a| {
                        let inner = anext_inner(vm, &a[0])?;
                        vm.call_method(&inner, "close", &[])
                    },
                    CLOSE_DOC,
                ),
            ]
        },
        no_new: true,
        is_final: true,
        ..TypeSpec::default()
    }
}

pub fn wrapped_spec() -> TypeSpec {
    TypeSpec { no_new: true, is_final: true, ..TypeSpec::default() }
}

fn athrow_method(vm: &mut Vm, a: &[Value]) -> PyResult {
    let given = a[1..].iter().take_while(|v| !v.is_null()).count();
    check_throw(vm, "athrow", &a[1..1 + given])?;
    let given = vm.new_tuple(a[1..1 + given].to_vec());
    new_athrow(vm, &a[0], given)
}

pub fn spec() -> TypeSpec {
    TypeSpec {
        slots: Slots {
            repr: crate::generator::spec().slots.repr,
            finalize: Some(crate::generator::finalize),
            aiter: Some(crate::iterators::itself),
            anext: Some(|vm, o| new_asend(vm, o, Value::NONE)),
            ..Slots::default()
        },
        methods: const {
            &[
                method(
                    "asend",
                    "($self, value, /)",
                    |vm, a| new_asend(vm, &a[0], a[1].clone()),
                    "asend(v) -> send 'v' in generator.",
                ),
                method(
                    "athrow",
                    THROW,
                    athrow_method,
                    "athrow(value)\nathrow(type[,value[,tb]])\n\nraise exception in generator.\nthe (type, val, tb) signature is deprecated, \nand may be removed in a future version of Python.",
                ),
                method(
                    "aclose",
                    "($self, /)",
                    |vm, a| new_athrow(vm, &a[0], Value::NULL),
                    "aclose() -> raise GeneratorExit inside generator.",
                ),
                class_method(
                    "__class_getitem__",
                    "($cls, object, /)",
                    |vm, a| vm.new_generic_alias(&a[0], &a[1]),
                    "See PEP 585",
                ),
            ]
        },
        getset: crate::generator::async_generator_getset(),
        no_new: true,
        is_final: true,
        ..TypeSpec::default()
    }
}
