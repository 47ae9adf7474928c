//! The heap: allocation, the end of objects, and the cycle collector's search.
//!
//! Deallocation never recurses and never runs Python. The last reference of an object puts it on a stack of the dead,
//! which the outermost release works off. An object whose death may run code (a finalizer, a weak reference's
//! callback) is not freed but moved, alive with one reference, to the queue of [`Pending`]; the interpreter empties
//! that queue at the end of the op. So dropping a value is always safe, even inside a borrow of another object.
//!
//! Every shape has its [`End`]: exact instances of builtin classes die on a short way made for their payload; instances
//! with slots, a counted class or a finalizer, and objects whose count word has flags, take the general one.

use crate::kind::{End, Kind, Payload};
use crate::page::{Pages, class_of};
use crate::shape::{Shape, ShapeFlags, ShapeId};
use crate::value::{Header, Obj, Value, flags, raw};
use std::any::TypeId;
use std::cell::{Cell, UnsafeCell};
use std::collections::VecDeque;
use std::ptr::NonNull;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

/// Reasons for the interpreter to leave its straight path, bits of the breaker word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum Pending {
    /// Dead objects wait for their finalizers.
    Finalizers = 1,
    /// Enough was allocated for a collection.
    Collection = 2,
    /// A signal arrived, or an embedder asks to stop.
    Signal = 4,
    /// Calls queued by other threads.
    Calls = 8,
    /// A trace or profile function came or went: another loop must run.
    Observers = 16,
    /// Another thread wants its turn.
    Threads = 32,
}

/// The memory of one Vm.
pub struct Heap {
    pub(crate) pages: UnsafeCell<Pages>,
    #[allow(clippy::vec_box, reason = "references to shapes stay valid while the table grows")]
    shapes: UnsafeCell<Vec<Box<Shape>>>,
    /// How objects of each shape end.
    ends: UnsafeCell<Vec<End>>,
    /// The payload type of each shape.
    payloads: UnsafeCell<Vec<TypeId>>,
    dead: UnsafeCell<Vec<NonNull<Header>>>,
    draining: Cell<bool>,
    teardown: Cell<bool>,
    pending: UnsafeCell<VecDeque<Value>>,
    pub(crate) weak: UnsafeCell<crate::weak::Table>,
    breaker: Arc<AtomicU32>,
    breaker_word: *const AtomicU32,
    /// Containers made since the last collection that are still alive, less the threshold: beyond zero a collection is
    /// due.
    pub(crate) young: Cell<isize>,
    pub(crate) threshold: Cell<isize>,
    /// Whether collections start by themselves.
    pub collect_enabled: Cell<bool>,
    /// Bytes the program may use; `usize::MAX`: no limit.
    pub limit: Cell<usize>,
    external: Cell<usize>,
}

// SAFETY: a heap is reached from one thread at a time: it is owned by a Vm, which is Send and not Sync.
unsafe impl Send for Heap {}

const LEAST_THRESHOLD: isize = 10_000;
/// Until the first collection. What a program makes when it starts, the functions and classes of what it imports, stays.
const FIRST_THRESHOLD: isize = 20_000;

/// As far as it grows while collections find nothing.
pub(crate) const MOST_THRESHOLD: isize = if cfg!(feature = "stress") { 0 } else { 100_000 };

/// What the stress build asks for between two collections while the heap is small.
const STRESS_THRESHOLD: usize = 61;
/// Containers from which on the stress build collects less often, so that large heaps end at all.
const STRESS_LARGE: usize = 20_000;

/// Container allocations until the next collection when `live` containers are there. The stress build collects all
/// the time; `TAIPAN_STRESS` gives another interval (1: at every allocation), which then never grows.
pub(crate) fn threshold(live: usize) -> isize {
    if !cfg!(feature = "stress") {
        return if live == 0 { FIRST_THRESHOLD } else { LEAST_THRESHOLD.max(live as isize / 4) };
    }
    static ASKED: std::sync::OnceLock<Option<usize>> = std::sync::OnceLock::new();
    let asked = ASKED.get_or_init(|| std::env::var("TAIPAN_STRESS").ok().and_then(|n| n.parse().ok()));
    asked.unwrap_or(STRESS_THRESHOLD.max(live.saturating_sub(STRESS_LARGE) / 8)) as isize
}

