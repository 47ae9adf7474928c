//! The value word and the object header.
//!
//! A word's three low bits are its tag: 0 a 61-bit int; 1, 4, 5 a double (bits + 2^60, rotated left by 4, so that the
//! common exponents land on these tags); 2 a counted pointer; 3 an uncounted pointer (the object lives as long as its
//! heap); 6 a special. The tag of an object is fixed at birth, so identity is equality of words. Doubles whose
//! exponent does not fit, and NaNs and infinities, are boxed objects.

use crate::heap::Heap;
use crate::kind::Payload;
use crate::page::Page;
use std::cell::Cell;
use std::ptr::NonNull;

pub const TAG_MASK: u64 = 7;
pub const TAG_INT: u64 = 0;
pub const TAG_COUNTED: u64 = 2;
pub const TAG_UNCOUNTED: u64 = 3;
pub const TAG_SPECIAL: u64 = 6;

/// Bits of [`Header::count`] below the count proper.
pub mod flags {
    /// The object is referred to by uncounted words.
    pub const UNCOUNTED: u32 = 1;
    /// Its finalizer has run.
    pub const FINALIZED: u32 = 2;
    /// There are weak references to it.
    pub const HAS_WEAKREFS: u32 = 4;
    /// It was given a serial number.
    pub const HAS_SERIAL: u32 = 8;
    /// One reference.
    pub const ONE: u32 = 16;
    pub const MASK: u32 = 15;
}

/// The first eight bytes of every object. Counts are plain and saturate: a count that reaches 2^27 sticks.
#[repr(C)]
pub struct Header {
    pub count: Cell<u32>,
    pub shape: Cell<u32>,
}

impl Header {
    #[inline(always)]
    pub fn increment(&self) {
        debug_assert!(self.count.get() != 0, "a dead object is referred to again");
        let next = self.count.get().wrapping_add(flags::ONE);
        if next as i32 >= 0 {
            self.count.set(next);
        }
    }

    /// Takes one reference away; true when it may have been the last (then the count is unchanged).
    #[inline(always)]
    #[must_use]
    pub fn decrement(&self) -> bool {
        let count = self.count.get();
        if (count as i32) < (2 * flags::ONE) as i32 {
            return true;
        }
        self.count.set(count - flags::ONE);
        false
    }

    /// The number of references.
    pub fn references(&self) -> u32 {
        self.count.get() / flags::ONE
    }

    #[inline(always)]
    pub fn has(&self, flag: u32) -> bool {
        self.count.get() & flag != 0
    }

    pub fn set_flag(&self, flag: u32) {
        self.count.set(self.count.get() | flag);
    }

    pub fn clear_flag(&self, flag: u32) {
        self.count.set(self.count.get() & !flag);
    }

    /// The heap this object belongs to.
    #[inline(always)]
    pub fn heap(&self) -> &Heap {
        // SAFETY: every object starts inside the first 64 KiB of a page aligned to 64 KiB, whose header points to the
        // heap; the heap outlives its objects.
        unsafe { &*(*Page::of(self)).heap }
    }

    /// The word that refers to this object.
    #[inline(always)]
    pub fn word(&self) -> u64 {
        let tag = if self.has(flags::UNCOUNTED) { TAG_UNCOUNTED } else { TAG_COUNTED };
        self as *const Header as u64 | tag
    }

    /// A new reference to this object.
    #[inline]
    pub fn value(&self) -> Value {
        let word = self.word();
        raw::retain(word);
        Value(word)
    }
}

/// An object with payload `T`.
#[repr(C)]
pub struct Obj<T: ?Sized> {
    pub header: Header,
    pub data: T,
}

impl<T> std::ops::Deref for Obj<T> {
    type Target = T;
    #[inline(always)]
    fn deref(&self) -> &T {
        &self.data
    }
}

impl<T> Obj<T> {
    /// A new reference to this object.
    #[inline(always)]
    pub fn value(&self) -> Value {
        self.header.value()
    }
    /// Whether `value` is this very object.
    #[inline(always)]
    pub fn is(&self, value: &Value) -> bool {
        value.0 & !TAG_MASK == self as *const Self as u64 && value.is_object()
    }
}

/// A Python value: an owned, possibly counted word.
#[repr(transparent)]
pub struct Value(pub(crate) u64);

/// The words themselves, for the interpreter's registers, where ownership is tracked by hand.
pub mod raw {
    use super::*;

