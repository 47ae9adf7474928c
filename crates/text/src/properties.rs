//! Unicode 16.0 properties of code points, and the `is…` predicates of `str`.
//!
//! The answers come from one generated table, so they do not move with the Unicode version of some library. A
//! predicate over a text is false for the empty text wherever CPython's is.

use crate::text::TextRef;
use crate::unicode_tables as tables;
use crate::unicode_tables::Record;

#[inline]
pub(crate) fn record(code: u32) -> &'static Record {
    let block = tables::STAGE1[(code >> tables::SHIFT) as usize] as usize;
    let entry = (block << tables::SHIFT) | (code & ((1 << tables::SHIFT) - 1)) as usize;
    &tables::RECORDS[tables::STAGE2[entry] as usize]
}

#[inline]
fn has(code: u32, flag: u16) -> bool {
    record(code).flags & flag != 0
}

macro_rules! code_point_predicates {
    ($($(#[$doc:meta])* $name:ident = $flag:ident;)*) => {
        $($(#[$doc])* #[inline] pub fn $name(code: u32) -> bool { has(code, tables::$flag) })*
    };
}

code_point_predicates! {
    is_alpha = ALPHA;
    is_decimal = DECIMAL;
    is_digit = DIGIT;
    is_numeric = NUMERIC;
    is_space = SPACE;
    is_upper = UPPER;
    is_lower = LOWER;
    /// Whether the general category is Lt.
    is_title = TITLE;
    is_id_start = ID_START;
    is_id_continue = ID_CONTINUE;
    is_printable = PRINTABLE;
    is_cased = CASED;
    is_case_ignorable = CASE_IGNORABLE;
    /// Whether `splitlines()` ends a line here.
    is_line_break = LINE_BREAK;
}

#[inline]
pub fn is_alnum(code: u32) -> bool {
    has(code, tables::ALPHA | tables::DECIMAL | tables::DIGIT | tables::NUMERIC)
}

/// The value of a decimal digit, as `int()` reads it.
#[inline]
pub fn decimal_value(code: u32) -> Option<u8> {
    if code < 0x80 {
        return (code as u8).is_ascii_digit().then(|| code as u8 - b'0');
    }
    let record = record(code);
    (record.flags & tables::DECIMAL != 0).then_some(record.digit)
}

/// The value of a digit in the wider sense of `str.isdigit` (superscripts and the like).
#[inline]
pub fn digit_value(code: u32) -> Option<u8> {
    let record = record(code);
    (record.flags & tables::DIGIT != 0).then_some(record.digit)
}

fn all(text: TextRef<'_>, predicate: impl Fn(u32) -> bool) -> bool {
    !text.is_empty() && text.code_points().all(predicate)
}

macro_rules! text_predicates {
    ($($name:ident, $ascii:expr, $code:ident;)*) => {
        $(pub fn $name(text: TextRef<'_>) -> bool {
            if text.is_ascii() {
                !text.is_empty() && text.bytes().iter().all($ascii)
            } else {
                all(text, $code)
            }
        })*
    };
}

text_predicates! {
    isalpha, u8::is_ascii_alphabetic, is_alpha;
    isalnum, u8::is_ascii_alphanumeric, is_alnum;
    isdecimal, u8::is_ascii_digit, is_decimal;
    isdigit, u8::is_ascii_digit, is_digit;
    isnumeric, u8::is_ascii_digit, is_numeric;
    isspace, |&byte: &u8| is_ascii_space(byte), is_space;
}

/// The ASCII bytes for which `str.isspace` is true; the separators 0x1c to 0x1f are among them.
#[inline]
pub(crate) fn is_ascii_space(byte: u8) -> bool {
    byte <= b' ' && matches!(byte, b'\t'..=b'\r' | 0x1c..=b' ')
}

/// `str.isprintable`; true for the empty text.
pub fn isprintable(text: TextRef<'_>) -> bool {
    if text.is_ascii() {
        text.bytes().iter().all(|byte| matches!(byte, b' '..=b'~'))
    } else {
        text.code_points().all(is_printable)
    }
}

/// `str.isidentifier`; keywords are identifiers here.
pub fn isidentifier(text: TextRef<'_>) -> bool {
    let mut codes = text.code_points();
    codes.next().is_some_and(is_id_start) && codes.all(is_id_continue)
}

pub fn isupper(text: TextRef<'_>) -> bool {
    let mut cased = false;
    for code in text.code_points() {
        let flags = record(code).flags;
        if flags & (tables::LOWER | tables::TITLE) != 0 {
            return false;
        }
        cased |= flags & tables::UPPER != 0;
    }
    cased
}

pub fn islower(text: TextRef<'_>) -> bool {
    let mut cased = false;
    for code in text.code_points() {
        let flags = record(code).flags;
        if flags & (tables::UPPER | tables::TITLE) != 0 {
            return false;
        }
        cased |= flags & tables::LOWER != 0;
    }
    cased
}

pub fn istitle(text: TextRef<'_>) -> bool {
    let (mut cased, mut after_cased) = (false, false);
    for code in text.code_points() {
        let flags = record(code).flags;
        if flags & (tables::UPPER | tables::TITLE) != 0 {
            if after_cased {
                return false;
            }
            (cased, after_cased) = (true, true);
        } else if flags & tables::LOWER != 0 {
            if !after_cased {
                return false;
            }
            (cased, after_cased) = (true, true);
        } else {
            after_cased = false;
        }
    }
    cased
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn predicates_of_samples() {
        let check = |sample: &str, expect: &str| {
            let text = TextRef::from(sample);
            let answers = [
                ("alpha", isalpha(text)),
                ("alnum", isalnum(text)),
                ("decimal", isdecimal(text)),
                ("digit", isdigit(text)),
                ("numeric", isnumeric(text)),
                ("space", isspace(text)),
                ("upper", isupper(text)),
                ("lower", islower(text)),
                ("title", istitle(text)),
                ("identifier", isidentifier(text)),
                ("printable", isprintable(text)),
            ];
            let yes: Vec<_> = answers.iter().filter(|(_, yes)| *yes).map(|(name, _)| *name).collect();
            assert_eq!(yes.join(" "), expect, "{sample:?}");
        };
        check("", "printable");
        check("abc", "alpha alnum lower identifier printable");
        check("Abc Def", "title printable");
        check("ABC1", "alnum upper identifier printable");
        check("12", "alnum decimal digit numeric printable");
        check("²", "alnum digit numeric printable");
        check("½", "alnum numeric printable");
        check("٣", "alnum decimal digit numeric printable");
        check("\u{1c}", "space");
        check("\u{85}\u{3000}", "space");
        check("ǅ", "alpha alnum title identifier printable");
        check("ª", "alpha alnum lower identifier printable");
        check("_é", "lower identifier printable");
        check("京", "alpha alnum numeric identifier printable");
        check("\u{ad}", "");
        check("😀", "printable");
    }
}
