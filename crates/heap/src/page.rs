//! Pages: 64 KiB, aligned to 64 KiB, cut into blocks of one size class. The page's header leads from any object to its
//! heap. A block whose header count is zero is free. Objects beyond the largest class have a page of their own.
//!
//! The fast way in and out is a pop from and a push to the free list of a size class. Fresh blocks come to that list in
//! small batches, so that the fast way has nothing else to ask.

use crate::heap::Heap;
use crate::poison;
use crate::value::Header;
use std::alloc::{Layout, alloc, alloc_zeroed, dealloc};
use std::collections::VecDeque;
use std::ptr::NonNull;

pub const PAGE: usize = 64 * 1024;
const CHUNK: usize = 16 * PAGE;
/// Bytes before the first block.
pub const FIRST_BLOCK: usize = 64;

const CLASSES: [usize; 46] = [
    16, 32, 48, 64, 80, 96, 112, 128, 144, 160, 176, 192, 208, 224, 240, 256, 272, 288, 304, 320, 336, 352,
    368, 384, 400, 416, 432, 448, 464, 480, 496, 512, 640, 768, 896, 1024, 1280, 1536, 2048, 2560, 3072,
    4096, 6144, 8192, 12288, 16368,
];
const LARGEST: usize = 16368;
/// Bytes of fresh blocks that go to the free list at a time.
const BATCH: usize = 1024;
/// The class number of pages that hold one large object.
const LARGE: usize = CLASSES.len();

/// The size class of every size in units of 16 bytes.
static BY_SIZE: [u8; LARGEST / 16 + 2] = {
    let mut by_size = [0; LARGEST / 16 + 2];
    let (mut class, mut units) = (0, 0);
    while units < by_size.len() {
        while class < CLASSES.len() && CLASSES[class] < units * 16 {
            class += 1;
        }
        by_size[units] = class as u8;
        units += 1;
    }
    by_size
};

/// The size class of blocks for `size` bytes, which are at most the largest class.
#[inline(always)]
pub const fn class_of(size: usize) -> usize {
    BY_SIZE[size.div_ceil(16)] as usize
}

/// The largest size up to which the classes are the multiples of 16.
pub const SMALL: usize = 512;
const _: () = assert!(CLASSES[SMALL / 16 - 1] == SMALL);

/// The class of at most `SMALL` bytes, and at least one, by arithmetic alone.
#[inline(always)]
fn small_class(size: usize) -> Option<usize> {
    let index = size.wrapping_sub(1) / 16;
    (index < SMALL / 16).then_some(index)
}

/// The header of a page.
#[repr(C)]
pub struct Page {
    pub heap: *const Heap,
    /// Bytes of a block.
    pub block: usize,
    /// The number of the size class, or one past them for a large object.
    class: usize,
    /// Bytes of the whole mapping, for large pages; zero for pages of small blocks.
    large: usize,
    /// The side table of the collector, one count per block; made by the first collection that sees the page.
    marks: *mut u32,
    /// `2^32 / block`, rounded up: block numbers without a division.
    reciprocal: u32,
}

impl Page {
    #[inline(always)]
    pub fn of(header: *const Header) -> *mut Page {
        (header as usize & !(PAGE - 1)) as *mut Page
    }

    /// Number of blocks.
    pub fn blocks(&self) -> usize {
        if self.large != 0 { 1 } else { (PAGE - FIRST_BLOCK) / self.block }
    }

    /// The block with this index.
    pub fn block(&self, index: usize) -> *mut Header {
        (self as *const Page as usize + FIRST_BLOCK + index * self.block) as *mut Header
    }

    /// The index of the block that starts at `header`.
    #[inline(always)]
    fn index(&self, header: *const Header) -> usize {
        // Offsets are multiples of the block below 2^16, so the rounded reciprocal gives the exact number; the one
        // block of a large object has offset 0.
        let offset = (header as usize & (PAGE - 1)) - FIRST_BLOCK;
        ((offset as u64 * self.reciprocal as u64) >> 32) as usize
    }

