//! Pages: 64 KiB, aligned to 64 KiB, cut into blocks of one size class. The page's header leads from any object to its
//! heap. A block whose header count is zero is free. Objects beyond the largest class have a page of their own.

use crate::heap::Heap;
use crate::poison;
use crate::value::Header;
use std::alloc::{Layout, alloc_zeroed, dealloc};
use std::collections::VecDeque;
use std::ptr::NonNull;

pub const PAGE: usize = 64 * 1024;
const CHUNK: usize = 16 * PAGE;
/// Bytes before the first block.
pub const FIRST_BLOCK: usize = 64;

const CLASSES: &[usize] = &[
    16, 32, 48, 64, 80, 96, 112, 128, 144, 160, 176, 192, 208, 224, 240, 256, 272, 288, 304, 320, 336, 352,
    368, 384, 400, 416, 432, 448, 464, 480, 496, 512, 640, 768, 896, 1024, 1280, 1536, 2048, 2560, 3072,
    4096, 6144, 8192, 12288, 16368,
];
const LARGEST: usize = 16368;

/// The header of a page.
#[repr(C)]
pub struct Page {
    pub heap: *const Heap,
    /// Bytes of a block.
    pub block: usize,
    /// Bytes of the whole mapping, for large pages; zero for pages of small blocks.
    large: usize,
    /// The side table of the collector, one count per block, alive only during a collection.
    pub marks: *mut u32,
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
    pub fn index(&self, header: *const Header) -> usize {
        if self.large != 0 {
            0
        } else {
            (header as usize - self as *const Page as usize - FIRST_BLOCK) / self.block
        }
    }
}

#[repr(C)]
struct Free {
    header: u64,
    next: *mut Free,
}

#[derive(Clone, Copy)]
struct Class {
    free: *mut Free,
    fresh: usize,
    end: usize,
}

/// The allocator of one heap.
pub struct Pages {
    classes: [Class; CLASSES.len()],
    by_size: [u8; LARGEST / 16 + 2],
    chunks: Vec<NonNull<u8>>,
    chunk_used: usize,
    pub pages: Vec<*mut Page>,
    /// Bytes in use by blocks.
    pub in_use: usize,
    /// Freed blocks that are not on a free list yet, oldest first.
    resting: VecDeque<*mut Header>,
}

impl Pages {
    pub fn new() -> Pages {
        let mut by_size = [0; LARGEST / 16 + 2];
        let mut class = 0;
        for (units, entry) in by_size.iter_mut().enumerate() {
            while class < CLASSES.len() && CLASSES[class] < units * 16 {
                class += 1;
            }
            *entry = class as u8;
        }
        Pages {
            classes: [Class { free: std::ptr::null_mut(), fresh: 0, end: 0 }; CLASSES.len()],
            by_size,
            chunks: Vec::new(),
            chunk_used: CHUNK,
            pages: Vec::new(),
            in_use: 0,
            resting: VecDeque::new(),
        }
    }

    /// Memory for an object of `size` bytes, or `None` where the system has none.
    #[inline]
    pub fn allocate(&mut self, heap: *const Heap, size: usize) -> Option<*mut Header> {
        if size > LARGEST {
            return self.allocate_large(heap, size);
        }
        let index = self.by_size[size.div_ceil(16)] as usize;
        let class = &mut self.classes[index];
        self.in_use += CLASSES[index];
        if !class.free.is_null() {
            let block = class.free;
            // SAFETY: a block on the free list is ours, and holds the next one.
            class.free = unsafe {
                poison::allow(block.cast(), CLASSES[index]);
                (*block).next
            };
            return Some(block.cast());
        }
        if class.fresh == class.end {
            return self.allocate_fresh(heap, index);
        }
        let block = class.fresh;
        class.fresh += CLASSES[index];
        Some(block as *mut Header)
    }

