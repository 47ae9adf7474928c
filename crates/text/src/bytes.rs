//! The methods that `bytes` and `bytearray` share with `str`, over plain byte slices, with ASCII rules.
//!
//! Results are offsets or owned bytes. Where the result can be the unchanged input, `None` says so, and the caller
//! returns the object it already has (or a copy, for `bytearray`).

use crate::error::{Result, TextError, reserve};
use memchr::memmem;

/// ASCII white space as `bytes` sees it: unlike `str`, without 0x1c to 0x1f.
#[inline]
pub fn is_space(byte: u8) -> bool {
    matches!(byte, b'\t'..=b'\r' | b' ')
}

/// Clips `start` and `end` as slices do. `None` if the window starts behind its end, where not even b'' is found.
#[inline]
pub fn clip(start: isize, end: isize, len: usize) -> Option<(usize, usize)> {
    let len = len as isize;
    let wrap = |at: isize| if at < 0 { (at + len).max(0) } else { at };
    let (start, end) = (wrap(start), wrap(end.min(len)));
    (start <= end).then_some((start as usize, end as usize))
}

/// The offset of the first occurrence.
#[inline]
pub fn find(data: &[u8], needle: &[u8]) -> Option<usize> {
    match *needle {
        [] => Some(0),
        // Setting up the wide search costs more than looking at a few bytes.
        [byte] if data.len() < 16 => data.iter().position(|&one| one == byte),
        [byte] => memchr::memchr(byte, data),
        _ => memmem::find(data, needle),
    }
}

/// The offset of the last occurrence.
#[inline]
pub fn rfind(data: &[u8], needle: &[u8]) -> Option<usize> {
    match *needle {
        [] => Some(data.len()),
        [byte] => memchr::memrchr(byte, data),
        _ => memmem::rfind(data, needle),
    }
}

#[inline]
pub fn contains(data: &[u8], needle: &[u8]) -> bool {
    find(data, needle).is_some()
}

/// The number of occurrences that do not overlap.
pub fn count(data: &[u8], needle: &[u8]) -> usize {
    match *needle {
        [] => data.len() + 1,
        [byte] => memchr::memchr_iter(byte, data).count(),
        _ => memmem::find_iter(data, needle).count(),
    }
}

/// Replaces at most `limit` occurrences. `None` if there is none. The number of replacements comes with the result.
pub fn replace(data: &[u8], from: &[u8], to: &[u8], limit: usize) -> Result<Option<(Vec<u8>, usize)>> {
    if limit == 0 {
        return Ok(None);
    }
    if from.is_empty() {
        return interleave(data, to, limit);
    }
    if let ([old], [new]) = (from, to) {
        let Some(first) = memchr::memchr(*old, data) else { return Ok(None) };
        let mut out = copy(data)?;
        let mut replaced = 0;
        for byte in out[first..].iter_mut().filter(|byte| **byte == *old).take(limit) {
            *byte = *new;
            replaced += 1;
        }
        return Ok(Some((out, replaced)));
    }
    match *from {
        [byte] => replace_hits(data, 1, to, memchr::memchr_iter(byte, data).take(limit)),
        _ => replace_hits(data, from.len(), to, memmem::find_iter(data, from).take(limit)),
    }
}

/// Replaces `len` bytes at each hit.
fn replace_hits(
    data: &[u8],
    len: usize,
    to: &[u8],
    hits: impl Iterator<Item = usize>,
) -> Result<Option<(Vec<u8>, usize)>> {
    let mut hits = hits.peekable();
    if hits.peek().is_none() {
        return Ok(None);
    }
    let (mut out, mut copied, mut replaced) = (Vec::new(), 0, 0);
    // Room for a few growing replacements at once; more of them ask again.
    reserve(&mut out, data.len().saturating_add(4 * to.len().saturating_sub(len)))?;
    for hit in hits {
        reserve(&mut out, hit - copied + to.len())?;
        out.extend_from_slice(&data[copied..hit]);
        out.extend_from_slice(to);
        copied = hit + len;
        replaced += 1;
    }
    reserve(&mut out, data.len() - copied)?;
    out.extend_from_slice(&data[copied..]);
    Ok(Some((out, replaced)))
}