    /// Makes the side table of the collector, if there is none yet.
    pub fn ensure_marks(&mut self) {
        if self.marks.is_null() {
            self.marks = Box::into_raw(vec![0u32; self.blocks()].into_boxed_slice()).cast();
        }
    }

    /// The collector's word for an object of this page.
    ///
    /// # Safety
    /// `ensure_marks` was called; nobody else holds the word.
    #[inline(always)]
    pub unsafe fn mark(&self, header: *const Header) -> *mut u32 {
        // SAFETY: the table has a word for every block.
        unsafe { self.marks.add(self.index(header)) }
    }

    fn drop_marks(&mut self) {
        if !self.marks.is_null() {
            let table = std::ptr::slice_from_raw_parts_mut(self.marks, self.blocks());
            // SAFETY: made by `ensure_marks` with this length.
            drop(unsafe { Box::from_raw(table) });
            self.marks = std::ptr::null_mut();
        }
    }
}

#[repr(C)]
struct Free {
    header: u64,
    next: *mut Free,
}

/// The part of a size class's newest page that was never handed out.
#[derive(Clone, Copy)]
struct Fresh {
    start: usize,
    end: usize,
}

/// The allocator of one heap.
pub struct Pages {
    /// The free list of every size class.
    free: [*mut Free; CLASSES.len()],
    fresh: [Fresh; CLASSES.len()],
    chunks: Vec<NonNull<u8>>,
    chunk_used: usize,
    pub pages: Vec<*mut Page>,
    /// Bytes in use by blocks.
    pub in_use: usize,
    /// Freed blocks that are not on a free list yet, oldest first.
    resting: VecDeque<(*mut Header, usize)>,
}

impl Pages {
    pub fn new() -> Pages {
        Pages {
            free: [std::ptr::null_mut(); CLASSES.len()],
            fresh: [Fresh { start: 0, end: 0 }; CLASSES.len()],
            chunks: Vec::new(),
            chunk_used: CHUNK,
            pages: Vec::new(),
            in_use: 0,
            resting: VecDeque::new(),
        }
    }

    /// Memory for an object of `size` bytes, or `None` where the system has none.
    #[inline(always)]
    pub fn allocate(&mut self, heap: *const Heap, size: usize) -> Option<*mut Header> {
        if size > LARGEST {
            return self.allocate_large(heap, size);
        }
        self.allocate_class(heap, class_of(size))
    }

    /// A block of a size class, or `None` where the system has none.
    #[inline(always)]
    pub fn allocate_class(&mut self, heap: *const Heap, index: usize) -> Option<*mut Header> {
        let free = &mut self.free[index];
        let block = *free;
        if block.is_null() {
            return self.allocate_fresh(heap, index);
        }
        // SAFETY: a block on the free list is ours, and holds the next one.
        *free = unsafe {
            poison::allow(block.cast(), CLASSES[index]);
            (*block).next
        };
        self.in_use += CLASSES[index];
        Some(block.cast())
    }

    /// A block for at most `SMALL` bytes, if one lies on its free list.
    #[inline(always)]
    pub fn allocate_at_hand(&mut self, size: usize) -> Option<*mut Header> {
        let index = small_class(size)?;
        let free = &mut self.free[index];
        let block = *free;
        if block.is_null() {
            return None;
        }
        // SAFETY: as in `allocate_class`.
        *free = unsafe {
            poison::allow(block.cast(), CLASSES[index]);
            (*block).next
        };
        self.in_use += (index + 1) * 16;
        Some(block.cast())
    }

    /// Gives a block for `size` bytes back, which are no more than `SMALL`.
    ///
    /// # Safety
    /// As for `free`; the block was asked for with this size.
    #[inline(always)]
    pub unsafe fn free_small(&mut self, header: *mut Header, size: usize) {
        // SAFETY: the caller's promise.
        unsafe {
            let index = small_class(size).unwrap_unchecked();
            self.take_back(header, index, (index + 1) * 16);
        }
    }

