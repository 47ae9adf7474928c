//! Searching in `str`: find, rfind, count, replace, startswith, strip, removeprefix, partition, join, translate.
//!
//! UTF-8 cannot match in the middle of a code point, so everything searches bytes; only windows and results are
//! counted in characters. `None` as a replacement result means that the text is unchanged.

use crate::bytes::{self, Side, clip};
use crate::error::{Result, TextError};
use crate::properties::{is_ascii_space, is_space};
use crate::text::{TextBuf, TextRef};

/// The byte range of a window given in characters, and its first character. `None` if nothing can be found in it.
fn window(text: TextRef<'_>, start: isize, end: isize) -> Option<(std::ops::Range<usize>, usize)> {
    let (start, end) = clip(start, end, text.chars())?;
    Some((text.byte_range(start, end), start))
}

/// The character index of the first occurrence inside the window.
pub fn find(text: TextRef<'_>, needle: TextRef<'_>, start: isize, end: isize) -> Option<usize> {
    let (range, first) = window(text, start, end)?;
    if !needle.is_ascii() && text.is_ascii() {
        return None;
    }
    let part = text.byte_slice(range);
    bytes::find(part.bytes(), needle.bytes()).map(|offset| first + part.char_index(offset))
}

/// The character index of the last occurrence inside the window.
pub fn rfind(text: TextRef<'_>, needle: TextRef<'_>, start: isize, end: isize) -> Option<usize> {
    let (range, first) = window(text, start, end)?;
    if !needle.is_ascii() && text.is_ascii() {
        return None;
    }
    let part = text.byte_slice(range);
    bytes::rfind(part.bytes(), needle.bytes()).map(|offset| first + part.char_index(offset))
}

/// `needle in text`.
pub fn contains(text: TextRef<'_>, needle: TextRef<'_>) -> bool {
    (needle.is_ascii() || !text.is_ascii()) && bytes::contains(text.bytes(), needle.bytes())
}

/// The number of occurrences inside the window that do not overlap.
pub fn count(text: TextRef<'_>, needle: TextRef<'_>, start: isize, end: isize) -> usize {
    let Some((range, _)) = window(text, start, end) else { return 0 };
    let part = text.byte_slice(range);
    if needle.is_empty() { part.chars() + 1 } else { bytes::count(part.bytes(), needle.bytes()) }
}

/// Whether the window starts with `prefix`.
pub fn startswith(text: TextRef<'_>, prefix: TextRef<'_>, start: isize, end: isize) -> bool {
    window(text, start, end).is_some_and(|(range, _)| text.bytes()[range].starts_with(prefix.bytes()))
}

/// Whether the window ends with `suffix`.
pub fn endswith(text: TextRef<'_>, suffix: TextRef<'_>, start: isize, end: isize) -> bool {
    window(text, start, end).is_some_and(|(range, _)| text.bytes()[range].ends_with(suffix.bytes()))
}

/// Replaces at most `limit` occurrences; `None` if the text stays as it is.
pub fn replace(
    text: TextRef<'_>,
    from: TextRef<'_>,
    to: TextRef<'_>,
    limit: usize,
) -> Result<Option<TextBuf>> {
    if limit == 0 || (text.is_ascii() && !from.is_ascii()) {
        return Ok(None);
    }
    if from.is_empty() && !text.is_ascii() {
        return interleave(text, to, limit);
    }
    let Some((bytes, replaced)) = bytes::replace(text.bytes(), from.bytes(), to.bytes(), limit)? else {
        return Ok(None);
    };
    let chars = text.chars() - replaced * from.chars() + replaced * to.chars();
    let ascii = if text.is_ascii() { to.is_ascii() } else { to.is_ascii() && bytes.is_ascii() };
    Ok(Some(TextBuf::from_parts(bytes, chars, ascii)))
}