    pub const NULL: u64 = TAG_SPECIAL;
    pub const NONE: u64 = TAG_SPECIAL | 1 << 3;
    pub const FALSE: u64 = TAG_SPECIAL | 2 << 3;
    pub const TRUE: u64 = TAG_SPECIAL | 3 << 3;
    pub const NOT_IMPLEMENTED: u64 = TAG_SPECIAL | 4 << 3;
    pub const ELLIPSIS: u64 = TAG_SPECIAL | 5 << 3;
    /// What the stress build leaves in registers that hold nothing. No op may look at it.
    pub const POISON: u64 = TAG_SPECIAL | 0xDEAD << 3;

    #[inline(always)]
    pub const fn is_counted(word: u64) -> bool {
        word & TAG_MASK == TAG_COUNTED
    }

    #[inline(always)]
    pub const fn is_object(word: u64) -> bool {
        word & 6 == 2
    }

    #[inline(always)]
    pub const fn is_int(word: u64) -> bool {
        word & TAG_MASK == TAG_INT
    }

    #[inline(always)]
    pub const fn is_float(word: u64) -> bool {
        0x3232_3232u32 >> (word & 31) & 1 != 0
    }

    #[inline(always)]
    pub const fn from_bool(b: bool) -> u64 {
        FALSE + ((b as u64) << 3)
    }

    #[inline(always)]
    pub const fn float(word: u64) -> f64 {
        f64::from_bits(word.rotate_right(4).wrapping_sub(1 << 60))
    }

    /// The word of an inline double, if it is one.
    #[inline(always)]
    pub const fn from_float(f: f64) -> Option<u64> {
        let word = f.to_bits().wrapping_add(1 << 60).rotate_left(4);
        if is_float(word) { Some(word) } else { None }
    }

    /// The header of the object that an object word points to.
    ///
    /// # Safety
    /// `word` is an object word and its object is alive.
    #[inline(always)]
    pub unsafe fn header<'a>(word: u64) -> &'a Header {
        // SAFETY: the caller's promise.
        unsafe { &*((word & !TAG_MASK) as *const Header) }
    }

    /// The object an object word points to.
    ///
    /// # Safety
    /// `word` is an object word, its object is alive, and its payload is a `T`.
    #[inline(always)]
    pub unsafe fn object<'a, T>(word: u64) -> &'a Obj<T> {
        // SAFETY: the caller's promise.
        unsafe { &*((word & !TAG_MASK) as *const Obj<T>) }
    }

    /// As `header`, of a counted word: the tag needs no masking, since it is known.
    ///
    /// # Safety
    /// `word` is a counted word and its object is alive.
    #[inline(always)]
    pub unsafe fn counted_header<'a>(word: u64) -> &'a Header {
        // SAFETY: the caller's promise.
        unsafe { &*((word - TAG_COUNTED) as *const Header) }
    }

    /// As `object`, of a counted word.
    ///
    /// # Safety
    /// `word` is a counted word, its object is alive, and its payload is a `T`.
    #[inline(always)]
    pub unsafe fn counted_object<'a, T>(word: u64) -> &'a Obj<T> {
        // SAFETY: the caller's promise.
        unsafe { &*((word - TAG_COUNTED) as *const Obj<T>) }
    }

    /// Adds a reference if the word is counted. The word must be valid: registers hold no stale words.
    #[inline(always)]
    pub fn retain(word: u64) {
        if is_counted(word) {
            // SAFETY: a counted word refers to a live object, which is the invariant of every place words are kept.
            unsafe { counted_header(word) }.increment();
        }
    }

    /// Releases one reference if the word is counted.
    ///
    /// # Safety
    /// The caller owns that reference and forgets it.
    #[inline(always)]
    pub unsafe fn release(word: u64) {
        if is_counted(word) {
            // SAFETY: the caller owns a reference, so the object is alive.
            let header = unsafe { counted_header(word) };
            if header.decrement() {
                release_last(header);
            }
        }
    }

    /// The last reference goes.
    #[cold]
    #[inline(never)]
    pub fn release_last(header: &Header) {
        header.heap().release(NonNull::from(header));
    }

    /// The shape of a counted object, or `u32::MAX` for any other word.
    #[inline(always)]
    pub fn counted_shape(word: u64) -> u32 {
        if is_counted(word) {
            // SAFETY: a counted word refers to a live object.
            unsafe { counted_header(word) }.shape.get()
        } else {
            u32::MAX
        }
    }

