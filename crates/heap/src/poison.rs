//! How the use of a freed block shows: it is filled with a pattern (debug builds), its body is forbidden to
//! AddressSanitizer (`asan`), and it rests before it is given out again (`asan`, `stress`). In every other build the
//! functions here do nothing.
//!
//! The first eight bytes of a free block stay zero and readable: whoever walks a page asks there whether it is free.

/// Whether freed blocks rest.
pub const QUARANTINE: bool = cfg!(any(feature = "stress", feature = "asan"));

/// How many blocks rest at a time.
pub const RESTING: usize = 4096;

const PATTERN: u8 = 0xDB;
const HEADER: usize = 8;

#[cfg(feature = "asan")]
unsafe extern "C" {
    fn __asan_poison_memory_region(start: *const u8, bytes: usize);
    fn __asan_unpoison_memory_region(start: *const u8, bytes: usize);
}

/// Fills the body of a block that was freed just now, and forbids it.
///
/// # Safety
/// The block is free and has `bytes` bytes.
#[inline(always)]
pub unsafe fn bury(block: *mut u8, bytes: usize) {
    // SAFETY: the caller's promise.
    unsafe {
        if cfg!(debug_assertions) {
            block.add(HEADER).write_bytes(PATTERN, bytes - HEADER);
        }
        forbid(block, bytes);
    }
}

/// Forbids the body of a free block.
///
/// # Safety
/// The block has `bytes` bytes.
#[inline(always)]
pub unsafe fn forbid(block: *mut u8, bytes: usize) {
    #[cfg(feature = "asan")]
    // SAFETY: the sanitizer only marks its own table.
    unsafe {
        __asan_poison_memory_region(block.add(HEADER), bytes - HEADER);
    }
    let _ = (block, bytes);
}

/// Allows the first `bytes` bytes of a block again.
///
/// # Safety
/// The block has that many bytes.
#[inline(always)]
pub unsafe fn allow(block: *mut u8, bytes: usize) {
    #[cfg(feature = "asan")]
    // SAFETY: the sanitizer only marks its own table.
    unsafe {
        __asan_unpoison_memory_region(block, bytes);
    }
    let _ = (block, bytes);
}
