//! Room on the host's stack. A tree may be as deep as CPython compiles it, which is deeper than any thread's stack; so
//! every recursion over a tree goes through [`with_room`], which continues on a new piece of stack when the old one
//! is nearly full.

const RED_ZONE: usize = 128 * 1024;
const STACK_STEP: usize = 4 * 1024 * 1024;

/// What the recursive drop of one level of the third-party parser's tree may take.
const FOREIGN_LEVEL_BYTES: usize = 1024;

/// Runs one step of a recursion where there is room for it.
#[inline]
pub fn with_room<T>(step: impl FnOnce() -> T) -> T {
    stacker::maybe_grow(RED_ZONE, STACK_STEP, step)
}

/// Runs `work` where a foreign tree of that many levels can be dropped.
pub(crate) fn with_levels<T>(levels: usize, work: impl FnOnce() -> T) -> T {
    let needed = RED_ZONE + levels * FOREIGN_LEVEL_BYTES;
    stacker::maybe_grow(needed, needed + STACK_STEP, work)
}
