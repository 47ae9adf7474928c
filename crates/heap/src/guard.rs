//! Borrow tokens: law 3 ("a borrow ends where Python may run"), held by Rust's borrow checker.
//!
//! Whoever may run Python needs `&mut` of the token (the Vm). The content of an object is reached only through a
//! borrow of that token, so no borrow of it can be alive across a call into Python. Dropping a value inside such a
//! borrow is harmless: finalizers are queued, never run by a drop.

use std::cell::UnsafeCell;

/// The one thing whose exclusive borrow lets Python run. Implemented by the Vm alone.
///
/// # Safety
/// At most one token exists for the objects of one heap, and Python code runs only through `&mut` of it.
pub unsafe trait Token {}

/// Content of an object that only a borrow of the token opens.
#[repr(transparent)]
pub struct Guarded<T>(UnsafeCell<T>);

impl<T> Guarded<T> {
    pub const fn new(content: T) -> Self {
        Guarded(UnsafeCell::new(content))
    }

    /// Reads the content while Python cannot run.
    #[inline(always)]
    pub fn get<'a>(&'a self, _token: &'a impl Token) -> &'a T {
        // SAFETY: a shared borrow of the token excludes every `get_mut`, which needs it exclusively.
        unsafe { &*self.0.get() }
    }

    /// Changes the content while nobody else can look.
    #[inline(always)]
    #[allow(clippy::mut_from_ref, reason = "the exclusive borrow is that of the token")]
    pub fn get_mut<'a>(&'a self, _token: &'a mut impl Token) -> &'a mut T {
        // SAFETY: the exclusive borrow of the token excludes every other borrow of any guarded content.
        unsafe { &mut *self.0.get() }
    }

    /// The content, for the interpreter, the collector and the deallocator.
    ///
    /// # Safety
    /// The caller keeps to the rule of the token by other means.
    #[inline(always)]
    pub const fn as_ptr(&self) -> *mut T {
        self.0.get()
    }
}
