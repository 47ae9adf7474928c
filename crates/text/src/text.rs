//! Text: a borrowed view with its length, an owned builder, and the way from character indices to byte offsets.
//!
//! Invariant: the bytes are the UTF-8 scheme applied to each code point by itself, surrogates included ("generalized
//! UTF-8"). Two surrogates that follow each other stay two code points and are never joined, so equal texts have
//! equal bytes and code point order is byte order. `chars` counts code points, and `ascii` is exact: it is true if
//! and only if every byte is below 0x80.

use std::fmt;
use std::ops::Range;

/// Whether two runs of bytes are the same. Short ones are compared by a few words, without a call.
#[inline(always)]
pub fn same_bytes(a: &[u8], b: &[u8]) -> bool {
    let length = a.len();
    if length != b.len() {
        return false;
    }
    if length > 16 {
        return a == b;
    }
    // The first and the last bytes overlap where there are less than two words of them.
    if let (Some(a0), Some(a1), Some(b0), Some(b1)) =
        (a.first_chunk::<8>(), a.last_chunk::<8>(), b.first_chunk::<8>(), b.last_chunk::<8>())
    {
        let differ = |x: &[u8; 8], y: &[u8; 8]| u64::from_ne_bytes(*x) ^ u64::from_ne_bytes(*y);
        return differ(a0, b0) | differ(a1, b1) == 0;
    }
    if let (Some(a0), Some(a1), Some(b0), Some(b1)) =
        (a.first_chunk::<4>(), a.last_chunk::<4>(), b.first_chunk::<4>(), b.last_chunk::<4>())
    {
        let differ = |x: &[u8; 4], y: &[u8; 4]| u32::from_ne_bytes(*x) ^ u32::from_ne_bytes(*y);
        return differ(a0, b0) | differ(a1, b1) == 0;
    }
    a.iter().zip(b).all(|(x, y)| x == y)
}

/// A borrowed text with its number of code points and its ASCII flag.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct TextRef<'a> {
    bytes: &'a [u8],
    chars: usize,
    ascii: bool,
}

impl<'a> TextRef<'a> {
    pub const EMPTY: TextRef<'static> = TextRef { bytes: &[], chars: 0, ascii: true };

    /// Puts a view together from parts that are already known. The caller keeps the invariant of this module.
    #[inline]
    pub fn from_parts(bytes: &'a [u8], chars: usize, ascii: bool) -> Self {
        debug_assert_eq!(chars, count_chars(bytes));
        debug_assert_eq!(ascii, bytes.is_ascii());
        Self { bytes, chars, ascii }
    }

    /// Measures generalized UTF-8.
    #[inline]
    pub fn measure(bytes: &'a [u8]) -> Self {
        if bytes.is_ascii() {
            Self { bytes, chars: bytes.len(), ascii: true }
        } else {
            Self { bytes, chars: count_chars(bytes), ascii: false }
        }
    }