fn interleave(text: TextRef<'_>, to: TextRef<'_>, limit: usize) -> Result<Option<TextBuf>> {
    if to.is_empty() {
        return Ok(None);
    }
    let replaced = limit.min(text.chars() + 1);
    let mut out = TextBuf::new();
    let growth = to.bytes().len().checked_mul(replaced).ok_or_else(TextError::memory)?;
    out.try_reserve(text.bytes().len().checked_add(growth).ok_or_else(TextError::memory)?)?;
    for (i, code) in text.code_points().enumerate() {
        if i < replaced {
            out.push_text(to);
        }
        out.push(code);
    }
    if replaced > text.chars() {
        out.push_text(to);
    }
    Ok(Some(out))
}

/// `strip`, `lstrip` or `rstrip` of the characters of `set`, or of white space.
pub fn strip<'a>(text: TextRef<'a>, set: Option<TextRef<'_>>, side: Side) -> TextRef<'a> {
    if text.is_ascii() {
        let range = match set {
            None => bytes::strip_where(text.bytes(), side, is_ascii_space),
            Some(set) => bytes::strip(text.bytes(), Some(set.bytes()), side),
        };
        return text.byte_slice(range);
    }
    match set {
        None => strip_where(text, side, is_space),
        Some(set) => strip_where(text, side, |code| set.code_points().any(|one| one == code)),
    }
}

fn strip_where<'a>(text: TextRef<'a>, side: Side, drop: impl Fn(u32) -> bool) -> TextRef<'a> {
    let mut rest = text.code_points();
    if side.left() {
        loop {
            let before = rest.clone();
            if !rest.next().is_some_and(&drop) {
                rest = before;
                break;
            }
        }
    }
    if side.right() {
        loop {
            let before = rest.clone();
            if !rest.next_back().is_some_and(&drop) {
                rest = before;
                break;
            }
        }
    }
    if rest.rest().len() == text.bytes().len() { text } else { TextRef::measure(rest.rest()) }
}

/// `removeprefix`; the whole text if it does not start so.
pub fn removeprefix<'a>(text: TextRef<'a>, prefix: TextRef<'_>) -> TextRef<'a> {
    if text.bytes().starts_with(prefix.bytes()) {
        text.byte_slice(prefix.bytes().len()..text.bytes().len())
    } else {
        text
    }
}

/// `removesuffix`; the whole text if it does not end so.
pub fn removesuffix<'a>(text: TextRef<'a>, suffix: TextRef<'_>) -> TextRef<'a> {
    if text.bytes().ends_with(suffix.bytes()) {
        text.byte_slice(0..text.bytes().len() - suffix.bytes().len())
    } else {
        text
    }
}

/// Head and tail around the first separator, if there is one. An empty separator is a ValueError.
pub fn partition<'a>(
    text: TextRef<'a>,
    separator: TextRef<'_>,
) -> Result<Option<(TextRef<'a>, TextRef<'a>)>> {
    around(text, separator, bytes::find)
}

/// Head and tail around the last separator, if there is one.
pub fn rpartition<'a>(
    text: TextRef<'a>,
    separator: TextRef<'_>,
) -> Result<Option<(TextRef<'a>, TextRef<'a>)>> {
    around(text, separator, bytes::rfind)
}

fn around<'a>(
    text: TextRef<'a>,
    separator: TextRef<'_>,
    find: impl Fn(&[u8], &[u8]) -> Option<usize>,
) -> Result<Option<(TextRef<'a>, TextRef<'a>)>> {
    if separator.is_empty() {
        return Err(TextError::value("empty separator"));
    }
    Ok(find(text.bytes(), separator.bytes()).map(|at| {
        let behind = at + separator.bytes().len();
        (text.byte_slice(0..at), text.byte_slice(behind..text.bytes().len()))
    }))
}

/// Joins the pieces. Sizes are summed first, so that there is one allocation.
pub fn join<'a>(
    separator: TextRef<'_>,
    pieces: impl Iterator<Item = TextRef<'a>> + Clone,
) -> Result<TextBuf> {
    let (mut bytes, mut many) = (0usize, 0usize);
    for piece in pieces.clone() {
        bytes = bytes.checked_add(piece.bytes().len()).ok_or_else(TextError::memory)?;
        many += 1;
    }
    let between =
        separator.bytes().len().checked_mul(many.saturating_sub(1)).ok_or_else(TextError::memory)?;
    let mut out = TextBuf::new();
    out.try_reserve(bytes.checked_add(between).ok_or_else(TextError::memory)?)?;
    for (i, piece) in pieces.enumerate() {
        if i > 0 {
            out.push_text(separator);
        }
        out.push_text(piece);
    }
    Ok(out)
}

