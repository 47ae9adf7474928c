//! split, rsplit and splitlines of `str` and `bytes`.
//!
//! One implementation works on bytes and hands out byte ranges; the `str` functions differ only in what is white
//! space and what ends a line. The limit is the largest number of splits; `usize::MAX` means all of them. The piece
//! beyond the limit keeps the white space at its far end.

use crate::bytes::is_space;
use crate::error::{Result, TextError};
use crate::properties;
use crate::text::{TextRef, decode_at};
use memchr::memmem;
use std::ops::Range;

type Ranges = Vec<Range<usize>>;

/// `bytes.split(separator, limit)`; an absent separator is white space.
pub fn split_bytes(data: &[u8], separator: Option<&[u8]>, limit: usize) -> Result<Ranges> {
    let mut pieces = Vec::new();
    match separator {
        Some(separator) => split_at(data, separator, limit, |range| pieces.push(range))?,
        None => split_space_ascii(data, limit, is_space, |range| pieces.push(range)),
    }
    Ok(pieces)
}

/// `bytes.rsplit(separator, limit)`.
pub fn rsplit_bytes(data: &[u8], separator: Option<&[u8]>, limit: usize) -> Result<Ranges> {
    match separator {
        Some(separator) => rsplit_at(data, separator, limit),
        None => Ok(rsplit_space_ascii(data, limit, is_space)),
    }
}

/// `bytes.splitlines(keepends)`: only `\n`, `\r` and `\r\n` end a line.
pub fn splitlines_bytes(data: &[u8], keep_ends: bool) -> Ranges {
    let mut lines = Vec::new();
    let mut start = 0;
    while let Some(end) = memchr::memchr2(b'\n', b'\r', &data[start..]).map(|at| start + at) {
        let next = end + line_end_len(data, end, 1);
        lines.push(start..if keep_ends { next } else { end });
        start = next;
    }
    if start < data.len() {
        lines.push(start..data.len());
    }
    lines
}

fn line_end_len(data: &[u8], at: usize, len: usize) -> usize {
    if data[at] == b'\r' && data.get(at + 1) == Some(&b'\n') { 2 } else { len }
}

fn slices(text: TextRef<'_>, ranges: Ranges) -> Vec<TextRef<'_>> {
    ranges.into_iter().map(|range| text.byte_slice(range)).collect()
}

/// `str.split(separator, limit)`; an absent separator is Unicode white space.
pub fn split<'a>(
    text: TextRef<'a>,
    separator: Option<TextRef<'_>>,
    limit: usize,
) -> Result<Vec<TextRef<'a>>> {
    let mut pieces = Vec::new();
    split_each(text, separator, limit, |piece| pieces.push(piece))?;
    Ok(pieces)
}

/// As [`split`], handing each piece to `visit`.
pub fn split_each<'a>(
    text: TextRef<'a>,
    separator: Option<TextRef<'_>>,
    limit: usize,
    mut visit: impl FnMut(TextRef<'a>),
) -> Result<()> {
    let visit = |range: Range<usize>| visit(text.byte_slice(range));
    match separator {
        Some(separator) => split_at(text.bytes(), separator.bytes(), limit, visit)?,
        None if text.is_ascii() => {
            split_space_ascii(text.bytes(), limit, properties::is_ascii_space, visit);
        }
        None => split_space(text, limit).into_iter().for_each(visit),
    }
    Ok(())
}

/// `str.rsplit(separator, limit)`.
pub fn rsplit<'a>(
    text: TextRef<'a>,
    separator: Option<TextRef<'_>>,
    limit: usize,
) -> Result<Vec<TextRef<'a>>> {
    let ranges = match separator {
        Some(separator) => rsplit_at(text.bytes(), separator.bytes(), limit)?,
        None if text.is_ascii() => rsplit_space_ascii(text.bytes(), limit, properties::is_ascii_space),
        None => rsplit_space(text, limit),
    };
    Ok(slices(text, ranges))
}

