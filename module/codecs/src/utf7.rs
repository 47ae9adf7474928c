//! UTF-7 (RFC 2152).

use crate::faults::{Fault, ask};
use crate::{answer, data, errors, text};
use taipan_native::{PyResult, Value, Vm};
use taipan_objects::bytes::Bytes;
use taipan_objects::str::Str;
use taipan_text::TextBuf;

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// What the encoder writes as itself: letters, digits, set O but for the tilde, and white space.
fn is_direct(code: u32) -> bool {
    matches!(u8::try_from(code), Ok(byte) if byte.is_ascii_alphanumeric()
        || b"'(),-./:?!\"#$%&*;<=>@[]^_`{|} \t\n\r".contains(&byte))
}

fn sextet(byte: u8) -> Option<u32> {
    ALPHABET.iter().position(|&b| b == byte).map(|at| at as u32)
}

pub fn py_utf_7_encode(vm: &mut Vm, a: &[Value]) -> PyResult {
    text(vm, &a[1], "utf_7_encode", "1 ")?;
    errors(vm, &a[2], "utf_7_encode", 2)?;
    let own = a[1].expect::<Str>();
    let mut out = Vec::new();
    let (mut bits, mut count, mut shifted) = (0u32, 0, false);
    for code in own.text().code_points() {
        if shifted && is_direct(code) {
            if count > 0 {
                out.push(ALPHABET[(bits << (6 - count) & 63) as usize]);
                (bits, count) = (0, 0);
            }
            shifted = false;
            if sextet(code as u8).is_some() || code == u32::from(b'-') {
                out.push(b'-');
            }
            out.push(code as u8);
            continue;
        }
        if !shifted {
            if code == u32::from(b'+') {
                out.extend_from_slice(b"+-");
                continue;
            }
            if is_direct(code) {
                out.push(code as u8);
                continue;
            }
            out.push(b'+');
            shifted = true;
        }
        let mut units = [0u16; 2];
        let units: &[u16] = match char::from_u32(code) {
            Some(char) => char.encode_utf16(&mut units),
            None => {
                units[0] = code as u16;
                &units[..1]
            }
        };
        for &unit in units {
            bits = bits << 16 | u32::from(unit);
            count += 16;
            while count >= 6 {
                count -= 6;
                out.push(ALPHABET[(bits >> count & 63) as usize]);
            }
            bits &= (1 << count) - 1;
        }
    }
    if count > 0 {
        out.push(ALPHABET[(bits << (6 - count) & 63) as usize]);
    }
    if shifted {
        out.push(b'-');
    }
    let made = vm.bytes_value(&out)?;
    answer(vm, made, own.chars())
}

pub fn py_utf_7_decode(vm: &mut Vm, a: &[Value]) -> PyResult {
    let data = data(vm, &a[1])?;
    let errors = errors(vm, &a[2], "utf_7_decode", 2)?;
    let last = !a[3].is_null() && vm.truth(&a[3])?;
    let length = data.expect::<Bytes>().data.len();
    let mut out = TextBuf::new();
    let (mut at, mut shifted, mut start) = (0, false, 0);
    let (mut bits, mut count, mut high) = (0u32, 0u32, None::<u32>);
    // Where to go on when more input comes: what was decoded of an open shift is decoded again.
    let mut safe = (0, 0);
    loop {
        let input = data.expect::<Bytes>().data.as_slice();
        let fault = if at >= length {
            if !shifted || !last {
                break;
            }
            let open = high.is_some() || count >= 6 || bits != 0;
            shifted = false;
            if !open {
                break;
            }
            Fault { start, end: length, reason: "unterminated shift sequence" }
        } else {
            let byte = input[at];
            if !shifted {
                if byte == b'+' {
                    safe = (at, out.as_ref().bytes().len());
                    start = at;
                    at += 1;
                    match input.get(at) {
                        Some(b'-') => {
                            out.push(u32::from(b'+'));
                            at += 1;
                            continue;
                        }
                        Some(&next) if sextet(next).is_none() => {
                            at += 1;
                            Fault { start, end: at, reason: "ill-formed sequence" }
                        }
                        _ => {
                            (shifted, bits, count, high) = (true, 0, 0, None);
                            continue;
                        }
                    }
                } else if byte < 0x80 {
                    out.push(byte.into());
                    at += 1;
                    continue;
                } else {
                    start = at;
                    at += 1;
                    Fault { start, end: at, reason: "unexpected special character" }
                }
            } else if let Some(value) = sextet(byte) {
                bits = bits << 6 | value;
                count += 6;
                at += 1;
                if count >= 16 {
                    count -= 16;
                    let unit = bits >> count & 0xffff;
                    bits &= (1 << count) - 1;
                    match high.take() {
                        Some(first) if (0xdc00..0xe000).contains(&unit) => {
                            out.push(0x10000 + ((first - 0xd800) << 10) + (unit - 0xdc00));
                        }
                        first => {
                            if let Some(first) = first {
                                out.push(first);
                            }
                            if (0xd800..0xdc00).contains(&unit) {
                                high = Some(unit);
                            } else {
                                out.push(unit);
                            }
                        }
                    }
                }
                continue;
            } else {
                shifted = false;
                if count >= 6 {
                    at += 1;
                    Fault { start, end: at, reason: "partial character in base64 sequence" }
                } else if bits != 0 {
                    at += 1;
                    Fault { start, end: at, reason: "non-zero padding bits in base64 sequence" }
                } else {
                    if let Some(first) = high.take() {
                        out.push(first);
                    }
                    if byte == b'-' {
                        at += 1;
                    }
                    continue;
                }
            }
        };
        let (replacement, next) = ask(vm, &errors, true, "utf7", &data, &fault)?;
        let Some(text) = replacement.downcast::<Str>() else {
            return Err(vm.type_error("decoding error handler must return (str, int) tuple"));
        };
        out.push_text(text.text());
        at = next;
    }
    if shifted {
        let (text, _, _) = out.finish();
        let made = vm.new_text(taipan_text::TextRef::measure(&text[..safe.1]));
        return answer(vm, made, safe.0);
    }
    let made = vm.text_value(out)?;
    answer(vm, made, length)
}