    /// The shape of the object, or `u32::MAX` for any other word.
    #[inline(always)]
    pub fn shape(word: u64) -> u32 {
        if is_object(word) {
            // SAFETY: an object word refers to a live object.
            unsafe { header(word) }.shape.get()
        } else {
            u32::MAX
        }
    }
}

impl Clone for Value {
    #[inline(always)]
    fn clone(&self) -> Value {
        raw::retain(self.0);
        Value(self.0)
    }
}

impl Drop for Value {
    #[inline(always)]
    fn drop(&mut self) {
        // SAFETY: a Value owns one reference.
        unsafe { raw::release(self.0) }
    }
}

impl Value {
    /// The unbound word: no Python value. Missing arguments and empty cells are NULL.
    pub const NULL: Value = Value(raw::NULL);
    pub const NONE: Value = Value(raw::NONE);
    pub const FALSE: Value = Value(raw::FALSE);
    pub const TRUE: Value = Value(raw::TRUE);
    pub const NOT_IMPLEMENTED: Value = Value(raw::NOT_IMPLEMENTED);
    pub const ELLIPSIS: Value = Value(raw::ELLIPSIS);
    pub const ZERO: Value = Value(0);
    /// The largest and smallest inline int.
    pub const MAX_SMALL: i64 = (1 << 60) - 1;
    pub const MIN_SMALL: i64 = -(1 << 60);

    /// Takes over the reference that a raw word owns.
    ///
    /// # Safety
    /// The word is valid, and the caller owns the reference it gives away.
    #[inline(always)]
    pub const unsafe fn from_raw(word: u64) -> Value {
        Value(word)
    }

    /// A new reference to what a raw word refers to.
    ///
    /// # Safety
    /// The word is valid.
    #[inline(always)]
    pub unsafe fn from_raw_borrowed(word: u64) -> Value {
        raw::retain(word);
        Value(word)
    }

    /// The word, still owned by this value.
    #[inline(always)]
    pub const fn raw(&self) -> u64 {
        self.0
    }

    /// The word; its reference is the caller's from now on.
    #[inline(always)]
    pub const fn into_raw(self) -> u64 {
        let word = self.0;
        std::mem::forget(self);
        word
    }

    /// An inline int, if it fits.
    #[inline(always)]
    pub const fn small(i: i64) -> Option<Value> {
        if (i << 3) >> 3 == i { Some(Value((i << 3) as u64)) } else { None }
    }

    /// An inline int that is known to fit in 61 bits.
    #[inline(always)]
    pub const fn from_i32(i: i32) -> Value {
        Value(((i as i64) << 3) as u64)
    }

    #[inline(always)]
    pub const fn from_bool(b: bool) -> Value {
        Value(raw::from_bool(b))
    }

    #[inline(always)]
    pub const fn is_small_int(&self) -> bool {
        raw::is_int(self.0)
    }

    /// The inline int.
    #[inline(always)]
    pub const fn as_small(&self) -> Option<i64> {
        if raw::is_int(self.0) { Some(self.0 as i64 >> 3) } else { None }
    }

    #[inline(always)]
    pub const fn is_inline_float(&self) -> bool {
        raw::is_float(self.0)
    }

    /// The inline double (boxed ones are objects; ask `objects::float`).
    #[inline(always)]
    pub const fn as_inline_float(&self) -> Option<f64> {
        if raw::is_float(self.0) { Some(raw::float(self.0)) } else { None }
    }

    #[inline(always)]
    pub const fn is_null(&self) -> bool {
        self.0 == raw::NULL
    }

    #[inline(always)]
    pub const fn is_none(&self) -> bool {
        self.0 == raw::NONE
    }

    #[inline(always)]
    pub const fn is_true(&self) -> bool {
        self.0 == raw::TRUE
    }

    #[inline(always)]
    pub const fn is_false(&self) -> bool {
        self.0 == raw::FALSE
    }

    #[inline(always)]
    pub const fn is_not_implemented(&self) -> bool {
        self.0 == raw::NOT_IMPLEMENTED
    }

    /// Whether it is a bool.
    #[inline(always)]
    pub const fn as_bool(&self) -> Option<bool> {
        match self.0 {
            raw::TRUE => Some(true),
            raw::FALSE => Some(false),
            _ => None,
        }
    }

