//! The numbers of tokens, as `token.py` has them.

pub const ENDMARKER: u32 = 0;
pub const NAME: u32 = 1;
pub const NUMBER: u32 = 2;
pub const STRING: u32 = 3;
pub const NEWLINE: u32 = 4;
pub const INDENT: u32 = 5;
pub const DEDENT: u32 = 6;
pub const DOT: u32 = 23;
pub const ELLIPSIS: u32 = 52;
pub const OP: u32 = 55;
pub const FSTRING_START: u32 = 59;
pub const FSTRING_MIDDLE: u32 = 60;
pub const TSTRING_START: u32 = 62;
pub const TSTRING_MIDDLE: u32 = 63;
pub const COMMENT: u32 = 65;
pub const NL: u32 = 66;

/// The tokens whose line is the one they begin on.
pub fn is_string(kind: u32) -> bool {
    matches!(kind, STRING | FSTRING_MIDDLE | TSTRING_MIDDLE)
}

/// An operator of one character, `OP` for one that means nothing.
pub fn one(c: u8) -> u32 {
    match c {
        b'(' => 7,
        b')' => 8,
        b'[' => 9,
        b']' => 10,
        b':' => 11,
        b',' => 12,
        b';' => 13,
        b'+' => 14,
        b'-' => 15,
        b'*' => 16,
        b'/' => 17,
        b'|' => 18,
        b'&' => 19,
        b'<' => 20,
        b'>' => 21,
        b'=' => 22,
        b'.' => DOT,
        b'%' => 24,
        b'{' => 25,
        b'}' => 26,
        b'~' => 31,
        b'^' => 32,
        b'@' => 49,
        b'!' => 54,
        _ => OP,
    }
}

pub fn two(c: u8, d: u8) -> Option<u32> {
    Some(match (c, d) {
        (b'=', b'=') => 27,
        (b'!', b'=') => 28,
        (b'<', b'=') => 29,
        (b'>', b'=') => 30,
        (b'<', b'<') => 33,
        (b'>', b'>') => 34,
        (b'*', b'*') => 35,
        (b'+', b'=') => 36,
        (b'-', b'=') => 37,
        (b'*', b'=') => 38,
        (b'/', b'=') => 39,
        (b'%', b'=') => 40,
        (b'&', b'=') => 41,
        (b'|', b'=') => 42,
        (b'^', b'=') => 43,
        (b'/', b'/') => 47,
        (b'@', b'=') => 50,
        (b'-', b'>') => 51,
        (b':', b'=') => 53,
        _ => return None,
    })
}

pub fn three(c: u8, d: u8, e: u8) -> Option<u32> {
    Some(match (c, d, e) {
        (b'<', b'<', b'=') => 44,
        (b'>', b'>', b'=') => 45,
        (b'*', b'*', b'=') => 46,
        (b'/', b'/', b'=') => 48,
        (b'.', b'.', b'.') => ELLIPSIS,
        _ => return None,
    })
}