    #[inline]
    pub fn bytes(self) -> &'a [u8] {
        self.bytes
    }

    /// The number of code points.
    #[inline]
    pub fn chars(self) -> usize {
        self.chars
    }

    #[inline]
    pub fn is_ascii(self) -> bool {
        self.ascii
    }

    #[inline]
    pub fn is_empty(self) -> bool {
        self.chars == 0
    }

    /// The text as a Rust string, unless it holds a surrogate.
    #[inline]
    pub fn to_str(self) -> Option<&'a str> {
        std::str::from_utf8(self.bytes).ok()
    }

    /// The text with every surrogate written as `\udxxx`, for messages.
    pub fn to_string_escaped(self) -> String {
        let mut out = String::with_capacity(self.bytes.len());
        for code in self.code_points() {
            match char::from_u32(code) {
                Some(char) => out.push(char),
                None => out.push_str(&format!("\\u{code:04x}")),
            }
        }
        out
    }

    #[inline]
    pub fn code_points(self) -> CodePoints<'a> {
        CodePoints { bytes: self.bytes }
    }

    /// The byte offset of the code point at `index`, which may be the length. Linear for non-ASCII text.
    #[inline]
    pub fn byte_offset(self, index: usize) -> usize {
        debug_assert!(index <= self.chars);
        if self.ascii {
            index
        } else if index <= self.chars / 2 {
            skip_chars(self.bytes, index)
        } else {
            skip_chars_back(self.bytes, self.chars - index)
        }
    }

    /// The index of the code point that starts at byte `offset`.
    #[inline]
    pub fn char_index(self, offset: usize) -> usize {
        if self.ascii { offset } else { count_chars(&self.bytes[..offset]) }
    }

    /// The code point at `index`.
    #[inline]
    pub fn get(self, index: usize) -> Option<u32> {
        if index >= self.chars {
            None
        } else if self.ascii {
            Some(u32::from(self.bytes[index]))
        } else {
            Some(decode_at(self.bytes, self.byte_offset(index)).0)
        }
    }

    /// The part between two byte offsets, which must be code point boundaries.
    #[inline]
    pub fn byte_slice(self, range: Range<usize>) -> TextRef<'a> {
        let bytes = &self.bytes[range];
        if self.ascii { TextRef { bytes, chars: bytes.len(), ascii: true } } else { TextRef::measure(bytes) }
    }

    /// The part between two character indices, `start <= stop <= chars`.
    #[inline]
    pub fn slice(self, start: usize, stop: usize) -> TextRef<'a> {
        if start >= stop {
            return TextRef::EMPTY;
        }
        if start == 0 && stop == self.chars {
            return self;
        }
        let bytes = &self.bytes[self.byte_range(start, stop)];
        TextRef { bytes, chars: stop - start, ascii: self.ascii || bytes.is_ascii() }
    }

    /// The byte range of the characters `start..stop`.
    #[inline]
    pub fn byte_range(self, start: usize, stop: usize) -> Range<usize> {
        if self.ascii {
            return start..stop;
        }
        let from = self.byte_offset(start);
        if stop == self.chars {
            from..self.bytes.len()
        } else {
            from..from + skip_chars(&self.bytes[from..], stop - start)
        }
    }

    /// The extended slice of `len` characters that starts at `start` and goes by `step` (as `slice.indices` and the
    /// length computed from it say).
    pub fn slice_step(self, start: usize, step: isize, len: usize) -> TextBuf {
        let mut out = TextBuf::new();
        if len == 0 {
            return out;
        }
        if self.ascii {
            out.bytes.reserve(len);
            let mut at = start as isize;
            for _ in 0..len {
                out.bytes.push(self.bytes[at as usize]);
                at = at.wrapping_add(step);
            }
            out.chars = len;
            return out;
        }
        let stride = step.unsigned_abs();
        if step > 0 {
            let rest = CodePoints { bytes: &self.bytes[self.byte_offset(start)..] };
            rest.step_by(stride).take(len).for_each(|code| out.push(code));
        } else {
            let rest = CodePoints { bytes: &self.bytes[..self.byte_offset(start + 1)] };
            rest.rev().step_by(stride).take(len).for_each(|code| out.push(code));
        }
        out
    }

    /// The largest code point, or 0 for the empty text.
    pub fn max_code_point(self) -> u32 {
        if self.ascii {
            return if self.bytes.is_empty() { 0 } else { 0x7f };
        }
        self.code_points().max().unwrap_or(0)
    }

    pub fn to_buf(self) -> TextBuf {
        TextBuf { bytes: self.bytes.to_vec(), chars: self.chars, ascii: self.ascii }
    }
}

impl<'a> From<&'a str> for TextRef<'a> {
    #[inline]
    fn from(text: &'a str) -> Self {
        TextRef::measure(text.as_bytes())
    }
}

impl fmt::Debug for TextRef<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_string_escaped())
    }
}

/// Code points in order; also from the back.
#[derive(Clone)]
pub struct CodePoints<'a> {
    bytes: &'a [u8],
}

impl<'a> CodePoints<'a> {
    /// Walks generalized UTF-8.
    #[inline]
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { bytes }
    }

    /// What has not been visited yet.
    pub fn rest(&self) -> &'a [u8] {
        self.bytes
    }
}

