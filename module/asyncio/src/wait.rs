//! `wait`: two coroutine functions, whose frames are where the library's are, around a native state that does their work.
//!
//! The state, a `_Waiting`, counts the futures that are not done, and ends the wait as they come in. It is a callback of
//! each of them by one receiver.

use crate::gather::{exception, is_cancelled, is_done, is_future, is_unpatched};
use crate::receiver::{self, Work};
use crate::state::{State, get, replace_function};
use crate::{call_soon, future, handle};
use std::cell::Cell;
use taipan_native::{Args, NativeDef, PyResult, Value, Vm, function, method};
use taipan_objects::class::TypeExt as _;
use taipan_objects::native::{GetSet, TypeSpec, getter};
use taipan_objects::native_class::{NO_SHAPE, NativeClass};
use taipan_objects::slots::Slots;
use taipan_objects::{CompileFlags, CompileMode, Guarded, Payload, Tracer};

/// The two functions. Each line stands at the number of the library's line that does the same, so that tracebacks and stacks
/// of tasks show what CPython shows.
const FUNCTIONS: &[(usize, &str)] = &[
    (405, "async def wait(fs, *, timeout=None, return_when=ALL_COMPLETED):"),
    (419, "    refusal, line = _Waiting.refuse(fs, return_when)"),
    (420, "    if line == 420: raise refusal"),
    (422, "    if line == 422: raise refusal"),
    (424, "    if line == 424: raise refusal"),
    (426, "    fs = set(fs)"),
    (428, "    refusal = _Waiting.refuse_coroutines(fs)"),
    (429, "    if refusal: raise refusal"),
    (430, "    waits = _wait if _Waiting.is_unpatched() else _py__wait"),
    (431, "    loop = events.get_running_loop()"),
    (432, "    return await waits(fs, timeout, return_when, loop)"),
    (488, "async def _wait(fs, timeout, return_when, loop):"),
    (493, "    assert fs, 'Set of Futures is empty.'"),
    (497, "    waiting = _Waiting(timeout, return_when, loop)"),
    (515, "    waiting.begin(fs)"),
    (518, "    try:"),
    (519, "        await waiting.waiter"),
    (520, "    finally:"),
    (524, "        waiting.end()"),
    (533, "    return waiting.results()"),
];

/// When a wait ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Until {
    FirstCompleted,
    FirstException,
    AllCompleted,
}

impl Until {
    /// What `return_when` says, if it is one of the three.
    fn of(vm: &mut Vm, return_when: &Value) -> PyResult<Option<Until>> {
        let all = [
            ("FIRST_COMPLETED", Until::FirstCompleted),
            ("FIRST_EXCEPTION", Until::FirstException),
            ("ALL_COMPLETED", Until::AllCompleted),
        ];
        for (name, until) in all {
            let name = vm.intern(name);
            if vm.same_or_equal(return_when, &name)? {
                return Ok(Some(until));
            }
        }
        Ok(None)
    }
}

/// The payload of `_Waiting`.
pub struct Waiting {
    pub waiter: Value,
    /// What ends it at the timeout, or NULL.
    timer: Value,
    /// The task that waits, or None.
    task: Value,
    /// In the order of their set.
    futures: Guarded<Vec<Value>>,
    /// What was added to each of them; NULL before the beginning and from the end on.
    receiver: Guarded<Value>,
    /// How many of them are not done.
    left: Cell<usize>,
    until: Until,
}

// SAFETY: every value is visited once.
unsafe impl Payload for Waiting {
    const NAME: &'static str = "_Waiting";
    const SHAPE: u32 = NO_SHAPE;
    fn trace(&self, visit: Tracer<'_>) {
        [&self.waiter, &self.timer, &self.task].into_iter().for_each(&mut *visit);
        // SAFETY: the collector runs while nobody borrows.
        unsafe {
            visit(&*self.receiver.as_ptr());
            (*self.futures.as_ptr()).iter().for_each(visit);
        }
    }
    fn clear(&self) {
        // SAFETY: as above.
        unsafe {
            drop(std::mem::take(&mut *self.futures.as_ptr()));
            drop(std::mem::replace(&mut *self.receiver.as_ptr(), Value::NULL));
        }
    }
}