/// Puts `to` before every byte and behind the last, at most `limit` times.
fn interleave(data: &[u8], to: &[u8], limit: usize) -> Result<Option<(Vec<u8>, usize)>> {
    if to.is_empty() {
        return Ok(None);
    }
    let replaced = limit.min(data.len() + 1);
    let mut out = Vec::new();
    let growth = to.len().checked_mul(replaced).ok_or_else(TextError::memory)?;
    reserve(&mut out, data.len().checked_add(growth).ok_or_else(TextError::memory)?)?;
    for (i, &byte) in data.iter().enumerate() {
        if i < replaced {
            out.extend_from_slice(to);
        }
        out.push(byte);
    }
    if replaced > data.len() {
        out.extend_from_slice(to);
    }
    Ok(Some((out, replaced)))
}

fn copy(data: &[u8]) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    reserve(&mut out, data.len())?;
    out.extend_from_slice(data);
    Ok(out)
}

/// `data * count`.
pub fn repeat(data: &[u8], count: usize) -> Result<Vec<u8>> {
    let len = data.len().checked_mul(count).ok_or_else(TextError::memory)?;
    let mut out = Vec::new();
    reserve(&mut out, len)?;
    if let [byte] = *data {
        out.resize(len, byte);
    } else {
        (0..count).for_each(|_| out.extend_from_slice(data));
    }
    Ok(out)
}

/// Which ends a strip works on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Left,
    Right,
    Both,
}

impl Side {
    pub(crate) fn left(self) -> bool {
        self != Side::Right
    }

    pub(crate) fn right(self) -> bool {
        self != Side::Left
    }
}

/// The range that is left after `strip`, `lstrip` or `rstrip` of the given bytes, or of white space.
pub fn strip(data: &[u8], set: Option<&[u8]>, side: Side) -> std::ops::Range<usize> {
    match set {
        None => strip_where(data, side, is_space),
        Some(&[only]) => strip_where(data, side, |byte| byte == only),
        Some(&[one, other]) => strip_where(data, side, |byte| byte == one || byte == other),
        Some(set) if set.is_ascii() => {
            // One bit for each byte of the set.
            let mut bits = [0u64; 2];
            set.iter().for_each(|&byte| bits[usize::from(byte >> 6)] |= 1 << (byte & 63));
            strip_where(data, side, |byte| byte < 128 && bits[usize::from(byte >> 6)] >> (byte & 63) & 1 == 1)
        }
        Some(set) => strip_where(data, side, |byte| memchr::memchr(byte, set).is_some()),
    }
}

pub(crate) fn strip_where(data: &[u8], side: Side, drop: impl Fn(u8) -> bool) -> std::ops::Range<usize> {
    let (mut start, mut end) = (0, data.len());
    if side.left() {
        while start < end && drop(data[start]) {
            start += 1;
        }
    }
    if side.right() {
        while start < end && drop(data[end - 1]) {
            end -= 1;
        }
    }
    start..end
}

/// `translate(table, delete)`: `table` has 256 entries, or is absent.
pub fn translate(data: &[u8], table: Option<&[u8; 256]>, delete: &[u8]) -> Vec<u8> {
    let mut gone = [false; 256];
    delete.iter().for_each(|&byte| gone[usize::from(byte)] = true);
    let kept = data.iter().filter(|&&byte| !gone[usize::from(byte)]);
    match table {
        Some(table) => kept.map(|&byte| table[usize::from(byte)]).collect(),
        None => kept.copied().collect(),
    }
}

/// `bytes.maketrans(from, to)`.
pub fn maketrans(from: &[u8], to: &[u8]) -> Result<[u8; 256]> {
    if from.len() != to.len() {
        return Err(TextError::value("maketrans arguments must have same length"));
    }
    let mut table = std::array::from_fn(|i| i as u8);
    from.iter().zip(to).for_each(|(&from, &to)| table[usize::from(from)] = to);
    Ok(table)
}

pub fn title(data: &[u8]) -> Vec<u8> {
    let mut after_letter = false;
    let word_case = |byte: &u8| {
        let mapped = if after_letter { byte.to_ascii_lowercase() } else { byte.to_ascii_uppercase() };
        after_letter = byte.is_ascii_alphabetic();
        mapped
    };
    data.iter().map(word_case).collect()
}