impl Iterator for CodePoints<'_> {
    type Item = u32;

    #[inline]
    fn next(&mut self) -> Option<u32> {
        let &first = self.bytes.first()?;
        if first < 0x80 {
            self.bytes = &self.bytes[1..];
            return Some(u32::from(first));
        }
        let (code, len) = decode_at(self.bytes, 0);
        self.bytes = &self.bytes[len..];
        Some(code)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.bytes.len().div_ceil(4), Some(self.bytes.len()))
    }
}

impl DoubleEndedIterator for CodePoints<'_> {
    #[inline]
    fn next_back(&mut self) -> Option<u32> {
        let (&last, rest) = self.bytes.split_last()?;
        if last < 0x80 {
            self.bytes = rest;
            return Some(u32::from(last));
        }
        let at = skip_chars_back(self.bytes, 1);
        let code = decode_at(self.bytes, at).0;
        self.bytes = &self.bytes[..at];
        Some(code)
    }
}

/// Decodes the code point that starts at `at`: its value and its length in bytes.
#[inline]
pub fn decode_at(bytes: &[u8], at: usize) -> (u32, usize) {
    let tail = |i: usize| u32::from(bytes[at + i] & 0x3f);
    let first = bytes[at];
    match first {
        0..0x80 => (u32::from(first), 1),
        0x80..0xe0 => (u32::from(first & 0x1f) << 6 | tail(1), 2),
        0xe0..0xf0 => (u32::from(first & 0x0f) << 12 | tail(1) << 6 | tail(2), 3),
        _ => (u32::from(first & 0x07) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3), 4),
    }
}

/// Appends the generalized UTF-8 of one code point.
#[inline]
pub fn encode_into(bytes: &mut Vec<u8>, code: u32) {
    debug_assert!(code <= 0x10ffff);
    match code {
        0..0x80 => bytes.push(code as u8),
        0x80..0x800 => bytes.extend_from_slice(&[0xc0 | (code >> 6) as u8, tail_byte(code)]),
        0x800..0x10000 => {
            bytes.extend_from_slice(&[0xe0 | (code >> 12) as u8, tail_byte(code >> 6), tail_byte(code)])
        }
        _ => bytes.extend_from_slice(&[
            0xf0 | (code >> 18) as u8,
            tail_byte(code >> 12),
            tail_byte(code >> 6),
            tail_byte(code),
        ]),
    }
}

#[inline]
fn tail_byte(code: u32) -> u8 {
    0x80 | (code & 0x3f) as u8
}

#[inline]
fn is_boundary(byte: u8) -> bool {
    byte & 0xc0 != 0x80
}

/// The number of code points in generalized UTF-8.
#[inline]
pub fn count_chars(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| is_boundary(byte)).count()
}

/// The number of bytes that the first `count` code points take.
fn skip_chars(bytes: &[u8], mut count: usize) -> usize {
    const BLOCK: usize = 64;
    let mut at = 0;
    while count > BLOCK && at + BLOCK <= bytes.len() {
        count -= count_chars(&bytes[at..at + BLOCK]);
        at += BLOCK;
    }
    // A block may have ended inside a code point: its rest belongs to what was already counted.
    while at < bytes.len() && !is_boundary(bytes[at]) {
        at += 1;
    }
    for _ in 0..count {
        at += decode_len(bytes[at]);
    }
    at
}

/// The byte offset at which the last `count` code points start.
fn skip_chars_back(bytes: &[u8], mut count: usize) -> usize {
    let mut at = bytes.len();
    while count > 0 {
        at -= 1;
        count -= usize::from(is_boundary(bytes[at]));
    }
    at
}

#[inline]
fn decode_len(first: u8) -> usize {
    match first {
        0..0x80 => 1,
        0x80..0xe0 => 2,
        0xe0..0xf0 => 3,
        _ => 4,
    }
}

/// A sparse index of a non-ASCII text: the byte offset of every 64th code point. The caller caches it beside the text.
#[derive(Clone, Debug)]
pub struct CharIndex {
    offsets: Box<[usize]>,
}

impl CharIndex {
    const STRIDE: usize = 64;