/// `_Waiting(timeout, return_when, loop)`.
fn new(vm: &mut Vm, class: &Value, args: Args<'_>) -> PyResult {
    let [timeout, return_when, event_loop] = args.positionals() else {
        return Err(vm.type_error("_Waiting() takes exactly 3 arguments"));
    };
    let until = Until::of(vm, return_when)?.unwrap_or(Until::AllCompleted);
    let waiter = vm.call_method(event_loop, "create_future", &[])?;
    let mut timer = Value::NULL;
    if !timeout.is_none() {
        let release = get(vm, |s| &s.release_waiter);
        timer = vm.call_method(event_loop, "call_later", &[timeout.clone(), release, waiter.clone()])?;
    }
    let task = crate::running::current_task(vm, &Value::NULL)?;
    let own = Waiting {
        waiter,
        timer,
        task,
        futures: Guarded::new(Vec::new()),
        receiver: Guarded::new(Value::NULL),
        left: Cell::new(0),
        until,
    };
    Ok(vm.new_object(class, own))
}

/// The wait begins: it is told of the end of every future.
fn begin(vm: &mut Vm, a: &[Value]) -> PyResult {
    let own = a[0].expect::<Waiting>();
    let futures = vm.collect(&a[1])?;
    own.left.set(futures.len());
    *own.futures.get_mut(vm) = futures.clone();
    let receiver = receiver::make(vm, Work::Wait, a[0].clone(), Value::NULL);
    *own.receiver.get_mut(vm) = receiver.clone();
    for future in &futures {
        receiver::add(vm, future, &receiver)?;
        future::add_awaited_by(vm, future, &own.task);
    }
    Ok(Value::NONE)
}

/// One of the futures is done.
pub fn one_done(vm: &mut Vm, waiting: &Value, done: &Value) -> PyResult<()> {
    let own = waiting.expect::<Waiting>();
    own.left.set(own.left.get().saturating_sub(1));
    let ends = own.left.get() == 0
        || own.until == Until::FirstCompleted
        || (own.until == Until::FirstException
            && !is_cancelled(vm, done)?
            && !exception(vm, done)?.is_none());
    if ends {
        stop_timer(vm, own)?;
        if !is_done(vm, &own.waiter)? {
            if future::is_exact(vm, &own.waiter) {
                future::set_result(vm, &own.waiter, Value::NONE)?;
            } else {
                vm.call_method(&own.waiter, "set_result", &[Value::NONE])?;
            }
        }
    }
    future::discard_awaited_by(vm, done, &own.task);
    Ok(())
}

fn stop_timer(vm: &mut Vm, own: &Waiting) -> PyResult<()> {
    if !own.timer.is_null() {
        handle::cancel_timer(vm, &own.timer)?;
    }
    Ok(())
}

/// The wait has ended, in whatever way: no future tells it any more.
fn end(vm: &mut Vm, a: &[Value]) -> PyResult {
    let own = a[0].expect::<Waiting>();
    stop_timer(vm, own)?;
    let receiver = std::mem::replace(own.receiver.get_mut(vm), Value::NULL);
    let count = own.futures.get(vm).len();
    for i in 0..count {
        let Some(future) = own.futures.get(vm).get(i).cloned() else { break };
        receiver::remove(vm, &future, &receiver)?;
        future::discard_awaited_by(vm, &future, &own.task);
    }
    Ok(Value::NONE)
}

/// What the wait gives: the futures that are done, and the others.
fn results(vm: &mut Vm, a: &[Value]) -> PyResult {
    let futures = std::mem::take(a[0].expect::<Waiting>().futures.get_mut(vm));
    let (done, pending) = (vm.new_set(), vm.new_set());
    for future in &futures {
        let to = if is_done(vm, future)? { &done } else { &pending };
        vm.set_add(to, future)?;
    }
    Ok(vm.new_tuple(vec![done, pending]))
}