    #[cold]
    fn allocate_fresh(&mut self, heap: *const Heap, index: usize) -> Option<*mut Header> {
        if self.chunk_used == CHUNK {
            let layout = Layout::from_size_align(CHUNK, PAGE).ok()?;
            // SAFETY: the layout is not empty.
            self.chunks.push(NonNull::new(unsafe { alloc_zeroed(layout) })?);
            self.chunk_used = 0;
        }
        let start = self.chunks.last()?.as_ptr() as usize + self.chunk_used;
        self.chunk_used += PAGE;
        let block = CLASSES[index];
        let page = start as *mut Page;
        // SAFETY: the page is fresh memory of ours, aligned and large enough.
        unsafe { page.write(Page { heap, block, large: 0, marks: std::ptr::null_mut() }) };
        self.pages.push(page);
        let first = start + FIRST_BLOCK;
        self.classes[index].fresh = first + block;
        self.classes[index].end = first + (PAGE - FIRST_BLOCK) / block * block;
        Some(first as *mut Header)
    }

    #[cold]
    fn allocate_large(&mut self, heap: *const Heap, size: usize) -> Option<*mut Header> {
        let total = size.checked_add(FIRST_BLOCK)?;
        let layout = Layout::from_size_align(total, PAGE).ok()?;
        // SAFETY: the layout is not empty.
        let page = NonNull::new(unsafe { alloc_zeroed(layout) })?.as_ptr().cast::<Page>();
        // SAFETY: fresh memory of ours, aligned and large enough.
        unsafe { page.write(Page { heap, block: size, large: total, marks: std::ptr::null_mut() }) };
        self.pages.push(page);
        self.in_use += size;
        Some((page as usize + FIRST_BLOCK) as *mut Header)
    }

    /// Gives a block back.
    ///
    /// # Safety
    /// The block came from `allocate` of this allocator and nothing refers to it.
    #[inline]
    pub unsafe fn free(&mut self, header: *mut Header) {
        // SAFETY: the block lies in a page of ours.
        let page = unsafe { &*Page::of(header) };
        self.in_use -= page.block;
        if page.large != 0 {
            // SAFETY: the caller's promise.
            unsafe { self.free_large(header) };
            return;
        }
        // SAFETY: the block is ours and free.
        unsafe { poison::bury(header.cast(), page.block) };
        if !poison::QUARANTINE {
            // SAFETY: the block came back just now.
            unsafe { self.reuse(header) };
            return;
        }
        // SAFETY: as above; a zero count marks the block as free while it rests.
        unsafe { header.cast::<u64>().write(0) };
        self.resting.push_back(header);
        if self.resting.len() > poison::RESTING
            && let Some(header) = self.resting.pop_front()
        {
            // SAFETY: the block came back long ago and was not given out since.
            unsafe { self.reuse(header) };
        }
    }

    /// Puts a block on its free list.
    ///
    /// # Safety
    /// The block is free and on no list.
    #[inline(always)]
    unsafe fn reuse(&mut self, header: *mut Header) {
        let free = header.cast::<Free>();
        // SAFETY: the block lies in a page of ours and nothing else refers to it; a zero count marks it as free.
        unsafe {
            let bytes = (*Page::of(header)).block;
            let index = self.by_size[bytes.div_ceil(16)] as usize;
            poison::allow(free.cast(), size_of::<Free>());
            free.write(Free { header: 0, next: self.classes[index].free });
            poison::forbid(free.cast(), bytes);
            self.classes[index].free = free;
        }
    }

    #[cold]
    unsafe fn free_large(&mut self, header: *mut Header) {
        let page = Page::of(header);
        if let Some(at) = self.pages.iter().position(|&p| p == page) {
            self.pages.swap_remove(at);
        }
        // SAFETY: the page was allocated with this layout by `allocate_large`.
        unsafe {
            let total = (*page).large;
            dealloc(page.cast(), Layout::from_size_align_unchecked(total, PAGE));
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
