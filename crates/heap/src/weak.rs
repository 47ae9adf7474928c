//! The table of weak references: which weakref objects watch which object. An object that is watched has the flag
//! `HAS_WEAKREFS`, so that its death goes through the interpreter, which tells the watchers.

use crate::Map;
use crate::heap::Heap;
use crate::value::{Header, flags};

/// Watched object to its watchers, oldest first.
pub struct Table {
    watchers: Map<usize, Vec<*const Header>>,
}

impl Default for Table {
    fn default() -> Self {
        Table { watchers: crate::map() }
    }
}

impl Heap {
    /// `watcher` (a weakref object, not counted here) watches `object`.
    pub fn add_weakref(&self, object: &Header, watcher: &Header) {
        // SAFETY: the table is only touched for the length of a statement.
        unsafe { (*self.weak.get()).watchers.entry(object as *const _ as usize).or_default().push(watcher) };
        object.set_flag(flags::HAS_WEAKREFS);
    }

    /// `watcher` goes, or stops watching.
    pub fn remove_weakref(&self, object: &Header, watcher: *const Header) {
        // SAFETY: as above.
        let table = unsafe { &mut (*self.weak.get()).watchers };
        if let Some(list) = table.get_mut(&(std::ptr::from_ref(object) as usize)) {
            list.retain(|&w| w != watcher);
            if list.is_empty() {
                table.remove(&(std::ptr::from_ref(object) as usize));
                object.clear_flag(flags::HAS_WEAKREFS);
            }
        }
    }

    /// Ends all watching of `object`: its watchers, newest first as CPython's list has them.
    pub fn take_weakrefs(&self, object: &Header) -> Vec<*const Header> {
        object.clear_flag(flags::HAS_WEAKREFS);
        // SAFETY: as above.
        let mut list =
            unsafe { (*self.weak.get()).watchers.remove(&(object as *const _ as usize)) }.unwrap_or_default();
        list.reverse();
        list
    }

    /// Calls `visit` with every watcher.
    pub fn each_watcher(&self, mut visit: impl FnMut(&Header)) {
        // SAFETY: nothing watches or dies meanwhile; a watcher leaves the table before it dies.
        unsafe { (*self.weak.get()).watchers.values().flatten().for_each(|&watcher| visit(&*watcher)) };
    }

    /// The watchers of `object`, oldest first.
    pub fn weakrefs(&self, object: &Header) -> &[*const Header] {
        // SAFETY: the slice is used before the table is changed again.
        unsafe { (*self.weak.get()).watchers.get(&(object as *const _ as usize)) }
            .map_or(&[], |v| v.as_slice())
    }
}