/// `str.splitlines(keepends)`, with the Unicode line boundaries.
pub fn splitlines(text: TextRef<'_>, keep_ends: bool) -> Vec<TextRef<'_>> {
    let data = text.bytes();
    let (mut lines, mut start, mut at) = (Vec::new(), 0, 0);
    while at < data.len() {
        let byte = data[at];
        if matches!(byte, 0x20..0x80) {
            at += 1;
            continue;
        }
        let (code, len) = decode_at(data, at);
        if !properties::is_line_break(code) {
            at += len;
            continue;
        }
        let next = at + line_end_len(data, at, len);
        lines.push(text.byte_slice(start..if keep_ends { next } else { at }));
        (start, at) = (next, next);
    }
    if start < data.len() {
        lines.push(text.byte_slice(start..data.len()));
    }
    lines
}

fn split_at(data: &[u8], separator: &[u8], limit: usize, mut visit: impl FnMut(Range<usize>)) -> Result<()> {
    let mut start = 0;
    match *separator {
        [] => return Err(TextError::value("empty separator")),
        [byte] => {
            for at in memchr::memchr_iter(byte, data).take(limit) {
                visit(start..at);
                start = at + 1;
            }
        }
        _ => {
            for at in memmem::find_iter(data, separator).take(limit) {
                visit(start..at);
                start = at + separator.len();
            }
        }
    }
    visit(start..data.len());
    Ok(())
}

fn rsplit_at(data: &[u8], separator: &[u8], limit: usize) -> Result<Ranges> {
    if separator.is_empty() {
        return Err(TextError::value("empty separator"));
    }
    let finder = memmem::FinderRev::new(separator);
    let (mut pieces, mut end) = (Vec::new(), data.len());
    while pieces.len() < limit {
        let Some(at) = finder.rfind(&data[..end]) else { break };
        pieces.push(at + separator.len()..end);
        end = at;
    }
    pieces.push(0..end);
    pieces.reverse();
    Ok(pieces)
}

fn split_space_ascii(
    data: &[u8],
    limit: usize,
    is_space: impl Fn(u8) -> bool,
    mut visit: impl FnMut(Range<usize>),
) {
    let (mut found, mut at) = (0, 0);
    let len = data.len();
    loop {
        while at < len && is_space(data[at]) {
            at += 1;
        }
        if at == len {
            return;
        }
        let start = at;
        if found == limit {
            return visit(start..len);
        }
        while at < len && !is_space(data[at]) {
            at += 1;
        }
        visit(start..at);
        found += 1;
    }
}

fn rsplit_space_ascii(data: &[u8], limit: usize, is_space: impl Fn(u8) -> bool) -> Ranges {
    let (mut pieces, mut at) = (Vec::new(), data.len());
    loop {
        while at > 0 && is_space(data[at - 1]) {
            at -= 1;
        }
        if at == 0 {
            break;
        }
        let end = at;
        if pieces.len() == limit {
            pieces.push(0..end);
            break;
        }
        while at > 0 && !is_space(data[at - 1]) {
            at -= 1;
        }
        pieces.push(at..end);
    }
    pieces.reverse();
    pieces
}

/// Maximal runs that are not white space, as byte ranges.
fn words(text: TextRef<'_>) -> Ranges {
    let data = text.bytes();
    let (mut words, mut start, mut at) = (Vec::new(), None, 0);
    while at < data.len() {
        let (code, len) = decode_at(data, at);
        match (properties::is_space(code), start) {
            (true, Some(from)) => {
                words.push(from..at);
                start = None;
            }
            (false, None) => start = Some(at),
            _ => {}
        }
        at += len;
    }
    words.extend(start.map(|from| from..data.len()));
    words
}

fn split_space(text: TextRef<'_>, limit: usize) -> Ranges {
    let mut words = words(text);
    if words.len() > limit {
        words.truncate(limit + 1);
        words[limit].end = text.bytes().len();
    }
    words
}

fn rsplit_space(text: TextRef<'_>, limit: usize) -> Ranges {
    let mut words = words(text);
    if words.len() > limit {
        words.drain(..words.len() - limit - 1);
        words[0].start = 0;
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(pieces: Vec<TextRef<'_>>) -> Vec<String> {
        pieces.into_iter().map(TextRef::to_string_escaped).collect()
    }

    #[test]
    fn splits() {
        let check = |text: &str, separator: Option<&str>, limit: usize, left: &[&str], right: &[&str]| {
            let separator = separator.map(TextRef::from);
            assert_eq!(show(split(text.into(), separator, limit).unwrap()), left, "{text:?} split");
            assert_eq!(show(rsplit(text.into(), separator, limit).unwrap()), right, "{text:?} rsplit");
        };
        check("a b c", None, usize::MAX, &["a", "b", "c"], &["a", "b", "c"]);
        check("  a  b  c  ", None, 1, &["a", "b  c  "], &["  a  b", "c"]);
        check("  a  b  ", None, 0, &["a  b  "], &["  a  b"]);
        check(" é  b\u{3000}c ", None, 1, &["é", "b\u{3000}c "], &[" é  b", "c"]);
        check("", None, 5, &[], &[]);
        check("", Some(","), 5, &[""], &[""]);
        check("a,b,,c", Some(","), usize::MAX, &["a", "b", "", "c"], &["a", "b", "", "c"]);
        check("a,b,,c", Some(","), 1, &["a", "b,,c"], &["a,b,", "c"]);
        check("aaa", Some("aa"), usize::MAX, &["", "a"], &["a", ""]);
        check("é€é", Some("€"), 0, &["é€é"], &["é€é"]);
    }

    #[test]
    fn lines() {
        let text = "a\nb\r\nc\rd\u{85}e\u{2028}f\x0bg\x1c\n";
        assert_eq!(show(splitlines(text.into(), false)), ["a", "b", "c", "d", "e", "f", "g", ""]);
        assert_eq!(show(splitlines("a\r\n\nb".into(), true)), ["a\r\n", "\n", "b"]);
        assert_eq!(splitlines_bytes(b"a\r\n\x0b\n\rb", false), [0..1, 3..4, 5..5, 6..7]);
        assert_eq!(splitlines_bytes(b"", false), []);
    }
}
