//! Shapes: what the 32-bit shape of an object's header stands for.
//!
//! A shape says the kind of payload, the class, and which attribute lies in which slot. The slots of an instance are
//! words behind its payload: first, where the class gives instances a `__dict__`, one *extension* word (NULL, or the
//! dict that took the attributes over), then `capacity` slots. Numbers are never reused; the
//! first shapes belong to the builtin classes, in the order of their table.

use crate::kind::Kind;
use crate::value::Header;
use std::cell::{Cell, RefCell};

/// The number of a shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(transparent)]
pub struct ShapeId(pub u32);

/// What holds for every object of a shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShapeFlags(pub u32);

impl ShapeFlags {
    pub const NONE: ShapeFlags = ShapeFlags(0);
    /// Instances have an extension word.
    pub const HAS_DICT: u32 = 1;
    /// The attributes are in the dict of the extension word.
    pub const DETACHED: u32 = 2;
    /// Each instance owns a reference to its class.
    pub const COUNTS_CLASS: u32 = 4;
    /// The death of an instance may run code.
    pub const FINALIZE: u32 = 8;
    /// Weak references may be made.
    pub const WEAKREFS: u32 = 16;

    pub const fn has(self, flag: u32) -> bool {
        self.0 & flag != 0
    }
}

/// Where a named slot is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SlotPlace {
    /// Bytes from the start of the object.
    pub offset: u32,
}

/// One shape.
pub struct Shape {
    pub id: ShapeId,
    pub kind: &'static Kind,
    /// The class; null once it is gone.
    pub class: Cell<*const Header>,
    pub flags: Cell<ShapeFlags>,
    /// Bytes from the start of the object to slot 0 (for payloads of fixed size).
    pub slots_offset: u32,
    /// Words behind the payload: the extension and the slots.
    pub(crate) words: u16,
    /// Slots an instance has.
    pub capacity: u16,
    /// Slots of `__slots__`, which come first and have no name here.
    pub fixed: u16,
    /// Named slots in use, behind the fixed ones.
    pub used: u16,
    /// The shape without the last named slot.
    pub parent: Option<ShapeId>,
    /// The word of the (interned, immortal) name of the last named slot.
    pub name: u64,
    pub(crate) transitions: RefCell<Vec<(u64, ShapeId)>>,
    pub(crate) detached: Cell<Option<ShapeId>>,
}

impl Shape {
    /// Words behind the payload: the extension and the slots.
    #[inline(always)]
    pub fn tail_words(&self) -> usize {
        self.words as usize
    }

    /// Whether instances are nothing but their payload, with nothing to do at their birth and their death.
    pub(crate) fn is_plain(&self) -> bool {
        self.words == 0 && self.flags.get().0 & (ShapeFlags::COUNTS_CLASS | ShapeFlags::FINALIZE) == 0
    }

    /// Whether instances are nothing but words, whose death runs no code.
    pub(crate) fn is_record(&self) -> bool {
        !self.kind.variable && !self.kind.has_drop && !self.flags.get().has(ShapeFlags::FINALIZE)
    }

    /// Bytes from the start of `header` to its slot 0.
    #[inline(always)]
    pub fn slots_start(&self, header: &Header) -> usize {
        if self.kind.variable {
            // SAFETY: the object is of this shape.
            let end = unsafe { (self.kind.size_of)(header) }.next_multiple_of(8);
            end + self.flags.get().has(ShapeFlags::HAS_DICT) as usize * 8
        } else {
            self.slots_offset as usize
        }
    }
}
