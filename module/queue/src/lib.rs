//! Module `_queue`: `SimpleQueue`, which many threads may use and that a signal's handler or a finalizer may put into.

use std::collections::VecDeque;
use taipan_host::Clock;
use taipan_native::{Args, ModuleDef, NativeDef, PyResult, Raised, Tp, Value, Vm, class_method, method};
use taipan_objects::native::TypeSpec;
use taipan_objects::native_class::{NO_SHAPE, NativeClass};
use taipan_objects::slots::Slots;
use taipan_objects::wait::WaitQueue;
use taipan_objects::{Guarded, Payload, Tracer};

pub static MODULE: ModuleDef = ModuleDef {
    name: "_queue",
    doc: Some(
        "C implementation of the Python queue module.\nThis module is an implementation detail, please do not use it directly.",
    ),
    functions: &[],
    init,
};

/// The payload.
struct SimpleQueue {
    items: Guarded<VecDeque<Value>>,
    waiting: WaitQueue,
}

// SAFETY: every item is visited once.
unsafe impl Payload for SimpleQueue {
    const NAME: &'static str = "SimpleQueue";
    const SHAPE: u32 = NO_SHAPE;
    fn trace(&self, visit: Tracer<'_>) {
        // SAFETY: the collector runs while nobody borrows.
        unsafe { &*self.items.as_ptr() }.iter().for_each(visit);
    }
    fn clear(&self) {
        // SAFETY: as above.
        drop(std::mem::take(unsafe { &mut *self.items.as_ptr() }));
    }
}

/// The class of `Empty`.
#[derive(Default)]
struct State {
    empty: Option<Value>,
}

fn init(vm: &mut Vm, module: &Value) -> PyResult<()> {
    let bases = vm.class(Tp::Exception);
    let parts = [vm.new_str("Empty"), vm.new_tuple(vec![bases]), vm.new_dict()];
    for (key, text) in
        [("__module__", "_queue"), ("__doc__", "Exception raised by Queue.get(block=0)/get_nowait().")]
    {
        let text = vm.new_str(text);
        vm.dict_set_str(&parts[2], key, text)?;
    }
    let metaclass = vm.class(Tp::Type);
    let empty = vm.call(&metaclass, &parts)?;
    vm.set_module_attr(module, "Empty", empty.clone());
    vm.state::<State>().empty = Some(empty);
    let spec = TypeSpec {
        slots: Slots { new: Some(new), ..Slots::default() },
        methods: METHODS,
        doc: Some("SimpleQueue()\n--\n\nSimple, unbounded, reentrant FIFO queue."),
        ..TypeSpec::default()
    };
    let class =
        NativeClass { name: "SimpleQueue", module: "_queue", spec, has_dict: false, has_weakrefs: true };
    let class = vm.new_native_class::<SimpleQueue>(class, None)?;
    vm.set_module_attr(module, "SimpleQueue", class);
    Ok(())
}

fn new(vm: &mut Vm, class: &Value, args: Args<'_>) -> PyResult {
    if !args.names.is_empty() {
        return Err(vm.type_error("SimpleQueue() takes no keyword arguments"));
    }
    if !args.all.is_empty() {
        return Err(vm.type_error("SimpleQueue() takes no positional arguments"));
    }
    Ok(vm.new_object(
        class,
        SimpleQueue { items: Guarded::new(VecDeque::new()), waiting: WaitQueue::default() },
    ))
}

fn empty(vm: &mut Vm) -> Raised {
    let class = vm.state::<State>().empty.clone().unwrap_or(Value::NONE);
    match vm.call(&class, &[]) {
        Ok(exception) => Raised(exception),
        Err(raised) => raised,
    }
}

fn put(vm: &mut Vm, a: &[Value]) -> PyResult {
    let items = a[0].expect::<SimpleQueue>().items.get_mut(vm);
    if items.try_reserve(1).is_err() {
        return Err(vm.memory_error());
    }
    items.push_back(a[1].clone());
    a[0].expect::<SimpleQueue>().waiting.wake_one();
    Ok(Value::NONE)
}

