//! From bytes to text: the byte order mark, the coding cookie of PEP 263, and CPython's words for bytes that are not
//! what they claim to be.
//!
//! Decoded here are UTF-8, ASCII and Latin-1, and nothing else: for another codec the caller decodes with `codecs` and
//! parses the text (`declared_encoding` says which).

use crate::error::{SyntaxError, SyntaxErrorKind};

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Decodes a source file.
pub fn decode_source(bytes: &[u8]) -> Result<String, SyntaxError> {
    if memchr::memchr(0, bytes).is_some() {
        return Err(SyntaxError::nowhere(
            SyntaxErrorKind::SyntaxError,
            "source code string cannot contain null bytes",
        ));
    }
    let (bytes, marked) = match bytes.strip_prefix(BYTE_ORDER_MARK) {
        Some(rest) => (rest, true),
        None => (bytes, false),
    };
    let encoding = declared_encoding(bytes);
    match (encoding.as_deref(), marked) {
        (None | Some("utf-8"), _) | (Some("utf8"), false) => utf8(bytes),
        (Some(name), true) => Err(mark_problem(bytes, name)),
        (Some("iso-8859-1"), false) => Ok(bytes.iter().map(|&byte| char::from(byte)).collect()),
        (Some("ascii" | "us-ascii" | "646"), false) => match bytes.iter().position(|byte| !byte.is_ascii()) {
            None => utf8(bytes),
            Some(at) => Err(unplaced(format!(
                "'ascii' codec can't decode byte 0x{:02x} in position {at}: ordinal not in range(128)",
                bytes[at]
            ))),
        },
        (Some(name), false) => Err(unplaced(format!("unknown encoding: {name}"))),
    }
}

/// The encoding that the first two lines declare, its name normalised as `get_normal_name` does; `None` when they
/// declare none. Bytes that begin with a byte order mark must have lost it.
pub fn declared_encoding(bytes: &[u8]) -> Option<String> {
    for line in bytes.split(|&byte| byte == b'\n' || byte == b'\r').take(2) {
        let code = line.iter().position(|byte| !matches!(byte, b' ' | b'\t' | b'\x0c'));
        let Some(code) = code else { continue };
        if line[code] != b'#' {
            return None;
        }
        if let Some(name) = cookie(&line[code..]) {
            return Some(normal_name(&name));
        }
    }
    None
}

/// The name after `coding:` or `coding=` in a comment.
fn cookie(comment: &[u8]) -> Option<String> {
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    let mut from = 0;
    while let Some(found) = memchr::memmem::find(&comment[from..], b"coding") {
        let after = &comment[from + found + 6..];
        from += found + 6;
        if let [b':' | b'=', rest @ ..] = after {
            let blanks = rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
            let name: Vec<u8> = rest[blanks..].iter().copied().take_while(|byte| is_name(byte)).collect();
            if !name.is_empty() {
                return String::from_utf8(name).ok();
            }
        }
    }
    None
}

fn normal_name(name: &str) -> String {
    let short: String =
        name.chars().take(12).map(|c| if c == '_' { '-' } else { c.to_ascii_lowercase() }).collect();
    let is = |wanted: &str| {
        short == wanted || short.strip_prefix(wanted).is_some_and(|rest| rest.starts_with('-'))
    };
    if is("utf-8") {
        return "utf-8".to_owned();
    }
    if is("latin-1") || is("iso-8859-1") || is("iso-latin-1") {
        return "iso-8859-1".to_owned();
    }
    match short.as_str() {
        "latin1" | "latin" | "l1" | "iso8859-1" | "8859" | "cp819" => "iso-8859-1".to_owned(),
        "utf8" => "utf8".to_owned(),
        _ => name.to_owned(),
    }
}

fn utf8(bytes: &[u8]) -> Result<String, SyntaxError> {
    let error = match std::str::from_utf8(bytes) {
        Ok(text) => return Ok(text.to_owned()),
        Err(error) => error,
    };
    let at = error.valid_up_to();
    let line = 1 + memchr::memchr_iter(b'\n', &bytes[..at]).count() as u32;
    let start = memchr::memrchr(b'\n', &bytes[..at]).map_or(0, |newline| newline + 1);
    let end = memchr::memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |newline| at + newline);
    let offset = String::from_utf8_lossy(&bytes[start..at]).chars().count() as i32 + 1;
    Err(SyntaxError {
        kind: SyntaxErrorKind::SyntaxError,
        msg: format!(
            "Non-UTF-8 code starting with '\\x{:02x}' on line {line}, but no encoding declared; see \
             https://peps.python.org/pep-0263/ for details",
            bytes[at]
        ),
        lineno: Some(line),
        offset,
        end_lineno: Some(line),
        end_offset: offset,
        text: Some(String::from_utf8_lossy(&bytes[start..end]).into_owned()),
    })
}

fn mark_problem(bytes: &[u8], name: &str) -> SyntaxError {
    let end = memchr::memchr(b'\n', bytes).unwrap_or(bytes.len());
    let text = String::from_utf8_lossy(&bytes[..end]).into_owned();
    SyntaxError {
        kind: SyntaxErrorKind::SyntaxError,
        msg: format!("encoding problem: {name} with BOM"),
        lineno: Some(1),
        offset: 0,
        end_lineno: Some(1),
        end_offset: text.chars().count() as i32,
        text: Some(text),
    }
}

/// A decoding error: CPython gives line 0 and offset -1.
fn unplaced(msg: String) -> SyntaxError {
    SyntaxError { lineno: Some(0), offset: -1, ..SyntaxError::nowhere(SyntaxErrorKind::SyntaxError, msg) }
}