    /// The free list is empty: puts a batch of fresh blocks there and gives one of them.
    #[cold]
    #[inline(never)]
    fn allocate_fresh(&mut self, heap: *const Heap, index: usize) -> Option<*mut Header> {
        if self.fresh[index].start == self.fresh[index].end {
            self.new_page(heap, index)?;
        }
        let block = CLASSES[index];
        let fresh = &mut self.fresh[index];
        let first = fresh.start;
        let many = ((fresh.end - first) / block).min(BATCH / block).max(1);
        fresh.start = first + many * block;
        // Linked from the last to the first, so that blocks are handed out in the order of their addresses.
        for number in (1..many).rev() {
            let free = (first + number * block) as *mut Free;
            // SAFETY: fresh memory of ours, large enough for two words; a zero count marks it free.
            unsafe { free.write(Free { header: 0, next: self.free[index] }) };
            self.free[index] = free;
        }
        self.in_use += block;
        // What was here before may be anything, and whoever looks at the page must not take it for an object.
        // SAFETY: as above.
        unsafe { (first as *mut u64).write(0) };
        Some(first as *mut Header)
    }

    fn new_page(&mut self, heap: *const Heap, index: usize) -> Option<()> {
        if self.chunk_used == CHUNK {
            let layout = Layout::from_size_align(CHUNK, PAGE).ok()?;
            // Not zeroed, which would bring all of it into memory. SAFETY: the layout is not empty.
            self.chunks.push(NonNull::new(unsafe { alloc(layout) })?);
            self.chunk_used = 0;
        }
        let start = self.chunks.last()?.as_ptr() as usize + self.chunk_used;
        self.chunk_used += PAGE;
        let block = CLASSES[index];
        let page = start as *mut Page;
        let reciprocal = (1u64 << 32).div_ceil(block as u64) as u32;
        let head = Page { heap, block, class: index, large: 0, marks: std::ptr::null_mut(), reciprocal };
        // SAFETY: the page is fresh memory of ours, aligned and large enough.
        unsafe { page.write(head) };
        self.pages.push(page);
        let first = start + FIRST_BLOCK;
        self.fresh[index] = Fresh { start: first, end: first + (PAGE - FIRST_BLOCK) / block * block };
        Some(())
    }

    #[cold]
    fn allocate_large(&mut self, heap: *const Heap, size: usize) -> Option<*mut Header> {
        let total = size.checked_add(FIRST_BLOCK)?;
        let layout = Layout::from_size_align(total, PAGE).ok()?;
        // SAFETY: the layout is not empty.
        let page = NonNull::new(unsafe { alloc_zeroed(layout) })?.as_ptr().cast::<Page>();
        // SAFETY: fresh memory of ours, aligned and large enough.
        unsafe {
            page.write(Page {
                heap,
                block: size,
                class: LARGE,
                large: total,
                marks: std::ptr::null_mut(),
                reciprocal: 0,
            })
        };
        self.pages.push(page);
        self.in_use += size;
        Some((page as usize + FIRST_BLOCK) as *mut Header)
    }

    /// Gives a block back.
    ///
    /// # Safety
    /// The block came from `allocate` of this allocator and nothing refers to it.
    #[inline(always)]
    pub unsafe fn free(&mut self, header: *mut Header) {
        // SAFETY: the block lies in a page of ours.
        let class = unsafe { (*Page::of(header)).class };
        if class == LARGE {
            // SAFETY: the caller's promise.
            unsafe { self.free_large(header) };
            return;
        }
        // SAFETY: the caller's promise, and the page says that this is the block's class.
        unsafe { self.free_class(header, class) };
    }

    /// Gives a block of this size class back.
    ///
    /// # Safety
    /// As for `free`; the block is of this class.
    #[inline(always)]
    pub unsafe fn free_class(&mut self, header: *mut Header, index: usize) {
        // SAFETY: the caller's promise.
        unsafe { self.take_back(header, index, CLASSES[index]) };
    }

