//! The tasks of a Vm that are not done, in the order in which they were made: a ring of links inside the tasks themselves.
//! A task takes itself out when it is done and when it dies, so the ring refers to none.

use crate::task::Task;
use std::cell::Cell;
use std::ptr::null;
use taipan_native::Value;
use taipan_objects::Obj;

/// A place in the ring; both pointers are null while it is in none.
pub struct Link {
    next: Cell<*const Link>,
    previous: Cell<*const Link>,
}

impl Link {
    pub const fn new() -> Link {
        Link { next: Cell::new(null()), previous: Cell::new(null()) }
    }

    /// Takes it out of the ring, if it is in one.
    pub fn leave(&self) {
        let (next, previous) = (self.next.replace(null()), self.previous.replace(null()));
        if !next.is_null() {
            // SAFETY: neighbours in the ring are alive: who dies leaves it, and so does the ring's head.
            unsafe {
                (*next).previous.set(previous);
                (*previous).next.set(next);
            }
        }
    }

    pub fn is_in(&self) -> bool {
        !self.next.get().is_null()
    }
}

impl Drop for Link {
    fn drop(&mut self) {
        self.leave();
    }
}

/// The ring. Its head is in a box, since the links point to it.
pub struct Registry(Box<Link>);

impl Default for Registry {
    fn default() -> Registry {
        let head = Box::new(Link::new());
        head.next.set(&*head);
        head.previous.set(&*head);
        Registry(head)
    }
}

impl Registry {
    /// Puts a task in, behind the others. In it already, it stays where it is.
    pub fn enter(&self, task: &Obj<Task>) {
        let link = &task.link;
        if link.is_in() {
            return;
        }
        let last = self.0.previous.get();
        link.previous.set(last);
        link.next.set(&*self.0);
        self.0.previous.set(link);
        // SAFETY: as in `leave`.
        unsafe { &*last }.next.set(link);
    }

    /// The tasks, oldest first.
    pub fn tasks(&self) -> Vec<Value> {
        let mut all = Vec::new();
        let mut at = self.0.next.get();
        while !std::ptr::eq(at, &*self.0) {
            // SAFETY: a link in the ring is that of a task, and alive; it lies in an object at a fixed distance from its
            // start.
            unsafe {
                let data = at.byte_sub(std::mem::offset_of!(Task, link)).cast::<Task>();
                let object = data.byte_sub(std::mem::offset_of!(Obj<Task>, data)).cast::<Obj<Task>>();
                all.push((*object).value());
                at = (*at).next.get();
            }
        }
        all
    }
}

impl Drop for Registry {
    fn drop(&mut self) {
        // Tasks may outlive the ring: their links must not point into it.
        loop {
            let first = self.0.next.get();
            if std::ptr::eq(first, &*self.0) {
                break;
            }
            // SAFETY: as above.
            unsafe { &*first }.leave();
        }
    }
}
