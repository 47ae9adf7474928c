//! Values and the memory they live in: self-tagged words, counted objects, shapes, the allocator, the cycle
//! collector's enumeration, and the borrow token that ends a borrow where Python may run.
//!
//! Most of the project's unsafe code lives in this crate; docs/unsafe.md lists the reasons. What is deliberately
//! absent: any knowledge of a Python type. A type is here a [`Kind`] (how to trace and drop a payload) and a shape.

mod collector;
mod guard;
mod heap;
mod kind;
mod page;
mod poison;
mod shape;
mod value;
mod weak;

pub use guard::{Guarded, Token};
pub use heap::{Heap, Pending};
pub use kind::{Kind, Payload, Tracer, kind_of};
pub use page::SMALL;
pub use shape::{Shape, ShapeFlags, ShapeId, SlotPlace};
pub use value::{Header, Obj, TAG_COUNTED, TAG_INT, TAG_MASK, TAG_SPECIAL, TAG_UNCOUNTED, Value, flags, raw};

/// A Rust-side map. Its order never shows, so its seeds are fixed and a program runs the same twice.
pub type Map<K, V> = std::collections::HashMap<K, V, ahash::RandomState>;

/// An empty [`Map`].
pub fn map<K, V>() -> Map<K, V> {
    Map::with_hasher(ahash::RandomState::with_seeds(0x7461, 0x6970, 0x616e, 0x3e))
}
