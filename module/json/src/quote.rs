//! Strings as JSON has them.

use taipan_native::{PyResult, Value, Vm};
use taipan_objects::str::Str;
use taipan_text::text::{TextBuf, decode_at};

/// The letter of a short escape.
fn short(byte: u8) -> Option<u8> {
    Some(match byte {
        b'"' | b'\\' => byte,
        8 => b'b',
        12 => b'f',
        b'\n' => b'n',
        b'\r' => b'r',
        b'\t' => b't',
        _ => return None,
    })
}

fn push_unit(out: &mut Vec<u8>, unit: u32) {
    out.extend_from_slice(b"\\u");
    for shift in [12, 8, 4, 0] {
        out.push(b"0123456789abcdef"[(unit >> shift & 15) as usize]);
    }
}

/// Adds the quoted text; with `ascii`, all else is escaped.
pub fn push_quoted(out: &mut TextBuf, text: &Str, ascii: bool) {
    let bytes = text.bytes();
    let is_plain = |b: &u8| (0x20..0x7f).contains(b) && !matches!(b, b'"' | b'\\') || *b == 0x7f && !ascii;
    let mut buffer = Vec::new();
    out.push_ascii(b"\"");
    let mut at = 0;
    while at < bytes.len() {
        let run = bytes[at..].iter().take_while(|b| is_plain(b)).count();
        if run > 0 {
            out.push_ascii(&bytes[at..at + run]);
            at += run;
            continue;
        }
        let byte = bytes[at];
        buffer.clear();
        if let Some(letter) = short(byte) {
            out.push_ascii(&[b'\\', letter]);
            at += 1;
        } else if byte < 0x80 {
            push_unit(&mut buffer, byte.into());
            out.push_ascii(&buffer);
            at += 1;
        } else {
            let (code, length) = decode_at(bytes, at);
            at += length;
            if !ascii {
                out.push(code);
            } else {
                match code.checked_sub(0x10000) {
                    Some(rest) => {
                        push_unit(&mut buffer, 0xd800 + (rest >> 10));
                        push_unit(&mut buffer, 0xdc00 + (rest & 0x3ff));
                    }
                    None => push_unit(&mut buffer, code),
                }
                out.push_ascii(&buffer);
            }
        }
    }
    out.push_ascii(b"\"");
}

pub fn quoted(vm: &mut Vm, value: &Value, ascii: bool) -> PyResult {
    let Some(text) = value.downcast::<Str>() else {
        let text = format!("first argument must be a string, not {}", vm.type_name(value));
        return Err(vm.type_error(text));
    };
    let mut out = TextBuf::with_capacity(text.bytes().len() + 2);
    push_quoted(&mut out, text, ascii);
    vm.text_value(out)
}
