//! What is to be called when a future is done. A native receiver needs no object of its own: a task that waits is its own
//! callback. Python sees such a one as a builtin method.

use crate::call_soon;
use crate::future;
use crate::receiver::Receiver;
use crate::state::get;
use crate::task::Task;
use smallvec::SmallVec;
use taipan_module_contextvars as contextvars;
use taipan_native::{PyResult, Tp, Value, Vm};
use taipan_objects::{Guarded, Tracer};

/// One callback.
pub struct Callback {
    /// What is called, or the native receiver.
    pub what: Value,
    /// The context it is called in; NULL for a native receiver: a task, or a `Receiver`.
    pub context: Value,
}

impl Callback {
    pub fn call(what: Value, context: Value) -> Callback {
        Callback { what, context }
    }

    /// Wakes a task.
    pub fn wake(task: Value) -> Callback {
        Callback { what: task, context: Value::NULL }
    }

    /// What Python sees: a callable and a context.
    pub fn shown(&self, vm: &mut Vm) -> PyResult<(Value, Value)> {
        if !self.context.is_null() {
            return Ok((self.what.clone(), contextvars::whole(vm, self.context.clone())));
        }
        let Some(task) = self.what.downcast::<Task>() else {
            return Ok((self.what.clone(), contextvars::whole(vm, Value::NONE)));
        };
        let wakeup = bound_wakeup(vm, &self.what)?;
        let context = crate::task::context_object(vm, task);
        Ok((wakeup, context))
    }
}

/// The builtin method that wakes a task.
pub fn bound_wakeup(vm: &mut Vm, task: &Value) -> PyResult {
    let descriptor = get(vm, |s| &s.wakeup);
    let class = vm.type_of(task).value();
    let bind = vm.type_of(&descriptor).slots().descr_get;
    match bind {
        Some(bind) => bind(vm, &descriptor, Some(task), &class),
        None => unreachable!("a method descriptor binds"),
    }
}

/// The callbacks of a future: most have one at most.
pub struct List {
    first: Guarded<Callback>,
    #[allow(clippy::box_collection, reason = "one word where there is none")]
    more: Guarded<Option<Box<Vec<Callback>>>>,
}

impl List {
    pub const fn new() -> List {
        List {
            first: Guarded::new(Callback { what: Value::NULL, context: Value::NULL }),
            more: Guarded::new(None),
        }
    }

    pub fn is_empty(&self, vm: &Vm) -> bool {
        self.first.get(vm).what.is_null()
    }

    /// Whether the first of them wakes a task.
    pub fn wakes_first(&self, vm: &Vm) -> bool {
        let first = self.first.get(vm);
        first.context.is_null() && first.what.downcast::<Task>().is_some()
    }

    pub fn push(&self, vm: &mut Vm, callback: Callback) {
        if self.is_empty(vm) {
            *self.first.get_mut(vm) = callback;
        } else {
            self.more.get_mut(vm).get_or_insert_with(Box::default).push(callback);
        }
    }

    /// Takes all of them, the first apart.
    #[allow(clippy::box_collection, reason = "as it is kept")]
    pub fn take(&self, vm: &mut Vm) -> (Option<Callback>, Option<Box<Vec<Callback>>>) {
        let none = Callback { what: Value::NULL, context: Value::NULL };
        let first = std::mem::replace(self.first.get_mut(vm), none);
        let more = self.more.get_mut(vm).take();
        (Some(first).filter(|first| !first.what.is_null()), more)
    }

    pub fn set(&self, vm: &mut Vm, callbacks: Vec<Callback>) {
        let mut callbacks = callbacks.into_iter();
        let first = callbacks.next().unwrap_or(Callback { what: Value::NULL, context: Value::NULL });
        *self.first.get_mut(vm) = first;
        let more: Vec<Callback> = callbacks.collect();
        *self.more.get_mut(vm) = if more.is_empty() { None } else { Some(Box::new(more)) };
    }

