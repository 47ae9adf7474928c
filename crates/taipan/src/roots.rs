//! Handles of Python objects in Rust.
//!
//! A handle is an index into the Vm's table of roots; the table holds the counted value. Reference counts are not
//! atomic, so a handle never touches one: dropping it, on whatever thread, queues its index, and the Vm releases the
//! value the next time it makes or reads a handle.

use crate::Error;
use std::sync::{Arc, Mutex, PoisonError};
use taipan_objects::{Value, Vm};

/// The side of the table that handles share.
#[derive(Default)]
struct Shared {
    released: Mutex<Vec<usize>>,
}

/// The table of roots of one Vm.
#[derive(Default)]
pub(crate) struct Roots {
    table: Vec<Option<Value>>,
    free: Vec<usize>,
    shared: Arc<Shared>,
}

impl Roots {
    fn release_queued(&mut self) {
        let queued =
            std::mem::take(&mut *self.shared.released.lock().unwrap_or_else(PoisonError::into_inner));
        for index in queued {
            if let Some(slot) = self.table.get_mut(index) {
                *slot = None;
                self.free.push(index);
            }
        }
    }
}

/// A Python object that Rust holds. It keeps the object alive; it may be sent to other threads and dropped there, but
/// only the Vm it came from can look into it.
///
/// ```
/// let mut vm = taipan::Vm::new()?;
/// let list = vm.eval("[1, 2, 3]")?;
/// let length: i64 = vm.call("len", (&list,))?;
/// assert_eq!(length, 3);
/// # Ok::<(), taipan::Error>(())
/// ```
pub struct Object {
    index: usize,
    shared: Arc<Shared>,
}

impl std::fmt::Debug for Object {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Object({})", self.index)
    }
}

impl Drop for Object {
    fn drop(&mut self) {
        self.shared.released.lock().unwrap_or_else(PoisonError::into_inner).push(self.index);
    }
}

/// Releases what handles dropped since let go of.
pub(crate) fn sweep(vm: &mut Vm) {
    vm.state::<Roots>().release_queued();
}

/// Makes a handle.
pub(crate) fn hold(vm: &mut Vm, value: Value) -> Object {
    let roots = vm.state::<Roots>();
    roots.release_queued();
    let index = match roots.free.pop() {
        Some(index) => {
            roots.table[index] = Some(value);
            index
        }
        None => {
            roots.table.push(Some(value));
            roots.table.len() - 1
        }
    };
    Object { index, shared: roots.shared.clone() }
}

/// The object of a handle.
pub(crate) fn look(vm: &mut Vm, object: &Object) -> Result<Value, Error> {
    let roots = vm.state::<Roots>();
    if !Arc::ptr_eq(&roots.shared, &object.shared) {
        return Err(Error::Conversion("the object belongs to another Vm".to_owned()));
    }
    match roots.table.get(object.index).and_then(Clone::clone) {
        Some(value) => Ok(value),
        None => Err(Error::Conversion("the object was released when its Vm was shut down".to_owned())),
    }
}

/// Lets go of everything held, for the end of the Vm.
pub(crate) fn clear(vm: &mut Vm) {
    let held = std::mem::take(&mut vm.state::<Roots>().table);
    vm.state::<Roots>().free.clear();
    drop(held);
}