/// What `wait` has against its arguments, and the line of the library that says so: (exception, line), or (None, 0).
fn refuse(vm: &mut Vm, a: &[Value]) -> PyResult {
    let (fs, return_when) = (&a[0], &a[1]);
    let (raised, line) = if is_future(vm, fs)? || call_soon::is_coroutine(vm, fs)? {
        let text = format!("expect a list of futures, not {}", vm.type_of(fs).name(vm));
        (vm.type_error(text), 420)
    } else if !vm.truth(fs)? {
        (vm.value_error("Set of Tasks/Futures is empty."), 422)
    } else if Until::of(vm, return_when)?.is_none() {
        let plain = vm.new_str("");
        let given = vm.format(return_when, &plain)?;
        let text = format!("Invalid return_when value: {}", vm.text(&given));
        (vm.value_error(text), 424)
    } else {
        return Ok(vm.new_tuple(vec![Value::NONE, Value::ZERO]));
    };
    let line = vm.new_int(line);
    Ok(vm.new_tuple(vec![raised.0, line]))
}

/// The exception for a coroutine among the futures, or None.
fn refuse_coroutines(vm: &mut Vm, a: &[Value]) -> PyResult {
    for future in vm.collect(&a[0])? {
        if !future::is_exact(vm, &future) && call_soon::is_coroutine(vm, &future)? {
            let text = "Passing coroutines is forbidden, use tasks explicitly.";
            return Ok(vm.type_error(text).0);
        }
    }
    Ok(Value::NONE)
}

const GETSET: &[GetSet] = &[getter("waiter", |_, object| Ok(object.expect::<Waiting>().waiter.clone()))];

static METHODS: &[NativeDef] = &[
    method("begin", "($self, fs, /)", begin, ""),
    method("end", "($self, /)", end, ""),
    method("results", "($self, /)", results, ""),
    function("is_unpatched", "()", |vm, _| Ok(Value::from_bool(is_unpatched(vm)?)), ""),
    function("refuse", "(fs, return_when, /)", refuse, ""),
    function("refuse_coroutines", "(fs, /)", refuse_coroutines, ""),
];

fn spec() -> TypeSpec {
    TypeSpec {
        slots: Slots { new: Some(new), ..Slots::default() },
        methods: METHODS,
        getset: GETSET,
        is_final: true,
        ..TypeSpec::default()
    }
}

/// Puts the two functions into `asyncio.tasks`; the library's own stay there as `_py_` and their name.
pub fn install(vm: &mut Vm, module: &Value) -> PyResult<()> {
    let class = NativeClass {
        name: "_Waiting",
        module: "asyncio.tasks",
        spec: spec(),
        has_dict: false,
        has_weakrefs: false,
    };
    let class = vm.new_native_class::<Waiting>(class, None)?;
    vm.set_module_attr(module, "_Waiting", class);
    let release = vm.get_attr_str(module, "_release_waiter")?;
    vm.state::<State>().release_waiter = release;
    let library = vm.get_attr_str(module, "wait")?;
    let code = vm.get_attr_str(&library, "__code__")?;
    let file = vm.get_attr_str(&code, "co_filename")?;
    let file = vm.text(&file).into_owned();
    let mut text = String::new();
    let mut lines = 1;
    for (line, words) in FUNCTIONS {
        text.extend(std::iter::repeat_n('\n', line - lines));
        text.push_str(words);
        lines = *line;
    }
    let code = (vm.interp.compile)(vm, text.as_bytes(), &file, CompileMode::Exec, CompileFlags::default())?;
    let (globals, made) = (vm.module_dict(module), vm.new_dict());
    (vm.interp.run_code)(vm, &code, &globals, Some(&made))?;
    for (name, own) in vm.dict_items(&made) {
        let library = vm.get_attr(module, &name)?;
        let doc = vm.get_attr_str(&library, "__doc__")?;
        let key = vm.intern("__doc__");
        vm.set_attr(&own, &key, Some(&doc))?;
        replace_function(vm, module, name, own)?;
    }
    Ok(())
}
