//! Kinds: what the heap must know of a payload type to trace and drop it.

use crate::heap::Heap;
use crate::value::{Header, Obj, Value};
use std::any::TypeId;
use std::ptr::NonNull;

/// Receives every reference an object holds.
pub type Tracer<'a> = &'a mut dyn FnMut(&Value);

/// How to handle the objects of one payload type.
pub struct Kind {
    /// The Rust type of the payload.
    pub id: TypeId,
    pub name: &'static str,
    /// Bytes of header and payload, without the slots of instances behind it. For payloads of variable size: the
    /// fixed part.
    pub size: usize,
    /// Whether objects hold references, and so take part in cycles.
    pub container: bool,
    /// Whether the payload's size differs from object to object (slots of subclasses then live out of line).
    pub variable: bool,
    /// Bytes of header and payload of this object, its variable part included.
    pub size_of: unsafe fn(*const Header) -> usize,
    pub trace: unsafe fn(*const Header, Tracer<'_>),
    /// Whether `drop` does anything.
    pub(crate) has_drop: bool,
    /// Drops the payload in place.
    pub drop: unsafe fn(*mut Header),
    /// Breaks cycles: empties the references the payload holds, and leaves it valid.
    pub clear: unsafe fn(*const Header),
    /// How exact instances of the builtin class end: nothing but this payload, in a block of its own size.
    pub(crate) end: End,
    /// The same for a class whose instances have a finalizer.
    pub(crate) end_of_finalized: End,
}

/// The two ways into the end of an object, kept by the heap for each shape.
#[derive(Clone, Copy)]
pub(crate) struct End {
    /// The last reference goes.
    pub release: unsafe fn(&Heap, NonNull<Header>),
    /// The object is dead and nothing keeps it.
    pub finish: unsafe fn(&Heap, NonNull<Header>),
}

/// A Rust type that can be the payload of an object.
///
/// # Safety
/// `SHAPE` is the shape of exact instances of the builtin class with this payload and of no other payload; `trace`
/// visits every counted reference exactly once per reference held.
pub unsafe trait Payload: Sized + 'static {
    const NAME: &'static str;
    /// The shape of exact instances.
    const SHAPE: u32;
    const CONTAINER: bool = true;
    const VARIABLE: bool = false;
    /// Visits every reference.
    fn trace(&self, visit: Tracer<'_>);
    /// Empties the references to break a cycle. Called only on unreachable objects.
    fn clear(&self) {}
    /// Bytes behind the fixed part, for payloads of variable size.
    fn tail_bytes(&self) -> usize {
        0
    }
    /// Drops what lies behind the fixed part of a payload of variable size. Called once, before the payload's drop.
    fn drop_tail(&mut self) {}
}

struct KindOf<T>(std::marker::PhantomData<T>);

impl<T: Payload> KindOf<T> {
    const KIND: Kind = Kind {
        id: TypeId::of::<T>(),
        name: T::NAME,
        size: size_of::<Obj<T>>(),
        container: T::CONTAINER,
        variable: T::VARIABLE,
        has_drop: std::mem::needs_drop::<T>() || size_of::<T>() != 0,
        size_of: |header| {
            // SAFETY: as for trace.
            size_of::<Obj<T>>() + unsafe { (*header.cast::<Obj<T>>()).data.tail_bytes() }
        },
        trace: |header, visit| {
            // SAFETY: the heap calls this only for objects whose shape says that the payload is a T.
            unsafe { (*header.cast::<Obj<T>>()).data.trace(visit) }
        },
        drop: |header| {
            // SAFETY: as above, and the heap calls it once, when the last reference is gone.
            unsafe {
                let data = &raw mut (*header.cast::<Obj<T>>()).data;
                (*data).drop_tail();
                std::ptr::drop_in_place(data);
            }
        },
        clear: |header| {
            // SAFETY: as for trace.
            unsafe { (*header.cast::<Obj<T>>()).data.clear() }
        },
        end: End {
            release: if T::CONTAINER { Heap::release_container::<T> } else { Heap::release_leaf::<T> },
            finish: Heap::finish_plain::<T>,
        },
        end_of_finalized: End { release: Heap::release_finalized::<T>, finish: Heap::finish_any },
    };
}

/// The kind of a payload type.
pub const fn kind_of<T: Payload>() -> &'static Kind {
    &KindOf::<T>::KIND
}