    /// As `free_class`, of a class of blocks of `bytes` bytes.
    ///
    /// # Safety
    /// As for `free_class`.
    #[inline(always)]
    unsafe fn take_back(&mut self, header: *mut Header, index: usize, bytes: usize) {
        self.in_use -= bytes;
        // SAFETY: the block is ours and free.
        unsafe { poison::bury(header.cast(), bytes) };
        if !poison::QUARANTINE {
            // SAFETY: the block came back just now.
            unsafe { self.reuse(header, index) };
            return;
        }
        // SAFETY: as above; a zero count marks the block as free while it rests.
        unsafe { header.cast::<u64>().write(0) };
        self.resting.push_back((header, index));
        if self.resting.len() > poison::RESTING
            && let Some((header, index)) = self.resting.pop_front()
        {
            // SAFETY: the block came back long ago and was not given out since.
            unsafe { self.reuse(header, index) };
        }
    }

    /// Puts a block on the free list of its size class.
    ///
    /// # Safety
    /// The block is free and on no list.
    #[inline(always)]
    unsafe fn reuse(&mut self, header: *mut Header, index: usize) {
        let free = header.cast::<Free>();
        // SAFETY: nothing else refers to the block; a zero count marks it as free.
        unsafe {
            poison::allow(free.cast(), size_of::<Free>());
            free.write(Free { header: 0, next: self.free[index] });
            poison::forbid(free.cast(), CLASSES[index]);
        }
        self.free[index] = free;
    }

    #[cold]
    unsafe fn free_large(&mut self, header: *mut Header) {
        let page = Page::of(header);
        if let Some(at) = self.pages.iter().position(|&p| p == page) {
            self.pages.swap_remove(at);
        }
        // SAFETY: the page is ours until it is freed here.
        let head = unsafe { &mut *page };
        self.in_use -= head.block;
        head.drop_marks();
        // SAFETY: the page was allocated with this layout by `allocate_large`.
        unsafe {
            let total = (*page).large;
            dealloc(page.cast(), Layout::from_size_align_unchecked(total, PAGE));
        }
    }

    /// Calls `visit` with every block that was handed out once and has a count. What was never handed out is not
    /// looked at, since looking would bring it into memory.
    ///
    /// # Safety
    /// Nothing is allocated or freed meanwhile.
    pub unsafe fn each_live(&self, mut visit: impl FnMut(&Header)) {
        for &page in &self.pages {
            // SAFETY: a page stays until the heap goes, or until its one object is freed.
            let page = unsafe { &*page };
            let blocks = match self.fresh.get(page.class) {
                Some(fresh) if fresh.end.wrapping_sub(page as *const Page as usize + 1) < PAGE => {
                    (fresh.start - page as *const Page as usize - FIRST_BLOCK) / page.block
                }
                _ => page.blocks(),
            };
            for index in 0..blocks {
                // SAFETY: the block lies in the page; one with a count is an object.
                let header = unsafe { &*page.block(index) };
                if header.count.get() != 0 {
                    visit(header);
                }
            }
        }
    }

    /// Bytes a block of this object can hold.
    pub fn block_size(header: *const Header) -> usize {
        // SAFETY: every object lies in a page.
        unsafe { (*Page::of(header)).block }
    }
}

impl Drop for Pages {
    fn drop(&mut self) {
        for &page in &self.pages {
            // SAFETY: the pages are ours until freed below.
            unsafe { (*page).drop_marks() };
        }
        let large: Vec<_> = self
            .pages
            .iter()
            .copied()
            .filter(|&p| {
                // SAFETY: the pages are ours until freed below.
                unsafe { (*p).large != 0 }
            })
            .collect();
        for page in large {
            // SAFETY: nothing refers to any object once the heap goes.
            unsafe {
                let total = (*page).large;
                dealloc(page.cast(), Layout::from_size_align_unchecked(total, PAGE));
            }
        }
        for &chunk in &self.chunks {
            // SAFETY: allocated with this layout by `allocate_fresh`.
            unsafe { dealloc(chunk.as_ptr(), Layout::from_size_align_unchecked(CHUNK, PAGE)) };
        }
    }
}
