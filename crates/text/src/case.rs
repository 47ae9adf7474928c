//! Case conversion of `str`: upper, lower, title, capitalize, swapcase, casefold, with the full Unicode mappings.
//!
//! A capital sigma becomes a final sigma by its neighbours, as Unicode's Final_Sigma says; nothing depends on locale.

use crate::properties::{is_case_ignorable, is_cased, record};
use crate::text::{CodePoints, TextBuf, TextRef, decode_at};
use crate::unicode_tables as tables;

const CAPITAL_SIGMA: u32 = 0x3a3;

#[derive(Clone, Copy)]
enum Form {
    Upper,
    Lower,
    Title,
    Fold,
}

#[inline]
fn push_form(out: &mut TextBuf, code: u32, form: Form) {
    if code < 0x80 {
        let byte = code as u8;
        let mapped = match form {
            Form::Upper | Form::Title => byte.to_ascii_uppercase(),
            Form::Lower | Form::Fold => byte.to_ascii_lowercase(),
        };
        out.push(mapped.into());
        return;
    }
    let record = record(code);
    if record.flags & tables::SPECIAL_CASE != 0 {
        out.push_str(tables::SPECIAL[record.upper as usize][form as usize]);
        return;
    }
    let delta = match form {
        Form::Upper => record.upper,
        Form::Lower => record.lower,
        Form::Title => record.title,
        Form::Fold => record.fold,
    };
    out.push(code.wrapping_add_signed(delta));
}

/// Appends the lower case of `code`, which stands between `before` and `after` in its text.
#[inline]
fn push_lower(out: &mut TextBuf, code: u32, before: &[u8], after: &[u8]) {
    if code == CAPITAL_SIGMA {
        out.push(if is_final_sigma(before, after) { 0x3c2 } else { 0x3c3 });
    } else {
        push_form(out, code, Form::Lower);
    }
}

fn is_final_sigma(before: &[u8], after: &[u8]) -> bool {
    let cased = |code: Option<u32>| code.is_some_and(is_cased);
    let before = CodePoints::new(before).rev().find(|&code| !is_case_ignorable(code));
    let after = CodePoints::new(after).find(|&code| !is_case_ignorable(code));
    cased(before) && !cased(after)
}

/// Visits every code point with the bytes before it and the bytes after it.
fn each_in_context(text: TextRef<'_>, mut visit: impl FnMut(u32, &[u8], &[u8])) {
    let bytes = text.bytes();
    let mut codes = text.code_points();
    loop {
        let before = bytes.len() - codes.rest().len();
        let Some(code) = codes.next() else { return };
        visit(code, &bytes[..before], codes.rest());
    }
}

pub fn upper(text: TextRef<'_>) -> TextBuf {
    if text.is_ascii() {
        return TextBuf::from_ascii(text.bytes().to_ascii_uppercase());
    }
    map(text, Form::Upper)
}

pub fn casefold(text: TextRef<'_>) -> TextBuf {
    if text.is_ascii() {
        return TextBuf::from_ascii(text.bytes().to_ascii_lowercase());
    }
    map(text, Form::Fold)
}

fn map(text: TextRef<'_>, form: Form) -> TextBuf {
    let ascii = match form {
        Form::Upper | Form::Title => u8::to_ascii_uppercase,
        Form::Lower | Form::Fold => u8::to_ascii_lowercase,
    };
    map_runs(text, ascii, |out, code, _, _| push_form(out, code, form))
}

pub fn lower(text: TextRef<'_>) -> TextBuf {
    if text.is_ascii() {
        return TextBuf::from_ascii(text.bytes().to_ascii_lowercase());
    }
    map_runs(text, u8::to_ascii_lowercase, push_lower)
}

/// Maps runs of ASCII in bulk, and every other code point in its context.
fn map_runs(
    text: TextRef<'_>,
    ascii: impl Fn(&u8) -> u8,
    other: impl Fn(&mut TextBuf, u32, &[u8], &[u8]),
) -> TextBuf {
    let bytes = text.bytes();
    let mut out = TextBuf::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let run = bytes[at..].iter().take_while(|byte| byte.is_ascii()).count();
        out.push_ascii_mapped(&bytes[at..at + run], &ascii);
        at += run;
        if at < bytes.len() {
            let (code, len) = decode_at(bytes, at);
            other(&mut out, code, &bytes[..at], &bytes[at + len..]);
            at += len;
        }
    }
    out
}

pub fn title(text: TextRef<'_>) -> TextBuf {
    if text.is_ascii() {
        return TextBuf::from_ascii(crate::bytes::title(text.bytes()));
    }
    let mut out = TextBuf::with_capacity(text.bytes().len());
    let mut after_cased = false;
    each_in_context(text, |code, before, after| {
        if after_cased {
            push_lower(&mut out, code, before, after);
        } else {
            push_form(&mut out, code, Form::Title);
        }
        after_cased = is_cased(code);
    });
    out
}

pub fn capitalize(text: TextRef<'_>) -> TextBuf {
    if text.is_ascii() {
        return TextBuf::from_ascii(crate::bytes::capitalize(text.bytes()));
    }
    let mut out = TextBuf::with_capacity(text.bytes().len());
    each_in_context(text, |code, before, after| {
        if before.is_empty() {
            push_form(&mut out, code, Form::Title);
        } else {
            push_lower(&mut out, code, before, after);
        }
    });
    out
}

pub fn swapcase(text: TextRef<'_>) -> TextBuf {
    if text.is_ascii() {
        return TextBuf::from_ascii(crate::bytes::swapcase(text.bytes()));
    }
    let mut out = TextBuf::with_capacity(text.bytes().len());
    each_in_context(text, |code, before, after| {
        let flags = record(code).flags;
        if flags & tables::UPPER != 0 {
            push_lower(&mut out, code, before, after);
        } else if flags & tables::LOWER != 0 {
            push_form(&mut out, code, Form::Upper);
        } else {
            out.push(code);
        }
    });
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_of_samples() {
        let check = |sample: &str, expect: [&str; 6]| {
            let forms = [upper, lower, title, capitalize, swapcase, casefold];
            for (form, expect) in forms.iter().zip(expect) {
                assert_eq!(form(TextRef::from(sample)), TextBuf::from(expect), "{sample:?}");
            }
        };
        check("", ["", "", "", "", "", ""]);
        check(
            "heLLo woRld's 1a",
            [
                "HELLO WORLD'S 1A",
                "hello world's 1a",
                "Hello World'S 1A",
                "Hello world's 1a",
                "HEllO WOrLD'S 1A",
                "hello world's 1a",
            ],
        );
        check("straße", ["STRASSE", "straße", "Straße", "Straße", "STRASSE", "strasse"]);
        check("ὈΔΥΣΣΕΎΣ", ["ὈΔΥΣΣΕΎΣ", "ὀδυσσεύς", "Ὀδυσσεύς", "Ὀδυσσεύς", "ὀδυσσεύς", "ὀδυσσεύσ"]);
        check("ﬁne ǆ", ["FINE Ǆ", "ﬁne ǆ", "Fine ǅ", "Fine ǆ", "FINE Ǆ", "fine ǆ"]);
        check("İI", ["İI", "i̇i", "İi", "İi", "i̇i", "i̇i"]);
        check("Σ Σa aΣ'", ["Σ ΣA AΣ'", "σ σa aς'", "Σ Σa Aς'", "Σ σa aς'", "σ σA Aς'", "σ σa aσ'"]);
    }
}