    #[inline(always)]
    pub const fn is_object(&self) -> bool {
        raw::is_object(self.0)
    }

    /// Identity, as Python's `is`.
    #[inline(always)]
    pub const fn is(&self, other: &Value) -> bool {
        self.0 == other.0
    }

    /// NULL becomes `None`.
    #[inline(always)]
    pub fn non_null(self) -> Option<Value> {
        if self.is_null() { None } else { Some(self) }
    }

    /// The header, if this is an object.
    #[inline(always)]
    pub fn header(&self) -> Option<&Header> {
        if self.is_object() {
            // SAFETY: the value owns a reference, so the object lives at least as long as this borrow.
            Some(unsafe { raw::header(self.0) })
        } else {
            None
        }
    }

    /// The shape of the object, or `u32::MAX` for any other word.
    #[inline(always)]
    pub fn shape(&self) -> u32 {
        raw::shape(self.0)
    }

    /// The object, if its payload is a `T` (its class may be a subclass).
    #[inline]
    pub fn downcast<T: Payload>(&self) -> Option<&Obj<T>> {
        let header = self.header()?;
        let shape = header.shape.get();
        if shape == T::SHAPE || header.heap().kind_is::<T>(shape) {
            // SAFETY: the shape says that the payload is a T.
            Some(unsafe { &*(header as *const Header).cast::<Obj<T>>() })
        } else {
            None
        }
    }

    /// The object, if it is exactly of the builtin class with payload `T`.
    #[inline(always)]
    pub fn downcast_exact<T: Payload>(&self) -> Option<&Obj<T>> {
        if self.shape() == T::SHAPE {
            // SAFETY: the shape says that the payload is a T.
            Some(unsafe { &*((self.0 & !TAG_MASK) as *const Obj<T>) })
        } else {
            None
        }
    }

    /// The object, which the caller knows to have payload `T`.
    ///
    /// # Panics
    /// If it has not: that is a bug in the VM.
    #[inline]
    #[track_caller]
    pub fn expect<T: Payload>(&self) -> &Obj<T> {
        match self.downcast::<T>() {
            Some(object) => object,
            None => panic!("payload is not a {}", std::any::type_name::<T>()),
        }
    }

    /// The object, without any check.
    ///
    /// # Safety
    /// It has payload `T`.
    #[inline(always)]
    pub unsafe fn expect_unchecked<T>(&self) -> &Obj<T> {
        // SAFETY: the caller's promise.
        unsafe { raw::object::<T>(self.0) }
    }

    /// The number of references to the object (`u32::MAX` for uncounted words).
    pub fn references(&self) -> u32 {
        if raw::is_counted(self.0) { self.header().map_or(u32::MAX, Header::references) } else { u32::MAX }
    }
}

impl PartialEq for Value {
    /// Identity of the words.
    fn eq(&self, other: &Value) -> bool {
        self.0 == other.0
    }
}

impl Eq for Value {}

impl std::fmt::Debug for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(i) = self.as_small() {
            write!(f, "{i}")
        } else if let Some(d) = self.as_inline_float() {
            write!(f, "{d:?}")
        } else {
            match self.0 {
                raw::NULL => f.write_str("NULL"),
                raw::NONE => f.write_str("None"),
                raw::TRUE => f.write_str("True"),
                raw::FALSE => f.write_str("False"),
                raw::NOT_IMPLEMENTED => f.write_str("NotImplemented"),
                raw::ELLIPSIS => f.write_str("Ellipsis"),
                _ => write!(f, "<object of shape {}>", self.shape()),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_ints_and_doubles() {
        for i in [0, 1, -1, Value::MAX_SMALL, Value::MIN_SMALL] {
            assert_eq!(Value::small(i).and_then(|v| v.as_small()), Some(i));
        }
        assert!(Value::small(Value::MAX_SMALL + 1).is_none());
        for d in [0.0, -0.0, 1.0, -1.5, 3.5e-30, 1e30, 5e-324] {
            let word = raw::from_float(d).expect("an inline double");
            assert_eq!(raw::float(word).to_bits(), d.to_bits());
            assert!(!raw::is_int(word) && !raw::is_object(word) && word & 7 != TAG_SPECIAL);
        }
        for d in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 1e300] {
            assert!(raw::from_float(d).is_none());
        }
        assert_eq!(size_of::<Value>(), 8);
        assert_eq!(size_of::<Header>(), 8);
    }
}