impl Heap {
    /// A heap. It must not move once it has objects, so it comes in a box.
    pub fn new(breaker: Arc<AtomicU32>) -> Box<Heap> {
        Box::new(Heap {
            pages: UnsafeCell::new(Pages::new()),
            shapes: UnsafeCell::new(Vec::new()),
            ends: UnsafeCell::new(Vec::new()),
            payloads: UnsafeCell::new(Vec::new()),
            dead: UnsafeCell::new(Vec::new()),
            draining: Cell::new(false),
            teardown: Cell::new(false),
            pending: UnsafeCell::new(VecDeque::new()),
            weak: UnsafeCell::new(crate::weak::Table::default()),
            breaker_word: Arc::as_ptr(&breaker),
            breaker,
            young: Cell::new(-threshold(0)),
            threshold: Cell::new(threshold(0)),
            collect_enabled: Cell::new(true),
            limit: Cell::new(usize::MAX),
            external: Cell::new(0),
        })
    }

    // ---- shapes ----

    #[inline(always)]
    #[allow(
        clippy::vec_box,
        clippy::mut_from_ref,
        reason = "see the field; the borrow ends with the caller's method"
    )]
    fn shapes(&self) -> &mut Vec<Box<Shape>> {
        // SAFETY: the vector is only touched for the length of one method of this type; shapes themselves are boxed
        // and never move or go.
        unsafe { &mut *self.shapes.get() }
    }

    /// The shape with this number.
    #[inline(always)]
    pub fn shape(&self, id: u32) -> &Shape {
        // SAFETY: shapes are never removed, and every number in a header was handed out by `add_shape`.
        unsafe { self.shapes().get_unchecked(id as usize) }
    }

    /// Makes a root shape.
    pub fn add_shape(
        &self,
        kind: &'static Kind,
        class: *const Header,
        flags: ShapeFlags,
        fixed: u16,
        capacity: u16,
    ) -> ShapeId {
        let id = ShapeId(self.shapes().len() as u32);
        let dict = flags.has(ShapeFlags::HAS_DICT);
        self.push_shape(Shape {
            id,
            kind,
            class: Cell::new(class),
            flags: Cell::new(flags),
            slots_offset: kind.size.next_multiple_of(8) as u32 + dict as u32 * 8,
            words: capacity + dict as u16,
            capacity,
            fixed,
            used: 0,
            parent: None,
            name: raw::NULL,
            transitions: Default::default(),
            detached: Cell::new(None),
        });
        id
    }

    fn push_shape(&self, shape: Shape) {
        // SAFETY: as for `shapes`.
        unsafe {
            (*self.ends.get()).push(Heap::end_of(&shape));
            (*self.payloads.get()).push(shape.kind.id);
        }
        self.shapes().push(Box::new(shape));
    }

    fn end_of(shape: &Shape) -> End {
        if shape.is_plain() {
            shape.kind.end
        } else if shape.words == 0 && !shape.flags.get().has(ShapeFlags::COUNTS_CLASS) {
            // Plain, but for a finalizer.
            shape.kind.end_of_finalized
        } else if shape.is_record() {
            End { release: Heap::release_record, finish: Heap::finish_record }
        } else {
            End { release: Heap::release_any, finish: Heap::finish_any }
        }
    }

    /// The shape reached from `from` by adding a slot named `name`; `None` when the slots are full.
    pub fn shape_with(&self, from: &Shape, name: u64) -> Option<ShapeId> {
        if let Some(&(_, id)) = from.transitions.borrow().iter().find(|t| t.0 == name) {
            return Some(id);
        }
        if from.fixed + from.used >= from.capacity {
            return None;
        }
        let id = self.derive(from, Some(from.id), from.flags.get(), name, from.used + 1);
        from.transitions.borrow_mut().push((name, id));
        Some(id)
    }

    /// The shape of instances of the same layout whose attributes are in a dict.
    pub fn shape_detached(&self, from: &Shape) -> ShapeId {
        let mut root = from;
        while let Some(parent) = root.parent {
            root = self.shape(parent.0);
        }
        if let Some(id) = root.detached.get() {
            return id;
        }
        let flags = ShapeFlags(root.flags.get().0 | ShapeFlags::DETACHED);
        let id = self.derive(root, None, flags, raw::NULL, 0);
        root.detached.set(Some(id));
        id
    }

    /// Sets the flags of a root shape and of all that were derived from it.
    pub fn set_flags(&self, root: u32, flags: ShapeFlags) {
        let mut work = vec![root];
        while let Some(id) = work.pop() {
            let shape = self.shape(id);
            let detached = shape.flags.get().0 & ShapeFlags::DETACHED;
            shape.flags.set(ShapeFlags(flags.0 | detached));
            // SAFETY: as for `shapes`.
            unsafe { (&mut *self.ends.get())[id as usize] = Heap::end_of(shape) };
            work.extend(shape.transitions.borrow().iter().map(|t| t.1.0));
            work.extend(shape.detached.get().map(|d| d.0));
        }
    }

    fn derive(
        &self,
        from: &Shape,
        parent: Option<ShapeId>,
        flags: ShapeFlags,
        name: u64,
        used: u16,
    ) -> ShapeId {
        let id = ShapeId(self.shapes().len() as u32);
        let shape = Shape {
            id,
            kind: from.kind,
            class: Cell::new(from.class.get()),
            flags: Cell::new(flags),
            slots_offset: from.slots_offset,
            words: from.words,
            capacity: from.capacity,
            fixed: from.fixed,
            used,
            parent,
            name,
            transitions: Default::default(),
            detached: Cell::new(None),
        };
        self.push_shape(shape);
        id
    }

    /// The slot named by the interned word `name`, counted from the first slot, `__slots__` included.
    pub fn slot_of(&self, shape: &Shape, name: u64) -> Option<usize> {
        let mut at = shape;
        loop {
            if at.used == 0 {
                return None;
            }
            if at.name == name {
                return Some((at.fixed + at.used - 1) as usize);
            }
            at = self.shape(at.parent?.0);
        }
    }

    /// The names of the named slots, first to last, as interned words.
    pub fn slot_names(&self, shape: &Shape) -> Vec<u64> {
        let mut names = Vec::with_capacity(shape.used as usize);
        let mut at = shape;
        while at.used > 0 {
            names.push(at.name);
            match at.parent {
                Some(parent) => at = self.shape(parent.0),
                None => break,
            }
        }
        names.reverse();
        names
    }

    /// Whether objects of this shape have payload `T`.
    #[inline]
    pub fn kind_is<T: Payload>(&self, shape: u32) -> bool {
        // SAFETY: every number in a header was handed out by `add_shape`.
        unsafe { *(&*self.payloads.get()).get_unchecked(shape as usize) == TypeId::of::<T>() }
    }

    /// The class of an object of this shape.
    #[inline(always)]
    pub fn class_of_shape(&self, shape: u32) -> *const Header {
        self.shape(shape).class.get()
    }

    // ---- allocation ----

    /// Makes an object of fixed size. Its slots start as NULL.
    #[inline]
    pub fn alloc<T: Payload>(&self, shape: u32, data: T) -> Value {
        // Not by `alloc_variable`, which gives the payload back where it fails: that one has to be moved into its place.
        let info = self.shape(shape);
        let words = info.tail_words();
        let own = size_of::<Obj<T>>();
        let size = if words == 0 { own } else { own.next_multiple_of(8) + words * 8 };
        // SAFETY: the allocator is only touched for the length of this block.
        let Some(header) = (unsafe { (*self.pages.get()).allocate(self, size) }) else {
            std::alloc::handle_alloc_error(std::alloc::Layout::new::<Obj<T>>())
        };
        // SAFETY: fresh memory of at least `size` bytes.
        let value = unsafe { self.start(header, shape, data) };
        // SAFETY: as above.
        unsafe { self.start_words(header, own, info) };
        value
    }

    /// Empties the words behind a fresh payload that ends `own` bytes from the header, and counts the class.
    ///
    /// # Safety
    /// The block is large enough for the words of the shape.
    #[inline(always)]
    unsafe fn start_words(&self, header: *mut Header, own: usize, info: &Shape) {
        // SAFETY: the caller's promise; a class outlives its instances.
        unsafe {
            let first = header.cast::<u8>().add(own.next_multiple_of(8)).cast::<u64>();
            for i in 0..info.tail_words() {
                first.add(i).write(raw::NULL);
            }
            if info.flags.get().has(ShapeFlags::COUNTS_CLASS) {
                (*info.class.get()).increment();
            }
        }
    }

    /// Makes an object with `tail` bytes behind its fixed part, which may be anything; the caller fills them at once. Gives the payload back where there is no memory.
    #[inline]
    pub fn alloc_variable<T: Payload>(&self, shape: u32, tail: usize, data: T) -> Result<Value, T> {
        let info = self.shape(shape);
        let words = info.tail_words();
        let own = size_of::<Obj<T>>() + tail;
        let size = if words == 0 { own } else { own.next_multiple_of(8) + words * 8 };
        // SAFETY: the allocator is only touched for the length of this block.
        let Some(header) = (unsafe { (*self.pages.get()).allocate(self, size) }) else { return Err(data) };
        // SAFETY: fresh memory of at least `size` bytes.
        let value = unsafe { self.start(header, shape, data) };
        // SAFETY: as above; the words lie behind the payload.
        unsafe { self.start_words(header, own, info) };
        Ok(value)
    }

    /// Makes an object of fixed size of a shape without slots and without a counted class, as those of builtin
    /// classes are where the class gives no `__dict__`.
    #[inline(always)]
    pub fn alloc_plain<T: Payload>(&self, shape: u32, data: T) -> Value {
        debug_assert!(
            self.shape(shape).is_plain() || self.shape(shape).flags.get().has(ShapeFlags::FINALIZE)
        );
        // SAFETY: the allocator is only touched for the length of this block.
        let block = unsafe { (*self.pages.get()).allocate_class(self, class_of(size_of::<Obj<T>>())) };
        let Some(header) = block else { std::alloc::handle_alloc_error(std::alloc::Layout::new::<Obj<T>>()) };
        // SAFETY: fresh memory of the size of the object.
        unsafe { self.start(header, shape, data) }
    }

    /// As `alloc_plain_variable`, with a payload that is made when its place is known, so that it is not moved there:
    /// it is not made where there is no memory.
    #[inline(always)]
    pub fn alloc_plain_variable_with<T: Payload>(
        &self,
        shape: u32,
        tail: usize,
        data: impl FnOnce() -> T,
    ) -> Option<Value> {
        debug_assert!(
            self.shape(shape).is_plain() || self.shape(shape).flags.get().has(ShapeFlags::FINALIZE)
        );
        // SAFETY: the allocator is only touched for the length of this block.
        let header = unsafe { (*self.pages.get()).allocate(self, size_of::<Obj<T>>() + tail) }?;
        // SAFETY: fresh memory of at least this size.
        Some(unsafe { self.start(header, shape, data()) })
    }

    /// As `alloc_plain`, with `tail` bytes behind the fixed part, which the caller fills at once. Gives the payload
    /// back where there is no memory.
    #[inline(always)]
    pub fn alloc_plain_variable<T: Payload>(&self, shape: u32, tail: usize, data: T) -> Result<Value, T> {
        debug_assert!(self.shape(shape).is_plain());
        // SAFETY: the allocator is only touched for the length of this block.
        let block = unsafe { (*self.pages.get()).allocate(self, size_of::<Obj<T>>() + tail) };
        let Some(header) = block else { return Err(data) };
        // SAFETY: fresh memory of at least this size.
        Ok(unsafe { self.start(header, shape, data) })
    }

    /// As `alloc_plain_variable`, where that calls nothing: a small block is at hand, and no collection comes due.
    #[inline(always)]
    pub fn alloc_at_hand<T: Payload>(&self, shape: u32, tail: usize, data: T) -> Option<Value> {
        // SAFETY: the payload is written before anything else happens.
        unsafe {
            let place = self.place_at_hand::<T>(shape, tail)?;
            (&raw mut (*place.as_ptr()).data).write(data);
            Some(Value(place.as_ptr() as u64 | crate::value::TAG_COUNTED))
        }
    }

    /// The place of an object with one reference, as for `alloc_at_hand`, whose payload is not there yet.
    ///
    /// # Safety
    /// The caller writes the payload and what is behind it before anything else happens.
    #[inline(always)]
    pub unsafe fn place_at_hand<T: Payload>(&self, shape: u32, tail: usize) -> Option<NonNull<Obj<T>>> {
        debug_assert!(
            self.shape(shape).is_plain() || self.shape(shape).flags.get().has(ShapeFlags::FINALIZE)
        );
        let young = self.young.get();
        if T::CONTAINER && young >= 0 {
            return None;
        }
        // SAFETY: the allocator is only touched for the length of this block.
        let header = unsafe { (*self.pages.get()).allocate_at_hand(size_of::<Obj<T>>() + tail) }?;
        if T::CONTAINER {
            self.young.set(young + 1);
        }
        // SAFETY: fresh memory of at least this size.
        unsafe { header.write(Header { count: Cell::new(flags::ONE), shape: Cell::new(shape) }) };
        NonNull::new(header.cast())
    }

    /// Writes header and payload, and counts the object.
    ///
    /// # Safety
    /// The block is free and large enough; whatever lies behind the payload is the caller's.
    #[inline(always)]
    unsafe fn start<T: Payload>(&self, header: *mut Header, shape: u32, data: T) -> Value {
        // SAFETY: the caller's promise.
        unsafe {
            header.write(Header { count: Cell::new(flags::ONE), shape: Cell::new(shape) });
            (&raw mut (*header.cast::<Obj<T>>()).data).write(data);
        }
        if T::CONTAINER {
            let young = self.young.get() + 1;
            self.young.set(young);
            if young > 0 {
                self.want_collection();
            }
        }
        Value(header as u64 | crate::value::TAG_COUNTED)
    }

    #[cold]
    #[inline(never)]
    fn want_collection(&self) {
        self.young.set(-self.threshold.get());
        if self.collect_enabled.get() {
            self.signal(Pending::Collection);
        }
    }

    /// Makes the object live as long as the heap: from now on its words are uncounted.
    ///
    /// The caller must hold the only reference.
    pub fn immortalize(&self, value: Value) -> Value {
        let Some(header) = value.header() else { return value };
        debug_assert!(header.references() == 1 || header.has(flags::UNCOUNTED));
        header.set_flag(flags::UNCOUNTED);
        let word = header.word();
        std::mem::forget(value);
        Value(word)
    }

    /// Asks the interpreter to leave its straight path soon.
    #[inline]
    pub fn signal(&self, reason: Pending) {
        self.breaker.fetch_or(reason as u32, Ordering::Relaxed);
    }

    /// Whether anything asks for the interpreter's attention.
    #[inline(always)]
    pub fn asked(&self) -> bool {
        // SAFETY: the word lives as long as the `Arc` beside the pointer.
        unsafe { (*self.breaker_word).load(Ordering::Relaxed) != 0 }
    }

    /// Where the breaker word is, for who asks very often.
    pub fn breaker_word(&self) -> *const AtomicU32 {
        self.breaker_word
    }

    /// The breaker word, which other threads may set.
    pub fn breaker(&self) -> &Arc<AtomicU32> {
        &self.breaker
    }

    /// Charges `bytes` that an object holds outside its block; false when the limit is passed.
    #[must_use]
    pub fn charge(&self, bytes: usize) -> bool {
        bytes < isize::MAX as usize
            && self.bytes().checked_add(bytes).is_some_and(|total| total <= self.limit.get())
    }

    /// Bytes in use by blocks.
    pub fn bytes(&self) -> usize {
        // SAFETY: reading a number.
        unsafe { (*self.pages.get()).in_use + self.external.get() }
    }

    /// Bytes the block of this object can hold.
    pub fn block_size(header: &Header) -> usize {
        Pages::block_size(header)
    }

    // ---- the end of objects ----

    /// The last reference to an object goes.
    #[inline(always)]
    pub fn release(&self, header: NonNull<Header>) {
        // SAFETY: the object is alive until it is freed; every shape has its end, which fits its objects.
        unsafe {
            let shape = header.as_ref().shape.get() as usize;
            ((&*self.ends.get()).get_unchecked(shape).release)(self, header);
        }
    }

    /// The end of an exact builtin object that holds no references: it needs no place among the dead.
    ///
    /// # Safety
    /// The last reference goes; the object is of a plain shape with payload `T`.
    pub(crate) unsafe fn release_leaf<T: Payload>(&self, header: NonNull<Header>) {
        // SAFETY: the caller's promise; a count word of one reference and no flags has nothing else to look after.
        unsafe {
            if header.as_ref().count.get() == flags::ONE {
                self.finish_plain::<T>(header);
            } else {
                self.release_any(header);
            }
        }
    }

    /// The end of an exact builtin object that holds references.
    ///
    /// # Safety
    /// As for `release_leaf`.
    pub(crate) unsafe fn release_container<T: Payload>(&self, header: NonNull<Header>) {
        // SAFETY: as above; the stack of the dead is only touched for the length of a statement.
        unsafe {
            if header.as_ref().count.get() != flags::ONE {
                self.release_any(header);
            } else if self.draining.replace(true) {
                (*self.dead.get()).push(header);
            } else {
                self.finish_plain::<T>(header);
                self.drain();
            }
        }
    }

    /// As `release_container`, of an object that may have a finalizer: here only if that is done with.
    ///
    /// # Safety
    /// The last reference goes; the object is of a plain shape with payload `T`, but for the finalizer.
    pub(crate) unsafe fn release_finalized<T: Payload>(&self, header: NonNull<Header>) {
        // SAFETY: as above.
        unsafe {
            if header.as_ref().count.get() != flags::ONE | flags::FINALIZED {
                self.release_any(header);
            } else if self.draining.replace(true) {
                (*self.dead.get()).push(header);
            } else {
                self.finish_plain::<T>(header);
                self.drain();
            }
        }
    }

    /// As `release_container`, of an object that is nothing but words.
    unsafe fn release_record(&self, header: NonNull<Header>) {
        // SAFETY: as above.
        unsafe {
            if header.as_ref().count.get() != flags::ONE {
                self.release_any(header);
            } else if self.draining.replace(true) {
                (*self.dead.get()).push(header);
            } else {
                self.finish_record(header);
                self.drain();
            }
        }
    }

    /// Ends the words and the block of an object that is nothing but words, such as a plain instance.
    ///
    /// # Safety
    /// The object is dead, its shape is one of records, and its count word has no flags.
    unsafe fn finish_record(&self, header: NonNull<Header>) {
        // SAFETY: the caller's promise; see `finish_any`.
        unsafe {
            let shape = self.shape(header.as_ref().shape.get());
            let shape_flags = shape.flags.get();
            let start = shape.slots_offset as usize - shape_flags.has(ShapeFlags::HAS_DICT) as usize * 8;
            let first = header.as_ptr().cast::<u8>().add(start).cast::<u64>();
            let mut at = first.add(shape.tail_words());
            while at > first {
                at = at.sub(1);
                raw::release(at.read());
            }
            if shape.kind.container {
                self.uncount();
            }
            let class = shape.class.get();
            (*self.pages.get()).free(header.as_ptr());
            if shape_flags.has(ShapeFlags::COUNTS_CLASS) {
                raw::release((*class).word());
            }
        }
    }

    /// The end of any object.
    unsafe fn release_any(&self, header: NonNull<Header>) {
        // SAFETY: the object is alive until it is freed below.
        let count = unsafe { header.as_ref() }.count.get();
        if (count as i32) < 0 {
            return;
        }
        debug_assert!(count >= flags::ONE, "a dead object is released again");
        if self.draining.replace(true) {
            // SAFETY: the stack is only touched for the length of a statement.
            unsafe { (*self.dead.get()).push(header) };
            return;
        }
        // SAFETY: the last reference goes.
        unsafe { self.finish_any(header) };
        self.drain();
    }

    /// Works off the stack of the dead.
    #[inline(always)]
    fn drain(&self) {
        // SAFETY: the stack is only touched for the length of a statement; what is on it is dead and whole. Flags came
        // to none of them since, but some have them: those take the general way.
        unsafe {
            while let Some(header) = (*self.dead.get()).pop() {
                let object = header.as_ref();
                if object.count.get() == flags::ONE {
                    ((&*self.ends.get()).get_unchecked(object.shape.get() as usize).finish)(self, header);
                } else {
                    self.finish_any(header);
                }
            }
        }
        self.draining.set(false);
    }

    /// Ends the payload and the block of an object of a plain shape.
    ///
    /// # Safety
    /// The object is dead, its payload is a `T`, and its count word has no flags.
    pub(crate) unsafe fn finish_plain<T: Payload>(&self, header: NonNull<Header>) {
        if T::CONTAINER {
            self.uncount();
        }
        // SAFETY: the object is dead, so its payload and block are ours to end, in this order.
        unsafe {
            let data = &raw mut (*header.as_ptr().cast::<Obj<T>>()).data;
            (*data).drop_tail();
            std::ptr::drop_in_place(data);
            let pages = &mut *self.pages.get();
            if T::VARIABLE {
                pages.free(header.as_ptr());
            } else {
                pages.free_class(header.as_ptr(), class_of(size_of::<Obj<T>>()));
            }
        }
    }

    /// Frees the block of a container whose payload has ended, and which nothing refers to any more.
    ///
    /// # Safety
    /// The object is of this heap, of a plain shape but for the finalizer, and its count word says one reference, which
    /// goes; what the payload held was taken out or released.
    #[inline(always)]
    pub unsafe fn free_ended(&self, header: NonNull<Header>) {
        self.uncount();
        // SAFETY: the caller's promise; the allocator is only touched for the length of this block.
        unsafe { (*self.pages.get()).free(header.as_ptr()) };
    }

    /// As `free_ended`, of an object of `bytes` bytes, which are at most `SMALL`.
    ///
    /// # Safety
    /// As for `free_ended`; the object was made with this size.
    #[inline(always)]
    pub unsafe fn free_small_ended(&self, header: NonNull<Header>, bytes: usize) {
        self.uncount();
        // SAFETY: as above.
        unsafe { (*self.pages.get()).free_small(header.as_ptr(), bytes) };
    }

    /// A container that was made since the last collection, or one like it, is gone.
    #[inline(always)]
    fn uncount(&self) {
        let young = self.young.get();
        self.young.set(young - (young > -self.threshold.get()) as isize);
    }

    /// Ends any object, or leaves it to its finalizer.
    ///
    /// # Safety
    /// The object is dead.
    pub(crate) unsafe fn finish_any(&self, header: NonNull<Header>) {
        // SAFETY: a dead object is still whole.
        let object = unsafe { header.as_ref() };
        let shape = self.shape(object.shape.get());
        let finalize = shape.flags.get().has(ShapeFlags::FINALIZE) && !object.has(flags::FINALIZED);
        if finalize || object.has(flags::HAS_WEAKREFS) {
            // The one reference that went now belongs to the queue.
            // SAFETY: as for `dead`.
            unsafe { (*self.pending.get()).push_back(Value(object.word())) };
            self.signal(Pending::Finalizers);
            return;
        }
        let pointer = header.as_ptr();
        let words = shape.tail_words();
        // SAFETY: the object is dead, so its words, payload and block are ours to end, in this order.
        unsafe {
            if words != 0 {
                let start =
                    shape.slots_start(object) - shape.flags.get().has(ShapeFlags::HAS_DICT) as usize * 8;
                let first = pointer.cast::<u8>().add(start).cast::<u64>();
                // The stack of the dead is last in, first out: backwards here is forwards there.
                for i in (0..words).rev() {
                    raw::release(first.add(i).read());
                }
            }
            if shape.kind.container {
                self.uncount();
            }
            let class = shape.class.get();
            let counts = shape.flags.get().has(ShapeFlags::COUNTS_CLASS);
            if shape.kind.has_drop {
                (shape.kind.drop)(pointer);
            }
            (*self.pages.get()).free(pointer);
            if counts {
                raw::release((*class).word());
            }
        }
    }

    /// Whether the heap itself goes: then the payloads of other objects may be gone already.
    pub fn is_ending(&self) -> bool {
        self.teardown.get()
    }

    /// The next dead object whose death may run code.
    pub fn next_pending(&self) -> Option<Value> {
        // SAFETY: as for `dead`.
        unsafe { (*self.pending.get()).pop_front() }
    }

    /// Puts another queue in the place of the dead objects that wait, and gives those.
    pub fn swap_pending(&self, queue: VecDeque<Value>) -> VecDeque<Value> {
        // SAFETY: as for `dead`.
        unsafe { std::mem::replace(&mut *self.pending.get(), queue) }
    }

    /// Whether dead objects wait for their finalizers.
    #[inline(always)]
    pub fn has_pending(&self) -> bool {
        // SAFETY: as for `dead`.
        unsafe { !(*self.pending.get()).is_empty() }
    }
}

impl Drop for Heap {
    fn drop(&mut self) {
        self.teardown.set(true);
        // From now on a release does nothing: the object it would end may be gone already.
        let nothing: unsafe fn(&Heap, NonNull<Header>) = |_, _| {};
        self.ends.get_mut().fill(End { release: nothing, finish: nothing });
        self.pending.get_mut().clear();
        let mut all = Vec::new();
        self.each_object(|header| all.push(NonNull::from(header)));
        for header in all {
            // SAFETY: every object is dropped once; releases inside do nothing during the teardown.
            unsafe { (self.shape(header.as_ref().shape.get()).kind.drop)(header.as_ptr()) };
        }
    }
}
