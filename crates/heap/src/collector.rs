//! The cycle collector's search: which objects only unreachable cycles keep alive, and how such a cycle falls apart. What
//! becomes of what it finds (finalizers, weak references) is decided above the heap.
//!
//! Invariant: nothing is allocated or freed during a search, so the marks beside the pages hold.

use crate::heap::{Heap, threshold};
use crate::kind::Tracer;
use crate::page::Page;
use crate::shape::ShapeFlags;
use crate::value::{Header, Value, flags, raw};
use std::ptr::NonNull;

impl Heap {
    fn pages(&self) -> &[*mut Page] {
        // SAFETY: nobody allocates while the collector looks.
        unsafe { &(*self.pages.get()).pages }
    }

    /// Calls `visit` with every live object.
    pub fn each_object(&self, visit: impl FnMut(&Header)) {
        // SAFETY: nobody allocates while the collector looks.
        unsafe { (*self.pages.get()).each_live(visit) };
    }

    /// Calls `visit` with every reference that an object holds, its slots and class included.
    pub fn each_reference(&self, header: &Header, visit: Tracer<'_>) {
        let shape = self.shape(header.shape.get());
        // SAFETY: the object is alive and of this shape.
        unsafe {
            (shape.kind.trace)(header, visit);
            let words = shape.tail_words();
            if words != 0 {
                let start =
                    shape.slots_start(header) - shape.flags.get().has(ShapeFlags::HAS_DICT) as usize * 8;
                let first = (header as *const Header).cast::<u8>().add(start).cast::<Value>();
                for i in 0..words {
                    visit(&*first.add(i));
                }
            }
            if shape.flags.get().has(ShapeFlags::COUNTS_CLASS) {
                let class = std::mem::ManuallyDrop::new(Value((*shape.class.get()).word()));
                visit(&class);
            }
        }
    }

    /// Whether objects of this header's shape can be part of a cycle.
    #[inline(always)]
    pub fn is_container(&self, header: &Header) -> bool {
        let shape = self.shape(header.shape.get());
        shape.kind.container || shape.words != 0
    }

    /// Finds every object that only unreachable cycles keep alive: what has no more references than its fellows hold
    /// and is not reached from an object that has.
    pub fn unreachable(&self) -> Vec<Value> {
        const REACHED: u32 = u32::MAX;
        for &page in self.pages() {
            // SAFETY: as in `each_object`; the marks are touched by this function only.
            unsafe { (*page).ensure_marks() };
        }
        let mark = |header: &Header| -> &mut u32 {
            // SAFETY: every page has its marks, and a borrow of one ends before the next is asked for.
            unsafe { &mut *(*Page::of(header)).mark(header) }
        };
        // The containers, in the order of their pages; every container's mark is written before any is read.
        let mut containers: Vec<NonNull<Header>> = Vec::new();
        self.each_object(|header| {
            if self.is_container(header) {
                containers.push(NonNull::from(header));
                let saturated = header.count.get() as i32 <= 0 || header.has(flags::UNCOUNTED);
                *mark(header) = if saturated { REACHED } else { header.references() };
            }
        });
        let tracked = |value: &Value| -> Option<NonNull<Header>> {
            if !raw::is_counted(value.raw()) {
                return None;
            }
            // SAFETY: a counted word refers to a live object.
            let header = unsafe { raw::header(value.raw()) };
            self.is_container(header).then_some(NonNull::from(header))
        };
        for &header in &containers {
            // SAFETY: nothing is freed during the search.
            self.each_reference(unsafe { header.as_ref() }, &mut |child| {
                if let Some(child) = tracked(child) {
                    // SAFETY: as above.
                    let count = mark(unsafe { child.as_ref() });
                    if *count != REACHED {
                        debug_assert!(*count > 0, "an object holds a reference that it does not count");
                        *count = count.saturating_sub(1);
                    }
                }
            });
        }
        let mut work: Vec<NonNull<Header>> = Vec::new();
        for &header in &containers {
            // SAFETY: as above.
            let count = mark(unsafe { header.as_ref() });
            if *count > 0 {
                *count = REACHED;
                work.push(header);
            }
        }
        // What is reached from a root is reached, whatever its count came to.
        let mut at = 0;
        while at < work.len() {
            // SAFETY: as above.
            let header = unsafe { work[at].as_ref() };
            at += 1;
            self.each_reference(header, &mut |child| {
                if let Some(child) = tracked(child) {
                    // SAFETY: as above.
                    let count = mark(unsafe { child.as_ref() });
                    if *count != REACHED {
                        *count = REACHED;
                        work.push(child);
                    }
                }
            });
        }
        let mut found = Vec::new();
        for header in &containers {
            // SAFETY: as above.
            let header = unsafe { header.as_ref() };
            if *mark(header) != REACHED {
                found.push(header.value());
            }
        }
        self.threshold.set(threshold(containers.len()));
        self.young.set(-self.threshold.get());
        found
    }

    /// Empties the references of an unreachable object, so that the cycle falls apart.
    pub fn break_cycle(&self, header: &Header) {
        let shape = self.shape(header.shape.get());
        // SAFETY: the object is alive (the caller holds it) and of this shape; nobody else looks at it.
        unsafe {
            (shape.kind.clear)(header);
            let words = shape.tail_words();
            if words != 0 {
                let start =
                    shape.slots_start(header) - shape.flags.get().has(ShapeFlags::HAS_DICT) as usize * 8;
                let first = (header as *const Header).cast::<u8>().add(start).cast::<u64>().cast_mut();
                for i in 0..words {
                    let old = first.add(i).replace(raw::NULL);
                    raw::release(old);
                }
            }
        }
    }
}
