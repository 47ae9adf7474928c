//! One stream of the zlib library, compressing or expanding. The unsafe code of this module is here: the library's C
//! interface is the one that can copy a stream, and that takes every parameter.
//!
//! The library keeps the stream's place, so a stream lies in a box that is never moved out of. A stream that was ended
//! has no state; the library answers all calls on it by `STREAM_ERROR`.

use libz_rs_sys as z;

pub const OK: i32 = z::Z_OK;
pub const STREAM_END: i32 = z::Z_STREAM_END;
pub const NEED_DICT: i32 = z::Z_NEED_DICT;
pub const STREAM_ERROR: i32 = z::Z_STREAM_ERROR;
pub const DATA_ERROR: i32 = z::Z_DATA_ERROR;
pub const MEM_ERROR: i32 = z::Z_MEM_ERROR;
pub const BUF_ERROR: i32 = z::Z_BUF_ERROR;
pub const NO_FLUSH: i32 = z::Z_NO_FLUSH;
pub const SYNC_FLUSH: i32 = z::Z_SYNC_FLUSH;
pub const FINISH: i32 = z::Z_FINISH;

/// Parameters of a compressor.
#[derive(Clone, Copy)]
pub struct Parameters {
    pub level: i32,
    pub method: i32,
    pub window_bits: i32,
    pub memory_level: i32,
    pub strategy: i32,
}

pub struct Stream {
    inner: Box<z::z_stream>,
    compresses: bool,
}

/// What one call of the library did.
pub struct Step {
    pub code: i32,
    pub consumed: usize,
    pub produced: usize,
}

const SIZE: i32 = size_of::<z::z_stream>() as i32;

/// The longest slice that one call can take.
const LONGEST: usize = u32::MAX as usize;

impl Stream {
    fn blank(compresses: bool) -> Stream {
        Stream { inner: Box::default(), compresses }
    }

    pub fn compressor(given: Parameters) -> Result<Stream, i32> {
        let mut stream = Stream::blank(true);
        // SAFETY: the stream is blank, with the library's own allocator, and lies in its box.
        let code = unsafe {
            z::deflateInit2_(
                &mut *stream.inner,
                given.level,
                given.method,
                given.window_bits,
                given.memory_level,
                given.strategy,
                z::zlibVersion(),
                SIZE,
            )
        };
        if code == OK { Ok(stream) } else { Err(code) }
    }

    pub fn expander(window_bits: i32) -> Result<Stream, i32> {
        let mut stream = Stream::blank(false);
        // SAFETY: as above.
        let code = unsafe { z::inflateInit2_(&mut *stream.inner, window_bits, z::zlibVersion(), SIZE) };
        if code == OK { Ok(stream) } else { Err(code) }
    }

    /// Works on `input` until it is used up or `output` is full.
    pub fn run(&mut self, input: &[u8], output: &mut [u8], flush: i32) -> Step {
        let given = input.len().min(LONGEST) as u32;
        let room = output.len().min(LONGEST) as u32;
        let inner = &mut *self.inner;
        inner.next_in = input.as_ptr();
        inner.avail_in = given;
        inner.next_out = output.as_mut_ptr();
        inner.avail_out = room;
        // SAFETY: both slices last for this call, and the stream was initialized as what it is asked to do.
        let code = unsafe {
            match self.compresses {
                true => z::deflate(inner, flush),
                false => z::inflate(inner, flush),
            }
        };
        let step = Step {
            code,
            consumed: (given - inner.avail_in) as usize,
            produced: (room - inner.avail_out) as usize,
        };
        self.detach();
        step
    }

    pub fn set_dictionary(&mut self, dictionary: &[u8]) -> i32 {
        let length = dictionary.len().min(LONGEST) as u32;
        // SAFETY: as in `run`.
        unsafe {
            match self.compresses {
                true => z::deflateSetDictionary(&mut *self.inner, dictionary.as_ptr(), length),
                false => z::inflateSetDictionary(&mut *self.inner, dictionary.as_ptr(), length),
            }
        }
    }

    /// Forgets the slices of a call. The library copies no stream whose output is NULL, so it is an empty slice.
    fn detach(&mut self) {
        self.inner.next_in = std::ptr::null();
        self.inner.avail_in = 0;
        self.inner.next_out = std::ptr::NonNull::dangling().as_ptr();
        self.inner.avail_out = 0;
    }

    /// A stream in the same state.
    pub fn copy(&mut self) -> Result<Stream, i32> {
        self.detach();
        let mut copy = Stream::blank(self.compresses);
        // SAFETY: the copy is blank and lies in its own box; the source is a stream of the same kind.
        let code = unsafe {
            match self.compresses {
                true => z::deflateCopy(&mut *copy.inner, &mut *self.inner),
                false => z::inflateCopy(&mut *copy.inner, &*self.inner),
            }
        };
        if code == OK { Ok(copy) } else { Err(code) }
    }

    /// Ends the stream and frees what it holds.
    pub fn end(&mut self) -> i32 {
        // SAFETY: a stream of this kind, or one that has ended, which the library sees.
        unsafe {
            match self.compresses {
                true => z::deflateEnd(&mut *self.inner),
                false => z::inflateEnd(&mut *self.inner),
            }
        }
    }

    /// What the library has to say about the last error.
    pub fn message(&self) -> Option<String> {
        if self.inner.msg.is_null() {
            return None;
        }
        // SAFETY: the library's messages are constants that end in NUL.
        let text = unsafe { std::ffi::CStr::from_ptr(self.inner.msg) };
        Some(text.to_string_lossy().into_owned())
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        self.end();
    }
}

pub fn crc32(value: u32, data: &[u8]) -> u32 {
    // SAFETY: the slice lasts for this call.
    unsafe { z::crc32_z(value.into(), data.as_ptr(), data.len()) as u32 }
}

pub fn adler32(value: u32, data: &[u8]) -> u32 {
    // SAFETY: the slice lasts for this call.
    unsafe { z::adler32_z(value.into(), data.as_ptr(), data.len()) as u32 }
}