    pub fn build(text: TextRef<'_>) -> Self {
        let mut offsets = Vec::with_capacity(text.chars / Self::STRIDE + 1);
        let mut seen = 0;
        for (offset, &byte) in text.bytes.iter().enumerate() {
            if is_boundary(byte) {
                if seen % Self::STRIDE == 0 {
                    offsets.push(offset);
                }
                seen += 1;
            }
        }
        Self { offsets: offsets.into_boxed_slice() }
    }

    /// The byte offset of the code point at `index <= chars`, in constant time.
    pub fn byte_offset(&self, text: TextRef<'_>, index: usize) -> usize {
        match self.offsets.get(index / Self::STRIDE) {
            Some(&from) => from + skip_chars(&text.bytes[from..], index % Self::STRIDE),
            None => text.bytes.len(),
        }
    }

    /// The index of the code point that starts at byte `offset`, in logarithmic time.
    pub fn char_index(&self, text: TextRef<'_>, offset: usize) -> usize {
        let block = self.offsets.partition_point(|&from| from <= offset).saturating_sub(1);
        let Some(&from) = self.offsets.get(block) else { return 0 };
        block * Self::STRIDE + count_chars(&text.bytes[from..offset])
    }

    /// The code point at `index < chars`.
    pub fn get(&self, text: TextRef<'_>, index: usize) -> u32 {
        decode_at(text.bytes, self.byte_offset(text, index)).0
    }

    /// As [`TextRef::slice`], in time that depends only on the size of the result.
    pub fn slice<'a>(&self, text: TextRef<'a>, start: usize, stop: usize) -> TextRef<'a> {
        if start >= stop {
            return TextRef::EMPTY;
        }
        let bytes = &text.bytes[self.byte_offset(text, start)..self.byte_offset(text, stop)];
        TextRef { bytes, chars: stop - start, ascii: bytes.is_ascii() }
    }
}

/// A text under construction; it keeps its length and ASCII flag as it grows.
#[derive(Clone, PartialEq, Eq)]
pub struct TextBuf {
    bytes: Vec<u8>,
    chars: usize,
    ascii: bool,
}

impl TextBuf {
    #[inline]
    pub const fn new() -> Self {
        Self { bytes: Vec::new(), chars: 0, ascii: true }
    }

    #[inline]
    pub fn with_capacity(bytes: usize) -> Self {
        Self { bytes: Vec::with_capacity(bytes), chars: 0, ascii: true }
    }

    /// Takes ASCII bytes over.
    #[inline]
    pub fn from_ascii(bytes: Vec<u8>) -> Self {
        debug_assert!(bytes.is_ascii());
        Self { chars: bytes.len(), bytes, ascii: true }
    }

    /// Takes generalized UTF-8 over and measures it.
    pub fn measure(bytes: Vec<u8>) -> Self {
        let TextRef { chars, ascii, .. } = TextRef::measure(&bytes);
        Self { bytes, chars, ascii }
    }

    /// Puts a text together from parts that are already known. The caller keeps the invariant of this module.
    #[inline]
    pub fn from_parts(bytes: Vec<u8>, chars: usize, ascii: bool) -> Self {
        debug_assert_eq!(chars, count_chars(&bytes));
        debug_assert_eq!(ascii, bytes.is_ascii());
        Self { bytes, chars, ascii }
    }

    /// Makes room for more bytes; MemoryError if there is none.
    pub fn try_reserve(&mut self, additional: usize) -> crate::error::Result<()> {
        crate::error::reserve(&mut self.bytes, additional)
    }

    /// Appends any code point up to U+10FFFF, surrogates included.
    #[inline]
    pub fn push(&mut self, code: u32) {
        self.ascii &= code < 0x80;
        self.chars += 1;
        encode_into(&mut self.bytes, code);
    }

    #[inline]
    pub fn push_char(&mut self, char: char) {
        self.push(u32::from(char));
    }

    #[inline]
    pub fn push_str(&mut self, text: &str) {
        self.push_text(TextRef::from(text));
    }

    #[inline]
    pub fn push_text(&mut self, text: TextRef<'_>) {
        self.bytes.extend_from_slice(text.bytes);
        self.chars += text.chars;
        self.ascii &= text.ascii;
    }

    /// Appends bytes below 0x80.
    #[inline]
    pub fn push_ascii(&mut self, bytes: &[u8]) {
        debug_assert!(bytes.is_ascii());
        self.bytes.extend_from_slice(bytes);
        self.chars += bytes.len();
    }