    /// A copy of each.
    pub fn all(&self, vm: &Vm) -> Vec<Callback> {
        let copy = |c: &Callback| Callback { what: c.what.clone(), context: c.context.clone() };
        let first = Some(self.first.get(vm)).filter(|first| !first.what.is_null());
        let more = self.more.get(vm).as_deref();
        first.into_iter().chain(more.into_iter().flatten()).map(copy).collect()
    }

    /// Whether each equals `given` where it is that object, and else not.
    fn compare_as_objects(&self, vm: &Vm, given: &Value) -> bool {
        let plainly = |what: &Value| {
            let shape = what.shape();
            shape == Tp::Function as u32 || what.downcast::<Receiver>().is_some()
        };
        let more = self.more.get(vm).as_deref();
        plainly(given)
            && std::iter::once(self.first.get(vm))
                .chain(more.into_iter().flatten())
                // A task is shown as a method, which no function equals.
                .all(|callback| {
                    callback.what.is_null() || callback.context.is_null() || plainly(&callback.what)
                })
    }

    /// Takes out every callback that is this object; gives their number.
    fn remove_object(&self, vm: &mut Vm, given: &Value) -> usize {
        let mut gone: SmallVec<[Callback; 2]> = SmallVec::new();
        if let Some(more) = self.more.get_mut(vm) {
            // What is taken out is dropped when nothing is borrowed.
            gone.extend(more.extract_if(.., |callback| callback.what.is(given)));
        }
        if self.first.get(vm).what.is(given) {
            let next = match self.more.get_mut(vm) {
                Some(more) if !more.is_empty() => more.remove(0),
                _ => Callback { what: Value::NULL, context: Value::NULL },
            };
            gone.push(std::mem::replace(self.first.get_mut(vm), next));
        }
        gone.len()
    }

    pub fn trace(&self, visit: Tracer<'_>) {
        // SAFETY: the collector runs while nobody borrows.
        let (first, more) = unsafe { (&*self.first.as_ptr(), &*self.more.as_ptr()) };
        for callback in std::iter::once(first).chain(more.iter().flat_map(|more| more.iter())) {
            visit(&callback.what);
            visit(&callback.context);
        }
    }

    pub fn clear(&self) {
        // SAFETY: the collector and the deallocator run while nobody borrows.
        unsafe {
            let none = Callback { what: Value::NULL, context: Value::NULL };
            drop(std::mem::replace(&mut *self.first.as_ptr(), none));
            drop((*self.more.as_ptr()).take());
        }
    }
}

/// Gives all callbacks of a future that is done to its loop.
pub fn schedule(vm: &mut Vm, object: &Value) -> PyResult<()> {
    let (first, more) = future::own(object).callbacks.take(vm);
    if let Some(first) = first {
        schedule_one(vm, object, first)?;
    }
    for callback in more.into_iter().flat_map(|more| more.into_iter()) {
        schedule_one(vm, object, callback)?;
    }
    Ok(())
}

/// Gives one callback of a future that is done to its loop.
pub fn schedule_one(vm: &mut Vm, object: &Value, callback: Callback) -> PyResult<()> {
    if callback.context.is_null() {
        return call_soon::native(vm, &callback.what, object);
    }
    let event_loop = future::loop_of(vm, future::own(object))?;
    call_soon::call(vm, &event_loop, &callback.what, Some(object), callback.context)
}

/// `remove_done_callback`: takes out every callback equal to `given`; gives their number.
pub fn remove(vm: &mut Vm, object: &Value, given: &Value) -> PyResult<usize> {
    let own = future::own(object);
    if own.callbacks.compare_as_objects(vm, given) {
        return Ok(own.callbacks.remove_object(vm, given));
    }
    let before = own.callbacks.all(vm);
    let mut gone = Vec::new();
    for callback in before {
        // Comparing may run anything, and change the list.
        let (shown, _) = callback.shown(vm)?;
        if vm.same_or_equal(&shown, given)? {
            gone.push(callback);
        }
    }
    if gone.is_empty() {
        return Ok(0);
    }
    let mut kept = own.callbacks.all(vm);
    let count = kept.len();
    kept.retain(|callback| !gone.iter().any(|g| g.what.is(&callback.what)));
    let removed = count - kept.len();
    own.callbacks.set(vm, kept);
    Ok(removed)
}
