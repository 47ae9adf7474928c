//! UTF-8, ASCII and Latin-1.

use super::{Cursor, Fault};
use crate::text::{CodePoints, TextBuf, TextRef, count_chars};

/// Appends the longest valid start of `input[at..]`; what stops it has the extent that Unicode calls a maximal subpart,
/// which is also CPython's.
pub(super) fn decode(input: &[u8], at: usize, last: bool, out: &mut TextBuf) -> Result<usize, Fault> {
    let rest = &input[at..];
    let error = match std::str::from_utf8(rest) {
        Ok(text) => {
            out.push_str(text);
            return Ok(input.len());
        }
        Err(error) => error,
    };
    let valid = error.valid_up_to();
    out.push_text(TextRef::measure(&rest[..valid]));
    let start = at + valid;
    // The start of an encoded surrogate may still be completed, and then be passed by `surrogatepass`.
    let incomplete = error.error_len().is_none() || matches!(input[start..], [0xed, 0xa0..=0xbf]);
    if incomplete && !last {
        return Ok(start);
    }
    let (end, reason) = match error.error_len() {
        None => (input.len(), "unexpected end of data"),
        Some(len) if matches!(input[start], 0x80..=0xc1 | 0xf5..) => (start + len, "invalid start byte"),
        Some(len) => (start + len, "invalid continuation byte"),
    };
    Err(Fault { start, end, reason })
}

pub(super) fn decode_ascii(input: &[u8], at: usize, out: &mut TextBuf) -> Result<usize, Fault> {
    let rest = &input[at..];
    let valid =
        if rest.is_ascii() { rest.len() } else { rest.iter().take_while(|byte| byte.is_ascii()).count() };
    out.push_ascii(&rest[..valid]);
    if valid == rest.len() {
        return Ok(input.len());
    }
    let start = at + valid;
    Err(Fault { start, end: start + 1, reason: "ordinal not in range(128)" })
}

pub(super) fn decode_latin1(input: &[u8], out: &mut TextBuf) {
    if input.is_ascii() {
        out.push_ascii(input);
    } else {
        input.iter().for_each(|&byte| out.push(byte.into()));
    }
}

/// The fault at `start`, which takes in all characters that follow and are as bad.
fn run_fault(text: TextRef<'_>, start: Cursor, bad: impl Fn(u32) -> bool, reason: &'static str) -> Fault {
    let run = CodePoints::new(&text.bytes()[start.bytes..]).take_while(|&code| bad(code)).count();
    Fault { start: start.chars, end: start.chars + run, reason }
}

fn is_surrogate(code: u32) -> bool {
    (0xd800..0xe000).contains(&code)
}

pub(super) fn encode(text: TextRef<'_>, at: Cursor, out: &mut Vec<u8>) -> Result<(), Fault> {
    let rest = &text.bytes()[at.bytes..];
    // In generalized UTF-8 only surrogates are not UTF-8.
    let error = match std::str::from_utf8(rest) {
        Ok(_) => {
            out.extend_from_slice(rest);
            return Ok(());
        }
        Err(error) => error.valid_up_to(),
    };
    out.extend_from_slice(&rest[..error]);
    let start = Cursor { chars: at.chars + count_chars(&rest[..error]), bytes: at.bytes + error };
    Err(run_fault(text, start, is_surrogate, "surrogates not allowed"))
}

/// ASCII and Latin-1: code points below `limit` are bytes.
pub(super) fn encode_narrow(
    text: TextRef<'_>,
    at: Cursor,
    limit: u32,
    reason: &'static str,
    out: &mut Vec<u8>,
) -> Result<(), Fault> {
    if text.is_ascii() {
        out.extend_from_slice(&text.bytes()[at.bytes..]);
        return Ok(());
    }
    let mut position = at;
    for code in CodePoints::new(&text.bytes()[at.bytes..]) {
        if code >= limit {
            return Err(run_fault(text, position, |code| code >= limit, reason));
        }
        out.push(code as u8);
        // What can be encoded is below 0x100: one byte of UTF-8, or two.
        position =
            Cursor { chars: position.chars + 1, bytes: position.bytes + 1 + usize::from(code >= 0x80) };
    }
    Ok(())
}
