//! Padding and tabs: ljust, rjust, center, zfill, expandtabs, for `str` and for `bytes`.
//!
//! `None` means that the input is already wide enough. Every allocation that an argument sizes can fail politely.

use crate::error::{Result, TextError, reserve};
use crate::text::{TextBuf, TextRef};

/// Where the content of a padded field stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Justify {
    Left,
    Right,
    Center,
}

impl Justify {
    /// How much of the padding goes to the left. `center` puts an odd one left if the width is odd.
    fn left_share(self, width: usize, missing: usize) -> usize {
        match self {
            Justify::Left => 0,
            Justify::Right => missing,
            Justify::Center => missing / 2 + (missing & width & 1),
        }
    }
}

fn missing(len: usize, width: isize) -> Option<(usize, usize)> {
    let width = usize::try_from(width).ok()?;
    (width > len).then(|| (width, width - len))
}

/// `ljust`, `rjust` and `center` of `str`.
pub fn justify(text: TextRef<'_>, width: isize, fill: u32, how: Justify) -> Result<Option<TextBuf>> {
    let Some((width, missing)) = missing(text.chars(), width) else { return Ok(None) };
    let left = how.left_share(width, missing);
    let mut out = TextBuf::new();
    out.try_reserve(text.bytes().len().saturating_add(missing))?;
    out.push_repeat(fill, left)?;
    out.push_text(text);
    out.push_repeat(fill, missing - left)?;
    Ok(Some(out))
}

/// `ljust`, `rjust` and `center` of `bytes`.
pub fn justify_bytes(data: &[u8], width: isize, fill: u8, how: Justify) -> Result<Option<Vec<u8>>> {
    let Some((width, missing)) = missing(data.len(), width) else { return Ok(None) };
    let left = how.left_share(width, missing);
    let mut out = Vec::new();
    reserve(&mut out, width)?;
    out.resize(left, fill);
    out.extend_from_slice(data);
    out.resize(width, fill);
    Ok(Some(out))
}

/// `zfill` of `str`: the zeros go behind a sign.
pub fn zfill(text: TextRef<'_>, width: isize) -> Result<Option<TextBuf>> {
    let Some((_, missing)) = missing(text.chars(), width) else { return Ok(None) };
    let sign = usize::from(matches!(text.bytes().first(), Some(b'+' | b'-')));
    let mut out = TextBuf::new();
    out.try_reserve(text.bytes().len().saturating_add(missing))?;
    out.push_text(text.slice(0, sign));
    out.push_repeat(u32::from(b'0'), missing)?;
    out.push_text(text.slice(sign, text.chars()));
    Ok(Some(out))
}

/// `zfill` of `bytes`.
pub fn zfill_bytes(data: &[u8], width: isize) -> Result<Option<Vec<u8>>> {
    let Some((width, missing)) = missing(data.len(), width) else { return Ok(None) };
    let sign = usize::from(matches!(data.first(), Some(b'+' | b'-')));
    let mut out = Vec::new();
    reserve(&mut out, width)?;
    out.extend_from_slice(&data[..sign]);
    out.resize(sign + missing, b'0');
    out.extend_from_slice(&data[sign..]);
    Ok(Some(out))
}

/// `expandtabs` of `str`; a tab size below one removes tabs.
pub fn expandtabs(text: TextRef<'_>, tab_size: isize) -> Result<TextBuf> {
    let (bytes, added) = expand(text.bytes(), tab_size)?;
    let chars = text.chars().wrapping_add_signed(added);
    Ok(TextBuf::from_parts(bytes, chars, text.is_ascii()))
}

/// `expandtabs` of `bytes`.
pub fn expandtabs_bytes(data: &[u8], tab_size: isize) -> Result<Vec<u8>> {
    // In bytes every byte is a column of its own, so continuation bytes must count.
    expand_by(data, tab_size, |_| true).map(|(bytes, _)| bytes)
}

fn expand(data: &[u8], tab_size: isize) -> Result<(Vec<u8>, isize)> {
    expand_by(data, tab_size, |byte| byte & 0xc0 != 0x80)
}

/// Returns the expanded bytes and by how many columns they grew. Overflow of a size is Python's OverflowError.
fn expand_by(data: &[u8], tab_size: isize, is_column: impl Fn(u8) -> bool) -> Result<(Vec<u8>, isize)> {
    let too_long = || TextError::overflow("result too long");
    let mut out = Vec::new();
    reserve(&mut out, data.len())?;
    let (mut column, mut added) = (0usize, 0isize);
    for &byte in data {
        if byte == b'\t' {
            added -= 1;
            if tab_size > 0 {
                let spaces = tab_size as usize - column % tab_size as usize;
                column = column.checked_add(spaces).ok_or_else(too_long)?;
                added = added.checked_add_unsigned(spaces).ok_or_else(too_long)?;
                reserve(&mut out, spaces)?;
                out.resize(out.len() + spaces, b' ');
            }
        } else {
            column = if matches!(byte, b'\n' | b'\r') { 0 } else { column + usize::from(is_column(byte)) };
            out.push(byte);
        }
    }
    Ok((out, added))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn centers_as_cpython() {
        let check = |text: &str, width: isize, expect: &str| {
            let padded = justify(text.into(), width, u32::from('*'), Justify::Center).unwrap().unwrap();
            assert_eq!(padded, TextBuf::from(expect));
            let padded = justify_bytes(b"ab", 5, b'*', Justify::Center).unwrap().unwrap();
            assert_eq!(padded, b"**ab*");
        };
        check("ab", 5, "**ab*");
        check("abc", 6, "*abc**");
        check("é", 4, "*é**");
        assert_eq!(justify("abc".into(), 3, 0x20, Justify::Left).unwrap(), None);
        assert_eq!(justify("abc".into(), -3, 0x20, Justify::Left).unwrap(), None);
        assert_eq!(justify("a".into(), 3, 0x20ac, Justify::Right).unwrap(), Some(TextBuf::from("€€a")));
    }

    #[test]
    fn zeros_and_tabs() {
        assert_eq!(zfill("-42".into(), 6).unwrap(), Some(TextBuf::from("-00042")));
        assert_eq!(zfill("é".into(), 3).unwrap(), Some(TextBuf::from("00é")));
        assert_eq!(zfill_bytes(b"+1", 4).unwrap().unwrap(), b"+001");
        assert_eq!(expandtabs("é\ta\n\tb".into(), 4).unwrap(), TextBuf::from("é   a\n    b"));
        assert_eq!(expandtabs("a\tb".into(), 0).unwrap(), TextBuf::from("ab"));
        assert_eq!(expandtabs_bytes(b"01\t012\t", 8).unwrap(), b"01      012     ");
    }
}
