//! What the module keeps for one Vm: its classes, what it took from the Python part of asyncio, and the tasks.

use crate::handle::Places;
use crate::plain::Plain;
use crate::registry::Registry;
use crate::run_once::Selector;
use crate::sleep::Rehearsal;
use taipan_native::{NativeDef, PyResult, Value, Vm};
use taipan_objects::Obj;
use taipan_objects::class::{Type, TypeExt as _};

/// A list of values that are all there once the module has been made.
macro_rules! values {
    ($($(#[$doc:meta])* $name:ident)*) => {
        pub struct State {
            $($(#[$doc])* pub $name: Value,)*
            pub tasks: Registry,
            pub plain: Plain,
            pub places: Places,
            pub selector: Selector,
            /// Shapes of plain objects of our classes.
            pub future_shape: u32,
            pub task_shape: u32,
            pub ready_shape: u32,
            pub handle_shape: u32,
            pub timer_shape: u32,
            /// Methods of `BaseEventLoop` by their names; and those and functions of the library that ours replaced.
            pub originals: Vec<(Value, Value)>,
            pub replaced: Vec<(Value, Value)>,
            pub replaced_functions: Vec<(Value, Value)>,
            pub sleep: Rehearsal,
            /// Rounds of loops, counted.
            pub rounds: u32,
            /// The number of the next task that is given no name.
            pub next_name: u64,
        }

        impl Default for State {
            fn default() -> State {
                State {
                    $($name: Value::NULL,)*
                    tasks: Registry::default(),
                    plain: Plain::default(),
                    places: Places::default(),
                    selector: Selector::default(),
                    future_shape: u32::MAX,
                    task_shape: u32::MAX,
                    ready_shape: u32::MAX,
                    handle_shape: u32::MAX - 1,
                    timer_shape: u32::MAX - 1,
                    originals: Vec::new(),
                    replaced: Vec::new(),
                    replaced_functions: Vec::new(),
                    sleep: Rehearsal::default(),
                    rounds: 0,
                    next_name: 1,
                }
            }
        }
    };
}

values! {
    future
    task
    iterator
    step_wrapper
    /// The method descriptor of what a future calls to wake a task.
    wakeup
    cancelled_error
    invalid_state
    future_repr
    task_repr
    task_get_stack
    task_print_stack
    iscoroutine
    extract_stack
    get_policy
    /// Tasks that are not of our class: a WeakSet, and a set of those in their eager step.
    foreign
    eager
    ready
    receiver
    sleeping
    gathering
    /// `asyncio.futures._set_result_unless_cancelled`.
    set_result_unless_cancelled
    /// `asyncio.tasks._release_waiter`.
    release_waiter
    /// What asyncio.tasks' functions look up by name each time they run: (dict of a module, name, our function).
    watched
    /// What the loop's core knows of the library.
    base_loop
    selector_loop
    handle
    timer
    deque
    format_callback
    epoll_selector
}

/// A value of the state.
pub fn get(vm: &mut Vm, which: fn(&State) -> &Value) -> Value {
    which(vm.state::<State>()).clone()
}

/// Whether an exception is asyncio's CancelledError.
pub fn is_cancelled_error(vm: &mut Vm, exception: &Value) -> bool {
    let class = get(vm, |s| &s.cancelled_error);
    vm.type_of(exception).is_subtype(class.expect::<Type>())
}

/// `asyncio.InvalidStateError` with a message.
pub fn invalid_state(vm: &mut Vm, text: &str) -> taipan_native::Raised {
    let class = get(vm, |s| &s.invalid_state);
    let text = vm.new_str(text);
    raise(vm, &class, &[text])
}

/// An exception of a class written in Python, raised.
pub fn raise(vm: &mut Vm, class: &Value, args: &[Value]) -> taipan_native::Raised {
    match vm.call(class, args) {
        Ok(exception) => raised(vm, exception),
        Err(raised) => raised,
    }
}

/// An exception object, raised anew: what is being handled becomes its context.
pub fn raised(vm: &mut Vm, exception: Value) -> taipan_native::Raised {
    let handled = (vm.interp.handled)(vm);
    taipan_objects::exception::chain(vm, &exception, &handled);
    taipan_native::Raised(exception)
}

/// `object.name(*args, **keywords)`.
pub fn call_method_with(
    vm: &mut Vm,
    object: &Value,
    name: &str,
    args: &[Value],
    keywords: &[(&str, Value)],
) -> PyResult {
    let method = vm.get_attr_str(object, name)?;
    let mut all = args.to_vec();
    let mut names = Vec::with_capacity(keywords.len());
    for (name, value) in keywords {
        names.push(vm.intern(name));
        all.push(value.clone());
    }
    vm.call_args(&method, taipan_native::Args { all: &all, names: &names })
}

/// What of the library stood where our method or function of that name stands.
pub fn replaced(vm: &mut Vm, which: fn(&State) -> &[(Value, Value)], name: &str) -> PyResult {
    let name = vm.intern(name);
    let found = which(vm.state::<State>()).iter().find(|(own, _)| own.is(&name)).cloned();
    match found {
        Some((_, replaced)) => Ok(replaced),
        None => Err(vm.runtime_error("asyncio has not been imported")),
    }
}

/// Puts a native method into a class of the library, and gives it; what it replaces is kept under `key`.
pub fn replace_method(vm: &mut Vm, class: &Value, def: &'static NativeDef, key: &str) -> PyResult {
    let name = vm.intern(def.name);
    let replaced = vm.get_attr(class, &name)?;
    let own = vm.new_method_descriptor(def, class);
    vm.set_attr(class, &name, Some(&own))?;
    let key = vm.intern(key);
    vm.state::<State>().replaced.push((key, replaced));
    Ok(own)
}

/// Puts our function of that name into `asyncio.tasks`; the library's own stays there as `_py_` and its name.
pub fn replace_function(vm: &mut Vm, module: &Value, name: Value, own: Value) -> PyResult<()> {
    let replaced = vm.get_attr(module, &name)?;
    let text = vm.text(&name).into_owned();
    vm.set_module_attr(module, &format!("_py_{text}"), replaced.clone());
    vm.set_module_attr(module, &text, own);
    vm.state::<State>().replaced_functions.push((name, replaced));
    Ok(())
}

/// Whether the class of an object is exactly this native one.
#[inline]
pub fn is_exactly(vm: &Vm, object: &Value, class: &Value) -> bool {
    std::ptr::eq(vm.type_of(object), class.expect::<Type>() as &Obj<Type>)
}