/// How long a call may wait, in seconds; `None` is without end.
fn timeout(vm: &mut Vm, value: &Value) -> PyResult<Option<f64>> {
    if value.is_null() || value.is_none() {
        return Ok(None);
    }
    if !vm.is_instance(value, Tp::Float) && vm.type_of(value).slots().index.is_none() {
        let text = format!("'{}' object cannot be interpreted as an integer or float", vm.type_name(value));
        return Err(vm.type_error(text));
    }
    let out_of_range = "timestamp out of range for C PyTime_t";
    let seconds = match vm.to_double(value) {
        Ok(seconds) => seconds,
        Err(raised) if vm.is_raised(&raised, Tp::OverflowError) => {
            return Err(vm.overflow_error(out_of_range));
        }
        Err(raised) => return Err(raised),
    };
    if seconds.is_nan() {
        return Err(vm.value_error("Invalid value NaN (not a number)"));
    }
    if seconds.abs() * 1e9 >= i64::MAX as f64 {
        return Err(vm.overflow_error(out_of_range));
    }
    if seconds < 0.0 {
        return Err(vm.value_error("'timeout' must be a non-negative number"));
    }
    Ok(Some(seconds))
}

fn get(vm: &mut Vm, a: &[Value]) -> PyResult {
    let blocks = a[1].is_null() || vm.truth(&a[1])?;
    let seconds = if blocks { timeout(vm, &a[2])? } else { Some(0.0) };
    let end = seconds.map(|seconds| {
        if seconds == 0.0 {
            return 0;
        }
        vm.host().now_ns(Clock::Monotonic).saturating_add((seconds * 1e9) as i64)
    });
    let object = a[0].clone();
    let queue = object.expect::<SimpleQueue>();
    let mut found = None;
    queue.waiting.wait_until(vm, end, |vm| {
        let items = queue.items.get_mut(vm);
        found = items.pop_front();
        if items.capacity() > 64 && items.len() < items.capacity() / 4 {
            items.shrink_to(items.capacity() / 2);
        }
        found.is_some()
    })?;
    found.ok_or_else(|| empty(vm))
}

static METHODS: &[NativeDef] = &[
    method(
        "empty",
        "($self, /)",
        |vm, a| Ok(Value::from_bool(a[0].expect::<SimpleQueue>().items.get(vm).is_empty())),
        "Return True if the queue is empty, False otherwise (not reliable!).",
    ),
    method(
        "get",
        "($self, /, block=True, timeout=None)",
        get,
        "Remove and return an item from the queue.\n\nIf optional args 'block' is true and 'timeout' is None (the\ndefault), block if necessary until an item is available.  If\n'timeout' is a non-negative number, it blocks at most 'timeout'\nseconds and raises the Empty exception if no item was available\nwithin that time.\nOtherwise ('block' is false), return an item if one is immediately\navailable, else raise the Empty exception ('timeout' is ignored\nin that case).",
    ),
    method(
        "get_nowait",
        "($self, /)",
        |vm, a| get(vm, &[a[0].clone(), Value::from_bool(false), Value::NULL]),
        "Remove and return an item from the queue without blocking.\n\nOnly get an item if one is immediately available. Otherwise\nraise the Empty exception.",
    ),
    method(
        "put",
        "($self, /, item, block=True, timeout=None)",
        put,
        "Put the item on the queue.\n\nThe optional 'block' and 'timeout' arguments are ignored, as this\nmethod never blocks.  They are provided for compatibility with the\nQueue class.",
    ),
    method(
        "put_nowait",
        "($self, /, item)",
        put,
        "Put an item into the queue without blocking.\n\nThis is exactly equivalent to `put(item)` and is only provided\nfor compatibility with the Queue class.",
    ),
    method(
        "qsize",
        "($self, /)",
        |vm, a| {
            let length = a[0].expect::<SimpleQueue>().items.get(vm).len();
            Ok(vm.new_int(length as i64))
        },
        "Return the approximate size of the queue (not reliable!).",
    ),
    class_method(
        "__class_getitem__",
        "($type, object, /)",
        |vm, a| vm.new_generic_alias(&a[0], &a[1]),
        "SimpleQueues are generic over the type of their contents",
    ),
];
