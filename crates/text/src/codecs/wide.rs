//! UTF-16 and UTF-32, of either byte order.

use super::{Cursor, Endian, Fault};
use crate::text::{CodePoints, TextBuf, TextRef};

fn unit16(bytes: [u8; 2], endian: Endian) -> u32 {
    match endian {
        Endian::Little => u16::from_le_bytes(bytes).into(),
        Endian::Big => u16::from_be_bytes(bytes).into(),
    }
}

fn unit32(bytes: [u8; 4], endian: Endian) -> u32 {
    match endian {
        Endian::Little => u32::from_le_bytes(bytes),
        Endian::Big => u32::from_be_bytes(bytes),
    }
}

/// One unit of UTF-16 at `at`, if it is there.
pub(super) fn read16(input: &[u8], at: usize, endian: Endian) -> Option<u32> {
    Some(unit16(input.get(at..at + 2)?.try_into().ok()?, endian))
}

/// One unit of UTF-32 at `at`, if it is there.
pub(super) fn read32(input: &[u8], at: usize, endian: Endian) -> Option<u32> {
    Some(unit32(input.get(at..at + 4)?.try_into().ok()?, endian))
}

pub(super) fn decode_utf16(
    input: &[u8],
    mut at: usize,
    last: bool,
    endian: Endian,
    out: &mut TextBuf,
) -> Result<usize, Fault> {
    while let Some(unit) = read16(input, at, endian) {
        match unit {
            0xd800..0xdc00 => match read16(input, at + 2, endian) {
                Some(low @ 0xdc00..0xe000) => {
                    out.push(0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00));
                    at += 2;
                }
                Some(_) => return Err(Fault { start: at, end: at + 2, reason: "illegal UTF-16 surrogate" }),
                None if last => {
                    return Err(Fault { start: at, end: input.len(), reason: "unexpected end of data" });
                }
                None => return Ok(at),
            },
            0xdc00..0xe000 => return Err(Fault { start: at, end: at + 2, reason: "illegal encoding" }),
            _ => out.push(unit),
        }
        at += 2;
    }
    if at < input.len() && last {
        return Err(Fault { start: at, end: input.len(), reason: "truncated data" });
    }
    Ok(at)
}

pub(super) fn decode_utf32(
    input: &[u8],
    mut at: usize,
    last: bool,
    endian: Endian,
    out: &mut TextBuf,
) -> Result<usize, Fault> {
    while let Some(unit) = read32(input, at, endian) {
        let reason = match unit {
            0xd800..0xe000 => "code point in surrogate code point range(0xd800, 0xe000)",
            0x110000.. => "code point not in range(0x110000)",
            _ => {
                out.push(unit);
                at += 4;
                continue;
            }
        };
        return Err(Fault { start: at, end: at + 4, reason });
    }
    if at < input.len() && last {
        return Err(Fault { start: at, end: input.len(), reason: "truncated data" });
    }
    Ok(at)
}

pub(super) fn push16(out: &mut Vec<u8>, unit: u32, endian: Endian) {
    out.extend_from_slice(&match endian {
        Endian::Little => (unit as u16).to_le_bytes(),
        Endian::Big => (unit as u16).to_be_bytes(),
    });
}

pub(super) fn push32(out: &mut Vec<u8>, unit: u32, endian: Endian) {
    out.extend_from_slice(&match endian {
        Endian::Little => unit.to_le_bytes(),
        Endian::Big => unit.to_be_bytes(),
    });
}

fn encode(text: TextRef<'_>, at: Cursor, mut push: impl FnMut(u32)) -> Result<(), Fault> {
    for (i, code) in CodePoints::new(&text.bytes()[at.bytes..]).enumerate() {
        if let 0xd800..0xe000 = code {
            let start = at.chars + i;
            return Err(Fault { start, end: start + 1, reason: "surrogates not allowed" });
        }
        push(code);
    }
    Ok(())
}

pub(super) fn encode_utf16(
    text: TextRef<'_>,
    at: Cursor,
    endian: Endian,
    out: &mut Vec<u8>,
) -> Result<(), Fault> {
    encode(text, at, |code| match code.checked_sub(0x10000) {
        None => push16(out, code, endian),
        Some(offset) => {
            push16(out, 0xd800 + (offset >> 10), endian);
            push16(out, 0xdc00 + (offset & 0x3ff), endian);
        }
    })
}

pub(super) fn encode_utf32(
    text: TextRef<'_>,
    at: Cursor,
    endian: Endian,
    out: &mut Vec<u8>,
) -> Result<(), Fault> {
    encode(text, at, |code| push32(out, code, endian))
}