pub fn capitalize(data: &[u8]) -> Vec<u8> {
    let mut out = data.to_ascii_lowercase();
    if let Some(first) = out.first_mut() {
        first.make_ascii_uppercase();
    }
    out
}

pub fn swapcase(data: &[u8]) -> Vec<u8> {
    data.iter().map(|byte| if byte.is_ascii_alphabetic() { byte ^ 0x20 } else { *byte }).collect()
}

pub fn isspace(data: &[u8]) -> bool {
    !data.is_empty() && data.iter().all(|&byte| is_space(byte))
}

pub fn isalpha(data: &[u8]) -> bool {
    !data.is_empty() && data.iter().all(u8::is_ascii_alphabetic)
}

pub fn isalnum(data: &[u8]) -> bool {
    !data.is_empty() && data.iter().all(u8::is_ascii_alphanumeric)
}

pub fn isdigit(data: &[u8]) -> bool {
    !data.is_empty() && data.iter().all(u8::is_ascii_digit)
}

pub fn isupper(data: &[u8]) -> bool {
    data.iter().any(u8::is_ascii_uppercase) && !data.iter().any(u8::is_ascii_lowercase)
}

pub fn islower(data: &[u8]) -> bool {
    data.iter().any(u8::is_ascii_lowercase) && !data.iter().any(u8::is_ascii_uppercase)
}

pub fn istitle(data: &[u8]) -> bool {
    let (mut cased, mut after_letter) = (false, false);
    for byte in data {
        if byte.is_ascii_uppercase() == after_letter && byte.is_ascii_alphabetic() {
            return false;
        }
        after_letter = byte.is_ascii_alphabetic();
        cased |= after_letter;
    }
    cased
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn replacing() {
        let check = |data: &str, from: &str, to: &str, limit: usize, expect: Option<&str>| {
            let result = replace(data.as_bytes(), from.as_bytes(), to.as_bytes(), limit).unwrap();
            assert_eq!(result.map(|(bytes, _)| String::from_utf8(bytes).unwrap()).as_deref(), expect);
        };
        check("aXbXc", "X", "y", usize::MAX, Some("aybyc"));
        check("aXbXc", "X", "y", 1, Some("aybXc"));
        check("aXbXc", "X", "", usize::MAX, Some("abc"));
        check("aaaa", "aa", "b", usize::MAX, Some("bb"));
        check("ab", "", "-", usize::MAX, Some("-a-b-"));
        check("ab", "", "-", 2, Some("-a-b"));
        check("", "", "-", usize::MAX, Some("-"));
        check("ab", "x", "y", usize::MAX, None);
        check("ab", "a", "y", 0, None);
        check("abc", "b", "long", usize::MAX, Some("alongc"));
    }

    #[test]
    fn windows() {
        assert_eq!(clip(0, isize::MAX, 3), Some((0, 3)));
        assert_eq!(clip(-2, -1, 3), Some((1, 2)));
        assert_eq!(clip(-9, -9, 3), Some((0, 0)));
        assert_eq!(clip(4, 9, 3), None);
        assert_eq!(clip(3, 9, 3), Some((3, 3)));
        assert_eq!((count(b"aaa", b"aa"), count(b"abc", b"")), (1, 4));
    }

    #[test]
    fn case_and_predicates() {
        assert_eq!(title(b"hello wORLD's"), b"Hello World'S");
        assert_eq!(capitalize(b"hELLO"), b"Hello");
        assert_eq!(swapcase(b"aBc-1"), b"AbC-1");
        assert!(istitle(b"Ab Cd") && !istitle(b"AB") && !istitle(b"ab") && !istitle(b"1"));
        assert!(isspace(b" \t\x0b") && !isspace(b"\x1c") && !isspace(b""));
        assert_eq!(strip(b"  a ", None, Side::Left), 2..4);
        assert_eq!(strip(b"xyaxx", Some(b"xy"), Side::Both), 2..3);
        assert_eq!(translate(b"abc", None, b"b"), b"ac");
    }
}