    /// Appends bytes below 0x80, each mapped to another byte below 0x80.
    #[inline]
    pub fn push_ascii_mapped(&mut self, bytes: &[u8], map: impl Fn(&u8) -> u8) {
        self.bytes.extend(bytes.iter().map(map));
        self.chars += bytes.len();
        debug_assert!(self.bytes[self.bytes.len() - bytes.len()..].is_ascii());
    }

    /// Appends `code` `count` times; MemoryError if there is no room.
    #[inline]
    pub fn push_repeat(&mut self, code: u32, count: usize) -> crate::error::Result<()> {
        if count == 0 { Ok(()) } else { self.push_many(code, count) }
    }

    fn push_many(&mut self, code: u32, count: usize) -> crate::error::Result<()> {
        if code < 0x80 {
            self.try_reserve(count)?;
            self.bytes.resize(self.bytes.len() + count, code as u8);
            self.chars += count;
        } else {
            self.try_reserve(count.checked_mul(4).ok_or_else(crate::TextError::memory)?)?;
            for _ in 0..count {
                self.push(code);
            }
        }
        Ok(())
    }

    #[inline]
    pub fn as_ref(&self) -> TextRef<'_> {
        TextRef { bytes: &self.bytes, chars: self.chars, ascii: self.ascii }
    }

    #[inline]
    pub fn chars(&self) -> usize {
        self.chars
    }

    #[inline]
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// The bytes, the number of code points, and whether all of them are ASCII.
    #[inline]
    pub fn finish(self) -> (Vec<u8>, usize, bool) {
        (self.bytes, self.chars, self.ascii)
    }
}

impl Default for TextBuf {
    fn default() -> Self {
        Self::new()
    }
}

impl From<&str> for TextBuf {
    fn from(text: &str) -> Self {
        TextRef::from(text).to_buf()
    }
}

impl From<String> for TextBuf {
    fn from(text: String) -> Self {
        TextBuf::measure(text.into_bytes())
    }
}

impl fmt::Debug for TextBuf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_ref().fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn surrogates_stay_apart() {
        let mut text = TextBuf::new();
        text.push(0xd83d);
        text.push(0xde00);
        assert_eq!(text.chars(), 2);
        assert_eq!(text.as_ref().code_points().collect::<Vec<_>>(), [0xd83d, 0xde00]);
        assert_eq!(text.as_ref().code_points().rev().collect::<Vec<_>>(), [0xde00, 0xd83d]);
        assert_eq!(text.as_ref().to_str(), None);
    }

    #[test]
    fn indices_and_offsets_agree() {
        let sample = "aé€😀z".repeat(100);
        let text = TextRef::from(sample.as_str());
        let index = CharIndex::build(text);
        for (i, (offset, char)) in sample.char_indices().enumerate() {
            assert_eq!(text.byte_offset(i), offset);
            assert_eq!(index.byte_offset(text, i), offset);
            assert_eq!(index.char_index(text, offset), i);
            assert_eq!(text.char_index(offset), i);
            assert_eq!(text.get(i), Some(u32::from(char)));
            assert_eq!(index.get(text, i), u32::from(char));
            assert_eq!(text.slice(i, 400), index.slice(text, i, 400));
        }
        assert_eq!(index.byte_offset(text, 500), sample.len());
        assert_eq!(text.byte_offset(500), sample.len());
    }

    #[test]
    fn extended_slices() {
        let text = TextRef::from("aé€😀z");
        assert_eq!(text.slice_step(4, -1, 5), TextBuf::from("z😀€éa"));
        assert_eq!(text.slice_step(0, 2, 3), TextBuf::from("a€z"));
        assert_eq!(text.slice_step(3, -2, 2), TextBuf::from("😀é"));
        assert_eq!(TextRef::from("abcdef").slice_step(5, -2, 3), TextBuf::from("fdb"));
        assert_eq!(TextRef::from("abcdef").slice_step(1, 3, 2), TextBuf::from("be"));
        assert!(text.slice(0, 1).is_ascii() && !text.slice(0, 2).is_ascii());
    }
}