/// `text * count`.
pub fn repeat(text: TextRef<'_>, count: usize) -> Result<TextBuf> {
    let bytes = bytes::repeat(text.bytes(), count)?;
    Ok(TextBuf::from_parts(bytes, text.chars() * count, text.is_ascii() || count == 0))
}

/// What a translation table says about one character.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Translation {
    Keep,
    Delete,
    Code(u32),
    Text(TextBuf),
}

/// `translate`: asks the table for every character; an ASCII text asks once for each distinct one.
pub fn translate<E>(
    text: TextRef<'_>,
    mut table: impl FnMut(u32) -> std::result::Result<Translation, E>,
) -> std::result::Result<TextBuf, E> {
    let mut out = TextBuf::with_capacity(text.bytes().len());
    let mut known: [Option<Translation>; 128] = [const { None }; 128];
    let apply = |out: &mut TextBuf, code: u32, translation: &Translation| match translation {
        Translation::Keep => out.push(code),
        Translation::Delete => {}
        Translation::Code(to) => out.push(*to),
        Translation::Text(to) => out.push_text(to.as_ref()),
    };
    for code in text.code_points() {
        if !text.is_ascii() {
            apply(&mut out, code, &table(code)?);
            continue;
        }
        let slot = &mut known[code as usize];
        if slot.is_none() {
            *slot = Some(table(code)?);
        }
        if let Some(translation) = slot {
            apply(&mut out, code, translation);
        }
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: (isize, isize) = (0, isize::MAX);

    #[test]
    fn finds_in_characters() {
        let text = TextRef::from("aé€aé€");
        assert_eq!(find(text, "€".into(), ALL.0, ALL.1), Some(2));
        assert_eq!(rfind(text, "é".into(), ALL.0, ALL.1), Some(4));
        assert_eq!(find(text, "a".into(), 1, isize::MAX), Some(3));
        assert_eq!(find(text, "a".into(), 1, 3), None);
        assert_eq!(find(text, "".into(), 6, isize::MAX), Some(6));
        assert_eq!(find(text, "".into(), 7, isize::MAX), None);
        assert_eq!(rfind(text, "".into(), 0, -1), Some(5));
        assert_eq!(count(text, "".into(), 1, 4), 4);
        assert_eq!(count(text, "é€".into(), ALL.0, ALL.1), 2);
        assert!(startswith(text, "é".into(), 1, 9) && endswith(text, "a".into(), 0, 4));
        assert!(!startswith(text, "".into(), 7, 9));
    }

    #[test]
    fn replaces_and_strips() {
        let check = |text: &str, from: &str, to: &str, limit, expect: &str| {
            let result = replace(text.into(), from.into(), to.into(), limit).unwrap();
            assert_eq!(result, Some(TextBuf::from(expect)));
        };
        check("aéa", "a", "bb", usize::MAX, "bbébb");
        check("é1", "", "-", usize::MAX, "-é-1-");
        check("éa", "é", "e", usize::MAX, "ea");
        check("ea", "e", "é", 1, "éa");
        assert_eq!(strip("\u{3000}é \u{1f}".into(), None, Side::Both), "é".into());
        assert_eq!(strip("éaé".into(), Some("é".into()), Side::Right), "éa".into());
        assert_eq!(strip("  a\u{1c} ".into(), None, Side::Both), "a".into());
        assert_eq!(partition("a€b€c".into(), "€".into()).unwrap(), Some(("a".into(), "b€c".into())));
        assert_eq!(rpartition("a€b€c".into(), "€".into()).unwrap(), Some(("a€b".into(), "c".into())));
        assert_eq!(partition("a".into(), "".into()).unwrap_err().message, "empty separator");
        let pieces = ["a", "é", ""].map(TextRef::from);
        assert_eq!(join(", ".into(), pieces.into_iter()).unwrap(), TextBuf::from("a, é, "));
    }
}
