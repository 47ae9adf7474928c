//! How far the calling thread's stack may grow. Native recursion (comparisons, reprs, callbacks into Python) is
//! measured against this, so that RecursionError comes before the guard page.

/// Left for what runs after the last check: formatting the error, unwinding, signal handlers.
const MARGIN: usize = 256 << 10;

/// The lowest address the current thread's stack may reach.
pub fn limit() -> usize {
    let mut attributes = std::mem::MaybeUninit::<libc::pthread_attr_t>::uninit();
    let mut base = std::ptr::null_mut();
    let mut size = 0usize;
    // SAFETY: the attributes are filled by the first call before the others read them, and destroyed once.
    let known = unsafe {
        let filled = libc::pthread_getattr_np(libc::pthread_self(), attributes.as_mut_ptr()) == 0;
        filled
            && libc::pthread_attr_getstack(attributes.as_ptr(), &raw mut base, &raw mut size) == 0
            && libc::pthread_attr_destroy(attributes.as_mut_ptr()) == 0
    };
    if known {
        return base as usize + MARGIN.min(size / 2);
    }
    // Without bounds, a part of what the smallest usual stack has.
    let here = 0u8;
    (&raw const here as usize).saturating_sub(MARGIN)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_limit_is_below_this_frame_and_inside_the_stack() {
        let thread = std::thread::Builder::new().stack_size(4 << 20).spawn(|| {
            let here = 0u8;
            let here = &raw const here as usize;
            (here, super::limit())
        });
        let (here, limit) = thread.expect("a thread").join().expect("its result");
        assert!(limit < here);
        assert!(here - limit < 4 << 20);
    }
}
